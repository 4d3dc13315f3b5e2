/* SPDX-License-Identifier: MIT */
/* bookmark_list: bookmarks, of the document at hand or of all, as lines of a list: mark, where
 * it is, whether it has moved among other words or is lost, words, note. */
#ifndef DUIDU_BOOKMARK_LIST_H
#define DUIDU_BOOKMARK_LIST_H

#include "bookmark.h"
#include "list.h"

/* A line, and what it is ordered by. */
struct bookmark_line {
	size_t number; /* of the bookmark */
	size_t place;  /* index of it in places; NO_BOOKMARK: it is of another document */
	bool lost;
	enum side side;
	size_t block, byte;
};

struct bookmark_list {
	/* To be set before bookmark_list_make; both outlive the list. */
	struct bookmarks *bookmarks;
	const bookmark_place_array *places; /* of the document at hand */
	bool all;                           /* those of all documents */
	struct glyph_style glyph;
	int cells; /* of a line */
	ARRAY_OF(struct bookmark_line) lines;
	struct buf text;
};

/* Takes up how wide characters are, and how many cells a line has; to be called before lines
 * are asked for. */
void bookmark_list_measure(
	struct bookmark_list *list, const struct glyph_style *glyph, int cells);

/* Fills lines, in the order of the text, lost ones last; or of all, in the order of the file.
 * To be called again when the bookmarks have changed. */
void bookmark_list_make(struct bookmark_list *list);
void bookmark_list_free(struct bookmark_list *list);

struct list_source bookmark_list_source(struct bookmark_list *list);

/* The line of the bookmark nearest to a place of the document, at or before it if there is
 * one; 0 if there is none. */
size_t bookmark_list_near(
	const struct bookmark_list *list, enum side side, size_t block, size_t byte);

#endif
