/* SPDX-License-Identifier: MIT */
/* link: sentences of both sides that say the same.
 *
 * A sentence is known by its block, an index among the blocks of its side, and its number
 * there; so links stay what they are however a text is laid out.  Their sentences live in the
 * arena of a document. */
#ifndef DUIDU_LINK_H
#define DUIDU_LINK_H

#include <stdbool.h>
#include <stdint.h>

#include "array.h"
#include "buf.h"
#include "span.h"

enum side { SIDE_ZH, SIDE_EN, SIDE_COUNT };
const char *side_name(enum side side); /* "zh", "en" */

/* A sentence, by the block and its number inside the block. */
struct sentence_ref {
	uint32_t block, sentence;
};
typedef ARRAY_OF(struct sentence_ref) ref_array;

/* Their order in the text, as qsort and bsearch ask for it: below, at or above 0. */
int ref_compare(const void *left, const void *right);

/* Arrays in that order: puts them in it, tells whether one is there, adds one in its place. */
void refs_sort(ref_array *refs);
bool refs_have(const ref_array *refs, struct sentence_ref ref);
void refs_add(ref_array *refs, struct sentence_ref ref);

/* A range of bytes inside a block's text. */
struct block_range {
	uint32_t block;
	struct span range;
};

enum link_kind { LINK_ABSTRACT, LINK_TRANSLATION };
enum link_status { LINK_AUTO, LINK_MANUAL };

struct link {
	const struct sentence_ref *zh, *en;  /* in order */
	const struct block_range *en_ranges; /* of an abstract link: the clauses meant */
	const uint32_t *clauses; /* the same as indices into the document's, of both */
	uint32_t zh_count, en_count, en_range_count, clause_count;
	float score; /* 0 to 1 */
	uint8_t kind, status;
};

typedef ARRAY_OF(struct link) link_array;

/* The sentences of a side, *count of them. */
const struct sentence_ref *link_refs(
	const struct link *link, enum side side, uint32_t *count);
uint32_t link_count(const struct link *link, enum side side);

/* How sure a score is.  This is the one place that says so: what is shown to a reader is one
 * of three words, since a figure would look like more than it is. */
enum confidence { CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH };

enum confidence confidence_of(float score);
/* That of its score; what was linked by hand is sure. */
enum confidence link_confidence(const struct link *link);
/* Appends the confidence of a score in the user's language, with a sign for it that needs
 * neither colour nor reading: "high", "~ medium", "? low". */
void confidence_put(float score, struct buf *out);

#endif
