/* SPDX-License-Identifier: MIT */
#include "search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "queries.h"
#include "rng.h"

static void add(struct document *document, enum side side, const char *text)
{
	struct block block = {.text = text,
		.len = strlen(text),
		.kind = BLOCK_PARAGRAPH,
		.source = {document->side[side].blocks.n,
			document->side[side].blocks.n + 1}};
	document_add(document, side, &block);
}

/* A thousand blocks of a thousand letters. */
static void add_long(struct document *document, enum side side)
{
	char text[1001];
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	for (int i = 0; i < 1000; i++)
		add(document, side, text);
}

static void finish(struct search *search)
{
	while (search_step(search, 1000))
		;
}

/* All matches as "zh 0:3-6 en 1:0-2". */
static void describe(const struct search *search, struct buf *out)
{
	for (size_t i = 0; i < search_count(search); i++) {
		struct search_match match = search_at(search, i);
		buf_printf(out, "%s%s %zu:%zu-%zu", i > 0 ? " " : "",
			side_name(match.side), match.block, match.range.beg,
			match.range.end);
	}
}

static void assert_matches(const struct search *search, const char *expected)
{
	struct buf all = {0};
	describe(search, &all);
	assert_string_equal(buf_string(&all), expected);
	buf_free(&all);
}

static void search__lists_matches__of_both_sides_in_order(void **state)
{
	(void)state;
	struct document document = {0};
	add(&document, SIDE_EN, "No port here, port there");
	add(&document, SIDE_ZH, "港口port");
	add(&document, SIDE_ZH, "");
	add(&document, SIDE_EN, "Port");
	add(&document, SIDE_ZH, "port，Port");
	struct query *query = compile("port", QUERY_CASE);
	struct search *search = search_new(&document, query);
	assert_int_equal(search_count(search), 0);
	assert_int_equal(search_percent(search), 0);
	finish(search);
	assert_matches(
		search, "zh 0:6-10 zh 2:0-4 zh 2:7-11 en 0:3-7 en 0:14-18 en 1:0-4");
	assert_int_equal(search_percent(search), 100);
	assert_false(search_is_full(search));
	struct status s = search_status(search);
	assert_true(status_ok(&s));
	search_free(search);
	query_free(query);
	document_free(&document);
}

