/* SPDX-License-Identifier: MIT */
/* layout: fills rows with graphemes, and keeps the rows of the blocks last asked for.
 *
 * Rows are filled greedily: a reader scrolls by rows, so that a row may not depend on text
 * far behind it.  Only titles and headings are filled twice, to even them out, and a last
 * row of one character once more, together with the row before.
 * A row that overflows goes back to its last break, and what it gives up is measured again;
 * since that is less than a row, filling stays linear.
 *
 * How a kind of block is set, and the blank rows before it, are tables.  The cache is a
 * hash of chains with the entries also in a list, newest first.
 *
 * Left to others: where breaks are allowed (linebreak), widths (glyph), drawing (view). */
#include "layout.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "status.h"

/* Setting one block. */

enum {
	HANG = 4,          /* cells of a hanging indent: "[1] " */
	LONE = 4,          /* cells of a Han character and its full stop */
	BALANCED_ROWS = 8, /* longer titles are not evened out */
};

enum balance {
	BALANCE_NONE,
	BALANCE_STUB, /* when the last row is shorter than a quarter of the width */
	BALANCE_ALL,
};

static const struct setting {
	bool centred;
	bool indented; /* its first row, by style.indent */
	bool hanging;  /* its other rows, by HANG */
	bool verbatim; /* all blanks as they stand */
	uint8_t balance;
} settings[BLOCK_KIND_COUNT] = {
	[BLOCK_TITLE] = {.centred = true, .balance = BALANCE_ALL},
	[BLOCK_AUTHOR] = {.centred = true, .balance = BALANCE_ALL},
	[BLOCK_AFFILIATION] = {.centred = true, .balance = BALANCE_ALL},
	[BLOCK_ABSTRACT] = {.indented = true},
	[BLOCK_KEYWORDS] = {.indented = true},
	[BLOCK_HEADING] = {.balance = BALANCE_STUB},
	[BLOCK_PARAGRAPH] = {.indented = true},
	[BLOCK_REFERENCE] = {.hanging = true},
	[BLOCK_NOTE] = {.indented = true},
};

/* A text on its way into rows. */
struct fill {
	const struct glyph_style *glyph;
	const char *text;
	size_t len;
	const char *breaks; /* enum line_break for each byte */
	size_t skip;        /* bytes at the start of the first row not shown */
	int first, rest;    /* indent of the first and of the other rows */
};

static struct setting setting_of(const struct block *block)
{
	if (block->form == FORM_VERBATIM)
		return (struct setting){.verbatim = true};
	if (block->form == FORM_ITEM)
		return (struct setting){.hanging = true};
	return settings[block->kind];
}

/* The row from byte beg on that takes at most `room` cells, its indent not included. */
static struct row fill_row(const struct fill *fill, size_t beg, size_t skip, int room)
{
	const size_t start = beg + skip;
	struct {
		size_t end;
		int cells;
	} allowed = {start, 0}, word = allowed, here = allowed;
	int used = 0;
	while (here.end < fill->len) {
		enum line_break kind = here.end > start
					       ? (enum line_break)fill->breaks[here.end]
					       : LINE_BREAK_NO;
		if (kind == LINE_BREAK_MUST)
			break;
		if (kind == LINE_BREAK_ALLOWED)
			allowed = here;
		else if (kind == LINE_BREAK_WORD)
			word = here;

		struct glyph g =
			glyph_measure(fill->glyph, fill->text, fill->len, here.end);
		if (g.cells > g.trail && used + g.cells - g.trail > room &&
			here.end > start) {
			if (allowed.end > start)
				here = allowed;
			else if (word.end > start)
				here = word;
			break;
		}
		used += g.cells;
		if (g.cells > g.trail)
			here.cells = used - g.trail;
		here.end += g.size;
	}
	return (struct row){.text = {beg, here.end},
		.skip = (uint32_t)skip,
		.cells = (uint16_t)here.cells};
}

/* Appends the rows of a text at most `width` cells wide. */
static void fill_rows(const struct fill *fill, int width, row_array *rows)
{
	size_t at = 0;
	int indent = fill->first;
	do {
		struct row row =
			fill_row(fill, at, at == 0 ? fill->skip : 0, width - indent);
		/* A grapheme wider than what the indent leaves takes its room from the indent. */
		if (indent + row.cells > width)
			indent = row.cells < width ? width - row.cells : 0;
		row.indent = (uint16_t)indent;
		array_push(rows, row);
		at = row.text.end;
		indent = fill->rest;
	} while (at < fill->len);
}

/* Whether a text without indents fills no more than `count` rows, no word split. */
static bool fits_rows(const struct fill *fill, int width, size_t count)
{
	size_t at = 0;
	for (size_t i = 0; i < count && at < fill->len; i++) {
		at = fill_row(fill, at, i == 0 ? fill->skip : 0, width).text.end;
		if (at < fill->len && fill->breaks[at] < LINE_BREAK_ALLOWED)
			return false;
	}
	return at >= fill->len;
}

