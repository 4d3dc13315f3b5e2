/* SPDX-License-Identifier: MIT */
/* align_path: one dynamic programme over nodes, with gaps that cost by length.
 *
 * At each node the best paths are kept that end there in a group, in a gap of Chinese and in a
 * gap of English sentences (O. Gotoh's three layers, 1982): leaving out a paragraph costs
 * one opening, and so little more than leaving out a sentence that what comes after is
 * not bent to fit.  A group's score is made of parts that are found at once: running sums
 * of lexical gains, its shape, its lengths, and what stands at its ends.  What the next sentence
 * begins with counts where a group begins, so that it is compared with what begins there and
 * not with a sentence that is left out in between. */
#include "align_path.h"

#include "align_math.h"
#include <assert.h>

/* What it costs that two seams differ where a group begins or ends, and that a seam is inside
 * a group. */
static void fill_seams(struct path *path)
{
	const struct align_weights *w = path->weights;
	const struct {
		unsigned bit;
		float differs, inner;
	} bits[] = {
		{SEAM_INSIDE, w->seam_inside, 0},
		{SEAM_OPENS, w->seam_opens, 0},
		{SEAM_CLOSES, w->seam_closes, 0},
		{SEAM_QUESTION, w->seam_question, 0},
		{SEAM_OTHER_END, w->seam_other_end, 0},
		{SEAM_UNENDED, w->seam_unended, w->inner_unended},
		{SEAM_NUMBERED, w->seam_numbered, w->inner_numbered},
		{SEAM_PARAGRAPH, w->seam_paragraph, w->inner_paragraph},
	};
	for (unsigned seam = 0; seam < SEAM_KINDS; seam++) {
		path->begin[seam] = path->end[seam] = path->inner[seam] = 0;
		for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
			if (!(seam & bits[i].bit))
				continue;
			if (bits[i].bit & SEAM_OF_NEXT)
				path->begin[seam] -= bits[i].differs;
			else
				path->end[seam] -= bits[i].differs;
			path->inner[seam] -= bits[i].inner;
		}
	}
}

/* A gap is likelier in a translation that has many. */
static float open_cost(
	const struct align_weights *w, const struct gap_weights *gap, float gaps)
{
	return gap->open -
	       w->gap_habit * log_of((gaps + w->usual_gaps) / (2 * w->usual_gaps));
}

static void empty_row(struct path *path, size_t row)
{
	struct span window = path->stretch->window[row];
	for (size_t en = window.beg; en <= window.end; en++)
		path->cells[path->at[row] + en] =
			(struct path_cell){.best = {PATH_NEVER, PATH_NEVER, PATH_NEVER}};
}

void path_begin(struct path *path)
{
	const struct stretch *stretch = path->stretch;
	const struct align_weights *w = path->weights;
	size_t rows = stretch->end.zh - stretch->beg.zh + 1, cells = 0;
	fill_seams(path);
	path->open[SIDE_ZH] = open_cost(w, &w->chinese_gap, path->habits.gaps[SIDE_ZH]);
	path->open[SIDE_EN] = open_cost(w, &w->english_gap, path->habits.gaps[SIDE_EN]);
	path->at = xcalloc(rows, sizeof *path->at);
	for (size_t i = 0; i < rows; i++) {
		path->at[i] = cells - stretch->window[i].beg;
		cells += span_len(stretch->window[i]) + 1;
	}
	path->cells = xreallocarray(NULL, cells, sizeof *path->cells);
	for (size_t i = 0; i < GROUP_MOST && i < rows; i++)
		empty_row(path, i);
	path_cell(path, stretch->beg.zh, stretch->beg.en)->best[LAYER_GROUP] = 0;
}

void path_free(struct path *path)
{
	free(path->cells);
	free(path->at);
	path->cells = NULL;
	path->at = NULL;
}

static float length_score(const struct path *path, float zh, float en)
{
	const struct align_weights *w = path->weights;
	float ratio = path->habits.ratio, wanted = ratio * zh, away = en - wanted;
	float variance = w->length_variance + w->length_habit * path->habits.variance;
	float q = away * away /
		  (2 * (variance * ratio * (en + wanted) / 2 + w->length_spread));
	return -w->length * w->length_cap * log_of(1 + q / w->length_cap);
}

/* What stands at the start of a group's first sentences. */
static float begin_score(const struct path *path, const struct align_sentence *zh,
	const struct align_sentence *en)
{
	float score = path->begin[zh->seam ^ en->seam];
	if (!zh->label || !en->label || zh->label == LABEL_ANY || en->label == LABEL_ANY)
		return score;
	return zh->label == en->label ? score + path->weights->label_same
				      : score - path->weights->label_differs;
}

