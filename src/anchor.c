/* SPDX-License-Identifier: MIT */
/* anchor: describing a place, and the description in a file.
 *
 * What is kept of a place is what a person would look for: the section, the sentence, and the
 * words around it.  They stand in the file as in the text, so that grep finds them and an eye
 * checks them.  A sentence the text has more than once is kept with more around it, and is
 * later found only by that.  Finding is in anchor_find.c. */
#include "anchor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "anchor_internal.h"
#include "section.h"
#include "tsv.h"

/* Around the words of a place, in its field.  What is kept around them never has one of these
 * in it, so the first and the last in the field are meant. */
static const char words_open[] = "〖", words_close[] = "〗";
enum { BRACKET = sizeof words_open - 1 };

struct finder *finder_new(const struct document *document)
{
	struct finder *finder = xcalloc(1, sizeof *finder);
	finder->document = document;
	return finder;
}

void finder_free(struct finder *finder)
{
	if (!finder)
		return;
	buf_free(&finder->near.words);
	buf_free(&finder->wide.words);
	array_free(&finder->near.starts);
	array_free(&finder->wide.starts);
	buf_free(&finder->scratch);
	array_free(&finder->sentences);
	free(finder);
}

size_t text_blocks(const struct document *document, enum side side)
{
	size_t n = document->side[side].blocks.n;
	if (!document->two_sources)
		n += document->side[side == SIDE_ZH ? SIDE_EN : SIDE_ZH].blocks.n;
	return n;
}

struct block text_block(const struct document *document, enum side side, size_t number,
	enum side *block_side, size_t *index)
{
	*block_side = side;
	*index = number;
	if (!document->two_sources)
		document_find(document, number, block_side, index);
	return blocks_at(&document->side[*block_side].blocks, *index);
}

size_t text_number(const struct document *document, enum side block_side, size_t index)
{
	return document->two_sources ? index : document_id(document, block_side, index);
}

/* Where the last `most` bytes of text begin, or a little behind: at a code point. */
static size_t cut_start(const char *text, size_t len, size_t most)
{
	size_t at = len > most ? len - most : 0;
	while (at < len && ((unsigned char)text[at] & 0xC0) == 0x80)
		at++;
	return at;
}

static size_t cut_end(const char *text, size_t len, size_t most)
{
	if (len <= most)
		return len;
	while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
		most--;
	return most;
}

/* Appends up to `most` bytes of what stands before byte `at` of a block, with a blank for a
 * block's end. */
static void add_before(struct buf *out, const struct document *document, enum side side,
	size_t number, size_t at, size_t most)
{
	enum side block_side;
	size_t index;
	const char *text = text_block(document, side, number, &block_side, &index).text;
	if (at + 1 < most && number > 0) {
		size_t len =
			text_block(document, side, number - 1, &block_side, &index).len;
		add_before(out, document, side, number - 1, len, most - at - 1);
		buf_putc(out, ' ');
	}
	size_t beg = cut_start(text, at, most);
	tsv_add_plain(out, text + beg, at - beg);
}

/* The same for what stands behind it. */
static void add_after(struct buf *out, const struct document *document, enum side side,
	size_t number, size_t at, size_t most)
{
	size_t blocks = text_blocks(document, side), end = out->n + most;
	for (; number < blocks && out->n < end; number++, at = 0) {
		enum side block_side;
		size_t index;
		const struct block block =
			text_block(document, side, number, &block_side, &index);
		size_t len = cut_end(block.text + at, block.len - at, end - out->n);
		tsv_add_plain(out, block.text + at, len);
		if (at + len < block.len)
			break;
		if (number + 1 < blocks && out->n < end)
			buf_putc(out, ' ');
	}
}

/* Bytes of text up to its first bracket, or from behind its last one. */
static size_t without_brackets(const char *text, bool from_start)
{
	size_t beg = 0, len = strlen(text);
	for (size_t at = 0; at + BRACKET <= len; at++) {
		bool bracket = memcmp(text + at, words_open, BRACKET) == 0 ||
			       memcmp(text + at, words_close, BRACKET) == 0;
		if (bracket && from_start)
			return at;
		if (bracket)
			beg = at + BRACKET;
	}
	return from_start ? len : beg;
}

/* Whether a text has these words more than once. */
static bool is_repeated(const struct window *window, const struct buf *words)
{
	if (words->n == 0 || words->n > window->words.n)
		return false;
	const char *end = window->words.v + window->words.n;
	const char *first = memmem(window->words.v, window->words.n, words->v, words->n);
	return first && memmem(first + 1, (size_t)(end - first - 1), words->v, words->n);
}

