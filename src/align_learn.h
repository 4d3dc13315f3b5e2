/* SPDX-License-Identifier: MIT */
/* align_learn: which words go together in these two texts, learnt from a first alignment.
 *
 * IBM model 1 (P. F. Brown et al., The mathematics of statistical machine translation, 1993)
 * in both directions.  For align*.c only. */
#ifndef DUIDU_ALIGN_LEARN_H
#define DUIDU_ALIGN_LEARN_H

#include "align_path.h"

struct learning;

/* known is what the lexicon starts from; groups have a share in what is learnt that their score
 * is, 0 to 1, and both sides.  All outlive the learning. */
struct learning *learn_new(const struct align_weights *weights,
	const struct align_side *zh, const struct align_side *en,
	const struct lexicon *known, const group_array *groups);

/* A small step; false when there is nothing left to do. */
bool learn_step(struct learning *learning);

/* What was known and what was learnt, to be called once at the end. */
struct lexicon learn_lexicon(struct learning *learning);
void learn_free(struct learning *learning);

#endif
