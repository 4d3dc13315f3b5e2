/* SPDX-License-Identifier: MIT */
/* typesetter: what cannot be parted becomes a piece, pieces fill lines.
 *
 * A line takes pieces while they fit.  Then the press's habits decide, as CLREQ describes them:
 * a mark that may not start a line is squeezed in if the line's punctuation gives way by
 * half an em each, else the character before it is carried over with it.  Latin words and
 * numbers are never cut, so a line before a long one is short (print stretches it).
 * A press whose last lines may not be runts carries one more character over. */
#include "typesetter.h"

#include <string.h>

struct piece {
	struct span text;
	struct extent width;
	int blank;    /* width of the blank before it, lost at a line's start */
	bool closing; /* may not start a line */
	bool opening; /* may not end one */
	bool mark;    /* full-width punctuation, gives half an em */
};

typedef ARRAY_OF(struct piece) piece_array;

static const char closing_marks[] = "，。、；：！？”’）》」』］】·";
static const char opening_marks[] = "“‘（《「『［【";

/* Widths of ASCII in a common serif face; others take half an em. */
static int ascii_width(char c)
{
	if (strchr("iljtfrI.,:;'!()[]/-|", c))
		return 6;
	if (strchr("mwMW%", c))
		return 16;
	if (c >= 'A' && c <= 'Z')
		return 14;
	return 9 + (c >= '0' && c <= '9');
}

