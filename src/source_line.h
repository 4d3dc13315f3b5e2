/* SPDX-License-Identifier: MIT */
/* source_line: the line of a file that a place of its text came from. */
#ifndef DUIDU_SOURCE_LINE_H
#define DUIDU_SOURCE_LINE_H

#include "document.h"
#include "encoding.h"
#include "status.h"

/* Reads the file again as it was read (encoding as asked for then) up to where the byte of the
 * block came from: *line, from 1, is the line with the first character from there on that is no
 * blank.  Where repair added or dropped characters before that place in the block the line may
 * be one of those beside it; in a file that has changed since, it is what is there now.  Fails
 * when the file cannot be read. */
struct status source_line(const char *path, enum encoding encoding,
	const struct block *block, size_t byte, size_t *line);

#endif
