/* SPDX-License-Identifier: MIT */
#include "query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "jumble.h"
#include "queries.h"

static void assert_refused(
	const char *pattern, size_t len, unsigned options, const char *message, size_t at)
{
	struct query *query = (struct query *)&query;
	size_t where = 99;
	struct status s = query_compile(&query, pattern, len, options, &where);
	assert_int_equal(s.code, STATUS_USAGE);
	assert_string_equal(s.message, message);
	assert_int_equal(where, at);
	assert_null(query);
}

/* All matches, marked in the text: "a[b]c". */
static void assert_found(
	const char *pattern, unsigned options, const char *text, const char *expected)
{
	struct query *query = compile(pattern, options);
	struct buf marked = {0};
	struct status s;
	size_t len = strlen(text), at = 0;
	for (;;) {
		struct span match = query_find(query, text, len, at, &s);
		assert_true(status_ok(&s));
		size_t end = span_is_none(match) ? len : match.beg;
		buf_add(&marked, text + at, end - at);
		if (span_is_none(match))
			break;
		buf_printf(&marked, "[%.*s]", (int)span_len(match), text + match.beg);
		at = match.end;
	}
	if (strcmp(buf_string(&marked), expected) != 0)
		fail_msg("/%s/ gives %s, not %s", pattern, buf_string(&marked), expected);
	buf_free(&marked);
	query_free(query);
}

static void query_compile__refuses__what_is_no_text(void **state)
{
	(void)state;
	for (unsigned options = 0; options <= QUERY_REGEX; options += QUERY_REGEX) {
		assert_refused("", 0, options, "nothing to search for", 0);
		assert_refused("中\xE4\xB8", 5, options,
			"the pattern is not valid UTF-8 at character 2", 3);
		assert_refused("a\xED\xA0\x80", 4, options,
			"the pattern is not valid UTF-8 at character 2", 1);
		assert_refused(
			"a\0b", 3, options, "the pattern has a NUL at character 2", 1);
	}
	assert_refused("\u200B", 3, QUERY_WIDTH, "nothing to search for", 0);
}

static void query_compile__refuses__a_pattern_that_is_too_long(void **state)
{
	(void)state;
	char pattern[8200];
	memset(pattern, 'a', sizeof pattern);
	static const char *const literal =
		"the pattern is too long: more than 253 characters";
	for (unsigned options = 0; options <= QUERY_FOLDINGS; options += QUERY_FOLDINGS) {
		struct query *query;
		struct status s = query_compile(&query, pattern, 253, options, NULL);
		assert_true(status_ok(&s));
		query_free(query);
		assert_refused(pattern, 254, options, literal, 0);
	}
	/* 60 of U+FDFA are 60 code points that fold to 1080. */
	struct buf long_fold = {0};
	for (int i = 0; i < 60; i++)
		buf_puts(&long_fold, "\uFDFA");
	assert_refused(long_fold.v, long_fold.n, QUERY_WIDTH, literal, 0);
	buf_free(&long_fold);
	assert_refused(pattern, sizeof pattern, QUERY_REGEX,
		"the pattern is too long: more than 4096 bytes", 0);
}

static void query_compile__says_where__a_regular_expression_is_bad(void **state)
{
	(void)state;
	assert_refused(
		"人(民", 7, QUERY_REGEX, "missing closing parenthesis at character 4", 7);
	assert_refused("abc[d", 5, QUERY_REGEX,
		"missing terminating ] for character class at character 6", 5);
	assert_refused("\\C", 2, QUERY_REGEX,
		"using \\C is disabled by the application at character 3", 2);
	struct query *query;
	struct status s = query_compile(&query, "(", 1, QUERY_REGEX, NULL);
	assert_false(status_ok(&s));
}

