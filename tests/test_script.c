/* SPDX-License-Identifier: MIT */
/* Tests of script, and with it of loop and command: orders in, screens out.
 *
 * The screens themselves are the business of tests/screens; here it is what the loop does
 * between keys: counts, sequences, lists, messages, loading. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "loop.h"
#include "script.h"

/* The folder for texts and scripts, made for each run. */
static char folder[64];

enum { PARAGRAPHS = 100 };

static void write_file(const char *path, const struct buf *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(text->v, 1, text->n, file), text->n);
	assert_int_equal(fclose(file), 0);
}

struct run {
	char *out; /* what was printed */
	struct status opened, status;
};

/* Runs orders on the text at path. */
static struct run run_on(const char *path, const char *orders, int columns, int rows)
{
	struct run run = {0};
	struct settings settings;
	struct reader *reader;
	struct loop_text next;
	struct script *script;
	struct front front;
	struct front_size size = {columns, rows, 1};
	struct buf text = {0};
	char script_path[128];
	size_t len;

	snprintf(script_path, sizeof script_path, "%s/orders", folder);
	buf_puts(&text, orders);
	write_file(script_path, &text);
	buf_free(&text);
	settings_init(&settings);
	settings.config.state = false; /* a test knows nothing of another */
	FILE *out = open_memstream(&run.out, &len);
	assert_non_null(out);
	run.opened = script_open(&script, script_path, &size, out, &front);
	if (status_ok(&run.opened)) {
		const char *paths[2] = {path};
		struct status s = reader_open(&reader, &settings.config, paths, NULL);
		assert_int_equal(s.code, STATUS_OK);
		struct loop_text opened = {.reader = reader};
		run.status = loop_run(&opened, &settings, &front, NULL, &next);
		reader_free(reader);
		script_free(script);
	}
	fclose(out);
	settings_free(&settings);
	unlink(script_path);
	return run;
}

static struct run run_orders(const char *orders)
{
	char path[128];
	snprintf(path, sizeof path, "%s/text", folder);
	return run_on(path, orders, 60, 12);
}

/* The bottom line of the last screen that was printed. */
static const char *bottom_line(const struct run *run)
{
	size_t n = strlen(run->out);
	assert_true(n > 0 && run->out[n - 1] == '\n');
	while (--n > 0 && run->out[n - 1] != '\n')
		continue;
	return run->out + n;
}

static void assert_printed(const char *orders, const char *expected)
{
	struct run run = run_orders(orders);
	assert_int_equal(run.opened.code, STATUS_OK);
	assert_int_equal(run.status.code, STATUS_OK);
	if (!strstr(run.out, expected))
		fail_msg("'%s' is not in what was printed:\n%s", expected, run.out);
	free(run.out);
}

static void assert_bottom(const char *orders, const char *expected)
{
	struct run run = run_orders(orders);
	assert_int_equal(run.status.code, STATUS_OK);
	if (!strstr(bottom_line(&run), expected))
		fail_msg("'%s' is not in the bottom line of\n%s", expected, run.out);
	free(run.out);
}

/* The bottom line is just that, with its line feed. */
static void assert_line(const char *orders, const char *expected)
{
	struct run run = run_orders(orders);
	assert_int_equal(run.status.code, STATUS_OK);
	assert_string_equal(bottom_line(&run), expected);
	free(run.out);
}

/* Two ways lead to the same last screen. */
static void assert_same(const char *orders, const char *others)
{
	struct run one = run_orders(orders), two = run_orders(others);
	assert_string_equal(one.out, two.out);
	assert_non_null(strstr(one.out, "== "));
	free(one.out);
	free(two.out);
}

static void assert_refused(const char *orders, size_t line, const char *message)
{
	struct run run = run_orders(orders);
	assert_int_equal(run.opened.code, STATUS_FORMAT);
	assert_int_equal(run.opened.line, line);
	assert_string_equal(run.opened.message, message);
	free(run.out);
}

