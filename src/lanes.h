/* SPDX-License-Identifier: MIT */
/* lanes: sixteen bytes looked at at once.  GCC and clang make of it what the machine has; a
 * comparison gives 0xFF in each lane where it holds, 0 elsewhere. */
#ifndef DUIDU_LANES_H
#define DUIDU_LANES_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t lanes __attribute__((vector_size(16)));
enum { LANES = sizeof(lanes) };

static inline lanes lanes_load(const void *bytes)
{
	lanes v;
	memcpy(&v, bytes, sizeof v);
	return v;
}

static inline lanes lanes_of(uint8_t byte)
{
	return byte - (lanes){0};
}

static inline lanes lanes_equal(lanes v, uint8_t byte)
{
	return (lanes)(v == byte);
}

static inline bool lanes_any(lanes v)
{
	uint64_t halves[2];
	memcpy(halves, &v, sizeof halves);
	return halves[0] | halves[1];
}

/* The first lane that is not 0; there is one. */
static inline size_t lanes_first(lanes v)
{
	uint64_t halves[2];
	memcpy(halves, &v, sizeof halves);
	size_t half = halves[0] == 0;
	return 8 * half + (size_t)__builtin_ctzll(le64toh(halves[half])) / 8;
}

#endif
