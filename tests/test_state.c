/* SPDX-License-Identifier: MIT */
/* Tests of state: where documents were left, which were read last, what was searched. */
#include "state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "folder.h"
#include "pipeline.h"

enum { MOMENT = 1709193600 }; /* 2024-02-29T08:00:00Z */

/* A state folder of its own. */
struct place {
	struct folder *folder;
	char *kept; /* XDG_STATE_HOME as it was */
};

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof *place);
	const char *kept = getenv("XDG_STATE_HOME");
	void *folder = NULL;
	if (folder_set_up(&folder))
		return -1;
	place->folder = folder;
	place->kept = kept ? xstrdup(kept) : NULL;
	*state = place;
	return setenv("XDG_STATE_HOME", place->folder->path, 1);
}

static int tear_down(void **state)
{
	struct place *place = *state;
	void *folder = place->folder;
	if (place->kept)
		setenv("XDG_STATE_HOME", place->kept, 1);
	else
		unsetenv("XDG_STATE_HOME");
	free(place->kept);
	free(place);
	return folder_tear_down(&folder);
}

/* A document known by its path and made-up words. */
static struct identity identity_of(const char *path, unsigned words)
{
	struct identity identity = {.path = {xstrdup(path), xstrdup(path)}};
	unsigned two = words * 0x10001; /* groups */
	for (enum side side = 0; side < SIDE_COUNT; side++)
		snprintf(identity.fingerprint[side].text,
			sizeof identity.fingerprint[side].text, "%016x-%08x%08x%08x%08x",
			words, two, two, two, two);
	return identity;
}

static void assert_ok(struct status s)
{
	assert_string_equal(s.message, "");
	assert_true(status_ok(&s));
}

static struct status leave(struct state *state, const char *path, unsigned words,
	size_t block, time_t seconds)
{
	struct identity identity = identity_of(path, words);
	struct state_position position = {
		.anchor = {.path = identity.path[SIDE_ZH],
			.fingerprint = identity.fingerprint[SIDE_ZH].text,
			.section = (char[]){""},
			.block = block,
			.byte = 1,
			.words = (char[]){"字"},
			.before = (char[]){"前"},
			.after = (char[]){"后"}},
		.other = (char[]){""},
		.panes = (char[]){"columns"},
		.title = (char[]){"A\ttitle"},
	};
	struct status s = state_leave(state, &identity, MOMENT + seconds, &position);
	identity_free(&identity);
	return s;
}

/* The block a document was left at, -1 when that is not known. */
static long left_at(struct state *state, const char *path, unsigned words)
{
	struct state_position position;
	struct identity identity = identity_of(path, words);
	long block = -1;
	if (state_position(state, &identity, &position)) {
		block = (long)position.anchor.block;
		state_position_free(&position);
	}
	identity_free(&identity);
	return block;
}

static void position__comes_back__for_its_document(void **state)
{
	struct place *place = *state;
	struct state *s = state_open(true);
	struct state_position position;
	assert_int_equal(left_at(s, "/a", 1), -1);
	assert_ok(leave(s, "/a", 1, 5, 0));
	assert_ok(leave(s, "/b", 2, 6, 1));
	state_free(s);
	assert_file(folder_file(place->folder, "duidu/positions.tsv"),
		"2024-02-29T08:00:00Z\t/"
		"a\t0000000000000001-00010001000100010001000100010001\t"
		"\t5:1\t前〖字〗后\t\tcolumns\tA\\ttitle\n"
		"2024-02-29T08:00:01Z\t/"
		"b\t0000000000000002-00020002000200020002000200020002\t"
		"\t6:1\t前〖字〗后\t\tcolumns\tA\\ttitle\n");
	s = state_open(true);
	struct identity identity = identity_of("/a", 1);
	assert_true(state_position(s, &identity, &position));
	assert_string_equal(position.time, "2024-02-29T08:00:00Z");
	assert_string_equal(position.anchor.path, "/a");
	assert_int_equal(position.anchor.block, 5);
	assert_int_equal(position.anchor.byte, 1);
	assert_string_equal(position.anchor.words, "字");
	assert_string_equal(position.anchor.before, "前");
	assert_string_equal(position.other, "");
	assert_string_equal(position.panes, "columns");
	assert_string_equal(position.title, "A\ttitle");
	state_position_free(&position);
	identity_free(&identity);
	/* Moved; and another one in the old place. */
	assert_int_equal(left_at(s, "/moved", 2), 6);
	assert_int_equal(left_at(s, "/b", 3), -1);
	state_free(s);
}

