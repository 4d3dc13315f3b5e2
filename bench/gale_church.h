/* SPDX-License-Identifier: MIT */
/* gale_church: alignment by lengths alone, the peer of bench_align.
 *
 * W. A. Gale and K. W. Church, A program for aligning sentences in bilingual corpora, 1993,
 * with their parameters, but for the ratio of lengths, which is that of the two texts. */
#ifndef DUIDU_BENCH_GALE_CHURCH_H
#define DUIDU_BENCH_GALE_CHURCH_H

#include "align_path.h"

/* Fills groups (emptied first) by the lengths of the sides' sentences in bytes. */
void gale_church(
	const struct align_side *zh, const struct align_side *en, group_array *groups);

#endif
