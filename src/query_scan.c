/* SPDX-License-Identifier: MIT */
/* query_scan: where in much text a match may begin, at the speed of memory.
 *
 * A pattern that is not folded is looked for by two of its bytes in sixteen places at
 * once, which, unlike memmem, is as quick for a word of common letters as for a rare one.
 *
 * A folded one is looked for by its first two characters: the code points that a match
 * may begin with, all their spellings and readings, and those that may follow.  Both are
 * bits of a table with a byte for each code point of the first plane, so that thousands
 * of members cost no more than one: no byte is copied, and a character costs one look.
 * Where the first can only be one of a few, as a Han character or a capital is, or of two
 * letters in ASCII, sixteen places are looked at at once here too.
 *
 * The table comes from taking the first two steps of query_match.c with every code
 * point that a folding changes, so that both files cannot disagree. */
#include <string.h>

#include "array.h"
#include "lanes.h"
#include "pinyin.h"
#include "query_internal.h"
#include "utf8.h"

/* The last byte of the needle, and the last of its first character: lead bytes, of
 * which a Chinese text has few different ones, are avoided. */
static const uint8_t *scan_bytes(
	const struct query *query, const uint8_t *beg, const uint8_t *end)
{
	const uint8_t *needle = (const uint8_t *)query->bytes, *p = beg;
	size_t len = query->len, one, other = len - 1;
	utf8_at(query->bytes, len, 0, &one);
	one = one - 1 < other ? one - 1 : other - (other > 0);
	while ((size_t)(end - p) >= len - 1 + LANES) {
		lanes hits = lanes_equal(lanes_load(p + one), needle[one]) &
			     lanes_equal(lanes_load(p + other), needle[other]);
		if (lanes_any(hits))
			for (size_t i = lanes_first(hits); i < LANES; i++)
				if (hits[i] && memcmp(p + i, needle, len) == 0)
					return p + i;
		p += LANES;
	}
	const uint8_t *found = memmem(p, (size_t)(end - p), needle, len);
	return found ? found : end;
}

static inline lanes equal_pair(lanes v, struct ascii_pair pair)
{
	return lanes_equal(v, pair.one) | lanes_equal(v, pair.other);
}

/* Over ASCII in which no match begins: to the end, to what is not ASCII, or to a
 * character that may be a first with one behind it that may be a second. */
static inline const uint8_t *skip_ascii(
	const struct query *query, const uint8_t *p, const uint8_t *end)
{
	uint8_t other = query->whole_ascii ? 0 : 0x80; /* least of what else is second */
	uint8_t third = query->blank_ascii ? 0 : 0x80; /* and behind a blank */
	while (query->few_ascii && end - p > LANES + 1) {
		lanes v = lanes_load(p), next = lanes_load(p + 1),
		      behind = lanes_load(p + 2);
		lanes blank = (lanes)(next <= ' ') &
			      ((lanes)(behind <= ' ') | (lanes)(behind >= third));
		lanes second = equal_pair(next, query->second_ascii) | blank |
			       (lanes)(next >= other);
		lanes stop =
			(equal_pair(v, query->first_ascii) & second) | (lanes)(v >= 0x80);
		if (lanes_any(stop))
			return p + lanes_first(stop);
		p += LANES;
	}
	while (p < end && *p < 0x80 && !(query->traits[*p] & MAY_BE_FIRST))
		p++;
	return p;
}

/* The traits of a character of three bytes.  What is taken off are the marks of UTF-8. */
static inline unsigned traits_of_three(const struct query *query, const uint8_t *p)
{
	const size_t marks = (0xE0 << 12) + (0x80 << 6) + 0x80;
	size_t lead = p[0], middle = p[1];
	return query->traits[(uint16_t)((lead << 12) + (middle << 6) + p[2] - marks)];
}

static unsigned traits_at(
	const struct query *query, const uint8_t *p, const uint8_t *end, size_t *size)
{
	*size = 0;
	if (p == end)
		return MAY_BE_BEHIND;
	uint32_t c = utf8_at((const char *)p, (size_t)(end - p), 0, size);
	return c <= 0xFFFF ? query->traits[c] : MAY_BE_ANYTHING;
}

static bool may_begin(const struct query *query, const uint8_t *p, const uint8_t *end)
{
	size_t size, same;
	unsigned traits = traits_at(query, p, end, &size);
	return traits << 1 & traits_at(query, p + size, end, &same);
}

/* To where a match may begin, or to the last bytes, when only a few may be first; and code
 * points beyond U+FFFF, of which nothing is known. */
