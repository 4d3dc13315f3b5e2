/* SPDX-License-Identifier: MIT */
/* list: a scrollable list of lines that fills the screen, with or without a selection.
 *
 * It knows nothing of what its lines are: it asks for those it draws. */
#ifndef DUIDU_LIST_H
#define DUIDU_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "grid.h"

struct list_line {
	const char *text; /* UTF-8; good until the next line is asked for */
	size_t len;
	int indent;      /* cells left blank before it */
	bool marked;     /* has a "*" before it */
	uint8_t element; /* enum element */
};

struct list_source {
	const char *heading; /* of the top line */
	const char *hint;    /* for the bottom line when there is no message */
	bool selects;        /* a line is selected; else the list only scrolls */
	/* How many lines there are; may grow between two calls of list_draw. */
	size_t (*count)(void *ctx);
	struct list_line (*line)(void *ctx, size_t index);
	void *ctx;
};

struct list {
	struct list_source source;
	size_t top, selected; /* indices of lines; selected 0 when nothing is selected */
	size_t height;        /* rows for lines when it was last drawn */
};

/* Opens at the line `selected`, or at the top. */
void list_open(struct list *list, const struct list_source *source, size_t selected);

/* Moves the selection, or scrolls, by some lines (negative: up); false when it was at the
 * end already. */
bool list_move(struct list *list, long lines);

/* The lines that list_move goes for a page: one less than were drawn. */
long list_page(const struct list *list);

/* Draws everything into grid, cursor included: top line, lines, bottom line with message
 * (UTF-8, or NULL). */
void list_draw(struct list *list, const struct glyph_style *glyph, const char *message,
	struct grid *grid);

#endif
