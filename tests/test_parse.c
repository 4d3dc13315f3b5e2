/* SPDX-License-Identifier: MIT */
/* parse: kinds, sides, levels, numbering; each paragraph of these texts is one line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "parse.h"
#include "parse_ladder.h"
#include "pipeline.h"

static void parse__names__every_kind(void **state)
{
	(void)state;
	assert_blocks(
		"公共图书馆夜间开放的条件与办法\n"
		"沈青 何山\n"
		"（江州大学 公共管理学院，江州 210000）\n"
		"摘要：夜间开放要有人、有灯、有车。\n"
		"关键词：图书馆；夜间开放\n"
		"Conditions and Methods of Night Opening of Public Libraries\n"
		"Shen Qing, He Shan\n"
		"（Jiangzhou University, Jiangzhou 210000, China）\n"
		"Abstract: Night opening needs people, light and buses.\n"
		"Key words: library; night opening\n"
		"白天上班的人晚上才有空读书，这是夜间开放的理由。为了说明这一点，我们在三"
		"个城市里数过"
		"晚上七点以后路过图书馆门口的人，一共数了四个星期，每个星期数五天，下雨也"
		"数。\n"
		"一、条件\n"
		"要有人值班。\n"
		"注：值班表见门口。\n"
		"参考文献\n"
		"[1] 沈青. 夜读[M]. 江州：江州出版社，2019.\n"
		"[2] HOLT R. Reading at night[J]. Town Affairs，2008，7（2）：23-25.\n",
		"zh title 0 公共图书馆夜间开放的条件与办法\n"
		"zh author 0 沈青 何山\n"
		"zh affiliation 0 （江州大学 公共管理学院，江州 210000）\n"
		"zh abstract 0 摘要：夜间开放要有人、有灯、有车。\n"
		"zh keywords 0 关键词：图书馆；夜间开放\n"
		"en title 0 Conditions and Methods of Night Opening of Public Libraries\n"
		"en author 0 Shen Qing, He Shan\n"
		"en affiliation 0 （Jiangzhou University, Jiangzhou 210000, China）\n"
		"en abstract 0 Abstract: Night opening needs people, light and buses.\n"
		"en keywords 0 Key words: library; night opening\n"
		"zh paragraph 0 "
		"白天上班的人晚上才有空读书，这是夜间开放的理由。为了说明这一点，我们在三"
		"个城市里数过"
		"晚上七点以后路过图书馆门口的人，一共数了四个星期，每个星期数五天，下雨也"
		"数。\n"
		"zh heading 1 一、条件\n"
		"zh paragraph 0 要有人值班。\n"
		"zh note 0 注：值班表见门口。\n"
		"zh heading 1 参考文献\n"
		"zh reference 0 [1] 沈青. 夜读[M]. 江州：江州出版社，2019.\n"
		"zh reference 0 [2] HOLT R. Reading at night[J]. Town "
		"Affairs，2008，7（2）：23-25.\n");
}

static void parse__gives__levels_by_the_ladders_that_are_there(void **state)
{
	(void)state;
	assert_blocks("前面有一句话。\n一、甲\n（一）乙\n1．丙\n正文一句。\n（二）丁\n正"
		      "文一句。\n二、戊\n"
		      "（1）己\n正文一句。\n",
		"zh paragraph 0 前面有一句话。\nzh heading 1 一、甲\nzh heading 2 "
		"（一）乙\n"
		"zh heading 3 1．丙\nzh paragraph 0 正文一句。\nzh heading 2 （二）丁\n"
		"zh paragraph 0 正文一句。\nzh heading 1 二、戊\nzh heading 2 （1）己\n"
		"zh paragraph 0 正文一句。\n");
}

static void parse__opens__a_section_for_an_article_of_a_law(void **state)
{
	struct document d = {0};
	static const char text[] =
		"有一句话。\n第一章 总则\n第一条　为了爱护路灯，制定本办法。\n"
		"路灯归全体居民所有。\n第二条　本办法所称路灯，包括灯杆。\n"
		"第二章 附则\n第三条　本办法自公布之日起施行。\n";
	(void)state;
	pipeline_run(&d, &(struct pipeline_options){.side = SIDE_ZH}, text, strlen(text));
	const struct stream *zh = &d.side[SIDE_ZH];
	assert_int_equal(zh->sections.n, 5);
	assert_int_equal(stream_block(zh, 2)->kind, BLOCK_PARAGRAPH);
	assert_int_equal(stream_block(zh, 2)->level, 2);
	assert_int_equal(stream_block(zh, 2)->number_len, strlen("第一条"));
	assert_int_equal(zh->sections.v[1].parent, 0);
	assert_int_equal(zh->sections.v[4].parent, 3);
	document_free(&d);
}

static void parse__leaves__sentences_that_begin_like_headings(void **state)
{
	(void)state;
	assert_blocks(
		"有一句话。\n一、二线城市的房子贵，三、四线城市的便宜。\n三是要有人管。\n"
		"（二）班的孩子先到。\n",
		"zh paragraph 0 有一句话。\nzh paragraph 0 "
		"一、二线城市的房子贵，三、四线城市的便宜。\n"
		"zh paragraph 0 三是要有人管。\nzh paragraph 0 （二）班的孩子先到。\n");
}

static void parse__takes_back__headings_that_are_a_list(void **state)
{
	struct document d = {0};
	static const char text[] =
		"要带的东西：\n1. 雨衣\n2. 水壶\n3. 手电\n不要带狗。\n";
	(void)state;
	pipeline_run(&d, &(struct pipeline_options){.side = SIDE_ZH}, text, strlen(text));
	const struct stream *zh = &d.side[SIDE_ZH];
	assert_int_equal(zh->blocks.n, 5);
	assert_int_equal(zh->sections.n, 0);
	for (size_t i = 1; i < 4; i++) {
		assert_int_equal(stream_block(zh, i)->kind, BLOCK_PARAGRAPH);
		assert_int_equal(stream_block(zh, i)->form, FORM_ITEM);
		assert_int_equal(stream_block(zh, i)->level, 0);
	}
	document_free(&d);
}

static void parse__notes__a_gap_in_the_numbers_and_keeps_the_heading(void **state)
{
	struct document d = {0};
	struct noted noted;
	static const char text[] = "有一句话。\n一、甲\n（一）乙\n一句。\n（三）丙\n一句"
				   "。\n二、丁\n一句。\n";
	(void)state;
	pipeline_run(&d, &(struct pipeline_options){.side = SIDE_ZH, .noted = &noted},
		text, strlen(text));
	assert_int_equal(d.side[SIDE_ZH].sections.n, 4);
	assert_string_equal(noted.text, "5:numbering");
	document_free(&d);
}

static void parse__reads__english_ladders(void **state)
{
	(void)state;
	assert_blocks(
		"Chapter I General Provisions\nArticle 1 Lamps shall be looked after.\n"
		"1. Scope\nAll lamps.\n1.1 Poles\nPoles too.\n2. Time\nAt night.\n",
		"en heading 1 Chapter I General Provisions\n"
		"en paragraph 2 Article 1 Lamps shall be looked after.\n"
		"en heading 3 1. Scope\nen paragraph 0 All lamps.\nen heading 4 1.1 "
		"Poles\n"
		"en paragraph 0 Poles too.\nen heading 3 2. Time\nen paragraph 0 At "
		"night.\n");
}

static void parse__keeps__a_foreign_line_inside_a_chinese_text(void **state)
{
	(void)state;
	assert_blocks("办法如下。\nE = mc2\n就是这样。\n"
		      "This paragraph is long enough to be one of a translation, and "
		      "goes to its side.\n",
		"zh paragraph 0 办法如下。\nzh paragraph 0 E = mc2\nzh paragraph 0 "
		"就是这样。\n"
		"en paragraph 0 This paragraph is long enough to be one of a "
		"translation, and goes "
		"to its side.\n");
}

static void parse__knows__a_title_below_the_title_in_the_other_language(void **state)
{
	(void)state;
	assert_blocks("路灯管理办法\n\nMeasures for Street Lamps\n\n一、总则\n\n"
		      "1. General\n\n路灯要有人管。\n\nLamps shall be looked after.\n",
		"zh title 0 路灯管理办法\nen title 0 Measures for Street Lamps\n"
		"zh heading 1 一、总则\nen heading 1 1. General\n"
		"zh paragraph 0 路灯要有人管。\n"
		"en paragraph 0 Lamps shall be looked after.\n");
	/* Nothing else is English: the line is of the Chinese text. */
	assert_blocks("路灯管理办法\n\nDraft for Comments\n\n一、总则\n\n"
		      "路灯要有人管。\n",
		"zh title 0 路灯管理办法\nzh paragraph 0 Draft for Comments\n"
		"zh heading 1 一、总则\nzh paragraph 0 路灯要有人管。\n");
}

