/* SPDX-License-Identifier: MIT */
/* Tests of source_line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "folder.h"
#include "pipeline.h"
#include "source_line.h"

/* The line that a piece of the text is at, in a file of these bytes. */
static size_t line_of(struct folder *folder, const char *bytes, size_t len,
	const struct block *block, size_t byte)
{
	size_t line = 0;
	const char *path = folder_file(folder, "text");
	file_write(path, bytes, len);
	struct status s = source_line(path, ENCODING_AUTO, block, byte, &line);
	assert_true(status_ok(&s));
	return line;
}

/* Every word of a text is found on the line it is on, whatever repair made of the lines. */
static void assert_lines(struct folder *folder, const char *text, bool raw)
{
	struct document document = {0};
	const struct pipeline_options options = {.side = SIDE_ZH, .raw = raw};
	struct buf decoded = {0};
	for (const char *p = text; *p; p++)
		if (*p != '\r')
			buf_putc(&decoded, *p);
	pipeline_run(&document, &options, decoded.v, decoded.n);
	buf_free(&decoded);
	const struct stream *stream = &document.side[SIDE_ZH];
	size_t found = 0;
	for (size_t i = 0; i < stream->blocks.n; i++) {
		const struct block *block = stream_block(stream, i);
		for (size_t at = 0; at + 4 <= block->len; at++) {
			/* Words are w and three digits, the number of their line. */
			char word[5] = {0};
			unsigned number;
			if (block->text[at] != 'w')
				continue;
			memcpy(word, block->text + at, sizeof word - 1);
			assert_int_equal(sscanf(word, "w%3u", &number), 1);
			assert_int_equal(
				line_of(folder, text, strlen(text), block, at), number);
			found++;
		}
	}
	assert_in_range(found, 3, 1000);
	document_free(&document);
}

static void source_line__is__that_of_the_place(void **state)
{
	assert_lines(*state,
		"w001 starts\n"
		"\n"
		"w003 is a paragraph. It has w003 again.\n"
		"\n\n"
		"w006 ends\n",
		false);
	assert_lines(*state, "w001\nw002\n\n  w004\n", true);
	assert_lines(*state,
		"w001 一行\r\n"
		"w002 二行\r\n"
		"w003 三行",
		true);
}

/* Lines that were joined to one paragraph keep their numbers. */
static void source_line__sees__through_joined_lines(void **state)
{
	struct buf text = {0};
	for (int line = 1; line <= 24; line++)
		buf_printf(&text,
			"w%03d 海风吹过港口的时候船还没有出发工人们在搬货物w%03d的时候\n",
			line, line);
	assert_lines(*state, buf_string(&text), false);
	buf_free(&text);
}

/* Offsets count the decoded text, not the bytes of the file. */
static void source_line__reads__other_encodings(void **state)
{
	static const char bytes[] = "\xFF\xFE"
				    "a\0\n\0\x2C\x4E\n\0b\0";
	const char decoded[] = "a\n丬\nb";
	const struct block block = {
		.text = "b", .len = 1, .source = {strlen(decoded) - 1, strlen(decoded)}};
	assert_int_equal(line_of(*state, bytes, sizeof bytes - 1, &block, 0), 3);
}

static void source_line__stays__in_a_file_that_shrank(void **state)
{
	const struct block block = {
		.text = "gone away", .len = 9, .source = {1000, 1009}};
	assert_int_equal(line_of(*state, "one\ntwo\n", 8, &block, 5), 3);
	assert_int_equal(line_of(*state, "", 0, &block, 0), 1);
}

static void source_line__fails__without_the_file(void **state)
{
	const struct block block = {.text = "x", .len = 1, .source = {0, 1}};
	size_t line;
	struct status s =
		source_line(folder_file(*state, "none"), ENCODING_AUTO, &block, 0, &line);
	assert_int_equal(s.code, STATUS_SYSTEM);
}

#define TEST_WITH_FOLDER(name)                                                           \
	cmocka_unit_test_setup_teardown(name, folder_set_up, folder_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FOLDER(source_line__is__that_of_the_place),
		TEST_WITH_FOLDER(source_line__sees__through_joined_lines),
		TEST_WITH_FOLDER(source_line__reads__other_encodings),
		TEST_WITH_FOLDER(source_line__stays__in_a_file_that_shrank),
		TEST_WITH_FOLDER(source_line__fails__without_the_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
