/* SPDX-License-Identifier: MIT */
/* mention: an index of citations and of the entries they stand for.
 *
 * The text is looked through once, in steps; of a citation only its place is kept and the rest
 * read again from the text where it is wanted, so that "[1-999]" costs no more than "[1]".
 * Entries are few.  They are kept by label, then place: the one behind a place is found by
 * halving. */
#include "mention.h"

#include <assert.h>
#include <stdlib.h>

struct place {
	uint32_t block, byte;
};

struct entry {
	uint32_t block;
	uint32_t list; /* number of its list, from 0 */
	unsigned label;
};

struct mentions {
	const struct document *document;
	struct {
		size_t block; /* the next to be looked at */
		ARRAY_OF(struct place) places;
		ARRAY_OF(struct entry) entries; /* by label, then block */
		ARRAY_OF(uint32_t) lists;       /* the block of the first entry of each */
		unsigned last_label;            /* of the entry that was found last */
		uint8_t last_kind;              /* of its block */
		bool sorted;
	} side[SIDE_COUNT];
};

struct mentions *mentions_new(const struct document *document)
{
	struct mentions *mentions = xcalloc(1, sizeof *mentions);
	mentions->document = document;
	return mentions;
}

void mentions_free(struct mentions *mentions)
{
	if (!mentions)
		return;
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		array_free(&mentions->side[side].places);
		array_free(&mentions->side[side].entries);
		array_free(&mentions->side[side].lists);
	}
	free(mentions);
}

/* ---- looking ---- */

/* Adds an entry; a label that is not behind the last one begins another list. */
static void add_entry(struct mentions *mentions, enum side side, size_t block,
	uint8_t kind, unsigned label)
{
	bool goes_on = mentions->side[side].lists.n > 0 &&
		       label > mentions->side[side].last_label &&
		       kind == mentions->side[side].last_kind;
	if (!goes_on)
		array_push(&mentions->side[side].lists, (uint32_t)block);
	uint32_t list = (uint32_t)(mentions->side[side].lists.n - 1);
	array_push(&mentions->side[side].entries,
		(struct entry){(uint32_t)block, list, label});
	mentions->side[side].last_label = label;
	mentions->side[side].last_kind = kind;
	mentions->side[side].sorted = false;
}

bool mention_is_entry(const struct block *block, unsigned *label, size_t *end)
{
	return (block->kind == BLOCK_REFERENCE || block->kind == BLOCK_NOTE) &&
	       citation_entry(block->text, block->len, label, end);
}

static void look_at(struct mentions *mentions, enum side side, size_t block)
{
	const struct block *b = stream_block(&mentions->document->side[side], block);
	struct citation citation;
	unsigned label;
	size_t at = 0;
	if (mention_is_entry(b, &label, &at))
		add_entry(mentions, side, block, b->kind, label);
	for (; citation_next(b->text, b->len, at, &citation); at = citation.range.end)
		array_push(&mentions->side[side].places,
			(struct place){(uint32_t)block, (uint32_t)citation.range.beg});
}

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	if (a->label != b->label)
		return a->label < b->label ? -1 : 1;
	return (a->block > b->block) - (a->block < b->block);
}

static void sort_entries(struct mentions *mentions, enum side side)
{
	if (!mentions->side[side].sorted && mentions->side[side].entries.n > 1)
		qsort(mentions->side[side].entries.v, mentions->side[side].entries.n,
			sizeof *mentions->side[side].entries.v, compare_entries);
	mentions->side[side].sorted = true;
}

bool mentions_step(struct mentions *mentions, size_t bytes)
{
	size_t seen = 0;
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		const struct stream *stream = &mentions->document->side[side];
		size_t *next = &mentions->side[side].block;
		for (; *next < stream->blocks.n; (*next)++) {
			if (seen >= bytes)
				return true;
			look_at(mentions, side, *next);
			seen += stream_block(stream, *next)->len + 1;
		}
		sort_entries(mentions, side);
	}
	return false;
}

