/* SPDX-License-Identifier: MIT */
/* align_lexicon: a table of words that may stand for each other.
 *
 * It has only English words that the text has: a few thousand rows of some five entries.
 * A gloss of several words is weaker evidence for each of them, and what the parts of a
 * word mean is weak evidence too, but much of what a translator writes is in neither
 * gloss.  Learnt words are put in by align_learn.c. */
#include "align_evidence.h"

#include <assert.h>
#include <string.h>

#include "align_math.h"
#include "stem.h"
#include "utf8.h"

enum {
	MOST_CHARACTERS = 12, /* of a word whose parts are looked up */
	COMMON_ROOM = 24,     /* bytes of an English word that stands for a common one */
};

struct sparse sparse_new(size_t size)
{
	struct sparse sparse = {
		.value = xcalloc(size + 1, sizeof *sparse.value),
		.touched = xcalloc(size + 1, sizeof *sparse.touched),
	};
	return sparse;
}

void sparse_free(struct sparse *sparse)
{
	free(sparse->value);
	free(sparse->touched);
	*sparse = (struct sparse){0};
}

void sparse_clear(struct sparse *sparse)
{
	for (size_t i = 0; i < sparse->n; i++)
		sparse->value[sparse->touched[i]] = 0;
	sparse->n = 0;
}

void lexicon_begin(struct lexicon *lexicon, size_t types)
{
	lexicon->first = xcalloc(types + 1, sizeof *lexicon->first);
	lexicon->types = 0;
	lexicon->rows.n = 0;
}

void lexicon_add_row(struct lexicon *lexicon, struct sparse *row)
{
	for (size_t i = 0; i < row->n; i++) {
		uint32_t type = row->touched[i];
		array_push(&lexicon->rows, (struct translation){type, row->value[type]});
	}
	lexicon->first[++lexicon->types] = (uint32_t)lexicon->rows.n;
	sparse_clear(row);
}

void lexicon_free(struct lexicon *lexicon)
{
	free(lexicon->first);
	lexicon->first = NULL;
	array_free(&lexicon->rows);
}

void lexicon_turn(const struct lexicon *lexicon, size_t types, struct lexicon *turned)
{
	lexicon_begin(turned, types);
	turned->types = types;
	array_room(&turned->rows, lexicon->rows.n);
	turned->rows.n = lexicon->rows.n;
	for (size_t i = 0; i < lexicon->rows.n; i++)
		turned->first[lexicon->rows.v[i].type + 1]++;
	for (size_t i = 0; i < types; i++)
		turned->first[i + 1] += turned->first[i];
	for (uint32_t type = 0; type < lexicon->types; type++) {
		for (size_t i = lexicon->first[type]; i < lexicon->first[type + 1]; i++) {
			const struct translation *t = &lexicon->rows.v[i];
			turned->rows.v[turned->first[t->type]++] =
				(struct translation){type, t->strength};
		}
	}
	memmove(turned->first + 1, turned->first, types * sizeof *turned->first);
	turned->first[0] = 0;
}

/* ---- glosses ------------------------------------------------------------------------ */

/* A gloss without its notes in brackets. */
static void cut_notes(struct buf *out, const char *text, size_t len)
{
	int depth = 0;
	out->n = 0;
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '(' || text[i] == '[')
			depth++;
		else if ((text[i] == ')' || text[i] == ']') && depth > 0)
			depth--;
		else if (depth == 0)
			buf_putc(out, text[i]);
	}
}

static bool is_measure_word(const char *text, size_t len)
{
	return len > 3 && memcmp(text, "CL:", 3) == 0;
}

/* Brings the types of all glosses of a word, each with the greatest share it has of one, into
 * the row. */
static void read_glosses(struct lookup *lookup, const char *word, size_t len)
{
	struct dictionary_entry entry;
	for (size_t cursor = 0;
		dictionary_next(lookup->words->dictionary, word, len, &cursor, &entry);) {
		struct span gloss;
		for (size_t at = entry.senses.beg;
			dictionary_gloss(&entry, &at, &gloss);) {
			size_t words;
			if (is_measure_word(entry.text + gloss.beg, span_len(gloss)))
				continue;
			cut_notes(
				&lookup->gloss, entry.text + gloss.beg, span_len(gloss));
			lookup->types.n = 0;
			gloss_tokens(&lookup->en->vocabulary, lookup->gloss.v,
				lookup->gloss.n, &lookup->types, &words);
			if (lookup->types.n == 0)
				continue;
			float share =
				power_of(1 / (float)words, lookup->weights->gloss_power);
			for (size_t i = 0; i < lookup->types.n; i++)
				sparse_most(&lookup->row, lookup->types.v[i], share);
		}
	}
}

