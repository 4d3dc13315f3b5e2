/* SPDX-License-Identifier: MIT */
/* encoding: the encodings a text may come in, and their names. */
#ifndef DUIDU_ENCODING_H
#define DUIDU_ENCODING_H

#include <stdbool.h>

enum encoding {
	ENCODING_AUTO, /* by its mark, else UTF-8 if valid, else by likeness */
	ENCODING_UTF8,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_GB18030,
	ENCODING_BIG5,
	ENCODING_COUNT
};

/* The encoding of a name as users write it ("utf-8", "UTF8", "gbk", "big5-hkscs" ...);
 * false when there is none of that name. */
bool encoding_named(const char *name, enum encoding *encoding);
const char *encoding_name(enum encoding encoding);

#endif
