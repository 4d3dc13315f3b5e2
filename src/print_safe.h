/* SPDX-License-Identifier: MIT */
/* print_safe: what is printed on a terminal, without what a terminal would obey.
 *
 * A stream passes on what is written to it as glyph_print shows it; bytes that are no UTF-8
 * become "?".  Where standard output is a file or a pipe nothing stands in between, and what
 * is written is exact. */
#ifndef DUIDU_PRINT_SAFE_H
#define DUIDU_PRINT_SAFE_H

#include <stdio.h>

/* A stream to `out`, which outlives it; to be closed with fclose, which does not close out.  What
 * cannot be written shows in ferror(out). */
FILE *print_safe_open(FILE *out);

#endif
