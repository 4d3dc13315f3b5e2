/* SPDX-License-Identifier: MIT */
/* view_move: rows and sentences: scrolling, and going from one to the next.
 *
 * Rows are never numbered over the whole text, since nobody has laid it out: a place is a
 * block and a row in it, and every step looks only at the blocks it passes.
 * Two things move: the top of a pane (by rows) and the current sentence (by sentences,
 * paragraphs, sections).  Whichever moved, the other is brought along so that the current
 * sentence stays in sight. */
#include <assert.h>
#include <limits.h>

#include "view_internal.h"

enum {
	CONTEXT = 2, /* rows wanted around what is shown, where there is room */
	OVERLAP = 2, /* rows of a page seen again on the next */
};

static int place_compare(struct place a, struct place b)
{
	if (a.block != b.block)
		return a.block < b.block ? -1 : 1;
	return (a.row > b.row) - (a.row < b.row);
}

static struct rows rows_of(const struct view *view, enum side side, size_t block)
{
	return layout_rows(view->pane[side].layout, side, block);
}

long view_place_down(const struct view *view, enum side side, struct place *place, long n)
{
	size_t blocks = view_stream(view, side)->blocks.n;
	for (long left = n;;) {
		long below = (long)(rows_of(view, side, place->block).n - 1 - place->row);
		if (below >= left) {
			place->row += (size_t)left;
			return n;
		}
		left -= below;
		place->row += (size_t)below;
		if (place->block + 1 == blocks)
			return n - left;
		*place = (struct place){place->block + 1, 0};
		left--;
	}
}

/* The same upwards. */
static long place_up(const struct view *view, enum side side, struct place *place, long n)
{
	for (long left = n;;) {
		if ((long)place->row >= left) {
			place->row -= (size_t)left;
			return n;
		}
		left -= (long)place->row;
		place->row = 0;
		if (place->block == 0)
			return n - left;
		place->block--;
		place->row = rows_of(view, side, place->block).n - 1;
		left--;
	}
}

struct place place_of(const struct view *view, enum side side, size_t block, size_t byte)
{
	struct rows rows = rows_of(view, side, block);
	return (struct place){block, layout_row_at(&rows, byte)};
}

long view_screen_row(
	const struct view *view, enum side side, struct place place, long limit)
{
	struct place top = view->pane[side].top;
	bool above = place_compare(place, top) < 0;
	struct place upper = above ? place : top, lower = above ? top : place;
	long distance = (long)lower.row - (long)upper.row;
	for (size_t b = upper.block; b < lower.block && distance <= limit; b++)
		distance += (long)rows_of(view, side, b).n;
	return above ? -distance : distance;
}

static struct place last_place(const struct view *view, enum side side)
{
	size_t block = view_stream(view, side)->blocks.n - 1;
	return (struct place){block, rows_of(view, side, block).n - 1};
}

/* The top that leaves the last row at the bottom. */
static struct place last_top(const struct view *view, enum side side)
{
	struct place place = last_place(view, side);
	place_up(view, side, &place, view->pane[side].rows - 1);
	return place;
}

/* Keeps the last row of a side from leaving the bottom of its pane. */
static void clamp_top(struct view *view, enum side side)
{
	struct place last = last_top(view, side), *top = &view->pane[side].top;
	if (place_compare(*top, last) > 0)
		*top = last;
}

/* The row of the last byte of a range that is not a blank. */
static struct place place_of_end(
	const struct view *view, enum side side, size_t block, struct span range)
{
	range = view_trim(&view_stream(view, side)->blocks.v[block], range);
	return place_of(
		view, side, block, range.end > range.beg ? range.end - 1 : range.beg);
}

/* Scrolls so that `place` is on that row of the pane, negative above it. */
static void put_at(struct view *view, enum side side, struct place place, long screen_row)
{
	struct place *top = &view->pane[side].top;
	*top = place;
	if (screen_row >= 0)
		place_up(view, side, top, screen_row);
	else
		view_place_down(view, side, top, -screen_row);
	clamp_top(view, side);
}

