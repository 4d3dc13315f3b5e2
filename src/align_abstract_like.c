/* SPDX-License-Identifier: MIT */
/* align_abstract_like: how like a passage of the body is to a clause of the abstract.
 *
 * Terms are pairs of Han characters that stand side by side, which need no dictionary, and
 * words in Latin letters or digits.  A passage has of each term of a clause the share that
 * BM25 gives it (Robertson & Zaragoza 2009: a second occurrence says less than the first, and
 * one in a long passage less than in a short one); terms weigh by how few paragraphs of the
 * body and how few clauses of the abstract have them, so that what the whole article is about
 * weighs next to nothing.  A heading counts as much as if it were written several times.
 * Only terms of the abstract are counted: one pass over the body, whatever its length. */
#include "align_abstract.h"

#include <string.h>

#include "utf8.h"

/* The parameters.  Those of BM25 are the usual ones. */
static const struct {
	double saturation; /* occurrences at which a term has half its weight */
	double length;     /* how far a passage's length counts, 0 to 1 */
	double heading;    /* occurrences that one in a heading stands for */
} param = {
	.saturation = 1.2,
	.length = 0.75,
	.heading = 3,
};

struct term {
	uint64_t key; /* 0: free slot */
	double weight;
	uint32_t paragraphs, clauses; /* that have it */
	uint32_t seen_in_clause;      /* the last that did, from 1 */
};

struct occurrence {
	uint32_t term; /* slot */
	float count;
};

struct like {
	const struct document *document;
	size_t slots; /* a power of two */
	struct term *terms;
	double *counts;              /* of the passage, by slot */
	double length, usual_length; /* in terms */
	ARRAY_OF(uint32_t) used;     /* slots whose counts are not 0 */
	ARRAY_OF(uint32_t) clause_terms;
	ARRAY_OF(size_t) clause_end; /* in clause_terms */
	ARRAY_OF(struct occurrence) occurrences;
	ARRAY_OF(size_t) block_end; /* in occurrences */
	ARRAY_OF(double) block_length;
};

/* ---- terms -------------------------------------------------------------------------- */

/* Letters and digits, capitals as small ones. */
static uint32_t word_letter(uint32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c | 0x20;
	return utf8_is_latin(c) || (c >= '0' && c <= '9') ? c : 0;
}

/* Calls each(ctx, key) for every term of a text; keys of Han pairs and words never meet. */
static void each_term(
	const char *text, size_t len, void (*each)(void *ctx, uint64_t key), void *ctx)
{
	const uint64_t of_word = (uint64_t)1 << 63, start = 14695981039346656037u;
	uint64_t word = 0;
	uint32_t before = 0;
	for (size_t at = 0, size; at < len; at += size) {
		uint32_t c = utf8_at(text, len, at, &size), letter = word_letter(c);
		if (letter) {
			word = ((word ? word : start) ^ letter) * 1099511628211u;
		} else if (word) {
			each(ctx, word | of_word);
			word = 0;
		}
		if (utf8_is_han(c) && utf8_is_han(before))
			each(ctx, (uint64_t)before << 21 | c);
		before = c;
	}
	if (word)
		each(ctx, word | of_word);
}

/* The slot a term has or may take. */
static size_t slot_of(const struct like *like, uint64_t key)
{
	size_t at = (size_t)(key * 11400714819323198485u >> 32) & (like->slots - 1);
	while (like->terms[at].key && like->terms[at].key != key)
		at = (at + 1) & (like->slots - 1);
	return at;
}

static struct block_range clause_range(const struct clause *clause, uint32_t n)
{
	return clause->ranges[SIDE_ZH][n];
}

static const char *range_text(const struct document *document, struct block_range range)
{
	return stream_block(&document->side[SIDE_ZH], range.block)->text +
	       range.range.beg;
}

static void enter_term(void *ctx, uint64_t key)
{
	struct like *like = ctx;
	size_t slot = slot_of(like, key);
	struct term *term = &like->terms[slot];
	uint32_t clause = (uint32_t)like->clause_end.n + 1;
	term->key = key;
	if (term->seen_in_clause == clause)
		return;
	term->seen_in_clause = clause;
	array_push(&like->clause_terms, (uint32_t)slot);
}

/* Whole clauses only: a term counts once, not again for the item it is in. */
static void count_clauses(struct like *like)
{
	const struct document *document = like->document;
	for (size_t i = 0, at = 0; i < document->clauses.n; i++) {
		for (; at < like->clause_end.v[i]; at++)
			like->terms[like->clause_terms.v[at]].clauses +=
				document->clauses.v[i].whole == i;
	}
}

static void enter_clauses(struct like *like)
{
	const struct document *document = like->document;
	size_t bytes = 0;
	for (size_t i = 0; i < document->clauses.n; i++)
		for (uint32_t n = 0; n < document->clauses.v[i].range_count[SIDE_ZH]; n++)
			bytes += span_len(clause_range(&document->clauses.v[i], n).range);
	for (like->slots = 64; like->slots < bytes;)
		like->slots *= 2;
	like->terms = xcalloc(like->slots, sizeof *like->terms);
	like->counts = xcalloc(like->slots, sizeof *like->counts);
	for (size_t i = 0; i < document->clauses.n; i++) {
		const struct clause *clause = &document->clauses.v[i];
		for (uint32_t n = 0; n < clause->range_count[SIDE_ZH]; n++) {
			struct block_range range = clause_range(clause, n);
			each_term(range_text(document, range), span_len(range.range),
				enter_term, like);
		}
		array_push(&like->clause_end, like->clause_terms.n);
	}
	count_clauses(like);
}

