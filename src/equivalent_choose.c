/* SPDX-License-Identifier: MIT */
/* equivalent_choose: which of the terms that were counted stand for what is searched.
 *
 * A term that comes with the matches more often than chance has it, that no word beside them
 * explains better, and that is no part of one that was taken. */
#include <string.h>

#include "align_math.h"
#include "equivalent_internal.h"

/* Twice the logarithm of the likelihood ratio from which it is no chance: one in 50,000, since
 * some hundred terms are tried. */
static const double LEAST_RATIO = 18;
/* Less is not looked at any more.  What is between them may be what the matches that have no
 * equivalent so far stand for: it is held to the same among those. */
static const double FAINT_RATIO = 6;
/* How much more a rival must go with a term than the matches do. */
static const double RIVAL_MARGIN = 1.1;
/* Less of a share than this says nothing, however sure it is no chance. */
static const double LEAST_SCORE = 0.2;

/* n log n/expected, 0 for nothing. */
static double part(double n, double expected)
{
	return n > 0 ? n * (double)log_of((float)(n / expected)) : 0;
}

/* Twice the logarithm of the likelihood ratio of a term in `all` of n links and in `hits` of
 * the m with a match; 0 when it is there less often than chance has it. */
static double likelihood(double hits, double all, double m, double n)
{
	if (hits * n <= all * m)
		return 0;
	return 2 * (part(hits, all * m / n) + part(all - hits, all * (n - m) / n) +
			   part(m - hits, (n - all) * m / n) +
			   part(n - m - all + hits, (n - all) * (n - m) / n));
}

static double dice(double both, double one, double other)
{
	return 2 * both / (one + other);
}

static const struct token_type *type_of(
	const struct equivalents *e, const struct candidate *candidate)
{
	return &e->notes[e->other].vocabulary.types.v[candidate->type];
}

/* What candidates are tried by: their share, of a single Han less, since that is most often a
 * part of words, which say more. */
static double worth(const struct equivalents *e, const struct candidate *c)
{
	enum { HAN = 3 };
	static const double single = 0.75;
	bool is_single = e->other == SIDE_ZH && type_of(e, c)->len <= HAN;
	return c->score * (is_single ? single : 1);
}

/* The better of two; of equals the longer. */
static bool is_better(
	const struct equivalents *e, const struct candidate *a, const struct candidate *b)
{
	double one = worth(e, a), other = worth(e, b);
	return one != other ? one > other : type_of(e, a)->len > type_of(e, b)->len;
}

void equivalents_choose_candidates(struct equivalents *e)
{
	const struct notes *notes = &e->notes[e->other];
	for (uint32_t i = 0; i < notes->tallies.n; i++) {
		const struct tally *tally = &notes->tallies.v[i];
		struct candidate c = {.type = i, .hits = tally->hits, .all = tally->all};
		c.ratio = likelihood(c.hits, c.all, (double)e->hits.n, e->links);
		c.score = dice(c.hits, (double)e->hits.n, c.all);
		if (c.hits < 2 || c.ratio < FAINT_RATIO || c.score < LEAST_SCORE)
			continue;
		size_t at = e->candidate_count;
		while (at > 0 && is_better(e, &c, &e->candidates[at - 1]))
			at--;
		if (at == CANDIDATES)
			continue;
		size_t last = e->candidate_count < CANDIDATES ? e->candidate_count
							      : CANDIDATES - 1;
		memmove(&e->candidates[at + 1], &e->candidates[at],
			(last - at) * sizeof c);
		e->candidates[at] = c;
		e->candidate_count = last + 1;
	}
}

/* Whether a word beside the matches goes with a candidate better than they do. */
static bool has_rival(const struct equivalents *e, size_t candidate)
{
	const struct notes *notes = &e->notes[e->side];
	const struct candidate *c = &e->candidates[candidate];
	for (size_t i = 0; i < notes->tallies.n; i++) {
		double score = dice(e->joint.v[i * CANDIDATES + candidate],
			notes->tallies.v[i].all, c->all);
		if (score > c->score * RIVAL_MARGIN)
			return true;
	}
	return false;
}

/* Whether two terms have characters of one word: one in the other, or the end of one the
 * beginning of the other. */
static bool overlap(const struct token_type *a, const struct token_type *b)
{
	enum { SHARED = 3 };
	if (memmem(a->text, a->len, b->text, b->len) ||
		memmem(b->text, b->len, a->text, a->len))
		return true;
	for (size_t n = SHARED; n < a->len && n < b->len; n++)
		if (memcmp(a->text + a->len - n, b->text, n) == 0 ||
			memcmp(b->text + b->len - n, a->text, n) == 0)
			return true;
	return false;
}

static bool is_part_of_chosen(const struct equivalents *e, const struct candidate *c)
{
	for (size_t i = 0; i < e->chosen_count; i++)
		if (e->other == SIDE_ZH &&
			overlap(type_of(e, &e->chosen[i]), type_of(e, c)))
			return true;
	return false;
}

/* The likelihood of a candidate among the links without any of those taken. */
static double likelihood_of_rest(
	const struct equivalents *e, size_t candidate, uint32_t taken)
{
	double covered = 0, both = 0, hits = 0;
	for (size_t i = 0; i < e->hits.n; i++) {
		bool is_covered = (e->hits.v[i].found & taken) != 0;
		bool has = e->hits.v[i].found >> candidate & 1;
		covered += is_covered;
		both += is_covered && has;
		hits += !is_covered && has;
	}
	return likelihood(hits, e->candidates[candidate].all - both,
		(double)e->hits.n - covered, e->links - covered);
}

void equivalents_choose(struct equivalents *e)
{
	uint32_t bits[CANDIDATES] = {0}, taken = 0;
	/* First what goes with all matches, then what goes with those that are left. */
	for (size_t k = 0; k < 2 * e->candidate_count; k++) {
		size_t i = k % e->candidate_count;
		bool faint = k >= e->candidate_count;
		const struct candidate *c = &e->candidates[i];
		double ratio = faint ? likelihood_of_rest(e, i, taken) : c->ratio;
		if (bits[i] || ratio < LEAST_RATIO ||
			e->chosen_count == EQUIVALENTS_MOST || has_rival(e, i) ||
			is_part_of_chosen(e, c))
			continue;
		bits[i] = 1U << e->chosen_count;
		taken |= 1U << i;
		e->chosen[e->chosen_count++] = *c;
	}
	for (size_t i = 0; i < e->hits.n; i++) {
		uint32_t found = e->hits.v[i].found;
		e->hits.v[i].found = 0;
		for (size_t k = 0; k < e->candidate_count; k++)
			e->hits.v[i].found |= found >> k & 1 ? bits[k] : 0;
	}
}
