/* SPDX-License-Identifier: MIT */
/* repair_line: one look at every character of a line, for all that the rules ask of it.
 *
 * It runs over each byte of every hard-wrapped text, so the classes of characters are told
 * by comparisons on the code point, not by a library call a character.  Lines of WIDTH_LONG
 * are paragraphs already; what lies behind is not looked at. */
#include "repair_internal.h"

#include <string.h>

#include "utf8.h"

static bool is_blank(uint32_t uc)
{
	return uc == ' ' || uc == '\t' || uc == 0x3000 || uc == 0xA0;
}

/* What a mark is, a bit each.  EM: takes an em in Chinese print though a terminal may give it
 * one cell.  PAUSE: a line that ends so goes on, as behind an opening mark. */
enum {
	CLOSING = 1,
	OPENING = 2,
	QUOTE = 4, /* a closing one */
	STOP = 8,
	PAUSE = 16,
	BAD_START = 32,
	EM = 64,
};

static const uint8_t ascii_marks[0x80] = {
	['!'] = STOP | BAD_START,
	['"'] = CLOSING | QUOTE,
	['%'] = BAD_START,
	['\''] = CLOSING | QUOTE,
	['('] = PAUSE,
	[')'] = CLOSING | BAD_START,
	[','] = PAUSE | BAD_START,
	['-'] = PAUSE,
	['.'] = STOP | BAD_START,
	[':'] = BAD_START,
	[';'] = BAD_START,
	['?'] = STOP | BAD_START,
	['['] = PAUSE,
	[']'] = CLOSING | BAD_START,
};

/* U+2000 on: hyphens and dash, ‘ ’ “ ” • … */
static const uint8_t general_marks[0x40] = {
	[0x10] = PAUSE,
	[0x11] = PAUSE,
	[0x13] = PAUSE,
	[0x14] = EM,
	[0x18] = OPENING | PAUSE | EM,
	[0x19] = CLOSING | QUOTE | BAD_START | EM,
	[0x1C] = OPENING | PAUSE | EM,
	[0x1D] = CLOSING | QUOTE | BAD_START | EM,
	[0x22] = EM,
	[0x26] = STOP | EM,
};

/* U+3000 on: 、 。 〈〉 《》 「」 『』 【】 〕 */
static const uint8_t han_marks[0x20] = {
	[0x01] = PAUSE | BAD_START,
	[0x02] = STOP | BAD_START,
	[0x08] = OPENING | PAUSE,
	[0x09] = CLOSING,
	[0x0A] = OPENING | PAUSE,
	[0x0B] = CLOSING | BAD_START,
	[0x0C] = OPENING | PAUSE,
	[0x0D] = CLOSING | QUOTE | BAD_START,
	[0x0E] = OPENING | PAUSE,
	[0x0F] = CLOSING | QUOTE | BAD_START,
	[0x10] = OPENING | PAUSE,
	[0x11] = CLOSING | BAD_START,
	[0x15] = CLOSING,
};

/* U+FF00 on: ！ ％ （ ） ， ． ： ； ？ ］ and the half-width 。 */
static const uint8_t full_marks[0x80] = {
	[0x01] = STOP | BAD_START,
	[0x05] = BAD_START,
	[0x08] = OPENING | PAUSE,
	[0x09] = CLOSING | BAD_START,
	[0x0C] = PAUSE | BAD_START,
	[0x0E] = STOP,
	[0x1A] = BAD_START,
	[0x1B] = BAD_START,
	[0x1F] = STOP | BAD_START,
	[0x3D] = CLOSING,
	[0x61] = STOP,
};

static inline unsigned mark_of(uint32_t uc)
{
	if (uc < 0x80)
		return ascii_marks[uc];
	if (uc - 0x2000 < sizeof general_marks)
		return general_marks[uc - 0x2000];
	if (uc - 0x3000 < sizeof han_marks)
		return han_marks[uc - 0x3000];
	if (uc - 0xFF00 < sizeof full_marks)
		return full_marks[uc - 0xFF00];
	return uc == 0xB7 ? PAUSE | EM : 0;
}

static int width_of(uint32_t uc)
{
	if (uc < 0x1100)
		return 1;
	return (uc <= 0x115F || (uc >= 0x2460 && uc <= 0x24FF) ||
		       (uc >= 0x2E80 && uc <= 0xD7A3) || (uc >= 0xF900 && uc <= 0xFAFF) ||
		       (uc >= 0xFE30 && uc <= 0xFE6F) || (uc >= 0xFF00 && uc <= 0xFF60) ||
		       (uc >= 0xFFE0 && uc <= 0xFFE6) || uc >= 0x1F300)
		       ? 2
		       : 1;
}

