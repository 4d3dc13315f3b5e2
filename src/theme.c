/* SPDX-License-Identifier: MIT */
/* theme: the built-in themes, color lines, and the nearest colour a terminal has.
 *
 * Attributes are the same in all themes and tell everything apart by themselves, so that a
 * terminal without colour, NO_COLOR and a reader who does not see a colour lose nothing;
 * dark and light add colours that can be read on such a background.
 * Which colours a terminal has, and how it is told, is left to tty. */
#include "theme.h"

#include <assert.h>
#include <string.h>

#include "message.h"
#include "word.h"

/* A mark's look is used where the marks of a cell, masked, are these: the strongest first.
 * Attributes are those of the strongest mark of a cell, each colour that of the strongest
 * which has one. */
static const struct {
	uint8_t mask, marks;
} mark_parts[THEME_MARKS] = {
	{MARK_MATCH, MARK_MATCH},
	{MARK_EQUIVALENT, MARK_EQUIVALENT},
	{MARK_CURRENT | MARK_INACTIVE, MARK_CURRENT},
	{MARK_CURRENT | MARK_INACTIVE, MARK_CURRENT | MARK_INACTIVE},
	{MARK_LINKED, MARK_LINKED},
	{MARK_INACTIVE, MARK_INACTIVE},
};

enum {
	NONE = COLOR_DEFAULT,
	BLACK = 0,
	GREEN = 2,
	BLUE = 4,
	MAGENTA = 5,
	CYAN = 6,
	BRIGHT_BLACK = 8,
	BRIGHT_YELLOW = 11,
	BRIGHT_BLUE = 12,
	BRIGHT_CYAN = 14,
	BRIGHT_WHITE = 15,
};

/* clang-format off */
static const struct {
	const char *name;
	uint8_t attributes;
	struct { color foreground, background; } dark, light;
} parts[THEME_PARTS] = {
	[ELEMENT_TEXT] = {"text", 0, {NONE, NONE}, {NONE, NONE}},
	[ELEMENT_TITLE] = {"title", LOOK_BOLD, {NONE, NONE}, {NONE, NONE}},
	[ELEMENT_BYLINE] = {"byline", 0, {NONE, NONE}, {NONE, NONE}},
	[ELEMENT_HEADING] = {"heading", LOOK_BOLD, {CYAN, NONE}, {BLUE, NONE}},
	[ELEMENT_REFERENCE] = {"reference", 0, {NONE, NONE}, {NONE, NONE}},
	[ELEMENT_CITATION] = {"citation", 0, {GREEN, NONE}, {GREEN, NONE}},
	[ELEMENT_BAR] = {"bar", LOOK_REVERSE, {NONE, NONE}, {NONE, NONE}},
	[ELEMENT_PANE_HEAD] = {"pane-head", 0, {BRIGHT_BLUE, NONE}, {BLUE, NONE}},
	[ELEMENT_HINT] = {"hint", LOOK_DIM, {NONE, NONE}, {NONE, NONE}},
	[ELEMENT_MESSAGE] = {"message", LOOK_REVERSE | LOOK_BOLD, {NONE, NONE}, {NONE, NONE}},
	[ELEMENT_SELECTED] = {"selected", LOOK_REVERSE, {NONE, NONE}, {NONE, NONE}},
	[ELEMENT_SIGN] = {"sign", LOOK_BOLD | LOOK_UNDERLINE | LOOK_REVERSE, {BRIGHT_YELLOW, NONE}, {MAGENTA, NONE}},
	{"match", LOOK_BOLD | LOOK_UNDERLINE | LOOK_ITALIC, {BLACK, BRIGHT_YELLOW}, {BLACK, BRIGHT_YELLOW}},
	{"equivalent", LOOK_BOLD | LOOK_ITALIC, {BRIGHT_WHITE, BLUE}, {BLACK, BRIGHT_CYAN}},
	{"current", LOOK_REVERSE, {NONE, NONE}, {NONE, NONE}},
	{"current-inactive", LOOK_BOLD | LOOK_UNDERLINE, {NONE, NONE}, {NONE, NONE}},
	{"linked", LOOK_UNDERLINE, {BRIGHT_YELLOW, NONE}, {MAGENTA, NONE}},
	{"inactive", LOOK_DIM, {NONE, NONE}, {NONE, NONE}},
};
/* clang-format on */

