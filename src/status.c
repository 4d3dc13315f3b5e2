/* SPDX-License-Identifier: MIT */
/* status: failure values, the end of the program, and memory that is always there.
 *
 * die()'s hook is one of the few mutable globals outside main.c (the signals that came, in
 * signals.c, and the terminal to be put back, in tty.c, are others): an allocation can fail
 * anywhere, and nowhere is a reader at hand to ask which terminal has to be put back. */
#include "status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unistr.h>

#include "message.h"

static void (*restore_terminal)(void);

/* Makes a message one that can be shown whatever file names or lines it quotes: what is not
 * UTF-8 and controls become "?"; a code point that is cut at the end goes. */
static void make_showable(char *message)
{
	size_t len = strlen(message);
	for (size_t at = 0; at < len;) {
		ucs4_t c;
		int size = u8_mbtoucr(&c, (const uint8_t *)message + at, len - at);
		if (size == -2)
			message[len = at] = '\0';
		bool control = size > 0 && (c < 0x20 || (c >= 0x7F && c < 0xA0));
		size_t n = size > 0 ? (size_t)size : 1;
		if (size == -1 || control) {
			message[at] = '?';
			memmove(message + at + 1, message + at + n, len - at - n + 1);
			len -= n - 1;
			n = 1;
		}
		at += n;
	}
}

struct status status_make(enum status_code code, size_t line, const char *format, ...)
{
	struct status s = {.code = code, .line = line};
	va_list args;
	va_start(args, format);
	vsnprintf(s.message, sizeof s.message, format, args);
	va_end(args);
	make_showable(s.message);
	return s;
}

struct status status_errno(const char *format, ...)
{
	const char *reason = strerror(errno);
	struct status s = {.code = STATUS_SYSTEM};
	va_list args;
	va_start(args, format);
	vsnprintf(s.message, sizeof s.message, format, args);
	va_end(args);
	size_t len = strlen(s.message);
	snprintf(
		s.message + len, sizeof s.message - len, "%s%s", len ? ": " : "", reason);
	make_showable(s.message);
	return s;
}

void lint_note(
	const struct lint *lint, size_t line, const char *rule, const char *format, ...)
{
	if (!lint || !lint->note)
		return;
	char what[512];
	va_list args;
	va_start(args, format);
	vsnprintf(what, sizeof what, _(format), args);
	va_end(args);
	make_showable(what);
	lint->note(lint->ctx, line, rule, what);
}

void die_hook(void (*restore)(void))
{
	restore_terminal = restore;
}

void die(const char *format, ...)
{
	void (*restore)(void) = restore_terminal;
	restore_terminal = NULL;
	if (restore)
		restore();
	fputs("duidu: ", stderr);
	va_list args;
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(EXIT_FAILURE);
}

void *xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);
	if (!p)
		die(_("out of memory"));
	return p;
}

void *xcalloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);
	if (!p)
		die(_("out of memory"));
	return p;
}

void *xreallocarray(void *old, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		die(_("out of memory"));
	size_t bytes = count * size;
	void *p = realloc(old, bytes ? bytes : 1);
	if (!p)
		die(_("out of memory"));
	return p;
}

char *xstrndup(const char *bytes, size_t len)
{
	char *copy = xmalloc(len + 1);
	if (len)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

char *xstrdup(const char *string)
{
	return xstrndup(string, strlen(string));
}
