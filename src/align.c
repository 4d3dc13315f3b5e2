/* SPDX-License-Identifier: MIT */
/* align: from a document to an alignment and back to links, in steps.
 *
 * The dictionary is read first, then the sentences of both sides are aligned (align_run.c), then
 * links are made of the groups.  Sentences that a reader has linked by hand are taken out
 * before: what is left is aligned round them, and a hand-made link that is in order with
 * the others is a node that the path goes through.
 * To align again is the same for the sentences of some rows alone, so many that their words can
 * be learnt. */
#include "align.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "align_internal.h"
#include "align_math.h"
#include "align_run.h"
#include "clock.h"

enum { FULL_PARTS = 2 }; /* a translation has more than a half, an abstract less */

/* What is done next. */
enum stage {
	STAGE_BEGIN,
	STAGE_ABSTRACT,
	STAGE_DICTIONARY,
	STAGE_GATHER,
	STAGE_RUN,
	STAGE_DONE
};

struct aligner {
	struct document *document;
	char *path;
	struct dictionary *dictionary;
	enum stage stage;
	struct align_side side[SIDE_COUNT]; /* until the run takes them over */
	/* In order: of the whole, the sentences linked by hand, which are left out; of rows,
	 * those that are not. */
	ref_array manual[SIDE_COUNT], automatic[SIDE_COUNT];
	bool again;
	struct span rows; /* of the document's links, that are made anew */
	link_array made;  /* what aligning again has made of them */
	span_array spans;
	int which; /* side and block that are gathered */
	size_t block;
	struct align_run *run;
};

void align_sentences(const struct block *block, span_array *spans)
{
	block_sentences(&(struct sentence_style){0}, block, spans);
}

/* ---- sentences ---------------------------------------------------------------------- */

/* The sentences of a side in links of a status, in order. */
static void gather_refs(const struct aligner *aligner, enum side side,
	enum link_status status, ref_array *refs)
{
	for (size_t i = aligner->rows.beg; i < aligner->rows.end; i++) {
		uint32_t count;
		const struct link *link = &aligner->document->links.v[i];
		const struct sentence_ref *from = link_refs(link, side, &count);
		for (uint32_t k = 0; link->status == status && k < count; k++)
			array_push(refs, from[k]);
	}
	refs_sort(refs);
}

static bool is_to_be_linked(const struct aligner *aligner, struct sentence_ref ref)
{
	return aligner->again ? refs_have(&aligner->automatic[aligner->which], ref)
			      : !refs_have(&aligner->manual[aligner->which], ref);
}

/* Whether a side has been gathered as far as sentences are wanted of it. */
static bool is_gathered(const struct aligner *aligner)
{
	const ref_array *refs = &aligner->automatic[aligner->which];
	size_t end = aligner->document->side[aligner->which].blocks.n;
	if (aligner->again)
		end = refs->n > 0 ? refs->v[refs->n - 1].block + 1 : 0;
	return aligner->block >= end;
}

static size_t first_block(const struct aligner *aligner)
{
	return aligner->which < SIDE_COUNT && aligner->automatic[aligner->which].n > 0
		       ? aligner->automatic[aligner->which].v[0].block
		       : 0;
}

/* Takes the sentences of the next block; false when there is none. */
static bool gather_block(struct aligner *aligner)
{
	const struct stream *stream = &aligner->document->side[aligner->which];
	struct align_side *side = &aligner->side[aligner->which];
	if (is_gathered(aligner)) {
		side->count = side->sentences.n;
		aligner->which++;
		aligner->block = first_block(aligner);
		return aligner->which < SIDE_COUNT;
	}
	const struct block *block = stream_block(stream, aligner->block);
	align_sentences(block, &aligner->spans);
	for (uint32_t k = 0; k < aligner->spans.n; k++) {
		struct sentence_ref ref = {(uint32_t)aligner->block, k};
		struct span span = aligner->spans.v[k];
		if (!is_to_be_linked(aligner, ref))
			continue;
		array_push(&side->sentences,
			(struct align_sentence){
				.text = block->text + span.beg,
				.len = (uint32_t)span_len(span),
				.ref = ref,
				.paragraph = k == 0 && block->form != FORM_SENTENCE,
			});
	}
	aligner->block++;
	return true;
}

