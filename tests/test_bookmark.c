/* SPDX-License-Identifier: MIT */
/* Tests of bookmark: the file and what is in it.  Of disks that fail: test_faults.c; of finding
 * places: test_anchor.c; of printing: test_bookmark_print.c. */
#include "bookmark.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "folder.h"
#include "jumble.h"
#include "pipeline.h"

#define PRINT_A "aaaaaaaaaaaaaaaa-00010002000300040005000600070008"
#define PRINT_B "bbbbbbbbbbbbbbbb-00110012001300140015001600170018"

/* A line as it should be, of document A or B. */
#define LINE(mark, document, place, words, note)                                         \
	"2024-02-29T08:00:00Z\t" mark "\t/docs/" #document "\t" PRINT_##document         \
		"\t一、开头\t" place "\t前文〖" words "〗后文\t" note "\n"

static struct anchor make_anchor(const char *document, size_t block, const char *words)
{
	char path[32];
	snprintf(path, sizeof path, "/docs/%s", document);
	return (struct anchor){
		.path = xstrdup(path),
		.fingerprint = xstrdup(*document == 'A' ? PRINT_A : PRINT_B),
		.section = xstrdup("一、开头"),
		.block = block,
		.words = xstrdup(words),
		.before = xstrdup("前文"),
		.after = xstrdup("后文"),
	};
}

/* 29 February 2024, 8 in the morning. */
enum { MOMENT = 1709193600 };

static struct status add(struct bookmarks *bookmarks, char mark, const char *document,
	size_t block, const char *words, const char *note)
{
	struct bookmark bookmark = bookmark_new(MOMENT, mark, note);
	bookmark.anchor = make_anchor(document, block, words);
	struct status s = bookmarks_add(bookmarks, &bookmark);
	bookmark_free(&bookmark);
	return s;
}

static void assert_ok(struct status s)
{
	assert_string_equal(s.message, "");
	assert_true(status_ok(&s));
}

static struct bookmarks *open_read(const char *path)
{
	struct bookmarks *bookmarks = bookmarks_open(path);
	assert_ok(bookmarks_read(bookmarks));
	return bookmarks;
}

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

static void mark__is_one__to_a_document_or_for_a_capital_to_all(void **state)
{
	struct folder *folder = *state;
	struct bookmarks *bookmarks = bookmarks_open(folder_file(folder, "b.tsv"));
	assert_ok(add(bookmarks, 'a', "A", 1, "甲", ""));
	assert_ok(add(bookmarks, 'a', "B", 2, "乙", ""));
	assert_ok(add(bookmarks, 'Z', "A", 3, "丙", ""));
	assert_ok(add(bookmarks, 'a', "A", 4, "丁", "kept"));
	assert_ok(add(bookmarks, 'Z', "B", 5, "戊", ""));
	assert_ok(add(bookmarks, 'z', "B", 6, "己", ""));
	assert_file(folder->file,
		LINE("a", B, "2:0", "乙", "") LINE("a", A, "4:0", "丁", "kept")
			LINE("Z", B, "5:0", "戊", "") LINE("z", B, "6:0", "己", ""));
	/* What has a note only loses its mark. */
	assert_ok(add(bookmarks, 'a', "A", 7, "庚", ""));
	assert_file(folder->file,
		LINE("a", B, "2:0", "乙", "") LINE("", A, "4:0", "丁", "kept")
			LINE("Z", B, "5:0", "戊", "") LINE("z", B, "6:0", "己", "")
				LINE("a", A, "7:0", "庚", ""));

	struct identity b = {.path = {(char[]){"/elsewhere"}, (char[]){"/elsewhere"}},
		.fingerprint = {{PRINT_B}, {PRINT_B}}};
	assert_int_equal(bookmarks_marked(bookmarks, 'a', &b), 0);
	assert_int_equal(bookmarks_marked(bookmarks, 'z', &b), 3);
	assert_int_equal(bookmarks_marked(bookmarks, 'Z', &b), 2);
	assert_int_equal(bookmarks_marked(bookmarks, 'b', &b), NO_BOOKMARK);
	struct identity other = {.path = {(char[]){"/o"}, (char[]){"/o"}}};
	assert_int_equal(bookmarks_marked(bookmarks, 'a', &other), NO_BOOKMARK);
	assert_int_equal(bookmarks_marked(bookmarks, 'Z', &other), 2);

	bookmark_place_array places = {0};
	bookmarks_of(bookmarks, &b, &places);
	assert_int_equal(places.n, 3);
	assert_int_equal(places.v[1].number, 2);
	assert_int_equal(places.v[1].mark, 'Z');
	assert_int_equal(places.v[1].match, TEXT_SAME);
	assert_false(places.v[1].looked_up);
	bookmarks_of(bookmarks, &other, &places);
	assert_int_equal(places.n, 0);
	array_free(&places);
	bookmarks_free(bookmarks);
}

