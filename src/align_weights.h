/* SPDX-License-Identifier: MIT */
/* align_weights: every number that the alignment of translations was tuned by.
 *
 * Scores are natural logarithms of how much likelier a group of sentences is as a translation
 * than by chance; the path with the highest sum wins.  There are two sets, since without
 * a dictionary the evidence is weaker and what stands against a gap must be more.
 * For align*.c only. */
#ifndef DUIDU_ALIGN_WEIGHTS_H
#define DUIDU_ALIGN_WEIGHTS_H

#include <stddef.h>

enum {
	GROUP_MOST = 5, /* sentences of one side in a group */
	GROUP_SUM = 7,  /* of both sides */
};

/* A sentence without counterpart: the first, each further, each token of it; that much less if
 * it has no mark at its end. */
struct gap_weights {
	float open, more, token, unended;
};

struct align_weights {
	/* Lexical evidence.  A token e that its counterpart explains with strength S, in a
	 * group of l tokens there, brings log(1 + kappa S / (l p(e))), p(e) being the share
	 * of sentences that have e, by all tokens. */
	float english, chinese; /* weight of that for English, for Chinese tokens */
	float english_kappa, chinese_kappa;

	/* Strengths: of a gloss, its share of the gloss's words to this power; of the parts
	 * of a word, times this and the share of the word they are. */
	float gloss_power, part;
	float number, mark, name, latin, common;

	/* Length: q = (en - r zh)^2 / (2 (variance r (en + r zh) / 2 + spread)) counts
	 * cap log(1 + q / cap), so that one free translation does not derail the rest.
	 * variance is length_variance + length_habit times that of the text (align_habits.h),
	 * for which usual_variance stands in the first pass. */
	float length, length_cap, length_variance, length_habit, length_spread;

	struct gap_weights chinese_gap, english_gap;

	/* Opening one costs gap_habit log((gaps + usual_gaps) / (2 usual_gaps)) less, gaps
	 * being how often one opens in this text. */
	float gap_habit, usual_gaps, usual_variance;

	/* What the two sides have not in common where a group begins or ends (SEAM_*). */
	float seam_inside, seam_opens, seam_closes, seam_question, seam_other_end,
		seam_unended, seam_numbered, seam_paragraph;

	/* A group that goes on over a seam: behind a heading, before a number, a paragraph. */
	float inner_unended, inner_numbered, inner_paragraph;

	/* A group both sides of which begin with the number of an item: the same number or
	 * letter, or another. */
	float label_same, label_differs;

	/* Words learnt from the text itself by IBM model 1: the unit of score by which groups
	 * beside the path are doubted; how often two words have to meet; what every pair of
	 * those begins with beside what is known; what stands for a word that is not
	 * translated; least strength that is kept; weight of it. */
	float learn_doubt, learn_meetings, learn_floor, learn_nothing, learn_least,
		learn_weight;
	/* Strength that a pair of rare words counts for at most in their chain: numbers and
	 * names are strong where they stand near, but meet by chance in a long text. */
	float chain_strength;

	size_t band;  /* sentences to each side of the path before, in later passes */
	size_t whole; /* stretches of this many nodes are searched whole at first */
	int passes;   /* alignments, with learning between them */

	/* Log of how often groups of this shape are met, [zh - 1][en - 1]. */
	float shape[GROUP_MOST][GROUP_MOST];
};

extern const struct align_weights align_weights_dictionary, align_weights_none;

/* Windows: where the path is looked for.  With a BAND_FIRST of 25 nothing was better. */
enum {
	RECTANGLE_MOST = 250 * 250, /* nodes between two of the chain; else a diagonal */
	BAND_FIRST = 15,         /* sentences to each side of the chain of rare words */
	BAND_ROWS = 4,           /* sentences up and down, for long gaps */
	RARE_MOST = 12,          /* sentences that have a rare word, in a text */
	RARE_GROWS = 3000,       /* ... of no length; as many again for each so many */
	RARE_LIMIT = 48,         /* ... at most */
	TRUSTED_EVERY = 4,       /* sentences to a node of a chain that can be trusted */
	WHOLE_BLIND = 400 * 400, /* nodes searched whole where it cannot */
	BAND_BLIND = 75,         /* round the diagonal where the chain says nothing */
};

#endif
