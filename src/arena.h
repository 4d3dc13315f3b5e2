/* SPDX-License-Identifier: MIT */
/* arena: memory of one lifetime, freed at once.  What it hands out never moves. */
#ifndef DUIDU_ARENA_H
#define DUIDU_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunks; /* newest first; zero is an empty arena */
};

/* size bytes aligned for any object, not zeroed. */
void *arena_alloc(struct arena *arena, size_t size);

/* A copy of len bytes, unaligned, packed behind the one before; not NUL-terminated. */
char *arena_bytes(struct arena *arena, const char *bytes, size_t len);

void arena_free(struct arena *arena);

#endif
