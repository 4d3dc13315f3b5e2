/* SPDX-License-Identifier: MIT */
/* align_common: some hundred common words in both languages, for texts that are aligned without
 * a dictionary.  For align*.c only. */
#ifndef DUIDU_ALIGN_COMMON_H
#define DUIDU_ALIGN_COMMON_H

#include <stddef.h>

struct common;

struct common *common_new(void);
void common_free(struct common *common);

/* Bytes of the longest common word at the start of a Chinese text in either script, 0 if there
 * is none; *english is then set to the words that may stand for it, in small letters with
 * blanks between. */
size_t common_longest(
	const struct common *common, const char *text, size_t len, const char **english);

#endif
