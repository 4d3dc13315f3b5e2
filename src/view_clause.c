/* SPDX-License-Identifier: MIT */
/* view_clause: clauses of an article's abstracts on the screen.
 *
 * In an abstract one moves by clause, since that is what passages of the body are linked to:
 * its two or three sentences are too long for that.  The clause one is at is lit in the
 * other language, and so are, from a passage of the body, the clauses it went into in both. */
#include "view_internal.h"

static size_t clause_at(const struct view *view, enum side side)
{
	const struct pane *pane = &view->pane[side];
	return pane->block == NO_BLOCK ? NO_CLAUSE
				       : document_clause(view->document, side,
						 pane->block, pane->sentence.beg);
}

void view_settle_clause(struct view *view)
{
	view->clause = clause_at(view, view->active);
}

const span_array *view_steps(struct view *view, enum side side, size_t block)
{
	const struct document *document = view->document;
	const struct block *b = stream_block(view_stream(view, side), block);
	span_array *steps = &view->steps;
	steps->n = 0;
	for (size_t i = 0; b->kind == BLOCK_ABSTRACT && i < document->clauses.n; i++) {
		const struct clause *clause = &document->clauses.v[i];
		struct block_range r = clause->ranges[side][0];
		if (clause->whole != i || clause->range_count[side] == 0 ||
			r.block != block)
			continue;
		/* What two clauses of the other language share is one here. */
		size_t beg = steps->n ? r.range.beg : 0;
		if (steps->n && steps->v[steps->n - 1].beg >= beg)
			continue;
		if (steps->n)
			steps->v[steps->n - 1].end = beg;
		array_push(steps, (struct span){beg, b->len});
	}
	return steps->n ? steps
			: view_sentences(view, side, block, view->config->semicolon);
}

/* Whether a clause or item is, or belongs to, the clause one is at, or shares its words. */
static bool is_at(const struct view *view, size_t clause)
{
	const struct clause *all = view->document->clauses.v;
	size_t whole = all[clause].whole;
	enum side side = view->active;
	return whole == view->clause ||
	       (all[whole].range_count[side] &&
		       all[whole].ranges[side][0].block ==
			       all[view->clause].ranges[side][0].block &&
		       all[whole].ranges[side][0].range.beg ==
			       all[view->clause].ranges[side][0].range.beg);
}

bool view_is_of_clause(const struct view *view, const struct link *link)
{
	if (view->clause == NO_CLAUSE || link->clause_count == 0)
		return true;
	for (uint32_t k = 0; k < link->clause_count; k++)
		if (is_at(view, link->clauses[k]))
			return true;
	return false;
}

bool view_is_between_abstracts(const struct view *view, const struct link *link)
{
	return view->clause != NO_CLAUSE && link->kind == LINK_ABSTRACT &&
	       link->clause_count == 0;
}

struct block_range view_clause_on(const struct view *view, enum side side)
{
	const struct clause *clause = &view->document->clauses.v[view->clause];
	return clause->range_count[side] ? clause->ranges[side][0]
					 : (struct block_range){0, SPAN_NONE};
}

size_t view_clause_passages(const struct view *view)
{
	const struct document *document = view->document;
	size_t n = 0;
	for (size_t i = 0; i < document->links.n; i++)
		n += document->links.v[i].clause_count > 0 &&
		     view_is_of_clause(view, &document->links.v[i]);
	return n;
}

static void overlay_clause(
	struct view *view, const struct clause *clause, enum side side, size_t block)
{
	for (uint32_t n = 0; n < clause->range_count[side]; n++)
		if (clause->ranges[side][n].block == block)
			array_push(&view->overlays,
				(struct overlay){clause->ranges[side][n].range,
					ELEMENT_TEXT, MARK_LINKED});
}

void view_clause_ranges(struct view *view, enum side side, size_t block)
{
	const struct document *document = view->document;
	bool active = side == view->active;
	if (stream_block(view_stream(view, side), block)->kind != BLOCK_ABSTRACT)
		return;
	if (view->clause != NO_CLAUSE && !active)
		overlay_clause(view, &document->clauses.v[view->clause], side, block);
	if (view->clause != NO_CLAUSE || side != SIDE_ZH)
		return;
	for (size_t i = 0; i < view->links.n; i++) {
		const struct link *link = &document->links.v[view->links.v[i]];
		for (uint32_t k = 0; k < link->clause_count; k++)
			overlay_clause(view, &document->clauses.v[link->clauses[k]], side,
				block);
	}
}
