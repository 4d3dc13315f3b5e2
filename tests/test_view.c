/* SPDX-License-Identifier: MIT */
/* Tests of view: the shape of the screen, and anything at all done to it. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rng.h"
#include "scene.h"

/* ---- the shape of the screen -------------------------------------------------------- */

static void view_configure__keeps__the_current_sentence_on_its_row(void **state)
{
	(void)state;
	struct scene *scene = scene_open(100, 24);
	scene_add_translation(scene, 100, 3);
	view_go(scene->view, SIDE_ZH, 50, 0);
	view_move(scene->view, UNIT_ROW, 2);
	scene_draw(scene);
	int row = scene->grid.cursor_row;
	size_t block = current_block(scene);
	static const int widths[] = {120, 200, 75, 90, 100};
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		scene_resize(scene, widths[i], 24, 1);
		scene_draw(scene);
		assert_int_equal(scene->grid.cursor_row, row);
		assert_int_equal(current_block(scene), block);
	}
	view_divide(scene->view, 10);
	view_divide(scene->view, -25);
	scene_draw(scene);
	assert_int_equal(scene->grid.cursor_row, row);
	scene_resize(scene, 100, 8, 1);
	scene_draw(scene);
	assert_in_range(scene->grid.cursor_row, 2, 6);
	scene_free(scene);
}

static void view_next_arrangement__goes__round(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	scene_add_translation(scene, 3, 2);
	scene_draw(scene);
	assert_line_has(scene, 1, "┬ English");
	view_next_arrangement(scene->view);
	scene_draw(scene);
	assert_line_has(scene, 1, " 中文 ─ English ─");
	view_toggle_follow(scene->view);
	scene_draw(scene);
	assert_line_lacks(scene, 1, "English");
	assert_line_has(scene, 7, " English ─");
	view_next_arrangement(scene->view);
	scene_draw(scene);
	assert_line_lacks(scene, 7, " English ─");
	view_switch_pane(scene->view);
	scene_draw(scene);
	assert_line_has(scene, 1, " English ─");
	view_next_arrangement(scene->view);
	scene_draw(scene);
	assert_line_has(scene, 1, "┬ English");
	scene_free(scene);
}

static void view_zoom__shows__the_active_pane_alone_and_both_again(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	scene_add_translation(scene, 3, 2);
	view_zoom(scene->view);
	scene_draw(scene);
	assert_line_lacks(scene, 1, "English");
	view_divide(scene->view, 5);
	view_zoom(scene->view);
	scene_draw(scene);
	assert_line_has(scene, 1, "┬ English");
	scene->config.arrangement = ARRANGE_STACKED;
	scene_resize(scene, 80, 14, 1);
	scene_draw(scene);
	assert_line_has(scene, 1, " 中文 ─ English ─");
	scene_free(scene);
}

static int divider_column(struct scene *scene)
{
	scene_draw(scene);
	for (int column = 0; column < scene->grid.columns; column++) {
		if (strcmp(grid_cell(&scene->grid, 1, column)->bytes, "┬") == 0)
			return column;
	}
	return -1;
}

static void view_divide__moves__the_divider_as_far_as_there_is_room(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	scene_add_translation(scene, 3, 2);
	assert_int_equal(divider_column(scene), 40);
	view_divide(scene->view, 5);
	assert_int_equal(divider_column(scene), 45);
	view_divide(scene->view, 1000);
	assert_int_equal(divider_column(scene), 69);
	view_divide(scene->view, -1);
	assert_int_equal(divider_column(scene), 68);
	view_divide(scene->view, -100000000);
	assert_int_equal(divider_column(scene), 10);
	scene->config.divider = 30;
	scene_resize(scene, 80, 14, 1);
	assert_int_equal(divider_column(scene), 24);
	scene_resize(scene, 50, 14, 1);
	view_divide(scene->view, -2);
	view_toggle_follow(scene->view);
	scene_draw(scene);
	assert_line_has(scene, 5, " English ─");
	view_divide(scene->view, -2);
	scene_draw(scene);
	assert_line_has(scene, 4, " English ─");
	view_divide(scene->view, 3);
	scene_draw(scene);
	assert_line_has(scene, 7, " English ─");
	scene_free(scene);
}

static void view_update__takes__up_what_was_loaded(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	scene_add_numbered(scene, SIDE_EN, 1, 1);
	assert_current(scene, SIDE_EN, 0, 0);
	scene_draw(scene);
	assert_line_lacks(scene, 1, "中文");
	scene_add_numbered(scene, SIDE_ZH, 1, 1);
	assert_current(scene, SIDE_ZH, 0, 0);
	assert_int_equal(divider_column(scene), 40);
	view_move(scene->view, UNIT_SENTENCE, 1);
	for (int i = 0; i < 500; i++)
		scene_add_numbered(scene, SIDE_ZH, i + 2, 1);
	assert_current(scene, SIDE_ZH, 0, 0);
	assert_true(view_move(scene->view, UNIT_PAGE, 1000));
	scene_draw(scene);
	assert_line_has(scene, 12, "第501件事。");
	scene_free(scene);
}

