/* SPDX-License-Identifier: MIT */
/* sentence: one walk over the text, which stops at end marks and asks what stands around.
 *
 * Pairs of brackets are found first and kept at the front of the caller's array of spans
 * until the sentences stand behind them; nothing else is allocated.  At an end mark only
 * a bounded number of characters is looked at, or characters that no other mark looks at,
 * so that time is linear even in text of nothing but brackets or marks.
 *
 * GB/T 15834 sets 。？！ inside the closing quotation mark and does not say whether the
 * sentence around goes on; the answer is in how the quotation was brought in and in what
 * follows (goes_on_after_quotation). */
#include "sentence_internal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unictype.h>

#include "citation.h"
#include "utf8.h"

/* Abbreviations without their last point, in lower case and sorted. */

/* Something of the sentence always follows these. */
static const char *const inside[] = {"al", "approx", "ca", "capt", "cf", "co", "col",
	"corp", "dept", "dr", "ed", "eds", "eg", "esp", "est", "gen", "gov", "hon",
	"ibid", "ie", "lt", "messrs", "mr", "mrs", "ms", "mt", "pres", "prof", "rep",
	"rev", "sen", "st", "trans", "v", "viz", "vs"};

/* These are abbreviations before a number, and may be words like others elsewhere. */
static const char *const before_number[] = {"app", "apr", "art", "arts", "aug", "ch",
	"chap", "cl", "dec", "eq", "feb", "fig", "figs", "jan", "jul", "jun", "mar", "n",
	"no", "nos", "nov", "oct", "p", "para", "paras", "pp", "pt", "sec", "sep", "sept",
	"ser", "vol", "vols"};

/* These often stand last, so that a capital behind them begins a sentence. */
static const char *const often_last[] = {
	"a.d", "a.m", "b.c", "etc", "inc", "jr", "ltd", "p.m", "ph.d", "sr"};

enum { LONGEST_WORD = 8 };

static int by_word(const void *key, const void *entry)
{
	return strcasecmp(key, *(const char *const *)entry);
}

#define is_among(word, table)                                                            \
	bsearch(word, table, sizeof(table) / sizeof *(table), sizeof *(table), by_word)

/* A text that is being split, and the sentence at hand. */
struct splitter {
	const char *text;
	size_t len;
	size_t beg;            /* of the sentence */
	size_t words;          /* its first character behind blanks and opening marks */
	bool straight_quotes;  /* an odd number of " came before */
	bool quotation_inside; /* the last quotation began right behind a word */
};

/* An end mark, or several, and what stands around it. */
struct stop {
	size_t at, end;       /* the marks */
	size_t behind;        /* behind the closing marks and citations that follow */
	size_t next;          /* the next character that is no blank */
	struct place first;   /* the first mark */
	struct place follows; /* at next */
	uint32_t before;      /* the character before the marks, 0 if they come first */
	bool chinese;         /* the rules of Chinese count */
	bool point;    /* one point, which may belong to a number or abbreviation */
	bool dots;     /* an ellipsis */
	bool emphatic; /* ? or ! is among the marks */
	bool quoted;   /* a closing quotation mark follows */
};

static bool is_one_of(uint32_t c, const uint16_t *all)
{
	while (*all && *all != c)
		all++;
	return *all != 0;
}

static bool is_roman(uint32_t c)
{
	return is_one_of(c, u"IVXLC");
}

static bool is_ascii_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The word of ASCII letters and points before byte `end`; empty if there is none, or one
 * longer than any abbreviation. */
static void word_before(const struct splitter *s, size_t end, char word[LONGEST_WORD + 1])
{
	size_t n = 0;
	while (n <= LONGEST_WORD && end - n > s->beg &&
		(is_ascii_letter(s->text[end - n - 1]) || s->text[end - n - 1] == '.'))
		n++;
	if (n > LONGEST_WORD)
		n = 0;
	memcpy(word, s->text + end - n, n);
	word[n] = '\0';
}

/* "J" and "U.S": a point between all letters. */
static bool is_initials(const char *word)
{
	size_t n = strlen(word);
	for (size_t i = 0; i < n; i++) {
		if ((word[i] == '.') != (i % 2 == 1))
			return false;
	}
	return n % 2 == 1;
}

