/* SPDX-License-Identifier: MIT */
/* Tests of word: lines cut at blanks, and what is behind a comment left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "word.h"

static void assert_word(struct word word, const char *expected)
{
	assert_int_equal(word.n, strlen(expected));
	assert_memory_equal(word.v, expected, word.n);
}

static void word_next__walks__over_a_line(void **state)
{
	(void)state;
	const char *line = " set\t\tdivider #40 ";
	assert_word(word_next(&line), "set");
	assert_word(word_next(&line), "divider");
	assert_word(word_next(&line), "#40");
	assert_word(word_next(&line), "");
	assert_word(word_next(&line), "");
	line = "";
	assert_word(word_next(&line), "");
}

static void word_rest__ends__at_a_comment(void **state)
{
	static const struct {
		const char *line, *rest;
	} cases[] = {
		{"", ""},
		{"  ", ""},
		{" a  b ", "a  b"},
		{"a # b", "a"},
		{"a #", "a"},
		{"a#b c#", "a#b c#"},
		{"# a", ""},
		{"  #a", ""},
		{"\ta\tb\t# c # d", "a\tb"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_word(word_rest(cases[i].line), cases[i].rest);
}

static void word_is__compares__the_whole_word(void **state)
{
	struct word word = {"settle", 3};
	(void)state;
	assert_true(word_is(word, "set"));
	assert_false(word_is(word, "settle"));
	assert_false(word_is(word, "se"));
	assert_false(word_is(word, ""));
	assert_true(word_is((struct word){"x", 0}, ""));
}

static void word_number__takes__digits_up_to_a_limit(void **state)
{
	static const struct {
		const char *word;
		long max, number; /* -1: refused */
	} cases[] = {
		{"0", 255, 0},
		{"255", 255, 255},
		{"007", 255, 7},
		{"256", 255, -1},
		{"", 255, -1},
		{"-1", 255, -1},
		{"+1", 255, -1},
		{"1a", 255, -1},
		{"１", 255, -1},
		{"9223372036854775807", INT64_MAX, INT64_MAX},
		{"9223372036854775808", INT64_MAX, -1},
		{"99999999999999999999999", INT64_MAX, -1},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct word word = {cases[i].word, strlen(cases[i].word)};
		long number = -1;
		assert_int_equal(
			word_number(word, cases[i].max, &number), cases[i].number >= 0);
		assert_int_equal(number, cases[i].number);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(word_next__walks__over_a_line),
		cmocka_unit_test(word_rest__ends__at_a_comment),
		cmocka_unit_test(word_is__compares__the_whole_word),
		cmocka_unit_test(word_number__takes__digits_up_to_a_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
