/* SPDX-License-Identifier: MIT */
/* align: fills document->links of a wholly loaded document.
 *
 * Two texts, or one with both languages in full: every sentence of either side is in just one
 * link, which may be empty on the other side; links are in order, so that sentences of
 * a paragraph that stands elsewhere in the translation are left empty.
 * One article with its abstracts: Chinese abstract sentences to English ones in order, and
 * the body's sections to the abstract clause that sums them up (align_abstract.c).
 *
 * The method for translations is that of W. A. Gale and K. W. Church 1993, R. C. Moore 2002,
 * D. Varga et al. 2005 and X. Ma 2006 put together: a dynamic programme over groups of
 * sentences, scored by lengths and by the words that a dictionary, and then the texts
 * themselves, say belong together.  Time and memory grow with the length of the texts. */
#ifndef DUIDU_ALIGN_H
#define DUIDU_ALIGN_H

#include "document.h"
#include "status.h"

struct aligner;

/* Bytes of a side, some ten thick books, from which on a translation is left as it is: its words
 * would take more memory than a reader has a right to. */
enum { ALIGN_MOST = 8 << 20 };

/* Whether a document has both languages in full, rather than abstracts of one in the other. */
bool align_is_translation(const struct document *document);

/* Whether a translation is left as it is. */
bool align_is_too_long(const struct document *document);

/* Begins; nothing is done or read yet.  dictionary is the path of a CC-CEDICT file, NULL for
 * none.  The document must outlive the aligner and not change meanwhile.
 * Links of LINK_MANUAL stay as they are, their sentences are in no other link, and nothing is
 * linked across those of them that are in order. */
struct aligner *aligner_new(struct document *document, const char *dictionary);

/* Begins to make the automatic links among some rows (indices of the document's links) anew,
 * round those by hand.  The document's links stay as they are, and must meanwhile. */
struct aligner *aligner_again(
	struct document *document, const char *dictionary, struct span rows);

/* What aligning again came to: *links, good until the aligner is freed, may stand in place of
 * the rows.  False when it was not aligned again. */
bool aligner_rows(
	const struct aligner *aligner, struct span *rows, const link_array **links);

/* Works on for about so many milliseconds (INFINITY: to the end).  When *more becomes false
 * the document's automatic links have been replaced, unless they are made again.  Fails once
 * when the dictionary cannot be read; going on then does without. */
struct status aligner_step(struct aligner *aligner, double milliseconds, bool *more);

/* Share of the work that is done, 0 to 1; a guess that never falls. */
double aligner_progress(const struct aligner *aligner);

/* Before the end: the document's links are as they were. */
void aligner_free(struct aligner *aligner);

/* All at once, without a dictionary. */
void align_document(struct document *document);

#endif
