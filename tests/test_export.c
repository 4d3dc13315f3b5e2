/* SPDX-License-Identifier: MIT */
/* Tests of export: outline, JSON and dump of documents made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export.h"
#include "glyph.h"
#include "made_block.h"
#include "rng.h"

struct page {
	struct document document;
	struct config config;
	size_t source; /* bytes of input so far */
};

static int set_up(void **state)
{
	struct page *page = calloc(1, sizeof *page);
	config_init(&page->config);
	unsetenv("COLUMNS");
	*state = page;
	return 0;
}

static int tear_down(void **state)
{
	struct page *page = *state;
	document_free(&page->document);
	free(page);
	return 0;
}

static void add_block(struct page *page, enum side side, struct block block)
{
	block.source = (struct span){page->source, page->source + block.len};
	page->source += block.len + 1;
	document_add(&page->document, side, &block);
}

static void add(struct page *page, enum side side, enum block_kind kind, const char *text)
{
	add_block(page, side, made_block(kind, text));
}

static void add_heading(struct page *page, enum side side, int level, size_t number_len,
	size_t title_beg, const char *text)
{
	add_block(page, side, made_heading(level, number_len, title_beg, text));
}

/* What a format prints; the caller frees it. */
static char *printed(const struct page *page, enum mode mode)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	export_format(mode)->print(&page->document, &page->config, out);
	assert_int_equal(fclose(out), 0);
	return text;
}

static void assert_prints(const struct page *page, enum mode mode, const char *expected)
{
	char *text = printed(page, mode);
	assert_string_equal(text, expected);
	free(text);
}

static void assert_dumps(struct page *page, int width, const char *expected)
{
	page->config.width = width;
	assert_prints(page, MODE_DUMP, expected);
}

static void export_format__knows__the_batch_modes_only(void **state)
{
	(void)state;
	assert_ptr_equal(export_format(MODE_OUTLINE)->print, export_outline);
	assert_ptr_equal(export_format(MODE_DUMP)->print, export_dump);
	assert_ptr_equal(export_format(MODE_JSON)->print, export_json);
	assert_null(export_format(MODE_READ));
	assert_null(export_format(MODE_LINT));
}

/* ---- outline ------------------------------------------------------------------------ */

static void export_outline__prints__headings_of_both_sides_in_order(void **state)
{
	struct page *page = *state;
	add(page, SIDE_ZH, BLOCK_TITLE, "题目");
	add_heading(page, SIDE_ZH, 1, 3, 6, "一、河边");
	add_heading(page, SIDE_EN, 1, 2, 3, "1. By the river");
	add_heading(page, SIDE_ZH, 2, 9, 9, "（一）桥");
	add(page, SIDE_ZH, BLOCK_PARAGRAPH, "一、这不是标题。");
	add_heading(page, SIDE_ZH, 1, 0, 0, "结语");
	assert_prints(page, MODE_OUTLINE,
		"1\t一\t河边\n1\t1.\tBy the river\n2\t（一）\t桥\n1\t\t结语\n");
	page->document.two_sources = true;
	assert_prints(page, MODE_OUTLINE,
		"1\t一\t河边\n2\t（一）\t桥\n1\t\t结语\n1\t1.\tBy the river\n");
}

static void export_outline__keeps__two_tabs_a_line(void **state)
{
	struct page *page = *state;
	assert_prints(page, MODE_OUTLINE, "");
	add_heading(page, SIDE_EN, 1, 0, 0, "a\tb\x1b[m\x7f\xC2\x85\u00a7");
	assert_prints(page, MODE_OUTLINE, "1\t\ta b [m  \u00a7\n");
}

/* ---- JSON --------------------------------------------------------------------------- */

static void export_json__prints__an_empty_document(void **state)
{
	struct page *page = *state;
	assert_prints(page, MODE_JSON,
		"{\"format\": \"duidu\", \"version\": 1,\n"
		" \"blocks\": [],\n"
		" \"citations\": [],\n"
		" \"links\": []}\n");
}

