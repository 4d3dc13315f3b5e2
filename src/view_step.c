/* SPDX-License-Identifier: MIT */
/* view_step: what the other pane does when the current sentence, or the top, has changed.
 *
 * Panes by themselves: the other pane scrolls until the counterpart is seen, and stays where
 * it is as long as it is.
 * Panes in step have one top, so that what is linked is level however it was come to.  Only
 * a counterpart so far off that it cannot be on the screen with its sentence (a chapter
 * moved elsewhere) has its pane leave that top, and be level with it; what is shown follows
 * from the top and the current sentence alone.
 * Where only the other side has text on the screen, the keys go to it meanwhile. */
#include "view_internal.h"

/* Brings the counterpart to the height of the current sentence when it is far away. */
static void show_target(struct view *view, enum side other, struct target target)
{
	view_set_current(view, other, target.block, target.range.beg);
	view_show(view, other, target.block, target.range,
		view_current_row(view, view_other(other)));
}

static void settle_alone(struct view *view)
{
	enum side other = view_other(view->active);
	struct target target;
	view_find_links(view);
	if (view->follow && view_find_target(view, other, &target))
		show_target(view, other, target);
}

/* Gives the keys to the chosen side again, if it has text at the top that counts. */
static void choose_active(struct view *view)
{
	struct place top = view->pane[view->active].top;
	view->active = view->chosen;
	for (int turns = 0; turns < SIDE_COUNT; turns++) {
		view->pane[view->active].top = top;
		if (view_keep_current_in_sight(view, view->active))
			return;
		view->active = view_other(view->active);
	}
}

/* Makes current what the other side has on the row of the current sentence. */
static void go_beside(struct view *view, enum side other)
{
	enum side side = view_other(other);
	const struct pane *pane = &view->pane[side];
	struct place place = place_of(view, side, pane->block, pane->sentence.beg);
	size_t block, byte;
	view_beside(view, other, place, &block, &byte);
	view_set_current(view, other, block, byte);
}

/* Whether a counterpart that begins `away` rows below the current sentence, or above it,
 * cannot be seen with it. */
static bool is_far(
	const struct view *view, enum side other, struct target target, long away)
{
	enum side side = view_other(other);
	const struct pane *pane = &view->pane[side];
	long rows = pane->rows;
	struct span range = away > 0 ? target.range : pane->sentence;
	size_t block = away > 0 ? target.block : pane->block;
	long lower = view_range_rows(view, away > 0 ? other : side, block, range);
	away = away > 0 ? away : -away;
	return away > rows / 2 && away + lower > rows;
}

static void settle_in_step(struct view *view)
{
	choose_active(view);
	enum side side = view->active, other = view_other(side);
	struct pane *pane = &view->pane[other];
	struct target target;
	view_find_links(view);
	pane->top = view->pane[side].top;
	if (!view_find_target(view, other, &target)) {
		go_beside(view, other);
		return;
	}
	view_set_current(view, other, target.block, target.range.beg);
	struct place place = place_of(view, other, target.block, target.range.beg);
	long here = view_current_row(view, side);
	long there = view_screen_row(view, other, place, 2L * pane->rows);
	if (view->step == STEP_COLUMNS && is_far(view, other, target, there - here))
		view_put_at(view, other, place, here);
}

void view_settle(struct view *view)
{
	if (view->pane[view->active].block == NO_BLOCK)
		view->links.n = 0;
	else if (view->step == STEP_NONE)
		settle_alone(view);
	else
		settle_in_step(view);
}

void view_show_current(struct view *view)
{
	const struct pane *pane = &view->pane[view->active];
	if (view->step == STEP_NONE)
		return;
	view_show(view, view->active, pane->block, pane->sentence, pane->rows / 3);
	view_settle(view);
}

/* Brings a pane's current sentence into sight if nothing of it is. */
static void bring_in_sight(struct view *view, enum side side)
{
	const struct pane *pane = &view->pane[side];
	if (!view_current_is_in_sight(view, side))
		view_show(view, side, pane->block, pane->sentence, pane->rows / 3);
}

void view_switch_pane(struct view *view)
{
	enum side other = view_other(view->active);
	if (!view->has_text[other])
		return;
	view->chosen = view->active = other;
	bring_in_sight(view, other);
	view_settle(view);
}

bool view_follow_link(struct view *view)
{
	enum side other = view_other(view->active);
	struct target target;
	if (!view_find_target(view, other, &target))
		return false;
	if (view->step == STEP_NONE)
		show_target(view, other, target);
	view_switch_pane(view);
	return true;
}

struct view_spot view_spot(const struct view *view)
{
	struct view_spot spot = {.side = view->active, .chosen = view->chosen};
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		const struct pane *pane = &view->pane[side];
		spot.pane[side].block = pane->block;
		if (pane->block == NO_BLOCK)
			continue;
		spot.pane[side].byte = pane->sentence.beg;
		spot.pane[side].row = view->placed ? view_current_row(view, side) : 0;
	}
	return spot;
}

void view_return_to(struct view *view, const struct view_spot *spot)
{
	view->chosen = spot->chosen;
	view->active = spot->side;
	if (!view->has_text[spot->side] && view->has_text[view_other(spot->side)])
		view->active = view_other(spot->side);
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		if (spot->pane[side].block == NO_BLOCK ||
			view->pane[side].block == NO_BLOCK)
			continue;
		view_set_current(
			view, side, spot->pane[side].block, spot->pane[side].byte);
		view_place_current(view, side, spot->pane[side].row);
	}
	view_settle(view);
}
