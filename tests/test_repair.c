/* SPDX-License-Identifier: MIT */
/* repair: each rule by itself, in small texts of our own; how they do together on many
 * documents is test_repair_score's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "pipeline.h"

/* ---- wrapped lines ---- */

/* A column of 20 Han, first lines two Han narrower, a blank line between all lines. */
static const char wrapped[] = "一、图书馆的任务\n\n"
			      "社区图书馆首先是居民读书看报的地方，\n\n"
			      "其次才是展示成果的窗口。多年来各地把馆舍\n\n"
			      "建得很大，却没有想清楚书从哪里来，人从哪\n\n"
			      "里来，结果开馆不久就冷清下来，连灯也不常\n\n"
			      "开。\n\n"
			      "要改变这种状况，办法并不复杂：先问读\n\n"
			      "者要什么，再决定买什么书；先把开放时间延\n\n"
			      "长到晚上，再谈扩建新馆。\n\n";

static void repair__joins__a_column_with_lost_indents(void **state)
{
	(void)state;
	assert_blocks(wrapped,
		"zh heading 1 一、图书馆的任务\n"
		"zh paragraph 0 "
		"社区图书馆首先是居民读书看报的地方，其次才是展示成果的窗口。多年来"
		"各地把馆舍建得很大，却没有想清楚书从哪里来，人从哪里来，结果开馆不久就冷"
		"清下来，"
		"连灯也不常开。\n"
		"zh paragraph 0 "
		"要改变这种状况，办法并不复杂：先问读者要什么，再决定买什么书；先把"
		"开放时间延长到晚上，再谈扩建新馆。\n");
}

static void repair__keeps__lines_that_are_paragraphs(void **state)
{
	static const char text[] =
		"　　第一段，只有一句。\n第二段也很短 。 \n\n\n第三段，没有句号\n";
	struct document d = {0};
	struct noted noted;
	(void)state;
	pipeline_run(&d, &(struct pipeline_options){.side = SIDE_ZH, .noted = &noted},
		text, sizeof text - 1);
	char *printed = pipeline_print(&d);
	assert_string_equal(printed, "zh paragraph 0 　　第一段，只有一句。\n"
				     "zh paragraph 0 第二段也很短 。 \n"
				     "zh paragraph 0 第三段，没有句号\n");
	assert_string_equal(noted.text, "");
	free(printed);
	document_free(&d);
}

static void repair__reports__each_joined_paragraph_with_its_line(void **state)
{
	struct document d = {0};
	struct noted noted;
	(void)state;
	pipeline_run(&d, &(struct pipeline_options){.side = SIDE_ZH, .noted = &noted},
		wrapped, sizeof wrapped - 1);
	assert_string_equal(noted.text, "3:join 13:join");
	document_free(&d);
}

static void repair__gives__every_block_its_source_range(void **state)
{
	struct document d = {0};
	(void)state;
	pipeline_run(&d, &(struct pipeline_options){.side = SIDE_ZH}, wrapped,
		sizeof wrapped - 1);
	assert_int_equal(d.side[SIDE_ZH].blocks.n, 3);
	struct span at[3];
	for (size_t i = 0; i < 3; i++)
		at[i] = stream_block(&d.side[SIDE_ZH], i)->source;
	assert_int_equal(at[0].beg, 0);
	assert_memory_equal(wrapped + at[1].beg, "社区图书馆", 15);
	assert_memory_equal(wrapped + at[1].end - 6, "开。", 6);
	assert_memory_equal(wrapped + at[2].beg, "要改变", 9);
	document_free(&d);
}

static void repair__raw__leaves_every_line(void **state)
{
	struct document d = {0};
	(void)state;
	pipeline_run(&d, &(struct pipeline_options){.side = SIDE_ZH, .raw = true},
		wrapped, sizeof wrapped - 1);
	assert_int_equal(d.side[SIDE_ZH].blocks.n, 9);
	document_free(&d);
}

static void repair__feeding_bytes__equals_feeding_at_once(void **state)
{
	static const size_t slices[] = {1, 2, 7, 100};
	(void)state;
	struct document whole = {0};
	pipeline_run(&whole, &(struct pipeline_options){.side = SIDE_COUNT}, wrapped,
		sizeof wrapped - 1);
	char *expected = pipeline_print(&whole);
	for (size_t i = 0; i < sizeof slices / sizeof *slices; i++) {
		struct document d = {0};
		pipeline_run(&d,
			&(struct pipeline_options){
				.side = SIDE_COUNT, .slice = slices[i]},
			wrapped, sizeof wrapped - 1);
		char *printed = pipeline_print(&d);
		assert_string_equal(printed, expected);
		free(printed);
		document_free(&d);
	}
	free(expected);
	document_free(&whole);
}

