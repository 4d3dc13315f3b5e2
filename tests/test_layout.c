/* SPDX-License-Identifier: MIT */
/* Tests of layout: how each kind of block is set, and what holds for any text at any width. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "jumble.h"
#include "layout_blocks.h"

static const char chinese[] = "河道整治要先弄清水从哪里来、到哪里去。上游的村子修了三座小"
			      "坝，下游的人却说：“水少了，"
			      "鱼也少了。”专家组在2023年6月至8月间走访了12个乡镇，收回问"
			      "卷1 860份，其中约76%的受访者"
			      "认为应当“先治污、再筑堤”[3]"
			      "。另一部分人（多为船工）主张疏浚航道——这与省里的《内河航运"
			      "规划（2021—2035年）》一致[4]"
			      "（P17）。两种意见并不矛盾……关键在于谁来出钱、谁来管理。";

static const char english[] = "Whoever sets out to mend a river must first find out "
			      "where its water comes from and "
			      "where it goes. The villages upstream built three small "
			      "weirs; those downstream said: "
			      "“There is less water now, and there are fewer fish.” "
			      "Between June and August 2023 the "
			      "experts visited 12 townships and got back 1,860 "
			      "questionnaires [3], e.g., from the "
			      "boatmen—who would rather have the channel dredged, see "
			      "https://rivers.example/plan/2035.";

/* The rows as a reader sees them, each with its indent and a line feed. */
static void assert_rows(
	int width, enum side side, struct block block, const char *expected)
{
	struct layout_style style = style_of(width);
	row_array rows = {0};
	struct buf out = {0};
	layout_text(&style, side, &block, &rows);
	for (size_t i = 0; i < rows.n; i++) {
		const struct row *row = &rows.v[i];
		buf_printf(&out, "%*s", row->indent, "");
		size_t at = row->text.beg + row->skip;
		for (int used = 0; at < row->text.end && used < row->cells;) {
			struct glyph g =
				glyph_at(&style.glyph[side], block.text, block.len, at);
			buf_add(&out, g.shown, g.shown_len);
			used += g.cells;
			at += g.size;
		}
		while (out.n > 0 && out.v[out.n - 1] == ' ')
			out.n--;
		buf_putc(&out, '\n');
	}
	assert_string_equal(buf_string(&out), expected);
	buf_free(&out);
	array_free(&rows);
}

static void paragraph__is_indented__in_chinese(void **state)
{
	(void)state;
	assert_rows(20, SIDE_ZH,
		block_of(BLOCK_PARAGRAPH, "河道整治要先弄清水从哪里来。"),
		"    河道整治要先弄清\n"
		"水从哪里来。\n");
	assert_rows(20, SIDE_EN, block_of(BLOCK_PARAGRAPH, "Where the water comes from."),
		"Where the water\n"
		"comes from.\n");
	/* The indent gives way in a narrow pane. */
	assert_rows(8, SIDE_ZH, block_of(BLOCK_PARAGRAPH, "河道整治"),
		"  河道\n"
		"整治\n");
}

static void paragraph__puts_its_own_blanks__into_the_indent(void **state)
{
	(void)state;
	const char *const texts[] = {"\u3000\u3000河道整治", "    河道整治",
		" \t河道整治", "\u200B\u3000河道整治"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_rows(20, SIDE_ZH, block_of(BLOCK_PARAGRAPH, texts[i]),
			"    河道整治\n");
		struct layout_style style = style_of(20);
		struct block block = block_of(BLOCK_PARAGRAPH, texts[i]);
		row_array rows = {0};
		layout_text(&style, SIDE_ZH, &block, &rows);
		assert_int_equal(rows.v[0].text.beg, 0);
		assert_int_equal(rows.v[0].skip, strlen(texts[i]) - strlen("河道整治"));
		assert_int_equal(rows.v[0].cells, 8);
		array_free(&rows);
	}
}

static void paragraph__hangs_blanks__over_the_edge(void **state)
{
	(void)state;
	struct layout_style style = style_of(8);
	struct block block = block_of(BLOCK_PARAGRAPH, "one two     three");
	row_array rows = {0};
	layout_text(&style, SIDE_EN, &block, &rows);
	assert_int_equal(rows.n, 2);
	assert_int_equal(rows.v[0].text.end, 12);
	assert_int_equal(rows.v[0].cells, 7);
	assert_int_equal(rows.v[1].text.beg, 12);
	array_free(&rows);
	/* The blank behind a narrowed comma hangs too. */
	assert_rows(8, SIDE_EN, block_of(BLOCK_PARAGRAPH, "one two，three，four"),
		"one two,\n"
		"three,\n"
		"four\n");
}

