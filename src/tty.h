/* SPDX-License-Identifier: MIT */
/* tty: the front end that is a terminal; the only file that sees curses. */
#ifndef DUIDU_TTY_H
#define DUIDU_TTY_H

#include "config_file.h"
#include "loop.h"
#include "status.h"

/* Takes the terminal over, /dev/tty, so that standard input may be a text, and fills *front.
 * *ambiguous is the cells of an ambiguous character: set to what the settings say, or to 1 and
 * then, if the terminal answers otherwise, to 2 with a KEY_RESIZED; it outlives the front, as
 * do the settings.  A theme that changes is taken up with the next repaint.
 * Fails with a message when there is no terminal, or one that has no screen. */
struct status tty_open(
	struct front *front, const struct settings *settings, int *ambiguous);

/* Puts the terminal back as it was.  Returns the signal that closed it, 0 if none did.
 * Harmless when tty_open failed or was not called, if front was zeroed. */
int tty_close(struct front *front);

#endif
