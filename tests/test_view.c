/* SPDX-License-Identifier: MIT */
/* Tests of view: where panes are, moving, following, what is drawn. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rng.h"
#include "view.h"

/* ---- a document made by hand, and a view on it -------------------------------------- */

struct scene {
	struct document document;
	struct config config;
	struct view *view;
	struct grid grid;
	size_t source; /* bytes of input so far */
};

static struct scene *scene_new(void)
{
	struct scene *scene = calloc(1, sizeof *scene);
	config_init(&scene->config);
	scene->view = view_new(&scene->document, &scene->config);
	return scene;
}

static void scene_free(struct scene *scene)
{
	view_free(scene->view);
	document_free(&scene->document);
	grid_free(&scene->grid);
	free(scene);
}

static void resize(struct scene *scene, int columns, int rows, int ambiguous)
{
	grid_reset(&scene->grid, columns, rows);
	view_configure(scene->view, columns, rows, ambiguous);
}

static struct scene *scene_open(int columns, int rows)
{
	struct scene *scene = scene_new();
	resize(scene, columns, rows, 1);
	return scene;
}

static void add_block(struct scene *scene, enum side side, struct block block)
{
	block.source = (struct span){scene->source, scene->source + block.len};
	scene->source += block.len + 1;
	document_add(&scene->document, side, &block);
	view_update(scene->view);
}

static void add(
	struct scene *scene, enum side side, enum block_kind kind, const char *text)
{
	add_block(scene, side,
		(struct block){.text = text, .len = strlen(text), .kind = (uint8_t)kind});
}

/* title is the whole heading; number and what is before the title are its first bytes. */
static void add_heading(struct scene *scene, enum side side, int level, size_t number_len,
	size_t title_beg, const char *text)
{
	add_block(scene, side,
		(struct block){.text = text,
			.len = strlen(text),
			.kind = BLOCK_HEADING,
			.level = (uint8_t)level,
			.number_len = (uint8_t)number_len,
			.title_beg = (uint8_t)title_beg});
}

/* A paragraph of as many sentences, each with its number: "第三句话第三句话第三句话。" */
static void add_numbered(struct scene *scene, enum side side, int first, int sentences)
{
	struct buf text = {0};
	for (int i = first; i < first + sentences; i++)
		buf_printf(&text,
			side == SIDE_ZH
				? "这是第%d句话，讲的是第%d件事。"
				: "This is sentence %d, and it tells about matter %d. ",
			i, i);
	add(scene, side, BLOCK_PARAGRAPH, buf_string(&text));
	buf_free(&text);
}

static void add_link(struct scene *scene, const struct link *link)
{
	array_push(&scene->document.links, *link);
	view_update(scene->view);
}

/* Links sentence `s` of block b on both sides. */
static void link_pair(struct scene *scene, uint32_t b, uint32_t s)
{
	struct sentence_ref *ref = arena_alloc(&scene->document.arena, sizeof *ref);
	*ref = (struct sentence_ref){b, s};
	add_link(scene, &(struct link){.zh = ref,
				.en = ref,
				.zh_count = 1,
				.en_count = 1,
				.score = 0.9F,
				.kind = LINK_TRANSLATION});
}

/* Two texts of the same shape, sentence linked with sentence. */
static void add_translation(struct scene *scene, int blocks, int sentences)
{
	scene->document.two_sources = true;
	for (int b = 0; b < blocks; b++) {
		add_numbered(scene, SIDE_ZH, b * sentences + 1, sentences);
		add_numbered(scene, SIDE_EN, b * sentences + 1, sentences);
	}
	for (uint32_t b = 0; b < (uint32_t)blocks; b++)
		for (uint32_t s = 0; s < (uint32_t)sentences; s++)
			link_pair(scene, b, s);
}

/* The front of an article, its abstract in both languages, and a body under headings. */
static void add_article(struct scene *scene)
{
	add(scene, SIDE_ZH, BLOCK_TITLE, "论山谷里的水磨");
	add(scene, SIDE_ZH, BLOCK_ABSTRACT, "摘要：水磨靠水流转动，也靠人照看。");
	add(scene, SIDE_EN, BLOCK_TITLE, "On the Water Mills of the Valley");
	add(scene, SIDE_EN, BLOCK_ABSTRACT,
		"Abstract: The mills are turned by the stream, and they are kept by "
		"people.");
	add_heading(scene, SIDE_ZH, 1, 3, 6, "一、水流");
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH,
		"山谷里有一条小河[1]"
		"，水从高处流下来，推动木轮。木轮带动石磨，石磨把麦子磨成面粉。");
	add_heading(scene, SIDE_ZH, 2, 9, 9, "（一）四季的水量");
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH,
		"春天水多，磨转得快。冬天水少，磨转得慢，有时整天不动。");
	add_heading(scene, SIDE_ZH, 1, 3, 6, "二、看磨的人");
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH,
		"看磨的人住在河边的小屋里[2]"
		"。他每天清理水渠，给木轴上油，把坏掉的叶片换掉。");
}

/* Links zh sentences to one clause of the English sentence. */
static void add_clause_link(struct scene *scene, struct sentence_ref *zh, uint32_t count,
	struct sentence_ref *en, struct block_range *range, float score)
{
	add_link(scene, &(struct link){.zh = zh,
				.en = en,
				.en_ranges = range,
				.zh_count = count,
				.en_count = 1,
				.en_range_count = 1,
				.score = score,
				.kind = LINK_ABSTRACT});
}

/* The stream's section goes to the first English clause, the keeper's to the second. */
static void link_article(struct scene *scene)
{
	static struct sentence_ref stream[] = {{2, 0}, {3, 0}, {3, 1}},
				   keeper[] = {{6, 0}, {7, 0}, {7, 1}};
	static struct sentence_ref abstract[] = {{1, 0}};
	static struct block_range first[] = {{1, {0, 46}}}, second[] = {{1, {46, 74}}};
	add_clause_link(scene, stream, 3, abstract, first, 0.7F);
	add_clause_link(scene, keeper, 3, abstract, second, 0.4F);
}

static void draw_with(struct scene *scene, const struct view_status *status)
{
	view_draw(scene->view, status, &scene->grid);
}

static void draw(struct scene *scene)
{
	draw_with(scene, &(struct view_status){.title = "论山谷里的水磨"});
}

static void assert_screen(struct scene *scene, const char *expected)
{
	struct buf out = {0};
	draw(scene);
	grid_print(&scene->grid, &out);
	assert_string_equal(buf_string(&out), expected);
	buf_free(&out);
}

/* One line of the screen as text; the caller frees it. */
static char *screen_line(struct scene *scene, int row)
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

