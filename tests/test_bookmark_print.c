/* SPDX-License-Identifier: MIT */
/* Tests of bookmark's output as text, Markdown and JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bookmark.h"
#include "pipeline.h"

static struct bookmark make(
	char mark, const char *path, const char *words, const char *note)
{
	struct bookmark bookmark = bookmark_new(0, mark, note);
	bookmark.anchor = (struct anchor){.path = xstrdup(path),
		.fingerprint = xstrdup(""),
		.section = xstrdup("一、起点 › （二）渡口"),
		.block = 3,
		.byte = 12,
		.words = xstrdup(words)};
	return bookmark;
}

/* Prints two bookmarks without their documents, and compares. */
static void assert_printed(enum bookmark_format format, const char *expected)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);
	struct bookmark a =
		make('a', "/docs/甲.txt", "河水*很*慢。", "第一行\n\t第二行\x1b[m");
	struct bookmark b = make(0, "/docs/甲.txt", "说“\\好”\xC2\x9B", "");
	struct bookmark_printer printer = {.out = out, .format = format};
	bookmark_print_begin(&printer);
	bookmark_print(&printer, &a, NULL, NULL);
	bookmark_print(&printer, &b, NULL, NULL);
	bookmark_print_end(&printer);
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
	bookmark_free(&a);
	bookmark_free(&b);
}

static void text__is_a_line_each(void **state)
{
	(void)state;
	assert_printed(BOOKMARK_TEXT, "1970-01-01T00:00:00Z\ta\t/docs/甲.txt\t一、起点 › "
				      "（二）渡口\t河水*很*慢。\t"
				      "第一行  第二行 [m\n"
				      "1970-01-01T00:00:00Z\t\t/docs/甲.txt\t一、起点 › "
				      "（二）渡口\t说“\\好” \t\n");
}

static void markdown__has_a_heading_for_a_document(void **state)
{
	(void)state;
	assert_printed(BOOKMARK_MARKDOWN,
		"## /docs/甲.txt\n"
		"\n"
		"- **a** 一、起点 › （二）渡口 (1970-01-01T00:00:00Z)\n"
		"\n"
		"  > 河水\\*很\\*慢。\n"
		"\n"
		"  第一行\n"
		"   第二行 \\[m\n"
		"\n"
		"- 一、起点 › （二）渡口 (1970-01-01T00:00:00Z)\n"
		"\n"
		"  > 说“\\\\好” \n");
}

static void json__is_one_object(void **state)
{
	(void)state;
	assert_printed(BOOKMARK_JSON,
		"{\"format\": \"duidu-bookmarks\", \"version\": 1,\n"
		" \"bookmarks\": [\n"
		"  {\"created\": \"1970-01-01T00:00:00Z\", \"mark\": \"a\", "
		"\"document\": "
		"\"/docs/甲.txt\", \"section\": \"一、起点 › （二）渡口\", \"block\": 3, "
		"\"byte\": 12, "
		"\"words\": \"河水*很*慢。\", \"note\": "
		"\"第一行\\u000A\\u0009第二行\\u001B[m\"},\n"
		"  {\"created\": \"1970-01-01T00:00:00Z\", \"mark\": \"\", \"document\": "
		"\"/docs/甲.txt\", \"section\": \"一、起点 › （二）渡口\", \"block\": 3, "
		"\"byte\": 12, "
		"\"words\": \"说“\\\\好”\\u009B\", \"note\": \"\"}\n"
		" ]}\n");
}

static void print__of_none__is_whole_too(void **state)
{
	(void)state;
	static const char json[] = "{\"format\": \"duidu-bookmarks\", \"version\": 1,\n"
				   " \"bookmarks\": [\n ]}\n";
	static const char *const expected[] = {"", "", json};
	for (size_t i = 0; i < 3; i++) {
		char *text = NULL;
		size_t len;
		FILE *out = open_memstream(&text, &len);
		struct bookmark_printer printer = {
			.out = out, .format = (enum bookmark_format)i};
		bookmark_print_begin(&printer);
		bookmark_print_end(&printer);
		fclose(out);
		assert_string_equal(text, expected[i]);
		free(text);
	}
}

