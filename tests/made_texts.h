/* SPDX-License-Identifier: MIT */
/* made_texts: made-up texts of two languages whose alignment is known.
 *
 * Sentences are drawn from a list of words, in Chinese and, by another order and with words that
 * mean nothing between them, in English.  What a translator does to sentences is done to
 * them as asked. */
#ifndef DUIDU_TESTS_MADE_TEXTS_H
#define DUIDU_TESTS_MADE_TEXTS_H

#include "buf.h"
#include "document.h"
#include "rng.h"

struct made_group {
	unsigned zh, en, zh_count, en_count; /* sentences, numbered over the text */
};

struct made_texts {
	struct rng rng;
	struct document document; /* a sentence is a block of FORM_SENTENCE */
	ARRAY_OF(struct made_group) groups;
};

/* Two texts in as many groups of 1:1, and some 1:2, 2:1 and 1:3 ("shapes" percent). */
void made_add(struct made_texts *texts, unsigned groups, unsigned shapes);

/* Sentences of one side that the other does not have. */
void made_add_alone(struct made_texts *texts, enum side side, unsigned sentences);

/* Two runs of 1:1 groups, the second of which comes first in English; in the groups they are
 * each without counterpart. */
void made_add_swapped(struct made_texts *texts, unsigned groups);

void made_free(struct made_texts *texts);

/* A dictionary of all words, in CC-CEDICT's format. */
void made_dictionary(struct buf *out);

/* Share of the groups with both sides from `first` to `end` that are links of the document. */
double made_recall(const struct made_texts *texts, size_t first, size_t end);

#endif
