/* SPDX-License-Identifier: MIT */
/* made_texts: words, sentences of them, and what is done to those. */
#include "made_texts.h"

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
static size_t draw(struct made_texts *texts, size_t drawn[SENTENCE_MOST])
{
	size_t n = (size_t)rng_between(&texts->rng, 4, SENTENCE_MOST);
	for (size_t i = 0; i < n; i++) {
		size_t a = rng_below(&texts->rng, WORDS),
		       b = rng_below(&texts->rng, WORDS);
		drawn[i] = a < b ? a : b;
	}
	return n;
}

static void add_line(struct made_texts *texts, enum side side, struct buf *line)
{
	struct block block = {
		.text = line->v,
		.len = line->n,
		.kind = BLOCK_PARAGRAPH,
		.form = FORM_SENTENCE,
	};
	document_add(&texts->document, side, &block);
	line->n = 0;
}

static unsigned lines(const struct made_texts *texts, enum side side)
{
	return (unsigned)texts->document.side[side].blocks.n;
}

static void write_zh(struct made_texts *texts, const size_t *drawn, size_t n)
{
	struct buf line = {0};
	for (size_t i = 0; i < n; i++)
		buf_printf(&line, "%s%s", words[drawn[i]].zh,
			i + 1 < n && rng_chance(&texts->rng, 20) ? "，" : "");
	buf_puts(&line, "。");
	add_line(texts, SIDE_ZH, &line);
	buf_free(&line);
}

/* In another order: each second pair of words is turned round. */
static void write_en(struct made_texts *texts, const size_t *drawn, size_t n)
{
	struct buf line = {0};
	for (size_t i = 0; i < n; i++) {
		size_t at = i % 4 == 0 && i + 1 < n ? i + 1 : i % 4 == 1 ? i - 1 : i;
		buf_printf(&line, "%s%s %s", i ? " " : "",
			nothing[rng_below(&texts->rng, NOTHING)], words[drawn[at]].en);
	}
	buf_puts(&line, ".");
	if (line.v[0] >= 'a')
		line.v[0] = (char)(line.v[0] - 'a' + 'A');
	add_line(texts, SIDE_EN, &line);
	buf_free(&line);
}

static void add_group(struct made_texts *texts, unsigned zh_count, unsigned en_count)
{
	struct made_group group = {
		lines(texts, SIDE_ZH), lines(texts, SIDE_EN), zh_count, en_count};
	size_t drawn[3 * SENTENCE_MOST],
		n = 0, parts = zh_count > en_count ? zh_count : en_count;
	size_t end[3];
	for (size_t i = 0; i < parts; i++)
		end[i] = n += draw(texts, drawn + n);
	for (size_t i = 0; i < zh_count; i++) {
		size_t beg = i ? end[i - 1] : 0;
		write_zh(texts, drawn + beg, (i + 1 < zh_count ? end[i] : n) - beg);
	}
	for (size_t i = 0; i < en_count; i++) {
		size_t beg = i ? end[i - 1] : 0;
		write_en(texts, drawn + beg, (i + 1 < en_count ? end[i] : n) - beg);
	}
	array_push(&texts->groups, group);
}

void made_add(struct made_texts *texts, unsigned groups, unsigned shapes)
{
	static const unsigned counts[][2] = {{1, 2}, {1, 2}, {2, 1}, {1, 3}};
	for (unsigned i = 0; i < groups; i++) {
		const unsigned *shape = counts[rng_below(&texts->rng, 4)];
		bool plain = !rng_chance(&texts->rng, shapes);
		add_group(texts, plain ? 1 : shape[0], plain ? 1 : shape[1]);
	}
}

void made_add_alone(struct made_texts *texts, enum side side, unsigned sentences)
{
	for (unsigned i = 0; i < sentences; i++)
		add_group(texts, side == SIDE_ZH, side == SIDE_EN);
}

void made_add_swapped(struct made_texts *texts, unsigned groups)
{
	ARRAY_OF(struct drawn_sentence) sentences = {0};
	for (unsigned i = 0; i < 2 * groups; i++) {
		struct drawn_sentence s;
		struct made_group group = {
			lines(texts, SIDE_ZH), lines(texts, SIDE_EN), 1, 0};
		s.n = draw(texts, s.drawn);
		write_zh(texts, s.drawn, s.n);
		array_push(&sentences, s);
		array_push(&texts->groups, group);
	}
	for (unsigned i = 0; i < 2 * groups; i++) {
		const struct drawn_sentence *s =
			&sentences.v[(i + groups) % (2 * groups)];
		struct made_group group = {
			lines(texts, SIDE_ZH), lines(texts, SIDE_EN), 0, 1};
		write_en(texts, s->drawn, s->n);
		array_push(&texts->groups, group);
	}
	array_free(&sentences);
}

void made_free(struct made_texts *texts)
{
	document_free(&texts->document);
	array_free(&texts->groups);
}

void made_dictionary(struct buf *out)
{
	buf_puts(out, "# words of made-up texts\n");
	for (size_t i = 0; i < WORDS; i++)
		buf_printf(out, "%s %s [x1 x1] /%s/\n", words[i].zh, words[i].zh,
			words[i].en);
}

static bool is_link(const struct link *link, const struct made_group *group)
{
	if (link->zh_count != group->zh_count || link->en_count != group->en_count)
		return false;
	return link->zh[0].block == group->zh && link->en[0].block == group->en;
}

double made_recall(const struct made_texts *texts, size_t first, size_t end)
{
	size_t all = 0, found = 0;
	const struct document *document = &texts->document;
	for (size_t i = first; i < end; i++) {
		const struct made_group *group = &texts->groups.v[i];
		if (group->zh_count == 0 || group->en_count == 0)
			continue;
		all++;
		for (size_t k = 0; k < document->links.n; k++)
			found += is_link(&document->links.v[k], group);
	}
	return all ? (double)found / (double)all : 1;
}
