/* SPDX-License-Identifier: MIT */
/* align_chain: pairs of sentences that belong together, as far as they are in order.
 *
 * A rare word and its translation mostly stand in sentences that say the same.  The heaviest
 * chain of such pairs that goes forward in both texts leads through them, over chapters
 * that one of them lacks too.  It is found in one sweep over one text: a Fenwick tree has
 * the heaviest chain that ends before each sentence of the other. */
#include "align_chain.h"

#include "align_math.h"

enum {
	ROW_MOST = 32
}; /* nodes of one Chinese sentence, the heaviest; a bound of memory */

struct chain_link {
	struct node node;
	float weight;    /* of the chain up to it */
	uint32_t before; /* index and 1 */
};

static void chain_begin(struct chain *chain, size_t english)
{
	*chain = (struct chain){.size = english};
	chain->tree = xcalloc(english + 1, sizeof *chain->tree);
}

/* Index and 1 of the heaviest chain's end before an English sentence, 0 if there is none. */
static uint32_t heaviest_before(const struct chain *chain, size_t en)
{
	uint32_t best = 0;
	for (; en > 0; en &= en - 1) {
		uint32_t link = chain->tree[en];
		if (link && (!best || chain->links.v[link - 1].weight >
					      chain->links.v[best - 1].weight))
			best = link;
	}
	return best;
}

/* Nodes come with growing zh; those of one zh with falling en, so that none stands behind
 * another. */
static void chain_add(struct chain *chain, struct node node, float weight)
{
	uint32_t before = heaviest_before(chain, node.en);
	if (before)
		weight += chain->links.v[before - 1].weight;
	array_push(&chain->links, (struct chain_link){node, weight, before});
	for (size_t en = node.en + (size_t)1; en <= chain->size; en += en & -en) {
		uint32_t *at = &chain->tree[en];
		if (!*at || chain->links.v[*at - 1].weight < weight)
			*at = (uint32_t)chain->links.n;
	}
}

static void chain_free(struct chain *chain)
{
	array_free(&chain->links);
	free(chain->tree);
	chain->tree = NULL;
}

static void chain_end(struct chain *chain, node_array *nodes)
{
	nodes->n = 0;
	for (uint32_t at = heaviest_before(chain, chain->size); at;
		at = chain->links.v[at - 1].before)
		array_push(nodes, chain->links.v[at - 1].node);
	for (size_t i = 0; i < nodes->n / 2; i++) {
		struct node other = nodes->v[i];
		nodes->v[i] = nodes->v[nodes->n - 1 - i];
		nodes->v[nodes->n - 1 - i] = other;
	}
	chain_free(chain);
}

static int compare_nodes(const void *left, const void *right)
{
	const struct node *a = &((const struct weighted_node *)left)->node,
			  *b = &((const struct weighted_node *)right)->node;
	if (a->zh != b->zh)
		return a->zh < b->zh ? -1 : 1;
	return (a->en < b->en) - (a->en > b->en);
}

void heaviest_chain(struct weighted_node *nodes, size_t n, node_array *chain)
{
	struct chain growing;
	size_t english = 0;
	if (n > 1)
		qsort(nodes, n, sizeof *nodes, compare_nodes);
	for (size_t i = 0; i < n; i++)
		if (english <= nodes[i].node.en)
			english = nodes[i].node.en + (size_t)1;
	chain_begin(&growing, english);
	for (size_t i = 0, end; i < n; i = end) {
		float weight = 0;
		for (end = i; end < n && compare_nodes(&nodes[i], &nodes[end]) == 0;
			end++)
			weight += nodes[end].weight;
		chain_add(&growing, nodes[i].node, weight);
	}
	chain_end(&growing, chain);
}

/* ---- rare words --------------------------------------------------------------------- */

void rare_words_begin(struct rare_words *rare)
{
	size_t zh = rare->zh->count, en = rare->en->count, longer = zh > en ? zh : en;
	rare->most = RARE_MOST + RARE_MOST * longer / RARE_GROWS;
	if (rare->most > RARE_LIMIT)
		rare->most = RARE_LIMIT;
	rare->row = sparse_new(en);
	chain_begin(&rare->chain, en);
}

/* Weighs the English sentences that have a translation of a rare word. */
static void weigh(struct rare_words *rare, uint32_t type)
{
	const struct align_side *en = rare->en;
	const struct lexicon *lexicon = rare->lexicon;
	size_t count = rare->zh->vocabulary.types.v[type].sentences;
	if (count > rare->most)
		return;
	for (size_t k = lexicon->first[type]; k < lexicon->first[type + 1]; k++) {
		const struct translation *t = &lexicon->rows.v[k];
		size_t first = en->first_posting[t->type],
		       end = en->first_posting[t->type + 1];
		if (end - first > rare->most)
			continue;
		float strength = t->strength < rare->strength_most ? t->strength
								   : rare->strength_most;
		float weight =
			strength / power_of((float)count * (float)(end - first), 0.5F);
		for (size_t i = first; i < end; i++)
			sparse_add(&rare->row, en->postings[i].sentence, weight);
	}
}

static int compare_weights(const void *left, const void *right)
{
	float a = ((const struct weighted_node *)left)->weight,
	      b = ((const struct weighted_node *)right)->weight;
	return a != b ? (a < b) - (a > b) : compare_nodes(left, right);
}

void rare_words_row(struct rare_words *rare, uint32_t zh)
{
	const struct align_sentence *s = &rare->zh->sentences.v[zh];
	for (size_t i = s[0].first; i < s[1].first; i++)
		weigh(rare, rare->zh->tokens.v[i].type);
	rare->nodes.n = 0;
	for (size_t i = 0; i < rare->row.n; i++) {
		uint32_t en = rare->row.touched[i];
		array_push(&rare->nodes,
			(struct weighted_node){{zh, en}, rare->row.value[en]});
	}
	sparse_clear(&rare->row);
	if (rare->nodes.n > ROW_MOST) {
		qsort(rare->nodes.v, rare->nodes.n, sizeof *rare->nodes.v,
			compare_weights);
		rare->nodes.n = ROW_MOST;
	}
	if (rare->nodes.n > 1)
		qsort(rare->nodes.v, rare->nodes.n, sizeof *rare->nodes.v, compare_nodes);
	for (size_t i = 0; i < rare->nodes.n; i++)
		chain_add(&rare->chain, rare->nodes.v[i].node, rare->nodes.v[i].weight);
}

void rare_words_end(struct rare_words *rare, node_array *chain)
{
	chain_end(&rare->chain, chain);
	rare_words_free(rare);
}

void rare_words_free(struct rare_words *rare)
{
	chain_free(&rare->chain);
	sparse_free(&rare->row);
	array_free(&rare->nodes);
}
