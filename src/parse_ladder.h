/* SPDX-License-Identifier: MIT */
/* parse_ladder: which levels of headings are open, and the number each has come to.
 *
 * A document's levels are those of its marks, whichever it uses: a mark further down the ladder
 * (heading.h) than the open ones is a level below them, one further up closes those below it.
 * Of one rung, more parts of a decimal number are further down. */
#ifndef DUIDU_PARSE_LADDER_H
#define DUIDU_PARSE_LADDER_H

#include <stdint.h>

#include "heading.h"

enum { LADDER_LEVELS = 12 };

struct open_level {
	int rung, depth, value;
};

/* Zero has nothing open. */
struct ladder {
	struct open_level open[LADDER_LEVELS];
	size_t levels;
};

/* The value that came before on the mark's own level, 0 if the level is not open. */
int ladder_before(const struct ladder *ladder, const struct heading_mark *mark);

/* Closes what the mark ends, opens its level and returns it, from 1.  *follows: its number is the
 * one after *before, which is 0 where the level begins; or it need not be, as that of a name. */
uint8_t ladder_open(struct ladder *ladder, const struct heading_mark *mark, int *before,
	bool *follows);

/* The level opened last was none: its heading is an item of a list. */
void ladder_take_back(struct ladder *ladder);

#endif
