/* SPDX-License-Identifier: MIT */
/* Tests of decode, and through it of detect and transcode. */
#include "decode.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistr.h>

#define MARK "\xEF\xBF\xBD"

static const char zh[] =
	"港口的货物在清晨装上船，工人们说今天的风很大。\n"
	"第二天，船长来到城里，要和大家一起讨论下一次的航行：人多，时间少。\n";
static const char zh_traditional[] =
	"港口的貨物在清晨裝上船，工人們說今天的風很大。\n"
	"第二天，船長來到城裡，要和大家一起討論下一次的航行。\n";
static const char en[] = "The goods were loaded at dawn, and the wind was strong.\n"
			 "On the second day the captain came to town.\n";

/* What decoding brought. */
struct result {
	struct buf out, notes;
	struct status status;
	enum encoding encoding;
	size_t replaced;
};

static void note(void *ctx, size_t line, const char *rule, const char *what)
{
	buf_printf(ctx, "%zu:%s:%s\n", line, rule, what);
}

static struct result decode(
	enum encoding encoding, const char *bytes, size_t len, size_t step)
{
	struct result r = {0};
	struct lint lint = {note, &r.notes};
	struct decoder *decoder = decoder_new(encoding, &lint);
	for (size_t at = 0; at < len && status_ok(&r.status); at += step)
		r.status = decoder_feed(
			decoder, bytes + at, len - at < step ? len - at : step, &r.out);
	if (status_ok(&r.status))
		r.status = decoder_finish(decoder, &r.out);
	r.encoding = decoder_encoding(decoder);
	r.replaced = decoder_replaced(decoder);
	decoder_free(decoder);
	return r;
}

static void release(struct result *r)
{
	buf_free(&r->out);
	buf_free(&r->notes);
}

static void assert_same(struct result *a, struct result *b)
{
	assert_int_equal(a->status.code, b->status.code);
	assert_string_equal(a->status.message, b->status.message);
	assert_int_equal(a->encoding, b->encoding);
	assert_int_equal(a->replaced, b->replaced);
	assert_string_equal(buf_string(&a->notes), buf_string(&b->notes));
	assert_int_equal(a->out.n, b->out.n);
	assert_memory_equal(buf_string(&a->out), buf_string(&b->out), a->out.n + 1);
}

/* Decodes at once and in slices, which must not differ. */
static struct result decode_all_ways(
	enum encoding encoding, const char *bytes, size_t len)
{
	struct result whole = decode(encoding, bytes, len, len ? len : 1);
	for (size_t step = 1; step < 8; step++) {
		struct result sliced = decode(encoding, bytes, len, step);
		assert_same(&whole, &sliced);
		release(&sliced);
	}
	return whole;
}

static void check(enum encoding encoding, const char *bytes, size_t len, const char *want)
{
	struct result r = decode_all_ways(encoding, bytes, len);
	assert_true(status_ok(&r.status));
	assert_string_equal(buf_string(&r.out), want);
	release(&r);
}

#define CHECK(encoding, bytes, want) check(encoding, bytes, sizeof(bytes) - 1, want)

/* text in another encoding. */
static struct buf encode(const char *name, const char *text, size_t len)
{
	struct buf out = {0};
	iconv_t cd = iconv_open(name, "UTF-8");
	assert_true(cd != (iconv_t)-1);
	char *from = (char *)(uintptr_t)text, *to = buf_room(&out, 4 * len + 4);
	size_t left = len, room = 4 * len + 4;
	assert_int_equal(iconv(cd, &from, &left, &to, &room), 0);
	out.n = (size_t)(to - out.v);
	iconv_close(cd);
	return out;
}

