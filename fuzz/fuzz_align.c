/* SPDX-License-Identifier: MIT */
/* fuzz_align: any two texts, with any dictionary, are linked so that every sentence is in just
 * one link, and the same whether that is done at once or in steps.  Any one text has the links
 * of its abstracts, whose clauses are in them, and their shares are shares.
 * In an input the byte 0xFF, which no text has, ends a text. */
#include <math.h>
#include <string.h>

#include "align.h"
#include "coverage.h"
#include "fuzz.h"
#include "segmented.h"

enum { END_OF_TEXT = 0xFF };
enum { AS_ARTICLE = 1, AS_LINES = 2 }; /* how texts are read */

/* ---- a translation -------------------------------------------------------------------- */

static void read_lines(struct document *document, enum side side, struct fuzz_input text)
{
	struct buf valid = {0};
	struct segmented *segmented = segmented_new(document, side);
	buf_add_valid(&valid, (const char *)text.v, text.n);
	segmented_feed(segmented, buf_string(&valid), valid.n);
	segmented_finish(segmented);
	buf_free(&valid);
}

static void read_pair(struct document *document, unsigned how,
	const struct fuzz_input texts[SIDE_COUNT])
{
	document->two_sources = true;
	for (enum side side = 0; side < SIDE_COUNT; side++)
		(how & AS_LINES ? read_lines : fuzz_side)(document, side, texts[side]);
}

static size_t count_sentences(const struct stream *stream)
{
	span_array spans = {0};
	size_t n = 0;
	for (size_t i = 0; i < stream->blocks.n; i++) {
		block_sentences(
			&(struct sentence_style){0}, stream_block(stream, i), &spans);
		n += spans.n;
	}
	array_free(&spans);
	return n;
}

/* Where the links of a text are in order, none has a sentence of another. */
static void check_partition(const struct document *document)
{
	size_t count[SIDE_COUNT] = {0};
	const struct sentence_ref *last = NULL;
	fuzz_check_links(document);
	if (document->links.n == 0)
		return;
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		require(link->score >= 0 && link->score <= 1);
		count[SIDE_ZH] += link->zh_count;
		count[SIDE_EN] += link->en_count;
		for (uint32_t k = 0; k < link->zh_count; last = &link->zh[k++])
			require(!last || last->block < link->zh[k].block ||
				(last->block == link->zh[k].block &&
					last->sentence < link->zh[k].sentence));
	}
	for (enum side side = 0; side < SIDE_COUNT; side++)
		require(count[side] == count_sentences(&document->side[side]));
}

static void link_in_steps(struct document *document, const char *dictionary, double step)
{
	struct aligner *aligner = aligner_new(document, dictionary);
	double progress = 0;
	for (bool more = true; more;) {
		aligner_step(aligner, step, &more);
		double now = aligner_progress(aligner);
		require(now >= progress && now <= 1);
		progress = now;
	}
	aligner_free(aligner);
}

static bool has_same_refs(
	const struct sentence_ref *a, const struct sentence_ref *b, uint32_t n)
{
	return n == 0 || memcmp(a, b, n * sizeof *a) == 0;
}

static void check_same(const struct document *a, const struct document *b)
{
	require(a->links.n == b->links.n);
	for (size_t i = 0; i < a->links.n; i++) {
		const struct link *p = &a->links.v[i], *q = &b->links.v[i];
		require(p->zh_count == q->zh_count && p->en_count == q->en_count &&
			has_same_refs(p->zh, q->zh, p->zh_count) &&
			has_same_refs(p->en, q->en, p->en_count));
	}
}

static void check_pair(unsigned how, struct fuzz_input input)
{
	struct document whole = {0}, stepped = {0};
	struct fuzz_input texts[SIDE_COUNT];
	struct buf path = {0};
	texts[SIDE_ZH] = fuzz_part(&input, END_OF_TEXT);
	texts[SIDE_EN] = fuzz_part(&input, END_OF_TEXT);
	if (input.n > 0) {
		fuzz_path(&path, "cedict.u8");
		fuzz_write(buf_string(&path), input.v, input.n);
	}
	read_pair(&whole, how, texts);
	read_pair(&stepped, how, texts);
	link_in_steps(&whole, path.v, INFINITY);
	link_in_steps(&stepped, path.v, 0);
	check_partition(&whole);
	check_same(&whole, &stepped);
	document_free(&whole);
	document_free(&stepped);
	buf_free(&path);
}

/* ---- an article ----------------------------------------------------------------------- */

static void check_clause(const struct document *document, size_t i)
{
	const struct clause *clause = &document->clauses.v[i];
	struct buf words = {0};
	require(clause->whole <= i);
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		const struct stream *stream = &document->side[side];
		for (size_t k = 0; k < clause->range_count[side]; k++) {
			const struct block_range *range = &clause->ranges[side][k];
			require(range->block < stream->blocks.n);
			require(range->range.beg <= range->range.end &&
				range->range.end <=
					stream_block(stream, range->block)->len);
		}
		document_clause_text(document, i, side, &words);
		fuzz_check_utf8(words.v, words.n);
		words.n = 0;
	}
	buf_free(&words);
}

static bool is_share(double share)
{
	return share >= 0 && share <= 1 + 1e-6;
}

static void check_coverage(const struct document *document)
{
	struct coverage *coverage = coverage_new(document);
	const struct stream *zh = &document->side[SIDE_ZH];
	if (!coverage)
		return;
	require(is_share(coverage_of_body(coverage)));
	for (size_t i = 0; i < document->clauses.n; i++) {
		size_t n;
		const struct coverage_passage *passages =
			coverage_passages(coverage, i, &n);
		require(is_share(coverage_of_clause(coverage, i)));
		for (size_t k = 0; k < n; k++)
			require(passages[k].link < document->links.n &&
				passages[k].block < zh->blocks.n);
	}
	for (size_t i = 0; i < zh->sections.n; i++)
		require(is_share(coverage_of_section(coverage, i)));
	coverage_free(coverage);
}

static void check_article(struct fuzz_input input)
{
	struct document document = {0};
	fuzz_document(&document, input.v, input.n, input.n + 1);
	align_document(&document);
	fuzz_check_links(&document);
	for (size_t i = 0; i < document.clauses.n; i++)
		check_clause(&document, i);
	check_coverage(&document);
	document_free(&document);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct fuzz_input input = {bytes, len};
	unsigned how = fuzz_number(&input, 4);
	if (how & AS_ARTICLE)
		check_article(input);
	else
		check_pair(how, input);
	return 0;
}
