/* SPDX-License-Identifier: MIT */
/* loop_list: the lists that can have the screen in place of the text. */
#ifndef DUIDU_LOOP_LIST_H
#define DUIDU_LOOP_LIST_H

#include "key.h"
#include "list.h"

struct loop;

/* The list that has the screen in place of the text. */
enum open_list {
	LIST_NONE,
	LIST_HELP,
	LIST_CONTENTS,
	LIST_CITATIONS,
	LIST_BOOKMARKS,
	LIST_RECENT,
	LIST_COVERAGE,
	LIST_PASSAGES,
	LIST_ALIGNMENT,
	LIST_MATCHES,
	LIST_CONCORDANCE,
	LIST_KINDS
};

/* Opens a list; if it is open, closes it. */
void loop_toggle_list(struct loop *loop, enum open_list which);
void loop_close_list(struct loop *loop);

/* Lets the lists take up the size of the screen. */
void loop_list_measure(struct loop *loop);

/* What Enter does with the selected line. */
void loop_choose(struct loop *loop);
void loop_list_free(struct loop *loop);

/* The filter of the open list, as it is typed. */
void loop_filter_open(struct loop *loop);
void loop_filter_changed(struct loop *loop, const char *text);
void loop_filter_accepted(struct loop *loop, const char *text);
void loop_filter_cancelled(struct loop *loop);
void loop_filter_key(struct loop *loop, key k);
const char *loop_filter_note(struct loop *loop);

#endif
