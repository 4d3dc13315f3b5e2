/* SPDX-License-Identifier: MIT */
/* list: scrolling and drawing of lines that others supply.
 *
 * Lines are asked for by index while drawing, so that the contents of a very long document
 * cost what is on the screen, and grow while it is read.  Which of them a filter leaves is in
 * list_filter.c, the search in list_find.c; what Enter does with a line is left to the loop. */
#include "list.h"

#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "list_internal.h"
#include "message.h"

void list_open(struct list *list, const struct list_source *source, size_t selected)
{
	*list = (struct list){.source = *source, .selected = selected, .found = NO_LINE};
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
	list_update(list);
	if (!list->source.selects) {
		list->found = NO_LINE;
		size_t was = list->top, last = last_top(list, list_shown(list));
		list->top = moved(was < last ? was : last, lines, last);
		return list->top != was;
	}
	size_t choices = list_choices(list), was = list_choice(list);
	if (choices == 0)
		return false;
	size_t choice = moved(was < choices ? was : choices - 1, lines, choices - 1);
	list->selected = list_line_at(list, list_place_of(list, choice));
	return choice != was;
}

bool list_line_on(const struct list *list, int row, size_t *line)
{
	if (!list->source.selects || row < 1 || (size_t)row > list->height)
		return false;
	size_t place = list->top + (size_t)row - 1;
	if (place >= list_shown(list) || !list_is_choice(list, place))
		return false;
	*line = list_line_at(list, place);
	return true;
}

long list_page(const struct list *list)
{
	return list->height > 1 ? (long)list->height - 1 : 1;
}

/* Scrolls so that the selection, if there is one, is on the screen with what it belongs to
 * just above it, and no blank rows are at the end. */
static void settle(struct list *list, size_t shown)
{
	size_t last = last_top(list, shown), choice = list_choice(list);
	if (list->source.selects && choice < list_choices(list)) {
		size_t place = list_place_of(list, choice);
		size_t first = choice > 0 ? list_place_of(list, choice - 1) + 1 : 0;
		if (place - first >= list->height)
			first = place;
		if (first < list->top)
			list->top = first;
		if (list->height && place >= list->top + list->height)
			list->top = place - list->height + 1;
	}
	list_show_found(list);
	if (list->top > last)
		list->top = last;
}

/* Appends a share as a bar of so many cells and its percent.  Blocks of an eighth of a cell
 * are ambiguous: where a terminal makes them wide, signs of ASCII take their place. */
static void describe_share(double share, int cells, int ambiguous, struct buf *out)
{
	static const char *const blocks[] = {" ", "\u258F", "\u258E", "\u258D", "\u258C",
		"\u258B", "\u258A", "\u2589", "\u2588"};
	int eighths = (int)(share * 8 * cells + 0.5), percent = (int)(share * 100 + 0.5);
	for (int i = 0; i < cells; i++, eighths -= 8) {
		int part = eighths < 0 ? 0 : eighths > 8 ? 8 : eighths;
		buf_puts(out, ambiguous == 1 ? blocks[part] : part >= 4 ? "#" : ".");
	}
	buf_printf(out, " %3d%%", percent);
}

/* Puts what a line has at the right, its note only where there is room for that too; the
 * column its text ends before. */
static int draw_right(const struct list_line *line, const struct glyph_style *glyph,
	struct grid *grid, int row, struct cell_style style)
{
	enum { BAR = 10, BAR_FROM = 50 }; /* cells; columns from which there is room */
	struct buf right = {0};
	if (line->note)
		buf_puts(&right, line->note);
	size_t note = right.n;
	if (line->measured) {
		buf_puts(&right, "  ");
		describe_share(line->share, grid->columns < BAR_FROM ? 0 : BAR,
			glyph->ambiguous, &right);
	}
	int width = (int)glyph_width(glyph, right.v, right.n), end = grid->columns;
	if (width >= grid->columns / 2) {
		buf_drop(&right, note);
		width = (int)glyph_width(glyph, right.v, right.n);
	}
	if (width > 0 && width < grid->columns / 2) {
		end = grid->columns - 1 - width;
		grid_text(grid, row, end, width, glyph, style, right.v, right.n);
		end -= 2;
	}
	buf_free(&right);
	return end;
}

const char *list_ellipsis(const struct glyph_style *glyph)
{
	return glyph->ambiguous == 1 ? "…" : "...";
}

/* How many bytes of a line's text are shown in so many cells, and how many of the cells are
 * left for an ellipsis: 0 if all is shown, or there is no room for one. */
static size_t fit_text(const struct list_line *line, const struct glyph_style *glyph,
	int room, const char *ellipsis, int *dots)
{
	size_t fit = glyph_fit(glyph, line->text, line->len, (size_t)room, NULL);
	*dots = fit < line->len ? (int)glyph_width(glyph, ellipsis, strlen(ellipsis)) : 0;
	if (*dots > room)
		*dots = 0;
	return *dots == 0 ? fit
			  : glyph_fit(glyph, line->text, line->len,
				    (size_t)(room - *dots), NULL);
}

