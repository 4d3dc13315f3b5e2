/* SPDX-License-Identifier: MIT */
/* anchor_changed: a place whose words are no longer there as they were.
 *
 * What stood right before and right behind them is looked for, and what is between now must
 * be like them: a little when both are there, very much when only one is, because then the
 * neighbour of a sentence that was taken out is easily taken for it.  Where both are there
 * with nothing between, the place is gone; and where the sentences around are nearly as like,
 * as the rules of a list are, nobody can tell. */
#include <string.h>

#include "anchor_internal.h"

enum {
	KEY = 12, /* code points next to the words by which their place is looked for */
	SHORTEST_KEY = 6,
	NEAR = 16 << 10, /* bytes of words before and behind a place that are near it */
	MOST_KEYS = 64,  /* places of a key; one with more tells nothing */
};

#define LIKE_BETWEEN 0.4   /* least likeness of what is where the words were */
#define LIKE_BESIDE 0.8    /* the same when only one side of it is there */
#define LIKE_MARGIN 0.2    /* over the next best */
#define RIVAL_MARGIN 0.3   /* over the other sentences near it */
#define AROUND_BETWEEN 1.0 /* least agreement around what is between */

/* Where a key ends, or begins, in the words of a window. */
struct key_places {
	size_t at[MOST_KEYS];
	size_t n;
};

static void find_key(const struct window *window, const char *key, size_t len, bool end,
	struct key_places *places)
{
	const struct buf *words = &window->words;
	places->n = 0;
	for (size_t at = 0; at + len <= words->n; at++) {
		const char *hit = memmem(words->v + at, words->n - at, key, len);
		if (!hit)
			break;
		at = (size_t)(hit - words->v);
		if (places->n == MOST_KEYS) {
			places->n = 0;
			break;
		}
		places->at[places->n++] = at + (end ? len : 0);
	}
}

static void find_keys(const struct wanted *wanted, const struct window *window,
	struct key_places *ends, struct key_places *starts)
{
	const struct buf *before = &wanted->before, *after = &wanted->after;
	size_t tail = words_tail(before->v, before->n, KEY);
	size_t head = words_head(after->v, after->n, KEY);
	const char *key = before->v + before->n - tail;
	ends->n = starts->n = 0;
	if (words_count(key, tail) >= SHORTEST_KEY)
		find_key(window, key, tail, true, ends);
	else if (before->n == 0 && window->first == 0)
		ends->at[ends->n++] = 0;
	if (words_count(after->v, head) >= SHORTEST_KEY)
		find_key(window, after->v, head, false, starts);
	else if (after->n == 0 && window->end == window->text_blocks)
		starts->at[starts->n++] = window->words.n;
}

/* The likeliest of places seen, and the likeness of the next. */
struct likeliest {
	size_t at; /* a byte of its words */
	double like, next;
};

static double likeness(
	const struct wanted *wanted, const struct window *window, struct span words)
{
	return words_likeness(wanted->words.v, wanted->words.n,
		window->words.v + words.beg, span_len(words));
}

/* Takes note of a place that is like the words at least as much as it must be. */
static void weigh(struct likeliest *best, size_t at, double like, double least)
{
	if (like < least)
		return;
	if (like > best->like) {
		best->next = best->like;
		best->like = like;
		best->at = at;
	} else if (like > best->next) {
		best->next = like;
	}
}

/* What is between two places: the sentence there that is most like the words, or all of it,
 * if they have become several. */
static void weigh_gap(const struct wanted *wanted, const struct window *window,
	struct span gap, struct likeliest *best)
{
	const struct sentence_style style = {.semicolon = false};
	const struct document *document = wanted->finder->document;
	span_array *sentences = &wanted->finder->sentences;
	struct buf *words = &wanted->finder->scratch;
	if (gap.beg >= gap.end)
		return;
	struct agreement before = agree_before(wanted, window, gap.beg);
	struct agreement after = agree_after(wanted, window, gap.end);
	if (!before.adjacent || !after.adjacent ||
		before.score + after.score < AROUND_BETWEEN)
		return;
	size_t index, byte, place = gap.beg;
	enum side side;
	double most = likeness(wanted, window, gap);
	size_t number = window_place(window, document, gap.beg, &byte);
	for (; number < window->end; number++) {
		size_t at = window->starts.v[number - window->first];
		if (at >= gap.end)
			break;
		const struct block block =
			text_block(document, wanted->side, number, &side, &index);
		block_sentences(&style, &block, sentences);
		for (size_t i = 0; i < sentences->n; i++) {
			struct span sentence = sentences->v[i];
			words->n = 0;
			words_add(words, block.text + sentence.beg, span_len(sentence));
			struct span here = {at, at + words->n};
			at = here.end;
			bool inside = here.beg >= gap.beg && here.end <= gap.end;
			double like = inside ? likeness(wanted, window, here) : 0;
			if (like > most) {
				most = like;
				place = here.beg;
			}
		}
	}
	weigh(best, place, most, LIKE_BETWEEN);
}

