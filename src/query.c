/* SPDX-License-Identifier: MIT */
/* query: patterns compiled, and their matches in a text.
 *
 * A literal pattern is looked for in one of two ways: as the bytes it is when nothing
 * is folded, else as folded code points (query_match.c), both behind a quick look at
 * the text (query_scan.c).  A regular expression is left to PCRE2, with limits that a
 * hostile one meets soon, and without its check of the text's UTF-8, which would cost
 * thirty times the search: what is in a document is valid. */
#include "query_internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unictype.h>
#include <unistr.h>

#include "message.h"
#include "utf8.h"

enum {
	REGEX_MOST = 4096,      /* bytes of a regular expression */
	MATCH_LIMIT = 200000,   /* ways tried from one place */
	HEAP_LIMIT = 32 << 10,  /* KiB, without the just-in-time compiler */
	STACK_LEAST = 32 << 10, /* bytes, with it */
	STACK_MOST = 256 << 10,
	/* Bytes of places tried before the first look at the clock, doubled as long as they
	 * take less than so many milliseconds. */
	STRIDE_LEAST = 256,
	STRIDE_MS = 1,
	PATIENCE_MS = 100,   /* for a text, */
	BYTES_PER_MS = 1000, /* and for so many of its bytes */
};

unsigned query_options(const struct config *config)
{
	return (config->ignore_case ? QUERY_CASE : 0) |
	       (config->ignore_width ? QUERY_WIDTH : 0) |
	       (config->ignore_variants ? QUERY_HAN : 0) |
	       (config->pinyin ? QUERY_PINYIN : 0) |
	       (config->ignore_blanks ? QUERY_BLANKS : 0) |
	       (config->regex ? QUERY_REGEX : 0);
}

/* How many code points are before byte `at`, for messages that count from 1. */
static size_t character_number(const char *pattern, size_t at)
{
	return u8_mbsnlen((const uint8_t *)pattern, at) + 1;
}

