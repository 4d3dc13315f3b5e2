/* SPDX-License-Identifier: MIT */
#include "fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "code_map.h"
#include "utf8.h"

enum { ALL = FOLD_CASE | FOLD_WIDTH | FOLD_HAN, LAST = 0x10FFFF };

/* Folds a whole text; returns how many code points it became. */
static size_t fold_text(const char *text, unsigned folds, uint32_t folded[64])
{
	size_t n = 0, size, len = strlen(text);
	for (size_t at = 0; at < len; at += size) {
		uint32_t c = utf8_at(text, len, at, &size), parts[FOLD_MOST];
		size_t count = fold_code_point(c, folds, parts);
		assert_true(n + count <= 64);
		memcpy(folded + n, parts, count * sizeof *parts);
		n += count;
	}
	return n;
}

static bool are_same(const char *a, const char *b, unsigned folds)
{
	uint32_t one[64], other[64];
	size_t n = fold_text(a, folds, one);
	return n == fold_text(b, folds, other) &&
	       memcmp(one, other, n * sizeof *one) == 0;
}

/* The same under folds, and not the same without. */
static void assert_folds(const char *a, const char *b, unsigned folds)
{
	if (!are_same(a, b, folds))
		fail_msg("%s is not %s", a, b);
	if (are_same(a, b, ALL & ~folds))
		fail_msg("%s is %s without that folding", a, b);
}

static bool is_surrogate(uint32_t c)
{
	return c >= 0xD800 && c <= 0xDFFF;
}

static void fold__takes_capitals__for_small_letters(void **state)
{
	(void)state;
	assert_folds("AI Safety", "ai safety", FOLD_CASE);
	assert_folds("ÉCOLE", "école", FOLD_CASE);
	assert_folds("ΣΟΦΟΣ", "σοφος", FOLD_CASE);
	assert_folds("σοφος", "σοφοσ", FOLD_CASE);
	assert_folds("Я", "я", FOLD_CASE);
	assert_folds("Ⅻ", "ⅻ", FOLD_CASE);
	assert_false(are_same("é", "e", ALL));
	assert_false(are_same("ß", "ss", ALL));
}

static void fold__takes_wide_forms__for_narrow_ones(void **state)
{
	(void)state;
	assert_folds("ＡＢＣ，（１２）", "ABC,(12)", FOLD_WIDTH);
	assert_folds("㎡", "m2", FOLD_WIDTH);
	assert_folds("ﬁve oﬃces", "five offices", FOLD_WIDTH);
	assert_folds("ｶﾞｲﾄﾞ", "ガイド", FOLD_WIDTH);
	assert_folds("①", "1", FOLD_WIDTH);
	assert_folds("…", "...", FOLD_WIDTH);
	assert_folds("a\u00A0b\u3000c", "a b c", FOLD_WIDTH);
	assert_folds("caf\u00E9", "cafe\u0301", FOLD_WIDTH);
	assert_true(are_same("Ｚ", "z", FOLD_WIDTH | FOLD_CASE));
	assert_false(are_same("Ｚ", "z", FOLD_WIDTH));
	assert_false(are_same("m2", "m", ALL));
}

static void fold__takes_radicals__for_characters(void **state)
{
	(void)state;
	assert_folds("⽂⼈", "文人", FOLD_WIDTH);
	assert_folds("⺠⻔⻅", "民门见", FOLD_WIDTH);
	assert_folds("\uF9DB", "\u7387", FOLD_WIDTH);
	/* What a radical is the form of may itself have variants. */
	assert_true(are_same("⾨", "门", FOLD_WIDTH | FOLD_HAN));
	assert_false(are_same("⾨", "门", FOLD_WIDTH));
}

static void fold__takes_printed_marks__for_typed_ones(void **state)
{
	(void)state;
	assert_folds("China’s ‘one’", "China's 'one'", FOLD_WIDTH);
	assert_folds("“x”", "\"x\"", FOLD_WIDTH);
	assert_folds("self\u2010reliance, self\u2011reliance",
		"self-reliance, self-reliance", FOLD_WIDTH);
	assert_folds("卡尔・马克思", "卡尔·马克思", FOLD_WIDTH);
	assert_false(are_same("—", "-", ALL));
	assert_false(are_same("–", "-", ALL));
}

static void fold__leaves_out__what_shows_nothing(void **state)
{
	(void)state;
	assert_folds("co\u00ADop\u200Beration", "cooperation", FOLD_WIDTH);
	assert_folds("葛\uFE00", "葛", FOLD_WIDTH);
	assert_folds("葛\U000E0100", "葛", FOLD_WIDTH);
	uint32_t folded[FOLD_MOST];
	assert_int_equal(fold_code_point(0xFEFF, FOLD_WIDTH, folded), 0);
	assert_int_equal(fold_code_point(0xFEFF, FOLD_CASE | FOLD_HAN, folded), 1);
}

