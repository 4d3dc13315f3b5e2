/* SPDX-License-Identifier: MIT */
/* Tests of notes, of where texts were left, of searches and of links by hand when the system
 * fails: as those of saving in test_faults.c, through what readers of them do.  The old or the new
 * is there, whole. */
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
#include "link_file.h"
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

/* ---- failing and killed ---------------------------------------------------------------------------- */

/* Something that is saved: the first call makes its file, the second changes it, and what is
 * there afterwards is one or the other. */
struct saved {
	struct status (*save)(struct folder *folder, int which);
	int (*which)(struct folder *folder); /* 1 or 2; fails when it is neither */
};

static void check_killed(struct folder *folder, const struct saved *saved)
{
	int status = -1;
	for (long at = 0; status != 0; at++) {
		struct status s = saved->save(folder, 1);
		assert_true(status_ok(&s));
		assert_int_equal(saved->which(folder), 1);
		pid_t child = fork();
		if (child == 0) {
			begin(FAULT_KILL, 0, NULL, at);
			s = saved->save(folder, 2);
			_exit(!status_ok(&s));
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(status == 0 || WIFSIGNALED(status));
		saved->which(folder); /* whole, whichever it is */
	}
	assert_int_equal(saved->which(folder), 2);
}

/* A failure that leaves the first is told. */
static void check_failing(struct folder *folder, const struct saved *saved)
{
	enum { TRIED = 2 }; /* of the errors; a save makes no difference between them */
	for (size_t i = 0; i < TRIED; i++) {
		for (long at = 0;; at++) {
			struct status s = saved->save(folder, 1);
			assert_true(status_ok(&s));
			begin(FAULT_ERROR, errors[i], NULL, at);
			s = saved->save(folder, 2);
			if (!end())
				break;
			if (saved->which(folder) == 1)
				assert_non_null(strstr(s.message, strerror(errors[i])));
		}
	}
}

static struct status save_place(struct folder *folder, int which)
{
	(void)folder;
	return leave((size_t)which);
}

static int which_place(struct folder *folder)
{
	return (int)left_at(folder_file(folder, "duidu/positions.tsv"));
}

static void place__at_any_call__is_the_old_or_the_new(void **state)
{
	static const struct saved saved = {save_place, which_place};
	char *kept = enter_state_folder(*state);
	check_killed(*state, &saved);
	check_failing(*state, &saved);
	leave_state_folder(kept);
}

/* Searches of 河水, to which 木轮 comes and goes. */
static struct status save_search(struct folder *folder, int which)
{
	struct identity identity = {.path = {xstrdup("/docs/A"), xstrdup("/docs/A")}};
	state_search_array searches = {0};
	struct state *state = state_open(true);
	if (which == 1)
		unlink(folder_file(folder, "duidu/searches.tsv"));
	array_push(&searches, (char *)(uintptr_t) "河水");
	if (which == 2)
		array_push(&searches, (char *)(uintptr_t) "木轮");
	struct status s = state_search(state, &identity, 0, &searches);
	array_free(&searches);
	state_free(state);
	identity_free(&identity);
	return s;
}

static int which_search(struct folder *folder)
{
	struct buf bytes = {0};
	assert_true(file_read(folder_file(folder, "duidu/searches.tsv"), &bytes));
	const char *first = strstr(buf_string(&bytes), "\t河水\n");
	int which = strstr(bytes.v, "\t木轮\n") ? 2 : 1;
	assert_non_null(first);
	assert_int_equal(bytes.v[bytes.n - 1], '\n');
	buf_free(&bytes);
	return which;
}

static void search__at_any_call__is_kept_or_comes_whole(void **state)
{
	static const struct saved saved = {save_search, which_search};
	char *kept = enter_state_folder(*state);
	check_killed(*state, &saved);
	check_failing(*state, &saved);
	leave_state_folder(kept);
}

static void add_block(struct document *document, enum side side, const char *text)
{
	struct block block = {.text = text, .len = strlen(text), .kind = BLOCK_PARAGRAPH};
	document_add(document, side, &block);
}

/* The link of a sentence to one, or to two; beside a line that is somebody else's. */
static struct status save_links(struct folder *folder, int which)
{
	static const char *const paths[SIDE_COUNT] = {"/docs/zh", "/docs/en"};
	struct document document = {.two_sources = true};
	struct sentence_ref zh = {0, 0}, en[] = {{0, 0}, {0, 1}};
	struct link link = {.zh = &zh,
		.en = en,
		.zh_count = 1,
		.en_count = (uint32_t)which,
		.kind = LINK_TRANSLATION,
		.status = LINK_MANUAL};
	struct link_file file;
	if (which == 1)
		file_puts(folder_file(folder, "links.tsv"), "# somebody's\n");
	add_block(&document, SIDE_ZH, "河水很慢，绕过村子。");
	add_block(&document, SIDE_EN, "The river is slow. It winds round the village.");
	link_file_choose(&file, folder_file(folder, "links.tsv"), "-", false);
	struct status s = link_file_read(&file, &document, paths);
	document.links.n = 0;
	document_link(&document, &link);
	if (status_ok(&s))
		s = link_file_write(&file, &document, paths);
	link_file_free(&file);
	document_free(&document);
	return s;
}

static int which_links(struct folder *folder)
{
	struct buf bytes = {0};
	assert_true(file_read(folder_file(folder, "links.tsv"), &bytes));
	bool one = strstr(buf_string(&bytes), "\t1:1\t") != NULL;
	bool two = strstr(bytes.v, "\t1:2\t") != NULL;
	assert_true(one != two);
	assert_memory_equal(bytes.v, "# somebody's\n", strlen("# somebody's\n"));
	assert_int_equal(bytes.v[bytes.n - 1], '\n');
	buf_free(&bytes);
	return two ? 2 : 1;
}

static void links__at_any_call__are_the_old_or_the_new(void **state)
{
	static const struct saved saved = {save_links, which_links};
	check_killed(*state, &saved);
	check_failing(*state, &saved);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_FOLDER(error__at_any_call__loses_no_note_and_is_told),
		IN_FOLDER(place__at_any_call__is_the_old_or_the_new),
		IN_FOLDER(search__at_any_call__is_kept_or_comes_whole),
		IN_FOLDER(links__at_any_call__are_the_old_or_the_new),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
