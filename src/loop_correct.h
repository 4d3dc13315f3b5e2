/* SPDX-License-Identifier: MIT */
/* loop_correct: links that are corrected in their list. */
#ifndef DUIDU_LOOP_CORRECT_H
#define DUIDU_LOOP_CORRECT_H

#include "command.h"
#include "correction.h"
#include "correction_list.h"
#include "list.h"

struct loop;

/* The links that are corrected. */
struct alignment {
	struct correction_list list;
	bool unsaved;  /* what was changed last could not be saved */
	bool unlisted; /* links are being made anew, and the list has the old ones */
};

/* Opens the list of links, or says why there is none. */
void loop_alignment_open(struct loop *loop);
struct list_source loop_alignment_list(struct loop *loop, size_t *selected);
void loop_alignment_choose(struct loop *loop, size_t line);

/* Runs a command of ACTION_LINK_*, or ACTION_UNDO, on the chosen link. */
void loop_correct(struct loop *loop, const struct command_call *call);

/* To be called when more is loaded. */
void loop_alignment_grew(struct loop *loop);

/* Saves what could not be saved before. */
struct status loop_alignment_leave(struct loop *loop);
void loop_alignment_free(struct loop *loop);

#endif
