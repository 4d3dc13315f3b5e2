/* SPDX-License-Identifier: MIT */
/* source_line: counting line feeds up to a place.
 *
 * A block knows the bytes of the decoded source it came from; inside it, lines were joined and
 * blanks dropped, but the characters that are no blanks are, as a rule, all there.  So lines are
 * counted up to the block, and from there on to as many characters as stand before the place.
 * Nothing is kept while reading for this alone: the file is read again, once, for a key that is
 * pressed now and then. */
#include "source_line.h"

#include "decode.h"
#include "fileio.h"
#include "utf8.h"

struct counter {
	size_t to;      /* bytes of the decoded text before the block */
	size_t visible; /* characters of the block before the place, blanks not counted */
	size_t line;    /* of the byte that comes next, from 1 */
	bool done;
};

static bool is_blank(uint32_t c)
{
	return c <= 0x20 || c == 0xA0 || c == 0x3000;
}

static size_t visible_before(const struct block *block, size_t byte)
{
	size_t visible = 0, size;
	for (size_t at = 0; at < byte && at < block->len; at += size)
		visible += !is_blank(utf8_at(block->text, block->len, at, &size));
	return visible;
}

/* Takes decoded text; at its end may be the start of a character, which is left. */
static void count(struct counter *counter, struct buf *text, bool last)
{
	size_t at = 0, size;
	for (; at < text->n && !counter->done; at += size) {
		/* The longest character is of four bytes. */
		if (!last && text->n - at < 4)
			break;
		uint32_t c = utf8_at(text->v, text->n, at, &size);
		if (c == '\n')
			counter->line++;
		else if (counter->to == 0 && !is_blank(c) && counter->visible-- == 0)
			counter->done = true;
		counter->to -= size < counter->to ? size : counter->to;
	}
	buf_drop(text, at);
}

static struct status read_on(struct input *input, struct decoder *decoder,
	struct counter *counter, struct buf *text)
{
	enum { SLICE = 1 << 16 };
	struct buf bytes = {0};
	struct status s = STATUS_NONE;
	for (size_t got = 1; got > 0 && !counter->done && status_ok(&s);) {
		bool again;
		s = input_read(input, buf_room(&bytes, SLICE), SLICE, true, &got, &again);
		if (status_ok(&s))
			s = got > 0 ? decoder_feed(decoder, bytes.v, got, text)
				    : decoder_finish(decoder, text);
		if (status_ok(&s))
			count(counter, text, got == 0);
	}
	buf_free(&bytes);
	return s;
}

struct status source_line(const char *path, enum encoding encoding,
	const struct block *block, size_t byte, size_t *line)
{
	struct counter counter = {.to = block->source.beg,
		.visible = visible_before(block, byte),
		.line = 1};
	struct input input;
	struct buf text = {0};
	struct status s = input_open(&input, path);
	if (!status_ok(&s))
		return s;
	struct decoder *decoder = decoder_new(encoding, NULL);
	s = read_on(&input, decoder, &counter, &text);
	*line = counter.line;
	decoder_free(decoder);
	input_close(&input);
	buf_free(&text);
	return s;
}
