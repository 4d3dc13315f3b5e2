/* SPDX-License-Identifier: MIT */
/* Tests of config_file: lines and files of configuration, good ones among bad ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "config_file.h"
#include "jumble.h"

struct place {
	char folder[64], path[96];
	struct settings settings;
	struct buf reports; /* "LINE: message" each with a line feed */
	size_t report_count;
};

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof *place);
	const char *base = getenv("TMPDIR");
	snprintf(place->folder, sizeof place->folder, "%s/config.XXXXXX",
		base && strlen(base) < 40 ? base : "/tmp");
	assert_non_null(mkdtemp(place->folder));
	snprintf(place->path, sizeof place->path, "%s/file", place->folder);
	settings_init(&place->settings);
	*state = place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;
	settings_free(&place->settings);
	buf_free(&place->reports);
	unlink(place->path);
	assert_int_equal(rmdir(place->folder), 0);
	free(place);
	return 0;
}

static void note(void *ctx, const struct status *status)
{
	struct place *place = ctx;
	assert_false(status_ok(status));
	buf_printf(&place->reports, "%zu: %s\n", status->line, status->message);
	place->report_count++;
}

static struct status read_bytes(struct place *place, const char *bytes, size_t len)
{
	FILE *file = fopen(place->path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
	place->reports.n = place->report_count = 0;
	return config_file_read(&place->settings, place->path, note, place);
}

/* Reads a file that can be read, and compares what was reported. */
static void assert_reports(struct place *place, const char *text, const char *reports)
{
	struct status s = read_bytes(place, text, strlen(text));
	assert_int_equal(s.code, STATUS_OK);
	assert_string_equal(buf_string(&place->reports), reports);
}

static void assert_line(struct settings *settings, const char *line, const char *message)
{
	struct status s = config_line(settings, line);
	assert_string_equal(s.message, message ? message : "");
	assert_int_equal(s.code, message ? STATUS_USAGE : STATUS_OK);
}

static const char *bound_to(struct settings *settings, const char *name)
{
	key k;
	const struct command *command;
	const char *argument;
	assert_true(key_parse(name, strlen(name), &k) > 0);
	return keymap_find(settings->keymap, KEYMAP_READ, &k, 1, &command, &argument) ==
			       KEYMAP_FOUND
		       ? command->name
		       : "-";
}

/* ---- lines ---- */

static void config_line__sets__options(void **state)
{
	struct place *place = *state;
	struct settings *settings = &place->settings;
	assert_line(settings, "set divider 40", NULL);
	assert_int_equal(settings->config.divider, 40);
	assert_line(settings, "\tset  follow\toff # stays", NULL);
	assert_false(settings->config.follow);
	assert_line(settings, "set encoding gb2312", NULL);
	assert_line(settings, "set kinsoku strict", NULL);
	assert_int_equal(settings->config.kinsoku, 2);
}

static void config_line__sets__the_theme(void **state)
{
	struct place *place = *state;
	struct settings *settings = &place->settings;
	struct cell_style heading = {.element = ELEMENT_HEADING};
	assert_line(settings, "set theme light", NULL);
	assert_int_equal(theme_look(&settings->theme, heading).foreground, 4);
	assert_line(settings, "color heading red default", NULL);
	assert_line(settings, "set theme dark", NULL);
	assert_int_equal(theme_look(&settings->theme, heading).foreground, 1);
}

static void config_line__binds__keys(void **state)
{
	struct place *place = *state;
	assert_line(&place->settings, "bind read x quit", NULL);
	assert_string_equal(bound_to(&place->settings, "x"), "quit");
	assert_line(&place->settings, "bind read x none", NULL);
	assert_string_equal(bound_to(&place->settings, "x"), "none");
}

static void config_line__takes__presets(void **state)
{
	struct place *place = *state;
	assert_string_equal(bound_to(&place->settings, "g"), "home");
	assert_line(&place->settings, "preset vim", NULL);
	assert_string_equal(bound_to(&place->settings, "g"), "-");
	assert_string_equal(bound_to(&place->settings, "j"), "line-down");
	assert_line(&place->settings, "bind read x quit", NULL);
	assert_line(&place->settings, "preset less # as it was", NULL);
	assert_string_equal(bound_to(&place->settings, "g"), "home");
	assert_string_equal(bound_to(&place->settings, "x"), "-");
}

static void config_line__leaves__comments_and_blanks(void **state)
{
	static const char *const lines[] = {"", " \t ", "#", "# set divider 40", "  #x"};
	struct place *place = *state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_line(&place->settings, lines[i], NULL);
	assert_int_equal(place->settings.config.divider, 50);
}

static void config_line__says__what_is_wrong(void **state)
{
	static const struct {
		const char *line, *message;
	} cases[] = {
		{"sett divider 40", "unknown word 'sett': set, bind, color or preset is "
				    "expected"},
		{"set", "set NAME VALUE is expected"},
		{"set divider", "set NAME VALUE is expected"},
		{"set divider # 40", "set NAME VALUE is expected"},
		{"set dividers 40", "unknown option 'dividers'"},
		{"set divider 90",
			"invalid value '90' for 'divider': 20..80 is expected"},
		{"set divider 40 50",
			"invalid value '40 50' for 'divider': 20..80 is expected"},
		{"set width 40", "'width' is for the command line only"},
		{"set dump on", "'dump' is for the command line only"},
		{"set config x", "'config' is for the command line only"},
		{"bind read x", "bind MODE KEYS COMMAND [ARGUMENT] is expected"},
		{"bind read x fly", "unknown command 'fly'"},
		{"color text", "color ELEMENT FG BG [ATTRIBUTES] is expected"},
		{"preset emacs", "unknown preset 'emacs': less or vim is expected"},
		{"preset", "unknown preset '': less or vim is expected"},
	};
	struct place *place = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_line(&place->settings, cases[i].line, cases[i].message);
	assert_int_equal(place->settings.config.divider, 50);
}

/* What only shows in a text that is opened later would be a puzzle. */
static void config_line__refuses__what_comes_too_late(void **state)
{
	struct place *place = *state;
	assert_line(&place->settings, "set raw on", NULL);
	place->settings.reading = true;
	assert_line(&place->settings, "set raw off",
		"'raw' is set before a text is opened: on the command line or in the "
		"configuration file");
	assert_true(place->settings.config.raw);
	assert_line(&place->settings, "set divider 40", NULL);
}

static void config_line_name__names__every_kind(void **state)
{
	size_t count = 0;
	struct place *place = *state;
	for (const char *name; (name = config_line_name(count)); count++) {
		struct status s = config_line(&place->settings, name);
		assert_null(strstr(s.message, "unknown word"));
	}
	assert_int_equal(count, 4);
}

/* ---- files ---- */

static void config_file_read__takes__good_lines_among_bad_ones(void **state)
{
	struct place *place = *state;
	assert_reports(place,
		"# mine\n"
		"set divider 40\n"
		"set nothing 1\n"
		"\n"
		"fly\n"
		"set indent 2\n"
		"bind read <Foo> quit\n"
		"bind read x quit",
		"3: unknown option 'nothing'\n"
		"5: unknown word 'fly': set, bind, color or preset is expected\n"
		"7: '<Foo>' is not a key\n");
	assert_int_equal(place->settings.config.divider, 40);
	assert_int_equal(place->settings.config.indent, 2);
	assert_string_equal(bound_to(&place->settings, "x"), "quit");
}

static void config_file_read__takes__files_of_other_systems(void **state)
{
	struct place *place = *state;
	assert_reports(place, "\xEF\xBB\xBFset divider 40\r\n\r\nset indent 2\r\n", "");
	assert_int_equal(place->settings.config.divider, 40);
	assert_int_equal(place->settings.config.indent, 2);
	assert_reports(place, "", "");
	assert_reports(place, "\n\n", "");
	assert_reports(place, "\xEF\xBB\xBF", "");
	assert_reports(place, "set spacing 0", "");
	assert_int_equal(place->settings.config.spacing, 0);
}

static void config_file_read__survives__what_is_no_text(void **state)
{
	static const char bytes[] = "set divider 40\n"
				    "set\0divider 60\n"
				    "set divider 7\xFF\n"
				    "# \xC4\xE3\xBA\xC3\n"
				    "set indent 2\n";
	struct place *place = *state;
	struct status s = read_bytes(place, bytes, sizeof bytes - 1);
	assert_int_equal(s.code, STATUS_OK);
	assert_string_equal(
		buf_string(&place->reports), "2: not UTF-8 text\n3: not UTF-8 text\n");
	assert_int_equal(place->settings.config.divider, 40);
	assert_int_equal(place->settings.config.indent, 2);
}

static void config_file_read__survives__a_line_of_a_megabyte(void **state)
{
	struct place *place = *state;
	struct buf text = {0};
	buf_puts(&text, "set divider 40\nset indent 1");
	while (text.n < 1024 * 1024)
		buf_puts(&text, "11111111111");
	buf_puts(&text, "\n# a comment may be long: ");
	while (text.n < 1100 * 1024)
		buf_puts(&text, "11111111111");
	buf_puts(&text, "\nset spacing 0\n");
	struct status s = read_bytes(place, text.v, text.n);
	assert_int_equal(s.code, STATUS_OK);
	assert_string_equal(
		buf_string(&place->reports), "2: a line of more than 4096 bytes\n");
	assert_int_equal(place->settings.config.divider, 40);
	assert_int_equal(place->settings.config.indent, 4);
	assert_int_equal(place->settings.config.spacing, 0);
	buf_free(&text);
}

/* Exactly the bytes that still make a line. */
static void config_file_read__takes__the_longest_line(void **state)
{
	struct place *place = *state;
	for (size_t len = 4095; len <= 4097; len++) {
		struct buf text = {0};
		buf_puts(&text, "set indent 2");
		while (text.n < len)
			buf_putc(&text, ' ');
		buf_puts(&text, "\n");
		place->settings.config.indent = 4;
		read_bytes(place, text.v, text.n);
		assert_int_equal(place->settings.config.indent, len <= 4096 ? 2 : 4);
		assert_int_equal(place->report_count, len <= 4096 ? 0 : 1);
		buf_free(&text);
	}
}

static void config_file_read__bounds__its_reports(void **state)
{
	struct place *place = *state;
	struct buf text = {0};
	for (int i = 0; i < 1000; i++)
		buf_puts(&text, "fly\n");
	buf_puts(&text, "set divider 40\n");
	read_bytes(place, text.v, text.n);
	assert_int_equal(place->report_count, 21);
	assert_non_null(strstr(buf_string(&place->reports), "\n20: unknown word"));
	assert_non_null(
		strstr(buf_string(&place->reports), "\n0: 980 more lines are wrong\n"));
	assert_int_equal(place->settings.config.divider, 40);
	buf_free(&text);
}

static void config_file_read__bounds__the_file(void **state)
{
	struct place *place = *state;
	struct status s = config_file_read(&place->settings, "/dev/zero", note, place);
	assert_int_equal(s.code, STATUS_FORMAT);
	assert_string_equal(s.message, "more than 16777216 bytes, not read on");
	assert_int_equal(place->report_count, 1);
}

static void config_file_read__fails__where_there_is_no_file(void **state)
{
	struct place *place = *state;
	struct status s = config_file_read(&place->settings, place->path, note, place);
	assert_int_equal(s.code, STATUS_SYSTEM);
	assert_string_equal(s.message, "No such file or directory");
	s = config_file_read(&place->settings, place->folder, note, place);
	assert_string_equal(s.message, "is a directory");
	assert_int_equal(place->report_count, 0);
}

static void config_file_find__follows__the_xdg_rules(void **state)
{
	struct place *place = *state;
	struct buf path = {0};
	char below[96], expected[128];
	snprintf(below, sizeof below, "%s/duidu", place->folder);
	snprintf(expected, sizeof expected, "%s/config", below);
	buf_puts(&path, "before:");
	assert_int_equal(setenv("XDG_CONFIG_HOME", place->folder, 1), 0);
	assert_false(config_file_find(&path));
	assert_string_equal(buf_string(&path), "before:");
	assert_int_equal(mkdir(below, 0700), 0);
	assert_false(config_file_find(&path));
	FILE *file = fopen(expected, "w");
	assert_non_null(file);
	fclose(file);
	assert_true(config_file_find(&path));
	assert_string_equal(buf_string(&path) + strlen("before:"), expected);
	unlink(expected);
	rmdir(below);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("HOME");
	assert_false(config_file_find(&path));
	buf_free(&path);
}

/* ---- anything ---- */

/* One line of a file that may be anything: bits of good lines in any order, and others. */
static void add_line(struct rng *rng, struct buf *text)
{
	static const char *const words[] = {"set", "bind", "color", "preset", "divider",
		"40", "on", "follow", "read", "all", "x", "<C-x>", "<", "gg", "quit",
		"divider -2", "heading", "red", "#123456", "default", "bold,dim", "vim",
		"less", "#", "theme", "light", "9999999999999999999", "-1", "go", "2.3"};
	enum { WORDS = sizeof words / sizeof *words };
	for (unsigned n = rng_below(rng, 6); n > 0; n--) {
		if (rng_chance(rng, 90))
			buf_puts(text, words[rng_below(rng, WORDS)]);
		else
			jumble(rng, rng_below(rng, 9), text);
		buf_puts(text, rng_chance(rng, 80) ? " " : "");
	}
	while (rng_chance(rng, 20))
		buf_putc(text, (char)rng_below(rng, 256));
	if (rng_chance(rng, 1))
		for (int i = 0; i < 5000; i++)
			buf_putc(text, 'x');
	buf_putc(text, '\n');
}

/* Whatever a file holds, a good line in it works, what is reported is bounded and is the
 * truth, and what options there are stay in their ranges. */
static void config_file_read__survives__anything(void **state)
{
	struct place *place = *state;
	struct rng rng = {77};
	for (int round = 0; round < 300; round++) {
		struct buf text = {0};
		size_t lines = 2;
		for (; lines < 20; lines++)
			add_line(&rng, &text);
		buf_puts(&text, "\nset indent 3\nbind read X where\n");
		for (unsigned i = rng_below(&rng, 9); i > 0; i--, lines++)
			buf_puts(&text, "!\n");
		place->settings.config.indent = 0;
		struct status s = read_bytes(place, text.v, text.n);
		assert_int_equal(s.code, STATUS_OK);
		assert_true(place->report_count <= 21);
		assert_int_equal(place->settings.config.indent, 3);
		assert_string_equal(bound_to(&place->settings, "X"), "where");
		assert_in_range(place->settings.config.divider, 20, 80);
		assert_in_range(place->settings.config.theme, THEME_DARK, THEME_MONO);
		buf_free(&text);
	}
}

/* What was printed by --list-keys can be read again and binds the same. */
static void config_file_read__reads__what_list_keys_prints(void **state)
{
	struct place *place = *state;
	char *printed[2];
	size_t len[2];
	assert_line(&place->settings, "preset vim", NULL);
	assert_line(&place->settings, "bind read # go 二（三）", NULL);
	for (int i = 0; i < 2; i++) {
		FILE *out = open_memstream(&printed[i], &len[i]);
		keymap_list(place->settings.keymap, out);
		fclose(out);
		if (i == 0) {
			assert_line(&place->settings, "preset less", NULL);
			read_bytes(place, printed[0], len[0]);
			assert_int_equal(place->report_count, 0);
		}
	}
	assert_string_equal(printed[0], printed[1]);
	assert_non_null(strstr(printed[0], "bind read gg "));
	free(printed[0]);
	free(printed[1]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(config_line__sets__options),
		TEST(config_line__sets__the_theme),
		TEST(config_line__binds__keys),
		TEST(config_line__takes__presets),
		TEST(config_line__leaves__comments_and_blanks),
		TEST(config_line__says__what_is_wrong),
		TEST(config_line__refuses__what_comes_too_late),
		TEST(config_line_name__names__every_kind),
		TEST(config_file_read__takes__good_lines_among_bad_ones),
		TEST(config_file_read__takes__files_of_other_systems),
		TEST(config_file_read__survives__what_is_no_text),
		TEST(config_file_read__survives__a_line_of_a_megabyte),
		TEST(config_file_read__takes__the_longest_line),
		TEST(config_file_read__bounds__its_reports),
		TEST(config_file_read__bounds__the_file),
		TEST(config_file_read__fails__where_there_is_no_file),
		TEST(config_file_find__follows__the_xdg_rules),
		TEST(config_file_read__survives__anything),
		TEST(config_file_read__reads__what_list_keys_prints),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
