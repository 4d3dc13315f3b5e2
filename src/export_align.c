/* SPDX-License-Identifier: MIT */
/* export_align: the links, in formats that other programs read.
 *
 * A format is a row of the table below, by the value of --align; each walks the links in
 * their order and writes one a line, the empty counterparts too, so that every sentence of
 * two aligned texts is there just once.  What each format looks like is said in export.h. */
#include <assert.h>
#include <stdlib.h>

#include "export.h"
#include "export_units.h"
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
			block_sentences(&style, stream_block(stream, i), &spans);
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

/* What print_row needs. */
struct table {
	FILE *out;
	struct buf line;
	bool placed;
};

static void print_row(void *ctx, const struct export_unit *unit)
{
	struct table *table = ctx;
	struct buf *line = &table->line;
	line->n = 0;
	for (int side = 0; side < SIDE_COUNT; side++) {
		tsv_add(line, unit->text[side].v, unit->text[side].n);
		buf_putc(line, '\t');
	}
	if (unit->link)
		export_score(line, unit->link->score);
	buf_printf(line, "\t%s\t%s",
		unit->link ? export_link_status(unit->link) : "unlinked",
		unit->link ? export_link_kind(unit->link) : "");
	for (int side = 0; table->placed && side < SIDE_COUNT; side++) {
		buf_putc(line, '\t');
		buf_add(line, unit->place[side].v, unit->place[side].n);
	}
	buf_putc(line, '\n');
	fwrite(line->v, 1, line->n, table->out);
}

static void print_tsv(const struct document *document, FILE *out)
{
	struct table table = {.out = out, .placed = export_is_alignment(document)};
	export_units(document, print_row, &table);
	buf_free(&table.line);
}

static void (*const formats[])(const struct document *document, FILE *out) = {
	[ALIGN_LADDER] = print_ladder,
	[ALIGN_TSV] = print_tsv,
	[ALIGN_TMX] = export_tmx,
};

void export_align(const struct document *document, const struct config *config, FILE *out)
{
	assert((size_t)config->align < sizeof formats / sizeof *formats);
	formats[config->align](document, out);
}
