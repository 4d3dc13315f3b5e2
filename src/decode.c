/* SPDX-License-Identifier: MIT */
/* decode: holds back what cannot be judged yet, then transcodes, and tidies the text.
 *
 * With ENCODING_AUTO the first 16 bytes wait, because a mark, UTF-16 or a binary file
 * shows there and nothing given out can be taken back.  Then ASCII passes as it comes; at
 * the first byte that is none, bytes are held and looked at when they are 64, 256, ... 64
 * KiB, or when the input ends.  The points depend on the input alone, never on how it was
 * sliced.  Whatever the encoding, text comes out through write_text(): the one place that
 * knows of byte order marks, line ends and lines. */
#include "decode.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "detect.h"
#include "message.h"
#include "transcode.h"

enum { HEAD = 16, FIRST_LOOK = 64, LAST_LOOK = 1 << 16 };

struct decoder {
	struct transcoder
		transcoder; /* of ENCODING_AUTO, and not open, until that is known */
	const struct lint *lint;
	struct status failed; /* the decoder takes no more */
	struct buf held;      /* bytes that wait for the encoding to be known */
	size_t look;          /* how many there must be for the next look */
	bool passing;         /* ASCII was given out, and more may be */
	bool at_start;        /* nothing was written yet */
	bool after_cr;        /* a LF belongs to the CR before */
	size_t line; /* 1-based, of what is written next; counted for lint only */
	size_t replaced;
	struct buf *out; /* during a call */
};

static void write_line_ends_as_lf(struct decoder *decoder, const char *text, size_t len)
{
	const char *end = text + len;
	if (decoder->after_cr && *text == '\n')
		text++;
	decoder->after_cr = false;
	for (const char *cr; (cr = memchr(text, '\r', (size_t)(end - text)));
		text = cr + 1) {
		buf_add(decoder->out, text, (size_t)(cr - text));
		buf_putc(decoder->out, '\n');
		if (cr + 1 == end)
			decoder->after_cr = true;
		else if (cr[1] == '\n')
			cr++;
	}
	buf_add(decoder->out, text, (size_t)(end - text));
}

static size_t count_lines(const char *text, size_t len)
{
	size_t lines = 0;
	const char *end = text + len;
	while ((text = memchr(text, '\n', (size_t)(end - text)))) {
		lines++;
		text++;
	}
	return lines;
}

static void write_text(void *ctx, const char *text, size_t len)
{
	struct decoder *decoder = ctx;
	if (decoder->at_start && len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
		text += 3;
		len -= 3;
	}
	decoder->at_start = false;
	if (len == 0)
		return;
	size_t before = decoder->out->n;
	write_line_ends_as_lf(decoder, text, len);
	if (decoder->lint && decoder->lint->note)
		decoder->line +=
			count_lines(decoder->out->v + before, decoder->out->n - before);
}

static void write_replacement(void *ctx, const char *bytes, size_t len)
{
	struct decoder *decoder = ctx;
	char hex[3 * 8 + 1] = "";
	assert(len <= 8);
	for (size_t i = 0; i < len; i++)
		snprintf(hex + 3 * i, 4, " %02X", (unsigned char)bytes[i]);
	lint_note(decoder->lint, decoder->line, "encoding",
		N_("replaced%s, which is not %s"), hex,
		encoding_name(decoder->transcoder.encoding));
	decoder->replaced++;
	write_text(decoder, "\xEF\xBF\xBD", 3);
}

static void transcode(struct decoder *decoder, const char *bytes, size_t len)
{
	struct transcode_sink sink = {write_text, write_replacement, decoder};
	transcoder_feed(&decoder->transcoder, bytes, len, &sink);
}

static bool is_known(const struct decoder *decoder)
{
	return decoder->transcoder.encoding != ENCODING_AUTO;
}

static void begin(struct decoder *decoder, enum encoding encoding)
{
	decoder->failed = transcoder_open(&decoder->transcoder, encoding);
	if (!status_ok(&decoder->failed))
		decoder->transcoder.encoding = ENCODING_AUTO;
}