void path_groups_from(const struct path *path, size_t zh, size_t en,
	float score[GROUP_MOST][GROUP_MOST])
{
	const struct stretch *stretch = path->stretch;
	const struct align_sentence *z = path->zh->sentences.v + zh,
				    *e = path->en->sentences.v + en;
	float zh_length = 0, zh_inner = 0;
	float begin = begin_score(path, z, e);
	for (size_t a = 1; a <= GROUP_MOST; a++) {
		float en_length = 0, en_inner = 0;
		bool there = zh + a <= stretch->end.zh;
		if (there && a > 1)
			zh_inner += path->inner[z[a - 1].seam];
		if (there)
			zh_length += z[a - 1].length;
		for (size_t b = 1; b <= GROUP_MOST; b++) {
			score[a - 1][b - 1] = PATH_NEVER;
			if (!there || a + b > GROUP_SUM || en + b > stretch->end.en)
				continue;
			en_length += e[b - 1].length;
			if (b > 1)
				en_inner += path->inner[e[b - 1].seam];
			if (!path_has(path, zh + a, en + b))
				continue;
			score[a - 1][b - 1] =
				begin + path->weights->shape[a - 1][b - 1] + zh_inner +
				en_inner + path->end[z[a].seam ^ e[b].seam] +
				(gains_before(path->english, zh, en + b)[a - 1] -
					gains_before(path->english, zh, en)[a - 1]) +
				(gains_before(path->chinese, en, zh + a)[b - 1] -
					gains_before(path->chinese, en, zh)[b - 1]) +
				length_score(path, zh_length, en_length);
		}
	}
}

float path_gap(const struct path *path, enum side side, size_t sentence, bool goes_on)
{
	const struct align_sentence *s =
		(side == SIDE_ZH ? path->zh : path->en)->sentences.v + sentence;
	const struct gap_weights *w = side == SIDE_ZH ? &path->weights->chinese_gap
						      : &path->weights->english_gap;
	float cost = (goes_on ? w->more : path->open[side]) + w->token * s[0].tokens;
	return s[1].seam & SEAM_UNENDED ? w->unended - cost : -cost;
}

/* The path from a node to the next in a gap: one that was open goes on, or one opens. */
static void go_in_gap(const struct path *path, const struct path_cell *cell,
	enum path_layer layer, size_t sentence, struct path_cell *next)
{
	enum side side = layer == LAYER_CHINESE ? SIDE_ZH : SIDE_EN;
	float longer = cell->best[layer] + path_gap(path, side, sentence, true);
	float opened =
		cell->best[path_best(cell)] + path_gap(path, side, sentence, false);
	next->from[layer] = longer >= opened;
	next->best[layer] = longer >= opened ? longer : opened;
}

static void go_in_groups(
	const struct path *path, size_t zh, size_t en, const struct path_cell *cell)
{
	float score[GROUP_MOST][GROUP_MOST], best = cell->best[path_best(cell)];
	path_groups_from(path, zh, en, score);
	for (size_t a = 1; a <= GROUP_MOST; a++) {
		for (size_t b = 1; a + b <= GROUP_SUM && b <= GROUP_MOST; b++) {
			if (score[a - 1][b - 1] <= PATH_NEVER)
				continue;
			struct path_cell *next = path_cell(path, zh + a, en + b);
			if (best + score[a - 1][b - 1] > next->best[LAYER_GROUP]) {
				next->best[LAYER_GROUP] = best + score[a - 1][b - 1];
				next->from[LAYER_GROUP] = (uint8_t)(a * 8 + b);
			}
		}
	}
}

void path_row(struct path *path, size_t row)
{
	const struct stretch *stretch = path->stretch;
	struct span window = stretch->window[row];
	size_t zh = stretch->beg.zh + row;
	if (zh + GROUP_MOST <= stretch->end.zh)
		empty_row(path, row + GROUP_MOST);
	for (size_t en = window.beg; en <= window.end; en++) {
		struct path_cell *cell = path_cell(path, zh, en);
		if (cell->best[path_best(cell)] <= PATH_NEVER)
			continue;
		go_in_groups(path, zh, en, cell);
		if (zh < stretch->end.zh && path_has(path, zh + 1, en))
			go_in_gap(path, cell, LAYER_CHINESE, zh,
				path_cell(path, zh + 1, en));
		if (en < window.end)
			go_in_gap(path, cell, LAYER_ENGLISH, en, cell + 1);
	}
}

static void reverse(struct group *groups, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct group other = groups[i];
		groups[i] = groups[n - 1 - i];
		groups[n - 1 - i] = other;
	}
}

void path_end(const struct path *path, group_array *groups)
{
	const struct stretch *stretch = path->stretch;
	size_t zh = stretch->end.zh, en = stretch->end.en, first = groups->n;
	enum path_layer layer = path_best(path_cell(path, zh, en));
	while (zh > stretch->beg.zh || en > stretch->beg.en) {
		const struct path_cell *cell = path_cell(path, zh, en);
		uint32_t a = layer != LAYER_ENGLISH, b = layer != LAYER_CHINESE;
		if (layer == LAYER_GROUP) {
			a = cell->from[LAYER_GROUP] / 8;
			b = cell->from[LAYER_GROUP] % 8;
		}
		assert(a + b > 0 && cell->best[layer] > PATH_NEVER);
		bool goes_on = layer != LAYER_GROUP && cell->from[layer];
		zh -= a;
		en -= b;
		const struct path_cell *before = path_cell(path, zh, en);
		enum path_layer from = goes_on ? layer : path_best(before);
		array_push(
			groups, (struct group){
					.zh = (uint32_t)zh,
					.en = (uint32_t)en,
					.zh_count = a,
					.en_count = b,
					.score = cell->best[layer] - before->best[from],
				});
		layer = from;
	}
	if (groups->n > first)
		reverse(groups->v + first, groups->n - first);
}
