/* SPDX-License-Identifier: MIT */
/* sentence: where sentences begin and end in a block's text.  Pure.
 *
 * Chinese: a sentence ends at 。！？…… (and ；when asked) with the closing marks and the
 * citation that follow; not inside （） or 《》; after 。” only when what follows begins
 * a new clause: 他说：“好！”然后走了。and “走了。”他说。are one sentence.  The …… of one
 * who falters, “您……不是说过？”, ends none; neither does the point of 1．or 3．5.
 * English: . ! ? with closing quotes and citations, then space and a capital, a digit or
 * an opening quote; not after an abbreviation (e.g., No., U.S., initials) or a list
 * number.
 * Sentences cover the text without gaps: blanks between two belong to the first. */
#ifndef DUIDU_SENTENCE_H
#define DUIDU_SENTENCE_H

#include "array.h"
#include "span.h"

struct sentence_style {
	bool semicolon; /* ； and ; end a sentence too */
};

typedef ARRAY_OF(struct span) span_array;

/* Fills spans (emptied first) with the sentences of text, at least one unless len is 0.
 * Han text and Latin text are told apart by the character before the mark. */
void sentence_split(const struct sentence_style *style, const char *text, size_t len,
	span_array *spans);

/* Clauses of a sentence: split at ，；： and , ; : outside brackets and quotations. */
void clause_split(const char *text, struct span sentence, span_array *spans);

/* The number of the sentence that holds byte `at`. */
size_t sentence_at(const span_array *spans, size_t at);

#endif
