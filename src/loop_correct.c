/* SPDX-License-Identifier: MIT */
/* loop_correct: the links of a translation in a list, and the keys that correct them.
 *
 * A correction is saved as it is made, like a bookmark, and the text behind the list takes it
 * up at once.  What stands round it is linked anew while the reader looks on, and then listed
 * with the selection where it was.
 * What corrections are is left to correction.c, where they are kept to link_file.c. */
#include "loop_internal.h"

#include <stdlib.h>
#include <string.h>

#include "message.h"

static struct document *document_of(struct loop *loop)
{
	return reader_document(loop->reader);
}

/* ---- the list ------------------------------------------------------------------------- */

void loop_alignment_open(struct loop *loop)
{
	if (loop->open == LIST_ALIGNMENT || reader_can_correct(loop->reader))
		loop_toggle_list(loop, LIST_ALIGNMENT);
	else if (loop->loading)
		loop_say(loop, _("the text is still being read"));
	else
		loop_say_unlinked(loop);
}

struct list_source loop_alignment_list(struct loop *loop, size_t *selected)
{
	struct correction_list *list = &loop->alignment.list;
	enum side side;
	size_t block;
	struct span sentence;
	correction_list_make(list, document_of(loop));
	*selected = 0;
	if (view_current(reader_view(loop->reader), &side, &block, &sentence))
		*selected = correction_list_near(list, side, block, sentence.beg);
	return correction_list_source(list);
}

void loop_alignment_choose(struct loop *loop, size_t line)
{
	enum side side;
	size_t block, byte;
	correction_list_place(&loop->alignment.list, line, &side, &block, &byte);
	loop_note_jump(loop);
	view_go(reader_view(loop->reader), side, block, byte);
	loop_close_list(loop);
}

/* Lists the links as they are now in place of those before, with a filter as before. */
static void list_again(struct loop *loop)
{
	struct correction_list *list = &loop->alignment.list;
	struct list_spot spot = list_spot(&loop->list);
	char *filter = xstrdup(buf_string(&loop->list.filter.text));
	correction_list_make(list, document_of(loop));
	struct list_source source = correction_list_source(list);
	list_close(&loop->list);
	list_open(&loop->list, &source, spot.selected);
	if (*filter)
		list_filter(&loop->list, filter, query_options(&loop->settings->config));
	loop->list.top = spot.top;
	free(filter);
	loop->dirty = true;
}

/* Lists links that were made anew, the selected sentence where it was on the screen. */
static void list_anew(struct loop *loop)
{
	struct correction_list *list = &loop->alignment.list;
	size_t before;
	bool selected = list_selected(&loop->list, &before);
	struct correction_line line = {0};
	if (selected)
		line = list->lines.v[before];
	list_again(loop);
	if (!selected)
		return;
	size_t now = correction_list_of(list, line.side, line.ref);
	loop->list.selected = now;
	if (!list_is_filtered(&loop->list) && loop->list.top + now >= before)
		loop->list.top = loop->list.top + now - before;
}

/* ---- looking for links ---------------------------------------------------------------- */

/* Selects a line, with some of those behind it in sight. */
static void select_amid(struct list *list, size_t line)
{
	size_t third = list->height / 3;
	bool in_sight = line >= list->top && line + third < list->top + list->height;
	list->selected = line;
	if (!in_sight && third > 0 && !list_is_filtered(list))
		list->top = line > third ? line - third : 0;
}

/* To the count-th line that way that begins a link of the kind looked for. */
static void seek(struct loop *loop, const struct command_call *call, size_t line,
	bool (*is_wanted)(const struct link *link))
{
	const struct correction_list *list = &loop->alignment.list;
	size_t at = line - list->lines.v[line].number,
	       step = (size_t)(long)call->command->step;
	long count = call->count;
	/* Before the first line the index wraps round to beyond the last. */
	for (at += step; at < list->lines.n; at += step)
		if (list->lines.v[at].number == 0 &&
			correction_list_is(list, at, is_wanted) && --count == 0)
			break;
	if (at < list->lines.n)
		select_amid(&loop->list, at);
	else
		loop_say(loop, call->command->step < 0 ? _("there is none before this")
						       : _("there is none behind this"));
}

/* ---- corrections ---------------------------------------------------------------------- */

static bool shift(struct loop *loop, const struct command_call *call, size_t link)
{
	bool zh = strcmp(call->argument, side_name(SIDE_ZH)) == 0;
	return (call->command->step > 0 ? correct_shift_down : correct_shift_up)(
		reader_corrections(loop->reader), document_of(loop), link,
		zh ? SIDE_ZH : SIDE_EN);
}