/* text in the encoding of that name is found to be in `want`, and comes back. */
static void check_found(const char *name, const char *text, enum encoding want)
{
	struct buf bytes = encode(name, text, strlen(text));
	struct result r = decode_all_ways(ENCODING_AUTO, bytes.v, bytes.n);
	assert_true(status_ok(&r.status));
	assert_int_equal(r.encoding, want);
	assert_string_equal(buf_string(&r.out), text);
	assert_int_equal(r.replaced, 0);
	release(&r);
	buf_free(&bytes);
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

static void fill_random(char *bytes, size_t len, uint32_t seed)
{
	for (size_t i = 0; i < len; i++)
		bytes[i] = (char)next_random(&seed);
}

static void encoding__is_found__by_any_spelling(void **state)
{
	static const struct {
		const char *name;
		enum encoding encoding;
	} names[] = {
		{"utf-8", ENCODING_UTF8},
		{"UTF8", ENCODING_UTF8},
		{"Utf_8", ENCODING_UTF8},
		{"utf-16", ENCODING_UTF16LE},
		{"UTF-16BE", ENCODING_UTF16BE},
		{"gbk", ENCODING_GB18030},
		{"GB2312", ENCODING_GB18030},
		{"GB-18030", ENCODING_GB18030},
		{"big5", ENCODING_BIG5},
		{"Big5-HKSCS", ENCODING_BIG5},
		{"auto", ENCODING_AUTO},
	};
	(void)state;
	enum encoding encoding;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_true(encoding_named(names[i].name, &encoding));
		assert_int_equal(encoding, names[i].encoding);
	}
	for (int i = 0; i < ENCODING_COUNT; i++) {
		assert_true(encoding_named(encoding_name((enum encoding)i), &encoding));
		assert_int_equal(encoding, i);
	}
	assert_false(encoding_named("utf-9", &encoding));
	assert_false(encoding_named("utf", &encoding));
	assert_false(encoding_named("", &encoding));
}

static void utf8__passes__when_valid(void **state)
{
	(void)state;
	CHECK(ENCODING_UTF8, "", "");
	CHECK(ENCODING_UTF8, "a", "a");
	CHECK(ENCODING_UTF8, "é中\U0001F600\U0010FFFF", "é中\U0001F600\U0010FFFF");
	CHECK(ENCODING_UTF8,
		"\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF",
		"\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF");
	CHECK(ENCODING_UTF8, "\x1B[31m\a\b", "\x1B[31m\a\b");
	check(ENCODING_UTF8, zh, sizeof zh - 1, zh);
}

static void utf8__replaces_maximal_subparts__when_illformed(void **state)
{
	(void)state;
	/* Unicode 15, tables 3-8 to 3-11. */
	CHECK(ENCODING_UTF8, "\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41",
		MARK MARK MARK MARK MARK MARK MARK MARK "A");
	CHECK(ENCODING_UTF8, "\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41",
		MARK MARK MARK MARK MARK MARK MARK MARK "A");
	CHECK(ENCODING_UTF8, "\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42",
		MARK MARK MARK MARK MARK "A" MARK MARK "B");
	CHECK(ENCODING_UTF8, "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41",
		MARK MARK MARK MARK "A");
}

static void utf8__replaces_the_rest_once__when_cut_at_the_end(void **state)
{
	(void)state;
	CHECK(ENCODING_UTF8, "a\xE4\xB8", "a" MARK);
	CHECK(ENCODING_UTF8, "\xF0\x9F\x98", MARK);
	CHECK(ENCODING_UTF8, "\xE4", MARK);
}

static void decode__says_line_and_bytes__when_it_replaces(void **state)
{
	(void)state;
	static const char bytes[] = "one\r\ntwo\rthree \xE4\xB8\nfour\n\xFF";
	struct result r = decode_all_ways(ENCODING_UTF8, bytes, sizeof bytes - 1);
	assert_int_equal(r.replaced, 2);
	assert_string_equal(buf_string(&r.notes),
		"3:encoding:replaced E4 B8, which is not utf-8\n"
		"5:encoding:replaced FF, which is not utf-8\n");
	release(&r);
}

static void decode__needs_no_listener__when_it_replaces(void **state)
{
	(void)state;
	struct buf out = {0};
	struct decoder *decoder = decoder_new(ENCODING_UTF8, NULL);
	struct status s = decoder_feed(decoder, "a\n\xFFz", 4, &out);
	assert_true(status_ok(&s));
	s = decoder_finish(decoder, &out);
	assert_true(status_ok(&s));
	assert_string_equal(buf_string(&out), "a\n" MARK "z");
	decoder_free(decoder);
	decoder_free(NULL);
	buf_free(&out);
}

static void decode__makes_line_ends_lf__across_slices(void **state)
{
	(void)state;
	CHECK(ENCODING_UTF8, "a\r\nb\rc\n\rd\r\n", "a\nb\nc\n\nd\n");
	CHECK(ENCODING_UTF8, "\r\r\n\n\r", "\n\n\n\n");
	CHECK(ENCODING_UTF8, "\r", "\n");
	CHECK(ENCODING_UTF16LE, "a\0\r\0\n\0\r\0b\0", "a\n\nb");
	CHECK(ENCODING_AUTO, "more than sixteen bytes\r\nof ASCII\r",
		"more than sixteen bytes\nof ASCII\n");
	CHECK(ENCODING_GB18030, "\xD6\xD0\r\n\xB9\xFA\r", "中\n国\n");
}

