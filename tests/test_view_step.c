/* SPDX-License-Identifier: MIT */
/* Tests of view: the panes of a translation in step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"
#include "view_hit.h"
#include "view_panes.h"

static struct sentence_ref ref(uint32_t block, uint32_t sentence)
{
	return (struct sentence_ref){block, sentence};
}

/* Five paragraphs and four: the third has no counterpart, the fourth's is doubtful. */
static void add_village(struct scene *scene)
{
	scene->document.two_sources = true;
	scene_add_heading(scene, SIDE_ZH, 1, 3, 6, "一、水井");
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "村口有一口老井。井水很凉。");
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "没有人知道是谁挖的。");
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "天旱的年头，邻村的人也来挑水。");
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "如今有了水管。");
	scene_add_heading(scene, SIDE_EN, 1, 2, 3, "1. The Well");
	scene_add(scene, SIDE_EN, BLOCK_PARAGRAPH,
		"At the entrance of the village there is an old well, whose water is "
		"cold even in the hottest month of the year. ");
	scene_add(scene, SIDE_EN, BLOCK_PARAGRAPH,
		"In dry years people come from the next village to carry water.");
	scene_add(scene, SIDE_EN, BLOCK_PARAGRAPH, "Nowadays there are pipes of steel.");
	scene_pair(scene, ref(0, 0), ref(0, 0), 0.9);
	scene_pair(scene, ref(1, 0), ref(1, 0), 0.9);
	scene_pair(scene, ref(1, 1), ref(1, 0), 0.9);
	scene_leave_alone(scene, SIDE_ZH, ref(2, 0));
	scene_pair(scene, ref(3, 0), ref(2, 0), 0.9);
	scene_pair(scene, ref(4, 0), ref(3, 0), 0.1);
}

/* ---- side by side ------------------------------------------------------------------- */

static void view_draw__sets__linked_paragraphs_level(void **state)
{
	(void)state;
	struct scene *scene = scene_open(60, 16);
	scene->config.arrangement = ARRANGE_COLUMNS;
	scene_resize(scene, 60, 16, 1);
	add_village(scene);
	assert_screen(scene,
		" 论山谷里的水磨   一、水井                               0%\n"
		" 中文 ────────────────────────┬ English ────────────────────\n"
		" 一、水井                     │ 1. The Well\n"
		"     村口有一口老井。井水     │ At the entrance of the\n"
		" 很凉。                       │ village there is an old\n"
		"                              │ well, whose water is cold\n"
		"                              │ even in the hottest month\n"
		"                              │ of the year.\n"
		"     没有人知道是谁挖的。     │\n"
		"                              │\n"
		"     天旱的年头，邻村的人也来 │ In dry years people come\n"
		" 挑水。                       │ from the next village to\n"
		"                              │ carry water.\n"
		"                              │\n"
		"     如今有了水管。           ? Nowadays there are pipes of\n"
		" linked 1:1 (high), 5/6 linked                       h help\n");
	view_go(scene->view, SIDE_ZH, 4, 0);
	scene_draw(scene);
	assert_line_has(scene, 15, " linked 1:1 (? low), 5/6 linked ");
	assert_line_has(scene, 14, " steel.");
	scene_free(scene);
}

/* One top for both panes, however they came to it. */
static void view_move__keeps__panes_in_step(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 20);
	scene_add_translation(scene, 40, 2);
	for (int i = 0; i < 30; i++) {
		view_move(scene->view, UNIT_ROW, 5);
		scene_draw(scene);
		char *zh = marked_text(scene, MARK_CURRENT);
		int number = atoi(zh + strlen("这是第"));
		char expected[96];
		snprintf(expected, sizeof expected,
			"This is sentence %d, and it tells about matter %d.", number,
			number);
		assert_marked(scene, MARK_LINKED, expected);
		free(zh);
	}
	char *there = scene_screen(scene);
	view_switch_pane(scene->view);
	view_switch_pane(scene->view);
	assert_screen(scene, there);
	free(there);
	scene_free(scene);
}

