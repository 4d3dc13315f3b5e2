/* SPDX-License-Identifier: MIT */
/* fileio: files and pipes, read in steps; save.h is about writing.
 *
 * Files are read, never mapped, so that one that shrinks under us is no crash. */
#ifndef DUIDU_FILEIO_H
#define DUIDU_FILEIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "status.h"

struct input {
	int fd;                   /* -1 when closed */
	uint64_t size;            /* of a regular file when it was opened; 0 for a pipe */
	uint64_t taken;           /* bytes read so far */
	bool regular;             /* a regular file, not a pipe or a terminal */
	bool at_once;             /* opened by input_open_at_once */
	uint64_t device, inode;   /* which file that is, */
	struct timespec modified; /* and when it was written to, as of its end */
};

/* What became of a file that was read to its end. */
enum input_fate {
	INPUT_SAME,
	INPUT_GROWN,    /* more is behind what was read */
	INPUT_CHANGED,  /* it was cut, or written to otherwise */
	INPUT_REPLACED, /* the path is another file's now */
	INPUT_GONE,     /* there is no file of that path any more */
};

/* Opens path for reading; "-" is standard input (duplicated, so that closing is safe).
 * Refuses a directory.  The status has no path in it: callers know what they opened. */
struct status input_open(struct input *input, const char *path);

/* The same for files of settings and words, which nobody waits for: a named pipe that no
 * program writes to is empty. */
struct status input_open_at_once(struct input *input, const char *path);

/* Reads up to room bytes.  *got is 0 at the end.  A pipe that has nothing yet gives
 * STATUS_OK with *got 0 and *again true when wait is false, and waits when it is true. */
struct status input_read(struct input *input, char *bytes, size_t room, bool wait,
	size_t *got, bool *again);
void input_close(struct input *input);

/* The fate of an input that was opened by that path and is closed.  Asks for its size and times
 * alone; INPUT_SAME for what is no regular file, and where it cannot be told. */
enum input_fate input_fate(const struct input *input, const char *path);

#endif