static void decode__drops_the_byte_order_mark__only_at_the_start(void **state)
{
	(void)state;
	CHECK(ENCODING_UTF8, "\xEF\xBB\xBF", "");
	CHECK(ENCODING_UTF8, "\xEF\xBB\xBF\xEF\xBB\xBFz", "\xEF\xBB\xBFz");
	CHECK(ENCODING_AUTO, "\xEF\xBB\xBFplain", "plain");
	CHECK(ENCODING_AUTO, "\xEF\xBB\xBF\r\n", "\n");
	CHECK(ENCODING_AUTO, "\xFF\xFE-N", "中");
	CHECK(ENCODING_AUTO, "\xFE\xFFN-", "中");
	CHECK(ENCODING_AUTO, "\x84\x31\x95\x33\xD6\xD0", "中");
	CHECK(ENCODING_GB18030, "\x84\x31\x95\x33\xD6\xD0", "中");
	CHECK(ENCODING_UTF16BE, "\xFE\xFFN-", "中");
	/* A mark of the other order is right, whatever was asked for. */
	CHECK(ENCODING_UTF16LE, "\xFE\xFFN-", "中");
	CHECK(ENCODING_UTF16BE, "\xFF\xFE-N", "中");
}

static void utf16__reads_pairs_and_replaces_lone_surrogates(void **state)
{
	(void)state;
	CHECK(ENCODING_UTF16LE, "-N\x3D\xD8\x00\xDE!\0", "中\U0001F600!");
	CHECK(ENCODING_UTF16BE, "N-\xD8\x3D\xDE\x00\0!", "中\U0001F600!");
	CHECK(ENCODING_UTF16BE, "\xD8\x3D\0a", MARK "a");
	CHECK(ENCODING_UTF16BE, "\xDE\x00\0a", MARK "a");
	CHECK(ENCODING_UTF16BE, "\xD8\x3D\xD8\x3D\xDE\x00", MARK "\U0001F600");
	CHECK(ENCODING_UTF16BE, "\0a\xD8\x3D", "a" MARK);
	CHECK(ENCODING_UTF16BE, "\0a\0", "a" MARK);
}

static void utf16__comes_through__when_longer_than_its_buffer(void **state)
{
	(void)state;
	struct buf text = {0};
	for (int i = 0; i < 3000; i++)
		buf_puts(&text, i % 7 ? "海" : "\U00020000");
	struct buf bytes = encode("UTF-16BE", text.v, text.n);
	check(ENCODING_UTF16BE, bytes.v, bytes.n, buf_string(&text));
	buf_free(&bytes);
	buf_free(&text);
}

static void gb18030__reads_two_and_four_bytes_and_steps_over_bad_ones(void **state)
{
	(void)state;
	CHECK(ENCODING_GB18030, "a\xD6\xD0\xB9\xFA\x81\x30\x84\x36z", "a中国¥z");
	CHECK(ENCODING_GB18030, "\x95\x32\x82\x36", "\U00020000");
	CHECK(ENCODING_GB18030, "\xFF\xD6\xD0", MARK "中");
	/* ASCII behind a lead byte is not lost, and Han behind a bad pair stays in
	 * step. */
	CHECK(ENCODING_GB18030, "\xD6 x", MARK " x");
	CHECK(ENCODING_GB18030, "\xD6\xFF\xD6\xD0", MARK "中");
	CHECK(ENCODING_GB18030, "\x81\x30z", MARK "0z");
	CHECK(ENCODING_GB18030, "\xFE\x39\xFE\x39\xD6\xD0", MARK "中");
	CHECK(ENCODING_GB18030, "z\xD6", "z" MARK);
	CHECK(ENCODING_GB18030, "z\x81\x30\x84", "z" MARK "0" MARK);
}

static void big5__reads_hong_kong_characters_too(void **state)
{
	(void)state;
	CHECK(ENCODING_BIG5,
		"a\xA4\xA4\xB0\xEA\xA1"
		"Az",
		"a中國，z");
	CHECK(ENCODING_BIG5, "\x87\x40\x88\x62z\x88\x66",
		"\xE4\x8F\xB0"
		"Ê̄zÊ");
	CHECK(ENCODING_BIG5, "\xFF\xA4\xA4", MARK "中");
	CHECK(ENCODING_BIG5, "\xA4 x", MARK " x");
	CHECK(ENCODING_BIG5, "\xA4\xA4\xA4", "中" MARK);
}

