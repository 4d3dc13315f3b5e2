/* SPDX-License-Identifier: MIT */
/* scene: documents made by hand, and what a view on them shows. */
#include "scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "made_block.h"

struct scene *scene_new(void)
{
	struct scene *scene = calloc(1, sizeof *scene);
	config_init(&scene->config);
	scene->view = view_new(&scene->document, &scene->config);
	return scene;
}

void scene_free(struct scene *scene)
{
	view_free(scene->view);
	document_free(&scene->document);
	grid_free(&scene->grid);
	free(scene);
}

void scene_resize(struct scene *scene, int columns, int rows, int ambiguous)
{
	grid_reset(&scene->grid, columns, rows);
	view_configure(scene->view, columns, rows, ambiguous);
}

struct scene *scene_open(int columns, int rows)
{
	struct scene *scene = scene_new();
	scene_resize(scene, columns, rows, 1);
	return scene;
}

void scene_add_block(struct scene *scene, enum side side, struct block block)
{
	block.source = (struct span){scene->source, scene->source + block.len};
	scene->source += block.len + 1;
	document_add(&scene->document, side, &block);
	view_update(scene->view);
}

void scene_add(
	struct scene *scene, enum side side, enum block_kind kind, const char *text)
{
	scene_add_block(scene, side, made_block(kind, text));
}

void scene_add_heading(struct scene *scene, enum side side, int level, size_t number_len,
	size_t title_beg, const char *text)
{
	scene_add_block(scene, side, made_heading(level, number_len, title_beg, text));
}

/* A paragraph of as many sentences, each with its number: "第三句话第三句话第三句话。" */
void scene_add_numbered(struct scene *scene, enum side side, int first, int sentences)
{
	struct buf text = {0};
	for (int i = first; i < first + sentences; i++)
		buf_printf(&text,
			side == SIDE_ZH
				? "这是第%d句话，讲的是第%d件事。"
				: "This is sentence %d, and it tells about matter %d. ",
			i, i);
	scene_add(scene, side, BLOCK_PARAGRAPH, buf_string(&text));
	buf_free(&text);
}

void scene_add_link(struct scene *scene, const struct link *link)
{
	array_push(&scene->document.links, *link);
	view_update(scene->view);
}

static struct sentence_ref *keep_ref(struct scene *scene, struct sentence_ref ref)
{
	struct sentence_ref *kept = arena_alloc(&scene->document.arena, sizeof *kept);
	*kept = ref;
	return kept;
}

void scene_pair(
	struct scene *scene, struct sentence_ref zh, struct sentence_ref en, double score)
{
	scene_add_link(scene, &(struct link){.zh = keep_ref(scene, zh),
				      .en = keep_ref(scene, en),
				      .zh_count = 1,
				      .en_count = 1,
				      .score = (float)score,
				      .kind = LINK_TRANSLATION});
}

void scene_leave_alone(struct scene *scene, enum side side, struct sentence_ref ref)
{
	struct link link = {.kind = LINK_TRANSLATION};
	*(side == SIDE_ZH ? &link.zh : &link.en) = keep_ref(scene, ref);
	*(side == SIDE_ZH ? &link.zh_count : &link.en_count) = 1;
	scene_add_link(scene, &link);
}

void scene_link(struct scene *scene, uint32_t b, uint32_t s)
{
	scene_pair(scene, (struct sentence_ref){b, s}, (struct sentence_ref){b, s}, 0.9);
}

void scene_add_translation(struct scene *scene, int blocks, int sentences)
{
	scene->document.two_sources = true;
	for (int b = 0; b < blocks; b++) {
		scene_add_numbered(scene, SIDE_ZH, b * sentences + 1, sentences);
		scene_add_numbered(scene, SIDE_EN, b * sentences + 1, sentences);
	}
	for (uint32_t b = 0; b < (uint32_t)blocks; b++)
		for (uint32_t s = 0; s < (uint32_t)sentences; s++)
			scene_link(scene, b, s);
}

void scene_add_article(struct scene *scene)
{
	scene_add(scene, SIDE_ZH, BLOCK_TITLE, "论山谷里的水磨");
	scene_add(scene, SIDE_ZH, BLOCK_ABSTRACT, "摘要：水磨靠水流转动，也靠人照看。");
	scene_add(scene, SIDE_EN, BLOCK_TITLE, "On the Water Mills of the Valley");
	scene_add(scene, SIDE_EN, BLOCK_ABSTRACT,
		"Abstract: The mills are turned by the stream, and they are kept by "
		"people.");
	scene_add_heading(scene, SIDE_ZH, 1, 3, 6, "一、水流");
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH,
		"山谷里有一条小河[1]"
		"，水从高处流下来，推动木轮。木轮带动石磨，石磨把麦子磨成面粉。");
	scene_add_heading(scene, SIDE_ZH, 2, 9, 9, "（一）四季的水量");
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH,
		"春天水多，磨转得快。冬天水少，磨转得慢，有时整天不动。");
	scene_add_heading(scene, SIDE_ZH, 1, 3, 6, "二、看磨的人");
	scene_add(scene, SIDE_ZH, BLOCK_PARAGRAPH,
		"看磨的人住在河边的小屋里[2]"
		"。他每天清理水渠，给木轴上油，把坏掉的叶片换掉。");
}

