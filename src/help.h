/* SPDX-License-Identifier: MIT */
/* help: the commands by group with the keys that run them, as lines of a list. */
#ifndef DUIDU_HELP_H
#define DUIDU_HELP_H

#include "array.h"
#include "buf.h"
#include "keymap.h"
#include "list.h"
#include "span.h"

struct help_line {
	struct span span; /* bytes of text */
	int indent;       /* cells; 0: a heading, or the blank line before one */
};

struct help {
	struct buf text;
	ARRAY_OF(struct help_line) lines;
};

/* Fills *help, which may be of an earlier call or zero, from the keys in force; lines are to
 * fit into so many cells. */
void help_make(struct help *help, const struct keymap *keymap, int cells);
void help_free(struct help *help);

/* The lines of help, which must outlive the list. */
struct list_source help_source(struct help *help);

#endif
