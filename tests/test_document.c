/* SPDX-License-Identifier: MIT */
#include "document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "rng.h"

static struct block *add(struct document *document, enum side side, enum block_kind kind,
	uint8_t level, size_t source)
{
	struct block block = {.text = "text",
		.len = 4,
		.source = {source, source + 4},
		.kind = (uint8_t)kind,
		.level = level};
	return document_add(document, side, &block);
}

static void add_heading(struct document *document, uint8_t level)
{
	add(document, SIDE_ZH, BLOCK_HEADING, level, 0);
}

static void add_paragraph(struct document *document)
{
	add(document, SIDE_ZH, BLOCK_PARAGRAPH, 0, 0);
}

static void document__copies_the_text__when_a_block_is_added(void **state)
{
	(void)state;
	struct document d = {0};
	char text[] = "港口";
	struct block block = {.text = text,
		.len = 6,
		.source = {7, 20},
		.kind = BLOCK_HEADING,
		.level = 2,
		.number_len = 3,
		.title_beg = 3,
		.form = FORM_ITEM};
	struct block *added = document_add(&d, SIDE_EN, &block);
	memset(text, 'x', sizeof text);
	assert_memory_equal(added->text, "港口", 6);
	assert_int_equal(added->len, 6);
	assert_int_equal(added->source.beg, 7);
	assert_int_equal(added->source.end, 20);
	assert_int_equal(added->kind, BLOCK_HEADING);
	assert_int_equal(added->level, 2);
	assert_int_equal(added->number_len, 3);
	assert_int_equal(added->title_beg, 3);
	assert_int_equal(added->form, FORM_ITEM);
	assert_int_equal(d.side[SIDE_ZH].blocks.n, 0);
	assert_int_equal(d.side[SIDE_EN].blocks.n, 1);
	assert_int_equal(d.side[SIDE_EN].sections.n, 1);
	document_free(&d);
}

static void document__keeps_text_in_place__while_more_is_added(void **state)
{
	(void)state;
	struct document d = {0};
	const char *first = add(&d, SIDE_ZH, BLOCK_PARAGRAPH, 0, 0)->text;
	for (int i = 0; i < 300000; i++)
		add_paragraph(&d);
	assert_ptr_equal(stream_block(&d.side[SIDE_ZH], 0)->text, first);
	assert_memory_equal(first, "text", 4);
	document_free(&d);
}

static void document__adds_its_own_block__again(void **state)
{
	(void)state;
	struct document d = {0};
	struct block *last = add(&d, SIDE_ZH, BLOCK_PARAGRAPH, 0, 5);
	for (int i = 0; i < 100; i++)
		last = document_add(&d, SIDE_ZH, last);
	assert_int_equal(last->source.beg, 5);
	assert_memory_equal(last->text, "text", 4);
	document_free(&d);
}

static void document__takes_an_empty_block(void **state)
{
	(void)state;
	struct document d = {0};
	struct block block = {.kind = BLOCK_PARAGRAPH};
	assert_int_equal(document_add(&d, SIDE_ZH, &block)->len, 0);
	document_free(&d);
}

static void document__is_empty__when_freed(void **state)
{
	(void)state;
	struct document d = {0};
	document_free(&d);
	add_heading(&d, 1);
	array_push(&d.links, (struct link){.score = 1});
	document_free(&d);
	assert_int_equal(d.side[SIDE_ZH].blocks.n, 0);
	assert_int_equal(d.side[SIDE_ZH].sections.n, 0);
	assert_int_equal(d.links.n, 0);
	document_free(&d);
}

static void section__has_its_parent__of_a_lower_level(void **state)
{
	static const struct {
		uint8_t level;
		size_t parent;
	} headings[] = {
		{2, NO_SECTION},
		{1, NO_SECTION},
		{3, 1},
		{3, 1},
		{2, 1},
		{3, 4},
		{4, 5},
		{2, 1},
		{1, NO_SECTION},
		{255, 8},
		{1, NO_SECTION},
	};
	size_t count = sizeof headings / sizeof *headings;
	struct document d = {0};
	(void)state;
	for (size_t i = 0; i < count; i++) {
		add_heading(&d, headings[i].level);
		add_paragraph(&d);
	}
	assert_int_equal(d.side[SIDE_ZH].sections.n, count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(d.side[SIDE_ZH].sections.v[i].block, 2 * i);
		assert_int_equal(
			d.side[SIDE_ZH].sections.v[i].parent, headings[i].parent);
	}
	document_free(&d);
}

