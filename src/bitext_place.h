/* SPDX-License-Identifier: MIT */
/* bitext_place: where the text of a unit belongs, written beside it in files of our own.
 *
 * A bitext knows units, a document has blocks that are cut otherwise: a block of five
 * sentences is five units, and a unit of two sentences may reach into the next block.  So
 * each side of a unit is one piece of text or several, and a line of words says of each
 *
 *	heading 2 9 12          opens a block: its kind; level, bytes of the number, byte of
 *	                        the title, where they are not 0; its form, where it is not text
 *	at 40                   it is piece 40 of its side, from 0, where that is not the one
 *	                        behind the piece before it in the file
 *	tight                   no blank goes before it, where an English text would have one
 *	+120                    first of all, for a piece but the first: begins at that byte
 *
 * with "; " between the pieces.  A piece that says nothing goes on in the block of the one
 * before.  Numbers let two sides be in different orders (a paragraph that was moved). */
#ifndef DUIDU_BITEXT_PLACE_H
#define DUIDU_BITEXT_PLACE_H

#include "array.h"
#include "buf.h"
#include "document.h"

struct place {
	size_t beg;    /* byte of the unit's text where the piece begins */
	size_t number; /* if numbered */
	bool numbered, opens, tight;
	struct block block; /* if it opens one; without text and source */
};

typedef ARRAY_OF(struct place) place_array;

/* The name of this in TMX, and the version of the whole. */
#define PLACE_NAME "x-duidu-place"

/* Appends a piece; the first of a side when `first`. */
void place_add(struct buf *out, const struct place *place, bool first);

/* Reads what place_add wrote into places (emptied first); false when it is something else. */
bool place_read(const char *text, size_t len, place_array *places);

/* Whether a blank belongs between two pieces of a side that meet in a block: in English,
 * unless either has one there. */
bool place_has_blank(enum side side, const char *before, size_t before_len,
	const char *after, size_t after_len);

#endif
