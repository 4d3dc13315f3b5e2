/* SPDX-License-Identifier: MIT */
/* loop_mark: marks with a letter, kept in the bookmarks file.
 *
 * A mark is a bookmark of the current sentence: it is found again after the file was moved or
 * its text was extracted anew, says so when it moved, and goes nowhere when it is lost. */
#include "loop_internal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "message.h"

static void set_mark(struct loop *loop, char letter)
{
	struct marks *marks = &loop->marks;
	enum side side;
	size_t block;
	struct span sentence;
	struct buf said = {0};
	if (!view_current(reader_view(loop->reader), &side, &block, &sentence))
		return;
	struct finder *finder = finder_new(reader_document(loop->reader));
	struct bookmark bookmark = bookmark_new(time(NULL), letter, "");
	anchor_make(
		&bookmark.anchor, finder, &marks->identity, side, block, sentence.beg);
	struct status s = bookmarks_add(marks->bookmarks, &bookmark);
	buf_printf(&said, _("mark %c is here"), letter);
	loop_say(loop, status_ok(&s) ? buf_string(&said) : s.message);
	bookmark_free(&bookmark);
	finder_free(finder);
	buf_free(&said);
	loop_bookmarks_changed(loop);
}

bool loop_go_to_anchor(struct loop *loop, const struct anchor *anchor)
{
	struct buf said = {0};
	enum side side;
	enum text_match match = identity_side(
		&loop->marks.identity, anchor->path, anchor->fingerprint, &side);
	if (match == TEXT_OTHER) {
		buf_printf(&said, _("it is in %s"), anchor->path);
		loop_say(loop, buf_string(&said));
		buf_free(&said);
		return false;
	}
	struct finder *finder = finder_new(reader_document(loop->reader));
	struct anchor_found found =
		anchor_find(finder, anchor, side, match, !loop->loading);
	finder_free(finder);
	static const char *const states[] = {
		[ANCHOR_LATER] = N_("it is further on than what is loaded"),
		[ANCHOR_SAME] = NULL,
		[ANCHOR_MOVED] = N_("it has moved to here"),
		[ANCHOR_LOST] = N_("it is lost: its words are not in the text any more"),
	};
	bool there = found.state == ANCHOR_SAME || found.state == ANCHOR_MOVED;
	if (there) {
		loop_note_jump(loop);
		view_go(reader_view(loop->reader), found.side, found.block, found.byte);
	}
	if (states[found.state] && !found.intact)
		loop_say(loop, _(states[found.state]));
	return there;
}

static void go_to_mark(struct loop *loop, char letter)
{
	struct marks *marks = &loop->marks;
	struct buf said = {0};
	struct status s = bookmarks_read(marks->bookmarks);
	if (!status_ok(&s))
		loop_say(loop, s.message);
	loop_bookmarks_changed(loop);
	size_t number = bookmarks_marked(marks->bookmarks, letter, &marks->identity);
	if (number == NO_BOOKMARK) {
		buf_printf(&said, _("there is no mark %c"), letter);
		loop_say(loop, buf_string(&said));
		buf_free(&said);
		return;
	}
	struct bookmark bookmark;
	bookmarks_get(marks->bookmarks, number, &bookmark);
	loop_go_to_anchor(loop, &bookmark.anchor);
	bookmark_free(&bookmark);
}

bool loop_mark_key(struct loop *loop, key k)
{
	enum mark_use use = loop->marks.awaits;
	loop->marks.awaits = MARK_NONE;
	if (use == MARK_NONE)
		return false;
	loop->dirty = true;
	bool letter = (k >= 'a' && k <= 'z') || (k >= 'A' && k <= 'Z');
	if (use == MARK_GO && k == '\'')
		loop_jump_swap(loop);
	else if (!letter)
		loop_say(loop, _("a mark is a letter"));
	else if (loop_know_text(loop))
		(use == MARK_SET ? set_mark : go_to_mark)(loop, (char)k);
	return true;
}

void loop_mark_free(struct loop *loop)
{
	if (loop->marks.identified)
		identity_free(&loop->marks.identity);
	if (loop->marks.bookmarks)
		bookmarks_free(loop->marks.bookmarks);
}
