/* SPDX-License-Identifier: MIT */
/* term, equivalent, concordance: words that stand for words, where that can be told, and the
 * list of their places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "concordance.h"
#include "term.h"

static void add_sentence(struct document *d, enum side side, const char *text)
{
	document_add(d, side,
		&(struct block){.text = text,
			.len = strlen(text),
			.kind = BLOCK_PARAGRAPH,
			.form = FORM_SENTENCE});
}

static void add_pair(struct document *d, const char *zh, const char *en)
{
	struct sentence_ref refs[SIDE_COUNT] = {{(uint32_t)d->side[SIDE_ZH].blocks.n, 0},
		{(uint32_t)d->side[SIDE_EN].blocks.n, 0}};
	struct link link = {.zh = &refs[SIDE_ZH],
		.en = &refs[SIDE_EN],
		.zh_count = zh != NULL,
		.en_count = en != NULL,
		.score = 1,
		.kind = LINK_TRANSLATION};
	if (zh)
		add_sentence(d, SIDE_ZH, zh);
	if (en)
		add_sentence(d, SIDE_EN, en);
	document_link(d, &link);
}

/* Every who with every deed and thing: 60 pairs.  A third of the cities are towns; teachers
 * are always at school, and some others too. */
static void fill(struct document *d)
{
	static const char *const who[][2] = {{"农民", "farmers"}, {"工人", "workers"},
		{"教师", "teachers"}, {"医生", "doctors"}};
	static const char *const deed[][3] = {{"建设", "build", "built"},
		{"保护", "protect", "protected"}, {"研究", "study", "studied"}};
	static const char *const thing[][2] = {{"桥梁", "bridges"}, {"河流", "rivers"},
		{"森林", "forests"}, {"机器", "machines"}, {"城市", "cities"}};
	for (size_t i = 0; i < 60; i++) {
		char zh[128], en[128];
		size_t w = i % 4, k = i % 3, t = i % 5;
		bool school = w == 2 || i % 7 == 0;
		const char *english = t == 4 && k == 1 ? "towns" : thing[t][1];
		snprintf(zh, sizeof zh, "%s%s%s%s。", who[w][0], school ? "在学校" : "",
			deed[k][0], thing[t][0]);
		snprintf(en, sizeof en, "The %s%s %s the %s.", who[w][1],
			school ? " at school" : "", deed[k][1 + (i % 8 == 0)], english);
		add_pair(d, zh, en);
	}
}

struct asked {
	struct document document;
	struct query *query;
	struct equivalents *equivalents;
};

static void ask(
	struct asked *asked, enum side side, const char *pattern, int milliseconds)
{
	struct status s = query_compile(
		&asked->query, pattern, strlen(pattern), QUERY_FOLDINGS, NULL);
	assert_true(status_ok(&s));
	asked->equivalents = equivalents_new(&asked->document, asked->query, side);
	int percent = 0;
	while (equivalents_step(asked->equivalents, milliseconds)) {
		assert_int_equal(equivalents_count(asked->equivalents), 0);
		assert_true(equivalents_percent(asked->equivalents) >= percent);
		percent = equivalents_percent(asked->equivalents);
	}
	assert_int_equal(equivalents_percent(asked->equivalents), 100);
}

static void release(struct asked *asked)
{
	equivalents_free(asked->equivalents);
	query_free(asked->query);
	document_free(&asked->document);
}

/* What stands for a pattern, as "bridges 12/12 ". */
static void assert_answer(enum side side, const char *pattern, const char *expected)
{
	struct asked asked = {0};
	struct buf said = {0};
	fill(&asked.document);
	ask(&asked, side, pattern, 1000);
	for (size_t i = 0; i < equivalents_count(asked.equivalents); i++) {
		struct equivalent e = equivalents_at(asked.equivalents, i);
		buf_printf(&said, "%.*s %u/%u ", (int)e.len, e.text, e.hits, e.all);
	}
	assert_string_equal(buf_string(&said), expected);
	buf_free(&said);
	release(&asked);
}

static void equivalent__finds_the_word__in_either_direction(void **state)
{
	(void)state;
	assert_answer(SIDE_ZH, "桥梁", "bridges 12/12 ");
	assert_answer(SIDE_EN, "rivers", "河流 12/12 ");
	assert_answer(SIDE_EN, "forest", "森林 12/12 ");
	assert_answer(SIDE_ZH, "jiqi", "machines 12/12 "); /* 机器 by its reading */
}

static void equivalent__counts_forms_as_one_word__and_names_the_usual_one(void **state)
{
	(void)state;
	assert_answer(SIDE_ZH, "保护", "protect 20/20 ");
	assert_answer(SIDE_ZH, "研究", "study 20/20 ");
}

