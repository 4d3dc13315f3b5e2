/* SPDX-License-Identifier: MIT */
/* align: gold alignments of real texts, where they stand beside the source tree.  The floors are
 * a little below what was measured: they fall when something is broken, not tuned. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "align_run.h"
#include "align_score.h"

static const struct {
	const char *set;
	double with, without; /* strict F1, with a dictionary and without one */
} floors[] = {
	{"macdev", 0.90, 0.86},
	{"const", 0.99, 0.99},
	{"un", 0.975, 0.965},
	{"hansard", 0.975, 0.97},
	{"sinorama", 0.88, 0.85},
};

static void find(const char *pattern, glob_t *found)
{
	const char *source = getenv("srcdir");
	char path[256];
	snprintf(path, sizeof path, "%s/../shared/corpora/%s", source ? source : ".",
		pattern);
	if (glob(path, 0, NULL, found) != 0)
		skip();
}

static double f1_of(const char *set, const struct dictionary *dictionary)
{
	struct align_score score = {0};
	char pattern[64];
	glob_t found;
	snprintf(pattern, sizeof pattern, "%s/*.gold", set);
	find(pattern, &found);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		struct align_gold gold;
		struct align_side side[SIDE_COUNT] = {0};
		node_array nodes = {0};
		found.gl_pathv[i][strlen(found.gl_pathv[i]) - strlen(".gold")] = '\0';
		assert_true(gold_read(&gold, found.gl_pathv[i]));
		for (int k = 0; k < SIDE_COUNT; k++)
			for (size_t s = 0; s < gold.side[k].count; s++)
				array_push(
					&side[k].sentences, gold.side[k].sentences.v[s]);
		struct align_run *run = align_run_new(
			dictionary ? &align_weights_dictionary : &align_weights_none,
			dictionary, side, &nodes);
		while (align_run_step(run))
			;
		gold_score(&gold, align_run_groups(run), &score);
		align_run_free(run);
		gold_free(&gold);
	}
	globfree(&found);
	return align_score_f1(&score);
}

static void align__stays__as_right_as_it_was_without_a_dictionary(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof floors / sizeof *floors; i++)
		assert_true(f1_of(floors[i].set, NULL) > floors[i].without);
}

static void align__stays__as_right_as_it_was_with_one(void **state)
{
	struct dictionary *dictionary;
	bool more = true;
	glob_t found;
	(void)state;
	find("cedict_ts.u8", &found);
	struct status s = dictionary_open(&dictionary, found.gl_pathv[0]);
	globfree(&found);
	while (status_ok(&s) && more)
		s = dictionary_step(dictionary, &more);
	assert_true(status_ok(&s));
	for (size_t i = 0; i < sizeof floors / sizeof *floors; i++)
		assert_true(f1_of(floors[i].set, dictionary) > floors[i].with);
	dictionary_free(dictionary);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(align__stays__as_right_as_it_was_without_a_dictionary),
		cmocka_unit_test(align__stays__as_right_as_it_was_with_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
