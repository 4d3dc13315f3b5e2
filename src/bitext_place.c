/* SPDX-License-Identifier: MIT */
/* bitext_place: words to places and back.
 *
 * Anybody may have edited the file, so every number is held against its range; what a number
 * means for a text is for whoever has the text to check. */
#include "bitext_place.h"

#include <string.h>

#include "span.h"

static const char *const forms[] = {
	[FORM_CONTINUED] = "continued",
	[FORM_VERBATIM] = "verbatim",
	[FORM_ITEM] = "item",
	[FORM_SENTENCE] = "sentence",
};
static const char word_at[] = "at", word_tight[] = "tight";
enum { FORM_COUNT = sizeof forms / sizeof *forms };

void place_add(struct buf *out, const struct place *place, bool first)
{
	const struct block *block = &place->block;
	if (!first)
		buf_printf(out, "; +%zu", place->beg);
	size_t start = out->n;
	if (place->numbered)
		buf_printf(out, " %s %zu", word_at, place->number);
	if (place->tight)
		buf_printf(out, " %s", word_tight);
	if (place->opens) {
		buf_printf(out, " %s", block_kind_name((enum block_kind)block->kind));
		if (block->level || block->number_len || block->title_beg)
			buf_printf(out, " %d %d %d", block->level, block->number_len,
				block->title_beg);
		if (block->form != FORM_TEXT)
			buf_printf(out, " %s", forms[block->form]);
	}
	if (first && out->n > start) {
		memmove(out->v + start, out->v + start + 1, out->n - start - 1);
		out->n--;
	}
}

struct words {
	const char *text;
	size_t len, at;
};

/* The next word, empty at the end and before a semicolon. */
static struct span next_word(struct words *words)
{
	while (words->at < words->len && words->text[words->at] == ' ')
		words->at++;
	struct span word = {words->at, words->at};
	while (word.end < words->len && words->text[word.end] != ' ' &&
		words->text[word.end] != ';')
		word.end++;
	words->at = word.end;
	return word;
}

static bool is_word(const struct words *words, struct span word, const char *name)
{
	return span_len(word) == strlen(name) &&
	       memcmp(words->text + word.beg, name, span_len(word)) == 0;
}

static bool read_number(const struct words *words, struct span word, size_t *number)
{
	size_t n = 0;
	if (word.beg == word.end)
		return false;
	for (size_t i = word.beg; i < word.end; i++) {
		if (words->text[i] < '0' || words->text[i] > '9' || n > UINT32_MAX)
			return false;
		n = n * 10 + (size_t)(words->text[i] - '0');
	}
	*number = n;
	return true;
}

static bool read_byte(struct words *words, uint8_t *byte)
{
	size_t number;
	if (!read_number(words, next_word(words), &number) || number > UINT8_MAX)
		return false;
	*byte = (uint8_t)number;
	return true;
}

static bool read_kind(const struct words *words, struct span word, struct place *place)
{
	for (int kind = 0; kind < BLOCK_KIND_COUNT; kind++) {
		if (!is_word(words, word, block_kind_name((enum block_kind)kind)))
			continue;
		place->block.kind = (uint8_t)kind;
		return true;
	}
	return false;
}

/* What may stand behind a kind. */
static bool read_block(struct words *words, struct block *block)
{
	struct words mark = *words;
	struct span word = next_word(words);
	size_t number;
	if (read_number(words, word, &number)) {
		if (number > UINT8_MAX || !read_byte(words, &block->number_len) ||
			!read_byte(words, &block->title_beg))
			return false;
		block->level = (uint8_t)number;
		mark = *words;
		word = next_word(words);
	}
	for (int form = 0; form < FORM_COUNT; form++) {
		if (!forms[form] || !is_word(words, word, forms[form]))
			continue;
		block->form = (uint8_t)form;
		return true;
	}
	*words = mark;
	return block->kind != BLOCK_HEADING || block->level > 0;
}

static bool read_place(struct words *words, struct place *place)
{
	for (struct span word; span_len(word = next_word(words)) > 0;) {
		if (is_word(words, word, word_tight)) {
			place->tight = true;
		} else if (is_word(words, word, word_at)) {
			place->numbered =
				read_number(words, next_word(words), &place->number);
			if (!place->numbered)
				return false;
		} else {
			place->opens = read_kind(words, word, place) &&
				       read_block(words, &place->block);
			if (!place->opens)
				return false;
		}
	}
	return words->at == words->len || words->text[words->at] == ';';
}

bool place_read(const char *text, size_t len, place_array *places)
{
	struct words words = {text, len, 0};
	places->n = 0;
	for (;;) {
		struct place place = {0};
		if (places->n > 0) {
			struct span word = next_word(&words);
			if (span_len(word) == 0 || text[word.beg] != '+')
				return false;
			word.beg++;
			if (!read_number(&words, word, &place.beg) ||
				place.beg < places->v[places->n - 1].beg)
				return false;
		}
		if (!read_place(&words, &place))
			return false;
		array_push(places, place);
		if (words.at == len)
			return true;
		words.at++;
	}
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

bool place_has_blank(enum side side, const char *before, size_t before_len,
	const char *after, size_t after_len)
{
	return side == SIDE_EN && before_len > 0 && after_len > 0 &&
	       !is_blank(before[before_len - 1]) && !is_blank(after[0]);
}
