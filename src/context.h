/* SPDX-License-Identifier: MIT */
/* context: a match in the middle of a row, with the text before and behind it, as a
 * concordance shows it (key word in context, Luhn 1960). */
#ifndef DUIDU_CONTEXT_H
#define DUIDU_CONTEXT_H

#include "buf.h"
#include "glyph.h"
#include "span.h"

/* Appends what `cells` columns have room for of text (UTF-8), so that the middle of the
 * match, a range of whole graphemes, is in the middle of them, with blanks where the text
 * begins later; of a match that is wider, its beginning.  Returns where the match is in out.
 * Costs as much as what is shown, however long the text. */
struct span context_add(const struct glyph_style *style, const char *text, size_t len,
	struct span match, size_t cells, struct buf *out);

#endif
