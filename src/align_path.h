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

/* A run of a path that has lost its way. */
struct astray {
	struct node beg, end;
};

typedef ARRAY_OF(struct astray) astray_array;

/* Windows round the groups that an alignment of the stretch gave. */
void window_again(
	struct stretch *stretch, const struct group *groups, size_t n, size_t band);
/* ... and all of the runs that are in it. */
void window_open(struct stretch *stretch, const astray_array *runs);

/* ---- align_astray.c ---- */

/* Fills runs, in order. */
void astray_find(const struct align_side *zh, const struct align_side *en,
	const group_array *groups, astray_array *runs);

/* ---- align_path.c ---- */

enum path_layer { LAYER_GROUP, LAYER_CHINESE, LAYER_ENGLISH, LAYERS };

#define PATH_NEVER (-1e30F)

/* The best ways to a node, by what they end in. */
struct path_cell {
	float best[LAYERS];
	/* Of a group its shape, zh * 8 + en; of a gap whether it goes on. */
	uint8_t from[LAYERS];
	uint8_t top; /* layer of the best of all */
};

/* What a sentence and the groups that begin with it bring, whatever is on the other side. */
struct path_sentence {
	float length[GROUP_MOST]; /* of a group, [count - 1], in English letters */
	float inner[GROUP_MOST];  /* for the seams inside it */
	float opens, goes_on;     /* for the sentence in a gap */
	uint8_t seam, label;
};

/* What all groups that begin at a node have in common. */
struct path_corner {
	const struct path *path;
	const struct path_sentence *zh, *en;       /* those the groups begin with */
	const struct gain_sums *english, *chinese; /* before the node and those behind */
	float begin;                               /* for how the two sentences begin */
};

struct path {
	const struct align_weights *weights;
	const struct align_side *zh, *en;
	const struct gains *english, *chinese; /* by groups of zh, by groups of en */
	struct habits habits;
	const struct stretch *stretch;
	float begin[SEAM_KINDS]; /* where a group begins, by the bits that differ */
	float end[SEAM_KINDS];   /* ... and where it ends */
	float variance; /* of English letters, by those expected and those found */
	struct path_sentence *sentence[SIDE_COUNT]; /* of the stretch */
	struct path_cell *cells;
	size_t *at; /* of a row in cells, less the window's start */
};

/* Before the first row; then row 0 to stretch->end.zh - beg.zh. */
void path_begin(struct path *path);
void path_row(struct path *path, size_t row);
/* Appends the groups of the best path.  The rows stay, until they are freed. */
void path_end(const struct path *path, group_array *groups);
void path_free(struct path *path);

/* Of a sentence of the stretch. */
static inline const struct path_sentence *path_sentence(
	const struct path *path, enum side side, size_t at)
{
	const struct node *beg = &path->stretch->beg;
	return &path->sentence[side][at - (side == SIDE_ZH ? beg->zh : beg->en)];
}

/* What a path is made of, for those who look at it again: groups that begin at a node. */
struct path_corner path_corner(const struct path *path, size_t zh, size_t en);

/* The score of a group of a Chinese and b English sentences, but for what its lengths take
 * away.  That is a logarithm, and not worth it where the rest is too low already. */
static inline float corner_group(const struct path_corner *corner, size_t a, size_t b)
{
	const struct path *path = corner->path;
	return corner->begin + path->weights->shape[a - 1][b - 1] +
	       corner->zh->inner[a - 1] + corner->en->inner[b - 1] +
	       path->end[corner->zh[a].seam ^ corner->en[b].seam] +
	       (corner->english[b].v[a - 1] - corner->english[0].v[a - 1]) +
	       (corner->chinese[a].v[b - 1] - corner->chinese[0].v[b - 1]);
}

/* The rest: 0 at most. */
float corner_lengths(const struct path_corner *corner, size_t a, size_t b);

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

#endif
