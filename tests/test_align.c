/* SPDX-License-Identifier: MIT */
/* align: links of two texts of one structure, and of an article to its abstracts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "align.h"
#include "pipeline.h"

static void load_pair(struct document *d, const char *zh, const char *en)
{
	d->two_sources = true;
	pipeline_run(d, &(struct pipeline_options){.side = SIDE_ZH}, zh, strlen(zh));
	pipeline_run(d, &(struct pipeline_options){.side = SIDE_EN}, en, strlen(en));
	align_document(d);
}

static void assert_refs(const struct sentence_ref *refs, uint32_t count, uint32_t block,
	uint32_t first, uint32_t n)
{
	assert_int_equal(count, n);
	for (uint32_t i = 0; i < n; i++) {
		assert_int_equal(refs[i].block, block);
		assert_int_equal(refs[i].sentence, first + i);
	}
}

/* Every sentence of a side is in just one link, and links are in its order. */
static void assert_covered(const struct document *d, enum side side)
{
	struct sentence_ref next = {0, 0};
	span_array spans = {0};
	const struct stream *stream = &d->side[side];
	for (size_t i = 0; i < d->links.n; i++) {
		const struct link *l = &d->links.v[i];
		const struct sentence_ref *refs = side == SIDE_ZH ? l->zh : l->en;
		uint32_t count = side == SIDE_ZH ? l->zh_count : l->en_count;
		assert_true(l->zh_count + l->en_count > 0);
		assert_true(l->score >= 0 && l->score <= 1);
		assert_int_equal(l->kind, LINK_TRANSLATION);
		for (uint32_t k = 0; k < count; k++) {
			assert_int_equal(refs[k].block, next.block);
			assert_int_equal(refs[k].sentence, next.sentence);
			block_sentences(&(struct sentence_style){0},
				stream_block(stream, next.block), &spans);
			next.sentence++;
			if (next.sentence == spans.n)
				next = (struct sentence_ref){next.block + 1, 0};
		}
	}
	assert_int_equal(next.block, stream->blocks.n);
	array_free(&spans);
}

static void align__goes_through__sections_of_the_same_number(void **state)
{
	struct document d = {0};
	(void)state;
	/* The second section has much more in English than in Chinese, the third less. */
	load_pair(&d,
		"一、路灯\n路灯坏了。要有人修。\n修灯要梯子。\n二、长椅\n长椅也要修。\n"
		"三、桥\n桥很旧。桥下有水。水里有鱼。鱼不多。\n",
		"1. Lamps\nThe lamps are broken. Someone must mend them.\n"
		"It takes a ladder.\n2. Benches\nBenches want mending too. They are old. "
		"They are made of wood. Wood rots in the rain.\n3. The bridge\nThe "
		"bridge "
		"is old.\n");
	assert_covered(&d, SIDE_ZH);
	assert_covered(&d, SIDE_EN);
	size_t headings = 0;
	for (size_t i = 0; i < d.links.n; i++) {
		const struct link *l = &d.links.v[i];
		if (l->zh_count == 0 ||
			stream_block(&d.side[SIDE_ZH], l->zh[0].block)->kind !=
				BLOCK_HEADING)
			continue;
		assert_refs(l->zh, l->zh_count, l->zh[0].block, 0, 1);
		assert_refs(l->en, l->en_count, l->en[0].block, 0, 1);
		assert_int_equal(stream_block(&d.side[SIDE_EN], l->en[0].block)->kind,
			BLOCK_HEADING);
		headings++;
	}
	assert_int_equal(headings, 3);
	document_free(&d);
}

static void align__keeps__what_was_linked_by_hand(void **state)
{
	struct document d = {0};
	struct sentence_ref zh[] = {{0, 1}, {0, 2}}, en[] = {{0, 2}};
	struct sentence_ref lone = {0, 0};
	(void)state;
	load_pair(&d, "甲来了。乙走了。丙睡了。丁醒了。\n",
		"Jia has come. Nobody knows why. Yi and Bing are gone or asleep. Ding is "
		"awake.\n");
	d.links.n = 0;
	array_push(&d.links, (struct link){.zh = zh,
				     .zh_count = 2,
				     .en = en,
				     .en_count = 1,
				     .kind = LINK_TRANSLATION,
				     .status = LINK_MANUAL,
				     .score = 1});
	array_push(&d.links, (struct link){.zh = &lone,
				     .zh_count = 1,
				     .kind = LINK_TRANSLATION,
				     .status = LINK_MANUAL});
	align_document(&d);
	assert_covered(&d, SIDE_ZH);
	assert_covered(&d, SIDE_EN);
	size_t manual = 0;
	for (size_t i = 0; i < d.links.n; i++) {
		const struct link *l = &d.links.v[i];
		if (l->status == LINK_MANUAL && l->zh_count == 2)
			assert_refs(l->en, l->en_count, 0, 2, 1);
		else if (l->status == LINK_MANUAL)
			assert_int_equal(l->en_count, 0);
		else if (l->zh_count > 0)
			/* Behind the anchor only the last sentences are left. */
			assert_refs(l->en, l->en_count, 0, 3, 1);
		manual += l->status == LINK_MANUAL;
	}
	assert_int_equal(manual, 2);
	document_free(&d);
}

