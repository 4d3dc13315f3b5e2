/* SPDX-License-Identifier: MIT */
/* json: strings.  The rest of JSON is punctuation, which each writer prints itself. */
#include "json.h"

/* C1 controls are escaped with the others: RFC 8259 would let them through, but a terminal
 * obeys them. */
void json_add_string(struct buf *out, const char *text, size_t len)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];
		/* A cut sequence is no C1 control. */
		unsigned char next = i + 1 < len ? (unsigned char)text[i + 1] : 0xFF;
		if (byte == 0xC2 && next < 0xA0) {
			buf_printf(out, "\\u%04X", next);
			i++;
		} else if (byte < 0x20 || byte == 0x7f) {
			buf_printf(out, "\\u%04X", byte);
		} else {
			if (byte == '"' || byte == '\\')
				buf_putc(out, '\\');
			buf_putc(out, text[i]);
		}
	}
	buf_putc(out, '"');
}
