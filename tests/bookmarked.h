/* SPDX-License-Identifier: MIT */
/* bookmarked: bookmarks as they are made and as they stand in the file, of two documents, A and
 * B.  To be included behind cmocka.h. */
#ifndef DUIDU_TESTS_BOOKMARKED_H
#define DUIDU_TESTS_BOOKMARKED_H

#include <stdio.h>

#include "bookmark.h"

#define PRINT_A "aaaaaaaaaaaaaaaa-00010002000300040005000600070008"
#define PRINT_B "bbbbbbbbbbbbbbbb-00110012001300140015001600170018"

/* A line as it should be, of document A or B. */
#define LINE(mark, document, place, words, note)                                         \
	"2024-02-29T08:00:00Z\t" mark "\t/docs/" #document "\t" PRINT_##document         \
		"\t一、开头\t" place "\t前文〖" words "〗后文\t" note "\n"

static inline struct anchor make_anchor(
	const char *document, size_t block, const char *words)
{
	char path[32];
	snprintf(path, sizeof path, "/docs/%s", document);
	return (struct anchor){
		.path = xstrdup(path),
		.fingerprint = xstrdup(*document == 'A' ? PRINT_A : PRINT_B),
		.section = xstrdup("一、开头"),
		.block = block,
		.words = xstrdup(words),
		.before = xstrdup("前文"),
		.after = xstrdup("后文"),
	};
}

/* 29 February 2024, 8 in the morning. */
enum { MOMENT = 1709193600 };

static inline struct status add(struct bookmarks *bookmarks, char mark,
	const char *document, size_t block, const char *words, const char *note)
{
	struct bookmark bookmark = bookmark_new(MOMENT, mark, note);
	bookmark.anchor = make_anchor(document, block, words);
	struct status s = bookmarks_add(bookmarks, &bookmark);
	bookmark_free(&bookmark);
	return s;
}

static inline void assert_ok(struct status s)
{
	assert_string_equal(s.message, "");
	assert_true(status_ok(&s));
}

static inline struct bookmarks *open_read(const char *path)
{
	struct bookmarks *bookmarks = bookmarks_open(path);
	assert_ok(bookmarks_read(bookmarks));
	return bookmarks;
}

#endif