static void position__is_one__to_a_document(void **state)
{
	(void)state;
	struct state *s = state_open(true);
	state_position_array recent = {0};
	assert_ok(leave(s, "/a", 1, 5, 0));
	assert_ok(leave(s, "/b", 2, 6, 1));
	assert_ok(leave(s, "/moved", 1, 7, 2));
	assert_int_equal(left_at(s, "/a", 1), 7);
	state_recent(s, &recent);
	assert_int_equal(recent.n, 2);
	assert_string_equal(recent.v[0].anchor.path, "/moved");
	assert_string_equal(recent.v[1].anchor.path, "/b");
	for (size_t i = 0; i < recent.n; i++)
		state_position_free(&recent.v[i]);
	array_free(&recent);
	state_free(s);
}

static void recent__leaves_out__standard_input(void **state)
{
	(void)state;
	struct state *s = state_open(true);
	state_position_array recent = {0};
	assert_ok(leave(s, "-", 1, 5, 0));
	assert_int_equal(left_at(s, "-", 1), 5);
	state_recent(s, &recent);
	assert_int_equal(recent.n, 0);
	array_free(&recent);
	state_free(s);
}

static void positions__are_bounded(void **state)
{
	struct place *place = *state;
	struct buf file = {0}, now = {0};
	buf_puts(&file, "# kept\n");
	for (unsigned i = 0; i < 1000; i++)
		buf_printf(&file, "2024-01-01T00:00:00Z\t/old/%u\t\t\t%u:0\tw\t\tp\tt\n",
			i, i);
	mkdir(folder_file(place->folder, "duidu"), 0700);
	file_write(folder_file(place->folder, "duidu/positions.tsv"), file.v, file.n);
	struct state *s = state_open(true);
	assert_ok(leave(s, "/new", 5, 9, 0));
	assert_true(file_read(place->folder->file, &now));
	size_t lines = 0;
	for (size_t i = 0; i < now.n; i++)
		lines += now.v[i] == '\n';
	assert_int_equal(lines, 1001);
	assert_memory_equal(now.v, "# kept\n", 7);
	assert_int_equal(left_at(s, "/old/0", 7), -1);
	assert_int_equal(left_at(s, "/old/1", 7), 1);
	assert_int_equal(left_at(s, "/new", 5), 9);
	/* One that is there already takes nobody's place. */
	assert_ok(leave(s, "/old/1", 7, 8, 0));
	assert_int_equal(left_at(s, "/old/2", 8), 2);
	state_free(s);
	buf_free(&file);
	buf_free(&now);
}

static void assert_searches(
	struct state *state, const char *path, unsigned words, const char *expected)
{
	struct identity identity = identity_of(path, words);
	state_search_array searches = {0};
	struct buf all = {0};
	state_searches(state, &identity, &searches);
	for (size_t i = 0; i < searches.n; i++) {
		buf_printf(&all, "%s|", searches.v[i]);
		free(searches.v[i]);
	}
	assert_string_equal(buf_string(&all), expected);
	array_free(&searches);
	identity_free(&identity);
	buf_free(&all);
}

static struct status search(
	struct state *state, const char *path, unsigned words, const char *text)
{
	struct identity identity = identity_of(path, words);
	state_search_array searches = {0};
	array_push(&searches, xstrdup(text));
	struct status s = state_search(state, &identity, MOMENT, &searches);
	free(searches.v[0]);
	array_free(&searches);
	identity_free(&identity);
	return s;
}

static void searches__come_back__those_of_the_document_last(void **state)
{
	struct place *place = *state;
	struct state *s = state_open(true);
	assert_searches(s, "/a", 1, "");
	assert_ok(search(s, "/a", 1, "网络"));
	assert_ok(search(s, "/a", 1, "tab\there\\"));
	assert_ok(search(s, "/b", 2, "河流"));
	assert_ok(search(s, "/b", 2, "网络"));
	assert_ok(search(s, "/a", 1, "网络"));
	assert_searches(s, "/a", 1, "河流|tab\there\\|网络|");
	assert_searches(s, "/b", 2, "tab\there\\|河流|网络|");
	assert_searches(s, "/c", 3, "tab\there\\|河流|网络|");
	state_free(s);
	assert_file(folder_file(place->folder, "duidu/searches.tsv"),
		"2024-02-29T08:00:00Z\t/"
		"a\t0000000000000001-00010001000100010001000100010001\t"
		"tab\\there\\\\\n"
		"2024-02-29T08:00:00Z\t/"
		"b\t0000000000000002-00020002000200020002000200020002\t"
		"河流\n"
		"2024-02-29T08:00:00Z\t/"
		"b\t0000000000000002-00020002000200020002000200020002\t"
		"网络\n"
		"2024-02-29T08:00:00Z\t/"
		"a\t0000000000000001-00010001000100010001000100010001\t"
		"网络\n");
}

