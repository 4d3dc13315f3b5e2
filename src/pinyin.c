/* SPDX-License-Identifier: MIT */
/* pinyin: readings from the table that gen_han.py makes, and one step of matching them.
 *
 * A pattern such as "rengzn" can be cut into syllables, initials and tones in many
 * ways, and a character has many readings.  So this says no more than where one
 * character may leave off; the caller keeps the set of all such places, which never
 * grows beyond the pattern. */
#include "pinyin.h"

#include <assert.h>
#include <string.h>

#include "pinyin_table.h"

static_assert(sizeof syllables / sizeof *syllables == PINYIN_SYLLABLES, "pinyin.h");
static_assert((int)READINGS_MOST <= (int)PINYIN_READINGS, "pinyin.h");

enum { MORE = 0x8000 }; /* of a value: in the pool; there: the last reading */

static struct pinyin unpack(unsigned code)
{
	return (struct pinyin){(uint16_t)((code & (MORE - 1)) >> 3), code & 7};
}

size_t pinyin_readings(uint32_t code_point, struct pinyin readings[PINYIN_READINGS])
{
	size_t index, n = 0;
	if (!code_map_find(&pinyin_map, code_point, &index))
		return 0;
	unsigned value = pinyin_of[index];
	if (!(value & MORE)) {
		readings[0] = unpack(value);
		return 1;
	}
	const uint16_t *entry = pinyin_pool + (value & (MORE - 1));
	do
		readings[n++] = unpack(*entry);
	while (!(*entry++ & MORE));
	return n;
}

const char *pinyin_syllable(size_t syllable)
{
	assert(syllable < PINYIN_SYLLABLES);
	return syllables[syllable];
}

void pinyin_each(void (*visit)(void *ctx, uint32_t code_point), void *ctx)
{
	for (uint32_t c = code_map_next(&pinyin_map, 0); c;
		c = code_map_next(&pinyin_map, c))
		visit(ctx, c);
}

/* How many code points of the pattern at `at` write the letter, 0 if they do not. */
static size_t letter_at(const uint32_t *pattern, size_t n, size_t at, char letter)
{
	enum { U_DIAERESIS = 0xFC, DIAERESIS = 0x308 };
	if (pattern[at] == (uint32_t)letter)
		return 1;
	if (letter != 'v')
		return 0;
	if (pattern[at] == U_DIAERESIS)
		return 1;
	bool two = pattern[at] == 'u' && at + 1 < n &&
		   (pattern[at + 1] == ':' || pattern[at + 1] == DIAERESIS);
	return two ? 2 : 0;
}

static bool has_long_initial(const char *syllable)
{
	return syllable[1] == 'h' && strchr("zcs", syllable[0]);
}

size_t pinyin_ends(const uint32_t *pattern, size_t n, size_t at, struct pinyin reading,
	size_t ends[PINYIN_ENDS])
{
	const char *letters = pinyin_syllable(reading.syllable);
	size_t count = 0, i = 0, size;
	while (letters[i] && at < n &&
		(size = letter_at(pattern, n, at, letters[i])) > 0) {
		at += size;
		i++;
		if (i == 1 || (i == 2 && has_long_initial(letters)))
			ends[count++] = at;
	}
	if (!letters[i] || at == n)
		ends[count++] = at;
	if (!letters[i] && at < n && pattern[at] == '0' + (uint32_t)reading.tone)
		ends[count++] = at + 1;
	return count;
}
