/* SPDX-License-Identifier: MIT */
/* bitext_tsv: lines of fields, of which one is Chinese and one English.
 *
 * Which fields, the first lines tell: by a head that names the languages, else by the script
 * of most cells.  So LF Aligner's and hunalign's tables are read, and those of word lists and
 * corpora with an id before each sentence.  A number in the field behind both is the score.
 * Hunalign's " ~~~ " between sentences and <p> for a paragraph's end are no text.
 * A table of our own (--align=tsv) has seven fields, the last two of them places. */
#include <stdlib.h>
#include <string.h>

#include "bitext_internal.h"
#include "message.h"
#include "parse.h"
#include "tsv.h"

enum {
	FIELDS_MOST = 8,
	LAYOUT_PART = BITEXT_HEAD, /* bytes of a table that its layout is told by */
	OWN_FIELDS = 7,
	FIELD_SCORE = 2, /* of our own: behind zh and en */
	FIELD_STATUS = 3,
	FIELD_PLACE = 5, /* of zh; that of en follows */
	NO_FIELD = -1,
};

struct layout {
	int field[SIDE_COUNT], score; /* NO_FIELD where there is none */
	bool own, head;
};

struct table {
	struct bitext *bitext;
	struct line_reader lines;
	struct buf start; /* the first lines, until the layout is known */
	bool known;
	struct layout layout;
};

/* A row of a table of our own says how its text is placed. */
static bool is_own(const char *text, const struct span *fields, size_t n)
{
	place_array places = {0};
	float score;
	bool placed = false, is = n == OWN_FIELDS;
	for (size_t i = FIELD_PLACE; is && i < OWN_FIELDS; i++) {
		is = place_read(text + fields[i].beg, span_len(fields[i]), &places);
		placed = placed || span_len(fields[i]) > 0;
	}
	array_free(&places);
	return is && placed &&
	       (span_len(fields[FIELD_SCORE]) == 0 ||
		       bitext_score(text + fields[FIELD_SCORE].beg,
			       span_len(fields[FIELD_SCORE]), &score));
}

/* A line that names the languages of its fields. */
static bool read_head(
	const char *text, const struct span *fields, size_t n, struct layout *layout)
{
	*layout = (struct layout){
		.field = {NO_FIELD, NO_FIELD}, .score = NO_FIELD, .head = true};
	for (size_t i = n; i-- > 0;) {
		enum side side =
			bitext_language(text + fields[i].beg, span_len(fields[i]));
		if (side < SIDE_COUNT)
			layout->field[side] = (int)i;
	}
	int zh = layout->field[SIDE_ZH], en = layout->field[SIDE_EN];
	if (zh == NO_FIELD || en == NO_FIELD)
		return false;
	layout->score = (zh > en ? zh : en) + 1;
	return true;
}

/* What the cells of the columns are, counted. */
struct census {
	size_t rows, cells[FIELDS_MOST], numbers[FIELDS_MOST];
	size_t in[FIELDS_MOST][SIDE_COUNT];
};

static void count_row(
	struct census *census, const char *text, const struct span *fields, size_t n)
{
	census->rows++;
	for (size_t i = 0; i < n; i++) {
		const char *cell = text + fields[i].beg;
		size_t len = span_len(fields[i]);
		float score;
		enum side side = parse_language(cell, len);
		census->cells[i] += len > 0;
		census->numbers[i] += bitext_score(cell, len, &score);
		if (side < SIDE_COUNT)
			census->in[i][side]++;
	}
}

/* The column that is most in a language, of those that are hardly in the other. */
static int column_in(const struct census *census, enum side side)
{
	enum side other = side == SIDE_ZH ? SIDE_EN : SIDE_ZH;
	int best = NO_FIELD;
	for (int i = 0; i < FIELDS_MOST; i++) {
		size_t in = census->in[i][side];
		if (in > 4 * census->in[i][other] && in * 2 >= census->cells[i] &&
			(best == NO_FIELD || in > census->in[best][side]))
			best = i;
	}
	return best;
}

static bool judge(const struct census *census, struct layout *layout)
{
	int zh = column_in(census, SIDE_ZH), en = column_in(census, SIDE_EN);
	*layout = (struct layout){.field = {zh, en}, .score = NO_FIELD};
	if (zh == NO_FIELD || en == NO_FIELD)
		return false;
	int behind = (zh > en ? zh : en) + 1;
	if (behind < FIELDS_MOST && census->cells[behind] > 0 &&
		census->numbers[behind] == census->cells[behind])
		layout->score = behind;
	return true;
}

/* Finds the layout by the whole lines of text, all: by the last one too. */
static bool find_layout(const char *text, size_t len, bool all, struct layout *layout)
{
	struct census census = {0};
	struct span line, fields[FIELDS_MOST];
	for (size_t at = 0; tsv_line(text, len, &at, &line);) {
		if (at == len && text[len - 1] != '\n' && !all)
			break;
		if (span_len(line) == 0)
			continue;
		size_t n = tsv_split(text, line, fields, FIELDS_MOST);
		if (n < 2)
			return false;
		if (census.rows == 0 && is_own(text, fields, n)) {
			*layout = (struct layout){
				.field = {0, 1}, .score = FIELD_SCORE, .own = true};
			return true;
		}
		if (census.rows == 0 && read_head(text, fields, n, layout))
			return true;
		count_row(&census, text, fields, n);
	}
	return judge(&census, layout);
}