static long clamp(long value, long least, long most)
{
	return value < least ? least : value > most ? most : value;
}

void view_place_current(struct view *view, enum side side, long screen_row)
{
	const struct pane *pane = &view->pane[side];
	struct place first = place_of(view, side, pane->block, pane->sentence.beg);
	struct place last = place_of_end(view, side, pane->block, pane->sentence);
	long spare = pane->rows - (long)(last.row - first.row + 1);
	screen_row =
		spare >= 0 ? clamp(screen_row, 0, spare) : clamp(screen_row, spare, 0);
	put_at(view, side, first, screen_row);
}

void view_show(
	struct view *view, enum side side, size_t block, struct span range, long far_row)
{
	const struct pane *pane = &view->pane[side];
	struct place first = place_of(view, side, block, range.beg);
	struct place last = place_of_end(view, side, block, range);
	long spare = pane->rows - (long)(last.row - first.row + 1);
	long context = clamp(spare / 2, 0, CONTEXT);
	long row = view_screen_row(view, side, first, 2 * pane->rows);
	if (row > 2 * pane->rows || row < -pane->rows)
		row = far_row;
	put_at(view, side, first,
		clamp(row, context, spare > context ? spare - context : 0));
}

void view_set_current(struct view *view, enum side side, size_t block, size_t byte)
{
	struct pane *pane = &view->pane[side];
	const span_array *spans = view_steps(view, side, block);
	size_t len = view_stream(view, side)->blocks.v[block].len;
	size_t at = byte < len ? byte : len > 0 ? len - 1 : 0;
	pane->block = block;
	pane->sentence = len > 0 ? spans->v[sentence_at(spans, at)] : (struct span){0, 0};
}

/* The first sentence of a block that begins at `byte` or behind it, NULL if there is none. */
static const struct span *sentence_from(
	struct view *view, enum side side, size_t block, size_t byte)
{
	const span_array *spans = view_steps(view, side, block);
	for (size_t i = 0; i < spans->n; i++) {
		if (spans->v[i].beg >= byte)
			return &spans->v[i];
	}
	return NULL;
}

/* When the current sentence has left the screen, the first that begins on it takes its
 * place, or the one that fills the screen when none begins. */
static void keep_current_in_sight(struct view *view, enum side side)
{
	struct pane *pane = &view->pane[side];
	struct place bottom = pane->top;
	view_place_down(view, side, &bottom, pane->rows - 1);
	struct place first = place_of(view, side, pane->block, pane->sentence.beg);
	struct place last = place_of_end(view, side, pane->block, pane->sentence);
	if (place_compare(last, pane->top) >= 0 && place_compare(first, bottom) <= 0)
		return;

	size_t top_byte = rows_of(view, side, pane->top.block).v[pane->top.row].text.beg;
	for (size_t block = pane->top.block; block <= bottom.block; block++) {
		const struct span *sentence = sentence_from(
			view, side, block, block == pane->top.block ? top_byte : 0);
		if (!sentence)
			continue;
		if (place_compare(place_of(view, side, block, sentence->beg), bottom) > 0)
			break;
		view_set_current(view, side, block, sentence->beg);
		return;
	}
	view_set_current(view, side, pane->top.block, top_byte);
}

/* A pane so low that it shows only the blank rows between two paragraphs goes on to text. */
static void pass_blank_rows(struct view *view, enum side side, bool up)
{
	struct place *top = &view->pane[side].top;
	size_t blank = rows_of(view, side, top->block).blank;
	size_t rows = (size_t)view->pane[side].rows;
	if (top->row + rows > blank)
		return;
	if (up)
		place_up(view, side, top, (long)top->row + 1);
	else
		top->row = blank + 1 - rows;
}

