/* SPDX-License-Identifier: MIT */
/* Tests of what is printed on a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "print_safe.h"

/* What arrives when text is written in pieces of so many bytes. */
static void assert_printed(
	const char *text, size_t len, size_t piece, const char *expected)
{
	char *got = NULL;
	size_t size;
	FILE *out = open_memstream(&got, &size), *safe = print_safe_open(out);
	setvbuf(safe, NULL, _IONBF, 0);
	for (size_t at = 0; at < len; at += piece) {
		size_t n = len - at < piece ? len - at : piece;
		assert_int_equal(fwrite(text + at, 1, n, safe), n);
	}
	assert_int_equal(fclose(safe), 0);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(got, expected);
	assert_int_equal(size, strlen(expected));
	free(got);
}

static void print_safe__shows__what_a_terminal_would_obey(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{"", ""},
		{"对读\tab\n", "对读\tab\n"},
		{"\033]0;x\a\r\177", "^[]0;x^G^M^?"},
		{"\xC2\x9B"
		 "31m\xC2\x80",
			"<009B>31m<0080>"},
		{"a\xE2\x80\xAE"
		 "b\xE2\x81\xA9",
			"a<202E>b<2069>"},
		{"\xE2\x80\x8B\xF3\xA0\x80\x81\xEF\xB8\x8F\xC2\xAD", ""},
		{"\xEE\x80\x80\xEF\xBF\xBE\xEF\xBF\xB9", "<E000><FFFE><FFF9>"},
		{"\xC2\xA0\xE2\x80\xA8\xE3\x80\x80", "  \xE3\x80\x80"},
		{"e\xCC\x81\xF0\xA0\x80\x80", "e\xCC\x81\xF0\xA0\x80\x80"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (size_t piece = 1; piece < 9; piece++)
			assert_printed(cases[i].text, strlen(cases[i].text), piece,
				cases[i].expected);
}

static void print_safe__bears__what_is_no_utf8(void **state)
{
	static const char zero[] = "a\0b";
	(void)state;
	for (size_t piece = 1; piece < 4; piece++) {
		assert_printed("a\x9B"
			       "31m",
			5, piece, "a?31m");
		assert_printed("\xFF\xC0.", 3, piece, "??.");
		assert_printed("z\xE4\xB8", 3, piece, "z??");
		assert_printed(zero, sizeof zero - 1, piece, "a^@b");
	}
}

static void print_safe__says__what_cannot_be_written(void **state)
{
	FILE *out = fopen("/dev/full", "w");
	(void)state;
	if (!out)
		skip();
	FILE *safe = print_safe_open(out);
	fputs("text", safe);
	fclose(safe);
	assert_true(ferror(out));
	fclose(out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(print_safe__shows__what_a_terminal_would_obey),
		cmocka_unit_test(print_safe__bears__what_is_no_utf8),
		cmocka_unit_test(print_safe__says__what_cannot_be_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