static void export_json__prints__everything_of_a_document(void **state)
{
	struct page *page = *state;
	static struct sentence_ref zh[] = {{1, 0}, {1, 1}}, en[] = {{0, 0}};
	static struct block_range range[] = {{0, {0, 10}}};
	add_heading(page, SIDE_ZH, 2, 9, 9, "（一）桥");
	add(page, SIDE_EN, BLOCK_ABSTRACT, "Two parts. Not one.");
	add(page, SIDE_ZH, BLOCK_PARAGRAPH, "桥老了[2-3]。水还新；也清[4]（P86）。");
	const struct link links[] = {
		{.zh = zh,
			.en = en,
			.en_ranges = range,
			.zh_count = 2,
			.en_count = 1,
			.en_range_count = 1,
			.score = 0.86996F,
			.kind = LINK_ABSTRACT},
		{.zh = zh,
			.zh_count = 1,
			.score = 1,
			.kind = LINK_TRANSLATION,
			.status = LINK_MANUAL},
		{.en = en, .en_count = 1, .score = 0.05F, .kind = LINK_TRANSLATION},
		{.en = en, .en_count = 1, .score = 0, .kind = LINK_TRANSLATION},
	};
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		array_push(&page->document.links, links[i]);
	page->config.semicolon = true;
	assert_prints(page, MODE_JSON,
		"{\"format\": \"duidu\", \"version\": 1,\n"
		" \"blocks\": [\n"
		"  {\"id\": 0, \"side\": \"zh\", \"kind\": \"heading\", \"level\": 2, "
		"\"number\": \"（一）\", \"text\": \"（一）桥\", \"source\": [0, 12], "
		"\"sentences\": [[0, 12]]},\n"
		"  {\"id\": 1, \"side\": \"en\", \"kind\": \"abstract\", \"text\": \"Two "
		"parts. Not one.\", \"source\": [13, 32], \"sentences\": [[0, 11], [11, "
		"19]]},\n"
		"  {\"id\": 2, \"side\": \"zh\", \"kind\": \"paragraph\", \"text\": "
		"\"桥老了[2-3]。水还新；也清[4]（P86）。\", \"source\": [33, 83], "
		"\"sentences\": [[0, 17], [17, 50]]}\n"
		" ],\n"
		" \"citations\": [\n"
		"  {\"block\": 2, \"range\": [9, 14], \"labels\": [\"2\", \"3\"]},\n"
		"  {\"block\": 2, \"range\": [35, 47], \"labels\": [\"4\"], \"locator\": "
		"\"P86\"}\n"
		" ],\n"
		" \"links\": [\n"
		"  {\"kind\": \"abstract\", \"zh\": [[2, 0], [2, 1]], \"en\": [[1, 0]], "
		"\"en_ranges\": [[1, 0, 10]], \"score\": 0.87, \"status\": \"auto\"},\n"
		"  {\"kind\": \"translation\", \"zh\": [[2, 0]], \"en\": [], "
		"\"en_ranges\": [], \"score\": 1, \"status\": \"manual\"},\n"
		"  {\"kind\": \"translation\", \"zh\": [], \"en\": [[1, 0]], "
		"\"en_ranges\": [], \"score\": 0.05, \"status\": \"auto\"},\n"
		"  {\"kind\": \"translation\", \"zh\": [], \"en\": [[1, 0]], "
		"\"en_ranges\": [], \"score\": 0, \"status\": \"auto\"}\n"
		" ]}\n");
}

static void export_json__escapes__what_json_and_terminals_need(void **state)
{
	struct page *page = *state;
	add(page, SIDE_EN, BLOCK_NOTE,
		"\"\\/\b\f\n\r\t\x01\x1f\x7f\xC2\x80\xC2\x9f\u00a0é\U0001F33E");
	char *text = printed(page, MODE_JSON);
	assert_non_null(strstr(text,
		"\"text\": "
		"\"\\\"\\\\/\\u0008\\u000C\\u000A\\u000D\\u0009\\u0001\\u001F\\u007F"
		"\\u0080\\u009F\u00a0é\U0001F33E\","));
	free(text);
}

static void export_json__counts__blocks_by_id(void **state)
{
	struct page *page = *state;
	static struct sentence_ref ref[] = {{0, 0}};
	page->document.two_sources = true;
	add(page, SIDE_ZH, BLOCK_PARAGRAPH, "一[1]。");
	add(page, SIDE_ZH, BLOCK_PARAGRAPH, "二");
	add(page, SIDE_EN, BLOCK_PARAGRAPH, "One [1].");
	const struct link link = {.zh = ref,
		.en = ref,
		.zh_count = 1,
		.en_count = 1,
		.score = 0.5F,
		.kind = LINK_TRANSLATION};
	array_push(&page->document.links, link);
	char *text = printed(page, MODE_JSON);
	assert_non_null(strstr(text, "{\"id\": 2, \"side\": \"en\""));
	assert_non_null(
		strstr(text, "{\"block\": 2, \"range\": [4, 7], \"labels\": [\"1\"]}"));
	assert_non_null(
		strstr(text, "\"zh\": [[0, 0]], \"en\": [[2, 0]], \"en_ranges\": [], "
			     "\"score\": 0.5, \"status\": \"auto\"}"));
	free(text);
}

