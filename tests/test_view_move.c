/* SPDX-License-Identifier: MIT */
/* Tests of view: rows and pages, sentences, paragraphs, sections. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

/* ---- rows and pages ----------------------------------------------------------------- */

/* Moving brings a line to the row below the heads. */
static void assert_brings(
	struct scene *scene, enum view_unit unit, long count, const char *line)
{
	assert_true(view_move(scene->view, unit, count));
	scene_draw(scene);
	assert_line_has(scene, 2, line);
}

static void view_move__scrolls__by_rows(void **state)
{
	(void)state;
	struct scene *scene = scene_open_long(40, 13, SIDE_ZH);
	scene_draw(scene);
	char *second = screen_line(scene, 3), *fifth = screen_line(scene, 6);
	assert_brings(scene, UNIT_ROW, 1, second);
	assert_brings(scene, UNIT_ROW, 3, fifth);
	assert_brings(scene, UNIT_ROW, -3, second);
	free(second);
	free(fifth);
	scene_free(scene);
}

static void view_move__keeps__two_rows_of_a_page(void **state)
{
	(void)state;
	struct scene *scene = scene_open_long(40, 13, SIDE_ZH);
	scene_draw(scene);
	char *first = screen_line(scene, 2), *ninth = screen_line(scene, 10),
	     *tenth = screen_line(scene, 11);
	assert_brings(scene, UNIT_PAGE, 1, ninth);
	assert_line_has(scene, 3, tenth);
	assert_true(view_move(scene->view, UNIT_HALF_PAGE, -1));
	assert_brings(scene, UNIT_ROW, -3, first);
	free(first);
	free(ninth);
	free(tenth);
	scene_free(scene);
}

static void view_move__stops__at_both_ends(void **state)
{
	(void)state;
	struct scene *scene = scene_open_long(40, 13, SIDE_EN);
	assert_false(view_move(scene->view, UNIT_ROW, -1));
	assert_false(view_move(scene->view, UNIT_PAGE, -7));
	assert_false(view_move(scene->view, UNIT_SENTENCE, -1));
	assert_false(view_move(scene->view, UNIT_ROW, 0));
	assert_true(view_move(scene->view, UNIT_PAGE, LONG_MAX));
	scene_draw(scene);
	assert_line_has(scene, 11, "matter 60.");
	assert_false(view_move(scene->view, UNIT_PAGE, 1));
	assert_false(view_move(scene->view, UNIT_ROW, LONG_MAX));
	assert_true(view_move(scene->view, UNIT_ROW, LONG_MIN));
	assert_int_equal(view_place(scene->view), 0);
	scene_free(scene);
}

static void view_move__leaves__a_text_that_fits_where_it_is(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 13);
	scene_add_numbered(scene, SIDE_ZH, 1, 3);
	assert_false(view_move(scene->view, UNIT_ROW, 1));
	assert_false(view_move(scene->view, UNIT_PAGE, 1));
	assert_int_equal(view_place(scene->view), 100);
	assert_true(view_move(scene->view, UNIT_SENTENCE, 2));
	view_end(scene->view);
	scene_draw(scene);
	assert_line_has(scene, 2, "第1句话");
	scene_free(scene);
}

static void view_move__changes__the_current_sentence_when_it_leaves(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 9);
	for (int i = 0; i < 20; i++)
		scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "只有一行。");
	view_move(scene->view, UNIT_ROW, 4);
	assert_current(scene, SIDE_ZH, 4, 0);
	view_move(scene->view, UNIT_SENTENCE, 2);
	view_move(scene->view, UNIT_ROW, 2);
	assert_current(scene, SIDE_ZH, 6, 0);
	view_move(scene->view, UNIT_ROW, -6);
	assert_current(scene, SIDE_ZH, 0, 0);
	scene_free(scene);
}

static void view_move__keeps__a_sentence_that_fills_the_screen(void **state)
{
	(void)state;
	struct scene *scene = scene_open(30, 8);
	struct buf text = {0};
	for (int i = 0; i < 60; i++)
		buf_puts(&text, "一直说下去，没有停，");
	buf_puts(&text, "完了。这是下一句。");
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, buf_string(&text));
	for (int i = 0; i < 10; i++)
		assert_true(view_move(scene->view, UNIT_PAGE, 1));
	assert_current(scene, SIDE_ZH, 0, 0);
	scene_draw(scene);
	assert_int_equal(scene->grid.cursor_row, 2);
	assert_int_equal(scene->grid.cursor_column, 1);
	view_end(scene->view);
	assert_current(scene, SIDE_ZH, 0, text.n - strlen("这是下一句。"));
	assert_brings(scene, UNIT_SENTENCE, -1, "    一直说下去");
	buf_free(&text);
	scene_free(scene);
}

