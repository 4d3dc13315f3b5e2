/* SPDX-License-Identifier: MIT */
#include "query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "glyph.h"
#include "jumble.h"
#include "pinyin.h"
#include "query_internal.h"
#include "utf8.h"

static struct query *compile(const char *pattern, unsigned options)
{
	struct query *query;
	struct status s = query_compile(&query, pattern, strlen(pattern), options, NULL);
	if (!status_ok(&s))
		fail_msg("%s: %s", pattern, s.message);
	return query;
}

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

enum { MOST_ITEMS = 400, MOST_PATTERN = 64 };

struct naive {
	unsigned folds;
	bool blanks, pinyin;
	uint32_t pattern[MOST_PATTERN];
	size_t n;
	uint32_t text[MOST_ITEMS + 1]; /* and a 0 */
	size_t at[MOST_ITEMS + 1];     /* bytes, the end of the text too */
	bool boundary[MOST_ITEMS + 1];
	size_t count, start, end; /* end: of the shortest match found so far */
	bool seen[MOST_ITEMS + 1][MOST_PATTERN + 1];
};

static size_t to_code_points(const char *text, size_t len, uint32_t *out, size_t *at)
{
	size_t n = 0, size;
	for (size_t i = 0; i < len; i += size, n++) {
		assert_true(n < MOST_ITEMS);
		out[n] = utf8_at(text, len, i, &size);
		if (at)
			at[n] = i;
	}
	if (at)
		at[n] = len;
	return n;
}

static bool is_ignored(const struct naive *naive, uint32_t c)
{
	uint32_t folded[FOLD_MOST];
	return fold_code_point(c, naive->folds, folded) == 0;
}

/* Beside item i on the way to the start or the end, blanks and ignored left out. */
static bool is_unspaced_beside(
	const struct naive *naive, const uint32_t *text, size_t n, size_t i, int step)
{
	size_t k = i + (size_t)step;
	while (k < n && (fold_is_blank(text[k]) || is_ignored(naive, text[k])))
		k += (size_t)step;
	return k < n && fold_is_unspaced(text[k]);
}

static void naive_pattern(struct naive *naive, const char *pattern, unsigned options)
{
	uint32_t text[MOST_ITEMS];
	size_t n = to_code_points(pattern, strlen(pattern), text, NULL), letters = 0;
	naive->folds = options & (FOLD_CASE | FOLD_WIDTH | FOLD_HAN);
	naive->blanks = options & QUERY_BLANKS;
	for (size_t i = 0; i < n; i++)
		if (text[i] >= 'A' && text[i] <= 'Z')
			naive->folds &= ~(unsigned)FOLD_CASE;
	for (size_t i = 0; i < n; i++) {
		if (naive->blanks && fold_is_blank(text[i])) {
			bool again = naive->n > 0 && naive->pattern[naive->n - 1] == ' ';
			if (!again && !is_unspaced_beside(naive, text, n, i, 1) &&
				!is_unspaced_beside(naive, text, n, i, -1))
				naive->pattern[naive->n++] = ' ';
			continue;
		}
		naive->n +=
			fold_code_point(text[i], naive->folds, naive->pattern + naive->n);
		assert_true(naive->n + FOLD_MOST < MOST_PATTERN);
	}
	naive->pinyin = options & QUERY_PINYIN;
	for (size_t i = 0; i < naive->n; i++) {
		uint32_t c = naive->pattern[i];
		bool small = c >= 'a' && c <= 'z';
		letters += small;
		naive->pinyin &= small || (c >= '0' && c <= '9') || c == '\'' ||
				 (c == ' ' && naive->blanks);
	}
	naive->pinyin &= letters >= 2;
}

/* Whether the pattern from j to k is what someone types for the reading. */
static bool is_typed(const struct naive *naive, size_t j, size_t k, struct pinyin reading)
{
	const char *letters = pinyin_syllable(reading.syllable);
	char typed[MOST_PATTERN + 1], whole[16];
	size_t len = k - j;
	for (size_t i = 0; i < len; i++)
		typed[i] = (char)naive->pattern[j + i];
	typed[len] = '\0';
	snprintf(whole, sizeof whole, "%s%d", letters, reading.tone);
	if (strcmp(typed, letters) == 0 || strcmp(typed, whole) == 0)
		return true;
	if (strncmp(typed, letters, len) != 0)
		return false;
	return k == naive->n || len == 1 ||
	       (len == 2 && letters[1] == 'h' && strchr("zcs", *letters));
}

