/* SPDX-License-Identifier: MIT */
/* glyph: the next grapheme of a text, what the screen shows for it, and how many cells
 * that takes.  The only place that knows widths; nothing of a document reaches a terminal
 * except through the bytes glyph hands out.
 *
 * A grapheme is an extended grapheme cluster (UAX #29) with one exception: rule GB11 is left
 * out, so that a zero width joiner ends a grapheme and every terminal agrees on the width of
 * an emoji sequence.  Its cells are those of the code points shown, as a terminal adds them
 * up (UAX #11; East Asian Ambiguous by style): 1 for a letter with marks, 2 for a Han
 * character, an emoji or a flag.
 *
 * Shown instead of the text: a control character as ^X, other characters that a terminal
 * may not get (C1, bidi controls, private use, noncharacters, unassigned) as <202E>;
 * default-ignorable ones (ZWSP, ZWJ, variation selectors, soft hyphen, BOM) and skin tones
 * behind an emoji not at all; code points beyond the fifth of a grapheme not at all; a mark
 * without a base on a space; a tab, a line feed and other blanks as spaces. */
#ifndef DUIDU_GLYPH_H
#define DUIDU_GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

struct glyph_style {
	uint8_t ambiguous;       /* cells of an East Asian Ambiguous character: 1 or 2 */
	bool narrow_punctuation; /* full-width forms next to Latin shown half-width, with the
				  * blanks of English: "，" as ", ", "word（" as "word ("
				  * (English side) */
};

enum { GLYPH_SHOWN = 32 }; /* bytes at most that one grapheme is shown as */

struct glyph {
	size_t size;             /* bytes of the text it covers, at least 1 */
	uint8_t cells;           /* columns it takes, trailing blanks included */
	uint8_t trail;           /* how many of them are trailing blanks, which may hang
				   * over the end of a row; all of them in a blank */
	uint8_t shown_len;       /* bytes in shown, 0 when nothing is shown */
	char shown[GLYPH_SHOWN]; /* UTF-8, safe for a terminal, not NUL-terminated */
};

/* The grapheme at byte `at` < len of text (valid UTF-8, `at` on a grapheme's start).
 * The text before and behind `at` is looked at for narrow_punctuation: the blank before a
 * "（" is a trailing blank of the grapheme before it, so that no row begins with it. */
struct glyph glyph_at(
	const struct glyph_style *style, const char *text, size_t len, size_t at);

/* The same where only size, cells and trail are wanted, the quick way for layout. */
struct glyph glyph_measure(
	const struct glyph_style *style, const char *text, size_t len, size_t at);

/* Cells of a whole text. */
size_t glyph_width(const struct glyph_style *style, const char *text, size_t len);

/* Byte offset of the first grapheme that ends beyond `cells` columns; len if all fits.
 * *used, if not NULL, is the columns of what fits. */
size_t glyph_fit(const struct glyph_style *style, const char *text, size_t len,
	size_t cells, size_t *used);

/* Appends text (valid UTF-8) for a terminal that it is printed on, not drawn: every code point
 * as above, but for tabs and line feeds, which are kept. */
void glyph_print(const char *text, size_t len, struct buf *out);

/* Columns of one code point (0, 1, 2; -1 for controls): what wcwidth() answers, so that
 * ncurses agrees with us.  As there, U+0000 is 0. */
int glyph_code_point_cells(uint32_t code_point, int ambiguous);

#endif
