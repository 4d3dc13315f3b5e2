/* SPDX-License-Identifier: MIT */
/* The parts of an alignment that are right by themselves: chains, habits, shares. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "align_chain.h"
#include "align_likely.h"
#include "rng.h"

static float weight_of(
	const struct weighted_node *nodes, size_t n, const node_array *chain)
{
	float sum = 0;
	for (size_t i = 0; i < chain->n; i++)
		for (size_t k = 0; k < n; k++)
			if (nodes[k].node.zh == chain->v[i].zh &&
				nodes[k].node.en == chain->v[i].en)
				sum += nodes[k].weight;
	return sum;
}

/* The heaviest of all, by trying each node as the next. */
static float heaviest(const struct weighted_node *nodes, size_t n, struct node from)
{
	float best = 0;
	for (size_t i = 0; i < n; i++) {
		struct node node = nodes[i].node;
		float weight = 0;
		if (node.zh < from.zh || node.en < from.en)
			continue;
		for (size_t k = 0; k < n; k++)
			if (nodes[k].node.zh == node.zh && nodes[k].node.en == node.en)
				weight += nodes[k].weight;
		weight += heaviest(nodes, n, (struct node){node.zh + 1, node.en + 1});
		if (best < weight)
			best = weight;
	}
	return best;
}

static void heaviest_chain__is__the_heaviest_that_grows(void **state)
{
	struct rng rng = {4};
	node_array chain = {0};
	(void)state;
	heaviest_chain(NULL, 0, &chain);
	assert_int_equal(chain.n, 0);
	for (int round = 0; round < 200; round++) {
		struct weighted_node nodes[9];
		size_t n = (size_t)rng_between(&rng, 1, 9);
		for (size_t i = 0; i < n; i++)
			nodes[i] = (struct weighted_node){
				{rng_below(&rng, 6), rng_below(&rng, 6)},
				(float)rng_between(&rng, 1, 8)};
		float best = heaviest(nodes, n, (struct node){0, 0});
		heaviest_chain(nodes, n, &chain);
		for (size_t i = 1; i < chain.n; i++) {
			assert_true(chain.v[i].zh > chain.v[i - 1].zh);
			assert_true(chain.v[i].en > chain.v[i - 1].en);
		}
		assert_true(weight_of(nodes, n, &chain) == best);
	}
	array_free(&chain);
}

/* Sentences of these lengths. */
static void add_lengths(struct align_side *side, const float *lengths, size_t n)
{
	for (size_t i = 0; i < n; i++)
		array_push(
			&side->sentences, (struct align_sentence){.length = lengths[i]});
	side->count = n;
}

static void habits__are__those_of_the_groups(void **state)
{
	static const float zh_lengths[] = {10, 20, 10, 500, 500, 10, 500},
			   en_lengths[] = {30, 60, 30, 30, 700}, even_lengths[] = {6000};
	struct align_side zh = {0}, en = {0};
	group_array groups = {0};
	static const struct group found[] = {{0, 0, 1, 1, 0}, {1, 1, 1, 1, 0},
		{2, 2, 1, 1, 0}, {3, 3, 1, 0, 0}, {4, 3, 1, 0, 0}, {5, 3, 1, 1, 0},
		{6, 4, 1, 0, 0}, {7, 4, 0, 1, 0}};
	const struct align_weights *w = &align_weights_none;
	(void)state;
	add_lengths(&zh, zh_lengths, 7);
	add_lengths(&en, en_lengths, 5);
	struct habits habits = habits_usual(w, &zh, &en);
	/* So little English for so much Chinese: much is left out. */
	assert_true(habits.ratio > 3 && habits.ratio < 3.2F);
	struct align_side even = {0};
	add_lengths(&even, even_lengths, 1);
	habits = habits_usual(w, &zh, &even);
	assert_true(habits.ratio > 3.870F && habits.ratio < 3.871F);
	array_free(&even.sentences);
	assert_true(habits.variance == w->usual_variance);
	for (size_t i = 0; i < sizeof found / sizeof *found; i++)
		array_push(&groups, found[i]);
	habits = habits_measured(w, &zh, &en, &groups);
	/* What is left out does not count; nothing differs, and Chinese gaps open twice. */
	assert_true(habits.ratio > 2.999F && habits.ratio < 3.001F);
	assert_true(habits.variance < w->usual_variance);
	assert_true(habits.variance > 0);
	assert_true(habits.gaps[SIDE_ZH] > habits.gaps[SIDE_EN]);
	assert_true(habits.gaps[SIDE_EN] > w->usual_gaps);
	float usual = 20 * w->usual_gaps;
	float ratio =
		(habits.gaps[SIDE_ZH] * 24 - usual) / (habits.gaps[SIDE_EN] * 24 - usual);
	assert_true(ratio > 1.99F && ratio < 2.01F);
	array_free(&groups);
	array_free(&zh.sentences);
	array_free(&en.sentences);
}

/* Groups 1:1 of sentences of eight tokens, but for a run in which one in two is left out on
 * either side; `score` is what the groups of the run have. */
static void make_run(group_array *groups, size_t before, size_t run, size_t after,
	bool left_out, float score)
{
	struct node at = {0, 0};
	groups->n = 0;
	for (size_t i = 0; i < before + run + after; i++) {
		bool inside = i >= before && i < before + run;
		struct group g = {at.zh, at.en, 1, 1, inside ? score : 4};
		if (inside && left_out && i % 2)
			*(i % 4 == 1 ? &g.zh_count : &g.en_count) = 0;
		if (!group_has_both(&g))
			g.score = -2;
		at.zh += g.zh_count;
		at.en += g.en_count;
		array_push(groups, g);
	}
}

