/* SPDX-License-Identifier: MIT */
/* help: made from the command table and the keymap in force, so that it cannot be wrong.
 *
 * Commands that have no key in any mode are listed too: the reader may want to bind one. */
#include "help.h"

#include <string.h>

#include "glyph.h"
#include "message.h"
#include "word.h"

enum {
	KEYS_INDENT = 2,
	HELP_INDENT = 6, /* where it stands below its keys */
	/* The column of keys, indent included, and with it the lines on a usual screen. */
	KEYS_CELLS = 30,
	LINE_CELLS = 78,
	KEYS_CELLS_NARROW = 20, /* on one that is smaller */
};

static const struct glyph_style narrow = {.ambiguous = 1};

/* Makes a line of the text from byte beg on. */
static void add_line(struct help *help, size_t beg, int indent)
{
	array_push(&help->lines, (struct help_line){{beg, help->text.n}, indent});
}

static int width(const struct buf *text, size_t beg)
{
	return (int)glyph_width(&narrow, text->v + beg, text->n - beg);
}

static void add_heading(struct help *help, const char *heading)
{
	if (help->lines.n)
		add_line(help, help->text.n, 0);
	size_t beg = help->text.n;
	buf_puts(&help->text, heading);
	add_line(help, beg, 0);
}

static bool has_word(const char *words, struct word wanted)
{
	struct word word;
	do
		word = word_next(&words);
	while (word.n && (word.n != wanted.n || memcmp(word.v, wanted.v, word.n) != 0));
	return word.n > 0;
}

/* Appends the keys of a command, those that it has in lists alone behind the others: "a
 * (list: e)".  What has no key is shown as it is typed at the prompt. */
static void add_keys(
	struct buf *out, const struct keymap *keymap, const struct command *command)
{
	struct buf reading = {0}, in_list = {0}, only = {0};
	size_t read = keymap_keys(keymap, KEYMAP_READ, command, &reading);
	keymap_keys(keymap, KEYMAP_LIST, command, &in_list);
	const char *words = buf_string(&in_list), *argument = command->argument;
	for (struct word word = word_next(&words); word.n; word = word_next(&words))
		if (!has_word(buf_string(&reading), word))
			buf_printf(
				&only, "%s%.*s", only.n ? " " : "", (int)word.n, word.v);
	buf_puts(out, buf_string(&reading));
	if (read && only.n)
		buf_printf(out, _(" (list: %s)"), buf_string(&only));
	else if (only.n)
		buf_puts(out, buf_string(&only));
	else if (!read)
		buf_printf(out, ":%s%s%s", command->name, argument ? " " : "",
			argument ? _(argument) : "");
	buf_free(&reading);
	buf_free(&in_list);
	buf_free(&only);
}

/* "j <Down> e              one row down"; what has no room beside the keys stands below them. */
static void add_command(struct help *help, const struct keymap *keymap,
	const struct command *command, int cells)
{
	struct buf *text = &help->text;
	const char *what = _(command->help);
	size_t beg = text->n;
	add_keys(text, keymap, command);
	int column = cells < LINE_CELLS ? KEYS_CELLS_NARROW : KEYS_CELLS;
	int gap = column - KEYS_INDENT - width(text, beg);
	int what_cells = (int)glyph_width(&narrow, what, strlen(what));
	if (gap > 0 && column + what_cells <= cells) {
		buf_printf(text, "%*s%s", gap, "", what);
		add_line(help, beg, KEYS_INDENT);
		return;
	}
	add_line(help, beg, KEYS_INDENT);
	beg = text->n;
	buf_puts(text, what);
	add_line(help, beg, HELP_INDENT);
}

void help_make(struct help *help, const struct keymap *keymap, int cells)
{
	const char *group = NULL;
	help->text.n = help->lines.n = 0;
	for (size_t i = 0; i < command_count; i++) {
		const struct command *c = &command_table[i];
		if (!group || strcmp(group, c->group) != 0)
			add_heading(help, _(c->group));
		group = c->group;
		add_command(help, keymap, c, cells);
	}
	add_heading(help, _("A number before a key repeats it, or says where to go."));
}

void help_free(struct help *help)
{
	buf_free(&help->text);
	array_free(&help->lines);
}

static size_t count(void *ctx)
{
	const struct help *help = ctx;
	return help->lines.n;
}

static struct list_line line(void *ctx, size_t index)
{
	const struct help *help = ctx;
	struct help_line line = help->lines.v[index];
	return (struct list_line){.text = help->text.v + line.span.beg,
		.len = span_len(line.span),
		.indent = line.indent,
		.element = line.indent == 0 ? ELEMENT_HEADING : ELEMENT_TEXT};
}

struct list_source help_source(struct help *help)
{
	return (struct list_source){.heading = _("Help"),
		.hint = _("/ searches, & filters, q or Esc closes"),
		.outline = true,
		.count = count,
		.line = line,
		.ctx = help};
}
