/* SPDX-License-Identifier: MIT */
/* bench_ask: how often the other side answers for a word, and how often the answer is right.
 *
 * bench_ask FOLDER DICTIONARY [WORDS]: FOLDER has sets of sentences aligned by hand, of which
 * every word of two characters or more, and every English word, is asked for (at most so
 * many WORDS of each text, spread over it), without the dictionary.  That is the key
 * then: an answer is right when the dictionary has it for the word.  Since it has not all,
 * that is counted for keyed words only, for which something that the dictionary has does
 * stand in the linked sentences.  Beside it stand the words that go with the word best by the
 * coefficient of L. R. Dice and by the likelihood ratio of T. Dunning, which always
 * answer: for the keyed words that were answered, and for all keyed ones.
 * Weights may be tuned on the first half of the sets, and not on the second. */
#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ask_text.h"
#include "equivalent.h"
#include "figures.h"

enum peer { PEER_DICE, PEER_LIKELIHOOD, PEERS };

/* What is counted of the words in some band of frequency. */
struct tally {
	size_t words, answered, keyed, keyed_answered;
	size_t right, near;
	size_t all, all_near; /* every answer to the keyed ones; not the first only */
	size_t peer_near[PEERS], peer_all[PEERS];
	size_t sure[3], sure_near[3]; /* first answers to keyed ones, by confidence */
};

static const struct band {
	const char *name;
	size_t least, most; /* links that have the word */
} bands[] = {{"1", 1, 1}, {"2", 2, 2}, {"3-4", 3, 4}, {"5-9", 5, 9},
	{"10-", 10, SIZE_MAX}, {">= 1", 1, SIZE_MAX}, {">= 2", 2, SIZE_MAX},
	{">= 5", 5, SIZE_MAX}};

enum { BANDS = sizeof bands / sizeof *bands };

struct table {
	struct tally bands[BANDS];
	double seconds, slowest;
	size_t asked;
};

static bool verbose;

/* ---- peers --------------------------------------------------------------------------- */

static double xlogx(double n, double expected)
{
	return n > 0 ? n * log(n / expected) : 0;
}

static double likelihood(double both, double a, double b, double n)
{
	if (both * n <= a * b)
		return 0;
	return xlogx(both, a * b / n) + xlogx(a - both, a * (n - b) / n) +
	       xlogx(b - both, (n - a) * b / n) +
	       xlogx(n - a - b + both, (n - a) * (n - b) / n);
}

static size_t shared(const number_array *a, const number_array *b)
{
	size_t count = 0;
	for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
		count += a->v[i] == b->v[k];
		uint32_t x = a->v[i], y = b->v[k];
		i += x <= y;
		k += y <= x;
	}
	return count;
}

static void ask_peers(struct ask_text *text, enum side side, uint32_t type,
	const number_array *links, enum verdict verdicts[PEERS])
{
	const struct ask_side *other = &text->side[side == SIDE_ZH ? SIDE_EN : SIDE_ZH];
	double best[PEERS] = {0}, n = (double)text->document.links.n;
	size_t word[PEERS] = {0};
	for (size_t i = 0; i < other->words.n; i++) {
		double both = (double)shared(&other->words.v[i].links, links);
		double all = (double)other->words.v[i].links.n, m = (double)links->n;
		double score[PEERS] = {
			2 * both / (all + m), both > 0 ? likelihood(both, all, m, n) : 0};
		for (int p = 0; p < PEERS; p++)
			if (score[p] > best[p]) {
				best[p] = score[p];
				word[p] = i;
			}
	}
	for (int p = 0; p < PEERS; p++)
		verdicts[p] = best[p] > 0 ? ask_judge(text, side, type,
						    other->words.v[word[p]].text,
						    other->words.v[word[p]].len)
					  : VERDICT_WRONG;
}

/* ---- asking -------------------------------------------------------------------------- */

