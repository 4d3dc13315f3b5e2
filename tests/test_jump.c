/* SPDX-License-Identifier: MIT */
/* Tests of jump. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "jump.h"
#include "rng.h"

/* A spot at the start of a block of the Chinese side. */
static struct view_spot at(size_t block)
{
	return (struct view_spot){
		.pane = {[SIDE_ZH] = {.block = block}, [SIDE_EN] = {.block = NO_BLOCK}}};
}

static void note(struct jump_list *list, size_t block)
{
	struct view_spot spot = at(block);
	jump_note(list, &spot);
}

/* Where a move from a block leads; NO_BLOCK when there is nowhere to go. */
static size_t back(struct jump_list *list, size_t from, long count)
{
	struct view_spot spot = at(from), there;
	return jump_back(list, &spot, count, &there) ? there.pane[SIDE_ZH].block
						     : NO_BLOCK;
}

static size_t forward(struct jump_list *list, size_t from, long count)
{
	struct view_spot spot = at(from), there;
	return jump_forward(list, &spot, count, &there) ? there.pane[SIDE_ZH].block
							: NO_BLOCK;
}

static size_t swap(struct jump_list *list, size_t from)
{
	struct view_spot spot = at(from), there;
	return jump_swap(list, &spot, &there) ? there.pane[SIDE_ZH].block : NO_BLOCK;
}

static void jump_is_same__compares__the_sentence_of_the_active_pane(void **state)
{
	(void)state;
	struct view_spot a = at(3), b = at(3);
	b.pane[SIDE_ZH].row = 5;
	b.pane[SIDE_EN].block = 9;
	assert_true(jump_is_same(&a, &b));
	b.pane[SIDE_ZH].byte = 12;
	assert_false(jump_is_same(&a, &b));
	b = at(4);
	assert_false(jump_is_same(&a, &b));
	b = at(3);
	b.side = SIDE_EN;
	assert_false(jump_is_same(&a, &b));
}

static void jump_list__leads__nowhere_when_empty(void **state)
{
	(void)state;
	struct jump_list list = {0};
	assert_int_equal(back(&list, 1, 1), NO_BLOCK);
	assert_int_equal(forward(&list, 1, 1), NO_BLOCK);
	assert_int_equal(swap(&list, 1), NO_BLOCK);
}

static void jump_back__goes__to_where_jumps_began(void **state)
{
	(void)state;
	struct jump_list list = {0};
	note(&list, 1);
	note(&list, 2);
	note(&list, 3);
	assert_int_equal(back(&list, 9, 1), 3);
	assert_int_equal(back(&list, 3, 1), 2);
	assert_int_equal(back(&list, 2, 1), 1);
	assert_int_equal(back(&list, 1, 1), NO_BLOCK);
	/* And forward to where going back began. */
	assert_int_equal(forward(&list, 1, 1), 2);
	assert_int_equal(forward(&list, 2, 1), 3);
	assert_int_equal(forward(&list, 3, 1), 9);
	assert_int_equal(forward(&list, 9, 1), NO_BLOCK);
	assert_int_equal(back(&list, 9, 1), 3);
}

static void jump_back__takes__a_count(void **state)
{
	(void)state;
	struct jump_list list = {0};
	for (size_t block = 1; block <= 5; block++)
		note(&list, block);
	assert_int_equal(back(&list, 9, 3), 3);
	assert_int_equal(forward(&list, 3, 2), 5);
	assert_int_equal(back(&list, 5, 100), 1);
	assert_int_equal(forward(&list, 1, 100), 9);
}

static void jump_note__drops__the_way_forward(void **state)
{
	(void)state;
	struct jump_list list = {0};
	note(&list, 1);
	note(&list, 2);
	note(&list, 3);
	assert_int_equal(back(&list, 9, 2), 2);
	note(&list, 20); /* scrolled on a little, and jumped from there */
	assert_int_equal(forward(&list, 30, 1), NO_BLOCK);
	assert_int_equal(back(&list, 30, 1), 20);
	assert_int_equal(back(&list, 20, 1), 2);
	assert_int_equal(back(&list, 2, 1), 1);
}

