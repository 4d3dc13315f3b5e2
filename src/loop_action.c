/* SPDX-License-Identifier: MIT */
/* loop_action: what a command does.
 *
 * A command does its work on the text or the open list itself (command.c), and says what that
 * asks of the screen; what is the loop's to do, opening a list, a prompt, a search, is a row of
 * the table here.
 * A command that needs text which is not there yet (G, 90%, +500) is run again after each slice
 * until it is content; the next command puts an end to that. */
#include "loop_internal.h"

#include <stdlib.h>

#include "message.h"

/* One of the three, by how much the action needs to know. */
struct action {
	enum open_list opens; /* a list, or closes it */
	void (*act)(struct loop *loop);
	void (*act_on)(struct loop *loop, const struct command_call *call);
};

static void open_coverage(struct loop *loop)
{
	if (reader_document(loop->reader)->clauses.n)
		loop_toggle_list(loop, LIST_COVERAGE);
	else
		loop_say(loop, loop->loading
				       ? _("the text is still being read")
				       : _("there is no abstract in both languages"));
}

/* One thing for each time the key is pressed. */
static void cancel(struct loop *loop)
{
	if (loop->message.n == 0)
		loop_search_stop(loop);
}

static void open_command_line(struct loop *loop)
{
	loop_open_prompt(loop, PROMPT_COMMAND, NULL);
}

/* In a list its lines are searched, else the text. */
static void open_search(struct loop *loop, enum search_direction direction)
{
	(loop->open ? loop_find_open : loop_search_open)(loop, direction);
}

static void search_forward(struct loop *loop)
{
	open_search(loop, SEARCH_FORWARD);
}

static void search_backward(struct loop *loop)
{
	open_search(loop, SEARCH_BACKWARD);
}

static void search_again(struct loop *loop, bool back, long count)
{
	enum search_direction direction =
		loop->open ? loop->find.direction : loop->hunt.direction;
	if (back)
		direction =
			direction == SEARCH_FORWARD ? SEARCH_BACKWARD : SEARCH_FORWARD;
	(loop->open ? loop_find_again : loop_search_again)(loop, direction, count);
}

static void next_match(struct loop *loop, const struct command_call *call)
{
	search_again(loop, false, call->count);
}

static void previous_match(struct loop *loop, const struct command_call *call)
{
	search_again(loop, true, call->count);
}

static void toggle(struct loop *loop, const struct command_call *call)
{
	loop_search_toggle(loop, call->command->option);
}

static void set_mark(struct loop *loop)
{
	loop->marks.awaits = MARK_SET;
	loop_say(loop, _("set mark: a letter"));
}

static void go_to_mark(struct loop *loop)
{
	loop->marks.awaits = MARK_GO;
	loop_say(loop, _("go to mark: a letter, or ' for the place before the jump"));
}

/* What a reader expects of Enter on a footnote's number, and else on a sentence. */
static void open_reference(struct loop *loop)
{
	if (loop_cite_is_here(loop))
		loop_cite(loop, CITE_LIST, 1);
	else
		loop_run_command(loop, command_named("follow-link", 11), NULL);
}

static void copy(struct loop *loop, const struct command_call *call)
{
	loop_copy(loop, call->command->action == ACTION_COPY_PAIR);
}

static void edit(struct loop *loop)
{
	loop_edit(loop);
	loop_measure(loop);
}

static void next_citation(struct loop *loop, const struct command_call *call)
{
	loop_cite(loop, CITE_ANY, call->count * call->command->step);
}

static void next_mention(struct loop *loop, const struct command_call *call)
{
	loop_cite(loop, CITE_SAME, call->count * call->command->step);
}

static void back(struct loop *loop, const struct command_call *call)
{
	loop_jump_back(loop, call->count);
}

static void forward(struct loop *loop, const struct command_call *call)
{
	loop_jump_forward(loop, call->count);
}

static void undo(struct loop *loop, const struct command_call *call)
{
	if (loop->open == LIST_ALIGNMENT)
		loop_correct(loop, call);
	else
		loop_undelete_bookmark(loop);
}

static void suspend(struct loop *loop)
{
	loop->front->suspend(loop->front->ctx);
	loop_measure(loop);
}

static void quit(struct loop *loop)
{
	loop->quit = true;
}

