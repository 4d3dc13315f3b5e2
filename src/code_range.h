/* SPDX-License-Identifier: MIT */
/* code_range: sets of code points that are few ranges, as sorted tables. */
#ifndef DUIDU_CODE_RANGE_H
#define DUIDU_CODE_RANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct code_range {
	uint32_t first, last;
};

/* Whether a code point is in one of n ranges, which are in order and apart. */
static inline bool code_range_has(
	const struct code_range *ranges, size_t n, uint32_t code_point)
{
	size_t low = 0, high = n;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (code_point > ranges[middle].last)
			low = middle + 1;
		else if (code_point < ranges[middle].first)
			high = middle;
		else
			return true;
	}
	return false;
}

#endif
