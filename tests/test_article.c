/* SPDX-License-Identifier: MIT */
/* article: the user's own document, where it is at hand beside the source tree.
 *
 * The text is not ours and not in this tree: only what a reader could say of it is (its
 * title, its headings' numbers, how much there is of what).  Without it the test is skipped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "align.h"
#include "buf.h"
#include "citation.h"
#include "pipeline.h"
#include "reading.h"
#include "sentence.h"

struct article {
	struct buf text;
	struct document document;
	struct noted noted;
};

static bool read_article(struct buf *text)
{
	char pattern[512];
	const char *srcdir = getenv("srcdir");
	glob_t found = {0};
	snprintf(pattern, sizeof pattern, "%s/../shared/articles/*.txt",
		srcdir ? srcdir : ".");
	bool there = glob(pattern, 0, NULL, &found) == 0 && found.gl_pathc > 0;
	FILE *file = there ? fopen(found.gl_pathv[0], "rb") : NULL;
	globfree(&found);
	if (!file)
		return false;
	for (size_t n = 1; n > 0; text->n += n)
		n = fread(buf_room(text, 4096), 1, 4096, file);
	fclose(file);
	return true;
}

static int load(void **state)
{
	struct article *a = test_calloc(1, sizeof *a);
	*state = a;
	if (!read_article(&a->text))
		return 0;
	pipeline_run(&a->document,
		&(struct pipeline_options){.side = SIDE_COUNT, .noted = &a->noted},
		a->text.v, a->text.n);
	align_document(&a->document);
	return 0;
}

static int unload(void **state)
{
	struct article *a = *state;
	document_free(&a->document);
	buf_free(&a->text);
	test_free(a);
	return 0;
}

static struct article *article_or_skip(void **state)
{
	struct article *a = *state;
	if (a->text.n == 0)
		skip();
	return a;
}

/* The blocks of a kind on a side, counted; the first in *first. */
static size_t blocks_of(const struct article *a, enum side side, enum block_kind kind,
	struct block *first)
{
	const struct stream *stream = &a->document.side[side];
	size_t n = 0;
	for (size_t i = 0; i < stream->blocks.n; i++)
		if (stream_block(stream, i)->kind == kind && n++ == 0)
			*first = blocks_at(&stream->blocks, i);
	return n;
}

static void assert_only(
	const struct article *a, enum side side, enum block_kind kind, const char *text)
{
	struct block b = {0};
	assert_int_equal(blocks_of(a, side, kind, &b), 1);
	assert_int_equal(b.len, strlen(text));
	assert_memory_equal(b.text, text, b.len);
}

static void article__has__its_front_matter(void **state)
{
	const struct article *a = article_or_skip(state);
	assert_only(a, SIDE_ZH, BLOCK_TITLE,
		"习近平关于人工智能安全重要论述的形成逻辑、核心要义和时代价值");
	assert_only(a, SIDE_ZH, BLOCK_AUTHOR, "宫曼露");
	assert_only(a, SIDE_ZH, BLOCK_AFFILIATION, "（长沙理工大学，湖南 长沙 410114）");
	assert_only(a, SIDE_EN, BLOCK_TITLE,
		"The Formative Logic, Core Essence and Epochal Value of Xi Jinping's "
		"Important "
		"Discourse on Artificial Intelligence Safety");
	assert_only(a, SIDE_EN, BLOCK_AUTHOR, "Gong Manlu");
	struct block b = {0};
	assert_int_equal(blocks_of(a, SIDE_EN, BLOCK_AFFILIATION, &b), 1);
}

static void article__has__two_abstracts_of_two_sentences(void **state)
{
	const struct article *a = article_or_skip(state);
	for (enum side side = SIDE_ZH; side < SIDE_COUNT; side++) {
		struct block b = {0};
		span_array spans = {0};
		assert_int_equal(blocks_of(a, side, BLOCK_ABSTRACT, &b), 1);
		sentence_split(&(struct sentence_style){0}, b.text, b.len, &spans);
		assert_int_equal(spans.n, 2);
		array_free(&spans);
	}
}

static void article__has__its_headings(void **state)
{
	static const struct {
		int level;
		const char *number;
	} expected[] = {
		{1, "一"},
		{2, "（一）"},
		{2, "（二）"},
		{2, "（三）"},
		{1, "二"},
		{2, "（一）"},
		{2, "（二）"},
		{2, "（三）"},
		{2, "（四）"},
		{1, "三"},
		{2, "（一）"},
		{2, "（二）"},
		{2, "（三）"},
	};
	const struct article *a = article_or_skip(state);
	const struct stream *zh = &a->document.side[SIDE_ZH];
	assert_int_equal(zh->sections.n, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < zh->sections.n; i++) {
		const struct block *b = stream_block(zh, zh->sections.v[i].block);
		assert_int_equal(b->level, expected[i].level);
		assert_int_equal(b->number_len, strlen(expected[i].number));
		assert_memory_equal(b->text, expected[i].number, b->number_len);
		/* No run of the heading is there twice. */
		assert_null(memmem(b->text + b->number_len, b->len - b->number_len,
			expected[i].number, b->number_len));
	}
}

