/* SPDX-License-Identifier: MIT */
/* dictionary: the file in memory, and a hash of its headwords.
 *
 * The file is some eight megabytes and 120,000 lines, and a text needs a few thousand of
 * them, so lines are only indexed, not taken apart, when it is read: an open-addressed table
 * has the hash and the line of each headword, and equal headwords stand in it one behind the
 * other.  What a line says is looked at when it is asked for. */
#include "dictionary.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "array.h"
#include "fileio.h"
#include "fold.h"
#include "message.h"
#include "utf8.h"
#include "xdg.h"

enum {
	CHUNK = 256 << 10,     /* bytes read in a step */
	LONGEST_WORD = 24,     /* characters of a headword that are looked at */
	FIRST_KINDS = 1 << 14, /* hashed first characters */
	TABLE_LEAST = 1 << 12,
	MOST_BYTES = 64 << 20,
	DEFAULT_WORD = 16, /* bytes of a dictionary to a slot of its table, at first */
};

/* A headword: slot.hash is never 0 where there is one. */
struct slot {
	uint32_t hash, line;
};

struct dictionary {
	struct input input;
	char *path;
	struct buf text;
	size_t indexed; /* bytes of text whose lines are in the table */
	struct slot *table;
	size_t mask;                  /* slots less one; a power of two */
	size_t used;                  /* slots */
	size_t count;                 /* entries */
	uint8_t longest[FIRST_KINDS]; /* characters of a headword, by its first */
};

/* A word as it is compared: one code point a character. */
struct key {
	uint32_t character[LONGEST_WORD];
	size_t end[LONGEST_WORD]; /* bytes up to behind it */
	size_t n;
};

static void read_key(const char *text, size_t len, size_t most, struct key *key)
{
	uint32_t folded[FOLD_MOST];
	size_t size;
	key->n = 0;
	for (size_t at = 0; at < len && key->n < most; at += size) {
		uint32_t c = utf8_at(text, len, at, &size);
		fold_code_point(c, FOLD_HAN, folded);
		key->character[key->n] = folded[0];
		key->end[key->n++] = at + size;
	}
}

static inline uint32_t add_to_hash(uint32_t hash, uint32_t character)
{
	hash = (hash ^ character) * 0x9E3779B1u;
	return hash ^ hash >> 15;
}

static uint32_t hash_of(const struct key *key, size_t n)
{
	uint32_t hash = 0;
	for (size_t i = 0; i < n; i++)
		hash = add_to_hash(hash, key->character[i]);
	return hash ? hash : 1;
}

static size_t first_kind(uint32_t character)
{
	return add_to_hash(0, character) % FIRST_KINDS;
}

static struct status too_large(void)
{
	return status_make(
		STATUS_FORMAT, 0, _("more than %d bytes, not read on"), (int)MOST_BYTES);
}

struct status dictionary_open(struct dictionary **opened, const char *path)
{
	struct input input;
	struct status status = input_open_at_once(&input, path);
	*opened = NULL;
	if (status_ok(&status) && input.size > MOST_BYTES) {
		input_close(&input);
		status = too_large();
	}
	if (!status_ok(&status))
		return status_make(status.code, 0, "%s: %s", path, status.message);
	struct dictionary *dictionary = xcalloc(1, sizeof *dictionary);
	size_t slots = TABLE_LEAST;
	while (slots < input.size / DEFAULT_WORD)
		slots *= 2;
	dictionary->input = input;
	dictionary->path = xstrdup(path);
	dictionary->table = xcalloc(slots, sizeof *dictionary->table);
	dictionary->mask = slots - 1;
	*opened = dictionary;
	return STATUS_NONE;
}

void dictionary_free(struct dictionary *dictionary)
{
	if (!dictionary)
		return;
	input_close(&dictionary->input);
	buf_free(&dictionary->text);
	free(dictionary->path);
	free(dictionary->table);
	free(dictionary);
}

static void put(struct dictionary *dictionary, struct slot slot)
{
	size_t at = slot.hash & dictionary->mask;
	while (dictionary->table[at].hash)
		at = (at + 1) & dictionary->mask;
	dictionary->table[at] = slot;
	dictionary->used++;
}

