/* SPDX-License-Identifier: MIT */
/* passage: a passage of an article given other clauses, or none, by hand.
 *
 * Clauses are gone through in their order in the Chinese abstract, the items of one behind it.
 * The change itself is a link laid over those there are (overlay.h), so that it comes out the
 * same when it is read from a file later. */
#include "passage.h"

#include <string.h>

#include "overlay.h"

typedef ARRAY_OF(uint32_t) clause_array;

static void add_clause(clause_array *clauses, uint32_t clause)
{
	size_t at = 0;
	while (at < clauses->n && clauses->v[at] < clause)
		at++;
	if (at < clauses->n && clauses->v[at] == clause)
		return;
	array_push(clauses, clause);
	memmove(clauses->v + at + 1, clauses->v + at,
		(clauses->n - 1 - at) * sizeof *clauses->v);
	clauses->v[at] = clause;
}

static bool has_sentences(const struct link *link, const ref_array *zh)
{
	return link_is_of_passage(link) && link->zh_count == zh->n && zh->n > 0 &&
	       memcmp(link->zh, zh->v, zh->n * sizeof *zh->v) == 0;
}

/* Adds the clauses that links other than one name for the passage. */
static void add_others(const struct document *document, const ref_array *zh, size_t but,
	clause_array *clauses)
{
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		for (uint32_t k = 0; k < link->clause_count && i != but; k++)
			if (has_sentences(link, zh))
				add_clause(clauses, link->clauses[k]);
	}
}

/* Adds what the link itself is to name; false when there is no such clause. */
static bool add_changed(const struct document *document, const struct link *link,
	enum passage_change change, clause_array *clauses)
{
	size_t first = 0, last = 0, n = document->clauses.n;
	bool any = link && link->clause_count > 0;
	for (uint32_t k = 0; any && k < link->clause_count; k++) {
		size_t clause = link->clauses[k];
		first = k == 0 || clause < first ? clause : first;
		last = clause > last ? clause : last;
	}
	if (change == PASSAGE_NEXT || change == PASSAGE_PREVIOUS) {
		bool next = change == PASSAGE_NEXT;
		if (any && (next ? last + 1 == n : first == 0))
			return false;
		size_t to = next ? (any ? last + 1 : 0) : (any ? first : n) - 1;
		add_clause(clauses, (uint32_t)to);
	} else if (change != PASSAGE_NONE && any) {
		for (uint32_t k = 0; k < link->clause_count; k++)
			add_clause(clauses, link->clauses[k]);
	}
	return true;
}

static bool is_said_already(const struct link *link, const clause_array *clauses)
{
	return link && link->status == LINK_MANUAL && link->clause_count == clauses->n;
}

bool passage_correct(struct corrections *corrections, struct document *document,
	const ref_array *zh, size_t link, enum passage_change change)
{
	const struct link *named = link == NO_LINK ? NULL : &document->links.v[link];
	clause_array clauses = {0};
	link_array over = {0};
	bool can = zh->n > (change == PASSAGE_SPLIT) &&
		   add_changed(document, named, change, &clauses);
	add_others(document, zh, link, &clauses);
	bool said = (change == PASSAGE_CONFIRM || change == PASSAGE_NONE) &&
		    is_said_already(named, &clauses);
	if (can && !said) {
		ref_array head = {.v = zh->v, .n = change == PASSAGE_SPLIT ? 1 : zh->n};
		ref_array rest = {.v = zh->v + head.n, .n = zh->n - head.n};
		array_push(&over, passage_link(document, &head, clauses.v, clauses.n));
		if (rest.n > 0)
			array_push(&over,
				passage_link(document, &rest, clauses.v, clauses.n));
		correct_overlay(corrections, document, &over);
	}
	array_free(&clauses);
	array_free(&over);
	return can && !said;
}
