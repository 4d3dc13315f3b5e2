/* SPDX-License-Identifier: MIT */
/* view_mark: what a view marks on the text that it does not find itself: matches, the words that
 * stand for them, signs beside rows.  What is handed over outlives the view, or is replaced
 * before it is freed. */
#ifndef DUIDU_VIEW_MARK_H
#define DUIDU_VIEW_MARK_H

#include "equivalent.h"
#include "query.h"
#include "view.h"

/* From now on the matches of query are marked; NULL: none are. */
void view_mark_matches(struct view *view, const struct query *query);

/* From now on the words that stand for what was searched are marked, in the linked sentences;
 * NULL: none are. */
void view_mark_equivalents(struct view *view, const struct equivalents *equivalents);

/* A sign in the cell before the row that a byte of a block is on. */
struct view_sign {
	enum side side;
	size_t block, byte;
	char sign; /* ASCII; of several on a row a letter is shown, else the first */
};

/* From now on these signs are shown; ordered by side, block and byte. */
void view_show_signs(struct view *view, const struct view_sign *signs, size_t count);

#endif
