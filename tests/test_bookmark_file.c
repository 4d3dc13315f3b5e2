/* SPDX-License-Identifier: MIT */
/* Tests of bookmark: the file: where it is, its lines, what of others stays in it, and that
 * programs at once lose nothing of each other's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "bookmarked.h"
#include "folder.h"
#include "jumble.h"

static void add__writes__a_line(void **state)
{
	struct folder *folder = *state;
	struct bookmarks *bookmarks = bookmarks_open(folder_file(folder, "b.tsv"));
	assert_ok(add(bookmarks, 'a', "A", 7, "一句话。", "为什么"));
	assert_ok(add(bookmarks, 0, "B", 8, "别的话。", ""));
	assert_file(folder->file, LINE("a", A, "7:0", "一句话。", "为什么")
					  LINE("", B, "8:0", "别的话。", ""));
	assert_int_equal(bookmarks_count(bookmarks), 2);
	struct bookmark b;
	bookmarks_get(bookmarks, 0, &b);
	assert_string_equal(b.created, "2024-02-29T08:00:00Z");
	assert_int_equal(b.mark, 'a');
	assert_string_equal(b.anchor.path, "/docs/A");
	assert_string_equal(b.anchor.fingerprint, PRINT_A);
	assert_string_equal(b.anchor.section, "一、开头");
	assert_int_equal(b.anchor.block, 7);
	assert_string_equal(b.anchor.words, "一句话。");
	assert_string_equal(b.anchor.before, "前文");
	assert_string_equal(b.anchor.after, "后文");
	assert_string_equal(b.note, "为什么");
	bookmark_free(&b);
	bookmarks_free(bookmarks);
}

static void open__uses__the_data_folder(void **state)
{
	struct folder *folder = *state;
	char home[128];
	const char *kept_home = getenv("HOME"), *kept_data = getenv("XDG_DATA_HOME");
	char *kept[] = {
		xstrdup(kept_home ? kept_home : ""), xstrdup(kept_data ? kept_data : "")};
	snprintf(home, sizeof home, "%s/home", folder->path);
	setenv("XDG_DATA_HOME", folder->path, 1);
	struct bookmarks *bookmarks = open_read(NULL);
	assert_ok(add(bookmarks, 'a', "A", 1, "甲", ""));
	bookmarks_free(bookmarks);
	assert_file(folder_file(folder, "duidu/bookmarks.tsv"),
		LINE("a", A, "1:0", "甲", ""));

	/* One that is relative is none, and HOME's folders are made. */
	setenv("XDG_DATA_HOME", "data", 1);
	setenv("HOME", home, 1);
	bookmarks = open_read(NULL);
	assert_int_equal(bookmarks_count(bookmarks), 0);
	assert_ok(add(bookmarks, 'b', "A", 2, "乙", ""));
	bookmarks_free(bookmarks);
	assert_file(folder_file(folder, "home/.local/share/duidu/bookmarks.tsv"),
		LINE("b", A, "2:0", "乙", ""));

	/* Without a place they are kept as long as the program runs, and it is said. */
	unsetenv("HOME");
	setenv("XDG_DATA_HOME", "", 1);
	bookmarks = open_read(NULL);
	struct status s = add(bookmarks, 'c', "A", 3, "丙", "");
	assert_int_equal(s.code, STATUS_SYSTEM);
	assert_string_equal(s.message, "bookmarks cannot be saved: HOME is not set");
	assert_int_equal(bookmarks_count(bookmarks), 1);
	assert_int_equal(bookmarks_unsaved(bookmarks), 1);
	bookmarks_free(bookmarks);
	setenv("HOME", kept[0], 1);
	setenv("XDG_DATA_HOME", kept[1], 1);
	free(kept[0]);
	free(kept[1]);
}

static void open__makes_no_folder__for_a_file_that_was_named(void **state)
{
	struct folder *folder = *state;
	struct bookmarks *bookmarks = open_read(folder_file(folder, "none/b.tsv"));
	struct status s = add(bookmarks, 'a', "A", 1, "甲", "");
	assert_int_equal(s.code, STATUS_SYSTEM);
	assert_non_null(strstr(s.message,
		"none/b.tsv: cannot open its folder: No such file or directory"));
	assert_int_equal(bookmarks_unsaved(bookmarks), 1);
	/* It is tried again, and then nothing is left to do. */
	assert_int_equal(mkdir(folder_file(folder, "none"), 0700), 0);
	assert_ok(bookmarks_save(bookmarks));
	assert_int_equal(bookmarks_unsaved(bookmarks), 0);
	assert_ok(bookmarks_save(bookmarks));
	assert_file(folder_file(folder, "none/b.tsv"), LINE("a", A, "1:0", "甲", ""));
	bookmarks_free(bookmarks);
}

