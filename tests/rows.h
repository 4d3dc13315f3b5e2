/* SPDX-License-Identifier: MIT */
/* rows: links as short strings, "0:0 1,2=1", for tests of what changes them. */
#ifndef DUIDU_TESTS_ROWS_H
#define DUIDU_TESTS_ROWS_H

#include <string.h>

#include "correction.h"
#include "document.h"
#include "overlay.h"

/* Adds a row with so many sentences; blocks have ten sentences, so that rows cross blocks. */
static inline void rows_add(
	struct document *d, uint32_t next[SIDE_COUNT], uint32_t zh, uint32_t en)
{
	enum { BLOCK = 10, MOST = 5 };
	struct sentence_ref refs[SIDE_COUNT][MOST];
	struct link link = {.zh = refs[SIDE_ZH],
		.en = refs[SIDE_EN],
		.zh_count = zh,
		.en_count = en,
		.score = 0.7F,
		.kind = LINK_TRANSLATION};
	for (enum side side = 0; side < SIDE_COUNT; side++)
		for (uint32_t i = 0; i < (side == SIDE_ZH ? zh : en); i++, next[side]++)
			refs[side][i] = (struct sentence_ref){
				next[side] / BLOCK, next[side] % BLOCK};
	document_link(d, &link);
}

/* Rows from "1:1 2:1 ..." */
static inline void rows_make(struct document *d, const char *rows)
{
	uint32_t next[SIDE_COUNT] = {0};
	*d = (struct document){.two_sources = true};
	for (; *rows; rows += strcspn(rows, " "), rows += *rows == ' ')
		rows_add(d, next, (uint32_t)(rows[0] - '0'), (uint32_t)(rows[2] - '0'));
}

static inline void rows_put_refs(
	const struct sentence_ref *refs, uint32_t count, struct buf *out)
{
	for (uint32_t i = 0; i < count; i++)
		buf_printf(
			out, "%s%u", i ? "," : "", refs[i].block * 10 + refs[i].sentence);
}

/* What stands before the English sentences, or the clauses, of a link: " 1,2=". */
static inline const struct link *rows_put_zh(
	const struct document *d, size_t row, struct buf *out)
{
	const struct link *link = &d->links.v[row];
	buf_puts(out, row ? " " : "");
	rows_put_refs(link->zh, link->zh_count, out);
	buf_putc(out, link->status == LINK_MANUAL ? '=' : ':');
	return link;
}

/* Rows as "0:0 1,2=1", with "=" where it is by hand. */
static inline const char *rows_put(const struct document *d, struct buf *out)
{
	out->n = 0;
	for (size_t i = 0; i < d->links.n; i++) {
		const struct link *link = rows_put_zh(d, i, out);
		rows_put_refs(link->en, link->en_count, out);
	}
	return buf_string(out);
}

static inline void rows_assert(const struct document *d, const char *rows)
{
	struct buf out = {0};
	assert_string_equal(rows_put(d, &out), rows);
	buf_free(&out);
}

/* All changes undone give what was before, and done again what there is now; put says what that
 * is. */
static inline void rows_assert_come_back(struct document *d, struct corrections *c,
	const char *before, const char *(*put)(const struct document *, struct buf *))
{
	struct buf after = {0}, now = {0};
	size_t row;
	while (correct_redo(c, d, &row))
		;
	put(d, &after);
	while (correct_undo(c, d, &row))
		;
	assert_string_equal(put(d, &now), before);
	while (correct_redo(c, d, &row))
		;
	assert_string_equal(put(d, &now), buf_string(&after));
	buf_free(&after);
	buf_free(&now);
}

static inline int rows_compare(const void *left, const void *right)
{
	const struct link *a = left, *b = right;
	if (a->zh_count && b->zh_count)
		return ref_compare(a->zh, b->zh);
	if (a->zh_count || b->zh_count)
		return a->zh_count ? -1 : 1;
	return ref_compare(a->en, b->en);
}

/* The rows in order, those without zh sentences last, wherever they stand. */
static inline const char *rows_put_sorted(struct document *d, struct buf *out)
{
	qsort(d->links.v, d->links.n, sizeof *d->links.v, rows_compare);
	return rows_put(d, out);
}

static inline void rows_add_clause(struct document *d, uint32_t number)
{
	struct clause clause = {.range_count = {1, 1}, .whole = number};
	clause.ranges[SIDE_ZH][0] = (struct block_range){0, {6 * number, 6 * number + 3}};
	clause.ranges[SIDE_EN][0] = (struct block_range){0, {5 * number, 5 * number + 3}};
	array_push(&d->clauses, clause);
}

/* An article with three clauses, and passages of two sentences each in blocks 1, 2 ... */
static inline void rows_make_article(struct document *d, unsigned passages)
{
	const struct block abstract = {.text = "一二三。", .len = 12},
			   english = {.text = "One. Two. Six.", .len = 14};
	*d = (struct document){0};
	document_add(d, SIDE_ZH, &abstract);
	document_add(d, SIDE_EN, &english);
	for (uint32_t i = 0; i < 3; i++)
		rows_add_clause(d, i);
	for (uint32_t i = 0; i < passages; i++) {
		ref_array zh = {0};
		refs_add(&zh, (struct sentence_ref){i + 1, 0});
		refs_add(&zh, (struct sentence_ref){i + 1, 1});
		struct link link = passage_link(d, &zh, &(uint32_t){0}, 1);
		link.status = LINK_AUTO;
		array_push(&d->links, link);
		array_free(&zh);
	}
}

#endif
