/* SPDX-License-Identifier: MIT */
/* Tests of the program on a terminal: only what a terminal alone can show.  What is on the
 * screens is the business of tests/screens; here a terminal is held against what a script
 * prints.
 * The program is $DUIDU, or src/duidu.  Skipped (77) where there are no ptys. */
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
#include "terminal.h"

enum { SKIP = 77 };

/* The folder of the texts, made for each run. */
static char folder[64];

static const char *program(void)
{
	const char *path = getenv("DUIDU");
	return path ? path : "src/duidu";
}

/* A path that is good for some more calls. */
static const char *in_folder(const char *name)
{
	static char paths[8][128];
	static size_t next;
	char *path = paths[next++ % 8];
	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static void write_file(const char *name, const char *bytes, size_t len)
{
	FILE *file = fopen(in_folder(name), "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

/* Without arguments: on the usual texts. */
static void start(struct terminal *t, struct terminal_setup setup)
{
	setup.program = program();
	setup.home = folder;
	if (!setup.arguments[0]) {
		setup.arguments[0] = in_folder("zh.txt");
		setup.arguments[1] = in_folder("en.txt");
	}
	terminal_start(t, &setup);
}

static void await_first_screen(struct terminal *t)
{
	terminal_await(t, "第1段");
	terminal_await(t, "Paragraph 1 ");
}

static void quit(struct terminal *t)
{
	terminal_type(t, "Q");
	int status = terminal_finish(t);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	terminal_assert_restored(t);
	terminal_free(t);
}

/* What a script prints after the orders: the screen, and where the cursor is. */
struct screen {
	struct buf text;
	int cursor_row, cursor_column;
};

static struct screen script_screen(bool wide, int rows, const char *orders)
{
	struct screen screen = {0};
	char command[512];
	int byte, lines = 0;
	FILE *script = fopen(in_folder("orders"), "w");
	assert_non_null(script);
	fprintf(script, "wait\n%sshow\n", orders);
	fclose(script);
	snprintf(command, sizeof command,
		"env -i LC_ALL=C.UTF-8 HOME=%s %s --ambiguous=%d --script=%s %s %s",
		folder, program(), wide ? 2 : 1, in_folder("orders"), in_folder("zh.txt"),
		in_folder("en.txt"));
	FILE *pipe = popen(command, "r");
	assert_non_null(pipe);
	assert_int_equal(fscanf(pipe, "== %*dx%*d cursor %d,%d%*c", &screen.cursor_row,
				 &screen.cursor_column),
		2);
	while ((byte = fgetc(pipe)) != EOF) {
		buf_putc(&screen.text, (char)byte);
		lines += byte == '\n';
	}
	assert_int_equal(pclose(pipe), 0);
	assert_int_equal(lines, rows);
	if (wide)
		terminal_widen(&screen.text);
	return screen;
}

/* What a script prints is what a terminal shows, cell by cell, with the cursor where it
 * belongs: curses, which sends as little as it can, has the same idea of every width. */
static void await_script_screen(struct terminal *t, const char *orders)
{
	struct screen screen = script_screen(t->wide, t->rows, orders);
	terminal_await_all(t, buf_string(&screen.text));
	terminal_await_cursor(t, screen.cursor_row, screen.cursor_column);
	buf_free(&screen.text);
}

static void tty__shows__the_first_screen(void **state)
{
	(void)state;
	struct terminal t;
	start(&t, (struct terminal_setup){0});
	await_first_screen(&t);
	assert_true(t.alternate);
	assert_true(t.cursor_shown);
	quit(&t);
}

static void check_like_script(bool wide)
{
	struct terminal t;
	start(&t, (struct terminal_setup){.wide = wide});
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
	quit(&t);
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
		start(&t, (struct terminal_setup){
				  .arguments = {cases[i].option, in_folder("zh.txt"),
					  in_folder("en.txt")}});
		await_first_screen(&t);
		assert_int_equal(terminal_was_sent(&t, "\033[6n"), cases[i].asks);
		quit(&t);
	}
}

/* A terminal that never answers is not waited for. */
static void tty__starts__without_an_answer(void **state)
{
	(void)state;
	struct terminal t;
	start(&t, (struct terminal_setup){.mute = true});
	await_first_screen(&t);
	await_script_screen(&t, "");
	quit(&t);
}

/* Keys that are typed before the program is ready, and before the answer, are not lost. */
static void tty__keeps__what_was_typed_early(void **state)
{
	(void)state;
	struct terminal t;
	start(&t, (struct terminal_setup){.wide = true});
	terminal_type(&t, "G");
	await_script_screen(&t, "key G\n");
	quit(&t);
}

static void tty__takes_up__a_new_size(void **state)
{
	(void)state;
	static const struct {
		int columns, rows;
	} sizes[] = {{100, 30}, {40, 10}, {8, 3}, {80, 24}};
	struct terminal t;
	start(&t, (struct terminal_setup){0});
	await_first_screen(&t);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		char order[64];
		terminal_resize(&t, sizes[i].columns, sizes[i].rows);
		snprintf(order, sizeof order, "resize %dx%d\n", t.columns, t.rows);
		await_script_screen(&t, order);
	}
	quit(&t);
}

/* Ctrl-Z gives the terminal back and stops the job; fg brings the same screen again. */
static void tty__stops_and_goes_on__at_the_users_wish(void **state)
{
	(void)state;
	struct terminal t;
	start(&t, (struct terminal_setup){.job_control = true});
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

static void tty__restores__the_terminal_when_killed(void **state)
{
	(void)state;
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT};
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct terminal t;
		start(&t, (struct terminal_setup){0});
		await_first_screen(&t);
		kill(t.pid, signals[i]);
		int status = terminal_finish(&t);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), signals[i]);
		terminal_assert_restored(&t);
		terminal_free(&t);
	}
}

