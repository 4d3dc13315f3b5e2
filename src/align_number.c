/* SPDX-License-Identifier: MIT */
/* align_number: numbers as words and digits, in both languages.
 *
 * Only the value counts, since a translation may write it in any way; what it counts (year,
 * percent, ten thousand) is left to the words around it, but for months, which are a number
 * in Chinese and a word in English.
 * Chinese numbers are positional (二〇二五) or have a unit behind each digit (二千零二十五);
 * English ones are told word by word, since they are met so. */
#include "align_number.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "utf8.h"

/* ---- Chinese ------------------------------------------------------------------------ */

static const struct {
	uint32_t character;
	int digit;   /* or -1 */
	double unit; /* or 0 */
} signs[] = {
	{0x3007, 0, 0},
	{0x96F6, 0, 0},
	{0x4E00, 1, 0},
	{0x4E8C, 2, 0},
	{0x4E24, 2, 0},
	{0x5169, 2, 0},
	{0x4E09, 3, 0},
	{0x56DB, 4, 0},
	{0x4E94, 5, 0},
	{0x516D, 6, 0},
	{0x4E03, 7, 0},
	{0x516B, 8, 0},
	{0x4E5D, 9, 0},
	{0x5341, -1, 10},
	{0x5EFF, -1, 20},
	{0x767E, -1, 100},
	{0x5343, -1, 1e3},
	{0x4E07, -1, 1e4},
	{0x842C, -1, 1e4},
	{0x4EBF, -1, 1e8},
	{0x5104, -1, 1e8},
};

static int sign_of(uint32_t c)
{
	if (c < 0x3007 || c > 0x96F6)
		return -1;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].character == c)
			return (int)i;
	return -1;
}

/* A digit of ASCII or full width as ASCII, 0 if it is none. */
static char plain_digit(uint32_t c)
{
	if (c >= 0xFF10 && c <= 0xFF19)
		return (char)('0' + (c - 0xFF10));
	return c >= '0' && c <= '9' ? (char)c : 0;
}

/* Digits, with commas before groups of three and a point before a fraction. */
static size_t read_digits(const char *text, size_t len, double *value)
{
	char digits[32];
	size_t n = 0, at = 0, size, after;
	bool point = false;
	while (at < len && n + 2 < sizeof digits) {
		uint32_t c = utf8_at(text, len, at, &size);
		char digit = plain_digit(c);
		bool next = at + size < len &&
			    plain_digit(utf8_at(text, len, at + size, &after));
		if (digit) {
			digits[n++] = digit;
		} else if (n > 0 && next && !point && (c == '.' || c == 0xFF0E)) {
			digits[n++] = '.';
			point = true;
		} else if (n > 0 && next && (c == ',' || c == 0xFF0C) &&
			   at + size + 3 <= len &&
			   plain_digit((unsigned char)text[at + size + 1]) &&
			   plain_digit((unsigned char)text[at + size + 2])) {
			/* The comma of 30,000. */
		} else {
			break;
		}
		at += size;
	}
	digits[n] = '\0';
	*value = 0;
	double scale = 1;
	for (size_t i = 0, behind = 0; i < n; i++) {
		if (digits[i] == '.')
			behind = 1;
		else if (behind)
			*value += (digits[i] - '0') * (scale /= 10);
		else
			*value = *value * 10 + (digits[i] - '0');
	}
	return at;
}

struct number_found number_digits(const char *text, size_t len)
{
	struct number_found found = {0};
	found.len = read_digits(text, len, &found.value);
	return found;
}

/* 二千零二十五, 三百万, 二〇二五, and what follows digits: 5.5万. */
struct han_number {
	double total; /* closed by 万 and 亿 */
	double part;  /* closed by smaller units */
	double digit; /* last digits, of no unit yet */
	bool has_digit, has_unit;
};

static void add_sign(struct han_number *number, int sign)
{
	if (signs[sign].digit >= 0) {
		number->digit = number->has_digit && !number->has_unit
					? number->digit * 10 + signs[sign].digit
					: signs[sign].digit;
		number->has_digit = true;
		return;
	}
	double unit = signs[sign].unit;
	double count = number->has_digit ? number->digit : unit < 1e4 ? 1 : 0;
	if (unit < 1e4) {
		number->part += count * unit;
	} else {
		double all = number->part + count;
		/* 三万亿, but 三亿五千万. */
		if (unit > 1e4)
			all += number->total;
		else if (all == 0)
			all = 1;
		number->total = unit > 1e4 ? (all > 0 ? all : 1) * unit
					   : number->total + all * unit;
		number->part = 0;
	}
	number->digit = 0;
	number->has_digit = false;
	number->has_unit = true;
}

/* Whether the text at byte `at` begins with a string. */
static bool has(const char *text, size_t len, size_t at, const char *string)
{
	size_t n = strlen(string);
	return len - at >= n && memcmp(text + at, string, n) == 0;
}

