/* SPDX-License-Identifier: MIT */
/* bookmark_file: lines of the bookmarks file, and changes to them.
 *
 * A change is made to the text of the file, not to a list that is written out anew: so what is
 * not understood is not touched, and a change can be made again to what another program has
 * left there meanwhile. */
#include <stdlib.h>
#include <string.h>

#include "bookmark_internal.h"
#include "tsv.h"

enum { MOST_DIGITS = 15 }; /* of a block's number, or a byte's: a petabyte */

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* ISO 8601: a date in full, and what may follow it. */
static bool is_time(const char *text, struct span field)
{
	static const char pattern[] = "dddd-dd-dd";
	size_t len = span_len(field);
	if (len < strlen(pattern) || len >= sizeof((struct bookmark *)NULL)->created)
		return false;
	text += field.beg;
	for (size_t i = 0; pattern[i]; i++) {
		if (pattern[i] == 'd' ? !is_digit(text[i]) : text[i] != pattern[i])
			return false;
	}
	for (size_t i = strlen(pattern); i < len; i++) {
		if (!is_digit(text[i]) && !strchr("TZ:.,+-", text[i]))
			return false;
	}
	return true;
}

static bool is_place(const char *text, struct span field)
{
	const char *colon = memchr(text + field.beg, ':', span_len(field));
	if (!colon)
		return false;
	size_t middle = (size_t)(colon - text), end = field.end;
	if (middle - field.beg - 1 >= MOST_DIGITS || end - middle - 2 >= MOST_DIGITS)
		return false;
	for (size_t i = field.beg; i < end; i++) {
		if (i != middle && !is_digit(text[i]))
			return false;
	}
	return true;
}

bool bookmark_split(const char *text, struct span line, struct span fields[FIELDS])
{
	if (tsv_split(text, line, fields, FIELDS) != FIELDS)
		return false;
	struct span mark = fields[FIELD_MARK];
	return is_time(text, fields[FIELD_CREATED]) &&
	       (span_len(mark) == 0 ||
		       (span_len(mark) == 1 && is_letter(text[mark.beg]))) &&
	       is_place(text, fields[FIELD_ANCHOR + ANCHOR_PLACE]);
}

void bookmark_read(
	struct bookmark *bookmark, const char *text, const struct span fields[FIELDS])
{
	struct span created = fields[FIELD_CREATED], mark = fields[FIELD_MARK];
	*bookmark = (struct bookmark){0};
	memcpy(bookmark->created, text + created.beg, span_len(created));
	bookmark->mark = span_len(mark) ? text[mark.beg] : '\0';
	anchor_read(&bookmark->anchor, text, fields + FIELD_ANCHOR);
	bookmark->note = tsv_string(text, fields[FIELD_NOTE]);
}

void bookmark_write(const struct bookmark *bookmark, struct buf *out)
{
	buf_puts(out, bookmark->created);
	buf_putc(out, '\t');
	if (bookmark->mark)
		buf_putc(out, bookmark->mark);
	buf_putc(out, '\t');
	anchor_write(&bookmark->anchor, out);
	buf_putc(out, '\t');
	tsv_add(out, bookmark->note, strlen(bookmark->note));
}

void change_free(struct change *change)
{
	free(change->line);
	free(change->other);
}

static bool is_equal(const char *a_text, struct span a, const char *b_text, struct span b)
{
	return span_len(a) == span_len(b) &&
	       memcmp(a_text + a.beg, b_text + b.beg, span_len(a)) == 0;
}

/* How well a line agrees with one that is looked for: 3 the same, 2 but for the note, 1 but
 * for note and mark, 0 it is another. */
static int agreement(const char *text, struct span line, const char *wanted)
{
	struct span whole = {0, strlen(wanted)}, a[FIELDS], b[FIELDS];
	if (is_equal(text, line, wanted, whole))
		return 3;
	if (!bookmark_split(text, line, a) || !bookmark_split(wanted, whole, b))
		return 0;
	for (size_t i = 0; i < FIELD_NOTE; i++) {
		if (i != FIELD_MARK && !is_equal(text, a[i], wanted, b[i]))
			return 0;
	}
	return is_equal(text, a[FIELD_MARK], wanted, b[FIELD_MARK]) ? 2 : 1;
}

/* A line, and all of it that goes when it goes: its end too. */
struct found_line {
	struct span line, whole;
};

static bool find_line(
	const struct buf *text, const char *wanted, struct found_line *found)
{
	int best = 0;
	struct span line;
	for (size_t at = 0; best < 3 && tsv_line(text->v, text->n, &at, &line);) {
		int agrees = agreement(text->v, line, wanted);
		if (agrees > best) {
			best = agrees;
			*found = (struct found_line){line, {line.beg, at}};
		}
	}
	return best > 0;
}