/* ---- dump --------------------------------------------------------------------------- */

static void export_dump__prints__columns(void **state)
{
	struct page *page = *state;
	add(page, SIDE_ZH, BLOCK_PARAGRAPH,
		"河上有一座老桥，桥上每天都有人走过，去对岸的市场买菜，也有人来。");
	add(page, SIDE_EN, BLOCK_PARAGRAPH, "There is an old bridge over the river.");
	add(page, SIDE_EN, BLOCK_PARAGRAPH,
		"People cross it every day，to buy vegetables.");
	assert_dumps(page, 72,
		"    河上有一座老桥，桥上每天都有人 │ There is an old bridge over the\n"
		"走过，去对岸的市场买菜，也有人来。 │ river.\n"
		"                                   │\n"
		"                                   │ People cross it every day, to buy\n"
		"                                   │ vegetables.\n");
}

static void export_dump__prints__one_below_the_other_under_70_cells(void **state)
{
	struct page *page = *state;
	add(page, SIDE_ZH, BLOCK_PARAGRAPH,
		"河上有一座老桥，桥上每天都有人走过，去对岸的市场买菜。");
	add(page, SIDE_EN, BLOCK_PARAGRAPH, "There is an old bridge over the river.");
	assert_dumps(page, 30,
		"    河上有一座老桥，桥上每天都\n"
		"有人走过，去对岸的市场买菜。\n"
		"\n"
		"There is an old bridge over\n"
		"the river.\n");
	char *stacked = printed(page, MODE_DUMP);
	page->config.arrangement = ARRANGE_COLUMNS;
	char *columns = printed(page, MODE_DUMP);
	assert_null(strstr(stacked, " │"));
	assert_non_null(strstr(columns, " │ There"));
	page->config.arrangement = ARRANGE_STACKED;
	page->config.width = 100;
	char *asked = printed(page, MODE_DUMP);
	assert_null(strstr(asked, " │"));
	free(stacked);
	free(columns);
	free(asked);
}

static void export_dump__prints__one_side_at_full_width(void **state)
{
	struct page *page = *state;
	assert_dumps(page, 72, "");
	add(page, SIDE_EN, BLOCK_PARAGRAPH,
		"There is an old bridge over the river, and people cross it all day.");
	assert_dumps(page, 72,
		"There is an old bridge over the river, and people cross it all day.\n");
	assert_dumps(page, 40,
		"There is an old bridge over the river,\nand people cross it all day.\n");
}

static void export_dump__takes__its_width_from_the_environment(void **state)
{
	struct page *page = *state;
	struct buf text = {0};
	for (int i = 0; i < 100; i++)
		buf_puts(&text, "abcd ");
	add(page, SIDE_EN, BLOCK_PARAGRAPH, buf_string(&text));
	static const struct {
		const char *columns;
		size_t first_row;
	} cases[] = {{NULL, 79}, {"", 79}, {"x", 79}, {"0", 79}, {"-7", 79}, {"50", 49},
		{"3", 4}, {"99999999999999999999", 499}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (cases[i].columns)
			setenv("COLUMNS", cases[i].columns, 1);
		char *dump = printed(page, MODE_DUMP);
		assert_int_equal(strcspn(dump, "\n"), cases[i].first_row);
		free(dump);
	}
	unsetenv("COLUMNS");
	buf_free(&text);
}

static void export_dump__stays__true_to_the_cell_where_ambiguous_is_wide(void **state)
{
	struct page *page = *state;
	page->config.ambiguous = AMBIGUOUS_2;
	add(page, SIDE_ZH, BLOCK_PARAGRAPH, "他说：“桥老了……”，然后走了。");
	add(page, SIDE_EN, BLOCK_PARAGRAPH, "“The bridge is old…” he said, and left.");
	page->config.width = 72;
	char *dump = printed(page, MODE_DUMP);
	char *bar = strstr(dump, " │ ");
	assert_non_null(bar);
	const struct glyph_style wide = {.ambiguous = 2};
	assert_int_equal(glyph_width(&wide, dump, (size_t)(bar - dump)), 34);
	free(dump);
}