/* How many of the side's sentences stand before a place. */
static uint32_t sentences_before(const struct align_side *side, struct sentence_ref ref)
{
	size_t low = 0, high = side->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (ref_compare(&side->sentences.v[middle].ref, &ref) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return (uint32_t)low;
}

/* Adds a node for each link made by hand, and keeps those nodes that are in order; one such
 * link weighs more than all numbers of sections. */
static void add_manual_nodes(const struct aligner *aligner, node_array *nodes)
{
	enum { BY_HAND = 1 << 16 };
	const struct align_side *side = aligner->side;
	ARRAY_OF(struct weighted_node) all = {0};
	for (size_t i = 0; i < nodes->n; i++)
		array_push(&all, (struct weighted_node){nodes->v[i], 1});
	size_t numbered = all.n;
	for (size_t i = aligner->rows.beg; i < aligner->rows.end; i++) {
		const struct link *link = &aligner->document->links.v[i];
		if (link->status != LINK_MANUAL || !link->zh_count || !link->en_count)
			continue;
		struct node node = {sentences_before(&side[SIDE_ZH], link->zh[0]),
			sentences_before(&side[SIDE_EN], link->en[0])};
		array_push(&all, (struct weighted_node){node, BY_HAND});
	}
	if (all.n > numbered)
		heaviest_chain(all.v, all.n, nodes);
	array_free(&all);
}

static struct align_run *begin_run(struct aligner *aligner)
{
	node_array nodes = {0};
	anchors_find(aligner->document, &aligner->side[SIDE_ZH], &aligner->side[SIDE_EN],
		&nodes);
	add_manual_nodes(aligner, &nodes);
	return align_run_new(
		aligner->dictionary ? &align_weights_dictionary : &align_weights_none,
		aligner->dictionary, aligner->side, &nodes);
}

/* ---- links -------------------------------------------------------------------------- */

/* The refs of some sentences, in the document's arena. */
static const struct sentence_ref *copy_refs(struct document *document,
	const struct align_side *side, uint32_t first, uint32_t count)
{
	if (count == 0)
		return NULL;
	struct sentence_ref *refs = arena_alloc(&document->arena, count * sizeof *refs);
	for (uint32_t i = 0; i < count; i++)
		refs[i] = side->sentences.v[first + i].ref;
	return refs;
}

/* How sure a group is, 0 to 1: its score by the root of its tokens, on a curve that comes near
 * to the share of such groups that are right. */
static double confidence(
	const struct group *g, const struct align_side *zh, const struct align_side *en)
{
	double tokens = 2;
	if (g->zh_count == 0 || g->en_count == 0)
		return 0;
	for (uint32_t i = 0; i < g->zh_count; i++)
		tokens += zh->sentences.v[g->zh + i].tokens;
	for (uint32_t i = 0; i < g->en_count; i++)
		tokens += en->sentences.v[g->en + i].tokens;
	float per_token = g->score / power_of((float)tokens, 0.5F);
	return 1 / (1 + exp_of(-per_token));
}

/* Appends links for the groups; where all was linked by hand there was nothing to be run. */
static void link_groups(struct aligner *aligner, link_array *automatic)
{
	struct document *document = aligner->document;
	if (!aligner->run)
		return;
	const struct align_side *zh = align_run_side(aligner->run, SIDE_ZH),
				*en = align_run_side(aligner->run, SIDE_EN);
	const group_array *groups = align_run_groups(aligner->run);
	for (size_t i = 0; i < groups->n; i++) {
		const struct group *g = &groups->v[i];
		struct link link = {.zh = copy_refs(document, zh, g->zh, g->zh_count),
			.en = copy_refs(document, en, g->en, g->en_count),
			.zh_count = g->zh_count,
			.en_count = g->en_count,
			.score = (float)confidence(g, zh, en),
			.kind = LINK_TRANSLATION};
		array_push(automatic, link);
	}
}

static void make_links(struct aligner *aligner)
{
	struct document *document = aligner->document;
	link_array manual = {0}, automatic = {0};
	manual_links(document, aligner->rows, &manual);
	if (!aligner->again)
		manual_sort(&manual);
	link_groups(aligner, &automatic);
	if (!aligner->again)
		document->clauses.n = 0;
	manual_merge(
		&manual, &automatic, aligner->again ? &aligner->made : &document->links);
	array_free(&manual);
	array_free(&automatic);
}

/* ---- steps -------------------------------------------------------------------------- */

/* A Han takes three bytes and is some four letters of English. */
bool align_is_translation(const struct document *document)
{
	size_t body[SIDE_COUNT] = {0};
	if (document->two_sources)
		return true;
	for (int side = 0; side < SIDE_COUNT; side++) {
		for (size_t i = 0; i < document->side[side].blocks.n; i++) {
			const struct block *block =
				stream_block(&document->side[side], i);
			if (block->kind == BLOCK_PARAGRAPH ||
				block->kind == BLOCK_HEADING)
				body[side] += block->len;
		}
	}
	return body[SIDE_EN] * FULL_PARTS > body[SIDE_ZH] &&
	       body[SIDE_ZH] * FULL_PARTS > body[SIDE_EN] / 2;
}

bool align_is_too_long(const struct document *document)
{
	if (!align_is_translation(document))
		return false;
	for (int side = 0; side < SIDE_COUNT; side++) {
		size_t bytes = 0;
		for (size_t i = 0; i < document->side[side].blocks.n; i++)
			bytes += stream_block(&document->side[side], i)->len;
		if (bytes > ALIGN_MOST)
			return true;
	}
	return false;
}

struct aligner *aligner_new(struct document *document, const char *dictionary)
{
	struct aligner *aligner = xcalloc(1, sizeof *aligner);
	aligner->document = document;
	if (dictionary && *dictionary)
		aligner->path = xstrdup(dictionary);
	return aligner;
}

struct aligner *aligner_again(
	struct document *document, const char *dictionary, struct span rows)
{
	struct aligner *aligner = aligner_new(document, dictionary);
	assert(rows.end <= document->links.n);
	aligner->again = true;
	aligner->rows = rows;
	for (enum side side = 0; side < SIDE_COUNT; side++)
		gather_refs(aligner, side, LINK_AUTO, &aligner->automatic[side]);
	aligner->block = first_block(aligner);
	aligner->stage = STAGE_DICTIONARY;
	return aligner;
}

bool aligner_rows(
	const struct aligner *aligner, struct span *rows, const link_array **links)
{
	*rows = aligner->rows;
	*links = &aligner->made;
	return aligner->again;
}

void aligner_free(struct aligner *aligner)
{
	if (!aligner)
		return;
	align_run_free(aligner->run);
	for (int side = 0; side < SIDE_COUNT; side++) {
		array_free(&aligner->side[side].sentences);
		array_free(&aligner->manual[side]);
		array_free(&aligner->automatic[side]);
	}
	array_free(&aligner->made);
	array_free(&aligner->spans);
	dictionary_free(aligner->dictionary);
	free(aligner->path);
	free(aligner);
}

static struct status read_dictionary(struct aligner *aligner)
{
	bool more = false;
	struct status status = STATUS_NONE;
	if (!aligner->dictionary && aligner->path)
		status = dictionary_open(&aligner->dictionary, aligner->path);
	if (aligner->dictionary)
		status = dictionary_step(aligner->dictionary, &more);
	if (!status_ok(&status)) {
		dictionary_free(aligner->dictionary);
		aligner->dictionary = NULL;
	}
	if (!more || !status_ok(&status))
		aligner->stage = STAGE_GATHER;
	return status;
}

static void begin(struct aligner *aligner)
{
	const struct document *document = aligner->document;
	if (!align_is_translation(document)) {
		aligner->stage = STAGE_ABSTRACT;
		return;
	}
	aligner->rows = (struct span){0, document->links.n};
	for (enum side side = 0; side < SIDE_COUNT; side++)
		gather_refs(aligner, side, LINK_MANUAL, &aligner->manual[side]);
	aligner->stage = align_is_too_long(document) ? STAGE_DONE : STAGE_DICTIONARY;
}

static void link_abstract(struct document *document)
{
	document->links.n = 0;
	document->clauses.n = 0;
	align_abstract(document);
}

static struct status step(struct aligner *aligner)
{
	switch (aligner->stage) {
	case STAGE_BEGIN:
		begin(aligner);
		break;
	case STAGE_ABSTRACT:
		link_abstract(aligner->document);
		aligner->stage = STAGE_DONE;
		break;
	case STAGE_DICTIONARY:
		return read_dictionary(aligner);
	case STAGE_GATHER:
		if (gather_block(aligner))
			break;
		if (aligner->side[SIDE_ZH].count + aligner->side[SIDE_EN].count > 0)
			aligner->run = begin_run(aligner);
		aligner->stage = STAGE_RUN;
		break;
	case STAGE_RUN:
		if (aligner->run && align_run_step(aligner->run))
			break;
		make_links(aligner);
		aligner->stage = STAGE_DONE;
		break;
	case STAGE_DONE:
		break;
	}
	return STATUS_NONE;
}

struct status aligner_step(struct aligner *aligner, double milliseconds, bool *more)
{
	enum { UNTIMED = 8 }; /* steps between two looks at the clock */
	double until = clock_ms() + milliseconds;
	struct status status = STATUS_NONE;
	do {
		for (int i = 0;
			i < UNTIMED && aligner->stage != STAGE_DONE && status_ok(&status);
			i++)
			status = step(aligner);
	} while (
		aligner->stage != STAGE_DONE && status_ok(&status) && clock_ms() < until);
	*more = aligner->stage != STAGE_DONE;
	return status;
}

double aligner_progress(const struct aligner *aligner)
{
	enum { DICTIONARY_PERCENT = 5 };
	double dictionary = aligner->path ? DICTIONARY_PERCENT / 100.0 : 0;
	if (aligner->stage == STAGE_DONE)
		return 1;
	if (aligner->run)
		return dictionary + (1 - dictionary) * align_run_progress(aligner->run);
	return aligner->dictionary ? dictionary * dictionary_progress(aligner->dictionary)
				   : 0;
}

void align_document(struct document *document)
{
	struct aligner *aligner = aligner_new(document, NULL);
	bool more;
	struct status status = aligner_step(aligner, INFINITY, &more);
	(void)status;
	aligner_free(aligner);
}