/* One text with all of a language behind all of the other. */
static void parse__takes__the_title_of_a_translation_to_its_side(void **state)
{
	(void)state;
	assert_blocks("治水记\n\n一、源头\n\n河水从山上流下来，经过三个村子。\n\n"
		      "Taming the Water\n\nA Story\n\n1998\n\n"
		      "The river comes down from the mountains, and passes three "
		      "villages on its way.\n",
		"zh title 0 治水记\nzh heading 1 一、源头\n"
		"zh paragraph 0 河水从山上流下来，经过三个村子。\n"
		"en title 0 Taming the Water\nen paragraph 0 A Story\n"
		"en paragraph 0 1998\n"
		"en paragraph 0 The river comes down from the mountains, and passes "
		"three villages on its way.\n");
	/* English first: a Chinese line is never taken for a foreign one. */
	assert_blocks(
		"Taming the Water\n\n1. The Source\n\nThe river comes down from the "
		"mountains, and passes three villages.\n\n治水记\n\n一、源头\n\n"
		"河水从山上流下来，经过三个村子。\n",
		"en title 0 Taming the Water\nen heading 1 1. The Source\n"
		"en paragraph 0 The river comes down from the mountains, and passes "
		"three villages.\nzh paragraph 0 治水记\nzh heading 1 一、源头\n"
		"zh paragraph 0 河水从山上流下来，经过三个村子。\n");
}

