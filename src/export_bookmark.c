/* SPDX-License-Identifier: MIT */
/* export_bookmark: bookmarks of one document or of all, for people and other programs.
 *
 * Where sentences are quoted they are those that the document has now; so, of all bookmarks,
 * each document that can still be read is read, with its translation if it was read with one
 * the last time.  What cannot be read is quoted as the bookmark has it, and no failure. */
#include <stdlib.h>
#include <string.h>

#include "bookmark.h"
#include "export.h"
#include "reader.h"
#include "state.h"

/* A document, and whose bookmarks are its. */
struct opened {
	struct reader *reader; /* NULL: it cannot be read */
	struct identity identity;
	struct finder *finder;
};

static void identify(struct opened *opened)
{
	const char *paths[SIDE_COUNT];
	for (enum side side = 0; side < SIDE_COUNT; side++)
		paths[side] = reader_path(opened->reader, side);
	identity_make(&opened->identity, reader_document(opened->reader), paths, true);
	opened->finder = finder_new(reader_document(opened->reader));
}

static void close_document(struct opened *opened)
{
	if (!opened->reader)
		return;
	finder_free(opened->finder);
	identity_free(&opened->identity);
	reader_free(opened->reader);
	*opened = (struct opened){0};
}

/* Prints a bookmark of a document, or of one that is not at hand. */
static void print(struct bookmark_printer *printer, const struct bookmark *bookmark,
	struct opened *opened)
{
	const struct anchor *anchor = &bookmark->anchor;
	struct anchor_found found;
	enum side side;
	enum text_match match = TEXT_OTHER;
	if (opened->reader)
		match = identity_side(
			&opened->identity, anchor->path, anchor->fingerprint, &side);
	if (match != TEXT_OTHER)
		found = anchor_find(opened->finder, anchor, side, match, true);
	bookmark_print(printer, bookmark,
		match != TEXT_OTHER ? reader_document(opened->reader) : NULL,
		match != TEXT_OTHER ? &found : NULL);
}

static void print_number(struct bookmark_printer *printer, struct bookmarks *bookmarks,
	size_t number, struct opened *opened)
{
	struct bookmark bookmark;
	bookmarks_get(bookmarks, number, &bookmark);
	print(printer, &bookmark, opened);
	bookmark_free(&bookmark);
}

static void print_own(struct bookmark_printer *printer, struct bookmarks *bookmarks,
	struct reader *reader)
{
	struct opened opened = {.reader = reader};
	bookmark_place_array places = {0};
	identify(&opened);
	bookmarks_of(bookmarks, &opened.identity, &places);
	for (size_t i = 0; i < places.n; i++)
		print_number(printer, bookmarks, places.v[i].number, &opened);
	array_free(&places);
	finder_free(opened.finder);
	identity_free(&opened.identity);
}

/* The translation that a text was last read with, NULL if none is known. */
static const char *translation(const state_position_array *recent, const char *path)
{
	for (size_t i = 0; i < recent->n; i++) {
		const struct state_position *text = &recent->v[i];
		if (strcmp(text->anchor.path, path) == 0)
			return text->other[0] ? text->other : NULL;
		if (strcmp(text->other, path) == 0)
			return text->anchor.path;
	}
	return NULL;
}

static void open_document(struct opened *opened, struct config *config,
	const state_position_array *recent, const char *path)
{
	const char *paths[] = {path, translation(recent, path)};
	*opened = (struct opened){0};
	if (strcmp(path, "-") == 0)
		return;
	struct status s = reader_open(&opened->reader, config, paths, NULL);
	if (!status_ok(&s) && paths[1]) {
		paths[1] = NULL;
		s = reader_open(&opened->reader, config, paths, NULL);
	}
	if (!status_ok(&s))
		return;
	s = reader_load(opened->reader);
	if (status_ok(&s)) {
		identify(opened);
	} else {
		reader_free(opened->reader);
		opened->reader = NULL;
	}
}

struct entry {
	char *path;
	size_t number;
};

static int compare(const void *a_entry, const void *b_entry)
{
	const struct entry *a = a_entry, *b = b_entry;
	int order = strcmp(a->path, b->path);
	return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* By document, each read once. */
static void print_by_document(struct bookmark_printer *printer,
	struct bookmarks *bookmarks, struct config *config)
{
	ARRAY_OF(struct entry) entries = {0};
	state_position_array recent = {0};
	struct state *state = state_open(config->state);
	struct opened opened = {0};
	state_recent(state, &recent);
	for (size_t i = 0; i < bookmarks_count(bookmarks); i++) {
		struct bookmark bookmark;
		bookmarks_get(bookmarks, i, &bookmark);
		array_push(&entries, (struct entry){xstrdup(bookmark.anchor.path), i});
		bookmark_free(&bookmark);
	}
	if (entries.n > 0)
		qsort(entries.v, entries.n, sizeof *entries.v, compare);
	for (size_t i = 0; i < entries.n; i++) {
		const struct entry *entry = &entries.v[i];
		if (i == 0 || strcmp(entry->path, entries.v[i - 1].path) != 0) {
			close_document(&opened);
			open_document(&opened, config, &recent, entry->path);
		}
		print_number(printer, bookmarks, entry->number, &opened);
	}
	close_document(&opened);
	for (size_t i = 0; i < entries.n; i++)
		free(entries.v[i].path);
	array_free(&entries);
	for (size_t i = 0; i < recent.n; i++)
		state_position_free(&recent.v[i]);
	array_free(&recent);
	state_free(state);
}

struct status export_bookmarks(struct reader *reader, struct config *config, FILE *out)
{
	static const enum bookmark_format formats[] = {
		[EXPORT_MARKDOWN] = BOOKMARK_MARKDOWN, [EXPORT_JSON] = BOOKMARK_JSON};
	bool list = config->mode == MODE_LIST_BOOKMARKS;
	struct bookmark_printer printer = {.out = out,
		.format = list ? BOOKMARK_TEXT : formats[config->export_bookmarks]};
	struct bookmarks *bookmarks = bookmarks_open(config->bookmarks);
	struct opened none = {0};
	struct status s = bookmarks_read(bookmarks);
	if (!status_ok(&s) && s.code != STATUS_FORMAT) {
		bookmarks_free(bookmarks);
		return s;
	}
	bookmark_print_begin(&printer);
	if (reader)
		print_own(&printer, bookmarks, reader);
	else if (!list)
		print_by_document(&printer, bookmarks, config);
	for (size_t i = 0; i < bookmarks_count(bookmarks) && list && !reader; i++)
		print_number(&printer, bookmarks, i, &none);
	bookmark_print_end(&printer);
	bookmarks_free(bookmarks);
	return s;
}
