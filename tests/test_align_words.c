/* SPDX-License-Identifier: MIT */
/* The words of an alignment: stems, numbers, tokens of both languages, names, seams. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "align_common_table.h"
#include "align_evidence.h"
#include "align_math.h"
#include "align_number.h"
#include "folder.h"
#include "stem.h"

static void stem_word__joins__forms_of_a_word(void **state)
{
	static const char *const same[][2] = {
		{"countries", "country"},
		{"went", "go"},
		{"stopped", "stops"},
		{"stopping", "stop"},
		{"made", "make"},
		{"making", "makes"},
		{"boxes", "box"},
		{"classes", "class"},
		{"met", "meet"},
		{"children", "child"},
		{"quickly", "quick"},
		{"agreed", "agreed"},
	};
	static const char *const other[][2] = {
		{"general", "generate"}, {"thing", "th"}, {"bus", "bu"}, {"this", "thi"}};
	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		char a[24], b[24];
		strcpy(a, same[i][0]);
		strcpy(b, same[i][1]);
		size_t n = stem_word(a, strlen(a)), m = stem_word(b, strlen(b));
		assert_int_equal(n, m);
		assert_memory_equal(a, b, n);
	}
	for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
		char a[24], b[24];
		strcpy(a, other[i][0]);
		strcpy(b, other[i][1]);
		size_t n = stem_word(a, strlen(a)), m = stem_word(b, strlen(b));
		assert_true(n != m || memcmp(a, b, n) != 0);
	}
	for (char c = 'a'; c <= 'z'; c++) {
		char word[4] = {c};
		assert_int_equal(stem_word(word, 1), 1);
	}
}

static void stem__knows__function_words(void **state)
{
	static const char *const none[] = {
		"lamp", "", "theatre", "an-very-long-word-indeed"};
	(void)state;
	assert_true(stem_is_function_word("the", 3));
	assert_true(stem_is_function_word("somebody", 8));
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(stem_is_function_word(none[i], strlen(none[i])));
}

static void number_chinese__reads__a_value(void **state)
{
	static const struct {
		const char *text;
		double value;
		size_t len;
		bool percent, month;
	} cases[] = {
		{"二〇二五年", 2025, 12, false, false},
		{"二千零二十五", 2025, 18, false, false},
		{"二十一世纪", 21, 9, false, false},
		{"百分之三十", 30, 15, true, false},
		{"三万人", 30000, 6, false, false},
		{"5.5万", 55000, 6, false, false},
		{"30,000", 30000, 6, false, false},
		{"２０２４", 2024, 12, false, false},
		{"十月", 10, 6, false, true},
		{"12月", 12, 5, false, true},
		{"三亿五千万", 350000000, 15, false, false},
		{"三万亿", 3e12, 9, false, false},
		{"一百零八", 108, 12, false, false},
		{"十二", 12, 6, false, false},
		{"1,2", 1, 1, false, false},
		{"人", 0, 0, false, false},
		{"", 0, 0, false, false},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct number_found found =
			number_chinese(cases[i].text, strlen(cases[i].text));
		assert_int_equal(found.len, cases[i].len);
		assert_true(found.value == cases[i].value);
		assert_int_equal(found.percent, cases[i].percent);
		assert_int_equal(found.month, cases[i].month);
	}
	assert_true(number_chinese("万一", 6).bare);
	assert_true(number_chinese("一些", 6).bare);
	assert_false(number_chinese("二十", 6).bare);
}

/* The types of a text, with blanks between, in the order they come; frees them. */
static char *spell(struct vocabulary *v, type_array *types)
{
	struct buf out = {0};
	for (size_t i = 0; i < types->n; i++)
		buf_printf(&out, "%s%.*s", i ? " " : "", (int)v->types.v[types->v[i]].len,
			v->types.v[types->v[i]].text);
	buf_string(&out);
	array_free(types);
	vocabulary_free(v);
	return out.v;
}

static char *english(const char *text)
{
	struct vocabulary v = {0};
	type_array types = {0};
	english_tokens(&v, NULL, text, strlen(text), &types);
	return spell(&v, &types);
}