static void export_dump__lets__counterparts_start_level(void **state)
{
	struct page *page = *state;
	static struct sentence_ref refs[][1] = {{{0, 0}}, {{1, 0}}, {{2, 0}}};
	page->document.two_sources = true;
	add(page, SIDE_ZH, BLOCK_PARAGRAPH, "第一段。");
	add(page, SIDE_ZH, BLOCK_PARAGRAPH,
		"第二段很长，长得一行放不下，要好几行才行，这样才看得出对齐没有，好。");
	add(page, SIDE_ZH, BLOCK_PARAGRAPH, "第三段。");
	add(page, SIDE_EN, BLOCK_PARAGRAPH,
		"The first is longer here than there and so it takes a second row.");
	add(page, SIDE_EN, BLOCK_PARAGRAPH, "The second.");
	add(page, SIDE_EN, BLOCK_PARAGRAPH, "The third.");
	for (size_t i = 0; i < 3; i++) {
		const struct link link = {.zh = refs[i],
			.en = refs[i],
			.zh_count = 1,
			.en_count = 1,
			.score = 1,
			.kind = LINK_TRANSLATION};
		array_push(&page->document.links, link);
	}
	assert_dumps(page, 72,
		"    第一段。                       │ The first is longer here than "
		"there\n"
		"                                   │ and so it takes a second row.\n"
		"                                   │\n"
		"    第二段很长，长得一行放不下，要 │ The second.\n"
		"好几行才行，这样才看得出对齐没     │\n"
		"有，好。                           │\n"
		"                                   │\n"
		"    第三段。                       │ The third.\n");
}

static void export_dump__prints__each_translation_under_its_paragraph(void **state)
{
	struct page *page = *state;
	static struct sentence_ref refs[][1] = {{{0, 0}}, {{1, 0}}, {{2, 0}}};
	page->document.two_sources = true;
	add_heading(page, SIDE_ZH, 1, 3, 6, "一、桥");
	add_heading(page, SIDE_EN, 1, 2, 3, "1. The Bridge");
	add(page, SIDE_ZH, BLOCK_PARAGRAPH, "桥上每天都有人走过。");
	add(page, SIDE_ZH, BLOCK_PARAGRAPH, "桥是石头的。");
	add(page, SIDE_EN, BLOCK_PARAGRAPH, "People cross the bridge every day.");
	const struct link links[] = {
		{.zh = refs[0], .en = refs[0], .zh_count = 1, .en_count = 1},
		{.zh = refs[1], .zh_count = 1},
		{.zh = refs[2], .en = refs[1], .zh_count = 1, .en_count = 1},
	};
	for (size_t i = 0; i < 3; i++) {
		array_push(&page->document.links, links[i]);
		page->document.links.v[i].kind = LINK_TRANSLATION;
	}
	assert_dumps(page, 24,
		"一、桥\n"
		"1. The Bridge\n"
		"    桥上每天都有人走过。\n"
		"(no counterpart)\n"
		"\n"
		"    桥是石头的。\n"
		"People cross the bridge\n"
		"every day.\n");
	assert_dumps(page, 72,
		"一、桥                             │ 1. The Bridge\n"
		"    桥上每天都有人走过。           │\n"
		"    桥是石头的。                   │ People cross the bridge every "
		"day.\n");
}

/* A link that means only a clause says nothing of where paragraphs begin. */
static void export_dump__levels__nothing_for_a_clause(void **state)
{
	struct page *page = *state;
	static struct sentence_ref zh[] = {{1, 0}}, en[] = {{1, 0}};
	static struct block_range range[] = {{1, {0, 3}}};
	add(page, SIDE_ZH, BLOCK_PARAGRAPH, "第一段。");
	add(page, SIDE_ZH, BLOCK_PARAGRAPH, "第二段。");
	add(page, SIDE_EN, BLOCK_PARAGRAPH, "The first.");
	add(page, SIDE_EN, BLOCK_PARAGRAPH, "The second.");
	const struct link link = {.zh = zh,
		.en = en,
		.en_ranges = range,
		.zh_count = 1,
		.en_count = 1,
		.en_range_count = 1,
		.score = 1,
		.kind = LINK_ABSTRACT};
	array_push(&page->document.links, link);
	assert_dumps(page, 72,
		"    第一段。                       │ The first.\n"
		"    第二段。                       │\n"
		"                                   │ The second.\n");
}