static void assert_line_has(struct scene *scene, int row, const char *text)
{
	char *line = screen_line(scene, row);
	if (!strstr(line, text))
		fail_msg("line %d, \"%s\", lacks \"%s\"", row, line, text);
	free(line);
}

static void assert_line_lacks(struct scene *scene, int row, const char *text)
{
	char *line = screen_line(scene, row);
	if (strstr(line, text))
		fail_msg("line %d, \"%s\", has \"%s\"", row, line, text);
	free(line);
}

/* What stands in cells with these marks, blanks left out, since rows end anywhere. */
static char *marked_text(const struct scene *scene, uint8_t marks)
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

static void assert_marked(const struct scene *scene, uint8_t marks, const char *expected)
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

static void assert_current(
	const struct scene *scene, enum side side, size_t block, size_t byte)
{
	enum side at_side;
	size_t at_block;
	struct span sentence;
	assert_true(view_current(scene->view, &at_side, &at_block, &sentence));
	assert_int_equal(at_side, side);
	assert_int_equal(at_block, block);
	assert_int_equal(sentence.beg, byte);
}

static size_t current_block(const struct scene *scene)
{
	enum side side;
	size_t block;
	struct span sentence;
	assert_true(view_current(scene->view, &side, &block, &sentence));
	return block;
}

static void assert_described(const struct scene *scene, const char *expected)
{
	struct buf out = {0};
	view_describe_link(scene->view, &out);
	assert_string_equal(buf_string(&out), expected);
	buf_free(&out);
}

/* A text of one side only, long enough to scroll. */
static struct scene *open_long(int columns, int rows, enum side side)
{
	struct scene *scene = scene_open(columns, rows);
	for (int i = 0; i < 20; i++)
		add_numbered(scene, side, i * 3 + 1, 3);
	return scene;
}

/* ---- what is drawn ------------------------------------------------------------------ */

static void view_draw__parts__a_wide_screen_into_columns(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 12);
	add_article(scene);
	assert_screen(scene, " 论山谷里的水磨                                            "
			     "                  0%\n"
			     " 中文 ──────────────────────────────────┬ English · "
			     "abstract ───────────────────\n"
			     "             论山谷里的水磨             │   On the Water "
			     "Mills of the Valley\n"
			     "                                        │\n"
			     "     摘要：水磨靠水流转动，也靠人照看。 │ Abstract: The "
			     "mills are turned by the\n"
			     "                                        │ stream, and they "
			     "are kept by people.\n"
			     " 一、水流                               │\n"
			     "     山谷里有一条小河[1]，水从高处流下  │\n"
			     " 来，推动木轮。木轮带动石磨，石磨把麦子 │\n"
			     " 磨成面粉。                             │\n"
			     "                                        │\n"
			     "                                                           "
			     "              h help\n");
	scene_free(scene);
}

static void view_draw__draws__ascii_frames_where_ambiguous_is_wide(void **state)
{
	(void)state;
	struct scene *scene = scene_open(72, 8);
	add_article(scene);
	resize(scene, 72, 8, 2);
	assert_screen(scene,
		" 论山谷里的水磨                                                      "
		"0%\n"
		" 中文 ------------------------------+ English, abstract "
		"----------------\n"
		"           论山谷里的水磨           | On the Water Mills of the Valley\n"
		"                                    |\n"
		"     摘要：水磨靠水流转动，也靠人   | Abstract: The mills are turned "
		"by\n"
		" 照看。                             | the stream, and they are kept by\n"
		"                                    | people.\n"
		"                                                                 h "
		"help\n");
	scene_free(scene);
}

static void view_draw__stacks__panes_on_a_narrow_screen(void **state)
{
	(void)state;
	struct scene *scene = scene_open(60, 16);
	add_article(scene);
	assert_screen(scene,
		" 论山谷里的水磨                                          0%\n"
		" 中文 ──────────────────────────────────────────────────────\n"
		"                       论山谷里的水磨\n"
		"\n"
		"     摘要：水磨靠水流转动，也靠人照看。\n"
		"\n"
		" 一、水流\n"
		"     山谷里有一条小河[1]，水从高处流下来，推动木轮。木轮带\n"
		" 动石磨，石磨把麦子磨成面粉。\n"
		"\n"
		" English · abstract ────────────────────────────────────────\n"
		"              On the Water Mills of the Valley\n"
		"\n"
		" Abstract: The mills are turned by the stream, and they are\n"
		" kept by people.\n"
		"                                                     h help\n");
	scene_free(scene);
}

static void view_draw__gives__a_translation_half_of_a_narrow_screen(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 13);
	add_translation(scene, 3, 3);
	draw(scene);
	assert_line_has(scene, 1, " 中文 ─");
	assert_line_has(scene, 6, " English ─");
	scene_free(scene);
}

static void view_draw__gives__the_screen_to_the_only_text(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 6);
	add(scene, SIDE_EN, BLOCK_PARAGRAPH, "Nothing here but English.");
	draw(scene);
	assert_line_has(scene, 1, " English ─");
	assert_line_lacks(scene, 1, "┬");
	assert_line_has(scene, 2, " Nothing here but English.");
	assert_line_lacks(scene, 2, "│");
	assert_current(scene, SIDE_EN, 0, 0);
	assert_described(scene, "");
	view_switch_pane(scene->view);
	assert_current(scene, SIDE_EN, 0, 0);
	scene_free(scene);
}

static void view_draw__sets__long_lines_to_a_measure_in_the_middle(void **state)
{
	(void)state;
	struct scene *scene = scene_open(120, 10);
	add_numbered(scene, SIDE_ZH, 1, 30);
	draw(scene);
	assert_line_has(scene, 1, "─────────── 中文 ───");
	char *line = screen_line(scene, 3);
	assert_memory_equal(line, "            ", 12);
	assert_true(line[12] != ' ');
	struct glyph_style style = {.ambiguous = 1};
	assert_in_range(glyph_width(&style, line, strlen(line)), 100, 108);
	free(line);
	scene_free(scene);
}

static void view_draw__is_total__without_text(void **state)
{
	(void)state;
	struct scene *scene = scene_open(30, 6);
	struct span sentence;
	enum side side;
	size_t block;
	assert_screen(scene,
		" 论山谷里的水磨\n 中文 ────────────────────────\n\n\n\n     "
		"                  h help\n");
	draw_with(scene, &(struct view_status){.loading = true});
	assert_line_has(scene, 0, "                      loading");
	assert_false(view_current(scene->view, &side, &block, &sentence));
	assert_false(view_move(scene->view, UNIT_ROW, 1));
	assert_false(view_move(scene->view, UNIT_SECTION, -1));
	assert_false(view_follow_link(scene->view));
	view_home(scene->view);
	view_end(scene->view);
	view_percent(scene->view, 50);
	view_switch_pane(scene->view);
	view_zoom(scene->view);
	view_next_arrangement(scene->view);
	view_divide(scene->view, 3);
	view_toggle_follow(scene->view);
	assert_int_equal(view_place(scene->view), 0);
	assert_described(scene, "");
	struct buf path = {0};
	view_section_path(scene->view, &path);
	assert_int_equal(path.n, 0);
	buf_free(&path);
	scene_free(scene);
}

