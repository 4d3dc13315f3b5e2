/* SPDX-License-Identifier: MIT */
/* damage: documents as a PDF extractor leaves them, with the truth beside them, for tests.
 *
 * A document is written (prose), set in columns and pages (typesetter), and printed with
 * what an extractor loses and adds.  Every boundary of two paragraphs, and every line that
 * only looks like one, is one a careful reader can tell: see damage_fair.c. */
#ifndef DUIDU_TESTS_DAMAGE_H
#define DUIDU_TESTS_DAMAGE_H

#include <stdint.h>

#include "buf.h"
#include "document.h"
#include "typesetter.h"

/* Where blank lines are. */
enum damage_blanks {
	BLANKS_NONE,
	BLANKS_LINES, /* between all lines of a column, except behind some ends in ASCII */
	BLANKS_BLOCKS, /* between paragraphs */
};

/* What is left of a paragraph's indent of two Han. */
enum damage_indent {
	INDENT_LOST,        /* nothing, but its first line is two Han narrower */
	INDENT_IDEOGRAPHIC, /* two U+3000 */
	INDENT_SPACES,      /* four blanks */
};

/* How a column or page begins. */
enum damage_break {
	BREAK_NONE,      /* like any line */
	BREAK_BLANK,     /* no blank line before it, one blank at its start */
	BREAK_FORM_FEED, /* pages with a form feed, columns like any line */
};

/* What every page carries besides its text. */
enum damage_debris {
	DEBRIS_NONE,
	DEBRIS_NUMBERS,
	DEBRIS_HEADS,  /* a number and one running head */
	DEBRIS_FACING, /* a number, and two heads in turn */
};

enum damage_headings {
	HEADINGS_CLEAN,
	HEADINGS_LARGE,       /* a larger type: they wrap before the column ends */
	HEADINGS_OVERPRINTED, /* the second level, and perhaps the first */
};

/* How authors and affiliations are spread over their line. */
enum damage_spread {
	SPREAD_NONE,
	SPREAD_BLANKS,  /* each blank is wider */
	SPREAD_LETTERS, /* a blank behind each character */
};

struct damage_style {
	int column;     /* Han a line of the body takes */
	int changed;    /* the same from a page in the middle on; equal: no change */
	int wide;       /* Han a line of the Chinese abstract takes */
	int columns;    /* of a page, 1 or 2 */
	int levels;     /* of headings, 2 or 3 */
	int paragraphs; /* about how many */
	enum damage_blanks blanks;
	enum damage_indent indent;
	enum damage_break break_mark;
	enum damage_debris debris;
	enum damage_headings headings;
	enum damage_spread spread;
	bool first_level_overprinted;
	bool headings_flush; /* a heading is not indented where paragraphs are */
	bool authors, abstract, keywords, english, references, epilogue;
	struct press press;
};

/* A block as it was before the damage. */
struct damage_block {
	enum block_kind kind;
	enum side side;
	int level;        /* of a heading */
	struct span text; /* bytes of damage_document.truth */
};

/* A line of the damaged text. */
struct damage_line {
	size_t block;     /* NO_BLOCK for a blank line or a page's own */
	struct span text; /* what it shows of its block, bytes of damage_document.truth */
	bool doubled;     /* each run of it stands twice */
};

struct damage_document {
	struct damage_style style;
	struct buf truth; /* texts of all blocks */
	struct buf text;  /* the damaged text */
	ARRAY_OF(struct damage_block) blocks;
	ARRAY_OF(struct damage_line) lines;
};

/* Document `number` of a seed; document is zero or freed. */
void damage_make(struct damage_document *document, uint64_t seed, unsigned number);
void damage_free(struct damage_document *document);

/* The document as it was: a block a line, with a blank line between two if asked. */
void damage_plain(
	const struct damage_document *document, bool blank_lines, struct buf *out);

#endif
