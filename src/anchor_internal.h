/* SPDX-License-Identifier: MIT */
/* anchor_internal: what the files of the anchor share.
 *
 *	anchor.c              describing a place; its fields in a file
 *	anchor_fingerprint.c  which text is which
 *	anchor_words.c        words without what surrounds them, and how like they are
 *	anchor_find.c         finding a place again
 *	anchor_changed.c      the same when its words have changed */
#ifndef DUIDU_ANCHOR_INTERNAL_H
#define DUIDU_ANCHOR_INTERNAL_H

#include "anchor.h"
#include "sentence.h"

enum {
	WORDS_MOST = 300,   /* bytes of a place's words that are kept */
	CONTEXT = 60,       /* bytes kept before and behind them */
	LONG_CONTEXT = 300, /* the same for words that the text has more than once */
	REACH = 8 << 20,    /* bytes looked through before and behind a place */
};

/* A text is the blocks of one file, numbered as they stand there; `side` names the text.  Of
 * a document with one source both sides name it. */
size_t text_blocks(const struct document *document, enum side side);
struct block text_block(const struct document *document, enum side side, size_t number,
	enum side *block_side, size_t *index);
size_t text_number(const struct document *document, enum side block_side, size_t index);

/* Appends the words of a text: no blanks, no marks, one case and width. */
void words_add(struct buf *words, const char *text, size_t len);

/* The byte of a text at which the code point is that byte `at` of its words belongs to; len
 * when it has no more words than that. */
size_t words_place(const char *text, size_t len, size_t at);

/* From 0, nothing in common, to 1: what share of their pairs of neighbouring characters two
 * texts have in common (Dice 1945). */
double words_likeness(const char *a, size_t a_len, const char *b, size_t b_len);

/* How many code points, `most` at most, are the same at the ends, or the beginnings. */
size_t words_same_end(
	const char *a, size_t a_len, const char *b, size_t b_len, size_t most);
size_t words_same_start(
	const char *a, size_t a_len, const char *b, size_t b_len, size_t most);

size_t words_count(const char *words, size_t len);

/* Bytes of the first, or last, `count` code points. */
size_t words_head(const char *words, size_t len, size_t count);
size_t words_tail(const char *words, size_t len, size_t count);

/* The words of some blocks of a text, one behind the other. */
struct window {
	enum side side;     /* of the text */
	size_t first, end;  /* numbers of its blocks */
	size_t middle;      /* the block it was made around */
	size_t text_blocks; /* how many the text had then */
	struct buf words;
	ARRAY_OF(size_t) starts; /* bytes where each block's words begin */
};

struct finder {
	const struct document *document;
	struct window near, wide;
	struct buf scratch;
	span_array sentences;
};

/* Makes a window of the blocks around a number, `reach` bytes of text before and behind. */
void window_fill(struct window *window, const struct document *document, enum side side,
	size_t number, size_t reach);

/* The finder's wide window, which has the block of that number in it if there is one. */
const struct window *finder_wide(struct finder *finder, enum side side, size_t number);

/* The block a byte of the window's words is in, and the byte of its text. */
size_t window_place(const struct window *window, const struct document *document,
	size_t at, size_t *byte);

/* What is looked for. */
struct wanted {
	struct finder *finder;
	const struct anchor *anchor;
	enum side side; /* of the text */
	enum text_match match;
	struct buf words, before, after; /* of the anchor, as words */
	size_t code_points;              /* of the words */
	bool has_context;                /* it is known what was before and after */
	bool repeated;                   /* the words alone do not tell the place */
};

/* How well words beside a place agree with those kept: 0 to 1. */
struct agreement {
	double score;
	/* Whether they are the same for some code points from the place on, and for more. */
	bool touching, adjacent;
};

/* Of what ends, or begins, at a byte of a window's words. */
struct agreement agree_before(
	const struct wanted *wanted, const struct window *window, size_t at);
struct agreement agree_after(
	const struct wanted *wanted, const struct window *window, size_t at);

/* How like the words the likeliest other sentence is among those near a byte of a window's
 * words, that of the byte itself left out: where the text has many of a pattern, one of them
 * is easily taken for another that was changed. */
double likest_rival(const struct wanted *wanted, const struct window *window, size_t at);

/* The place where the words were, which are no longer there; *byte is the start of its
 * sentence.  False when it cannot be found, or is gone too. */
bool find_changed(const struct wanted *wanted, const struct window *window,
	size_t *number, size_t *byte);

#endif
