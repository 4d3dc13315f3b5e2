/* SPDX-License-Identifier: MIT */
/* citation: [3], [3-5], [1,4], [4]（P865）, ［3］ and 〔3〕 in a text, and the label that an
 * entry of the references begins with.  Pure.
 *
 * Labels are numbers from 1 to 999.  A locator names a page right behind the bracket. */
#ifndef DUIDU_CITATION_H
#define DUIDU_CITATION_H

#include <stdbool.h>

#include "span.h"

struct citation {
	struct span range;   /* bytes, locator included */
	struct span labels;  /* bytes between the brackets, "3-5" */
	struct span locator; /* bytes of "P865" without its brackets; SPAN_NONE if none */
};

/* The citation that begins at byte `at`; false if there is none. */
bool citation_at(const char *text, size_t len, size_t at, struct citation *citation);

/* The first citation at or behind byte `from`; false if there is none. */
bool citation_next(const char *text, size_t len, size_t from, struct citation *citation);

/* Calls each(ctx, label) with every label as decimal text: "3-5" gives 3, 4, 5. */
void citation_labels(const char *text, const struct citation *citation,
	void (*each)(void *ctx, const char *label), void *ctx);

/* Whether a label is among those of a citation. */
bool citation_has(const char *text, const struct citation *citation, unsigned label);

/* The label at the start of an entry, "[4] …", "4. …", "（4）…", and the byte behind it; false
 * if there is none. */
bool citation_entry(const char *text, size_t len, unsigned *label, size_t *end);

#endif
