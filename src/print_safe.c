/* SPDX-License-Identifier: MIT */
/* print_safe: a stream of the C library's with a filter behind it (fopencookie).
 *
 * The library hands on its buffer cut anywhere: the start of a character that is not whole
 * waits for the rest. */
#include "print_safe.h"

#include <stdlib.h>

#include "glyph.h"
#include "message.h"
#include "status.h"

struct filter {
	FILE *out;
	struct buf pending; /* less than a character */
};

/* Bytes of text that may be a character's start and not its whole. */
static size_t unfinished(const char *text, size_t len)
{
	for (size_t back = 1; back < 4 && back <= len; back++) {
		unsigned char byte = (unsigned char)text[len - back];
		if ((byte & 0xC0) == 0x80)
			continue;
		size_t size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
		return size > back ? back : 0;
	}
	return 0;
}

static void pass_on(struct filter *filter, size_t len)
{
	struct buf valid = {0}, shown = {0};
	buf_add_valid(&valid, filter->pending.v, len);
	if (valid.n > 0)
		glyph_print(valid.v, valid.n, &shown);
	if (shown.n > 0)
		fwrite(shown.v, 1, shown.n, filter->out);
	buf_drop(&filter->pending, len);
	buf_free(&valid);
	buf_free(&shown);
}

static ssize_t take(void *cookie, const char *bytes, size_t len)
{
	struct filter *filter = cookie;
	if (len == 0)
		return 0;
	buf_add(&filter->pending, bytes, len);
	pass_on(filter,
		filter->pending.n - unfinished(filter->pending.v, filter->pending.n));
	return (ssize_t)len;
}

static int end(void *cookie)
{
	struct filter *filter = cookie;
	if (filter->pending.n > 0)
		pass_on(filter, filter->pending.n);
	int failed = fflush(filter->out);
	buf_free(&filter->pending);
	free(filter);
	return failed;
}

FILE *print_safe_open(FILE *out)
{
	struct filter *filter = xcalloc(1, sizeof *filter);
	const cookie_io_functions_t functions = {.write = take, .close = end};
	filter->out = out;
	FILE *stream = fopencookie(filter, "w", functions);
	if (!stream)
		die(_("out of memory"));
	return stream;
}
