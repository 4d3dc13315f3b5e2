/* SPDX-License-Identifier: MIT */
/* repair: the window of lines, what goes in and what comes out.
 *
 * Bytes become lines as they come; when a window is full the rules run over it in order, and
 * the paragraphs that have enough lines behind them to be sure of are handed on.  The rest
 * stays for the next window.  When a window is full depends on its lines alone, so slices of
 * any size give the same.  A line of more than LONGEST_LINE bytes is cut at a sentence, so
 * that memory and latency stay bounded. */
#include "repair.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "repair_internal.h"

enum {
	WINDOW_LINES = 512,
	FIRST_LINES = 128, /* of the first window, which the first screen waits for */
	WINDOW_BYTES = 1 << 16,
	MOST_LINES = 8 * WINDOW_LINES, /* of one paragraph, after which it is cut */
	LINES_BEHIND = 64,             /* that a paragraph's end must have behind it */
	LONGEST_LINE = 1 << 15, /* a first screen waits for all of its first block */
};

struct repair {
	struct window window;
	struct repair_sink sink;
	const struct lint *lint;
	bool raw;
	size_t line_beg;    /* byte in window.text where the unfinished line begins */
	size_t scanned;     /* bytes of window.text looked at for a line end */
	size_t number;      /* source lines finished */
	int blanks;         /* empty lines before the unfinished one */
	bool page_ended;    /* a form feed came since the last line */
	bool in_fence;      /* inside a Markdown code fence */
	bool in_item;       /* the line before belongs to a list item */
	bool in_references; /* 参考文献 has been seen: entries follow */
	bool in_long_line;  /* the unfinished line is the rest of one that was cut */
	size_t line_limit;  /* lines at which the window is full */
	struct buf joined;
};

/* The rules over a window, in order. */
static void (*const rules[])(struct window *, const struct lint *) = {
	repair_pages,
	repair_overprint,
	repair_front,
	repair_wrap,
};

const struct repair_rule_name repair_rule_names[] = {
	{"encoding", "bytes that are no text were replaced by U+FFFD"},
	{"page-break", "a form feed was taken out"},
	{"page-number", "a page number was taken out"},
	{"running-head", "a line that comes back on every page was taken out"},
	{"overprint", "a heading printed twice is read once"},
	{"join", "hard-wrapped lines were joined to one paragraph"},
	{"long-line", "a very long line was cut at a sentence"},
	{"numbering", "a heading's number does not follow the one before"},
};
const size_t repair_rule_name_count =
	sizeof repair_rule_names / sizeof *repair_rule_names;

struct repair *repair_new(
	bool raw, const struct repair_sink *sink, const struct lint *lint)
{
	struct repair *r = xcalloc(1, sizeof *r);
	r->sink = *sink;
	r->lint = lint;
	r->raw = raw;
	r->line_limit = FIRST_LINES;
	return r;
}

void repair_free(struct repair *r)
{
	if (!r)
		return;
	buf_free(&r->window.text);
	array_free(&r->window.lines);
	array_free(&r->window.heads);
	buf_free(&r->joined);
	free(r);
}

/* ---- lines in ----------------------------------------------------------------------- */

/* Bytes of a blank at byte i, its half-ems in *width; 0 if there is none. */
static size_t blank_at(const char *text, size_t len, size_t i, int *width)
{
	if (text[i] == ' ' || text[i] == '\t') {
		*width = text[i] == ' ' ? 1 : 4;
		return 1;
	}
	if (len - i >= 2 && memcmp(text + i, "\xC2\xA0", 2) == 0) {
		*width = 1;
		return 2;
	}
	if (len - i >= 3 && memcmp(text + i, "\xE3\x80\x80", 3) == 0) {
		*width = 2;
		return 3;
	}
	return 0;
}

static size_t without_blanks_behind(const char *text, size_t len)
{
	int width;
	for (;;) {
		size_t n = 1;
		for (; n <= 3 && n <= len; n++)
			if (blank_at(text + len - n, n, 0, &width) == n)
				break;
		if (n > 3 || n > len)
			return len;
		len -= n;
	}
}

/* Markdown's block marks at the start of a line's words. */
static bool is_list_mark(const char *text, size_t len)
{
	return len >= 2 && text[1] == ' ' && text[0] && strchr("-*+>", text[0]);
}

/* [1] and ［12］ at the start of an entry of a list of references. */
static bool is_entry_mark(const char *text, size_t len)
{
	size_t at = len > 0 && text[0] == '['               ? 1
		    : len > 3 && memcmp(text, "［", 3) == 0 ? 3
							    : 0;
	size_t digits = at;
	while (at > 0 && at < len && text[at] >= '0' && text[at] <= '9')
		at++;
	return at > digits && at < len &&
	       (text[at] == ']' || (len - at >= 3 && memcmp(text + at, "］", 3) == 0));
}

static bool is_fence(const char *text, size_t len)
{
	return len >= 3 && (memcmp(text, "```", 3) == 0 || memcmp(text, "~~~", 3) == 0);
}

