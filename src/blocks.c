/* SPDX-License-Identifier: MIT */
/* blocks: groups of sixty-four, each a head and then a column of numbers a field.
 *
 * All numbers of a column have one width, 1, 2, 4 or 8 bytes, so that the k-th is found without
 * a look at those before it; a column whose numbers follow from another has none.  Groups are
 * made when they are full, and nothing in them changes. */
#include "blocks.h"

#include <assert.h>
#include <string.h>

enum column {
	TEXT,   /* bytes behind the group's first text; one more than there are blocks */
	LEN,    /* none: texts lie one behind the other */
	SOURCE, /* bytes behind the first block's source */
	SOURCE_LEN, /* none: as long as the text */
	COLUMNS
};

/* What has no width: kind, level, number_len, title_beg, form. */
struct marks {
	uint8_t v[5];
};

struct blocks_group {
	const char *text; /* the first in memory */
	size_t source;
	uint16_t at[COLUMNS]; /* byte of bytes where the column begins */
	uint8_t width[COLUMNS];
	bool alike;         /* all blocks have these marks; else each has its own, */
	struct marks marks; /* and they stand behind the columns, at marks_at */
	uint16_t marks_at;
	unsigned char bytes[];
};

static struct marks marks_of(const struct block *b)
{
	return (struct marks){{b->kind, b->level, b->number_len, b->title_beg, b->form}};
}

static uint64_t number_at(const struct blocks_group *group, enum column column, size_t k)
{
	const unsigned char *at =
		group->bytes + group->at[column] + k * group->width[column];
	uint16_t two;
	uint32_t four;
	uint64_t eight;
	switch (group->width[column]) {
	case 1:
		return *at;
	case 2:
		memcpy(&two, at, sizeof two);
		return two;
	case 4:
		memcpy(&four, at, sizeof four);
		return four;
	default:
		memcpy(&eight, at, sizeof eight);
		return eight;
	}
}

static void put_number(
	struct blocks_group *group, enum column column, size_t k, uint64_t n)
{
	unsigned char *at = group->bytes + group->at[column] + k * group->width[column];
	uint16_t two = (uint16_t)n;
	uint32_t four = (uint32_t)n;
	switch (group->width[column]) {
	case 1:
		*at = (unsigned char)n;
		break;
	case 2:
		memcpy(at, &two, sizeof two);
		break;
	case 4:
		memcpy(at, &four, sizeof four);
		break;
	default:
		memcpy(at, &n, sizeof n);
	}
}

static uint8_t width_of(uint64_t most)
{
	return most <= UINT8_MAX    ? 1
	       : most <= UINT16_MAX ? 2
	       : most <= UINT32_MAX ? 4
				    : 8;
}

/* The numbers of a group before they are packed. */
struct numbers {
	uint64_t v[COLUMNS][BLOCKS_PACKED + 1];
	bool follows[COLUMNS]; /* from the others */
	bool alike;
};

static const char *first_text(const struct block *blocks)
{
	const char *first = blocks[0].text;
	for (size_t k = 1; k < BLOCKS_PACKED; k++)
		if (blocks[k].text < first)
			first = blocks[k].text;
	return first;
}

static void read_numbers(
	const struct block *blocks, const char *text, struct numbers *numbers)
{
	const struct marks marks = marks_of(&blocks[0]);
	numbers->follows[LEN] = numbers->follows[SOURCE_LEN] = numbers->alike = true;
	for (size_t k = 0; k < BLOCKS_PACKED; k++) {
		const struct block *b = &blocks[k];
		const struct marks own = marks_of(b);
		numbers->v[TEXT][k] = (uint64_t)(b->text - text);
		numbers->v[LEN][k] = b->len;
		numbers->v[SOURCE][k] = b->source.beg - blocks[0].source.beg;
		numbers->v[SOURCE_LEN][k] = span_len(b->source);
		if (k + 1 < BLOCKS_PACKED && b->text + b->len != b[1].text)
			numbers->follows[LEN] = false;
		if (b->len != span_len(b->source))
			numbers->follows[SOURCE_LEN] = false;
		if (memcmp(&own, &marks, sizeof marks) != 0)
			numbers->alike = false;
	}
	const struct block *last = &blocks[BLOCKS_PACKED - 1];
	numbers->v[TEXT][BLOCKS_PACKED] = (uint64_t)(last->text + last->len - text);
}

static size_t count_of(enum column column)
{
	return BLOCKS_PACKED + (column == TEXT);
}

