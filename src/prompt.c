/* SPDX-License-Identifier: MIT */
/* prompt: what a key does to one line of text.
 *
 * Keys are a table, so that what a key does is one line to find and one to change.
 * The text itself is left to prompt_text.c, history and completion to the files of that name,
 * drawing to prompt_draw.c; what the text means, and what is offered, to the caller. */
#include "prompt_internal.h"

#include <assert.h>
#include <unistr.h>

enum { TAB = 0x09, LINE_FEED = 0x0A, ENTER = 0x0D, ESC = 0x1B, BACKSPACE = 0x7F };

/* ---- editing: each returns whether the text changed ---- */

static bool to_start(struct prompt *prompt)
{
	prompt->cursor = 0;
	return false;
}

static bool to_end(struct prompt *prompt)
{
	prompt->cursor = prompt->text.n;
	return false;
}

static bool left(struct prompt *prompt)
{
	prompt->cursor = prompt_previous_grapheme(prompt, prompt->cursor);
	return false;
}

static bool right(struct prompt *prompt)
{
	prompt->cursor = prompt_next_grapheme(prompt, prompt->cursor);
	return false;
}

static bool word_left(struct prompt *prompt)
{
	prompt->cursor = prompt_word_start(prompt);
	return false;
}

static bool word_right(struct prompt *prompt)
{
	prompt->cursor = prompt_word_end(prompt);
	return false;
}

static bool erase_left(struct prompt *prompt)
{
	return prompt_erase(
		prompt, prompt_previous_grapheme(prompt, prompt->cursor), prompt->cursor);
}

static bool erase_right(struct prompt *prompt)
{
	return prompt_erase(
		prompt, prompt->cursor, prompt_next_grapheme(prompt, prompt->cursor));
}

static bool erase_word_left(struct prompt *prompt)
{
	return prompt_erase(prompt, prompt_word_start(prompt), prompt->cursor);
}

static bool erase_word_right(struct prompt *prompt)
{
	return prompt_erase(prompt, prompt->cursor, prompt_word_end(prompt));
}

static bool erase_to_start(struct prompt *prompt)
{
	return prompt_erase(prompt, 0, prompt->cursor);
}

static bool erase_to_end(struct prompt *prompt)
{
	return prompt_erase(prompt, prompt->cursor, prompt->text.n);
}

/* ---- keys ---- */

#define CONTROL(letter) ((letter) - '@')

static const struct {
	key k;
	bool (*edit)(struct prompt *prompt); /* whether the text changed */
} edits[] = {
	{KEY_IS_LEFT, left},
	{CONTROL('B'), left},
	{KEY_IS_RIGHT, right},
	{CONTROL('F'), right},
	{KEY_IS_HOME, to_start},
	{CONTROL('A'), to_start},
	{KEY_IS_END, to_end},
	{CONTROL('E'), to_end},
	{KEY_META | 'b', word_left},
	{KEY_META | KEY_IS_LEFT, word_left},
	{KEY_META | 'f', word_right},
	{KEY_META | KEY_IS_RIGHT, word_right},
	{BACKSPACE, erase_left},
	{CONTROL('H'), erase_left},
	{KEY_IS_DELETE, erase_right},
	{CONTROL('D'), erase_right},
	{CONTROL('W'), erase_word_left},
	{KEY_META | BACKSPACE, erase_word_left},
	{KEY_META | 'd', erase_word_right},
	{CONTROL('U'), erase_to_start},
	{CONTROL('K'), erase_to_end},
	{KEY_IS_UP, prompt_older},
	{CONTROL('P'), prompt_older},
	{KEY_IS_DOWN, prompt_newer},
	{CONTROL('N'), prompt_newer},
	{TAB, prompt_complete_forward},
	{KEY_IS_BACK_TAB, prompt_complete_backward},
};

static bool is_typed(key k)
{
	return k < KEY_NONE && !prompt_is_control(k) && !(k >= 0xD800 && k < 0xE000);
}

static size_t encode(key k, char bytes[6])
{
	int size = u8_uctomb((uint8_t *)bytes, k, 6);
	assert(size > 0);
	return (size_t)size;
}

