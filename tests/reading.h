/* SPDX-License-Identifier: MIT */
/* reading: what a careful reader says a section of an article went into, as a table that the
 * abstract map is held to. */
#ifndef DUIDU_TESTS_READING_H
#define DUIDU_TESTS_READING_H

#include "document.h"

struct reading {
	const char *section; /* its path, "2.3" */
	/* Clauses of the Chinese abstract from 1, first and last; 0: none of them. */
	int first, last;
	int item; /* of an enumerating clause, from 1; 0: the clause */
	/* What the English clauses meant have among their words; or NULL. */
	const char *english;
	const char *why; /* the reader's reason */
};

/* The section's heading has a link to just that, which scores highest; its own paragraphs
 * have one too, unless they have none at all or the section has several clauses.  No link of
 * high confidence goes elsewhere. */
void assert_readings(
	const struct document *document, const struct reading *readings, size_t n);

#endif
