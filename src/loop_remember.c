/* SPDX-License-Identifier: MIT */
/* loop_remember: coming back to where a text was left, and leaving it.
 *
 * Before the first screen only the path is known, and that is enough: the place kept for it is
 * gone to when the words there are the same, with nothing around them changed.  Where the
 * words tell that the text is another one, or the same under another name, is found out once
 * enough is loaded.  Until the place is found the reader may have gone elsewhere himself; then
 * it is given up.
 * Nothing is saved before the text is left, so that reading waits for no disk. */
#include "loop_internal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "message.h"

enum { SLICES_AT_LAST = 16 }; /* slices of input that leaving a text may still load */

static struct view *view_of(struct loop *loop)
{
	return reader_view(loop->reader);
}

/* Whether the reader is still where he was when the text was opened; where there was none yet,
 * that is its start. */
static bool has_stayed(struct loop *loop)
{
	const struct view_spot *began = &loop->memory.began;
	struct view_spot now = view_spot(view_of(loop));
	enum side side = now.side;
	if (began->pane[side].block == NO_BLOCK)
		return side == began->side &&
		       (now.pane[side].block == NO_BLOCK ||
			       (now.pane[side].block == 0 && now.pane[side].byte == 0 &&
				       now.pane[side].row == 0));
	return jump_is_same(began, &now) && now.pane[side].row == began->pane[side].row;
}

/* What is lost is not far from where it was: its block is better than the start. */
static void go_to_block(struct loop *loop)
{
	const struct memory *memory = &loop->memory;
	const struct document *document = reader_document(loop->reader);
	enum side side = SIDE_ZH;
	size_t block = memory->wanted.anchor.block;
	if (document->two_sources)
		side = memory->side;
	else if (block <
		 document->side[SIDE_ZH].blocks.n + document->side[SIDE_EN].blocks.n)
		document_find(document, block, &side, &block);
	size_t blocks = document->side[side].blocks.n;
	if (blocks > 0)
		view_go_back(view_of(loop), side, block < blocks ? block : blocks - 1, 0,
			memory->wanted.panes);
}

/* Goes to the place if it can be told yet where that is. */
static void try_to_return(struct loop *loop, enum text_match match)
{
	struct memory *memory = &loop->memory;
	if (loop->open != LIST_NONE || loop->prompting)
		return;
	if (!has_stayed(loop)) {
		memory->stage = RECALL_DONE;
		return;
	}
	struct finder *finder = finder_new(reader_document(loop->reader));
	struct anchor_found found = anchor_find(
		finder, &memory->wanted.anchor, memory->side, match, !loop->loading);
	finder_free(finder);
	if (found.state == ANCHOR_LATER)
		return;
	if (found.state == ANCHOR_LOST)
		go_to_block(loop);
	else
		view_go_back(view_of(loop), found.side, found.block, found.byte,
			memory->wanted.panes);
	memory->stage = RECALL_DONE;
	loop->dirty = true;
}

/* Who says on the command line how the panes are to stand gets them so. */
static bool asks_for_panes(const struct config *config)
{
	return config_was_given(config, "arrangement") ||
	       config_was_given(config, "divider") || config_was_given(config, "follow");
}

/* What is known of a text by that identity is wanted now; false if nothing is. */
static bool recall(struct loop *loop, const struct identity *identity,
	bool (*ask)(struct state *state, const struct identity *identity,
		struct state_position *position))
{
	struct memory *memory = &loop->memory;
	state_position_free(&memory->wanted);
	if (!ask(memory->state, identity, &memory->wanted))
		return false;
	identity_side(identity, memory->wanted.anchor.path,
		memory->wanted.anchor.fingerprint, &memory->side);
	if (!asks_for_panes(&loop->settings->config))
		view_restore_panes(view_of(loop), memory->wanted.panes);
	memory->began = view_spot(view_of(loop));
	return true;
}

/* A text by its path; false for standard input, which is another text every time. */
static bool guess_identity(struct loop *loop, struct identity *identity)
{
	const char *paths[SIDE_COUNT];
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		paths[side] = reader_path(loop->reader, side);
		if (strcmp(paths[side], "-") == 0)
			return false;
	}
	identity_guess(identity, reader_document(loop->reader), paths);
	return true;
}

