/* SPDX-License-Identifier: MIT */
/* theme: how elements and marks look, as data.
 *
 * A line of the config changes one of them:
 *
 *	color ELEMENT FG BG [ATTRIBUTES] [# comment]
 *
 * FG and BG are a name of the 16 colours (red, bright-red), a number from 0 to 255, #rrggbb,
 * or default: the terminal's own, and for a mark that of what it is laid over.  ATTRIBUTES
 * are bold, dim, italic, underline, reverse, joined by commas, or none. */
#ifndef DUIDU_THEME_H
#define DUIDU_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grid.h"
#include "status.h"

enum theme_name { THEME_DARK, THEME_LIGHT, THEME_MONO }; /* "dark|light|mono" */

enum {
	LOOK_BOLD = 1,
	LOOK_DIM = 2,
	LOOK_ITALIC = 4,
	LOOK_UNDERLINE = 8,
	LOOK_REVERSE = 16,
};

/* 0 to 255 of the palette, COLOR_RGB | 0xrrggbb, or COLOR_DEFAULT. */
typedef int32_t color;
enum { COLOR_DEFAULT = -1, COLOR_RGB = 1 << 24 };

struct look {
	uint8_t attributes; /* LOOK_*, or-ed */
	color foreground, background;
};

enum { THEME_MARKS = 6, THEME_PARTS = ELEMENT_COUNT + THEME_MARKS };

struct theme {
	struct look looks[THEME_PARTS]; /* of the elements, then of the marks */
	bool changed[THEME_PARTS];      /* by a color line, which outlives theme_choose */
};

/* Gives all parts that no color line has changed their looks in a built-in theme.  Zero is a
 * theme to begin with. */
void theme_choose(struct theme *theme, enum theme_name name);

/* Takes up a color line; STATUS_USAGE says what is wrong with it. */
struct status theme_color(struct theme *theme, const char *line);

/* How a cell looks: its element with its marks laid over it. */
struct look theme_look(const struct theme *theme, struct cell_style style);

/* The words of a color line, from index 0 on; NULL behind the last. */
const char *theme_part_name(size_t index);
const char *theme_color_name(size_t index);
const char *theme_attribute_name(size_t index);

/* The nearest that a terminal with `colors` colours has: with 8, 16 or 256 an index of that
 * palette, with 1 << 24 an index below 8 (direct colour terminals keep these) or 0xrrggbb;
 * COLOR_DEFAULT with fewer than 8, and for grey where there are only 8. */
color theme_nearest(color wanted, int colors);

#endif
