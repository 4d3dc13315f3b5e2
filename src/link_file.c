/* SPDX-License-Identifier: MIT */
/* link_file: links to lines of a file.
 *
 * A sentence is kept as a bookmark keeps its place.  Lines back to links are in
 * link_file_read.c.
 * What is to go from the file is known by its very line, as it was read or written: so a line
 * that was not understood, or that another program has added meanwhile, is not touched. */
#include "link_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "link_file_internal.h"
#include "message.h"
#include "overlay.h"
#include "save.h"
#include "tsv.h"
#include "xdg.h"

static const char beside[] = ".links.tsv"; /* behind the name of the Chinese text */

/* ---- which file ----------------------------------------------------------------------- */

/* Not a link: one that came with a text could lead to any file of the reader's, which would
 * then get lines with words of that text. */
static bool is_file(const char *path)
{
	struct stat stat;
	return lstat(path, &stat) == 0 && S_ISREG(stat.st_mode);
}

void link_file_choose(
	struct link_file *file, const char *asked, const char *zh_path, bool with_state)
{
	struct buf path = {0};
	*file = (struct link_file){0};
	buf_puts(&path, zh_path);
	buf_puts(&path, beside);
	if (asked) {
		file->path = xstrdup(asked);
	} else if (strcmp(zh_path, "-") != 0 && is_file(buf_string(&path))) {
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
	array_free(&file->given);
	array_free(&file->own);
	free(file->path);
	*file = (struct link_file){0};
}

int link_lines_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool link_line_is_string(const char *text, struct span line)
{
	return !memchr(text + line.beg, '\0', span_len(line));
}

static bool is_own(const struct link_file *file, const char *text, struct span line)
{
	if (!link_line_is_string(text, line))
		return false;
	char *wanted = xstrndup(text + line.beg, span_len(line));
	bool own = file->own.n && bsearch(&wanted, file->own.v, file->own.n,
					  sizeof *file->own.v, link_lines_compare);
	free(wanted);
	return own;
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
	const struct block *block =
		stream_block(&writing->document->side[side], ref.block);
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
	bool of_passage = link_is_of_passage(link);
	buf_printf(out, of_passage ? "%u>%u" : "%u:%u", link->zh_count,
		of_passage ? link->clause_count : link->en_count);
	for (uint32_t i = 0; i < link->zh_count; i++)
		write_sentence(writing, SIDE_ZH, link->zh[i], out);
	for (uint32_t i = 0; i < link->en_count && !of_passage; i++)
		write_sentence(writing, SIDE_EN, link->en[i], out);
	for (uint32_t i = 0; i < link->clause_count; i++) {
		writing->scratch.n = 0;
		document_clause_text(
			writing->document, link->clauses[i], SIDE_ZH, &writing->scratch);
		buf_putc(out, '\t');
		tsv_add(out, writing->scratch.v, writing->scratch.n);
	}
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

/* Links that are the very same have their sentences at the same place in memory. */
int links_given_compare(const void *left, const void *right)
{
	const struct link *a = left, *b = right;
	uintptr_t x[] = {(uintptr_t)a->zh, (uintptr_t)a->en, a->zh_count, a->en_count};
	uintptr_t y[] = {(uintptr_t)b->zh, (uintptr_t)b->en, b->zh_count, b->en_count};
	for (size_t i = 0; i < sizeof x / sizeof *x; i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return 0;
}

static bool is_given(const struct link_file *file, const struct link *link)
{
	return file->given.n > 0 && bsearch(link, file->given.v, file->given.n,
					    sizeof *link, links_given_compare) != NULL;
}

static void write_lines(struct writing *writing, struct link_file *file, struct buf *out)
{
	link_line_array *written = &file->written;
	const struct document *document = writing->document;
	link_line_array lines = {0};
	struct buf text = {0};
	size_t next = 0;
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		if (link->status != LINK_MANUAL || is_given(file, link))
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
	if (file->own.n > 1)
		qsort(file->own.v, file->own.n, sizeof *file->own.v, link_lines_compare);
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
	write_lines(&writing, file, &lines);
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