/* Every size from one cell up, with every arrangement. */
static void view_draw__is_total__on_any_screen(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 24);
	add_article(scene);
	link_article(scene);
	for (int columns = 1; columns < 30; columns++) {
		for (int rows = 1; rows < 12; rows++) {
			for (int arrangement = 0; arrangement <= ARRANGE_ONE;
				arrangement++) {
				scene->config.arrangement = arrangement;
				resize(scene, columns, rows, 1 + (columns & 1));
				draw(scene);
				assert_in_range(scene->grid.cursor_row, 0, rows - 1);
				assert_in_range(
					scene->grid.cursor_column, 0, columns - 1);
				view_move(scene->view, UNIT_SENTENCE, rows & 1 ? 1 : -1);
			}
		}
	}
	resize(scene, 1, 1, 1);
	view_home(scene->view);
	assert_screen(scene, "\n");
	scene_free(scene);
}

static void view_draw__shows__title_path_and_place(void **state)
{
	(void)state;
	struct scene *scene = scene_open(72, 6);
	add_article(scene);
	view_go(scene->view, SIDE_ZH, 5, 0);
	draw(scene);
	assert_line_has(scene, 0, " 论山谷里的水磨   一 › （一）四季的水量  ");
	draw_with(scene, &(struct view_status){.title = "水磨", .loading = true});
	assert_line_has(scene, 0, " 水磨   一 › ");
	assert_line_has(scene, 0, " loading ");
	resize(scene, 72, 6, 2);
	draw(scene);
	assert_line_has(scene, 0, "一 > （一）");
	scene_free(scene);
}

static void view_draw__clips__title_and_path_to_make_room(void **state)
{
	(void)state;
	struct scene *scene = scene_open(50, 6);
	add_heading(scene, SIDE_ZH, 1, 3, 6,
		"一、这一节的标题长得在任何一行里都放不下，所以中间要省略");
	draw_with(scene, &(struct view_status){
				 .title = "这个题目也很长，长得放不下，只好省去后一半"});
	assert_line_has(scene, 0, " 这个题目也很长，…    一、这一节的…要省略    100%");
	scene_free(scene);
}

static void view_draw__shows__messages_before_anything_else(void **state)
{
	(void)state;
	struct scene *scene = scene_open(72, 6);
	add_article(scene);
	link_article(scene);
	draw_with(scene, &(struct view_status){.message = "no such thing"});
	assert_line_has(scene, 5, " no such thing ");
	assert_line_has(scene, 5, " h help");
	assert_int_equal(grid_cell(&scene->grid, 5, 1)->style.element, ELEMENT_MESSAGE);
	draw_with(scene, &(struct view_status){.message = ""});
	assert_line_has(scene, 5, " no counterpart here ");
	assert_int_equal(grid_cell(&scene->grid, 5, 1)->style.element, ELEMENT_HINT);
	scene_free(scene);
}

static void view_draw__marks__the_current_sentence_and_rests_the_cursor_on_it(
	void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 8);
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH,
		"早上有雾。中午出太阳，晚上看得见许多星星。夜里下雨。");
	view_move(scene->view, UNIT_SENTENCE, 1);
	draw(scene);
	assert_marked(scene, MARK_CURRENT, "中午出太阳，晚上看得见许多星星。");
	assert_int_equal(scene->grid.cursor_row, 2);
	assert_int_equal(scene->grid.cursor_column, 1 + 4 + 10);
	scene_free(scene);
}

/* An indent typed with blanks is taken for one, not added to it. */
static void view_draw__sets__typed_indents_once(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 8);
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "　　早上有雾。中午出太阳。");
	draw(scene);
	assert_line_has(scene, 2, "     早上有雾。中午出太阳。");
	assert_int_equal(scene->grid.cursor_column, 1 + 4);
	view_move(scene->view, UNIT_SENTENCE, 1);
	draw(scene);
	assert_int_equal(scene->grid.cursor_column, 1 + 4 + 10);
	scene_free(scene);
}

static void view_draw__marks__the_other_panes_sentence_less(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 8);
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "早上有雾。");
	add(scene, SIDE_EN, BLOCK_PARAGRAPH, "There is fog in the morning.");
	draw(scene);
	assert_marked(scene, MARK_CURRENT, "早上有雾。");
	assert_marked(
		scene, MARK_CURRENT | MARK_INACTIVE, "There is fog in the morning.");
	assert_marked(scene, MARK_INACTIVE, " English ");
	view_switch_pane(scene->view);
	draw(scene);
	assert_marked(scene, MARK_CURRENT, "There is fog in the morning.");
	assert_marked(scene, MARK_CURRENT | MARK_INACTIVE, "早上有雾。");
	assert_int_equal(scene->grid.cursor_column, 42);
	scene_free(scene);
}

/* The element of the first cell on the screen that holds text. */
static int element_of(const struct scene *scene, const char *text)
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

static void view_draw__knows__what_each_cell_is_part_of(void **state)
{
	(void)state;
	struct scene *scene = scene_open(60, 20);
	add(scene, SIDE_ZH, BLOCK_TITLE, "题");
	add(scene, SIDE_ZH, BLOCK_AUTHOR, "作");
	add(scene, SIDE_ZH, BLOCK_AFFILIATION, "校");
	add(scene, SIDE_ZH, BLOCK_KEYWORDS, "键");
	add(scene, SIDE_ZH, BLOCK_ABSTRACT, "摘");
	add_heading(scene, SIDE_ZH, 1, 3, 6, "一、标");
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "水往低处流[7]。");
	add(scene, SIDE_ZH, BLOCK_REFERENCE, "参");
	add(scene, SIDE_ZH, BLOCK_NOTE, "注");
	draw_with(scene, &(struct view_status){0});
	static const struct {
		const char *text;
		int element;
	} cells[] = {
		{"0", ELEMENT_BAR},
		{"─", ELEMENT_PANE_HEAD},
		{"题", ELEMENT_TITLE},
		{"作", ELEMENT_BYLINE},
		{"校", ELEMENT_BYLINE},
		{"键", ELEMENT_BYLINE},
		{"摘", ELEMENT_TEXT},
		{"标", ELEMENT_HEADING},
		{"流", ELEMENT_TEXT},
		{"[", ELEMENT_CITATION},
		{"7", ELEMENT_CITATION},
		{"。", ELEMENT_TEXT},
		{"参", ELEMENT_REFERENCE},
		{"注", ELEMENT_REFERENCE},
	};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		assert_int_equal(element_of(scene, cells[i].text), cells[i].element);
	scene_free(scene);
}

