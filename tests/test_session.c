/* SPDX-License-Identifier: MIT */
/* A reader's two evenings with a text, through the program: it is read, searched and marked,
 * and when it is opened again, its file has been extracted anew at another column width.  The
 * place and all bookmarks are right.
 * The texts are a fixture and, where it is at hand, a real article beside the source. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "folder.h"
#include "pipeline.h"
#include "typesetter.h"

enum { ROWS = 24, COLUMN = 22 }; /* Han a line of the second file takes */

struct session {
	struct folder *folder;
	char text[1024], keys[128];
};

/* What the program prints. */
static char *run(const struct session *session, const char *arguments)
{
	const char *duidu = getenv("DUIDU");
	struct buf command = {0}, out = {0};
	buf_printf(&command,
		"env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 TZ=UTC HOME=%s %s "
		"--no-config --size=80x%d %s %s </dev/null",
		session->folder->path, duidu ? duidu : "src/duidu", ROWS, arguments,
		session->text);
	FILE *pipe = popen(buf_string(&command), "r");
	assert_non_null(pipe);
	for (int byte; (byte = fgetc(pipe)) != EOF;)
		buf_putc(&out, (char)byte);
	assert_int_equal(pclose(pipe), 0);
	buf_free(&command);
	char *text = xstrdup(buf_string(&out));
	buf_free(&out);
	return text;
}

static char *run_keys(struct session *session, const char *keys)
{
	char arguments[160];
	file_puts(session->keys, keys);
	snprintf(arguments, sizeof arguments, "--script=%s", session->keys);
	return run(session, arguments);
}

static int room(const void *ctx, size_t line)
{
	const struct block *block = ctx;
	bool indented = block->kind == BLOCK_PARAGRAPH && line == 0;
	return (COLUMN - (indented ? 2 : 0)) * EM;
}

/* The text as another extractor gives it: the same blocks in lines of another width. */
static void extract_anew(const char *path)
{
	static const struct press press = {.no_runts = true};
	struct pipeline_options options = {.side = SIDE_COUNT};
	struct document document = {0};
	struct buf old = {0}, fresh = {0};
	set_line_array lines = {0};
	assert_true(file_read(path, &old));
	pipeline_run(&document, &options, old.v, old.n);
	size_t blocks = document.side[SIDE_ZH].blocks.n + document.side[SIDE_EN].blocks.n;
	for (size_t id = 0; id < blocks; id++) {
		enum side side;
		size_t index;
		document_find(&document, id, &side, &index);
		const struct block *block = stream_block(&document.side[side], index);
		typeset(&press, block->text, block->len, room, block, &lines);
		for (size_t i = 0; i < lines.n; i++) {
			buf_add(&fresh, block->text + lines.v[i].text.beg,
				span_len(lines.v[i].text));
			buf_putc(&fresh, '\n');
		}
		buf_putc(&fresh, '\n');
	}
	assert_true(fresh.n != old.n || memcmp(fresh.v, old.v, old.n) != 0);
	file_write(path, fresh.v, fresh.n);
	array_free(&lines);
	document_free(&document);
	buf_free(&old);
	buf_free(&fresh);
}

/* Of a screen the Chinese pane, and the cursor: what is left of the divider between the top
 * and the bottom line. */
static char *chinese_pane(const char *screen)
{
	struct buf pane = {0};
	const char *cursor = strstr(screen, "cursor ");
	assert_non_null(cursor);
	buf_add(&pane, cursor, strcspn(cursor, "\n") + 1);
	for (int row = 0; row < ROWS; row++) {
		const char *line = strchr(screen, '\n') + 1;
		size_t len = strcspn(line, "\n");
		const char *divider = memmem(line, len, "│", strlen("│"));
		if (row > 0 && row < ROWS - 1)
			buf_add(&pane, line, divider ? (size_t)(divider - line) : len);
		buf_putc(&pane, '\n');
		screen = line;
	}
	char *text = xstrdup(buf_string(&pane));
	buf_free(&pane);
	return text;
}

/* "moved" and "same" are both right. */
static void forget_states(char *json)
{
	static const char key[] = "\"state\": \"";
	for (char *at = json; (at = strstr(at, key));) {
		at += strlen(key);
		size_t len = strcspn(at, "\"");
		memmove(at, at + len, strlen(at + len) + 1);
	}
}

static size_t count(const char *text, const char *what)
{
	size_t n = 0;
	for (; (text = strstr(text, what)); text += strlen(what))
		n++;
	return n;
}

