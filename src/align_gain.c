/* SPDX-License-Identifier: MIT */
/* align_gain: what a group of sentences explains of each sentence on the other side.
 *
 * The strength with which a group explains a word does not depend on where the word stands, so
 * it is summed once for the group and then given to all sentences in the window that have
 * the word.  Kept as running sums over the window, any group there costs one subtraction.
 * The groups that begin with one sentence are done together, side by side: their words
 * stand in the same places.
 * The same code serves both directions, with the sides and the lexicon turned. */
#include "align_math.h"

#include "align_evidence.h"

/* A figure for each of the groups that begin with one sentence, by their count less 1; and for
 * more, which do not count, since compilers make vector instructions of a loop over eight. */
enum { LANES = 8 };

struct lanes {
	float v[LANES];
};

/* How strongly groups explain a word. */
struct explained {
	uint32_t type;
	struct lanes strength;
};

/* Moves a word's postings to the window; false if it is in none of its sentences. */
static bool reach(const struct gains *gains, struct gain_type *type, struct span window)
{
	while (type->next < window.beg && ++type->at < type->end)
		type->next = gains->right->postings[type->at].sentence;
	return type->at < type->end && type->next < window.end;
}

void gains_open(struct gains *gains)
{
	const struct align_side *right = gains->right;
	size_t types = right->vocabulary.types.n;
	float tokens = 0;
	for (size_t i = 0; i < right->count; i++)
		tokens += right->sentences.v[i].tokens;
	gains->types = xcalloc(types + 1, sizeof *gains->types);
	for (size_t i = 0; i < types; i++) {
		uint32_t first = right->first_posting[i],
			 end = right->first_posting[i + 1];
		gains->types[i] = (struct gain_type){
			.at = first,
			.end = end,
			.next = first < end ? right->postings[first].sentence : 0,
			.rarity = tokens / (float)(end - first + (first == end)),
		};
	}
}

void gains_close(struct gains *gains)
{
	gains_end(gains);
	free(gains->types);
	gains->types = NULL;
	for (size_t i = 0; i < GROUP_MOST; i++)
		array_free(&gains->near[i]);
	array_free(&gains->explained);
	array_free(&gains->gained);
}

void gains_begin(struct gains *gains, size_t first, size_t end)
{
	gains->first = first;
	gains->rows = end - first;
	gains->window = xcalloc(gains->rows + 1, sizeof *gains->window);
	gains->at = xcalloc(gains->rows + 1, sizeof *gains->at);
}

void gains_room(struct gains *gains)
{
	size_t sum = 0;
	for (size_t i = 0; i < gains->rows; i++) {
		gains->at[i] = sum - gains->window[i].beg;
		sum += span_len(gains->window[i]) + 1;
	}
	gains->sums = xreallocarray(NULL, sum + 1, sizeof *gains->sums);
}

void gains_end(struct gains *gains)
{
	free(gains->window);
	free(gains->at);
	free(gains->sums);
	gains->window = NULL;
	gains->at = NULL;
	gains->sums = NULL;
}

/* Notes the words that a row's sentence explains and that are in the window of this row or one
 * that comes before it.  Most are in neither: a common word has hundreds of translations. */
static void note_near(struct gains *gains, size_t row, size_t beg)
{
	const struct align_sentence *s = &gains->left->sentences.v[gains->first + row];
	const struct lexicon *lexicon = gains->lexicon;
	struct span windows = {beg, gains->window[row].end};
	gains->near[row % GROUP_MOST].n = 0;
	for (size_t i = s[0].first; i < s[1].first; i++) {
		const struct token *token = &gains->left->tokens.v[i];
		for (size_t k = lexicon->first[token->type];
			k < lexicon->first[token->type + 1]; k++) {
			const struct translation *t = &lexicon->rows.v[k];
			if (reach(gains, &gains->types[t->type], windows))
				array_push(&gains->near[row % GROUP_MOST],
					(struct translation){
						t->type, t->strength * token->count});
		}
	}
}

/* Adds what a sentence explains to the groups that have it, which are 1 in has. */
static void add_strengths(
	struct gains *gains, size_t row, const struct lanes *has, struct span window)
{
	for (size_t i = 0; i < gains->near[row % GROUP_MOST].n; i++) {
		struct translation near = gains->near[row % GROUP_MOST].v[i];
		struct gain_type *type = &gains->types[near.type];
		if (type->explained == 0) {
			if (!reach(gains, type, window))
				continue;
			array_push(
				&gains->explained, (struct explained){.type = near.type});
			type->explained = (uint32_t)gains->explained.n;
		}
		float *strength = gains->explained.v[type->explained - 1].strength.v;
		for (size_t k = 0; k < LANES; k++)
			strength[k] += has->v[k] * near.strength;
	}
}

/* Gives what the groups explain to the sentences of the window that have it. */
static void spread(struct gains *gains, struct span window, const struct lanes *factor)
{
	const struct posting *postings = gains->right->postings;
	for (size_t i = 0; i < gains->explained.n; i++) {
		const struct explained *explained = &gains->explained.v[i];
		struct gain_type *type = &gains->types[explained->type];
		float gain[LANES];
		for (size_t k = 0; k < LANES; k++)
			gain[k] = gains->weight *
				  log_of(1 + factor->v[k] * explained->strength.v[k] *
						     type->rarity);
		for (uint32_t at = type->at;
			at < type->end && postings[at].sentence < window.end; at++) {
			struct posting posting = postings[at];
			float *sum = gains->gained.v[posting.sentence - window.beg].v;
			for (size_t k = 0; k < LANES; k++)
				sum[k] += gain[k] * posting.count;
		}
		type->explained = 0;
	}
	gains->explained.n = 0;
}

void gains_row(struct gains *gains, size_t row)
{
	struct span window = gains->window[row];
	size_t width = span_len(window), end = row + GROUP_MOST;
	struct gain_sums *sums = gains->sums + (gains->at[row] + window.beg);
	struct lanes factor = {0}, has;
	float tokens = 0;
	if (end > gains->rows)
		end = gains->rows;
	for (size_t i = row == 0 ? 0 : row + GROUP_MOST - 1; i < end; i++)
		note_near(gains, i, window.beg);
	for (size_t i = 0; i < end - row; i++) {
		for (size_t k = 0; k < LANES; k++)
			has.v[k] = k >= i;
		add_strengths(gains, row + i, &has, window);
		tokens += gains->left->sentences.v[gains->first + row + i].tokens;
		factor.v[i] = tokens > 0 ? gains->kappa / tokens : 0;
	}
	array_room(&gains->gained, width + 1);
	memset(gains->gained.v, 0, width * sizeof *gains->gained.v);
	spread(gains, window, &factor);
	sums[0] = (struct gain_sums){0};
	for (size_t i = 0; i < width; i++)
		for (size_t k = 0; k < GROUP_MOST; k++)
			sums[i + 1].v[k] = sums[i].v[k] + gains->gained.v[i].v[k];
}
