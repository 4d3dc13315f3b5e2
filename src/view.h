/* SPDX-License-Identifier: MIT */
/* view: what is on the screen: two panes with a top row each, a current sentence, follow.
 *
 * It moves and draws; it never loads or searches.  The document may grow while it is
 * viewed.  Positions are (block, row) and (block, byte), so that a resize keeps the place.
 *
 * The panes of a translation (rung.h) go in step while follow is on: linked paragraphs start
 * on the same row, with blank rows where one side is shorter or has no counterpart; stacked,
 * they are one stream, a paragraph and then its translation.  Without follow each pane
 * scrolls by itself.  Of an article with its abstract, the other pane shows what is linked
 * to the current sentence, and else stays where it is.
 *
 * The mouse, marks on the text, and coming back to where the panes were have headers of their
 * own: view_hit.h, view_mark.h, view_panes.h.
 *
 * Every function is total: there may be no text yet, or only one side's, and the screen may
 * be a single cell.  None takes longer for a longer text, but for counts in view_move. */
#ifndef DUIDU_VIEW_H
#define DUIDU_VIEW_H

#include "config.h"
#include "document.h"
#include "grid.h"
#include "layout.h"

struct view;

/* Units of view_move. */
enum view_unit {
	UNIT_ROW, /* scrolls */
	UNIT_HALF_PAGE,
	UNIT_PAGE,     /* leaves two rows of overlap */
	UNIT_SENTENCE, /* moves the current sentence and scrolls to show it; by clause in an
			* abstract whose clauses are known */
	UNIT_PARAGRAPH,
	UNIT_SECTION,
};

/* document and config outlive the view; config is read by view_configure, which has to be
 * called before anything is moved or drawn. */
struct view *view_new(const struct document *document, const struct config *config);
void view_free(struct view *view);

/* Takes up a changed size, arrangement, ambiguous width ... and keeps the current sentence
 * on its row as far as that is possible.  ambiguous is 1 or 2, what the terminal does. */
void view_configure(struct view *view, int columns, int rows, int ambiguous);

/* To be called when the document has grown or its links have changed; keeps the current
 * sentence on its row. */
void view_update(struct view *view);

/* The same when links that came with the text are no more what they were; else they are taken
 * to be only added to. */
void view_relink(struct view *view);

/* How config sets text at a width of so many cells (8 at least), on the screen and in a
 * dump. */
struct layout_style view_layout_style(
	const struct config *config, int ambiguous, int width);

/* What stands in a stream in the place of a paragraph that the other side does not have. */
const char *view_no_counterpart(void);

/* Moves the active pane by count units (negative: back); false if it was at the end.
 * Scrolling keeps the current sentence as long as any of it is seen; then the first that
 * begins on the screen is current.  A paragraph or section is left backwards by way of its
 * own beginning. */
bool view_move(struct view *view, enum view_unit unit, long count);
void view_home(struct view *view);

/* The last row goes to the bottom, the last sentence is current. */
void view_end(struct view *view);

/* By bytes of what is loaded. */
void view_percent(struct view *view, double percent);

/* Makes the sentence at a byte of a block current, in the pane of its side, and shows it. */
void view_go(struct view *view, enum side side, size_t block, size_t byte);

/* The current sentence of the active pane.  False when there is no text yet. */
bool view_current(
	const struct view *view, enum side *side, size_t *block, struct span *sentence);

void view_switch_pane(struct view *view);
void view_zoom(struct view *view);             /* active pane alone, and back */
void view_next_arrangement(struct view *view); /* columns, stacked, one */

/* Moves the divider right or left, between stacked panes down or up; false when the arrangement
 * has none. */
bool view_divide(struct view *view, int cells);

void view_toggle_follow(struct view *view);

/* Goes to the other side's linked sentence; false when there is none.  Going twice comes
 * back. */
bool view_follow_link(struct view *view);

/* What on the other side is linked to the current sentence, the place view_follow_link goes
 * to; false when there is none. */
bool view_counterpart(
	const struct view *view, enum side *side, size_t *block, struct span *range);

/* Appends the stored text of the current sentence.  With its link: all that the surest link
 * has, zh before en with a line feed between; false when nothing is linked, or there is no
 * text. */
bool view_text(const struct view *view, bool with_link, struct buf *out);

/* Appends what the bottom line says of the current sentence: "3 of 27 linked to this clause
 * (~ medium)", "no counterpart here", of an abstract's clause "5 passages behind this clause";
 * when the document has no links, only "follow off" where it is.  In a translation that is not
 * linked throughout also how many sentences of the section are: "37/41 linked" (of a section
 * of more than 256 paragraphs, those of a part of it). */
void view_describe_link(const struct view *view, struct buf *out);

/* Appends the headings the current sentence is under, "一、… › （二）…" (" > " where
 * ambiguous characters are wide). */
void view_section_path(const struct view *view, struct buf *out);

/* The place of the active pane's top row in whole percent of the loaded bytes, 100 when the
 * last row is on the screen. */
int view_place(const struct view *view);

/* What the view itself does not know; each NULL where there is nothing to say. */
struct view_status {
	const char *message; /* UTF-8, for the bottom line instead of its own */
	const char *title;   /* the document's title */
	/* Shown for the place while the text is not all there, since a share of what is loaded
	 * would fall. */
	const char *loading;
};

/* Draws everything into grid (of the configured size, and blank), cursor included: it rests
 * on the first cell of the current sentence. */
void view_draw(struct view *view, const struct view_status *status, struct grid *grid);

#endif
