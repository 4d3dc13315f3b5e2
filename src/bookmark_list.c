/* SPDX-License-Identifier: MIT */
/* bookmark_list: bookmarks as lines of a list.
 *
 * Only their order is kept; a line is made from the bookmark when it is drawn, so that a file
 * of ten thousand bookmarks opens like one of ten, and what has been found out since about a
 * place is told.  Parts of a line are columns, so that the eye can run down them.
 * What can be done with a line is left to the loop. */
#include "bookmark_list.h"

#include <stdlib.h>
#include <string.h>

#include "message.h"

/* Cells of the mark before a line, between columns, and of a column at least. */
enum { MARK = 2, GAP = 2, COLUMN_MIN = 6 };

/* What columns have of a line in percent; the note has the rest. */
struct shares {
	int file, section, words;
};
static const struct shares own_shares = {.section = 22, .words = 34};
static const struct shares all_shares = {.file = 20, .section = 20, .words = 28};

static int compare(const void *a_line, const void *b_line)
{
	const struct bookmark_line *a = a_line, *b = b_line;
	if (a->lost != b->lost)
		return a->lost ? 1 : -1;
	if (a->side != b->side)
		return a->side < b->side ? -1 : 1;
	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	if (a->byte != b->byte)
		return a->byte < b->byte ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static void add_own(struct bookmark_list *list)
{
	for (size_t i = 0; i < list->places->n; i++) {
		const struct bookmark_place *place = &list->places->v[i];
		const struct anchor_found *found = &place->found;
		struct bookmark_line line = {.number = place->number, .place = i};
		line.lost = !place->looked_up || found->state == ANCHOR_LOST;
		if (!line.lost) {
			line.side = found->side;
			line.block = found->block;
			line.byte = found->byte;
		}
		array_push(&list->lines, line);
	}
	if (list->lines.n > 0)
		qsort(list->lines.v, list->lines.n, sizeof *list->lines.v, compare);
}

static void add_all(struct bookmark_list *list)
{
	size_t count = bookmarks_count(list->bookmarks), place = 0;
	for (size_t number = 0; number < count; number++) {
		bool own = place < list->places->n &&
			   list->places->v[place].number == number;
		array_push(&list->lines, (struct bookmark_line){.number = number,
						 .place = own ? place : NO_BOOKMARK});
		place += own;
	}
}

void bookmark_list_make(struct bookmark_list *list)
{
	list->lines.n = 0;
	if (list->all)
		add_all(list);
	else
		add_own(list);
}

void bookmark_list_free(struct bookmark_list *list)
{
	array_free(&list->lines);
	buf_free(&list->text);
}

size_t bookmark_list_near(
	const struct bookmark_list *list, enum side side, size_t block, size_t byte)
{
	const struct bookmark_line here = {
		.number = NO_BOOKMARK, .side = side, .block = block, .byte = byte};
	size_t near = 0;
	for (size_t i = 0; i < list->lines.n && !list->all; i++) {
		if (compare(&list->lines.v[i], &here) < 0)
			near = i;
	}
	return near;
}

void bookmark_list_measure(
	struct bookmark_list *list, const struct glyph_style *glyph, int cells)
{
	list->glyph = *glyph;
	list->cells = cells;
}

/* Appends text in its share of a line, clipped or with blanks behind it. */
static void add_column(struct bookmark_list *list, const char *text, int percent)
{
	int share = (list->cells - MARK) * percent / 100;
	size_t len = strlen(text), used;
	size_t cells = (size_t)(share > COLUMN_MIN ? share : COLUMN_MIN);
	size_t end = glyph_fit(&list->glyph, text, len, cells, &used);
	if (end < len) {
		const char *ellipsis = list_ellipsis(&list->glyph);
		size_t dots = glyph_width(&list->glyph, ellipsis, strlen(ellipsis));
		end = glyph_fit(&list->glyph, text, len, cells - dots, &used);
		buf_add(&list->text, text, end);
		buf_puts(&list->text, ellipsis);
		used += dots;
	} else {
		buf_add(&list->text, text, len);
	}
	buf_printf(&list->text, "%*s", (int)(cells - used) + GAP, "");
}

/* Text without line feeds, which end a line of the screen. */
static void add_rest(struct bookmark_list *list, const char *text)
{
	for (; *text; text++)
		buf_putc(&list->text, *text == '\n' || *text == '\t' ? ' ' : *text);
}

static const char *state_name(
	const struct bookmark_list *list, const struct bookmark_line *line)
{
	if (line->place == NO_BOOKMARK || line->place >= list->places->n)
		return "";
	const struct bookmark_place *place = &list->places->v[line->place];
	/* One that only has another number, as in a text extracted anew, is where it was. */
	if (!place->looked_up || place->found.intact)
		return "";
	return place->found.state == ANCHOR_LOST    ? _("(lost) ")
	       : place->found.state == ANCHOR_MOVED ? _("(moved) ")
						    : "";
}

/* What stands behind the last of some separators, or all of the text. */
static const char *last_part(const char *text, const char *separator)
{
	for (const char *next; (next = strstr(text, separator));)
		text = next + strlen(separator);
	return text;
}

static void add_section(struct bookmark_list *list, const struct bookmark_line *line,
	const struct bookmark *bookmark, int percent)
{
	struct buf section = {0};
	buf_puts(&section, state_name(list, line));
	buf_puts(&section, last_part(bookmark->anchor.section, " › "));
	add_column(list, buf_string(&section), percent);
	buf_free(&section);
}

static struct list_line make_line(void *ctx, size_t index)
{
	struct bookmark_list *list = ctx;
	const struct bookmark_line *line = &list->lines.v[index];
	const struct shares *shares = list->all ? &all_shares : &own_shares;
	struct bookmark bookmark;
	bookmarks_get(list->bookmarks, line->number, &bookmark);
	list->text.n = 0;
	buf_printf(&list->text, "%c ", bookmark.mark ? bookmark.mark : '*');
	if (list->all)
		add_column(list, last_part(bookmark.anchor.path, "/"), shares->file);
	add_section(list, line, &bookmark, shares->section);
	add_column(list, bookmark.anchor.words, shares->words);
	add_rest(list, bookmark.note);
	bookmark_free(&bookmark);
	return (struct list_line){.text = list->text.v, .len = list->text.n};
}

static size_t count(void *ctx)
{
	const struct bookmark_list *list = ctx;
	return list->lines.n;
}

struct list_source bookmark_list_source(struct bookmark_list *list)
{
	return (struct list_source){.heading = list->all ? _("Bookmarks of all texts")
							 : _("Bookmarks of this text"),
		.hint = list->all ? _("Enter goes, e note, d deletes, u undoes, Tab this "
				      "text")
				  : _("Enter goes, e note, d deletes, u undoes, Tab all "
				      "texts"),
		.selects = true,
		.count = count,
		.line = make_line,
		.ctx = list};
}
