/* SPDX-License-Identifier: MIT */
/* list_internal: what the files of list share.
 *
 *	list.c         scrolling and drawing
 *	list_filter.c  which lines are shown
 *	list_find.c    going to those that match
 *
 * A place counts the lines that are shown, a choice those that can be selected: all that are
 * shown, or with a filter those that match. */
#ifndef DUIDU_LIST_INTERNAL_H
#define DUIDU_LIST_INTERNAL_H

#include "list.h"

/* Looks at the lines that the source has got since. */
void list_update(struct list *list);

size_t list_shown(const struct list *list);
size_t list_line_at(const struct list *list, size_t place);

size_t list_choices(const struct list *list);
size_t list_place_of(const struct list *list, size_t choice);
bool list_is_choice(const struct list *list, size_t place);

/* The choice that is selected, or the next if a filter hides that line; list_choices() if
 * there is none. */
size_t list_choice(const struct list *list);

/* How many rows of a screen the part below the lines has, and draws it from a row to before
 * another. */
int list_whole_rows(const struct list *list, const struct grid *grid);
void list_draw_whole(const struct list *list, const struct glyph_style *glyph, int row,
	int end, struct grid *grid);

/* Scrolls to what was found in a list without a selection, if that is not on the screen. */
void list_show_found(struct list *list);

#endif
