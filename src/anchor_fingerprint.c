/* SPDX-License-Identifier: MIT */
/* anchor_fingerprint: which text is which.
 *
 * A fingerprint is made of the first 32 KiB of a text's words: all that one has of a text of
 * a gigabyte when its first screen is due.  It has two parts.  The first is a hash of them
 * all: equal for the same text however its lines are broken.  The second is a sketch: the
 * runs of eight characters are dealt to eight groups by their hashes, and of each group the
 * least is kept (one permutation hashing; Li, Owen and Zhang 2012), so that a change to one
 * sentence changes few groups or none.
 * The sketch alone would take two editions of a law for one text; so it only speaks for a
 * text that is still in its file, or whose file is gone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "anchor_internal.h"
#include "utf8.h"

enum {
	SAMPLE = 32 << 10, /* bytes of words */
	RUN = 8,           /* code points */
	GROUPS = 8,
	HASH_LEN = 16, /* digits, and a "-" behind them */
	GROUP_LEN = 4,
	FINGERPRINT_LEN = HASH_LEN + 1 + GROUPS * GROUP_LEN,
	LIKE_IN_PLACE = 2, /* groups that must be equal for a text in the same file */
	LIKE_ELSEWHERE = 4,
};

/* A mixer with no fixed pattern left in its result (splitmix64). */
static uint64_t mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static void print(const char *words, size_t len, struct fingerprint *fingerprint)
{
	uint64_t all = UINT64_C(0xcbf29ce484222325), least[GROUPS];
	uint32_t run[RUN] = {0};
	size_t size, n = 0;
	memset(least, 0xFF, sizeof least);
	for (size_t at = 0; at < len; at += size) {
		run[n++ % RUN] = utf8_at(words, len, at, &size);
		all = mix(all ^ run[(n - 1) % RUN]);
		if (n < RUN)
			continue;
		uint64_t hash = 0;
		for (size_t i = 0; i < RUN; i++)
			hash = hash * UINT64_C(0x9E3779B97F4A7C15) + run[(n + i) % RUN];
		hash = mix(hash);
		size_t group = hash >> 61;
		if (hash < least[group])
			least[group] = hash;
	}
	char *to = fingerprint->text;
	to += sprintf(to, "%016llx-", (unsigned long long)all);
	/* The low digits of the least hashes are as even as those of any. */
	for (size_t i = 0; i < GROUPS; i++)
		to += sprintf(to, "%04x", (unsigned)(least[i] & 0xFFFF));
}

/* False when there are not as many words as it takes yet.  A text without any is known by its
 * path alone. */
static bool take_fingerprint(struct fingerprint *fingerprint,
	const struct document *document, enum side side, bool loaded)
{
	struct buf words = {0};
	enum side block_side;
	size_t index, blocks = text_blocks(document, side);
	for (size_t i = 0; i < blocks && words.n < SAMPLE; i++) {
		const struct block block =
			text_block(document, side, i, &block_side, &index);
		size_t most = 4 * SAMPLE; /* enough of a block without line ends */
		while (most < block.len &&
			((unsigned char)block.text[most] & 0xC0) == 0x80)
			most++;
		words_add(&words, block.text, block.len < most ? block.len : most);
	}
	bool enough = words.n >= SAMPLE || loaded;
	if (words.n > SAMPLE) {
		words.n = SAMPLE;
		while (((unsigned char)words.v[words.n] & 0xC0) == 0x80)
			words.n--;
	}
	fingerprint->text[0] = '\0';
	if (enough && words.n > 0)
		print(words.v, words.n, fingerprint);
	buf_free(&words);
	return enough;
}

/* The path by which a text is known: absolute, without links; standard input stays "-". */
static char *full_path(const char *path)
{
	char *full = strcmp(path, "-") == 0 ? NULL : realpath(path, NULL);
	return full ? full : xstrdup(path);
}

void identity_guess(struct identity *identity, const struct document *document,
	const char *const paths[SIDE_COUNT])
{
	*identity = (struct identity){.two_texts = document->two_sources};
	for (enum side side = 0; side < SIDE_COUNT; side++)
		identity->path[side] = full_path(paths[side]);
}

bool identity_make(struct identity *identity, const struct document *document,
	const char *const paths[SIDE_COUNT], bool loaded)
{
	*identity = (struct identity){.two_texts = document->two_sources};
	struct fingerprint *fingerprint = identity->fingerprint;
	if (!take_fingerprint(&fingerprint[SIDE_ZH], document, SIDE_ZH, loaded))
		return false;
	if (!document->two_sources)
		fingerprint[SIDE_EN] = fingerprint[SIDE_ZH];
	else if (!take_fingerprint(&fingerprint[SIDE_EN], document, SIDE_EN, loaded))
		return false;
	for (enum side side = 0; side < SIDE_COUNT; side++)
		identity->path[side] = full_path(paths[side]);
	return true;
}

void identity_free(struct identity *identity)
{
	for (enum side side = 0; side < SIDE_COUNT; side++)
		free(identity->path[side]);
	*identity = (struct identity){0};
}

static bool is_fingerprint(const char *text)
{
	return strlen(text) == FINGERPRINT_LEN && text[HASH_LEN] == '-';
}

/* How many groups are equal.  One without runs is "ffff" and says nothing. */
static int groups_alike(const char *a, const char *b)
{
	int alike = 0;
	a += HASH_LEN + 1;
	b += HASH_LEN + 1;
	for (int i = 0; i < GROUPS * GROUP_LEN; i += GROUP_LEN)
		alike += memcmp(a + i, b + i, GROUP_LEN) == 0 &&
			 memcmp(a + i, "ffff", GROUP_LEN) != 0;
	return alike;
}

enum text_match text_match(const char *path, const char *fingerprint,
	const char *path_here, const char *fingerprint_here)
{
	bool same_path = strcmp(path, path_here) == 0;
	if (!is_fingerprint(fingerprint) || !is_fingerprint(fingerprint_here))
		return same_path ? TEXT_EDITED : TEXT_OTHER;
	if (memcmp(fingerprint, fingerprint_here, HASH_LEN) == 0)
		return TEXT_SAME;
	int alike = groups_alike(fingerprint, fingerprint_here);
	if (same_path)
		return alike >= LIKE_IN_PLACE ? TEXT_EDITED : TEXT_OTHER;
	if (alike < LIKE_ELSEWHERE)
		return TEXT_OTHER;
	/* A text from a pipe may be that of any file. */
	return strcmp(path_here, "-") == 0 || access(path, F_OK) != 0 ? TEXT_EDITED
								      : TEXT_OTHER;
}

enum text_match identity_side(const struct identity *identity, const char *path,
	const char *fingerprint, enum side *side)
{
	enum text_match best = TEXT_OTHER;
	*side = SIDE_ZH;
	for (enum side i = 0; i < (identity->two_texts ? SIDE_COUNT : 1); i++) {
		enum text_match match = text_match(path, fingerprint, identity->path[i],
			identity->fingerprint[i].text);
		if (match > best) {
			best = match;
			*side = i;
		}
	}
	return best;
}
