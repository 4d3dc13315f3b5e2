/* SPDX-License-Identifier: MIT */
/* align_seam: what stands where one sentence ends and the next begins.
 *
 * Where one text is inside a quotation and the other is not, a link hardly ends, and a question
 * is mostly translated by a question.  A quotation may run over many sentences, and a lost
 * mark must not turn inside and outside for the rest of the text: each mark says by itself
 * whether it opens, and a closing one ends the quotation however deep it was.
 * English dialogue stands in “ ” or in ‘ ’, which are apostrophes too; the text tells which
 * by how its sentences begin.
 * Items of a list are numbered alike in both languages, if not in the same signs: a label is
 * kept by its value, so that （二） is 2. and (b). */
#include <string.h>

#include "align_text.h"
#include "heading.h"
#include "utf8.h"

enum quoting { QUOTE_NONE, QUOTE_OPENS, QUOTE_CLOSES };

static bool is_blank_before(const char *text, size_t at)
{
	size_t size;
	uint32_t c = utf8_before(text, at, &size);
	return at == 0 || c == ' ' || c == '(' || c == 0x2014 || c == '-' || c == 0x3000;
}

/* What a mark does at byte `at`; straight ones open behind a blank. */
static enum quoting quoting_of(
	const struct seams *seams, const char *text, size_t at, uint32_t c)
{
	switch (c) {
	case 0x201C: /* “ */
	case 0x300C: /* 「 */
	case 0x300E: /* 『 */
		return seams->single ? QUOTE_NONE : QUOTE_OPENS;
	case 0x201D: /* ” */
	case 0x300D: /* 」 */
	case 0x300F: /* 』 */
		return seams->single ? QUOTE_NONE : QUOTE_CLOSES;
	case '"':
		return seams->single               ? QUOTE_NONE
		       : is_blank_before(text, at) ? QUOTE_OPENS
						   : QUOTE_CLOSES;
	case 0x2018: /* ‘ */
		return seams->single ? QUOTE_OPENS : QUOTE_NONE;
	default:
		return QUOTE_NONE;
	}
}

/* The same for ' and ’ where they may be apostrophes: they open at the start of a word, and
 * close where they do not stand between letters. */
static enum quoting quoting_of_apostrophe(
	const char *text, size_t len, size_t at, size_t size)
{
	size_t same;
	if (is_blank_before(text, at))
		return QUOTE_OPENS;
	bool letter =
		at + size < len && utf8_is_latin(utf8_at(text, len, at + size, &same));
	uint32_t before = utf8_before(text, at, &same);
	bool after_mark = before < 0x80 && strchr(".,!?-", (int)before);
	return after_mark || (!letter && before != 's') ? QUOTE_CLOSES : QUOTE_NONE;
}

static enum quoting quoting_at(
	const struct seams *seams, const char *text, size_t len, size_t at, size_t *size)
{
	uint32_t c = utf8_at(text, len, at, size);
	if (seams->single && (c == '\'' || c == 0x2019))
		return quoting_of_apostrophe(text, len, at, *size);
	return quoting_of(seams, text, at, c);
}

/* The bits of how a text ends, closing marks and citations looked through. */
static unsigned end_bits(const struct seams *seams, const char *text, size_t len)
{
	unsigned bits = 0;
	size_t size;
	while (len > 0) {
		uint32_t c = utf8_before(text, len, &size);
		size_t at = len - size;
		if (c == '?' || c == 0xFF1F)
			return bits | SEAM_QUESTION;
		if (c == '!' || c == 0xFF01 || c == ':' || c == 0xFF1A || c == ';' ||
			c == 0xFF1B || c == 0x2026)
			return bits | SEAM_OTHER_END;
		if (c == '.' || c == 0x3002 || c == 0xFF0E)
			return bits;
		if (quoting_at(seams, text, len, at, &size) == QUOTE_CLOSES)
			bits |= SEAM_CLOSES;
		else if (c != ' ' && c != ')' && c != 0xFF09 && c != ']' && c != 0x3000 &&
			 c != '\'' && c != 0x2019)
			break;
		len = at;
	}
	return bits | SEAM_UNENDED;
}

