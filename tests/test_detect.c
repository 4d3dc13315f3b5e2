/* SPDX-License-Identifier: MIT */
/* Tests of detect, through decode: which encoding it is, and what is no text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "decoded.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
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
		cmocka_unit_test(auto__keeps_stray_nuls__in_a_long_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