static void undo__puts_back__where_it_was(void **state)
{
	struct folder *folder = *state;
	bool done;
	struct bookmarks *bookmarks = bookmarks_open(folder_file(folder, "b.tsv"));
	assert_ok(bookmarks_undo(bookmarks, &done));
	assert_false(done);
	for (size_t i = 1; i <= 3; i++)
		assert_ok(add(bookmarks, 0, "A", i, "字", ""));
	assert_ok(bookmarks_delete(bookmarks, 1));
	assert_ok(bookmarks_delete(bookmarks, 0));
	assert_file(folder->file, LINE("", A, "3:0", "字", ""));
	/* Another program deletes what is left, and adds. */
	struct bookmarks *other = open_read(folder->file);
	assert_ok(add(other, 0, "B", 9, "字", ""));
	bookmarks_free(other);
	assert_ok(bookmarks_undo(bookmarks, &done));
	assert_true(done);
	assert_ok(bookmarks_undo(bookmarks, &done));
	assert_true(done);
	assert_file(folder->file,
		LINE("", A, "1:0", "字", "") LINE("", A, "2:0", "字", "")
			LINE("", A, "3:0", "字", "") LINE("", B, "9:0", "字", ""));
	assert_ok(bookmarks_undo(bookmarks, &done));
	assert_false(done);
	bookmarks_free(bookmarks);
}

static void change__is_made__to_what_others_have_left(void **state)
{
	struct folder *folder = *state;
	struct bookmarks *one = bookmarks_open(folder_file(folder, "b.tsv"));
	assert_ok(add(one, 'a', "A", 1, "甲", ""));
	struct bookmarks *other = open_read(folder->file);
	assert_ok(add(other, 'b', "A", 2, "乙", ""));
	assert_ok(bookmarks_set_note(other, 0, "theirs"));
	/* The first does not know that yet. */
	assert_int_equal(bookmarks_count(one), 1);
	assert_ok(bookmarks_set_note(one, 0, "ours"));
	assert_int_equal(bookmarks_count(one), 2);
	assert_file(folder->file,
		LINE("a", A, "1:0", "甲", "ours") LINE("b", A, "2:0", "乙", ""));
	assert_ok(bookmarks_delete(other, 0));
	/* Gone already: there is nothing to change, and nothing else is. */
	assert_ok(bookmarks_set_note(one, 0, "late"));
	assert_file(folder->file, LINE("b", A, "2:0", "乙", ""));
	assert_ok(add(other, 'c', "A", 3, "丙", ""));
	assert_ok(bookmarks_read(one));
	assert_int_equal(bookmarks_count(one), 2);
	bookmarks_free(one);
	bookmarks_free(other);
}

