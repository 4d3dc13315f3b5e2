/* SPDX-License-Identifier: MIT */
/* Tests of the loop, and with it of command: what it does between keys, counts, sequences,
 * lists, prompts, messages, loading. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "loop.h"
#include "orders.h"

static void loop__repeats__by_count(void **state)
{
	assert_bottom(*state, "wait\nkey 10}=\nshow\n", "block 11 of 100");
	assert_bottom(*state, "wait\nkey 10}3{=\nshow\n", "block 8 of 100");
	assert_same(*state, "wait\nkey 3<Space>\nshow\n", "wait\nkey <Space>ff\nshow\n");
	/* Too much is the end, not an overflow. */
	assert_same(*state, "wait\nkey 99999999999999999999j\nshow\n",
		"wait\nkey 9999j\nshow\n");
}

static void loop__shows__a_count_until_it_is_used(void **state)
{
	assert_bottom(*state, "wait\nkey 12\nshow\n", "12");
	assert_bottom(*state, "wait\nkey 1Z\nshow\n", "1Z");
	assert_same(*state, "wait\nkey 12<Esc>j\nshow\n", "wait\nkey j\nshow\n");
	assert_same(*state, "wait\nkey 12<C-c>j\nshow\n", "wait\nkey j\nshow\n");
	/* A command that takes no count uses it up. */
	assert_same(*state, "wait\nkey 5<C-l>j\nshow\n", "wait\nkey j\nshow\n");
}

static void loop__goes__to_a_block_by_number(void **state)
{
	assert_bottom(*state, "wait\nkey 42G=\nshow\n", "block 42 of 100");
	assert_bottom(*state, "wait\nkey 42g=\nshow\n", "block 42 of 100");
	assert_bottom(*state, "wait\nkey 101G=\nshow\n", "block 100 of 100");
	assert_bottom(*state, "wait\nkey G=\nshow\n", "block 100 of 100");
	assert_bottom(*state, "wait\nkey Gg=\nshow\n", "block 1 of 100");
}

static void loop__goes__to_a_percentage(void **state)
{
	assert_same(*state, "wait\nkey G%\nshow\n", "wait\nkey Gg\nshow\n");
	assert_same(*state, "wait\nkey 100%\nshow\n", "wait\nkey 999%\nshow\n");
	assert_bottom(*state, "wait\nkey 50%=\nshow\n", "block 5");
}

static void loop__runs__sequences(void **state)
{
	struct printed run =
		orders_run(*state, &(struct orders){0}, "wait\nkey ZZ\nshow\n");
	assert_string_equal(run.out, "");
	free(run.out);
	assert_bottom(*state, "wait\nkey Zj\nshow\n", "Zj is not bound to a command");
	assert_same(*state, "wait\nkey Zjj\nshow\n", "wait\nkey j\nshow\n");
	/* A sequence that was begun is given up without a word. */
	assert_same(*state, "wait\nkey Z<Esc>\nshow\n", "wait\nshow\n");
	assert_same(*state, "wait\nkey 3Z<C-c>j\nshow\n", "wait\nkey j\nshow\n");
}

static void loop__says__what_is_not_bound(void **state)
{
	assert_bottom(*state, "wait\nkey X\nshow\n", "X is not bound to a command");
	assert_bottom(*state, "wait\nkey <F9>\nshow\n", "<F9> is not bound to a command");
	/* The next key takes the message away. */
	assert_same(*state, "wait\nkey Xj\nshow\n", "wait\nkey j\nshow\n");
}

static void loop__says__when_it_cannot_go_on(void **state)
{
	assert_bottom(*state, "wait\nkey k\nshow\n", "(TOP)");
	assert_bottom(*state, "wait\nkey Gj\nshow\n", "(END)");
	assert_bottom(*state, "wait\nkey G<Space>\nshow\n", "(END)");
	assert_bottom(*state, "wait\nkey <Enter>\nshow\n", "nothing is linked");
}