/* 参考文献, also overprinted, which is undone only later. */
static bool opens_references(const char *text, const struct line *line)
{
	size_t label_len, half = line->len / 2;
	bool doubled = line->len % 2 == 0 && memcmp(text, text + half, half) == 0;
	return doubled ? heading_label(text, half, &label_len) == LABEL_REFERENCES
		       : line->label == LABEL_REFERENCES;
}

static void note_marks(struct repair *r, struct line *line)
{
	const char *text = line_text(&r->window, line);
	bool fence = is_fence(text, line->len);
	if (fence || r->in_fence || (text[0] == '|' && line->len > 1)) {
		line->hint = HINT_VERBATIM;
		line->alone = true;
	}
	if (fence)
		r->in_fence = !r->in_fence;
	r->in_references |= opens_references(text, line);
	line->item = is_list_mark(text, line->len) ||
		     (r->in_references && is_entry_mark(text, line->len));
	/* The rest of a list item is indented under its mark, which is no paragraph's indent. */
	bool indented = line->lead >= 2 && line->blank_before == 0;
	line->item_rest = r->in_item && !line->item && (indented || r->in_references);
	if (line->item_rest)
		line->lead = 0;
	else
		r->in_item = line->item;
}

/* Takes form feeds off both ends of raw text; true if there were any. */
static bool strip_form_feeds(const char *text, size_t *beg, size_t *end)
{
	size_t before = *end - *beg;
	while (*beg < *end && text[*beg] == '\f')
		++*beg;
	while (*end > *beg && text[*end - 1] == '\f')
		--*end;
	return *end - *beg < before;
}

static void process(struct repair *r, bool last);
static void drop_lines(struct repair *r, size_t n);

/* Notes a line of blanks.  So much nothing ends whatever was open, and need not be kept. */
static void add_blank(struct repair *r)
{
	r->blanks++;
	if (r->line_beg >= 2 * WINDOW_BYTES) {
		process(r, true);
		drop_lines(r, 0);
	}
}

/* Adds a line that is not blank, its words `lead` half-ems in. */
static void add_words(
	struct repair *r, struct span raw, struct span words, int lead, bool cut)
{
	struct window *w = &r->window;
	array_room(&w->lines, w->lines.n + 1);
	struct line *line = &w->lines.v[w->lines.n];
	*line = (struct line){.number = r->number + 1,
		.blank_before = r->blanks,
		.raw_at = raw.beg,
		.raw_len = span_len(raw),
		.source = w->source + raw.beg,
		.at = words.beg,
		.len = span_len(words),
		.lead = lead,
		.page_before = r->page_ended};
	line_measure(w, line);
	if (cut || r->in_long_line) {
		line->alone = true;
		line->hint = r->in_long_line ? HINT_CONTINUED : HINT_NONE;
	} else {
		note_marks(r, line);
	}
	r->page_ended = false;
	r->blanks = 0;
	w->lines.n++;
	if (w->lines.n >= r->line_limit ||
		raw.end >= WINDOW_BYTES * r->line_limit / WINDOW_LINES)
		process(r, false);
}

/* Adds bytes [beg, end) of the window's text as a line. */
static void add_line(struct repair *r, size_t beg, size_t end, bool cut)
{
	const char *text = r->window.text.v;
	bool page = strip_form_feeds(text, &beg, &end);
	if (page && !r->raw)
		lint_note(
			r->lint, r->number + 1, "page-break", N_("form feed taken out"));
	r->page_ended |= page;
	int lead = 0, width = 0;
	size_t at = beg;
	for (size_t n; at < end && (n = blank_at(text, end, at, &width)) > 0; at += n)
		lead += width;
	size_t len = without_blanks_behind(text + at, end - at);
	if (len > 0 || (r->in_fence && !cut))
		add_words(r, (struct span){beg, end}, (struct span){at, at + len}, lead,
			cut);
	else
		add_blank(r);
}

/* Where to cut a line that is too long: behind its last 。, else at a code point. */
static size_t cut_of(const char *text, size_t len)
{
	static const char *const stops[] = {"。", "！", "？", ". "};
	size_t best = 0;
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
		size_t n = strlen(stops[i]);
		for (size_t at = len - n; at > len / 2 && at > best; at--)
			if (memcmp(text + at, stops[i], n) == 0) {
				best = at + n;
				break;
			}
	}
	if (best)
		return best;
	while (len > 1 && ((unsigned char)text[len] & 0xC0) == 0x80)
		len--;
	return len;
}

