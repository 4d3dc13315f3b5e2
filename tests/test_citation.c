/* SPDX-License-Identifier: MIT */
#include "citation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"

static void add_span(struct buf *out, const char *text, struct span span)
{
	if (span_is_none(span))
		buf_puts(out, "-");
	else
		buf_add(out, text + span.beg, span_len(span));
}

/* All citations of text as "range labels locator;". */
static void check(const char *text, const char *want)
{
	struct buf out = {0};
	struct citation c;
	size_t len = strlen(text);
	for (size_t at = 0; citation_next(text, len, at, &c); at = c.range.end) {
		assert_true(at <= c.range.beg && c.range.beg < c.labels.beg);
		assert_true(c.labels.end < c.range.end && c.range.end <= len);
		add_span(&out, text, c.range);
		buf_puts(&out, " ");
		add_span(&out, text, c.labels);
		buf_puts(&out, " ");
		add_span(&out, text, c.locator);
		buf_puts(&out, ";");
	}
	assert_string_equal(buf_string(&out), want);
	buf_free(&out);
}

static void add_label(void *ctx, const char *label)
{
	buf_printf(ctx, "%s ", label);
}

static void check_labels(const char *text, const char *want)
{
	struct buf out = {0};
	struct citation c;
	assert_true(citation_next(text, strlen(text), 0, &c));
	citation_labels(text, &c, add_label, &out);
	assert_string_equal(buf_string(&out), want);
	buf_free(&out);
}

static void citation__is_found__in_any_brackets(void **state)
{
	(void)state;
	check("[3]", "[3] 3 -;");
	check("发展[3]，", "[3] 3 -;");
	check("发展［３］。", "［３］ ３ -;");
	check("发展〔2〕。", "〔2〕 2 -;");
	check("grew [ 3 ] by", "[ 3 ] 3 -;");
	check("a[1]b[22]c[333]", "[1] 1 -;[22] 22 -;[333] 333 -;");
	check("[[3]]", "[3] 3 -;");
}

static void citation__is_found__with_several_labels(void **state)
{
	(void)state;
	check("x[3-5].", "[3-5] 3-5 -;");
	check("x[3,5].", "[3,5] 3,5 -;");
	check("x[1, 3–4].", "[1, 3–4] 1, 3–4 -;");
	check("文［1，3～4］。", "［1，3～4］ 1，3～4 -;");
	check("文[1、2]。", "[1、2] 1、2 -;");
}

static void citation__has_a_locator__right_behind(void **state)
{
	(void)state;
	check("[4]（P865）。", "[4]（P865） 4 P865;");
	check("[4](p. 12)", "[4](p. 12) 4 p. 12;");
	check("[4]（pp.12-15）", "[4]（pp.12-15） 4 pp.12-15;");
	check("[4]（P12-15）", "[4]（P12-15） 4 P12-15;");
	check("[4]（第12页）", "[4]（第12页） 4 第12页;");
	check("[4]（Ｐ１２）", "[4]（Ｐ１２） 4 Ｐ１２;");
	check("[4] （P865）", "[4] 4 -;");
	check("[4]（见P865）", "[4] 4 -;");
	check("[4]（Peter）", "[4] 4 -;");
	check("[4]（P865", "[4] 4 -;");
	check("[4]（", "[4] 4 -;");
	check("[4](P8 is the page on which all this and a good deal more can be read "
	      "about)",
		"[4] 4 -;");
}

static void citation__is_not__what_has_no_label(void **state)
{
	(void)state;
	check("", "");
	check("no brackets", "");
	check("[", "");
	check("[]", "");
	check("[ ]", "");
	check("[3", "");
	check("[3,]", "");
	check("[3-]", "");
	check("[,3]", "");
	check("[5-3]", "");
	check("[0]", "");
	check("[2024]", "");
	check("[a]", "");
	check("[3a]", "");
	check("（3）", "");
	check("[3  ]", "");
	check("[2024][7]", "[7] 7 -;");
	check("[1[2]", "[2] 2 -;");
}

static void citation__is_found__from_a_byte_on(void **state)
{
	(void)state;
	struct citation c;
	static const char text[] = "[1] and [2]";
	assert_true(citation_next(text, sizeof text - 1, 1, &c));
	assert_int_equal(c.range.beg, 8);
	assert_false(citation_next(text, sizeof text - 1, 9, &c));
	assert_false(citation_next(text, sizeof text - 1, 11, &c));
	assert_false(citation_next(text, 2, 0, &c));
	assert_true(citation_next(text, 3, 0, &c));
}

static void labels__are_listed__in_decimal(void **state)
{
	(void)state;
	check_labels("[3]", "3 ");
	check_labels("[3-5]", "3 4 5 ");
	check_labels("[1,3-4]", "1 3 4 ");
	check_labels("［１０、 １２～１３］", "10 12 13 ");
	check_labels("[ 7 ]", "7 ");
	check_labels("[007]", "7 ");
	check_labels("[998-999]", "998 999 ");
	check_labels("[4-4]（P1）", "4 ");
}

static void citation_has__finds__labels_in_ranges(void **state)
{
	(void)state;
	static const char text[] = "[1,3-5，９]";
	struct citation c;
	assert_true(citation_at(text, strlen(text), 0, &c));
	for (unsigned label = 0; label < 12; label++)
		assert_int_equal(citation_has(text, &c, label),
			label == 1 || (label >= 3 && label <= 5) || label == 9);
}

static void citation_entry__reads__the_label_at_the_start(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		unsigned label; /* 0: there is none */
		size_t end;
	} cases[] = {
		{"[4] 书名", 4, 3},
		{" [12]书名", 12, 5},
		{"［４］书名", 4, 9},
		{"〔7〕书名", 7, 7},
		{"[ 3 ] x", 3, 5},
		{"3. Title", 3, 2},
		{"3．书名", 3, 4},
		{"3、书名", 3, 4},
		{"（5）书名", 5, 7},
		{"(5) Title", 5, 3},
		{"3.14 is a number", 0, 0},
		{"[3-5] x", 0, 0},
		{"[2024] x", 0, 0},
		{"2024. x", 0, 0},
		{"[3", 0, 0},
		{"（3", 0, 0},
		{"Title 3.", 0, 0},
		{"", 0, 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		unsigned label;
		size_t end;
		bool found = citation_entry(
			cases[i].text, strlen(cases[i].text), &label, &end);
		assert_int_equal(found, cases[i].label > 0);
		if (!found)
			continue;
		assert_int_equal(label, cases[i].label);
		assert_int_equal(end, cases[i].end);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(citation__is_found__in_any_brackets),
		cmocka_unit_test(citation__is_found__with_several_labels),
		cmocka_unit_test(citation__has_a_locator__right_behind),
		cmocka_unit_test(citation__is_not__what_has_no_label),
		cmocka_unit_test(citation__is_found__from_a_byte_on),
		cmocka_unit_test(labels__are_listed__in_decimal),
		cmocka_unit_test(citation_has__finds__labels_in_ranges),
		cmocka_unit_test(citation_entry__reads__the_label_at_the_start),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
