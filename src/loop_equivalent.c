/* SPDX-License-Identifier: MIT */
/* loop_equivalent: asking the other side what it has for the words that were searched.
 *
 * The answer is counted when it is first asked for, at once or between keys when the text is
 * long, and kept as long as the search: meanwhile the words are marked wherever a match's
 * counterpart is on the screen.  Where nothing can be told it is said why.
 * What stands for what is left to equivalent.c, the lines of the list to concordance.c. */
#include "loop_internal.h"

#include <string.h>

#include "message.h"
#include "view_mark.h"

enum {
	SLICE = 10,    /* ms of counting between two looks for a key */
	PATIENCE = 10, /* slices until an answer is waited for between keys */
};

static const struct document *document_of(struct loop *loop)
{
	return reader_document(loop->reader);
}

void loop_equivalents_forget(struct loop *loop)
{
	if (!loop->ask.equivalents)
		return;
	if (loop->open == LIST_CONCORDANCE)
		loop_close_list(loop);
	view_mark_equivalents(reader_view(loop->reader), NULL);
	equivalents_free(loop->ask.equivalents);
	loop->ask.equivalents = NULL;
}

void loop_equivalents_free(struct loop *loop)
{
	loop_equivalents_forget(loop);
	concordance_free(&loop->ask.concordance);
}

/* Whether links are still to come. */
static bool is_unlinked(const struct loop *loop)
{
	return loop->loading && !reader_document(loop->reader)->links_given;
}

/* Whether there are links that words can be counted over; says so if not. */
static bool can_ask(struct loop *loop)
{
	const struct document *document = document_of(loop);
	if (document_has_abstract_only(document))
		loop_say(loop,
			_("an abstract alone is too little to tell which words belong "
			  "together"));
	else if (document->links.n == 0)
		loop_say_unlinked(loop);
	else
		return true;
	return false;
}

/* The side one is on, if its current sentence has a match, else that of the last match. */
static enum side side_searched(struct loop *loop)
{
	const struct hunt *hunt = &loop->hunt;
	struct status status = STATUS_NONE;
	enum side side = SIDE_ZH;
	size_t block;
	struct span sentence;
	if (view_current(reader_view(loop->reader), &side, &block, &sentence)) {
		const struct block *b =
			stream_block(&document_of(loop)->side[side], block);
		struct span match = query_find(hunt->query, b->text + sentence.beg,
			span_len(sentence), 0, &status);
		if (!span_is_none(match))
			return side;
	}
	if (hunt->found)
		return hunt->match.side;
	return search_count(hunt->search) > 0 ? search_at(hunt->search, 0).side : side;
}

/* The link of the current sentence, if it is one with a match. */
static bool link_here(struct loop *loop, size_t *link, uint32_t *found)
{
	const struct document *document = document_of(loop);
	const struct equivalents *equivalents = loop->ask.equivalents;
	enum side side;
	size_t block;
	struct span sentence;
	if (!view_current(reader_view(loop->reader), &side, &block, &sentence))
		return false;
	span_array spans = {0};
	block_sentences(&(struct sentence_style){0},
		stream_block(&document->side[side], block), &spans);
	size_t number = spans.n > 0 ? sentence_at(&spans, sentence.beg) : 0;
	array_free(&spans);
	for (size_t i = 0; i < equivalents_hits(equivalents); i++) {
		struct equivalent_hit hit = equivalents_hit(equivalents, i);
		uint32_t n;
		const struct sentence_ref *refs =
			link_refs(&document->links.v[hit.link], side, &n);
		for (uint32_t k = 0; k < n; k++)
			if (refs[k].block == block && refs[k].sentence == number) {
				*link = hit.link;
				*found = hit.found;
				return true;
			}
	}
	return false;
}

