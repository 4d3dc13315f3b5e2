/* SPDX-License-Identifier: MIT */
/* align_side: one text as an aligner keeps it, sentence by sentence and word by word.
 *
 * The tokens of a sentence stand together in order of their types, each type once; the
 * postings are the same the other way round, the sentences of a type in order. */
#include "align_text.h"

#include "utf8.h"

static int compare_types(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return (a > b) - (a < b);
}

/* Letters and digits, or Han with Latin letters at what they are of a word. */
static float length_of(const char *text, size_t len, enum side which)
{
	size_t size, letters = 0, han = 0;
	for (size_t at = 0; at < len; at += size) {
		uint32_t c = utf8_at(text, len, at, &size);
		if (utf8_is_han(c))
			han++;
		else if (utf8_is_latin(c) || (c >= '0' && c <= '9'))
			letters++;
	}
	return which == SIDE_EN ? (float)(letters + han * 3)
				: (float)han + (float)letters * 0.4F;
}

void side_note(struct align_side *side, enum side which, size_t at, type_array *types)
{
	struct align_sentence *s = &side->sentences.v[at];
	s->length = length_of(s->text, s->len, which);
	s->first = (uint32_t)side->tokens.n;
	s->tokens = (float)types->n;
	if (types->n > 1)
		qsort(types->v, types->n, sizeof *types->v, compare_types);
	for (size_t i = 0, end; i < types->n; i = end) {
		for (end = i + 1; end < types->n && types->v[end] == types->v[i];)
			end++;
		array_push(&side->tokens, (struct token){types->v[i], (float)(end - i)});
		side->vocabulary.types.v[types->v[i]].sentences++;
	}
	s[1].first = (uint32_t)side->tokens.n;
	types->n = 0;
}

void side_index(struct align_side *side)
{
	size_t types = side->vocabulary.types.n;
	side->first_posting = xcalloc(types + 1, sizeof *side->first_posting);
	side->postings = xcalloc(side->tokens.n + 1, sizeof *side->postings);
	for (size_t i = 0; i < types; i++)
		side->first_posting[i + 1] =
			side->first_posting[i] + side->vocabulary.types.v[i].sentences;
	for (uint32_t i = 0; i < side->count; i++) {
		const struct align_sentence *s = &side->sentences.v[i];
		for (size_t k = s[0].first; k < s[1].first; k++) {
			const struct token *token = &side->tokens.v[k];
			side->postings[side->first_posting[token->type]++] =
				(struct posting){i, token->count};
		}
	}
	for (size_t i = types; i > 0; i--)
		side->first_posting[i] = side->first_posting[i - 1];
	side->first_posting[0] = 0;
}

float side_length(const struct align_side *side, size_t first, size_t count)
{
	float sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += side->sentences.v[first + i].length;
	return sum;
}

void side_free(struct align_side *side)
{
	vocabulary_free(&side->vocabulary);
	array_free(&side->sentences);
	array_free(&side->tokens);
	free(side->first_posting);
	free(side->postings);
}
