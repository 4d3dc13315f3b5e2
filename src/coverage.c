/* SPDX-License-Identifier: MIT */
/* coverage: sums over the links of an abstract map.
 *
 * Everything is kept for every section and clause: abstracts have few clauses.  A section's
 * sums are those of its own blocks and of its subsections, which lie behind it, so that one
 * walk from the last section to the first adds them up. */
#include "coverage.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "sentence.h"

typedef ARRAY_OF(struct coverage_passage) passage_array;

struct coverage {
	const struct document *document;
	size_t clauses, sections;
	double body;             /* bytes of all paragraphs */
	double *clause_bytes;    /* by clause, items' included in their clause's */
	passage_array *passages; /* by clause, best first */
	double *section_bytes;   /* of its paragraphs, subsections included */
	double *cells; /* bytes that went from a section into a clause, row by section */
	double *sure;  /* bytes of a section by the score of their best link */
	double *own;   /* the same without subsections */
	bool *linked;  /* whether a section has any link */
};

static double *cell(const struct coverage *c, size_t section, size_t clause)
{
	return &c->cells[section * c->clauses + clause];
}

/* ---- passages ----------------------------------------------------------------------- */

static int by_score(const void *left, const void *right)
{
	const struct coverage_passage *a = left, *b = right;
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return (a->link > b->link) - (a->link < b->link);
}

static void add_passage(struct coverage *c, size_t clause, uint32_t link)
{
	const struct link *l = &c->document->links.v[link];
	passage_array *passages = &c->passages[clause];
	/* A link to two items of a clause is one passage of it. */
	if (passages->n && passages->v[passages->n - 1].link == link)
		return;
	array_push(passages, (struct coverage_passage){link, l->zh[0].block, l->score});
}

static void collect_passages(struct coverage *c)
{
	const struct document *d = c->document;
	for (uint32_t i = 0; i < d->links.n; i++) {
		const struct link *link = &d->links.v[i];
		for (uint32_t k = 0; k < link->clause_count; k++) {
			uint32_t clause = link->clauses[k];
			add_passage(c, clause, i);
			if (d->clauses.v[clause].whole != clause)
				add_passage(c, d->clauses.v[clause].whole, i);
		}
	}
	for (size_t i = 0; i < c->clauses; i++)
		if (c->passages[i].n > 1)
			qsort(c->passages[i].v, c->passages[i].n,
				sizeof *c->passages[i].v, by_score);
}

/* ---- bytes -------------------------------------------------------------------------- */

static void add_bytes(struct coverage *c, size_t section, size_t clause, double bytes)
{
	size_t whole = c->document->clauses.v[clause].whole;
	c->clause_bytes[clause] += bytes;
	if (whole != clause)
		c->clause_bytes[whole] += bytes;
	if (section == NO_SECTION)
		return;
	*cell(c, section, clause) += bytes;
	if (whole != clause)
		*cell(c, section, whole) += bytes;
}

/* Divides the sentences of a block among the links from first to end, all of them of this
 * block. */
static void divide_block(
	struct coverage *c, size_t block, size_t first, size_t end, span_array *spans)
{
	const struct stream *zh = &c->document->side[SIDE_ZH];
	const struct block *b = stream_block(zh, block);
	ARRAY_OF(double) scores = {0}; /* by sentence, of all its links */
	size_t section = document_section(zh, block);
	block_sentences(&(struct sentence_style){0}, b, spans);
	for (size_t i = 0; i < spans->n; i++)
		array_push(&scores, 0);
	for (size_t i = first; i < end; i++) {
		const struct link *link = &c->document->links.v[i];
		for (uint32_t k = 0; k < link->zh_count; k++) {
			uint32_t s = link->zh[k].sentence;
			/* Links of a sentence are in order, the best first. */
			if (section != NO_SECTION && scores.v[s] == 0)
				c->sure[section] +=
					(double)span_len(spans->v[s]) * link->score;
			scores.v[s] += link->score;
		}
	}
	for (size_t i = first; i < end; i++) {
		const struct link *link = &c->document->links.v[i];
		double bytes = 0;
		for (uint32_t k = 0; k < link->zh_count; k++) {
			uint32_t s = link->zh[k].sentence;
			if (scores.v[s] > 0)
				bytes += (double)span_len(spans->v[s]) * link->score /
					 scores.v[s];
		}
		for (uint32_t k = 0; k < link->clause_count; k++)
			add_bytes(
				c, section, link->clauses[k], bytes / link->clause_count);
	}
	array_free(&scores);
}

