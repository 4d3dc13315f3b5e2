/* SPDX-License-Identifier: MIT */
/* repair_front: title, author and affiliation, which no rule of running text fits.
 *
 * Front matter is the lines at the start of a text and the lines before "Abstract".  It is
 * read from below: an affiliation is in brackets or names an institution, an author has the
 * shape of a name, what is left above is the title, over as many lines as it takes. */
#include "repair_internal.h"

#include <string.h>

#include "message.h"
#include "utf8.h"

enum { LOOK_AHEAD = 160, MOST_LINES = 12, WIDEST = 130 };

static bool contains(const char *text, size_t len, const char *word)
{
	return memmem(text, len, word, strlen(word)) != NULL;
}

/* Looks at the words without their blanks: 大 学 is a 大学 spread over its line. */
static bool names_institution(const char *text, size_t len)
{
	static const char *const words[] = {
		"大学",
		"大學",
		"学院",
		"學院",
		"研究院",
		"研究所",
		"研究中心",
		"党校",
		"社会科学院",
		"University",
		"Institute",
		"College",
		"Academy",
		"Schoolof",
		"Departmentof",
		"Facultyof",
	};
	char bare[4 * WIDEST];
	size_t n = 0;
	for (size_t i = 0; i < len && n < sizeof bare; i++)
		if (text[i] != ' ')
			bare[n++] = text[i];
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (contains(bare, n, words[i]))
			return true;
	return false;
}

static bool starts_with(const char *text, size_t len, const char *word)
{
	return len >= strlen(word) && memcmp(text, word, strlen(word)) == 0;
}

static bool is_bracketed(const char *text, size_t len)
{
	return starts_with(text, len, "（") || starts_with(text, len, "(");
}

static bool closes_bracket(const char *text, size_t len)
{
	return len > 0 && (text[len - 1] == ')' ||
				  (len >= 3 && memcmp(text + len - 3, "）", 3) == 0));
}

/* Chinese names: two to four Han each, single letter-spaced Han too; marks between them. */
static bool is_han_byline(const char *text, size_t len)
{
	size_t run = 0, names = 0;
	for (size_t i = 0; i <= len;) {
		uint32_t uc = 0;
		size_t size = 1;
		if (i < len)
			uc = utf8_at(text, len, i, &size);
		if (uc >= 0x4E00 && uc <= 0x9FFF) {
			if (++run > 4)
				return false;
		} else if (i == len || uc == ' ' || uc == 0x3000 || uc == 0x3001 ||
			   uc == 0xFF0C || uc == ',' || uc == ';' || uc == 0xFF1B ||
			   uc == '*' || (uc >= '0' && uc <= '9') || uc == 0xB7) {
			names += run > 0;
			run = 0;
		} else {
			return false;
		}
		i += size;
	}
	return names > 0;
}

/* Words with capitals, joined by commas, "and" or "&": Gong Manlu; J. Smith and Li Wei. */
static bool is_latin_byline(const char *text, size_t len)
{
	size_t words = 0;
	for (size_t i = 0; i < len;) {
		size_t beg = i;
		while (i < len && text[i] != ' ' && text[i] != ',')
			i++;
		size_t n = i - beg;
		bool joint = (n == 3 && memcmp(text + beg, "and", 3) == 0) ||
			     (n == 1 && text[beg] == '&');
		if (n > 0 && !joint &&
			!((text[beg] >= 'A' && text[beg] <= 'Z') || (text[beg] & 0x80)))
			return false;
		words += n > 0 && !joint;
		while (i < len && (text[i] == ' ' || text[i] == ','))
			i++;
	}
	return words >= 2 && words <= 12;
}

static bool is_byline(const struct window *w, const struct line *line)
{
	static const char *const openings[] = {
		"作者",
		"文/",
		"文／",
		"据",
		"撰",
		"编写",
		"By ",
		"by ",
		"A digest after ",
	};
	const char *text = line_text(w, line);
	if (line->width > 60 || line->end == END_FINAL)
		return false;
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
		if (starts_with(text, line->len, openings[i]))
			return true;
	if (line->script == SCRIPT_HAN)
		return is_han_byline(text, line->len);
	return line->script == SCRIPT_LATIN && is_latin_byline(text, line->len);
}

