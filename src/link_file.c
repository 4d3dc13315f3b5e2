/* SPDX-License-Identifier: MIT */
/* link_file: lines of links to sentences and back.
 *
 * A sentence is kept as a bookmark keeps its place, and a link is there again only when all
 * its sentences are: a link that is half right would be a wrong one.  Of two lines about
 * one sentence the later holds.
 * What is to go from the file is known by its very line, as it was read or written: so a line
 * that was not understood, or that another program has added meanwhile, is not touched. */
#include "link_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "message.h"
#include "save.h"
#include "tsv.h"
#include "xdg.h"

enum { FIELD_TEXTS = 0, FIELD_COUNTS = 4, FIELD_SENTENCES = 5, SENTENCE_FIELDS = 3 };
static const char beside[] = ".links.tsv"; /* behind the name of the Chinese text */
enum { MOST_SENTENCES = 999 };             /* of a side */

/* ---- which file ----------------------------------------------------------------------- */

void link_file_choose(
	struct link_file *file, const char *asked, const char *zh_path, bool with_state)
{
	struct buf path = {0};
	*file = (struct link_file){0};
	buf_puts(&path, zh_path);
	buf_puts(&path, beside);
	if (asked) {
		file->path = xstrdup(asked);
	} else if (strcmp(zh_path, "-") != 0 && access(buf_string(&path), F_OK) == 0) {
		file->path = xstrdup(buf_string(&path));
	} else if (with_state) {
		path.n = 0;
		if (xdg_path(XDG_STATE, "links.tsv", &path))
			file->path = xstrdup(buf_string(&path));
	}
	buf_free(&path);
}

static void free_lines(link_line_array *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		free(lines->v[i].line);
	array_free(lines);
}

static void forget_own(struct link_file *file)
{
	for (size_t i = 0; i < file->own.n; i++)
		free(file->own.v[i]);
	file->own.n = 0;
}

void link_file_free(struct link_file *file)
{
	forget_own(file);
	free_lines(&file->written);
	array_free(&file->own);
	free(file->path);
	*file = (struct link_file){0};
}

