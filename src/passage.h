/* SPDX-License-Identifier: MIT */
/* passage: which clauses of its abstract a passage of an article belongs to, corrected by hand.
 *
 * A passage is some sentences of the Chinese body.  What is said of it by hand is all there is
 * to say of it: where several links had it, it has one then, with the clauses of all. */
#ifndef DUIDU_PASSAGE_H
#define DUIDU_PASSAGE_H

#include "correction.h"

#define NO_LINK ((size_t)-1)

enum passage_change {
	PASSAGE_CONFIRM,  /* it belongs where it is */
	PASSAGE_NEXT,     /* to the clause behind, or else the first one */
	PASSAGE_PREVIOUS, /* to the one before, or else the last one */
	PASSAGE_NONE,     /* not to this clause, or to none at all */
	PASSAGE_SPLIT,    /* its first sentence is a passage by itself */
};

/* Changes, in a document with clauses, the passage with the sentences zh, in order: the clauses
 * that a link with just these names, or of NO_LINK none.  False, and nothing is changed, when
 * that cannot be done.  Undone by correct_undo. */
bool passage_correct(struct corrections *corrections, struct document *document,
	const ref_array *zh, size_t link, enum passage_change change);

#endif
