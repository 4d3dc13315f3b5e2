/* SPDX-License-Identifier: MIT */
/* correction: rows of links changed by hand: each change, its undoing, and at random that no
 * sentence is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "correction.h"
#include "linked.h"
#include "rng.h"
#include "rows.h"

static bool span_is(struct span span, size_t beg, size_t end)
{
	return span.beg == beg && span.end == end;
}

static void correction__changes__rows_and_back(void **state)
{
	static const struct {
		const char *rows;
		linked_change *change;
		size_t row;
		const char *after; /* NULL: it cannot be done */
	} cases[] = {
		{"1:1 1:2 1:1", correct_merge, 0, "0,1=0,1,2 2:3"},
		{"1:1 0:1", correct_merge, 0, "0=0,1"},
		{"1:1 1:1", correct_merge, 1, NULL},
		{"2:3 1:1", correct_split, 0, "0=0 1=1,2 2:3"},
		{"1:2", correct_split, 0, "0=0 =1"},
		{"2:0", correct_split, 0, "0= 1="},
		{"1:1", correct_split, 0, "0= =0"},
		{"1:0", correct_split, 0, NULL},
		{"2:3 1:1", correct_part, 0, "0,1= =0,1,2 2:3"},
		{"1:0", correct_part, 0, NULL},
		{"0:2", correct_part, 0, NULL},
		{"1:1 1:2", correct_swap, 0, "0=1,2 1=0"},
		{"1:0 0:1", correct_swap, 0, "0=0"},
		{"1:0 1:0", correct_swap, 0, NULL},
		{"1:1", correct_swap, 0, NULL},
		{"1:1 1:1", correct_confirm, 1, "0:0 1=1"},
		{"1:2 1:1", linked_down_en, 0, "0=0 1=1,2"},
		{"0:1 1:1", linked_down_en, 0, "0=0,1"},
		{"2:1 1:1", linked_down_zh, 0, "0=0 1,2=1"},
		{"0:1 1:1", linked_down_zh, 0, NULL},
		{"1:1 1:2", linked_up_en, 0, "0=0,1 1=2"},
		{"1:1 1:0", linked_up_en, 0, NULL},
		{"1:0 1:1", linked_up_en, 0, "0=0 1="},
		{"1:1 1:1", linked_up_zh, 0, "0,1=0 =1"},
		{"1:1", linked_up_zh, 0, NULL},
	};
	struct buf before = {0};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct document d;
		struct corrections c = {0};
		size_t row = SIZE_MAX;
		rows_make(&d, cases[i].rows);
		rows_put(&d, &before);
		assert_int_equal(
			cases[i].change(&c, &d, cases[i].row), cases[i].after != NULL);
		rows_assert(&d, cases[i].after ? cases[i].after : buf_string(&before));
		assert_int_equal(correct_undo(&c, &d, &row), cases[i].after != NULL);
		rows_assert(&d, buf_string(&before));
		if (cases[i].after) {
			assert_int_equal(row, cases[i].row);
			assert_true(correct_redo(&c, &d, &row));
			rows_assert(&d, cases[i].after);
		}
		assert_false(correct_redo(&c, &d, &row));
		corrections_free(&c);
		document_free(&d);
	}
	buf_free(&before);
}

static void correction__is_said__once(void **state)
{
	struct document d;
	struct corrections c = {0};
	(void)state;
	rows_make(&d, "1:1");
	assert_true(correct_confirm(&c, &d, 0));
	assert_false(correct_confirm(&c, &d, 0));
	corrections_free(&c);
	document_free(&d);
}

static void correction__forgets__what_was_undone_and_done_otherwise(void **state)
{
	struct document d;
	struct corrections c = {0};
	size_t row;
	(void)state;
	rows_make(&d, "1:2 1:1 1:1");
	assert_true(correct_merge(&c, &d, 1));
	assert_true(correct_split(&c, &d, 0));
	assert_true(correct_undo(&c, &d, &row));
	assert_true(correct_confirm(&c, &d, 0));
	assert_false(correct_redo(&c, &d, &row));
	rows_assert(&d, "0=0,1 1,2=2,3");
	assert_true(correct_undo(&c, &d, &row));
	assert_true(correct_undo(&c, &d, &row));
	assert_false(correct_undo(&c, &d, &row));
	rows_assert(&d, "0:0,1 1:2 2:3");
	corrections_free(&c);
	document_free(&d);
}

