/* SPDX-License-Identifier: MIT */
/* passage: passages given to clauses by hand, each change, its undoing, and at random that no
 * sentence is in two links and all comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "passage.h"
#include "rng.h"
#include "rows.h"

/* Passages as "10,11:0 20=", sentences and clauses. */
static const char *passages_of(const struct document *d, struct buf *out)
{
	out->n = 0;
	for (size_t i = 0; i < d->links.n; i++) {
		const struct link *link = rows_put_zh(d, i, out);
		for (uint32_t k = 0; k < link->clause_count; k++)
			buf_printf(out, "%s%u", k ? "," : "", link->clauses[k]);
		assert_int_equal(link->en_range_count, link->clause_count);
	}
	return buf_string(out);
}

static void assert_passages(const struct document *d, const char *passages)
{
	struct buf out = {0};
	assert_string_equal(passages_of(d, &out), passages);
	buf_free(&out);
}

static bool correct(struct corrections *c, struct document *d, uint32_t block,
	size_t link, enum passage_change change)
{
	ref_array zh = {0};
	if (link != NO_LINK) {
		for (uint32_t k = 0; k < d->links.v[link].zh_count; k++)
			refs_add(&zh, d->links.v[link].zh[k]);
	} else {
		refs_add(&zh, (struct sentence_ref){block, 0});
		refs_add(&zh, (struct sentence_ref){block, 1});
	}
	bool done = passage_correct(c, d, &zh, link, change);
	array_free(&zh);
	return done;
}

static void passage__goes_through__the_clauses(void **state)
{
	struct document d;
	struct corrections c = {0};
	size_t row;
	(void)state;
	rows_make_article(&d, 2);
	assert_true(correction_is_possible(&d));
	assert_false(correct(&c, &d, 0, 1, PASSAGE_PREVIOUS));
	assert_true(correct(&c, &d, 0, 1, PASSAGE_NEXT));
	assert_passages(&d, "10,11:0 20,21=1");
	assert_true(correct(&c, &d, 0, 1, PASSAGE_NEXT));
	assert_passages(&d, "10,11:0 20,21=2");
	assert_int_equal(d.links.v[1].en[0].sentence, 2);
	assert_false(correct(&c, &d, 0, 1, PASSAGE_NEXT));
	assert_true(correct(&c, &d, 0, 1, PASSAGE_PREVIOUS));
	assert_passages(&d, "10,11:0 20,21=1");
	assert_true(correct(&c, &d, 0, 1, PASSAGE_NONE));
	assert_passages(&d, "10,11:0 20,21=");
	assert_int_equal(d.links.v[1].en_count, 0);
	assert_false(correct(&c, &d, 0, 1, PASSAGE_NONE));
	assert_false(correct(&c, &d, 0, 1, PASSAGE_CONFIRM));
	assert_true(correct(&c, &d, 0, 1, PASSAGE_PREVIOUS));
	assert_passages(&d, "10,11:0 20,21=2");
	while (correct_undo(&c, &d, &row))
		assert_int_equal(row, 1);
	assert_passages(&d, "10,11:0 20,21:0");
	corrections_free(&c);
	document_free(&d);
}

static void passage__is__confirmed_and_split(void **state)
{
	struct document d;
	struct corrections c = {0};
	(void)state;
	rows_make_article(&d, 2);
	assert_true(correct(&c, &d, 0, 0, PASSAGE_CONFIRM));
	assert_passages(&d, "10,11=0 20,21:0");
	assert_false(correct(&c, &d, 0, 0, PASSAGE_CONFIRM));
	assert_true(correct(&c, &d, 0, 0, PASSAGE_SPLIT));
	assert_passages(&d, "10=0 11=0 20,21:0");
	assert_false(correct(&c, &d, 0, 0, PASSAGE_SPLIT));
	assert_true(correct(&c, &d, 0, 1, PASSAGE_NEXT));
	assert_passages(&d, "10=0 11=1 20,21:0");
	corrections_free(&c);
	document_free(&d);
}

