/* SPDX-License-Identifier: MIT */
/* align_gain: what a group of sentences explains of each sentence on the other side.
 *
 * The strength with which a group explains a word does not depend on where the word stands, so
 * it is summed once for the group and then given to all sentences in the window that have
 * the word.  Kept as running sums over the window, any group there costs one subtraction.
 * The same code serves both directions, with the sides and the lexicon turned. */
#include "align_math.h"

#include "align_evidence.h"

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
	gains->strength = sparse_new(types);
}

void gains_close(struct gains *gains)
{
	gains_end(gains);
	free(gains->types);
	gains->types = NULL;
	sparse_free(&gains->strength);
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
		gains->at[i] = sum;
		sum += (span_len(gains->window[i]) + 1) * GROUP_MOST;
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

/* Of the words that a sentence explains, those that are in the window. */
static void add_strengths(struct gains *gains, size_t sentence, struct span window)
{
	const struct align_sentence *s = &gains->left->sentences.v[sentence];
	const struct lexicon *lexicon = gains->lexicon;
	for (size_t i = s[0].first; i < s[1].first; i++) {
		const struct token *token = &gains->left->tokens.v[i];
		for (size_t k = lexicon->first[token->type];
			k < lexicon->first[token->type + 1]; k++) {
			const struct translation *t = &lexicon->rows.v[k];
			if (reach(gains, &gains->types[t->type], window))
				sparse_add(&gains->strength, t->type,
					t->strength * token->count);
		}
	}
}

/* Gives what the group of `tokens` tokens explains to the sentences of the window; sum[1] is
 * the first one's. */
static void spread(struct gains *gains, struct span window, float tokens, float *sum)
{
	const struct posting *postings = gains->right->postings;
	float factor = gains->kappa / tokens;
	for (size_t i = 0; i < gains->strength.n; i++) {
		uint32_t index = gains->strength.touched[i];
		const struct gain_type *type = &gains->types[index];
		float strength = gains->strength.value[index];
		float gain = gains->weight * log_of(1 + factor * strength * type->rarity);
		for (uint32_t k = type->at;
			k < type->end && postings[k].sentence < window.end; k++)
			sum[postings[k].sentence - window.beg + 1] +=
				gain * postings[k].count;
	}
}

void gains_row(struct gains *gains, size_t row)
{
	struct span window = gains->window[row];
	size_t width = span_len(window) + 1;
	float *sum = gains->sums + gains->at[row], tokens = 0;
	for (size_t count = 1; count <= GROUP_MOST; count++, sum += width) {
		for (size_t i = 0; i < width; i++)
			sum[i] = 0;
		size_t sentence = gains->first + row + count - 1;
		if (sentence >= gains->first + gains->rows)
			continue;
		add_strengths(gains, sentence, window);
		tokens += gains->left->sentences.v[sentence].tokens;
		spread(gains, window, tokens, sum);
		for (size_t i = 1; i < width; i++)
			sum[i] += sum[i - 1];
	}
	sparse_clear(&gains->strength);
}