/* Bytes of text before a citation ([3], [4]（P865）, ［3］) that ends it; len if none does. */
static size_t before_citation(const char *text, size_t len)
{
	size_t size, at = len;
	uint32_t uc = utf8_before(text, at, &size);
	if (uc == 0xFF09 || uc == ')') {
		size_t open = at;
		do {
			open -= size;
			uc = utf8_before(text, open, &size);
		} while (size && at - open < 24 && uc != 0xFF08 && uc != '(');
		if (!size || (uc != 0xFF08 && uc != '('))
			return len;
		char first = text[open];
		if (first != 'P' && first != 'p')
			return len;
		at = open - size;
		uc = utf8_before(text, at, &size);
	}
	if (uc != ']' && uc != 0xFF3D)
		return len;
	size_t digits = 0;
	for (at -= size; (uc = utf8_before(text, at, &size)) && size; at -= size) {
		if (uc == '[' || uc == 0xFF3B)
			return digits ? at - size : len;
		if (!(uc >= '0' && uc <= '9') && uc != ',' && uc != '-' && uc != 0x2013 &&
			uc != ' ')
			break;
		digits++;
	}
	return len;
}

static enum line_end end_of(const char *text, size_t len)
{
	bool quoted = false;
	size_t size;
	uint32_t uc;
	for (;;) {
		size_t end = before_citation(text, len);
		while (end > 0 && text[end - 1] == ' ')
			end--;
		uc = utf8_before(text, end, &size);
		if (!(mark_of(uc) & CLOSING)) {
			len = end;
			break;
		}
		quoted |= (mark_of(uc) & QUOTE) != 0;
		len = end - size;
	}
	if (size == 0)
		return END_OPEN;
	if (mark_of(uc) & STOP)
		return END_FINAL;
	if (uc == 0xFF1B || uc == ';')
		return END_SEMICOLON;
	if (uc == 0xFF1A || uc == ':')
		return END_COLON;
	if (quoted)
		return END_QUOTE;
	return mark_of(uc) & PAUSE ? END_PAUSE : END_OPEN;
}

/* What stood before a character, as far as that matters to it. */
enum before { BEFORE_OTHER, BEFORE_HAN, BEFORE_ALNUM, BEFORE_BLANK };

/* What a line's characters add up to. */
struct tally {
	int width, characters, em_marks, cited, blanks, han, latin, first_unit;
	int spaced, unspaced; /* places where Han meets Latin */
	bool unit_done, sentence_inside;
	enum before before;
	bool opened;  /* an opening mark stood before */
	bool stopped; /* and a stop of Chinese print */
};

/* Half-ems of a citation that starts at byte `at` of text; 0 if none does. */
static int citation_width(const char *text, size_t len, size_t at, size_t *end)
{
	size_t i = at + 1;
	while (i < len && i < at + 16 &&
		((text[i] >= '0' && text[i] <= '9') || strchr(",- ", text[i])))
		i++;
	if (i == at + 1 || i >= len || text[i] != ']')
		return 0;
	i++;
	int width = (int)(i - at);
	/* （P865）, the page of the work cited. */
	if (len - i > 4 && memcmp(text + i, "\xEF\xBC\x88", 3) == 0 &&
		strchr("Pp", text[i + 3])) {
		const char *close = memmem(text + i, len - i, "\xEF\xBC\x89", 3);
		if (close && close - (text + i) < 24) {
			width += 4 + (int)(close - (text + i)) - 3;
			i = (size_t)(close - text) + 3;
		}
	}
	*end = i;
	return width;
}

/* Adds `width` half-ems to the first unit, where it is not complete.  An opening mark may not
 * end a line, so it comes with what follows it. */
static void add_unit(struct tally *t, int width, bool goes_on)
{
	if (goes_on || t->first_unit == 0 || t->opened)
		t->first_unit += width;
	t->unit_done = !goes_on;
}

/* Notes what stands behind a character, and between Han and Latin. */
static void pass(struct tally *t, enum before now)
{
	t->unspaced += (now == BEFORE_HAN && t->before == BEFORE_ALNUM) ||
		       (now == BEFORE_ALNUM && t->before == BEFORE_HAN);
	t->spaced += now == BEFORE_HAN && t->before == BEFORE_BLANK;
	t->before = now;
	t->opened = t->stopped = false;
}

