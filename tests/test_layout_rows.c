/* SPDX-License-Identifier: MIT */
/* Tests of layout's cache: how long rows stay, the blank rows before blocks, and finding the
 * row of a byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "layout_blocks.h"
#include "rng.h"

static const char chinese[] = "河道整治要先弄清水从哪里来、到哪里去。上游的村子修了三座小"
			      "坝，下游的人却说：“水少了，"
			      "鱼也少了。”专家组走访了12个乡镇，收回问卷1860份[3]。";

static const char english[] =
	"Whoever sets out to mend a river must first find out where its water comes from "
	"and "
	"where it goes. The villages upstream built three small weirs.";

static void add(struct document *document, enum side side, enum block_kind kind,
	enum block_form form, const char *text)
{
	struct block block = block_of(kind, text);
	block.form = (uint8_t)form;
	block.level = kind == BLOCK_HEADING;
	document_add(document, side, &block);
}

static size_t blank_of(struct layout *layout, enum side side, size_t block)
{
	struct rows rows = layout_rows(layout, side, block);
	for (size_t i = 0; i < rows.blank; i++) {
		assert_int_equal(span_len(rows.v[i].text), 0);
		assert_int_equal(rows.v[i].cells, 0);
	}
	assert_true(rows.n > rows.blank);
	assert_int_equal(rows.v[rows.blank].text.beg, 0);
	return rows.blank;
}

static void layout_rows__spaces_blocks__by_kind(void **state)
{
	(void)state;
	static const struct {
		enum block_kind kind;
		enum block_form form;
		size_t zh, en;
	} cases[] = {
		{BLOCK_TITLE, FORM_TEXT, 0, 0},
		{BLOCK_AUTHOR, FORM_TEXT, 1, 1},
		{BLOCK_AFFILIATION, FORM_TEXT, 0, 0},
		{BLOCK_ABSTRACT, FORM_TEXT, 1, 1},
		{BLOCK_KEYWORDS, FORM_TEXT, 0, 1},
		{BLOCK_PARAGRAPH, FORM_TEXT, 1, 1},
		{BLOCK_HEADING, FORM_TEXT, 1, 1},
		{BLOCK_PARAGRAPH, FORM_TEXT, 0, 0},
		{BLOCK_PARAGRAPH, FORM_TEXT, 0, 1},
		{BLOCK_PARAGRAPH, FORM_CONTINUED, 0, 0},
		{BLOCK_PARAGRAPH, FORM_ITEM, 0, 1},
		{BLOCK_PARAGRAPH, FORM_ITEM, 0, 0},
		{BLOCK_PARAGRAPH, FORM_VERBATIM, 1, 1},
		{BLOCK_PARAGRAPH, FORM_VERBATIM, 0, 0},
		{BLOCK_PARAGRAPH, FORM_TEXT, 1, 1},
		{BLOCK_REFERENCE, FORM_TEXT, 1, 1},
		{BLOCK_REFERENCE, FORM_TEXT, 0, 0},
		{BLOCK_NOTE, FORM_TEXT, 1, 1},
	};
	enum { COUNT = sizeof cases / sizeof *cases };
	struct document document = {0};
	for (int side = 0; side < SIDE_COUNT; side++)
		for (size_t i = 0; i < COUNT; i++)
			add(&document, (enum side)side, cases[i].kind, cases[i].form,
				"x");
	struct layout *layout = layout_new(&document, 3);
	struct layout_style style = style_of(20);
	layout_set_style(layout, &style);
	for (size_t i = 0; i < COUNT; i++) {
		assert_int_equal(blank_of(layout, SIDE_ZH, i), cases[i].zh);
		assert_int_equal(blank_of(layout, SIDE_EN, i), cases[i].en);
	}
	layout_free(layout);
	document_free(&document);
}

static void layout_rows__stay_valid__until_room_others_were_asked_for(void **state)
{
	(void)state;
	enum { ROOM = 5, BLOCKS = 40 };
	struct document document = {0};
	for (int i = 0; i < BLOCKS; i++) {
		add(&document, SIDE_ZH, BLOCK_PARAGRAPH, FORM_TEXT, chinese);
		add(&document, SIDE_EN, BLOCK_PARAGRAPH, FORM_TEXT, english);
	}
	struct layout *layout = layout_new(&document, ROOM);
	struct layout_style style = style_of(30);
	layout_set_style(layout, &style);
	assert_int_equal(layout_style(layout)->width, 30);

	struct rng rng = {7};
	for (int round = 0; round < 300; round++) {
		enum side side = rng_below(&rng, 2);
		size_t block = rng_below(&rng, BLOCKS);
		struct rows rows = layout_rows(layout, side, block);
		row_array fresh = {0};
		layout_text(
			&style, side, stream_block(&document.side[side], block), &fresh);
		struct row *copy = xreallocarray(NULL, rows.n, sizeof *copy);
		memcpy(copy, rows.v, rows.n * sizeof *copy);
		assert_int_equal(rows.n - rows.blank, fresh.n);
		assert_memory_equal(
			rows.v + rows.blank, fresh.v, fresh.n * sizeof *fresh.v);
		for (int others = 1; others < ROOM; others++)
			layout_rows(layout, 1 - side, rng_below(&rng, BLOCKS));
		assert_ptr_equal(layout_rows(layout, side, block).v, rows.v);
		assert_memory_equal(rows.v, copy, rows.n * sizeof *copy);
		free(copy);
		array_free(&fresh);
	}
	layout_free(layout);
	document_free(&document);
}

static void layout_set_style__forgets__rows(void **state)
{
	(void)state;
	struct document document = {0};
	add(&document, SIDE_ZH, BLOCK_PARAGRAPH, FORM_TEXT, chinese);
	struct layout *layout = layout_new(&document, 1);
	struct layout_style wide = style_of(100), narrow = style_of(10);
	layout_set_style(layout, &wide);
	size_t few = layout_rows(layout, SIDE_ZH, 0).n;
	layout_set_style(layout, &narrow);
	size_t many = layout_rows(layout, SIDE_ZH, 0).n;
	assert_true(many > 5 * few);
	/* A document that has grown. */
	add(&document, SIDE_ZH, BLOCK_PARAGRAPH, FORM_TEXT, "又一段");
	assert_int_equal(layout_rows(layout, SIDE_ZH, 1).n, 1);
	assert_int_equal(layout_rows(layout, SIDE_ZH, 0).n, many);
	layout_free(layout);
	layout_free(NULL);
	document_free(&document);
}

static void layout_row_at__finds__the_row_of_a_byte(void **state)
{
	(void)state;
	struct document document = {0};
	add(&document, SIDE_EN, BLOCK_PARAGRAPH, FORM_TEXT, english);
	add(&document, SIDE_EN, BLOCK_PARAGRAPH, FORM_TEXT, english);
	struct layout *layout = layout_new(&document, 4);
	struct layout_style style = style_of(12);
	layout_set_style(layout, &style);
	struct rows rows = layout_rows(layout, SIDE_EN, 1);
	assert_int_equal(rows.blank, 1);
	for (size_t at = 0; at < strlen(english); at++)
		assert_true(span_has(rows.v[layout_row_at(&rows, at)].text, at));
	assert_int_equal(layout_row_at(&rows, strlen(english)), rows.n - 1);
	layout_free(layout);
	document_free(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(layout_rows__spaces_blocks__by_kind),
		cmocka_unit_test(
			layout_rows__stay_valid__until_room_others_were_asked_for),
		cmocka_unit_test(layout_set_style__forgets__rows),
		cmocka_unit_test(layout_row_at__finds__the_row_of_a_byte),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