struct decoder *decoder_new(enum encoding encoding, const struct lint *lint)
{
	struct decoder *decoder = xmalloc(sizeof *decoder);
	*decoder =
		(struct decoder){.lint = lint, .look = HEAD, .at_start = true, .line = 1};
	if (encoding != ENCODING_AUTO)
		begin(decoder, encoding);
	return decoder;
}

void decoder_free(struct decoder *decoder)
{
	if (!decoder)
		return;
	if (is_known(decoder))
		transcoder_close(&decoder->transcoder);
	buf_free(&decoder->held);
	free(decoder);
}

/* Gives out what is held, as it is. */
static void pass(struct decoder *decoder)
{
	write_text(decoder, decoder->held.v, decoder->held.n);
	decoder->held.n = 0;
	decoder->look = FIRST_LOOK;
	decoder->passing = true;
}

/* Looks at what is held and settles what it is, if that can be said; last: it must be. */
static void settle(struct decoder *decoder, bool last)
{
	struct buf *held = &decoder->held;
	if (ascii_run(held->v, held->n) == held->n && held->n <= HEAD &&
		!memchr(held->v, '\0', held->n)) {
		pass(decoder);
		return;
	}
	struct detection found = detect_encoding(held->v, held->n, !decoder->passing);
	if (!last && !found.certain && held->n < LAST_LOOK) {
		decoder->look = held->n < FIRST_LOOK ? FIRST_LOOK : 4 * decoder->look;
		return;
	}
	if (found.binary) {
		decoder->failed = status_make(STATUS_FORMAT, 0,
			last ? _("not a text: control characters are %zu of its %zu "
				 "bytes")
			     : _("not a text: control characters are %zu of its first "
				 "%zu bytes"),
			found.controls, held->n);
		return;
	}
	if (found.encoding == ENCODING_AUTO) {
		pass(decoder);
		return;
	}
	begin(decoder, found.encoding);
	if (status_ok(&decoder->failed))
		transcode(decoder, held->v, held->n);
	buf_free(held);
}

/* Takes bytes as long as the encoding is not known; returns how many. */
static size_t look_at(struct decoder *decoder, const char *bytes, size_t len)
{
	size_t at = 0;
	while (at < len && !is_known(decoder) && status_ok(&decoder->failed)) {
		if (decoder->passing && decoder->held.n == 0) {
			size_t run = ascii_run(bytes + at, len - at);
			write_text(decoder, bytes + at, run);
			at += run;
		}
		size_t wanted = decoder->look - decoder->held.n;
		size_t taken = len - at < wanted ? len - at : wanted;
		buf_add(&decoder->held, bytes + at, taken);
		at += taken;
		if (taken == wanted)
			settle(decoder, false);
	}
	return at;
}

struct status decoder_feed(
	struct decoder *decoder, const char *bytes, size_t len, struct buf *out)
{
	decoder->out = out;
	size_t taken = look_at(decoder, bytes, len);
	if (status_ok(&decoder->failed) && taken < len)
		transcode(decoder, bytes + taken, len - taken);
	return decoder->failed;
}

struct status decoder_finish(struct decoder *decoder, struct buf *out)
{
	decoder->out = out;
	if (decoder->held.n > 0 && status_ok(&decoder->failed))
		settle(decoder, true);
	if (!status_ok(&decoder->failed))
		return decoder->failed;
	if (!is_known(decoder)) {
		begin(decoder, ENCODING_UTF8);
	} else {
		struct transcode_sink sink = {write_text, write_replacement, decoder};
		transcoder_finish(&decoder->transcoder, &sink);
	}
	return decoder->failed;
}

enum encoding decoder_encoding(const struct decoder *decoder)
{
	return decoder->transcoder.encoding;
}

size_t decoder_replaced(const struct decoder *decoder)
{
	return decoder->replaced;
}