static void view_percent__goes__by_bytes(void **state)
{
	(void)state;
	struct scene *scene = scene_open_long(40, 13, SIDE_ZH);
	view_percent(scene->view, 50);
	assert_in_range(current_block(scene), 10, 11);
	assert_in_range(view_place(scene->view), 47, 50);
	view_percent(scene->view, 100);
	scene_draw(scene);
	assert_line_has(scene, 11, "第60件事。");
	assert_int_equal(view_place(scene->view), 100);
	view_percent(scene->view, -5);
	assert_current(scene, SIDE_ZH, 0, 0);
	assert_int_equal(view_place(scene->view), 0);
	scene_free(scene);
}

static void view_end__shows__the_last_row_at_the_bottom(void **state)
{
	(void)state;
	struct scene *scene = scene_open_long(40, 13, SIDE_ZH);
	view_end(scene->view);
	scene_draw(scene);
	assert_line_has(scene, 11, "第60件事。");
	assert_int_equal(current_block(scene), 19);
	assert_marked(scene, MARK_CURRENT, "这是第60句话，讲的是第60件事。");
	view_home(scene->view);
	scene_draw(scene);
	assert_line_has(scene, 2, "    这是第1句话");
	assert_current(scene, SIDE_ZH, 0, 0);
	scene_free(scene);
}

/* ---- sentences, paragraphs, sections ------------------------------------------------ */

static void view_move__goes__from_sentence_to_sentence(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 13);
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "天晴。水清。");
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "山高。路远。");
	assert_true(view_move(scene->view, UNIT_SENTENCE, 1));
	assert_current(scene, SIDE_ZH, 0, 9);
	assert_true(view_move(scene->view, UNIT_SENTENCE, 1));
	assert_current(scene, SIDE_ZH, 1, 0);
	assert_true(view_move(scene->view, UNIT_SENTENCE, -1));
	assert_current(scene, SIDE_ZH, 0, 9);
	assert_true(view_move(scene->view, UNIT_SENTENCE, 99));
	assert_current(scene, SIDE_ZH, 1, 9);
	assert_false(view_move(scene->view, UNIT_SENTENCE, 1));
	assert_true(view_move(scene->view, UNIT_SENTENCE, -99));
	assert_current(scene, SIDE_ZH, 0, 0);
	scene_free(scene);
}

static void view_move__takes__clauses_for_sentences_when_asked(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 13);
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "天晴；水清。山高。");
	view_move(scene->view, UNIT_SENTENCE, 1);
	assert_current(scene, SIDE_ZH, 0, 18);
	view_home(scene->view);
	scene->config.semicolon = true;
	scene_resize(scene, 40, 13, 1);
	view_move(scene->view, UNIT_SENTENCE, 1);
	assert_current(scene, SIDE_ZH, 0, 9);
	scene_free(scene);
}

static void view_move__shows__the_whole_sentence(void **state)
{
	(void)state;
	struct scene *scene = scene_open_long(40, 13, SIDE_ZH);
	for (int i = 2; i <= 60; i++) {
		char expected[96];
		assert_true(view_move(scene->view, UNIT_SENTENCE, 1));
		scene_draw(scene);
		snprintf(expected, sizeof expected, "这是第%d句话，讲的是第%d件事。", i,
			i);
		assert_marked(scene, MARK_CURRENT, expected);
		if (i < 57)
			assert_in_range(scene->grid.cursor_row, 2, 9);
	}
	scene_free(scene);
}

static void view_move__goes__from_paragraph_to_paragraph(void **state)
{
	(void)state;
	struct scene *scene = scene_open_long(40, 13, SIDE_ZH);
	assert_true(view_move(scene->view, UNIT_PARAGRAPH, 2));
	assert_current(scene, SIDE_ZH, 2, 0);
	assert_true(view_move(scene->view, UNIT_SENTENCE, 1));
	assert_true(view_move(scene->view, UNIT_PARAGRAPH, -1));
	assert_current(scene, SIDE_ZH, 2, 0);
	assert_true(view_move(scene->view, UNIT_PARAGRAPH, -1));
	assert_current(scene, SIDE_ZH, 1, 0);
	assert_true(view_move(scene->view, UNIT_PARAGRAPH, LONG_MAX));
	assert_current(scene, SIDE_ZH, 19, 0);
	assert_false(view_move(scene->view, UNIT_PARAGRAPH, 1));
	assert_true(view_move(scene->view, UNIT_PARAGRAPH, LONG_MIN));
	assert_current(scene, SIDE_ZH, 0, 0);
	assert_false(view_move(scene->view, UNIT_PARAGRAPH, -1));
	scene_free(scene);
}

