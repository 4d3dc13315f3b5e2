/* SPDX-License-Identifier: MIT */
/* fuzz_layout: at any width, the rows of a block laid one behind the other are the block, and
 * none is wider than the pane. */
#include <stdlib.h>

#include "fuzz.h"
#include "layout.h"

static bool is_one_grapheme(const struct layout_style *style, enum side side,
	const struct block *block, const struct row *row)
{
	struct glyph glyph = glyph_measure(
		&style->glyph[side], block->text, block->len, row->text.beg);
	return row->text.beg + glyph.size >= row->text.end;
}

static void check_rows(
	const struct layout_style *style, enum side side, const struct block *block)
{
	row_array rows = {0};
	size_t at = 0;
	layout_text(style, side, block, &rows);
	require(rows.n > 0);
	for (size_t i = 0; i < rows.n; i++) {
		const struct row *row = &rows.v[i];
		require(row->text.beg == at && row->text.end >= at);
		require(row->indent + row->cells <= style->width ||
			is_one_grapheme(style, side, block, row));
		at = row->text.end;
	}
	require(at == block->len);
	array_free(&rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct fuzz_input input = {bytes, len};
	struct document document = {0};
	uint8_t ambiguous = (uint8_t)(1 + fuzz_number(&input, 2));
	struct layout_style style = {
		.width = 8 + (int)fuzz_number(&input, 193),
		.kinsoku = (enum kinsoku)fuzz_number(&input, KINSOKU_STRICT + 1),
		.indent = {(uint8_t)fuzz_number(&input, 9),
			(uint8_t)fuzz_number(&input, 9)},
		.spacing = {(uint8_t)fuzz_number(&input, 3),
			(uint8_t)fuzz_number(&input, 3)},
		.glyph = {{.ambiguous = ambiguous}, {.ambiguous = ambiguous}},
	};
	fuzz_document(&document, input.v, input.n, len + 1);
	for (enum side side = 0; side < SIDE_COUNT; side++)
		for (size_t i = 0; i < document.side[side].blocks.n; i++)
			check_rows(&style, side, stream_block(&document.side[side], i));
	document_free(&document);
	return 0;
}
