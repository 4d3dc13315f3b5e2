/* SPDX-License-Identifier: MIT */
/* jump: a bounded list of places and a finger in it.
 *
 * While the finger is behind the last place nothing has been gone back.  The first step back
 * stores where one is, so that the way forward ends there; the next jump drops what is ahead
 * of the finger.  A step never stays where it is: whoever scrolled back by hand to a place of
 * the list, or jumped to where he was, does not press the key in vain. */
#include "jump.h"

#include <string.h>

bool jump_is_same(const struct view_spot *a, const struct view_spot *b)
{
	return a->side == b->side && a->pane[a->side].block == b->pane[b->side].block &&
	       a->pane[a->side].byte == b->pane[b->side].byte;
}

static void drop(struct jump_list *list, size_t index)
{
	list->n--;
	memmove(&list->spots[index], &list->spots[index + 1],
		(list->n - index) * sizeof *list->spots);
	if (list->at > index)
		list->at--;
}

/* Makes a place the newest. */
static void append(struct jump_list *list, const struct view_spot *here)
{
	for (size_t i = list->n; i-- > 0;)
		if (jump_is_same(&list->spots[i], here))
			drop(list, i);
	if (list->n > JUMP_MOST)
		drop(list, 0);
	list->spots[list->n++] = *here;
}

static void leave(struct jump_list *list, const struct view_spot *here)
{
	list->last = *here;
	list->moved = true;
}

void jump_note(struct jump_list *list, const struct view_spot *here)
{
	if (list->at < list->n)
		list->n = list->at + 1;
	append(list, here);
	if (list->n > JUMP_MOST)
		drop(list, 0);
	list->at = list->n;
	leave(list, here);
}

/* The index count places from the finger that way, not counting those that are here; false
 * when there is none. */
static bool find(const struct jump_list *list, const struct view_spot *here, int step,
	long count, size_t *index)
{
	bool found = false;
	for (size_t i = list->at; count > 0 && (step < 0 ? i > 0 : i + 1 < list->n);) {
		i += (size_t)step;
		if (jump_is_same(&list->spots[i], here))
			continue;
		*index = i;
		found = true;
		count--;
	}
	return found;
}

bool jump_back(struct jump_list *list, const struct view_spot *here, long count,
	struct view_spot *there)
{
	size_t index;
	if (!find(list, here, -1, count, &index))
		return false;
	*there = list->spots[index];
	if (list->at == list->n)
		append(list, here);
	for (list->at = 0; !jump_is_same(&list->spots[list->at], there);)
		list->at++;
	leave(list, here);
	return true;
}

bool jump_forward(struct jump_list *list, const struct view_spot *here, long count,
	struct view_spot *there)
{
	size_t index;
	if (!find(list, here, 1, count, &index))
		return false;
	list->at = index;
	*there = list->spots[index];
	leave(list, here);
	return true;
}

bool jump_swap(
	struct jump_list *list, const struct view_spot *here, struct view_spot *there)
{
	if (!list->moved)
		return false;
	*there = list->last;
	jump_note(list, here);
	return true;
}
