/* SPDX-License-Identifier: MIT */
/* stem: English words without their endings, so that forms of a word compare equal.  Pure. */
#ifndef DUIDU_STEM_H
#define DUIDU_STEM_H

#include <stdbool.h>
#include <stddef.h>

enum { STEM_MORE = 2 }; /* bytes that a stem may be longer than its word: met, meet */

/* Cuts a word of n > 0 small letters a to z (other bytes may be in it) to its stem in place,
 * where STEM_MORE bytes behind it may be written to, and returns the stem's length, at least
 * 1: countries and country, went and go, stopped, stopping and stops.  A stem need not be a
 * word: made and make are "mak". */
size_t stem_word(char *word, size_t n);

/* Words that say little of what a sentence is about: the, of, to, somebody. */
bool stem_is_function_word(const char *word, size_t n);

#endif
