/* SPDX-License-Identifier: MIT */
/* prompt_text: the text of a prompt: changed, and walked by graphemes and words.
 *
 * Every change of the text goes through prompt_replace, which keeps the three promises of the
 * header: valid UTF-8, bounded, the cursor between two graphemes.  Graphemes are found by
 * walking from the start of the text, because only there one is known to begin; a line is
 * short enough for that. */
#include "prompt_internal.h"

#include <unictype.h>
#include <unistr.h>

#include "utf8.h"

/* Graphemes do not depend on widths, so any style will do to find them. */
static const struct glyph_style plain = {.ambiguous = 1};

/* Appends code points but for control characters, as long as they fit in room. */
static void add_clean(struct buf *out, const char *text, size_t len, size_t room)
{
	for (size_t at = 0; at < len;) {
		ucs4_t c;
		int size = u8_mbtoucr(&c, (const uint8_t *)text + at, len - at);
		size_t bytes = size > 0 ? (size_t)size : 1;
		if (bytes > room)
			return;
		if (size > 0 && !prompt_is_control(c)) {
			buf_add(out, text + at, bytes);
			room -= bytes;
		}
		at += bytes;
	}
}

size_t prompt_next_grapheme(const struct prompt *prompt, size_t at)
{
	const struct buf *text = &prompt->text;
	return at < text->n ? at + glyph_measure(&plain, text->v, text->n, at).size : at;
}

size_t prompt_previous_grapheme(const struct prompt *prompt, size_t at)
{
	size_t beg = 0;
	for (size_t end = 0; end < at; end = prompt_next_grapheme(prompt, end))
		beg = end;
	return beg;
}

/* The first place between two graphemes that is not before `at`. */
static size_t boundary_from(const struct prompt *prompt, size_t at)
{
	size_t end = prompt->text.n;
	if (at < end)
		for (end = 0; end < at;)
			end = prompt_next_grapheme(prompt, end);
	return end;
}

bool prompt_replace(
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
		prompt->first =
			prompt_previous_grapheme(prompt, beg < text->n ? beg + 1 : beg);
	buf_free(&clean);
	return !same;
}

bool prompt_erase(struct prompt *prompt, size_t beg, size_t end)
{
	return prompt_replace(prompt, beg, end, "", 0);
}

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

size_t prompt_word_end(const struct prompt *prompt)
{
	size_t at = prompt->cursor, n = prompt->text.n;
	while (at < n && word_class(prompt, at) == WORD_BLANK)
		at = prompt_next_grapheme(prompt, at);
	for (size_t beg = at;
		at < n && word_class(prompt, at) == word_class(prompt, beg);)
		at = prompt_next_grapheme(prompt, at);
	return at;
}

size_t prompt_word_start(const struct prompt *prompt)
{
	size_t beg = 0;
	enum word_class before = WORD_BLANK;
	for (size_t at = 0; at < prompt->cursor; at = prompt_next_grapheme(prompt, at)) {
		enum word_class here = word_class(prompt, at);
		if (here != before && here != WORD_BLANK)
			beg = at;
		before = here;
	}
	return beg;
}
