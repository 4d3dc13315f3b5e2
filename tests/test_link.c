/* SPDX-License-Identifier: MIT */
/* link: sentences in order, the sides of a link, how sure it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "link.h"
#include "rng.h"

static void refs__are_in_order__however_they_came(void **state)
{
	enum { ROUNDS = 50, BLOCKS = 4, SENTENCES = 6 };
	struct rng rng = {.state = 20260301};
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		bool has[BLOCKS][SENTENCES] = {0};
		ref_array one_by_one = {0}, at_once = {0};
		for (unsigned n = rng_below(&rng, BLOCKS * SENTENCES); n > 0; n--) {
			struct sentence_ref ref = {
				rng_below(&rng, BLOCKS), rng_below(&rng, SENTENCES)};
			if (refs_have(&one_by_one, ref))
				continue;
			has[ref.block][ref.sentence] = true;
			refs_add(&one_by_one, ref);
			array_push(&at_once, ref);
		}
		refs_sort(&at_once);
		assert_int_equal(one_by_one.n, at_once.n);
		size_t n = 0;
		for (uint32_t block = 0; block < BLOCKS; block++) {
			for (uint32_t sentence = 0; sentence < SENTENCES; sentence++) {
				struct sentence_ref ref = {block, sentence};
				assert_int_equal(refs_have(&one_by_one, ref),
					has[block][sentence]);
				if (!has[block][sentence])
					continue;
				assert_int_equal(ref_compare(&at_once.v[n], &ref), 0);
				assert_int_equal(
					ref_compare(&one_by_one.v[n++], &ref), 0);
			}
		}
		assert_int_equal(n, at_once.n);
		array_free(&one_by_one);
		array_free(&at_once);
	}
}

static void link_refs__are_of__a_side(void **state)
{
	static const struct sentence_ref refs[] = {{1, 0}, {1, 1}, {2, 0}};
	const struct link link = {
		.zh = refs, .zh_count = 2, .en = refs + 2, .en_count = 1};
	uint32_t count;
	(void)state;
	assert_ptr_equal(link_refs(&link, SIDE_ZH, &count), refs);
	assert_int_equal(count, 2);
	assert_ptr_equal(link_refs(&link, SIDE_EN, &count), refs + 2);
	assert_int_equal(count, 1);
	assert_int_equal(link_count(&link, SIDE_ZH), 2);
	assert_int_equal(link_count(&link, SIDE_EN), 1);
}

static void side_names__are_those_of_the_json(void **state)
{
	(void)state;
	assert_string_equal(side_name(SIDE_ZH), "zh");
	assert_string_equal(side_name(SIDE_EN), "en");
}

static void confidence__comes_from_the_score__but_for_links_by_hand(void **state)
{
	(void)state;
	static const struct {
		struct link link;
		enum confidence confidence;
	} cases[] = {
		{{.score = 1}, CONFIDENCE_HIGH},
		{{.score = 0.6F}, CONFIDENCE_HIGH},
		{{.score = 0.59F}, CONFIDENCE_MEDIUM},
		{{.score = 0.3F}, CONFIDENCE_MEDIUM},
		{{.score = 0.29F}, CONFIDENCE_LOW},
		{{.score = 0}, CONFIDENCE_LOW},
		{{.score = 0, .status = LINK_MANUAL}, CONFIDENCE_HIGH},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(link_confidence(&cases[i].link), cases[i].confidence);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refs__are_in_order__however_they_came),
		cmocka_unit_test(link_refs__are_of__a_side),
		cmocka_unit_test(side_names__are_those_of_the_json),
		cmocka_unit_test(confidence__comes_from_the_score__but_for_links_by_hand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
