/* SPDX-License-Identifier: MIT */
/* arena: chunks of a megabyte, or of the size asked for when that is more.
 *
 * Text is packed without gaps, so that a document costs little more than its bytes; pages
 * of a chunk that are not used yet are not resident, so the last one costs nothing. */
#include "arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "status.h"

enum { CHUNK = 1 << 20 };

struct arena_chunk {
	struct arena_chunk *next;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

static char *take(struct arena *arena, size_t size, size_t align)
{
	struct arena_chunk *c = arena->chunks;
	size_t at = c ? (c->used + align - 1) & ~(align - 1) : 0;
	if (!c || at > c->size || size > c->size - at) {
		size_t room = size > CHUNK - sizeof *c ? size : CHUNK - sizeof *c;
		c = xmalloc(sizeof *c + room);
		*c = (struct arena_chunk){.next = arena->chunks, .size = room};
		arena->chunks = c;
		at = 0;
	}
	c->used = at + size;
	return c->bytes + at;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return take(arena, size, alignof(max_align_t));
}

char *arena_bytes(struct arena *arena, const char *bytes, size_t len)
{
	char *copy = take(arena, len, 1);
	if (len)
		memcpy(copy, bytes, len);
	return copy;
}

void arena_free(struct arena *arena)
{
	for (struct arena_chunk *c = arena->chunks, *next; c; c = next) {
		next = c->next;
		free(c);
	}
	arena->chunks = NULL;
}
