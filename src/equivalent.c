/* SPDX-License-Identifier: MIT */
/* equivalent: counting in three walks over the links, and the choice between them.
 *
 *	FIND   which links have a match; the terms of both sides that stand there are noted
 *	COUNT  how often the noted terms of the other side occur in all links; the best of
 *	       them are candidates
 *	RIVAL  how often the noted terms beside the matches occur with each candidate
 *
 * A term is noted when it stands in two of the first NOTED links with a match, which bounds
 * the memory: what a frequent word stands for shows in so many. */
#include "equivalent.h"

#include <string.h>
#include <time.h>

#include "align_math.h"
#include "align_text.h"
#include "term.h"

enum {
	NOTED = 500,     /* links with a match whose terms are noted */
	CANDIDATES = 32, /* terms that rivals are looked for, a bit each */
	FORMS = 4        /* of a word that are told apart */
};

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

/* What is counted of a noted term. */
struct tally {
	uint32_t hits, all;
	uint32_t link;  /* the last one it was seen in, and 1 */
	bool own;       /* it stands in a match, and is no rival of that */
	uint32_t rival; /* its row of the table of rivals, and 1 */
};

struct form {
	struct span word;
	const char *text;
	uint32_t times;
};

struct candidate {
	uint32_t type;
	uint32_t hits, all;
	double ratio, score;
	struct form forms[FORMS];
};

/* The terms that are noted of a side. */
struct notes {
	struct vocabulary vocabulary;
	ARRAY_OF(struct tally) tallies; /* by type */
};

/* The sentences of the block looked at last. */
struct block_cache {
	size_t block;
	span_array spans;
};

enum walk { WALK_FIND, WALK_COUNT, WALK_RIVAL, WALK_DONE };

struct equivalents {
	const struct document *document;
	const struct query *query;
	enum side side, other;
	enum walk walk;
	uint32_t link;  /* the next one */
	uint32_t links; /* that have both sides, when all are found */
	struct notes notes[SIDE_COUNT];
	struct block_cache blocks[SIDE_COUNT];
	ARRAY_OF(struct equivalent_hit) hits;
	struct candidate candidates[CANDIDATES];
	size_t candidate_count;
	uint32_t found;           /* candidates in the link that is walked over */
	ARRAY_OF(uint32_t) joint; /* CANDIDATES a rival */
	struct candidate chosen[EQUIVALENTS_MOST];
	size_t chosen_count;
};

struct equivalents *equivalents_new(
	const struct document *document, const struct query *query, enum side side)
{
	struct equivalents *e = xcalloc(1, sizeof *e);
	e->document = document;
	e->query = query;
	e->side = side;
	e->other = side == SIDE_ZH ? SIDE_EN : SIDE_ZH;
	for (enum side s = 0; s < SIDE_COUNT; s++)
		e->blocks[s].block = NO_BLOCK;
	return e;
}

static void forget_notes(struct notes *notes)
{
	vocabulary_free(&notes->vocabulary);
	array_free(&notes->tallies);
}

void equivalents_free(struct equivalents *e)
{
	if (!e)
		return;
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		forget_notes(&e->notes[side]);
		array_free(&e->blocks[side].spans);
	}
	array_free(&e->hits);
	array_free(&e->joint);
	free(e);
}

/* ---- sentences and terms of a link ------------------------------------------------------ */

/* The k-th sentence of a link on a side; *text is its first byte. */
static struct span sentence_of(struct equivalents *e, const struct link *link,
	enum side side, uint32_t k, const char **text)
{
	uint32_t count;
	const struct sentence_ref *refs = link_refs(link, side, &count);
	struct block_cache *cache = &e->blocks[side];
	const struct block *block = stream_block(&e->document->side[side], refs[k].block);
	if (cache->block != refs[k].block)
		block_sentences(&(struct sentence_style){0}, block, &cache->spans);
	cache->block = refs[k].block;
	*text = block->text + cache->spans.v[refs[k].sentence].beg;
	return cache->spans.v[refs[k].sentence];
}

