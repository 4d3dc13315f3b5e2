/* SPDX-License-Identifier: MIT */
/* Tests of the filter of list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "list.h"
#include "rng.h"

static const struct glyph_style narrow = {.ambiguous = 1};

/* A list of these lines, as many of them as count says; a blank at the start is an indent. */
struct outline {
	const char *const *lines;
	size_t count, asked; /* asked: how often a line was */
};

static const char *const sections[] = {
	"一、网络安全",
	" （一）历史",
	" （二）现实",
	"  1. 國家網絡",
	"  2. 国际",
	"二、教育",
	" （一）网络课程",
	" （二）学校",
};
enum { SECTIONS = sizeof sections / sizeof *sections };

static size_t outline_count(void *ctx)
{
	const struct outline *outline = ctx;
	return outline->count;
}

static struct list_line outline_line(void *ctx, size_t index)
{
	struct outline *outline = ctx;
	assert_true(index < outline->count);
	const char *text = outline->lines[index];
	int indent = (int)strspn(text, " ");
	outline->asked++;
	return (struct list_line){.text = text + indent,
		.len = strlen(text + indent),
		.indent = 2 * indent};
}

static void open_list(struct list *list, struct outline *outline, size_t selected)
{
	const struct list_source source = {.heading = "Sections",
		.hint = "a hint",
		.selects = true,
		.outline = true,
		.count = outline_count,
		.line = outline_line,
		.ctx = outline};
	list_open(list, &source, selected);
}

static void filter(struct list *list, const char *pattern)
{
	struct status s = list_filter(list, pattern, QUERY_FOLDINGS);
	assert_true(status_ok(&s));
}

static void assert_selected(const struct list *list, size_t expected)
{
	size_t line;
	assert_true(list_selected(list, &line));
	assert_int_equal(line, expected);
}

static void assert_drawn(struct list *list, int rows, const char *expected)
{
	struct grid grid = {0};
	struct buf text = {0};
	grid_reset(&grid, 24, rows);
	list_draw(list, &narrow, NULL, &grid);
	grid_print(&grid, &text);
	assert_string_equal(buf_string(&text), expected);
	buf_free(&text);
	grid_free(&grid);
}

static void list_filter__leaves__matches_and_what_is_above_them(void **state)
{
	(void)state;
	struct outline outline = {sections, SECTIONS, 0};
	struct list list;
	open_list(&list, &outline, 0);
	filter(&list, "网络");
	assert_true(list_is_filtered(&list));
	assert_drawn(&list, 8,
		" Sections  &网络    1/3\n"
		"  一、网络安全\n"
		"    （二）现实\n"
		"      1. 國家網絡\n"
		"  二、教育\n"
		"    （一）网络课程\n"
		"\n"
		" a hint\n");
	filter(&list, "xianshi");
	assert_drawn(&list, 8,
		" Sections  &xianshi 1/1\n"
		"  一、网络安全\n"
		"    （二）现实\n"
		"\n\n\n\n"
		" a hint\n");
	filter(&list, "");
	assert_false(list_is_filtered(&list));
	assert_drawn(&list, 4,
		" Sections           3/8\n"
		"    （一）历史\n"
		"    （二）现实\n"
		" a hint\n");
	list_close(&list);
}

static void list_filter__marks__what_matches(void **state)
{
	(void)state;
	struct outline outline = {sections, SECTIONS, 0};
	struct list list;
	struct grid grid = {0};
	open_list(&list, &outline, 5);
	filter(&list, "wangluo");
	grid_reset(&grid, 24, 8);
	list_draw(&list, &narrow, NULL, &grid);
	/* "二、教育" only stands above a match, which is selected. */
	assert_int_equal(grid_cell(&grid, 4, 2)->style.element, ELEMENT_HINT);
	assert_int_equal(grid_cell(&grid, 4, 2)->style.marks, 0);
	assert_int_equal(grid_cell(&grid, 5, 4)->style.element, ELEMENT_SELECTED);
	for (int column = 0; column < 24; column++)
		assert_int_equal(grid_cell(&grid, 5, column)->style.marks,
			column >= 10 && column < 14 ? MARK_MATCH : 0);
	assert_int_equal(grid.cursor_row, 5);
	grid_free(&grid);
	list_close(&list);
}

static void list_filter__selects__the_first_match_from_where_one_was(void **state)
{
	(void)state;
	static const struct {
		size_t from;
		const char *pattern;
		size_t selected;
	} cases[] = {
		{0, "网络", 0},
		{1, "网络", 3},
		{4, "网络", 6},
		{7, "网络", 6}, /* none behind it: the last */
		{2, "现实", 2},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct outline outline = {sections, SECTIONS, 0};
		struct list list;
		open_list(&list, &outline, cases[i].from);
		/* What was typed on the way does not count. */
		filter(&list, "二");
		filter(&list, "no such line");
		filter(&list, cases[i].pattern);
		assert_selected(&list, cases[i].selected);
		list_close(&list);
	}
}

