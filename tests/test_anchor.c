/* SPDX-License-Identifier: MIT */
/* Tests of anchor: places described, and their fields in a file.  Of finding them again:
 * test_anchor_find.c, test_anchor_extracted.c, test_anchor_edits.c; of telling texts apart:
 * test_anchor_fingerprint.c. */
#include "anchor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "known_text.h"
#include "pipeline.h"
#include "tsv.h"

static void anchor__holds__what_a_person_would_look_for(void **state)
{
	(void)state;
	struct text text;
	struct anchor anchor, again;
	struct buf line = {0};
	struct span fields[ANCHOR_FIELDS];
	enum side side;
	size_t block, byte;
	text_open(&text, BEES);
	text_find(&text, "留足", 0, &side, &block, &byte);
	anchor_make(&anchor, text.finder, &text.identity, side, block, byte);
	assert_string_equal(anchor.path, "/none/text");
	assert_string_equal(anchor.section, "二、秋天");
	assert_int_equal(anchor.block, 5);
	assert_int_equal(anchor.byte, byte);
	assert_string_equal(anchor.words, "留足过冬的蜜，其余的才可以取。");
	assert_string_equal(anchor.before, "在不在。 二、秋天 桂花谢了，蜂群变小了。");
	assert_string_equal(anchor.after, " 第一场霜以前，要把蜂箱的门缩小。这样老");

	anchor_write(&anchor, &line);
	assert_int_equal(tsv_split(buf_string(&line), (struct span){0, line.n}, fields,
				 ANCHOR_FIELDS),
		ANCHOR_FIELDS);
	assert_non_null(
		strstr(line.v, "\t5:33\t在不在。 二、秋天 "
			       "桂花谢了，蜂群变小了。〖留足过冬的蜜，其余的才可以取。〗 "
			       "第一场霜以前，要把蜂箱的门缩小。这样老"));
	assert_true(anchor_read(&again, line.v, fields));
	assert_string_equal(again.fingerprint, text.identity.fingerprint[SIDE_ZH].text);
	assert_string_equal(again.before, anchor.before);
	assert_string_equal(again.words, anchor.words);
	assert_string_equal(again.after, anchor.after);
	assert_int_equal(again.block, 5);
	assert_int_equal(again.byte, 33);
	anchor_free(&again);
	anchor_free(&anchor);
	buf_free(&line);
	text_close(&text);
}

static void anchor__comes_back__with_any_text_around_it(void **state)
{
	(void)state;
	static const char odd[] =
		"第一句带〖括号〗的话在这里。第二句〗〖也有〖一些〗。第三句"
		"\t没有〖。最后一句说完了。\n";
	struct text text;
	text_open(&text, odd);
	const struct block *block = stream_block(&text.document.side[SIDE_ZH], 0);
	span_array sentences = {0};
	const struct sentence_style style = {0};
	sentence_split(&style, block->text, block->len, &sentences);
	assert_int_equal(sentences.n, 4);
	for (size_t i = 0; i < sentences.n; i++) {
		struct anchor anchor, again;
		struct buf line = {0};
		struct span fields[ANCHOR_FIELDS];
		anchor_make(&anchor, text.finder, &text.identity, SIDE_ZH, 0,
			sentences.v[i].beg);
		anchor_write(&anchor, &line);
		tsv_split(buf_string(&line), (struct span){0, line.n}, fields,
			ANCHOR_FIELDS);
		assert_true(anchor_read(&again, line.v, fields));
		assert_string_equal(again.before, anchor.before);
		assert_string_equal(again.words, anchor.words);
		assert_string_equal(again.after, anchor.after);
		struct anchor_found found = text_find_anchor(&text, &again);
		assert_int_equal(found.state, ANCHOR_SAME);
		assert_int_equal(found.byte, sentences.v[i].beg);
		anchor_free(&anchor);
		anchor_free(&again);
		buf_free(&line);
	}
	array_free(&sentences);
	text_close(&text);
}

static void add_text(struct document *document, enum side side, const char *text)
{
	pipeline_run(
		document, &(struct pipeline_options){.side = side}, text, strlen(text));
}

