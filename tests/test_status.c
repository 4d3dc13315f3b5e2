/* SPDX-License-Identifier: MIT */
#include "status.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void status__carries_code_line_and_message(void **state)
{
	(void)state;
	struct status s = status_make(STATUS_FORMAT, 12, "bad %s number %d", "page", 7);
	assert_int_equal(s.code, STATUS_FORMAT);
	assert_int_equal(s.line, 12);
	assert_string_equal(s.message, "bad page number 7");
	assert_false(status_ok(&s));
	s = STATUS_NONE;
	assert_true(status_ok(&s));
	assert_int_equal(s.line, 0);
	assert_string_equal(s.message, "");
}

static void status__cuts_a_long_message__at_a_code_point(void **state)
{
	(void)state;
	char text[400];
	for (size_t lead = 0; lead < 3; lead++) {
		memset(text, 'a', lead);
		for (size_t at = lead; at + 3 < sizeof text; at += 3)
			memcpy(text + at, "港", 4);
		struct status s = status_make(STATUS_USAGE, 0, "%s", text);
		size_t len = strlen(s.message);
		assert_in_range(len, sizeof s.message - 4, sizeof s.message - 1);
		assert_int_equal((len - lead) % 3, 0);
		assert_memory_equal(s.message, text, len);
	}
}

static void status__keeps_a_message__that_just_fits(void **state)
{
	(void)state;
	struct status s;
	char text[sizeof s.message];
	memset(text, 'a', sizeof text);
	text[sizeof text - 2] = '\0';
	s = status_make(STATUS_USAGE, 0, "%s", text);
	assert_string_equal(s.message, text);
}

static void status_errno__adds_the_reason(void **state)
{
	(void)state;
	errno = ENOENT;
	struct status s = status_errno("cannot open %s", "it");
	assert_int_equal(s.code, STATUS_SYSTEM);
	assert_int_equal(s.line, 0);
	assert_string_equal(s.message, "cannot open it: No such file or directory");
	errno = EISDIR;
	s = status_errno("%s", "");
	assert_string_equal(s.message, "Is a directory");
}

static void keep_note(void *ctx, size_t line, const char *rule, const char *what)
{
	snprintf(ctx, 600, "%zu:%s:%s", line, rule, what);
}

static void lint__notes_what_was_done__when_somebody_listens(void **state)
{
	(void)state;
	char noted[600] = "";
	struct lint lint = {keep_note, noted}, deaf = {0};
	lint_note(&lint, 3, "join", "joined %d lines", 2);
	assert_string_equal(noted, "3:join:joined 2 lines");
	lint_note(&deaf, 4, "join", "joined %d lines", 2);
	lint_note(NULL, 4, "join", "joined %d lines", 2);
	assert_string_equal(noted, "3:join:joined 2 lines");
}

static void status__shows__nothing_but_text(void **state)
{
	(void)state;
	struct status s = status_make(STATUS_USAGE, 1, "'%s' 读 '%s'",
		"\xff\xe8\xaf\x1b[31m", "\xc2\x9b\x7f\n\xe8\xaf");
	assert_string_equal(s.message, "'\?\?\?\?[31m' 读 '\?\?\?\?\?'");
}

static void lint__cuts_a_long_note__at_a_code_point(void **state)
{
	(void)state;
	char noted[600] = "", text[700];
	struct lint lint = {keep_note, noted};
	for (size_t at = 0; at + 3 < sizeof text; at += 3)
		memcpy(text + at, "港", 4);
	lint_note(&lint, 1, "r", "%s", text);
	size_t len = strlen(noted) - 4;
	assert_in_range(len, 500, 511);
	assert_int_equal(len % 3, 0);
	assert_memory_equal(noted + 4, text, len);
}

/* Runs act in a child; returns its exit status and what it wrote to standard error. */
static int run(void (*act)(void), char *written, size_t room)
{
	int ends[2], status;
	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		act();
		_exit(99);
	}
	close(ends[1]);
	size_t len = 0;
	ssize_t got;
	while ((got = read(ends[0], written + len, room - 1 - len)) > 0)
		len += (size_t)got;
	written[len] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void restore(void)
{
	fputs("restored\n", stderr);
}

/* A restore that dies in its turn must not be called again. */
static void restore_and_die(void)
{
	fputs("restored\n", stderr);
	die("twice");
}

static void die_plainly(void)
{
	die("no %s left", "cells");
}

static void die_restored(void)
{
	die_hook(restore);
	die("gone");
}

static void die_in_the_hook(void)
{
	die_hook(restore_and_die);
	die("gone");
}

static void die__restores_once_then_says_why__and_exits_with_1(void **state)
{
	(void)state;
	char written[200];
	assert_int_equal(run(die_plainly, written, sizeof written), 1);
	assert_string_equal(written, "duidu: no cells left\n");
	assert_int_equal(run(die_restored, written, sizeof written), 1);
	assert_string_equal(written, "restored\nduidu: gone\n");
	assert_int_equal(run(die_in_the_hook, written, sizeof written), 1);
	assert_string_equal(written, "restored\nduidu: twice\n");
}

/* Asked by the address sanitizer, which would end the program itself. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void overflow(void)
{
	xreallocarray(NULL, SIZE_MAX / 2, 3);
}

static void overflow_zeroed(void)
{
	xcalloc(SIZE_MAX / 2, 3);
}

static void exhaust(void)
{
	xmalloc(SIZE_MAX / 2);
}

static void memory__ends_the_program__when_there_is_none(void **state)
{
	(void)state;
	void (*const acts[])(void) = {overflow, overflow_zeroed, exhaust};
	char written[200];
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(run(acts[i], written, sizeof written), 1);
		assert_non_null(strstr(written, "duidu: out of memory\n"));
	}
}

static void memory__is_never_null(void **state)
{
	(void)state;
	char *empty = xmalloc(0), *zero = xcalloc(0, 8),
	     *none = xreallocarray(NULL, 0, 8);
	assert_non_null(empty);
	assert_non_null(zero);
	assert_non_null(none);
	free(empty);
	free(zero);
	free(none);

	char *bytes = xcalloc(3, 2);
	for (int i = 0; i < 6; i++)
		assert_int_equal(bytes[i], 0);
	memcpy(bytes, "abcdef", 6);
	bytes = xreallocarray(bytes, 1000, 10);
	assert_memory_equal(bytes, "abcdef", 6);
	free(bytes);
}

static void strings__are_copied__with_a_nul(void **state)
{
	(void)state;
	char *all = xstrdup("港口"), *part = xstrndup("港口", 3),
	     *empty = xstrndup(NULL, 0);
	assert_string_equal(all, "港口");
	assert_string_equal(part, "港");
	assert_string_equal(empty, "");
	free(all);
	free(part);
	free(empty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(status__carries_code_line_and_message),
		cmocka_unit_test(status__shows__nothing_but_text),
		cmocka_unit_test(status__cuts_a_long_message__at_a_code_point),
		cmocka_unit_test(status__keeps_a_message__that_just_fits),
		cmocka_unit_test(status_errno__adds_the_reason),
		cmocka_unit_test(lint__notes_what_was_done__when_somebody_listens),
		cmocka_unit_test(lint__cuts_a_long_note__at_a_code_point),
		cmocka_unit_test(die__restores_once_then_says_why__and_exits_with_1),
		cmocka_unit_test(memory__ends_the_program__when_there_is_none),
		cmocka_unit_test(memory__is_never_null),
		cmocka_unit_test(strings__are_copied__with_a_nul),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
