/* SPDX-License-Identifier: MIT */
/* search: a query run over the blocks of a document, in steps.
 *
 * The text of blocks that were loaded one after the other lies in memory without a gap,
 * so it is not looked at block by block: pieces of 64 KiB go through query_scan, and only
 * blocks with something in them are looked at closely.  Which block a hit is in is found
 * by going along the blocks, never back.
 *
 * A match kept is twelve bytes: a million of them is what a large text costs, not
 * more. */
#include "search.h"

#include <assert.h>
#include <stdlib.h>

#include "clock.h"

enum { PIECE = 64 << 10 };

/* The next matches of a piece: blocks whose text is without a gap. */
struct piece {
	const struct query *query;
	const struct stream *stream;
	size_t block, end; /* the one that is being looked at, and behind the last */
	size_t at;         /* byte of its text from which to look on */
	struct status status;
};

/* Bytes of a piece of several blocks: none without a scan, where only the clock between
 * two pieces keeps many blocks, each slow, from being one long wait. */
static size_t piece_most(const struct query *query)
{
	return query_can_scan(query) ? PIECE : 0;
}

/* As many blocks from `block` on as lie one behind the other, up to a piece's bytes. */
static struct piece take_piece(
	const struct query *query, const struct stream *stream, size_t block)
{
	return (struct piece){.query = query,
		.stream = stream,
		.block = block,
		.end = blocks_run(&stream->blocks, block, piece_most(query))};
}

/* The same towards the beginning: up to, not with, `end`. */
static struct piece take_piece_before(
	const struct query *query, const struct stream *stream, size_t end)
{
	size_t block = end - 1, most = piece_most(query);
	struct block b = blocks_at(&stream->blocks, block);
	const char *beg = b.text, *behind = b.text + b.len;
	for (; block > 0; block--) {
		b = blocks_at(&stream->blocks, block - 1);
		if (b.text + b.len != beg || (size_t)(behind - b.text) > most)
			break;
		beg = b.text;
	}
	return (struct piece){
		.query = query, .stream = stream, .block = block, .end = end};
}

/* Goes to the next block in which a match may begin; false if there is none. */
static bool skip_blocks(struct piece *piece)
{
	const struct blocks *blocks = &piece->stream->blocks;
	const char *beg = blocks_at(blocks, piece->block).text;
	const struct block last = blocks_at(blocks, piece->end - 1);
	const char *end = last.text + last.len, *hit = query_scan(piece->query, beg, end);
	if (hit == end)
		return false;
	piece->block = blocks_find(blocks, piece->block, hit);
	return true;
}

static bool next_match(struct piece *piece, struct search_match *match)
{
	for (; piece->block < piece->end; piece->block++, piece->at = 0) {
		if (piece->at == 0 && !skip_blocks(piece))
			break;
		const struct block *b = stream_block(piece->stream, piece->block);
		match->block = piece->block;
		match->range = query_find(
			piece->query, b->text, b->len, piece->at, &piece->status);
		piece->at = match->range.end;
		if (!span_is_none(match->range))
			return true;
		if (!status_ok(&piece->status))
			break;
	}
	piece->block = piece->end;
	return false;
}

/* All matches. */

struct found {
	uint32_t block, beg, end;
};

struct search {
	const struct document *document;
	const struct query *query;
	struct {
		ARRAY_OF(struct found) found;
		size_t block; /* the next one to look at */
		bool full;
	} side[SIDE_COUNT];
	struct status status;
};

struct search *search_new(const struct document *document, const struct query *query)
{
	struct search *search = xcalloc(1, sizeof *search);
	search->document = document;
	search->query = query;
	return search;
}

void search_free(struct search *search)
{
	if (!search)
		return;
	for (int side = 0; side < SIDE_COUNT; side++)
		array_free(&search->side[side].found);
	free(search);
}

/* The first side that has blocks nobody has looked at, SIDE_COUNT if none has. */
static enum side side_to_search(const struct search *search)
{
	for (enum side side = 0; side < SIDE_COUNT; side++)
		if (search->side[side].block < search->document->side[side].blocks.n &&
			!search->side[side].full)
			return side;
	return SIDE_COUNT;
}

static void search_piece(struct search *search, enum side side)
{
	const struct stream *stream = &search->document->side[side];
	struct piece piece = take_piece(search->query, stream, search->side[side].block);
	struct search_match match;
	search->side[side].block = piece.end;
	while (next_match(&piece, &match)) {
		assert(match.block <= UINT32_MAX && match.range.end <= UINT32_MAX);
		if (search->side[side].found.n == SEARCH_MOST) {
			search->side[side].full = true;
			return;
		}
		array_push(&search->side[side].found,
			(struct found){(uint32_t)match.block, (uint32_t)match.range.beg,
				(uint32_t)match.range.end});
	}
	search->status = piece.status;
}

bool search_step(struct search *search, int milliseconds)
{
	double until = clock_ms() + milliseconds;
	enum side side;
	while (status_ok(&search->status) &&
		(side = side_to_search(search)) < SIDE_COUNT) {
		search_piece(search, side);
		if (clock_ms() >= until)
			break;
	}
	return status_ok(&search->status) && side_to_search(search) < SIDE_COUNT;
}

