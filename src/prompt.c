/* SPDX-License-Identifier: MIT */
/* prompt: editing one line of text by graphemes.
 *
 * Every change of the text goes through replace(), which keeps the three promises of the
 * header: valid UTF-8, bounded, the cursor between two graphemes.  Graphemes are found by
 * walking from the start of the text, because only there one is known to begin; a line is
 * short enough for that.
 * Keys are a table, so that what a key does is one line to find and one to change.
 * What the text means, and what history and completion offer, is left to the caller; drawing
 * to prompt_draw.c. */
#include "prompt.h"

#include <assert.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "utf8.h"

enum { TAB = 0x09, LINE_FEED = 0x0A, ENTER = 0x0D, ESC = 0x1B, BACKSPACE = 0x7F };

/* Graphemes do not depend on widths, so any style will do to find them. */
static const struct glyph_style plain = {.ambiguous = 1};

/* ---- text ---- */

static bool is_control(ucs4_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/* Appends code points but for control characters, as long as they fit in room. */
static void add_clean(struct buf *out, const char *text, size_t len, size_t room)
{
	for (size_t at = 0; at < len;) {
		ucs4_t c;
		int size = u8_mbtoucr(&c, (const uint8_t *)text + at, len - at);
		size_t bytes = size > 0 ? (size_t)size : 1;
		if (bytes > room)
			return;
		if (size > 0 && !is_control(c)) {
			buf_add(out, text + at, bytes);
			room -= bytes;
		}
		at += bytes;
	}
}

static size_t next_grapheme(const struct prompt *prompt, size_t at)
{
	const struct buf *text = &prompt->text;
	return at < text->n ? at + glyph_measure(&plain, text->v, text->n, at).size : at;
}

/* The start of the last grapheme that begins before `at`. */
static size_t previous_grapheme(const struct prompt *prompt, size_t at)
{
	size_t beg = 0;
	for (size_t end = 0; end < at; end = next_grapheme(prompt, end))
		beg = end;
	return beg;
}

/* The first place between two graphemes that is not before `at`. */
static size_t boundary_from(const struct prompt *prompt, size_t at)
{
	size_t end = prompt->text.n;
	if (at < end)
		for (end = 0; end < at;)
			end = next_grapheme(prompt, end);
	return end;
}

/* Puts new bytes in the place of [beg, end), the cursor behind them; whether that changed
 * the text. */
static bool replace(
	struct prompt *prompt, size_t beg, size_t end, const char *bytes, size_t len)
{
	struct buf *text = &prompt->text, clean = {0};
	size_t left = text->n - (end - beg);
	add_clean(&clean, bytes, len, PROMPT_ROOM - left);
	bool same = clean.n == end - beg &&
		    (clean.n == 0 || memcmp(clean.v, text->v + beg, clean.n) == 0);
	if (!same) {
		buf_room(text, clean.n);
		if (end < text->n)
			memmove(text->v + beg + clean.n, text->v + end, text->n - end);
		if (clean.n)
			memcpy(text->v + beg, clean.v, clean.n);
		text->n = left + clean.n;
	}
	prompt->cursor = boundary_from(prompt, beg + clean.n);
	if (prompt->first >= beg)
		prompt->first = previous_grapheme(prompt, beg < text->n ? beg + 1 : beg);
	buf_free(&clean);
	return !same;
}

static bool erase(struct prompt *prompt, size_t beg, size_t end)
{
	return replace(prompt, beg, end, "", 0);
}

/* ---- words ---- */

enum word_class { WORD_BLANK, WORD_SIGNS, WORD_LETTERS, WORD_HAN };

static enum word_class word_class(const struct prompt *prompt, size_t at)
{
	size_t size;
	ucs4_t c = utf8_at(prompt->text.v, prompt->text.n, at, &size);
	return c == ' ' || c == 0x3000 ? WORD_BLANK
	       : utf8_is_han(c)        ? WORD_HAN
	       : uc_is_alnum(c)        ? WORD_LETTERS
				       : WORD_SIGNS;
}

/* The end of the first word that ends behind the cursor. */
static size_t word_end(const struct prompt *prompt)
{
	size_t at = prompt->cursor, n = prompt->text.n;
	while (at < n && word_class(prompt, at) == WORD_BLANK)
		at = next_grapheme(prompt, at);
	for (size_t beg = at;
		at < n && word_class(prompt, at) == word_class(prompt, beg);)
		at = next_grapheme(prompt, at);
	return at;
}

/* The start of the last word that begins before the cursor. */
static size_t word_start(const struct prompt *prompt)
{
	size_t beg = 0;
	enum word_class before = WORD_BLANK;
	for (size_t at = 0; at < prompt->cursor; at = next_grapheme(prompt, at)) {
		enum word_class here = word_class(prompt, at);
		if (here != before && here != WORD_BLANK)
			beg = at;
		before = here;
	}
	return beg;
}

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
	prompt->cursor = previous_grapheme(prompt, prompt->cursor);
	return false;
}

static bool right(struct prompt *prompt)
{
	prompt->cursor = next_grapheme(prompt, prompt->cursor);
	return false;
}

static bool word_left(struct prompt *prompt)
{
	prompt->cursor = word_start(prompt);
	return false;
}

static bool word_right(struct prompt *prompt)
{
	prompt->cursor = word_end(prompt);
	return false;
}