static void tty__survives__escape_and_interrupt(void **state)
{
	(void)state;
	struct terminal t;
	start(&t, (struct terminal_setup){0});
	await_first_screen(&t);
	terminal_type(&t, "5\x03");
	terminal_type(&t, "\033");
	/* Neither these two nor sequences that are no key run anything. */
	terminal_type(&t, "\033[I\033[<0;3;3M\033[24;80R");
	await_script_screen(&t, "");
	terminal_type(&t, "j");
	await_script_screen(&t, "key j\n");
	quit(&t);
}

static void tty__reads__keys_while_the_text_is_standard_input(void **state)
{
	(void)state;
	struct terminal t;
	start(&t, (struct terminal_setup){.arguments = {"-", in_folder("en.txt")},
			  .input = in_folder("zh.txt")});
	await_first_screen(&t);
	terminal_type(&t, "G");
	terminal_await(&t, "第60段");
	quit(&t);
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
	start(&t, (struct terminal_setup){.arguments = {in_folder("hostile.txt")}});
	terminal_await(&t, "第三段");
	terminal_await(&t, "^[]0;owned^G^[[31m红^[[2J后面");
	terminal_type(&t, "jkzG");
	terminal_type(&t, "=");
	terminal_await(&t, "block ");
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (terminal_was_sent(&t, never[i]))
			fail_msg("case %zu reached the terminal", i);
	quit(&t);
}

/* Whether the program chose a colour: SGR 30 to 38, 90 to 97. */
static bool has_colour(const struct terminal *t)
{
	for (size_t i = 0; i + 4 < t->raw.n; i++)
		if ((memcmp(t->raw.v + i, "\033[3", 3) == 0 ||
			    memcmp(t->raw.v + i, "\033[9", 3) == 0) &&
			t->raw.v[i + 3] >= '0' && t->raw.v[i + 3] <= '8')
			return true;
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
		start(&t, (struct terminal_setup){.variables = {cases[i].variable}});
		await_first_screen(&t);
		await_script_screen(&t, "");
		assert_int_equal(has_colour(&t), cases[i].colour);
		quit(&t);
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
	start(&t,
		(struct terminal_setup){.arguments = {"--theme=mono", in_folder("zh.txt"),
						in_folder("en.txt")}});
	await_first_screen(&t);
	assert_false(has_colour(&t));
	terminal_type(&t, ":set theme dark");
	terminal_await(&t, "\n:set theme dark\n");
	terminal_type(&t, "\r");
	await_script_screen(&t, "");
	assert_true(has_colour(&t));
	quit(&t);
	char option[160];
	write_file("config", config, sizeof config - 1);
	snprintf(option, sizeof option, "--config=%s", in_folder("config"));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		start(&t,
			(struct terminal_setup){.arguments = {option, in_folder("zh.txt"),
							in_folder("en.txt")},
				.variables = {cases[i].variable}});
		await_first_screen(&t);
		terminal_await(&t, "configuration, line 1: invalid value '5'");
		assert_true(terminal_was_sent(&t, cases[i].sent));
		quit(&t);
	}
}

