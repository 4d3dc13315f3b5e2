/* SPDX-License-Identifier: MIT */
/* summary: the abstract as lists: its clauses with how much of the body each sums up and the
 * sections that fed it; and the passages behind one clause.
 *
 * Both are made when they are opened, from a document whose links are complete. */
#ifndef DUIDU_SUMMARY_H
#define DUIDU_SUMMARY_H

#include "array.h"
#include "buf.h"
#include "coverage.h"
#include "list.h"

enum summary_kind {
	SUMMARY_BODY,    /* all of the body */
	SUMMARY_CLAUSE,  /* a clause or item in Chinese */
	SUMMARY_ENGLISH, /* the same in English */
	SUMMARY_SECTION, /* a section that fed the clause above */
	SUMMARY_PASSAGE, /* a passage that did */
	SUMMARY_SILENT,  /* heading of the sections no clause mentions */
	SUMMARY_UNSAID,  /* one of these */
};

struct summary_line {
	enum summary_kind kind;
	size_t clause; /* of the lines of a clause */
	size_t block;  /* of the Chinese side, where Enter goes; NO_BLOCK: nowhere */
	size_t byte;   /* of that block */
	double share;
	float score; /* of a section or passage */
	int indent;
};

struct summary {
	const struct document *document;
	const struct coverage *coverage;
	ARRAY_OF(struct summary_line) lines;
	struct buf text, note; /* of the line last asked for */
};

/* The coverage of the whole abstract; coverage outlives it. */
void summary_make(struct summary *summary, const struct document *document,
	const struct coverage *coverage);

/* The passages of one clause, best first. */
void summary_make_passages(struct summary *summary, const struct document *document,
	const struct coverage *coverage, size_t clause);
void summary_free(struct summary *summary);

/* *summary must outlive the list. */
struct list_source summary_source(struct summary *summary);

/* The line of the best passage, 0 if there is none. */
size_t summary_best(const struct summary *summary);

/* The first line of a clause, 0 if it has none. */
size_t summary_line_of(const struct summary *summary, size_t clause);

#endif
