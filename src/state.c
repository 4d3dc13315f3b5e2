/* SPDX-License-Identifier: MIT */
/* state: two files of lines, the newest last.
 *
 * Both work the same way: to remember something is to take out the lines it replaces, add one
 * at the end, and drop the oldest beyond a number.  A place is kept as a bookmark keeps it,
 * so that it is found when the text was extracted anew; a document is told by its words, so
 * that it is the same one when its file was moved.
 * The view, whose arrangement is kept, describes and restores that itself. */
#include "state.h"

#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "save.h"
#include "tsv.h"
#include "xdg.h"

enum {
	MOST_LINES = 1000,
	GLANCE = 32 << 10, /* bytes of positions that a first screen waits for */
};

enum {
	POSITION_TIME,
	POSITION_ANCHOR,
	POSITION_OTHER = POSITION_ANCHOR + ANCHOR_FIELDS,
	POSITION_PANES,
	POSITION_TITLE,
	POSITION_FIELDS
};
enum { SEARCH_TIME, SEARCH_PATH, SEARCH_FINGERPRINT, SEARCH_TEXT, SEARCH_FIELDS };
enum { MOST_FIELDS = POSITION_FIELDS };

struct state {
	bool enabled;
};

/* A kind of line, and where it is told which document it is of. */
struct record_kind {
	const char *file;
	size_t fields, path, fingerprint;
	size_t text; /* the field that must be the same too to be replaced; 0: none */
};

static const struct record_kind position_kind = {
	.file = "positions.tsv",
	.fields = POSITION_FIELDS,
	.path = POSITION_ANCHOR + ANCHOR_PATH,
	.fingerprint = POSITION_ANCHOR + ANCHOR_FINGERPRINT,
};

static const struct record_kind search_kind = {
	.file = "searches.tsv",
	.fields = SEARCH_FIELDS,
	.path = SEARCH_PATH,
	.fingerprint = SEARCH_FINGERPRINT,
	.text = SEARCH_TEXT,
};

struct state *state_open(bool enabled)
{
	struct state *state = xcalloc(1, sizeof *state);
	state->enabled = enabled;
	return state;
}

void state_free(struct state *state)
{
	free(state);
}

void state_position_free(struct state_position *position)
{
	anchor_free(&position->anchor);
	free(position->other);
	free(position->panes);
	free(position->title);
	*position = (struct state_position){0};
}

/* Reads the last `most` bytes; a line that is cut is no record. */
static void read_end(const struct state *state, const struct record_kind *kind,
	size_t most, struct buf *text)
{
	struct buf path = {0};
	if (state->enabled && xdg_path(XDG_STATE, kind->file, &path)) {
		struct status status = save_read_end(buf_string(&path), most, text);
		if (!status_ok(&status))
			text->n = 0;
	}
	buf_free(&path);
}

static void read_file(
	const struct state *state, const struct record_kind *kind, struct buf *text)
{
	read_end(state, kind, SIZE_MAX, text);
}

/* A line as a record of a kind; false when it is none. */
static bool split(const struct record_kind *kind, const char *text, struct span line,
	struct span *fields)
{
	return tsv_split(text, line, fields, kind->fields) == kind->fields &&
	       span_len(fields[0]) < sizeof((struct state_position *)NULL)->time;
}

static bool is_of(const struct record_kind *kind, const char *text,
	const struct span *fields, const struct identity *identity)
{
	enum side side;
	char *path = tsv_string(text, fields[kind->path]);
	char *fingerprint = tsv_string(text, fields[kind->fingerprint]);
	bool same = identity_side(identity, path, fingerprint, &side) != TEXT_OTHER;
	free(path);
	free(fingerprint);
	return same;
}

/* What is added to a file, and what it replaces. */
struct addition {
	const struct record_kind *kind;
	const struct identity *identity;
	state_search_array texts; /* of the kind's field for them, as written */
	struct buf lines;
	size_t count; /* of lines */
};

