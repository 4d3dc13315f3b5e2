/* SPDX-License-Identifier: MIT */
/* export: the table of formats, and the shortest of them.
 *
 * What comes out is for other programs: stored text as it is stored, whatever the screen
 * would show, except in the dump (export_dump.c), which is the screen on paper.
 * Loading, and saying what failed, are left to the caller. */
#include "export.h"

#include <assert.h>

#include "tsv.h"

static const struct export_format formats[] = {
	{MODE_OUTLINE, export_outline},
	{MODE_DUMP, export_dump},
	{MODE_JSON, export_json},
	{MODE_ALIGN, export_align},
};

const struct export_format *export_format(enum mode mode)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (formats[i].mode == mode)
			return &formats[i];
	}
	return NULL;
}

void export_score(struct buf *out, float score)
{
	assert(score >= 0 && score <= 1);
	long rounded = (long)(score * 10000 + 0.5F);
	buf_printf(out, "%ld", rounded / 10000);
	long digits = rounded % 10000;
	if (digits > 0)
		buf_putc(out, '.');
	for (long unit = 1000; digits > 0; unit /= 10) {
		buf_printf(out, "%ld", digits / unit);
		digits %= unit;
	}
}

const char *export_link_kind(const struct link *link)
{
	static const char *const names[] = {
		[LINK_ABSTRACT] = "abstract",
		[LINK_TRANSLATION] = "translation",
	};
	return names[link->kind];
}

const char *export_link_status(const struct link *link)
{
	static const char *const names[] = {
		[LINK_AUTO] = "auto",
		[LINK_MANUAL] = "manual",
	};
	return names[link->status];
}

void export_outline(
	const struct document *document, const struct config *config, FILE *out)
{
	(void)config;
	struct buf line = {0};
	enum side side;
	size_t block;
	for (size_t id = 0; document_find(document, id, &side, &block); id++) {
		const struct block *b = stream_block(&document->side[side], block);
		if (b->level == 0)
			continue;
		line.n = 0;
		buf_printf(&line, "%d\t", b->level);
		tsv_add_plain(&line, b->text, b->number_len);
		buf_putc(&line, '\t');
		/* What runs on behind the number of an article is its text, not a title. */
		if (b->kind == BLOCK_HEADING)
			tsv_add_plain(
				&line, b->text + b->title_beg, b->len - b->title_beg);
		buf_putc(&line, '\n');
		fwrite(line.v, 1, line.n, out);
	}
	buf_free(&line);
}
