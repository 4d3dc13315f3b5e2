/* SPDX-License-Identifier: MIT */
/* anchor_words: the words of a text, which are what stays when it is set anew.
 *
 * Another column width, another extractor or an editor's tidying changes blanks, hyphens and
 * the width of marks; letters, digits and Han stay.  So only these are compared, in one case
 * and width, as one run of bytes from block to block.
 * This is no search: 简 and 繁 are different words here, as they are different texts. */
#include <assert.h>
#include <string.h>

#include "anchor_internal.h"
#include "code_range.h"
#include "utf8.h"

/* Blanks and marks beyond ASCII; symbols and marks of rarer scripts count as words, which is
 * no harm: they are compared like any other. */
static const struct code_range marks[] = {
	{0x0080, 0x00BF}, /* C1, Latin-1 marks, no-break space, soft hyphen */
	{0x00D7, 0x00D7},
	{0x00F7, 0x00F7},
	{0x2000, 0x206F}, /* General Punctuation */
	{0x3000, 0x3004}, /* CJK Symbols and Punctuation, without 々〆〇 and numerals */
	{0x3008, 0x3020},
	{0x3030, 0x3030},
	{0xFE10, 0xFE1F}, /* Vertical Forms */
	{0xFE30, 0xFE6F}, /* CJK Compatibility Forms, Small Form Variants */
	{0xFEFF, 0xFEFF},
	{0xFF5F, 0xFF65}, /* of Halfwidth and Fullwidth Forms what is not ASCII */
	{0xFFFD, 0xFFFD},
};

/* What a character of ASCII counts as, 0 if nothing. */
static uint32_t ascii_word(uint32_t code_point)
{
	uint32_t lower = code_point | 0x20;
	if (lower >= 'a' && lower <= 'z')
		return lower;
	return code_point >= '0' && code_point <= '9' ? code_point : 0;
}

/* What a code point counts as: itself, a character of ASCII, or 0, nothing. */
static uint32_t word_of(uint32_t code_point)
{
	if (code_point < 0x80)
		return ascii_word(code_point);
	if (code_point > 0x3030 && code_point < 0xFE10)
		return code_point;
	if (code_point >= 0xFF01 && code_point <= 0xFF5E)
		return ascii_word(code_point - 0xFEE0);
	bool is_mark = code_range_has(marks, sizeof marks / sizeof *marks, code_point);
	return is_mark ? 0 : code_point;
}

void words_add(struct buf *words, const char *text, size_t len)
{
	if (len == 0)
		return;
	char *to = buf_room(words, len);
	size_t size;
	for (size_t at = 0; at < len; at += size) {
		uint32_t code_point = utf8_at(text, len, at, &size);
		uint32_t word = word_of(code_point);
		if (word == 0)
			continue;
		if (word < 0x80) {
			*to++ = (char)word;
		} else {
			memcpy(to, text + at, size);
			to += size;
		}
	}
	words->n = (size_t)(to - words->v);
}

size_t words_place(const char *text, size_t len, size_t at)
{
	size_t size, word_at = 0;
	for (size_t byte = 0; byte < len; byte += size) {
		uint32_t word = word_of(utf8_at(text, len, byte, &size));
		if (word == 0)
			continue;
		word_at += word < 0x80 ? 1 : size;
		if (word_at > at)
			return byte;
	}
	return len;
}

/* A bucket for each pair of neighbouring code points; that two pairs may share one costs
 * little with as few pairs as a sentence has. */
enum { BUCKETS = 4096 };

/* Calls for each pair are inlined: counts up, or counts what is found down to nothing. */
static inline size_t count_pairs(
	const char *words, size_t len, uint8_t *counts, bool find, size_t *found)
{
	uint32_t before = 0;
	size_t pairs = 0, size;
	for (size_t at = 0; at < len; at += size) {
		uint32_t code_point = utf8_at(words, len, at, &size);
		if (at > 0) {
			uint32_t hash = (before * 31 + code_point) * UINT32_C(2654435761);
			uint8_t *count = &counts[hash >> 20];
			if (!find && *count < UINT8_MAX)
				++*count;
			if (find && *count > 0) {
				--*count;
				++*found;
			}
			pairs++;
		}
		before = code_point;
	}
	return pairs;
}

