/* SPDX-License-Identifier: MIT */
/* xdg: where a user's files are, by the XDG Base Directory Specification 0.8. */
#ifndef DUIDU_XDG_H
#define DUIDU_XDG_H

#include <stdbool.h>

#include "buf.h"

enum xdg_folder {
	XDG_CONFIG, /* $XDG_CONFIG_HOME, else $HOME/.config */
	XDG_DATA,   /* $XDG_DATA_HOME, else $HOME/.local/share */
	XDG_STATE,  /* $XDG_STATE_HOME, else $HOME/.local/state */
};

/* Appends FOLDER/duidu/NAME; false, and nothing, when the environment names no folder.  A
 * variable that is not an absolute path counts as unset, as the specification says. */
bool xdg_path(enum xdg_folder folder, const char *name, struct buf *path);

#endif