#define STRANGE                                                                          \
	"# my bookmarks\n\n2024-02-29T08:00:00Z\tab\t\t\t\t1:2\tx\ty\n"                  \
	"not a bookmark\tat all\t\xFF\n"

static void lines__that_are_no_bookmarks__stay_where_they_are(void **state)
{
	struct folder *folder = *state;
	struct bookmark b;
	file_puts(folder_file(folder, "b.tsv"),
		LINE("a", A, "1:0", "甲", "") STRANGE LINE(
			"b", A, "2:0", "乙", "x") "#end without a line feed");
	struct bookmarks *bookmarks = bookmarks_open(folder->file);
	struct status s = bookmarks_read(bookmarks);
	assert_int_equal(s.code, STATUS_FORMAT);
	assert_int_equal(s.line, 4);
	assert_non_null(
		strstr(s.message, "b.tsv:4: is no bookmark; 2 such lines are kept"));
	assert_int_equal(bookmarks_count(bookmarks), 2);
	bookmarks_get(bookmarks, 1, &b);
	assert_int_equal(b.mark, 'b');
	bookmark_free(&b);
	assert_ok(bookmarks_set_note(bookmarks, 1, "y\tz\nw\\"));
	assert_ok(bookmarks_delete(bookmarks, 0));
	assert_ok(add(bookmarks, 0, "B", 3, "丙", ""));
	assert_file(folder->file,
		STRANGE LINE("b", A, "2:0", "乙",
			"y\\tz\\nw\\\\") "#end without a line feed\n" LINE("", B, "3:0",
			"丙", ""));
	bookmarks_get(bookmarks, 0, &b);
	assert_string_equal(b.note, "y\tz\nw\\");
	bookmark_free(&b);
	bookmarks_free(bookmarks);
}

static void garbage__is_told_of__and_kept(void **state)
{
	struct folder *folder = *state;
	struct rng rng = {3};
	for (int i = 0; i < 40; i++) {
		struct buf garbage = {0}, now = {0};
		for (int j = 0; j < 3000; j++)
			buf_putc(&garbage, (char)rng_below(&rng, 256));
		garbage.v[garbage.n - 1] = '\n';
		file_write(folder_file(folder, "b.tsv"), garbage.v, garbage.n);
		struct bookmarks *bookmarks = bookmarks_open(folder->file);
		struct status s = bookmarks_read(bookmarks);
		assert_int_equal(s.code, STATUS_FORMAT);
		assert_true(s.line > 0);
		assert_ok(add(bookmarks, 'a', "A", 1, "甲", ""));
		assert_ok(bookmarks_delete(bookmarks, bookmarks_count(bookmarks) - 1));
		assert_true(file_read(folder->file, &now));
		assert_int_equal(now.n, garbage.n);
		assert_memory_equal(now.v, garbage.v, now.n);
		bookmarks_free(bookmarks);
		buf_free(&garbage);
		buf_free(&now);
	}
}

