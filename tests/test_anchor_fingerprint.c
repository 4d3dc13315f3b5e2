/* SPDX-License-Identifier: MIT */
/* Tests of anchor: which text is which, by its words or its path. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "folder.h"
#include "known_text.h"
#include "pipeline.h"
#include "prose.h"

/* A text of many paragraphs, with number `changed` another one (SIZE_MAX: none). */
static void make_text(struct buf *out, unsigned seed, size_t changed)
{
	struct rng rng = {seed};
	struct prose prose;
	prose_start(&prose, &rng);
	for (size_t i = 0; i < 60; i++) {
		size_t begin = out->n;
		prose_paragraph(&prose, out, 200, ENDING_STATEMENT);
		if (i == changed) {
			out->n = begin;
			buf_puts(out, "这一段已经换成了完全不同的内容，谁也认不出来。");
		}
		buf_puts(out, "\n\n");
	}
}

static enum text_match match_seeds(unsigned a, size_t a_changed, const char *a_path,
	unsigned b, size_t b_changed, const char *b_path)
{
	struct buf one = {0}, other = {0};
	struct text old, new;
	make_text(&one, a, a_changed);
	make_text(&other, b, b_changed);
	text_open_len(&old, a_path, one.v, one.n);
	text_open_len(&new, b_path, other.v, other.n);
	enum side side;
	enum text_match match = identity_side(&new.identity, old.identity.path[SIDE_ZH],
		old.identity.fingerprint[SIDE_ZH].text, &side);
	assert_int_equal(side, SIDE_ZH);
	text_close(&old);
	text_close(&new);
	buf_free(&one);
	buf_free(&other);
	return match;
}

static void text__is_known__by_its_words_and_not_its_path(void **state)
{
	struct folder *folder = *state;
	const size_t no = SIZE_MAX;
	/* Moved. */
	assert_int_equal(match_seeds(1, no, "/none/a", 1, no, "/none/b"), TEXT_SAME);
	/* Edited, in its place or moved too. */
	assert_int_equal(match_seeds(1, no, "/none/a", 1, 3, "/none/a"), TEXT_EDITED);
	assert_int_equal(match_seeds(1, no, "/none/a", 1, 3, "/none/b"), TEXT_EDITED);
	assert_int_equal(match_seeds(1, no, "/none/a", 1, 3, "-"), TEXT_EDITED);
	assert_int_equal(match_seeds(1, no, "-", 1, 3, "-"), TEXT_EDITED);
	/* Another one, even by the same name. */
	assert_int_equal(match_seeds(1, no, "/none/a", 2, no, "/none/b"), TEXT_OTHER);
	assert_int_equal(match_seeds(1, no, "/none/a", 2, no, "/none/a"), TEXT_OTHER);
	assert_int_equal(match_seeds(1, no, "-", 2, no, "-"), TEXT_OTHER);
	/* Two that differ little and are both there are two. */
	file_puts(folder_file(folder, "a"), "");
	assert_int_equal(match_seeds(1, no, folder->file, 1, 3, "/none/b"), TEXT_OTHER);
	assert_int_equal(match_seeds(1, no, folder->file, 1, no, "/none/b"), TEXT_SAME);
}

static void text__is_known__by_path_where_there_is_no_fingerprint(void **state)
{
	(void)state;
	static const char known[] = "0123456789abcdef-0123456789abcdef0123456789abcdef";
	assert_int_equal(text_match("/a", "", "/a", known), TEXT_EDITED);
	assert_int_equal(text_match("/a", "x", "/a", known), TEXT_EDITED);
	assert_int_equal(text_match("/a", "", "/b", known), TEXT_OTHER);
	assert_int_equal(text_match("/a", known, "/b", ""), TEXT_OTHER);
	assert_int_equal(text_match("/a", known, "/b", known), TEXT_SAME);
}

static void identity__waits__for_enough_text(void **state)
{
	struct folder *folder = *state;
	struct document document = {0};
	struct identity identity, whole;
	struct buf text = {0}, more = {0};
	const char *path = folder_file(folder, "link");
	const char *const paths[] = {path, path};
	assert_false(identity_make(&identity, &document, paths, false));
	for (unsigned seed = 0; seed < 3; seed++)
		make_text(&text, seed, SIZE_MAX);
	pipeline_run(&document, &(struct pipeline_options){.side = SIDE_COUNT},
		"太短的一句话。\n", strlen("太短的一句话。\n"));
	assert_false(identity_make(&identity, &document, paths, false));
	assert_true(identity_make(&identity, &document, paths, true));
	identity_free(&identity);
	document_free(&document);

	/* What is beyond the first 32 KiB of words makes no difference. */
	struct document large = {0}, larger = {0};
	buf_add(&more, text.v, text.n);
	buf_puts(&more, "后来又加了一段话。\n");
	pipeline_run(
		&large, &(struct pipeline_options){.side = SIDE_COUNT}, text.v, text.n);
	pipeline_run(
		&larger, &(struct pipeline_options){.side = SIDE_COUNT}, more.v, more.n);
	char target[128];
	snprintf(target, sizeof target, "%s/target", folder->path);
	file_puts(target, "");
	assert_int_equal(symlink("target", path), 0);
	assert_true(identity_make(&identity, &large, paths, false));
	assert_true(identity_make(&whole, &larger, paths, true));
	assert_string_equal(
		identity.fingerprint[SIDE_ZH].text, whole.fingerprint[SIDE_EN].text);
	/* A path is that of the file itself. */
	assert_non_null(strstr(identity.path[SIDE_ZH], "/target"));
	identity_free(&identity);
	identity_free(&whole);
	document_free(&large);
	document_free(&larger);
	buf_free(&text);
	buf_free(&more);
}

int main(void)
{
#define IN_FOLDER(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, folder_set_up, folder_tear_down)
	const struct CMUnitTest tests[] = {
		IN_FOLDER(text__is_known__by_its_words_and_not_its_path),
		cmocka_unit_test(text__is_known__by_path_where_there_is_no_fingerprint),
		IN_FOLDER(identity__waits__for_enough_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