static void try_from(struct naive *naive, size_t i, size_t j, uint32_t before);

static void try_pinyin(struct naive *naive, size_t i, size_t j)
{
	uint32_t c = naive->text[i], folded[FOLD_MOST];
	struct pinyin readings[PINYIN_READINGS];
	if (fold_code_point(c, naive->folds & FOLD_WIDTH, folded) != 1)
		return;
	size_t n = pinyin_readings(folded[0], readings);
	size_t begin = j + (j > 0 && naive->pattern[j] == '\'');
	for (size_t r = 0; r < n; r++)
		for (size_t k = begin + 1; k <= naive->n; k++)
			if (is_typed(naive, begin, k, readings[r]))
				try_from(naive, i + 1, k, c);
}

static void try_blanks(struct naive *naive, size_t i, size_t j, uint32_t before)
{
	size_t behind = i;
	bool middle = i == naive->start && i > 0 && fold_is_blank(naive->text[i - 1]);
	while (fold_is_blank(naive->text[behind]))
		behind++;
	if (naive->pattern[j] == ' ' && !middle)
		try_from(naive, behind, j + 1, before);
	if (i > naive->start &&
		(fold_is_unspaced(before) || fold_is_unspaced(naive->text[behind])))
		try_from(naive, behind, j, before);
}

/* Whether the text from item i on, behind `before`, matches the pattern from j on. */
static void try_from(struct naive *naive, size_t i, size_t j, uint32_t before)
{
	uint32_t c = naive->text[i], folded[FOLD_MOST];
	if (j == naive->n && i > naive->start && naive->boundary[i] && i < naive->end)
		naive->end = i;
	if (naive->seen[i][j])
		return;
	naive->seen[i][j] = true;
	if (naive->blanks && j < naive->n && naive->pattern[j] == ' ' &&
		(fold_is_unspaced(before) || fold_is_unspaced(c)))
		try_from(naive, i, j + 1, before);
	if (i == naive->count)
		return;
	if (naive->blanks && fold_is_blank(c)) {
		try_blanks(naive, i, j, before);
		return;
	}
	size_t n = fold_code_point(c, naive->folds, folded);
	if (n == 0 && i > naive->start)
		try_from(naive, i + 1, j, before);
	if (n > 0 && j + n <= naive->n &&
		memcmp(naive->pattern + j, folded, n * sizeof *folded) == 0)
		try_from(naive, i + 1, j + n, c);
	if (naive->pinyin && j < naive->n)
		try_pinyin(naive, i, j);
}

/* The first match from item i on, in bytes. */
static struct span naive_find(struct naive *naive, size_t i)
{
	for (; i < naive->count; i++) {
		if (!naive->boundary[i])
			continue;
		memset(naive->seen, 0, sizeof naive->seen);
		naive->start = i;
		naive->end = SIZE_MAX;
		try_from(naive, i, 0, i > 0 ? naive->text[i - 1] : 0);
		if (naive->end != SIZE_MAX)
			return (struct span){naive->at[i], naive->at[naive->end]};
	}
	return SPAN_NONE;
}

static void naive_text(struct naive *naive, const char *text, size_t len)
{
	static const struct glyph_style style = {.ambiguous = 1};
	naive->count = to_code_points(text, len, naive->text, naive->at);
	naive->text[naive->count] = 0;
	size_t at = 0;
	for (size_t i = 0; i <= naive->count; i++) {
		naive->boundary[i] = naive->at[i] == at;
		if (naive->boundary[i] && at < len)
			at += glyph_measure(&style, text, len, at).size;
	}
}

static const char *const pieces[] = {"人", "民", "的", "国", "國", "网", "網", "行", "长",
	"長", "西", "安", "先", "女", "⽂", "文", "〇", "干", "乾", "𠀀", "a", "A", "an",
	"n", "r", "xi", "é", "e\u0301", "e", "\u0301", "ﬁ", "fi", "ｂ", "b", "B", "㎡",
	"m2", "1", "2", "'", "’", " ", "  ", "\u3000", "\u00A0", "\n", "，", ",", "（",
	"(", "\u00AD", "\uFE00", "\u200B", "🇨", "🇳", "👍", "é\u0323"};
enum { PIECES = sizeof pieces / sizeof *pieces };

static void add_pieces(struct rng *rng, unsigned n, struct buf *out)
{
	while (n-- > 0)
		buf_puts(out, pieces[rng_below(rng, PIECES)]);
}

