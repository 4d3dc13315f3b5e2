/* SPDX-License-Identifier: MIT */
/* view_panes: how the panes are arranged and where they are, to come back to: in this session by
 * a spot, in another by a line of words. */
#ifndef DUIDU_VIEW_PANES_H
#define DUIDU_VIEW_PANES_H

#include "view.h"

/* Appends how the panes differ from what config says, as words of one line, and on which row
 * the current sentence is; view_restore_panes makes it so again.  What it does not know in
 * such a line it leaves alone. */
void view_describe_panes(const struct view *view, struct buf *out);
void view_restore_panes(struct view *view, const char *panes);

/* view_go, and then the sentence to the row it had when panes was described, if the ends of
 * the text and the size of the screen allow. */
void view_go_back(
	struct view *view, enum side side, size_t block, size_t byte, const char *panes);

/* Where the panes are, to come back to: by the current sentences and the rows they are on,
 * so that it stays good when the screen changes. */
struct view_spot {
	struct {
		size_t block, byte;
		long row;
	} pane[SIDE_COUNT];
	enum side side, chosen; /* the pane the keys go to, and the one they return to
				 * as soon as it has text on the screen */
};
struct view_spot view_spot(const struct view *view);
void view_return_to(struct view *view, const struct view_spot *spot);

#endif
