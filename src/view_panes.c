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

/* Each trait has a function that tells its value, false when it is as config has it, and one
 * that sets it. */

static bool get_arrangement(const struct view *view, long *value)
{
	*value = view->arrangement;
	return view->arrangement != view->config->arrangement;
}

static void set_arrangement(struct view *view, long value)
{
	if (value >= ARRANGE_AUTO && value <= ARRANGE_ONE)
		view->arrangement = (int)value;
}

static bool get_columns(const struct view *view, long *value)
{
	*value = view->column_shift;
	return *value != 0;
}

static void set_columns(struct view *view, long value)
{
	view->column_shift = (int)value;
}

static bool get_rows(const struct view *view, long *value)
{
	*value = view->row_shift;
	return *value != 0;
}

static void set_rows(struct view *view, long value)
{
	view->row_shift = (int)value;
}

static bool get_zoom(const struct view *view, long *value)
{
	*value = view->zoomed;
	return view->zoomed;
}

static void set_zoom(struct view *view, long value)
{
	view->zoomed = value != 0;
}

static bool get_follow(const struct view *view, long *value)
{
	*value = view->follow;
	return view->follow != view->config->follow;
}

static void set_follow(struct view *view, long value)
{
	view->follow = value != 0;
}

static bool get_active(const struct view *view, long *value)
{
	*value = view->chosen;
	return view->chosen != SIDE_ZH;
}

static void set_active(struct view *view, long value)
{
	view->chosen = value == SIDE_EN ? SIDE_EN : SIDE_ZH;
	if (view->has_text[view->chosen])
		view->active = view->chosen;
}

static bool get_row(const struct view *view, long *value)
{
	bool known = view->pane[view->active].block != NO_BLOCK;
	*value = known ? view_current_row(view, view->active) : 0;
	return known;
}

static const struct {
	const char *name;
	bool (*get)(const struct view *view, long *value);
	void (*set)(struct view *view, long value); /* NULL: by view_go_back */
} traits[] = {
	{"arrangement", get_arrangement, set_arrangement},
	{"columns", get_columns, set_columns},
	{"rows", get_rows, set_rows},
	{"zoom", get_zoom, set_zoom},
	{"follow", get_follow, set_follow},
	{"pane", get_active, set_active},
	{"row", get_row, NULL},
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
	size_t beg = out->n;
	long value;
	for (size_t i = 0; i < TRAITS; i++) {
		if (traits[i].get(view, &value))
			buf_printf(out, "%s%s=%ld", out->n > beg ? " " : "",
				traits[i].name, value);
	}
}

void view_restore_panes(struct view *view, const char *panes)
{
	long value;
	bool changed = false;
	for (struct word word = word_next(&panes); word.n; word = word_next(&panes)) {
		for (size_t i = 0; i < TRAITS; i++) {
			if (traits[i].set && read_trait(word, traits[i].name, &value)) {
				traits[i].set(view, value);
				changed = true;
			}
		}
	}
	/* It would lay out again all that is on the screen. */
	if (changed)
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