static bool is_replaced(
	const struct addition *addition, const char *text, const struct span *fields)
{
	const struct record_kind *kind = addition->kind;
	struct span field = fields[kind->text];
	bool replaced = !kind->text;
	for (size_t i = 0; i < addition->texts.n && !replaced; i++) {
		const char *added = addition->texts.v[i];
		replaced = span_len(field) == strlen(added) &&
			   memcmp(text + field.beg, added, span_len(field)) == 0;
	}
	return replaced && is_of(kind, text, fields, addition->identity);
}

static struct status merge_addition(void *ctx, const struct buf *old, struct buf *fresh)
{
	const struct addition *addition = ctx;
	struct span fields[MOST_FIELDS], line;
	ARRAY_OF(struct span) kept = {0}; /* lines with their ends */
	ARRAY_OF(bool) counted = {0};
	size_t records = 0;
	for (size_t at = 0; tsv_line(old->v, old->n, &at, &line);) {
		bool record = split(addition->kind, old->v, line, fields);
		if (record && is_replaced(addition, old->v, fields))
			continue;
		array_push(&kept, (struct span){line.beg, at});
		array_push(&counted, record);
		records += record;
	}
	size_t all = records + addition->count;
	size_t surplus = all > MOST_LINES ? all - MOST_LINES : 0;
	for (size_t i = 0; i < kept.n; i++) {
		if (counted.v[i] && surplus > 0) {
			surplus--;
			continue;
		}
		buf_add(fresh, old->v + kept.v[i].beg, span_len(kept.v[i]));
		if (fresh->v[fresh->n - 1] != '\n')
			buf_putc(fresh, '\n');
	}
	buf_add(fresh, addition->lines.v, addition->lines.n);
	array_free(&kept);
	array_free(&counted);
	return STATUS_NONE;
}

static struct status add(const struct state *state, struct addition *addition)
{
	struct buf path = {0};
	struct status status = STATUS_NONE;
	bool replaced;
	if (!state->enabled)
		return status;
	if (!xdg_path(XDG_STATE, addition->kind->file, &path))
		return status_make(STATUS_SYSTEM, 0,
			_("the place cannot be remembered: HOME is not set"));
	status =
		save_update(buf_string(&path), true, merge_addition, addition, &replaced);
	if (!status_ok(&status))
		status = status_make(
			status.code, 0, "%s: %s", buf_string(&path), status.message);
	buf_free(&path);
	return status;
}

static void add_time(struct buf *line, time_t now)
{
	char time[sizeof((struct state_position *)NULL)->time];
	struct tm tm;
	gmtime_r(&now, &tm);
	strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%SZ", &tm);
	buf_puts(line, time);
}

static void add_field(struct buf *line, const char *string)
{
	buf_putc(line, '\t');
	tsv_add(line, string, strlen(string));
}

struct status state_leave(struct state *state, const struct identity *identity,
	time_t now, const struct state_position *position)
{
	struct addition addition = {
		.kind = &position_kind, .identity = identity, .count = 1};
	struct buf *line = &addition.lines;
	add_time(line, now);
	buf_putc(line, '\t');
	anchor_write(&position->anchor, line);
	add_field(line, position->other);
	add_field(line, position->panes);
	add_field(line, position->title);
	buf_putc(line, '\n');
	struct status status = add(state, &addition);
	buf_free(line);
	return status;
}

/* Reads a line into a position; false when it is none. */
static bool read_position(
	struct state_position *position, const char *text, const struct span *fields)
{
	*position = (struct state_position){0};
	if (!anchor_read(&position->anchor, text, fields + POSITION_ANCHOR))
		return false;
	memcpy(position->time, text + fields[POSITION_TIME].beg,
		span_len(fields[POSITION_TIME]));
	position->other = tsv_string(text, fields[POSITION_OTHER]);
	position->panes = tsv_string(text, fields[POSITION_PANES]);
	position->title = tsv_string(text, fields[POSITION_TITLE]);
	return true;
}