static void paragraph__keeps_kinsoku(void **state)
{
	(void)state;
	assert_rows(10, SIDE_EN, block_of(BLOCK_PARAGRAPH, "一二三四五，六七八（九十）"),
		"一二三四\n"
		"五，六七八\n"
		"（九十）\n");
	assert_rows(12, SIDE_EN, block_of(BLOCK_PARAGRAPH, "河道整治已经[12]做完了。"),
		"河道整治已\n"
		"经[12]做\n"
		"完了。\n");
}

static void paragraph__does_not_end__in_one_character(void **state)
{
	(void)state;
	assert_rows(20, SIDE_ZH,
		block_of(BLOCK_PARAGRAPH, "河道整治要先弄清水从哪里来再看它到哪里。"),
		"    河道整治要先弄清\n"
		"水从哪里来再看它到\n"
		"哪里。\n");
	/* Not when the word before would have to be split. */
	assert_rows(10, SIDE_EN, block_of(BLOCK_PARAGRAPH, "a waterfall we"),
		"a\n"
		"waterfall\n"
		"we\n");
}

static void paragraph__breaks_a_long_word__inside(void **state)
{
	(void)state;
	assert_rows(8, SIDE_EN, block_of(BLOCK_PARAGRAPH, "a Donaudampfschiff, b"),
		"a\n"
		"Donaudam\n"
		"pfschif\n"
		"f, b\n");
	/* Not before the comma, though the row would have room for the word. */
	assert_rows(8, SIDE_EN, block_of(BLOCK_PARAGRAPH, "Dampfboot，"),
		"Dampfboo\n"
		"t,\n");
}

static void paragraph__gives_a_wide_grapheme__room(void **state)
{
	(void)state;
	assert_rows(8, SIDE_ZH, block_of(BLOCK_PARAGRAPH, "\U0010FFFF字"),
		"<10FFFF>\n"
		"字\n");
	assert_rows(8, SIDE_ZH, block_of(BLOCK_PARAGRAPH, "\u202E字"),
		"  <202E>\n"
		"字\n");
}

static void continued__is_not_indented(void **state)
{
	(void)state;
	struct block block = block_of(BLOCK_PARAGRAPH, "河道整治");
	block.form = FORM_CONTINUED;
	assert_rows(20, SIDE_ZH, block, "河道整治\n");
	block.kind = BLOCK_REFERENCE;
	assert_rows(20, SIDE_ZH, block, "    河道整治\n");
}

static void title__is_centred__in_even_rows(void **state)
{
	(void)state;
	assert_rows(20, SIDE_ZH, block_of(BLOCK_TITLE, "河道整治"), "      河道整治\n");
	assert_rows(20, SIDE_ZH, block_of(BLOCK_TITLE, "河道整治的由来与经过和得失"),
		"   河道整治的由来\n"
		"    与经过和得失\n");
	assert_rows(24, SIDE_EN,
		block_of(BLOCK_TITLE, "How a River Was Mended by Villages"),
		"    How a River Was\n"
		"   Mended by Villages\n");
	/* Words are not split for evenness. */
	assert_rows(18, SIDE_EN, block_of(BLOCK_TITLE, "Extraordinarily long"),
		" Extraordinarily\n"
		"       long\n");
	assert_rows(12, SIDE_EN, block_of(BLOCK_TITLE, "Extraordinarily long"),
		"Extraordinar\n"
		"  ily long\n");
	assert_rows(20, SIDE_ZH, block_of(BLOCK_AUTHOR, "某甲"), "        某甲\n");
	assert_rows(20, SIDE_ZH, block_of(BLOCK_AFFILIATION, "（某大学）"),
		"     （某大学）\n");
}

static void heading__is_flush__without_a_stub(void **state)
{
	(void)state;
	struct block block = block_of(BLOCK_HEADING, "一、河道整治的由来与经过");
	block.level = 1;
	assert_rows(30, SIDE_ZH, block, "一、河道整治的由来与经过\n");
	assert_rows(22, SIDE_ZH, block,
		"一、河道整治\n"
		"的由来与经过\n");
	assert_rows(16, SIDE_ZH, block,
		"一、河道整治的由\n"
		"来与经过\n");
}