/* Gives lines [beg, end) a hint and makes them one paragraph. */
static void mark(struct window *w, size_t beg, size_t end, enum paragraph_hint hint)
{
	for (size_t i = beg; i < end; i++) {
		w->lines.v[i].hint = (uint8_t)hint;
		w->lines.v[i].joins_next = i + 1 < end;
	}
}

/* Where the affiliation that ends before line `end` begins, or `end` if there is none. */
static size_t affiliation_before(const struct window *w, size_t beg, size_t end)
{
	const struct line *last = &w->lines.v[end - 1];
	const char *text = line_text(w, last);
	if (closes_bracket(text, last->len))
		for (size_t i = end; i-- > beg && end - i <= 4;)
			if (is_bracketed(line_text(w, &w->lines.v[i]), w->lines.v[i].len))
				return i;
	return names_institution(text, last->len) && end - beg > 1 ? end - 1 : end;
}

/* A title line in parentheses below the title proper (a date of adoption) is no affiliation. */
static bool is_affiliation(const struct window *w, size_t beg, size_t end)
{
	for (size_t i = beg; i < end; i++) {
		const struct line *line = &w->lines.v[i];
		const char *text = line_text(w, line);
		size_t digits = 0;
		for (size_t k = 0; k < line->len; k++) {
			digits = text[k] >= '0' && text[k] <= '9' ? digits + 1 : 0;
			if (digits == 6)
				return true;
		}
		if (names_institution(text, line->len))
			return true;
	}
	return false;
}

/* Names the lines [beg, end) of one language's front matter. */
static void name_lines(struct window *w, size_t beg, size_t end, bool one_line_title)
{
	while (end > beg + 1) {
		size_t at = affiliation_before(w, beg + 1, end);
		if (at == end || !is_affiliation(w, at, end))
			break;
		mark(w, at, end, HINT_AFFILIATION);
		end = at;
	}
	while (end > beg + 1 && (is_byline(w, &w->lines.v[end - 1]) ||
					(one_line_title && end == beg + 2))) {
		mark(w, end - 1, end, HINT_AUTHOR);
		end--;
		if (!one_line_title)
			break; /* the last words of a title look like a name too */
	}
	if (one_line_title && end > beg)
		end = beg + 1;
	mark(w, beg, end, HINT_TITLE);
}

/* Whether the text below line `from` has its paragraphs on one line each. */
static bool is_unwrapped_below(const struct window *w, size_t from)
{
	size_t lines = 0, wide = 0;
	for (size_t i = from; i < w->lines.n && lines < 8; i++, lines++)
		wide += w->lines.v[i].width > 160;
	return wide * 4 >= lines && wide > 0;
}

static bool could_be_front(const struct line *line)
{
	return !line->gone && line->width <= WIDEST && line->end != END_FINAL &&
	       line->end != END_SEMICOLON && line->end != END_COLON &&
	       line->label == LABEL_NONE && !line->doubled && (line->rung == RUNG_NONE) &&
	       !line->item && !line->alone;
}

/* Three full lines from line i on: running text has begun. */
static bool is_running_text(const struct window *w, size_t i, size_t end)
{
	const struct line *v = w->lines.v;
	if (i + 2 >= end || v[i].width < 28 || v[i + 1].script != v[i].script)
		return false;
	/* English lines vary more, but their words go on in lower case. */
	if (v[i].script == SCRIPT_LATIN)
		return v[i].width >= 48 && v[i + 1].width >= 48 &&
		       (!v[i + 1].starts_capital || !v[i + 2].starts_capital);
	int first = v[i + 1].width - v[i].width, second = v[i + 2].width - v[i + 1].width;
	return first >= -4 && first <= 6 && second >= -6 && second <= 6 &&
	       v[i].end != END_FINAL && v[i + 1].end != END_FINAL;
}

