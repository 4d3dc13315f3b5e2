/* SPDX-License-Identifier: MIT */
/* Tests of prompt: walking through the lines entered before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "prompted.h"

static void open_with_history(struct prompt *prompt, const char *initial)
{
	prompt_open(prompt, &(struct prompt_setup){.label = ":",
				    .initial = initial,
				    .history = history,
				    .history_count = HISTORY_COUNT});
}

static void prompt_take__walks__the_history(void **state)
{
	struct prompt prompt;
	(void)state;
	open_with_history(&prompt, NULL);
	assert_int_equal(type(&prompt, "<Up>"), PROMPT_CHANGED);
	assert_state(&prompt, "40%|");
	type(&prompt, "<Up>");
	assert_state(&prompt, "set divider 40|");
	type(&prompt, "<C-p>");
	assert_state(&prompt, "安全|");
	type(&prompt, "<Up>");
	assert_int_equal(type(&prompt, "<Up>"), PROMPT_EDITING);
	assert_state(&prompt, "set spacing 0|");
	type(&prompt, "<Down><C-n><Down>");
	assert_state(&prompt, "40%|");
	assert_int_equal(type(&prompt, "<Down>"), PROMPT_CHANGED);
	assert_state(&prompt, "|");
	assert_int_equal(type(&prompt, "<Down>"), PROMPT_EDITING);
	prompt_close(&prompt);
}

static void prompt_take__keeps__the_prefix_in_the_history(void **state)
{
	struct prompt prompt;
	(void)state;
	open_with_history(&prompt, "set");
	type(&prompt, "<Up>");
	assert_state(&prompt, "set divider 40|");
	type(&prompt, "<Up>");
	assert_state(&prompt, "set spacing 0|");
	assert_int_equal(type(&prompt, "<Up>"), PROMPT_EDITING);
	type(&prompt, "<Down><Down>");
	assert_state(&prompt, "set|");
	type(&prompt, "x<Up>");
	assert_state(&prompt, "setx|");
	prompt_close(&prompt);
}

/* A line of the history that was edited is what is typed now. */
static void prompt_take__begins_anew__after_an_edit(void **state)
{
	struct prompt prompt;
	(void)state;
	open_with_history(&prompt, NULL);
	type(&prompt, "<Up><Up><C-w>");
	assert_state(&prompt, "set divider |");
	type(&prompt, "<Down>");
	assert_state(&prompt, "set divider |");
	type(&prompt, "<Up>");
	assert_state(&prompt, "set divider 40|");
	prompt_close(&prompt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prompt_take__walks__the_history),
		cmocka_unit_test(prompt_take__keeps__the_prefix_in_the_history),
		cmocka_unit_test(prompt_take__begins_anew__after_an_edit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
