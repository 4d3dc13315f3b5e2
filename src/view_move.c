/* SPDX-License-Identifier: MIT */
/* view_move: scrolling, and going from one sentence to the next.
 *
 * Two things move: the top of a pane (by rows) and the current sentence (by sentences,
 * paragraphs, sections).  Whichever moved, the other is brought along so that the current
 * sentence stays in sight.  Panes in step move as one: what moves is the active one, and
 * view_settle takes the other along. */
#include <assert.h>
#include <limits.h>

#include "view_internal.h"

enum {
	CONTEXT = 2, /* rows wanted around what is shown, where there is room */
	OVERLAP = 2, /* rows of a page seen again on the next */
};

/* The top that leaves the last row at the bottom. */
static struct place last_top(const struct view *view, enum side side)
{
	struct place place = place_last(view, side);
	place_up(view, side, &place, view->pane[side].rows - 1);
	return place;
}

/* Keeps the last row of a side from leaving the bottom of its pane. */
static void clamp_top(struct view *view, enum side side)
{
	struct place *top = &view->pane[side].top, bottom = *top;
	long below = view->pane[side].rows - 1;
	long missing = below - place_down(view, side, &bottom, below);
	place_up(view, side, top, missing);
}

/* The row of the last byte of a range that is not a blank. */
static struct place place_of_end(
	const struct view *view, enum side side, size_t block, struct span range)
{
	range = view_trim(stream_block(view_stream(view, side), block), range);
	return place_of(
		view, side, block, range.end > range.beg ? range.end - 1 : range.beg);
}

void view_put_at(struct view *view, enum side side, struct place place, long screen_row)
{
	struct place *top = &view->pane[side].top;
	*top = place;
	if (screen_row >= 0)
		place_up(view, side, top, screen_row);
	else
		place_down(view, side, top, -screen_row);
	clamp_top(view, side);
}

/* The rows a range is on. */
struct stretch {
	struct place first, last;
};

static struct stretch stretch_of(
	const struct view *view, enum side side, size_t block, struct span range)
{
	return (struct stretch){place_of(view, side, block, range.beg),
		place_of_end(view, side, block, range)};
}

/* As many rows as it has, none of them more than `limit` from the first. */
static long stretch_rows(
	const struct view *view, enum side side, struct stretch stretch, long limit)
{
	return place_distance(view, side, stretch.first, stretch.last, limit) + 1;
}

long view_range_rows(
	const struct view *view, enum side side, size_t block, struct span range)
{
	return stretch_rows(view, side, stretch_of(view, side, block, range), LONG_MAX);
}

long view_current_row(const struct view *view, enum side side)
{
	const struct pane *pane = &view->pane[side];
	struct stretch stretch = stretch_of(view, side, pane->block, pane->sentence);
	return view_screen_row(view, side, stretch.first,
		pane->rows + stretch_rows(view, side, stretch, LONG_MAX));
}

static long clamp(long value, long least, long most)
{
	return value < least ? least : value > most ? most : value;
}

void view_place_current(struct view *view, enum side side, long screen_row)
{
	const struct pane *pane = &view->pane[side];
	struct stretch stretch = stretch_of(view, side, pane->block, pane->sentence);
	long spare = pane->rows - stretch_rows(view, side, stretch, LONG_MAX);
	screen_row =
		spare >= 0 ? clamp(screen_row, 0, spare) : clamp(screen_row, spare, 0);
	view_put_at(view, side, stretch.first, screen_row);
}

/* A sentence's rows with those of its counterpart, or as much of them as there is room for
 * from where it begins. */
