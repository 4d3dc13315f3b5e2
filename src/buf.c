/* SPDX-License-Identifier: MIT */
/* buf: bytes that grow by half, for text of unknown length on its way somewhere else. */
#include "buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "array.h"

char *buf_room(struct buf *buf, size_t more)
{
	array_room(buf, buf->n + more);
	return buf->v + buf->n;
}

void buf_add(struct buf *buf, const char *bytes, size_t len)
{
	if (len == 0)
		return;
	memcpy(buf_room(buf, len), bytes, len);
	buf->n += len;
}

void buf_puts(struct buf *buf, const char *string)
{
	buf_add(buf, string, strlen(string));
}

void buf_putc(struct buf *buf, char byte)
{
	*buf_room(buf, 1) = byte;
	buf->n++;
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len > 0) {
		vsnprintf(buf_room(buf, (size_t)len + 1), (size_t)len + 1, format, again);
		buf->n += (size_t)len;
	}
	va_end(again);
}

void buf_add_valid(struct buf *buf, const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		ucs4_t code_point;
		int size = u8_mbtoucr(&code_point, (const uint8_t *)bytes + at, len - at);
		buf_add(buf, size > 0 ? bytes + at : "?", size > 0 ? (size_t)size : 1);
		at += size > 0 ? (size_t)size : 1;
	}
}

void buf_drop(struct buf *buf, size_t len)
{
	if (len < buf->n)
		memmove(buf->v, buf->v + len, buf->n - len);
	buf->n -= len;
}

const char *buf_string(struct buf *buf)
{
	*buf_room(buf, 1) = '\0';
	return buf->v;
}

void buf_free(struct buf *buf)
{
	array_free(buf);
}