static void search__finds_no_match__across_blocks(void **state)
{
	(void)state;
	struct document document = {0};
	static const char *const texts[] = {"上海港", "口上海", "港口", "港", "口"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		add(&document, SIDE_ZH, texts[i]);
	for (unsigned options = 0; options <= QUERY_FOLDINGS; options += QUERY_FOLDINGS) {
		struct query *query = compile("港口", options);
		struct search *search = search_new(&document, query);
		finish(search);
		assert_matches(search, "zh 2:0-6");
		search_free(search);
		query_free(query);
	}
	document_free(&document);
}

static void search__is_empty__without_text_or_match(void **state)
{
	(void)state;
	struct document document = {0};
	struct query *query = compile("x", QUERY_FOLDINGS);
	struct search *search = search_new(&document, query);
	struct search_place start = {SIDE_ZH, 0, 0};
	assert_false(search_step(search, 0));
	assert_int_equal(search_percent(search), 100);
	add(&document, SIDE_ZH, "");
	add(&document, SIDE_ZH, "abc");
	finish(search);
	assert_int_equal(search_count(search), 0);
	assert_int_equal(search_index(search, &start), SEARCH_NONE);
	search_free(search);
	search_free(NULL);
	query_free(query);
	document_free(&document);
}

static void search_step__goes_on__while_the_document_grows(void **state)
{
	(void)state;
	struct document document = {0};
	struct query *query = compile("港口", QUERY_FOLDINGS);
	struct search *search = search_new(&document, query);
	add(&document, SIDE_ZH, "港口");
	add(&document, SIDE_EN, "港口");
	finish(search);
	assert_matches(search, "zh 0:0-6 en 0:0-6");
	for (int i = 0; i < 1000; i++)
		add(&document, SIDE_ZH, i == 500 ? "旧港口" : "码头");
	assert_true(search_percent(search) < 100);
	finish(search);
	assert_matches(search, "zh 0:0-6 zh 501:3-9 en 0:0-6");
	add(&document, SIDE_EN, "a 港口");
	assert_false(search_step(search, 0));
	assert_matches(search, "zh 0:0-6 zh 501:3-9 en 0:0-6 en 1:2-8");
	search_free(search);
	query_free(query);
	document_free(&document);
}

/* A step of no time is a piece of 64 KiB. */
static void search_step__stops__when_its_time_is_over(void **state)
{
	(void)state;
	struct document document = {0};
	add_long(&document, SIDE_EN);
	struct query *query = compile("aaab", QUERY_FOLDINGS);
	struct search *search = search_new(&document, query);
	int steps = 1, percent = 0;
	while (search_step(search, 0)) {
		assert_true(search_percent(search) > percent);
		percent = search_percent(search);
		steps++;
	}
	assert_int_equal(steps, (1000 + 64) / 65);
	assert_int_equal(search_percent(search), 100);
	search_free(search);
	query_free(query);
	document_free(&document);
}

static void search__keeps_a_million_matches__and_says_so(void **state)
{
	(void)state;
	struct document document = {0};
	add_long(&document, SIDE_ZH);
	add(&document, SIDE_EN, "a");
	struct query *query = compile("a", 0);
	struct search *search = search_new(&document, query);
	finish(search);
	assert_int_equal(search_count(search), SEARCH_MOST + 1);
	assert_false(search_is_full(search));
	search_free(search);

	add(&document, SIDE_ZH, "ba");
	search = search_new(&document, query);
	finish(search);
	assert_int_equal(search_count(search), SEARCH_MOST + 1);
	assert_true(search_is_full(search));
	assert_int_equal(search_percent(search), 100);
	assert_int_equal(search_at(search, SEARCH_MOST).side, SIDE_EN);
	search_free(search);
	query_free(query);
	document_free(&document);
}

static void search__ends__when_the_expression_is_too_hard(void **state)
{
	(void)state;
	struct document document = {0};
	char text[1001];
	memset(text, 'a', 1000);
	text[999] = '!';
	text[1000] = '\0';
	add(&document, SIDE_ZH, "aa");
	add(&document, SIDE_ZH, text);
	add(&document, SIDE_EN, "aa");
	struct query *query = compile("(a+)+$", QUERY_REGEX);
	struct search *search = search_new(&document, query);
	assert_false(search_step(search, 1000));
	assert_matches(search, "zh 0:0-2");
	struct status s = search_status(search);
	assert_int_equal(s.code, STATUS_USAGE);
	assert_false(search_step(search, 1000));

	struct search_place place = {SIDE_ZH, 1, 0};
	struct search_match match;
	struct search_seek seek =
		search_first_from(&document, query, &place, SEARCH_FORWARD);
	assert_int_equal(search_seek_step(&seek, 1000, &match), SEARCH_MISSED);
	assert_int_equal(seek.status.code, STATUS_USAGE);
	search_free(search);
	query_free(query);
	document_free(&document);
}

struct harbour {
	struct document document;
	struct query *query;
	struct search *search;
};

/* zh 0:0-3 zh 0:6-9 zh 2:3-6 en 1:0-3 */
static int set_up(void **state)
{
	struct harbour *h = calloc(1, sizeof *h);
	add(&h->document, SIDE_ZH, "港口港");
	add(&h->document, SIDE_ZH, "口");
	add(&h->document, SIDE_ZH, "口港");
	add(&h->document, SIDE_EN, "port");
	add(&h->document, SIDE_EN, "港");
	h->query = compile("港", QUERY_FOLDINGS);
	h->search = search_new(&h->document, h->query);
	finish(h->search);
	*state = h;
	return 0;
}

static int tear_down(void **state)
{
	struct harbour *h = *state;
	search_free(h->search);
	query_free(h->query);
	document_free(&h->document);
	free(h);
	return 0;
}

static void search_index__is_the_first__at_or_behind_a_place(void **state)
{
	struct harbour *h = *state;
	static const struct {
		struct search_place place;
		size_t index;
	} cases[] = {
		{{SIDE_ZH, 0, 0}, 0},
		{{SIDE_ZH, 0, 1}, 1},
		{{SIDE_ZH, 0, 6}, 1},
		{{SIDE_ZH, 0, 7}, 2},
		{{SIDE_ZH, 1, 0}, 2},
		{{SIDE_ZH, 2, 4}, 3},
		{{SIDE_ZH, 99, 0}, 3},
		{{SIDE_EN, 0, 0}, 3},
		{{SIDE_EN, 1, 0}, 3},
		{{SIDE_EN, 1, 1}, SEARCH_NONE},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
			search_index(h->search, &cases[i].place), cases[i].index);
}

static enum search_found seek(const struct harbour *h, const struct search_place *place,
	enum search_direction direction, struct search_match *match, bool *wrapped)
{
	struct search_seek seek =
		search_first_from(&h->document, h->query, place, direction);
	enum search_found found;
	while ((found = search_seek_step(&seek, 0, match)) == SEARCH_MORE)
		;
	*wrapped = seek.wrapped;
	return found;
}

static void search_first_from__finds__the_nearest(void **state)
{
	struct harbour *h = *state;
	static const struct {
		struct search_place place;
		enum search_direction direction;
		struct search_match match;
		bool wrapped;
	} cases[] = {
		{{SIDE_ZH, 0, 0}, SEARCH_FORWARD, {SIDE_ZH, 0, {0, 3}}, false},
		{{SIDE_ZH, 0, 3}, SEARCH_FORWARD, {SIDE_ZH, 0, {6, 9}}, false},
		{{SIDE_ZH, 1, 0}, SEARCH_FORWARD, {SIDE_ZH, 2, {3, 6}}, false},
		{{SIDE_ZH, 2, 6}, SEARCH_FORWARD, {SIDE_EN, 1, {0, 3}}, false},
		{{SIDE_EN, 1, 3}, SEARCH_FORWARD, {SIDE_ZH, 0, {0, 3}}, true},
		{{SIDE_EN, 9, 0}, SEARCH_FORWARD, {SIDE_ZH, 0, {0, 3}}, true},
		{{SIDE_ZH, 0, 0}, SEARCH_BACKWARD, {SIDE_EN, 1, {0, 3}}, true},
		{{SIDE_ZH, 0, 6}, SEARCH_BACKWARD, {SIDE_ZH, 0, {0, 3}}, false},
		{{SIDE_ZH, 2, 3}, SEARCH_BACKWARD, {SIDE_ZH, 0, {6, 9}}, false},
		{{SIDE_EN, 1, 0}, SEARCH_BACKWARD, {SIDE_ZH, 2, {3, 6}}, false},
		{{SIDE_EN, 9, 0}, SEARCH_BACKWARD, {SIDE_EN, 1, {0, 3}}, false},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct search_match match;
		bool wrapped;
		assert_int_equal(
			seek(h, &cases[i].place, cases[i].direction, &match, &wrapped),
			SEARCH_FOUND);
		assert_int_equal(match.side, cases[i].match.side);
		assert_int_equal(match.block, cases[i].match.block);
		assert_int_equal(match.range.beg, cases[i].match.range.beg);
		assert_int_equal(match.range.end, cases[i].match.range.end);
		assert_int_equal(wrapped, cases[i].wrapped);
	}
}

static void search_first_from__comes_back__to_the_place(void **state)
{
	(void)state;
	struct harbour h = {0};
	struct search_match match;
	bool wrapped;
	add(&h.document, SIDE_ZH, "港口");
	for (enum search_direction d = SEARCH_FORWARD; d <= SEARCH_BACKWARD; d++) {
		/* The one match is where one comes to last. */
		struct search_place place = {SIDE_ZH, 0, d == SEARCH_FORWARD ? 3 : 0};
		h.query = compile("港", QUERY_FOLDINGS);
		assert_int_equal(seek(&h, &place, d, &match, &wrapped), SEARCH_FOUND);
		assert_true(wrapped);
		assert_int_equal(match.range.beg, 0);
		query_free(h.query);
		h.query = compile("船", QUERY_FOLDINGS);
		assert_int_equal(seek(&h, &place, d, &match, &wrapped), SEARCH_MISSED);
		query_free(h.query);
	}
	document_free(&h.document);
}

/* More text than the arena has in one piece. */
static void search_first_from__goes__over_gaps(void **state)
{
	(void)state;
	enum { BLOCKS = 200 };
	struct harbour h = {0};
	struct search_match match;
	bool wrapped;
	char text[20000] = "港";
	memset(text + 3, 'a', sizeof text - 4);
	for (int i = 0; i < BLOCKS; i++)
		add(&h.document, SIDE_ZH, text);
	h.query = compile("港", QUERY_FOLDINGS);
	for (size_t i = 1; i < BLOCKS; i++) {
		struct search_place back = {SIDE_ZH, i, 0}, forward = {SIDE_ZH, i - 1, 1};
		assert_int_equal(
			seek(&h, &back, SEARCH_BACKWARD, &match, &wrapped), SEARCH_FOUND);
		assert_int_equal(match.block, i - 1);
		assert_int_equal(seek(&h, &forward, SEARCH_FORWARD, &match, &wrapped),
			SEARCH_FOUND);
		assert_int_equal(match.block, i);
	}
	query_free(h.query);
	document_free(&h.document);
}

static void add_random(struct rng *rng, struct document *document, int blocks)
{
	static const char *const pieces[] = {
		"港", "口", "a", "b", "a ", "Ａ", "，", "港口", "ab", "网", "網"};
	while (blocks-- > 0) {
		struct buf text = {0};
		unsigned longest = rng_chance(rng, 1) ? 30000 : 20;
		for (unsigned n = rng_below(rng, longest); n > 0; n--)
			buf_puts(&text,
				pieces[rng_below(rng, sizeof pieces / sizeof *pieces)]);
		add(document, rng_chance(rng, 60) ? SIDE_ZH : SIDE_EN, buf_string(&text));
		/* Something of another kind between the texts. */
		if (rng_chance(rng, 5))
			arena_alloc(&document->arena, 24);
		buf_free(&text);
	}
}

/* All matches by asking each block by itself. */
static void describe_blocks(
	const struct document *document, const struct query *query, struct buf *out)
{
	struct status s;
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		for (size_t i = 0; i < document->side[side].blocks.n; i++) {
			const struct block *b = stream_block(&document->side[side], i);
			struct span m = query_find(query, b->text, b->len, 0, &s);
			for (; !span_is_none(m);
				m = query_find(query, b->text, b->len, m.end, &s))
				buf_printf(out, "%s%s %zu:%zu-%zu", out->n > 0 ? " " : "",
					side_name(side), i, m.beg, m.end);
		}
	}
}

