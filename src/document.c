/* SPDX-License-Identifier: MIT */
/* document: blocks and sections in arrays, their text in one arena.
 *
 * Blocks of a side are in the order of the source, and sections in the order of their
 * blocks, so nothing but the arrays is kept: an id, the section of a block and the extent
 * of a section are each found by bisection, and a document that is still growing needs no
 * index brought up to date.  What a block is, and what is linked to it, others say. */
#include "document.h"

#include <assert.h>
#include <string.h>

static const char *const block_kind_names[BLOCK_KIND_COUNT] = {
	[BLOCK_TITLE] = "title",
	[BLOCK_AUTHOR] = "author",
	[BLOCK_AFFILIATION] = "affiliation",
	[BLOCK_ABSTRACT] = "abstract",
	[BLOCK_KEYWORDS] = "keywords",
	[BLOCK_HEADING] = "heading",
	[BLOCK_PARAGRAPH] = "paragraph",
	[BLOCK_REFERENCE] = "reference",
	[BLOCK_NOTE] = "note",
};

enum { FRONT_BLOCKS = 16 }; /* where an article's abstract is looked for */

void document_free(struct document *document)
{
	for (int side = 0; side < SIDE_COUNT; side++) {
		blocks_free(&document->side[side].blocks);
		array_free(&document->side[side].sections);
	}
	array_free(&document->links);
	array_free(&document->clauses);
	arena_free(&document->arena);
}

static uint8_t section_level(const struct stream *stream, size_t section)
{
	return stream_block(stream, stream->sections.v[section].block)->level;
}

/* Levels fall along a chain of parents, so the walk is at most a level's number long. */
static void add_section(struct stream *stream, size_t block, uint8_t level)
{
	size_t parent = stream->sections.n ? stream->sections.n - 1 : NO_SECTION;
	while (parent != NO_SECTION && section_level(stream, parent) >= level)
		parent = stream->sections.v[parent].parent;
	array_push(&stream->sections, (struct section){.block = block, .parent = parent});
}

struct block *document_add(
	struct document *document, enum side side, const struct block *block)
{
	struct stream *stream = &document->side[side];
	struct block added = *block;
	size_t index = stream->blocks.n;
	assert(added.kind != BLOCK_HEADING || added.level > 0);

	added.text = arena_bytes(&document->arena, block->text, block->len);
	blocks_push(&stream->blocks, &added);
	if (added.level > 0)
		add_section(stream, index, added.level);
	return blocks_last(&stream->blocks);
}

void block_sentences(
	const struct sentence_style *style, const struct block *block, span_array *spans)
{
	if (block->form != FORM_SENTENCE) {
		sentence_split(style, block->text, block->len, spans);
		return;
	}
	spans->n = 0;
	array_push(spans, (struct span){0, block->len});
}

static void *copy(struct document *document, const void *array, size_t size)
{
	return size ? memcpy(arena_alloc(&document->arena, size), array, size) : NULL;
}

void document_link(struct document *document, const struct link *link)
{
	struct link added = *link;
	added.zh = copy(document, link->zh, link->zh_count * sizeof *link->zh);
	added.en = copy(document, link->en, link->en_count * sizeof *link->en);
	added.en_ranges = copy(document, link->en_ranges,
		link->en_range_count * sizeof *link->en_ranges);
	added.clauses =
		copy(document, link->clauses, link->clause_count * sizeof *link->clauses);
	array_push(&document->links, added);
}

/* How many blocks start before byte `at` of the source; at it too when `with` is true. */
static size_t blocks_before(const struct stream *stream, size_t at, bool with)
{
	size_t low = 0, high = stream->blocks.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		size_t beg = stream_block(stream, middle)->source.beg;
		if (beg < at || (with && beg == at))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Where blocks of both sides start at the same byte, zh is first. */
size_t document_id(const struct document *document, enum side side, size_t block)
{
	const struct stream *zh = &document->side[SIDE_ZH],
			    *en = &document->side[SIDE_EN];
	assert(block < document->side[side].blocks.n);
	if (document->two_sources)
		return side == SIDE_ZH ? block : zh->blocks.n + block;
	size_t at = stream_block(&document->side[side], block)->source.beg;
	return block + (side == SIDE_ZH ? blocks_before(en, at, false)
					: blocks_before(zh, at, true));
}

bool document_find(
	const struct document *document, size_t id, enum side *side, size_t *block)
{
	size_t zh = document->side[SIDE_ZH].blocks.n,
	       en = document->side[SIDE_EN].blocks.n;
	if (id >= zh + en)
		return false;
	size_t low = 0, high = zh;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (document_id(document, SIDE_ZH, middle) < id)
			low = middle + 1;
		else
			high = middle;
	}
	bool found = low < zh && document_id(document, SIDE_ZH, low) == id;
	*side = found ? SIDE_ZH : SIDE_EN;
	*block = found ? low : id - low;
	return true;
}

size_t document_section(const struct stream *stream, size_t block)
{
	size_t low = 0, high = stream->sections.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (stream->sections.v[middle].block <= block)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? low - 1 : NO_SECTION;
}

static bool is_within(const struct stream *stream, size_t section, size_t outer)
{
	while (section != NO_SECTION && section > outer)
		section = stream->sections.v[section].parent;
	return section == outer;
}

/* The sections within a section follow it without a gap, so they are bisected too. */
struct span document_section_blocks(const struct stream *stream, size_t section)
{
	assert(section < stream->sections.n);
	size_t low = section + 1, high = stream->sections.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (is_within(stream, middle, section))
			low = middle + 1;
		else
			high = middle;
	}
	size_t end = low < stream->sections.n ? stream->sections.v[low].block
					      : stream->blocks.n;
	return (struct span){stream->sections.v[section].block, end};
}

size_t document_clause(
	const struct document *document, enum side side, size_t block, size_t byte)
{
	size_t found = NO_CLAUSE, beg = 0;
	for (size_t i = 0; i < document->clauses.n; i++) {
		const struct clause *clause = &document->clauses.v[i];
		struct block_range r = clause->ranges[side][0];
		if (clause->whole != i || clause->range_count[side] == 0 ||
			r.block != block)
			continue;
		/* What is before the first clause, a label, goes with it. */
		if (found == NO_CLAUSE || (r.range.beg <= byte && r.range.beg > beg)) {
			found = i;
			beg = r.range.beg;
		}
	}
	return found;
}

void document_clause_text(
	const struct document *document, size_t clause, enum side side, struct buf *out)
{
	const struct clause *c = &document->clauses.v[clause];
	for (uint32_t n = 0; n < c->range_count[side]; n++) {
		struct block_range r = c->ranges[side][n];
		const char *text = stream_block(&document->side[side], r.block)->text;
		buf_puts(out, n ? " / " : "");
		buf_add(out, text + r.range.beg, span_len(r.range));
	}
}

bool document_has_abstract_only(const struct document *document)
{
	const struct stream *en = &document->side[SIDE_EN];
	if (document->two_sources || en->sections.n > 0)
		return false;
	for (size_t i = 0; i < en->blocks.n && i < FRONT_BLOCKS; i++) {
		if (stream_block(en, i)->kind == BLOCK_ABSTRACT)
			return true;
	}
	return false;
}

const char *block_kind_name(enum block_kind kind)
{
	assert(kind < BLOCK_KIND_COUNT);
	return block_kind_names[kind];
}