static void parse__leaves__short_foreign_lines_where_nothing_follows(void **state)
{
	(void)state;
	assert_blocks("网址如下。\nexample.org\n", "zh paragraph 0 网址如下。\n"
						   "zh paragraph 0 example.org\n");
	assert_blocks(
		"公式如下。\na = b\nb = cd\nc = de\nd = ef\ne = fg\nf = gh\n就这些。\n",
		"zh paragraph 0 公式如下。\nzh paragraph 0 a = b\n"
		"zh paragraph 0 b = cd\nzh paragraph 0 c = de\n"
		"zh paragraph 0 d = ef\nzh paragraph 0 e = fg\n"
		"zh paragraph 0 f = gh\nzh paragraph 0 就这些。\n");
}

/* The level that the mark of a line opens; whether its number follows in *follows. */
static int open_line(struct ladder *ladder, const char *line, bool *follows)
{
	struct heading_mark mark;
	int before;
	assert_true(heading_mark(line, strlen(line), &mark));
	int known = ladder_before(ladder, &mark);
	int level = ladder_open(ladder, &mark, &before, follows);
	assert_true(before == 0 || before == known);
	return level;
}

/* Whatever marks a text uses are its levels; what is left out is not one. */
static void ladder__levels__are_those_of_its_marks(void **state)
{
	static const struct {
		const char *line;
		int level;
		bool follows;
	} table[] = {
		{"第一章 总则", 1, true},
		{"第一条 目的", 2, true},
		{"第二条 范围", 2, true},
		{"第二章 保障", 1, true},
		{"第三条 经费", 2, true}, /* articles count on through the chapters */
		{"第五条 人员", 2, false},
		{"第四章 附则", 1, false},
		{"一、沿革", 2, true},
		{"（一）起点", 3, true},
		{"1.1 Scope", 4, true},
		{"1.1.1 Terms", 5, true},
		{"1.1.2 Signs", 5, true},
		{"1.2 Use", 4, true},
		{"（二）过程", 3, true},
		{"二、现状", 2, true},
		{"（二）读者", 3, false}, /* each level begins anew */
		{"## Notes", 2, true},
		{"一、来源", 1, true},
	};
	struct ladder ladder = {0};
	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		bool follows;
		assert_int_equal(
			open_line(&ladder, table[i].line, &follows), table[i].level);
		assert_int_equal(follows, table[i].follows);
	}
}

static void ladder__takes_back__the_last_level(void **state)
{
	struct ladder ladder = {0};
	bool follows;
	(void)state;
	ladder_take_back(&ladder);
	assert_int_equal(open_line(&ladder, "一、沿革", &follows), 1);
	assert_int_equal(open_line(&ladder, "1. 借书", &follows), 2);
	ladder_take_back(&ladder);
	assert_int_equal(open_line(&ladder, "（一）起点", &follows), 2);
	assert_int_equal(open_line(&ladder, "二、现状", &follows), 1);
	assert_true(follows);
}

static void parse_language__tells__han_from_latin(void **state)
{
	static const struct {
		const char *text;
		enum side side;
	} table[] = {
		{"图书馆", SIDE_ZH},
		{"library", SIDE_EN},
		{"图书馆（Public Library of the City）", SIDE_ZH},
		{"The word 图 means a picture, and 书 means a book; both are old.",
			SIDE_EN},
		{"2024", SIDE_COUNT},
		{"", SIDE_COUNT},
		{"……", SIDE_COUNT},
	};
	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		assert_int_equal(parse_language(table[i].text, strlen(table[i].text)),
			table[i].side);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parse__names__every_kind),
		cmocka_unit_test(parse__gives__levels_by_the_ladders_that_are_there),
		cmocka_unit_test(parse__opens__a_section_for_an_article_of_a_law),
		cmocka_unit_test(parse__leaves__sentences_that_begin_like_headings),
		cmocka_unit_test(parse__takes_back__headings_that_are_a_list),
		cmocka_unit_test(
			parse__notes__a_gap_in_the_numbers_and_keeps_the_heading),
		cmocka_unit_test(parse__reads__english_ladders),
		cmocka_unit_test(parse__keeps__a_foreign_line_inside_a_chinese_text),
		cmocka_unit_test(
			parse__knows__a_title_below_the_title_in_the_other_language),
		cmocka_unit_test(parse__takes__the_title_of_a_translation_to_its_side),
		cmocka_unit_test(
			parse__leaves__short_foreign_lines_where_nothing_follows),
		cmocka_unit_test(ladder__levels__are_those_of_its_marks),
		cmocka_unit_test(ladder__takes_back__the_last_level),
		cmocka_unit_test(parse_language__tells__han_from_latin),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
