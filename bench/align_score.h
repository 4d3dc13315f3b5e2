/* SPDX-License-Identifier: MIT */
/* align_score: an alignment against one made by hand, as Vecalign's score.py does it.
 *
 * A group is right when the very same group is in the gold.  Precision is taken over all
 * groups found, recall over those of the gold that have both sides.  Gold that knows
 * paragraphs only names the unit of each sentence; neighbouring groups inside one unit are
 * then joined first. */
#ifndef DUIDU_BENCH_ALIGN_SCORE_H
#define DUIDU_BENCH_ALIGN_SCORE_H

#include "align_path.h"

/* Counts that may be added up over documents. */
struct align_score {
	size_t found, found_right; /* groups */
	size_t gold, gold_right;   /* groups with both sides */
};

/* A document of a gold set. */
struct align_gold {
	char *name;                         /* its path without suffix */
	struct align_side side[SIDE_COUNT]; /* text, len and ref of its sentences */
	char *text[SIDE_COUNT];
	char **unit[SIDE_COUNT]; /* of each sentence; NULL if there are none */
	group_array groups;
};

/* Reads NAME.zh, NAME.en, NAME.gold and units; false if there is no such document. */
bool gold_read(struct align_gold *gold, const char *name);
void gold_free(struct align_gold *gold);

void gold_score(const struct align_gold *gold, const group_array *found,
	struct align_score *score);

/* Strict F1. */
double align_score_f1(const struct align_score *score);

#endif
