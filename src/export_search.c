/* SPDX-License-Identifier: MIT */
/* export_search: the matches of a pattern, a line each, as grep would give them.
 *
 * The section path is written as a reader would type it to go there: 二 （三）, 2.1. */
#include "export.h"

#include <string.h>

#include "buf.h"
#include "search.h"
#include "section.h"
#include "sentence.h"
#include "tsv.h"

enum { SEARCH_SLICE = 1000 }; /* ms a step; a batch search has nothing else to do */

/* Appends a field that is not the last: colons, which end it, are blanks. */
static void add_field(struct buf *out, const char *text, size_t len)
{
	size_t beg = out->n;
	tsv_add_plain(out, text, len);
	for (size_t i = beg; i < out->n; i++)
		if (out->v[i] == ':')
			out->v[i] = ' ';
}

static void print_match(const struct document *document, const struct search_match *match,
	span_array *sentences, struct buf *path, struct buf *line, FILE *out)
{
	const struct stream *stream = &document->side[match->side];
	const struct block *b = stream_block(stream, match->block);
	block_sentences(&(struct sentence_style){0}, b, sentences);
	struct span s = sentences->v[sentence_at(sentences, match->range.beg)];
	while (s.end > s.beg && b->text[s.end - 1] == ' ')
		s.end--;
	line->n = path->n = 0;
	buf_printf(line, "%s:", side_name(match->side));
	section_path(stream, document_section(stream, match->block), path);
	add_field(line, path->v, path->n);
	buf_printf(line, ":%zu:", document_id(document, match->side, match->block));
	tsv_add_plain(line, b->text + s.beg, span_len(s));
	buf_putc(line, '\n');
	fwrite(line->v, 1, line->n, out);
}

struct status export_search(const struct document *document, const struct config *config,
	size_t *found, FILE *out)
{
	struct query *query;
	*found = 0;
	struct status s = query_compile(&query, config->search, strlen(config->search),
		query_options(config), NULL);
	if (!status_ok(&s))
		return s;
	struct search *search = search_new(document, query);
	span_array sentences = {0};
	struct buf path = {0}, line = {0};
	while (search_step(search, SEARCH_SLICE))
		;
	s = search_status(search);
	*found = search_count(search);
	for (size_t i = 0; i < *found; i++) {
		struct search_match match = search_at(search, i);
		print_match(document, &match, &sentences, &path, &line, out);
	}
	array_free(&sentences);
	buf_free(&path);
	buf_free(&line);
	search_free(search);
	query_free(query);
	return s;
}
