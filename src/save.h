/* SPDX-License-Identifier: MIT */
/* save: files of the program's own, written so that what they held cannot be lost.
 *
 * A file is read whole and written whole: under a lock it is read again, what is new is
 * merged into it, and the result takes its place in one step.  So two programs at once lose
 * nothing of each other's, and whoever is killed, or finds the disk full, leaves the old file
 * or the new one.  Readers need no lock.
 * A status has no path in it: callers know what they named. */
#ifndef DUIDU_SAVE_H
#define DUIDU_SAVE_H

#include <stdbool.h>

#include "buf.h"
#include "status.h"

/* Appends the whole of a file to bytes; a file that is not there is an empty one.  Refuses
 * what is no regular file, or is larger than 256 MiB. */
struct status save_read(const char *path, struct buf *bytes);

/* The same of its last `most` bytes: what begins them may be the end of a line. */
struct status save_read_end(const char *path, size_t most, struct buf *bytes);

/* Appends to fresh what a file is to become, made from what it is; old is empty when there is
 * none.  May be called several times for one update, when the file changes under it; a
 * failure ends the update and leaves the file. */
typedef struct status save_merge(void *ctx, const struct buf *old, struct buf *fresh);

/* Replaces a file by what merge makes of it.
 * Its lock is path with ".lock" behind it, waited for up to 10 s, and ".new" is what is
 * written before it takes the file's name: both in the folder of the file, 0600, the first
 * stays.  A symbolic link stays one: the file it leads to is replaced.  Owner and mode of a
 * file that was there are kept; one without write permission is refused.  A folder that is
 * missing is made (0700), with those above it, if make_folders says so.
 * *replaced tells whether the file holds what merge made, which it may even if the status is
 * a failure: when it is in place, and the disk did not promise to keep it. */
struct status save_update(const char *path, bool make_folders, save_merge *merge,
	void *ctx, bool *replaced);

#endif
