/* SPDX-License-Identifier: MIT */
/* overlay: sentences taken out of some links for the sake of others.
 *
 * What somebody has said by hand of a sentence is all there is to say of it; so a correction
 * that is read from a file, or made on the spot, needs to know nothing of the links that it
 * corrects. */
#include "overlay.h"

#include <stdlib.h>
#include <string.h>

/* A sentence that is spoken for. */
struct owned {
	struct sentence_ref ref;
	size_t owner; /* index of the link that is laid over the others */
};

struct overlay {
	struct document *document;
	const link_array *over;
	ARRAY_OF(struct owned) owned[SIDE_COUNT];
	bool *placed; /* of the links laid over the others */
	link_array links;
	ref_array kept;
};

bool link_is_of_passage(const struct link *link)
{
	return link->kind == LINK_ABSTRACT &&
	       (link->clause_count > 0 || link->status == LINK_MANUAL);
}

/* Of a passage the English side follows from its clauses. */
static bool owns_side(const struct link *link, enum side side)
{
	return side == SIDE_ZH || !link_is_of_passage(link);
}

static int compare_owned(const void *left, const void *right)
{
	const struct owned *a = left, *b = right;
	return ref_compare(&a->ref, &b->ref);
}

static void find_owned(struct overlay *overlay, enum side side)
{
	for (size_t i = 0; i < overlay->over->n; i++) {
		uint32_t count;
		const struct link *link = &overlay->over->v[i];
		const struct sentence_ref *refs = link_refs(link, side, &count);
		for (uint32_t k = 0; owns_side(link, side) && k < count; k++)
			array_push(&overlay->owned[side], (struct owned){refs[k], i});
	}
	if (overlay->owned[side].n > 1)
		qsort(overlay->owned[side].v, overlay->owned[side].n,
			sizeof *overlay->owned[side].v, compare_owned);
}

/* Who a sentence of a link of that kind belongs to, NULL if nobody. */
static const struct owned *owner_of(const struct overlay *overlay, enum side side,
	const struct link *link, struct sentence_ref ref)
{
	const struct owned wanted = {.ref = ref};
	size_t n = overlay->owned[side].n;
	const struct owned *found = n > 0 ? bsearch(&wanted, overlay->owned[side].v, n,
						    sizeof wanted, compare_owned)
					  : NULL;
	bool same = found && overlay->over->v[found->owner].kind == link->kind &&
		    link_is_of_passage(&overlay->over->v[found->owner]) ==
			    link_is_of_passage(link);
	return same ? found : NULL;
}

static void place(struct overlay *overlay, size_t owner)
{
	if (!overlay->placed[owner])
		array_push(&overlay->links, overlay->over->v[owner]);
	overlay->placed[owner] = true;
}

/* Leaves a side of a link what is nobody's, and places what has the rest. */
static void take_out(struct overlay *overlay, struct link *link, enum side side)
{
	uint32_t count;
	const struct sentence_ref *refs = link_refs(link, side, &count);
	overlay->kept.n = 0;
	for (uint32_t k = 0; k < count; k++) {
		const struct owned *owned = owner_of(overlay, side, link, refs[k]);
		if (owned)
			place(overlay, owned->owner);
		else
			array_push(&overlay->kept, refs[k]);
	}
	if (overlay->kept.n == count)
		return;
	size_t size = overlay->kept.n * sizeof *refs;
	*(side == SIDE_ZH ? &link->zh : &link->en) =
		size ? memcpy(arena_alloc(&overlay->document->arena, size),
			       overlay->kept.v, size)
		     : NULL;
	*(side == SIDE_ZH ? &link->zh_count : &link->en_count) =
		(uint32_t)overlay->kept.n;
}

static bool says_something(const struct link *link)
{
	return link->zh_count > 0 || (link->en_count > 0 && !link_is_of_passage(link));
}

/* Puts a link in front of the first that has a later zh sentence. */
static void insert(link_array *links, const struct link *link)
{
	size_t at = links->n;
	for (size_t i = 0; i < links->n && link->zh_count && at == links->n; i++)
		if (links->v[i].zh_count && ref_compare(links->v[i].zh, link->zh) > 0)
			at = i;
	array_room(links, links->n + 1);
	memmove(links->v + at + 1, links->v + at, (links->n - at) * sizeof *links->v);
	links->v[at] = *link;
	links->n++;
}

void links_overlay(struct document *document, const link_array *over)
{
	struct overlay overlay = {.document = document, .over = over};
	if (over->n == 0)
		return;
	overlay.placed = xcalloc(over->n, sizeof *overlay.placed);
	find_owned(&overlay, SIDE_ZH);
	find_owned(&overlay, SIDE_EN);
	for (size_t i = 0; i < document->links.n; i++) {
		struct link rest = document->links.v[i];
		take_out(&overlay, &rest, SIDE_ZH);
		if (owns_side(&rest, SIDE_EN))
			take_out(&overlay, &rest, SIDE_EN);
		if (says_something(&rest))
			array_push(&overlay.links, rest);
	}
	for (size_t i = 0; i < over->n; i++)
		if (!overlay.placed[i])
			insert(&overlay.links, &over->v[i]);
	array_free(&document->links);
	document->links = overlay.links;
	free(overlay.placed);
	array_free(&overlay.owned[SIDE_ZH]);
	array_free(&overlay.owned[SIDE_EN]);
	array_free(&overlay.kept);
}

/* ---- passages ------------------------------------------------------------------------- */

/* The sentence that a range begins in. */
static struct sentence_ref sentence_of(
	const struct document *document, struct block_range range)
{
	span_array spans = {0};
	block_sentences(&(struct sentence_style){0},
		stream_block(&document->side[SIDE_EN], range.block), &spans);
	size_t sentence = spans.n > 0 ? sentence_at(&spans, range.range.beg) : 0;
	array_free(&spans);
	return (struct sentence_ref){range.block, (uint32_t)sentence};
}

static int compare_ranges(const void *left, const void *right)
{
	const struct block_range *a = left, *b = right;
	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	return (a->range.beg > b->range.beg) - (a->range.beg < b->range.beg);
}

struct link passage_link(struct document *document, const ref_array *zh,
	const uint32_t *clauses, size_t count)
{
	ref_array en = {0};
	ARRAY_OF(struct block_range) ranges = {0};
	for (size_t i = 0; i < count; i++) {
		const struct clause *clause = &document->clauses.v[clauses[i]];
		for (uint32_t n = 0; n < clause->range_count[SIDE_EN]; n++) {
			struct block_range range = clause->ranges[SIDE_EN][n];
			struct sentence_ref ref = sentence_of(document, range);
			array_push(&ranges, range);
			if (!refs_have(&en, ref))
				refs_add(&en, ref);
		}
	}
	if (ranges.n > 1)
		qsort(ranges.v, ranges.n, sizeof *ranges.v, compare_ranges);
	document_link(document, &(struct link){.zh = zh->v,
					.en = en.v,
					.en_ranges = ranges.v,
					.clauses = clauses,
					.zh_count = (uint32_t)zh->n,
					.en_count = (uint32_t)en.n,
					.en_range_count = (uint32_t)ranges.n,
					.clause_count = (uint32_t)count,
					.score = 1,
					.kind = LINK_ABSTRACT,
					.status = LINK_MANUAL});
	array_free(&en);
	array_free(&ranges);
	return document->links.v[--document->links.n];
}
