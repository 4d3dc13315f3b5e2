/* SPDX-License-Identifier: MIT */
/* Tests of the program on a terminal: only what a terminal alone can show.  What is on the
 * screens is the business of tests/screens; here a terminal is held against what a script
 * prints. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "pty_reader.h"

static void tty__shows__the_first_screen(void **state)
{
	(void)state;
	struct terminal t;
	start_reader(&t, (struct terminal_setup){0});
	await_first_screen(&t);
	assert_true(t.alternate);
	assert_true(t.cursor_shown);
	quit_reader(&t);
}

static void check_like_script(bool wide)
{
	struct terminal t;
	start_reader(&t, (struct terminal_setup){.wide = wide});
	await_first_screen(&t);
	await_script_screen(&t, "");
	terminal_type(&t, "j");
	await_script_screen(&t, "key j\n");
	terminal_type(&t, " \x06");
	await_script_screen(&t, "key j<Space><C-f>\n");
	terminal_type(&t, "G");
	await_script_screen(&t, "key jG\n");
	terminal_type(&t, "h");
	await_script_screen(&t, "key jGh\n");
	terminal_type(&t, "qg\033[6~");
	await_script_screen(&t, "key g<PageDown>\n");
	quit_reader(&t);
}

static void tty__shows__what_a_script_prints(void **state)
{
	(void)state;
	check_like_script(false);
}

/* The terminal answers that ambiguous characters are wide, and wcwidth() of the executable
 * makes curses count them so. */
static void tty__shows__what_a_script_prints_on_a_wide_terminal(void **state)
{
	(void)state;
	check_like_script(true);
}

static void tty__asks__about_ambiguous_width_only_when_needed(void **state)
{
	(void)state;
	static const struct {
		const char *option;
		bool asks;
	} cases[] = {{"--ambiguous=auto", true}, {"--ambiguous=1", false},
		{"--ambiguous=2", false}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct terminal t;
		start_reader(&t, (struct terminal_setup){.arguments = {cases[i].option,
								 in_folder("zh.txt"),
								 in_folder("en.txt")}});
		await_first_screen(&t);
		assert_int_equal(terminal_was_sent(&t, "\033[6n"), cases[i].asks);
		quit_reader(&t);
	}
}

/* A terminal that never answers is not waited for. */
static void tty__starts__without_an_answer(void **state)
{
	(void)state;
	struct terminal t;
	start_reader(&t, (struct terminal_setup){.mute = true});
	await_first_screen(&t);
	await_script_screen(&t, "");
	quit_reader(&t);
}

/* Keys that are typed before the program is ready, and before the answer, are not lost. */
static void tty__keeps__what_was_typed_early(void **state)
{
	(void)state;
	struct terminal t;
	start_reader(&t, (struct terminal_setup){.wide = true});
	terminal_type(&t, "G");
	await_script_screen(&t, "key G\n");
	quit_reader(&t);
}

static void tty__takes_up__a_new_size(void **state)
{
	(void)state;
	static const struct {
		int columns, rows;
	} sizes[] = {{100, 30}, {40, 10}, {8, 3}, {80, 24}};
	struct terminal t;
	start_reader(&t, (struct terminal_setup){0});
	await_first_screen(&t);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		char order[64];
		terminal_resize(&t, sizes[i].columns, sizes[i].rows);
		snprintf(order, sizeof order, "resize %dx%d\n", t.columns, t.rows);
		await_script_screen(&t, order);
	}
	quit_reader(&t);
}

static void tty__survives__escape_and_interrupt(void **state)
{
	(void)state;
	struct terminal t;
	start_reader(&t, (struct terminal_setup){0});
	await_first_screen(&t);
	terminal_type(&t, "5\x03");
	terminal_type(&t, "\033");
	/* Neither these two nor sequences that are no key run anything. */
	terminal_type(&t, "\033[I\033[<0;3;3M\033[24;80R");
	await_script_screen(&t, "");
	terminal_type(&t, "j");
	await_script_screen(&t, "key j\n");
	quit_reader(&t);
}

