/* SPDX-License-Identifier: MIT */
/* pipeline: a text through repair and parse into a document, for tests of what comes out. */
#ifndef DUIDU_TESTS_PIPELINE_H
#define DUIDU_TESTS_PIPELINE_H

#include "document.h"
#include "repair.h"

/* Diagnostics, one "line:rule" a piece, separated by blanks. */
struct noted {
	char text[1 << 14];
};

struct pipeline_options {
	size_t slice;   /* bytes fed at a time; 0: all at once */
	enum side side; /* SIDE_COUNT: by language */
	bool raw;
	struct noted *noted; /* NULL: not kept */
};

/* Fills an empty document. */
void pipeline_run(struct document *document, const struct pipeline_options *options,
	const char *text, size_t len);

/* The document as text: "side kind level text\n" a block, in the order of ids.  The caller
 * frees it. */
char *pipeline_print(const struct document *document);

/* Runs text and compares what pipeline_print gives. */
void assert_blocks(const char *text, const char *expected);

#endif
