/* SPDX-License-Identifier: MIT */
/* align_astray: where a path has lost its way.
 *
 * Where a chapter is missing on one side and no rare word leads over the gap, a first path may
 * spread the rest over it, and the later ones stay in a band round the first.  Such a run
 * stands out once words have been learnt from what is right: many of its sentences are left
 * out, and its groups score much less than those of the rest.  It is the stretch of the path
 * where that lack sums up to most, as in a search for the segment of the highest sum
 * (W. L. Ruzzo and M. Tompa 1999).  Other texts have no such run, and are not searched again. */
#include "align_path.h"

#include "align_math.h"

enum {
	LEFT_OUT_LEAST = 30,      /* sentences of a run without counterpart */
	SENTENCES_LEAST = 15,     /* of each side */
	BESIDE = 10,              /* sentences round it that are searched as well */
	NODES_MOST = 1200 * 1200, /* of all runs of a text: a bound of time and memory */
};

/* What a group of a run has at most, of what the text's groups have. */
static const float SCORE_MOST = 0.55F;

/* The root of its tokens, by which scores of groups are compared: a long one has more to
 * say, but not as much more. */
static float weight_of(
	const struct align_side *zh, const struct align_side *en, const struct group *g)
{
	float tokens = 1;
	for (uint32_t i = 0; i < g->zh_count; i++)
		tokens += zh->sentences.v[g->zh + i].tokens;
	for (uint32_t i = 0; i < g->en_count; i++)
		tokens += en->sentences.v[g->en + i].tokens;
	return power_of(tokens, 0.5F);
}

/* The score that a group should have by its weight. */
static float usual_score(const struct align_side *zh, const struct align_side *en,
	const group_array *groups)
{
	float score = 0, weight = 0;
	for (size_t i = 0; i < groups->n; i++) {
		if (!group_has_both(&groups->v[i]))
			continue;
		score += groups->v[i].score;
		weight += weight_of(zh, en, &groups->v[i]);
	}
	return weight > 0 ? score / weight : 0;
}

static bool leaves_out_much(const struct group *first, const struct group *last)
{
	uint32_t left_out = 0;
	for (const struct group *g = first; g <= last; g++)
		left_out += group_has_both(g) ? 0 : g->zh_count + g->en_count;
	return left_out >= LEFT_OUT_LEAST &&
	       last->zh + last->zh_count >= first->zh + SENTENCES_LEAST &&
	       last->en + last->en_count >= first->en + SENTENCES_LEAST;
}

static struct astray run_of(
	const struct group *first, const struct group *last, const struct node *end)
{
	struct node a = {first->zh, first->en},
		    b = {last->zh + last->zh_count, last->en + last->en_count};
	a.zh -= a.zh < BESIDE ? a.zh : BESIDE;
	a.en -= a.en < BESIDE ? a.en : BESIDE;
	b.zh += end->zh - b.zh < BESIDE ? end->zh - b.zh : BESIDE;
	b.en += end->en - b.en < BESIDE ? end->en - b.en : BESIDE;
	return (struct astray){a, b};
}

static size_t nodes_of(const struct astray *run)
{
	return (size_t)(run->end.zh - run->beg.zh + 1) * (run->end.en - run->beg.en + 1);
}

void astray_find(const struct align_side *zh, const struct align_side *en,
	const group_array *groups, astray_array *runs)
{
	const struct node end = {(uint32_t)zh->count, (uint32_t)en->count};
	float least = SCORE_MOST * usual_score(zh, en, groups);
	size_t nodes = 0;
	runs->n = 0;
	for (size_t first = 0, last; first < groups->n; first = last + 1) {
		float lack = 0, most = 0;
		last = first;
		for (size_t i = first; i < groups->n; i++) {
			const struct group *g = &groups->v[i];
			lack += least * weight_of(zh, en, g);
			lack -= group_has_both(g) ? g->score : 0;
			if (lack <= 0)
				break;
			if (lack > most) {
				most = lack;
				last = i;
			}
		}
		if (!leaves_out_much(&groups->v[first], &groups->v[last]))
			continue;
		struct astray run = run_of(&groups->v[first], &groups->v[last], &end);
		nodes += nodes_of(&run);
		if (nodes > NODES_MOST)
			break;
		array_push(runs, run);
	}
}
