/* SPDX-License-Identifier: MIT */
/* align_window: where in the plane of two texts a path is worth looking for.
 *
 * Searching everything costs the product of the lengths.  A rare word and its translation
 * mostly stand in sentences that say the same; the heaviest chain of such pairs that goes
 * forward in both texts leads through them, over chapters that one of them lacks too.
 * A window is all between two links of the chain, and a band round it. */
#include "align_math.h"

#include "align_path.h"

static int compare_nodes(const void *left, const void *right)
{
	const struct node *a = &((const struct weighted_node *)left)->node,
			  *b = &((const struct weighted_node *)right)->node;
	if (a->zh != b->zh)
		return a->zh < b->zh ? -1 : 1;
	return (a->en < b->en) - (a->en > b->en);
}

/* The heaviest chain that ends before each English sentence, as a Fenwick tree of maxima. */
struct heaviest {
	uint32_t *node; /* index and 1 of the chain's last node */
	size_t n;
};

struct chained {
	float weight;
	uint32_t before; /* index and 1 */
};

static uint32_t heaviest_before(
	const struct heaviest *tree, const struct chained *chained, size_t en)
{
	uint32_t best = 0;
	for (; en > 0; en &= en - 1) {
		uint32_t node = tree->node[en];
		if (node &&
			(!best || chained[node - 1].weight > chained[best - 1].weight))
			best = node;
	}
	return best;
}

static void put_heaviest(
	struct heaviest *tree, const struct chained *chained, size_t en, uint32_t node)
{
	for (en++; en <= tree->n; en += en & -en) {
		uint32_t *at = &tree->node[en];
		if (!*at || chained[*at - 1].weight < chained[node - 1].weight)
			*at = node;
	}
}

/* Sums the weights of equal nodes, which stand together; returns how many are left. */
static size_t join_equal(struct weighted_node *nodes, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		if (kept > 0 && compare_nodes(&nodes[kept - 1], &nodes[i]) == 0)
			nodes[kept - 1].weight += nodes[i].weight;
		else
			nodes[kept++] = nodes[i];
	}
	return kept;
}

void heaviest_chain(struct weighted_node *nodes, size_t n, node_array *chain)
{
	chain->n = 0;
	if (n == 0)
		return;
	qsort(nodes, n, sizeof *nodes, compare_nodes);
	n = join_equal(nodes, n);
	struct heaviest tree = {0};
	for (size_t i = 0; i < n; i++)
		if (tree.n <= nodes[i].node.en)
			tree.n = nodes[i].node.en + 1;
	tree.node = xcalloc(tree.n + 1, sizeof *tree.node);
	struct chained *chained = xcalloc(n, sizeof *chained);
	/* Nodes of one zh come with falling en, so that none stands behind another. */
	for (uint32_t i = 0; i < n; i++) {
		uint32_t before = heaviest_before(&tree, chained, nodes[i].node.en);
		float weight = before ? chained[before - 1].weight : 0;
		chained[i] = (struct chained){weight + nodes[i].weight, before};
		put_heaviest(&tree, chained, nodes[i].node.en, i + 1);
	}
	uint32_t last = heaviest_before(&tree, chained, tree.n);
	for (uint32_t at = last; at; at = chained[at - 1].before)
		array_push(chain, nodes[at - 1].node);
	for (size_t i = 0; i < chain->n / 2; i++) {
		struct node other = chain->v[i];
		chain->v[i] = chain->v[chain->n - 1 - i];
		chain->v[chain->n - 1 - i] = other;
	}
	free(tree.node);
	free(chained);
}

static bool is_near_diagonal(
	const struct align_side *zh, const struct align_side *en, size_t i, size_t j)
{
	float away = (float)i / (float)zh->count - (float)j / (float)en->count;
	return (away < 0 ? -away : away) * 100 < DIAGONAL_PERCENT;
}

void rare_chain(const struct lexicon *lexicon, const struct align_side *zh,
	const struct align_side *en, node_array *chain)
{
	ARRAY_OF(struct weighted_node) nodes = {0};
	size_t longer = zh->count > en->count ? zh->count : en->count;
	size_t rare = RARE_MOST + RARE_MOST * longer / RARE_GROWS;
	if (rare > RARE_LIMIT)
		rare = RARE_LIMIT;
	for (uint32_t type = 0; type < lexicon->types; type++) {
		size_t zh_count = zh->vocabulary.types.v[type].sentences;
		if (zh_count > rare)
			continue;
		for (size_t k = lexicon->first[type]; k < lexicon->first[type + 1]; k++) {
			uint32_t other = lexicon->rows.v[k].type;
			size_t en_count = en->vocabulary.types.v[other].sentences;
			if (en_count > rare)
				continue;
			float weight = lexicon->rows.v[k].strength /
				       power_of((float)zh_count * (float)en_count, 0.5F);
			for (size_t a = zh->first_posting[type];
				a < zh->first_posting[type + 1]; a++)
				for (size_t b = en->first_posting[other];
					b < en->first_posting[other + 1]; b++) {
					struct node node = {zh->postings[a].sentence,
						en->postings[b].sentence};
					if (is_near_diagonal(zh, en, node.zh, node.en))
						array_push(&nodes, (struct weighted_node){
									   node, weight});
				}
		}
	}
	heaviest_chain(nodes.v, nodes.n, chain);
	array_free(&nodes);
}

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
	empty_windows(stretch);
	if (whole < WHOLE_BLIND && !is_trusted(stretch, chain))
		whole = WHOLE_BLIND;
	if ((rows + 1) * (columns + 1) <= whole) {
		widen_between(stretch, stretch->beg, stretch->end, band);
		return;
	}
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