static void query_find__finds_bytes__without_foldings(void **state)
{
	(void)state;
	assert_found("国家", 0, "国家安全是国家大事", "[国家]安全是[国家]大事");
	assert_found("a", 0, "aAa", "[a]A[a]");
	assert_found("aa", 0, "aaaaa", "[aa][aa]a");
	assert_found("数据", 0, "數據", "數據");
	assert_found("the end", 0, "the  end, the end", "the  end, [the end]");
	assert_found("x", 0, "", "");
	/* Longer than the sixteen bytes that are looked at in one go, and across them. */
	assert_found("needle", 0, "a haystack of hay, needled with a needle",
		"a haystack of hay, [needle]d with a [needle]");
	assert_found("a longer needle than that", 0, "no a longer needle than that",
		"no [a longer needle than that]");
}

static void query_find__keeps_graphemes__whole(void **state)
{
	(void)state;
	assert_found("e", 0, "e\u0301e", "e\u0301[e]");
	assert_found("e\u0301", 0, "e\u0301e\u0301\u0323", "[e\u0301]e\u0301\u0323");
	assert_found("\u0301", 0, "e\u0301", "e\u0301");
	assert_found("e", QUERY_FOLDINGS, "éeé", "é[e]é");
	assert_found("🇨🇳", 0, "🇬🇧🇨🇳🇬🇧", "🇬🇧[🇨🇳]🇬🇧");
	assert_found("🇧🇨", QUERY_FOLDINGS, "🇬🇧🇨🇳🇧🇨", "🇬🇧🇨🇳[🇧🇨]");
	assert_found("葛", QUERY_WIDTH, "葛\U000E0100城", "[葛\U000E0100]城");
	assert_found("葛", 0, "葛\U000E0100城", "葛\U000E0100城");
}

static void query_case__is_smart(void **state)
{
	(void)state;
	assert_found("ai", QUERY_CASE, "AI ai Ai", "[AI] [ai] [Ai]");
	assert_found("Ai", QUERY_CASE, "AI ai Ai", "AI ai [Ai]");
	assert_found("ai", 0, "AI ai Ai", "AI [ai] Ai");
	assert_found("école", QUERY_CASE, "ÉCOLE", "[ÉCOLE]");
	assert_found("ａｉ", QUERY_CASE | QUERY_WIDTH, "ＡI", "[ＡI]");
	assert_found("ｱi", QUERY_CASE | QUERY_WIDTH, "アI", "[アI]");
	assert_found("Ⅻ", QUERY_CASE, "ⅻ", "[ⅻ]");
}

static void query_width__maps_ranges__back_to_the_text(void **state)
{
	(void)state;
	assert_found("abc,(12)", QUERY_WIDTH, "見ａｂｃ，（１２）。",
		"見[ａｂｃ，（１２）]。");
	assert_found("five", QUERY_WIDTH, "aﬁve", "a[ﬁve]");
	assert_found("office", QUERY_WIDTH, "an oﬃce", "an [oﬃce]");
	assert_found("f", QUERY_WIDTH, "ﬁ", "ﬁ");
	assert_found("文", QUERY_WIDTH, "⽂文", "[⽂][文]");
	assert_found("⽂", QUERY_WIDTH, "⽂文", "[⽂][文]");
	assert_found("cooperation", QUERY_WIDTH, "co\u00ADopera\u200Btion\u00AD",
		"[co\u00ADopera\u200Btion]\u00AD");
	assert_found("a", QUERY_WIDTH, "\u00ADa \U000E0001a", "\u00AD[a] \U000E0001[a]");
	assert_found("café", QUERY_WIDTH, "cafe\u0301 café", "[cafe\u0301] [café]");
	assert_found("China's", QUERY_WIDTH, "China’s", "[China’s]");
}

static void query_han__finds__variants(void **state)
{
	(void)state;
	assert_found(
		"網絡空間", QUERY_HAN, "网络空间与網絡空間", "[网络空间]与[網絡空間]");
	assert_found("网络空间", QUERY_HAN, "網络空間", "[網络空間]");
	assert_found("后", QUERY_HAN, "以後、皇后", "以[後]、皇[后]");
	assert_found("网", 0, "網", "網");
}

