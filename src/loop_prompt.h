/* SPDX-License-Identifier: MIT */
/* loop_prompt: the prompt at the bottom, and what was entered there. */
#ifndef DUIDU_LOOP_PROMPT_H
#define DUIDU_LOOP_PROMPT_H

#include "key.h"
#include "prompt.h"

struct loop;

/* What a prompt is open for. */
enum prompt_use {
	PROMPT_COMMAND,
	PROMPT_SEARCH,
	PROMPT_SEARCH_BACK,
	PROMPT_FILTER,
	PROMPT_NOTE,
	PROMPT_FIND,
	PROMPT_FIND_BACK,
	PROMPT_USES
};

/* What was entered at a prompt, oldest first. */
struct history {
	char **v;
	size_t n, room;
	bool recalled; /* with what was entered at other times */
};

/* Opens a prompt with a text in it, or none (NULL). */
void loop_open_prompt(struct loop *loop, enum prompt_use use, const char *initial);

/* Takes up other options of a search in the label and in what was typed so far. */
void loop_prompt_anew(struct loop *loop);
void loop_close_prompt(struct loop *loop);
/* Whether it is about the list that is open, and nothing without that. */
bool loop_prompt_is_of_list(enum prompt_use use);

/* Takes a key while a prompt is open, or of a paste; false if it is for a command. */
bool loop_prompt_key(struct loop *loop, key k);

/* Draws an open prompt over the bottom row. */
void loop_draw_prompt(struct loop *loop);
void loop_prompt_free(struct loop *loop);

#endif
