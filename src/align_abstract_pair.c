/* SPDX-License-Identifier: MIT */
/* align_abstract_pair: which English words stand for a clause of the Chinese abstract.
 *
 * The two abstracts say the same in the same order, so one dynamic programme over Chinese
 * clauses and English pieces finds the pairs.  Without a dictionary it goes by lengths (Gale
 * & Church 1993, but capped, so that one free translation does not derail the rest), by what
 * an English piece begins with, by the ends of sentences, and by how many items both sides
 * enumerate, which is the surest of them.  The items of a pair are then taken in order. */
#include "align_abstract.h"

#include <string.h>

/* The parameters, all of them costs in the same unit: 1 is what a reader would call odd. */
static const struct {
	double shape
		[4]; /* a group of so many Chinese clauses; 0: English without Chinese */
	double nothing;  /* a Chinese clause without English */
	double early;    /* a group that begins at a piece that does not open a clause */
	double late;     /* a piece inside a group that does open one */
	double over;     /* ... or that begins a sentence */
	double sentence; /* only one side's sentence ends with the group */
	double items;    /* a gain: as many English pieces as Chinese items */
	double spread;   /* variance of a length, a character of it */
	double floor;    /* ... and of any length */
	double cap;      /* of a deviation, in standard deviations squared */
} param = {
	.shape = {2.5, 0, 1.2, 2.5},
	.nothing = 3,
	.early = 0.7,
	.late = 0.7,
	.over = 1.4,
	.sentence = 1.5,
	.items = 1.5,
	.spread = 4,
	.floor = 60,
	.cap = 8,
};

static const double IMPOSSIBLE = 1e9;

enum { MOST_GROUP = 3, MOST_EN_GROUP = 9, MOST_EN_PIECES = 256 };

/* The programme's table: the least cost of pairing the first i with the first k. */
struct node {
	double cost;
	uint8_t zh, en; /* the group that ends here */
};

struct pairing {
	const struct abstract *zh, *en;
	double ratio; /* English bytes a Chinese one */
	struct items items[MOST_CLAUSES];
	struct node *nodes;
	size_t columns;
};

static const char *text_of(const struct abstract *a, const struct piece *piece)
{
	return stream_block(a->stream, piece->place.block)->text;
}

static double length_of(const struct abstract *a, size_t first, size_t end)
{
	size_t n = 0;
	for (size_t i = first; i < end; i++)
		n += span_len(a->pieces.v[i].place.range);
	return (double)n;
}

/* ---- English items ------------------------------------------------------------------ */

/* Cuts an item in two before the first of a word, " and " or " that "; false if it has none. */
static bool cut_item(struct items *items, size_t at, const char *text, const char *word)
{
	struct span s = items->v[at];
	const char *found = memmem(text + s.beg, span_len(s), word, strlen(word));
	if (!found || items->n == MOST_ITEMS)
		return false;
	memmove(items->v + at + 1, items->v + at, (items->n - at) * sizeof *items->v);
	items->n++;
	items->v[at].end = (size_t)(found - text);
	items->v[at + 1].beg = (size_t)(found - text) + 1;
	return true;
}

/* Cuts a list of two groups where the second begins, "concepts, models that are open,
 * orderly"; how many items are before it, 0 if there is no such place. */
static size_t cut_groups(struct items *items, const char *text)
{
	static const char *const relatives[] = {" that ", " which ", " who "};
	for (size_t i = 0; i < items->n; i++)
		for (size_t r = 0; r < sizeof relatives / sizeof *relatives; r++)
			if (cut_item(items, i, text, relatives[r]))
				return i + 1;
	return 0;
}

/* What stands before "namely" is no item. */
static bool begins_list(const char *text, struct span piece)
{
	static const char *const words[] = {
		"namely ", "including ", "such as ", "that is "};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i]);
		if (span_len(piece) > len && memcmp(text + piece.beg, words[i], len) == 0)
			return true;
	}
	return false;
}

/* The pieces from first to end as items, cut further to be as many as wanted; none if they
 * cannot. */
static struct items english_items(
	const struct abstract *en, size_t first, size_t end, const struct items *wanted)
{
	struct items items = {.groups = wanted->groups};
	if (first == end || end - first > MOST_ITEMS)
		return items;
	const char *text = text_of(en, &en->pieces.v[first]);
	for (size_t i = first; i < end; i++) {
		struct span range = en->pieces.v[i].place.range;
		if (begins_list(text, range))
			items.n = 0;
		items.v[items.n++] = range;
	}
	size_t before = wanted->groups == 2 ? cut_groups(&items, text) : items.n;
	size_t size = wanted->n / wanted->groups;
	/* The last two of a group may have no comma between them. */
	if (before > 0 && before + 1 == size &&
		cut_item(&items, before - 1, text, " and "))
		before++;
	if (items.n + 1 == wanted->n)
		cut_item(&items, items.n - 1, text, " and ");
	if (before != size || items.n != wanted->n)
		items.n = 0;
	return items;
}

/* ---- the programme ------------------------------------------------------------------ */

static double length_cost(const struct pairing *p, double zh, double en)
{
	double expected = zh * p->ratio, off = en - expected;
	double variance = param.spread * (en + expected) / 2 + param.floor;
	double squared = off * off / (2 * variance);
	return param.cap * squared / (param.cap + squared) / 2;
}

