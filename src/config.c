/* SPDX-License-Identifier: MIT */
/* config: the table of options, and everything that is made from it.
 *
 * An option is a row here and a field in struct config; the command line, the config file,
 * the help and the lists walk the table, so that they cannot disagree.  What a value looks
 * like is a second table, by type.
 *
 * The command line is left to config_arguments.c, the help to config_help.c, what an option
 * means to those who read its field. */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "encoding.h"
#include "message.h"

static bool encoding_alias(const char *value, int *index)
{
	enum encoding encoding;
	if (!encoding_named(value, &encoding))
		return false;
	*index = (int)encoding;
	return true;
}

static const char reading[] = N_("Reading");
static const char searching[] = N_("Searching");
static const char output[] = N_("Instead of reading, print");
static const char other[] = N_("Other");

#define FIELD(name) .offset = offsetof(struct config, name)
#define MODE(which) .type = OPTION_MODE, .command_line_only = true, .mode = which

/* clang-format off */
const struct option option_table[] = {
	{"arrangement", .type = OPTION_CHOICE, FIELD(arrangement), .group = reading,
	 .choices = "auto|columns|stacked|one",
	 .help = N_("how the two languages stand; auto stacks them on a narrow screen")},
	{"divider", .type = OPTION_INT, FIELD(divider), .initial = 50, .min = 20, .max = 80,
	 .argument = N_("PERCENT"), .group = reading,
	 .help = N_("share of the screen's width for the left pane")},
	{"follow", .type = OPTION_BOOL, FIELD(follow), .initial = true, .group = reading,
	 .help = N_("the other pane follows the current sentence")},
	{"indent", .type = OPTION_INT, FIELD(indent), .initial = 4, .max = 8,
	 .argument = N_("CELLS"), .group = reading,
	 .help = N_("indent of a Chinese paragraph's first row")},
	{"spacing", .type = OPTION_INT, FIELD(spacing), .initial = 1, .max = 2,
	 .argument = N_("ROWS"), .group = reading,
	 .help = N_("blank rows between English paragraphs")},
	{"kinsoku", .type = OPTION_CHOICE, FIELD(kinsoku), .initial = 1, .group = reading,
	 .choices = "none|basic|strict",
	 .help = N_("how much to keep from the start and the end of a Chinese row")},
	{"theme", .type = OPTION_CHOICE, FIELD(theme), .group = reading,
	 .choices = "dark|light|mono",
	 .help = N_("colours for a dark or a light screen, or none")},
	{"mouse", .type = OPTION_BOOL, FIELD(mouse), .group = reading,
	 .help = N_("wheel and clicks are for the reader, not for the terminal's selection")},
	{"copy-command", .type = OPTION_TEXT, FIELD(copy_command), .can_be_none = true,
	 .argument = N_("COMMAND"), .group = reading,
	 .help = N_("what is copied goes to COMMAND, not to the terminal's clipboard")},
	{"semicolon", .type = OPTION_BOOL, FIELD(semicolon), .at_start = true,
	 .group = reading, .help = N_("a semicolon ends a sentence")},
	{"ambiguous", .type = OPTION_CHOICE, FIELD(ambiguous), .at_start = true,
	 .group = reading, .choices = "auto|1|2",
	 .help = N_("cells the terminal gives to “ ” … — and their like; auto asks it")},
	{"encoding", .type = OPTION_CHOICE, FIELD(encoding), .at_start = true,
	 .group = reading, .alias = encoding_alias,
	 .choices = "auto|utf-8|utf-16le|utf-16be|gb18030|big5",
	 .help = N_("encoding of the texts")},
	{"raw", .type = OPTION_BOOL, FIELD(raw), .at_start = true, .group = reading,
	 .help = N_("leave hard-wrapped and overprinted lines as they are")},

	{"dictionary", .type = OPTION_TEXT, FIELD(dictionary), .can_be_none = true,
	 .at_start = true, .argument = N_("FILE"), .group = reading,
	 .help = N_("link translations by the Chinese-English dictionary in FILE "
		    "(CC-CEDICT)")},
	{"segmented", .type = OPTION_BOOL, FIELD(segmented), .command_line_only = true,
	 .at_start = true, .group = reading,
	 .help = N_("with two files: each line is one sentence")},
	{"state", .type = OPTION_BOOL, FIELD(state), .initial = true, .at_start = true,
	 .group = reading, .help = N_("remember where a text was left, and what was searched")},

	{"ignore-case", .type = OPTION_BOOL, FIELD(ignore_case), .initial = true,
	 .group = searching, .help = N_("small letters find capitals too")},
	{"ignore-width", .type = OPTION_BOOL, FIELD(ignore_width), .initial = true,
	 .group = searching,
	 .help = N_("full-width and half-width, ligatures and letters are the same")},
	{"ignore-variants", .type = OPTION_BOOL, FIELD(ignore_variants), .initial = true,
	 .group = searching,
	 .help = N_("simplified, traditional and variant characters are the same")},
	{"ignore-blanks", .type = OPTION_BOOL, FIELD(ignore_blanks), .initial = true,
	 .group = searching,
	 .help = N_("any blanks are one blank, beside Chinese characters none")},
	{"pinyin", .type = OPTION_BOOL, FIELD(pinyin), .initial = true, .group = searching,
	 .help = N_("rgzn and rengongzhineng find the characters read so")},
	{"regex", .type = OPTION_BOOL, FIELD(regex), .group = searching,
	 .help = N_("patterns are regular expressions, as in Perl")},

	{"dump", MODE(MODE_DUMP), .group = output,
	 .help = N_("both languages side by side, all of it")},
	{"width", .type = OPTION_INT, FIELD(width), .max = 1000, .command_line_only = true,
	 .argument = N_("CELLS"), .group = output,
	 .help = N_("width of --dump; 0 is that of the terminal, or 80")},
	{"outline", MODE(MODE_OUTLINE), .group = output,
	 .help = N_("the headings: level, number, title")},
	{"json", MODE(MODE_JSON), .group = output,
	 .help = N_("blocks, sentences, citations and links as JSON")},
	{"align", .type = OPTION_CHOICE, FIELD(align), .command_line_only = true,
	 .choices = "ladder|tsv|tmx", .mode = MODE_ALIGN, .group = output,
	 .help = N_("the links: sentence numbers and score, or the sentences themselves")},
	{"lint", MODE(MODE_LINT), .group = output,
	 .help = N_("what was repaired: source line, rule, what was done")},
	{"search", .type = OPTION_TEXT, FIELD(search), .command_line_only = true,
	 .argument = N_("PATTERN"), .mode = MODE_SEARCH, .group = output,
	 .help = N_("the sentences that match: side:section:block:sentence")},
	{"list-bookmarks", MODE(MODE_LIST_BOOKMARKS), .group = output,
	 .help = N_("the bookmarks, all or those of FILE: created, mark, file, section, words, note")},
	{"export-bookmarks", .type = OPTION_CHOICE, FIELD(export_bookmarks),
	 .choices = "markdown|json", .command_line_only = true, .mode = MODE_EXPORT_BOOKMARKS,
	 .group = output, .help = N_("the bookmarks with their sentences in both languages")},
	{"recent", MODE(MODE_RECENT), .group = output,
	 .help = N_("the texts read lately: file, title, when, translation")},
	{"list-keys", MODE(MODE_LIST_KEYS), .group = output,
	 .help = N_("the keys, as lines for the configuration file")},
	{"list-commands", MODE(MODE_LIST_COMMANDS), .group = output,
	 .help = N_("the commands that keys can be bound to")},
	{"list-options", MODE(MODE_LIST_OPTIONS), .group = output,
	 .help = N_("the options with type and default")},

	{"config", .type = OPTION_TEXT, FIELD(file), .command_line_only = true,
	 .can_be_none = true, .argument = N_("FILE"), .group = other,
	 .help = N_("settings, keys and colours from FILE; with --no-config from none")},
	{"bookmarks", .type = OPTION_TEXT, FIELD(bookmarks), .command_line_only = true,
	 .argument = N_("FILE"), .group = other,
	 .help = N_("keep bookmarks in FILE")},
	{"secure", .type = OPTION_BOOL, FIELD(secure), .command_line_only = true, .group = other,
	 .help = N_("no editor, no commands; writes bookmarks, links and what is remembered")},
	{"links", .type = OPTION_TEXT, FIELD(links), .command_line_only = true,
	 .argument = N_("FILE"), .group = other,
	 .help = N_("keep the links corrected by hand in FILE")},
	{"script", .type = OPTION_TEXT, FIELD(script), .command_line_only = true,
	 .argument = N_("FILE"), .mode = MODE_SCRIPT, .group = other,
	 .help = N_("take keys from FILE and print the screens it asks for")},
	{"size", .type = OPTION_SIZE, FIELD(size), .min = 1, .max = 1000,
	 .command_line_only = true, .group = other,
	 .help = N_("the screen of --script")},
	{"help", 'h', MODE(MODE_HELP), .group = other, .help = N_("print this help")},
	{"version", 'V', MODE(MODE_VERSION), .group = other, .help = N_("print the version")},
};
/* clang-format on */

