/* SPDX-License-Identifier: MIT */
/* linebreak: libunistring's UAX #14, corrected for Chinese by one table of pairs.
 *
 * UAX #14 knows most of what Chinese forbids, but glues “ ” on both sides, lets a row begin
 * with — － ～ ·, splits ２０２４ and U.S., and knows nothing of citations.  So each code point
 * gets a class, by table and, where a mark means two things, by its neighbours; the first
 * rule that fits the classes before and behind a place decides, and without one the library
 * stays right.  New needs are a row in one of the two tables.
 *
 * Left to layout: graphemes, cells, and what to do when no break is left. */
#include "linebreak.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unilbrk.h>

#include "citation.h"
#include "utf8.h"

enum line_class {
	CLASS_OTHER, /* left to UAX #14 */
	CLASS_BLANK,
	CLASS_DIGIT_BLANK,  /* behind a digit */
	CLASS_PREFIX_BLANK, /* behind a prefix */
	CLASS_LETTER,
	CLASS_DIGIT,
	CLASS_HAN,         /* all that is wide and has no class of its own */
	CLASS_WIDE,        /* full-width letter or digit */
	CLASS_OPEN,        /* full-width opening bracket */
	CLASS_CLOSE,       /* full-width closing bracket */
	CLASS_QUOTE_OPEN,  /* “ ‘ beside Han */
	CLASS_QUOTE_CLOSE, /* ” ’ beside Han */
	CLASS_STOP,        /* 。，、；：？！ */
	CLASS_POINT,       /* ． */
	CLASS_DOT,         /* . */
	CLASS_CONNECTOR,   /* — － ～ – */
	CLASS_INTERPUNCT,  /* · */
	CLASS_SOLIDUS,     /* / ／ */
	CLASS_DASH,        /* either half of —— */
	CLASS_ELLIPSIS,    /* … */
	CLASS_PREFIX,      /* ￥ $ § №, the dot of No. */
	CLASS_SUFFIX,      /* ％ ‰ ℃ */
	CLASS_CITATION,    /* any part of [3] or [4]（P865） */
	CLASS_COUNT
};

static_assert(CLASS_COUNT <= 32, "a set of classes is a uint32_t");

/* The classes of code points, sorted.  Others are letters below U+2E80 and Han above.
 * Ambiguous marks stand here as they are in Chinese; resolve() asks their neighbours. */
