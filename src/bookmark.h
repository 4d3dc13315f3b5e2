/* SPDX-License-Identifier: MIT */
/* bookmark: the bookmarks file, and the bookmarks in it.
 *
 * One bookmark a line, UTF-8, fields with tabs between them as in tsv.h: created, mark,
 * document path, document fingerprint, section path, BLOCK:BYTE, before〖words〗after, note.
 * Lines that are none (comments, what a later version may write) stay as they are, where they
 * are, and so do fields behind the note.
 * Each change is in the file when the call returns, or its status says why not; then it is
 * kept here, and tried again with the next.  Other programs may change the file at any time:
 * theirs is merged, never overwritten.  Statuses name the file. */
#ifndef DUIDU_BOOKMARK_H
#define DUIDU_BOOKMARK_H

#include <stdio.h>
#include <time.h>

#include "anchor.h"

struct bookmark {
	char created[32]; /* "2024-02-29T08:00:00Z"; by hand, any form of ISO 8601 */
	char mark;        /* a to z, one to a document; A to Z, one in all; 0: none */
	struct anchor anchor;
	char *note; /* UTF-8, not NULL; in a list its line feeds are shown as blanks */
};

/* An empty one, created at that time; its anchor is to be made. */
struct bookmark bookmark_new(time_t created, char mark, const char *note);
void bookmark_free(struct bookmark *bookmark);

struct bookmarks;

/* The bookmarks of a file, NULL for $XDG_DATA_HOME/duidu/bookmarks.tsv.  Reads nothing, so
 * there are none until bookmarks_read or the first change. */
struct bookmarks *bookmarks_open(const char *path);
void bookmarks_free(struct bookmarks *bookmarks);

/* Reads the file, as often as wanted; changes not saved yet stay made.  STATUS_FORMAT names
 * the first line that is no bookmark, and the others are there all the same; if the file
 * cannot be read, what was there before is. */
struct status bookmarks_read(struct bookmarks *bookmarks);

/* In the order of the file.  Numbers are good until the next call that reads or changes. */
size_t bookmarks_count(struct bookmarks *bookmarks);
void bookmarks_get(struct bookmarks *bookmarks, size_t number, struct bookmark *bookmark);

/* Adds one at the end.  The mark is taken from the bookmark of the same document, or any for a
 * capital, that had it: that one is deleted, or stays without a mark if it has a note. */
struct status bookmarks_add(struct bookmarks *bookmarks, const struct bookmark *bookmark);
struct status bookmarks_delete(struct bookmarks *bookmarks, size_t number);
struct status bookmarks_set_note(
	struct bookmarks *bookmarks, size_t number, const char *note);

/* Puts back, where it was, what was deleted last and not put back yet; *done is false if
 * there is none. */
struct status bookmarks_undo(struct bookmarks *bookmarks, bool *done);

/* Tries once more to save what could not be; how many changes that are. */
struct status bookmarks_save(struct bookmarks *bookmarks);
size_t bookmarks_unsaved(const struct bookmarks *bookmarks);

/* A bookmark of the document at hand. */
struct bookmark_place {
	size_t number;
	char mark;
	enum text_match match;
	enum side text; /* of which of its texts */
	bool looked_up; /* found says where it is, or that it is lost */
	struct anchor_found found;
};
typedef ARRAY_OF(struct bookmark_place) bookmark_place_array;

/* Fills places (emptied first) with the bookmarks of a document, none looked up. */
void bookmarks_of(struct bookmarks *bookmarks, const struct identity *identity,
	bookmark_place_array *places);

/* Looks up places for about that many milliseconds, one at least, from *next on, and sets
 * *next behind the last.  Those that cannot be told before more is loaded stay not looked up.
 * False when all have been tried. */
bool bookmarks_look_up(struct bookmarks *bookmarks, struct finder *finder, bool loaded,
	int milliseconds, bookmark_place_array *places, size_t *next);

#define NO_BOOKMARK ((size_t)-1)

/* The bookmark that has a mark: of the document, or for a capital of all. */
size_t bookmarks_marked(
	struct bookmarks *bookmarks, char mark, const struct identity *identity);

enum bookmark_format { BOOKMARK_TEXT, BOOKMARK_MARKDOWN, BOOKMARK_JSON };

/* Prints bookmarks, each with bookmark_print between begin and end:
 *	text      created, mark, document path, section path, words, note: tabs between them,
 *	          controls shown as blanks
 *	Markdown  by document, the sentence and its counterpart quoted
 *	JSON      {"format": "duidu-bookmarks", "version": 1, "bookmarks": [...]}, one a line */
struct bookmark_printer {
	FILE *out;
	enum bookmark_format format;
	size_t count;
	char *path; /* of the one before */
};
void bookmark_print_begin(struct bookmark_printer *printer);
/* With the document it is of, loaded and linked, and where it is there, whole sentences of
 * both languages are quoted; with NULL what the bookmark has. */
void bookmark_print(struct bookmark_printer *printer, const struct bookmark *bookmark,
	const struct document *document, const struct anchor_found *found);
void bookmark_print_end(struct bookmark_printer *printer);

#endif
