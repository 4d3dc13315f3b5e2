/* SPDX-License-Identifier: MIT */
/* Tests of theme: the built-in looks, color lines, marks laid over elements, colours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "theme.h"

static struct theme chosen(enum theme_name name)
{
	struct theme theme = {0};
	theme_choose(&theme, name);
	return theme;
}

static struct look look_of(const struct theme *theme, int element, int marks)
{
	return theme_look(theme, (struct cell_style){(uint8_t)element, (uint8_t)marks});
}

static void assert_look(
	struct look look, int attributes, color foreground, color background)
{
	assert_int_equal(look.attributes, attributes);
	assert_int_equal(look.foreground, foreground);
	assert_int_equal(look.background, background);
}

static void assert_color(struct theme *theme, const char *line, const char *message)
{
	struct status s = theme_color(theme, line);
	assert_string_equal(s.message, message ? message : "");
	assert_int_equal(s.code, message ? STATUS_USAGE : STATUS_OK);
}

/* ---- built-in themes ---- */

static void theme_choose__gives__all_themes_the_same_attributes(void **state)
{
	struct theme dark = chosen(THEME_DARK), light = chosen(THEME_LIGHT),
		     mono = chosen(THEME_MONO);
	(void)state;
	for (int element = 0; element < ELEMENT_COUNT; element++)
		for (int marks = 0; marks < 8; marks++) {
			struct look look = look_of(&mono, element, marks);
			assert_look(look, look.attributes, COLOR_DEFAULT, COLOR_DEFAULT);
			assert_int_equal(look.attributes,
				look_of(&dark, element, marks).attributes);
			assert_int_equal(look.attributes,
				look_of(&light, element, marks).attributes);
		}
}

/* Without colour, what is current, linked or neither looks different. */
static void theme_choose__tells__marks_apart_without_colour(void **state)
{
	static const int marks[] = {0, MARK_CURRENT, MARK_LINKED,
		MARK_INACTIVE | MARK_CURRENT, MARK_INACTIVE};
	enum { COUNT = sizeof marks / sizeof *marks };
	static const int others[] = {ELEMENT_HEADING, ELEMENT_BAR, ELEMENT_HINT,
		ELEMENT_MESSAGE, ELEMENT_SELECTED};
	struct theme mono = chosen(THEME_MONO);
	(void)state;
	for (int i = 0; i < COUNT; i++)
		for (int j = i + 1; j < COUNT; j++)
			assert_int_not_equal(
				look_of(&mono, ELEMENT_TEXT, marks[i]).attributes,
				look_of(&mono, ELEMENT_TEXT, marks[j]).attributes);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_int_not_equal(look_of(&mono, others[i], 0).attributes,
			look_of(&mono, ELEMENT_TEXT, 0).attributes);
}

static void theme_choose__colours__dark_and_light(void **state)
{
	struct theme dark = chosen(THEME_DARK), light = chosen(THEME_LIGHT);
	(void)state;
	assert_look(look_of(&dark, ELEMENT_HEADING, 0), LOOK_BOLD, 6, COLOR_DEFAULT);
	assert_look(look_of(&light, ELEMENT_HEADING, 0), LOOK_BOLD, 4, COLOR_DEFAULT);
	assert_look(look_of(&dark, ELEMENT_TEXT, 0), 0, COLOR_DEFAULT, COLOR_DEFAULT);
}

static void theme_choose__keeps__what_color_lines_changed(void **state)
{
	struct theme theme = {0};
	(void)state;
	assert_color(&theme, "color title red default bold", NULL);
	theme_choose(&theme, THEME_LIGHT);
	assert_look(look_of(&theme, ELEMENT_TITLE, 0), LOOK_BOLD, 1, COLOR_DEFAULT);
	assert_look(look_of(&theme, ELEMENT_HEADING, 0), LOOK_BOLD, 4, COLOR_DEFAULT);
	theme_choose(&theme, THEME_DARK);
	assert_look(look_of(&theme, ELEMENT_TITLE, 0), LOOK_BOLD, 1, COLOR_DEFAULT);
	assert_look(look_of(&theme, ELEMENT_HEADING, 0), LOOK_BOLD, 6, COLOR_DEFAULT);
}

/* ---- marks ---- */

