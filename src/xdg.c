/* SPDX-License-Identifier: MIT */
/* xdg: paths of a user's own files.
 *
 * It only makes names: whether there is such a file or folder is found out by who opens it. */
#include "xdg.h"

#include <stdlib.h>

static const struct {
	const char *variable, *below_home;
} folders[] = {
	[XDG_CONFIG] = {"XDG_CONFIG_HOME", "/.config"},
	[XDG_DATA] = {"XDG_DATA_HOME", "/.local/share"},
	[XDG_STATE] = {"XDG_STATE_HOME", "/.local/state"},
};

bool xdg_path(enum xdg_folder folder, const char *name, struct buf *path)
{
	const char *base = getenv(folders[folder].variable), *below = "";
	if (!base || *base != '/') {
		base = getenv("HOME");
		below = folders[folder].below_home;
	}
	if (!base || *base != '/')
		return false;
	buf_printf(path, "%s%s/duidu/%s", base, below, name);
	return true;
}
