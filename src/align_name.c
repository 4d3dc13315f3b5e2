/* SPDX-License-Identifier: MIT */
/* align_name: names of people and places, which English spells as they are read.
 *
 * A capitalised English word that is never seen with a small letter and reads as one to
 * three syllables of Pinyin (Qingyang: qing yang) is a name that may stand for any Han read
 * so.  Without tones that is not much for one syllable and near to certain for two.
 * Texts from Taiwan, and older ones, are spelled by T. Wade and H. Giles (Ch'ing-yang).  A
 * text keeps to one spelling, and that one is taken which explains more words that the
 * other does not.
 * Names are kept by their syllables; a word that can be cut in two ways (Xian) is there
 * twice. */
#include "align_text.h"

#include <stdio.h>
#include <string.h>

#include "pinyin.h"
#include "utf8.h"

enum {
	MOST_SYLLABLES = 3,
	LONGEST_SYLLABLE = 6,
	SYLLABLE_BITS = 9, /* of a key; a syllable is stored as its number and 1 */
	TABLE_LEAST = 256,
};

enum spelling { SPELLING_PINYIN, SPELLING_WADE_GILES, SPELLINGS };

struct name {
	uint32_t key; /* 0: a free slot */
	uint32_t type;
	enum spelling spelling;
};

struct syllable {
	char letters[LONGEST_SYLLABLE + 2];
	uint16_t number;
};

struct names {
	struct syllable syllables[SPELLINGS][PINYIN_SYLLABLES]; /* in order of letters */
	ARRAY_OF(struct name) noted;
	size_t alone[SPELLINGS]; /* words that only this spelling explains */
	struct name *table;
	size_t mask;
	bool begins[PINYIN_SYLLABLES]; /* some name */
};

/* How a syllable begins and ends in both spellings, apostrophes and accents left out, as most
 * print them.  In order: a longer beginning, and an ending with a condition, comes first. */
static const struct {
	const char *pinyin, *wade_giles;
} initials[] = {{"zi", "tzu"}, {"ci", "tzu"}, {"si", "ssu"}, {"zh", "ch"}, {"ch", "ch"},
	{"sh", "sh"}, {"b", "p"}, {"p", "p"}, {"d", "t"}, {"t", "t"}, {"g", "k"},
	{"k", "k"}, {"j", "ch"}, {"q", "ch"}, {"x", "hs"}, {"z", "ts"}, {"c", "ts"},
	{"r", "j"}, {"s", "s"}, {"m", "m"}, {"f", "f"}, {"n", "n"}, {"l", "l"},
	{"h", "h"}, {"", ""}};

static const struct {
	const char *after; /* initials of Pinyin it stands behind; NULL: any */
	const char *pinyin, *wade_giles;
} finals[] = {{"zh ch sh r", "i", "ih"}, {"g k h", "e", "o"}, {"g k h sh", "uo", "uo"},
	{"g k", "ui", "uei"}, {NULL, "uo", "o"}, {NULL, "ong", "ung"},
	{NULL, "iong", "iung"}, {NULL, "ian", "ien"}, {NULL, "ie", "ieh"},
	{NULL, "ue", "ueh"}, {NULL, "v", "u"}, {NULL, "ve", "ueh"}, {NULL, "er", "erh"},
	{NULL, "ye", "yeh"}, {NULL, "yan", "yen"}, {NULL, "you", "yu"},
	{NULL, "yong", "yung"}, {NULL, "yue", "yueh"}, {NULL, "yi", "i"}};

static bool is_listed(const char *list, const char *word, size_t len)
{
	for (; *list; list += strcspn(list, " "), list += *list == ' ')
		if (strcspn(list, " ") == len && memcmp(list, word, len) == 0)
			return true;
	return false;
}

