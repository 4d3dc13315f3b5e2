/* SPDX-License-Identifier: MIT */
/* align_name: names of people and places, which English spells as they are read.
 *
 * A capitalised English word that is never seen with a small letter and reads as one to
 * three syllables of Pinyin (Qingyang: qing yang) is a name that may stand for any Han read
 * so.  Without tones that is not much for one syllable and near to certain for two.
 * Names are kept by their syllables; a word that can be cut in two ways (Xian) is there
 * twice. */
#include "align_text.h"

#include <string.h>

#include "pinyin.h"
#include "utf8.h"

enum {
	MOST_SYLLABLES = 3,
	LONGEST_SYLLABLE = 6,
	SYLLABLE_BITS = 9, /* of a key; a syllable is stored as its number and 1 */
	TABLE_LEAST = 256,
};

struct name {
	uint32_t key; /* 0: a free slot */
	uint32_t type;
};

struct names {
	struct {
		char letters[LONGEST_SYLLABLE + 2];
		uint16_t syllable;
	} syllables[PINYIN_SYLLABLES]; /* in order of letters */
	ARRAY_OF(struct name) noted;
	struct name *table;
	size_t mask;
	bool begins[PINYIN_SYLLABLES]; /* some name */
};

static int compare_syllables(const void *a, const void *b)
{
	return strcmp(a, b);
}

struct names *names_new(void)
{
	struct names *names = xcalloc(1, sizeof *names);
	for (size_t i = 0; i < PINYIN_SYLLABLES; i++) {
		const char *letters = pinyin_syllable(i);
		size_t len = strlen(letters);
		memcpy(names->syllables[i].letters, letters,
			len < LONGEST_SYLLABLE ? len : LONGEST_SYLLABLE);
		names->syllables[i].syllable = (uint16_t)i;
	}
	qsort(names->syllables, PINYIN_SYLLABLES, sizeof *names->syllables,
		compare_syllables);
	return names;
}

void names_free(struct names *names)
{
	if (!names)
		return;
	array_free(&names->noted);
	free(names->table);
	free(names);
}

/* The number of a syllable and 1, 0 if the letters are none. */
static uint32_t syllable_of(const struct names *names, const char *letters, size_t len)
{
	char key[LONGEST_SYLLABLE + 1] = {0};
	memcpy(key, letters, len);
	const char *found = bsearch(key, names->syllables, PINYIN_SYLLABLES,
		sizeof *names->syllables, compare_syllables);
	if (!found)
		return 0;
	size_t offset = (size_t)(found - (const char *)names->syllables);
	return names->syllables[offset / sizeof *names->syllables].syllable + 1u;
}

/* Notes every way to cut the letters into syllables, behind those in key. */
static void note(struct names *names, const char *letters, size_t len, uint32_t key,
	int syllables, uint32_t type)
{
	if (len == 0) {
		array_push(&names->noted, (struct name){key, type});
		return;
	}
	if (syllables == MOST_SYLLABLES)
		return;
	for (size_t n = 1; n <= len && n <= LONGEST_SYLLABLE; n++) {
		uint32_t syllable = syllable_of(names, letters, n);
		if (syllable)
			note(names, letters + n, len - n,
				key | syllable << (syllables * SYLLABLE_BITS),
				syllables + 1, type);
	}
}

void names_note(struct names *names, const char *word, size_t len, uint32_t type)
{
	if (len >= 2 && len <= MOST_SYLLABLES * LONGEST_SYLLABLE)
		note(names, word, len, 0, 0, type);
}

static size_t slot_of(const struct names *names, uint32_t key)
{
	uint32_t hash = key * 0x9E3779B1u;
	return (hash ^ hash >> 16) & names->mask;
}

void names_settle(struct names *names, const struct vocabulary *english)
{
	size_t slots = TABLE_LEAST;
	while (slots < names->noted.n * 2)
		slots *= 2;
	names->table = xcalloc(slots, sizeof *names->table);
	names->mask = slots - 1;
	for (size_t i = 0; i < names->noted.n; i++) {
		struct name name = names->noted.v[i];
		if (english->types.v[name.type].is_lower)
			continue;
		size_t at = slot_of(names, name.key);
		while (names->table[at].key &&
			(names->table[at].key != name.key ||
				names->table[at].type != name.type))
			at = (at + 1) & names->mask;
		names->table[at] = name;
		names->begins[(name.key & ((1u << SYLLABLE_BITS) - 1)) - 1] = true;
	}
	array_free(&names->noted);
}

struct reading {
	uint32_t syllable[PINYIN_READINGS]; /* and 1 */
	size_t n, size;
};

/* The syllables of a character without their tones. */
static void read_character(
	const char *text, size_t len, size_t at, struct reading *reading)
{
	struct pinyin readings[PINYIN_READINGS];
	size_t n = pinyin_readings(utf8_at(text, len, at, &reading->size), readings);
	reading->n = 0;
	for (size_t i = 0; i < n; i++)
		if (i == 0 || readings[i].syllable != readings[i - 1].syllable)
			reading->syllable[reading->n++] = readings[i].syllable + 1u;
}

struct walk {
	const struct names *names;
	const char *text;
	size_t len;
	void (*visit)(void *ctx, uint32_t type);
	void *ctx;
};

static void walk_from(const struct walk *walk, size_t at, uint32_t key, int syllables)
{
	const struct names *names = walk->names;
	struct reading reading;
	if (at >= walk->len || syllables == MOST_SYLLABLES)
		return;
	read_character(walk->text, walk->len, at, &reading);
	for (size_t i = 0; i < reading.n; i++) {
		if (syllables == 0 && !names->begins[reading.syllable[i] - 1])
			continue;
		uint32_t longer = key | reading.syllable[i]
						<< (syllables * SYLLABLE_BITS);
		for (size_t k = slot_of(names, longer); names->table[k].key;
			k = (k + 1) & names->mask)
			if (names->table[k].key == longer)
				walk->visit(walk->ctx, names->table[k].type);
		walk_from(walk, at + reading.size, longer, syllables + 1);
	}
}

void names_at(const struct names *names, const char *text, size_t len,
	void (*visit)(void *ctx, uint32_t type), void *ctx)
{
	const struct walk walk = {names, text, len, visit, ctx};
	if (names->table)
		walk_from(&walk, 0, 0, 0);
}
