/* SPDX-License-Identifier: MIT */
/* glyph: grapheme clusters, their cells, and what is shown for them.
 *
 * Most of a text is ASCII, Han and their punctuation followed by more of it: quick() knows
 * these from their bytes, and that is what makes measuring faster than reading the text from
 * a disk.  All else goes through assemble(), which asks libunistring about each code point.
 * Both are pure, look at a bounded number of code points outside the grapheme, and walk over
 * each byte of it once, so that ten thousand marks on a letter cost no more than others.
 *
 * Which library says what: grapheme classes, general categories and the widths 0 and 2 come
 * from libunistring, East Asian Ambiguous from a table of our own (see gen_ambiguous.py). */
#include "glyph.h"

#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#include "ambiguous_table.h"
#include "utf8.h"

enum {
	SHOWN_CODE_POINTS = 5, /* of one grapheme: a base and four marks */
	NARROW_REACH = 16, /* code points looked at on each side of a full-width form */
};

/* Widths (UAX #11). */

static bool is_ambiguous(ucs4_t c)
{
	return code_range_has(
		ambiguous_table, sizeof ambiguous_table / sizeof *ambiguous_table, c);
}

int glyph_code_point_cells(uint32_t code_point, int ambiguous)
{
	int cells = uc_width(code_point, "UTF-8");
	return cells == 1 && ambiguous == 2 && is_ambiguous(code_point) ? 2 : cells;
}

/* Full-width forms shown half-width beside Latin.  The stored text keeps them. */

/* U+FF01 to U+FF5E are ASCII 0x21 to 0x7E in full width, U+3000 is their blank. */
static bool is_full_form(ucs4_t c)
{
	return (c >= 0xFF01 && c <= 0xFF5E) || c == 0x3000;
}

static bool is_category(ucs4_t c, uint32_t mask)
{
	return uc_is_general_category_withtable(c, mask);
}

static bool is_blank(ucs4_t c)
{
	return c == '\t' || c == '\n' || is_category(c, UC_CATEGORY_MASK_Z);
}

static bool is_one_of(ucs4_t c, const char *ascii)
{
	return c < 0x80 && c != 0 && strchr(ascii, (int)c);
}

static bool is_opener(ucs4_t c)
{
	return is_category(c, UC_CATEGORY_MASK_Ps | UC_CATEGORY_MASK_Pi);
}

/* What may not have a blank before it. */
static bool is_closer(ucs4_t c)
{
	return is_category(c, UC_CATEGORY_MASK_Pe | UC_CATEGORY_MASK_Pf) ||
	       is_one_of(c, ",.;:!?%'\"") || c == 0x3001 || c == 0x3002;
}

enum neighbour { NEIGHBOUR_NONE, NEIGHBOUR_LATIN, NEIGHBOUR_HAN };

/* Whether a full-width form beside c would belong to it; forms, blanks, and the quotes,
 * dashes and dots both scripts use (U+2010 to U+2027) do not tell. */
static enum neighbour neighbour_of(ucs4_t c)
{
	if (is_full_form(c) || (c >= 0x2010 && c <= 0x2027) || is_blank(c))
		return NEIGHBOUR_NONE;
	return uc_width(c, "UTF-8") == 2 ? NEIGHBOUR_HAN : NEIGHBOUR_LATIN;
}

static enum neighbour neighbour_before(const char *text, size_t at)
{
	enum neighbour found = NEIGHBOUR_NONE;
	for (int i = 0; i < NARROW_REACH && at > 0 && found == NEIGHBOUR_NONE; i++) {
		size_t size;
		found = neighbour_of(utf8_before(text, at, &size));
		at -= size;
	}
	return found;
}

static enum neighbour neighbour_behind(const char *text, size_t len, size_t at)
{
	enum neighbour found = NEIGHBOUR_NONE;
	for (int i = 0; i < NARROW_REACH && at < len && found == NEIGHBOUR_NONE; i++) {
		size_t size;
		found = neighbour_of(utf8_at(text, len, at, &size));
		at += size;
	}
	return found;
}

