/* SPDX-License-Identifier: MIT */
/* loop_search: looking for a pattern while it is typed, and for its next match afterwards.
 *
 * Each keystroke searches from where the search began; what is not found moves nothing, and
 * giving up returns to the start.  The nearest match is looked for first and alone, so that it
 * is there at once in a long text; all of them are counted in idle slices after Enter. */
#include "loop_internal.h"

#include <string.h>

#include "clock.h"
#include "message.h"
#include "view_mark.h"

enum {
	SLICE = 10,     /* ms of searching between two looks for a key */
	PATIENCE = 100, /* ms until a next match is looked for between keys */
};

static struct view *view_of(struct loop *loop)
{
	return reader_view(loop->reader);
}

/* Whether a pattern is being typed; another prompt has nothing to do with a search. */
static bool is_typing(const struct loop *loop)
{
	return loop->prompting &&
	       (loop->use == PROMPT_SEARCH || loop->use == PROMPT_SEARCH_BACK);
}

static struct search_place here(struct loop *loop)
{
	struct search_place place = {0};
	struct span sentence;
	if (view_current(view_of(loop), &place.side, &place.block, &sentence))
		place.byte = sentence.beg;
	return place;
}

static void forget_matches(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	search_free(hunt->search);
	hunt->search = NULL;
	hunt->seeking = hunt->found = hunt->waiting = hunt->stalled = false;
	hunt->counting = hunt->wrapped = false;
	if (loop->open == LIST_MATCHES)
		loop_close_list(loop);
}

static struct status compile(
	const struct loop *loop, const char *pattern, struct query **query)
{
	return query_compile(query, pattern, strlen(pattern),
		query_options(&loop->settings->config), NULL);
}

/* Replaces the query, and what is marked in the text. */
static void use_query(struct loop *loop, struct query *query)
{
	struct hunt *hunt = &loop->hunt;
	forget_matches(loop);
	loop_equivalents_forget(loop);
	view_mark_matches(view_of(loop), query);
	query_free(hunt->query);
	hunt->query = query;
}

static struct search_place place_of(const struct search_match *match)
{
	return (struct search_place){match->side, match->block, match->range.beg};
}

static void seek_from(
	struct loop *loop, struct search_place place, enum search_direction direction)
{
	struct hunt *hunt = &loop->hunt;
	hunt->seek = search_first_from(
		reader_document(loop->reader), hunt->query, &place, direction);
	hunt->seeking = true;
	hunt->left = 1;
}

/* The same from behind a place, or before it, to the count-th match that way. */
static void seek_behind(struct loop *loop, struct search_place place,
	enum search_direction direction, long count)
{
	place.byte += direction == SEARCH_FORWARD;
	seek_from(loop, place, direction);
	loop->hunt.left = count;
}

/* Seeks for one slice.  What is found on the way to a later match is passed. */
static enum search_found seek_step(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	enum search_found found = search_seek_step(&hunt->seek, SLICE, &hunt->match);
	hunt->seeking = found == SEARCH_MORE;
	if (found != SEARCH_FOUND)
		return found;
	hunt->wrapped |= hunt->seek.wrapped;
	if (hunt->left == 1)
		return found;
	seek_behind(loop, place_of(&hunt->match), hunt->seek.direction, hunt->left - 1);
	return SEARCH_MORE;
}

