/* SPDX-License-Identifier: MIT */
/* Tests of mention, and of cited, whose lines it makes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cited.h"
#include "mention.h"

static void add(struct document *document, enum side side, enum block_kind kind,
	uint8_t level, const char *text)
{
	const struct block block = {
		.text = text, .len = strlen(text), .kind = (uint8_t)kind, .level = level};
	document_add(document, side, &block)->number_len = level ? 3 : 0;
}

/* Two chapters with references of their own, and the start of a translation. */
static int make_document(void **state)
{
	struct document *document = xcalloc(1, sizeof *document);
	document->two_sources = true;
	add(document, SIDE_ZH, BLOCK_HEADING, 1, "一、甲");
	add(document, SIDE_ZH, BLOCK_PARAGRAPH, 0, "先说一[1]。再说二[2]（P86）。");
	add(document, SIDE_ZH, BLOCK_PARAGRAPH, 0, "又说[1-2]，还有[9]。");
	add(document, SIDE_ZH, BLOCK_REFERENCE, 0, "[1] 甲书.");
	add(document, SIDE_ZH, BLOCK_REFERENCE, 0, "[2] 乙书, 参见[1].");
	add(document, SIDE_ZH, BLOCK_HEADING, 1, "二、乙");
	add(document, SIDE_ZH, BLOCK_PARAGRAPH, 0, "另一本[1]。");
	add(document, SIDE_ZH, BLOCK_REFERENCE, 0, "[1] 丙书.");
	add(document, SIDE_ZH, BLOCK_PARAGRAPH, 0, "后记也说[1]和[2]。");
	add(document, SIDE_EN, BLOCK_PARAGRAPH, 0, "First [1]. Then [2].");
	*state = document;
	return 0;
}

static int free_document(void **state)
{
	document_free(*state);
	free(*state);
	return 0;
}

static struct mentions *find_all(const struct document *document)
{
	struct mentions *mentions = mentions_new(document);
	while (mentions_step(mentions, SIZE_MAX))
		;
	return mentions;
}

static struct mention mention_in(
	const struct mentions *mentions, enum side side, size_t block, size_t number)
{
	struct mention mention = mentions_at(
		mentions, side, mentions_from(mentions, side, block, 0) + number);
	assert_int_equal(mention.block, block);
	return mention;
}

static void mentions_step__finds__all_in_the_order_of_the_text(void **state)
{
	static const struct mention expected[] = {
		{SIDE_ZH, 1, 9},
		{SIDE_ZH, 1, 24},
		{SIDE_ZH, 2, 6},
		{SIDE_ZH, 2, 20},
		{SIDE_ZH, 4, 18},
		{SIDE_ZH, 6, 9},
		{SIDE_ZH, 8, 12},
		{SIDE_ZH, 8, 18},
	};
	struct mentions *mentions = find_all(*state);
	assert_int_equal(mentions_percent(mentions), 100);
	assert_int_equal(mentions_count(mentions, SIDE_ZH), 8);
	assert_int_equal(mentions_count(mentions, SIDE_EN), 2);
	for (size_t i = 0; i < 8; i++) {
		struct mention mention = mentions_at(mentions, SIDE_ZH, i);
		assert_int_equal(mention.side, SIDE_ZH);
		assert_int_equal(mention.block, expected[i].block);
		assert_int_equal(mention.byte, expected[i].byte);
	}
	mentions_free(mentions);
}

static void mentions_step__goes_on__when_more_is_loaded(void **state)
{
	struct document *document = *state;
	struct mentions *mentions = mentions_new(document);
	/* A block a step, and no more at the end of each side. */
	size_t steps = 1;
	assert_int_equal(mentions_percent(mentions), 0);
	while (mentions_step(mentions, 1))
		steps++;
	assert_int_equal(steps, 10);
	assert_false(mentions_step(mentions, 1));
	add(document, SIDE_ZH, BLOCK_PARAGRAPH, 0, "再见[3]。");
	add(document, SIDE_ZH, BLOCK_REFERENCE, 0, "[3] 丁书.");
	assert_in_range(mentions_percent(mentions), 80, 99);
	while (mentions_step(mentions, 1))
		;
	assert_int_equal(mentions_count(mentions, SIDE_ZH), 9);
	struct mention last = mentions_at(mentions, SIDE_ZH, 8);
	enum side side;
	size_t block;
	assert_true(mention_entry(mentions, &last, 3, &side, &block));
	assert_int_equal(block, 10);
	mentions_free(mentions);
}

static void mentions__are_none__in_an_empty_document(void **state)
{
	(void)state;
	struct document document = {0};
	struct mentions *mentions = mentions_new(&document);
	assert_false(mentions_step(mentions, 1));
	assert_int_equal(mentions_percent(mentions), 100);
	assert_int_equal(mentions_count(mentions, SIDE_ZH), 0);
	assert_int_equal(mentions_from(mentions, SIDE_ZH, 0, 0), 0);
	mentions_free(mentions);
	mentions_free(NULL);
}