static void loop__opens_and_closes__the_help(void **state)
{
	assert_printed(*state, "wait\nkey h\nshow\n", "\n    j <Down> e <C-e> ");
	assert_bottom(*state, "wait\nkey h\nshow\n", "q or Esc closes");
	assert_same(*state, "wait\nkey jhjjq\nshow\n", "wait\nkey j\nshow\n");
	assert_same(*state, "wait\nkey jhjj<Esc>\nshow\n", "wait\nkey j\nshow\n");
	assert_same(*state, "wait\nkey jh<F1>\nshow\n", "wait\nkey j\nshow\n");
	assert_bottom(*state, "wait\nkey hGj\nshow\n", "(END)");
	assert_bottom(*state, "wait\nkey hk\nshow\n", "(TOP)");
	/* Enter has nothing to choose in the help. */
	assert_same(*state, "wait\nkey h<Enter>\nshow\n", "wait\nkey h\nshow\n");
	/* Commands for a text do nothing behind a list. */
	assert_same(*state, "wait\nkey h3G\nshow\n", "wait\nkey hG\nshow\n");
}

static void loop__goes__to_the_chosen_heading(void **state)
{
	assert_printed(*state, "wait\nkey t\nshow\n", "\n    一、清晨\n    二、傍晚\n");
	assert_bottom(*state, "wait\nkey t\nshow\n", "Enter goes there");
	assert_bottom(*state, "wait\nkey tj<Enter>=\nshow\n", "; 一、清晨");
	assert_bottom(*state, "wait\nkey tjj<Enter>=\nshow\n", "; 二、傍晚");
	/* It opens at the section that is being read. */
	assert_bottom(*state, "wait\nkey Gt<Enter>=\nshow\n", "; 二、傍晚");
	assert_printed(*state, "wait\nkey Gt\nshow\n", "*   二、傍晚");
	assert_same(*state, "wait\nkey jttj\nshow\n", "wait\nkey jj\nshow\n");
	assert_printed(*state, "wait\nkey ht\nshow\n", "\n    一、清晨\n");
}

/* What is typed at the prompt is what keys do. */
static void loop__runs__commands_from_the_prompt(void **state)
{
	assert_line(*state, "wait\nkey :\nshow\n", ":\n");
	assert_line(*state, "wait\nkey :\ntype where\nshow\n", ":where\n");
	assert_same(*state, "wait\nkey :\ntype line-down\nkey <Enter>\nshow\n",
		"wait\nkey j\nshow\n");
	assert_same(*state, "wait\nkey :\ntype 3 page-down\nkey <Enter>\nshow\n",
		"wait\nkey 3<Space>\nshow\n");
	assert_same(*state, "wait\nkey :\ntype help\nkey <Enter>\nshow\n",
		"wait\nkey h\nshow\n");
	assert_same(*state, "wait\nkey :\ntype contents\nkey <Enter>j<Enter>\nshow\n",
		"wait\nkey tj<Enter>\nshow\n");
	struct printed run = orders_run(
		*state, &(struct orders){0}, "wait\nkey :\ntype q\nkey <Enter>\nshow\n");
	assert_string_equal(run.out, "");
	free(run.out);
}

static void loop__goes__to_a_typed_place(void **state)
{
	assert_bottom(
		*state, "wait\nkey :\ntype 42\nkey <Enter>=\nshow\n", "block 42 of 100");
	assert_same(*state, "wait\nkey :\ntype 50%\nkey <Enter>\nshow\n",
		"wait\nkey 50%\nshow\n");
	assert_bottom(*state, "wait\nkey :\ntype 二\nkey <Enter>=\nshow\n", "; 二、傍晚");
	assert_bottom(
		*state, "wait\nkey G:\ntype 一、\nkey <Enter>=\nshow\n", "; 一、清晨");
	assert_bottom(
		*state, "wait\nkey :\ntype go 二\nkey <Enter>=\nshow\n", "; 二、傍晚");
	assert_bottom(
		*state, "wait\nkey :\ntype 三\nkey <Enter>\nshow\n", "no section 三 ");
	/* From a list too, which is closed. */
	assert_same(*state, "wait\nkey h:\ntype 42\nkey <Enter>\nshow\n",
		"wait\nkey 42G\nshow\n");
	/* What is not there yet is waited for. */
	assert_bottom(
		*state, "key :\ntype 二\nkey <Enter>\nwait\nkey =\nshow\n", "; 二、傍晚");
	assert_bottom(
		*state, "key :\ntype 三\nkey <Enter>\nwait\nshow\n", "no section 三 ");
}

