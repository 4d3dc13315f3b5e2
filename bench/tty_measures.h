/* SPDX-License-Identifier: MIT */
/* tty_measures: what bench_tty measures.
 *
 * Programs take turns (A, B, A, B, ...), so that a slow minute of the machine meets them all;
 * medians and their ratio are what counts.  `home` is "HOME=FOLDER". */
#ifndef DUIDU_BENCH_TTY_MEASURES_H
#define DUIDU_BENCH_TTY_MEASURES_H

#include "player.h"

/* The first screen of each text, against a peer; and of the last against that of the first. */
void measure_first_screens(const struct player *ours, const struct player *peer,
	const struct text *texts, size_t count, char *home);

/* The first screen of two texts side by side, against a peer; a limit for each pair. */
void measure_pairs(const struct player *ours, const struct player *peer,
	const struct text *pairs, const double *limits, size_t count, char *home);

/* The first screen of one long line, against that of another text. */
void measure_line(const struct player *ours, const struct text *line,
	const struct text *text, char *home);

/* The first screen when much is remembered of other texts.  Fills the folder. */
void measure_remembering(const struct player *ours, const struct text *text, char *home);

/* Page turns, one by one and a hundred at once, against each peer; judged by the last. */
void measure_pages(
	const struct player *players, size_t count, const struct text *text, char *home);

/* Page turns of one program alone. */
void measure_line_pages(const struct player *ours, const struct text *line, char *home);

/* The keys of a pattern that is found at the other end of the text. */
void measure_search_keys(const struct player *ours, const struct player *peer,
	const struct text *text, char *home);

/* Taking up another size, in the middle of the text. */
void measure_resizing(const struct player *ours, const struct text *text, char *home);

#endif
