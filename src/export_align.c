/* SPDX-License-Identifier: MIT */
/* export_align: the links, in formats that other programs read.
 *
 * A format is a row of the table below, by the value of --align; each walks the links in
 * their order and writes one a line, the empty counterparts too, so that every sentence of
 * two aligned texts is there just once.  What each format looks like is said in export.h. */
#include <assert.h>
#include <stdlib.h>

#include "export.h"
#include "tsv.h"

/* Sentences of each side before each of its blocks, for their numbers in the whole file. */
struct numbering {
	size_t *before[SIDE_COUNT];
};

static void number_sentences(const struct document *document, struct numbering *numbering)
{
	const struct sentence_style style = {.semicolon = false};
	span_array spans = {0};
	for (int side = 0; side < SIDE_COUNT; side++) {
		const struct stream *stream = &document->side[side];
		size_t count = 0;
		numbering->before[side] =
			xcalloc(stream->blocks.n + 1, sizeof *numbering->before[side]);
		for (size_t i = 0; i < stream->blocks.n; i++) {
			numbering->before[side][i] = count;
			block_sentences(&style, &stream->blocks.v[i], &spans);
			count += spans.n;
		}
	}
	array_free(&spans);
}

static void add_numbers(struct buf *out, const size_t *before,
	const struct sentence_ref *refs, uint32_t count)
{
	buf_putc(out, '[');
	for (uint32_t i = 0; i < count; i++)
		buf_printf(out, "%s%zu", i ? "," : "",
			before[refs[i].block] + refs[i].sentence);
	buf_putc(out, ']');
}

static void print_ladder(const struct document *document, FILE *out)
{
	struct numbering numbering;
	struct buf line = {0};
	number_sentences(document, &numbering);
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		line.n = 0;
		add_numbers(&line, numbering.before[SIDE_ZH], link->zh, link->zh_count);
		buf_putc(&line, ':');
		add_numbers(&line, numbering.before[SIDE_EN], link->en, link->en_count);
		buf_putc(&line, ':');
		export_score(&line, link->score);
		buf_putc(&line, '\n');
		fwrite(line.v, 1, line.n, out);
	}
	free(numbering.before[SIDE_ZH]);
	free(numbering.before[SIDE_EN]);
	buf_free(&line);
}

/* The sentences of one end of a link, as one field: English ones with a blank between them,
 * Chinese ones with nothing, as in running text. */
static void add_sentences(struct buf *out, const struct document *document,
	enum side side, const struct sentence_ref *refs, uint32_t count,
	span_array *spans)
{
	const struct sentence_style style = {.semicolon = false};
	for (uint32_t i = 0; i < count; i++) {
		const struct block *block = &document->side[side].blocks.v[refs[i].block];
		block_sentences(&style, block, spans);
		assert(refs[i].sentence < spans->n);
		struct span s = spans->v[refs[i].sentence];
		while (s.end > s.beg && block->text[s.end - 1] == ' ')
			s.end--;
		if (i > 0 && side == SIDE_EN)
			buf_putc(out, ' ');
		tsv_add(out, block->text + s.beg, span_len(s));
	}
}

static void print_tsv(const struct document *document, FILE *out)
{
	struct buf line = {0};
	span_array spans = {0};
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		line.n = 0;
		add_sentences(&line, document, SIDE_ZH, link->zh, link->zh_count, &spans);
		buf_putc(&line, '\t');
		add_sentences(&line, document, SIDE_EN, link->en, link->en_count, &spans);
		buf_putc(&line, '\t');
		export_score(&line, link->score);
		buf_printf(&line, "\t%s\t%s\n", export_link_status(link),
			export_link_kind(link));
		fwrite(line.v, 1, line.n, out);
	}
	array_free(&spans);
	buf_free(&line);
}

static void (*const formats[])(const struct document *document, FILE *out) = {
	[ALIGN_LADDER] = print_ladder,
	[ALIGN_TSV] = print_tsv,
};

void export_align(const struct document *document, const struct config *config, FILE *out)
{
	assert((size_t)config->align < sizeof formats / sizeof *formats);
	formats[config->align](document, out);
}
