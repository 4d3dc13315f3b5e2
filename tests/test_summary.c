/* SPDX-License-Identifier: MIT */
/* summary: the abstract as lists, of a small article. */
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
#include "summary.h"

struct scene {
	struct document document;
	struct coverage *coverage;
	struct summary summary;
};

static int set_up(void **state)
{
	struct scene *scene = test_calloc(1, sizeof *scene);
	pipeline_run(&scene->document, &(struct pipeline_options){.side = SIDE_COUNT},
		mill_article, strlen(mill_article));
	align_document(&scene->document);
	scene->coverage = coverage_new(&scene->document);
	assert_non_null(scene->coverage);
	*state = scene;
	return 0;
}

static int tear_down(void **state)
{
	struct scene *scene = *state;
	summary_free(&scene->summary);
	coverage_free(scene->coverage);
	document_free(&scene->document);
	test_free(scene);
	return 0;
}

/* "indent text" a line. */
static void assert_lines(struct scene *scene, const char *expected)
{
	struct list_source source = summary_source(&scene->summary);
	struct buf text = {0};
	for (size_t i = 0; i < source.count(source.ctx); i++) {
		struct list_line line = source.line(source.ctx, i);
		buf_printf(&text, "%d %.*s\n", line.indent, (int)line.len, line.text);
	}
	assert_string_equal(buf_string(&text), expected);
	buf_free(&text);
}

static void summary__lists__clauses_with_sections_and_those_unsaid(void **state)
{
	struct scene *scene = *state;
	summary_make(&scene->summary, &scene->document, scene->coverage);
	assert_lines(scene, "0 the body as a whole\n"
			    "0 水磨靠溪流推动木轮\n"
			    "2 The stream turns the wheel of the mill\n"
			    "4 一、溪流推动木轮\n"
			    "0 也靠看磨人清理水渠。\n"
			    "2 and the keeper clears its ditch.\n"
			    "4 二、看磨人清理水渠\n"
			    "0 no clause mentions\n"
			    "2 三、面粉\n");
	double sum = 0;
	for (size_t i = 0; i < scene->summary.lines.n; i++)
		if (scene->summary.lines.v[i].kind == SUMMARY_CLAUSE)
			sum += scene->summary.lines.v[i].share;
	double off = sum - scene->summary.lines.v[0].share;
	assert_true(off < 1e-6 && off > -1e-6);
	/* The first line of the second clause. */
	assert_int_equal(summary_line_of(&scene->summary, 1), 4);
}

static void summary__lists__passages_best_first(void **state)
{
	struct scene *scene = *state;
	summary_make_passages(&scene->summary, &scene->document, scene->coverage, 1);
	assert_lines(scene, "0 也靠看磨人清理水渠。\n"
			    "2 and the keeper clears its ditch.\n"
			    "4 二、看磨人清理水渠\n"
			    "4 看磨人天天清理水渠。水渠通了，磨才转。\n");
	assert_int_equal(summary_best(&scene->summary), 2);
	float before = 1;
	for (size_t i = 2; i < scene->summary.lines.n; i++) {
		assert_true(scene->summary.lines.v[i].score <= before);
		before = scene->summary.lines.v[i].score;
	}
}

/* A clause leads to its best passage, a section to its heading, headings of the list
 * nowhere. */
static void summary__leads__to_passages_and_sections(void **state)
{
	struct scene *scene = *state;
	const struct stream *zh = &scene->document.side[SIDE_ZH];
	summary_make(&scene->summary, &scene->document, scene->coverage);
	const struct summary_line *lines = scene->summary.lines.v;
	assert_int_equal(lines[0].block, NO_BLOCK);
	assert_int_equal(lines[1].block, zh->sections.v[0].block);
	assert_int_equal(lines[2].block, lines[1].block);
	assert_int_equal(lines[6].block, zh->sections.v[1].block);
	assert_int_equal(lines[7].block, NO_BLOCK);
	assert_int_equal(lines[8].block, zh->sections.v[2].block);
}

static void summary__says__how_sure_without_colour(void **state)
{
	static const struct {
		float score;
		const char *note;
	} cases[] = {{0.8F, "high"}, {0.4F, "~ medium"}, {0.1F, "? low"}};
	struct scene *scene = *state;
	summary_make_passages(&scene->summary, &scene->document, scene->coverage, 1);
	struct list_source source = summary_source(&scene->summary);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		scene->summary.lines.v[2].score = cases[i].score;
		assert_string_equal(source.line(source.ctx, 2).note, cases[i].note);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(summary__lists__clauses_with_sections_and_those_unsaid),
		TEST(summary__lists__passages_best_first),
		TEST(summary__leads__to_passages_and_sections),
		TEST(summary__says__how_sure_without_colour),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
