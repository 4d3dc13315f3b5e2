/* SPDX-License-Identifier: MIT */
/* list_whole: what the selected line of a list is about, in full, below the list.
 *
 * Lines are cut to a row, so that many are seen at once; who works on one must be able to read
 * it.  The part below is as high whatever is in it, so that the list does not move. */
#include <string.h>

#include "layout.h"
#include "list_internal.h"

int list_whole_rows(const struct list *list, const struct grid *grid)
{
	enum {
		FROM = 20,
		PARTS = 4
	}; /* rows of a screen with room for it, and its share */
	return list->source.whole && grid->rows >= FROM ? grid->rows / PARTS : 0;
}

/* Puts as many rows of a text as there is room for; the last one ends with an ellipsis when there
 * are more. */
static void draw_side(const struct glyph_style *glyph, enum side side, const char *text,
	size_t len, struct grid *grid, int row, int end_row, int column, int width)
{
	const struct cell_style style = {.element = ELEMENT_TEXT};
	struct layout_style set = {.width = width, .kinsoku = KINSOKU_STRICT};
	const struct block block = {.text = text, .len = len, .kind = BLOCK_PARAGRAPH};
	row_array rows = {0};
	set.glyph[SIDE_ZH] = set.glyph[SIDE_EN] = *glyph;
	set.glyph[SIDE_EN].narrow_punctuation = true;
	layout_text(&set, side, &block, &rows);
	for (size_t i = 0; i < rows.n && row < end_row; i++, row++) {
		const struct row *r = &rows.v[i];
		struct span shown = {r->text.beg + r->skip, r->text.end};
		int used = grid_text(grid, row, column, width, &set.glyph[side], style,
			text + shown.beg, span_len(shown));
		if (row + 1 == end_row && i + 1 < rows.n) {
			const char *dots = list_ellipsis(glyph);
			int cells = (int)glyph_width(glyph, dots, strlen(dots));
			int at = used + cells > width ? width - cells : used;
			grid_text(grid, row, column + at, cells, glyph, style, dots,
				strlen(dots));
		}
	}
	array_free(&rows);
}

void list_draw_whole(const struct list *list, const struct glyph_style *glyph, int row,
	int end, struct grid *grid)
{
	const struct cell_style quiet = {.element = ELEMENT_HINT};
	const char *line = glyph->ambiguous == 1 ? "\u2500" : "-";
	const char *border = glyph->ambiguous == 1 ? "\u2502" : "|";
	int middle = LIST_MARGIN + (grid->columns - LIST_MARGIN) / 2;
	size_t selected;
	for (int column = 0; column < grid->columns; column++)
		grid_text(grid, row, column, 1, glyph, quiet, line, strlen(line));
	if (!list_selected(list, &selected))
		return;
	struct list_whole whole = list->source.whole(list->source.ctx, selected);
	for (int i = row + 1; i < end; i++)
		grid_text(grid, i, middle, 1, glyph, quiet, border, strlen(border));
	draw_side(glyph, SIDE_ZH, whole.text, whole.right, grid, row + 1, end,
		LIST_MARGIN, middle - 1 - LIST_MARGIN);
	draw_side(glyph, SIDE_EN, whole.text + whole.right, whole.len - whole.right, grid,
		row + 1, end, middle + 2, grid->columns - middle - 2);
}