static void reference__hangs(void **state)
{
	(void)state;
	assert_rows(20, SIDE_ZH,
		block_of(BLOCK_REFERENCE, "[1] 某甲．河道整治的由来[J]．水利"),
		"[1] 某甲．河道整治的\n"
		"    由来[J]．水利\n");
	struct block item = block_of(BLOCK_PARAGRAPH, "一是弄清水从哪里来到哪里去");
	item.form = FORM_ITEM;
	assert_rows(16, SIDE_ZH, item,
		"一是弄清水从哪里\n"
		"    来到哪里去\n");
}

static void verbatim__keeps_blanks__and_lines(void **state)
{
	(void)state;
	struct block block = block_of(BLOCK_PARAGRAPH, "  a  |  b\n    cc，ddddd\n");
	block.form = FORM_VERBATIM;
	assert_rows(10, SIDE_ZH, block,
		"  a  |  b\n"
		"    cc，dd\n"
		"ddd\n");
}

static void layout_text__gives_one_row__to_an_empty_text(void **state)
{
	(void)state;
	for (enum block_kind kind = 0; kind < BLOCK_KIND_COUNT; kind++) {
		struct layout_style style = style_of(8);
		struct block block = block_of(kind, "");
		row_array rows = {0};
		layout_text(&style, SIDE_ZH, &block, &rows);
		assert_int_equal(rows.n, 1);
		assert_int_equal(rows.v[0].text.end, 0);
		assert_int_equal(rows.v[0].cells, 0);
		block = block_of(kind, " \u3000");
		layout_text(&style, SIDE_ZH, &block, &rows);
		assert_int_equal(rows.n, 2);
		assert_int_equal(rows.v[1].text.end, 4);
		assert_int_equal(rows.v[1].cells, 0);
		array_free(&rows);
	}
}

/* Properties. */

/* One row of any text: as wide as it says, and not wider than the pane. */
static void assert_row(const struct layout_style *style, enum side side,
	const struct block *block, const struct row *row)
{
	int cells = 0, used = 0, graphemes = 0;
	size_t at = row->text.beg;
	while (at < row->text.end) {
		struct glyph g =
			glyph_measure(&style->glyph[side], block->text, block->len, at);
		if (at >= row->text.beg + row->skip) {
			used += g.cells;
			if (g.cells > g.trail) {
				cells = used - g.trail;
				graphemes++;
			}
		} else {
			assert_int_equal(g.cells, g.trail);
		}
		at += g.size;
	}
	assert_int_equal(at, row->text.end);
	assert_int_equal(row->cells, cells);
	assert_true(row->indent + row->cells <= style->width || graphemes == 1);
	assert_true(row->indent == 0 || row->indent + row->cells <= style->width);
}

/* Where a row begins: at a break, or inside a word or anywhere only if the row before could
 * not have ended otherwise. */
static void assert_row_start(const struct layout_style *style, enum side side,
	const struct block *block, const char *breaks, const struct row *before)
{
	enum line_break best = LINE_BREAK_NO;
	size_t at = before->text.beg + before->skip;
	while ((at += glyph_measure(&style->glyph[side], block->text, block->len, at)
			       .size) < before->text.end) {
		assert_int_not_equal(breaks[at], LINE_BREAK_MUST);
		if ((enum line_break)breaks[at] > best)
			best = (enum line_break)breaks[at];
	}
	assert_true((enum line_break)breaks[before->text.end] >= best);
}

static void assert_laid_out(
	const struct layout_style *style, enum side side, const struct block *block)
{
	row_array rows = {0};
	layout_text(style, side, block, &rows);
	char *breaks = xmalloc(block->len);
	linebreak_find(style->kinsoku, block->text, block->len, breaks);
	assert_true(rows.n >= 1);
	assert_int_equal(rows.v[0].text.beg, 0);
	for (size_t i = 0; i < rows.n; i++) {
		const struct row *row = &rows.v[i];
		assert_row(style, side, block, row);
		if (i == 0)
			continue;
		assert_int_equal(row->text.beg, row[-1].text.end);
		assert_true(row->text.end > row->text.beg);
		assert_int_equal(row->skip, 0);
		if (block->form != FORM_VERBATIM)
			assert_row_start(style, side, block, breaks, row - 1);
	}
	assert_int_equal(rows.v[rows.n - 1].text.end, block->len);
	free(breaks);
	array_free(&rows);
}