/* ---- seams ---- */

static void repair__joins__latin_words_with_a_blank(void **state)
{
	(void)state;
	assert_blocks(
		"The reading room on the second floor stays open until nine in the\n"
		"evening, so that people who work during the day can come after din-\n"
		"ner and borrow what they like. Next door to it stands the well-\n"
		"known night school, which has, among other things, a state-of-the-\n"
		"art kitchen.\n",
		"en paragraph 0 The reading room on the second floor stays open until "
		"nine in the "
		"evening, so that people who work during the day can come after dinner "
		"and borrow "
		"what they like. Next door to it stands the well-known night school, "
		"which has, "
		"among other things, a state-of-the-art kitchen.\n");
}

/* ---- overprinting ---- */

static void repair__undoubles__headings_over_two_lines(void **state)
{
	(void)state;
	assert_blocks("前面一段话在这里结束了，它的后面是标题。\n\n"
		      "（（一一））借阅规则借阅规则：：让更多的人走进图书馆让更多的人走进"
		      "图书馆\n\n"
		      "大门大门\n\n"
		      "规则改了以后，来的人多了一倍，借走的书多了两倍。\n\n",
		"zh paragraph 0 前面一段话在这里结束了，它的后面是标题。\n"
		"zh heading 1 （一）借阅规则：让更多的人走进图书馆大门\n"
		"zh paragraph 0 规则改了以后，来的人多了一倍，借走的书多了两倍。\n");
}

static void repair__keeps__language_that_repeats_itself(void **state)
{
	(void)state;
	assert_blocks(
		"他来过。\n常常\n人人都说，天天向上。\n谢谢谢谢\n哈哈哈哈哈哈哈哈\n",
		"zh paragraph 0 他来过。\nzh paragraph 0 常常\nzh paragraph 0 "
		"人人都说，天天向上。\n"
		"zh paragraph 0 谢谢谢谢\nzh paragraph 0 哈哈哈哈哈哈哈哈\n");
}

/* ---- pages ---- */

static void add_page(
	struct buf *text, int page, const char *head, const char *number_format)
{
	buf_printf(text, "%s\n", head);
	for (int i = 0; i < 12; i++)
		buf_puts(text, "桥梁养护要按季节安排，先查排水，再查栏杆，最\n");
	buf_printf(text, number_format, page);
}

static void repair__takes_out__running_heads_and_page_numbers(void **state)
{
	struct buf text = {0};
	struct document d = {0};
	struct noted noted;
	(void)state;
	for (int page = 7; page < 12; page++)
		add_page(&text, page, page % 2 ? "桥梁养护手册" : "第二篇　日常检查",
			"· %d ·\n");
	buf_puts(&text, "后报告。\n");
	pipeline_run(&d, &(struct pipeline_options){.side = SIDE_ZH, .noted = &noted},
		text.v, text.n);
	/* The head of the first page is the title: nothing says that a page ended before it. */
	assert_int_equal(d.side[SIDE_ZH].blocks.n, 2);
	const struct block *b = stream_block(&d.side[SIDE_ZH], 1);
	assert_null(memmem(b->text, b->len, "手册", 6));
	assert_null(memmem(b->text, b->len, "日常", 6));
	assert_null(memmem(b->text, b->len, "·", 2));
	assert_non_null(strstr(noted.text, "14:page-number"));
	assert_non_null(strstr(noted.text, "15:running-head"));
	buf_free(&text);
	document_free(&d);
}

static void repair__keeps__a_refrain(void **state)
{
	struct buf text = {0};
	struct document d = {0};
	(void)state;
	for (int i = 0; i < 6; i++)
		buf_puts(&text,
			"河水从山里来，一路向东。\n岸上的人看着它流过去。\n"
			"孩子们在水边捡石头。\n老人在树下讲旧事。\n夜里渔火亮了。\n"
			"划呀，划呀，划到对岸去\n");
	pipeline_run(&d, &(struct pipeline_options){.side = SIDE_ZH}, text.v, text.n);
	assert_int_equal(d.side[SIDE_ZH].blocks.n, 36);
	buf_free(&text);
	document_free(&d);
}

static void repair__keeps__numbers_that_do_not_count_pages(void **state)
{
	(void)state;
	assert_blocks("今年的数字是这样的。\n300\n这是借书的人数。\n",
		"zh paragraph 0 今年的数字是这样的。\n"
		"zh paragraph 0 300\n"
		"zh paragraph 0 这是借书的人数。\n");
}

