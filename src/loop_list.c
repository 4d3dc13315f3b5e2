/* SPDX-License-Identifier: MIT */
/* loop_list: the lists that can have the screen, and what Enter does in them.
 *
 * Each is a row of a table.  A list asks its source for lines as it draws them, so that it
 * opens at once however long the text is; what the source needs is kept in the loop as long
 * as the list is open.  A list is filtered as one types. */
#include "loop_internal.h"

#include <stdlib.h>

#include "message.h"

void loop_list_measure(struct loop *loop)
{
	const struct glyph_style glyph = {.ambiguous = (uint8_t)loop->size.ambiguous};
	int cells = loop->size.columns - LIST_MARGIN;
	bookmark_list_measure(&loop->notes.list, &glyph, cells);
	recent_measure(&loop->memory.recent, &glyph, cells);
	if (loop->open == LIST_HELP)
		help_make(&loop->help, loop->settings->keymap, cells);
}

static struct list_source open_help(struct loop *loop, size_t *selected)
{
	*selected = 0;
	help_make(&loop->help, loop->settings->keymap, loop->size.columns - LIST_MARGIN);
	return help_source(&loop->help);
}

static struct list_source open_contents(struct loop *loop, size_t *selected)
{
	struct contents *contents = &loop->contents;
	struct span sentence;
	contents->document = reader_document(loop->reader);
	if (!view_current(reader_view(loop->reader), &contents->side, &contents->block,
		    &sentence))
		contents->block = NO_BLOCK;
	*selected = contents_here(contents);
	loop->coverage = coverage_new(contents->document);
	contents->coverage = loop->coverage;
	return contents_source(contents);
}

/* The clause that the reader is in, or that the passage he is at went into. */
static size_t clause_here(struct loop *loop)
{
	const struct document *document = reader_document(loop->reader);
	enum side side;
	size_t block;
	struct span sentence;
	if (!view_current(reader_view(loop->reader), &side, &block, &sentence))
		return NO_CLAUSE;
	size_t clause = document_clause(document, side, block, sentence.beg);
	for (size_t i = 0; i < document->links.n && clause == NO_CLAUSE; i++) {
		const struct link *link = &document->links.v[i];
		if (side == SIDE_ZH && link->clause_count && link->zh[0].block == block)
			clause = link->clauses[0];
	}
	return clause;
}

static struct list_source open_coverage(struct loop *loop, size_t *selected)
{
	const struct document *document = reader_document(loop->reader);
	size_t clause = clause_here(loop);
	loop->coverage = coverage_new(document);
	summary_make(&loop->summary, document, loop->coverage);
	*selected = clause == NO_CLAUSE ? 0 : summary_line_of(&loop->summary, clause);
	return summary_source(&loop->summary);
}

static struct list_source open_passages(struct loop *loop, size_t *selected)
{
	const struct document *document = reader_document(loop->reader);
	loop->coverage = coverage_new(document);
	summary_make_passages(
		&loop->summary, document, loop->coverage, clause_here(loop));
	*selected = summary_best(&loop->summary);
	return summary_source(&loop->summary);
}

static void choose_passage(struct loop *loop, size_t line)
{
	struct summary_line at = loop->summary.lines.v[line];
	if (at.block == NO_BLOCK) {
		loop_say(loop, _("this line is about no single place"));
		return;
	}
	loop_note_jump(loop);
	view_go(reader_view(loop->reader), SIDE_ZH, at.block, at.byte);
	loop_close_list(loop);
}

static void choose_section(struct loop *loop, size_t line)
{
	enum side side;
	size_t block;
	if (contents_place(&loop->contents, line, &side, &block)) {
		loop_note_jump(loop);
		view_go(reader_view(loop->reader), side, block, 0);
	}
	loop_close_list(loop);
}

