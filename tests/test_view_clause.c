/* SPDX-License-Identifier: MIT */
/* view_clause: moving by clause in abstracts, and what is lit there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <string.h>

#include "align.h"
#include "mill_article.h"
#include "pipeline.h"
#include "view.h"

enum { ZH_ABSTRACT = 1, EN_ABSTRACT = 1 };

struct scene {
	struct document document;
	struct config config;
	struct view *view;
	struct grid grid;
};

static int set_up(void **state)
{
	struct scene *scene = test_calloc(1, sizeof *scene);
	config_init(&scene->config);
	pipeline_run(&scene->document, &(struct pipeline_options){.side = SIDE_COUNT},
		mill_article, strlen(mill_article));
	scene->view = view_new(&scene->document, &scene->config);
	view_configure(scene->view, 100, 24, 1);
	*state = scene;
	return 0;
}

static void align(struct scene *scene)
{
	align_document(&scene->document);
	view_update(scene->view);
}

static int tear_down(void **state)
{
	struct scene *scene = *state;
	view_free(scene->view);
	grid_free(&scene->grid);
	document_free(&scene->document);
	test_free(scene);
	return 0;
}

/* The text of all cells with a mark, rows one behind the other, blanks left out. */
static void assert_marked(struct scene *scene, uint8_t mark, const char *expected)
{
	struct buf text = {0};
	grid_reset(&scene->grid, 100, 24);
	view_draw(scene->view, &(struct view_status){0}, &scene->grid);
	for (int row = 0; row < 24; row++)
		for (int column = 0; column < 100; column++) {
			const struct cell *cell = grid_cell(&scene->grid, row, column);
			if (cell->style.marks & mark && cell->bytes[0] != ' ')
				buf_add(&text, cell->bytes, cell->len);
		}
	assert_string_equal(buf_string(&text), expected);
	buf_free(&text);
}

static void assert_described(struct scene *scene, const char *expected)
{
	struct buf text = {0};
	view_describe_link(scene->view, &text);
	assert_string_equal(buf_string(&text), expected);
	buf_free(&text);
}

static void assert_current(struct scene *scene, const char *expected)
{
	enum side side;
	size_t block;
	struct span s;
	assert_true(view_current(scene->view, &side, &block, &s));
	const struct block *b = stream_block(&scene->document.side[side], block);
	assert_int_equal(span_len(s), strlen(expected));
	assert_memory_equal(b->text + s.beg, expected, span_len(s));
}

static void view__moves__by_clause_in_an_abstract(void **state)
{
	struct scene *scene = *state;
	align(scene);
	view_go(scene->view, SIDE_ZH, ZH_ABSTRACT, 0);
	assert_current(scene, "摘要：水磨靠溪流推动木轮，");
	assert_true(view_move(scene->view, UNIT_SENTENCE, 1));
	assert_current(scene, "也靠看磨人清理水渠。");
	assert_true(view_move(scene->view, UNIT_SENTENCE, 1));
	assert_current(scene, "一、溪流推动木轮");
	assert_true(view_move(scene->view, UNIT_SENTENCE, -2));
	assert_current(scene, "摘要：水磨靠溪流推动木轮，");
	view_go(scene->view, SIDE_EN, EN_ABSTRACT, 60);
	assert_current(scene, "and the keeper clears its ditch.");
}

/* Before the text is linked nobody knows the clauses; the sentence that was current then is
 * the clause it begins with afterwards. */
static void view__goes_on__with_clauses_when_they_are_known(void **state)
{
	struct scene *scene = *state;
	view_go(scene->view, SIDE_ZH, ZH_ABSTRACT, 0);
	assert_current(scene, "摘要：水磨靠溪流推动木轮，也靠看磨人清理水渠。");
	align(scene);
	assert_current(scene, "摘要：水磨靠溪流推动木轮，");
}

static void view__lights__the_clause_in_both_languages(void **state)
{
	struct scene *scene = *state;
	align(scene);
	/* From the body: the Chinese clause above it, and the English one. */
	view_go(scene->view, SIDE_ZH,
		scene->document.side[SIDE_ZH].sections.v[1].block + 1, 0);
	assert_marked(
		scene, MARK_LINKED, "也靠看磨人清理水渠。andthekeeperclearsitsditch.");
	/* From either abstract: the other's. */
	view_go(scene->view, SIDE_ZH, ZH_ABSTRACT, 0);
	assert_marked(scene, MARK_LINKED, "Thestreamturnsthewheelofthemill");
	view_switch_pane(scene->view);
	view_go(scene->view, SIDE_EN, EN_ABSTRACT, 60);
	view_go(scene->view, SIDE_ZH, ZH_ABSTRACT, 40);
	assert_marked(scene, MARK_LINKED, "andthekeeperclearsitsditch.");
}

static void view__counts__the_passages_behind_a_clause(void **state)
{
	struct scene *scene = *state;
	align(scene);
	view_go(scene->view, SIDE_ZH, ZH_ABSTRACT, 0);
	assert_described(scene, "2 passages behind this clause, Enter lists them");
	view_go(scene->view, SIDE_EN, EN_ABSTRACT, 60);
	assert_described(scene, "2 passages behind this clause, Enter lists them");
}

/* The other pane goes from clause to clause with this one, though the sentence is the same. */
static void view__follows__from_clause_to_clause(void **state)
{
	struct scene *scene = *state;
	align(scene);
	view_go(scene->view, SIDE_ZH, ZH_ABSTRACT, 0);
	view_move(scene->view, UNIT_SENTENCE, 1);
	view_switch_pane(scene->view);
	assert_current(scene, "and the keeper clears its ditch.");
	view_move(scene->view, UNIT_SENTENCE, -1);
	view_switch_pane(scene->view);
	assert_current(scene, "摘要：水磨靠溪流推动木轮，");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(view__moves__by_clause_in_an_abstract),
		TEST(view__goes_on__with_clauses_when_they_are_known),
		TEST(view__lights__the_clause_in_both_languages),
		TEST(view__counts__the_passages_behind_a_clause),
		TEST(view__follows__from_clause_to_clause),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