static int compare_lines(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_own(struct link_file *file)
{
	if (file->own.n > 1)
		qsort(file->own.v, file->own.n, sizeof *file->own.v, compare_lines);
}

static bool is_own(const struct link_file *file, const char *text, struct span line)
{
	char *wanted = xstrndup(text + line.beg, span_len(line));
	bool own = file->own.n && bsearch(&wanted, file->own.v, file->own.n,
					  sizeof *file->own.v, compare_lines);
	free(wanted);
	return own;
}

/* ---- reading -------------------------------------------------------------------------- */

/* What is at hand while lines are read. */
struct reading {
	struct document *document;
	const struct identity *identity;
	struct finder *finder;
	ref_array
		taken[SIDE_COUNT]; /* sentences of the links there are already, sorted */
};

/* "2:1"; false when it is none. */
static bool read_counts(const char *text, struct span field, size_t count[SIDE_COUNT])
{
	size_t side = 0;
	count[SIDE_ZH] = count[SIDE_EN] = 0;
	for (size_t at = field.beg; at < field.end; at++) {
		if (text[at] == ':' && side == SIDE_ZH && at > field.beg) {
			side = SIDE_EN;
			continue;
		}
		if (text[at] < '0' || text[at] > '9' || count[side] > MOST_SENTENCES)
			return false;
		count[side] = count[side] * 10 + (size_t)(text[at] - '0');
	}
	return side == SIDE_EN && text[field.end - 1] != ':' &&
	       count[SIDE_ZH] <= MOST_SENTENCES && count[SIDE_EN] <= MOST_SENTENCES &&
	       count[SIDE_ZH] + count[SIDE_EN] > 0;
}

/* Whether the text in two fields is that of a side. */
static enum text_match match_text(const struct identity *identity, enum side side,
	const char *text, const struct span *fields)
{
	char *path = tsv_string(text, fields[0]);
	char *fingerprint = tsv_string(text, fields[1]);
	enum text_match match = text_match(path, fingerprint, identity->path[side],
		identity->fingerprint[side].text);
	free(path);
	free(fingerprint);
	return match;
}

/* The sentence of a side that an anchor is in now; false when that is gone or not free. */
static bool find_sentence(struct reading *reading, const struct anchor *anchor,
	enum side side, enum text_match match, struct sentence_ref *ref)
{
	span_array spans = {0};
	enum side text = reading->identity->two_texts ? side : SIDE_ZH;
	struct anchor_found found =
		anchor_find(reading->finder, anchor, text, match, true);
	if ((found.state != ANCHOR_SAME && found.state != ANCHOR_MOVED) ||
		found.side != side)
		return false;
	block_sentences(&(struct sentence_style){0},
		&reading->document->side[side].blocks.v[found.block], &spans);
	if (spans.n > 0)
		*ref = (struct sentence_ref){
			(uint32_t)found.block, (uint32_t)sentence_at(&spans, found.byte)};
	bool there = spans.n > 0 && !refs_have(&reading->taken[side], *ref);
	array_free(&spans);
	return there;
}

/* The sentences of a side in the fields from `at` on; false when not all are found. */
static bool find_sentences(struct reading *reading, const char *text,
	const struct span *fields, const struct span *at, size_t count, enum side side,
	ref_array *refs)
{
	const struct span *texts = fields + FIELD_TEXTS + 2 * (size_t)side;
	enum text_match match = match_text(reading->identity, side, text, texts);
	bool found = true;
	for (size_t i = 0; i < count && found; i++, at += SENTENCE_FIELDS) {
		struct span place[ANCHOR_FIELDS] = {
			texts[0], texts[1], at[0], at[1], at[2]};
		struct sentence_ref ref;
		struct anchor anchor;
		found = anchor_read(&anchor, text, place);
		if (!found)
			break;
		found = find_sentence(reading, &anchor, side, match, &ref);
		if (found && !refs_have(refs, ref))
			refs_add(refs, ref);
		anchor_free(&anchor);
	}
	return found;
}

enum line_kind { LINE_OTHER, LINE_LOST, LINE_LINKED };

/* Makes a link of a line, if it is of the texts at hand and its sentences are there. */
static enum line_kind read_line(
	struct reading *reading, const char *text, struct span line)
{
	size_t count[SIDE_COUNT], most = 1;
	ref_array refs[SIDE_COUNT] = {0};
	enum line_kind kind = LINE_OTHER;
	for (size_t i = line.beg; i < line.end; i++)
		most += text[i] == '\t';
	struct span *fields = xreallocarray(NULL, most, sizeof *fields);
	if (tsv_split(text, line, fields, most) == most && most > FIELD_SENTENCES &&
		read_counts(text, fields[FIELD_COUNTS], count) &&
		most == FIELD_SENTENCES +
				SENTENCE_FIELDS * (count[SIDE_ZH] + count[SIDE_EN]) &&
		match_text(reading->identity, SIDE_ZH, text, fields) != TEXT_OTHER &&
		match_text(reading->identity, SIDE_EN, text, fields + 2) != TEXT_OTHER) {
		const struct span *zh = fields + FIELD_SENTENCES;
		const struct span *en = zh + SENTENCE_FIELDS * count[SIDE_ZH];
		bool found = find_sentences(reading, text, fields, zh, count[SIDE_ZH],
				     SIDE_ZH, &refs[SIDE_ZH]) &&
			     find_sentences(reading, text, fields, en, count[SIDE_EN],
				     SIDE_EN, &refs[SIDE_EN]);
		kind = found ? LINE_LINKED : LINE_LOST;
	}
	if (kind == LINE_LINKED) {
		struct link link = {.zh = refs[SIDE_ZH].v,
			.en = refs[SIDE_EN].v,
			.zh_count = (uint32_t)refs[SIDE_ZH].n,
			.en_count = (uint32_t)refs[SIDE_EN].n,
			.score = 1,
			.kind = LINK_TRANSLATION,
			.status = LINK_MANUAL};
		document_link(reading->document, &link);
		for (enum side side = 0; side < SIDE_COUNT; side++)
			for (size_t i = 0; i < refs[side].n; i++)
				refs_add(&reading->taken[side], refs[side].v[i]);
	}
	array_free(&refs[SIDE_ZH]);
	array_free(&refs[SIDE_EN]);
	free(fields);
	return kind;
}

static void read_lines(
	struct link_file *file, struct reading *reading, const struct buf *text)
{
	ARRAY_OF(struct span) lines = {0};
	struct span line;
	for (size_t at = 0; tsv_line(text->v, text->n, &at, &line);)
		array_push(&lines, line);
	for (size_t i = lines.n; i-- > 0;) {
		enum line_kind kind = read_line(reading, text->v, lines.v[i]);
		file->lost += kind == LINE_LOST;
		if (kind == LINE_LINKED)
			array_push(&file->own,
				xstrndup(text->v + lines.v[i].beg, span_len(lines.v[i])));
	}
	array_free(&lines);
	sort_own(file);
}

struct status link_file_read(struct link_file *file, struct document *document,
	const char *const paths[SIDE_COUNT])
{
	struct buf text = {0};
	struct identity identity;
	struct status status = STATUS_NONE;
	if (file->path)
		status = save_read(file->path, &text);
	if (!status_ok(&status))
		status =
			status_make(status.code, 0, "%s: %s", file->path, status.message);
	if (status_ok(&status) && text.n > 0 &&
		identity_make(&identity, document, paths, true)) {
		struct reading reading = {.document = document,
			.identity = &identity,
			.finder = finder_new(document)};
		read_lines(file, &reading, &text);
		finder_free(reading.finder);
		array_free(&reading.taken[SIDE_ZH]);
		array_free(&reading.taken[SIDE_EN]);
		identity_free(&identity);
	}
	buf_free(&text);
	return status;
}

/* ---- writing -------------------------------------------------------------------------- */

/* What is at hand while lines are written. */
struct writing {
	const struct document *document;
	const struct identity *identity;
	struct finder *finder;
	struct buf scratch;
	span_array spans;
};

static void write_sentence(
	struct writing *writing, enum side side, struct sentence_ref ref, struct buf *out)
{
	const struct block *block = &writing->document->side[side].blocks.v[ref.block];
	struct span fields[ANCHOR_FIELDS];
	struct anchor anchor;
	struct buf *text = &writing->scratch;
	block_sentences(&(struct sentence_style){0}, block, &writing->spans);
	anchor_make(&anchor, writing->finder, writing->identity, side, ref.block,
		writing->spans.v[ref.sentence].beg);
	text->n = 0;
	anchor_write(&anchor, text);
	tsv_split(text->v, (struct span){0, text->n}, fields, ANCHOR_FIELDS);
	buf_putc(out, '\t');
	buf_add(out, text->v + fields[ANCHOR_SECTION].beg,
		text->n - fields[ANCHOR_SECTION].beg);
	anchor_free(&anchor);
}

static void write_link(struct writing *writing, const struct link *link, struct buf *out)
{
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		const char *path = writing->identity->path[side];
		tsv_add(out, path, strlen(path));
		buf_printf(out, "\t%s\t", writing->identity->fingerprint[side].text);
	}
	buf_printf(out, "%u:%u", link->zh_count, link->en_count);
	for (uint32_t i = 0; i < link->zh_count; i++)
		write_sentence(writing, SIDE_ZH, link->zh[i], out);
	for (uint32_t i = 0; i < link->en_count; i++)
		write_sentence(writing, SIDE_EN, link->en[i], out);
}

