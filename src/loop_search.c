/* SPDX-License-Identifier: MIT */
/* loop_search: looking for a pattern while it is typed, and for its next match afterwards.
 *
 * Each keystroke searches from where the search began; what is not found moves nothing, and
 * giving up returns to the start.  The nearest match is looked for first and alone, so that it
 * is there at once in a long text; all of them are counted in idle slices after Enter. */
#include "loop_internal.h"

#include <string.h>

#include "message.h"

enum { SLICE = 10 }; /* ms of searching between two looks for a key */

static struct view *view_of(struct loop *loop)
{
	return reader_view(loop->reader);
}

static struct search_place here(struct loop *loop)
{
	struct search_place place = {0};
	struct span sentence;
	if (view_current(view_of(loop), &place.side, &place.block, &sentence))
		place.byte = sentence.beg;
	return place;
}

static void forget_matches(struct hunt *hunt)
{
	search_free(hunt->search);
	hunt->search = NULL;
	hunt->seeking = hunt->found = false;
}

/* Replaces the query, and what is marked in the text. */
static void use_query(struct loop *loop, struct query *query)
{
	struct hunt *hunt = &loop->hunt;
	forget_matches(hunt);
	view_mark_matches(view_of(loop), query);
	query_free(hunt->query);
	hunt->query = query;
}

static void seek_from(
	struct loop *loop, struct search_place place, enum search_direction direction)
{
	struct hunt *hunt = &loop->hunt;
	hunt->seek = search_first_from(
		reader_document(loop->reader), hunt->query, &place, direction);
	hunt->seeking = true;
}

/* "12/48", with + while there may be more; "wrapped" when the search went past an end. */
static void describe(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	struct buf out = {0};
	if (hunt->search) {
		struct search_place place = {
			hunt->match.side, hunt->match.block, hunt->match.range.beg};
		size_t index = search_index(hunt->search, &place);
		bool all = !hunt->counting && !search_is_full(hunt->search);
		buf_printf(&out, "/%s  ", hunt->pattern);
		if (index != SEARCH_NONE)
			buf_printf(&out, "%zu/", index + 1);
		buf_printf(&out, "%zu%s", search_count(hunt->search), all ? "" : "+");
		if (hunt->seek.wrapped)
			buf_printf(&out, "  %s", _("(wrapped)"));
		loop_say(loop, buf_string(&out));
	}
	buf_free(&out);
}

static void go_to_match(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	hunt->found = true;
	view_go(view_of(loop), hunt->match.side, hunt->match.block,
		hunt->match.range.beg);
	loop->dirty = true;
}

static void miss(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	struct buf out = {0};
	if (loop->prompting) {
		view_return_to(view_of(loop), &hunt->origin);
	} else if (!status_ok(&hunt->seek.status)) {
		loop_say(loop, hunt->seek.status.message);
	} else {
		buf_printf(&out, _("not found: %s"), hunt->pattern);
		loop_say(loop, buf_string(&out));
	}
	loop->dirty = true;
	buf_free(&out);
}

void loop_search_open(struct loop *loop, enum search_direction direction)
{
	struct hunt *hunt = &loop->hunt;
	hunt->direction = direction;
	hunt->origin = view_spot(view_of(loop));
	hunt->from = here(loop);
	hunt->typed[0] = '\0';
	loop_open_prompt(loop,
		direction == SEARCH_FORWARD ? PROMPT_SEARCH : PROMPT_SEARCH_BACK, NULL);
}

void loop_search_changed(struct loop *loop, const char *text)
{
	struct hunt *hunt = &loop->hunt;
	struct query *query = NULL;
	struct status s = query_compile(&query, text, strlen(text), QUERY_FOLDINGS, NULL);
	use_query(loop, query);
	snprintf(hunt->typed, sizeof hunt->typed, "%s",
		*text && !status_ok(&s) ? s.message : "");
	if (query)
		seek_from(loop, hunt->from, hunt->direction);
	else
		view_return_to(view_of(loop), &hunt->origin);
}

void loop_search_cancelled(struct loop *loop)
{
	use_query(loop, NULL);
	view_return_to(view_of(loop), &loop->hunt.origin);
}

/* An empty pattern repeats the last one, as in less. */
void loop_search_accepted(struct loop *loop, const char *text)
{
	struct hunt *hunt = &loop->hunt;
	if (*text == '\0') {
		if (hunt->pattern)
			loop_search_again(loop, hunt->direction, 1);
		return;
	}
	free(hunt->pattern);
	hunt->pattern = xstrdup(text);
	jump_note(&loop->jumps, &hunt->origin);
	if (!hunt->query) {
		struct query *query = NULL;
		struct status s =
			query_compile(&query, text, strlen(text), QUERY_FOLDINGS, NULL);
		if (!status_ok(&s)) {
			loop_say(loop, s.message);
			return;
		}
		use_query(loop, query);
		seek_from(loop, hunt->from, hunt->direction);
	}
	hunt->search = search_new(reader_document(loop->reader), hunt->query);
	hunt->counting = true;
	if (!hunt->seeking && !hunt->found)
		miss(loop);
}

void loop_search_again(struct loop *loop, enum search_direction direction, long count)
{
	struct hunt *hunt = &loop->hunt;
	if (!hunt->pattern) {
		loop_say(loop, _("nothing was searched for yet"));
		return;
	}
	if (!hunt->query) {
		loop_search_accepted(loop, hunt->pattern);
		return;
	}
	struct search_place place = here(loop);
	/* From the match itself as long as its sentence is the current one. */
	if (hunt->found && hunt->match.side == place.side &&
		hunt->match.block == place.block)
		place.byte = hunt->match.range.beg;
	for (; count > 0; count--) {
		place.byte += direction == SEARCH_FORWARD;
		seek_from(loop, place, direction);
		enum search_found found;
		while ((found = search_seek_step(&hunt->seek, SLICE, &hunt->match)) ==
			SEARCH_MORE)
			;
		hunt->seeking = false;
		if (found == SEARCH_MISSED) {
			miss(loop);
			return;
		}
		place = (struct search_place){
			hunt->match.side, hunt->match.block, hunt->match.range.beg};
	}
	loop_note_jump(loop);
	go_to_match(loop);
	describe(loop);
}

bool loop_search_is_busy(const struct loop *loop)
{
	return loop->hunt.seeking || (loop->hunt.counting && loop->hunt.search);
}

void loop_search_step(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	if (hunt->seeking) {
		enum search_found found =
			search_seek_step(&hunt->seek, SLICE, &hunt->match);
		hunt->seeking = found == SEARCH_MORE;
		if (found == SEARCH_FOUND)
			go_to_match(loop);
		else if (found == SEARCH_MISSED)
			miss(loop);
	} else if (hunt->counting && hunt->search) {
		/* What loading brings is looked at when it is all there. */
		hunt->counting = search_step(hunt->search, SLICE) || loop->loading;
		if (!hunt->counting && hunt->found && !loop->prompting)
			describe(loop);
	}
}

void loop_search_free(struct loop *loop)
{
	use_query(loop, NULL);
	free(loop->hunt.pattern);
}
