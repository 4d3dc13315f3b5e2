/* SPDX-License-Identifier: MIT */
/* array: a typed growable array.  Zero is an empty array; the one who declares it frees v.
 *
 *	ARRAY_OF(struct span) spans = {0};
 *	array_push(&spans, (struct span){0, 3});
 *
 * Growth is by half, so that a large array wastes at most a third; elements move when it
 * grows, so pointers into v do not outlive a push. */
#ifndef DUIDU_ARRAY_H
#define DUIDU_ARRAY_H

#include <stdlib.h>

#include "status.h"

/* clang-format off */
#define ARRAY_OF(type) struct { type *v; size_t n, room; }
/* clang-format on */

/* Makes room for want elements of size bytes in all; returns the moved array. */
static inline void *array_reserve(void *v, size_t *room, size_t want, size_t size)
{
	if (want <= *room)
		return v;
	size_t more = *room + *room / 2 + 8;
	*room = more > want ? more : want;
	return xreallocarray(v, *room, size);
}

#define array_room(a, want)                                                              \
	((a)->v = array_reserve((a)->v, &(a)->room, (want), sizeof *(a)->v))

#define array_push(a, ...) (array_room((a), (a)->n + 1), (a)->v[(a)->n++] = (__VA_ARGS__))

#define array_free(a) (free((a)->v), (a)->v = NULL, (a)->n = (a)->room = 0)

#endif
