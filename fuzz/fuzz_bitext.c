/* SPDX-License-Identifier: MIT */
/* fuzz_bitext: any file that looks like a bitext becomes a document that is sound, the same
 * whether it came at once or in slices, with links to sentences that are there; and written as
 * TMX and as a table it opens again equal. */
#include <stdlib.h>
#include <string.h>

#include "bitext.h"
#include "decode.h"
#include "export.h"
#include "fuzz.h"

/* Reads text as far as it goes; false when it is no bitext. */
static bool read_text(struct document *document, const struct buf *text, size_t slice,
	struct status *status)
{
	const struct bitext_format *format;
	size_t head = text->n < BITEXT_HEAD ? text->n : BITEXT_HEAD;
	if (bitext_recognise(text->v, head, text->n <= BITEXT_HEAD, &format) !=
		BITEXT_YES)
		return false;
	struct bitext *bitext = bitext_new(format, document, NULL);
	*status = STATUS_NONE;
	for (size_t at = 0; at < text->n && status_ok(status); at += slice)
		*status = bitext_feed(bitext, text->v + at,
			text->n - at < slice ? text->n - at : slice);
	*status = bitext_finish(bitext);
	bitext_free(bitext);
	return true;
}

static void check_document(const struct document *document)
{
	for (int side = 0; side < SIDE_COUNT; side++)
		for (size_t i = 0; i < document->side[side].blocks.n; i++) {
			const struct block *block =
				stream_block(&document->side[side], i);
			fuzz_check_utf8(block->text, block->len);
			fuzz_check_utf8(block->text, block->number_len);
			fuzz_check_utf8(block->text, block->title_beg);
		}
	fuzz_check_links(document);
}

static struct buf written(const struct document *document, int format)
{
	const struct config config = {.align = format};
	struct buf text = {0};
	FILE *out = open_memstream(&text.v, &text.n);
	require(out != NULL);
	export_align(document, &config, out);
	require(fclose(out) == 0);
	return text;
}

/* A document is what it is written as. */
static void check_same(const struct document *a, const struct document *b)
{
	struct buf x = written(a, ALIGN_TMX), y = written(b, ALIGN_TMX);
	require(x.n == y.n && memcmp(x.v, y.v, x.n) == 0);
	free(x.v);
	free(y.v);
}

static void check_return(const struct document *document, int format)
{
	struct document again = {0};
	struct status status;
	struct buf text = written(document, format);
	require(read_text(&again, &text, text.n, &status));
	check_same(document, &again);
	document_free(&again);
	free(text.v);
}

static void check_text(const struct buf *text, size_t slice)
{
	struct document whole = {0}, sliced = {0};
	struct status status, status_sliced;
	if (!read_text(&whole, text, text->n, &status))
		return;
	require(read_text(&sliced, text, slice, &status_sliced));
	require(status.line == status_sliced.line &&
		strcmp(status.message, status_sliced.message) == 0);
	check_document(&whole);
	check_same(&whole, &sliced);
	check_return(&whole, ALIGN_TMX);
	if (whole.links.n > 0)
		check_return(&whole, ALIGN_TSV);
	document_free(&whole);
	document_free(&sliced);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct fuzz_input input = {bytes, len};
	size_t slice = 1 + fuzz_number(&input, 256);
	struct buf text = {0};
	struct decoder *decoder = decoder_new(ENCODING_UTF8, NULL);
	decoder_feed(decoder, (const char *)input.v, input.n, &text);
	decoder_finish(decoder, &text);
	decoder_free(decoder);
	if (text.n > 0)
		check_text(&text, slice);
	buf_free(&text);
	return 0;
}
