/* SPDX-License-Identifier: MIT */
/* export_dump: all rows of both sides, as the screen would show them.
 *
 * The text goes through layout and glyph as on the screen, so that columns are true to the
 * cell and nothing reaches a terminal that may not.  It is printed in stretches, at whose
 * beginning the shorter column waits: of a translation they are rungs, stacked one side of a
 * rung is printed behind the other; of an article they go from one pair of linked blocks to
 * the next.  A stretch is all that is ever laid out at once, a row all that is ever held. */
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "export.h"
#include "layout.h"
#include "rung.h"
#include "view.h"

enum {
	COLUMNS_FROM = 70, /* as on the screen */
	WIDTH_DEFAULT = 80,
	WIDTH_MIN = 8, /* what layout takes */
	WIDTH_MAX = 10000,
	CACHED_BLOCKS = 4, /* rows are asked for in order */
	FLUSH = 64 << 10,  /* bytes gathered before they are written */
};

static const char separator[] = " │ ";

/* The rows of some blocks of a side, one after the other. */
struct column {
	const struct stream *stream;
	enum side side;
	struct layout *layout;
	size_t block, end; /* blocks left to print */
	size_t row;        /* of block */
	size_t pad; /* empty rows before it, to start level with the other column */
};

struct dump {
	const struct document *document;
	struct column column[SIDE_COUNT];
	rung_array rungs;
	int left_cells; /* of the left column */
	struct buf text;
	FILE *out;
};

static int clamp(long value, int least, int most)
{
	return value < least ? least : value > most ? most : (int)value;
}

static int dump_width(const struct config *config)
{
	const char *columns = getenv("COLUMNS");
	long width = config->width;
	if (width == 0 && columns)
		width = strtol(columns, NULL, 10);
	return width > 0 ? clamp(width, WIDTH_MIN, WIDTH_MAX) : WIDTH_DEFAULT;
}

static void open_column(
	struct dump *dump, enum side side, const struct layout_style *style)
{
	struct column *column = &dump->column[side];
	*column = (struct column){
		.stream = &dump->document->side[side],
		.side = side,
		.layout = layout_new(dump->document, CACHED_BLOCKS),
	};
	layout_set_style(column->layout, style);
}

static void set_stretch(struct column *column, size_t block, size_t end)
{
	column->block = block;
	column->end = end;
	column->row = 0;
	column->pad = 0;
}

static void add_blanks(struct buf *text, int count)
{
	if (count <= 0)
		return;
	memset(buf_room(text, (size_t)count), ' ', (size_t)count);
	text->n += (size_t)count;
}

/* Appends one row's text; returns its cells. */
static int add_row(struct dump *dump, const struct column *column, const struct row *row)
{
	const struct block *block = stream_block(column->stream, column->block);
	const struct glyph_style *style =
		&layout_style(column->layout)->glyph[column->side];
	int cells = 0;
	if (span_len(row->text) == 0)
		return 0;
	add_blanks(&dump->text, row->indent);
	for (size_t at = row->text.beg + row->skip;
		at < row->text.end && cells < row->cells;) {
		struct glyph glyph = glyph_at(style, block->text, block->len, at);
		buf_add(&dump->text, glyph.shown, glyph.shown_len);
		cells += glyph.cells;
		at += glyph.size;
	}
	return row->indent + cells;
}

/* Appends the next row of a column and goes on; false when it has no more. */
static bool next_row(struct dump *dump, struct column *column, int *cells)
{
	*cells = 0;
	if (column->pad > 0) {
		column->pad--;
		return true;
	}
	if (column->block == column->end)
		return false;
	struct rows rows = layout_rows(column->layout, column->side, column->block);
	*cells = add_row(dump, column, &rows.v[column->row]);
	if (++column->row == rows.n) {
		column->block++;
		column->row = 0;
	}
	return true;
}

