/* SPDX-License-Identifier: MIT */
/* Tests of config: the table, values from text, the command line, what is printed of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "array.h"
#include "config.h"
#include "decode.h"
#include "linebreak.h"

enum { WORDS_MAX = 12 };

/* A command line as config_arguments leaves it. */
struct line {
	struct config config;
	char *argv[WORDS_MAX + 2];
	char *words[WORDS_MAX + 2]; /* what was given, to be freed */
	int argc, given;
	struct status status;
};

static void parse_line(struct line *line, const char *const *words)
{
	config_init(&line->config);
	line->argv[0] = line->words[0] = xstrdup("duidu");
	line->given = 1;
	for (; words[line->given - 1]; line->given++) {
		assert_true(line->given <= WORDS_MAX);
		line->words[line->given] = xstrdup(words[line->given - 1]);
		line->argv[line->given] = line->words[line->given];
	}
	line->argv[line->given] = NULL;
	line->argc = line->given;
	line->status = config_arguments(&line->config, &line->argc, line->argv);
}

static void free_line(struct line *line)
{
	for (int i = 0; i < line->given; i++)
		free(line->words[i]);
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void assert_status(const struct status *status, const char *message)
{
	assert_int_equal(status->code, message ? STATUS_USAGE : STATUS_OK);
	assert_string_equal(status->message, message ? message : "");
}

static void assert_refused(const char *const *words, const char *message)
{
	struct line line;
	parse_line(&line, words);
	assert_status(&line.status, message);
	free_line(&line);
}

/* Checks the operands that are left, separated by blanks. */
static void assert_operands(const struct line *line, const char *expected)
{
	struct buf got = {0};
	for (int i = 1; i < line->argc; i++)
		buf_printf(&got, "%s%s", i > 1 ? " " : "", line->argv[i]);
	assert_string_equal(buf_string(&got), expected);
	assert_null(line->argv[line->argc]);
	buf_free(&got);
}

static void set(
	struct config *config, const char *name, const char *value, const char *message)
{
	const struct option *option = option_named(name, strlen(name));
	assert_non_null(option);
	struct status s = config_set(config, option, value);
	assert_status(&s, message);
}

static void config_init__sets__defaults(void **state)
{
	(void)state;
	struct config c;
	memset(&c, 0xAA, sizeof c);
	config_init(&c);
	assert_int_equal(c.ambiguous, AMBIGUOUS_AUTO);
	assert_int_equal(c.kinsoku, KINSOKU_BASIC);
	assert_int_equal(c.encoding, ENCODING_AUTO);
	assert_int_equal(c.arrangement, ARRANGE_AUTO);
	assert_int_equal(c.divider, 50);
	assert_int_equal(c.indent, 4);
	assert_int_equal(c.spacing, 1);
	assert_true(c.follow);
	assert_false(c.semicolon);
	assert_false(c.raw);
	assert_int_equal(c.mode, MODE_READ);
	assert_int_equal(c.width, 0);
	assert_int_equal(c.size.columns, 80);
	assert_int_equal(c.size.rows, 24);
	assert_null(c.script);
	assert_int_equal(c.start, 0);
}

static void config_set__takes__values_of_each_type(void **state)
{
	(void)state;
	struct config c;
	config_init(&c);
	set(&c, "indent", "0", NULL);
	assert_int_equal(c.indent, 0);
	set(&c, "indent", "8", NULL);
	assert_int_equal(c.indent, 8);
	set(&c, "follow", "off", NULL);
	assert_false(c.follow);
	set(&c, "follow", "on", NULL);
	assert_true(c.follow);
	set(&c, "kinsoku", "strict", NULL);
	assert_int_equal(c.kinsoku, KINSOKU_STRICT);
	set(&c, "ambiguous", "2", NULL);
	assert_int_equal(c.ambiguous, AMBIGUOUS_2);
	set(&c, "arrangement", "stacked", NULL);
	assert_int_equal(c.arrangement, ARRANGE_STACKED);
	set(&c, "size", "132x43", NULL);
	assert_int_equal(c.size.columns, 132);
	assert_int_equal(c.size.rows, 43);
	set(&c, "script", "a b", NULL);
	assert_string_equal(c.script, "a b");
}

static void config_set__names__what_it_expects(void **state)
{
	(void)state;
	struct config c;
	config_init(&c);
	set(&c, "indent", "9", "invalid value '9' for 'indent': 0..8 is expected");
	set(&c, "indent", "", "invalid value '' for 'indent': 0..8 is expected");
	set(&c, "indent", "-1", "invalid value '-1' for 'indent': 0..8 is expected");
	set(&c, "indent", " 1", "invalid value ' 1' for 'indent': 0..8 is expected");
	set(&c, "indent", "1x", "invalid value '1x' for 'indent': 0..8 is expected");
	set(&c, "divider", "19", "invalid value '19' for 'divider': 20..80 is expected");
	set(&c, "indent", "99999999999999999999",
		"invalid value '99999999999999999999' for 'indent': 0..8 is expected");
	set(&c, "raw", "yes", "invalid value 'yes' for 'raw': on|off is expected");
	set(&c, "kinsoku", "bas",
		"invalid value 'bas' for 'kinsoku': none|basic|strict is expected");
	set(&c, "kinsoku", "",
		"invalid value '' for 'kinsoku': none|basic|strict is expected");
	set(&c, "kinsoku", "none|basic",
		"invalid value 'none|basic' for 'kinsoku': none|basic|strict is "
		"expected");
	set(&c, "size", "80", "invalid value '80' for 'size': COLSxROWS is expected");
	set(&c, "size", "80x", "invalid value '80x' for 'size': COLSxROWS is expected");
	set(&c, "size", "0x24", "invalid value '0x24' for 'size': COLSxROWS is expected");
	set(&c, "size", "80x24x",
		"invalid value '80x24x' for 'size': COLSxROWS is expected");
	set(&c, "json", "on", "'json' takes no value");
	assert_int_equal(c.indent, 4);
	assert_int_equal(c.kinsoku, KINSOKU_BASIC);
	assert_int_equal(c.size.columns, 80);
}

/* The index of a choice is the value of an enum that config does not see. */
static void config_set__agrees__with_enum_encoding(void **state)
{
	(void)state;
	struct config c;
	config_init(&c);
	for (int i = 0; i < ENCODING_COUNT; i++) {
		struct buf text = {0};
		c.encoding = i;
		config_get(&c, option_named("encoding", 8), &text);
		if (i != ENCODING_AUTO) {
			enum encoding encoding;
			assert_true(encoding_named(buf_string(&text), &encoding));
			assert_int_equal(encoding, i);
		} else {
			assert_string_equal(buf_string(&text), "auto");
		}
		buf_free(&text);
	}
}

static void config_set__takes__other_names_of_encodings(void **state)
{
	(void)state;
	struct config c;
	config_init(&c);
	set(&c, "encoding", "GBK", NULL);
	assert_int_equal(c.encoding, ENCODING_GB18030);
	set(&c, "encoding", "UTF8", NULL);
	assert_int_equal(c.encoding, ENCODING_UTF8);
	set(&c, "encoding", "klingon",
		"invalid value 'klingon' for 'encoding': "
		"auto|utf-8|utf-16le|utf-16be|gb18030|big5 is expected");
}

static void config_get__round_trips__every_option(void **state)
{
	(void)state;
	struct config c, d;
	config_init(&c);
	c.script = "orders";
	c.follow = false;
	c.kinsoku = KINSOKU_NONE;
	c.size = (struct config_size){100, 30};
	config_init(&d);
	for (size_t i = 0; i < option_count; i++) {
		const struct option *o = &option_table[i];
		struct buf first = {0}, second = {0};
		config_get(&c, o, &first);
		if (o->type == OPTION_MODE) {
			assert_int_equal(first.n, 0);
			continue;
		}
		struct status s = config_set(&d, o, buf_string(&first));
		assert_status(&s, NULL);
		config_get(&d, o, &second);
		assert_string_equal(buf_string(&first), buf_string(&second));
		if (o->type == OPTION_TEXT)
			d.script = NULL;
		buf_free(&first);
		buf_free(&second);
	}
	assert_false(d.follow);
	assert_int_equal(d.kinsoku, KINSOKU_NONE);
	assert_int_equal(d.size.rows, 30);
}

static void option_named__finds__whole_names_only(void **state)
{
	(void)state;
	for (size_t i = 0; i < option_count; i++)
		assert_ptr_equal(
			option_named(option_table[i].name, strlen(option_table[i].name)),
			&option_table[i]);
	assert_null(option_named("kinsoku", 3));
	assert_null(option_named("", 0));
	assert_null(option_named("kinsokus", 8));
}

static void config_arguments__permutes__options_and_operands(void **state)
{
	(void)state;
	struct line line;
	parse_line(&line,
		WORDS("a", "--raw", "b", "--indent", "2", "--kinsoku=none", "-", "c"));
	assert_status(&line.status, NULL);
	assert_operands(&line, "a b - c");
	assert_true(line.config.raw);
	assert_int_equal(line.config.indent, 2);
	assert_int_equal(line.config.kinsoku, KINSOKU_NONE);
	free_line(&line);
}

static void config_arguments__stops__at_two_dashes(void **state)
{
	(void)state;
	struct line line;
	parse_line(&line, WORDS("a", "--", "--raw", "-h", "+3", "--"));
	assert_status(&line.status, NULL);
	assert_operands(&line, "a --raw -h +3 --");
	assert_false(line.config.raw);
	assert_int_equal(line.config.start, 0);
	free_line(&line);
}

static void config_arguments__does_not_permute__when_posix_is_asked_for(void **state)
{
	(void)state;
	struct line line;
	setenv("POSIXLY_CORRECT", "1", 1);
	parse_line(&line, WORDS("--raw", "a", "--json", "+3"));
	unsetenv("POSIXLY_CORRECT");
	assert_status(&line.status, NULL);
	assert_operands(&line, "a --json +3");
	assert_true(line.config.raw);
	assert_int_equal(line.config.mode, MODE_READ);
	free_line(&line);
}

static void config_arguments__switches__booleans(void **state)
{
	(void)state;
	struct line line;
	parse_line(&line, WORDS("--no-follow", "--semicolon", "--raw=on", "--raw=off"));
	assert_status(&line.status, NULL);
	assert_false(line.config.follow);
	assert_true(line.config.semicolon);
	assert_false(line.config.raw);
	free_line(&line);
	assert_refused(WORDS("--no-follow=on"), "option '--no-follow' takes no value");
	assert_refused(WORDS("--no-indent"), "unknown option '--no-indent'");
	assert_refused(WORDS("--no-"), "unknown option '--no-'");
	assert_refused(
		WORDS("--raw=1"), "invalid value '1' for 'raw': on|off is expected");
}

static void config_arguments__takes__none_for_a_text(void **state)
{
	(void)state;
	const struct {
		const char *const *words;
		const char *file, *message;
	} cases[] = {
		{WORDS("a"), NULL, ""},
		{WORDS("--config=x", "a"), "x", ""},
		{WORDS("--config", "x", "--no-config", "a"), "", ""},
		{WORDS("--no-config", "--config=x"), "x", ""},
		{WORDS("--no-config=x"), NULL, "option '--no-config' takes no value"},
		{WORDS("--no-script"), NULL, "unknown option '--no-script'"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct line line;
		parse_line(&line, cases[i].words);
		assert_string_equal(line.status.message, cases[i].message);
		assert_int_equal(!line.config.file, !cases[i].file);
		if (cases[i].file)
			assert_string_equal(line.config.file, cases[i].file);
		free_line(&line);
	}
}

static void config_arguments__takes__values_that_look_like_options(void **state)
{
	(void)state;
	struct line line;
	parse_line(&line, WORDS("--script", "--json", "--size=20x5", "x"));
	assert_status(&line.status, NULL);
	assert_string_equal(line.config.script, "--json");
	assert_int_equal(line.config.mode, MODE_SCRIPT);
	assert_int_equal(line.config.size.columns, 20);
	assert_operands(&line, "x");
	free_line(&line);
	parse_line(&line, WORDS("--script=", "x"));
	assert_status(&line.status, NULL);
	assert_string_equal(line.config.script, "");
	free_line(&line);
}

static void config_arguments__refuses__wrong_usage(void **state)
{
	(void)state;
	assert_refused(WORDS("--foo"), "unknown option '--foo'");
	assert_refused(WORDS("--foo=bar"), "unknown option '--foo'");
	assert_refused(WORDS("--=x"), "unknown option '--'");
	assert_refused(WORDS("--kins=none"), "unknown option '--kins'");
	assert_refused(WORDS("--a-name-that-is-longer-than-any-option-can-ever-be"),
		"unknown option '--a-name-that-is-longer-than-any-option-can-ever-be'");
	assert_refused(WORDS("-x"), "unknown option '-x'");
	assert_refused(WORDS("a", "--width"), "option '--width' needs a value");
	assert_refused(WORDS("--json=yes"), "option '--json' takes no value");
	assert_refused(WORDS("--width=1001"),
		"invalid value '1001' for 'width': 0..1000 is expected");
	assert_refused(WORDS("--outline", "--json"),
		"options '--outline' and '--json' exclude each other");
	assert_refused(WORDS("--script=x", "--dump"),
		"options '--script' and '--dump' exclude each other");
}

static void config_arguments__stops__at_help_and_version(void **state)
{
	(void)state;
	struct line line;
	parse_line(&line, WORDS("--json", "--help", "--foo"));
	assert_status(&line.status, NULL);
	assert_int_equal(line.config.mode, MODE_HELP);
	free_line(&line);
	parse_line(&line, WORDS("x", "-hV"));
	assert_status(&line.status, NULL);
	assert_int_equal(line.config.mode, MODE_HELP);
	free_line(&line);
	parse_line(&line, WORDS("-Vx"));
	assert_status(&line.status, NULL);
	assert_int_equal(line.config.mode, MODE_VERSION);
	free_line(&line);
	assert_refused(WORDS("--foo", "--help"), "unknown option '--foo'");
}

static void config_arguments__allows__the_same_mode_twice(void **state)
{
	(void)state;
	struct line line;
	parse_line(&line, WORDS("--dump", "x", "--dump"));
	assert_status(&line.status, NULL);
	assert_int_equal(line.config.mode, MODE_DUMP);
	free_line(&line);
}

static void config_arguments__reads__plus(void **state)
{
	(void)state;
	struct line line;
	parse_line(&line, WORDS("+12", "x", "+", "+a", "+1a"));
	assert_status(&line.status, NULL);
	assert_int_equal(line.config.start, 12);
	assert_operands(&line, "x + +a +1a");
	free_line(&line);
	parse_line(&line, WORDS("+/a b", "x"));
	assert_status(&line.status, NULL);
	assert_string_equal(line.config.find, "a b");
	assert_operands(&line, "x");
	free_line(&line);
}

static void config_arguments__leaves__nothing_of_nothing(void **state)
{
	(void)state;
	struct config config;
	char name[] = "duidu", *argv[] = {name, NULL};
	int argc = 1;
	config_init(&config);
	struct status s = config_arguments(&config, &argc, argv);
	assert_status(&s, NULL);
	assert_int_equal(argc, 1);
	assert_null(argv[1]);
}

static char *printed(void (*print)(FILE *out))
{
	char *text;
	size_t len;
	FILE *out = open_memstream(&text, &len);
	assert_non_null(out);
	print(out);
	fclose(out);
	return text;
}

static void config_help__fits__80_columns_with_every_option(void **state)
{
	(void)state;
	char *text = printed(config_help);
	for (size_t i = 0; i < option_count; i++) {
		assert_non_null(strstr(text, option_table[i].name));
		assert_non_null(strstr(text, option_table[i].group));
	}
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		size_t cells = 0, len = strlen(line);
		for (const char *p = line; *p; p++)
			cells += ((unsigned char)*p & 0xC0) != 0x80;
		assert_true(cells < 80);
		assert_true(line[len - 1] != ' ');
	}
	free(text);
}

static void config_list__prints__four_fields_a_line(void **state)
{
	(void)state;
	char *text = printed(config_list);
	size_t lines = 0;
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"), lines++) {
		size_t tabs = 0;
		for (const char *p = line; *p; p++)
			tabs += *p == '\t';
		assert_int_equal(tabs, 3);
		assert_int_equal(strncmp(line, option_table[lines].name,
					 strlen(option_table[lines].name)),
			0);
	}
	assert_int_equal(lines, option_count);
	free(text);
	text = printed(config_list);
	assert_non_null(strstr(text, "\nindent\t0..8\t4\tindent of"));
	assert_non_null(strstr(text, "\nfollow\ton|off\ton\t"));
	assert_non_null(strstr(text, "\nsize\tCOLSxROWS\t80x24\t"));
	assert_non_null(strstr(text, "\njson\t\t\tblocks"));
	free(text);
}

