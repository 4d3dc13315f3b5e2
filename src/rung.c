/* SPDX-License-Identifier: MIT */
/* rung: from links of sentences to groups of paragraphs in the order of both texts.
 *
 * Links are sorted by their first Chinese block, and the longest series of them that goes
 * forward in the English text too is kept (Fredman 1975, by bisection, O(n log n)): a moved
 * chapter, or one wrong link, is outvoted.  Those that share a block become one rung.  What
 * lies between two such rungs is parted without the help of links.
 * A border that no link goes across parts the series in two, so that what is before it stays
 * when links are added behind it.
 * Only blocks are looked at, never text: sentences are left to view and align. */
#include "rung.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

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
	uint32_t base[SIDE_COUNT]; /* the first blocks behind what is settled */
	bool *named[SIDE_COUNT];   /* blocks from base on that a link names */
};

static uint32_t block_count(const struct maker *maker, enum side side)
{
	return (uint32_t)maker->document->side[side].blocks.n;
}

static bool is_named(const struct maker *maker, enum side side, uint32_t block)
{
	return maker->named[side][block - maker->base[side]];
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
		bytes += stream_block(&maker->document->side[side], block)->len;
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
			passed[side] += (double)stream_block(
				&maker->document->side[side], to[side])
						->len;
			to[side]++;
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
				is_named(maker, side, maker->done[side]))
				add_lone_block(maker, side);
		}
		for (enum side side = 0; side < SIDE_COUNT; side++) {
			to[side] = maker->done[side];
			while (to[side] < end[side] && !is_named(maker, side, to[side]))
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

/* The blocks of a link; of a side that it has nothing of, none at all. */
static struct extent extent_of(const struct link *link)
{
	struct extent extent = {{UINT32_MAX, UINT32_MAX}, {0, 0}};
	for (uint32_t i = 0; i < link->zh_count; i++)
		widen(&extent, SIDE_ZH, link->zh[i].block);
	for (uint32_t i = 0; i < link->en_count; i++)
		widen(&extent, SIDE_EN, link->en[i].block);
	return extent;
}

static bool pairs(const struct link *link)
{
	return link->zh_count > 0 && link->en_count > 0;
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

/* Takes up what the links from `first` on name, and the extents of those that pair, sorted. */
static void gather(struct maker *maker, size_t first, extent_array *extents)
{
	const struct document *document = maker->document;
	for (size_t i = first; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		struct extent extent = extent_of(link);
		for (uint32_t k = 0; k < link->zh_count; k++)
			maker->named[SIDE_ZH][link->zh[k].block - maker->base[SIDE_ZH]] =
				true;
		for (uint32_t k = 0; k < link->en_count; k++)
			maker->named[SIDE_EN][link->en[k].block - maker->base[SIDE_EN]] =
				true;
		if (pairs(link) && is_short(&extent))
			array_push(extents, extent);
	}
	if (extents->n > 1)
		qsort(extents->v, extents->n, sizeof *extents->v, compare_extents);
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

static uint32_t smaller(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
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

/* Whether the links from `first` on are of a translation, and there are some. */
static bool is_translation(const struct document *document, size_t first)
{
	for (size_t i = first; i < document->links.n; i++) {
		if (document->links.v[i].kind != LINK_TRANSLATION)
			return false;
	}
	return document->links.n > 0 && !document_has_abstract_only(document);
}

static void find_from(
	const struct document *document, rung_array *rungs, struct rung_border border)
{
	struct maker maker = {.document = document, .rungs = rungs};
	extent_array extents = {0};
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		maker.base[side] = border.rung > 0 ? rungs->v[border.rung].beg[side] : 0;
		maker.done[side] = maker.base[side];
		maker.named[side] =
			xcalloc(block_count(&maker, side) - maker.base[side] + 1,
				sizeof *maker.named[side]);
	}
	rungs->n = border.rung;
	gather(&maker, border.link, &extents);
	if (extents.n > 0) {
		keep_series(&extents);
		add_series(&maker, &extents);
	}
	if (extents.n > 0 || border.rung > 0) {
		const uint32_t end[SIDE_COUNT] = {
			block_count(&maker, SIDE_ZH), block_count(&maker, SIDE_EN)};
		add_stretch(&maker, end);
		add_rung(&maker, end);
	}
	array_free(&extents);
	free(maker.named[SIDE_ZH]);
	free(maker.named[SIDE_EN]);
}

/* Whether an extent has nothing before these blocks. */
static bool is_behind(const struct extent *extent, const uint32_t blocks[SIDE_COUNT])
{
	return extent->beg[SIDE_ZH] >= blocks[SIDE_ZH] &&
	       extent->beg[SIDE_EN] >= blocks[SIDE_EN];
}

/* The rung behind a link that pairs, if it is one of the link's series and ends with it;
 * else 0. */
static size_t rung_behind(const rung_array *rungs, const struct extent *extent)
{
	size_t rung = rung_of(rungs, SIDE_ZH, extent->end[SIDE_ZH] - 1);
	const struct rung *next = &rungs->v[rung + 1];
	bool ends = is_behind(extent, rungs->v[rung].beg) &&
		    next->beg[SIDE_ZH] == extent->end[SIDE_ZH] &&
		    next->beg[SIDE_EN] == extent->end[SIDE_EN];
	return ends ? rung + 1 : 0;
}

/* Moves the border to the last link that all others are before or behind; of what is before
 * it, `most` holds where the blocks end. */
static void move_border(const struct document *document, const rung_array *rungs,
	struct rung_border *border)
{
	size_t first = border->link, n = document->links.n - first;
	struct extent *most = xreallocarray(NULL, n + 1, sizeof *most), last;
	most[0] = (struct extent){{UINT32_MAX, UINT32_MAX}, {0, 0}};
	for (size_t i = 0; i < n; i++) {
		last = extent_of(&document->links.v[first + i]);
		most[i + 1] = join(&most[i], &last);
	}
	uint32_t least[SIDE_COUNT] = {UINT32_MAX, UINT32_MAX};
	for (size_t i = n; i-- > 1;) {
		last = extent_of(&document->links.v[first + i]);
		for (enum side side = 0; side < SIDE_COUNT; side++)
			least[side] = smaller(least[side], last.beg[side]);
		if (least[SIDE_ZH] < most[i].end[SIDE_ZH] ||
			least[SIDE_EN] < most[i].end[SIDE_EN] ||
			!pairs(&document->links.v[first + i - 1]))
			continue;
		struct extent before = extent_of(&document->links.v[first + i - 1]);
		bool outmost = before.end[SIDE_ZH] == most[i].end[SIDE_ZH] &&
			       before.end[SIDE_EN] == most[i].end[SIDE_EN];
		size_t rung = outmost ? rung_behind(rungs, &before) : 0;
		if (rung > 0) {
			*border = (struct rung_border){rung, first + i};
			break;
		}
	}
	free(most);
}

/* Whether all links from the border on are behind it. */
static bool holds(const struct document *document, const rung_array *rungs,
	const struct rung_border *border)
{
	if (border->rung == 0)
		return false;
	for (size_t i = border->link; i < document->links.n; i++) {
		struct extent extent = extent_of(&document->links.v[i]);
		if (!is_behind(&extent, rungs->v[border->rung].beg))
			return false;
	}
	return true;
}

bool rungs_extend(
	const struct document *document, rung_array *rungs, struct rung_border *border)
{
	bool translation = is_translation(document, border->link);
	if (!translation || !holds(document, rungs, border))
		*border = (struct rung_border){0};
	size_t kept = border->rung, was_n = rungs->n - kept;
	struct rung *was = xreallocarray(NULL, was_n + 1, sizeof *was);
	if (was_n > 0)
		memcpy(was, rungs->v + kept, was_n * sizeof *was);
	if (translation)
		find_from(document, rungs, *border);
	else
		rungs->n = 0;
	bool changed =
		rungs->n - kept != was_n ||
		(was_n > 0 && memcmp(was, rungs->v + kept, was_n * sizeof *was) != 0);
	free(was);
	if (rungs->n > 0)
		move_border(document, rungs, border);
	return changed;
}

void rungs_find(const struct document *document, rung_array *rungs)
{
	struct rung_border border = {0};
	rungs->n = 0;
	rungs_extend(document, rungs, &border);
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
