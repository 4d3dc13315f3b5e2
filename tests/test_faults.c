/* SPDX-License-Identifier: MIT */
/* Tests of saving when the system fails: the real code, with the linker's --wrap around each
 * call that reaches the kernel (tests/local.mk lists them).  A call can fail with any error,
 * write only a part, or be the last one before SIGKILL; each test goes through all calls of a
 * save in turn.  What is asserted is always the same: the file is the old one or the new one,
 * whole; a failure is told; and the next save works. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include <cmocka.h>

#include "bookmark.h"
#include "faults.h"
#include "folder.h"
#include "save.h"

/* Bookmarks differ by their block. */
static struct status add(struct bookmarks *bookmarks, size_t block)
{
	struct bookmark bookmark = bookmark_new(0, 0, "");
	bookmark.anchor = (struct anchor){.path = xstrdup("/docs/A"),
		.fingerprint = xstrdup(""),
		.section = xstrdup(""),
		.block = block,
		.words = xstrdup("河水很慢。")};
	struct status s = bookmarks_add(bookmarks, &bookmark);
	bookmark_free(&bookmark);
	return s;
}

static void add_once(const char *path, size_t block, struct status *s)
{
	struct bookmarks *bookmarks = bookmarks_open(path);
	*s = add(bookmarks, block);
	bookmarks_free(bookmarks);
}

/* The blocks of the bookmarks of a file, "1 2 ", none of which is cut. */
static void assert_blocks_are(const char *path, const char *expected)
{
	struct bookmarks *bookmarks = bookmarks_open(path);
	struct buf blocks = {0};
	struct status s = bookmarks_read(bookmarks);
	assert_true(status_ok(&s));
	for (size_t i = 0; i < bookmarks_count(bookmarks); i++) {
		struct bookmark b;
		bookmarks_get(bookmarks, i, &b);
		assert_string_equal(b.anchor.words, "河水很慢。");
		buf_printf(&blocks, "%zu ", b.anchor.block);
		bookmark_free(&b);
	}
	assert_string_equal(buf_string(&blocks), expected);
	buf_free(&blocks);
	bookmarks_free(bookmarks);
}

/* One bookmark in the file, and nothing of an earlier round. */
static void start_over(struct folder *folder)
{
	struct status s;
	unlink(folder_file(folder, "b.tsv.new"));
	unlink(folder_file(folder, "b.tsv"));
	add_once(folder->file, 1, &s);
	assert_true(status_ok(&s));
}

static bool has_block_two(const char *path)
{
	struct buf bytes = {0};
	assert_true(file_read(path, &bytes));
	bool has = strstr(buf_string(&bytes), "\t2:0\t") != NULL;
	buf_free(&bytes);
	return has;
}

static void save__asks_the_disk__in_this_order(void **state)
{
	struct folder *folder = *state;
	struct status s;
	start_over(folder);
	begin(FAULT_NONE, 0, NULL, 0);
	add_once(folder->file, 2, &s);
	end();
	assert_true(status_ok(&s));
	/* The new file is on the disk before it has the name, and the name before the end;
	 * all of it between locking and closing the lock. */
	assert_string_equal(buf_string(&plan.trace),
		"readlink openat openat flock openat fstat read read close unlinkat "
		"openat "
		"fchmod write fsync close fstatat renameat fsync close close ");
}