static bool scroll(struct view *view, enum side side, long rows)
{
	struct place *top = &view->pane[side].top, before = *top;
	if (rows >= 0)
		view_place_down(view, side, top, rows);
	else
		place_up(view, side, top, -rows);
	pass_blank_rows(view, side, rows < 0);
	clamp_top(view, side);
	keep_current_in_sight(view, side);
	return place_compare(before, *top) != 0;
}

void view_scroll(struct view *view, enum side side, long rows)
{
	if (!view->has_text[side])
		return;
	scroll(view, side, rows);
	if (side == view_active(view))
		view_settle(view);
}

void view_point(struct view *view, enum side side, size_t block, size_t byte)
{
	view->chosen = side;
	view_set_current(view, side, block, byte);
	view_settle(view);
}

static void make_current(struct view *view, enum side side, size_t block, size_t byte)
{
	view_set_current(view, side, block, byte);
	const struct pane *pane = &view->pane[side];
	view_show(view, side, block, pane->sentence, pane->rows / 3);
}

/* One sentence on or back; false at the end. */
static bool step_sentence(struct view *view, enum side side, bool forward)
{
	struct pane *pane = &view->pane[side];
	if (forward &&
		pane->sentence.end < view_stream(view, side)->blocks.v[pane->block].len)
		view_set_current(view, side, pane->block, pane->sentence.end);
	else if (forward && pane->block + 1 < view_stream(view, side)->blocks.n)
		view_set_current(view, side, pane->block + 1, 0);
	else if (!forward && pane->sentence.beg > 0)
		view_set_current(view, side, pane->block, pane->sentence.beg - 1);
	else if (!forward && pane->block > 0)
		view_set_current(view, side, pane->block - 1, SIZE_MAX);
	else
		return false;
	return true;
}

static bool move_sentences(struct view *view, enum side side, long count)
{
	const struct pane *pane = &view->pane[side];
	bool moved = false;
	while (count != 0 && step_sentence(view, side, count > 0)) {
		moved = true;
		count += count > 0 ? -1 : 1;
	}
	view_show(view, side, pane->block, pane->sentence, pane->rows / 3);
	return moved;
}

static bool move_paragraphs(struct view *view, enum side side, long count)
{
	const struct pane *pane = &view->pane[side];
	long last = (long)view_stream(view, side)->blocks.n - 1,
	     block = (long)pane->block;
	size_t was = pane->block, byte = pane->sentence.beg;
	if (count < 0 && byte > 0)
		count++;
	if (count > 0 && block == last)
		return false;
	block = clamp(count, -block, last - block) + block;
	make_current(view, side, (size_t)block, 0);
	return was != (size_t)block || byte > 0;
}

/* Before the first section is the beginning of the text. */
static bool move_sections(struct view *view, enum side side, long count)
{
	struct pane *pane = &view->pane[side];
	const struct stream *stream = view_stream(view, side);
	size_t section = document_section(stream, pane->block);
	long last = (long)stream->sections.n - 1;
	long at = section == NO_SECTION ? -1 : (long)section; /* -1: before the first */
	size_t heading = at < 0 ? 0 : stream->sections.v[at].block;
	bool at_heading = pane->block == heading && pane->sentence.beg == 0;
	if (count > 0 ? at == last : at < 0 && at_heading)
		return false;
	if (count < 0 && !at_heading)
		count++;
	at = clamp(count, -1 - at, last - at) + at;
	view_set_current(view, side, at < 0 ? 0 : stream->sections.v[at].block, 0);
	view_place_current(view, side, pane->rows > 2 ? 1 : 0);
	return true;
}

static bool move_rows(struct view *view, enum side side, long count)
{
	return scroll(view, side, count);
}

static bool move_screens(struct view *view, enum side side, long count, long rows)
{
	rows = rows > 0 ? rows : 1;
	return scroll(
		view, side, clamp(count, -(LONG_MAX / rows), LONG_MAX / rows) * rows);
}

