/* SPDX-License-Identifier: MIT */
/* equivalent: counting in three walks over the links; what comes of it is equivalent_choose.c.
 *
 *	FIND   which links have a match; the terms of both sides that stand there are noted
 *	COUNT  how often the noted terms of the other side occur in all links; the best of
 *	       them are candidates
 *	RIVAL  how often the noted terms beside the matches occur with each candidate
 *
 * A term is noted when it stands in two of the first NOTED links with a match, which bounds
 * the memory: what a frequent word stands for shows in so many. */
#include "equivalent_internal.h"

#include <string.h>

#include "clock.h"
#include "term.h"

enum { NOTED = 500 }; /* links with a match whose terms are noted */

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

/* Keeps the terms that stand in two links and are no part of what is searched, and begins to
 * count them from nothing. */
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
		equivalents_choose_candidates(e);
		begin_rivals(e);
	} else {
		equivalents_choose(e);
	}
	e->link = 0;
	e->walk++;
	/* Without two matches, or a candidate, there is nothing to count. */
	if (e->walk == WALK_COUNT && e->hits.n < 2)
		e->walk = WALK_DONE;
	if (e->walk == WALK_RIVAL && e->candidate_count == 0)
		e->walk = WALK_DONE;
}

bool equivalents_step(struct equivalents *e, int milliseconds)
{
	enum { UNTIMED = 16 }; /* links between two looks at the clock */
	double until = clock_ms() + milliseconds;
	while (e->walk != WALK_DONE) {
		const struct document *document = e->document;
		for (int i = 0; i < UNTIMED && e->link < document->links.n;
			i++, e->link++)
			if (is_pair(&document->links.v[e->link]))
				walks[e->walk](e, &document->links.v[e->link]);
		if (e->link >= document->links.n)
			end_walk(e);
		if (clock_ms() >= until)
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
