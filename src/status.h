/* SPDX-License-Identifier: MIT */
/* status: how things fail.
 *
 * What the outside world does wrong (a file, an encoding, a line of a config) is a value,
 * struct status, handed to the caller, who adds the name of the file and shows it.
 * What we do wrong is an assert, kept in release builds.
 * Running out of memory ends the program through die(). */
#ifndef DUIDU_STATUS_H
#define DUIDU_STATUS_H

#include <stdbool.h>
#include <stddef.h>

enum status_code {
	STATUS_OK,
	STATUS_SYSTEM, /* the operating system said no; the message has its reason */
	STATUS_FORMAT, /* the bytes are not what they should be */
	STATUS_USAGE,  /* the user asked for something that does not exist */
};

struct status {
	enum status_code code;
	size_t line; /* 1-based line the message is about, 0 if none */
	/* A sentence without a full stop, cut at a code point: UTF-8 without controls, for
	 * which "?" stands, whatever was formatted into it. */
	char message[248];
};

#define STATUS_NONE ((struct status){.code = STATUS_OK})

struct status status_make(enum status_code code, size_t line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Like status_make(STATUS_SYSTEM, 0, ...) with ": " and strerror(errno) behind it. */
struct status status_errno(const char *format, ...) __attribute__((format(printf, 1, 2)));

static inline bool status_ok(const struct status *s)
{
	return s->code == STATUS_OK;
}

/* Where repairs and replaced bytes are reported; note == NULL when nobody listens.
 * line is the 1-based source line; rule is a static string, the name of a rule;
 * what says what was done, in the user's language, and lives only during the call. */
struct lint {
	void (*note)(void *ctx, size_t line, const char *rule, const char *what);
	void *ctx;
};

/* format is marked by N_(): it is translated only when somebody listens. */
void lint_note(const struct lint *lint, size_t line, const char *rule, const char *format,
	...) __attribute__((format(printf, 4, 5)));

/* Restores the terminal (die_hook), prints "duidu: message" and exits with status 1. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Called once by die() before it prints; set by the front end that owns the terminal. */
void die_hook(void (*restore)(void));

/* malloc and realloc that never return NULL, and check count * size for overflow. */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xreallocarray(void *old, size_t count, size_t size);
char *xstrdup(const char *string);
char *xstrndup(const char *bytes, size_t len);

#endif
