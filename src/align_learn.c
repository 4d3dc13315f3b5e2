/* SPDX-License-Identifier: MIT */
/* align_learn: IBM model 1, both ways over one table of pairs.
 *
 * Pairs of words that meet in two groups or more are kept as rows by Chinese word, with
 * t(en | zh) and t(zh | en) side by side.  A row is laid out over all English types while
 * its word's groups are walked, so that no pair is ever looked up; what all Chinese words
 * of a group explain of an English one is summed in a first sweep over the rows, and the
 * second then has its share at hand.  The other direction needs no such sums: they are
 * those of one word in one group.
 * A pair is kept that is likely both ways: one way alone, a rare word takes anything. */
#include "align_learn.h"

#include "align_math.h"

enum { ROUNDS = 5, SLICE = 64 /* words of a step */, MEETINGS = 2 };

/* A type in a group. */
struct member {
	uint32_t type;
	float count;
};

/* A word's place in a group. */
struct meeting {
	uint32_t group;
	float count;
};

struct pair {
	uint32_t english;
	float forth, back; /* t(en | zh), t(zh | en) */
};

enum sweep { SWEEP_PAIRS, SWEEP_SUMS, SWEEP_SHARES, SWEEPS };

struct learning {
	const struct align_weights *weights;
	const struct align_side *zh, *en;
	const struct lexicon *known;
	size_t groups;
	float *shares;          /* by group: how far it is trusted */
	uint32_t *first_member; /* by group: English words of it */
	ARRAY_OF(struct member) members;
	float *explained;        /* by member */
	uint32_t *first_meeting; /* by Chinese type */
	struct meeting *meetings;
	uint32_t *first_pair; /* by Chinese type */
	ARRAY_OF(struct pair) pairs;
	float *total;                               /* by English type: sum of back */
	float *forth, *forth_sum, *back, *back_sum; /* a row, laid out by English type */
	struct sparse row;
	enum sweep sweep;
	int round;
	uint32_t at; /* Chinese type */
};

static bool is_learnt(const struct align_side *side, uint32_t type)
{
	const struct token_type *t = &side->vocabulary.types.v[type];
	return t->kind == TOKEN_WORD && t->sentences >= MEETINGS;
}

/* The words of a group on one side, each once, in *row. */
static void gather(
	const struct align_side *side, uint32_t first, uint32_t count, struct sparse *row)
{
	const struct align_sentence *s = &side->sentences.v[first];
	for (size_t i = s[0].first; i < s[count].first; i++)
		if (is_learnt(side, side->tokens.v[i].type))
			sparse_add(row, side->tokens.v[i].type, side->tokens.v[i].count);
}

static void gather_english(struct learning *learning, const group_array *groups)
{
	learning->first_member = xcalloc(groups->n + 1, sizeof *learning->first_member);
	learning->shares = xcalloc(groups->n + 1, sizeof *learning->shares);
	for (size_t i = 0; i < groups->n; i++) {
		const struct group *g = &groups->v[i];
		if (!group_has_both(g))
			continue;
		gather(learning->en, g->en, g->en_count, &learning->row);
		for (size_t k = 0; k < learning->row.n; k++) {
			uint32_t type = learning->row.touched[k];
			array_push(&learning->members,
				(struct member){type, learning->row.value[type]});
		}
		sparse_clear(&learning->row);
		learning->shares[learning->groups] = g->score;
		learning->first_member[++learning->groups] =
			(uint32_t)learning->members.n;
	}
	learning->explained =
		xcalloc(learning->members.n + 1, sizeof *learning->explained);
}

/* Visits the Chinese words of each group: first to count them, then to note them. */
static void gather_chinese(
	struct learning *learning, const group_array *groups, bool note)
{
	struct sparse row = sparse_new(learning->zh->vocabulary.types.n);
	uint32_t group = 0;
	for (size_t i = 0; i < groups->n; i++) {
		const struct group *g = &groups->v[i];
		if (!group_has_both(g))
			continue;
		gather(learning->zh, g->zh, g->zh_count, &row);
		for (size_t k = 0; k < row.n; k++) {
			uint32_t *at = &learning->first_meeting[row.touched[k] + !note];
			if (note)
				learning->meetings[*at] = (struct meeting){
					group, row.value[row.touched[k]]};
			(*at)++;
		}
		sparse_clear(&row);
		group++;
	}
	sparse_free(&row);
}

