/* SPDX-License-Identifier: MIT */
/* align_token: text to tokens, and the vocabulary they are kept in.
 *
 * English words are taken to small letters without accents and to their stems.  Chinese
 * words are the longest that the dictionary has at each place (what is right for a
 * reader is not asked for here: parts of a word have their own glosses).  Without a
 * dictionary each Han is a token; pairs of them were worse, since they are rarer.
 * What looks alike in both languages is made alike here, so that the evidence needs only
 * compare texts. */
#include "align_text.h"

#include <stdio.h>
#include <string.h>

#include "align_common.h"
#include "align_number.h"
#include "fold.h"
#include "stem.h"
#include "utf8.h"

/* ---- vocabulary --------------------------------------------------------------------- */

enum { TABLE_LEAST = 1 << 10, WORD_ROOM = 64 };

static uint32_t hash(const char *text, size_t len)
{
	uint32_t h = 2166136261u; /* FNV-1a */
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)text[i]) * 16777619u;
	return h ^ h >> 15;
}

static bool is_type(const struct token_type *type, const char *text, size_t len)
{
	return type->len == len && memcmp(type->text, text, len) == 0;
}

/* The slot of a text, or the free one where it belongs. */
static size_t slot_of(const struct vocabulary *vocabulary, const char *text, size_t len)
{
	size_t at = hash(text, len) & vocabulary->mask;
	while (vocabulary->table[at] &&
		!is_type(&vocabulary->types.v[vocabulary->table[at] - 1], text, len))
		at = (at + 1) & vocabulary->mask;
	return at;
}

uint32_t vocabulary_find(
	const struct vocabulary *vocabulary, const char *text, size_t len)
{
	if (!vocabulary->table)
		return NO_TYPE;
	uint32_t found = vocabulary->table[slot_of(vocabulary, text, len)];
	return found ? found - 1 : NO_TYPE;
}

static void grow(struct vocabulary *vocabulary)
{
	size_t slots = vocabulary->table ? (vocabulary->mask + 1) * 2 : TABLE_LEAST;
	free(vocabulary->table);
	vocabulary->table = xcalloc(slots, sizeof *vocabulary->table);
	vocabulary->mask = slots - 1;
	for (uint32_t i = 0; i < vocabulary->types.n; i++) {
		const struct token_type *type = &vocabulary->types.v[i];
		vocabulary->table[slot_of(vocabulary, type->text, type->len)] = i + 1;
	}
}

uint32_t vocabulary_add(
	struct vocabulary *vocabulary, enum token_kind kind, const char *text, size_t len)
{
	if (!vocabulary->table || vocabulary->types.n * 2 > vocabulary->mask)
		grow(vocabulary);
	uint32_t *slot = &vocabulary->table[slot_of(vocabulary, text, len)];
	if (*slot == 0) {
		array_push(&vocabulary->types,
			(struct token_type){
				.text = arena_bytes(&vocabulary->arena, text, len),
				.len = (uint16_t)len,
				.kind = (uint8_t)kind,
			});
		*slot = (uint32_t)vocabulary->types.n;
	}
	return *slot - 1;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
	array_free(&vocabulary->types);
	free(vocabulary->table);
	vocabulary->table = NULL;
	arena_free(&vocabulary->arena);
}

/* ---- what both languages have ------------------------------------------------------- */

/* Where tokens go: to a vocabulary that grows, or only those that it has. */
struct tokens {
	struct vocabulary *vocabulary; /* NULL: only those known */
	const struct vocabulary *known;
	type_array *types;
	struct names *names;
	size_t words; /* of a gloss, but for function words */
	struct number_words number;
};

static uint32_t emit(
	struct tokens *tokens, enum token_kind kind, const char *text, size_t len)
{
	if (!tokens->vocabulary && kind == TOKEN_MARK)
		return NO_TYPE;
	uint32_t type = tokens->vocabulary
				? vocabulary_add(tokens->vocabulary, kind, text, len)
				: vocabulary_find(tokens->known, text, len);
	if (type != NO_TYPE)
		array_push(tokens->types, type);
	return type;
}

static void emit_number(struct tokens *tokens, double value, bool is_month)
{
	char text[40];
	int len = snprintf(text, sizeof text, is_month ? "#m%g" : "#%.12g", value);
	emit(tokens, TOKEN_NUMBER, text, (size_t)len);
	tokens->words++;
}

static const struct {
	uint32_t character;
	char mark;
	bool twice; /* counts only when it is doubled */
} marks[] = {
	{'?', '?', false},
	{0xFF1F, '?', false},
	{'!', '!', false},
	{0xFF01, '!', false},
	{':', ':', false},
	{0xFF1A, ':', false},
	{';', ';', false},
	{0xFF1B, ';', false},
	{'"', '"', false},
	{0x201C, '"', false},
	{0x201D, '"', false},
	{0x300C, '"', false},
	{0x300D, '"', false},
	{'(', '(', false},
	{0xFF08, '(', false},
	{'%', '%', false},
	{0xFF05, '%', false},
	{0x2026, '~', false},
	{'.', '~', true},
	{0x2014, '-', false},
	{'-', '-', true},
};

