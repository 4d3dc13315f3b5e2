/* SPDX-License-Identifier: MIT */
/* Tests of view: panes in step, whatever is linked: no row is lost, and ways lead back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rng.h"
#include "scene.h"

static struct sentence_ref ref(uint32_t block, uint32_t sentence)
{
	return (struct sentence_ref){block, sentence};
}

/* A paragraph of one side, of words that stand for nothing. */
static void add_words(struct scene *scene, enum side side, struct rng *rng)
{
	static const char *const words[SIDE_COUNT][4] = {
		{"水井", "老人说", "在山里", "开花。"},
		{"water ", "grows ", "old and grey. ", "The end. "},
	};
	struct buf text = {0};
	buf_puts(&text, side == SIDE_ZH ? "起" : "So ");
	for (int i = rng_between(rng, 1, 40); i > 0; i--)
		buf_puts(&text, words[side][rng_below(rng, 4)]);
	if (rng_chance(rng, 15))
		scene_add_heading(scene, side, 1, 0, 0, buf_string(&text));
	else
		scene_add(scene, side, BLOCK_PARAGRAPH, buf_string(&text));
	buf_free(&text);
}

/* Two texts, linked more or less in order; `wild`: also across. */
static struct scene *open_random(struct rng *rng, bool wild)
{
	struct scene *scene = scene_open(80, 24);
	unsigned blocks = 2 + rng_below(rng, 30);
	scene->document.two_sources = true;
	for (unsigned i = 0; i < 2 * blocks; i++)
		add_words(scene, i % 2 ? SIDE_EN : SIDE_ZH, rng);
	for (uint32_t zh = 0, en = 0; zh < blocks && en < blocks;
		zh += rng_below(rng, 3), en += rng_below(rng, 3)) {
		if (rng_chance(rng, 80))
			scene_pair(scene, ref(zh, 0), ref(en, 0), 0.5);
		else
			scene_leave_alone(scene, SIDE_ZH, ref(zh, 0));
	}
	for (int i = wild ? 5 : 0; i > 0; i--)
		scene_pair(scene, ref(rng_below(rng, blocks), 0),
			ref(rng_below(rng, blocks), 0), 0.9);
	return scene;
}

/* Appends what a row of the screen shows, parted at a column (0: nowhere) into the sides, and
 * else by its first character. */
static void add_row(struct scene *scene, int row, int part, struct buf out[SIDE_COUNT])
{
	enum side side = SIDE_COUNT;
	for (int column = 0; column < scene->grid.columns; column++) {
		const struct cell *cell = grid_cell(&scene->grid, row, column);
		if (cell->len == 0 || *cell->bytes == ' ')
			continue;
		if (part > 0 && column == part)
			continue;
		if (cell->style.element == ELEMENT_HINT)
			return;
		if (part > 0)
			side = column < part ? SIDE_ZH : SIDE_EN;
		else if (side == SIDE_COUNT)
			side = (unsigned char)*cell->bytes < 0x80 ? SIDE_EN : SIDE_ZH;
		buf_add(&out[side], cell->bytes, cell->len);
	}
}

static void assert_all_there(struct scene *scene, enum side side, struct buf *shown)
{
	struct buf all = {0};
	for (size_t i = 0; i < scene->document.side[side].blocks.n; i++) {
		const struct block *block = stream_block(&scene->document.side[side], i);
		for (size_t k = 0; k < block->len; k++) {
			if (block->text[k] != ' ')
				buf_putc(&all, block->text[k]);
		}
	}
	assert_string_equal(buf_string(shown), buf_string(&all));
	buf_free(&all);
}

/* Reads the whole text by scrolling row by row. */
static void read_through(struct scene *scene, int columns, int rows, int arrangement)
{
	const int head = 2;
	struct buf shown[SIDE_COUNT] = {{0}};
	scene->config.arrangement = arrangement;
	scene_resize(scene, columns, rows, 1);
	view_home(scene->view);
	view_home(scene->view);
	scene_draw(scene);
	int part = arrangement == ARRANGE_COLUMNS ? columns / 2 : 0;
	for (;;) {
		add_row(scene, head, part, shown);
		bool more = view_move(scene->view, UNIT_ROW, 1);
		scene_draw(scene);
		if (!more)
			break;
	}
	for (int row = head + 1; row < rows - 1; row++)
		add_row(scene, row, part, shown);
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		assert_all_there(scene, side, &shown[side]);
		buf_free(&shown[side]);
	}
}

static void view_move__shows__every_row_once_at_any_width(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 6; seed++) {
		struct rng rng = {seed};
		struct scene *scene = open_random(&rng, false);
		for (int columns = 8 + (int)seed; columns <= 200; columns += 17)
			read_through(scene, columns, 12, ARRANGE_STACKED);
		for (int columns = 22 + (int)seed; columns <= 200; columns += 17)
			read_through(scene, columns, 150, ARRANGE_COLUMNS);
		scene_free(scene);
	}
}

/* The rows of the panes, without what is said of the current sentence. */
static char *body(struct scene *scene)
{
	char *all = scene_screen(scene), *bottom = all + strlen(all) - 1;
	while (bottom[-1] != '\n')
		bottom--;
	char *text = xstrndup(strchr(all, '\n'), (size_t)(bottom - strchr(all, '\n')));
	free(all);
	return text;
}

static void view_move__comes__back_to_the_same_rows(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct rng rng = {seed};
		struct scene *scene = open_random(&rng, false);
		bool stream = rng_chance(&rng, 50);
		scene->config.arrangement = stream ? ARRANGE_STACKED : ARRANGE_COLUMNS;
		scene_resize(scene, rng_between(&rng, 22, 120), stream ? 12 : 150, 1);
		view_percent(scene->view, rng_between(&rng, 0, 50));
		char *before = body(scene);
		long rows = 0;
		for (int i = rng_between(&rng, 1, 60); i > 0; i--)
			rows += view_move(scene->view, UNIT_ROW, 1);
		view_move(scene->view, UNIT_ROW, -rows);
		char *after = body(scene);
		assert_string_equal(after, before);
		free(before);
		free(after);
		scene_free(scene);
	}
}

static void view_end__comes__to_the_same_screen_again(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct rng rng = {seed};
		struct scene *scene = open_random(&rng, true);
		scene->config.arrangement =
			rng_chance(&rng, 50) ? ARRANGE_STACKED : ARRANGE_COLUMNS;
		scene_resize(
			scene, rng_between(&rng, 22, 120), rng_between(&rng, 8, 40), 1);
		view_home(scene->view);
		char *home = scene_screen(scene);
		view_end(scene->view);
		assert_int_equal(view_place(scene->view), 100);
		char *end = scene_screen(scene);
		view_home(scene->view);
		assert_screen(scene, home);
		view_end(scene->view);
		assert_screen(scene, end);
		free(home);
		free(end);
		scene_free(scene);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(view_move__shows__every_row_once_at_any_width),
		cmocka_unit_test(view_move__comes__back_to_the_same_rows),
		cmocka_unit_test(view_end__comes__to_the_same_screen_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
