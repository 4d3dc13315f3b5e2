/* SPDX-License-Identifier: MIT */
/* loop: key -> keymap -> command -> effects -> draw -> show, loading in between.
 *
 * It knows a front end as a struct of functions: a terminal and a script are the same to it. */
#ifndef DUIDU_LOOP_H
#define DUIDU_LOOP_H

#include "config_file.h"
#include "grid.h"
#include "key.h"
#include "reader.h"
#include "state.h"

struct front_size {
	int columns, rows; /* at least 1 */
	int ambiguous;     /* cells of an ambiguous character on this terminal, 1 or 2 */
};

struct front {
	void *ctx;
	/* The next key; waits up to `milliseconds` (-1: for ever, 0: not at all) and, when
	 * wait_fd is not -1, until that descriptor can be read; KEY_NONE when there is none.
	 * loading says that the text is still being read. */
	key (*next_key)(void *ctx, int milliseconds, int wait_fd, bool loading);
	/* What the screen is like; asked for at start and after KEY_RESIZED. */
	struct front_size (*size)(void *ctx);
	/* Shows the grid; repaint: every cell, whatever was there. */
	void (*show)(void *ctx, const struct grid *grid, bool repaint);
	/* Gives the terminal back until the user wants to go on; the size may have changed. */
	void (*suspend)(void *ctx);
	/* Puts text on the clipboard, CLIPBOARD_MOST bytes at most; STATUS_SYSTEM where there is
	 * none. */
	struct status (*copy)(void *ctx, const char *text, size_t len);
	/* Gives the terminal to a command until it ends, see shell_in_foreground; the size may
	 * have changed. */
	struct status (*run)(
		void *ctx, const char *command, const char *const arguments[]);
};

/* A text to be read. */
struct loop_text {
	struct reader *reader; /* its beginning loaded */
	struct state_position
		place; /* to begin at; zero: where it was left at another time */
};

/* Runs until quit or end of keys.  notice, if not NULL, is for the bottom line of the first
 * screen.  settings->config is the one that reader was opened with.  A text that cannot be read
 * to its end is shown as far as it was read; what failed, and what could not be saved, is in
 * the status when all is over.  The place of text is taken.  *next is the text that is to be read
 * then, its reader NULL if none; the caller frees both readers. */
struct status loop_run(struct loop_text *text, struct settings *settings,
	const struct front *front, const char *notice, struct loop_text *next);

#endif
