/* SPDX-License-Identifier: MIT */
#include "json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_json(const char *text, size_t len, const char *expected)
{
	struct buf out = {0};
	json_add_string(&out, text, len);
	assert_string_equal(buf_string(&out), expected);
	buf_free(&out);
}

static void string__is_quoted__and_escaped(void **state)
{
	(void)state;
	assert_json("", 0, "\"\"");
	assert_json("说“好”", strlen("说“好”"), "\"说“好”\"");
	assert_json("a\"b\\c/", 6, "\"a\\\"b\\\\c/\"");
	assert_json("\0\n\x1f\x7f", 4, "\"\\u0000\\u000A\\u001F\\u007F\"");
	assert_json("\xC2\x80\xC2\x9F\xC2\xA0", 6, "\"\\u0080\\u009F\xC2\xA0\"");
	assert_json("\xC2", 1, "\"\xC2\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(string__is_quoted__and_escaped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
