/* SPDX-License-Identifier: MIT */
/* align_anchor: sections that both texts number alike.
 *
 * 第十二条 is Article 12 whatever stands in them, so the two are fixed before anything is
 * compared, and a chapter that goes wrong harms no other.  But numbers are only trusted
 * where they cannot mislead: a number has to be there once on each side, under sections of
 * the same numbers, and most of those that match have to be in the same order.
 * In a text of which each line is a sentence nothing is recognised as a heading, and only
 * worded numbers (第三章, Article 12) at the start of a line are taken for one. */
#include <string.h>

#include "align_path.h"
#include "heading.h"

/* A numbered section; the key is made of its number and those around it. */
struct numbered {
	uint64_t key;
	uint32_t sentence;
};

typedef ARRAY_OF(struct numbered) numbered_array;

enum { OPEN_RUNGS = RUNG_NAMED + 1, TRUST_PERCENT = 70 };

static uint64_t mix(uint64_t key, uint64_t value)
{
	key = (key ^ value) * UINT64_C(0x9E3779B97F4A7C15);
	return key ^ key >> 29;
}

/* Articles of a law count on through its chapters; the rungs without words are written in
 * other ways in the other language. */
static uint64_t key_of(const struct heading_mark *mark, uint64_t around)
{
	if (mark->rung == RUNG_ARTICLE)
		return mix(RUNG_ARTICLE, (uint64_t)mark->value);
	enum rung rung = heading_rung_is_worded(mark->rung) ? mark->rung : RUNG_NONE;
	return mix(mix(around, rung), (uint64_t)mark->value);
}

/* Keys of the sections that are open, by rung. */
struct ladder {
	uint64_t key[OPEN_RUNGS];
};

static uint64_t climb(struct ladder *ladder, const struct heading_mark *mark)
{
	uint64_t around = 1;
	for (int i = RUNG_NONE; i < (int)mark->rung; i++)
		if (ladder->key[i] && i != RUNG_ARTICLE)
			around = ladder->key[i];
	uint64_t key = key_of(mark, around);
	ladder->key[mark->rung] = key;
	for (int i = (int)mark->rung + 1; i < OPEN_RUNGS; i++)
		ladder->key[i] = 0;
	return key;
}

static bool may_be_section(const struct block *block, const struct heading_mark *mark)
{
	if (mark->rung == RUNG_HASH || mark->rung == RUNG_NAMED || mark->value == 0)
		return false;
	if (block->form == FORM_SENTENCE)
		return heading_rung_is_worded(mark->rung);
	return block->level > 0;
}

static void number_sections(const struct document *document,
	const struct align_side *side, enum side which, numbered_array *numbered)
{
	struct ladder ladder = {{0}};
	for (size_t i = 0; i < side->count; i++) {
		const struct align_sentence *s = &side->sentences.v[i];
		const struct block *block =
			stream_block(&document->side[which], s->ref.block);
		struct heading_mark mark;
		if (s->ref.sentence != 0 ||
			!heading_mark(block->text, block->len, &mark) ||
			!may_be_section(block, &mark))
			continue;
		uint64_t key = climb(&ladder, &mark);
		array_push(numbered, (struct numbered){key, (uint32_t)i});
	}
}

static int compare_numbered(const void *left, const void *right)
{
	const struct numbered *a = left, *b = right;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->sentence > b->sentence) - (a->sentence < b->sentence);
}

/* Sorts by key, and leaves out those that are there twice. */
static void keep_unique(numbered_array *numbered)
{
	size_t kept = 0;
	if (numbered->n > 1)
		qsort(numbered->v, numbered->n, sizeof *numbered->v, compare_numbered);
	for (size_t i = 0, end; i < numbered->n; i = end) {
		for (end = i + 1;
			end < numbered->n && numbered->v[end].key == numbered->v[i].key;)
			end++;
		if (end == i + 1)
			numbered->v[kept++] = numbered->v[i];
	}
	numbered->n = kept;
}

static bool is_heading(const struct document *document, const struct align_side *side,
	enum side which, size_t sentence)
{
	uint32_t block = side->sentences.v[sentence].ref.block;
	bool alone = sentence + 1 >= side->count ||
		     side->sentences.v[sentence + 1].ref.block != block;
	return alone &&
	       stream_block(&document->side[which], block)->kind == BLOCK_HEADING;
}

/* Two headings with the same number belong together, so the path goes through behind them
 * too. */
static void close_headings(const struct document *document, const struct align_side *zh,
	const struct align_side *en, node_array *nodes)
{
	node_array all = {0};
	for (size_t i = 0; i < nodes->n; i++) {
		struct node node = nodes->v[i];
		array_push(&all, node);
		if (is_heading(document, zh, SIDE_ZH, node.zh) &&
			is_heading(document, en, SIDE_EN, node.en))
			array_push(&all, (struct node){node.zh + 1, node.en + 1});
	}
	array_free(nodes);
	*nodes = all;
}

void anchors_find(const struct document *document, const struct align_side *zh,
	const struct align_side *en, node_array *nodes)
{
	numbered_array left = {0}, right = {0};
	ARRAY_OF(struct weighted_node) same = {0};
	number_sections(document, zh, SIDE_ZH, &left);
	number_sections(document, en, SIDE_EN, &right);
	keep_unique(&left);
	keep_unique(&right);
	for (size_t i = 0, k = 0; i < left.n && k < right.n;) {
		if (left.v[i].key == right.v[k].key) {
			struct node node = {left.v[i++].sentence, right.v[k++].sentence};
			array_push(&same, (struct weighted_node){node, 1});
		} else if (left.v[i].key < right.v[k].key) {
			i++;
		} else {
			k++;
		}
	}
	heaviest_chain(same.v, same.n, nodes);
	if (nodes->n * 100 < same.n * TRUST_PERCENT)
		nodes->n = 0;
	close_headings(document, zh, en, nodes);
	array_free(&left);
	array_free(&right);
	array_free(&same);
}