static void mentions_from__finds__the_first_at_a_place_or_behind(void **state)
{
	static const struct {
		size_t block, byte, index;
	} cases[] = {
		{0, 0, 0},
		{1, 9, 0},
		{1, 10, 1},
		{1, 24, 1},
		{1, 25, 2},
		{3, 0, 4},
		{8, 18, 7},
		{8, 19, 8},
		{99, 0, 8},
	};
	struct mentions *mentions = find_all(*state);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
			mentions_from(mentions, SIDE_ZH, cases[i].block, cases[i].byte),
			cases[i].index);
	mentions_free(mentions);
}

static void mention_entry__is__in_the_list_behind_the_place(void **state)
{
	static const struct {
		enum side side;
		size_t block, number;
		unsigned label;
		size_t entry; /* NO_BLOCK: there is none */
	} cases[] = {
		{SIDE_ZH, 1, 0, 1, 3}, {SIDE_ZH, 1, 1, 2, 4}, {SIDE_ZH, 2, 0, 2, 4},
		{SIDE_ZH, 2, 1, 9, NO_BLOCK}, {SIDE_ZH, 6, 0, 1, 7},
		{SIDE_ZH, 8, 0, 1, 7}, /* none behind it: the last one before */
		{SIDE_ZH, 8, 1, 2, 4},
		{SIDE_EN, 0, 0, 1, 3}, /* none on its side: the first of the other */
	};
	struct mentions *mentions = find_all(*state);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mention mention = mention_in(
			mentions, cases[i].side, cases[i].block, cases[i].number);
		enum side side;
		size_t block = NO_BLOCK;
		bool found =
			mention_entry(mentions, &mention, cases[i].label, &side, &block);
		assert_int_equal(found, cases[i].entry != NO_BLOCK);
		assert_int_equal(block, cases[i].entry);
		if (found)
			assert_int_equal(side, SIDE_ZH);
	}
	mentions_free(mentions);
}

static void mention_is_of__tells_apart__works_with_the_same_label(void **state)
{
	struct mentions *mentions = find_all(*state);
	struct mention first = mention_in(mentions, SIDE_ZH, 1, 0);
	struct mention chapter = mention_in(mentions, SIDE_ZH, 6, 0);
	struct mention range = mention_in(mentions, SIDE_ZH, 2, 0);
	struct mention english = mention_in(mentions, SIDE_EN, 0, 0);
	struct work work = mention_work(mentions, &first, 1);
	assert_true(mention_is_of(mentions, &first, &work));
	assert_true(mention_is_of(mentions, &range, &work));
	assert_true(mention_is_of(mentions, &english, &work));
	assert_false(mention_is_of(mentions, &chapter, &work));
	work = mention_work(mentions, &chapter, 1);
	assert_false(mention_is_of(mentions, &first, &work));
	assert_true(mention_is_of(mentions, &chapter, &work));
	mentions_free(mentions);
}

static void mention_entry_work__is__what_the_entry_stands_for(void **state)
{
	struct mentions *mentions = find_all(*state);
	struct mention chapter = mention_in(mentions, SIDE_ZH, 6, 0);
	struct work work;
	assert_true(mention_entry_work(mentions, SIDE_ZH, 7, &work));
	assert_true(mention_is_of(mentions, &chapter, &work));
	assert_true(mention_entry_work(mentions, SIDE_ZH, 3, &work));
	assert_false(mention_is_of(mentions, &chapter, &work));
	assert_false(mention_entry_work(mentions, SIDE_ZH, 1, &work));
	mentions_free(mentions);
}

/* ---- the list ---- */

/* The lines of a list as text, "* " before a marked one and blanks for its indent. */
static void assert_lines(struct cited *cited, const char *expected)
{
	struct list_source source = cited_source(cited);
	struct buf out = {0};
	for (size_t i = 0; i < source.count(source.ctx); i++) {
		struct list_line line = source.line(source.ctx, i);
		buf_printf(&out, "%s%*s%.*s\n", line.marked ? "* " : "", line.indent, "",
			(int)line.len, line.text);
	}
	assert_string_equal(buf_string(&out), expected);
	buf_free(&out);
}

