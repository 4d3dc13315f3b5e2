/* SPDX-License-Identifier: MIT */
/* Tests of script: orders in, screens out.  The screens themselves are the business of
 * tests/screens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "orders.h"
#include "script.h"

static void assert_refused(
	struct folder *folder, const char *lines, size_t line, const char *message)
{
	struct printed run = orders_run(folder, &(struct orders){0}, lines);
	assert_int_equal(run.opened.code, STATUS_FORMAT);
	assert_int_equal(run.opened.line, line);
	assert_string_equal(run.opened.message, message);
	free(run.out);
}

static void script_open__refuses__bad_orders(void **state)
{
	assert_refused(*state, "foo", 1, "unknown order 'foo'");
	assert_refused(*state, "# fine\n\nshow\nkeys j\n", 4, "unknown order 'keys'");
	assert_refused(*state, "key", 1, "bad order 'key'");
	assert_refused(*state, "key <Foo>\n", 1, "bad order 'key <Foo>'");
	assert_refused(*state, "type\n", 1, "bad order 'type'");
	assert_refused(*state, "type \xFF\n", 1, "bad order 'type ?'");
	assert_refused(*state, "wait 3\n", 1, "bad order 'wait 3'");
	assert_refused(*state, "resize 80\n", 1, "bad order 'resize 80'");
	assert_refused(*state, "resize 0x0\n", 1, "bad order 'resize 0x0'");
	assert_refused(*state, " show\n", 1, "unknown order ''");
	assert_refused(*state, "mouse\n", 1, "bad order 'mouse'");
	assert_refused(*state, "mouse press\n", 1, "bad order 'mouse press'");
	assert_refused(*state, "mouse pull 1,1\n", 1, "bad order 'mouse pull 1,1'");
	assert_refused(*state, "mouse press 1\n", 1, "bad order 'mouse press 1'");
	assert_refused(*state, "mouse press 1,2,3\n", 1, "bad order 'mouse press 1,2,3'");
	assert_refused(*state, "mouse press -1,2\n", 1, "bad order 'mouse press -1,2'");
	assert_refused(
		*state, "mouse press 2048,2\n", 1, "bad order 'mouse press 2048,2'");
}

static void script_open__fails__without_a_file(void **state)
{
	(void)state;
	struct script *script;
	struct front front;
	struct front_size size = {80, 24, 1};
	struct status s = script_open(&script, "/no/such/script", &size, stdout, &front);
	assert_int_equal(s.code, STATUS_SYSTEM);
	assert_int_equal(s.line, 0);
}

static void script__prints__nothing_unasked(void **state)
{
	struct printed run =
		orders_run(*state, &(struct orders){0}, "wait\nkey jjj\n# the end");
	assert_int_equal(run.status.code, STATUS_OK);
	assert_string_equal(run.out, "");
	free(run.out);
}

static void script__prints__what_was_copied(void **state)
{
	struct printed run = orders_run(*state, &(struct orders){0},
		"clipboard\nwait\nkey y\nclipboard one two\n");
	assert_int_equal(run.status.code, STATUS_OK);
	if (!strstr(run.out, "== clipboard 0\n\n== one two clipboard "))
		fail_msg("%s", run.out);
	free(run.out);
}

static void script__prints__screens_with_label_and_cursor(void **state)
{
	assert_printed(*state, "wait\nshow", "== 60x12 cursor ");
	assert_printed(*state, "wait\nshow first one\n", "== first one 60x12 cursor ");
	assert_printed(
		*state, "wait\nresize 30x5\nshow small\n", "== small 30x5 cursor ");
	struct printed run =
		orders_run(*state, &(struct orders){0}, "wait\nshow a\nshow b\n");
	size_t lines = 0;
	for (const char *p = run.out; *p; p++)
		lines += *p == '\n';
	assert_int_equal(lines, 2 * (1 + 12));
	free(run.out);
}

static void script__reads__keys_and_text_alike(void **state)
{
	assert_same(*state, "wait\nkey jj <Space>\nshow\n", "wait\ntype jj \nshow\n");
	assert_same(*state, "wait\nkey j\nkey <Down>\nshow\n", "wait\nkey jj\nshow\n");
	assert_same(*state, "wait\nkey <lt>j\nshow\n", "wait\ntype <j\nshow\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(script_open__refuses__bad_orders),
		cmocka_unit_test(script_open__fails__without_a_file),
		cmocka_unit_test(script__prints__nothing_unasked),
		cmocka_unit_test(script__prints__what_was_copied),
		cmocka_unit_test(script__prints__screens_with_label_and_cursor),
		cmocka_unit_test(script__reads__keys_and_text_alike),
	};
	return cmocka_run_group_tests(tests, orders_set_up, folder_tear_down);
}