/* The smallest width at which the text still takes `count` rows, so that they are even. */
static int balanced_width(const struct fill *fill, int width, size_t count)
{
	int low = 1, high = width;
	while (low < high) {
		int middle = (low + high) / 2;
		if (fits_rows(fill, middle, count))
			high = middle;
		else
			low = middle + 1;
	}
	return high;
}

/* Bytes of the blanks, or of what takes no cells, a text begins with. */
static size_t leading_blanks(const struct fill *fill)
{
	size_t at = 0;
	while (at < fill->len) {
		struct glyph g = glyph_measure(fill->glyph, fill->text, fill->len, at);
		if (g.cells > g.trail)
			break;
		at += g.size;
	}
	return at;
}

/* A verbatim text is broken behind its line feeds and at the edge of the pane. */
static void find_line_ends(const char *text, size_t len, char *breaks)
{
	memset(breaks, LINE_BREAK_NO, len);
	for (size_t i = 1; i < len; i++)
		if (text[i - 1] == '\n')
			breaks[i] = LINE_BREAK_MUST;
}

/* One character alone in the last row looks lost: it gets company from the row before, if
 * that stays half full (CLREQ 7.1.2, GB/T 15834 5.1.11). */
static void join_last_row(const struct fill *fill, int width, struct row *last)
{
	struct row *above = last - 1;
	if (last->cells > LONE)
		return;
	struct row shorter =
		fill_row(fill, above->text.beg, above->skip, above->cells - 1);
	size_t end = shorter.text.end;
	if (shorter.cells < width / 2 || fill->breaks[end] != LINE_BREAK_ALLOWED)
		return;
	struct row longer = fill_row(fill, end, 0, width - last->indent);
	if (longer.text.end < fill->len)
		return;
	shorter.indent = above->indent;
	longer.indent = last->indent;
	*above = shorter;
	*last = longer;
}

static void set_rows(const struct fill *fill, const struct setting *setting, int width,
	row_array *rows)
{
	size_t before = rows->n;
	fill_rows(fill, width, rows);
	size_t count = rows->n - before;
	bool stub = rows->v[rows->n - 1].cells < width / 4;
	if (count > 1 && count <= BALANCED_ROWS &&
		(setting->balance == BALANCE_ALL ||
			(setting->balance == BALANCE_STUB && stub))) {
		rows->n = before;
		fill_rows(fill, balanced_width(fill, width, count), rows);
	} else if (count > 1 && !setting->verbatim) {
		join_last_row(fill, width, &rows->v[rows->n - 1]);
	}
	if (!setting->centred)
		return;
	for (struct row *row = rows->v + before; row < rows->v + rows->n; row++)
		if (row->cells < width)
			row->indent = (uint16_t)((width - row->cells) / 2);
}

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

void layout_text(const struct layout_style *style, enum side side,
	const struct block *block, row_array *rows)
{
	assert(style->width >= 8 && style->width <= 10000 && block->len <= UINT32_MAX);
	const struct setting setting = setting_of(block);
	const int widest = style->width / 4;
	char *breaks = xmalloc(block->len);
	struct fill fill = {
		.glyph = &style->glyph[side],
		.text = block->text,
		.len = block->len,
		.breaks = breaks,
		.first = setting.indented ? smaller(style->indent[side], widest) : 0,
		.rest = setting.hanging ? smaller(HANG, widest) : 0,
	};
	if (block->form == FORM_CONTINUED)
		fill.first = fill.rest;
	if (block->form == FORM_VERBATIM) {
		find_line_ends(block->text, block->len, breaks);
	} else {
		linebreak_find(style->kinsoku, block->text, block->len, breaks);
		fill.skip = leading_blanks(&fill);
	}
	set_rows(&fill, &setting, style->width, rows);
	free(breaks);
}

/* Blank rows before a block. */

enum { SPACING = 255 }; /* style.spacing of the side */

/* Before a block of this kind: behind one of the same kind, behind a heading, behind others. */
static const struct {
	uint8_t again, headed, other;
} blank_rows[BLOCK_KIND_COUNT] = {
	[BLOCK_TITLE] = {0, 1, 1},
	[BLOCK_AUTHOR] = {0, 1, 1},
	[BLOCK_AFFILIATION] = {0, 0, 0},
	[BLOCK_ABSTRACT] = {SPACING, 0, 1},
	[BLOCK_KEYWORDS] = {0, 0, SPACING},
	[BLOCK_HEADING] = {1, 1, 1},
	[BLOCK_PARAGRAPH] = {SPACING, 0, 1},
	[BLOCK_REFERENCE] = {0, 0, 1},
	[BLOCK_NOTE] = {0, 0, 1},
};

