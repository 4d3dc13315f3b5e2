/* SPDX-License-Identifier: MIT */
/* bitext: words, sentences of them, and what is done to those. */
#include "bitext.h"

#include <string.h>

static const struct {
	const char *zh, *en;
} words[] = {
	{"路灯", "lamp"},
	{"长椅", "bench"},
	{"桥梁", "bridge"},
	{"河流", "river"},
	{"图书馆", "library"},
	{"面包", "bread"},
	{"邻居", "neighbour"},
	{"花园", "garden"},
	{"屋顶", "roof"},
	{"医生", "doctor"},
	{"火车", "train"},
	{"冬天", "winter"},
	{"雨伞", "umbrella"},
	{"市场", "market"},
	{"木匠", "carpenter"},
	{"窗户", "window"},
	{"苹果", "apple"},
	{"钥匙", "key"},
	{"学校", "school"},
	{"渔船", "boat"},
	{"修理", "repair"},
	{"购买", "buy"},
	{"等待", "wait"},
	{"打扫", "sweep"},
	{"建造", "build"},
	{"点亮", "light"},
	{"忘记", "forget"},
	{"借用", "borrow"},
	{"观察", "watch"},
	{"邮局", "post"},
	{"羊毛", "wool"},
	{"铁锤", "hammer"},
	{"蜡烛", "candle"},
	{"井水", "well"},
	{"牧场", "pasture"},
	{"磨坊", "mill"},
	{"码头", "harbour"},
	{"棉花", "cotton"},
	{"陶罐", "jar"},
	{"篮子", "basket"},
	{"山谷", "valley"},
	{"台阶", "stair"},
	{"风车", "windmill"},
	{"烟囱", "chimney"},
	{"谷仓", "barn"},
	{"驴子", "donkey"},
	{"蜂蜜", "honey"},
	{"地毯", "carpet"},
	{"镜子", "mirror"},
	{"绳索", "rope"},
	{"种子", "seed"},
	{"石头", "stone"},
	{"裁缝", "tailor"},
	{"车轮", "wheel"},
	{"粮食", "grain"},
	{"岛屿", "island"},
	{"森林", "forest"},
	{"信件", "letter"},
	{"钟楼", "clock"},
	{"渡口", "ferry"},
};

enum { WORDS = sizeof words / sizeof *words, SENTENCE_MOST = 11 };

static const char *const nothing[] = {
	"the", "a", "of the", "and the", "with a", "to the"};
enum { NOTHING = sizeof nothing / sizeof *nothing };

struct drawn_sentence {
	size_t drawn[SENTENCE_MOST], n;
};

/* Words of a sentence; some are met more often than others. */
static size_t draw(struct bitext *bitext, size_t drawn[SENTENCE_MOST])
{
	size_t n = (size_t)rng_between(&bitext->rng, 4, SENTENCE_MOST);
	for (size_t i = 0; i < n; i++) {
		size_t a = rng_below(&bitext->rng, WORDS),
		       b = rng_below(&bitext->rng, WORDS);
		drawn[i] = a < b ? a : b;
	}
	return n;
}

static void add_line(struct bitext *bitext, enum side side, struct buf *line)
{
	struct block block = {
		.text = line->v,
		.len = line->n,
		.kind = BLOCK_PARAGRAPH,
		.form = FORM_SENTENCE,
	};
	document_add(&bitext->document, side, &block);
	line->n = 0;
}

static unsigned lines(const struct bitext *bitext, enum side side)
{
	return (unsigned)bitext->document.side[side].blocks.n;
}

static void write_zh(struct bitext *bitext, const size_t *drawn, size_t n)
{
	struct buf line = {0};
	for (size_t i = 0; i < n; i++)
		buf_printf(&line, "%s%s", words[drawn[i]].zh,
			i + 1 < n && rng_chance(&bitext->rng, 20) ? "，" : "");
	buf_puts(&line, "。");
	add_line(bitext, SIDE_ZH, &line);
	buf_free(&line);
}

