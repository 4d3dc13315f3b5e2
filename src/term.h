/* SPDX-License-Identifier: MIT */
/* term: the words of a text that may stand for words of the other language.
 *
 * In English a word, in Chinese any run of one to TERM_HAN characters, since what is a word
 * there only the other language tells.  Words too small to say anything are left out. */
#ifndef DUIDU_TERM_H
#define DUIDU_TERM_H

#include <stdbool.h>

#include "link.h"
#include "span.h"

enum {
	TERM_HAN = 6,  /* characters of a Chinese term, at most */
	TERM_ROOM = 48 /* bytes of a key, at most; what is longer is cut */
};

struct term {
	struct span range;   /* bytes of the text */
	char key[TERM_ROOM]; /* the same for all forms of a word: its stem */
	size_t len;          /* of the key */
	size_t more;         /* Han that the next term of this place may still have */
};

/* Goes on to the next term that ends at byte `end` or before; *term is {.range = {at, at}} to
 * begin at byte `at`.  Terms come by where they begin, shorter ones first. */
bool term_next(const char *text, size_t end, struct term *term);

#endif