double words_likeness(const char *a, size_t a_len, const char *b, size_t b_len)
{
	if (a_len == b_len && (a_len == 0 || memcmp(a, b, a_len) == 0))
		return 1;
	uint8_t counts[BUCKETS] = {0};
	size_t found = 0;
	size_t pairs = count_pairs(a, a_len, counts, false, &found);
	pairs += count_pairs(b, b_len, counts, true, &found);
	return pairs ? 2 * (double)found / (double)pairs : 0;
}

size_t words_same_end(
	const char *a, size_t a_len, const char *b, size_t b_len, size_t most)
{
	size_t same = 0, a_size, b_size;
	while (same < most && a_len > 0 && b_len > 0 &&
		utf8_before(a, a_len, &a_size) == utf8_before(b, b_len, &b_size)) {
		a_len -= a_size;
		b_len -= b_size;
		same++;
	}
	return same;
}

size_t words_same_start(
	const char *a, size_t a_len, const char *b, size_t b_len, size_t most)
{
	size_t same = 0, at = 0, a_size, b_size;
	while (same < most && at < a_len && at < b_len &&
		utf8_at(a, a_len, at, &a_size) == utf8_at(b, b_len, at, &b_size)) {
		at += a_size;
		same++;
	}
	return same;
}

size_t words_count(const char *words, size_t len)
{
	size_t n = 0;
	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)words[i] & 0xC0) != 0x80;
	return n;
}

size_t words_head(const char *words, size_t len, size_t count)
{
	size_t at = 0, size;
	for (; count > 0 && at < len; at += size, count--)
		utf8_at(words, len, at, &size);
	return at;
}

size_t words_tail(const char *words, size_t len, size_t count)
{
	size_t at = len, size;
	for (; count > 0 && at > 0; at -= size, count--)
		utf8_before(words, at, &size);
	return len - at;
}

void window_fill(struct window *window, const struct document *document, enum side side,
	size_t number, size_t reach)
{
	enum side block_side;
	size_t index, blocks = text_blocks(document, side);
	size_t first = number < blocks ? number : blocks, end = first;
	for (size_t bytes = 0; first > 0 && bytes < reach;)
		bytes += text_block(document, side, --first, &block_side, &index).len;
	/* The block itself does not count: the place may be at its end. */
	for (size_t bytes = 0; end < blocks && (end <= number || bytes < reach); end++) {
		size_t len = text_block(document, side, end, &block_side, &index).len;
		bytes += end > number ? len : 0;
	}
	window->side = side;
	window->first = first;
	window->middle = number < end ? number : first;
	window->end = end;
	window->text_blocks = blocks;
	window->words.n = window->starts.n = 0;
	for (size_t i = first; i < end; i++) {
		const struct block block =
			text_block(document, side, i, &block_side, &index);
		array_push(&window->starts, window->words.n);
		words_add(&window->words, block.text, block.len);
	}
	buf_string(&window->words); /* never NULL */
}

/* Whether a window made around another block will do for this one: it reaches at least half
 * as far as one of its own. */
static bool is_near_middle(const struct window *window, size_t number)
{
	if (number < window->first || number >= window->end)
		return false;
	size_t at = window->starts.v[number - window->first];
	size_t middle = window->starts.v[window->middle - window->first];
	return (at > middle ? at - middle : middle - at) <= REACH / 2;
}

const struct window *finder_wide(struct finder *finder, enum side side, size_t number)
{
	struct window *wide = &finder->wide;
	size_t blocks = text_blocks(finder->document, side);
	bool whole = wide->first == 0 && wide->end == blocks;
	if (wide->side != side || wide->text_blocks != blocks ||
		!(whole || is_near_middle(wide, number)))
		window_fill(wide, finder->document, side, number, REACH);
	return wide;
}

size_t window_place(const struct window *window, const struct document *document,
	size_t at, size_t *byte)
{
	enum side block_side;
	size_t index, low = 0, high = window->starts.n;
	assert(high > 0);
	/* The last block that begins at or before `at`: one without words has none there. */
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (window->starts.v[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	const struct block block = text_block(
		document, window->side, window->first + low, &block_side, &index);
	*byte = words_place(block.text, block.len, at - window->starts.v[low]);
	return window->first + low;
}