void theme_choose(struct theme *theme, enum theme_name name)
{
	for (size_t i = 0; i < THEME_PARTS; i++) {
		struct look look = {parts[i].attributes, NONE, NONE};
		if (name == THEME_DARK) {
			look.foreground = parts[i].dark.foreground;
			look.background = parts[i].dark.background;
		} else if (name == THEME_LIGHT) {
			look.foreground = parts[i].light.foreground;
			look.background = parts[i].light.background;
		}
		if (!theme->changed[i])
			theme->looks[i] = look;
	}
}

struct look theme_look(const struct theme *theme, struct cell_style style)
{
	assert(style.element < ELEMENT_COUNT);
	struct look look = theme->looks[style.element], over = {0, NONE, NONE};
	bool marked = false;
	for (size_t i = 0; i < THEME_MARKS && style.marks; i++) {
		const struct look *mark = &theme->looks[ELEMENT_COUNT + i];
		if ((style.marks & mark_parts[i].mask) != mark_parts[i].marks)
			continue;
		if (!marked)
			over.attributes = mark->attributes;
		if (over.foreground == NONE)
			over.foreground = mark->foreground;
		if (over.background == NONE)
			over.background = mark->background;
		marked = true;
	}
	look.attributes |= over.attributes;
	if (over.foreground != NONE)
		look.foreground = over.foreground;
	if (over.background != NONE)
		look.background = over.background;
	return look;
}

/* ---- color lines ---- */

static const char *const color_names[] = {"black", "red", "green", "yellow", "blue",
	"magenta", "cyan", "white", "bright-black", "bright-red", "bright-green",
	"bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
	"default"};
enum { NAMED_COLORS = sizeof color_names / sizeof *color_names };

static const struct {
	const char *name;
	uint8_t bit;
} attribute_names[] = {
	{"none", 0},
	{"bold", LOOK_BOLD},
	{"dim", LOOK_DIM},
	{"italic", LOOK_ITALIC},
	{"underline", LOOK_UNDERLINE},
	{"reverse", LOOK_REVERSE},
};
enum { ATTRIBUTES = sizeof attribute_names / sizeof *attribute_names };

const char *theme_part_name(size_t index)
{
	return index < THEME_PARTS ? parts[index].name : NULL;
}

const char *theme_color_name(size_t index)
{
	return index < NAMED_COLORS ? color_names[index] : NULL;
}

const char *theme_attribute_name(size_t index)
{
	return index < ATTRIBUTES ? attribute_names[index].name : NULL;
}

