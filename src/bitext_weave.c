/* SPDX-License-Identifier: MIT */
/* bitext_weave: units to blocks and links.
 *
 * Each side is a strand: pieces of text that come in the units' order, gather in a block that
 * is open, and are in the document when the block is closed.  Only then is it known which
 * sentences a piece has, and a unit becomes a link when all its pieces have theirs.  Units
 * wait in a queue for that, which is as long as the open blocks are.
 * A sentence of the block that two units share, since the file cuts where no sentence ends,
 * makes one link of the two: half a sentence cannot be linked.
 * A piece that is not the next of its strand (the sides are in different orders) is held
 * until its turn comes. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "bitext_internal.h"
#include "parse.h"
#include "sentence.h"

/* Pieces that may wait for their turn; in a file that has more, they are taken as they come. */
enum { MOST_HELD = 1 << 16 };

/* A unit that is not a link yet. */
struct waiting {
	size_t into; /* the unit it is part of, itself as a rule */
	size_t open; /* pieces that have no sentences yet */
	ref_array refs[SIDE_COUNT];
	float score;
	uint8_t status;
	bool unlinked;
};

/* A piece in the open block. */
struct piece {
	size_t unit;
	struct span range; /* of the strand's text */
};

/* A piece that has come. */
struct arrival {
	struct place place; /* its number is always set */
	size_t unit;
	const char *text;
	size_t len;
	struct span source;
	size_t line;
};

/* One before its turn, with text of its own. */
struct held {
	struct arrival piece;
	char *text;
};

struct strand {
	enum side side;
	struct parse *parse;
	bool open;
	bool described;     /* the open block's kind is told by the file */
	struct block block; /* if it is */
	struct buf text;    /* of the open block */
	struct span source; /* of it */
	size_t line;
	ARRAY_OF(struct piece) pieces;
	size_t turn; /* the number of the piece to be placed next */
	size_t last; /* the number behind that of the piece that came last */
	ARRAY_OF(struct held) held; /* a heap: none before the one at half its index */
};

struct weave {
	struct document *document;
	struct strand strand[SIDE_COUNT];
	ARRAY_OF(struct waiting) queue; /* units first, first + 1 ... */
	size_t first;
	size_t gone; /* of the queue, from its start, that are links already */
	span_array sentences;
	place_array places;
};

struct weave *weave_new(struct document *document, const struct lint *lint)
{
	struct weave *weave = xcalloc(1, sizeof *weave);
	weave->document = document;
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		weave->strand[side].side = side;
		weave->strand[side].parse = parse_new(document, side, lint);
	}
	return weave;
}

void weave_free(struct weave *weave)
{
	if (!weave)
		return;
	for (int side = 0; side < SIDE_COUNT; side++) {
		struct strand *strand = &weave->strand[side];
		parse_finish(strand->parse);
		buf_free(&strand->text);
		array_free(&strand->pieces);
		for (size_t i = 0; i < strand->held.n; i++)
			free(strand->held.v[i].text);
		array_free(&strand->held);
	}
	for (size_t i = 0; i < weave->queue.n; i++) {
		array_free(&weave->queue.v[i].refs[SIDE_ZH]);
		array_free(&weave->queue.v[i].refs[SIDE_EN]);
	}
	array_free(&weave->queue);
	array_free(&weave->sentences);
	array_free(&weave->places);
	free(weave);
}

/* ---- units to links ----------------------------------------------------------------- */

static struct waiting *unit_of(struct weave *weave, size_t number)
{
	assert(number >= weave->first + weave->gone &&
		number < weave->first + weave->queue.n);
	return &weave->queue.v[number - weave->first];
}

/* The unit that a unit has become part of. */
static size_t root_of(struct weave *weave, size_t number)
{
	while (unit_of(weave, number)->into != number)
		number = unit_of(weave, number)->into;
	return number;
}

static void join_units(struct weave *weave, size_t a, size_t b)
{
	a = root_of(weave, a);
	b = root_of(weave, b);
	if (a == b)
		return;
	struct waiting *into = unit_of(weave, a < b ? a : b),
		       *joined = unit_of(weave, a < b ? b : a);
	joined->into = a < b ? a : b;
	into->open += joined->open;
	for (int side = 0; side < SIDE_COUNT; side++) {
		for (size_t i = 0; i < joined->refs[side].n; i++)
			array_push(&into->refs[side], joined->refs[side].v[i]);
		array_free(&joined->refs[side]);
	}
	into->unlinked = into->unlinked && joined->unlinked;
	into->score = into->score < joined->score ? into->score : joined->score;
}

