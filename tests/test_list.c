/* SPDX-License-Identifier: MIT */
/* Tests of list, and of contents, whose lines it shows. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "contents.h"
#include "list.h"

static const struct glyph_style narrow = {.ambiguous = 1};

/* A list of numbers, as many as *ctx says. */
static size_t number_count(void *ctx)
{
	return *(size_t *)ctx;
}

static struct list_line number_line(void *ctx, size_t index)
{
	static char text[32];
	assert_true(index < *(size_t *)ctx);
	snprintf(text, sizeof text, "line %zu", index);
	return (struct list_line){.text = text,
		.len = strlen(text),
		.indent = index % 2 ? 2 : 0,
		.marked = index == 3};
}

static struct list numbers(size_t *count, bool selects, size_t selected)
{
	const struct list_source source = {.heading = "Numbers",
		.hint = "a hint",
		.selects = selects,
		.count = number_count,
		.line = number_line,
		.ctx = count};
	struct list list;
	list_open(&list, &source, selected);
	return list;
}

/* Draws and compares all rows, and the row of the cursor. */
static void assert_drawn(struct list *list, int columns, int rows, const char *message,
	const char *expected, int cursor_row)
{
	struct grid grid = {0};
	struct buf text = {0};
	grid_reset(&grid, columns, rows);
	list_draw(list, &narrow, message, &grid);
	grid_print(&grid, &text);
	assert_string_equal(buf_string(&text), expected);
	assert_int_equal(grid.cursor_row, cursor_row);
	assert_int_equal(grid.cursor_column, 0);
	buf_free(&text);
	grid_free(&grid);
}

static void list_draw__shows__lines_between_two_bars(void **state)
{
	(void)state;
	size_t count = 5;
	struct list list = numbers(&count, true, 1);
	assert_drawn(&list, 20, 6, NULL,
		" Numbers        2/5\n"
		"  line 0\n"
		"    line 1\n"
		"  line 2\n"
		"*   line 3\n"
		" a hint\n",
		2);
	assert_drawn(&list, 20, 4, "a message",
		" Numbers        2/5\n"
		"  line 0\n"
		"    line 1\n"
		" a message\n",
		2);
}

static void list_draw__styles__bars_and_selection(void **state)
{
	(void)state;
	size_t count = 2;
	struct list list = numbers(&count, true, 1);
	struct grid grid = {0};
	grid_reset(&grid, 10, 4);
	list_draw(&list, &narrow, "now", &grid);
	for (int column = 0; column < 10; column++) {
		assert_int_equal(grid_cell(&grid, 0, column)->style.element, ELEMENT_BAR);
		assert_int_equal(
			grid_cell(&grid, 1, column)->style.element, ELEMENT_TEXT);
		assert_int_equal(
			grid_cell(&grid, 2, column)->style.element, ELEMENT_SELECTED);
		assert_int_equal(
			grid_cell(&grid, 3, column)->style.element, ELEMENT_MESSAGE);
	}
	grid_free(&grid);
}

static struct list_line found_line(void *ctx, size_t index)
{
	(void)ctx, (void)index;
	return (struct list_line){.text = "一二三四", .len = 12, .match = {3, 9}};
}

static void list_draw__marks__a_match(void **state)
{
	(void)state;
	size_t count = 2;
	struct list list = numbers(&count, true, 0);
	struct grid grid = {0};
	list.source.line = found_line;
	grid_reset(&grid, 20, 4);
	list_draw(&list, &narrow, NULL, &grid);
	for (int row = 1; row <= 2; row++)
		for (int column = 2; column < 10; column++) {
			uint8_t marks = grid_cell(&grid, row, column)->style.marks;
			bool within = column >= 4 && column < 8;
			assert_int_equal((marks & MARK_MATCH) != 0, within);
		}
	grid_free(&grid);
	list_close(&list);
}

static void list_draw__scrolls__to_the_selection(void **state)
{
	(void)state;
	size_t count = 9;
	struct list list = numbers(&count, true, 8);
	assert_drawn(&list, 20, 4, NULL,
		" Numbers        9/9\n    line 7\n  line 8\n a hint\n", 2);
	assert_true(list_move(&list, -4));
	assert_drawn(&list, 20, 4, NULL,
		" Numbers        5/9\n  line 4\n    line 5\n a hint\n", 1);
	/* A taller screen leaves no blank rows below. */
	assert_true(list_move(&list, 4));
	assert_drawn(&list, 20, 4, NULL,
		" Numbers        9/9\n    line 7\n  line 8\n a hint\n", 2);
	assert_drawn(&list, 20, 5, NULL,
		" Numbers        9/9\n  line 6\n    line 7\n  line 8\n a hint\n", 3);
}