static void script_open__refuses__bad_orders(void **state)
{
	(void)state;
	assert_refused("foo", 1, "unknown order 'foo'");
	assert_refused("# fine\n\nshow\nkeys j\n", 4, "unknown order 'keys'");
	assert_refused("key", 1, "bad order 'key'");
	assert_refused("key <Foo>\n", 1, "bad order 'key <Foo>'");
	assert_refused("type\n", 1, "bad order 'type'");
	assert_refused("type \xFF\n", 1, "bad order 'type ?'");
	assert_refused("wait 3\n", 1, "bad order 'wait 3'");
	assert_refused("resize 80\n", 1, "bad order 'resize 80'");
	assert_refused("resize 0x0\n", 1, "bad order 'resize 0x0'");
	assert_refused(" show\n", 1, "unknown order ''");
	assert_refused("mouse\n", 1, "bad order 'mouse'");
	assert_refused("mouse press\n", 1, "bad order 'mouse press'");
	assert_refused("mouse pull 1,1\n", 1, "bad order 'mouse pull 1,1'");
	assert_refused("mouse press 1\n", 1, "bad order 'mouse press 1'");
	assert_refused("mouse press 1,2,3\n", 1, "bad order 'mouse press 1,2,3'");
	assert_refused("mouse press -1,2\n", 1, "bad order 'mouse press -1,2'");
	assert_refused("mouse press 2048,2\n", 1, "bad order 'mouse press 2048,2'");
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
	(void)state;
	struct run run = run_orders("wait\nkey jjj\n# the end");
	assert_int_equal(run.status.code, STATUS_OK);
	assert_string_equal(run.out, "");
	free(run.out);
}

static void script__prints__what_was_copied(void **state)
{
	(void)state;
	struct run run = run_orders("clipboard\nwait\nkey y\nclipboard one two\n");
	assert_int_equal(run.status.code, STATUS_OK);
	if (!strstr(run.out, "== clipboard 0\n\n== one two clipboard "))
		fail_msg("%s", run.out);
	free(run.out);
}

static void script__prints__screens_with_label_and_cursor(void **state)
{
	(void)state;
	assert_printed("wait\nshow", "== 60x12 cursor ");
	assert_printed("wait\nshow first one\n", "== first one 60x12 cursor ");
	assert_printed("wait\nresize 30x5\nshow small\n", "== small 30x5 cursor ");
	struct run run = run_orders("wait\nshow a\nshow b\n");
	size_t lines = 0;
	for (const char *p = run.out; *p; p++)
		lines += *p == '\n';
	assert_int_equal(lines, 2 * (1 + 12));
	free(run.out);
}

static void script__reads__keys_and_text_alike(void **state)
{
	(void)state;
	assert_same("wait\nkey jj <Space>\nshow\n", "wait\ntype jj \nshow\n");
	assert_same("wait\nkey j\nkey <Down>\nshow\n", "wait\nkey jj\nshow\n");
	assert_same("wait\nkey <lt>j\nshow\n", "wait\ntype <j\nshow\n");
}

static void loop__repeats__by_count(void **state)
{
	(void)state;
	assert_bottom("wait\nkey 10}=\nshow\n", "block 11 of 100");
	assert_bottom("wait\nkey 10}3{=\nshow\n", "block 8 of 100");
	assert_same("wait\nkey 3<Space>\nshow\n", "wait\nkey <Space>ff\nshow\n");
	/* Too much is the end, not an overflow. */
	assert_same("wait\nkey 99999999999999999999j\nshow\n", "wait\nkey 9999j\nshow\n");
}

static void loop__shows__a_count_until_it_is_used(void **state)
{
	(void)state;
	assert_bottom("wait\nkey 12\nshow\n", "12");
	assert_bottom("wait\nkey 1Z\nshow\n", "1Z");
	assert_same("wait\nkey 12<Esc>j\nshow\n", "wait\nkey j\nshow\n");
	assert_same("wait\nkey 12<C-c>j\nshow\n", "wait\nkey j\nshow\n");
	/* A command that takes no count uses it up. */
	assert_same("wait\nkey 5<C-l>j\nshow\n", "wait\nkey j\nshow\n");
}

