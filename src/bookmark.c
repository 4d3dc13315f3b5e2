/* SPDX-License-Identifier: MIT */
/* bookmark: the bookmarks of one file, as they are in memory.
 *
 * What is in memory is the text of the file as it was last seen, with a list of where its
 * bookmarks are.  A change is made to that text first, so that it is there whatever the disk
 * says, and then to the file; what the disk refuses waits and is made to the file again with
 * the next change.  Looking lines through is put off until somebody asks. */
#include "bookmark.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "bookmark_internal.h"
#include "clock.h"
#include "message.h"
#include "save.h"
#include "tsv.h"
#include "xdg.h"

/* A line that is a bookmark. */
struct entry {
	struct span line, fields[FIELDS];
};

typedef ARRAY_OF(struct change) change_array;

struct bookmarks {
	char *path; /* NULL: there is no place to save them */
	bool in_data_folder;
	struct buf text;
	ARRAY_OF(struct entry) entries;
	bool listed; /* entries are those of text */
	change_array unsaved;
	change_array deleted; /* what would restore them, the last one last */
};

struct bookmark bookmark_new(time_t created, char mark, const char *note)
{
	struct bookmark bookmark = {.mark = mark, .note = xstrdup(note)};
	struct tm tm;
	gmtime_r(&created, &tm);
	strftime(bookmark.created, sizeof bookmark.created, "%Y-%m-%dT%H:%M:%SZ", &tm);
	return bookmark;
}

void bookmark_free(struct bookmark *bookmark)
{
	anchor_free(&bookmark->anchor);
	free(bookmark->note);
	bookmark->note = NULL;
}

struct bookmarks *bookmarks_open(const char *path)
{
	struct bookmarks *bookmarks = xcalloc(1, sizeof *bookmarks);
	struct buf standard = {0};
	if (!path && xdg_path(XDG_DATA, "bookmarks.tsv", &standard))
		path = buf_string(&standard);
	bookmarks->in_data_folder = standard.n > 0;
	bookmarks->path = path ? xstrdup(path) : NULL;
	buf_free(&standard);
	return bookmarks;
}

static void free_changes(change_array *changes)
{
	for (size_t i = 0; i < changes->n; i++)
		change_free(&changes->v[i]);
	array_free(changes);
}

void bookmarks_free(struct bookmarks *bookmarks)
{
	if (!bookmarks)
		return;
	free(bookmarks->path);
	buf_free(&bookmarks->text);
	array_free(&bookmarks->entries);
	free_changes(&bookmarks->unsaved);
	free_changes(&bookmarks->deleted);
	free(bookmarks);
}

/* The same failure with the file's name before it. */
static struct status name_file(
	const struct bookmarks *bookmarks, const struct status *status)
{
	if (status_ok(status))
		return *status;
	if (status->line > 0)
		return status_make(status->code, status->line, "%s:%zu: %s",
			bookmarks->path, status->line, status->message);
	return status_make(status->code, 0, "%s: %s", bookmarks->path, status->message);
}

static void take_text(struct bookmarks *bookmarks, struct buf *text)
{
	struct buf old = bookmarks->text;
	bookmarks->text = *text;
	*text = old;
	bookmarks->listed = false;
}

static void apply_all(
	const change_array *changes, const struct buf *old, struct buf *fresh)
{
	struct buf from = {0};
	fresh->n = 0;
	buf_add(fresh, old->v, old->n);
	for (size_t i = 0; i < changes->n; i++) {
		struct buf swap = from;
		from = *fresh;
		*fresh = swap;
		fresh->n = 0;
		change_apply(&changes->v[i], &from, fresh);
	}
	buf_free(&from);
}

/* Whether a line has to be a bookmark: it is no comment and not empty. */
static bool should_be(const char *text, struct span line)
{
	return span_len(line) > 0 && text[line.beg] != '#';
}

/* Finds the bookmarks of the text; returns the number of the first line that should be one
 * and is not, 0 if none, and how many there are. */
static size_t list(struct bookmarks *bookmarks, size_t *odd)
{
	const struct buf *text = &bookmarks->text;
	size_t number = 0, first_odd = 0;
	struct entry entry;
	*odd = 0;
	bookmarks->entries.n = 0;
	for (size_t at = 0; tsv_line(text->v, text->n, &at, &entry.line);) {
		number++;
		if (bookmark_split(text->v, entry.line, entry.fields)) {
			array_push(&bookmarks->entries, entry);
		} else if (should_be(text->v, entry.line)) {
			first_odd = *odd > 0 ? first_odd : number;
			++*odd;
		}
	}
	bookmarks->listed = true;
	return first_odd;
}

