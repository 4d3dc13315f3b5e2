/* SPDX-License-Identifier: MIT */
/* Tests of view: what is linked to the current sentence, and the pane that follows. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

static void view_move__lets__the_other_pane_follow(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	scene_add_translation(scene, 30, 2);
	for (int i = 2; i <= 60; i++) {
		char expected[96];
		view_move(scene->view, UNIT_SENTENCE, 1);
		scene_draw(scene);
		snprintf(expected, sizeof expected,
			"This is sentence %d, and it tells about matter %d.", i, i);
		assert_marked(scene, MARK_LINKED, expected);
		assert_marked(scene, MARK_CURRENT | MARK_INACTIVE, "");
	}
	view_switch_pane(scene->view);
	assert_current(scene, SIDE_EN, 29,
		strlen("This is sentence 59, and it tells about matter 59. "));
	view_home(scene->view);
	scene_draw(scene);
	assert_marked(scene, MARK_LINKED, "这是第1句话，讲的是第1件事。");
	scene_free(scene);
}

/* From far away the counterpart comes to the height of the sentence. */
static void view_go__brings__the_counterpart_beside_the_sentence(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 24);
	scene_add_translation(scene, 60, 2);
	view_go(scene->view, SIDE_ZH, 30, 0);
	scene_draw(scene);
	int row = scene->grid.cursor_row;
	view_switch_pane(scene->view);
	scene_draw(scene);
	assert_int_equal(scene->grid.cursor_row, row);
	scene_free(scene);
}

static void view_describe_link__tells__without_links_whether_panes_follow(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	scene_add_numbered(scene, SIDE_ZH, 1, 2);
	scene_add_numbered(scene, SIDE_EN, 1, 2);
	scene_draw(scene);
	assert_described(scene, "");
	view_toggle_follow(scene->view);
	assert_described(scene, "follow off");
	scene_free(scene);
}

static void view_toggle_follow__leaves__the_other_pane_alone(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	scene_add_translation(scene, 30, 2);
	view_toggle_follow(scene->view);
	view_end(scene->view);
	scene_draw(scene);
	assert_marked(scene, MARK_LINKED, "");
	assert_marked(scene, MARK_CURRENT | MARK_INACTIVE,
		"This is sentence 1, and it tells about matter 1.");
	assert_described(scene, "linked 1:1 (high), follow off");
	view_toggle_follow(scene->view);
	scene_draw(scene);
	assert_marked(
		scene, MARK_LINKED, "This is sentence 60, and it tells about matter 60.");
	assert_described(scene, "linked 1:1 (high)");
	scene->config.follow = !scene->config.follow;
	scene_resize(scene, 80, 14, 1);
	assert_described(scene, "linked 1:1 (high), follow off");
	scene_free(scene);
}

static void view_move__leaves__the_other_pane_where_nothing_is_linked(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	for (int i = 0; i < 30; i++) {
		scene_add_numbered(scene, SIDE_ZH, i + 1, 1);
		scene_add_numbered(scene, SIDE_EN, i + 1, 1);
	}
	static struct sentence_ref linked[] = {{10, 0}}, alone[] = {{20, 0}};
	scene_add_link(scene, &(struct link){.zh = linked,
				      .en = linked,
				      .zh_count = 1,
				      .en_count = 1,
				      .score = 0.9F,
				      .kind = LINK_ABSTRACT});
	scene_add_link(
		scene, &(struct link){.zh = alone, .zh_count = 1, .kind = LINK_ABSTRACT});
	view_go(scene->view, SIDE_ZH, 10, 0);
	assert_described(scene, "linked 1:1 (high)");
	view_go(scene->view, SIDE_ZH, 20, 0);
	assert_described(scene, "no counterpart here");
	assert_false(view_follow_link(scene->view));
	assert_current(scene, SIDE_ZH, 20, 0);
	view_move(scene->view, UNIT_SENTENCE, 3);
	assert_described(scene, "no counterpart here");
	scene_draw(scene);
	assert_marked(scene, MARK_CURRENT | MARK_INACTIVE,
		"This is sentence 11, and it tells about matter 11.");
	scene_free(scene);
}

static void view_follow_link__goes__there_and_back(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	scene_add_article(scene);
	scene_link_article(scene);
	view_go(scene->view, SIDE_ZH, 7, 60);
	size_t byte = strlen("看磨的人住在河边的小屋里[2]。");
	assert_current(scene, SIDE_ZH, 7, byte);
	assert_true(view_follow_link(scene->view));
	assert_current(scene, SIDE_EN, 1, 0);
	assert_true(view_follow_link(scene->view));
	assert_current(scene, SIDE_ZH, 7, byte);
	scene_free(scene);
}

