/* SPDX-License-Identifier: MIT */
#include "pinyin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "utf8.h"

static uint32_t code_point(const char *text)
{
	size_t size;
	return utf8_at(text, strlen(text), 0, &size);
}

/* The readings as "hang2 xing2". */
static void assert_read(const char *text, const char *expected)
{
	struct pinyin readings[PINYIN_READINGS];
	char all[128] = "";
	size_t n = pinyin_readings(code_point(text), readings);
	for (size_t i = 0; i < n; i++)
		snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s%d",
			i > 0 ? " " : "", pinyin_syllable(readings[i].syllable),
			readings[i].tone);
	assert_string_equal(all, expected);
}

static void pinyin_readings__are_all__in_use_today(void **state)
{
	(void)state;
	assert_read("人", "ren2 ren5");
	assert_read("民", "min2");
	assert_read("长", "chang2 zhang3");
	assert_read("長", "chang2 zhang3");
	assert_read("乐", "le4 yue4");
	assert_read("绿", "lu4 lv4");
	assert_read("女", "nv3 nv5");
	assert_read("略", "lve4");
	assert_read("的", "de5 di1 di2 di4");
	assert_read("吗", "ma2 ma3 ma5");
	assert_read("〇", "ling2");
	assert_read("㧐", "song3");
}

static void pinyin_readings__are_none__of_what_is_not_han(void **state)
{
	(void)state;
	static const char *const others[] = {
		"a", "é", "，", "あ", "ア", "한", "①", "👍", "\u0301"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_read(others[i], "");
	struct pinyin readings[PINYIN_READINGS];
	assert_int_equal(pinyin_readings(0, readings), 0);
	assert_int_equal(pinyin_readings(UINT32_MAX, readings), 0);
}

struct count {
	size_t all, common;
};

static void count_read(void *ctx, uint32_t c)
{
	struct count *count = ctx;
	struct pinyin readings[PINYIN_READINGS];
	size_t n = pinyin_readings(c, readings);
	assert_in_range(n, 1, PINYIN_READINGS);
	for (size_t i = 0; i < n; i++) {
		assert_in_range(readings[i].tone, 1, 5);
		assert_true(readings[i].syllable < PINYIN_SYLLABLES);
	}
	count->all++;
	count->common += c >= 0x4E00 && c <= 0x9FFF;
}

static void pinyin_each__visits__all_characters_with_readings(void **state)
{
	(void)state;
	struct count count = {0};
	struct pinyin readings[PINYIN_READINGS];
	size_t expected = 0;
	pinyin_each(count_read, &count);
	for (uint32_t c = 0; c <= 0x10FFFF; c++)
		expected += pinyin_readings(c, readings) > 0;
	assert_int_equal(count.all, expected);
	assert_true(count.common > 20000);
}

static void pinyin_syllables__are_small_letters__in_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < PINYIN_SYLLABLES; i++) {
		const char *letters = pinyin_syllable(i);
		size_t len = strlen(letters);
		assert_in_range(len, 1, 6);
		assert_int_equal(strspn(letters, "abcdefghijklmnopqrstuvwxyz"), len);
		if (i > 0)
			assert_true(strcmp(pinyin_syllable(i - 1), letters) < 0);
	}
}

/* Where a character read so may leave off, as a set of digits: "014". */
static void assert_ends(const char *pattern, size_t at, const char *letters, int tone,
	const char *expected)
{
	uint32_t folded[32];
	size_t n = 0, size, ends[PINYIN_ENDS];
	for (size_t i = 0; i < strlen(pattern); i += size)
		folded[n++] = utf8_at(pattern, strlen(pattern), i, &size);
	uint16_t syllable = 0;
	while (strcmp(pinyin_syllable(syllable), letters) != 0)
		syllable++;
	struct pinyin reading = {syllable, (uint8_t)tone};
	size_t count = pinyin_ends(folded, n, at, reading, ends);
	bool reached[10] = {false};
	for (size_t i = 0; i < count; i++) {
		assert_true(ends[i] > at && ends[i] <= n && ends[i] < 10);
		reached[ends[i]] = true;
	}
	char all[11] = "";
	for (size_t i = 0; i < 10; i++)
		if (reached[i])
			snprintf(all + strlen(all), sizeof all - strlen(all), "%zu", i);
	assert_string_equal(all, expected);
}

static void pinyin_ends__are_behind__syllable_and_initial(void **state)
{
	(void)state;
	assert_ends("renmin", 0, "ren", 2, "13");
	assert_ends("renmin", 3, "min", 2, "46");
	assert_ends("rgzn", 1, "gong", 1, "2");
	assert_ends("zhengzhi", 0, "zheng", 4, "125");
	assert_ends("zhengzhi", 0, "zhen", 1, "124");
	assert_ends("zhg", 0, "zhong", 1, "12");
	assert_ends("xian", 0, "xi", 1, "12");
	assert_ends("xian", 0, "xian", 1, "14");
	assert_ends("an", 0, "an", 1, "12");
	assert_ends("renmin", 0, "min", 2, "");
}

static void pinyin_ends__are_behind__the_right_tone(void **state)
{
	(void)state;
	assert_ends("ren2min2", 0, "ren", 2, "134");
	assert_ends("ren3", 0, "ren", 2, "13");
	assert_ends("ma5", 0, "ma", 5, "123");
	assert_ends("r2", 0, "ren", 2, "1");
}

static void pinyin_ends__are_at_the_end__when_a_syllable_is_begun(void **state)
{
	(void)state;
	assert_ends("renmi", 3, "min", 2, "45");
	assert_ends("zho", 0, "zhong", 1, "123");
	assert_ends("renmi", 0, "reng", 2, "1");
	assert_ends("ren", 0, "reng", 2, "13");
}

static void pinyin_ends__know__the_ways_to_write_u_with_dots(void **state)
{
	(void)state;
	assert_ends("lvse", 0, "lv", 4, "12");
	assert_ends("lu:se", 0, "lv", 4, "13");
	assert_ends("lüse", 0, "lv", 4, "12");
	assert_ends("lu\u0308se", 0, "lv", 4, "13");
	assert_ends("lu:e4", 0, "lve", 4, "145");
	assert_ends("luse", 0, "lv", 4, "1");
	assert_ends("lu:", 0, "lu", 4, "12");
	assert_ends("lvse", 0, "lu", 4, "1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pinyin_readings__are_all__in_use_today),
		cmocka_unit_test(pinyin_readings__are_none__of_what_is_not_han),
		cmocka_unit_test(pinyin_each__visits__all_characters_with_readings),
		cmocka_unit_test(pinyin_syllables__are_small_letters__in_order),
		cmocka_unit_test(pinyin_ends__are_behind__syllable_and_initial),
		cmocka_unit_test(pinyin_ends__are_behind__the_right_tone),
		cmocka_unit_test(pinyin_ends__are_at_the_end__when_a_syllable_is_begun),
		cmocka_unit_test(pinyin_ends__know__the_ways_to_write_u_with_dots),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