static void list_draw__survives__any_size(void **state)
{
	(void)state;
	size_t count = 3;
	struct list list = numbers(&count, true, 2);
	for (int columns = 1; columns <= 12; columns++)
		for (int rows = 1; rows <= 5; rows++) {
			struct grid grid = {0};
			grid_reset(&grid, columns, rows);
			list_draw(&list, &narrow, columns % 2 ? "message" : NULL, &grid);
			assert_in_range(grid.cursor_row, 0, rows - 1);
			assert_int_equal(list_move(&list, rows % 2 ? -1 : 1), true);
			grid_free(&grid);
			list.selected = 1;
		}
}

static void list_draw__shows__an_empty_list(void **state)
{
	(void)state;
	size_t count = 0;
	struct list list = numbers(&count, true, 0);
	assert_drawn(&list, 20, 4, NULL, " Numbers        0/0\n\n\n a hint\n", 1);
	assert_false(list_move(&list, 1));
	assert_false(list_move(&list, -1));
}

static void list_draw__shows__a_list_that_grows(void **state)
{
	(void)state;
	size_t count = 1;
	struct list list = numbers(&count, true, 0);
	assert_drawn(&list, 20, 4, NULL, " Numbers        1/1\n  line 0\n\n a hint\n", 1);
	assert_false(list_move(&list, 1));
	count = 3;
	assert_drawn(&list, 20, 4, NULL,
		" Numbers        1/3\n  line 0\n    line 1\n a hint\n", 1);
	assert_true(list_move(&list, 1));
}

static void list_move__stops__at_both_ends(void **state)
{
	(void)state;
	size_t count = 4;
	struct list list = numbers(&count, true, 1);
	assert_true(list_move(&list, 1));
	assert_int_equal(list.selected, 2);
	assert_true(list_move(&list, 100));
	assert_int_equal(list.selected, 3);
	assert_false(list_move(&list, 1));
	assert_true(list_move(&list, -100));
	assert_int_equal(list.selected, 0);
	assert_false(list_move(&list, -1));
	assert_true(list_move(&list, LONG_MAX));
	assert_true(list_move(&list, LONG_MIN));
	assert_int_equal(list.selected, 0);
}

static void list_move__scrolls__without_a_selection(void **state)
{
	(void)state;
	size_t count = 5;
	struct list list = numbers(&count, false, 0);
	assert_drawn(&list, 20, 5, NULL,
		" Numbers        3/5\n  line 0\n    line 1\n  line 2\n a hint\n", 1);
	assert_true(list_move(&list, 1));
	assert_drawn(&list, 20, 5, NULL,
		" Numbers        4/5\n    line 1\n  line 2\n*   line 3\n a hint\n", 1);
	assert_true(list_move(&list, 9));
	assert_int_equal(list.top, 2);
	assert_false(list_move(&list, 1));
	assert_true(list_move(&list, -9));
	assert_false(list_move(&list, -1));
}

static void list_page__is__one_less_than_the_rows(void **state)
{
	(void)state;
	size_t count = 9;
	struct list list = numbers(&count, false, 0);
	assert_int_equal(list_page(&list), 1);
	list.height = 8;
	assert_int_equal(list_page(&list), 7);
	list.height = 1;
	assert_int_equal(list_page(&list), 1);
}

static void add(struct document *document, enum side side, enum block_kind kind,
	uint8_t level, const char *text)
{
	const struct block block = {
		.text = text, .len = strlen(text), .kind = (uint8_t)kind, .level = level};
	document_add(document, side, &block);
}

static int make_document(void **state)
{
	struct document *document = xcalloc(1, sizeof *document);
	add(document, SIDE_ZH, BLOCK_TITLE, 0, "题目");
	add(document, SIDE_ZH, BLOCK_HEADING, 1, "一、开头");
	add(document, SIDE_ZH, BLOCK_PARAGRAPH, 0, "一段话。");
	add(document, SIDE_ZH, BLOCK_HEADING, 2, "（一）细节");
	add(document, SIDE_EN, BLOCK_PARAGRAPH, 0, "Before all.");
	add(document, SIDE_EN, BLOCK_HEADING, 1, "1. Start");
	*state = document;
	return 0;
}

static int free_document(void **state)
{
	document_free(*state);
	free(*state);
	return 0;
}

