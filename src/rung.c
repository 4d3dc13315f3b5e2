/* SPDX-License-Identifier: MIT */
/* rung: from links of sentences to groups of paragraphs in the order of both texts.
 *
 * Links are sorted by their first Chinese block, and the longest series of them that goes
 * forward in the English text too is kept (Fredman 1975, by bisection, O(n log n)): a moved
 * chapter, or one wrong link, is outvoted.  Those that share a block become one rung.  What
 * lies between two such rungs is parted without the help of links.
 * Only blocks are looked at, never text: sentences are left to view and align. */
#include "rung.h"

#include <assert.h>
#include <stdlib.h>

enum { GUESSED_BLOCKS = 4 }; /* of a side, on a rung that no link is behind */

/* The blocks of a link, or of a rung being made. */
struct extent {
	uint32_t beg[SIDE_COUNT], end[SIDE_COUNT];
};

typedef ARRAY_OF(struct extent) extent_array;

struct maker {
	const struct document *document;
	rung_array *rungs;
	uint32_t done[SIDE_COUNT]; /* blocks that are on a rung */
	bool *named[SIDE_COUNT];   /* blocks that a link names */
};

static uint32_t block_count(const struct maker *maker, enum side side)
{
	return (uint32_t)maker->document->side[side].blocks.n;
}

/* Puts the next blocks of both sides, up to `end`, on a rung of their own. */
static void add_rung(struct maker *maker, const uint32_t end[SIDE_COUNT])
{
	struct rung rung = {{maker->done[SIDE_ZH], maker->done[SIDE_EN]}};
	array_push(maker->rungs, rung);
	for (enum side side = 0; side < SIDE_COUNT; side++)
		maker->done[side] = end[side];
}

static void add_lone_block(struct maker *maker, enum side side)
{
	uint32_t end[SIDE_COUNT] = {maker->done[SIDE_ZH], maker->done[SIDE_EN]};
	end[side]++;
	add_rung(maker, end);
}

static size_t bytes_of(const struct maker *maker, enum side side, uint32_t end)
{
	size_t bytes = 0;
	for (uint32_t block = maker->done[side]; block < end; block++)
		bytes += maker->document->side[side].blocks.v[block].len;
	return bytes > 0 ? bytes : 1;
}

/* Parts two runs of blocks that nothing is known about: whichever side has the smaller share
 * of its bytes behind it goes on. */
static void add_guessed(struct maker *maker, const uint32_t end[SIDE_COUNT])
{
	double all[SIDE_COUNT], passed[SIDE_COUNT] = {0};
	for (enum side side = 0; side < SIDE_COUNT; side++)
		all[side] = (double)bytes_of(maker, side, end[side]);
	while (maker->done[SIDE_ZH] < end[SIDE_ZH] ||
		maker->done[SIDE_EN] < end[SIDE_EN]) {
		uint32_t to[SIDE_COUNT] = {maker->done[SIDE_ZH], maker->done[SIDE_EN]};
		for (;;) {
			bool en_behind = passed[SIDE_EN] / all[SIDE_EN] <
					 passed[SIDE_ZH] / all[SIDE_ZH];
			enum side side = to[SIDE_ZH] == end[SIDE_ZH]   ? SIDE_EN
					 : to[SIDE_EN] == end[SIDE_EN] ? SIDE_ZH
					 : en_behind                   ? SIDE_EN
								       : SIDE_ZH;
			if (to[side] == end[side] ||
				to[side] - maker->done[side] == GUESSED_BLOCKS)
				break;
			passed[side] += (double)maker->document->side[side]
						.blocks.v[to[side]++]
						.len;
		}
		add_rung(maker, to);
	}
}

/* Goes on to `end` without links that pair: blocks that a link says have no counterpart, or
 * whose counterpart is elsewhere, stand alone; what is between them is guessed. */
static void add_stretch(struct maker *maker, const uint32_t end[SIDE_COUNT])
{
	while (maker->done[SIDE_ZH] < end[SIDE_ZH] ||
		maker->done[SIDE_EN] < end[SIDE_EN]) {
		uint32_t to[SIDE_COUNT];
		for (enum side side = 0; side < SIDE_COUNT; side++) {
			while (maker->done[side] < end[side] &&
				maker->named[side][maker->done[side]])
				add_lone_block(maker, side);
		}
		for (enum side side = 0; side < SIDE_COUNT; side++) {
			to[side] = maker->done[side];
			while (to[side] < end[side] && !maker->named[side][to[side]])
				to[side]++;
		}
		if (to[SIDE_ZH] > maker->done[SIDE_ZH] &&
			to[SIDE_EN] > maker->done[SIDE_EN]) {
			add_guessed(maker, to);
			continue;
		}
		for (enum side side = 0; side < SIDE_COUNT; side++) {
			while (maker->done[side] < to[side])
				add_lone_block(maker, side);
		}
	}
}

static void widen(struct extent *extent, enum side side, uint32_t block)
{
	if (block < extent->beg[side])
		extent->beg[side] = block;
	if (block + 1 > extent->end[side])
		extent->end[side] = block + 1;
}

static bool is_short(const struct extent *extent)
{
	return extent->end[SIDE_ZH] - extent->beg[SIDE_ZH] <= RUNG_BLOCKS &&
	       extent->end[SIDE_EN] - extent->beg[SIDE_EN] <= RUNG_BLOCKS;
}

