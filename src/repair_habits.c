/* SPDX-License-Identifier: MIT */
/* repair_habits: what a window of lines has in common: its columns, whether first lines are
 * indented, whether blank lines separate paragraphs.
 *
 * It looks for regularities only, and errs on the side of seeing one column too many: which
 * line stands in which column repair_wrap decides, where a column that explains nothing costs
 * nothing. */
#include "repair_internal.h"

enum {
	NARROWEST = 24, /* half-ems of the narrowest column */
	SUPPORT = 3,    /* full lines that make a column */
};

static void add_column(struct habits *h, int width, enum script script, int tolerance)
{
	for (size_t i = 0; i < h->column_count; i++) {
		int off = h->columns[i].width - width;
		if (h->columns[i].script == script && !h->columns[i].counted &&
			off <= tolerance && off >= -tolerance)
			return;
	}
	if (h->column_count < MOST_COLUMNS && width >= NARROWEST && width < WIDTH_LONG)
		h->columns[h->column_count++] = (struct column){width, script, false};
}

/* A program that cuts after so many characters leaves lines whose widths differ and whose
 * counts do not; only lines with something narrow in them tell it from print. */
static void find_counted_column(const struct window *w, struct habits *h)
{
	size_t lines = 0, of_count[WIDTH_LONG] = {0};
	for (size_t i = 0; i < w->lines.n; i++) {
		const struct line *line = &w->lines.v[i];
		bool mixed = line->width != 2 * line->characters;
		if (line->script != SCRIPT_HAN || line->width >= WIDTH_LONG ||
			!line_goes_on(line) || !mixed)
			continue;
		lines++;
		of_count[line->characters]++;
	}
	int best = 0;
	for (int n = 1; n < WIDTH_LONG; n++)
		if (of_count[n] > of_count[best])
			best = n;
	if (of_count[best] >= 4 && of_count[best] * 2 > lines && best * 2 >= NARROWEST)
		h->columns[h->column_count++] = (struct column){best, SCRIPT_HAN, true};
}

static bool is_near(int width, int other)
{
	return width - other <= 2 && other - width <= 2;
}

/* The width around which most lines are, and how many those are. */
static int widest_peak(const int *count, int *support)
{
	int best = NARROWEST;
	*support = 0;
	for (int width = NARROWEST; width < WIDTH_LONG; width++) {
		int sum = count[width - 1] + count[width] + count[width + 1];
		if (sum > *support || (sum == *support && count[width] > count[best])) {
			*support = sum;
			best = width;
		}
	}
	int mode = best;
	for (int width = best - 1; width <= best + 1; width++)
		if (count[width] > count[mode])
			mode = width;
	return mode;
}

/* Whether a width is no column of its own but that of another column's first lines. */
static bool is_indented_image(const struct habits *h, int width, int support)
{
	for (size_t i = 0; i < h->column_count; i++) {
		int off = h->columns[i].width - INDENT - width;
		if (h->columns[i].script == SCRIPT_HAN && off >= -1 && off <= 1 &&
			support * 2 < h->support)
			return true;
	}
	return false;
}

/* Chinese columns are the widths of lines that go on and have neighbours of that width: full
 * lines come in runs, first and last lines stand alone. */
static void find_han_columns(const struct window *w, struct habits *h)
{
	int count[WIDTH_LONG + 8] = {0};
	for (size_t i = 0; i < w->lines.n; i++) {
		const struct line *line = &w->lines.v[i];
		if (line->script == SCRIPT_LATIN || line->width >= WIDTH_LONG ||
			!line_goes_on(line) || line_is_front(line) || line->doubled ||
			line->hint == HINT_VERBATIM)
			continue;
		int width = line_full_width(line);
		bool in_run =
			(i > 0 && is_near(width, line_full_width(line - 1))) ||
			(i + 1 < w->lines.n && is_near(width, line_full_width(line + 1)));
		if (width < WIDTH_LONG && in_run)
			count[width]++;
	}
	if (w->column)
		add_column(h, w->column, SCRIPT_HAN, 2);
	while (h->column_count < MOST_COLUMNS - 4) {
		int support = 0, best = widest_peak(count, &support);
		if (support < SUPPORT)
			break;
		if (!is_indented_image(h, best, support))
			add_column(h, best, SCRIPT_HAN, 2);
		for (int width = best - 2; width <= best + 2; width++)
			count[width] = 0;
		if (support > h->support)
			h->support = support;
	}
	/* An abstract has too few lines to count; its first is full. */
	for (size_t i = 0; i < w->lines.n; i++)
		if (w->lines.v[i].label == LABEL_ABSTRACT &&
			w->lines.v[i].script == SCRIPT_HAN &&
			line_goes_on(&w->lines.v[i]))
			add_column(h, line_full_width(&w->lines.v[i]), SCRIPT_HAN, 2);
}

