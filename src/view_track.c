/* SPDX-License-Identifier: MIT */
/* view_track: the rows a pane scrolls over, and where in them a text's rows are.
 *
 * Rows are never numbered over the whole text, since nobody has laid it out: a place is a
 * unit and a row in it, and every step looks only at the units it passes.  A pane by itself
 * has the blocks of its side for units.  Panes in step have rungs, both the same: side by
 * side a rung is as high as its longer side, in one stream as both together.
 * All that is particular to rungs is in here; moving and drawing ask for places and lines. */
#include "view_internal.h"

/* Where on a rung the rows of either side are. */
struct rung_rows {
	size_t blank;             /* rows before either */
	size_t first[SIDE_COUNT]; /* the side's first row that is not blank */
	size_t count[SIDE_COUNT]; /* its rows from there on */
	size_t skip[SIDE_COUNT];  /* blank rows of its first block, not counted */
	size_t all;
};

int place_compare(struct place a, struct place b)
{
	if (a.unit != b.unit)
		return a.unit < b.unit ? -1 : 1;
	return (a.row > b.row) - (a.row < b.row);
}

struct rows view_rows(const struct view *view, enum side side, size_t block)
{
	return layout_rows(view->pane[side].layout, side, block);
}

static struct span blocks_of(const struct view *view, enum side side, size_t rung)
{
	return (struct span){
		view->rungs.v[rung].beg[side], view->rungs.v[rung + 1].beg[side]};
}

/* A side without a block on the rung has no rows; in one stream a row says so. */
static struct rung_rows rung_rows(const struct view *view, size_t rung)
{
	struct rung_rows r = {0};
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		struct span blocks = blocks_of(view, side, rung);
		for (size_t block = blocks.beg; block < blocks.end; block++) {
			struct rows rows = view_rows(view, side, block);
			if (block == blocks.beg)
				r.skip[side] = rows.blank;
			r.count[side] += rows.n;
		}
		r.count[side] -= r.skip[side];
		if (r.skip[side] > r.blank)
			r.blank = r.skip[side];
		if (view->step == STEP_STREAM && r.count[side] == 0)
			r.count[side] = 1;
	}
	bool stream = view->step == STEP_STREAM;
	size_t zh = r.count[SIDE_ZH], en = r.count[SIDE_EN];
	r.first[SIDE_ZH] = r.blank;
	r.first[SIDE_EN] = r.blank + (stream ? zh : 0);
	r.all = r.blank + (stream ? zh + en : zh > en ? zh : en);
	return r;
}

static size_t units(const struct view *view, enum side side)
{
	return view->step == STEP_NONE ? view_stream(view, side)->blocks.n
				       : rung_count(&view->rungs);
}

static size_t unit_rows(const struct view *view, enum side side, size_t unit)
{
	return view->step == STEP_NONE ? view_rows(view, side, unit).n
				       : rung_rows(view, unit).all;
}

long place_down(const struct view *view, enum side side, struct place *place, long n)
{
	size_t count = units(view, side);
	for (long left = n;;) {
		long below = (long)(unit_rows(view, side, place->unit) - 1 - place->row);
		if (below >= left) {
			place->row += (size_t)left;
			return n;
		}
		left -= below;
		place->row += (size_t)below;
		if (place->unit + 1 == count)
			return n - left;
		*place = (struct place){place->unit + 1, 0};
		left--;
	}
}

long place_up(const struct view *view, enum side side, struct place *place, long n)
{
	for (long left = n;;) {
		if ((long)place->row >= left) {
			place->row -= (size_t)left;
			return n;
		}
		left -= (long)place->row;
		place->row = 0;
		if (place->unit == 0)
			return n - left;
		place->unit--;
		place->row = unit_rows(view, side, place->unit) - 1;
		left--;
	}
}

struct place place_last(const struct view *view, enum side side)
{
	size_t unit = units(view, side) - 1;
	return (struct place){unit, unit_rows(view, side, unit) - 1};
}

bool place_is_last(const struct view *view, enum side side, struct place place)
{
	return place.unit + 1 == units(view, side) &&
	       place.row + 1 == unit_rows(view, side, place.unit);
}

