/* SPDX-License-Identifier: MIT */
/* align_path: one dynamic programme over nodes, with gaps that cost by length.
 *
 * At each node the best paths are kept that end there in a group, in a gap of Chinese and in a
 * gap of English sentences (O. Gotoh's three layers, 1982): leaving out a paragraph costs
 * one opening, and so little more than leaving out a sentence that what comes after is
 * not bent to fit.  A group's score is made of parts that are found at once: running sums
 * of lexical gains, its shape, its lengths, and what stands at its end. */
#include "align_path.h"

#include "align_math.h"
#include <assert.h>

enum layer { LAYER_GROUP, LAYER_CHINESE, LAYER_ENGLISH, LAYERS };

static const float NEVER = -1e30F;

struct path_cell {
	float best[LAYERS];
	/* Of a group its shape, zh * 8 + en; of a gap whether it goes on. */
	uint8_t from[LAYERS];
};

static struct path_cell *cell_at(const struct path *path, size_t zh, size_t en)
{
	return &path->cells[path->at[zh - path->stretch->beg.zh] + en];
}

static bool in_window(const struct path *path, size_t zh, size_t en)
{
	struct span window = path->stretch->window[zh - path->stretch->beg.zh];
	return window.beg <= en && en <= window.end;
}

static enum layer best_layer(const struct path_cell *cell)
{
	enum layer best = LAYER_GROUP;
	for (int i = LAYER_CHINESE; i < LAYERS; i++)
		if (cell->best[i] > cell->best[best])
			best = (enum layer)i;
	return best;
}

/* What it costs that two seams differ, and that a seam is inside a group. */
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
		path->seam[seam] = path->inner[seam] = 0;
		for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
			if (!(seam & bits[i].bit))
				continue;
			path->seam[seam] -= bits[i].differs;
			path->inner[seam] -= bits[i].inner;
		}
	}
}

void path_begin(struct path *path)
{
	const struct stretch *stretch = path->stretch;
	size_t rows = stretch->end.zh - stretch->beg.zh + 1, cells = 0;
	fill_seams(path);
	path->at = xcalloc(rows, sizeof *path->at);
	for (size_t i = 0; i < rows; i++) {
		path->at[i] = cells - stretch->window[i].beg;
		cells += span_len(stretch->window[i]) + 1;
	}
	path->cells = xreallocarray(NULL, cells, sizeof *path->cells);
}

static float length_score(const struct path *path, float zh, float en)
{
	const struct align_weights *w = path->weights;
	float wanted = path->ratio * zh, away = en - wanted;
	float q = away * away /
		  (2 * (w->length_variance * path->ratio * (en + wanted) / 2 +
			       w->length_spread));
	return -w->length * w->length_cap * log_of(1 + q / w->length_cap);
}

/* Best path that ends at the node in a group. */
static void end_in_group(
	const struct path *path, size_t zh, size_t en, struct path_cell *cell)
{
	const struct stretch *stretch = path->stretch;
	const struct align_sentence *z = path->zh->sentences.v + zh,
				    *e = path->en->sentences.v + en;
	float zh_length = 0, zh_inner = 0;
	for (size_t a = 1; a <= GROUP_MOST && stretch->beg.zh + a <= zh; a++) {
		float en_length = 0, en_inner = 0;
		if (a > 1)
			zh_inner += path->inner[z[1 - (ptrdiff_t)a].seam];
		zh_length += z[-(ptrdiff_t)a].length;
		for (size_t b = 1; b <= GROUP_MOST && a + b <= GROUP_SUM &&
				   stretch->beg.en + b <= en;
			b++) {
			en_length += e[-(ptrdiff_t)b].length;
			if (b > 1)
				en_inner += path->inner[e[1 - (ptrdiff_t)b].seam];
			if (!in_window(path, zh - a, en - b))
				continue;
			const struct path_cell *before = cell_at(path, zh - a, en - b);
			float score = before->best[best_layer(before)];
			if (score <= NEVER)
				continue;
			score += path->weights->shape[a - 1][b - 1] + zh_inner +
				 en_inner +
				 gains_of(path->english, zh - a, a, en - b, en) +
				 gains_of(path->chinese, en - b, b, zh - a, zh) +
				 length_score(path, zh_length, en_length);
			if (score > cell->best[LAYER_GROUP]) {
				cell->best[LAYER_GROUP] = score;
				cell->from[LAYER_GROUP] = (uint8_t)(a * 8 + b);
			}
		}
	}
	if (cell->best[LAYER_GROUP] > NEVER)
		cell->best[LAYER_GROUP] += path->seam[z->seam ^ e->seam];
}

/* Best path that ends in a gap: one that was open goes on, or one opens behind the rest. */
static void end_in_gap(const struct path_cell *before, enum layer layer,
	const struct gap_weights *w, const struct align_sentence *sentence,
	struct path_cell *cell)
{
	float own = w->token * sentence->tokens;
	if (sentence[1].seam & SEAM_UNENDED)
		own -= w->unended;
	float longer = before->best[layer] - w->more - own;
	float opened = before->best[best_layer(before)] - w->open - own;
	cell->from[layer] = longer >= opened;
	cell->best[layer] = longer >= opened ? longer : opened;
}

void path_row(struct path *path, size_t row)
{
	const struct stretch *stretch = path->stretch;
	const struct align_weights *w = path->weights;
	struct span window = stretch->window[row];
	size_t zh = stretch->beg.zh + row;
	for (size_t en = window.beg; en <= window.end; en++) {
		struct path_cell *cell = cell_at(path, zh, en);
		for (int i = 0; i < LAYERS; i++)
			cell->best[i] = NEVER;
		if (row == 0 && en == stretch->beg.en) {
			cell->best[LAYER_GROUP] = 0;
			cell->from[LAYER_GROUP] = 0;
			continue;
		}
		end_in_group(path, zh, en, cell);
		if (row > 0 && in_window(path, zh - 1, en))
			end_in_gap(cell_at(path, zh - 1, en), LAYER_CHINESE,
				&w->chinese_gap, &path->zh->sentences.v[zh - 1], cell);
		if (en > window.beg)
			end_in_gap(cell - 1, LAYER_ENGLISH, &w->english_gap,
				&path->en->sentences.v[en - 1], cell);
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

void path_end(struct path *path, group_array *groups)
{
	const struct stretch *stretch = path->stretch;
	size_t zh = stretch->end.zh, en = stretch->end.en, first = groups->n;
	enum layer layer = best_layer(cell_at(path, zh, en));
	while (zh > stretch->beg.zh || en > stretch->beg.en) {
		const struct path_cell *cell = cell_at(path, zh, en);
		uint32_t a = layer != LAYER_ENGLISH, b = layer != LAYER_CHINESE;
		if (layer == LAYER_GROUP) {
			a = cell->from[LAYER_GROUP] / 8;
			b = cell->from[LAYER_GROUP] % 8;
		}
		assert(a + b > 0 && cell->best[layer] > NEVER);
		bool goes_on = layer != LAYER_GROUP && cell->from[layer];
		zh -= a;
		en -= b;
		const struct path_cell *before = cell_at(path, zh, en);
		enum layer from = goes_on ? layer : best_layer(before);
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
	free(path->cells);
	free(path->at);
	path->cells = NULL;
	path->at = NULL;
}