static void loop__goes__to_a_block_by_number(void **state)
{
	(void)state;
	assert_bottom("wait\nkey 42G=\nshow\n", "block 42 of 100");
	assert_bottom("wait\nkey 42g=\nshow\n", "block 42 of 100");
	assert_bottom("wait\nkey 101G=\nshow\n", "block 100 of 100");
	assert_bottom("wait\nkey G=\nshow\n", "block 100 of 100");
	assert_bottom("wait\nkey Gg=\nshow\n", "block 1 of 100");
}

static void loop__goes__to_a_percentage(void **state)
{
	(void)state;
	assert_same("wait\nkey G%\nshow\n", "wait\nkey Gg\nshow\n");
	assert_same("wait\nkey 100%\nshow\n", "wait\nkey 999%\nshow\n");
	assert_bottom("wait\nkey 50%=\nshow\n", "block 5");
}

static void loop__runs__sequences(void **state)
{
	(void)state;
	struct run run = run_orders("wait\nkey ZZ\nshow\n");
	assert_string_equal(run.out, "");
	free(run.out);
	assert_bottom("wait\nkey Zj\nshow\n", "Zj is not bound to a command");
	assert_same("wait\nkey Zjj\nshow\n", "wait\nkey j\nshow\n");
}

static void loop__says__what_is_not_bound(void **state)
{
	(void)state;
	assert_bottom("wait\nkey X\nshow\n", "X is not bound to a command");
	assert_bottom("wait\nkey <F9>\nshow\n", "<F9> is not bound to a command");
	/* The next key takes the message away. */
	assert_same("wait\nkey Xj\nshow\n", "wait\nkey j\nshow\n");
}

static void loop__says__when_it_cannot_go_on(void **state)
{
	(void)state;
	assert_bottom("wait\nkey k\nshow\n", "(TOP)");
	assert_bottom("wait\nkey Gj\nshow\n", "(END)");
	assert_bottom("wait\nkey G<Space>\nshow\n", "(END)");
	assert_bottom("wait\nkey <Enter>\nshow\n", "nothing is linked");
}

static void loop__opens_and_closes__the_help(void **state)
{
	(void)state;
	assert_printed("wait\nkey h\nshow\n", "\n    j <Down> e <C-e> ");
	assert_bottom("wait\nkey h\nshow\n", "q or Esc closes");
	assert_same("wait\nkey jhjjq\nshow\n", "wait\nkey j\nshow\n");
	assert_same("wait\nkey jhjj<Esc>\nshow\n", "wait\nkey j\nshow\n");
	assert_same("wait\nkey jh<F1>\nshow\n", "wait\nkey j\nshow\n");
	assert_bottom("wait\nkey hGj\nshow\n", "(END)");
	assert_bottom("wait\nkey hk\nshow\n", "(TOP)");
	/* Enter has nothing to choose in the help. */
	assert_same("wait\nkey h<Enter>\nshow\n", "wait\nkey h\nshow\n");
	/* Commands for a text do nothing behind a list. */
	assert_same("wait\nkey h3G\nshow\n", "wait\nkey hG\nshow\n");
}

static void loop__goes__to_the_chosen_heading(void **state)
{
	(void)state;
	assert_printed("wait\nkey t\nshow\n", "\n    一、清晨\n    二、傍晚\n");
	assert_bottom("wait\nkey t\nshow\n", "Enter goes there");
	assert_bottom("wait\nkey tj<Enter>=\nshow\n", "; 一、清晨");
	assert_bottom("wait\nkey tjj<Enter>=\nshow\n", "; 二、傍晚");
	/* It opens at the section that is being read. */
	assert_bottom("wait\nkey Gt<Enter>=\nshow\n", "; 二、傍晚");
	assert_printed("wait\nkey Gt\nshow\n", "*   二、傍晚");
	assert_same("wait\nkey jttj\nshow\n", "wait\nkey jj\nshow\n");
	assert_printed("wait\nkey ht\nshow\n", "\n    一、清晨\n");
}