/* ---- the passage -------------------------------------------------------------------- */

static void add_count(struct like *like, uint32_t slot, double count)
{
	if (like->counts[slot] == 0)
		array_push(&like->used, slot);
	like->counts[slot] += count;
}

static void clear_passage(struct like *like)
{
	for (size_t i = 0; i < like->used.n; i++)
		like->counts[like->used.v[i]] = 0;
	like->used.n = 0;
	like->length = 0;
}

static void count_term(void *ctx, uint64_t key)
{
	struct like *like = ctx;
	size_t slot = slot_of(like, key);
	like->length++;
	if (like->terms[slot].key)
		add_count(like, (uint32_t)slot, 1);
}

void like_text(struct like *like, const char *text, size_t len)
{
	clear_passage(like);
	each_term(text, len, count_term, like);
}

void like_blocks(struct like *like, struct span blocks)
{
	clear_passage(like);
	for (size_t i = blocks.beg; i < blocks.end; i++) {
		size_t at = i ? like->block_end.v[i - 1] : 0;
		for (; at < like->block_end.v[i]; at++)
			add_count(like, like->occurrences.v[at].term,
				like->occurrences.v[at].count);
		like->length += like->block_length.v[i];
	}
}

double like_clause(const struct like *like, size_t clause)
{
	double norm =
		param.saturation *
		(1 - param.length + param.length * like->length / like->usual_length);
	double all = 0, shared = 0;
	size_t at = clause ? like->clause_end.v[clause - 1] : 0;
	for (; at < like->clause_end.v[clause]; at++) {
		uint32_t slot = like->clause_terms.v[at];
		double count = like->counts[slot], weight = like->terms[slot].weight;
		all += weight;
		if (count > 0)
			shared += weight * count / (count + norm);
	}
	return all > 0 ? shared / all : 0;
}

/* ---- the body ----------------------------------------------------------------------- */

/* Keeps what one block has; its terms' paragraphs are counted on the way. */
static void add_block(struct like *like, size_t index)
{
	const struct block *block = stream_block(&like->document->side[SIDE_ZH], index);
	bool heading = block->kind == BLOCK_HEADING;
	double weight = heading ? param.heading : 1;
	clear_passage(like);
	if (heading || block->kind == BLOCK_PARAGRAPH)
		each_term(block->text, block->len, count_term, like);
	for (size_t i = 0; i < like->used.n; i++) {
		uint32_t slot = like->used.v[i];
		like->terms[slot].paragraphs += !heading;
		array_push(&like->occurrences,
			(struct occurrence){slot, (float)(like->counts[slot] * weight)});
	}
	array_push(&like->block_end, like->occurrences.n);
	array_push(&like->block_length, like->length * weight);
}

/* What a term is worth that `have` of `all` texts have: the logarithm of all by have, as sums
 * of 1/k, which are as good for whole numbers and need no library to be loaded. */
static double rarity(const double *harmonic, size_t all, size_t have)
{
	return harmonic[all + 1] - harmonic[have];
}

static void weigh_terms(struct like *like)
{
	const struct stream *zh = &like->document->side[SIDE_ZH];
	size_t paragraphs = 0, clauses = 0;
	for (size_t i = 0; i < zh->blocks.n; i++)
		paragraphs += stream_block(zh, i)->kind == BLOCK_PARAGRAPH;
	for (size_t i = 0; i < like->document->clauses.n; i++)
		clauses += like->document->clauses.v[i].whole == i;
	size_t most = (paragraphs > clauses ? paragraphs : clauses) + 1;
	double *harmonic = xcalloc(most + 1, sizeof *harmonic);
	for (size_t k = 1; k <= most; k++)
		harmonic[k] = harmonic[k - 1] + 1 / (double)k;
	for (size_t i = 0; i < like->slots; i++) {
		struct term *term = &like->terms[i];
		if (term->key)
			term->weight = rarity(harmonic, paragraphs, term->paragraphs) *
				       rarity(harmonic, clauses, term->clauses);
	}
	free(harmonic);
}

/* The mean length of a section with all that is in it; of a paragraph if there is none. */
static double usual_length(struct like *like)
{
	const struct stream *zh = &like->document->side[SIDE_ZH];
	ARRAY_OF(double) before = {0};
	double sum = 0, all = 0;
	size_t n = 0, blocks = 0;
	array_push(&before, 0);
	for (size_t i = 0; i < like->block_length.n; i++) {
		all += like->block_length.v[i];
		blocks += like->block_length.v[i] > 0;
		array_push(&before, all);
	}
	for (size_t i = 0; i < zh->sections.n; i++) {
		struct span s = document_section_blocks(zh, i);
		sum += before.v[s.end] - before.v[s.beg];
		n++;
	}
	array_free(&before);
	return 1 + (n ? sum / (double)n : all / (double)(blocks + 1));
}

struct like *like_new(const struct document *document)
{
	struct like *like = xcalloc(1, sizeof *like);
	like->document = document;
	like->usual_length = 1;
	enter_clauses(like);
	for (size_t i = 0; i < document->side[SIDE_ZH].blocks.n; i++)
		add_block(like, i);
	weigh_terms(like);
	like->usual_length = usual_length(like);
	return like;
}

void like_free(struct like *like)
{
	array_free(&like->used);
	array_free(&like->clause_terms);
	array_free(&like->clause_end);
	array_free(&like->occurrences);
	array_free(&like->block_end);
	array_free(&like->block_length);
	free(like->terms);
	free(like->counts);
	free(like);
}
