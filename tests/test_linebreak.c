/* SPDX-License-Identifier: MIT */
/* Tests of linebreak.  Expected breaks stand in the text itself: "|" allowed, "=" a must,
 * and where words are asked for "^" inside a word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "jumble.h"
#include "linebreak.h"
#include "status.h"

/* The text with its breaks marked, words' too if asked for. */
static const char *marked(
	struct buf *out, enum kinsoku level, const char *text, bool words)
{
	size_t len = strlen(text);
	char *breaks = xmalloc(len);
	linebreak_find(level, text, len, breaks);
	for (size_t i = 0; i < len; i++) {
		if (breaks[i] == LINE_BREAK_ALLOWED)
			buf_putc(out, '|');
		else if (breaks[i] == LINE_BREAK_MUST)
			buf_putc(out, '=');
		else if (breaks[i] == LINE_BREAK_WORD && words)
			buf_putc(out, '^');
		buf_putc(out, text[i]);
	}
	free(breaks);
	return buf_string(out);
}

/* Checks one text, given with its expected breaks. */
static void assert_breaks_as(enum kinsoku level, const char *expected, bool words)
{
	struct buf text = {0}, out = {0};
	for (const char *s = expected; *s; s++)
		if (!strchr(words ? "|=^" : "|=", *s))
			buf_putc(&text, *s);
	assert_string_equal(marked(&out, level, buf_string(&text), words), expected);
	buf_free(&text);
	buf_free(&out);
}

static void assert_breaks(const char *expected)
{
	assert_breaks_as(KINSOKU_BASIC, expected, false);
}

static void linebreak_find__keeps_to_uax14__without_kinsoku(void **state)
{
	(void)state;
	assert_breaks_as(KINSOKU_NONE, "他|说“走”——|就|走", false);
	assert_breaks_as(KINSOKU_NONE, "北|京|－|上|海，|好。", false);
	assert_breaks_as(KINSOKU_NONE, "２|０|２|４|年", false);
	assert_breaks_as(KINSOKU_NONE, "a |wide |pane", false);
}

static void linebreak_find__takes__empty_and_short_texts(void **state)
{
	(void)state;
	linebreak_find(KINSOKU_STRICT, "", 0, NULL);
	assert_breaks("a");
	assert_breaks("中");
	assert_breaks("“");
	assert_breaks("—");
	assert_breaks("[");
	assert_breaks(" ");
}

static void linebreak_find__must_break__behind_line_ends(void **state)
{
	(void)state;
	assert_breaks("一\n=二\n=\n=三\r\n=四\u2028=五\n");
	assert_breaks_as(KINSOKU_NONE, "a\n=b", false);
	/* Not even a closing mark stays behind a line end. */
	assert_breaks("一\n=”");
}

static void linebreak_find__keeps_closing_marks__from_a_row_start(void **state)
{
	(void)state;
	assert_breaks("好，|好。|好、|好；|好：|好？|好！|好");
	assert_breaks("好）|好〕|好］|好】|好｝|好》|好〉|好」|好』|好．|好");
	assert_breaks("好,|好.|好;|好:|好!|好?|好)|好]|好");
	assert_breaks("好。”）|好！』》。|好");
	assert_breaks("好\u200B。|好");
}

static void linebreak_find__keeps_opening_marks__from_a_row_end(void **state)
{
	(void)state;
	assert_breaks("好|（好|〔好|［好|【好|｛好|《好|〈好|「好|『好");
	assert_breaks("好|（《好|(好|[好|{好");
}

static void linebreak_find__opens_and_closes__quotes_beside_han(void **state)
{
	(void)state;
	assert_breaks("他|说|“走”|就|走");
	assert_breaks("“A”|和|“B”");
	assert_breaks("用|“AI”|造|‘芯’|片");
	assert_breaks("他|说：|“走。”|他|走");
	assert_breaks("（“中”）");
	assert_breaks("好 ”|好");
	assert_breaks("所|谓|“‘人’”|是");
	assert_breaks("“中|国”|《法》|“外”|“内”|——|“里”，|“三”");
	assert_breaks("中|国|“一|带|一|路”，|“三”");
	assert_breaks("“好”|AI|“好”|2024|年");
}

static void linebreak_find__leaves__english_quotes(void **state)
{
	(void)state;
	assert_breaks("the |“new |view” |of");
	assert_breaks("said, |“well,” |he");
	assert_breaks("Marx’s |view |and |中|国’s");
	assert_breaks("f(“x”)");
}

static void linebreak_find__keeps_connectors__from_a_row_start(void **state)
{
	(void)state;
	assert_breaks("1949—|2023|年");
	assert_breaks("北|京－|上|海");
	assert_breaks("10～|20|岁");
	assert_breaks("马|克|思·|恩|格|斯");
	assert_breaks("word—|word");
	assert_breaks("word – |word");
	assert_breaks("和／或，|词/语");
}

static void linebreak_find__does_not_split__dashes_and_ellipses(void **state)
{
	(void)state;
	assert_breaks("好|——|推|进");
	assert_breaks("好|……|推|进");
	assert_breaks("好|⸺|推");
	assert_breaks("“好|——”|推");
	assert_breaks("wait… |what");
}

static void linebreak_find__keeps_dashes__from_a_row_start_when_strict(void **state)
{
	(void)state;
	assert_breaks_as(KINSOKU_STRICT, "好——|推|进……|推", false);
	assert_breaks_as(KINSOKU_STRICT, "他|说|“走”——|就|走，|北|京－|上", false);
}

