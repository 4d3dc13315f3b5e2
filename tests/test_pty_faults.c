/* SPDX-License-Identifier: MIT */
/* Tests of the program on a terminal that does what it should not: stops it, kills it, resizes
 * in storms, pastes a megabyte. */
#include <errno.h>
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

#include "folder.h"
#include "pty_reader.h"

/* Ctrl-Z gives the terminal back and stops the job; fg brings the same screen again. */
static void tty__stops_and_goes_on__at_the_users_wish(void **state)
{
	(void)state;
	struct terminal t;
	start_reader(&t, (struct terminal_setup){.job_control = true});
	await_first_screen(&t);
	terminal_type(&t, "j\x1A");
	terminal_await(&t, "stopped");
	terminal_assert_restored(&t);
	terminal_type(&t, "\n");
	await_script_screen(&t, "key j\n");
	assert_true(t.alternate);
	terminal_type(&t, "Q");
	terminal_await(&t, "exit 0");
	terminal_finish(&t);
	terminal_assert_restored(&t);
	terminal_free(&t);
}

/* Sends a signal, which ends the program and leaves the terminal as it was. */
static void assert_dies_of(struct terminal *t, int signal_number)
{
	kill(t->pid, signal_number);
	int status = terminal_finish(t);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), signal_number);
	terminal_assert_restored(t);
	terminal_free(t);
}

static void tty__restores__the_terminal_when_killed(void **state)
{
	(void)state;
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT};
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct terminal t;
		start_reader(&t, (struct terminal_setup){0});
		await_first_screen(&t);
		assert_dies_of(&t, signals[i]);
	}
}

/* What is pasted is text at a prompt, and nothing anywhere else: no key of it is obeyed. */
static void tty__takes__pastes_at_a_prompt_only(void **state)
{
	(void)state;
	struct terminal t;
	start_reader(&t, (struct terminal_setup){0});
	await_first_screen(&t);
	assert_true(terminal_was_sent(&t, "\033[?2004h"));
	terminal_type(&t, "\033[200~QZZ:q\r\033[201~");
	terminal_await(&t, "only a prompt takes what is pasted");
	/* Nor what stands behind a Ctrl-C, which is no more than a character of it. */
	terminal_type(&t, "\033[200~a\003QZZ\r\033\033[201~=");
	terminal_await(&t, "block 1 of");
	terminal_type(&t, ":\033[200~set divider\r\n30\r\033[201~");
	terminal_await(&t, "\n:set divider 30\n");
	terminal_type(&t, "\r");
	await_script_screen(&t, "key :\ntype set divider 30\nkey <Enter>\n");
	terminal_type(&t, ":\033[200~wh\003er\033[201~e\r");
	terminal_await(&t, "block 1 of");
	assert_false(terminal_was_sent(&t, "\033[?2004l"));
	terminal_type(&t, "Q");
	terminal_finish(&t);
	assert_true(terminal_was_sent(&t, "\033[?2004l"));
	terminal_free(&t);
}

/* A megabyte is pasted, and what has no room is left out. */
static void tty__survives__a_large_paste(void **state)
{
	(void)state;
	struct terminal t;
	start_reader(&t, (struct terminal_setup){0});
	await_first_screen(&t);
	terminal_type(&t, ":where\033[200~");
	pid_t writer = fork();
	if (writer == 0) {
		char bytes[1024];
		memset(bytes, 'x', sizeof bytes);
		for (int i = 0; i < 1024; i++)
			if (write(t.master, bytes, sizeof bytes) != sizeof bytes)
				_exit(1);
		static const char end[] = "\033[201~\001";
		_exit(write(t.master, end, sizeof end - 1) != sizeof end - 1);
	}
	terminal_await(&t, "\n:wherexxxx");
	int status;
	assert_int_equal(waitpid(writer, &status, 0), writer);
	assert_int_equal(status, 0);
	terminal_type(&t, "\013\025where\r");
	terminal_await(&t, "block 1 of 60");
	quit_reader(&t);
}

/* A prompt is no place to be caught in. */
static void tty__stops_and_goes_on__in_a_prompt(void **state)
{
	(void)state;
	struct terminal t;
	start_reader(&t, (struct terminal_setup){.job_control = true});
	await_first_screen(&t);
	terminal_type(&t, ":where\x1A");
	terminal_await(&t, "stopped");
	terminal_assert_restored(&t);
	terminal_type(&t, "\n");
	await_script_screen(&t, "key :\ntype where\n");
	terminal_resize(&t, 1, 1);
	terminal_resize(&t, 100, 30);
	await_script_screen(&t, "key :\ntype where\nresize 100x30\n");
	terminal_type(&t, "\033");
	await_script_screen(&t, "resize 100x30\n");
	terminal_type(&t, "Q");
	terminal_await(&t, "exit 0");
	terminal_finish(&t);
	terminal_free(&t);
	static const int signals[] = {SIGTERM, SIGHUP};
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		start_reader(&t, (struct terminal_setup){0});
		await_first_screen(&t);
		terminal_type(&t, ":wh");
		terminal_await(&t, "\n:wh\n");
		assert_dies_of(&t, signals[i]);
	}
}

