/* SPDX-License-Identifier: MIT */
/* Tests of query against searches that try everything, over jumbles of what is hard. */
#include "query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "glyph.h"
#include "jumble.h"
#include "pinyin.h"
#include "queries.h"
#include "query_internal.h"
#include "utf8.h"

enum { MOST_ITEMS = 400, MOST_PATTERN = 64 };

struct naive {
	unsigned folds;
	bool blanks, pinyin;
	uint32_t pattern[MOST_PATTERN];
	size_t n;
	uint32_t text[MOST_ITEMS + 1]; /* and a 0 */
	size_t at[MOST_ITEMS + 1];     /* bytes, the end of the text too */
	bool boundary[MOST_ITEMS + 1];
	size_t count, start, end; /* end: of the shortest match found so far */
	bool seen[MOST_ITEMS + 1][MOST_PATTERN + 1];
};

static size_t to_code_points(const char *text, size_t len, uint32_t *out, size_t *at)
{
	size_t n = 0, size;
	for (size_t i = 0; i < len; i += size, n++) {
		assert_true(n < MOST_ITEMS);
		out[n] = utf8_at(text, len, i, &size);
		if (at)
			at[n] = i;
	}
	if (at)
		at[n] = len;
	return n;
}

static bool is_ignored(const struct naive *naive, uint32_t c)
{
	uint32_t folded[FOLD_MOST];
	return fold_code_point(c, naive->folds, folded) == 0;
}

/* Beside item i on the way to the start or the end, blanks and ignored left out. */
static bool is_unspaced_beside(
	const struct naive *naive, const uint32_t *text, size_t n, size_t i, int step)
{
	size_t k = i + (size_t)step;
	while (k < n && (fold_is_blank(text[k]) || is_ignored(naive, text[k])))
		k += (size_t)step;
	return k < n && fold_is_unspaced(text[k]);
}

static void naive_pattern(struct naive *naive, const char *pattern, unsigned options)
{
	uint32_t text[MOST_ITEMS];
	size_t n = to_code_points(pattern, strlen(pattern), text, NULL), letters = 0;
	naive->folds = options & (FOLD_CASE | FOLD_WIDTH | FOLD_HAN);
	naive->blanks = options & QUERY_BLANKS;
	for (size_t i = 0; i < n; i++)
		if (text[i] >= 'A' && text[i] <= 'Z')
			naive->folds &= ~(unsigned)FOLD_CASE;
	for (size_t i = 0; i < n; i++) {
		if (naive->blanks && fold_is_blank(text[i])) {
			bool again = naive->n > 0 && naive->pattern[naive->n - 1] == ' ';
			if (!again && !is_unspaced_beside(naive, text, n, i, 1) &&
				!is_unspaced_beside(naive, text, n, i, -1))
				naive->pattern[naive->n++] = ' ';
			continue;
		}
		naive->n +=
			fold_code_point(text[i], naive->folds, naive->pattern + naive->n);
		assert_true(naive->n + FOLD_MOST < MOST_PATTERN);
	}
	naive->pinyin = options & QUERY_PINYIN;
	for (size_t i = 0; i < naive->n; i++) {
		uint32_t c = naive->pattern[i];
		bool small = c >= 'a' && c <= 'z';
		letters += small;
		naive->pinyin &= small || (c >= '0' && c <= '9') || c == '\'' ||
				 (c == ' ' && naive->blanks);
	}
	naive->pinyin &= letters >= 2;
}

/* Whether the pattern from j to k is what someone types for the reading. */
static bool is_typed(const struct naive *naive, size_t j, size_t k, struct pinyin reading)
{
	const char *letters = pinyin_syllable(reading.syllable);
	char typed[MOST_PATTERN + 1], whole[16];
	size_t len = k - j;
	for (size_t i = 0; i < len; i++)
		typed[i] = (char)naive->pattern[j + i];
	typed[len] = '\0';
	snprintf(whole, sizeof whole, "%s%d", letters, reading.tone);
	if (strcmp(typed, letters) == 0 || strcmp(typed, whole) == 0)
		return true;
	if (strncmp(typed, letters, len) != 0)
		return false;
	return k == naive->n || len == 1 ||
	       (len == 2 && letters[1] == 'h' && strchr("zcs", *letters));
}

static void try_from(struct naive *naive, size_t i, size_t j, uint32_t before);

