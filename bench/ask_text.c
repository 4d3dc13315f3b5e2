/* SPDX-License-Identifier: MIT */
/* ask_text: words with their links, and glosses as sets of stems. */
#include "ask_text.h"

#include <stdlib.h>
#include <string.h>

#include "term.h"
#include "utf8.h"

enum { NEAR = 5 }; /* letters that words alike begin with */

static uint32_t add_line(
	struct document *document, enum side side, const struct align_sentence *sentence)
{
	document_add(document, side,
		&(struct block){.text = sentence->text,
			.len = sentence->len,
			.kind = BLOCK_PARAGRAPH,
			.form = FORM_SENTENCE});
	return (uint32_t)document->side[side].blocks.n - 1;
}

void ask_text_add(struct ask_text *text, const struct align_gold *gold)
{
	struct document *document = &text->document;
	uint32_t first[SIDE_COUNT];
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		first[side] = (uint32_t)document->side[side].blocks.n;
		for (size_t i = 0; i < gold->side[side].count; i++)
			add_line(document, side, &gold->side[side].sentences.v[i]);
	}
	for (size_t i = 0; i < gold->groups.n; i++) {
		const struct group *g = &gold->groups.v[i];
		ref_array refs[SIDE_COUNT] = {0};
		for (uint32_t k = 0; k < g->zh_count; k++)
			array_push(&refs[SIDE_ZH],
				(struct sentence_ref){first[SIDE_ZH] + g->zh + k, 0});
		for (uint32_t k = 0; k < g->en_count; k++)
			array_push(&refs[SIDE_EN],
				(struct sentence_ref){first[SIDE_EN] + g->en + k, 0});
		document_link(document, &(struct link){.zh = refs[SIDE_ZH].v,
						.en = refs[SIDE_EN].v,
						.zh_count = g->zh_count,
						.en_count = g->en_count,
						.score = 1,
						.kind = LINK_TRANSLATION});
		array_free(&refs[SIDE_ZH]);
		array_free(&refs[SIDE_EN]);
	}
}

static void note(struct ask_side *side, const char *key, size_t key_len, const char *text,
	size_t len, uint32_t link)
{
	uint32_t type = vocabulary_add(&side->vocabulary, TOKEN_WORD, key, key_len);
	if (type == side->words.n)
		array_push(&side->words, (struct ask_word){.text = text, .len = len});
	number_array *links = &side->words.v[type].links;
	if (links->n == 0 || links->v[links->n - 1] != link)
		array_push(links, link);
}

static void note_chinese(
	struct ask_text *text, const char *line, size_t len, uint32_t link)
{
	size_t size;
	for (size_t at = 0; at < len; at += size) {
		uint32_t c = utf8_at(line, len, at, &size);
		size_t word = utf8_is_han(c) ? dictionary_longest(text->dictionary,
						       line + at, len - at)
					     : 0;
		if (word <= size)
			continue;
		size = word;
		note(&text->side[SIDE_ZH], line + at, word, line + at, word, link);
	}
}

static void note_english(
	struct ask_text *text, const char *line, size_t len, uint32_t link)
{
	struct term term = {0};
	while (term_next(line, len, &term))
		note(&text->side[SIDE_EN], term.key, term.len, line + term.range.beg,
			span_len(term.range), link);
}

static int compare_numbers(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static void take_glosses(
	struct ask_text *text, const char *word, size_t len, number_array *glosses)
{
	struct dictionary_entry entry;
	for (size_t cursor = 0;
		dictionary_next(text->dictionary, word, len, &cursor, &entry);) {
		struct span gloss;
		for (size_t at = entry.senses.beg;
			dictionary_gloss(&entry, &at, &gloss);) {
			struct term term = {.range = {gloss.beg, gloss.beg}};
			while (term_next(entry.text, gloss.end, &term))
				array_push(
					glosses, vocabulary_add(&text->stems, TOKEN_WORD,
							 term.key, term.len));
		}
	}
	if (glosses->n > 0)
		qsort(glosses->v, glosses->n, sizeof *glosses->v, compare_numbers);
}

void ask_text_index(struct ask_text *text)
{
	const struct document *document = &text->document;
	for (uint32_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		if (!link->zh_count || !link->en_count)
			continue;
		for (enum side side = 0; side < SIDE_COUNT; side++) {
			uint32_t n;
			const struct sentence_ref *refs = link_refs(link, side, &n);
			for (uint32_t k = 0; k < n; k++) {
				const struct block *block = stream_block(
					&document->side[side], refs[k].block);
				(side == SIDE_ZH ? note_chinese : note_english)(
					text, block->text, block->len, i);
			}
		}
	}
	struct ask_side *zh = &text->side[SIDE_ZH];
	for (size_t i = 0; i < zh->words.n; i++)
		take_glosses(text, zh->words.v[i].text, zh->words.v[i].len,
			&zh->words.v[i].glosses);
}

void ask_text_free(struct ask_text *text)
{
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		for (size_t i = 0; i < text->side[side].words.n; i++) {
			array_free(&text->side[side].words.v[i].links);
			array_free(&text->side[side].words.v[i].glosses);
		}
		array_free(&text->side[side].words);
		vocabulary_free(&text->side[side].vocabulary);
	}
	vocabulary_free(&text->stems);
	document_free(&text->document);
}