static void view_describe_link__counts__what_goes_with_a_clause(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	scene_add_article(scene);
	assert_described(scene, "");
	scene_link_article(scene);
	assert_described(scene, "no counterpart here");
	view_go(scene->view, SIDE_ZH, 3, 100);
	assert_described(scene, "3 of 3 linked to this clause (high)");
	view_go(scene->view, SIDE_ZH, 6, 0);
	assert_described(scene, "1 of 3 linked to this clause (~ medium)");
	view_follow_link(scene->view);
	assert_described(scene, "linked 1:3 (~ medium)");
	static struct sentence_ref more[] = {{5, 0}};
	static struct sentence_ref abstract[] = {{1, 0}};
	static struct block_range first[] = {{1, {0, 46}}};
	scene_add_clause_link(scene, more, 1, abstract, first, 0.1F);
	view_go(scene->view, SIDE_ZH, 3, 0);
	assert_described(scene, "2 of 4 linked to this clause (high)");
	view_go(scene->view, SIDE_ZH, 5, 0);
	assert_described(scene, "4 of 4 linked to this clause (? low)");
	scene_free(scene);
}

static void view_draw__marks__only_the_clauses_that_are_meant(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 24);
	scene_add_article(scene);
	scene_link_article(scene);
	view_go(scene->view, SIDE_ZH, 3, 0);
	scene_draw(scene);
	assert_marked(
		scene, MARK_LINKED, "Abstract: The mills are turned by the stream,");
	view_go(scene->view, SIDE_ZH, 7, 0);
	scene_draw(scene);
	assert_marked(scene, MARK_LINKED, "and they are kept by people.");
	view_switch_pane(scene->view);
	scene_draw(scene);
	assert_marked(scene, MARK_LINKED,
		"一、水流山谷里有一条小河[1]，水从高处流下来，推动木轮。"
		"木轮带动石磨，石磨把麦子磨成面粉。"
		"二、看磨的人看磨的人住在河边的小屋里[2]。"
		"他每天清理水渠，给木轴上油，把坏掉的叶片换掉。");
	scene_free(scene);
}

/* With sentences that end at ；, links go on counting without. */
static void view_settle__finds__links_however_sentences_are_counted(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	scene->document.two_sources = true;
	scene->config.semicolon = true;
	scene_resize(scene, 80, 14, 1);
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "天晴；水清。山高。");
	scene_add(scene, SIDE_EN, BLOCK_PARAGRAPH,
		"The sky is bright; the water is clear. The hills are high.");
	scene_link(scene, 0, 1);
	view_move(scene->view, UNIT_SENTENCE, 1);
	assert_described(scene, "no counterpart here, 1/2 linked");
	view_move(scene->view, UNIT_SENTENCE, 1);
	assert_current(scene, SIDE_ZH, 0, 18);
	scene_draw(scene);
	assert_marked(scene, MARK_LINKED, "The hills are high.");
	scene_free(scene);
}

/* As a bitext is read: blocks and links in turns, and of sides in opposite orders. */
static void view_update__takes__given_links_as_they_come(void **state)
{
	enum { BLOCKS = 9 };
	(void)state;
	struct scene *scene = scene_open(90, 20);
	scene->document.two_sources = scene->document.links_given = true;
	for (int b = 0; b < BLOCKS; b++)
		scene_add_numbered(scene, SIDE_EN, b + 1, 1);
	for (uint32_t b = 0; b < BLOCKS; b++) {
		struct sentence_ref zh = {b, 0}, en = {BLOCKS - 1 - b, 0};
		scene_add_numbered(scene, SIDE_ZH, (int)b + 1, 1);
		document_link(&scene->document, &(struct link){.zh = &zh,
							.en = &en,
							.zh_count = 1,
							.en_count = 1,
							.score = 1,
							.kind = LINK_TRANSLATION});
		view_update(scene->view);
		for (uint32_t k = 0; k <= b; k++) {
			view_go(scene->view, SIDE_ZH, k, 0);
			assert_described(scene, "linked 1:1 (high)");
			assert_true(view_follow_link(scene->view));
			assert_current(scene, SIDE_EN, BLOCKS - 1 - k, 0);
			assert_true(view_follow_link(scene->view));
			assert_current(scene, SIDE_ZH, k, 0);
		}
	}
	scene_free(scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(view_move__lets__the_other_pane_follow),
		cmocka_unit_test(view_go__brings__the_counterpart_beside_the_sentence),
		cmocka_unit_test(
			view_describe_link__tells__without_links_whether_panes_follow),
		cmocka_unit_test(view_toggle_follow__leaves__the_other_pane_alone),
		cmocka_unit_test(
			view_move__leaves__the_other_pane_where_nothing_is_linked),
		cmocka_unit_test(view_follow_link__goes__there_and_back),
		cmocka_unit_test(view_describe_link__counts__what_goes_with_a_clause),
		cmocka_unit_test(view_draw__marks__only_the_clauses_that_are_meant),
		cmocka_unit_test(view_settle__finds__links_however_sentences_are_counted),
		cmocka_unit_test(view_update__takes__given_links_as_they_come),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