const size_t option_count = sizeof option_table / sizeof *option_table;

void config_init(struct config *config)
{
	*config = (struct config){.size = {80, 24}};
	for (size_t i = 0; i < option_count; i++) {
		const struct option *o = &option_table[i];
		void *at = (char *)config + o->offset;
		if (o->type == OPTION_BOOL)
			*(bool *)at = o->initial;
		else if (o->type == OPTION_INT || o->type == OPTION_CHOICE)
			*(int *)at = o->initial;
	}
}

const struct option *option_named(const char *name, size_t len)
{
	for (size_t i = 0; i < option_count; i++)
		if (strlen(option_table[i].name) == len &&
			memcmp(option_table[i].name, name, len) == 0)
			return &option_table[i];
	return NULL;
}

/* Reads decimal digits of *text into *number, moving *text behind them. */
static bool read_number(const char **text, int min, int max, int *number)
{
	if (**text < '0' || **text > '9')
		return false;
	char *end;
	errno = 0;
	long n = strtol(*text, &end, 10);
	*text = end;
	if (errno != 0 || n < min || n > max)
		return false;
	*number = (int)n;
	return true;
}

static bool set_bool(const struct option *option, void *at, const char *value)
{
	(void)option;
	bool on = strcmp(value, "on") == 0;
	if (!on && strcmp(value, "off") != 0)
		return false;
	*(bool *)at = on;
	return true;
}

