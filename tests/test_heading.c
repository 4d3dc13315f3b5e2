/* SPDX-License-Identifier: MIT */
/* heading: marks of every rung, and lines that only look like them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "heading.h"

struct expected {
	const char *line;
	enum rung rung;
	int depth, value;
	const char *number, *title;
};

static void heading_mark__reads__every_rung(void **state)
{
	static const struct expected table[] = {
		{"第二编 分则", RUNG_PART, 1, 2, "第二编", "分则"},
		{"第十二章　附则", RUNG_CHAPTER, 1, 12, "第十二章", "附则"},
		{"第3节 范围", RUNG_SECTION, 1, 3, "第3节", "范围"},
		{"第一百零三条 本条例所称", RUNG_ARTICLE, 1, 103, "第一百零三条",
			"本条例所称"},
		{"第十二条之一 增补的规定", RUNG_ARTICLE, 1, 12, "第十二条之一",
			"增补的规定"},
		{"第三十條　工人的休息", RUNG_ARTICLE, 1, 30, "第三十條", "工人的休息"},
		{"一、背景", RUNG_HAN, 1, 1, "一", "背景"},
		{"二十三、保障", RUNG_HAN, 1, 23, "二十三", "保障"},
		{"（十）组织实施", RUNG_HAN_PAREN, 1, 10, "（十）", "组织实施"},
		{"(二) 主要任务", RUNG_HAN_PAREN, 1, 2, "(二)", "主要任务"},
		{"1．任务", RUNG_DIGIT, 1, 1, "1", "任务"},
		{"12. Findings", RUNG_DIGIT, 1, 12, "12", "Findings"},
		{"３、范围", RUNG_DIGIT, 1, 3, "３", "范围"},
		{"（4）检查", RUNG_PAREN, 1, 4, "（4）", "检查"},
		{"③ 评估", RUNG_CIRCLED, 1, 3, "③", "评估"},
		{"1.2 Scope", RUNG_DECIMAL, 2, 2, "1.2", "Scope"},
		{"2.3.11 细则", RUNG_DECIMAL, 3, 11, "2.3.11", "细则"},
		{"Chapter III Funding", RUNG_CHAPTER, 1, 3, "Chapter III", "Funding"},
		{"Article 12 Every school", RUNG_ARTICLE, 1, 12, "Article 12",
			"Every school"},
		{"IV. Results", RUNG_ROMAN, 1, 4, "IV", "Results"},
		{"### Notes on use", RUNG_HASH, 3, 0, "", "Notes on use"},
		{"参 考 文 献", RUNG_NAMED, 1, 0, "", "参 考 文 献"},
		{"References", RUNG_NAMED, 1, 0, "", "References"},
		{"　　结语：", RUNG_NAMED, 1, 0, "", "结语："},
	};
	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct expected *e = &table[i];
		struct heading_mark m;
		if (!heading_mark(e->line, strlen(e->line), &m))
			fail_msg("no mark in %s", e->line);
		assert_int_equal(m.rung, e->rung);
		assert_int_equal(m.depth, e->depth);
		assert_int_equal(m.value, e->value);
		assert_int_equal(m.number_end - m.number_beg, strlen(e->number));
		assert_memory_equal(e->line + m.number_beg, e->number, strlen(e->number));
		assert_string_equal(e->line + m.title_beg, e->title);
	}
}

static void heading_mark__refuses__what_only_looks_like_one(void **state)
{
	static const char *const lines[] = {
		"",
		" ",
		"第一条规定了范围",
		"第一时间到场",
		"一是明确目标",
		"3.5 percent",
		"3.5个百分点",
		"2024年",
		"part 3 of it",
		"C",
		"（附表）",
		"第章",
		"#hashtag",
		"1.5.",
		"References are listed below the text",
		"一",
		"Chapter",
		"10.1234/abcd",
		"I think so",
	};
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct heading_mark m;
		if (heading_mark(lines[i], strlen(lines[i]), &m))
			fail_msg("a mark of rung %d in %s", m.rung, lines[i]);
	}
}

static void heading_mark__stops__at_the_end_of_the_text(void **state)
{
	/* Every prefix of a line is a text of its own; bytes behind it are not looked at. */
	static const char line[] = "第一百二十三条之一　（一）1.2.3 Chapter IV ④";
	(void)state;
	for (size_t len = 0; len < sizeof line - 1; len++) {
		char *copy = test_malloc(len ? len : 1);
		struct heading_mark m;
		memcpy(copy, line, len);
		if (heading_mark(copy, len, &m))
			assert_true(m.number_end <= len && m.title_beg <= len);
		test_free(copy);
	}
}

