/* SPDX-License-Identifier: MIT */
/* align_learn: IBM model 1, both ways over one table of pairs.
 *
 * Pairs of words that meet in groups worth one or more are kept as rows by Chinese word, with
 * t(en | zh) and t(zh | en) side by side.  A row is laid out over all English types while
 * its word's groups are walked, so that no pair is ever looked up; what all Chinese words
 * of a group explain of an English one is summed in a first sweep over the rows, and the
 * second then has its share at hand.  The other direction needs no such sums: they are
 * those of one word in one group.
 * A pair is kept that is likely both ways: one way alone, a rare word takes anything. */
#include "align_learn.h"

#include "align_math.h"

enum {
	ROUNDS = 3,          /* more learn the errors of the first path too */
	SENTENCES_LEAST = 2, /* that have a word which is learnt */
	STEP_WORK = 1 << 16, /* pairs of words looked at in a step, about a millisecond */
};

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

/* The first three go over groups, the others over Chinese words. */
enum sweep {
	SWEEP_ENGLISH,
	SWEEP_COUNT,
	SWEEP_CHINESE,
	SWEEP_PAIRS,
	SWEEP_SUMS,
	SWEEP_SHARES,
	SWEEP_KEEP,
	SWEEPS
};

struct learning {
	const struct align_weights *weights;
	const struct align_side *zh, *en;
	const struct lexicon *known;
	const group_array *groups; /* a group's score is how far it is trusted */
	uint32_t *first_member;    /* by group: English words of it */
	ARRAY_OF(struct member) members;
	float *explained;        /* by member */
	uint32_t *first_meeting; /* by Chinese type */
	struct meeting *meetings;
	uint32_t *first_pair; /* by Chinese type */
	ARRAY_OF(struct pair) pairs;
	float *total, *scale; /* by English type: sum of back, and one by that of the last
			       * round, which back is still to be multiplied by */
	float *forth, *forth_sum, *back, *back_sum; /* a row, laid out by English type */
	struct sparse row, zh_row;                  /* by English and by Chinese type */
	struct lexicon lexicon;
	enum sweep sweep;
	int round;
	uint32_t at; /* group or Chinese type */
	size_t work; /* of this step */
};

static bool is_learnt(const struct align_side *side, uint32_t type)
{
	const struct token_type *t = &side->vocabulary.types.v[type];
	return t->kind == TOKEN_WORD && t->sentences >= SENTENCES_LEAST;
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

static void gather_english(struct learning *learning, uint32_t group)
{
	const struct group *g = &learning->groups->v[group];
	gather(learning->en, g->en, g->en_count, &learning->row);
	for (size_t k = 0; k < learning->row.n; k++) {
		uint32_t type = learning->row.touched[k];
		array_push(&learning->members,
			(struct member){type, learning->row.value[type]});
	}
	learning->work += learning->row.n;
	sparse_clear(&learning->row);
	learning->first_member[group + 1] = (uint32_t)learning->members.n;
}

static void count_chinese(struct learning *learning, uint32_t group)
{
	const struct group *g = &learning->groups->v[group];
	struct sparse *row = &learning->zh_row;
	gather(learning->zh, g->zh, g->zh_count, row);
	for (size_t k = 0; k < row->n; k++)
		learning->first_meeting[row->touched[k] + 1]++;
	learning->work += row->n;
	sparse_clear(row);
}

/* While meetings are noted, first_meeting has where the next one belongs. */
static void gather_chinese(struct learning *learning, uint32_t group)
{
	const struct group *g = &learning->groups->v[group];
	struct sparse *row = &learning->zh_row;
	gather(learning->zh, g->zh, g->zh_count, row);
	for (size_t k = 0; k < row->n; k++) {
		uint32_t *at = &learning->first_meeting[row->touched[k]];
		learning->meetings[(*at)++] =
			(struct meeting){group, row->value[row->touched[k]]};
	}
	learning->work += row->n;
	sparse_clear(row);
}

static void end_english(struct learning *learning)
{
	learning->explained =
		xcalloc(learning->members.n + 1, sizeof *learning->explained);
}

static void end_count(struct learning *learning)
{
	uint32_t *first = learning->first_meeting;
	size_t types = learning->zh->vocabulary.types.n;
	for (size_t i = 0; i < types; i++)
		first[i + 1] += first[i];
	learning->meetings = xcalloc(first[types] + 1, sizeof *learning->meetings);
}

static void end_chinese(struct learning *learning)
{
	uint32_t *first = learning->first_meeting;
	size_t types = learning->zh->vocabulary.types.n;
	memmove(first + 1, first, types * sizeof *first);
	first[0] = 0;
}

struct learning *learn_new(const struct align_weights *weights,
	const struct align_side *zh, const struct align_side *en,
	const struct lexicon *known, const group_array *groups)
{
	struct learning *learning = xcalloc(1, sizeof *learning);
	size_t types = en->vocabulary.types.n, zh_types = zh->vocabulary.types.n;
	learning->weights = weights;
	learning->zh = zh;
	learning->en = en;
	learning->known = known;
	learning->groups = groups;
	learning->row = sparse_new(types);
	learning->zh_row = sparse_new(zh_types);
	learning->total = xcalloc(types + 1, sizeof *learning->total);
	learning->scale = xcalloc(types + 1, sizeof *learning->scale);
	learning->forth = xcalloc(types + 1, sizeof *learning->forth);
	learning->forth_sum = xcalloc(types + 1, sizeof *learning->forth_sum);
	learning->back = xcalloc(types + 1, sizeof *learning->back);
	learning->back_sum = xcalloc(types + 1, sizeof *learning->back_sum);
	learning->first_member = xcalloc(groups->n + 1, sizeof *learning->first_member);
	learning->first_meeting = xcalloc(zh_types + 2, sizeof *learning->first_meeting);
	learning->first_pair = xcalloc(zh_types + 1, sizeof *learning->first_pair);
	for (size_t i = 0; i < types; i++)
		learning->scale[i] = 1;
	lexicon_begin(&learning->lexicon, zh_types);
	return learning;
}

void learn_free(struct learning *learning)
{
	if (!learning)
		return;
	free(learning->first_member);
	array_free(&learning->members);
	free(learning->explained);
	free(learning->first_meeting);
	free(learning->meetings);
	free(learning->first_pair);
	array_free(&learning->pairs);
	free(learning->total);
	free(learning->scale);
	free(learning->forth);
	free(learning->forth_sum);
	free(learning->back);
	free(learning->back_sum);
	sparse_free(&learning->row);
	sparse_free(&learning->zh_row);
	lexicon_free(&learning->lexicon);
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
				learning->groups->v[group].score);
		learning->work +=
			learning->first_member[group + 1] - learning->first_member[group];
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
		learning->back[pair->english] =
			pair->back * learning->scale[pair->english];
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
		learning->work += learning->first_member[meeting->group + 1] -
				  learning->first_member[meeting->group];
	}
	take_up(learning, type);
}

