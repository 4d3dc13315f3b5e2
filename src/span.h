/* SPDX-License-Identifier: MIT */
/* span: a half-open range of bytes, the currency of every layer.
 * Which bytes (decoded source, block text, row) is said where a span is declared. */
#ifndef DUIDU_SPAN_H
#define DUIDU_SPAN_H

#include <stdbool.h>
#include <stddef.h>

struct span {
	size_t beg, end; /* beg <= end, unless it is SPAN_NONE */
};

#define SPAN_NONE ((struct span){(size_t)-1, (size_t)-1})

static inline bool span_is_none(struct span s)
{
	return s.beg == (size_t)-1;
}

static inline size_t span_len(struct span s)
{
	return s.end - s.beg;
}

static inline bool span_has(struct span s, size_t at)
{
	return s.beg <= at && at < s.end;
}

static inline bool span_meets(struct span a, struct span b)
{
	return a.beg < b.end && b.beg < a.end;
}

#endif
