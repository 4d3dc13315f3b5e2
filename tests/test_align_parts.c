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
			   en_lengths[] = {30, 60, 30, 30, 700};
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
	assert_true(habits.ratio > 0.548F && habits.ratio < 0.549F);
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
		cmocka_unit_test(likely_share__gives__a_sentence_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