static void fold__takes_variants__for_one_character(void **state)
{
	(void)state;
	static const char *const classes[][5] = {
		{"网络", "網絡"},
		{"网络空间", "網絡空間"},
		{"后", "後"},
		{"干", "乾", "幹"},
		{"发", "發", "髮"},
		{"里", "裡", "裏"},
		{"台", "臺", "檯", "颱"},
		{"系", "係", "繫"},
		{"说", "說", "説"},
		{"户", "戶", "戸"},
		{"为", "為", "爲"},
		{"众", "眾", "衆"},
		{"产", "產", "産"},
		{"群", "羣"},
		{"历", "歷", "曆"},
	};
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		for (size_t k = 1; k < 5 && classes[i][k]; k++)
			assert_folds(classes[i][0], classes[i][k], FOLD_HAN);
}

static void fold__keeps_apart__what_is_not_a_variant(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {{"未", "末"}, {"己", "已"}, {"一", "壹"},
		{"后", "候"}, {"土", "士"}, {"人", "入"}, {"大", "太"}, {"国", "围"},
		{"木", "术"}, {"日", "曰"}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_false(are_same(pairs[i][0], pairs[i][1], ALL));
}

static void fold__changes_nothing__without_foldings(void **state)
{
	(void)state;
	uint32_t folded[FOLD_MOST];
	for (uint32_t c = 0; c <= LAST; c++) {
		assert_int_equal(fold_code_point(c, 0, folded), 1);
		assert_int_equal(folded[0], c);
	}
}

/* Folding what is folded changes nothing: no order of foldings matters to a search. */
static void fold__is_done__at_once(void **state)
{
	(void)state;
	for (unsigned folds = 1; folds <= ALL; folds++) {
		for (uint32_t c = 0; c <= LAST; c++) {
			uint32_t once[FOLD_MOST], twice[FOLD_MOST];
			size_t n = fold_code_point(c, folds, once);
			assert_true(n <= FOLD_MOST);
			for (size_t i = 0; i < n; i++) {
				size_t again = fold_code_point(once[i], folds, twice);
				if (again != 1 || twice[0] != once[i])
					fail_msg("U+%04X under %u", (unsigned)c, folds);
			}
		}
	}
}

/* Of gen_han.py, not of Unicode's decomposition. */
static bool is_our_own(uint32_t c)
{
	static const uint32_t printed[] = {
		0x2018, 0x2019, 0x201C, 0x201D, 0x2010, 0x2011, 0x2027, 0x30FB, 0xFF65};
	for (size_t i = 0; i < sizeof printed / sizeof *printed; i++)
		if (c == printed[i])
			return true;
	return c >= 0x2E80 && c <= 0x2FDF;
}

/* Whether libunistring's Unicode is new enough to know what c consists of. */
static bool is_known(uint32_t c)
{
	return !uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Cn);
}

static void fold_width__agrees__with_libunistring(void **state)
{
	(void)state;
	size_t changed = 0;
	for (uint32_t c = 0; c <= LAST; c++) {
		bool hangul = c >= 0xAC00 && c <= 0xD7A3;
		if (is_surrogate(c) || hangul || is_our_own(c) || !is_known(c))
			continue;
		uint32_t folded[FOLD_MOST], expected[FOLD_MOST];
		size_t n = fold_code_point(c, FOLD_WIDTH, folded), len = FOLD_MOST;
		if (uc_is_property_default_ignorable_code_point(c)) {
			assert_int_equal(n, 0);
			continue;
		}
		u32_normalize(UNINORM_NFKD, &c, 1, expected, &len);
		/* U+2011 is compatible with U+2010, a middle dot with another. */
		for (size_t i = 0; i < len; i++)
			if (is_our_own(expected[i]))
				fold_code_point(expected[i], FOLD_WIDTH, expected + i);
		if (n != len || memcmp(folded, expected, n * sizeof *folded) != 0)
			fail_msg("U+%04X", (unsigned)c);
		changed += n != 1 || folded[0] != c;
	}
	assert_true(changed > 5000);
}

