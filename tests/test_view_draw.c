/* SPDX-License-Identifier: MIT */
/* Tests of view: what is drawn. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

static void view_draw__parts__a_wide_screen_into_columns(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 12);
	scene_add_article(scene);
	assert_screen(scene, " 论山谷里的水磨                                            "
			     "                  0%\n"
			     " 中文 ──────────────────────────────────┬ English · "
			     "abstract ───────────────────\n"
			     "             论山谷里的水磨             │   On the Water "
			     "Mills of the Valley\n"
			     "                                        │\n"
			     "     摘要：水磨靠水流转动，也靠人照看。 │ Abstract: The "
			     "mills are turned by the\n"
			     "                                        │ stream, and they "
			     "are kept by people.\n"
			     " 一、水流                               │\n"
			     "     山谷里有一条小河[1]，水从高处流下  │\n"
			     " 来，推动木轮。木轮带动石磨，石磨把麦子 │\n"
			     " 磨成面粉。                             │\n"
			     "                                        │\n"
			     "                                                           "
			     "              h help\n");
	scene_free(scene);
}

static void view_draw__draws__ascii_frames_where_ambiguous_is_wide(void **state)
{
	(void)state;
	struct scene *scene = scene_open(72, 8);
	scene_add_article(scene);
	scene_resize(scene, 72, 8, 2);
	assert_screen(scene,
		" 论山谷里的水磨                                                      "
		"0%\n"
		" 中文 ------------------------------+ English, abstract "
		"----------------\n"
		"           论山谷里的水磨           | On the Water Mills of the Valley\n"
		"                                    |\n"
		"     摘要：水磨靠水流转动，也靠人   | Abstract: The mills are turned "
		"by\n"
		" 照看。                             | the stream, and they are kept by\n"
		"                                    | people.\n"
		"                                                                 h "
		"help\n");
	scene_free(scene);
}

static void view_draw__stacks__panes_on_a_narrow_screen(void **state)
{
	(void)state;
	struct scene *scene = scene_open(60, 16);
	scene_add_article(scene);
	assert_screen(scene,
		" 论山谷里的水磨                                          0%\n"
		" 中文 ──────────────────────────────────────────────────────\n"
		"                       论山谷里的水磨\n"
		"\n"
		"     摘要：水磨靠水流转动，也靠人照看。\n"
		"\n"
		" 一、水流\n"
		"     山谷里有一条小河[1]，水从高处流下来，推动木轮。木轮带\n"
		" 动石磨，石磨把麦子磨成面粉。\n"
		"\n"
		" English · abstract ────────────────────────────────────────\n"
		"              On the Water Mills of the Valley\n"
		"\n"
		" Abstract: The mills are turned by the stream, and they are\n"
		" kept by people.\n"
		"                                                     h help\n");
	scene_free(scene);
}

static void view_draw__gives__each_text_half_of_a_narrow_screen(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 13);
	scene->document.two_sources = true;
	scene_add_numbered(scene, SIDE_ZH, 1, 9);
	scene_add_numbered(scene, SIDE_EN, 1, 9);
	scene_draw(scene);
	assert_line_has(scene, 1, " 中文 ─");
	assert_line_has(scene, 6, " English ─");
	scene_free(scene);
}

static void view_draw__gives__the_screen_to_the_only_text(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 6);
	scene_add(scene, SIDE_EN, BLOCK_PARAGRAPH, "Nothing here but English.");
	scene_draw(scene);
	assert_line_has(scene, 1, " English ─");
	assert_line_lacks(scene, 1, "┬");
	assert_line_has(scene, 2, " Nothing here but English.");
	assert_line_lacks(scene, 2, "│");
	assert_current(scene, SIDE_EN, 0, 0);
	assert_described(scene, "");
	view_switch_pane(scene->view);
	assert_current(scene, SIDE_EN, 0, 0);
	scene_free(scene);
}

static void view_draw__sets__long_lines_to_a_measure_in_the_middle(void **state)
{
	(void)state;
	struct scene *scene = scene_open(120, 10);
	scene_add_numbered(scene, SIDE_ZH, 1, 30);
	scene_draw(scene);
	assert_line_has(scene, 1, "─────────── 中文 ───");
	char *line = screen_line(scene, 3);
	assert_memory_equal(line, "            ", 12);
	assert_true(line[12] != ' ');
	struct glyph_style style = {.ambiguous = 1};
	assert_in_range(glyph_width(&style, line, strlen(line)), 100, 108);
	free(line);
	scene_free(scene);
}

static void view_draw__is_total__without_text(void **state)
{
	(void)state;
	struct scene *scene = scene_open(30, 6);
	struct span sentence;
	enum side side;
	size_t block;
	assert_screen(scene,
		" 论山谷里的水磨\n 中文 ────────────────────────\n\n\n\n     "
		"                  h help\n");
	scene_draw_with(scene, &(struct view_status){.loading = "loading 7%"});
	assert_line_has(scene, 0, "                   loading 7%");
	assert_false(view_current(scene->view, &side, &block, &sentence));
	assert_false(view_move(scene->view, UNIT_ROW, 1));
	assert_false(view_move(scene->view, UNIT_SECTION, -1));
	assert_false(view_follow_link(scene->view));
	view_home(scene->view);
	view_end(scene->view);
	view_percent(scene->view, 50);
	view_switch_pane(scene->view);
	view_zoom(scene->view);
	view_next_arrangement(scene->view);
	view_divide(scene->view, 3);
	view_toggle_follow(scene->view);
	assert_int_equal(view_place(scene->view), 0);
	assert_described(scene, "");
	struct buf path = {0};
	view_section_path(scene->view, &path);
	assert_int_equal(path.n, 0);
	buf_free(&path);
	scene_free(scene);
}

/* Every size from one cell up, with every arrangement. */
static void view_draw__is_total__on_any_screen(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 24);
	scene_add_article(scene);
	scene_link_article(scene);
	for (int columns = 1; columns < 30; columns++) {
		for (int rows = 1; rows < 12; rows++) {
			for (int arrangement = 0; arrangement <= ARRANGE_ONE;
				arrangement++) {
				scene->config.arrangement = arrangement;
				scene_resize(scene, columns, rows, 1 + (columns & 1));
				scene_draw(scene);
				assert_in_range(scene->grid.cursor_row, 0, rows - 1);
				assert_in_range(
					scene->grid.cursor_column, 0, columns - 1);
				view_move(scene->view, UNIT_SENTENCE, rows & 1 ? 1 : -1);
			}
		}
	}
	scene_resize(scene, 1, 1, 1);
	view_home(scene->view);
	assert_screen(scene, "\n");
	scene_free(scene);
}

