/* SPDX-License-Identifier: MIT */
/* Tests of anchor: texts told apart, places described, and found again after an edit each.
 * Many edits at random are in test_anchor_edits.c. */
#include "anchor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "damage.h"
#include "folder.h"
#include "pipeline.h"
#include "prose.h"
#include "sentence.h"
#include "tsv.h"
#include "utf8.h"

/* A text that has been read. */
struct text {
	struct document document;
	struct identity identity;
	struct finder *finder;
};

static void text_open_len(
	struct text *text, const char *path, const char *bytes, size_t len)
{
	const char *const paths[] = {path, path};
	*text = (struct text){0};
	pipeline_run(&text->document, &(struct pipeline_options){.side = SIDE_COUNT},
		bytes, len);
	assert_true(identity_make(&text->identity, &text->document, paths, true));
	text->finder = finder_new(&text->document);
}

static void text_open(struct text *text, const char *bytes)
{
	text_open_len(text, "/none/text", bytes, strlen(bytes));
}

static void text_close(struct text *text)
{
	finder_free(text->finder);
	identity_free(&text->identity);
	document_free(&text->document);
}

/* The place where words begin, the n-th time (from 0). */
static void find_nth(const struct text *text, const char *words, int n, enum side *side,
	size_t *block, size_t *byte)
{
	for (size_t id = 0; document_find(&text->document, id, side, block); id++) {
		const struct block *b = stream_block(&text->document.side[*side], *block);
		const char *hit = b->text, *end = b->text + b->len;
		while ((hit = memmem(hit, (size_t)(end - hit), words, strlen(words)))) {
			*byte = (size_t)(hit++ - b->text);
			if (n-- == 0)
				return;
		}
	}
	fail_msg("no \"%s\" in the text", words);
}

static struct anchor_found find(struct text *text, const struct anchor *anchor)
{
	enum side side;
	enum text_match match =
		identity_side(&text->identity, anchor->path, anchor->fingerprint, &side);
	assert_int_not_equal(match, TEXT_OTHER);
	return anchor_find(text->finder, anchor, side, match, true);
}

/* Where the n-th `words` of one text are in another, which is opened. */
static struct anchor_found find_again(
	struct text *new, const char *before, const char *words, int n, const char *after)
{
	struct text old;
	struct anchor anchor;
	enum side side;
	size_t block, byte;
	text_open(&old, before);
	find_nth(&old, words, n, &side, &block, &byte);
	anchor_make(&anchor, old.finder, &old.identity, side, block, byte);
	text_open(new, after);
	struct anchor_found found = find(new, &anchor);
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
		find_nth(&new, now, m, &side, &block, &byte);
		assert_int_equal(found.side, side);
		assert_int_equal(found.block, block);
		assert_int_equal(found.byte, byte);
	}
	text_close(&new);
}

/* A text of many paragraphs, with number `changed` another one (SIZE_MAX: none). */
static void make_text(struct buf *out, unsigned seed, size_t changed)
{
	struct rng rng = {seed};
	struct prose prose;
	prose_start(&prose, &rng);
	for (size_t i = 0; i < 60; i++) {
		size_t begin = out->n;
		prose_paragraph(&prose, out, 200, ENDING_STATEMENT);
		if (i == changed) {
			out->n = begin;
			buf_puts(out, "这一段已经换成了完全不同的内容，谁也认不出来。");
		}
		buf_puts(out, "\n\n");
	}
}

#define HEAD                                                                                                                \
	"养蜂笔记\n\n一、春天\n\n三月里第一批蜂出巢，先绕着蜂箱飞几圈。天冷的时候它们很" \
	"快又回去。\n\n"                                                                                               \
	"油菜花开了以后，蜂箱一天比一天重。养蜂人每周打开一次，看看蜂王还在不在。\n\n"
#define TAIL                                                                                                 \
	"二、秋天\n\n桂花谢了，蜂群变小了。留足过冬的蜜，其余的才可以取。\n\n" \
	"第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n"

static const char bees[] = HEAD TAIL;

