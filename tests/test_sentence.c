/* SPDX-License-Identifier: MIT */
#include "sentence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "rng.h"

/* The spans of text with "|" between them; they must cover it without a gap. */
static const char *joined(
	struct buf *out, const char *text, struct span whole, const span_array *spans)
{
	size_t at = whole.beg;
	out->n = 0;
	for (size_t i = 0; i < spans->n; i++) {
		assert_int_equal(spans->v[i].beg, at);
		assert_true(spans->v[i].end > at);
		at = spans->v[i].end;
		if (i > 0)
			buf_putc(out, '|');
		buf_add(out, text + spans->v[i].beg, span_len(spans->v[i]));
	}
	assert_int_equal(at, whole.end);
	return buf_string(out);
}

static void check_style(bool semicolon, const char *marked)
{
	struct sentence_style style = {.semicolon = semicolon};
	struct buf text = {0}, out = {0};
	span_array spans = {0};
	for (const char *c = marked; *c; c++) {
		if (*c != '|')
			buf_putc(&text, *c);
	}
	sentence_split(&style, text.v, text.n, &spans);
	assert_string_equal(
		joined(&out, text.v, (struct span){0, text.n}, &spans), marked);
	array_free(&spans);
	buf_free(&text);
	buf_free(&out);
}

/* marked is the text with "|" where a sentence ends and another begins. */
static void check(const char *marked)
{
	check_style(false, marked);
}

static void check_clauses(const char *marked)
{
	struct buf text = {0}, out = {0};
	span_array spans = {0};
	/* Something around it, which must not matter. */
	buf_puts(&text, "（“，");
	struct span whole = {text.n, text.n};
	for (const char *c = marked; *c; c++) {
		if (*c != '|')
			buf_putc(&text, *c);
	}
	whole.end = text.n;
	buf_puts(&text, "”）");
	clause_split(text.v, whole, &spans);
	assert_string_equal(joined(&out, text.v, whole, &spans), marked);
	array_free(&spans);
	buf_free(&text);
	buf_free(&out);
}

static void split__gives_nothing__when_empty(void **state)
{
	(void)state;
	struct sentence_style style = {0};
	span_array spans = {0};
	array_push(&spans, (struct span){3, 4});
	sentence_split(&style, "", 0, &spans);
	assert_int_equal(spans.n, 0);
	array_push(&spans, (struct span){3, 4});
	clause_split("abc", (struct span){1, 1}, &spans);
	assert_int_equal(spans.n, 0);
	array_free(&spans);
}

static void split__gives_one__when_nothing_ends(void **state)
{
	(void)state;
	check("。");
	check(" ");
	check("港");
	check("没有标点的一行");
	check("no mark at all");
	check("……");
	check("\xE6\xB8"); /* a cut sequence */
}

static void chinese__ends__at_its_marks(void **state)
{
	(void)state;
	check("船到了。|货也到了！|人呢？|都在。");
	check("真的？！|真的。");
	check("船到了｡|走吧。");
	check("船到了．|走吧．");
	check("船到了.|走吧.");
	check("船到了吗?|到了!|走。");
	check("船到了。 　|货也到了。");
	check("船到了，货也到了；人也到了：都在。");
	check("他用了GPS。|然后走了。");
}

static void chinese__keeps_closing_marks_and_citations(void **state)
{
	(void)state;
	check("船到了[3]。|走吧。");
	check("船到了。[3]|走吧。");
	check("船到了。[4]（P865）|走吧。");
	check("“船到了。”[4]|他走了。");
	check("船到了。〔2〕[3]|走吧。");
	check("船到了。|[约]");
	check("“船到了。 ”|“走吧。”");
	check("『「船到了。」』|走吧。");
}

static void chinese__does_not_end__inside_brackets(void **state)
{
	(void)state;
	check("船（见图。很大！）到了。|走吧。");
	check("读过《谁？是我。》一书。|走吧。");
	check("船（《一。》（二。）三。）到了。|走吧。");
	check("船(见图。)到了。|走吧。");
	check("（见图。）|走吧。");
	check("《谁？》一书到了。|走吧。");
	check("(See the map. It is old.) |Then go. |(U.S.) Navy ships came.");
}

static void split__ignores_brackets__that_have_no_mate(void **state)
{
	(void)state;
	check("船（到了。|走吧。");
	check("船）到了。|走吧。");
	check("甲（乙。|丙（丁。）戊。|己。");
	check("甲《乙。|丙（丁。）戊。");
	check("甲（乙《丙。）丁。|戊》己。");
	check("A (ship. |Then two. |Next.");
}

