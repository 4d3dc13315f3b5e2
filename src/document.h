/* SPDX-License-Identifier: MIT */
/* document: blocks and text of one or two languages, and the links between them.
 *
 * It holds and finds; parse fills it, align links it.  Text lives in the document's arena,
 * so that pointers to it stay good while more is loaded.  A block is addressed by its side
 * and its index there; its id (in JSON and bookmarks) counts the blocks of both sides in
 * the order of the source, or zh before en when there are two sources. */
#ifndef DUIDU_DOCUMENT_H
#define DUIDU_DOCUMENT_H

#include <stdint.h>

#include "arena.h"
#include "array.h"
#include "blocks.h"
#include "link.h"
#include "sentence.h"
#include "span.h"

enum block_kind {
	BLOCK_TITLE,
	BLOCK_AUTHOR,
	BLOCK_AFFILIATION,
	BLOCK_ABSTRACT,
	BLOCK_KEYWORDS,
	BLOCK_HEADING,
	BLOCK_PARAGRAPH,
	BLOCK_REFERENCE,
	BLOCK_NOTE,
	BLOCK_KIND_COUNT
};

/* How a block is set. */
enum block_form {
	FORM_TEXT, /* running text */
	FORM_CONTINUED, /* running text that goes on from the block before (a very long line) */
	FORM_VERBATIM, /* lines as they stand: Markdown code and tables */
	FORM_ITEM,     /* a list item, set with a hanging indent */
	FORM_SENTENCE, /* one sentence, whatever is in it, or nothing: a line of a text
			* that came in sentences */
};

/* The place in the tree of a heading, or of another block with a level. */
struct section {
	size_t block;  /* index of the block that opens it */
	size_t parent; /* index of the enclosing section, NO_SECTION at the top */
};

#define NO_SECTION ((size_t)-1)
#define NO_BLOCK ((size_t)-1)
#define NO_CLAUSE ((size_t)-1)

struct stream {
	struct blocks blocks;
	ARRAY_OF(struct section) sections; /* in order of their blocks */
};

/* A block of a stream: const struct block *, to a copy that lives as long as the pair of braces
 * the expression stands in. */
#define stream_block(stream, index)                                                      \
	((const struct block[]){blocks_at(&(stream)->blocks, (index))})

/* A clause of an article's abstracts as both languages have it, or an item of a clause that
 * enumerates.  An item may stand in two places: of 以人为本、开放合作的理念、格局 the first is
 * 以人为本 and 理念, in English "concepts" and "people-centred". */
enum { CLAUSE_RANGES = 2 };

struct clause {
	struct block_range ranges[SIDE_COUNT][CLAUSE_RANGES];
	uint8_t range_count
		[SIDE_COUNT]; /* en: 0 when the English abstract leaves it out */
	uint32_t whole; /* index of the clause it is an item of; its own if it is none */
};

struct document {
	struct arena arena;
	struct stream side[SIDE_COUNT];
	link_array links; /* by first zh sentence; never empty on both sides */
	/* Of the abstracts, in the order of the Chinese one; the items of a clause behind it. */
	ARRAY_OF(struct clause) clauses;
	bool two_sources; /* each side is a text of its own, with ids one behind the other */
	bool links_given; /* the links came with the text, and are not for align to make */
};

void document_free(struct document *document);

/* Copies text into the arena and appends the block; one with a level opens a section.  What it
 * returns can be changed until the next is added. */
struct block *document_add(
	struct document *document, enum side side, const struct block *block);

/* Fills spans (emptied first) with the sentences of a block; of FORM_SENTENCE there is just one,
 * which may be empty, of the others none when the block is. */
void block_sentences(
	const struct sentence_style *style, const struct block *block, span_array *spans);

/* Copies the link's arrays into the arena and appends it. */
void document_link(struct document *document, const struct link *link);

size_t document_id(const struct document *document, enum side side, size_t block);
/* The side and index of an id; false if there is no such block. */
bool document_find(
	const struct document *document, size_t id, enum side *side, size_t *block);

/* The innermost section that block is in, NO_SECTION before the first heading.
 * A heading is in its own section. */
size_t document_section(const struct stream *stream, size_t block);

/* Blocks of a section: from its heading to before the next heading of its level or higher. */
struct span document_section_blocks(const struct stream *stream, size_t section);

/* The clause of the abstracts, not an item, that a byte of a block is in, with the mark and
 * blanks behind it; NO_CLAUSE when there is none. */
size_t document_clause(
	const struct document *document, enum side side, size_t block, size_t byte);

/* Appends the text of a clause; of an item that stands in two places both, parted by " / ".
 * Nothing where the English abstract leaves it out. */
void document_clause_text(
	const struct document *document, size_t clause, enum side side, struct buf *out);

/* Whether the en side is only the front matter of a Chinese article. */
bool document_has_abstract_only(const struct document *document);

const char *block_kind_name(enum block_kind kind); /* "title" ... as in JSON */

#endif
