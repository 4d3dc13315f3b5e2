/* SPDX-License-Identifier: MIT */
/* rung: which paragraphs of a text and its translation stand beside each other.
 *
 * A rung is a run of blocks of either side; like the rungs of a ladder they go down both
 * texts together, every block in exactly one.  Blocks whose sentences are linked are on the
 * same rung, however many links go between them and across whose borders.  A block without
 * a counterpart has a rung to itself.  Where links are missing, both sides are parted by
 * bytes, a few blocks a rung: the place between the nearest links is a guess, but no wild
 * one.
 * No rung is longer than RUNG_BLOCKS a side, so that the rows of one are soon counted. */
#ifndef DUIDU_RUNG_H
#define DUIDU_RUNG_H

#include "document.h"

enum { RUNG_BLOCKS = 16 };

struct rung {
	uint32_t beg[SIDE_COUNT]; /* its first blocks; its end is where the next begins */
};

/* The rungs of a document from first to last, and one more where they end; none of a
 * document that is not a translation. */
typedef ARRAY_OF(struct rung) rung_array;

/* Fills rungs (emptied first); the caller frees it.  Links may be in any order and wrong:
 * what goes against the order of most (a chapter moved elsewhere) levels nothing. */
void rungs_find(const struct document *document, rung_array *rungs);

/* How far rungs are settled: those before `rung` are of the links before `link` alone. */
struct rung_border {
	size_t rung, link;
};

/* The same where links are only added to, as of a bitext that is being read: rungs found
 * before are kept up to the border, which is {0} at first and moved on, and only links behind
 * it are looked at.  One that goes back before it makes all be found anew.  Says whether
 * rungs are others now. */
bool rungs_extend(
	const struct document *document, rung_array *rungs, struct rung_border *border);

/* How many rungs there are. */
static inline size_t rung_count(const rung_array *rungs)
{
	return rungs->n > 0 ? rungs->n - 1 : 0;
}

/* The rung a block is on; there is one. */
size_t rung_of(const rung_array *rungs, enum side side, size_t block);

/* How many blocks of a side are on a rung. */
static inline size_t rung_blocks(const rung_array *rungs, enum side side, size_t rung)
{
	return rungs->v[rung + 1].beg[side] - rungs->v[rung].beg[side];
}

#endif