static void anchor__holds__what_a_person_would_look_for(void **state)
{
	(void)state;
	struct text text;
	struct anchor anchor, again;
	struct buf line = {0};
	struct span fields[ANCHOR_FIELDS];
	enum side side;
	size_t block, byte;
	text_open(&text, bees);
	find_nth(&text, "留足", 0, &side, &block, &byte);
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

/* Reads "words" and a place out of a line somebody wrote. */
static bool read_line(struct anchor *anchor, const char *place, const char *words)
{
	struct buf line = {0};
	struct span fields[ANCHOR_FIELDS];
	buf_printf(&line, "/none/text\t\t\t%s\t%s", place, words);
	tsv_split(buf_string(&line), (struct span){0, line.n}, fields, ANCHOR_FIELDS);
	bool read = anchor_read(anchor, line.v, fields);
	buf_free(&line);
	return read;
}

static void read__takes__what_a_hand_wrote(void **state)
{
	(void)state;
	struct text text;
	struct anchor anchor;
	enum side side;
	size_t block, byte;
	text_open(&text, bees);
	assert_true(read_line(&anchor, "0:0", "老鼠进不来"));
	assert_null(anchor.before);
	assert_null(anchor.after);
	struct anchor_found found = find(&text, &anchor);
	assert_int_equal(found.state, ANCHOR_MOVED);
	find_nth(&text, "老鼠进不来", 0, &side, &block, &byte);
	assert_int_equal(found.block, block);
	anchor_free(&anchor);

	/* Twice in the text, and not where it says. */
	assert_true(read_line(&anchor, "0:0", "蜂箱的门"));
	assert_int_equal(find(&text, &anchor).state, ANCHOR_MOVED);
	anchor_free(&anchor);
	assert_true(read_line(&anchor, "0:0", "蜂箱"));
	found = find(&text, &anchor);
	assert_int_equal(found.state, ANCHOR_LOST);
	assert_int_equal(found.alike, 3);
	anchor_free(&anchor);

	static const char *const no_places[] = {"", "1", ":", "1:", ":1", "1:2:3", "-1:2",
		"1: 2", "x:1", "99999999999999999999999:1"};
	for (size_t i = 0; i < sizeof no_places / sizeof *no_places; i++)
		assert_false(read_line(&anchor, no_places[i], "x"));
	/* Brackets that are not a pair are words. */
	assert_true(read_line(&anchor, "0:0", "a〗b〖c"));
	assert_string_equal(anchor.words, "a〗b〖c");
	anchor_free(&anchor);
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
		struct anchor_found found = find(&text, &again);
		assert_int_equal(found.state, ANCHOR_SAME);
		assert_int_equal(found.byte, sentences.v[i].beg);
		anchor_free(&anchor);
		anchor_free(&again);
		buf_free(&line);
	}
	array_free(&sentences);
	text_close(&text);
}

static void find__says_same__when_nothing_has_changed(void **state)
{
	(void)state;
	assert_found(bees, "三月里", 0, bees, ANCHOR_SAME, "三月里", 0);
	assert_found(bees, "这样老鼠", 0, bees, ANCHOR_SAME, "这样老鼠", 0);
	assert_found(bees, "养蜂笔记", 0, bees, ANCHOR_SAME, "养蜂笔记", 0);
}

static void find__says_moved__when_there_is_more_before(void **state)
{
	(void)state;
	assert_found(bees, "留足", 0, HEAD "夏天太热，在蜂箱上盖一层草。\n\n" TAIL,
		ANCHOR_MOVED, "留足", 0);
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
	assert_true(is_intact(bees, "三月里", bees));
	assert_true(is_intact(bees, "留足", "卷首语：写在前面。\n\n" HEAD TAIL));
	assert_false(is_intact(bees, "留足",
		HEAD "二、秋天\n\n蜂群已经小得多了。留足过冬的蜜，其余的才可以取。\n\n"
		     "第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n"));
	assert_false(is_intact(bees, "留足",
		HEAD "二、秋天\n\n桂花谢了，蜂群变小了。先留够过冬的蜜，其余的再取。\n\n"
		     "第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n"));
	assert_false(is_intact(bees, "留足",
		HEAD "二、秋天\n\n桂花谢了，蜂群变小了。\n\n"
		     "第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n"));
}

static void find__follows__a_paragraph_to_another_section(void **state)
{
	(void)state;
	assert_found(HEAD "夏天太热，在蜂箱上盖一层草。风大的日子要用石头压住。\n\n" TAIL,
		"夏天", 0,
		HEAD TAIL "\n夏天太热，在蜂箱上盖一层草。风大的日子要用石头压住。\n",
		ANCHOR_MOVED, "夏天", 0);
}

