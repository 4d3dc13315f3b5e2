/* SPDX-License-Identifier: MIT */
/* loop_mouse: wheel, clicks and drags.
 *
 * Off unless asked for, since a terminal then leaves its own selection to us: what comes all the
 * same is dropped.  While something is typed at a prompt the mouse is at rest. */
#include "loop_internal.h"
#include "view_hit.h"

enum { WHEEL = 3 }; /* rows for a notch of the wheel */

static void mouse_on_list(struct loop *loop, const struct mouse *mouse)
{
	struct list *list = &loop->list;
	size_t line, before;
	if (mouse->act == MOUSE_WHEEL_UP || mouse->act == MOUSE_WHEEL_DOWN) {
		list_move(list, mouse->act == MOUSE_WHEEL_UP ? -WHEEL : WHEEL);
	} else if (mouse->act == MOUSE_PRESS && list_line_on(list, mouse->row, &line)) {
		bool again = list_selected(list, &before) && before == line;
		list->selected = line;
		if (again)
			loop_choose(loop);
	}
}

static void press(struct loop *loop, const struct view_hit *hit)
{
	if (hit->what == HIT_DIVIDER)
		loop->dragging = true;
	else if (hit->what == HIT_TEXT)
		view_point(reader_view(loop->reader), hit->side, hit->block, hit->byte);
}

static void mouse_on_text(struct loop *loop, const struct mouse *mouse)
{
	struct view *view = reader_view(loop->reader);
	struct view_hit hit = view_hit(view, mouse->row, mouse->column);
	switch (mouse->act) {
	case MOUSE_PRESS:
		press(loop, &hit);
		break;
	case MOUSE_DRAG:
		if (loop->dragging)
			view_drag_divider(view, mouse->row, mouse->column);
		break;
	case MOUSE_RELEASE:
		loop->dragging = false;
		break;
	case MOUSE_WHEEL_UP:
	case MOUSE_WHEEL_DOWN:
		if (hit.what == HIT_TEXT || hit.what == HIT_BLANK)
			view_scroll(view, hit.side,
				mouse->act == MOUSE_WHEEL_UP ? -WHEEL : WHEEL);
		break;
	}
}

bool loop_mouse_key(struct loop *loop, key k)
{
	struct mouse mouse;
	if (!key_mouse(k, &mouse))
		return false;
	if (!loop->settings->config.mouse || loop->prompting || loop->pasting)
		return true;
	loop_search_let_be(loop);
	loop->message.n = 0;
	loop->dirty = true;
	(loop->open ? mouse_on_list : mouse_on_text)(loop, &mouse);
	return true;
}