static const uint8_t *skip_to_first(
	const struct query *query, const uint8_t *p, const uint8_t *end)
{
	const struct few *few = &query->first;
	lanes middles[FEW], lasts[FEW];
	for (size_t i = 0; i < few->count; i++) {
		middles[i] = lanes_of(few->middle[i]);
		lasts[i] = lanes_of(few->last[i]);
	}
	for (; end - p > LANES + 1; p += LANES) {
		lanes lead = lanes_load(p), middle = lanes_load(p + 1),
		      last = lanes_load(p + 2);
		lanes stop = (lanes)(lead >= 0xF0) | lanes_equal(lead, few->lead) |
			     equal_pair(lead, query->first_ascii);
		for (size_t i = 0; i < few->count; i++)
			stop |= (lanes)(middle == middles[i]) & (lanes)(last == lasts[i]);
		if (!lanes_any(stop))
			continue;
		for (size_t i = lanes_first(stop); i < LANES; i++)
			if (stop[i] && (lead[i] & 0xC0) != 0x80 &&
				may_begin(query, p + i, end))
				return p + i;
	}
	while (p < end && (*p & 0xC0) == 0x80)
		p++;
	return p;
}

static const uint8_t *scan_folded(
	const struct query *query, const uint8_t *p, const uint8_t *end)
{
	if (query->few_first)
		p = skip_to_first(query, p, end);
	while (p < end) {
		if (*p < 0x80) {
			p = skip_ascii(query, p, end);
			if (p == end)
				break;
		}
		size_t size, behind;
		unsigned traits = traits_at(query, p, end, &size);
		size_t more = size == 3 ? (size_t)(end - p) / 3 - 1 : 0;
		for (; more > 0 && (p[3] & 0xF0) == 0xE0; more--) {
			unsigned next = traits_of_three(query, p + 3);
			if (traits << 1 & next)
				return p;
			traits = next;
			p += 3;
		}
		if (traits << 1 & traits_at(query, p + size, end, &behind))
			return p;
		p += size;
	}
	return end;
}

const char *query_scan(const struct query *query, const char *beg, const char *end)
{
	const uint8_t *from = (const uint8_t *)beg, *to = (const uint8_t *)end;
	switch (query->kind) {
	case QUERY_AS_BYTES:
		return (const char *)scan_bytes(query, from, to);
	case QUERY_AS_FOLDED:
		return (const char *)scan_folded(query, from, to);
	default:
		return beg;
	}
}

bool query_can_scan(const struct query *query)
{
	return query->kind != QUERY_AS_REGEX;
}

/* Taking a step with every code point that is not only itself. */

typedef ARRAY_OF(uint32_t) code_point_array;

struct trial {
	struct query *query;
	const code_point_array *worth; /* trying */
	uint8_t trait;                 /* MAY_BE_FIRST or _SECOND */
	struct places from, to;        /* the places before, and all that were reached */
	struct places to_ascii;        /* those that were with ASCII */
	bool unspaced;  /* beside one that has the trait a blank is nothing */
	struct few few; /* those that may be first and are not ASCII, */
	bool many;      /* unless there are more */
};

static void add_first(struct trial *trial, uint32_t c)
{
	struct few *few = &trial->few;
	if (c < 0x80)
		return;
	if (c < 0x800) {
		uint8_t lead = (uint8_t)(0xC0 | c >> 6);
		trial->many |= few->lead != 0xFF && few->lead != lead;
		few->lead = lead;
		return;
	}
	trial->many |= few->count == FEW;
	if (trial->many)
		return;
	few->middle[few->count] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
	few->last[few->count++] = (uint8_t)(0x80 | (c & 0x3F));
}

static void try_step(void *ctx, uint32_t c)
{
	struct trial *trial = ctx;
	struct query *query = trial->query;
	struct places to;
	if (query->blanks && fold_is_blank(c))
		return;
	bool counts = query_step(query, &trial->from, c, &to);
	if (places_none(&to) || (!counts && trial->trait == MAY_BE_FIRST))
		return;
	trial->unspaced |= fold_is_unspaced(c);
	for (size_t place = places_next(&to, 0); place < PLACE_NONE;
		place = places_next(&to, place + 1)) {
		places_add(&trial->to, place);
		if (c < 0x80)
			places_add(&trial->to_ascii, place);
	}
	bool whole = places_has(&to, query->n) ||
		     (query->spaced && query->pattern[query->n - 1] == ' ' &&
			     places_has(&to, query->n - 1));
	unsigned traits = trial->trait;
	if (whole && trial->trait == MAY_BE_FIRST)
		traits |= MAY_BE_WHOLE;
	if (c > 0xFFFF)
		return;
	if (trial->trait == MAY_BE_FIRST && !(query->traits[c] & MAY_BE_FIRST))
		add_first(trial, c);
	query->traits[c] |= (uint8_t)traits;
}