/* Digits, or a Roman number as in Art. IV. */
static bool is_number_at(const struct splitter *s, size_t at)
{
	struct place place = place_at(s->text, s->len, at);
	size_t roman = 0;
	while (is_roman(place_at(s->text, s->len, at + roman).c))
		roman++;
	return is_digit(place.c) ||
	       (roman > 0 && !uc_is_alpha(place_at(s->text, s->len, at + roman).c));
}

static bool is_abbreviation(const struct splitter *s, const struct stop *stop)
{
	char word[LONGEST_WORD + 1];
	word_before(s, stop->at, word);
	if (is_among(word, before_number))
		return is_number_at(s, stop->next);
	if (is_among(word, often_last))
		return !uc_is_upper(stop->follows.c) && !(stop->follows.sign->is & QUOTE);
	return is_among(word, inside) || is_initials(word);
}

/* The point of 1. or 2.1. or 一． at the start of a sentence or behind a mark: the number
 * belongs to what follows. */
static bool is_list_number(const struct splitter *s, size_t point)
{
	enum { LONGEST = 6 };
	size_t at = point, size;
	bool digits = true;
	for (int n = 0; at > s->words && n < LONGEST; n++, at -= size) {
		uint32_t c = utf8_before(s->text, at, &size);
		bool numeral = is_roman(c) || is_one_of(c, u"一二三四五六七八九十");
		if (!is_digit(c) && !numeral && c != '.')
			break;
		digits &= !numeral;
	}
	if (at == s->words)
		return at < point;
	uint32_t before = utf8_before(s->text, at, &size);
	while (sign_of(before)->is & BLANK) {
		at -= size;
		before = utf8_before(s->text, at, &size);
	}
	return at < point && digits && sign_of(before)->is & (PAUSE | WITHIN | OPEN);
}

/* The end of a citation at byte `at`, or `at`. */
static size_t skip_citation(const struct splitter *s, size_t at)
{
	struct citation citation;
	return citation_at(s->text, s->len, at, &citation) ? citation.range.end : at;
}

/* A straight quote behind an end mark closes, unless none is open and a word follows. */
static bool is_closing(const struct splitter *s, size_t at, const struct place *place)
{
	if (!(place->sign->is & OPEN))
		return place->sign->is & CLOSE;
	struct place next = place_at(s->text, s->len, at + place->size);
	return place->sign->is & CLOSE &&
	       ((place->c == '"' && s->straight_quotes) || next.sign->is || !next.size);
}

/* Closing marks and citations, also behind a blank. */
static void skip_closing(const struct splitter *s, struct stop *stop)
{
	size_t at = stop->end;
	for (;;) {
		struct place place = place_at(s->text, s->len, at);
		size_t behind;
		if (is_closing(s, at, &place)) {
			stop->quoted |= (place.sign->is & QUOTE) != 0;
			at += place.size;
			stop->behind = at;
		} else if ((behind = skip_citation(s, at)) > at) {
			at = stop->behind = behind;
		} else if (place.sign->is & BLANK && at == stop->behind) {
			at = skip_blanks(s->text, s->len, at);
			place = place_at(s->text, s->len, at);
			if (place.sign->is & OPEN && skip_citation(s, at) == at)
				return;
		} else {
			return;
		}
	}
}

static struct stop read_stop(const struct splitter *s, size_t at)
{
	struct stop stop = {.at = at, .end = at, .first = place_at(s->text, s->len, at)};
	struct place mark = stop.first;
	unsigned all = mark.sign->is, marks = 0;
	do {
		all &= mark.sign->is;
		stop.emphatic |=
			mark.sign->is == STOP && mark.c != u'。' && mark.c != u'｡';
		stop.end += mark.size;
		marks++;
		mark = place_at(s->text, s->len, stop.end);
	} while (stop.first.sign->is & mark.sign->is & STOP);
	stop.point = all & POINT && marks == 1;
	stop.dots = all & DOTS || (all & POINT && marks > 1);