/* What is pasted is text at a prompt, and nothing anywhere else: no key of it is obeyed. */
static void tty__takes__pastes_at_a_prompt_only(void **state)
{
	(void)state;
	struct terminal t;
	start(&t, (struct terminal_setup){0});
	await_first_screen(&t);
	assert_true(terminal_was_sent(&t, "\033[?2004h"));
	terminal_type(&t, "\033[200~QZZ:q\r\033[201~");
	terminal_await(&t, "only a prompt takes what is pasted");
	terminal_type(&t, ":\033[200~set divider\r\n30\r\033[201~");
	terminal_await(&t, "\n:set divider 30\n");
	terminal_type(&t, "\r");
	await_script_screen(&t, "key :\ntype set divider 30\nkey <Enter>\n");
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
	start(&t, (struct terminal_setup){0});
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
	quit(&t);
}

/* A prompt is no place to be caught in. */
static void tty__stops_and_goes_on__in_a_prompt(void **state)
{
	(void)state;
	struct terminal t;
	start(&t, (struct terminal_setup){.job_control = true});
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
		start(&t, (struct terminal_setup){0});
		await_first_screen(&t);
		terminal_type(&t, ":wh");
		terminal_await(&t, "\n:wh\n");
		kill(t.pid, signals[i]);
		int status = terminal_finish(&t);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), signals[i]);
		terminal_assert_restored(&t);
		terminal_free(&t);
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
		start(&t, setup);
		terminal_await(&t, i ? places[i - 1] : "第1段");
		terminal_type(&t, keys[i]);
		terminal_await(&t, places[i]);
		kill(t.pid, signals[i]);
		terminal_finish(&t);
		terminal_free(&t);
	}
	start(&t, setup);
	terminal_await(&t, places[1]);
	quit(&t);
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
		start(&t, (struct terminal_setup){.variables = {cases[i].variable}});
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
	start(&t, (struct terminal_setup){.arguments = {in_folder("binary")}});
	int status = terminal_finish(&t);
	terminal_await(&t, "duidu: ");
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	assert_false(terminal_was_sent(&t, "\033"));
	terminal_free(&t);
}

static int make_folder(void **state)
{
	(void)state;
	const char *base = getenv("TMPDIR");
	struct buf zh = {0}, en = {0};
	snprintf(folder, sizeof folder, "%s/duidu-pty-XXXXXX",
		base && strlen(base) < 32 ? base : "/tmp");
	if (!mkdtemp(folder))
		return -1;
	for (int i = 1; i <= 60; i++) {
		buf_printf(&zh, "第%d段：", i);
		buf_puts(&zh, "海风吹过“港口”的时候，船还没有出发……");
		buf_puts(&zh, "工人们把货物一件一件搬上船，再把“清单”核对一遍。\n");
		buf_printf(&en, "Paragraph %d is about a “harbour” in the wind… ", i);
		buf_puts(&en, "The workers carried the goods on board one by one ");
		buf_puts(&en, "and checked the “list” once more before dawn.\n\n");
	}
	write_file("zh.txt", zh.v, zh.n);
	write_file("en.txt", en.v, en.n);
	/* A test knows nothing of another. */
	assert_int_equal(mkdir(in_folder(".config"), 0700), 0);
	assert_int_equal(mkdir(in_folder(".config/duidu"), 0700), 0);
	write_file(".config/duidu/config", "set state off\n", 14);
	write_file("binary", "\0\1\2\3\0\0\0", 7);
	buf_free(&zh);
	buf_free(&en);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	return nftw(folder, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS);
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
		cmocka_unit_test(tty__stops_and_goes_on__at_the_users_wish),
		cmocka_unit_test(tty__restores__the_terminal_when_killed),
		cmocka_unit_test(tty__survives__escape_and_interrupt),
		cmocka_unit_test(tty__reads__keys_while_the_text_is_standard_input),
		cmocka_unit_test(tty__never_sends__what_a_document_wants_sent),
		cmocka_unit_test(tty__honours__no_color),
		cmocka_unit_test(tty__shows__the_colours_of_the_theme),
		cmocka_unit_test(tty__takes__pastes_at_a_prompt_only),
		cmocka_unit_test(tty__survives__a_large_paste),
		cmocka_unit_test(tty__stops_and_goes_on__in_a_prompt),
		cmocka_unit_test(tty__remembers__the_place_when_it_is_ended),
		cmocka_unit_test(tty__refuses__what_cannot_be_a_screen),
		cmocka_unit_test(tty__is_left_alone__by_a_file_that_is_no_text),
	};
	if (!terminal_available()) {
		printf("skipped: no pty: %s\n", strerror(errno));
		return SKIP;
	}
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