/* The last position in a text of lines that is a document's. */
static bool find_position(const struct buf *text, const struct identity *identity,
	struct state_position *position)
{
	struct span fields[POSITION_FIELDS], line;
	struct state_position next;
	bool found = false;
	for (size_t at = 0; tsv_line(text->v, text->n, &at, &line);) {
		if (!split(&position_kind, text->v, line, fields) ||
			!is_of(&position_kind, text->v, fields, identity) ||
			!read_position(&next, text->v, fields))
			continue;
		if (found)
			state_position_free(position);
		*position = next;
		found = true;
	}
	return found;
}

bool state_position(struct state *state, const struct identity *identity,
	struct state_position *position)
{
	struct buf text = {0};
	read_file(state, &position_kind, &text);
	bool found = find_position(&text, identity, position);
	buf_free(&text);
	return found;
}

bool state_glance(struct state *state, const struct identity *identity,
	struct state_position *position)
{
	struct buf text = {0};
	read_end(state, &position_kind, GLANCE, &text);
	bool found = find_position(&text, identity, position);
	buf_free(&text);
	return found;
}

void state_recent(struct state *state, state_position_array *positions)
{
	struct buf text = {0};
	struct span fields[POSITION_FIELDS], line;
	struct state_position position;
	read_file(state, &position_kind, &text);
	for (size_t at = 0; tsv_line(text.v, text.n, &at, &line);) {
		if (!split(&position_kind, text.v, line, fields) ||
			!read_position(&position, text.v, fields))
			continue;
		if (strcmp(position.anchor.path, "-") == 0)
			state_position_free(&position);
		else
			array_push(positions, position);
	}
	for (size_t i = 0, j = positions->n; i + 1 < j; i++) {
		struct state_position swap = positions->v[i];
		positions->v[i] = positions->v[--j];
		positions->v[j] = swap;
	}
	buf_free(&text);
}

/* Puts a search at the end, and takes out the same one before it. */
static void push_search(state_search_array *searches, char *search)
{
	size_t kept = 0;
	for (size_t i = 0; i < searches->n; i++) {
		if (strcmp(searches->v[i], search) == 0)
			free(searches->v[i]);
		else
			searches->v[kept++] = searches->v[i];
	}
	searches->n = kept;
	array_push(searches, search);
}

struct status state_search(struct state *state, const struct identity *identity,
	time_t now, const state_search_array *searches)
{
	struct addition addition = {.kind = &search_kind, .identity = identity};
	struct buf written = {0};
	for (size_t i = 0; i < searches->n; i++) {
		written.n = 0;
		tsv_add(&written, searches->v[i], strlen(searches->v[i]));
		push_search(&addition.texts, xstrdup(buf_string(&written)));
	}
	addition.count = addition.texts.n;
	for (size_t i = 0; i < addition.count; i++) {
		struct buf *lines = &addition.lines;
		add_time(lines, now);
		add_field(lines, identity->path[SIDE_ZH]);
		add_field(lines, identity->fingerprint[SIDE_ZH].text);
		buf_printf(lines, "\t%s\n", addition.texts.v[i]);
	}
	struct status status = add(state, &addition);
	for (size_t i = 0; i < addition.count; i++)
		free(addition.texts.v[i]);
	array_free(&addition.texts);
	buf_free(&addition.lines);
	buf_free(&written);
	return status;
}

void state_searches(struct state *state, const struct identity *identity,
	state_search_array *searches)
{
	struct buf text = {0};
	struct span fields[SEARCH_FIELDS], line;
	read_file(state, &search_kind, &text);
	/* Of other documents first. */
	for (int own = 0; own <= 1; own++) {
		for (size_t at = 0; tsv_line(text.v, text.n, &at, &line);) {
			if (split(&search_kind, text.v, line, fields) &&
				is_of(&search_kind, text.v, fields, identity) == own)
				push_search(searches,
					tsv_string(text.v, fields[SEARCH_TEXT]));
		}
	}
	buf_free(&text);
}
