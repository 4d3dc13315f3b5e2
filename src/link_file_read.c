/* SPDX-License-Identifier: MIT */
/* link_file_read: lines of a file to links.
 *
 * A link is there again only when all its sentences are: a link that is half right would be
 * a wrong one.  Of two lines about one sentence the later holds, so lines are read from the
 * last one on. */
#include <stdlib.h>
#include <string.h>

#include "anchor_internal.h"
#include "link_file_internal.h"
#include "overlay.h"
#include "save.h"
#include "tsv.h"

enum { MOST_SENTENCES = 999 }; /* of a side */

/* What is at hand while lines are read. */
struct reading {
	struct document *document;
	const struct identity *identity;
	struct finder *finder;
	link_array links;            /* that were found */
	ref_array taken[SIDE_COUNT]; /* their sentences, sorted */
	struct buf kept, now;        /* words that are compared */
};

/* What a line has: sentences of both sides, or of a passage and the clauses it belongs to. */
struct counts {
	size_t zh, en, clauses;
	bool of_passage;
};

/* "2:1", "5>1"; false when it is none. */
static bool read_counts(const char *text, struct span field, struct counts *counts)
{
	size_t n[2] = {0}, digits = 0, part = 0;
	*counts = (struct counts){0};
	for (size_t at = field.beg; at < field.end; at++) {
		bool parts = text[at] == ':' || text[at] == '>';
		if (parts && part == 0 && digits > 0) {
			counts->of_passage = text[at] == '>';
			part = 1;
			digits = 0;
			continue;
		}
		if (text[at] < '0' || text[at] > '9' || n[part] > MOST_SENTENCES)
			return false;
		n[part] = n[part] * 10 + (size_t)(text[at] - '0');
		digits++;
	}
	counts->zh = n[0];
	*(counts->of_passage ? &counts->clauses : &counts->en) = n[1];
	return part == 1 && digits > 0 && n[0] <= MOST_SENTENCES &&
	       n[1] <= MOST_SENTENCES && counts->zh + counts->en > 0;
}

static size_t fields_of(const struct counts *counts)
{
	return FIELD_SENTENCES + SENTENCE_FIELDS * (counts->zh + counts->en) +
	       counts->clauses;
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

/* Whether a sentence is the one that was kept: not half of it, and not it and another.  A few
 * words may have changed; of a long one only the first part was kept. */
static bool is_whole(struct reading *reading, const struct anchor *anchor,
	const struct block *block, struct span sentence, size_t byte)
{
	enum { CUT = 280 }; /* bytes of words that may be the first part only */
	struct buf *kept = &reading->kept, *now = &reading->now;
	kept->n = now->n = 0;
	words_add(now, block->text + sentence.beg, byte - sentence.beg);
	if (now->n > 0)
		return false;
	words_add(kept, anchor->words, strlen(anchor->words));
	words_add(now, block->text + byte, sentence.end - byte);
	size_t was = words_count(kept->v, kept->n), is = words_count(now->v, now->n);
	bool grown = strlen(anchor->words) < CUT && is * 3 > was * 4 + 6;
	return !grown && is * 4 + 6 >= was * 3;
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
	const struct block *block =
		stream_block(&reading->document->side[side], found.block);
	block_sentences(&(struct sentence_style){0}, block, &spans);
	bool there = spans.n > 0;
	if (there) {
		size_t sentence = sentence_at(&spans, found.byte);
		*ref = (struct sentence_ref){(uint32_t)found.block, (uint32_t)sentence};
		there = !refs_have(&reading->taken[side], *ref) &&
			is_whole(reading, anchor, block, spans.v[sentence], found.byte);
	}
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
		found = find_sentence(reading, &anchor, side, match, &ref) &&
			!refs_have(refs, ref);
		if (found)
			refs_add(refs, ref);
		anchor_free(&anchor);
	}
	return found;
}

/* The clause that has a text, but for blanks and marks; NO_CLAUSE if none has, or two. */
static size_t find_clause(struct reading *reading, const char *text, struct span field)
{
	const struct document *document = reading->document;
	struct buf *kept = &reading->kept, *now = &reading->now, put = {0};
	char *wanted = tsv_string(text, field);
	size_t found = NO_CLAUSE, n = 0;
	kept->n = 0;
	words_add(kept, wanted, strlen(wanted));
	for (size_t i = 0; i < document->clauses.n; i++) {
		put.n = now->n = 0;
		document_clause_text(document, i, SIDE_ZH, &put);
		words_add(now, put.v, put.n);
		if (now->n != kept->n || memcmp(now->v, kept->v, now->n) != 0)
			continue;
		found = i;
		n++;
	}
	free(wanted);
	buf_free(&put);
	return n == 1 ? found : NO_CLAUSE;
}