/* A sentence and its counterpart further down a long paragraph are shown together. */
static void view_go__shows__the_counterpart_too(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 16);
	scene->document.two_sources = true;
	for (int i = 0; i < 6; i++) {
		struct buf english = {0};
		scene_add_numbered(scene, SIDE_ZH, i * 8 + 1, 8);
		for (int k = 1; k <= 8; k++)
			buf_printf(&english,
				"Sentence number %d tells in many more words than were "
				"needed before about matter number %d. ",
				i * 8 + k, i * 8 + k);
		scene_add(scene, SIDE_EN, BLOCK_PARAGRAPH, buf_string(&english));
		buf_free(&english);
	}
	for (uint32_t b = 0; b < 6; b++)
		for (uint32_t s = 0; s < 8; s++)
			scene_link(scene, b, s);
	for (int i = 2; i <= 40; i++) {
		char expected[120];
		view_move(scene->view, UNIT_SENTENCE, 1);
		scene_draw(scene);
		snprintf(expected, sizeof expected,
			"Sentence number %d tells in many more words than were needed "
			"before about matter number %d.",
			i, i);
		assert_marked(scene, MARK_LINKED, expected);
	}
	scene_free(scene);
}

/* The second half of the Chinese text is the first of the English one. */
static void open_moved(struct scene *scene)
{
	scene->document.two_sources = true;
	for (int i = 0; i < 60; i++)
		scene_add_numbered(scene, SIDE_ZH, i + 1, 1);
	for (int i = 0; i < 60; i++)
		scene_add_numbered(scene, SIDE_EN, (i + 20) % 60 + 1, 1);
	for (uint32_t i = 0; i < 60; i++)
		scene_pair(scene, ref(i, 0), ref((i + 40) % 60, 0), 0.9);
}

static void view_go__leaves__step_for_a_counterpart_far_off(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 16);
	open_moved(scene);
	view_go(scene->view, SIDE_ZH, 30, 0);
	scene_draw(scene);
	assert_marked(
		scene, MARK_LINKED, "This is sentence 31, and it tells about matter 31.");
	view_go(scene->view, SIDE_ZH, 10, 0);
	scene_draw(scene);
	assert_marked(
		scene, MARK_LINKED, "This is sentence 11, and it tells about matter 11.");
	int row = scene->grid.cursor_row;
	view_follow_link(scene->view);
	scene_draw(scene);
	assert_int_equal(scene->grid.cursor_row, row);
	assert_marked(scene, MARK_LINKED, "这是第11句话，讲的是第11件事。");
	scene_free(scene);
}

/* An appendix that only one side has: the keys go to it while there is nothing else. */
static void view_move__reads__on_where_only_the_other_side_has_text(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 12);
	enum side side;
	size_t block;
	struct span sentence;
	scene->document.two_sources = true;
	for (int i = 0; i < 60; i++)
		scene_add_numbered(scene, SIDE_EN, i + 1, 1);
	for (int i = 0; i < 40; i++)
		scene_add_numbered(scene, SIDE_ZH, i < 20 ? i + 1 : i + 21, 1);
	for (uint32_t i = 0; i < 60; i++) {
		if (i < 20 || i >= 40)
			scene_pair(scene, ref(i < 20 ? i : i - 20, 0), ref(i, 0), 0.9);
		else
			scene_leave_alone(scene, SIDE_EN, ref(i, 0));
	}
	view_go(scene->view, SIDE_ZH, 19, 0);
	view_move(scene->view, UNIT_PAGE, 2);
	assert_true(view_current(scene->view, &side, &block, &sentence));
	assert_int_equal(side, SIDE_EN);
	assert_in_range(block, 20, 39);
	char *before = scene_screen(scene);
	assert_described(scene, "no counterpart here, 40/60 linked");
	scene_resize(scene, 80, 13, 1);
	scene_resize(scene, 80, 12, 1);
	assert_screen(scene, before);
	free(before);
	view_switch_pane(scene->view);
	assert_true(view_current(scene->view, &side, &block, &sentence));
	assert_int_equal(side, SIDE_ZH);
	assert_int_equal(block, 19);
	view_move(scene->view, UNIT_PAGE, 20);
	assert_true(view_current(scene->view, &side, &block, &sentence));
	assert_int_equal(side, SIDE_ZH);
	scene_free(scene);
}

/* Nothing is linked between the first paragraph and the last. */
static void view_draw__goes__by_bytes_where_links_are_missing(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 16);
	scene->document.two_sources = true;
	for (int i = 0; i < 30; i++) {
		scene_add_numbered(scene, SIDE_ZH, i + 1, 1);
		scene_add_numbered(scene, SIDE_EN, i + 1, 1);
	}
	scene_link(scene, 0, 0);
	scene_link(scene, 29, 0);
	view_go(scene->view, SIDE_ZH, 15, 0);
	assert_described(scene, "no counterpart here, 2/30 linked");
	scene_draw(scene);
	assert_marked(scene, MARK_LINKED, "");
	assert_marked(scene, MARK_CURRENT | MARK_INACTIVE, "");
	view_switch_pane(scene->view);
	assert_in_range(current_block(scene), 13, 17);
	scene_free(scene);
}

