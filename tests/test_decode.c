/* SPDX-License-Identifier: MIT */
/* Tests of decode, and through it of transcode: one known encoding to UTF-8, in any slices.  Of
 * finding the encoding: test_detect.c. */
#include "decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <unistr.h>

#include "decoded.h"

#define MARK "\xEF\xBF\xBD"

static void check(enum encoding encoding, const char *bytes, size_t len, const char *want)
{
	struct result r = decode_all_ways(encoding, bytes, len);
	assert_true(status_ok(&r.status));
	assert_string_equal(buf_string(&r.out), want);
	release(&r);
}

#define CHECK(encoding, bytes, want) check(encoding, bytes, sizeof(bytes) - 1, want)

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

/* In valid text, which is looked at many bytes at a time: slices are too short for that. */
static void utf8__sees__one_wrong_byte_anywhere(void **state)
{
	static const unsigned char wrong[] = {'a', 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC0,
		0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF4, 0xF5,
		0xFF};
	static const char *const texts[] = {zh, en,
		"Où est la forêt ? Là-bas, près du café été.",
		"Где находится библиотека? Там, за рекой."};
	(void)state;
	for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
		size_t len = strlen(texts[t]) < 96 ? strlen(texts[t]) : 96;
		for (size_t at = 0; at < len; at++)
			for (size_t i = 0; i < sizeof wrong; i++) {
				char text[96];
				memcpy(text, texts[t], len);
				text[at] = (char)wrong[i];
				struct result r =
					decode_all_ways(ENCODING_UTF8, text, len);
				assert_null(u8_check(
					(const uint8_t *)buf_string(&r.out), r.out.n));
				if (!u8_check((const uint8_t *)text, len))
					assert_int_equal(r.replaced, 0);
				release(&r);
			}
	}
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

/* Pieces in several encodings, with broken ones between, under every encoding. */
static void decode__is_the_same__however_it_is_sliced(void **state)
{
	(void)state;
	static const char *const pieces[] = {"plain words", "\r\n", "\r", "中文，文字",
		"é", "\xFF", "\xE4\xB8", "\xF0\x9F\x98\x80", "\xD6\xD0\xCE\xC4",
		"\xA4\xA4\xA4\xE5", "\x81\x30", "\x88\x62", "\xEF\xBB\xBF", "\x3D\xD8",
		"的", "\xFE\xFF", "\xED\xA0\x80"};
	struct rng rng = {20240607};
	for (int round = 0; round < 300; round++) {
		struct buf text = {0};
		for (unsigned n = rng_below(&rng, 60); n > 0; n--) {
			unsigned pick = rng_below(&rng, 18);
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
		cmocka_unit_test(utf8__sees__one_wrong_byte_anywhere),
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
		cmocka_unit_test(decode__never_refuses__when_told_the_encoding),
		cmocka_unit_test(decode__is_the_same__however_it_is_sliced),
		cmocka_unit_test(decode__is_the_same__when_sliced_at_a_border),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
