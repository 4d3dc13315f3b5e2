/* SPDX-License-Identifier: MIT */
/* prose: Chinese policy-like text out of word and clause banks, for tests.
 *
 * Everything appends to out, UTF-8 without line ends.  The same rng gives the same text. */
#ifndef DUIDU_TESTS_PROSE_H
#define DUIDU_TESTS_PROSE_H

#include "buf.h"
#include "rng.h"

struct topic;

struct prose {
	struct rng *rng;
	const struct topic *topic;
	bool spaced;          /* a blank between Han and ASCII: "2024 年" */
	bool spaced_citation; /* now and then a blank before a citation */
	unsigned cited;       /* the last citation number handed out */
	const char
		*recent[2]; /* the last alternatives taken, not to be repeated at once */
};

/* How a paragraph ends. */
enum prose_ending {
	ENDING_STATEMENT, /* 。 */
	ENDING_CITATION,  /* 。[3] or ”[3]。 */
	ENDING_QUOTE,     /* 。” */
	ENDING_COLON,     /* ： */
	ENDING_QUESTION,  /* ？ */
	ENDING_COUNT
};

void prose_start(struct prose *prose, struct rng *rng);

/* A paragraph of at least `cells` columns (Han counts 2) that ends as asked. */
void prose_paragraph(
	struct prose *prose, struct buf *out, int cells, enum prose_ending ending);

/* A paragraph of one short sentence, ten to twenty Han. */
void prose_short(struct prose *prose, struct buf *out, enum prose_ending ending);

/* A heading's title without its number; level from 1. */
void prose_heading(struct prose *prose, struct buf *out, int level);

void prose_title(struct prose *prose, struct buf *out);
void prose_abstract(struct prose *prose, struct buf *out);
void prose_keywords(struct prose *prose, struct buf *out);
void prose_reference(struct prose *prose, struct buf *out, unsigned number);
void prose_running_head(struct prose *prose, struct buf *out);

/* A person and a workplace, in both languages; person 0 ... PROSE_PEOPLE - 1. */
enum { PROSE_PEOPLE = 8 };
const char *prose_author(unsigned person, bool english);
const char *prose_affiliation(unsigned person, bool english);

void prose_english_title(struct prose *prose, struct buf *out);
void prose_english_abstract(struct prose *prose, struct buf *out);
void prose_english_keywords(struct prose *prose, struct buf *out);

/* The Chinese numeral of n, 1 to 99. */
void prose_numeral(struct buf *out, unsigned n);

#endif
