/* SPDX-License-Identifier: MIT */
/* stem: a few endings, and the forms that follow no rule.
 *
 * After steps 1 and 5 of M. F. Porter, An algorithm for suffix stripping, 1980, which are
 * those of inflection.  His other steps join words of one root but of other meaning
 * (general, generate), and a dictionary's gloss is seldom of another kind than the word it
 * stands for, so they are left out. */
#include "stem.h"

#include <stdlib.h>
#include <string.h>

struct form {
	const char *word, *base;
};

/* In the order of strcmp. */
/* clang-format off */
static const struct form irregular[] = {
	{"am", "be"}, {"are", "be"}, {"ate", "eat"}, {"became", "become"},
	{"been", "be"}, {"began", "begin"}, {"begun", "begin"}, {"better", "good"},
	{"bitten", "bite"}, {"blew", "blow"}, {"bore", "bear"}, {"bought", "buy"},
	{"bound", "bind"}, {"broke", "break"}, {"broken", "break"},
	{"brought", "bring"}, {"built", "build"}, {"came", "come"},
	{"caught", "catch"}, {"children", "child"}, {"chose", "choose"},
	{"chosen", "choose"}, {"clung", "cling"}, {"crept", "creep"},
	{"dealt", "deal"}, {"did", "do"}, {"does", "do"}, {"done", "do"},
	{"drank", "drink"}, {"drawn", "draw"}, {"drew", "draw"}, {"driven", "drive"},
	{"drove", "drive"}, {"dug", "dig"}, {"eaten", "eat"}, {"fallen", "fall"},
	{"fed", "feed"}, {"feet", "foot"}, {"fell", "fall"}, {"felt", "feel"},
	{"fled", "flee"}, {"flew", "fly"}, {"forgot", "forget"},
	{"forgotten", "forget"}, {"fought", "fight"}, {"found", "find"},
	{"froze", "freeze"}, {"gave", "give"}, {"geese", "goose"}, {"given", "give"},
	{"gone", "go"}, {"got", "get"}, {"grew", "grow"}, {"grown", "grow"},
	{"had", "have"}, {"has", "have"}, {"heard", "hear"}, {"held", "hold"},
	{"hid", "hide"}, {"hung", "hang"}, {"is", "be"}, {"kept", "keep"},
	{"knew", "know"}, {"knives", "knife"}, {"known", "know"}, {"laid", "lay"},
	{"leaves", "leaf"}, {"led", "lead"}, {"left", "leave"}, {"lent", "lend"},
	{"lit", "light"}, {"lives", "life"}, {"lost", "lose"}, {"made", "make"},
	{"meant", "mean"}, {"men", "man"}, {"met", "meet"}, {"mice", "mouse"},
	{"paid", "pay"}, {"people", "person"}, {"ran", "run"}, {"rang", "ring"},
	{"ridden", "ride"}, {"risen", "rise"}, {"rode", "ride"}, {"rose", "rise"},
	{"said", "say"}, {"sang", "sing"}, {"sank", "sink"}, {"sat", "sit"},
	{"saw", "see"}, {"seen", "see"}, {"sent", "send"}, {"shone", "shine"},
	{"shook", "shake"}, {"shot", "shoot"}, {"shown", "show"}, {"slept", "sleep"},
	{"slid", "slide"}, {"sold", "sell"}, {"sought", "seek"}, {"spent", "spend"},
	{"spoke", "speak"}, {"spoken", "speak"}, {"sprang", "spring"},
	{"stole", "steal"}, {"stolen", "steal"}, {"stood", "stand"},
	{"struck", "strike"}, {"stuck", "stick"}, {"swam", "swim"},
	{"swept", "sweep"}, {"swore", "swear"}, {"swung", "swing"}, {"taken", "take"},
	{"taught", "teach"}, {"teeth", "tooth"}, {"thought", "think"},
	{"threw", "throw"}, {"thrown", "throw"}, {"told", "tell"}, {"took", "take"},
	{"tore", "tear"}, {"torn", "tear"}, {"understood", "understand"},
	{"was", "be"}, {"went", "go"}, {"wept", "weep"}, {"were", "be"},
	{"withdrew", "withdraw"}, {"wives", "wife"}, {"woke", "wake"},
	{"women", "woman"}, {"won", "win"}, {"wore", "wear"}, {"worn", "wear"},
	{"worse", "bad"}, {"worst", "bad"}, {"wound", "wind"}, {"written", "write"},
	{"wrote", "write"},
};
/* clang-format on */