static size_t blank_before(const struct layout_style *style, enum side side,
	const struct block *before, const struct block *block)
{
	if (block->form == FORM_CONTINUED)
		return 0;
	if (block->form != FORM_TEXT &&
		block->form == before->form) /* a list, a listing */
		return 0;
	if (block->form == FORM_VERBATIM || before->form == FORM_VERBATIM)
		return 1;
	uint8_t blank = block->kind == before->kind     ? blank_rows[block->kind].again
			: before->kind == BLOCK_HEADING ? blank_rows[block->kind].headed
							: blank_rows[block->kind].other;
	return blank == SPACING ? style->spacing[side] : blank;
}

/* The cache. */

struct entry {
	struct entry *chained;       /* next in the chain of its hash */
	struct entry *newer, *older; /* by when they were asked for */
	enum side side;
	size_t block;
	row_array rows;
	size_t blank;
};

struct layout {
	const struct document *document;
	struct layout_style style;
	size_t room, made, used;
	struct entry *entries; /* room of them, `made` have been used, `used` hold rows */
	struct entry **chains; /* chain_count of them */
	size_t chain_count;    /* a power of two */
	struct entry *newest, *oldest;
};

struct layout *layout_new(const struct document *document, size_t room)
{
	assert(room >= 1);
	struct layout *layout = xmalloc(sizeof *layout);
	*layout = (struct layout){.document = document, .room = room, .chain_count = 1};
	while (layout->chain_count < room)
		layout->chain_count *= 2;
	layout->entries = xreallocarray(NULL, room, sizeof *layout->entries);
	layout->chains = xcalloc(layout->chain_count, sizeof *layout->chains);
	return layout;
}

void layout_free(struct layout *layout)
{
	if (!layout)
		return;
	for (size_t i = 0; i < layout->made; i++)
		array_free(&layout->entries[i].rows);
	free(layout->entries);
	free(layout->chains);
	free(layout);
}

void layout_set_style(struct layout *layout, const struct layout_style *style)
{
	layout->style = *style;
	layout->used = 0;
	layout->newest = layout->oldest = NULL;
	memset(layout->chains, 0, layout->chain_count * sizeof *layout->chains);
}

const struct layout_style *layout_style(const struct layout *layout)
{
	return &layout->style;
}

/* Neighbouring blocks fall into neighbouring chains. */
static struct entry **chain_of(struct layout *layout, enum side side, size_t block)
{
	return &layout->chains[(block * SIDE_COUNT + side) & (layout->chain_count - 1)];
}

static void list_out(struct layout *layout, struct entry *entry)
{
	*(entry->newer ? &entry->newer->older : &layout->newest) = entry->older;
	*(entry->older ? &entry->older->newer : &layout->oldest) = entry->newer;
}

static void list_in(struct layout *layout, struct entry *entry)
{
	entry->newer = NULL;
	entry->older = layout->newest;
	*(entry->older ? &entry->older->newer : &layout->oldest) = entry;
	layout->newest = entry;
}

/* An entry without rows, out of chain and list: an unused one or else the oldest. */
static struct entry *entry_vacant(struct layout *layout)
{
	if (layout->used == layout->made && layout->made < layout->room)
		layout->entries[layout->made++] = (struct entry){0};
	if (layout->used < layout->made)
		return &layout->entries[layout->used++];
	struct entry *entry = layout->oldest;
	struct entry **link = chain_of(layout, entry->side, entry->block);
	while (*link != entry)
		link = &(*link)->chained;
	*link = entry->chained;
	list_out(layout, entry);
	return entry;
}

static struct entry *entry_make(struct layout *layout, enum side side, size_t block)
{
	struct entry *entry = entry_vacant(layout);
	const struct stream *stream = &layout->document->side[side];
	const struct block *at = stream_block(stream, block);
	entry->side = side;
	entry->block = block;
	entry->rows.n = 0;
	entry->blank = block > 0 ? blank_before(&layout->style, side,
					   stream_block(stream, block - 1), at)
				 : 0;
	for (size_t i = 0; i < entry->blank; i++)
		array_push(&entry->rows, (struct row){0});
	layout_text(&layout->style, side, at, &entry->rows);

	struct entry **chain = chain_of(layout, side, block);
	entry->chained = *chain;
	*chain = entry;
	list_in(layout, entry);
	return entry;
}

struct rows layout_rows(struct layout *layout, enum side side, size_t block)
{
	assert(block < layout->document->side[side].blocks.n);
	struct entry *entry = *chain_of(layout, side, block);
	while (entry && !(entry->side == side && entry->block == block))
		entry = entry->chained;
	if (!entry) {
		entry = entry_make(layout, side, block);
	} else if (entry != layout->newest) {
		list_out(layout, entry);
		list_in(layout, entry);
	}
	return (struct rows){entry->rows.v, entry->rows.n, entry->blank};
}

size_t layout_row_at(const struct rows *rows, size_t at)
{
	size_t low = rows->blank, high = rows->n;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (rows->v[middle].text.beg <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}
