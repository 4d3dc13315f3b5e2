/* SPDX-License-Identifier: MIT */
/* view_draw: the view into a grid: bar, panes with their heads, bottom line, cursor.
 *
 * Rows are drawn from the document's bytes each time; nothing drawn is kept, so nothing can
 * be stale.  What lies over the text of a block (citations, the current sentence, what is
 * linked) is gathered once a block as ranges; a row is then drawn in runs of one style.
 * Frames are of ambiguous characters only where those are one cell wide: a line of ─ that a
 * terminal shows at double width would push the text out of its columns. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "message.h"
#include "view_internal.h"

/* What the program itself writes beyond ASCII and Han. */
struct frame {
	const char *dash, *bar, *tee, *ellipsis, *pane_name[SIDE_COUNT], *abstract;
};

static const struct frame narrow_frame = {
	.dash = "─",
	.bar = "│",
	.tee = "┬",
	.ellipsis = "…",
	.pane_name = {" 中文 ", " English "},
	.abstract = N_(" English · abstract "),
};

static const struct frame wide_frame = {
	.dash = "-",
	.bar = "|",
	.tee = "+",
	.ellipsis = "...",
	.pane_name = {" 中文 ", " English "},
	.abstract = N_(" English, abstract "),
};

static const uint8_t block_elements[BLOCK_KIND_COUNT] = {
	[BLOCK_TITLE] = ELEMENT_TITLE,
	[BLOCK_AUTHOR] = ELEMENT_BYLINE,
	[BLOCK_AFFILIATION] = ELEMENT_BYLINE,
	[BLOCK_ABSTRACT] = ELEMENT_TEXT,
	[BLOCK_KEYWORDS] = ELEMENT_BYLINE,
	[BLOCK_HEADING] = ELEMENT_HEADING,
	[BLOCK_PARAGRAPH] = ELEMENT_TEXT,
	[BLOCK_REFERENCE] = ELEMENT_REFERENCE,
	[BLOCK_NOTE] = ELEMENT_REFERENCE,
};

enum {
	PATH_FROM = 24, /* cells besides the place from which a section path is shown */
	GAP = 3,        /* cells between the parts of the top line */
	HELP_FROM = 24, /* columns from which the bottom line has room for the help key */
};

static const struct cell_style bar_style = {.element = ELEMENT_BAR};

/* Where chrome is drawn, and how. */
struct canvas {
	struct grid *grid;
	struct glyph_style glyph;
	const struct frame *frame;
};

static int width(const struct canvas *canvas, const char *text, size_t len)
{
	return (int)glyph_width(&canvas->glyph, text, len);
}

static int put(const struct canvas *canvas, int row, int column, int room,
	struct cell_style style, const char *text, size_t len)
{
	return grid_text(
		canvas->grid, row, column, room, &canvas->glyph, style, text, len);
}

/* Puts text into room cells; of one that is too long, the beginning, an ellipsis and the last
 * `tail` cells.  Returns the cells used. */
static int put_clipped(const struct canvas *canvas, int row, int column, int room,
	struct cell_style style, const char *text, size_t len, int tail)
{
	int all = width(canvas, text, len);
	if (room <= 0 || all <= room)
		return put(canvas, row, column, room, style, text, len);
	const char *ellipsis = canvas->frame->ellipsis;
	int head = room - tail - width(canvas, ellipsis, strlen(ellipsis));
	if (head < 0)
		return put(canvas, row, column, room, style, text, len);
	size_t beg = glyph_fit(&canvas->glyph, text, len, (size_t)head, NULL);
	int used = put(canvas, row, column, room, style, text, beg);
	used += put(canvas, row, column + used, room - used, style, ellipsis,
		strlen(ellipsis));
	if (tail == 0)
		return used;
	size_t end = glyph_fit(&canvas->glyph, text, len, (size_t)(all - tail) + 1, NULL);
	return used +
	       put(canvas, row, column + used, room - used, style, text + end, len - end);
}

/* Title, section path, place.  The place is always whole; a path takes what the title
 * leaves, at least half. */
static void draw_bar(const struct view *view, const struct canvas *canvas,
	const struct view_status *status)
{
	int columns = canvas->grid->columns;
	grid_fill(canvas->grid, 0, 0, columns, bar_style);
	char place[64] = "";
	if (status->loading)
		snprintf(place, sizeof place, "%s", status->loading);
	else if (view->has_text[SIDE_ZH] || view->has_text[SIDE_EN])
		snprintf(place, sizeof place, "%d%%", view_place(view));
	int place_cells = width(canvas, place, strlen(place));
	int place_column = columns - 1 - place_cells;
	put(canvas, 0, place_column > 0 ? place_column : 0, columns, bar_style, place,
		strlen(place));

	int room = place_column - 1 - GAP;
	struct buf path = {0};
	if (room >= PATH_FROM)
		view_path(view, true, &path);
	const char *title = status->title ? status->title : "";
	int title_cells = width(canvas, title, strlen(title));
	int path_cells = width(canvas, path.v, path.n);
	if (path_cells > 0 && title_cells + GAP + path_cells > room) {
		int least = room / 2, left = room - title_cells - GAP;
		int most = left > least ? left : least;
		path_cells = path_cells < most ? path_cells : most;
		title_cells = room - GAP - path_cells;
	}
	int title_room = title_cells < room ? title_cells : room;
	put_clipped(canvas, 0, 1, title_room, bar_style, title, strlen(title), 0);
	put_clipped(canvas, 0, 1 + title_cells + GAP, path_cells, bar_style, path.v,
		path.n, path_cells / 3);
	buf_free(&path);
}