static void english_tokens__brings__what_can_be_compared(void **state)
{
	static const char *const cases[][2] = {
		{"The lamps WERE mended.", "the lamp be mend"},
		{"Don't! It's Tom’s…", "don ! it tom ~"},
		{"two hundred and thirty-one", "#200 and #31"},
		{"5.5 million, 30,000 and 21st", "#5500000 #30000 and #21"},
		{"On 3 October 1949", "on #3 #m10 #1949"},
		{"may march on", "mai march on"},
		{"Chapter III: fifteen per cent", "chapter #3 : #15 per %"},
		{"\"Café\" (naïve) -- yes?", "\" caf \" ( naiv - yes ?"},
		{"", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *types = english(cases[i][0]);
		assert_string_equal(types, cases[i][1]);
		free(types);
	}
}

static char *chinese(
	const struct dictionary *dictionary, const struct names *names, const char *text)
{
	struct vocabulary v = {0};
	type_array types = {0};
	struct common *common = common_new();
	const struct known_words words = {dictionary, common};
	chinese_tokens(&v, &words, names, text, strlen(text), &types);
	common_free(common);
	return spell(&v, &types);
}

static void common_longest__finds__words_in_either_script(void **state)
{
	static const struct {
		const char *text, *word, *english; /* word NULL: nothing is there */
	} cases[] = {
		{"我们走", "我们", "we us our ours ourselves"},
		{"我不走", "我", "i me my mine myself"},
		{"我", "我", "i me my mine myself"},
		{"蘭蕙", NULL, NULL},
		{"委員會的", "委員會", "committee commission council"},
		{"委员，会", "委员", "member"},
		{"lamp", NULL, NULL},
		{"。", NULL, NULL},
		{"", NULL, NULL},
		{"\xe6\x88", NULL, NULL},
	};
	struct common *common = common_new();
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *english = NULL, *word = cases[i].word;
		size_t len = common_longest(
			common, cases[i].text, strlen(cases[i].text), &english);
		assert_int_equal(len, word ? strlen(word) : 0);
		if (word)
			assert_string_equal(english, cases[i].english);
	}
	common_free(common);
}

static const char *first_words(const char *at, const char *end, size_t *len)
{
	while (at < end && *at == ' ')
		at++;
	*len = strcspn(at, " ");
	return at;
}

/* Of a word that is there twice the later row would hide the other, and an English word in
 * capitals or with an apostrophe would never be met. */
static void common_rows__have__each_word_once(void **state)
{
	struct common *common = common_new();
	size_t len, rows = sizeof common_rows / sizeof *common_rows;
	(void)state;
	assert_true(rows > 400);
	for (size_t i = 0; i < rows; i++) {
		const char *end = strchr(common_rows[i].chinese, '\0'), *english;
		for (const char *at = first_words(common_rows[i].chinese, end, &len);
			at < end; at = first_words(at + len, end, &len)) {
			assert_int_equal(common_longest(common, at, len, &english), len);
			assert_string_equal(english, common_rows[i].english);
		}
		end = strchr(common_rows[i].english, '\0');
		for (const char *at = first_words(common_rows[i].english, end, &len);
			at < end; at = first_words(at + len, end, &len)) {
			assert_true(len > 0 && len < 20);
			assert_int_equal(strspn(at, "abcdefghijklmnopqrstuvwxyz"), len);
		}
	}
	common_free(common);
}

static void chinese_tokens__brings__words_or_characters(void **state)
{
	static const char *const cases[][3] = {
		{"路灯亮了？", "路 灯 亮 了 ?", "路灯 亮 了 ?"},
		{"一些ＧＤＰ增长百分之三", "一些 gdp 增 长 #3 %", "一些 gdp 增 长 #3 %"},
		{"“好”（三万）——", "\" 好 \" ( #30000 -", "\" 好 \" ( #30000 -"},
	};
	struct folder *folder = *state;
	struct dictionary *d;
	bool more = true;
	file_puts(
		folder_file(folder, "d"), "路燈 路灯 [x] /lamp/\n一些 一些 [x] /some/\n");
	struct status s = dictionary_open(&d, folder->file);
	assert_true(status_ok(&s));
	while (more)
		dictionary_step(d, &more);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *plain = chinese(NULL, NULL, cases[i][0]);
		assert_string_equal(plain, cases[i][1]);
		free(plain);
		char *words = chinese(d, NULL, cases[i][0]);
		assert_string_equal(words, cases[i][2]);
		free(words);
	}
	dictionary_free(d);
}

