/* SPDX-License-Identifier: MIT */
/* align_likely: the dynamic programme from its end back to its beginning.
 *
 * With what the best path to a node brings, and what the best one from where a group ends, the
 * best path through a group is known.  Groups far from the best path are not likely, and
 * not looked at. */
#include "align_likely.h"

#include "align_math.h"

enum {
	BAND_LIKELY = 3, /* sentences to each side of the path */
	BEHIND_MOST = 3, /* units of doubt that a way may be behind the best */
	/* ... before its lengths are asked for: more, so that what a long path's sums are
	 * rounded by, which grow to a hundred thousand, does not drop one that is likely. */
	BEHIND_HOPELESS = 2 * BEHIND_MOST,
};

/* What the best path from a node brings, if the path to it ends in a group or a gap. */
struct likely_cell {
	float best[LAYERS];
};

void likely_begin(struct likely *likely, const struct path *path,
	const struct group *groups, size_t n)
{
	struct stretch band = *path->stretch;
	size_t rows = band.end.zh - band.beg.zh + 1, cells = 0;
	const struct path_cell *last = path_cell(path, band.end.zh, band.end.en);
	band.window = xcalloc(rows, sizeof *band.window);
	window_again(&band, groups, n, BAND_LIKELY);
	*likely = (struct likely){
		.path = path,
		.band = band,
		.at = xcalloc(rows, sizeof *likely->at),
		.total = last->best[last->top],
	};
	for (size_t i = 0; i < rows; i++) {
		likely->at[i] = cells - band.window[i].beg;
		cells += span_len(band.window[i]) + 1;
	}
	likely->cells = xcalloc(cells, sizeof *likely->cells);
}

void likely_end(struct likely *likely)
{
	free(likely->cells);
	free(likely->at);
	free(likely->band.window);
	*likely = (struct likely){0};
}

/* What the best path from a node brings that was reached in a layer. */
static float after(
	const struct likely *likely, size_t zh, size_t en, enum path_layer layer)
{
	size_t row = zh - likely->band.beg.zh;
	if (zh > likely->band.end.zh || en < likely->band.window[row].beg ||
		en > likely->band.window[row].end)
		return PATH_NEVER;
	return likely->cells[likely->at[row] + en].best[layer];
}

/* The best path from a node that begins with a group; notes those that are likely. */
static float best_group(
	const struct likely *likely, size_t zh, size_t en, group_array *groups)
{
	const struct path *path = likely->path;
	const struct path_cell *cell = path_cell(path, zh, en);
	float doubt = path->weights->learn_doubt, best = PATH_NEVER;
	float before = cell->best[cell->top] - likely->total;
	if (zh == path->stretch->end.zh || en == path->stretch->end.en)
		return best;
	struct path_corner corner = path_corner(path, zh, en);
	for (uint32_t a = 1; a <= GROUP_MOST; a++) {
		for (uint32_t b = 1; a + b <= GROUP_SUM && b <= GROUP_MOST; b++) {
			float rest = after(likely, zh + a, en + b, LAYER_GROUP);
			if (rest <= PATH_NEVER)
				continue;
			float group = corner_group(&corner, a, b);
			if ((before + (group + rest)) / doubt <= -BEHIND_HOPELESS)
				continue;
			group += corner_lengths(&corner, a, b);
			float way = group + rest;
			if (way > best)
				best = way;
			float behind = (before + way) / doubt;
			if (behind > -BEHIND_MOST)
				array_push(
					groups, (struct group){(uint32_t)zh, (uint32_t)en,
							a, b, exp_of(behind)});
		}
	}
	return best;
}

static void visit(struct likely *likely, size_t zh, size_t en, group_array *groups)
{
	const struct path *path = likely->path;
	struct likely_cell *cell =
		&likely->cells[likely->at[zh - likely->band.beg.zh] + en];
	for (int i = 0; i < LAYERS; i++)
		cell->best[i] = PATH_NEVER;
	if (!path_has(path, zh, en))
		return;
	float group = best_group(likely, zh, en, groups);
	float gap[SIDE_COUNT] = {after(likely, zh + 1, en, LAYER_CHINESE),
		after(likely, zh, en + 1, LAYER_ENGLISH)};
	for (int i = 0; i < LAYERS; i++) {
		cell->best[i] = group;
		for (int side = 0; side < SIDE_COUNT; side++) {
			if (gap[side] <= PATH_NEVER)
				continue;
			const struct path_sentence *sentence = path_sentence(
				path, (enum side)side, side == SIDE_ZH ? zh : en);
			bool goes_on =
				i == (side == SIDE_ZH ? LAYER_CHINESE : LAYER_ENGLISH);
			float way = gap[side] +
				    (goes_on ? sentence->goes_on : sentence->opens);
			if (way > cell->best[i])
				cell->best[i] = way;
		}
	}
}

void likely_row(struct likely *likely, size_t row, group_array *groups)
{
	struct span window = likely->band.window[row];
	size_t zh = likely->band.beg.zh + row;
	for (size_t en = window.end + 1; en-- > window.beg;) {
		if (zh < likely->band.end.zh || en < likely->band.end.en)
			visit(likely, zh, en, groups);
	}
}

static float most(const float *sums, size_t first, size_t count, float least)
{
	for (size_t i = first; i < first + count; i++)
		if (least < sums[i])
			least = sums[i];
	return least;
}

void likely_share(
	const struct align_side *zh, const struct align_side *en, group_array *groups)
{
	float *zh_sum = xcalloc(zh->count + 1, sizeof *zh_sum),
	      *en_sum = xcalloc(en->count + 1, sizeof *en_sum);
	for (size_t i = 0; i < groups->n; i++) {
		const struct group *g = &groups->v[i];
		for (size_t k = g->zh; k < g->zh + g->zh_count; k++)
			zh_sum[k] += g->score;
		for (size_t k = g->en; k < g->en + g->en_count; k++)
			en_sum[k] += g->score;
	}
	for (size_t i = 0; i < groups->n; i++) {
		struct group *g = &groups->v[i];
		g->score /= most(
			en_sum, g->en, g->en_count, most(zh_sum, g->zh, g->zh_count, 1));
	}
	free(zh_sum);
	free(en_sum);
}