/* Puts the text of a line, with what matches marked, from a column to before column end; one
 * that is too long ends with an ellipsis. */
static void draw_text(const struct list *list, const struct glyph_style *plain,
	const struct list_line *line, struct grid *grid, int row, int column, int end,
	struct cell_style style)
{
	struct status s = STATUS_NONE;
	const struct query *query = list->sought ? list->sought : list->filter.query;
	const struct glyph_style set = {plain->ambiguous, line->narrow}, *glyph = &set;
	const char *ellipsis = list_ellipsis(plain);
	int room = end > column ? end - column : 0, dots;
	size_t fit = fit_text(line, glyph, room, ellipsis, &dots);
	for (size_t at = 0; at < fit;) {
		struct span match = SPAN_NONE;
		if (query)
			match = query_find(query, line->text, line->len, at, &s);
		else if (at <= line->match.beg && span_len(line->match) > 0)
			match = line->match;
		if (span_is_none(match))
			match = (struct span){line->len, line->len};
		match.beg = match.beg < fit ? match.beg : fit;
		match.end = match.end < fit ? match.end : fit;
		column += grid_text(grid, row, column, end - column, glyph, style,
			line->text + at, match.beg - at);
		struct cell_style marked = {
			style.element, (uint8_t)(style.marks | MARK_MATCH)};
		column += grid_text(grid, row, column, end - column, glyph, marked,
			line->text + match.beg, span_len(match));
		at = match.end;
	}
	grid_text(grid, row, column, dots, glyph, style, ellipsis, strlen(ellipsis));
}

/* Puts the two halves of a line beside each other. */
static void draw_halves(const struct list *list, const struct glyph_style *glyph,
	const struct list_line *line, struct grid *grid, int row, int column, int end,
	struct cell_style style)
{
	const char *border = glyph->ambiguous == 1 ? "\u2502" : "|";
	int middle = column + (end - column) / 2;
	struct list_line left = *line, right = *line;
	left.len = line->right;
	left.narrow = false;
	right.text += line->right;
	right.len -= line->right;
	right.match = span_len(line->right_match) == 0
			      ? (struct span){0}
			      : (struct span){line->right_match.beg - line->right,
					line->right_match.end - line->right};
	draw_text(list, glyph, &left, grid, row, column, middle - 1, style);
	grid_text(grid, row, middle, 1, glyph, style, border, strlen(border));
	draw_text(list, glyph, &right, grid, row, middle + 2, end, style);
}

/* Draws a line that is shown; one that only stands above a match looks quiet. */
static void draw_line(const struct list *list, const struct glyph_style *glyph,
	size_t place, struct grid *grid)
{
	int row = 1 + (int)(place - list->top);
	size_t index = list_line_at(list, place), selected;
	bool chosen =
		list_selected(list, &selected) ? selected == index : list->found == index;
	struct list_line line = list->source.line(list->source.ctx, index);
	struct cell_style style = {
		.element = list_is_choice(list, place) ? line.element : ELEMENT_HINT};
	if (chosen)
		style.element = ELEMENT_SELECTED;
	grid_fill(grid, row, 0, grid->columns, style);
	if (line.marked)
		grid_text(grid, row, 0, 1, glyph, style, "*", 1);
	int end = draw_right(&line, glyph, grid, row, style);
	(line.right ? draw_halves : draw_text)(
		list, glyph, &line, grid, row, LIST_MARGIN + line.indent, end, style);
	if (chosen) {
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
	const struct cell_style quiet = {.element = ELEMENT_HINT};
	const char *nothing = _("no line matches");
	struct buf heading = {0};
	char place[64];

	list_update(list);
	size_t shown = list_shown(list);
	int whole = list_whole_rows(list, grid);
	list->height = grid->rows > 2 ? (size_t)(grid->rows - 2 - whole) : 0;
	settle(list, shown);
	size_t end = list->top + list->height < shown ? list->top + list->height : shown;
	size_t number = list->source.selects ? list_choice(list) + 1 : end;
	size_t of = list->source.selects ? list_choices(list) : shown;
	snprintf(place, sizeof place, "%zu/%zu", number < of ? number : of, of);
	buf_puts(&heading, list->source.heading);
	if (list_is_filtered(list)) {
		buf_puts(&heading, "  &");
		buf_add(&heading, list->filter.text.v, list->filter.text.n);
	}
	grid->cursor_row = grid->rows > 2;
	grid->cursor_column = 0;
	for (size_t at = list->top; at < end; at++)
		draw_line(list, glyph, at, grid);
	if (whole > 0)
		list_draw_whole(
			list, glyph, grid->rows - 1 - whole, grid->rows - 1, grid);
	if (list_is_filtered(list) && shown == 0 && grid->rows > 2)
		grid_text(grid, 1, 2, grid->columns - 2, glyph, quiet, nothing,
			strlen(nothing));
	draw_bar(grid, 0, glyph, bar, buf_string(&heading), place);
	draw_bar(grid, grid->rows - 1, glyph, note, message ? message : list->source.hint,
		"");
	buf_free(&heading);
}
