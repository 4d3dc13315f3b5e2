/* SPDX-License-Identifier: MIT */
/* Tests of blocks: what goes in comes out, whatever its numbers, where texts have no gap, and
 * what a short line costs. */
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "blocks.h"
#include "rng.h"

typedef ARRAY_OF(struct block) block_array;

static void assert_same(const struct blocks *blocks, const block_array *kept)
{
	assert_int_equal(blocks->n, kept->n);
	for (size_t i = 0; i < kept->n; i++) {
		const struct block a = blocks_at(blocks, i), *b = &kept->v[i];
		assert_ptr_equal(a.text, b->text);
		assert_int_equal(a.len, b->len);
		assert_int_equal(a.source.beg, b->source.beg);
		assert_int_equal(a.source.end, b->source.end);
		assert_int_equal(a.kind, b->kind);
		assert_int_equal(a.level, b->level);
		assert_int_equal(a.number_len, b->number_len);
		assert_int_equal(a.title_beg, b->title_beg);
		assert_int_equal(a.form, b->form);
	}
}

static void add(struct blocks *blocks, block_array *kept, struct block block)
{
	blocks_push(blocks, &block);
	array_push(kept, block);
}

static void end(struct blocks *blocks, block_array *kept)
{
	assert_same(blocks, kept);
	blocks_free(blocks);
	array_free(kept);
}

/* Lines of one length: texts lie one behind the other, all columns are as narrow as can be. */
static void blocks__keep__short_lines(void **state)
{
	static const char text[3 * 1000];
	struct blocks blocks = {0};
	block_array kept = {0};
	(void)state;
	for (size_t i = 0; i < 1000; i++)
		add(&blocks, &kept,
			(struct block){.text = text + 3 * i,
				.len = 3,
				.source = {4 * i, 4 * i + 3},
				.kind = 6});
	end(&blocks, &kept);
}

/* Random numbers of every size, texts in any order in memory, marks alike or not. */
static void blocks__keep__any_numbers(void **state)
{
	static const size_t most[] = {1, 200, 60000, 5000000, (size_t)1 << 40};
	enum { TEXT = 1 << 16 };
	char *text = malloc(TEXT);
	(void)state;
	assert_non_null(text);
	for (unsigned seed = 0; seed < 200; seed++) {
		struct rng rng = {seed};
		struct blocks blocks = {0};
		block_array kept = {0};
		size_t at = 0, n = rng_below(&rng, 300);
		size_t far = most[rng_below(&rng, 5)];
		unsigned mixed = rng_below(&rng, 3);
		for (size_t i = 0; i < n; i++) {
			size_t len = rng_below(&rng, 300), gap = rng_below(&rng, 1000);
			at += far / 1000 * gap;
			add(&blocks, &kept,
				(struct block){.text = text + rng_below(&rng, TEXT - 300),
					.len = len,
					.source = {at, at + (mixed == 2 ? far : len)},
					.kind = (uint8_t)(mixed ? rng_below(&rng, 9) : 6),
					.level = (uint8_t)rng_below(&rng, 1 + mixed * 8),
					.number_len = (uint8_t)(mixed * gap % 251),
					.title_beg = (uint8_t)(mixed * gap % 256),
					.form = (uint8_t)(mixed * gap % 5)});
		}
		end(&blocks, &kept);
	}
	free(text);
}

/* Where the run of blocks from index on ends, block by block. */
static size_t run_end(const block_array *kept, size_t index, size_t most)
{
	const struct block *first = &kept->v[index++];
	size_t bytes = first->len;
	for (; index < kept->n && kept->v[index].text == first->text + bytes &&
		bytes + kept->v[index].len <= most;
		index++)
		bytes += kept->v[index].len;
	return index;
}

/* Texts mostly without a gap: runs end where they would block by block, and each byte of a run
 * is found in its block. */
static void blocks__find__what_lies_without_a_gap(void **state)
{
	enum { TEXT = 1 << 14 };
	char *text = malloc(TEXT);
	(void)state;
	assert_non_null(text);
	for (unsigned seed = 0; seed < 100; seed++) {
		struct rng rng = {seed};
		struct blocks blocks = {0};
		block_array kept = {0};
		unsigned gaps = 1 + rng_below(&rng, 400),
			 longest = 1 + rng_below(&rng, 30);
		for (size_t i = 0, at = 0; i < 500; i++) {
			at += rng_below(&rng, gaps) == 0;
			size_t len = rng_below(&rng, longest);
			add(&blocks, &kept,
				(struct block){.text = text + at,
					.len = len,
					.source = {2 * i, 2 * i + len}});
			at += len;
		}
		for (size_t i = 0; i < kept.n; i++) {
			size_t most = rng_below(&rng, TEXT);
			size_t run = run_end(&kept, i, most);
			assert_int_equal(blocks_run(&blocks, i, most), run);
			size_t in = i + rng_below(&rng, (unsigned)(run - i));
			const struct block *b = &kept.v[in];
			for (size_t byte = 0; byte < b->len; byte++)
				assert_int_equal(
					blocks_find(&blocks, i, b->text + byte), in);
		}
		end(&blocks, &kept);
	}
	free(text);
}

/* The last block is changed when the next one shows what it is, also where a group is full. */
static void blocks__change__the_last_one(void **state)
{
	static const char text[1] = "x";
	struct blocks blocks = {0};
	block_array kept = {0};
	(void)state;
	for (size_t i = 0; i < 3 * BLOCKS_PACKED; i++) {
		add(&blocks, &kept, (struct block){.text = text, .source = {i, i}});
		blocks_last(&blocks)->kind = kept.v[i].kind = (uint8_t)(i % 7);
		blocks_last(&blocks)->form = kept.v[i].form = (uint8_t)(i % 3);
	}
	/* What is appended may be the last one itself. */
	blocks_push(&blocks, blocks_last(&blocks));
	array_push(&kept, kept.v[3 * BLOCKS_PACKED - 1]);
	end(&blocks, &kept);
}

/* A line of one Han character, which takes four bytes of a file, takes less for its block. */
static void blocks__take__three_bytes_a_short_line(void **state)
{
	enum { LINES = 1 << 20 };
	char *text = malloc(3 * LINES);
	struct blocks blocks = {0};
	(void)state;
	assert_non_null(text);
	struct mallinfo2 before = mallinfo2();
	for (size_t i = 0; i < LINES; i++)
		blocks_push(&blocks, &(struct block){.text = text + 3 * i,
					     .len = 3,
					     .source = {4 * i, 4 * i + 3},
					     .kind = 6});
	struct mallinfo2 after = mallinfo2();
	size_t taken = after.uordblks + after.hblkhd - before.uordblks - before.hblkhd;
	/* A chunk of the arena may be begun only, and the table of groups has room. */
	assert_true(taken < 3 * (size_t)LINES + (2 << 20));
	blocks_free(&blocks);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks__keep__short_lines),
		cmocka_unit_test(blocks__keep__any_numbers),
		cmocka_unit_test(blocks__find__what_lies_without_a_gap),
		cmocka_unit_test(blocks__change__the_last_one),
		cmocka_unit_test(blocks__take__three_bytes_a_short_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
