/* SPDX-License-Identifier: MIT */
/* bitexts: the way of a bitext from bytes to a document, without reader and decode. */
#include "bitexts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "bitext.h"
#include "buf.h"
#include "export.h"
#include "pipeline.h"

struct status bitexts_read(struct document *document, const char *text, size_t len,
	size_t slice, const struct lint *lint)
{
	const struct bitext_format *format = NULL;
	assert_int_equal(bitext_recognise(text, len < BITEXT_HEAD ? len : BITEXT_HEAD,
				 len <= BITEXT_HEAD, &format),
		BITEXT_YES);
	struct bitext *bitext = bitext_new(format, document, lint);
	struct status status = STATUS_NONE;
	slice = slice ? slice : len;
	for (size_t at = 0; at < len && status_ok(&status); at += slice)
		status = bitext_feed(
			bitext, text + at, len - at < slice ? len - at : slice);
	status = bitext_finish(bitext);
	bitext_free(bitext);
	return status;
}

static void add_refs(struct buf *out, const struct sentence_ref *refs, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		buf_printf(out, "%s%u.%u", i ? "," : "", refs[i].block, refs[i].sentence);
}

char *bitexts_print(const struct document *document)
{
	struct buf out = {0};
	char *blocks = pipeline_print(document);
	buf_puts(&out, blocks);
	free(blocks);
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		buf_putc(&out, '[');
		add_refs(&out, link->zh, link->zh_count);
		buf_puts(&out, "]:[");
		add_refs(&out, link->en, link->en_count);
		buf_puts(&out, "]:");
		export_score(&out, link->score);
		buf_printf(&out, ":%s\n", export_link_status(link));
	}
	char *text = xstrdup(buf_string(&out));
	buf_free(&out);
	return text;
}

char *bitexts_fixture(const char *name, size_t *len)
{
	const char *folder = getenv("srcdir");
	struct buf path = {0}, text = {0};
	buf_printf(&path, "%s/tests/fixtures/bitext/%s", folder ? folder : ".", name);
	FILE *file = fopen(buf_string(&path), "rb");
	assert_non_null(file);
	for (size_t got = 1; got > 0; text.n += got)
		got = fread(buf_room(&text, 4096), 1, 4096, file);
	fclose(file);
	buf_free(&path);
	*len = text.n;
	return text.v;
}
