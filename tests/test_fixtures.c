/* SPDX-License-Identifier: MIT */
/* Whole texts through decode, repair and parse, compared with what a reader makes of them.
 *
 * tests/fixtures/NAME.txt (or .md) has a NAME.blocks beside it, written and checked by hand:
 * a block a line in the order of the source, as "side kind level text". */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "decode.h"
#include "pipeline.h"

static void read_file(const char *name, struct buf *bytes)
{
	const char *srcdir = getenv("srcdir");
	char *path;
	assert_int_not_equal(
		asprintf(&path, "%s/tests/fixtures/%s", srcdir ? srcdir : ".", name), -1);
	FILE *file = fopen(path, "rb");
	if (!file)
		fail_msg("cannot open %s", path);
	for (size_t got = 1; got > 0; bytes->n += got)
		got = fread(buf_room(bytes, 4096), 1, 4096, file);
	assert_false(ferror(file));
	fclose(file);
	free(path);
}

static void load(struct document *document, const struct buf *bytes)
{
	struct buf text = {0};
	struct decoder *decoder = decoder_new(ENCODING_AUTO, NULL);
	struct status fed = decoder_feed(decoder, bytes->v, bytes->n, &text);
	assert_true(status_ok(&fed));
	struct status done = decoder_finish(decoder, &text);
	assert_true(status_ok(&done));
	decoder_free(decoder);
	pipeline_run(
		document, &(struct pipeline_options){.side = SIDE_COUNT}, text.v, text.n);
	buf_free(&text);
}

/* Says where two lists of lines part, with the lines there. */
static void compare(const char *name, const char *wanted, const char *got)
{
	for (int line = 1;; line++) {
		size_t want_len = strcspn(wanted, "\n"), got_len = strcspn(got, "\n");
		bool same = want_len == got_len && memcmp(wanted, got, got_len) == 0;
		if (!same) {
			print_error("%s, block %d\n", name, line);
			fprintf(stderr, "- %.*s\n+ %.*s\n", (int)want_len, wanted,
				(int)got_len, got);
			fail();
		}
		if (wanted[want_len] == '\0' || got[got_len] == '\0') {
			assert_int_equal(wanted[want_len], got[got_len]);
			return;
		}
		wanted += want_len + 1;
		got += got_len + 1;
	}
}

static void check(const char *text_name)
{
	struct buf bytes = {0}, wanted = {0};
	read_file(text_name, &bytes);
	char blocks_name[64];
	snprintf(blocks_name, sizeof blocks_name, "%.*s.blocks",
		(int)(strrchr(text_name, '.') - text_name), text_name);
	read_file(blocks_name, &wanted);
	struct document document = {0};
	load(&document, &bytes);
	char *got = pipeline_print(&document);
	compare(text_name, buf_string(&wanted), got);
	free(got);
	document_free(&document);
	buf_free(&bytes);
	buf_free(&wanted);
}

static void article__as_a_reader_sees_it(void **state)
{
	(void)state;
	check("article.txt");
}

static void pages__lose_heads_and_numbers(void **state)
{
	(void)state;
	check("pages.txt");
}

static void width__may_change_half_way(void **state)
{
	(void)state;
	check("width.txt");
}

static void clean__law_is_left_as_it_is(void **state)
{
	(void)state;
	check("clean.txt");
}

static void markdown__keeps_code_and_tables(void **state)
{
	(void)state;
	check("markdown.md");
}

static void english__wrapped_lines_are_joined(void **state)
{
	(void)state;
	check("english.txt");
}

static void english__long_lines_are_left(void **state)
{
	(void)state;
	check("english-long.txt");
}

static void traditional__same_as_simplified(void **state)
{
	(void)state;
	check("traditional.txt");
}

static void book__dialogue_stays_in_paragraphs(void **state)
{
	(void)state;
	check("book.txt");
}

static void crlf__and_byte_order_mark_go(void **state)
{
	(void)state;
	check("crlf.txt");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(article__as_a_reader_sees_it),
		cmocka_unit_test(pages__lose_heads_and_numbers),
		cmocka_unit_test(width__may_change_half_way),
		cmocka_unit_test(clean__law_is_left_as_it_is),
		cmocka_unit_test(markdown__keeps_code_and_tables),
		cmocka_unit_test(english__wrapped_lines_are_joined),
		cmocka_unit_test(english__long_lines_are_left),
		cmocka_unit_test(traditional__same_as_simplified),
		cmocka_unit_test(book__dialogue_stays_in_paragraphs),
		cmocka_unit_test(crlf__and_byte_order_mark_go),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
