/* SPDX-License-Identifier: MIT */
/* align_window: where in the plane of two texts a path is worth looking for.
 *
 * Searching everything costs the product of the lengths.  A window is all between two nodes of
 * a chain (align_chain.c), and a band round it; in later passes, a band round the path. */
#include "align_path.h"

static size_t below(size_t a, size_t b, size_t least)
{
	return a > b + least ? a - b : least;
}

static size_t above(size_t a, size_t b, size_t most)
{
	return a + b < most ? a + b : most;
}

/* Makes windows that never go back, meet from row to row, and have both ends. */
static void join_rows(struct stretch *stretch)
{
	size_t rows = stretch->end.zh - stretch->beg.zh;
	struct span *window = stretch->window;
	window[0].beg = stretch->beg.en;
	window[rows].end = stretch->end.en;
	for (size_t i = rows; i-- > 0;)
		if (window[i].beg > window[i + 1].beg)
			window[i].beg = window[i + 1].beg;
	for (size_t i = 1; i <= rows; i++) {
		if (window[i].end < window[i - 1].end)
			window[i].end = window[i - 1].end;
		if (window[i - 1].end < window[i].beg)
			window[i - 1].end = window[i].beg;
	}
}

/* All between two nodes and a band round it.  Where nothing is known of a large part, what is
 * round its diagonal. */
static void widen_between(
	struct stretch *stretch, struct node a, struct node b, size_t band)
{
	size_t rows = b.zh - a.zh, columns = b.en - a.en;
	bool whole = rows == 0 || (rows + 1) * (columns + 1) <= RECTANGLE_MOST;
	size_t wide = whole ? band : BAND_BLIND;
	for (size_t zh = below(a.zh, BAND_ROWS, stretch->beg.zh);
		zh <= above(b.zh, BAND_ROWS, stretch->end.zh); zh++) {
		struct span *window = &stretch->window[zh - stretch->beg.zh];
		size_t beg = a.en, end = b.en;
		if (!whole) {
			size_t i = zh < a.zh ? 0 : zh > b.zh ? rows : zh - a.zh;
			beg = end = a.en + columns * i / rows;
		}
		beg = below(beg, wide, stretch->beg.en);
		end = above(end, wide, stretch->end.en);
		if (window->beg > beg)
			window->beg = beg;
		if (window->end < end)
			window->end = end;
	}
}

static void empty_windows(struct stretch *stretch)
{
	for (size_t i = 0; i <= stretch->end.zh - stretch->beg.zh; i++)
		stretch->window[i] = (struct span){stretch->end.en, stretch->beg.en};
}

/* The next node of a chain in a stretch; the stretch's end behind the last. */
static struct node next_node(const struct stretch *stretch, const node_array *chain,
	size_t *at, struct node last)
{
	while (*at < chain->n) {
		struct node node = chain->v[(*at)++];
		if (node.zh >= last.zh && node.en >= last.en &&
			node.zh < stretch->end.zh && node.en < stretch->end.en)
			return node;
	}
	return stretch->end;
}

static bool is_end(const struct stretch *stretch, struct node node)
{
	return node.zh == stretch->end.zh && node.en == stretch->end.en;
}

/* Whether a chain has so many nodes that they are not there by chance. */
static bool is_trusted(const struct stretch *stretch, const node_array *chain)
{
	size_t nodes = 0, at = 0, rows = stretch->end.zh - stretch->beg.zh,
	       columns = stretch->end.en - stretch->beg.en;
	struct node node = stretch->beg;
	while (!is_end(stretch, node = next_node(stretch, chain, &at, node)))
		nodes++;
	return nodes * TRUSTED_EVERY >= (rows < columns ? rows : columns);
}

void window_first(
	struct stretch *stretch, const node_array *chain, size_t band, size_t whole)
{
	struct node last = stretch->beg;
	size_t at = 0, rows = stretch->end.zh - stretch->beg.zh,
	       columns = stretch->end.en - stretch->beg.en;
	if (whole < WHOLE_BLIND && !is_trusted(stretch, chain))
		whole = WHOLE_BLIND;
	if ((rows + 1) * (columns + 1) <= whole) {
		for (size_t i = 0; i <= rows; i++)
			stretch->window[i] =
				(struct span){stretch->beg.en, stretch->end.en};
		return;
	}
	empty_windows(stretch);
	for (struct node node;
		!is_end(stretch, node = next_node(stretch, chain, &at, last));
		last = node)
		widen_between(stretch, last, node, band);
	widen_between(stretch, last, stretch->end, band);
	join_rows(stretch);
}

void window_again(
	struct stretch *stretch, const struct group *groups, size_t n, size_t band)
{
	empty_windows(stretch);
	for (size_t i = 0; i < n; i++) {
		const struct group *g = &groups[i];
		for (size_t zh = below(g->zh, BAND_ROWS, stretch->beg.zh);
			zh <= above(g->zh + g->zh_count, BAND_ROWS, stretch->end.zh);
			zh++) {
			struct span *window = &stretch->window[zh - stretch->beg.zh];
			size_t beg = below(g->en, band, stretch->beg.en);
			size_t end = above(g->en + g->en_count, band, stretch->end.en);
			if (window->beg > beg)
				window->beg = beg;
			if (window->end < end)
				window->end = end;
		}
	}
	join_rows(stretch);
}

void window_open(struct stretch *stretch, const astray_array *runs)
{
	for (size_t i = 0; i < runs->n; i++) {
		struct node a = runs->v[i].beg, b = runs->v[i].end;
		size_t beg = a.en > stretch->beg.en ? a.en : stretch->beg.en,
		       end = b.en < stretch->end.en ? b.en : stretch->end.en,
		       first = a.zh > stretch->beg.zh ? a.zh : stretch->beg.zh;
		for (size_t zh = first; beg < end && zh <= b.zh && zh <= stretch->end.zh;
			zh++) {
			struct span *window = &stretch->window[zh - stretch->beg.zh];
			if (window->beg > beg)
				window->beg = beg;
			if (window->end < end)
				window->end = end;
		}
	}
	join_rows(stretch);
}
