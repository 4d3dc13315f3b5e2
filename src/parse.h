/* SPDX-License-Identifier: MIT */
/* parse: paragraphs to the blocks of a document, one at a time.
 *
 * A table of recognisers names a paragraph's kind; the heading ladder and running numbers
 * decide what is a heading; script decides the side.  A gap in numbering is a diagnostic. */
#ifndef DUIDU_PARSE_H
#define DUIDU_PARSE_H

#include "document.h"
#include "repair.h"

struct parse;

/* side: SIDE_COUNT lets each paragraph go to the side of its language (one file with both);
 * else all go to that side.  document and lint outlive the parse. */
struct parse *parse_new(
	struct document *document, enum side side, const struct lint *lint);
void parse_paragraph(struct parse *parse, const struct paragraph *paragraph);
/* Adds what has waited for a paragraph behind it, and frees. */
void parse_finish(struct parse *parse);

/* SIDE_ZH when a tenth of the letters of text is Han, SIDE_EN when letters are others,
 * SIDE_COUNT when there are too few to say. */
enum side parse_language(const char *text, size_t len);

#endif
