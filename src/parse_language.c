/* SPDX-License-Identifier: MIT */
/* parse_language: Chinese or English, told by the bytes that characters begin with.
 *
 * It is asked of each paragraph of a file with both languages, so bytes are only counted, and
 * sixteen at a time.  Lead bytes E4 to E9 hold nearly all Han of the basic plane, F0 the rest;
 * what begins with E3 is kana and marks, and rare beside them. */
#include <string.h>

#include "lanes.h"
#include "parse.h"

struct letters {
	size_t han, latin;
};

static size_t sum(lanes v)
{
	size_t n = 0;
	for (size_t i = 0; i < LANES; i++)
		n += v[i];
	return n;
}

/* Less than sixteen bytes, and NULs. */
static lanes load_rest(const char *text, size_t len)
{
	lanes v = {0};
	memcpy(&v, text, len);
	return v;
}

enum { PIECE = UINT8_MAX * LANES }; /* what lanes can count */

static void count_letters(const char *text, size_t len, struct letters *letters)
{
	lanes han = {0}, latin = {0};
	for (size_t at = 0; at < len; at += LANES) {
		size_t left = len - at;
		lanes v =
			left < LANES ? load_rest(text + at, left) : lanes_load(text + at);
		han -= (lanes)(v - 0xE4 <= 0xE9 - 0xE4) | lanes_equal(v, 0xF0);
		latin -= (lanes)((v | 0x20) - 'a' <= 'z' - 'a');
	}
	letters->han += sum(han);
	letters->latin += sum(latin);
}

enum side parse_language(const char *text, size_t len)
{
	struct letters letters = {0};
	for (size_t at = 0; at < len; at += PIECE)
		count_letters(text + at, len - at < PIECE ? len - at : PIECE, &letters);
	if (letters.han * 10 >= letters.han + letters.latin && letters.han > 0)
		return SIDE_ZH;
	return letters.latin > 2 ? SIDE_EN : SIDE_COUNT;
}