static const struct {
	/* One of these: looks for a link, changes it, or goes through the changes. */
	bool (*is_wanted)(const struct link *link);
	bool (*change)(
		struct corrections *corrections, struct document *document, size_t row);
	bool (*step)(
		struct corrections *corrections, struct document *document, size_t *row);
	const char *refusal;
} corrections[ACTION_COUNT] = {
	[ACTION_LINK_DOUBTFUL] = {.is_wanted = link_is_doubtful},
	[ACTION_LINK_UNEVEN] = {.is_wanted = link_is_uneven},
	[ACTION_LINK_EMPTY] = {.is_wanted = link_is_empty},
	[ACTION_LINK_MERGE] = {.change = correct_merge,
		.refusal = N_("there is no next link")},
	[ACTION_LINK_SPLIT] = {.change = correct_split,
		.refusal = N_("this is a single sentence")},
	[ACTION_LINK_SWAP] = {.change = correct_swap,
		.refusal = N_("there is nothing to swap with")},
	[ACTION_LINK_CONFIRM] = {.change = correct_confirm,
		.refusal = N_("this link is by hand already")},
	[ACTION_LINK_NONE] = {.change = correct_part,
		.refusal = N_("this has no counterpart already")},
	[ACTION_LINK_SHIFT] = {.refusal = N_("there is no sentence to shift")},
	[ACTION_UNDO] = {.step = correct_undo, .refusal = N_("nothing was changed")},
	[ACTION_LINK_REDO] = {.step = correct_redo, .refusal = N_("nothing was undone")},
};

static void save(struct loop *loop)
{
	loop_equivalents_forget(loop);
	struct status s = reader_save_links(loop->reader);
	loop->alignment.unsaved = !status_ok(&s);
	if (!status_ok(&s))
		loop_say(loop, s.message);
	loop->loading = loop->alignment.unlisted = reader_linking(loop->reader) >= 0;
}

/* What the same commands do to a passage of an article. */
static bool correct_passage(struct loop *loop, const struct command_call *call,
	size_t line, const char **refusal)
{
	static const struct {
		enum passage_change change;
		const char *refusal;
	} changes[ACTION_COUNT] = {
		[ACTION_LINK_CONFIRM] = {PASSAGE_CONFIRM,
			N_("this link is by hand already")},
		[ACTION_LINK_NONE] = {PASSAGE_NONE,
			N_("this belongs to no clause already")},
		[ACTION_LINK_SPLIT] = {PASSAGE_SPLIT, N_("this is a single sentence")},
		[ACTION_LINK_SHIFT] = {PASSAGE_NEXT, N_("there is no such clause")},
	};
	enum command_action action = call->command->action;
	enum passage_change change = changes[action].change;
	const struct correction_list *list = &loop->alignment.list;
	ref_array zh = {0};
	bool done = false;
	*refusal = changes[action].refusal;
	if (!*refusal)
		*refusal = N_("passages can only be given to clauses: J, K, 0, s, c");
	else if (action == ACTION_LINK_SHIFT && call->command->step < 0)
		change = PASSAGE_PREVIOUS;
	if (changes[action].refusal) {
		correction_list_passage(list, line, &zh);
		done = passage_correct(reader_corrections(loop->reader),
			document_of(loop), &zh, list->lines.v[line].link, change);
	}
	array_free(&zh);
	return done;
}

/* Lists what there is after a change to a link, or to the passage of a sentence. */
static void list_changed(
	struct loop *loop, size_t link, const struct correction_line *line)
{
	struct correction_list *list = &loop->alignment.list;
	list_again(loop);
	loop->list.selected = link == NO_LINK
				      ? correction_list_of(list, line->side, line->ref)
				      : correction_list_line(list, link);
	save(loop);
}

void loop_correct(struct loop *loop, const struct command_call *call)
{
	enum command_action action = call->command->action;
	struct corrections *log = reader_corrections(loop->reader);
	struct document *document = document_of(loop);
	const char *refusal = corrections[action].refusal;
	size_t line, link;
	bool done;
	if (loop->open != LIST_ALIGNMENT) {
		loop_say(loop, _("this is for the list of links, A"));
		return;
	}
	if (!list_selected(&loop->list, &line))
		return;
	struct correction_line chosen = loop->alignment.list.lines.v[line];
	link = chosen.link;
	if (corrections[action].is_wanted) {
		seek(loop, call, line, corrections[action].is_wanted);
		return;
	}
	if (corrections[action].step) {
		done = corrections[action].step(log, document, &link);
	} else if (document->clauses.n > 0) {
		done = correct_passage(loop, call, line, &refusal);
		link = NO_LINK;
	} else if (corrections[action].change) {
		done = corrections[action].change(log, document, link);
	} else {
		done = shift(loop, call, link);
	}
	if (done)
		list_changed(loop, link, &chosen);
	else
		loop_say(loop, _(refusal));
}

void loop_alignment_grew(struct loop *loop)
{
	struct buf said = {0};
	size_t of, lost = reader_lost_links(loop->reader, &of);
	if (loop->alignment.unlisted && reader_linking(loop->reader) < 0) {
		loop->alignment.unlisted = false;
		if (loop->open == LIST_ALIGNMENT)
			list_anew(loop);
		return;
	}
	if (loop->loading || lost == 0 || loop->message.n > 0)
		return;
	buf_printf(&said,
		ngettext("%zu of %zu corrections found; the other stays in the file",
			"%zu of %zu corrections found; the others stay in the file",
			lost),
		of - lost, of);
	loop_say(loop, buf_string(&said));
	buf_free(&said);
}

struct status loop_alignment_leave(struct loop *loop)
{
	return loop->alignment.unsaved ? reader_save_links(loop->reader) : STATUS_NONE;
}

void loop_alignment_free(struct loop *loop)
{
	correction_list_free(&loop->alignment.list);
}