static bool has_match(struct equivalents *e, const struct link *link)
{
	struct status status = STATUS_NONE;
	for (uint32_t k = 0; k < link_count(link, e->side); k++) {
		const char *text;
		struct span sentence = sentence_of(e, link, e->side, k, &text);
		if (!span_is_none(
			    query_find(e->query, text, span_len(sentence), 0, &status)))
			return true;
	}
	return false;
}

enum part { PART_ALL, PART_BESIDE, PART_MATCHES };

/* Visits the terms of a side of a link, all or those beside the matches or in them. */
static void each_term(struct equivalents *e, const struct link *link, enum side side,
	enum part part,
	void (*visit)(struct equivalents *e, const char *text, const struct term *term))
{
	struct status status = STATUS_NONE;
	for (uint32_t k = 0; k < link_count(link, side); k++) {
		const char *text;
		struct span sentence = sentence_of(e, link, side, k, &text), match;
		size_t len = span_len(sentence);
		for (size_t at = 0; at < len; at = match.end) {
			match = part == PART_ALL
					? SPAN_NONE
					: query_find(e->query, text, len, at, &status);
			if (span_is_none(match))
				match = (struct span){len, len};
			size_t beg = part == PART_MATCHES ? match.beg : at;
			size_t end = part == PART_MATCHES ? match.end : match.beg;
			struct term term = {.range = {beg, beg}};
			while (term_next(text, end, &term))
				visit(e, text, &term);
		}
	}
}

static bool is_pair(const struct link *link)
{
	return link->kind == LINK_TRANSLATION && link->zh_count > 0 && link->en_count > 0;
}

/* ---- finding, noting ---------------------------------------------------------------- */

static void note(struct equivalents *e, struct notes *notes, const struct term *term)
{
	uint32_t type =
		vocabulary_add(&notes->vocabulary, TOKEN_WORD, term->key, term->len);
	if (type == notes->tallies.n)
		array_push(&notes->tallies, (struct tally){0});
	struct tally *tally = &notes->tallies.v[type];
	if (tally->link == e->link + 1)
		return;
	tally->link = e->link + 1;
	tally->hits++;
}

static void note_term(struct equivalents *e, const char *text, const struct term *term)
{
	(void)text;
	note(e, &e->notes[e->other], term);
}

static void note_rival(struct equivalents *e, const char *text, const struct term *term)
{
	(void)text;
	note(e, &e->notes[e->side], term);
}

static void note_own(struct equivalents *e, const char *text, const struct term *term)
{
	struct notes *notes = &e->notes[e->side];
	uint32_t type = vocabulary_find(&notes->vocabulary, term->key, term->len);
	(void)text;
	if (type != NO_TYPE)
		notes->tallies.v[type].own = true;
}

static void find(struct equivalents *e, const struct link *link)
{
	e->links++;
	if (!has_match(e, link))
		return;
	array_push(&e->hits, (struct equivalent_hit){e->link, 0});
	if (e->hits.n > NOTED)
		return;
	each_term(e, link, e->other, PART_ALL, note_term);
	each_term(e, link, e->side, PART_BESIDE, note_rival);
	each_term(e, link, e->side, PART_MATCHES, note_own);
}

/* Keeps the terms that stand in two links and are no part of what is searched, and begins to count them from nothing. */
static void keep_noted(struct notes *notes)
{
	struct notes kept = {0};
	for (uint32_t i = 0; i < notes->tallies.n; i++) {
		const struct token_type *type = &notes->vocabulary.types.v[i];
		if (notes->tallies.v[i].hits < 2 || notes->tallies.v[i].own)
			continue;
		vocabulary_add(&kept.vocabulary, TOKEN_WORD, type->text, type->len);
		array_push(&kept.tallies, (struct tally){0});
	}
	forget_notes(notes);
	*notes = kept;
}