static bool begin_alike(const struct token_type *type, const char *key, size_t len)
{
	return type->len >= NEAR && len >= NEAR && memcmp(type->text, key, NEAR) == 0;
}

/* Whether a stem is among glosses. */
static enum verdict find_stem(const struct ask_text *text, const number_array *glosses,
	const char *key, size_t len)
{
	enum verdict best = VERDICT_WRONG;
	for (size_t i = 0; i < glosses->n; i++) {
		const struct token_type *type = &text->stems.types.v[glosses->v[i]];
		if (type->len == len && memcmp(type->text, key, len) == 0)
			return VERDICT_RIGHT;
		if (begin_alike(type, key, len))
			best = VERDICT_NEAR;
	}
	return best;
}

static enum verdict judge_english(const struct ask_text *text,
	const number_array *glosses, const char *answer, size_t len)
{
	enum verdict least = VERDICT_RIGHT;
	struct term term = {0};
	while (term_next(answer, len, &term)) {
		enum verdict one = find_stem(text, glosses, term.key, term.len);
		least = one < least ? one : least;
	}
	return least;
}

static enum verdict judge_chinese(struct ask_text *text, const struct token_type *stem,
	const char *answer, size_t len)
{
	enum verdict best = VERDICT_WRONG;
	size_t word;
	for (size_t at = 0; at < len; at += word) {
		number_array glosses = {0};
		word = dictionary_longest(text->dictionary, answer + at, len - at);
		if (word == 0)
			utf8_at(answer, len, at, &word);
		take_glosses(text, answer + at, word, &glosses);
		enum verdict one = find_stem(text, &glosses, stem->text, stem->len);
		if (one > VERDICT_NEAR && word < len)
			one = VERDICT_NEAR;
		best = one > best ? one : best;
		array_free(&glosses);
	}
	return best;
}

enum verdict ask_judge(struct ask_text *text, enum side side, uint32_t type,
	const char *answer, size_t len)
{
	const struct ask_side *own = &text->side[side];
	if (side == SIDE_ZH)
		return judge_english(text, &own->words.v[type].glosses, answer, len);
	return judge_chinese(text, &own->vocabulary.types.v[type], answer, len);
}

static bool shares_link(const number_array *a, const number_array *b)
{
	for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
		if (a->v[i] == b->v[k])
			return true;
		if (a->v[i] < b->v[k])
			i++;
		else
			k++;
	}
	return false;
}

bool ask_has_key(const struct ask_text *text, enum side side, uint32_t type,
	const number_array *links)
{
	const struct ask_side *zh = &text->side[SIDE_ZH], *en = &text->side[SIDE_EN];
	if (side == SIDE_EN) {
		const struct token_type *stem = &en->vocabulary.types.v[type];
		for (size_t i = 0; i < zh->words.n; i++)
			if (shares_link(&zh->words.v[i].links, links) &&
				find_stem(text, &zh->words.v[i].glosses, stem->text,
					stem->len) == VERDICT_RIGHT)
				return true;
		return false;
	}
	const number_array *glosses = &zh->words.v[type].glosses;
	for (size_t i = 0; i < glosses->n; i++) {
		const struct token_type *stem = &text->stems.types.v[glosses->v[i]];
		uint32_t english =
			vocabulary_find(&en->vocabulary, stem->text, stem->len);
		if (english != NO_TYPE && shares_link(&en->words.v[english].links, links))
			return true;
	}
	return false;
}
