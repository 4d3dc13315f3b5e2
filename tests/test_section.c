/* SPDX-License-Identifier: MIT */
/* Tests of section: typed numbers to sections. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "jumble.h"
#include "section.h"

/* A heading as "number|title" and its level; 0 is a paragraph in between. */
struct line {
	int level;
	const char *text;
};

static struct document make_document(const struct line *lines, size_t count)
{
	struct document document = {0};
	for (size_t i = 0; i < count; i++) {
		char text[64];
		const char *bar = strchr(lines[i].text, '|');
		size_t number = bar ? (size_t)(bar - lines[i].text) : 0;
		size_t title = strlen(lines[i].text + number + !!bar);
		memcpy(text, lines[i].text, number);
		memcpy(text + number, lines[i].text + number + !!bar, title);
		struct block block = {.text = text,
			.len = number + title,
			.kind = lines[i].level ? BLOCK_HEADING : BLOCK_PARAGRAPH,
			.level = (uint8_t)lines[i].level,
			.number_len = (uint8_t)number};
		document_add(&document, SIDE_ZH, &block);
	}
	return document;
}

static const struct line ladder[] = {
	{0, "引语一段"},
	{1, "一|、来路"},
	{2, "（一）|河"},
	{2, "（二）|桥"},
	{0, "桥上一段"},
	{1, "二|、去处"},
	{2, "（一）|山"},
	{3, "1|. 北坡"},
	{3, "2|. 南坡"},
	{2, "（二）|路"},
	{2, "（三）|村"},
	{1, "结语"},
};

static const struct line law[] = {
	{1, "第一章|　总则"},
	{2, "第一条|　甲"},
	{2, "第二条|　乙"},
	{1, "第二章|　细则"},
	{2, "第一节|　上"},
	{3, "第三条|　丙"},
	{3, "第十二条|　丁"},
	{3, "第十二条之一|　戊"},
	{2, "第二节|　下"},
	{3, "第十三条|　己"},
};

static const struct line paper[] = {
	{1, "1| Rivers"},
	{2, "1.1| Springs"},
	{2, "1.2| Mouths"},
	{3, "1.2.1| Sand"},
	{1, "2| Roads"},
	{2, "2.1| Paved"},
	{1, "Appendix"},
	{1, "Article 3| of the charter"},
	{1, "IV|. Late additions"},
};

static void assert_leads(const struct line *lines, size_t count, size_t here,
	const char *typed, const char *expected)
{
	struct document document = make_document(lines, count);
	const struct stream *stream = &document.side[SIDE_ZH];
	size_t section = section_at_path(stream, typed, strlen(typed), here);
	if (expected) {
		assert_int_not_equal(section, NO_SECTION);
		const struct block *block =
			stream_block(stream, stream->sections.v[section].block);
		assert_memory_equal(block->text, expected, strlen(expected));
	} else {
		assert_int_equal(section, NO_SECTION);
	}
	document_free(&document);
}

#define ASSERT_LEADS(lines, here, typed, expected)                                       \
	assert_leads(lines, sizeof lines / sizeof *lines, here, typed, expected)

static void section_at_path__takes__numbers_as_written(void **state)
{
	(void)state;
	ASSERT_LEADS(ladder, NO_SECTION, "二", "二、去处");
	ASSERT_LEADS(ladder, NO_SECTION, "二、", "二、去处");
	ASSERT_LEADS(ladder, NO_SECTION, "二（三）", "（三）村");
	ASSERT_LEADS(ladder, NO_SECTION, "二、（三）", "（三）村");
	ASSERT_LEADS(ladder, NO_SECTION, "二 (三)", "（三）村");
	ASSERT_LEADS(ladder, NO_SECTION, "二（一）2", "2. 南坡");
	ASSERT_LEADS(ladder, NO_SECTION, "一（三）", NULL);
	ASSERT_LEADS(law, NO_SECTION, "第十二条", "第十二条　丁");
	ASSERT_LEADS(law, NO_SECTION, "第十二条之一", "第十二条之一");
	ASSERT_LEADS(law, NO_SECTION, "第二章第一节", "第一节");
	ASSERT_LEADS(law, NO_SECTION, "第二章第十三条", "第十三条");
	ASSERT_LEADS(law, NO_SECTION, "第一章第十三条", NULL);
	ASSERT_LEADS(paper, NO_SECTION, "1.2", "1.2 Mouths");
	ASSERT_LEADS(paper, NO_SECTION, "Article 3", "Article 3 of");
	ASSERT_LEADS(paper, NO_SECTION, "article 3", "Article 3 of");
	ASSERT_LEADS(paper, NO_SECTION, "IV", "IV. Late");
	ASSERT_LEADS(paper, NO_SECTION, "iv.", "IV. Late");
}

