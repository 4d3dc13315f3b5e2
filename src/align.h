/* SPDX-License-Identifier: MIT */
/* align: fills document->links.
 *
 * One article with its abstracts: Chinese abstract sentences to English ones in order, and
 * the body's sections to the abstract clause that sums them up, by shared Han bigrams.
 * Two full texts: block by block where both have the same structure. */
#ifndef DUIDU_ALIGN_H
#define DUIDU_ALIGN_H

#include "document.h"

/* Replaces the automatic links of a wholly loaded document. */
void align_document(struct document *document);

#endif
