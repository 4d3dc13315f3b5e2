/* SPDX-License-Identifier: MIT */
/* loop_jump: going back to where one was before a jump, and forward again.
 *
 * Whatever goes far notes where it began: commands by a flag in their row, lists, marks and
 * searches by loop_note_jump() before they move. */
#include "loop_internal.h"
#include "message.h"

static struct view_spot here(const struct loop *loop)
{
	return view_spot(reader_view(loop->reader));
}

void loop_note_jump(struct loop *loop)
{
	struct view_spot spot = here(loop);
	jump_note(&loop->jumps, &spot);
}

void loop_note_jump_from(struct loop *loop, const struct view_spot *from)
{
	struct view_spot spot = here(loop);
	if (!jump_is_same(from, &spot))
		jump_note(&loop->jumps, from);
}

static void go(struct loop *loop, const struct view_spot *there)
{
	view_return_to(reader_view(loop->reader), there);
	loop->dirty = true;
}

void loop_jump_back(struct loop *loop, long count)
{
	struct view_spot spot = here(loop), there;
	if (jump_back(&loop->jumps, &spot, count, &there))
		go(loop, &there);
	else
		loop_say(loop, _("there is no place to go back to"));
}

void loop_jump_forward(struct loop *loop, long count)
{
	struct view_spot spot = here(loop), there;
	if (jump_forward(&loop->jumps, &spot, count, &there))
		go(loop, &there);
	else
		loop_say(loop, _("there is no place to go forward to"));
}

void loop_jump_swap(struct loop *loop)
{
	struct view_spot spot = here(loop), there;
	if (jump_swap(&loop->jumps, &spot, &there))
		go(loop, &there);
	else
		loop_say(loop, _("there was no jump yet"));
}
