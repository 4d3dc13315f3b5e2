/* SPDX-License-Identifier: MIT */
/* damage: draws a style, writes a document block by block, and sets it on its pages.
 *
 * A block is written again until it suits its place: a paragraph until a reader can tell
 * its start and end (damage_fair.c), and often until its last line is exactly full or two
 * Han short, since such lines are what repair goes wrong at.  Printing is damage_print.c. */
#include "damage.h"

#include <assert.h>
#include <string.h>

#include "damage_internal.h"
#include "prose.h"

enum { TRIES = 400, INDENT = 2 * EM };

struct maker {
	struct damage_document *document;
	struct damage_style style;
	struct rng rng;
	struct prose prose;
	printed_array printed;
	set_line_array lines; /* of the candidate in hand */
	struct buf text;      /* of the candidate in hand */
	struct line_before before;
	int column_lines, first_lines; /* lines of a column; of the columns of page 0 */
	int change_page;
	int slot;           /* lines of columns used up, gaps at their ends included */
	unsigned counts[4]; /* running numbers of headings by level */
};

/* One statement a draw: the order inside an initialiser is the compiler's own. */
static void draw_press(struct press *press, struct rng *rng)
{
	press->no_push_in = rng_chance(rng, 20);
	press->push_in = rng_chance(rng, 40) && !press->no_push_in;
	press->tight_pairs = rng_chance(rng, 60);
	press->half_at_end = rng_chance(rng, 50);
	press->no_runts = rng_chance(rng, 60);
}

static void draw_columns(struct damage_style *style, struct rng *rng)
{
	style->column = rng_between(rng, 16, 40);
	style->columns = style->column <= 26 ? rng_between(rng, 1, 2) : 1;
	style->wide = style->columns == 2 ? 2 * style->column + 2
					  : style->column + rng_between(rng, 4, 10);
	style->changed = style->column;
	if (rng_chance(rng, 75))
		return;
	int by = rng_between(rng, 1, 5);
	bool narrower = rng_chance(rng, 50) && style->column - by >= 16;
	style->changed += narrower ? -by : by;
}

static void draw_style(struct damage_style *style, struct rng *rng)
{
	draw_columns(style, rng);
	draw_press(&style->press, rng);
	style->blanks = rng_below(rng, 5) % 3;
	style->indent = rng_chance(rng, 55) ? INDENT_LOST : 1 + rng_below(rng, 2);
	style->break_mark = rng_below(rng, 3);
	style->debris = rng_chance(rng, 40) ? DEBRIS_NONE : 1 + rng_below(rng, 3);
	style->headings = rng_below(rng, 3);
	style->first_level_overprinted = rng_chance(rng, 50);
	style->headings_flush = rng_chance(rng, 30);
	style->spread = rng_below(rng, 3);
	style->levels = rng_chance(rng, 25) ? 3 : 2;
	style->authors = rng_chance(rng, 85);
	style->abstract = rng_chance(rng, 85);
	style->keywords = rng_chance(rng, 50);
	style->english = rng_chance(rng, 40);
	style->references = rng_chance(rng, 40);
	style->epilogue = rng_chance(rng, 15);
	style->paragraphs = rng_between(rng, 10, 60);
	if (style->debris >= DEBRIS_HEADS && style->paragraphs < 25)
		style->paragraphs += 20;
}

/* Pages are cut so that what repeats on each of them is seen to repeat. */
static void cut_pages(struct maker *m)
{
	const struct damage_style *style = &m->style;
	int lines = style->paragraphs * 6, pages = rng_between(&m->rng, 5, 8);
	m->column_lines = rng_between(&m->rng, 18, 45);
	if (style->debris != DEBRIS_NONE &&
		lines / pages / style->columns < m->column_lines)
		m->column_lines = lines / pages / style->columns;
	if (m->column_lines < 9)
		m->column_lines = 9;
	m->first_lines = style->abstract ? m->column_lines / 2 : m->column_lines;
	m->change_page = 1 + lines / (m->column_lines * style->columns) / 2;
}

/* The column, counted through the document from 1, of a slot. */
static int column_of(const struct maker *m, int slot)
{
	int of_first_page = m->first_lines * m->style.columns;
	if (slot < of_first_page)
		return 1 + slot / m->first_lines;
	return 1 + m->style.columns + (slot - of_first_page) / m->column_lines;
}

static int page_of(const struct maker *m, int column)
{
	return (column - 1) / m->style.columns;
}

static int column_room(const void *ctx, size_t line)
{
	const struct maker *m = ctx;
	int page = page_of(m, column_of(m, m->slot + (int)line));
	return EM * (page < m->change_page ? m->style.column : m->style.changed);
}

