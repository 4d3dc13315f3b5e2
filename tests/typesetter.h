/* SPDX-License-Identifier: MIT */
/* typesetter: breaks a text into the lines a Chinese press would set, for tests.
 *
 * Widths are in units of a twentieth em, so that proportional Latin letters, squeezed
 * punctuation and superscript citations take the room they take in print; what an extractor
 * makes of a line is then wider or narrower than the column by a few cells. */
#ifndef DUIDU_TESTS_TYPESETTER_H
#define DUIDU_TESTS_TYPESETTER_H

#include <stdbool.h>
#include <stddef.h>

#include "array.h"
#include "span.h"

enum { EM = 20, CELL = EM / 2 }; /* a Han character, a column of a terminal */

struct press {
	bool push_in;     /* squeeze punctuation to get one more character into a line,
			    * else only to keep a closing mark from starting the next */
	bool tight_pairs; /* two marks in a row take one and a half em */
	bool half_at_end; /* a closing mark at a line's end takes half an em */
	bool no_runts;    /* a last line has two characters at least */
	bool no_push_in;  /* never squeeze: carry a character over instead */
};

/* How wide something is as it was set, and what a reader of the bare text could take it
 * for: at least, all pairs of marks tight; at most, none, and a cell each Latin letter. */
struct extent {
	int least, set, most;
};

struct set_line {
	struct span text;    /* bytes, without the blanks at both ends */
	struct extent width; /* as if nothing were squeezed into it */
	struct extent head;  /* of the first characters that cannot be parted */
};

typedef ARRAY_OF(struct set_line) set_line_array;

/* Fills lines (emptied first).  room(ctx, i) is the width line i has.  A word wider than
 * its line sticks out. */
void typeset(const struct press *press, const char *text, size_t len,
	int (*room)(const void *ctx, size_t line), const void *ctx,
	set_line_array *lines);

/* Whether the character of `size` bytes at `at` is one of those in set. */
bool mark_is_in(const char *set, const char *at, size_t size);

/* Bytes of the code point that starts with this byte. */
static inline size_t code_point_size(char first)
{
	unsigned char c = (unsigned char)first;
	return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

#endif
