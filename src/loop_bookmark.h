/* SPDX-License-Identifier: MIT */
/* loop_bookmark: marks with a letter, bookmarks with notes, and their signs. */
#ifndef DUIDU_LOOP_BOOKMARK_H
#define DUIDU_LOOP_BOOKMARK_H

#include "bookmark_list.h"
#include "key.h"
#include "view_mark.h"

struct loop;

/* What the letter that is typed next is for. */
enum mark_use { MARK_NONE, MARK_SET, MARK_GO };

struct marks {
	enum mark_use awaits;
	struct bookmarks *bookmarks; /* NULL until they are wanted */
	struct identity identity;    /* when identified */
	bool identified;
};

/* How far it is known where the document's bookmarks are. */
enum lookup_stage {
	LOOKUP_NEW,  /* it is not known yet which text this is */
	LOOKUP_READ, /* the file is to be read */
	LOOKUP_RUN,  /* places are being looked up, from `next` on */
	LOOKUP_WAIT, /* some cannot be told before all is loaded */
	LOOKUP_DONE,
};

struct notes {
	enum lookup_stage stage;
	bookmark_place_array places;
	size_t next;
	struct finder *finder; /* while they are looked up */
	ARRAY_OF(struct view_sign) signs;
	struct bookmark_list list;
	/* What the note being typed is of: a bookmark, or NO_BOOKMARK and a place. */
	size_t number;
	enum side side;
	size_t block, byte;
};

/* loop_mark.c */

/* Takes the letter that a command waits for; false if none does. */
bool loop_mark_key(struct loop *loop, key k);
void loop_mark_free(struct loop *loop);

/* Goes to where an anchor is now; what is not certain is said.  False when it cannot. */
bool loop_go_to_anchor(struct loop *loop, const struct anchor *anchor);

/* loop_bookmark.c */

/* Whose the document's bookmarks are, NULL while too little is loaded to tell; loop_know_text
 * then says so. */
const struct identity *loop_identity(struct loop *loop);
bool loop_know_text(struct loop *loop);
struct bookmarks *loop_bookmarks(struct loop *loop);

/* To be called when more is loaded, and when bookmarks or their numbers are others. */
void loop_bookmarks_grew(struct loop *loop);
void loop_bookmarks_changed(struct loop *loop);
bool loop_bookmarks_are_busy(const struct loop *loop);
void loop_bookmarks_step(struct loop *loop);

/* Asks for the note of the current sentence's bookmark, or of the selected one. */
void loop_edit_note(struct loop *loop);
void loop_note_accepted(struct loop *loop, const char *text);

struct list_source loop_open_bookmarks(struct loop *loop, size_t *selected);
void loop_refresh_bookmarks(struct loop *loop);
void loop_choose_bookmark(struct loop *loop, size_t line);
void loop_switch_bookmarks(struct loop *loop);
void loop_delete_bookmark(struct loop *loop);
void loop_undelete_bookmark(struct loop *loop);

/* Saves what could not be saved before. */
struct status loop_bookmarks_leave(struct loop *loop);
void loop_bookmarks_free(struct loop *loop);

#endif
