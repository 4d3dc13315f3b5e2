/* SPDX-License-Identifier: MIT */
/* json: what every writer of JSON here needs. */
#ifndef DUIDU_JSON_H
#define DUIDU_JSON_H

#include "buf.h"

/* Appends UTF-8 text as a string of JSON (RFC 8259), quotes and all.  Controls, C1 too, are
 * escaped as \u00XX. */
void json_add_string(struct buf *out, const char *text, size_t len);

#endif
