/* SPDX-License-Identifier: MIT */
/* search: the matches of a query in a document, on both sides.
 *
 * Matches are in the order of the document: those of the Chinese side, then those of
 * the English one, each by block and byte.  A search is made in steps, between which
 * the document may grow; what has been found stays.  Document and query outlive a
 * search. */
#ifndef DUIDU_SEARCH_H
#define DUIDU_SEARCH_H

#include "document.h"
#include "query.h"

/* A place in the text, also that of a match: its first byte. */
struct search_place {
	enum side side;
	size_t block; /* may be behind the last one */
	size_t byte;  /* into the block's text */
};

struct search_match {
	enum side side;
	size_t block;
	struct span range; /* bytes of the block's text */
};

enum search_direction { SEARCH_FORWARD, SEARCH_BACKWARD };

/* All matches. */

enum { SEARCH_MOST = 1000000 }; /* matches kept of a side; those behind are not counted */
#define SEARCH_NONE ((size_t)-1)

struct search;

struct search *search_new(const struct document *document, const struct query *query);
void search_free(struct search *search); /* may be NULL */

/* Goes on for so many milliseconds; at least one piece of 64 KiB or one block.  True
 * if there is more to look at; false at the end of what is loaded, from which a later
 * call goes on when more is, and after a failure. */
bool search_step(struct search *search, int milliseconds);

/* What ended the search: see query_find. */
struct status search_status(const struct search *search);

int search_percent(const struct search *search); /* of the blocks that are loaded */
size_t search_count(const struct search *search);
bool search_is_full(const struct search *search); /* a side has SEARCH_MOST, or more */

/* The match at an index below search_count(): index + 1 is the 12 of "12/48". */
struct search_match search_at(const struct search *search, size_t index);

/* The index of the first match that begins at the place or behind it, SEARCH_NONE if
 * there is none. */
size_t search_index(const struct search *search, const struct search_place *place);

/* The nearest match alone, for each key of a pattern that is being typed. */

enum search_found {
	SEARCH_MORE, /* not found yet: step again */
	SEARCH_FOUND,
	SEARCH_MISSED, /* there is no match in what is loaded, or the query failed */
};

struct search_seek {
	const struct document *document;
	const struct query *query;
	struct search_place from;
	enum search_direction direction;
	size_t lap;   /* which part of the way: the rest of the side, the other, back */
	size_t block; /* the next one to look at; backward, the one before it */
	bool wrapped; /* past the end or the start */
	struct status status; /* of the query */
};

/* From place, the nearest match that begins there or behind it, or before it, on that
 * side; then through the other side, and back to the place. */
struct search_seek search_first_from(const struct document *document,
	const struct query *query, const struct search_place *place,
	enum search_direction direction);

/* Goes on as search_step does; the match is in *match when it is found. */
enum search_found search_seek_step(
	struct search_seek *seek, int milliseconds, struct search_match *match);

#endif