static void theme_look__lays__marks_over_the_element(void **state)
{
	struct theme theme = chosen(THEME_MONO);
	(void)state;
	assert_color(&theme, "color heading 1 2 bold", NULL);
	assert_color(&theme, "color current default 3 reverse", NULL);
	assert_color(&theme, "color linked 4 default underline", NULL);
	assert_color(&theme, "color inactive 5 6 dim", NULL);
	assert_color(&theme, "color current-inactive default default italic", NULL);

	assert_look(look_of(&theme, ELEMENT_HEADING, 0), LOOK_BOLD, 1, 2);
	assert_look(look_of(&theme, ELEMENT_HEADING, MARK_CURRENT),
		LOOK_BOLD | LOOK_REVERSE, 1, 3);
	assert_look(look_of(&theme, ELEMENT_HEADING, MARK_LINKED),
		LOOK_BOLD | LOOK_UNDERLINE, 4, 2);
	assert_look(look_of(&theme, ELEMENT_HEADING, MARK_CURRENT | MARK_LINKED),
		LOOK_BOLD | LOOK_REVERSE, 4, 3);
	assert_look(look_of(&theme, ELEMENT_HEADING, MARK_INACTIVE), LOOK_BOLD | LOOK_DIM,
		5, 6);
	assert_look(look_of(&theme, ELEMENT_HEADING, MARK_INACTIVE | MARK_CURRENT),
		LOOK_BOLD | LOOK_ITALIC, 5, 6);
	assert_look(look_of(&theme, ELEMENT_HEADING,
			    MARK_INACTIVE | MARK_CURRENT | MARK_LINKED),
		LOOK_BOLD | LOOK_ITALIC, 4, 6);
	assert_look(look_of(&theme, ELEMENT_HEADING, MARK_INACTIVE | MARK_LINKED),
		LOOK_BOLD | LOOK_UNDERLINE, 4, 6);
}

/* ---- color lines ---- */

static void theme_color__takes__every_part_by_its_name(void **state)
{
	struct theme theme = chosen(THEME_MONO);
	char line[64];
	(void)state;
	for (size_t i = 0; i < THEME_PARTS; i++) {
		assert_non_null(theme_part_name(i));
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(theme_part_name(i), theme_part_name(j));
		snprintf(line, sizeof line, "color %s 1 2 dim", theme_part_name(i));
		assert_color(&theme, line, NULL);
		assert_look(theme.looks[i], LOOK_DIM, 1, 2);
	}
	assert_null(theme_part_name(THEME_PARTS));
}

static void theme_color__takes__every_name_there_is(void **state)
{
	struct theme theme = chosen(THEME_MONO);
	char line[64];
	size_t colors = 0, attributes = 0;
	(void)state;
	for (const char *name; (name = theme_color_name(colors)); colors++) {
		snprintf(line, sizeof line, "color text %s %s", name, name);
		assert_color(&theme, line, NULL);
		color expected = colors < 16 ? (color)colors : COLOR_DEFAULT;
		assert_look(look_of(&theme, ELEMENT_TEXT, 0), 0, expected, expected);
	}
	for (const char *name; (name = theme_attribute_name(attributes)); attributes++) {
		snprintf(line, sizeof line, "color text 1 2 %s", name);
		assert_color(&theme, line, NULL);
	}
	assert_int_equal(colors, 17);
	assert_int_equal(attributes, 6);
}

static void theme_color__takes__all_ways_to_write_a_colour(void **state)
{
	static const struct {
		const char *line;
		int attributes;
		color foreground, background;
	} cases[] = {
		{"color text black bright-white", 0, 0, 15},
		{"color text default default none", 0, COLOR_DEFAULT, COLOR_DEFAULT},
		{"color text 0 255", 0, 0, 255},
		{"color text #000000 #FfA01b", 0, COLOR_RGB, COLOR_RGB | 0xFFA01B},
		{" color\ttext  1\t2 ", 0, 1, 2},
		{"color text 1 2 # bold", 0, 1, 2},
		{"color text 1 2 bold # as a title", LOOK_BOLD, 1, 2},
		{"color text 1 2 bold,dim,italic,underline,reverse", 31, 1, 2},
	};
	struct theme theme = chosen(THEME_MONO);
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_color(&theme, cases[i].line, NULL);
		assert_look(look_of(&theme, ELEMENT_TEXT, 0), cases[i].attributes,
			cases[i].foreground, cases[i].background);
	}
}

