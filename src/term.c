/* SPDX-License-Identifier: MIT */
/* term: words and runs of Han, one after the other.
 *
 * Words are compared by their stems (stem.h), in small letters and without accents, Han as
 * they stand, since within a text they are written one way, and not with the particles that a
 * phrase begins or ends with.  Digits are a word, so that years
 * and sums are found too. */
#include "term.h"

#include <string.h>

#include "fold.h"
#include "stem.h"
#include "utf8.h"

/* A letter a to z or a digit that a code point stands for, 0 if it stands for none. */
static char letter_of(uint32_t c)
{
	uint32_t folded[FOLD_MOST];
	if (fold_code_point(c, FOLD_CASE | FOLD_WIDTH, folded) == 0 || utf8_is_han(c))
		return 0;
	bool plain = (folded[0] >= 'a' && folded[0] <= 'z') ||
		     (folded[0] >= '0' && folded[0] <= '9');
	return plain ? (char)folded[0] : 0;
}

/* Reads the word at byte `at`; false if none of use begins there, and then its range is what to
 * pass over. */
static bool read_word(const char *text, size_t end, size_t at, struct term *term)
{
	enum { KEPT = TERM_ROOM - STEM_MORE };
	size_t size = 1, n = 0, letters = 0;
	bool digits = false;
	term->range.beg = at;
	for (; at < end; at += size) {
		char letter = letter_of(utf8_at(text, end, at, &size));
		if (!letter)
			break;
		digits = digits || (letter >= '0' && letter <= '9');
		letters++;
		if (n < KEPT)
			term->key[n++] = letter;
	}
	term->range.end = at > term->range.beg ? at : at + size;
	if (letters == 0 || (!digits && (n < 2 || stem_is_function_word(term->key, n))))
		return false;
	term->len = digits ? n : stem_word(term->key, n);
	return true;
}

/* What joins words and is none: no term begins or ends with it. */
static bool is_particle(uint32_t c)
{
	static const uint32_t particles[] = {0x4E0E, 0x4E4B, 0x4E86, 0x4E8E, 0x53CA,
		0x548C, 0x5728, 0x5730, 0x5C06, 0x5F97, 0x662F, 0x7684, 0x7740, 0x7B49,
		0x800C};
	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
		if (particles[i] == c)
			return true;
	return false;
}

/* Makes the term one Han longer, and longer yet if it ends with a particle then; false if no
 * other follows. */
static bool lengthen(const char *text, size_t end, struct term *term)
{
	size_t size;
	uint32_t c = 0;
	do {
		if (term->more == 0 || term->range.end >= end)
			return false;
		c = utf8_at(text, end, term->range.end, &size);
		if (!utf8_is_han(c))
			return false;
		memcpy(term->key + term->len, text + term->range.end, size);
		term->len += size;
		term->range.end += size;
		term->more--;
	} while (is_particle(c));
	return true;
}

bool term_next(const char *text, size_t end, struct term *term)
{
	size_t size, at = term->range.beg;
	if (lengthen(text, end, term))
		return true;
	if (span_len(term->range) > 0)
		at = utf8_is_han(utf8_at(text, end, at, &size)) ? at + size
								: term->range.end;
	while (at < end) {
		uint32_t c = utf8_at(text, end, at, &size);
		if (utf8_is_han(c)) {
			*term = (struct term){.range = {at, at}, .more = TERM_HAN};
			if (!is_particle(c) && lengthen(text, end, term))
				return true;
			at += size;
			continue;
		}
		*term = (struct term){0};
		if (read_word(text, end, at, term))
			return true;
		at = term->range.end;
	}
	term->range = (struct span){end, end};
	return false;
}
