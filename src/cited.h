/* SPDX-License-Identifier: MIT */
/* cited: what a sentence cites, as lines of a list: for each work its entry in the references
 * and under it every place that mentions it; before them what the sentence is linked to.  A
 * sentence of an entry is one that cites its work. */
#ifndef DUIDU_CITED_H
#define DUIDU_CITED_H

#include "array.h"
#include "buf.h"
#include "list.h"
#include "mention.h"
#include "sentence.h"

/* Zero is one without lines. */
struct cited {
	const struct document *document;
	const struct mentions *mentions;
	struct mention here; /* where the sentence begins */
	struct span sentence;
	ARRAY_OF(struct cited_line) lines;
	struct buf text; /* of the line asked for last */
	span_array sentences;
};

enum cited_kind {
	CITED_LINK,     /* the linked sentence */
	CITED_ENTRY,    /* the entry of a work */
	CITED_NO_ENTRY, /* its label, and that there is no entry: leads nowhere */
	CITED_MENTION,  /* a place that cites it */
};

struct cited_line {
	enum cited_kind kind;
	struct work work;     /* but for CITED_LINK */
	struct mention place; /* where it leads: to a block, a byte of it */
	struct span range;    /* of CITED_LINK */
};

enum {
	CITED_WORKS = 64,     /* of a sentence that are listed, at most */
	CITED_LINES = 100000, /* of all its works */
};

/* Adds the lines of a sentence of a document whose mentions are found.  Both, and the text,
 * outlive *cited. */
void cited_make(struct cited *cited, const struct document *document,
	const struct mentions *mentions, enum side side, size_t block,
	struct span sentence);

/* Adds the line of the linked sentence; to be called before cited_make, with *cited empty. */
void cited_add_link(struct cited *cited, enum side side, size_t block, struct span range);
void cited_free(struct cited *cited);

struct list_source cited_source(struct cited *cited);

/* Appends "[4]（P865）" and its entry, as far as there is one, for the bottom line. */
void cited_describe(const struct document *document, const struct mentions *mentions,
	const struct mention *mention, const struct work *work, struct buf *out);

#endif