static double group_cost(const struct pairing *p, size_t i, size_t k, size_t a, size_t b)
{
	const struct piece *zh = p->zh->pieces.v, *en = p->en->pieces.v;
	double cost = b ? param.shape[a] : param.nothing;
	if (b && en[k].place.block != en[k + b - 1].place.block)
		return IMPOSSIBLE;
	if (b && k > 0 && !en[k].opens)
		cost += param.early;
	for (size_t n = 1; n < b; n++)
		cost += en[k + n - 1].ends_sentence ? param.over
			: en[k + n].opens           ? param.late
						    : 0;
	bool zh_ends = i + a == 0 || zh[i + a - 1].ends_sentence;
	bool en_ends = k + b == 0 || en[k + b - 1].ends_sentence;
	cost += zh_ends != en_ends ? param.sentence : 0;
	if (a && b)
		cost += length_cost(
			p, length_of(p->zh, i, i + a), length_of(p->en, k, k + b));
	if (a == 1 && b && p->items[i].n) {
		struct items items = english_items(p->en, k, k + b, &p->items[i]);
		cost -= items.n ? param.items : 0;
	}
	return cost;
}

static struct node *node_at(const struct pairing *p, size_t i, size_t k)
{
	return &p->nodes[i * p->columns + k];
}

static void relax(struct pairing *p, size_t i, size_t k, size_t a, size_t b)
{
	double cost = node_at(p, i, k)->cost + group_cost(p, i, k, a, b);
	struct node *to = node_at(p, i + a, k + b);
	if (cost < to->cost)
		*to = (struct node){cost, (uint8_t)a, (uint8_t)b};
}

static void run(struct pairing *p)
{
	size_t n = p->zh->pieces.n, m = p->columns - 1;
	for (size_t i = 0; i < (n + 1) * p->columns; i++)
		p->nodes[i].cost = i ? IMPOSSIBLE : 0;
	for (size_t i = 0; i <= n; i++) {
		for (size_t k = 0; k <= m; k++) {
			for (size_t b = 1; b <= MOST_EN_GROUP && k + b <= m; b++)
				for (size_t a = 0; a <= MOST_GROUP && i + a <= n; a++)
					if (a || b == 1)
						relax(p, i, k, a, b);
			if (i < n)
				relax(p, i, k, 1, 0);
		}
	}
}

/* ---- clauses of the document -------------------------------------------------------- */

static void add_range(
	struct clause *clause, enum side side, uint32_t block, struct span s)
{
	if (clause->range_count[side] < CLAUSE_RANGES)
		clause->ranges[side][clause->range_count[side]++] =
			(struct block_range){block, s};
}

/* English says nouns first, 以人为本的理念: concepts that are people-centred. */
static size_t english_place(const struct items *items, size_t group, size_t n)
{
	size_t size = items->n / items->groups;
	return (items->groups - 1 - group) * size + n;
}

static void add_items(struct document *document, const struct pairing *p, size_t i,
	size_t k, size_t b, uint32_t whole)
{
	const struct items *zh = &p->items[i];
	struct items en = english_items(p->en, k, k + b, zh);
	uint32_t zh_block = p->zh->pieces.v[i].place.block;
	size_t size = zh->n / zh->groups;
	for (size_t n = 0; n < size; n++) {
		struct clause item = {.whole = whole};
		if (b && en.n == 0)
			add_range(&item, SIDE_EN, p->en->pieces.v[k].place.block,
				(struct span){p->en->pieces.v[k].place.range.beg,
					p->en->pieces.v[k + b - 1].place.range.end});
		for (size_t g = 0; g < zh->groups; g++) {
			add_range(&item, SIDE_ZH, zh_block, zh->v[g * size + n]);
			if (b && en.n)
				add_range(&item, SIDE_EN, p->en->pieces.v[k].place.block,
					en.v[english_place(zh, g, n)]);
		}
		array_push(&document->clauses, item);
	}
}

static void add_clauses(struct document *document, const struct pairing *p, size_t i,
	size_t k, size_t a, size_t b)
{
	const struct piece *en = p->en->pieces.v;
	for (size_t n = i; n < i + a; n++) {
		struct clause clause = {.whole = (uint32_t)document->clauses.n};
		struct block_range zh = p->zh->pieces.v[n].place;
		add_range(&clause, SIDE_ZH, zh.block, zh.range);
		if (b)
			add_range(&clause, SIDE_EN, en[k].place.block,
				(struct span){en[k].place.range.beg,
					en[k + b - 1].place.range.end});
		array_push(&document->clauses, clause);
		if (p->items[n].n)
			add_items(document, p, n, k, a == 1 ? b : 0, clause.whole);
	}
}

void abstract_pair(
	struct document *document, const struct abstract *zh, const struct abstract *en)
{
	size_t n = zh->pieces.n;
	size_t m = en->pieces.n < MOST_EN_PIECES ? en->pieces.n : MOST_EN_PIECES;
	struct pairing p = {.zh = zh, .en = en, .columns = m + 1};
	p.ratio = length_of(en, 0, m) / length_of(zh, 0, n);
	p.nodes = xcalloc((n + 1) * p.columns, sizeof *p.nodes);
	for (size_t i = 0; i < n; i++)
		p.items[i] = abstract_items(
			text_of(zh, &zh->pieces.v[i]), zh->pieces.v[i].place.range);
	run(&p);

	/* From the end back to the beginning, to be gone through from the beginning. */
	struct node path[MOST_CLAUSES + MOST_EN_PIECES];
	size_t steps = 0, i = n, k = m;
	while (i || k) {
		struct node step = *node_at(&p, i, k);
		path[steps++] = step;
		i -= step.zh;
		k -= step.en;
	}
	while (steps--) {
		add_clauses(document, &p, i, k, path[steps].zh, path[steps].en);
		i += path[steps].zh;
		k += path[steps].en;
	}
	free(p.nodes);
}
