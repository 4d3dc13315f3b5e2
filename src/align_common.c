/* SPDX-License-Identifier: MIT */
/* align_common: the common words that are known where there is no dictionary.
 *
 * What a text repeats it teaches by itself, but only from a first alignment that is not all
 * wrong.  Lengths, numbers and marks give that for reports; in stories they do not, and
 * some hundred words that every text has are enough to.
 * Words are found in either script, by their folded code points (FOLD_HAN), of which three
 * fit into a key. */
#include "align_common.h"

#include <stdint.h>
#include <string.h>

#include "align_common_table.h"
#include "array.h"
#include "fold.h"
#include "utf8.h"

enum {
	COMMON_MOST = 3, /* characters of a word */
	CODE_BITS = 21,  /* of a code point */
	SLOTS = 1 << 11, /* more than twice the words */
};

struct common {
	struct {
		uint64_t key; /* 0: free */
		const char *english;
	} slots[SLOTS];
};

static uint32_t fold_one(uint32_t c)
{
	uint32_t folded[FOLD_MOST];
	return fold_code_point(c, FOLD_HAN, folded) ? folded[0] : c;
}

static size_t slot_of(const struct common *common, uint64_t key)
{
	size_t at = (key * UINT64_C(0x9E3779B97F4A7C15)) >> 53;
	while (common->slots[at].key && common->slots[at].key != key)
		at = (at + 1) % SLOTS;
	return at;
}

static void put(struct common *common, const char *word, size_t len, const char *english)
{
	uint64_t key = 0;
	for (size_t at = 0, size; at < len; at += size)
		key = key << CODE_BITS | fold_one(utf8_at(word, len, at, &size));
	size_t slot = slot_of(common, key);
	common->slots[slot].key = key;
	common->slots[slot].english = english;
}

struct common *common_new(void)
{
	struct common *common = xcalloc(1, sizeof *common);
	for (size_t i = 0; i < sizeof common_rows / sizeof *common_rows; i++) {
		const char *word = common_rows[i].chinese;
		while (*word) {
			size_t len = strcspn(word, " ");
			put(common, word, len, common_rows[i].english);
			word += len + (word[len] == ' ');
		}
	}
	return common;
}

void common_free(struct common *common)
{
	free(common);
}

size_t common_longest(
	const struct common *common, const char *text, size_t len, const char **english)
{
	uint64_t key = 0;
	size_t longest = 0, size;
	for (size_t at = 0, n = 0; at < len && n < COMMON_MOST; at += size, n++) {
		uint32_t c = utf8_at(text, len, at, &size);
		if (!utf8_is_han(c))
			break;
		key = key << CODE_BITS | fold_one(c);
		size_t slot = slot_of(common, key);
		if (!common->slots[slot].key)
			continue;
		longest = at + size;
		*english = common->slots[slot].english;
	}
	return longest;
}
