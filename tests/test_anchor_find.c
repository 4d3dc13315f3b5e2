/* SPDX-License-Identifier: MIT */
/* Tests of anchor: places found again after an edit each.  Many edits at random are in
 * test_anchor_edits.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "known_text.h"

/* Where the n-th `words` of one text are in another, which is opened. */
static struct anchor_found find_again(
	struct text *new, const char *before, const char *words, int n, const char *after)
{
	struct text old;
	struct anchor anchor;
	enum side side;
	size_t block, byte;
	text_open(&old, before);
	text_find(&old, words, n, &side, &block, &byte);
	anchor_make(&anchor, old.finder, &old.identity, side, block, byte);
	text_open(new, after);
	struct anchor_found found = text_find_anchor(new, &anchor);
	anchor_free(&anchor);
	text_close(&old);
	return found;
}

/* The state, and where these words stand again the m-th time. */
static void assert_found(const char *before, const char *words, int n, const char *after,
	enum anchor_state state, const char *now, int m)
{
	struct text new;
	enum side side;
	size_t block, byte;
	struct anchor_found found = find_again(&new, before, words, n, after);
	assert_int_equal(found.state, state);
	if (state != ANCHOR_LOST) {
		text_find(&new, now, m, &side, &block, &byte);
		assert_int_equal(found.side, side);
		assert_int_equal(found.block, block);
		assert_int_equal(found.byte, byte);
	}
	text_close(&new);
}

static void find__says_same__when_nothing_has_changed(void **state)
{
	(void)state;
	assert_found(BEES, "三月里", 0, BEES, ANCHOR_SAME, "三月里", 0);
	assert_found(BEES, "这样老鼠", 0, BEES, ANCHOR_SAME, "这样老鼠", 0);
	assert_found(BEES, "养蜂笔记", 0, BEES, ANCHOR_SAME, "养蜂笔记", 0);
}

static void find__says_moved__when_there_is_more_before(void **state)
{
	(void)state;
	assert_found(BEES, "留足", 0,
		BEES_SPRING "夏天太热，在蜂箱上盖一层草。\n\n" BEES_AUTUMN, ANCHOR_MOVED,
		"留足", 0);
	/* In its own paragraph, too; what comes behind makes no difference. */
	assert_found("甲说了一句很长很长的话。乙答了另一句也不短的话。\n", "乙答", 0,
		"先是谁也没有开口。甲说了一句很长很长的话。乙答了另一句也不短的话。\n",
		ANCHOR_MOVED, "乙答", 0);
	assert_found("甲说了一句很长很长的话。乙答了另一句也不短的话。\n", "乙答", 0,
		"甲说了一句很长很长的话。乙答了另一句也不短的话。后来大家都笑了。\n",
		ANCHOR_SAME, "乙答", 0);
}

static bool is_intact(const char *before, const char *words, const char *after)
{
	struct text new;
	struct anchor_found found = find_again(&new, before, words, 0, after);
	text_close(&new);
	return found.intact;
}

static void find__says_intact__when_only_what_is_far_has_changed(void **state)
{
	(void)state;
	assert_true(is_intact(BEES, "三月里", BEES));
	assert_true(is_intact(
		BEES, "留足", "卷首语：写在前面。\n\n" BEES_SPRING BEES_AUTUMN));
	assert_false(is_intact(BEES, "留足",
		BEES_SPRING
		"二、秋天\n\n蜂群已经小得多了。留足过冬的蜜，其余的才可以取。\n\n"
		"第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n"));
	assert_false(is_intact(BEES, "留足",
		BEES_SPRING
		"二、秋天\n\n桂花谢了，蜂群变小了。先留够过冬的蜜，其余的再取。\n\n"
		"第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n"));
	assert_false(is_intact(BEES, "留足",
		BEES_SPRING
		"二、秋天\n\n桂花谢了，蜂群变小了。\n\n"
		"第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n"));
}

static void find__follows__a_paragraph_to_another_section(void **state)
{
	(void)state;
	assert_found(BEES_SPRING
		"夏天太热，在蜂箱上盖一层草。风大的日子要用石头压住。\n\n" BEES_AUTUMN,
		"夏天", 0,
		BEES_SPRING BEES_AUTUMN
		"\n夏天太热，在蜂箱上盖一层草。风大的日子要用石头压住。\n",
		ANCHOR_MOVED, "夏天", 0);
}

static void find__says_moved__when_its_sentence_has_changed_a_little(void **state)
{
	(void)state;
	assert_found(BEES_SPRING BEES_AUTUMN, "留足", 0,
		BEES_SPRING
		"二、秋天\n\n桂花谢了，蜂群变小了。先留够过冬的蜜，其余的再取。\n\n"
		"第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n",
		ANCHOR_MOVED, "先留够", 0);
	/* Another one has come before it, in the same gap. */
	assert_found(BEES_SPRING BEES_AUTUMN, "留足", 0,
		BEES_SPRING
		"二、秋天\n\n桂花谢了，蜂群变小了。天气好的日子不多。留足过冬的蜜和花粉，"
		"其余的才可取。"
		"\n\n第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n",
		ANCHOR_MOVED, "留足", 0);
	/* Its neighbour has changed as well. */
	assert_found(BEES_SPRING BEES_AUTUMN, "留足", 0,
		BEES_SPRING
		"二、秋天\n\n桂花谢了，蜂群变小了。留足过冬的蜜，其余的可以取。\n\n"
		"下霜之前一定要记得缩小入口。这样老鼠进不来，冷风也进不来。\n",
		ANCHOR_MOVED, "留足", 0);
}

