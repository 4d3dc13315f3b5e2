/* SPDX-License-Identifier: MIT */
/* state: what is remembered without being asked: where each document was left and how it was
 * shown, and what was searched in it.
 *
 * $XDG_STATE_HOME/duidu/positions.tsv has a line a document, the one read last at the end, for
 * the last 1,000 documents:
 *	time, document path, fingerprint, section path, BLOCK:BYTE, before〖words〗after,
 *	path of the other text, panes, title
 * searches.tsv has a line a search, for the last 1,000: time, document path, fingerprint,
 * what was searched.  Fields are as in tsv.h; lines that are none of these stay. */
#ifndef DUIDU_STATE_H
#define DUIDU_STATE_H

#include <time.h>

#include "anchor.h"

struct state;

/* With enabled false nothing is read or written: there is nothing, and saving succeeds. */
struct state *state_open(bool enabled);
void state_free(struct state *state);

/* How a document was left. */
struct state_position {
	char time[32]; /* "2024-02-29T08:00:00Z" */
	struct anchor anchor;
	char *other; /* path of the other text of the document; "" if it has one text */
	char *panes; /* as the view describes its arrangement; not looked into here */
	char *title;
};
typedef ARRAY_OF(struct state_position) state_position_array;

void state_position_free(struct state_position *position);

/* How the document was left last.  False, and nothing to be freed, when that is not known.
 * What cannot be read is not known: no word is said of it. */
bool state_position(struct state *state, const struct identity *identity,
	struct state_position *position);

/* The same as far as a look at the end of the file tells, where some fifty documents read last
 * are: a first screen need not wait for more. */
bool state_glance(struct state *state, const struct identity *identity,
	struct state_position *position);

/* All documents that can be opened again by a path, the one read last first. */
void state_recent(struct state *state, state_position_array *positions);

/* Saves how the document was left: from position anchor, other, panes and title are taken. */
struct status state_leave(struct state *state, const struct identity *identity,
	time_t now, const struct state_position *position);

/* The history of searches, oldest first, each once: those of other documents and then those
 * of this one.  Strings are owned by the array's caller. */
typedef ARRAY_OF(char *) state_search_array;
void state_searches(struct state *state, const struct identity *identity,
	state_search_array *searches);

/* Saves searches of the document, in this order; the same one again only becomes the newest. */
struct status state_search(struct state *state, const struct identity *identity,
	time_t now, const state_search_array *searches);

#endif
