/* SPDX-License-Identifier: MIT */
/* Tests of rung: which paragraphs stand beside each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "rng.h"
#include "rung.h"

/* Two texts of as many blocks, of `len` bytes each. */
static struct document *texts(int zh, int en, size_t len)
{
	struct document *document = calloc(1, sizeof *document);
	char *text = malloc(len);
	memset(text, 'x', len);
	document->two_sources = true;
	for (int i = 0; i < zh + en; i++)
		document_add(document, i < zh ? SIDE_ZH : SIDE_EN,
			&(struct block){.text = text,
				.len = len,
				.source = {(size_t)i, (size_t)i + 1},
				.kind = BLOCK_PARAGRAPH});
	free(text);
	return document;
}

static void close_texts(struct document *document)
{
	document_free(document);
	free(document);
}

static struct sentence_ref *refs_of(struct document *document, uint32_t beg, uint32_t end)
{
	struct sentence_ref *refs =
		arena_alloc(&document->arena, (end - beg + 1) * sizeof *refs);
	for (uint32_t block = beg; block < end; block++)
		refs[block - beg] = (struct sentence_ref){block, 0};
	return refs;
}

/* Links the blocks [zh, zh_end) with [en, en_end). */
static void link_runs(struct document *document, uint32_t zh, uint32_t zh_end,
	uint32_t en, uint32_t en_end)
{
	array_push(&document->links, (struct link){.zh = refs_of(document, zh, zh_end),
					     .en = refs_of(document, en, en_end),
					     .zh_count = zh_end - zh,
					     .en_count = en_end - en,
					     .score = 0.5F,
					     .kind = LINK_TRANSLATION});
}

static void link_one(struct document *document, uint32_t zh, uint32_t en)
{
	link_runs(document, zh, zh + 1, en, en + 1);
}

/* "0-1:0-2 " for zh block 0 beside en blocks 0 and 1; nothing for a side without blocks. */
static void assert_rungs(const struct document *document, const char *expected)
{
	struct buf out = {0};
	rung_array rungs = {0};
	rungs_find(document, &rungs);
	for (size_t i = 0; i < rung_count(&rungs); i++) {
		for (enum side side = 0; side < SIDE_COUNT; side++) {
			if (side == SIDE_EN)
				buf_putc(&out, ':');
			if (rung_blocks(&rungs, side, i) > 0)
				buf_printf(&out, "%u-%u", rungs.v[i].beg[side],
					rungs.v[i + 1].beg[side]);
		}
		buf_putc(&out, ' ');
	}
	assert_string_equal(buf_string(&out), expected);
	buf_free(&out);
	array_free(&rungs);
}

static void rungs_find__pairs__linked_blocks(void **state)
{
	(void)state;
	struct document *d = texts(3, 3, 10);
	assert_rungs(d, "");
	for (uint32_t i = 0; i < 3; i++)
		link_one(d, i, i);
	assert_rungs(d, "0-1:0-1 1-2:1-2 2-3:2-3 ");
	close_texts(d);
}

static void rungs_find__finds__none_where_there_is_no_translation(void **state)
{
	(void)state;
	struct document *d = texts(2, 2, 10);
	link_runs(d, 0, 1, 0, 0);
	assert_rungs(d, "");
	link_one(d, 0, 0);
	assert_rungs(d, "0-1:0-1 1-2:1-2 ");
	d->links.v[1].kind = LINK_ABSTRACT;
	assert_rungs(d, "");
	d->links.v[1].kind = LINK_TRANSLATION;
	d->two_sources = false;
	assert_rungs(d, "0-1:0-1 1-2:1-2 ");
	blocks_last(&d->side[SIDE_EN].blocks)->kind = BLOCK_ABSTRACT;
	assert_rungs(d, "");
	close_texts(d);
}

static void rungs_find__joins__what_is_linked_across_borders(void **state)
{
	(void)state;
	struct document *d = texts(5, 6, 10);
	link_one(d, 0, 0);
	link_one(d, 1, 1);
	link_one(d, 1, 2);
	link_one(d, 2, 2);
	link_one(d, 2, 3);
	link_runs(d, 3, 5, 4, 6);
	assert_rungs(d, "0-1:0-1 1-3:1-4 3-5:4-6 ");
	close_texts(d);
}

