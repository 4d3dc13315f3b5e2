/* SPDX-License-Identifier: MIT */
/* sentence_sign: one table of signs, and how they pair.
 *
 * All that a character means to sentences and clauses is a set of bits in one sorted
 * table.  Letters and Han, which are nearly all of a text, are passed over byte by byte
 * (is_plain).  Pairs are found before anything else, so that a bracket that is never
 * closed hides nothing. */
#include "sentence_internal.h"

#include <string.h>
#include <unictype.h>

#include "utf8.h"

static const struct sign signs[] = {
	{'\t', BLANK, 0},
	{'\n', BLANK, 0},
	{' ', BLANK, 0},
	{'!', STOP, 0},
	{'"', OPEN | CLOSE | QUOTE, '"'},
	{'\'', OPEN | CLOSE, 0},
	{'(', OPEN | BRACKET, ')'},
	{')', CLOSE | BRACKET, '('},
	{',', PAUSE, 0},
	{'.', STOP | POINT, 0},
	{':', PAUSE, 0},
	{';', PAUSE | SEMI, 0},
	{'?', STOP, 0},
	{'[', OPEN, ']'},
	{']', CLOSE, '['},
	{0x00A0, BLANK, 0},
	{u'‘', OPEN | QUOTE, u'’'},
	{u'’', CLOSE | QUOTE, u'‘'},
	{u'“', OPEN | QUOTE, u'”'},
	{u'”', CLOSE | QUOTE, u'“'},
	{u'…', STOP | DOTS, 0},
	{u'⋯', STOP | DOTS, 0},
	{0x3000, BLANK, 0},
	{u'、', WITHIN, 0},
	{u'。', STOP, 0},
	{u'〈', OPEN | BRACKET, u'〉'},
	{u'〉', CLOSE | BRACKET, u'〈'},
	{u'《', OPEN | BRACKET, u'》'},
	{u'》', CLOSE | BRACKET, u'《'},
	{u'「', OPEN | QUOTE, u'」'},
	{u'」', CLOSE | QUOTE, u'「'},
	{u'『', OPEN | QUOTE, u'』'},
	{u'』', CLOSE | QUOTE, u'『'},
	{u'【', OPEN, u'】'},
	{u'】', CLOSE, u'【'},
	{u'〔', OPEN, u'〕'},
	{u'〕', CLOSE, u'〔'},
	{u'！', STOP, 0},
	{u'（', OPEN | BRACKET, u'）'},
	{u'）', CLOSE | BRACKET, u'（'},
	{u'，', PAUSE, 0},
	{u'．', STOP | POINT, 0},
	{u'：', PAUSE, 0},
	{u'；', PAUSE | SEMI, 0},
	{u'？', STOP, 0},
	{u'［', OPEN, u'］'},
	{u'］', CLOSE, u'［'},
	{u'｡', STOP, 0},
};

enum { SIGNS = sizeof signs / sizeof *signs };

static const struct sign no_sign;

static int by_code_point(const void *key, const void *entry)
{
	uint32_t c = *(const uint32_t *)key;
	const struct sign *sign = entry;
	return (c > sign->code_point) - (c < sign->code_point);
}

const struct sign *sign_of(uint32_t c)
{
	if ((c < 0x80 && is_plain((char)c)) || (c >= 0x3100 && c < 0xFF00) || c > 0xFFFF)
		return &no_sign;
	const struct sign *sign = bsearch(&c, signs, SIGNS, sizeof *signs, by_code_point);
	return sign ? sign : &no_sign;
}

struct place place_at(const char *text, size_t len, size_t at)
{
	struct place place = {.sign = &no_sign};
	if (at < len) {
		place.c = utf8_at(text, len, at, &place.size);
		place.sign = sign_of(place.c);
	}
	return place;
}

bool is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= u'０' && c <= u'９');
}

bool is_latin_letter(uint32_t c)
{
	bool wide = c >= u'Ａ' && c <= u'ｚ';
	return (c < 0x2E80 || wide) && uc_is_alpha(c);
}

bool is_chinese(uint32_t c)
{
	return c >= 0x2E80 && !is_digit(c) && !is_latin_letter(c);
}

static bool is_apostrophe(
	const char *text, size_t len, size_t at, const struct place *place)
{
	size_t size;
	return place->c == u'’' && is_latin_letter(utf8_before(text, at, &size)) &&
	       is_latin_letter(place_at(text, len, at + place->size).c);
}

/* The spans are a stack meanwhile: an empty one is a sign still open, and all above the
 * one that closes goes, so that each sign is dropped once. */
void pair_signs(const char *text, struct span in, unsigned what, span_array *spans)
{
	size_t open[SIGNS] = {0}, size;
	for (size_t at = in.beg; at < in.end; at += size) {
		size = 1;
		if (is_plain(text[at]))
			continue;
		struct place place = place_at(text, in.end, at);
		size = place.size;
		if (!(place.sign->is & what) || !place.sign->mate ||
			is_apostrophe(text, in.end, at, &place))
			continue;
		const struct sign *opener = place.sign;
		if (!(opener->is & OPEN))
			opener = sign_of(opener->mate);
		if (place.sign == opener &&
			!(opener->is & CLOSE && open[opener - signs])) {
			array_push(spans, (struct span){at, at});
			open[opener - signs]++;
			continue;
		}
		if (open[opener - signs] == 0)
			continue;
		struct span top;
		const struct sign *dropped;
		do {
			top = spans->v[--spans->n];
			dropped = span_len(top) ? NULL
						: place_at(text, in.end, top.beg).sign;
			if (dropped)
				open[dropped - signs]--;
		} while (dropped != opener);
		array_push(spans, (struct span){top.beg, at + size});
	}
	size_t kept = 0;
	for (size_t i = 0; i < spans->n; i++) {
		if (span_len(spans->v[i]) > 0)
			spans->v[kept++] = spans->v[i];
	}
	spans->n = kept;
}

void drop_pairs(span_array *spans, size_t pairs)
{
	if (pairs == 0)
		return;
	spans->n -= pairs;
	memmove(spans->v, spans->v + pairs, spans->n * sizeof *spans->v);
}

size_t skip_blanks(const char *text, size_t len, size_t at)
{
	struct place place;
	while (place = place_at(text, len, at), place.sign->is & BLANK)
		at += place.size;
	return at;
}