struct status search_status(const struct search *search)
{
	return search->status;
}

int search_percent(const struct search *search)
{
	size_t done = 0, all = 0;
	for (int side = 0; side < SIDE_COUNT; side++) {
		all += search->document->side[side].blocks.n;
		done += search->side[side].full ? search->document->side[side].blocks.n
						: search->side[side].block;
	}
	return all ? (int)(done * 100 / all) : 100;
}

size_t search_count(const struct search *search)
{
	return search->side[SIDE_ZH].found.n + search->side[SIDE_EN].found.n;
}

bool search_is_full(const struct search *search)
{
	return search->side[SIDE_ZH].full || search->side[SIDE_EN].full;
}

struct search_match search_at(const struct search *search, size_t index)
{
	enum side side = index < search->side[SIDE_ZH].found.n ? SIDE_ZH : SIDE_EN;
	size_t own = side == SIDE_ZH ? index : index - search->side[SIDE_ZH].found.n;
	assert(own < search->side[side].found.n);
	struct found found = search->side[side].found.v[own];
	return (struct search_match){side, found.block, {found.beg, found.end}};
}

/* How many matches, of both sides, begin before a byte of a block. */
static size_t count_before(
	const struct search *search, enum side side, size_t block, size_t byte)
{
	size_t low = 0, high = search->side[side].found.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct found found = search->side[side].found.v[middle];
		if (found.block < block || (found.block == block && found.beg < byte))
			low = middle + 1;
		else
			high = middle;
	}
	return low + (side == SIDE_EN ? search->side[SIDE_ZH].found.n : 0);
}

size_t search_index(const struct search *search, const struct search_place *place)
{
	size_t before = count_before(search, place->side, place->block, place->byte);
	return before < search_count(search) ? before : SEARCH_NONE;
}

/* The nearest match. */

enum { LAPS = 3 }; /* the rest of the side, the other side, the side up to the place */

struct search_seek search_first_from(const struct document *document,
	const struct query *query, const struct search_place *place,
	enum search_direction direction)
{
	struct search_seek seek = {.document = document,
		.query = query,
		.from = *place,
		.direction = direction,
		.block = place->block};
	size_t blocks = document->side[place->side].blocks.n;
	if (direction == SEARCH_BACKWARD)
		seek.block = place->block < blocks ? place->block + 1 : blocks;
	return seek;
}

static enum side side_of_lap(const struct search_seek *seek)
{
	enum side other = seek->from.side == SIDE_ZH ? SIDE_EN : SIDE_ZH;
	return seek->lap == 1 ? other : seek->from.side;
}

static bool is_lap_done(const struct search_seek *seek)
{
	size_t blocks = seek->document->side[side_of_lap(seek)].blocks.n;
	bool last = seek->lap == LAPS - 1 && seek->from.block < blocks;
	if (seek->direction == SEARCH_FORWARD)
		return seek->block >= (last ? seek->from.block + 1 : blocks);
	return seek->block <= (last ? seek->from.block : 0);
}

static void begin_lap(struct search_seek *seek)
{
	size_t blocks = seek->document->side[side_of_lap(seek)].blocks.n;
	seek->block = seek->direction == SEARCH_FORWARD ? 0 : blocks;
}

/* Whether a match is on the way of this lap: the place's block is on that of two. */
static bool is_on_way(const struct search_seek *seek, const struct search_match *match)
{
	if (seek->lap == 1 || match->block != seek->from.block)
		return true;
	bool behind = match->range.beg >= seek->from.byte;
	return behind == ((seek->lap == 0) == (seek->direction == SEARCH_FORWARD));
}

/* The first match of a piece that is on the way, the last one when going back. */
static bool seek_in_piece(struct search_seek *seek, struct search_match *match)
{
	enum side side = side_of_lap(seek);
	const struct stream *stream = &seek->document->side[side];
	bool forward = seek->direction == SEARCH_FORWARD, found = false;
	struct piece piece =
		forward ? take_piece(seek->query, stream, seek->block)
			: take_piece_before(seek->query, stream, seek->block);
	struct search_match next = {.side = side};
	seek->block = forward ? piece.end : piece.block;
	while (!(found && forward) && next_match(&piece, &next)) {
		if (!is_on_way(seek, &next))
			continue;
		*match = next;
		found = true;
	}
	seek->status = piece.status;
	return found;
}

enum search_found search_seek_step(
	struct search_seek *seek, int milliseconds, struct search_match *match)
{
	double until = clock_ms() + milliseconds;
	enum side last = seek->direction == SEARCH_FORWARD ? SIDE_EN : SIDE_ZH;
	while (seek->lap < LAPS && status_ok(&seek->status)) {
		if (is_lap_done(seek)) {
			if (++seek->lap < LAPS)
				begin_lap(seek);
			continue;
		}
		if (seek_in_piece(seek, match)) {
			seek->wrapped = seek->lap > (seek->from.side == last ? 0 : 1);
			return SEARCH_FOUND;
		}
		if (clock_ms() >= until)
			return SEARCH_MORE;
	}
	return SEARCH_MISSED;
}
