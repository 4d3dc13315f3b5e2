/* SPDX-License-Identifier: MIT */
/* rng: repeatable random numbers for tests (splitmix64, Steele, Lea and Flood 2014). */
#ifndef DUIDU_TESTS_RNG_H
#define DUIDU_TESTS_RNG_H

#include <stdbool.h>
#include <stdint.h>

struct rng {
	uint64_t state;
};

static inline uint64_t rng_next(struct rng *rng)
{
	uint64_t z = rng->state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* 0 <= result < n; the bias of the remainder does not matter here. */
static inline unsigned rng_below(struct rng *rng, unsigned n)
{
	return (unsigned)(rng_next(rng) % n);
}

/* low <= result <= high. */
static inline int rng_between(struct rng *rng, int low, int high)
{
	return low + (int)rng_below(rng, (unsigned)(high - low + 1));
}

static inline bool rng_chance(struct rng *rng, unsigned percent)
{
	return rng_below(rng, 100) < percent;
}

#endif
