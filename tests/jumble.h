/* SPDX-License-Identifier: MIT */
/* jumble: random mixes of all that a text may hold, for property tests. */
#ifndef DUIDU_TESTS_JUMBLE_H
#define DUIDU_TESTS_JUMBLE_H

#include <string.h>

#include "buf.h"
#include "rng.h"

/* Each list is one kind of thing; a jumble takes its pieces from one list for a while and
 * then from another. */
static const char *const jumble_lists[][12] = {
	{"国", "家", "安", "全", "技", "术", "一", "二", "的", "与", "龘", "㐀"},
	{"，", "。", "、", "；", "：", "？", "！", "…", "—", "～", "·", "－"},
	{"（", "）", "《", "》", "“", "”", "‘", "’", "「", "」", "［", "］"},
	{"the ", "of ", "discourse", "a", "U.S. ", "e.g., ", "self-", "ﬁ", "é", "Я",
		"No. ", "https://a.example/b"},
	{"1", "20", "３", "％", "%", "￥", "$", "2024", "3.14", "℃", "Ⅻ", "①"},
	{"[3]", "[4]（P865）", "［12］", "[1,2]", "[", "]", "(", ")", "/", "／", "．",
		"."},
	{" ", " ", "  ", "\t", "\u3000", "\u00A0", "\u2003", " ", "\u200B", "\u2028",
		"\n", " "},
	{"👍", "🏽", "👩\u200D👧", "🇨", "🇳", "❤\uFE0F", "1\uFE0F\u20E3", "🏴\U000E0067",
		"☃", "\u200D", "⌚", "★"},
	{"\u0301", "\u0308", "\u20DD", "\u093E", "\u0E33", "\uFF9E", "\u3099", "\u1161",
		"\u11A8", "\u1100", "각", "ｶ"},
	{"\x01", "\x1b", "\x7f", "\xC2\x85", "\u202E", "\u2066", "\uFEFF", "\u00AD",
		"\uE000", "\uFFFD", "\U0010FFFF", "\u0378"},
};

enum { JUMBLE_LISTS = sizeof jumble_lists / sizeof *jumble_lists };

/* At least len bytes, appended to out. */
static inline void jumble(struct rng *rng, size_t len, struct buf *out)
{
	size_t end = out->n + len;
	while (out->n < end) {
		const char *const *list = jumble_lists[rng_below(rng, JUMBLE_LISTS)];
		for (unsigned run = 1 + rng_below(rng, 6); run > 0; run--) {
			const char *piece = list[rng_below(rng, 12)];
			buf_add(out, piece, strlen(piece));
		}
	}
}

#endif
