/* SPDX-License-Identifier: MIT */
/* list: a scrollable list of lines that fills the screen, with or without a selection, a
 * filter that leaves those with a match, and a search that goes from match to match.
 *
 * It knows nothing of what its lines are: it asks for those it draws, a filter once for each
 * of them, and a search for those on its way. */
#ifndef DUIDU_LIST_H
#define DUIDU_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "array.h"
#include "grid.h"
#include "query.h"
#include "status.h"

enum { LIST_MARGIN = 2 }; /* cells left of the lines, for the mark */

struct list_line {
	const char *text; /* UTF-8; good until the next line is asked for */
	size_t len;
	/* Byte of text from which it stands in the right half, behind a line; 0: it does not. */
	size_t right;
	int indent;        /* cells left blank before it */
	bool marked;       /* has a "*" before it */
	bool narrow;       /* full-width marks are shown half-width: English; only of
			    * the right half, if there is one */
	bool measured;     /* has its share as a bar at the right, */
	double share;      /* 0 to 1, */
	const char *note;  /* and before that a few words in UTF-8, or NULL */
	uint8_t element;   /* enum element */
	struct span match; /* bytes that are marked as a match; empty: none */
	struct span right_match; /* the same in the right half */
};

/* What a line is about in full, in two halves: Chinese, and from byte `right` on English. */
struct list_whole {
	const char *text; /* UTF-8; good until the next line is asked for */
	size_t len, right;
};

struct list_source {
	const char *heading; /* of the top line */
	const char *hint;    /* for the bottom line when there is no message */
	bool selects;        /* a line is selected; else the list only scrolls */
	/* A line belongs to the nearest one before it that is indented less, which a filter
	 * then shows above it. */
	bool outline;
	/* How many lines there are; may grow between two calls of list_draw. */
	size_t (*count)(void *ctx);
	struct list_line (*line)(void *ctx, size_t index);
	/* Of the selected line, for a part of a larger screen below the lines; or NULL. */
	struct list_whole (*whole)(void *ctx, size_t index);
	void *ctx;
};

/* A line that others may belong to. */
struct list_ancestor {
	size_t line;
	int indent;
	bool shown;
};

#define NO_LINE ((size_t)-1)

/* What a filter leaves of the lines.  Its fields are for list's own files. */
struct list_filter {
	struct buf text;     /* the pattern as it was typed; empty: there is no filter */
	struct query *query; /* NULL with a pattern that is wrong: nothing matches */
	size_t seen;         /* lines of the source that were looked at */
	/* Those that match and those they belong to, ascending, and the places of the first. */
	ARRAY_OF(size_t) shown;
	ARRAY_OF(size_t) matches;
	ARRAY_OF(struct list_ancestor) ancestors; /* of the line to be looked at next */
	size_t origin; /* the line that was selected before the filter was */
};

struct list {
	struct list_source source;
	size_t top;      /* of the lines shown, the first on the screen */
	size_t selected; /* a line of the source; 0 when nothing is selected */
	/* Where nothing is selected: the line found last, until it is scrolled; or NO_LINE. */
	size_t found;
	size_t height; /* rows for lines when it was last drawn */
	struct list_filter filter;
	struct query *sought; /* what is searched for, and marked; NULL: nothing */
};

/* Opens at the line `selected`, or at the top.  To be closed once. */
void list_open(struct list *list, const struct list_source *source, size_t selected);
void list_close(struct list *list);

/* What stands for the rest of a text that is too long for its cells. */
const char *list_ellipsis(const struct glyph_style *glyph);

/* Moves the selection, or scrolls, by some lines (negative: up); false when it was at the
 * end already.  With a filter the selection goes from match to match. */
bool list_move(struct list *list, long lines);

/* Leaves the lines that match a pattern, under these options of query_compile; "" shows all
 * again.  The first match from where the selection was before the filter is selected.  What
 * is wrong with a pattern is returned; then no line matches. */
struct status list_filter(struct list *list, const char *pattern, unsigned options);
bool list_is_filtered(const struct list *list);

/* Where a list is, and back to it, as long as its filter stays. */
struct list_spot {
	size_t top, selected, found;
};
struct list_spot list_spot(const struct list *list);
void list_return_to(struct list *list, const struct list_spot *spot);

/* What is searched for from now on; "" or a pattern that is wrong: nothing. */
struct status list_seek(struct list *list, const char *pattern, unsigned options);

/* Goes to the next line with a match, or the one before, past the ends of the list if need be
 * (*wrapped).  With `here` the line where one is counts: the selected one, or where nothing is
 * selected the one found last, or the first on the screen.  False, and nothing is moved, when
 * there is none. */
bool list_find(struct list *list, bool forward, bool here, bool *wrapped);

/* How many lines match; *number is which of them, from 1, list_find went to, 0 if none. */
size_t list_found(struct list *list, size_t *number);

/* The selected line of the source; false when there is none. */
bool list_selected(const struct list *list, size_t *line);

/* The line of the source on a row of the screen that was drawn last, if it can be selected. */
bool list_line_on(const struct list *list, int row, size_t *line);

/* The lines that list_move goes for a page: one less than were drawn. */
long list_page(const struct list *list);

/* Draws everything into grid, cursor included: top line, lines, bottom line with message
 * (UTF-8, or NULL). */
void list_draw(struct list *list, const struct glyph_style *glyph, const char *message,
	struct grid *grid);

#endif