static void find__says_moved__when_its_sentence_has_changed_a_little(void **state)
{
	(void)state;
	assert_found(HEAD TAIL, "留足", 0,
		HEAD "二、秋天\n\n桂花谢了，蜂群变小了。先留够过冬的蜜，其余的再取。\n\n"
		     "第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n",
		ANCHOR_MOVED, "先留够", 0);
	/* Another one has come before it, in the same gap. */
	assert_found(HEAD TAIL, "留足", 0,
		HEAD
		"二、秋天\n\n桂花谢了，蜂群变小了。天气好的日子不多。留足过冬的蜜和花粉，"
		"其余的才可取。"
		"\n\n第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n",
		ANCHOR_MOVED, "留足", 0);
	/* Its neighbour has changed as well. */
	assert_found(HEAD TAIL, "留足", 0,
		HEAD "二、秋天\n\n桂花谢了，蜂群变小了。留足过冬的蜜，其余的可以取。\n\n"
		     "下霜之前一定要记得缩小入口。这样老鼠进不来，冷风也进不来。\n",
		ANCHOR_MOVED, "留足", 0);
}

static void find__says_lost__when_its_sentence_is_gone(void **state)
{
	(void)state;
	assert_found(HEAD TAIL, "留足", 0,
		HEAD "二、秋天\n\n桂花谢了，蜂群变小了。\n\n"
		     "第一场霜以前，要把蜂箱的门缩小。这样老鼠进不来，冷风也进不来。\n",
		ANCHOR_LOST, NULL, 0);
	/* Another sentence in its place is not it. */
	assert_found(HEAD TAIL, "留足", 0,
		HEAD
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
	assert_int_equal(find(&old, &anchor).state, ANCHOR_SAME);
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
	make_text(&bytes, 1, SIZE_MAX);
	for (int i = 0; i < 20000; i++)
		buf_puts(&bytes, "字也字");
	text_open_len(&text, "/none/text", bytes.v, bytes.n);
	assert_true(read_line(&anchor, "0:0", "字"));
	struct anchor_found found = find(&text, &anchor);
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
	text_open(&old, bees);
	find_nth(&old, "留足", 0, &side, &block, &byte);
	anchor_make(&anchor, old.finder, &old.identity, side, block, byte);
	text_open(&new, HEAD);
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
			assert_true(read_line(&anchor, places[j], words[i]));
			struct anchor_found found =
				anchor_find(finder, &anchor, SIDE_ZH, TEXT_EDITED, true);
			assert_int_equal(found.state, ANCHOR_LOST);
			found = anchor_find(finder, &anchor, SIDE_EN, TEXT_SAME, false);
			assert_int_equal(found.state, ANCHOR_LATER);
			found = find(&text, &anchor);
			/* Words that are only marks are found where they were. */
			assert_int_equal(found.state == ANCHOR_SAME, j == 0 && i == 1);
			anchor_free(&anchor);
		}
	}
	finder_free(finder);
	text_close(&text);
}

/* The first Han at a byte or behind it: what damage does not touch. */
static uint32_t first_han(const struct block *block, size_t at)
{
	size_t size;
	for (; at < block->len; at += size) {
		uint32_t code_point = utf8_at(block->text, block->len, at, &size);
		if (utf8_is_han(code_point))
			return code_point;
	}
	return 0;
}

/* Runs through all sentences: both texts must have the same ones, and each of one must be
 * found in the other.  Returns how many are not. */
static size_t count_lost(struct text *old, struct text *new, size_t *count, size_t *moved)
{
	const struct sentence_style style = {0};
	span_array sentences = {0};
	enum side side;
	size_t block, lost = 0;
	*count = *moved = 0;
	for (size_t id = 0; document_find(&old->document, id, &side, &block); id++) {
		const struct block *b = stream_block(&old->document.side[side], block);
		sentence_split(&style, b->text, b->len, &sentences);
		for (size_t i = 0; i < sentences.n; i++) {
			struct anchor anchor;
			struct span s = sentences.v[i];
			anchor_make(
				&anchor, old->finder, &old->identity, side, block, s.beg);
			struct anchor_found found = find(new, &anchor);
			anchor_free(&anchor);
			++*count;
			*moved += found.state == ANCHOR_MOVED;
			if (found.state == ANCHOR_LOST) {
				lost++;
				continue;
			}
			const struct block *f = stream_block(
				&new->document.side[found.side], found.block);
			assert_int_equal(first_han(f, found.byte), first_han(b, s.beg));
		}
	}
	array_free(&sentences);
	return lost;
}

