/* SPDX-License-Identifier: MIT */
/* fuzz_repair: any text becomes a document that is sound: valid UTF-8, places inside the
 * source, sections inside one another, sentences that cover their block, citations one behind
 * the other, links to what is there; and the same whether it came at once or in slices. */
#include <stdlib.h>
#include <string.h>

#include "align.h"
#include "citation.h"
#include "fuzz.h"
#include "sentence.h"

static void check_block(const struct block *block)
{
	span_array sentences = {0};
	struct citation citation;
	fuzz_check_utf8(block->text, block->len);
	require(block->source.beg <= block->source.end);
	require(block->kind < BLOCK_KIND_COUNT && block->number_len <= block->len &&
		block->title_beg <= block->len);
	sentence_split(&(struct sentence_style){0}, block->text, block->len, &sentences);
	size_t at = 0;
	for (size_t i = 0; i < sentences.n; i++) {
		require(sentences.v[i].beg == at && sentences.v[i].end >= at);
		at = sentences.v[i].end;
	}
	require(at == block->len);
	for (at = 0; citation_next(block->text, block->len, at, &citation);
		at = citation.range.end)
		require(citation.range.beg >= at && citation.range.end > at &&
			citation.range.end <= block->len);
	array_free(&sentences);
}

static void check_document(const struct document *document)
{
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		const struct stream *stream = &document->side[side];
		for (size_t i = 0; i < stream->blocks.n; i++)
			check_block(stream_block(stream, i));
		for (size_t i = 0; i < stream->sections.n; i++)
			require(stream->sections.v[i].block < stream->blocks.n &&
				(stream->sections.v[i].parent == NO_SECTION ||
					stream->sections.v[i].parent < i));
	}
}

static void check_same(const struct document *a, const struct document *b)
{
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		require(a->side[side].blocks.n == b->side[side].blocks.n);
		for (size_t i = 0; i < a->side[side].blocks.n; i++) {
			const struct block *p = stream_block(&a->side[side], i);
			const struct block *q = stream_block(&b->side[side], i);
			require(p->kind == q->kind && p->len == q->len &&
				p->source.beg == q->source.beg &&
				p->source.end == q->source.end &&
				(p->len == 0 || memcmp(p->text, q->text, p->len) == 0));
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct fuzz_input input = {bytes, len};
	size_t slice = 1 + fuzz_number(&input, 256);
	struct document whole = {0}, sliced = {0};
	fuzz_document(&whole, input.v, input.n, len + 1);
	fuzz_document(&sliced, input.v, input.n, slice);
	check_document(&whole);
	check_same(&whole, &sliced);
	align_document(&whole);
	fuzz_check_links(&whole);
	document_free(&whole);
	document_free(&sliced);
	return 0;
}