static void assert_same_match(const struct search_match *a, const struct search_match *b)
{
	assert_int_equal(a->side, b->side);
	assert_int_equal(a->block, b->block);
	assert_int_equal(a->range.beg, b->range.beg);
	assert_int_equal(a->range.end, b->range.end);
}

/* The match to go to in the list of all, from a place. */
static size_t nearest(const struct search *search, const struct search_place *place,
	enum search_direction direction, bool *wrapped)
{
	size_t count = search_count(search), index = search_index(search, place);
	size_t before = index == SEARCH_NONE ? count : index;
	bool forward = direction == SEARCH_FORWARD;
	*wrapped = before == (forward ? count : 0);
	if (count == 0)
		return SEARCH_NONE;
	return forward ? before % count : (before + count - 1) % count;
}

/* Going to the nearest match is to go there in the list of all. */
static void assert_seeks(struct rng *rng, const struct harbour *h)
{
	for (int i = 0; i < 20; i++) {
		enum side side = rng_below(rng, SIDE_COUNT);
		size_t blocks = h->document.side[side].blocks.n;
		struct search_place place = {
			side, rng_below(rng, (unsigned)blocks + 2), rng_below(rng, 40)};
		enum search_direction d = rng_below(rng, 2);
		struct search_match match, expected;
		bool wrapped, expected_wrapped;
		enum search_found found = seek(h, &place, d, &match, &wrapped);
		size_t index = nearest(h->search, &place, d, &expected_wrapped);
		assert_int_equal(
			found, index == SEARCH_NONE ? SEARCH_MISSED : SEARCH_FOUND);
		if (found != SEARCH_FOUND)
			continue;
		expected = search_at(h->search, index);
		assert_same_match(&match, &expected);
		assert_int_equal(wrapped, expected_wrapped);
	}
}