static void need_list(struct bookmarks *bookmarks)
{
	size_t odd;
	if (!bookmarks->listed)
		list(bookmarks, &odd);
}

struct status bookmarks_read(struct bookmarks *bookmarks)
{
	struct buf file = {0}, text = {0};
	if (!bookmarks->path)
		return STATUS_NONE;
	struct status status = save_read(bookmarks->path, &file);
	if (status_ok(&status)) {
		if (bookmarks->unsaved.n > 0)
			apply_all(&bookmarks->unsaved, &file, &text);
		take_text(bookmarks, bookmarks->unsaved.n > 0 ? &text : &file);
		size_t odd, line = list(bookmarks, &odd);
		if (odd > 0)
			status = status_make(STATUS_FORMAT, line,
				ngettext("is no bookmark; %zu such line is kept",
					"is no bookmark; %zu such lines are kept", odd),
				odd);
	}
	buf_free(&file);
	buf_free(&text);
	return name_file(bookmarks, &status);
}

/* What an update merges, and what the file is then. */
struct merge {
	const change_array *changes;
	struct buf text;
};

static struct status merge_changes(void *ctx, const struct buf *old, struct buf *fresh)
{
	struct merge *merge = ctx;
	apply_all(merge->changes, old, &merge->text);
	buf_add(fresh, merge->text.v, merge->text.n);
	return STATUS_NONE;
}

struct status bookmarks_save(struct bookmarks *bookmarks)
{
	struct merge merge = {.changes = &bookmarks->unsaved};
	bool replaced;
	if (bookmarks->unsaved.n == 0)
		return STATUS_NONE;
	if (!bookmarks->path)
		return status_make(STATUS_SYSTEM, 0,
			_("bookmarks cannot be saved: HOME is not set"));
	struct status status = save_update(bookmarks->path, bookmarks->in_data_folder,
		merge_changes, &merge, &replaced);
	if (replaced) {
		take_text(bookmarks, &merge.text);
		free_changes(&bookmarks->unsaved);
	}
	buf_free(&merge.text);
	return name_file(bookmarks, &status);
}

size_t bookmarks_unsaved(const struct bookmarks *bookmarks)
{
	return bookmarks->unsaved.n;
}

/* Makes a change, here at once and in the file if it can be; the change's strings are taken. */
static struct status make_change(struct bookmarks *bookmarks, struct change change)
{
	struct buf text = {0};
	change_apply(&change, &bookmarks->text, &text);
	take_text(bookmarks, &text);
	buf_free(&text);
	array_push(&bookmarks->unsaved, change);
	return bookmarks_save(bookmarks);
}

size_t bookmarks_count(struct bookmarks *bookmarks)
{
	need_list(bookmarks);
	return bookmarks->entries.n;
}

static const struct entry *entry_of(struct bookmarks *bookmarks, size_t number)
{
	need_list(bookmarks);
	assert(number < bookmarks->entries.n);
	return &bookmarks->entries.v[number];
}

void bookmarks_get(struct bookmarks *bookmarks, size_t number, struct bookmark *bookmark)
{
	const struct entry *entry = entry_of(bookmarks, number);
	bookmark_read(bookmark, bookmarks->text.v, entry->fields);
}

static char *copy(const struct bookmarks *bookmarks, struct span span)
{
	return xstrndup(bookmarks->text.v + span.beg, span_len(span));
}

struct status bookmarks_add(struct bookmarks *bookmarks, const struct bookmark *bookmark)
{
	struct buf line = {0};
	bookmark_write(bookmark, &line);
	struct change change = {.kind = CHANGE_ADD, .line = xstrndup(line.v, line.n)};
	buf_free(&line);
	return make_change(bookmarks, change);
}

/* The line above one, "" above the first. */
static char *line_above(const struct bookmarks *bookmarks, size_t beg)
{
	struct span line, above = {0, 0};
	const struct buf *text = &bookmarks->text;
	for (size_t at = 0; tsv_line(text->v, text->n, &at, &line) && line.beg < beg;)
		above = line;
	return copy(bookmarks, above);
}

struct status bookmarks_delete(struct bookmarks *bookmarks, size_t number)
{
	const struct entry *entry = entry_of(bookmarks, number);
	array_push(&bookmarks->deleted,
		(struct change){.kind = CHANGE_RESTORE,
			.line = copy(bookmarks, entry->line),
			.other = line_above(bookmarks, entry->line.beg)});
	return make_change(bookmarks, (struct change){.kind = CHANGE_DELETE,
					      .line = copy(bookmarks, entry->line)});
}