/* Three searches from a section on, a mark or a bookmark with a note at each. */
static void read_twice(struct folder *folder, const char *path, const char *section,
	const char *const words[3])
{
	struct session session = {.folder = folder};
	struct buf bytes = {0}, keys = {0};
	snprintf(session.text, sizeof session.text, "%s/text.txt", folder->path);
	snprintf(session.keys, sizeof session.keys, "%s/keys", folder->path);
	assert_true(file_read(path, &bytes));
	file_write(session.text, bytes.v, bytes.n);

	buf_printf(&keys, "wait\nkey :\ntype %s\nkey <Enter>\n", section);
	for (int i = 0; i < 3; i++) {
		buf_printf(&keys, "key /\ntype %s\nkey <Enter>\nwait\n", words[i]);
		if (i == 0)
			buf_puts(&keys, "key ma\n");
		buf_printf(&keys, "key a\ntype 批注 %d\nkey <Enter>\n", i);
	}
	buf_puts(&keys, "wait\nshow\n");
	char *left = run_keys(&session, buf_string(&keys));
	char *before = run(&session, "--export-bookmarks=json");
	assert_int_equal(count(before, "\"state\": \"same\""), 3);
	assert_int_equal(count(before, "\"note\": \"批注 "), 3);

	extract_anew(session.text);
	char *back = run_keys(&session, "wait\nshow\n");
	char *pane_left = chinese_pane(left), *pane_back = chinese_pane(back);
	assert_string_equal(pane_left, pane_back);
	char *after = run(&session, "--export-bookmarks=json");
	assert_int_equal(count(after, "\"state\": \"lost\""), 0);
	forget_states(before);
	forget_states(after);
	assert_string_equal(before, after);
	char *list = run_keys(&session, "wait\nkey M\nshow\n");
	assert_int_equal(count(list, "批注"), 3);
	assert_int_equal(count(list, "(lost)"), 0);
	assert_int_equal(count(list, "(moved)"), 0);

	free(left), free(before), free(back), free(pane_left), free(pane_back);
	free(after), free(list);
	buf_free(&bytes);
	buf_free(&keys);
}

/* ---- what is remembered, in small ---- */

static void write_text(struct session *session, struct folder *folder)
{
	struct buf text = {0};
	*session = (struct session){.folder = folder};
	snprintf(session->text, sizeof session->text, "%s/text.txt", folder->path);
	snprintf(session->keys, sizeof session->keys, "%s/keys", folder->path);
	for (int i = 1; i <= 60; i++)
		buf_printf(&text, "第%d段说的是一条河，河上有%d条船。\n\n", i, 3 * i);
	file_write(session->text, text.v, text.n);
	buf_free(&text);
}

/* Whether a screen of the program has the text; the last screen that the keys lead to. */
static void assert_shows(
	struct session *session, const char *keys, const char *text, bool wanted)
{
	char *screen = run_keys(session, keys);
	if ((strstr(screen, text) != NULL) != wanted)
		fail_msg(
			"%s is%s on the screen:\n%s", text, wanted ? " not" : "", screen);
	free(screen);
}

static void place__is_the_one__asked_for_on_the_command_line(void **state)
{
	struct session session;
	write_text(&session, *state);
	assert_shows(&session, "wait\nkey 50g\nshow\n", "第50段", true);
	assert_shows(&session, "show\n", "第50段", true);
	char arguments[160];
	snprintf(arguments, sizeof arguments, "+10 --script=%s", session.keys);
	char *screen = run(&session, arguments);
	assert_non_null(strstr(screen, "第10段"));
	free(screen);
}

static void rename_text(struct session *session)
{
	char was[sizeof session->text];
	strcpy(was, session->text);
	snprintf(session->text, sizeof session->text, "%s/other.txt",
		session->folder->path);
	assert_int_equal(rename(was, session->text), 0);
}

static void place__is_found__when_the_file_has_another_name(void **state)
{
	struct session session;
	write_text(&session, *state);
	assert_shows(&session, "wait\nkey 50g\nshow\n", "第50段", true);
	rename_text(&session);
	assert_shows(&session, "wait\nshow\n", "第50段", true);
}

static void place__is_given_up__for_where_the_reader_has_gone(void **state)
{
	struct session session;
	write_text(&session, *state);
	assert_shows(&session, "wait\nkey 50g\nshow\n", "第50段", true);
	rename_text(&session);
	/* Known by its words alone, which are there a little later. */
	assert_shows(&session, "key )\nwait\nshow\n", "第50段", false);
}