static const struct {
	uint32_t first, last;
	uint8_t class;
} class_table[] = {
	/* clang-format off */
	{0x0000, 0x0008, CLASS_OTHER},      {0x0009, 0x0009, CLASS_BLANK},
	{0x000A, 0x001F, CLASS_OTHER},      {0x0020, 0x0020, CLASS_BLANK},
	{0x0021, 0x0023, CLASS_OTHER},      {0x0024, 0x0024, CLASS_PREFIX},
	{0x0025, 0x0025, CLASS_SUFFIX},     {0x0026, 0x002D, CLASS_OTHER},
	{0x002E, 0x002E, CLASS_DOT},        {0x002F, 0x002F, CLASS_SOLIDUS},
	{0x0030, 0x0039, CLASS_DIGIT},      {0x003A, 0x0040, CLASS_OTHER},
	{0x005B, 0x0060, CLASS_OTHER},      {0x007B, 0x00A2, CLASS_OTHER},
	{0x00A3, 0x00A3, CLASS_PREFIX},     {0x00A4, 0x00A4, CLASS_OTHER},
	{0x00A5, 0x00A5, CLASS_PREFIX},     {0x00A6, 0x00A6, CLASS_OTHER},
	{0x00A7, 0x00A7, CLASS_PREFIX},     {0x00A8, 0x00AF, CLASS_OTHER},
	{0x00B0, 0x00B0, CLASS_SUFFIX},     {0x00B1, 0x00B6, CLASS_OTHER},
	{0x00B7, 0x00B7, CLASS_INTERPUNCT}, {0x00B8, 0x00BF, CLASS_OTHER},
	{0x2000, 0x2012, CLASS_OTHER},      {0x2013, 0x2015, CLASS_CONNECTOR},
	{0x2016, 0x2017, CLASS_OTHER},      {0x2018, 0x2018, CLASS_QUOTE_OPEN},
	{0x2019, 0x2019, CLASS_QUOTE_CLOSE}, {0x201A, 0x201B, CLASS_OTHER},
	{0x201C, 0x201C, CLASS_QUOTE_OPEN}, {0x201D, 0x201D, CLASS_QUOTE_CLOSE},
	{0x201E, 0x2024, CLASS_OTHER},      {0x2025, 0x2026, CLASS_ELLIPSIS},
	{0x2027, 0x2027, CLASS_INTERPUNCT}, {0x2028, 0x202F, CLASS_OTHER},
	{0x2030, 0x2033, CLASS_SUFFIX},     {0x2034, 0x206F, CLASS_OTHER},
	{0x20A0, 0x20CF, CLASS_PREFIX},     {0x2103, 0x2103, CLASS_SUFFIX},
	{0x2109, 0x2109, CLASS_SUFFIX},     {0x2116, 0x2116, CLASS_PREFIX},
	{0x2190, 0x2BFF, CLASS_OTHER},      {0x2E3A, 0x2E3B, CLASS_DASH},
	{0x3000, 0x3000, CLASS_BLANK},      {0x3001, 0x3002, CLASS_STOP},
	{0x3008, 0x3008, CLASS_OPEN},       {0x3009, 0x3009, CLASS_CLOSE},
	{0x300A, 0x300A, CLASS_OPEN},       {0x300B, 0x300B, CLASS_CLOSE},
	{0x300C, 0x300C, CLASS_OPEN},       {0x300D, 0x300D, CLASS_CLOSE},
	{0x300E, 0x300E, CLASS_OPEN},       {0x300F, 0x300F, CLASS_CLOSE},
	{0x3010, 0x3010, CLASS_OPEN},       {0x3011, 0x3011, CLASS_CLOSE},
	{0x3014, 0x3014, CLASS_OPEN},       {0x3015, 0x3015, CLASS_CLOSE},
	{0x3016, 0x3016, CLASS_OPEN},       {0x3017, 0x3017, CLASS_CLOSE},
	{0x301C, 0x301C, CLASS_CONNECTOR},  {0x30FB, 0x30FB, CLASS_INTERPUNCT},
	{0xFF01, 0xFF01, CLASS_STOP},       {0xFF04, 0xFF04, CLASS_PREFIX},
	{0xFF05, 0xFF05, CLASS_SUFFIX},     {0xFF08, 0xFF08, CLASS_OPEN},
	{0xFF09, 0xFF09, CLASS_CLOSE},      {0xFF0C, 0xFF0C, CLASS_STOP},
	{0xFF0D, 0xFF0D, CLASS_CONNECTOR},  {0xFF0E, 0xFF0E, CLASS_POINT},
	{0xFF0F, 0xFF0F, CLASS_SOLIDUS},    {0xFF10, 0xFF19, CLASS_WIDE},
	{0xFF1A, 0xFF1B, CLASS_STOP},       {0xFF1F, 0xFF1F, CLASS_STOP},
	{0xFF21, 0xFF3A, CLASS_WIDE},       {0xFF3B, 0xFF3B, CLASS_OPEN},
	{0xFF3D, 0xFF3D, CLASS_CLOSE},      {0xFF41, 0xFF5A, CLASS_WIDE},
	{0xFF5B, 0xFF5B, CLASS_OPEN},       {0xFF5D, 0xFF5D, CLASS_CLOSE},
	{0xFF5E, 0xFF5E, CLASS_CONNECTOR},  {0xFFE1, 0xFFE1, CLASS_PREFIX},
	{0xFFE5, 0xFFE6, CLASS_PREFIX},
	/* clang-format on */
};

enum action { FORBID, ALLOW };

/* clang-format off */
#define SET(name) ((uint32_t)1 << CLASS_##name)
#define ANY UINT32_MAX
#define NUMBERS (SET(DIGIT) | SET(WIDE))
#define LATIN (SET(LETTER) | SET(DIGIT))
#define WORDS (SET(LETTER) | SET(DIGIT) | SET(WIDE) | SET(HAN))
#define WIDES (SET(HAN) | SET(WIDE) | SET(OPEN) | SET(CLOSE) | SET(STOP) | SET(POINT) | SET(DASH))
#define ENDS (SET(CLOSE) | SET(QUOTE_CLOSE) | SET(STOP) | SET(SUFFIX) | SET(CITATION))
#define LINES (SET(CONNECTOR) | SET(DASH) | SET(ELLIPSIS) | SET(INTERPUNCT))
/* Most of any text; no rule may be about two of these, so that judge() need not look. */
#define PLAIN (SET(OTHER) | SET(BLANK) | SET(LETTER) | SET(DIGIT) | SET(HAN))

/* What is wrong in UAX #14 for Chinese; the first rule that fits decides.  The numbers are
 * clauses of GB/T 15834-2011.  That opening marks are not last (5.1.3) and —— and …… not
 * split (5.1.4, 5.1.5) UAX #14 knows itself: LB14, LB19, LB17, LB22. */
