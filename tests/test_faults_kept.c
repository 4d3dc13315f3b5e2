/* SPDX-License-Identifier: MIT */
/* Tests of notes, and of where texts were left, when the system fails: as those of saving in
 * test_faults.c, through what readers of them do.  The old or the new is there, whole. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "bookmark.h"
#include "faults.h"
#include "folder.h"
#include "state.h"

/* A file with one bookmark, and nothing of an earlier round. */
static void add_one(struct folder *folder)
{
	unlink(folder_file(folder, "b.tsv.new"));
	file_puts(folder_file(folder, "b.tsv"),
		"2024-02-29T08:00:00Z\t\t/docs/A\t\t\t1:0\t河水很慢。\t\n");
}

/* Changes the note of the only bookmark. */
static void set_note(const char *path, const char *note, struct status *s)
{
	struct bookmarks *bookmarks = bookmarks_open(path);
	*s = bookmarks_read(bookmarks);
	if (status_ok(s))
		*s = bookmarks_set_note(bookmarks, 0, note);
	bookmarks_free(bookmarks);
}

static bool has(const char *path, const char *text)
{
	struct buf bytes = {0};
	assert_true(file_read(path, &bytes));
	bool found = strstr(buf_string(&bytes), text) != NULL;
	buf_free(&bytes);
	return found;
}

static void error__at_any_call__loses_no_note_and_is_told(void **state)
{
	struct folder *folder = *state;
	for (size_t i = 0; i < error_count; i++) {
		for (long at = 0;; at++) {
			struct status s;
			add_one(folder);
			set_note(folder->file, "the old note", &s);
			assert_true(status_ok(&s));
			begin(FAULT_ERROR, errors[i], NULL, at);
			set_note(folder->file, "the new one", &s);
			if (!end())
				break;
			bool is_new = has(folder->file, "\tthe new one\n");
			assert_int_equal(has(folder->file, "\tthe old note\n"), !is_new);
			if (!is_new)
				assert_non_null(strstr(s.message, strerror(errors[i])));
			set_note(folder->file, "the next", &s);
			assert_true(status_ok(&s));
			assert_true(has(folder->file, "\tthe next\n"));
		}
	}
}

/* Where a text is left, as its block; the state folder is that of the test. */
static struct status leave(size_t block)
{
	struct identity identity = {.path = {xstrdup("/docs/A"), xstrdup("/docs/A")}};
	struct state_position position = {.anchor = {.path = identity.path[SIDE_ZH],
						  .fingerprint = (char[]){""},
						  .section = (char[]){""},
						  .block = block,
						  .words = (char[]){"河水很慢。"}},
		.other = (char[]){""},
		.panes = (char[]){""},
		.title = (char[]){"A"}};
	struct state *state = state_open(true);
	struct status s = state_leave(state, &identity, 0, &position);
	state_free(state);
	identity_free(&identity);
	return s;
}

/* The block it was left at; no line of the file is cut. */
static size_t left_at(const char *path)
{
	struct buf bytes = {0};
	assert_true(file_read(path, &bytes));
	size_t block = strstr(buf_string(&bytes), "\t2:0\t") ? 2 : 1;
	assert_non_null(strstr(
		bytes.v, block == 2 ? "\t2:0\t河水很慢。\t" : "\t1:0\t河水很慢。\t"));
	assert_int_equal(bytes.v[bytes.n - 1], '\n');
	buf_free(&bytes);
	return block;
}

static char *enter_state_folder(struct folder *folder)
{
	char *kept = xstrdup(getenv("XDG_STATE_HOME") ? getenv("XDG_STATE_HOME") : "");
	setenv("XDG_STATE_HOME", folder->path, 1);
	folder_file(folder, "duidu/positions.tsv");
	return kept;
}

static void leave_state_folder(char *kept)
{
	setenv("XDG_STATE_HOME", kept, 1);
	free(kept);
}

static void error__at_any_call__leaves_the_old_place_or_the_new(void **state)
{
	struct folder *folder = *state;
	char *kept = enter_state_folder(folder);
	for (size_t i = 0; i < error_count; i++) {
		for (long at = 0;; at++) {
			struct status s = leave(1);
			assert_true(status_ok(&s));
			begin(FAULT_ERROR, errors[i], NULL, at);
			s = leave(2);
			if (!end())
				break;
			if (left_at(folder->file) == 1) {
				assert_non_null(strstr(s.message, "positions.tsv: "));
				assert_non_null(strstr(s.message, strerror(errors[i])));
			}
		}
	}
	leave_state_folder(kept);
}

static void kill__at_any_call__leaves_the_old_place_or_the_new(void **state)
{
	struct folder *folder = *state;
	char *kept = enter_state_folder(folder);
	int status = -1;
	for (long at = 0; status != 0; at++) {
		struct status s = leave(1);
		assert_true(status_ok(&s));
		pid_t child = fork();
		if (child == 0) {
			begin(FAULT_KILL, 0, NULL, at);
			s = leave(2);
			_exit(!status_ok(&s));
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(status == 0 || WIFSIGNALED(status));
		left_at(folder->file); /* whole, whichever it is */
	}
	assert_int_equal(left_at(folder->file), 2);
	leave_state_folder(kept);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_FOLDER(error__at_any_call__loses_no_note_and_is_told),
		IN_FOLDER(error__at_any_call__leaves_the_old_place_or_the_new),
		IN_FOLDER(kill__at_any_call__leaves_the_old_place_or_the_new),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