static void add_link(struct weave *weave, struct waiting *unit)
{
	for (int side = 0; side < SIDE_COUNT; side++)
		refs_sort(&unit->refs[side]);
	const struct link link = {
		.zh = unit->refs[SIDE_ZH].v,
		.en = unit->refs[SIDE_EN].v,
		.zh_count = (uint32_t)unit->refs[SIDE_ZH].n,
		.en_count = (uint32_t)unit->refs[SIDE_EN].n,
		.score = unit->score,
		.kind = LINK_TRANSLATION,
		.status = unit->status,
	};
	if (!unit->unlinked && link.zh_count + link.en_count > 0)
		document_link(weave->document, &link);
}

/* Makes links of the units at the head of the queue whose sentences are all known. */
static void settle_queue(struct weave *weave)
{
	while (weave->gone < weave->queue.n) {
		struct waiting *unit = &weave->queue.v[weave->gone];
		if (unit->into == weave->first + weave->gone) {
			if (unit->open > 0)
				break;
			add_link(weave, unit);
		}
		array_free(&unit->refs[SIDE_ZH]);
		array_free(&unit->refs[SIDE_EN]);
		weave->gone++;
	}
	if (weave->gone < weave->queue.n && weave->gone < 1024)
		return;
	weave->queue.n -= weave->gone;
	if (weave->queue.n > 0)
		memmove(weave->queue.v, weave->queue.v + weave->gone,
			weave->queue.n * sizeof *weave->queue.v);
	weave->first += weave->gone;
	weave->gone = 0;
}

/* ---- pieces to blocks --------------------------------------------------------------- */

static bool is_boundary(const struct buf *text, size_t at)
{
	return at == text->n || (at < text->n && (text->v[at] & 0xC0) != 0x80);
}

/* Adds the open block as the file describes it; numbers that do not fit it are none. */
static void add_described(struct weave *weave, struct strand *strand)
{
	struct block block = strand->block;
	block.text = strand->text.v;
	block.len = strand->text.n;
	block.source = strand->source;
	if (!is_boundary(&strand->text, block.title_beg) ||
		!is_boundary(&strand->text, block.number_len) ||
		block.number_len > block.title_beg)
		block.title_beg = block.number_len = 0;
	document_add(weave->document, strand->side, &block);
}

/* Gives the sentences of the closed block to the units of its pieces.  shift: bytes of the
 * strand's text before the block's. */
static void share_sentences(struct weave *weave, struct strand *strand, size_t shift)
{
	const struct stream *stream = &weave->document->side[strand->side];
	const uint32_t block = (uint32_t)(stream->blocks.n - 1);
	span_array *sentences = &weave->sentences;
	block_sentences(
		&(struct sentence_style){0}, stream_block(stream, block), sentences);
	uint32_t s = 0,
		 given = 0; /* sentences before `given` have a unit, the last one: */
	size_t owner = 0;
	for (size_t i = 0; i < strand->pieces.n; i++) {
		struct piece piece = strand->pieces.v[i];
		size_t beg = piece.range.beg > shift ? piece.range.beg - shift : 0;
		size_t end = piece.range.end > shift ? piece.range.end - shift : 0;
		while (s + 1 < sentences->n && sentences->v[s].end <= beg)
			s++;
		if (s < given)
			join_units(weave, owner, piece.unit);
		struct waiting *unit = unit_of(weave, root_of(weave, piece.unit));
		for (; given < sentences->n &&
			(given <= s || sentences->v[given].beg < end);
			given++)
			array_push(&unit->refs[strand->side],
				(struct sentence_ref){block, given});
		owner = piece.unit;
		unit->open--;
	}
}

/* The pieces of a block that is not there have no sentences. */
static void drop_pieces(struct weave *weave, struct strand *strand)
{
	for (size_t i = 0; i < strand->pieces.n; i++)
		unit_of(weave, root_of(weave, strand->pieces.v[i].unit))->open--;
}

