/* SPDX-License-Identifier: MIT */
/* Tests of glyph: graphemes, their cells, what is shown, and full-width forms in English. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistr.h>

#include "glyph.h"
#include "jumble.h"
#include "utf8.h"

static const struct glyph_style narrow = {.ambiguous = 1};
static const struct glyph_style wide = {.ambiguous = 2};
static const struct glyph_style english = {.ambiguous = 1, .narrow_punctuation = true};

/* What is shown of a text, "|" between graphemes. */
static void assert_shows(
	const struct glyph_style *style, const char *text, const char *expected)
{
	struct buf out = {0};
	size_t len = strlen(text);
	for (size_t at = 0; at < len;) {
		struct glyph g = glyph_at(style, text, len, at);
		if (at > 0)
			buf_putc(&out, '|');
		buf_add(&out, g.shown, g.shown_len);
		at += g.size;
	}
	assert_string_equal(buf_string(&out), expected);
	buf_free(&out);
}

/* The same without "|", as a reader sees it. */
static void assert_reads(
	const struct glyph_style *style, const char *text, const char *expected)
{
	struct buf out = {0};
	size_t len = strlen(text);
	for (size_t at = 0; at < len;) {
		struct glyph g = glyph_at(style, text, len, at);
		buf_add(&out, g.shown, g.shown_len);
		at += g.size;
	}
	assert_string_equal(buf_string(&out), expected);
	buf_free(&out);
}

static struct glyph first(const struct glyph_style *style, const char *text)
{
	return glyph_at(style, text, strlen(text), 0);
}

static void glyph_at__takes_marks__with_their_letter(void **state)
{
	(void)state;
	assert_int_equal(first(&narrow, "e\u0301x").size, 3);
	assert_int_equal(first(&narrow, "e\u0301x").cells, 1);
	assert_shows(&narrow, "e\u0301x", "e\u0301|x");
	assert_shows(&narrow, "か\u3099。", "か\u3099|。");
	assert_shows(&narrow, "国\u3099家", "国\u3099|家");
	assert_shows(&narrow, " \u0301", " \u0301");
	assert_int_equal(first(&narrow, " \u0301").trail, 0);
}

static void glyph_at__puts_a_lone_mark__on_a_blank(void **state)
{
	(void)state;
	assert_shows(&narrow, "\u0301", " \u0301");
	assert_int_equal(first(&narrow, "\u0301").cells, 1);
	assert_int_equal(first(&narrow, "\u0301").trail, 0);
	assert_shows(&narrow, "\n\u0301", " | \u0301");
	assert_shows(&narrow, "\u11A8", " \u11A8");
}

static void glyph_at__shows_four_marks__of_ten_thousand(void **state)
{
	(void)state;
	enum { MARKS = 10000 };
	struct buf text = {0};
	buf_puts(&text, "e");
	for (int i = 0; i < MARKS; i++)
		buf_puts(&text, "\u0301");
	buf_puts(&text, "x");
	struct glyph g = glyph_at(&narrow, text.v, text.n, 0);
	assert_int_equal(g.size, 1 + 2 * MARKS);
	assert_int_equal(g.cells, 1);
	assert_int_equal(g.shown_len, 1 + 2 * 4);
	assert_int_equal(glyph_width(&narrow, text.v, text.n), 2);
	buf_free(&text);
}

static void glyph_at__composes__hangul(void **state)
{
	(void)state;
	assert_shows(&narrow, "\u1112\u1161\u11AB\u1100", "\u1112\u1161\u11AB|\u1100");
	assert_int_equal(first(&narrow, "\u1112\u1161\u11AB").cells, 2);
	assert_shows(&narrow, "가\u11A8각\u11A8", "가\u11A8|각\u11A8");
	assert_shows(&narrow, "가각", "가|각");
	assert_shows(&narrow, "각\u1161", "각| \u1161");
}

