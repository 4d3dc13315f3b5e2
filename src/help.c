/* SPDX-License-Identifier: MIT */
/* help: made from the command table and the keymap in force, so that it cannot be wrong.
 *
 * Commands that have no key in any mode are listed too: the reader may want to bind one. */
#include "help.h"

#include <string.h>

#include "glyph.h"
#include "message.h"

enum { KEYS_CELLS = 30 }; /* of the column of keys */

static const struct glyph_style narrow = {.ambiguous = 1};

static void add_line(struct help *help, size_t beg)
{
	array_push(&help->lines, (struct span){beg, help->text.n});
}

static void add_heading(struct help *help, const char *heading)
{
	if (help->lines.n)
		add_line(help, help->text.n);
	size_t beg = help->text.n;
	buf_puts(&help->text, heading);
	add_line(help, beg);
}

/* "  j <Down> e              one row down"; long keys get a line of their own, and what has
 * no key is shown as it is typed at the prompt. */
static void add_command(
	struct help *help, const struct keymap *keymap, const struct command *command)
{
	struct buf *text = &help->text;
	size_t beg = text->n;
	buf_puts(text, "  ");
	if (!keymap_keys(keymap, KEYMAP_READ, command, text) &&
		!keymap_keys(keymap, KEYMAP_LIST, command, text))
		buf_printf(text, ":%s%s%s", command->name, command->argument ? " " : "",
			command->argument ? _(command->argument) : "");
	size_t cells = glyph_width(&narrow, text->v + beg, text->n - beg);
	if (cells + 1 > KEYS_CELLS) {
		add_line(help, beg);
		beg = text->n;
		cells = 0;
	}
	buf_printf(text, "%*s%s", (int)(KEYS_CELLS - cells), "", _(command->help));
	add_line(help, beg);
}

void help_make(struct help *help, const struct keymap *keymap)
{
	const char *group = NULL;
	help->text.n = help->lines.n = 0;
	for (size_t i = 0; i < command_count; i++) {
		const struct command *c = &command_table[i];
		if (!group || strcmp(group, c->group) != 0)
			add_heading(help, _(c->group));
		group = c->group;
		add_command(help, keymap, c);
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
	struct span span = help->lines.v[index];
	const char *text = help->text.v + span.beg;
	bool heading = span_len(span) > 0 && *text != ' ';
	return (struct list_line){.text = text,
		.len = span_len(span),
		.element = heading ? ELEMENT_HEADING : ELEMENT_TEXT};
}

struct list_source help_source(struct help *help)
{
	return (struct list_source){.heading = _("Help"),
		.hint = _("/ searches, & filters, q or Esc closes"),
		.count = count,
		.line = line,
		.ctx = help};
}