/* Takes the line of a link out of those written before; NULL when it is none of them.  They
 * are asked for in about their order: *next is where to begin. */
static char *take_written(
	link_line_array *written, size_t *next, const struct link_line *wanted)
{
	for (size_t i = 0; i < written->n; i++) {
		struct link_line *l = &written->v[(*next + i) % written->n];
		if (!l->line || l->zh != wanted->zh || l->en != wanted->en ||
			l->zh_count != wanted->zh_count ||
			l->en_count != wanted->en_count)
			continue;
		char *line = l->line;
		l->line = NULL;
		*next = (*next + i + 1) % written->n;
		return line;
	}
	return NULL;
}

static void write_lines(
	struct writing *writing, link_line_array *written, struct buf *out)
{
	const struct document *document = writing->document;
	link_line_array lines = {0};
	struct buf text = {0};
	size_t next = 0;
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		if (link->status != LINK_MANUAL || link->kind != LINK_TRANSLATION)
			continue;
		struct link_line line = {
			link->zh, link->en, link->zh_count, link->en_count, NULL};
		line.line = take_written(written, &next, &line);
		if (!line.line) {
			text.n = 0;
			write_link(writing, link, &text);
			line.line = xstrdup(buf_string(&text));
		}
		buf_puts(out, line.line);
		buf_putc(out, '\n');
		array_push(&lines, line);
	}
	buf_free(&text);
	free_lines(written);
	*written = lines;
}

struct replacing {
	const struct link_file *file;
	const struct buf *lines;
};

/* The lines that are not ours, then ours. */
static struct status put_in_place(void *ctx, const struct buf *old, struct buf *fresh)
{
	const struct replacing *replacing = ctx;
	struct span line;
	for (size_t at = 0; tsv_line(old->v, old->n, &at, &line);) {
		if (is_own(replacing->file, old->v, line))
			continue;
		buf_add(fresh, old->v + line.beg, span_len(line));
		buf_putc(fresh, '\n');
	}
	if (replacing->lines->n > 0)
		buf_add(fresh, replacing->lines->v, replacing->lines->n);
	return STATUS_NONE;
}

static void take_own(struct link_file *file, const struct buf *lines)
{
	struct span line;
	forget_own(file);
	for (size_t at = 0; tsv_line(lines->v, lines->n, &at, &line);)
		array_push(&file->own, xstrndup(lines->v + line.beg, span_len(line)));
	sort_own(file);
}

struct status link_file_write(struct link_file *file, const struct document *document,
	const char *const paths[SIDE_COUNT])
{
	struct identity identity;
	struct buf lines = {0};
	bool replaced = false;
	if (!file->path)
		return status_make(STATUS_USAGE, 0,
			_("the links are not saved: --links=FILE names a file for them"));
	if (!identity_make(&identity, document, paths, true))
		return STATUS_NONE;
	struct writing writing = {.document = document,
		.identity = &identity,
		.finder = finder_new(document)};
	write_lines(&writing, &file->written, &lines);
	struct replacing replacing = {file, &lines};
	struct status status =
		save_update(file->path, true, put_in_place, &replacing, &replaced);
	if (!status_ok(&status))
		status = status_make(status.code, 0, _("the links are not saved: %s: %s"),
			file->path, status.message);
	if (replaced)
		take_own(file, &lines);
	finder_free(writing.finder);
	buf_free(&writing.scratch);
	array_free(&writing.spans);
	buf_free(&lines);
	identity_free(&identity);
	return status;
}