static void flush(struct dump *dump, size_t least)
{
	if (dump->text.n < least)
		return;
	fwrite(dump->text.v, 1, dump->text.n, dump->out);
	dump->text.n = 0;
}

/* Blanks at the end of the row that begins at byte `from` go. */
static void end_row(struct dump *dump, size_t from)
{
	while (dump->text.n > from && dump->text.v[dump->text.n - 1] == ' ')
		dump->text.n--;
	buf_putc(&dump->text, '\n');
	flush(dump, FLUSH);
}

/* Prints what a column has left of its stretch, over the whole width. */
static void print_alone(struct dump *dump, struct column *column)
{
	for (int cells;;) {
		size_t from = dump->text.n;
		if (!next_row(dump, column, &cells))
			return;
		end_row(dump, from);
	}
}

static void print_column(struct dump *dump, enum side side)
{
	struct column *column = &dump->column[side];
	set_stretch(column, 0, column->stream->blocks.n);
	print_alone(dump, column);
}

/* Prints what both columns have left of their stretch. */
static void print_stretch(struct dump *dump)
{
	struct column *left = &dump->column[SIDE_ZH], *right = &dump->column[SIDE_EN];
	while (left->pad + right->pad > 0 || left->block < left->end ||
		right->block < right->end) {
		size_t from = dump->text.n;
		int cells;
		next_row(dump, left, &cells);
		add_blanks(&dump->text, dump->left_cells - cells);
		buf_puts(&dump->text, separator);
		next_row(dump, right, &cells);
		end_row(dump, from);
	}
}

static size_t blank_rows(const struct column *column)
{
	return column->block < column->end
		       ? layout_rows(column->layout, column->side, column->block).blank
		       : 0;
}

/* Lets the first lines of text of both columns be level, whatever blank rows come before. */
static void level(struct dump *dump)
{
	struct column *left = &dump->column[SIDE_ZH], *right = &dump->column[SIDE_EN];
	size_t left_blank = blank_rows(left), right_blank = blank_rows(right);
	left->pad = right_blank > left_blank ? right_blank - left_blank : 0;
	right->pad = left_blank > right_blank ? left_blank - right_blank : 0;
}

/* Whether a link pairs the beginnings of two blocks, both behind the last pair.  One that
 * means only a clause says nothing of where a paragraph's counterpart begins. */
static bool is_level(const struct link *link, size_t zh, size_t en)
{
	return link->en_range_count == 0 && link->zh_count > 0 && link->en_count > 0 &&
	       link->zh[0].sentence == 0 && link->en[0].sentence == 0 &&
	       link->zh[0].block > zh && link->en[0].block > en;
}

static void set_rung(struct dump *dump, size_t rung)
{
	const struct rung *at = &dump->rungs.v[rung];
	for (enum side side = 0; side < SIDE_COUNT; side++)
		set_stretch(&dump->column[side], at[0].beg[side], at[1].beg[side]);
}

/* Says that a column has nothing where the other has a paragraph. */
static void print_lack(struct dump *dump, const struct column *column)
{
	const struct layout_style *style = layout_style(column->layout);
	const char *lack = view_no_counterpart();
	buf_add(&dump->text, lack,
		glyph_fit(&style->glyph[column->side], lack, strlen(lack),
			(size_t)style->width, NULL));
	buf_putc(&dump->text, '\n');
}

/* A paragraph, then its translation; the blank rows are those before the longer wait. */
static void print_stream(struct dump *dump)
{
	for (size_t rung = 0; rung < rung_count(&dump->rungs); rung++) {
		set_rung(dump, rung);
		level(dump);
		size_t blank =
			dump->column[SIDE_ZH].pad + blank_rows(&dump->column[SIDE_ZH]);
		for (size_t i = 0; i < blank; i++)
			buf_putc(&dump->text, '\n');
		for (enum side side = 0; side < SIDE_COUNT; side++) {
			struct column *column = &dump->column[side];
			column->pad = 0;
			column->row = blank_rows(column);
			if (column->block == column->end)
				print_lack(dump, column);
			print_alone(dump, column);
		}
	}
}