bool mark_is_in(const char *set, const char *at, size_t size)
{
	for (const char *p = set; *p; p += code_point_size(*p))
		if (size == code_point_size(*p) && memcmp(p, at, size) == 0)
			return true;
	return false;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of a citation at text, [3], [3-5] or [4]（P865）; 0 if there is none. */
static size_t citation_size(const char *text, size_t len)
{
	size_t i = 1;
	while (i < len && ((text[i] >= '0' && text[i] <= '9') || text[i] == '-'))
		i++;
	if (len == 0 || text[0] != '[' || i == 1 || i >= len || text[i] != ']')
		return 0;
	i++;
	if (len - i < 4 || memcmp(text + i, "（P", 4) != 0)
		return i;
	const char *close = memmem(text + i, len - i, "）", 3);
	return close ? (size_t)(close - text) + 3 : i;
}

/* Bytes of a run of ASCII without blanks, with U+2011 and U+2019 between its letters. */
static size_t word_size(const char *text, size_t len)
{
	size_t i = 0;
	while (i < len) {
		bool inner = len - i > 3 && i > 0 && is_letter(text[i - 1]) &&
			     is_letter(text[i + 3]) && mark_is_in("‑’", text + i, 3);
		if (inner)
			i += 3;
		else if ((unsigned char)text[i] > ' ' && (unsigned char)text[i] < 0x80 &&
			 (i == 0 || citation_size(text + i, len - i) == 0))
			i++;
		else
			break;
	}
	return i;
}

static int word_width(const char *text, size_t len)
{
	int width = 0;
	for (size_t i = 0; i < len; i += code_point_size(text[i]))
		width += (unsigned char)text[i] < 0x80 ? ascii_width(text[i]) : 6;
	return width;
}

static struct piece piece_at(const char *text, size_t len, size_t at)
{
	const char *p = text + at;
	size_t size = at > 0 ? citation_size(p, len - at) : 0;
	if (size > 0) {
		int width = word_width(p, size) * 2 / 5;
		return (struct piece){.text = {at, at + size},
			.width = {width, width, width},
			.closing = true};
	}
	size = word_size(p, len - at);
	if (size > 0) {
		int width = word_width(p, size), cells = (int)size * CELL;
		struct extent extent = {width, width, width > cells ? width : cells};
		return (struct piece){.text = {at, at + size}, .width = extent};
	}
	size = code_point_size(*p);
	bool ellipsis = len - at >= 6 && memcmp(p, "……", 6) == 0;
	if (ellipsis || (len - at >= 6 && memcmp(p, "——", 6) == 0))
		return (struct piece){.text = {at, at + 6},
			.width = {2 * EM, 2 * EM, 2 * EM},
			.closing = ellipsis};
	struct piece piece = {.text = {at, at + size}, .width = {EM, EM, EM}};
	piece.closing = mark_is_in(closing_marks, p, size);
	piece.opening = mark_is_in(opening_marks, p, size);
	piece.mark = piece.closing || piece.opening;
	return piece;
}

static void cut_into_pieces(
	const struct press *press, const char *text, size_t len, piece_array *pieces)
{
	int blank = 0;
	for (size_t at = 0; at < len;) {
		if (text[at] == ' ') {
			blank += CELL / 2;
			at++;
			continue;
		}
		struct piece piece = piece_at(text, len, at);
		const struct piece *before =
			pieces->n > 0 ? &pieces->v[pieces->n - 1] : NULL;
		if (before && before->mark && piece.mark &&
			(before->closing || piece.opening)) {
			piece.width.least -= CELL;
			piece.width.set -= press->tight_pairs ? CELL : 0;
			piece.mark = !press->tight_pairs;
		}
		piece.blank = blank;
		blank = 0;
		array_push(pieces, piece);
		at = piece.text.end;
	}
}

static struct extent extent_of(const piece_array *pieces, size_t beg, size_t end)
{
	struct extent sum = {0};
	for (size_t i = beg; i < end; i++) {
		const struct piece *piece = &pieces->v[i];
		int blank = i > beg ? piece->blank : 0;
		sum.least += piece->width.least + blank;
		sum.set += piece->width.set + blank;
		sum.most += piece->width.most + 2 * blank;
	}
	return sum;
}

static int width_of(const piece_array *pieces, size_t beg, size_t end)
{
	return extent_of(pieces, beg, end).set;
}

/* How much the punctuation between beg and end gives way; at a line's end it always does
 * when the press sets half marks there. */
static int slack_of(
	const struct press *press, const piece_array *pieces, size_t beg, size_t end)
{
	int marks = 0;
	for (size_t i = beg; i < end; i++)
		marks += pieces->v[i].mark;
	const struct piece *last = &pieces->v[end - 1];
	if (press->no_push_in)
		marks = press->half_at_end && last->mark && last->closing;
	return marks * CELL;
}

static bool may_break(const piece_array *pieces, size_t at)
{
	return !pieces->v[at].closing && !pieces->v[at - 1].opening;
}

/* The piece behind the last of the line that starts with piece beg. */
static size_t fill_line(
	const struct press *press, const piece_array *pieces, size_t beg, int room)
{
	size_t end = beg + 1;
	while (end < pieces->n && width_of(pieces, beg, end + 1) <= room)
		end++;
	while (end < pieces->n && (press->push_in || pieces->v[end].closing) &&
		width_of(pieces, beg, end + 1) - slack_of(press, pieces, beg, end + 1) <=
			room)
		end++;
	if (end == pieces->n)
		return end;
	size_t fit = end;
	while (end > beg + 1 && !may_break(pieces, end))
		end--;
	return end > beg + 1 || may_break(pieces, end) ? end : fit;
}

static struct extent head_of(const piece_array *pieces, size_t beg)
{
	size_t end = beg + 1;
	while (end < pieces->n && !may_break(pieces, end))
		end++;
	return extent_of(pieces, beg, end);
}

static void add_line(
	set_line_array *lines, const piece_array *pieces, size_t beg, size_t end)
{
	struct span text = {pieces->v[beg].text.beg, pieces->v[end - 1].text.end};
	array_push(lines, (struct set_line){text, extent_of(pieces, beg, end),
				  head_of(pieces, beg)});
}

/* A last line of one character and its marks: carry another one over from the line before. */
static size_t mend_runt(
	const struct press *press, const piece_array *pieces, size_t beg, size_t end)
{
	if (!press->no_runts || end == pieces->n ||
		width_of(pieces, end, pieces->n) > 2 * EM)
		return end;
	size_t wanted = end;
	while (wanted > beg + 1 && width_of(pieces, wanted, pieces->n) < 3 * EM)
		wanted--;
	while (wanted > beg + 1 && !may_break(pieces, wanted))
		wanted--;
	return wanted > beg + 1 ? wanted : end;
}

void typeset(const struct press *press, const char *text, size_t len,
	int (*room)(const void *ctx, size_t line), const void *ctx, set_line_array *lines)
{
	piece_array pieces = {0};
	cut_into_pieces(press, text, len, &pieces);
	lines->n = 0;
	for (size_t beg = 0; beg < pieces.n;) {
		size_t end = fill_line(press, &pieces, beg, room(ctx, lines->n));
		end = mend_runt(press, &pieces, beg, end);
		add_line(lines, &pieces, beg, end);
		beg = end;
	}
	array_free(&pieces);
}