static void take_pasted(struct prompt *prompt, key k)
{
	struct buf *paste = &prompt->paste;
	char bytes[6];
	if (k == ENTER || k == LINE_FEED || k == TAB) {
		if (paste->n == 0 || paste->v[paste->n - 1] == ' ')
			return;
		k = ' ';
	}
	if (is_typed(k) && paste->n < PROMPT_ROOM)
		buf_add(paste, bytes, encode(k, bytes));
}

static bool end_paste(struct prompt *prompt)
{
	struct buf *paste = &prompt->paste;
	prompt->pasting = false;
	while (paste->n && paste->v[paste->n - 1] == ' ')
		paste->n--;
	bool changed = prompt_replace(
		prompt, prompt->cursor, prompt->cursor, paste->v, paste->n);
	paste->n = 0;
	return changed;
}

static enum prompt_answer edited(struct prompt *prompt, bool changed)
{
	if (changed)
		prompt->history_at = prompt->setup.history_count;
	return changed ? PROMPT_CHANGED : PROMPT_EDITING;
}

/* A key that ends the prompt, or PROMPT_EDITING. */
static enum prompt_answer ending(const struct prompt *prompt, key k)
{
	if (k == ENTER || k == LINE_FEED)
		return PROMPT_ACCEPTED;
	if (k == ESC || k == KEY_INTERRUPT || k == CONTROL('G'))
		return PROMPT_CANCELLED;
	bool backspace = k == BACKSPACE || k == CONTROL('H');
	return backspace && prompt->text.n == 0 ? PROMPT_CANCELLED : PROMPT_EDITING;
}

/* Whether there is what a key would walk through. */
static bool has_use(const struct prompt *prompt, bool (*edit)(struct prompt *prompt))
{
	if (edit == prompt_older || edit == prompt_newer)
		return prompt->setup.history != NULL;
	if (edit == prompt_complete_forward || edit == prompt_complete_backward)
		return prompt->setup.complete != NULL;
	return true;
}

enum prompt_answer prompt_take(struct prompt *prompt, key k)
{
	char bytes[6];
	if (k == KEY_PASTE_END && prompt->pasting)
		return edited(prompt, end_paste(prompt));
	if (prompt->pasting && k != KEY_INTERRUPT) {
		take_pasted(prompt, k);
		return PROMPT_EDITING;
	}
	if (k != TAB && k != KEY_IS_BACK_TAB)
		prompt_forget_offers(prompt);
	if (k == KEY_PASTE_BEGIN) {
		prompt->pasting = true;
		return PROMPT_EDITING;
	}
	enum prompt_answer answer = ending(prompt, k);
	if (answer != PROMPT_EDITING)
		return answer;
	if (is_typed(k)) {
		size_t at = prompt->cursor;
		return edited(
			prompt, prompt_replace(prompt, at, at, bytes, encode(k, bytes)));
	}
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		if (edits[i].k != k || !has_use(prompt, edits[i].edit))
			continue;
		bool changed = edits[i].edit(prompt);
		if (edits[i].edit == prompt_older || edits[i].edit == prompt_newer)
			return changed ? PROMPT_CHANGED : PROMPT_EDITING;
		return edited(prompt, changed);
	}
	return PROMPT_UNUSED;
}

/* ---- opening, closing ---- */

void prompt_open(struct prompt *prompt, const struct prompt_setup *setup)
{
	*prompt = (struct prompt){.setup = *setup};
	buf_room(&prompt->text, 1); /* never NULL, so that it can be counted from */
	prompt_set(prompt, setup->initial);
}

void prompt_close(struct prompt *prompt)
{
	buf_free(&prompt->text);
	buf_free(&prompt->typed);
	buf_free(&prompt->paste);
	buf_free(&prompt->offers.text);
	buf_free(&prompt->offers.typed);
	array_free(&prompt->offers.starts);
}

const char *prompt_text(struct prompt *prompt)
{
	return buf_string(&prompt->text);
}

void prompt_set(struct prompt *prompt, const char *text)
{
	prompt_forget_offers(prompt);
	prompt_replace(
		prompt, 0, prompt->text.n, text ? text : "", text ? strlen(text) : 0);
	prompt->cursor = prompt->text.n;
	prompt->history_at = prompt->setup.history_count;
}