static const char article[] =
	"城市夜间照明的由来、做法与意义\n"
	"摘要：本文回顾了煤气街灯的历史，分析了居民夜间出行的需要。文章提出按季节调整亮灯"
	"时间，"
	"主张由街道和居民共同维护路灯。\n"
	"The Origins, Methods and Meaning of Lighting a City at Night\n"
	"Abstract: This article looks back at the history of gas lamps, and analyses why "
	"residents "
	"go out at night. It proposes hours of lighting that follow the seasons, and "
	"holds that "
	"streets and residents should maintain the lamps together.\n"
	"一、煤气街灯的历史\n"
	"煤气街灯最早出现在港口。煤气街灯要由人每天点亮。\n"
	"二、居民夜间出行的需要\n"
	"居民夜间出行，多半是下班和买药。夜间出行的居民怕黑。\n"
	"三、按季节调整亮灯时间\n"
	"冬天天黑得早，亮灯时间要按季节调整。\n"
	"四、鸟类迁徙\n"
	"候鸟靠星光认路，不喜欢强光。\n";

static void align__finds__the_clause_that_a_section_went_into(void **state)
{
	static const char *const clauses[] = {
		"gas lamps", "go out at night", "follow the seasons"};
	struct document d = {0};
	size_t found = 0;
	(void)state;
	pipeline_run(&d, &(struct pipeline_options){.side = SIDE_COUNT}, article,
		strlen(article));
	align_document(&d);
	for (size_t i = 0; i < d.links.n; i++) {
		const struct link *l = &d.links.v[i];
		uint32_t first = l->zh_count ? l->zh[0].block : 0;
		if (l->en_range_count == 0 ||
			stream_block(&d.side[SIDE_ZH], first)->kind != BLOCK_HEADING)
			continue;
		assert_int_equal(l->kind, LINK_ABSTRACT);
		const struct block *b =
			stream_block(&d.side[SIDE_EN], l->en_ranges[0].block);
		struct span r = l->en_ranges[0].range;
		assert_true(found < 3);
		assert_non_null(memmem(b->text + r.beg, span_len(r), clauses[found],
			strlen(clauses[found])));
		found++;
	}
	/* Nothing in the abstract is about birds. */
	assert_int_equal(found, 3);
	document_free(&d);
}

static void align__replaces__the_links_of_an_earlier_run(void **state)
{
	struct document d = {0};
	(void)state;
	pipeline_run(&d, &(struct pipeline_options){.side = SIDE_COUNT}, article,
		strlen(article));
	align_document(&d);
	size_t n = d.links.n;
	assert_true(n > 0);
	align_document(&d);
	assert_int_equal(d.links.n, n);
	document_free(&d);
}

static void align__takes__documents_of_one_language_or_none(void **state)
{
	static const char zh_only[] = "摘要：短。\n短。\n";
	struct document empty = {0}, zh = {0};
	(void)state;
	align_document(&empty);
	assert_int_equal(empty.links.n, 0);
	pipeline_run(&zh, &(struct pipeline_options){.side = SIDE_COUNT}, zh_only,
		strlen(zh_only));
	align_document(&zh);
	assert_int_equal(zh.links.n, 0);
	document_free(&empty);
	document_free(&zh);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(align__goes_through__sections_of_the_same_number),
		cmocka_unit_test(align__keeps__what_was_linked_by_hand),
		cmocka_unit_test(align__finds__the_clause_that_a_section_went_into),
		cmocka_unit_test(align__replaces__the_links_of_an_earlier_run),
		cmocka_unit_test(align__takes__documents_of_one_language_or_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
