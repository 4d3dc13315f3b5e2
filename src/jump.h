/* SPDX-License-Identifier: MIT */
/* jump: the places one has left by a jump, to go back to and forward again.
 *
 * As in vim: going back keeps the way forward until the next jump, a place is in the list
 * once, at its latest, and only so many are kept.  Two spots are the same place when the same
 * sentence is current in the same pane.  Zero is an empty list. */
#ifndef DUIDU_JUMP_H
#define DUIDU_JUMP_H

#include <stdbool.h>

#include "view_panes.h"

enum { JUMP_MOST = 100 }; /* places kept */

struct jump_list {
	/* Oldest first; one more than are kept, for where one was when one began to go back. */
	struct view_spot spots[JUMP_MOST + 1];
	size_t n, at;          /* at: the one that one went back to; n: none */
	struct view_spot last; /* what was left by the last move of any kind, if moved */
	bool moved;
};

bool jump_is_same(const struct view_spot *a, const struct view_spot *b);

/* To be called with the place that a jump leaves. */
void jump_note(struct jump_list *list, const struct view_spot *here);

/* Goes count places back or forward from here, or as far as there are any, and tells where
 * that is; false when there is no other place that way. */
bool jump_back(struct jump_list *list, const struct view_spot *here, long count,
	struct view_spot *there);
bool jump_forward(struct jump_list *list, const struct view_spot *here, long count,
	struct view_spot *there);

/* The place before the last jump, step back or step forward; twice comes back.  False when
 * there was none. */
bool jump_swap(
	struct jump_list *list, const struct view_spot *here, struct view_spot *there);

#endif
