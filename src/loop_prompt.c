/* SPDX-License-Identifier: MIT */
/* loop_prompt: keys while a prompt is open, and what becomes of what was entered.
 *
 * Each use of a prompt is a row of a table: its label, and what to do when the text changed,
 * was accepted or given up.  The prompt is closed before the text is acted on, so that what it
 * leads to finds the screen as it was. */
#include "loop_internal.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "command_line.h"
#include "message.h"

/* A line typed at ":". */
static void accept_command(struct loop *loop, const char *text)
{
	struct order order;
	struct status s = command_line_read(loop->settings, text, &order, &loop->message);
	if (!status_ok(&s))
		loop_say(loop, s.message);
	if (order.changed)
		loop_settings_changed(loop);
	loop->count = order.count;
	if (order.command)
		loop_run_command(loop, order.command, order.argument);
	free(order.argument);
}

static const char *search_note(struct loop *loop)
{
	return loop->hunt.typed.message;
}

static const struct {
	const char *label;
	void (*accepted)(struct loop *loop, const char *text);
	void (*changed)(struct loop *loop, const char *text); /* or NULL */
	void (*cancelled)(struct loop *loop);                 /* or NULL */
	void (*complete)(void *ctx, const char *before, struct prompt *prompt);
	/* Takes a key that the prompt has no use for; NULL: only those about the screen. */
	void (*unused)(struct loop *loop, key k);
	const char *(*note)(struct loop *loop); /* what stands at the right; or NULL */
	bool forgets;                           /* has no history */
} uses[PROMPT_USES] = {
	[PROMPT_COMMAND] = {.label = ":",
		.accepted = accept_command,
		.complete = command_line_complete},
	[PROMPT_SEARCH] = {.label = "/",
		.accepted = loop_search_accepted,
		.changed = loop_search_changed,
		.cancelled = loop_search_cancelled,
		.note = search_note},
	[PROMPT_SEARCH_BACK] = {.label = "?",
		.accepted = loop_search_accepted,
		.changed = loop_search_changed,
		.cancelled = loop_search_cancelled,
		.note = search_note},
	[PROMPT_FILTER] = {.label = "&",
		.accepted = loop_filter_accepted,
		.changed = loop_filter_changed,
		.cancelled = loop_filter_cancelled,
		.unused = loop_filter_key,
		.note = loop_filter_note,
		.forgets = true},
	[PROMPT_FIND] = {.label = "/",
		.accepted = loop_find_accepted,
		.changed = loop_find_changed,
		.cancelled = loop_find_cancelled,
		.note = loop_find_note},
	[PROMPT_FIND_BACK] = {.label = "?",
		.accepted = loop_find_accepted,
		.changed = loop_find_changed,
		.cancelled = loop_find_cancelled,
		.note = loop_find_note},
	[PROMPT_NOTE] = {.label = N_("note: "), .accepted = loop_note_accepted},
};

/* Both ways of a search have one history. */
static struct history *history_of(struct loop *loop, enum prompt_use use)
{
	return &loop->history[use == PROMPT_SEARCH_BACK ? PROMPT_SEARCH : use];
}

static bool is_search(enum prompt_use use)
{
	return use == PROMPT_SEARCH || use == PROMPT_SEARCH_BACK;
}

bool loop_prompt_is_of_list(enum prompt_use use)
{
	return use == PROMPT_FILTER || use == PROMPT_FIND || use == PROMPT_FIND_BACK;
}

/* Whether what is typed is a pattern under the options of a search, which its label says. */
static bool has_options(enum prompt_use use)
{
	return is_search(use) || use == PROMPT_FIND || use == PROMPT_FIND_BACK ||
	       use == PROMPT_FILTER;
}

void loop_open_prompt(struct loop *loop, enum prompt_use use, const char *initial)
{
	struct history *history = history_of(loop, use);
	if (is_search(use))
		loop_recall_searches(loop, history);
	struct prompt_setup setup = {.label = _(uses[use].label),
		.initial = initial,
		.history = (const char *const *)history->v,
		.history_count = history->n,
		.complete = uses[use].complete,
		.ctx = loop->settings};
	loop->use = use;
	loop->prompting = loop->dirty = true;
	loop->count = 0;
	if (has_options(use))
		setup.label = loop_search_label(loop, uses[use].label);
	prompt_open(&loop->prompt, &setup);
}