static const struct rule {
	uint32_t before, behind;
	uint8_t action;
	uint8_t level; /* from this enum kinsoku on */
} rules[] = {
	/* A citation stays with the words it is behind, and whole (CLREQ 6.1.2, note marks). */
	{ANY, SET(CITATION), FORBID, KINSOKU_BASIC},
	/* Stops (5.1.1, 5.1.2) and closing brackets (5.1.3) are not first, which UAX #14 knows
	 * but for those behind a zero width space. */
	{ANY, SET(STOP) | SET(POINT) | SET(CLOSE), FORBID, KINSOKU_BASIC},
	/* Closing quotes are not first (5.1.3), not even behind a blank. */
	{ANY, SET(QUOTE_CLOSE), FORBID, KINSOKU_BASIC},
	/* Connectors (5.1.6) and interpuncts (5.1.7) are not first. */
	{ANY, SET(CONNECTOR) | SET(INTERPUNCT), FORBID, KINSOKU_BASIC},
	/* A solidus is neither first nor last (5.1.9). */
	{SET(HAN) | SET(WIDE), SET(SOLIDUS), FORBID, KINSOKU_BASIC},
	{SET(SOLIDUS), SET(HAN) | SET(WIDE), FORBID, KINSOKU_BASIC},
	/* Dash and ellipsis are not first (CLREQ 6.1.1, strict), else they may be. */
	{ANY, SET(DASH) | SET(ELLIPSIS), FORBID, KINSOKU_STRICT},
	{SET(HAN) | SET(WIDE) | ENDS, SET(ELLIPSIS), ALLOW, KINSOKU_BASIC},
	/* Where UAX #14 glues a quote (LB19), Chinese has a place between two characters. */
	{WORDS | ENDS | LINES, SET(QUOTE_OPEN), ALLOW, KINSOKU_BASIC},
	{SET(QUOTE_CLOSE), WORDS | SET(OPEN) | SET(PREFIX) | SET(DASH), ALLOW, KINSOKU_BASIC},
	/* ，￥100: LB25 takes ， for part of a number. */
	{SET(STOP) | SET(CLOSE), SET(PREFIX), ALLOW, KINSOKU_BASIC},
	/* Signs and units stay with their number, digits together (CLREQ 6.1.2). */
	{SET(PREFIX) | SET(PREFIX_BLANK), NUMBERS, FORBID, KINSOKU_BASIC},
	{NUMBERS | SET(DIGIT_BLANK), SET(SUFFIX), FORBID, KINSOKU_BASIC},
	{SET(WIDE), SET(WIDE) | LATIN, FORBID, KINSOKU_BASIC},
	{LATIN, SET(WIDE), FORBID, KINSOKU_BASIC},
	{SET(POINT), NUMBERS, FORBID, KINSOKU_BASIC},
	/* U.S., e.g., doi.org: LB29 does not hold behind a full stop inside a word. */
	{SET(DOT), SET(LETTER), FORBID, KINSOKU_BASIC},
};
/* clang-format on */

static bool is_ascii_letter(uint32_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static enum line_class class_of(uint32_t c)
{
	if (c >= 0x4E00 && c <= 0x9FFF)
		return CLASS_HAN;
	if (is_ascii_letter(c))
		return CLASS_LETTER;
	if (c == ' ')
		return CLASS_BLANK;
	size_t low = 0, high = sizeof class_table / sizeof *class_table;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (c > class_table[middle].last)
			low = middle + 1;
		else if (c < class_table[middle].first)
			high = middle;
		else
			return class_table[middle].class;
	}
	return c < 0x2E80 ? CLASS_LETTER : CLASS_HAN;
}

/* A walk over the text with what is known of it so far. */
struct walk {
	const char *text;
	size_t len;
	size_t at;              /* byte of the code point whose class is asked for */
	size_t behind;          /* byte of the code point behind it */
	enum line_class before; /* class of the code point before it */
	bool wide_before;     /* whether that, or what is before its quotes, is Chinese */
	struct span citation; /* the last one found, at the walk's place or ahead */
};

static bool is_quote(enum line_class class)
{
	return (SET(QUOTE_OPEN) | SET(QUOTE_CLOSE)) >> class & 1;
}

static bool is_wide(enum line_class class)
{
	return WIDES >> class & 1;
}

/* The class of what is behind, up to a few quotes passed over. */
static enum line_class class_behind(const struct walk *walk)
{
	size_t at = walk->behind, size;
	for (int i = 0; i < 4 && at < walk->len; i++, at += size) {
		enum line_class class =
			class_of(utf8_at(walk->text, walk->len, at, &size));
		if (!is_quote(class))
			return class;
	}
	return CLASS_OTHER;
}

