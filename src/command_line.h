/* SPDX-License-Identifier: MIT */
/* command_line: what is typed at the ":" prompt.
 *
 *	[COUNT] COMMAND [ARGUMENT]    any of the command table; q and q! are short for quit
 *	PLACE                         as the command go takes it: 12, 50%, 2.3, 二（三）
 *	set NAME                      tells the value of an option
 *	set NAME VALUE, bind, color, preset    as in the configuration file */
#ifndef DUIDU_COMMAND_LINE_H
#define DUIDU_COMMAND_LINE_H

#include "config_file.h"
#include "prompt.h"

/* A command that a line asks for. */
struct order {
	const struct command *command; /* NULL: none, all is done */
	char *argument;                /* to be freed; NULL if the command takes none */
	long count;                    /* 0 if none was typed */
	bool changed;                  /* settings are others now */
};

/* Reads a line; settings are changed at once, a command is put into *order.  message gets what
 * there is to say.  STATUS_USAGE says what is wrong. */
struct status command_line_read(struct settings *settings, const char *line,
	struct order *order, struct buf *message);

/* The complete callback of the prompt; ctx is a struct settings. */
void command_line_complete(void *ctx, const char *before, struct prompt *prompt);

#endif