/* Saves in a child that is killed at a call; false when there was no such call. */
static bool save_killed(const char *path, enum fault fault, long at)
{
	pid_t child = fork();
	if (child == 0) {
		struct status s;
		begin(fault, 0, NULL, at);
		add_once(path, 2, &s);
		_exit(status_ok(&s) ? 0 : 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFEXITED(status)) {
		assert_int_equal(WEXITSTATUS(status), 0);
		return false;
	}
	assert_int_equal(WTERMSIG(status), SIGKILL);
	return true;
}

static void kill__at_any_call__leaves_the_old_file_or_the_new_one(void **state)
{
	struct folder *folder = *state;
	for (enum fault fault = FAULT_KILL; fault <= FAULT_KILL_AFTER; fault++) {
		long old = 0, new = 0;
		start_over(folder);
		for (long at = 0; save_killed(folder->file, fault, at); at++) {
			bool is_new = has_block_two(folder->file);
			assert_blocks_are(folder->file, is_new ? "1 2 " : "1 ");
			old += !is_new;
			new += is_new;
			/* What is left behind is in nobody's way. */
			struct status s;
			add_once(folder->file, 3, &s);
			assert_true(status_ok(&s));
			assert_blocks_are(folder->file, is_new ? "1 2 3 " : "1 3 ");
			assert_int_equal(
				access(folder_file(folder, "b.tsv.new"), F_OK), -1);
			start_over(folder);
		}
		/* The rename is between them, and nothing else. */
		assert_int_equal(old, fault == FAULT_KILL ? 17 : 16);
		assert_int_equal(new, fault == FAULT_KILL ? 3 : 4);
	}
}

static void error__at_any_call__loses_nothing_and_is_told(void **state)
{
	struct folder *folder = *state;
	for (size_t i = 0; i < error_count; i++) {
		size_t told = 0;
		for (long at = 0;; at++) {
			struct status s;
			start_over(folder);
			begin(FAULT_ERROR, errors[i], NULL, at);
			struct bookmarks *bookmarks = bookmarks_open(folder->file);
			s = add(bookmarks, 2);
			if (!end()) {
				bookmarks_free(bookmarks);
				break;
			}
			bool is_new = has_block_two(folder->file);
			assert_blocks_are(folder->file, is_new ? "1 2 " : "1 ");
			told += !status_ok(&s);
			assert_int_equal(bookmarks_unsaved(bookmarks), !is_new);
			if (!is_new) {
				assert_false(status_ok(&s));
				assert_non_null(strstr(s.message, strerror(errors[i])));
			} else if (!status_ok(&s)) {
				assert_non_null(strstr(s.message,
					"b.tsv: is written, but may not outlast"));
			}
			/* It is still here, and is saved when the disk is well again. */
			s = bookmarks_save(bookmarks);
			assert_true(status_ok(&s));
			bookmarks_free(bookmarks);
			assert_blocks_are(folder->file, "1 2 ");
			assert_int_equal(
				access(folder_file(folder, "b.tsv.new"), F_OK), -1);
			folder_file(folder, "b.tsv");
		}
		/* Harmless are: to find no link, to clear away nothing, to keep the mode, to ask
		 * whether the file is still the same (it is asked again), and to close what
		 * was read, or what is done with. */
		assert_int_equal(told, 13);
	}
}

static void error__of_a_folder__that_cannot_be_synced_is_none(void **state)
{
	struct folder *folder = *state;
	struct status s;
	start_over(folder);
	begin(FAULT_ERROR, EINVAL, "fsync", 1);
	add_once(folder->file, 2, &s);
	assert_true(end());
	assert_true(status_ok(&s));
	assert_blocks_are(folder->file, "1 2 ");
}

static void interrupt__at_any_call__is_no_error(void **state)
{
	static const char *const names[] = {
		"openat", "flock", "read", "write", "fsync", "close"};
	struct folder *folder = *state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		for (long at = 0;; at++) {
			struct status s;
			start_over(folder);
			begin(FAULT_ERROR, EINTR, names[i], at);
			add_once(folder->file, 2, &s);
			bool happened = end();
			assert_true(status_ok(&s));
			assert_blocks_are(folder->file, "1 2 ");
			if (!happened)
				break;
		}
	}
}

static void write__of_a_part__is_continued(void **state)
{
	struct folder *folder = *state;
	struct status s;
	start_over(folder);
	begin(FAULT_PART, 0, "write", 0);
	add_once(folder->file, 2, &s);
	assert_true(end());
	assert_true(status_ok(&s));
	assert_blocks_are(folder->file, "1 2 ");
}

static void folder__that_cannot_be_made__is_named(void **state)
{
	struct folder *folder = *state;
	struct status s;
	const char *kept = getenv("XDG_DATA_HOME");
	char *data = xstrdup(kept ? kept : "");
	setenv("XDG_DATA_HOME", folder_file(folder, "data"), 1);
	begin(FAULT_ERROR, EROFS, "mkdir", 3);
	add_once(NULL, 1, &s);
	assert_true(end());
	assert_non_null(strstr(s.message, "bookmarks.tsv: cannot make "));
	assert_non_null(strstr(s.message, "/data/duidu: Read-only file system"));
	setenv("XDG_DATA_HOME", data, 1);
	free(data);
}

static void lock__that_is_never_free__is_told(void **state)
{
	struct folder *folder = *state;
	struct status s;
	start_over(folder);
	begin(FAULT_NONE, 0, "flock", 0);
	plan.locked = true;
	add_once(folder->file, 2, &s);
	assert_int_equal(plan.clock.tv_sec, 10);
	end();
	assert_non_null(strstr(s.message, "b.tsv: is being written by another program"));
	assert_blocks_are(folder->file, "1 ");
}

static void read__that_fails__is_told(void **state)
{
	static const char *const names[] = {"openat", "fstat", "read"};
	struct folder *folder = *state;
	struct buf bytes = {0};
	start_over(folder);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		begin(FAULT_ERROR, EIO, names[i], 0);
		struct status s = save_read(folder->file, &bytes);
		assert_true(end());
		assert_string_equal(s.message, "cannot read: Input/output error");
		assert_int_equal(bytes.n, 0);
	}
	buf_free(&bytes);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_FOLDER(save__asks_the_disk__in_this_order),
		IN_FOLDER(kill__at_any_call__leaves_the_old_file_or_the_new_one),
		IN_FOLDER(error__at_any_call__loses_nothing_and_is_told),
		IN_FOLDER(error__of_a_folder__that_cannot_be_synced_is_none),
		IN_FOLDER(interrupt__at_any_call__is_no_error),
		IN_FOLDER(write__of_a_part__is_continued),
		IN_FOLDER(folder__that_cannot_be_made__is_named),
		IN_FOLDER(lock__that_is_never_free__is_told),
		IN_FOLDER(read__that_fails__is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
