/* SPDX-License-Identifier: MIT */
/* anchor: a place in a text, described so that it is found again in another state of it.
 *
 * A text is known by a fingerprint of its words, whatever its file is called and however its
 * lines are broken; a place by its section, its block and byte, and the words there with some
 * before and behind them.  Block numbers are those of the text's own file, so that a text has
 * the same ones with its translation beside it as without.
 * Words are compared without blanks, punctuation and case. */
#ifndef DUIDU_ANCHOR_H
#define DUIDU_ANCHOR_H

#include "buf.h"
#include "document.h"

/* "", when it is not known, or as a file has it: 16 hexadecimal digits, equal for equal words,
 * "-", and eight groups of four, most of which are equal for texts that differ little. */
struct fingerprint {
	char text[16 + 1 + 8 * 4 + 1];
};

/* The text or texts of a document, by side; both sides the same when there is one. */
struct identity {
	char *path[SIDE_COUNT]; /* absolute; "-" is standard input */
	struct fingerprint fingerprint[SIDE_COUNT];
	bool two_texts;
};

/* paths are those the sides were read from.  False, and nothing to be freed, as long as there
 * is too little text to tell: a fingerprint is made of the first 32 KiB of words, or all of
 * them when no more will be loaded. */
bool identity_make(struct identity *identity, const struct document *document,
	const char *const paths[SIDE_COUNT], bool loaded);
void identity_free(struct identity *identity);

/* What can be told before that: a text by its path alone. */
void identity_guess(struct identity *identity, const struct document *document,
	const char *const paths[SIDE_COUNT]);

enum text_match {
	TEXT_OTHER,
	TEXT_EDITED, /* like it, and in its file, or its file is gone; or only the path is known */
	TEXT_SAME, /* its words, as far as a fingerprint goes */
};

/* Whether two texts are the same one, by path and fingerprint; the second is one at hand. */
enum text_match text_match(const char *path, const char *fingerprint,
	const char *path_here, const char *fingerprint_here);

/* The same for each text of a document; *side is the one that matches best, SIDE_ZH when both
 * sides are one text. */
enum text_match identity_side(const struct identity *identity, const char *path,
	const char *fingerprint, enum side *side);

/* Strings are UTF-8, never NULL but for before and after; anchor_free frees them. */
struct anchor {
	char *path, *fingerprint; /* of the text */
	char *section;        /* headings around it, " › " between them; "" if none */
	size_t block, byte;   /* byte of the block's text */
	char *words;          /* there: a sentence, or the first 300 bytes of it */
	char *before, *after; /* words around them; NULL when they are not known */
};

void anchor_free(struct anchor *anchor);

/* An anchor in a file: these fields, tabs between them.  The last holds words and what is
 * around them, "before〖words〗after"; by hand, words alone will do. */
enum {
	ANCHOR_PATH,
	ANCHOR_FINGERPRINT,
	ANCHOR_SECTION,
	ANCHOR_PLACE, /* "BLOCK:BYTE" */
	ANCHOR_WORDS,
	ANCHOR_FIELDS
};
void anchor_write(const struct anchor *anchor, struct buf *out);
/* From fields as tsv_split gives them; false, and nothing to be freed, when they are none. */
bool anchor_read(
	struct anchor *anchor, const char *text, const struct span fields[ANCHOR_FIELDS]);

/* What is worth keeping of a document while several places are looked for or described. */
struct finder;
struct finder *finder_new(const struct document *document);
void finder_free(struct finder *finder);

/* Describes the place from byte `at` of a block to the end of its sentence. */
void anchor_make(struct anchor *anchor, struct finder *finder,
	const struct identity *identity, enum side side, size_t block, size_t at);

enum anchor_state {
	ANCHOR_LATER, /* cannot be told before more is loaded */
	ANCHOR_SAME,  /* where it was */
	ANCHOR_MOVED, /* elsewhere, or its words are a little changed */
	ANCHOR_LOST,  /* gone, or not to be told from others like it */
};

struct anchor_found {
	enum anchor_state state;
	enum side side;     /* these when it is ANCHOR_SAME or ANCHOR_MOVED */
	size_t block, byte; /* index among the blocks of the side; byte of its text */
	bool intact; /* of these two: words, section and all that was kept around them are the
		      * same; of one that has moved only block and byte are others */
	size_t alike; /* of ANCHOR_LOST: places with its words that could not be told apart */
};

/* Finds an anchor in the text of a side, which identity_side gave with the match.  At
 * least 4 MiB before and behind where it was are looked through. */
struct anchor_found anchor_find(struct finder *finder, const struct anchor *anchor,
	enum side side, enum text_match match, bool loaded);

#endif
