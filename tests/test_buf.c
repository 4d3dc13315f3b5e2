/* SPDX-License-Identifier: MIT */
/* Tests of what holds bytes and elements: buf, array and arena. */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "arena.h"
#include "array.h"
#include "buf.h"
#include "span.h"

static void buf__appends__what_is_added(void **state)
{
	(void)state;
	struct buf buf = {0};
	assert_string_equal(buf_string(&buf), "");
	buf_add(&buf, "abc", 2);
	buf_add(&buf, NULL, 0);
	buf_puts(&buf, "港");
	buf_puts(&buf, "");
	buf_putc(&buf, '!');
	buf_putc(&buf, '\0');
	assert_int_equal(buf.n, 7);
	assert_memory_equal(buf_string(&buf), "ab港!\0", 8);
	assert_int_equal(buf.n, 7);
	buf_free(&buf);
	assert_null(buf.v);
	assert_int_equal(buf.n, 0);
	buf_puts(&buf, "again");
	assert_string_equal(buf_string(&buf), "again");
	buf_free(&buf);
}

static void buf__prints__what_does_not_fit_too(void **state)
{
	(void)state;
	struct buf buf = {0};
	char digits[600];
	memset(digits, '7', sizeof digits - 1);
	digits[sizeof digits - 1] = '\0';
	buf_printf(&buf, "%d-%s", 12, "x");
	buf_printf(&buf, "%s", "");
	buf_printf(&buf, "%s", digits);
	assert_int_equal(buf.n, 4 + 599);
	assert_memory_equal(buf.v, "12-x", 4);
	assert_string_equal(buf_string(&buf) + 4, digits);
	buf_free(&buf);
}

static void buf__gives_room__behind_what_is_there(void **state)
{
	(void)state;
	struct buf buf = {0};
	buf_puts(&buf, "ab");
	char *room = buf_room(&buf, 1000);
	assert_ptr_equal(room, buf.v + 2);
	memset(room, 'c', 1000);
	assert_int_equal(buf.n, 2);
	buf.n += 1000;
	assert_memory_equal(buf.v, "abcc", 4);
	assert_int_equal(buf.v[1001], 'c');
	buf_free(&buf);
}

static void buf__drops__the_first_bytes(void **state)
{
	(void)state;
	struct buf buf = {0};
	buf_drop(&buf, 0);
	buf_puts(&buf, "abcdef");
	buf_drop(&buf, 0);
	assert_string_equal(buf_string(&buf), "abcdef");
	buf_drop(&buf, 2);
	assert_string_equal(buf_string(&buf), "cdef");
	buf_drop(&buf, 4);
	assert_string_equal(buf_string(&buf), "");
	buf_free(&buf);
}

static void array__keeps_elements__while_it_grows(void **state)
{
	(void)state;
	ARRAY_OF(struct span) spans = {0};
	size_t moves = 0;
	for (size_t i = 0; i < 100000; i++) {
		const void *before = spans.v;
		size_t room = spans.room;
		array_push(&spans, (struct span){i, 2 * i});
		moves += spans.v != before || spans.room != room;
	}
	assert_int_equal(spans.n, 100000);
	for (size_t i = 0; i < 100000; i++) {
		assert_int_equal(spans.v[i].beg, i);
		assert_int_equal(spans.v[i].end, 2 * i);
	}
	/* Growth by half: not once for each element, and a third wasted at most. */
	assert_true(moves < 40);
	assert_true(spans.room <= spans.n + spans.n / 2 + 8);
	array_free(&spans);
	assert_null(spans.v);
	assert_int_equal(spans.n, 0);
	assert_int_equal(spans.room, 0);
}

static void array__makes_room_at_once__when_asked(void **state)
{
	(void)state;
	ARRAY_OF(int) numbers = {0};
	array_room(&numbers, 1000);
	assert_true(numbers.room >= 1000);
	const int *before = numbers.v;
	for (int i = 0; i < 1000; i++)
		array_push(&numbers, i);
	assert_ptr_equal(numbers.v, before);
	array_room(&numbers, 10);
	assert_ptr_equal(numbers.v, before);
	array_free(&numbers);
}

static void arena__packs_bytes__that_never_move(void **state)
{
	(void)state;
	struct arena arena = {0};
	char *first = arena_bytes(&arena, "港口", 6);
	char *second = arena_bytes(&arena, "abc", 3);
	assert_ptr_equal(second, first + 6);
	assert_non_null(arena_bytes(&arena, NULL, 0));
	for (int i = 0; i < 400000; i++)
		assert_memory_equal(arena_bytes(&arena, "12345678", 8), "12345678", 8);
	assert_memory_equal(first, "港口abc", 9);
	arena_free(&arena);
	assert_null(arena.chunks);
	arena_free(&arena);
}

static void arena__aligns_objects__behind_bytes(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (size_t i = 1; i < 200; i++) {
		arena_bytes(&arena, "x", 1);
		unsigned char *object = arena_alloc(&arena, i);
		assert_int_equal((uintptr_t)object % alignof(max_align_t), 0);
		memset(object, 0xFF, i);
	}
	arena_free(&arena);
}

static void arena__takes_what_is_larger__than_a_chunk(void **state)
{
	(void)state;
	struct arena arena = {0};
	enum { LARGE = 5 << 20 };
	char *small = arena_bytes(&arena, "small", 5);
	char *large = arena_alloc(&arena, LARGE);
	memset(large, 'x', LARGE);
	char *next = arena_bytes(&arena, "next", 4);
	for (size_t size = (1 << 20) - 64; size <= (1 << 20) + 64; size++) {
		char *border = arena_alloc(&arena, size);
		border[0] = border[size - 1] = 'y';
	}
	assert_memory_equal(small, "small", 5);
	assert_memory_equal(next, "next", 4);
	assert_int_equal(large[0], 'x');
	assert_int_equal(large[LARGE - 1], 'x');
	arena_free(&arena);
}

static void span__is_half_open(void **state)
{
	(void)state;
	struct span span = {2, 5};
	assert_int_equal(span_len(span), 3);
	assert_false(span_has(span, 1));
	assert_true(span_has(span, 2));
	assert_true(span_has(span, 4));
	assert_false(span_has(span, 5));
	assert_true(span_meets(span, (struct span){4, 9}));
	assert_false(span_meets(span, (struct span){5, 9}));
	assert_false(span_meets((struct span){0, 2}, span));
	assert_true(span_is_none(SPAN_NONE));
	assert_false(span_is_none(span));
	assert_false(span_has(SPAN_NONE, 0));
}

static void buf_add_valid__replaces__what_is_not_utf8(void **state)
{
	struct buf buf = {0};
	(void)state;
	buf_add_valid(&buf, "a\xFF\xE6\x9D", 4);
	buf_add_valid(&buf, "读\xC0", 4);
	assert_string_equal(buf_string(&buf), "a???读?");
	buf_free(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(buf_add_valid__replaces__what_is_not_utf8),
		cmocka_unit_test(buf__appends__what_is_added),
		cmocka_unit_test(buf__prints__what_does_not_fit_too),
		cmocka_unit_test(buf__gives_room__behind_what_is_there),
		cmocka_unit_test(buf__drops__the_first_bytes),
		cmocka_unit_test(array__keeps_elements__while_it_grows),
		cmocka_unit_test(array__makes_room_at_once__when_asked),
		cmocka_unit_test(arena__packs_bytes__that_never_move),
		cmocka_unit_test(arena__aligns_objects__behind_bytes),
		cmocka_unit_test(arena__takes_what_is_larger__than_a_chunk),
		cmocka_unit_test(span__is_half_open),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
