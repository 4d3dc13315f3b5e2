/* SPDX-License-Identifier: MIT */
/* query_internal: a compiled query, shared by the files of query. */
#ifndef DUIDU_QUERY_INTERNAL_H
#define DUIDU_QUERY_INTERNAL_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "query.h"

/* What the quick look knows of a code point, a bit each.  They are such that a match
 * may begin with a character that has traits a, followed by one that has b, if a << 1
 * & b. */
enum {
	MAY_BE_FIRST = 1,   /* a match may begin with it */
	MAY_BE_SECOND = 2,  /* it may follow the first one */
	MAY_BE_WHOLE = 8,   /* a match may be it and nothing else */
	MAY_BE_BEHIND = 16, /* each has this: what is behind a whole match */
	MAY_BE_ANYTHING = MAY_BE_FIRST | MAY_BE_SECOND | MAY_BE_WHOLE | MAY_BE_BEHIND,
};

/* Places in a pattern, 0 to QUERY_MOST. */
enum { PLACE_WORDS = (QUERY_MOST + 1) / 64 };

struct places {
	uint64_t words[PLACE_WORDS];
};

static inline void places_add(struct places *places, size_t place)
{
	places->words[place >> 6] |= UINT64_C(1) << (place & 63);
}

static inline bool places_has(const struct places *places, size_t place)
{
	return places->words[place >> 6] >> (place & 63) & 1;
}

static inline bool places_none(const struct places *places)
{
	uint64_t any = 0;
	for (size_t i = 0; i < PLACE_WORDS; i++)
		any |= places->words[i];
	return !any;
}

/* The least place from `place` on, PLACE_NONE if there is none. */
enum { PLACE_NONE = QUERY_MOST + 1 };

static inline size_t places_next(const struct places *places, size_t place)
{
	while (place < PLACE_NONE) {
		uint64_t left = places->words[place >> 6] >> (place & 63);
		if (left)
			return place + (size_t)__builtin_ctzll(left);
		place = (place | 63) + 1;
	}
	return PLACE_NONE;
}

enum query_kind {
	QUERY_AS_BYTES,  /* nothing is folded: the bytes themselves */
	QUERY_AS_FOLDED, /* folded code points */
	QUERY_AS_REGEX,
};

/* The ASCII members of a set, for looking at many bytes at once. */
struct ascii_pair {
	uint8_t one, other; /* the same when there is one; 0xFF when there is none */
};

/* The members of a set that are not ASCII: of those of three bytes the last two, of those of
 * two bytes the lead. */
enum { FEW = 6 };

struct few {
	size_t count; /* of three bytes */
	uint8_t middle[FEW], last[FEW];
	uint8_t lead; /* 0xFF when there is none of two bytes */
};

struct query {
	enum query_kind kind;
	unsigned folds; /* of fold.h */
	bool pinyin, blanks;
	bool spaced; /* blanks, and the pattern has one */

	char *bytes; /* QUERY_AS_BYTES */
	size_t len;

	/* QUERY_AS_FOLDED: folded code points, a run of blanks as ' '. */
	uint32_t pattern[QUERY_MOST];
	size_t n;
	/* Of pinyin: where a syllable with that letter first may begin; at the '
	 * before it if there is one. */
	struct places initials[26];
	/* Of each code point up to U+FFFF; of those beyond nothing is known. */
	uint8_t traits[0x10000];
	/* The ASCII that may be first, and second behind it; few_ascii if that is all
	 * but for blanks and controls, which are second if blank_ascii says so, or
	 * before an unspaced character; whole_ascii if one of the first may be a whole
	 * match. */
	struct ascii_pair first_ascii, second_ascii;
	bool few_ascii, blank_ascii, whole_ascii;
	bool few_first; /* the pair and these are all that may be first */
	struct few first;

	pcre2_code *code; /* QUERY_AS_REGEX */
	pcre2_match_data *match;
	pcre2_match_context *limits;
	pcre2_jit_stack *stack;
};

/* The end of the shortest match of a folded pattern that begins at byte `at` < len of
 * text, 0 if there is none.  at is on a grapheme's start, and query_scan stopped
 * there. */
size_t query_match_at(const struct query *query, const char *text, size_t len, size_t at);

/* Which places are reached from places by a text's code point c.  False when c is
 * ignored: then the places stay. */
bool query_step(const struct query *query, const struct places *from, uint32_t c,
	struct places *to);

/* Adds the places behind the pattern's blanks at places. */
void query_pass_blanks(const struct query *query, struct places *places);

/* Fills traits and what is behind it from the pattern. */
void query_prepare_scan(struct query *query);

/* Whether a grapheme starts at byte `at` <= len of text.  *known <= at is a byte where
 * one does, and is moved up to the last such byte that this looked at. */
bool query_is_boundary(const char *text, size_t len, size_t at, size_t *known);

#endif
