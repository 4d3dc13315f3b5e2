/* SPDX-License-Identifier: MIT */
/* list_filter: which lines of a list are shown, all or those that match a pattern.
 *
 * The lines are looked at once a pattern, in their order, and those that a growing source adds
 * when they are there.  On the way the ancestors of the next line are kept as a stack, so that
 * a match brings in those that are not shown yet, which all stand behind what is shown: the
 * list stays sorted without being sorted, and places are found by halving. */
#include <string.h>

#include "list_internal.h"

bool list_is_filtered(const struct list *list)
{
	return list->filter.text.n > 0;
}

static bool matches(const struct list_filter *filter, const struct list_line *line)
{
	struct status s = STATUS_NONE;
	return filter->query &&
	       !span_is_none(query_find(filter->query, line->text, line->len, 0, &s));
}

/* Shows a match, and above it what it belongs to. */
static void show_match(struct list_filter *filter, size_t line)
{
	for (size_t i = 0; i < filter->ancestors.n; i++) {
		struct list_ancestor *above = &filter->ancestors.v[i];
		if (!above->shown)
			array_push(&filter->shown, above->line);
		above->shown = true;
	}
	array_push(&filter->matches, filter->shown.n);
	array_push(&filter->shown, line);
}

void list_update(struct list *list)
{
	struct list_filter *filter = &list->filter;
	size_t count = list->source.count(list->source.ctx);
	if (!list_is_filtered(list))
		return;
	for (; filter->seen < count; filter->seen++) {
		struct list_line line = list->source.line(list->source.ctx, filter->seen);
		while (filter->ancestors.n > 0 &&
			filter->ancestors.v[filter->ancestors.n - 1].indent >=
				line.indent)
			filter->ancestors.n--;
		bool match = matches(filter, &line);
		if (match)
			show_match(filter, filter->seen);
		if (list->source.outline)
			array_push(&filter->ancestors,
				(struct list_ancestor){filter->seen, line.indent, match});
	}
}

size_t list_shown(const struct list *list)
{
	return list_is_filtered(list) ? list->filter.shown.n
				      : list->source.count(list->source.ctx);
}

size_t list_line_at(const struct list *list, size_t place)
{
	return list_is_filtered(list) ? list->filter.shown.v[place] : place;
}

size_t list_choices(const struct list *list)
{
	return list_is_filtered(list) ? list->filter.matches.n : list_shown(list);
}

size_t list_place_of(const struct list *list, size_t choice)
{
	return list_is_filtered(list) ? list->filter.matches.v[choice] : choice;
}

/* The first choice at a line or behind it, list_choices() if there is none. */
static size_t choice_from(const struct list *list, size_t line)
{
	size_t beg = 0, end = list_choices(list);
	while (beg < end) {
		size_t middle = beg + (end - beg) / 2;
		if (list_line_at(list, list_place_of(list, middle)) < line)
			beg = middle + 1;
		else
			end = middle;
	}
	return beg;
}

size_t list_choice(const struct list *list)
{
	return choice_from(list, list->selected);
}

bool list_is_choice(const struct list *list, size_t place)
{
	size_t choice = choice_from(list, list_line_at(list, place));
	return choice < list_choices(list) && list_place_of(list, choice) == place;
}

/* Selects the first choice from where the selection was on, or else the last one. */
static void select_near(struct list *list, size_t line)
{
	size_t choices = list_choices(list), choice = choice_from(list, line);
	if (choice == choices && choices > 0)
		choice--;
	if (choice < choices)
		list->selected = list_line_at(list, list_place_of(list, choice));
}

struct status list_filter(struct list *list, const char *pattern, unsigned options)
{
	struct list_filter *filter = &list->filter;
	struct status s = STATUS_NONE;
	if (!list_is_filtered(list))
		filter->origin = list->selected;
	query_free(filter->query);
	filter->query = NULL;
	filter->text.n = filter->seen = 0;
	filter->shown.n = filter->matches.n = filter->ancestors.n = 0;
	buf_puts(&filter->text, pattern);
	list->top = 0;
	list->found = NO_LINE;
	if (*pattern == '\0')
		return s;
	s = query_compile(&filter->query, pattern, strlen(pattern), options, NULL);
	list_update(list);
	if (list->source.selects)
		select_near(list, filter->origin);
	return s;
}

bool list_selected(const struct list *list, size_t *line)
{
	size_t choice = list_choice(list);
	if (!list->source.selects || choice == list_choices(list))
		return false;
	*line = list_line_at(list, list_place_of(list, choice));
	return true;
}

void list_close(struct list *list)
{
	struct list_filter *filter = &list->filter;
	query_free(list->sought);
	query_free(filter->query);
	buf_free(&filter->text);
	array_free(&filter->shown);
	array_free(&filter->matches);
	array_free(&filter->ancestors);
	*list = (struct list){0};
}