/* What c, which lies at byte [at, end), is shown as: its half-width form or itself. */
static ucs4_t narrowed(const struct glyph_style *style, const char *text, size_t len,
	size_t at, ucs4_t c)
{
	if (!style->narrow_punctuation || !is_full_form(c))
		return c;
	enum neighbour before = neighbour_before(text, at);
	enum neighbour behind = neighbour_behind(text, len, at);
	bool latin = before == NEIGHBOUR_LATIN || behind == NEIGHBOUR_LATIN;
	bool han = before == NEIGHBOUR_HAN || behind == NEIGHBOUR_HAN;
	if (han && !latin)
		return c;
	return c == 0x3000 ? ' ' : c - 0xFF01 + '!';
}

/* Whether English wants a blank between the code point c at byte `at`, shown as half, and
 * what lies at byte `end` behind it, where the text has none. */
static bool wants_blank(const struct glyph_style *style, const char *text, size_t len,
	size_t at, size_t end, ucs4_t c, ucs4_t half)
{
	if (!style->narrow_punctuation || end >= len)
		return false;
	size_t size;
	ucs4_t next = utf8_at(text, len, end, &size);
	ucs4_t next_half = narrowed(style, text, len, end, next);
	if (next_half != next && is_opener(next_half))
		return !is_blank(c) && !is_opener(half) && !is_one_of(half, "-/");
	if (half == c || is_blank(next_half) || is_closer(next_half))
		return false;

	bool digit = is_category(next_half, UC_CATEGORY_MASK_Nd);
	if (half == '.') /* ３．５ and e．g． have none */
		return !digit && !is_category(next_half, UC_CATEGORY_MASK_Ll);
	if (is_one_of(half, ",:") && digit && at > 0) { /* 1，000 and 10：30 */
		ucs4_t before = utf8_before(text, at, &size);
		return !is_category(before, UC_CATEGORY_MASK_Nd);
	}
	if (is_one_of(half, ")]}%"))
		return is_category(next_half, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N);
	return is_one_of(half, ",;:!?");
}

/* Grapheme clusters (UAX #29). */

#define CLASS(name) (1u << GBP_##name)
#define MARKS (CLASS(EXTEND) | CLASS(ZWJ) | CLASS(SPACINGMARK)) /* GB9, GB9a */

/* For each class, the classes that are not parted from it when they follow.
 * GB11, emoji joined by a zero width joiner, is left out (see glyph.h). */
static const uint32_t joined_behind[] = {
	[GBP_CR] = CLASS(LF),                                           /* GB3 */
	[GBP_LF] = 0,                                                   /* GB4 */
	[GBP_CONTROL] = 0,                                              /* GB4 */
	[GBP_L] = MARKS | CLASS(L) | CLASS(V) | CLASS(LV) | CLASS(LVT), /* GB6 */
	[GBP_V] = MARKS | CLASS(V) | CLASS(T),                          /* GB7 */
	[GBP_LV] = MARKS | CLASS(V) | CLASS(T),                         /* GB7 */
	[GBP_T] = MARKS | CLASS(T),                                     /* GB8 */
	[GBP_LVT] = MARKS | CLASS(T),                                   /* GB8 */
	[GBP_PREPEND] = ~(CLASS(CR) | CLASS(LF) | CLASS(CONTROL)),      /* GB5, GB9b */
	[GBP_RI] = MARKS | CLASS(RI),                                   /* GB12, GB13 */
	[GBP_OTHER] = MARKS,
	[GBP_EXTEND] = MARKS,
	[GBP_SPACINGMARK] = MARKS,
	[GBP_ZWJ] = MARKS,
};

static bool is_joined(int before, int behind)
{
	const size_t known = sizeof joined_behind / sizeof *joined_behind;
	uint32_t joined = (size_t)before < known ? joined_behind[before] : MARKS;
	return joined >> behind & 1;
}

/* What is shown. */

enum appearance {
	APPEAR_AS_ITSELF,
	APPEAR_AS_BLANK,
	APPEAR_AS_CARET, /* ^X */
	APPEAR_AS_HEX,   /* <202E> */
	APPEAR_NOT,
};

