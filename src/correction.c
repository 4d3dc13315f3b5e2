/* SPDX-License-Identifier: MIT */
/* correction: rows of links replaced by other rows, and a log of what was replaced.
 *
 * Every change is the same step, some rows that give way to others, so that undoing is the
 * step backwards and knows nothing of kinds.  The sentences of a link are in the document's
 * arena and stay there, so the log keeps links as values.
 * Sentences are taken from the end of a row or its start and are kept in order there: where
 * rows cross, the last of a row may be behind the first of the next. */
#include "correction.h"

#include <assert.h>
#include <string.h>

#include "overlay.h"

enum { PAIR = 2 };

void corrections_free(struct corrections *corrections)
{
	array_free(&corrections->log);
	array_free(&corrections->rows);
	*corrections = (struct corrections){0};
}

bool correction_is_possible(const struct document *document)
{
	if (document->links.n == 0)
		return false;
	for (size_t i = 0; i < document->links.n; i++)
		if (document->links.v[i].kind != LINK_TRANSLATION)
			return document->clauses.n > 0;
	return true;
}

/* ---- replacing ------------------------------------------------------------------------ */

static void replace(struct document *document, size_t at, size_t count,
	const struct link *rows, size_t n)
{
	size_t rest = document->links.n - at - count;
	array_room(&document->links, at + n + rest);
	struct link *from = document->links.v + at;
	memmove(from + n, from + count, rest * sizeof *from);
	memcpy(from, rows, n * sizeof *from);
	document->links.n = at + n + rest;
}

static bool has_same_refs(const struct link *a, const struct link *b, enum side side)
{
	uint32_t count, other;
	const struct sentence_ref *refs = link_refs(a, side, &count);
	const struct sentence_ref *others = link_refs(b, side, &other);
	return count == other &&
	       (count == 0 || memcmp(refs, others, count * sizeof *refs) == 0);
}

static bool has_same_sentences(const struct link *a, const struct link *b)
{
	return has_same_refs(a, b, SIDE_ZH) && has_same_refs(a, b, SIDE_EN);
}

/* Adds a change to the rows that what is beside them does not know of yet.  One that only says
 * that a row is right is nothing new to the others. */
static void unsettle(struct corrections *corrections, const struct correction *made)
{
	struct span *rows = &corrections->unsettled;
	const struct link *before = corrections->rows.v + made->first;
	size_t end = made->at + made->after;
	if (made->before == 1 && made->after == 1 &&
		has_same_sentences(before, before + 1))
		return;
	if (span_len(*rows) == 0) {
		*rows = (struct span){made->at, end};
		return;
	}
	if (rows->end >= made->at + made->before)
		rows->end = rows->end + made->after - made->before;
	rows->end = rows->end > end ? rows->end : end;
	rows->beg = rows->beg < made->at ? rows->beg : made->at;
}

/* Makes a change and notes it; rows that have become empty are left out. */
static void change(struct corrections *corrections, struct document *document, size_t at,
	uint32_t count, const struct link *rows, uint32_t n)
{
	struct correction made = {.at = at, .before = count};
	if (corrections->log.n > corrections->done) {
		corrections->rows.n = corrections->log.v[corrections->done].first;
		corrections->log.n = corrections->done;
	}
	made.first = corrections->rows.n;
	for (uint32_t i = 0; i < count; i++)
		array_push(&corrections->rows, document->links.v[at + i]);
	for (uint32_t i = 0; i < n; i++) {
		if (rows[i].zh_count + rows[i].en_count == 0)
			continue;
		array_push(&corrections->rows, rows[i]);
		made.after++;
	}
	array_push(&corrections->log, made);
	corrections->done++;
	replace(document, at, count, corrections->rows.v + made.first + count,
		made.after);
	unsettle(corrections, &made);
}

/* A row made of others, by hand. */
static struct link row_like(const struct link *link)
{
	struct link row = *link;
	row.status = LINK_MANUAL;
	row.score = 1;
	return row;
}

/* Puts the second of two rows behind all that have an earlier zh sentence: round a row
 * that was made by hand another may have sentences on both sides of it. */
