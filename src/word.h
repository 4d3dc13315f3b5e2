/* SPDX-License-Identifier: MIT */
/* word: the blank-separated words of a line of configuration or of a command. */
#ifndef DUIDU_WORD_H
#define DUIDU_WORD_H

#include <stdbool.h>
#include <stddef.h>

struct word {
	const char *v; /* bytes of the line; not NUL-terminated */
	size_t n;
};

/* The next word of *line (NUL-terminated), which is moved behind it; empty at the end. */
struct word word_next(const char **line);

/* What is left of a line up to a comment, a word that begins with "#", without blanks around
 * it. */
struct word word_rest(const char *line);

bool word_is(struct word word, const char *string);

/* A whole number in decimal digits, at most max; false if the word is anything else. */
bool word_number(struct word word, long max, long *number);

#endif