static void auto__gives_out_ascii_at_once__behind_the_head(void **state)
{
	(void)state;
	struct buf out = {0};
	struct decoder *decoder = decoder_new(ENCODING_AUTO, NULL);
	decoder_feed(decoder, "0123456789abcdef", 16, &out);
	assert_string_equal(buf_string(&out), "0123456789abcdef");
	decoder_feed(decoder, "g", 1, &out);
	assert_string_equal(buf_string(&out), "0123456789abcdefg");
	assert_int_equal(decoder_encoding(decoder), ENCODING_AUTO);
	decoder_finish(decoder, &out);
	assert_int_equal(decoder_encoding(decoder), ENCODING_UTF8);
	decoder_free(decoder);
	buf_free(&out);
}

static void auto__decides_early__when_utf8_is_certain(void **state)
{
	(void)state;
	struct buf out = {0};
	struct decoder *decoder = decoder_new(ENCODING_AUTO, NULL);
	decoder_feed(decoder, zh, 64, &out);
	assert_int_equal(decoder_encoding(decoder), ENCODING_UTF8);
	assert_true(out.n >= 62);
	decoder_free(decoder);
	buf_free(&out);
}

static void auto__holds_64_kib_at_most(void **state)
{
	(void)state;
	struct buf text = {0}, out = {0};
	while (text.n < 200000)
		buf_puts(&text, zh);
	struct buf bytes = encode("GB18030", text.v, text.n);
	struct decoder *decoder = decoder_new(ENCODING_AUTO, NULL);
	decoder_feed(decoder, bytes.v, 65535, &out);
	assert_int_equal(decoder_encoding(decoder), ENCODING_AUTO);
	assert_int_equal(out.n, 0);
	decoder_feed(decoder, bytes.v + 65535, 1, &out);
	assert_int_equal(decoder_encoding(decoder), ENCODING_GB18030);
	assert_true(out.n >= 65534);
	decoder_feed(decoder, bytes.v + 65536, bytes.n - 65536, &out);
	decoder_finish(decoder, &out);
	assert_int_equal(out.n, text.n);
	assert_memory_equal(out.v, text.v, text.n);
	decoder_free(decoder);
	buf_free(&bytes);
	buf_free(&text);
	buf_free(&out);
}

static void auto__finds_the_encoding__of_chinese(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		enum encoding encoding;
	} encodings[] = {
		{"UTF-8", ENCODING_UTF8},
		{"UTF-16LE", ENCODING_UTF16LE},
		{"UTF-16BE", ENCODING_UTF16BE},
		{"GB18030", ENCODING_GB18030},
	};
	for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
		check_found(encodings[i].name, zh, encodings[i].encoding);
		check_found(encodings[i].name, zh_traditional, encodings[i].encoding);
	}
	check_found("BIG5-HKSCS", zh_traditional, ENCODING_BIG5);
	check_found("GBK", "我们的港口，", ENCODING_GB18030);
	check_found("BIG5", "我們的港口，", ENCODING_BIG5);
}

static void auto__finds_the_encoding__behind_ascii(void **state)
{
	(void)state;
	struct buf text = {0};
	for (int i = 0; i < 40; i++)
		buf_puts(&text, en);
	buf_puts(&text, zh_traditional);
	check_found("UTF-8", buf_string(&text), ENCODING_UTF8);
	check_found("GB18030", buf_string(&text), ENCODING_GB18030);
	check_found("BIG5", buf_string(&text), ENCODING_BIG5);
	buf_free(&text);
}

static void auto__finds_utf16__of_english(void **state)
{
	(void)state;
	check_found("UTF-16LE", en, ENCODING_UTF16LE);
	check_found("UTF-16BE", en, ENCODING_UTF16BE);
	check_found("UTF-16LE", "Hello", ENCODING_UTF16LE);
	check_found("UTF-16BE", "Hello", ENCODING_UTF16BE);
}

static void auto__stays_with_utf8__when_a_few_sequences_are_bad(void **state)
{
	(void)state;
	struct buf text = {0};
	buf_puts(&text, zh);
	text.v[30] = '\xFF';
	struct result r = decode_all_ways(ENCODING_AUTO, text.v, text.n);
	assert_true(status_ok(&r.status));
	assert_int_equal(r.encoding, ENCODING_UTF8);
	assert_true(r.replaced >= 1 && r.replaced <= 3);
	release(&r);
	text.n -= 3; /* cuts the last character in two */
	text.v[30] = zh[30];
	r = decode_all_ways(ENCODING_AUTO, text.v, text.n);
	assert_int_equal(r.encoding, ENCODING_UTF8);
	assert_int_equal(r.replaced, 1);
	release(&r);
	buf_free(&text);
}