/* Counted under the heading, not in the article of the law, and a long part at a time. */
static void view_describe_link__counts__what_is_linked_around(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 16);
	scene->document.two_sources = true;
	for (uint32_t i = 0; i < 4; i++) {
		if (i % 2 == 0) {
			scene_add_heading(scene, SIDE_ZH, 1, 0, 0, "水渠");
			scene_add_heading(scene, SIDE_EN, 1, 0, 0, "Canals");
		}
		scene_add_block(scene, SIDE_ZH,
			(struct block){.text = "第一条　渠要常修。水要常看。",
				.len = strlen("第一条　渠要常修。水要常看。"),
				.kind = BLOCK_PARAGRAPH,
				.level = 2,
				.number_len = 9});
		scene_add_numbered(scene, SIDE_EN, (int)i, 2);
	}
	scene_link(scene, 0, 0);
	scene_link(scene, 1, 0);
	view_go(scene->view, SIDE_ZH, 1, 0);
	assert_described(scene, "linked 1:1 (high), 2/5 linked");
	view_go(scene->view, SIDE_ZH, 2, 0);
	assert_described(scene, "no counterpart here, 2/5 linked");
	view_go(scene->view, SIDE_EN, 3, 0);
	assert_described(scene, "no counterpart here, 0/5 linked");
	for (int i = 0; i < 300; i++)
		scene_add_numbered(scene, SIDE_EN, i, 1);
	view_go(scene->view, SIDE_EN, 3, 0);
	assert_described(scene, "no counterpart here, 0/258 linked");
	view_go(scene->view, SIDE_EN, 300, 0);
	assert_described(scene, "no counterpart here, 0/47 linked");
	scene_free(scene);
}

/* ---- one stream --------------------------------------------------------------------- */

static void view_draw__puts__a_translation_under_its_paragraph(void **state)
{
	(void)state;
	struct scene *scene = scene_open(60, 18);
	add_village(scene);
	assert_screen(scene,
		" 论山谷里的水磨   一、水井                             100%\n"
		" 中文 ─ English ────────────────────────────────────────────\n"
		" 一、水井\n"
		" 1. The Well\n"
		"     村口有一口老井。井水很凉。\n"
		" At the entrance of the village there is an old well, whose\n"
		" water is cold even in the hottest month of the year.\n"
		"\n"
		"     没有人知道是谁挖的。\n"
		" (no counterpart)\n"
		"\n"
		"     天旱的年头，邻村的人也来挑水。\n"
		" In dry years people come from the next village to carry\n"
		" water.\n"
		"\n"
		"     如今有了水管。                                        ?\n"
		" Nowadays there are pipes of steel.\n"
		" linked 1:1 (high), 5/6 linked                       h help\n");
	view_move(scene->view, UNIT_SENTENCE, 2);
	scene_draw(scene);
	assert_marked(scene, MARK_CURRENT, "井水很凉。");
	view_follow_link(scene->view);
	assert_current(scene, SIDE_EN, 1, 0);
	scene_draw(scene);
	assert_int_equal(scene->grid.cursor_row, 5);
	scene_free(scene);
}

static void view_hit__knows__whose_text_is_at_a_cell(void **state)
{
	(void)state;
	static const struct {
		int columns, row, column, what;
		enum side side;
		size_t block;
	} cells[] = {
		{60, 2, 3, HIT_TEXT, SIDE_ZH, 0},
		{60, 3, 3, HIT_TEXT, SIDE_EN, 0},
		{60, 4, 8, HIT_TEXT, SIDE_ZH, 1},
		{60, 6, 8, HIT_TEXT, SIDE_EN, 1},
		{60, 7, 8, HIT_BLANK, SIDE_ZH, 0},
		{60, 9, 8, HIT_BLANK, SIDE_ZH, 0},
		{60, 13, 2, HIT_TEXT, SIDE_EN, 2},
		{80, 2, 2, HIT_TEXT, SIDE_ZH, 0},
		{80, 2, 50, HIT_TEXT, SIDE_EN, 0},
		{80, 2, 40, HIT_DIVIDER, SIDE_ZH, 0},
		{80, 4, 8, HIT_BLANK, SIDE_ZH, 0},
		{80, 4, 50, HIT_TEXT, SIDE_EN, 1},
	};
	struct scene *scene = scene_open(60, 18);
	add_village(scene);
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		scene_resize(scene, cells[i].columns, 18, 1);
		struct view_hit hit =
			view_hit(scene->view, cells[i].row, cells[i].column);
		assert_int_equal(hit.what, cells[i].what);
		assert_int_equal(hit.side, cells[i].side);
		assert_int_equal(hit.block, cells[i].block);
	}
	view_point(scene->view, SIDE_EN, 2, 0);
	assert_current(scene, SIDE_EN, 2, 0);
	scene_free(scene);
}