/* Finds the lines in what has been fed. */
static void split(struct repair *r)
{
	struct window *w = &r->window;
	while (r->scanned < w->text.n) {
		size_t limit = r->line_beg + LONGEST_LINE,
		       end = w->text.n < limit ? w->text.n : limit;
		const char *nl = memchr(w->text.v + r->scanned, '\n', end - r->scanned);
		if (nl) {
			size_t at = (size_t)(nl - w->text.v), beg = r->line_beg;
			r->line_beg = r->scanned = at + 1;
			add_line(r, beg, at, false);
			r->in_long_line = false;
			r->number++;
		} else if (w->text.n > limit) {
			size_t beg = r->line_beg,
			       len = cut_of(w->text.v + beg, LONGEST_LINE);
			r->line_beg = r->scanned = beg + len;
			if (!r->in_long_line)
				lint_note(r->lint, r->number + 1, "long-line", N_("cut"));
			add_line(r, beg, beg + len, true);
			r->in_long_line = true;
		} else {
			r->scanned = end;
			if (end == limit)
				break; /* the cut looks at the byte behind the limit */
		}
	}
}

void repair_feed(struct repair *r, const char *text, size_t len)
{
	/* In pieces, so that the window's text stays small however much is fed at once. */
	while (len > 0) {
		size_t n = len < WINDOW_BYTES ? len : WINDOW_BYTES;
		buf_add(&r->window.text, text, n);
		split(r);
		text += n;
		len -= n;
	}
}

/* ---- paragraphs out ----------------------------------------------------------------- */

static void emit(struct repair *r, size_t first, size_t last)
{
	struct window *w = &r->window;
	const struct line *beg = &w->lines.v[first], *end = &w->lines.v[last];
	struct paragraph p = {
		.source = {beg->source, end->source + end->raw_len},
		.line = beg->number,
		.hint = (enum paragraph_hint)beg->hint,
	};
	bool as_it_stands = first == last && !beg->column && !beg->doubled &&
			    (beg->hint == HINT_NONE || beg->hint == HINT_VERBATIM ||
				    beg->hint == HINT_CONTINUED);
	if (as_it_stands) {
		p.text = w->text.v + beg->raw_at;
		p.len = beg->raw_len;
	} else {
		r->joined.n = 0;
		repair_join(w, first, last, &r->joined);
		p.text = r->joined.v;
		p.len = r->joined.n;
	}
	if (last > first)
		lint_note(r->lint, p.line, "join", N_("lines joined: %zu"),
			last - first + 1);
	r->sink.paragraph(r->sink.ctx, &p);
}

/* Lines that may be handed on now: up to a paragraph's end with enough lines behind it. */
static size_t settled_lines(const struct repair *r, bool last)
{
	const struct window *w = &r->window;
	if (last || w->lines.v[w->lines.n - 1].width >= WIDTH_LONG)
		return w->lines.n;
	size_t n = w->lines.n > LINES_BEHIND ? w->lines.n - LINES_BEHIND : 0;
	while (n > 0 && w->lines.v[n - 1].joins_next)
		n--;
	return n;
}

/* Drops the first n lines and their bytes. */
static void drop_lines(struct repair *r, size_t n)
{
	struct window *w = &r->window;
	size_t bytes = n < w->lines.n ? w->lines.v[n].raw_at : r->line_beg;
	w->lines.n -= n;
	if (w->lines.n > 0)
		memmove(w->lines.v, w->lines.v + n, w->lines.n * sizeof *w->lines.v);
	for (size_t i = 0; i < w->lines.n; i++) {
		struct line *line = &w->lines.v[i];
		line->at -= bytes;
		line->raw_at -= bytes;
		line->joins_next = false;
		if (line->hint == HINT_HEADING && !line->doubled)
			line->hint = HINT_NONE;
	}
	buf_drop(&w->text, bytes);
	w->source += bytes;
	r->line_beg -= bytes;
	r->scanned -= bytes;
}

static void drop_gone(struct window *w)
{
	size_t n = 0;
	for (size_t i = 0; i < w->lines.n; i++) {
		if (w->lines.v[i].gone)
			continue;
		if (n < i)
			w->lines.v[n] = w->lines.v[i];
		n++;
	}
	w->lines.n = n;
}

/* Runs the rules over the window and hands on what is settled. */
static void process(struct repair *r, bool last)
{
	struct window *w = &r->window;
	for (size_t i = 0; !r->raw && i < sizeof rules / sizeof *rules; i++) {
		rules[i](w, r->lint);
		drop_gone(w);
	}
	if (w->lines.n == 0)
		return;
	size_t n = settled_lines(r, last || r->raw);
	if (n == 0 && r->line_limit < MOST_LINES) {
		r->line_limit *= 2;
		return;
	}
	if (n == 0)
		n = w->lines.n - LINES_BEHIND;
	for (size_t i = 0, end; i < n; i = end + 1) {
		for (end = i; end + 1 < n && w->lines.v[end].joins_next; end++)
			;
		emit(r, i, end);
	}
	if (w->lines.v[n - 1].in_print)
		w->column = w->lines.v[n - 1].column;
	r->line_limit = WINDOW_LINES;
	drop_lines(r, n);
}

void repair_finish(struct repair *r)
{
	struct window *w = &r->window;
	if (r->line_beg < w->text.n) {
		size_t beg = r->line_beg;
		r->line_beg = r->scanned = w->text.n;
		add_line(r, beg, w->text.n, false);
	}
	process(r, true);
}