static void cited_make__lists__each_work_with_its_places(void **state)
{
	struct mentions *mentions = find_all(*state);
	struct cited cited = {0};
	cited_make(&cited, *state, mentions, SIDE_ZH, 2, (struct span){0, 25});
	assert_lines(&cited, "[1] 甲书.\n"
			     "  一  先说一[1]。\n"
			     "*   一  又说[1-2]，还有[9]。\n"
			     "  一  [2] 乙书, 参见[1].\n"
			     "  First [1]. \n"
			     "[2] 乙书, 参见[1].\n"
			     "  P86  一  再说二[2]（P86）。\n"
			     "*   一  又说[1-2]，还有[9]。\n"
			     "  二  后记也说[1]和[2]。\n"
			     "  Then [2].\n"
			     "[9] has no entry in the text\n"
			     "*   一  又说[1-2]，还有[9]。\n");
	assert_int_equal(cited.lines.v[0].kind, CITED_ENTRY);
	assert_int_equal(cited.lines.v[0].place.block, 3);
	assert_int_equal(cited.lines.v[6].kind, CITED_MENTION);
	assert_int_equal(cited.lines.v[6].place.byte, 24);
	assert_int_equal(cited.lines.v[10].kind, CITED_NO_ENTRY);
	cited_free(&cited);
	mentions_free(mentions);
}

static void cited_make__lists__where_an_entry_is_cited(void **state)
{
	struct mentions *mentions = find_all(*state);
	struct cited cited = {0};
	cited_make(&cited, *state, mentions, SIDE_ZH, 7, (struct span){0, 11});
	assert_lines(&cited, "[1] 丙书.\n"
			     "  二  另一本[1]。\n"
			     "  二  后记也说[1]和[2]。\n");
	cited_free(&cited);
	mentions_free(mentions);
}

static void cited_add_link__comes__before_the_works(void **state)
{
	struct mentions *mentions = find_all(*state);
	struct cited cited = {0};
	cited_add_link(&cited, SIDE_EN, 0, (struct span){11, 20});
	cited_make(&cited, *state, mentions, SIDE_ZH, 6, (struct span){0, 15});
	assert_lines(&cited, "linked: Then [2].\n"
			     "[1] 丙书.\n"
			     "*   二  另一本[1]。\n"
			     "  二  后记也说[1]和[2]。\n");
	assert_int_equal(cited.lines.v[0].kind, CITED_LINK);
	cited_free(&cited);
	mentions_free(mentions);
}

/* A hostile text: labels that stand for very many works, in very many places. */
static void cited_make__bounds__what_a_sentence_cites(void **state)
{
	(void)state;
	struct document document = {0};
	struct cited cited = {0};
	for (size_t i = 0; i < 3000; i++)
		add(&document, SIDE_ZH, BLOCK_PARAGRAPH, 0, "说[1-999]。");
	struct mentions *mentions = find_all(&document);
	cited_make(&cited, &document, mentions, SIDE_ZH, 0, (struct span){0, 14});
	assert_in_range(cited.lines.n, CITED_LINES, CITED_LINES + CITED_WORKS);
	cited_free(&cited);
	mentions_free(mentions);
	document_free(&document);
}

static void cited_describe__gives__citation_and_entry(void **state)
{
	static const struct {
		size_t block, number;
		unsigned label;
		const char *expected;
	} cases[] = {
		{1, 1, 2, "[2]（P86）  乙书, 参见[1]."},
		{2, 0, 1, "[1-2]  [1] 甲书."},
		{2, 1, 9, "[9]"},
	};
	struct mentions *mentions = find_all(*state);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mention mention =
			mention_in(mentions, SIDE_ZH, cases[i].block, cases[i].number);
		struct work work = mention_work(mentions, &mention, cases[i].label);
		struct buf out = {0};
		cited_describe(*state, mentions, &mention, &work, &out);
		assert_string_equal(buf_string(&out), cases[i].expected);
		buf_free(&out);
	}
	mentions_free(mentions);
}

#define TEST_WITH_DOCUMENT(name)                                                         \
	cmocka_unit_test_setup_teardown(name, make_document, free_document)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_DOCUMENT(mentions_step__finds__all_in_the_order_of_the_text),
		TEST_WITH_DOCUMENT(mentions_step__goes_on__when_more_is_loaded),
		cmocka_unit_test(mentions__are_none__in_an_empty_document),
		TEST_WITH_DOCUMENT(mentions_from__finds__the_first_at_a_place_or_behind),
		TEST_WITH_DOCUMENT(mention_entry__is__in_the_list_behind_the_place),
		TEST_WITH_DOCUMENT(mention_is_of__tells_apart__works_with_the_same_label),
		TEST_WITH_DOCUMENT(mention_entry_work__is__what_the_entry_stands_for),
		TEST_WITH_DOCUMENT(cited_make__lists__each_work_with_its_places),
		TEST_WITH_DOCUMENT(cited_make__lists__where_an_entry_is_cited),
		TEST_WITH_DOCUMENT(cited_add_link__comes__before_the_works),
		cmocka_unit_test(cited_make__bounds__what_a_sentence_cites),
		TEST_WITH_DOCUMENT(cited_describe__gives__citation_and_entry),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