static void loop__says__what_is_wrong_with_a_line(void **state)
{
	assert_bottom(*state, "wait\nkey :\ntype fly\nkey <Enter>\nshow\n",
		"unknown command 'fly'");
	assert_bottom(*state, "wait\nkey :\ntype quit now\nkey <Enter>\nshow\n",
		"'quit' takes no argument");
	assert_bottom(*state, "wait\nkey :\ntype set indent 9\nkey <Enter>\nshow\n",
		"invalid value '9' for 'indent'");
	assert_bottom(*state, "wait\nkey :\ntype set indent\nkey <Enter>\nshow\n",
		"indent 4 (0..8)");
	assert_bottom(*state, "wait\nkey :\ntype set raw on\nkey <Enter>\nshow\n",
		"'raw' is set before a text is opened");
}

static void loop__takes_up__settings_at_once(void **state)
{
	assert_printed(*state, "wait\nkey :\ntype set indent 8\nkey <Enter>\nshow\n",
		"\n         第1段");
	assert_bottom(*state, "wait\nkey :\ntype bind read X where\nkey <Enter>X\nshow\n",
		"block 1 of 100");
	assert_bottom(*state, "wait\nkey :\ntype preset vim\nkey <Enter>Ggg=\nshow\n",
		"block 1 of 100");
	assert_bottom(
		*state, "wait\nkey :\ntype preset vim\nkey <Enter>g\nshow\n", " g ");
}

static void loop__leaves__the_prompt_without_a_trace(void **state)
{
	static const char *const ways[] = {"<Esc>", "<C-c>", "<C-g>", "<C-u><BS>",
		"<C-u><Enter>", "<C-u><Space><Enter>"};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		char orders[128];
		snprintf(orders, sizeof orders, "wait\nkey j5:\ntype 30\nkey %sj\nshow\n",
			ways[i]);
		assert_same(*state, orders, "wait\nkey jj\nshow\n");
	}
}

static void loop__keeps__a_history_of_lines(void **state)
{
	assert_line(*state,
		"wait\nkey :\ntype 30\nkey <Enter>:\ntype 40\nkey "
		"<Enter>:<Up><Up>\nshow\n",
		":30\n");
	assert_line(*state,
		"wait\nkey :\ntype 30\nkey <Enter>:\ntype 30\nkey "
		"<Enter>:<Up><Up><Down>\nshow\n",
		":\n");
	assert_line(
		*state, "wait\nkey :\ntype fly\nkey <Enter>:<Up><BS>\nshow\n", ":fl\n");
	assert_line(*state, "wait\nkey :\ntype fly\nkey <Esc>:<Up>\nshow\n", ":\n");
}

static void loop__completes__at_the_prompt(void **state)
{
	assert_line(
		*state, "wait\nkey :\ntype set ki\nkey <Tab>\nshow\n", ":set kinsoku\n");
	assert_printed(*state, "wait\nkey :\ntype set kinsoku \nkey <Tab>\nshow\n",
		"\nnone  basic  strict\n:set kinsoku\n");
}

/* The keys that are about the screen work in a prompt too, and a new size does. */
static void loop__redraws__under_a_prompt(void **state)
{
	assert_line(*state, "wait\nkey :\ntype wh\nkey <C-l>\nshow\n", ":wh\n");
	assert_line(*state, "wait\nkey :\ntype wh\nresize 30x8\nshow\n", ":wh\n");
	assert_bottom(*state,
		"wait\nkey :\ntype where\nresize 1x1\nresize 60x12\nkey <Enter>\nshow\n",
		"block 1 of 100");
	assert_line(*state, "wait\nkey :\ntype wh\nkey <F1><PageDown>\nshow\n", ":wh\n");
}

