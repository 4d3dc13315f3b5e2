/* SPDX-License-Identifier: MIT */
/* clock: the time that work in slices is measured by. */
#ifndef DUIDU_CLOCK_H
#define DUIDU_CLOCK_H

#include <time.h>

/* Milliseconds since some time; they go on evenly whatever is done to the date. */
static inline double clock_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

#endif
