/* SPDX-License-Identifier: MIT */
/* segmented: a text that came in sentences, one a line, as corpora and evaluation have them.
 *
 * Each line becomes a block of FORM_SENTENCE, the empty ones too: sentence N of the side is
 * line N of the file, counted from 0.  Nothing is repaired, split or recognised. */
#ifndef DUIDU_SEGMENTED_H
#define DUIDU_SEGMENTED_H

#include "document.h"

struct segmented;

/* All lines go to that side; the document outlives it. */
struct segmented *segmented_new(struct document *document, enum side side);

/* Takes decoded text, whose lines end with LF; where it is cut does not matter. */
void segmented_feed(struct segmented *segmented, const char *text, size_t len);

/* Adds a last line that has no LF, and frees. */
void segmented_finish(struct segmented *segmented);

#endif