static void try_pinyin(struct naive *naive, size_t i, size_t j)
{
	uint32_t c = naive->text[i], folded[FOLD_MOST];
	struct pinyin readings[PINYIN_READINGS];
	if (fold_code_point(c, naive->folds & FOLD_WIDTH, folded) != 1)
		return;
	size_t n = pinyin_readings(folded[0], readings);
	size_t begin = j + (j > 0 && naive->pattern[j] == '\'');
	for (size_t r = 0; r < n; r++)
		for (size_t k = begin + 1; k <= naive->n; k++)
			if (is_typed(naive, begin, k, readings[r]))
				try_from(naive, i + 1, k, c);
}

static void try_blanks(struct naive *naive, size_t i, size_t j, uint32_t before)
{
	size_t behind = i;
	bool middle = i == naive->start && i > 0 && fold_is_blank(naive->text[i - 1]);
	while (fold_is_blank(naive->text[behind]))
		behind++;
	if (naive->pattern[j] == ' ' && !middle)
		try_from(naive, behind, j + 1, before);
	if (i > naive->start &&
		(fold_is_unspaced(before) || fold_is_unspaced(naive->text[behind])))
		try_from(naive, behind, j, before);
}

/* Whether the text from item i on, behind `before`, matches the pattern from j on. */
static void try_from(struct naive *naive, size_t i, size_t j, uint32_t before)
{
	uint32_t c = naive->text[i], folded[FOLD_MOST];
	if (j == naive->n && i > naive->start && naive->boundary[i] && i < naive->end)
		naive->end = i;
	if (naive->seen[i][j])
		return;
	naive->seen[i][j] = true;
	if (naive->blanks && j < naive->n && naive->pattern[j] == ' ' &&
		(fold_is_unspaced(before) || fold_is_unspaced(c)))
		try_from(naive, i, j + 1, before);
	if (i == naive->count)
		return;
	if (naive->blanks && fold_is_blank(c)) {
		try_blanks(naive, i, j, before);
		return;
	}
	size_t n = fold_code_point(c, naive->folds, folded);
	if (n == 0 && i > naive->start)
		try_from(naive, i + 1, j, before);
	if (n > 0 && j + n <= naive->n &&
		memcmp(naive->pattern + j, folded, n * sizeof *folded) == 0)
		try_from(naive, i + 1, j + n, c);
	if (naive->pinyin && j < naive->n)
		try_pinyin(naive, i, j);
}

/* The first match from item i on, in bytes. */
static struct span naive_find(struct naive *naive, size_t i)
{
	for (; i < naive->count; i++) {
		if (!naive->boundary[i])
			continue;
		memset(naive->seen, 0, sizeof naive->seen);
		naive->start = i;
		naive->end = SIZE_MAX;
		try_from(naive, i, 0, i > 0 ? naive->text[i - 1] : 0);
		if (naive->end != SIZE_MAX)
			return (struct span){naive->at[i], naive->at[naive->end]};
	}
	return SPAN_NONE;
}

static void naive_text(struct naive *naive, const char *text, size_t len)
{
	static const struct glyph_style style = {.ambiguous = 1};
	naive->count = to_code_points(text, len, naive->text, naive->at);
	naive->text[naive->count] = 0;
	size_t at = 0;
	for (size_t i = 0; i <= naive->count; i++) {
		naive->boundary[i] = naive->at[i] == at;
		if (naive->boundary[i] && at < len)
			at += glyph_measure(&style, text, len, at).size;
	}
}

static const char *const pieces[] = {"人", "民", "的", "国", "國", "网", "網", "行", "长",
	"長", "西", "安", "先", "女", "⽂", "文", "〇", "干", "乾", "𠀀", "a", "A", "an",
	"n", "r", "xi", "é", "e\u0301", "e", "\u0301", "ﬁ", "fi", "ｂ", "b", "B", "㎡",
	"m2", "1", "2", "'", "’", " ", "  ", "\u3000", "\u00A0", "\n", "，", ",", "（",
	"(", "\u00AD", "\uFE00", "\u200B", "🇨", "🇳", "👍", "é\u0323"};
enum { PIECES = sizeof pieces / sizeof *pieces };

static void add_pieces(struct rng *rng, unsigned n, struct buf *out)
{
	while (n-- > 0)
		buf_puts(out, pieces[rng_below(rng, PIECES)]);
}