static void astray_find__finds__what_says_little_and_is_left_out(void **state)
{
	struct align_side zh = {0}, en = {0};
	group_array groups = {0};
	astray_array runs = {0};
	(void)state;
	for (size_t i = 0; i < 400; i++) {
		struct align_sentence s = {.tokens = 8};
		array_push(&zh.sentences, s);
		array_push(&en.sentences, s);
	}
	make_run(&groups, 100, 80, 100, true, 1);
	zh.count = en.count = 260;
	astray_find(&zh, &en, &groups, &runs);
	assert_int_equal(runs.n, 1);
	/* Ten sentences more than the run to each side. */
	assert_in_range(runs.v[0].beg.zh, 88, 91);
	assert_in_range(runs.v[0].beg.en, 88, 91);
	assert_in_range(runs.v[0].end.zh, 169, 172);
	assert_in_range(runs.v[0].end.en, 169, 172);
	/* At the ends of the texts. */
	make_run(&groups, 0, 80, 200, true, 1);
	astray_find(&zh, &en, &groups, &runs);
	assert_int_equal(runs.n, 1);
	assert_int_equal(runs.v[0].beg.zh + runs.v[0].beg.en, 0);
	make_run(&groups, 200, 80, 0, true, 1);
	astray_find(&zh, &en, &groups, &runs);
	assert_int_equal(runs.n, 1);
	assert_int_equal(runs.v[0].end.zh + runs.v[0].end.en, 520);
	/* Groups that say as much as others, nothing left out, too short. */
	make_run(&groups, 100, 80, 100, true, 12);
	astray_find(&zh, &en, &groups, &runs);
	assert_int_equal(runs.n, 0);
	make_run(&groups, 100, 60, 100, false, 1);
	astray_find(&zh, &en, &groups, &runs);
	assert_int_equal(runs.n, 0);
	make_run(&groups, 100, 40, 100, true, 1);
	astray_find(&zh, &en, &groups, &runs);
	assert_int_equal(runs.n, 0);
	groups.n = 0;
	astray_find(&zh, &en, &groups, &runs);
	assert_int_equal(runs.n, 0);
	array_free(&groups);
	array_free(&runs);
	array_free(&zh.sentences);
	array_free(&en.sentences);
}

static void window_open__adds__runs_that_are_in_the_stretch(void **state)
{
	struct span window[11];
	struct stretch stretch = {{10, 20}, {20, 40}, window};
	struct astray inside = {{13, 22}, {15, 38}}, across = {{18, 35}, {90, 99}},
		      outside = {{0, 0}, {9, 19}};
	astray_array runs = {0};
	(void)state;
	for (size_t i = 0; i <= 10; i++)
		window[i] = (struct span){20 + 2 * i, 20 + 2 * i};
	array_push(&runs, outside);
	array_push(&runs, inside);
	array_push(&runs, across);
	window_open(&stretch, &runs);
	for (size_t i = 0; i <= 10; i++) {
		assert_true(window[i].beg <= 20 + 2 * i && window[i].end >= 20 + 2 * i);
		assert_true(i == 0 || window[i].beg >= window[i - 1].beg);
		assert_true(i == 0 || window[i].beg <= window[i - 1].end);
	}
	for (size_t i = 3; i <= 5; i++)
		assert_true(window[i].beg <= 22 && window[i].end >= 38);
	assert_int_equal(window[10].beg, 35);
	assert_int_equal(window[10].end, 40);
	assert_int_equal(window[1].end, 22);
	array_free(&runs);
}

static void likely_share__gives__a_sentence_once(void **state)
{
	struct rng rng = {8};
	struct align_side zh = {.count = 12}, en = {.count = 12};
	(void)state;
	for (int round = 0; round < 50; round++) {
		group_array groups = {0};
		float zh_sum[12] = {0}, en_sum[12] = {0};
		array_push(&groups, (struct group){0, 0, 1, 1, 0.25F});
		for (int i = 0; i < 20; i++) {
			struct group g = {.zh_count = (uint32_t)rng_between(&rng, 1, 3),
				.en_count = (uint32_t)rng_between(&rng, 1, 3),
				.score = (float)rng_between(&rng, 1, 100) / 100};
			g.zh = 1 + rng_below(&rng, 11 - g.zh_count);
			g.en = 1 + rng_below(&rng, 11 - g.en_count);
			array_push(&groups, g);
		}
		likely_share(&zh, &en, &groups);
		/* One that nothing stands against stays as likely as it was. */
		assert_true(groups.v[0].score == 0.25F);
		for (size_t i = 0; i < groups.n; i++) {
			const struct group *g = &groups.v[i];
			assert_true(g->score > 0 && g->score <= 1);
			for (size_t k = 0; k < g->zh_count; k++)
				zh_sum[g->zh + k] += g->score;
			for (size_t k = 0; k < g->en_count; k++)
				en_sum[g->en + k] += g->score;
		}
		for (int i = 0; i < 12; i++)
			assert_true(zh_sum[i] < 1.0001F && en_sum[i] < 1.0001F);
		array_free(&groups);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(heaviest_chain__is__the_heaviest_that_grows),
		cmocka_unit_test(habits__are__those_of_the_groups),
		cmocka_unit_test(astray_find__finds__what_says_little_and_is_left_out),
		cmocka_unit_test(window_open__adds__runs_that_are_in_the_stretch),
		cmocka_unit_test(likely_share__gives__a_sentence_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
