/* SPDX-License-Identifier: MIT */
/* align_run: the alignment of a translation from sentences to groups, in small steps.
 *
 * What it is given are sentences and nodes to go through, what it gives groups of them; it
 * knows no document.  For align*.c, tests and benchmarks. */
#ifndef DUIDU_ALIGN_RUN_H
#define DUIDU_ALIGN_RUN_H

#include "align_learn.h"

struct align_run;

/* Takes over the two sides, of whose sentences text, len and ref are set, and the nodes (in
 * order, without the texts' ends).  dictionary (or NULL), wholly read, and weights outlive
 * it. */
struct align_run *align_run_new(const struct align_weights *weights,
	const struct dictionary *dictionary, struct align_side sides[SIDE_COUNT],
	node_array *nodes);

/* Works a fraction of a millisecond; false when there is nothing left to do. */
bool align_run_step(struct align_run *run);
double align_run_progress(const struct align_run *run);

/* The result, in order; every sentence is in one group. */
const group_array *align_run_groups(const struct align_run *run);
const struct align_side *align_run_side(const struct align_run *run, enum side side);
void align_run_free(struct align_run *run);

#endif
