/* SPDX-License-Identifier: MIT */
/* Tests of the program on a terminal while one call after the other fails: memory, files, the
 * terminal itself.  Somebody starts it, scrolls, searches, sets a mark and quits; whatever
 * fails, the program goes on or ends by itself with a message, the terminal is as it was
 * before, and the bookmarks that were there are there.
 * tests/faulty is the program with those calls wrapped; what curses itself allocates is not
 * ours to test.  One allocation in FAULTS_STEP is tried, by `make faults` all are. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "folder.h"
#include "pty_reader.h"

static const char old_line[] =
	"2024-02-29T08:00:00Z\tk\t/else/where.txt\t\t\t0:0\twords\tkept";

/* What somebody does, and what is to be seen before that. */
static const struct {
	const char *shown, *keys;
} steps[] = {{"Paragraph 1 ", " j)G"}, {"第60段", "/港口\r"}, {"/港口  1/60", "ma"},
	{"is here", "t"}, {"Contents", "q:set divider 40\rQ"}};
enum { STEPS = sizeof steps / sizeof *steps };

static void prepare(void)
{
	char line[160];
	int len = snprintf(line, sizeof line, "# mine\n%s\n", old_line);
	write_file("marks.tsv", line, (size_t)len);
	unlink(in_folder("mark"));
	nftw(in_folder("state"), folder_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void assert_kept(const char *fault)
{
	struct buf marks = {0};
	assert_true(file_read(in_folder("marks.tsv"), &marks));
	if (!strstr(buf_string(&marks), "# mine\n") || !strstr(marks.v, old_line))
		fail_msg("%s: the bookmarks were lost:\n%s", fault, marks.v);
	buf_free(&marks);
}

/* Whether what was switched on last is off: "\033[?NUMBERh", "\033[?NUMBERl". */
static bool is_off(const struct terminal *t, const char *number)
{
	char sequence[16];
	int len = snprintf(sequence, sizeof sequence, "\033[?%s", number);
	bool off = true;
	for (size_t at = 0; at + (size_t)len < t->raw.n; at++)
		if (memcmp(t->raw.v + at, sequence, (size_t)len) == 0)
			off = t->raw.v[at + (size_t)len] == 'l';
	return off;
}

/* The n-th call of that name; no call when n is 0.  False when there is no such call any more. */
static bool run_with(const char *name, int error, long n)
{
	char fault[64], mark[160], option[160], home[160];
	struct terminal t;
	snprintf(fault, sizeof fault, "FAULT=%s:%ld:%d", name, n, error);
	snprintf(mark, sizeof mark, "FAULT_MARK=%s", in_folder("mark"));
	snprintf(option, sizeof option, "--bookmarks=%s", in_folder("marks.tsv"));
	snprintf(home, sizeof home, "XDG_STATE_HOME=%s", in_folder("state"));
	prepare();
	start_reader(&t, (struct terminal_setup){.program = "tests/faulty",
				 .arguments = {option, "--mouse", in_folder("zh.txt"),
					 in_folder("en.txt")},
				 .variables = {fault, mark, "XDG_CONFIG_HOME=/none", home,
					 "ASAN_OPTIONS=detect_leaks=0"}});
	for (size_t i = 0; i < STEPS; i++) {
		(n ? terminal_await_maybe : terminal_await)(&t, steps[i].shown);
		terminal_type(&t, steps[i].keys);
	}
	int status = terminal_finish(&t);
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
		fail_msg("%s: ends with %x: %s", fault, status, terminal_text(&t));
	if (WEXITSTATUS(status) == 1 && !terminal_was_sent(&t, "duidu: "))
		fail_msg("%s: fails without a word", fault);
	if (t.alternate || !is_off(&t, "2004") || !is_off(&t, "1002") ||
		!is_off(&t, "1006"))
		fail_msg("%s: the terminal is not restored", fault);
	terminal_assert_restored(&t);
	terminal_free(&t);
	assert_kept(fault);
	return access(in_folder("mark"), F_OK) == 0;
}

static void check_calls(const char *name, int error, long step)
{
	long n = 1, runs = 0;
	while (run_with(name, error, n)) {
		n += step;
		runs++;
	}
	printf("%s: %ld runs\n", name, runs);
	assert_true(runs > 0);
}

/* A program with sanitizers takes its time. */
static long step_of_tests(void)
{
#ifdef __SANITIZE_ADDRESS__
	const long usual = 50;
#else
	const long usual = 5;
#endif
	const char *step = getenv("FAULTS_STEP");
	return step && atol(step) > 0 ? atol(step) : usual;
}

static void tty__survives__calls_that_fail(void **state)
{
	(void)state;
	assert_false(run_with("none", 0, 0));
	static const struct {
		const char *name;
		int error;
	} calls[] = {{"open", EACCES}, {"openat", EACCES}, {"read", EIO}, {"write", EIO},
		{"write", ENOSPC}, {"fsync", EIO}, {"close", EIO}, {"fstat", EIO},
		{"mkdir", EACCES}, {"renameat", ENOSPC}};
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		check_calls(calls[i].name, calls[i].error, 1);
}

static void tty__survives__memory_that_runs_out(void **state)
{
	(void)state;
	static const char *const names[] = {"malloc", "calloc", "realloc"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		check_calls(names[i], ENOMEM, step_of_tests());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tty__survives__calls_that_fail),
		cmocka_unit_test(tty__survives__memory_that_runs_out),
	};
	if (!pty_available())
		return PTY_SKIP;
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
