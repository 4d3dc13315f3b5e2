/* SPDX-License-Identifier: MIT */
/* export_json: the document as JSON (RFC 8259), written a line at a time.
 *
 * Blocks are numbered by id, so that "block" means the same in citations and links whatever
 * the side.  Nothing is gathered but one line: a document as large as memory can be written. */
#include "buf.h"
#include "citation.h"
#include "export.h"
#include "json.h"
#include "sentence.h"

/* An array with an element a line. */
struct lines {
	FILE *out;
	struct buf line; /* the element being made */
	size_t count;
};

static void begin_lines(struct lines *lines, const char *name)
{
	fprintf(lines->out, ",\n \"%s\": [", name);
	lines->count = 0;
}

static void end_line(struct lines *lines)
{
	fputs(lines->count++ ? ",\n  " : "\n  ", lines->out);
	fwrite(lines->line.v, 1, lines->line.n, lines->out);
	lines->line.n = 0;
}

static void end_lines(struct lines *lines)
{
	fputs(lines->count ? "\n ]" : "]", lines->out);
}

static void add_range(struct buf *out, struct span range)
{
	buf_printf(out, "[%zu, %zu]", range.beg, range.end);
}

static void add_block(struct buf *out, size_t id, enum side side,
	const struct block *block, span_array *sentences)
{
	const struct sentence_style style = {.semicolon = false};
	buf_printf(out, "{\"id\": %zu, \"side\": \"%s\", \"kind\": \"%s\", ", id,
		side_name(side), block_kind_name(block->kind));
	if (block->kind == BLOCK_HEADING) {
		buf_printf(out, "\"level\": %d, \"number\": ", block->level);
		json_add_string(out, block->text, block->number_len);
		buf_puts(out, ", ");
	}
	buf_puts(out, "\"text\": ");
	json_add_string(out, block->text, block->len);
	buf_puts(out, ", \"source\": ");
	add_range(out, block->source);
	buf_puts(out, ", \"sentences\": [");
	block_sentences(&style, block, sentences);
	for (size_t i = 0; i < sentences->n; i++) {
		buf_puts(out, i ? ", " : "");
		add_range(out, sentences->v[i]);
	}
	buf_puts(out, "]}");
}

struct label_list {
	struct buf *out;
	size_t count;
};

static void add_label(void *ctx, const char *label)
{
	struct label_list *list = ctx;
	buf_printf(list->out, "%s\"%s\"", list->count++ ? ", " : "", label);
}

static void add_citation(
	struct buf *out, size_t id, const char *text, const struct citation *citation)
{
	buf_printf(out, "{\"block\": %zu, \"range\": ", id);
	add_range(out, citation->range);
	buf_puts(out, ", \"labels\": [");
	struct label_list list = {.out = out};
	citation_labels(text, citation, add_label, &list);
	buf_putc(out, ']');
	if (!span_is_none(citation->locator)) {
		buf_puts(out, ", \"locator\": ");
		json_add_string(
			out, text + citation->locator.beg, span_len(citation->locator));
	}
	buf_putc(out, '}');
}

static void add_ends(struct buf *out, const struct document *document, enum side side,
	const struct sentence_ref *refs, uint32_t count)
{
	buf_printf(out, ", \"%s\": [", side_name(side));
	for (uint32_t i = 0; i < count; i++)
		buf_printf(out, "%s[%zu, %u]", i ? ", " : "",
			document_id(document, side, refs[i].block), refs[i].sentence);
	buf_putc(out, ']');
}

static void add_link(
	struct buf *out, const struct document *document, const struct link *link)
{
	buf_printf(out, "{\"kind\": \"%s\"", export_link_kind(link));
	add_ends(out, document, SIDE_ZH, link->zh, link->zh_count);
	add_ends(out, document, SIDE_EN, link->en, link->en_count);
	buf_puts(out, ", \"en_ranges\": [");
	for (uint32_t i = 0; i < link->en_range_count; i++) {
		const struct block_range *range = &link->en_ranges[i];
		buf_printf(out, "%s[%zu, %zu, %zu]", i ? ", " : "",
			document_id(document, SIDE_EN, range->block), range->range.beg,
			range->range.end);
	}
	buf_puts(out, "], \"score\": ");
	export_score(out, link->score);
	buf_printf(out, ", \"status\": \"%s\"}", export_link_status(link));
}

static void print_blocks(const struct document *document, struct lines *lines)
{
	enum side side;
	size_t block;
	span_array sentences = {0};
	begin_lines(lines, "blocks");
	for (size_t id = 0; document_find(document, id, &side, &block); id++) {
		add_block(&lines->line, id, side,
			stream_block(&document->side[side], block), &sentences);
		end_line(lines);
	}
	end_lines(lines);
	array_free(&sentences);
}

static void print_citations(const struct document *document, struct lines *lines)
{
	enum side side;
	size_t block;
	struct citation citation;
	begin_lines(lines, "citations");
	for (size_t id = 0; document_find(document, id, &side, &block); id++) {
		const struct block *b = stream_block(&document->side[side], block);
		for (size_t at = 0; citation_next(b->text, b->len, at, &citation);
			at = citation.range.end) {
			add_citation(&lines->line, id, b->text, &citation);
			end_line(lines);
		}
	}
	end_lines(lines);
}

void export_json(const struct document *document, const struct config *config, FILE *out)
{
	(void)config;
	struct lines lines = {.out = out};
	fputs("{\"format\": \"duidu\", \"version\": 1", out);
	print_blocks(document, &lines);
	print_citations(document, &lines);
	begin_lines(&lines, "links");
	for (size_t i = 0; i < document->links.n; i++) {
		add_link(&lines.line, document, &document->links.v[i]);
		end_line(&lines);
	}
	end_lines(&lines);
	fputs("}\n", out);
	buf_free(&lines.line);
}
