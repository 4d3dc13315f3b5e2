/* SPDX-License-Identifier: MIT */
/* command_move: the handlers that go somewhere, in the text or in the open list.
 *
 * What one came to is said by the view or the list; here is only what a count means, what is
 * said where it goes no farther, and that a place the text has not come to yet is gone to again
 * when it is loaded. */
#include "command_internal.h"

#include <string.h>

#include "message.h"
#include "section.h"

enum { FAR = 1 << 30 }; /* farther than any text or list goes; counts are cut there */

long command_times(long count, long step)
{
	long product;
	if (__builtin_mul_overflow(count, step, &product))
		product = step < 0 ? -FAR : FAR;
	return product < -FAR ? -FAR : product > FAR ? FAR : product;
}

/* The effects of a movement, and a word where it could not go on. */
static unsigned went(const struct command_call *call, bool moved)
{
	if (moved)
		return EFFECT_DRAW | call->command->effect;
	if (call->command->step < 0)
		buf_puts(call->message, _("(TOP)"));
	else
		buf_puts(call->message, call->loading ? _("(reading on)") : _("(END)"));
	return EFFECT_DRAW;
}

static unsigned move_list(const struct command_call *call)
{
	const struct command *command = call->command;
	long page = list_page(call->list);
	long lines = command->unit == UNIT_PAGE        ? page
		     : command->unit == UNIT_HALF_PAGE ? (page + 1) / 2
						       : 1;
	return went(call,
		list_move(call->list, command_times(call->count, lines * command->step)));
}

unsigned command_scroll(const struct command_call *call)
{
	const struct command *command = call->command;
	if (call->list)
		return move_list(call);
	long count = command_times(call->count, command->step);
	return went(call, view_move(reader_view(call->reader), command->unit, count));
}

unsigned command_walk(const struct command_call *call)
{
	return call->list ? EFFECT_NONE : command_scroll(call);
}

/* Goes to block `count` of the active pane, and waits for it as long as the text grows. */
static unsigned go_to_block(const struct command_call *call)
{
	struct view *view = reader_view(call->reader);
	enum side side;
	size_t block, wanted = (size_t)call->count - 1;
	struct span sentence;
	if (!view_current(view, &side, &block, &sentence))
		return call->loading ? EFFECT_AGAIN : EFFECT_NONE;
	bool there = wanted < reader_document(call->reader)->side[side].blocks.n;
	if (there)
		view_go(view, side, wanted, 0);
	else
		view_end(view);
	return EFFECT_DRAW | EFFECT_SHOW | (!there && call->loading ? EFFECT_AGAIN : 0);
}

unsigned command_home(const struct command_call *call)
{
	if (call->list)
		list_move(call->list, -FAR);
	else if (call->counted)
		return go_to_block(call);
	else
		view_home(reader_view(call->reader));
	return EFFECT_DRAW | EFFECT_SHOW;
}

unsigned command_end(const struct command_call *call)
{
	if (call->list) {
		list_move(call->list, FAR);
		return EFFECT_DRAW | EFFECT_SHOW;
	}
	if (call->counted)
		return go_to_block(call);
	view_end(reader_view(call->reader));
	return EFFECT_DRAW | EFFECT_SHOW | (call->loading ? EFFECT_AGAIN : 0);
}

unsigned command_percent(const struct command_call *call)
{
	if (call->list)
		return EFFECT_NONE;
	long whole = call->counted ? call->count : 0;
	view_percent(reader_view(call->reader), whole < 100 ? (double)whole : 100);
	return EFFECT_DRAW | EFFECT_SHOW | (call->loading ? EFFECT_AGAIN : 0);
}

/* What an argument of the command go says. */
struct target {
	enum { TARGET_NONE, TARGET_BLOCK, TARGET_PERCENT, TARGET_SECTION } kind;
	long number; /* of a block from 1, or percent */
};

static struct target read_target(const char *argument)
{
	struct word word = word_rest(argument);
	struct target target = {.kind = TARGET_NONE};
	bool percent = word.n > 1 && word.v[word.n - 1] == '%';
	word.n -= percent;
	if (word_number(word, FAR, &target.number))
		target.kind = percent             ? TARGET_PERCENT
			      : target.number > 0 ? TARGET_BLOCK
						  : TARGET_NONE;
	else if (!percent && section_is_path(word.v, word.n))
		target.kind = TARGET_SECTION;
	return target;
}

bool command_is_place(const char *argument)
{
	return read_target(argument).kind != TARGET_NONE;
}

/* Goes to the section a path leads to, on the side one is on or else on the other. */
static unsigned go_to_section(const struct command_call *call)
{
	struct view *view = reader_view(call->reader);
	const struct document *document = reader_document(call->reader);
	enum side here = SIDE_ZH;
	size_t block = 0, path_len = strlen(call->argument);
	struct span sentence;
	bool somewhere = view_current(view, &here, &block, &sentence);
	for (int i = 0; i < SIDE_COUNT; i++) {
		enum side side = i == 0 ? here : SIDE_COUNT - 1 - here;
		const struct stream *stream = &document->side[side];
		size_t section = side == here && somewhere
					 ? document_section(stream, block)
					 : NO_SECTION;
		section = section_at_path(stream, call->argument, path_len, section);
		if (section == NO_SECTION)
			continue;
		view_go(view, side, stream->sections.v[section].block, 0);
		return EFFECT_DRAW | EFFECT_SHOW | EFFECT_CLOSE;
	}
	buf_printf(call->message,
		call->loading ? _("no section %s yet, reading on") : _("no section %s"),
		call->argument);
	return EFFECT_DRAW | (call->loading ? EFFECT_AGAIN | EFFECT_CLOSE : 0);
}

unsigned command_go(const struct command_call *call)
{
	struct target target = read_target(call->argument);
	struct command_call there = *call;
	there.count = target.number;
	there.counted = true;
	there.list = NULL;
	if (target.kind == TARGET_SECTION)
		return go_to_section(call);
	return EFFECT_CLOSE | (target.kind == TARGET_PERCENT ? command_percent(&there)
							     : go_to_block(&there));
}