static const char zh[] = "渡口\n\n老人每天摇船过河。河水很慢。对岸有人等他。\n";
static const char en[] =
	"The ferry\n\nThe old man rows across every day. The river is slow, and nobody "
	"hurries him. Someone waits on the far side.\n";

/* Prints a bookmark at a sentence of one side of a pair of linked texts. */
static void assert_quoted(enum side side, size_t byte, enum anchor_state state,
	enum bookmark_format format, const char *expected)
{
	struct document document = {.two_sources = true};
	pipeline_run(
		&document, &(struct pipeline_options){.side = SIDE_ZH}, zh, strlen(zh));
	pipeline_run(
		&document, &(struct pipeline_options){.side = SIDE_EN}, en, strlen(en));
	struct sentence_ref zh_all[] = {{1, 0}, {1, 1}, {1, 2}},
			    en_all[] = {{1, 0}, {1, 1}};
	struct sentence_ref zh_second = {1, 1}, zh_third = {1, 2}, en_second = {1, 1};
	struct block_range clause = {1, {35, 53}};
	const struct link links[] = {
		{.zh = zh_all, .zh_count = 3, .en = en_all, .en_count = 2, .score = 1},
		{.zh = &zh_second,
			.zh_count = 1,
			.en = &en_second,
			.en_count = 1,
			.en_ranges = &clause,
			.en_range_count = 1,
			.score = 0.5F},
		{.zh = &zh_third, .zh_count = 1},
	};
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		array_push(&document.links, links[i]);
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);
	struct bookmark bookmark = make('q', "/docs/甲.txt", "旧的话", "");
	struct anchor_found found = {
		.state = state, .side = side, .block = 1, .byte = byte};
	struct bookmark_printer printer = {.out = out, .format = format};
	bookmark_print_begin(&printer);
	bookmark_print(&printer, &bookmark, &document, &found);
	bookmark_print_end(&printer);
	fclose(out);
	assert_non_null(strstr(text, expected));
	free(text);
	bookmark_free(&bookmark);
	document_free(&document);
}

static void print__quotes__both_languages(void **state)
{
	(void)state;
	size_t second = strlen("老人每天摇船过河。"),
	       third = second + strlen("河水很慢。");
	/* The closest link, and of it the clause that is meant. */
	assert_quoted(SIDE_ZH, second, ANCHOR_SAME, BOOKMARK_MARKDOWN,
		"Z)\n\n  > 河水很慢。\n  >\n  > The river is slow,\n");
	assert_quoted(SIDE_ZH, 0, ANCHOR_MOVED, BOOKMARK_MARKDOWN,
		"Z, moved)\n\n  > 老人每天摇船过河。\n  >\n  > The old man rows across "
		"every day. "
		"The river is slow, and nobody hurries him.\n");
	assert_quoted(SIDE_EN, 40, ANCHOR_SAME, BOOKMARK_JSON,
		"\"state\": \"same\", \"zh\": \"河水很慢。\", \"en\": \"The river is "
		"slow, and nobody "
		"hurries him.\"}");
	/* A link that is empty on the other side is passed over. */
	assert_quoted(SIDE_ZH, third, ANCHOR_SAME, BOOKMARK_JSON,
		"\"zh\": \"对岸有人等他。\", \"en\": \"The old man rows");
	assert_quoted(SIDE_EN, 90, ANCHOR_SAME, BOOKMARK_JSON,
		"\"state\": \"same\", \"en\": \"Someone waits on the far side.\"}");
	/* Of what is lost there is what was kept. */
	assert_quoted(
		SIDE_ZH, 0, ANCHOR_LOST, BOOKMARK_MARKDOWN, "Z, lost)\n\n  > 旧的话\n");
	assert_quoted(SIDE_ZH, 0, ANCHOR_LOST, BOOKMARK_JSON, "\"state\": \"lost\"}");
	assert_quoted(SIDE_ZH, 0, ANCHOR_LATER, BOOKMARK_JSON, "\"note\": \"\"}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text__is_a_line_each),
		cmocka_unit_test(markdown__has_a_heading_for_a_document),
		cmocka_unit_test(json__is_one_object),
		cmocka_unit_test(print__of_none__is_whole_too),
		cmocka_unit_test(print__quotes__both_languages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