/* "12/48", with + while there may be more; "wrapped" when the search went past an end. */
static void describe(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	struct buf out = {0};
	if (!hunt->search)
		return;
	struct search_place place = place_of(&hunt->match);
	size_t index = search_index(hunt->search, &place);
	bool all = !hunt->counting && !search_is_full(hunt->search);
	buf_printf(&out, "/%s  ", hunt->pattern);
	if (index != SEARCH_NONE)
		buf_printf(&out, "%zu/", index + 1);
	buf_printf(&out, "%zu%s", search_count(hunt->search), all ? "" : "+");
	if (hunt->wrapped)
		buf_printf(&out, "  %s", _("(wrapped)"));
	loop_say(loop, buf_string(&out));
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

/* What is not found yet may be in what is still to come. */
static void say_searching(struct loop *loop)
{
	struct buf out = {0};
	buf_printf(&out, _("/%s: nothing yet, searching"), loop->hunt.pattern);
	loop_say(loop, buf_string(&out));
	buf_free(&out);
}

static void miss(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	struct buf out = {0};
	const struct status *failed = &hunt->seek.status;
	if (!status_ok(failed)) /* what takes too long would make each screen wait */
		view_mark_matches(view_of(loop), NULL);
	if (is_typing(loop)) {
		view_return_to(view_of(loop), &hunt->origin);
		if (!status_ok(failed))
			hunt->typed = *failed;
	} else if (!status_ok(failed)) {
		loop_say(loop, failed->message);
	} else {
		buf_printf(&out, _("not found: %s"), hunt->pattern);
		loop_say(loop, buf_string(&out));
	}
	loop->dirty = true;
	buf_free(&out);
}

/* What was not found may be in what comes: then the first match there is it. */
static void missed(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	hunt->waiting = loop->loading && status_ok(&hunt->seek.status);
	if (!hunt->waiting) {
		miss(loop);
		return;
	}
	if (!hunt->search)
		hunt->search = search_new(reader_document(loop->reader), hunt->query);
	hunt->counting = true;
	if (!is_typing(loop) && loop->open == LIST_NONE)
		say_searching(loop);
}

/* Goes to what a step has found, and says its number if asked. */
static void end_step(struct loop *loop, enum search_found found, bool tell)
{
	if (found == SEARCH_MISSED)
		missed(loop);
	if (found != SEARCH_FOUND)
		return;
	go_to_match(loop);
	if (tell && !is_typing(loop) && loop->open == LIST_NONE)
		describe(loop);
}

void loop_search_open(struct loop *loop, enum search_direction direction)
{
	struct hunt *hunt = &loop->hunt;
	hunt->direction = direction;
	hunt->origin = view_spot(view_of(loop));
	hunt->from = here(loop);
	hunt->typed = STATUS_NONE;
	hunt->listing = false;
	loop->ask.wanted = ASK_NOTHING;
	loop_open_prompt(loop,
		direction == SEARCH_FORWARD ? PROMPT_SEARCH : PROMPT_SEARCH_BACK, NULL);
}

void loop_search_changed(struct loop *loop, const char *text)
{
	struct hunt *hunt = &loop->hunt;
	struct query *query = NULL;
	struct status s = compile(loop, text, &query);
	use_query(loop, query);
	hunt->typed = *text ? s : STATUS_NONE;
	if (query)
		seek_from(loop, hunt->from, hunt->direction);
	else
		view_return_to(view_of(loop), &hunt->origin);
}

void loop_search_cancelled(struct loop *loop)
{
	loop->ask.wanted = ASK_NOTHING;
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
	/* It may be the last pattern that is asked for again. */
	char *pattern = xstrdup(text);
	free(hunt->pattern);
	hunt->pattern = pattern;
	jump_note(&loop->jumps, &hunt->origin);
	if (!hunt->query) {
		struct query *query = NULL;
		struct status s = compile(loop, pattern, &query);
		if (!status_ok(&s)) {
			loop_say(loop, s.message);
			return;
		}
		use_query(loop, query);
		seek_from(loop, hunt->from, hunt->direction);
	}
	if (!hunt->search)
		hunt->search = search_new(reader_document(loop->reader), hunt->query);
	hunt->counting = true;
	if (!hunt->seeking && !hunt->found && !hunt->waiting)
		miss(loop);
	else if (hunt->listing)
		loop_toggle_list(loop, LIST_MATCHES);
	else if (hunt->waiting)
		say_searching(loop);
}

void loop_search_start(struct loop *loop, const char *pattern)
{
	struct hunt *hunt = &loop->hunt;
	hunt->origin = view_spot(view_of(loop));
	hunt->from = (struct search_place){0};
	loop_search_accepted(loop, pattern);
}

/* ---- options, while a pattern is typed ---- */

const char *loop_search_label(struct loop *loop, const char *sign)
{
	const struct config *config = &loop->settings->config;
	const struct {
		bool unusual;
		const char *name;
	} words[] = {
		{config->regex, _("regex")},
		{!config->ignore_case, _("case")},
		{!config->ignore_width && !config->regex, _("width")},
		{!config->ignore_variants && !config->regex, _("variants")},
		{!config->ignore_blanks && !config->regex, _("blanks")},
		{!config->pinyin && !config->regex, _("no pinyin")},
	};
	struct buf out = {0};
	const char *before = "(";
	buf_puts(&out, sign);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!words[i].unusual)
			continue;
		buf_printf(&out, "%s%s", before, words[i].name);
		before = ", ";
	}
	if (out.n > 1)
		buf_puts(&out, ") ");
	snprintf(loop->hunt.label, sizeof loop->hunt.label, "%s", buf_string(&out));
	buf_free(&out);
	return loop->hunt.label;
}

/* The matches are others now; the reader stays where they are. */
static void search_anew(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	struct query *query = NULL;
	struct status s = compile(loop, hunt->pattern, &query);
	use_query(loop, query);
	if (!query) {
		loop_say(loop, s.message);
		return;
	}
	hunt->search = search_new(reader_document(loop->reader), query);
	hunt->counting = true;
}