static void chinese__goes_on__after_a_quotation_inside(void **state)
{
	(void)state;
	check("他说：“好！”然后走了。|天黑了。");
	check("他说：“好。”然后走了。|天黑了。");
	check("提出“为什么？”这一问题。|天黑了。");
	check("他说：“好！”，就走了。");
	check("“走了。”他说。|天黑了。");
	check("“走不走？”老人轻声问，没有抬头。");
	check("“好！”的喊声。");
	check("他大喊“停！”2次。");
	check("他说\"好！\"然后走了。|天黑了。");
	check("他說：「好！」然後走了。|天黑了。");
}

static void chinese__ends__after_a_quotation(void **state)
{
	(void)state;
	check("他说：“船到了。”|我们都去看。");
	check("他问：“船呢？”|老人没有看他。");
	check("“船呢？”|“到了。”");
	check("他说：“船到了。|货也到了。”|天黑了。");
	check("他说：“船到了。”|老人说：“好。”");
	check("他说\"船到了。\"|老人去看。");
}

static void ellipsis__ends__unless_somebody_falters(void **state)
{
	(void)state;
	check("有船有货有人有风……|天黑了。");
	check("他说：“这……这是船。”|天黑了。");
	check("……他不知道。|天黑了。");
	check("有船、有货、有人和大风……等等。");
	check("“有船有货有人有风……”|“好。”");
	check("有船有货有人有风……，都在。");
	check("It went on... and on. |Then it stopped... |Nothing.");
	check("It went on… and on… |Then it stopped.");
}

static void point__does_not_end__in_numbers(void **state)
{
	(void)state;
	check("增长了3．5倍。|好。");
	check("增长了３．５倍。|好。");
	check("增长了3.5倍。|好。");
	check("It grew by 3.5 percent. |Good.");
	check("1．装货。|2．开船。");
	check("一．装货。|十二．开船。");
	check("分为：1．装货；2．开船。");
	check("网址是港口.cn的。");
	check("J．史密斯到了。|走吧。");
	check("1. Load. |2.1. Sail. |IV. Rest.");
	check("Do as follows: 1. Load, 2. Sail.");
	check("It was so in 2020. |Then it changed.");
}

static void english__ends__before_a_beginning(void **state)
{
	(void)state;
	check("It came. |They left! |Why? |Nobody knows.");
	check("It came.  |\"They left.\" |(Why?) |5 men knew.");
	check("It came. |“They left.” |‘Why?’ |Nobody knows.");
	check("“Stop!” he said. |“Why?”");
	check("Really?! |Yes.");
	check("It came.They left. |Good.");
	check("It came. |Élan counts. |船到了。");
	check("It came to duidu.example.org and left. |The end.");
	check("It came .");
}

static void english__keeps_closing_marks_and_citations(void **state)
{
	(void)state;
	check("It came.[3] |They left.");
	check("It came. [3] |They left.");
	check("It came.” [3-5] |They left.");
	check("(It came.) |They left.");
	check("\"It came.\" |They left.");
	check("'It came.' |They left.");
}

static void english__goes_on__after_an_abbreviation(void **state)
{
	(void)state;
	check("See e.g. Smith, i.e. the man, etc. and so on. |Then go.");
	check("Mr. and Mrs. Li saw Dr. Wang and Prof. Chen. |Good.");
	check("The U.S. Navy and J. R. Smith came. |Good.");
	check("See No. 5, Art. IV, pp. 3, Fig. 2 and vol. 7. |Good.");
	check("It opened on Jan. 5 and cf. Smith et al. Both closed. |Good.");
}

static void english__ends__when_an_abbreviation_is_none(void **state)
{
	(void)state;
	check("He said no. |Then he left.");
	check("It was art. |The end.");
	check("Ships, goods, etc. |The end.");
	check("It began at 5 p.m. |The wind was strong.");
	check("It began at 5 p.m. and ended.");
}

static void semicolon__ends__when_asked(void **state)
{
	(void)state;
	check_style(true, "装货；|开船。|走；");
	check_style(true, "（装货；开船；）走；|停。");
	check_style(true, "“装货；”|开船。");
	check_style(true, "Load; |sail. |Rest a;b.");
	check_style(false, "Load; sail. |Rest.");
}

static void clauses__end__at_pauses(void **state)
{
	(void)state;
	check_clauses("");
	check_clauses("船到了");
	check_clauses("船到了，|货也到了；|人说：|都在。");
	check_clauses("船、货和人，|都在。");
	check_clauses("It came, |and they left: |all of them; |good.");
	check_clauses("船到了,|货也到了, |人也到了。");
	check_clauses("It came，|and they left。");
}

static void clauses__do_not_end__in_numbers(void **state)
{
	(void)state;
	check_clauses("At 10:30 some 1,000 men, |http://example.org:80 too");
	check_clauses("10：30到了，|1,000人");
}

