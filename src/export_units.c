/* SPDX-License-Identifier: MIT */
/* export_units: which sentences go into which unit, and where they belong.
 *
 * Sentences are numbered over each side.  A piece is a run of them in one block that goes
 * into one unit; pieces are numbered too, which is what lets a reader put a side together
 * whose order is not that of the units.  A few bytes a sentence are all that is kept. */
#include "export_units.h"

#include <assert.h>
#include <stdlib.h>

#include "bitext_place.h"

/* One sentence. */
struct part {
	uint32_t block, number; /* sentence of its block */
	uint32_t piece;
	uint32_t link; /* index behind that of its link, 0 for none */
};

struct layer {
	enum side side;
	const struct stream *stream;
	ARRAY_OF(struct part) parts;
	size_t *first;     /* part of each block's first sentence */
	size_t written;    /* parts before this without a link have their unit */
	uint32_t expected; /* the piece behind the one written last */
	span_array spans;  /* the sentences of a block: */
	size_t split;      /* this one, NO_BLOCK for none */
};

struct units {
	const struct document *document;
	struct layer layer[SIDE_COUNT];
	struct export_unit unit;
	void (*take)(void *ctx, const struct export_unit *unit);
	void *ctx;
};

bool export_is_alignment(const struct document *document)
{
	for (size_t i = 0; i < document->links.n; i++)
		if (document->links.v[i].kind == LINK_ABSTRACT)
			return false;
	return true;
}

static void split(struct layer *layer, size_t block)
{
	if (layer->split != block)
		block_sentences(&(struct sentence_style){0},
			stream_block(layer->stream, block), &layer->spans);
	layer->split = block;
}

static void make_layer(
	struct layer *layer, const struct document *document, enum side side)
{
	const struct stream *stream = &document->side[side];
	*layer = (struct layer){.side = side, .stream = stream, .split = NO_BLOCK};
	layer->first = xcalloc(stream->blocks.n + 1, sizeof *layer->first);
	for (size_t block = 0; block < stream->blocks.n; block++) {
		split(layer, block);
		layer->first[block] = layer->parts.n;
		for (size_t i = 0; i < layer->spans.n; i++)
			array_push(&layer->parts,
				(struct part){(uint32_t)block, (uint32_t)i, 0, 0});
	}
	layer->first[stream->blocks.n] = layer->parts.n;
	for (uint32_t i = 0; i < document->links.n; i++) {
		uint32_t count;
		const struct sentence_ref *refs =
			link_refs(&document->links.v[i], side, &count);
		for (uint32_t k = 0; k < count; k++) {
			size_t part = layer->first[refs[k].block] + refs[k].sentence;
			if (layer->parts.v[part].link == 0)
				layer->parts.v[part].link = i + 1;
		}
	}
	for (size_t i = 1; i < layer->parts.n; i++) {
		struct part *part = &layer->parts.v[i], *before = part - 1;
		bool same = part->block == before->block && part->link == before->link;
		part->piece = before->piece + !same;
	}
}

static void free_layer(struct layer *layer)
{
	free(layer->first);
	array_free(&layer->parts);
	array_free(&layer->spans);
}

/* Whether the blank at the end of `before`, a sentence, comes of itself when the sentence
 * `after` is put behind it. */
static bool is_blank_implied(const struct layer *layer, const char *text,
	struct span before, struct span after)
{
	return span_len(before) > 0 && text[before.end - 1] == ' ' &&
	       place_has_blank(layer->side, text + before.beg, span_len(before) - 1,
		       text + after.beg, span_len(after));
}

/* Adds the piece of parts first to before end. */
static void add_piece(struct units *units, struct layer *layer, size_t first, size_t end)
{
	struct buf *text = &units->unit.text[layer->side];
	struct buf *words = &units->unit.place[layer->side];
	const struct part *part = &layer->parts.v[first],
			  *last = &layer->parts.v[end - 1];
	const struct block *block = stream_block(layer->stream, part->block);
	bool is_first = !units->unit.has[layer->side];
	split(layer, part->block);
	const struct span *spans = layer->spans.v;
	struct span range = {spans[part->number].beg, spans[last->number].end};
	if (last->number + 1 < layer->spans.n &&
		is_blank_implied(layer, block->text, range, spans[last->number + 1]))
		range.end--;
	if (!is_first && layer->side == SIDE_EN)
		buf_putc(text, ' ');
	struct place place = {
		.beg = text->n,
		.number = part->piece,
		.numbered = part->piece != layer->expected,
		.opens = part->number == 0,
		.block = *block,
	};
	if (!place.opens) {
		struct span before = spans[part->number - 1];
		place.tight = !is_blank_implied(layer, block->text, before, range) &&
			      place_has_blank(layer->side, block->text + before.beg,
				      span_len(before), block->text + range.beg,
				      span_len(range));
	}
	place_add(words, &place, is_first);
	buf_add(text, block->text + range.beg, span_len(range));
	layer->expected = part->piece + 1;
	units->unit.has[layer->side] = true;
}

