/* SPDX-License-Identifier: MIT */
/* help: the commands by group with the keys that run them, as lines of a list. */
#ifndef DUIDU_HELP_H
#define DUIDU_HELP_H

#include "array.h"
#include "buf.h"
#include "keymap.h"
#include "list.h"
#include "span.h"

struct help {
	struct buf text;
	ARRAY_OF(struct span)
	lines; /* bytes of text; a line that is a heading starts with
				      * no blank */
};

/* Fills *help, which may be of an earlier call or zero, from the keys in force. */
void help_make(struct help *help, const struct keymap *keymap);
void help_free(struct help *help);

/* The lines of help, which must outlive the list. */
struct list_source help_source(struct help *help);

#endif
