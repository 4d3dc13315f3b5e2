/* SPDX-License-Identifier: MIT */
/* damage_print: what the extractor writes when it reads set pages.
 *
 * It goes line by line and decides three things: what stands between two lines (nothing, a
 * blank line, a page's foot and head), what a line begins with (a blank or form feed of a
 * new column or page, an indent), and how its text comes out (doubled runs, stray blanks). */
#include <string.h>

#include "damage_internal.h"

/* How page numbers look. */
static const char *const number_forms[] = {
	"· %d ·", "- %d -", "%d", "第%d页", "— %d —", "            %d"};

struct extractor {
	struct damage_document *document;
	const char *const *heads;
	struct rng *rng;
	const char *number_form;
	int first_number;     /* of page 0 */
	bool number_on_top;   /* above the text, else under it */
	bool number_in_head;  /* on the head's line */
	bool bare_first_page; /* no head on page 0 */
	bool framed_text;     /* the text under a head begins like a column */
	bool blank_before_feed;
	bool stray_blanks; /* at the ends of some lines */
	bool fresh;        /* nothing was written yet in this column */
	bool page_fresh;   /* nor on this page */
};

static void end_line(struct extractor *x, size_t block, struct span text, bool doubled)
{
	buf_putc(&x->document->text, '\n');
	array_push(&x->document->lines, (struct damage_line){block, text, doubled});
}

static void blank_line(struct extractor *x)
{
	end_line(x, NO_BLOCK, SPAN_NONE, false);
}

static bool ended_in_ascii(const struct extractor *x)
{
	const struct buf *text = &x->document->text;
	return text->n >= 2 && (unsigned char)text->v[text->n - 2] < 0x80;
}

/* The kind of run a code point is part of; marks stand alone. */
static int run_kind(const char *at)
{
	unsigned char c = (unsigned char)*at;
	if (c < 0x80)
		return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	return c >= 0xE4 && c <= 0xE9 ? 2 : 0;
}

/* Overprinting: the text of each font change came out twice. */
static void double_runs(struct buf *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		int kind = run_kind(text + at);
		size_t end = at + code_point_size(text[at]);
		while (kind != 0 && end < len && run_kind(text + end) == kind)
			end += code_point_size(text[end]);
		buf_add(out, text + at, end - at);
		if (text[at] != ' ')
			buf_add(out, text + at, end - at);
		at = end;
	}
}

/* Letter-spacing comes out as blanks. */
static void spread_letters(struct extractor *x, const char *text, size_t len)
{
	struct buf *out = &x->document->text;
	bool letters = x->document->style.spread == SPREAD_LETTERS;
	for (size_t at = 0; at < len;) {
		size_t size = code_point_size(text[at]);
		buf_add(out, text + at, size);
		for (int n = rng_between(x->rng, 1, 4); text[at] == ' ' && n > 0; n--)
			buf_putc(out, ' ');
		if (letters && size > 1 && at + size < len)
			buf_putc(out, ' ');
		at += size;
	}
}

/* Whether a blank line stands before the next line of the same column. */
static bool gap_before(struct extractor *x, bool new_block, bool latin)
{
	const struct damage_style *style = &x->document->style;
	if (style->blanks == BLANKS_BLOCKS)
		return new_block;
	if (style->blanks == BLANKS_NONE)
		return false;
	if (latin && !new_block)
		return false;
	return !ended_in_ascii(x) || !rng_chance(x->rng, 70);
}

/* What a line begins with when a column or page begins with it; returns whether a blank
 * line goes before it. */
static bool begin_column(struct extractor *x, const char **prefix, bool gap)
{
	enum damage_break mark = x->document->style.break_mark;
	bool page = x->page_fresh, column = x->fresh;
	x->fresh = x->page_fresh = false;
	if (x->document->text.n == 0)
		gap = false;
	if (mark == BREAK_BLANK && column) {
		*prefix = " ";
		return false;
	}
	if (mark == BREAK_FORM_FEED && page && x->document->text.n > 0) {
		*prefix = "\f";
		return x->blank_before_feed;
	}
	return gap;
}

static void write_debris(struct extractor *x, const char *text, bool gap)
{
	const char *prefix = "";
	if (begin_column(x, &prefix, gap))
		blank_line(x);
	buf_printf(&x->document->text, "%s%s", prefix, text);
	end_line(x, NO_BLOCK, SPAN_NONE, false);
}

