/* SPDX-License-Identifier: MIT */
/* prompt_draw: a prompt on a row of the grid, and what was offered on the row above.
 *
 * A text longer than the row is moved sideways under it, no farther than it takes to have the
 * cursor in sight, so that what is read does not jump about while it is edited. */
#include "prompt.h"

#include <string.h>

/* Chooses the first grapheme shown so that the cursor is in the room, the text moves as
 * little as it can, and no room is left blank that could show the text's start. */
static void scroll(struct prompt *prompt, const struct glyph_style *glyph, int room)
{
	const struct buf *text = &prompt->text;
	size_t cells = (size_t)(room > 0 ? room : 0), least = 0, at = prompt->cursor;
	size_t under = 1;
	if (at < text->n && glyph_measure(glyph, text->v, text->n, at).cells > 1)
		under = glyph_measure(glyph, text->v, text->n, at).cells;
	size_t whole = glyph_width(glyph, text->v, text->n) + 1;
	while (least < text->n && whole > cells) {
		struct glyph g = glyph_measure(glyph, text->v, text->n, least);
		whole -= g.cells;
		least += g.size;
	}
	if (prompt->first > least)
		prompt->first = least;
	if (prompt->first > at)
		prompt->first = at;
	size_t before = glyph_width(glyph, text->v + prompt->first, at - prompt->first);
	while (prompt->first < at && before + under > cells) {
		struct glyph g = glyph_measure(glyph, text->v, text->n, prompt->first);
		before -= g.cells;
		prompt->first += g.size;
	}
}

/* The words offered, those around the chosen one when not all have room. */
static void draw_offers(const struct prompt_offers *offers,
	const struct glyph_style *glyph, struct grid *grid, int row)
{
	enum { GAP = 2 };
	size_t beg = 0, end = 0, count = offers->starts.n;
	int column = 0;
	for (; end < count; end++) {
		const char *word = offers->text.v + offers->starts.v[end];
		int width = (int)glyph_width(glyph, word, strlen(word));
		bool seen = offers->chosen < end || offers->chosen == count;
		if (end > beg && column + width > grid->columns) {
			if (seen)
				break;
			beg = end;
			column = 0;
		}
		column += width + GAP;
	}
	grid_fill(grid, row, 0, grid->columns,
		(struct cell_style){.element = ELEMENT_TEXT});
	column = 0;
	for (size_t i = beg; i < end; i++) {
		const char *word = offers->text.v + offers->starts.v[i];
		struct cell_style style = {
			.element = i == offers->chosen ? ELEMENT_SELECTED : ELEMENT_TEXT};
		column += GAP + grid_text(grid, row, column, grid->columns - column,
					glyph, style, word, strlen(word));
	}
}

void prompt_draw(struct prompt *prompt, const struct glyph_style *glyph, const char *note,
	struct grid *grid, int row)
{
	const struct glyph_style style = {.ambiguous = glyph->ambiguous};
	const struct cell_style look = {.element = ELEMENT_TEXT};
	const char *label = prompt->setup.label;
	int columns = grid->columns, room = columns, column = 0;
	int label_width = (int)glyph_width(&style, label, strlen(label));
	int note_width = note ? (int)glyph_width(&style, note, strlen(note)) : 0;

	grid_fill(grid, row, 0, columns, look);
	if (label_width <= columns / 2) {
		column = grid_text(
			grid, row, 0, label_width, &style, look, label, strlen(label));
		room -= column;
	}
	if (note_width > room / 2)
		note_width = room / 2;
	if (note_width > 0) {
		grid_text(grid, row, columns - note_width, note_width, &style, look, note,
			strlen(note));
		room -= note_width + 1;
	}
	scroll(prompt, &style, room);
	size_t first = prompt->first, len = prompt->text.n - first;
	const char *text = len ? prompt->text.v + first : "";
	grid_text(grid, row, column, room, &style, look, text, len);
	column += (int)glyph_width(&style, text, prompt->cursor - first);
	grid->cursor_row = row;
	grid->cursor_column = column < columns ? column : columns - 1;
	if (prompt->offers.starts.n && row > 0)
		draw_offers(&prompt->offers, &style, grid, row - 1);
}
