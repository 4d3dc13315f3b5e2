/* SPDX-License-Identifier: MIT */
/* view_link: which sentences are linked to the current one.
 *
 * Every sentence that a link names is entered once in an array for its side, sorted, when
 * links change; from then on the links of a sentence, and the linked sentences of a block
 * that is drawn, are found by bisection, however long the text.
 * Links count sentences as they are without ；, whatever the user's way of moving. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "view_internal.h"

/* A sentence that a link has. */
struct link_end {
	struct sentence_ref ref;
	uint32_t link; /* index into the document's links */
};

struct link_index {
	ARRAY_OF(struct link_end) ends[SIDE_COUNT]; /* by ref, then link */
	ARRAY_OF(struct link_share) shares;         /* one a link */
	size_t taken;                               /* links that are in it */
};

static int compare_ends(const void *left, const void *right)
{
	const struct link_end *a = left, *b = right;
	int order = ref_compare(&a->ref, &b->ref);
	return order ? order : (a->link > b->link) - (a->link < b->link);
}

/* Enters the links from `first` on.  Those of a bitext come in order as it is read, and need
 * no sorting. */
static void index_ends(struct view *view, enum side side, uint32_t first)
{
	const struct document *document = view->document;
	bool sorted = true;
	if (first == 0)
		view->index->ends[side].n = 0;
	size_t before = view->index->ends[side].n;
	for (uint32_t i = first; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		uint32_t count;
		const struct sentence_ref *refs = link_refs(link, side, &count);
		for (uint32_t k = 0; k < count; k++)
			array_push(
				&view->index->ends[side], (struct link_end){refs[k], i});
	}
	const struct link_end *ends = view->index->ends[side].v;
	for (size_t i = before; sorted && i < view->index->ends[side].n; i++)
		sorted = i == 0 || compare_ends(&ends[i - 1], &ends[i]) <= 0;
	if (!sorted)
		qsort(view->index->ends[side].v, view->index->ends[side].n,
			sizeof *view->index->ends[side].v, compare_ends);
}

/* A link by the first clause it means. */
struct clause_link {
	struct block_range clause;
	uint32_t link;
};

static int compare_clauses(const struct block_range *a, const struct block_range *b)
{
	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	if (a->range.beg != b->range.beg)
		return a->range.beg < b->range.beg ? -1 : 1;
	return (a->range.end > b->range.end) - (a->range.end < b->range.end);
}

static int compare_clause_links(const void *left, const void *right)
{
	const struct clause_link *a = left, *b = right;
	int order = compare_clauses(&a->clause, &b->clause);
	return order ? order : (a->link > b->link) - (a->link < b->link);
}

/* Counts for each link the zh sentences that have the same clause, in it and before it. */
static void count_shares(struct view *view, uint32_t from)
{
	const struct document *document = view->document;
	ARRAY_OF(struct clause_link) order = {0};
	view->index->shares.n = from;
	for (uint32_t i = from; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		array_push(&view->index->shares, (struct link_share){0, link->zh_count});
		if (link->en_range_count > 0)
			array_push(&order, (struct clause_link){link->en_ranges[0], i});
	}
	if (order.n > 1)
		qsort(order.v, order.n, sizeof *order.v, compare_clause_links);
	for (size_t first = 0, end; first < order.n; first = end) {
		uint32_t total = 0;
		for (end = first; end < order.n; end++) {
			if (compare_clauses(
				    &order.v[first].clause, &order.v[end].clause) != 0)
				break;
			view->index->shares.v[order.v[end].link].before = total;
			total += document->links.v[order.v[end].link].zh_count;
		}
		for (size_t i = first; i < end; i++)
			view->index->shares.v[order.v[i].link].total = total;
	}
	array_free(&order);
}

void view_index_links(struct view *view)
{
	if (!view->index)
		view->index = xcalloc(1, sizeof *view->index);
	/* Given links are only added to; they mean no clauses, so that each is its own share. */
	bool grown = view->document->links_given &&
		     view->index->taken <= view->document->links.n;
	uint32_t first = grown ? (uint32_t)view->index->taken : 0;
	index_ends(view, SIDE_ZH, first);
	index_ends(view, SIDE_EN, first);
	count_shares(view, first);
	view->index->taken = view->document->links.n;
}

