/* SPDX-License-Identifier: MIT */
/* sent: what the program may send to a terminal, as a grammar.
 *
 *	sent      = { character | movement | sequence }
 *	character = a code point that a terminal draws: no control (C0, DEL, C1), nothing that
 *		    turns or hides text (bidi, zero width, tags, selectors, annotations), no
 *		    surrogate, private, unassigned or line-parting one; in valid UTF-8
 *	movement  = BS | HT | LF | CR, as curses moves the cursor
 *	sequence  = one of a table: what curses sends to an xterm, and what tty.c asks
 *		    for; a title, a colour of the palette, a question but for the place of the
 *		    cursor are not among them
 *
 * So nothing that a text, a file name, a setting or an answer of the terminal holds has
 * reached it unfiltered, whatever that is. */
#ifndef DUIDU_TESTS_SENT_H
#define DUIDU_TESTS_SENT_H

#include <stdbool.h>
#include <stddef.h>

/* The first byte that may not be sent, len when there is none. */
size_t sent_wrong(const char *bytes, size_t len);

/* Fails a test with what surrounds that byte. */
void assert_sent_is_clean(const char *bytes, size_t len);

#endif