/* What someone might type for the Han in [beg, end) of a text. */
static void add_typed(struct rng *rng, const char *text, size_t len, struct buf *out)
{
	size_t size;
	for (size_t at = 0; at < len; at += size) {
		struct pinyin readings[PINYIN_READINGS];
		size_t n = pinyin_readings(utf8_at(text, len, at, &size), readings);
		if (n == 0) {
			buf_add(out, text + at, rng_chance(rng, 80) ? size : 0);
			continue;
		}
		struct pinyin reading = readings[rng_below(rng, (unsigned)n)];
		const char *letters = pinyin_syllable(reading.syllable);
		unsigned least = rng_chance(rng, 60) ? (unsigned)strlen(letters) : 1;
		buf_add(out, letters,
			least + rng_below(rng, (unsigned)strlen(letters) + 1 - least));
		if (rng_chance(rng, 20))
			buf_printf(out, "%d", rng_chance(rng, 80) ? reading.tone : 3);
		if (rng_chance(rng, 10))
			buf_puts(out, rng_chance(rng, 50) ? "'" : " ");
	}
}

/* A pattern with a good chance to be found: a piece of the text, spelled otherwise. */
static void make_pattern(struct rng *rng, const struct buf *text, struct buf *pattern)
{
	size_t beg = rng_below(rng, (unsigned)text->n), size;
	while (beg > 0 && ((uint8_t)text->v[beg] & 0xC0) == 0x80)
		beg--;
	size_t end = beg;
	for (unsigned n = 1 + rng_below(rng, 6); n > 0 && end < text->n; n--, end += size)
		utf8_at(text->v, text->n, end, &size);
	switch (rng_below(rng, 4)) {
	case 0:
		add_pieces(rng, 1 + rng_below(rng, 3), pattern);
		break;
	case 1:
		add_typed(rng, text->v + beg, end - beg, pattern);
		break;
	default:
		for (size_t at = beg; at < end; at += size) {
			utf8_at(text->v, end, at, &size);
			if (rng_chance(rng, 10))
				add_pieces(rng, 1, pattern);
			if (rng_chance(rng, 93))
				buf_add(pattern, text->v + at, size);
		}
	}
}

static void assert_as_naive(const char *pattern, unsigned options, const char *text,
	size_t len, size_t *matches)
{
	static struct naive naive;
	struct query *query;
	struct status s = query_compile(&query, pattern, strlen(pattern), options, NULL);
	naive = (struct naive){0};
	naive_pattern(&naive, pattern, options);
	assert_int_equal(status_ok(&s), naive.n > 0);
	if (!query)
		return;
	naive_text(&naive, text, len);
	size_t item = 0;
	for (struct span found = {0, 0}; !span_is_none(found);) {
		struct span expected = naive_find(&naive, item);
		found = query_find(query, text, len, found.end, &s);
		assert_true(status_ok(&s));
		if (found.beg != expected.beg || found.end != expected.end)
			fail_msg("/%s/ under %u in \"%.*s\": %zd-%zd, not %zd-%zd",
				pattern, options, (int)len, text, (ssize_t)found.beg,
				(ssize_t)found.end, (ssize_t)expected.beg,
				(ssize_t)expected.end);
		while (item < naive.count && naive.at[item] < expected.end)
			item++;
		*matches += !span_is_none(found);
	}
	query_free(query);
}

static void query_find__agrees__with_trying_everything(void **state)
{
	(void)state;
	size_t matches = 0;
	for (unsigned seed = 1; seed <= 1500; seed++) {
		struct rng rng = {seed};
		struct buf text = {0}, pattern = {0};
		add_pieces(&rng, 1 + rng_below(&rng, 60), &text);
		if (seed % 8 == 0)
			jumble(&rng, 1 + rng_below(&rng, 100), &text);
		make_pattern(&rng, &text, &pattern);
		unsigned options = rng_chance(&rng, 50) ? QUERY_FOLDINGS
							: rng_below(&rng, QUERY_REGEX);
		/* Nothing behind the text, for a sanitizer to see who looks there. */
		char *bare = xmalloc(text.n);
		memcpy(bare, text.v, text.n);
		assert_as_naive(buf_string(&pattern), options, bare, text.n, &matches);
		free(bare);
		buf_free(&text);
		buf_free(&pattern);
	}
	assert_true(matches > 800);
}

