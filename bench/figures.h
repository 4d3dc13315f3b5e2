/* SPDX-License-Identifier: MIT */
/* figures: medians of what was measured, and a line of output for each. */
#ifndef DUIDU_BENCH_FIGURES_H
#define DUIDU_BENCH_FIGURES_H

#include <stddef.h>
#include <time.h>

/* The time of a clock in seconds. */
double figure_clock(clockid_t clock);

/* The median of n >= 1 values, which are sorted. */
double figure_median(double *values, size_t n);

/* A figure, and how it is judged by its ratio to another one. */
struct figure {
	const char *name; /* ASCII or Latin words: its bytes are its columns */
	double value;
	const char *unit;
	const char
		*peer; /* whose figure base is; NULL: there is nothing to compare with */
	double base;   /* in the same unit */
	enum { FIGURE_FOR_SCALE, FIGURE_AT_LEAST, FIGURE_AT_MOST } judged;
	double limit; /* of value / base, when it is judged */
};

/* Prints name, value, unit, the ratio, and "ok" or "missed". */
void figure_print(const struct figure *figure);

#endif
