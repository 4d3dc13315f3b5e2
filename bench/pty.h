/* SPDX-License-Identifier: MIT */
/* pty: a program on a pseudo-terminal, of 120x40 at first, timed from the terminal's side. */
#ifndef DUIDU_BENCH_PTY_H
#define DUIDU_BENCH_PTY_H

#include <stdbool.h>
#include <sys/types.h>

#include "buf.h"

enum { PTY_COLUMNS = 120, PTY_ROWS = 40 };

struct pty {
	int master;
	pid_t pid;
	double last;       /* when the last output came: seconds of CLOCK_MONOTONIC */
	struct buf output; /* since pty_forget */
	size_t seen;       /* bytes of output that were looked at for questions */
};

/* Starts argv[0], a path, in an environment of its own; returns the time just before. */
double pty_start(struct pty *pty, char *const argv[], char *const environment[]);

/* Kills the program and waits for its end. */
void pty_stop(struct pty *pty);

/* Reads until text has been output; returns the time when it was complete.  Negative when
 * that has not happened after `limit` seconds, or the program has ended. */
double pty_await(struct pty *pty, const char *text, double limit);

/* Waits for some output; false when there was none for `limit` seconds. */
bool pty_stir(struct pty *pty, double limit);

/* Reads until there was no output for `silence` seconds, but no longer than `limit`; returns
 * the time of the last output, 0 when there was none since pty_forget. */
double pty_settle(struct pty *pty, double silence, double limit);

/* Forgets the output so far. */
void pty_forget(struct pty *pty);

/* Types keys; returns the time just before. */
double pty_type(struct pty *pty, const char *keys);

/* Gives the terminal another size, of which the program is told; returns the time just before. */
double pty_resize(struct pty *pty, int columns, int rows);

#endif
