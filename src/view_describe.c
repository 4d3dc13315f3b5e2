/* SPDX-License-Identifier: MIT */
/* view_describe: what the top and bottom lines say of the current sentence.
 *
 * How sure a link is, is said in words, since a figure would look like more than it is.
 * Where not all sentences have a counterpart, how many have is said too: of the section, and
 * of a long one in parts of PART_BLOCKS paragraphs, so that a text without headings costs no
 * more.  They are counted when the current sentence comes to another part. */
#include <stdlib.h>

#include "message.h"
#include "section.h"
#include "view_internal.h"

enum { PART_BLOCKS = 256 };

/* How many sentences of a part of a side have a counterpart. */
struct linked_part {
	bool known;
	enum side side;
	struct span blocks;
	size_t linked, all;
};

void view_forget_counts(struct view *view)
{
	if (!view->part)
		view->part = xcalloc(1, sizeof *view->part);
	view->part->known = false;
}

/* The section under a heading that a block is in (an article of a law is too short to say
 * anything of), or all of the text; if that is long, only a part. */
static struct span part_of(const struct stream *stream, size_t block)
{
	size_t section = document_section(stream, block);
	while (section != NO_SECTION &&
		stream_block(stream, stream->sections.v[section].block)->kind !=
			BLOCK_HEADING)
		section = stream->sections.v[section].parent;
	struct span part = section == NO_SECTION
				   ? (struct span){0, stream->blocks.n}
				   : document_section_blocks(stream, section);
	part.beg += (block - part.beg) / PART_BLOCKS * PART_BLOCKS;
	if (span_len(part) > PART_BLOCKS)
		part.end = part.beg + PART_BLOCKS;
	return part;
}

static const struct linked_part *linked_part(
	const struct view *view, enum side side, size_t block)
{
	const struct stream *stream = view_stream(view, side);
	struct linked_part *part = view->part;
	if (part->known && part->side == side && span_has(part->blocks, block))
		return part;
	span_array spans = {0};
	struct span blocks = part_of(stream, block);
	*part = (struct linked_part){.known = true, .side = side, .blocks = blocks};
	for (size_t b = blocks.beg; b < blocks.end; b++) {
		const struct block *at = stream_block(stream, b);
		block_sentences(&(struct sentence_style){0}, at, &spans);
		part->all += spans.n;
	}
	part->linked = view_linked_sentences(view, side, blocks);
	array_free(&spans);
	return part;
}

/* Where a sentence is among those of a link, from 1. */
static uint32_t rank(const struct link *link, struct sentence_ref ref)
{
	uint32_t before = 0;
	for (uint32_t k = 0; k < link->zh_count; k++)
		before += link->zh[k].block < ref.block ||
			  (link->zh[k].block == ref.block &&
				  link->zh[k].sentence < ref.sentence);
	return before + 1;
}

/* Whether the counterpart is not where one looks for it: it cannot be brought beside its
 * sentence in a stream. */
static bool is_elsewhere(const struct view *view, enum side other)
{
	enum side side = view_other(other);
	return view->step == STEP_STREAM && !view_current_is_in_sight(view, other) &&
	       rung_of(&view->rungs, side, view->pane[side].block) !=
		       rung_of(&view->rungs, other, view->pane[other].block);
}

static void describe_link(const struct view *view, struct buf *out)
{
	enum side side = view->active, other = view_other(side);
	bool zh = side == SIDE_ZH, there;
	const struct link *link = view_best_link(view, other, &there);
	size_t passages = view->clause == NO_CLAUSE ? 0 : view_clause_passages(view);
	if (passages) {
		buf_printf(out,
			ngettext("%zu passage behind this clause, Enter shows it",
				"%zu passages behind this clause, Enter lists them",
				passages),
			passages);
		return;
	}
	if (!link) {
		buf_puts(out, _("no counterpart here"));
		return;
	}
	struct buf said = {0};
	confidence_put(link->status == LINK_MANUAL ? 1 : link->score, &said);
	const char *sure = buf_string(&said);
	if (zh && link->en_range_count > 0) {
		struct link_share share = view_link_share(view, link);
		buf_printf(out, _("%u of %u linked to this clause (%s)"),
			share.before + rank(link, view_current_ref(view, side)),
			share.total, sure);
	} else {
		buf_printf(out,
			is_elsewhere(view, other)
				? _("linked %u:%u (%s), not on the screen")
				: _("linked %u:%u (%s)"),
			zh ? link->zh_count : link->en_count,
			zh ? link->en_count : link->zh_count, sure);
	}
	buf_free(&said);
}

/* Appends what was said of the link, and how many sentences around are linked, if not all
 * are. */
static void describe_part(const struct view *view, const char *link, struct buf *out)
{
	enum side side = view->active;
	const struct linked_part *part =
		rung_count(&view->rungs) > 0
			? linked_part(view, side, view->pane[side].block)
			: NULL;
	if (part && part->linked < part->all)
		buf_printf(out, _("%s, %zu/%zu linked"), link, part->linked, part->all);
	else
		buf_puts(out, link);
}

void view_describe_link(const struct view *view, struct buf *out)
{
	struct buf link = {0}, part = {0};
	if (!view->has_text[SIDE_ZH] || !view->has_text[SIDE_EN])
		return;
	if (view->document->links.n == 0) {
		buf_puts(out, view->follow ? "" : _("follow off"));
		return;
	}
	describe_link(view, &link);
	describe_part(view, buf_string(&link), &part);
	buf_printf(out, view->follow ? "%s" : _("%s, follow off"), buf_string(&part));
	buf_free(&link);
	buf_free(&part);
}

void view_path(const struct view *view, bool compact, struct buf *out)
{
	enum side side = view->active;
	const char *between = view->ambiguous == 1 ? " › " : " > ";
	if (view->pane[side].block != NO_BLOCK)
		section_headings(view_stream(view, side), view->pane[side].block, between,
			compact, out);
}

void view_section_path(const struct view *view, struct buf *out)
{
	view_path(view, false, out);
}
