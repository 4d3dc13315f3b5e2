/* SPDX-License-Identifier: MIT */
/* config_help: --help and --list-options, from the table of config.c.
 *
 * The help is for people: in their language, and laid out in cells, since a Chinese one is as
 * wide as it is.  In the list for scripts only the last column, the help, is translated. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

#include "glyph.h"
#include "message.h"

enum { HELP_COLUMN = 28, HELP_WIDTH = 79 };

static const struct glyph_style narrow = {.ambiguous = 1};

static int cells(const char *text, size_t len)
{
	return (int)glyph_width(&narrow, text, len);
}

void config_list(FILE *out)
{
	struct config config;
	config_init(&config);
	for (size_t i = 0; i < option_count; i++) {
		const struct option *o = &option_table[i];
		struct buf line = {0};
		buf_printf(&line, "%s\t", o->name);
		config_range(o, &line);
		buf_putc(&line, '\t');
		config_get(&config, o, &line);
		fprintf(out, "%s\t%s\n", buf_string(&line), _(o->help));
		buf_free(&line);
	}
}

/* Bytes of text up to where a row may end (UAX #14); words of ASCII, which may be options, are
 * parted at blanks only. */
static size_t piece_len(const char *text, const char *breaks, size_t len)
{
	size_t at = 1;
	while (at < len && (breaks[at] != UC_BREAK_POSSIBLE ||
				   (text[at - 1] != ' ' && !(text[at - 1] & 0x80) &&
					   !(text[at] & 0x80))))
		at++;
	return at;
}

/* Prints text from `column` on, in rows that start at HELP_COLUMN. */
static void print_wrapped(FILE *out, const char *text, int column)
{
	size_t len = strlen(text);
	char *breaks = xmalloc(len);
	bool blank = false;
	u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8", breaks);
	for (size_t at = 0, size; at < len; at += size) {
		size = piece_len(text + at, breaks + at, len - at);
		size_t word = size;
		while (word > 0 && text[at + word - 1] == ' ')
			word--;
		int width = cells(text + at, word);
		if (column > HELP_COLUMN && column + blank + width > HELP_WIDTH) {
			fputc('\n', out);
			column = 0;
		}
		int gap = column < HELP_COLUMN ? HELP_COLUMN - column : blank;
		fprintf(out, "%*s%.*s", gap, "", (int)word, text + at);
		column += gap + width;
		blank = word < size;
	}
	fputc('\n', out);
	free(breaks);
}

/* "  -h, --help", "      --[no-]follow", "      --indent=CELLS". */
static void describe_option(const struct option *option, struct buf *out)
{
	if (option->letter)
		buf_printf(out, "  -%c, ", option->letter);
	else
		buf_puts(out, "      ");
	bool no = option->type == OPTION_BOOL || option->can_be_none;
	buf_puts(out, no ? "--[no-]" : "--");
	buf_puts(out, option->name);
	if (option->type == OPTION_BOOL || option->type == OPTION_MODE)
		return;
	buf_putc(out, '=');
	if (option->argument)
		buf_puts(out, _(option->argument));
	else
		config_range(option, out);
}

static void help_option(
	FILE *out, const struct config *defaults, const struct option *option)
{
	struct buf left = {0}, value = {0}, right = {0};
	describe_option(option, &left);
	config_get(defaults, option, &value);
	buf_puts(&right, _(option->help));
	if (value.n)
		buf_printf(&right, " [%s]", buf_string(&value));
	int column = cells(buf_string(&left), left.n);
	fputs(buf_string(&left), out);
	if (column > HELP_COLUMN - 2) {
		fputc('\n', out);
		column = 0;
	}
	print_wrapped(out, buf_string(&right), column);
	buf_free(&left);
	buf_free(&value);
	buf_free(&right);
}

static void begin_group(FILE *out, const char *group, bool first)
{
	if (!first)
		fputc('\n', out);
	fprintf(out, _("%s:"), _(group));
	fputc('\n', out);
}

void config_help(FILE *out)
{
	struct config defaults;
	config_init(&defaults);
	const char *group = NULL;
	for (size_t i = 0; i < option_count; i++) {
		const struct option *o = &option_table[i];
		if (o->group != group)
			begin_group(out, o->group, group == NULL);
		group = o->group;
		help_option(out, &defaults, o);
	}
}