	size_t size;
	stop.before = at > s->beg ? utf8_before(s->text, at, &size) : 0;
	stop.chinese = stop.first.c >= 0x3000 || is_chinese(stop.before);
	stop.behind = stop.end;
	skip_closing(s, &stop);
	stop.next = skip_blanks(s->text, s->len, stop.behind);
	stop.follows = place_at(s->text, s->len, stop.next);
	return stop;
}

/* 他说。 and 老人笑道， behind a quotation: the verb of saying ends the clause. */
static bool is_attribution_at(const struct splitter *s, size_t at)
{
	enum { LONGEST = 10 };
	uint32_t last = 0;
	for (int n = 0; n < LONGEST; n++) {
		struct place place = place_at(s->text, s->len, at);
		if (place.sign->is || !place.size) {
			bool ends = place.sign->is & STOP || place.c == u'，';
			return ends &&
			       is_one_of(last, u"说道问喊叫答讲骂喝叹想笑曰說問講罵嘆");
		}
		last = place.c;
		at += place.size;
	}
	return false;
}

/* 的 and 然后 and their like belong to the sentence around the quotation. */
static bool is_continuation_at(const struct splitter *s, size_t at)
{
	static const char *const words[] = {"的", "地", "之", "等", "而", "并", "便",
		"就", "也", "还", "還", "再", "和", "与", "與", "然后", "然後", "接着",
		"接著", "随即", "隨即"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);
		if (s->len - at >= n && memcmp(s->text + at, words[i], n) == 0)
			return true;
	}
	return false;
}

/* 他说：“好！”然后走了。 and 提出“为什么？”这一问题。 are one sentence. */
static bool goes_on_after_quotation(const struct splitter *s, const struct stop *stop)
{
	if (stop->follows.sign->is & OPEN)
		return false;
	return ((stop->emphatic || stop->dots) && s->quotation_inside) ||
	       is_attribution_at(s, stop->next) || is_continuation_at(s, stop->next);
}

/* “您……不是说过？” falters: the dots stand behind a few characters. */
static bool is_faltering(const struct splitter *s, const struct stop *stop)
{
	enum { FEW = 4 };
	size_t at = stop->at, size;
	for (int n = 0; n <= FEW; n++, at -= size) {
		if (at <= s->words || sign_of(utf8_before(s->text, at, &size))->is)
			return true;
	}
	return false;
}

static bool ends_chinese(const struct splitter *s, const struct stop *stop)
{
	uint32_t follows = stop->follows.c;
	if (stop->point) {
		bool touching = stop->next == stop->end,
		     latin = is_latin_letter(stop->before);
		if (is_list_number(s, stop->at))
			return false;
		if (touching && is_digit(follows) && is_digit(stop->before))
			return false;
		/* Ｊ．肯尼迪; 中国.cn */
		if (touching &&
			(latin || (stop->first.c == '.' && is_latin_letter(follows))))
			return false;
	}
	if (stop->quoted)
		return !goes_on_after_quotation(s, stop);
	if (stop->dots && !(stop->follows.sign->is & OPEN))
		return !is_faltering(s, stop) && !is_continuation_at(s, stop->next);
	return true;
}

static bool ends_english(const struct splitter *s, const struct stop *stop)
{
	uint32_t follows = stop->follows.c;
	bool spaced = stop->next > stop->behind;
	if (stop->first.sign->is & SEMI)
		return spaced || is_chinese(follows);
	if (!spaced)
		return !stop->point && is_chinese(follows);
	if (stop->point && (is_list_number(s, stop->at) || is_abbreviation(s, stop)))
		return false;
	if (uc_is_alpha(follows))
		return !uc_is_lower(follows);
	return stop->follows.sign->is & OPEN || is_digit(follows) || follows == '$' ||
	       follows == u'§' || follows == u'•';
}

static bool ends_sentence(const struct splitter *s, const struct stop *stop)
{
	unsigned follows = stop->follows.sign->is;
	if (stop->at <= s->words)
		return false;
	if (stop->next == s->len)
		return true;
	if (follows & (STOP | PAUSE | WITHIN) || (follows & (OPEN | CLOSE)) == CLOSE)
		return false;
	return stop->chinese ? ends_chinese(s, stop) : ends_english(s, stop);
}

