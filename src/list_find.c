/* SPDX-License-Identifier: MIT */
/* list_find: from one line of a list that matches to the next.
 *
 * Nothing is kept but the line that was found: lists are short beside texts, and their lines
 * may change with what they are of.  Under a filter only what it leaves is looked at. */
#include <string.h>

#include "list_internal.h"

struct status list_seek(struct list *list, const char *pattern, unsigned options)
{
	query_free(list->sought);
	list->sought = NULL;
	if (*pattern == '\0')
		return STATUS_NONE;
	return query_compile(&list->sought, pattern, strlen(pattern), options, NULL);
}

struct list_spot list_spot(const struct list *list)
{
	return (struct list_spot){list->top, list->selected, list->found};
}

void list_return_to(struct list *list, const struct list_spot *spot)
{
	list->top = spot->top;
	list->selected = spot->selected;
	list->found = spot->found;
}

static size_t line_of(const struct list *list, size_t choice)
{
	return list_line_at(list, list_place_of(list, choice));
}

static bool has_match(const struct list *list, size_t choice)
{
	struct status s = STATUS_NONE;
	struct list_line line =
		list->source.line(list->source.ctx, line_of(list, choice));
	return !span_is_none(query_find(list->sought, line.text, line.len, 0, &s));
}

/* The choice where one is, at most list_choices(). */
static size_t choice_here(const struct list *list)
{
	size_t choices = list_choices(list), choice = 0;
	if (list->source.selects)
		return list_choice(list);
	while (choice < choices &&
		(list->found != NO_LINE ? line_of(list, choice) != list->found
					: list_place_of(list, choice) < list->top))
		choice++;
	return choice;
}

void list_show_found(struct list *list)
{
	size_t place = 0, shown = list_shown(list), middle = list->height / 2;
	if (list->found == NO_LINE || list->height == 0)
		return;
	while (place < shown && list_line_at(list, place) != list->found)
		place++;
	if (place < shown && (place < list->top || place >= list->top + list->height))
		list->top = place > middle ? place - middle : 0;
}

bool list_find(struct list *list, bool forward, bool here, bool *wrapped)
{
	*wrapped = false;
	list_update(list);
	size_t choices = list_choices(list);
	if (!list->sought || choices == 0)
		return false;
	size_t beg = choice_here(list);
	bool behind = beg == choices; /* the last one */
	if (behind) {
		beg = forward ? 0 : choices - 1;
		here = true;
	}
	for (size_t i = here ? 0 : 1; i < choices + !here; i++) {
		size_t step = i % choices;
		size_t choice = (forward ? beg + step : beg + choices - step) % choices;
		if (!has_match(list, choice))
			continue;
		*wrapped = forward ? behind || beg + i >= choices : i > beg;
		*(list->source.selects ? &list->selected : &list->found) =
			line_of(list, choice);
		list_show_found(list);
		return true;
	}
	return false;
}

size_t list_found(struct list *list, size_t *number)
{
	size_t count = 0, here = list->source.selects ? list->selected : list->found;
	*number = 0;
	list_update(list);
	for (size_t i = 0; list->sought && i < list_choices(list); i++) {
		if (!has_match(list, i))
			continue;
		count++;
		if (line_of(list, i) == here)
			*number = count;
	}
	return count;
}
