/* SPDX-License-Identifier: MIT */
/* reading: the abstract map of a document beside a reader's table. */
#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "section.h"

/* The surest link of a block to the abstract's clauses, NULL if there is none. */
static const struct link *best_link(const struct document *document, size_t block)
{
	const struct link *best = NULL;
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		if (link->clause_count == 0 || link->zh[0].block != block)
			continue;
		assert_int_equal(link->kind, LINK_ABSTRACT);
		if (!best || link->score > best->score)
			best = link;
	}
	return best;
}

/* The number of a clause among the whole ones, from 1, and of an item in it, 0 if none. */
static int clause_number(const struct document *document, uint32_t clause, int *item)
{
	uint32_t whole = document->clauses.v[clause].whole;
	int number = 0;
	for (uint32_t i = 0; i <= whole; i++)
		number += document->clauses.v[i].whole == i;
	*item = (int)(clause - whole);
	return number;
}

static bool has_words(
	const struct document *document, const struct link *link, const char *words)
{
	for (uint32_t i = 0; i < link->en_range_count; i++) {
		struct block_range r = link->en_ranges[i];
		const struct block *b = stream_block(&document->side[SIDE_EN], r.block);
		if (memmem(b->text + r.range.beg, span_len(r.range), words,
			    strlen(words)))
			return true;
	}
	return false;
}

static bool agrees(
	const struct document *document, const struct reading *r, const struct link *link)
{
	int item = 0, last_item = 0;
	int first = clause_number(document, link->clauses[0], &item);
	int last = clause_number(
		document, link->clauses[link->clause_count - 1], &last_item);
	return first == r->first && last == r->last && item == r->item;
}

static void check_heading(
	const struct document *document, const struct reading *r, size_t block)
{
	const struct link *link = best_link(document, block);
	if (!link)
		fail_msg("%s (%s): is not linked", r->section, r->why);
	if (!agrees(document, r, link)) {
		int item, clause = clause_number(document, link->clauses[0], &item);
		fail_msg("%s (%s): went into clause %d, item %d", r->section, r->why,
			clause, item);
	}
	if (r->english && !has_words(document, link, r->english))
		fail_msg("%s: nothing of \"%s\"", r->section, r->english);
}

/* Of what is said to be sure, nothing goes elsewhere. */
static void check_sure_links(
	const struct document *document, const struct reading *r, size_t block)
{
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		if (link->clause_count && link->zh[0].block == block &&
			confidence_of(link->score) == CONFIDENCE_HIGH &&
			!agrees(document, r, link))
			fail_msg("%s: a sure link of block %zu goes elsewhere",
				r->section, block);
	}
}

/* Whether some link of a block says what the reader does; true if it has none. */
static bool is_read_so(
	const struct document *document, const struct reading *r, size_t block)
{
	bool linked = false;
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		if (link->clause_count == 0 || link->zh[0].block != block)
			continue;
		linked = true;
		if (agrees(document, r, link))
			return true;
	}
	return !linked;
}

static void check_section(const struct document *document, const struct reading *r)
{
	const struct stream *zh = &document->side[SIDE_ZH];
	size_t section = section_at_path(zh, r->section, strlen(r->section), NO_SECTION);
	if (section == NO_SECTION)
		fail_msg("there is no section %s", r->section);
	size_t block = zh->sections.v[section].block;
	size_t end = section + 1 < zh->sections.n ? zh->sections.v[section + 1].block
						  : zh->blocks.n;
	if (r->first)
		check_heading(document, r, block);
	for (size_t i = block; i < end; i++) {
		if (r->first == 0 && best_link(document, i))
			fail_msg("%s (%s): is linked", r->section, r->why);
		if (r->first == r->last)
			check_sure_links(document, r, i);
		if (r->first && r->first == r->last && !is_read_so(document, r, i))
			fail_msg("%s: paragraph %zu went elsewhere", r->section,
				i - block);
	}
}

void assert_readings(
	const struct document *document, const struct reading *readings, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_section(document, &readings[i]);
}
