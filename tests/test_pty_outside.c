/* SPDX-License-Identifier: MIT */
/* Tests of what the program has to do with others by way of a terminal: the clipboard, an
 * editor, the mouse, who else writes to the file. */
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

#include "folder.h"
#include "pty_reader.h"

/* The text that was put on the clipboard last: base64 by the program of that name. */
static void assert_copied(const struct terminal *t, const char *expected)
{
	struct buf order = {0};
	char command[256], base64[4096];
	snprintf(command, sizeof command, "printf '%%s' '%s' | base64 -w0", expected);
	FILE *pipe = popen(command, "r");
	assert_non_null(pipe);
	assert_non_null(fgets(base64, sizeof base64, pipe));
	assert_int_equal(pclose(pipe), 0);
	buf_printf(&order, "\033]52;c;%s\033\\", base64);
	assert_true(terminal_was_sent(t, buf_string(&order)));
	buf_free(&order);
}

static void tty__copies__to_the_terminals_clipboard(void **state)
{
	(void)state;
	struct terminal t;
	start_reader(&t, (struct terminal_setup){0});
	await_first_screen(&t);
	terminal_type(&t, "y");
	terminal_await(&t, "copied: 第1段：");
	assert_copied(&t, "第1段：海风吹过“港口”的时候，船还没有出发……");
	assert_false(terminal_was_sent(&t, "\033]52;c;?"));
	quit_reader(&t);
	/* The console of Linux would print it. */
	start_reader(&t, (struct terminal_setup){.variables = {"TERM=linux"}});
	await_first_screen(&t);
	terminal_type(&t, "y");
	terminal_await(&t, "not copied: this terminal has no clipboard");
	assert_false(terminal_was_sent(&t, "\033]52"));
	quit_reader(&t);
}

static void tty__copies__by_a_command(void **state)
{
	(void)state;
	struct terminal t;
	char option[256];
	/* It may say what it likes, and end before it has read. */
	snprintf(option, sizeof option,
		"--copy-command=echo noise; echo more >&2; cat >'%s'",
		in_folder("copied"));
	start_reader(&t,
		(struct terminal_setup){
			.arguments = {option, in_folder("zh.txt"), in_folder("en.txt")}});
	await_first_screen(&t);
	terminal_type(&t, "y");
	terminal_await(&t, "copied: 第1段：");
	assert_file(in_folder("copied"), "第1段：海风吹过“港口”的时候，船还没有出发……");
	assert_false(terminal_was_sent(&t, "noise"));
	terminal_type(&t, ":set copy-command exit 4\r");
	terminal_type(&t, "y");
	terminal_await(&t, "not copied: exit 4: exit status 4");
	quit_reader(&t);
}

static void tty__gives__the_terminal_to_an_editor(void **state)
{
	(void)state;
	static const char editor[] = "#!/bin/sh\n"
				     "printf '%s|' \"$@\" >\"$HOME/edited\"\n"
				     "echo the editor is here\n"
				     "read line\n"
				     "test \"$line\" = fine\n";
	struct terminal t;
	char variable[160], expected[160];
	write_file("editor", editor, sizeof editor - 1);
	assert_int_equal(chmod(in_folder("editor"), 0700), 0);
	snprintf(variable, sizeof variable, "VISUAL=%s -x", in_folder("editor"));
	start_reader(&t, (struct terminal_setup){
				 .variables = {variable, "EDITOR=/no/such/editor"}});
	await_first_screen(&t);
	terminal_type(&t, "5gv");
	terminal_await(&t, "the editor is here");
	terminal_assert_restored(&t);
	/* Not ours while the editor has the terminal. */
	kill(t.pid, SIGINT);
	terminal_resize(&t, 100, 30);
	terminal_type(&t, "fine\n");
	await_script_screen(&t, "key 5g\nresize 100x30\n");
	snprintf(expected, sizeof expected, "-x|+5|%s|", in_folder("zh.txt"));
	assert_file(in_folder("edited"), expected);
	terminal_type(&t, "v");
	terminal_await(&t, "the editor is here");
	terminal_type(&t, "not so\n");
	terminal_await(&t, "exit status 1");
	quit_reader(&t);
}