/* The blocks of a link that pairs. */
static struct extent extent_of(const struct link *link)
{
	struct extent extent = {{link->zh[0].block, link->en[0].block}, {0, 0}};
	for (uint32_t i = 0; i < link->zh_count; i++)
		widen(&extent, SIDE_ZH, link->zh[i].block);
	for (uint32_t i = 0; i < link->en_count; i++)
		widen(&extent, SIDE_EN, link->en[i].block);
	return extent;
}

static int compare_extents(const void *left, const void *right)
{
	const struct extent *a = left, *b = right;
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		if (a->beg[side] != b->beg[side])
			return a->beg[side] < b->beg[side] ? -1 : 1;
	}
	return 0;
}

/* Takes up what the links name, and the extents of those that pair, sorted.  False if the
 * document is no translation. */
static bool gather(struct maker *maker, extent_array *extents)
{
	const struct document *document = maker->document;
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		if (link->kind != LINK_TRANSLATION)
			return false;
		for (uint32_t k = 0; k < link->zh_count; k++)
			maker->named[SIDE_ZH][link->zh[k].block] = true;
		for (uint32_t k = 0; k < link->en_count; k++)
			maker->named[SIDE_EN][link->en[k].block] = true;
		if (link->zh_count == 0 || link->en_count == 0)
			continue;
		struct extent extent = extent_of(link);
		if (is_short(&extent))
			array_push(extents, extent);
	}
	if (extents->n > 1)
		qsort(extents->v, extents->n, sizeof *extents->v, compare_extents);
	return extents->n > 0;
}

/* Leaves the longest series of extents whose en blocks do not go back either.  tails[k] is
 * the extent with the least en block that a series of k + 1 can end with. */
static void keep_series(extent_array *extents)
{
	size_t *tails = xreallocarray(NULL, extents->n, sizeof *tails);
	size_t *before = xreallocarray(NULL, extents->n, sizeof *before);
	size_t length = 0;
	for (size_t i = 0; i < extents->n; i++) {
		size_t low = 0, high = length;
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			if (extents->v[tails[middle]].beg[SIDE_EN] <=
				extents->v[i].beg[SIDE_EN])
				low = middle + 1;
			else
				high = middle;
		}
		before[i] = low > 0 ? tails[low - 1] : i;
		tails[low] = i;
		if (low == length)
			length++;
	}
	/* The series is read from its end, into the places of tails that are done with. */
	for (size_t k = length, i = tails[length - 1]; k-- > 0; i = before[i])
		tails[k] = i;
	for (size_t k = 0; k < length; k++)
		extents->v[k] = extents->v[tails[k]];
	extents->n = length;
	free(tails);
	free(before);
}

static uint32_t larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static struct extent join(const struct extent *a, const struct extent *b)
{
	struct extent joined = *a;
	for (enum side side = 0; side < SIDE_COUNT; side++)
		joined.end[side] = larger(a->end[side], b->end[side]);
	return joined;
}

/* Puts the blocks of a group of links on a rung, behind what leads up to them. */
static void add_linked(struct maker *maker, const struct extent *extent)
{
	add_stretch(maker, extent->beg);
	add_rung(maker, extent->end);
}

/* The series as rungs: extents that share a block are one, as long as it is not too long. */
static void add_series(struct maker *maker, const extent_array *extents)
{
	struct extent now = extents->v[0];
	for (size_t i = 1; i < extents->n; i++) {
		struct extent next = extents->v[i];
		bool apart = next.beg[SIDE_ZH] >= now.end[SIDE_ZH] &&
			     next.beg[SIDE_EN] >= now.end[SIDE_EN];
		struct extent joined = join(&now, &next);
		if (!apart && is_short(&joined)) {
			now = joined;
			continue;
		}
		add_linked(maker, &now);
		for (enum side side = 0; side < SIDE_COUNT; side++) {
			next.beg[side] = larger(next.beg[side], now.end[side]);
			next.end[side] = larger(next.end[side], now.end[side]);
		}
		now = next;
	}
	add_linked(maker, &now);
}

void rungs_find(const struct document *document, rung_array *rungs)
{
	struct maker maker = {.document = document, .rungs = rungs};
	extent_array extents = {0};
	rungs->n = 0;
	if (document->links.n == 0 || document_has_abstract_only(document))
		return;
	for (enum side side = 0; side < SIDE_COUNT; side++)
		maker.named[side] =
			xcalloc(block_count(&maker, side) + 1, sizeof *maker.named[side]);
	if (gather(&maker, &extents)) {
		const uint32_t end[SIDE_COUNT] = {
			block_count(&maker, SIDE_ZH), block_count(&maker, SIDE_EN)};
		keep_series(&extents);
		add_series(&maker, &extents);
		add_stretch(&maker, end);
		add_rung(&maker, end);
	}
	array_free(&extents);
	free(maker.named[SIDE_ZH]);
	free(maker.named[SIDE_EN]);
}

size_t rung_of(const rung_array *rungs, enum side side, size_t block)
{
	size_t low = 0, high = rung_count(rungs) - 1;
	assert(block < rungs->v[high + 1].beg[side]);
	while (low < high) {
		size_t middle = high - (high - low) / 2;
		if (rungs->v[middle].beg[side] <= block)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}