struct number_found number_chinese(const char *text, size_t len)
{
	struct number_found found = {0};
	struct han_number number = {0};
	static const char of_hundred[] = "百分之";
	size_t at = 0, size, signs_read = 0;
	if (has(text, len, 0, of_hundred)) {
		found.percent = true;
		at = strlen(of_hundred);
	}
	size_t digits = read_digits(text + at, len - at, &number.digit);
	number.has_digit = digits > 0;
	at += digits;
	while (at < len) {
		int sign = sign_of(utf8_at(text, len, at, &size));
		/* After digits only units can follow. */
		if (sign < 0 || (digits && signs[sign].digit >= 0))
			break;
		if (signs_read == 0 && !digits)
			found.bare = signs[sign].digit < 0 && signs[sign].unit > 20;
		add_sign(&number, sign);
		signs_read++;
		at += size;
	}
	if (digits + signs_read == 0)
		return (struct number_found){0};
	found.bare = !digits && (found.bare || signs_read == 1);
	found.value = number.total + number.part + number.digit;
	found.len = at;
	if (has(text, len, at, "月") && found.value >= 1 && found.value <= 12) {
		found.month = true;
		found.bare = false;
		found.len += strlen("月");
	}
	return found;
}

/* ---- English ------------------------------------------------------------------------ */

enum { LONGEST_NAME = 12 };

struct number_name {
	char word[LONGEST_NAME]; /* and NUL bytes */
	double value;
};

/* In order of their bytes. */
static const struct number_name number_names[] = {
	{"billion", 1e9},
	{"eight", 8},
	{"eighteen", 18},
	{"eighteenth", 18},
	{"eighth", 8},
	{"eighty", 80},
	{"eleven", 11},
	{"eleventh", 11},
	{"fifteen", 15},
	{"fifteenth", 15},
	{"fifth", 5},
	{"fifty", 50},
	{"first", 1},
	{"five", 5},
	{"forty", 40},
	{"four", 4},
	{"fourteen", 14},
	{"fourteenth", 14},
	{"fourth", 4},
	{"hundred", 100},
	{"hundredth", 100},
	{"million", 1e6},
	{"nine", 9},
	{"nineteen", 19},
	{"nineteenth", 19},
	{"ninety", 90},
	{"ninth", 9},
	{"one", 1},
	{"second", 2},
	{"seven", 7},
	{"seventeen", 17},
	{"seventeenth", 17},
	{"seventh", 7},
	{"seventy", 70},
	{"six", 6},
	{"sixteen", 16},
	{"sixteenth", 16},
	{"sixth", 6},
	{"sixty", 60},
	{"ten", 10},
	{"tenth", 10},
	{"third", 3},
	{"thirteen", 13},
	{"thirteenth", 13},
	{"thirtieth", 30},
	{"thirty", 30},
	{"thousand", 1e3},
	{"three", 3},
	{"twelfth", 12},
	{"twelve", 12},
	{"twentieth", 20},
	{"twenty", 20},
	{"twice", 2},
	{"two", 2},
};

static int compare_names(const void *key, const void *row)
{
	return memcmp(key, ((const struct number_name *)row)->word, LONGEST_NAME);
}

static double number_named(const char *word, size_t len)
{
	char key[LONGEST_NAME] = {0};
	/* All of them begin with one of these letters. */
	if (len < 3 || len >= LONGEST_NAME || !strchr("onetwfshmb", word[0]))
		return 0;
	memcpy(key, word, len);
	const struct number_name *name =
		bsearch(key, number_names, sizeof number_names / sizeof *number_names,
			sizeof *number_names, compare_names);
	return name ? name->value : 0;
}

void number_words_digits(struct number_words *words, double value)
{
	*words = (struct number_words){.part = value, .last = value, .open = true};
}

bool number_words_add(struct number_words *words, const char *word, size_t len)
{
	double value = number_named(word, len);
	if (value == 0 && len > 1 && word[len - 1] == 's')
		value = number_named(word, len - 1);
	if (value == 0)
		return false;
	if (value >= 1e3) {
		words->total += (words->part > 0 ? words->part : 1) * value;
		words->part = 0;
	} else if (value == 100) {
		if (words->open && words->last >= 100)
			return false;
		words->part = (words->part > 0 ? words->part : 1) * 100;
	} else {
		/* Twenty-one, but neither one two nor ten one. */
		bool after = !words->open || words->last >= 100 ||
			     (words->last >= 20 && value < 10);
		if (!after)
			return false;
		words->part += value;
	}
	words->last = value;
	words->open = true;
	return true;
}

double number_words_end(struct number_words *words)
{
	double value = words->total + words->part;
	*words = (struct number_words){0};
	return value;
}

int number_month(const char *word, size_t len)
{
	static const char *const names[] = {"january", "february", "march", "april", "",
		"june", "july", "august", "september", "october", "november", "december"};
	for (int i = 0; i < 12; i++)
		if (strlen(names[i]) == len && memcmp(names[i], word, len) == 0)
			return i + 1;
	return 0;
}

int number_roman(const char *word, size_t len)
{
	int value = 0;
	if (len < 2 || len > 7)
		return 0;
	for (size_t i = 0; i < len; i++) {
		const char *at = strchr("IVX", word[i]);
		const char *next = i + 1 < len ? strchr("IVX", word[i + 1]) : NULL;
		if (!at || !*at)
			return 0;
		int digit = *at == 'I' ? 1 : *at == 'V' ? 5 : 10;
		value += next && next > at ? -digit : digit;
	}
	return value < 40 ? value : 0;
}