static void change_pair(struct corrections *corrections, struct document *document,
	size_t at, uint32_t count, const struct link pair[PAIR])
{
	ARRAY_OF(struct link) rows = {0};
	const struct link *links = document->links.v;
	size_t end = at + count;
	array_push(&rows, pair[0]);
	for (size_t i = end; pair[1].zh_count && i < document->links.n; i++) {
		if (links[i].zh_count == 0)
			continue;
		if (ref_compare(&links[i].zh[0], &pair[1].zh[0]) > 0)
			break;
		end = i + 1;
	}
	for (size_t i = at + count; i < end; i++)
		array_push(&rows, links[i]);
	array_push(&rows, pair[1]);
	change(corrections, document, at, (uint32_t)(end - at), rows.v, (uint32_t)rows.n);
	array_free(&rows);
}

/* ---- sentences ------------------------------------------------------------------------ */

static void set_side(
	struct link *row, enum side side, const struct sentence_ref *refs, uint32_t count)
{
	*(side == SIDE_ZH ? &row->zh : &row->en) = refs;
	*(side == SIDE_ZH ? &row->zh_count : &row->en_count) = count;
}

/* Gives a side of a row a sentence more, in its order. */
static void add_sentence(struct document *document, struct link *row, enum side side,
	struct sentence_ref ref)
{
	uint32_t count, at;
	const struct sentence_ref *refs = link_refs(row, side, &count);
	struct sentence_ref *grown =
		arena_alloc(&document->arena, (count + 1) * sizeof *grown);
	for (at = count; at > 0 && ref_compare(&refs[at - 1], &ref) > 0; at--)
		grown[at] = refs[at - 1];
	grown[at] = ref;
	for (uint32_t i = 0; i < at; i++)
		grown[i] = refs[i];
	set_side(row, side, grown, count + 1);
}

/* Leaves a part of a side's sentences in a row. */
static void keep(struct link *row, enum side side, uint32_t first, uint32_t kept)
{
	uint32_t count;
	const struct sentence_ref *refs = link_refs(row, side, &count);
	assert(first + kept <= count);
	set_side(row, side, kept ? refs + first : NULL, kept);
}

static bool has_next(const struct document *document, size_t row)
{
	return row + 1 < document->links.n;
}

/* ---- changes -------------------------------------------------------------------------- */

bool correct_merge(struct corrections *corrections, struct document *document, size_t row)
{
	if (!has_next(document, row))
		return false;
	const struct link next = document->links.v[row + 1];
	struct link merged = row_like(&document->links.v[row]);
	for (uint32_t i = 0; i < next.zh_count; i++)
		add_sentence(document, &merged, SIDE_ZH, next.zh[i]);
	for (uint32_t i = 0; i < next.en_count; i++)
		add_sentence(document, &merged, SIDE_EN, next.en[i]);
	change(corrections, document, row, PAIR, &merged, 1);
	return true;
}

bool correct_part(struct corrections *corrections, struct document *document, size_t row)
{
	if (row >= document->links.n || link_is_empty(&document->links.v[row]))
		return false;
	const struct link whole = document->links.v[row];
	struct link pair[PAIR] = {row_like(&whole), row_like(&whole)};
	keep(&pair[0], SIDE_EN, 0, 0);
	keep(&pair[1], SIDE_ZH, 0, 0);
	change_pair(corrections, document, row, 1, pair);
	return true;
}

bool correct_split(struct corrections *corrections, struct document *document, size_t row)
{
	if (row >= document->links.n)
		return false;
	const struct link whole = document->links.v[row];
	struct link pair[PAIR] = {row_like(&whole), row_like(&whole)};
	if (whole.zh_count + whole.en_count < PAIR)
		return false;
	if (whole.zh_count <= 1 && whole.en_count <= 1)
		return correct_part(corrections, document, row);
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		uint32_t count = link_count(&whole, side), head = count > 0;
		keep(&pair[0], side, 0, head);
		keep(&pair[1], side, head, count - head);
	}
	change_pair(corrections, document, row, 1, pair);
	return true;
}

