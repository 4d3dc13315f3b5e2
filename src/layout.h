/* SPDX-License-Identifier: MIT */
/* layout: the rows of a block at one pane width.
 *
 * Rows are spans of the block's text, never copies: laid one behind the other they are the
 * block's text, byte for byte.  They are made when asked for and kept in a bounded cache.
 *
 * How a block is set, by its kind and form: titles, authors and affiliations centred, titles
 * in rows of similar length; headings flush left, never with a stub for a last row;
 * references and list items with a hanging indent; all else with a first-row indent. */
#ifndef DUIDU_LAYOUT_H
#define DUIDU_LAYOUT_H

#include "document.h"
#include "glyph.h"
#include "linebreak.h"

struct layout_style {
	int width; /* cells of the pane, 8 to 10000 */
	struct glyph_style glyph[SIDE_COUNT];
	enum kinsoku kinsoku;
	uint8_t indent
		[SIDE_COUNT]; /* cells before a paragraph's first row (4 zh, 0 en); no
				       * indent takes more than a quarter of the width */
	uint8_t spacing[SIDE_COUNT]; /* blank rows between paragraphs (0 zh, 1 en) */
};

struct row {
	struct span
		text;  /* bytes of the block's text, trailing blanks included; empty in a
			    * blank row */
	uint32_t skip; /* bytes at its start that are not shown: the blanks a block begins
			    * with, in place of which it is indented */
	uint16_t indent; /* cells left blank before the text */
	uint16_t
		cells; /* cells of the text without trailing blanks; indent + cells <= width
			    * unless a single grapheme is wider than the pane */
};

struct rows {
	const struct row *v; /* blank rows before the block first; at least one row */
	size_t n;
	size_t blank; /* how many blank rows come first */
};

struct layout;

/* Holds the rows of up to `room` >= 1 blocks.  The document outlives it and may grow. */
struct layout *layout_new(const struct document *document, size_t room);
void layout_free(struct layout *layout);

/* Changes the style and forgets all rows.  To be called before rows are asked for. */
void layout_set_style(struct layout *layout, const struct layout_style *style);
const struct layout_style *layout_style(const struct layout *layout);

/* The rows of a block; valid until `room` other blocks have been asked for or the style is
 * changed.  The first block of a side has no blank rows before it. */
struct rows layout_rows(struct layout *layout, enum side side, size_t block);

/* The row that holds byte `at` of the block's text (the last row for at == len). */
size_t layout_row_at(const struct rows *rows, size_t at);

/* The rows of one text by itself, uncached and without blank rows: at least one, appended to
 * *rows, which the caller frees. */
typedef ARRAY_OF(struct row) row_array;
void layout_text(const struct layout_style *style, enum side side,
	const struct block *block, row_array *rows);

#endif