/* A row that stands round another, as automatic ones may round one made by hand: what is
 * split off goes behind that. */
static void correction__keeps__rows_in_order(void **state)
{
	struct document d = {.two_sources = true};
	struct corrections c = {0};
	struct sentence_ref outer[] = {{0, 0}, {0, 2}}, inner = {0, 1};
	struct link around = {.zh = outer, .zh_count = 2, .kind = LINK_TRANSLATION};
	struct link within = {.zh = &inner, .zh_count = 1, .kind = LINK_TRANSLATION};
	size_t row;
	(void)state;
	document_link(&d, &around);
	document_link(&d, &within);
	assert_true(correct_split(&c, &d, 0));
	rows_assert(&d, "0= 1: 2=");
	assert_true(correct_undo(&c, &d, &row));
	rows_assert(&d, "0,2: 1:");
	corrections_free(&c);
	document_free(&d);
}

static void correction__is_of__translations(void **state)
{
	struct document d;
	(void)state;
	rows_make(&d, "1:1 1:1");
	assert_true(correction_is_possible(&d));
	d.links.v[1].kind = LINK_ABSTRACT;
	assert_false(correction_is_possible(&d));
	d.links.v[1].kind = LINK_TRANSLATION;
	d.links_given = true;
	assert_true(correction_is_possible(&d));
	d.links.n = 0;
	assert_false(correction_is_possible(&d));
	document_free(&d);
}

static void link__is__doubtful_uneven_or_empty(void **state)
{
	struct document d;
	(void)state;
	rows_make(&d, "1:1 2:1 0:1");
	d.links.v[0].score = 0.4F;
	assert_true(link_is_doubtful(&d.links.v[0]));
	assert_false(link_is_doubtful(&d.links.v[1]));
	assert_false(link_is_doubtful(&d.links.v[2]));
	assert_false(link_is_uneven(&d.links.v[0]));
	assert_true(link_is_uneven(&d.links.v[1]));
	assert_true(link_is_uneven(&d.links.v[2]));
	assert_false(link_is_empty(&d.links.v[1]));
	assert_true(link_is_empty(&d.links.v[2]));
	d.links.v[0].status = LINK_MANUAL;
	assert_false(link_is_doubtful(&d.links.v[0]));
	document_free(&d);
}

static void surroundings__are__what_is_automatic_beside_a_change(void **state)
{
	enum { ROWS = 3000, AT = 1500 };
	struct document d = {.two_sources = true};
	struct corrections c = {0};
	uint32_t n[SIDE_COUNT] = {0};
	size_t row;
	(void)state;
	for (int i = 0; i < ROWS; i++)
		rows_add(&d, n, 1, 1);
	assert_true(span_is(correction_surroundings(&c, &d), 0, 0));
	assert_true(correct_confirm(&c, &d, AT));
	assert_true(span_is(correction_surroundings(&c, &d), 0, 0));
	assert_true(correct_merge(&c, &d, AT + 1));
	assert_true(span_is(correction_surroundings(&c, &d), AT - 499, AT + 502));
	assert_true(correct_merge(&c, &d, AT - 2));
	assert_true(span_is(correction_surroundings(&c, &d), AT - 502, AT + 501));
	assert_true(correct_undo(&c, &d, &row));
	assert_true(span_is(correction_surroundings(&c, &d), 0, 0));
	assert_true(correct_merge(&c, &d, 0));
	assert_true(span_is(correction_surroundings(&c, &d), 0, 501));
	corrections_free(&c);
	document_free(&d);
}

static void surroundings__are__empty_between_rows_by_hand(void **state)
{
	struct document d;
	struct corrections c = {0};
	(void)state;
	rows_make(&d, "1:1 1:2 1:1 1:1");
	assert_true(correct_confirm(&c, &d, 0));
	assert_true(correct_confirm(&c, &d, 3));
	assert_true(correct_shift_down(&c, &d, 1, SIDE_EN));
	assert_true(span_is(correction_surroundings(&c, &d), 0, 0));
	corrections_free(&c);
	document_free(&d);
}

