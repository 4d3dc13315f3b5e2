/* SPDX-License-Identifier: MIT */
/* overlay: links laid over others, and at random that no sentence is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "correction.h"
#include "overlay.h"
#include "rng.h"
#include "rows.h"

static void overlay__takes__its_sentences_out_of_the_others(void **state)
{
	static const struct {
		const char *rows, *over;
		unsigned
			marked; /* bits of the rows of over that are laid on the others */
		const char *after;
	} cases[] = {
		{"1:1 1:1 1:1", "1:1 1:1 1:1", 0, "0:0 1:1 2:2"},
		{"1:1 1:1 1:1", "1:1 1:1 1:1", 2, "0:0 1=1 2:2"},
		{"1:1 2:1 1:1", "1:1 1:1 1:0 1:1", 6, "0:0 1=1 2= 3:2"},
		{"1:1 2:1 1:1", "1:1 1:1 1:0 1:1", 2, "0:0 1=1 2: 3:2"},
		{"1:2 1:1", "1:1 1:2", 3, "0=0 1=1,2"},
		{"1:2 1:1", "1:1 1:2", 1, "0=0 :1 1:2"},
		{"1:1 1:1 1:1", "3:3", 1, "0,1,2=0,1,2"},
		{"3:3", "1:1 1:1 1:1", 2, "1=1 0,2:0,2"},
		{"1:0 0:1", "1:1", 1, "0=0"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct document d, o;
		link_array over = {0};
		rows_make(&d, cases[i].rows);
		rows_make(&o, cases[i].over);
		for (size_t k = 0; k < o.links.n; k++) {
			o.links.v[k].status = LINK_MANUAL;
			if (cases[i].marked >> k & 1)
				array_push(&over, o.links.v[k]);
		}
		links_overlay(&d, &over);
		rows_assert(&d, cases[i].after);
		array_free(&over);
		document_free(&d);
		document_free(&o);
	}
}

/* A sentence that nobody linked finds its place by its order. */
static void overlay__adds__what_was_in_no_link(void **state)
{
	struct document d, o;
	link_array over = {0};
	(void)state;
	rows_make(&d, "1:1 1:1 1:1");
	rows_make(&o, "1:1 1:1 1:1");
	memmove(d.links.v + 1, d.links.v + 2, sizeof *d.links.v);
	d.links.n = 2;
	o.links.v[1].status = LINK_MANUAL;
	array_push(&over, o.links.v[1]);
	links_overlay(&d, &over);
	rows_assert(&d, "0:0 1=1 2:2");
	array_free(&over);
	document_free(&d);
	document_free(&o);
}

static void passage_link__has__the_english_of_its_clauses(void **state)
{
	struct document d;
	ref_array zh = {0};
	(void)state;
	rows_make_article(&d, 0);
	refs_add(&zh, (struct sentence_ref){1, 0});
	struct link link = passage_link(&d, &zh, (uint32_t[]){2, 0}, 2);
	assert_true(link_is_of_passage(&link));
	assert_int_equal(link.status, LINK_MANUAL);
	assert_int_equal(link.clause_count, 2);
	assert_int_equal(link.en_count, 2);
	assert_int_equal(link.en[0].sentence, 0);
	assert_int_equal(link.en[1].sentence, 2);
	assert_int_equal(link.en_ranges[0].range.beg, 0);
	assert_int_equal(link.en_ranges[1].range.beg, 10);
	link = passage_link(&d, &zh, NULL, 0);
	assert_true(link_is_of_passage(&link));
	assert_int_equal(link.en_count + link.en_range_count + link.clause_count, 0);
	assert_int_equal(d.links.n, 0);
	array_free(&zh);
	document_free(&d);
}

/* What is said of a passage leaves the links of its clauses' sentences alone. */
static void overlay__takes__passages_by_their_chinese_side(void **state)
{
	struct document d;
	ref_array zh = {0};
	link_array over = {0};
	(void)state;
	rows_make_article(&d, 2);
	const struct sentence_ref abstract = {0, 0};
	document_link(&d, &(struct link){.zh = &abstract,
				  .en = &abstract,
				  .zh_count = 1,
				  .en_count = 1,
				  .kind = LINK_ABSTRACT});
	refs_add(&zh, (struct sentence_ref){1, 0});
	array_push(&over, passage_link(&d, &zh, &(uint32_t){1}, 1));
	links_overlay(&d, &over);
	rows_assert(&d, "10=1 11:0 20,21:0 0:0");
	assert_int_equal(d.links.v[0].clauses[0], 1);
	assert_int_equal(d.links.v[1].clauses[0], 0);
	array_free(&zh);
	array_free(&over);
	document_free(&d);
}

/* Rows corrected in one document and laid over those of another make it equal: so a file with
 * links of its own is the same again when corrections are read. */
static void overlay__brings_back__any_corrections(void **state)
{
	enum { ROUNDS = 200, CHANGES = 12, ROWS = 15 };
	struct rng rng = {.state = 20260401};
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct document d = {.two_sources = true}, e = d;
		struct corrections c = {0};
		link_array over = {0};
		uint32_t n[SIDE_COUNT] = {0}, m[SIDE_COUNT] = {0};
		struct buf corrected = {0}, laid = {0};
		for (int i = 0; i < ROWS; i++) {
			uint32_t zh = rng_below(&rng, 4),
				 en = rng_below(&rng, 4) + (zh == 0);
			rows_add(&d, n, zh, en);
			rows_add(&e, m, zh, en);
		}
		for (int i = 0; i < CHANGES; i++) {
			size_t row = rng_below(&rng, (unsigned)d.links.n);
			switch (rng_below(&rng, 5)) {
			case 0:
				correct_merge(&c, &d, row);
				break;
			case 1:
				correct_split(&c, &d, row);
				break;
			case 2:
				correct_confirm(&c, &d, row);
				break;
			case 3:
				correct_shift_down(&c, &d, row, SIDE_EN);
				break;
			default:
				correct_shift_up(&c, &d, row, SIDE_ZH);
			}
		}
		for (size_t i = 0; i < d.links.n; i++)
			if (d.links.v[i].status == LINK_MANUAL)
				array_push(&over, d.links.v[i]);
		links_overlay(&e, &over);
		rows_put_sorted(&d, &corrected);
		rows_put_sorted(&e, &laid);
		assert_string_equal(buf_string(&laid), buf_string(&corrected));
		corrections_free(&c);
		array_free(&over);
		buf_free(&corrected);
		buf_free(&laid);
		document_free(&d);
		document_free(&e);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(overlay__takes__its_sentences_out_of_the_others),
		cmocka_unit_test(overlay__adds__what_was_in_no_link),
		cmocka_unit_test(passage_link__has__the_english_of_its_clauses),
		cmocka_unit_test(overlay__takes__passages_by_their_chinese_side),
		cmocka_unit_test(overlay__brings_back__any_corrections),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