void view_forget_links(struct view *view)
{
	if (view->index)
		view->index->taken = SIZE_MAX;
}

void view_free_links(struct view *view)
{
	array_free(&view->index->ends[SIDE_ZH]);
	array_free(&view->index->ends[SIDE_EN]);
	array_free(&view->index->shares);
	free(view->index);
}

/* The first entry of a side that is not before ref. */
static size_t first_end(const struct view *view, enum side side, struct sentence_ref ref)
{
	size_t low = 0, high = view->index->ends[side].n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (ref_compare(&view->index->ends[side].v[middle].ref, &ref) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct sentence_ref view_current_ref(const struct view *view, enum side side)
{
	const struct pane *pane = &view->pane[side];
	const span_array *spans = view_sentences(view, side, pane->block, false);
	size_t sentence =
		span_len(pane->sentence) > 0 ? sentence_at(spans, pane->sentence.beg) : 0;
	return (struct sentence_ref){(uint32_t)pane->block, (uint32_t)sentence};
}

static struct span sentence_span(
	const struct view *view, enum side side, struct sentence_ref ref)
{
	const span_array *spans = view_sentences(view, side, ref.block, false);
	assert(ref.sentence < spans->n);
	return spans->v[ref.sentence];
}

/* Whether a link is one of the current sentence's. */
static bool is_current_link(const struct view *view, uint32_t link)
{
	size_t low = 0, high = view->links.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (view->links.v[middle] < link)
			low = middle + 1;
		else
			high = middle;
	}
	return low < view->links.n && view->links.v[low] == link;
}

/* The clauses a link narrows its sentences of a side to; none on the zh side. */
static uint32_t range_count(const struct link *link, enum side side)
{
	return side == SIDE_EN ? link->en_range_count : 0;
}

static void overlay_range(
	struct view *view, enum side side, size_t block, struct span range)
{
	range = view_trim(stream_block(view_stream(view, side), block), range);
	array_push(&view->overlays, (struct overlay){range, ELEMENT_TEXT, MARK_LINKED});
}

void view_linked_ranges(struct view *view, enum side side, size_t block)
{
	const struct link *links = view->document->links.v;
	const struct link_end *ends = view->index->ends[side].v;
	size_t i = first_end(view, side, (struct sentence_ref){(uint32_t)block, 0});
	for (; i < view->index->ends[side].n && ends[i].ref.block == block; i++) {
		const struct link *link = &links[ends[i].link];
		if (is_current_link(view, ends[i].link) && range_count(link, side) == 0 &&
			!view_is_between_abstracts(view, link))
			overlay_range(view, side, block,
				sentence_span(view, side, ends[i].ref));
	}
	if (side != SIDE_EN)
		return;
	for (i = 0; i < view->links.n; i++) {
		const struct link *link = &links[view->links.v[i]];
		for (uint32_t k = 0; k < link->en_range_count; k++) {
			if (link->en_ranges[k].block == block)
				overlay_range(
					view, side, block, link->en_ranges[k].range);
		}
	}
}

void view_equivalent_ranges(struct view *view, enum side side, size_t block)
{
	const struct block *b = stream_block(view_stream(view, side), block);
	const struct link_end *ends = view->index->ends[side].v;
	span_array words = {0};
	uint32_t found;
	if (!view->equivalents || equivalents_side(view->equivalents) == side)
		return;
	size_t i = first_end(view, side, (struct sentence_ref){(uint32_t)block, 0});
	for (; i < view->index->ends[side].n && ends[i].ref.block == block; i++)
		if (equivalents_is_hit(view->equivalents, ends[i].link, &found) && found)
			equivalents_ranges(view->equivalents, b->text,
				sentence_span(view, side, ends[i].ref), &words);
	for (i = 0; i < words.n; i++)
		array_push(&view->overlays,
			(struct overlay){words.v[i], ELEMENT_TEXT, MARK_EQUIVALENT});
	array_free(&words);
}

/* How much a link is to be preferred: from an abstract the other language's goes first. */
static float preference(const struct view *view, const struct link *link)
{
	return link->score + (float)view_is_between_abstracts(view, link);
}

const struct link *view_best_link(const struct view *view, enum side other, bool *there)
{
	const struct link *best = NULL;
	*there = false;
	struct sentence_ref at = view_current_ref(view, other);
	for (size_t i = 0; i < view->links.n; i++) {
		const struct link *link = &view->document->links.v[view->links.v[i]];
		if (link_count(link, other) == 0)
			continue;
		const struct link_end end = {at, view->links.v[i]};
		bool here = bsearch(&end, view->index->ends[other].v,
				    view->index->ends[other].n, sizeof end,
				    compare_ends) != NULL;
		if (!best || here > *there ||
			(here == *there &&
				preference(view, link) > preference(view, best))) {
			best = link;
			*there = here;
		}
	}
	return best;
}

/* The clauses of a link, as far as they are in the same block as the first. */
static struct target clause_target(const struct link *link)
{
	struct target target = {link->en_ranges[0].block, link->en_ranges[0].range};
	for (uint32_t k = 1; k < link->en_range_count; k++) {
		struct span range = link->en_ranges[k].range;
		if (link->en_ranges[k].block == target.block &&
			range.end > target.range.end)
			target.range.end = range.end;
	}
	return target;
}

/* The first sentence of a link and those that follow it there without a gap. */
static struct target sentence_target(
	const struct view *view, enum side side, const struct link *link)
{
	uint32_t count;
	const struct sentence_ref *refs = link_refs(link, side, &count);
	struct target target = {refs[0].block, sentence_span(view, side, refs[0])};
	for (uint32_t k = 1; k < count; k++) {
		if (refs[k].block != refs[0].block ||
			refs[k].sentence != refs[k - 1].sentence + 1)
			break;
		target.range.end = sentence_span(view, side, refs[k]).end;
	}
	return target;
}

bool view_find_target(const struct view *view, enum side other, struct target *target)
{
	bool there;
	if (!view->has_text[other] || view->links.n == 0)
		return false;
	const struct pane *pane = &view->pane[other];
	const struct link *link = view_best_link(view, other, &there);
	if (!link)
		return false;
	struct block_range clause = view_is_between_abstracts(view, link)
					    ? view_clause_on(view, other)
					    : (struct block_range){0, SPAN_NONE};
	if (!span_is_none(clause.range))
		*target = (struct target){clause.block, clause.range};
	else if (range_count(link, other) > 0)
		*target = clause_target(link);
	else if (there)
		*target = (struct target){pane->block, pane->sentence};
	else
		*target = sentence_target(view, other, link);
	return true;
}

void view_find_links(struct view *view)
{
	enum side side = view->active;
	struct sentence_ref ref = view_current_ref(view, side);
	const struct link_end *ends = view->index->ends[side].v;
	view->links.n = 0;
	view_settle_clause(view);
	for (size_t i = first_end(view, side, ref);
		i < view->index->ends[side].n && ref_compare(&ends[i].ref, &ref) == 0;
		i++) {
		bool again =
			view->links.n && view->links.v[view->links.n - 1] == ends[i].link;
		if (!again &&
			view_is_of_clause(view, &view->document->links.v[ends[i].link]))
			array_push(&view->links, ends[i].link);
	}
}

static bool pairs(const struct link *link)
{
	return link->zh_count > 0 && link->en_count > 0;
}

size_t view_linked_sentences(const struct view *view, enum side side, struct span blocks)
{
	const struct link_end *ends = view->index->ends[side].v;
	size_t count = 0,
	       i = first_end(view, side, (struct sentence_ref){(uint32_t)blocks.beg, 0});
	while (i < view->index->ends[side].n && ends[i].ref.block < blocks.end) {
		struct sentence_ref ref = ends[i].ref;
		bool linked = false;
		for (; i < view->index->ends[side].n &&
			ref_compare(&ends[i].ref, &ref) == 0;
			i++)
			linked = linked || pairs(&view->document->links.v[ends[i].link]);
		count += linked;
	}
	return count;
}

enum confidence view_confidence(
	const struct view *view, enum side side, size_t block, struct span range)
{
	const struct link_end *ends = view->index->ends[side].v;
	enum confidence least = CONFIDENCE_HIGH;
	size_t i = first_end(view, side, (struct sentence_ref){(uint32_t)block, 0});
	for (; i < view->index->ends[side].n && ends[i].ref.block == block; i++) {
		const struct link *link = &view->document->links.v[ends[i].link];
		if (link->kind == LINK_TRANSLATION && pairs(link) &&
			link_confidence(link) < least &&
			span_has(range, sentence_span(view, side, ends[i].ref).beg))
			least = link_confidence(link);
	}
	return least;
}

struct link_share view_link_share(const struct view *view, const struct link *link)
{
	return view->index->shares.v[link - view->document->links.v];
}

bool view_counterpart(
	const struct view *view, enum side *side, size_t *block, struct span *range)
{
	struct target target;
	*side = view_other(view->active);
	if (!view_find_target(view, *side, &target))
		return false;
	*block = target.block;
	*range = target.range;
	return true;
}

static void add_text(
	const struct view *view, enum side side, struct target part, struct buf *out)
{
	const struct block *block = stream_block(view_stream(view, side), part.block);
	buf_add(out, block->text + part.range.beg, span_len(part.range));
}

/* Appends what a link has of a side: its clauses, or its sentences, a blank between those that
 * do not follow one another. */
static void add_side(
	const struct view *view, enum side side, const struct link *link, struct buf *out)
{
	struct target before = {.block = NO_BLOCK}, part;
	uint32_t clauses = range_count(link, side), count;
	const struct sentence_ref *refs = link_refs(link, side, &count);
	for (uint32_t k = 0; k < (clauses ? clauses : count); k++) {
		if (clauses)
			part = (struct target){
				link->en_ranges[k].block, link->en_ranges[k].range};
		else
			part = (struct target){
				refs[k].block, sentence_span(view, side, refs[k])};
		bool follows =
			part.block == before.block && part.range.beg == before.range.end;
		if (k > 0 && !follows)
			buf_putc(out, ' ');
		add_text(view, side, part, out);
		before = part;
	}
	while (out->n > 0 && out->v[out->n - 1] == ' ')
		out->n--;
}

bool view_text(const struct view *view, bool with_link, struct buf *out)
{
	enum side side = view->active;
	const struct pane *pane = &view->pane[side];
	bool there;
	if (pane->block == NO_BLOCK)
		return false;
	if (!with_link) {
		const struct block *block =
			stream_block(view_stream(view, side), pane->block);
		add_text(view, side,
			(struct target){pane->block, view_trim(block, pane->sentence)},
			out);
		return true;
	}
	const struct link *link =
		view->links.n > 0 ? view_best_link(view, view_other(side), &there) : NULL;
	if (!link)
		return false;
	add_side(view, SIDE_ZH, link, out);
	buf_putc(out, '\n');
	add_side(view, SIDE_EN, link, out);
	return true;
}

bool view_is_linked(const struct view *view, enum side other)
{
	bool there;
	return view->links.n > 0 && view_best_link(view, other, &there) && there;
}

/* Bytes of the blank that text ends with, 0 if it ends with none. */
static size_t blank_at_end(const char *text, size_t len)
{
	static const char *const blanks[] = {" ", "\t", "\n", "\u00a0", "\u3000"};
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
		size_t size = strlen(blanks[i]);
		if (len >= size && memcmp(text + len - size, blanks[i], size) == 0)
			return size;
	}
	return 0;
}

struct span view_trim(const struct block *block, struct span range)
{
	assert(range.end <= block->len);
	for (size_t size = 1; size > 0; range.end -= size)
		size = blank_at_end(block->text + range.beg, span_len(range));
	return range;
}