/* What a word or a part of one means.  A character is a part of many words, and the commonest
 * have the most glosses, so each is read once. */
static struct span meaning_of(struct lookup *lookup, const char *word, size_t len)
{
	uint32_t part = vocabulary_add(&lookup->parts, TOKEN_WORD, word, len);
	if (part == lookup->meanings.n) {
		struct sparse *row = &lookup->row;
		size_t first = lookup->shares.n;
		read_glosses(lookup, word, len);
		for (size_t i = 0; i < row->n; i++) {
			uint32_t type = row->touched[i];
			array_push(&lookup->shares,
				(struct translation){type, row->value[type]});
		}
		sparse_clear(row);
		array_push(&lookup->meanings, (struct span){first, lookup->shares.n});
	}
	return lookup->meanings.v[part];
}

static void add_meaning(struct lookup *lookup, const char *word, size_t len,
	float strength, struct sparse *row)
{
	struct span meaning = meaning_of(lookup, word, len);
	for (size_t i = meaning.beg; i < meaning.end; i++)
		sparse_most(row, lookup->shares.v[i].type,
			strength * lookup->shares.v[i].strength);
}

/* The word itself, and all its parts of whole characters. */
static void add_word(
	struct lookup *lookup, const char *word, size_t len, struct sparse *row)
{
	size_t end[MOST_CHARACTERS + 1] = {0}, n = 0, size;
	add_meaning(lookup, word, len, 1, row);
	while (end[n] < len && n < MOST_CHARACTERS) {
		utf8_at(word, len, end[n], &size);
		end[n + 1] = end[n] + size;
		n++;
	}
	for (size_t count = n - 1; n > 0 && count > 0; count--)
		for (size_t i = 0; i + count <= n; i++)
			add_meaning(lookup, word + end[i], end[i + count] - end[i],
				lookup->weights->part * (float)count / (float)n, row);
}

/* ---- common words -------------------------------------------------------------------- */

static void add_common(const struct common *common, const struct token_type *type,
	const struct vocabulary *english, float strength, struct sparse *row)
{
	const char *words = "";
	if (common_longest(common, type->text, type->len, &words) != type->len)
		return;
	while (*words) {
		char stem[COMMON_ROOM + STEM_MORE];
		size_t len = strcspn(words, " ");
		assert(len <= COMMON_ROOM);
		memcpy(stem, words, len);
		uint32_t found = vocabulary_find(english, stem, stem_word(stem, len));
		if (found != NO_TYPE)
			sparse_most(row, found, strength);
		words += len + (words[len] == ' ');
	}
}

void lookup_begin(struct lookup *lookup)
{
	lookup->row = sparse_new(lookup->en->vocabulary.types.n);
}

void lookup_end(struct lookup *lookup)
{
	vocabulary_free(&lookup->parts);
	array_free(&lookup->meanings);
	array_free(&lookup->shares);
	array_free(&lookup->types);
	sparse_free(&lookup->row);
	buf_free(&lookup->gloss);
}

void lookup_word(struct lookup *lookup, uint32_t type, struct sparse *row)
{
	const struct align_weights *weights = lookup->weights;
	const struct vocabulary *english = &lookup->en->vocabulary;
	const struct token_type *t = &lookup->zh->vocabulary.types.v[type];
	const float same[] = {
		[TOKEN_LATIN] = weights->latin,
		[TOKEN_NUMBER] = weights->number,
		[TOKEN_MARK] = weights->mark,
	};
	if (t->kind == TOKEN_NAME) {
		uint32_t name = 0;
		for (size_t i = 1; i < t->len; i++)
			name = name * 10 + (uint32_t)(t->text[i] - '0');
		sparse_most(row, name, weights->name);
	} else if (t->kind != TOKEN_WORD) {
		uint32_t found = vocabulary_find(english, t->text, t->len);
		if (found != NO_TYPE)
			sparse_most(row, found, same[t->kind]);
	} else if (lookup->words->dictionary) {
		add_word(lookup, t->text, t->len, row);
	} else {
		add_common(lookup->words->common, t, english, weights->common, row);
	}
}