static void theme_color__says__what_is_wrong(void **state)
{
	static const struct {
		const char *line, *message;
	} cases[] = {
		{"color", "color ELEMENT FG BG [ATTRIBUTES] is expected"},
		{"color text red", "color ELEMENT FG BG [ATTRIBUTES] is expected"},
		{"colour text 1 2", "color ELEMENT FG BG [ATTRIBUTES] is expected"},
		{"color texts 1 2", "unknown element 'texts'"},
		{"color text rot 2",
			"'rot' is not a colour: a name, 0..255, #rrggbb or default"},
		{"color text 1 256",
			"'256' is not a colour: a name, 0..255, #rrggbb or default"},
		{"color text -1 2",
			"'-1' is not a colour: a name, 0..255, #rrggbb or default"},
		{"color text #12345 2",
			"'#12345' is not a colour: a name, 0..255, #rrggbb or default"},
		{"color text #12345g 2",
			"'#12345g' is not a colour: a name, 0..255, #rrggbb or default"},
		{"color text 1 2 bolt",
			"unknown attributes 'bolt': bold, dim, italic, underline, "
			"reverse, "
			"joined by commas, or none"},
		{"color text 1 2 bold,",
			"unknown attributes 'bold,': bold, dim, italic, underline, "
			"reverse, joined by commas, or none"},
		{"color text 1 2 bold dim",
			"unknown attributes 'bold dim': bold, dim, italic, underline, "
			"reverse, joined by commas, or none"},
	};
	struct theme theme = chosen(THEME_DARK), before = theme;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_color(&theme, cases[i].line, cases[i].message);
	for (size_t i = 0; i < THEME_PARTS; i++)
		assert_false(theme.changed[i]);
	for (int element = 0; element < ELEMENT_COUNT; element++) {
		struct look look = look_of(&before, element, 0);
		assert_look(look_of(&theme, element, 0), look.attributes, look.foreground,
			look.background);
	}
}

/* ---- colours of a terminal ---- */

static void theme_nearest__takes__what_the_terminal_has(void **state)
{
	enum { DIRECT = 1 << 24 };
	static const struct {
		color wanted;
		int colors;
		color nearest;
	} cases[] = {
		{COLOR_DEFAULT, 256, COLOR_DEFAULT},
		{COLOR_DEFAULT, DIRECT, COLOR_DEFAULT},
		{1, 0, COLOR_DEFAULT},
		{1, -1, COLOR_DEFAULT},
		{COLOR_RGB | 0xFF0000, 2, COLOR_DEFAULT},
		{1, 8, 1},
		{9, 8, 1},
		{15, 8, 7},
		{8, 8, COLOR_DEFAULT},
		{244, 8, COLOR_DEFAULT},
		{196, 8, 1},
		{9, 16, 9},
		{196, 16, 9},
		{231, 16, 15},
		{16, 16, 0},
		{240, 16, 8},
		{COLOR_RGB | 0x00CCCC, 16, 6},
		{200, 88, 13},
		{255, 256, 255},
		{9, 256, 9},
		{COLOR_RGB | 0xFF0000, 256, 196},
		{COLOR_RGB | 0xD70087, 256, 162},
		{COLOR_RGB | 0x080808, 256, 232},
		{COLOR_RGB | 0xEEEEEE, 256, 255},
		{COLOR_RGB, 256, 16},
		{7, DIRECT, 7},
		{9, DIRECT, 0xFF0000},
		{232, DIRECT, 0x080808},
		{231, DIRECT, 0xFFFFFF},
		{COLOR_RGB | 0x123456, DIRECT, 0x123456},
		{COLOR_RGB | 0x000004, DIRECT, 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(theme_nearest(cases[i].wanted, cases[i].colors),
			cases[i].nearest);
}

/* A colour that the terminal has stays what it is, in every palette. */
static void theme_nearest__keeps__the_colours_of_the_palette(void **state)
{
	static const int palettes[] = {8, 16, 88, 256};
	(void)state;
	for (size_t i = 0; i < sizeof palettes / sizeof *palettes; i++)
		for (color c = 0; c < palettes[i]; c++)
			assert_int_equal(theme_nearest(c, palettes[i]), c);
	for (color c = 16; c < 256; c++) {
		color rgb = theme_nearest(c, COLOR_RGB);
		if (c != 16)
			assert_int_equal(theme_nearest(COLOR_RGB | rgb, COLOR_RGB), rgb);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(theme_choose__gives__all_themes_the_same_attributes),
		cmocka_unit_test(theme_choose__tells__marks_apart_without_colour),
		cmocka_unit_test(theme_choose__colours__dark_and_light),
		cmocka_unit_test(theme_choose__keeps__what_color_lines_changed),
		cmocka_unit_test(theme_look__lays__marks_over_the_element),
		cmocka_unit_test(theme_color__takes__every_part_by_its_name),
		cmocka_unit_test(theme_color__takes__every_name_there_is),
		cmocka_unit_test(theme_color__takes__all_ways_to_write_a_colour),
		cmocka_unit_test(theme_color__says__what_is_wrong),
		cmocka_unit_test(theme_nearest__takes__what_the_terminal_has),
		cmocka_unit_test(theme_nearest__keeps__the_colours_of_the_palette),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