static void index_meetings(struct learning *learning, const group_array *groups)
{
	size_t types = learning->zh->vocabulary.types.n;
	learning->first_meeting = xcalloc(types + 2, sizeof *learning->first_meeting);
	gather_chinese(learning, groups, false);
	for (size_t i = 0; i < types; i++)
		learning->first_meeting[i + 1] += learning->first_meeting[i];
	learning->meetings =
		xcalloc(learning->first_meeting[types] + 1, sizeof *learning->meetings);
	gather_chinese(learning, groups, true);
	for (size_t i = types; i > 0; i--)
		learning->first_meeting[i] = learning->first_meeting[i - 1];
	learning->first_meeting[0] = 0;
}

struct learning *learn_new(const struct align_weights *weights,
	const struct align_side *zh, const struct align_side *en,
	const struct lexicon *known, const group_array *groups)
{
	struct learning *learning = xcalloc(1, sizeof *learning);
	size_t types = en->vocabulary.types.n;
	learning->weights = weights;
	learning->zh = zh;
	learning->en = en;
	learning->known = known;
	learning->row = sparse_new(types);
	learning->total = xcalloc(types + 1, sizeof *learning->total);
	learning->forth = xcalloc(types + 1, sizeof *learning->forth);
	learning->forth_sum = xcalloc(types + 1, sizeof *learning->forth_sum);
	learning->back = xcalloc(types + 1, sizeof *learning->back);
	learning->back_sum = xcalloc(types + 1, sizeof *learning->back_sum);
	learning->first_pair =
		xcalloc(zh->vocabulary.types.n + 1, sizeof *learning->first_pair);
	gather_english(learning, groups);
	index_meetings(learning, groups);
	return learning;
}

void learn_free(struct learning *learning)
{
	if (!learning)
		return;
	free(learning->first_member);
	free(learning->shares);
	array_free(&learning->members);
	free(learning->explained);
	free(learning->first_meeting);
	free(learning->meetings);
	free(learning->first_pair);
	array_free(&learning->pairs);
	free(learning->total);
	free(learning->forth);
	free(learning->forth_sum);
	free(learning->back);
	free(learning->back_sum);
	sparse_free(&learning->row);
	free(learning);
}

static void find_pairs(struct learning *learning, uint32_t type)
{
	const struct lexicon *known = learning->known;
	struct sparse *row = &learning->row;
	for (size_t i = learning->first_meeting[type];
		i < learning->first_meeting[type + 1]; i++) {
		uint32_t group = learning->meetings[i].group;
		for (size_t k = learning->first_member[group];
			k < learning->first_member[group + 1]; k++)
			sparse_add(row, learning->members.v[k].type,
				learning->shares[group]);
	}
	size_t first = learning->pairs.n;
	for (size_t i = 0; i < row->n; i++)
		if (row->value[row->touched[i]] >= learning->weights->learn_meetings)
			array_push(&learning->pairs,
				(struct pair){.english = row->touched[i],
					.forth = learning->weights->learn_floor});
	sparse_clear(row);
	for (size_t i = known->first[type]; i < known->first[type + 1]; i++)
		sparse_add(row, known->rows.v[i].type, known->rows.v[i].strength);
	for (size_t i = first; i < learning->pairs.n; i++) {
		struct pair *pair = &learning->pairs.v[i];
		pair->forth += row->value[pair->english];
		pair->back = pair->forth;
	}
	sparse_clear(row);
	learning->first_pair[type + 1] = (uint32_t)learning->pairs.n;
}

static void lay_out(struct learning *learning, uint32_t type)
{
	for (size_t i = learning->first_pair[type]; i < learning->first_pair[type + 1];
		i++) {
		const struct pair *pair = &learning->pairs.v[i];
		learning->forth[pair->english] = pair->forth;
		learning->back[pair->english] = pair->back;
	}
}

static void take_up(struct learning *learning, uint32_t type)
{
	for (size_t i = learning->first_pair[type]; i < learning->first_pair[type + 1];
		i++) {
		uint32_t english = learning->pairs.v[i].english;
		learning->forth[english] = learning->back[english] = 0;
		learning->forth_sum[english] = learning->back_sum[english] = 0;
	}
}

