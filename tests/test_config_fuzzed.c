/* SPDX-License-Identifier: MIT */
/* Fuzzed files of configuration: each malformed line gets its message with its number, and the
 * good lines between them work as if they were alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config_file.h"
#include "folder.h"
#include "rng.h"
#include "word.h"

enum { REPORTS = 20, WORD = 8 };

/* Settings, and what was said of the lines they come from. */
struct taken {
	struct settings settings;
	struct buf reports; /* "LINE: message" each with a line feed */
};

static void note(void *ctx, const struct status *status)
{
	struct taken *taken = ctx;
	buf_printf(&taken->reports, "%zu: %s\n", status->line, status->message);
}

static void taken_free(struct taken *taken)
{
	settings_free(&taken->settings);
	buf_free(&taken->reports);
}

static void read_text(struct taken *taken, struct folder *folder, const struct buf *text)
{
	settings_init(&taken->settings);
	file_write(folder_file(folder, "config"), text->v, text->n);
	struct status s = config_file_read(&taken->settings, folder->file, note, taken);
	assert_true(status_ok(&s));
}

/* All that a configuration can change, as text. */
static void print_settings(const struct settings *settings, struct buf *out)
{
	char *keys;
	size_t len;
	for (size_t i = 0; i < option_count; i++) {
		buf_printf(out, "%s ", option_table[i].name);
		config_get(&settings->config, &option_table[i], out);
		buf_putc(out, '\n');
	}
	FILE *list = open_memstream(&keys, &len);
	keymap_list(settings->keymap, list);
	fclose(list);
	buf_add(out, keys, len);
	free(keys);
	for (size_t i = 0; i < THEME_PARTS; i++) {
		const struct look *look = &settings->theme.looks[i];
		buf_printf(out, "%s %d %d %u\n", theme_part_name(i), look->foreground,
			look->background, look->attributes);
	}
}

static void assert_same_settings(const struct settings *a, const struct settings *b)
{
	struct buf as = {0}, bs = {0};
	print_settings(a, &as);
	print_settings(b, &bs);
	assert_string_equal(buf_string(&as), buf_string(&bs));
	buf_free(&as);
	buf_free(&bs);
}

/* Appends one of a range "none|basic|strict", "0..8" or "on|off". */
static void add_value(struct rng *rng, const struct option *option, struct buf *out)
{
	struct buf range = {0};
	config_range(option, &range);
	const char *choice = buf_string(&range);
	if (option->type == OPTION_INT) {
		buf_printf(out, "%d", rng_between(rng, option->min, option->max));
	} else if (option->type == OPTION_TEXT) {
		buf_printf(out, "text%u", rng_below(rng, 100));
	} else {
		for (unsigned skip = rng_below(rng, 9); skip > 0; skip--) {
			size_t n = strcspn(choice, "|");
			choice = choice[n] ? choice + n + 1 : buf_string(&range);
		}
		buf_add(out, choice, strcspn(choice, "|"));
	}
	buf_free(&range);
}

static void add_good_line(struct rng *rng, struct buf *out)
{
	static const char *const keys[] = {"x", "<C-t>", "<F5>", "gx", "二", "#"};
	const struct option *option;
	const struct command *command;
	switch (rng_below(rng, 6)) {
	case 0:
		do
			option = &option_table[rng_below(rng, (unsigned)option_count)];
		while (option->command_line_only);
		buf_printf(out, "set %s ", option->name);
		add_value(rng, option, out);
		break;
	case 1:
		do
			command = &command_table[rng_below(rng, (unsigned)command_count)];
		while (command->argument);
		buf_printf(out, "bind %s %s %s", rng_chance(rng, 50) ? "read" : "all",
			keys[rng_below(rng, sizeof keys / sizeof *keys)], command->name);
		break;
	case 2:
		buf_printf(out, "color %s %u #%06x bold,underline",
			theme_part_name(rng_below(rng, THEME_PARTS)), rng_below(rng, 256),
			rng_below(rng, 0x1000000));
		break;
	case 3:
		buf_printf(out, "preset %s", keymap_preset_name(rng_below(rng, 2)));
		break;
	case 4:
		buf_puts(out, "# set divider zq");
		break;
	}
}