/* Whether the dot at the walk's place is that of No. */
static bool is_number_sign(const struct walk *walk)
{
	const char *dot = walk->text + walk->at;
	return walk->at >= 2 && memcmp(dot - 2, "No", 2) == 0 &&
	       (walk->at == 2 || !is_ascii_letter((uint8_t)dot[-3]));
}

/* Whether the — at the walk's place is half of ——. */
static bool is_dash(const struct walk *walk, uint32_t c)
{
	size_t size;
	return walk->before == CLASS_DASH ||
	       (walk->behind < walk->len &&
		       utf8_at(walk->text, walk->len, walk->behind, &size) == c);
}

/* Whether a quote belongs to Chinese text.  ’ before a letter is an apostrophe. */
static bool is_chinese_quote(const struct walk *walk, uint32_t c)
{
	enum line_class behind = class_behind(walk);
	if (c == 0x2019 && behind == CLASS_LETTER)
		return false;
	return walk->wide_before || is_wide(behind);
}

/* The class of a mark that means two things. */
static enum line_class resolve(const struct walk *walk, uint32_t c, enum line_class class)
{
	if (class == CLASS_BLANK && NUMBERS >> walk->before & 1)
		return CLASS_DIGIT_BLANK;
	if (class == CLASS_BLANK && walk->before == CLASS_PREFIX)
		return CLASS_PREFIX_BLANK;
	if (class == CLASS_DOT && is_number_sign(walk))
		return CLASS_PREFIX;
	if ((c == 0x2014 || c == 0x2015) && is_dash(walk, c))
		return CLASS_DASH;
	if (is_quote(class) && !is_chinese_quote(walk, c))
		return CLASS_OTHER;
	return class;
}

/* Whether the walk's place is inside a citation.  They are looked for where a bracket opens
 * behind the last one found. */
static inline bool in_citation(struct walk *walk, bool bracket)
{
	if (bracket && walk->at >= walk->citation.end) {
		struct citation found;
		bool any = citation_next(walk->text, walk->len, walk->at, &found);
		walk->citation = any ? found.range : (struct span){walk->len, walk->len};
	}
	return span_has(walk->citation, walk->at);
}

/* Whether a row may begin between two classes where UAX #14 says `given`. */
static enum line_break judge(enum kinsoku level, enum line_class before,
	enum line_class behind, enum line_break given)
{
	const bool plain = PLAIN >> before & PLAIN >> behind & 1;
	for (size_t i = 0; !plain && i < sizeof rules / sizeof *rules; i++) {
		const struct rule *rule = rules + i;
		if (level >= rule->level && rule->before >> before & 1 &&
			rule->behind >> behind & 1) {
			given = rule->action == ALLOW ? LINE_BREAK_ALLOWED
						      : LINE_BREAK_NO;
			break;
		}
	}
	if (given == LINE_BREAK_NO && WORDS >> before & 1 && WORDS >> behind & 1)
		return LINE_BREAK_WORD;
	return given;
}

/* The class of the code point c at the walk's place. */
static inline enum line_class classify(struct walk *walk, uint32_t c)
{
	enum line_class class = class_of(c);
	bool quote = is_quote(class);
	if (in_citation(walk, c == '[' || class == CLASS_OPEN))
		class = CLASS_CITATION;
	else if (!(PLAIN >> class & 1) || class == CLASS_BLANK)
		class = resolve(walk, c, class);
	if (!quote)
		walk->wide_before = is_wide(class);
	return class;
}

void linebreak_find(enum kinsoku level, const char *text, size_t len, char *breaks)
{
	if (len == 0)
		return;
	u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8", breaks);

	struct walk walk = {.text = text, .len = len, .before = CLASS_OTHER};
	bool must = false;
	for (; walk.at < len; walk.at = walk.behind) {
		size_t size;
		uint32_t c = utf8_at(text, len, walk.at, &size);
		walk.behind = walk.at + size;
		enum line_class class = classify(&walk, c);

		char *place = breaks + walk.at;
		bool line_end = *place == UC_BREAK_MANDATORY;
		enum line_break given =
			*place == UC_BREAK_POSSIBLE ? LINE_BREAK_ALLOWED : LINE_BREAK_NO;
		if (must)
			given = LINE_BREAK_MUST;
		else if (level > KINSOKU_NONE)
			given = judge(level, walk.before, class, given);
		*place = (char)given;
		for (size_t i = 1; i < size; i++)
			place[i] = LINE_BREAK_NO;
		must = line_end;
		walk.before = class;
	}
	breaks[0] = LINE_BREAK_NO;
}
