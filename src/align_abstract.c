/* SPDX-License-Identifier: MIT */
/* align_abstract: what an article's body has to do with its abstracts, as links.
 *
 * Front matter is linked in order.  The heading and every paragraph of a section are linked
 * to the clause the section went into, in Chinese and by it in English; a paragraph's score
 * is the section's as far as it has earned it.  In a section that went into several clauses
 * (a part of the article, whose subsections have one each), and before the first section,
 * passages are taken by themselves; one that is like no clause is not linked. */
#include "align_abstract.h"

#include <string.h>

/* The parameters. */
static const struct {
	double own;    /* share of a section's score that a paragraph must earn */
	double inside; /* evidence that a passage is about a clause of its section */
	double inside_least, outside_least; /* likeness of a passage taken by itself */
	double further_least; /* ... of a paragraph to a further clause of its section */
	double as_many, not_as_many; /* score of front matter, by its sentences */
} param = {
	.own = 0.4,
	.inside = 0.15,
	.inside_least = 0.08,
	.outside_least = 0.25,
	.further_least = 0.05,
	.as_many = 0.9,
	.not_as_many = 0.6,
};

struct linker {
	struct document *document;
	const struct stream *zh;
	const struct abstract *en;
	struct like *like;
	span_array *spans; /* room for sentences */
};

static void add_refs(ref_array *refs, size_t block, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		array_push(refs, (struct sentence_ref){(uint32_t)block, (uint32_t)i});
}

/* ---- one link ----------------------------------------------------------------------- */

/* The sentence of an abstract, counted over its blocks, that holds a byte of a block. */
static size_t sentence_with(const struct abstract *a, uint32_t block, size_t byte)
{
	size_t found = 0;
	for (size_t i = 0; i < a->pieces.n; i++) {
		const struct piece *piece = &a->pieces.v[i];
		if (piece->place.block == block && piece->place.range.beg <= byte)
			found = piece->sentence;
	}
	return found;
}

/* What a link has of the English abstract. */
struct english {
	ref_array sentences;
	ARRAY_OF(struct block_range) ranges;
};

/* In the order of the text, though the Chinese may name them the other way round. */
static void add_english(
	const struct linker *l, const struct clause *clause, struct english *english)
{
	const struct block_range *ranges = clause->ranges[SIDE_EN];
	uint32_t ranges_n = clause->range_count[SIDE_EN];
	bool swap = ranges_n > 1 && ranges[1].range.beg < ranges[0].range.beg;
	for (uint32_t n = 0; n < ranges_n; n++) {
		struct block_range range = ranges[swap ? ranges_n - 1 - n : n];
		struct sentence_ref ref =
			l->en->sentences
				.v[sentence_with(l->en, range.block, range.range.beg)];
		const ref_array *s = &english->sentences;
		size_t count = english->ranges.n;
		if (s->n == 0 || s->v[s->n - 1].block != ref.block ||
			s->v[s->n - 1].sentence != ref.sentence)
			array_push(&english->sentences, ref);
		/* Two Chinese clauses may be one in English. */
		if (count == 0 || english->ranges.v[count - 1].block != range.block ||
			english->ranges.v[count - 1].range.beg != range.range.beg)
			array_push(&english->ranges, range);
	}
}

/* Links sentences of a block, by number, to the clauses of a claim. */
static void link_passage(const struct linker *l, size_t block, struct span sentences,
	const struct claim *claim, double score)
{
	ref_array zh = {0};
	struct english en = {{0}, {0}};
	ARRAY_OF(uint32_t) clauses = {0};
	add_refs(&zh, block, sentences.beg, sentences.end);
	for (size_t i = claim->first; i <= claim->last; i++) {
		const struct clause *clause = &l->document->clauses.v[i];
		if (claim->first != claim->last && clause->whole != i)
			continue;
		array_push(&clauses, (uint32_t)i);
		add_english(l, clause, &en);
	}
	const struct link link = {.zh = zh.v,
		.en = en.sentences.v,
		.en_ranges = en.ranges.v,
		.clauses = clauses.v,
		.zh_count = (uint32_t)zh.n,
		.en_count = (uint32_t)en.sentences.n,
		.en_range_count = (uint32_t)en.ranges.n,
		.clause_count = (uint32_t)clauses.n,
		.score = (float)score,
		.kind = LINK_ABSTRACT};
	document_link(l->document, &link);
	array_free(&zh);
	array_free(&en.sentences);
	array_free(&en.ranges);
	array_free(&clauses);
}

static struct span all_sentences(const struct linker *l, size_t block)
{
	align_sentences(stream_block(l->zh, block), l->spans);
	return (struct span){0, l->spans->n};
}

/* ---- passages by themselves --------------------------------------------------------- */

static void link_paragraph_alone(
	const struct linker *l, size_t block, const struct choice *choice)
{
	struct claim claim;
	like_blocks(l->like, (struct span){block, block + 1});
	if (abstract_claim_alone(l->document, l->like, choice, &claim))
		link_passage(l, block, all_sentences(l, block), &claim, claim.score);
}

