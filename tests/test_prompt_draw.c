/* SPDX-License-Identifier: MIT */
/* Tests of prompt: what is drawn of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "prompted.h"

static const struct glyph_style style = {.ambiguous = 1};

/* Draws on the last row of a screen of two and compares the rows, cursor "row,column". */
static void assert_drawn(struct prompt *prompt, const char *note, int columns,
	const char *rows, const char *cursor)
{
	struct grid grid = {0};
	struct buf got = {0};
	char place[32];
	grid_reset(&grid, columns, 2);
	prompt_draw(prompt, &style, note, &grid, 1);
	grid_print(&grid, &got);
	snprintf(place, sizeof place, "%d,%d", grid.cursor_row, grid.cursor_column);
	assert_string_equal(buf_string(&got), rows);
	assert_string_equal(place, cursor);
	buf_free(&got);
	grid_free(&grid);
}

static void prompt_draw__shows__label_text_and_note(void **state)
{
	struct prompt prompt;
	(void)state;
	prompt_open(
		&prompt, &(struct prompt_setup){.label = "note: ", .initial = "安全"});
	assert_drawn(&prompt, NULL, 20, "\nnote: 安全\n", "1,10");
	assert_drawn(&prompt, "1/2", 20, "\nnote: 安全       1/2\n", "1,10");
	type(&prompt, "<Left>");
	assert_drawn(&prompt, NULL, 20, "\nnote: 安全\n", "1,8");
	prompt_close(&prompt);
}

static void prompt_draw__moves__a_long_text_sideways(void **state)
{
	struct prompt prompt;
	(void)state;
	prompt_open(
		&prompt, &(struct prompt_setup){.label = "/", .initial = "0123456789"});
	assert_drawn(&prompt, NULL, 12, "\n/0123456789\n", "1,11");
	assert_drawn(&prompt, NULL, 8, "\n/456789\n", "1,7");
	type(&prompt, "<Left><Left><Left>");
	assert_drawn(&prompt, NULL, 8, "\n/456789\n", "1,4");
	type(&prompt, "<Left><Left><Left><Left>");
	assert_drawn(&prompt, NULL, 8, "\n/3456789\n", "1,1");
	type(&prompt, "<Home>");
	assert_drawn(&prompt, NULL, 8, "\n/0123456\n", "1,1");
	type(&prompt, "<End>");
	assert_drawn(&prompt, NULL, 8, "\n/456789\n", "1,7");
	type(&prompt, "<BS><BS>");
	assert_drawn(&prompt, NULL, 8, "\n/234567\n", "1,7");
	type(&prompt, "<C-u>");
	assert_drawn(&prompt, NULL, 8, "\n/\n", "1,1");
	prompt_close(&prompt);
}

static void prompt_draw__keeps__wide_characters_whole(void **state)
{
	struct prompt prompt;
	(void)state;
	prompt_open(
		&prompt, &(struct prompt_setup){.label = "/", .initial = "一二三四五"});
	assert_drawn(&prompt, NULL, 8, "\n/三四五\n", "1,7");
	assert_drawn(&prompt, NULL, 7, "\n/四五\n", "1,5");
	type(&prompt, "<Home><Right><Right><Right>");
	assert_drawn(&prompt, NULL, 7, "\n/四五\n", "1,1");
	type(&prompt, "<Home>");
	assert_drawn(&prompt, NULL, 7, "\n/一二三\n", "1,1");
	type(&prompt, "<Right><Right><Right>");
	assert_drawn(&prompt, NULL, 7, "\n/二三四\n", "1,5");
	prompt_close(&prompt);
}

static void prompt_draw__lists__what_was_offered(void **state)
{
	struct prompt prompt;
	struct buf asked = {0};
	(void)state;
	prompt_open(&prompt, &(struct prompt_setup){.label = ":",
				     .initial = "s",
				     .complete = offer_words,
				     .ctx = &asked});
	type(&prompt, "<Tab>");
	assert_drawn(
		&prompt, NULL, 40, "section-next  section-previous  set\n:se\n", "1,3");
	assert_drawn(&prompt, NULL, 33, "section-next  section-previous\n:se\n", "1,3");
	type(&prompt, "<Tab><Tab>");
	assert_drawn(&prompt, NULL, 33,
		"section-next  section-previous\n:section-previous\n", "1,17");
	type(&prompt, "<Tab>");
	assert_drawn(&prompt, NULL, 33, "set\n:set\n", "1,4");
	type(&prompt, "<Left>");
	assert_drawn(&prompt, NULL, 33, "\n:set\n", "1,3");
	prompt_close(&prompt);
	buf_free(&asked);
}

static void prompt_draw__marks__the_chosen_offer(void **state)
{
	struct prompt prompt;
	struct buf asked = {0};
	struct grid grid = {0};
	(void)state;
	prompt_open(&prompt, &(struct prompt_setup){.label = ":",
				     .initial = "sec",
				     .complete = offer_words,
				     .ctx = &asked});
	type(&prompt, "<Tab><Tab><Tab>");
	grid_reset(&grid, 40, 2);
	prompt_draw(&prompt, &style, NULL, &grid, 1);
	assert_int_equal(grid_cell(&grid, 0, 0)->style.element, ELEMENT_TEXT);
	assert_int_equal(grid_cell(&grid, 0, 14)->style.element, ELEMENT_SELECTED);
	assert_int_equal(grid_cell(&grid, 0, 29)->style.element, ELEMENT_SELECTED);
	assert_int_equal(grid_cell(&grid, 0, 30)->style.element, ELEMENT_TEXT);
	prompt_close(&prompt);
	grid_free(&grid);
	buf_free(&asked);
}

/* Without a row above it there is nowhere to list offers. */
static void prompt_draw__fits__the_smallest_screens(void **state)
{
	struct buf asked = {0};
	(void)state;
	for (int columns = 1; columns < 12; columns++) {
		struct prompt prompt;
		struct grid grid = {0};
		prompt_open(&prompt, &(struct prompt_setup){.label = "note: ",
					     .initial = "se一二三",
					     .complete = offer_words,
					     .ctx = &asked});
		type(&prompt, "<Home><Right><Right><Tab>");
		grid_reset(&grid, columns, 1);
		prompt_draw(&prompt, &style, "no such 国家", &grid, 0);
		assert_int_equal(grid.cursor_row, 0);
		assert_in_range(grid.cursor_column, 0, columns - 1);
		prompt_close(&prompt);
		grid_free(&grid);
	}
	buf_free(&asked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prompt_draw__shows__label_text_and_note),
		cmocka_unit_test(prompt_draw__moves__a_long_text_sideways),
		cmocka_unit_test(prompt_draw__keeps__wide_characters_whole),
		cmocka_unit_test(prompt_draw__lists__what_was_offered),
		cmocka_unit_test(prompt_draw__marks__the_chosen_offer),
		cmocka_unit_test(prompt_draw__fits__the_smallest_screens),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