/* Equal headwords keep their order: they are put in again from the end of a free stretch. */
static void grow(struct dictionary *dictionary)
{
	struct slot *old = dictionary->table;
	size_t slots = dictionary->mask + 1, first = 0;
	while (old[first].hash)
		first++;
	dictionary->table = xcalloc(slots * 2, sizeof *old);
	dictionary->mask = slots * 2 - 1;
	dictionary->used = 0;
	for (size_t i = 0; i < slots; i++) {
		const struct slot *slot = &old[(first + i) & (slots - 1)];
		if (slot->hash)
			put(dictionary, *slot);
	}
	free(old);
}

static void add_headword(
	struct dictionary *dictionary, const struct key *key, size_t line)
{
	if (dictionary->used * 4 >= (dictionary->mask + 1) * 3)
		grow(dictionary);
	put(dictionary, (struct slot){hash_of(key, key->n), (uint32_t)line});
	uint8_t *longest = &dictionary->longest[first_kind(key->character[0])];
	if (*longest < key->n)
		*longest = (uint8_t)key->n;
}

/* Takes the fields of a line that may be an entry. */
static bool read_entry(
	const char *text, size_t beg, size_t end, struct dictionary_entry *entry)
{
	const char *line = text + beg, *stop = text + end;
	const char *blank = memchr(line, ' ', end - beg);
	const char *second =
		blank ? memchr(blank + 1, ' ', (size_t)(stop - blank - 1)) : NULL;
	if (!second || *line == '#' || blank == line || second == blank + 1 ||
		stop - second < 3 || second[1] != '[')
		return false;
	const char *open = second + 1;
	while (open < stop && *open == '[')
		open++;
	const char *close = memchr(open, ']', (size_t)(stop - open));
	const char *slash = close ? memchr(close, '/', (size_t)(stop - close)) : NULL;
	if (!slash)
		return false;
	while (stop > slash + 1 && stop[-1] != '/')
		stop--;
	if (stop <= slash + 2)
		return false;
	*entry = (struct dictionary_entry){
		.text = text,
		.traditional = {beg, (size_t)(blank - text)},
		.simplified = {(size_t)(blank + 1 - text), (size_t)(second - text)},
		.reading = {(size_t)(open - text), (size_t)(close - text)},
		.senses = {(size_t)(slash + 1 - text), (size_t)(stop - 1 - text)},
	};
	return true;
}

static void index_line(struct dictionary *dictionary, size_t beg, size_t end)
{
	struct dictionary_entry entry;
	struct key simplified, traditional;
	const char *text = dictionary->text.v;
	if (beg > UINT32_MAX || !read_entry(text, beg, end, &entry))
		return;
	read_key(text + entry.simplified.beg, span_len(entry.simplified), LONGEST_WORD,
		&simplified);
	read_key(text + entry.traditional.beg, span_len(entry.traditional), LONGEST_WORD,
		&traditional);
	add_headword(dictionary, &simplified, beg);
	if (simplified.n != traditional.n ||
		memcmp(simplified.character, traditional.character,
			simplified.n * sizeof *simplified.character) != 0)
		add_headword(dictionary, &traditional, beg);
	dictionary->count++;
}

static void index_lines(struct dictionary *dictionary, bool all)
{
	const char *text = dictionary->text.v, *feed;
	size_t at = dictionary->indexed, n = dictionary->text.n;
	for (; at < n && (feed = memchr(text + at, '\n', n - at));
		at = (size_t)(feed - text) + 1)
		index_line(dictionary, at, (size_t)(feed - text));
	if (all && at < n) {
		index_line(dictionary, at, n);
		at = n;
	}
	dictionary->indexed = at;
}

struct status dictionary_step(struct dictionary *dictionary, bool *more)
{
	struct buf *text = &dictionary->text;
	size_t got = 0, want = CHUNK;
	bool again;
	/* All of a file of known size at once, so that it need not be moved. */
	if (text->n == 0)
		want += (size_t)dictionary->input.size;
	char *room = buf_room(text, want);
	struct status status =
		input_read(&dictionary->input, room, CHUNK, true, &got, &again);
	text->n += got;
	if (text->n > MOST_BYTES)
		status = too_large();
	*more = status_ok(&status) && got > 0;
	index_lines(dictionary, !*more);
	if (!status_ok(&status))
		return status_make(
			status.code, 0, "%s: %s", dictionary->path, status.message);
	if (!*more && dictionary->count == 0)
		return status_make(STATUS_FORMAT, 0,
			_("%s: has no line of a CC-CEDICT dictionary"), dictionary->path);
	return STATUS_NONE;
}

