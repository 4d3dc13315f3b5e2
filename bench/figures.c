/* SPDX-License-Identifier: MIT */
/* figures: the same form for every benchmark's output, so that runs can be compared by eye
 * and by diff.  A target that is missed is said and nothing more: a timed threshold that
 * fails a build fails it on a busy machine. */
#include "figures.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

double figure_clock(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

double figure_median(double *values, size_t n)
{
	assert(n > 0);
	qsort(values, n, sizeof *values, compare);
	return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

void figure_print(const struct figure *figure)
{
	printf("%-44s %9.4g %-4s", figure->name, figure->value, figure->unit);
	if (figure->peer) {
		double ratio = figure->value / figure->base;
		printf("  %6.3g x %s", ratio, figure->peer);
		if (figure->judged == FIGURE_AT_LEAST)
			printf(" (at least %g)  %s", figure->limit,
				ratio >= figure->limit ? "ok" : "missed");
		if (figure->judged == FIGURE_AT_MOST)
			printf(" (at most %g)  %s", figure->limit,
				ratio <= figure->limit ? "ok" : "missed");
	}
	putchar('\n');
	fflush(stdout);
}