bool correct_swap(struct corrections *corrections, struct document *document, size_t row)
{
	if (!has_next(document, row))
		return false;
	const struct link *links = document->links.v + row;
	struct link pair[PAIR] = {row_like(&links[0]), row_like(&links[1])};
	if (pair[0].en_count + pair[1].en_count == 0)
		return false;
	set_side(&pair[0], SIDE_EN, links[1].en, links[1].en_count);
	set_side(&pair[1], SIDE_EN, links[0].en, links[0].en_count);
	change_pair(corrections, document, row, PAIR, pair);
	return true;
}

bool correct_confirm(
	struct corrections *corrections, struct document *document, size_t row)
{
	if (row >= document->links.n || document->links.v[row].status == LINK_MANUAL)
		return false;
	struct link confirmed = row_like(&document->links.v[row]);
	change(corrections, document, row, 1, &confirmed, 1);
	return true;
}

/* The last sentence of a side of a row goes down to the next, or the first one of that up. */
static bool shift(struct corrections *corrections, struct document *document, size_t row,
	enum side side, bool down)
{
	if (!has_next(document, row))
		return false;
	const struct link *links = document->links.v + row;
	struct link pair[PAIR] = {row_like(&links[0]), row_like(&links[1])};
	uint32_t count;
	const struct sentence_ref *refs = link_refs(&pair[!down], side, &count);
	if (count == 0)
		return false;
	add_sentence(document, &pair[down], side, refs[down ? count - 1 : 0]);
	keep(&pair[!down], side, !down, count - 1);
	change_pair(corrections, document, row, PAIR, pair);
	return true;
}

bool correct_shift_down(struct corrections *corrections, struct document *document,
	size_t row, enum side side)
{
	return shift(corrections, document, row, side, true);
}

bool correct_shift_up(struct corrections *corrections, struct document *document,
	size_t row, enum side side)
{
	return shift(corrections, document, row, side, false);
}

static bool is_same_link(const struct link *a, const struct link *b)
{
	return a->zh == b->zh && a->en == b->en && a->zh_count == b->zh_count &&
	       a->en_count == b->en_count && a->status == b->status;
}

void correct_overlay(struct corrections *corrections, struct document *document,
	const link_array *over)
{
	link_array before = {0}, after;
	size_t same = 0, same_end = 0;
	for (size_t i = 0; i < document->links.n; i++)
		array_push(&before, document->links.v[i]);
	links_overlay(document, over);
	after = document->links;
	document->links = before;
	size_t least = before.n < after.n ? before.n : after.n;
	while (same < least && is_same_link(&before.v[same], &after.v[same]))
		same++;
	while (same_end < least - same && is_same_link(&before.v[before.n - 1 - same_end],
						  &after.v[after.n - 1 - same_end]))
		same_end++;
	change(corrections, document, same, (uint32_t)(before.n - same - same_end),
		after.v + same, (uint32_t)(after.n - same - same_end));
	array_free(&after);
}

bool correct_undo(struct corrections *corrections, struct document *document, size_t *row)
{
	const struct correction *made;
	if (corrections->done == 0)
		return false;
	do {
		made = &corrections->log.v[--corrections->done];
		replace(document, made->at, made->after,
			corrections->rows.v + made->first, made->before);
	} while (made->follows);
	corrections->unsettled = (struct span){0, 0};
	*row = made->at;
	return true;
}

bool correct_redo(struct corrections *corrections, struct document *document, size_t *row)
{
	size_t first = corrections->done;
	if (first == corrections->log.n)
		return false;
	do {
		const struct correction *made = &corrections->log.v[corrections->done++];
		replace(document, made->at, made->before,
			corrections->rows.v + made->first + made->before, made->after);
	} while (corrections->done < corrections->log.n &&
		 corrections->log.v[corrections->done].follows);
	corrections->unsettled = (struct span){0, 0};
	*row = corrections->log.v[first].at;
	return true;
}

/* ---- surroundings --------------------------------------------------------------------- */

struct span correction_surroundings(
	const struct corrections *corrections, const struct document *document)
{
	enum { AROUND = 500 }; /* rows to learn words from, before and behind */
	struct span rows = corrections->unsettled;
	const struct link *links = document->links.v;
	size_t n = document->links.n;
	if (span_len(rows) == 0)
		return rows;
	bool beside = (rows.beg > 0 && links[rows.beg - 1].status == LINK_AUTO) ||
		      (rows.end < n && links[rows.end].status == LINK_AUTO);
	if (!beside)
		return (struct span){0, 0};
	rows.beg = rows.beg > AROUND ? rows.beg - AROUND : 0;
	rows.end = n - rows.end > AROUND ? rows.end + AROUND : n;
	return rows;
}

