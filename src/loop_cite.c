/* SPDX-License-Identifier: MIT */
/* loop_cite: from a citation to its work, and from one mention to the next.
 *
 * The mentions are looked for when they are first wanted, in steps; what wanted them waits for
 * that, and any other command puts an end to the wait.  Of a text that is still being loaded
 * only what is there is looked at, and the next time the rest. */
#include "loop_internal.h"

#include <stdlib.h>

#include "message.h"

enum { STEP = 1 << 22 }; /* bytes looked at between two looks for a key */

static struct view *view_of(struct loop *loop)
{
	return reader_view(loop->reader);
}

/* ---- the list of a sentence's citations ---- */

bool loop_cite_is_here(struct loop *loop)
{
	enum side side;
	size_t block, end;
	unsigned label;
	struct span sentence;
	struct citation citation;
	if (!view_current(view_of(loop), &side, &block, &sentence))
		return false;
	const struct block *b =
		stream_block(&reader_document(loop->reader)->side[side], block);
	return mention_is_entry(b, &label, &end) ||
	       citation_next(b->text, sentence.end, sentence.beg, &citation);
}

struct list_source loop_cite_list(struct loop *loop, size_t *selected)
{
	struct cited *cited = &loop->cite.cited;
	enum side side, other;
	size_t block, linked;
	struct span sentence, range;
	*selected = 0;
	cited->lines.n = 0;
	if (view_counterpart(view_of(loop), &other, &linked, &range))
		cited_add_link(cited, other, linked, range);
	if (view_current(view_of(loop), &side, &block, &sentence))
		cited_make(cited, reader_document(loop->reader), loop->cite.mentions,
			side, block, sentence);
	return cited_source(cited);
}

void loop_cite_choose(struct loop *loop, size_t line)
{
	struct cited_line chosen = loop->cite.cited.lines.v[line];
	if (chosen.kind == CITED_NO_ENTRY) {
		loop_say(loop, _("the text has no entry for it"));
		return;
	}
	loop_close_list(loop);
	loop_note_jump(loop);
	if (chosen.kind == CITED_LINK) {
		view_follow_link(view_of(loop));
		return;
	}
	loop->cite.work = chosen.work;
	loop->cite.has_work = true;
	view_go(view_of(loop), chosen.place.side, chosen.place.block, chosen.place.byte);
}

/* ---- from mention to mention ---- */

/* Whether a mention is one to stop at. */
static bool is_wanted(const struct loop *loop, const struct mention *mention)
{
	return loop->cite.wanted == CITE_ANY ||
	       mention_is_of(loop->cite.mentions, mention, &loop->cite.work);
}

static void take_label(void *ctx, const char *label)
{
	unsigned *first = ctx;
	if (*first == 0)
		*first = (unsigned)strtoul(label, NULL, 10);
}

static struct work first_work(const struct loop *loop, const struct mention *mention)
{
	const char *text;
	unsigned label = 0;
	struct citation citation = mention_citation(loop->cite.mentions, mention, &text);
	citation_labels(text, &citation, take_label, &label);
	return mention_work(loop->cite.mentions, mention, label);
}

/* Keeps to the work that was gone after, as long as the sentence cites it; else it is the first
 * that the sentence cites.  False when it cites none. */
static bool choose_work(
	struct loop *loop, enum side side, size_t block, struct span sentence)
{
	const struct mentions *mentions = loop->cite.mentions;
	size_t first = mentions_from(mentions, side, block, sentence.beg);
	size_t end = mentions_from(mentions, side, block, sentence.end);
	for (size_t i = first; i < end && loop->cite.has_work; i++) {
		struct mention mention = mentions_at(mentions, side, i);
		if (mention_is_of(mentions, &mention, &loop->cite.work))
			return true;
	}
	if (first == end) {
		loop->cite.has_work =
			mention_entry_work(mentions, side, block, &loop->cite.work);
		return loop->cite.has_work;
	}
	struct mention mention = mentions_at(mentions, side, first);
	loop->cite.work = first_work(loop, &mention);
	loop->cite.has_work = true;
	return true;
}

/* Goes to a mention, and says which of all that are wanted it is. */
static void arrive(struct loop *loop, const struct mention *mention, size_t number,
	size_t of, bool wrapped)
{
	struct buf said = {0};
	struct work work = loop->cite.work;
	if (loop->cite.wanted == CITE_ANY)
		work = first_work(loop, mention);
	loop_note_jump(loop);
	view_go(view_of(loop), mention->side, mention->block, mention->byte);
	buf_printf(&said, "%zu/%zu  ", number, of);
	if (wrapped)
		buf_printf(&said, "%s  ", _("(wrapped)"));
	cited_describe(reader_document(loop->reader), loop->cite.mentions, mention, &work,
		&said);
	loop_say(loop, buf_string(&said));
	buf_free(&said);
}

/* Goes count mentions on, or back when it is negative, on the side one is on. */
static void go_on(struct loop *loop, long count)
{
	const struct mentions *mentions = loop->cite.mentions;
	enum side side;
	size_t block;
	struct span sentence;
	ARRAY_OF(struct mention) wanted = {0};
	size_t before = 0, here = 0; /* mentions before the sentence, and in it */
	if (!view_current(view_of(loop), &side, &block, &sentence))
		return;
	if (loop->cite.wanted == CITE_SAME && !choose_work(loop, side, block, sentence)) {
		loop_say(loop, _("nothing is cited in this sentence"));
		return;
	}
	size_t first = mentions_from(mentions, side, block, sentence.beg);
	size_t behind = mentions_from(mentions, side, block, sentence.end);
	for (size_t i = 0; i < mentions_count(mentions, side); i++) {
		struct mention mention = mentions_at(mentions, side, i);
		if (!is_wanted(loop, &mention))
			continue;
		before += i < first;
		here += i >= first && i < behind;
		array_push(&wanted, mention);
	}
	long n = (long)wanted.n;
	long at = count > 0 ? (long)(before + here) - 1 : (long)before;
	if (n == 0) {
		loop_say(loop, _("there are no citations in this text"));
	} else {
		at += count;
		bool wrapped = at < 0 || at >= n;
		at = (at % n + n) % n;
		arrive(loop, &wanted.v[at], (size_t)at + 1, wanted.n, wrapped);
	}
	array_free(&wanted);
}

/* ---- looking for them ---- */

static void finish(struct loop *loop)
{
	enum cite_use wanted = loop->cite.wanted;
	loop->message.n = 0;
	loop->dirty = true;
	if (wanted == CITE_LIST)
		loop_toggle_list(loop, LIST_CITATIONS);
	else
		go_on(loop, loop->cite.count);
	loop->cite.wanted = CITE_NOTHING;
}

void loop_cite_step(struct loop *loop)
{
	struct buf said = {0};
	if (!mentions_step(loop->cite.mentions, STEP)) {
		finish(loop);
		return;
	}
	buf_printf(&said, _("looking for citations, %d%%"),
		mentions_percent(loop->cite.mentions));
	loop_say(loop, buf_string(&said));
	buf_free(&said);
}

void loop_cite(struct loop *loop, enum cite_use wanted, long count)
{
	if (!loop->cite.mentions)
		loop->cite.mentions = mentions_new(reader_document(loop->reader));
	loop->cite.wanted = wanted;
	loop->cite.count = count;
	loop_cite_step(loop);
}

bool loop_cite_is_busy(const struct loop *loop)
{
	return loop->cite.wanted != CITE_NOTHING;
}

void loop_cite_free(struct loop *loop)
{
	cited_free(&loop->cite.cited);
	mentions_free(loop->cite.mentions);
}