static void auto__is_utf8_with_replacements__when_latin1(void **state)
{
	(void)state;
	static const char text[] = "Le caf\xE9 \xE9tait ferm\xE9 tout l'\xE9t\xE9, mais "
				   "la biblioth\xE8que restait "
				   "ouverte aux \xE9l\xE8ves et \xE0 leurs parents; on y "
				   "voyait m\xEAme un ma\xEEtre.\n";
	struct result r = decode_all_ways(ENCODING_AUTO, text, sizeof text - 1);
	assert_true(status_ok(&r.status));
	assert_int_equal(r.encoding, ENCODING_UTF8);
	assert_int_equal(r.replaced, 11);
	release(&r);
}

static void check_refused(const char *bytes, size_t len)
{
	struct result r = decode_all_ways(ENCODING_AUTO, bytes, len);
	assert_int_equal(r.status.code, STATUS_FORMAT);
	assert_int_equal(strncmp(r.status.message, "not a text: ", 12), 0);
	assert_int_equal(r.out.n, 0);
	assert_int_equal(r.encoding, ENCODING_AUTO);
	release(&r);
}

#define CHECK_REFUSED(bytes) check_refused(bytes, sizeof(bytes) - 1)

static void auto__refuses__when_binary(void **state)
{
	(void)state;
	CHECK_REFUSED("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\b\6\0\0\0");
	CHECK_REFUSED("\x7F"
		      "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0");
	CHECK_REFUSED("\x1F\x8B\b\0\0\0\0\0\0\3\x4B\x4C\x4A\6\0\xC2\x41\x24\x35\3\0\0\0");
	CHECK_REFUSED("PK\3\4\x14\0\6\0\b\0\0\0!\0");
	static char bytes[100000];
	for (uint32_t seed = 1; seed <= 100; seed++) {
		fill_random(bytes, 100 + 10 * seed, seed);
		check_refused(bytes, 100 + 10 * seed);
	}
	fill_random(bytes, sizeof bytes, 7);
	check_refused(bytes, sizeof bytes);
}

static void decoder__takes_no_more__when_it_refused(void **state)
{
	(void)state;
	static char bytes[65536];
	struct buf out = {0};
	struct decoder *decoder = decoder_new(ENCODING_AUTO, NULL);
	fill_random(bytes, sizeof bytes, 3);
	struct status s = decoder_feed(decoder, bytes, sizeof bytes, &out);
	assert_int_equal(s.code, STATUS_FORMAT);
	s = decoder_feed(decoder, en, sizeof en - 1, &out);
	assert_int_equal(s.code, STATUS_FORMAT);
	s = decoder_finish(decoder, &out);
	assert_int_equal(s.code, STATUS_FORMAT);
	assert_int_equal(out.n, 0);
	decoder_free(decoder);
	buf_free(&out);
}

static void decode__never_refuses__when_told_the_encoding(void **state)
{
	(void)state;
	static char bytes[20000];
	fill_random(bytes, sizeof bytes, 5);
	for (int i = ENCODING_UTF8; i < ENCODING_COUNT; i++) {
		struct result r =
			decode((enum encoding)i, bytes, sizeof bytes, sizeof bytes);
		assert_true(status_ok(&r.status));
		assert_true(r.replaced > 0);
		assert_null(u8_check((const uint8_t *)r.out.v, r.out.n));
		release(&r);
	}
}

/* A NUL here and there, in the first bytes too, is a control character of the text. */
static void auto__keeps_stray_nuls__in_a_long_text(void **state)
{
	(void)state;
	static const char *const texts[] = {en, zh};
	for (size_t i = 0; i < 2; i++) {
		struct buf text = {0};
		buf_add(&text, "NUL \0", 5);
		while (text.n < 1000000)
			buf_puts(&text, texts[i]);
		text.v[text.n - 1] = '\0';
		struct result r = decode(ENCODING_AUTO, text.v, text.n, 70000);
		assert_true(status_ok(&r.status));
		assert_int_equal(r.encoding, ENCODING_UTF8);
		assert_int_equal(r.replaced, 0);
		assert_int_equal(r.out.n, text.n);
		assert_memory_equal(r.out.v, text.v, text.n);
		release(&r);
		buf_free(&text);
	}
}

