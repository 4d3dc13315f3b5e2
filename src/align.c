/* SPDX-License-Identifier: MIT */
/* align: links between the sentences of two texts of the same structure.
 *
 * Blocks are paired where both sides have the same kinds of blocks in the same order, from
 * heading to heading; where a stretch between two headings differs, nothing in it is linked
 * rather than something wrong.  In a pair of blocks with as many sentences on both sides the
 * sentences are paired in order, else all of one block go with all of the other. */
#include "align.h"

#include <string.h>

#include "align_internal.h"

void align_sentences(const struct block *block, span_array *spans)
{
	block_sentences(&(struct sentence_style){0}, block, spans);
}

static void *copy(struct document *document, const void *bytes, size_t size)
{
	return size ? memcpy(arena_alloc(&document->arena, size), bytes, size) : NULL;
}

void align_link(struct document *document, enum link_kind kind, const ref_array *zh,
	const ref_array *en, const struct block_range *en_ranges, size_t en_range_count,
	double score)
{
	struct link link = {
		.zh = copy(document, zh->v, zh->n * sizeof *zh->v),
		.en = copy(document, en->v, en->n * sizeof *en->v),
		.en_ranges =
			copy(document, en_ranges, en_range_count * sizeof *en_ranges),
		.zh_count = (uint32_t)zh->n,
		.en_count = (uint32_t)en->n,
		.en_range_count = (uint32_t)en_range_count,
		.score = (float)score,
		.kind = (uint8_t)kind,
		.status = LINK_AUTO,
	};
	array_push(&document->links, link);
}

void align_link_clauses(struct document *document, const uint32_t *clauses, size_t count)
{
	struct link *link = &document->links.v[document->links.n - 1];
	link->clauses = copy(document, clauses, count * sizeof *clauses);
	link->clause_count = (uint32_t)count;
}

static void add_sentences(ref_array *refs, size_t block, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		array_push(refs, (struct sentence_ref){(uint32_t)block, (uint32_t)i});
}

/* How well two blocks' lengths go together: 1 at the usual ratio of English letters to Han
 * bytes, falling as one gets too long for the other. */
static double length_score(const struct block *zh, const struct block *en)
{
	double ratio = ((double)en->len + 8) / ((double)zh->len * 1.2 + 8);
	return ratio < 1 ? ratio : 1 / ratio;
}

static void link_blocks(
	struct document *document, size_t zh, size_t en, span_array spans[2])
{
	const struct block *zh_block = &document->side[SIDE_ZH].blocks.v[zh];
	const struct block *en_block = &document->side[SIDE_EN].blocks.v[en];
	align_sentences(zh_block, &spans[SIDE_ZH]);
	align_sentences(en_block, &spans[SIDE_EN]);
	size_t n = spans[SIDE_ZH].n, m = spans[SIDE_EN].n, step = n == m ? 1 : n;
	if (n == 0 || m == 0)
		return;
	double score = 0.5 + 0.5 * length_score(zh_block, en_block);
	for (size_t i = 0; i < n; i += step) {
		ref_array zh_refs = {0}, en_refs = {0};
		add_sentences(&zh_refs, zh, i, i + step);
		add_sentences(&en_refs, en, n == m ? i : 0, n == m ? i + 1 : m);
		align_link(
			document, LINK_TRANSLATION, &zh_refs, &en_refs, NULL, 0, score);
		array_free(&zh_refs);
		array_free(&en_refs);
	}
}

static size_t next_heading(const struct stream *stream, size_t block)
{
	while (block < stream->blocks.n && stream->blocks.v[block].level == 0)
		block++;
	return block;
}

static bool same_kinds(const struct stream *a, size_t a_beg, const struct stream *b,
	size_t b_beg, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (a->blocks.v[a_beg + i].kind != b->blocks.v[b_beg + i].kind)
			return false;
	return true;
}

static void align_translation(struct document *document)
{
	const struct stream *zh = &document->side[SIDE_ZH],
			    *en = &document->side[SIDE_EN];
	if (zh->sections.n != en->sections.n)
		return;
	span_array spans[SIDE_COUNT] = {{0}};
	size_t i = 0, k = 0;
	while (i < zh->blocks.n && k < en->blocks.n) {
		/* A stretch runs from a heading, or the beginning, to before the next heading. */
		size_t i_end = next_heading(zh, i + 1), k_end = next_heading(en, k + 1);
		if (i_end - i == k_end - k && same_kinds(zh, i, en, k, i_end - i)) {
			for (size_t n = 0; n < i_end - i; n++)
				link_blocks(document, i + n, k + n, spans);
		} else if (zh->blocks.v[i].level && en->blocks.v[k].level) {
			link_blocks(document, i, k, spans);
		}
		i = i_end;
		k = k_end;
	}
	array_free(&spans[SIDE_ZH]);
	array_free(&spans[SIDE_EN]);
}

void align_document(struct document *document)
{
	document->links.n = 0;
	document->clauses.n = 0;
	if (document->two_sources)
		align_translation(document);
	else
		align_abstract(document);
}