static enum appearance appearance_of(ucs4_t c)
{
	if (c > ' ' && c < 0x7F)
		return APPEAR_AS_ITSELF;
	if (is_blank(c))
		return APPEAR_AS_BLANK;
	if (c < ' ' || c == 0x7F)
		return APPEAR_AS_CARET;
	if (uc_is_property_bidi_control(c))
		return APPEAR_AS_HEX;
	if (uc_is_property_default_ignorable_code_point(c))
		return APPEAR_NOT;
	/* Surrogates, private use and unassigned code points; noncharacters are unassigned.
	 * What is left of the class Control are format characters, which hide text or
	 * arrange it. */
	if (is_category(c, UC_CATEGORY_MASK_C & ~UC_CATEGORY_MASK_Cf) ||
		uc_graphemeclusterbreak_property(c) == GBP_CONTROL)
		return APPEAR_AS_HEX;
	return APPEAR_AS_ITSELF;
}

/* Appends to what is shown, leaving room for a blank before and one behind it. */
static void append(struct glyph *g, const char *bytes, size_t len, int cells)
{
	if (g->shown_len + len > GLYPH_SHOWN - 2)
		return;
	memcpy(g->shown + g->shown_len, bytes, len);
	g->shown_len = (uint8_t)(g->shown_len + len);
	g->cells = (uint8_t)(g->cells + cells);
}

enum { SPELT = 16 }; /* bytes at most that one code point is shown as */

/* How a code point is shown, in bytes; 0 if not at all.  *c becomes what is drawn instead. */
static int spell(ucs4_t *c, enum appearance appearance, char bytes[SPELT])
{
	switch (appearance) {
	case APPEAR_NOT:
		return 0;
	case APPEAR_AS_CARET:
		return snprintf(bytes, SPELT, "^%c", (int)(*c ^ 0x40));
	case APPEAR_AS_HEX:
		return snprintf(bytes, SPELT, "<%04X>", (unsigned)*c);
	case APPEAR_AS_BLANK:
		*c = *c == 0x3000 ? *c : ' ';
		break;
	case APPEAR_AS_ITSELF:
		break;
	}
	return u8_uctomb((uint8_t *)bytes, *c, SPELT);
}

static void show(struct glyph *g, const struct glyph_style *style, ucs4_t c)
{
	char bytes[SPELT];
	enum appearance appearance = appearance_of(c);
	int len = spell(&c, appearance, bytes), cells = len;
	if (appearance == APPEAR_AS_ITSELF || appearance == APPEAR_AS_BLANK)
		cells = glyph_code_point_cells(c, style->ambiguous);
	append(g, bytes, (size_t)len, cells);
}

void glyph_print(const char *text, size_t len, struct buf *out)
{
	size_t size;
	for (size_t at = 0; at < len; at += size) {
		char bytes[SPELT];
		ucs4_t c = utf8_at(text, len, at, &size);
		bool kept = c == '\n' || c == '\t';
		int n = spell(&c, kept ? APPEAR_AS_ITSELF : appearance_of(c), bytes);
		buf_add(out, bytes, (size_t)n);
	}
}

/* Skin tones are Extend: behind an emoji (or anything) they only colour it. */
static bool is_skin_tone(ucs4_t c)
{
	return c >= 0x1F3FB && c <= 0x1F3FF;
}

static struct glyph assemble(
	const struct glyph_style *style, const char *text, size_t len, size_t at)
{
	struct glyph g = {0};
	size_t size;
	ucs4_t c = utf8_at(text, len, at, &size);
	ucs4_t half = narrowed(style, text, len, at, c);
	show(&g, style, half);

	const size_t first = at + size;
	size_t end = first;
	bool flag = false;
	int before = uc_graphemeclusterbreak_property(c);
	for (int count = 1; end < len; end += size) {
		ucs4_t next = utf8_at(text, len, end, &size);
		int behind = uc_graphemeclusterbreak_property(next);
		if (!is_joined(before, behind) || (flag && behind == GBP_RI))
			break;
		flag = before == GBP_RI && behind == GBP_RI;
		before = behind;
		if (count < SHOWN_CODE_POINTS && !is_skin_tone(next)) {
			show(&g, style, next);
			count++;
		}
	}
	g.size = end - at;
	if (g.cells == 0 && g.shown_len > 0) { /* only marks: put them on a blank */
		memmove(g.shown + 1, g.shown, g.shown_len++);
		g.shown[0] = ' ';
		g.cells = 1;
	} else if (end == first && is_blank(half)) {
		g.trail = g.cells;
	}
	if (wants_blank(style, text, len, at, end, c, half)) {
		g.shown[g.shown_len++] = ' ';
		g.cells++;
		g.trail++;
	}
	return g;
}