static void sum_explained(struct learning *learning, uint32_t type)
{
	lay_out(learning, type);
	for (size_t i = learning->first_meeting[type];
		i < learning->first_meeting[type + 1]; i++) {
		const struct meeting *meeting = &learning->meetings[i];
		for (size_t k = learning->first_member[meeting->group];
			k < learning->first_member[meeting->group + 1]; k++)
			learning->explained[k] +=
				learning->forth[learning->members.v[k].type] *
				meeting->count;
	}
	take_up(learning, type);
}

static void share_out(struct learning *learning, const struct meeting *meeting)
{
	size_t first = learning->first_member[meeting->group],
	       end = learning->first_member[meeting->group + 1];
	float nothing = learning->weights->learn_nothing, all = nothing;
	for (size_t k = first; k < end; k++)
		all += learning->back[learning->members.v[k].type] *
		       learning->members.v[k].count;
	for (size_t k = first; k < end; k++) {
		const struct member *member = &learning->members.v[k];
		float forth = learning->forth[member->type];
		if (forth == 0)
			continue;
		float both =
			meeting->count * member->count * learning->shares[meeting->group];
		learning->forth_sum[member->type] +=
			both * forth / (learning->explained[k] + nothing);
		learning->back_sum[member->type] +=
			both * learning->back[member->type] / all;
	}
}

static void improve(struct learning *learning, uint32_t type)
{
	float sum = 0;
	lay_out(learning, type);
	for (size_t i = learning->first_meeting[type];
		i < learning->first_meeting[type + 1]; i++)
		share_out(learning, &learning->meetings[i]);
	size_t first = learning->first_pair[type], end = learning->first_pair[type + 1];
	for (size_t i = first; i < end; i++)
		sum += learning->forth_sum[learning->pairs.v[i].english];
	for (size_t i = first; i < end; i++) {
		struct pair *pair = &learning->pairs.v[i];
		pair->forth = sum > 0 ? learning->forth_sum[pair->english] / sum : 0;
		pair->back = learning->back_sum[pair->english];
		learning->total[pair->english] += pair->back;
	}
	take_up(learning, type);
}

static void end_round(struct learning *learning)
{
	for (size_t i = 0; i < learning->pairs.n; i++) {
		struct pair *pair = &learning->pairs.v[i];
		float total = learning->total[pair->english];
		pair->back = total > 0 ? pair->back / total : 0;
	}
	for (size_t i = 0; i < learning->en->vocabulary.types.n; i++)
		learning->total[i] = 0;
	for (size_t i = 0; i < learning->members.n; i++)
		learning->explained[i] = 0;
	learning->round++;
}

bool learn_step(struct learning *learning)
{
	static void (*const sweeps[SWEEPS])(struct learning *, uint32_t) = {
		[SWEEP_PAIRS] = find_pairs,
		[SWEEP_SUMS] = sum_explained,
		[SWEEP_SHARES] = improve,
	};
	size_t types = learning->zh->vocabulary.types.n;
	if (learning->round == ROUNDS)
		return false;
	for (int i = 0; i < SLICE && learning->at < types; i++)
		sweeps[learning->sweep](learning, learning->at++);
	if (learning->at < types)
		return true;
	learning->at = 0;
	if (learning->sweep == SWEEP_SHARES)
		end_round(learning);
	learning->sweep = learning->sweep == SWEEP_SUMS ? SWEEP_SHARES : SWEEP_SUMS;
	return learning->round < ROUNDS;
}

double learn_progress(const struct learning *learning)
{
	size_t types = learning->zh->vocabulary.types.n;
	double within = types ? (double)learning->at / (double)types : 0;
	return (learning->round + within) / (ROUNDS + 1);
}

void learn_lexicon(struct learning *learning, struct lexicon *lexicon)
{
	const struct lexicon *known = learning->known;
	const struct align_weights *weights = learning->weights;
	struct sparse *row = &learning->row;
	lexicon_begin(lexicon, learning->zh->vocabulary.types.n);
	for (uint32_t type = 0; type < known->types; type++) {
		for (size_t i = known->first[type]; i < known->first[type + 1]; i++)
			sparse_add(row, known->rows.v[i].type, known->rows.v[i].strength);
		for (size_t i = learning->first_pair[type];
			i < learning->first_pair[type + 1]; i++) {
			const struct pair *pair = &learning->pairs.v[i];
			float strength = power_of(pair->forth * pair->back, 0.5F);
			if (strength > weights->learn_least)
				sparse_add(row, pair->english,
					strength * weights->learn_weight);
		}
		lexicon_add_row(lexicon, row);
	}
}
