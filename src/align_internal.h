/* SPDX-License-Identifier: MIT */
/* align_internal: links on their way into a document.  For align*.c only. */
#ifndef DUIDU_ALIGN_INTERNAL_H
#define DUIDU_ALIGN_INTERNAL_H

#include "document.h"
#include "sentence.h"

/* The sentences of a block in *spans (emptied first). */
void align_sentences(const struct block *block, span_array *spans);

/* Links of a body to the abstracts, if the document has both. */
void align_abstract(struct document *document);

#endif
