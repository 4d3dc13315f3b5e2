/* SPDX-License-Identifier: MIT */
/* bookmark_internal: what the files of the bookmarks share.
 *
 *	bookmark.c        the bookmarks of a file, in memory and saved
 *	bookmark_file.c   lines, and changes to them
 *	bookmark_print.c  for people and other programs */
#ifndef DUIDU_BOOKMARK_INTERNAL_H
#define DUIDU_BOOKMARK_INTERNAL_H

#include "bookmark.h"

/* Fields of a line, of which those of the anchor are several. */
enum {
	FIELD_CREATED,
	FIELD_MARK,
	FIELD_ANCHOR,
	FIELD_NOTE = FIELD_ANCHOR + ANCHOR_FIELDS,
	FIELDS
};

/* The fields of a line, as written; false when it is no bookmark. */
bool bookmark_split(const char *text, struct span line, struct span fields[FIELDS]);
void bookmark_read(
	struct bookmark *bookmark, const char *text, const struct span fields[FIELDS]);
void bookmark_write(const struct bookmark *bookmark, struct buf *out);

enum change_kind {
	CHANGE_ADD,     /* line to the end; its mark is taken from others */
	CHANGE_DELETE,  /* line */
	CHANGE_NOTE,    /* the note of line to other, as written */
	CHANGE_RESTORE, /* line to behind other; "": to the start */
};

/* One change to the text of a file, by lines as they are written, without their ends.  Where
 * a line is not as it was any more, the one with the same creation and place is meant. */
struct change {
	enum change_kind kind;
	char *line, *other; /* other may be NULL where it is not needed */
};

/* Appends to fresh what old becomes. */
void change_apply(const struct change *change, const struct buf *old, struct buf *fresh);
void change_free(struct change *change);

#endif
