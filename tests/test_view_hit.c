/* SPDX-License-Identifier: MIT */
/* Tests of what the mouse does to a view: view_hit, view_point, view_scroll, the divider. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "view_hit.h"

struct fixture {
	struct document document;
	struct config config;
	struct view *view;
	struct grid grid;
};

static void add(struct document *document, enum side side, enum block_kind kind,
	uint8_t level, const char *text)
{
	size_t at = document->side[side].blocks.n * 100;
	const struct block block = {.text = text,
		.len = strlen(text),
		.kind = (uint8_t)kind,
		.level = level,
		.source = {at, at + 100}};
	document_add(document, side, &block);
}

static int set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof *f);
	f->document.two_sources = true;
	for (int i = 0; i < 6; i++) {
		add(&f->document, SIDE_ZH, BLOCK_HEADING, 1, "一、海港");
		add(&f->document, SIDE_ZH, BLOCK_PARAGRAPH, 0,
			"海风吹过港口，船还没有出发（2024年）。工人们把货物搬上船，"
			"又把“清单”核对一遍。天亮以前都做完了[3]。");
		add(&f->document, SIDE_EN, BLOCK_HEADING, 1, "1. The harbour");
		add(&f->document, SIDE_EN, BLOCK_PARAGRAPH, 0,
			"The wind blew over the harbour（in 2024）. The workers carried "
			"the goods on board, and checked the “list” once more.");
	}
	config_init(&f->config);
	f->view = view_new(&f->document, &f->config);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	view_free(f->view);
	document_free(&f->document);
	grid_free(&f->grid);
	free(f);
	return 0;
}

static void draw(struct fixture *f, int columns, int rows)
{
	const struct view_status status = {.title = "title"};
	if (f->grid.columns != columns || f->grid.rows != rows)
		view_configure(f->view, columns, rows, 1);
	grid_reset(&f->grid, columns, rows);
	view_draw(f->view, &status, &f->grid);
}

/* A cell with text is hit where the grapheme is that stands in it. */
static void check_cells(struct fixture *f, int columns, int rows)
{
	size_t texts = 0;
	draw(f, columns, rows);
	for (int row = 0; row < rows; row++)
		for (int column = 0; column < columns; column++) {
			struct view_hit hit = view_hit(f->view, row, column);
			const struct cell *cell = grid_cell(&f->grid, row, column);
			if (hit.what != HIT_TEXT)
				continue;
			const struct block *block =
				stream_block(&f->document.side[hit.side], hit.block);
			assert_in_range(hit.byte, 0, block->len);
			/* Not the half of a wide character, nor what stands for more. */
			size_t left = block->len - hit.byte;
			if (cell->len == 0 || left == 0 ||
				memchr(block->text + hit.byte, '\xEF',
					left < 3 ? left : 3))
				continue;
			if (memcmp(cell->bytes, block->text + hit.byte, cell->len) != 0 &&
				column > 0 && cell->bytes[0] != ' ' &&
				block->text[hit.byte] != ' ')
				fail_msg("%dx%d at %d,%d: '%.*s' is not '%.*s'", columns,
					rows, row, column, cell->len, cell->bytes, 3,
					block->text + hit.byte);
			texts++;
		}
	assert_in_range(texts, 1, 100000);
}

static void view_hit__finds__what_is_drawn(void **state)
{
	struct fixture *f = *state;
	static const int sizes[][2] = {
		{80, 24}, {120, 30}, {60, 20}, {200, 50}, {70, 8}, {30, 40}};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		check_cells(f, sizes[i][0], sizes[i][1]);
		view_move(f->view, UNIT_ROW, 5);
		check_cells(f, sizes[i][0], sizes[i][1]);
		view_next_arrangement(f->view);
		check_cells(f, sizes[i][0], sizes[i][1]);
	}
}

static void view_hit__is_total__on_any_screen(void **state)
{
	struct fixture *f = *state;
	for (int columns = 1; columns <= 40; columns += 3)
		for (int rows = 1; rows <= 12; rows++) {
			draw(f, columns, rows);
			for (int row = 0; row < rows + 3; row++)
				for (int column = 0; column < columns + 3; column++) {
					struct view_hit hit =
						view_hit(f->view, row, column);
					if (hit.what == HIT_TEXT)
						view_point(f->view, hit.side, hit.block,
							hit.byte);
				}
			draw(f, columns, rows);
		}
}

