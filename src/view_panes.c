/* SPDX-License-Identifier: MIT */
/* view_panes: how the panes are arranged, as a line of words, so that a text can be opened as
 * it was left.
 *
 * Only what differs from the configuration is said: whoever changes an option there sees it
 * changed in the texts he has read before, too.  Words are NAME=NUMBER, so that a line of
 * another version, or of somebody's hand, does no more harm than to be ignored. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "view_internal.h"
#include "word.h"

enum { MOST_CELLS = 10000 }; /* a divider, or a row, may be away */

static void describe_arrangement(const struct view *view, struct buf *out)
{
	if (view->arrangement != view->config->arrangement)
		buf_printf(out, "arrangement=%d ", view->arrangement);
}

static void restore_arrangement(struct view *view, long value)
{
	if (value >= ARRANGE_AUTO && value <= ARRANGE_ONE)
		view->arrangement = (int)value;
}

static void describe_divider(const struct view *view, struct buf *out)
{
	if (view->column_shift != 0)
		buf_printf(out, "columns=%d ", view->column_shift);
	if (view->row_shift != 0)
		buf_printf(out, "rows=%d ", view->row_shift);
}

static void restore_columns(struct view *view, long value)
{
	view->column_shift = (int)value;
}

static void restore_rows(struct view *view, long value)
{
	view->row_shift = (int)value;
}

static void describe_zoom(const struct view *view, struct buf *out)
{
	if (view->zoomed)
		buf_puts(out, "zoom=1 ");
}

static void restore_zoom(struct view *view, long value)
{
	view->zoomed = value != 0;
}

static void describe_follow(const struct view *view, struct buf *out)
{
	if (view->follow != view->config->follow)
		buf_printf(out, "follow=%d ", view->follow);
}

static void restore_follow(struct view *view, long value)
{
	view->follow = value != 0;
}

static void describe_active(const struct view *view, struct buf *out)
{
	if (view->chosen != SIDE_ZH)
		buf_printf(out, "pane=%d ", (int)view->chosen);
}

static void restore_active(struct view *view, long value)
{
	view->chosen = value == SIDE_EN ? SIDE_EN : SIDE_ZH;
}

static void describe_row(const struct view *view, struct buf *out)
{
	enum side side = view_active(view);
	const struct pane *pane = &view->pane[side];
	if (pane->block == NO_BLOCK)
		return;
	struct place first = place_of(view, side, pane->block, pane->sentence.beg);
	long limit = 4L * pane->rows;
	buf_printf(out, "row=%ld ", view_screen_row(view, side, first, limit));
}

static const struct {
	const char *name; /* of the word; NULL: said by the row before */
	void (*describe)(const struct view *view, struct buf *out);
	void (*restore)(struct view *view, long value); /* NULL: not here */
} traits[] = {
	{"arrangement", describe_arrangement, restore_arrangement},
	{"columns", describe_divider, restore_columns},
	{"rows", NULL, restore_rows},
	{"zoom", describe_zoom, restore_zoom},
	{"follow", describe_follow, restore_follow},
	{"pane", describe_active, restore_active},
	{"row", describe_row, NULL},
};
enum { TRAITS = sizeof traits / sizeof *traits };

/* "NAME=VALUE"; false if the word is something else. */
static bool read_trait(struct word word, const char *name, long *value)
{
	size_t len = strlen(name);
	char number[16];
	char *end;
	if (word.n <= len + 1 || word.n - len - 1 >= sizeof number ||
		memcmp(word.v, name, len) != 0 || word.v[len] != '=')
		return false;
	memcpy(number, word.v + len + 1, word.n - len - 1);
	number[word.n - len - 1] = '\0';
	*value = strtol(number, &end, 10);
	return *end == '\0' && *value >= -MOST_CELLS && *value <= MOST_CELLS;
}

void view_describe_panes(const struct view *view, struct buf *out)
{
	for (size_t i = 0; i < TRAITS; i++) {
		if (traits[i].describe)
			traits[i].describe(view, out);
	}
	while (out->n > 0 && out->v[out->n - 1] == ' ')
		out->n--;
}

void view_restore_panes(struct view *view, const char *panes)
{
	long value;
	for (struct word word = word_next(&panes); word.n; word = word_next(&panes)) {
		for (size_t i = 0; i < TRAITS; i++) {
			if (traits[i].restore && read_trait(word, traits[i].name, &value))
				traits[i].restore(view, value);
		}
	}
	view_rearrange(view);
}

void view_go_back(
	struct view *view, enum side side, size_t block, size_t byte, const char *panes)
{
	long row;
	view_go(view, side, block, byte);
	for (struct word word = word_next(&panes); word.n; word = word_next(&panes)) {
		if (read_trait(word, "row", &row)) {
			view_place_current(view, side, row);
			view_settle(view);
		}
	}
}