static int paragraph_room(const void *ctx, size_t line)
{
	return column_room(ctx, line) - (line == 0 ? INDENT : 0);
}

/* References are set in a smaller type. */
static int reference_room(const void *ctx, size_t line)
{
	return column_room(ctx, line) * 11 / 10;
}

static int heading_indent(const struct maker *m)
{
	return m->style.headings_flush ? 0 : INDENT;
}

static int heading_room(const void *ctx, size_t line)
{
	const struct maker *m = ctx;
	int room = column_room(ctx, line) - heading_indent(m);
	return m->style.headings == HEADINGS_LARGE ? room * 17 / 20 / EM * EM : room;
}

static int wide_room(const void *ctx, size_t line)
{
	(void)line;
	const struct maker *m = ctx;
	return EM * m->style.wide;
}

/* A larger type again, and set in the middle. */
static int title_room(const void *ctx, size_t line)
{
	int room = wide_room(ctx, line) * 3 / 5;
	return room > 24 * EM ? 24 * EM : room < 14 * EM ? 14 * EM : room;
}

/* Justified Latin gives and takes a few percent. */
static int latin_room(const void *ctx, size_t line)
{
	static const int percent[] = {98, 103, 96, 101, 100, 104, 97};
	return wide_room(ctx, line) * percent[line % 7] / 100;
}

static void set_candidate(struct maker *m, int (*room)(const void *, size_t))
{
	typeset(&m->style.press, m->text.v, m->text.n, room, m, &m->lines);
}

/* Makes the candidate the next block. */
static void accept(
	struct maker *m, enum block_kind kind, int level, bool english, bool body)
{
	struct damage_document *d = m->document;
	size_t base = d->truth.n;
	buf_add(&d->truth, m->text.v, m->text.n);
	array_push(&d->blocks, (struct damage_block){kind, english ? SIDE_EN : SIDE_ZH,
				       level, {base, d->truth.n}});
	bool doubled = kind == BLOCK_HEADING &&
		       m->style.headings == HEADINGS_OVERPRINTED &&
		       (level > 1 || m->style.first_level_overprinted);
	bool indented = kind == BLOCK_PARAGRAPH ||
			(kind == BLOCK_HEADING && !m->style.headings_flush);
	for (size_t i = 0; i < m->lines.n; i++) {
		int column = body ? column_of(m, m->slot + (int)i) : 0;
		struct span text = m->lines.v[i].text;
		array_push(
			&m->printed, (struct printed){.block = d->blocks.n - 1,
					     .text = {base + text.beg, base + text.end},
					     .page = body ? page_of(m, column) : 0,
					     .column = column,
					     .first = i == 0,
					     .indented = i == 0 && indented,
					     .doubled = doubled});
	}
	m->slot += body ? (int)m->lines.n : 0;
}

/* Written until its last line is short, if that has to tell it from the body. */
static void add_front_block(struct maker *m, enum block_kind kind, bool short_end,
	void (*write)(struct prose *, struct buf *), int (*room)(const void *, size_t))
{
	for (int try = 0;; try++) {
		assert(try < TRIES);
		m->text.n = 0;
		write(&m->prose, &m->text);
		set_candidate(m, room);
		size_t last = m->lines.n - 1;
		if (!short_end || m->lines.v[last].width.most <= room(m, last) - 3 * EM)
			break;
	}
	accept(m, kind, 0, room == latin_room, false);
}

static void add_person(struct maker *m, unsigned person, bool english)
{
	const char *const texts[] = {
		prose_author(person, english), prose_affiliation(person, english)};
	for (int i = 0; i < 2; i++) {
		m->text.n = 0;
		buf_puts(&m->text, texts[i]);
		set_candidate(m, wide_room);
		accept(m, i == 0 ? BLOCK_AUTHOR : BLOCK_AFFILIATION, 0, english, false);
	}
}

static void add_front(struct maker *m)
{
	const struct damage_style *style = &m->style;
	unsigned person = rng_below(&m->rng, PROSE_PEOPLE);
	add_front_block(m, BLOCK_TITLE, false, prose_title, title_room);
	if (style->authors)
		add_person(m, person, false);
	if (!style->abstract)
		return;
	add_front_block(m, BLOCK_ABSTRACT, !style->keywords, prose_abstract, wide_room);
	if (style->keywords)
		add_front_block(m, BLOCK_KEYWORDS, true, prose_keywords, wide_room);
	if (!style->english || !style->authors)
		return;
	add_front_block(m, BLOCK_TITLE, false, prose_english_title, latin_room);
	add_person(m, person, true);
	add_front_block(m, BLOCK_ABSTRACT, false, prose_english_abstract, latin_room);
	if (style->keywords)
		add_front_block(
			m, BLOCK_KEYWORDS, false, prose_english_keywords, latin_room);
}

