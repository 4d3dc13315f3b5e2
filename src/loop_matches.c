/* SPDX-License-Identifier: MIT */
/* loop_matches: the list of all matches of the last search.
 *
 * Lines are asked for by index and made of the text anew each time, so that a million matches
 * open as soon as one.  The list grows while the search goes on.  Until the reader moves, the
 * match nearest to where the text is read stays selected; afterwards the one moved to does,
 * whatever is found before it. */
#include "loop_internal.h"

#include <stdlib.h>
#include <string.h>

#include "context.h"
#include "message.h"
#include "section.h"

enum {
	MARGIN = 2,        /* cells that a list leaves before a line */
	SECTION_SHARE = 4, /* one cell in so many is for side and section, */
	SECTION_MOST = 24, /* up to this many, */
	SECTION_LEAST = 3, /* but room for the side */
};

static const char *const side_marks[SIDE_COUNT] = {"中", "EN"};

/* "中 二 （三）" in a column of so many cells; outer sections give way to inner ones. */
static void add_section(const struct loop *loop, const struct search_match *match,
	const struct glyph_style *style, size_t cells, struct buf *out)
{
	const struct stream *stream = &reader_document(loop->reader)->side[match->side];
	struct buf buf = {0};
	const char *mark = side_marks[match->side], *inner;
	size_t used, room = cells - 1 - glyph_width(style, mark, strlen(mark));
	section_path(stream, document_section(stream, match->block), &buf);
	const char *path = buf_string(&buf);
	while (glyph_width(style, path, strlen(path)) > room &&
		(inner = strchr(path, ' ')) != NULL)
		path = inner + 1;
	buf_printf(out, "%s ", mark);
	buf_add(out, path, glyph_fit(style, path, strlen(path), room, &used));
	for (; used <= room; used++)
		buf_putc(out, ' ');
	buf_free(&buf);
}

static size_t count(void *ctx)
{
	const struct loop *loop = ctx;
	return loop->hunt.search ? search_count(loop->hunt.search) : 0;
}

static struct list_line line(void *ctx, size_t index)
{
	struct loop *loop = ctx;
	struct buf *text = &loop->matches.line;
	struct glyph_style style = {.ambiguous = (uint8_t)loop->size.ambiguous};
	struct search_match match = search_at(loop->hunt.search, index);
	const struct block *block = stream_block(
		&reader_document(loop->reader)->side[match.side], match.block);
	size_t columns = loop->size.columns > MARGIN + SECTION_SHARE
				 ? (size_t)loop->size.columns - MARGIN
				 : SECTION_SHARE;
	size_t section = columns / SECTION_SHARE;
	section = section > SECTION_MOST    ? SECTION_MOST
		  : section < SECTION_LEAST ? SECTION_LEAST
					    : section;
	columns = columns > section + 1 ? columns : section + 2;
	text->n = 0;
	add_section(loop, &match, &style, section, text);
	struct span range = context_add(&style, block->text, block->len, match.range,
		columns - section - 1, text);
	return (struct list_line){.text = buf_string(text),
		.len = text->n,
		.match = range,
		.element = ELEMENT_TEXT};
}

/* The match nearest to a place: that behind it, or the last one of its side. */
static size_t nearest(const struct search *search, const struct search_place *place)
{
	size_t index = search_index(search, place), n = search_count(search);
	if (n == 0)
		return 0;
	if (index == SEARCH_NONE)
		return n - 1;
	if (index > 0 && search_at(search, index).side != place->side &&
		search_at(search, index - 1).side == place->side)
		index--;
	return index;
}

static struct search_place place_of(const struct search_match *match)
{
	return (struct search_place){match->side, match->block, match->range.beg};
}

static const char *heading(struct loop *loop)
{
	struct buf *text = &loop->matches.heading;
	const struct hunt *hunt = &loop->hunt;
	text->n = 0;
	if (hunt->counting)
		buf_printf(text, _("Matches of /%s, searching: %d%%"), hunt->pattern,
			search_percent(hunt->search));
	else
		buf_printf(text,
			search_is_full(hunt->search) ? _("Matches of /%s, and more")
						     : _("Matches of /%s"),
			hunt->pattern);
	return buf_string(text);
}

struct list_source loop_open_matches(struct loop *loop, size_t *selected)
{
	struct matches *matches = &loop->matches;
	matches->place = loop_search_place(loop);
	matches->selected = *selected = nearest(loop->hunt.search, &matches->place);
	return (struct list_source){.heading = heading(loop),
		.hint = _("Enter goes there, / searches, & filters, q or Esc closes"),
		.selects = true,
		.count = count,
		.line = line,
		.ctx = loop};
}

void loop_matches_grew(struct loop *loop)
{
	struct matches *matches = &loop->matches;
	struct list *list = &loop->list;
	const struct search *search = loop->hunt.search;
	if (loop->open != LIST_MATCHES || !search || search_count(search) == 0)
		return;
	if (list->selected != matches->selected) {
		struct search_match chosen = search_at(search, list->selected);
		matches->place = place_of(&chosen);
	}
	size_t now = nearest(search, &matches->place);
	if (now != list->selected && !list_is_filtered(list)) {
		list->top += now - list->selected;
		list->selected = now;
	}
	matches->selected = list->selected;
	list->source.heading = heading(loop);
	loop->grown = true;
}

void loop_choose_match(struct loop *loop, size_t index)
{
	loop_close_list(loop);
	loop_search_go(loop, index);
}

void loop_matches_open(struct loop *loop)
{
	if (loop->open == LIST_MATCHES) {
		loop_close_list(loop);
	} else if (!loop->hunt.pattern) {
		loop_search_open(loop, SEARCH_FORWARD);
		loop->hunt.listing = true;
	} else if (loop_search_count(loop)) {
		loop_toggle_list(loop, LIST_MATCHES);
	}
}

void loop_matches_free(struct loop *loop)
{
	buf_free(&loop->matches.line);
	buf_free(&loop->matches.heading);
}