/* What looked like a heading may turn out to be none when the next block comes. */
static void view_update__sets__a_block_anew_when_its_kind_changed(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 14);
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "早上有雾。");
	scene_add_heading(scene, SIDE_ZH, 1, 3, 6, "一、看水");
	scene_draw(scene);
	assert_int_equal(element_of(scene, "看"), ELEMENT_HEADING);
	struct block *block = blocks_last(&scene->document.side[SIDE_ZH].blocks);
	scene->document.side[SIDE_ZH].sections.n = 0;
	block->kind = BLOCK_PARAGRAPH;
	block->level = 0;
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "二、看山");
	scene_draw(scene);
	assert_line_has(scene, 3, "     一、看水");
	assert_line_has(scene, 4, "     二、看山");
	assert_int_equal(element_of(scene, "看"), ELEMENT_TEXT);
	scene_free(scene);
}

/* ---- anything at all ---------------------------------------------------------------- */

static void add_random_block(struct scene *scene, struct rng *rng)
{
	static const char *const words[] = {"水", "磨坊", "，", "。", "“好！”",
		"（河边）", "mill ", "of ", "e\u0301", "……", "——", "[3]", "；", ". ", "A",
		"\u202e", "２０２４", " ", "🌾", "word，"};
	struct buf text = {0};
	enum side side = rng_chance(rng, 50) ? SIDE_ZH : SIDE_EN;
	bool heading = rng_chance(rng, 10);
	unsigned count = rng_below(rng, heading ? 6 : rng_chance(rng, 5) ? 600 : 60);
	buf_puts(&text, "起");
	for (unsigned i = 0; i < count; i++)
		buf_puts(&text, words[rng_below(rng, sizeof words / sizeof *words)]);
	if (heading)
		scene_add_heading(
			scene, side, rng_between(rng, 1, 4), 0, 0, buf_string(&text));
	else
		scene_add(scene, side,
			rng_chance(rng, 80) ? BLOCK_PARAGRAPH : BLOCK_REFERENCE,
			buf_string(&text));
	buf_free(&text);
}

/* A sentence with one of the other side, anywhere near, or with none. */
static void add_random_link(struct scene *scene, struct rng *rng)
{
	unsigned zh = (unsigned)scene->document.side[SIDE_ZH].blocks.n;
	unsigned en = (unsigned)scene->document.side[SIDE_EN].blocks.n;
	if (zh == 0 || en == 0)
		return;
	uint32_t a = rng_below(rng, zh), b = a + rng_below(rng, 3);
	if (rng_chance(rng, 10))
		scene_leave_alone(scene, SIDE_ZH, (struct sentence_ref){a, 0});
	else
		scene_pair(scene, (struct sentence_ref){a, 0},
			(struct sentence_ref){b < en ? b : rng_below(rng, en), 0},
			rng_chance(rng, 50) ? 0.1 : 0.7);
}

static void do_anything(struct scene *scene, struct rng *rng)
{
	struct view *view = scene->view;
	enum side side = rng_chance(rng, 50) ? SIDE_ZH : SIDE_EN;
	size_t blocks = scene->document.side[side].blocks.n;
	long count =
		rng_chance(rng, 10) ? rng_between(rng, -50, 50) : rng_between(rng, -3, 3);
	switch (rng_below(rng, 16)) {
	case 0:
		scene_resize(scene, rng_between(rng, 12, 130), rng_between(rng, 1, 40),
			rng_between(rng, 1, 2));
		break;
	case 1:
		view_switch_pane(view);
		break;
	case 2:
		view_zoom(view);
		break;
	case 3:
		view_next_arrangement(view);
		break;
	case 4:
		view_divide(view, rng_between(rng, -30, 30));
		break;
	case 5:
		view_toggle_follow(view);
		break;
	case 6:
		view_follow_link(view);
		break;
	case 7:
		view_percent(view, rng_between(rng, -1, 101));
		break;
	case 8:
		if (blocks > 0)
			view_go(view, side, rng_below(rng, (unsigned)blocks),
				rng_below(rng, 300));
		break;
	case 9:
		rng_chance(rng, 50) ? view_home(view) : view_end(view);
		break;
	default:
		view_move(view, (enum view_unit)rng_below(rng, UNIT_SECTION + 1), count);
	}
}

static void assert_current_in_sight(struct scene *scene)
{
	scene_draw(scene);
	assert_in_range(scene->grid.cursor_row, 0, scene->grid.rows - 1);
	const struct cell *cell = grid_cell(
		&scene->grid, scene->grid.cursor_row, scene->grid.cursor_column);
	assert_int_equal(cell->style.marks, MARK_CURRENT);
}

static void view__keeps__the_current_sentence_in_sight_whatever_is_done(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct rng rng = {seed};
		struct scene *scene = scene_open(80, 24);
		scene->document.two_sources = rng_chance(&rng, 50);
		for (int i = 0; i < 300; i++) {
			if (rng_chance(&rng, 20))
				add_random_block(scene, &rng);
			if (rng_chance(&rng, 10))
				add_random_link(scene, &rng);
			do_anything(scene, &rng);
			if (scene->document.side[SIDE_ZH].blocks.n +
				scene->document.side[SIDE_EN].blocks.n)
				assert_current_in_sight(scene);
		}
		scene_free(scene);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(view_configure__keeps__the_current_sentence_on_its_row),
		cmocka_unit_test(view_next_arrangement__goes__round),
		cmocka_unit_test(view_zoom__shows__the_active_pane_alone_and_both_again),
		cmocka_unit_test(view_divide__moves__the_divider_as_far_as_there_is_room),
		cmocka_unit_test(view_update__takes__up_what_was_loaded),
		cmocka_unit_test(view_update__sets__a_block_anew_when_its_kind_changed),
		cmocka_unit_test(
			view__keeps__the_current_sentence_in_sight_whatever_is_done),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