static void begin_unit(struct units *units, const struct link *link)
{
	units->unit.link = link;
	for (int side = 0; side < SIDE_COUNT; side++) {
		units->unit.text[side].n = units->unit.place[side].n = 0;
		units->unit.has[side] = false;
	}
}

static void end_unit(struct units *units)
{
	if (units->unit.has[SIDE_ZH] || units->unit.has[SIDE_EN])
		units->take(units->ctx, &units->unit);
}

/* The part behind the last of a piece. */
static size_t piece_end(const struct layer *layer, size_t first)
{
	size_t end = first + 1;
	while (end < layer->parts.n &&
		layer->parts.v[end].piece == layer->parts.v[first].piece)
		end++;
	return end;
}

/* Writes what is in no link before part `before`, a unit a piece. */
static void write_unlinked(struct units *units, struct layer *layer, size_t before)
{
	size_t end;
	for (; layer->written < before; layer->written = end) {
		end = piece_end(layer, layer->written);
		if (layer->parts.v[layer->written].link)
			continue;
		begin_unit(units, NULL);
		add_piece(units, layer, layer->written, end);
		end_unit(units);
	}
}

static void write_link(struct units *units, uint32_t index)
{
	const struct link *link = &units->document->links.v[index];
	uint32_t count;
	for (int side = 0; side < SIDE_COUNT; side++) {
		struct layer *layer = &units->layer[side];
		const struct sentence_ref *refs =
			link_refs(link, (enum side)side, &count);
		if (count > 0)
			write_unlinked(units, layer,
				layer->first[refs[0].block] + refs[0].sentence);
	}
	begin_unit(units, link);
	for (int side = 0; side < SIDE_COUNT; side++) {
		struct layer *layer = &units->layer[side];
		const struct sentence_ref *refs =
			link_refs(link, (enum side)side, &count);
		for (uint32_t k = 0; k < count; k++) {
			size_t at = layer->first[refs[k].block] + refs[k].sentence;
			bool first = at == 0 || layer->parts.v[at - 1].piece !=
							layer->parts.v[at].piece;
			if (layer->parts.v[at].link == index + 1 && first)
				add_piece(units, layer, at, piece_end(layer, at));
		}
	}
	end_unit(units);
}

static void write_alignment(struct units *units)
{
	const struct document *document = units->document;
	for (enum side side = 0; side < SIDE_COUNT; side++)
		make_layer(&units->layer[side], document, side);
	for (uint32_t i = 0; i < document->links.n; i++)
		write_link(units, i);
	for (int side = 0; side < SIDE_COUNT; side++) {
		struct layer *layer = &units->layer[side];
		write_unlinked(units, layer, layer->parts.n);
		free_layer(layer);
	}
}

/* The sentences of one end of a link, as in running text. */
static void add_sentences(
	struct units *units, enum side side, const struct link *link, span_array *spans)
{
	struct buf *text = &units->unit.text[side];
	uint32_t count;
	const struct sentence_ref *refs = link_refs(link, side, &count);
	for (uint32_t i = 0; i < count; i++) {
		const struct block *block =
			stream_block(&units->document->side[side], refs[i].block);
		block_sentences(&(struct sentence_style){0}, block, spans);
		assert(refs[i].sentence < spans->n);
		struct span s = spans->v[refs[i].sentence];
		while (s.end > s.beg && block->text[s.end - 1] == ' ')
			s.end--;
		if (i > 0 && side == SIDE_EN)
			buf_putc(text, ' ');
		buf_add(text, block->text + s.beg, span_len(s));
		units->unit.has[side] = true;
	}
}

static void write_map(struct units *units)
{
	span_array spans = {0};
	for (size_t i = 0; i < units->document->links.n; i++) {
		const struct link *link = &units->document->links.v[i];
		begin_unit(units, link);
		for (enum side side = 0; side < SIDE_COUNT; side++)
			add_sentences(units, side, link, &spans);
		end_unit(units);
	}
	array_free(&spans);
}

void export_units(const struct document *document,
	void (*unit)(void *ctx, const struct export_unit *unit), void *ctx)
{
	struct units units = {.document = document, .take = unit, .ctx = ctx};
	if (export_is_alignment(document))
		write_alignment(&units);
	else
		write_map(&units);
	for (int side = 0; side < SIDE_COUNT; side++) {
		buf_free(&units.unit.text[side]);
		buf_free(&units.unit.place[side]);
	}
}