static void say(struct loop *loop)
{
	const struct equivalents *equivalents = loop->ask.equivalents;
	size_t hits = equivalents_hits(equivalents), link;
	uint32_t found;
	struct buf said = {0};
	buf_printf(&said, "/%s: ", loop->hunt.pattern);
	concordance_describe(equivalents, &said);
	if (equivalents_count(equivalents) > 0) {
		if (link_here(loop, &link, &found) && found == 0)
			buf_printf(&said, "; %s", _("none of them here"));
	} else if (hits < 2) {
		buf_puts(&said, hits ? _("linked once only, too little to tell its "
					 "counterpart")
				     : _("in no linked sentence"));
	} else {
		buf_printf(&said,
			_("linked %zu times, but no word goes with it often enough"),
			hits);
	}
	loop_say(loop, buf_string(&said));
	buf_free(&said);
}

static void answer(struct loop *loop)
{
	enum ask_use wanted = loop->ask.wanted;
	const struct equivalents *equivalents = loop->ask.equivalents;
	loop->ask.wanted = ASK_NOTHING;
	loop->message.n = 0;
	loop->dirty = true;
	view_mark_equivalents(reader_view(loop->reader), equivalents);
	if (wanted == ASK_LIST && equivalents_hits(equivalents) > 0)
		loop_toggle_list(loop, LIST_CONCORDANCE);
	else
		say(loop);
}

bool loop_equivalents_are_busy(const struct loop *loop)
{
	return loop->ask.wanted != ASK_NOTHING && !loop->prompting && !is_unlinked(loop);
}

/* Begins to count, when the search has come to its end. */
static bool begin(struct loop *loop)
{
	const struct hunt *hunt = &loop->hunt;
	if (!hunt->query || !hunt->search || search_count(hunt->search) == 0 ||
		!can_ask(loop)) {
		loop->ask.wanted = ASK_NOTHING;
		return false;
	}
	loop->ask.equivalents =
		equivalents_new(document_of(loop), hunt->query, side_searched(loop));
	return true;
}

void loop_equivalents_step(struct loop *loop)
{
	struct ask *ask = &loop->ask;
	if (!ask->equivalents && !begin(loop))
		return;
	if (!equivalents_step(ask->equivalents, SLICE)) {
		answer(loop);
		return;
	}
	struct buf said = {0};
	buf_printf(&said, _("asking the other language, %d%%"),
		equivalents_percent(ask->equivalents));
	loop_say(loop, buf_string(&said));
	buf_free(&said);
}

static void ask(struct loop *loop, enum ask_use wanted)
{
	struct hunt *hunt = &loop->hunt;
	if (!is_unlinked(loop) && !can_ask(loop))
		return;
	if (!hunt->pattern) {
		loop_search_open(loop, SEARCH_FORWARD);
		loop->ask.wanted = wanted;
		return;
	}
	if (!loop_search_count(loop))
		return;
	if (loop->ask.equivalents &&
		equivalents_side(loop->ask.equivalents) != side_searched(loop))
		loop_equivalents_forget(loop);
	loop->ask.wanted = wanted;
	if (is_unlinked(loop)) {
		loop_say(loop, _("as soon as the text is linked"));
		return;
	}
	for (int i = 0; i < PATIENCE && loop->ask.wanted != ASK_NOTHING; i++) {
		if (loop_search_is_busy(loop))
			loop_search_step(loop);
		else
			loop_equivalents_step(loop);
	}
}

void loop_equivalents_say(struct loop *loop)
{
	ask(loop, ASK_SAY);
}

void loop_equivalents_list(struct loop *loop)
{
	if (loop->open == LIST_CONCORDANCE)
		loop_close_list(loop);
	else
		ask(loop, ASK_LIST);
}

struct list_source loop_open_concordance(struct loop *loop, size_t *selected)
{
	struct concordance *concordance = &loop->ask.concordance;
	size_t link;
	uint32_t found;
	concordance_make(concordance, document_of(loop), loop->hunt.query,
		loop->ask.equivalents, loop->hunt.pattern);
	*selected =
		link_here(loop, &link, &found) ? concordance_line(concordance, link) : 0;
	return concordance_source(concordance);
}

void loop_choose_concordance(struct loop *loop, size_t line)
{
	enum side side;
	size_t block, byte;
	concordance_place(&loop->ask.concordance, line, &side, &block, &byte);
	loop_close_list(loop);
	loop_note_jump(loop);
	view_go(reader_view(loop->reader), side, block, byte);
}