/* Counts a character that is no mark by its kind. */
static enum before count_kind(struct tally *t, uint32_t uc)
{
	bool digit = uc >= '0' && uc <= '9', latin = utf8_is_latin(uc);
	bool han = utf8_is_han(uc), blank = is_blank(uc);
	t->latin += latin;
	t->han += han;
	t->blanks += blank;
	if (han)
		return BEFORE_HAN;
	if (latin || digit)
		return BEFORE_ALNUM;
	return uc == ' ' ? BEFORE_BLANK : BEFORE_OTHER;
}

static void count(struct tally *t, uint32_t uc)
{
	int width = width_of(uc);
	unsigned mark = mark_of(uc);
	bool goes_on = mark ? width == 1 || mark & OPENING : width == 1 && !is_blank(uc);
	if (!t->unit_done)
		add_unit(t, width, goes_on);
	t->sentence_inside |=
		t->stopped && uc != ' ' && uc != '[' && !(mark & (CLOSING | STOP));
	t->width += width;
	t->characters++;
	t->em_marks += width == 1 && mark & EM;
	pass(t, mark ? BEFORE_OTHER : count_kind(t, uc));
	t->opened = (mark & OPENING) != 0;
	t->stopped = uc >= 0x2026 && mark & STOP;
}

/* The first byte of U+4000 to U+9FFF. */
static bool begins_han(char byte)
{
	return (unsigned char)(byte - '\xE4') < 6;
}

static bool is_letter(char byte)
{
	return (unsigned char)((byte | 0x20) - 'a') < 26;
}

/* Runs of Han and of letters are most of any text, and add to few sums.  Each function counts
 * the one that begins at byte `at` and returns its bytes. */
static size_t count_han(struct tally *t, const char *text, size_t len, size_t at)
{
	const size_t size = 3;
	size_t end = at;
	int most = WIDTH_LONG - t->width, width = 0;
	do {
		end += size;
		width += 2;
	} while (width < most && end + size <= len && begins_han(text[end]));
	if (!t->unit_done)
		add_unit(t, 2, false);
	t->width += width;
	t->characters += width / 2;
	t->han += width / 2;
	t->sentence_inside |= t->stopped;
	pass(t, BEFORE_HAN);
	return end - at;
}

static size_t count_letters(struct tally *t, const char *text, size_t len, size_t at)
{
	size_t end = at;
	int most = WIDTH_LONG - t->width, width = 0;
	do {
		end++;
		width++;
	} while (width < most && end < len && is_letter(text[end]));
	if (!t->unit_done)
		add_unit(t, width, true);
	t->width += width;
	t->characters += width;
	t->latin += width;
	t->sentence_inside |= t->stopped;
	pass(t, BEFORE_ALNUM);
	return end - at;
}

void line_measure(struct window *w, struct line *line)
{
	const char *text = line_text(w, line);
	size_t len = line->len, cited_end = 0;
	struct tally t = {0};
	for (size_t i = 0, size; i < len && t.width < WIDTH_LONG; i += size) {
		if (begins_han(text[i]) && len - i >= 3) {
			size = count_han(&t, text, len, i);
		} else if (is_letter(text[i])) {
			size = count_letters(&t, text, len, i);
		} else {
			uint32_t uc = utf8_at(text, len, i, &size);
			if (uc == '[' && i >= cited_end)
				t.cited += citation_width(text, len, i, &cited_end);
			count(&t, uc);
		}
	}
	w->spaced += (size_t)t.spaced;
	w->unspaced += (size_t)t.unspaced;
	line->script = t.han * 10 >= t.latin && t.han ? SCRIPT_HAN
		       : t.latin                      ? SCRIPT_LATIN
						      : SCRIPT_NONE;
	line->width = t.width + (line->script == SCRIPT_LATIN ? 0 : t.em_marks);
	line->width_cited = line->width - t.cited;
	line->characters = t.characters;
	line->blanks = t.blanks;
	line->slack = t.latin / 4 + t.blanks / 2;
	line->first_unit = t.first_unit;
	line->sentence_inside = t.sentence_inside;
	line->end = (uint8_t)end_of(text, line->len);

	size_t size = 0;
	uint32_t first = line->len ? utf8_at(text, line->len, 0, &size) : 0;
	line->starts_badly = (mark_of(first) & BAD_START) != 0;
	line->starts_capital = first >= 'A' && first <= 'Z';
	struct heading_mark mark;
	line->rung =
		heading_mark(text, line->len, &mark) ? (uint8_t)mark.rung : RUNG_NONE;
	size_t label_len;
	line->label = (uint8_t)heading_label(text, line->len, &label_len);
}