static void rungs_find__gives__a_rung_to_what_has_no_counterpart(void **state)
{
	(void)state;
	struct document *d = texts(4, 3, 10);
	link_one(d, 0, 0);
	link_runs(d, 1, 2, 0, 0);
	link_runs(d, 2, 3, 0, 0);
	link_runs(d, 2, 2, 1, 2);
	link_one(d, 3, 2);
	assert_rungs(d, "0-1:0-1 1-2: 2-3: :1-2 3-4:2-3 ");
	close_texts(d);
}

/* Nothing is known of zh 1 to 8 but that it is between two links. */
static void rungs_find__parts__what_is_not_linked_by_bytes(void **state)
{
	(void)state;
	struct document *d = texts(10, 6, 10);
	link_one(d, 0, 0);
	link_one(d, 9, 5);
	assert_rungs(d, "0-1:0-1 1-5:1-3 5-9:3-5 9-10:5-6 ");
	d->links.n = 1;
	assert_rungs(d, "0-1:0-1 1-5:1-4 5-9:4-6 9-10: ");
	close_texts(d);
	d = texts(2, 12, 10);
	link_one(d, 0, 0);
	assert_rungs(d, "0-1:0-1 1-2:1-5 :5-9 :9-12 ");
	close_texts(d);
}

/* A side with more, all of it unlinked, at an end of the text. */
static void rungs_find__leaves__blocks_alone_beside_nothing(void **state)
{
	(void)state;
	struct document *d = texts(1, 3, 10);
	link_one(d, 0, 2);
	assert_rungs(d, ":0-1 :1-2 0-1:2-3 ");
	close_texts(d);
}

/* The last chapter of one text is the first of the other. */
static void rungs_find__outvotes__what_was_moved(void **state)
{
	(void)state;
	struct document *d = texts(6, 6, 10);
	for (uint32_t i = 0; i < 4; i++)
		link_one(d, i, i + 2);
	link_one(d, 4, 0);
	link_one(d, 5, 1);
	assert_rungs(d, ":0-1 :1-2 0-1:2-3 1-2:3-4 2-3:4-5 3-4:5-6 4-5: 5-6: ");
	close_texts(d);
}

static void rungs_find__bounds__the_height_of_a_rung(void **state)
{
	(void)state;
	struct document *d = texts(100, 100, 10);
	for (uint32_t i = 0; i < 99; i++) {
		link_one(d, i, i);
		link_one(d, i, i + 1);
	}
	rung_array rungs = {0};
	rungs_find(d, &rungs);
	assert_in_range(rung_count(&rungs), 100 / RUNG_BLOCKS, 100);
	for (size_t i = 0; i < rung_count(&rungs); i++) {
		assert_in_range(rung_blocks(&rungs, SIDE_ZH, i), 0, RUNG_BLOCKS);
		assert_in_range(rung_blocks(&rungs, SIDE_EN, i), 0, RUNG_BLOCKS);
	}
	d->links.n = 0;
	link_one(d, 0, 0);
	link_runs(d, 1, 60, 1, 60);
	rungs_find(d, &rungs);
	assert_in_range(rung_count(&rungs), 60, 140);
	array_free(&rungs);
	close_texts(d);
}

static void add_random_links(
	struct document *d, struct rng *rng, unsigned zh, unsigned en)
{
	for (unsigned i = rng_below(rng, 60); i > 0; i--) {
		uint32_t a = rng_below(rng, zh), b = rng_below(rng, en);
		uint32_t a_end = a + rng_below(rng, 4), b_end = b + rng_below(rng, 4);
		a_end = a_end < zh ? a_end : zh;
		b_end = b_end < en ? b_end : en;
		if (a_end - a + b_end - b > 0)
			link_runs(d, a, a_end, b, b_end);
	}
}

static void rungs_find__puts__every_block_on_one_rung_whatever_is_linked(void **state)
{
	(void)state;
	rung_array rungs = {0};
	for (uint64_t seed = 1; seed <= 300; seed++) {
		struct rng rng = {seed};
		unsigned n[SIDE_COUNT] = {
			1 + rng_below(&rng, 40), 1 + rng_below(&rng, 40)};
		struct document *d = texts((int)n[SIDE_ZH], (int)n[SIDE_EN], 10);
		add_random_links(d, &rng, n[SIDE_ZH], n[SIDE_EN]);
		rungs_find(d, &rungs);
		for (enum side side = 0; side < SIDE_COUNT && rungs.n > 0; side++) {
			size_t seen = 0;
			for (size_t i = 0; i < rung_count(&rungs); i++) {
				assert_int_equal(rungs.v[i].beg[side], seen);
				size_t blocks = rung_blocks(&rungs, side, i);
				assert_in_range(blocks, 0, RUNG_BLOCKS);
				assert_in_range(blocks + rung_blocks(&rungs, !side, i), 1,
					2 * RUNG_BLOCKS);
				for (size_t b = 0; b < blocks; b++)
					assert_int_equal(
						rung_of(&rungs, side, seen + b), i);
				seen += blocks;
			}
			assert_int_equal(seen, n[side]);
		}
		close_texts(d);
	}
	array_free(&rungs);
}

