/* SPDX-License-Identifier: MIT */
/* Tests of clipboard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "clipboard.h"

static void clipboard_clean__takes_out__controls(void **state)
{
	(void)state;
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{"", ""},
		{"一句话。", "一句话。"},
		{"a\x01 b\x7f c\x1b[31m", "a b c[31m"},
		{"一\xC2\x9B"
		 "31m\xC2\x85二",
			"一31m二"},
		{"one\ntwo\tthree\r", "one two three"},
		{"é\xC2\xA0\u3000\u202E", "é\xC2\xA0\u3000\u202E"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out = {0};
		clipboard_clean(cases[i].text, strlen(cases[i].text), &out);
		assert_string_equal(buf_string(&out), cases[i].expected);
		buf_free(&out);
	}
}

static void clipboard_order__is__osc_52_with_base64(void **state)
{
	(void)state;
	/* The examples of RFC 4648, section 10, and a character of three bytes. */
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{"", ""},
		{"f", "Zg=="},
		{"fo", "Zm8="},
		{"foo", "Zm9v"},
		{"foob", "Zm9vYg=="},
		{"fooba", "Zm9vYmE="},
		{"foobar", "Zm9vYmFy"},
		{"读", "6K+7"},
		{"\xFF\xFE\xFD", "//79"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out = {0}, expected = {0};
		clipboard_order(cases[i].text, strlen(cases[i].text), &out);
		buf_printf(&expected, "\033]52;c;%s\033\\", cases[i].expected);
		assert_string_equal(buf_string(&out), buf_string(&expected));
		buf_free(&out);
		buf_free(&expected);
	}
}

static void clipboard_order__stays__within_what_terminals_take(void **state)
{
	(void)state;
	static char text[CLIPBOARD_MOST];
	struct buf out = {0};
	memset(text, 'x', sizeof text);
	clipboard_order(text, sizeof text, &out);
	assert_in_range(out.n, 99000, 100001);
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clipboard_clean__takes_out__controls),
		cmocka_unit_test(clipboard_order__is__osc_52_with_base64),
		cmocka_unit_test(clipboard_order__stays__within_what_terminals_take),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