/* In another order: each second pair of words is turned round. */
static void write_en(struct bitext *bitext, const size_t *drawn, size_t n)
{
	struct buf line = {0};
	for (size_t i = 0; i < n; i++) {
		size_t at = i % 4 == 0 && i + 1 < n ? i + 1 : i % 4 == 1 ? i - 1 : i;
		buf_printf(&line, "%s%s %s", i ? " " : "",
			nothing[rng_below(&bitext->rng, NOTHING)], words[drawn[at]].en);
	}
	buf_puts(&line, ".");
	if (line.v[0] >= 'a')
		line.v[0] = (char)(line.v[0] - 'a' + 'A');
	add_line(bitext, SIDE_EN, &line);
	buf_free(&line);
}

static void add_group(struct bitext *bitext, unsigned zh_count, unsigned en_count)
{
	struct bitext_group group = {
		lines(bitext, SIDE_ZH), lines(bitext, SIDE_EN), zh_count, en_count};
	size_t drawn[3 * SENTENCE_MOST],
		n = 0, parts = zh_count > en_count ? zh_count : en_count;
	size_t end[3];
	for (size_t i = 0; i < parts; i++)
		end[i] = n += draw(bitext, drawn + n);
	for (size_t i = 0; i < zh_count; i++) {
		size_t beg = i ? end[i - 1] : 0;
		write_zh(bitext, drawn + beg, (i + 1 < zh_count ? end[i] : n) - beg);
	}
	for (size_t i = 0; i < en_count; i++) {
		size_t beg = i ? end[i - 1] : 0;
		write_en(bitext, drawn + beg, (i + 1 < en_count ? end[i] : n) - beg);
	}
	array_push(&bitext->groups, group);
}

void bitext_add(struct bitext *bitext, unsigned groups, unsigned shapes)
{
	static const unsigned counts[][2] = {{1, 2}, {1, 2}, {2, 1}, {1, 3}};
	for (unsigned i = 0; i < groups; i++) {
		const unsigned *shape = counts[rng_below(&bitext->rng, 4)];
		bool plain = !rng_chance(&bitext->rng, shapes);
		add_group(bitext, plain ? 1 : shape[0], plain ? 1 : shape[1]);
	}
}

void bitext_add_alone(struct bitext *bitext, enum side side, unsigned sentences)
{
	for (unsigned i = 0; i < sentences; i++)
		add_group(bitext, side == SIDE_ZH, side == SIDE_EN);
}

void bitext_add_swapped(struct bitext *bitext, unsigned groups)
{
	ARRAY_OF(struct drawn_sentence) sentences = {0};
	for (unsigned i = 0; i < 2 * groups; i++) {
		struct drawn_sentence s;
		struct bitext_group group = {
			lines(bitext, SIDE_ZH), lines(bitext, SIDE_EN), 1, 0};
		s.n = draw(bitext, s.drawn);
		write_zh(bitext, s.drawn, s.n);
		array_push(&sentences, s);
		array_push(&bitext->groups, group);
	}
	for (unsigned i = 0; i < 2 * groups; i++) {
		const struct drawn_sentence *s =
			&sentences.v[(i + groups) % (2 * groups)];
		struct bitext_group group = {
			lines(bitext, SIDE_ZH), lines(bitext, SIDE_EN), 0, 1};
		write_en(bitext, s->drawn, s->n);
		array_push(&bitext->groups, group);
	}
	array_free(&sentences);
}

void bitext_free(struct bitext *bitext)
{
	document_free(&bitext->document);
	array_free(&bitext->groups);
}

void bitext_dictionary(struct buf *out)
{
	buf_puts(out, "# words of made-up texts\n");
	for (size_t i = 0; i < WORDS; i++)
		buf_printf(out, "%s %s [x1 x1] /%s/\n", words[i].zh, words[i].zh,
			words[i].en);
}

static bool is_link(const struct link *link, const struct bitext_group *group)
{
	if (link->zh_count != group->zh_count || link->en_count != group->en_count)
		return false;
	return link->zh[0].block == group->zh && link->en[0].block == group->en;
}

double bitext_recall(const struct bitext *bitext, size_t first, size_t end)
{
	size_t all = 0, found = 0;
	const struct document *document = &bitext->document;
	for (size_t i = first; i < end; i++) {
		const struct bitext_group *group = &bitext->groups.v[i];
		if (group->zh_count == 0 || group->en_count == 0)
			continue;
		all++;
		for (size_t k = 0; k < document->links.n; k++)
			found += is_link(&document->links.v[k], group);
	}
	return all ? (double)found / (double)all : 1;
}