static void jump_note__keeps__a_place_once_at_its_latest(void **state)
{
	(void)state;
	struct jump_list list = {0};
	note(&list, 1);
	note(&list, 2);
	note(&list, 1);
	assert_int_equal(list.n, 2);
	assert_int_equal(back(&list, 9, 1), 1);
	assert_int_equal(back(&list, 1, 1), 2);
	assert_int_equal(back(&list, 2, 1), NO_BLOCK);
}

static void jump_back__passes__the_place_one_is_at(void **state)
{
	(void)state;
	struct jump_list list = {0};
	note(&list, 1);
	note(&list, 2);
	assert_int_equal(back(&list, 2, 1), 1);
	assert_int_equal(forward(&list, 1, 1), 2);
	assert_int_equal(forward(&list, 2, 1), NO_BLOCK);
}

static void jump_swap__goes__to_the_last_place_and_comes_back(void **state)
{
	(void)state;
	struct jump_list list = {0};
	note(&list, 1);
	assert_int_equal(swap(&list, 9), 1);
	assert_int_equal(swap(&list, 1), 9);
	assert_int_equal(swap(&list, 9), 1);
	/* Steps count too. */
	assert_int_equal(back(&list, 1, 1), 9);
	assert_int_equal(swap(&list, 9), 1);
}

static void jump_list__keeps__so_many(void **state)
{
	(void)state;
	struct jump_list list = {0};
	for (size_t block = 0; block < 3 * JUMP_MOST; block++)
		note(&list, block);
	assert_int_equal(list.n, JUMP_MOST);
	assert_int_equal(back(&list, 9999, 9999), 2 * JUMP_MOST);
	assert_int_equal(forward(&list, 2 * JUMP_MOST, 9999), 9999);
	/* Full, with the place where going back began: a jump from elsewhere. */
	note(&list, 5555);
	assert_int_equal(list.n, JUMP_MOST);
	assert_int_equal(back(&list, 7777, 1), 5555);
	assert_int_equal(back(&list, 5555, 1), 9999);
}

/* Whatever is done: bounded, each place once, the finger inside, and no step stands still. */
static void jump_list__holds__its_promises(void **state)
{
	(void)state;
	struct rng rng = {11};
	struct jump_list list = {0};
	for (int round = 0; round < 20000; round++) {
		size_t here = rng_below(&rng, 150);
		long count = 1 + (long)rng_below(&rng, 4);
		switch (rng_below(&rng, 4)) {
		case 0:
			note(&list, here);
			break;
		case 1:
			assert_int_not_equal(back(&list, here, count), here);
			break;
		case 2:
			assert_int_not_equal(forward(&list, here, count), here);
			break;
		default:
			swap(&list, here);
			break;
		}
		assert_in_range(list.n, 0, JUMP_MOST + 1);
		assert_in_range(list.at, 0, list.n);
		if (round % 50 == 0)
			for (size_t i = 0; i < list.n; i++)
				for (size_t j = 0; j < i; j++)
					assert_false(jump_is_same(
						&list.spots[i], &list.spots[j]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(jump_is_same__compares__the_sentence_of_the_active_pane),
		cmocka_unit_test(jump_list__leads__nowhere_when_empty),
		cmocka_unit_test(jump_back__goes__to_where_jumps_began),
		cmocka_unit_test(jump_back__takes__a_count),
		cmocka_unit_test(jump_note__drops__the_way_forward),
		cmocka_unit_test(jump_note__keeps__a_place_once_at_its_latest),
		cmocka_unit_test(jump_back__passes__the_place_one_is_at),
		cmocka_unit_test(jump_swap__goes__to_the_last_place_and_comes_back),
		cmocka_unit_test(jump_list__keeps__so_many),
		cmocka_unit_test(jump_list__holds__its_promises),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
