/* SPDX-License-Identifier: MIT */
/* command_internal: the handlers of command_move.c, for the table in command.c.
 *
 * A list takes rows, pages, home and end; the others do nothing while one is open, but for go,
 * which closes it. */
#ifndef DUIDU_COMMAND_INTERNAL_H
#define DUIDU_COMMAND_INTERNAL_H

#include "command.h"

/* count * step, both the user's, cut to what is farther than any text or list goes. */
long command_times(long count, long step);

/* The command's unit and step, count times. */
unsigned command_scroll(const struct command_call *call); /* rows and pages */
unsigned command_walk(const struct command_call *call);   /* what a list does not have */

/* The ends, or the block of the count that was typed. */
unsigned command_home(const struct command_call *call);
unsigned command_end(const struct command_call *call);

unsigned command_percent(const struct command_call *call);
unsigned command_go(const struct command_call *call); /* the place of the argument */

#endif
