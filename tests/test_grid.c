/* SPDX-License-Identifier: MIT */
/* Tests of grid: putting, clipping, halves of wide characters, printing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "grid.h"
#include "rng.h"

static const struct glyph_style narrow = {.ambiguous = 1};
static const struct glyph_style wide = {.ambiguous = 2};
static const struct glyph_style english = {.ambiguous = 1, .narrow_punctuation = true};
static const struct cell_style heading = {ELEMENT_HEADING, MARK_CURRENT};

static struct grid make(int columns, int rows)
{
	struct grid grid = {0};
	grid_reset(&grid, columns, rows);
	return grid;
}

static int put(struct grid *grid, int row, int column, const char *text)
{
	return grid_text(
		grid, row, column, grid->columns, &narrow, heading, text, strlen(text));
}

static void assert_prints(const struct grid *grid, const char *expected)
{
	struct buf out = {0};
	grid_print(grid, &out);
	assert_string_equal(buf_string(&out), expected);
	buf_free(&out);
}

/* A cell of width 2 and one of width 0 come in pairs, and only so. */
static void assert_paired(const struct grid *grid)
{
	for (int row = 0; row < grid->rows; row++) {
		for (int column = 0; column < grid->columns; column++) {
			const struct cell *cell = grid_cell(grid, row, column);
			if (cell->width == 2) {
				assert_true(column + 1 < grid->columns);
				assert_int_equal(cell[1].width, 0);
				assert_int_equal(cell[1].len, 0);
				assert_true(cell->len > 0);
				column++;
			} else {
				assert_int_equal(cell->width, 1);
			}
		}
	}
}

static void grid_reset__blanks__everything(void **state)
{
	(void)state;
	struct grid grid = make(4, 2);
	put(&grid, 0, 0, "中文");
	grid.cursor_row = 1;
	grid_reset(&grid, 4, 2);
	assert_prints(&grid, "\n\n");
	assert_int_equal(grid.cursor_row, 0);
	assert_int_equal(grid_cell(&grid, 0, 0)->style.element, ELEMENT_TEXT);
	grid_reset(&grid, 1, 1);
	assert_prints(&grid, "\n");
	grid_free(&grid);
	assert_null(grid.cells);
}

static void grid_text__gives__each_character_its_cells(void **state)
{
	(void)state;
	struct grid grid = make(10, 1);
	assert_int_equal(put(&grid, 0, 1, "a中é"), 4);
	assert_string_equal(grid_cell(&grid, 0, 1)->bytes, "a");
	assert_int_equal(grid_cell(&grid, 0, 2)->width, 2);
	assert_int_equal(grid_cell(&grid, 0, 2)->len, 3);
	assert_int_equal(grid_cell(&grid, 0, 3)->width, 0);
	assert_int_equal(grid_cell(&grid, 0, 3)->style.element, ELEMENT_HEADING);
	assert_int_equal(grid_cell(&grid, 0, 4)->style.marks, MARK_CURRENT);
	assert_int_equal(grid_cell(&grid, 0, 5)->style.marks, 0);
	assert_prints(&grid, " a中é\n");
	grid_free(&grid);
}

static void grid_text__keeps__marks_with_their_base(void **state)
{
	(void)state;
	struct grid grid = make(4, 1);
	assert_int_equal(put(&grid, 0, 0, "e\u0301x"), 2);
	assert_int_equal(grid_cell(&grid, 0, 0)->len, 3);
	assert_prints(&grid, "e\u0301x\n");
	grid_free(&grid);
}

static void grid_text__takes__the_ambiguous_width_it_is_told(void **state)
{
	(void)state;
	struct grid grid = make(6, 1);
	assert_int_equal(grid_text(&grid, 0, 0, 6, &narrow, heading, "“x”", 7), 3);
	assert_int_equal(grid_text(&grid, 0, 0, 6, &wide, heading, "“x”", 7), 5);
	assert_int_equal(grid_cell(&grid, 0, 0)->width, 2);
	assert_prints(&grid, "“x”\n");
	grid_free(&grid);
}

static void grid_text__spells__what_a_terminal_may_not_get(void **state)
{
	(void)state;
	struct grid grid = make(12, 1);
	assert_int_equal(put(&grid, 0, 0, "a\u202e\x1b"), 9);
	assert_prints(&grid, "a<202E>^[\n");
	assert_int_equal(grid_cell(&grid, 0, 3)->len, 1);
	assert_int_equal(grid_cell(&grid, 0, 3)->bytes[0], '0');
	assert_paired(&grid);
	grid_free(&grid);
}

static void grid_text__parts__what_is_several_characters_wide(void **state)
{
	(void)state;
	struct grid grid = make(12, 1);
	const char *text = "word，next";
	assert_int_equal(
		grid_text(&grid, 0, 0, 12, &english, heading, text, strlen(text)), 10);
	assert_prints(&grid, "word, next\n");
	assert_int_equal(grid_cell(&grid, 0, 4)->bytes[0], ',');
	assert_int_equal(grid_cell(&grid, 0, 4)->width, 1);
	assert_int_equal(grid_cell(&grid, 0, 5)->len, 0);
	grid_free(&grid);
}

