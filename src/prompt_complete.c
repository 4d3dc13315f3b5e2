/* SPDX-License-Identifier: MIT */
/* prompt_complete: the word at the cursor completed from what the caller offers.
 *
 * The first Tab goes as far as all offers agree, as a shell does; the next ones go through
 * them one by one, and past the last one the typed word is there again. */
#include "prompt_internal.h"

static const char *offer_at(const struct prompt_offers *offers, size_t index)
{
	return offers->text.v + offers->starts.v[index];
}

void prompt_offer(struct prompt *prompt, const char *word)
{
	struct prompt_offers *offers = &prompt->offers;
	if (!prompt_begins_with(word, &offers->typed))
		return;
	array_push(&offers->starts, offers->text.n);
	buf_add(&offers->text, word, strlen(word) + 1);
}

void prompt_forget_offers(struct prompt *prompt)
{
	prompt->offers.text.n = prompt->offers.starts.n = 0;
}

static bool put_word(struct prompt *prompt, const char *word, size_t len)
{
	struct prompt_offers *offers = &prompt->offers;
	bool changed =
		prompt_replace(prompt, offers->word_beg, offers->word_end, word, len);
	offers->word_end = prompt->cursor;
	return changed;
}

/* Bytes that all offers begin with, whole code points. */
static size_t common_len(const struct prompt_offers *offers)
{
	const char *first = offer_at(offers, 0);
	size_t len = strlen(first);
	for (size_t i = 1; i < offers->starts.n; i++) {
		const char *other = offer_at(offers, i);
		size_t same = 0;
		while (same < len && other[same] == first[same])
			same++;
		len = same;
	}
	while (((unsigned char)first[len] & 0xC0) == 0x80)
		len--;
	return len;
}

/* Asks for offers and completes as far as they agree. */
static bool begin_completion(struct prompt *prompt)
{
	struct prompt_offers *offers = &prompt->offers;
	size_t beg = prompt->cursor;
	while (beg > 0 && prompt->text.v[beg - 1] != ' ')
		beg--;
	offers->word_beg = beg;
	offers->word_end = prompt->cursor;
	offers->typed.n = 0;
	buf_add(&offers->typed, prompt->text.v + beg, prompt->cursor - beg);
	struct buf before = {0};
	buf_add(&before, prompt->text.v, beg);
	prompt->setup.complete(prompt->setup.ctx, buf_string(&before), prompt);
	buf_free(&before);
	size_t count = offers->starts.n;
	offers->chosen = count;
	if (count == 0)
		return false;
	bool changed = put_word(prompt, offer_at(offers, 0), common_len(offers));
	if (count == 1)
		prompt_forget_offers(prompt);
	return changed;
}

static bool complete(struct prompt *prompt, bool forward)
{
	struct prompt_offers *offers = &prompt->offers;
	size_t count = offers->starts.n;
	if (count == 0)
		return begin_completion(prompt);
	offers->chosen = (offers->chosen + (forward ? 1 : count)) % (count + 1);
	if (offers->chosen == count)
		return put_word(prompt, offers->typed.v, offers->typed.n);
	const char *word = offer_at(offers, offers->chosen);
	return put_word(prompt, word, strlen(word));
}

bool prompt_complete_forward(struct prompt *prompt)
{
	return complete(prompt, true);
}

bool prompt_complete_backward(struct prompt *prompt)
{
	return complete(prompt, false);
}