static void lines__may_come__from_other_systems(void **state)
{
	struct folder *folder = *state;
	struct bookmark b;
	struct buf file = {0};
	/* A byte order mark, CR LF, a field of a later version, a date alone. */
	buf_puts(&file, "\xEF\xBB\xBF");
	buf_puts(&file, LINE("a", A, "1:0", "甲", "n"));
	file.n--;
	buf_puts(&file, "\r\n2024-03-01\tb\t/docs/A\t\t\t0:0\t乙\tnote\tlater\tmore\r\n");
	file_write(folder_file(folder, "b.tsv"), file.v, file.n);
	struct bookmarks *bookmarks = open_read(folder->file);
	assert_int_equal(bookmarks_count(bookmarks), 2);
	bookmarks_get(bookmarks, 0, &b);
	assert_string_equal(b.note, "n");
	bookmark_free(&b);
	bookmarks_get(bookmarks, 1, &b);
	assert_string_equal(b.note, "note");
	assert_string_equal(b.anchor.words, "乙");
	assert_null(b.anchor.before);
	bookmark_free(&b);
	assert_ok(bookmarks_set_note(bookmarks, 1, "new"));
	assert_ok(bookmarks_delete(bookmarks, 0));
	assert_file(folder->file,
		"\xEF\xBB\xBF"
		"2024-03-01\tb\t/docs/A\t\t\t0:0\t乙\tnew\tlater\tmore\r\n");
	bool done;
	assert_ok(bookmarks_undo(bookmarks, &done));
	assert_true(done);
	assert_file(folder->file,
		"\xEF\xBB\xBF" LINE("a", A, "1:0", "甲",
			"n") "2024-03-01\tb\t/docs/A\t\t\t0:0\t乙\tnew\tlater\tmore\r\n");
	bookmarks_free(bookmarks);
	buf_free(&file);
}

static void line__may_be_long(void **state)
{
	struct folder *folder = *state;
	struct bookmark b;
	char *note = malloc((1 << 20) + 1);
	memset(note, 'n', 1 << 20);
	note[1 << 20] = '\0';
	struct bookmarks *bookmarks = bookmarks_open(folder_file(folder, "b.tsv"));
	assert_ok(add(bookmarks, 'a', "A", 1, "甲", note));
	assert_ok(add(bookmarks, 'b', "A", 2, "乙", ""));
	bookmarks_free(bookmarks);
	bookmarks = open_read(folder->file);
	assert_int_equal(bookmarks_count(bookmarks), 2);
	bookmarks_get(bookmarks, 0, &b);
	assert_string_equal(b.note, note);
	bookmark_free(&b);
	bookmarks_free(bookmarks);
	free(note);
}

static void read__keeps__what_was_there_when_the_file_cannot_be_read(void **state)
{
	struct folder *folder = *state;
	struct bookmarks *bookmarks = bookmarks_open(folder_file(folder, "b.tsv"));
	assert_ok(add(bookmarks, 'a', "A", 1, "甲", ""));
	assert_int_equal(unlink(folder->file), 0);
	assert_int_equal(mkdir(folder->file, 0700), 0);
	struct status s = bookmarks_read(bookmarks);
	assert_non_null(strstr(s.message, "b.tsv: is not a regular file"));
	assert_int_equal(bookmarks_count(bookmarks), 1);
	bookmarks_free(bookmarks);
}

