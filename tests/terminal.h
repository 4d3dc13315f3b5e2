/* SPDX-License-Identifier: MIT */
/* terminal: a pseudo-terminal with a program on it, for tests.
 *
 * libvterm understands what the program sends and answers its questions.  Nothing sleeps:
 * await functions read until the screen is what it should be, and fail the test when that has
 * not happened after a time that is never reached when all is well. */
#ifndef DUIDU_TESTS_TERMINAL_H
#define DUIDU_TESTS_TERMINAL_H

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include "buf.h"

enum { TERMINAL_COLUMNS = 80, TERMINAL_ROWS = 24, TERMINAL_VARIABLES = 6 };

struct terminal {
	int master, slave;
	pid_t pid;
	VTerm *vt;
	VTermScreen *screen;
	int columns, rows;
	bool wide;     /* “ ” … take two cells: they are shown as 「 」 《 */
	bool is_xterm; /* by TERM, so that it is known what may be sent */
	bool was_killed;
	bool mute;      /* questions are not answered */
	bool alternate; /* the alternate screen is shown */
	bool cursor_shown;
	VTermPos cursor;
	struct termios before; /* the modes the program found */
	struct buf raw;        /* all that it sent */
	size_t fed;            /* bytes of raw that vt has seen */
	struct buf text;       /* of terminal_text */
};

/* What a program is started with. */
struct terminal_setup {
	const char *program;
	const char *arguments[8];
	const char *variables
		[TERMINAL_VARIABLES]; /* "NAME=value", beyond or instead of PATH, HOME, a UTF-8
				   * locale and TERM=xterm-256color */
	const char *home;
	const char *input; /* file that is standard input; NULL: the terminal */
	bool wide, mute;
	bool job_control; /* under a small shell that prints "stopped" and "exit N" */
};

/* False, with errno, where no pseudo-terminal can be had. */
bool terminal_available(void);

void terminal_start(struct terminal *t, const struct terminal_setup *setup);
void terminal_type(struct terminal *t, const char *keys);
void terminal_resize(struct terminal *t, int columns, int rows);

/* The screen as text, trailing blanks cut, a line feed behind each row; until the next call. */
const char *terminal_text(struct terminal *t);

/* Waits until the text is somewhere on the screen, or is all of the screen. */
void terminal_await(struct terminal *t, const char *part);
void terminal_await_all(struct terminal *t, const char *whole);

/* The same where something may have gone wrong: until the text is there, the program is gone,
 * or nothing has come for a moment. */
void terminal_await_maybe(struct terminal *t, const char *part);

/* Types keys one after the other, each when the program has drawn what the one before did. */
void terminal_type_slowly(struct terminal *t, const char *const *keys);

void terminal_await_cursor(struct terminal *t, int row, int column);

/* Puts the characters of a wide terminal in place of the ambiguous ones. */
void terminal_widen(struct buf *text);

/* Whether the program has sent these bytes. */
bool terminal_was_sent(const struct terminal *t, const char *bytes);

/* Waits for the end of the program, and returns its wait status. */
int terminal_finish(struct terminal *t);

/* Fails unless the terminal is as it was before the program was started. */
void terminal_assert_restored(const struct terminal *t);
/* Fails when the program has sent what it may not (sent.h), unless a signal has cut it short. */
void terminal_free(struct terminal *t);

#endif
