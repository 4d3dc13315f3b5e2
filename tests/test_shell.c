/* SPDX-License-Identifier: MIT */
/* Tests of shell. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "folder.h"
#include "shell.h"

static void assert_says(struct status s, const char *part)
{
	assert_int_equal(s.code, STATUS_SYSTEM);
	if (!strstr(s.message, part))
		fail_msg("'%s' is not in '%s'", part, s.message);
}

static void assert_fine(struct status s)
{
	if (!status_ok(&s))
		fail_msg("%s", s.message);
}

static struct status feed(const char *command, const char *text)
{
	enum { LONG = 60000 };
	return shell_with_input(command, text, strlen(text), LONG);
}

static void shell_with_input__gives__the_text_to_the_command(void **state)
{
	const char *path = folder_file(*state, "out");
	char command[512];
	static char large[200001];
	memset(large, 'x', sizeof large - 1);
	snprintf(command, sizeof command, "cat >'%s'", path);
	assert_fine(feed(command, "读 'this'\n"));
	assert_file(path, "读 'this'\n");
	assert_fine(feed(command, ""));
	assert_file(path, "");
	assert_fine(feed(command, large));
	assert_file(path, large);
}

static void shell_with_input__says__how_a_command_failed(void **state)
{
	(void)state;
	assert_says(feed("exit 3", "x"), "exit status 3");
	assert_says(feed("kill -9 $$", "x"), strsignal(SIGKILL));
	assert_says(feed("/no/such/command", "x"), "exit status 127");
	assert_fine(feed("true", "not read"));
	assert_fine(feed("", ""));
}

/* As programs do that serve the clipboard until the next one is copied. */
static void shell_with_input__leaves__a_child_that_stays(void **state)
{
	(void)state;
	assert_fine(feed("sleep 1 &", "x"));
}

static void shell_with_input__does_not_wait__for_ever(void **state)
{
	(void)state;
	assert_says(shell_with_input("exec sleep 1", "x", 1, 20), "it is still running");
}

/* Signals that a front end blocks or ignores are as usual in the command. */
static void shell__resets__signals(void **state)
{
	(void)state;
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	sigset_t blocked, mask;
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigprocmask(SIG_BLOCK, &blocked, &mask);
	sigaction(SIGUSR1, &ignore, &before);
	assert_says(feed("kill -TERM $$; exit 0", ""), strsignal(SIGTERM));
	assert_says(feed("kill -USR1 $$; exit 0", ""), strsignal(SIGUSR1));
	assert_says(
		shell_in_foreground("kill -TERM $$; exit 0", NULL), strsignal(SIGTERM));
	sigaction(SIGUSR1, &before, NULL);
	sigprocmask(SIG_SETMASK, &mask, NULL);
}

static void shell_in_foreground__keeps__each_argument_a_word(void **state)
{
	const char *path = folder_file(*state, "out");
	const char *const arguments[] = {path, "+12", "a b; 'c' $HOME *", NULL};
	static const char expected[] = "+12|a b; 'c' $HOME *|";
	assert_fine(shell_in_foreground(
		"f() { o=$1; shift; printf '%s|' \"$@\" >\"$o\"; }; f \"$@\"",
		arguments));
	assert_file(path, expected);
	assert_says(shell_in_foreground("exit 7", NULL), "exit status 7");
}

/* Ctrl-C in an editor is not for us. */
static void shell_in_foreground__survives__an_interrupt(void **state)
{
	(void)state;
	sigset_t typed, before, pending;
	sigemptyset(&typed);
	sigaddset(&typed, SIGINT);
	assert_fine(shell_in_foreground("kill -INT $PPID; kill -QUIT $PPID", NULL));
	/* Nor later, where a front end has it blocked. */
	sigprocmask(SIG_BLOCK, &typed, &before);
	assert_fine(shell_in_foreground("kill -INT $PPID", NULL));
	sigpending(&pending);
	assert_false(sigismember(&pending, SIGINT));
	sigprocmask(SIG_SETMASK, &before, NULL);
}

#define TEST_WITH_FOLDER(name)                                                           \
	cmocka_unit_test_setup_teardown(name, folder_set_up, folder_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FOLDER(shell_with_input__gives__the_text_to_the_command),
		cmocka_unit_test(shell_with_input__says__how_a_command_failed),
		cmocka_unit_test(shell_with_input__leaves__a_child_that_stays),
		cmocka_unit_test(shell_with_input__does_not_wait__for_ever),
		cmocka_unit_test(shell__resets__signals),
		TEST_WITH_FOLDER(shell_in_foreground__keeps__each_argument_a_word),
		cmocka_unit_test(shell_in_foreground__survives__an_interrupt),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