static const struct {
	/* Gets the lines ready, and which of them is selected first. */
	struct list_source (*open)(struct loop *loop, size_t *selected);
	/* What Enter does with a line; NULL: nothing. */
	void (*choose)(struct loop *loop, size_t line);
} kinds[LIST_KINDS] = {
	[LIST_HELP] = {.open = open_help},
	[LIST_CONTENTS] = {.open = open_contents, .choose = choose_section},
	[LIST_CITATIONS] = {.open = loop_cite_list, .choose = loop_cite_choose},
	[LIST_BOOKMARKS] = {.open = loop_open_bookmarks, .choose = loop_choose_bookmark},
	[LIST_MATCHES] = {.open = loop_open_matches, .choose = loop_choose_match},
	[LIST_CONCORDANCE] = {.open = loop_open_concordance,
		.choose = loop_choose_concordance},
	[LIST_RECENT] = {.open = loop_open_recent, .choose = loop_choose_recent},
	[LIST_COVERAGE] = {.open = open_coverage, .choose = choose_passage},
	[LIST_ALIGNMENT] = {.open = loop_alignment_list, .choose = loop_alignment_choose},
	[LIST_PASSAGES] = {.open = open_passages, .choose = choose_passage},
};

void loop_toggle_list(struct loop *loop, enum open_list which)
{
	size_t selected;
	if (loop->open == which) {
		loop_close_list(loop);
		return;
	}
	loop_close_list(loop);
	struct list_source source = kinds[which].open(loop, &selected);
	list_open(&loop->list, &source, selected);
	loop->open = which;
	loop->dirty = true;
}

void loop_close_list(struct loop *loop)
{
	/* The matches of a search may turn out none while they are filtered or searched. */
	if (loop->prompting && loop_prompt_is_of_list(loop->use))
		loop_close_prompt(loop);
	loop->open = LIST_NONE;
	loop->dirty = true;
	list_close(&loop->list);
	coverage_free(loop->coverage);
	loop->coverage = NULL;
	summary_free(&loop->summary);
}

void loop_choose(struct loop *loop)
{
	size_t line;
	if (loop->open != LIST_NONE && kinds[loop->open].choose &&
		list_selected(&loop->list, &line))
		kinds[loop->open].choose(loop, line);
}

/* ---- the filter ---- */

void loop_filter_open(struct loop *loop)
{
	if (loop->open == LIST_NONE) {
		loop_say(loop, _("only a list can be filtered"));
		return;
	}
	char *text = xstrdup(buf_string(&loop->list.filter.text));
	loop->filter = STATUS_NONE;
	loop_open_prompt(loop, PROMPT_FILTER, text);
	free(text);
}

void loop_filter_changed(struct loop *loop, const char *text)
{
	loop->filter =
		list_filter(&loop->list, text, query_options(&loop->settings->config));
}

void loop_filter_accepted(struct loop *loop, const char *text)
{
	(void)text;
	loop_choose(loop);
}

void loop_filter_cancelled(struct loop *loop)
{
	list_filter(&loop->list, "", 0);
}

/* The selection can be moved while one types; Tab gives the keys back to the list. */
void loop_filter_key(struct loop *loop, key k)
{
	enum { TAB = 0x09, CONTROL_N = 0x0E, CONTROL_P = 0x10 };
	long page = list_page(&loop->list);
	const struct {
		key k;
		long lines;
	} moves[] = {
		{KEY_IS_DOWN, 1},
		{KEY_IS_UP, -1},
		{CONTROL_N, 1},
		{CONTROL_P, -1},
		{KEY_IS_PAGE_DOWN, page},
		{KEY_IS_PAGE_UP, -page},
	};
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].k == k)
			list_move(&loop->list, moves[i].lines);
	if (k == TAB)
		loop_close_prompt(loop);
}

const char *loop_filter_note(struct loop *loop)
{
	return status_ok(&loop->filter) ? _("Enter goes, Tab keeps")
					: loop->filter.message;
}

void loop_list_free(struct loop *loop)
{
	loop_close_list(loop);
	help_free(&loop->help);
}