static void equivalent__has_several__when_the_translator_varied(void **state)
{
	(void)state;
	assert_answer(SIDE_ZH, "城市", "cities 8/8 towns 4/4 ");
}

static void equivalent__leaves_out_what_another_word_explains(void **state)
{
	(void)state;
	assert_answer(SIDE_ZH, "教师", "teachers 15/15 ");
	assert_answer(SIDE_ZH, "学校", "school 22/22 ");
}

static void equivalent__is_none__when_nothing_can_be_told(void **state)
{
	(void)state;
	struct asked asked = {0};
	fill(&asked.document);
	add_pair(&asked.document, "彗星来了。", "A comet is coming.");
	ask(&asked, SIDE_ZH, "彗星", 1000);
	assert_int_equal(equivalents_hits(asked.equivalents), 1);
	assert_int_equal(equivalents_count(asked.equivalents), 0);
	release(&asked);
	assert_answer(SIDE_ZH, "月亮", "");
	assert_answer(SIDE_EN, "桥梁", "");
	assert_answer(SIDE_EN, "the", "");
	assert_answer(SIDE_ZH, "。", "");
}

static void equivalent__does_not_count_links__that_are_no_pair_of_a_translation(
	void **state)
{
	(void)state;
	/* Links without a counterpart, and of an abstract, are no evidence. */
	struct asked asked = {0};
	for (size_t i = 0; i < 60; i++) {
		struct sentence_ref ref = {(uint32_t)i, 0};
		add_sentence(&asked.document, SIDE_ZH, i % 2 ? "桥梁。" : "河流。");
		add_sentence(&asked.document, SIDE_EN, i % 2 ? "Bridges." : "Rivers.");
		document_link(&asked.document,
			&(struct link){.zh = &ref,
				.en = &ref,
				.zh_count = 1,
				.en_count = i % 3 == 0,
				.kind = i % 3 == 0 ? LINK_ABSTRACT : LINK_TRANSLATION});
	}
	ask(&asked, SIDE_ZH, "桥梁", 1000);
	assert_int_equal(equivalents_hits(asked.equivalents), 0);
	assert_int_equal(equivalents_count(asked.equivalents), 0);
	release(&asked);
}

static void equivalent__is_the_same__in_steps(void **state)
{
	(void)state;
	struct asked asked = {0};
	uint32_t found;
	for (int i = 0; i < 40; i++)
		fill(&asked.document);
	ask(&asked, SIDE_ZH, "城市", 0);
	assert_int_equal(equivalents_count(asked.equivalents), 2);
	assert_int_equal(equivalents_at(asked.equivalents, 0).hits, 320);
	assert_int_equal(equivalents_hits(asked.equivalents), 480);
	assert_true(equivalents_is_hit(asked.equivalents, 4, &found));
	assert_int_equal(found, 2); /* towns */
	assert_true(equivalents_is_hit(asked.equivalents, 9, &found));
	assert_int_equal(found, 1);
	assert_false(equivalents_is_hit(asked.equivalents, 5, &found));
	release(&asked);
}

static void equivalent__ranges__are_the_words_of_the_sentence(void **state)
{
	(void)state;
	struct asked asked = {0};
	span_array ranges = {0};
	const char *text = "Bridges, towns and cities; a city.";
	fill(&asked.document);
	ask(&asked, SIDE_ZH, "城市", 1000);
	equivalents_ranges(
		asked.equivalents, text, (struct span){9, strlen(text)}, &ranges);
	assert_int_equal(ranges.n, 3);
	assert_memory_equal(text + ranges.v[0].beg, "towns", 5);
	assert_int_equal(span_len(ranges.v[0]), 5);
	assert_memory_equal(text + ranges.v[2].beg, "city.", 5);
	assert_int_equal(span_len(ranges.v[2]), 4);
	array_free(&ranges);
	release(&asked);
}

/* ---- terms -------------------------------------------------------------------------- */

static void assert_terms(const char *text, const char *expected)
{
	struct buf said = {0};
	struct term term = {0};
	while (term_next(text, strlen(text), &term))
		buf_printf(&said, "%.*s ", (int)term.len, term.key);
	assert_string_equal(buf_string(&said), expected);
	buf_free(&said);
}

static void term__is_a_stem__in_english(void **state)
{
	(void)state;
	assert_terms(
		"Countries, and the countrys 2035 G20!", "countri countri 2035 g20 ");
	assert_terms("", "");
	assert_terms(" ,. ", "");
	assert_terms("a I", "");
	assert_terms("ＡＩ café", "ai caf ");
}