static void glyph_at__pairs__regional_indicators(void **state)
{
	(void)state;
	assert_shows(&narrow, "🇨🇳🇬🇧🇫", "🇨🇳|🇬🇧|🇫");
	assert_int_equal(first(&narrow, "🇨🇳🇬").cells, 2);
	assert_int_equal(first(&narrow, "🇫").cells, 1);
}

static void glyph_at__ends__at_a_zero_width_joiner(void **state)
{
	(void)state;
	assert_shows(&narrow, "👩\u200D👩\u200D👧", "👩|👩|👧");
	assert_int_equal(first(&narrow, "👩\u200D👧").size, 7);
	assert_int_equal(glyph_width(&narrow, "👩\u200D👧", 11), 4);
	assert_shows(&narrow, "a\u200D\u0301b", "a\u0301|b");
	assert_int_equal(first(&narrow, "\u200D").shown_len, 0);
}

static void glyph_at__drops__selectors_and_skin_tones(void **state)
{
	(void)state;
	assert_shows(&narrow, "👍🏽👍", "👍|👍");
	assert_int_equal(first(&narrow, "👍🏽").size, 8);
	assert_int_equal(first(&narrow, "👍🏽").cells, 2);
	assert_shows(&narrow, "🏽", "🏽");
	assert_shows(&narrow, "❤\uFE0F", "❤");
	assert_int_equal(first(&narrow, "❤\uFE0F").cells, 1);
	assert_shows(&narrow, "1\uFE0F\u20E3", "1\u20E3");
	assert_shows(&narrow, "🏴\U000E0067\U000E007F", "🏴");
}

static void glyph_at__adds_up__spacing_marks(void **state)
{
	(void)state;
	assert_shows(&narrow, "\u0915\u093E", "\u0915\u093E");
	assert_int_equal(first(&narrow, "\u0915\u093E").cells, 2);
	assert_int_equal(first(&narrow, "ｶ\uFF9E").cells, 2);
}

static void glyph_at__shows_controls__as_carets(void **state)
{
	(void)state;
	assert_shows(&narrow, "\x01\x1b\x7f", "^A|^[|^?");
	struct glyph g = glyph_at(&narrow, "\0", 1, 0);
	assert_memory_equal(g.shown, "^@", 2);
	assert_int_equal(g.cells, 2);
	assert_int_equal(first(&narrow, "\r\n").size, 2);
}

static void glyph_at__shows_what_terminals_may_not_get__as_hex(void **state)
{
	(void)state;
	assert_shows(&narrow, "\xC2\x85\xC2\x9B", "<0085>|<009B>");
	assert_shows(&narrow, "\u202E\u2066\u200F\u061C", "<202E>|<2066>|<200F>|<061C>");
	assert_shows(&narrow, "\uE000\U000F0000", "<E000>|<F0000>");
	assert_shows(&narrow, "\uFFFE\U0010FFFF\uFDD0", "<FFFE>|<10FFFF>|<FDD0>");
	assert_shows(&narrow, "\u0378", "<0378>");
	assert_shows(&narrow, "\uFFF9", "<FFF9>");
	assert_int_equal(first(&wide, "\uE000").cells, 6);
	assert_shows(&narrow, "\uFFFD", "\uFFFD");
}

static void glyph_at__shows_nothing__of_ignorable_characters(void **state)
{
	(void)state;
	const char *const texts[] = {"\u200B", "\u00AD", "\uFEFF", "\u2060", "\u200C"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct glyph g = first(&wide, texts[i]);
		assert_int_equal(g.size, strlen(texts[i]));
		assert_int_equal(g.cells, 0);
		assert_int_equal(g.shown_len, 0);
	}
	assert_shows(&narrow, "中\u200B文", "中||文");
}

