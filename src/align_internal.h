/* SPDX-License-Identifier: MIT */
/* align_internal: links on their way into a document.  For align*.c only. */
#ifndef DUIDU_ALIGN_INTERNAL_H
#define DUIDU_ALIGN_INTERNAL_H

#include "document.h"
#include "sentence.h"

typedef ARRAY_OF(struct sentence_ref) ref_array;

/* The sentences of a block in *spans (emptied first). */
void align_sentences(const struct block *block, span_array *spans);

/* Appends a link; the arrays are copied into the document's arena. */
void align_link(struct document *document, enum link_kind kind, const ref_array *zh,
	const ref_array *en, const struct block_range *en_ranges, size_t en_range_count,
	double score);

/* Says of the link last appended which of the document's clauses it means. */
void align_link_clauses(struct document *document, const uint32_t *clauses, size_t count);

/* Links of a body to the abstracts, if the document has both. */
void align_abstract(struct document *document);

#endif