static void section_at_path__takes__plain_digits(void **state)
{
	(void)state;
	ASSERT_LEADS(ladder, NO_SECTION, "2.3", "（三）村");
	ASSERT_LEADS(ladder, NO_SECTION, "２．３", "（三）村");
	ASSERT_LEADS(ladder, NO_SECTION, "2.1.2", "2. 南坡");
	ASSERT_LEADS(ladder, NO_SECTION, "2", "二、去处");
	ASSERT_LEADS(ladder, NO_SECTION, "2.4", NULL);
	ASSERT_LEADS(ladder, NO_SECTION, "9", NULL);
	ASSERT_LEADS(law, NO_SECTION, "2.1.3", "第三条");
	ASSERT_LEADS(law, NO_SECTION, "2.12", "第十二条　丁");
	ASSERT_LEADS(paper, NO_SECTION, "1.2.1", "1.2.1 Sand");
	ASSERT_LEADS(paper, NO_SECTION, "2.1", "2.1 Paved");
	ASSERT_LEADS(paper, NO_SECTION, "2.2", NULL);
}

/* Other ways to write a number lead there when the text does not have that one. */
static void section_at_path__takes__other_words_for_a_number(void **state)
{
	(void)state;
	ASSERT_LEADS(law, NO_SECTION, "二", "第二章");
	ASSERT_LEADS(law, NO_SECTION, "二（一）", "第一节");
	ASSERT_LEADS(ladder, NO_SECTION, "第二章", "二、去处");
}

/* An inner number by itself is that of the section one is in, else the first. */
static void section_at_path__prefers__what_is_near(void **state)
{
	(void)state;
	ASSERT_LEADS(ladder, NO_SECTION, "（二）", "（二）桥");
	ASSERT_LEADS(ladder, 0, "（二）", "（二）桥");
	ASSERT_LEADS(ladder, 3, "（二）", "（二）路");
	ASSERT_LEADS(ladder, 5, "（二）", "（二）路");
	ASSERT_LEADS(ladder, 9, "（二）", "（二）桥");
	ASSERT_LEADS(ladder, 0, "（三）", "（三）村");
}

static void section_at_path__prefers__the_whole_path(void **state)
{
	static const struct line nested[] = {
		{1, "第一章|　甲"},
		{2, "第二节|　乙"},
		{3, "三|、丙"},
		{1, "第二章|　丁"},
		{2, "第三节|　戊"},
	};
	(void)state;
	ASSERT_LEADS(nested, 2, "2.3", "第三节");
	ASSERT_LEADS(nested, 4, "1.2.3", "三、丙");
	ASSERT_LEADS(nested, 4, "1.3", "三、丙");
}

static void section_at_path__finds__nothing_in_no_sections(void **state)
{
	struct document document = {0};
	(void)state;
	assert_int_equal(
		section_at_path(&document.side[SIDE_EN], "1", 1, NO_SECTION), NO_SECTION);
}

