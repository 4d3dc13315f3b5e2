/* SPDX-License-Identifier: MIT */
/* prompt_history: the lines entered before, as the arrows walk through them.
 *
 * Only lines that begin as the typed text did are shown, as in readline's history-search,
 * so that a long history is of use.  The typed text is kept, and is the newest line. */
#include "prompt_internal.h"

/* Whether line is what the prompt shows. */
static bool is_shown(const struct prompt *prompt, const char *line)
{
	return strlen(line) == prompt->text.n && prompt_begins_with(line, &prompt->text);
}

static bool show_line(struct prompt *prompt, size_t index)
{
	const struct prompt_setup *setup = &prompt->setup;
	bool typed = index == setup->history_count;
	const char *line = typed ? prompt->typed.v : setup->history[index];
	size_t len = typed ? prompt->typed.n : strlen(line);
	bool changed = prompt_replace(prompt, 0, prompt->text.n, line, len);
	prompt->history_at = index;
	prompt->cursor = prompt->text.n;
	return changed;
}

bool prompt_older(struct prompt *prompt)
{
	const struct prompt_setup *setup = &prompt->setup;
	if (prompt->history_at == setup->history_count) {
		prompt->typed.n = 0;
		buf_add(&prompt->typed, prompt->text.v, prompt->text.n);
	}
	for (size_t i = prompt->history_at; i-- > 0;)
		if (prompt_begins_with(setup->history[i], &prompt->typed) &&
			!is_shown(prompt, setup->history[i]))
			return show_line(prompt, i);
	return false;
}

bool prompt_newer(struct prompt *prompt)
{
	const struct prompt_setup *setup = &prompt->setup;
	size_t i = prompt->history_at;
	if (i == setup->history_count)
		return false;
	for (i++; i < setup->history_count; i++)
		if (prompt_begins_with(setup->history[i], &prompt->typed) &&
			!is_shown(prompt, setup->history[i]))
			break;
	return show_line(prompt, i);
}