/* Begins where the text stood before it was read again. */
static void begin_at_place(struct loop *loop)
{
	struct memory *memory = &loop->memory;
	struct identity identity;
	if (guess_identity(loop, &identity)) {
		identity_side(&identity, memory->wanted.anchor.path,
			memory->wanted.anchor.fingerprint, &memory->side);
		identity_free(&identity);
	}
	view_restore_panes(view_of(loop), memory->wanted.panes);
	memory->began = view_spot(view_of(loop));
	memory->by_path = memory->asked = true;
	memory->stage = RECALL_RUN;
	try_to_return(loop, TEXT_EDITED);
}

void loop_recall_begin(struct loop *loop)
{
	struct memory *memory = &loop->memory;
	const struct config *config = &loop->settings->config;
	struct identity identity;
	memory->state = state_open(config->state);
	memory->began = view_spot(view_of(loop));
	if (memory->wanted.anchor.words) {
		begin_at_place(loop);
		return;
	}
	if (config->state && guess_identity(loop, &identity)) {
		memory->by_path = recall(loop, &identity, state_glance);
		identity_free(&identity);
	}
	memory->stage = config->state ? RECALL_RUN : RECALL_DONE;
	if (config->start > 0 || config->find)
		memory->stage = RECALL_DONE;
	if (memory->by_path && memory->stage == RECALL_RUN)
		try_to_return(loop, TEXT_EDITED);
}

bool loop_recall_waits(const struct loop *loop)
{
	return loop->memory.by_path && loop->memory.stage == RECALL_RUN;
}

void loop_recall_grew(struct loop *loop)
{
	struct memory *memory = &loop->memory;
	const struct identity *identity = loop_identity(loop);
	if (memory->stage == RECALL_DONE)
		return;
	if (!identity) {
		if (memory->by_path)
			try_to_return(loop, TEXT_EDITED);
		return;
	}
	if (!memory->asked) {
		memory->asked = true;
		bool stayed = has_stayed(loop);
		if (!stayed || !recall(loop, identity, state_position)) {
			memory->stage = RECALL_DONE;
			return;
		}
	}
	const struct anchor *anchor = &memory->wanted.anchor;
	try_to_return(loop, identity_side(identity, anchor->path, anchor->fingerprint,
				    &memory->side));
}

/* ---- searches ---- */

void loop_recall_searches(struct loop *loop, struct history *history)
{
	struct memory *memory = &loop->memory;
	state_search_array before = {0};
	const struct identity *identity = loop_identity(loop);
	if (!identity || history->recalled)
		return;
	history->recalled = true;
	state_searches(memory->state, identity, &before);
	for (size_t i = 0; i < history->n; i++)
		array_push(&before, history->v[i]);
	free(history->v);
	history->v = before.v;
	history->n = before.n;
	history->room = before.room;
}

void loop_remember_search(struct loop *loop, const char *pattern)
{
	if (*pattern)
		array_push(&loop->memory.searches, xstrdup(pattern));
}

/* ---- leaving ---- */

/* The place of the text now; false when it has none. */
static bool take_position(struct loop *loop, const struct identity *identity,
	struct state_position *position)
{
	enum side side;
	size_t block;
	struct span sentence;
	struct buf panes = {0};
	if (!view_current(view_of(loop), &side, &block, &sentence))
		return false;
	enum side other = side == SIDE_ZH ? SIDE_EN : SIDE_ZH;
	view_describe_panes(view_of(loop), &panes);
	*position = (struct state_position){
		.other = xstrdup(identity->two_texts ? identity->path[other] : ""),
		.panes = xstrdup(buf_string(&panes)),
		.title = xstrdup(reader_title(loop->reader))};
	struct finder *finder = finder_new(reader_document(loop->reader));
	anchor_make(&position->anchor, finder, identity, side, block, sentence.beg);
	finder_free(finder);
	buf_free(&panes);
	return true;
}

static struct status leave_position(struct loop *loop, const struct identity *identity)
{
	struct state_position position;
	if (!take_position(loop, identity, &position))
		return STATUS_NONE;
	struct status s =
		state_leave(loop->memory.state, identity, time(NULL), &position);
	state_position_free(&position);
	return s;
}

/* Whose place is to be kept.  Who leaves at once may have seen a text before enough of it was
 * loaded to know it by: a little more is, if that is there without waiting. */