static void try_all(struct trial *trial)
{
	for (size_t i = 0; i < trial->worth->n; i++)
		try_step(trial, trial->worth->v[i]);
}

/* The code points that can take a step from any place: of those that a folding changes most
 * fold to what the pattern has not. */
struct worth {
	const struct query *query;
	code_point_array found;
};

static void add_worth(void *ctx, uint32_t c)
{
	struct worth *worth = ctx;
	const struct query *query = worth->query;
	uint32_t folded[FOLD_MOST];
	size_t n = query->pinyin ? 0 : fold_code_point(c, query->folds, folded);
	bool steps = n == 0; /* read in some way, or ignored */
	for (size_t i = 0; !steps && i < query->n; i++)
		steps = query->pattern[i] == folded[0];
	if (steps)
		array_push(&worth->found, c);
}

static void find_worth(struct worth *worth)
{
	fold_each(add_worth, worth);
	for (size_t i = 0; i < worth->query->n; i++)
		array_push(&worth->found, worth->query->pattern[i]);
	if (worth->query->pinyin)
		pinyin_each(add_worth, worth);
}

static void add_blanks(struct query *query, unsigned trait)
{
	for (uint32_t c = 0; c <= 0x3000; c++)
		if (fold_is_blank(c))
			query->traits[c] |= (uint8_t)trait;
}

static void add_ascii(struct ascii_pair *pair, size_t *count, uint32_t c)
{
	pair->other = (uint8_t)c;
	if ((*count)++ == 0)
		pair->one = (uint8_t)c;
}

/* reached: the places behind a first one that is ASCII.  What may follow is less than
 * what may follow any first one, as a Han character may have stood for six letters. */
static void prepare_ascii(struct query *query, const struct places *reached)
{
	const struct ascii_pair none = {0xFF, 0xFF};
	struct places from = *reached, to;
	size_t firsts = 0, seconds = 0;
	query->first_ascii = query->second_ascii = none;
	if (query->blanks)
		query_pass_blanks(query, &from);
	for (uint32_t c = 0; c < 0x80; c++) {
		if (query->traits[c] & MAY_BE_FIRST)
			add_ascii(&query->first_ascii, &firsts, c);
		query->whole_ascii |= (query->traits[c] & MAY_BE_WHOLE) != 0;
		query_step(query, &from, c, &to);
		if (places_none(&to))
			continue;
		if (c > ' ')
			add_ascii(&query->second_ascii, &seconds, c);
		else
			query->blank_ascii = true;
	}
	query->few_first = firsts <= 2;
	query->few_ascii = query->few_first && seconds <= 2;
}

void query_prepare_scan(struct query *query)
{
	memset(query->traits, MAY_BE_BEHIND, sizeof query->traits);
	struct worth worth = {.query = query};
	find_worth(&worth);
	struct trial one = {.query = query,
		.worth = &worth.found,
		.trait = MAY_BE_FIRST,
		.from.words = {1},
		.few.lead = 0xFF};
	bool blank_first = query->spaced && query->pattern[0] == ' ';
	if (query->blanks)
		query_pass_blanks(query, &one.from);
	try_all(&one);
	if (blank_first) {
		unsigned whole = query->n == 1 ? MAY_BE_WHOLE : 0;
		add_blanks(query, MAY_BE_FIRST | MAY_BE_SECOND | whole);
		places_add(&one.to, 1);
		places_add(&one.to_ascii, 1);
	}
	prepare_ascii(query, &one.to_ascii);
	query->few_first &= !one.many && !blank_first;
	query->first = one.few;

	struct trial two = {.query = query,
		.worth = &worth.found,
		.trait = MAY_BE_SECOND,
		.from = one.to};
	if (query->blanks)
		query_pass_blanks(query, &two.from);
	try_all(&two);
	array_free(&worth.found);
	bool blank_second = memcmp(&one.to, &two.from, sizeof one.to) != 0;
	if (query->blanks && (blank_second || one.unspaced || two.unspaced))
		add_blanks(query, MAY_BE_SECOND);
}