static void begin_sentence(struct splitter *s, size_t beg)
{
	s->beg = s->words = beg;
	struct place place;
	while (place = place_at(s->text, s->len, s->words),
		place.sign->is & (BLANK | OPEN))
		s->words += place.size;
}

static void note_quotation(struct splitter *s, size_t at, const struct place *mark)
{
	size_t size;
	bool straight = mark->c == '"';
	if (mark->sign->is & QUOTE && mark->sign->is & OPEN &&
		!(straight && s->straight_quotes))
		s->quotation_inside =
			at > s->words && !sign_of(utf8_before(s->text, at, &size))->is;
	s->straight_quotes ^= straight;
}

/* Where to go on at a pair of brackets: behind it; but a sentence that is in parentheses
 * as a whole ends with them, so that its last mark is looked at. */
static size_t skip_brackets(const struct splitter *s, struct span pair)
{
	size_t size, mark_size;
	uint32_t closing = utf8_before(s->text, pair.end, &size);
	uint32_t last = utf8_before(s->text, pair.end - size, &mark_size);
	bool whole = pair.beg < s->words && (closing == ')' || closing == u'）');
	return whole && sign_of(last)->is & STOP ? pair.end - size - mark_size : pair.end;
}

void sentence_split(const struct sentence_style *style, const char *text, size_t len,
	span_array *spans)
{
	struct splitter s = {.text = text, .len = len};
	unsigned stops = STOP | (style->semicolon ? SEMI : 0);
	spans->n = 0;
	pair_signs(text, (struct span){0, len}, BRACKET, spans);
	size_t pairs = spans->n, pair = 0, at = 0;
	begin_sentence(&s, 0);
	while (at < len) {
		if (is_plain(text[at])) {
			at++;
			continue;
		}
		while (pair < pairs && spans->v[pair].beg < at)
			pair++;
		if (pair < pairs && spans->v[pair].beg == at) {
			at = skip_brackets(&s, spans->v[pair]);
			continue;
		}
		struct place place = place_at(text, len, at);
		if (!(place.sign->is & stops)) {
			note_quotation(&s, at, &place);
			at += place.size;
			continue;
		}
		struct stop stop = read_stop(&s, at);
		at = stop.end;
		if (!ends_sentence(&s, &stop))
			continue;
		at = stop.next;
		array_push(spans, (struct span){s.beg, at});
		s.straight_quotes &= !stop.quoted;
		begin_sentence(&s, at);
	}
	if (s.beg < len)
		array_push(spans, (struct span){s.beg, len});
	drop_pairs(spans, pairs);
}

/* 1,000 and 10:30 and http: are one piece. */
static bool ends_clause(
	const char *text, struct span in, size_t at, const struct place *mark)
{
	size_t size;
	uint32_t before = at > in.beg ? utf8_before(text, at, &size) : 0;
	struct place next = place_at(text, in.end, at + mark->size);
	bool in_number = is_digit(before) && is_digit(next.c);
	if (mark->c >= 0x3000)
		return !(in_number && mark->c == u'：');
	return !next.size || next.sign->is & BLANK || is_chinese(next.c) ||
	       (is_chinese(before) && !in_number);
}

void clause_split(const char *text, struct span sentence, span_array *spans)
{
	spans->n = 0;
	pair_signs(text, sentence, OPEN | CLOSE, spans);
	size_t pairs = spans->n, pair = 0, beg = sentence.beg, at = sentence.beg;
	while (at < sentence.end) {
		if (is_plain(text[at])) {
			at++;
			continue;
		}
		if (pair < pairs && spans->v[pair].beg == at) {
			at = spans->v[pair++].end;
			continue;
		}
		struct place place = place_at(text, sentence.end, at);
		bool ends =
			place.sign->is & PAUSE && ends_clause(text, sentence, at, &place);
		at += place.size;
		if (!ends)
			continue;
		at = skip_blanks(text, sentence.end, at);
		array_push(spans, (struct span){beg, at});
		beg = at;
	}
	if (beg < sentence.end)
		array_push(spans, (struct span){beg, sentence.end});
	drop_pairs(spans, pairs);
}

size_t sentence_at(const span_array *spans, size_t at)
{
	size_t low = 0, high = spans->n;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (spans->v[middle].beg <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}
