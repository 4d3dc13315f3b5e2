/* SPDX-License-Identifier: MIT */
/* prompt_internal: what the files of the prompt share.
 *
 *	prompt.c           keys, pastes, opening and closing
 *	prompt_text.c      the text: changed, and walked by graphemes and words
 *	prompt_history.c   the lines entered before
 *	prompt_complete.c  the word at the cursor completed
 *	prompt_draw.c      a row of the grid
 *
 * Places are bytes of the text, between two graphemes.  What returns bool says whether the text
 * is another. */
#ifndef DUIDU_PROMPT_INTERNAL_H
#define DUIDU_PROMPT_INTERNAL_H

#include <stdint.h>
#include <string.h>

#include "prompt.h"

static inline bool prompt_is_control(uint32_t code_point)
{
	return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

static inline bool prompt_begins_with(const char *line, const struct buf *prefix)
{
	return prefix->n == 0 || strncmp(line, prefix->v, prefix->n) == 0;
}

/* prompt_text.c */

/* Puts new bytes in the place of [beg, end), the cursor behind them; of any bytes, those that
 * the header allows, as many as there is room for. */
bool prompt_replace(
	struct prompt *prompt, size_t beg, size_t end, const char *bytes, size_t len);
bool prompt_erase(struct prompt *prompt, size_t beg, size_t end);

/* The end of the grapheme at a place; at the end of the text that. */
size_t prompt_next_grapheme(const struct prompt *prompt, size_t at);

/* The start of the last grapheme that begins before a place; at the start that. */
size_t prompt_previous_grapheme(const struct prompt *prompt, size_t at);

/* The end of the first word that ends behind the cursor, the start of the last one that begins
 * before it. */
size_t prompt_word_end(const struct prompt *prompt);
size_t prompt_word_start(const struct prompt *prompt);

/* prompt_history.c: for a prompt whose setup has a history */

bool prompt_older(struct prompt *prompt);
bool prompt_newer(struct prompt *prompt);

/* prompt_complete.c: for one whose setup has a complete */

/* As far as all offers agree; the next of the offers, or the one before, and between last and
 * first the typed word. */
bool prompt_complete_forward(struct prompt *prompt);
bool prompt_complete_backward(struct prompt *prompt);
void prompt_forget_offers(struct prompt *prompt);

#endif