/* The quick way. */

/* Whether the code point at p surely begins a grapheme whatever is before it: below U+0300,
 * U+2010 to U+203F, U+3000 to U+3FFF but for the marks in it, U+4000 to U+9FFF, U+FF00 to
 * U+FF7F.  The marks: U+302A to U+302F, U+3099, U+309A. */
static inline bool surely_starts(const uint8_t *p)
{
	if (p[0] < 0xCC || (p[0] >= 0xE4 && p[0] <= 0xE9))
		return true;
	if (p[0] == 0xE3)
		return !(p[1] == 0x80 && p[2] >= 0xAA) &&
		       !(p[1] == 0x82 && (p[2] & 0xFC) == 0x98);
	if (p[0] == 0xE2)
		return p[1] == 0x80 && p[2] >= 0x90;
	return p[0] == 0xEF && (p[1] == 0xBC || p[1] == 0xBD);
}

/* Cells of a three-byte code point that is shown as it is; -1 if it has to be asked for. */
static inline int quick_cells(const struct glyph_style *style, ucs4_t c)
{
	if (c >= 0x4E00 && c <= 0x9FFF)
		return 2;
	if ((c >= 0x3001 && c <= 0x3029) || (c >= 0x3041 && c <= 0x3096) ||
		(c >= 0x30A0 && c <= 0x30FF))
		return 2;
	if (c >= 0xFF01 && c <= 0xFF60)
		return style->narrow_punctuation ? -1 : 2;
	if (c >= 0x2010 && c <= 0x2027)
		return is_ambiguous(c) ? style->ambiguous : 1;
	return -1;
}

/* Fills g but for what is shown, which is the text itself; false if g needs assemble(). */
static inline bool quick(struct glyph *g, const struct glyph_style *style,
	const char *text, size_t len, size_t at)
{
	const uint8_t *p = (const uint8_t *)text + at;
	size_t size = 1;
	int cells = 1;
	if (p[0] >= 0x80) {
		if (p[0] < 0xE2 || p[0] >= 0xF0)
			return false;
		cells = quick_cells(style, utf8_at(text, len, at, &size));
		if (cells < 0)
			return false;
	} else if (p[0] < ' ' || p[0] == 0x7F) {
		return false;
	}
	if (at + size < len) {
		const uint8_t *next = p + size;
		if (!surely_starts(next))
			return false;
		if (next[0] == 0xEF && style->narrow_punctuation)
			return false;
	}
	g->size = size;
	g->cells = (uint8_t)cells;
	g->trail = p[0] == ' ';
	g->shown_len = 0;
	return true;
}

struct glyph glyph_at(
	const struct glyph_style *style, const char *text, size_t len, size_t at)
{
	struct glyph g;
	if (!quick(&g, style, text, len, at))
		return assemble(style, text, len, at);
	memcpy(g.shown, text + at, g.size);
	g.shown_len = (uint8_t)g.size;
	return g;
}

/* g.shown stays unset: clearing it would cost more than the rest. */
struct glyph glyph_measure(
	const struct glyph_style *style, const char *text, size_t len, size_t at)
{
	struct glyph g;
	if (!quick(&g, style, text, len, at))
		return assemble(style, text, len, at);
	return g;
}

size_t glyph_width(const struct glyph_style *style, const char *text, size_t len)
{
	size_t used;
	glyph_fit(style, text, len, (size_t)-1, &used);
	return used;
}

size_t glyph_fit(const struct glyph_style *style, const char *text, size_t len,
	size_t cells, size_t *used)
{
	size_t at = 0, sum = 0;
	while (at < len) {
		struct glyph g = glyph_measure(style, text, len, at);
		if (g.cells > cells - sum)
			break;
		sum += g.cells;
		at += g.size;
	}
	if (used)
		*used = sum;
	return at;
}