static void write_number(struct extractor *x, int page)
{
	struct buf number = {0};
	buf_printf(&number, x->number_form, x->first_number + page);
	write_debris(x, buf_string(&number), x->document->style.blanks != BLANKS_NONE);
	buf_free(&number);
}

static void write_head(struct extractor *x, int page)
{
	const struct damage_style *style = &x->document->style;
	if (style->debris < DEBRIS_HEADS || (page == 0 && x->bare_first_page))
		return;
	bool second = style->debris == DEBRIS_FACING && page % 2 == 1;
	struct buf head = {0};
	if (x->number_in_head && second)
		buf_printf(&head, "%d    %s", x->first_number + page, x->heads[1]);
	else if (x->number_in_head)
		buf_printf(&head, "%s    %d", x->heads[0], x->first_number + page);
	else
		buf_puts(&head, x->heads[second]);
	write_debris(x, buf_string(&head), style->blanks != BLANKS_NONE);
	buf_free(&head);
}

static void end_page(struct extractor *x, int page)
{
	bool in_head = x->number_in_head && x->document->style.debris >= DEBRIS_HEADS;
	if (x->document->style.debris != DEBRIS_NONE && !x->number_on_top && !in_head)
		write_number(x, page);
}

static void begin_page(struct extractor *x, int page)
{
	bool in_head = x->number_in_head && x->document->style.debris >= DEBRIS_HEADS;
	x->fresh = x->page_fresh = true;
	write_head(x, page);
	if (x->document->style.debris != DEBRIS_NONE && x->number_on_top && !in_head)
		write_number(x, page);
	if (x->framed_text)
		x->fresh = true;
}

static void write_line(struct extractor *x, const struct printed *line, bool latin)
{
	static const char *const indents[] = {"", "　　", "    "};
	const struct damage_document *d = x->document;
	const char *prefix = "";
	if (begin_column(x, &prefix,
		    x->document->text.n > 0 && gap_before(x, line->first, latin)))
		blank_line(x);
	struct buf *out = &x->document->text;
	buf_puts(out, prefix);
	if (line->indented)
		buf_puts(out, indents[d->style.indent]);
	const char *text = d->truth.v + line->text.beg;
	enum block_kind kind = d->blocks.v[line->block].kind;
	bool spread = d->style.spread != SPREAD_NONE && !latin &&
		      (kind == BLOCK_AUTHOR || kind == BLOCK_AFFILIATION);
	if (line->doubled)
		double_runs(out, text, span_len(line->text));
	else if (spread)
		spread_letters(x, text, span_len(line->text));
	else
		buf_add(out, text, span_len(line->text));
	if (x->stray_blanks && (latin || (line->column == 0 && rng_chance(x->rng, 30))))
		buf_puts(out, latin ? " " : "  ");
	end_line(x, line->block, line->text, line->doubled);
}

static void draw_habits(struct extractor *x)
{
	struct rng *rng = x->rng;
	x->number_form = number_forms[rng_below(
		rng, sizeof number_forms / sizeof number_forms[0])];
	x->first_number = rng_between(rng, 1, 120);
	x->number_on_top = rng_chance(rng, 30);
	x->number_in_head = rng_chance(rng, 25);
	x->bare_first_page = rng_chance(rng, 50);
	x->framed_text = rng_chance(rng, 50);
	x->blank_before_feed = rng_chance(rng, 50);
	x->stray_blanks = rng_chance(rng, 50);
}

void damage_print(struct damage_document *document, const printed_array *printed,
	const char *const heads[2], struct rng *rng)
{
	struct extractor x = {.document = document, .heads = heads, .rng = rng};
	draw_habits(&x);
	for (size_t i = 0; i < printed->n; i++) {
		const struct printed *line = &printed->v[i];
		const struct printed *before = i > 0 ? line - 1 : NULL;
		if (before && before->page != line->page)
			end_page(&x, before->page);
		if (!before || before->page != line->page)
			begin_page(&x, line->page);
		else if (before->column != line->column)
			x.fresh = true;
		write_line(&x, line, document->blocks.v[line->block].side == SIDE_EN);
	}
	end_page(&x, printed->v[printed->n - 1].page);
}
