/* SPDX-License-Identifier: MIT */
/* correction_list: lines of linked sentences, and where they lead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "correction_list.h"
#include "overlay.h"

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

static void assert_lines(struct correction_list *list, const char *lines)
{
	struct list_source source = correction_list_source(list);
	struct buf text = {0};
	for (size_t i = 0; i < source.count(source.ctx); i++) {
		struct list_line line = source.line(source.ctx, i);
		buf_printf(&text, "%.*s|%.*s\n", (int)line.right, line.text,
			(int)(line.len - line.right), line.text + line.right);
	}
	assert_string_equal(buf_string(&text), lines);
	buf_free(&text);
}

static void correction_list__has__a_line_for_each_sentence(void **state)
{
	struct scene *scene = *state;
	assert_lines(&scene->list, "= 2:3  风停了。|The wind dropped. \n"
				   "       雨也停了。|So did the rain. \n"
				   "       |It was quiet.\n"
				   "? 1:1  天亮了。|Day broke.\n"
				   "  0:1  |Birds sang.\n");
}

/* An abstract of two clauses, the second of which English leaves out, and a body. */
static void make_article(struct document *d)
{
	static const char *const body[] = {"山高。水长。", "风停。雨停。天晴。", "雪。"};
	*d = (struct document){0};
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		const char *text = side == SIDE_ZH ? "山，水。" : "Hills, water.";
		struct block block = {
			.text = text, .len = strlen(text), .kind = BLOCK_ABSTRACT};
		document_add(d, side, &block);
	}
	for (size_t i = 0; i < sizeof body / sizeof *body; i++)
		add(d, SIDE_ZH, body[i], FORM_TEXT);
	struct clause hills = {.range_count = {1, 1}},
		      water = {.range_count = {1, 0}, .whole = 1};
	hills.ranges[SIDE_ZH][0] = (struct block_range){0, {0, 6}};
	hills.ranges[SIDE_EN][0] = (struct block_range){0, {0, 6}};
	water.ranges[SIDE_ZH][0] = (struct block_range){0, {6, 9}};
	array_push(&d->clauses, hills);
	array_push(&d->clauses, water);
}

static void correction_list__has__passages_and_what_is_in_none(void **state)
{
	struct document d;
	struct correction_list list = {0};
	ref_array zh = {0};
	(void)state;
	make_article(&d);
	refs_add(&zh, (struct sentence_ref){1, 1});
	array_push(&d.links, passage_link(&d, &zh, (uint32_t[]){0, 1}, 2));
	d.links.v[0].status = LINK_AUTO;
	zh.v[0] = (struct sentence_ref){2, 1};
	array_push(&d.links, passage_link(&d, &zh, NULL, 0));
	correction_list_make(&list, &d);
	assert_lines(&list, "       山高。|\n"
			    "  1:2  水长。|Hills,\n"
			    "       |水\n"
			    "       风停。|\n"
			    "= 1:0  雨停。|(no clause)\n"
			    "       天晴。|\n"
			    "       雪。|\n");
	static const struct {
		size_t line, link, n;
		struct sentence_ref first;
		bool is_empty, is_uneven;
	} lines[] = {{0, NO_LINK, 1, {1, 0}, true, true}, {1, 0, 1, {1, 1}, false, true},
		{2, 0, 1, {1, 1}, false, true}, {3, NO_LINK, 1, {2, 0}, true, true},
		{4, 1, 1, {2, 1}, true, true}, {6, NO_LINK, 1, {3, 0}, true, true}};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		size_t at = lines[i].line;
		enum side side;
		size_t block, byte;
		assert_int_equal(list.lines.v[at].link, lines[i].link);
		correction_list_passage(&list, at, &zh);
		assert_int_equal(zh.n, lines[i].n);
		assert_int_equal(ref_compare(&zh.v[0], &lines[i].first), 0);
		assert_int_equal(
			correction_list_is(&list, at, link_is_empty), lines[i].is_empty);
		assert_int_equal(correction_list_is(&list, at, link_is_uneven),
			lines[i].is_uneven);
		correction_list_place(&list, at, &side, &block, &byte);
		assert_int_equal(side, SIDE_ZH);
		assert_int_equal(block, lines[i].first.block);
	}
	/* Sentences without a link that follow one another are one passage. */
	d.links.n = 1;
	correction_list_make(&list, &d);
	correction_list_passage(&list, 4, &zh);
	assert_int_equal(zh.n, 3);
	assert_int_equal(zh.v[2].sentence, 2);
	array_free(&zh);
	correction_list_free(&list);
	document_free(&d);
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
		cmocka_unit_test(correction_list__has__passages_and_what_is_in_none),
		IN_SCENE(correction_list_line__is__the_first_of_a_link),
		IN_SCENE(correction_list_near__finds__the_sentence),
		IN_SCENE(correction_list_place__leads__to_the_sentence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
