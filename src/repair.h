/* SPDX-License-Identifier: MIT */
/* repair: lines as an extractor left them to paragraphs, in slices.
 *
 * Text with real paragraphs passes byte for byte.  Where lines are hard-wrapped, joining is
 * the cheapest explanation of a window of lines (repair_wrap.c); before that an ordered
 * table of rules takes away page debris and overprinting.  Every change is a diagnostic.
 * Memory is bounded by the window (some hundred lines, 32 KiB a line); feeding byte by byte
 * equals feeding at once. */
#ifndef DUIDU_REPAIR_H
#define DUIDU_REPAIR_H

#include <stddef.h>
#include <stdint.h>

#include "span.h"
#include "status.h"

/* What the lines of a paragraph looked like; parse decides what it is. */
enum paragraph_hint {
	HINT_NONE,
	HINT_TITLE, /* front matter, told by its place and shape */
	HINT_AUTHOR,
	HINT_AFFILIATION,
	HINT_HEADING,   /* set as a heading: overprinted, or numbered and set apart */
	HINT_CONTINUED, /* the rest of a line too long for one paragraph */
	HINT_VERBATIM,  /* a line of code or of a table, blanks kept */
};

struct paragraph {
	const char *text; /* UTF-8 without line ends; valid during the call only */
	size_t len;
	struct span source; /* bytes of the decoded input */
	size_t line;        /* 1-based source line of its first line */
	enum paragraph_hint hint;
};

struct repair_sink {
	void (*paragraph)(void *ctx, const struct paragraph *paragraph);
	void *ctx;
};

struct repair;

/* raw: no repair, a paragraph a line.  lint may be NULL; both sink and lint are kept. */
struct repair *repair_new(
	bool raw, const struct repair_sink *sink, const struct lint *lint);
void repair_feed(struct repair *repair, const char *text, size_t len);
void repair_finish(struct repair *repair);
void repair_free(struct repair *repair);

/* Every rule repair can report under, in order, with a line of explanation. */
struct repair_rule_name {
	const char *name, *help;
};
extern const struct repair_rule_name repair_rule_names[];
extern const size_t repair_rule_name_count;

#endif