/* Whether an item's label ends at byte `at`: at a bracket, at the / of a note, or at the blanks
 * that follow a raised mark. */
static bool label_ends(const char *text, size_t len, size_t at)
{
	size_t size;
	bool blank = at + 1 < len && text[at + 1] == ' ';
	if (at >= len)
		return false;
	uint32_t c = utf8_at(text, len, at, &size);
	return c == ')' || c == 0xFF09 || c == 0x3000 ||
	       (blank && (c == '/' || c == ' '));
}

/* The value of an item's letter at the start of a text: (b), b) or (iv), and b/ for a note. */
static unsigned letter_label(const char *text, size_t len)
{
	static const char *const roman[] = {
		"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"};
	size_t beg = 0, end;
	uint32_t c = len > 0 ? utf8_at(text, len, 0, &beg) : 0;
	if (c != '(' && c != 0xFF08)
		beg = 0;
	for (end = beg; end < len && text[end] >= 'a' && text[end] <= 'z';)
		end++;
	if (end == beg || !label_ends(text, len, end))
		return 0;
	for (size_t i = 0; i < sizeof roman / sizeof *roman; i++)
		if (strlen(roman[i]) == end - beg &&
			memcmp(roman[i], text + beg, end - beg) == 0)
			return end - beg == 1 ? LABEL_ANY : (unsigned)i + 1;
	return end - beg == 1 ? (unsigned)(text[beg] - 'a') + 1 : 0;
}

/* The number of a section or of an item that a text begins with, （三）, 12. or (b). */
static unsigned label_of(const char *text, size_t len)
{
	struct heading_mark mark;
	unsigned label = letter_label(text, len);
	if (label == 0 && heading_mark(text, len, &mark) && mark.value > 0)
		label = mark.value < LABEL_ANY ? (unsigned)mark.value : LABEL_ANY;
	return label;
}

static size_t skip_blanks(const char *text, size_t len)
{
	size_t at = 0, size;
	while (at < len) {
		uint32_t c = utf8_at(text, len, at, &size);
		if (c != ' ' && c != 0x3000 && c != '\t')
			break;
		at += size;
	}
	return at;
}

/* Whether sentences that begin with ‘ or ' outnumber those with “ or ". */
static bool is_single(const struct align_side *side)
{
	long balance = 0;
	size_t size;
	for (size_t i = 0; i < side->count; i++) {
		const char *text = side->sentences.v[i].text;
		size_t len = side->sentences.v[i].len;
		size_t at = skip_blanks(text, len);
		uint32_t c = at < len ? utf8_at(text, len, at, &size) : 0;
		balance += (c == 0x2018 || c == '\'') - (c == 0x201C || c == '"');
	}
	return balance > 0;
}

void seams_begin(struct seams *seams, struct align_side *side)
{
	*seams = (struct seams){.side = side, .single = is_single(side)};
}

bool seams_step(struct seams *seams)
{
	struct align_sentence *s = &seams->side->sentences.v[seams->at];
	size_t at = skip_blanks(s->text, s->len), size;
	if (seams->at == seams->side->count) {
		s->seam = seams->before;
		return false;
	}
	if (at < s->len && quoting_at(seams, s->text, s->len, at, &size) == QUOTE_OPENS)
		seams->before |= SEAM_OPENS;
	s->label = (uint8_t)label_of(s->text + at, s->len - at);
	if (s->label)
		seams->before |= SEAM_NUMBERED;
	if (s->paragraph)
		seams->before |= SEAM_PARAGRAPH;
	s->seam = seams->before;
	for (; at < s->len; at += size) {
		enum quoting quoting = quoting_at(seams, s->text, s->len, at, &size);
		if (quoting != QUOTE_NONE)
			seams->inside = quoting == QUOTE_OPENS;
	}
	unsigned end = end_bits(seams, s->text, s->len);
	seams->before = (uint8_t)(end | (seams->inside ? SEAM_INSIDE : 0));
	seams->at++;
	return true;
}
