/* SPDX-License-Identifier: MIT */
/* repair_join: what stands between two lines once they are one paragraph.
 *
 * Nothing between Han, a blank between Latin words, and between Han and Latin what the
 * document does elsewhere: print puts a quarter em there, and extractors make a blank of it
 * or not.  A hyphen at a line's end goes when it cut a word and stays when it is part of
 * one.  Runs of blanks are one blank: they were spacing, not words. */
#include "repair_internal.h"

#include <string.h>
#include <strings.h>

#include "utf8.h"

static bool is_narrow_text(uint32_t uc)
{
	return utf8_is_latin(uc) || (uc >= '0' && uc <= '9');
}

static bool is_wide(uint32_t uc)
{
	return uc >= 0x2E80;
}

/* Prefixes that make compounds with a hyphen: well-known, self-reliance. */
static bool keeps_hyphen(const char *text, size_t word, size_t hyphen)
{
	static const char *const prefixes[] = {
		"all",
		"anti",
		"co",
		"cross",
		"ex",
		"first",
		"full",
		"high",
		"large",
		"law",
		"long",
		"low",
		"market",
		"mid",
		"multi",
		"non",
		"people",
		"post",
		"pre",
		"second",
		"self",
		"short",
		"small",
		"so",
		"socio",
		"state",
		"well",
		"world",
	};
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (strlen(prefixes[i]) == hyphen - word &&
			strncasecmp(text + word, prefixes[i], hyphen - word) == 0)
			return true;
	/* A word that has a hyphen already: state-of-the- art. */
	return memchr(text + word, '-', hyphen - word) != NULL;
}

static bool is_in_address(const char *text, size_t len)
{
	size_t beg = len;
	while (beg > 0 && text[beg - 1] != ' ' && !(text[beg - 1] & 0x80))
		beg--;
	return memmem(text + beg, len - beg, "://", 3) ||
	       memmem(text + beg, len - beg, "www.", 4) ||
	       memmem(text + beg, len - beg, "doi.org", 7);
}

/* Puts between the text so far and a line that begins with `next` what belongs there. */
static void add_seam(struct buf *out, uint32_t next, enum script script, bool spaced)
{
	if (out->n == 0)
		return;
	size_t size;
	uint32_t last = utf8_before(out->v, out->n, &size);
	if (last == 0xAD) { /* a soft hyphen is one that shows at a line's end only */
		out->n -= 2;
		return;
	}
	if (is_wide(last) && is_wide(next))
		return;
	if (is_wide(last) || is_wide(next)) {
		bool text_meets_han = is_narrow_text(last) || is_narrow_text(next);
		bool mark = last >= 0xFF00 || (last >= 0x3000 && last <= 0x303F) ||
			    next >= 0xFF00 || (next >= 0x3000 && next <= 0x303F);
		/* ， in an English text stands for a comma, and wants its blank. */
		if (mark ? script == SCRIPT_LATIN && is_wide(last)
			 : text_meets_han && spaced)
			buf_putc(out, ' ');
		return;
	}
	if (last == '-' || last == 0x2010 || last == 0x2011) {
		size_t hyphen = out->n - (last == '-' ? 1 : 3), word = hyphen;
		while (word > 0 && out->v[word - 1] != ' ' && !(out->v[word - 1] & 0x80))
			word--;
		bool cut = last == '-' && next >= 'a' && next <= 'z' && hyphen > word &&
			   out->v[hyphen - 1] >= 'a' && out->v[hyphen - 1] <= 'z' &&
			   !is_in_address(out->v, out->n);
		if (cut && !keeps_hyphen(out->v, word, hyphen))
			out->n = hyphen;
		return;
	}
	if (last == 0x2014 || next == 0x2014 || is_in_address(out->v, out->n))
		return;
	/* “ ” … between Han have no blank; between Latin words they do. */
	if (script == SCRIPT_HAN && (last >= 0x2000 || next >= 0x2000))
		return;
	buf_putc(out, ' ');
}

/* Whether a blank stands behind nearly each character: a name spread over its line. */
static bool is_letter_spaced(const char *text, size_t len)
{
	size_t wide = 0, spread = 0, others = 0;
	for (size_t at = 0, size; at < len; at += size) {
		uint32_t uc = utf8_at(text, len, at, &size);
		bool after_blank = at > 0 && text[at - 1] == ' ';
		wide += is_wide(uc);
		spread += is_wide(uc) && after_blank;
		others += !is_wide(uc) && uc != ' ';
	}
	return wide > 2 && wide > others && spread * 3 >= wide * 2;
}

/* The words of a letter-spaced line: single blanks between wide characters go. */
static void add_letters(struct buf *out, const char *text, size_t len)
{
	for (size_t at = 0, size; at < len; at += size) {
		utf8_at(text, len, at, &size);
		bool single = text[at] == ' ' && at > 0 && at + 1 < len &&
			      text[at - 1] != ' ' && text[at + 1] != ' ';
		bool wide = single && ((text[at - 1] & 0x80) || (text[at + 1] & 0x80));
		bool again = text[at] == ' ' && at > 0 && text[at - 1] == ' ';
		if (!wide && !again)
			buf_add(out, text + at, size);
	}
}

/* Lines with few blanks are not looked at: in a spread name more than a quarter is blanks. */
static void add_words(struct buf *out, const char *text, const struct line *line)
{
	size_t len = line->len;
	bool many = line->blanks * 4 > line->characters || line->width >= WIDTH_LONG;
	if (!memchr(text, ' ', len)) {
		buf_add(out, text, len);
		return;
	}
	if (many && is_letter_spaced(text, len)) {
		add_letters(out, text, len);
		return;
	}
	for (size_t i = 0; i < len;) {
		const char *blank = memchr(text + i, ' ', len - i);
		size_t end = blank ? (size_t)(blank - text) : len;
		buf_add(out, text + i, end - i);
		for (i = end; i < len && text[i] == ' '; i++)
			;
		if (end < len)
			buf_putc(out, ' ');
	}
}

void repair_join(const struct window *window, size_t first, size_t last, struct buf *out)
{
	size_t latin = 0, han = 0;
	for (size_t i = first; i <= last; i++) {
		latin += window->lines.v[i].script == SCRIPT_LATIN;
		han += window->lines.v[i].script == SCRIPT_HAN;
	}
	enum script script = latin > han ? SCRIPT_LATIN : SCRIPT_HAN;
	bool spaced = window->spaced > window->unspaced;
	for (size_t i = first; i <= last; i++) {
		const struct line *line = &window->lines.v[i];
		const char *text = line_text(window, line);
		size_t size;
		add_seam(out, utf8_at(text, line->len, 0, &size), script, spaced);
		add_words(out, text, line);
	}
}