static void article__has__27_paragraphs_that_end_where_sentences_do(void **state)
{
	const struct article *a = article_or_skip(state);
	const struct stream *zh = &a->document.side[SIDE_ZH];
	struct block b = {0};
	assert_int_equal(blocks_of(a, SIDE_ZH, BLOCK_PARAGRAPH, &b), 27);
	assert_int_equal(blocks_of(a, SIDE_EN, BLOCK_PARAGRAPH, &b), 0);
	for (size_t i = 0; i < zh->blocks.n; i++) {
		b = blocks_at(&zh->blocks, i);
		if (b.kind != BLOCK_PARAGRAPH)
			continue;
		size_t len = b.len;
		struct citation c;
		/* A citation may stand before or behind the last mark. */
		for (size_t at = 0; citation_next(b.text, b.len, at, &c);
			at = c.range.end)
			if (c.range.end == b.len)
				len = c.range.beg;
		const char *end = b.text + len;
		assert_true(
			memcmp(end - 3, "。", 3) == 0 || memcmp(end - 3, "”", 3) == 0);
	}
}

static void count_label(void *ctx, const char *label)
{
	size_t *seen = ctx;
	unsigned long n = strtoul(label, NULL, 10);
	assert_in_range(n, 1, 16);
	seen[n]++;
}

static void article__has__citations_1_to_16_and_two_locators(void **state)
{
	const struct article *a = article_or_skip(state);
	const struct stream *zh = &a->document.side[SIDE_ZH];
	size_t seen[17] = {0}, locators = 0;
	for (size_t i = 0; i < zh->blocks.n; i++) {
		const struct block *b = stream_block(zh, i);
		struct citation c;
		for (size_t at = 0; citation_next(b->text, b->len, at, &c);
			at = c.range.end) {
			citation_labels(b->text, &c, count_label, seen);
			if (span_is_none(c.locator))
				continue;
			const char *pages[] = {"P865", "P199"};
			assert_true(locators < 2);
			assert_memory_equal(
				b->text + c.locator.beg, pages[locators++], 4);
		}
	}
	assert_int_equal(locators, 2);
	for (size_t n = 1; n <= 16; n++)
		assert_true(seen[n] > 0);
}

static void article__lists__every_overprinted_heading(void **state)
{
	const struct article *a = article_or_skip(state);
	size_t n = 0;
	for (const char *p = a->noted.text; (p = strstr(p, ":overprint")); p++)
		n++;
	assert_int_equal(n, 20);
}

/* The Chinese abstract has two sentences of three and four clauses.  Clause 4 names four
 * topics, clause 5 four attitudes, clause 6 three qualities of three things. */
static void article__went__where_a_careful_reader_puts_it(void **state)
{
	static const struct reading readings[] = {
		{"一", 1, 3, 0, "national security", "its logics: sentence 1, in order"},
		{"一（一）", 1, 1, 0, "inheritance",
			"inherits and develops Marx's two views: the heading says so"},
		{"一（二）", 2, 2, 0, "revolutions",
			"three technological revolutions analysed, then judged"},
		{"一（三）", 3, 3, 0, "global competitive",
			"an intelligent age, states that compete, an answer to both"},
		{"二", 4, 5, 0, "technological autonomy",
			"its content: four topics, and the attitudes they show"},
		{"二（一）", 4, 4, 1, "technological autonomy",
			"self-reliance in technology is the first topic"},
		{"二（二）", 4, 4, 2, "ethical norms",
			"rules against misuse; 3 would do too, but 3 is the next one's"},
		{"二（三）", 4, 4, 3, "national governance",
			"a framework of governance, with the state's part in it"},
		{"二（四）", 4, 4, 4, "international cooperation",
			"a community of all nations is the fourth topic"},
		{"三", 6, 7, 0, "value concepts",
			"its value: what is made clear, for whom"},
		{"三（一）", 6, 6, 1, "people", "people first, and concepts of value"},
		{"三（二）", 6, 6, 2, "healthy and orderly", "order, and a model"},
		{"三（三）", 6, 6, 3, "open", "openness, and a framework of development"},
	};
	const struct article *a = article_or_skip(state);
	assert_readings(&a->document, readings, sizeof readings / sizeof *readings);
}

/* A paragraph below a heading of level 2 went where its heading did before anywhere else: all
 * 23 of them; and the abstracts themselves are linked sentence by sentence. */
static void article__links__every_paragraph_of_its_subsections(void **state)
{
	const struct article *a = article_or_skip(state);
	const struct stream *zh = &a->document.side[SIDE_ZH];
	size_t in_order = 0, linked = 0, last = NO_BLOCK;
	uint32_t clause = 0;
	for (size_t i = 0; i < a->document.links.n; i++) {
		const struct link *l = &a->document.links.v[i];
		size_t block = l->zh[0].block;
		in_order += l->kind == LINK_ABSTRACT && l->clause_count == 0;
		if (l->clause_count == 0 || block == last)
			continue;
		last = block;
		if (stream_block(zh, block)->level == 2)
			clause = l->clauses[0];
		size_t section = document_section(zh, block);
		if (stream_block(zh, block)->kind != BLOCK_PARAGRAPH ||
			stream_block(zh, zh->sections.v[section].block)->level != 2)
			continue;
		assert_int_equal(l->clauses[0], clause);
		linked++;
	}
	assert_int_equal(in_order, 2);
	assert_int_equal(linked, 23);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(article__has__its_front_matter),
		cmocka_unit_test(article__has__two_abstracts_of_two_sentences),
		cmocka_unit_test(article__has__its_headings),
		cmocka_unit_test(article__has__27_paragraphs_that_end_where_sentences_do),
		cmocka_unit_test(article__has__citations_1_to_16_and_two_locators),
		cmocka_unit_test(article__lists__every_overprinted_heading),
		cmocka_unit_test(article__went__where_a_careful_reader_puts_it),
		cmocka_unit_test(article__links__every_paragraph_of_its_subsections),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
