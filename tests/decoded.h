/* SPDX-License-Identifier: MIT */
/* decoded: bytes through decode, at once and in slices, and texts to be encoded for it.  To be
 * included behind cmocka.h. */
#ifndef DUIDU_TESTS_DECODED_H
#define DUIDU_TESTS_DECODED_H

#include "decode.h"
#include "rng.h"

static const char zh[] =
	"港口的货物在清晨装上船，工人们说今天的风很大。\n"
	"第二天，船长来到城里，要和大家一起讨论下一次的航行：人多，时间少。\n";
static const char zh_traditional[] =
	"港口的貨物在清晨裝上船，工人們說今天的風很大。\n"
	"第二天，船長來到城裡，要和大家一起討論下一次的航行。\n";
static const char en[] = "The goods were loaded at dawn, and the wind was strong.\n"
			 "On the second day the captain came to town.\n";

/* What decoding brought. */
struct result {
	struct buf out, notes;
	struct status status;
	enum encoding encoding;
	size_t replaced;
};

void release(struct result *r);

/* Decodes in slices of `step` bytes. */
struct result decode(enum encoding encoding, const char *bytes, size_t len, size_t step);

/* Decodes at once and in slices, which must not differ. */
struct result decode_all_ways(enum encoding encoding, const char *bytes, size_t len);

/* text in the encoding that iconv has by that name; the caller frees it. */
struct buf encode(const char *name, const char *text, size_t len);

void fill_random(char *bytes, size_t len, unsigned seed);

#endif