/* What no link had any sentence of. */
static void passage__is_linked__where_nothing_was(void **state)
{
	struct document d;
	struct corrections c = {0};
	size_t row;
	(void)state;
	rows_make_article(&d, 1);
	assert_true(correct(&c, &d, 7, NO_LINK, PASSAGE_NEXT));
	assert_passages(&d, "10,11:0 70,71=0");
	assert_true(correct(&c, &d, 5, NO_LINK, PASSAGE_PREVIOUS));
	assert_passages(&d, "10,11:0 50,51=2 70,71=0");
	assert_true(correct(&c, &d, 3, NO_LINK, PASSAGE_NONE));
	assert_passages(&d, "10,11:0 30,31= 50,51=2 70,71=0");
	assert_true(correct_undo(&c, &d, &row));
	assert_true(correct_undo(&c, &d, &row));
	assert_true(correct_undo(&c, &d, &row));
	assert_passages(&d, "10,11:0");
	corrections_free(&c);
	document_free(&d);
}

/* Of two links of a passage one is changed, and both are one then. */
static void passage__keeps__the_clauses_of_its_other_links(void **state)
{
	static const struct {
		enum passage_change change;
		size_t link;
		const char *after;
	} cases[] = {
		{PASSAGE_CONFIRM, 0, "10,11=0,2"},
		{PASSAGE_NEXT, 0, "10,11=1,2"},
		{PASSAGE_PREVIOUS, 1, "10,11=0,1"},
		{PASSAGE_NONE, 0, "10,11=2"},
		{PASSAGE_NONE, 1, "10,11=0"},
		{PASSAGE_SPLIT, 0, "10=0,2 11=0,2"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct document d;
		struct corrections c = {0};
		ref_array zh = {0};
		size_t row;
		rows_make_article(&d, 1);
		refs_add(&zh, (struct sentence_ref){1, 0});
		refs_add(&zh, (struct sentence_ref){1, 1});
		array_push(&d.links, passage_link(&d, &zh, &(uint32_t){2}, 1));
		d.links.v[1].status = LINK_AUTO;
		assert_true(correct(&c, &d, 0, cases[i].link, cases[i].change));
		assert_passages(&d, cases[i].after);
		assert_true(correct_undo(&c, &d, &row));
		assert_passages(&d, "10,11:0 10,11:2");
		array_free(&zh);
		corrections_free(&c);
		document_free(&d);
	}
}

static void check(const struct document *d)
{
	for (size_t i = 0; i < d->links.n; i++) {
		const struct link *link = &d->links.v[i];
		assert_true(link->zh_count > 0);
		assert_true(i == 0 || ref_compare(d->links.v[i - 1].zh, link->zh) < 0);
		for (uint32_t k = 0; k < link->clause_count; k++)
			assert_true(link->clauses[k] < d->clauses.n);
	}
}

static void passage__comes_back__at_random(void **state)
{
	enum { ROUNDS = 200, CHANGES = 40, PASSAGES = 6 };
	struct rng rng = {.state = 20260501};
	struct buf before = {0};
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct document d;
		struct corrections c = {0};
		size_t row;
		rows_make_article(&d, PASSAGES);
		passages_of(&d, &before);
		for (int i = 0; i < CHANGES; i++) {
			unsigned link = rng_below(&rng, (unsigned)d.links.n + 1);
			bool new = link == d.links.n;
			/* What has no link: only sentences behind all those that have. */
			correct(&c, &d, PASSAGES + 1 + rng_below(&rng, 3),
				new ? NO_LINK : link,
				(enum passage_change)rng_below(&rng, 5));
			check(&d);
			if (rng_chance(&rng, 20))
				correct_undo(&c, &d, &row);
			if (rng_chance(&rng, 10))
				correct_redo(&c, &d, &row);
			check(&d);
		}
		rows_assert_come_back(&d, &c, buf_string(&before), passages_of);
		corrections_free(&c);
		document_free(&d);
	}
	buf_free(&before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passage__goes_through__the_clauses),
		cmocka_unit_test(passage__is__confirmed_and_split),
		cmocka_unit_test(passage__is_linked__where_nothing_was),
		cmocka_unit_test(passage__keeps__the_clauses_of_its_other_links),
		cmocka_unit_test(passage__comes_back__at_random),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
