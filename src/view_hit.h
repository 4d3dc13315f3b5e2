/* SPDX-License-Identifier: MIT */
/* view_hit: the mouse: what is at a cell of the screen, and what a click, the wheel and dragging
 * do.  Rows and columns are cells of the screen from 0; outside it there is nothing. */
#ifndef DUIDU_VIEW_HIT_H
#define DUIDU_VIEW_HIT_H

#include "view.h"

/* What is at a cell of the screen. */
struct view_hit {
	enum { HIT_NOTHING, HIT_TEXT, HIT_BLANK, HIT_DIVIDER } what; /* blank: below it */
	enum side side;     /* of the pane, for text and blank */
	size_t block, byte; /* for text; beside it the nearest of its row */
};
struct view_hit view_hit(const struct view *view, int row, int column);

/* Makes the sentence at a byte of a block that is on the screen current, without scrolling, in
 * the pane of its side. */
void view_point(struct view *view, enum side side, size_t block, size_t byte);

/* Scrolls a pane by rows (negative: up).  One that the keys do not go to follows again with
 * the next move in the other. */
void view_scroll(struct view *view, enum side side, long rows);

/* Moves the divider to a cell of the screen. */
void view_drag_divider(struct view *view, int row, int column);

#endif