/* The wheel over either pane moves both. */
static void view_scroll__scrolls__panes_in_step_together(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 20);
	scene_add_translation(scene, 40, 2);
	view_scroll(scene->view, SIDE_EN, 30);
	char *by_wheel = scene_screen(scene);
	view_home(scene->view);
	view_move(scene->view, UNIT_ROW, 30);
	assert_screen(scene, by_wheel);
	free(by_wheel);
	scene_free(scene);
}

/* ---- by themselves, and back -------------------------------------------------------- */

static void view_toggle_follow__frees__the_panes(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 20);
	scene_add_translation(scene, 40, 2);
	view_go(scene->view, SIDE_ZH, 20, 0);
	scene_draw(scene);
	int row = scene->grid.cursor_row;
	view_toggle_follow(scene->view);
	scene_draw(scene);
	assert_int_equal(scene->grid.cursor_row, row);
	assert_marked(
		scene, MARK_LINKED, "This is sentence 41, and it tells about matter 41.");
	view_switch_pane(scene->view);
	char *before = scene_screen(scene);
	view_switch_pane(scene->view);
	view_move(scene->view, UNIT_PAGE, -2);
	view_switch_pane(scene->view);
	scene_draw(scene);
	assert_marked(scene, MARK_CURRENT,
		"This is sentence 41, and it tells about matter 41.");
	free(before);
	view_toggle_follow(scene->view);
	scene_draw(scene);
	assert_marked(scene, MARK_LINKED, "这是第41句话，讲的是第41件事。");
	scene_free(scene);
}

static void view_update__keeps__the_sentence_on_its_row_when_links_come(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 20);
	scene->document.two_sources = true;
	for (int i = 0; i < 40; i++) {
		scene_add_numbered(scene, SIDE_ZH, i * 2 + 1, 2);
		scene_add_numbered(scene, SIDE_EN, i * 2 + 1, 2);
	}
	view_go(scene->view, SIDE_ZH, 20, 0);
	scene_draw(scene);
	int row = scene->grid.cursor_row, column = scene->grid.cursor_column;
	for (uint32_t i = 0; i < 40; i++)
		scene_link(scene, i, 0);
	scene_draw(scene);
	assert_int_equal(scene->grid.cursor_row, row);
	assert_int_equal(scene->grid.cursor_column, column);
	assert_marked(
		scene, MARK_LINKED, "This is sentence 41, and it tells about matter 41.");
	scene_free(scene);
}

static void view_return_to__finds__its_screen_in_another_arrangement(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 20);
	scene_add_translation(scene, 40, 2);
	view_go(scene->view, SIDE_EN, 20, 0);
	struct view_spot spot = view_spot(scene->view);
	char *before = scene_screen(scene);
	view_end(scene->view);
	view_return_to(scene->view, &spot);
	assert_screen(scene, before);
	view_next_arrangement(scene->view);
	view_end(scene->view);
	view_return_to(scene->view, &spot);
	assert_current(scene, SIDE_EN, 20, 0);
	free(before);
	scene_free(scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(view_draw__sets__linked_paragraphs_level),
		cmocka_unit_test(view_move__keeps__panes_in_step),
		cmocka_unit_test(view_go__shows__the_counterpart_too),
		cmocka_unit_test(view_go__leaves__step_for_a_counterpart_far_off),
		cmocka_unit_test(view_move__reads__on_where_only_the_other_side_has_text),
		cmocka_unit_test(view_draw__goes__by_bytes_where_links_are_missing),
		cmocka_unit_test(view_describe_link__counts__what_is_linked_around),
		cmocka_unit_test(view_draw__puts__a_translation_under_its_paragraph),
		cmocka_unit_test(view_hit__knows__whose_text_is_at_a_cell),
		cmocka_unit_test(view_scroll__scrolls__panes_in_step_together),
		cmocka_unit_test(view_toggle_follow__frees__the_panes),
		cmocka_unit_test(
			view_update__keeps__the_sentence_on_its_row_when_links_come),
		cmocka_unit_test(
			view_return_to__finds__its_screen_in_another_arrangement),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