/* Whether some rows have the same sentences as others. */
static bool is_same_text(const struct link *a, size_t n, const struct link *b, size_t m)
{
	bool same = true;
	for (enum side side = 0; side < SIDE_COUNT && same; side++) {
		ref_array refs[2] = {0};
		for (size_t i = 0; i < n + m; i++) {
			uint32_t count;
			const struct sentence_ref *from =
				link_refs(i < n ? &a[i] : &b[i - n], side, &count);
			for (uint32_t k = 0; k < count; k++)
				array_push(&refs[i >= n], from[k]);
		}
		refs_sort(&refs[0]);
		refs_sort(&refs[1]);
		same = refs[0].n == refs[1].n;
		for (size_t i = 0; i < refs[0].n && same; i++)
			same = ref_compare(&refs[0].v[i], &refs[1].v[i]) == 0;
		array_free(&refs[0]);
		array_free(&refs[1]);
	}
	return same;
}

/* A stretch of rows, and the rows for the same sentences that may stand in their place. */
struct variant {
	struct span old, fresh;
};

/* Extends a variant, empty at first, to the next place where both have come equally far. */
static void extend_variant(
	struct variant *v, const struct link *old, size_t n, const link_array *fresh)
{
	size_t was = 0, is = 0; /* sentences passed */
	do {
		bool ahead = v->old.end == n || (was > is && v->fresh.end < fresh->n);
		const struct link *next =
			ahead ? &fresh->v[v->fresh.end++] : &old[v->old.end++];
		*(ahead ? &is : &was) += next->zh_count + next->en_count;
	} while ((v->old.end < n || v->fresh.end < fresh->n) &&
		 !(was == is && is_same_text(old + v->old.beg, span_len(v->old),
					fresh->v + v->fresh.beg, span_len(v->fresh))));
}

/* What differs beside some of the old rows. */
static struct variant find_variant(
	const struct link *old, size_t n, const link_array *fresh, struct span beside)
{
	struct variant found = {0};
	size_t i = 0, k = 0;
	while (i < n || k < fresh->n) {
		if (i < n && k < fresh->n && has_same_sentences(&old[i], &fresh->v[k])) {
			i++;
			k++;
			continue;
		}
		struct variant v = {{i, i}, {k, k}};
		extend_variant(&v, old, n, fresh);
		i = v.old.end;
		k = v.fresh.end;
		if (v.old.end < beside.beg || v.old.beg > beside.end)
			continue;
		if (span_len(found.old) + span_len(found.fresh) == 0)
			found = v;
		found.old.end = v.old.end;
		found.fresh.end = v.fresh.end;
	}
	return found;
}

void correct_surroundings(struct corrections *corrections, struct document *document,
	struct span rows, const link_array *links)
{
	struct span changed = corrections->unsettled;
	assert(rows.beg <= changed.beg && changed.end <= rows.end);
	assert(rows.end <= document->links.n && corrections->done > 0);
	changed.beg -= rows.beg;
	changed.end -= rows.beg;
	struct variant v = find_variant(
		document->links.v + rows.beg, span_len(rows), links, changed);
	if (span_len(v.old) + span_len(v.fresh) > 0) {
		change(corrections, document, rows.beg + v.old.beg,
			(uint32_t)span_len(v.old), links->v + v.fresh.beg,
			(uint32_t)span_len(v.fresh));
		corrections->log.v[corrections->log.n - 1].follows = true;
	}
	corrections->unsettled = (struct span){0, 0};
}

/* ---- what is looked for --------------------------------------------------------------- */

bool link_is_doubtful(const struct link *link)
{
	return !link_is_empty(link) && link_confidence(link) < CONFIDENCE_HIGH;
}

bool link_is_uneven(const struct link *link)
{
	if (link_is_of_passage(link))
		return link->clause_count != 1;
	return link->zh_count != 1 || link->en_count != 1;
}

bool link_is_empty(const struct link *link)
{
	return link->zh_count == 0 || link->en_count == 0;
}
