/* SPDX-License-Identifier: MIT */
/* pinyin: how Han characters are read, and what of a typed pattern a reading explains. */
#ifndef DUIDU_PINYIN_H
#define DUIDU_PINYIN_H

#include <stddef.h>
#include <stdint.h>

enum {
	PINYIN_READINGS = 10,
	PINYIN_SYLLABLES = 420
}; /* at most, of a character; in all */

struct pinyin {
	uint16_t syllable; /* below PINYIN_SYLLABLES */
	uint8_t tone;      /* 1 to 4, 5 if neutral */
};

/* The readings of a Han character that are in use today, in order of the alphabet;
 * returns how many, 0 for what is not Han or not in use. */
size_t pinyin_readings(uint32_t code_point, struct pinyin readings[PINYIN_READINGS]);

/* The letters of a syllable, a to z with v for ü: "zhong", "lv". */
const char *pinyin_syllable(size_t syllable);

/* Visits every character that has readings. */
void pinyin_each(void (*visit)(void *ctx, uint32_t code_point), void *ctx);

enum { PINYIN_ENDS = 4 };

/* Where in a pattern of n small letters and digits a character with that reading may
 * leave off that begins at `at` < n: behind the whole syllable, and behind its tone as
 * a digit as well; behind its initial (z, and zh); or at the pattern's end when the
 * rest of it begins the syllable.  ü may be written ü (as one code point or two), v or
 * u:.  Returns how many of ends are set; the same may be set twice. */
size_t pinyin_ends(const uint32_t *pattern, size_t n, size_t at, struct pinyin reading,
	size_t ends[PINYIN_ENDS]);

#endif