/* A text is the same one, and its blocks have the same numbers, beside a translation. */
static void anchor__is_good__for_a_text_alone_and_beside_another(void **state)
{
	(void)state;
	static const char zh[] = "渡口\n\n老人每天摇船过河。河水很慢。\n";
	static const char en[] =
		"The ferry\n\nThe old man rows every day. The river is slow.\n";
	struct text alone, other;
	struct document pair = {.two_sources = true};
	struct identity identity;
	struct anchor anchor;
	enum side side;
	size_t block, byte;
	add_text(&pair, SIDE_ZH, zh);
	add_text(&pair, SIDE_EN, en);
	assert_true(identity_make(
		&identity, &pair, (const char *const[]){"/none/zh", "/none/en"}, true));
	text_open(&alone, en);
	text_find(&alone, "The river", 0, &side, &block, &byte);
	anchor_make(&anchor, alone.finder, &alone.identity, side, block, byte);
	assert_int_equal(identity_side(&identity, anchor.path, anchor.fingerprint, &side),
		TEXT_SAME);
	assert_int_equal(side, SIDE_EN);
	struct finder *finder = finder_new(&pair);
	struct anchor_found found = anchor_find(finder, &anchor, side, TEXT_SAME, true);
	assert_int_equal(found.state, ANCHOR_SAME);
	assert_int_equal(found.side, SIDE_EN);
	assert_int_equal(found.block, block);
	assert_int_equal(found.byte, byte);
	anchor_free(&anchor);

	/* And the other way round. */
	text_open_len(&other, "/none/elsewhere", zh, strlen(zh));
	anchor_make(&anchor, finder, &identity, SIDE_ZH, 1, strlen("老人每天摇船过河。"));
	assert_string_equal(anchor.words, "河水很慢。");
	assert_string_equal(anchor.after, "");
	assert_int_equal(text_find_anchor(&other, &anchor).state, ANCHOR_SAME);
	anchor_free(&anchor);
	finder_free(finder);
	text_close(&alone);
	text_close(&other);
	identity_free(&identity);
	document_free(&pair);
}

/* Reads "words" and a place out of a line somebody wrote. */
static void read__takes__what_a_hand_wrote(void **state)
{
	(void)state;
	struct text text;
	struct anchor anchor;
	enum side side;
	size_t block, byte;
	text_open(&text, BEES);
	assert_true(anchor_by_hand(&anchor, "0:0", "老鼠进不来"));
	assert_null(anchor.before);
	assert_null(anchor.after);
	struct anchor_found found = text_find_anchor(&text, &anchor);
	assert_int_equal(found.state, ANCHOR_MOVED);
	text_find(&text, "老鼠进不来", 0, &side, &block, &byte);
	assert_int_equal(found.block, block);
	anchor_free(&anchor);

	/* Twice in the text, and not where it says. */
	assert_true(anchor_by_hand(&anchor, "0:0", "蜂箱的门"));
	assert_int_equal(text_find_anchor(&text, &anchor).state, ANCHOR_MOVED);
	anchor_free(&anchor);
	assert_true(anchor_by_hand(&anchor, "0:0", "蜂箱"));
	found = text_find_anchor(&text, &anchor);
	assert_int_equal(found.state, ANCHOR_LOST);
	assert_int_equal(found.alike, 3);
	anchor_free(&anchor);

	static const char *const no_places[] = {"", "1", ":", "1:", ":1", "1:2:3", "-1:2",
		"1: 2", "x:1", "99999999999999999999999:1"};
	for (size_t i = 0; i < sizeof no_places / sizeof *no_places; i++)
		assert_false(anchor_by_hand(&anchor, no_places[i], "x"));
	/* Brackets that are not a pair are words. */
	assert_true(anchor_by_hand(&anchor, "0:0", "a〗b〖c"));
	assert_string_equal(anchor.words, "a〗b〖c");
	anchor_free(&anchor);
	text_close(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(anchor__holds__what_a_person_would_look_for),
		cmocka_unit_test(anchor__comes_back__with_any_text_around_it),
		cmocka_unit_test(anchor__is_good__for_a_text_alone_and_beside_another),
		cmocka_unit_test(read__takes__what_a_hand_wrote),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
