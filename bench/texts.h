/* SPDX-License-Identifier: MIT */
/* texts: made-up texts of any size to measure with.  The same call gives the same bytes. */
#ifndef DUIDU_BENCH_TEXTS_H
#define DUIDU_BENCH_TEXTS_H

#include <stddef.h>
#include <stdio.h>

enum text_kind {
	TEXT_CLEAN, /* Chinese, a paragraph a line, a heading every 20 paragraphs */
	TEXT_WRAPPED, /* the same as a PDF extractor leaves it: lines of 38 Han, an empty line
		       * behind each, a paragraph's first line two Han narrower */
	TEXT_ENGLISH, /* as long a text in English, with the same headings' numbers */
	TEXT_LINE,    /* as TEXT_CLEAN, all of it one line */
	TEXT_SHORT,   /* the same, a line for each character */
	TEXT_OUTLINE, /* the same, a heading before each paragraph, which is short */
};

/* Stands once in a text, where its second paragraph begins: on the first screen of any
 * program, some rows from the top. */
#define TEXT_MARK_ZH "晨钟起于此处"
#define TEXT_MARK_EN "Daybreak-starts-here"

/* Writes whole paragraphs until at least so many bytes are out. */
void text_write(FILE *out, enum text_kind kind, size_t bytes);

#endif
