/* SPDX-License-Identifier: MIT */
/* bench_align: how right alignments are, and what they cost.
 *
 * bench_align FOLDER [DICTIONARY]: FOLDER has sets, each a folder of NAME.zh, NAME.en and
 * NAME.gold.  For each set it prints strict F1 with the dictionary and without, for all
 * documents and for those in even places (which weights may be tuned on) and odd ones
 * (which they may not), beside what lengths alone give; then the time and the memory of one
 * long text made of them all. */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "align_run.h"
#include "align_score.h"
#include "figures.h"
#include "gale_church.h"
#include "rng.h"

enum {
	LONG_TEXT = 30000, /* pairs */
	CUT_PERCENT = 15,
	CUT_LEAST = 4, /* sentences of a block that is cut out */
	CUT_MOST = 14,
};

enum method { METHOD_DICTIONARY, METHOD_NONE, METHOD_LENGTHS, METHODS };

struct set {
	char name[32];
	ARRAY_OF(struct align_gold) documents;
};

static void copy_side(const struct align_side *from, struct align_side *to)
{
	for (size_t i = 0; i < from->count; i++)
		array_push(&to->sentences, from->sentences.v[i]);
	to->count = from->count;
}

/* Aligns and says how many seconds of this processor it took. */
static double align(const struct align_gold *gold, enum method method,
	const struct dictionary *dictionary, group_array *groups)
{
	double began = figure_clock(CLOCK_PROCESS_CPUTIME_ID);
	if (method == METHOD_LENGTHS) {
		gale_church(&gold->side[SIDE_ZH], &gold->side[SIDE_EN], groups);
		return figure_clock(CLOCK_PROCESS_CPUTIME_ID) - began;
	}
	struct align_side side[SIDE_COUNT] = {0};
	node_array nodes = {0};
	copy_side(&gold->side[SIDE_ZH], &side[SIDE_ZH]);
	copy_side(&gold->side[SIDE_EN], &side[SIDE_EN]);
	bool with = method == METHOD_DICTIONARY && dictionary;
	struct align_run *run =
		align_run_new(with ? &align_weights_dictionary : &align_weights_none,
			with ? dictionary : NULL, side, &nodes);
	while (align_run_step(run))
		;
	double seconds = figure_clock(CLOCK_PROCESS_CPUTIME_ID) - began;
	groups->n = 0;
	for (size_t i = 0; i < align_run_groups(run)->n; i++)
		array_push(groups, align_run_groups(run)->v[i]);
	align_run_free(run);
	return seconds;
}

static bool read_set(struct set *set, const char *folder, const char *name)
{
	struct buf pattern = {0};
	glob_t found;
	snprintf(set->name, sizeof set->name, "%s", name);
	buf_printf(&pattern, "%s/%s/*.gold", folder, name);
	if (glob(buf_string(&pattern), 0, NULL, &found) != 0)
		found.gl_pathc = 0;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		struct align_gold gold;
		found.gl_pathv[i][strlen(found.gl_pathv[i]) - strlen(".gold")] = '\0';
		if (gold_read(&gold, found.gl_pathv[i]))
			array_push(&set->documents, gold);
	}
	if (found.gl_pathc)
		globfree(&found);
	buf_free(&pattern);
	return set->documents.n > 0;
}

/* Cuts blocks of sentences out of one side, the English one of every second document. */
static void cut(struct align_gold *gold, enum side which, struct rng *rng)
{
	struct align_side *side = &gold->side[which];
	size_t n = side->count, gone = 0, kept = 0;
	uint32_t *before = xcalloc(n + 1, sizeof *before);
	bool *is_cut = xcalloc(n + 1, sizeof *is_cut);
	while (gone * 100 < n * CUT_PERCENT) {
		size_t len = (size_t)rng_between(rng, CUT_LEAST, CUT_MOST);
		size_t at = rng_below(rng, (unsigned)(n - len));
		for (size_t i = at; i < at + len; i++) {
			gone += !is_cut[i];
			is_cut[i] = true;
		}
	}
	for (size_t i = 0; i < n; i++) {
		before[i] = (uint32_t)kept;
		if (!is_cut[i])
			side->sentences.v[kept++] = side->sentences.v[i];
	}
	before[n] = (uint32_t)kept;
	side->sentences.n = side->count = kept;
	group_array groups = {0};
	for (size_t i = 0; i < gold->groups.n; i++) {
		struct group g = gold->groups.v[i];
		uint32_t *first = which == SIDE_ZH ? &g.zh : &g.en;
		uint32_t *count = which == SIDE_ZH ? &g.zh_count : &g.en_count;
		uint32_t end = before[*first + *count];
		*first = before[*first];
		*count = end - *first;
		if (g.zh_count && g.en_count)
			array_push(&groups, g);
		/* What is left alone is alone, each sentence for itself. */
		for (uint32_t k = 0; k < g.zh_count && !g.en_count; k++)
			array_push(&groups, (struct group){g.zh + k, g.en, 1, 0, 0});
		for (uint32_t k = 0; k < g.en_count && !g.zh_count; k++)
			array_push(&groups, (struct group){g.zh, g.en + k, 0, 1, 0});
	}
	array_free(&gold->groups);
	gold->groups = groups;
	free(before);
	free(is_cut);
}