void loop_close_prompt(struct loop *loop)
{
	prompt_close(&loop->prompt);
	loop->prompting = false;
}

/* Adds to the history of a use what is not just a repetition. */
static void remember(struct loop *loop, const char *text)
{
	struct history *history = history_of(loop, loop->use);
	if (*text == '\0' || uses[loop->use].forgets ||
		(history->n > 0 && strcmp(history->v[history->n - 1], text) == 0))
		return;
	array_push(history, xstrdup(text));
}

static void accept(struct loop *loop)
{
	char *text = xstrdup(prompt_text(&loop->prompt));
	loop_close_prompt(loop);
	remember(loop, text);
	if (is_search(loop->use))
		loop_remember_search(loop, text);
	uses[loop->use].accepted(loop, text);
	free(text);
}

/* Runs what a key is bound to that has no place in a line, if it is about the screen, or
 * about the search that is being typed. */
static void run_screen_command(struct loop *loop, key k)
{
	const struct command *command;
	const char *argument;
	enum keymap_match match = keymap_find(
		loop->settings->keymap, KEYMAP_READ, &k, 1, &command, &argument);
	if (match == KEYMAP_FOUND &&
		(command->effect == EFFECT_REDRAW || command->action == ACTION_SUSPEND ||
			(command->action == ACTION_TOGGLE && has_options(loop->use))))
		loop_run_command(loop, command, argument);
}

void loop_prompt_anew(struct loop *loop)
{
	loop_search_label(loop, uses[loop->use].label);
	uses[loop->use].changed(loop, prompt_text(&loop->prompt));
}

static void take_prompt_key(struct loop *loop, key k)
{
	loop->message.n = 0;
	loop->dirty = true;
	switch (prompt_take(&loop->prompt, k)) {
	case PROMPT_UNUSED:
		run_screen_command(loop, k);
		if (uses[loop->use].unused)
			uses[loop->use].unused(loop, k);
		break;
	case PROMPT_EDITING:
		break;
	case PROMPT_CHANGED:
		if (uses[loop->use].changed)
			uses[loop->use].changed(loop, prompt_text(&loop->prompt));
		break;
	case PROMPT_ACCEPTED:
		accept(loop);
		break;
	case PROMPT_CANCELLED:
		loop_close_prompt(loop);
		if (uses[loop->use].cancelled)
			uses[loop->use].cancelled(loop);
		break;
	}
}

/* Whether a key is part of a paste.  A Ctrl-C in it is a character like others, or what follows
 * would be obeyed; only one that comes after a pause was typed, by a person whose terminal has
 * lost the end of the paste. */
static bool is_pasted(struct loop *loop, key k)
{
	enum { PAUSE = 1000 }; /* ms */
	bool was = loop->pasting;
	double now = clock_ms();
	if (k == KEY_PASTE_BEGIN)
		loop->pasting = true;
	else if (k == KEY_PASTE_END ||
		 (k == KEY_INTERRUPT && now - loop->pasted >= PAUSE))
		loop->pasting = false;
	loop->pasted = now;
	return was || loop->pasting || k == KEY_PASTE_END;
}

bool loop_prompt_key(struct loop *loop, key k)
{
	bool pasted = is_pasted(loop, k);
	if (loop->prompting && !(loop->pasting && k == KEY_INTERRUPT)) {
		take_prompt_key(loop, k);
		return true;
	}
	if (k == KEY_PASTE_END)
		loop_say(loop, _("only a prompt takes what is pasted"));
	return pasted;
}

void loop_draw_prompt(struct loop *loop)
{
	struct glyph_style glyph = {.ambiguous = (uint8_t)loop->size.ambiguous};
	const char *note = uses[loop->use].note ? uses[loop->use].note(loop) : NULL;
	prompt_draw(&loop->prompt, &glyph, note, &loop->grid, loop->grid.rows - 1);
}

void loop_prompt_free(struct loop *loop)
{
	if (loop->prompting)
		loop_close_prompt(loop);
	for (int use = 0; use < PROMPT_USES; use++) {
		for (size_t i = 0; i < loop->history[use].n; i++)
			free(loop->history[use].v[i]);
		array_free(&loop->history[use]);
	}
}
