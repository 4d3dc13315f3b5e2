/* SPDX-License-Identifier: MIT */
/* Tests of command_line: what a line asks for, and how it can be completed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "command_line.h"

static int set_up(void **state)
{
	struct settings *settings = malloc(sizeof *settings);
	settings_init(settings);
	*state = settings;
	return 0;
}

static int tear_down(void **state)
{
	settings_free(*state);
	free(*state);
	return 0;
}

/* The order as "COUNT COMMAND ARGUMENT", "-" for none; behind "! " what is wrong, behind "= "
 * what was said. */
static void assert_read(struct settings *settings, const char *line, const char *expected)
{
	struct order order;
	struct buf message = {0}, got = {0};
	struct status s = command_line_read(settings, line, &order, &message);
	if (!status_ok(&s)) {
		assert_int_equal(s.code, STATUS_USAGE);
		assert_null(order.command);
		buf_printf(&got, "! %s", s.message);
	} else if (message.n) {
		assert_null(order.command);
		buf_printf(&got, "= %s", buf_string(&message));
	} else if (!order.command) {
		buf_puts(&got, "-");
	} else {
		if (order.count)
			buf_printf(&got, "%ld ", order.count);
		buf_puts(&got, order.command->name);
		if (order.argument)
			buf_printf(&got, " %s", order.argument);
	}
	assert_string_equal(buf_string(&got), expected);
	free(order.argument);
	buf_free(&message);
	buf_free(&got);
}

