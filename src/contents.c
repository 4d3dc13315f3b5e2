/* SPDX-License-Identifier: MIT */
/* contents: a line for each language and under it one for each heading.
 *
 * Nothing is copied: line numbers are counted over the sections of the document, so that the
 * contents of a text that is still being read are open at once and grow with it. */
#include "contents.h"

#include <string.h>

#include "message.h"

static const char *const side_headings[SIDE_COUNT] = {"中文", "English"};

/* Lines of one side: its name and its headings; none when it has no text. */
static size_t side_lines(const struct contents *contents, enum side side)
{
	const struct stream *stream = &contents->document->side[side];
	return stream->blocks.n ? 1 + stream->sections.n : 0;
}

/* The side that a line belongs to, SIDE_COUNT if none; *index is then a line of that side. */
static enum side side_of(const struct contents *contents, size_t *index)
{
	enum side side = 0;
	for (; side < SIDE_COUNT; side++) {
		size_t lines = side_lines(contents, side);
		if (*index < lines)
			break;
		*index -= lines;
	}
	return side;
}

size_t contents_here(const struct contents *contents)
{
	if (contents->block == NO_BLOCK)
		return 0;
	size_t section = document_section(
		&contents->document->side[contents->side], contents->block);
	size_t before = contents->side == SIDE_EN ? side_lines(contents, SIDE_ZH) : 0;
	return before + (section == NO_SECTION ? 0 : 1 + section);
}

bool contents_place(
	const struct contents *contents, size_t index, enum side *side, size_t *block)
{
	*side = side_of(contents, &index);
	if (*side == SIDE_COUNT)
		return false;
	*block = index ? contents->document->side[*side].sections.v[index - 1].block : 0;
	return true;
}

static size_t count(void *ctx)
{
	return side_lines(ctx, SIDE_ZH) + side_lines(ctx, SIDE_EN);
}

/* References and the like have nothing to sum up. */
static void measure(
	const struct coverage *coverage, size_t section, struct list_line *line)
{
	line->share = coverage_of_section(coverage, section);
	line->measured = line->share > 0 || coverage_is_silent(coverage, section);
}

static struct list_line line(void *ctx, size_t index)
{
	const struct contents *contents = ctx;
	struct list_line line = {.marked = index == contents_here(contents)};
	enum side side = side_of(contents, &index);
	const struct stream *stream = &contents->document->side[side];
	if (index == 0) {
		line.text = side_headings[side];
		line.len = strlen(line.text);
		line.element = ELEMENT_HEADING;
		return line;
	}
	const struct block *heading =
		stream_block(stream, stream->sections.v[index - 1].block);
	line.text = heading->text;
	line.len = heading->len;
	line.indent = 2 * heading->level;
	line.element = ELEMENT_TEXT;
	line.narrow = side == SIDE_EN;
	if (contents->coverage && side == SIDE_ZH)
		measure(contents->coverage, index - 1, &line);
	return line;
}

struct list_source contents_source(struct contents *contents)
{
	return (struct list_source){.heading = _("Contents"),
		.hint = _("Enter goes there, / searches, & filters, q or Esc closes"),
		.selects = true,
		.outline = true,
		.count = count,
		.line = line,
		.ctx = contents};
}