/* What is typed at the prompt is what keys do. */
static void loop__runs__commands_from_the_prompt(void **state)
{
	(void)state;
	assert_line("wait\nkey :\nshow\n", ":\n");
	assert_line("wait\nkey :\ntype where\nshow\n", ":where\n");
	assert_same("wait\nkey :\ntype line-down\nkey <Enter>\nshow\n",
		"wait\nkey j\nshow\n");
	assert_same("wait\nkey :\ntype 3 page-down\nkey <Enter>\nshow\n",
		"wait\nkey 3<Space>\nshow\n");
	assert_same("wait\nkey :\ntype help\nkey <Enter>\nshow\n", "wait\nkey h\nshow\n");
	assert_same("wait\nkey :\ntype contents\nkey <Enter>j<Enter>\nshow\n",
		"wait\nkey tj<Enter>\nshow\n");
	struct run run = run_orders("wait\nkey :\ntype q\nkey <Enter>\nshow\n");
	assert_string_equal(run.out, "");
	free(run.out);
}

static void loop__goes__to_a_typed_place(void **state)
{
	(void)state;
	assert_bottom("wait\nkey :\ntype 42\nkey <Enter>=\nshow\n", "block 42 of 100");
	assert_same(
		"wait\nkey :\ntype 50%\nkey <Enter>\nshow\n", "wait\nkey 50%\nshow\n");
	assert_bottom("wait\nkey :\ntype 二\nkey <Enter>=\nshow\n", "; 二、傍晚");
	assert_bottom("wait\nkey G:\ntype 一、\nkey <Enter>=\nshow\n", "; 一、清晨");
	assert_bottom("wait\nkey :\ntype go 二\nkey <Enter>=\nshow\n", "; 二、傍晚");
	assert_bottom("wait\nkey :\ntype 三\nkey <Enter>\nshow\n", "no section 三 ");
	/* From a list too, which is closed. */
	assert_same(
		"wait\nkey h:\ntype 42\nkey <Enter>\nshow\n", "wait\nkey 42G\nshow\n");
	/* What is not there yet is waited for. */
	assert_bottom("key :\ntype 二\nkey <Enter>\nwait\nkey =\nshow\n", "; 二、傍晚");
	assert_bottom("key :\ntype 三\nkey <Enter>\nwait\nshow\n", "no section 三 ");
}

static void loop__says__what_is_wrong_with_a_line(void **state)
{
	(void)state;
	assert_bottom(
		"wait\nkey :\ntype fly\nkey <Enter>\nshow\n", "unknown command 'fly'");
	assert_bottom("wait\nkey :\ntype quit now\nkey <Enter>\nshow\n",
		"'quit' takes no argument");
	assert_bottom("wait\nkey :\ntype set indent 9\nkey <Enter>\nshow\n",
		"invalid value '9' for 'indent'");
	assert_bottom(
		"wait\nkey :\ntype set indent\nkey <Enter>\nshow\n", "indent 4 (0..8)");
	assert_bottom("wait\nkey :\ntype set raw on\nkey <Enter>\nshow\n",
		"'raw' is set before a text is opened");
}

static void loop__takes_up__settings_at_once(void **state)
{
	(void)state;
	assert_printed("wait\nkey :\ntype set indent 8\nkey <Enter>\nshow\n",
		"\n         第1段");
	assert_bottom("wait\nkey :\ntype bind read X where\nkey <Enter>X\nshow\n",
		"block 1 of 100");
	assert_bottom("wait\nkey :\ntype preset vim\nkey <Enter>Ggg=\nshow\n",
		"block 1 of 100");
	assert_bottom("wait\nkey :\ntype preset vim\nkey <Enter>g\nshow\n", " g ");
}

static void loop__leaves__the_prompt_without_a_trace(void **state)
{
	(void)state;
	static const char *const ways[] = {"<Esc>", "<C-c>", "<C-g>", "<C-u><BS>",
		"<C-u><Enter>", "<C-u><Space><Enter>"};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		char orders[128];
		snprintf(orders, sizeof orders, "wait\nkey j5:\ntype 30\nkey %sj\nshow\n",
			ways[i]);
		assert_same(orders, "wait\nkey jj\nshow\n");
	}
}

