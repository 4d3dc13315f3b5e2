/* SPDX-License-Identifier: MIT */
/* dictionary: lines of CC-CEDICT in both versions, headwords in both scripts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dictionary.h"
#include "folder.h"

static const char lines[] =
	"# CC-CEDICT\n"
	"#! version=1\n"
	"燈 灯 [deng1] /lamp/light; lantern (old)/CL:盞|盏[zhan3]/\r\n"
	"路燈 路灯 [lu4 deng1] /street lamp/\n"
	"路燈桿 路灯杆 [[lu4deng1 gan1]] /lamp post/\n"
	"行 行 [hang2] /row/line/\n"
	"行 行 [xing2] /to walk/\n"
	"not an entry\n"
	"半 半\n"
	"無 无 [wu2] //\n"
	"AA制 AA制 [A A zhi4] /to split the bill/\n"
	"末 末 [mo4] /end/";

static struct dictionary *open_text(struct folder *folder, const char *text)
{
	struct dictionary *dictionary;
	bool more = true;
	file_puts(folder_file(folder, "words.u8"), text);
	struct status s = dictionary_open(&dictionary, folder->file);
	assert_true(status_ok(&s));
	while (more) {
		s = dictionary_step(dictionary, &more);
		assert_true(status_ok(&s));
	}
	assert_true(dictionary_progress(dictionary) == 1);
	return dictionary;
}

/* The glosses of all entries of a word, "/" behind each, "|" behind each entry. */
static void assert_glosses(
	const struct dictionary *dictionary, const char *word, const char *expected)
{
	struct dictionary_entry entry;
	struct buf found = {0};
	struct span gloss;
	for (size_t cursor = 0;
		dictionary_next(dictionary, word, strlen(word), &cursor, &entry);) {
		for (size_t at = entry.senses.beg;
			dictionary_gloss(&entry, &at, &gloss);) {
			buf_add(&found, entry.text + gloss.beg, span_len(gloss));
			buf_putc(&found, '/');
		}
		buf_putc(&found, '|');
	}
	assert_string_equal(buf_string(&found), expected);
	buf_free(&found);
}

static void dictionary__finds__headwords_of_both_scripts(void **state)
{
	struct dictionary *d = open_text(*state, lines);
	assert_int_equal(dictionary_count(d), 7);
	assert_glosses(d, "灯", "lamp/light/ lantern (old)/CL:盞|盏[zhan3]/|");
	assert_glosses(d, "燈", "lamp/light/ lantern (old)/CL:盞|盏[zhan3]/|");
	assert_glosses(d, "路灯杆", "lamp post/|");
	assert_glosses(d, "行", "row/line/|to walk/|");
	assert_glosses(d, "末", "end/|");
	assert_glosses(d, "半", "");
	assert_glosses(d, "無", "");
	assert_glosses(d, "", "");
	dictionary_free(d);
}

static void dictionary__reads__fields_of_both_versions(void **state)
{
	static const struct {
		const char *word, *reading;
	} cases[] = {{"路灯", "lu4 deng1"}, {"路灯杆", "lu4deng1 gan1"}};
	struct dictionary *d = open_text(*state, lines);
	for (size_t i = 0; i < 2; i++) {
		struct dictionary_entry entry;
		size_t cursor = 0, len = strlen(cases[i].word);
		assert_true(dictionary_next(d, cases[i].word, len, &cursor, &entry));
		assert_int_equal(span_len(entry.reading), strlen(cases[i].reading));
		assert_memory_equal(entry.text + entry.reading.beg, cases[i].reading,
			span_len(entry.reading));
		assert_memory_equal(
			entry.text + entry.simplified.beg, cases[i].word, len);
		assert_int_equal(span_len(entry.traditional), len);
	}
	dictionary_free(d);
}

static void dictionary_longest__takes__what_is_there(void **state)
{
	static const struct {
		const char *text;
		size_t bytes;
	} cases[] = {{"路灯亮了", 6}, {"路燈桿上", 9}, {"路", 0}, {"灯火", 3}, {"", 0},
		{"亮", 0}, {"AA制的", 5}, {"路\xE7", 0}};
	struct dictionary *d = open_text(*state, lines);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
			dictionary_longest(d, cases[i].text, strlen(cases[i].text)),
			cases[i].bytes);
	dictionary_free(d);
}