/* Adds the open block; returns the bytes of the strand's text that are before it. */
static size_t add_block(struct weave *weave, struct strand *strand)
{
	if (strand->described) {
		add_described(weave, strand);
		return 0;
	}
	const struct paragraph paragraph = {
		.text = strand->text.v,
		.len = strand->text.n,
		.source = strand->source,
		.line = strand->line,
		.hint = strand->block.form == FORM_CONTINUED ? HINT_CONTINUED : HINT_NONE,
	};
	parse_paragraph(strand->parse, &paragraph);
	const struct stream *stream = &weave->document->side[strand->side];
	const struct block *block = stream_block(stream, stream->blocks.n - 1);
	const char *at = memmem(strand->text.v, strand->text.n, block->text, block->len);
	return at ? (size_t)(at - strand->text.v) : 0;
}

static void close_block(struct weave *weave, struct strand *strand)
{
	struct stream *stream = &weave->document->side[strand->side];
	if (!strand->open)
		return;
	strand->open = false;
	/* A side in another order than the file would be out of order in its source too. */
	if (stream->blocks.n > 0) {
		size_t least = stream_block(stream, stream->blocks.n - 1)->source.beg;
		if (strand->source.beg < least)
			strand->source = (struct span){least, least};
	}
	/* One that is nothing at all is there only where sentences are counted by lines. */
	bool is_line = strand->described && strand->block.form == FORM_SENTENCE;
	if (strand->text.n == 0 && !is_line)
		drop_pieces(weave, strand);
	else
		share_sentences(weave, strand, add_block(weave, strand));
	strand->text.n = 0;
	strand->pieces.n = 0;
}

/* Puts a piece behind the last one of its strand. */
static void place_piece(
	struct weave *weave, struct strand *strand, const struct arrival *piece)
{
	bool full = strand->open && strand->text.n + piece->len > UNIT_MOST;
	if (piece->place.opens || !strand->open || full) {
		close_block(weave, strand);
		strand->open = true;
		strand->described =
			piece->place.opens && piece->place.block.kind < BLOCK_KIND_COUNT;
		strand->block = piece->place.block;
		if (full && !piece->place.opens)
			strand->block = (struct block){.form = FORM_CONTINUED};
		strand->source = piece->source;
		strand->line = piece->line;
	} else if (!piece->place.tight &&
		   place_has_blank(strand->side, strand->text.v, strand->text.n,
			   piece->text, piece->len)) {
		buf_putc(&strand->text, ' ');
	}
	struct span range = {strand->text.n, strand->text.n + piece->len};
	buf_add(&strand->text, piece->text, piece->len);
	array_push(&strand->pieces, (struct piece){piece->unit, range});
	if (strand->source.end < piece->source.end)
		strand->source.end = piece->source.end;
}

static size_t number_held(const struct strand *strand, size_t i)
{
	return strand->held.v[i].piece.place.number;
}

static void swap_held(struct strand *strand, size_t i, size_t k)
{
	struct held held = strand->held.v[i];
	strand->held.v[i] = strand->held.v[k];
	strand->held.v[k] = held;
}

/* Takes the held piece of the lowest number from the heap. */
static struct held take_held(struct strand *strand)
{
	struct held first = strand->held.v[0];
	strand->held.v[0] = strand->held.v[--strand->held.n];
	for (size_t i = 0, least = 0;; i = least) {
		for (size_t k = 2 * i + 1; k <= 2 * i + 2 && k < strand->held.n; k++)
			if (number_held(strand, k) < number_held(strand, least))
				least = k;
		if (least == i)
			return first;
		swap_held(strand, i, least);
	}
}

/* Places what is held and whose turn has come; all of it when `all`. */
static void place_held(struct weave *weave, struct strand *strand, bool all)
{
	while (strand->held.n > 0 && (all || number_held(strand, 0) <= strand->turn)) {
		struct held held = take_held(strand);
		place_piece(weave, strand, &held.piece);
		strand->turn = held.piece.place.number + 1;
		free(held.text);
	}
}

