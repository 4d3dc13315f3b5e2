/* SPDX-License-Identifier: MIT */
/* align_evidence: which Chinese word may stand for which English one, and what that says of
 * groups of sentences.  For align*.c only. */
#ifndef DUIDU_ALIGN_EVIDENCE_H
#define DUIDU_ALIGN_EVIDENCE_H

#include "align_text.h"
#include "align_weights.h"

/* ---- align_lexicon.c ---- */

struct translation {
	uint32_t type; /* of the other side */
	float strength;
};

/* For each type of one side the types of the other that may stand for it. */
struct lexicon {
	uint32_t *first; /* by type, and one behind the last */
	ARRAY_OF(struct translation) rows;
	size_t types;
};

/* A vector of which few elements are not 0. */
struct sparse {
	float *value;
	uint32_t *touched;
	size_t n;
};

struct sparse sparse_new(size_t size);
void sparse_free(struct sparse *sparse);
void sparse_clear(struct sparse *sparse);

static inline void sparse_add(struct sparse *sparse, uint32_t i, float value)
{
	if (sparse->value[i] == 0)
		sparse->touched[sparse->n++] = i;
	sparse->value[i] += value;
}

static inline void sparse_most(struct sparse *sparse, uint32_t i, float value)
{
	if (sparse->value[i] == 0)
		sparse->touched[sparse->n++] = i;
	if (sparse->value[i] < value)
		sparse->value[i] = value;
}

/* Rows are added in the order of types; row is emptied. */
void lexicon_begin(struct lexicon *lexicon, size_t types);
void lexicon_add_row(struct lexicon *lexicon, struct sparse *row);
void lexicon_free(struct lexicon *lexicon);

/* The same from the other side: for each English type the Chinese ones. */
void lexicon_turn(const struct lexicon *lexicon, size_t types, struct lexicon *turned);

/* What is known of Chinese words beforehand. */
struct lookup {
	const struct align_weights *weights;
	const struct known_words *words;
	const struct align_side *zh, *en;
	/* Words and parts of words that the dictionary was asked for; of each where its
	 * translations are in shares, and how great a part of a gloss each is. */
	struct vocabulary parts;
	ARRAY_OF(struct span) meanings;
	ARRAY_OF(struct translation) shares;
	struct sparse row;
	type_array types;
	struct buf gloss;
};

/* weights, words and both sides, whose vocabularies are whole, are set. */
void lookup_begin(struct lookup *lookup);
/* Adds to the row what a Chinese type may stand for: glosses of the word and its parts, or what
 * stands for a common word, and the English type that is the same number, mark, name or
 * Latin string. */
void lookup_word(struct lookup *lookup, uint32_t type, struct sparse *row);
void lookup_end(struct lookup *lookup);

/* ---- align_gain.c ---- */

/* A word on the right, and where the next postings of it are. */
struct gain_type {
	uint32_t at, end;   /* in postings; none before at is in the window */
	uint32_t next;      /* sentence of postings[at] */
	uint32_t explained; /* index and 1 in the row's, 0 for none */
	float rarity;       /* one by its share of all tokens */
};

/* Scores of the groups that begin with a sentence, summed up to a place on the right. */
struct gain_sums {
	float v[GROUP_MOST]; /* [count - 1] */
};

/* What groups of one side explain of the sentences of the other. */
struct gains {
	const struct align_side *left, *right;
	const struct lexicon *lexicon; /* left to right */
	float kappa, weight;
	size_t first; /* left sentence of row 0 */
	size_t rows;
	struct span *window; /* of a row: right sentences */
	size_t *at;          /* of a row in sums, less the window's start */
	struct gain_sums *sums;
	struct gain_type *types; /* by right type */
	/* Words in the windows that a sentence explains, at its row modulo GROUP_MOST, and
	 * those that the groups of a row do. */
	ARRAY_OF(struct translation) near[GROUP_MOST];
	ARRAY_OF(struct explained) explained;
	ARRAY_OF(struct lanes) gained; /* by the right sentences of the row's window */
};

/* For texts once: left, right, lexicon, kappa and weight are set. */
void gains_open(struct gains *gains);
void gains_close(struct gains *gains);

/* For a stretch of them: left sentences first to end.  Stretches come in order. */
void gains_begin(struct gains *gains, size_t first, size_t end);
/* When the windows are filled in, which may not go back: makes room, then each row, in order. */
void gains_room(struct gains *gains);
void gains_row(struct gains *gains, size_t row);
void gains_end(struct gains *gains);

/* The sums for groups that begin with a left sentence, over the sentences of its window before a
 * right one.  Those for what is behind it follow: a group's score is the difference of two. */
static inline const struct gain_sums *gains_before(
	const struct gains *gains, size_t left, size_t right)
{
	return &gains->sums[gains->at[left - gains->first] + right];
}

#endif
