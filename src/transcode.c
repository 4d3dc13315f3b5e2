/* SPDX-License-Identifier: MIT */
/* transcode: a converter for each encoding, called through one table.
 *
 * A converter takes as many whole sequences as there are and says how many bytes that
 * was; the few bytes of a sequence that a slice cut in two wait in rest[].  Valid UTF-8
 * is handed on where it stands, without a copy.  Our own loop finds it ten times as fast
 * as u8_check() does, sixteen bytes at a time (as Keiser and Lemire 2021, with less said of
 * what is wrong), which matters since every byte of every text goes through here.  GB18030
 * and Big5 are left to iconv; only how much of an ill-formed sequence to step over, which
 * iconv does not say, is decided here. */
#include "transcode.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistr.h>

#include "lanes.h"
#include "message.h"

typedef size_t converter(struct transcoder *transcoder, const unsigned char *bytes,
	size_t len, const struct transcode_sink *sink);

/* Unicode 15, table 3-7: the lead bytes of well-formed sequences, what the second byte
 * may be, and the length.  Other trailing bytes are 80..BF. */
static const struct {
	unsigned char first, last, low, high, len;
} leads[] = {
	{0x00, 0x7F, 0x00, 0x00, 1},
	{0xC2, 0xDF, 0x80, 0xBF, 2},
	{0xE0, 0xE0, 0xA0, 0xBF, 3},
	{0xE1, 0xEC, 0x80, 0xBF, 3},
	{0xED, 0xED, 0x80, 0x9F, 3},
	{0xEE, 0xEF, 0x80, 0xBF, 3},
	{0xF0, 0xF0, 0x90, 0xBF, 4},
	{0xF1, 0xF3, 0x80, 0xBF, 4},
	{0xF4, 0xF4, 0x80, 0x8F, 4},
};

static bool is_trail(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/* How many bytes at s are the start of a well-formed sequence; *whole is the length its
 * lead byte promises, 0 when that is no lead byte. */
static size_t utf8_wellformed(const unsigned char *s, size_t len, size_t *whole)
{
	*whole = 0;
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
		if (s[0] < leads[i].first || s[0] > leads[i].last)
			continue;
		*whole = leads[i].len;
		if (*whole == 1 || len < 2 || s[1] < leads[i].low || s[1] > leads[i].high)
			return 1;
		size_t n = 2;
		while (n < *whole && n < len && is_trail(s[n]))
			n++;
		return n;
	}
	return 0;
}

size_t ascii_run(const char *bytes, size_t len)
{
	size_t n = 0;
	for (uint64_t word; len - n >= sizeof word; n += sizeof word) {
		memcpy(&word, bytes + n, sizeof word);
		if (word & 0x8080808080808080)
			break;
	}
	while (n < len && !(bytes[n] & 0x80))
		n++;
	return n;
}

/* Where whole well-formed sequences end that go on from s + n, two bytes or more behind s: found
 * sixteen bytes at a time, and no further than the first sequence whose second byte may not be
 * any trail byte, which no Chinese and no English has. */
static size_t common_run(const unsigned char *s, size_t n, size_t len)
{
	size_t beg = n;
	for (; len - n >= LANES; n += LANES) {
		lanes v = lanes_load(s + n);
		lanes wanted = (lanes)(lanes_load(s + n - 1) >= 0xC0) |
			       (lanes)(lanes_load(s + n - 2) >= 0xE0);
		lanes trail = lanes_equal(v & 0xC0, 0x80);
		lanes other = (lanes)(v >= 0xF0) | lanes_equal(v, 0xE0) |
			      lanes_equal(v, 0xED) | lanes_equal(v & 0xFE, 0xC0);
		if (lanes_any((wanted ^ trail) | other))
			break;
	}
	if (n > beg && s[n - 1] >= 0xC0)
		return n - 1;
	return n > beg && s[n - 2] >= 0xE0 ? n - 2 : n;
}