static void section__is_found__of_every_block(void **state)
{
	(void)state;
	struct document d = {0};
	assert_int_equal(document_section(&d.side[SIDE_ZH], 0), NO_SECTION);
	add_paragraph(&d);
	assert_int_equal(document_section(&d.side[SIDE_ZH], 0), NO_SECTION);
	for (size_t i = 0; i < 10; i++) {
		add_heading(&d, (uint8_t)(1 + i % 3));
		add_paragraph(&d);
		add_paragraph(&d);
	}
	const struct stream *zh = &d.side[SIDE_ZH];
	assert_int_equal(document_section(zh, 0), NO_SECTION);
	for (size_t block = 1; block < zh->blocks.n; block++)
		assert_int_equal(document_section(zh, block), (block - 1) / 3);
	assert_int_equal(document_section(&d.side[SIDE_EN], 0), NO_SECTION);
	document_free(&d);
}

/* The same by a plain walk, against which the bisection is held. */
static size_t section_end(const struct stream *stream, size_t section)
{
	size_t level = stream_block(stream, stream->sections.v[section].block)->level;
	for (size_t i = section + 1; i < stream->sections.n; i++) {
		size_t block = stream->sections.v[i].block;
		if (stream_block(stream, block)->level <= level)
			return block;
	}
	return stream->blocks.n;
}

static void section__goes_to_the_next__of_its_level_or_higher(void **state)
{
	(void)state;
	struct rng rng = {20240609};
	for (int round = 0; round < 50; round++) {
		struct document d = {0};
		for (int i = 0; i < 100; i++) {
			if (rng_chance(&rng, 50))
				add_paragraph(&d);
			else
				add_heading(&d, (uint8_t)rng_between(&rng, 1, 6));
		}
		const struct stream *zh = &d.side[SIDE_ZH];
		for (size_t i = 0; i < zh->sections.n; i++) {
			struct span blocks = document_section_blocks(zh, i);
			assert_int_equal(blocks.beg, zh->sections.v[i].block);
			assert_int_equal(blocks.end, section_end(zh, i));
		}
		document_free(&d);
	}
}

/* A chain of parents is never longer than there are levels, which is all the work of
 * adding a heading, and of each step of a bisection. */
static void sections__have_short_chains__when_there_are_many(void **state)
{
	enum { HEADINGS = 100000, LEVELS = 6 };
	struct document d = {0};
	(void)state;
	for (int i = 0; i < HEADINGS; i++)
		add_heading(&d, (uint8_t)(1 + i % LEVELS));
	for (int i = 0; i < HEADINGS; i++)
		add_heading(&d, LEVELS);
	const struct stream *zh = &d.side[SIDE_ZH];
	size_t covered = 0;
	for (size_t i = 0; i < zh->sections.n; i++) {
		int steps = 0;
		for (size_t at = i; at != NO_SECTION; at = zh->sections.v[at].parent)
			steps++;
		assert_in_range(steps, 1, LEVELS);
		assert_int_equal(document_section(zh, i), i);
		covered += span_len(document_section_blocks(zh, i));
	}
	/* Each block is covered once for each of the headings over it. */
	size_t expected = 0;
	for (size_t i = 0; i < HEADINGS; i++)
		expected += 1 + i % LEVELS;
	size_t last_chain = 1 + (HEADINGS - 1) % LEVELS;
	expected += HEADINGS * (last_chain < LEVELS ? last_chain + 1 : LEVELS);
	assert_int_equal(covered, expected);
	document_free(&d);
}

static void check_id(
	const struct document *document, enum side side, size_t block, size_t id)
{
	enum side found_side = SIDE_COUNT;
	size_t found_block = NO_BLOCK;
	assert_int_equal(document_id(document, side, block), id);
	assert_true(document_find(document, id, &found_side, &found_block));
	assert_int_equal(found_side, side);
	assert_int_equal(found_block, block);
}

static void id__counts_in_order_of_the_source__when_there_is_one(void **state)
{
	(void)state;
	struct document d = {0};
	add(&d, SIDE_EN, BLOCK_TITLE, 0, 0);
	add(&d, SIDE_ZH, BLOCK_TITLE, 0, 10);
	add(&d, SIDE_ZH, BLOCK_PARAGRAPH, 0, 20);
	add(&d, SIDE_EN, BLOCK_PARAGRAPH, 0, 20);
	add(&d, SIDE_EN, BLOCK_PARAGRAPH, 0, 20);
	add(&d, SIDE_ZH, BLOCK_PARAGRAPH, 0, 20);
	add(&d, SIDE_EN, BLOCK_PARAGRAPH, 0, 40);
	check_id(&d, SIDE_EN, 0, 0);
	check_id(&d, SIDE_ZH, 0, 1);
	check_id(&d, SIDE_ZH, 1, 2);
	check_id(&d, SIDE_ZH, 2, 3);
	check_id(&d, SIDE_EN, 1, 4);
	check_id(&d, SIDE_EN, 2, 5);
	check_id(&d, SIDE_EN, 3, 6);
	document_free(&d);
}