static void write_heading_number(struct buf *out, int level, unsigned n, bool full_stop)
{
	if (level == 3) {
		buf_printf(out, "%u%s", n, full_stop ? "．" : ". ");
		return;
	}
	buf_puts(out, level == 2 ? "（" : "");
	prose_numeral(out, n);
	buf_puts(out, level == 2 ? "）" : "、");
}

/* A heading stands on one line or two.  Where nothing else sets it off from the paragraph
 * behind it, its last line is short. */
static bool heading_suits(const struct maker *m)
{
	const struct damage_style *style = &m->style;
	if (m->lines.n > 2)
		return false;
	if (style->headings == HEADINGS_OVERPRINTED || style->indent != INDENT_LOST)
		return true;
	size_t last = m->lines.n - 1;
	return m->lines.v[last].width.most <= heading_room(m, last) - 2 * EM;
}

/* A heading is never the last line of its column. */
static void keep_with_next(struct maker *m)
{
	int column = column_of(m, m->slot);
	while (column_of(m, m->slot + (int)m->lines.n) != column &&
		column_of(m, m->slot) == column)
		m->slot++;
}

/* Whether a heading before ends with this title: a document does not say it twice. */
static bool is_taken(const struct maker *m, const char *title, size_t len)
{
	const struct damage_document *d = m->document;
	for (size_t i = 0; i < d->blocks.n; i++) {
		struct span text = d->blocks.v[i].text;
		if (d->blocks.v[i].kind == BLOCK_HEADING && span_len(text) >= len &&
			memcmp(d->truth.v + text.end - len, title, len) == 0)
			return true;
	}
	return false;
}

static void add_heading(struct maker *m, int level)
{
	unsigned number = ++m->counts[level];
	for (int i = level + 1; i < 4; i++)
		m->counts[i] = 0;
	for (int try = 0;; try++) {
		assert(try < TRIES);
		m->text.n = 0;
		write_heading_number(&m->text, level, number, m->prose.spaced);
		size_t title = m->text.n;
		prose_heading(&m->prose, &m->text, level);
		set_candidate(m, heading_room);
		keep_with_next(m);
		set_candidate(m, heading_room);
		bool taken = is_taken(m, m->text.v + title, m->text.n - title);
		if (heading_suits(m) && (!taken || try > TRIES / 2))
			break;
	}
	accept(m, BLOCK_HEADING, level, false, true);
	m->before = (struct line_before){0};
}

static void add_bare_heading(struct maker *m, const char *title)
{
	m->text.n = 0;
	buf_puts(&m->text, title);
	set_candidate(m, heading_room);
	keep_with_next(m);
	accept(m, BLOCK_HEADING, 1, false, true);
	m->before = (struct line_before){0};
}

/* Last lines that repair goes wrong at. */
enum last_line { LAST_ANY, LAST_FULL, LAST_TWO_SHORT };

static bool last_line_is(const struct maker *m, enum last_line wanted)
{
	size_t last = m->lines.n - 1;
	int left = column_room(m, last) - m->lines.v[last].width.set;
	if (wanted == LAST_FULL)
		return last > 0 && left < EM;
	return wanted == LAST_ANY ||
	       (last > 0 && left >= 2 * EM - CELL && left <= 2 * EM + CELL);
}

/* A colon leads on to a paragraph: before a heading, 1. would be the first of a list. */
static enum prose_ending draw_ending(struct rng *rng, bool leads_on)
{
	static const enum prose_ending endings[] = {ENDING_STATEMENT, ENDING_STATEMENT,
		ENDING_STATEMENT, ENDING_STATEMENT, ENDING_STATEMENT, ENDING_CITATION,
		ENDING_QUOTE, ENDING_QUESTION, ENDING_COLON};
	unsigned count = sizeof endings / sizeof endings[0];
	return endings[rng_below(rng, leads_on ? count : count - 1)];
}

static void write_paragraph(struct maker *m, bool is_short, bool leads_on, int lines)
{
	m->text.n = 0;
	enum prose_ending ending = draw_ending(&m->rng, leads_on);
	int cells = (lines - 1) * m->style.column * 2 + rng_between(&m->rng, -8, 4);
	if (is_short)
		prose_short(&m->prose, &m->text, ending);
	else
		prose_paragraph(&m->prose, &m->text, cells, ending);
	set_candidate(m, paragraph_room);
}