static void linebreak_find__keeps_signs_and_units__with_their_number(void **state)
{
	(void)state;
	assert_breaks("约|50%，|￥100，|$5，|20℃，|５０‰，|３．５|年");
	assert_breaks("第|１２|条，|ａｂｃ，|COVID１９，|５G");
	assert_breaks("No. 12 |and |§ 12 |and |№ 5 |and |Nos. |5");
	assert_breaks("§12 |5 % |of |10 ℃");
	assert_breaks("casino. |12");
	assert_breaks("2024|年|12|月，|1,000,000|人，|3.14");
}

static void linebreak_find__does_not_break__behind_a_dot_in_a_word(void **state)
{
	(void)state;
	assert_breaks("the |U.S. |and |e.g., |doi.org/10 |too");
	assert_breaks("One. |Two.");
}

static void linebreak_find__keeps_citations__behind_their_words(void **state)
{
	(void)state;
	assert_breaks("发|展[3]|和");
	assert_breaks("发|展 [3]|和");
	assert_breaks("发|展[4]（P865）。|他");
	assert_breaks("发|展。[3-5]|他");
	assert_breaks("发|展［3］|和|［甲］");
	assert_breaks("growth [1, 4], |and |then");
	assert_breaks("[1] |马|克|思");
	assert_breaks("[a] |词[2]|词 |[b]|词[3]");
}

static void linebreak_find__marks__places_inside_words(void **state)
{
	(void)state;
	assert_breaks_as(KINSOKU_BASIC, "a^b^c |d^e，|２^０", true);
	assert_breaks_as(KINSOKU_BASIC, "1^2^3%", true);
	assert_breaks_as(KINSOKU_NONE, "abc", true);
	/* Marks and citations are no words. */
	assert_breaks_as(KINSOKU_BASIC, "好[12]", true);
}

/* What is promised of any text, seen from the characters alone. */
static bool is_in(const char *set, const char *text, size_t at, size_t size)
{
	char one[5] = {0};
	memcpy(one, text + at, size);
	return strstr(set, one) != NULL;
}

static size_t size_at(const char *text, size_t at)
{
	uint8_t c = (uint8_t)text[at];
	return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static void assert_kinsoku(const struct buf *text, const char *breaks, enum kinsoku level)
{
	static const char never_first[] = "。，、；：？！）〕］】｝》〉」』·．－～";
	static const char never_last[] = "（〔［【｛《〈「『";
	for (size_t at = 0, last = 0; at < text->n;
		last = at, at += size_at(text->v, at)) {
		for (size_t i = at + 1; i < at + size_at(text->v, at); i++)
			assert_int_equal(breaks[i], LINE_BREAK_NO);
		if (at == 0 || breaks[at] != LINE_BREAK_ALLOWED)
			continue;
		if (text->v[last] == ' ' || (uint8_t)text->v[last] < 0x80)
			continue;
		assert_false(is_in(never_first, text->v, at, size_at(text->v, at)));
		assert_false(is_in(never_last, text->v, last, size_at(text->v, last)));
		bool split = is_in("—…", text->v, at, size_at(text->v, at)) &&
			     memcmp(text->v + at, text->v + last, 3) == 0;
		assert_false(split);
		if (level == KINSOKU_STRICT)
			assert_false(is_in("—…", text->v, at, size_at(text->v, at)));
	}
}

static bool is_line_end(const char *text, size_t end)
{
	return text[end - 1] == '\n' ||
	       (end >= 2 && memcmp(text + end - 2, "\xC2\x85", 2) == 0) ||
	       (end >= 3 && memcmp(text + end - 3, "\u2028", 3) == 0);
}

static void linebreak_find__keeps_kinsoku__in_any_text(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 500; seed++) {
		struct rng rng = {seed};
		struct buf text = {0};
		jumble(&rng, 1 + rng_below(&rng, 500), &text);
		enum kinsoku level = seed % 2 ? KINSOKU_BASIC : KINSOKU_STRICT;
		char *breaks = xmalloc(text.n);
		memset(breaks, 77, text.n);
		linebreak_find(level, text.v, text.n, breaks);
		assert_int_equal(breaks[0], LINE_BREAK_NO);
		for (size_t i = 1; i < text.n; i++) {
			assert_in_range(breaks[i], LINE_BREAK_NO, LINE_BREAK_MUST);
			assert_int_equal(
				breaks[i] == LINE_BREAK_MUST, is_line_end(text.v, i));
		}
		assert_kinsoku(&text, breaks, level);
		free(breaks);
		buf_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(linebreak_find__keeps_to_uax14__without_kinsoku),
		cmocka_unit_test(linebreak_find__takes__empty_and_short_texts),
		cmocka_unit_test(linebreak_find__must_break__behind_line_ends),
		cmocka_unit_test(linebreak_find__keeps_closing_marks__from_a_row_start),
		cmocka_unit_test(linebreak_find__keeps_opening_marks__from_a_row_end),
		cmocka_unit_test(linebreak_find__opens_and_closes__quotes_beside_han),
		cmocka_unit_test(linebreak_find__leaves__english_quotes),
		cmocka_unit_test(linebreak_find__keeps_connectors__from_a_row_start),
		cmocka_unit_test(linebreak_find__does_not_split__dashes_and_ellipses),
		cmocka_unit_test(
			linebreak_find__keeps_dashes__from_a_row_start_when_strict),
		cmocka_unit_test(
			linebreak_find__keeps_signs_and_units__with_their_number),
		cmocka_unit_test(linebreak_find__does_not_break__behind_a_dot_in_a_word),
		cmocka_unit_test(linebreak_find__keeps_citations__behind_their_words),
		cmocka_unit_test(linebreak_find__marks__places_inside_words),
		cmocka_unit_test(linebreak_find__keeps_kinsoku__in_any_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