static void section_is_path__tells__numbers_from_words(void **state)
{
	static const struct {
		const char *text;
		bool path;
	} cases[] = {
		{"2", true},
		{"2.3", true},
		{"二（三）", true},
		{"第十二条", true},
		{"第12条", true},
		{"第三章 第二节", true},
		{"①", true},
		{"Chapter II", true},
		{"ii.3", true},
		{"", false},
		{" . ", false},
		{"quit", false},
		{"set divider 40", false},
		{"Article", false},
		{"第", false},
		{"第十二", false},
		{"（", false},
		{"（三", false},
		{"二十人", false},
		{"50%", false},
		{"0", false},
		{"1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1", false},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(section_is_path(cases[i].text, strlen(cases[i].text)),
			cases[i].path);
}

/* Nothing that can be typed reaches beyond the text: to be run with a sanitizer. */
static void section_is_path__survives__any_text(void **state)
{
	struct rng rng = {42};
	struct buf text = {0};
	(void)state;
	for (int i = 0; i < 3000; i++) {
		static const char *const pieces[] = {"第", "十", "条", "之", "（", "）",
			"2", ".", "Article ", "iv", "①", "、"};
		text.n = 0;
		for (unsigned n = rng_below(&rng, 8); n > 0; n--)
			buf_puts(&text, pieces[rng_below(&rng, 12)]);
		jumble(&rng, rng_below(&rng, 6), &text);
		char *exact = malloc(text.n + !text.n);
		if (text.n)
			memcpy(exact, text.v, text.n);
		bool path = section_is_path(exact, text.n);
		assert_true(!path || text.n > 0);
		free(exact);
	}
	buf_free(&text);
}

static void section_path__is__what_one_would_type(void **state)
{
	(void)state;
	static const char *const expected[] = {
		"一", "一 （一）", "一 （二）", "二", "二 （一）", "二 （一） 1"};
	struct document document = make_document(ladder, sizeof ladder / sizeof *ladder);
	const struct stream *stream = &document.side[SIDE_ZH];
	struct buf path = {0};
	section_path(stream, NO_SECTION, &path);
	assert_int_equal(path.n, 0);
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		path.n = 0;
		section_path(stream, i, &path);
		assert_string_equal(buf_string(&path), expected[i]);
		assert_int_equal(section_at_path(stream, path.v, path.n, NO_SECTION), i);
	}
	path.n = 0;
	section_path(stream, stream->sections.n - 1, &path);
	assert_string_equal(buf_string(&path), "结语");
	buf_free(&path);
	document_free(&document);
}

static void assert_headings(
	const struct document *document, size_t block, bool compact, const char *expected)
{
	struct buf out = {0};
	section_headings(&document->side[SIDE_ZH], block, " > ", compact, &out);
	assert_string_equal(buf_string(&out), expected);
	buf_free(&out);
}

static void section_headings__are__those_around_a_block(void **state)
{
	(void)state;
	struct document document = make_document(ladder, sizeof ladder / sizeof *ladder);
	assert_headings(&document, 0, false, "");
	assert_headings(&document, 4, false, "一、来路 > （二）桥");
	assert_headings(&document, 4, true, "一 > （二）桥");
	assert_headings(&document, 8, true, "二 > （一） > 2. 南坡");
	assert_headings(&document, 11, true, "结语");
	document_free(&document);
}

/* Of an article of a law, which runs on in its block, the number alone. */
static void section_headings__have_the_number_only__of_an_article(void **state)
{
	(void)state;
	static const char chapter[] = "第一章　总则",
			  article[] = "第一条　为了保护河岸。";
	struct document document = {0};
	struct block block = {.text = chapter,
		.len = strlen(chapter),
		.kind = BLOCK_HEADING,
		.level = 1,
		.number_len = 9};
	document_add(&document, SIDE_ZH, &block);
	block = (struct block){.text = article,
		.len = strlen(article),
		.kind = BLOCK_PARAGRAPH,
		.level = 2,
		.number_len = 9};
	document_add(&document, SIDE_ZH, &block);
	assert_headings(&document, 1, false, "第一章　总则 > 第一条");
	document_free(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(section_at_path__takes__numbers_as_written),
		cmocka_unit_test(section_at_path__takes__plain_digits),
		cmocka_unit_test(section_at_path__takes__other_words_for_a_number),
		cmocka_unit_test(section_at_path__prefers__what_is_near),
		cmocka_unit_test(section_at_path__prefers__the_whole_path),
		cmocka_unit_test(section_at_path__finds__nothing_in_no_sections),
		cmocka_unit_test(section_is_path__tells__numbers_from_words),
		cmocka_unit_test(section_is_path__survives__any_text),
		cmocka_unit_test(section_path__is__what_one_would_type),
		cmocka_unit_test(section_headings__are__those_around_a_block),
		cmocka_unit_test(section_headings__have_the_number_only__of_an_article),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
