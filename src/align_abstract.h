/* SPDX-License-Identifier: MIT */
/* align_abstract: what the files of the abstract map share.  For align_abstract*.c only.
 *
 *	align_abstract_clause.c  what the clauses and items of an abstract are
 *	align_abstract_pair.c    which English words stand for a Chinese clause
 *	align_abstract_like.c    how like a passage of the body is to a clause
 *	align_abstract_order.c   orders of sections and clauses
 *	align_abstract_map.c     which clauses a section went into
 *	align_abstract.c         all of it as links */
#ifndef DUIDU_ALIGN_ABSTRACT_H
#define DUIDU_ALIGN_ABSTRACT_H

#include "align_internal.h"

enum { MOST_CLAUSES = 64, MOST_ITEMS = 16 };

/* A piece of an abstract between two marks, ，。； or , ; : ., without its label. */
struct piece {
	struct block_range place;
	uint32_t sentence; /* of the abstract, counted over its blocks */
	bool opens;        /* English: more than one more item of what was before it */
	bool ends_sentence;
};

/* All blocks of one side's abstract; text may be NULL while there is none. */
struct abstract {
	const struct stream *stream;
	ARRAY_OF(struct sentence_ref) sentences;
	ARRAY_OF(struct piece) pieces; /* MOST_CLAUSES at most when Chinese */
};

/* The items of an enumeration.  以人为本、开放合作的理念、格局 has two groups of two; items
 * are in order, one group behind the other. */
struct items {
	struct span v[MOST_ITEMS]; /* bytes of the block's text */
	size_t n, groups;          /* items in all; 0: it enumerates nothing */
};

/* Reads the abstract of a side, to be freed; false if there is none. */
bool abstract_read(
	struct abstract *abstract, const struct document *document, enum side side);
void abstract_free(struct abstract *abstract);
struct items abstract_items(const char *text, struct span clause);

/* Fills document->clauses. */
void abstract_pair(
	struct document *document, const struct abstract *zh, const struct abstract *en);

/* How like passages are to clauses: each clause's weights, what each block has of them. */
struct like;
struct like *like_new(const struct document *document);
void like_free(struct like *like);

/* The passage that is asked about from now on: some blocks, or a text. */
void like_blocks(struct like *like, struct span blocks);
void like_text(struct like *like, const char *text, size_t len);

/* The share of what is distinctive about a clause that the passage has, 0 to 1. */
double like_clause(const struct like *like, size_t clause);

/* Likenesses of rows to columns, and an order: each row goes with a column at or behind that
 * of the row before, or with none. */
struct order {
	size_t rows, columns;
	double *v;    /* 0 at first */
	size_t *pick; /* of each row, NO_PICK for none */
};

#define NO_PICK ((size_t)-1)

struct order order_new(size_t rows, size_t columns);
void order_free(struct order *order);

static inline double *order_cell(const struct order *order, size_t row, size_t column)
{
	return &order->v[row * order->columns + column];
}

/* Picks the best order; a row that is less like its column than `least` has none.  Or row n
 * with column n, of as many. */
void order_pick(struct order *order, double least);
void order_pick_diagonal(struct order *order, double least);

/* How far what was picked is what the rows are most like: 1 if it is, 0 if columns taken
 * blindly would do as well. */
double order_support(const struct order *order);

/* The likeness that was picked, beyond what chance gives. */
double order_total(const struct order *order, double chance);

/* What a section went into: a clause or item, or all clauses from first to last. */
struct claim {
	size_t section, first, last;
	double score;
	bool further; /* the section has another, which comes first */
};

typedef ARRAY_OF(struct claim) claim_array;

/* Appends the claims of all sections in their order, a section's main one first. */
void abstract_map(
	const struct document *document, struct like *like, claim_array *claims);

/* The claim of a passage by itself, without regard to what its neighbours went into, on the
 * clauses a choice has.  False when it is like none.  Its section is not set. */
struct choice {
	size_t first, last; /* clauses */
	double known;       /* how sure it is already that it is one of them, 0 to 1 */
	double least;       /* likeness that makes a claim */
	bool several;       /* whether a passage may name several clauses */
};
bool abstract_claim_alone(const struct document *document, const struct like *like,
	const struct choice *choice, struct claim *claim);

#endif
