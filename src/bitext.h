/* SPDX-License-Identifier: MIT */
/* bitext: files that bring both languages and what is linked to what: TMX, XLIFF, PO, TSV.
 *
 * A bitext is a list of units, each a passage of the one language and what it says in the
 * other.  A unit becomes a link; one that lacks a side becomes a link with an empty
 * counterpart.  Where the file says which units share a paragraph, they become one block;
 * else a unit is a block on each side.
 * The format is known by what the file holds, never by its name.  Text is UTF-8, as decode
 * leaves it, whatever encoding an XML declaration names.  Memory is bounded for one unit, and
 * feeding byte by byte equals feeding at once.
 * bitext_place.h says what our own files tell beside that, so that they open again equal. */
#ifndef DUIDU_BITEXT_H
#define DUIDU_BITEXT_H

#include "document.h"
#include "status.h"

struct bitext_format; /* one of a table in bitext.c */

/* A format is recognised by this much of a text, or not at all. */
enum { BITEXT_HEAD = 16 << 10 }; /* bytes */

enum bitext_guess {
	BITEXT_NO,     /* a text like any other */
	BITEXT_UNSURE, /* more of it would tell; never with BITEXT_HEAD bytes, or with all */
	BITEXT_YES
};

/* What a text is that begins so.  all: there is no more of it.  *format is set with BITEXT_YES
 * only. */
enum bitext_guess bitext_recognise(
	const char *text, size_t len, bool all, const struct bitext_format **format);

const char *bitext_format_name(const struct bitext_format *format); /* "TMX" */

/* A side of a language tag in any spelling: zh, zh-CN, zh_CN.UTF-8, ZH-HANS, zho, chi, cmn,
 * en, EN-US, eng ...; also "Chinese" and "English".  SIDE_COUNT for another language. */
enum side bitext_language(const char *tag, size_t len);

struct bitext;

/* Units go into document, which is empty, and becomes one of two texts with given links.
 * document and lint, which may be NULL, outlive the bitext. */
struct bitext *bitext_new(const struct bitext_format *format, struct document *document,
	const struct lint *lint);

/* Both fail with STATUS_FORMAT, the line, and a message that begins with the column (in code
 * points, from 1) where the file is not what it says it is; what was read before stays, and
 * bitext_finish adds the units that were whole.  Then the bitext takes no more.
 * bitext_finish also fails when nothing is in one of the two languages. */
struct status bitext_feed(struct bitext *bitext, const char *text, size_t len);
struct status bitext_finish(struct bitext *bitext);
void bitext_free(struct bitext *bitext);

#endif