static void loop__keeps__a_history_of_lines(void **state)
{
	(void)state;
	assert_line("wait\nkey :\ntype 30\nkey <Enter>:\ntype 40\nkey "
		    "<Enter>:<Up><Up>\nshow\n",
		":30\n");
	assert_line("wait\nkey :\ntype 30\nkey <Enter>:\ntype 30\nkey "
		    "<Enter>:<Up><Up><Down>\nshow\n",
		":\n");
	assert_line("wait\nkey :\ntype fly\nkey <Enter>:<Up><BS>\nshow\n", ":fl\n");
	assert_line("wait\nkey :\ntype fly\nkey <Esc>:<Up>\nshow\n", ":\n");
}

static void loop__completes__at_the_prompt(void **state)
{
	(void)state;
	assert_line("wait\nkey :\ntype set ki\nkey <Tab>\nshow\n", ":set kinsoku\n");
	assert_printed("wait\nkey :\ntype set kinsoku \nkey <Tab>\nshow\n",
		"\nnone  basic  strict\n:set kinsoku\n");
}

/* The keys that are about the screen work in a prompt too, and a new size does. */
static void loop__redraws__under_a_prompt(void **state)
{
	(void)state;
	assert_line("wait\nkey :\ntype wh\nkey <C-l>\nshow\n", ":wh\n");
	assert_line("wait\nkey :\ntype wh\nresize 30x8\nshow\n", ":wh\n");
	assert_bottom(
		"wait\nkey :\ntype where\nresize 1x1\nresize 60x12\nkey <Enter>\nshow\n",
		"block 1 of 100");
	assert_line("wait\nkey :\ntype wh\nkey <F1><PageDown>\nshow\n", ":wh\n");
}

static void loop__keeps__the_place_when_the_size_changes(void **state)
{
	(void)state;
	assert_bottom(
		"wait\nkey 42G\nresize 100x40\nresize 20x9\nresize 60x12\nkey =\nshow\n",
		"block 42 of 100");
	assert_printed("wait\nkey h\nresize 40x6\nshow\n", " Help ");
	assert_printed("wait\nresize 1x1\nkey jkhqt<Enter>G\nshow tiny\n",
		"== tiny 1x1 cursor 0,0\n");
}

/* Shown without `wait`, the first screen is there and the rest is not waited for. */
static void loop__shows__the_first_screen_while_it_loads(void **state)
{
	(void)state;
	assert_printed("key g\nshow\n", "== 60x12 cursor ");
}

/* A pipe that stays open: what can be waited for has not come yet. */
static void loop__goes_on__with_a_command_that_waits_for_text(void **state)
{
	(void)state;
	assert_bottom("key G\nwait\nkey =\nshow\n", "block 100 of 100");
	assert_bottom("key 80G\nwait\nkey =\nshow\n", "block 80 of 100");
	/* Any other command puts an end to it. */
	assert_bottom("key Gg\nwait\nkey =\nshow\n", "block 1 of 100");
}

static void loop__begins__at_a_block(void **state)
{
	(void)state;
	char path[128];
	const char *paths[2] = {path};
	struct settings settings;
	struct reader *reader;
	struct loop_text next;
	enum side side;
	size_t block;
	struct span sentence;
	struct run run = run_orders("wait\nkey 30G\nshow\n");
	struct script *script;
	struct front front;
	struct front_size size = {60, 12, 1};
	char *text, orders[128];
	size_t len;
	struct buf wait = {0};
	buf_puts(&wait, "wait\nshow\n");
	snprintf(path, sizeof path, "%s/text", folder);
	snprintf(orders, sizeof orders, "%s/orders", folder);
	write_file(orders, &wait);
	buf_free(&wait);
	settings_init(&settings);
	settings.config.state = false;
	settings.config.start = 30;
	FILE *out = open_memstream(&text, &len);
	struct status s = script_open(&script, orders, &size, out, &front);
	assert_int_equal(s.code, STATUS_OK);
	s = reader_open(&reader, &settings.config, paths, NULL);
	assert_int_equal(s.code, STATUS_OK);
	struct loop_text opened = {.reader = reader};
	s = loop_run(&opened, &settings, &front, NULL, &next);
	assert_int_equal(s.code, STATUS_OK);
	assert_true(view_current(reader_view(reader), &side, &block, &sentence));
	assert_int_equal(block, 29);
	fclose(out);
	assert_string_equal(text, run.out);
	reader_free(reader);
	script_free(script);
	settings_free(&settings);
	unlink(orders);
	free(text);
	free(run.out);
}

