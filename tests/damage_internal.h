/* SPDX-License-Identifier: MIT */
/* damage_internal: what the parts of damage share: set lines on their pages. */
#ifndef DUIDU_TESTS_DAMAGE_INTERNAL_H
#define DUIDU_TESTS_DAMAGE_INTERNAL_H

#include "damage.h"
#include "rng.h"

/* A line where the press put it. */
struct printed {
	size_t block;
	struct span text; /* bytes of damage_document.truth */
	int page, column; /* column counts through the document, 0 is the front matter */
	bool first;       /* of its block */
	bool indented, doubled;
};

typedef ARRAY_OF(struct printed) printed_array;

/* The last line of the block before, as far as a reader needs it. */
struct line_before {
	int width,
		room; /* room: what a line in its place may take; 0: nothing to tell apart */
};

/* A candidate: the lines of one paragraph, and what room the column gives each. */
struct candidate {
	const char *text;
	const set_line_array *lines;
	int (*column_room)(const void *ctx, size_t line);
	const void *ctx;
	int indent;
	bool indent_kept; /* the extractor left it */
};

/* Whether a reader can tell where this paragraph starts and that it goes on to its end. */
bool damage_is_fair(const struct candidate *candidate, const struct line_before *before);

/* Writes the pages: document->text and document->lines. */
void damage_print(struct damage_document *document, const printed_array *printed,
	const char *const heads[2], struct rng *rng);

#endif
