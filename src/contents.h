/* SPDX-License-Identifier: MIT */
/* contents: the headings of both languages as lines of a list. */
#ifndef DUIDU_CONTENTS_H
#define DUIDU_CONTENTS_H

#include "coverage.h"
#include "list.h"

struct contents {
	const struct document *document;
	enum side side; /* where the reader is, to be marked */
	size_t block;   /* NO_BLOCK when there was no text yet */
	/* For how much of each section the abstract sums up; NULL: nothing is said of it. */
	const struct coverage *coverage;
};

/* The headings of the document, which may grow; *contents must outlive the list. */
struct list_source contents_source(struct contents *contents);

/* The line of the section the reader is in. */
size_t contents_here(const struct contents *contents);

/* Where a line leads; false when there is no such line. */
bool contents_place(
	const struct contents *contents, size_t index, enum side *side, size_t *block);

#endif
