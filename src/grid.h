/* SPDX-License-Identifier: MIT */
/* grid: a screen as a value: cells with text, width and style, and a cursor.
 *
 * The view draws into it; a front end shows it or prints it.  Text gets in only through
 * glyph, so a grid holds nothing a terminal may not get. */
#ifndef DUIDU_GRID_H
#define DUIDU_GRID_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "glyph.h"

/* What a cell is part of; a front end gives each its colours and attributes. */
enum element {
	ELEMENT_TEXT,
	ELEMENT_TITLE,
	ELEMENT_BYLINE, /* author, affiliation, keywords */
	ELEMENT_HEADING,
	ELEMENT_REFERENCE,
	ELEMENT_CITATION,
	ELEMENT_BAR,       /* top and bottom line */
	ELEMENT_PANE_HEAD, /* name of a pane, frame */
	ELEMENT_HINT,      /* quiet remarks: "no counterpart here" */
	ELEMENT_MESSAGE,
	ELEMENT_SELECTED, /* the chosen line of a list */
	ELEMENT_SIGN,     /* beside the text: a bookmark is here */
	ELEMENT_COUNT
};

/* Marks laid over an element: the current sentence, what is linked to it, either of them (or a
 * pane's name) in a pane that the keys do not go to, what was searched for, and what stands for
 * that in the other language. */
enum {
	MARK_CURRENT = 1,
	MARK_LINKED = 2,
	MARK_INACTIVE = 4,
	MARK_MATCH = 8,
	MARK_EQUIVALENT = 16,
};

struct cell_style {
	uint8_t element; /* enum element */
	uint8_t marks;   /* MARK_* */
};

enum { CELL_BYTES = 20 }; /* a base and four marks of four bytes each */

struct cell {
	char bytes[CELL_BYTES]; /* UTF-8; none in the right half of a wide character */
	uint8_t len;   /* bytes; 0 also in a blank cell, which is shown as a space */
	uint8_t width; /* 1, 2, or 0 in the right half of a wide character */
	struct cell_style style;
};

struct grid {
	int columns, rows;
	int cursor_row, cursor_column; /* where the hardware cursor rests */
	struct cell *cells;            /* rows * columns */
};

/* Zero is an empty grid, for grid_reset to give a size. */
void grid_free(struct grid *grid);
/* Sets the size (both at least 1), blanks everything and puts the cursor at 0, 0. */
void grid_reset(struct grid *grid, int columns, int rows);
/* The cell at a place inside the grid. */
struct cell *grid_cell(const struct grid *grid, int row, int column);

/* Puts text (UTF-8, from a grapheme's start) from (row, column) on, clipped to `room` cells
 * and to the grid, places outside which are allowed and take nothing; stops at the first
 * grapheme that does not fit.  Returns the cells used. */
int grid_text(struct grid *grid, int row, int column, int room,
	const struct glyph_style *glyph, struct cell_style style, const char *text,
	size_t len);

/* Puts one shown grapheme; returns its cells, 0 when nothing is shown for it or it does not
 * fit in room, trailing blanks not counted.  What takes several cells without being one
 * character (<202E>, ", ") becomes several cells; a wide character that loses a half becomes
 * a blank. */
int grid_glyph(struct grid *grid, int row, int column, int room,
	const struct glyph *glyph, const struct glyph_style *glyph_style,
	struct cell_style style);

/* Blanks `count` cells, clipped to the grid, and gives them a style. */
void grid_fill(
	struct grid *grid, int row, int column, int count, struct cell_style style);

/* The rows as text, trailing blanks cut, a line feed behind each. */
void grid_print(const struct grid *grid, struct buf *out);

#endif