static void id__counts_zh_first__when_there_are_two_sources(void **state)
{
	(void)state;
	struct document d = {.two_sources = true};
	for (size_t i = 0; i < 3; i++) {
		add(&d, SIDE_ZH, BLOCK_PARAGRAPH, 0, 100 * i);
		add(&d, SIDE_EN, BLOCK_PARAGRAPH, 0, i);
	}
	for (size_t i = 0; i < 3; i++) {
		check_id(&d, SIDE_ZH, i, i);
		check_id(&d, SIDE_EN, i, 3 + i);
	}
	document_free(&d);
}

static void id__finds_no_block__behind_the_last(void **state)
{
	(void)state;
	struct document d = {0};
	enum side side;
	size_t block;
	assert_false(document_find(&d, 0, &side, &block));
	add(&d, SIDE_EN, BLOCK_PARAGRAPH, 0, 0);
	check_id(&d, SIDE_EN, 0, 0);
	assert_false(document_find(&d, 1, &side, &block));
	assert_false(document_find(&d, NO_BLOCK, &side, &block));
	document_free(&d);
}

static void id__finds_every_block__of_mixed_sides(void **state)
{
	(void)state;
	struct rng rng = {20240610};
	for (int two = 0; two < 2; two++) {
		struct document d = {.two_sources = two};
		for (size_t i = 0; i < 2000; i++) {
			add(&d, rng_chance(&rng, 50) ? SIDE_EN : SIDE_ZH, BLOCK_PARAGRAPH,
				0, i / 3);
		}
		for (size_t id = 0; id < 2000; id++) {
			enum side side;
			size_t block;
			assert_true(document_find(&d, id, &side, &block));
			check_id(&d, side, block, id);
		}
		document_free(&d);
	}
}

static void names__are_those_of_the_json(void **state)
{
	(void)state;
	static const char *const kinds[] = {"title", "author", "affiliation", "abstract",
		"keywords", "heading", "paragraph", "reference", "note"};
	assert_int_equal(sizeof kinds / sizeof *kinds, BLOCK_KIND_COUNT);
	for (int kind = 0; kind < BLOCK_KIND_COUNT; kind++)
		assert_string_equal(block_kind_name((enum block_kind)kind), kinds[kind]);
}

static void english__is_an_abstract_only__without_headings_of_its_own(void **state)
{
	(void)state;
	struct document d = {0};
	add(&d, SIDE_EN, BLOCK_TITLE, 0, 0);
	assert_false(document_has_abstract_only(&d));
	add(&d, SIDE_EN, BLOCK_ABSTRACT, 0, 4);
	assert_true(document_has_abstract_only(&d));
	d.two_sources = true;
	assert_false(document_has_abstract_only(&d));
	d.two_sources = false;
	add(&d, SIDE_EN, BLOCK_HEADING, 1, 8);
	assert_false(document_has_abstract_only(&d));
	document_free(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(document__copies_the_text__when_a_block_is_added),
		cmocka_unit_test(document__keeps_text_in_place__while_more_is_added),
		cmocka_unit_test(document__adds_its_own_block__again),
		cmocka_unit_test(document__takes_an_empty_block),
		cmocka_unit_test(document__is_empty__when_freed),
		cmocka_unit_test(section__has_its_parent__of_a_lower_level),
		cmocka_unit_test(section__is_found__of_every_block),
		cmocka_unit_test(section__goes_to_the_next__of_its_level_or_higher),
		cmocka_unit_test(sections__have_short_chains__when_there_are_many),
		cmocka_unit_test(id__counts_in_order_of_the_source__when_there_is_one),
		cmocka_unit_test(id__counts_zh_first__when_there_are_two_sources),
		cmocka_unit_test(id__finds_no_block__behind_the_last),
		cmocka_unit_test(id__finds_every_block__of_mixed_sides),
		cmocka_unit_test(names__are_those_of_the_json),
		cmocka_unit_test(
			english__is_an_abstract_only__without_headings_of_its_own),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