/* ---- rows and pages ----------------------------------------------------------------- */

static void view_move__scrolls__by_rows(void **state)
{
	(void)state;
	struct scene *scene = open_long(40, 13, SIDE_ZH);
	draw(scene);
	char *second = screen_line(scene, 3), *fifth = screen_line(scene, 6);
	assert_true(view_move(scene->view, UNIT_ROW, 1));
	draw(scene);
	assert_line_has(scene, 2, second);
	assert_true(view_move(scene->view, UNIT_ROW, 3));
	draw(scene);
	assert_line_has(scene, 2, fifth);
	assert_true(view_move(scene->view, UNIT_ROW, -3));
	draw(scene);
	assert_line_has(scene, 2, second);
	free(second);
	free(fifth);
	scene_free(scene);
}

static void view_move__keeps__two_rows_of_a_page(void **state)
{
	(void)state;
	struct scene *scene = open_long(40, 13, SIDE_ZH);
	draw(scene);
	char *first = screen_line(scene, 2), *ninth = screen_line(scene, 10),
	     *tenth = screen_line(scene, 11);
	assert_true(view_move(scene->view, UNIT_PAGE, 1));
	draw(scene);
	assert_line_has(scene, 2, ninth);
	assert_line_has(scene, 3, tenth);
	assert_true(view_move(scene->view, UNIT_HALF_PAGE, -1));
	assert_true(view_move(scene->view, UNIT_ROW, -3));
	draw(scene);
	assert_line_has(scene, 2, first);
	free(first);
	free(ninth);
	free(tenth);
	scene_free(scene);
}

static void view_move__stops__at_both_ends(void **state)
{
	(void)state;
	struct scene *scene = open_long(40, 13, SIDE_EN);
	assert_false(view_move(scene->view, UNIT_ROW, -1));
	assert_false(view_move(scene->view, UNIT_PAGE, -7));
	assert_false(view_move(scene->view, UNIT_SENTENCE, -1));
	assert_false(view_move(scene->view, UNIT_ROW, 0));
	assert_true(view_move(scene->view, UNIT_PAGE, LONG_MAX));
	draw(scene);
	assert_line_has(scene, 11, "matter 60.");
	assert_false(view_move(scene->view, UNIT_PAGE, 1));
	assert_false(view_move(scene->view, UNIT_ROW, LONG_MAX));
	assert_true(view_move(scene->view, UNIT_ROW, LONG_MIN));
	assert_int_equal(view_place(scene->view), 0);
	scene_free(scene);
}

static void view_move__leaves__a_text_that_fits_where_it_is(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 13);
	add_numbered(scene, SIDE_ZH, 1, 3);
	assert_false(view_move(scene->view, UNIT_ROW, 1));
	assert_false(view_move(scene->view, UNIT_PAGE, 1));
	assert_int_equal(view_place(scene->view), 100);
	assert_true(view_move(scene->view, UNIT_SENTENCE, 2));
	view_end(scene->view);
	draw(scene);
	assert_line_has(scene, 2, "第1句话");
	scene_free(scene);
}

static void view_move__changes__the_current_sentence_when_it_leaves(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 9);
	for (int i = 0; i < 20; i++)
		add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "只有一行。");
	view_move(scene->view, UNIT_ROW, 4);
	assert_current(scene, SIDE_ZH, 4, 0);
	view_move(scene->view, UNIT_SENTENCE, 2);
	view_move(scene->view, UNIT_ROW, 2);
	assert_current(scene, SIDE_ZH, 6, 0);
	view_move(scene->view, UNIT_ROW, -6);
	assert_current(scene, SIDE_ZH, 0, 0);
	scene_free(scene);
}

static void view_move__keeps__a_sentence_that_fills_the_screen(void **state)
{
	(void)state;
	struct scene *scene = scene_open(30, 8);
	struct buf text = {0};
	for (int i = 0; i < 60; i++)
		buf_puts(&text, "一直说下去，没有停，");
	buf_puts(&text, "完了。这是下一句。");
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH, buf_string(&text));
	for (int i = 0; i < 10; i++)
		assert_true(view_move(scene->view, UNIT_PAGE, 1));
	assert_current(scene, SIDE_ZH, 0, 0);
	draw(scene);
	assert_int_equal(scene->grid.cursor_row, 2);
	assert_int_equal(scene->grid.cursor_column, 1);
	view_end(scene->view);
	assert_current(scene, SIDE_ZH, 0, text.n - strlen("这是下一句。"));
	assert_true(view_move(scene->view, UNIT_SENTENCE, -1));
	draw(scene);
	assert_line_has(scene, 2, "    一直说下去");
	buf_free(&text);
	scene_free(scene);
}

static void view_percent__goes__by_bytes(void **state)
{
	(void)state;
	struct scene *scene = open_long(40, 13, SIDE_ZH);
	view_percent(scene->view, 50);
	assert_in_range(current_block(scene), 10, 11);
	assert_in_range(view_place(scene->view), 47, 50);
	view_percent(scene->view, 100);
	draw(scene);
	assert_line_has(scene, 11, "第60件事。");
	assert_int_equal(view_place(scene->view), 100);
	view_percent(scene->view, -5);
	assert_current(scene, SIDE_ZH, 0, 0);
	assert_int_equal(view_place(scene->view), 0);
	scene_free(scene);
}

static void view_end__shows__the_last_row_at_the_bottom(void **state)
{
	(void)state;
	struct scene *scene = open_long(40, 13, SIDE_ZH);
	view_end(scene->view);
	draw(scene);
	assert_line_has(scene, 11, "第60件事。");
	assert_int_equal(current_block(scene), 19);
	assert_marked(scene, MARK_CURRENT, "这是第60句话，讲的是第60件事。");
	view_home(scene->view);
	draw(scene);
	assert_line_has(scene, 2, "    这是第1句话");
	assert_current(scene, SIDE_ZH, 0, 0);
	scene_free(scene);
}

/* ---- sentences, paragraphs, sections ------------------------------------------------ */