static void view_draw__shows__title_path_and_place(void **state)
{
	(void)state;
	struct scene *scene = scene_open(72, 6);
	scene_add_article(scene);
	view_go(scene->view, SIDE_ZH, 5, 0);
	scene_draw(scene);
	assert_line_has(scene, 0, " 论山谷里的水磨   一 › （一）四季的水量  ");
	scene_draw_with(
		scene, &(struct view_status){.title = "水磨", .loading = "loading 7%"});
	assert_line_has(scene, 0, " 水磨   一 › ");
	assert_line_has(scene, 0, "loading 7%");
	scene_resize(scene, 72, 6, 2);
	scene_draw(scene);
	assert_line_has(scene, 0, "一 > （一）");
	scene_free(scene);
}

static void view_draw__clips__title_and_path_to_make_room(void **state)
{
	(void)state;
	struct scene *scene = scene_open(50, 6);
	scene_add_heading(scene, SIDE_ZH, 1, 3, 6,
		"一、这一节的标题长得在任何一行里都放不下，所以中间要省略");
	scene_draw_with(
		scene, &(struct view_status){
			       .title = "这个题目也很长，长得放不下，只好省去后一半"});
	assert_line_has(scene, 0, " 这个题目也很长，…    一、这一节的…要省略    100%");
	scene_free(scene);
}

static void view_draw__shows__messages_before_anything_else(void **state)
{
	(void)state;
	struct scene *scene = scene_open(72, 6);
	scene_add_article(scene);
	scene_link_article(scene);
	scene_draw_with(scene, &(struct view_status){.message = "no such thing"});
	assert_line_has(scene, 5, " no such thing ");
	assert_line_has(scene, 5, " h help");
	assert_int_equal(grid_cell(&scene->grid, 5, 1)->style.element, ELEMENT_MESSAGE);
	scene_draw_with(scene, &(struct view_status){.message = ""});
	assert_line_has(scene, 5, " no counterpart here ");
	assert_int_equal(grid_cell(&scene->grid, 5, 1)->style.element, ELEMENT_HINT);
	scene_free(scene);
}

static void view_draw__marks__the_current_sentence_and_rests_the_cursor_on_it(
	void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 8);
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH,
		"早上有雾。中午出太阳，晚上看得见许多星星。夜里下雨。");
	view_move(scene->view, UNIT_SENTENCE, 1);
	scene_draw(scene);
	assert_marked(scene, MARK_CURRENT, "中午出太阳，晚上看得见许多星星。");
	assert_int_equal(scene->grid.cursor_row, 2);
	assert_int_equal(scene->grid.cursor_column, 1 + 4 + 10);
	scene_free(scene);
}

