/* SPDX-License-Identifier: MIT */
/* view: its life, and where the panes are on the screen.
 *
 * What is on the screen (shape) is worked out anew from what is wanted (arrangement), what
 * there is room for, and which sides have text: never changed step by step, so that no order
 * of resizing and switching can leave it odd.  A pane that is not shown keeps its place at
 * the size it would have, so that follow works on it too.  Nothing is laid out before the
 * size of the screen is known.
 * view_internal.h says what the other files of the view do. */
#include "view.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "view_internal.h"

enum {
	CACHED_BLOCKS = 256, /* whose rows are kept, a pane */
	COLUMNS_FROM = 70, /* the narrowest screen that is parted into columns unasked */
	TEXT_MIN = 8, /* what layout takes, and what a pane beside another has at least */
	PANE_MIN = TEXT_MIN + 2,
	STACK_MIN = 2,         /* rows of a pane above or below another */
	CACHED_SENTENCES = 64, /* blocks whose sentences are kept */
};

/* Sentences of the blocks asked for last: a block's number, side and manner of splitting
 * choose its place. */
struct sentence_cache {
	struct {
		size_t block; /* NO_BLOCK: nothing here */
		enum side side;
		bool semicolon;
		span_array spans;
	} slot[CACHED_SENTENCES];
};

/* Lines longer than the first are set to the second: the eye loses its way back in more. */
static const struct {
	int longest, measure;
} comfort[SIDE_COUNT] = {
	[SIDE_ZH] = {100, 96},
	[SIDE_EN] = {90, 88},
};

const struct stream *view_stream(const struct view *view, enum side side)
{
	return &view->document->side[side];
}

struct layout_style view_layout_style(
	const struct config *config, int ambiguous, int width)
{
	assert(ambiguous == 1 || ambiguous == 2);
	struct glyph_style zh = {.ambiguous = (uint8_t)ambiguous};
	struct glyph_style en = {
		.ambiguous = (uint8_t)ambiguous, .narrow_punctuation = true};
	return (struct layout_style){
		.width = width,
		.glyph = {[SIDE_ZH] = zh, [SIDE_EN] = en},
		.kinsoku = (enum kinsoku)config->kinsoku,
		.indent = {[SIDE_ZH] = (uint8_t)config->indent},
		.spacing = {[SIDE_EN] = (uint8_t)config->spacing},
	};
}

const span_array *view_sentences(
	const struct view *view, enum side side, size_t block, bool semicolon)
{
	size_t slot = (block * 4 + side * 2 + semicolon) % CACHED_SENTENCES;
	struct sentence_cache *cache = view->sentences;
	span_array *spans = &cache->slot[slot].spans;
	if (cache->slot[slot].block == block && cache->slot[slot].side == side &&
		cache->slot[slot].semicolon == semicolon)
		return spans;
	const struct block *b = stream_block(view_stream(view, side), block);
	const struct sentence_style style = {.semicolon = semicolon};
	block_sentences(&style, b, spans);
	if (spans->n == 0)
		array_push(spans, (struct span){0, b->len});
	cache->slot[slot].block = block;
	cache->slot[slot].side = side;
	cache->slot[slot].semicolon = semicolon;
	return spans;
}

/* On a low screen the text comes first, then messages, the title, the panes' names. */
struct chrome view_chrome(const struct view *view)
{
	return (struct chrome){
		.bottom = view->rows >= 2,
		.bar = view->rows >= 4,
		.heads = view->rows >= 6,
	};
}

static int body_rows(const struct view *view)
{
	struct chrome chrome = view_chrome(view);
	return view->rows - chrome.bar - chrome.heads - chrome.bottom;
}

/* What would be on the screen if no pane were zoomed. */
static int unzoomed_shape(const struct view *view)
{
	if (!view->has_text[SIDE_ZH] || !view->has_text[SIDE_EN])
		return ARRANGE_ONE;
	int wanted = view->arrangement;
	if (wanted == ARRANGE_AUTO)
		wanted =
			view->columns >= COLUMNS_FROM ? ARRANGE_COLUMNS : ARRANGE_STACKED;
	if (wanted == ARRANGE_COLUMNS && view->columns < 2 * PANE_MIN + 1)
		return ARRANGE_ONE;
	if (wanted == ARRANGE_STACKED && body_rows(view) < 2 * STACK_MIN + 1)
		return ARRANGE_ONE;
	return wanted;
}