static void view_move__goes__from_section_to_section(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 8);
	scene_add_article(scene);
	assert_true(view_move(scene->view, UNIT_SECTION, 1));
	assert_current(scene, SIDE_ZH, 2, 0);
	scene_draw(scene);
	assert_int_equal(scene->grid.cursor_row, 3);
	assert_true(view_move(scene->view, UNIT_SECTION, 1));
	assert_current(scene, SIDE_ZH, 4, 0);
	assert_true(view_move(scene->view, UNIT_PARAGRAPH, 1));
	assert_true(view_move(scene->view, UNIT_SECTION, -1));
	assert_current(scene, SIDE_ZH, 4, 0);
	assert_true(view_move(scene->view, UNIT_SECTION, 9));
	assert_current(scene, SIDE_ZH, 6, 0);
	assert_false(view_move(scene->view, UNIT_SECTION, 1));
	assert_true(view_move(scene->view, UNIT_SECTION, -3));
	assert_current(scene, SIDE_ZH, 0, 0);
	assert_false(view_move(scene->view, UNIT_SECTION, -1));
	view_switch_pane(scene->view);
	assert_false(view_move(scene->view, UNIT_SECTION, 1));
	scene_free(scene);
}

static void view_section_path__names__all_sections_around(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 8);
	struct buf path = {0};
	scene_add_article(scene);
	scene_add_heading(scene, SIDE_ZH, 2, 0, 3, "## 后记");
	view_section_path(scene->view, &path);
	assert_int_equal(path.n, 0);
	view_go(scene->view, SIDE_ZH, 5, 0);
	view_section_path(scene->view, &path);
	assert_string_equal(buf_string(&path), "一、水流 › （一）四季的水量");
	path.n = 0;
	view_go(scene->view, SIDE_ZH, 8, 0);
	view_section_path(scene->view, &path);
	assert_string_equal(buf_string(&path), "二、看磨的人 › 后记");
	buf_free(&path);
	scene_free(scene);
}

static void view_go__shows__a_sentence_in_the_pane_of_its_side(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 13);
	for (int i = 0; i < 20; i++) {
		scene_add_numbered(scene, SIDE_ZH, i * 3 + 1, 3);
		scene_add_numbered(scene, SIDE_EN, i * 3 + 1, 3);
	}
	view_go(scene->view, SIDE_EN, 10, 60);
	assert_current(scene, SIDE_EN, 10, 49 + 2);
	scene_draw(scene);
	assert_marked(scene, MARK_CURRENT,
		"This is sentence 32, and it tells about matter 32.");
	assert_in_range(scene->grid.cursor_row, 4, 6);
	view_go(scene->view, SIDE_ZH, 19, SIZE_MAX);
	scene_draw(scene);
	assert_marked(scene, MARK_CURRENT, "这是第60句话，讲的是第60件事。");
	scene_free(scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(view_move__scrolls__by_rows),
		cmocka_unit_test(view_move__keeps__two_rows_of_a_page),
		cmocka_unit_test(view_move__stops__at_both_ends),
		cmocka_unit_test(view_move__leaves__a_text_that_fits_where_it_is),
		cmocka_unit_test(view_move__changes__the_current_sentence_when_it_leaves),
		cmocka_unit_test(view_move__keeps__a_sentence_that_fills_the_screen),
		cmocka_unit_test(view_percent__goes__by_bytes),
		cmocka_unit_test(view_end__shows__the_last_row_at_the_bottom),
		cmocka_unit_test(view_move__goes__from_sentence_to_sentence),
		cmocka_unit_test(view_move__takes__clauses_for_sentences_when_asked),
		cmocka_unit_test(view_move__shows__the_whole_sentence),
		cmocka_unit_test(view_move__goes__from_paragraph_to_paragraph),
		cmocka_unit_test(view_move__goes__from_section_to_section),
		cmocka_unit_test(view_section_path__names__all_sections_around),
		cmocka_unit_test(view_go__shows__a_sentence_in_the_pane_of_its_side),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
