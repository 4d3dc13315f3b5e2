/* SPDX-License-Identifier: MIT */
/* align_weights: the two sets.
 *
 * They were found by changing one at a time and keeping what aligned more sentences as people
 * had, in halves of prose, minutes, reports and magazines; on the other halves they were
 * judged (bench/bench_align.c).  Two digits are all that the texts can tell. */
#include "align_weights.h"

/* Of shapes with more sentences than GROUP_SUM. */
#define NEVER -99

const struct align_weights align_weights_dictionary = {
	.english = 0.52F,
	.chinese = 0.7F,
	.english_kappa = 0.096F,
	.chinese_kappa = 0.096F,
	.gloss_power = 0.85F,
	.part = 0.12F,
	.number = 4.6F,
	.mark = 2.5F,
	.name = 0.87F,
	.latin = 1.5F,
	.length = 1.4F,
	.length_cap = 15,
	.length_variance = 4,
	.length_habit = 0,
	.length_spread = 20,
	.chinese_gap = {3, 0.04F, 0.02F, 1.2F},
	.english_gap = {6.3F, 0.48F, 0.012F, 1},
	.seam_inside = 1.6F,
	.seam_opens = 0.2F,
	.seam_closes = 0.9F,
	.seam_question = 0.66F,
	.seam_other_end = 0.04F,
	.seam_unended = 0.5F,
	.seam_numbered = 1,
	.seam_paragraph = 0.7F,
	.inner_unended = 1,
	.inner_numbered = 3.9F,
	.inner_paragraph = 1,
	.gap_habit = 0.5F,
	.usual_gaps = 0.02F,
	.usual_variance = 1.2F,
	.learn_doubt = 1,
	.learn_meetings = 1,
	.learn_floor = 0.0026F,
	.learn_nothing = 0.4F,
	.learn_least = 0.046F,
	.learn_weight = 0.51F,
	.band = 8,
	.whole = 60 * 60,
	.passes = 2,
	/* clang-format off */
	.shape = {
		{0, -1.1F, -2.3F, -2.6F, -4.7F},
		{-2.8F, -4.3F, -6.8F, -8.1F, -7},
		{-6.8F, -9.2F, -8.1F, -7, NEVER},
		{-8.4F, -7, -7, NEVER, NEVER},
		{-8, -8, NEVER, NEVER, NEVER},
	},
	/* clang-format on */
};

const struct align_weights align_weights_none = {
	.english = 1.5F,
	.chinese = 0.97F,
	.english_kappa = 0.072F,
	.chinese_kappa = 0.2F,
	.number = 4.3F,
	.mark = 1.4F,
	.name = 1.6F,
	.latin = 1.1F,
	.common = 0.22F,
	.length = 1,
	.length_cap = 12,
	.length_variance = 0.5F,
	.length_habit = 1,
	.length_spread = 11,
	.chinese_gap = {2.2F, 0.27F, 0.02F, 0.77F},
	.english_gap = {5.5F, 0.48F, 0.02F, 1},
	.seam_inside = 1.9F,
	.seam_opens = 0.27F,
	.seam_closes = 1.9F,
	.seam_question = 0.34F,
	.seam_other_end = 0.04F,
	.seam_unended = 0.48F,
	.seam_numbered = 1,
	.seam_paragraph = 0.7F,
	.inner_unended = 0.23F,
	.inner_numbered = 1.5F,
	.inner_paragraph = 1,
	.gap_habit = 0.5F,
	.usual_gaps = 0.02F,
	.usual_variance = 1.2F,
	.learn_doubt = 0.87F,
	.learn_meetings = 1,
	.learn_floor = 0.0026F,
	.learn_nothing = 0.17F,
	.learn_least = 0.061F,
	.learn_weight = 0.59F,
	.band = 8,
	.whole = 150 * 150,
	.passes = 2,
	/* clang-format off */
	.shape = {
		{0, -0.95F, -2.5F, -3.5F, -4.7F},
		{-2.8F, -5.8F, -3.7F, -4.6F, -7},
		{-5, -4.6F, -6, -4.2F, NEVER},
		{-6.5F, -7, -7, NEVER, NEVER},
		{-8, -8, NEVER, NEVER, NEVER},
	},
	/* clang-format on */
};