static struct stretch with_counterpart(
	struct view *view, enum side side, struct stretch stretch)
{
	struct target target;
	long rows = view->pane[side].rows;
	view_find_links(view);
	if (!view_find_target(view, view_other(side), &target))
		return stretch;
	struct stretch other =
		stretch_of(view, view_other(side), target.block, target.range);
	struct stretch both = stretch;
	if (place_compare(other.first, both.first) < 0)
		both.first = other.first;
	if (place_compare(other.first, both.last) > 0)
		both.last = other.first;
	if (stretch_rows(view, side, both, rows) > rows)
		return stretch;
	stretch = both;
	if (place_compare(other.last, both.last) > 0)
		both.last = other.last;
	return stretch_rows(view, side, both, rows) > rows ? stretch : both;
}

void view_show(
	struct view *view, enum side side, size_t block, struct span range, long far_row)
{
	const struct pane *pane = &view->pane[side];
	struct stretch stretch = stretch_of(view, side, block, range);
	if (view->step != STEP_NONE)
		stretch = with_counterpart(view, side, stretch);
	long spare = pane->rows - stretch_rows(view, side, stretch, pane->rows);
	long context = clamp(spare / 2, 0, CONTEXT);
	long row = view_screen_row(view, side, stretch.first, 2 * pane->rows);
	if (row > 2 * pane->rows || row < -pane->rows)
		row = far_row;
	view_put_at(view, side, stretch.first,
		clamp(row, context, spare > context ? spare - context : 0));
}