static void search__agrees__with_asking_each_block(void **state)
{
	(void)state;
	static const char *const patterns[] = {
		"港口", "a", "ab", "网", "a港", "gangkou", "k", "b a"};
	size_t matches = 0;
	for (unsigned seed = 1; seed <= 150; seed++) {
		struct rng rng = {seed};
		struct harbour h = {0};
		unsigned options = rng_below(&rng, 2 * QUERY_REGEX);
		h.query = compile(patterns[rng_below(&rng, 8)], options);
		h.search = search_new(&h.document, h.query);
		for (int part = rng_between(&rng, 1, 4); part > 0; part--) {
			add_random(&rng, &h.document, rng_between(&rng, 0, 60));
			search_step(h.search, 0);
		}
		finish(h.search);
		struct buf found = {0}, expected = {0};
		describe(h.search, &found);
		describe_blocks(&h.document, h.query, &expected);
		assert_string_equal(buf_string(&found), buf_string(&expected));
		assert_seeks(&rng, &h);
		matches += search_count(h.search);
		buf_free(&found);
		buf_free(&expected);
		search_free(h.search);
		query_free(h.query);
		document_free(&h.document);
	}
	assert_true(matches > 10000);
}

#define HARBOUR_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(search__lists_matches__of_both_sides_in_order),
		cmocka_unit_test(search__finds_no_match__across_blocks),
		cmocka_unit_test(search__is_empty__without_text_or_match),
		cmocka_unit_test(search_step__goes_on__while_the_document_grows),
		cmocka_unit_test(search_step__stops__when_its_time_is_over),
		cmocka_unit_test(search__keeps_a_million_matches__and_says_so),
		cmocka_unit_test(search__ends__when_the_expression_is_too_hard),
		HARBOUR_TEST(search_index__is_the_first__at_or_behind_a_place),
		HARBOUR_TEST(search_first_from__finds__the_nearest),
		cmocka_unit_test(search_first_from__comes_back__to_the_place),
		cmocka_unit_test(search_first_from__goes__over_gaps),
		cmocka_unit_test(search__agrees__with_asking_each_block),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