/* A pane's name in a line across the pane, over where its text begins. */
static void draw_head(
	const struct view *view, const struct canvas *canvas, enum side side)
{
	const struct pane *pane = &view->pane[side];
	const struct frame *frame = canvas->frame;
	struct cell_style style = {.element = ELEMENT_PANE_HEAD};
	int row = pane->row - 1, end = pane->column + pane->columns;
	for (int column = pane->column;
		column < end && !(view->step == STEP_STREAM && side == SIDE_EN); column++)
		put(canvas, row, column, 1, style, frame->dash, strlen(frame->dash));

	int column =
		pane->text_column > pane->column ? pane->text_column - 1 : pane->column;
	if (view->step == STEP_STREAM && side == SIDE_EN)
		column += width(canvas, frame->pane_name[SIDE_ZH],
				  strlen(frame->pane_name[SIDE_ZH])) +
			  1;
	const char *name = frame->pane_name[side];
	bool abstract = side == SIDE_EN && view->has_abstract_only;
	if (abstract && width(canvas, _(frame->abstract), strlen(_(frame->abstract))) <=
				end - column)
		name = _(frame->abstract);
	if (side != view->active)
		style.marks = MARK_INACTIVE;
	put(canvas, row, column, end - column, style, name, strlen(name));
}

static void draw_divider(const struct view *view, const struct canvas *canvas)
{
	const struct pane *pane = &view->pane[SIDE_ZH];
	const struct cell_style style = {.element = ELEMENT_PANE_HEAD};
	const char *bar = canvas->frame->bar, *tee = canvas->frame->tee;
	int column = pane->column + pane->columns;
	if (view_chrome(view).heads)
		put(canvas, pane->row - 1, column, 1, style, tee, strlen(tee));
	for (int row = pane->row; row < pane->row + pane->rows; row++)
		put(canvas, row, column, 1, style, bar, strlen(bar));
}

/* Blanks at the end of a row are not drawn. */
static void draw_row(const struct view *view, struct grid *grid, enum side side,
	const struct block *block, const struct row *row, int screen_row)
{
	const struct pane *pane = &view->pane[side];
	const struct glyph_style *glyph_style = &layout_style(pane->layout)->glyph[side];
	struct cell_style base = {.element = block_elements[block->kind]};
	int column = pane->text_column + row->indent, last = column + row->cells;
	for (size_t at = row->text.beg + row->skip;
		at < row->text.end && column < last;) {
		size_t end = row->text.end;
		struct cell_style style = view_style_at(view, base, at, &end);
		while (at < end && column < last) {
			struct glyph glyph =
				glyph_at(glyph_style, block->text, block->len, at);
			int cells = grid_glyph(grid, screen_row, column, last - column,
				&glyph, glyph_style, style);
			if (cells == 0 && glyph.cells > 0)
				return;
			column += cells;
			at += glyph.size;
		}
	}
}

/* In the blank column before the text; a pane too narrow to have one shows none. */
static void draw_sign(const struct view *view, struct grid *grid, enum side side,
	size_t block, const struct row *row, int screen_row)
{
	const struct pane *pane = &view->pane[side];
	const struct cell_style style = {.element = ELEMENT_SIGN};
	char sign = view_sign_on(view, side, block, row->text);
	if (sign && pane->text_column > pane->column)
		grid_text(grid, screen_row, pane->text_column - 1, 1,
			&layout_style(pane->layout)->glyph[side], style, &sign, 1);
}

const char *view_no_counterpart(void)
{
	return _("(no counterpart)");
}

static void draw_lack(
	const struct view *view, const struct canvas *canvas, enum side side, int row)
{
	const struct pane *pane = &view->pane[side];
	const char *lack = view_no_counterpart();
	put(canvas, row, pane->text_column, pane->measure,
		(struct cell_style){.element = ELEMENT_HINT}, lack, strlen(lack));
}