static void clauses__do_not_end__in_brackets_or_quotations(void **state)
{
	(void)state;
	check_clauses("船（大，新）到了，|走");
	check_clauses("他说“到了，走”，|就走");
	check_clauses("「到了，走」，|就走");
	check_clauses("He said \"come, go\", |and left");
	check_clauses("The port’s men, |and ‘the wind, strong’, |left");
	check_clauses("船（大，|新");
	check_clauses("船“大，|新");
	check_clauses("船”大，|新");
	check_clauses("《货，船》，|【人，风】，|[a, b], |end");
}

static void sentence_at__finds_the_sentence_of_a_byte(void **state)
{
	(void)state;
	span_array spans = {0};
	for (size_t i = 0; i < 100; i++)
		array_push(&spans, (struct span){3 * i, 3 * i + 3});
	for (size_t at = 0; at < 300; at++)
		assert_int_equal(sentence_at(&spans, at), at / 3);
	assert_int_equal(sentence_at(&spans, 300), 99);
	spans.n = 1;
	assert_int_equal(sentence_at(&spans, 2), 0);
	array_free(&spans);
}

/* Whatever the text, spans cover it, clauses cover sentences, and what was cut off a
 * sentence's end changes nothing before it but the last sentence. */
static void split__covers_the_text__whatever_it_is(void **state)
{
	static const char *const pieces[] = {"船", "到了", "。", "！", "？", "……", "…",
		"“", "”", "‘", "’", "（", "）", "《", "》", "[3]", "[", "]", "（P8）",
		"；", "，", "、", "：", "．", " ", "　", "a", "B", "U.S.", "etc.", "No.",
		"1.", "3.5", ".", "!", "?", ",", ";", "\"", "'", "(", ")", "...", "他说",
		"\xE6\xB8", "\xFF", "é", "一．", "\n"};
	struct rng rng = {20240608};
	struct buf text = {0}, out = {0};
	span_array spans = {0}, clauses = {0};
	(void)state;
	for (int round = 0; round < 3000; round++) {
		text.n = 0;
		unsigned count = sizeof pieces / sizeof *pieces;
		for (int n = round % 40 + 1; n > 0; n--)
			buf_puts(&text, pieces[rng_below(&rng, count)]);
		struct sentence_style style = {.semicolon = round % 2 == 1};
		sentence_split(&style, text.v, text.n, &spans);
		joined(&out, text.v, (struct span){0, text.n}, &spans);
		for (size_t i = 0; i < spans.n; i++) {
			clause_split(text.v, spans.v[i], &clauses);
			joined(&out, text.v, spans.v[i], &clauses);
		}
	}
	array_free(&spans);
	array_free(&clauses);
	buf_free(&text);
	buf_free(&out);
}

/* A MiB each, which takes minutes if time is not linear. */
static void split__is_linear__without_mates_or_ends(void **state)
{
	static const char *const pieces[] = {"船", "a", "（", "）", "（《", "“‘「",
		"。[1,", ". ", "...", "。 ", "\"", "“。", "1.", "，"};
	struct sentence_style style = {0};
	span_array spans = {0};
	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf text = {0}, out = {0};
		while (text.n < 1 << 20)
			buf_puts(&text, pieces[i]);
		struct span whole = {0, text.n};
		sentence_split(&style, text.v, text.n, &spans);
		joined(&out, text.v, whole, &spans);
		clause_split(text.v, whole, &spans);
		joined(&out, text.v, whole, &spans);
		buf_free(&text);
		buf_free(&out);
	}
	array_free(&spans);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(split__gives_nothing__when_empty),
		cmocka_unit_test(split__gives_one__when_nothing_ends),
		cmocka_unit_test(chinese__ends__at_its_marks),
		cmocka_unit_test(chinese__keeps_closing_marks_and_citations),
		cmocka_unit_test(chinese__does_not_end__inside_brackets),
		cmocka_unit_test(split__ignores_brackets__that_have_no_mate),
		cmocka_unit_test(chinese__goes_on__after_a_quotation_inside),
		cmocka_unit_test(chinese__ends__after_a_quotation),
		cmocka_unit_test(ellipsis__ends__unless_somebody_falters),
		cmocka_unit_test(point__does_not_end__in_numbers),
		cmocka_unit_test(english__ends__before_a_beginning),
		cmocka_unit_test(english__keeps_closing_marks_and_citations),
		cmocka_unit_test(english__goes_on__after_an_abbreviation),
		cmocka_unit_test(english__ends__when_an_abbreviation_is_none),
		cmocka_unit_test(semicolon__ends__when_asked),
		cmocka_unit_test(clauses__end__at_pauses),
		cmocka_unit_test(clauses__do_not_end__in_numbers),
		cmocka_unit_test(clauses__do_not_end__in_brackets_or_quotations),
		cmocka_unit_test(sentence_at__finds_the_sentence_of_a_byte),
		cmocka_unit_test(split__covers_the_text__whatever_it_is),
		cmocka_unit_test(split__is_linear__without_mates_or_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