static const struct identity *identity_at_last(struct loop *loop)
{
	const struct identity *identity = loop_identity(loop);
	for (int slices = 0; !identity && loop->loading && slices < SLICES_AT_LAST;
		slices++) {
		struct status s = reader_step(loop->reader, 0, &loop->loading);
		if (!status_ok(&s))
			break;
		identity = loop_identity(loop);
	}
	return identity;
}

static struct status remember(struct loop *loop, const struct identity *identity)
{
	struct memory *memory = &loop->memory;
	struct status s = STATUS_NONE;
	/* A place that was not reached yet is still where the text was left. */
	bool on_the_way = memory->stage == RECALL_RUN && memory->wanted.anchor.words &&
			  has_stayed(loop);
	if (!on_the_way)
		s = leave_position(loop, identity);
	if (status_ok(&s) && memory->searches.n > 0)
		s = state_search(memory->state, identity, time(NULL), &memory->searches);
	return s;
}

/* Where even that is not enough, the text is known by its path. */
struct status loop_remember(struct loop *loop)
{
	struct identity guess;
	if (!loop->settings->config.state)
		return STATUS_NONE;
	const struct identity *identity = identity_at_last(loop);
	if (identity)
		return remember(loop, identity);
	if (!guess_identity(loop, &guess))
		return STATUS_NONE;
	struct status s = remember(loop, &guess);
	identity_free(&guess);
	return s;
}

void loop_remember_free(struct loop *loop)
{
	struct memory *memory = &loop->memory;
	for (size_t i = 0; i < memory->searches.n; i++)
		free(memory->searches.v[i]);
	array_free(&memory->searches);
	state_position_free(&memory->wanted);
	recent_free(&memory->recent);
	state_free(memory->state);
}

/* ---- texts read lately ---- */

struct list_source loop_open_recent(struct loop *loop, size_t *selected)
{
	struct recent *recent = &loop->memory.recent;
	*selected = 0;
	recent_make(recent, loop->memory.state);
	if (recent->texts.n == 0)
		loop_say(loop, loop->settings->config.state
				       ? _("no text was read yet")
				       : _("nothing is remembered: state is off"));
	return recent_source(recent);
}

/* Opens what is to be read when this text is left, which is now; false if that fails, said. */
static bool open_next(struct loop *loop, const char *const paths[])
{
	struct reader *reader = NULL;
	struct status s = reader_open(&reader, &loop->settings->config, paths, NULL);
	if (status_ok(&s))
		s = reader_load_beginning(reader);
	if (!status_ok(&s)) {
		reader_free(reader);
		loop_say(loop, s.message);
		return false;
	}
	loop->next.reader = reader;
	loop->quit = true;
	return true;
}

void loop_choose_recent(struct loop *loop, size_t line)
{
	const struct recent *recent = &loop->memory.recent;
	if (line >= recent->texts.n)
		return;
	const struct state_position *text = &recent->texts.v[line];
	const char *paths[] = {text->anchor.path, text->other[0] ? text->other : NULL};
	open_next(loop, paths);
}

/* ---- the text anew ---- */

void loop_reload(struct loop *loop)
{
	struct identity identity;
	const char *paths[SIDE_COUNT] = {0};
	size_t texts = reader_document(loop->reader)->two_sources ? SIDE_COUNT : 1;
	for (size_t i = 0; i < texts; i++)
		paths[i] = reader_path(loop->reader, (enum side)i);
	if (!guess_identity(loop, &identity)) {
		loop_say(loop, _("standard input cannot be read again"));
		return;
	}
	if (open_next(loop, paths)) {
		const struct identity *known = loop_identity(loop);
		take_position(loop, known ? known : &identity, &loop->next.place);
	}
	identity_free(&identity);
}

const char *loop_fate(struct loop *loop)
{
	static const char *const words[] = {
		[INPUT_SAME] = NULL,
		[INPUT_GROWN] = N_("the file has grown: R reads it again"),
		[INPUT_CHANGED] = N_("the file has changed: R reads it again"),
		[INPUT_REPLACED] = N_("the file was replaced: R reads it again"),
		[INPUT_GONE] = N_("the file is gone; what was read of it stays"),
	};
	enum input_fate fate = reader_fate(loop->reader), told = loop->told;
	loop->told = fate;
	return fate != told && words[fate] ? _(words[fate]) : NULL;
}
