/* SPDX-License-Identifier: MIT */
/* cited: the lines of the list that Enter opens on a sentence with citations.
 *
 * Which lines there are is found once; their texts are made as they are drawn.  Of a place
 * that mentions the work the page and the section come first, then as much of the sentence as
 * fits before the citation: what is said with it stands there. */
#include "cited.h"

#include <string.h>

#include "message.h"
#include "section.h"

enum {
	PATH_CELLS = 24,  /* of the sections around a place */
	ENTRY_CELLS = 60, /* of an entry on the bottom line */
	LEAD_CELLS = 30,  /* of the sentence before its citation */
};

static const struct glyph_style plain = {.ambiguous = 1};

/* ---- which lines there are ---- */

struct works {
	struct work v[CITED_WORKS];
	struct mention mention[CITED_WORKS]; /* where in the sentence */
	size_t n;
};

/* Where the labels of a citation go. */
struct gathering {
	struct works *works;
	const struct mentions *mentions;
	struct mention mention;
};

static void add_work(struct works *works, const struct mention *mention, struct work work)
{
	for (size_t i = 0; i < works->n; i++)
		if (works->v[i].label == work.label && works->v[i].list == work.list)
			return;
	if (works->n == CITED_WORKS)
		return;
	works->mention[works->n] = *mention;
	works->v[works->n++] = work;
}

static void add_label(void *ctx, const char *label)
{
	struct gathering *gathering = ctx;
	add_work(gathering->works, &gathering->mention,
		mention_work(gathering->mentions, &gathering->mention,
			(unsigned)strtoul(label, NULL, 10)));
}

/* The work whose entry the sentence is of, and those that it cites, each once. */
static void gather_works(const struct cited *cited, struct works *works)
{
	struct gathering gathering = {works, cited->mentions, cited->here};
	const char *text = NULL;
	struct work own;
	if (mention_entry_work(
		    cited->mentions, cited->here.side, cited->here.block, &own))
		add_work(works, &cited->here, own);
	size_t count = mentions_count(cited->mentions, cited->here.side);
	size_t i = mentions_from(cited->mentions, cited->here.side, cited->here.block,
		cited->sentence.beg);
	for (; i < count; i++) {
		gathering.mention = mentions_at(cited->mentions, cited->here.side, i);
		if (gathering.mention.block != cited->here.block ||
			gathering.mention.byte >= cited->sentence.end)
			break;
		struct citation citation =
			mention_citation(cited->mentions, &gathering.mention, &text);
		citation_labels(text, &citation, add_label, &gathering);
	}
}

static void add_places(struct cited *cited, const struct work *work)
{
	for (enum side side = 0; side < SIDE_COUNT; side++)
		for (size_t i = 0; i < mentions_count(cited->mentions, side); i++) {
			struct mention place = mentions_at(cited->mentions, side, i);
			if (cited->lines.n < CITED_LINES &&
				mention_is_of(cited->mentions, &place, work))
				array_push(&cited->lines,
					(struct cited_line){.kind = CITED_MENTION,
						.work = *work,
						.place = place});
		}
}

void cited_make(struct cited *cited, const struct document *document,
	const struct mentions *mentions, enum side side, size_t block,
	struct span sentence)
{
	struct works works = {.n = 0};
	cited->document = document;
	cited->mentions = mentions;
	cited->here = (struct mention){side, block, sentence.beg};
	cited->sentence = sentence;
	gather_works(cited, &works);
	for (size_t i = 0; i < works.n; i++) {
		struct cited_line line = {.kind = CITED_NO_ENTRY, .work = works.v[i]};
		if (mention_entry(mentions, &works.mention[i], works.v[i].label,
			    &line.place.side, &line.place.block))
			line.kind = CITED_ENTRY;
		array_push(&cited->lines, line);
		add_places(cited, &works.v[i]);
	}
}

void cited_add_link(struct cited *cited, enum side side, size_t block, struct span range)
{
	array_push(&cited->lines, (struct cited_line){.kind = CITED_LINK,
					  .place = {side, block, range.beg},
					  .range = range});
}

void cited_free(struct cited *cited)
{
	array_free(&cited->lines);
	array_free(&cited->sentences);
	buf_free(&cited->text);
}

/* ---- what they say ---- */

static struct block block_of(const struct document *document, const struct mention *place)
{
	return blocks_at(&document->side[place->side].blocks, place->block);
}

/* Appends text, no more than so many cells of its beginning. */
static void add_clipped(struct buf *out, const char *text, size_t len, size_t cells)
{
	size_t fit = glyph_fit(&plain, text, len, cells, NULL);
	buf_add(out, text, fit);
	buf_puts(out, fit < len ? "…" : "");
}

