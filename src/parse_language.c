/* SPDX-License-Identifier: MIT */
/* parse_language: Chinese or English, told by the bytes that characters begin with.
 *
 * It is asked of each paragraph of a file with both languages, so bytes are only counted, and
 * as compilers count many at a time. */
#include "parse.h"

/* Lead bytes E3 90 to E9 hold the Han of the basic plane, F0 A0 to F0 B3 the rest; what else
 * begins with E3 is kana and marks, and rare beside them. */
static inline bool begins_han(unsigned char byte)
{
	return (byte >= 0xE4 && byte <= 0xE9) || byte == 0xF0;
}

static inline bool is_letter(unsigned char byte)
{
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

/* Adds what is found in a piece of text of less than 256 bytes: sums of one byte make
 * compilers look at many bytes at a time. */
static inline void count_letters(const char *text, size_t len, size_t *han, size_t *latin)
{
	uint8_t han_here = 0, latin_here = 0;
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];
		han_here = (uint8_t)(han_here + begins_han(byte));
		latin_here = (uint8_t)(latin_here + is_letter(byte));
	}
	*han += han_here;
	*latin += latin_here;
}

enum side parse_language(const char *text, size_t len)
{
	enum { BLOCK = 64 };
	size_t han = 0, latin = 0, at = 0;
	if (len == 0)
		return SIDE_COUNT;
	for (; at + BLOCK <= len; at += BLOCK)
		count_letters(text + at, BLOCK, &han, &latin);
	count_letters(text + at, len - at, &han, &latin);
	if (han * 10 >= han + latin && han > 0)
		return SIDE_ZH;
	return latin > 2 ? SIDE_EN : SIDE_COUNT;
}
