/* SPDX-License-Identifier: MIT */
/* prose_words: the words and templates prose writes with.  For prose.c only.
 *
 * A bank is one string of alternatives parted by '|'.  In an alternative %x stands for one
 * out of bank x; the banks a e n r t w are the topic's, %c is a citation. */
#ifndef DUIDU_TESTS_PROSE_WORDS_H
#define DUIDU_TESTS_PROSE_WORDS_H

#include "prose.h"

/* What a text is about. */
struct topic {
	const char *name;    /* %n */
	const char *things;  /* %t, what is done or kept up */
	const char *actors;  /* %a, who does it */
	const char *works;   /* %w, names of rules and guides */
	const char *terms;   /* %r, terms with their English and its initials */
	const char *english; /* %e, things in English */
};

extern const struct topic prose_topics[];
extern const unsigned prose_topic_count;

struct bank {
	char letter;
	const char *alternatives;
};

extern const struct bank prose_banks[]; /* up to one without letter */

extern const char *const prose_endings[ENDING_COUNT];
extern const char *const prose_short_endings[ENDING_COUNT];
extern const char *const prose_heading_titles[3]; /* by level */

/* An author and a workplace, in Chinese and in English. */
struct person {
	const char *author[2], *affiliation[2];
};

extern const struct person prose_people[PROSE_PEOPLE];

#endif
