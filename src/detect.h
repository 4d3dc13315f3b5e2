/* SPDX-License-Identifier: MIT */
/* detect: which encoding bytes are in, by looking at them.  Pure. */
#ifndef DUIDU_DETECT_H
#define DUIDU_DETECT_H

#include <stddef.h>

#include "encoding.h"
#include "status.h"

struct detection {
	enum encoding encoding; /* ENCODING_AUTO: nothing but ASCII so far */
	bool certain;           /* bytes to come would not change it */
	bool binary;            /* not text; encoding means nothing then */
	size_t controls;        /* bytes that are control characters */
};

/* start: the bytes are the first of the input; otherwise all before them was ASCII, and
 * neither a byte order mark, nor UTF-16, nor binary is thought of.  The last sequence may
 * be cut.  One byte at least. */
struct detection detect_encoding(const char *bytes, size_t len, bool start);

#endif
