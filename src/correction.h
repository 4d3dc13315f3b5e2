/* SPDX-License-Identifier: MIT */
/* correction: changes to the links of a translation by hand, which can be taken back.
 *
 * Links are worked on as a list of rows, as in InterText (P. Vondřička 2014): two rows are made
 * one, one is made two, a sentence goes over the border between two.  After each change every
 * sentence is in just one link, as before; rows are in order of their zh sentences, and
 * a row that has become empty is gone.  What was touched is LINK_MANUAL. */
#ifndef DUIDU_CORRECTION_H
#define DUIDU_CORRECTION_H

#include <stdbool.h>

#include "array.h"
#include "document.h"

/* One change: `before` rows from `at` on gave way to `after` rows. */
struct correction {
	size_t at;
	size_t first; /* of the rows before, then those after, in the log's rows */
	uint32_t before, after;
	bool follows; /* from the change before it, and goes with that */
};

/* The changes made since the document was linked.  Zero is none. */
struct corrections {
	ARRAY_OF(struct correction) log;
	ARRAY_OF(struct link) rows;
	size_t done;           /* of the log, changes that were not undone */
	struct span unsettled; /* rows changed since those beside them were made */
};

void corrections_free(struct corrections *corrections);

/* Whether the links of a document are those of a translation, which we have made or which came
 * with the text, or of an article to clauses of its abstract (passage.h). */
bool correction_is_possible(const struct document *document);

/* Each changes the row, an index of the document's links, and the next if there is one to take
 * part; false, and nothing is changed, when that cannot be done.  What was undone is
 * forgotten. */
bool correct_merge(
	struct corrections *corrections, struct document *document, size_t row);
/* The first sentence of each side, and the rest; of 1:1 the one side, and the other. */
bool correct_split(
	struct corrections *corrections, struct document *document, size_t row);
/* The en sentences of the row and of the next change places: what crosses. */
bool correct_swap(struct corrections *corrections, struct document *document, size_t row);
/* The row is right as it is; false when that was said already. */
bool correct_confirm(
	struct corrections *corrections, struct document *document, size_t row);
/* The last sentence of a side goes down to the next row, or the first one of that comes up. */
bool correct_shift_down(struct corrections *corrections, struct document *document,
	size_t row, enum side side);
bool correct_shift_up(struct corrections *corrections, struct document *document,
	size_t row, enum side side);

/* The sentences of each side have no counterpart; false when that is so already. */
bool correct_part(struct corrections *corrections, struct document *document, size_t row);

/* Lays links by hand over the others (overlay.h), as one change. */
void correct_overlay(struct corrections *corrections, struct document *document,
	const link_array *over);

/* *row is where the change is; false when there is none. */
bool correct_undo(
	struct corrections *corrections, struct document *document, size_t *row);
bool correct_redo(
	struct corrections *corrections, struct document *document, size_t *row);

/* Rows to be aligned again (align.h) after a change: the changed ones and as many around them as
 * it takes to learn their words.  Empty when none beside them is automatic. */
struct span correction_surroundings(
	const struct corrections *corrections, const struct document *document);

/* Takes up what aligning those rows again came to, as far as it is for the change: up to the
 * first row, before and behind it, where what is made anew is what was there.  It is undone
 * and done again with the change. */
void correct_surroundings(struct corrections *corrections, struct document *document,
	struct span rows, const link_array *links);

/* What a corrector looks for. */
bool link_is_doubtful(const struct link *link); /* not by hand, not sure, not empty */
bool link_is_uneven(const struct link *link);   /* not 1:1 */
bool link_is_empty(const struct link *link);    /* on one side */

#endif
