/* SPDX-License-Identifier: MIT */
/* fold: the foldings, from tables that gen_han.py makes.
 *
 * Order matters: a code point is decomposed first, then case and Han are folded in
 * what it consists of, so that a Kangxi radical is found by its simplified character
 * and a full-width capital by a small letter.  Decomposing, not composing, lets all of
 * it go one code point at a time, without looking at neighbours and without a second
 * copy of a text. */
#include "fold.h"

#include "fold_table.h"
#include "utf8.h"

static uint32_t fold_case(uint32_t c)
{
	size_t low = 0, high = sizeof case_runs / sizeof *case_runs;
	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct case_run *run = &case_runs[middle];
		if (c > run->last)
			low = middle + 1;
		else if (c < run->first)
			high = middle;
		else if ((c - run->first) % (uint32_t)run->step == 0)
			return c + (uint32_t)run->distance;
		else
			return c;
	}
	return c;
}

static bool is_ignored(uint32_t c)
{
	return code_range_has(
		ignored_ranges, sizeof ignored_ranges / sizeof *ignored_ranges, c);
}

static size_t decompose(uint32_t c, uint32_t parts[FOLD_MOST])
{
	size_t index, size, n = 0;
	if (is_ignored(c))
		return 0;
	if (!code_map_find(&decomposed_map, c, &index)) {
		parts[0] = c;
		return 1;
	}
	const uint8_t *entry = decomposed_pool + decomposed_at[index];
	for (size_t at = 0; at < entry[0]; at += size)
		parts[n++] = utf8_at((const char *)entry + 1, entry[0], at, &size);
	return n;
}

size_t fold_code_point(uint32_t code_point, unsigned folds, uint32_t folded[FOLD_MOST])
{
	size_t index, n = 1;
	folded[0] = code_point;
	if (code_point < 0x80) {
		if ((folds & FOLD_CASE) && code_point >= 'A' && code_point <= 'Z')
			folded[0] = code_point - 'A' + 'a';
		return 1;
	}
	/* Most of a Chinese text: not decomposed, and without case. */
	bool unified = code_point >= 0x4E00 && code_point <= 0x9FFF;
	if ((folds & FOLD_WIDTH) && !unified)
		n = decompose(code_point, folded);
	for (size_t i = 0; i < n; i++) {
		if ((folds & FOLD_CASE) && !unified)
			folded[i] = fold_case(folded[i]);
		if ((folds & FOLD_HAN) && code_map_find(&han_map, folded[i], &index))
			folded[i] = han_class[index];
	}
	return n;
}

void fold_each(void (*visit)(void *ctx, uint32_t code_point), void *ctx)
{
	const struct code_map *const maps[] = {&decomposed_map, &han_map};
	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		for (uint32_t c = code_map_next(maps[i], 0); c;
			c = code_map_next(maps[i], c))
			visit(ctx, c);
	for (size_t i = 0; i < sizeof case_runs / sizeof *case_runs; i++)
		for (uint32_t c = case_runs[i].first; c <= case_runs[i].last;
			c += (uint32_t)case_runs[i].step)
			visit(ctx, c);
	for (size_t i = 0; i < sizeof ignored_ranges / sizeof *ignored_ranges; i++)
		for (uint32_t c = ignored_ranges[i].first; c <= ignored_ranges[i].last;
			c++)
			visit(ctx, c);
}

bool fold_is_blank(uint32_t code_point)
{
	if (code_point <= ' ')
		return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
	if (code_point < 0x2000)
		return code_point == 0x85 || code_point == 0xA0 || code_point == 0x1680;
	return code_point <= 0x200A || code_point == 0x2028 || code_point == 0x2029 ||
	       code_point == 0x202F || code_point == 0x205F || code_point == 0x3000;
}

bool fold_is_unspaced(uint32_t code_point)
{
	static const struct code_range ranges[] = {
		{0x2E80, 0x2FDF},   /* radicals */
		{0x3001, 0x312F},   /* CJK punctuation, kana, bopomofo */
		{0x31A0, 0x31FF},   /* more of bopomofo, strokes, kana */
		{0x3400, 0x4DBF},   /* Han */
		{0x4E00, 0x9FFF},   /* Han */
		{0xF900, 0xFAFF},   /* Han */
		{0xFE30, 0xFE4F},   /* vertical punctuation */
		{0xFF01, 0xFF0F},   /* full-width forms but for digits and letters */
		{0xFF1A, 0xFF20},   /* the same */
		{0xFF3B, 0xFF40},   /* the same */
		{0xFF5B, 0xFF9F},   /* the same, half-width kana */
		{0x20000, 0x3FFFF}, /* Han */
	};
	return code_point >= 0x2E80 &&
	       code_range_has(ranges, sizeof ranges / sizeof *ranges, code_point);
}