/* Emits the mark at byte `at`, if there is one; returns its bytes, and those of its
 * repetitions: "……", "——", "...". */
static size_t take_mark(struct tokens *tokens, const char *text, size_t len, size_t at)
{
	size_t size, same;
	uint32_t c = utf8_at(text, len, at, &size);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (marks[i].character != c)
			continue;
		size_t end = at + size;
		while (end < len && utf8_at(text, len, end, &same) == c)
			end += same;
		if (!marks[i].twice || end > at + size)
			emit(tokens, TOKEN_MARK, &marks[i].mark, 1);
		return end - at;
	}
	return size;
}

/* ---- English ------------------------------------------------------------------------ */

/* A letter as a small one of ASCII, without its accent; 0 for another character. */
static char plain_letter(uint32_t c)
{
	uint32_t folded[FOLD_MOST];
	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? (char)(c | 0x20) : 0;
	bool latin = utf8_is_latin(c) || (c >= 0x1E00 && c <= 0x1EFF) ||
		     (c >= 0xFF21 && c <= 0xFF5A);
	if (!latin || fold_code_point(c, FOLD_CASE | FOLD_WIDTH, folded) == 0)
		return 0;
	return folded[0] >= 'a' && folded[0] <= 'z' ? (char)folded[0] : 0;
}

/* A Latin word in small letters. */
struct word {
	char letters[WORD_ROOM + STEM_MORE];
	size_t n;
	bool is_capital; /* its first letter, or, when shouted, all */
	bool is_shouted;
};

/* Bytes of an apostrophe that is part of a syllable, as in Ch'ing and T'ai. */
static size_t breath_len(const char *text, size_t len, size_t at, const struct word *word)
{
	static const char *const before[] = {"ch", "k", "p", "t", "ts", "tz"};
	size_t size, next;
	uint32_t c = utf8_at(text, len, at, &size);
	if (word->n == 0 || word->n > 2 || at + size >= len ||
		(c != '\'' && c != 0x2018 && c != 0x2019))
		return 0;
	char letter = plain_letter(utf8_at(text, len, at + size, &next));
	if (!letter || !strchr("aeiou", letter))
		return 0;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (strlen(before[i]) == word->n &&
			memcmp(before[i], word->letters, word->n) == 0)
			return size;
	return 0;
}

static size_t read_word(const char *text, size_t len, size_t at, struct word *word)
{
	size_t size, beg = at;
	*word = (struct word){.is_shouted = true};
	for (; at < len; at += size) {
		uint32_t c = utf8_at(text, len, at, &size);
		char letter = plain_letter(c);
		if (!letter && (size = breath_len(text, len, at, word)) > 0)
			continue;
		if (!letter)
			break;
		bool capital = c < 0x80 ? c < 'a' : c == 0xC0 || (c < 0xE0 && c >= 0xC0);
		if (word->n == 0)
			word->is_capital = capital;
		word->is_shouted = word->is_shouted && capital;
		if (word->n < WORD_ROOM)
			word->letters[word->n++] = letter;
	}
	return at - beg;
}

static void end_number(struct tokens *tokens)
{
	if (tokens->number.open)
		emit_number(tokens, number_words_end(&tokens->number), false);
}

static bool is_percent(const struct word *word)
{
	return (word->n == 7 && memcmp(word->letters, "percent", 7) == 0) ||
	       (word->n == 4 && memcmp(word->letters, "cent", 4) == 0);
}

static void take_word(struct tokens *tokens, struct word *word)
{
	int month = word->is_capital ? number_month(word->letters, word->n) : 0;
	if (number_words_add(&tokens->number, word->letters, word->n))
		return;
	if (tokens->number.open) {
		end_number(tokens);
		if (number_words_add(&tokens->number, word->letters, word->n))
			return;
	}
	if (word->is_shouted && word->n > 1) {
		char capitals[WORD_ROOM];
		for (size_t i = 0; i < word->n; i++)
			capitals[i] = (char)(word->letters[i] & ~0x20);
		int roman = number_roman(capitals, word->n);
		if (roman) {
			emit_number(tokens, roman, false);
			return;
		}
	}
	if (month) {
		emit_number(tokens, month, true);
		return;
	}
	if (is_percent(word)) {
		emit(tokens, TOKEN_MARK, "%", 1);
		return;
	}
	if (!tokens->vocabulary && stem_is_function_word(word->letters, word->n))
		return;
	tokens->words++;
	struct word whole = *word;
	word->n = stem_word(word->letters, word->n);
	uint32_t type = emit(tokens, TOKEN_WORD, word->letters, word->n);
	if (!tokens->vocabulary)
		return;
	if (!word->is_capital)
		tokens->vocabulary->types.v[type].is_lower = true;
	else if (tokens->names)
		names_note(tokens->names, whole.letters, whole.n, type);
}