static bool move_half_pages(struct view *view, enum side side, long count)
{
	return move_screens(view, side, count, view->pane[side].rows / 2);
}

static bool move_pages(struct view *view, enum side side, long count)
{
	return move_screens(view, side, count, view->pane[side].rows - OVERLAP);
}

bool view_move(struct view *view, enum view_unit unit, long count)
{
	static bool (*const moves[])(struct view *, enum side, long) = {
		[UNIT_ROW] = move_rows,
		[UNIT_HALF_PAGE] = move_half_pages,
		[UNIT_PAGE] = move_pages,
		[UNIT_SENTENCE] = move_sentences,
		[UNIT_PARAGRAPH] = move_paragraphs,
		[UNIT_SECTION] = move_sections,
	};
	enum side side = view_active(view);
	if (!view->has_text[side] || count == 0)
		return false;
	bool moved = moves[unit](view, side, clamp(count, -LONG_MAX, LONG_MAX));
	view_settle(view);
	return moved;
}

void view_home(struct view *view)
{
	enum side side = view_active(view);
	if (!view->has_text[side])
		return;
	view->pane[side].top = (struct place){0, 0};
	view_set_current(view, side, 0, 0);
	view_settle(view);
}

void view_end(struct view *view)
{
	enum side side = view_active(view);
	if (!view->has_text[side])
		return;
	view->pane[side].top = last_top(view, side);
	view_set_current(view, side, view_stream(view, side)->blocks.n - 1, SIZE_MAX);
	view_settle(view);
}

void view_go(struct view *view, enum side side, size_t block, size_t byte)
{
	assert(block < view_stream(view, side)->blocks.n);
	view->chosen = side;
	make_current(view, side, block, byte);
	view_settle(view);
}

/* The source bytes of a side, as far as it is loaded. */
static struct span loaded(const struct stream *stream)
{
	return (struct span){stream->blocks.v[0].source.beg,
		stream->blocks.v[stream->blocks.n - 1].source.end};
}

void view_percent(struct view *view, double percent)
{
	enum side side = view_active(view);
	const struct stream *stream = view_stream(view, side);
	if (!view->has_text[side])
		return;
	struct span all = loaded(stream);
	double share = percent <= 0 ? 0 : percent >= 100 ? 1 : percent / 100;
	size_t at = all.beg + (size_t)(share * (double)span_len(all));
	size_t low = 0, high = stream->blocks.n - 1;
	while (low < high) {
		size_t middle = high - (high - low) / 2;
		if (stream->blocks.v[middle].source.beg <= at)
			low = middle;
		else
			high = middle - 1;
	}
	const struct block *block = &stream->blocks.v[low];
	double inside =
		(double)(at - block->source.beg) / (double)(span_len(block->source) + 1);
	size_t byte = inside < 1 ? (size_t)(inside * (double)block->len) : block->len;
	view->pane[side].top = place_of(view, side, low, byte);
	clamp_top(view, side);
	keep_current_in_sight(view, side);
	view_settle(view);
}

int view_place(const struct view *view)
{
	enum side side = view_active(view);
	if (!view->has_text[side])
		return 0;
	const struct stream *stream = view_stream(view, side);
	struct place top = view->pane[side].top, bottom = top;
	view_place_down(view, side, &bottom, view->pane[side].rows - 1);
	if (place_compare(bottom, last_place(view, side)) == 0)
		return 100;
	struct span all = loaded(stream);
	const struct block *block = &stream->blocks.v[top.block];
	size_t byte = rows_of(view, side, top.block).v[top.row].text.beg;
	double at =
		(double)(block->source.beg - all.beg) +
		(double)byte / (double)(block->len + 1) * (double)span_len(block->source);
	int percent = (int)(100 * at / (double)(span_len(all) + 1) + 0.5);
	return percent < 100 ? percent : 99;
}