static void panes__come_back__unless_others_are_asked_for(void **state)
{
	struct session session = {.folder = *state};
	const char *top = getenv("srcdir");
	char arguments[160];
	top = top ? top : ".";
	snprintf(session.keys, sizeof session.keys, "%s/keys", session.folder->path);
	snprintf(session.text, sizeof session.text,
		"%s/texts/primer.zh.txt %s/texts/primer.en.txt", top, top);
	assert_shows(&session, "wait\nshow\n", "┬", true);
	assert_shows(&session, "wait\nkey w\nshow\n", "┬", false);
	assert_shows(&session, "wait\nshow\n", " 中文 ─ English ─", true);
	assert_shows(&session, "wait\nkey z\nshow\n", "English", false);
	assert_shows(&session, "wait\nshow\n", "English", false);
	snprintf(arguments, sizeof arguments, "--arrangement=columns --script=%s",
		session.keys);
	char *screen = run(&session, arguments);
	assert_non_null(strstr(screen, "┬"));
	free(screen);
}

static void searches__come_back(void **state)
{
	struct session session;
	write_text(&session, *state);
	assert_shows(&session, "wait\nkey /\ntype 120条船\nkey <Enter>\nwait\nshow\n",
		"第40段", true);
	assert_shows(&session, "wait\nkey /<Up>\nshow\n", "\n/120条船", true);
}

static void recent__opens__another_text(void **state)
{
	struct session session;
	write_text(&session, *state);
	assert_shows(&session, "wait\nkey 50g\nshow\n", "第50段", true);
	char *out = run(&session, "--recent");
	assert_int_equal(strncmp(out, session.text, strlen(session.text)), 0);
	free(out);
	snprintf(session.text, sizeof session.text, "%s/other.txt", session.folder->path);
	file_puts(session.text, "山上的另一篇文章。\n\n只有两段。\n");
	assert_shows(&session, "wait\nshow\n", "山上的", true);
	assert_shows(&session,
		"wait\nkey :\ntype recent\nkey <Enter>j<Enter>\nwait\nshow\n", "第50段",
		true);
}

static void recent__is_where_it_was_left__whatever_is_sought_at_start(void **state)
{
	struct session session;
	char arguments[160];
	write_text(&session, *state);
	assert_shows(&session, "wait\nkey 50g\nshow\n", "第50段", true);
	snprintf(session.text, sizeof session.text, "%s/other.txt", session.folder->path);
	file_puts(session.text, "山上的另一篇文章。\n\n第1段在这里。\n");
	file_puts(session.keys,
		"wait\nkey :\ntype recent\nkey <Enter>j<Enter>\nwait\nshow\n");
	snprintf(arguments, sizeof arguments, "+/第1段 --script=%s", session.keys);
	char *screen = run(&session, arguments);
	assert_non_null(strstr(screen, "第50段"));
	free(screen);
}

static void nothing__is_left_behind__when_that_is_not_wanted(void **state)
{
	struct session session;
	write_text(&session, *state);
	file_puts(session.keys, "wait\nkey 50g\nkey /\ntype 船\nkey <Enter>\nshow\n");
	char arguments[160];
	snprintf(arguments, sizeof arguments, "--no-state --script=%s", session.keys);
	free(run(&session, arguments));
	assert_int_equal(files_in(session.folder->path), 2);
	assert_shows(&session, "wait\nshow\n", "第50段", false);
}

static void session__is_taken_up__where_a_fixture_was_left(void **state)
{
	const char *top = getenv("srcdir");
	char path[512];
	snprintf(path, sizeof path, "%s/tests/fixtures/article.txt", top ? top : ".");
	read_twice(*state, path, "二（二）",
		(const char *const[]){"bxd", "walking paths", "網不是"});
}

static void session__is_taken_up__where_an_article_was_left(void **state)
{
	const char *top = getenv("srcdir");
	char pattern[512];
	glob_t found;
	snprintf(pattern, sizeof pattern, "%s/../shared/articles/*.txt", top ? top : ".");
	if (glob(pattern, 0, NULL, &found) != 0) {
		globfree(&found);
		skip();
	}
	read_twice(*state, found.gl_pathv[0], "二（三）",
		(const char *const[]){"rgzn", "AI safety", "網絡空間"});
	globfree(&found);
}

int main(void)
{
#define IN_FOLDER(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, folder_set_up, folder_tear_down)
	const struct CMUnitTest tests[] = {
		IN_FOLDER(session__is_taken_up__where_a_fixture_was_left),
		IN_FOLDER(session__is_taken_up__where_an_article_was_left),
		IN_FOLDER(place__is_the_one__asked_for_on_the_command_line),
		IN_FOLDER(place__is_found__when_the_file_has_another_name),
		IN_FOLDER(place__is_given_up__for_where_the_reader_has_gone),
		IN_FOLDER(panes__come_back__unless_others_are_asked_for),
		IN_FOLDER(searches__come_back),
		IN_FOLDER(recent__opens__another_text),
		IN_FOLDER(recent__is_where_it_was_left__whatever_is_sought_at_start),
		IN_FOLDER(nothing__is_left_behind__when_that_is_not_wanted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
