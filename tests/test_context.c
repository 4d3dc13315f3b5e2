/* SPDX-License-Identifier: MIT */
#include "context.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "jumble.h"

static const struct glyph_style style = {.ambiguous = 1};

/* text has the match in []. */
static void assert_row(const char *text, size_t cells, const char *expected)
{
	struct buf plain = {0}, row = {0};
	const char *open = strchr(text, '['), *close = strchr(text, ']');
	buf_add(&plain, text, (size_t)(open - text));
	buf_add(&plain, open + 1, (size_t)(close - open) - 1);
	buf_puts(&plain, close + 1);
	struct span match = {(size_t)(open - text), (size_t)(close - text) - 1};
	struct span range =
		context_add(&style, buf_string(&plain), plain.n, match, cells, &row);
	struct buf marked = {0};
	buf_add(&marked, row.v, range.beg);
	buf_putc(&marked, '[');
	buf_add(&marked, row.v + range.beg, span_len(range));
	buf_putc(&marked, ']');
	buf_add(&marked, row.v + range.end, row.n - range.end);
	assert_string_equal(buf_string(&marked), expected);
	buf_free(&plain);
	buf_free(&row);
	buf_free(&marked);
}

static void context_add__puts_the_match__in_the_middle(void **state)
{
	(void)state;
	assert_row("one two [three] four five", 11, "wo [three] fo");
	assert_row("[a]bcdefgh", 7, "   [a]bcd");
	assert_row("abcdefg[h]", 7, "efg[h]");
	assert_row("一二三[四]五六七", 10, "二三[四]五六");
	assert_row("一二三[四]五六七", 8, " 三[四]五");
	assert_row("一二三[四]五六七", 2, "[四]");
	assert_row("一二三[四五六]七", 5, "[四五]");
	assert_row("一[四]七", 1, "[]");
	assert_row("xe\u0301[e\u0301]e\u0301x", 3, "e\u0301[e\u0301]e\u0301");
}

/* At any width: whole graphemes of the text around the match, no wider than asked. */
static void context_add__fits__any_text(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 3000; seed++) {
		struct rng rng = {seed};
		struct buf text = {0}, row = {0};
		size_t starts[512], n = 0;
		jumble(&rng, 1 + rng_below(&rng, 150), &text);
		for (size_t at = 0; at < text.n && n < 511;
			at += glyph_measure(&style, text.v, text.n, at).size)
			starts[n++] = at;
		starts[n] = text.n;
		size_t first = rng_below(&rng, (unsigned)n);
		size_t last = first + 1 + rng_below(&rng, (unsigned)(n - first));
		struct span match = {starts[first], starts[last]};
		size_t cells = 1 + rng_below(&rng, 60);
		struct span range =
			context_add(&style, text.v, text.n, match, cells, &row);
		assert_true(range.beg <= range.end && range.end <= row.n);
		assert_memory_equal(
			row.v + range.beg, text.v + match.beg, span_len(range));
		assert_true(match.beg + (row.n - range.beg) <= text.n);
		assert_memory_equal(
			row.v + range.beg, text.v + match.beg, row.n - range.beg);
		size_t own = glyph_width(&style, row.v + range.beg, span_len(range));
		size_t before = glyph_width(&style, row.v, range.beg);
		size_t behind = glyph_width(&style, row.v + range.end, row.n - range.end);
		assert_int_equal(before, (cells - own) / 2);
		assert_true(before + own + behind <= cells);
		buf_free(&text);
		buf_free(&row);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(context_add__puts_the_match__in_the_middle),
		cmocka_unit_test(context_add__fits__any_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