static int column_of(const void *ctx, size_t line)
{
	return (*(const int *)ctx - (line == 0 ? 2 : 0)) * EM;
}

/* Paragraphs as an extractor leaves them at a column of so many Han: an empty line behind
 * each line, and no indent. */
static void wrap(const char *paragraphs, int column, struct buf *out)
{
	const struct press press = {.no_runts = true};
	set_line_array lines = {0};
	for (const char *at = paragraphs, *end; *at; at = end + 1) {
		end = strchr(at, '\n');
		typeset(&press, at, (size_t)(end - at), column_of, &column, &lines);
		for (size_t i = 0; i < lines.n; i++) {
			buf_add(out, at + lines.v[i].text.beg, span_len(lines.v[i].text));
			buf_puts(out, "\n\n");
		}
	}
	array_free(&lines);
}

static void find__says_same__at_another_column_width(void **state)
{
	(void)state;
	struct rng rng = {7};
	struct prose prose;
	struct buf paragraphs = {0}, wide = {0}, narrow = {0};
	prose_start(&prose, &rng);
	for (int i = 0; i < 40; i++) {
		prose_paragraph(&prose, &paragraphs, 300, ENDING_STATEMENT);
		buf_putc(&paragraphs, '\n');
	}
	wrap(buf_string(&paragraphs), 40, &wide);
	wrap(paragraphs.v, 27, &narrow);
	struct text old, new;
	size_t count, moved;
	text_open_len(&old, "/none/wide", wide.v, wide.n);
	text_open_len(&new, "/none/narrow", narrow.v, narrow.n);
	/* As a text that nobody has touched, though its bytes are others. */
	assert_string_equal(old.identity.fingerprint[SIDE_ZH].text,
		new.identity.fingerprint[SIDE_ZH].text);
	assert_int_equal(count_lost(&old, &new, &count, &moved), 0);
	assert_int_equal(moved, 0);
	assert_true(count > 100);
	text_close(&old);
	text_close(&new);
	buf_free(&paragraphs);
	buf_free(&wide);
	buf_free(&narrow);
}

/* The damage of an extractor is not undone to the last byte, so that blocks may differ. */
static void find__works__from_a_damaged_text_to_a_clean_one(void **state)
{
	(void)state;
	size_t lost = 0, all = 0;
	for (unsigned number = 0; number < 12; number++) {
		struct damage_document damaged = {0};
		struct buf plain = {0};
		struct text old, new;
		size_t count, moved;
		damage_make(&damaged, 11, number);
		damage_plain(&damaged, true, &plain);
		text_open_len(&old, "/none/a", damaged.text.v, damaged.text.n);
		text_open_len(&new, "/none/b", plain.v, plain.n);
		lost += count_lost(&old, &new, &count, &moved);
		all += count;
		text_close(&old);
		text_close(&new);
		damage_free(&damaged);
		buf_free(&plain);
	}
	assert_true(all > 1000);
	if (lost * 100 > all)
		fail_msg("%zu of %zu sentences are lost", lost, all);
}

static enum text_match match_seeds(unsigned a, size_t a_changed, const char *a_path,
	unsigned b, size_t b_changed, const char *b_path)
{
	struct buf one = {0}, other = {0};
	struct text old, new;
	make_text(&one, a, a_changed);
	make_text(&other, b, b_changed);
	text_open_len(&old, a_path, one.v, one.n);
	text_open_len(&new, b_path, other.v, other.n);
	enum side side;
	enum text_match match = identity_side(&new.identity, old.identity.path[SIDE_ZH],
		old.identity.fingerprint[SIDE_ZH].text, &side);
	assert_int_equal(side, SIDE_ZH);
	text_close(&old);
	text_close(&new);
	buf_free(&one);
	buf_free(&other);
	return match;
}

