/* SPDX-License-Identifier: MIT */
/* prompt: a one-line editor as a value: it takes keys, holds a text and draws itself.
 *
 *	prompt_open(&prompt, &(struct prompt_setup){.label = "/"});
 *	switch (prompt_take(&prompt, k)) ...
 *	prompt_text(&prompt)
 *	prompt_close(&prompt);
 *
 * The text is valid UTF-8 without control characters, at most PROMPT_ROOM bytes.  The cursor
 * moves by graphemes, as glyph has them.  What the text is for is the caller's business. */
#ifndef DUIDU_PROMPT_H
#define DUIDU_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "array.h"
#include "buf.h"
#include "grid.h"
#include "key.h"

enum { PROMPT_ROOM = 64 * 1024 }; /* bytes; what is typed or pasted beyond is left out */

struct prompt;

/* All but label may be zero; what is pointed to outlives the prompt. */
struct prompt_setup {
	const char *label;   /* stands before the text: "/", "note: " */
	const char *initial; /* the text to begin with, the cursor behind it */
	/* Lines entered before, oldest first, and their number. */
	const char *const *history;
	size_t history_count;
	/* Offers, by prompt_offer, what may stand behind `before`: the text up to the word
	 * that the cursor is at the end of, "" or "set ".  Words are parted by blanks. */
	void (*complete)(void *ctx, const char *before, struct prompt *prompt);
	void *ctx;
};

/* The words offered for completion. */
struct prompt_offers {
	struct buf text;         /* each with a NUL behind it */
	ARRAY_OF(size_t) starts; /* bytes of text; the word as typed is not among them */
	size_t chosen;           /* index; starts.n: the word as typed */
	size_t word_beg;         /* bytes of the prompt's text that were completed */
	size_t word_end;
	struct buf typed; /* the word before completion */
};

/* Its fields are for prompt's own files and its tests. */
struct prompt {
	struct prompt_setup setup;
	struct buf text;
	size_t cursor;     /* byte of text, between two graphemes */
	size_t first;      /* byte of the first grapheme shown */
	size_t history_at; /* index of the line shown; history_count: what was typed */
	struct buf typed;  /* the text before history was walked */
	struct prompt_offers offers;
	struct buf paste; /* what came since KEY_PASTE_BEGIN */
	bool pasting;
};

/* What became of a key. */
enum prompt_answer {
	PROMPT_UNUSED, /* not a key of the prompt: nothing changed, the caller may use it */
	PROMPT_EDITING,   /* taken; the text is the same */
	PROMPT_CHANGED,   /* taken; the text is another */
	PROMPT_ACCEPTED,  /* Enter */
	PROMPT_CANCELLED, /* Esc, Ctrl-C, Ctrl-G, Backspace in an empty text */
};

/* Fills *prompt, which need not be initialised; to be closed once. */
void prompt_open(struct prompt *prompt, const struct prompt_setup *setup);
void prompt_close(struct prompt *prompt);

/* Characters are inserted.  Editing keys are those of readline: arrows Home End Delete
 * Backspace, C-a C-e C-b C-f, M-b M-f and Alt with arrows by words, C-d C-h, C-w M-BS M-d for
 * words, C-u C-k to the start and the end.  A word is a run of letters and digits, of Han, or
 * of signs.  Up Down C-p C-n walk through those lines of the history that begin as the text
 * did.  Tab completes as far as all offers agree, then goes through them one by one, S-Tab
 * backwards.  Where the setup has no history, or nothing to complete, these keys are unused.
 * Keys between KEY_PASTE_BEGIN and KEY_PASTE_END are inserted when the paste ends, line breaks
 * and tabs as blanks, other control characters not at all; Ctrl-C gets out of a paste that
 * does not end. */
enum prompt_answer prompt_take(struct prompt *prompt, key k);

/* The text, until the next call; prompt_set replaces it (with "" for NULL). */
const char *prompt_text(struct prompt *prompt);
void prompt_set(struct prompt *prompt, const char *text);

/* For the complete callback: offers a word, which is taken if it begins as the typed one. */
void prompt_offer(struct prompt *prompt, const char *word);

/* Draws label, text and, if there is room, note (right; UTF-8, or NULL: "12/48") on a row of
 * the grid and rests the hardware cursor there; what was offered goes to the row above it,
 * where there is one. */
void prompt_draw(struct prompt *prompt, const struct glyph_style *glyph, const char *note,
	struct grid *grid, int row);

#endif
