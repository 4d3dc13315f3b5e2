/* SPDX-License-Identifier: MIT */
/* loop_find: searching in the list that is open, with the keys of a search in the text.
 *
 * As there, each keystroke searches from where the search began, a miss moves nothing, and
 * giving up returns to the start.  A list is short, so that all is done at once.  What was
 * searched for in one list is there in the next. */
#include "loop_internal.h"

#include <stdlib.h>

#include "message.h"

void loop_find_open(struct loop *loop, enum search_direction direction)
{
	struct find *find = &loop->find;
	find->direction = direction;
	find->origin = list_spot(&loop->list);
	find->typed = STATUS_NONE;
	loop_open_prompt(
		loop, direction == SEARCH_FORWARD ? PROMPT_FIND : PROMPT_FIND_BACK, NULL);
}

void loop_find_changed(struct loop *loop, const char *text)
{
	struct find *find = &loop->find;
	find->typed =
		list_seek(&loop->list, text, query_options(&loop->settings->config));
	list_return_to(&loop->list, &find->origin);
	list_find(&loop->list, find->direction == SEARCH_FORWARD, true, &find->wrapped);
}

void loop_find_cancelled(struct loop *loop)
{
	list_seek(&loop->list, "", 0);
	list_return_to(&loop->list, &loop->find.origin);
}

const char *loop_find_note(struct loop *loop)
{
	return loop->find.typed.message;
}

/* "/PATTERN  3/12": the third of twelve lines. */
static void tell(struct loop *loop)
{
	struct find *find = &loop->find;
	struct buf out = {0};
	size_t number, count = list_found(&loop->list, &number);
	if (count == 0)
		buf_printf(&out, _("not found: %s"), find->pattern);
	else
		buf_printf(&out, "/%s  %zu/%zu", find->pattern, number, count);
	if (count > 0 && find->wrapped)
		buf_printf(&out, "  %s", _("(wrapped)"));
	loop_say(loop, status_ok(&find->typed) ? buf_string(&out) : find->typed.message);
	buf_free(&out);
}

/* An empty pattern repeats the last one. */
void loop_find_accepted(struct loop *loop, const char *text)
{
	struct find *find = &loop->find;
	if (*text == '\0') {
		if (find->pattern)
			loop_find_again(loop, find->direction, 1);
		return;
	}
	free(find->pattern);
	find->pattern = xstrdup(text);
	loop_find_changed(loop, text);
	tell(loop);
}

void loop_find_again(struct loop *loop, enum search_direction direction, long count)
{
	struct find *find = &loop->find;
	bool wrapped = false;
	if (!find->pattern) {
		loop_say(loop, _("nothing was searched for yet"));
		return;
	}
	find->typed = list_seek(
		&loop->list, find->pattern, query_options(&loop->settings->config));
	for (find->wrapped = false; count > 0; count--) {
		if (!list_find(&loop->list, direction == SEARCH_FORWARD, false, &wrapped))
			break;
		find->wrapped |= wrapped;
	}
	tell(loop);
}

void loop_find_free(struct loop *loop)
{
	free(loop->find.pattern);
}
