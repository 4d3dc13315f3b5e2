/* SPDX-License-Identifier: MIT */
/* script: the front end that is a file of orders; what the screen tests run.
 *
 * One order a line:
 *
 *	key SEQUENCE      keys as key_parse reads them, blanks between them allowed
 *	type TEXT         the characters of TEXT, literally, up to the end of the line
 *	wait              until the text is loaded and all tasks are done
 *	resize COLSxROWS  as if the window had changed
 *	show [LABEL]      prints the screen
 *	mouse ACT ROW,COL press, drag, release, wheel-up or wheel-down there, from 0
 *	clipboard [LABEL] prints what was copied last
 *	# comment
 *
 * show prints "== LABEL COLSxROWS cursor ROW,COL" (without LABEL and its blank when there is
 * none), ROW and COL counted from 0, and then ROWS lines of text, trailing blanks cut;
 * clipboard prints "== LABEL clipboard BYTES", the text and a line feed.
 * After the last order the keys are at their end. */
#ifndef DUIDU_SCRIPT_H
#define DUIDU_SCRIPT_H

#include <stdio.h>

#include "loop.h"
#include "status.h"

struct script;

/* Reads the orders of path ("-": standard input) and fills *front, whose screen has the size
 * given until an order changes it.  A bad order fails with STATUS_FORMAT and its line. */
struct status script_open(struct script **script, const char *path,
	const struct front_size *size, FILE *out, struct front *front);
void script_free(struct script *script);

#endif
