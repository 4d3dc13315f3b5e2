/* SPDX-License-Identifier: MIT */
/* loop_bookmark: bookmarks with notes: adding one, the list of them, and the signs beside the
 * text.
 *
 * Where the document's bookmarks are is found out between keys, a slice at a time, and never
 * before the first screen: a file of ten thousand costs the reader nothing.  Those that cannot
 * be told before all is loaded are looked up once more then.  The signs that are shown are
 * those of the last time through, so that they do not flicker while it is done again.
 * Marks with a letter are set in loop_mark.c. */
#include "loop_internal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "message.h"

enum {
	SLICE = 5,     /* ms of looking up between two looks for a key */
	PATIENCE = 20, /* ms that a key waits for where the bookmarks are */
};

static struct view *view_of(struct loop *loop)
{
	return reader_view(loop->reader);
}

const struct identity *loop_identity(struct loop *loop)
{
	struct marks *marks = &loop->marks;
	const char *paths[SIDE_COUNT];
	if (marks->identified)
		return &marks->identity;
	for (enum side side = 0; side < SIDE_COUNT; side++)
		paths[side] = reader_path(loop->reader, side);
	marks->identified = identity_make(&marks->identity, reader_document(loop->reader),
		paths, !loop_is_growing(loop));
	return marks->identified ? &marks->identity : NULL;
}

struct bookmarks *loop_bookmarks(struct loop *loop)
{
	struct marks *marks = &loop->marks;
	if (!marks->bookmarks)
		marks->bookmarks = bookmarks_open(loop->settings->config.bookmarks);
	return marks->bookmarks;
}

bool loop_know_text(struct loop *loop)
{
	double until = clock_ms() + PATIENCE;
	loop_bookmarks(loop);
	/* Right behind the first screen a few slices more are what it takes. */
	while (!loop_identity(loop) && loop_is_growing(loop) &&
		reader_wait_fd(loop->reader) < 0 && clock_ms() < until)
		loop_load(loop);
	if (loop_identity(loop))
		return true;
	loop_say(loop, _("too little is loaded to know the text by"));
	return false;
}

static int compare_signs(const void *a_sign, const void *b_sign)
{
	const struct view_sign *a = a_sign, *b = b_sign;
	if (a->side != b->side)
		return a->side < b->side ? -1 : 1;
	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	return (a->byte > b->byte) - (a->byte < b->byte);
}

static bool is_there(const struct bookmark_place *place)
{
	return place->looked_up &&
	       (place->found.state == ANCHOR_SAME || place->found.state == ANCHOR_MOVED);
}

static void show_signs(struct loop *loop)
{
	struct notes *notes = &loop->notes;
	size_t were = notes->signs.n;
	notes->signs.n = 0;
	for (size_t i = 0; i < notes->places.n; i++) {
		const struct bookmark_place *place = &notes->places.v[i];
		if (is_there(place))
			array_push(&notes->signs,
				(struct view_sign){place->found.side, place->found.block,
					place->found.byte,
					place->mark ? place->mark : '*'});
	}
	if (notes->signs.n > 0)
		qsort(notes->signs.v, notes->signs.n, sizeof *notes->signs.v,
			compare_signs);
	view_show_signs(view_of(loop), notes->signs.v, notes->signs.n);
	if (were + notes->signs.n > 0)
		loop->dirty = true;
}

/* Begins to look up all of the document's bookmarks, as they are in memory. */
static void begin_looking(struct loop *loop)
{
	struct notes *notes = &loop->notes;
	bookmarks_of(loop_bookmarks(loop), &loop->marks.identity, &notes->places);
	notes->next = 0;
	notes->stage = LOOKUP_RUN;
}

static void end_looking(struct loop *loop)
{
	struct notes *notes = &loop->notes;
	notes->stage = LOOKUP_DONE;
	for (size_t i = 0; i < notes->places.n && loop->loading; i++) {
		if (!notes->places.v[i].looked_up)
			notes->stage = LOOKUP_WAIT;
	}
	show_signs(loop);
}

static void look(struct loop *loop)
{
	struct notes *notes = &loop->notes;
	struct finder *finder = notes->finder;
	if (!finder)
		finder = notes->finder = finder_new(reader_document(loop->reader));
	if (bookmarks_look_up(loop_bookmarks(loop), finder, !loop->loading, SLICE,
		    &notes->places, &notes->next))
		return;
	finder_free(finder);
	notes->finder = NULL;
	end_looking(loop);
}

