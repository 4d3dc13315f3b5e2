/* SPDX-License-Identifier: MIT */
/* Tests of the search of list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "list.h"
#include "rng.h"

static const struct glyph_style narrow = {.ambiguous = 1};

enum { MOST = 12 };

/* Lines that are words. */
struct words {
	const char *v[MOST];
	size_t n;
};

static size_t word_count(void *ctx)
{
	return ((struct words *)ctx)->n;
}

static struct list_line word_line(void *ctx, size_t index)
{
	struct words *words = ctx;
	assert_true(index < words->n);
	return (struct list_line){
		.text = words->v[index], .len = strlen(words->v[index])};
}

static void open_list(struct list *list, struct words *words, bool selects)
{
	const struct list_source source = {.heading = "Words",
		.hint = "a hint",
		.selects = selects,
		.count = word_count,
		.line = word_line,
		.ctx = words};
	list_open(list, &source, 0);
}

static void draw(struct list *list, int rows, struct grid *grid)
{
	grid_reset(grid, 20, rows);
	list_draw(list, &narrow, NULL, grid);
}

static void seek(struct list *list, const char *pattern)
{
	struct status s = list_seek(list, pattern, QUERY_FOLDINGS);
	assert_true(status_ok(&s));
}

/* The line that list_find went to; NO_LINE: none yet. */
static size_t at(const struct list *list)
{
	return list->source.selects ? list->selected : list->found;
}

static struct words animals = {
	{"cat", "dog", "cow", "Cat", "ＣＡＴ", "bird", "书签"},
	7,
};

static void list_find__goes__around(void **state)
{
	static const bool both[] = {true, false};
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct list list;
		bool wrapped;
		open_list(&list, &animals, both[i]);
		seek(&list, "cat");
		assert_true(list_find(&list, true, true, &wrapped));
		assert_int_equal(at(&list), 0);
		assert_true(list_find(&list, true, false, &wrapped));
		assert_int_equal(at(&list), 3);
		assert_true(list_find(&list, true, false, &wrapped));
		assert_int_equal(at(&list), 4);
		assert_false(wrapped);
		assert_true(list_find(&list, true, false, &wrapped));
		assert_int_equal(at(&list), 0);
		assert_true(wrapped);
		assert_true(list_find(&list, false, false, &wrapped));
		assert_int_equal(at(&list), 4);
		assert_true(wrapped);
		seek(&list, "shuqian");
		assert_true(list_find(&list, false, false, &wrapped));
		assert_int_equal(at(&list), 6);
		list_close(&list);
	}
}

static void list_find__moves__nothing_on_a_miss(void **state)
{
	(void)state;
	struct list list;
	bool wrapped;
	open_list(&list, &animals, true);
	list.selected = 2;
	seek(&list, "horse");
	assert_false(list_find(&list, true, true, &wrapped));
	assert_int_equal(list.selected, 2);
	seek(&list, "");
	assert_false(list_find(&list, true, true, &wrapped));
	struct status s = list_seek(&list, "(", QUERY_REGEX);
	assert_int_equal(s.code, STATUS_USAGE);
	assert_false(list_find(&list, true, true, &wrapped));
	assert_int_equal(list.selected, 2);
	list_close(&list);
}

static void list_find__finds__nothing_in_no_lines(void **state)
{
	(void)state;
	struct words none = {.n = 0};
	struct list list;
	size_t number;
	bool wrapped;
	open_list(&list, &none, true);
	seek(&list, "cat");
	assert_false(list_find(&list, true, true, &wrapped));
	assert_false(list_find(&list, false, false, &wrapped));
	assert_int_equal(list_found(&list, &number), 0);
	assert_int_equal(number, 0);
	list_close(&list);
}