static void view_hit__is_nothing__outside_the_panes(void **state)
{
	struct fixture *f = *state;
	draw(f, 80, 24);
	assert_int_equal(view_hit(f->view, 0, 5).what, HIT_NOTHING);
	assert_int_equal(view_hit(f->view, 1, 5).what, HIT_NOTHING);
	assert_int_equal(view_hit(f->view, 23, 5).what, HIT_NOTHING);
	assert_int_equal(view_hit(f->view, 5, 80).what, HIT_NOTHING);
	assert_int_equal(view_hit(f->view, 5, 40).what, HIT_DIVIDER);
	assert_int_equal(view_hit(f->view, 5, 39).what, HIT_TEXT);
	draw(f, 200, 50);
	assert_int_equal(view_hit(f->view, 48, 5).what, HIT_BLANK);
}

static void view_point__makes_current__without_scrolling(void **state)
{
	struct fixture *f = *state;
	enum side side;
	size_t block;
	struct span sentence;
	view_toggle_follow(f->view);
	draw(f, 80, 24);
	char first[CELL_BYTES];
	memcpy(first, grid_cell(&f->grid, 3, 5)->bytes, sizeof first);
	struct view_hit hit = view_hit(f->view, 22, 50);
	assert_int_equal(hit.what, HIT_TEXT);
	view_point(f->view, hit.side, hit.block, hit.byte);
	assert_true(view_current(f->view, &side, &block, &sentence));
	assert_int_equal(side, SIDE_EN);
	assert_int_equal(block, hit.block);
	assert_true(span_has(sentence, hit.byte));
	draw(f, 80, 24);
	assert_memory_equal(first, grid_cell(&f->grid, 3, 5)->bytes, sizeof first);
	struct view_hit again = view_hit(f->view, 22, 50);
	assert_int_equal(again.block, hit.block);
	assert_int_equal(again.byte, hit.byte);
}

static void view_scroll__moves__one_pane(void **state)
{
	struct fixture *f = *state;
	enum side side;
	size_t block;
	struct span sentence;
	draw(f, 80, 12);
	struct view_hit zh = view_hit(f->view, 4, 5), en = view_hit(f->view, 4, 50);
	view_scroll(f->view, SIDE_EN, 3);
	struct view_hit moved = view_hit(f->view, 1 + 2 - 1, 50);
	assert_int_equal(view_hit(f->view, 4, 5).byte, zh.byte);
	assert_true(moved.block > en.block || moved.byte > 0);
	assert_true(view_current(f->view, &side, &block, &sentence));
	assert_int_equal(side, SIDE_ZH);
	view_scroll(f->view, SIDE_EN, -100);
	assert_int_equal(view_hit(f->view, 4, 50).byte, en.byte);
}

static void view_drag_divider__puts__it_there(void **state)
{
	struct fixture *f = *state;
	draw(f, 100, 24);
	for (int column = 0; column < 100; column += 7) {
		view_drag_divider(f->view, 5, column);
		int wanted = column < 10 ? 10 : column > 89 ? 89 : column;
		assert_int_equal(view_hit(f->view, 5, wanted).what, HIT_DIVIDER);
	}
	view_next_arrangement(f->view);
	draw(f, 100, 24);
	view_drag_divider(f->view, 9, 50);
	assert_int_equal(view_hit(f->view, 9, 3).what, HIT_DIVIDER);
	/* One pane has none to drag. */
	view_next_arrangement(f->view);
	view_drag_divider(f->view, 4, 4);
	assert_int_equal(view_hit(f->view, 9, 3).what, HIT_TEXT);
}

#define TEST_WITH_VIEW(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_VIEW(view_hit__finds__what_is_drawn),
		TEST_WITH_VIEW(view_hit__is_total__on_any_screen),
		TEST_WITH_VIEW(view_hit__is_nothing__outside_the_panes),
		TEST_WITH_VIEW(view_point__makes_current__without_scrolling),
		TEST_WITH_VIEW(view_scroll__moves__one_pane),
		TEST_WITH_VIEW(view_drag_divider__puts__it_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
