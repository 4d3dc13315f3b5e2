/* SPDX-License-Identifier: MIT */
/* layout_blocks: how tests of layout set their text, and what they set. */
#ifndef DUIDU_TESTS_LAYOUT_BLOCKS_H
#define DUIDU_TESTS_LAYOUT_BLOCKS_H

#include <string.h>

#include "layout.h"

static inline struct layout_style style_of(int width)
{
	return (struct layout_style){
		.width = width,
		.glyph = {{.ambiguous = 1}, {.ambiguous = 1, .narrow_punctuation = true}},
		.kinsoku = KINSOKU_BASIC,
		.indent = {4, 0},
		.spacing = {0, 1},
	};
}

static inline struct block block_of(enum block_kind kind, const char *text)
{
	return (struct block){.text = text, .len = strlen(text), .kind = (uint8_t)kind};
}

#endif
