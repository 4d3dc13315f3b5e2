/* SPDX-License-Identifier: MIT */
/* repair_overprint: headings printed twice, a hair apart, to look bold.
 *
 * The extractor sees each run of characters doubled: （（一一））理论逻辑理论逻辑：：.  A line is such
 * a heading only when it decomposes wholly into repeated runs; among the ways to do that the
 * one with the fewest runs is taken.  人人 in a body line, or a line that is nothing but 常常, is
 * language, not print: a short line counts only beside a longer one. */
#include "repair_internal.h"

#include <string.h>
#include <unistr.h>

#include "lanes.h"
#include "message.h"
#include "utf8.h"

enum {
	LONGEST = 160
}; /* code points; no heading line is longer, and the search is cubic */

struct code_points {
	uint32_t v[LONGEST];
	size_t n;
};

static bool read_code_points(const char *text, size_t len, struct code_points *out)
{
	out->n = 0;
	for (size_t i = 0; i < len;) {
		if (out->n == LONGEST)
			return false;
		size_t size;
		out->v[out->n++] = utf8_at(text, len, i, &size);
		i += size;
	}
	return true;
}

/* Writes what was printed, once, into out; false if some part stands there only once.
 * Blanks between runs may. */
static bool undouble(const struct code_points *in, struct code_points *out)
{
	enum { UNREACHED = LONGEST + 1 };
	size_t runs[LONGEST + 1], step[LONGEST + 1];
	runs[0] = 0;
	for (size_t end = 1; end <= in->n; end++) {
		runs[end] = UNREACHED;
		if (in->v[end - 1] == ' ' && runs[end - 1] != UNREACHED) {
			runs[end] = runs[end - 1];
			step[end] = 1;
		}
		for (size_t run = 1; 2 * run <= end; run++) {
			size_t beg = end - 2 * run;
			if (runs[beg] == UNREACHED || runs[beg] + 1 >= runs[end] ||
				memcmp(in->v + beg, in->v + beg + run,
					run * sizeof *in->v) != 0)
				continue;
			runs[end] = runs[beg] + 1;
			step[end] = 2 * run;
		}
	}
	if (runs[in->n] == UNREACHED)
		return false;
	out->n = LONGEST;
	for (size_t end = in->n; end > 0; end -= step[end]) {
		size_t run = step[end] == 1 ? 1 : step[end] / 2;
		out->n -= run;
		memcpy(out->v + out->n, in->v + end - run, run * sizeof *in->v);
	}
	memmove(out->v, out->v + out->n, (LONGEST - out->n) * sizeof *out->v);
	out->n = LONGEST - out->n;
	return true;
}

static size_t distinct(const struct code_points *cp)
{
	size_t n = 0;
	for (size_t i = 0; i < cp->n; i++) {
		bool seen = false;
		for (size_t k = 0; k < i && !seen; k++)
			seen = cp->v[k] == cp->v[i];
		n += !seen;
	}
	return n;
}

/* Where everything is there twice, blanks aside, its bytes cancel out; most lines go no
 * further. */
static bool cancels_out(const char *text, size_t len)
{
	lanes sums = {0};
	uint64_t halves[2];
	size_t at = 0;
	for (; len - at >= LANES; at += LANES)
		sums ^= lanes_load(text + at);
	memcpy(halves, &sums, sizeof halves);
	uint64_t sum = halves[0] ^ halves[1];
	for (unsigned half = 32; half >= 8; half /= 2)
		sum ^= sum >> half;
	sum &= 0xFF;
	for (; at < len; at++)
		sum ^= (unsigned char)text[at];
	return sum == 0 || sum == ' ';
}

/* 一、结语 and 结语 are short, but headings. */
static bool is_marked(const struct code_points *cp)
{
	uint8_t text[4 * 8];
	size_t len = 0;
	for (size_t i = 0; i < cp->n && i < 8; i++)
		len += (size_t)u8_uctomb(
			text + len, cp->v[i], (ptrdiff_t)(sizeof text - len));
	struct heading_mark mark;
	return heading_mark((const char *)text, len, &mark);
}

static bool try_line(
	struct window *w, size_t i, bool beside_doubled, const struct lint *lint)
{
	struct line *line = &w->lines.v[i];
	struct code_points in, out;
	if (!read_code_points(line_text(w, line), line->len, &in) || !undouble(&in, &out))
		return false;
	if (!beside_doubled && (distinct(&out) < 2 || (out.n < 4 && !is_marked(&out))))
		return false;
	size_t len = 0;
	char *text = w->text.v + line->at;
	for (size_t k = 0; k < out.n; k++)
		len += (size_t)u8_uctomb(
			(uint8_t *)text + len, out.v[k], (ptrdiff_t)(line->len - len));
	line->len = len;
	line_measure(w, line);
	line->doubled = true;
	line->hint = HINT_HEADING;
	lint_note(lint, line->number, "overprint", N_("printed twice, read once: %.*s"),
		(int)len, text);
	return true;
}

void repair_overprint(struct window *window, const struct lint *lint)
{
	bool before = false;
	for (size_t i = 0; i < window->lines.n; i++) {
		const struct line *line = &window->lines.v[i];
		if (line->gone)
			continue;
		bool may_be = line->hint != HINT_VERBATIM && line->len <= LONGEST * 4 &&
			      cancels_out(line_text(window, line), line->len);
		before = line->doubled || (may_be && try_line(window, i, before, lint));
	}
}