static void text__is_known__by_its_words_and_not_its_path(void **state)
{
	struct folder *folder = *state;
	const size_t no = SIZE_MAX;
	/* Moved. */
	assert_int_equal(match_seeds(1, no, "/none/a", 1, no, "/none/b"), TEXT_SAME);
	/* Edited, in its place or moved too. */
	assert_int_equal(match_seeds(1, no, "/none/a", 1, 3, "/none/a"), TEXT_EDITED);
	assert_int_equal(match_seeds(1, no, "/none/a", 1, 3, "/none/b"), TEXT_EDITED);
	assert_int_equal(match_seeds(1, no, "/none/a", 1, 3, "-"), TEXT_EDITED);
	assert_int_equal(match_seeds(1, no, "-", 1, 3, "-"), TEXT_EDITED);
	/* Another one, even by the same name. */
	assert_int_equal(match_seeds(1, no, "/none/a", 2, no, "/none/b"), TEXT_OTHER);
	assert_int_equal(match_seeds(1, no, "/none/a", 2, no, "/none/a"), TEXT_OTHER);
	assert_int_equal(match_seeds(1, no, "-", 2, no, "-"), TEXT_OTHER);
	/* Two that differ little and are both there are two. */
	file_puts(folder_file(folder, "a"), "");
	assert_int_equal(match_seeds(1, no, folder->file, 1, 3, "/none/b"), TEXT_OTHER);
	assert_int_equal(match_seeds(1, no, folder->file, 1, no, "/none/b"), TEXT_SAME);
}

static void text__is_known__by_path_where_there_is_no_fingerprint(void **state)
{
	(void)state;
	static const char known[] = "0123456789abcdef-0123456789abcdef0123456789abcdef";
	assert_int_equal(text_match("/a", "", "/a", known), TEXT_EDITED);
	assert_int_equal(text_match("/a", "x", "/a", known), TEXT_EDITED);
	assert_int_equal(text_match("/a", "", "/b", known), TEXT_OTHER);
	assert_int_equal(text_match("/a", known, "/b", ""), TEXT_OTHER);
	assert_int_equal(text_match("/a", known, "/b", known), TEXT_SAME);
}

static void identity__waits__for_enough_text(void **state)
{
	struct folder *folder = *state;
	struct document document = {0};
	struct identity identity, whole;
	struct buf text = {0}, more = {0};
	const char *path = folder_file(folder, "link");
	const char *const paths[] = {path, path};
	assert_false(identity_make(&identity, &document, paths, false));
	for (unsigned seed = 0; seed < 3; seed++)
		make_text(&text, seed, SIZE_MAX);
	pipeline_run(&document, &(struct pipeline_options){.side = SIDE_COUNT},
		"太短的一句话。\n", strlen("太短的一句话。\n"));
	assert_false(identity_make(&identity, &document, paths, false));
	assert_true(identity_make(&identity, &document, paths, true));
	identity_free(&identity);
	document_free(&document);

	/* What is beyond the first 32 KiB of words makes no difference. */
	struct document large = {0}, larger = {0};
	buf_add(&more, text.v, text.n);
	buf_puts(&more, "后来又加了一段话。\n");
	pipeline_run(
		&large, &(struct pipeline_options){.side = SIDE_COUNT}, text.v, text.n);
	pipeline_run(
		&larger, &(struct pipeline_options){.side = SIDE_COUNT}, more.v, more.n);
	char target[128];
	snprintf(target, sizeof target, "%s/target", folder->path);
	file_puts(target, "");
	assert_int_equal(symlink("target", path), 0);
	assert_true(identity_make(&identity, &large, paths, false));
	assert_true(identity_make(&whole, &larger, paths, true));
	assert_string_equal(
		identity.fingerprint[SIDE_ZH].text, whole.fingerprint[SIDE_EN].text);
	/* A path is that of the file itself. */
	assert_non_null(strstr(identity.path[SIDE_ZH], "/target"));
	identity_free(&identity);
	identity_free(&whole);
	document_free(&large);
	document_free(&larger);
	buf_free(&text);
	buf_free(&more);
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
	find_nth(&alone, "The river", 0, &side, &block, &byte);
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
	assert_int_equal(find(&other, &anchor).state, ANCHOR_SAME);
	anchor_free(&anchor);
	finder_free(finder);
	text_close(&alone);
	text_close(&other);
	identity_free(&identity);
	document_free(&pair);
}

int main(void)
{
#define IN_FOLDER(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, folder_set_up, folder_tear_down)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(anchor__holds__what_a_person_would_look_for),
		cmocka_unit_test(anchor__comes_back__with_any_text_around_it),
		cmocka_unit_test(anchor__is_good__for_a_text_alone_and_beside_another),
		cmocka_unit_test(read__takes__what_a_hand_wrote),
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
		cmocka_unit_test(find__says_same__at_another_column_width),
		cmocka_unit_test(find__works__from_a_damaged_text_to_a_clean_one),
		IN_FOLDER(text__is_known__by_its_words_and_not_its_path),
		cmocka_unit_test(text__is_known__by_path_where_there_is_no_fingerprint),
		IN_FOLDER(identity__waits__for_enough_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