/* Many more than its table has room for at first, through a pipe of unknown size. */
static void dictionary__grows__and_loses_nothing(void **state)
{
	struct buf text = {0};
	char word[16], gloss[32];
	enum { COUNT = 20000 };
	for (unsigned i = 0; i < COUNT; i++)
		buf_printf(&text, "\xE4%c%c\xE5%c%c \xE4%c%c\xE5%c%c [x] /g%u/\n",
			0xB8 + i % 8, 0x80 + i / 8 % 64, 0x80 + i / 512 % 64, 0x80,
			0xB8 + i % 8, 0x80 + i / 8 % 64, 0x80 + i / 512 % 64, 0x80, i);
	buf_puts(&text, "乙 乙 [yi3] /one more/\n乙 乙 [yi3] /and another/\n");
	struct dictionary *d = open_text(*state, buf_string(&text));
	assert_int_equal(dictionary_count(d), COUNT + 2);
	for (unsigned i = 0; i < COUNT; i += 7) {
		snprintf(word, sizeof word, "\xE4%c%c\xE5%c%c", 0xB8 + i % 8,
			0x80 + i / 8 % 64, 0x80 + i / 512 % 64, 0x80);
		snprintf(gloss, sizeof gloss, "g%u/|", i);
		struct dictionary_entry entry;
		size_t cursor = 0;
		bool found = false;
		while (dictionary_next(d, word, strlen(word), &cursor, &entry))
			found = found || memcmp(entry.text + entry.senses.beg, gloss,
						 span_len(entry.senses)) == 0;
		assert_true(found);
	}
	assert_glosses(d, "乙", "one more/|and another/|");
	dictionary_free(d);
	buf_free(&text);
}

static void dictionary__refuses__what_is_none(void **state)
{
	struct folder *folder = *state;
	struct dictionary *d;
	bool more = true;
	struct status s = dictionary_open(&d, folder_file(folder, "nowhere"));
	assert_int_equal(s.code, STATUS_SYSTEM);
	assert_non_null(strstr(s.message, "nowhere"));
	assert_null(d);
	s = dictionary_open(&d, folder->path);
	assert_int_equal(s.code, STATUS_SYSTEM);
	file_puts(folder_file(folder, "prose"), "A text that is no dictionary.\n");
	s = dictionary_open(&d, folder->file);
	assert_true(status_ok(&s));
	while (more)
		s = dictionary_step(d, &more);
	assert_int_equal(s.code, STATUS_FORMAT);
	dictionary_free(d);
	dictionary_free(NULL);
}

/* What never ends is not read for ever. */
static void dictionary__stops__at_what_is_too_large(void **state)
{
	struct dictionary *dictionary;
	bool more = true;
	const char *path = folder_file(*state, "large.u8");
	file_puts(path, lines);
	assert_int_equal(truncate(path, (off_t)1 << 40), 0);
	struct status s = dictionary_open(&dictionary, path);
	assert_non_null(strstr(s.message, "not read on"));
	assert_null(dictionary);
	s = dictionary_open(&dictionary, "/dev/zero");
	assert_true(status_ok(&s));
	while (more && status_ok(&s))
		s = dictionary_step(dictionary, &more);
	assert_non_null(strstr(s.message, "/dev/zero: more than"));
	assert_false(more);
	dictionary_free(dictionary);
}

static void dictionary_find__looks__through_the_data_folders(void **state)
{
	struct folder *folder = *state;
	struct buf path = {0}, dirs = {0};
	buf_printf(&dirs, "relative:%s/nowhere:%s", folder->path, folder->path);
	assert_int_equal(setenv("XDG_DATA_HOME", folder_file(folder, "home"), 1), 0);
	assert_int_equal(setenv("XDG_DATA_DIRS", buf_string(&dirs), 1), 0);
	assert_false(dictionary_find(&path));
	assert_int_equal(path.n, 0);
	assert_int_equal(mkdir(folder_file(folder, "duidu"), 0700), 0);
	file_puts(folder_file(folder, "duidu/cedict_ts.u8"), lines);
	assert_true(dictionary_find(&path));
	assert_string_equal(buf_string(&path), folder->file);
	/* The user's own comes first. */
	path.n = 0;
	assert_int_equal(mkdir(folder_file(folder, "home"), 0700), 0);
	assert_int_equal(mkdir(folder_file(folder, "home/duidu"), 0700), 0);
	file_puts(folder_file(folder, "home/duidu/cedict.u8"), lines);
	assert_true(dictionary_find(&path));
	assert_string_equal(buf_string(&path), folder->file);
	buf_free(&path);
	buf_free(&dirs);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_set_up, folder_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(dictionary__finds__headwords_of_both_scripts),
		TEST(dictionary__reads__fields_of_both_versions),
		TEST(dictionary_longest__takes__what_is_there),
		TEST(dictionary__grows__and_loses_nothing),
		TEST(dictionary__refuses__what_is_none),
		TEST(dictionary__stops__at_what_is_too_large),
		TEST(dictionary_find__looks__through_the_data_folders),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
