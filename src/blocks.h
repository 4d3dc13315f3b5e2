/* SPDX-License-Identifier: MIT */
/* blocks: what the blocks of a side are, in an array that packs all but the last of them.
 *
 * A block of forty bytes for each line would be ten times a text of very short lines.  So
 * blocks are packed by sixty-four: where they begin and end as differences to the first, in as
 * few bytes as the largest takes (frame of reference, Goldstein et al. 1998), nothing for what
 * follows from the rest, as ends that are beginnings.  A short line takes three bytes then, and
 * any block is still read in one step.
 *
 * The text of blocks is not held here; their pointers are. */
#ifndef DUIDU_BLOCKS_H
#define DUIDU_BLOCKS_H

#include <stdint.h>

#include "arena.h"
#include "array.h"
#include "span.h"

struct block {
	const char *text;   /* UTF-8, in the document's arena, not NUL-terminated */
	size_t len;         /* bytes */
	struct span source; /* bytes of the decoded input it came from */
	uint8_t kind;       /* enum block_kind */
	uint8_t level; /* of a heading, from 1; also of a paragraph that opens a section
			      * by itself (an article of a law); else 0 */
	uint8_t number_len; /* bytes of the number at its start, "一", "（一）", "第三条", "1.2" */
	uint8_t title_beg; /* byte where the title starts, behind number and mark */
	uint8_t form;      /* enum block_form */
};

enum { BLOCKS_PACKED = 64 };

struct blocks_group;

/* Zero is an empty array. */
struct blocks {
	size_t n;
	ARRAY_OF(struct blocks_group *) groups; /* the others are not packed yet */
	struct block last[BLOCKS_PACKED];
	struct arena arena;
};

void blocks_free(struct blocks *blocks);

/* Appends a block; its source begins where the one before begins, or behind. */
void blocks_push(struct blocks *blocks, const struct block *block);

/* The block at an index below n. */
struct block blocks_at(const struct blocks *blocks, size_t index);

/* The end of the run of blocks from `index` < n on whose texts lie in memory without a gap: at
 * most so many bytes, or one block.  It goes by groups, not by blocks. */
size_t blocks_run(const struct blocks *blocks, size_t index, size_t most);

/* The block of such a run, from `index` on, whose text has the byte at `text`. */
size_t blocks_find(const struct blocks *blocks, size_t index, const char *text);

/* The last one, of n > 0, to be changed in place; until the next is appended. */
struct block *blocks_last(struct blocks *blocks);

#endif
