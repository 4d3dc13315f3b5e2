/* SPDX-License-Identifier: MIT */
/* align_text: the sentences of two texts as an aligner sees them, bags of tokens.
 *
 * A token is a word, or something that looks alike in both languages: a number by its value, a
 * Latin string, a mark, a name by its reading.  Tokens of one spelling are a type, of which
 * each side has a vocabulary of its own.  For align*.c only; equivalent.c has a vocabulary too. */
#ifndef DUIDU_ALIGN_TEXT_H
#define DUIDU_ALIGN_TEXT_H

#include "align_common.h"
#include "arena.h"
#include "dictionary.h"
#include "document.h"

/* The first byte of a type's text tells the kind; words and Latin strings begin with a letter. */
enum token_kind {
	TOKEN_WORD,
	TOKEN_LATIN,  /* a Latin string in Chinese, as an English word's stem */
	TOKEN_NUMBER, /* "#2025", "#m10" for a month */
	TOKEN_MARK, /* "?", "!" ...: the ASCII mark, or the first of "……" and "——" */
	TOKEN_NAME, /* "@chen": in Chinese what an English name may spell */
};

struct token_type {
	const char *text;   /* in the vocabulary's arena */
	uint32_t sentences; /* that have it */
	uint16_t len;
	uint8_t kind;
	bool is_lower; /* an English word that was seen with a small first letter */
};

#define NO_TYPE UINT32_MAX

struct vocabulary {
	struct arena arena;
	ARRAY_OF(struct token_type) types;
	uint32_t *table; /* of types, open-addressed; 0 is free, else the index and 1 */
	size_t mask;
};

/* The type of a text, NO_TYPE if there is none. */
uint32_t vocabulary_find(
	const struct vocabulary *vocabulary, const char *text, size_t len);
uint32_t vocabulary_add(struct vocabulary *vocabulary, enum token_kind kind,
	const char *text, size_t len);
void vocabulary_free(struct vocabulary *vocabulary);

/* A type in a sentence, and how often. */
struct token {
	uint32_t type;
	float count;
};

/* What one side looks like between two sentences; bits. */
enum {
	SEAM_INSIDE = 1,      /* in a quotation */
	SEAM_OPENS = 2,       /* the next sentence begins with a quotation mark */
	SEAM_CLOSES = 4,      /* the last one ended with one */
	SEAM_QUESTION = 8,    /* ... with a question mark, before closing marks */
	SEAM_OTHER_END = 16,  /* ... with ! : ; … */
	SEAM_UNENDED = 32,    /* ... with no mark at all, as a heading does */
	SEAM_NUMBERED = 64,   /* the next begins with a number of a list or section */
	SEAM_PARAGRAPH = 128, /* the next begins a paragraph, where texts have them */
	SEAM_KINDS = 256,
	SEAM_OF_NEXT = SEAM_OPENS | SEAM_NUMBERED | SEAM_PARAGRAPH
};

/* A label that may have two values, as (i) is the first or the ninth, or a large one. */
enum { LABEL_ANY = 255 };

struct align_sentence {
	const char *text; /* in the document's arena */
	uint32_t len;
	struct sentence_ref ref;
	uint32_t first; /* index of its first token; that of the next one ends them */
	float tokens;   /* with repetitions */
	float length;   /* letters, or Han */
	uint8_t seam;   /* before it */
	uint8_t label;  /* its number in a list or of a section, 0 if it has none */
	bool paragraph; /* it begins one */
};

struct posting {
	uint32_t sentence;
	float count;
};

struct align_side {
	struct vocabulary vocabulary;
	ARRAY_OF(struct align_sentence)
	sentences;                     /* and one behind the last, for its first
						    * and seam */
	size_t count;                  /* sentences without that one */
	ARRAY_OF(struct token) tokens; /* of a sentence in order of types */
	uint32_t *first_posting; /* by type, and one behind; with postings by sentence */
	struct posting *postings;
};

/* ---- align_token.c: text to tokens ---- */

typedef ARRAY_OF(uint32_t) type_array;
struct names;

/* What is known of Chinese words before a text is read: a dictionary, or where that is NULL
 * the common words. */
struct known_words {
	const struct dictionary *dictionary;
	const struct common *common;
};

/* Appends the types of an English text.  With names (or NULL) words that may be Chinese names
 * are noted there. */
void english_tokens(struct vocabulary *vocabulary, struct names *names, const char *text,
	size_t len, type_array *types);

/* The types of a gloss that the vocabulary has, without function words; *words counts all but
 * those. */
void gloss_tokens(const struct vocabulary *vocabulary, const char *text, size_t len,
	type_array *types, size_t *words);

/* Words by longest match, and characters that are in none. */
void chinese_tokens(struct vocabulary *vocabulary, const struct known_words *words,
	const struct names *names, const char *text, size_t len, type_array *types);

/* ---- align_side.c: sentences and words of a text ---- */

/* Takes the types of sentence `at`, the next one, for its tokens; empties types. */
void side_note(struct align_side *side, enum side which, size_t at, type_array *types);
/* Fills in the postings, when all sentences are noted. */
void side_index(struct align_side *side);
float side_length(const struct align_side *side, size_t first, size_t count);
void side_free(struct align_side *side);

/* ---- align_name.c: English words that spell Chinese names ---- */

struct names *names_new(void);
void names_free(struct names *names);
/* Notes a capitalised word, in small letters, if it is one to three syllables. */
void names_note(struct names *names, const char *word, size_t len, uint32_t type);
/* Forgets those that occur as common words too. */
void names_settle(struct names *names, const struct vocabulary *english);
/* Calls visit with the type of each name that the text at its start may be. */
void names_at(const struct names *names, const char *text, size_t len,
	void (*visit)(void *ctx, uint32_t type), void *ctx);

/* ---- align_seam.c ---- */

struct seams {
	struct align_side *side;
	size_t at;
	bool single; /* ‘ and ' are the outer marks of quotations */
	bool inside;
	uint8_t before; /* the next sentence, as far as it is known */
};

/* Fills in what is before the next sentence; false when it was the end of the text. */
void seams_begin(struct seams *seams, struct align_side *side);
bool seams_step(struct seams *seams);

#endif