/* What someone might type for the Han in [beg, end) of a text. */
static void add_typed(struct rng *rng, const char *text, size_t len, struct buf *out)
{
	size_t size;
	for (size_t at = 0; at < len; at += size) {
		struct pinyin readings[PINYIN_READINGS];
		size_t n = pinyin_readings(utf8_at(text, len, at, &size), readings);
		if (n == 0) {
			buf_add(out, text + at, rng_chance(rng, 80) ? size : 0);
			continue;
		}
		struct pinyin reading = readings[rng_below(rng, (unsigned)n)];
		const char *letters = pinyin_syllable(reading.syllable);
		unsigned least = rng_chance(rng, 60) ? (unsigned)strlen(letters) : 1;
		buf_add(out, letters,
			least + rng_below(rng, (unsigned)strlen(letters) + 1 - least));
		if (rng_chance(rng, 20))
			buf_printf(out, "%d", rng_chance(rng, 80) ? reading.tone : 3);
		if (rng_chance(rng, 10))
			buf_puts(out, rng_chance(rng, 50) ? "'" : " ");
	}
}

/* A pattern with a good chance to be found: a piece of the text, spelled otherwise. */
static void make_pattern(struct rng *rng, const struct buf *text, struct buf *pattern)
{
	size_t beg = rng_below(rng, (unsigned)text->n), size;
	while (beg > 0 && ((uint8_t)text->v[beg] & 0xC0) == 0x80)
		beg--;
	size_t end = beg;
	for (unsigned n = 1 + rng_below(rng, 6); n > 0 && end < text->n; n--, end += size)
		utf8_at(text->v, text->n, end, &size);
	switch (rng_below(rng, 4)) {
	case 0:
		add_pieces(rng, 1 + rng_below(rng, 3), pattern);
		break;
	case 1:
		add_typed(rng, text->v + beg, end - beg, pattern);
		break;
	default:
		for (size_t at = beg; at < end; at += size) {
			utf8_at(text->v, end, at, &size);
			if (rng_chance(rng, 10))
				add_pieces(rng, 1, pattern);
			if (rng_chance(rng, 93))
				buf_add(pattern, text->v + at, size);
		}
	}
}

static void assert_as_naive(const char *pattern, unsigned options, const char *text,
	size_t len, size_t *matches)
{
	static struct naive naive;
	struct query *query;
	struct status s = query_compile(&query, pattern, strlen(pattern), options, NULL);
	naive = (struct naive){0};
	naive_pattern(&naive, pattern, options);
	assert_int_equal(status_ok(&s), naive.n > 0);
	if (!query)
		return;
	naive_text(&naive, text, len);
	size_t item = 0;
	for (struct span found = {0, 0}; !span_is_none(found);) {
		struct span expected = naive_find(&naive, item);
		found = query_find(query, text, len, found.end, &s);
		assert_true(status_ok(&s));
		if (found.beg != expected.beg || found.end != expected.end)
			fail_msg("/%s/ under %u in \"%.*s\": %zd-%zd, not %zd-%zd",
				pattern, options, (int)len, text, (ssize_t)found.beg,
				(ssize_t)found.end, (ssize_t)expected.beg,
				(ssize_t)expected.end);
		while (item < naive.count && naive.at[item] < expected.end)
			item++;
		*matches += !span_is_none(found);
	}
	query_free(query);
}

static void query_find__agrees__with_trying_everything(void **state)
{
	(void)state;
	size_t matches = 0;
	for (unsigned seed = 1; seed <= 1500; seed++) {
		struct rng rng = {seed};
		struct buf text = {0}, pattern = {0};
		add_pieces(&rng, 1 + rng_below(&rng, 60), &text);
		if (seed % 8 == 0)
			jumble(&rng, 1 + rng_below(&rng, 100), &text);
		make_pattern(&rng, &text, &pattern);
		unsigned options = rng_chance(&rng, 50) ? QUERY_FOLDINGS
							: rng_below(&rng, QUERY_REGEX);
		/* Nothing behind the text, for a sanitizer to see who looks there. */
		char *bare = xmalloc(text.n);
		memcpy(bare, text.v, text.n);
		assert_as_naive(buf_string(&pattern), options, bare, text.n, &matches);
		free(bare);
		buf_free(&text);
		buf_free(&pattern);
	}
	assert_true(matches > 800);
}

static size_t fold_all(const char *text, size_t len, unsigned folds, uint32_t *out)
{
	size_t n = 0, size;
	for (size_t at = 0; at < len; at += size)
		n += fold_code_point(utf8_at(text, len, at, &size), folds, out + n);
	return n;
}