/* Each sentence of a block by itself; neighbours about the same clause are one link. */
static void link_sentences_alone(
	const struct linker *l, size_t block, const struct choice *choice)
{
	const char *text = stream_block(l->zh, block)->text;
	size_t n = all_sentences(l, block).end, beg = 0;
	struct claim run = {.score = 0}, claim = {.score = 0};
	for (size_t s = 0; s <= n; s++) {
		bool found = false;
		if (s < n) {
			struct span span = l->spans->v[s];
			like_text(l->like, text + span.beg, span_len(span));
			found = abstract_claim_alone(
				l->document, l->like, choice, &claim);
		}
		if (found && run.score > 0 && run.first == claim.first) {
			run.score = claim.score > run.score ? claim.score : run.score;
			continue;
		}
		if (run.score > 0)
			link_passage(l, block, (struct span){beg, s}, &run, run.score);
		run = found ? claim : (struct claim){.score = 0};
		beg = s;
	}
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

static double likeness_of(const struct linker *l, size_t block, size_t clause)
{
	like_blocks(l->like, (struct span){block, block + 1});
	return like_clause(l->like, clause);
}

/* The highest likeness to a clause among the paragraphs of a section. */
static double best_paragraph(const struct linker *l, struct span blocks, size_t clause)
{
	double best = 0;
	for (size_t i = blocks.beg; i < blocks.end; i++) {
		double likeness = stream_block(l->zh, i)->kind == BLOCK_PARAGRAPH
					  ? likeness_of(l, i, clause)
					  : 0;
		best = likeness > best ? likeness : best;
	}
	return best;
}

static void link_paragraph(
	const struct linker *l, size_t block, const struct claim *claim, double best)
{
	double likeness = likeness_of(l, block, claim->first);
	if (claim->further && likeness < param.further_least)
		return;
	double earned = best > 0 ? likeness / best : 1;
	link_passage(l, block, all_sentences(l, block), claim,
		claim->score * (1 - param.own + param.own * earned));
}

static void link_section(const struct linker *l, const struct claim *claim)
{
	struct span blocks = own_blocks(l->zh, claim->section);
	bool leaf = claim->section + 1 == l->zh->sections.n ||
		    l->zh->sections.v[claim->section + 1].parent != claim->section;
	bool run = claim->first != claim->last;
	const struct choice choice = {
		claim->first, claim->last, param.inside, param.inside_least, !leaf};
	double best = run ? 0 : best_paragraph(l, blocks, claim->first);
	for (size_t i = blocks.beg; i < blocks.end; i++) {
		uint8_t kind = stream_block(l->zh, i)->kind;
		if (i == blocks.beg)
			link_passage(l, i, all_sentences(l, i), claim, claim->score);
		else if (kind != BLOCK_PARAGRAPH)
			continue;
		else if (!run)
			link_paragraph(l, i, claim, best);
		else if (leaf)
			link_paragraph_alone(l, i, &choice);
		else
			link_sentences_alone(l, i, &choice);
	}
}

/* What stands before the first section; all of a text that has none. */
static void link_opening(const struct linker *l)
{
	const struct choice choice = {
		0, l->document->clauses.n - 1, 0, param.outside_least, false};
	size_t end = l->zh->sections.n ? l->zh->sections.v[0].block : l->zh->blocks.n;
	for (size_t i = 0; i < end; i++) {
		if (stream_block(l->zh, i)->kind != BLOCK_PARAGRAPH)
			continue;
		if (l->zh->sections.n)
			link_sentences_alone(l, i, &choice);
		else
			link_paragraph_alone(l, i, &choice);
	}
}

static void link_body(
	struct document *document, const struct abstract *en, span_array *spans)
{
	struct linker l = {
		document, &document->side[SIDE_ZH], en, like_new(document), spans};
	claim_array claims = {0};
	abstract_map(document, l.like, &claims);
	link_opening(&l);
	for (size_t i = 0; i < claims.n; i++)
		link_section(&l, &claims.v[i]);
	array_free(&claims);
	like_free(l.like);
}

/* ---- front matter ------------------------------------------------------------------- */

/* The first block of a kind, NO_BLOCK if there is none. */
static size_t first_of(const struct stream *stream, enum block_kind kind)
{
	for (size_t i = 0; i < stream->blocks.n; i++)
		if (stream_block(stream, i)->kind == kind)
			return i;
	return NO_BLOCK;
}

static void link_front(struct document *document, enum link_kind kind,
	const ref_array *zh, const ref_array *en, bool as_many)
{
	const struct link link = {.zh = zh->v,
		.en = en->v,
		.zh_count = (uint32_t)zh->n,
		.en_count = (uint32_t)en->n,
		.score = (float)(as_many ? param.as_many : param.not_as_many),
		.kind = (uint8_t)kind};
	document_link(document, &link);
}

/* Links sentence by sentence; what one side has more goes with the last of the other. */
static void link_in_order(
	struct document *document, size_t zh, size_t en, span_array *spans)
{
	align_sentences(stream_block(&document->side[SIDE_ZH], zh), spans);
	size_t n = spans->n;
	align_sentences(stream_block(&document->side[SIDE_EN], en), spans);
	size_t m = spans->n, rows = n < m ? n : m;
	for (size_t i = 0; i < rows; i++) {
		ref_array zh_refs = {0}, en_refs = {0};
		add_refs(&zh_refs, zh, i, i + 1 == rows ? n : i + 1);
		add_refs(&en_refs, en, i, i + 1 == rows ? m : i + 1);
		link_front(document, LINK_TRANSLATION, &zh_refs, &en_refs, n == m);
		array_free(&zh_refs);
		array_free(&en_refs);
	}
}

/* Sentences of both abstracts that share clauses, counted from 0 and ends not included. */
struct group {
	struct span zh, en;
};

static void link_group(struct document *document, const struct abstract *zh,
	const struct abstract *en, const struct group *group)
{
	ref_array zh_refs = {0}, en_refs = {0};
	for (size_t i = group->zh.beg; i < group->zh.end; i++)
		array_push(&zh_refs, zh->sentences.v[i]);
	for (size_t i = group->en.beg; i < group->en.end; i++)
		array_push(&en_refs, en->sentences.v[i]);
	bool same = zh_refs.n == 1 && en_refs.n == 1;
	if (zh_refs.n && en_refs.n)
		link_front(document, LINK_ABSTRACT, &zh_refs, &en_refs, same);
	array_free(&zh_refs);
	array_free(&en_refs);
}

/* Links the sentences of the abstracts by the clauses they share, wherever either language
 * has its full stops. */
static void link_abstracts(
	struct document *document, const struct abstract *zh, const struct abstract *en)
{
	struct group group = {{0, 0}, {0, 0}};
	for (size_t i = 0; i < document->clauses.n; i++) {
		const struct clause *clause = &document->clauses.v[i];
		if (clause->whole != i || clause->range_count[SIDE_EN] == 0)
			continue;
		struct block_range z = clause->ranges[SIDE_ZH][0];
		struct block_range e = clause->ranges[SIDE_EN][0];
		struct group here = {{sentence_with(zh, z.block, z.range.beg), 0},
			{sentence_with(en, e.block, e.range.beg), 0}};
		here.zh.end = here.zh.beg + 1;
		here.en.end = sentence_with(en, e.block, e.range.end - 1) + 1;
		if (here.zh.beg >= group.zh.end && here.en.beg >= group.en.end) {
			link_group(document, zh, en, &group);
			group = here;
		} else {
			group.zh.end = here.zh.end;
			group.en.end =
				here.en.end > group.en.end ? here.en.end : group.en.end;
		}
	}
	link_group(document, zh, en, &group);
}

static int by_first_sentence(const void *left, const void *right)
{
	const struct link *a = left, *b = right;
	struct sentence_ref s = a->zh[0], t = b->zh[0];
	if (s.block != t.block)
		return s.block < t.block ? -1 : 1;
	if (s.sentence != t.sentence)
		return s.sentence < t.sentence ? -1 : 1;
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return (a->clauses && b->clauses)
		       ? (a->clauses[0] > b->clauses[0]) - (a->clauses[0] < b->clauses[0])
		       : 0;
}

void align_abstract(struct document *document)
{
	static const enum block_kind kinds[] = {
		BLOCK_TITLE,
		BLOCK_AUTHOR,
		BLOCK_AFFILIATION,
		BLOCK_KEYWORDS,
	};
	const struct stream *zh = &document->side[SIDE_ZH],
			    *en = &document->side[SIDE_EN];
	struct abstract abstract[SIDE_COUNT];
	span_array spans = {0};
	bool both = abstract_read(&abstract[SIDE_ZH], document, SIDE_ZH);
	both = abstract_read(&abstract[SIDE_EN], document, SIDE_EN) && both;
	if (both) {
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
			size_t z = first_of(zh, kinds[i]), e = first_of(en, kinds[i]);
			if (z != NO_BLOCK && e != NO_BLOCK)
				link_in_order(document, z, e, &spans);
		}
		abstract_pair(document, &abstract[SIDE_ZH], &abstract[SIDE_EN]);
		link_abstracts(document, &abstract[SIDE_ZH], &abstract[SIDE_EN]);
		link_body(document, &abstract[SIDE_EN], &spans);
		if (document->links.n > 1)
			qsort(document->links.v, document->links.n,
				sizeof *document->links.v, by_first_sentence);
	}
	abstract_free(&abstract[SIDE_ZH]);
	abstract_free(&abstract[SIDE_EN]);
	array_free(&spans);
}