/* What an apostrophe leaves of a word: 's, n't, 'll. */
static size_t clitic_len(const char *text, size_t len, size_t at)
{
	struct word word;
	size_t size;
	uint32_t c = utf8_at(text, len, at, &size);
	if (c != '\'' && c != 0x2019)
		return 0;
	size_t n = read_word(text, len, at + size, &word);
	return n > 0 && n <= 2 ? size + n : 0;
}

static size_t take_digits(struct tokens *tokens, const char *text, size_t len, size_t at)
{
	struct word tail;
	struct number_found found = number_digits(text + at, len - at);
	if (found.len == 0)
		return 0;
	end_number(tokens);
	number_words_digits(&tokens->number, found.value);
	/* 21st, 1990s */
	size_t end = at + found.len;
	size_t more = end < len ? read_word(text, len, end, &tail) : 0;
	return found.len + (more <= 2 ? more : 0);
}

static void take_english(struct tokens *tokens, const char *text, size_t len)
{
	struct word word;
	size_t size;
	for (size_t at = 0; at < len; at += size) {
		uint32_t c = utf8_at(text, len, at, &size);
		if (c == ' ' || c == '-' || c == 0x2010 || c == 0x2011) {
			if (c == '-')
				size = take_mark(tokens, text, len, at);
			continue;
		}
		size_t n = plain_letter(c) ? read_word(text, len, at, &word) : 0;
		if (n > 0) {
			take_word(tokens, &word);
			size = n;
			if (at + n < len)
				size += clitic_len(text, len, at + n);
			continue;
		}
		n = take_digits(tokens, text, len, at);
		if (n > 0) {
			size = n;
			continue;
		}
		end_number(tokens);
		size = take_mark(tokens, text, len, at);
	}
	end_number(tokens);
}

void english_tokens(struct vocabulary *vocabulary, struct names *names, const char *text,
	size_t len, type_array *types)
{
	struct tokens tokens = {.vocabulary = vocabulary, .types = types, .names = names};
	take_english(&tokens, text, len);
}

void gloss_tokens(const struct vocabulary *vocabulary, const char *text, size_t len,
	type_array *types, size_t *words)
{
	struct tokens tokens = {.known = vocabulary, .types = types};
	take_english(&tokens, text, len);
	*words = tokens.words;
}

/* ---- Chinese ------------------------------------------------------------------------ */

static void emit_name(void *ctx, uint32_t type)
{
	char text[16];
	int len = snprintf(text, sizeof text, "@%u", type);
	emit(ctx, TOKEN_NAME, text, (size_t)len);
}

/* A number at byte `at`, unless a longer word begins there (一些, 千万); returns its bytes. */
static size_t take_chinese_number(
	struct tokens *tokens, const char *text, size_t len, size_t at, size_t word_len)
{
	struct number_found found = number_chinese(text + at, len - at);
	if (found.len == 0 || word_len > found.len ||
		(found.bare && word_len == found.len && found.len > 3))
		return 0;
	emit_number(tokens, found.value, found.month);
	if (found.percent)
		emit(tokens, TOKEN_MARK, "%", 1);
	return found.len;
}

static size_t take_latin(struct tokens *tokens, const char *text, size_t len, size_t at)
{
	struct word word;
	size_t n = read_word(text, len, at, &word);
	if (n > 0) {
		word.n = stem_word(word.letters, word.n);
		emit(tokens, TOKEN_LATIN, word.letters, word.n);
	}
	return n;
}

/* Bytes of the longest word that is known at the start of a text. */
static size_t word_at(const struct known_words *words, const char *text, size_t len)
{
	const char *english;
	return words->dictionary ? dictionary_longest(words->dictionary, text, len)
				 : common_longest(words->common, text, len, &english);
}

void chinese_tokens(struct vocabulary *vocabulary, const struct known_words *words,
	const struct names *names, const char *text, size_t len, type_array *types)
{
	struct tokens tokens = {.vocabulary = vocabulary, .types = types};
	size_t size, word_end = 0;
	for (size_t at = 0; at < len; at += size) {
		uint32_t c = utf8_at(text, len, at, &size);
		bool han = utf8_is_han(c);
		if (han && names)
			names_at(names, text + at, len - at, emit_name, &tokens);
		if (at < word_end)
			continue;
		if (!han && plain_letter(c)) {
			size = take_latin(&tokens, text, len, at);
			continue;
		}
		size_t word_len = han ? word_at(words, text + at, len - at) : 0;
		size_t n = take_chinese_number(&tokens, text, len, at, word_len);
		if (n > 0) {
			size = han ? size : n;
			word_end = at + n;
		} else if (han) {
			word_len = word_len ? word_len : size;
			emit(&tokens, TOKEN_WORD, text + at, word_len);
			word_end = at + word_len;
		} else {
			size = take_mark(&tokens, text, len, at);
		}
	}
}