static void loop__fails__when_the_text_is_no_text(void **state)
{
	(void)state;
	char path[128];
	struct buf bytes = {0};
	snprintf(path, sizeof path, "%s/binary", folder);
	buf_add(&bytes, "\0\1\2\0\0", 5);
	write_file(path, &bytes);
	struct run run = run_on(path, "wait\nshow\n", 80, 5);
	assert_int_not_equal(run.status.code, STATUS_OK);
	assert_non_null(strstr(run.status.message, "binary"));
	/* The message is on the screen too. */
	assert_non_null(strstr(bottom_line(&run), "binary"));
	free(run.out);
	buf_free(&bytes);
	unlink(path);
}

static int make_folder(void **state)
{
	(void)state;
	const char *base = getenv("TMPDIR");
	struct buf text = {0};
	char path[128];
	snprintf(folder, sizeof folder, "%s/duidu-script-XXXXXX",
		base && strlen(base) < 32 ? base : "/tmp");
	if (!mkdtemp(folder))
		return -1;
	for (int i = 1; i <= PARAGRAPHS; i++) {
		if (i == 3)
			buf_puts(&text, "一、清晨\n");
		else if (i == 60)
			buf_puts(&text, "二、傍晚\n");
		else
			buf_printf(&text,
				"第%"
				"d段写的是港口的一天，货物很多，人也很多。船来了又走了，"
				"灯亮了又灭了。\n",
				i);
	}
	snprintf(path, sizeof path, "%s/text", folder);
	write_file(path, &text);
	buf_free(&text);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	char path[128];
	snprintf(path, sizeof path, "%s/text", folder);
	unlink(path);
	return rmdir(folder);
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
		cmocka_unit_test(loop__repeats__by_count),
		cmocka_unit_test(loop__shows__a_count_until_it_is_used),
		cmocka_unit_test(loop__goes__to_a_block_by_number),
		cmocka_unit_test(loop__goes__to_a_percentage),
		cmocka_unit_test(loop__runs__sequences),
		cmocka_unit_test(loop__says__what_is_not_bound),
		cmocka_unit_test(loop__says__when_it_cannot_go_on),
		cmocka_unit_test(loop__opens_and_closes__the_help),
		cmocka_unit_test(loop__goes__to_the_chosen_heading),
		cmocka_unit_test(loop__runs__commands_from_the_prompt),
		cmocka_unit_test(loop__goes__to_a_typed_place),
		cmocka_unit_test(loop__says__what_is_wrong_with_a_line),
		cmocka_unit_test(loop__takes_up__settings_at_once),
		cmocka_unit_test(loop__leaves__the_prompt_without_a_trace),
		cmocka_unit_test(loop__keeps__a_history_of_lines),
		cmocka_unit_test(loop__completes__at_the_prompt),
		cmocka_unit_test(loop__redraws__under_a_prompt),
		cmocka_unit_test(loop__keeps__the_place_when_the_size_changes),
		cmocka_unit_test(loop__shows__the_first_screen_while_it_loads),
		cmocka_unit_test(loop__goes_on__with_a_command_that_waits_for_text),
		cmocka_unit_test(loop__begins__at_a_block),
		cmocka_unit_test(loop__fails__when_the_text_is_no_text),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
