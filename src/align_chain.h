/* SPDX-License-Identifier: MIT */
/* align_chain: the heaviest chain of pairs of sentences that goes forward in both texts.  For
 * align*.c only. */
#ifndef DUIDU_ALIGN_CHAIN_H
#define DUIDU_ALIGN_CHAIN_H

#include "align_evidence.h"

/* A node (i, j) is the place before Chinese sentence i and English sentence j. */
struct node {
	uint32_t zh, en;
};

typedef ARRAY_OF(struct node) node_array;

struct weighted_node {
	struct node node;
	float weight;
};

/* The heaviest chain through nodes, both coordinates of which grow.  Sorts the nodes; the
 * weights, which are above 0, of equal ones are summed. */
void heaviest_chain(struct weighted_node *nodes, size_t n, node_array *chain);

/* The end of a chain. */
struct chain_end {
	float weight;  /* of the whole */
	uint32_t link; /* index and 1; 0 for none */
};

/* A chain that grows. */
struct chain {
	ARRAY_OF(struct chain_link) links;
	struct chain_end *tree; /* the heaviest before an English sentence */
	size_t size;
};

/* Pairs of sentences that share a rare word and its translation, as they come. */
struct rare_words {
	const struct align_side *zh, *en;
	const struct lexicon *lexicon;
	float strength_most; /* that a pair of words counts for */
	size_t most;         /* sentences that have a rare word */
	struct sparse row;
	struct chain chain;
};

/* zh, en, lexicon and strength_most are set. */
void rare_words_begin(struct rare_words *rare);
/* Each Chinese sentence in order. */
void rare_words_row(struct rare_words *rare, uint32_t zh);
void rare_words_end(struct rare_words *rare, node_array *chain);
void rare_words_free(struct rare_words *rare);

#endif
