/* SPDX-License-Identifier: MIT */
/* align_path: the best way through two texts, group by group.  For align*.c only.
 *
 * A node (i, j) is the place before Chinese sentence i and English sentence j.  Hard anchors cut
 * the texts into stretches, from node to node; inside one the path is looked for in a
 * window, for each i a range of j. */
#ifndef DUIDU_ALIGN_PATH_H
#define DUIDU_ALIGN_PATH_H

#include "align_evidence.h"

struct node {
	uint32_t zh, en;
};

/* A link to be: count sentences from first on; score is the share of it that the path has. */
struct group {
	uint32_t zh, en, zh_count, en_count;
	float score;
};

typedef ARRAY_OF(struct node) node_array;
typedef ARRAY_OF(struct group) group_array;

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

/* The heaviest chain through weighted nodes, both coordinates of which grow. */
struct weighted_node {
	struct node node;
	float weight;
};
void heaviest_chain(struct weighted_node *nodes, size_t n, node_array *chain);

/* ---- align_window.c ---- */

/* Pairs of sentences that share a rare word and its translation, and the chain of them. */
void rare_chain(const struct lexicon *lexicon, const struct align_side *zh,
	const struct align_side *en, node_array *chain);

/* Windows round a chain, of which only what is inside the stretch counts; all of a stretch
 * of up to `whole` nodes. */
void window_first(
	struct stretch *stretch, const node_array *chain, size_t band, size_t whole);

/* Windows round the groups that an alignment of the stretch gave. */
void window_again(
	struct stretch *stretch, const struct group *groups, size_t n, size_t band);

/* ---- align_path.c ---- */

struct path {
	const struct align_weights *weights;
	const struct align_side *zh, *en;
	const struct gains *english, *chinese; /* by groups of zh, by groups of en */
	float ratio;                           /* English letters to a Han */
	const struct stretch *stretch;
	float seam[SEAM_KINDS];  /* by the bits that differ */
	float inner[SEAM_KINDS]; /* by the bits of a seam inside a group */
	struct path_cell *cells;
	size_t *at; /* of a row in cells, less the window's start */
};

/* Before the first row; then row 0 to stretch->end.zh - beg.zh; then the groups. */
void path_begin(struct path *path);
void path_row(struct path *path, size_t row);
/* Appends the groups of the best path. */
void path_end(struct path *path, group_array *groups);

#endif