static void contents_source__lists__headings_under_their_language(void **state)
{
	struct contents contents = {.document = *state, .side = SIDE_ZH, .block = 2};
	struct list_source source = contents_source(&contents);
	struct list list;
	list_open(&list, &source, contents_here(&contents));
	assert_drawn(&list, 58, 8, NULL,
		" Contents                                             2/5\n"
		"  中文\n"
		"*   一、开头\n"
		"      （一）细节\n"
		"  English\n"
		"    1. Start\n"
		"\n"
		" Enter goes there, / searches, & filters, q or Esc closes\n",
		2);
}

static void contents_here__is__the_line_of_the_section(void **state)
{
	static const struct {
		enum side side;
		size_t block, line;
	} cases[] = {
		{SIDE_ZH, 0, 0},
		{SIDE_ZH, 1, 1},
		{SIDE_ZH, 2, 1},
		{SIDE_ZH, 3, 2},
		{SIDE_EN, 0, 3},
		{SIDE_EN, 1, 4},
		{SIDE_EN, NO_BLOCK, 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct contents contents = {.document = *state,
			.side = cases[i].side,
			.block = cases[i].block};
		assert_int_equal(contents_here(&contents), cases[i].line);
	}
}

static void contents_place__leads__to_the_heading(void **state)
{
	static const struct {
		enum side side;
		size_t block;
	} expected[] = {
		{SIDE_ZH, 0}, {SIDE_ZH, 1}, {SIDE_ZH, 3}, {SIDE_EN, 0}, {SIDE_EN, 1}};
	struct contents contents = {.document = *state, .block = NO_BLOCK};
	enum side side;
	size_t block;
	for (size_t i = 0; i < 5; i++) {
		assert_true(contents_place(&contents, i, &side, &block));
		assert_int_equal(side, expected[i].side);
		assert_int_equal(block, expected[i].block);
	}
	assert_false(contents_place(&contents, 5, &side, &block));
}

static void contents_source__leaves_out__a_language_without_text(void **state)
{
	(void)state;
	struct document document = {0};
	struct contents contents = {.document = &document, .block = NO_BLOCK};
	struct list_source source = contents_source(&contents);
	enum side side;
	size_t block;
	assert_int_equal(source.count(source.ctx), 0);
	assert_false(contents_place(&contents, 0, &side, &block));
	add(&document, SIDE_EN, BLOCK_PARAGRAPH, 0, "Text.");
	assert_int_equal(source.count(source.ctx), 1);
	assert_true(contents_place(&contents, 0, &side, &block));
	assert_int_equal(side, SIDE_EN);
	document_free(&document);
}

#define TEST_WITH_DOCUMENT(name)                                                         \
	cmocka_unit_test_setup_teardown(name, make_document, free_document)

/* A line with a share has a bar and a percent at its right, a note before that. */
static struct list_line share_line(void *ctx, size_t index)
{
	static const double shares[] = {0, 0.04, 0.5, 1};
	(void)ctx;
	return (struct list_line){.text = "a line of words",
		.len = 15,
		.measured = true,
		.share = shares[index],
		.note = index == 2 ? "~ medium" : NULL};
}

static void assert_shares(int columns, int ambiguous, const char *expected)
{
	size_t count = 4;
	struct list list;
	struct grid grid = {0};
	struct buf text = {0};
	const struct glyph_style style = {.ambiguous = (uint8_t)ambiguous};
	const struct list_source source = {.heading = "",
		.hint = "",
		.count = number_count,
		.line = share_line,
		.ctx = &count};
	list_open(&list, &source, 0);
	grid_reset(&grid, columns, 6);
	list_draw(&list, &style, NULL, &grid);
	grid_print(&grid, &text);
	const char *lines = strchr(buf_string(&text), '\n') + 1;
	assert_string_equal(lines, expected);
	list_close(&list);
	buf_free(&text);
	grid_free(&grid);
}

static void list_draw__shows__shares_as_bars(void **state)
{
	(void)state;
	assert_shares(54, 1,
		"  a line of words                                  0%\n"
		"  a line of words                     \u258D            4%\n"
		"  a line of words           ~ medium  \u2588\u2588\u2588\u2588\u2588    "
		"   50%\n"
		"  a line of words                     "
		"\u2588\u2588\u2588\u2588\u2588\u2588\u2588"
		"\u2588\u2588\u2588 100%\n\n");
	assert_shares(54, 2,
		"  a line of words                     ..........   0%\n"
		"  a line of words                     ..........   4%\n"
		"  a line of words           ~ medium  #####.....  50%\n"
		"  a line of words                     ########## 100%\n\n");
	/* On a narrow screen the percent stays, and then only the words. */
	assert_shares(30, 1,
		"  a line of words          0%\n"
		"  a line of words          4%\n"
		"  a line of words         50%\n"
		"  a line of words        100%\n\n");
}

static struct list_line long_line(void *ctx, size_t index)
{
	static const char *const texts[] = {
		"a few words", "a few more words", "一二三四五六", "一二三四五六七"};
	assert_true(index < *(size_t *)ctx);
	return (struct list_line){.text = texts[index], .len = strlen(texts[index])};
}

static void assert_clipped(int columns, int ambiguous, const char *expected)
{
	size_t count = 4;
	const struct list_source source = {.heading = "",
		.hint = "",
		.selects = true,
		.count = number_count,
		.line = long_line,
		.ctx = &count};
	const struct glyph_style style = {.ambiguous = (uint8_t)ambiguous};
	struct list list;
	struct grid grid = {0};
	struct buf text = {0};
	list_open(&list, &source, 0);
	grid_reset(&grid, columns, 6);
	list_draw(&list, &style, NULL, &grid);
	grid_print(&grid, &text);
	assert_string_equal(strchr(buf_string(&text), '\n') + 1, expected);
	buf_free(&text);
	grid_free(&grid);
	list_close(&list);
}

/* What fits to the last cell is shown whole. */
static void list_draw__ends__what_is_too_long_with_an_ellipsis(void **state)
{
	(void)state;
	assert_clipped(14, 1,
		"  a few words\n  a few more …\n  一二三四五六\n  一二三四五…\n\n");
	assert_clipped(
		13, 1, "  a few words\n  a few more…\n  一二三四五…\n  一二三四五…\n\n");
	assert_clipped(14, 2,
		"  a few words\n  a few mor...\n  一二三四五六\n  一二三四...\n\n");
	assert_clipped(4, 2, "  a\n  a\n  一\n  一\n\n");
}

static size_t one(void *ctx)
{
	(void)ctx;
	return 1;
}

static struct list_line halved_line(void *ctx, size_t index)
{
	static const char text[] = "风停了，雨也停了。The wind dropped，as did the rain.";
	(void)ctx;
	(void)index;
	return (struct list_line){.text = text,
		.len = strlen(text),
		.right = strlen("风停了，雨也停了。"),
		.narrow = true};
}

static void assert_halved(int columns, uint8_t ambiguous, const char *expected)
{
	const struct list_source source = {
		.heading = "H", .hint = "", .count = one, .line = halved_line};
	const struct glyph_style style = {.ambiguous = ambiguous};
	struct list list;
	struct grid grid = {0};
	struct buf text = {0};
	list_open(&list, &source, 0);
	list_seek(&list, "rain", 0);
	grid_reset(&grid, columns, 3);
	list_draw(&list, &style, NULL, &grid);
	grid_print(&grid, &text);
	const char *line = strchr(buf_string(&text), '\n') + 1;
	if (expected)
		assert_memory_equal(line, expected, strlen(expected));
	list_close(&list);
	buf_free(&text);
	grid_free(&grid);
}

/* Only English has its marks narrow, and the border is no sign of two cells. */
static void list_draw__shows__two_halves(void **state)
{
	(void)state;
	assert_halved(76, 1,
		"  风停了，雨也停了。                   │ The wind dropped, as did the "
		"rain.\n");
	assert_halved(76, 2,
		"  风停了，雨也停了。                   | The wind dropped, as did the "
		"rain.\n");
	assert_halved(30, 1, "  风停了，雨也… │ The wind dr…\n");
	for (int columns = 1; columns < 30; columns++)
		assert_halved(columns, 1, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list_draw__shows__lines_between_two_bars),
		cmocka_unit_test(list_draw__styles__bars_and_selection),
		cmocka_unit_test(list_draw__marks__a_match),
		cmocka_unit_test(list_draw__scrolls__to_the_selection),
		cmocka_unit_test(list_draw__survives__any_size),
		cmocka_unit_test(list_draw__shows__an_empty_list),
		cmocka_unit_test(list_draw__shows__a_list_that_grows),
		cmocka_unit_test(list_draw__shows__shares_as_bars),
		cmocka_unit_test(list_draw__ends__what_is_too_long_with_an_ellipsis),
		cmocka_unit_test(list_draw__shows__two_halves),
		cmocka_unit_test(list_move__stops__at_both_ends),
		cmocka_unit_test(list_move__scrolls__without_a_selection),
		cmocka_unit_test(list_page__is__one_less_than_the_rows),
		TEST_WITH_DOCUMENT(contents_source__lists__headings_under_their_language),
		TEST_WITH_DOCUMENT(contents_here__is__the_line_of_the_section),
		TEST_WITH_DOCUMENT(contents_place__leads__to_the_heading),
		cmocka_unit_test(contents_source__leaves_out__a_language_without_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
