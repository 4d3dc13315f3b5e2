/* SPDX-License-Identifier: MIT */
/* linebreak: where a paragraph may be broken into rows.  Pure.
 *
 * libunistring's UAX #14, then one table of pairs for Chinese (GB/T 15834-2011, W3C CLREQ). */
#ifndef DUIDU_LINEBREAK_H
#define DUIDU_LINEBREAK_H

#include <stddef.h>

/* What may not start or end a row. */
enum kinsoku {
	KINSOKU_NONE, /* UAX #14 as it is, Han broken anywhere */
	KINSOKU_BASIC, /* closing marks, stops and connectors never first, opening marks never
			 * last, —— …… numbers with units and citations never split */
	KINSOKU_STRICT, /* also —— and …… never first */
};

enum line_break {
	LINE_BREAK_NO,
	LINE_BREAK_WORD, /* inside a word or number: when it is wider than a whole row */
	LINE_BREAK_ALLOWED,
	LINE_BREAK_MUST,
};

/* breaks[i] says whether a row may begin at byte i of text (enum line_break); it has len
 * elements; breaks[0] is LINE_BREAK_NO.  Linear in len. */
void linebreak_find(enum kinsoku level, const char *text, size_t len, char *breaks);

#endif
