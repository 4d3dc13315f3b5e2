/* SPDX-License-Identifier: MIT */
/* view_hit: from a cell of the screen to what is drawn there: the mouse's way in.
 *
 * The way back of view_draw: pane, row, grapheme.  Nothing of a drawing is kept for it. */
#include "view_internal.h"

static bool is_shown(const struct view *view, enum side side)
{
	return view->has_text[side] &&
	       (view->shape != ARRANGE_ONE || side == view->active);
}

/* The byte of a row that is drawn at a column; the nearest where none is. */
static size_t byte_at(const struct view *view, enum side side, size_t block,
	const struct row *row, int column)
{
	const struct pane *pane = &view->pane[side];
	const struct block *b = stream_block(view_stream(view, side), block);
	const struct glyph_style *style = &layout_style(pane->layout)->glyph[side];
	size_t at = row->text.beg + row->skip;
	int end = pane->text_column + row->indent;
	while (at < row->text.end) {
		struct glyph glyph = glyph_measure(style, b->text, b->len, at);
		end += glyph.cells;
		if (column < end || at + glyph.size >= row->text.end)
			break;
		at += glyph.size;
	}
	return at;
}

static struct view_hit hit_pane(
	const struct view *view, enum side side, int row, int column)
{
	const struct pane *pane = &view->pane[side];
	struct place place = pane->top;
	struct line line;
	if (place_down(view, side, &place, row) < row ||
		!view_line_at(view, side, place, &line))
		return (struct view_hit){HIT_BLANK, side, 0, 0};
	struct rows rows = view_rows(view, side, line.block);
	size_t byte = byte_at(view, side, line.block, &rows.v[line.row], column);
	return (struct view_hit){HIT_TEXT, side, line.block, byte};
}

/* In a stream, where both panes have all of the rows, a row belongs to the side whose text it
 * is, or to the active pane. */
static bool is_row_of(const struct view *view, enum side side, int row)
{
	struct line line;
	for (enum side s = 0; s < SIDE_COUNT && view->step == STEP_STREAM; s++) {
		struct place place = view->pane[s].top;
		if (place_down(view, s, &place, row) == row &&
			view_line_at(view, s, place, &line))
			return s == side;
	}
	return view->step != STEP_STREAM || side == view->active;
}

/* Columns have a line between them, panes one above the other the head of the lower one. */
static bool is_divider(const struct view *view, int row, int column)
{
	const struct pane *left = &view->pane[SIDE_ZH], *lower = &view->pane[SIDE_EN];
	if (view->shape == ARRANGE_STACKED)
		return view->step == STEP_NONE && row == lower->row - 1;
	return view->shape == ARRANGE_COLUMNS && column == left->column + left->columns &&
	       row >= left->row && row < left->row + left->rows;
}

struct view_hit view_hit(const struct view *view, int row, int column)
{
	if (is_divider(view, row, column))
		return (struct view_hit){.what = HIT_DIVIDER};
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		const struct pane *pane = &view->pane[side];
		if (is_shown(view, side) && row >= pane->row &&
			row < pane->row + pane->rows && column >= pane->column &&
			column < pane->column + pane->columns &&
			is_row_of(view, side, row - pane->row))
			return hit_pane(view, side, row - pane->row, column);
	}
	return (struct view_hit){.what = HIT_NOTHING};
}

void view_drag_divider(struct view *view, int row, int column)
{
	const struct pane *left = &view->pane[SIDE_ZH], *lower = &view->pane[SIDE_EN];
	if (view->shape == ARRANGE_COLUMNS)
		view_divide(view, column - (left->column + left->columns));
	else if (view->shape == ARRANGE_STACKED && view->step == STEP_NONE)
		view_divide(view, row - (lower->row - 1));
}
