/* SPDX-License-Identifier: MIT */
/* tsv: lines of fields with tabs between them.
 *
 * In a field a tab, a line feed and a backslash are written \t, \n and \\; another backslash
 * is only a backslash, as somebody may type it. */
#ifndef DUIDU_TSV_H
#define DUIDU_TSV_H

#include "buf.h"
#include "span.h"

/* The line that begins at byte *at, without its LF or CR LF, and sets *at behind it; false at
 * the end of the text.  A byte order mark at the start of the text is left out. */
bool tsv_line(const char *text, size_t len, size_t *at, struct span *line);

/* The first `most` fields of a line, in bytes of text and as they are written.  Returns how
 * many there are; more than `most` are not counted, and the last then ends before them. */
size_t tsv_split(const char *text, struct span line, struct span *fields, size_t most);

/* Appends a field, escaped; bytes that are not UTF-8 as "?". */
void tsv_add(struct buf *out, const char *bytes, size_t len);

/* Appends a field as output for people and pipes has it: not escaped, but with a blank for
 * each control character (C0, DEL, C1), so that lines and terminals stay whole. */
void tsv_add_plain(struct buf *out, const char *text, size_t len);

/* Appends what a field as it is written means. */
void tsv_read(struct buf *out, const char *field, size_t len);

/* The same as a string of valid UTF-8, which the caller frees. */
char *tsv_string(const char *text, struct span field);

#endif
