/* SPDX-License-Identifier: MIT */
/* coverage: shares that add up, passages best first, sections without a clause. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "align.h"
#include "coverage.h"

static void add(struct document *d, enum block_kind kind, uint8_t level, const char *text)
{
	struct block block = {.text = text,
		.len = strlen(text),
		.kind = (uint8_t)kind,
		.level = level,
		.source = {d->side[SIDE_ZH].blocks.n, d->side[SIDE_ZH].blocks.n}};
	document_add(d, SIDE_ZH, &block);
}

/* Links sentences first to last of a block to clauses. */
static void link_to(struct document *d, uint32_t block, uint32_t first, uint32_t last,
	float score, uint32_t clause)
{
	ref_array zh = {0};
	for (uint32_t s = first; s <= last; s++)
		array_push(&zh, (struct sentence_ref){block, s});
	document_link(d, &(struct link){.zh = zh.v,
				 .zh_count = (uint32_t)zh.n,
				 .clauses = &clause,
				 .clause_count = 1,
				 .score = score,
				 .kind = LINK_ABSTRACT});
	array_free(&zh);
}

/* Two clauses, the second with two items; a part with two subsections, another nobody
 * mentions.  Sentences are of two bytes' characters but for marks, so that shares are
 * plain: every paragraph has two sentences of 12 bytes. */
static void make(struct document *d)
{
	add(d, BLOCK_ABSTRACT, 0, "摘要：甲，乙、丙。");
	add(d, BLOCK_HEADING, 1, "一");
	add(d, BLOCK_PARAGRAPH, 0, "天地人。日月星。");
	add(d, BLOCK_HEADING, 2, "一一");
	add(d, BLOCK_PARAGRAPH, 0, "山水石。花草木。");
	add(d, BLOCK_HEADING, 1, "二");
	add(d, BLOCK_PARAGRAPH, 0, "春夏秋。东南西。");
	add(d, BLOCK_HEADING, 1, "三");
	for (uint32_t i = 0; i < 4; i++)
		array_push(&d->clauses, (struct clause){.whole = i < 2 ? i : 1});
	link_to(d, 1, 0, 0, 0.9F, 0);
	link_to(d, 2, 0, 0, 0.5F, 0);
	link_to(d, 4, 0, 1, 0.6F, 2);
	link_to(d, 4, 0, 1, 0.2F, 0);
}

#define assert_near(a, b) assert_true((a) - (b) < 1e-6 && (b) - (a) < 1e-6)

static void coverage__divides__the_body_among_clauses(void **state)
{
	struct document d = {0};
	(void)state;
	make(&d);
	struct coverage *c = coverage_new(&d);
	/* Of six sentences one went into clause 0 and two, three to one, into item 2 and it. */
	assert_near(coverage_of_clause(c, 0), (1 + 0.5) / 6);
	assert_near(coverage_of_clause(c, 2), 1.5 / 6);
	assert_near(coverage_of_clause(c, 1), 1.5 / 6);
	assert_near(coverage_of_clause(c, 3), 0.0);
	assert_near(coverage_of_body(c), 3.0 / 6);
	coverage_free(c);
	document_free(&d);
}

static void coverage__measures__sections_with_what_is_in_them(void **state)
{
	struct document d = {0};
	(void)state;
	make(&d);
	struct coverage *c = coverage_new(&d);
	/* One sentence of two as sure as 0.5, and both of the subsection as 0.6. */
	assert_near(coverage_of_section(c, 0), (0.5 + 2 * 0.6) / 4);
	assert_near(coverage_of_section(c, 1), 0.6);
	assert_near(coverage_of_section(c, 2), 0.0);
	assert_false(coverage_is_silent(c, 0));
	assert_true(coverage_is_silent(c, 2));
	/* A heading without text says nothing that an abstract could leave out. */
	assert_false(coverage_is_silent(c, 3));
	coverage_free(c);
	document_free(&d);
}

static void coverage__lists__passages_best_first(void **state)
{
	static const size_t blocks[] = {1, 2, 4};
	struct document d = {0};
	size_t n;
	(void)state;
	make(&d);
	struct coverage *c = coverage_new(&d);
	const struct coverage_passage *p = coverage_passages(c, 0, &n);
	assert_int_equal(n, 3);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(p[i].block, blocks[i]);
	/* A clause has the passages of its items. */
	p = coverage_passages(c, 1, &n);
	assert_int_equal(n, 1);
	assert_int_equal(p[0].link, 2);
	coverage_passages(c, 3, &n);
	assert_int_equal(n, 0);
	coverage_free(c);
	document_free(&d);
}

static void coverage__is_none__without_an_abstract(void **state)
{
	struct document d = {0};
	(void)state;
	assert_null(coverage_new(&d));
	coverage_free(NULL);
	add(&d, BLOCK_PARAGRAPH, 0, "天地人。");
	align_document(&d);
	assert_null(coverage_new(&d));
	document_free(&d);
}

/* A heading alone makes a section spoken of, though none of its text is linked. */
static void coverage__counts__a_linked_heading_as_a_mention(void **state)
{
	struct document d = {0};
	(void)state;
	make(&d);
	link_to(&d, 5, 0, 0, 0.3F, 3);
	struct coverage *c = coverage_new(&d);
	assert_false(coverage_is_silent(c, 2));
	assert_near(coverage_of_section(c, 2), 0.0);
	coverage_free(c);
	document_free(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(coverage__divides__the_body_among_clauses),
		cmocka_unit_test(coverage__measures__sections_with_what_is_in_them),
		cmocka_unit_test(coverage__lists__passages_best_first),
		cmocka_unit_test(coverage__is_none__without_an_abstract),
		cmocka_unit_test(coverage__counts__a_linked_heading_as_a_mention),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
