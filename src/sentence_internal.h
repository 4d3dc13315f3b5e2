/* SPDX-License-Identifier: MIT */
/* sentence_internal: what the files of sentence share; nobody else includes it. */
#ifndef DUIDU_SENTENCE_INTERNAL_H
#define DUIDU_SENTENCE_INTERNAL_H

#include <stdint.h>

#include "sentence.h"

enum {
	STOP = 1 << 0,    /* may end a sentence */
	POINT = 1 << 1,   /* but is found in numbers and abbreviations too */
	DOTS = 1 << 2,    /* an ellipsis */
	PAUSE = 1 << 3,   /* ends a clause */
	SEMI = 1 << 4,    /* and a sentence when asked */
	WITHIN = 1 << 5,  /* neither, but does not begin a sentence */
	OPEN = 1 << 6,    /* opening mark */
	CLOSE = 1 << 7,   /* closing mark; a straight quote is both */
	QUOTE = 1 << 8,   /* of a quotation */
	BRACKET = 1 << 9, /* inside which no sentence ends */
	BLANK = 1 << 10,
};

struct sign {
	uint16_t code_point, is, mate;
};

/* The sign of a code point; one without any bit for most. */
const struct sign *sign_of(uint32_t c);

/* A byte no sign begins with, for walks that look for signs: letters, digits and Han. */
static inline bool is_plain(char byte)
{
	unsigned char b = (unsigned char)byte;
	if (b < 0x80)
		return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') ||
		       (b >= 'a' && b <= 'z');
	return b != 0xC2 && b != 0xE2 && b != 0xE3 && b != 0xEF;
}

/* A character of the text and what it is; at the end code point 0, size 0 and no sign. */
struct place {
	uint32_t c;
	size_t size; /* bytes */
	const struct sign *sign;
};

struct place place_at(const char *text, size_t len, size_t at);
size_t skip_blanks(const char *text, size_t len, size_t at);

bool is_digit(uint32_t c);
bool is_latin_letter(uint32_t c);

/* Han, kana and the full-width marks, but not full-width digits and letters. */
bool is_chinese(uint32_t c);

/* Appends to empty spans the outermost pairs of signs that have one of the bits `what`,
 * signs included; signs without their mate are passed over. */
void pair_signs(const char *text, struct span in, unsigned what, span_array *spans);

/* Takes the first `pairs` spans away, when sentences or clauses stand behind them. */
void drop_pairs(span_array *spans, size_t pairs);

#endif
