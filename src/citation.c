/* SPDX-License-Identifier: MIT */
/* citation: a small recursive descent over the text, one function for each part.
 *
 *	citation = open [blank] range {comma [blank] range} [blank] close [locator]
 *	range    = label [dash label]         label = 1 to 999 in any digits
 *	locator  = ( [blank] sign [blank] digit ... )        sign = P, p, pp, P. ... or 第
 *	entry    = open [blank] label [blank] close, or the label in （） or with a full stop
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
		/* The first and last bytes of the openers: most text has none of them, but
		 * all Chinese punctuation has the first bytes. */
		unsigned char c = (unsigned char)text[at];
		unsigned char third = at + 2 < len ? (unsigned char)text[at + 2] : 0;
		if ((c == '[' || (c == 0xEF && third == 0xBB) ||
			    (c == 0xE3 && third == 0x94)) &&
			citation_at(text, len, at, citation))
			return true;
	}
	return false;
}

/* Calls range(ctx, first, last) with each part of the labels. */
static void each_range(const char *text, const struct citation *citation,
	void (*range)(void *ctx, unsigned first, unsigned last), void *ctx)
{
	struct cursor cursor = {text, citation->labels.beg, citation->labels.end};
	unsigned first, last;
	do {
		take(&cursor, blanks);
		bool is_range = take_range(&cursor, &first, &last);
		assert(is_range);
		range(ctx, first, last);
	} while (take(&cursor, commas));
}

struct label_call {
	void (*each)(void *ctx, const char *label);
	void *ctx;
};

static void call_each(void *ctx, unsigned first, unsigned last)
{
	const struct label_call *call = ctx;
	for (unsigned label = first; label <= last; label++) {
		char decimal[12];
		snprintf(decimal, sizeof decimal, "%u", label);
		call->each(call->ctx, decimal);
	}
}

void citation_labels(const char *text, const struct citation *citation,
	void (*each)(void *ctx, const char *label), void *ctx)
{
	struct label_call call = {each, ctx};
	each_range(text, citation, call_each, &call);
}

struct label_sought {
	unsigned label;
	bool found;
};

static void look_for(void *ctx, unsigned first, unsigned last)
{
	struct label_sought *sought = ctx;
	sought->found |= first <= sought->label && sought->label <= last;
}

bool citation_has(const char *text, const struct citation *citation, unsigned label)
{
	struct label_sought sought = {label, false};
	each_range(text, citation, look_for, &sought);
	return sought.found;
}

bool citation_entry(const char *text, size_t len, unsigned *label, size_t *end)
{
	static const char *const marks[] = {".", "．", "、", ")", "）", NULL};
	struct cursor cursor = {text, 0, len};
	unsigned digit;
	take(&cursor, blanks);
	bool bracketed = take(&cursor, openers);
	bool parenthesis = !bracketed && take(&cursor, locator_openers);
	take(&cursor, blanks);
	if (!take_label(&cursor, label))
		return false;
	take(&cursor, blanks);
	const char *const *close = bracketed     ? closers
				   : parenthesis ? locator_closers
						 : marks;
	if (!take(&cursor, close))
		return false;
	*end = cursor.at;
	return bracketed || parenthesis || !take_digit(&cursor, &digit);
}
