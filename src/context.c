/* SPDX-License-Identifier: MIT */
/* context: cutting a row out of a text around a match.
 *
 * Graphemes are only found forward, so the text before a match is walked from so far back
 * that it is enough even of characters with marks; what is walked there first may be the rest
 * of a grapheme, and is left out.  Which section it is from, the list of matches says. */
#include "context.h"

#include "utf8.h"

enum { BYTES_A_CELL = 16 }; /* that are looked at before a match */

/* Where the graphemes before byte `at` begin that fit into cells. */
static size_t begin_before(const struct glyph_style *style, const char *text, size_t at,
	size_t cells, size_t *used)
{
	size_t most = cells * BYTES_A_CELL, beg = at > most ? at - most : 0;
	while (beg < at && ((unsigned char)text[beg] & 0xC0) == 0x80)
		beg++;
	if (beg > 0 && beg < at)
		beg += glyph_measure(style, text, at, beg).size;
	size_t width = glyph_width(style, text + beg, at - beg);
	while (beg < at && width > cells) {
		struct glyph glyph = glyph_measure(style, text, at, beg);
		width -= glyph.cells;
		beg += glyph.size;
	}
	*used = width;
	return beg;
}

struct span context_add(const struct glyph_style *style, const char *text, size_t len,
	struct span match, size_t cells, struct buf *out)
{
	size_t own, before, shown = match.beg;
	shown += glyph_fit(style, text + match.beg, span_len(match), cells, &own);
	size_t left = (cells - own) / 2;
	size_t beg = begin_before(style, text, match.beg, left, &before);
	size_t start = out->n;
	for (size_t blank = before; blank < left; blank++)
		buf_putc(out, ' ');
	buf_add(out, text + beg, match.beg - beg);
	/* A mark without a base, at the very start, has found one in a blank. */
	for (size_t n = glyph_width(style, buf_string(out) + start, out->n - start);
		n < left; n++)
		buf_putc(out, ' ');
	struct span range = {out->n, out->n + (shown - match.beg)};
	/* Graphemes are not all of as many bytes as cells, but none is without any. */
	size_t room = cells - left - own, most = room * BYTES_A_CELL;
	size_t rest = len - shown < most ? len - shown : most;
	size_t end = shown + glyph_fit(style, text + shown, rest, room, NULL);
	while (end > shown && end < len && ((unsigned char)text[end] & 0xC0) == 0x80)
		end--;
	buf_add(out, text + match.beg, end - match.beg);
	return range;
}
