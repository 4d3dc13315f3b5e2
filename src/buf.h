/* SPDX-License-Identifier: MIT */
/* buf: growable bytes.  Zero is an empty buffer; bytes are not NUL-terminated unless
 * buf_string() is asked. */
#ifndef DUIDU_BUF_H
#define DUIDU_BUF_H

#include <stddef.h>

struct buf {
	char *v;
	size_t n, room; /* bytes used, bytes allocated */
};

/* Makes room for more bytes behind the used ones; returns where they go. */
char *buf_room(struct buf *buf, size_t more);
void buf_add(struct buf *buf, const char *bytes, size_t len);
void buf_puts(struct buf *buf, const char *string);
void buf_putc(struct buf *buf, char byte);
void buf_printf(struct buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3), nonnull(2)));

/* Appends bytes of unknown origin (a file's name): what is not UTF-8 as "?". */
void buf_add_valid(struct buf *buf, const char *bytes, size_t len);

/* Forgets the first len bytes and moves the rest to the front. */
void buf_drop(struct buf *buf, size_t len);

/* The bytes with a NUL behind them; belongs to buf, valid until it changes. */
const char *buf_string(struct buf *buf);
void buf_free(struct buf *buf);

#endif