static void grid_text__lets__trailing_blanks_hang_over(void **state)
{
	(void)state;
	struct grid grid = make(5, 1);
	const char *text = "word，next";
	assert_int_equal(
		grid_text(&grid, 0, 0, 5, &english, heading, text, strlen(text)), 5);
	assert_prints(&grid, "word,\n");
	grid_free(&grid);
}

static void grid_text__clips__to_room_and_grid(void **state)
{
	(void)state;
	struct grid grid = make(4, 1);
	assert_int_equal(grid_text(&grid, 0, 0, 3, &narrow, heading, "中文", 6), 2);
	assert_prints(&grid, "中\n");
	assert_int_equal(put(&grid, 0, 3, "文a"), 0);
	assert_int_equal(put(&grid, 0, 3, "ab"), 1);
	assert_int_equal(put(&grid, 0, 4, "a"), 0);
	assert_int_equal(put(&grid, 0, -1, "a"), 0);
	assert_int_equal(put(&grid, 1, 0, "a"), 0);
	assert_int_equal(put(&grid, -1, 0, "a"), 0);
	assert_int_equal(grid_text(&grid, 0, 0, 0, &narrow, heading, "a", 1), 0);
	assert_int_equal(grid_text(&grid, 0, 0, -3, &narrow, heading, "a", 1), 0);
	assert_int_equal(put(&grid, 0, 0, ""), 0);
	assert_prints(&grid, "中 a\n");
	grid_free(&grid);
}

static void grid_text__blanks__the_other_half_of_what_it_overwrites(void **state)
{
	(void)state;
	struct grid grid = make(6, 1);
	put(&grid, 0, 0, "中文字");
	put(&grid, 0, 1, "x");
	assert_prints(&grid, " x文字\n");
	put(&grid, 0, 4, "y");
	assert_prints(&grid, " x文y\n");
	put(&grid, 0, 0, "中文字");
	put(&grid, 0, 1, "国");
	assert_prints(&grid, " 国 字\n");
	assert_paired(&grid);
	grid_free(&grid);
}

static void grid_fill__blanks__and_gives_a_style(void **state)
{
	(void)state;
	struct grid grid = make(6, 1);
	put(&grid, 0, 0, "中文字");
	grid_fill(&grid, 0, 1, 2, (struct cell_style){ELEMENT_BAR, 0});
	assert_prints(&grid, "    字\n");
	assert_int_equal(grid_cell(&grid, 0, 0)->style.element, ELEMENT_HEADING);
	assert_int_equal(grid_cell(&grid, 0, 1)->style.element, ELEMENT_BAR);
	assert_int_equal(grid_cell(&grid, 0, 3)->style.element, ELEMENT_HEADING);
	grid_fill(&grid, 0, -2, 3, heading);
	grid_fill(&grid, 0, 5, 100, heading);
	grid_fill(&grid, 7, 0, 1, heading);
	grid_fill(&grid, 0, 2, 0, heading);
	assert_prints(&grid, "\n");
	assert_paired(&grid);
	grid_free(&grid);
}

static void grid_print__cuts__trailing_blanks_only(void **state)
{
	(void)state;
	struct grid grid = make(8, 3);
	put(&grid, 0, 0, "  a  b  ");
	put(&grid, 2, 6, "中");
	assert_prints(&grid, "  a  b\n\n      中\n");
	grid_free(&grid);
}

/* Whatever is put where, pairs stay pairs and nothing is written outside. */
static void grid_text__keeps__pairs_whatever_is_put_where(void **state)
{
	(void)state;
	static const char *const texts[] = {"a", "中", "“中”", "e\u0301", "\u202e", "🇨🇳",
		"👩‍🔬", "한국", "क्षि", "\u0301", "\t", "\u3000", "，", "x（中",
		"\U0010ffff", "word，x"};
	struct rng rng = {20240611};
	const struct glyph_style *styles[] = {&narrow, &wide, &english};
	struct grid grid = make(13, 3);
	for (int i = 0; i < 20000; i++) {
		const char *text = texts[rng_below(&rng, sizeof texts / sizeof *texts)];
		int row = rng_between(&rng, -1, 3), column = rng_between(&rng, -2, 14);
		int room = rng_between(&rng, -1, 15);
		const struct glyph_style *style = styles[rng_below(&rng, 3)];
		int used = grid_text(
			&grid, row, column, room, style, heading, text, strlen(text));
		assert_in_range(used, 0, room > 0 ? room : 0);
		assert_paired(&grid);
	}
	grid_free(&grid);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grid_reset__blanks__everything),
		cmocka_unit_test(grid_text__gives__each_character_its_cells),
		cmocka_unit_test(grid_text__keeps__marks_with_their_base),
		cmocka_unit_test(grid_text__takes__the_ambiguous_width_it_is_told),
		cmocka_unit_test(grid_text__spells__what_a_terminal_may_not_get),
		cmocka_unit_test(grid_text__parts__what_is_several_characters_wide),
		cmocka_unit_test(grid_text__lets__trailing_blanks_hang_over),
		cmocka_unit_test(grid_text__clips__to_room_and_grid),
		cmocka_unit_test(grid_text__blanks__the_other_half_of_what_it_overwrites),
		cmocka_unit_test(grid_fill__blanks__and_gives_a_style),
		cmocka_unit_test(grid_print__cuts__trailing_blanks_only),
		cmocka_unit_test(grid_text__keeps__pairs_whatever_is_put_where),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