/* Bytes of whole well-formed sequences at s. */
static size_t utf8_run(const unsigned char *s, size_t len)
{
	size_t n = 0;
	while (n < len) {
		if (n >= 2)
			n = common_run(s, n, len);
		if (n == len)
			break;
		size_t whole, good = utf8_wellformed(s + n, len - n, &whole);
		if (whole == 0 || good < whole)
			break;
		n += whole;
	}
	return n;
}

static size_t convert_utf8(struct transcoder *transcoder, const unsigned char *bytes,
	size_t len, const struct transcode_sink *sink)
{
	enum { CACHED = 1 << 15 }; /* so that who copies the run finds it in the cache */
	(void)transcoder;
	size_t at = 0;
	while (at < len) {
		size_t run = utf8_run(bytes + at, len - at < CACHED ? len - at : CACHED);
		if (run > 0) {
			sink->text(sink->ctx, (const char *)bytes + at, run);
			at += run;
			continue;
		}
		/* Section 3.9: a maximal subpart is one ill-formed sequence. */
		size_t whole, good = utf8_wellformed(bytes + at, len - at, &whole);
		if (good > 0 && at + good == len)
			break;
		size_t bad = good > 0 ? good : 1;
		sink->illformed(sink->ctx, (const char *)bytes + at, bad);
		at += bad;
	}
	return at;
}

static unsigned utf16_unit(const struct transcoder *transcoder, const unsigned char *s)
{
	return transcoder->encoding == ENCODING_UTF16LE ? s[0] | (unsigned)s[1] << 8
							: s[1] | (unsigned)s[0] << 8;
}

static size_t convert_utf16(struct transcoder *transcoder, const unsigned char *bytes,
	size_t len, const struct transcode_sink *sink)
{
	char text[4096];
	size_t n = 0, at = 0, step;
	if (!transcoder->started && len >= 2 && utf16_unit(transcoder, bytes) == 0xFFFE)
		transcoder->encoding = transcoder->encoding == ENCODING_UTF16LE
					       ? ENCODING_UTF16BE
					       : ENCODING_UTF16LE;
	for (; len - at >= 2; at += step) {
		ucs4_t unit = utf16_unit(transcoder, bytes + at);
		bool bad = unit >= 0xDC00 && unit < 0xE000;
		step = 2;
		if (unit >= 0xD800 && unit < 0xDC00) {
			if (len - at < 4)
				break;
			unsigned low = utf16_unit(transcoder, bytes + at + 2);
			bad = low < 0xDC00 || low > 0xDFFF;
			step = bad ? 2 : 4;
			unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
		}
		if (n > 0 && (bad || sizeof text - n < 4)) {
			sink->text(sink->ctx, text, n);
			n = 0;
		}
		if (bad)
			sink->illformed(sink->ctx, (const char *)bytes + at, 2);
		else
			n += (size_t)u8_uctomb((uint8_t *)text + n, unit, 4);
	}
	if (n > 0)
		sink->text(sink->ctx, text, n);
	return at;
}

static bool is_between(unsigned char byte, unsigned char low, unsigned char high)
{
	return low <= byte && byte <= high;
}

/* How much of the bytes iconv stopped at is one ill-formed sequence.  As the Encoding
 * Standard has it: a lead byte takes its trail byte with it unless that is ASCII, so that
 * one bad character does not put all behind it out of step. */
static size_t illformed_len(enum encoding encoding, const unsigned char *s, size_t len)
{
	if (len < 2 || !is_between(s[0], 0x81, 0xFE))
		return 1;
	if (s[1] >= 0x80)
		return 2;
	bool four = encoding == ENCODING_GB18030 && len >= 4 &&
		    is_between(s[1], '0', '9') && is_between(s[2], 0x81, 0xFE) &&
		    is_between(s[3], '0', '9');
	return four ? 4 : 1;
}

/* Writes out what iconv holds back: Big5-HKSCS does, before a combining accent. */
static void flush_iconv(struct transcoder *transcoder, const struct transcode_sink *sink)
{
	char text[32], *to = text;
	size_t room = sizeof text;
	iconv(transcoder->iconv, NULL, NULL, &to, &room);
	if (to > text)
		sink->text(sink->ctx, text, (size_t)(to - text));
}