static void draw_pane(struct view *view, const struct canvas *canvas, enum side side)
{
	const struct pane *pane = &view->pane[side];
	struct place place = pane->top;
	size_t gathered = NO_BLOCK;
	if (pane->block == NO_BLOCK)
		return;
	for (int row = pane->row; row < pane->row + pane->rows; row++) {
		struct line line;
		if (view_line_at(view, side, place, &line)) {
			if (line.block != gathered)
				view_gather_overlays(view, side, line.block);
			gathered = line.block;
			draw_row(view, canvas->grid, side,
				stream_block(view_stream(view, side), line.block),
				&view_rows(view, side, line.block).v[line.row], row);
			draw_sign(view, canvas->grid, side, line.block,
				&view_rows(view, side, line.block).v[line.row], row);
		} else if (view_lacks_counterpart(view, side, place)) {
			draw_lack(view, canvas, side, row);
		}
		if (place_down(view, side, &place, 1) == 0)
			return;
	}
}

/* A mark on the rows of the active pane that a sentence begins on whose link is doubtful: on
 * the divider, or else in the margin.  Those of medium confidence are too many, and mostly
 * right. */
static void draw_doubts(const struct view *view, const struct canvas *canvas)
{
	enum side side = view->active;
	const struct pane *pane = &view->pane[side];
	const struct cell_style style = {.element = ELEMENT_PANE_HEAD};
	struct place place = pane->top;
	int column = view->shape == ARRANGE_COLUMNS ? view->pane[SIDE_ZH].columns
						    : pane->column + pane->columns - 1;
	if (pane->block == NO_BLOCK || view->document->links.n == 0 ||
		(column >= pane->text_column &&
			column < pane->text_column + pane->measure))
		return;
	for (int row = pane->row; row < pane->row + pane->rows; row++) {
		struct line line;
		if (view_line_at(view, side, place, &line) &&
			view_confidence(view, side, line.block,
				view_rows(view, side, line.block).v[line.row].text) ==
				CONFIDENCE_LOW)
			put(canvas, row, column, 1, style, "?", 1);
		if (place_down(view, side, &place, 1) == 0)
			return;
	}
}

static void draw_bottom(const struct view *view, const struct canvas *canvas,
	const struct view_status *status)
{
	const char *help = _("h help");
	int row = canvas->grid->rows - 1, columns = canvas->grid->columns;
	struct cell_style style = bar_style;
	struct buf said = {0};
	if (status->message && *status->message) {
		style.element = ELEMENT_MESSAGE;
		buf_puts(&said, status->message);
	} else {
		view_describe_link(view, &said);
		style.element = view->links.n > 0 ? ELEMENT_BAR : ELEMENT_HINT;
	}
	grid_fill(canvas->grid, row, 0, columns, bar_style);
	int room = columns - 2;
	if (columns >= HELP_FROM) {
		int help_cells = width(canvas, help, strlen(help));
		put(canvas, row, columns - 1 - help_cells, help_cells, bar_style, help,
			strlen(help));
		room -= help_cells + GAP;
	}
	put_clipped(canvas, row, 1, room, style, said.v, said.n, 0);
	buf_free(&said);
}

/* On the first cell of the current sentence, or of what is seen of it. */
static void rest_cursor(const struct view *view, struct grid *grid)
{
	enum side side = view->active;
	const struct pane *pane = &view->pane[side];
	grid->cursor_row = pane->row;
	grid->cursor_column = pane->text_column;
	if (pane->block != NO_BLOCK) {
		const struct block *block =
			stream_block(view_stream(view, side), pane->block);
		long row = view_current_row(view, side);
		struct line line = {0};
		struct place place = pane->top;
		place_down(view, side, &place, row > 0 ? row : 0);
		view_line_at(view, side, place, &line);
		const struct row *first = &view_rows(view, side, line.block).v[line.row];
		const struct glyph_style *style =
			&layout_style(pane->layout)->glyph[side];
		int column = pane->text_column + first->indent;
		for (size_t at = first->text.beg + first->skip;
			at < pane->sentence.beg;) {
			struct glyph glyph =
				glyph_measure(style, block->text, block->len, at);
			column += glyph.cells;
			at += glyph.size;
		}
		grid->cursor_row = pane->row + (row > 0 ? (int)row : 0);
		grid->cursor_column = column;
	}
	if (grid->cursor_column >= grid->columns)
		grid->cursor_column = grid->columns - 1;
	assert(grid->cursor_row < grid->rows);
}

void view_draw(struct view *view, const struct view_status *status, struct grid *grid)
{
	assert(grid->columns == view->columns && grid->rows == view->rows);
	const struct canvas canvas = {
		.grid = grid,
		.glyph = {.ambiguous = (uint8_t)view->ambiguous},
		.frame = view->ambiguous == 1 ? &narrow_frame : &wide_frame,
	};
	struct chrome chrome = view_chrome(view);
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		if (view->shape == ARRANGE_ONE && side != view->active)
			continue;
		draw_pane(view, &canvas, side);
		if (chrome.heads)
			draw_head(view, &canvas, side);
	}
	if (view->shape == ARRANGE_COLUMNS)
		draw_divider(view, &canvas);
	draw_doubts(view, &canvas);
	if (chrome.bar)
		draw_bar(view, &canvas, status);
	if (chrome.bottom)
		draw_bottom(view, &canvas, status);
	rest_cursor(view, grid);
}