static void add_from(struct buf *fresh, const struct buf *old, size_t beg, size_t end)
{
	if (end > beg)
		buf_add(fresh, old->v + beg, end - beg);
}

static void end_line(struct buf *text)
{
	if (text->n > 0 && text->v[text->n - 1] != '\n')
		buf_putc(text, '\n');
}

/* Whether two lines are of one document, sure enough to take a mark away from it. */
static bool is_same_document(const char *a, const struct span *a_fields, const char *b,
	const struct span *b_fields)
{
	struct span a_path = a_fields[FIELD_ANCHOR + ANCHOR_PATH],
		    b_path = b_fields[FIELD_ANCHOR + ANCHOR_PATH];
	char *strings[] = {
		tsv_string(a, a_path),
		tsv_string(a, a_fields[FIELD_ANCHOR + ANCHOR_FINGERPRINT]),
		tsv_string(b, b_path),
		tsv_string(b, b_fields[FIELD_ANCHOR + ANCHOR_FINGERPRINT]),
	};
	enum text_match match =
		text_match(strings[0], strings[1], strings[2], strings[3]);
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		free(strings[i]);
	return match == TEXT_SAME ||
	       (match == TEXT_EDITED && is_equal(a, a_path, b, b_path));
}

static bool loses_mark(const char *text, const struct span *fields, const char *added,
	const struct span *added_fields)
{
	struct span mark = fields[FIELD_MARK], new_mark = added_fields[FIELD_MARK];
	return span_len(new_mark) == 1 && is_equal(text, mark, added, new_mark) &&
	       (added[new_mark.beg] <= 'Z' ||
		       is_same_document(text, fields, added, added_fields));
}

static void apply_add(
	const struct change *change, const struct buf *old, struct buf *fresh)
{
	struct span added[FIELDS], fields[FIELDS], line;
	const char *text = old->v;
	bool known = bookmark_split(
		change->line, (struct span){0, strlen(change->line)}, added);
	size_t done = 0;
	for (size_t at = 0; known && tsv_line(text, old->n, &at, &line);) {
		if (!bookmark_split(text, line, fields) ||
			!loses_mark(text, fields, change->line, added))
			continue;
		/* What somebody has written is not thrown away with the mark. */
		bool has_note = span_len(fields[FIELD_NOTE]) > 0;
		add_from(fresh, old, done, has_note ? fields[FIELD_MARK].beg : line.beg);
		done = has_note ? fields[FIELD_MARK].end : at;
	}
	add_from(fresh, old, done, old->n);
	end_line(fresh);
	buf_puts(fresh, change->line);
	buf_putc(fresh, '\n');
}

static void apply_delete(
	const struct change *change, const struct buf *old, struct buf *fresh)
{
	struct found_line found = {.whole = {old->n, old->n}};
	find_line(old, change->line, &found);
	add_from(fresh, old, 0, found.whole.beg);
	add_from(fresh, old, found.whole.end, old->n);
}

static void apply_note(
	const struct change *change, const struct buf *old, struct buf *fresh)
{
	struct found_line found;
	struct span fields[FIELDS];
	if (!find_line(old, change->line, &found) ||
		!bookmark_split(old->v, found.line, fields)) {
		add_from(fresh, old, 0, old->n);
		return;
	}
	add_from(fresh, old, 0, fields[FIELD_NOTE].beg);
	buf_puts(fresh, change->other);
	add_from(fresh, old, fields[FIELD_NOTE].end, old->n);
}

static void apply_restore(
	const struct change *change, const struct buf *old, struct buf *fresh)
{
	struct found_line above;
	struct span first = {0, 0};
	size_t at = old->n, next = 0;
	if (change->other[0] == '\0') {
		tsv_line(old->v, old->n, &next, &first);
		at = first.beg; /* behind a byte order mark */
	} else if (find_line(old, change->other, &above)) {
		at = above.whole.end;
	}
	add_from(fresh, old, 0, at);
	if (at > first.beg)
		end_line(fresh);
	buf_puts(fresh, change->line);
	buf_putc(fresh, '\n');
	add_from(fresh, old, at, old->n);
}

void change_apply(const struct change *change, const struct buf *old, struct buf *fresh)
{
	static void (*const apply[])(
		const struct change *change, const struct buf *old, struct buf *fresh) = {
		[CHANGE_ADD] = apply_add,
		[CHANGE_DELETE] = apply_delete,
		[CHANGE_NOTE] = apply_note,
		[CHANGE_RESTORE] = apply_restore,
	};
	apply[change->kind](change, old, fresh);
}