static void find__says_lost__when_its_sentence_is_gone(void **state)
{
	(void)state;
	assert_found(BEES_SPRING BEES_AUTUMN, "留足", 0,
		BEES_SPRING
		"二、秋天\n\n桂花谢了，蜂群变小了。\n\n"
		"第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n",
		ANCHOR_LOST, NULL, 0);
	/* Another sentence in its place is not it. */
	assert_found(BEES_SPRING BEES_AUTUMN, "留足", 0,
		BEES_SPRING
		"二、秋天\n\n桂花谢了，蜂群变小了。邻居家的狗叫了一夜，谁都没睡好。\n\n"
		"第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n",
		ANCHOR_LOST, NULL, 0);
	/* Nor is a neighbour that is much like it. */
	static const char likes[] = "坚持为渔民服务的工作方针。坚持为果农服务的工作方针。"
				    "坚持为茶农服务的工作方针。\n";
	assert_found(likes, "坚持为果农", 0,
		"坚持为渔民服务的工作方针。坚持为茶农服务的工作方针。\n", ANCHOR_LOST,
		NULL, 0);
}

#define FIRST "码头上有三个人在等船。雨下得很大。没有人说话。\n\n"
#define SECOND "山那边的村子还没有电。雨下得很大。孩子们点着灯写字。\n\n"

static void find__tells_equal_sentences_apart__by_what_is_around(void **state)
{
	(void)state;
	for (int n = 0; n < 2; n++) {
		assert_found(FIRST SECOND, "雨下得很大", n, FIRST SECOND, ANCHOR_SAME,
			"雨下得很大", n);
		assert_found(FIRST SECOND, "雨下得很大", n,
			"很久以前的事了。\n\n" FIRST SECOND, ANCHOR_MOVED, "雨下得很大",
			n);
		assert_found(FIRST SECOND, "雨下得很大", n, SECOND FIRST, ANCHOR_MOVED,
			"雨下得很大", 1 - n);
		/* One of them is gone. */
		assert_found(FIRST SECOND, "雨下得很大", n, n ? SECOND : FIRST,
			n ? ANCHOR_MOVED : ANCHOR_MOVED, "雨下得很大", 0);
		assert_found(FIRST SECOND, "雨下得很大", n, n ? FIRST : SECOND,
			ANCHOR_LOST, NULL, 0);
	}
}

static void find__tells_equal_sentences_apart__by_their_section(void **state)
{
	(void)state;
	static const char sections[] = "第一章 总则\n\n本办法由镇里负责解释。\n\n第二章 "
				       "养护\n\n本办法由镇里负责解释。\n\n"
				       "第三章 附则\n\n本办法由镇里负责解释。\n";
	static const char edited[] =
		"写在前面的几句话，说明来历。\n\n第一章 "
		"总则\n\n本办法由镇里负责解释。\n\n第二章 养护\n\n"
		"本办法由镇里负责解释。\n\n第三章 附则\n\n本办法由镇里负责解释。\n";
	for (int n = 0; n < 3; n++)
		assert_found(sections, "本办法", n, edited, ANCHOR_MOVED, "本办法", n);
}

static void open_equals(struct text *text, size_t count)
{
	static const char *const paths[] = {"/none/text", "/none/text"};
	struct block block = {.text = "（略）", .len = 9, .kind = BLOCK_PARAGRAPH};
	*text = (struct text){0};
	for (size_t i = 0; i < count; i++) {
		block.source = (struct span){10 * i, 10 * i + 9};
		document_add(&text->document, SIDE_ZH, &block);
	}
	assert_true(identity_make(&text->identity, &text->document, paths, true));
	text->finder = finder_new(&text->document);
}

static void find__says_lost__when_equals_cannot_be_told_apart(void **state)
{
	(void)state;
	struct text old, new;
	struct anchor anchor;
	open_equals(&old, 300);
	anchor_make(&anchor, old.finder, &old.identity, SIDE_ZH, 150, 0);
	/* In the same text it is where it was. */
	assert_int_equal(text_find_anchor(&old, &anchor).state, ANCHOR_SAME);
	open_equals(&new, 299);
	struct anchor_found found =
		anchor_find(new.finder, &anchor, SIDE_ZH, TEXT_EDITED, true);
	assert_int_equal(found.state, ANCHOR_LOST);
	assert_int_equal(found.alike, 299);
	anchor_free(&anchor);
	text_close(&old);
	text_close(&new);
}

