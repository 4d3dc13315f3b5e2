/* SPDX-License-Identifier: MIT */
/* bitext_internal: units on their way from a reader of one format into the document.
 * For bitext*.c only. */
#ifndef DUIDU_BITEXT_INTERNAL_H
#define DUIDU_BITEXT_INTERNAL_H

#include "bitext.h"
#include "bitext_place.h"
#include "buf.h"

/* Bytes of a unit's side, and of a block made of many units. */
enum { UNIT_MOST = 1 << 20 };

/* One side of a unit. */
struct bitext_side {
	struct buf text;  /* a line feed parts blocks, where there are no places */
	struct buf place; /* what place_read reads; with nothing in it: */
	bool continues; /* it goes on in the block of the unit before, without a blank */
};

struct bitext_unit {
	struct bitext_side side[SIDE_COUNT];
	struct span source; /* bytes of the decoded input */
	size_t line;
	float score;    /* 0 to 1 */
	uint8_t status; /* enum link_status */
	bool unlinked;  /* text that belongs to no link */
	bool placed;    /* units of this file have places */
};

/* A unit with nothing in it, its buffers kept. */
void unit_clear(struct bitext_unit *unit);
void unit_free(struct bitext_unit *unit);

/* ---- weave: units to blocks and links ----------------------------------------------- */

struct weave;
struct weave *weave_new(struct document *document, const struct lint *lint);
void weave_free(struct weave *weave);

/* Takes a unit, whose buffers stay the caller's. */
void weave_unit(struct weave *weave, const struct bitext_unit *unit);

/* No unit to come goes on in a block of those before. */
void weave_break(struct weave *weave);
void weave_finish(struct weave *weave);

/* ---- lines --------------------------------------------------------------------------- */

/* Parts a text into lines, none longer than UNIT_MOST; what line fails with ends the reading. */
struct line_reader {
	struct status (*line)(
		void *ctx, const char *text, size_t len, struct span source);
	void *ctx;
	size_t number; /* of the line that is given, from 1 */
	size_t at;     /* byte of the next */
	struct buf rest;
};

struct status lines_feed(struct line_reader *lines, const char *text, size_t len);
struct status lines_finish(struct line_reader *lines);
void lines_free(struct line_reader *lines);

/* ---- formats ------------------------------------------------------------------------ */

struct bitext {
	const struct bitext_format *format;
	struct document *document;
	const struct lint *lint;
	struct weave *weave;
	struct bitext_unit unit; /* the one being read */
	void *reader;            /* of the format */
	struct status failed;
	bool other; /* something was in a language that is neither, called: */
	char tag[32];
	/* U+FFFD, which decode puts where bytes are no text: where first, and how many. */
	size_t damaged_line, damaged_column, damaged;
};

struct bitext_format {
	const char *name;
	enum bitext_guess (*recognise)(const char *text, size_t len, bool all);
	void *(*open)(struct bitext *bitext);
	struct status (*feed)(void *reader, const char *text, size_t len);
	struct status (*finish)(void *reader);
	void (*close)(void *reader);
};

/* bitext_table: a TSV of our own. */
extern const struct bitext_format bitext_table, bitext_tmx, bitext_xliff, bitext_po,
	bitext_tsv;

/* The unit being read is whole: it goes into the document and a new one begins. */
void bitext_end_unit(struct bitext *bitext);

/* Notes a language that is left out. */
void bitext_leave_out(struct bitext *bitext, size_t line, const char *tag);

/* Notes U+FFFD in text that begins at this line and column. */
void bitext_look_for_damage(
	struct bitext *bitext, const char *text, size_t len, size_t line, size_t column);

/* Reads a score; false, and *score as it was, when it is no number. */
bool bitext_score(const char *text, size_t len, float *score);

/* Takes the name of a link's status, as in JSON, or "unlinked"; another says nothing. */
void bitext_status(const char *text, size_t len, struct bitext_unit *unit);

/* A failure at a place, from 1. */
struct status bitext_failed(size_t line, size_t column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
