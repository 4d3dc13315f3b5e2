/* SPDX-License-Identifier: MIT */
/* align_abstract: what an article's sections have to do with its abstracts.
 *
 * Chinese and English abstracts have the same sentences in the same order.  A section goes
 * with the clause of the Chinese abstract that shares most Han bigrams with it, rare ones
 * (in few sections) and those of its heading counting more; from there to the English clause
 * at the same place of the sentence.  A section that shares little is not linked. */
#include <assert.h>
#include <string.h>

#include "align_internal.h"
#include "utf8.h"

enum { MOST_CLAUSES = 64, HEADING_WEIGHT = 4, TABLE = 1 << 12 };

/* The least share of a clause's bigram weight that makes a link. */
static const double LEAST_SIMILARITY = 0.2;

/* A bigram of the abstract: how often the section at hand has it, in how many it is. */
struct bigram {
	uint64_t key; /* two code points; 0: free */
	double count;
	uint32_t sections, seen_in;
};

struct clause {
	struct sentence_ref sentence;
	struct span range; /* bytes of the abstract's text */
	double from, to;   /* its place in its sentence, 0 to 1 */
};

struct abstract {
	size_t block;
	span_array sentences;
	struct clause clauses[MOST_CLAUSES];
	size_t clause_count;
};

/* ---- abstracts and their clauses ---------------------------------------------------- */

static bool find_abstract(const struct stream *stream, struct abstract *out)
{
	for (size_t i = 0; i < stream->blocks.n; i++) {
		if (stream->blocks.v[i].kind != BLOCK_ABSTRACT)
			continue;
		out->block = i;
		align_sentences(&stream->blocks.v[i], &out->sentences);
		return out->sentences.n > 0;
	}
	return false;
}

static void split_clauses(const struct stream *stream, struct abstract *a)
{
	const char *text = stream->blocks.v[a->block].text;
	span_array spans = {0};
	for (size_t s = 0; s < a->sentences.n; s++) {
		struct span sentence = a->sentences.v[s];
		clause_split(text, sentence, &spans);
		for (size_t i = 0; i < spans.n && a->clause_count < MOST_CLAUSES; i++) {
			double len = (double)span_len(sentence);
			a->clauses[a->clause_count++] = (struct clause){
				.sentence = {(uint32_t)a->block, (uint32_t)s},
				.range = spans.v[i],
				.from = (double)(spans.v[i].beg - sentence.beg) / len,
				.to = (double)(spans.v[i].end - sentence.beg) / len,
			};
		}
	}
	array_free(&spans);
}

/* ---- bigrams ------------------------------------------------------------------------ */

static struct bigram *bigram_slot(struct bigram *table, uint64_t key)
{
	size_t at = (size_t)(key * 11400714819323198485u >> 40) % TABLE;
	while (table[at].key && table[at].key != key)
		at = (at + 1) % TABLE;
	return &table[at];
}

/* Calls each(ctx, slot of the bigram) for the Han bigrams of a text. */
static void each_bigram(struct bigram *table, const char *text, size_t len,
	void (*each)(struct bigram *slot, uint64_t key, double *ctx), double *ctx)
{
	uint32_t before = 0;
	for (size_t at = 0, size; at < len; at += size) {
		uint32_t uc = utf8_at(text, len, at, &size);
		if (utf8_is_han(uc) && utf8_is_han(before)) {
			uint64_t key = (uint64_t)before << 32 | uc;
			each(bigram_slot(table, key), key, ctx);
		}
		before = uc;
	}
}

/* ctx: how many slots may still be taken. */
static void enter(struct bigram *slot, uint64_t key, double *ctx)
{
	if (slot->key == 0 && *ctx > 0) {
		slot->key = key;
		*ctx -= 1;
	}
}

/* ctx: the weight of one occurrence, and the number of the section, from 1; 0: what is
 * counted is not one more section. */
static void count(struct bigram *slot, uint64_t key, double *ctx)
{
	(void)key;
	if (slot->key == 0)
		return;
	slot->count += ctx[0];
	if (ctx[1] > 0 && slot->seen_in != (uint32_t)ctx[1]) {
		slot->seen_in = (uint32_t)ctx[1];
		slot->sections++;
	}
}

