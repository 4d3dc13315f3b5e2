/* SPDX-License-Identifier: MIT */
/* fuzz_bookmark: a bookmarks file of anything is read without a word lost: lines that are no
 * bookmarks stay as they are through changes, and what is added is there when the file is
 * read again. */
#include <stdlib.h>
#include <string.h>

#include "bookmark_internal.h"
#include "fuzz.h"
#include "tsv.h"

static void read_file(const char *path, struct buf *bytes)
{
	char piece[4096];
	size_t n;
	FILE *file = fopen(path, "rb");
	require(file);
	while ((n = fread(piece, 1, sizeof piece, file)) > 0)
		buf_add(bytes, piece, n);
	fclose(file);
}

/* Every line of before that is no bookmark is in after, in order. */
static void check_kept(const struct buf *before, const struct buf *after)
{
	size_t from = 0, at = 0;
	struct span line, fields[FIELDS];
	while (tsv_line(before->v, before->n, &at, &line)) {
		if (bookmark_split(before->v, line, fields) || line.end == line.beg)
			continue;
		const char *found = memmem(after->v + from, after->n - from,
			before->v + line.beg, line.end - line.beg);
		require(found);
		from = (size_t)(found - after->v) + (line.end - line.beg);
	}
}

static void check_printing(const struct bookmark *bookmark)
{
	FILE *out = fopen("/dev/null", "w");
	require(out);
	for (int format = BOOKMARK_TEXT; format <= BOOKMARK_JSON; format++) {
		struct bookmark_printer printer = {
			.out = out, .format = (enum bookmark_format)format};
		bookmark_print_begin(&printer);
		bookmark_print(&printer, bookmark, NULL, NULL);
		bookmark_print_end(&printer);
	}
	fclose(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char note[] = "a note\twith \\ signs\n再读";
	struct buf path = {0}, before = {0}, after = {0};
	struct bookmark bookmark;
	fuzz_path(&path, "bookmarks.tsv");
	fuzz_write(buf_string(&path), bytes, len);
	buf_add(&before, (const char *)bytes, len);

	struct bookmarks *bookmarks = bookmarks_open(buf_string(&path));
	bookmarks_read(bookmarks);
	size_t count = bookmarks_count(bookmarks);
	for (size_t i = 0; i < count; i++) {
		bookmarks_get(bookmarks, i, &bookmark);
		fuzz_check_utf8(bookmark.note, strlen(bookmark.note));
		check_printing(&bookmark);
		bookmark_free(&bookmark);
	}
	if (count > 0)
		bookmarks_set_note(bookmarks, count / 2, note);
	bookmark = bookmark_new(0, 0, note);
	bookmark.anchor = (struct anchor){.path = xstrdup("/text"),
		.fingerprint = xstrdup(""),
		.section = xstrdup(""),
		.words = xstrdup("words")};
	struct status s = bookmarks_add(bookmarks, &bookmark);
	require(status_ok(&s) && bookmarks_count(bookmarks) == count + 1);
	bookmark_free(&bookmark);
	bookmarks_free(bookmarks);

	read_file(buf_string(&path), &after);
	check_kept(&before, &after);
	bookmarks = bookmarks_open(buf_string(&path));
	bookmarks_read(bookmarks);
	require(bookmarks_count(bookmarks) == count + 1);
	bookmarks_get(bookmarks, count, &bookmark);
	require(strcmp(bookmark.note, note) == 0);
	bookmark_free(&bookmark);
	bookmarks_free(bookmarks);
	buf_free(&path);
	buf_free(&before);
	buf_free(&after);
	return 0;
}
