/* SPDX-License-Identifier: MIT */
/* equivalent: the words of the other language that stand where something searched for stands.
 *
 * Of all linked sentences of a translation those that have a match are set against those that
 * have none: a word that comes with the matches more often than chance allows (the likelihood
 * ratio of T. Dunning 1993) is one of its equivalents, unless another word beside the matches
 * explains it better (I. D. Melamed 2000, competitive linking).  Nothing is learnt or kept
 * between two questions, so that links of a bitext and those made by hand count like any.
 * What occurs with one match only is never taken: any word of that sentence might be it. */
#ifndef DUIDU_EQUIVALENT_H
#define DUIDU_EQUIVALENT_H

#include "document.h"
#include "query.h"

enum { EQUIVALENTS_MOST = 8 };

struct equivalent {
	const char *text; /* its most frequent form, as it stands in the document */
	size_t len;
	uint32_t hits; /* links with a match that have it */
	uint32_t all;  /* links that have it */
	float score; /* 0 to 1: 2 hits / (matches + all), the coefficient of L. R. Dice 1945 */
};

/* A link with a match. */
struct equivalent_hit {
	uint32_t link;  /* index into document->links */
	uint32_t found; /* the equivalents that it has, a bit each */
};

struct equivalents;

/* Begins to look for what stands on the other side for the matches of a query on one.
 * Document and query outlive it; it is about the links as they are now. */
struct equivalents *equivalents_new(
	const struct document *document, const struct query *query, enum side side);
void equivalents_free(struct equivalents *equivalents); /* may be NULL */

/* Goes on for so many milliseconds; true if there is more to do.  Until there is none, there
 * are no equivalents. */
bool equivalents_step(struct equivalents *equivalents, int milliseconds);
int equivalents_percent(const struct equivalents *equivalents);

/* The side of the matches. */
enum side equivalents_side(const struct equivalents *equivalents);

/* The equivalents, the surest first; at most EQUIVALENTS_MOST. */
size_t equivalents_count(const struct equivalents *equivalents);
struct equivalent equivalents_at(const struct equivalents *equivalents, size_t index);

/* The links with a match, in order. */
size_t equivalents_hits(const struct equivalents *equivalents);
struct equivalent_hit equivalents_hit(
	const struct equivalents *equivalents, size_t index);

/* Which equivalents a link has, when it is one with a match. */
bool equivalents_is_hit(
	const struct equivalents *equivalents, size_t link, uint32_t *found);

/* Appends the words of a range of a text of the other side that are equivalents. */
void equivalents_ranges(const struct equivalents *equivalents, const char *text,
	struct span range, span_array *ranges);

#endif