/* ctx: weight matched, weight in all, number of sections. */
static void match(struct bigram *slot, uint64_t key, double *ctx)
{
	(void)key;
	/* 1 for a bigram of no section, near 0 for one of all: the words of the title. */
	double rarity = 1 - (double)slot->sections / (1 + ctx[2]);
	ctx[0] += rarity * slot->count / (slot->count + 2);
	ctx[1] += rarity;
}

/* ---- sections ----------------------------------------------------------------------- */

/* Blocks that a section has to itself, its subsections left out. */
static struct span own_blocks(const struct stream *stream, size_t section)
{
	size_t end = section + 1 < stream->sections.n
			     ? stream->sections.v[section + 1].block
			     : stream->blocks.n;
	return (struct span){stream->sections.v[section].block, end};
}

static void count_section(
	const struct stream *stream, size_t section, struct bigram *table, double number)
{
	struct span blocks = own_blocks(stream, section);
	for (size_t i = blocks.beg; i < blocks.end; i++) {
		const struct block *b = &stream->blocks.v[i];
		double ctx[2] = {b->kind == BLOCK_HEADING ? HEADING_WEIGHT : 1, number};
		if (b->kind == BLOCK_HEADING || b->kind == BLOCK_PARAGRAPH)
			each_bigram(table, b->text, b->len, count, ctx);
	}
}

static void forget_counts(struct bigram *table)
{
	for (size_t i = 0; i < TABLE; i++)
		table[i].count = 0;
}

/* The clause most like the section counted in table; its likeness in *score. */
static size_t best_clause(const struct stream *stream, const struct abstract *a,
	struct bigram *table, double *score)
{
	size_t best = 0;
	*score = 0;
	const char *text = stream->blocks.v[a->block].text;
	for (size_t i = 0; i < a->clause_count; i++) {
		double ctx[3] = {0, 0, (double)stream->sections.n};
		struct span r = a->clauses[i].range;
		each_bigram(table, text + r.beg, span_len(r), match, ctx);
		/* A clause of two characters is matched by chance. */
		double likeness = ctx[0] / (ctx[1] + 4);
		if (likeness > *score) {
			*score = likeness;
			best = i;
		}
	}
	return best;
}

/* The English clauses at the place of a Chinese one in its sentence. */
static struct span counterpart(const struct abstract *en, const struct clause *zh)
{
	struct span range = SPAN_NONE;
	double most = 0;
	struct span nearest = SPAN_NONE;
	for (size_t i = 0; i < en->clause_count; i++) {
		const struct clause *c = &en->clauses[i];
		if (c->sentence.sentence != zh->sentence.sentence)
			continue;
		double from = c->from > zh->from ? c->from : zh->from;
		double to = c->to < zh->to ? c->to : zh->to;
		if (to - from > most) {
			most = to - from;
			nearest = c->range;
		}
		if (to - from < (c->to - c->from) / 2)
			continue;
		range = span_is_none(range) ? c->range
					    : (struct span){range.beg, c->range.end};
	}
	return span_is_none(range) ? nearest : range;
}

static void link_section(struct document *document, size_t section,
	const struct clause *zh, const struct abstract *en, double score,
	span_array *spans)
{
	const struct stream *stream = &document->side[SIDE_ZH];
	struct span blocks = own_blocks(stream, section), range = counterpart(en, zh);
	ref_array zh_refs = {0}, en_refs = {0};
	for (size_t i = blocks.beg; i < blocks.end; i++) {
		uint8_t kind = stream->blocks.v[i].kind;
		if (kind != BLOCK_HEADING && kind != BLOCK_PARAGRAPH)
			continue;
		align_sentences(&stream->blocks.v[i], spans);
		for (size_t s = 0; s < spans->n; s++)
			array_push(&zh_refs,
				(struct sentence_ref){(uint32_t)i, (uint32_t)s});
	}
	array_push(&en_refs,
		(struct sentence_ref){(uint32_t)en->block, zh->sentence.sentence});
	struct block_range en_range = {(uint32_t)en->block, range};
	if (zh_refs.n)
		align_link(document, LINK_ABSTRACT, &zh_refs, &en_refs, &en_range,
			span_is_none(range) ? 0 : 1, score);
	array_free(&zh_refs);
	array_free(&en_refs);
}

