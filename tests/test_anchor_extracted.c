/* SPDX-License-Identifier: MIT */
/* Tests of anchor: places found again when the same text was extracted anew, sentence by
 * sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "damage.h"
#include "known_text.h"
#include "prose.h"
#include "sentence.h"
#include "utf8.h"

/* The first Han at a byte or behind it: what damage does not touch. */
static uint32_t first_han(const struct block *block, size_t at)
{
	size_t size;
	for (; at < block->len; at += size) {
		uint32_t code_point = utf8_at(block->text, block->len, at, &size);
		if (utf8_is_han(code_point))
			return code_point;
	}
	return 0;
}

/* Runs through all sentences: both texts must have the same ones, and each of one must be
 * found in the other.  Returns how many are not. */
static size_t count_lost(struct text *old, struct text *new, size_t *count, size_t *moved)
{
	const struct sentence_style style = {0};
	span_array sentences = {0};
	enum side side;
	size_t block, lost = 0;
	*count = *moved = 0;
	for (size_t id = 0; document_find(&old->document, id, &side, &block); id++) {
		const struct block *b = stream_block(&old->document.side[side], block);
		sentence_split(&style, b->text, b->len, &sentences);
		for (size_t i = 0; i < sentences.n; i++) {
			struct anchor anchor;
			struct span s = sentences.v[i];
			anchor_make(
				&anchor, old->finder, &old->identity, side, block, s.beg);
			struct anchor_found found = text_find_anchor(new, &anchor);
			anchor_free(&anchor);
			++*count;
			*moved += found.state == ANCHOR_MOVED;
			if (found.state == ANCHOR_LOST) {
				lost++;
				continue;
			}
			const struct block *f = stream_block(
				&new->document.side[found.side], found.block);
			assert_int_equal(first_han(f, found.byte), first_han(b, s.beg));
		}
	}
	array_free(&sentences);
	return lost;
}

static int column_of(const void *ctx, size_t line)
{
	return (*(const int *)ctx - (line == 0 ? 2 : 0)) * EM;
}

/* Paragraphs as an extractor leaves them at a column of so many Han: an empty line behind
 * each line, and no indent. */
static void wrap(const char *paragraphs, int column, struct buf *out)
{
	const struct press press = {.no_runts = true};
	set_line_array lines = {0};
	for (const char *at = paragraphs, *end; *at; at = end + 1) {
		end = strchr(at, '\n');
		typeset(&press, at, (size_t)(end - at), column_of, &column, &lines);
		for (size_t i = 0; i < lines.n; i++) {
			buf_add(out, at + lines.v[i].text.beg, span_len(lines.v[i].text));
			buf_puts(out, "\n\n");
		}
	}
	array_free(&lines);
}

static void find__says_same__at_another_column_width(void **state)
{
	(void)state;
	struct rng rng = {7};
	struct prose prose;
	struct buf paragraphs = {0}, wide = {0}, narrow = {0};
	prose_start(&prose, &rng);
	for (int i = 0; i < 40; i++) {
		prose_paragraph(&prose, &paragraphs, 300, ENDING_STATEMENT);
		buf_putc(&paragraphs, '\n');
	}
	wrap(buf_string(&paragraphs), 40, &wide);
	wrap(paragraphs.v, 27, &narrow);
	struct text old, new;
	size_t count, moved;
	text_open_len(&old, "/none/wide", wide.v, wide.n);
	text_open_len(&new, "/none/narrow", narrow.v, narrow.n);
	/* As a text that nobody has touched, though its bytes are others. */
	assert_string_equal(old.identity.fingerprint[SIDE_ZH].text,
		new.identity.fingerprint[SIDE_ZH].text);
	assert_int_equal(count_lost(&old, &new, &count, &moved), 0);
	assert_int_equal(moved, 0);
	assert_true(count > 100);
	text_close(&old);
	text_close(&new);
	buf_free(&paragraphs);
	buf_free(&wide);
	buf_free(&narrow);
}

/* The damage of an extractor is not undone to the last byte, so that blocks may differ. */
static void find__works__from_a_damaged_text_to_a_clean_one(void **state)
{
	(void)state;
	size_t lost = 0, all = 0;
	for (unsigned number = 0; number < 12; number++) {
		struct damage_document damaged = {0};
		struct buf plain = {0};
		struct text old, new;
		size_t count, moved;
		damage_make(&damaged, 11, number);
		damage_plain(&damaged, true, &plain);
		text_open_len(&old, "/none/a", damaged.text.v, damaged.text.n);
		text_open_len(&new, "/none/b", plain.v, plain.n);
		lost += count_lost(&old, &new, &count, &moved);
		all += count;
		text_close(&old);
		text_close(&new);
		damage_free(&damaged);
		buf_free(&plain);
	}
	assert_true(all > 1000);
	if (lost * 100 > all)
		fail_msg("%zu of %zu sentences are lost", lost, all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(find__says_same__at_another_column_width),
		cmocka_unit_test(find__works__from_a_damaged_text_to_a_clean_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