/* Each name and label there is: a glance at their first characters goes before the lists. */
static void heading_mark__reads__every_name(void **state)
{
	static const char *const names[] = {"引言", "前言", "导言", "导论", "绪论",
		"序言", "序", "结语", "结论", "结束语", "余论", "后记", "附录", "附则",
		"总则", "参考文献", "注释", "致谢", "目录", "緒論", "導論", "結論",
		"結語", "參考文獻", "註釋", "附錄", "致謝", "目錄", "Introduction",
		"PREFACE", "Preamble", "foreword", "Conclusion", "Conclusions",
		"REFERENCES", "Bibliography", "notes", "Appendix", "Acknowledgements",
		"Acknowledgments", "Contents"};
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct heading_mark mark;
		assert_true(heading_mark(names[i], strlen(names[i]), &mark));
		assert_int_equal(mark.rung, RUNG_NAMED);
	}
}

static void heading_label__reads__every_word(void **state)
{
	static const char *const words[] = {"摘要", "内容提要", "内容摘要", "提要",
		"內容提要", "Abstract", "SUMMARY", "关键词", "關鍵詞", "关键字",
		"key words", "Keywords", "参考文献", "參考文獻", "References", "[摘要]",
		"【摘要】", "〔摘要〕", "［摘要］"};
	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len;
		assert_int_not_equal(
			heading_label(words[i], strlen(words[i]), &len), LABEL_NONE);
		assert_int_equal(len, strlen(words[i]));
	}
}

static void heading_label__reads__labels_with_blanks_and_brackets(void **state)
{
	static const struct {
		const char *line;
		enum front_label label;
		const char *rest;
	} table[] = {
		{"摘要：本文讨论", LABEL_ABSTRACT, "本文讨论"},
		{"摘　要: 本文", LABEL_ABSTRACT, "本文"},
		{"【摘要】本文", LABEL_ABSTRACT, "本文"},
		{"[内容提要]本文", LABEL_ABSTRACT, "本文"},
		{"Abstract：This", LABEL_ABSTRACT, "This"},
		{"ABSTRACT: This", LABEL_ABSTRACT, "This"},
		{"关 键 词：图书馆", LABEL_KEYWORDS, "图书馆"},
		{"Key words: library", LABEL_KEYWORDS, "library"},
		{"Keywords：library", LABEL_KEYWORDS, "library"},
		{"参考文献", LABEL_REFERENCES, ""},
		{"摘要", LABEL_ABSTRACT, ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		size_t len;
		const char *line = table[i].line;
		assert_int_equal(heading_label(line, strlen(line), &len), table[i].label);
		assert_string_equal(line + len, table[i].rest);
	}
}

static void heading_label__refuses__running_text(void **state)
{
	static const char *const lines[] = {
		"摘要部分应当简明",
		"Abstract art began",
		"关键词检索的方法",
		"【",
		"",
		"参考文献很多",
	};
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		size_t len = 7;
		assert_int_equal(
			heading_label(lines[i], strlen(lines[i]), &len), LABEL_NONE);
		assert_int_equal(len, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(heading_mark__reads__every_rung),
		cmocka_unit_test(heading_mark__refuses__what_only_looks_like_one),
		cmocka_unit_test(heading_mark__stops__at_the_end_of_the_text),
		cmocka_unit_test(heading_mark__reads__every_name),
		cmocka_unit_test(heading_label__reads__every_word),
		cmocka_unit_test(heading_label__reads__labels_with_blanks_and_brackets),
		cmocka_unit_test(heading_label__refuses__running_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