void loop_search_toggle(struct loop *loop, const char *name)
{
	const struct option *option = option_named(name, strlen(name));
	struct config *config = &loop->settings->config;
	struct buf value = {0}, said = {0};
	config_get(config, option, &value);
	const char *other = strcmp(buf_string(&value), "on") == 0 ? "off" : "on";
	config_set(config, option, other);
	if (loop->prompting) {
		loop_prompt_anew(loop);
	} else {
		buf_printf(&said, "%s %s", name, other);
		loop_say(loop, buf_string(&said));
		if (loop->hunt.pattern)
			search_anew(loop);
	}
	buf_free(&value);
	buf_free(&said);
}

/* ---- the next match ---- */

void loop_search_again(struct loop *loop, enum search_direction direction, long count)
{
	struct hunt *hunt = &loop->hunt;
	if (!hunt->pattern) {
		loop_say(loop, _("nothing was searched for yet"));
		return;
	}
	if (!hunt->query) {
		hunt->from = here(loop);
		hunt->origin = view_spot(view_of(loop));
		loop_search_accepted(loop, hunt->pattern);
		return;
	}
	hunt->from = loop_search_place(loop);
	loop_note_jump(loop);
	hunt->wrapped = false;
	seek_behind(loop, hunt->from, direction, count);
	double until = clock_ms() + PATIENCE;
	enum search_found found;
	do
		found = seek_step(loop);
	while (found == SEARCH_MORE && clock_ms() < until);
	end_step(loop, found, true);
}

struct search_place loop_search_place(struct loop *loop)
{
	const struct hunt *hunt = &loop->hunt;
	struct search_place place = here(loop);
	/* The match itself as long as its sentence is the current one. */
	if (hunt->found && hunt->match.side == place.side &&
		hunt->match.block == place.block)
		place.byte = hunt->match.range.beg;
	return place;
}

void loop_search_go(struct loop *loop, size_t index)
{
	struct hunt *hunt = &loop->hunt;
	loop_note_jump(loop);
	hunt->match = search_at(hunt->search, index);
	hunt->wrapped = hunt->seeking = hunt->waiting = false;
	go_to_match(loop);
	describe(loop);
}

bool loop_search_count(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	if (!hunt->search)
		search_anew(loop);
	if (!hunt->search)
		return false;
	if (search_count(hunt->search) == 0 && !hunt->counting)
		miss(loop);
	return search_count(hunt->search) > 0 || hunt->counting;
}

/* ---- between keys ---- */

void loop_search_let_be(struct loop *loop)
{
	if (!is_typing(loop))
		loop->hunt.seeking = loop->hunt.waiting = false;
}

void loop_search_stop(struct loop *loop)
{
	if (loop->hunt.counting) {
		forget_matches(loop);
		loop_say(loop, _("the search is stopped"));
	} else {
		use_query(loop, NULL);
	}
}

bool loop_search_is_busy(const struct loop *loop)
{
	const struct hunt *hunt = &loop->hunt;
	return hunt->seeking || (hunt->counting && hunt->search && !hunt->stalled);
}

void loop_search_grew(struct loop *loop)
{
	loop->hunt.stalled = false;
}

static void seek_on(struct loop *loop)
{
	end_step(loop, seek_step(loop), !loop->hunt.counting);
}

/* Nothing more will be found. */
static void all_counted(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	struct status s = search_status(hunt->search);
	if (!status_ok(&s))
		hunt->seek.status = s;
	if (loop->open == LIST_MATCHES && search_count(hunt->search) == 0)
		loop_close_list(loop);
	if (hunt->waiting || (!status_ok(&s) && !is_typing(loop)))
		miss(loop);
	else if (hunt->found && !is_typing(loop) && loop->open == LIST_NONE)
		describe(loop);
	hunt->waiting = false;
}

static void count_on(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	bool more = search_step(hunt->search, SLICE);
	struct status s = search_status(hunt->search);
	hunt->stalled = !more;
	hunt->counting = more || (loop->loading && status_ok(&s));
	if (hunt->waiting && search_count(hunt->search) > 0) {
		size_t index = search_index(hunt->search, &hunt->from);
		hunt->match = search_at(hunt->search, index == SEARCH_NONE ? 0 : index);
		hunt->waiting = false;
		go_to_match(loop);
		if (!is_typing(loop) && loop->open == LIST_NONE)
			describe(loop);
	}
	if (!hunt->counting)
		all_counted(loop);
	loop_matches_grew(loop);
}

void loop_search_step(struct loop *loop)
{
	struct hunt *hunt = &loop->hunt;
	if (hunt->seeking)
		seek_on(loop);
	else if (hunt->counting && hunt->search)
		count_on(loop);
}

void loop_search_free(struct loop *loop)
{
	use_query(loop, NULL);
	free(loop->hunt.pattern);
}
