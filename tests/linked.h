/* SPDX-License-Identifier: MIT */
/* linked: links as text, and shifts as changes like the others, for tests and fuzzers of what
 * corrects links. */
#ifndef DUIDU_TESTS_LINKED_H
#define DUIDU_TESTS_LINKED_H

#include "correction.h"

/* A side of a link as "block.sentence," each. */
static inline void linked_put(
	const struct sentence_ref *refs, uint32_t count, struct buf *out)
{
	for (uint32_t i = 0; i < count; i++)
		buf_printf(out, "%u.%u,", refs[i].block, refs[i].sentence);
}

typedef bool linked_change(struct corrections *, struct document *, size_t row);

static inline bool linked_down_zh(struct corrections *c, struct document *d, size_t row)
{
	return correct_shift_down(c, d, row, SIDE_ZH);
}

static inline bool linked_down_en(struct corrections *c, struct document *d, size_t row)
{
	return correct_shift_down(c, d, row, SIDE_EN);
}

static inline bool linked_up_zh(struct corrections *c, struct document *d, size_t row)
{
	return correct_shift_up(c, d, row, SIDE_ZH);
}

static inline bool linked_up_en(struct corrections *c, struct document *d, size_t row)
{
	return correct_shift_up(c, d, row, SIDE_EN);
}

#endif