/* ---- very long lines, much nothing ---- */

static void repair__cuts__a_very_long_line_at_a_sentence(void **state)
{
	struct buf text = {0};
	struct document d = {0};
	(void)state;
	while (text.n < 300000)
		buf_puts(&text, "水从高处流向低处，这是人人知道的道理。");
	pipeline_run(&d, &(struct pipeline_options){.side = SIDE_ZH}, text.v, text.n);
	size_t at = 0;
	for (size_t i = 0; i < d.side[SIDE_ZH].blocks.n; i++) {
		const struct block *b = stream_block(&d.side[SIDE_ZH], i);
		assert_in_range(b->len, 1, 1 << 15);
		assert_int_equal(b->form, i ? FORM_CONTINUED : FORM_TEXT);
		assert_int_equal(b->source.beg, at);
		assert_memory_equal(b->text, text.v + at, b->len);
		assert_memory_equal(b->text + b->len - 3, "。", 3);
		at += b->len;
	}
	assert_int_equal(at, text.n);

	struct document bytes = {0};
	pipeline_run(&bytes, &(struct pipeline_options){.side = SIDE_ZH, .slice = 1},
		text.v, text.n);
	char *a = pipeline_print(&d), *b = pipeline_print(&bytes);
	assert_string_equal(a, b);
	free(a);
	free(b);
	document_free(&d);
	document_free(&bytes);
	buf_free(&text);
}

static void repair__passes__a_million_empty_lines(void **state)
{
	struct buf text = {0};
	struct document d = {0};
	(void)state;
	buf_puts(&text, "开头。\n");
	memset(buf_room(&text, 1000000), '\n', 1000000);
	text.n += 1000000;
	buf_puts(&text, "结尾。");
	pipeline_run(&d, &(struct pipeline_options){.side = SIDE_ZH}, text.v, text.n);
	assert_int_equal(d.side[SIDE_ZH].blocks.n, 2);
	assert_int_equal(stream_block(&d.side[SIDE_ZH], 1)->source.beg, text.n - 9);
	buf_free(&text);
	document_free(&d);
}

static void repair__survives__any_bytes(void **state)
{
	uint64_t seed = 20241123;
	(void)state;
	for (int round = 0; round < 200; round++) {
		static const char *const pieces[] = {"一、", "（（一一））", "\n", "\n\n",
			"。", "第一条 ", "# ", "```\n", "\f", "- 7 -\n", "　　", "word ",
			"[3]", "（P9）", "人", "”", "\t", "摘要：",
			"Abstract: ", "\xEF\xBF\xBD", "1.", "|a|b|\n", "\xC2\xA0"};
		struct buf text = {0};
		for (int i = 0; i < 400; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			buf_puts(&text,
				pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)]);
		}
		struct document at_once = {0}, in_bytes = {0};
		pipeline_run(&at_once, &(struct pipeline_options){.side = SIDE_COUNT},
			text.v, text.n);
		pipeline_run(&in_bytes,
			&(struct pipeline_options){.side = SIDE_COUNT, .slice = 1},
			text.v, text.n);
		char *a = pipeline_print(&at_once), *b = pipeline_print(&in_bytes);
		assert_string_equal(a, b);
		free(a);
		free(b);
		document_free(&at_once);
		document_free(&in_bytes);
		buf_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(repair__joins__a_column_with_lost_indents),
		cmocka_unit_test(repair__keeps__lines_that_are_paragraphs),
		cmocka_unit_test(repair__reports__each_joined_paragraph_with_its_line),
		cmocka_unit_test(repair__gives__every_block_its_source_range),
		cmocka_unit_test(repair__raw__leaves_every_line),
		cmocka_unit_test(repair__feeding_bytes__equals_feeding_at_once),
		cmocka_unit_test(repair__joins__latin_words_with_a_blank),
		cmocka_unit_test(repair__undoubles__headings_over_two_lines),
		cmocka_unit_test(repair__keeps__language_that_repeats_itself),
		cmocka_unit_test(repair__takes_out__running_heads_and_page_numbers),
		cmocka_unit_test(repair__keeps__a_refrain),
		cmocka_unit_test(repair__keeps__numbers_that_do_not_count_pages),
		cmocka_unit_test(repair__cuts__a_very_long_line_at_a_sentence),
		cmocka_unit_test(repair__passes__a_million_empty_lines),
		cmocka_unit_test(repair__survives__any_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
