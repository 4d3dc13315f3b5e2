/* SPDX-License-Identifier: MIT */
/* damage_fair: keeps out what even a careful reader could not decide.
 *
 * With the indents lost, all that tells two paragraphs apart is width: a line is short when
 * what follows would have fitted into it, and a first line is narrow by its indent.  Where
 * a paragraph's last line is full and the next paragraph has one line only, nothing tells;
 * nor where a full line ends with 。 and the next happens to be as narrow as a first line. */
#include <string.h>

#include "damage_internal.h"

static size_t code_point_before(const char *text, size_t end)
{
	do
		end--;
	while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80);
	return end;
}

/* Whether a line could be a paragraph's last: it ends with 。！？；：…… and, behind that,
 * closing marks and citations. */
static bool could_end_paragraph(const char *text, struct span line)
{
	for (size_t end = line.end; end > line.beg;) {
		size_t at = code_point_before(text, end);
		if (mark_is_in("。！？；：…", text + at, end - at))
			return true;
		if (text[at] == ']')
			while (at > line.beg && text[at] != '[')
				at--;
		else if (!mark_is_in("”’）》 ", text + at, end - at))
			return false;
		end = at;
	}
	return false;
}

static bool starts_like_heading(const char *text, struct span line)
{
	static const char *const starts[] = {"一、", "（一）", "第一条"};
	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		size_t len = strlen(starts[i]);
		if (span_len(line) >= len && memcmp(text + line.beg, starts[i], len) == 0)
			return true;
	}
	return false;
}

/* Whether the first line is narrow although what starts the second would have fitted. */
static bool is_surely_first(const struct candidate *c)
{
	const struct set_line *line = &c->lines->v[0];
	return line->width.most + line[1].head.most <= c->column_room(c->ctx, 0) - CELL;
}

static bool is_fair_inside(const struct candidate *c, size_t i)
{
	const struct set_line *line = &c->lines->v[i], *next = line + 1;
	int room = c->column_room(c->ctx, i), next_room = c->column_room(c->ctx, i + 1);
	if (!could_end_paragraph(c->text, line->text))
		return true;
	if (starts_like_heading(c->text, next->text))
		return false;
	if (c->indent_kept)
		return true;
	if (room != next_room)
		return false;
	int own_room = room - (i == 0 ? c->indent : 0), first_room = room - c->indent;
	if (line->width.least + next->head.least <= own_room - CELL)
		return false;
	if (i + 2 == c->lines->n && next->width.most < first_room - 2 * CELL)
		return true;
	return next->width.least > first_room + CELL * 3 / 2;
}

bool damage_is_fair(const struct candidate *c, const struct line_before *before)
{
	if (starts_like_heading(c->text, c->lines->v[0].text))
		return false;
	for (size_t i = 0; i + 1 < c->lines->n; i++)
		if (!is_fair_inside(c, i))
			return false;
	if (before->room == 0 || c->indent_kept)
		return true;
	if (before->width + c->lines->v[0].head.most <= before->room - 2 * CELL)
		return true;
	return c->lines->n > 1 && is_surely_first(c);
}