static void glyph_at__shows_blanks__as_spaces(void **state)
{
	(void)state;
	const char *const texts[] = {" ", "\t", "\n", "\u00A0", "\u2003", "\u2028"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct glyph g = first(&narrow, texts[i]);
		assert_int_equal(g.cells, 1);
		assert_int_equal(g.trail, 1);
		assert_int_equal(g.shown_len, 1);
		assert_int_equal(g.shown[0], ' ');
	}
	struct glyph g = first(&narrow, "\u3000");
	assert_int_equal(g.cells, 2);
	assert_int_equal(g.trail, 2);
	assert_memory_equal(g.shown, "\u3000", 3);
}

static void glyph_at__measures_ambiguous_characters__by_style(void **state)
{
	(void)state;
	const char *const ambiguous[] = {"“", "”", "‘", "’", "…", "—", "·", "①", "Ⅻ", "※",
		"§", "×", "°", "─", "│", "α", "Я"};
	for (size_t i = 0; i < sizeof ambiguous / sizeof *ambiguous; i++) {
		assert_int_equal(first(&narrow, ambiguous[i]).cells, 1);
		assert_int_equal(first(&wide, ambiguous[i]).cells, 2);
	}
	const char *const always_two[] = {
		"中", "，", "。", "（", "《", "～", "％", "あ", "한", "👍"};
	for (size_t i = 0; i < sizeof always_two / sizeof *always_two; i++) {
		assert_int_equal(first(&narrow, always_two[i]).cells, 2);
		assert_int_equal(first(&wide, always_two[i]).cells, 2);
	}
	const char *const always_one[] = {
		"a", "~", "é\u0301", "ｱ", "\u2E3A", "₩", "\u2010\u0301"};
	for (size_t i = 0; i < sizeof always_one / sizeof *always_one; i++)
		assert_int_equal(first(&narrow, always_one[i]).cells, 1);
	assert_int_equal(first(&wide, "\u2E3A").cells, 1);
	assert_int_equal(first(&wide, "ñ").cells, 1);
	assert_int_equal(first(&wide, "é").cells, 2);
}

static void glyph_code_point_cells__answers__like_wcwidth(void **state)
{
	(void)state;
	static const struct {
		uint32_t code_point;
		int narrow, wide;
	} cases[] = {
		{0, 0, 0},
		{0x1B, -1, -1},
		{0x7F, -1, -1},
		{0x85, -1, -1},
		{'a', 1, 1},
		{0x0301, 0, 0},
		{0x200D, 0, 0},
		{0xFE0F, 0, 0},
		{0x2014, 1, 2},
		{0x2500, 1, 2},
		{0x4E2D, 2, 2},
		{0x1F44D, 2, 2},
		{0x1161, 0, 0},
		{0x1100, 2, 2},
		{0x1F1E8, 1, 1},
		{0x20000, 2, 2},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(
			glyph_code_point_cells(cases[i].code_point, 1), cases[i].narrow);
		assert_int_equal(
			glyph_code_point_cells(cases[i].code_point, 2), cases[i].wide);
	}
}