static int clamp(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

/* Gives a pane its part of the screen and sets its text in the middle of that. */
static void place_pane(
	struct view *view, enum side side, int row, int rows, int column, int columns)
{
	struct pane *pane = &view->pane[side];
	int margin = columns >= PANE_MIN ? 1 : 0;
	int measure = clamp(columns - 2 * margin, TEXT_MIN, columns + TEXT_MIN);
	if (measure > comfort[side].longest)
		measure = comfort[side].measure;
	pane->row = row;
	pane->rows = rows;
	pane->column = column;
	pane->columns = columns;
	pane->measure = measure;
	pane->text_column = column + (columns > measure ? (columns - measure) / 2 : 0);
	struct layout_style style =
		view_layout_style(view->config, view->ambiguous, measure);
	if (view->step == STEP_STREAM)
		style.spacing[SIDE_ZH] = style.spacing[SIDE_EN];
	layout_set_style(pane->layout, &style);
}

static int divider_of_columns(const struct view *view)
{
	int column = view->columns * view->config->divider / 100 + view->column_shift;
	return clamp(column, PANE_MIN, view->columns - 1 - PANE_MIN);
}

/* Rows above the head of the lower pane.  An abstract alone is short, and gets a third. */
static int divider_of_rows(const struct view *view)
{
	int rows = body_rows(view) - 1;
	int upper = view->has_abstract_only ? rows - rows / 3
					    : rows * view->config->divider / 100;
	return clamp(upper + view->row_shift, STACK_MIN, rows - STACK_MIN);
}

/* Panes go in step as long as the other is to follow. */
static enum step step_of(const struct view *view)
{
	if (!view->follow || rung_count(&view->rungs) == 0 || view->shape == ARRANGE_ONE)
		return STEP_NONE;
	return view->shape == ARRANGE_COLUMNS ? STEP_COLUMNS : STEP_STREAM;
}

static void place_panes(struct view *view)
{
	struct chrome chrome = view_chrome(view);
	int top = chrome.bar + chrome.heads, rows = body_rows(view),
	    columns = view->columns;
	view->shape = view->zoomed ? ARRANGE_ONE : unzoomed_shape(view);
	view->step = (uint8_t)step_of(view);
	if (view->shape == ARRANGE_COLUMNS) {
		int divider = divider_of_columns(view);
		place_pane(view, SIDE_ZH, top, rows, 0, divider);
		place_pane(view, SIDE_EN, top, rows, divider + 1, columns - divider - 1);
	} else if (view->shape == ARRANGE_STACKED && view->step == STEP_NONE) {
		int divider = divider_of_rows(view);
		place_pane(view, SIDE_ZH, top, divider, 0, columns);
		place_pane(
			view, SIDE_EN, top + divider + 1, rows - divider - 1, 0, columns);
	} else {
		place_pane(view, SIDE_ZH, top, rows, 0, columns);
		place_pane(view, SIDE_EN, top, rows, 0, columns);
	}
}

/* Whether the last sentence is current and the last row is on the screen. */
static bool is_at_end(const struct view *view)
{
	enum side side = view->active;
	if (!view->placed || !view->has_text[side])
		return false;
	const struct stream *stream = view_stream(view, side);
	const struct pane *pane = &view->pane[side];
	return pane->block + 1 == stream->blocks.n &&
	       pane->sentence.end == stream_block(stream, pane->block)->len &&
	       view_place(view) == 100;
}

/* Places the panes and puts each current sentence on the row it was on; in step it is that of
 * the active pane which counts.  Who went to the end sees the end, however many rows it takes
 * now. */
static void rearrange(struct view *view, const struct view_spot *spot, bool at_end)
{
	place_panes(view);
	view_return_to(view, spot);
	if (at_end)
		view_end(view);
}

void view_rearrange(struct view *view)
{
	struct view_spot spot = view_spot(view);
	if (view->placed)
		rearrange(view, &spot, is_at_end(view));
}

void view_configure(struct view *view, int columns, int rows, int ambiguous)
{
	assert(columns >= 1 && rows >= 1);
	const struct config *config = view->config;
	bool at_end = is_at_end(view);
	if (config->arrangement != view->seen.arrangement) {
		view->arrangement = config->arrangement;
		view->zoomed = false;
	}
	if (config->divider != view->seen.divider)
		view->column_shift = view->row_shift = 0;
	if (config->follow != view->seen.follow)
		view->follow = config->follow;
	view->seen = *config;
	view->columns = columns;
	view->rows = rows;
	view->ambiguous = ambiguous;
	struct view_spot spot = view_spot(view);
	view->placed = true;
	rearrange(view, &spot, at_end);
}

/* Takes up what was added to a side; whether its rows, or the shape of the screen, may be
 * others now. */
static bool take_up(struct view *view, enum side side)
{
	struct pane *pane = &view->pane[side];
	const struct stream *stream = view_stream(view, side);
	size_t before = pane->blocks;
	if (stream->blocks.n == 0)
		return false;
	bool changed =
		before == 0 || stream_block(stream, before - 1)->kind != pane->last_kind;
	if (before == 0) {
		view->has_text[side] = true;
		view->active = view->has_text[view->chosen] ? view->chosen : side;
		view_set_current(view, side, 0, 0);
	}
	pane->blocks = stream->blocks.n;
	pane->last_kind = stream_block(stream, stream->blocks.n - 1)->kind;
	return changed;
}

/* Whether rungs are others now.  Links that are given are only added to. */
static bool find_rungs(struct view *view)
{
	if (!view->document->links_given)
		view->rung_border = (struct rung_border){0};
	return rungs_extend(view->document, &view->rungs, &view->rung_border);
}

void view_update(struct view *view)
{
	struct view_spot spot = view_spot(view);
	bool at_end = is_at_end(view), changed = take_up(view, SIDE_ZH);
	changed = take_up(view, SIDE_EN) || changed;
	bool abstract_only = document_has_abstract_only(view->document);
	changed = changed || abstract_only != view->has_abstract_only;
	view->has_abstract_only = abstract_only;
	changed = find_rungs(view) || changed;
	view_index_links(view);
	view_forget_counts(view);
	/* Abstracts are in clauses from when these are known. */
	for (enum side side = 0; side < SIDE_COUNT; side++)
		if (view->pane[side].block != NO_BLOCK)
			view_set_current(view, side, view->pane[side].block,
				view->pane[side].sentence.beg);
	if (!view->placed)
		return;
	spot.side = view->active;
	if (changed)
		rearrange(view, &spot, at_end);
	else
		view_settle(view);
}

void view_relink(struct view *view)
{
	view->rung_border = (struct rung_border){0};
	view_forget_links(view);
	view_update(view);
}

struct view *view_new(const struct document *document, const struct config *config)
{
	struct view *view = xcalloc(1, sizeof *view);
	view->document = document;
	view->config = config;
	view->seen = *config;
	view->arrangement = config->arrangement;
	view->follow = config->follow;
	view->sentences = xcalloc(1, sizeof *view->sentences);
	for (size_t i = 0; i < CACHED_SENTENCES; i++)
		view->sentences->slot[i].block = NO_BLOCK;
	for (int side = 0; side < SIDE_COUNT; side++) {
		view->pane[side].layout = layout_new(document, CACHED_BLOCKS);
		view->pane[side].block = NO_BLOCK;
	}
	view->clause = NO_CLAUSE;
	view_update(view);
	return view;
}

void view_free(struct view *view)
{
	if (!view)
		return;
	layout_free(view->pane[SIDE_ZH].layout);
	layout_free(view->pane[SIDE_EN].layout);
	view_free_links(view);
	for (size_t i = 0; i < CACHED_SENTENCES; i++)
		array_free(&view->sentences->slot[i].spans);
	free(view->sentences);
	free(view->part);
	array_free(&view->rungs);
	array_free(&view->links);
	array_free(&view->steps);
	array_free(&view->overlays);
	free(view);
}

bool view_current(
	const struct view *view, enum side *side, size_t *block, struct span *sentence)
{
	enum side active = view->active;
	const struct pane *pane = &view->pane[active];
	if (pane->block == NO_BLOCK)
		return false;
	*side = active;
	*block = pane->block;
	*sentence = pane->sentence;
	return true;
}

void view_zoom(struct view *view)
{
	view->zoomed = !view->zoomed;
	view_rearrange(view);
}

void view_next_arrangement(struct view *view)
{
	static const int next[] = {
		[ARRANGE_COLUMNS] = ARRANGE_STACKED,
		[ARRANGE_STACKED] = ARRANGE_ONE,
		[ARRANGE_ONE] = ARRANGE_COLUMNS,
	};
	int now = view->arrangement == ARRANGE_AUTO ? unzoomed_shape(view)
						    : view->arrangement;
	view->arrangement = next[now];
	view->zoomed = false;
	view_rearrange(view);
}

bool view_divide(struct view *view, int cells)
{
	if (view->shape == ARRANGE_ONE || view->step == STEP_STREAM)
		return false;
	bool stacked = view->shape == ARRANGE_STACKED;
	int before = stacked ? divider_of_rows(view) : divider_of_columns(view);
	int *shift = stacked ? &view->row_shift : &view->column_shift, was = *shift;
	*shift = clamp(cells, -view->columns - view->rows, view->columns + view->rows) +
		 was;
	int after = stacked ? divider_of_rows(view) : divider_of_columns(view);
	*shift = was + after - before;
	view_rearrange(view);
	return true;
}

void view_toggle_follow(struct view *view)
{
	view->follow = !view->follow;
	view_rearrange(view);
	view_show_current(view);
}
