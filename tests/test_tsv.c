/* SPDX-License-Identifier: MIT */
#include "tsv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "jumble.h"

/* The lines of a text, each with "|" behind it. */
static void assert_lines(const char *text, size_t len, const char *expected)
{
	struct buf out = {0};
	struct span line;
	for (size_t at = 0; tsv_line(text, len, &at, &line);) {
		assert_true(line.beg <= line.end && line.end <= at && at <= len);
		buf_add(&out, text + line.beg, span_len(line));
		buf_putc(&out, '|');
	}
	assert_string_equal(buf_string(&out), expected);
	buf_free(&out);
}

static void line__ends__with_lf_or_crlf_or_the_text(void **state)
{
	(void)state;
	assert_lines("", 0, "");
	assert_lines("\n", 1, "|");
	assert_lines("a\n\nb", 4, "a||b|");
	assert_lines("a\r\nb\r\n", 6, "a|b|");
	assert_lines("a\rb\n\r", 5, "a\rb||");
	assert_lines("\xEF\xBB\xBF"
		     "a\n\xEF\xBB\xBF"
		     "b",
		9,
		"a|\xEF\xBB\xBF"
		"b|");
	assert_lines("\xEF\xBB\xBF", 3, "|");
	assert_lines("\xEF\xBB", 2, "\xEF\xBB|");
}

static void split__counts__up_to_a_limit(void **state)
{
	(void)state;
	struct span fields[4];
	const char text[] = "xx\ta\t\tcc\tyy";
	assert_int_equal(tsv_split(text, (struct span){3, 8}, fields, 4), 3);
	assert_int_equal(fields[0].beg, 3);
	assert_int_equal(fields[0].end, 4);
	assert_int_equal(span_len(fields[1]), 0);
	assert_int_equal(fields[2].beg, 6);
	assert_int_equal(fields[2].end, 8);
	assert_int_equal(tsv_split(text, (struct span){0, 11}, fields, 4), 4);
	assert_int_equal(fields[3].end, 8);
	assert_int_equal(tsv_split(text, (struct span){2, 2}, fields, 4), 1);
	assert_int_equal(span_len(fields[0]), 0);
}

static void assert_written(const char *meant, const char *written)
{
	struct buf out = {0};
	tsv_add(&out, meant, strlen(meant));
	assert_string_equal(buf_string(&out), written);
	buf_free(&out);
}

static void assert_read(const char *written, const char *meant)
{
	char *string = tsv_string(written, (struct span){0, strlen(written)});
	assert_string_equal(string, meant);
	free(string);
}

static void add__escapes__tab_line_feed_and_backslash(void **state)
{
	(void)state;
	assert_written("", "");
	assert_written("plain 文字", "plain 文字");
	assert_written("a\tb\nc\\d", "a\\tb\\nc\\\\d");
	assert_written("\\t", "\\\\t");
	assert_written("\xE4\xB8", "??");
	assert_written("a\xFFz\n", "a?z\\n");
}

static void read__takes__an_unknown_escape_as_it_stands(void **state)
{
	(void)state;
	assert_read("", "");
	assert_read("a\\tb\\nc\\\\d", "a\tb\nc\\d");
	assert_read("\\\\t", "\\t");
	assert_read("C:\\files\\x", "C:\\files\\x");
	assert_read("end\\", "end\\");
	assert_read("bad \xFF", "bad ?");
}

static void fields__come_back__whatever_is_in_them(void **state)
{
	(void)state;
	struct rng rng = {1};
	for (int i = 0; i < 500; i++) {
		struct buf meant = {0}, written = {0}, read = {0};
		jumble(&rng, rng_below(&rng, 80), &meant);
		tsv_add(&written, meant.v, meant.n);
		assert_null(memchr(buf_string(&written), '\t', written.n));
		assert_null(memchr(buf_string(&written), '\n', written.n));
		tsv_read(&read, written.v, written.n);
		assert_int_equal(read.n, meant.n);
		assert_memory_equal(buf_string(&read), buf_string(&meant), meant.n);
		buf_free(&meant);
		buf_free(&written);
		buf_free(&read);
	}
}

static void plain__has_blanks__for_controls(void **state)
{
	(void)state;
	struct buf out = {0};
	static const char text[] = "a\tb\x1b[1m\x7f 文\xC2\x85\xC2\xA0z\n";
	tsv_add_plain(&out, text, sizeof text - 1);
	assert_string_equal(buf_string(&out), "a b [1m  文 \xC2\xA0z ");
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line__ends__with_lf_or_crlf_or_the_text),
		cmocka_unit_test(split__counts__up_to_a_limit),
		cmocka_unit_test(add__escapes__tab_line_feed_and_backslash),
		cmocka_unit_test(read__takes__an_unknown_escape_as_it_stands),
		cmocka_unit_test(fields__come_back__whatever_is_in_them),
		cmocka_unit_test(plain__has_blanks__for_controls),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