/* Lines that are wrong, and what must be said; "@" is a word that means nothing. */
static const struct {
	const char *line, *said;
} malformed[] = {
	{"@", "unknown word '@'"},
	{"@ divider 40", "unknown word '@'"},
	{"SET divider 40", "unknown word 'SET'"},
	{"set", "set NAME VALUE is expected"},
	{"set divider", "set NAME VALUE is expected"},
	{"set divider # 40", "set NAME VALUE is expected"},
	{"set @ 40", "unknown option '@'"},
	{"set divider @", "invalid value '@' for 'divider'"},
	{"set divider 19", "invalid value '19' for 'divider'"},
	{"set divider 81", "invalid value '81' for 'divider'"},
	{"set divider 99999999999999999999", "for 'divider'"},
	{"set divider -40", "invalid value '-40' for 'divider'"},
	{"set follow @", "invalid value '@' for 'follow'"},
	{"set kinsoku basic@", "invalid value 'basic@' for 'kinsoku'"},
	{"set dump on", "'dump' is for the command line only"},
	{"bind", "bind MODE KEYS COMMAND [ARGUMENT] is expected"},
	{"bind read", "bind MODE KEYS COMMAND [ARGUMENT] is expected"},
	{"bind read x", "bind MODE KEYS COMMAND [ARGUMENT] is expected"},
	{"bind @ x quit", "unknown mode '@'"},
	{"bind read <@> quit", "'<@>' is not a key"},
	{"bind read abcde quit", "more than 4 keys in 'abcde'"},
	{"bind read 7 quit", "'7' begins a count and cannot be bound"},
	{"bind read x @", "unknown command '@'"},
	{"bind read x quit @", "'quit' takes no argument"},
	{"bind read x go", "'go' needs an argument"},
	{"bind read x go @", "'go' needs an argument"},
	{"color", "color ELEMENT FG BG [ATTRIBUTES] is expected"},
	{"color text red", "color ELEMENT FG BG [ATTRIBUTES] is expected"},
	{"color @ red default", "unknown element '@'"},
	{"color text @ default", "'@' is not a colour"},
	{"color text red 256", "'256' is not a colour"},
	{"color text #12345g default", "'#12345g' is not a colour"},
	{"color text red default @", "unknown attributes '@'"},
	{"color text red default bold,@", "unknown attributes 'bold,@'"},
	{"preset", "unknown preset ''"},
	{"preset @", "unknown preset '@'"},
	{"set divider 4\xFF", "not UTF-8 text"},
	{"bind read \xED\xA0\x80 quit", "not UTF-8 text"},
};
enum { MALFORMED = sizeof malformed / sizeof *malformed };

/* Appends a text with a word in place of "@"; its blanks become others, if asked for. */
static void add_filled(
	struct rng *rng, const char *text, const char *word, struct buf *out)
{
	for (; *text; text++) {
		if (*text == '@')
			buf_puts(out, word);
		else
			buf_putc(out, rng && *text == ' ' && rng_chance(rng, 30) ? '\t'
										 : *text);
		if (rng && *text == ' ' && rng_chance(rng, 30))
			buf_puts(out, "  ");
	}
}

/* A file of good lines with bad ones among them. */
struct mixture {
	struct buf text, good; /* all of it; the good lines alone */
	struct buf said;       /* what the reports begin with, a line each */
};

static void mix(struct rng *rng, struct mixture *mixture, size_t told[MALFORMED])
{
	size_t bad = 0;
	for (size_t line = 1; line <= 60; line++) {
		size_t kind = rng_below(rng, MALFORMED), beg = mixture->text.n;
		char word[WORD] = "zq";
		for (size_t i = 2; i + 1 < WORD; i++)
			word[i] = (char)('a' + rng_below(rng, 26));
		if (bad < REPORTS && rng_chance(rng, 50)) {
			add_filled(rng, malformed[kind].line, word, &mixture->text);
			buf_printf(&mixture->said, "%zu: ", line);
			add_filled(NULL, malformed[kind].said, word, &mixture->said);
			buf_putc(&mixture->said, '\n');
			told[kind]++;
			bad++;
		} else {
			add_good_line(rng, &mixture->text);
			buf_add(&mixture->good, mixture->text.v + beg,
				mixture->text.n - beg);
			buf_putc(&mixture->good, '\n');
		}
		buf_puts(&mixture->text, rng_chance(rng, 20) ? "\r\n" : "\n");
	}
}

