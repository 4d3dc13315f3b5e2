/* SPDX-License-Identifier: MIT */
/* loop_equivalent: what stands for the words searched in the other language; for loop*.c only. */
#ifndef DUIDU_LOOP_EQUIVALENT_H
#define DUIDU_LOOP_EQUIVALENT_H

#include <stdbool.h>
#include <stddef.h>

#include "concordance.h"
#include "list.h"

struct loop;

/* What is wanted of the words that stand for what was searched. */
enum ask_use {
	ASK_NOTHING,
	ASK_SAY,  /* them, on the bottom line */
	ASK_LIST, /* the list of the places */
};

struct ask {
	struct equivalents *equivalents; /* NULL until they are wanted */
	enum ask_use wanted;             /* as soon as they are found */
	struct concordance concordance;  /* what the open list shows */
};

/* Marks and says what stands for the words searched in the other language, or lists it; when
 * nothing was searched for, opens the prompt first. */
void loop_equivalents_say(struct loop *loop);
void loop_equivalents_list(struct loop *loop);
struct list_source loop_open_concordance(struct loop *loop, size_t *selected);
void loop_choose_concordance(struct loop *loop, size_t line);

/* To be called when the search or the links are others. */
void loop_equivalents_forget(struct loop *loop);
bool loop_equivalents_are_busy(const struct loop *loop);
void loop_equivalents_step(struct loop *loop);
void loop_equivalents_free(struct loop *loop);

#endif
