/* SPDX-License-Identifier: MIT */
/* correction_list: the links of a translation, or the passages of an article, as a list, Chinese
 * at the left.
 *
 * A line is a sentence of each side, so that a link of 2:3 has three; the first of them has its
 * status, "=" by hand, "?" doubtful, and its counts.  A passage has the English of its clauses
 * at the right, and what is in no passage is listed too, since it may belong to a clause. */
#ifndef DUIDU_CORRECTION_LIST_H
#define DUIDU_CORRECTION_LIST_H

#include "array.h"
#include "buf.h"
#include "document.h"
#include "list.h"
#include "passage.h"

struct correction_line {
	size_t link;     /* of the document's; NO_LINK of sentences that none has */
	uint32_t number; /* of the sentence of each side */
	uint8_t side;    /* and the one it leads to: the Chinese one if there is, */
	struct sentence_ref ref;
};

struct correction_list {
	const struct document *document;
	ARRAY_OF(struct correction_line) lines;
	struct buf text; /* of the line last asked for */
	span_array spans;
};

/* The lines of the document's links as they are now, in place of those before. */
void correction_list_make(struct correction_list *list, const struct document *document);
void correction_list_free(struct correction_list *list);

/* *list must outlive the list. */
struct list_source correction_list_source(struct correction_list *list);

/* The line of a sentence; 0 if there is none. */
size_t correction_list_of(
	const struct correction_list *list, enum side side, struct sentence_ref ref);

/* Whether a link, or sentences without one, is what is looked for (correction.h). */
bool correction_list_is(const struct correction_list *list, size_t line,
	bool (*is_wanted)(const struct link *link));

/* Fills zh, emptied first, with the Chinese sentences of the link of a line. */
void correction_list_passage(
	const struct correction_list *list, size_t line, ref_array *zh);

/* The first line of a link, or the last line when there is no such link. */
size_t correction_list_line(const struct correction_list *list, size_t link);

/* The line of a sentence, by a byte of its block; 0 if there is none. */
size_t correction_list_near(
	struct correction_list *list, enum side side, size_t block, size_t byte);

/* The place of a line: its Chinese sentence, or else the English one. */
void correction_list_place(struct correction_list *list, size_t line, enum side *side,
	size_t *block, size_t *byte);

#endif
