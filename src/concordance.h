/* SPDX-License-Identifier: MIT */
/* concordance: every place of what was searched beside what the other language has there.
 *
 * Chinese is at the left.  Lines are put together when they are asked for; those with the same
 * word stand together, the most frequent first, those with none at the end. */
#ifndef DUIDU_CONCORDANCE_H
#define DUIDU_CONCORDANCE_H

#include "array.h"
#include "buf.h"
#include "equivalent.h"
#include "list.h"

/* Zero is one without lines. */
struct concordance {
	const struct document *document;
	const struct query *query;
	const struct equivalents *equivalents;
	ARRAY_OF(size_t) order; /* indices of hits */
	struct glyph_style glyph;
	size_t columns; /* of the screen */
	struct buf text, heading;
	span_array spans;
};

/* Makes the lines for equivalents that are found; document, query and equivalents outlive the
 * list.  what: the pattern, for the heading. */
void concordance_make(struct concordance *concordance, const struct document *document,
	const struct query *query, const struct equivalents *equivalents,
	const char *what);
void concordance_free(struct concordance *concordance);

/* How wide it is drawn, and the cells of an ambiguous character; may change while it is open. */
void concordance_resize(struct concordance *concordance, int columns, int ambiguous);

/* *concordance must outlive the list. */
struct list_source concordance_source(struct concordance *concordance);

/* The line of a link, or the first. */
size_t concordance_line(const struct concordance *concordance, size_t link);

/* The first match of a line. */
void concordance_place(struct concordance *concordance, size_t line, enum side *side,
	size_t *block, size_t *byte);

/* Appends the equivalents, how often they were found and how surely: "governance 12 of 14
 * (high), governing 2 of 14 (? low)". */
void concordance_describe(const struct equivalents *equivalents, struct buf *out);

#endif
