/* SPDX-License-Identifier: MIT */
/* export_units: a document as the units of a bitext, for formats that bitext.h reads again.
 *
 * Of an alignment every sentence is in just one unit: units of the links in their order,
 * and before each the text that is in no link and comes before it.  The pieces of each side
 * say their places, so that a reader makes the same blocks and links of them.
 * A document with an abstract map has a unit a link, without places: a sentence is in
 * several of them, and what is in none is not written. */
#ifndef DUIDU_EXPORT_UNITS_H
#define DUIDU_EXPORT_UNITS_H

#include "buf.h"
#include "document.h"

struct export_unit {
	const struct link *link; /* NULL: text that is in no link */
	/* In English a blank parts the pieces of a text. */
	struct buf text[SIDE_COUNT], place[SIDE_COUNT];
	bool has[SIDE_COUNT]; /* the side is there, if only with nothing in it */
};

/* Whether the document is an alignment, and its units have places. */
bool export_is_alignment(const struct document *document);

/* Calls unit with each; it is valid during the call only. */
void export_units(const struct document *document,
	void (*unit)(void *ctx, const struct export_unit *unit), void *ctx);

#endif
