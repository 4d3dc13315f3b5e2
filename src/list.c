/* SPDX-License-Identifier: MIT */
/* list: scrolling and drawing of lines that others supply.
 *
 * Lines are asked for by index while drawing, so that the contents of a very long document
 * cost what is on the screen, and grow while it is read.  What Enter does with a line is
 * left to the loop. */
#include "list.h"

#include <stdio.h>
#include <string.h>

void list_open(struct list *list, const struct list_source *source, size_t selected)
{
	*list = (struct list){.source = *source, .selected = selected};
}

/* Index `at` moved by `lines` and kept in 0..last. */
static size_t moved(size_t at, long lines, size_t last)
{
	if (lines < 0)
		return at < 0 - (size_t)lines ? 0 : at - (0 - (size_t)lines);
	return last - at < (size_t)lines ? last : at + (size_t)lines;
}

/* The last line that may be at the top: the list ends at the bottom of the screen. */
static size_t last_top(const struct list *list, size_t count)
{
	return count > list->height ? count - list->height : 0;
}

bool list_move(struct list *list, long lines)
{
	size_t count = list->source.count(list->source.ctx);
	size_t *at = list->source.selects ? &list->selected : &list->top, was = *at;
	size_t last =
		list->source.selects ? (count ? count - 1 : 0) : last_top(list, count);
	*at = moved(was < last ? was : last, lines, last);
	return *at != was;
}

long list_page(const struct list *list)
{
	return list->height > 1 ? (long)list->height - 1 : 1;
}

/* Scrolls so that the selection is on the screen, and no blank rows are at the end. */
static void settle(struct list *list, size_t count)
{
	size_t last = last_top(list, count);
	if (list->source.selects) {
		if (list->selected < list->top)
			list->top = list->selected;
		else if (list->height && list->selected - list->top >= list->height)
			list->top = list->selected - list->height + 1;
	}
	if (list->top > last)
		list->top = last;
}

static void draw_line(const struct list *list, const struct glyph_style *glyph,
	size_t index, struct grid *grid, int row)
{
	struct list_line line = list->source.line(list->source.ctx, index);
	bool selected = list->source.selects && index == list->selected;
	struct cell_style style = {.element = line.element};
	if (selected)
		style.element = ELEMENT_SELECTED;
	int column = 2 + line.indent;
	grid_fill(grid, row, 0, grid->columns, style);
	if (line.marked)
		grid_text(grid, row, 0, 1, glyph, style, "*", 1);
	grid_text(grid, row, column, grid->columns - column, glyph, style, line.text,
		line.len);
	if (selected) {
		grid->cursor_row = row;
		grid->cursor_column = 0;
	}
}

/* Puts right at the end of the row, if there is room, and left before it. */
static void draw_bar(struct grid *grid, int row, const struct glyph_style *glyph,
	struct cell_style style, const char *left, const char *right)
{
	int width = (int)glyph_width(glyph, right, strlen(right));
	int column = grid->columns - 1 - width, end = grid->columns;
	grid_fill(grid, row, 0, grid->columns, style);
	if (width > 0 && column > 1) {
		grid_text(grid, row, column, width, glyph, style, right, strlen(right));
		end = column - 1;
	}
	grid_text(grid, row, 1, end - 1, glyph, style, left, strlen(left));
}

void list_draw(struct list *list, const struct glyph_style *glyph, const char *message,
	struct grid *grid)
{
	const struct cell_style bar = {.element = ELEMENT_BAR};
	const struct cell_style note = {
		.element = message ? ELEMENT_MESSAGE : ELEMENT_BAR};
	size_t count = list->source.count(list->source.ctx);
	char place[64];

	list->height = grid->rows > 2 ? (size_t)grid->rows - 2 : 0;
	settle(list, count);
	size_t end = list->top + list->height < count ? list->top + list->height : count;
	size_t at = list->source.selects ? list->selected + 1 : end;
	snprintf(place, sizeof place, "%zu/%zu", at < count ? at : count, count);
	grid->cursor_row = grid->rows > 2;
	grid->cursor_column = 0;
	for (size_t i = list->top; i < end; i++)
		draw_line(list, glyph, i, grid, 1 + (int)(i - list->top));
	draw_bar(grid, 0, glyph, bar, list->source.heading, place);
	draw_bar(grid, grid->rows - 1, glyph, note, message ? message : list->source.hint,
		"");
}