void scene_add_clause_link(struct scene *scene, struct sentence_ref *zh, uint32_t count,
	struct sentence_ref *en, struct block_range *range, float score)
{
	scene_add_link(scene, &(struct link){.zh = zh,
				      .en = en,
				      .en_ranges = range,
				      .zh_count = count,
				      .en_count = 1,
				      .en_range_count = 1,
				      .score = score,
				      .kind = LINK_ABSTRACT});
}

void scene_link_article(struct scene *scene)
{
	static struct sentence_ref stream[] = {{2, 0}, {3, 0}, {3, 1}},
				   keeper[] = {{6, 0}, {7, 0}, {7, 1}};
	static struct sentence_ref abstract[] = {{1, 0}};
	static struct block_range first[] = {{1, {0, 46}}}, second[] = {{1, {46, 74}}};
	scene_add_clause_link(scene, stream, 3, abstract, first, 0.7F);
	scene_add_clause_link(scene, keeper, 3, abstract, second, 0.4F);
}

void scene_draw_with(struct scene *scene, const struct view_status *status)
{
	grid_reset(&scene->grid, scene->grid.columns, scene->grid.rows);
	view_draw(scene->view, status, &scene->grid);
}

void scene_draw(struct scene *scene)
{
	scene_draw_with(scene, &(struct view_status){.title = "论山谷里的水磨"});
}

char *scene_screen(struct scene *scene)
{
	struct buf out = {0};
	scene_draw(scene);
	grid_print(&scene->grid, &out);
	char *text = xstrdup(buf_string(&out));
	buf_free(&out);
	return text;
}

void assert_screen(struct scene *scene, const char *expected)
{
	char *shown = scene_screen(scene);
	assert_string_equal(shown, expected);
	free(shown);
}

char *screen_line(struct scene *scene, int row)
{
	struct buf out = {0};
	struct grid one = scene->grid;
	one.cells = grid_cell(&scene->grid, row, 0);
	one.rows = 1;
	grid_print(&one, &out);
	char *line = strndup(out.v, out.n - 1);
	buf_free(&out);
	return line;
}

void assert_line_has(struct scene *scene, int row, const char *text)
{
	char *line = screen_line(scene, row);
	if (!strstr(line, text))
		fail_msg("line %d, \"%s\", lacks \"%s\"", row, line, text);
	free(line);
}

void assert_line_lacks(struct scene *scene, int row, const char *text)
{
	char *line = screen_line(scene, row);
	if (strstr(line, text))
		fail_msg("line %d, \"%s\", has \"%s\"", row, line, text);
	free(line);
}

char *marked_text(const struct scene *scene, uint8_t marks)
{
	struct buf out = {0};
	for (int i = 0; i < scene->grid.columns * scene->grid.rows; i++) {
		const struct cell *cell = &scene->grid.cells[i];
		if (cell->style.marks == marks)
			buf_add(&out, cell->bytes, cell->len);
	}
	char *text = xstrdup(buf_string(&out));
	buf_free(&out);
	return text;
}

void assert_marked(const struct scene *scene, uint8_t marks, const char *expected)
{
	struct buf packed = {0};
	for (; *expected; expected++) {
		if (*expected != ' ')
			buf_putc(&packed, *expected);
	}
	char *text = marked_text(scene, marks);
	assert_string_equal(text, buf_string(&packed));
	free(text);
	buf_free(&packed);
}

void assert_current(const struct scene *scene, enum side side, size_t block, size_t byte)
{
	enum side at_side;
	size_t at_block;
	struct span sentence;
	assert_true(view_current(scene->view, &at_side, &at_block, &sentence));
	assert_int_equal(at_side, side);
	assert_int_equal(at_block, block);
	assert_int_equal(sentence.beg, byte);
}

size_t current_block(const struct scene *scene)
{
	enum side side;
	size_t block;
	struct span sentence;
	assert_true(view_current(scene->view, &side, &block, &sentence));
	return block;
}

void assert_described(const struct scene *scene, const char *expected)
{
	struct buf out = {0};
	view_describe_link(scene->view, &out);
	assert_string_equal(buf_string(&out), expected);
	buf_free(&out);
}

struct scene *scene_open_long(int columns, int rows, enum side side)
{
	struct scene *scene = scene_open(columns, rows);
	for (int i = 0; i < 20; i++)
		scene_add_numbered(scene, side, i * 3 + 1, 3);
	return scene;
}

int element_of(const struct scene *scene, const char *text)
{
	for (int i = 0; i < scene->grid.columns * scene->grid.rows; i++) {
		const struct cell *cell = &scene->grid.cells[i];
		if (cell->len == strlen(text) &&
			memcmp(cell->bytes, text, cell->len) == 0)
			return cell->style.element;
	}
	fail_msg("\"%s\" is not on the screen", text);
	return -1;
}