static void get_bool(const struct option *option, const void *at, struct buf *out)
{
	(void)option;
	buf_puts(out, *(const bool *)at ? "on" : "off");
}

static void range_bool(const struct option *option, struct buf *out)
{
	(void)option;
	buf_puts(out, "on|off");
}

static bool set_int(const struct option *option, void *at, const char *value)
{
	int number;
	if (!read_number(&value, option->min, option->max, &number) || *value)
		return false;
	*(int *)at = number;
	return true;
}

static void get_int(const struct option *option, const void *at, struct buf *out)
{
	(void)option;
	buf_printf(out, "%d", *(const int *)at);
}

static void range_int(const struct option *option, struct buf *out)
{
	buf_printf(out, "%d..%d", option->min, option->max);
}

static bool set_choice(const struct option *option, void *at, const char *value)
{
	size_t len = strlen(value);
	const char *choice = option->choices;
	for (int i = 0;; i++) {
		size_t n = strcspn(choice, "|");
		if (n == len && memcmp(choice, value, n) == 0) {
			*(int *)at = i;
			return true;
		}
		if (!choice[n])
			return option->alias && option->alias(value, at);
		choice += n + 1;
	}
}

static void get_choice(const struct option *option, const void *at, struct buf *out)
{
	const char *choice = option->choices;
	for (int i = *(const int *)at; i > 0; i--)
		choice += strcspn(choice, "|") + 1;
	buf_add(out, choice, strcspn(choice, "|"));
}

static void range_choice(const struct option *option, struct buf *out)
{
	buf_puts(out, option->choices);
}

static bool set_text(const struct option *option, void *at, const char *value)
{
	(void)option;
	*(const char **)at = value;
	return true;
}

static void get_text(const struct option *option, const void *at, struct buf *out)
{
	(void)option;
	const char *text = *(const char *const *)at;
	if (text)
		buf_puts(out, text);
}

static void range_text(const struct option *option, struct buf *out)
{
	buf_puts(out, option->argument);
}

static bool set_size(const struct option *option, void *at, const char *value)
{
	struct config_size size;
	if (!read_number(&value, option->min, option->max, &size.columns) ||
		*value++ != 'x' ||
		!read_number(&value, option->min, option->max, &size.rows) || *value)
		return false;
	*(struct config_size *)at = size;
	return true;
}

static void get_size(const struct option *option, const void *at, struct buf *out)
{
	(void)option;
	const struct config_size *size = at;
	buf_printf(out, "%dx%d", size->columns, size->rows);
}

static void range_size(const struct option *option, struct buf *out)
{
	(void)option;
	buf_puts(out, "COLSxROWS");
}

/* What can be done with a value of each type; nothing with that of OPTION_MODE. */
static const struct {
	bool (*set)(const struct option *option, void *at, const char *value);
	void (*get)(const struct option *option, const void *at, struct buf *out);
	void (*range)(const struct option *option, struct buf *out);
} types[] = {
	[OPTION_BOOL] = {set_bool, get_bool, range_bool},
	[OPTION_INT] = {set_int, get_int, range_int},
	[OPTION_CHOICE] = {set_choice, get_choice, range_choice},
	[OPTION_TEXT] = {set_text, get_text, range_text},
	[OPTION_SIZE] = {set_size, get_size, range_size},
	[OPTION_MODE] = {NULL, NULL, NULL},
};

struct status config_set(
	struct config *config, const struct option *option, const char *value)
{
	if (!types[option->type].set)
		return status_make(
			STATUS_USAGE, 0, _("'%s' takes no value"), option->name);
	if (types[option->type].set(option, (char *)config + option->offset, value))
		return STATUS_NONE;
	struct buf range = {0};
	types[option->type].range(option, &range);
	struct status s = status_make(STATUS_USAGE, 0,
		_("invalid value '%s' for '%s': %s is expected"), value, option->name,
		buf_string(&range));
	buf_free(&range);
	return s;
}

void config_get(const struct config *config, const struct option *option, struct buf *out)
{
	if (types[option->type].get)
		types[option->type].get(
			option, (const char *)config + option->offset, out);
}

void config_range(const struct option *option, struct buf *out)
{
	if (types[option->type].range)
		types[option->type].range(option, out);
}