void view_set_current(struct view *view, enum side side, size_t block, size_t byte)
{
	struct pane *pane = &view->pane[side];
	const span_array *spans = view_steps(view, side, block);
	size_t len = stream_block(view_stream(view, side), block)->len;
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

static struct place bottom_of(const struct view *view, enum side side)
{
	struct place bottom = view->pane[side].top;
	place_down(view, side, &bottom, view->pane[side].rows - 1);
	return bottom;
}

bool view_current_is_in_sight(const struct view *view, enum side side)
{
	const struct pane *pane = &view->pane[side];
	struct stretch stretch = stretch_of(view, side, pane->block, pane->sentence);
	return place_compare(stretch.last, pane->top) >= 0 &&
	       place_compare(stretch.first, bottom_of(view, side)) <= 0;
}

/* The first row of a side's text on the screen; false if none is there. */
static bool first_line(const struct view *view, enum side side, struct line *line)
{
	return view_line_from(view, side, view->pane[side].top, line) &&
	       place_compare(place_of_line(view, side, *line), bottom_of(view, side)) <=
		       0;
}

bool view_keep_current_in_sight(struct view *view, enum side side)
{
	struct line line;
	if (view_current_is_in_sight(view, side))
		return true;
	if (!first_line(view, side, &line))
		return false;

	struct place bottom = bottom_of(view, side);
	size_t byte = view_rows(view, side, line.block).v[line.row].text.beg;
	for (size_t block = line.block; block < view_stream(view, side)->blocks.n;
		block++) {
		const struct span *sentence =
			sentence_from(view, side, block, block == line.block ? byte : 0);
		if (!sentence)
			continue;
		if (place_compare(place_of(view, side, block, sentence->beg), bottom) > 0)
			break;
		view_set_current(view, side, block, sentence->beg);
		return true;
	}
	view_set_current(view, side, line.block, byte);
	return true;
}

static bool shows_text(struct view *view, enum side side)
{
	struct line line;
	enum side other = view_other(side);
	if (first_line(view, side, &line))
		return true;
	if (view->step == STEP_NONE)
		return false;
	view->pane[other].top = view->pane[side].top;
	return first_line(view, other, &line);
}

/* A pane so low that it shows only the blank rows between two paragraphs goes on to text. */
static void pass_blank_rows(struct view *view, enum side side, bool up)
{
	struct place *top = &view->pane[side].top;
	long moved = 1;
	while (moved > 0 && !shows_text(view, side))
		moved = up ? place_up(view, side, top, 1)
			   : place_down(view, side, top, 1);
}

static bool scroll(struct view *view, enum side side, long rows)
{
	struct place *top = &view->pane[side].top, before = *top;
	if (rows >= 0)
		place_down(view, side, top, rows);
	else
		place_up(view, side, top, -rows);
	pass_blank_rows(view, side, rows < 0);
	clamp_top(view, side);
	view_keep_current_in_sight(view, side);
	return place_compare(before, *top) != 0;
}

/* In step both panes are scrolled by the one that the keys go to. */
void view_scroll(struct view *view, enum side side, long rows)
{
	if (!view->has_text[side])
		return;
	if (view->step != STEP_NONE)
		side = view->active;
	scroll(view, side, rows);
	if (side == view->active)
		view_settle(view);
}

void view_point(struct view *view, enum side side, size_t block, size_t byte)
{
	view->chosen = view->active = side;
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
	if (forward && pane->sentence.end <
			       stream_block(view_stream(view, side), pane->block)->len)
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
	enum side side = view->active;
	if (!view->has_text[side] || count == 0)
		return false;
	bool moved = moves[unit](view, side, clamp(count, -LONG_MAX, LONG_MAX));
	view_settle(view);
	return moved;
}

void view_home(struct view *view)
{
	enum side side = view->active;
	if (!view->has_text[side])
		return;
	view->pane[side].top = (struct place){0, 0};
	for (side = 0; side < SIDE_COUNT; side++) {
		if (side == view->active || view->step != STEP_NONE)
			view_set_current(view, side, 0, 0);
	}
	view_settle(view);
}

void view_end(struct view *view)
{
	enum side side = view->active;
	if (!view->has_text[side])
		return;
	view->pane[side].top = last_top(view, side);
	for (side = 0; side < SIDE_COUNT; side++) {
		if (side == view->active || view->step != STEP_NONE)
			view_set_current(view, side,
				view_stream(view, side)->blocks.n - 1, SIZE_MAX);
	}
	view_settle(view);
}

void view_go(struct view *view, enum side side, size_t block, size_t byte)
{
	assert(block < view_stream(view, side)->blocks.n);
	view->chosen = view->active = side;
	make_current(view, side, block, byte);
	view_settle(view);
}

/* The source bytes of a side, as far as it is loaded. */
static struct span loaded(const struct stream *stream)
{
	return (struct span){stream_block(stream, 0)->source.beg,
		stream_block(stream, stream->blocks.n - 1)->source.end};
}

void view_percent(struct view *view, double percent)
{
	enum side side = view->active;
	const struct stream *stream = view_stream(view, side);
	if (!view->has_text[side])
		return;
	struct span all = loaded(stream);
	double share = percent <= 0 ? 0 : percent >= 100 ? 1 : percent / 100;
	size_t at = all.beg + (size_t)(share * (double)span_len(all));
	size_t low = 0, high = stream->blocks.n - 1;
	while (low < high) {
		size_t middle = high - (high - low) / 2;
		if (stream_block(stream, middle)->source.beg <= at)
			low = middle;
		else
			high = middle - 1;
	}
	const struct block *block = stream_block(stream, low);
	double inside =
		(double)(at - block->source.beg) / (double)(span_len(block->source) + 1);
	size_t byte = inside < 1 ? (size_t)(inside * (double)block->len) : block->len;
	view->pane[side].top = place_of(view, side, low, byte);
	clamp_top(view, side);
	view_keep_current_in_sight(view, side);
	view_settle(view);
}

int view_place(const struct view *view)
{
	enum side side = view->active;
	if (!view->has_text[side])
		return 0;
	const struct stream *stream = view_stream(view, side);
	struct line top;
	if (place_is_last(view, side, bottom_of(view, side)) ||
		!view_line_from(view, side, view->pane[side].top, &top))
		return 100;
	struct span all = loaded(stream);
	const struct block *block = stream_block(stream, top.block);
	size_t byte = view_rows(view, side, top.block).v[top.row].text.beg;
	double at =
		(double)(block->source.beg - all.beg) +
		(double)byte / (double)(block->len + 1) * (double)span_len(block->source);
	int percent = (int)(100 * at / (double)(span_len(all) + 1) + 0.5);
	return percent < 100 ? percent : 99;
}