static void view_move__goes__from_sentence_to_sentence(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 13);
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "天晴。水清。");
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "山高。路远。");
	assert_true(view_move(scene->view, UNIT_SENTENCE, 1));
	assert_current(scene, SIDE_ZH, 0, 9);
	assert_true(view_move(scene->view, UNIT_SENTENCE, 1));
	assert_current(scene, SIDE_ZH, 1, 0);
	assert_true(view_move(scene->view, UNIT_SENTENCE, -1));
	assert_current(scene, SIDE_ZH, 0, 9);
	assert_true(view_move(scene->view, UNIT_SENTENCE, 99));
	assert_current(scene, SIDE_ZH, 1, 9);
	assert_false(view_move(scene->view, UNIT_SENTENCE, 1));
	assert_true(view_move(scene->view, UNIT_SENTENCE, -99));
	assert_current(scene, SIDE_ZH, 0, 0);
	scene_free(scene);
}

static void view_move__takes__clauses_for_sentences_when_asked(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 13);
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "天晴；水清。山高。");
	view_move(scene->view, UNIT_SENTENCE, 1);
	assert_current(scene, SIDE_ZH, 0, 18);
	view_home(scene->view);
	scene->config.semicolon = true;
	resize(scene, 40, 13, 1);
	view_move(scene->view, UNIT_SENTENCE, 1);
	assert_current(scene, SIDE_ZH, 0, 9);
	scene_free(scene);
}

static void view_move__shows__the_whole_sentence(void **state)
{
	(void)state;
	struct scene *scene = open_long(40, 13, SIDE_ZH);
	for (int i = 2; i <= 60; i++) {
		char expected[96];
		assert_true(view_move(scene->view, UNIT_SENTENCE, 1));
		draw(scene);
		snprintf(expected, sizeof expected, "这是第%d句话，讲的是第%d件事。", i,
			i);
		assert_marked(scene, MARK_CURRENT, expected);
		if (i < 57)
			assert_in_range(scene->grid.cursor_row, 2, 9);
	}
	scene_free(scene);
}

static void view_move__goes__from_paragraph_to_paragraph(void **state)
{
	(void)state;
	struct scene *scene = open_long(40, 13, SIDE_ZH);
	assert_true(view_move(scene->view, UNIT_PARAGRAPH, 2));
	assert_current(scene, SIDE_ZH, 2, 0);
	assert_true(view_move(scene->view, UNIT_SENTENCE, 1));
	assert_true(view_move(scene->view, UNIT_PARAGRAPH, -1));
	assert_current(scene, SIDE_ZH, 2, 0);
	assert_true(view_move(scene->view, UNIT_PARAGRAPH, -1));
	assert_current(scene, SIDE_ZH, 1, 0);
	assert_true(view_move(scene->view, UNIT_PARAGRAPH, LONG_MAX));
	assert_current(scene, SIDE_ZH, 19, 0);
	assert_false(view_move(scene->view, UNIT_PARAGRAPH, 1));
	assert_true(view_move(scene->view, UNIT_PARAGRAPH, LONG_MIN));
	assert_current(scene, SIDE_ZH, 0, 0);
	assert_false(view_move(scene->view, UNIT_PARAGRAPH, -1));
	scene_free(scene);
}

static void view_move__goes__from_section_to_section(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 8);
	add_article(scene);
	assert_true(view_move(scene->view, UNIT_SECTION, 1));
	assert_current(scene, SIDE_ZH, 2, 0);
	draw(scene);
	assert_int_equal(scene->grid.cursor_row, 3);
	assert_true(view_move(scene->view, UNIT_SECTION, 1));
	assert_current(scene, SIDE_ZH, 4, 0);
	assert_true(view_move(scene->view, UNIT_PARAGRAPH, 1));
	assert_true(view_move(scene->view, UNIT_SECTION, -1));
	assert_current(scene, SIDE_ZH, 4, 0);
	assert_true(view_move(scene->view, UNIT_SECTION, 9));
	assert_current(scene, SIDE_ZH, 6, 0);
	assert_false(view_move(scene->view, UNIT_SECTION, 1));
	assert_true(view_move(scene->view, UNIT_SECTION, -3));
	assert_current(scene, SIDE_ZH, 0, 0);
	assert_false(view_move(scene->view, UNIT_SECTION, -1));
	view_switch_pane(scene->view);
	assert_false(view_move(scene->view, UNIT_SECTION, 1));
	scene_free(scene);
}

static void view_section_path__names__all_sections_around(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 8);
	struct buf path = {0};
	add_article(scene);
	add_heading(scene, SIDE_ZH, 2, 0, 3, "## 后记");
	view_section_path(scene->view, &path);
	assert_int_equal(path.n, 0);
	view_go(scene->view, SIDE_ZH, 5, 0);
	view_section_path(scene->view, &path);
	assert_string_equal(buf_string(&path), "一、水流 › （一）四季的水量");
	path.n = 0;
	view_go(scene->view, SIDE_ZH, 8, 0);
	view_section_path(scene->view, &path);
	assert_string_equal(buf_string(&path), "二、看磨的人 › 后记");
	buf_free(&path);
	scene_free(scene);
}

static void view_go__shows__a_sentence_in_the_pane_of_its_side(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 13);
	for (int i = 0; i < 20; i++) {
		add_numbered(scene, SIDE_ZH, i * 3 + 1, 3);
		add_numbered(scene, SIDE_EN, i * 3 + 1, 3);
	}
	view_go(scene->view, SIDE_EN, 10, 60);
	assert_current(scene, SIDE_EN, 10, 49 + 2);
	draw(scene);
	assert_marked(scene, MARK_CURRENT,
		"This is sentence 32, and it tells about matter 32.");
	assert_in_range(scene->grid.cursor_row, 4, 6);
	view_go(scene->view, SIDE_ZH, 19, SIZE_MAX);
	draw(scene);
	assert_marked(scene, MARK_CURRENT, "这是第60句话，讲的是第60件事。");
	scene_free(scene);
}

/* ---- the shape of the screen -------------------------------------------------------- */

static void view_configure__keeps__the_current_sentence_on_its_row(void **state)
{
	(void)state;
	struct scene *scene = scene_open(100, 24);
	add_translation(scene, 100, 3);
	view_go(scene->view, SIDE_ZH, 50, 0);
	view_move(scene->view, UNIT_ROW, 2);
	draw(scene);
	int row = scene->grid.cursor_row;
	size_t block = current_block(scene);
	static const int widths[] = {120, 200, 75, 90, 100};
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		resize(scene, widths[i], 24, 1);
		draw(scene);
		assert_int_equal(scene->grid.cursor_row, row);
		assert_int_equal(current_block(scene), block);
	}
	view_divide(scene->view, 10);
	view_divide(scene->view, -25);
	draw(scene);
	assert_int_equal(scene->grid.cursor_row, row);
	resize(scene, 100, 8, 1);
	draw(scene);
	assert_in_range(scene->grid.cursor_row, 2, 6);
	scene_free(scene);
}