/* "#rrggbb" in either case. */
static bool parse_rgb(struct word word, color *out)
{
	int32_t rgb = 0;
	if (word.n != 7 || *word.v != '#')
		return false;
	for (size_t i = 1; i < 7; i++) {
		char c = word.v[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
			    : c >= 'A' && c <= 'F' ? c - 'A' + 10
						   : -1;
		if (digit < 0)
			return false;
		rgb = rgb * 16 + digit;
	}
	*out = COLOR_RGB | rgb;
	return true;
}

static bool parse_color(struct word word, color *out)
{
	long number;
	for (int i = 0; i < NAMED_COLORS; i++)
		if (word_is(word, color_names[i])) {
			*out = i < 16 ? i : COLOR_DEFAULT;
			return true;
		}
	if (word_number(word, 255, &number)) {
		*out = (color)number;
		return true;
	}
	return parse_rgb(word, out);
}

/* "bold,underline"; none at all when there is no word. */
static bool parse_attributes(struct word word, uint8_t *out)
{
	*out = 0;
	for (size_t at = 0; word.n && at <= word.n;) {
		const char *comma = memchr(word.v + at, ',', word.n - at);
		size_t end = comma ? (size_t)(comma - word.v) : word.n, i = 0;
		struct word name = {word.v + at, end - at};
		while (i < ATTRIBUTES && !word_is(name, attribute_names[i].name))
			i++;
		if (i == ATTRIBUTES)
			return false;
		*out |= attribute_names[i].bit;
		at = end + 1;
	}
	return true;
}

static struct status bad_color(struct word word)
{
	return status_make(STATUS_USAGE, 0,
		_("'%.*s' is not a colour: a name, 0..255, #rrggbb or default"),
		(int)word.n, word.v);
}

struct status theme_color(struct theme *theme, const char *line)
{
	struct word color_word = word_next(&line), name = word_next(&line);
	struct word foreground = word_next(&line), background = word_next(&line);
	struct word attributes = word_rest(line);
	struct look look = {0, NONE, NONE};
	size_t part = 0;
	if (!word_is(color_word, "color") || background.n == 0)
		return status_make(STATUS_USAGE, 0,
			_("color ELEMENT FG BG [ATTRIBUTES] is expected"));
	while (part < THEME_PARTS && !word_is(name, parts[part].name))
		part++;
	if (part == THEME_PARTS)
		return status_make(STATUS_USAGE, 0, _("unknown element '%.*s'"),
			(int)name.n, name.v);
	if (!parse_color(foreground, &look.foreground))
		return bad_color(foreground);
	if (!parse_color(background, &look.background))
		return bad_color(background);
	if (!parse_attributes(attributes, &look.attributes))
		return status_make(STATUS_USAGE, 0,
			_("unknown attributes '%.*s': bold, dim, italic, underline, "
			  "reverse, joined by commas, or none"),
			(int)attributes.n, attributes.v);
	theme->looks[part] = look;
	theme->changed[part] = true;
	return STATUS_NONE;
}

/* ---- what a terminal has ---- */

/* The 16 colours as xterm has them; others have them nearly so. */
static const int32_t palette16[] = {0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE,
	0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF,
	0xFF00FF, 0x00FFFF, 0xFFFFFF};

/* Steps of the cube of 6 x 6 x 6 colours that are 16 to 231 of 256; 24 greys follow. */
static const int32_t cube_steps[] = {0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF};

static int32_t rgb_of(color c)
{
	if (c >= COLOR_RGB)
		return c - COLOR_RGB;
	if (c < 16)
		return palette16[c];
	if (c >= 232)
		return (8 + 10 * (c - 232)) * 0x010101;
	c -= 16;
	return cube_steps[c / 36] << 16 | cube_steps[c / 6 % 6] << 8 | cube_steps[c % 6];
}

static int32_t distance(int32_t a, int32_t b)
{
	int32_t sum = 0;
	for (int shift = 0; shift <= 16; shift += 8) {
		int32_t d = (a >> shift & 0xFF) - (b >> shift & 0xFF);
		sum += d * d;
	}
	return sum;
}

/* The colour of first..last that is nearest, the first of those equally near. */
static color nearest_of(int32_t rgb, color first, color last)
{
	color best = first;
	for (color c = first; c <= last; c++)
		if (distance(rgb, rgb_of(c)) < distance(rgb, rgb_of(best)))
			best = c;
	return best;
}

color theme_nearest(color wanted, int colors)
{
	if (wanted == COLOR_DEFAULT || colors < 8)
		return COLOR_DEFAULT;
	if (colors >= COLOR_RGB) {
		int32_t rgb = rgb_of(wanted);
		return wanted < 8 ? wanted : rgb < 8 ? BLACK : rgb;
	}
	if (wanted < colors && wanted < COLOR_RGB)
		return wanted;
	if (colors >= 256)
		return nearest_of(
			rgb_of(wanted), 16, 255); /* users change the first 16 */
	color nearest = nearest_of(rgb_of(wanted), 0, 15);
	if (colors >= 16)
		return nearest;
	/* Grey would be black, and nobody could read it on black. */
	return nearest == BRIGHT_BLACK ? COLOR_DEFAULT : nearest % 8;
}
