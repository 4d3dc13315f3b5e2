/* SPDX-License-Identifier: MIT */
/* Tests of save on a real disk; what a disk that fails does is in test_faults.c. */
#include "save.h"

#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/file.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "folder.h"

/* Appends a text to what was there. */
static struct status append(void *ctx, const struct buf *old, struct buf *fresh)
{
	buf_add(fresh, old->v, old->n);
	buf_puts(fresh, ctx);
	return STATUS_NONE;
}

static struct status update(const char *path, const char *text)
{
	bool replaced = false;
	struct status s =
		save_update(path, false, append, (char *)(uintptr_t)text, &replaced);
	assert_int_equal(replaced, status_ok(&s));
	return s;
}

static void update_ok(const char *path, const char *text)
{
	struct status s = update(path, text);
	assert_string_equal(s.message, "");
	assert_true(status_ok(&s));
}

static void update__makes_a_file__for_its_owner_only(void **state)
{
	struct folder *folder = *state;
	struct stat st;
	mode_t mask = umask(0);
	update_ok(folder_file(folder, "f"), "one\n");
	umask(mask);
	assert_file(folder->file, "one\n");
	assert_int_equal(stat(folder->file, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	/* The file and its lock; nothing else is left. */
	assert_int_equal(files_in(folder->path), 2);
	assert_int_equal(stat(folder_file(folder, "f.lock"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
}

static void update__merges__with_what_is_there(void **state)
{
	struct folder *folder = *state;
	file_puts(folder_file(folder, "f"), "one\n");
	update_ok(folder->file, "two\n");
	update_ok(folder->file, "three\n");
	assert_file(folder->file, "one\ntwo\nthree\n");
}

static void update__keeps_the_mode__of_a_file(void **state)
{
	struct folder *folder = *state;
	struct stat st;
	file_puts(folder_file(folder, "f"), "");
	assert_int_equal(chmod(folder->file, 0664), 0);
	update_ok(folder->file, "x");
	assert_int_equal(stat(folder->file, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0664);
}

static void update__writes_nothing__when_nothing_changes(void **state)
{
	struct folder *folder = *state;
	struct stat before, after;
	file_puts(folder_file(folder, "f"), "x");
	assert_int_equal(stat(folder->file, &before), 0);
	update_ok(folder->file, "");
	assert_int_equal(stat(folder->file, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	/* Nor is an empty file made of none. */
	update_ok(folder_file(folder, "g"), "");
	assert_int_equal(access(folder->file, F_OK), -1);
}

static void update__follows_a_link__which_stays(void **state)
{
	struct folder *folder = *state;
	char link_path[128], text[128];
	struct stat st;
	snprintf(link_path, sizeof link_path, "%s/link", folder->path);
	assert_int_equal(mkdir(folder_file(folder, "real"), 0700), 0);
	assert_int_equal(symlink("middle", link_path), 0);
	assert_int_equal(symlink("real/f", folder_file(folder, "middle")), 0);
	/* Once to a file that is not there yet, once to one that is. */
	update_ok(link_path, "one\n");
	update_ok(link_path, "two\n");
	assert_file(folder_file(folder, "real/f"), "one\ntwo\n");
	assert_int_equal(lstat(link_path, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(readlink(link_path, text, sizeof text), 6);
	assert_int_equal(files_in(folder->path), 3);
	assert_int_equal(access(folder_file(folder, "real/f.lock"), F_OK), 0);

	assert_int_equal(unlink(folder_file(folder, "middle")), 0);
	assert_int_equal(symlink("link", folder->file), 0);
	struct status s = update(link_path, "x");
	assert_string_equal(s.message, "cannot write: Too many levels of symbolic links");
}

static void update__follows_an_absolute_link(void **state)
{
	struct folder *folder = *state;
	char target[128];
	snprintf(target, sizeof target, "%s/target", folder->path);
	assert_int_equal(symlink(target, folder_file(folder, "link")), 0);
	update_ok(folder->file, "x");
	assert_file(target, "x");
}

/* Links laid in a folder that others may write to, where a temporary file or the lock is to be,
 * lead to no file of somebody else's. */
static void update__is_not_led__astray(void **state)
{
	struct folder *folder = *state;
	char victim[128];
	snprintf(victim, sizeof victim, "%s/victim", folder->path);
	file_puts(victim, "precious\n");
	assert_int_equal(symlink(victim, folder_file(folder, "f.new")), 0);
	update_ok(folder_file(folder, "f"), "one\n");
	assert_file(folder->file, "one\n");
	assert_file(victim, "precious\n");
	assert_int_equal(access(folder_file(folder, "f.new"), F_OK), -1);

	assert_int_equal(unlink(folder_file(folder, "f.lock")), 0);
	assert_int_equal(symlink(victim, folder->file), 0);
	struct status s = update(folder_file(folder, "f"), "two\n");
	assert_string_equal(
		s.message, "cannot be locked: Too many levels of symbolic links");
	assert_file(victim, "precious\n");
	assert_file(folder_file(folder, "f"), "one\n");
}

static void update__makes_folders__only_if_told(void **state)
{
	struct folder *folder = *state;
	struct stat st;
	bool replaced;
	struct status s = update(folder_file(folder, "a/b/f"), "x");
	assert_string_equal(
		s.message, "cannot open its folder: No such file or directory");
	mode_t mask = umask(0);
	s = save_update(folder_file(folder, "a//b/f"), true, append, "x", &replaced);
	umask(mask);
	assert_true(status_ok(&s) && replaced);
	assert_file(folder->file, "x");
	assert_int_equal(stat(folder_file(folder, "a"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(stat(folder_file(folder, "a/b"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);

	file_puts(folder_file(folder, "plain"), "");
	s = save_update(folder_file(folder, "plain/b/f"), true, append, "x", &replaced);
	assert_int_equal(s.code, STATUS_SYSTEM);
	assert_false(replaced);
}

static void update__works_in_the_current_folder(void **state)
{
	struct folder *folder = *state;
	int here = open(".", O_RDONLY | O_DIRECTORY);
	assert_int_equal(chdir(folder->path), 0);
	update_ok("f", "x");
	assert_file("f", "x");
	bool replaced;
	struct status s = save_update("a/b/f", true, append, "y", &replaced);
	assert_true(status_ok(&s));
	assert_file("a/b/f", "y");
	assert_int_equal(fchdir(here), 0);
	close(here);
}

static void update__refuses__what_is_no_file(void **state)
{
	struct folder *folder = *state;
	assert_int_equal(mkdir(folder_file(folder, "folder"), 0700), 0);
	struct status s = update(folder->file, "x");
	assert_string_equal(s.message, "cannot write: Is a directory");
	assert_int_equal(mkfifo(folder_file(folder, "pipe"), 0600), 0);
	s = update(folder->file, "x");
	assert_string_equal(s.message, "is not a regular file");
	struct buf bytes = {0};
	s = save_read(folder->file, &bytes);
	assert_string_equal(s.message, "is not a regular file");
	s = save_read(folder->path, &bytes);
	assert_string_equal(s.message, "is not a regular file");
	assert_int_equal(bytes.n, 0);
	buf_free(&bytes);
}

static void update__refuses__a_file_beyond_all_measure(void **state)
{
	struct folder *folder = *state;
	struct buf bytes = {0};
	file_puts(folder_file(folder, "f"), "x");
	assert_int_equal(truncate(folder->file, ((off_t)256 << 20) + 1), 0);
	struct status s = update(folder->file, "x");
	assert_string_equal(s.message, "is larger than 256 MiB");
	s = save_read(folder->file, &bytes);
	assert_string_equal(s.message, "is larger than 256 MiB");
	assert_int_equal(bytes.n, 0);
	buf_free(&bytes);
}

static void read__appends__and_a_missing_file_is_empty(void **state)
{
	struct folder *folder = *state;
	struct buf bytes = {0};
	buf_puts(&bytes, "before ");
	struct status s = save_read(folder_file(folder, "none"), &bytes);
	assert_true(status_ok(&s));
	assert_string_equal(buf_string(&bytes), "before ");
	file_puts(folder_file(folder, "f"), "after");
	s = save_read(folder->file, &bytes);
	assert_true(status_ok(&s));
	assert_string_equal(buf_string(&bytes), "before after");
	buf_free(&bytes);
}

static void update__carries_any_bytes(void **state)
{
	struct folder *folder = *state;
	struct buf bytes = {0};
	size_t len = 3 << 20;
	char *old = malloc(len);
	for (size_t i = 0; i < len; i++)
		old[i] = (char)(i * 2654435761u >> 13);
	file_write(folder_file(folder, "f"), old, len);
	update_ok(folder->file, "end");
	assert_true(file_read(folder->file, &bytes));
	assert_int_equal(bytes.n, len + 3);
	assert_memory_equal(bytes.v, old, len);
	buf_free(&bytes);
	free(old);
}

static struct status refuse(void *ctx, const struct buf *old, struct buf *fresh)
{
	(void)ctx;
	(void)old;
	buf_puts(fresh, "lost");
	return status_make(STATUS_FORMAT, 7, "will not");
}

static void update__leaves_the_file__when_merging_fails(void **state)
{
	struct folder *folder = *state;
	bool replaced = true;
	file_puts(folder_file(folder, "f"), "old");
	struct status s = save_update(folder->file, false, refuse, NULL, &replaced);
	assert_string_equal(s.message, "will not");
	assert_int_equal(s.line, 7);
	assert_false(replaced);
	assert_file(folder->file, "old");
	assert_int_equal(files_in(folder->path), 2);
}

/* An editor that saves, so often, while the file is being merged. */
struct editor {
	const char *path;
	int saves, merged;
};

static struct status merge_while_edited(
	void *ctx, const struct buf *old, struct buf *fresh)
{
	struct editor *editor = ctx;
	append("ours\n", old, fresh);
	editor->merged++;
	if (editor->saves > 0) {
		FILE *file = fopen(editor->path, "a");
		fprintf(file, "edit %d\n", editor->saves--);
		fclose(file);
	}
	return STATUS_NONE;
}

static void update__merges_again__when_an_editor_has_saved(void **state)
{
	struct folder *folder = *state;
	bool replaced;
	file_puts(folder_file(folder, "f"), "old\n");
	struct editor editor = {folder->file, 2, 0};
	struct status s =
		save_update(folder->file, false, merge_while_edited, &editor, &replaced);
	assert_true(status_ok(&s) && replaced);
	assert_int_equal(editor.merged, 3);
	assert_file(folder->file, "old\nedit 2\nedit 1\nours\n");

	/* Also when the file was not there. */
	char path[160];
	strcpy(path, folder_file(folder, "g"));
	editor = (struct editor){path, 1, 0};
	s = save_update(path, false, merge_while_edited, &editor, &replaced);
	assert_true(status_ok(&s) && replaced);
	assert_file(path, "edit 1\nours\n");
}

static void update__gives_up__on_a_file_that_never_rests(void **state)
{
	struct folder *folder = *state;
	bool replaced;
	file_puts(folder_file(folder, "f"), "old\n");
	struct editor editor = {folder->file, 1000, 0};
	struct status s =
		save_update(folder->file, false, merge_while_edited, &editor, &replaced);
	assert_string_equal(s.message, "is being changed by another program");
	assert_false(replaced);
	assert_int_equal(files_in(folder->path), 2);
}

static void update__clears_away__what_a_killed_one_left(void **state)
{
	struct folder *folder = *state;
	char victim[160];
	strcpy(victim, folder_file(folder, "victim"));
	file_puts(victim, "untouched");
	/* Somebody may have put a link there, too. */
	assert_int_equal(symlink(victim, folder_file(folder, "f.new")), 0);
	update_ok(folder_file(folder, "f"), "x");
	assert_file(folder->file, "x");
	assert_file(victim, "untouched");
	assert_int_equal(access(folder_file(folder, "f.new"), F_OK), -1);
}

static void update__waits_for_the_lock(void **state)
{
	struct folder *folder = *state;
	int ready[2];
	char byte;
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		int lock = open(folder_file(folder, "f.lock"), O_RDWR | O_CREAT, 0600);
		if (flock(lock, LOCK_EX) < 0 || write(ready[1], "", 1) != 1)
			_exit(1);
		for (int i = 0; i < 200; i++)
			sched_yield();
		file_puts(folder_file(folder, "f"), "theirs\n");
		_exit(0);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	update_ok(folder_file(folder, "f"), "ours\n");
	assert_file(folder->file, "theirs\nours\n");
	assert_int_equal(waitpid(child, NULL, 0), child);
	close(ready[0]);
	close(ready[1]);
}

static void update__leaves_no_descriptor_open(void **state)
{
	struct folder *folder = *state;
	size_t before = files_in("/proc/self/fd");
	update_ok(folder_file(folder, "f"), "x");
	update(folder_file(folder, "none/f"), "x");
	assert_int_equal(mkdir(folder_file(folder, "g"), 0700), 0);
	update(folder->file, "x");
	assert_int_equal(files_in("/proc/self/fd"), before);
}

int main(void)
{
#define IN_FOLDER(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, folder_set_up, folder_tear_down)
	const struct CMUnitTest tests[] = {
		IN_FOLDER(update__makes_a_file__for_its_owner_only),
		IN_FOLDER(update__merges__with_what_is_there),
		IN_FOLDER(update__keeps_the_mode__of_a_file),
		IN_FOLDER(update__writes_nothing__when_nothing_changes),
		IN_FOLDER(update__follows_a_link__which_stays),
		IN_FOLDER(update__follows_an_absolute_link),
		IN_FOLDER(update__is_not_led__astray),
		IN_FOLDER(update__makes_folders__only_if_told),
		IN_FOLDER(update__works_in_the_current_folder),
		IN_FOLDER(update__refuses__what_is_no_file),
		IN_FOLDER(update__refuses__a_file_beyond_all_measure),
		IN_FOLDER(read__appends__and_a_missing_file_is_empty),
		IN_FOLDER(update__carries_any_bytes),
		IN_FOLDER(update__leaves_the_file__when_merging_fails),
		IN_FOLDER(update__merges_again__when_an_editor_has_saved),
		IN_FOLDER(update__gives_up__on_a_file_that_never_rests),
		IN_FOLDER(update__clears_away__what_a_killed_one_left),
		IN_FOLDER(update__waits_for_the_lock),
		IN_FOLDER(update__leaves_no_descriptor_open),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
