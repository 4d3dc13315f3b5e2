/* SPDX-License-Identifier: MIT */
/* align_likely: groups that may be right, and how far to trust them.  For align*.c only.
 *
 * What is learnt from a first path alone confirms its own errors.  So the groups beside it
 * teach too: each by how far the best path through it falls behind the best of all, since
 * scores are logarithms of a likelihood.  The sums of all paths that a forward-backward
 * algorithm takes are not needed, and would need an exponential for each group. */
#ifndef DUIDU_ALIGN_LIKELY_H
#define DUIDU_ALIGN_LIKELY_H

#include "align_path.h"

/* The way back over a path that has been gone, in a narrow band round it. */
struct likely {
	const struct path *path;
	struct stretch band;
	struct likely_cell *cells;
	size_t *at;  /* of a row in cells, less the band's start */
	float total; /* of the best path */
};

/* groups are the path's own. */
void likely_begin(struct likely *likely, const struct path *path,
	const struct group *groups, size_t n);
/* From the last row to row 0; appends groups, scored by their likelihood, at most 1. */
void likely_row(struct likely *likely, size_t row, group_array *groups);
void likely_end(struct likely *likely);

/* Turns likelihoods to shares: a sentence is in one group, so those that have it share 1. */
void likely_share(
	const struct align_side *zh, const struct align_side *en, group_array *groups);

#endif