/* A word of a hand that stands everywhere: it must not take for ever to say so. */
static void find__gives_up__on_words_that_are_everywhere(void **state)
{
	(void)state;
	struct buf bytes = {0};
	struct text text;
	struct anchor anchor;
	buf_puts(&bytes, BEES);
	for (int i = 0; i < 20000; i++)
		buf_puts(&bytes, "字也字");
	text_open_len(&text, "/none/text", bytes.v, bytes.n);
	assert_true(anchor_by_hand(&anchor, "0:0", "字"));
	struct anchor_found found = text_find_anchor(&text, &anchor);
	assert_int_equal(found.state, ANCHOR_LOST);
	assert_int_equal(found.alike, 4000);
	anchor_free(&anchor);
	text_close(&text);
	buf_free(&bytes);
}

static void find__takes_no_word__for_part_of_another(void **state)
{
	(void)state;
	assert_found("The party left at noon. Nobody saw where they went.\n\nArt.\n",
		"Art.", 0, "The party left at noon. Nobody saw where they went.\n",
		ANCHOR_LOST, NULL, 0);
	assert_found("Nobody came to the old house any more. It was cold.\n\nArt.\n",
		"Art.", 0,
		"It is a party.\n\nNobody came to the old house any more. It was "
		"cold.\n\nArt.\n",
		ANCHOR_MOVED, "Art.", 0);
}

static void find__compares__without_blanks_marks_and_case(void **state)
{
	(void)state;
	assert_found("约 30 名代表参加了「春季」会议。会后大家去了河边。\n", "约", 0,
		"约30名代表，参加了“春季”会议.会后大家去了河边。\n", ANCHOR_SAME, "约",
		0);
	assert_found("The Spring Meeting was well-attended. We left early.\n", "The", 0,
		"THE SPRING MEETING was well attended; we left early.\n", ANCHOR_SAME,
		"THE", 0);
	/* The mark before the first word is part of the place. */
	assert_found("“今天就到这里。”他说。没有人站起来。\n", "“今天", 0,
		"天黑了。\n\n“今天就到这里。”他说。没有人站起来。\n", ANCHOR_MOVED,
		"“今天", 0);
}

static void find__waits__for_text_that_is_not_loaded(void **state)
{
	(void)state;
	struct text old, new;
	struct anchor anchor;
	enum side side;
	size_t block, byte;
	text_open(&old, BEES);
	text_find(&old, "留足", 0, &side, &block, &byte);
	anchor_make(&anchor, old.finder, &old.identity, side, block, byte);
	text_open(&new, BEES_SPRING);
	assert_int_equal(
		anchor_find(new.finder, &anchor, SIDE_ZH, TEXT_EDITED, false).state,
		ANCHOR_LATER);
	assert_int_equal(
		anchor_find(new.finder, &anchor, SIDE_ZH, TEXT_EDITED, true).state,
		ANCHOR_LOST);
	assert_int_equal(
		anchor_find(old.finder, &anchor, SIDE_ZH, TEXT_SAME, false).state,
		ANCHOR_SAME);
	anchor_free(&anchor);
	text_close(&old);
	text_close(&new);
}

static void find__is_total(void **state)
{
	(void)state;
	struct document empty = {0};
	struct finder *finder = finder_new(&empty);
	struct anchor anchor;
	static const char *const words[] = {
		"", "……", "文字", "〖〗", "a〖〗b", "〖文字〗"};
	static const char *const places[] = {"0:0", "7:0", "0:7", "99999999:99999999"};
	struct text text;
	text_open(&text, "……\n");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		for (size_t j = 0; j < sizeof places / sizeof *places; j++) {
			assert_true(anchor_by_hand(&anchor, places[j], words[i]));
			struct anchor_found found =
				anchor_find(finder, &anchor, SIDE_ZH, TEXT_EDITED, true);
			assert_int_equal(found.state, ANCHOR_LOST);
			found = anchor_find(finder, &anchor, SIDE_EN, TEXT_SAME, false);
			assert_int_equal(found.state, ANCHOR_LATER);
			found = text_find_anchor(&text, &anchor);
			/* Words that are only marks are found where they were. */
			assert_int_equal(found.state == ANCHOR_SAME, j == 0 && i == 1);
			anchor_free(&anchor);
		}
	}
	finder_free(finder);
	text_close(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(find__says_same__when_nothing_has_changed),
		cmocka_unit_test(find__says_moved__when_there_is_more_before),
		cmocka_unit_test(find__says_intact__when_only_what_is_far_has_changed),
		cmocka_unit_test(find__follows__a_paragraph_to_another_section),
		cmocka_unit_test(
			find__says_moved__when_its_sentence_has_changed_a_little),
		cmocka_unit_test(find__says_lost__when_its_sentence_is_gone),
		cmocka_unit_test(find__tells_equal_sentences_apart__by_what_is_around),
		cmocka_unit_test(find__tells_equal_sentences_apart__by_their_section),
		cmocka_unit_test(find__says_lost__when_equals_cannot_be_told_apart),
		cmocka_unit_test(find__gives_up__on_words_that_are_everywhere),
		cmocka_unit_test(find__takes_no_word__for_part_of_another),
		cmocka_unit_test(find__compares__without_blanks_marks_and_case),
		cmocka_unit_test(find__waits__for_text_that_is_not_loaded),
		cmocka_unit_test(find__is_total),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