/* Appends the end of a text, no more than so many cells of it. */
static void add_tail(struct buf *out, const char *text, size_t len, size_t cells)
{
	size_t all = glyph_width(&plain, text, len), beg = 0;
	if (all > cells)
		beg = glyph_fit(&plain, text, len, all - cells, NULL);
	buf_puts(out, beg > 0 ? "…" : "");
	buf_add(out, text + beg, len - beg);
}

/* Appends the sentence that a citation is in. */
static void add_context(
	struct cited *cited, const struct mention *place, const struct citation *citation)
{
	const struct block block = block_of(cited->document, place);
	const struct sentence_style style = {.semicolon = false};
	sentence_split(&style, block.text, block.len, &cited->sentences);
	struct span sentence =
		cited->sentences.v[sentence_at(&cited->sentences, citation->range.beg)];
	add_tail(&cited->text, block.text + sentence.beg,
		citation->range.beg - sentence.beg, LEAD_CELLS);
	size_t end =
		sentence.end > citation->range.end ? sentence.end : citation->range.end;
	buf_add(&cited->text, block.text + citation->range.beg,
		end - citation->range.beg);
}

static void add_mention(struct cited *cited, const struct mention *place)
{
	const char *text;
	const struct stream *stream = &cited->document->side[place->side];
	struct citation citation = mention_citation(cited->mentions, place, &text);
	struct buf path = {0};
	if (!span_is_none(citation.locator)) {
		buf_add(&cited->text, text + citation.locator.beg,
			span_len(citation.locator));
		buf_puts(&cited->text, "  ");
	}
	section_path(stream, document_section(stream, place->block), &path);
	if (path.n > 0) {
		add_clipped(&cited->text, path.v, path.n, PATH_CELLS);
		buf_puts(&cited->text, "  ");
	}
	add_context(cited, place, &citation);
	buf_free(&path);
}

static size_t count(void *ctx)
{
	const struct cited *cited = ctx;
	return cited->lines.n;
}

static bool is_here(const struct cited *cited, const struct mention *place)
{
	return place->side == cited->here.side && place->block == cited->here.block &&
	       span_has(cited->sentence, place->byte);
}

static struct list_line line(void *ctx, size_t index)
{
	struct cited *cited = ctx;
	const struct cited_line *line = &cited->lines.v[index];
	struct list_line out = {.element = ELEMENT_HEADING};
	cited->text.n = 0;
	if (line->kind == CITED_LINK) {
		const struct block block = block_of(cited->document, &line->place);
		buf_printf(&cited->text, _("linked: %.*s"), (int)span_len(line->range),
			block.text + line->range.beg);
		out.element = ELEMENT_TEXT;
	} else if (line->kind == CITED_ENTRY) {
		const struct block block = block_of(cited->document, &line->place);
		buf_add(&cited->text, block.text, block.len);
	} else if (line->kind == CITED_NO_ENTRY) {
		buf_printf(&cited->text, _("[%u] has no entry in the text"),
			line->work.label);
	} else {
		add_mention(cited, &line->place);
		out.element = ELEMENT_TEXT;
		out.indent = 2;
		out.marked = is_here(cited, &line->place);
	}
	out.text = cited->text.v;
	out.len = cited->text.n;
	return out;
}

struct list_source cited_source(struct cited *cited)
{
	return (struct list_source){.heading = _("Citations"),
		.hint = _("Enter goes there, / searches, & filters, q or Esc closes"),
		.selects = true,
		.outline = true,
		.count = count,
		.line = line,
		.ctx = cited};
}

static void count_label(void *ctx, const char *label)
{
	size_t *labels = ctx;
	(void)label;
	++*labels;
}

static bool is_single(const char *text, const struct citation *citation)
{
	size_t labels = 0;
	citation_labels(text, citation, count_label, &labels);
	return labels == 1;
}

void cited_describe(const struct document *document, const struct mentions *mentions,
	const struct mention *mention, const struct work *work, struct buf *out)
{
	const char *text;
	struct mention place = {.byte = 0};
	struct citation citation = mention_citation(mentions, mention, &text);
	buf_add(out, text + citation.range.beg, span_len(citation.range));
	if (!mention_entry(mentions, mention, work->label, &place.side, &place.block))
		return;
	const struct block block = block_of(document, &place);
	unsigned label;
	size_t beg = 0;
	/* Its label need not be said again, unless there are several. */
	if (is_single(text, &citation))
		citation_entry(block.text, block.len, &label, &beg);
	while (beg < block.len && block.text[beg] == ' ')
		beg++;
	buf_puts(out, "  ");
	add_clipped(out, block.text + beg, block.len - beg, ENTRY_CELLS);
}