static size_t fold_all(const char *text, size_t len, unsigned folds, uint32_t *out)
{
	size_t n = 0, size;
	for (size_t at = 0; at < len; at += size)
		n += fold_code_point(utf8_at(text, len, at, &size), folds, out + n);
	return n;
}

/* In texts of all that there is. */
static void query_find__finds__what_folds_to_the_pattern(void **state)
{
	(void)state;
	const unsigned folds = FOLD_WIDTH | FOLD_HAN;
	size_t matches = 0;
	for (unsigned seed = 1; seed <= 1000; seed++) {
		struct rng rng = {seed};
		struct buf text = {0}, pattern = {0};
		struct query *query;
		uint32_t folded[2][512];
		jumble(&rng, 1 + rng_below(&rng, 120), &text);
		size_t beg = 0, size;
		for (unsigned skip = rng_below(&rng, 20); skip > 0 && beg < text.n;
			skip--) {
			utf8_at(text.v, text.n, beg, &size);
			beg += size;
		}
		for (unsigned n = 1 + rng_below(&rng, 3); n > 0 && beg < text.n; n--) {
			utf8_at(text.v, text.n, beg, &size);
			buf_add(&pattern, text.v + beg, size);
			beg += size;
		}
		struct status s =
			query_compile(&query, pattern.v, pattern.n, folds, NULL);
		size_t n = status_ok(&s)
				   ? fold_all(pattern.v, pattern.n, folds, folded[0])
				   : 0;
		struct span match = {0, 0};
		while (query) {
			match = query_find(query, text.v, text.n, match.end, &s);
			if (span_is_none(match))
				break;
			size_t len = span_len(match);
			assert_int_equal(
				fold_all(text.v + match.beg, len, folds, folded[1]), n);
			assert_memory_equal(folded[1], folded[0], n * sizeof **folded);
			matches++;
		}
		query_free(query);
		buf_free(&text);
		buf_free(&pattern);
	}
	assert_true(matches > 800);
}

