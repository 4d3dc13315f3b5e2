/* SPDX-License-Identifier: MIT */
/* loop_search: searching in the text and in lists, and the list of matches. */
#ifndef DUIDU_LOOP_SEARCH_H
#define DUIDU_LOOP_SEARCH_H

#include "list.h"
#include "search.h"
#include "view_panes.h"

struct loop;

/* A search, from its first keystroke on. */
struct hunt {
	char *pattern;       /* last entered; NULL: none was */
	struct query *query; /* whose matches are marked; NULL: none */
	struct status typed; /* what is wrong with the pattern being typed */
	enum search_direction direction;
	struct view_spot origin;  /* where it began, */
	struct search_place from; /* and the sentence there */
	struct search_seek seek;  /* the nearest match, while seeking, */
	long left;                /* and how many matches to go on, this one with them */
	struct search_match match;
	struct search *search; /* all matches, for their number; NULL: not wanted yet */
	bool seeking, counting;
	bool waiting;   /* for the first match of what is loaded, as there was none yet */
	bool stalled;   /* there is nothing to look at until more is loaded */
	bool found;     /* match is one */
	bool wrapped;   /* ... and past an end of the text from where it was sought */
	bool listing;   /* the matches are to be listed when the pattern is entered */
	char label[64]; /* of the prompt */
};

/* The list of matches, while it is open. */
struct matches {
	struct buf line, heading;
	struct search_place place; /* the match nearest to it is to be selected, */
	size_t selected;           /* and is, unless the reader moved */
};

/* A search in lists. */
struct find {
	char *pattern; /* last entered; NULL: none was */
	enum search_direction direction;
	struct list_spot origin; /* where it began */
	struct status typed;     /* what is wrong with the pattern */
	bool wrapped;            /* the last match is past an end of the list */
};

/* loop_search.c */

void loop_search_open(struct loop *loop, enum search_direction direction);
void loop_search_changed(struct loop *loop, const char *text);
void loop_search_accepted(struct loop *loop, const char *text);
void loop_search_cancelled(struct loop *loop);

/* To the count-th next match that way from where the reader is. */
void loop_search_again(struct loop *loop, enum search_direction direction, long count);

/* Begins to look for a pattern from the start of the text, as typed at "/". */
void loop_search_start(struct loop *loop, const char *pattern);

/* Goes to a match by its index; where the reader is, or the match that was gone to. */
void loop_search_go(struct loop *loop, size_t index);
struct search_place loop_search_place(struct loop *loop);

/* Whether there is a search of which matches are known, or may be found yet; says so if not. */
bool loop_search_count(struct loop *loop);

/* Switches an option of searching, and takes it up in the prompt or in what is marked. */
void loop_search_toggle(struct loop *loop, const char *option);

/* A sign, "/" or "?", and what is not as usual: "/(regex) ".  Good until the next call. */
const char *loop_search_label(struct loop *loop, const char *sign);

/* From now on a search goes nowhere by itself: the reader has done something else. */
void loop_search_let_be(struct loop *loop);

/* Stops counting the matches, and says so, or else marks them no more. */
void loop_search_stop(struct loop *loop);

/* To be called when more has been loaded. */
void loop_search_grew(struct loop *loop);

/* Whether there is something to do between keys; does some of it. */
bool loop_search_is_busy(const struct loop *loop);
void loop_search_step(struct loop *loop);
void loop_search_free(struct loop *loop);

/* loop_matches.c */

/* Opens the list of matches, or the prompt when nothing was searched for. */
void loop_matches_open(struct loop *loop);
struct list_source loop_open_matches(struct loop *loop, size_t *selected);
void loop_choose_match(struct loop *loop, size_t index);

/* To be called when the search has gone on. */
void loop_matches_grew(struct loop *loop);
void loop_matches_free(struct loop *loop);

/* loop_find.c */

void loop_find_open(struct loop *loop, enum search_direction direction);
void loop_find_changed(struct loop *loop, const char *text);
void loop_find_accepted(struct loop *loop, const char *text);
void loop_find_cancelled(struct loop *loop);
const char *loop_find_note(struct loop *loop);

/* To the count-th next line that way which matches what was searched for last. */
void loop_find_again(struct loop *loop, enum search_direction direction, long count);
void loop_find_free(struct loop *loop);

#endif