static void layout_text__loses_nothing__of_any_text(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 400; seed++) {
		struct rng rng = {seed};
		struct buf text = {0};
		jumble(&rng, rng_below(&rng, 600), &text);
		struct layout_style style = style_of(rng_between(&rng, 8, 200));
		style.kinsoku = rng_below(&rng, 3);
		for (int side = 0; side < SIDE_COUNT; side++) {
			style.glyph[side].ambiguous = (uint8_t)rng_between(&rng, 1, 2);
			style.indent[side] = (uint8_t)rng_below(&rng, 9);
			struct block block = {.text = text.v,
				.len = text.n,
				.kind = (uint8_t)rng_below(&rng, BLOCK_KIND_COUNT),
				.form = (uint8_t)rng_below(&rng, FORM_ITEM + 1)};
			assert_laid_out(&style, (enum side)side, &block);
		}
		buf_free(&text);
	}
}

static bool starts_with_any(const char *text, const char *const *marks)
{
	for (; *marks; marks++)
		if (strncmp(text, *marks, strlen(*marks)) == 0)
			return true;
	return false;
}

static void layout_text__keeps_kinsoku__at_every_width(void **state)
{
	(void)state;
	static const char *const never_first[] = {"。", "，", "、", "；", "：", "？",
		"！", "）", "》", "”", "’", "·", "％", "%", "[", "（P", ",", ".", "]",
		NULL};
	static const char *const never_last[] = {"（", "《", "“", "‘", "￥", "$", NULL};
	const char *const texts[] = {chinese, english};
	for (int width = 8; width <= 200; width++) {
		struct layout_style style = style_of(width);
		for (int side = 0; side < SIDE_COUNT; side++) {
			struct block block = block_of(BLOCK_PARAGRAPH, texts[side]);
			row_array rows = {0};
			assert_laid_out(&style, (enum side)side, &block);
			layout_text(&style, (enum side)side, &block, &rows);
			for (size_t i = 1; i < rows.n && width >= 16; i++) {
				size_t beg = rows.v[i].text.beg;
				assert_false(
					starts_with_any(block.text + beg, never_first));
				assert_false(
					beg >= 3 && starts_with_any(block.text + beg - 3,
							    never_last));
				assert_false(memcmp(block.text + beg - 3, "—", 3) == 0 &&
					     memcmp(block.text + beg, "—", 3) == 0);
			}
			array_free(&rows);
		}
	}
}

static void layout_text__fills__long_texts(void **state)
{
	(void)state;
	enum { LONG = 1 << 16 };
	const char *const pieces[] = {
		"字", "a", "[1,", "“", "\u200B", "e\u0301", " ", "，", "—", "👩\u200D"};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf text = {0};
		while (text.n < LONG)
			buf_puts(&text, pieces[i]);
		struct layout_style style = style_of(40);
		for (enum block_kind kind = 0; kind < BLOCK_KIND_COUNT; kind++) {
			struct block block = {
				.text = text.v, .len = text.n, .kind = (uint8_t)kind};
			row_array rows = {0};
			layout_text(&style, SIDE_EN, &block, &rows);
			assert_int_equal(rows.v[rows.n - 1].text.end, text.n);
			array_free(&rows);
		}
		buf_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraph__is_indented__in_chinese),
		cmocka_unit_test(paragraph__puts_its_own_blanks__into_the_indent),
		cmocka_unit_test(paragraph__hangs_blanks__over_the_edge),
		cmocka_unit_test(paragraph__keeps_kinsoku),
		cmocka_unit_test(paragraph__does_not_end__in_one_character),
		cmocka_unit_test(paragraph__breaks_a_long_word__inside),
		cmocka_unit_test(paragraph__gives_a_wide_grapheme__room),
		cmocka_unit_test(continued__is_not_indented),
		cmocka_unit_test(title__is_centred__in_even_rows),
		cmocka_unit_test(heading__is_flush__without_a_stub),
		cmocka_unit_test(reference__hangs),
		cmocka_unit_test(verbatim__keeps_blanks__and_lines),
		cmocka_unit_test(layout_text__gives_one_row__to_an_empty_text),
		cmocka_unit_test(layout_text__loses_nothing__of_any_text),
		cmocka_unit_test(layout_text__keeps_kinsoku__at_every_width),
		cmocka_unit_test(layout_text__fills__long_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