static void bench_set(const struct set *set, const struct dictionary *dictionary)
{
	printf("%-10s", set->name);
	for (int method = 0; method < METHODS; method++) {
		struct align_score all = {0}, half[2] = {{0}};
		double seconds = 0;
		group_array groups = {0};
		size_t pairs = 0;
		for (size_t i = 0; i < set->documents.n; i++) {
			const struct align_gold *gold = &set->documents.v[i];
			seconds += align(gold, (enum method)method, dictionary, &groups);
			gold_score(gold, &groups, &all);
			gold_score(gold, &groups, &half[i % 2]);
			pairs += gold->groups.n;
		}
		printf("   %.3f", align_score_f1(&all));
		if (set->documents.n > 1)
			printf(" (%.3f %.3f)", align_score_f1(&half[0]),
				align_score_f1(&half[1]));
		else
			printf("%14s", "");
		printf(" %4.0f ms", seconds * 1e6 / (double)pairs);
		array_free(&groups);
	}
	putchar('\n');
}

/* All sets, one after the other, until there are enough pairs. */
static void bench_long(
	const struct set *sets, size_t count, const struct dictionary *dictionary)
{
	struct align_gold gold = {0};
	group_array groups = {0};
	for (size_t i = 0; gold.groups.n < LONG_TEXT; i++) {
		const struct set *set = &sets[i % count];
		for (size_t k = 0; k < set->documents.n; k++) {
			const struct align_gold *part = &set->documents.v[k];
			struct group_offset {
				uint32_t zh, en;
			} offset = {(uint32_t)gold.side[SIDE_ZH].count,
				(uint32_t)gold.side[SIDE_EN].count};
			for (int side = 0; side < SIDE_COUNT; side++)
				copy_side(&part->side[side], &gold.side[side]);
			for (int side = 0; side < SIDE_COUNT; side++)
				gold.side[side].count = gold.side[side].sentences.n;
			for (size_t g = 0; g < part->groups.n; g++) {
				struct group group = part->groups.v[g];
				group.zh += offset.zh;
				group.en += offset.en;
				array_push(&gold.groups, group);
			}
		}
	}
	for (int method = 0; method < METHOD_LENGTHS; method++) {
		fflush(stdout);
		pid_t child = fork();
		if (child == 0) {
			double seconds =
				align(&gold, (enum method)method, dictionary, &groups);
			struct rusage used;
			getrusage(RUSAGE_SELF, &used);
			printf("%zu pairs, %s: %.2f s, %.0f ms for 1000, %ld MB\n",
				gold.groups.n,
				method == METHOD_DICTIONARY ? "dictionary" : "none",
				seconds, seconds * 1e6 / (double)gold.groups.n,
				used.ru_maxrss / 1024);
			fflush(stdout);
			_exit(0);
		}
		waitpid(child, NULL, 0);
	}
	for (int side = 0; side < SIDE_COUNT; side++)
		array_free(&gold.side[side].sentences);
	array_free(&gold.groups);
}

static struct dictionary *read_dictionary(const char *path)
{
	struct dictionary *dictionary;
	bool more = true;
	double began = figure_clock(CLOCK_PROCESS_CPUTIME_ID);
	struct status s = dictionary_open(&dictionary, path);
	while (status_ok(&s) && more)
		s = dictionary_step(dictionary, &more);
	if (!status_ok(&s)) {
		fprintf(stderr, "bench_align: %s\n", s.message);
		exit(EXIT_FAILURE);
	}
	printf("dictionary: %zu entries in %.0f ms\n", dictionary_count(dictionary),
		(figure_clock(CLOCK_PROCESS_CPUTIME_ID) - began) * 1e3);
	return dictionary;
}

int main(int argc, char **argv)
{
	static const char *const names[] = {
		"macdev", "const", "un", "hansard", "sinorama", "macdev"};
	enum { SETS = sizeof names / sizeof *names };
	struct set sets[SETS] = {0};
	struct dictionary *dictionary = NULL;
	struct rng rng = {1};
	size_t count = 0;
	if (argc < 2) {
		fputs("usage: bench_align FOLDER [DICTIONARY]\n", stderr);
		return EXIT_FAILURE;
	}
	if (argc > 2)
		dictionary = read_dictionary(argv[2]);
	printf("strict F1 (even, odd documents) and time for 1000 pairs\n%-10s   %-27s   "
	       "%-27s   lengths alone\n",
		"", "dictionary", "none");
	for (size_t i = 0; i < SETS; i++) {
		if (!read_set(&sets[count], argv[1], names[i]))
			continue;
		if (i == SETS - 1) {
			strcpy(sets[count].name, "cut");
			for (size_t k = 0; k < sets[count].documents.n; k++)
				cut(&sets[count].documents.v[k],
					k % 4 < 2 ? SIDE_ZH : SIDE_EN, &rng);
		}
		bench_set(&sets[count++], dictionary);
	}
	if (count > 0)
		bench_long(sets, count, dictionary);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < sets[i].documents.n; k++)
			gold_free(&sets[i].documents.v[k]);
		array_free(&sets[i].documents);
	}
	dictionary_free(dictionary);
	return EXIT_SUCCESS;
}