static void view_next_arrangement__goes__round(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	add_translation(scene, 3, 2);
	draw(scene);
	assert_line_has(scene, 1, "┬ English");
	view_next_arrangement(scene->view);
	draw(scene);
	assert_line_lacks(scene, 1, "English");
	assert_line_has(scene, 7, " English ─");
	view_next_arrangement(scene->view);
	draw(scene);
	assert_line_lacks(scene, 7, " English ─");
	view_switch_pane(scene->view);
	draw(scene);
	assert_line_has(scene, 1, " English ─");
	view_next_arrangement(scene->view);
	draw(scene);
	assert_line_has(scene, 1, "┬ English");
	scene_free(scene);
}

static void view_zoom__shows__the_active_pane_alone_and_both_again(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	add_translation(scene, 3, 2);
	view_zoom(scene->view);
	draw(scene);
	assert_line_lacks(scene, 1, "English");
	view_divide(scene->view, 5);
	view_zoom(scene->view);
	draw(scene);
	assert_line_has(scene, 1, "┬ English");
	scene->config.arrangement = ARRANGE_STACKED;
	resize(scene, 80, 14, 1);
	draw(scene);
	assert_line_has(scene, 7, " English ─");
	scene_free(scene);
}

static int divider_column(struct scene *scene)
{
	draw(scene);
	for (int column = 0; column < scene->grid.columns; column++) {
		if (strcmp(grid_cell(&scene->grid, 1, column)->bytes, "┬") == 0)
			return column;
	}
	return -1;
}

static void view_divide__moves__the_divider_as_far_as_there_is_room(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	add_translation(scene, 3, 2);
	assert_int_equal(divider_column(scene), 40);
	view_divide(scene->view, 5);
	assert_int_equal(divider_column(scene), 45);
	view_divide(scene->view, 1000);
	assert_int_equal(divider_column(scene), 69);
	view_divide(scene->view, -1);
	assert_int_equal(divider_column(scene), 68);
	view_divide(scene->view, -100000000);
	assert_int_equal(divider_column(scene), 10);
	scene->config.divider = 30;
	resize(scene, 80, 14, 1);
	assert_int_equal(divider_column(scene), 24);
	resize(scene, 50, 14, 1);
	view_divide(scene->view, -2);
	draw(scene);
	assert_line_has(scene, 4, " English ─");
	scene_free(scene);
}

static void view_update__takes__up_what_was_loaded(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	add_numbered(scene, SIDE_EN, 1, 1);
	assert_current(scene, SIDE_EN, 0, 0);
	draw(scene);
	assert_line_lacks(scene, 1, "中文");
	add_numbered(scene, SIDE_ZH, 1, 1);
	assert_current(scene, SIDE_ZH, 0, 0);
	assert_int_equal(divider_column(scene), 40);
	view_move(scene->view, UNIT_SENTENCE, 1);
	for (int i = 0; i < 500; i++)
		add_numbered(scene, SIDE_ZH, i + 2, 1);
	assert_current(scene, SIDE_ZH, 0, 0);
	assert_true(view_move(scene->view, UNIT_PAGE, 1000));
	draw(scene);
	assert_line_has(scene, 12, "第501件事。");
	scene_free(scene);
}

/* What looked like a heading may turn out to be none when the next block comes. */
static void view_update__sets__a_block_anew_when_its_kind_changed(void **state)
{
	(void)state;
	struct scene *scene = scene_open(40, 14);
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "早上有雾。");
	add_heading(scene, SIDE_ZH, 1, 3, 6, "一、看水");
	draw(scene);
	assert_int_equal(element_of(scene, "看"), ELEMENT_HEADING);
	struct block *block = &scene->document.side[SIDE_ZH].blocks.v[1];
	scene->document.side[SIDE_ZH].sections.n = 0;
	block->kind = BLOCK_PARAGRAPH;
	block->level = 0;
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "二、看山");
	draw(scene);
	assert_line_has(scene, 3, "     一、看水");
	assert_line_has(scene, 4, "     二、看山");
	assert_int_equal(element_of(scene, "看"), ELEMENT_TEXT);
	scene_free(scene);
}

/* ---- links -------------------------------------------------------------------------- */

static void view_move__lets__the_other_pane_follow(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	add_translation(scene, 30, 2);
	for (int i = 2; i <= 60; i++) {
		char expected[96];
		view_move(scene->view, UNIT_SENTENCE, 1);
		draw(scene);
		snprintf(expected, sizeof expected,
			"This is sentence %d, and it tells about matter %d.", i, i);
		assert_marked(scene, MARK_LINKED, expected);
		assert_marked(scene, MARK_CURRENT | MARK_INACTIVE, "");
	}
	view_switch_pane(scene->view);
	assert_current(scene, SIDE_EN, 29,
		strlen("This is sentence 59, and it tells about matter 59. "));
	view_home(scene->view);
	draw(scene);
	assert_marked(scene, MARK_LINKED, "这是第1句话，讲的是第1件事。");
	scene_free(scene);
}

/* From far away the counterpart comes to the height of the sentence. */
static void view_go__brings__the_counterpart_beside_the_sentence(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 24);
	add_translation(scene, 60, 2);
	view_go(scene->view, SIDE_ZH, 30, 0);
	draw(scene);
	int row = scene->grid.cursor_row;
	view_switch_pane(scene->view);
	draw(scene);
	assert_int_equal(scene->grid.cursor_row, row);
	scene_free(scene);
}

static void view_toggle_follow__leaves__the_other_pane_alone(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	add_translation(scene, 30, 2);
	view_toggle_follow(scene->view);
	view_end(scene->view);
	draw(scene);
	assert_marked(scene, MARK_LINKED, "");
	assert_marked(scene, MARK_CURRENT | MARK_INACTIVE,
		"This is sentence 1, and it tells about matter 1.");
	assert_described(scene, "linked 1:1 (high), follow off");
	view_toggle_follow(scene->view);
	draw(scene);
	assert_marked(
		scene, MARK_LINKED, "This is sentence 60, and it tells about matter 60.");
	assert_described(scene, "linked 1:1 (high)");
	scene->config.follow = !scene->config.follow;
	resize(scene, 80, 14, 1);
	assert_described(scene, "linked 1:1 (high), follow off");
	scene_free(scene);
}

