/* SPDX-License-Identifier: MIT */
/* pipeline: repair and parse wired together as reader does it, without decoding. */
#include "pipeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "parse.h"

static void take_paragraph(void *ctx, const struct paragraph *paragraph)
{
	parse_paragraph(ctx, paragraph);
}

static void take_note(void *ctx, size_t line, const char *rule, const char *what)
{
	struct noted *noted = ctx;
	size_t len = strlen(noted->text);
	(void)what;
	snprintf(noted->text + len, sizeof noted->text - len, "%s%zu:%s", len ? " " : "",
		line, rule);
}

void pipeline_run(struct document *document, const struct pipeline_options *options,
	const char *text, size_t len)
{
	struct lint lint = {options->noted ? take_note : NULL, options->noted};
	if (options->noted)
		options->noted->text[0] = '\0';
	struct parse *parse = parse_new(document, options->side, &lint);
	struct repair *repair = repair_new(
		options->raw, &(struct repair_sink){take_paragraph, parse}, &lint);
	size_t slice = options->slice ? options->slice : len;
	for (size_t at = 0; at < len; at += slice)
		repair_feed(repair, text + at, len - at < slice ? len - at : slice);
	repair_finish(repair);
	repair_free(repair);
	parse_finish(parse);
}

char *pipeline_print(const struct document *document)
{
	struct buf out = {0};
	size_t blocks =
		document->side[SIDE_ZH].blocks.n + document->side[SIDE_EN].blocks.n;
	for (size_t id = 0; id < blocks; id++) {
		enum side side = SIDE_ZH;
		size_t index = 0;
		assert_true(document_find(document, id, &side, &index));
		const struct block *b = stream_block(&document->side[side], index);
		buf_printf(&out, "%s %s %d %.*s\n", side_name(side),
			block_kind_name((enum block_kind)b->kind), b->level, (int)b->len,
			b->text);
	}
	char *text = xstrndup(out.v, out.n);
	buf_free(&out);
	return text;
}

void assert_blocks(const char *text, const char *expected)
{
	struct document document = {0};
	pipeline_run(&document, &(struct pipeline_options){.side = SIDE_COUNT}, text,
		strlen(text));
	char *printed = pipeline_print(&document);
	assert_string_equal(printed, expected);
	free(printed);
	document_free(&document);
}