/* Pieces in several encodings, with broken ones between, under every encoding. */
static void decode__is_the_same__however_it_is_sliced(void **state)
{
	(void)state;
	static const char *const pieces[] = {"plain words", "\r\n", "\r", "中文，文字",
		"é", "\xFF", "\xE4\xB8", "\xF0\x9F\x98\x80", "\xD6\xD0\xCE\xC4",
		"\xA4\xA4\xA4\xE5", "\x81\x30", "\x88\x62", "\xEF\xBB\xBF", "\x3D\xD8",
		"的", "\xFE\xFF", "\xED\xA0\x80"};
	uint32_t seed = 20240607;
	for (int round = 0; round < 300; round++) {
		struct buf text = {0};
		for (uint32_t n = next_random(&seed) % 60; n > 0; n--) {
			uint32_t pick = next_random(&seed) % 18;
			if (pick < 17)
				buf_puts(&text, pieces[pick]);
			else
				buf_putc(&text, '\0');
		}
		for (int i = 0; i < ENCODING_COUNT; i++) {
			struct result r = decode_all_ways(
				(enum encoding)i, buf_string(&text), text.n);
			assert_true(i == ENCODING_AUTO || status_ok(&r.status));
			assert_null(
				u8_check((const uint8_t *)buf_string(&r.out), r.out.n));
			assert_null(memchr(r.out.v, '\r', r.out.n));
			release(&r);
		}
		buf_free(&text);
	}
}

/* The points where AUTO looks, and the border of the run UTF-8 is handed on in. */
static void decode__is_the_same__when_sliced_at_a_border(void **state)
{
	(void)state;
	struct buf text = {0};
	while (text.n < 140000)
		buf_puts(&text, zh);
	static const char *const names[] = {"UTF-8", "GB18030", "UTF-16LE"};
	for (size_t i = 0; i < 3; i++) {
		struct buf bytes = encode(names[i], text.v, text.n);
		for (size_t step = 32767; step <= 65537; step += 32769 - (step & 1)) {
			struct result r = decode(ENCODING_AUTO, bytes.v, bytes.n, step);
			assert_int_equal(r.replaced, 0);
			assert_int_equal(r.out.n, text.n);
			assert_memory_equal(r.out.v, text.v, text.n);
			release(&r);
		}
		buf_free(&bytes);
	}
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encoding__is_found__by_any_spelling),
		cmocka_unit_test(utf8__passes__when_valid),
		cmocka_unit_test(utf8__replaces_maximal_subparts__when_illformed),
		cmocka_unit_test(utf8__replaces_the_rest_once__when_cut_at_the_end),
		cmocka_unit_test(decode__says_line_and_bytes__when_it_replaces),
		cmocka_unit_test(decode__needs_no_listener__when_it_replaces),
		cmocka_unit_test(decode__makes_line_ends_lf__across_slices),
		cmocka_unit_test(decode__drops_the_byte_order_mark__only_at_the_start),
		cmocka_unit_test(utf16__reads_pairs_and_replaces_lone_surrogates),
		cmocka_unit_test(utf16__comes_through__when_longer_than_its_buffer),
		cmocka_unit_test(
			gb18030__reads_two_and_four_bytes_and_steps_over_bad_ones),
		cmocka_unit_test(big5__reads_hong_kong_characters_too),
		cmocka_unit_test(auto__gives_out_ascii_at_once__behind_the_head),
		cmocka_unit_test(auto__decides_early__when_utf8_is_certain),
		cmocka_unit_test(auto__holds_64_kib_at_most),
		cmocka_unit_test(auto__finds_the_encoding__of_chinese),
		cmocka_unit_test(auto__finds_the_encoding__behind_ascii),
		cmocka_unit_test(auto__finds_utf16__of_english),
		cmocka_unit_test(auto__stays_with_utf8__when_a_few_sequences_are_bad),
		cmocka_unit_test(auto__is_utf8_with_replacements__when_latin1),
		cmocka_unit_test(auto__refuses__when_binary),
		cmocka_unit_test(decoder__takes_no_more__when_it_refused),
		cmocka_unit_test(decode__never_refuses__when_told_the_encoding),
		cmocka_unit_test(auto__keeps_stray_nuls__in_a_long_text),
		cmocka_unit_test(decode__is_the_same__however_it_is_sliced),
		cmocka_unit_test(decode__is_the_same__when_sliced_at_a_border),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