static const struct action actions[ACTION_COUNT] = {
	[ACTION_HELP] = {.opens = LIST_HELP},
	[ACTION_CONTENTS] = {.opens = LIST_CONTENTS},
	[ACTION_COVERAGE] = {.act = open_coverage},
	[ACTION_ALIGNMENT] = {.act = loop_alignment_open},
	[ACTION_LINK_DOUBTFUL] = {.act_on = loop_correct},
	[ACTION_LINK_UNEVEN] = {.act_on = loop_correct},
	[ACTION_LINK_EMPTY] = {.act_on = loop_correct},
	[ACTION_LINK_MERGE] = {.act_on = loop_correct},
	[ACTION_LINK_SPLIT] = {.act_on = loop_correct},
	[ACTION_LINK_SWAP] = {.act_on = loop_correct},
	[ACTION_LINK_CONFIRM] = {.act_on = loop_correct},
	[ACTION_LINK_NONE] = {.act_on = loop_correct},
	[ACTION_LINK_SHIFT] = {.act_on = loop_correct},
	[ACTION_LINK_REDO] = {.act_on = loop_correct},
	[ACTION_CANCEL] = {.act = cancel},
	[ACTION_CHOOSE] = {.act = loop_choose},
	[ACTION_COMMAND_LINE] = {.act = open_command_line},
	[ACTION_SEARCH] = {.act = search_forward},
	[ACTION_SEARCH_BACK] = {.act = search_backward},
	[ACTION_SEARCH_NEXT] = {.act_on = next_match},
	[ACTION_SEARCH_PREVIOUS] = {.act_on = previous_match},
	[ACTION_FILTER] = {.act = loop_filter_open},
	[ACTION_MATCHES] = {.act = loop_matches_open},
	[ACTION_TOGGLE] = {.act_on = toggle},
	[ACTION_SET_MARK] = {.act = set_mark},
	[ACTION_GO_TO_MARK] = {.act = go_to_mark},
	[ACTION_COPY] = {.act_on = copy},
	[ACTION_COPY_PAIR] = {.act_on = copy},
	[ACTION_EDIT] = {.act = edit},
	[ACTION_OPEN] = {.act = open_reference},
	[ACTION_CITATION] = {.act_on = next_citation},
	[ACTION_MENTION] = {.act_on = next_mention},
	[ACTION_EQUIVALENTS] = {.act = loop_equivalents_say},
	[ACTION_CONCORDANCE] = {.act = loop_equivalents_list},
	[ACTION_JUMP_BACK] = {.act_on = back},
	[ACTION_JUMP_FORWARD] = {.act_on = forward},
	[ACTION_NOTE] = {.act = loop_edit_note},
	[ACTION_BOOKMARKS] = {.opens = LIST_BOOKMARKS},
	[ACTION_BOOKMARKS_ALL] = {.act = loop_switch_bookmarks},
	[ACTION_BOOKMARK_DELETE] = {.act = loop_delete_bookmark},
	[ACTION_UNDO] = {.act_on = undo},
	[ACTION_RELOAD] = {.act = loop_reload},
	[ACTION_RECENT] = {.opens = LIST_RECENT},
	[ACTION_SUSPEND] = {.act = suspend},
	[ACTION_QUIT] = {.act = quit},
};

static void do_action(
	struct loop *loop, const struct action *action, const struct command_call *call)
{
	if (action->opens)
		loop_toggle_list(loop, action->opens);
	else if (action->act)
		action->act(loop);
	else if (action->act_on)
		action->act_on(loop, call);
}

static void apply(struct loop *loop, unsigned effects)
{
	if (effects != EFFECT_NONE)
		loop->dirty = true;
	if (effects & EFFECT_SHOW)
		loop->at_once = true;
	if (effects & EFFECT_REDRAW)
		loop->repaint = true;
	if (effects & EFFECT_CLOSE)
		loop_close_list(loop);
	if (effects & EFFECT_PASSAGES)
		loop_toggle_list(loop, LIST_PASSAGES);
}

/* Makes a call the one that is run again; its argument may be gone by then. */
static void keep_again(struct loop *loop, const struct command_call *call)
{
	char *argument = call->argument ? xstrdup(call->argument) : NULL;
	free(loop->again_argument);
	loop->again = *call;
	loop->again.argument = loop->again_argument = argument;
}

void loop_run_command(
	struct loop *loop, const struct command *command, const char *argument)
{
	struct command_call call = {
		.command = command,
		.reader = loop->reader,
		.list = loop->open ? &loop->list : NULL,
		.loading = loop_is_growing(loop),
		.count = loop->count ? loop->count : 1,
		.counted = loop->count != 0,
		.argument = argument,
		.message = &loop->message,
	};
	loop->again.command = NULL;
	loop->cite.wanted = CITE_NOTHING;
	loop_search_let_be(loop);
	loop->ask.wanted = ASK_NOTHING;
	loop->count = 0;
	struct view_spot from = {0};
	if (command->jumps)
		from = view_spot(reader_view(loop->reader));
	unsigned effects = command->run ? command->run(&call) : EFFECT_DRAW;
	if (command->jumps)
		loop_note_jump_from(loop, &from);
	if (effects & EFFECT_AGAIN)
		keep_again(loop, &call);
	apply(loop, effects);
	do_action(loop, &actions[command->action], &call);
}

void loop_run_again(struct loop *loop)
{
	struct command_call call = loop->again;
	struct buf said = {0};
	if (!call.command)
		return;
	call.loading = loop_is_growing(loop);
	call.message = &said;
	unsigned effects = call.command->run(&call);
	if (!(effects & EFFECT_AGAIN)) {
		loop->again.command = NULL;
		loop->dirty = true;
		/* What it says is news only when it is its last word. */
		if (said.n)
			loop_say(loop, buf_string(&said));
	}
	buf_free(&said);
}
