/* SPDX-License-Identifier: MIT */
/* view_internal: what the files of the view share.
 *
 *	view.c        its life, the shape of the screen, the panes' places on it
 *	view_move.c   rows, sentences, scrolling
 *	view_link.c   which sentences are linked to the current one; follow
 *	view_panes.c  the arrangement as text, and back
 *	view_clause.c the clauses of abstracts
 *	view_draw.c   all of it into a grid
 *	view_hit.c    what is at a cell of it
 *
 * Kept true between calls: a pane whose side has text has a current sentence, and part of it
 * is on the rows the pane shows (would show, when the other pane has the screen). */
#ifndef DUIDU_VIEW_INTERNAL_H
#define DUIDU_VIEW_INTERNAL_H

#include "sentence.h"
#include "view.h"

/* A row of a side. */
struct place {
	size_t block, row;
};

struct pane {
	struct layout *layout;
	struct place top; /* the first row shown */
	size_t block;     /* of the current sentence; NO_BLOCK while there is no text */
	struct span sentence; /* bytes of the block's text */
	size_t blocks;        /* of its side, when the view was last brought up to date */
	uint8_t last_kind; /* of the last of them: the next may show that it is another */
	/* Where it is on the screen, in cells and rows. */
	int row, rows;            /* its head not included; at least one row */
	int column, columns;      /* frame not included */
	int text_column, measure; /* where its text begins, and how wide that is set */
};

/* Something laid over the text of one block while it is drawn. */
struct overlay {
	struct span span;
	uint8_t element; /* ELEMENT_TEXT: leaves the block's own */
	uint8_t marks;
};

struct view {
	const struct document *document;
	const struct config *config;
	struct config seen; /* what config said when it was last looked at */
	struct pane pane[SIDE_COUNT];
	enum side chosen;  /* the pane the keys go to, if its side has text */
	int columns, rows; /* of the screen */
	int ambiguous;     /* cells of an ambiguous character */
	int arrangement;   /* ARRANGE_*, what is wanted */
	int shape;         /* ARRANGE_*, what is on the screen; never ARRANGE_AUTO */
	/* Columns, or when stacked rows, from where config puts the divider. */
	int column_shift, row_shift;
	bool zoomed, follow;
	bool has_text[SIDE_COUNT]; /* when the panes were last placed */
	bool has_abstract_only;    /* the en side is the front matter of an article */

	const struct query *query; /* whose matches are marked, or NULL */
	const struct view_sign *signs;
	size_t sign_count;
	struct link_index *index; /* view_link.c */
	ARRAY_OF(uint32_t) links; /* of the active pane's current sentence, ascending */
	struct sentence_cache *sentences; /* view.c */
	size_t clause; /* of an abstract, where the active pane is; NO_CLAUSE: in none */
	span_array steps;                  /* room for view_steps */
	ARRAY_OF(struct overlay) overlays; /* room for view_draw */
};

/* Rows of chrome around the panes. */
struct chrome {
	int bar, heads, bottom; /* 0 or 1 */
};
struct chrome view_chrome(const struct view *view);

static inline enum side view_other(enum side side)
{
	return side == SIDE_ZH ? SIDE_EN : SIDE_ZH;
}

const struct stream *view_stream(const struct view *view, enum side side);
enum side view_active(const struct view *view);

/* Appends the headings around the current sentence; compact: of all but the innermost only
 * the number. */
void view_path(const struct view *view, bool compact, struct buf *out);

/* The sentences of a block, at least one; good until another block is asked for.
 * semicolon false is how links count sentences, config->semicolon how the user moves. */
const span_array *view_sentences(
	const struct view *view, enum side side, size_t block, bool semicolon);

/* Places the panes anew and keeps each current sentence on its row. */
void view_rearrange(struct view *view);

/* view_move.c */

/* The row of a byte of a block's text. */
struct place place_of(const struct view *view, enum side side, size_t block, size_t byte);

/* Rows from the pane's top to a place, negative above it; beyond `limit` either way it is
 * not counted further. */
long view_screen_row(
	const struct view *view, enum side side, struct place place, long limit);

/* Puts the current sentence's first row on that row of the pane, as near as the ends of the
 * text, and the sentence's being in sight, allow. */
void view_place_current(struct view *view, enum side side, long screen_row);

/* Scrolls just enough for a range to be seen whole with a little around it; from further
 * than a screen away it is put on screen row `far_row`. */
void view_show(
	struct view *view, enum side side, size_t block, struct span range, long far_row);

/* Makes the sentence that holds a byte current. */
void view_set_current(struct view *view, enum side side, size_t block, size_t byte);

/* Moves a place down by as many as n rows; returns how many there were. */
long view_place_down(
	const struct view *view, enum side side, struct place *place, long n);

/* view_link.c */

/* Builds the index over the document's links, in place of what was there. */
void view_index_links(struct view *view);
void view_free_links(struct view *view);

/* To be called when the active pane's current sentence may be another: finds its links and
 * lets the other pane follow. */
void view_settle(struct view *view);

/* Appends what is linked to the current sentence in a block of the other side. */
void view_linked_ranges(struct view *view, enum side side, size_t block);

/* Whether the other pane is at a counterpart of the current sentence. */
bool view_is_linked(const struct view *view, enum side other);

/* view_clause.c */

/* To be called when the active pane's current sentence may be another. */
void view_settle_clause(struct view *view);

/* What one moves by in a block: the clauses of an abstract that are known, else sentences as
 * the user counts them.  At least one; good until another block is asked for. */
const span_array *view_steps(struct view *view, enum side side, size_t block);

/* Whether a link has to do with the clause one is at, if one is at any. */
bool view_is_of_clause(const struct view *view, const struct link *link);

/* Whether one is at a clause and the link is that of the abstracts' sentences. */
bool view_is_between_abstracts(const struct view *view, const struct link *link);

/* Where the clause one is at is on a side; a range of SPAN_NONE if that leaves it out. */
struct block_range view_clause_on(const struct view *view, enum side side);

/* How many passages of the body are linked to the clause one is at. */
size_t view_clause_passages(const struct view *view);

/* Appends the clauses of an abstract's block that are lit: the counterpart of the one one is
 * at, and those in Chinese that the current passage of the body went into. */
void view_clause_ranges(struct view *view, enum side side, size_t block);

/* A range without blanks at its end. */
struct span view_trim(const struct block *block, struct span range);

#endif