/* Whether each report has its number, and says somewhere what it should. */
static void assert_reported(const char *reports, const char *said)
{
	struct word report, wanted;
	for (; *said; said += wanted.n + 1, reports += report.n + 1) {
		report = (struct word){reports, strcspn(reports, "\n")};
		wanted = (struct word){said, strcspn(said, "\n")};
		size_t number = strcspn(said, " ") + 1, rest = wanted.n - number;
		if (report.n < wanted.n || memcmp(report.v, wanted.v, number) != 0 ||
			!memmem(report.v + number, report.n - number, said + number,
				rest))
			fail_msg("'%.*s' is no '%.*s'", (int)report.n, report.v,
				(int)wanted.n, wanted.v);
	}
	assert_string_equal(reports, "");
}

static void config_file_read__tells__each_malformed_line(void **state)
{
	struct folder *folder = *state;
	struct rng rng = {20261123};
	size_t told[MALFORMED] = {0};
	for (int round = 0; round < 300; round++) {
		struct mixture mixture = {0};
		struct taken all = {0}, alone = {0};
		mix(&rng, &mixture, told);
		read_text(&all, folder, &mixture.text);
		read_text(&alone, folder, &mixture.good);
		assert_reported(buf_string(&all.reports), buf_string(&mixture.said));
		assert_string_equal(buf_string(&alone.reports), "");
		assert_same_settings(&all.settings, &alone.settings);
		taken_free(&all);
		taken_free(&alone);
		buf_free(&mixture.text);
		buf_free(&mixture.good);
		buf_free(&mixture.said);
	}
	for (size_t i = 0; i < MALFORMED; i++)
		assert_true(told[i] > 0);
}

/* Changes some bytes of a line; none becomes a NUL, which would be the end of it. */
static void damage(struct rng *rng, struct buf *line)
{
	for (unsigned n = rng_below(rng, 4); n > 0 && line->n > 0; n--) {
		size_t at = rng_below(rng, (unsigned)line->n);
		switch (rng_below(rng, 3)) {
		case 0:
			memmove(line->v + at, line->v + at + 1, line->n - at - 1);
			line->n--;
			break;
		case 1:
			line->v[at] = (char)rng_between(rng, ' ', '~');
			break;
		case 2:
			line->n = at;
			break;
		}
	}
}

/* A line that is text still: what is not is told apart, in files only. */
static void add_damaged_line(struct rng *rng, struct buf *line)
{
	struct buf valid = {0};
	add_good_line(rng, line);
	damage(rng, line);
	buf_add_valid(&valid, line->v, line->n);
	if (strcmp(buf_string(&valid), buf_string(line)) != 0)
		line->n = 0;
	buf_free(&valid);
}

/* A file is what its lines are one by one. */
static void config_file_read__is__its_lines(void **state)
{
	struct folder *folder = *state;
	struct rng rng = {7};
	size_t refused = 0, lines = 0;
	for (int round = 0; round < 500; round++) {
		struct buf text = {0};
		struct taken file = {0}, single = {0};
		size_t bad = 0;
		settings_init(&single.settings);
		for (size_t number = 1; number <= 40; number++, lines++) {
			struct buf line = {0};
			add_damaged_line(&rng, &line);
			struct status s =
				config_line(&single.settings, buf_string(&line));
			s.line = number;
			if (!status_ok(&s) && bad++ < REPORTS)
				note(&single, &s);
			buf_printf(&text, "%s\n", buf_string(&line));
			buf_free(&line);
		}
		read_text(&file, folder, &text);
		if (bad > REPORTS)
			buf_printf(&single.reports, "0: %zu more line%s wrong\n",
				bad - REPORTS, bad - REPORTS == 1 ? " is" : "s are");
		assert_string_equal(
			buf_string(&file.reports), buf_string(&single.reports));
		assert_same_settings(&file.settings, &single.settings);
		refused += bad;
		taken_free(&file);
		taken_free(&single);
		buf_free(&text);
	}
	assert_in_range(refused, lines / 5, lines * 4 / 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			config_file_read__tells__each_malformed_line, folder_set_up,
			folder_tear_down),
		cmocka_unit_test_setup_teardown(
			config_file_read__is__its_lines, folder_set_up, folder_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