static void changes__wait__while_they_cannot_be_saved(void **state)
{
	struct folder *folder = *state;
	file_puts(folder_file(folder, "b.tsv"),
		LINE("a", A, "1:0", "甲", "") LINE("b", A, "2:0", "乙", ""));
	struct bookmarks *bookmarks = open_read(folder->file);
	/* A folder where the lock should be. */
	assert_int_equal(mkdir(folder_file(folder, "b.tsv.lock"), 0700), 0);
	struct status s = add(bookmarks, 'c', "A", 3, "丙", "");
	assert_non_null(strstr(s.message, "b.tsv: cannot be locked: Is a directory"));
	s = bookmarks_delete(bookmarks, 0);
	assert_false(status_ok(&s));
	s = bookmarks_set_note(bookmarks, 0, "note");
	assert_false(status_ok(&s));
	assert_int_equal(bookmarks_unsaved(bookmarks), 3);
	/* They are there, also when the file is read again. */
	assert_int_equal(bookmarks_count(bookmarks), 2);
	assert_ok(bookmarks_read(bookmarks));
	assert_int_equal(bookmarks_count(bookmarks), 2);
	assert_file(folder_file(folder, "b.tsv"),
		LINE("a", A, "1:0", "甲", "") LINE("b", A, "2:0", "乙", ""));
	assert_int_equal(rmdir(folder_file(folder, "b.tsv.lock")), 0);
	bool done;
	assert_ok(bookmarks_undo(bookmarks, &done));
	assert_int_equal(bookmarks_unsaved(bookmarks), 0);
	assert_file(folder_file(folder, "b.tsv"),
		LINE("a", A, "1:0", "甲", "") LINE("b", A, "2:0", "乙", "note")
			LINE("c", A, "3:0", "丙", ""));
	bookmarks_free(bookmarks);
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

/* A text that has been read. */
struct text {
	struct document document;
	struct identity identity;
	struct finder *finder;
};

static void text_open(struct text *text, const char *bytes)
{
	static const char *const paths[] = {"/none/bees", "/none/bees"};
	*text = (struct text){0};
	pipeline_run(&text->document, &(struct pipeline_options){.side = SIDE_COUNT},
		bytes, strlen(bytes));
	assert_true(identity_make(&text->identity, &text->document, paths, true));
	text->finder = finder_new(&text->document);
}

static void text_close(struct text *text)
{
	finder_free(text->finder);
	identity_free(&text->identity);
	document_free(&text->document);
}

static void look_up__finds_places__a_few_at_a_time(void **state)
{
	struct folder *folder = *state;
	static const size_t bytes[] = {0, sizeof "三月里第一批蜂出巢。" - 1};
	struct text text;
	struct bookmarks *bookmarks = bookmarks_open(folder_file(folder, "b.tsv"));
	text_open(&text,
		"养蜂笔记\n\n三月里第一批蜂出巢。油菜花开了以后，蜂箱一天比一天重。\n");
	for (size_t i = 0; i < 2; i++) {
		struct bookmark b = bookmark_new(MOMENT, (char)('a' + i), "");
		anchor_make(&b.anchor, text.finder, &text.identity, SIDE_ZH, 1, bytes[i]);
		assert_ok(bookmarks_add(bookmarks, &b));
		bookmark_free(&b);
	}
	text_close(&text);

	bookmark_place_array places = {0};
	size_t next = 0;
	text_open(&text, "养蜂笔记\n\n这本子是从阁楼上找到的。\n\n"
			 "三月里第一批蜂出巢。油菜花开了以后，蜂箱一天比一天重。\n");
	bookmarks_of(bookmarks, &text.identity, &places);
	assert_int_equal(places.n, 2);
	/* Before all is loaded nothing is said of a place that is not where it was. */
	assert_false(
		bookmarks_look_up(bookmarks, text.finder, false, 1000, &places, &next));
	assert_int_equal(next, 2);
	assert_false(places.v[0].looked_up);
	next = 0;
	assert_true(bookmarks_look_up(bookmarks, text.finder, true, 0, &places, &next));
	assert_int_equal(next, 1);
	assert_false(bookmarks_look_up(bookmarks, text.finder, true, 0, &places, &next));
	for (size_t i = 0; i < 2; i++) {
		assert_true(places.v[i].looked_up);
		assert_int_equal(places.v[i].mark, 'a' + i);
		assert_int_equal(places.v[i].found.state, ANCHOR_MOVED);
		assert_int_equal(places.v[i].found.block, 2);
		assert_int_equal(places.v[i].found.byte, bytes[i]);
	}
	array_free(&places);
	text_close(&text);
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
		IN_FOLDER(mark__is_one__to_a_document_or_for_a_capital_to_all),
		IN_FOLDER(undo__puts_back__where_it_was),
		IN_FOLDER(change__is_made__to_what_others_have_left),
		IN_FOLDER(changes__wait__while_they_cannot_be_saved),
		IN_FOLDER(read__keeps__what_was_there_when_the_file_cannot_be_read),
		IN_FOLDER(link__to_the_file__stays_one),
		IN_FOLDER(processes__lose_nothing__of_each_other),
		IN_FOLDER(bookmarks__come_back__whatever_is_in_them),
		IN_FOLDER(look_up__finds_places__a_few_at_a_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