static void fold_case__agrees__with_libunistring(void **state)
{
	(void)state;
	size_t changed = 0;
	for (uint32_t c = 0; c <= LAST; c++) {
		uint32_t folded[FOLD_MOST], expected[FOLD_MOST];
		size_t len = FOLD_MOST;
		if (is_surrogate(c))
			continue;
		u32_casefold(&c, 1, NULL, NULL, expected, &len);
		fold_code_point(c, FOLD_CASE, folded);
		/* Where full folding has several code points, simple folding has one of
		 * its own, or none. */
		if (len == 1 && folded[0] != expected[0])
			fail_msg("U+%04X", (unsigned)c);
		changed += folded[0] != c;
	}
	assert_true(changed > 1300);
}

static void mark(void *ctx, uint32_t c)
{
	bool *marked = ctx;
	assert_true(c <= LAST);
	marked[c] = true;
}

static void fold_each__visits__what_is_changed(void **state)
{
	(void)state;
	bool *marked = calloc(LAST + 1, sizeof *marked);
	fold_each(mark, marked);
	for (uint32_t c = 0; c <= LAST; c++) {
		uint32_t folded[FOLD_MOST];
		bool changed = false;
		for (unsigned folds = 1; folds <= FOLD_HAN; folds <<= 1)
			changed |=
				fold_code_point(c, folds, folded) != 1 || folded[0] != c;
		if (marked[c] != changed)
			fail_msg("U+%04X", (unsigned)c);
	}
	free(marked);
}

static void fold_is_blank__knows__all_separators(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= LAST; c++) {
		bool control = (c >= '\t' && c <= '\r') || c == 0x85;
		bool separator = uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Z);
		assert_int_equal(fold_is_blank(c), control || separator);
	}
}

static void fold_is_unspaced__is_true__of_chinese_writing(void **state)
{
	(void)state;
	static const uint32_t unspaced[] = {0x6C49, 0x3400, 0x3007, 0x3002, 0x300A,
		0x3001, 0x3042, 0x30A2, 0x3105, 0xFF0C, 0xFF08, 0xFF1B, 0xFF5E, 0x2F42,
		0xF900, 0x20000, 0x2A6D6};
	static const uint32_t spaced[] = {0, ' ', 'a', '0', ',', 0xE9, 0x3000, 0xFF21,
		0xFF41, 0xFF10, 0x2014, 0x201C, 0xAC00, 0x1F600, 0x338F, 0x2460};
	for (size_t i = 0; i < sizeof unspaced / sizeof *unspaced; i++)
		assert_true(fold_is_unspaced(unspaced[i]));
	for (size_t i = 0; i < sizeof spaced / sizeof *spaced; i++)
		assert_false(fold_is_unspaced(spaced[i]));
}

static void code_map__numbers__its_members(void **state)
{
	(void)state;
	/* Members 3, 64, 127 and 192: pages 1, 2, none, 3. */
	static const uint16_t page[] = {1, 2, 0, 3}, first[] = {0, 0, 1, 3};
	static const uint64_t mask[] = {0, 1 << 3, UINT64_C(1) << 63 | 1, 1};
	static const struct code_map map = {
		.page = page, .mask = mask, .first = first, .pages = 4};
	static const uint32_t members[] = {3, 64, 127, 192};
	size_t index, n = 0;
	for (uint32_t c = 0; c < 400; c++) {
		bool expected = n < 4 && c == members[n];
		assert_int_equal(code_map_find(&map, c, &index), expected);
		if (expected)
			assert_int_equal(index, n++);
	}
	assert_false(code_map_find(&map, UINT32_MAX, &index));
	assert_int_equal(code_map_next(&map, 0), 3);
	assert_int_equal(code_map_next(&map, 3), 64);
	assert_int_equal(code_map_next(&map, 64), 127);
	assert_int_equal(code_map_next(&map, 127), 192);
	assert_int_equal(code_map_next(&map, 192), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fold__takes_capitals__for_small_letters),
		cmocka_unit_test(fold__takes_wide_forms__for_narrow_ones),
		cmocka_unit_test(fold__takes_radicals__for_characters),
		cmocka_unit_test(fold__takes_printed_marks__for_typed_ones),
		cmocka_unit_test(fold__leaves_out__what_shows_nothing),
		cmocka_unit_test(fold__takes_variants__for_one_character),
		cmocka_unit_test(fold__keeps_apart__what_is_not_a_variant),
		cmocka_unit_test(fold__changes_nothing__without_foldings),
		cmocka_unit_test(fold__is_done__at_once),
		cmocka_unit_test(fold_width__agrees__with_libunistring),
		cmocka_unit_test(fold_case__agrees__with_libunistring),
		cmocka_unit_test(fold_each__visits__what_is_changed),
		cmocka_unit_test(fold_is_blank__knows__all_separators),
		cmocka_unit_test(fold_is_unspaced__is_true__of_chinese_writing),
		cmocka_unit_test(code_map__numbers__its_members),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
