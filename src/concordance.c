/* SPDX-License-Identifier: MIT */
/* concordance: lines of two halves, the word in the middle of each.
 *
 * What stands for what is found elsewhere (equivalent.c); here it is put in order and cut to
 * the width of a half (context.c). */
#include "concordance.h"

#include <assert.h>

#include "context.h"
#include "message.h"

/* The number of the first equivalent that a hit has, or what is behind the last. */
static size_t kind_of(const struct concordance *c, size_t hit)
{
	uint32_t found = equivalents_hit(c->equivalents, hit).found;
	return found ? (size_t)__builtin_ctz(found) : EQUIVALENTS_MOST;
}

void concordance_describe(const struct equivalents *equivalents, struct buf *out)
{
	for (size_t i = 0; i < equivalents_count(equivalents); i++) {
		struct equivalent word = equivalents_at(equivalents, i);
		struct buf sure = {0};
		confidence_put(word.score, &sure);
		buf_puts(out, i > 0 ? ", " : "");
		buf_add(out, word.text, word.len);
		buf_printf(out, _(" %u of %zu (%s)"), word.hits,
			equivalents_hits(equivalents), buf_string(&sure));
		buf_free(&sure);
	}
}

void concordance_make(struct concordance *c, const struct document *document,
	const struct query *query, const struct equivalents *equivalents,
	const char *what)
{
	size_t hits = equivalents_hits(equivalents);
	c->document = document;
	c->query = query;
	c->equivalents = equivalents;
	c->order.n = 0;
	for (size_t kind = 0; kind <= EQUIVALENTS_MOST; kind++)
		for (size_t i = 0; i < hits; i++)
			if (kind_of(c, i) == kind)
				array_push(&c->order, i);
	c->heading.n = 0;
	buf_printf(&c->heading, "/%s: ", what);
	concordance_describe(equivalents, &c->heading);
}

void concordance_free(struct concordance *c)
{
	array_free(&c->order);
	array_free(&c->spans);
	buf_free(&c->text);
	buf_free(&c->heading);
}

static size_t count(void *ctx)
{
	return ((struct concordance *)ctx)->order.n;
}

static const struct link *link_of(const struct concordance *c, size_t line)
{
	size_t hit = c->order.v[line];
	return &c->document->links.v[equivalents_hit(c->equivalents, hit).link];
}

/* The word of a sentence that its half of the line is about: the match, or the first
 * equivalent.  SPAN_NONE if it has none. */
static struct span word_in(struct concordance *c, enum side side,
	const struct block *block, struct span sentence)
{
	struct status status = STATUS_NONE;
	struct span word = SPAN_NONE;
	if (side == equivalents_side(c->equivalents)) {
		word = query_find(c->query, block->text + sentence.beg,
			span_len(sentence), 0, &status);
		if (!span_is_none(word))
			word = (struct span){
				word.beg + sentence.beg, word.end + sentence.beg};
		return word;
	}
	span_array words = {0};
	equivalents_ranges(c->equivalents, block->text, sentence, &words);
	if (words.n > 0)
		word = words.v[0];
	array_free(&words);
	return word;
}

/* The first sentence of a side of a link with such a word, or the first of all; the word, and
 * the block it is in. */
static struct span sentence_of(struct concordance *c, const struct link *link,
	enum side side, struct span *word, size_t *number)
{
	uint32_t n;
	const struct sentence_ref *refs = link_refs(link, side, &n);
	struct span sentence = {0};
	*word = SPAN_NONE;
	assert(n > 0);
	for (uint32_t k = 0; k <= n && span_is_none(*word); k++) {
		const struct sentence_ref *ref = &refs[k < n ? k : 0];
		const struct block *block =
			stream_block(&c->document->side[side], ref->block);
		block_sentences(&(struct sentence_style){0}, block, &c->spans);
		sentence = c->spans.v[ref->sentence];
		*number = ref->block;
		*word = word_in(c, side, block, sentence);
	}
	return sentence;
}

/* Appends what a half has room for; returns where the word is in it. */
static struct span put_half(
	struct concordance *c, const struct link *link, enum side side, size_t cells)
{
	struct span word;
	size_t number;
	struct span sentence = sentence_of(c, link, side, &word, &number);
	const struct block *block = stream_block(&c->document->side[side], number);
	struct glyph_style glyph = c->glyph;
	glyph.narrow_punctuation = side == SIDE_EN;
	const char *text = block->text + sentence.beg;
	if (span_is_none(word)) {
		buf_add(&c->text, text, span_len(sentence));
		return (struct span){0};
	}
	struct span within = {word.beg - sentence.beg, word.end - sentence.beg};
	return context_add(&glyph, text, span_len(sentence), within, cells, &c->text);
}

static struct list_line line(void *ctx, size_t index)
{
	enum {
		BORDER = 4
	}; /* the line between the halves and what is left free at its sides */
	struct concordance *c = ctx;
	const struct link *link = link_of(c, index);
	size_t both = c->columns > LIST_MARGIN + BORDER + 2
			      ? c->columns - LIST_MARGIN - BORDER
			      : 2;
	c->text.n = 0;
	struct span left = put_half(c, link, SIDE_ZH, both / 2);
	size_t right = c->text.n;
	struct span word = put_half(c, link, SIDE_EN, both / 2);
	return (struct list_line){.text = buf_string(&c->text),
		.len = c->text.n,
		.right = right,
		.narrow = true,
		.match = left,
		.right_match = word,
		.element = ELEMENT_TEXT};
}

void concordance_resize(struct concordance *c, int columns, int ambiguous)
{
	c->columns = columns > 0 ? (size_t)columns : 0;
	c->glyph = (struct glyph_style){.ambiguous = (uint8_t)ambiguous};
}

struct list_source concordance_source(struct concordance *c)
{
	return (struct list_source){.heading = buf_string(&c->heading),
		.hint = _("Enter goes there, / searches, & filters, q or Esc closes"),
		.selects = true,
		.count = count,
		.line = line,
		.ctx = c};
}

size_t concordance_line(const struct concordance *c, size_t link)
{
	for (size_t i = 0; i < c->order.n; i++)
		if (equivalents_hit(c->equivalents, c->order.v[i]).link == link)
			return i;
	return 0;
}

void concordance_place(
	struct concordance *c, size_t line, enum side *side, size_t *block, size_t *byte)
{
	struct span word;
	*side = equivalents_side(c->equivalents);
	struct span sentence = sentence_of(c, link_of(c, line), *side, &word, block);
	*byte = span_is_none(word) ? sentence.beg : word.beg;
}