static void spell_wade_giles(
	const char *pinyin, char letters[static LONGEST_SYLLABLE + 2])
{
	size_t i = 0, k = 0;
	while (strncmp(pinyin, initials[i].pinyin, strlen(initials[i].pinyin)) != 0)
		i++;
	size_t initial = strlen(initials[i].pinyin);
	const char *final = pinyin + initial, *end = final;
	for (; k < sizeof finals / sizeof *finals && end == final; k++)
		if (strcmp(finals[k].pinyin, final) == 0 &&
			(!finals[k].after || is_listed(finals[k].after, pinyin, initial)))
			end = finals[k].wade_giles;
	snprintf(letters, LONGEST_SYLLABLE + 2, "%s%s", initials[i].wade_giles, end);
}

static int compare_syllables(const void *a, const void *b)
{
	return strcmp(((const struct syllable *)a)->letters,
		((const struct syllable *)b)->letters);
}

struct names *names_new(void)
{
	struct names *names = xcalloc(1, sizeof *names);
	for (size_t i = 0; i < PINYIN_SYLLABLES; i++) {
		const char *letters = pinyin_syllable(i);
		struct syllable *pinyin = &names->syllables[SPELLING_PINYIN][i],
				*other = &names->syllables[SPELLING_WADE_GILES][i];
		snprintf(pinyin->letters, sizeof pinyin->letters, "%.*s",
			LONGEST_SYLLABLE, letters);
		spell_wade_giles(letters, other->letters);
		pinyin->number = other->number = (uint16_t)i;
	}
	for (int i = 0; i < SPELLINGS; i++)
		qsort(names->syllables[i], PINYIN_SYLLABLES, sizeof **names->syllables,
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

/* The first syllable that is not before the letters. */
static size_t find_syllable(
	const struct syllable syllables[PINYIN_SYLLABLES], const char *letters)
{
	size_t low = 0, high = PINYIN_SYLLABLES;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (strcmp(syllables[middle].letters, letters) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Notes every way to cut the letters into syllables, behind those in name. */
static void note(struct names *names, const char *letters, size_t len, struct name name,
	int syllables)
{
	const struct syllable *known = names->syllables[name.spelling];
	if (len == 0) {
		array_push(&names->noted, name);
		return;
	}
	if (syllables == MOST_SYLLABLES)
		return;
	for (size_t n = 1; n <= len && n <= LONGEST_SYLLABLE; n++) {
		char key[LONGEST_SYLLABLE + 1] = {0};
		memcpy(key, letters, n);
		for (size_t i = find_syllable(known, key);
			i < PINYIN_SYLLABLES && strcmp(known[i].letters, key) == 0; i++) {
			struct name longer = name;
			longer.key |= (known[i].number + 1u)
				      << (syllables * SYLLABLE_BITS);
			note(names, letters + n, len - n, longer, syllables + 1);
		}
	}
}

void names_note(struct names *names, const char *word, size_t len, uint32_t type)
{
	bool is[SPELLINGS] = {false};
	if (len < 2 || len > MOST_SYLLABLES * LONGEST_SYLLABLE)
		return;
	for (int i = 0; i < SPELLINGS; i++) {
		size_t before = names->noted.n;
		note(names, word, len, (struct name){0, type, (enum spelling)i}, 0);
		is[i] = names->noted.n > before;
	}
	for (int i = 0; i < SPELLINGS; i++)
		names->alone[i] += is[i] && !is[SPELLINGS - 1 - i];
}

static size_t slot_of(const struct names *names, uint32_t key)
{
	uint32_t hash = key * 0x9E3779B1u;
	return (hash ^ hash >> 16) & names->mask;
}

void names_settle(struct names *names, const struct vocabulary *english)
{
	enum spelling spelling =
		names->alone[SPELLING_WADE_GILES] > names->alone[SPELLING_PINYIN]
			? SPELLING_WADE_GILES
			: SPELLING_PINYIN;
	size_t slots = TABLE_LEAST;
	while (slots < names->noted.n * 2)
		slots *= 2;
	names->table = xcalloc(slots, sizeof *names->table);
	names->mask = slots - 1;
	for (size_t i = 0; i < names->noted.n; i++) {
		struct name name = names->noted.v[i];
		if (name.spelling != spelling || english->types.v[name.type].is_lower)
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