struct status bookmarks_set_note(
	struct bookmarks *bookmarks, size_t number, const char *note)
{
	const struct entry *entry = entry_of(bookmarks, number);
	struct buf field = {0};
	tsv_add(&field, note, strlen(note));
	struct change change = {.kind = CHANGE_NOTE,
		.line = copy(bookmarks, entry->line),
		.other = xstrdup(buf_string(&field))};
	buf_free(&field);
	return make_change(bookmarks, change);
}

struct status bookmarks_undo(struct bookmarks *bookmarks, bool *done)
{
	*done = bookmarks->deleted.n > 0;
	if (!*done)
		return STATUS_NONE;
	return make_change(bookmarks, bookmarks->deleted.v[--bookmarks->deleted.n]);
}

/* Reads a field of an entry into a string. */
static const char *field_string(const struct bookmarks *bookmarks,
	const struct entry *entry, size_t field, struct buf *string)
{
	string->n = 0;
	tsv_read(string, bookmarks->text.v + entry->fields[field].beg,
		span_len(entry->fields[field]));
	return buf_string(string);
}

/* Room for the fields of one entry after the other. */
struct fields {
	struct buf path, fingerprint;
};

static enum text_match match_entry(const struct bookmarks *bookmarks,
	const struct entry *entry, const struct identity *identity, struct fields *fields,
	enum side *side)
{
	const char *path =
		field_string(bookmarks, entry, FIELD_ANCHOR + ANCHOR_PATH, &fields->path);
	const char *fingerprint = field_string(bookmarks, entry,
		FIELD_ANCHOR + ANCHOR_FINGERPRINT, &fields->fingerprint);
	return identity_side(identity, path, fingerprint, side);
}

static void free_fields(struct fields *fields)
{
	buf_free(&fields->path);
	buf_free(&fields->fingerprint);
}

static char mark_of(const struct bookmarks *bookmarks, const struct entry *entry)
{
	struct span mark = entry->fields[FIELD_MARK];
	return span_len(mark) ? bookmarks->text.v[mark.beg] : '\0';
}

void bookmarks_of(struct bookmarks *bookmarks, const struct identity *identity,
	bookmark_place_array *places)
{
	struct fields fields = {0};
	need_list(bookmarks);
	places->n = 0;
	for (size_t i = 0; i < bookmarks->entries.n; i++) {
		const struct entry *entry = &bookmarks->entries.v[i];
		struct bookmark_place place = {.number = i};
		place.match =
			match_entry(bookmarks, entry, identity, &fields, &place.text);
		if (place.match == TEXT_OTHER)
			continue;
		place.mark = mark_of(bookmarks, entry);
		array_push(places, place);
	}
	free_fields(&fields);
}

size_t bookmarks_marked(
	struct bookmarks *bookmarks, char mark, const struct identity *identity)
{
	struct fields fields = {0};
	size_t marked = NO_BOOKMARK;
	enum text_match best = TEXT_EDITED;
	enum side side;
	need_list(bookmarks);
	for (size_t i = 0; i < bookmarks->entries.n; i++) {
		const struct entry *entry = &bookmarks->entries.v[i];
		if (mark_of(bookmarks, entry) != mark)
			continue;
		enum text_match match = mark <= 'Z' ? TEXT_SAME
						    : match_entry(bookmarks, entry,
							      identity, &fields, &side);
		if (match >= best) {
			best = match;
			marked = i;
		}
	}
	free_fields(&fields);
	return marked;
}

static void look_up(struct bookmarks *bookmarks, struct finder *finder, bool loaded,
	struct bookmark_place *place)
{
	struct bookmark bookmark;
	if (place->looked_up)
		return;
	bookmarks_get(bookmarks, place->number, &bookmark);
	place->found =
		anchor_find(finder, &bookmark.anchor, place->text, place->match, loaded);
	place->looked_up = place->found.state != ANCHOR_LATER;
	bookmark_free(&bookmark);
}

bool bookmarks_look_up(struct bookmarks *bookmarks, struct finder *finder, bool loaded,
	int milliseconds, bookmark_place_array *places, size_t *next)
{
	double until = clock_ms() + milliseconds;
	while (*next < places->n) {
		look_up(bookmarks, finder, loaded, &places->v[(*next)++]);
		if (clock_ms() >= until)
			break;
	}
	return *next < places->n;
}
