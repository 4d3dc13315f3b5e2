/* SPDX-License-Identifier: MIT */
/* detect: a byte order mark, else what the bytes would be as text in each encoding.
 *
 * UTF-8 is known by being valid: text in another encoding is not, beyond a few
 * characters.  GB18030 and Big5 share most of their byte pairs, so that being valid says
 * little; but text read in the wrong one of them is made of rare characters, and in the
 * right one a third of it is among the hundred commonest.  UTF-16 without a mark is known
 * by its NUL bytes.  The limits below were set so that 100 random bytes are binary, and
 * one NUL in a page of text is not.  How far to look is decode's choice. */
#include "detect.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <unistr.h>

#include "transcode.h"

/* The commonest characters of simplified and traditional Chinese, by code point. */
static const char16_t common[] =
	u"、。一上下不与个中为主么之也了事于些人从他以们会但作你使來個們公其军出分到前"
	u"力动動十去发只可同后和因国國在地多大天好如子学學它定实家實对對小就工已年开当"
	u"後得從心情想意成我所把方於无日时明是時會有本机来样樣機此民沒没法為無然现現理"
	u"生用當發的看着种種第經经者而能自與著行裡要說说起軍过还这进這進過道還那部都里"
	u"長长開面麼，";

static int by_code_point(const void *key, const void *entry)
{
	const char16_t *a = key, *b = entry;
	return (*a > *b) - (*a < *b);
}

static bool is_common(ucs4_t c)
{
	char16_t key = (char16_t)c;
	size_t count = sizeof common / sizeof *common - 1;
	return c <= 0xFFFF && bsearch(&key, common, count, sizeof key, by_code_point);
}

/* What bytes would be in one encoding. */
struct reading {
	size_t foreign;   /* characters other than ASCII */
	size_t common;    /* of these, common Chinese ones */
	size_t illformed; /* sequences */
};

static void read_text(void *ctx, const char *utf8, size_t len)
{
	struct reading *reading = ctx;
	for (size_t at = ascii_run(utf8, len); at < len;
		at += ascii_run(utf8 + at, len - at)) {
		ucs4_t c;
		at += (size_t)u8_mbtouc(&c, (const uint8_t *)utf8 + at, len - at);
		reading->foreign++;
		reading->common += is_common(c);
	}
}

static void read_illformed(void *ctx, const char *bytes, size_t len)
{
	struct reading *reading = ctx;
	(void)bytes, (void)len;
	reading->illformed++;
}

/* An encoding the C library lacks reads as all ill-formed. */
static struct reading read_as(enum encoding encoding, const char *bytes, size_t len)
{
	struct reading reading = {0};
	struct transcode_sink sink = {read_text, read_illformed, &reading};
	struct transcoder transcoder;
	struct status opened = transcoder_open(&transcoder, encoding);
	if (!status_ok(&opened))
		return (struct reading){.illformed = len};
	transcoder_feed(&transcoder, bytes, len, &sink);
	transcoder_close(&transcoder);
	return reading;
}

static bool has_mark(const char *bytes, size_t len, enum encoding *encoding)
{
	static const struct {
		char bytes[5];
		unsigned char len, encoding;
	} marks[] = {
		{"\xEF\xBB\xBF", 3, ENCODING_UTF8},
		{"\xFF\xFE", 2, ENCODING_UTF16LE},
		{"\xFE\xFF", 2, ENCODING_UTF16BE},
		{"\x84\x31\x95\x33", 4, ENCODING_GB18030},
	};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (len >= marks[i].len &&
			memcmp(bytes, marks[i].bytes, marks[i].len) == 0) {
			*encoding = marks[i].encoding;
			return true;
		}
	}
	return false;
}

/* Bytes of each sort. */
struct tally {
	size_t nul, control, high; /* control: without NUL and without those texts have */
};

static struct tally tally_bytes(const char *bytes, size_t len)
{
	struct tally tally = {0};
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];
		tally.high += c >= 0x80;
		tally.nul += c == 0;
		tally.control +=
			c != 0 &&
			(c == 0x7F || (c < 0x20 && !strchr("\t\n\r\f\x1B\b", c)));
	}
	return tally;
}

/* ASCII, Han, and the punctuation of both.  The 00 at the end of a unit speaks for the
 * other byte order, but for 一, which is too common. */
static bool is_likely_unit(unsigned unit)
{
	static const struct {
		unsigned first, last;
	} likely[] = {
		{'\t', '\r'},
		{' ', '~'},
		{0x2010, 0x2027},
		{0x3000, 0x303F},
		{0x4E00, 0x9FFF},
		{0xFF01, 0xFF5E},
	};
	if ((unit & 0xFF) == 0 && unit != 0x4E00)
		return false;
	for (size_t i = 0; i < sizeof likely / sizeof *likely; i++) {
		if (likely[i].first <= unit && unit <= likely[i].last)
			return true;
	}
	return false;
}

static bool is_utf16(
	const char *bytes, size_t len, const struct tally *tally, enum encoding *encoding)
{
	size_t units = len / 2, little = 0, big = 0;
	/* English with a stray NUL is pairs of letters, and these would pass for Han. */
	if (tally->nul == 0 || (tally->nul + tally->high) * 8 < len)
		return false;
	for (size_t i = 0; i < units; i++) {
		unsigned first = (unsigned char)bytes[2 * i],
			 second = (unsigned char)bytes[2 * i + 1];
		little += is_likely_unit(first | second << 8);
		big += is_likely_unit(second | first << 8);
	}
	*encoding = little >= big ? ENCODING_UTF16LE : ENCODING_UTF16BE;
	return (little >= big ? little : big) * 20 >= units * 19 && units > 0;
}

static long likeness(const struct reading *reading)
{
	return (long)reading->common - (long)reading->illformed;
}

static bool is_chinese(const struct reading *reading)
{
	return reading->illformed * 8 <= reading->foreign &&
	       (reading->common > 0 || reading->foreign < 8);
}

struct detection detect_encoding(const char *bytes, size_t len, bool start)
{
	struct detection found = {0};
	if (start && has_mark(bytes, len, &found.encoding)) {
		found.certain = true;
		return found;
	}
	struct tally tally = tally_bytes(bytes, len);
	found.controls = tally.nul + tally.control;
	if (start && is_utf16(bytes, len, &tally, &found.encoding)) {
		found.certain = len >= 1024;
		return found;
	}
	if (start && (found.controls * 10 > len || tally.nul > 2 + len / 1024)) {
		found.binary = true;
		return found;
	}
	if (tally.high == 0)
		return found;

	struct reading utf8 = read_as(ENCODING_UTF8, bytes, len);
	if (utf8.illformed * 10 <= utf8.foreign) {
		found.encoding = ENCODING_UTF8;
		found.certain = utf8.illformed == 0 && utf8.foreign >= 16;
		return found;
	}
	struct reading gb18030 = read_as(ENCODING_GB18030, bytes, len);
	struct reading big5 = read_as(ENCODING_BIG5, bytes, len);
	bool is_big5 = likeness(&big5) > likeness(&gb18030);
	if (is_chinese(is_big5 ? &big5 : &gb18030)) {
		found.encoding = is_big5 ? ENCODING_BIG5 : ENCODING_GB18030;
		return found;
	}
	found.encoding = ENCODING_UTF8;
	found.binary = start && found.controls * 32 > len;
	return found;
}
