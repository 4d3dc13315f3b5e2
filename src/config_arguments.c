/* SPDX-License-Identifier: MIT */
/* config_arguments: options out of argv, by the table of config.c.
 *
 * getopt_long is not used: its own table would be a second list of options, "--no-NAME" a
 * third, and it knows nothing of "+N".  The rules are its: options and operands mix, "--"
 * ends the options, a value stands behind "=" or in the next word. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"

/* The program does one thing at a time; --help and --version end the command line, so they
 * never meet another mode that comes behind them. */
static struct status set_mode(struct config *config, const struct option *option)
{
	bool ends = option->mode == MODE_HELP || option->mode == MODE_VERSION;
	if (config->mode != MODE_READ && config->mode != option->mode && !ends) {
		const struct option *o = option_table;
		while (o->mode != config->mode)
			o++;
		return status_make(STATUS_USAGE, 0,
			_("options '--%s' and '--%s' exclude each other"), o->name,
			option->name);
	}
	config->mode = option->mode;
	return STATUS_NONE;
}

static struct status give(
	struct config *config, const struct option *option, const char *value)
{
	struct status s = STATUS_NONE;
	config->given |= UINT64_C(1) << (option - option_table);
	if (option->type != OPTION_MODE)
		s = config_set(config, option, value);
	if (status_ok(&s) && option->mode)
		s = set_mode(config, option);
	return s;
}

/* "--NAME", "--NAME=VALUE", "--NAME" "VALUE" (next; *took says that it was used) and
 * "--no-NAME". */
static struct status take_long(
	struct config *config, const char *arg, const char *next, bool *took)
{
	size_t len = strcspn(arg, "=");
	const char *value = arg[len] ? arg + len + 1 : NULL;
	const struct option *option = option_named(arg, len);
	bool no = !option && len > 3 && strncmp(arg, "no-", 3) == 0;
	if (no)
		option = option_named(arg + 3, len - 3);
	if (!option || (no && option->type != OPTION_BOOL && !option->can_be_none))
		return status_make(
			STATUS_USAGE, 0, _("unknown option '--%.*s'"), (int)len, arg);
	if (value && (no || option->type == OPTION_MODE))
		return status_make(STATUS_USAGE, 0, _("option '--%.*s' takes no value"),
			(int)len, arg);
	if (!value && option->type == OPTION_BOOL)
		value = no ? "off" : "on";
	if (no && option->can_be_none)
		value = "";
	if (!value && option->type != OPTION_MODE) {
		if (!next)
			return status_make(STATUS_USAGE, 0,
				_("option '--%s' needs a value"), option->name);
		value = next;
		*took = true;
	}
	return give(config, option, value);
}

/* "-h", "-hV": letters of options that take no value. */
static struct status take_letters(struct config *config, const char *letters)
{
	for (; *letters; letters++) {
		const struct option *o = option_table, *end = option_table + option_count;
		while (o < end && o->letter != *letters)
			o++;
		if (o == end)
			return status_make(
				STATUS_USAGE, 0, _("unknown option '-%c'"), *letters);
		assert(o->type == OPTION_MODE || o->type == OPTION_BOOL);
		struct status s = give(config, o, "on");
		if (!status_ok(&s) || config->mode == MODE_HELP ||
			config->mode == MODE_VERSION)
			return s;
	}
	return STATUS_NONE;
}

/* "+N" and "+/PATTERN", as less has them. */
static struct status take_plus(struct config *config, const char *arg)
{
	if (*arg == '/')
		config->find = arg + 1;
	else
		config->start = strtol(arg, NULL, 10);
	return STATUS_NONE;
}

static bool is_plus(const char *arg)
{
	return arg[0] == '+' &&
	       (arg[1] == '/' ||
		       (arg[1] && strspn(arg + 1, "0123456789") == strlen(arg + 1)));
}

bool config_was_given(const struct config *config, const char *name)
{
	const struct option *option = option_named(name, strlen(name));
	assert(option && option_count <= 64);
	return config->given >> (option - option_table) & 1;
}

struct status config_arguments(struct config *config, int *argc, char **argv)
{
	struct status s = STATUS_NONE;
	bool options = true, permute = getenv("POSIXLY_CORRECT") == NULL;
	int kept = 1, i = 1;
	for (; i < *argc && status_ok(&s); i++) {
		char *arg = argv[i];
		bool took = false;
		if (options && strcmp(arg, "--") == 0) {
			options = false;
		} else if (options && strncmp(arg, "--", 2) == 0) {
			s = take_long(config, arg + 2, argv[i + 1], &took);
			i += took;
		} else if (options && arg[0] == '-' && arg[1]) {
			s = take_letters(config, arg + 1);
		} else if (options && is_plus(arg)) {
			s = take_plus(config, arg + 1);
		} else {
			argv[kept++] = arg;
			options = options && permute;
		}
		if (config->mode == MODE_HELP || config->mode == MODE_VERSION)
			break;
	}
	argv[kept] = NULL;
	*argc = kept;
	return s;
}
