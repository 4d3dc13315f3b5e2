/* SPDX-License-Identifier: MIT */
/* loop_remember: where texts were left, and the list of them. */
#ifndef DUIDU_LOOP_REMEMBER_H
#define DUIDU_LOOP_REMEMBER_H

#include "list.h"
#include "loop_prompt.h"
#include "recent.h"
#include "state.h"
#include "view_panes.h"

struct loop;

/* How far one has come on the way to where the text was left. */
enum recall_stage { RECALL_RUN, RECALL_DONE };

struct memory {
	struct state *state;
	enum recall_stage stage;
	bool by_path; /* wanted is what is known of the path */
	bool asked;   /* it is known what is known of the text */
	struct state_position wanted;
	enum side side;              /* of the text that wanted is in */
	struct view_spot began;      /* where the reader was before */
	state_search_array searches; /* made since, oldest first */
	struct recent recent;
};

/* Goes to where the text was left, if that is told by what is loaded already, before the first
 * screen; and later, when more is loaded. */
void loop_recall_begin(struct loop *loop);
void loop_recall_grew(struct loop *loop);

/* Whether a little more text may bring the place. */
bool loop_recall_waits(const struct loop *loop);

/* Puts the searches of other times before those of this one, once. */
void loop_recall_searches(struct loop *loop, struct history *history);
void loop_remember_search(struct loop *loop, const char *pattern);

/* Saves where the text is left, and what was searched. */
struct status loop_remember(struct loop *loop);
void loop_remember_free(struct loop *loop);

struct list_source loop_open_recent(struct loop *loop, size_t *selected);
void loop_choose_recent(struct loop *loop, size_t line);

/* Reads the files again and keeps the place, found by its words; said where that cannot be. */
void loop_reload(struct loop *loop);

/* What became of the files since that was last asked, in words; NULL if nothing new. */
const char *loop_fate(struct loop *loop);

#endif