static void names__match__what_is_read_so(void **state)
{
	struct vocabulary english_words = {0};
	struct names *names = names_new();
	type_array types = {0};
	(void)state;
	static const char text[] =
		"Qingyang met Li. The long Long road to Xian and London.";
	english_tokens(&english_words, names, text, strlen(text), &types);
	names_settle(names, &english_words);
	uint32_t qingyang = vocabulary_find(&english_words, "qingyang", 8);
	uint32_t xian = vocabulary_find(&english_words, "xian", 4);
	uint32_t li = vocabulary_find(&english_words, "li", 2);
	struct buf expected = {0};
	char *found = chinese(NULL, names, "清扬和黎到西安");
	/* Long is a common word too, and London is no Pinyin. */
	buf_printf(&expected, "@%u 清 扬 和 @%u 黎 到 @%u 西 安", qingyang, li, xian);
	assert_string_equal(found, buf_string(&expected));
	free(found);
	found = chinese(NULL, names, "龙先生");
	expected.n = 0;
	buf_printf(&expected, "龙 @%u 先生", xian);
	assert_string_equal(found, buf_string(&expected));
	free(found);
	buf_free(&expected);
	array_free(&types);
	vocabulary_free(&english_words);
	names_free(names);
}

/* Both spell names in their own way; what is noted is what the Han of each would be. */
static void names__are_read__as_the_text_spells_them(void **state)
{
	static const struct {
		const char *english, *name, *chinese;
		bool is_name;
	} cases[] = {
		{"Ch'ien came with Hsu to T'aichung.", "chien", "钱", true},
		{"Ch'ien came with Hsu to T’aichung.", "hsu", "徐", true},
		{"Ch'ien came with Hsu to T’aichung.", "taichung", "台中", true},
		{"Chung and Tsui went to Hsinchu.", "chung", "钟", true},
		{"Chung and Tsui went to Hsinchu.", "hsinchu", "新竹", true},
		{"Zhong and Xu went to Qingtai with Cheng.", "cheng", "郑", false},
		{"Zhong and Xu went to Qingtai with Cheng.", "cheng", "程", true},
		{"Zhong and Xu went to Qingtai with Cheng.", "zhong", "钟", true},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct vocabulary v = {0};
		struct names *names = names_new();
		type_array types = {0};
		struct buf expected = {0};
		const char *text = cases[i].english;
		english_tokens(&v, names, text, strlen(text), &types);
		names_settle(names, &v);
		uint32_t type = vocabulary_find(&v, cases[i].name, strlen(cases[i].name));
		assert_true(type != NO_TYPE);
		buf_printf(&expected, "@%u", type);
		char *found = chinese(NULL, names, cases[i].chinese);
		assert_int_equal(
			strstr(found, buf_string(&expected)) != NULL, cases[i].is_name);
		free(found);
		buf_free(&expected);
		array_free(&types);
		vocabulary_free(&v);
		names_free(names);
	}
}

static void assert_seams(const char *const *texts, const unsigned *expected, size_t n)
{
	struct align_side side = {0};
	for (size_t i = 0; i < n; i++)
		array_push(&side.sentences, (struct align_sentence){.text = texts[i],
						    .len = (uint32_t)strlen(texts[i])});
	array_push(&side.sentences, (struct align_sentence){.text = ""});
	side.count = n;
	struct seams seams;
	seams_begin(&seams, &side);
	while (seams_step(&seams))
		;
	for (size_t i = 0; i <= n; i++)
		assert_int_equal(side.sentences.v[i].seam, expected[i]);
	array_free(&side.sentences);
}

