/* SPDX-License-Identifier: MIT */
/* config_file: lines of configuration, in a file or typed at the ":" prompt.
 *
 *	set NAME VALUE                       an option, by its name on the command line
 *	bind MODE KEYS COMMAND [ARGUMENT]    see keymap.h
 *	color ELEMENT FG BG [ATTRIBUTES]     see theme.h
 *	preset less|vim                      all keys anew
 *	# comment
 *
 * Lines are taken in order: a later one wins. */
#ifndef DUIDU_CONFIG_FILE_H
#define DUIDU_CONFIG_FILE_H

#include <stdbool.h>

#include "arena.h"
#include "config.h"
#include "keymap.h"
#include "status.h"
#include "theme.h"

/* All that lines of configuration change. */
struct settings {
	struct config config;
	struct keymap *keymap;
	struct theme theme;
	struct arena texts; /* values that config points to */
	bool reading;       /* a text is open: options with at_start are refused */
};

/* The defaults; to be freed once. */
void settings_init(struct settings *settings);
void settings_free(struct settings *settings);

/* The words that a line can begin with, from index 0 on; NULL behind the last. */
const char *config_line_name(size_t index);

/* Takes up one line, without its line feed; a blank one and a comment do nothing.  STATUS_USAGE
 * says what is wrong, and then nothing is changed. */
struct status config_line(struct settings *settings, const char *line);

/* Reads a file, "-" is standard input.  What is wrong with a line is told to report, with its
 * number, and the other lines are taken up all the same; after some twenty the rest is told as
 * a number.  Lines may end with CR LF, and the file begin with a BOM.  Fails when the file
 * cannot be read; what was read until then is taken up. */
struct status config_file_read(struct settings *settings, const char *path,
	void (*report)(void *ctx, const struct status *status), void *ctx);

/* Appends the path of the user's own file, $XDG_CONFIG_HOME/duidu/config; false if there is no
 * such file, or nothing says where it would be. */
bool config_file_find(struct buf *path);

#endif
