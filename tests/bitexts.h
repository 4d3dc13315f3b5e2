/* SPDX-License-Identifier: MIT */
/* bitexts: reading a bitext in slices and printing what it became, for tests. */
#ifndef DUIDU_TESTS_BITEXTS_H
#define DUIDU_TESTS_BITEXTS_H

#include <stddef.h>

#include "document.h"
#include "status.h"

/* Reads text, which must be recognised, in slices of that many bytes (0: all at once) into an
 * empty document, as far as it goes.  lint may be NULL. */
struct status bitexts_read(struct document *document, const char *text, size_t len,
	size_t slice, const struct lint *lint);

/* Blocks as pipeline_print has them, then links as --align=ladder, with the status behind
 * each.  The caller frees it. */
char *bitexts_print(const struct document *document);

/* A file of tests/fixtures/bitext; the caller frees it. */
char *bitexts_fixture(const char *name, size_t *len);

#endif