/* A regular expression of all that PCRE2 has, and of what it has not. */
static void add_expression(struct rng *rng, int depth, struct buf *out)
{
	static const char *const atoms[] = {"a", "人", ".", "\\w", "\\W", "\\p{Han}",
		"[a人]", "[^n]", "\\X", "\\R", "\\b", "\\B", "^", "$", "\\K", "\\1",
		"(?1)", "\\G", "\\s", "é", "\u0301", "", "(?R)", "\\Q", "\\E", "(?i)",
		"\\N{U+4EBA}", "(*ACCEPT)", "(*SKIP)", "(*COMMIT)", "(?!)", "[[:alpha:]]",
		"\\"};
	static const char *const opens[] = {
		"(", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?|", "(?(1)"};
	static const char *const counts[] = {
		"*", "+", "?", "*?", "++", "{2}", "{0,9}", "{3,}", "{0}"};
	if (depth == 0 || rng_chance(rng, 20)) {
		buf_puts(out, atoms[rng_below(rng, sizeof atoms / sizeof *atoms)]);
		return;
	}
	bool group = rng_chance(rng, 50);
	if (group)
		buf_puts(out, opens[rng_below(rng, sizeof opens / sizeof *opens)]);
	add_expression(rng, depth - 1, out);
	if (rng_chance(rng, 40))
		buf_putc(out, '|');
	add_expression(rng, depth - 1, out);
	if (group)
		buf_putc(out, ')');
	if (rng_chance(rng, 40))
		buf_puts(out, counts[rng_below(rng, sizeof counts / sizeof *counts)]);
}

/* Which bytes of a text begin a grapheme, and the end does. */
static bool *graphemes(const char *text, size_t len)
{
	static const struct glyph_style style = {.ambiguous = 1};
	bool *begins = xcalloc(len + 1, sizeof *begins);
	for (size_t at = 0; at < len; at += glyph_measure(&style, text, len, at).size)
		begins[at] = true;
	begins[len] = true;
	return begins;
}

/* Matches are of whole graphemes, one behind the other, none empty; returns how many. */
static size_t assert_whole(
	const struct query *query, const char *text, size_t len, const char *pattern)
{
	bool *begins = graphemes(text, len);
	struct status s = STATUS_NONE;
	size_t count = 0;
	for (size_t from = 0;; count++) {
		struct span match = query_find(query, text, len, from, &s);
		if (span_is_none(match))
			break;
		bool whole = match.beg >= from && match.beg < match.end &&
			     match.end <= len && begins[match.beg] && begins[match.end];
		if (!whole || !status_ok(&s))
			fail_msg("/%s/ in \"%.*s\" from %zu: %zu-%zu", pattern, (int)len,
				text, from, match.beg, match.end);
		from = match.end;
	}
	free(begins);
	return count;
}

static void query_find__gives_whole_graphemes__for_any_pattern(void **state)
{
	(void)state;
	size_t matches = 0, refused = 0;
	for (unsigned seed = 1; seed <= 3000; seed++) {
		struct rng rng = {seed};
		struct buf text = {0}, pattern = {0};
		struct query *query;
		size_t where = 0;
		add_pieces(&rng, 1 + rng_below(&rng, 40), &text);
		if (seed % 8 == 0)
			jumble(&rng, 1 + rng_below(&rng, 100), &text);
		if (seed % 4 > 0)
			add_expression(&rng, 1 + (int)rng_below(&rng, 4), &pattern);
		else
			jumble(&rng, 1 + rng_below(&rng, 8), &pattern);
		struct status s = query_compile(&query, pattern.v, pattern.n,
			rng_below(&rng, 2 * QUERY_REGEX), &where);
		assert_true(where <= pattern.n);
		assert_int_equal(status_ok(&s), query != NULL);
		refused += !query;
		if (query)
			matches +=
				assert_whole(query, text.v, text.n, buf_string(&pattern));
		query_free(query);
		buf_free(&text);
		buf_free(&pattern);
	}
	assert_true(matches > 500);
	assert_true(refused > 300);
}

static void query_is_boundary__is_where__graphemes_begin(void **state)
{
	(void)state;
	static const struct glyph_style style = {.ambiguous = 1};
	for (unsigned seed = 1; seed <= 500; seed++) {
		struct rng rng = {seed};
		struct buf text = {0};
		for (int i = 0; i < 20; i++)
			jumble(&rng, 1, &text);
		for (unsigned flags = rng_below(&rng, 12); flags > 0; flags--)
			buf_puts(&text, flags % 4 == 2 ? "🇳" : "🇨");
		size_t start = 0, size = 0, known = 0;
		for (size_t at = 0; at <= text.n; at += size) {
			size_t nothing_known = 0, before = known;
			bool expected = at == start;
			assert_int_equal(
				query_is_boundary(text.v, text.n, at, &nothing_known),
				expected);
			assert_int_equal(
				query_is_boundary(text.v, text.n, at, &known), expected);
			assert_true(known >= before && known <= at);
			if (expected && at < text.n)
				start += glyph_measure(&style, text.v, text.n, at).size;
			size = 1;
			if (at < text.n)
				utf8_at(text.v, text.n, at, &size);
		}
		buf_free(&text);
	}
}

/* Nothing before the place begins a match, in texts one behind the other. */
static void query_scan__passes_over__no_match(void **state)
{
	(void)state;
	enum { TEXTS = 6 };
	size_t stops = 0;
	for (unsigned seed = 1; seed <= 1000; seed++) {
		struct rng rng = {seed};
		struct buf all = {0}, pattern = {0};
		struct query *query;
		size_t ends[TEXTS];
		for (int i = 0; i < TEXTS; i++) {
			add_pieces(&rng, rng_below(&rng, 30), &all);
			ends[i] = all.n;
		}
		buf_puts(&all, "x");
		all.n--;
		if (all.n > 0)
			make_pattern(&rng, &all, &pattern);
		query_compile(
			&query, pattern.v, pattern.n, rng_below(&rng, QUERY_REGEX), NULL);
		size_t at = 0;
		for (int i = 0; query && i < TEXTS; i++) {
			size_t beg = i > 0 ? ends[i - 1] : 0, len = ends[i] - beg;
			if (at < beg)
				at = beg;
			struct status s;
			struct span match = query_find(query, all.v + beg, len, 0, &s);
			if (at > beg || span_is_none(match))
				continue;
			const char *place = query_scan(query, all.v + beg, all.v + all.n);
			assert_true(place <= all.v + beg + match.beg);
			stops++;
		}
		query_free(query);
		buf_free(&all);
		buf_free(&pattern);
	}
	assert_true(stops > 500);
}

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
		cmocka_unit_test(query_find__agrees__with_trying_everything),
		cmocka_unit_test(query_find__finds__what_folds_to_the_pattern),
		cmocka_unit_test(query_find__gives_whole_graphemes__for_any_pattern),
		cmocka_unit_test(query_is_boundary__is_where__graphemes_begin),
		cmocka_unit_test(query_scan__passes_over__no_match),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