static void tty__has_no_editor__for_standard_input(void **state)
{
	(void)state;
	struct terminal t;
	start_reader(&t, (struct terminal_setup){
				 .arguments = {"-"}, .input = in_folder("zh.txt")});
	terminal_await(&t, "第1段");
	terminal_type(&t, "v");
	terminal_await(&t, "standard input cannot be edited");
	quit_reader(&t);
}

/* The mouse is asked for only when it is wanted, and given back. */
static void tty__takes__the_mouse_when_asked(void **state)
{
	(void)state;
	static const char on[] = "\033[?1002h\033[?1006h",
			  off[] = "\033[?1002l\033[?1006l";
	struct terminal t;
	start_reader(&t, (struct terminal_setup){0});
	await_first_screen(&t);
	assert_false(terminal_was_sent(&t, on));
	terminal_type(&t, "\033[<65;9;9M");
	await_script_screen(&t, "");
	terminal_type(&t, ":set mouse on\r");
	terminal_type(&t, "\033[<65;9;9M\033[<0;50;6M\033[<0;50;6m");
	await_script_screen(&t, "key :\ntype set mouse on\nkey <Enter>\n"
				"mouse wheel-down 8,8\nmouse press 5,49\n"
				"mouse release 5,49\n");
	assert_true(terminal_was_sent(&t, on));
	quit_reader(&t);
	start_reader(
		&t, (struct terminal_setup){.arguments = {"--mouse", in_folder("zh.txt"),
						    in_folder("en.txt")}});
	await_first_screen(&t);
	assert_true(terminal_was_sent(&t, on));
	terminal_type(&t, "Q");
	terminal_finish(&t);
	assert_true(terminal_was_sent(&t, off));
	terminal_free(&t);
}

/* What the bar ends with when all is read and on the screen; not "loading 100%". */
static const char read_whole[] = "  100%";

/* What is typed asks after the file: what became of it is said, once, and R reads it again. */
static void tty__says__what_became_of_the_file(void **state)
{
	(void)state;
	static const char
		lamps[] = "The lamps are lit.\n\nThe harbour sleeps.\n",
		more[] = "The lamps are lit.\n\nThe harbour sleeps.\n\nA boat.\n";
	struct terminal t;
	write_file("lamps.txt", lamps, sizeof lamps - 1);
	start_reader(&t, (struct terminal_setup){
				 .arguments = {"--no-state", in_folder("lamps.txt")}});
	terminal_await(&t, read_whole);
	write_file("lamps.txt", more, sizeof more - 1);
	terminal_type(&t, "\014");
	terminal_await(&t, "the file has grown: R reads it again");
	terminal_type(&t, "R");
	terminal_await(&t, "A boat.");
	terminal_await(&t, read_whole);
	write_file("lamps.txt", lamps, sizeof lamps - 1);
	terminal_type(&t, "\014");
	terminal_await(&t, "the file has changed: R reads it again");
	write_file("new.txt", more, sizeof more - 1);
	assert_int_equal(rename(in_folder("new.txt"), in_folder("lamps.txt")), 0);
	terminal_type(&t, "\014");
	terminal_await(&t, "the file was replaced: R reads it again");
	assert_int_equal(unlink(in_folder("lamps.txt")), 0);
	terminal_type(&t, "\014");
	terminal_await(&t, "the file is gone; what was read of it stays");
	terminal_type(&t, "R");
	terminal_await(&t, "No such file");
	terminal_await(&t, "A boat.");
	quit_reader(&t);
	start_reader(&t, (struct terminal_setup){
				 .arguments = {"-"}, .input = in_folder("zh.txt")});
	terminal_await(&t, "第1段");
	terminal_type(&t, "R");
	terminal_await(&t, "standard input cannot be read again");
	quit_reader(&t);
}

