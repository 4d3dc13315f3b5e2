/* SPDX-License-Identifier: MIT */
/* view_track: rows as a pane scrolls over them, and rows of a text.
 *
 * A place is where something is on the way down the panes, a line is a row of a block's
 * text.  Without step they are the same; in step a place is a row of a rung, on which each
 * side may have a line or none. */
#ifndef DUIDU_VIEW_TRACK_H
#define DUIDU_VIEW_TRACK_H

#include "document.h"
#include "layout.h"

struct view;

/* How the panes of a translation go together while the other pane follows. */
enum step {
	STEP_NONE,    /* each scrolls over the rows of its side */
	STEP_COLUMNS, /* side by side, what is linked on the same rows */
	STEP_STREAM,  /* one stream of rows: a paragraph, then its translation */
};

/* A row of what a pane scrolls over: a unit is a block of its side, in step a rung. */
struct place {
	size_t unit, row;
};

/* A row of a block, the blank rows before it counted. */
struct line {
	size_t block, row;
};

int place_compare(struct place a, struct place b);
struct rows view_rows(const struct view *view, enum side side, size_t block);

/* Moves a place down, or up, by as many as n rows; returns how many there were. */
long place_down(const struct view *view, enum side side, struct place *place, long n);
long place_up(const struct view *view, enum side side, struct place *place, long n);
struct place place_last(const struct view *view, enum side side);
bool place_is_last(const struct view *view, enum side side, struct place place);

/* Rows from one place to another below it; beyond `limit` not counted further. */
long place_distance(const struct view *view, enum side side, struct place upper,
	struct place lower, long limit);

/* The place of a row, and of the row of a byte of a block's text. */
struct place place_of_line(const struct view *view, enum side side, struct line line);
struct place place_of(const struct view *view, enum side side, size_t block, size_t byte);

/* The row a side has at a place; false where it has none. */
bool view_line_at(
	const struct view *view, enum side side, struct place place, struct line *line);

/* The first row of text it has there or below. */
bool view_line_from(
	const struct view *view, enum side side, struct place place, struct line *line);

/* Where a side is when the other is at a place, panes in step: on the same row, or at the end
 * of what it has above. */
void view_beside(const struct view *view, enum side side, struct place place,
	size_t *block, size_t *byte);

/* Whether this is the row of a stream that says that a side has nothing on the rung. */
bool view_lacks_counterpart(const struct view *view, enum side side, struct place place);

/* Rows from the pane's top to a place, negative above it; beyond `limit` either way it is
 * not counted further. */
long view_screen_row(
	const struct view *view, enum side side, struct place place, long limit);

#endif
