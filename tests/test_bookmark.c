/* SPDX-License-Identifier: MIT */
/* Tests of bookmark: what is done to bookmarks in a session.  Of the file: test_bookmark_file.c; of
 * disks that fail: test_faults.c; of finding places: test_anchor.c; of printing:
 * test_bookmark_print.c. */
#include "bookmark.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bookmarked.h"
#include "folder.h"
#include "known_text.h"

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
		IN_FOLDER(mark__is_one__to_a_document_or_for_a_capital_to_all),
		IN_FOLDER(undo__puts_back__where_it_was),
		IN_FOLDER(change__is_made__to_what_others_have_left),
		IN_FOLDER(changes__wait__while_they_cannot_be_saved),
		IN_FOLDER(look_up__finds_places__a_few_at_a_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