/* In the order of strcmp. */
static const char *const function_words[] = {
	"a",
	"about",
	"also",
	"an",
	"and",
	"any",
	"as",
	"at",
	"be",
	"by",
	"classifier",
	"etc",
	"fig",
	"for",
	"from",
	"i",
	"in",
	"into",
	"it",
	"its",
	"lit",
	"of",
	"on",
	"one",
	"or",
	"person's",
	"sb",
	"so",
	"somebody",
	"someone",
	"something",
	"sth",
	"that",
	"the",
	"this",
	"to",
	"up",
	"used",
	"variant",
	"with",
};

static int compare_form(const void *key, const void *row)
{
	return strcmp(key, ((const struct form *)row)->word);
}

static int compare_word(const void *key, const void *row)
{
	return strcmp(key, *(const char *const *)row);
}

enum { LONGEST = 16 }; /* bytes of a word in the tables, with its NUL */

bool stem_is_function_word(const char *word, size_t n)
{
	char key[LONGEST] = {0};
	if (n >= LONGEST)
		return false;
	memcpy(key, word, n);
	return bsearch(key, function_words,
		       sizeof function_words / sizeof *function_words,
		       sizeof *function_words, compare_word) != NULL;
}

static bool ends(const char *word, size_t n, const char *ending)
{
	size_t len = strlen(ending);
	return n > len && memcmp(word + n - len, ending, len) == 0;
}

static bool has_vowel(const char *word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strchr("aeiouy", word[i]))
			return true;
	return false;
}

/* Porter's step 1a. */
static size_t cut_plural(const char *word, size_t n)
{
	static const char *const hissing[] = {
		"sses", "xes", "ches", "shes", "zes", "oes"};
	if (n < 4 || word[n - 1] != 's' || ends(word, n, "ss") || ends(word, n, "us") ||
		ends(word, n, "is"))
		return n;
	if (n > 4 && ends(word, n, "ies"))
		return n - 2;
	for (size_t i = 0; i < sizeof hissing / sizeof *hissing; i++)
		if (ends(word, n, hissing[i]))
			return n - 2;
	return n - 1;
}

/* Step 1b: ed and ing, where a vowel stands before them; a doubled consonant is one again. */
static size_t cut_tense(const char *word, size_t n)
{
	size_t cut = ends(word, n, "ing") ? 3 : ends(word, n, "ed") ? 2 : 0;
	if (cut == 0 || ends(word, n, "eed") || n - cut < 2 || !has_vowel(word, n - cut))
		return n;
	n -= cut;
	if (n > 3 && word[n - 1] == word[n - 2] && !strchr("aeioulsz", word[n - 1]))
		n--;
	return n;
}

size_t stem_word(char *word, size_t n)
{
	char key[LONGEST] = {0};
	if (n < LONGEST) {
		memcpy(key, word, n);
		const struct form *form =
			bsearch(key, irregular, sizeof irregular / sizeof *irregular,
				sizeof *irregular, compare_form);
		if (form) {
			n = strlen(form->base);
			memcpy(word, form->base, n);
		}
	}
	n = cut_plural(word, n);
	n = cut_tense(word, n);
	if (n > 4 && ends(word, n, "ly"))
		n -= 2;
	if (n > 3 && word[n - 1] == 'e')
		n--;
	if (n > 2 && word[n - 1] == 'y')
		word[n - 1] = 'i';
	return n;
}