static bool begins_paragraph(const struct window *w, size_t i)
{
	const struct line *line = &w->lines.v[i], *before = line - 1;
	return line->width >= 28 && !is_byline(w, line) && !is_affiliation(w, i, i + 1) &&
	       (line->end == END_PAUSE || line->lead >= 2 ||
		       line->width > before->width + 4);
}

/* Whether there is running text, or a heading, of a script from line `at` on. */
static bool has_text_of(const struct window *w, enum script script, size_t at, size_t end)
{
	for (size_t i = at; i < end; i++) {
		const struct line *line = &w->lines.v[i];
		if ((enum script)line->script == script &&
			(line->rung != RUNG_NONE || line->width >= 60))
			return true;
	}
	return false;
}

/* Below the title, that in the other language, where the text brings both paragraph by
 * paragraph: a line or two between lines in the language of the first. */
static void find_other_title(struct window *w, size_t at, size_t end)
{
	const struct line *v = w->lines.v;
	size_t to = at;
	while (to < end && to - at < 3 && v[to].script != v[0].script &&
		v[to].script != SCRIPT_NONE && v[to].script == v[at].script &&
		could_be_front(&v[to]))
		to++;
	if (to > at && to - at < 3 && to < end && v[to].script == v[0].script &&
		has_text_of(w, (enum script)v[at].script, to, end))
		mark(w, at, to, HINT_TITLE);
}

static void find_at_start(struct window *w, size_t end, const struct lint *lint)
{
	size_t label = end;
	for (size_t i = 0; i < end; i++)
		if (w->lines.v[i].label == LABEL_ABSTRACT) {
			label = i;
			break;
		}
	size_t n = 0;
	enum script script = end ? (enum script)w->lines.v[0].script : SCRIPT_NONE;
	while (n < label && n < MOST_LINES && could_be_front(&w->lines.v[n]) &&
		(n == 0 || w->lines.v[n].script == script) &&
		((label < end && label <= MOST_LINES) || !is_running_text(w, n, end)))
		n++;
	/* The first lines of a short paragraph: too few of them to show a column. */
	while (label == end && n >= 2 && begins_paragraph(w, n - 1))
		n--;
	bool unwrapped = is_unwrapped_below(w, n);
	if (n == 0 || (label == end && n > 5)) {
		/* Many short lines and no abstract: a poem, a list; only the first is a title. */
		if (n > 5 && unwrapped)
			mark(w, 0, 1, HINT_TITLE);
		return;
	}
	/* The first page may carry its running head above the title. */
	bool head = n > 1 && repair_is_running_head(w, &w->lines.v[0]);
	w->lines.v[0].gone = head;
	if (head)
		lint_note(lint, w->lines.v[0].number, "running-head",
			N_("taken out: %.*s"), (int)w->lines.v[0].len,
			line_text(w, &w->lines.v[0]));
	name_lines(w, head, n, unwrapped);
	find_other_title(w, n, end);
}

/* The lines before an abstract's label that are in its language and no running text. */
static void find_before_label(struct window *w, size_t label)
{
	size_t beg = label;
	while (beg > 0 && label - beg < MOST_LINES) {
		const struct line *line = &w->lines.v[beg - 1];
		if (!could_be_front(line) || line->hint != HINT_NONE ||
			line->script != w->lines.v[label].script)
			break;
		beg--;
	}
	if (beg < label)
		name_lines(w, beg, label, is_unwrapped_below(w, label));
}

void repair_front(struct window *window, const struct lint *lint)
{
	if (window->front_done)
		return;
	window->front_done = true;
	size_t end = window->lines.n < LOOK_AHEAD ? window->lines.n : LOOK_AHEAD;
	if (end == 0)
		return;
	find_at_start(window, end, lint);
	for (size_t i = 1; i < end; i++)
		if (window->lines.v[i].label == LABEL_ABSTRACT)
			find_before_label(window, i);
}
