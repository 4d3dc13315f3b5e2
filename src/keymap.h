/* SPDX-License-Identifier: MIT */
/* keymap: key sequences to commands, per mode.
 *
 * The defaults are lines in the config's own syntax, parsed at start like a user's:
 *
 *	bind MODE KEYS COMMAND [ARGUMENT] [# comment]
 *
 * MODE is read, list, or all for both.  KEYS are up to KEYMAP_KEYS keys as key_parse reads
 * them, without blanks between.  A "#" at the start of a word begins a comment, but in the
 * place of KEYS. */
#ifndef DUIDU_KEYMAP_H
#define DUIDU_KEYMAP_H

#include <stdio.h>

#include "buf.h"
#include "command.h"
#include "key.h"
#include "status.h"

enum keymap_mode {
	KEYMAP_READ, /* "read": reading */
	KEYMAP_LIST, /* "list": a list or the help is open */
	KEYMAP_MODE_COUNT
};

enum { KEYMAP_KEYS = 4 }; /* keys in a sequence at most */

struct keymap;

struct keymap *keymap_new(void); /* with the preset less */
void keymap_free(struct keymap *keymap);

/* Replaces all bindings by those of a preset: "less", or "vim", which adds to it.  False if
 * there is no such preset. */
bool keymap_preset(struct keymap *keymap, const char *name);
/* The names of presets and modes, from index 0 on; NULL behind the last. */
const char *keymap_preset_name(size_t index);
const char *keymap_mode_name(size_t index);

/* Adds a binding from a line without its line feed; STATUS_USAGE says what is wrong with it.
 * It takes the place of those it is in the way of: with the same keys, with keys it begins
 * with, with keys that begin with it.  So a sequence is never both bound and the start of
 * another. */
struct status keymap_bind(struct keymap *keymap, const char *line);

enum keymap_match {
	KEYMAP_UNBOUND,
	KEYMAP_PREFIX, /* more keys must follow */
	KEYMAP_FOUND,
};

/* Looks up the keys typed so far; *argument is NULL for a command that takes none. */
enum keymap_match keymap_find(const struct keymap *keymap, enum keymap_mode mode,
	const key *keys, size_t count, const struct command **command,
	const char **argument);

/* Appends the sequences that run a command, "j <Down> ZZ"; returns how many there are. */
size_t keymap_keys(const struct keymap *keymap, enum keymap_mode mode,
	const struct command *command, struct buf *out);

/* --list-keys: every binding as a bind line, with the command's help behind "  # ". */
void keymap_list(const struct keymap *keymap, FILE *out);

#endif