static void query_pinyin__finds__syllables_initials_and_both(void **state)
{
	(void)state;
	const unsigned options = QUERY_FOLDINGS;
	assert_found("renmin", options, "人民的人", "[人民]的人");
	assert_found("rgzn", options, "发展人工智能。", "发展[人工智能]。");
	assert_found("rengzn", options, "人工智能", "[人工智能]");
	assert_found("rengongzhineng", options, "人工智能", "[人工智能]");
	assert_found("zhg", options, "在中国", "在[中国]");
	assert_found("zg", options, "在中国", "在[中国]");
	assert_found("yinhang", options, "银行行长", "[银行]行长");
	assert_found("yinxing", options, "银行", "[银行]");
	assert_found("xian", options, "西安，先", "[西安]，[先]");
	assert_found("xi'an", options, "西安，先", "[西安]，先");
	assert_found("xi’an", options, "西安，先", "[西安]，先");
	assert_found("renm", options, "人民", "[人民]");
	assert_found("renmi", options, "人民", "[人民]");
	assert_found("renmia", options, "人民", "人民");
	assert_found("ren min", options, "人民", "[人民]");
	assert_found("rnemin", options, "人民", "人民");
	assert_found("wangluo", options, "網絡", "[網絡]");
	assert_found("wen", options, "⽂", "[⽂]");
	assert_found("lingnian", options, "二〇年", "二[〇年]");
}

static void query_pinyin__takes_tones__or_not(void **state)
{
	(void)state;
	assert_found("ren2min2", QUERY_PINYIN, "人民", "[人民]");
	assert_found("ren2min", QUERY_PINYIN, "人民", "[人民]");
	assert_found("ren3min2", QUERY_PINYIN, "人民", "人民");
	assert_found("ren2", QUERY_PINYIN, "人2", "[人]2");
	assert_found("ren3", QUERY_PINYIN, "人3", "[人3]");
	assert_found("lvse", QUERY_PINYIN, "绿色", "[绿色]");
	assert_found("lu:4se4", QUERY_PINYIN, "绿色", "[绿色]");
	assert_found("lüse", QUERY_PINYIN, "绿色", "[绿色]");
	assert_found("lüse", QUERY_FOLDINGS, "绿色", "[绿色]");
	assert_found("nv", QUERY_PINYIN, "女", "[女]");
}

static void query_pinyin__finds_latin__too(void **state)
{
	(void)state;
	assert_found("renmin", QUERY_FOLDINGS, "Renmin University, 人民大学",
		"[Renmin] University, [人民]大学");
	assert_found("aianquan", QUERY_FOLDINGS, "AI安全", "[AI安全]");
	assert_found("don't", QUERY_FOLDINGS, "I don't, don’t", "I [don't], [don’t]");
	assert_found("lu:", QUERY_FOLDINGS, "lu: lü lv", "[lu:] lü lv");
}

static void query_pinyin__keeps_out__of_other_patterns(void **state)
{
	(void)state;
	assert_found("Ren", QUERY_FOLDINGS, "人 Ren", "人 [Ren]");
	assert_found("r", QUERY_FOLDINGS, "人r", "人[r]");
	assert_found("20", QUERY_FOLDINGS, "二零20", "二零[20]");
	assert_found("r.n", QUERY_FOLDINGS, "人r.n", "人[r.n]");
	assert_found("ren", QUERY_FOLDINGS & ~QUERY_PINYIN, "人ren", "人[ren]");
	/* 干 is a variant of 乾, but not read as that. */
	assert_found("qian", QUERY_FOLDINGS, "干部，⼲，乾坤", "干部，⼲，[乾]坤");
	assert_found("gan", QUERY_FOLDINGS, "干部，⼲", "[干]部，[⼲]");
}

