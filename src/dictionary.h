/* SPDX-License-Identifier: MIT */
/* dictionary: a Chinese-English dictionary in CC-CEDICT's format, the user's own file.
 *
 * A line is an entry, "繁體 简体 [pin1 yin1] /sense; another gloss/sense/", in version 2
 * "[[pin1yin1]]"; "#" begins a comment.  Lines of another shape are passed over.
 * Headwords are found in either script: words are compared folded (FOLD_HAN of fold.h). */
#ifndef DUIDU_DICTIONARY_H
#define DUIDU_DICTIONARY_H

#include "buf.h"
#include "span.h"
#include "status.h"

struct dictionary;

/* Opens the file and reads nothing yet.  The status names the file. */
struct status dictionary_open(struct dictionary **dictionary, const char *path);
void dictionary_free(struct dictionary *dictionary);

/* Reads on, some 256 KiB, in about two milliseconds; *more is false when all is read.  A file
 * without a single entry, or of more than 64 MiB, fails with STATUS_FORMAT.  To be called before
 * anything is looked up, until there is no more. */
struct status dictionary_step(struct dictionary *dictionary, bool *more);

/* Share of the file that is read, 0 to 1. */
double dictionary_progress(const struct dictionary *dictionary);

size_t dictionary_count(const struct dictionary *dictionary); /* entries */

/* Bytes of the longest headword at the start of text, 0 if none is there. */
size_t dictionary_longest(
	const struct dictionary *dictionary, const char *text, size_t len);

struct dictionary_entry {
	const char *text; /* of the file, which the spans are of */
	struct span traditional, simplified;
	struct span reading; /* between the brackets */
	struct span senses;  /* between the first slash and the last */
};

/* The entries of a headword, one a call: *cursor is 0 before the first.  False when there are
 * no more. */
bool dictionary_next(const struct dictionary *dictionary, const char *word, size_t len,
	size_t *cursor, struct dictionary_entry *entry);

/* The next gloss of an entry from byte *at (first: senses.beg) on: senses are parted at "/",
 * and those at ";".  False behind the last. */
bool dictionary_gloss(
	const struct dictionary_entry *entry, size_t *at, struct span *gloss);

/* Appends the path of a dictionary in the XDG data folders, duidu/cedict_ts.u8 and its like in
 * $XDG_DATA_HOME, else in $XDG_DATA_DIRS; false if there is none. */
bool dictionary_find(struct buf *path);

#endif
