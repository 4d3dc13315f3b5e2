/* SPDX-License-Identifier: MIT */
/* utf8: one code point forward or back, inlined, for loops that see every character.
 *
 * The text is valid UTF-8, as decode leaves it; at a cut sequence the bytes that are there
 * count as one code point of no meaning. */
#ifndef DUIDU_UTF8_H
#define DUIDU_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The code point at byte `at` < len, its bytes in *size. */
static inline uint32_t utf8_at(const char *text, size_t len, size_t at, size_t *size)
{
	const unsigned char *s = (const unsigned char *)text + at;
	size_t left = len - at, need = s[0] < 0x80   ? 1
				       : s[0] < 0xE0 ? 2
				       : s[0] < 0xF0 ? 3
						     : 4;
	*size = need <= left ? need : left;
	if (need > left)
		return 0xFFFD;
	switch (need) {
	case 1:
		return s[0];
	case 2:
		return (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
	case 3:
		return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
	default:
		return (s[0] & 0x07u) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 |
		       (s[3] & 0x3Fu);
	}
}

/* The code point that ends before byte `end`; at the start 0 with *size 0. */
static inline uint32_t utf8_before(const char *text, size_t end, size_t *size)
{
	size_t beg = end;
	while (beg > 0 && end - beg < 4) {
		beg--;
		if (((unsigned char)text[beg] & 0xC0) != 0x80)
			break;
	}
	*size = end - beg;
	size_t same;
	return *size ? utf8_at(text, end, beg, &same) : 0;
}

/* A Han character: the unified ideographs, their extensions and 〇. */
static inline bool utf8_is_han(uint32_t code_point)
{
	return (code_point >= 0x3400 && code_point <= 0x9FFF) || code_point == 0x3007 ||
	       (code_point >= 0xF900 && code_point <= 0xFAFF) ||
	       (code_point >= 0x20000 && code_point <= 0x3FFFF);
}

/* A letter of the Latin script: ASCII, Latin-1 and the extensions European languages use. */
static inline bool utf8_is_latin(uint32_t code_point)
{
	uint32_t lower = code_point | 0x20;
	return (lower >= 'a' && lower <= 'z' && code_point < 0x80) ||
	       (code_point >= 0xC0 && code_point <= 0x24F && code_point != 0xD7 &&
		       code_point != 0xF7);
}

#endif
