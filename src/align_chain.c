/* SPDX-License-Identifier: MIT */
/* align_chain: pairs of sentences that belong together, as far as they are in order.
 *
 * A rare word and its translation mostly stand in sentences that say the same.  The heaviest
 * chain of such pairs that goes forward in both texts leads through them, over chapters
 * that one of them lacks too.  It is found in one sweep over one text: a Fenwick tree has
 * the heaviest chain that ends before each sentence of the other. */
#include "align_chain.h"

#include "align_math.h"

/* Nodes of one Chinese sentence, the heaviest; a bound of memory. */
enum { ROW_MOST = 32 };

struct chain_link {
	struct node node;
	uint32_t before; /* index and 1 */
};

static void chain_begin(struct chain *chain, size_t english)
{
	*chain = (struct chain){.size = english};
	chain->tree = xcalloc(english + 1, sizeof *chain->tree);
}

static struct chain_end heaviest_before(const struct chain *chain, size_t en)
{
	struct chain_end heaviest = {0};
	for (; en > 0; en &= en - 1)
		if (chain->tree[en].weight > heaviest.weight)
			heaviest = chain->tree[en];
	return heaviest;
}

/* Nodes come with growing zh; those of one zh with falling en, so that none stands behind
 * another. */
static void chain_add(struct chain *chain, struct node node, float weight)
{
	struct chain_end before = heaviest_before(chain, node.en);
	array_push(&chain->links, (struct chain_link){node, before.link});
	struct chain_end end = {before.weight + weight, (uint32_t)chain->links.n};
	for (size_t en = node.en + (size_t)1; en <= chain->size; en += en & -en)
		if (chain->tree[en].weight < end.weight)
			chain->tree[en] = end;
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
	for (uint32_t at = heaviest_before(chain, chain->size).link; at;
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

static bool is_heavier(const struct weighted_node *a, const struct weighted_node *b)
{
	return a->weight != b->weight ? a->weight > b->weight : a->node.en > b->node.en;
}

static bool is_farther(const struct weighted_node *a, const struct weighted_node *b)
{
	return a->node.en > b->node.en;
}

/* Puts a node among n in order and says how many there are then; when they are too many, the
 * last falls out. */
static size_t insert_node(struct weighted_node nodes[ROW_MOST], size_t n,
	bool (*is_before)(const struct weighted_node *, const struct weighted_node *),
	struct weighted_node node)
{
	size_t at = n;
	if (n == ROW_MOST && is_before(&nodes[--at], &node))
		return n;
	for (; at > 0 && is_before(&node, &nodes[at - 1]); at--)
		nodes[at] = nodes[at - 1];
	nodes[at] = node;
	return n < ROW_MOST ? n + 1 : n;
}

void rare_words_row(struct rare_words *rare, uint32_t zh)
{
	const struct align_sentence *s = &rare->zh->sentences.v[zh];
	struct weighted_node heaviest[ROW_MOST], nodes[ROW_MOST];
	size_t n = 0;
	for (size_t i = s[0].first; i < s[1].first; i++)
		weigh(rare, rare->zh->tokens.v[i].type);
	for (size_t i = 0; i < rare->row.n; i++) {
		uint32_t en = rare->row.touched[i];
		n = insert_node(heaviest, n, is_heavier,
			(struct weighted_node){{zh, en}, rare->row.value[en]});
	}
	sparse_clear(&rare->row);
	for (size_t i = 0; i < n; i++)
		insert_node(nodes, i, is_farther, heaviest[i]);
	for (size_t i = 0; i < n; i++)
		chain_add(&rare->chain, nodes[i].node, nodes[i].weight);
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
}
