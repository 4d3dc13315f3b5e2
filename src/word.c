/* SPDX-License-Identifier: MIT */
/* word: cutting a line into words.
 *
 * The config file, key bindings, colours and the command line share this syntax, so that what
 * works in one place works in all.  There are no quotes and no escapes: no value needs them. */
#include "word.h"

#include <string.h>

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

struct word word_next(const char **line)
{
	struct word word = {*line, 0};
	while (is_blank(*word.v))
		word.v++;
	while (word.v[word.n] && !is_blank(word.v[word.n]))
		word.n++;
	*line = word.v + word.n;
	return word;
}

struct word word_rest(const char *line)
{
	struct word rest = word_next(&line);
	if (rest.n && *rest.v == '#')
		return (struct word){rest.v, 0};
	for (struct word w = word_next(&line); w.n && *w.v != '#'; w = word_next(&line))
		rest.n = (size_t)(w.v + w.n - rest.v);
	return rest;
}

bool word_is(struct word word, const char *string)
{
	return strlen(string) == word.n && memcmp(string, word.v, word.n) == 0;
}

bool word_number(struct word word, long max, long *number)
{
	long n = 0;
	for (size_t i = 0; i < word.n; i++) {
		if (word.v[i] < '0' || word.v[i] > '9')
			return false;
		if (__builtin_mul_overflow(n, 10, &n) ||
			__builtin_add_overflow(n, word.v[i] - '0', &n) || n > max)
			return false;
	}
	if (word.n == 0)
		return false;
	*number = n;
	return true;
}