/* An indent typed with blanks is taken for one, not added to it. */
static void view_draw__sets__typed_indents_once(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 8);
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "　　早上有雾。中午出太阳。");
	scene_draw(scene);
	assert_line_has(scene, 2, "     早上有雾。中午出太阳。");
	assert_int_equal(scene->grid.cursor_column, 1 + 4);
	view_move(scene->view, UNIT_SENTENCE, 1);
	scene_draw(scene);
	assert_int_equal(scene->grid.cursor_column, 1 + 4 + 10);
	scene_free(scene);
}

static void view_draw__marks__the_other_panes_sentence_less(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 8);
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "早上有雾。");
	scene_add(scene, SIDE_EN, BLOCK_PARAGRAPH, "There is fog in the morning.");
	scene_draw(scene);
	assert_marked(scene, MARK_CURRENT, "早上有雾。");
	assert_marked(
		scene, MARK_CURRENT | MARK_INACTIVE, "There is fog in the morning.");
	assert_marked(scene, MARK_INACTIVE, " English ");
	view_switch_pane(scene->view);
	scene_draw(scene);
	assert_marked(scene, MARK_CURRENT, "There is fog in the morning.");
	assert_marked(scene, MARK_CURRENT | MARK_INACTIVE, "早上有雾。");
	assert_int_equal(scene->grid.cursor_column, 42);
	scene_free(scene);
}

static void view_draw__knows__what_each_cell_is_part_of(void **state)
{
	(void)state;
	struct scene *scene = scene_open(60, 20);
	scene_add(scene, SIDE_ZH, BLOCK_TITLE, "题");
	scene_add(scene, SIDE_ZH, BLOCK_AUTHOR, "作");
	scene_add(scene, SIDE_ZH, BLOCK_AFFILIATION, "校");
	scene_add(scene, SIDE_ZH, BLOCK_KEYWORDS, "键");
	scene_add(scene, SIDE_ZH, BLOCK_ABSTRACT, "摘");
	scene_add_heading(scene, SIDE_ZH, 1, 3, 6, "一、标");
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "水往低处流[7]。");
	scene_add(scene, SIDE_ZH, BLOCK_REFERENCE, "参");
	scene_add(scene, SIDE_ZH, BLOCK_NOTE, "注");
	scene_draw_with(scene, &(struct view_status){0});
	static const struct {
		const char *text;
		int element;
	} cells[] = {
		{"0", ELEMENT_BAR},
		{"─", ELEMENT_PANE_HEAD},
		{"题", ELEMENT_TITLE},
		{"作", ELEMENT_BYLINE},
		{"校", ELEMENT_BYLINE},
		{"键", ELEMENT_BYLINE},
		{"摘", ELEMENT_TEXT},
		{"标", ELEMENT_HEADING},
		{"流", ELEMENT_TEXT},
		{"[", ELEMENT_CITATION},
		{"7", ELEMENT_CITATION},
		{"。", ELEMENT_TEXT},
		{"参", ELEMENT_REFERENCE},
		{"注", ELEMENT_REFERENCE},
	};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		assert_int_equal(element_of(scene, cells[i].text), cells[i].element);
	scene_free(scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(view_draw__parts__a_wide_screen_into_columns),
		cmocka_unit_test(view_draw__draws__ascii_frames_where_ambiguous_is_wide),
		cmocka_unit_test(view_draw__stacks__panes_on_a_narrow_screen),
		cmocka_unit_test(view_draw__gives__each_text_half_of_a_narrow_screen),
		cmocka_unit_test(view_draw__gives__the_screen_to_the_only_text),
		cmocka_unit_test(view_draw__sets__long_lines_to_a_measure_in_the_middle),
		cmocka_unit_test(view_draw__is_total__without_text),
		cmocka_unit_test(view_draw__is_total__on_any_screen),
		cmocka_unit_test(view_draw__shows__title_path_and_place),
		cmocka_unit_test(view_draw__clips__title_and_path_to_make_room),
		cmocka_unit_test(view_draw__shows__messages_before_anything_else),
		cmocka_unit_test(
			view_draw__marks__the_current_sentence_and_rests_the_cursor_on_it),
		cmocka_unit_test(view_draw__sets__typed_indents_once),
		cmocka_unit_test(view_draw__marks__the_other_panes_sentence_less),
		cmocka_unit_test(view_draw__knows__what_each_cell_is_part_of),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