static void loop__keeps__the_place_when_the_size_changes(void **state)
{
	assert_bottom(*state,
		"wait\nkey 42G\nresize 100x40\nresize 20x9\nresize 60x12\nkey =\nshow\n",
		"block 42 of 100");
	assert_printed(*state, "wait\nkey h\nresize 40x6\nshow\n", " Help ");
	assert_printed(*state, "wait\nresize 1x1\nkey jkhqt<Enter>G\nshow tiny\n",
		"== tiny 1x1 cursor 0,0\n");
}

/* Shown without `wait`, the first screen is there and the rest is not waited for. */
static void loop__shows__the_first_screen_while_it_loads(void **state)
{
	assert_printed(*state, "key g\nshow\n", "== 60x12 cursor ");
}

static void loop__goes_on__with_a_command_that_waits_for_text(void **state)
{
	assert_bottom(*state, "key G\nwait\nkey =\nshow\n", "block 100 of 100");
	assert_bottom(*state, "key 80G\nwait\nkey =\nshow\n", "block 80 of 100");
	/* Any other command puts an end to it. */
	assert_bottom(*state, "key Gg\nwait\nkey =\nshow\n", "block 1 of 100");
}

static void loop__begins__at_a_block(void **state)
{
	struct printed there =
		orders_run(*state, &(struct orders){0}, "wait\nkey 30G\nshow\n");
	struct printed begun =
		orders_run(*state, &(struct orders){.start = 30}, "wait\nshow\n");
	assert_string_equal(begun.out, there.out);
	free(begun.out);
	begun = orders_run(*state, &(struct orders){.start = 30}, "wait\nkey =\nshow\n");
	assert_non_null(strstr(bottom_line(&begun), "block 30 of 100"));
	free(begun.out);
	free(there.out);
}

static void loop__fails__when_the_text_is_no_text(void **state)
{
	struct orders binary = {.columns = 80, .rows = 5};
	char path[sizeof((struct folder *)*state)->file];
	strcpy(path, folder_file(*state, "binary"));
	file_write(path, "\0\1\2\0\0", 5);
	binary.text = path;
	struct printed run = orders_run(*state, &binary, "wait\nshow\n");
	assert_int_not_equal(run.status.code, STATUS_OK);
	assert_non_null(strstr(run.status.message, "binary"));
	/* The message is on the screen too. */
	assert_non_null(strstr(bottom_line(&run), "binary"));
	free(run.out);
}

static void search__goes_on__by_a_count(void **state)
{
#define SEARCH "wait\nkey /\ntype 一天\nkey <Enter>\nwait\nkey "
	assert_bottom(*state, SEARCH "3n\nshow\n", "/一天  4/98");
	assert_bottom(*state, SEARCH "7n3N\nshow\n", "/一天  5/98");
	assert_bottom(*state, SEARCH "2N\nshow\n", "/一天  97/98  (wrapped)");
	assert_bottom(*state, SEARCH "99n\nshow\n", "/一天  2/98");
#undef SEARCH
}

/* What is not there yet is gone to when it comes, unless the reader has done something else. */
static void search__waits__until_another_command(void **state)
{
#define SEARCH "key /\ntype 第90段\nkey <Enter>"
	assert_bottom(*state, SEARCH "\nwait\nkey =\nshow\n", "block 90 of 100");
	assert_bottom(*state, SEARCH "g\nwait\nkey =\nshow\n", "block 1 of 100");
	assert_bottom(*state, SEARCH "<Esc>\nshow\n", "the search is stopped");
	assert_bottom(*state, SEARCH "<Esc>\nwait\nkey =\nshow\n", "block 1 of 100");
	assert_bottom(*state, SEARCH "<Esc>\nwait\nkey n=\nshow\n", "block 90 of 100");
#undef SEARCH
}

int main(void)
{
	const struct CMUnitTest tests[] = {
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
		cmocka_unit_test(search__goes_on__by_a_count),
		cmocka_unit_test(search__waits__until_another_command),
	};
	return cmocka_run_group_tests(tests, orders_set_up, folder_tear_down);
}