static void tty__reads__keys_while_the_text_is_standard_input(void **state)
{
	(void)state;
	struct terminal t;
	start_reader(&t, (struct terminal_setup){.arguments = {"-", in_folder("en.txt")},
				 .input = in_folder("zh.txt")});
	await_first_screen(&t);
	terminal_type(&t, "G");
	terminal_await(&t, "第60段");
	quit_reader(&t);
}

/* A pipe that stays open: what is not found may still come, and that is said. */
static void tty__says__that_it_searches_what_comes(void **state)
{
	(void)state;
	struct terminal t;
	const char *path = in_folder("pipe"), *more = "\nThe heron waits.\n";
	assert_int_equal(mkfifo(path, 0600), 0);
	int fd = open(path, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	for (int i = 0; i < 500; i++)
		assert_true(dprintf(fd, "Line %d of a text about lamps.\n\n", i) > 0);
	start_reader(&t, (struct terminal_setup){.arguments = {"-"}, .input = path});
	terminal_await(&t, "Line 1 ");
	terminal_type(&t, "/heron\r");
	terminal_await(&t, "/heron: nothing yet, searching");
	assert_int_equal(write(fd, more, strlen(more)), strlen(more));
	close(fd);
	terminal_await(&t, "/heron  1/1");
	quit_reader(&t);
	assert_int_equal(unlink(path), 0);
}

/* Nothing of a document reaches the terminal but what can be drawn. */
static void tty__never_sends__what_a_document_wants_sent(void **state)
{
	(void)state;
	static const char hostile[] =
		"无害的第1段，前面：\033]0;owned\a\033[31m红\033[2J后面。\n"
		"第二段：C1 \xC2\x9B"
		"31m \xC2\x9D"
		"0;x\xC2\x9C 方向\xE2\x80\xAE"
		"abc\xE2\x80\xAC 终。\n"
		"第三段：\x01\x02\x0E\x7F\xF3\xA0\x80\x81 Paragraph 1 终。\n";
	static const char *const never[] = {"\033]0;owned", "\033[31m红", "\a",
		"\xC2\x9B", "\xC2\x9D", "\xC2\x9C", "\xE2\x80\xAE", "\xE2\x80\xAC",
		"\x01", "\x02", "\x0E", "\x7F", "\xF3\xA0\x80\x81"};
	write_file("hostile.txt", hostile, sizeof hostile - 1);
	struct terminal t;
	start_reader(
		&t, (struct terminal_setup){.arguments = {in_folder("hostile.txt")}});
	terminal_await(&t, "第三段");
	terminal_await(&t, "^[]0;owned^G^[[31m红^[[2J后面");
	terminal_type(&t, "jkzG");
	terminal_type(&t, "=");
	terminal_await(&t, "block ");
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (terminal_was_sent(&t, never[i]))
			fail_msg("case %zu reached the terminal", i);
	quit_reader(&t);
}

/* Whether the program chose a colour: a control sequence that ends in m (SGR) and has a
 * parameter of 30 to 38 or 90 to 97; "\033[31;5H" only moves the cursor. */
static bool has_colour(const struct terminal *t)
{
	const char *raw = t->raw.v, *end = raw + t->raw.n;
	for (; raw + 2 < end; raw++) {
		bool colour = false;
		if (memcmp(raw, "\033[", 2) != 0)
			continue;
		const char *at = raw + 2;
		for (long n = 0; at < end && strchr("0123456789;", *at); at++) {
			n = *at == ';' ? 0 : n * 10 + (*at - '0');
			colour = colour || (n >= 30 && n <= 38) || (n >= 90 && n <= 97);
		}
		if (colour && at < end && *at == 'm')
			return true;
	}
	return false;
}

static void tty__honours__no_color(void **state)
{
	(void)state;
	static const struct {
		const char *variable;
		bool colour;
	} cases[] = {{"NO_COLOR=", true}, {"NO_COLOR=1", false}, {"TERM=vt100", false}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct terminal t;
		start_reader(
			&t, (struct terminal_setup){.variables = {cases[i].variable}});
		await_first_screen(&t);
		await_script_screen(&t, "");
		assert_int_equal(has_colour(&t), cases[i].colour);
		quit_reader(&t);
	}
}

/* A theme without colours sends none; a color line is reduced to what the terminal has, and
 * what a theme looks like can be changed while reading. */
static void tty__shows__the_colours_of_the_theme(void **state)
{
	(void)state;
	static const char config[] = "set divider 5\n"
				     "color pane-head #ff8700 default bold\n";
	static const struct {
		const char *variable, *sent;
	} cases[] = {
		{"TERM=xterm-256color", "\033[38;5;208m"}, {"TERM=xterm", "\033[33m"}};
	struct terminal t;
	start_reader(&t,
		(struct terminal_setup){.arguments = {"--theme=mono", in_folder("zh.txt"),
						in_folder("en.txt")}});
	await_first_screen(&t);
	assert_false(has_colour(&t));
	terminal_type(&t, ":set theme dark");
	terminal_await(&t, "\n:set theme dark\n");
	terminal_type(&t, "\r");
	await_script_screen(&t, "");
	assert_true(has_colour(&t));
	quit_reader(&t);
	char option[160];
	write_file("config", config, sizeof config - 1);
	snprintf(option, sizeof option, "--config=%s", in_folder("config"));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		start_reader(&t,
			(struct terminal_setup){.arguments = {option, in_folder("zh.txt"),
							in_folder("en.txt")},
				.variables = {cases[i].variable}});
		await_first_screen(&t);
		terminal_await(&t, "configuration, line 1: invalid value '5'");
		assert_true(terminal_was_sent(&t, cases[i].sent));
		quit_reader(&t);
	}
}

