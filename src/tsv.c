/* SPDX-License-Identifier: MIT */
/* tsv: taking lines apart and writing fields; what the fields mean is the callers'.
 *
 * Lines are found in place and nothing is copied before it is needed: a file of ten thousand
 * lines is looked through before the first screen is old. */
#include "tsv.h"

#include <string.h>

#include "status.h"

static const char byte_order_mark[] = "\uFEFF";

bool tsv_line(const char *text, size_t len, size_t *at, struct span *line)
{
	if (*at >= len)
		return false;
	size_t beg = *at, mark = sizeof byte_order_mark - 1;
	if (beg == 0 && len >= mark && memcmp(text, byte_order_mark, mark) == 0)
		beg = mark;
	const char *feed = memchr(text + beg, '\n', len - beg);
	size_t end = feed ? (size_t)(feed - text) : len;
	*at = feed ? end + 1 : len;
	if (end > beg && text[end - 1] == '\r')
		end--;
	*line = (struct span){beg, end};
	return true;
}

size_t tsv_split(const char *text, struct span line, struct span *fields, size_t most)
{
	size_t n = 0, beg = line.beg;
	while (n < most) {
		const char *tab = memchr(text + beg, '\t', line.end - beg);
		size_t end = tab ? (size_t)(tab - text) : line.end;
		fields[n++] = (struct span){beg, end};
		if (!tab)
			break;
		beg = end + 1;
	}
	return n;
}

/* Bytes that are written with a backslash, and the letter behind it. */
static const struct {
	char byte, letter;
} escapes[] = {{'\t', 't'}, {'\n', 'n'}, {'\\', '\\'}};
enum { ESCAPES = sizeof escapes / sizeof *escapes };

/* The letter that stands for a byte, 0 when it stands for itself. */
static char escape_of(char byte)
{
	for (size_t i = 0; i < ESCAPES; i++)
		if (escapes[i].byte == byte)
			return escapes[i].letter;
	return 0;
}

void tsv_add(struct buf *out, const char *bytes, size_t len)
{
	size_t done = 0;
	if (len == 0)
		return;
	for (size_t i = 0; i < len; i++) {
		char escape = escape_of(bytes[i]);
		if (!escape)
			continue;
		buf_add_valid(out, bytes + done, i - done);
		buf_putc(out, '\\');
		buf_putc(out, escape);
		done = i + 1;
	}
	buf_add_valid(out, bytes + done, len - done);
}

void tsv_add_plain(struct buf *out, const char *text, size_t len)
{
	size_t done = 0;
	if (len == 0)
		return;
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];
		bool c1 =
			byte == 0xC2 && i + 1 < len && (unsigned char)text[i + 1] < 0xA0;
		if (byte >= 0x20 && byte != 0x7F && !c1)
			continue;
		buf_add(out, text + done, i - done);
		buf_putc(out, ' ');
		i += c1;
		done = i + 1;
	}
	buf_add(out, text + done, len - done);
}

/* What a letter behind a backslash stands for, 0 when it is none of these. */
static char meaning_of(char letter)
{
	for (size_t i = 0; i < ESCAPES; i++)
		if (escapes[i].letter == letter)
			return escapes[i].byte;
	return 0;
}

void tsv_read(struct buf *out, const char *field, size_t len)
{
	size_t done = 0, at = 0;
	const char *mark;
	if (len == 0)
		return;
	while (at < len && (mark = memchr(field + at, '\\', len - at))) {
		at = (size_t)(mark - field);
		char meant = at + 1 < len ? meaning_of(field[at + 1]) : 0;
		if (!meant) {
			at++;
			continue;
		}
		buf_add(out, field + done, at - done);
		buf_putc(out, meant);
		done = at += 2;
	}
	buf_add(out, field + done, len - done);
}

char *tsv_string(const char *text, struct span field)
{
	struct buf meant = {0}, valid = {0};
	tsv_read(&meant, text + field.beg, span_len(field));
	buf_add_valid(&valid, meant.v, meant.n);
	char *string = xstrdup(buf_string(&valid));
	buf_free(&meant);
	buf_free(&valid);
	return string;
}