static void view_move__leaves__the_other_pane_where_nothing_is_linked(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	for (int i = 0; i < 30; i++) {
		add_numbered(scene, SIDE_ZH, i + 1, 1);
		add_numbered(scene, SIDE_EN, i + 1, 1);
	}
	static struct sentence_ref alone[] = {{20, 0}};
	add_link(scene,
		&(struct link){.zh = alone, .zh_count = 1, .kind = LINK_TRANSLATION});
	link_pair(scene, 10, 0);
	view_go(scene->view, SIDE_ZH, 10, 0);
	assert_described(scene, "linked 1:1 (high)");
	view_go(scene->view, SIDE_ZH, 20, 0);
	assert_described(scene, "no counterpart here");
	assert_false(view_follow_link(scene->view));
	assert_current(scene, SIDE_ZH, 20, 0);
	view_move(scene->view, UNIT_SENTENCE, 3);
	assert_described(scene, "no counterpart here");
	draw(scene);
	assert_marked(scene, MARK_CURRENT | MARK_INACTIVE,
		"This is sentence 11, and it tells about matter 11.");
	scene_free(scene);
}

static void view_follow_link__goes__there_and_back(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	add_article(scene);
	link_article(scene);
	view_go(scene->view, SIDE_ZH, 7, 60);
	size_t byte = strlen("看磨的人住在河边的小屋里[2]。");
	assert_current(scene, SIDE_ZH, 7, byte);
	assert_true(view_follow_link(scene->view));
	assert_current(scene, SIDE_EN, 1, 0);
	assert_true(view_follow_link(scene->view));
	assert_current(scene, SIDE_ZH, 7, byte);
	scene_free(scene);
}

static void view_describe_link__counts__what_goes_with_a_clause(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	add_article(scene);
	assert_described(scene, "");
	link_article(scene);
	assert_described(scene, "no counterpart here");
	view_go(scene->view, SIDE_ZH, 3, 100);
	assert_described(scene, "3 of 3 linked to this clause (high)");
	view_go(scene->view, SIDE_ZH, 6, 0);
	assert_described(scene, "1 of 3 linked to this clause (~ medium)");
	view_follow_link(scene->view);
	assert_described(scene, "linked 1:3 (~ medium)");
	static struct sentence_ref more[] = {{5, 0}};
	static struct sentence_ref abstract[] = {{1, 0}};
	static struct block_range first[] = {{1, {0, 46}}};
	add_clause_link(scene, more, 1, abstract, first, 0.1F);
	view_go(scene->view, SIDE_ZH, 3, 0);
	assert_described(scene, "2 of 4 linked to this clause (high)");
	view_go(scene->view, SIDE_ZH, 5, 0);
	assert_described(scene, "4 of 4 linked to this clause (? low)");
	scene_free(scene);
}

static void view_draw__marks__only_the_clauses_that_are_meant(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 24);
	add_article(scene);
	link_article(scene);
	view_go(scene->view, SIDE_ZH, 3, 0);
	draw(scene);
	assert_marked(
		scene, MARK_LINKED, "Abstract: The mills are turned by the stream,");
	view_go(scene->view, SIDE_ZH, 7, 0);
	draw(scene);
	assert_marked(scene, MARK_LINKED, "and they are kept by people.");
	view_switch_pane(scene->view);
	draw(scene);
	assert_marked(scene, MARK_LINKED,
		"一、水流山谷里有一条小河[1]，水从高处流下来，推动木轮。"
		"木轮带动石磨，石磨把麦子磨成面粉。"
		"二、看磨的人看磨的人住在河边的小屋里[2]。"
		"他每天清理水渠，给木轴上油，把坏掉的叶片换掉。");
	scene_free(scene);
}

/* With sentences that end at ；, links go on counting without. */
static void view_settle__finds__links_however_sentences_are_counted(void **state)
{
	(void)state;
	struct scene *scene = scene_open(80, 14);
	scene->document.two_sources = true;
	scene->config.semicolon = true;
	resize(scene, 80, 14, 1);
	add(scene, SIDE_ZH, BLOCK_PARAGRAPH, "天晴；水清。山高。");
	add(scene, SIDE_EN, BLOCK_PARAGRAPH,
		"The sky is bright; the water is clear. The hills are high.");
	link_pair(scene, 0, 1);
	view_move(scene->view, UNIT_SENTENCE, 1);
	assert_described(scene, "no counterpart here");
	view_move(scene->view, UNIT_SENTENCE, 1);
	assert_current(scene, SIDE_ZH, 0, 18);
	draw(scene);
	assert_marked(scene, MARK_LINKED, "The hills are high.");
	scene_free(scene);
}

/* ---- anything at all ---------------------------------------------------------------- */

static void add_random_block(struct scene *scene, struct rng *rng)
{
	static const char *const words[] = {"水", "磨坊", "，", "。", "“好！”",
		"（河边）", "mill ", "of ", "e\u0301", "……", "——", "[3]", "；", ". ", "A",
		"\u202e", "２０２４", " ", "🌾", "word，"};
	struct buf text = {0};
	enum side side = rng_chance(rng, 50) ? SIDE_ZH : SIDE_EN;
	bool heading = rng_chance(rng, 10);
	unsigned count = rng_below(rng, heading ? 6 : rng_chance(rng, 5) ? 600 : 60);
	buf_puts(&text, "起");
	for (unsigned i = 0; i < count; i++)
		buf_puts(&text, words[rng_below(rng, sizeof words / sizeof *words)]);
	if (heading)
		add_heading(scene, side, rng_between(rng, 1, 4), 0, 0, buf_string(&text));
	else
		add(scene, side, rng_chance(rng, 80) ? BLOCK_PARAGRAPH : BLOCK_REFERENCE,
			buf_string(&text));
	buf_free(&text);
}

static void do_anything(struct scene *scene, struct rng *rng)
{
	struct view *view = scene->view;
	enum side side = rng_chance(rng, 50) ? SIDE_ZH : SIDE_EN;
	size_t blocks = scene->document.side[side].blocks.n;
	long count =
		rng_chance(rng, 10) ? rng_between(rng, -50, 50) : rng_between(rng, -3, 3);
	switch (rng_below(rng, 16)) {
	case 0:
		resize(scene, rng_between(rng, 12, 130), rng_between(rng, 1, 40),
			rng_between(rng, 1, 2));
		break;
	case 1:
		view_switch_pane(view);
		break;
	case 2:
		view_zoom(view);
		break;
	case 3:
		view_next_arrangement(view);
		break;
	case 4:
		view_divide(view, rng_between(rng, -30, 30));
		break;
	case 5:
		view_toggle_follow(view);
		break;
	case 6:
		view_follow_link(view);
		break;
	case 7:
		view_percent(view, rng_between(rng, -1, 101));
		break;
	case 8:
		if (blocks > 0)
			view_go(view, side, rng_below(rng, (unsigned)blocks),
				rng_below(rng, 300));
		break;
	case 9:
		rng_chance(rng, 50) ? view_home(view) : view_end(view);
		break;
	default:
		view_move(view, (enum view_unit)rng_below(rng, UNIT_SECTION + 1), count);
	}
}

