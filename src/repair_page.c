/* SPDX-License-Identifier: MIT */
/* repair_page: page numbers and running heads, which an extractor leaves between the lines.
 *
 * A number is a page number by its dress (- 12 -, 第12页) or, bare, by counting on from the
 * one before; a line is a running head when it comes back, digits aside, and stands where
 * pages end: beside a page number or form feed, or in the middle of a sentence.  A refrain
 * comes back too, but between finished sentences, so it stays. */
#include "repair_internal.h"

#include <string.h>

#include "message.h"
#include "utf8.h"

enum { LONGEST_PAGE = 120 }; /* lines looked ahead for the next page's number */

static size_t skip_set(const char *text, size_t len, size_t at, const char *set)
{
	for (bool again = true; again && at < len;) {
		again = false;
		for (const char *p = set; *p && !again;) {
			size_t n;
			utf8_at(p, strlen(p), 0, &n);
			if (len - at >= n && memcmp(text + at, p, n) == 0) {
				at += n;
				again = true;
			}
			p += n;
		}
	}
	return at;
}

static int digits_at(const char *text, size_t len, size_t *at)
{
	int value = 0, n = 0;
	for (; *at < len && text[*at] >= '0' && text[*at] <= '9' && n < 5; (*at)++, n++)
		value = value * 10 + (text[*at] - '0');
	return n ? value : 0;
}

/* A Han or a letter that no page number begins with: most lines do. */
static bool begins_otherwise(const char *text, size_t len)
{
	size_t size;
	uint32_t first = len ? utf8_at(text, len, 0, &size) : 0;
	return (utf8_is_han(first) && first != 0x7B2C) ||
	       (utf8_is_latin(first) && first != 'P' && first != 'p');
}

/* The page number a line consists of, 0 if it is something else.  *dressed: it is more than
 * bare digits. */
static int page_number(const char *text, size_t len, bool *dressed)
{
	static const char blanks[] = " \t\u3000\u00A0";
	static const char dress[] = " \t\u3000\u00A0·•-—–―‐|~〜第";
	if (begins_otherwise(text, len))
		return 0;
	size_t at = skip_set(text, len, 0, dress);
	if (len - at > 5 && (memcmp(text + at, "Page ", 5) == 0 ||
				    memcmp(text + at, "page ", 5) == 0))
		at += 5;
	size_t number_at = at;
	int number = digits_at(text, len, &at);
	if (number == 0 || number > 9999)
		return 0;
	size_t number_end = at;
	at = skip_set(text, len, at, blanks);
	at = skip_set(text, len, at, "/共of页頁");
	at = skip_set(text, len, at, blanks);
	at = skip_set(text, len, at, "共");
	at = skip_set(text, len, at, blanks);
	digits_at(text, len, &at);
	at = skip_set(text, len, at, " \t\u3000\u00A0·•-—–―‐|~〜页頁");
	*dressed = number_at > 0 || number_end < len;
	return at == len ? number : 0;
}

static size_t next_line(const struct window *w, size_t i)
{
	for (i++; i < w->lines.n && w->lines.v[i].gone; i++)
		;
	return i;
}

static void take_out(
	struct window *w, size_t i, const struct lint *lint, const char *rule)
{
	struct line *line = &w->lines.v[i];
	line->gone = true;
	lint_note(lint, line->number, rule, N_("taken out: %.*s"), (int)line->len,
		line_text(w, line));
	size_t next = next_line(w, i);
	if (next < w->lines.n)
		w->lines.v[next].page_before = true;
}

/* Whether a number that counts on from `number` stands at least a few lines further down. */
static bool is_counted_on(const struct window *w, size_t from, int number, bool dressed)
{
	for (size_t i = from + 4; i < w->lines.n && i < from + LONGEST_PAGE; i++) {
		const struct line *line = &w->lines.v[i];
		bool dressed_too = false;
		if (line->width > 24)
			continue;
		int other = page_number(line_text(w, line), line->len, &dressed_too);
		if (other > number && other <= number + 2 && dressed == dressed_too)
			return true;
	}
	return false;
}