static enum bitext_guess recognise(const char *text, size_t len, bool all)
{
	struct layout layout;
	size_t looked = len < LAYOUT_PART ? len : LAYOUT_PART;
	const char *feed = memchr(text, '\n', looked);
	/* Most texts are known by their first line to be none. */
	if ((feed || all || len >= LAYOUT_PART) &&
		!memchr(text, '\t', feed ? (size_t)(feed - text) : looked) &&
		feed != text)
		return BITEXT_NO;
	if (len < LAYOUT_PART && !all)
		return BITEXT_UNSURE;
	return find_layout(text, looked, all && len < LAYOUT_PART, &layout) ? BITEXT_YES
									    : BITEXT_NO;
}

/* By the first line alone. */
static enum bitext_guess recognise_own(const char *text, size_t len, bool all)
{
	struct span line = {0, 0}, fields[FIELDS_MOST];
	size_t at = 0;
	if (!all && !memchr(text, '\n', len))
		return BITEXT_UNSURE;
	tsv_line(text, len, &at, &line);
	return is_own(text, fields, tsv_split(text, line, fields, FIELDS_MOST))
		       ? BITEXT_YES
		       : BITEXT_NO;
}

/* Appends a cell, without what hunalign puts between sentences. */
static void add_cell(struct buf *out, const char *cell, size_t len, enum side side)
{
	static const char between[] = " ~~~ ";
	for (const char *end = cell + len; cell < end;) {
		const char *mark = memmem(cell, (size_t)(end - cell), between, 5);
		size_t here = (size_t)((mark ? mark : end) - cell);
		if (here != 3 || memcmp(cell, "<p>", 3) != 0) {
			if (out->n > 0 && side == SIDE_EN)
				buf_putc(out, ' ');
			tsv_read(out, cell, here);
		}
		cell += here + (mark ? 5 : 0);
	}
}

static void take_cells(
	struct table *table, const char *text, const struct span *fields, size_t n)
{
	struct bitext_unit *unit = &table->bitext->unit;
	const struct layout *layout = &table->layout;
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		size_t i = (size_t)layout->field[side];
		if (i >= n)
			continue;
		const char *cell = text + fields[i].beg;
		struct span place = fields[FIELD_PLACE + (layout->own ? side : 0)];
		if (!layout->own) {
			add_cell(&unit->side[side].text, cell, span_len(fields[i]), side);
			continue;
		}
		tsv_read(&unit->side[side].text, cell, span_len(fields[i]));
		if (n == OWN_FIELDS)
			buf_add(&unit->side[side].place, text + place.beg,
				span_len(place));
	}
	if (layout->score >= 0 && (size_t)layout->score < n)
		bitext_score(text + fields[layout->score].beg,
			span_len(fields[layout->score]), &unit->score);
	if (layout->own && n > FIELD_STATUS)
		bitext_status(text + fields[FIELD_STATUS].beg,
			span_len(fields[FIELD_STATUS]), unit);
}

static struct status take_line(
	void *ctx, const char *text, size_t len, struct span source)
{
	struct table *table = ctx;
	struct bitext *bitext = table->bitext;
	struct bitext_unit *unit = &bitext->unit;
	struct span fields[FIELDS_MOST];
	if (len == 0 || (table->layout.head && table->lines.number == 1))
		return STATUS_NONE;
	if (!table->layout.own)
		bitext_look_for_damage(bitext, text, len, table->lines.number, 1);
	size_t n = tsv_split(text, (struct span){0, len}, fields, FIELDS_MOST);
	unit->line = table->lines.number;
	unit->source = source;
	unit->placed = table->layout.own;
	if (n < 2) {
		enum side side = parse_language(text, len);
		lint_note(bitext->lint, unit->line, "fields",
			N_("one field only, taken as text without a counterpart"));
		tsv_read(
			&unit->side[side == SIDE_EN ? SIDE_EN : SIDE_ZH].text, text, len);
	} else {
		take_cells(table, text, fields, n);
	}
	bitext_end_unit(bitext);
	if (!table->layout.own)
		weave_break(bitext->weave);
	return STATUS_NONE;
}

static void *open_table(struct bitext *bitext)
{
	struct table *table = xcalloc(1, sizeof *table);
	table->bitext = bitext;
	table->lines.line = take_line;
	table->lines.ctx = table;
	return table;
}

/* The layout has to be that which was recognised, so it is told by just as much. */
static struct status begin(struct table *table, bool all)
{
	size_t looked = table->start.n < LAYOUT_PART ? table->start.n : LAYOUT_PART;
	all = all && table->start.n < LAYOUT_PART;
	if (!find_layout(table->start.v, looked, all, &table->layout))
		return bitext_failed(1, 1, _("no two columns are Chinese and English"));
	table->known = true;
	struct status status = lines_feed(&table->lines, table->start.v, table->start.n);
	buf_free(&table->start);
	return status;
}

static struct status feed(void *reader, const char *text, size_t len)
{
	struct table *table = reader;
	if (table->known)
		return lines_feed(&table->lines, text, len);
	buf_add(&table->start, text, len);
	return table->start.n < LAYOUT_PART ? STATUS_NONE : begin(table, false);
}

static struct status finish(void *reader)
{
	struct table *table = reader;
	struct status status = table->known ? STATUS_NONE : begin(table, true);
	if (status_ok(&status))
		status = lines_finish(&table->lines);
	return status;
}

static void close_table(void *reader)
{
	struct table *table = reader;
	lines_free(&table->lines);
	buf_free(&table->start);
	free(table);
}

const struct bitext_format bitext_table = {
	"TSV", recognise_own, open_table, feed, finish, close_table};

const struct bitext_format bitext_tsv = {
	"TSV", recognise, open_table, feed, finish, close_table};