/* In texts of all that there is. */
static void query_find__finds__what_folds_to_the_pattern(void **state)
{
	(void)state;
	const unsigned folds = FOLD_WIDTH | FOLD_HAN;
	size_t matches = 0;
	for (unsigned seed = 1; seed <= 1000; seed++) {
		struct rng rng = {seed};
		struct buf text = {0}, pattern = {0};
		struct query *query;
		uint32_t folded[2][512];
		jumble(&rng, 1 + rng_below(&rng, 120), &text);
		size_t beg = 0, size;
		for (unsigned skip = rng_below(&rng, 20); skip > 0 && beg < text.n;
			skip--) {
			utf8_at(text.v, text.n, beg, &size);
			beg += size;
		}
		for (unsigned n = 1 + rng_below(&rng, 3); n > 0 && beg < text.n; n--) {
			utf8_at(text.v, text.n, beg, &size);
			buf_add(&pattern, text.v + beg, size);
			beg += size;
		}
		struct status s =
			query_compile(&query, pattern.v, pattern.n, folds, NULL);
		size_t n = status_ok(&s)
				   ? fold_all(pattern.v, pattern.n, folds, folded[0])
				   : 0;
		struct span match = {0, 0};
		while (query) {
			match = query_find(query, text.v, text.n, match.end, &s);
			if (span_is_none(match))
				break;
			size_t len = span_len(match);
			assert_int_equal(
				fold_all(text.v + match.beg, len, folds, folded[1]), n);
			assert_memory_equal(folded[1], folded[0], n * sizeof **folded);
			matches++;
		}
		query_free(query);
		buf_free(&text);
		buf_free(&pattern);
	}
	assert_true(matches > 800);
}

