/* SPDX-License-Identifier: MIT */
/* view_link: links, found by a sentence or a block, however long the text. */
#ifndef DUIDU_VIEW_LINK_H
#define DUIDU_VIEW_LINK_H

#include "document.h"

struct view;

/* Builds the index over the document's links, in place of what was there. */
void view_index_links(struct view *view);
void view_free_links(struct view *view);

/* Lets the next index be built from the first link on, as links are no longer those it has. */
void view_forget_links(struct view *view);

/* Takes up the links of the active pane's current sentence. */
void view_find_links(struct view *view);

/* What the other pane should show: a range of a block. */
struct target {
	size_t block;
	struct span range;
};

/* The counterpart of the current sentence on the other side; false if there is none. */
bool view_find_target(const struct view *view, enum side other, struct target *target);

/* The surest of the current links that has anything on the other side; one that the other
 * pane is at already goes before any other (*there), so that going back and forth stays in
 * place.  NULL when there is no counterpart. */
const struct link *view_best_link(const struct view *view, enum side other, bool *there);

/* The sentence a pane is at, as links count. */
struct sentence_ref view_current_ref(const struct view *view, enum side side);

/* Of the zh sentences whose links mean the same clause: how many there are, and how many of
 * them belong to links before this. */
struct link_share {
	uint32_t before, total;
};
struct link_share view_link_share(const struct view *view, const struct link *link);

/* Appends what is linked to the current sentence in a block of the other side. */
void view_linked_ranges(struct view *view, enum side side, size_t block);

/* Appends the words that are marked as equivalents in a block. */
void view_equivalent_ranges(struct view *view, enum side side, size_t block);

/* How many sentences of some blocks have a counterpart. */
size_t view_linked_sentences(const struct view *view, enum side side, struct span blocks);

/* How sure the links of a translation are whose sentences begin in a range of a block: the
 * least of them. */
enum confidence view_confidence(
	const struct view *view, enum side side, size_t block, struct span range);

/* Whether the other pane is at a counterpart of the current sentence. */
bool view_is_linked(const struct view *view, enum side other);

/* A range without blanks at its end. */
struct span view_trim(const struct block *block, struct span range);

#endif