void loop_bookmarks_grew(struct loop *loop)
{
	struct notes *notes = &loop->notes;
	if (notes->stage == LOOKUP_NEW && loop_identity(loop))
		notes->stage = LOOKUP_READ;
	if (notes->stage == LOOKUP_WAIT && !loop->loading) {
		notes->next = 0;
		notes->stage = LOOKUP_RUN;
	}
}

bool loop_bookmarks_are_busy(const struct loop *loop)
{
	return loop->notes.stage == LOOKUP_READ || loop->notes.stage == LOOKUP_RUN;
}

void loop_bookmarks_step(struct loop *loop)
{
	if (loop->notes.stage == LOOKUP_READ) {
		struct status s = bookmarks_read(loop_bookmarks(loop));
		if (!status_ok(&s) && loop->message.n == 0)
			loop_say(loop, s.message);
		begin_looking(loop);
		if (loop->open == LIST_BOOKMARKS)
			loop_refresh_bookmarks(loop);
	} else if (loop->notes.stage == LOOKUP_RUN) {
		look(loop);
	}
}

/* Finds the bookmarks as far as a key may wait for that; reads the file again if asked,
 * another program may have written to it. */
static void catch_up(struct loop *loop, bool read)
{
	if (read || loop->notes.stage == LOOKUP_NEW)
		loop->notes.stage = LOOKUP_READ;
	double until = clock_ms() + PATIENCE;
	do
		loop_bookmarks_step(loop);
	while (loop_bookmarks_are_busy(loop) && clock_ms() < until);
}

void loop_bookmarks_changed(struct loop *loop)
{
	if (!loop->marks.identified)
		return;
	begin_looking(loop);
	catch_up(loop, false);
	if (loop->open == LIST_BOOKMARKS)
		loop_refresh_bookmarks(loop);
}

/* ---- the note of a bookmark ---- */

static char *note_of(struct loop *loop, size_t number)
{
	struct bookmark bookmark;
	bookmarks_get(loop_bookmarks(loop), number, &bookmark);
	char *note = xstrdup(bookmark.note);
	bookmark_free(&bookmark);
	return note;
}

/* The bookmark of a sentence, NO_BOOKMARK if it has none; of several one that has a note. */
static size_t bookmark_in(
	struct loop *loop, enum side side, size_t block, struct span sentence)
{
	const struct notes *notes = &loop->notes;
	size_t number = NO_BOOKMARK;
	for (size_t i = 0; i < notes->places.n; i++) {
		const struct bookmark_place *place = &notes->places.v[i];
		if (!is_there(place) || place->found.side != side ||
			place->found.block != block ||
			!(span_has(sentence, place->found.byte) ||
				place->found.byte == sentence.beg))
			continue;
		number = place->number;
		char *note = note_of(loop, number);
		bool has_note = note[0] != '\0';
		free(note);
		if (has_note)
			break;
	}
	return number;
}

/* The bookmark on the selected line of the list, NO_BOOKMARK if there is none. */
static size_t selected_bookmark(struct loop *loop)
{
	size_t line;
	if (loop->open != LIST_BOOKMARKS || !list_selected(&loop->list, &line))
		return NO_BOOKMARK;
	return loop->notes.list.lines.v[line].number;
}

static void open_note(struct loop *loop, size_t number)
{
	char *note = number == NO_BOOKMARK ? NULL : note_of(loop, number);
	loop->notes.number = number;
	loop_open_prompt(loop, PROMPT_NOTE, note);
	free(note);
}

void loop_edit_note(struct loop *loop)
{
	struct notes *notes = &loop->notes;
	struct span sentence;
	if (loop->open == LIST_BOOKMARKS) {
		size_t number = selected_bookmark(loop);
		if (number != NO_BOOKMARK)
			open_note(loop, number);
		return;
	}
	if (!loop_know_text(loop) ||
		!view_current(view_of(loop), &notes->side, &notes->block, &sentence))
		return;
	loop_close_list(loop);
	notes->byte = sentence.beg;
	catch_up(loop, false);
	open_note(loop, bookmark_in(loop, notes->side, notes->block, sentence));
}

/* Says that a change was made, or why it could not be saved. */
static void say_done(struct loop *loop, const struct status *s, const char *done)
{
	loop_say(loop, status_ok(s) ? done : s->message);
}

static void add_bookmark(struct loop *loop, const char *note)
{
	struct notes *notes = &loop->notes;
	struct finder *finder = finder_new(reader_document(loop->reader));
	struct bookmark bookmark = bookmark_new(time(NULL), '\0', note);
	anchor_make(&bookmark.anchor, finder, &loop->marks.identity, notes->side,
		notes->block, notes->byte);
	struct status s = bookmarks_add(loop_bookmarks(loop), &bookmark);
	say_done(loop, &s, _("a bookmark is here"));
	bookmark_free(&bookmark);
	finder_free(finder);
}

