/* SPDX-License-Identifier: MIT */
/* xdg: where a user's files are, by the XDG Base Directory Specification 0.8. */
#ifndef DUIDU_XDG_H
#define DUIDU_XDG_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

enum xdg_folder {
	XDG_CONFIG, /* $XDG_CONFIG_HOME, else $HOME/.config */
	XDG_DATA,   /* $XDG_DATA_HOME, else $HOME/.local/share */
	XDG_STATE,  /* $XDG_STATE_HOME, else $HOME/.local/state */
};

/* Appends FOLDER/duidu/NAME; false, and nothing, when the environment names no folder.  A
 * variable that is not an absolute path counts as unset, as the specification says. */
bool xdg_path(enum xdg_folder folder, const char *name, struct buf *path);

/* Appends FOLDER/duidu/NAME for one of the folders that data is looked for in: index 0 is
 * $XDG_DATA_HOME, or the first of the others where there is none, and so on through those of
 * $XDG_DATA_DIRS, else /usr/local/share and /usr/share.  False, and nothing, behind the last.
 * Paths that are not absolute are left out. */
bool xdg_data_path(size_t index, const char *name, struct buf *path);

#endif