/* Whatever ends the program, it knows next time where it was. */
static void tty__remembers__the_place_when_it_is_ended(void **state)
{
	(void)state;
	static const int signals[] = {SIGTERM, SIGHUP};
	static const char *const places[] = {"第33段", "第44段"};
	static const char *const keys[] = {"33g", "44g"};
	const struct terminal_setup setup = {.variables = {"XDG_CONFIG_HOME=/none"}};
	struct terminal t;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		start_reader(&t, setup);
		terminal_await(&t, i ? places[i - 1] : "第1段");
		terminal_type(&t, keys[i]);
		terminal_await(&t, places[i]);
		kill(t.pid, signals[i]);
		terminal_finish(&t);
		terminal_free(&t);
	}
	start_reader(&t, setup);
	terminal_await(&t, places[1]);
	quit_reader(&t);
}

static void resize_storm(struct terminal *t)
{
	for (int i = 0; i < 60; i++) {
		terminal_resize(t, 1 + i * 37 % 120, 1 + i * 23 % 40);
		if (i % 10 == 0)
			terminal_resize(t, 1, 1);
	}
	terminal_resize(t, 1, 1);
	terminal_resize(t, 90, 20);
}

/* Wherever one is: in the text, in a list, in a prompt over either. */
static void tty__survives__resize_storms(void **state)
{
	(void)state;
	static const struct {
		const char *typed, *shown, *orders;
	} cases[] = {
		{"", "Paragraph 1 ", ""},
		{"t", "Contents", "key t\n"},
		{"t&zh", "\n&zh", "key t&\ntype zh\n"},
		{"/港口", "\n/港口", "key /\ntype 港口\n"},
		{":set div", "\n:set div", "key :\ntype set div\n"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct terminal t;
		char orders[128];
		start_reader(&t, (struct terminal_setup){0});
		await_first_screen(&t);
		terminal_type(&t, cases[i].typed);
		terminal_await(&t, cases[i].shown);
		resize_storm(&t);
		snprintf(orders, sizeof orders, "%sresize 90x20\n", cases[i].orders);
		await_script_screen(&t, orders);
		terminal_type(&t, "\003\003");
		quit_reader(&t);
	}
}

/* Ctrl-C gives up what is typed, never the program. */
static void tty__survives__an_interrupt_in_a_prompt(void **state)
{
	(void)state;
	static const char *const typed[] = {":quit", "/港口", "?harbour", "t&x", "an"};
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		struct terminal t;
		start_reader(&t, (struct terminal_setup){0});
		await_first_screen(&t);
		terminal_type(&t, typed[i]);
		terminal_type(&t, "\003\003");
		await_script_screen(&t, "");
		quit_reader(&t);
	}
}

/* A mark that was set is in its file, and a file that was there is whole, when the program is
 * ended while something is typed. */
static void tty__keeps__marks_when_ended_in_a_prompt(void **state)
{
	(void)state;
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT};
	static const char *const prompts[] = {"/港", ":set", "a 一段批注"};
	static const char *const shown[] = {"\n/港", "\n:set", "一段批注"};
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct terminal t;
		struct buf marks = {0};
		char option[160], field[8];
		snprintf(option, sizeof option, "--bookmarks=%s", in_folder("marks.tsv"));
		start_reader(
			&t, (struct terminal_setup){
				    .arguments = {option, "--no-state",
					    in_folder("zh.txt"), in_folder("en.txt")}});
		await_first_screen(&t);
		char set[] = {'m', (char)('a' + i), '\0'};
		terminal_type(&t, set);
		terminal_await(&t, "is here");
		terminal_type(&t, prompts[i]);
		terminal_await(&t, shown[i]);
		kill(t.pid, signals[i]);
		int status = terminal_finish(&t);
		assert_true(WIFSIGNALED(status));
		terminal_assert_restored(&t);
		terminal_free(&t);
		assert_true(file_read(in_folder("marks.tsv"), &marks));
		for (size_t k = 0; k <= i; k++) {
			snprintf(field, sizeof field, "\t%c\t", (int)('a' + k));
			assert_non_null(strstr(buf_string(&marks), field));
		}
		assert_null(strstr(buf_string(&marks), "批注"));
		buf_free(&marks);
	}
}

/* Too much for a pattern is said, and can be taken back. */
static void tty__survives__a_large_paste_in_a_search(void **state)
{
	(void)state;
	struct terminal t;
	struct buf paste = {0};
	buf_puts(&paste, "/\033[200~");
	for (int i = 0; i < 700; i++)
		buf_puts(&paste, "港口");
	buf_puts(&paste, "\033[201~");
	start_reader(&t, (struct terminal_setup){0});
	await_first_screen(&t);
	terminal_type(&t, buf_string(&paste));
	terminal_await(&t, "the pattern is too long");
	terminal_type(&t, "\025港口");
	await_script_screen(&t, "key /\ntype 港口\n");
	terminal_type(&t, "\033");
	await_script_screen(&t, "key /\ntype 港口\nkey <Esc>\n");
	quit_reader(&t);
	buf_free(&paste);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tty__stops_and_goes_on__at_the_users_wish),
		cmocka_unit_test(tty__restores__the_terminal_when_killed),
		cmocka_unit_test(tty__takes__pastes_at_a_prompt_only),
		cmocka_unit_test(tty__survives__a_large_paste),
		cmocka_unit_test(tty__stops_and_goes_on__in_a_prompt),
		cmocka_unit_test(tty__remembers__the_place_when_it_is_ended),
		cmocka_unit_test(tty__survives__resize_storms),
		cmocka_unit_test(tty__survives__an_interrupt_in_a_prompt),
		cmocka_unit_test(tty__keeps__marks_when_ended_in_a_prompt),
		cmocka_unit_test(tty__survives__a_large_paste_in_a_search),
	};
	if (!pty_available())
		return PTY_SKIP;
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
