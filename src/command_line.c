/* SPDX-License-Identifier: MIT */
/* command_line: one line to a command or a change of settings, and what it can go on with.
 *
 * It adds no language of its own: a line is a line of the configuration file, a command as it
 * stands behind the keys in a binding, or the argument of the command go.  Completion walks the
 * tables these are checked against.
 * Running the command is left to the loop. */
#include "command_line.h"

#include <stdlib.h>
#include <string.h>

#include "word.h"

enum { COUNT_MAX = 999999999 };

static const struct {
	const char *name, *command;
} short_names[] = {
	{"q", "quit"},
	{"q!", "quit"},
};
enum { SHORT_NAMES = sizeof short_names / sizeof *short_names };

static bool is_config_line(struct word first)
{
	for (size_t i = 0; config_line_name(i); i++)
		if (word_is(first, config_line_name(i)))
			return true;
	return false;
}

/* "set NAME": appends "NAME VALUE (RANGE)"; false if that is not the line. */
static bool tell_value(
	const struct settings *settings, const char *line, struct buf *message)
{
	struct word set = word_next(&line), name = word_next(&line);
	const struct option *option = option_named(name.v, name.n);
	if (!word_is(set, "set") || word_rest(line).n || !option ||
		option->command_line_only)
		return false;
	buf_printf(message, "%s ", option->name);
	config_get(&settings->config, option, message);
	buf_puts(message, " (");
	config_range(option, message);
	buf_puts(message, ")");
	return true;
}

/* COMMAND [ARGUMENT]; *order is filled only if that is what the line is. */
static struct status read_command(
	struct word name, struct word argument, struct order *order)
{
	for (size_t i = 0; i < SHORT_NAMES; i++)
		if (word_is(name, short_names[i].name))
			name = (struct word){
				short_names[i].command, strlen(short_names[i].command)};
	return command_parse(name, argument, &order->command, &order->argument);
}

struct status command_line_read(struct settings *settings, const char *line,
	struct order *order, struct buf *message)
{
	const char *rest = line;
	struct word whole = word_rest(line), first = word_next(&rest);
	struct status s;
	long count;
	*order = (struct order){0};
	if (whole.n == 0 || tell_value(settings, line, message))
		return STATUS_NONE;
	if (is_config_line(first)) {
		s = config_line(settings, line);
		order->changed = status_ok(&s);
		return s;
	}
	if (word_number(first, COUNT_MAX, &count) && word_rest(rest).n) {
		order->count = count;
		first = word_next(&rest);
	}
	s = read_command(first, word_rest(rest), order);
	if (status_ok(&s))
		return s;
	char *place = xstrndup(whole.v, whole.n);
	if (!command_is_place(place)) {
		free(place);
		return s;
	}
	*order = (struct order){
		.command = command_named("go", strlen("go")), .argument = place};
	return STATUS_NONE;
}

/* ---- completion ---- */

enum { WORDS = 5 };

/* The words before the one to be completed. */
struct typed {
	const struct settings *settings;
	struct word words[WORDS];
	size_t count;
};

static void offer_commands(struct prompt *prompt)
{
	for (size_t i = 0; i < command_count; i++)
		prompt_offer(prompt, command_table[i].name);
}

/* Offers the names that a function gives for 0, 1, 2 ..., NULL behind the last. */
static void offer_names(const char *(*name)(size_t index), struct prompt *prompt)
{
	for (size_t i = 0; name(i); i++)
		prompt_offer(prompt, name(i));
}

/* The choices of a range, "none|basic|strict", or else the value as it is. */
static void offer_values(const struct typed *typed, struct prompt *prompt)
{
	const struct option *option = option_named(typed->words[1].v, typed->words[1].n);
	struct buf text = {0};
	char *save;
	if (!option || option->command_line_only)
		return;
	if (option->type == OPTION_BOOL || option->type == OPTION_CHOICE)
		config_range(option, &text);
	else
		config_get(&typed->settings->config, option, &text);
	buf_putc(&text, '\0');
	for (char *value = strtok_r(text.v, "|", &save); value;
		value = strtok_r(NULL, "|", &save))
		prompt_offer(prompt, value);
	buf_free(&text);
}

static void offer_set(const struct typed *typed, struct prompt *prompt)
{
	if (typed->count == 2)
		offer_values(typed, prompt);
	for (size_t i = 0; i < option_count && typed->count == 1; i++)
		if (!option_table[i].command_line_only && !option_table[i].at_start)
			prompt_offer(prompt, option_table[i].name);
}

static void offer_bind(const struct typed *typed, struct prompt *prompt)
{
	if (typed->count == 1) {
		offer_names(keymap_mode_name, prompt);
		prompt_offer(prompt, "all");
	} else if (typed->count == 3) {
		offer_commands(prompt);
	}
}

static void offer_color(const struct typed *typed, struct prompt *prompt)
{
	if (typed->count == 1)
		offer_names(theme_part_name, prompt);
	else if (typed->count < 4)
		offer_names(theme_color_name, prompt);
	else if (typed->count == 4)
		offer_names(theme_attribute_name, prompt);
}

static void offer_preset(const struct typed *typed, struct prompt *prompt)
{
	if (typed->count == 1)
		offer_names(keymap_preset_name, prompt);
}

static const struct {
	const char *first;
	void (*offer)(const struct typed *typed, struct prompt *prompt);
} kinds[] = {
	{"set", offer_set},
	{"bind", offer_bind},
	{"color", offer_color},
	{"preset", offer_preset},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

void command_line_complete(void *ctx, const char *before, struct prompt *prompt)
{
	struct typed typed = {.settings = ctx};
	long number;
	for (struct word word = word_next(&before); word.n; word = word_next(&before)) {
		if (typed.count == WORDS)
			return;
		typed.words[typed.count++] = word;
	}
	bool counted =
		typed.count == 1 && word_number(typed.words[0], COUNT_MAX, &number);
	if (typed.count == 0 || counted)
		offer_commands(prompt);
	if (typed.count == 0)
		offer_names(config_line_name, prompt);
	for (size_t i = 0; i < KINDS && typed.count > 0; i++)
		if (word_is(typed.words[0], kinds[i].first))
			kinds[i].offer(&typed, prompt);
}