/* Rules of the table that the code relies on. */
static void option_table__keeps__its_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < option_count; i++) {
		const struct option *o = &option_table[i];
		assert_true(strlen(o->name) < 32);
		assert_int_not_equal(strncmp(o->name, "no-", 3), 0);
		assert_non_null(o->help);
		assert_true(o->help[strlen(o->help) - 1] != '.');
		assert_int_equal(o->type == OPTION_CHOICE, o->choices != NULL);
		assert_true(o->type != OPTION_MODE || o->mode != MODE_READ);
		assert_true(o->type != OPTION_TEXT || o->argument);
		assert_true(
			!o->letter || o->type == OPTION_MODE || o->type == OPTION_BOOL);
		assert_true(!o->mode || o->command_line_only);
		assert_true(!o->can_be_none || o->type == OPTION_TEXT);
		for (size_t j = 0; j < i; j++) {
			assert_string_not_equal(o->name, option_table[j].name);
			assert_true(!o->letter || o->letter != option_table[j].letter);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(config_init__sets__defaults),
		cmocka_unit_test(config_set__takes__values_of_each_type),
		cmocka_unit_test(config_set__names__what_it_expects),
		cmocka_unit_test(config_set__agrees__with_enum_encoding),
		cmocka_unit_test(config_set__takes__other_names_of_encodings),
		cmocka_unit_test(config_get__round_trips__every_option),
		cmocka_unit_test(option_named__finds__whole_names_only),
		cmocka_unit_test(config_arguments__permutes__options_and_operands),
		cmocka_unit_test(config_arguments__stops__at_two_dashes),
		cmocka_unit_test(
			config_arguments__does_not_permute__when_posix_is_asked_for),
		cmocka_unit_test(config_arguments__switches__booleans),
		cmocka_unit_test(config_arguments__takes__none_for_a_text),
		cmocka_unit_test(config_arguments__takes__values_that_look_like_options),
		cmocka_unit_test(config_arguments__refuses__wrong_usage),
		cmocka_unit_test(config_arguments__stops__at_help_and_version),
		cmocka_unit_test(config_arguments__allows__the_same_mode_twice),
		cmocka_unit_test(config_arguments__reads__plus),
		cmocka_unit_test(config_arguments__leaves__nothing_of_nothing),
		cmocka_unit_test(config_help__fits__80_columns_with_every_option),
		cmocka_unit_test(config_list__prints__four_fields_a_line),
		cmocka_unit_test(option_table__keeps__its_rules),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
