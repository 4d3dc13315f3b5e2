/* SPDX-License-Identifier: MIT */
/* align_number: numbers in both languages, brought to a value.  Pure. */
#ifndef DUIDU_ALIGN_NUMBER_H
#define DUIDU_ALIGN_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

struct number_found {
	double value;
	size_t len;   /* bytes of it; 0: there is none */
	bool percent; /* 百分之三十 */
	bool month;   /* 十月, 10月; value is 1 to 12 */
	bool bare;    /* of Han, and one that may be part of a word: 一, 万, 千万 */
};

/* The number at the start of a Chinese text: 二〇二五, 二十一, 三万, 5.5万, 30,000, ２０. */
struct number_found number_chinese(const char *text, size_t len);

/* Digits at the start of an English text, 30,000 or 5.5, with what may be behind (21st). */
struct number_found number_digits(const char *text, size_t len);

/* An English number as its words come: two hundred and thirty-one thousand. */
struct number_words {
	double total, part; /* what thousand and million have closed; what is open */
	double last;        /* the word before; a unit cannot follow a unit */
	bool open;          /* there was a word */
};

/* Takes up a word in small letters; false if it is no number word or cannot go on from those
 * before, which are then a number of their own. */
bool number_words_add(struct number_words *words, const char *word, size_t len);

/* Takes up digits, for what follows them: 5.5 million. */
void number_words_digits(struct number_words *words, double value);

/* The value, and begins anew; to be called when open. */
double number_words_end(struct number_words *words);

/* 1 to 12 for the name of a month in small letters, else 0; may is none, since it is more
 * often a verb. */
int number_month(const char *word, size_t len);

/* The value of a Roman number in capitals, of two letters or more, up to 39; else 0. */
int number_roman(const char *word, size_t len);

#endif
