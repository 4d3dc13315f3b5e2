/* SPDX-License-Identifier: MIT */
/* recent: what state remembers of the texts that were read, for people.
 *
 * Opening one is left to the loop, which has the list, and to the shell, which has --recent. */
#include "recent.h"

#include <string.h>

#include "message.h"
#include "tsv.h"

enum { DAY = 10, GAP = 2 }; /* bytes of "2024-02-29"; cells between columns */

void recent_measure(struct recent *recent, const struct glyph_style *glyph, int cells)
{
	int rest = cells - DAY - 2 * GAP;
	recent->glyph = *glyph;
	recent->title_cells = rest > GAP ? (size_t)rest * 5 / 8 : 1;
}

static void forget(struct recent *recent)
{
	for (size_t i = 0; i < recent->texts.n; i++)
		state_position_free(&recent->texts.v[i]);
	recent->texts.n = 0;
}

void recent_make(struct recent *recent, struct state *state)
{
	forget(recent);
	state_recent(state, &recent->texts);
}

void recent_free(struct recent *recent)
{
	forget(recent);
	array_free(&recent->texts);
	buf_free(&recent->text);
}

static size_t count(void *ctx)
{
	const struct recent *recent = ctx;
	return recent->texts.n;
}

static void add_string(struct buf *out, const char *string)
{
	tsv_add_plain(out, string, strlen(string));
}

/* A file's name before its folder, which may not be seen whole. */
static void add_file(struct buf *out, const char *path)
{
	const char *slash = strrchr(path, '/');
	add_string(out, slash ? slash + 1 : path);
	if (slash) {
		buf_puts(out, "  ");
		tsv_add_plain(out, path, (size_t)(slash - path));
	}
}

static struct list_line make_line(void *ctx, size_t index)
{
	struct recent *recent = ctx;
	const struct state_position *text = &recent->texts.v[index];
	size_t used, title = strlen(text->title);
	size_t end =
		glyph_fit(&recent->glyph, text->title, title, recent->title_cells, &used);
	struct buf *line = &recent->text;
	line->n = 0;
	buf_printf(line, "%.*s%*s", DAY, text->time, GAP, "");
	tsv_add_plain(line, text->title, end);
	buf_printf(line, "%*s", (int)(recent->title_cells - used) + GAP, "");
	add_file(line, text->anchor.path);
	return (struct list_line){.text = line->v, .len = line->n};
}

struct list_source recent_source(struct recent *recent)
{
	return (struct list_source){.heading = _("Texts read lately"),
		.hint = _("Enter opens one, / searches, & filters, q or Esc closes"),
		.selects = true,
		.count = count,
		.line = make_line,
		.ctx = recent};
}

void recent_print(struct state *state, FILE *out)
{
	struct recent recent = {0};
	struct buf line = {0};
	recent_make(&recent, state);
	for (size_t i = 0; i < recent.texts.n; i++) {
		const struct state_position *text = &recent.texts.v[i];
		add_string(&line, text->anchor.path);
		buf_putc(&line, '\t');
		add_string(&line, text->title);
		buf_printf(&line, "\t%s\t", text->time);
		add_string(&line, text->other);
		buf_putc(&line, '\n');
	}
	fwrite(line.v, 1, line.n, out);
	buf_free(&line);
	recent_free(&recent);
}
