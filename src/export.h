/* SPDX-License-Identifier: MIT */
/* export: one table of batch formats; a wholly loaded document to a stream.
 *
 * All write UTF-8.  What cannot be written shows in ferror(out). */
#ifndef DUIDU_EXPORT_H
#define DUIDU_EXPORT_H

#include <stdio.h>

#include "buf.h"
#include "config.h"
#include "document.h"
#include "status.h"

struct reader;

struct export_format {
	enum mode mode;
	void (*print)(
		const struct document *document, const struct config *config, FILE *out);
};

/* The format of a mode, NULL if it is none (MODE_READ ...). */
const struct export_format *export_format(enum mode mode);

/* --outline: one heading a line in the order of ids: level, tab, number as written without the
 * mark behind it (empty if there is none), tab, title.  A control character in either is
 * shown as a blank, so that a line has two tabs. */
void export_outline(
	const struct document *document, const struct config *config, FILE *out);

/* --dump: the rows of both sides as on a screen of config->width cells (0: of the
 * environment's COLUMNS, else 80), columns parted by " │ ", or one side behind the other and
 * an empty line between them (under 70 cells, or as config->arrangement says); of one side
 * alone, its rows at full width.  In columns, paragraphs that translate each other start level.
 * No row has blanks at its end. */
void export_dump(const struct document *document, const struct config *config, FILE *out);

/* --json: {"format": "duidu", "version": 1, "blocks", "citations", "links"}, each block,
 * citation and link on a line of its own.  "level" and "number" only in headings, "locator"
 * only where there is one, "en_ranges" empty unless clauses are meant.  Sentences are counted
 * without ；, as links count them, whatever config->semicolon says.  Control characters are
 * escaped as \u00XX. */
void export_json(const struct document *document, const struct config *config, FILE *out);

/* --align=ladder: "[zh sentence numbers]:[en sentence numbers]:score" a link, numbers with
 * commas between, from 0 over each side's text; an empty side is "[]".
 * --align=tsv: the link's Chinese sentences, its English ones, score, status and kind, as in
 * JSON, with tabs between, fields escaped as in tsv.h; of an alignment also the places of both
 * (bitext_place.h), and rows of status "unlinked" without score and kind.
 * --align=tmx: the same as TMX 1.4b.
 * A table or TMX of an alignment opens again as an equal document: blocks, sentences and links,
 * scores to the four digits that are written. */
void export_align(
	const struct document *document, const struct config *config, FILE *out);

/* One of those formats (export_tmx.c). */
void export_tmx(const struct document *document, FILE *out);

/* A score of 0 to 1 as a number: a point, whatever the locale, and four digits at most. */
void export_score(struct buf *out, float score);

const char *export_link_kind(const struct link *link);   /* "abstract", "translation" */
const char *export_link_status(const struct link *link); /* "auto", "manual" */

/* --search: "side:section path:block:text of the sentence", a line for each match in the order
 * of search.h; the path as section_at_path takes it, block an id.  Pattern and options are
 * those of config.  *found is how many matches there are.  Fails as query_compile does, and
 * when the pattern takes too long. */
struct status export_search(const struct document *document, const struct config *config,
	size_t *found, FILE *out);

/* --list-bookmarks, --export-bookmarks: those of a document that is loaded, or of all with
 * NULL.  A status of STATUS_FORMAT names a line of the file that is no bookmark; the others
 * are printed all the same. */
struct status export_bookmarks(struct reader *reader, struct config *config, FILE *out);

#endif
