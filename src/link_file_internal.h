/* SPDX-License-Identifier: MIT */
/* link_file_internal: what reading and writing the file of links share. */
#ifndef DUIDU_LINK_FILE_INTERNAL_H
#define DUIDU_LINK_FILE_INTERNAL_H

#include "link_file.h"

/* The fields of a line: path and fingerprint of both texts, counts, then those of sentences. */
enum { FIELD_TEXTS = 0, FIELD_COUNTS = 4, FIELD_SENTENCES = 5, SENTENCE_FIELDS = 3 };

/* Lines are kept as strings: one with a NUL in it is none of ours. */
bool link_line_is_string(const char *text, struct span line);

/* The orders of link_file's own and given, for qsort and bsearch. */
int link_lines_compare(const void *left, const void *right);
int links_given_compare(const void *left, const void *right);

#endif