static size_t convert_iconv(struct transcoder *transcoder, const unsigned char *bytes,
	size_t len, const struct transcode_sink *sink)
{
	char text[4096];
	char *from = (char *)bytes;
	size_t left = len;
	while (left > 0) {
		char *to = text;
		size_t room = sizeof text;
		size_t done = iconv(transcoder->iconv, &from, &left, &to, &room);
		int reason = done == (size_t)-1 ? errno : 0;
		if (to > text)
			sink->text(sink->ctx, text, (size_t)(to - text));
		if (reason == EINVAL)
			break;
		if (reason != EILSEQ)
			continue;
		flush_iconv(transcoder, sink);
		size_t bad =
			illformed_len(transcoder->encoding, (unsigned char *)from, left);
		sink->illformed(sink->ctx, from, bad);
		from += bad;
		left -= bad;
	}
	return len - left;
}

static const struct {
	converter *convert;
	const char *iconv_name;
	size_t cut; /* how much of a sequence cut at the end is one ill-formed sequence */
} converters[ENCODING_COUNT] = {
	[ENCODING_UTF8] = {convert_utf8, NULL, 3},
	[ENCODING_UTF16LE] = {convert_utf16, NULL, 2},
	[ENCODING_UTF16BE] = {convert_utf16, NULL, 2},
	[ENCODING_GB18030] = {convert_iconv, "GB18030", 1},
	[ENCODING_BIG5] = {convert_iconv, "BIG5-HKSCS", 1},
};

struct status transcoder_open(struct transcoder *transcoder, enum encoding encoding)
{
	assert(encoding > ENCODING_AUTO && encoding < ENCODING_COUNT);
	*transcoder = (struct transcoder){.encoding = encoding};
	const char *name = converters[encoding].iconv_name;
	if (!name)
		return STATUS_NONE;
	transcoder->iconv = iconv_open("UTF-8", name);
	if (transcoder->iconv == (iconv_t)-1)
		return status_errno(_("cannot convert %s"), name);
	return STATUS_NONE;
}

void transcoder_close(struct transcoder *transcoder)
{
	if (converters[transcoder->encoding].iconv_name)
		iconv_close(transcoder->iconv);
}

static size_t convert(struct transcoder *transcoder, const char *bytes, size_t len,
	const struct transcode_sink *sink)
{
	size_t taken = converters[transcoder->encoding].convert(
		transcoder, (const unsigned char *)bytes, len, sink);
	transcoder->started |= taken > 0;
	return taken;
}

static void convert_rest(
	struct transcoder *transcoder, size_t skip, const struct transcode_sink *sink)
{
	char *rest = transcoder->rest;
	size_t taken = skip + convert(transcoder, rest + skip,
				      transcoder->rest_len - skip, sink);
	transcoder->rest_len -= taken;
	memmove(rest, rest + taken, transcoder->rest_len);
}

void transcoder_feed(struct transcoder *transcoder, const char *bytes, size_t len,
	const struct transcode_sink *sink)
{
	for (; transcoder->rest_len > 0 && len > 0; len--) {
		transcoder->rest[transcoder->rest_len++] = *bytes++;
		convert_rest(transcoder, 0, sink);
	}
	if (len == 0)
		return;
	size_t taken = convert(transcoder, bytes, len, sink);
	assert(len - taken < sizeof transcoder->rest);
	transcoder->rest_len = len - taken;
	memcpy(transcoder->rest, bytes + taken, transcoder->rest_len);
}

void transcoder_finish(struct transcoder *transcoder, const struct transcode_sink *sink)
{
	size_t cut = converters[transcoder->encoding].cut;
	if (converters[transcoder->encoding].iconv_name)
		flush_iconv(transcoder, sink);
	while (transcoder->rest_len > 0) {
		size_t bad = transcoder->rest_len < cut ? transcoder->rest_len : cut;
		sink->illformed(sink->ctx, transcoder->rest, bad);
		convert_rest(transcoder, bad, sink);
	}
}