static void add_paragraph(struct maker *m, bool is_short, bool leads_on)
{
	struct rng *rng = &m->rng;
	enum last_line wanted = rng_chance(rng, 8)   ? LAST_FULL
				: rng_chance(rng, 8) ? LAST_TWO_SHORT
						     : LAST_ANY;
	int lines =
		rng_chance(rng, 75) ? rng_between(rng, 1, 7) : rng_between(rng, 6, 12);
	struct candidate candidate = {.lines = &m->lines,
		.column_room = column_room,
		.ctx = m,
		.indent = INDENT,
		.indent_kept = m->style.indent != INDENT_LOST};
	unsigned cited = m->prose.cited;
	for (int try = 0;; try++) {
		assert(try < TRIES);
		m->prose.cited = cited;
		write_paragraph(m, is_short && try < 20, leads_on, lines);
		candidate.text = m->text.v;
		bool as_wanted = is_short || try >= 60 || last_line_is(m, wanted);
		if (as_wanted && damage_is_fair(&candidate, &m->before))
			break;
	}
	size_t last = m->lines.n - 1;
	m->before = (struct line_before){
		m->lines.v[last].width.most, paragraph_room(m, last)};
	accept(m, BLOCK_PARAGRAPH, 0, false, true);
}

static void add_paragraphs(struct maker *m, int count)
{
	for (int i = 0; i < count; i++) {
		bool two = rng_chance(&m->rng, 6);
		bool leads_on = i + 1 < count;
		add_paragraph(m, two || rng_chance(&m->rng, 10), two || leads_on);
		if (two)
			add_paragraph(m, true, leads_on);
	}
}

static void add_section(struct maker *m, int level, int paragraphs)
{
	add_heading(m, level);
	int parts = level < m->style.levels ? rng_between(&m->rng, 0, 4) : 0;
	int lead = parts < 2 ? paragraphs : rng_between(&m->rng, 0, 2);
	if (lead > paragraphs)
		lead = paragraphs;
	add_paragraphs(m, lead);
	for (int left = paragraphs - lead; left > 0; parts--) {
		int some = parts > 1 ? (left + parts - 1) / parts : left;
		add_section(m, level + 1, some);
		left -= some;
	}
}

static void add_body(struct maker *m)
{
	int left = m->style.paragraphs, lead = rng_between(&m->rng, 0, 2);
	add_paragraphs(m, lead);
	left -= lead;
	while (left > 0) {
		int some = rng_between(&m->rng, 2, 12);
		add_section(m, 1, some < left ? some : left);
		left -= some;
	}
	if (m->style.epilogue) {
		add_bare_heading(m, "结语");
		add_paragraphs(m, 1);
	}
	if (!m->style.references)
		return;
	add_bare_heading(m, "参考文献");
	unsigned count = m->prose.cited > 16  ? 16
			 : m->prose.cited < 3 ? 3
					      : m->prose.cited;
	for (unsigned n = 1; n <= count; n++) {
		m->text.n = 0;
		prose_reference(&m->prose, &m->text, n);
		set_candidate(m, reference_room);
		accept(m, BLOCK_REFERENCE, 0, false, true);
	}
}

void damage_make(struct damage_document *document, uint64_t seed, unsigned number)
{
	struct maker m = {.document = document};
	m.rng.state = seed + number * UINT64_C(0xD1342543DE82EF95);
	draw_style(&m.style, &m.rng);
	prose_start(&m.prose, &m.rng);
	cut_pages(&m);
	add_front(&m);
	add_body(&m);
	document->style = m.style;
	struct buf heads[2] = {{0}};
	for (int i = 0; i < 2; i++)
		prose_running_head(&m.prose, &heads[i]);
	const char *const texts[2] = {buf_string(&heads[0]), buf_string(&heads[1])};
	damage_print(document, &m.printed, texts, &m.rng);
	for (int i = 0; i < 2; i++)
		buf_free(&heads[i]);
	array_free(&m.printed);
	array_free(&m.lines);
	buf_free(&m.text);
}

void damage_free(struct damage_document *document)
{
	buf_free(&document->truth);
	buf_free(&document->text);
	array_free(&document->blocks);
	array_free(&document->lines);
}

void damage_plain(
	const struct damage_document *document, bool blank_lines, struct buf *out)
{
	for (size_t i = 0; i < document->blocks.n; i++) {
		struct span text = document->blocks.v[i].text;
		buf_add(out, document->truth.v + text.beg, span_len(text));
		buf_puts(out, blank_lines ? "\n\n" : "\n");
	}
}