static void term__is_a_run_of_han__without_particles_at_its_ends(void **state)
{
	(void)state;
	assert_terms("治理。法", "治 治理 理 法 ");
	assert_terms("国的法", "国 国的法 法 ");
	assert_terms("的", "");
	assert_terms("的的的的的的的的法", "法 ");
	assert_terms("用AI", "用 ai ");
}

static void term__stays_within_its_bounds__however_long_the_word(void **state)
{
	(void)state;
	char text[400];
	struct term term = {0};
	memset(text, 'x', sizeof text);
	assert_true(term_next(text, sizeof text, &term));
	assert_true(term.len <= TERM_ROOM);
	assert_int_equal(term.range.end, sizeof text);
	assert_false(term_next(text, sizeof text, &term));
	for (size_t i = 0; i + 4 <= sizeof text; i += 4)
		memcpy(text + i, "\U00020000", 4);
	size_t n = 0;
	for (term = (struct term){0}; term_next(text, sizeof text, &term); n++)
		assert_true(term.len <= TERM_HAN * 4);
	assert_int_equal(n, 100 * TERM_HAN - 15);
}

/* ---- concordance -------------------------------------------------------------------- */

static void concordance__lists_each_place__by_the_word_it_has(void **state)
{
	(void)state;
	struct asked asked = {0};
	struct concordance c = {0};
	enum side side;
	size_t block, byte;
	fill(&asked.document);
	add_pair(&asked.document, "城市很美。", "It is pretty.");
	ask(&asked, SIDE_ZH, "城市", 1000);
	concordance_make(&c, &asked.document, asked.query, asked.equivalents, "城市");
	concordance_resize(&c, 80, 1);
	struct list_source source = concordance_source(&c);
	assert_string_equal(
		source.heading, "/城市: cities 8 of 13 (high), towns 4 of 13 (~ medium)");
	assert_int_equal(source.count(source.ctx), 13);
	for (size_t i = 0; i < 13; i++) {
		struct list_line line = source.line(source.ctx, i);
		const char *expected = i < 8 ? "cities" : i < 12 ? "towns" : "";
		assert_memory_equal(line.text + line.match.beg, "城市", 6);
		assert_true(line.match.end <= line.right && line.right < line.len);
		assert_int_equal(span_len(line.right_match), strlen(expected));
		assert_memory_equal(line.text + line.right_match.beg, expected,
			span_len(line.right_match));
	}
	concordance_place(&c, 8, &side, &block, &byte);
	assert_int_equal(side, SIDE_ZH);
	assert_int_equal(block, 4);
	assert_memory_equal(
		stream_block(&asked.document.side[SIDE_ZH], block)->text + byte, "城市",
		6);
	assert_int_equal(concordance_line(&c, 4), 8);
	assert_int_equal(concordance_line(&c, 60), 12);
	concordance_free(&c);
	release(&asked);
}

static void concordance__has_chinese_at_the_left__when_english_was_searched(void **state)
{
	(void)state;
	struct asked asked = {0};
	struct concordance c = {0};
	fill(&asked.document);
	ask(&asked, SIDE_EN, "rivers", 1000);
	concordance_make(&c, &asked.document, asked.query, asked.equivalents, "rivers");
	for (int columns = 0; columns < 120; columns += 7) {
		concordance_resize(&c, columns, 2);
		struct list_source source = concordance_source(&c);
		for (size_t i = 0; i < 12; i++) {
			struct list_line line = source.line(source.ctx, i);
			assert_memory_equal(
				line.text + line.match.beg, "河流", span_len(line.match));
			assert_memory_equal(line.text + line.right_match.beg, "rivers",
				span_len(line.right_match));
		}
	}
	concordance_free(&c);
	release(&asked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equivalent__finds_the_word__in_either_direction),
		cmocka_unit_test(
			equivalent__counts_forms_as_one_word__and_names_the_usual_one),
		cmocka_unit_test(equivalent__has_several__when_the_translator_varied),
		cmocka_unit_test(equivalent__leaves_out_what_another_word_explains),
		cmocka_unit_test(equivalent__is_none__when_nothing_can_be_told),
		cmocka_unit_test(
			equivalent__does_not_count_links__that_are_no_pair_of_a_translation),
		cmocka_unit_test(equivalent__is_the_same__in_steps),
		cmocka_unit_test(equivalent__ranges__are_the_words_of_the_sentence),
		cmocka_unit_test(term__is_a_stem__in_english),
		cmocka_unit_test(term__is_a_run_of_han__without_particles_at_its_ends),
		cmocka_unit_test(term__stays_within_its_bounds__however_long_the_word),
		cmocka_unit_test(concordance__lists_each_place__by_the_word_it_has),
		cmocka_unit_test(
			concordance__has_chinese_at_the_left__when_english_was_searched),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