static void hold_piece(
	struct weave *weave, struct strand *strand, const struct arrival *piece)
{
	struct held held = {.piece = *piece, .text = xstrndup(piece->text, piece->len)};
	held.piece.text = held.text;
	array_push(&strand->held, held);
	for (size_t i = strand->held.n - 1;
		i > 0 && number_held(strand, i) < number_held(strand, (i - 1) / 2);
		i = (i - 1) / 2)
		swap_held(strand, i, (i - 1) / 2);
	if (strand->held.n > MOST_HELD)
		place_held(weave, strand, true);
}

static void take_piece(struct weave *weave, struct strand *strand, struct arrival *piece)
{
	struct place *place = &piece->place;
	if (!place->numbered)
		place->number = strand->last;
	strand->last = place->number + 1;
	unit_of(weave, piece->unit)->open++;
	/* One whose turn has gone by comes now, whatever it says. */
	if (place->number > strand->turn) {
		hold_piece(weave, strand, piece);
		return;
	}
	place_piece(weave, strand, piece);
	if (place->number == strand->turn)
		strand->turn++;
	place_held(weave, strand, false);
}

/* ---- units -------------------------------------------------------------------------- */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

/* The lines of a side that says nothing of blocks: each is one, but the first where it goes
 * on in that before. */
static void take_lines(struct weave *weave, struct strand *strand,
	const struct bitext_side *side, struct arrival *piece)
{
	const char *text = side->text.v, *end = text + side->text.n;
	bool continues = side->continues;
	for (const char *next; text < end; text = next) {
		const char *feed = memchr(text, '\n', (size_t)(end - text));
		const char *stop = feed ? feed : end;
		next = feed ? feed + 1 : end;
		while (!continues && text < stop && is_blank(*text))
			text++;
		while ((!continues || feed) && text < stop && is_blank(stop[-1]))
			stop--;
		if (text == stop)
			continue;
		piece->text = text;
		piece->len = (size_t)(stop - text);
		piece->place = (struct place){.opens = !continues, .tight = true};
		piece->place.block.kind = BLOCK_KIND_COUNT;
		take_piece(weave, strand, piece);
		continues = false;
	}
}

static void take_side(struct weave *weave, struct strand *strand,
	const struct bitext_unit *unit, size_t number)
{
	const struct bitext_side *side = &unit->side[strand->side];
	struct arrival piece = {
		.unit = number, .source = unit->source, .line = unit->line};
	size_t len = side->text.n;
	if (len == 0 && side->place.n == 0)
		return;
	bool placed = unit->placed &&
		      place_read(side->place.v, side->place.n, &weave->places) &&
		      weave->places.v[weave->places.n - 1].beg <= len;
	if (!placed && len > 0)
		take_lines(weave, strand, side, &piece);
	if (!placed)
		return;
	const char *text = len > 0 ? side->text.v : "";
	for (size_t i = 0, beg = 0, end; i < weave->places.n; i++, beg = end) {
		end = i + 1 < weave->places.n ? weave->places.v[i + 1].beg : len;
		while (end < len && (text[end] & 0xC0) == 0x80)
			end++;
		piece.place = weave->places.v[i];
		piece.text = text + beg;
		piece.len = end - beg;
		/* The blank that parts pieces is none of theirs. */
		if (strand->side == SIDE_EN && i + 1 < weave->places.n && end > beg &&
			text[end - 1] == ' ')
			piece.len--;
		take_piece(weave, strand, &piece);
	}
}

void weave_unit(struct weave *weave, const struct bitext_unit *unit)
{
	size_t number = weave->first + weave->queue.n;
	struct waiting waiting = {
		.into = number,
		.open = 1, /* until both sides were taken */
		.score = unit->score,
		.status = unit->status,
		.unlinked = unit->unlinked,
	};
	array_push(&weave->queue, waiting);
	for (int side = 0; side < SIDE_COUNT; side++)
		take_side(weave, &weave->strand[side], unit, number);
	unit_of(weave, root_of(weave, number))->open--;
	settle_queue(weave);
}

void weave_break(struct weave *weave)
{
	for (int side = 0; side < SIDE_COUNT; side++)
		close_block(weave, &weave->strand[side]);
	settle_queue(weave);
}

void weave_finish(struct weave *weave)
{
	for (int side = 0; side < SIDE_COUNT; side++)
		place_held(weave, &weave->strand[side], true);
	weave_break(weave);
	assert(weave->queue.n == weave->gone);
}