static void share_out(struct learning *learning, const struct meeting *meeting)
{
	size_t first = learning->first_member[meeting->group],
	       end = learning->first_member[meeting->group + 1];
	float nothing = learning->weights->learn_nothing, all = nothing;
	learning->work += end - first;
	for (size_t k = first; k < end; k++)
		all += learning->back[learning->members.v[k].type] *
		       learning->members.v[k].count;
	for (size_t k = first; k < end; k++) {
		const struct member *member = &learning->members.v[k];
		float forth = learning->forth[member->type];
		if (forth == 0)
			continue;
		float both = meeting->count * member->count *
			     learning->groups->v[meeting->group].score;
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

/* What was known, and of what was learnt that which is likely both ways. */
static void keep(struct learning *learning, uint32_t type)
{
	const struct lexicon *known = learning->known;
	const struct align_weights *weights = learning->weights;
	struct sparse *row = &learning->row;
	for (size_t i = known->first[type]; i < known->first[type + 1]; i++)
		sparse_add(row, known->rows.v[i].type, known->rows.v[i].strength);
	for (size_t i = learning->first_pair[type]; i < learning->first_pair[type + 1];
		i++) {
		const struct pair *pair = &learning->pairs.v[i];
		float strength = power_of(
			pair->forth * pair->back * learning->scale[pair->english], 0.5F);
		if (strength > weights->learn_least)
			sparse_add(row, pair->english, strength * weights->learn_weight);
	}
	learning->work += learning->first_pair[type + 1] - learning->first_pair[type];
	lexicon_add_row(&learning->lexicon, row);
}

static void end_round(struct learning *learning)
{
	for (size_t i = 0; i < learning->en->vocabulary.types.n; i++) {
		float total = learning->total[i];
		learning->scale[i] = total > 0 ? 1 / total : 0;
		learning->total[i] = 0;
	}
	for (size_t i = 0; i < learning->members.n; i++)
		learning->explained[i] = 0;
	learning->round++;
}

static const struct {
	void (*visit)(struct learning *learning, uint32_t at);
	void (*end)(struct learning *learning);
} sweeps[SWEEPS] = {
	[SWEEP_ENGLISH] = {gather_english, end_english},
	[SWEEP_COUNT] = {count_chinese, end_count},
	[SWEEP_CHINESE] = {gather_chinese, end_chinese},
	[SWEEP_PAIRS] = {find_pairs, NULL},
	[SWEEP_SUMS] = {sum_explained, NULL},
	[SWEEP_SHARES] = {improve, end_round},
	[SWEEP_KEEP] = {keep, NULL},
};

bool learn_step(struct learning *learning)
{
	size_t end = learning->sweep < SWEEP_PAIRS ? learning->groups->n
						   : learning->zh->vocabulary.types.n;
	if (learning->sweep == SWEEPS)
		return false;
	for (learning->work = 0; learning->work < STEP_WORK && learning->at < end;
		learning->work++)
		sweeps[learning->sweep].visit(learning, learning->at++);
	if (learning->at < end)
		return true;
	learning->at = 0;
	if (sweeps[learning->sweep].end)
		sweeps[learning->sweep].end(learning);
	if (learning->sweep == SWEEP_SHARES && learning->round < ROUNDS)
		learning->sweep = SWEEP_SUMS;
	else
		learning->sweep++;
	return learning->sweep < SWEEPS;
}

struct lexicon learn_lexicon(struct learning *learning)
{
	struct lexicon lexicon = learning->lexicon;
	learning->lexicon = (struct lexicon){0};
	return lexicon;
}
