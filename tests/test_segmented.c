/* SPDX-License-Identifier: MIT */
/* segmented: lines of a file as sentences, and the links between them in numbers and text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "export.h"
#include "segmented.h"

static void feed(struct document *d, enum side side, const char *text, size_t slice)
{
	struct segmented *s = segmented_new(d, side);
	size_t len = strlen(text);
	for (size_t at = 0; at < len; at += slice)
		segmented_feed(s, text + at, slice < len - at ? slice : len - at);
	segmented_finish(s);
}

static void assert_lines(const struct stream *stream, const char *const lines[], size_t n)
{
	span_array spans = {0};
	assert_int_equal(stream->blocks.n, n);
	for (size_t i = 0; i < n; i++) {
		const struct block *block = stream_block(stream, i);
		assert_int_equal(block->len, strlen(lines[i]));
		assert_memory_equal(block->text, lines[i], block->len);
		assert_int_equal(span_len(block->source), block->len);
		block_sentences(&(struct sentence_style){true}, block, &spans);
		assert_int_equal(spans.n, 1);
		assert_int_equal(spans.v[0].end, block->len);
	}
	array_free(&spans);
}

static void segmented__keeps__lines_as_they_are(void **state)
{
	const char *text =
		"一、灯。灯亮了；好！\n\n  第一条 blank \n（（一一））灯灯\n\n";
	const char *const lines[] = {
		"一、灯。灯亮了；好！", "", "  第一条 blank ", "（（一一））灯灯", ""};
	(void)state;
	for (size_t slice = 1; slice < 100; slice = slice * 2 + 1) {
		struct document d = {.two_sources = true};
		feed(&d, SIDE_ZH, text, slice);
		assert_lines(&d.side[SIDE_ZH], lines, 5);
		assert_int_equal(d.side[SIDE_ZH].sections.n, 0);
		assert_int_equal(stream_block(&d.side[SIDE_ZH], 1)->source.beg,
			strlen(lines[0]) + 1);
		document_free(&d);
	}
}

static void segmented__takes__a_last_line_without_end(void **state)
{
	struct document d = {.two_sources = true};
	(void)state;
	feed(&d, SIDE_EN, "One.\nTwo", 3);
	assert_lines(&d.side[SIDE_EN], (const char *const[]){"One.", "Two"}, 2);
	feed(&d, SIDE_ZH, "", 3);
	assert_lines(&d.side[SIDE_ZH], NULL, 0);
	document_free(&d);
}

/* What --align prints of three links, one of them empty on a side. */
static char *print_align(int format)
{
	struct document d = {.two_sources = true};
	struct sentence_ref zh[] = {{0, 0}, {1, 0}, {2, 0}}, en[] = {{0, 0}, {1, 0}};
	struct link links[] = {
		{.zh = zh,
			.zh_count = 2,
			.en = en,
			.en_count = 1,
			.score = 0.75F,
			.kind = LINK_TRANSLATION},
		{.zh = zh + 2, .zh_count = 1, .kind = LINK_TRANSLATION},
		{.en = en + 1,
			.en_count = 1,
			.score = 1,
			.kind = LINK_TRANSLATION,
			.status = LINK_MANUAL},
	};
	const struct config config = {.align = format};
	char *text;
	size_t len;
	FILE *out = open_memstream(&text, &len);
	feed(&d, SIDE_ZH, "灯亮了。\n人\t来了。\n没有。\n", 100);
	feed(&d, SIDE_EN, "The lamp is on and people come. \nA\\B\n", 100);
	for (size_t i = 0; i < 3; i++)
		array_push(&d.links, links[i]);
	export_align(&d, &config, out);
	fclose(out);
	document_free(&d);
	return text;
}

static void export_align__prints__numbers(void **state)
{
	char *text = print_align(ALIGN_LADDER);
	(void)state;
	assert_string_equal(text, "[0,1]:[0]:0.75\n[2]:[]:0\n[]:[1]:1\n");
	free(text);
}

static void export_align__prints__sentences(void **state)
{
	char *text = print_align(ALIGN_TSV);
	(void)state;
	assert_string_equal(text,
		"灯亮了。人\\t来了。\tThe lamp is on and people come. \t0.75\tauto\t"
		"translation\tparagraph sentence; +12 paragraph sentence\t"
		"paragraph sentence\n"
		"没有。\t\t0\tauto\ttranslation\tparagraph sentence\t\n"
		"\tA\\\\B\t1\tmanual\ttranslation\t\tparagraph sentence\n");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(segmented__keeps__lines_as_they_are),
		cmocka_unit_test(segmented__takes__a_last_line_without_end),
		cmocka_unit_test(export_align__prints__numbers),
		cmocka_unit_test(export_align__prints__sentences),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
