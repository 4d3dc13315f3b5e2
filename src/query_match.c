/* SPDX-License-Identifier: MIT */
/* query_match: whether a folded pattern matches at one place of a text.
 *
 * A code point of the text may fold to several, a Han character may stand for one letter
 * or six, a blank may count or not: there are many ways through a pattern, and trying one
 * after the other can take time that doubles with each character.  So all ways are walked
 * at once, as the set of places in the pattern that the text up to here may have reached.
 * The work is at most the length of the match times that of the pattern, whatever the
 * text.
 *
 * Where to try, query_scan.c says. */
#include <string.h>

#include "glyph.h"
#include "pinyin.h"
#include "query_internal.h"
#include "utf8.h"

/* Code points of which no two ever are one grapheme. */
static bool is_plain(uint32_t c)
{
	return (c >= ' ' && c < 0x7F) || (c >= 0x4E00 && c <= 0x9FFF) ||
	       (c >= 0x3001 && c <= 0x3029) || (c >= 0xFF01 && c <= 0xFF60);
}

static bool is_regional_indicator(uint32_t c)
{
	return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/* Between two flags or inside of one: GB12, GB13, the only rules by which more than
 * the two code points beside it make a boundary.  What is already known keeps this
 * linear in a text of nothing but flags. */
static bool is_between_flags(const char *text, size_t at, size_t *known)
{
	size_t size, beg = at;
	while (beg > *known && is_regional_indicator(utf8_before(text, beg, &size)))
		beg -= size;
	bool even = (at - beg) / 4 % 2 == 0;
	*known = even ? at : at - 4;
	return even;
}

bool query_is_boundary(const char *text, size_t len, size_t at, size_t *known)
{
	static const struct glyph_style style = {.ambiguous = 1};
	if (at == 0 || at == len || at == *known) {
		*known = at;
		return true;
	}
	size_t size, behind;
	uint32_t before = utf8_before(text, at, &size);
	uint32_t c = utf8_at(text, len, at, &behind);
	if (is_regional_indicator(before) && is_regional_indicator(c))
		return is_between_flags(text, at, known);
	/* Of the code point before, as if a grapheme began with it, and this one. */
	bool parted = (is_plain(before) && is_plain(c)) ||
		      glyph_measure(&style, text, at + behind, at - size).size == size;
	if (parted)
		*known = at;
	return parted;
}

/* Adds the places that a reading of c reaches.  ' parts syllables. */
static void step_by_pinyin(const struct query *query, const struct places *from,
	uint32_t c, struct places *to)
{
	struct pinyin readings[PINYIN_READINGS];
	size_t ends[PINYIN_ENDS];
	size_t count = pinyin_readings(c, readings);
	for (size_t i = 0; i < count; i++) {
		char initial = pinyin_syllable(readings[i].syllable)[0];
		struct places begin = query->initials[initial - 'a'];
		for (size_t word = 0; word < PLACE_WORDS; word++)
			begin.words[word] &= from->words[word];
		for (size_t place = places_next(&begin, 0); place < PLACE_NONE;
			place = places_next(&begin, place + 1)) {
			size_t at = place + (query->pattern[place] == '\'');
			size_t reached = pinyin_ends(
				query->pattern, query->n, at, readings[i], ends);
			for (size_t k = 0; k < reached; k++)
				places_add(to, ends[k]);
		}
	}
}

static void step_by_folding(const struct query *query, const struct places *from,
	const uint32_t *folded, size_t n, struct places *to)
{
	for (size_t place = places_next(from, 0); place < PLACE_NONE;
		place = places_next(from, place + 1)) {
		size_t i = 0;
		while (i < n && place + i < query->n &&
			query->pattern[place + i] == folded[i])
			i++;
		if (i == n)
			places_add(to, place + n);
	}
}

bool query_step(const struct query *query, const struct places *from, uint32_t c,
	struct places *to)
{
	uint32_t folded[FOLD_MOST];
	bool unified = c >= 0x4E00 && c <= 0x9FFF;
	*to = (struct places){0};
	if (query->pinyin && unified) { /* the pattern is ASCII */
		step_by_pinyin(query, from, c, to);
		return true;
	}
	size_t n = fold_code_point(c, query->folds, folded);
	if (n == 0) {
		*to = *from;
		return false;
	}
	step_by_folding(query, from, folded, n, to);
	if (query->pinyin && c >= 0x80) {
		/* A radical is read as its character, but not 干 as all its variants. */
		n = fold_code_point(c, query->folds & FOLD_WIDTH, folded);
		if (n == 1)
			step_by_pinyin(query, from, folded[0], to);
	}
	return true;
}

void query_pass_blanks(const struct query *query, struct places *places)
{
	for (size_t place = places_next(places, 0); place < PLACE_NONE;
		place = places_next(places, place + 1)) {
		if (place < query->n && query->pattern[place] == ' ')
			places_add(places, place + 1);
	}
}

static size_t skip_blanks(const char *text, size_t len, size_t at)
{
	size_t size;
	while (at < len && fold_is_blank(utf8_at(text, len, at, &size)))
		at += size;
	return at;
}

/* A run of blanks in the text: one blank of the pattern, or nothing. */
static void step_over_blanks(const struct query *query, const struct places *from,
	bool may_be_nothing, struct places *to)
{
	*to = may_be_nothing ? *from : (struct places){0};
	for (size_t place = places_next(from, 0); place < PLACE_NONE;
		place = places_next(from, place + 1)) {
		if (place < query->n && query->pattern[place] == ' ')
			places_add(to, place + 1);
	}
}

/* What is beside a blank: 0 is the edge of the text, which is nothing to be beside of. */
static uint32_t code_point_before(const char *text, size_t at)
{
	size_t size;
	return utf8_before(text, at, &size);
}

static uint32_t code_point_at(const char *text, size_t len, size_t at)
{
	size_t size;
	return at < len ? utf8_at(text, len, at, &size) : 0;
}

static bool is_blank_nothing(uint32_t before, uint32_t behind)
{
	return fold_is_unspaced(before) || fold_is_unspaced(behind);
}

/* Whether the whole pattern is matched up to byte `at`, behind the code point before;
 * a blank at its end may be nothing. */
static bool is_whole(const struct query *query, const struct places *places,
	uint32_t before, const char *text, size_t len, size_t at)
{
	if (places_has(places, query->n))
		return true;
	return query->spaced && query->pattern[query->n - 1] == ' ' &&
	       places_has(places, query->n - 1) &&
	       is_blank_nothing(before, code_point_at(text, len, at));
}

size_t query_match_at(const struct query *query, const char *text, size_t len, size_t at)
{
	struct places places = {.words = {1}}, reached;
	size_t size, known = at;
	uint32_t before = query->spaced ? code_point_before(text, at) : 0;
	for (size_t end = at; end < len; places = reached) {
		uint32_t c = utf8_at(text, len, end, &size);
		if (query->blanks && fold_is_blank(c)) {
			if (end == at && fold_is_blank(before))
				return 0; /* it is the run's first blank that matches */
			end = skip_blanks(text, len, end);
			uint32_t behind = code_point_at(text, len, end);
			bool nothing = is_blank_nothing(before, behind);
			step_over_blanks(query, &places, nothing, &reached);
		} else {
			if (query->spaced && is_blank_nothing(before, c))
				query_pass_blanks(query, &places);
			if (query_step(query, &places, c, &reached))
				before = c;
			else if (end == at)
				return 0; /* a match begins with what counts */
			end += size;
		}
		if (places_none(&reached))
			return 0;
		if (is_whole(query, &reached, before, text, len, end) &&
			query_is_boundary(text, len, end, &known))
			return end;
	}
	return 0;
}