double dictionary_progress(const struct dictionary *dictionary)
{
	uint64_t size = dictionary->input.size;
	double share = size ? (double)dictionary->text.n / (double)size : 0;
	return share < 1 ? share : 1;
}

size_t dictionary_count(const struct dictionary *dictionary)
{
	return dictionary->count;
}

/* Whether the text from byte *at on is the first n characters of key and a blank; moves *at
 * behind the next blank. */
static bool take_headword(
	const struct buf *text, size_t *at, const struct key *key, size_t n)
{
	uint32_t folded[FOLD_MOST];
	size_t size, matched = 0;
	bool same = true;
	for (; *at < text->n && text->v[*at] != ' '; *at += size) {
		uint32_t c = utf8_at(text->v, text->n, *at, &size);
		if (!same)
			continue;
		fold_code_point(c, FOLD_HAN, folded);
		same = matched < n && folded[0] == key->character[matched++];
	}
	(*at)++;
	return same && matched == n;
}

/* The line of the next entry whose headword are the first n characters of key; *cursor counts
 * the slots that were looked at. */
static bool find_line(const struct dictionary *dictionary, const struct key *key,
	size_t n, size_t *cursor, size_t *line)
{
	uint32_t hash = hash_of(key, n);
	for (;;) {
		size_t slot = (hash + (*cursor)++) & dictionary->mask;
		if (!dictionary->table[slot].hash)
			return false;
		if (dictionary->table[slot].hash != hash)
			continue;
		size_t at = *line = dictionary->table[slot].line;
		if (take_headword(&dictionary->text, &at, key, n) ||
			take_headword(&dictionary->text, &at, key, n))
			return true;
	}
}

size_t dictionary_longest(
	const struct dictionary *dictionary, const char *text, size_t len)
{
	struct key key;
	if (len == 0)
		return 0;
	read_key(text, len, 1, &key);
	size_t most = dictionary->longest[first_kind(key.character[0])];
	if (most > 1)
		read_key(text, len, most, &key);
	for (size_t n = most < key.n ? most : key.n; n > 0; n--) {
		size_t cursor = 0, line;
		if (find_line(dictionary, &key, n, &cursor, &line))
			return key.end[n - 1];
	}
	return 0;
}

bool dictionary_next(const struct dictionary *dictionary, const char *word, size_t len,
	size_t *cursor, struct dictionary_entry *entry)
{
	struct key key;
	size_t line;
	read_key(word, len, LONGEST_WORD, &key);
	if (key.n == 0 || !find_line(dictionary, &key, key.n, cursor, &line))
		return false;
	const char *text = dictionary->text.v;
	const char *feed = memchr(text + line, '\n', dictionary->text.n - line);
	bool is_entry = read_entry(
		text, line, feed ? (size_t)(feed - text) : dictionary->text.n, entry);
	assert(is_entry);
	return true;
}

bool dictionary_gloss(
	const struct dictionary_entry *entry, size_t *at, struct span *gloss)
{
	if (*at >= entry->senses.end)
		return false;
	size_t end = *at;
	while (end < entry->senses.end && entry->text[end] != '/' &&
		entry->text[end] != ';')
		end++;
	*gloss = (struct span){*at, end};
	*at = end + 1;
	return true;
}

bool dictionary_find(struct buf *path)
{
	static const char *const names[] = {
		"cedict_ts.u8",
		"cedict.u8",
		"cedict_1_0_ts_utf-8_mdbg.txt",
		"cedict.txt",
	};
	size_t before = path->n;
	for (size_t base = 0; xdg_data_path(base, "", path); base++) {
		size_t folder = path->n;
		for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
			path->n = folder;
			buf_puts(path, names[i]);
			if (access(buf_string(path), R_OK) == 0)
				return true;
		}
		path->n = before;
	}
	path->n = before;
	return false;
}