static void list_find__brings__the_line_on_the_screen(void **state)
{
	(void)state;
	struct grid grid = {0};
	struct list list;
	bool wrapped;
	open_list(&list, &animals, false);
	draw(&list, 4, &grid);
	seek(&list, "shuqian");
	assert_true(list_find(&list, true, true, &wrapped));
	draw(&list, 4, &grid);
	assert_int_equal(list.top, 5);
	assert_int_equal(grid.cursor_row, 2);
	assert_int_equal(grid_cell(&grid, 2, 2)->style.element, ELEMENT_SELECTED);
	assert_int_equal(grid_cell(&grid, 2, 2)->style.marks, MARK_MATCH);
	assert_int_equal(grid_cell(&grid, 1, 2)->style.marks, 0);
	/* Scrolled away from it, the search goes on from what is on the screen. */
	assert_true(list_move(&list, -3));
	seek(&list, "cat");
	assert_true(list_find(&list, true, false, &wrapped));
	assert_int_equal(list.found, 3);
	assert_false(wrapped);
	grid_free(&grid);
	list_close(&list);
}

static void list_find__stays__in_what_a_filter_leaves(void **state)
{
	(void)state;
	struct list list;
	size_t number;
	bool wrapped;
	open_list(&list, &animals, true);
	struct status s = list_filter(&list, "c", QUERY_FOLDINGS);
	assert_true(status_ok(&s));
	seek(&list, "o");
	assert_true(list_find(&list, true, false, &wrapped));
	assert_int_equal(list.selected, 2);
	assert_int_equal(list_found(&list, &number), 1);
	assert_int_equal(number, 1);
	list_close(&list);
}

static void list_return_to__undoes__a_search(void **state)
{
	(void)state;
	struct grid grid = {0};
	struct list list;
	bool wrapped;
	open_list(&list, &animals, false);
	draw(&list, 4, &grid);
	list_move(&list, 1);
	struct list_spot spot = list_spot(&list);
	seek(&list, "shuqian");
	assert_true(list_find(&list, true, true, &wrapped));
	draw(&list, 4, &grid);
	list_return_to(&list, &spot);
	draw(&list, 4, &grid);
	assert_int_equal(list.top, 1);
	assert_int_equal(list.found, NO_LINE);
	assert_int_equal(grid_cell(&grid, 1, 2)->style.element, ELEMENT_TEXT);
	grid_free(&grid);
	list_close(&list);
}

/* What the list should do, one line at a time. */
static size_t walk(const struct words *words, size_t from, bool forward, bool here)
{
	for (size_t i = 0; i <= words->n; i++) {
		bool counts = i > 0 || here;
		if (counts && strcmp(words->v[from], "yes") == 0)
			return from;
		from = forward ? (from + 1) % words->n : (from + words->n - 1) % words->n;
	}
	return NO_LINE;
}

static void list_find__agrees__with_a_walk(void **state)
{
	(void)state;
	struct rng rng = {20261123};
	size_t found = 0;
	for (int run = 0; run < 2000; run++) {
		struct words words = {.n = 1 + rng_below(&rng, MOST)};
		struct list list;
		size_t number, matches = 0, before = 0;
		bool wrapped, forward = rng_chance(&rng, 50), here = rng_chance(&rng, 50);
		for (size_t i = 0; i < words.n; i++)
			words.v[i] = rng_chance(&rng, 25) ? "yes" : "no";
		open_list(&list, &words, true);
		size_t from = list.selected = rng_below(&rng, (unsigned)words.n);
		size_t expected = walk(&words, from, forward, here);
		seek(&list, "yes");
		assert_int_equal(
			list_find(&list, forward, here, &wrapped), expected != NO_LINE);
		assert_int_equal(list.selected, expected != NO_LINE ? expected : from);
		if (expected != NO_LINE) {
			bool past = forward ? expected < from : expected > from;
			assert_int_equal(wrapped, past || (expected == from && !here));
			found++;
		}
		for (size_t i = 0; i < words.n; i++) {
			matches += strcmp(words.v[i], "yes") == 0;
			if (i == list.selected)
				before = matches;
		}
		assert_int_equal(list_found(&list, &number), matches);
		assert_int_equal(number, expected != NO_LINE ? before : 0);
		list_close(&list);
	}
	assert_in_range(found, 500, 1999);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list_find__goes__around),
		cmocka_unit_test(list_find__moves__nothing_on_a_miss),
		cmocka_unit_test(list_find__finds__nothing_in_no_lines),
		cmocka_unit_test(list_find__brings__the_line_on_the_screen),
		cmocka_unit_test(list_find__stays__in_what_a_filter_leaves),
		cmocka_unit_test(list_return_to__undoes__a_search),
		cmocka_unit_test(list_find__agrees__with_a_walk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