/* An indent typed with blanks is taken for one, not added to it. */
static void export_dump__sets__typed_indents_once(void **state)
{
	struct page *page = *state;
	add(page, SIDE_ZH, BLOCK_PARAGRAPH, "　　河上有一座老桥，桥上每天都有人走过。");
	assert_dumps(page, 24, "    河上有一座老桥，桥上\n每天都有人走过。\n");
}

/* Links that cross each other cannot all be level; nothing is lost or printed twice. */
static void export_dump__prints__all_rows_whatever_is_linked(void **state)
{
	struct page *page = *state;
	static struct sentence_ref refs[6][1];
	struct rng rng = {7};
	for (uint32_t i = 0; i < 6; i++) {
		refs[i][0].block = i;
		add(page, SIDE_ZH, BLOCK_PARAGRAPH, "段落。");
		add(page, SIDE_EN, BLOCK_PARAGRAPH, "paragraph.");
	}
	for (int round = 0; round < 50; round++) {
		page->document.links.n = 0;
		for (int i = 0; i < 6; i++) {
			const struct link link = {.zh = refs[rng_below(&rng, 6)],
				.en = refs[rng_below(&rng, 6)],
				.zh_count = 1,
				.en_count = rng_chance(&rng, 80),
				.kind = round % 2 ? LINK_TRANSLATION : LINK_ABSTRACT};
			array_push(&page->document.links, link);
		}
		page->config.width = round % 3 ? 80 : 40;
		char *dump = printed(page, MODE_DUMP);
		int zh = 0, en = 0;
		for (const char *at = dump; (at = strstr(at, "段落。")); at++)
			zh++;
		for (const char *at = dump; (at = strstr(at, "paragraph.")); at++)
			en++;
		assert_int_equal(zh, 6);
		assert_int_equal(en, 6);
		free(dump);
	}
}

/* Every line keeps to the width, and has no blanks at its end. */
static void export_dump__keeps__to_any_width(void **state)
{
	struct page *page = *state;
	static const char *const words[] = {"河", "老桥", "，", "。", "“好！”",
		"（河边）", "bridge ", "of ", "e\u0301", "……", "——", "[3]", "；", ". ",
		"A", "\u202e", "２０２４", " ", "🌾", "word，"};
	struct rng rng = {99};
	for (int b = 0; b < 30; b++) {
		struct buf text = {0};
		for (unsigned i = rng_below(&rng, 60) + 1; i > 0; i--)
			buf_puts(&text,
				words[rng_below(&rng, sizeof words / sizeof *words)]);
		add(page, rng_chance(&rng, 50) ? SIDE_ZH : SIDE_EN, BLOCK_PARAGRAPH,
			buf_string(&text));
		buf_free(&text);
	}
	static struct sentence_ref first[1], second[1] = {{1, 0}};
	page->document.two_sources = true;
	array_push(&page->document.links, (struct link){.zh = first,
						  .en = second,
						  .zh_count = 1,
						  .en_count = 1,
						  .kind = LINK_TRANSLATION});
	for (int width = 8; width <= 200; width += 3) {
		page->config.ambiguous = width & 1 ? AMBIGUOUS_2 : AMBIGUOUS_1;
		page->config.width = width;
		const struct glyph_style style = {.ambiguous = width & 1 ? 2 : 1};
		char *dump = printed(page, MODE_DUMP);
		for (const char *line = dump; *line;) {
			size_t len = strcspn(line, "\n");
			assert_true(glyph_width(&style, line, len) <= (size_t)width);
			assert_true(len == 0 || line[len - 1] != ' ');
			line += len + 1;
		}
		free(dump);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			export_format__knows__the_batch_modes_only, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			export_outline__prints__headings_of_both_sides_in_order, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			export_outline__keeps__two_tabs_a_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			export_json__prints__an_empty_document, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			export_json__prints__everything_of_a_document, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			export_json__escapes__what_json_and_terminals_need, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			export_json__counts__blocks_by_id, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			export_dump__prints__columns, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			export_dump__prints__one_below_the_other_under_70_cells, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			export_dump__prints__one_side_at_full_width, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			export_dump__takes__its_width_from_the_environment, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			export_dump__stays__true_to_the_cell_where_ambiguous_is_wide,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			export_dump__lets__counterparts_start_level, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			export_dump__prints__each_translation_under_its_paragraph, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			export_dump__levels__nothing_for_a_clause, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			export_dump__sets__typed_indents_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			export_dump__prints__all_rows_whatever_is_linked, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			export_dump__keeps__to_any_width, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
