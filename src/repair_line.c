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

/* What a line's characters add up to. */
struct tally {
	int width, characters, em_marks, cited, blanks, han, latin, first_unit;
	bool unit_done, sentence_inside;
	uint32_t before;
	unsigned mark_before;
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

static void count(struct tally *t, struct window *w, uint32_t uc, unsigned mark)
{
	int width = width_of(uc);
	bool han = utf8_is_han(uc), alnum = utf8_is_latin(uc) || (uc >= '0' && uc <= '9');
	t->width += width;
	t->characters++;
	t->han += han;
	t->latin += utf8_is_latin(uc);
	t->blanks += is_blank(uc);
	t->em_marks += width == 1 && mark & EM;
	if (!t->unit_done) {
		/* An opening mark may not end a line, so it comes with what follows it. */
		bool word = (width == 1 && !is_blank(uc)) || mark & OPENING;
		if (word || t->first_unit == 0 || t->mark_before & OPENING)
			t->first_unit += width;
		t->unit_done = !word;
	}
	if (han && t->before) {
		bool after_alnum = utf8_is_latin(t->before) ||
				   (t->before >= '0' && t->before <= '9');
		w->unspaced += after_alnum;
		w->spaced += t->before == ' ';
	}
	if (alnum && utf8_is_han(t->before))
		w->unspaced++;
	t->before = uc;
	t->mark_before = mark;
}

/* Whether three bytes are a Han character of the basic plane, U+4E00 to U+9FFF. */
static bool is_han_bytes(const unsigned char *bytes)
{
	return (bytes[0] >= 0xE5 && bytes[0] <= 0xE9) ||
	       (bytes[0] == 0xE4 && bytes[1] >= 0xB8);
}

/* Counts what goes on a run of Han or of letters from byte `at` on, which is most of any
 * text and adds to three sums only; returns its bytes. */
static size_t count_run(struct tally *t, const char *text, size_t len, size_t at)
{
	const size_t size = 3;
	size_t beg = at;
	uint32_t last = t->before;
	if (utf8_is_han(last)) {
		while (at + size <= len && t->width < WIDTH_LONG &&
			is_han_bytes((const unsigned char *)text + at)) {
			t->width += 2;
			at += size;
		}
		t->characters += (int)((at - beg) / size);
		t->han += (int)((at - beg) / size);
		return at - beg;
	}
	if (!utf8_is_latin(last))
		return 0;
	for (; at < len && t->width < WIDTH_LONG &&
		(unsigned char)((text[at] | 0x20) - 'a') < 26;
		at++)
		t->width++;
	t->characters += (int)(at - beg);
	t->latin += (int)(at - beg);
	if (!t->unit_done)
		t->first_unit += (int)(at - beg);
	return at - beg;
}

void line_measure(struct window *w, struct line *line)
{
	const char *text = line_text(w, line);
	struct tally t = {0};
	size_t cited_end = 0;
	for (size_t i = 0; i < line->len && t.width < WIDTH_LONG;) {
		size_t size, run = count_run(&t, text, line->len, i);
		if (run > 0) {
			i += run;
			continue;
		}
		uint32_t uc = utf8_at(text, line->len, i, &size);
		if (uc == '[' && i >= cited_end)
			t.cited += citation_width(text, line->len, i, &cited_end);
		unsigned mark = mark_of(uc);
		if (t.before >= 0x2026 && t.mark_before & STOP && !t.sentence_inside)
			t.sentence_inside =
				uc != ' ' && uc != '[' && !(mark & (CLOSING | STOP));
		count(&t, w, uc, mark);
		i += size;
	}
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
