/* SPDX-License-Identifier: MIT */
/* bitext_line: lines out of slices, for the formats that are made of lines. */
#include <string.h>

#include "bitext_internal.h"
#include "message.h"

/* A line that came whole is told on with its LF gone. */
static struct status give(struct line_reader *lines, const char *text, size_t len)
{
	struct span source = {lines->at, lines->at + len};
	lines->number++;
	lines->at += len + 1;
	return lines->line(lines->ctx, text, len, source);
}

static struct status too_long(const struct line_reader *lines)
{
	return bitext_failed(
		lines->number + 1, 1, _("a line is longer than any unit should be"));
}

struct status lines_feed(struct line_reader *lines, const char *text, size_t len)
{
	struct status status = STATUS_NONE;
	const char *end = text + len, *feed;
	for (; (feed = memchr(text, '\n', (size_t)(end - text))) && status_ok(&status);
		text = feed + 1) {
		size_t here = (size_t)(feed - text);
		if (lines->rest.n + here > UNIT_MOST)
			return too_long(lines);
		if (lines->rest.n == 0) {
			status = give(lines, text, here);
			continue;
		}
		buf_add(&lines->rest, text, here);
		status = give(lines, lines->rest.v, lines->rest.n);
		lines->rest.n = 0;
	}
	if (!status_ok(&status))
		return status;
	if (lines->rest.n + (size_t)(end - text) > UNIT_MOST)
		return too_long(lines);
	buf_add(&lines->rest, text, (size_t)(end - text));
	return status;
}

struct status lines_finish(struct line_reader *lines)
{
	struct status status = STATUS_NONE;
	if (lines->rest.n > 0)
		status = give(lines, lines->rest.v, lines->rest.n);
	lines->rest.n = 0;
	return status;
}

void lines_free(struct line_reader *lines)
{
	buf_free(&lines->rest);
}