static void link__to_the_file__stays_one(void **state)
{
	struct folder *folder = *state;
	struct stat st;
	file_puts(folder_file(folder, "real.tsv"), LINE("a", A, "1:0", "甲", ""));
	assert_int_equal(symlink("real.tsv", folder_file(folder, "b.tsv")), 0);
	struct bookmarks *bookmarks = open_read(folder->file);
	assert_ok(add(bookmarks, 'b', "A", 2, "乙", ""));
	bookmarks_free(bookmarks);
	assert_int_equal(lstat(folder->file, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_file(folder_file(folder, "real.tsv"),
		LINE("a", A, "1:0", "甲", "") LINE("b", A, "2:0", "乙", ""));
}

enum { PROCESSES = 8, EACH = 200 };

/* Adds its bookmarks, and deletes one in eight of them again if it is odd. */
static void work(const char *path, size_t process)
{
	struct bookmarks *bookmarks = bookmarks_open(path);
	for (size_t i = 0; i < EACH; i++) {
		struct status s = add(bookmarks, 0, "A", process * EACH + i, "字", "");
		if (!status_ok(&s))
			_exit(1);
		if (process % 2 && i % 8 == 0)
			s = bookmarks_delete(bookmarks, bookmarks_count(bookmarks) - 1);
		if (!status_ok(&s))
			_exit(2);
	}
	bookmarks_free(bookmarks);
	_exit(0);
}

static void processes__lose_nothing__of_each_other(void **state)
{
	struct folder *folder = *state;
	pid_t children[PROCESSES];
	bool there[PROCESSES * EACH] = {false};
	folder_file(folder, "b.tsv");
	for (size_t i = 0; i < PROCESSES; i++) {
		children[i] = fork();
		if (children[i] == 0)
			work(folder->file, i);
	}
	for (size_t i = 0; i < PROCESSES; i++) {
		int status;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	struct bookmarks *bookmarks = open_read(folder->file);
	assert_int_equal(bookmarks_count(bookmarks), PROCESSES * EACH * 15 / 16);
	for (size_t i = 0; i < bookmarks_count(bookmarks); i++) {
		struct bookmark b;
		bookmarks_get(bookmarks, i, &b);
		assert_true(b.anchor.block < PROCESSES * EACH);
		assert_false(there[b.anchor.block]);
		there[b.anchor.block] = true;
		bookmark_free(&b);
	}
	for (size_t i = 0; i < PROCESSES; i += 2)
		for (size_t j = 0; j < EACH; j++)
			assert_true(there[i * EACH + j]);
	bookmarks_free(bookmarks);
}

static char *jumbled(struct rng *rng, size_t len)
{
	struct buf text = {0};
	jumble(rng, len ? rng_below(rng, (unsigned)len) : 0, &text);
	char *string = xstrdup(buf_string(&text));
	buf_free(&text);
	return string;
}

static void bookmarks__come_back__whatever_is_in_them(void **state)
{
	struct folder *folder = *state;
	struct rng rng = {5};
	struct bookmark kept[60];
	struct bookmarks *bookmarks = bookmarks_open(folder_file(folder, "b.tsv"));
	enum { KEPT = sizeof kept / sizeof *kept };
	for (size_t i = 0; i < KEPT; i++) {
		char *note = jumbled(&rng, 200);
		kept[i] = bookmark_new((time_t)rng_below(&rng, 2000000000), 0, note);
		kept[i].anchor = (struct anchor){
			.path = jumbled(&rng, 60),
			.fingerprint = xstrdup(PRINT_A),
			.section = jumbled(&rng, 60),
			.block = rng_below(&rng, 100000),
			.byte = rng_below(&rng, 100000),
			.words = jumbled(&rng, 300),
		};
		if (rng_chance(&rng, 80)) {
			kept[i].anchor.before = jumbled(&rng, 60);
			kept[i].anchor.after = jumbled(&rng, 60);
		}
		assert_ok(bookmarks_add(bookmarks, &kept[i]));
		free(note);
	}
	bookmarks_free(bookmarks);
	bookmarks = open_read(folder->file);
	assert_int_equal(bookmarks_count(bookmarks), KEPT);
	for (size_t i = 0; i < KEPT; i++) {
		struct bookmark b;
		bookmarks_get(bookmarks, i, &b);
		assert_string_equal(b.created, kept[i].created);
		assert_string_equal(b.anchor.path, kept[i].anchor.path);
		assert_string_equal(b.anchor.section, kept[i].anchor.section);
		assert_string_equal(b.anchor.words, kept[i].anchor.words);
		assert_int_equal(!b.anchor.before, !kept[i].anchor.before);
		if (b.anchor.before) {
			assert_string_equal(b.anchor.before, kept[i].anchor.before);
			assert_string_equal(b.anchor.after, kept[i].anchor.after);
		}
		assert_int_equal(b.anchor.block, kept[i].anchor.block);
		assert_int_equal(b.anchor.byte, kept[i].anchor.byte);
		assert_string_equal(b.note, kept[i].note);
		bookmark_free(&b);
		bookmark_free(&kept[i]);
	}
	bookmarks_free(bookmarks);
}

int main(void)
{
#define IN_FOLDER(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, folder_set_up, folder_tear_down)
	const struct CMUnitTest tests[] = {
		IN_FOLDER(add__writes__a_line),
		IN_FOLDER(open__uses__the_data_folder),
		IN_FOLDER(open__makes_no_folder__for_a_file_that_was_named),
		IN_FOLDER(lines__that_are_no_bookmarks__stay_where_they_are),
		IN_FOLDER(garbage__is_told_of__and_kept),
		IN_FOLDER(lines__may_come__from_other_systems),
		IN_FOLDER(line__may_be_long),
		IN_FOLDER(read__keeps__what_was_there_when_the_file_cannot_be_read),
		IN_FOLDER(link__to_the_file__stays_one),
		IN_FOLDER(processes__lose_nothing__of_each_other),
		IN_FOLDER(bookmarks__come_back__whatever_is_in_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
