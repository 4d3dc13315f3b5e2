/* SPDX-License-Identifier: MIT */
/* segmented: lines to blocks.
 *
 * It takes the place of repair and parse for a text whose sentences are somebody's own, and
 * must keep their numbers whatever is in them.  Only a line that is not yet whole is kept. */
#include "segmented.h"

#include <string.h>

#include "buf.h"

struct segmented {
	struct document *document;
	enum side side;
	struct buf line; /* the part of a line that came so far */
	size_t at;       /* bytes of the text before it */
};

struct segmented *segmented_new(struct document *document, enum side side)
{
	struct segmented *segmented = xcalloc(1, sizeof *segmented);
	segmented->document = document;
	segmented->side = side;
	return segmented;
}

static void add_line(struct segmented *segmented)
{
	struct block block = {
		.text = segmented->line.v,
		.len = segmented->line.n,
		.source = {segmented->at, segmented->at + segmented->line.n},
		.kind = BLOCK_PARAGRAPH,
		.form = FORM_SENTENCE,
	};
	document_add(segmented->document, segmented->side, &block);
	segmented->at = block.source.end + 1;
	segmented->line.n = 0;
}

void segmented_feed(struct segmented *segmented, const char *text, size_t len)
{
	if (len == 0)
		return;
	const char *end = text + len, *feed;
	for (; (feed = memchr(text, '\n', (size_t)(end - text))); text = feed + 1) {
		buf_add(&segmented->line, text, (size_t)(feed - text));
		add_line(segmented);
	}
	buf_add(&segmented->line, text, (size_t)(end - text));
}

void segmented_finish(struct segmented *segmented)
{
	if (segmented->line.n > 0)
		add_line(segmented);
	buf_free(&segmented->line);
	free(segmented);
}