static void query_blanks__count_for_nothing__beside_han(void **state)
{
	(void)state;
	assert_found("自20世纪", QUERY_BLANKS, "自 20 世纪以来", "[自 20 世纪]以来");
	assert_found("自 20 世纪", QUERY_BLANKS, "自20世纪", "[自20世纪]");
	assert_found("AI安全", QUERY_BLANKS, "AI\u3000安全、AI安全",
		"[AI\u3000安全]、[AI安全]");
	assert_found("人民", QUERY_BLANKS, "人 民", "[人 民]");
	assert_found("人 民", QUERY_BLANKS, "人民", "[人民]");
	assert_found(" 人民 ", QUERY_BLANKS, "人民 ", "[人民] ");
	assert_found(
		"law, order", QUERY_WIDTH | QUERY_BLANKS, "law，order", "[law，order]");
	assert_found("laws (AGI) and", QUERY_WIDTH | QUERY_BLANKS, "laws（AGI）and",
		"[laws（AGI）and]");
	assert_found("20世纪", 0, "20 世纪", "20 世纪");
}

static void query_blanks__match_runs__between_words(void **state)
{
	(void)state;
	assert_found("the end", QUERY_BLANKS, "the  end, the\nend, theend, the\u00A0 end",
		"[the  end], [the\nend], theend, [the\u00A0 end]");
	assert_found("the   end", QUERY_BLANKS, "the end", "[the end]");
	assert_found("theend", QUERY_BLANKS, "the end", "the end");
	assert_found(" ", QUERY_BLANKS, "a  b\tc", "a[  ]b[\t]c");
	assert_found("a ", QUERY_BLANKS, "a b a", "[a ]b a");
	assert_found("a ", QUERY_BLANKS, "a中", "[a]中");
	assert_found(" a", QUERY_BLANKS, "ba  a中a", "ba[  a]中[a]");
	assert_found("2 0", QUERY_BLANKS, "20 2 0", "20 [2 0]");
	assert_found("m 𠀀", QUERY_BLANKS, "m  𠀀m𠀀", "[m  𠀀][m𠀀]");
}

static void query_regex__matches(void **state)
{
	(void)state;
	const unsigned options = QUERY_REGEX | QUERY_CASE;
	assert_found(
		"\\p{Han}+法", options, "English，刑法与law", "English，[刑法]与law");
	assert_found("(?<=人)民", options, "人民民", "人[民]民");
	assert_found(
		"^第.条", options, "第一条 第二条\n第三条", "[第一条] 第二条\n[第三条]");
	assert_found("ai\\b", options, "AI aim ai", "[AI] aim [ai]");
	assert_found("Ai", options, "AI Ai", "AI [Ai]");
	assert_found("\\S+", options, "AI ai", "[AI] [ai]");
	assert_found("\\PLa", options, "AA,A", "AA[,A]");
	assert_found("(?<Name>a)\\k<Name>", options, "aA", "[aA]");
	assert_found("(?P<Name>a)(?P=Name)(?&Name)", options, "aAa", "[aAa]");
	assert_found("(?=Na)n?", options, "na N", "na N");
	assert_found("(?<=A)n", options, "an AN An", "an AN A[n]");
	assert_found("(*UCP)ä", options, "Ä", "[Ä]");
	assert_found("x*", options, "axxb", "a[xx]b");
	assert_found("a\\Kb", options, "ab", "a[b]");
	assert_found("ab\\K", options, "abab", "abab");
	assert_found("a\\Kb|.", options, "abc", "a[b][c]");
	assert_found("a.c", QUERY_REGEX, "abc ABC a\nc", "[abc] ABC a\nc");
}

static void query_regex__widens__to_graphemes(void **state)
{
	(void)state;
	assert_found(".", QUERY_REGEX, "e\u0301x", "[e\u0301][x]");
	assert_found("\u0301", QUERY_REGEX, "e\u0301x", "[e\u0301]x");
	assert_found("🇳", QUERY_REGEX, "🇨🇳🇨🇳", "[🇨🇳][🇨🇳]");
}

/* \K in a group that is called from a lookaround moves the start before where the search
 * began, or behind the end of the match. */