/* Failures are told on the shell's own screen. */
static void tty__refuses__what_cannot_be_a_screen(void **state)
{
	(void)state;
	static const struct {
		const char *variable, *message;
	} cases[] = {
		{"TERM=dumb",
			"duidu: this terminal has no screen (TERM=dumb); --dump prints"},
		{"TERM=", "duidu: this terminal has no screen (TERM=); --dump prints"},
		{"TERM=no-such-terminal",
			"duidu: the terminal TERM=no-such-terminal is not known"},
		{"LC_ALL=C", "duidu: the locale's characters are ANSI_X3.4-1968, not "
			     "UTF-8; try"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct terminal t;
		start_reader(
			&t, (struct terminal_setup){.variables = {cases[i].variable}});
		int status = terminal_finish(&t);
		terminal_await(&t, cases[i].message);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
		assert_false(terminal_was_sent(&t, "\033"));
		terminal_assert_restored(&t);
		terminal_free(&t);
	}
}

static void tty__is_left_alone__by_a_file_that_is_no_text(void **state)
{
	(void)state;
	struct terminal t;
	start_reader(&t, (struct terminal_setup){.arguments = {in_folder("binary")}});
	int status = terminal_finish(&t);
	terminal_await(&t, "duidu: ");
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	assert_false(terminal_was_sent(&t, "\033"));
	terminal_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tty__shows__the_first_screen),
		cmocka_unit_test(tty__shows__what_a_script_prints),
		cmocka_unit_test(tty__shows__what_a_script_prints_on_a_wide_terminal),
		cmocka_unit_test(tty__asks__about_ambiguous_width_only_when_needed),
		cmocka_unit_test(tty__starts__without_an_answer),
		cmocka_unit_test(tty__keeps__what_was_typed_early),
		cmocka_unit_test(tty__takes_up__a_new_size),
		cmocka_unit_test(tty__survives__escape_and_interrupt),
		cmocka_unit_test(tty__reads__keys_while_the_text_is_standard_input),
		cmocka_unit_test(tty__says__that_it_searches_what_comes),
		cmocka_unit_test(tty__never_sends__what_a_document_wants_sent),
		cmocka_unit_test(tty__honours__no_color),
		cmocka_unit_test(tty__shows__the_colours_of_the_theme),
		cmocka_unit_test(tty__refuses__what_cannot_be_a_screen),
		cmocka_unit_test(tty__is_left_alone__by_a_file_that_is_no_text),
	};
	if (!pty_available())
		return PTY_SKIP;
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