static void print_rungs(struct dump *dump)
{
	for (size_t rung = 0; rung < rung_count(&dump->rungs); rung++) {
		set_rung(dump, rung);
		level(dump);
		print_stretch(dump);
	}
}

static void print_columns(struct dump *dump)
{
	const struct document *document = dump->document;
	struct column *left = &dump->column[SIDE_ZH], *right = &dump->column[SIDE_EN];
	size_t zh = 0, en = 0;
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		if (!is_level(link, zh, en))
			continue;
		set_stretch(left, zh, link->zh[0].block);
		set_stretch(right, en, link->en[0].block);
		level(dump);
		print_stretch(dump);
		zh = link->zh[0].block;
		en = link->en[0].block;
	}
	set_stretch(left, zh, left->stream->blocks.n);
	set_stretch(right, en, right->stream->blocks.n);
	level(dump);
	print_stretch(dump);
}

/* How the two texts share a width. */
enum sharing {
	SHARE_COLUMNS,
	SHARE_STREAM, /* a translation under each paragraph */
	SHARE_APART,  /* one text behind the other */
};

static enum sharing choose_sharing(
	const struct dump *dump, const struct config *config, int width, int room)
{
	const struct document *document = dump->document;
	bool both = document->side[SIDE_ZH].blocks.n > 0 &&
		    document->side[SIDE_EN].blocks.n > 0;
	if (both && room >= 2 * WIDTH_MIN &&
		(config->arrangement == ARRANGE_COLUMNS ||
			(config->arrangement == ARRANGE_AUTO && width >= COLUMNS_FROM)))
		return SHARE_COLUMNS;
	if (rung_count(&dump->rungs) > 0 && config->arrangement != ARRANGE_ONE)
		return SHARE_STREAM;
	return SHARE_APART;
}

/* One text behind the other, a blank line between them. */
static void print_apart(struct dump *dump)
{
	print_column(dump, SIDE_ZH);
	if (dump->column[SIDE_ZH].stream->blocks.n > 0 &&
		dump->column[SIDE_EN].stream->blocks.n > 0)
		buf_putc(&dump->text, '\n');
	print_column(dump, SIDE_EN);
}

void export_dump(const struct document *document, const struct config *config, FILE *out)
{
	struct dump dump = {.document = document, .out = out};
	int ambiguous = config->ambiguous == AMBIGUOUS_2 ? 2 : 1;
	int width = dump_width(config), room = width - (ambiguous == 2 ? 4 : 3);
	rungs_find(document, &dump.rungs);
	enum sharing sharing = choose_sharing(&dump, config, width, room);
	struct layout_style left = view_layout_style(config, ambiguous, width);
	struct layout_style right = left;
	if (sharing == SHARE_COLUMNS) {
		dump.left_cells =
			clamp(room * config->divider / 100, WIDTH_MIN, room - WIDTH_MIN);
		left.width = dump.left_cells;
		right.width = room - dump.left_cells;
	} else if (sharing == SHARE_STREAM) {
		left.spacing[SIDE_ZH] = left.spacing[SIDE_EN];
	}
	open_column(&dump, SIDE_ZH, &left);
	open_column(&dump, SIDE_EN, &right);
	if (sharing == SHARE_STREAM)
		print_stream(&dump);
	else if (sharing == SHARE_APART)
		print_apart(&dump);
	else if (rung_count(&dump.rungs) > 0)
		print_rungs(&dump);
	else
		print_columns(&dump);
	flush(&dump, 1);
	layout_free(dump.column[SIDE_ZH].layout);
	layout_free(dump.column[SIDE_EN].layout);
	array_free(&dump.rungs);
	buf_free(&dump.text);
}