static void take_out_page_numbers(struct window *w, const struct lint *lint)
{
	for (size_t i = 0; i < w->lines.n; i++) {
		struct line *line = &w->lines.v[i];
		bool dressed = false;
		if (line->gone || line->width > 24 || line->hint == HINT_VERBATIM)
			continue;
		int number = page_number(line_text(w, line), line->len, &dressed);
		if (number == 0)
			continue;
		bool counts_on = w->page_number && number > w->page_number &&
				 number <= w->page_number + 2;
		bool beside_page = line->page_before ||
				   (i + 1 < w->lines.n && w->lines.v[i + 1].page_before);
		if (!counts_on && !beside_page && !is_counted_on(w, i, number, dressed))
			continue;
		w->page_number = number;
		take_out(w, i, lint, "page-number");
	}
}

/* Digits and blanks, which a fingerprint leaves out. */
static bool is_left_out(uint32_t uc)
{
	return (uc >= '0' && uc <= '9') || uc == ' ' || uc == '\t';
}

/* FNV-1a, by code points, of a line without its digits and blanks. */
static uint64_t fingerprint(const char *text, size_t len)
{
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0, size; i < len; i += size) {
		uint32_t uc = utf8_at(text, len, i, &size);
		if (!is_left_out(uc))
			hash = (hash ^ uc) * 1099511628211u;
	}
	return hash;
}

enum { LOOKS = 1 << 14 };

/* Lines with one fingerprint have one look, which is quicker to tell: their first and last
 * characters that are not left out, and how much wider than one half-em all are. */
static size_t look_of(const struct window *w, const struct line *line)
{
	const char *text = line_text(w, line);
	size_t beg = 0, end = line->len, size = 0;
	uint32_t first = 0, last = 0;
	do {
		beg += size;
		first = beg < line->len ? utf8_at(text, line->len, beg, &size) : 0;
	} while (is_left_out(first));
	size = 0;
	do {
		end -= size;
		last = utf8_before(text, end, &size);
	} while (is_left_out(last));
	uint32_t wide = (uint32_t)(line->width - line->characters);
	return ((first * 31 + last) * 31 + wide) % LOOKS;
}

struct candidate {
	uint64_t hash;
	size_t look, line;
};

static int by_hash(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* Whether a page ends at line i, going by what stands beside it. */
static bool stands_at_page_end(const struct window *w, size_t i)
{
	const struct line *v = w->lines.v;
	if (v[i].page_before || (i > 0 && v[i - 1].gone))
		return true;
	if (i + 1 < w->lines.n && (v[i + 1].gone || v[i + 1].page_before))
		return true;
	return false;
}

static bool interrupts(const struct window *w, size_t i)
{
	size_t before = i;
	while (before > 0 && w->lines.v[before - 1].gone)
		before--;
	if (before == 0)
		return false;
	const struct line *line = &w->lines.v[before - 1];
	return line->width >= 24 && (line->end == END_OPEN || line->end == END_PAUSE) &&
	       line->rung == RUNG_NONE;
}

static bool known_head(const struct window *w, uint64_t hash)
{
	for (size_t i = 0; i < w->heads.n; i++)
		if (w->heads.v[i].hash == hash)
			return true;
	return false;
}

/* The number at the end of a line, or at its start; 0 if there is none. */
static int number_beside(const struct window *w, size_t i)
{
	const struct line *line = &w->lines.v[i];
	const char *text = line_text(w, line);
	size_t at = line->len, start = 0;
	while (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9')
		at--;
	int number = at < line->len ? digits_at(text, line->len, &at) : 0;
	return number ? number : digits_at(text, line->len, &start);
}

/* Whether the lines carry page numbers that count on. */
static bool count_pages(const struct window *w, const struct candidate *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		int step = number_beside(w, v[i].line) - number_beside(w, v[i - 1].line);
		if (number_beside(w, v[i - 1].line) == 0 || step < 1 || step > 2)
			return false;
	}
	return true;
}

/* Whether the lines are about a page apart each time, or a few pages.  A phrase that happens
 * to fill a line again is not. */
static bool come_regularly(const struct candidate *v, size_t n)
{
	size_t least = SIZE_MAX;
	for (size_t i = 1; i < n; i++)
		if (v[i].line - v[i - 1].line < least)
			least = v[i].line - v[i - 1].line;
	for (size_t i = 1; i < n; i++) {
		size_t gap = v[i].line - v[i - 1].line, pages = (gap + least / 2) / least;
		size_t off =
			gap > pages * least ? gap - pages * least : pages * least - gap;
		if (off * 6 > least * pages)
			return false;
	}
	return least >= 8;
}

bool repair_is_running_head(const struct window *w, const struct line *line)
{
	return known_head(w, fingerprint(line_text(w, line), line->len));
}

/* Whether lines with one fingerprint, v[0..n), are a running head. */
static bool is_running_head(const struct window *w, const struct candidate *v, size_t n)
{
	if (n < 2)
		return false;
	size_t at_end = 0, amid = 0;
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && v[i].line - v[i - 1].line < 5)
			return false;
		at_end += stands_at_page_end(w, v[i].line);
		amid += interrupts(w, v[i].line);
	}
	return at_end * 2 > n || count_pages(w, v, n) ||
	       (n >= 3 && amid * 2 >= n && come_regularly(v, n));
}

