/* SPDX-License-Identifier: MIT */
/* gale_church: the whole plane of two texts, six shapes of groups. */
#include "gale_church.h"

#include <math.h>

static const struct {
	uint32_t zh, en;
	double chance;
} shapes[] = {{1, 1, 0.89}, {1, 0, 0.0099}, {0, 1, 0.0099}, {2, 1, 0.089}, {1, 2, 0.089},
	{2, 2, 0.011}};

enum { SHAPES = sizeof shapes / sizeof *shapes };

static double length_of(const struct align_side *side, size_t end, size_t count)
{
	double sum = 0;
	for (size_t i = end - count; i < end; i++)
		sum += side->sentences.v[i].len;
	return sum;
}

/* The cost of two lengths as translations of each other. */
static double cost_of(double zh, double en, double ratio)
{
	const double variance = 6.8;
	double mean = (zh + en / ratio) / 2;
	if (mean == 0)
		return 0;
	double away = fabs(en - zh * ratio) / sqrt(mean * variance);
	double chance = erfc(away / sqrt(2));
	return chance > 0 ? -log(chance) : 2000;
}

static void trace(const uint8_t *from, const struct align_side *zh,
	const struct align_side *en, group_array *groups)
{
	size_t i = zh->count, k = en->count, width = en->count + 1;
	while (i > 0 || k > 0) {
		uint8_t shape = from[i * width + k];
		i -= shapes[shape].zh;
		k -= shapes[shape].en;
		array_push(groups, (struct group){(uint32_t)i, (uint32_t)k,
					   shapes[shape].zh, shapes[shape].en, 0});
	}
	for (size_t a = 0, b = groups->n; a + 1 < b; a++) {
		struct group other = groups->v[a];
		groups->v[a] = groups->v[--b];
		groups->v[b] = other;
	}
}

void gale_church(
	const struct align_side *zh, const struct align_side *en, group_array *groups)
{
	size_t width = en->count + 1, cells = (zh->count + 1) * width;
	double *cost = xreallocarray(NULL, cells, sizeof *cost);
	uint8_t *from = xcalloc(cells, 1);
	double ratio = (length_of(en, en->count, en->count) + 1) /
		       (length_of(zh, zh->count, zh->count) + 1);
	groups->n = 0;
	for (size_t i = 0; i <= zh->count; i++) {
		for (size_t k = 0; k < width; k++) {
			double best = i + k ? INFINITY : 0;
			for (uint8_t s = 0; s < SHAPES; s++) {
				if (shapes[s].zh > i || shapes[s].en > k)
					continue;
				double own =
					cost[(i - shapes[s].zh) * width + k -
						shapes[s].en] -
					log(shapes[s].chance) +
					cost_of(length_of(zh, i, shapes[s].zh),
						length_of(en, k, shapes[s].en), ratio);
				if (own < best) {
					best = own;
					from[i * width + k] = s;
				}
			}
			cost[i * width + k] = best;
		}
	}
	trace(from, zh, en, groups);
	free(cost);
	free(from);
}