static void divide_blocks(struct coverage *c)
{
	const struct document *d = c->document;
	const struct stream *zh = &d->side[SIDE_ZH];
	span_array spans = {0};
	for (size_t i = 0, end; i < d->links.n; i = end) {
		end = i + 1;
		const struct link *link = &d->links.v[i];
		if (link->clause_count == 0)
			continue;
		size_t block = link->zh[0].block;
		while (end < d->links.n && d->links.v[end].clause_count &&
			d->links.v[end].zh[0].block == block)
			end++;
		if (stream_block(zh, block)->kind == BLOCK_PARAGRAPH)
			divide_block(c, block, i, end, &spans);
		size_t section = document_section(zh, block);
		if (section != NO_SECTION)
			c->linked[section] = true;
	}
	array_free(&spans);
}

static void measure_body(struct coverage *c)
{
	const struct stream *zh = &c->document->side[SIDE_ZH];
	for (size_t i = 0; i < zh->blocks.n; i++) {
		const struct block *b = stream_block(zh, i);
		size_t section = document_section(zh, i);
		if (b->kind != BLOCK_PARAGRAPH)
			continue;
		c->body += (double)b->len;
		if (section != NO_SECTION)
			c->section_bytes[section] += (double)b->len;
	}
}

static void add_subsections(struct coverage *c)
{
	const struct stream *zh = &c->document->side[SIDE_ZH];
	for (size_t s = c->sections; s-- > 0;) {
		size_t parent = zh->sections.v[s].parent;
		if (parent == NO_SECTION)
			continue;
		c->section_bytes[parent] += c->section_bytes[s];
		c->sure[parent] += c->sure[s];
		c->linked[parent] = c->linked[parent] || c->linked[s];
		for (size_t i = 0; i < c->clauses; i++)
			*cell(c, parent, i) += *cell(c, s, i);
	}
}

/* ---- what is asked ------------------------------------------------------------------ */

struct coverage *coverage_new(const struct document *document)
{
	if (document->clauses.n == 0)
		return NULL;
	struct coverage *c = xcalloc(1, sizeof *c);
	c->document = document;
	c->clauses = document->clauses.n;
	c->sections = document->side[SIDE_ZH].sections.n;
	c->clause_bytes = xcalloc(c->clauses, sizeof *c->clause_bytes);
	c->passages = xcalloc(c->clauses, sizeof *c->passages);
	c->section_bytes = xcalloc(c->sections + 1, sizeof *c->section_bytes);
	c->cells = xcalloc((c->sections + 1) * c->clauses, sizeof *c->cells);
	c->sure = xcalloc(c->sections + 1, sizeof *c->sure);
	c->own = xcalloc((c->sections + 1) * c->clauses, sizeof *c->own);
	c->linked = xcalloc(c->sections + 1, sizeof *c->linked);
	collect_passages(c);
	measure_body(c);
	divide_blocks(c);
	memcpy(c->own, c->cells, c->sections * c->clauses * sizeof *c->own);
	add_subsections(c);
	return c;
}

void coverage_free(struct coverage *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->clauses; i++)
		array_free(&c->passages[i]);
	free(c->clause_bytes);
	free(c->passages);
	free(c->section_bytes);
	free(c->cells);
	free(c->own);
	free(c->sure);
	free(c->linked);
	free(c);
}

static double share(double part, double all)
{
	return all > 0 ? part / all : 0;
}

double coverage_of_clause(const struct coverage *c, size_t clause)
{
	return share(c->clause_bytes[clause], c->body);
}

double coverage_of_body(const struct coverage *c)
{
	double sum = 0;
	for (size_t i = 0; i < c->clauses; i++)
		sum += c->document->clauses.v[i].whole == i ? c->clause_bytes[i] : 0;
	return share(sum, c->body);
}

const struct coverage_passage *coverage_passages(
	const struct coverage *c, size_t clause, size_t *n)
{
	*n = c->passages[clause].n;
	return c->passages[clause].v;
}

double coverage_of_section(const struct coverage *c, size_t section)
{
	return share(c->sure[section], c->section_bytes[section]);
}

double coverage_from(const struct coverage *c, size_t section, size_t clause)
{
	return share(c->own[section * c->clauses + clause], c->body);
}

bool coverage_is_silent(const struct coverage *c, size_t section)
{
	return c->section_bytes[section] > 0 && !c->linked[section];
}