static void assert_current_in_sight(struct scene *scene)
{
	draw(scene);
	assert_in_range(scene->grid.cursor_row, 0, scene->grid.rows - 1);
	const struct cell *cell = grid_cell(
		&scene->grid, scene->grid.cursor_row, scene->grid.cursor_column);
	assert_int_equal(cell->style.marks, MARK_CURRENT);
}

static void view__keeps__the_current_sentence_in_sight_whatever_is_done(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct rng rng = {seed};
		struct scene *scene = scene_open(80, 24);
		scene->document.two_sources = rng_chance(&rng, 50);
		for (int i = 0; i < 300; i++) {
			if (rng_chance(&rng, 20))
				add_random_block(scene, &rng);
			uint32_t block = rng_below(&rng, 1 + (unsigned)i / 10);
			if (rng_chance(&rng, 10) &&
				block < scene->document.side[SIDE_ZH].blocks.n &&
				block < scene->document.side[SIDE_EN].blocks.n)
				link_pair(scene, block, 0);
			do_anything(scene, &rng);
			if (scene->document.side[SIDE_ZH].blocks.n +
				scene->document.side[SIDE_EN].blocks.n)
				assert_current_in_sight(scene);
		}
		scene_free(scene);
	}
}

/* As a bitext is read: blocks and links in turns, and of sides in opposite orders. */
static void view_update__takes__given_links_as_they_come(void **state)
{
	enum { BLOCKS = 9 };
	(void)state;
	struct scene *scene = scene_open(90, 20);
	scene->document.two_sources = scene->document.links_given = true;
	for (int b = 0; b < BLOCKS; b++)
		add_numbered(scene, SIDE_EN, b + 1, 1);
	for (uint32_t b = 0; b < BLOCKS; b++) {
		struct sentence_ref zh = {b, 0}, en = {BLOCKS - 1 - b, 0};
		add_numbered(scene, SIDE_ZH, (int)b + 1, 1);
		document_link(&scene->document, &(struct link){.zh = &zh,
							.en = &en,
							.zh_count = 1,
							.en_count = 1,
							.score = 1,
							.kind = LINK_TRANSLATION});
		view_update(scene->view);
		for (uint32_t k = 0; k <= b; k++) {
			view_go(scene->view, SIDE_ZH, k, 0);
			assert_described(scene, "linked 1:1 (high)");
			assert_true(view_follow_link(scene->view));
			assert_current(scene, SIDE_EN, BLOCKS - 1 - k, 0);
			assert_true(view_follow_link(scene->view));
			assert_current(scene, SIDE_ZH, k, 0);
		}
	}
	scene_free(scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(view_draw__parts__a_wide_screen_into_columns),
		cmocka_unit_test(view_draw__draws__ascii_frames_where_ambiguous_is_wide),
		cmocka_unit_test(view_draw__stacks__panes_on_a_narrow_screen),
		cmocka_unit_test(view_draw__gives__a_translation_half_of_a_narrow_screen),
		cmocka_unit_test(view_draw__gives__the_screen_to_the_only_text),
		cmocka_unit_test(view_draw__sets__long_lines_to_a_measure_in_the_middle),
		cmocka_unit_test(view_draw__is_total__without_text),
		cmocka_unit_test(view_draw__is_total__on_any_screen),
		cmocka_unit_test(view_draw__shows__title_path_and_place),
		cmocka_unit_test(view_draw__clips__title_and_path_to_make_room),
		cmocka_unit_test(view_draw__shows__messages_before_anything_else),
		cmocka_unit_test(
			view_draw__marks__the_current_sentence_and_rests_the_cursor_on_it),
		cmocka_unit_test(view_draw__sets__typed_indents_once),
		cmocka_unit_test(view_draw__marks__the_other_panes_sentence_less),
		cmocka_unit_test(view_draw__knows__what_each_cell_is_part_of),
		cmocka_unit_test(view_move__scrolls__by_rows),
		cmocka_unit_test(view_move__keeps__two_rows_of_a_page),
		cmocka_unit_test(view_move__stops__at_both_ends),
		cmocka_unit_test(view_move__leaves__a_text_that_fits_where_it_is),
		cmocka_unit_test(view_move__changes__the_current_sentence_when_it_leaves),
		cmocka_unit_test(view_move__keeps__a_sentence_that_fills_the_screen),
		cmocka_unit_test(view_percent__goes__by_bytes),
		cmocka_unit_test(view_end__shows__the_last_row_at_the_bottom),
		cmocka_unit_test(view_move__goes__from_sentence_to_sentence),
		cmocka_unit_test(view_move__takes__clauses_for_sentences_when_asked),
		cmocka_unit_test(view_move__shows__the_whole_sentence),
		cmocka_unit_test(view_move__goes__from_paragraph_to_paragraph),
		cmocka_unit_test(view_move__goes__from_section_to_section),
		cmocka_unit_test(view_section_path__names__all_sections_around),
		cmocka_unit_test(view_go__shows__a_sentence_in_the_pane_of_its_side),
		cmocka_unit_test(view_configure__keeps__the_current_sentence_on_its_row),
		cmocka_unit_test(view_next_arrangement__goes__round),
		cmocka_unit_test(view_zoom__shows__the_active_pane_alone_and_both_again),
		cmocka_unit_test(view_divide__moves__the_divider_as_far_as_there_is_room),
		cmocka_unit_test(view_update__takes__up_what_was_loaded),
		cmocka_unit_test(view_update__sets__a_block_anew_when_its_kind_changed),
		cmocka_unit_test(view_move__lets__the_other_pane_follow),
		cmocka_unit_test(view_go__brings__the_counterpart_beside_the_sentence),
		cmocka_unit_test(view_toggle_follow__leaves__the_other_pane_alone),
		cmocka_unit_test(
			view_move__leaves__the_other_pane_where_nothing_is_linked),
		cmocka_unit_test(view_follow_link__goes__there_and_back),
		cmocka_unit_test(view_describe_link__counts__what_goes_with_a_clause),
		cmocka_unit_test(view_draw__marks__only_the_clauses_that_are_meant),
		cmocka_unit_test(view_settle__finds__links_however_sentences_are_counted),
		cmocka_unit_test(view_update__takes__given_links_as_they_come),
		cmocka_unit_test(
			view__keeps__the_current_sentence_in_sight_whatever_is_done),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
