/* SPDX-License-Identifier: MIT */
/* coverage: the abstract map read both ways: what went into a clause of the abstract, and what
 * of a section did.
 *
 * It is worked out once over the links of a document, which must stay as they are while it is
 * used.  Shares are of the bytes of the Chinese body's paragraphs.  A passage that is linked
 * to several clauses is divided among them by the scores of its links, so that the shares of
 * all clauses add up to what the abstract has of the body. */
#ifndef DUIDU_COVERAGE_H
#define DUIDU_COVERAGE_H

#include "buf.h"
#include "document.h"

/* A paragraph or heading that fed a clause, or some sentences of it. */
struct coverage_passage {
	uint32_t link; /* index into document->links */
	size_t block;  /* of the Chinese side */
	float score;
};

struct coverage;

/* NULL when the document has no abstract map. */
struct coverage *coverage_new(const struct document *document);
void coverage_free(struct coverage *coverage);

/* The share of the body that went into a clause, 0 to 1; an item's counts for its clause
 * too.  Clauses are indices into document->clauses. */
double coverage_of_clause(const struct coverage *coverage, size_t clause);

/* The share of the body that went into any clause. */
double coverage_of_body(const struct coverage *coverage);

/* The passages linked to a clause or one of its items, the best first, *n of them; of equal
 * ones the first in the text. */
const struct coverage_passage *coverage_passages(
	const struct coverage *coverage, size_t clause, size_t *n);

/* How much of a section, its subsections included, went into any clause, 0 to 1, as far as
 * that is sure: a sentence counts as much as its best link scores.  Sections are indices into
 * the Chinese stream's. */
double coverage_of_section(const struct coverage *coverage, size_t section);

/* The share of the body that went from a section, without its subsections, into a clause. */
double coverage_from(const struct coverage *coverage, size_t section, size_t clause);

/* Whether a section has text of its own or in subsections and nothing of it, not even its
 * heading, is linked to a clause. */
bool coverage_is_silent(const struct coverage *coverage, size_t section);

#endif
