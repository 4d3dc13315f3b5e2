/* SPDX-License-Identifier: MIT */
/* Test of the section path on the top line: right wherever one goes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rng.h"
#include "view_hit.h"

enum { LEVELS = 4 };

/* A text with headings of any level anywhere, the levels of which need not follow on. */
static void make_text(struct document *document, struct rng *rng)
{
	int number[SIDE_COUNT] = {0};
	for (int i = 0; i < 60; i++) {
		enum side side = rng_below(rng, 2) ? SIDE_EN : SIDE_ZH;
		unsigned level = rng_below(rng, 2 * LEVELS);
		char text[96];
		level = level < LEVELS ? level + 1 : 0;
		if (level)
			snprintf(text, sizeof text, "%d. %s", ++number[side],
				side == SIDE_ZH ? "标题" : "Heading");
		else
			snprintf(text, sizeof text, "%s",
				side == SIDE_ZH ? "一句话。又一句话，长一些的一句话。"
						: "A sentence. Another one.");
		size_t at = document->side[side].blocks.n * 100;
		const struct block block = {.text = text,
			.len = strlen(text),
			.source = {at, at + 90},
			.kind = level ? BLOCK_HEADING : BLOCK_PARAGRAPH,
			.level = (uint8_t)level,
			.number_len = (uint8_t)(level ? strcspn(text, ".") : 0)};
		document_add(document, side, &block);
	}
}

/* The headings above a block, found by reading from the start of the text: one closes those of
 * its level and deeper. */
static void expect_path(const struct stream *stream, size_t block, struct buf *out)
{
	struct block open[LEVELS + 1] = {0};
	for (size_t i = 0; i <= block; i++) {
		const struct block *b = stream_block(stream, i);
		if (b->level == 0)
			continue;
		for (int level = b->level; level <= LEVELS; level++)
			open[level] = (struct block){0};
		open[b->level] = *b;
	}
	for (int level = 1; level <= LEVELS; level++) {
		if (!open[level].text)
			continue;
		buf_puts(out, out->n ? " › " : "");
		buf_add(out, open[level].text, open[level].len);
	}
}

/* Any way of getting about. */
static void wander(struct view *view, const struct document *document, struct rng *rng)
{
	static const enum view_unit units[] = {UNIT_ROW, UNIT_HALF_PAGE, UNIT_PAGE,
		UNIT_SENTENCE, UNIT_PARAGRAPH, UNIT_SECTION};
	long count = (long)rng_below(rng, 7) - 3;
	enum side side = rng_below(rng, 2) ? SIDE_EN : SIDE_ZH;
	size_t blocks = document->side[side].blocks.n;
	switch (rng_below(rng, 9)) {
	case 0:
		view_home(view);
		break;
	case 1:
		view_end(view);
		break;
	case 2:
		view_percent(view, (double)rng_below(rng, 101));
		break;
	case 3:
		if (blocks > 0)
			view_go(view, side, rng_below(rng, (unsigned)blocks),
				rng_below(rng, 40));
		break;
	case 4:
		view_switch_pane(view);
		break;
	case 5:
		view_configure(view, 20 + (int)rng_below(rng, 180),
			2 + (int)rng_below(rng, 40), 1);
		break;
	case 6:
		view_scroll(view, side, count);
		break;
	default:
		view_move(view, units[rng_below(rng, 6)], count);
		break;
	}
}

static void view_section_path__is__that_of_the_current_sentence(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 20; seed++) {
		struct rng rng = {seed};
		struct document document = {.two_sources = true};
		struct config config;
		config_init(&config);
		make_text(&document, &rng);
		struct view *view = view_new(&document, &config);
		view_configure(view, 80, 24, 1);
		for (int step = 0; step < 300; step++) {
			enum side side;
			size_t block;
			struct span sentence;
			struct buf expected = {0}, path = {0};
			wander(view, &document, &rng);
			assert_true(view_current(view, &side, &block, &sentence));
			expect_path(&document.side[side], block, &expected);
			view_section_path(view, &path);
			assert_string_equal(buf_string(&path), buf_string(&expected));
			buf_free(&expected);
			buf_free(&path);
		}
		view_free(view);
		document_free(&document);
	}
}

/* And it is on the top line, where there is room. */
static void view_draw__shows__the_path_on_the_top_line(void **state)
{
	(void)state;
	struct rng rng = {5};
	struct document document = {.two_sources = true};
	struct config config;
	struct grid grid = {0};
	const struct view_status status = {.title = "T"};
	config_init(&config);
	make_text(&document, &rng);
	struct view *view = view_new(&document, &config);
	view_configure(view, 160, 30, 1);
	for (int step = 0; step < 300; step++) {
		struct buf path = {0}, screen = {0};
		wander(view, &document, &rng);
		view_configure(view, 160, 30, 1);
		grid_reset(&grid, 160, 30);
		view_draw(view, &status, &grid);
		grid_print(&grid, &screen);
		view_section_path(view, &path);
		/* Of all but the innermost only the number is shown. */
		const char *inner = buf_string(&path);
		for (const char *next; (next = strstr(inner, "› ")) != NULL;)
			inner = next + strlen("› ");
		buf_string(&screen);
		screen.v[strcspn(screen.v, "\n")] = '\0';
		if (!strstr(screen.v, inner))
			fail_msg("'%s' is not in '%s'", inner, screen.v);
		buf_free(&path);
		buf_free(&screen);
	}
	view_free(view);
	grid_free(&grid);
	document_free(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(view_section_path__is__that_of_the_current_sentence),
		cmocka_unit_test(view_draw__shows__the_path_on_the_top_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