static void surroundings__change__up_to_where_both_agree(void **state)
{
	static const struct {
		const char *rows, *merged, *anew, *after;
	} cases[] = {
		/* Rows 3 and 4 are merged; behind them one ends elsewhere, and so on up to a
		 * row that both have; what differs behind that stays. */
		{"1:1 1:1 1:1 1:1 1:1 2:1 1:2 1:1 1:1 2:2",
			"0:0 1:1 2:2 3,4=3,4 5,6:5 7:6,7 8:8 9:9 10,11:10,11",
			"1:1 1:1 1:1 2:2 1:1 2:2 1:1 1:1 1:1 1:1",
			"0:0 1:1 2:2 3,4=3,4 5:5 6,7:6,7 8:8 9:9 10,11:10,11"},
		/* Before it, too; a row at the start that differs by itself stays. */
		{"2:2 1:1 1:2 1:1 1:1 1:1", "0,1:0,1 2:2 3:3,4 4,5=5,6 6:7",
			"1:1 1:1 1:1 0:1 1:1 2:2 1:1", "0,1:0,1 2:2 :3 3:4 4,5=5,6 6:7"},
		/* Nothing differs. */
		{"1:1 1:1 1:1 1:1 1:1", "0:0 1:1 2:2 3,4=3,4", "1:1 1:1 1:1 2:2",
			"0:0 1:1 2:2 3,4=3,4"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct document d, anew;
		struct corrections c = {0};
		size_t row;
		rows_make(&d, cases[i].rows);
		rows_make(&anew, cases[i].anew);
		assert_true(correct_merge(&c, &d, 3));
		rows_assert(&d, cases[i].merged);
		for (size_t k = 0; k < anew.links.n; k++)
			if (anew.links.v[k].zh_count == 2 &&
				anew.links.v[k].en_count == 2 &&
				anew.links.v[k].zh[0].sentence ==
					d.links.v[3].zh[0].sentence)
				anew.links.v[k].status = LINK_MANUAL;
		struct span rows = correction_surroundings(&c, &d);
		assert_true(span_is(rows, 0, d.links.n));
		correct_surroundings(&c, &d, rows, &anew.links);
		rows_assert(&d, cases[i].after);
		assert_true(span_is(correction_surroundings(&c, &d), 0, 0));
		/* It goes and comes with the merge. */
		assert_true(correct_undo(&c, &d, &row));
		assert_int_equal(row, 3);
		assert_int_equal(c.done, 0);
		assert_true(correct_redo(&c, &d, &row));
		assert_int_equal(row, 3);
		rows_assert(&d, cases[i].after);
		corrections_free(&c);
		document_free(&d);
		document_free(&anew);
	}
}

/* Every sentence in just one row, in order inside it, rows in order of zh, none empty. */
static void check(const struct document *d, uint32_t zh, uint32_t en)
{
	uint32_t seen[SIDE_COUNT] = {0}, last_row = 0;
	bool has[SIDE_COUNT][256] = {0};
	for (size_t i = 0; i < d->links.n; i++) {
		const struct link *link = &d->links.v[i];
		assert_true(link->zh_count + link->en_count > 0);
		for (enum side side = 0; side < SIDE_COUNT; side++) {
			const struct sentence_ref *refs =
				side == SIDE_ZH ? link->zh : link->en;
			uint32_t n = side == SIDE_ZH ? link->zh_count : link->en_count;
			for (uint32_t k = 0; k < n; k++) {
				uint32_t at = refs[k].block * 10 + refs[k].sentence;
				assert_false(has[side][at]);
				assert_true(
					k == 0 || at > refs[k - 1].block * 10 +
								  refs[k - 1].sentence);
				has[side][at] = true;
				seen[side]++;
			}
		}
		if (link->zh_count) {
			uint32_t first = link->zh[0].block * 10 + link->zh[0].sentence;
			assert_true(first >= last_row);
			last_row = first;
		}
	}
	assert_int_equal(seen[SIDE_ZH], zh);
	assert_int_equal(seen[SIDE_EN], en);
}

/* Rows as an aligner might make them round those by hand: some neighbours joined, some cut up.
 * What is made lives in the document's arena. */
static link_array regroup(struct document *d, struct span rows, struct rng *rng)
{
	link_array made = {0};
	for (size_t i = rows.beg; i < rows.end; i++) {
		struct link link = d->links.v[i];
		bool next = i + 1 < rows.end && link.status == LINK_AUTO &&
			    d->links.v[i + 1].status == LINK_AUTO;
		if (next && rng_chance(rng, 30)) {
			struct corrections c = {0};
			struct document joined = {.two_sources = true};
			array_push(&joined.links, link);
			array_push(&joined.links, d->links.v[++i]);
			assert_true(correct_merge(&c, &joined, 0));
			uint32_t count;
			link = joined.links.v[0];
			link.status = LINK_AUTO;
			for (enum side side = 0; side < SIDE_COUNT; side++) {
				const struct sentence_ref *refs =
					link_refs(&link, side, &count);
				size_t size = count * sizeof *refs;
				void *kept = size ? memcpy(arena_alloc(&d->arena, size),
							    refs, size)
						  : NULL;
				*(side == SIDE_ZH ? &link.zh : &link.en) = kept;
			}
			corrections_free(&c);
			document_free(&joined);
		} else if (link.status == LINK_AUTO && link.zh_count && link.en_count &&
			   rng_chance(rng, 30)) {
			struct link head = link;
			head.en_count = 0;
			link.zh_count = 0;
			array_push(&made, head);
		}
		array_push(&made, link);
	}
	return made;
}

/* The rows by hand alone. */
static const char *by_hand(const struct document *d, struct buf *out)
{
	struct document manual = {.two_sources = true};
	for (size_t i = 0; i < d->links.n; i++)
		if (d->links.v[i].status == LINK_MANUAL)
			array_push(&manual.links, d->links.v[i]);
	rows_put(&manual, out);
	array_free(&manual.links);
	return buf_string(out);
}

static void align_again(struct document *d, struct corrections *c, struct rng *rng)
{
	struct buf before = {0}, after = {0};
	struct span rows = correction_surroundings(c, d);
	if (span_len(rows) > 0) {
		link_array made = regroup(d, rows, rng);
		by_hand(d, &before);
		correct_surroundings(c, d, rows, &made);
		assert_string_equal(by_hand(d, &after), buf_string(&before));
		array_free(&made);
	}
	buf_free(&before);
	buf_free(&after);
}

static void correction__loses__nothing_at_random(void **state)
{
	static linked_change *const changes[] = {correct_merge, correct_split,
		correct_part, correct_swap, correct_confirm, linked_down_zh,
		linked_down_en, linked_up_zh, linked_up_en};
	enum { ROUNDS = 200, CHANGES = 60, ROWS = 20 };
	struct rng rng = {.state = 20260101};
	struct buf before = {0};
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct document d = {.two_sources = true};
		struct corrections c = {0};
		uint32_t n[SIDE_COUNT] = {0};
		size_t row;
		for (int i = 0; i < ROWS; i++) {
			uint32_t zh = rng_below(&rng, 4);
			rows_add(&d, n, zh, rng_below(&rng, 4) + (zh == 0));
		}
		rows_put(&d, &before);
		for (int i = 0; i < CHANGES; i++) {
			changes[rng_below(&rng, sizeof changes / sizeof *changes)](
				&c, &d, rng_below(&rng, (unsigned)d.links.n + 1));
			check(&d, n[SIDE_ZH], n[SIDE_EN]);
			if (rng_chance(&rng, 50))
				align_again(&d, &c, &rng);
			check(&d, n[SIDE_ZH], n[SIDE_EN]);
			if (rng_chance(&rng, 20) && correct_undo(&c, &d, &row))
				check(&d, n[SIDE_ZH], n[SIDE_EN]);
			if (rng_chance(&rng, 10) && correct_redo(&c, &d, &row))
				check(&d, n[SIDE_ZH], n[SIDE_EN]);
		}
		rows_assert_come_back(&d, &c, buf_string(&before), rows_put);
		corrections_free(&c);
		document_free(&d);
	}
	buf_free(&before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(correction__changes__rows_and_back),
		cmocka_unit_test(correction__is_said__once),
		cmocka_unit_test(correction__forgets__what_was_undone_and_done_otherwise),
		cmocka_unit_test(correction__keeps__rows_in_order),
		cmocka_unit_test(correction__is_of__translations),
		cmocka_unit_test(surroundings__are__what_is_automatic_beside_a_change),
		cmocka_unit_test(surroundings__are__empty_between_rows_by_hand),
		cmocka_unit_test(surroundings__change__up_to_where_both_agree),
		cmocka_unit_test(link__is__doubtful_uneven_or_empty),
		cmocka_unit_test(correction__loses__nothing_at_random),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