static void narrow_punctuation__sets_blanks__as_english_does(void **state)
{
	(void)state;
	static const struct {
		const char *stored, *shown;
	} cases[] = {
		{"theory，history，and reality", "theory, history, and reality"},
		{"laws（AGI）and", "laws (AGI) and"},
		{"laws （AGI） and", "laws (AGI) and"},
		{"（AGI）", "(AGI)"},
		{"rise（AGI），fall", "rise (AGI), fall"},
		{"first； second", "first; second"},
		{"Keywords：safety；ethics", "Keywords: safety; ethics"},
		{"Really？！Yes．", "Really?! Yes."},
		{"version ３．５ of ＡＩ", "version 3.5 of AI"},
		{"e．g．this", "e.g.this"},
		{"1，000 at 10：30", "1,000 at 10:30"},
		{"50％of，it", "50% of, it"},
		{"a　b", "a b"},
		{"“word，”he", "“word,”he"},
		{"said，“well", "said, “well"},
		{"［3］，see", "[3], see"},
		{"e（f（g））h", "e (f (g)) h"},
		{"end，", "end,"},
		{"the 人工智能（AI）of", "the 人工智能 (AI) of"},
		{"non-（x）", "non-(x)"},
		{"ＡＢ，ＣＤ", "AB, CD"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_reads(&english, cases[i].stored, cases[i].shown);
}

static void narrow_punctuation__keeps__chinese(void **state)
{
	(void)state;
	assert_reads(&english, "理论，历史（现实）", "理论，历史（现实）");
	assert_reads(&english, "依法治国，“三步走”。", "依法治国，“三步走”。");
	assert_reads(&english, "理论，", "理论，");
	assert_reads(&narrow, "theory，ＡＩ（x）", "theory，ＡＩ（x）");
}

static void narrow_punctuation__makes_blanks__trail(void **state)
{
	(void)state;
	const char *text = "a，b（c）";
	size_t len = strlen(text);
	struct glyph comma = glyph_at(&english, text, len, 1);
	assert_int_equal(comma.cells, 2);
	assert_int_equal(comma.trail, 1);
	assert_int_equal(comma.shown_len, 2);
	struct glyph before = glyph_at(&english, text, len, 4);
	assert_int_equal(before.size, 1);
	assert_int_equal(before.cells, 2);
	assert_int_equal(before.trail, 1);
	assert_memory_equal(before.shown, "b ", 2);
	assert_int_equal(glyph_at(&english, text, len, 5).cells, 1);
}

static void narrow_punctuation__looks__a_bounded_way(void **state)
{
	(void)state;
	struct buf text = {0};
	for (int i = 0; i < 100; i++)
		buf_puts(&text, "（");
	buf_puts(&text, "中");
	/* The Han is too far from the first to count, near enough for the last. */
	assert_int_equal(glyph_at(&english, text.v, text.n, 0).cells, 1);
	assert_int_equal(glyph_at(&english, text.v, text.n, 99 * 3).cells, 2);
	buf_free(&text);
}

static void glyph_fit__stops__before_what_does_not_fit(void **state)
{
	(void)state;
	size_t used = 99;
	assert_int_equal(glyph_fit(&narrow, "中文字", 9, 4, &used), 6);
	assert_int_equal(used, 4);
	assert_int_equal(glyph_fit(&narrow, "中文字", 9, 5, &used), 6);
	assert_int_equal(used, 4);
	assert_int_equal(glyph_fit(&narrow, "中文字", 9, 6, NULL), 9);
	assert_int_equal(glyph_fit(&narrow, "中文字", 9, 0, &used), 0);
	assert_int_equal(used, 0);
	assert_int_equal(glyph_fit(&narrow, "", 0, 5, &used), 0);
	assert_int_equal(used, 0);
	/* Marks and ignorable characters go with what fits. */
	assert_int_equal(glyph_fit(&narrow, "ae\u0301\u200Bx", 8, 2, NULL), 7);
	assert_int_equal(glyph_width(&wide, "“中”—", 12), 8);
	assert_int_equal(glyph_width(&narrow, "", 0), 0);
}

/* Of what is shown: no control and no direction, and as many cells as a terminal counts. */
static void assert_safe(const struct glyph *g, int ambiguous)
{
	int cells = 0;
	size_t size;
	assert_true(g->shown_len <= GLYPH_SHOWN);
	for (size_t at = 0; at < g->shown_len; at += size) {
		uint32_t c = utf8_at(g->shown, g->shown_len, at, &size);
		int columns = glyph_code_point_cells(c, ambiguous);
		assert_true(columns >= 0);
		assert_false(c >= 0x200B && c <= 0x200F);
		assert_false(c >= 0x2028 && c <= 0x202E);
		assert_false(c >= 0x2060 && c <= 0x206F);
		cells += columns;
	}
	assert_int_equal(g->cells, cells);
	assert_true(g->trail <= g->cells);
}

static void glyph_at__parts_any_text__into_safe_graphemes(void **state)
{
	(void)state;
	const struct glyph_style *const styles[] = {&narrow, &wide, &english};
	for (unsigned seed = 1; seed <= 300; seed++) {
		struct rng rng = {seed};
		struct buf text = {0};
		jumble(&rng, 1 + rng_below(&rng, 400), &text);
		const struct glyph_style *style = styles[seed % 3];
		size_t at = 0, width = 0;
		while (at < text.n) {
			struct glyph g = glyph_at(style, text.v, text.n, at);
			struct glyph measured = glyph_measure(style, text.v, text.n, at);
			assert_true(g.size >= 1 && g.size <= text.n - at);
			assert_int_equal(measured.size, g.size);
			assert_int_equal(measured.cells, g.cells);
			assert_int_equal(measured.trail, g.trail);
			assert_safe(&g, style->ambiguous);
			at += g.size;
			width += g.cells;
			assert_true(at == text.n || ((uint8_t)text.v[at] & 0xC0) != 0x80);
		}
		assert_int_equal(glyph_width(style, text.v, text.n), width);
		size_t used, room = rng_below(&rng, (unsigned)width + 1);
		size_t fit = glyph_fit(style, text.v, text.n, room, &used);
		assert_true(used <= room);
		if (fit < text.n)
			assert_true(
				used + glyph_at(style, text.v, text.n, fit).cells > room);
		buf_free(&text);
	}
}

/* Each assigned and unassigned code point by itself, between two letters. */
static void glyph_at__is_safe__for_every_code_point(void **state)
{
	(void)state;
	for (uint32_t c = 1; c < 0x110000; c++) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		char text[5] = "a";
		size_t len = 1 + (size_t)u8_uctomb((uint8_t *)text + 1, c, 4);
		size_t size = 0;
		for (size_t at = 0; at < len; at += size) {
			struct glyph g = glyph_at(&wide, text, len, at);
			assert_safe(&g, 2);
			size = g.size;
		}
		struct glyph alone = glyph_at(&narrow, text + 1, len - 1, 0);
		assert_safe(&alone, 1);
		assert_int_equal(alone.size, len - 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(glyph_at__takes_marks__with_their_letter),
		cmocka_unit_test(glyph_at__puts_a_lone_mark__on_a_blank),
		cmocka_unit_test(glyph_at__shows_four_marks__of_ten_thousand),
		cmocka_unit_test(glyph_at__composes__hangul),
		cmocka_unit_test(glyph_at__pairs__regional_indicators),
		cmocka_unit_test(glyph_at__ends__at_a_zero_width_joiner),
		cmocka_unit_test(glyph_at__drops__selectors_and_skin_tones),
		cmocka_unit_test(glyph_at__adds_up__spacing_marks),
		cmocka_unit_test(glyph_at__shows_controls__as_carets),
		cmocka_unit_test(glyph_at__shows_what_terminals_may_not_get__as_hex),
		cmocka_unit_test(glyph_at__shows_nothing__of_ignorable_characters),
		cmocka_unit_test(glyph_at__shows_blanks__as_spaces),
		cmocka_unit_test(glyph_at__measures_ambiguous_characters__by_style),
		cmocka_unit_test(glyph_code_point_cells__answers__like_wcwidth),
		cmocka_unit_test(narrow_punctuation__sets_blanks__as_english_does),
		cmocka_unit_test(narrow_punctuation__keeps__chinese),
		cmocka_unit_test(narrow_punctuation__makes_blanks__trail),
		cmocka_unit_test(narrow_punctuation__looks__a_bounded_way),
		cmocka_unit_test(glyph_fit__stops__before_what_does_not_fit),
		cmocka_unit_test(glyph_at__parts_any_text__into_safe_graphemes),
		cmocka_unit_test(glyph_at__is_safe__for_every_code_point),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