static void list_move__goes__from_match_to_match(void **state)
{
	(void)state;
	struct outline outline = {sections, SECTIONS, 0};
	struct list list;
	open_list(&list, &outline, 0);
	filter(&list, "网络");
	assert_true(list_move(&list, 1));
	assert_selected(&list, 3);
	assert_true(list_move(&list, 5));
	assert_selected(&list, 6);
	assert_false(list_move(&list, 1));
	/* The match and what it belongs to are in sight. */
	assert_drawn(&list, 4,
		" Sections  &网络    3/3\n"
		"  二、教育\n"
		"    （一）网络课程\n"
		" a hint\n");
	assert_true(list_move(&list, -1));
	assert_drawn(&list, 4,
		" Sections  &网络    2/3\n"
		"    （二）现实\n"
		"      1. 國家網絡\n"
		" a hint\n");
	/* Without the filter the selection stays. */
	filter(&list, "");
	assert_selected(&list, 3);
	list_close(&list);
}

static void list_filter__says__that_nothing_matches(void **state)
{
	(void)state;
	struct outline outline = {sections, SECTIONS, 0};
	struct list list;
	size_t line;
	open_list(&list, &outline, 4);
	filter(&list, "zzzz");
	assert_drawn(&list, 5,
		" Sections  &zzzz    0/0\n"
		"  no line matches\n\n\n"
		" a hint\n");
	assert_false(list_selected(&list, &line));
	assert_false(list_move(&list, 1));
	filter(&list, "");
	assert_selected(&list, 4);
	list_close(&list);
}

static void list_filter__returns__what_is_wrong_with_a_pattern(void **state)
{
	(void)state;
	struct outline outline = {sections, SECTIONS, 0};
	struct list list;
	size_t line;
	open_list(&list, &outline, 4);
	struct status s = list_filter(&list, "(", QUERY_REGEX);
	assert_int_equal(s.code, STATUS_USAGE);
	assert_true(list_is_filtered(&list));
	assert_false(list_selected(&list, &line));
	list_close(&list);
}

static void list_filter__takes_up__lines_that_come_later_once(void **state)
{
	(void)state;
	struct outline outline = {sections, 3, 0};
	struct list list;
	open_list(&list, &outline, 0);
	filter(&list, "网络");
	assert_int_equal(outline.asked, 3);
	assert_drawn(&list, 5,
		" Sections  &网络    1/1\n"
		"  一、网络安全\n\n\n"
		" a hint\n");
	outline.count = SECTIONS;
	assert_drawn(&list, 8,
		" Sections  &网络    1/3\n"
		"  一、网络安全\n"
		"    （二）现实\n"
		"      1. 國家網絡\n"
		"  二、教育\n"
		"    （一）网络课程\n"
		"\n"
		" a hint\n");
	outline.asked = 0;
	assert_true(list_move(&list, 1));
	assert_int_equal(outline.asked, 0);
	list_close(&list);
}

static void list_filter__leaves__a_list_without_selection_to_scroll(void **state)
{
	(void)state;
	struct outline outline = {sections, SECTIONS, 0};
	const struct list_source source = {.heading = "Sections",
		.hint = "a hint",
		.count = outline_count,
		.line = outline_line,
		.ctx = &outline};
	struct list list;
	size_t line;
	list_open(&list, &source, 0);
	filter(&list, "网络");
	assert_drawn(&list, 4,
		" Sections  &网络    2/3\n"
		"  一、网络安全\n"
		"      1. 國家網絡\n"
		" a hint\n");
	assert_true(list_move(&list, 1));
	assert_false(list_move(&list, 1));
	assert_false(list_selected(&list, &line));
	list_close(&list);
}

/* Whatever the outline: what is shown is what matches and its ancestors, in order. */
static void list_filter__keeps__the_order_of_any_outline(void **state)
{
	(void)state;
	static const char *const kinds[] = {
		"甲", "乙", " 甲", " 乙", "  甲", "  乙", "   甲", "   乙"};
	struct rng rng = {7};
	for (int round = 0; round < 200; round++) {
		const char *lines[24];
		struct outline outline = {lines, 1 + rng_below(&rng, 24), 0};
		bool wanted[24] = {false};
		for (size_t i = 0; i < outline.count; i++)
			lines[i] = kinds[rng_below(&rng, 8)];
		for (size_t i = 0; i < outline.count; i++) {
			size_t depth = strspn(lines[i], " ");
			if (strcmp(lines[i] + depth, "甲") != 0)
				continue;
			wanted[i] = true;
			for (size_t above = i; above-- > 0 && depth > 0;)
				if (strspn(lines[above], " ") < depth) {
					depth = strspn(lines[above], " ");
					wanted[above] = true;
				}
		}
		struct list list;
		open_list(&list, &outline, 0);
		filter(&list, "甲");
		size_t next = 0;
		for (size_t i = 0; i < outline.count; i++)
			if (wanted[i])
				assert_int_equal(list.filter.shown.v[next++], i);
		assert_int_equal(list.filter.shown.n, next);
		list_close(&list);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list_filter__leaves__matches_and_what_is_above_them),
		cmocka_unit_test(list_filter__marks__what_matches),
		cmocka_unit_test(
			list_filter__selects__the_first_match_from_where_one_was),
		cmocka_unit_test(list_move__goes__from_match_to_match),
		cmocka_unit_test(list_filter__says__that_nothing_matches),
		cmocka_unit_test(list_filter__returns__what_is_wrong_with_a_pattern),
		cmocka_unit_test(list_filter__takes_up__lines_that_come_later_once),
		cmocka_unit_test(list_filter__leaves__a_list_without_selection_to_scroll),
		cmocka_unit_test(list_filter__keeps__the_order_of_any_outline),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
