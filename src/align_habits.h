/* SPDX-License-Identifier: MIT */
/* align_habits: what is expected of one translation.  For align*.c only. */
#ifndef DUIDU_ALIGN_HABITS_H
#define DUIDU_ALIGN_HABITS_H

#include "align_text.h"
#include "align_weights.h"

/* A link to be: count sentences from first on; score is the share of it that the path has. */
struct group {
	uint32_t zh, en, zh_count, en_count;
	float score;
};

typedef ARRAY_OF(struct group) group_array;

static inline bool group_has_both(const struct group *group)
{
	return group->zh_count > 0 && group->en_count > 0;
}

struct habits {
	float ratio;    /* English letters to a Han */
	float variance; /* of English lengths round that, by length: of letters 1 */
	float gaps[SIDE_COUNT]; /* times that a gap opens, by groups */
};

/* Before anything is aligned: the ratio of the texts within what is common, and what is usual
 * of the rest. */
struct habits habits_usual(const struct align_weights *weights,
	const struct align_side *zh, const struct align_side *en);

/* As the groups have it, which may be wrong here and there. */
struct habits habits_measured(const struct align_weights *weights,
	const struct align_side *zh, const struct align_side *en,
	const group_array *groups);

#endif
