/* SPDX-License-Identifier: MIT */
/* decoded: what decode makes of bytes, however they are sliced. */
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "decoded.h"

static void note(void *ctx, size_t line, const char *rule, const char *what)
{
	buf_printf(ctx, "%zu:%s:%s\n", line, rule, what);
}

struct result decode(enum encoding encoding, const char *bytes, size_t len, size_t step)
{
	struct result r = {0};
	struct lint lint = {note, &r.notes};
	struct decoder *decoder = decoder_new(encoding, &lint);
	for (size_t at = 0; at < len && status_ok(&r.status); at += step)
		r.status = decoder_feed(
			decoder, bytes + at, len - at < step ? len - at : step, &r.out);
	if (status_ok(&r.status))
		r.status = decoder_finish(decoder, &r.out);
	r.encoding = decoder_encoding(decoder);
	r.replaced = decoder_replaced(decoder);
	decoder_free(decoder);
	return r;
}

void release(struct result *r)
{
	buf_free(&r->out);
	buf_free(&r->notes);
}

static void assert_same(struct result *a, struct result *b)
{
	assert_int_equal(a->status.code, b->status.code);
	assert_string_equal(a->status.message, b->status.message);
	assert_int_equal(a->encoding, b->encoding);
	assert_int_equal(a->replaced, b->replaced);
	assert_string_equal(buf_string(&a->notes), buf_string(&b->notes));
	assert_int_equal(a->out.n, b->out.n);
	assert_memory_equal(buf_string(&a->out), buf_string(&b->out), a->out.n + 1);
}

struct result decode_all_ways(enum encoding encoding, const char *bytes, size_t len)
{
	struct result whole = decode(encoding, bytes, len, len ? len : 1);
	for (size_t step = 1; step < 8; step++) {
		struct result sliced = decode(encoding, bytes, len, step);
		assert_same(&whole, &sliced);
		release(&sliced);
	}
	return whole;
}

struct buf encode(const char *name, const char *text, size_t len)
{
	struct buf out = {0};
	iconv_t cd = iconv_open(name, "UTF-8");
	assert_true(cd != (iconv_t)-1);
	char *from = (char *)(uintptr_t)text, *to = buf_room(&out, 4 * len + 4);
	size_t left = len, room = 4 * len + 4;
	assert_int_equal(iconv(cd, &from, &left, &to, &room), 0);
	out.n = (size_t)(to - out.v);
	iconv_close(cd);
	return out;
}

void fill_random(char *bytes, size_t len, unsigned seed)
{
	struct rng rng = {seed};
	for (size_t i = 0; i < len; i++)
		bytes[i] = (char)rng_below(&rng, 256);
}
