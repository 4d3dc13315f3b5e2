/* SPDX-License-Identifier: MIT */
/* view_internal: what the files of the view share.
 *
 *	view.c           its life, the shape of the screen, the panes' places on it
 *	view_track.c     rows: of one side, or of both in step (view_track.h)
 *	view_move.c      scrolling, sentences, going somewhere
 *	view_link.c      which sentences are linked to the current one (view_link.h)
 *	view_step.c      what the other pane does about it
 *	view_describe.c  what is said of place and links
 *	view_panes.c     the arrangement as text, and back
 *	view_clause.c    the clauses of abstracts
 *	view_mark.c      what lies over the text, and beside it
 *	view_draw.c      all of it into a grid
 *	view_hit.c       what is at a cell of it
 *
 * Kept true between calls: a pane whose side has text has a current sentence; part of that
 * of the active pane is on the rows it shows, and without step that of the other pane too
 * (would be, when one has the screen). */
#ifndef DUIDU_VIEW_INTERNAL_H
#define DUIDU_VIEW_INTERNAL_H

#include "rung.h"
#include "sentence.h"
#include "view.h"
#include "view_hit.h"
#include "view_link.h"
#include "view_mark.h"
#include "view_panes.h"
#include "view_track.h"

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
	enum side chosen;  /* the pane the keys go to, if its side has text there */
	enum side active;  /* the one they go to */
	int columns, rows; /* of the screen */
	int ambiguous;     /* cells of an ambiguous character */
	int arrangement;   /* ARRANGE_*, what is wanted */
	int shape;         /* ARRANGE_*, what is on the screen; never ARRANGE_AUTO */
	uint8_t step;      /* enum step, what is on the screen */
	bool placed;       /* the panes have been placed on a screen */
	/* Columns, or when stacked rows, from where config puts the divider. */
	int column_shift, row_shift;
	bool zoomed, follow;
	bool has_text[SIDE_COUNT]; /* when the panes were last placed */
	bool has_abstract_only;    /* the en side is the front matter of an article */

	const struct query *query;             /* whose matches are marked, or NULL */
	const struct equivalents *equivalents; /* that are marked, or NULL */
	const struct view_sign *signs;
	size_t sign_count;
	rung_array rungs; /* none when the document is no translation */
	struct rung_border rung_border;
	struct link_index *index; /* view_link.c */
	struct linked_part *part; /* view_describe.c */
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

/* The sentences of a block, at least one; good until another block is asked for.
 * semicolon false is how links count sentences, config->semicolon how the user moves. */
const span_array *view_sentences(
	const struct view *view, enum side side, size_t block, bool semicolon);

/* Places the panes anew and keeps each current sentence on its row. */
void view_rearrange(struct view *view);

/* view_move.c */

/* Scrolls so that `place` is on that row of the pane, negative above it. */
void view_put_at(struct view *view, enum side side, struct place place, long screen_row);

/* How many rows a range of a block is on. */
long view_range_rows(
	const struct view *view, enum side side, size_t block, struct span range);

/* The row of the pane that the current sentence begins on. */
long view_current_row(const struct view *view, enum side side);

/* Puts the current sentence's first row on that row of the pane, as near as the ends of the
 * text, and the sentence's being in sight, allow. */
void view_place_current(struct view *view, enum side side, long screen_row);

/* Scrolls just enough for a range to be seen whole with a little around it, in step together
 * with its counterpart if both have room; from further than a screen away it is put on
 * screen row `far_row`. */
void view_show(
	struct view *view, enum side side, size_t block, struct span range, long far_row);

/* Makes the sentence that holds a byte current. */
void view_set_current(struct view *view, enum side side, size_t block, size_t byte);

bool view_current_is_in_sight(const struct view *view, enum side side);

/* When the current sentence has left the screen, the first that begins on it takes its
 * place, or the one that fills the screen when none begins.  False if none of the side's
 * text is there. */
bool view_keep_current_in_sight(struct view *view, enum side side);

/* view_step.c */

/* To be called when the active pane's current sentence, or its top, may be another: finds
 * its links and lets the other pane follow. */
void view_settle(struct view *view);

/* In step: scrolls so that the current sentence and its counterpart are seen. */
void view_show_current(struct view *view);

/* view_describe.c */

/* Forgets what was counted: links or text may be others. */
void view_forget_counts(struct view *view);

/* Appends the headings around the current sentence; compact: of all but the innermost only
 * the number. */
void view_path(const struct view *view, bool compact, struct buf *out);

/* view_mark.c */

/* Finds what lies over a block, for view_style_at until the next call. */
void view_gather_overlays(struct view *view, enum side side, size_t block);

/* The style at a byte of that block, which has `style` where nothing lies over it; *end, where
 * that may change, comes down to there. */
struct cell_style view_style_at(
	const struct view *view, struct cell_style style, size_t at, size_t *end);

/* The sign beside a row of a block, NUL if none. */
char view_sign_on(const struct view *view, enum side side, size_t block, struct span row);

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

#endif