/* What is behind the words that stood before: up to those that stood behind, of which *start
 * is then the number and true the result, or as much as the words were. */
static bool weigh_behind(const struct wanted *wanted, const struct window *window,
	size_t beg, const struct key_places *starts, size_t *start,
	struct likeliest *best)
{
	size_t most = 4 * wanted->words.n + KEY;
	for (*start = 0; *start < starts->n && starts->at[*start] < beg;)
		++*start;
	if (*start < starts->n && starts->at[*start] - beg <= most) {
		weigh_gap(wanted, window, (struct span){beg, starts->at[*start]}, best);
		return true;
	}
	const char *words = window->words.v + beg;
	size_t len = words_head(words, window->words.n - beg, wanted->code_points);
	weigh(best, beg, likeness(wanted, window, (struct span){beg, beg + len}),
		LIKE_BESIDE);
	return false;
}

/* What is before the words that stood behind; its last character is surely in the place. */
static void weigh_before(const struct wanted *wanted, const struct window *window,
	size_t end, struct likeliest *best)
{
	const char *words = window->words.v;
	size_t len = words_tail(words, end, wanted->code_points);
	weigh(best, end - words_tail(words, end, 1),
		likeness(wanted, window, (struct span){end - len, end}), LIKE_BESIDE);
}

double likest_rival(const struct wanted *wanted, const struct window *window, size_t at)
{
	const struct sentence_style style = {.semicolon = false};
	const struct document *document = wanted->finder->document;
	span_array *sentences = &wanted->finder->sentences;
	struct buf *words = &wanted->finder->scratch;
	size_t index, byte;
	enum side side;
	double most = 0;
	size_t number = window_place(window, document, at > NEAR ? at - NEAR : 0, &byte);
	for (; number < window->end; number++) {
		size_t beg = window->starts.v[number - window->first];
		if (beg > at + NEAR)
			break;
		const struct block block =
			text_block(document, wanted->side, number, &side, &index);
		sentence_split(&style, block.text, block.len, sentences);
		for (size_t i = 0; i < sentences->n; i++) {
			struct span sentence = sentences->v[i];
			words->n = 0;
			words_add(words, block.text + sentence.beg, span_len(sentence));
			struct span here = {beg, beg + words->n};
			double like = span_has(here, at) ? 0
							 : words_likeness(wanted->words.v,
								   wanted->words.n,
								   words->v, words->n);
			most = like > most ? like : most;
			beg = here.end;
		}
	}
	return most;
}

bool find_changed(const struct wanted *wanted, const struct window *window,
	size_t *number, size_t *byte)
{
	struct key_places ends, starts;
	struct likeliest best = {0};
	bool paired[MOST_KEYS] = {false};
	if (!wanted->has_context || wanted->repeated)
		return false;
	find_keys(wanted, window, &ends, &starts);
	for (size_t i = 0; i < ends.n; i++) {
		size_t start;
		if (weigh_behind(wanted, window, ends.at[i], &starts, &start, &best))
			paired[start] = true;
	}
	for (size_t i = 0; i < starts.n; i++) {
		if (!paired[i])
			weigh_before(wanted, window, starts.at[i], &best);
	}
	if (best.like == 0 || best.like - best.next < LIKE_MARGIN ||
		best.like - likest_rival(wanted, window, best.at) < RIVAL_MARGIN)
		return false;

	const struct sentence_style style = {.semicolon = false};
	span_array *sentences = &wanted->finder->sentences;
	enum side side;
	size_t index;
	*number = window_place(window, wanted->finder->document, best.at, byte);
	const struct block block = text_block(
		wanted->finder->document, wanted->side, *number, &side, &index);
	block_sentences(&style, &block, sentences);
	*byte = sentences->v[sentence_at(sentences, *byte)].beg;
	return true;
}