static bool may_be_running_head(const struct line *line)
{
	return !line->gone && line->width >= 4 && line->width <= 100 &&
	       line->end == END_OPEN && line->hint != HINT_VERBATIM && !line->item;
}

typedef ARRAY_OF(struct candidate) candidate_array;

/* The lines whose look others or known heads share. */
static void find_candidates(const struct window *w, candidate_array *found)
{
	uint8_t alike[LOOKS] = {0};
	for (size_t i = 0; i < w->heads.n; i++)
		alike[w->heads.v[i].look] = 2;
	for (size_t i = 0; i < w->lines.n; i++) {
		const struct line *line = &w->lines.v[i];
		if (!may_be_running_head(line))
			continue;
		struct candidate candidate = {.look = look_of(w, line), .line = i};
		if (alike[candidate.look] < 2)
			alike[candidate.look]++;
		array_push(found, candidate);
	}
	size_t n = 0;
	for (size_t i = 0; i < found->n; i++) {
		struct candidate candidate = found->v[i];
		const struct line *line = &w->lines.v[candidate.line];
		if (alike[candidate.look] < 2)
			continue;
		candidate.hash = fingerprint(line_text(w, line), line->len);
		found->v[n++] = candidate;
	}
	found->n = n;
}

static void take_out_running_heads(struct window *w, const struct lint *lint)
{
	candidate_array found = {0};
	find_candidates(w, &found);
	if (found.n)
		qsort(found.v, found.n, sizeof *found.v, by_hash);
	for (size_t i = 0, n; i < found.n; i += n) {
		for (n = 1; i + n < found.n && found.v[i + n].hash == found.v[i].hash;
			n++)
			;
		bool known = known_head(w, found.v[i].hash);
		if (!known && !is_running_head(w, found.v + i, n))
			continue;
		if (!known)
			array_push(&w->heads,
				(struct running_head){found.v[i].hash, found.v[i].look});
		for (size_t k = 0; k < n; k++)
			if (stands_at_page_end(w, found.v[i + k].line) ||
				interrupts(w, found.v[i + k].line) ||
				number_beside(w, found.v[i + k].line))
				take_out(w, found.v[i + k].line, lint, "running-head");
	}
	array_free(&found);
}

void repair_pages(struct window *window, const struct lint *lint)
{
	take_out_page_numbers(window, lint);
	take_out_running_heads(window, lint);
}