static bool erase_left(struct prompt *prompt)
{
	return erase(prompt, previous_grapheme(prompt, prompt->cursor), prompt->cursor);
}

static bool erase_right(struct prompt *prompt)
{
	return erase(prompt, prompt->cursor, next_grapheme(prompt, prompt->cursor));
}

static bool erase_word_left(struct prompt *prompt)
{
	return erase(prompt, word_start(prompt), prompt->cursor);
}

static bool erase_word_right(struct prompt *prompt)
{
	return erase(prompt, prompt->cursor, word_end(prompt));
}

static bool erase_to_start(struct prompt *prompt)
{
	return erase(prompt, 0, prompt->cursor);
}

static bool erase_to_end(struct prompt *prompt)
{
	return erase(prompt, prompt->cursor, prompt->text.n);
}

/* ---- history ---- */

static bool begins_with(const char *line, const struct buf *prefix)
{
	return prefix->n == 0 || strncmp(line, prefix->v, prefix->n) == 0;
}

/* Whether line is what the prompt shows. */
static bool is_shown(const struct prompt *prompt, const char *line)
{
	return strlen(line) == prompt->text.n && begins_with(line, &prompt->text);
}

static bool show_line(struct prompt *prompt, size_t index)
{
	const struct prompt_setup *setup = &prompt->setup;
	bool typed = index == setup->history_count;
	const char *line = typed ? prompt->typed.v : setup->history[index];
	size_t len = typed ? prompt->typed.n : strlen(line);
	bool changed = replace(prompt, 0, prompt->text.n, line, len);
	prompt->history_at = index;
	prompt->cursor = prompt->text.n;
	return changed;
}

static bool older(struct prompt *prompt)
{
	const struct prompt_setup *setup = &prompt->setup;
	if (prompt->history_at == setup->history_count) {
		prompt->typed.n = 0;
		buf_add(&prompt->typed, prompt->text.v, prompt->text.n);
	}
	for (size_t i = prompt->history_at; i-- > 0;)
		if (begins_with(setup->history[i], &prompt->typed) &&
			!is_shown(prompt, setup->history[i]))
			return show_line(prompt, i);
	return false;
}

static bool newer(struct prompt *prompt)
{
	const struct prompt_setup *setup = &prompt->setup;
	size_t i = prompt->history_at;
	if (i == setup->history_count)
		return false;
	for (i++; i < setup->history_count; i++)
		if (begins_with(setup->history[i], &prompt->typed) &&
			!is_shown(prompt, setup->history[i]))
			break;
	return show_line(prompt, i);
}

/* ---- completion ---- */

static const char *offer_at(const struct prompt_offers *offers, size_t index)
{
	return offers->text.v + offers->starts.v[index];
}

void prompt_offer(struct prompt *prompt, const char *word)
{
	struct prompt_offers *offers = &prompt->offers;
	if (!begins_with(word, &offers->typed))
		return;
	array_push(&offers->starts, offers->text.n);
	buf_add(&offers->text, word, strlen(word) + 1);
}

static void forget_offers(struct prompt *prompt)
{
	prompt->offers.text.n = prompt->offers.starts.n = 0;
}

static bool put_word(struct prompt *prompt, const char *word, size_t len)
{
	struct prompt_offers *offers = &prompt->offers;
	bool changed = replace(prompt, offers->word_beg, offers->word_end, word, len);
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
	if (!prompt->setup.complete)
		return false;
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
		forget_offers(prompt);
	return changed;
}

/* The next of the offers, or the one before, and between last and first the typed word. */
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

static bool complete_forward(struct prompt *prompt)
{
	return complete(prompt, true);
}

static bool complete_backward(struct prompt *prompt)
{
	return complete(prompt, false);
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
	{KEY_IS_UP, older},
	{CONTROL('P'), older},
	{KEY_IS_DOWN, newer},
	{CONTROL('N'), newer},
	{TAB, complete_forward},
	{KEY_IS_BACK_TAB, complete_backward},
};

static bool is_typed(key k)
{
	return k < KEY_NONE && !is_control(k) && !(k >= 0xD800 && k < 0xE000);
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
	bool changed =
		replace(prompt, prompt->cursor, prompt->cursor, paste->v, paste->n);
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
	if (edit == older || edit == newer)
		return prompt->setup.history != NULL;
	if (edit == complete_forward || edit == complete_backward)
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
		forget_offers(prompt);
	if (k == KEY_PASTE_BEGIN) {
		prompt->pasting = true;
		return PROMPT_EDITING;
	}
	enum prompt_answer answer = ending(prompt, k);
	if (answer != PROMPT_EDITING)
		return answer;
	if (is_typed(k)) {
		size_t at = prompt->cursor;
		return edited(prompt, replace(prompt, at, at, bytes, encode(k, bytes)));
	}
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		if (edits[i].k != k || !has_use(prompt, edits[i].edit))
			continue;
		bool changed = edits[i].edit(prompt);
		if (edits[i].edit == older || edits[i].edit == newer)
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
	forget_offers(prompt);
	replace(prompt, 0, prompt->text.n, text ? text : "", text ? strlen(text) : 0);
	prompt->cursor = prompt->text.n;
	prompt->history_at = prompt->setup.history_count;
}