static void command_line_read__takes__commands(void **state)
{
	static const struct {
		const char *line, *expected;
	} cases[] = {
		{"quit", "quit"},
		{"q", "quit"},
		{"q!", "quit"},
		{"  page-down  ", "page-down"},
		{"5 page-down", "5 page-down"},
		{"12 home", "12 home"},
		{"divider -3", "divider -3"},
		{"2 divider 3", "2 divider 3"},
		{"help # as h", "help"},
		{"go 2.3", "go 2.3"},
		{"go 二 （三）", "go 二 （三）"},
		{"", "-"},
		{" ", "-"},
		{"# no", "-"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_read(*state, cases[i].line, cases[i].expected);
}

static void command_line_read__takes__places(void **state)
{
	static const struct {
		const char *line, *expected;
	} cases[] = {
		{"12", "go 12"},
		{" 12 ", "go 12"},
		{"50%", "go 50%"},
		{"2.3", "go 2.3"},
		{"二（三）", "go 二（三）"},
		{"第十二条", "go 第十二条"},
		{"Article 12", "go Article 12"},
		{"2 3", "go 2 3"},
		{"0", "! unknown command '0'"},
		{"%", "! unknown command '%'"},
		{"50%%", "! unknown command '50%%'"},
		{"99999999999999999999", "! unknown command '99999999999999999999'"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_read(*state, cases[i].line, cases[i].expected);
}

static void command_line_read__says__what_is_wrong(void **state)
{
	static const struct {
		const char *line, *expected;
	} cases[] = {
		{"fly", "! unknown command 'fly'"},
		{"5 fly", "! unknown command 'fly'"},
		{"quit now", "! 'quit' takes no argument"},
		{"divider", "! 'divider' needs an argument, CELLS"},
		{"divider wide", "! 'divider' needs an argument, CELLS"},
		{"go", "! 'go' needs an argument, PLACE"},
		{"go away", "! 'go' needs an argument, PLACE"},
		{"set", "! set NAME VALUE is expected"},
		{"set fly", "! set NAME VALUE is expected"},
		{"set width 5", "! 'width' is for the command line only"},
		{"bind read", "! bind MODE KEYS COMMAND [ARGUMENT] is expected"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_read(*state, cases[i].line, cases[i].expected);
}

static void command_line_read__changes__settings(void **state)
{
	struct settings *settings = *state;
	struct order order;
	struct buf message = {0};
	assert_read(settings, "set divider 40", "-");
	assert_int_equal(settings->config.divider, 40);
	command_line_read(settings, "set divider 30", &order, &message);
	assert_true(order.changed);
	command_line_read(settings, "set divider 3000", &order, &message);
	assert_false(order.changed);
	command_line_read(settings, "set divider", &order, &message);
	assert_false(order.changed);
	command_line_read(settings, "quit", &order, &message);
	assert_false(order.changed);
	buf_free(&message);
}

static void command_line_read__tells__values(void **state)
{
	assert_read(*state, "set divider", "= divider 50 (20..80)");
	assert_read(*state, "set divider 40", "-");
	assert_read(*state, " set divider # now", "= divider 40 (20..80)");
	assert_read(*state, "set follow", "= follow on (on|off)");
	assert_read(*state, "set kinsoku", "= kinsoku basic (none|basic|strict)");
}

/* What is offered for the last word of a line, joined by blanks. */
static void assert_offers(
	struct settings *settings, const char *line, const char *expected)
{
	struct prompt prompt;
	struct buf got = {0};
	prompt_open(&prompt, &(struct prompt_setup){.label = ":",
				     .initial = line,
				     .complete = command_line_complete,
				     .ctx = settings});
	prompt_take(&prompt, '\t');
	const struct prompt_offers *offers = &prompt.offers;
	for (size_t i = 0; i < offers->starts.n; i++)
		buf_printf(
			&got, "%s%s", i ? " " : "", offers->text.v + offers->starts.v[i]);
	if (offers->starts.n == 0)
		buf_printf(&got, ":%s", prompt_text(&prompt));
	assert_string_equal(buf_string(&got), expected);
	prompt_close(&prompt);
	buf_free(&got);
}

static void command_line_complete__offers__what_fits(void **state)
{
	static const struct {
		const char *line, *expected;
	} cases[] = {
		{"page", "page-down page-up"},
		{"se", "sentence-next sentence-previous section-next section-previous "
		       "search-forward search-backward search-next search-previous "
		       "set-mark set"},
		{"pre", ":preset"},
		{"5 page", "page-down page-up"},
		{"5 pres", ":5 pres"},
		{"set s", ":set spacing"},
		{"set kinsoku ", "none basic strict"},
		{"set kinsoku s", ":set kinsoku strict"},
		{"set follow ", "on off"},
		{"set divider ", ":set divider 50"},
		{"set fly ", ":set fly "},
		{"set raw", ":set raw"},
		{"set width ", ":set width "},
		{"set follow on ", ":set follow on "},
		{"bind ", "read list all"},
		{"bind read x half", "half-page-down half-page-up"},
		{"bind read ", ":bind read "},
		{"color cur", "current current-inactive"},
		{"color text bright-b", "bright-black bright-blue"},
		{"color text red def", ":color text red default"},
		{"color text red default b", ":color text red default bold"},
		{"color text red default bold b", ":color text red default bold b"},
		{"preset ", "less vim"},
		{"preset vim ", ":preset vim "},
		{"quit ", ":quit "},
		{"a b c d e f g", ":a b c d e f g"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_offers(*state, cases[i].line, cases[i].expected);
}

/* Every name that is offered first is one that a line can begin with. */
static void command_line_complete__offers__only_what_is_known(void **state)
{
	struct prompt prompt;
	prompt_open(&prompt,
		&(struct prompt_setup){
			.label = ":", .complete = command_line_complete, .ctx = *state});
	prompt_take(&prompt, '\t');
	const struct prompt_offers *offers = &prompt.offers;
	assert_true(offers->starts.n > command_count);
	for (size_t i = 0; i < offers->starts.n; i++) {
		struct order order;
		struct buf message = {0};
		struct status s = command_line_read(
			*state, offers->text.v + offers->starts.v[i], &order, &message);
		assert_null(strstr(s.message, "unknown command"));
		free(order.argument);
		buf_free(&message);
	}
	prompt_close(&prompt);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(command_line_read__takes__commands),
		TEST(command_line_read__takes__places),
		TEST(command_line_read__says__what_is_wrong),
		TEST(command_line_read__changes__settings),
		TEST(command_line_read__tells__values),
		TEST(command_line_complete__offers__what_fits),
		TEST(command_line_complete__offers__only_what_is_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