static void state__is_not_touched__when_it_is_not_wanted(void **state)
{
	struct place *place = *state;
	struct state *s = state_open(true);
	assert_ok(leave(s, "/a", 1, 5, 0));
	assert_ok(search(s, "/a", 1, "x"));
	state_free(s);
	s = state_open(false);
	state_position_array recent = {0};
	assert_ok(leave(s, "/b", 2, 6, 0));
	assert_ok(search(s, "/a", 1, "y"));
	assert_int_equal(left_at(s, "/a", 1), -1);
	assert_searches(s, "/a", 1, "");
	state_recent(s, &recent);
	assert_int_equal(recent.n, 0);
	state_free(s);
	s = state_open(true);
	assert_int_equal(left_at(s, "/b", 2), -1);
	assert_searches(s, "/a", 1, "x|");
	state_free(s);

	char fresh[160];
	strcpy(fresh, folder_file(place->folder, "fresh"));
	setenv("XDG_STATE_HOME", fresh, 1);
	s = state_open(false);
	assert_ok(leave(s, "/b", 2, 6, 0));
	state_free(s);
	assert_int_equal(access(fresh, F_OK), -1);
}

static void state__survives__garbage(void **state)
{
	struct place *place = *state;
	struct state *s = state_open(true);
	mkdir(folder_file(place->folder, "duidu"), 0700);
	file_puts(folder_file(place->folder, "duidu/positions.tsv"),
		"\x01\xFF\ta\tb\tc\td\te\tf\tg\th\ti\n\n2024\t/a\t\t\tx\tw\t\tp\tt\nno "
		"line feed");
	assert_int_equal(left_at(s, "/a", 1), -1);
	assert_ok(leave(s, "/b", 2, 6, 0));
	assert_int_equal(left_at(s, "/b", 2), 6);
	struct buf now = {0};
	assert_true(file_read(place->folder->file, &now));
	assert_non_null(strstr(buf_string(&now), "\nno line feed\n2024-02-29"));
	buf_free(&now);
	state_free(s);
}

static void state__says__that_it_cannot_be_saved(void **state)
{
	struct place *place = *state;
	struct state *s = state_open(true);
	file_puts(folder_file(place->folder, "duidu"), "no folder");
	struct status status = leave(s, "/a", 1, 5, 0);
	assert_int_equal(status.code, STATUS_SYSTEM);
	assert_non_null(strstr(status.message,
		"duidu/positions.tsv: cannot open its folder: Not a directory"));
	assert_int_equal(left_at(s, "/a", 1), -1);
	state_free(s);
}

static void state__says__that_there_is_no_home(void **state)
{
	struct place *place = *state;
	char *home = xstrdup(getenv("HOME"));
	unsetenv("HOME");
	unsetenv("XDG_STATE_HOME");
	struct state *s = state_open(true);
	struct status status = leave(s, "/a", 1, 5, 0);
	assert_int_equal(status.code, STATUS_SYSTEM);
	assert_string_equal(
		status.message, "the place cannot be remembered: HOME is not set");
	assert_int_equal(left_at(s, "/a", 1), -1);
	state_free(s);
	setenv("HOME", home, 1);
	setenv("XDG_STATE_HOME", place->folder->path, 1);
	free(home);
}

