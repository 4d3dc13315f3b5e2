/* SPDX-License-Identifier: MIT */
/* citation: a small recursive descent over the text, one function for each part.
 *
 *	citation = open [blank] range {comma [blank] range} [blank] close [locator]
 *	range    = label [dash label]         label = 1 to 999 in any digits
 *	locator  = ( [blank] sign [blank] digit ... )        sign = P, p, pp, P. ... or 第
 *
 * A year in brackets is no citation, which is why labels end at 999.  The parts are read
 * by the same functions when a citation is looked for and when its labels are listed. */
#include "citation.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* A place in the text; parts that are there move it on, others leave it. */
struct cursor {
	const char *text;
	size_t at, len;
};

static const char *const openers[] = {"[", "［", "〔", NULL};
static const char *const closers[] = {"]", "］", "〕", NULL};
static const char *const commas[] = {",", "，", "、", ";", "；", NULL};
static const char *const dashes[] = {
	"-", "\u2010", "\u2011", "–", "—", "－", "~", "～", NULL};
static const char *const blanks[] = {" ", "\u00A0", "\u3000", NULL};
static const char *const locator_openers[] = {"(", "（", NULL};
static const char *const locator_closers[] = {")", "）", NULL};
static const char *const locator_signs[] = {
	"pp.", "pp", "PP.", "PP", "p.", "p", "P.", "P", "ｐ", "Ｐ", "第", NULL};

static bool take(struct cursor *cursor, const char *const *any)
{
	for (; *any; any++) {
		size_t n = strlen(*any);
		if (cursor->len - cursor->at >= n &&
			memcmp(cursor->text + cursor->at, *any, n) == 0) {
			cursor->at += n;
			return true;
		}
	}
	return false;
}

static bool take_digit(struct cursor *cursor, unsigned *digit)
{
	const unsigned char *s = (const unsigned char *)cursor->text + cursor->at;
	size_t left = cursor->len - cursor->at;
	if (left >= 1 && s[0] >= '0' && s[0] <= '9') {
		*digit = s[0] - '0';
		cursor->at += 1;
		return true;
	}
	/* U+FF10 to U+FF19 */
	if (left >= 3 && s[0] == 0xEF && s[1] == 0xBC && s[2] >= 0x90 && s[2] <= 0x99) {
		*digit = s[2] - 0x90U;
		cursor->at += 3;
		return true;
	}
	return false;
}

static bool take_label(struct cursor *cursor, unsigned *label)
{
	unsigned digit, digits = 0;
	*label = 0;
	while (digits < 4 && take_digit(cursor, &digit)) {
		*label = 10 * *label + digit;
		digits++;
	}
	return *label >= 1 && digits <= 3;
}

static bool take_range(struct cursor *cursor, unsigned *first, unsigned *last)
{
	if (!take_label(cursor, first))
		return false;
	*last = *first;
	return !take(cursor, dashes) || (take_label(cursor, last) && *first <= *last);
}

static bool take_labels(struct cursor *cursor)
{
	unsigned first, last;
	while (take_range(cursor, &first, &last)) {
		if (!take(cursor, commas))
			return true;
		take(cursor, blanks);
	}
	return false;
}

/* The bytes between the brackets; SPAN_NONE, and the cursor where it was, if none is
 * there. */
static struct span take_locator(struct cursor *cursor)
{
	enum { LONGEST = 60 };
	struct cursor inner = *cursor;
	if (!take(&inner, locator_openers))
		return SPAN_NONE;
	struct span locator = {inner.at, inner.at};
	unsigned digit;
	take(&inner, blanks);
	if (!take(&inner, locator_signs))
		return SPAN_NONE;
	take(&inner, blanks);
	if (!take_digit(&inner, &digit))
		return SPAN_NONE;
	for (; inner.at < inner.len && inner.at - locator.beg <= LONGEST; inner.at++) {
		locator.end = inner.at;
		if (take(&inner, locator_closers)) {
			*cursor = inner;
			return locator;
		}
	}
	return SPAN_NONE;
}

bool citation_at(const char *text, size_t len, size_t at, struct citation *citation)
{
	struct cursor cursor = {text, at, len};
	if (!take(&cursor, openers))
		return false;
	take(&cursor, blanks);
	struct span labels = {cursor.at, cursor.at};
	if (!take_labels(&cursor))
		return false;
	labels.end = cursor.at;
	take(&cursor, blanks);
	if (!take(&cursor, closers))
		return false;
	struct span locator = take_locator(&cursor);
	*citation = (struct citation){{at, cursor.at}, labels, locator};
	return true;
}

bool citation_next(const char *text, size_t len, size_t from, struct citation *citation)
{
	for (size_t at = from; at < len; at++) {
		/* The first bytes of the openers; most text has none of them. */
		unsigned char c = (unsigned char)text[at];
		if ((c == '[' || c == 0xEF || c == 0xE3) &&
			citation_at(text, len, at, citation))
			return true;
	}
	return false;
}

void citation_labels(const char *text, const struct citation *citation,
	void (*each)(void *ctx, const char *label), void *ctx)
{
	struct cursor cursor = {text, citation->labels.beg, citation->labels.end};
	unsigned first, last;
	do {
		take(&cursor, blanks);
		bool is_range = take_range(&cursor, &first, &last);
		assert(is_range);
		for (unsigned label = first; label <= last; label++) {
			char decimal[12];
			snprintf(decimal, sizeof decimal, "%u", label);
			each(ctx, decimal);
		}
	} while (take(&cursor, commas));
}