static void count_answers(struct ask_text *text, enum side side, uint32_t type,
	const struct equivalents *equivalents, const number_array *links,
	struct tally *tally)
{
	size_t count = equivalents_count(equivalents);
	enum verdict peers[PEERS], first = VERDICT_WRONG;
	bool keyed = ask_has_key(text, side, type, links);
	tally->words++;
	tally->answered += count > 0;
	const struct ask_word *word = &text->side[side].words.v[type];
	if (verbose) {
		printf("\t%c %zu %.*s", keyed ? 'k' : '-', links->n, (int)word->len,
			word->text);
		if (count == 0)
			putchar('\n');
	}
	if (!keyed && !verbose)
		return;
	ask_peers(text, side, type, links, peers);
	tally->keyed += keyed;
	tally->keyed_answered += keyed && count > 0;
	for (size_t i = 0; i < count; i++) {
		struct equivalent e = equivalents_at(equivalents, i);
		enum verdict verdict = ask_judge(text, side, type, e.text, e.len);
		if (verbose)
			printf(" | %.*s %u/%u %.2f%s", (int)e.len, e.text, e.hits, e.all,
				(double)e.score,
				verdict == VERDICT_RIGHT  ? ""
				: verdict == VERDICT_NEAR ? " ~"
							  : " X");
		if (i == 0)
			first = verdict;
		tally->all += keyed;
		tally->all_near += keyed && verdict != VERDICT_WRONG;
	}
	if (verbose && count > 0)
		putchar('\n');
	if (!keyed)
		return;
	tally->right += count > 0 && first == VERDICT_RIGHT;
	tally->near += first != VERDICT_WRONG;
	if (count > 0) {
		enum confidence sure =
			confidence_of(equivalents_at(equivalents, 0).score);
		tally->sure[sure]++;
		tally->sure_near[sure] += first != VERDICT_WRONG;
	}
	for (int p = 0; p < PEERS; p++) {
		tally->peer_all[p] += peers[p] != VERDICT_WRONG;
		tally->peer_near[p] += count > 0 && peers[p] != VERDICT_WRONG;
	}
}

static void add_tally(struct tally *sum, const struct tally *one)
{
	/* All of its members are counts. */
	size_t *to = (size_t *)sum;
	const size_t *from = (const size_t *)one;
	for (size_t i = 0; i < sizeof *sum / sizeof *to; i++)
		to[i] += from[i];
}

static void ask(struct ask_text *text, enum side side, uint32_t type, struct table *table)
{
	const struct ask_word *word = &text->side[side].words.v[type];
	struct query *query;
	struct status status = query_compile(
		&query, word->text, word->len, QUERY_FOLDINGS & ~QUERY_PINYIN, NULL);
	if (!status_ok(&status))
		return;
	double began = figure_clock(CLOCK_PROCESS_CPUTIME_ID);
	struct equivalents *equivalents = equivalents_new(&text->document, query, side);
	while (equivalents_step(equivalents, 1000))
		;
	double seconds = figure_clock(CLOCK_PROCESS_CPUTIME_ID) - began;
	table->seconds += seconds;
	table->slowest = seconds > table->slowest ? seconds : table->slowest;
	table->asked++;
	number_array links = {0};
	for (size_t i = 0; i < equivalents_hits(equivalents); i++)
		array_push(&links, equivalents_hit(equivalents, i).link);
	struct tally tally = {0};
	count_answers(text, side, type, equivalents, &links, &tally);
	for (size_t i = 0; i < BANDS; i++)
		if (links.n >= bands[i].least && links.n <= bands[i].most)
			add_tally(&table->bands[i], &tally);
	array_free(&links);
	equivalents_free(equivalents);
	query_free(query);
}

static bool is_asked(enum side side, const struct ask_word *word)
{
	enum { LETTERS = 3 };
	return side == SIDE_ZH ||
	       (word->len >= LETTERS && (word->text[0] < '0' || word->text[0] > '9'));
}

static void ask_all(
	struct ask_text *text, enum side side, size_t most, struct table *table)
{
	const struct ask_side *own = &text->side[side];
	size_t step = most && own->words.n > most ? own->words.n / most : 1;
	for (size_t i = 0; i < own->words.n; i += step)
		if (is_asked(side, &own->words.v[i]))
			ask(text, side, (uint32_t)i, table);
}

/* ---- tables -------------------------------------------------------------------------- */

static double percent(size_t part, size_t whole)
{
	return whole ? 100.0 * (double)part / (double)whole : 0;
}