/* Bytes of an escape at `at`: \S, \pL, \p{Han}, \k<Name>. */
static size_t escape_size(const char *pattern, size_t len, size_t at)
{
	static const char opens[] = "{<'", closes[] = "}>'";
	size_t size, last;
	if (at + 1 == len)
		return 1;
	utf8_at(pattern, len, at + 1, &size);
	if (!memchr("pPxNkgoc", pattern[at + 1], 8) || at + 2 == len)
		return 1 + size;
	const char *open = memchr(opens, pattern[at + 2], sizeof opens - 1);
	const char *close = NULL;
	if (open)
		close = memchr(pattern + at + 3, closes[open - opens], len - at - 3);
	if (close)
		return (size_t)(close + 1 - (pattern + at));
	utf8_at(pattern, len, at + 2, &last);
	return 1 + size + last;
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

/* Bytes of what stands behind a parenthesis at `at` and is no text to be found: (?U,
 * (?<Name, (?P=Name, (?&Name, (*UCP; but not that of (?=Text, (?<=Text, (?>Text. */
static size_t opening_size(const char *pattern, size_t len, size_t at)
{
	size_t end = at + 1;
	if (end == len || (pattern[end] != '?' && pattern[end] != '*'))
		return 1;
	bool python = ++end < len && pattern[end] == 'P';
	end += python;
	if (end < len && memchr(python ? "<=>" : "<'&(", pattern[end], python ? 3 : 4))
		end++;
	while (end < len && is_name(pattern[end]))
		end++;
	return end - at;
}

/* Whether the pattern has a capital that stands for itself. */
static bool has_capital(const char *pattern, size_t len, bool regex)
{
	size_t size;
	for (size_t at = 0; at < len; at += size) {
		uint32_t c = utf8_at(pattern, len, at, &size);
		if (regex && c == '\\')
			size = escape_size(pattern, len, at);
		else if (regex && c == '(')
			size = opening_size(pattern, len, at);
		else if (uc_is_general_category_withtable(
				 c, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt))
			return true;
	}
	return false;
}

/* Folds the pattern and leaves out blanks that count for nothing; false if it is too
 * long. */
static bool fold_pattern(struct query *query, const char *pattern, size_t len)
{
	bool blank = false, beside = false; /* a blank, an unspaced character before */
	size_t size;
	for (size_t at = 0; at < len; at += size) {
		uint32_t c = utf8_at(pattern, len, at, &size), folded[FOLD_MOST];
		if (query->blanks && fold_is_blank(c)) {
			blank = true;
			continue;
		}
		size_t n = fold_code_point(c, query->folds, folded);
		if (n == 0)
			continue;
		bool unspaced = fold_is_unspaced(c);
		if (query->n + 2 + n > QUERY_MOST) /* this and a blank on each side */
			return false;
		if (blank && !beside && !unspaced)
			query->pattern[query->n++] = ' ';
		memcpy(query->pattern + query->n, folded, n * sizeof *folded);
		query->n += n;
		beside = unspaced;
		blank = false;
	}
	if (blank && !beside)
		query->pattern[query->n++] = ' ';
	return true;
}

/* Whether the folded pattern may be pinyin; a single letter is too little of it. */
static bool is_pinyin(const struct query *query)
{
	enum { U_DIAERESIS = 0xFC, DIAERESIS = 0x308 };
	size_t letters = 0;
	for (size_t i = 0; i < query->n; i++) {
		uint32_t c = query->pattern[i];
		bool letter = (c >= 'a' && c <= 'z') || c == U_DIAERESIS;
		bool behind_u = (c == ':' || c == DIAERESIS) && i > 0 &&
				query->pattern[i - 1] == 'u';
		bool other = (c >= '0' && c <= '9') || c == '\'' ||
			     (c == ' ' && query->blanks);
		if (!letter && !behind_u && !other)
			return false;
		letters += letter;
	}
	return letters >= 2;
}

static void find_initials(struct query *query)
{
	for (size_t i = 0; i < query->n; i++) {
		uint32_t c = query->pattern[i];
		if (i > 0 && i + 1 < query->n && c == '\'')
			c = query->pattern[i + 1];
		if (c >= 'a' && c <= 'z')
			places_add(&query->initials[c - 'a'], i);
	}
}

static struct status compile_literal(
	struct query *query, const char *pattern, size_t len, unsigned options)
{
	struct status too_long = status_make(STATUS_USAGE, 0,
		_("the pattern is too long: more than %d characters"), QUERY_MOST - 2);
	if (u8_mbsnlen((const uint8_t *)pattern, len) > QUERY_MOST - 2)
		return too_long;
	query->folds = options & (FOLD_CASE | FOLD_WIDTH | FOLD_HAN);
	query->blanks = options & QUERY_BLANKS;
	if ((query->folds & FOLD_CASE) && has_capital(pattern, len, false))
		query->folds &= ~(unsigned)FOLD_CASE;
	if (!query->folds && !query->blanks && !(options & QUERY_PINYIN)) {
		query->kind = QUERY_AS_BYTES;
		query->bytes = xstrndup(pattern, len);
		query->len = len;
		return STATUS_NONE;
	}
	query->kind = QUERY_AS_FOLDED;
	if (!fold_pattern(query, pattern, len))
		return too_long;
	if (query->n == 0)
		return status_make(STATUS_USAGE, 0, _("nothing to search for"));
	query->pinyin = (options & QUERY_PINYIN) && is_pinyin(query);
	for (size_t i = 0; i < query->n; i++)
		query->spaced |= query->blanks && query->pattern[i] == ' ';
	if (query->pinyin)
		find_initials(query);
	query_prepare_scan(query);
	return STATUS_NONE;
}

static struct status compile_regex(struct query *query, const char *pattern, size_t len,
	unsigned options, size_t *where)
{
	uint32_t how = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK | PCRE2_MULTILINE |
		       PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
	int error;
	query->kind = QUERY_AS_REGEX;
	if (len > REGEX_MOST)
		return status_make(STATUS_USAGE, 0,
			_("the pattern is too long: more than %d bytes"), REGEX_MOST);
	if ((options & QUERY_CASE) && !has_capital(pattern, len, true))
		how |= PCRE2_CASELESS;
	query->code = pcre2_compile((PCRE2_SPTR)pattern, len, how, &error, where, NULL);
	if (!query->code) {
		PCRE2_UCHAR message[128];
		pcre2_get_error_message(error, message, sizeof message);
		return status_make(STATUS_USAGE, 0, _("%s at character %zu"),
			(const char *)message, character_number(pattern, *where));
	}
	/* Where there is no such compiler, or no memory it may run in, it goes
	 * without. */
	pcre2_jit_compile(query->code, PCRE2_JIT_COMPLETE);
	query->match = pcre2_match_data_create_from_pattern(query->code, NULL);
	query->limits = pcre2_match_context_create(NULL);
	query->stack = pcre2_jit_stack_create(STACK_LEAST, STACK_MOST, NULL);
	if (!query->match || !query->limits)
		die(_("out of memory"));
	pcre2_set_match_limit(query->limits, MATCH_LIMIT);
	pcre2_set_depth_limit(query->limits, MATCH_LIMIT);
	pcre2_set_heap_limit(query->limits, HEAP_LIMIT);
	pcre2_jit_stack_assign(query->limits, NULL, query->stack);
	return STATUS_NONE;
}

/* What is wrong with the bytes of a pattern. */
static struct status check_pattern(const char *pattern, size_t len, size_t *where)
{
	if (len == 0)
		return status_make(STATUS_USAGE, 0, _("nothing to search for"));
	const uint8_t *bad = u8_check((const uint8_t *)pattern, len);
	const char *nul = memchr(pattern, '\0', len);
	if (!bad && !nul)
		return STATUS_NONE;
	*where = (size_t)((bad ? (const char *)bad : nul) - pattern);
	return status_make(STATUS_USAGE, 0,
		bad ? _("the pattern is not valid UTF-8 at character %zu")
		    : _("the pattern has a NUL at character %zu"),
		character_number(pattern, *where));
}

struct status query_compile(struct query **query, const char *pattern, size_t len,
	unsigned options, size_t *where)
{
	size_t at = 0;
	*query = NULL;
	struct status s = check_pattern(pattern, len, &at);
	if (status_ok(&s)) {
		*query = xcalloc(1, sizeof **query);
		s = options & QUERY_REGEX
			    ? compile_regex(*query, pattern, len, options, &at)
			    : compile_literal(*query, pattern, len, options);
	}
	if (!status_ok(&s)) {
		query_free(*query);
		*query = NULL;
	}
	if (where)
		*where = at;
	return s;
}

void query_free(struct query *query)
{
	if (!query)
		return;
	free(query->bytes);
	pcre2_code_free(query->code);
	pcre2_match_data_free(query->match);
	pcre2_match_context_free(query->limits);
	pcre2_jit_stack_free(query->stack);
	free(query);
}

static size_t match_bytes_at(
	const struct query *query, const char *text, size_t len, size_t at)
{
	size_t known = at, end = at + query->len;
	return query_is_boundary(text, len, end, &known) ? end : 0;
}

static struct span find_literal(
	const struct query *query, const char *text, size_t len, size_t from)
{
	size_t known = from, size;
	for (size_t at = from; at < len; at += size) {
		at = (size_t)(query_scan(query, text + at, text + len) - text);
		if (at == len)
			break;
		utf8_at(text, len, at, &size);
		if (!query_is_boundary(text, len, at, &known))
			continue;
		size_t end = query->kind == QUERY_AS_BYTES
				     ? match_bytes_at(query, text, len, at)
				     : query_match_at(query, text, len, at);
		if (end)
			return (struct span){at, end};
	}
	return SPAN_NONE;
}

static struct status too_hard(void)
{
	return status_make(STATUS_USAGE, 0, "%s",
		_("the expression is too hard: too many ways to match were tried"));
}

/* The graphemes that a range has part in; one begins at `from`. */
static struct span widen(struct span range, const char *text, size_t len, size_t from)
{
	size_t known = from, size;
	while (!query_is_boundary(text, len, range.beg, &known)) {
		utf8_before(text, range.beg, &size);
		range.beg -= size;
	}
	while (!query_is_boundary(text, len, range.end, &known)) {
		utf8_at(text, len, range.end, &size);
		range.end += size;
	}
	return range;
}

/* Milliseconds of the processor that this thread has used. */
static double used_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* How far a search with a regular expression has come in a text. */
struct advance {
	size_t from, at;      /* where it began; all places before `at` are done with */
	size_t stride;        /* so many bytes of places are tried at a time */
	double began, before; /* when the first stride was over, and the last one */
};

/* Whether the text has cost too much.  PCRE2 limits the ways that are tried from one place,
 * which does not keep a million places from taking a minute each thousand.  The first stride
 * goes without a look at the clock, which costs as much as many a search. */
static bool is_too_slow(struct advance *advance)
{
	double now = used_ms(), bytes = (double)(advance->at - advance->from);
	if (advance->stride == STRIDE_LEAST)
		advance->began = advance->before = now;
	if (now - advance->before < STRIDE_MS)
		advance->stride *= 2;
	advance->before = now;
	return now - advance->began > PATIENCE_MS + bytes / BYTES_PER_MS;
}

/* Tries the places of one stride.  SPAN_NONE if none of them has a match. */
static struct span match_in_stride(const struct query *query, const char *text,
	size_t len, struct advance *advance, struct status *status)
{
	const PCRE2_SIZE *found = pcre2_get_ovector_pointer(query->match);
	size_t last = len, size = 0;
	if (len - advance->at > advance->stride)
		for (last = advance->at + advance->stride; last < len; last++)
			if (((uint8_t)text[last] & 0xC0) != 0x80)
				break;
	pcre2_set_offset_limit(query->limits, last);
	int n = pcre2_match(query->code, (PCRE2_SPTR)text, len, advance->at,
		PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, query->match, query->limits);
	if (n == PCRE2_ERROR_NOMATCH) {
		advance->at = last;
		return SPAN_NONE;
	}
	if (n < 0) {
		*status = too_hard();
		return SPAN_NONE;
	}
	/* By \K in a group that is called from a lookaround the start may be anywhere. */
	struct span match = {
		found[0] > advance->from ? found[0] : advance->from, found[1]};
	if (match.beg < match.end)
		return widen(match, text, len, advance->from);
	utf8_at(text, len, advance->at, &size);
	advance->at = found[1] > advance->at ? found[1] : advance->at + size;
	return SPAN_NONE;
}

static struct span find_regex(const struct query *query, const char *text, size_t len,
	size_t from, struct status *status)
{
	struct advance advance = {.from = from, .at = from, .stride = STRIDE_LEAST};
	struct span match = SPAN_NONE;
	while (advance.at < len && status_ok(status)) {
		match = match_in_stride(query, text, len, &advance, status);
		if (!span_is_none(match))
			break;
		if (advance.at < len && is_too_slow(&advance))
			*status = too_hard();
	}
	return match;
}

struct span query_find(const struct query *query, const char *text, size_t len,
	size_t from, struct status *status)
{
	*status = STATUS_NONE;
	if (query->kind == QUERY_AS_REGEX)
		return find_regex(query, text, len, from, status);
	return find_literal(query, text, len, from);
}
