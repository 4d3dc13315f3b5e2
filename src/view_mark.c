/* SPDX-License-Identifier: MIT */
/* view_mark: what lies over the text of a block: citations, matches, the current sentence, what is
 * linked to it; and the signs beside its rows.
 *
 * It is gathered once a block as ranges, in any order and overlapping; the style of a byte is that
 * of all ranges it is in, and holds up to the nearest edge of any.  Their drawing is left to
 * view_draw.c, what is linked to view_link.c and view_clause.c. */
#include "citation.h"
#include "view_internal.h"

void view_mark_matches(struct view *view, const struct query *query)
{
	view->query = query;
}

void view_mark_equivalents(struct view *view, const struct equivalents *equivalents)
{
	view->equivalents = equivalents;
}

void view_show_signs(struct view *view, const struct view_sign *signs, size_t count)
{
	view->signs = signs;
	view->sign_count = count;
}

static void overlay_citations(struct view *view, const struct block *block)
{
	struct citation citation;
	for (size_t at = 0; citation_next(block->text, block->len, at, &citation);
		at = citation.range.end)
		array_push(&view->overlays,
			(struct overlay){citation.range, ELEMENT_CITATION, 0});
}

/* A query that fails on a block has no matches there; the search says why. */
static void overlay_matches(struct view *view, const struct block *block)
{
	struct status status = STATUS_NONE;
	if (!view->query)
		return;
	for (size_t at = 0;;) {
		struct span match =
			query_find(view->query, block->text, block->len, at, &status);
		if (span_is_none(match) || !status_ok(&status))
			return;
		array_push(&view->overlays,
			(struct overlay){match, ELEMENT_TEXT, MARK_MATCH});
		at = match.end;
	}
}

void view_gather_overlays(struct view *view, enum side side, size_t block)
{
	const struct pane *pane = &view->pane[side];
	const struct block *b = stream_block(view_stream(view, side), block);
	bool active = side == view->active;
	view->overlays.n = 0;
	overlay_citations(view, b);
	overlay_matches(view, b);
	if (pane->block == block &&
		(active || (view->step == STEP_NONE && !view_is_linked(view, side)))) {
		uint8_t marks = (uint8_t)(MARK_CURRENT | (active ? 0 : MARK_INACTIVE));
		struct span sentence = view_trim(b, pane->sentence);
		array_push(
			&view->overlays, (struct overlay){sentence, ELEMENT_TEXT, marks});
	}
	if (!active && view->links.n > 0)
		view_linked_ranges(view, side, block);
	view_clause_ranges(view, side, block);
	view_equivalent_ranges(view, side, block);
}

struct cell_style view_style_at(
	const struct view *view, struct cell_style style, size_t at, size_t *end)
{
	for (size_t i = 0; i < view->overlays.n; i++) {
		const struct overlay *overlay = &view->overlays.v[i];
		if (span_has(overlay->span, at)) {
			style.marks |= overlay->marks;
			if (overlay->element != ELEMENT_TEXT)
				style.element = overlay->element;
		}
		size_t edge =
			overlay->span.beg > at ? overlay->span.beg : overlay->span.end;
		if (edge > at && edge < *end)
			*end = edge;
	}
	return style;
}

/* The index of the first sign of a block, if it has any. */
static size_t first_sign(const struct view *view, enum side side, size_t block)
{
	size_t low = 0, high = view->sign_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct view_sign *sign = &view->signs[middle];
		bool before =
			sign->side < side || (sign->side == side && sign->block < block);
		low = before ? middle + 1 : low;
		high = before ? high : middle;
	}
	return low;
}

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

char view_sign_on(const struct view *view, enum side side, size_t block, struct span row)
{
	char shown = '\0';
	for (size_t i = first_sign(view, side, block); i < view->sign_count; i++) {
		const struct view_sign *sign = &view->signs[i];
		if (sign->side != side || sign->block != block)
			break;
		if (span_has(row, sign->byte) &&
			(!shown || (!is_letter(shown) && is_letter(sign->sign))))
			shown = sign->sign;
	}
	return shown;
}
