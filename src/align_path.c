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
static void fill_seams(struct path *path, float inner[SEAM_KINDS])
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
		path->begin[seam] = path->end[seam] = inner[seam] = 0;
		for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
			if (!(seam & bits[i].bit))
				continue;
			if (bits[i].bit & SEAM_OF_NEXT)
				path->begin[seam] -= bits[i].differs;
			else
				path->end[seam] -= bits[i].differs;
			inner[seam] -= bits[i].inner;
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

/* The sentences of a side from first to end. */
static struct path_sentence *weigh_sentences(const struct path *path, enum side which,
	size_t first, size_t end, const float inner[SEAM_KINDS])
{
	bool chinese = which == SIDE_ZH;
	const struct align_weights *w = path->weights;
	const struct align_sentence *s =
		(chinese ? path->zh : path->en)->sentences.v + first;
	const struct gap_weights *gap = chinese ? &w->chinese_gap : &w->english_gap;
	float open = open_cost(w, gap, path->habits.gaps[which]),
	      letters = chinese ? path->habits.ratio : 1;
	struct path_sentence *all = xcalloc(end - first + 1, sizeof *all);
	for (size_t i = 0; i < end - first; i++) {
		float length = 0, seams = 0, tokens = gap->token * s[i].tokens;
		float unended = s[i + 1].seam & SEAM_UNENDED ? gap->unended : 0;
		for (size_t k = 0; k < GROUP_MOST && i + k < end - first; k++) {
			seams += k > 0 ? inner[s[i + k].seam] : 0;
			length += s[i + k].length;
			all[i].inner[k] = seams;
			all[i].length[k] = letters * length;
		}
		all[i].opens = unended - (open + tokens);
		all[i].goes_on = unended - (gap->more + tokens);
	}
	for (size_t i = 0; i <= end - first; i++) {
		all[i].seam = s[i].seam;
		all[i].label = s[i].label;
	}
	return all;
}

void path_begin(struct path *path)
{
	const struct stretch *stretch = path->stretch;
	const struct align_weights *w = path->weights;
	struct node beg = stretch->beg, end = stretch->end;
	size_t rows = end.zh - beg.zh + 1, cells = 0;
	float inner[SEAM_KINDS];
	path->variance = (w->length_variance + w->length_habit * path->habits.variance) *
			 path->habits.ratio;
	fill_seams(path, inner);
	path->sentence[SIDE_ZH] = weigh_sentences(path, SIDE_ZH, beg.zh, end.zh, inner);
	path->sentence[SIDE_EN] = weigh_sentences(path, SIDE_EN, beg.en, end.en, inner);
	path->at = xcalloc(rows, sizeof *path->at);
	for (size_t i = 0; i < rows; i++) {
		path->at[i] = cells - stretch->window[i].beg;
		cells += span_len(stretch->window[i]) + 1;
	}
	path->cells = xreallocarray(NULL, cells, sizeof *path->cells);
	for (size_t i = 0; i < GROUP_MOST && i < rows; i++)
		empty_row(path, i);
	path_cell(path, beg.zh, beg.en)->best[LAYER_GROUP] = 0;
}

void path_free(struct path *path)
{
	free(path->cells);
	free(path->at);
	path->cells = NULL;
	path->at = NULL;
	for (int side = 0; side < SIDE_COUNT; side++) {
		free(path->sentence[side]);
		path->sentence[side] = NULL;
	}
}

/* What stands at the start of a group's first sentences. */
static float begin_score(const struct path *path, const struct path_sentence *zh,
	const struct path_sentence *en)
{
	float score = path->begin[zh->seam ^ en->seam];
	if (!zh->label || !en->label || zh->label == LABEL_ANY || en->label == LABEL_ANY)
		return score;
	return zh->label == en->label ? score + path->weights->label_same
				      : score - path->weights->label_differs;
}

struct path_corner path_corner(const struct path *path, size_t zh, size_t en)
{
	const struct path_sentence *z = path_sentence(path, SIDE_ZH, zh),
				   *e = path_sentence(path, SIDE_EN, en);
	return (struct path_corner){
		.path = path,
		.zh = z,
		.en = e,
		.english = gains_before(path->english, zh, en),
		.chinese = gains_before(path->chinese, en, zh),
		.begin = begin_score(path, z, e),
	};
}

float corner_lengths(const struct path_corner *corner, size_t a, size_t b)
{
	const struct align_weights *w = corner->path->weights;
	float wanted = corner->zh->length[a - 1], found = corner->en->length[b - 1],
	      away = found - wanted;
	float q = away * away /
		  (corner->path->variance * (found + wanted) + 2 * w->length_spread);
	return -w->length * w->length_cap * log_of(1 + q / w->length_cap);
}

static void go_in_groups(
	const struct path *path, size_t zh, size_t en, const struct path_cell *cell)
{
	const struct stretch *stretch = path->stretch;
	if (zh == stretch->end.zh || en == stretch->end.en)
		return;
	struct path_corner corner = path_corner(path, zh, en);
	float best = cell->best[cell->top];
	for (size_t a = 1; a <= GROUP_MOST && zh + a <= stretch->end.zh; a++) {
		struct span window = stretch->window[zh + a - stretch->beg.zh];
		size_t most = GROUP_SUM - a < GROUP_MOST ? GROUP_SUM - a : GROUP_MOST;
		size_t least = en < window.beg ? window.beg - en : 1;
		for (size_t b = least; b <= most && en + b <= window.end; b++) {
			struct path_cell *next = path_cell(path, zh + a, en + b);
			float group = corner_group(&corner, a, b);
			if (best + group <= next->best[LAYER_GROUP])
				continue;
			group += corner_lengths(&corner, a, b);
			if (best + group <= next->best[LAYER_GROUP])
				continue;
			next->best[LAYER_GROUP] = best + group;
			next->from[LAYER_GROUP] = (uint8_t)(a * 8 + b);
		}
	}
}

/* The path from a node to the next in a gap: one that was open goes on, or one opens. */
static void go_in_gap(const struct path_cell *cell, enum path_layer layer,
	const struct path_sentence *sentence, struct path_cell *next)
{
	float longer = cell->best[layer] + sentence->goes_on;
	float opened = cell->best[cell->top] + sentence->opens;
	next->from[layer] = longer >= opened;
	next->best[layer] = longer >= opened ? longer : opened;
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
		for (uint8_t i = LAYER_CHINESE; i < LAYERS; i++)
			if (cell->best[i] > cell->best[cell->top])
				cell->top = i;
		if (cell->best[cell->top] <= PATH_NEVER)
			continue;
		go_in_groups(path, zh, en, cell);
		if (zh < stretch->end.zh && path_has(path, zh + 1, en))
			go_in_gap(cell, LAYER_CHINESE, path_sentence(path, SIDE_ZH, zh),
				path_cell(path, zh + 1, en));
		if (en < window.end)
			go_in_gap(cell, LAYER_ENGLISH, path_sentence(path, SIDE_EN, en),
				cell + 1);
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
	enum path_layer layer = path_cell(path, zh, en)->top;
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
		enum path_layer from = goes_on ? layer : before->top;
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