static void seams__tell__where_quotations_are(void **state)
{
	static const char *const zh[] = {"他说：“走吧。", "快！”", "（二）怎么？”", "完"};
	static const unsigned zh_seams[] = {0, SEAM_INSIDE,
		SEAM_OTHER_END | SEAM_CLOSES | SEAM_NUMBERED, SEAM_QUESTION | SEAM_CLOSES,
		SEAM_UNENDED};
	static const char *const single[] = {
		"'I can't,' he said.", "'Why?", "It's late.'", "The cooks' room."};
	static const unsigned single_seams[] = {
		SEAM_OPENS, SEAM_OPENS, SEAM_INSIDE | SEAM_QUESTION, SEAM_CLOSES, 0};
	static const char *const twofold[] = {"\"Go!\"", "It isn't ‘so’.", "“Well"};
	static const unsigned twofold_seams[] = {SEAM_OPENS, SEAM_OTHER_END | SEAM_CLOSES,
		SEAM_OPENS, SEAM_INSIDE | SEAM_UNENDED};
	(void)state;
	assert_seams(zh, zh_seams, 4);
	assert_seams(single, single_seams, 4);
	assert_seams(twofold, twofold_seams, 3);
}

static void seams__number__items_by_their_value(void **state)
{
	static const struct {
		const char *text;
		unsigned label;
	} cases[] = {
		{"（二）怎么？", 2},
		{"48. At the session", 48},
		{"48.  在会上", 48},
		{"第十二条 国家", 12},
		{"Article 12 The State", 12},
		{"(b) One post", 2},
		{"（b）一个员额", 2},
		{"d) Others", 4},
		{"(iv) Others", 4},
		{"(i) Others", LABEL_ANY},
		{"b/ See below.", 2},
		{"b   同上。", 2},
		{"第三百条 国家", LABEL_ANY},
		{"a man came", 0},
		{"(so) it was", 0},
		{"(b", 0},
		{"（", 0},
		{"b", 0},
		{"", 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct align_side side = {0};
		struct seams seams;
		array_push(
			&side.sentences, (struct align_sentence){.text = cases[i].text,
						 .len = (uint32_t)strlen(cases[i].text)});
		array_push(&side.sentences, (struct align_sentence){.text = ""});
		side.count = 1;
		seams_begin(&seams, &side);
		while (seams_step(&seams))
			;
		assert_int_equal(side.sentences.v[0].label, cases[i].label);
		assert_int_equal((side.sentences.v[0].seam & SEAM_NUMBERED) != 0,
			cases[i].label != 0);
		array_free(&side.sentences);
	}
}

static void align_math__is_right__to_four_digits(void **state)
{
	(void)state;
	static const struct {
		float x, log;
	} logs[] = {{1, 0}, {2.7182818F, 1}, {10, 2.3025851F}, {1e-6F, -13.815511F},
		{123456, 11.723640F}, {0.75F, -0.28768207F}};
	for (size_t i = 0; i < sizeof logs / sizeof *logs; i++) {
		float away = log_of(logs[i].x) - logs[i].log;
		assert_true(away < 1e-4F && away > -1e-4F);
	}
	assert_true(power_of(9, 0.5F) > 2.9999F && power_of(9, 0.5F) < 3.0001F);
	assert_true(power_of(0.25F, 2) > 0.06249F && power_of(0.25F, 2) < 0.06251F);
	assert_true(exp2_of(-3.5F) > 0.08838F && exp2_of(-3.5F) < 0.08839F);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stem_word__joins__forms_of_a_word),
		cmocka_unit_test(stem__knows__function_words),
		cmocka_unit_test(number_chinese__reads__a_value),
		cmocka_unit_test(english_tokens__brings__what_can_be_compared),
		cmocka_unit_test(common_longest__finds__words_in_either_script),
		cmocka_unit_test(common_rows__have__each_word_once),
		cmocka_unit_test_setup_teardown(
			chinese_tokens__brings__words_or_characters, folder_set_up,
			folder_tear_down),
		cmocka_unit_test(names__match__what_is_read_so),
		cmocka_unit_test(names__are_read__as_the_text_spells_them),
		cmocka_unit_test(seams__tell__where_quotations_are),
		cmocka_unit_test(seams__number__items_by_their_value),
		cmocka_unit_test(align_math__is_right__to_four_digits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
