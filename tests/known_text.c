/* SPDX-License-Identifier: MIT */
/* known_text: a text read through repair and parse, by what it is known, and its finder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "known_text.h"
#include "pipeline.h"
#include "tsv.h"

void text_open_len(struct text *text, const char *path, const char *bytes, size_t len)
{
	const char *const paths[] = {path, path};
	*text = (struct text){0};
	pipeline_run(&text->document, &(struct pipeline_options){.side = SIDE_COUNT},
		bytes, len);
	assert_true(identity_make(&text->identity, &text->document, paths, true));
	text->finder = finder_new(&text->document);
}

void text_open(struct text *text, const char *bytes)
{
	text_open_len(text, "/none/text", bytes, strlen(bytes));
}

void text_close(struct text *text)
{
	finder_free(text->finder);
	identity_free(&text->identity);
	document_free(&text->document);
}

void text_find(const struct text *text, const char *words, int n, enum side *side,
	size_t *block, size_t *byte)
{
	for (size_t id = 0; document_find(&text->document, id, side, block); id++) {
		const struct block *b = stream_block(&text->document.side[*side], *block);
		const char *hit = b->text, *end = b->text + b->len;
		while ((hit = memmem(hit, (size_t)(end - hit), words, strlen(words)))) {
			*byte = (size_t)(hit++ - b->text);
			if (n-- == 0)
				return;
		}
	}
	fail_msg("no \"%s\" in the text", words);
}

struct anchor_found text_find_anchor(struct text *text, const struct anchor *anchor)
{
	enum side side;
	enum text_match match =
		identity_side(&text->identity, anchor->path, anchor->fingerprint, &side);
	assert_int_not_equal(match, TEXT_OTHER);
	return anchor_find(text->finder, anchor, side, match, true);
}

bool anchor_by_hand(struct anchor *anchor, const char *place, const char *words)
{
	struct buf line = {0};
	struct span fields[ANCHOR_FIELDS];
	buf_printf(&line, "/none/text\t\t\t%s\t%s", place, words);
	tsv_split(buf_string(&line), (struct span){0, line.n}, fields, ANCHOR_FIELDS);
	bool read = anchor_read(anchor, line.v, fields);
	buf_free(&line);
	return read;
}