static void query_regex__keeps_matches__apart(void **state)
{
	(void)state;
	assert_found("(?<=(?1))a(?:(\\Ka)){0}", QUERY_REGEX, "aaaa", "[aa][a][a]");
	assert_found("(?=(?1))(?:(a\\K)){0}a", QUERY_REGEX, "aaaa", "aaaa");
}

static void query_regex__gives_up__when_it_is_too_hard(void **state)
{
	(void)state;
	static const char *const hostile[] = {
		"(a+)+$", "(a|aa)+$", "(a*)*[bc]$", "^(([a-z])+.)+[A-Z]([a-z])+$"};
	char text[4096];
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '!';
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		struct query *query = compile(hostile[i], QUERY_REGEX);
		struct status s;
		struct span match = query_find(query, text, sizeof text, 0, &s);
		assert_true(span_is_none(match));
		if (s.code != STATUS_USAGE)
			fail_msg("%s is not too hard", hostile[i]);
		assert_memory_equal(s.message, "the expression is too hard: ", 28);
		query_free(query);
	}
	/* Not too much from any one place, but from all of them. */
	struct buf steep = {0};
	while (steep.n < 1 << 20)
		buf_puts(&steep, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ");
	struct query *query = compile("(?:\\w{0,9}){3}[$#]", QUERY_REGEX);
	struct status s;
	query_find(query, steep.v, steep.n, 0, &s);
	assert_int_equal(s.code, STATUS_USAGE);
	query_free(query);
	buf_free(&steep);

	query = compile("(?R)?x", QUERY_REGEX);
	assert_true(span_is_none(query_find(query, text, sizeof text, 0, &s)));
	query_free(query);
}

/* A text of one thing only costs as much by the byte when it is longer: the steps of this
 * are counted by the patience of whoever runs it. */
static void query_find__takes_its_time__in_no_hostile_text(void **state)
{
	(void)state;
	static const char *const cases[][2] = {{"🇨", "🇨"}, {"🇨x", "🇨"},
		{"a\u0301", "\u0301"}, {"\u0301", "\u0301"}, {" x", " "},
		{"ab", "a\u200B"}, {"zhzhzhzhzh", "这"}, {"中 文", " "}, {".", "\u0301"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool regex = cases[i][0][0] == '.';
		struct query *query =
			compile(cases[i][0], regex ? QUERY_REGEX : QUERY_FOLDINGS);
		struct buf text = {0};
		struct status s;
		while (text.n < 1 << 20)
			buf_puts(&text, cases[i][1]);
		struct span match = {0, 0};
		while (!span_is_none(match))
			match = query_find(query, text.v, text.n, match.end, &s);
		assert_true(status_ok(&s));
		buf_free(&text);
		query_free(query);
	}
}

/* The same by trying everything: no set of places, no first and second characters. */

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(query_compile__refuses__what_is_no_text),
		cmocka_unit_test(query_compile__refuses__a_pattern_that_is_too_long),
		cmocka_unit_test(query_compile__says_where__a_regular_expression_is_bad),
		cmocka_unit_test(query_find__finds_bytes__without_foldings),
		cmocka_unit_test(query_find__keeps_graphemes__whole),
		cmocka_unit_test(query_case__is_smart),
		cmocka_unit_test(query_width__maps_ranges__back_to_the_text),
		cmocka_unit_test(query_han__finds__variants),
		cmocka_unit_test(query_pinyin__finds__syllables_initials_and_both),
		cmocka_unit_test(query_pinyin__takes_tones__or_not),
		cmocka_unit_test(query_pinyin__finds_latin__too),
		cmocka_unit_test(query_pinyin__keeps_out__of_other_patterns),
		cmocka_unit_test(query_blanks__count_for_nothing__beside_han),
		cmocka_unit_test(query_blanks__match_runs__between_words),
		cmocka_unit_test(query_regex__matches),
		cmocka_unit_test(query_regex__widens__to_graphemes),
		cmocka_unit_test(query_regex__keeps_matches__apart),
		cmocka_unit_test(query_regex__gives_up__when_it_is_too_hard),
		cmocka_unit_test(query_find__takes_its_time__in_no_hostile_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