/* Where somebody read what is nobody else's business. */
static void state__is_for__its_owner_only(void **state)
{
	struct place *place = *state;
	struct state *s = state_open(true);
	struct stat st;
	assert_ok(leave(s, "/a", 1, 5, 0));
	assert_ok(search(s, "/a", 1, "河"));
	assert_int_equal(stat(folder_file(place->folder, "duidu"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(stat(folder_file(place->folder, "duidu/positions.tsv"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(stat(folder_file(place->folder, "duidu/searches.tsv"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	state_free(s);
}

static void state__keeps__a_line_of_a_megabyte(void **state)
{
	struct place *place = *state;
	struct state *s = state_open(true);
	struct buf before = {0}, after = {0};
	assert_ok(leave(s, "/a", 1, 5, 0));
	assert_true(
		file_read(folder_file(place->folder, "duidu/positions.tsv"), &before));
	for (int i = 0; i < 1 << 20; i++)
		buf_putc(&before, i % 64 ? 'x' : '\t');
	buf_putc(&before, '\n');
	file_write(place->folder->file, before.v, before.n);
	assert_int_equal(left_at(s, "/a", 1), 5);
	assert_ok(leave(s, "/b", 2, 6, 1));
	assert_true(file_read(folder_file(place->folder, "duidu/positions.tsv"), &after));
	assert_true(after.n > before.n);
	assert_memory_equal(after.v, before.v, before.n);
	assert_int_equal(left_at(s, "/b", 2), 6);
	state_free(s);
	buf_free(&before);
	buf_free(&after);
}

static void state__follows__a_link_which_stays(void **state)
{
	struct place *place = *state;
	struct state *s = state_open(true);
	struct stat st;
	assert_int_equal(mkdir(folder_file(place->folder, "duidu"), 0700), 0);
	assert_int_equal(
		symlink("../kept", folder_file(place->folder, "duidu/positions.tsv")), 0);
	assert_ok(leave(s, "/a", 1, 5, 0));
	assert_int_equal(lstat(place->folder->file, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(lstat(folder_file(place->folder, "kept"), &st), 0);
	assert_true(S_ISREG(st.st_mode));
	assert_int_equal(left_at(s, "/a", 1), 5);
	state_free(s);
}

static void processes__lose_nothing__of_each_other(void **state)
{
	(void)state;
	enum { PROCESSES = 4, TEXTS = 25 };
	struct state *s = state_open(true);
	for (unsigned process = 0; process < PROCESSES; process++) {
		if (fork() > 0)
			continue;
		bool ok = true;
		for (unsigned i = 0; i < TEXTS; i++) {
			char path[32];
			unsigned words = 1 + process * TEXTS + i;
			snprintf(path, sizeof path, "/%u", words);
			struct status left = leave(s, path, words, words, 0);
			struct status searched = search(s, path, words, path);
			ok = ok && status_ok(&left) && status_ok(&searched);
		}
		state_free(s);
		_exit(!ok);
	}
	for (int status, i = 0; i < PROCESSES; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	state_search_array searches = {0};
	struct identity nobody = identity_of("/none", 9999);
	state_searches(s, &nobody, &searches);
	assert_int_equal(searches.n, PROCESSES * TEXTS);
	for (unsigned words = 1; words <= PROCESSES * TEXTS; words++) {
		char path[32];
		snprintf(path, sizeof path, "/%u", words);
		assert_int_equal(left_at(s, path, words), words);
		free(searches.v[words - 1]);
	}
	array_free(&searches);
	identity_free(&nobody);
	state_free(s);
}

/* As the whole of it is used: left, extracted anew, and opened again. */
static void place__is_found__in_the_text_extracted_anew(void **state)
{
	(void)state;
	static const char before[] = "河边的磨坊\n\n磨坊有一百年了。水车还在转。\n\n今年"
				     "的麦子不多，磨坊只开半天。\n";
	static const char after[] = "河边的磨坊\n\n磨坊有一百年了，水车还在转。\n\n这一段"
				    "是后来加的，说的是别的事。\n\n"
				    "今年的麦子不多，磨坊只开半天。\n";
	const char *const paths[] = {"/none/mill", "/none/mill"};
	struct document document = {0};
	struct identity identity;
	struct state *s = state_open(true);
	pipeline_run(&document, &(struct pipeline_options){.side = SIDE_COUNT}, before,
		strlen(before));
	assert_true(identity_make(&identity, &document, paths, true));
	struct finder *finder = finder_new(&document);
	struct state_position position = {
		.other = xstrdup(""), .panes = xstrdup(""), .title = xstrdup("")};
	anchor_make(&position.anchor, finder, &identity, SIDE_ZH, 2, 0);
	assert_ok(state_leave(s, &identity, MOMENT, &position));
	state_position_free(&position);
	finder_free(finder);
	identity_free(&identity);
	document_free(&document);

	pipeline_run(&document, &(struct pipeline_options){.side = SIDE_COUNT}, after,
		strlen(after));
	assert_true(identity_make(&identity, &document, paths, true));
	finder = finder_new(&document);
	assert_true(state_position(s, &identity, &position));
	enum side side;
	enum text_match match = identity_side(
		&identity, position.anchor.path, position.anchor.fingerprint, &side);
	struct anchor_found found =
		anchor_find(finder, &position.anchor, side, match, true);
	assert_int_equal(found.state, ANCHOR_MOVED);
	assert_int_equal(found.block, 3);
	assert_int_equal(found.byte, 0);
	state_position_free(&position);
	finder_free(finder);
	identity_free(&identity);
	document_free(&document);
	state_free(s);
}

int main(void)
{
#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_PLACE(position__comes_back__for_its_document),
		IN_PLACE(position__is_one__to_a_document),
		IN_PLACE(recent__leaves_out__standard_input),
		IN_PLACE(positions__are_bounded),
		IN_PLACE(searches__come_back__those_of_the_document_last),
		IN_PLACE(state__is_not_touched__when_it_is_not_wanted),
		IN_PLACE(state__survives__garbage),
		IN_PLACE(state__says__that_it_cannot_be_saved),
		IN_PLACE(state__says__that_there_is_no_home),
		IN_PLACE(state__is_for__its_owner_only),
		IN_PLACE(state__keeps__a_line_of_a_megabyte),
		IN_PLACE(state__follows__a_link_which_stays),
		IN_PLACE(processes__lose_nothing__of_each_other),
		IN_PLACE(place__is_found__in_the_text_extracted_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