static void link_sections(
	struct document *document, struct abstract *zh, const struct abstract *en)
{
	const struct stream *stream = &document->side[SIDE_ZH];
	const struct block *text = &stream->blocks.v[zh->block];
	struct bigram *table = xcalloc(TABLE, sizeof *table);
	span_array spans = {0};
	double room = TABLE / 2;
	each_bigram(table, text->text, text->len, enter, &room);
	for (size_t i = 0; i < stream->sections.n; i++)
		count_section(stream, i, table, (double)i + 1);
	for (size_t i = 0; i < stream->sections.n; i++) {
		double score;
		forget_counts(table);
		count_section(stream, i, table, 0);
		size_t clause = best_clause(stream, zh, table, &score);
		if (score >= LEAST_SIMILARITY)
			link_section(
				document, i, &zh->clauses[clause], en, score, &spans);
	}
	array_free(&spans);
	free(table);
}

/* ---- front matter ------------------------------------------------------------------- */

/* The first block of a kind, NO_BLOCK if there is none. */
static size_t first_of(const struct stream *stream, enum block_kind kind)
{
	for (size_t i = 0; i < stream->blocks.n; i++)
		if (stream->blocks.v[i].kind == kind)
			return i;
	return NO_BLOCK;
}

/* Links sentence i of one block to sentence i of the other. */
static void link_in_order(
	struct document *document, enum link_kind kind, size_t zh, size_t en)
{
	span_array spans[SIDE_COUNT] = {{0}};
	align_sentences(&document->side[SIDE_ZH].blocks.v[zh], &spans[SIDE_ZH]);
	align_sentences(&document->side[SIDE_EN].blocks.v[en], &spans[SIDE_EN]);
	size_t n = spans[SIDE_ZH].n, m = spans[SIDE_EN].n, rows = n < m ? n : m;
	for (size_t i = 0; i < rows; i++) {
		ref_array zh_refs = {0}, en_refs = {0};
		/* What one side has more goes with the last of the other. */
		for (size_t k = i; k < (i + 1 == rows ? n : i + 1); k++)
			array_push(&zh_refs,
				(struct sentence_ref){(uint32_t)zh, (uint32_t)k});
		for (size_t k = i; k < (i + 1 == rows ? m : i + 1); k++)
			array_push(&en_refs,
				(struct sentence_ref){(uint32_t)en, (uint32_t)k});
		align_link(
			document, kind, &zh_refs, &en_refs, NULL, 0, n == m ? 0.9 : 0.6);
		array_free(&zh_refs);
		array_free(&en_refs);
	}
	array_free(&spans[SIDE_ZH]);
	array_free(&spans[SIDE_EN]);
}

void align_abstract(struct document *document)
{
	static const enum block_kind kinds[] = {
		BLOCK_TITLE,
		BLOCK_AUTHOR,
		BLOCK_AFFILIATION,
		BLOCK_ABSTRACT,
		BLOCK_KEYWORDS,
	};
	const struct stream *zh = &document->side[SIDE_ZH],
			    *en = &document->side[SIDE_EN];
	struct abstract zh_abstract = {0}, en_abstract = {0};
	if (find_abstract(zh, &zh_abstract) && find_abstract(en, &en_abstract)) {
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
			size_t z = first_of(zh, kinds[i]), e = first_of(en, kinds[i]);
			if (z != NO_BLOCK && e != NO_BLOCK)
				link_in_order(document,
					kinds[i] == BLOCK_ABSTRACT ? LINK_ABSTRACT
								   : LINK_TRANSLATION,
					z, e);
		}
		split_clauses(zh, &zh_abstract);
		split_clauses(en, &en_abstract);
		link_sections(document, &zh_abstract, &en_abstract);
	}
	array_free(&zh_abstract.sentences);
	array_free(&en_abstract.sentences);
}
