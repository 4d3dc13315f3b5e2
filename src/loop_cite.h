/* SPDX-License-Identifier: MIT */
/* loop_cite: from a citation to its work, and from one mention to the next. */
#ifndef DUIDU_LOOP_CITE_H
#define DUIDU_LOOP_CITE_H

#include "cited.h"
#include "list.h"

struct loop;

/* What the citations of the text are looked for. */
enum cite_use {
	CITE_NOTHING,
	CITE_LIST, /* the list of those of the current sentence */
	CITE_ANY,  /* going on to the next one */
	CITE_SAME, /* ... to the next one of the same work */
};

struct cite {
	struct mentions *mentions; /* NULL until they are wanted */
	enum cite_use wanted;
	long count;       /* of mentions to go on, negative: back */
	struct work work; /* that was gone after last, when has_work */
	bool has_work;
	struct cited cited; /* what the open list shows */
};

/* Whether the current sentence cites anything. */
bool loop_cite_is_here(struct loop *loop);

/* Does what is wanted, at once or when the citations are found. */
void loop_cite(struct loop *loop, enum cite_use wanted, long count);
bool loop_cite_is_busy(const struct loop *loop);
void loop_cite_step(struct loop *loop);

struct list_source loop_cite_list(struct loop *loop, size_t *selected);
void loop_cite_choose(struct loop *loop, size_t line);
void loop_cite_free(struct loop *loop);

#endif
