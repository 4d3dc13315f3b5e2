/* SPDX-License-Identifier: MIT */
/* recent: the texts that were read lately, as lines of a list. */
#ifndef DUIDU_RECENT_H
#define DUIDU_RECENT_H

#include <stdio.h>

#include "list.h"
#include "state.h"

struct recent {
	state_position_array texts; /* the one read last first */
	struct glyph_style glyph;
	size_t title_cells;
	struct buf text;
};

/* Takes up how wide characters are, and how many cells a line has; to be called before lines
 * are asked for. */
void recent_measure(struct recent *recent, const struct glyph_style *glyph, int cells);

/* Fills *recent, which may be of an earlier call or zero. */
void recent_make(struct recent *recent, struct state *state);
void recent_free(struct recent *recent);

struct list_source recent_source(struct recent *recent);

/* --recent: path, title, when it was left, path of the other text if it has one; tabs between
 * them, controls shown as blanks. */
void recent_print(struct state *state, FILE *out);

#endif
