/* SPDX-License-Identifier: MIT */
/* align_habits: what one translation is like, measured on its own first alignment.
 *
 * A report is translated sentence by sentence at an even length, a story freely, and in a
 * magazine every fourth sentence is left out.  One set of weights is a bad compromise
 * between them; so lengths and gaps are judged by what the translator does elsewhere in the
 * same text. */
#include "align_habits.h"

enum {
	VARIANCE_MOST =
		6, /* that one group may bring: a free translation, or a wrong one */
	USUAL_GROUPS = 20, /* that what is usual counts as, against those of the text */
	LENGTH_SPREAD = 4, /* so that a variance of few letters says little */
};

/* English letters to a Han in most translations that leave nothing out.  Where a chapter is
 * missing on one side the texts' own ratio is far from that, and would have the rest
 * stretched over the gap. */
static const float RATIO_LEAST = 3.1F, RATIO_MOST = 4.5F;

struct habits habits_usual(const struct align_weights *weights,
	const struct align_side *zh, const struct align_side *en)
{
	float zh_length = side_length(zh, 0, zh->count),
	      en_length = side_length(en, 0, en->count);
	float ratio = zh_length > 0 ? en_length / zh_length : 0;
	return (struct habits){
		.ratio = ratio < RATIO_LEAST  ? RATIO_LEAST
			 : ratio > RATIO_MOST ? RATIO_MOST
					      : ratio,
		.variance = weights->usual_variance,
		.gaps = {weights->usual_gaps, weights->usual_gaps},
	};
}

/* The ratio where something is on both sides: what is left out bends that of the texts. */
static float ratio_of(const struct align_side *zh, const struct align_side *en,
	const group_array *groups, float otherwise)
{
	double zh_length = 0, en_length = 0;
	for (size_t i = 0; i < groups->n; i++) {
		const struct group *g = &groups->v[i];
		if (!group_has_both(g))
			continue;
		zh_length += side_length(zh, g->zh, g->zh_count);
		en_length += side_length(en, g->en, g->en_count);
	}
	return zh_length > 0 && en_length > 0 ? (float)(en_length / zh_length)
					      : otherwise;
}

static float variance_of(const struct align_side *zh, const struct align_side *en,
	const struct group *g, float ratio)
{
	float wanted = ratio * side_length(zh, g->zh, g->zh_count),
	      found = side_length(en, g->en, g->en_count), away = found - wanted;
	float variance = away * away / (ratio * (found + wanted) / 2 + LENGTH_SPREAD);
	return variance < VARIANCE_MOST ? variance : VARIANCE_MOST;
}

struct habits habits_measured(const struct align_weights *weights,
	const struct align_side *zh, const struct align_side *en,
	const group_array *groups)
{
	struct habits habits = habits_usual(weights, zh, en);
	float usual = USUAL_GROUPS, both = usual;
	habits.ratio = ratio_of(zh, en, groups, habits.ratio);
	habits.variance *= usual;
	for (int i = 0; i < SIDE_COUNT; i++)
		habits.gaps[i] *= usual;
	const struct group *last = NULL;
	for (size_t i = 0; i < groups->n; i++, last = &groups->v[i - 1]) {
		const struct group *g = &groups->v[i];
		if (group_has_both(g)) {
			habits.variance += variance_of(zh, en, g, habits.ratio);
			both++;
		}
		habits.gaps[SIDE_ZH] += !g->en_count && !(last && !last->en_count);
		habits.gaps[SIDE_EN] += !g->zh_count && !(last && !last->zh_count);
	}
	habits.variance /= both;
	for (int i = 0; i < SIDE_COUNT; i++)
		habits.gaps[i] /= both;
	return habits;
}