int mentions_percent(const struct mentions *mentions)
{
	size_t all = 0, seen = 0;
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		all += mentions->document->side[side].blocks.n;
		seen += mentions->side[side].block;
	}
	return all > 0 ? (int)(100 * seen / all) : 100;
}

/* ---- what was found ---- */

size_t mentions_count(const struct mentions *mentions, enum side side)
{
	return mentions->side[side].places.n;
}

struct mention mentions_at(const struct mentions *mentions, enum side side, size_t index)
{
	assert(index < mentions->side[side].places.n);
	struct place place = mentions->side[side].places.v[index];
	return (struct mention){side, place.block, place.byte};
}

size_t mentions_from(
	const struct mentions *mentions, enum side side, size_t block, size_t byte)
{
	size_t low = 0, high = mentions->side[side].places.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct place place = mentions->side[side].places.v[middle];
		if (place.block < block || (place.block == block && place.byte < byte))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct citation mention_citation(
	const struct mentions *mentions, const struct mention *mention, const char **text)
{
	const struct stream *stream = &mentions->document->side[mention->side];
	const struct block *block = stream_block(stream, mention->block);
	struct citation citation;
	bool found = citation_at(block->text, block->len, mention->byte, &citation);
	assert(found);
	*text = block->text;
	return citation;
}

/* The entry of a side with a label that a place means; NULL if there is none. */
static const struct entry *entry_for(
	const struct mentions *mentions, enum side side, unsigned label, size_t block)
{
	const struct entry *entries = mentions->side[side].entries.v;
	size_t low = 0, high = mentions->side[side].entries.n;
	struct entry here = {.label = label, .block = (uint32_t)block};
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_entries(&entries[middle], &here) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < mentions->side[side].entries.n && entries[low].label == label)
		return &entries[low];
	return low > 0 && entries[low - 1].label == label ? &entries[low - 1] : NULL;
}

/* Where the list is looked for that a label means in a block: an entry that mentions another
 * means one of its own list, from the beginning of which it is found. */
static size_t list_from(const struct mentions *mentions, enum side side, size_t block)
{
	const struct block *b = stream_block(&mentions->document->side[side], block);
	const uint32_t *lists = mentions->side[side].lists.v;
	size_t low = 0, high = mentions->side[side].lists.n, end;
	unsigned label;
	if (!mention_is_entry(b, &label, &end))
		return block;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (lists[middle] <= block)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? lists[low - 1] : block;
}

/* The entry that a label means at a mention, and its side; NULL if there is none. */
static const struct entry *entry_of(const struct mentions *mentions,
	const struct mention *mention, unsigned label, enum side *side)
{
	*side = mention->side;
	const struct entry *entry = entry_for(
		mentions, *side, label, list_from(mentions, *side, mention->block));
	if (entry)
		return entry;
	*side = mention->side == SIDE_ZH ? SIDE_EN : SIDE_ZH;
	return entry_for(mentions, *side, label, 0);
}

struct work mention_work(
	const struct mentions *mentions, const struct mention *mention, unsigned label)
{
	enum side side;
	const struct entry *entry = entry_of(mentions, mention, label, &side);
	return (struct work){label, entry ? entry->list : NO_LIST};
}

bool mention_is_of(const struct mentions *mentions, const struct mention *mention,
	const struct work *work)
{
	const char *text;
	struct citation citation = mention_citation(mentions, mention, &text);
	return citation_has(text, &citation, work->label) &&
	       mention_work(mentions, mention, work->label).list == work->list;
}

bool mention_entry(const struct mentions *mentions, const struct mention *mention,
	unsigned label, enum side *side, size_t *block)
{
	const struct entry *entry = entry_of(mentions, mention, label, side);
	if (entry)
		*block = entry->block;
	return entry != NULL;
}

bool mention_entry_work(
	const struct mentions *mentions, enum side side, size_t block, struct work *work)
{
	const struct mention here = {side, block, 0};
	size_t end;
	if (!mention_is_entry(stream_block(&mentions->document->side[side], block),
		    &work->label, &end))
		return false;
	*work = mention_work(mentions, &here, work->label);
	return true;
}
