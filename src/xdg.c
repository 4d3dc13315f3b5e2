/* SPDX-License-Identifier: MIT */
/* xdg: paths of a user's own files.
 *
 * It only makes names: whether there is such a file or folder is found out by who opens it. */
#include "xdg.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *variable, *below_home;
} folders[] = {
	[XDG_CONFIG] = {"XDG_CONFIG_HOME", "/.config"},
	[XDG_DATA] = {"XDG_DATA_HOME", "/.local/share"},
	[XDG_STATE] = {"XDG_STATE_HOME", "/.local/state"},
};

static void add_path(struct buf *path, const char *base, size_t len, const char *below,
	const char *name)
{
	buf_printf(path, "%.*s%s/duidu/%s", (int)len, base, below, name);
}

bool xdg_path(enum xdg_folder folder, const char *name, struct buf *path)
{
	const char *base = getenv(folders[folder].variable), *below = "";
	if (!base || *base != '/') {
		base = getenv("HOME");
		below = folders[folder].below_home;
	}
	if (!base || *base != '/')
		return false;
	add_path(path, base, strlen(base), below, name);
	return true;
}

bool xdg_data_path(size_t index, const char *name, struct buf *path)
{
	size_t before = path->n;
	if (xdg_path(XDG_DATA, name, path)) {
		if (index-- == 0)
			return true;
		path->n = before;
	}
	const char *folders_left = getenv("XDG_DATA_DIRS");
	if (!folders_left || !*folders_left)
		folders_left = "/usr/local/share:/usr/share";
	while (*folders_left) {
		size_t len = strcspn(folders_left, ":");
		if (*folders_left == '/' && index-- == 0) {
			add_path(path, folders_left, len, "", name);
			return true;
		}
		folders_left += len + (folders_left[len] == ':');
	}
	return false;
}