/* Read again, a text stands where it stood, though much was put before that. */
static void tty__keeps__the_place_of_a_text_read_again(void **state)
{
	(void)state;
	struct buf text = {0};
	struct terminal t;
	for (int i = 0; i < 300; i++)
		buf_printf(&text, "Lantern number %d hangs in street %d.\n", i, i * 7);
	write_file("lanterns.txt", text.v, text.n);
	start_reader(&t, (struct terminal_setup){
				 .arguments = {"--no-state", in_folder("lanterns.txt")}});
	terminal_await(&t, "number 1 hangs");
	terminal_type(&t, "200g");
	terminal_await(&t, "number 199 hangs");
	text.n = 0;
	for (int i = -400; i < 300; i++)
		buf_printf(&text, "Lantern number %d hangs in street %d.\n", i, i * 7);
	write_file("lanterns.txt", text.v, text.n);
	terminal_type(&t, "R");
	terminal_await(&t, "85%");
	terminal_await(&t, "number 199 hangs");
	terminal_type(&t, "=");
	terminal_await(&t, "block 600 of 700");
	quit_reader(&t);
	buf_free(&text);
}

/* A file cut while it is read is as long as it was, or shorter, and no crash. */
static void tty__survives__a_file_cut_while_it_is_read(void **state)
{
	(void)state;
	struct buf text = {0};
	struct terminal t;
	for (int i = 0; i < 400000; i++)
		buf_printf(&text, "Lantern number %d hangs in street %d.\n", i, i * 7);
	write_file("lanterns.txt", text.v, text.n);
	start_reader(
		&t, (struct terminal_setup){.arguments = {in_folder("lanterns.txt")}});
	terminal_await(&t, "number 1 hangs");
	assert_int_equal(truncate(in_folder("lanterns.txt"), 100), 0);
	terminal_type(&t, "G");
	terminal_await(&t, read_whole);
	terminal_type(&t, "R");
	terminal_await(&t, "number 1 hangs");
	terminal_await(&t, read_whole);
	quit_reader(&t);
	buf_free(&text);
}

/* Writes lines into a pipe until nobody reads them. */
static pid_t begin_endless(const char *path)
{
	assert_int_equal(mkfifo(path, 0600), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct buf lines = {0};
		for (int i = 0; i < 1000; i++)
			buf_printf(&lines, "The tide brings line %d of the song.\n", i);
		int fd = open(path, O_WRONLY);
		while (fd >= 0 && write(fd, lines.v, lines.n) > 0)
			;
		_exit(0);
	}
	return child;
}

/* It is read some way ahead and no further, until more is asked for; all keys work. */
static void tty__reads__a_pipe_without_end(void **state)
{
	(void)state;
	struct terminal t;
	const char *path = in_folder("endless");
	pid_t child = begin_endless(path);
	start_reader(
		&t, (struct terminal_setup){.arguments = {"--raw", "-"}, .input = path});
	terminal_await(&t, "line 1 of the song");
	terminal_await(&t, "loading, 268.");
	terminal_type(&t, "G");
	terminal_await(&t, "loading, 3");
	terminal_type(&t, "\003");
	terminal_type(&t, "/no such words\r");
	terminal_await(&t, "no such words: nothing yet");
	terminal_type(&t, "\003");
	terminal_type(&t, ":q\r");
	assert_int_equal(terminal_finish(&t), 0);
	terminal_free(&t);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_int_equal(unlink(path), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tty__copies__to_the_terminals_clipboard),
		cmocka_unit_test(tty__copies__by_a_command),
		cmocka_unit_test(tty__gives__the_terminal_to_an_editor),
		cmocka_unit_test(tty__has_no_editor__for_standard_input),
		cmocka_unit_test(tty__says__what_became_of_the_file),
		cmocka_unit_test(tty__keeps__the_place_of_a_text_read_again),
		cmocka_unit_test(tty__survives__a_file_cut_while_it_is_read),
		cmocka_unit_test(tty__reads__a_pipe_without_end),
		cmocka_unit_test(tty__takes__the_mouse_when_asked),
	};
	if (!pty_available())
		return PTY_SKIP;
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