/* Words and what is around them, of the place from byte `at` of a block. */
static void describe(struct anchor *anchor, struct finder *finder, enum side side,
	size_t number, const struct block *block, size_t at)
{
	const struct document *document = finder->document;
	const struct sentence_style style = {.semicolon = false};
	struct buf *text = &finder->scratch;
	size_t end = block->len;
	if (at < block->len) {
		block_sentences(&style, block, &finder->sentences);
		end = finder->sentences.v[sentence_at(&finder->sentences, at)].end;
	}
	size_t len = cut_end(block->text + at, end - at, WORDS_MOST);
	while (len > 0 && block->text[at + len - 1] == ' ')
		len--;
	text->n = 0;
	words_add(text, block->text + at, len);
	bool repeated = is_repeated(finder_wide(finder, side, number), text);
	size_t context = repeated ? LONG_CONTEXT : CONTEXT;

	text->n = 0;
	tsv_add_plain(text, block->text + at, len);
	anchor->words = xstrdup(buf_string(text));
	text->n = 0;
	add_before(text, document, side, number, at, context);
	const char *before = buf_string(text);
	anchor->before = xstrdup(before + without_brackets(before, false));
	text->n = 0;
	add_after(text, document, side, number, at + len, context);
	const char *after = buf_string(text);
	anchor->after = xstrndup(after, without_brackets(after, true));
}

void anchor_make(struct anchor *anchor, struct finder *finder,
	const struct identity *identity, enum side side, size_t block, size_t at)
{
	const struct stream *stream = &finder->document->side[side];
	struct buf *text = &finder->scratch;
	*anchor = (struct anchor){.byte = at};
	anchor->path = xstrdup(identity->path[side]);
	anchor->fingerprint = xstrdup(identity->fingerprint[side].text);
	text->n = 0;
	section_headings(stream, block, " › ", false, text);
	anchor->section = xstrdup(buf_string(text));
	anchor->block = text_number(finder->document, side, block);
	describe(anchor, finder, side, anchor->block, stream_block(stream, block), at);
}

void anchor_free(struct anchor *anchor)
{
	free(anchor->path);
	free(anchor->fingerprint);
	free(anchor->section);
	free(anchor->words);
	free(anchor->before);
	free(anchor->after);
	*anchor = (struct anchor){0};
}

static void add_string(struct buf *out, const char *string)
{
	tsv_add(out, string, strlen(string));
}

void anchor_write(const struct anchor *anchor, struct buf *out)
{
	add_string(out, anchor->path);
	buf_putc(out, '\t');
	add_string(out, anchor->fingerprint);
	buf_putc(out, '\t');
	add_string(out, anchor->section);
	buf_printf(out, "\t%zu:%zu\t", anchor->block, anchor->byte);
	if (anchor->before) {
		add_string(out, anchor->before);
		buf_puts(out, words_open);
	}
	add_string(out, anchor->words);
	if (anchor->after) {
		buf_puts(out, words_close);
		add_string(out, anchor->after);
	}
}

/* Decimal digits and nothing else, up to `end` in the field; false if too large. */
static bool read_number(const char *text, size_t *at, size_t end, size_t *number)
{
	size_t beg = *at;
	*number = 0;
	for (; *at < end && text[*at] >= '0' && text[*at] <= '9'; ++*at) {
		size_t digit = (size_t)(text[*at] - '0');
		if (*number > (SIZE_MAX - digit) / 10)
			return false;
		*number = *number * 10 + digit;
	}
	return *at > beg;
}

static bool read_place(struct anchor *anchor, const char *text, struct span field)
{
	size_t at = field.beg;
	return read_number(text, &at, field.end, &anchor->block) && at < field.end &&
	       text[at++] == ':' && read_number(text, &at, field.end, &anchor->byte) &&
	       at == field.end;
}

/* The last closing bracket behind `open`, NULL if there is none. */
static const char *find_close(const char *open, const char *end)
{
	const char *close = NULL, *at = open + BRACKET;
	while ((at = memmem(at, (size_t)(end - at), words_close, BRACKET))) {
		close = at;
		at += BRACKET;
	}
	return close;
}

static void read_words(struct anchor *anchor, const char *text, struct span field)
{
	const char *end = text + field.end;
	const char *open = memmem(text + field.beg, span_len(field), words_open, BRACKET);
	const char *close = open ? find_close(open, end) : NULL;
	if (!close) {
		anchor->words = tsv_string(text, field);
		return;
	}
	size_t words = (size_t)(open - text), after = (size_t)(close - text);
	anchor->before = tsv_string(text, (struct span){field.beg, words});
	anchor->words = tsv_string(text, (struct span){words + BRACKET, after});
	anchor->after = tsv_string(text, (struct span){after + BRACKET, field.end});
}

bool anchor_read(
	struct anchor *anchor, const char *text, const struct span fields[ANCHOR_FIELDS])
{
	*anchor = (struct anchor){0};
	if (!read_place(anchor, text, fields[ANCHOR_PLACE]))
		return false;
	anchor->path = tsv_string(text, fields[ANCHOR_PATH]);
	anchor->fingerprint = tsv_string(text, fields[ANCHOR_FINGERPRINT]);
	anchor->section = tsv_string(text, fields[ANCHOR_SECTION]);
	read_words(anchor, text, fields[ANCHOR_WORDS]);
	return true;
}
