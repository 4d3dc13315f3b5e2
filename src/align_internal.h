/* SPDX-License-Identifier: MIT */
/* align_internal: links on their way into a document.  For align*.c only. */
#ifndef DUIDU_ALIGN_INTERNAL_H
#define DUIDU_ALIGN_INTERNAL_H

#include "document.h"
#include "sentence.h"

/* The sentences of a block in *spans (emptied first). */
void align_sentences(const struct block *block, span_array *spans);

/* ---- align_manual.c: links made by hand among automatic ones ---- */

/* Appends those among some rows of a document's links. */
void manual_links(const struct document *document, struct span rows, link_array *manual);

/* Puts them in order of their zh sentences; one that has only en sentences before the first that
 * has en sentences behind it. */
void manual_sort(link_array *manual);

/* Fills merged with both, each in its order, so that they are in order of their zh sentences. */
void manual_merge(
	const link_array *manual, const link_array *automatic, link_array *merged);

/* Links of a body to the abstracts, if the document has both. */
void align_abstract(struct document *document);

#endif