void loop_note_accepted(struct loop *loop, const char *text)
{
	size_t number = loop->notes.number;
	if (number == NO_BOOKMARK) {
		add_bookmark(loop, text);
	} else {
		char *note = note_of(loop, number);
		struct status s = STATUS_NONE;
		if (strcmp(note, text) != 0)
			s = bookmarks_set_note(loop_bookmarks(loop), number, text);
		free(note);
		say_done(loop, &s, _("the note is changed"));
	}
	loop_bookmarks_changed(loop);
}

/* ---- the list ---- */

struct list_source loop_open_bookmarks(struct loop *loop, size_t *selected)
{
	struct bookmark_list *list = &loop->notes.list;
	enum side side;
	size_t block;
	struct span sentence;
	if (loop_know_text(loop))
		catch_up(loop, true);
	list->bookmarks = loop_bookmarks(loop);
	list->places = &loop->notes.places;
	bookmark_list_make(list);
	*selected = 0;
	if (view_current(view_of(loop), &side, &block, &sentence))
		*selected = bookmark_list_near(list, side, block, sentence.end);
	if (list->lines.n == 0 && loop->message.n == 0)
		loop_say(loop, list->all ? _("there are no bookmarks: a adds one")
					 : _("there are none in this text: a adds one, "
					     "Tab shows those of others"));
	return bookmark_list_source(list);
}

void loop_refresh_bookmarks(struct loop *loop)
{
	struct bookmark_list *list = &loop->notes.list;
	size_t selected = loop->list.selected;
	char *filter = xstrdup(buf_string(&loop->list.filter.text));
	bookmark_list_make(list);
	if (selected >= list->lines.n)
		selected = list->lines.n > 0 ? list->lines.n - 1 : 0;
	struct list_source source = bookmark_list_source(list);
	list_close(&loop->list);
	list_open(&loop->list, &source, selected);
	if (*filter)
		list_filter(&loop->list, filter, query_options(&loop->settings->config));
	free(filter);
	loop->dirty = true;
}

/* Whether the list of bookmarks is open; says so if not. */
static bool is_in_list(struct loop *loop)
{
	if (loop->open != LIST_BOOKMARKS)
		loop_say(loop, _("this is for the list of bookmarks, M"));
	return loop->open == LIST_BOOKMARKS;
}

/* The one selected stays so, if the other list has it. */
void loop_switch_bookmarks(struct loop *loop)
{
	if (!is_in_list(loop))
		return;
	struct bookmark_list *list = &loop->notes.list;
	size_t number = selected_bookmark(loop);
	list->all = !list->all;
	bookmark_list_make(list);
	loop->list.selected = 0;
	for (size_t i = 0; i < list->lines.n; i++) {
		if (list->lines.v[i].number == number)
			loop->list.selected = i;
	}
	loop_refresh_bookmarks(loop);
}

void loop_delete_bookmark(struct loop *loop)
{
	size_t number = is_in_list(loop) ? selected_bookmark(loop) : NO_BOOKMARK;
	if (number == NO_BOOKMARK)
		return;
	struct status s = bookmarks_delete(loop_bookmarks(loop), number);
	loop_bookmarks_changed(loop);
	say_done(loop, &s, _("deleted; u puts it back"));
}

void loop_undelete_bookmark(struct loop *loop)
{
	bool done;
	if (!is_in_list(loop))
		return;
	struct status s = bookmarks_undo(loop_bookmarks(loop), &done);
	loop_bookmarks_changed(loop);
	say_done(loop, &s, done ? _("it is back") : _("nothing was deleted"));
}

void loop_choose_bookmark(struct loop *loop, size_t line)
{
	struct bookmark bookmark;
	struct bookmark_list *list = &loop->notes.list;
	if (line >= list->lines.n)
		return;
	bookmarks_get(loop_bookmarks(loop), list->lines.v[line].number, &bookmark);
	if (loop_go_to_anchor(loop, &bookmark.anchor))
		loop_close_list(loop);
	bookmark_free(&bookmark);
}

struct status loop_bookmarks_leave(struct loop *loop)
{
	return loop->marks.bookmarks ? bookmarks_save(loop->marks.bookmarks)
				     : STATUS_NONE;
}

void loop_bookmarks_free(struct loop *loop)
{
	struct notes *notes = &loop->notes;
	finder_free(notes->finder);
	array_free(&notes->places);
	array_free(&notes->signs);
	bookmark_list_free(&notes->list);
}
