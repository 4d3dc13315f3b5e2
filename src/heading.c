/* SPDX-License-Identifier: MIT */
/* heading: ladders of Chinese and English documents, read off the start of a line.
 *
 * Chinese official writing numbers its levels 第…编 第…章 第…节 第…条, 一、 （一） 1. （1） ①
 * (GB/T 9704-2012, 7.3.3); English ones say Chapter, Article or 1.1.  Each rung has a small
 * reader that either takes its number and mark or takes nothing, tried in table order. */
#include "heading_internal.h"

#include <string.h>
#include <strings.h>

/* Value of a digit in any of the forms 0-9 ０-９, -1 if it is none. */
static int digit_value(uint32_t uc)
{
	if (uc >= '0' && uc <= '9')
		return (int)(uc - '0');
	if (uc >= 0xFF10 && uc <= 0xFF19)
		return (int)(uc - 0xFF10);
	return -1;
}

static int take_digits(struct cursor *c)
{
	int value = 0, digits = 0;
	for (size_t size;; c->at += size, digits++) {
		int d = digit_value(peek(c, &size));
		if (d < 0 || digits == 4)
			break;
		value = value * 10 + d;
	}
	return digits ? value : 0;
}

/* Value of a Han numeral, -1 if it is none. */
static int han_value(uint32_t uc)
{
	static const struct {
		uint32_t uc;
		int value;
	} numerals[] = {
		{0x3007, 0},
		{0x96F6, 0},
		{0x4E00, 1},
		{0x4E8C, 2},
		{0x4E24, 2},
		{0x4E09, 3},
		{0x56DB, 4},
		{0x4E94, 5},
		{0x516D, 6},
		{0x4E03, 7},
		{0x516B, 8},
		{0x4E5D, 9},
		{0x5341, 10},
		{0x767E, 100},
	};
	for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
		if (numerals[i].uc == uc)
			return numerals[i].value;
	return -1;
}

/* 一 to 九百九十九, also 〇 and 两; 0 when no numeral is there. */
static int take_han_number(struct cursor *c)
{
	int total = 0, digit = -1;
	bool any = false;
	for (size_t size;; c->at += size) {
		int value = han_value(peek(c, &size));
		if (value < 0 || total > 9999)
			break;
		any = true;
		if (value >= 10) {
			total += (digit < 0 ? 1 : digit) * value;
			digit = -1;
		} else {
			digit = digit > 0 ? digit * 10 + value : value;
		}
	}
	return any ? total + (digit > 0 ? digit : 0) : 0;
}

static int take_roman(struct cursor *c)
{
	static const char letters[] = "IVXLC";
	static const int values[] = {1, 5, 10, 50, 100};
	int total = 0, before = 0;
	for (size_t n = 0; c->at < c->len && n < 8; n++, c->at++) {
		const char *p = strchr(letters, c->text[c->at]);
		if (!p || !*p)
			break;
		int value = values[p - letters];
		total += value > before && before ? value - 2 * before : value;
		before = value;
	}
	return total;
}

/* Where a title may begin: at the end, or behind a blank or a mark.  Takes them. */
static bool take_gap(struct cursor *c)
{
	size_t beg = c->at;
	take_any(c, ":：.．、");
	skip_blanks(c);
	return c->at > beg || c->at == c->len;
}

static bool read_worded_han(struct cursor *c, struct heading_mark *m)
{
	static const struct {
		const char *word;
		enum rung rung;
	} words[] = {
		{"编", RUNG_PART},
		{"編", RUNG_PART},
		{"部分", RUNG_PART},
		{"篇", RUNG_PART},
		{"卷", RUNG_PART},
		{"章", RUNG_CHAPTER},
		{"节", RUNG_SECTION},
		{"節", RUNG_SECTION},
		{"条", RUNG_ARTICLE},
		{"條", RUNG_ARTICLE},
		{"回", RUNG_CHAPTER},
	};
	m->number_beg = c->at;
	if (!take(c, 0x7B2C))
		return false;
	skip_blanks(c);
	m->value = take_han_number(c);
	if (m->value == 0)
		m->value = take_digits(c);
	skip_blanks(c);
	if (m->value == 0)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i].word);
		if (c->len - c->at < n || memcmp(c->text + c->at, words[i].word, n) != 0)
			continue;
		c->at += n;
		m->rung = words[i].rung;
		/* 第十二条之一: an article put in between. */
		if (take(c, 0x4E4B))
			take_han_number(c);
		m->number_end = c->at;
		return take_gap(c);
	}
	return false;
}

static bool take_word(struct cursor *c, const char *word)
{
	size_t n = strlen(word);
	if (c->len - c->at < n || strncasecmp(c->text + c->at, word, n) != 0)
		return false;
	c->at += n;
	return true;
}

static bool read_worded_latin(struct cursor *c, struct heading_mark *m)
{
	static const struct {
		const char *word;
		enum rung rung;
	} words[] = {
		{"Part ", RUNG_PART},
		{"Chapter ", RUNG_CHAPTER},
		{"Section ", RUNG_SECTION},
		{"Article ", RUNG_ARTICLE},
	};
	m->number_beg = c->at;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		/* A capital: "part 3 of this report" runs on from the line before. */
		if (c->text[c->at] != words[i].word[0] || !take_word(c, words[i].word))
			continue;
		skip_blanks(c);
		size_t number = c->at;
		m->value = take_digits(c);
		if (m->value == 0)
			m->value = take_roman(c);
		m->rung = words[i].rung;
		m->number_end = c->at;
		return c->at > number && take_gap(c);
	}
	return false;
}

