/* SPDX-License-Identifier: MIT */
/* equivalent_internal: what counting and choosing share; for equivalent*.c only. */
#ifndef DUIDU_EQUIVALENT_INTERNAL_H
#define DUIDU_EQUIVALENT_INTERNAL_H

#include "align_text.h"
#include "equivalent.h"

enum {
	CANDIDATES = 32, /* terms that rivals are looked for, a bit each */
	FORMS = 4        /* of a word that are told apart */
};

/* What is counted of a noted term. */
struct tally {
	uint32_t hits, all;
	uint32_t link;  /* the last one it was seen in, and 1 */
	bool own;       /* it stands in a match, and is no rival of that */
	uint32_t rival; /* its row of the table of rivals, and 1 */
};

struct form {
	struct span word;
	const char *text;
	uint32_t times;
};

struct candidate {
	uint32_t type;
	uint32_t hits, all;
	double ratio, score;
	struct form forms[FORMS];
};

/* The terms that are noted of a side. */
struct notes {
	struct vocabulary vocabulary;
	ARRAY_OF(struct tally) tallies; /* by type */
};

/* The sentences of the block looked at last. */
struct block_cache {
	size_t block;
	span_array spans;
};

enum walk { WALK_FIND, WALK_COUNT, WALK_RIVAL, WALK_DONE };

struct equivalents {
	const struct document *document;
	const struct query *query;
	enum side side, other;
	enum walk walk;
	uint32_t link;  /* the next one */
	uint32_t links; /* that have both sides, when all are found */
	struct notes notes[SIDE_COUNT];
	struct block_cache blocks[SIDE_COUNT];
	ARRAY_OF(struct equivalent_hit) hits;
	struct candidate candidates[CANDIDATES];
	size_t candidate_count;
	uint32_t found;           /* candidates in the link that is walked over */
	ARRAY_OF(uint32_t) joint; /* CANDIDATES a rival */
	struct candidate chosen[EQUIVALENTS_MOST];
	size_t chosen_count;
};

/* Makes candidates of what was counted in all links, those worth most first. */
void equivalents_choose_candidates(struct equivalents *e);

/* Chooses among the candidates, when their rivals are counted; a hit's `found` then has bits of
 * what was chosen. */
void equivalents_choose(struct equivalents *e);

#endif
