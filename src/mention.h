/* SPDX-License-Identifier: MIT */
/* mention: where a document cites its works, and the entries of its references.
 *
 * A label stands for the entry with it in the first list of references (or notes) that is
 * around the place or behind it, else in the last one before: a book may number anew in each
 * chapter.  A side without such an entry has those of the other.  Two places mention the same
 * work when label and list are the same.  The lists of the two sides are numbered alike, so
 * that a text and its translation mention the same works. */
#ifndef DUIDU_MENTION_H
#define DUIDU_MENTION_H

#include "citation.h"
#include "document.h"

struct mention {
	enum side side;
	size_t block, byte; /* where the citation begins, in the block's text */
};

#define NO_LIST ((size_t)-1)

struct work {
	unsigned label;
	size_t list; /* NO_LIST: no list has the label */
};

/* All mentions of a document, which may grow. */
struct mentions;
struct mentions *mentions_new(const struct document *document);
void mentions_free(struct mentions *mentions); /* may be NULL */

/* Looks at the next blocks, of so many bytes at least; false at the end of what is loaded, from
 * which a later call goes on when more is. */
bool mentions_step(struct mentions *mentions, size_t bytes);
int mentions_percent(const struct mentions *mentions); /* of the blocks that are loaded */

/* Those of a side found so far, in the order of the text. */
size_t mentions_count(const struct mentions *mentions, enum side side);
struct mention mentions_at(const struct mentions *mentions, enum side side, size_t index);

/* The first one of a side at a place or behind it; mentions_count() if there is none. */
size_t mentions_from(
	const struct mentions *mentions, enum side side, size_t block, size_t byte);

/* Its citation, and the text of the block that this is in. */
struct citation mention_citation(const struct mentions *mentions,
	const struct mention *mention, const char **text);

/* The work a label means at a mention. */
struct work mention_work(
	const struct mentions *mentions, const struct mention *mention, unsigned label);
/* Whether a work is among those cited at a mention. */
bool mention_is_of(const struct mentions *mentions, const struct mention *mention,
	const struct work *work);

/* The entry of the references that a label means at a mention; false when there is none. */
bool mention_entry(const struct mentions *mentions, const struct mention *mention,
	unsigned label, enum side *side, size_t *block);

/* Whether a block is an entry, with the label it begins with and the byte behind that. */
bool mention_is_entry(const struct block *block, unsigned *label, size_t *end);

/* The work whose entry a block is; false when it is none. */
bool mention_entry_work(
	const struct mentions *mentions, enum side side, size_t block, struct work *work);

#endif
