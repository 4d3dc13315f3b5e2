/* SPDX-License-Identifier: MIT */
/* loop_internal: what the files of loop share; most subjects have a header of their own. */
#ifndef DUIDU_LOOP_INTERNAL_H
#define DUIDU_LOOP_INTERNAL_H

#include "contents.h"
#include "help.h"
#include "jump.h"
#include "loop.h"
#include "loop_bookmark.h"
#include "loop_cite.h"
#include "loop_correct.h"
#include "loop_equivalent.h"
#include "loop_list.h"
#include "loop_prompt.h"
#include "loop_remember.h"
#include "loop_search.h"
#include "summary.h"

struct loop {
	struct reader *reader;
	struct settings *settings;
	const struct front *front;
	struct front_size size;
	struct grid grid;
	struct buf message; /* for the bottom line, until the next key */

	key keys[KEYMAP_KEYS]; /* typed, and not yet a command */
	size_t key_count;
	long count; /* 0: none was typed */

	enum open_list open;
	struct list list;
	struct help help;
	struct contents contents;
	struct coverage *coverage; /* while a list needs it, NULL without an abstract */
	struct summary summary;
	struct status filter; /* what is wrong with the filter being typed */
	struct find find;

	bool prompting; /* a prompt is open, and gets the keys */
	enum prompt_use use;
	struct prompt prompt;
	struct history history[PROMPT_USES];
	struct hunt hunt;
	struct matches matches;
	struct ask ask;
	struct marks marks;
	struct jump_list jumps;
	struct notes notes;
	struct memory memory;
	struct cite cite;
	struct alignment alignment;
	bool dragging; /* the divider, since a press on it */
	bool pasting;  /* what is pasted while no prompt is open is dropped */
	double pasted; /* when the last key of it came, see clock_ms */

	/* To be run after the next slice; command NULL: nothing.  Its argument is ours. */
	struct command_call again;
	char *again_argument;

	enum input_fate
		told; /* what was known of the files when they were last asked for */
	bool loading;
	bool dirty; /* the screen is not what it should be */
	bool grown; /* ... because of what was loaded, which is less urgent */
	bool repaint;
	bool at_once; /* to be drawn before the next key */
	bool quit;
	struct loop_text next; /* the text to be read after this one */
	double drawn;          /* when it was last drawn, see clock_ms */
	struct status failure;
};

/* Puts a message on the bottom line; it may hold names of files, which need not be UTF-8. */
void loop_say(struct loop *loop, const char *text);

/* Says why there are no links of a translation. */
void loop_say_unlinked(struct loop *loop);

/* Takes up a size that may have changed.  The view is told of real changes only: after
 * something else was on the screen, the text stands where it stood. */
void loop_measure(struct loop *loop);

/* Whether more of the text will come; linking, when all is there, brings none. */
bool loop_is_growing(const struct loop *loop);

/* Tells the view that options are others, and draws every cell. */
void loop_settings_changed(struct loop *loop);

/* Loads a slice, and goes on with what waited for it. */
void loop_load(struct loop *loop);

/* loop_action.c */

/* Runs a command with the count that was typed, loop->count. */
void loop_run_command(
	struct loop *loop, const struct command *command, const char *argument);

/* Runs the command that waits for more text once more, if there is one. */
void loop_run_again(struct loop *loop);

/* loop_mouse.c */

/* Takes what the mouse did; false if it is another key. */
bool loop_mouse_key(struct loop *loop, key k);

/* loop_command.c: what other programs do for us */

/* Copies the current sentence, or with the pair what it is linked to as well. */
void loop_copy(struct loop *loop, bool pair);
/* Opens the file in the user's editor; to be followed by a look at the screen's size. */
void loop_edit(struct loop *loop);

/* loop_jump.c */

/* To be called before a jump, or after it with the place where it began: '' and ^O come back
 * to there. */
void loop_note_jump(struct loop *loop);
void loop_note_jump_from(struct loop *loop, const struct view_spot *from);

void loop_jump_back(struct loop *loop, long count);
void loop_jump_forward(struct loop *loop, long count);
void loop_jump_swap(struct loop *loop); /* what '' does */

#endif
