/* SPDX-License-Identifier: MIT */
/* shell: commands of the user's, run by /bin/sh.  Nothing else of the program starts another. */
#ifndef DUIDU_SHELL_H
#define DUIDU_SHELL_H

#include <stddef.h>

#include "status.h"

/* Runs a command with text as its standard input, in a process group of its own, its output
 * thrown away, and waits for its end, so many ms at most: then it is left running.  Fails with
 * STATUS_SYSTEM, the message saying "exit status 3", what signal ended it, that it still runs,
 * or why it could not be run. */
struct status shell_with_input(
	const char *command, const char *text, size_t len, int milliseconds);

enum { SHELL_ARGUMENTS = 8 }; /* of a command, at most */

/* Runs a command with arguments (up to a NULL) behind it, each a word whatever is in it, on our
 * terminal, and waits for its end, however long that takes.  Keys that interrupt or quit are
 * for the command, not for us; other signals that end us come when it has ended. */
struct status shell_in_foreground(const char *command, const char *const arguments[]);

#endif
