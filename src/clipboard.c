/* SPDX-License-Identifier: MIT */
/* clipboard: what goes into it, and how a terminal is told.
 *
 * A terminal owns the clipboard even where the program runs on another machine; that is why it
 * is told, and not the machine.  Nothing is ever asked of it: to read what someone else copied
 * is none of our business. */
#include "clipboard.h"

#include <stdint.h>

#include "utf8.h"

void clipboard_clean(const char *text, size_t len, struct buf *out)
{
	size_t size;
	for (size_t at = 0; at < len; at += size) {
		uint32_t c = utf8_at(text, len, at, &size);
		if (c == '\n' || c == '\t')
			buf_putc(out, ' ');
		else if (c >= 0x20 && (c < 0x7F || c >= 0xA0))
			buf_add(out, text + at, size);
	}
}

/* RFC 4648, section 4. */
static void add_base64(const char *bytes, size_t len, struct buf *out)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t at = 0; at < len; at += 3) {
		uint32_t group = 0;
		for (size_t i = 0; i < 3; i++)
			group = group << 8 |
				(at + i < len ? (unsigned char)bytes[at + i] : 0);
		for (size_t i = 0; i < 4; i++)
			buf_putc(out,
				at + i <= len ? digits[group >> (18 - 6 * i) & 63] : '=');
	}
}

void clipboard_order(const char *text, size_t len, struct buf *out)
{
	buf_puts(out, "\033]52;c;");
	add_base64(text, len, out);
	buf_puts(out, "\033\\");
}
