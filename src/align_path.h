/* SPDX-License-Identifier: MIT */
/* align_path: the best way through two texts, group by group.  For align*.c only.
 *
 * A node (i, j) is the place before Chinese sentence i and English sentence j.  Hard anchors cut
 * the texts into stretches, from node to node; inside one the path is looked for in a
 * window, for each i a range of j. */
#ifndef DUIDU_ALIGN_PATH_H
#define DUIDU_ALIGN_PATH_H

#include "align_chain.h"
#include "align_habits.h"

struct stretch {
	struct node beg, end;
	struct span *
		window; /* by i - beg.zh, and one for end.zh: from j to j, both included */
};

/* ---- align_anchor.c ---- */

/* Nodes that any path goes through, in order: where both texts number a chapter, an article or
 * a section alike.  The sides need no tokens yet. */
void anchors_find(const struct document *document, const struct align_side *zh,
	const struct align_side *en, node_array *nodes);

/* ---- align_window.c ---- */

/* Windows round a chain, of which only what is inside the stretch counts; all of a stretch
 * of up to `whole` nodes. */
void window_first(
	struct stretch *stretch, const node_array *chain, size_t band, size_t whole);

/* Windows round the groups that an alignment of the stretch gave. */
void window_again(
	struct stretch *stretch, const struct group *groups, size_t n, size_t band);

/* ---- align_path.c ---- */

enum path_layer { LAYER_GROUP, LAYER_CHINESE, LAYER_ENGLISH, LAYERS };

#define PATH_NEVER (-1e30F)

/* The best ways to a node, by what they end in. */
struct path_cell {
	float best[LAYERS];
	/* Of a group its shape, zh * 8 + en; of a gap whether it goes on. */
	uint8_t from[LAYERS];
};

struct path {
	const struct align_weights *weights;
	const struct align_side *zh, *en;
	const struct gains *english, *chinese; /* by groups of zh, by groups of en */
	struct habits habits;
	const struct stretch *stretch;
	float open[SIDE_COUNT];  /* what it costs to open a gap */
	float begin[SEAM_KINDS]; /* where a group begins, by the bits that differ */
	float end[SEAM_KINDS];   /* ... and where it ends */
	float inner[SEAM_KINDS]; /* by the bits of a seam inside a group */
	struct path_cell *cells;
	size_t *at; /* of a row in cells, less the window's start */
};

/* Before the first row; then row 0 to stretch->end.zh - beg.zh. */
void path_begin(struct path *path);
void path_row(struct path *path, size_t row);
/* Appends the groups of the best path.  The rows stay, until they are freed. */
void path_end(const struct path *path, group_array *groups);
void path_free(struct path *path);

/* What a path is made of, for those who look at it again: the scores of groups that begin at
 * a node, [zh count - 1][en count - 1], PATH_NEVER for those that do not end in the
 * window; and of a sentence in a gap. */
void path_groups_from(const struct path *path, size_t zh, size_t en,
	float score[GROUP_MOST][GROUP_MOST]);
float path_gap(const struct path *path, enum side side, size_t sentence, bool goes_on);

static inline bool path_has(const struct path *path, size_t zh, size_t en)
{
	struct span window = path->stretch->window[zh - path->stretch->beg.zh];
	return window.beg <= en && en <= window.end;
}

/* Of a node that the path has. */
static inline struct path_cell *path_cell(const struct path *path, size_t zh, size_t en)
{
	return &path->cells[path->at[zh - path->stretch->beg.zh] + en];
}

static inline enum path_layer path_best(const struct path_cell *cell)
{
	enum path_layer best = LAYER_GROUP;
	for (int i = LAYER_CHINESE; i < LAYERS; i++)
		if (cell->best[i] > cell->best[best])
			best = (enum path_layer)i;
	return best;
}

#endif
