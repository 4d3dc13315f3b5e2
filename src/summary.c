/* SPDX-License-Identifier: MIT */
/* summary: lines about an abstract and what went into it.
 *
 * A clause has a line in each language, then its items the same way, then the sections that
 * fed just it, the surest first.  Lines know where Enter goes: from a clause to its best
 * passage, from a section to its heading.  Text is put together when a line is drawn. */
#include "summary.h"

#include <stdlib.h>

#include "message.h"
#include "sentence.h"

enum { INDENT = 2 };

static const struct stream *chinese(const struct summary *summary)
{
	return &summary->document->side[SIDE_ZH];
}

/* Where a passage begins in its block. */
static size_t first_byte(const struct summary *summary, uint32_t link)
{
	struct sentence_ref ref = summary->document->links.v[link].zh[0];
	const struct block *b = stream_block(chinese(summary), ref.block);
	span_array spans = {0};
	block_sentences(&(struct sentence_style){0}, b, &spans);
	size_t byte = ref.sentence < spans.n ? spans.v[ref.sentence].beg : 0;
	array_free(&spans);
	return byte;
}

/* ---- what a clause has -------------------------------------------------------------- */

/* Both languages' lines of a clause. */
static void add_clause(struct summary *summary, size_t clause, int indent)
{
	size_t n;
	const struct coverage_passage *best =
		coverage_passages(summary->coverage, clause, &n);
	struct summary_line line = {.kind = SUMMARY_CLAUSE,
		.clause = clause,
		.block = n ? best->block : NO_BLOCK,
		.byte = n ? first_byte(summary, best->link) : 0,
		.share = coverage_of_clause(summary->coverage, clause),
		.indent = indent};
	array_push(&summary->lines, line);
	if (summary->document->clauses.v[clause].range_count[SIDE_EN]) {
		line.kind = SUMMARY_ENGLISH;
		line.indent += INDENT;
		array_push(&summary->lines, line);
	}
}

static bool means(const struct link *link, size_t clause)
{
	for (uint32_t k = 0; k < link->clause_count; k++)
		if (link->clauses[k] == clause)
			return true;
	return false;
}

static bool has_section(const struct summary *summary, size_t first, size_t block)
{
	for (size_t i = first; i < summary->lines.n; i++)
		if (summary->lines.v[i].block == block)
			return true;
	return false;
}

/* The sections whose passages went into just this clause, not into an item of it. */
static void add_sections(struct summary *summary, size_t clause, int indent)
{
	size_t n, first = summary->lines.n;
	const struct coverage_passage *p =
		coverage_passages(summary->coverage, clause, &n);
	for (size_t i = 0; i < n; i++) {
		const struct link *link = &summary->document->links.v[p[i].link];
		size_t section = document_section(chinese(summary), p[i].block);
		struct summary_line line = {.kind = SUMMARY_SECTION,
			.clause = clause,
			.block = p[i].block,
			.score = p[i].score,
			.indent = indent};
		if (section != NO_SECTION) {
			line.block = chinese(summary)->sections.v[section].block;
			line.share = coverage_from(summary->coverage, section, clause);
		}
		if (means(link, clause) && !has_section(summary, first, line.block))
			array_push(&summary->lines, line);
	}
}

/* ---- the whole abstract ------------------------------------------------------------- */

/* A section within one that is not mentioned either is left to that. */
static void add_silent_sections(struct summary *summary)
{
	const struct stream *zh = chinese(summary);
	struct summary_line line = {.kind = SUMMARY_SILENT, .block = NO_BLOCK};
	for (size_t i = 0; i < zh->sections.n; i++) {
		size_t parent = zh->sections.v[i].parent;
		if (!coverage_is_silent(summary->coverage, i) ||
			(parent != NO_SECTION &&
				coverage_is_silent(summary->coverage, parent)))
			continue;
		if (line.kind == SUMMARY_SILENT)
			array_push(&summary->lines, line);
		line = (struct summary_line){.kind = SUMMARY_UNSAID,
			.block = zh->sections.v[i].block,
			.indent = INDENT};
		array_push(&summary->lines, line);
	}
}

void summary_make(struct summary *summary, const struct document *document,
	const struct coverage *coverage)
{
	*summary = (struct summary){.document = document, .coverage = coverage};
	array_push(&summary->lines, (struct summary_line){.kind = SUMMARY_BODY,
					    .block = NO_BLOCK,
					    .share = coverage_of_body(coverage)});
	for (size_t i = 0; i < document->clauses.n; i++) {
		int indent = document->clauses.v[i].whole == i ? 0 : INDENT;
		add_clause(summary, i, indent);
		add_sections(summary, i, indent + 2 * INDENT);
	}
	add_silent_sections(summary);
}

