/* SPDX-License-Identifier: MIT */
/* grid: a screen as a plain array of cells.
 *
 * A cell holds its bytes itself, so that drawing allocates nothing and two screens can be
 * compared with memcmp.  The invariant kept here: a cell of width 2 is followed by one of
 * width 0, and a cell of width 0 follows one of width 2.  Whoever writes over half of a pair
 * blanks the other half first (part_pairs).
 * How wide a grapheme is, is glyph's answer and never asked again. */
#include "grid.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "status.h"
#include "utf8.h"

static const struct cell blank_cell = {.width = 1};

void grid_free(struct grid *grid)
{
	free(grid->cells);
	*grid = (struct grid){0};
}

void grid_reset(struct grid *grid, int columns, int rows)
{
	assert(columns >= 1 && rows >= 1);
	size_t count = (size_t)columns * (size_t)rows;
	if (columns != grid->columns || rows != grid->rows)
		grid->cells = xreallocarray(grid->cells, count, sizeof *grid->cells);
	grid->columns = columns;
	grid->rows = rows;
	grid->cursor_row = grid->cursor_column = 0;
	for (size_t i = 0; i < count; i++)
		grid->cells[i] = blank_cell;
}

struct cell *grid_cell(const struct grid *grid, int row, int column)
{
	assert(row >= 0 && row < grid->rows && column >= 0 && column < grid->columns);
	return grid->cells + (size_t)row * (size_t)grid->columns + column;
}

static void blank_half(struct cell *cell)
{
	struct cell_style style = cell->style;
	*cell = blank_cell;
	cell->style = style;
}

/* Cells [column, column + count) are about to be written: a wide character that reaches in
 * from outside, at either end, loses that half and becomes blank. */
static void part_pairs(struct grid *grid, int row, int column, int count)
{
	struct cell *first = grid_cell(grid, row, column);
	struct cell *last = first + count - 1;
	if (first->width == 0)
		blank_half(first - 1);
	if (last->width == 2)
		blank_half(last + 1);
}

/* The room that is left of (row, column) on, 0 for a place outside. */
static int clip(const struct grid *grid, int row, int column, int room)
{
	if (row < 0 || row >= grid->rows || column < 0 || column >= grid->columns)
		return 0;
	return room < grid->columns - column ? room : grid->columns - column;
}

void grid_fill(struct grid *grid, int row, int column, int count, struct cell_style style)
{
	if (column < 0) {
		count += column;
		column = 0;
	}
	count = clip(grid, row, column, count);
	if (count <= 0)
		return;
	part_pairs(grid, row, column, count);
	struct cell *cells = grid_cell(grid, row, column);
	for (int i = 0; i < count; i++) {
		cells[i] = blank_cell;
		cells[i].style = style;
	}
}

/* The first character of shown: a code point with the zero-width ones behind it, since a
 * cell is what a terminal moves its cursor over.  A cluster with several that move it (a
 * flag, a vowel sign that stands by itself) is several cells.  Returns its columns; *size is
 * its bytes. */
static int first_character(const struct glyph_style *style, const char *shown, size_t len,
	int body, size_t *size)
{
	uint32_t code_point = utf8_at(shown, len, 0, size);
	if (*size == len)
		return body;
	while (*size < len) {
		size_t bytes;
		uint32_t next = utf8_at(shown, len, *size, &bytes);
		if (glyph_code_point_cells(next, style->ambiguous) != 0)
			break;
		*size += bytes;
	}
	int cells = glyph_code_point_cells(code_point, style->ambiguous);
	return cells < 1 ? 1 : cells > body ? body : cells;
}

static void put_character(struct cell *cell, int columns, struct cell_style style,
	const char *shown, size_t size)
{
	assert(columns <= 2 && size <= CELL_BYTES);
	*cell = (struct cell){.width = (uint8_t)columns, .style = style};
	if (size != 1 || shown[0] != ' ') {
		memcpy(cell->bytes, shown, size);
		cell->len = (uint8_t)size;
	}
	if (columns == 2)
		cell[1] = (struct cell){.width = 0, .style = style};
}

int grid_glyph(struct grid *grid, int row, int column, int room,
	const struct glyph *glyph, const struct glyph_style *glyph_style,
	struct cell_style style)
{
	int cells = glyph->cells, body = cells - glyph->trail;
	room = clip(grid, row, column, room);
	if (cells > room && body <= room)
		cells = room;
	if (glyph->shown_len == 0 || cells <= 0 || cells > room)
		return 0;

	part_pairs(grid, row, column, cells);
	struct cell *cell = grid_cell(grid, row, column);
	int used = 0;
	for (size_t at = 0, size; used < body && at < glyph->shown_len; at += size) {
		const char *shown = glyph->shown + at;
		int columns = first_character(
			glyph_style, shown, glyph->shown_len - at, body - used, &size);
		put_character(cell + used, columns, style, shown, size);
		used += columns;
	}
	for (; used < cells; used++)
		cell[used] = (struct cell){.width = 1, .style = style};
	return cells;
}

int grid_text(struct grid *grid, int row, int column, int room,
	const struct glyph_style *glyph, struct cell_style style, const char *text,
	size_t len)
{
	int used = 0;
	for (size_t at = 0; at < len;) {
		struct glyph g = glyph_at(glyph, text, len, at);
		int cells = grid_glyph(
			grid, row, column + used, room - used, &g, glyph, style);
		if (cells == 0 && g.cells > 0)
			break;
		used += cells;
		at += g.size;
	}
	return used;
}

/* One row without its trailing blanks. */
static void print_row(const struct cell *cells, int columns, struct buf *out)
{
	int last = columns;
	while (last > 0 && cells[last - 1].len == 0 && cells[last - 1].width == 1)
		last--;
	for (int i = 0; i < last; i++) {
		if (cells[i].len > 0)
			buf_add(out, cells[i].bytes, cells[i].len);
		else if (cells[i].width > 0)
			buf_putc(out, ' ');
	}
	buf_putc(out, '\n');
}

void grid_print(const struct grid *grid, struct buf *out)
{
	for (int row = 0; row < grid->rows; row++)
		print_row(grid_cell(grid, row, 0), grid->columns, out);
}