static void print_table(const char *name, enum side side, const struct table *table)
{
	printf("\n%s, asked in %s: %.1f ms a word, at most %.0f\n", name,
		side == SIDE_ZH ? "Chinese" : "English",
		1e3 * table->seconds / (double)(table->asked ? table->asked : 1),
		1e3 * table->slowest);
	printf("%7s %6s %6s | %6s %6s %6s %6s %6s | %6s %6s | %6s %6s | %s\n", "places",
		"words", "said%", "keyed", "said%", "right%", "near%", "each%", "Dice",
		"all", "likel.", "all", "high      medium    low: near%");
	for (size_t i = 0; i < BANDS; i++) {
		const struct tally *t = &table->bands[i];
		printf("%7s %6zu %6.1f | %6zu %6.1f %6.1f %6.1f %6.1f |", bands[i].name,
			t->words, percent(t->answered, t->words), t->keyed,
			percent(t->keyed_answered, t->keyed),
			percent(t->right, t->keyed_answered),
			percent(t->near, t->keyed_answered),
			percent(t->all_near, t->all));
		for (int p = 0; p < PEERS; p++)
			printf(" %6.1f %6.1f |",
				percent(t->peer_near[p], t->keyed_answered),
				percent(t->peer_all[p], t->keyed));
		for (int sure = CONFIDENCE_HIGH; sure >= CONFIDENCE_LOW; sure--)
			printf(" %4zu %4.0f", t->sure[sure],
				percent(t->sure_near[sure], t->sure[sure]));
		putchar('\n');
	}
}

/* ---- sets ---------------------------------------------------------------------------- */

/* Texts by the files they are made of; those of one half are added up. */
static const struct set {
	const char *name, *pattern;
	bool held_out;
} sets[] = {
	{"const", "const/001.gold", false},
	{"macdev 1-3", "macdev/00[123].gold", false},
	{"hansard", "hansard/*.gold", false},
	{"macdev 4-6", "macdev/00[456].gold", true},
	{"un", "un/*.gold", true},
	{"sinorama", "sinorama/*.gold", true},
};

static void add_table(struct table *sum, const struct table *one)
{
	for (size_t i = 0; i < BANDS; i++)
		add_tally(&sum->bands[i], &one->bands[i]);
	sum->seconds += one->seconds;
	sum->asked += one->asked;
	sum->slowest = one->slowest > sum->slowest ? one->slowest : sum->slowest;
}

static void bench_set(const struct set *set, const char *folder,
	const struct dictionary *dictionary, size_t most,
	struct table halves[2][SIDE_COUNT])
{
	struct buf pattern = {0};
	struct ask_text text = {.dictionary = dictionary};
	ARRAY_OF(struct align_gold) golds = {0};
	glob_t found;
	buf_printf(&pattern, "%s/%s", folder, set->pattern);
	if (glob(buf_string(&pattern), 0, NULL, &found) != 0)
		found.gl_pathc = 0;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		struct align_gold gold;
		found.gl_pathv[i][strlen(found.gl_pathv[i]) - strlen(".gold")] = '\0';
		if (!gold_read(&gold, found.gl_pathv[i]))
			continue;
		ask_text_add(&text, &gold);
		array_push(&golds, gold);
	}
	if (found.gl_pathc)
		globfree(&found);
	buf_free(&pattern);
	ask_text_index(&text);
	for (enum side side = 0; side < SIDE_COUNT && golds.n > 0; side++) {
		struct table table = {0};
		ask_all(&text, side, most, &table);
		print_table(set->name, side, &table);
		add_table(&halves[set->held_out][side], &table);
	}
	for (size_t i = 0; i < golds.n; i++)
		gold_free(&golds.v[i]);
	array_free(&golds);
	ask_text_free(&text);
}

static struct dictionary *read_dictionary(const char *path)
{
	struct dictionary *dictionary;
	bool more = true;
	struct status s = dictionary_open(&dictionary, path);
	while (status_ok(&s) && more)
		s = dictionary_step(dictionary, &more);
	if (!status_ok(&s)) {
		fprintf(stderr, "bench_ask: %s\n", s.message);
		exit(EXIT_FAILURE);
	}
	return dictionary;
}

int main(int argc, char **argv)
{
	struct table halves[2][SIDE_COUNT] = {0};
	if (argc < 3) {
		fputs("usage: bench_ask FOLDER DICTIONARY [WORDS]\n", stderr);
		return EXIT_FAILURE;
	}
	struct dictionary *dictionary = read_dictionary(argv[2]);
	size_t most = argc > 3 ? strtoul(argv[3], NULL, 10) : 0;
	verbose = getenv("ASK_VERBOSE") != NULL;
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		bench_set(&sets[i], argv[1], dictionary, most, halves);
	for (int half = 0; half < 2; half++)
		for (enum side side = 0; side < SIDE_COUNT; side++)
			print_table(half ? "held out" : "tuned on", side,
				&halves[half][side]);
	dictionary_free(dictionary);
	return EXIT_SUCCESS;
}
