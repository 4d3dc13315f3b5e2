/* SPDX-License-Identifier: MIT */
/* ask_text: a bitext by words, and the key that answers are held against: a dictionary's glosses.
 *
 * Chinese words are the dictionary's by longest match, English ones stems without function
 * words.  An English word says a Chinese one when its stem is in a gloss of it; it does
 * nearly when both begin with the same five letters (socialist, socialism). */
#ifndef DUIDU_BENCH_ASK_TEXT_H
#define DUIDU_BENCH_ASK_TEXT_H

#include "align_score.h"
#include "align_text.h"

typedef ARRAY_OF(uint32_t) number_array;

/* A word of a side. */
struct ask_word {
	const char *text; /* as it stands in the document most often */
	size_t len;
	number_array links; /* that have it, in order */
	/* Of a Chinese one: the stems in its glosses, as types of ask_text.stems, in order. */
	number_array glosses;
};

struct ask_side {
	struct vocabulary vocabulary;
	ARRAY_OF(struct ask_word) words; /* by type */
};

struct ask_text {
	struct document document; /* one sentence a block, linked as the gold has it */
	struct ask_side side[SIDE_COUNT];
	struct vocabulary stems; /* of glosses */
	const struct dictionary *dictionary;
};

enum verdict { VERDICT_WRONG, VERDICT_NEAR, VERDICT_RIGHT };

/* Adds a document of a gold set behind those that are there. */
void ask_text_add(struct ask_text *text, const struct align_gold *gold);
/* When all are added: cuts the links into words. */
void ask_text_index(struct ask_text *text);
void ask_text_free(struct ask_text *text);

/* Whether an answer says a word of a side.  Of an English answer of several words, all those
 * that are no function words must; a Chinese one must be a headword, and nearly right is
 * one of whose words any is. */
enum verdict ask_judge(struct ask_text *text, enum side side, uint32_t type,
	const char *answer, size_t len);

/* Whether anything that says a word, by the key, stands in some links. */
bool ask_has_key(const struct ask_text *text, enum side side, uint32_t type,
	const number_array *links);

#endif