/* English columns are as wide as the widest line of a run of English lines. */
static void find_latin_columns(const struct window *w, struct habits *h)
{
	for (size_t i = 0; i < w->lines.n;) {
		int widest = 0;
		size_t beg = i;
		for (; i < w->lines.n && w->lines.v[i].script == SCRIPT_LATIN; i++)
			if (w->lines.v[i].width > widest &&
				!line_is_front(&w->lines.v[i]))
				widest = w->lines.v[i].width;
		if (i - beg >= 2 && widest >= NARROWEST)
			add_column(h, widest, SCRIPT_LATIN, widest / 16);
		if (i == beg)
			i++;
	}
}

/* The widest of the columns that a line could be a full or first line of; 0 if none. */
static int nearest_column(const struct habits *h, const struct line *line)
{
	int best = 0, off = WIDTH_LONG;
	for (size_t i = 0; i < h->column_count; i++) {
		int d = h->columns[i].width - line->width_cited;
		if (h->columns[i].script == SCRIPT_HAN && !h->columns[i].counted &&
			d >= -3 && d < off) {
			off = d;
			best = h->columns[i].width;
		}
	}
	return best;
}

static void find_first_line_habit(const struct window *w, struct habits *h)
{
	size_t indented = 0, narrow = 0, flush = 0;
	const struct line *before = NULL;
	for (size_t i = 0; i < w->lines.n; before = &w->lines.v[i++]) {
		const struct line *line = &w->lines.v[i];
		if (line->script == SCRIPT_LATIN || line->width >= WIDTH_LONG ||
			line_is_front(line))
			continue;
		bool after_end =
			before && (before->end == END_FINAL ||
					  before->rung != RUNG_NONE || before->doubled);
		indented += line->lead >= 2;
		int column = nearest_column(h, line);
		if (!after_end || !column || !line_goes_on(line) ||
			line->rung != RUNG_NONE)
			continue;
		int off = column - line->width_cited;
		narrow += off >= INDENT - 1 && off <= INDENT + 1;
		/* A full line behind a full one with 。 says nothing: it is the usual case. */
		flush += off <= 1 && before->width < column - INDENT - 2;
	}
	h->first = FIRST_FLUSH;
	if (indented >= 2 && indented * 2 >= narrow)
		h->first = FIRST_INDENTED;
	else if (narrow >= flush && narrow > 0)
		h->first = FIRST_NARROW;
}

enum { MOST_GAPS = 4 };

/* The gaps between lines of one script, by their blank lines. */
struct gaps {
	size_t n[MOST_GAPS], after_end[MOST_GAPS];
};

static void read_blank_habit(
	struct habits *h, enum script script, const struct gaps *gaps)
{
	int usual = 0;
	for (int i = 1; i < MOST_GAPS; i++)
		if (gaps->n[i] > gaps->n[usual])
			usual = i;
	size_t more = 0, ends = 0;
	for (int i = usual + 1; i < MOST_GAPS; i++) {
		more += gaps->n[i];
		ends += gaps->after_end[i];
	}
	h->usual_blanks[script] = usual;
	h->blanks_separate[script] =
		more >= 1 && ends * 3 >= more * 2 && more * 40 >= gaps->n[usual];
}

/* English has a habit of its own; lines without letters go with the Chinese. */
static void find_blank_habits(const struct window *w, struct habits *h)
{
	struct gaps latin = {0}, han = {0};
	for (size_t i = 1; i < w->lines.n; i++) {
		const struct line *line = &w->lines.v[i], *before = line - 1;
		bool both_latin =
			line->script == SCRIPT_LATIN && before->script == SCRIPT_LATIN;
		if (line->page_before || line_is_front(line))
			continue;
		struct gaps *gaps = both_latin ? &latin : &han;
		int blanks = line->blank_before < MOST_GAPS ? line->blank_before
							    : MOST_GAPS - 1;
		gaps->n[blanks]++;
		gaps->after_end[blanks] += !line_goes_on(before) ||
					   before->rung != RUNG_NONE ||
					   line->rung != RUNG_NONE;
	}
	read_blank_habit(h, SCRIPT_NONE, &han);
	read_blank_habit(h, SCRIPT_HAN, &han);
	read_blank_habit(h, SCRIPT_LATIN, &latin);
}

void repair_habits(const struct window *window, struct habits *habits)
{
	*habits = (struct habits){0};
	find_counted_column(window, habits);
	find_han_columns(window, habits);
	find_latin_columns(window, habits);
	find_first_line_habit(window, habits);
	find_blank_habits(window, habits);
}
