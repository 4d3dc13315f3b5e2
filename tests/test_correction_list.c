/* SPDX-License-Identifier: MIT */
/* correction_list: lines of linked sentences, and where they lead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "correction_list.h"

struct scene {
	struct document document;
	struct correction_list list;
};

static void add(
	struct document *d, enum side side, const char *text, enum block_form form)
{
	struct block block = {.text = text,
		.len = strlen(text),
		.kind = BLOCK_PARAGRAPH,
		.form = (uint8_t)form};
	document_add(d, side, &block);
}

static void link_row(struct document *d, const struct sentence_ref *zh, uint32_t zh_count,
	const struct sentence_ref *en, uint32_t en_count, float score,
	enum link_status status)
{
	struct link link = {.zh = zh,
		.en = en,
		.zh_count = zh_count,
		.en_count = en_count,
		.score = score,
		.kind = LINK_TRANSLATION,
		.status = (uint8_t)status};
	document_link(d, &link);
}

static int set_up(void **state)
{
	static const struct sentence_ref refs[] = {
		{0, 0}, {0, 1}, {0, 2}, {1, 0}, {2, 0}};
	struct scene *scene = test_calloc(1, sizeof *scene);
	struct document *d = &scene->document;
	d->two_sources = true;
	add(d, SIDE_ZH, "风停了。雨也停了。", FORM_TEXT);
	add(d, SIDE_ZH, "天亮了。", FORM_TEXT);
	add(d, SIDE_ZH, "", FORM_TEXT);
	add(d, SIDE_EN, "The wind dropped. So did the rain. It was quiet.", FORM_TEXT);
	add(d, SIDE_EN, "Day broke.", FORM_TEXT);
	add(d, SIDE_EN, "Birds sang.", FORM_TEXT);
	link_row(d, refs, 2, refs, 3, 0.9F, LINK_MANUAL);
	link_row(d, refs + 3, 1, refs + 3, 1, 0.4F, LINK_AUTO);
	link_row(d, NULL, 0, refs + 4, 1, 0, LINK_AUTO);
	correction_list_make(&scene->list, d);
	*state = scene;
	return 0;
}

static int tear_down(void **state)
{
	struct scene *scene = *state;
	correction_list_free(&scene->list);
	document_free(&scene->document);
	test_free(scene);
	return 0;
}

static void correction_list__has__a_line_for_each_sentence(void **state)
{
	struct scene *scene = *state;
	struct list_source source = correction_list_source(&scene->list);
	struct buf text = {0};
	for (size_t i = 0; i < source.count(source.ctx); i++) {
		struct list_line line = source.line(source.ctx, i);
		buf_printf(&text, "%.*s|%.*s\n", (int)line.right, line.text,
			(int)(line.len - line.right), line.text + line.right);
	}
	assert_string_equal(buf_string(&text), "= 2:3  风停了。|The wind dropped. \n"
					       "       雨也停了。|So did the rain. \n"
					       "       |It was quiet.\n"
					       "? 1:1  天亮了。|Day broke.\n"
					       "  0:1  |Birds sang.\n");
	buf_free(&text);
}

static void correction_list_line__is__the_first_of_a_link(void **state)
{
	struct scene *scene = *state;
	assert_int_equal(correction_list_line(&scene->list, 0), 0);
	assert_int_equal(correction_list_line(&scene->list, 1), 3);
	assert_int_equal(correction_list_line(&scene->list, 2), 4);
	assert_int_equal(correction_list_line(&scene->list, 3), 4);
}

static void correction_list_near__finds__the_sentence(void **state)
{
	struct scene *scene = *state;
	struct correction_list *list = &scene->list;
	assert_int_equal(correction_list_near(list, SIDE_ZH, 0, 0), 0);
	assert_int_equal(correction_list_near(list, SIDE_ZH, 0, 12), 1);
	assert_int_equal(correction_list_near(list, SIDE_EN, 0, 40), 2);
	assert_int_equal(correction_list_near(list, SIDE_EN, 2, 0), 4);
	/* A block without a sentence has no line. */
	assert_int_equal(correction_list_near(list, SIDE_ZH, 2, 0), 0);
}

static void correction_list_place__leads__to_the_sentence(void **state)
{
	static const struct {
		enum side side;
		size_t block, byte;
	} places[] = {{SIDE_ZH, 0, 0}, {SIDE_ZH, 0, 12}, {SIDE_EN, 0, 35},
		{SIDE_ZH, 1, 0}, {SIDE_EN, 2, 0}};
	struct scene *scene = *state;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		enum side side;
		size_t block, byte;
		correction_list_place(&scene->list, i, &side, &block, &byte);
		assert_int_equal(side, places[i].side);
		assert_int_equal(block, places[i].block);
		assert_int_equal(byte, places[i].byte);
	}
}

#define IN_SCENE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCENE(correction_list__has__a_line_for_each_sentence),
		IN_SCENE(correction_list_line__is__the_first_of_a_link),
		IN_SCENE(correction_list_near__finds__the_sentence),
		IN_SCENE(correction_list_place__leads__to_the_sentence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