/* Adds a unit of a bitext: blocks of either side or both, and their links; now and then the
 * block before has a sentence in it, or a link goes back. */
static void add_unit(struct document *d, struct rng *rng)
{
	uint32_t beg[SIDE_COUNT], end[SIDE_COUNT];
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		const struct stream *stream = &d->side[side];
		beg[side] = (uint32_t)stream->blocks.n;
		for (unsigned n = rng_below(rng, 3); n > 0; n--)
			document_add(d, side,
				&(struct block){.text = "xxxxx",
					.len = 1 + rng_below(rng, 5),
					.source = {stream->blocks.n + 1,
						stream->blocks.n + 2},
					.kind = BLOCK_PARAGRAPH});
		end[side] = (uint32_t)stream->blocks.n;
		if (beg[side] > 0 && rng_chance(rng, 10))
			beg[side]--;
		if (beg[side] > 0 && rng_chance(rng, 1))
			beg[side] = rng_below(rng, beg[side]);
	}
	if (beg[SIDE_ZH] + beg[SIDE_EN] < end[SIDE_ZH] + end[SIDE_EN] &&
		rng_chance(rng, 90))
		link_runs(d, beg[SIDE_ZH], end[SIDE_ZH], beg[SIDE_EN], end[SIDE_EN]);
}

static void assert_same_rungs(const rung_array *a, const rung_array *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		assert_int_equal(a->v[i].beg[SIDE_ZH], b->v[i].beg[SIDE_ZH]);
		assert_int_equal(a->v[i].beg[SIDE_EN], b->v[i].beg[SIDE_EN]);
	}
}

static void rungs_extend__finds__the_rungs_of_all_links(void **state)
{
	(void)state;
	rung_array found = {0};
	for (uint64_t seed = 1; seed <= 300; seed++) {
		struct rng rng = {seed};
		struct rung_border border = {0};
		rung_array rungs = {0};
		struct document *d = texts(1, 1, 10);
		for (int step = 0; step < 30; step++) {
			size_t before = rungs.n;
			for (unsigned n = rng_below(&rng, 6); n > 0; n--)
				add_unit(d, &rng);
			bool changed = rungs_extend(d, &rungs, &border);
			rungs_find(d, &found);
			assert_same_rungs(&rungs, &found);
			assert_true(changed || before == rungs.n);
			assert_false(rungs_extend(d, &rungs, &border));
		}
		array_free(&rungs);
		close_texts(d);
	}
	array_free(&found);
}

static void rungs_extend__leaves__what_is_behind_the_border(void **state)
{
	(void)state;
	enum { BLOCKS = 1000 };
	struct rung_border border = {0};
	rung_array rungs = {0};
	struct document *d = texts(BLOCKS, BLOCKS, 10);
	for (uint32_t block = 0; block < BLOCKS; block++) {
		link_one(d, block, block);
		assert_true(rungs_extend(d, &rungs, &border) || block + 1 == BLOCKS);
		assert_int_equal(border.rung, block);
		assert_int_equal(border.link, block);
	}
	array_free(&rungs);
	close_texts(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rungs_find__pairs__linked_blocks),
		cmocka_unit_test(rungs_find__finds__none_where_there_is_no_translation),
		cmocka_unit_test(rungs_find__joins__what_is_linked_across_borders),
		cmocka_unit_test(rungs_find__gives__a_rung_to_what_has_no_counterpart),
		cmocka_unit_test(rungs_find__parts__what_is_not_linked_by_bytes),
		cmocka_unit_test(rungs_find__leaves__blocks_alone_beside_nothing),
		cmocka_unit_test(rungs_find__outvotes__what_was_moved),
		cmocka_unit_test(rungs_find__bounds__the_height_of_a_rung),
		cmocka_unit_test(rungs_extend__finds__the_rungs_of_all_links),
		cmocka_unit_test(rungs_extend__leaves__what_is_behind_the_border),
		cmocka_unit_test(
			rungs_find__puts__every_block_on_one_rung_whatever_is_linked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
