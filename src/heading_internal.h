/* SPDX-License-Identifier: MIT */
/* heading_internal: what the readers of numbers and of names share; for heading*.c only. */
#ifndef DUIDU_HEADING_INTERNAL_H
#define DUIDU_HEADING_INTERNAL_H

#include <stdint.h>
#include <string.h>

#include "heading.h"
#include "utf8.h"

/* A place in a text that only moves forward. */
struct cursor {
	const char *text;
	size_t len, at;
};

static inline uint32_t peek(const struct cursor *c, size_t *size)
{
	*size = 0;
	return c->at < c->len ? utf8_at(c->text, c->len, c->at, size) : 0;
}

static inline bool take(struct cursor *c, uint32_t wanted)
{
	size_t size;
	if (peek(c, &size) != wanted || size == 0)
		return false;
	c->at += size;
	return true;
}

static inline bool take_any(struct cursor *c, const char *set)
{
	size_t size;
	uint32_t uc = peek(c, &size);
	for (size_t len = strlen(set), at = 0, n; at < len && size > 0; at += n)
		if (utf8_at(set, len, at, &n) == uc) {
			c->at += size;
			return true;
		}
	return false;
}

static inline void skip_blanks(struct cursor *c)
{
	size_t size;
	uint32_t uc;
	while ((uc = peek(c, &size)) == ' ' || uc == '\t' || uc == 0x3000 || uc == 0xA0)
		c->at += size;
}

/* Reads a section's name without a number (引言, References), blanks inside it skipped, that
 * takes the whole rest of the text, which begins with no blank. */
bool heading_name(const struct cursor *at, struct heading_mark *mark);

#endif
