/* SPDX-License-Identifier: MIT */
/* code_map: a sparse set of code points, numbered in their order, for generated tables.
 *
 * A property that few code points have is kept as this set and an array of values
 * beside it.  A page is 64 code points with a bit for each; pages without a member are
 * all the first. */
#ifndef DUIDU_CODE_MAP_H
#define DUIDU_CODE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct code_map {
	const uint16_t *page;  /* of code point / 64 */
	const uint64_t *mask;  /* of a page: its members */
	const uint16_t *first; /* of a page: how many members are before it */
	size_t pages;          /* elements of page */
};

/* Whether code_point is a member; its number is then in *index. */
static inline bool code_map_find(
	const struct code_map *map, uint32_t code_point, size_t *index)
{
	if (code_point >> 6 >= map->pages)
		return false;
	size_t page = map->page[code_point >> 6];
	uint64_t bit = UINT64_C(1) << (code_point & 63);
	if (!(map->mask[page] & bit))
		return false;
	int before = __builtin_popcountll(map->mask[page] & (bit - 1));
	*index = map->first[page] + (size_t)before;
	return true;
}

/* The least member above code_point, 0 if there is none. */
static inline uint32_t code_map_next(const struct code_map *map, uint32_t code_point)
{
	uint32_t next = code_point + 1;
	for (size_t row = next >> 6; row < map->pages; row++, next = (uint32_t)row << 6) {
		uint64_t left = map->mask[map->page[row]] >> (next & 63);
		if (left)
			return next + (uint32_t)__builtin_ctzll(left);
	}
	return 0;
}

#endif
