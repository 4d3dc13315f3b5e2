/* SPDX-License-Identifier: MIT */
/* section: finding a section by the number a reader types: 2.3, 二（三）, 第十二条, Article 12.
 *
 * A number is a path: one number or several, outer sections first, as they are written in the
 * text or in plain digits, with or without blanks and full stops between.  Outer numbers may
 * be left out. */
#ifndef DUIDU_SECTION_H
#define DUIDU_SECTION_H

#include "buf.h"
#include "document.h"

/* Whether text (UTF-8) is a path, be there such a section or not. */
bool section_is_path(const char *text, size_t len);

/* The index of the section that a path leads to, NO_SECTION if there is none or it is no path.
 * Of several, that with the fewest outer numbers left out, then that nearest to the section
 * `here` in the tree (NO_SECTION: before the first), then the first. */
size_t section_at_path(
	const struct stream *stream, const char *text, size_t len, size_t here);

/* Appends the path of a section as one would type it, "二 （三）"; a section without a number
 * gives its title.  Nothing for NO_SECTION. */
void section_path(const struct stream *stream, size_t section, struct buf *out);

/* Appends the headings a block is under, outermost first, as they stand in the text, with
 * `between` between them; compact: of all but the innermost only the number.  Of an article of
 * a law, whose text goes on in the same block, only the number in any case. */
void section_headings(const struct stream *stream, size_t block, const char *between,
	bool compact, struct buf *out);

#endif