void summary_make_passages(struct summary *summary, const struct document *document,
	const struct coverage *coverage, size_t clause)
{
	size_t n;
	const struct coverage_passage *p = coverage_passages(coverage, clause, &n);
	*summary = (struct summary){.document = document, .coverage = coverage};
	add_clause(summary, clause, 0);
	for (size_t i = 0; i < n; i++)
		array_push(
			&summary->lines, (struct summary_line){.kind = SUMMARY_PASSAGE,
						 .clause = clause,
						 .block = p[i].block,
						 .byte = first_byte(summary, p[i].link),
						 .score = p[i].score,
						 .indent = 2 * INDENT});
}

void summary_free(struct summary *summary)
{
	array_free(&summary->lines);
	buf_free(&summary->text);
	buf_free(&summary->note);
}

size_t summary_line_of(const struct summary *summary, size_t clause)
{
	for (size_t i = 0; i < summary->lines.n; i++)
		if (summary->lines.v[i].kind == SUMMARY_CLAUSE &&
			summary->lines.v[i].clause == clause)
			return i;
	return 0;
}

size_t summary_best(const struct summary *summary)
{
	for (size_t i = 0; i < summary->lines.n; i++)
		if (summary->lines.v[i].kind == SUMMARY_PASSAGE)
			return i;
	return 0;
}

/* ---- lines -------------------------------------------------------------------------- */

static size_t count(void *ctx)
{
	return ((struct summary *)ctx)->lines.n;
}

static void put_words(struct summary *s, const struct summary_line *line)
{
	enum side side = line->kind == SUMMARY_ENGLISH ? SIDE_EN : SIDE_ZH;
	document_clause_text(s->document, line->clause, side, &s->text);
}

static void put_block(struct summary *s, const struct summary_line *line)
{
	const struct block *b = stream_block(chinese(s), line->block);
	buf_add(&s->text, b->text + line->byte, b->len - line->byte);
}

static void put_body(struct summary *s, const struct summary_line *line)
{
	(void)line;
	buf_puts(&s->text, _("the body as a whole"));
}

static void put_silent(struct summary *s, const struct summary_line *line)
{
	(void)line;
	buf_puts(&s->text, _("no clause mentions"));
}

static const struct {
	void (*put)(struct summary *summary, const struct summary_line *line);
	uint8_t element;
	bool measured, scored, narrow;
} kinds[] = {
	[SUMMARY_BODY] = {.put = put_body, .element = ELEMENT_HEADING, .measured = true},
	[SUMMARY_CLAUSE] = {.put = put_words,
		.element = ELEMENT_HEADING,
		.measured = true},
	[SUMMARY_ENGLISH] = {.put = put_words, .element = ELEMENT_TEXT, .narrow = true},
	[SUMMARY_SECTION] = {.put = put_block,
		.element = ELEMENT_TEXT,
		.measured = true,
		.scored = true},
	[SUMMARY_PASSAGE] = {.put = put_block, .element = ELEMENT_TEXT, .scored = true},
	[SUMMARY_SILENT] = {.put = put_silent, .element = ELEMENT_HEADING},
	[SUMMARY_UNSAID] = {.put = put_block, .element = ELEMENT_TEXT},
};

static struct list_line line(void *ctx, size_t index)
{
	struct summary *summary = ctx;
	const struct summary_line *l = &summary->lines.v[index];
	summary->text.n = summary->note.n = 0;
	kinds[l->kind].put(summary, l);
	if (kinds[l->kind].scored)
		confidence_put(l->score, &summary->note);
	return (struct list_line){.text = summary->text.v,
		.len = summary->text.n,
		.indent = l->indent,
		.narrow = kinds[l->kind].narrow,
		.measured = kinds[l->kind].measured,
		.share = l->share,
		.note = buf_string(&summary->note),
		.element = kinds[l->kind].element};
}

struct list_source summary_source(struct summary *summary)
{
	bool all = summary->lines.n && summary->lines.v[0].kind == SUMMARY_BODY;
	return (struct list_source){
		.heading = all ? _("What the abstract sums up") : _("Behind this clause"),
		.hint = _("Enter goes there, / searches, & filters, q or Esc closes"),
		.selects = true,
		.outline = true,
		.count = count,
		.line = line,
		.ctx = summary};
}