/* ---- counting ----------------------------------------------------------------------- */

/* The index of the first hit at a link or behind it. */
static size_t hit_from(const struct equivalents *e, size_t link)
{
	size_t low = 0, high = e->hits.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (e->hits.v[middle].link < link)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_hit(const struct equivalents *e, size_t link)
{
	size_t at = hit_from(e, link);
	return at < e->hits.n && e->hits.v[at].link == link;
}

/* The tally of a term that was not seen in this link before, else NULL. */
static struct tally *tally_of(
	struct equivalents *e, enum side side, const struct term *term, uint32_t *type)
{
	struct notes *notes = &e->notes[side];
	*type = vocabulary_find(&notes->vocabulary, term->key, term->len);
	if (*type == NO_TYPE || notes->tallies.v[*type].link == e->link + 1)
		return NULL;
	notes->tallies.v[*type].link = e->link + 1;
	return &notes->tallies.v[*type];
}

static void count_term(struct equivalents *e, const char *text, const struct term *term)
{
	uint32_t type;
	struct tally *tally = tally_of(e, e->other, term, &type);
	(void)text;
	if (!tally)
		return;
	tally->all++;
	tally->hits += is_hit(e, e->link);
}

static void count(struct equivalents *e, const struct link *link)
{
	each_term(e, link, e->other, PART_ALL, count_term);
}

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

static void choose_candidates(struct equivalents *e)
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

/* ---- rivals ------------------------------------------------------------------------- */

static void begin_rivals(struct equivalents *e)
{
	struct notes *notes = &e->notes[e->other];
	for (size_t i = 0; i < notes->tallies.n; i++)
		notes->tallies.v[i] = (struct tally){0};
	for (size_t i = 0; i < e->candidate_count; i++)
		notes->tallies.v[e->candidates[i].type].rival = (uint32_t)i + 1;
	size_t cells = e->notes[e->side].tallies.n * CANDIDATES;
	array_room(&e->joint, cells + 1);
	memset(e->joint.v, 0, (cells + 1) * sizeof *e->joint.v);
	e->joint.n = cells;
}

/* Counts a form in which a candidate stands with a match. */
static void note_form(struct candidate *candidate, const char *text, struct span word)
{
	size_t len = span_len(word);
	for (size_t i = 0; i < FORMS; i++) {
		struct form *form = &candidate->forms[i];
		if (form->times == 0)
			*form = (struct form){word, text, 0};
		else if (span_len(form->word) != len ||
			 memcmp(form->text + form->word.beg, text + word.beg, len) != 0)
			continue;
		form->times++;
		return;
	}
}

static void mark_candidate(
	struct equivalents *e, const char *text, const struct term *term)
{
	const struct notes *notes = &e->notes[e->other];
	uint32_t type = vocabulary_find(&notes->vocabulary, term->key, term->len);
	uint32_t number = type == NO_TYPE ? 0 : notes->tallies.v[type].rival;
	if (number == 0)
		return;
	e->found |= 1U << (number - 1);
	if (is_hit(e, e->link))
		note_form(&e->candidates[number - 1], text, term->range);
}

static void count_rival(struct equivalents *e, const char *text, const struct term *term)
{
	uint32_t type;
	struct tally *tally = tally_of(e, e->side, term, &type);
	(void)text;
	if (!tally)
		return;
	tally->all++;
	for (size_t i = 0; i < e->candidate_count; i++)
		e->joint.v[type * CANDIDATES + i] += e->found >> i & 1;
}

static void rival(struct equivalents *e, const struct link *link)
{
	e->found = 0;
	each_term(e, link, e->other, PART_ALL, mark_candidate);
	each_term(e, link, e->side, PART_BESIDE, count_rival);
	if (is_hit(e, e->link))
		e->hits.v[hit_from(e, e->link)].found = e->found;
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

/* First what goes with all matches, then what goes with those that are left. */
static void choose(struct equivalents *e)
{
	uint32_t bits[CANDIDATES] = {0}, taken = 0;
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

/* ---- steps -------------------------------------------------------------------------- */

static void (*const walks[])(struct equivalents *, const struct link *) = {
	[WALK_FIND] = find,
	[WALK_COUNT] = count,
	[WALK_RIVAL] = rival,
};

static void end_walk(struct equivalents *e)
{
	if (e->walk == WALK_FIND) {
		keep_noted(&e->notes[SIDE_ZH]);
		keep_noted(&e->notes[SIDE_EN]);
	} else if (e->walk == WALK_COUNT) {
		choose_candidates(e);
		begin_rivals(e);
	} else {
		choose(e);
	}
	e->link = 0;
	e->walk++;
	/* Without two matches, or a candidate, there is nothing to count. */
	if (e->walk == WALK_COUNT && e->hits.n < 2)
		e->walk = WALK_DONE;
	if (e->walk == WALK_RIVAL && e->candidate_count == 0)
		e->walk = WALK_DONE;
}

static double milliseconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

bool equivalents_step(struct equivalents *e, int milliseconds)
{
	enum { UNTIMED = 16 }; /* links between two looks at the clock */
	double until = milliseconds_now() + milliseconds;
	while (e->walk != WALK_DONE) {
		const struct document *document = e->document;
		for (int i = 0; i < UNTIMED && e->link < document->links.n;
			i++, e->link++)
			if (is_pair(&document->links.v[e->link]))
				walks[e->walk](e, &document->links.v[e->link]);
		if (e->link >= document->links.n)
			end_walk(e);
		if (milliseconds_now() >= until)
			break;
	}
	return e->walk != WALK_DONE;
}

int equivalents_percent(const struct equivalents *e)
{
	size_t links = e->document->links.n;
	if (e->walk == WALK_DONE)
		return 100;
	return (int)((e->walk * links + e->link) * 100 / (WALK_DONE * (links + 1)));
}

/* ---- what was found ----------------------------------------------------------------- */

enum side equivalents_side(const struct equivalents *e)
{
	return e->side;
}

size_t equivalents_count(const struct equivalents *e)
{
	return e->walk == WALK_DONE ? e->chosen_count : 0;
}

struct equivalent equivalents_at(const struct equivalents *e, size_t index)
{
	const struct candidate *c = &e->chosen[index];
	const struct form *best = &c->forms[0];
	for (size_t i = 1; i < FORMS; i++)
		if (c->forms[i].times > best->times)
			best = &c->forms[i];
	return (struct equivalent){.text = best->text + best->word.beg,
		.len = span_len(best->word),
		.hits = c->hits,
		.all = c->all,
		.score = (float)c->score};
}

size_t equivalents_hits(const struct equivalents *e)
{
	return e->hits.n;
}

struct equivalent_hit equivalents_hit(const struct equivalents *e, size_t index)
{
	return e->hits.v[index];
}

bool equivalents_is_hit(const struct equivalents *e, size_t link, uint32_t *found)
{
	if (e->walk != WALK_DONE || !is_hit(e, link))
		return false;
	*found = e->hits.v[hit_from(e, link)].found;
	return true;
}

void equivalents_ranges(const struct equivalents *e, const char *text, struct span range,
	span_array *ranges)
{
	const struct vocabulary *vocabulary = &e->notes[e->other].vocabulary;
	struct term term = {.range = {range.beg, range.beg}};
	if (equivalents_count(e) == 0)
		return;
	while (term_next(text, range.end, &term)) {
		uint32_t type = vocabulary_find(vocabulary, term.key, term.len);
		for (size_t i = 0; i < e->chosen_count && type != NO_TYPE; i++)
			if (e->chosen[i].type == type)
				array_push(ranges, term.range);
	}
}
