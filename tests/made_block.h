/* SPDX-License-Identifier: MIT */
/* made_block: blocks of a test's own, with texts that outlive them. */
#ifndef DUIDU_MADE_BLOCK_H
#define DUIDU_MADE_BLOCK_H

#include <string.h>

#include "document.h"

static inline struct block made_block(enum block_kind kind, const char *text)
{
	return (struct block){.text = text, .len = strlen(text), .kind = (uint8_t)kind};
}

/* number_len and title_beg are bytes of the text. */
static inline struct block made_heading(
	int level, size_t number_len, size_t title_beg, const char *text)
{
	struct block block = made_block(BLOCK_HEADING, text);
	block.level = (uint8_t)level;
	block.number_len = (uint8_t)number_len;
	block.title_beg = (uint8_t)title_beg;
	return block;
}

#endif