/* Makes a link to the clauses in some fields; false when not all are found. */
static bool link_clauses(struct reading *reading, const char *text,
	const struct span *fields, size_t count, const ref_array *zh)
{
	ARRAY_OF(uint32_t) clauses = {0};
	bool found = reading->document->clauses.n > 0;
	for (size_t i = 0; i < count && found; i++) {
		size_t clause = find_clause(reading, text, fields[i]);
		found = clause != NO_CLAUSE;
		array_push(&clauses, (uint32_t)clause);
	}
	if (found)
		array_push(&reading->links,
			passage_link(reading->document, zh, clauses.v, clauses.n));
	array_free(&clauses);
	return found;
}

static bool link_sentences(struct reading *reading, const ref_array *refs)
{
	struct document *document = reading->document;
	if (document->clauses.n > 0)
		return false;
	document_link(document, &(struct link){.zh = refs[SIDE_ZH].v,
					.en = refs[SIDE_EN].v,
					.zh_count = (uint32_t)refs[SIDE_ZH].n,
					.en_count = (uint32_t)refs[SIDE_EN].n,
					.score = 1,
					.kind = LINK_TRANSLATION,
					.status = LINK_MANUAL});
	array_push(&reading->links, document->links.v[--document->links.n]);
	return true;
}

/* Makes a link of a line of the texts at hand; false when its sentences are not there. */
static bool link_line(struct reading *reading, const char *text,
	const struct span *fields, const struct counts *counts)
{
	ref_array refs[SIDE_COUNT] = {0};
	const struct span *zh = fields + FIELD_SENTENCES;
	const struct span *en = zh + SENTENCE_FIELDS * counts->zh;
	bool found = find_sentences(reading, text, fields, zh, counts->zh, SIDE_ZH,
			     &refs[SIDE_ZH]) &&
		     find_sentences(reading, text, fields, en, counts->en, SIDE_EN,
			     &refs[SIDE_EN]);
	if (found && counts->of_passage)
		found = link_clauses(reading, text, en, counts->clauses, &refs[SIDE_ZH]);
	else if (found)
		found = link_sentences(reading, refs);
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		for (size_t i = 0; found && i < refs[side].n; i++)
			refs_add(&reading->taken[side], refs[side].v[i]);
		array_free(&refs[side]);
	}
	return found;
}

enum line_kind { LINE_OTHER, LINE_LOST, LINE_LINKED };

static enum line_kind read_line(
	struct reading *reading, const char *text, struct span line)
{
	struct counts counts;
	size_t most = 1;
	enum line_kind kind = LINE_OTHER;
	for (size_t i = line.beg; i < line.end; i++)
		most += text[i] == '\t';
	struct span *fields = xreallocarray(NULL, most, sizeof *fields);
	if (link_line_is_string(text, line) &&
		tsv_split(text, line, fields, most) == most && most > FIELD_SENTENCES &&
		read_counts(text, fields[FIELD_COUNTS], &counts) &&
		most == fields_of(&counts) &&
		match_text(reading->identity, SIDE_ZH, text, fields) != TEXT_OTHER &&
		match_text(reading->identity, SIDE_EN, text, fields + 2) != TEXT_OTHER)
		kind = link_line(reading, text, fields, &counts) ? LINE_LINKED
								 : LINE_LOST;
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
		file->found += kind == LINE_LINKED;
		if (kind == LINE_LINKED)
			array_push(&file->own,
				xstrndup(text->v + lines.v[i].beg, span_len(lines.v[i])));
	}
	array_free(&lines);
	if (file->own.n > 1)
		qsort(file->own.v, file->own.n, sizeof *file->own.v, link_lines_compare);
}

struct status link_file_read(struct link_file *file, struct document *document,
	const char *const paths[SIDE_COUNT])
{
	struct buf text = {0};
	struct identity identity;
	struct status status = STATUS_NONE;
	file->given.n = 0;
	for (size_t i = 0; i < document->links.n && document->links_given; i++)
		if (document->links.v[i].status == LINK_MANUAL)
			array_push(&file->given, document->links.v[i]);
	if (file->given.n > 1)
		qsort(file->given.v, file->given.n, sizeof *file->given.v,
			links_given_compare);
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
		links_overlay(document, &reading.links);
		finder_free(reading.finder);
		array_free(&reading.links);
		buf_free(&reading.kept);
		buf_free(&reading.now);
		array_free(&reading.taken[SIDE_ZH]);
		array_free(&reading.taken[SIDE_EN]);
		identity_free(&identity);
	}
	buf_free(&text);
	return status;
}