/* A regular expression of all that PCRE2 has, and of what it has not. */
static void add_expression(struct rng *rng, int depth, struct buf *out)
{
	static const char *const atoms[] = {"a", "人", ".", "\\w", "\\W", "\\p{Han}",
		"[a人]", "[^n]", "\\X", "\\R", "\\b", "\\B", "^", "$", "\\K", "\\1",
		"(?1)", "\\G", "\\s", "é", "\u0301", "", "(?R)", "\\Q", "\\E", "(?i)",
		"\\N{U+4EBA}", "(*ACCEPT)", "(*SKIP)", "(*COMMIT)", "(?!)", "[[:alpha:]]",
		"\\"};
	static const char *const opens[] = {
		"(", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?|", "(?(1)"};
	static const char *const counts[] = {
		"*", "+", "?", "*?", "++", "{2}", "{0,9}", "{3,}", "{0}"};
	if (depth == 0 || rng_chance(rng, 20)) {
		buf_puts(out, atoms[rng_below(rng, sizeof atoms / sizeof *atoms)]);
		return;
	}
	bool group = rng_chance(rng, 50);
	if (group)
		buf_puts(out, opens[rng_below(rng, sizeof opens / sizeof *opens)]);
	add_expression(rng, depth - 1, out);
	if (rng_chance(rng, 40))
		buf_putc(out, '|');
	add_expression(rng, depth - 1, out);
	if (group)
		buf_putc(out, ')');
	if (rng_chance(rng, 40))
		buf_puts(out, counts[rng_below(rng, sizeof counts / sizeof *counts)]);
}

/* Which bytes of a text begin a grapheme, and the end does. */
static bool *graphemes(const char *text, size_t len)
{
	static const struct glyph_style style = {.ambiguous = 1};
	bool *begins = xcalloc(len + 1, sizeof *begins);
	for (size_t at = 0; at < len; at += glyph_measure(&style, text, len, at).size)
		begins[at] = true;
	begins[len] = true;
	return begins;
}

/* Matches are of whole graphemes, one behind the other, none empty; returns how many. */
static size_t assert_whole(
	const struct query *query, const char *text, size_t len, const char *pattern)
{
	bool *begins = graphemes(text, len);
	struct status s = STATUS_NONE;
	size_t count = 0;
	for (size_t from = 0;; count++) {
		struct span match = query_find(query, text, len, from, &s);
		if (span_is_none(match))
			break;
		bool whole = match.beg >= from && match.beg < match.end &&
			     match.end <= len && begins[match.beg] && begins[match.end];
		if (!whole || !status_ok(&s))
			fail_msg("/%s/ in \"%.*s\" from %zu: %zu-%zu", pattern, (int)len,
				text, from, match.beg, match.end);
		from = match.end;
	}
	free(begins);
	return count;
}

static void query_find__gives_whole_graphemes__for_any_pattern(void **state)
{
	(void)state;
	size_t matches = 0, refused = 0;
	for (unsigned seed = 1; seed <= 3000; seed++) {
		struct rng rng = {seed};
		struct buf text = {0}, pattern = {0};
		struct query *query;
		size_t where = 0;
		add_pieces(&rng, 1 + rng_below(&rng, 40), &text);
		if (seed % 8 == 0)
			jumble(&rng, 1 + rng_below(&rng, 100), &text);
		if (seed % 4 > 0)
			add_expression(&rng, 1 + (int)rng_below(&rng, 4), &pattern);
		else
			jumble(&rng, 1 + rng_below(&rng, 8), &pattern);
		struct status s = query_compile(&query, pattern.v, pattern.n,
			rng_below(&rng, 2 * QUERY_REGEX), &where);
		assert_true(where <= pattern.n);
		assert_int_equal(status_ok(&s), query != NULL);
		refused += !query;
		if (query)
			matches +=
				assert_whole(query, text.v, text.n, buf_string(&pattern));
		query_free(query);
		buf_free(&text);
		buf_free(&pattern);
	}
	assert_true(matches > 500);
	assert_true(refused > 300);
}

static void query_is_boundary__is_where__graphemes_begin(void **state)
{
	(void)state;
	static const struct glyph_style style = {.ambiguous = 1};
	for (unsigned seed = 1; seed <= 500; seed++) {
		struct rng rng = {seed};
		struct buf text = {0};
		for (int i = 0; i < 20; i++)
			jumble(&rng, 1, &text);
		for (unsigned flags = rng_below(&rng, 12); flags > 0; flags--)
			buf_puts(&text, flags % 4 == 2 ? "🇳" : "🇨");
		size_t start = 0, size = 0, known = 0;
		for (size_t at = 0; at <= text.n; at += size) {
			size_t nothing_known = 0, before = known;
			bool expected = at == start;
			assert_int_equal(
				query_is_boundary(text.v, text.n, at, &nothing_known),
				expected);
			assert_int_equal(
				query_is_boundary(text.v, text.n, at, &known), expected);
			assert_true(known >= before && known <= at);
			if (expected && at < text.n)
				start += glyph_measure(&style, text.v, text.n, at).size;
			size = 1;
			if (at < text.n)
				utf8_at(text.v, text.n, at, &size);
		}
		buf_free(&text);
	}
}

/* Nothing before the place begins a match, in texts one behind the other. */
static void query_scan__passes_over__no_match(void **state)
{
	(void)state;
	enum { TEXTS = 6 };
	size_t stops = 0;
	for (unsigned seed = 1; seed <= 1000; seed++) {
		struct rng rng = {seed};
		struct buf all = {0}, pattern = {0};
		struct query *query;
		size_t ends[TEXTS];
		for (int i = 0; i < TEXTS; i++) {
			add_pieces(&rng, rng_below(&rng, 30), &all);
			ends[i] = all.n;
		}
		buf_puts(&all, "x");
		all.n--;
		if (all.n > 0)
			make_pattern(&rng, &all, &pattern);
		query_compile(
			&query, pattern.v, pattern.n, rng_below(&rng, QUERY_REGEX), NULL);
		size_t at = 0;
		for (int i = 0; query && i < TEXTS; i++) {
			size_t beg = i > 0 ? ends[i - 1] : 0, len = ends[i] - beg;
			if (at < beg)
				at = beg;
			struct status s;
			struct span match = query_find(query, all.v + beg, len, 0, &s);
			if (at > beg || span_is_none(match))
				continue;
			const char *place = query_scan(query, all.v + beg, all.v + all.n);
			assert_true(place <= all.v + beg + match.beg);
			stops++;
		}
		query_free(query);
		buf_free(&all);
		buf_free(&pattern);
	}
	assert_true(stops > 500);
}
int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(query_find__agrees__with_trying_everything),
		cmocka_unit_test(query_find__finds__what_folds_to_the_pattern),
		cmocka_unit_test(query_find__gives_whole_graphemes__for_any_pattern),
		cmocka_unit_test(query_is_boundary__is_where__graphemes_begin),
		cmocka_unit_test(query_scan__passes_over__no_match),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
