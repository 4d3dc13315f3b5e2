/* SPDX-License-Identifier: MIT */
/* query: what is searched for, compiled, and its matches in one text.
 *
 * A literal pattern matches a text that folds to the same code points; a regular
 * expression is Perl's (PCRE2).  A match is a range of whole graphemes, never empty; the
 * leftmost there is, and of a literal pattern the shortest there.  Matches do not
 * overlap.
 *
 * A text is a block's: valid UTF-8, not NUL-terminated.  A query may be used again and
 * again, by one thread at a time. */
#ifndef DUIDU_QUERY_H
#define DUIDU_QUERY_H

#include "config.h"
#include "fold.h"
#include "span.h"
#include "status.h"

/* Options, a bit each.
 *
 * CASE: small letters match capitals, unless the pattern has a capital: then case matters
 * (smart case).  WIDTH, HAN: see fold.h.
 * PINYIN: a pattern of small letters, at least two, digits, blanks and ' also matches Han
 * characters that are read so: "renmin", "ren2min2", "rgzn", "rengzn", "xi'an".  The last
 * syllable need not be whole.
 * BLANKS: a blank matches any run of blanks.  Beside a Han character or its punctuation
 * blanks count for nothing, in the pattern and in the text: "自20世纪" finds
 * "自 20 世纪", "law, order" finds "law，order".
 * REGEX: a regular expression, to which of the others only CASE applies.  ^ and $ match
 * at lines too.  A match that ends inside a grapheme is widened to the whole of it; where
 * \K puts its start before the end of an earlier match, it begins there. */
enum {
	QUERY_CASE = FOLD_CASE,
	QUERY_WIDTH = FOLD_WIDTH,
	QUERY_HAN = FOLD_HAN,
	QUERY_PINYIN = 8,
	QUERY_BLANKS = 16,
	QUERY_FOLDINGS = 31, /* all of these */
	QUERY_REGEX = 32,
};

enum { QUERY_MOST = 255 }; /* code points of a literal pattern, folded */

/* The options that a reader has set. */
unsigned query_options(const struct config *config);

struct query;

/* Compiles a pattern of len bytes.  Fails with STATUS_USAGE when it is empty, too
 * long, not valid UTF-8, has a NUL or is no regular expression: *query is then NULL,
 * and *where (unless where is NULL) the byte of the pattern that the message is about. */
struct status query_compile(struct query **query, const char *pattern, size_t len,
	unsigned options, size_t *where);

/* query may be NULL. */
void query_free(struct query *query);

/* The first match that begins at byte `from` <= len or later, SPAN_NONE if there is
 * none.  from is 0 or where an earlier match ended.  A regular expression that tries too
 * many ways from one place, or on this text takes longer than 100 ms and 1 ms for each KB,
 * fails with STATUS_USAGE, and there is no match. */
struct span query_find(const struct query *query, const char *text, size_t len,
	size_t from, struct status *status);

/* The quick look over many texts that lie one behind the other in [beg, end): before
 * the place it returns no match begins, and end means that there is none at all.  What
 * begins at the place, query_find tells, for the text that it is in. */
const char *query_scan(const struct query *query, const char *beg, const char *end);

/* Whether query_scan ever passes over anything: not for a regular expression. */
bool query_can_scan(const struct query *query);

#endif