static struct blocks_group *pack(struct arena *arena, const struct block *blocks)
{
	struct numbers numbers = {0};
	struct blocks_group head = {.text = first_text(blocks),
		.source = blocks[0].source.beg,
		.marks = marks_of(&blocks[0])};
	read_numbers(blocks, head.text, &numbers);
	size_t size = 0;
	for (enum column c = 0; c < COLUMNS; c++) {
		uint64_t most = 0;
		for (size_t k = 0; k < count_of(c); k++)
			most = numbers.v[c][k] > most ? numbers.v[c][k] : most;
		head.at[c] = (uint16_t)size;
		head.width[c] = numbers.follows[c] ? 0 : width_of(most);
		size += head.width[c] * count_of(c);
	}
	head.alike = numbers.alike;
	head.marks_at = (uint16_t)size;
	size += numbers.alike ? 0 : BLOCKS_PACKED * sizeof head.marks;

	struct blocks_group *group = arena_alloc(arena, sizeof head + size);
	*group = head;
	for (enum column c = 0; c < COLUMNS; c++)
		for (size_t k = 0; head.width[c] > 0 && k < count_of(c); k++)
			put_number(group, c, k, numbers.v[c][k]);
	for (size_t k = 0; !head.alike && k < BLOCKS_PACKED; k++) {
		struct marks own = marks_of(&blocks[k]);
		memcpy(group->bytes + head.marks_at + k * sizeof own, &own, sizeof own);
	}
	return group;
}

static struct block unpack(const struct blocks_group *group, size_t k)
{
	struct marks marks = group->marks;
	uint64_t text = number_at(group, TEXT, k);
	uint64_t len = group->width[LEN] ? number_at(group, LEN, k)
					 : number_at(group, TEXT, k + 1) - text;
	size_t source = group->source + number_at(group, SOURCE, k);
	if (!group->alike)
		memcpy(&marks, group->bytes + group->marks_at + k * sizeof marks,
			sizeof marks);
	return (struct block){
		.text = group->text + text,
		.len = len,
		.source = {source,
			source + (group->width[SOURCE_LEN]
						 ? number_at(group, SOURCE_LEN, k)
						 : len)},
		.kind = marks.v[0],
		.level = marks.v[1],
		.number_len = marks.v[2],
		.title_beg = marks.v[3],
		.form = marks.v[4],
	};
}

void blocks_free(struct blocks *blocks)
{
	array_free(&blocks->groups);
	arena_free(&blocks->arena);
	blocks->n = 0;
}

void blocks_push(struct blocks *blocks, const struct block *block)
{
	const struct block added = *block; /* which may be the last one */
	assert(blocks->n == 0 || blocks_last(blocks)->source.beg <= added.source.beg);
	size_t packed = blocks->groups.n * BLOCKS_PACKED;
	if (blocks->n - packed == BLOCKS_PACKED) {
		array_push(&blocks->groups, pack(&blocks->arena, blocks->last));
		packed += BLOCKS_PACKED;
	}
	blocks->last[blocks->n - packed] = added;
	blocks->n++;
}

struct block blocks_at(const struct blocks *blocks, size_t index)
{
	assert(index < blocks->n);
	size_t group = index / BLOCKS_PACKED, k = index % BLOCKS_PACKED;
	return group < blocks->groups.n ? unpack(blocks->groups.v[group], k)
					: blocks->last[k];
}

static const char *group_end(const struct blocks_group *group)
{
	return group->text + number_at(group, TEXT, BLOCKS_PACKED);
}

/* The group that block `index` is the first of and whose texts lie one behind the other; NULL if
 * there is none. */
static const struct blocks_group *gapless_group(const struct blocks *blocks, size_t index)
{
	size_t group = index / BLOCKS_PACKED;
	bool first = index % BLOCKS_PACKED == 0 && group < blocks->groups.n;
	bool gapless = first && blocks->groups.v[group]->width[LEN] == 0;
	return gapless ? blocks->groups.v[group] : NULL;
}

size_t blocks_run(const struct blocks *blocks, size_t index, size_t most)
{
	struct block b = blocks_at(blocks, index);
	const char *beg = b.text, *end = b.text + b.len;
	for (index++; index < blocks->n;) {
		const struct blocks_group *group = gapless_group(blocks, index);
		if (group && group->text == end &&
			(size_t)(group_end(group) - beg) <= most) {
			end = group_end(group);
			index += BLOCKS_PACKED;
			continue;
		}
		b = blocks_at(blocks, index);
		if (b.text != end || (size_t)(end - beg) + b.len > most)
			break;
		end += b.len;
		index++;
	}
	return index;
}

size_t blocks_find(const struct blocks *blocks, size_t index, const char *text)
{
	for (;;) {
		const struct blocks_group *group = gapless_group(blocks, index);
		if (group && group_end(group) <= text) {
			index += BLOCKS_PACKED;
			continue;
		}
		struct block b = blocks_at(blocks, index);
		if (b.text + b.len > text)
			return index;
		index++;
	}
}

struct block *blocks_last(struct blocks *blocks)
{
	assert(blocks->n > 0);
	return &blocks->last[(blocks->n - 1) % BLOCKS_PACKED];
}