static bool read_han(struct cursor *c, struct heading_mark *m)
{
	m->number_beg = c->at;
	m->value = take_han_number(c);
	m->number_end = c->at;
	m->rung = RUNG_HAN;
	if (m->value == 0 || !take_any(c, "、．."))
		return false;
	skip_blanks(c);
	return true;
}

static bool read_parens(struct cursor *c, struct heading_mark *m)
{
	m->number_beg = c->at;
	if (!take_any(c, "（("))
		return false;
	skip_blanks(c);
	m->value = take_han_number(c);
	m->rung = RUNG_HAN_PAREN;
	if (m->value == 0) {
		m->value = take_digits(c);
		m->rung = RUNG_PAREN;
	}
	skip_blanks(c);
	if (m->value == 0 || m->value > 99 || !take_any(c, "）)"))
		return false;
	m->number_end = c->at;
	take_any(c, "、．.");
	skip_blanks(c);
	return true;
}

/* 1.1 and 2.3.1, each part of at most three digits, a blank or Han behind. */
static bool read_decimal(struct cursor *c, struct heading_mark *m)
{
	m->number_beg = c->at;
	m->value = take_digits(c);
	if (m->value == 0 || m->value > 99)
		return false;
	m->depth = 1;
	for (;;) {
		struct cursor next = *c;
		if (!take_any(&next, ".．"))
			break;
		size_t digits = next.at;
		int value = take_digits(&next);
		if (next.at == digits)
			break;
		if (value > 99 || next.at - digits > 3)
			return false;
		*c = next;
		m->value = value;
		m->depth++;
	}
	m->rung = RUNG_DECIMAL;
	m->number_end = c->at;
	take_any(c, ".．");
	size_t mark = c->at;
	skip_blanks(c);
	/* "3.5 percent" goes on a sentence. */
	bool title = c->at < c->len && !(c->text[c->at] >= 'a' && c->text[c->at] <= 'z');
	return m->depth > 1 && c->at > mark && title;
}

static bool read_digit(struct cursor *c, struct heading_mark *m)
{
	m->number_beg = c->at;
	m->value = take_digits(c);
	m->number_end = c->at;
	m->rung = RUNG_DIGIT;
	if (m->value == 0 || m->value > 99)
		return false;
	bool ascii = take(c, '.');
	if (!ascii && !take_any(c, "．、"))
		return false;
	size_t size, mark = c->at;
	uint32_t next = peek(c, &size);
	skip_blanks(c);
	/* 3.5 is a number; an ASCII full stop wants a blank or Han behind it. */
	return digit_value(next) < 0 && (!ascii || c->at > mark || next >= 0x2E80);
}

static bool read_circled(struct cursor *c, struct heading_mark *m)
{
	size_t size;
	uint32_t uc = peek(c, &size);
	if (uc < 0x2460 || uc > 0x2473)
		return false;
	m->number_beg = c->at;
	m->value = (int)(uc - 0x2460) + 1;
	c->at += size;
	m->number_end = c->at;
	m->rung = RUNG_CIRCLED;
	skip_blanks(c);
	return true;
}

static bool read_roman(struct cursor *c, struct heading_mark *m)
{
	m->number_beg = c->at;
	m->value = take_roman(c);
	m->number_end = c->at;
	m->rung = RUNG_ROMAN;
	/* "C. Smith" and "L. Wang" are people; I, V and X carry the numbers that occur. */
	if (m->value == 0 || m->value > 39 || !take(c, '.'))
		return false;
	size_t mark = c->at;
	skip_blanks(c);
	return c->at > mark;
}

static bool read_hash(struct cursor *c, struct heading_mark *m)
{
	m->number_beg = m->number_end = c->at;
	m->depth = 0;
	while (m->depth < 6 && take(c, '#'))
		m->depth++;
	m->rung = RUNG_HASH;
	size_t mark = c->at;
	skip_blanks(c);
	return m->depth > 0 && c->at > mark;
}

/* Most lines begin with none of these, and are done with at a glance. */
static bool may_be_mark(uint32_t uc)
{
	return uc < 0x80 || uc == 0xFF08 || uc == 0x7B2C || digit_value(uc) >= 0 ||
	       (uc >= 0x2460 && uc <= 0x2473);
}

bool heading_mark(const char *text, size_t len, struct heading_mark *mark)
{
	static bool (*const readers[])(struct cursor *, struct heading_mark *) = {
		read_hash,
		read_worded_han,
		read_worded_latin,
		read_han,
		read_parens,
		read_decimal,
		read_digit,
		read_circled,
		read_roman,
	};
	struct cursor start = {text, len, 0};
	skip_blanks(&start);
	if (start.at == len)
		return false;
	size_t size;
	uint32_t first = peek(&start, &size);
	bool may = may_be_mark(first) || han_value(first) > 0;
	for (size_t i = 0; may && i < sizeof readers / sizeof *readers; i++) {
		struct cursor c = start;
		struct heading_mark m = {.depth = 1};
		if (readers[i](&c, &m)) {
			m.title_beg = c.at;
			*mark = m;
			return true;
		}
	}
	*mark = (struct heading_mark){.depth = 1};
	return heading_name(&start, mark);
}

bool heading_rung_is_worded(enum rung rung)
{
	return rung >= RUNG_PART && rung <= RUNG_ARTICLE;
}