struct place place_of_line(const struct view *view, enum side side, struct line line)
{
	if (view->step == STEP_NONE)
		return (struct place){line.block, line.row};
	size_t rung = rung_of(&view->rungs, side, line.block);
	struct rung_rows r = rung_rows(view, rung);
	size_t row = line.row;
	for (size_t block = blocks_of(view, side, rung).beg; block < line.block; block++)
		row += view_rows(view, side, block).n;
	row -= row < r.skip[side] ? row : r.skip[side];
	return (struct place){rung, r.first[side] + row};
}

struct place place_of(const struct view *view, enum side side, size_t block, size_t byte)
{
	struct rows rows = view_rows(view, side, block);
	return place_of_line(
		view, side, (struct line){block, layout_row_at(&rows, byte)});
}

/* The row of a side that is `row` rows behind the first that is not blank. */
static struct line line_on_rung(
	const struct view *view, enum side side, size_t rung, size_t row)
{
	struct line line = {blocks_of(view, side, rung).beg, row};
	line.row += view_rows(view, side, line.block).blank;
	for (size_t n; line.row >= (n = view_rows(view, side, line.block).n);
		line.block++)
		line.row -= n;
	return line;
}

bool view_line_at(
	const struct view *view, enum side side, struct place place, struct line *line)
{
	*line = (struct line){place.unit, place.row};
	if (view->step == STEP_NONE)
		return true;
	struct rung_rows r = rung_rows(view, place.unit);
	size_t row = place.row - r.first[side];
	if (place.row < r.first[side] || row >= r.count[side] ||
		rung_blocks(&view->rungs, side, place.unit) == 0)
		return false;
	*line = line_on_rung(view, side, place.unit, row);
	return true;
}

bool view_lacks_counterpart(const struct view *view, enum side side, struct place place)
{
	return view->step == STEP_STREAM &&
	       rung_blocks(&view->rungs, side, place.unit) == 0 &&
	       place.row == rung_rows(view, place.unit).first[side];
}

/* Only the rung itself has to be looked at: what is behind it on this side begins with the
 * block behind its last. */
bool view_line_from(
	const struct view *view, enum side side, struct place place, struct line *line)
{
	if (!view_line_at(view, side, place, line)) {
		struct span blocks = blocks_of(view, side, place.unit);
		bool above = place.row < rung_rows(view, place.unit).first[side];
		*line = (struct line){above ? blocks.beg : blocks.end, 0};
	}
	if (line->block == view_stream(view, side)->blocks.n)
		return false;
	size_t blank = view_rows(view, side, line->block).blank;
	if (line->row < blank)
		line->row = blank;
	return true;
}

/* A rung that the side has nothing on has the last sentence before it for this. */
void view_beside(const struct view *view, enum side side, struct place place,
	size_t *block, size_t *byte)
{
	struct span blocks = blocks_of(view, side, place.unit);
	*block = blocks.beg > 0 ? blocks.beg - 1 : 0;
	*byte = blocks.beg > 0 ? SIZE_MAX : 0;
	if (span_len(blocks) == 0)
		return;
	struct rung_rows r = rung_rows(view, place.unit);
	size_t row = place.row < r.first[side] ? 0 : place.row - r.first[side];
	if (row >= r.count[side])
		row = r.count[side] - 1;
	struct line line = line_on_rung(view, side, place.unit, row);
	*block = line.block;
	*byte = view_rows(view, side, line.block).v[line.row].text.beg;
}

long place_distance(const struct view *view, enum side side, struct place upper,
	struct place lower, long limit)
{
	long distance = (long)lower.row - (long)upper.row;
	for (size_t unit = upper.unit; unit < lower.unit && distance <= limit; unit++)
		distance += (long)unit_rows(view, side, unit);
	return distance;
}

long view_screen_row(
	const struct view *view, enum side side, struct place place, long limit)
{
	struct place top = view->pane[side].top;
	return place_compare(place, top) < 0
		       ? -place_distance(view, side, place, top, limit)
		       : place_distance(view, side, top, place, limit);
}
