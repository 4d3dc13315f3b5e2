/* SPDX-License-Identifier: MIT */
/* anchor_find: where a place is now, or that it is gone.
 *
 * Nearly always it is where it was, and that is looked at first and costs next to nothing.
 * Else all places with its words are judged by what is around them and by their section; one
 * must stand out, because a wrong place is worse than none.  Else the words themselves have
 * changed: then what stood before and behind them is looked for, and what is between must
 * still be like them.
 * The numbers here come from texts with many equal and similar sentences, edited at random:
 * tests/test_anchor_edits.c says how seldom a place may be wrong. */
#include <string.h>

#include "anchor_internal.h"
#include "section.h"

enum {
	DISTINCT = 24,   /* code points of words that need nothing around them */
	TOUCH = 5,       /* code points beside words that touch them on both sides */
	ADJACENT = 8,    /* code points beside words that tell them from their equals */
	TINY = 4,        /* code points of words that both sides must touch */
	NEAR = 16 << 10, /* bytes of words before and behind where a place was */
	CUT_WORD = 200,  /* bytes of words that may have been cut within a word */
	MOST_EQUALS = 4000, /* places with the same words; more are not told apart */
};

#define LEAST_MARGIN 0.5    /* over the next best */
#define SECTION_SCORE 0.5   /* beside 1 for what is before and 1 for what is behind */
#define AROUND_SHORT 0.5    /* least agreement around words too short by themselves */
#define AROUND_ENCLOSED 1.0 /* the same around words that are repeated, */
#define AROUND_REPEATED 1.6 /* and where only one side of them touches */
#define LIKE_RIVAL 0.6      /* sentences so like the words make a moved one doubtful */
#define AROUND_WHOLE 1.9    /* nothing around has changed */

/* A place with the words. */
struct candidate {
	size_t number, byte;
	double around; /* 0 to 2 */
	double score;  /* with what the section adds */
	bool here, in_section;
	bool adjacent, enclosed; /* by what was beside it, on one side or on both */
	size_t at;               /* byte of the window's words */
};

/* What was kept is empty when the place was at an end of the text. */
static struct agreement agree(
	const struct buf *kept, const char *now, size_t now_len, size_t same, bool at_end)
{
	if (kept->n == 0)
		return (struct agreement){at_end, at_end, at_end};
	size_t most = words_count(kept->v, kept->n);
	if (most > ADJACENT)
		most = ADJACENT;
	double near = (double)same / (double)most;
	double all = words_likeness(kept->v, kept->n, now, now_len);
	return (struct agreement){
		(near + all) / 2, same >= (most < TOUCH ? most : TOUCH), same == most};
}

struct agreement agree_before(
	const struct wanted *wanted, const struct window *window, size_t at)
{
	const struct buf *kept = &wanted->before;
	const char *words = window->words.v;
	size_t len = at < kept->n ? at : kept->n;
	while (len > 0 && ((unsigned char)words[at - len] & 0xC0) == 0x80)
		len--;
	size_t same = words_same_end(kept->v, kept->n, words + at - len, len, ADJACENT);
	return agree(kept, words + at - len, len, same, at == 0 && window->first == 0);
}

struct agreement agree_after(
	const struct wanted *wanted, const struct window *window, size_t at)
{
	const struct buf *kept = &wanted->after;
	const char *words = window->words.v;
	size_t left = window->words.n - at, len = left < kept->n ? left : kept->n;
	while (len < left && ((unsigned char)words[at + len] & 0xC0) == 0x80)
		len++;
	size_t same = words_same_start(kept->v, kept->n, words + at, len, ADJACENT);
	return agree(kept, words + at, len, same,
		left == 0 && window->end == window->text_blocks);
}

static struct block block_numbered(
	const struct wanted *wanted, size_t number, enum side *side, size_t *index)
{
	return text_block(wanted->finder->document, wanted->side, number, side, index);
}

/* Whether a block is in the section the place was in: by the whole path, or, where sections
 * have been numbered anew, by the innermost title. */
static bool is_in_section(const struct wanted *wanted, size_t number)
{
	enum side side;
	size_t index;
	const char *kept = wanted->anchor->section;
	block_numbered(wanted, number, &side, &index);
	const struct stream *stream = &wanted->finder->document->side[side];
	struct buf *path = &wanted->finder->scratch;
	path->n = 0;
	section_headings(stream, index, " › ", false, path);
	if (strcmp(buf_string(path), kept) == 0)
		return true;
	size_t section = document_section(stream, index);
	if (section == NO_SECTION)
		return false;
	const struct block *heading =
		stream_block(stream, stream->sections.v[section].block);
	size_t title = heading->len - heading->title_beg, kept_len = strlen(kept);
	return heading->kind == BLOCK_HEADING && title > 0 && title <= kept_len &&
	       memcmp(heading->text + heading->title_beg, kept + kept_len - title,
		       title) == 0;
}

static bool is_ascii_word(unsigned char byte)
{
	return (byte >= '0' && byte <= '9') ||
	       ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* Whether words found in a block begin and end where words do: "art" is not in "party". */
static bool is_whole(const struct wanted *wanted, const struct block *block, size_t byte)
{
	const struct buf *words = &wanted->words;
	unsigned char first = (unsigned char)words->v[0],
		      last = (unsigned char)words->v[words->n - 1];
	if (is_ascii_word(first) && byte > 0 &&
		is_ascii_word((unsigned char)block->text[byte - 1]))
		return false;
	if (!is_ascii_word(last) || words->n >= CUT_WORD)
		return true;
	size_t end =
		byte + words_place(block->text + byte, block->len - byte, words->n - 1);
	return end + 1 >= block->len ||
	       !is_ascii_word((unsigned char)block->text[end + 1]);
}

/* Whether nothing but blanks and marks is between two bytes of a block. */
static bool is_wordless(
	const struct wanted *wanted, const struct block *block, size_t from, size_t to)
{
	struct buf *words = &wanted->finder->scratch;
	words->n = 0;
	if (from <= to && to <= block->len)
		words_add(words, block->text + from, to - from);
	return from <= to && words->n == 0;
}

/* Where the sentence begins whose first word is at a byte: an opening quotation mark is part
 * of it. */
static size_t sentence_start(
	const struct wanted *wanted, const struct block *block, size_t byte)
{
	const struct sentence_style style = {.semicolon = false};
	span_array *sentences = &wanted->finder->sentences;
	if (byte >= block->len)
		return byte;
	block_sentences(&style, block, sentences);
	size_t beg = sentences->v[sentence_at(sentences, byte)].beg;
	return is_wordless(wanted, block, beg, byte) ? beg : byte;
}

/* Judges the words at a byte of a window; false when they are only part of others. */
static bool judge(const struct wanted *wanted, const struct window *window, size_t at,
	struct candidate *candidate)
{
	const struct anchor *anchor = wanted->anchor;
	enum side side;
	size_t index, byte;
	size_t number = window_place(window, wanted->finder->document, at, &byte);
	const struct block block = block_numbered(wanted, number, &side, &index);
	if (!is_whole(wanted, &block, byte))
		return false;
	struct agreement before = agree_before(wanted, window, at);
	struct agreement after = agree_after(wanted, window, at + wanted->words.n);
	*candidate = (struct candidate){.number = number, .byte = byte, .at = at};
	candidate->here = number == anchor->block &&
			  is_wordless(wanted, &block, anchor->byte, byte);
	if (candidate->here)
		candidate->byte = anchor->byte;
	candidate->in_section = is_in_section(wanted, number);
	candidate->adjacent = wanted->has_context && (before.adjacent || after.adjacent);
	candidate->enclosed = wanted->has_context && before.touching && after.touching;
	candidate->around = wanted->has_context ? before.score + after.score : 0;
	candidate->score =
		candidate->around + (candidate->in_section ? SECTION_SCORE : 0);
	return true;
}

/* Whether a place is good enough to be the one, if none is as good. */
static bool is_enough(const struct wanted *wanted, const struct candidate *candidate)
{
	if (wanted->repeated && candidate->enclosed)
		return candidate->around >= AROUND_ENCLOSED;
	if (wanted->repeated)
		return candidate->adjacent && wanted->code_points >= TINY &&
		       candidate->around >= AROUND_REPEATED;
	if (wanted->code_points >= DISTINCT || !wanted->has_context)
		return true;
	return candidate->enclosed ||
	       (candidate->adjacent && candidate->around >= AROUND_SHORT);
}

/* The best of all places between two bytes of a window that have the words unchanged, and how
 * many there are. */
static bool find_words(const struct wanted *wanted, const struct window *window,
	struct span range, struct candidate *best, size_t *count)
{
	const char *words = window->words.v;
	double second = -1;
	size_t hits = 0;
	struct candidate here = {0};
	*count = 0;
	*best = (struct candidate){.score = -1};
	for (size_t at = range.beg; at + wanted->words.n <= range.end; at++) {
		const char *hit = memmem(
			words + at, range.end - at, wanted->words.v, wanted->words.n);
		if (!hit || ++hits > MOST_EQUALS)
			break;
		at = (size_t)(hit - words);
		struct candidate candidate;
		if (!judge(wanted, window, at, &candidate))
			continue;
		++*count;
		if (candidate.here)
			here = candidate;
		if (candidate.score > best->score) {
			second = best->score;
			*best = candidate;
		} else if (candidate.score > second) {
			second = candidate.score;
		}
	}
	if (*count == 0)
		return false;
	if (hits <= MOST_EQUALS && (*count == 1 || best->score - second >= LEAST_MARGIN))
		return is_enough(wanted, best);
	/* In a text that has not changed, what is where it was is the one; and so it is for
	 * somebody who wrote down a place and no more. */
	*best = here;
	return here.here &&
	       (!wanted->has_context ||
		       (wanted->match == TEXT_SAME && here.around >= AROUND_WHOLE));
}

/* Whether the place is where it was, with nothing around it changed. */
static bool find_here(const struct wanted *wanted, struct candidate *here)
{
	struct finder *finder = wanted->finder;
	const struct anchor *anchor = wanted->anchor;
	size_t reach = 4 * (wanted->before.n + wanted->after.n), index;
	enum side side;
	if (anchor->block >= text_blocks(finder->document, wanted->side))
		return false;
	const struct block block = block_numbered(wanted, anchor->block, &side, &index);
	if (anchor->byte > block.len)
		return false;
	struct window *near = &finder->near;
	window_fill(near, finder->document, wanted->side, anchor->block, reach);
	finder->scratch.n = 0;
	words_add(&finder->scratch, block.text, anchor->byte);
	size_t at = near->starts.v[anchor->block - near->first] + finder->scratch.n;
	return at + wanted->words.n <= near->words.n &&
	       memcmp(near->words.v + at, wanted->words.v, wanted->words.n) == 0 &&
	       judge(wanted, near, at, here) && here->here && here->in_section &&
	       here->around >= AROUND_WHOLE &&
	       (!wanted->repeated || wanted->match == TEXT_SAME);
}

/* A place whose words are only marks, "……", or at the end of a block, has nothing to be found
 * by but itself. */
static bool find_marks(const struct wanted *wanted, struct candidate *here)
{
	const struct anchor *anchor = wanted->anchor;
	size_t len = strlen(anchor->words), index;
	enum side side;
	if (anchor->block >= text_blocks(wanted->finder->document, wanted->side))
		return false;
	const struct block block = block_numbered(wanted, anchor->block, &side, &index);
	*here = (struct candidate){
		.number = anchor->block, .byte = anchor->byte, .here = true};
	if (anchor->byte > block.len || len > block.len - anchor->byte)
		return false;
	return len > 0 ? memcmp(block.text + anchor->byte, anchor->words, len) == 0
		       : anchor->byte == block.len;
}

/* Whether it is a little further on or back, with nothing around it changed: the usual thing
 * where an edit was before it. */
static bool find_near(
	const struct wanted *wanted, const struct window *wide, struct candidate *near)
{
	size_t number = wanted->anchor->block, count;
	if (wanted->repeated || number < wide->first || number >= wide->end)
		return false;
	size_t at = wide->starts.v[number - wide->first], len = wide->words.n;
	struct span range = {
		at > NEAR ? at - NEAR : 0, len - at > NEAR ? at + NEAR : len};
	return find_words(wanted, wide, range, near, &count) && near->in_section &&
	       near->around >= AROUND_WHOLE;
}

/* Where the place is, or its state when it is nowhere. */
static enum anchor_state find(
	const struct wanted *wanted, bool loaded, struct candidate *found, size_t *alike)
{
	if (wanted->words.n == 0) {
		if (find_marks(wanted, found))
			return ANCHOR_SAME;
		return loaded ? ANCHOR_LOST : ANCHOR_LATER;
	}
	if (find_here(wanted, found))
		return ANCHOR_SAME;
	if (!loaded)
		return ANCHOR_LATER;
	const struct window *wide =
		finder_wide(wanted->finder, wanted->side, wanted->anchor->block);
	if (find_near(wanted, wide, found))
		return found->here ? ANCHOR_SAME : ANCHOR_MOVED;
	bool found_words =
		find_words(wanted, wide, (struct span){0, wide->words.n}, found, alike);
	if (found_words && wanted->has_context && !wanted->repeated &&
		found->around < AROUND_SHORT)
		found_words = likest_rival(wanted, wide, found->at) <= LIKE_RIVAL;
	if (found_words && (found->here || found->around >= AROUND_SHORT)) {
		/* Equals that have come or gone may have left another one here. */
		bool sure = !wanted->repeated || found->around >= AROUND_WHOLE;
		return found->here && sure ? ANCHOR_SAME : ANCHOR_MOVED;
	}
	/* The same words amid others are less than changed words amid the same. */
	struct candidate changed = {0};
	if (find_changed(wanted, wide, &changed.number, &changed.byte))
		*found = changed;
	else if (!found_words)
		return ANCHOR_LOST;
	return ANCHOR_MOVED;
}

/* The words of a text, or none; never NULL. */
static void take_words(struct buf *words, const char *text)
{
	if (text)
		words_add(words, text, strlen(text));
	buf_string(words);
}

static bool has_words(const struct buf *words, const struct buf *in)
{
	return words->n > 0 && words->n <= in->n &&
	       memmem(in->v, in->n, words->v, words->n);
}

struct anchor_found anchor_find(struct finder *finder, const struct anchor *anchor,
	enum side side, enum text_match match, bool loaded)
{
	struct wanted wanted = {
		.finder = finder, .anchor = anchor, .side = side, .match = match};
	struct anchor_found result = {0};
	struct candidate found = {0};
	take_words(&wanted.words, anchor->words);
	take_words(&wanted.before, anchor->before);
	take_words(&wanted.after, anchor->after);
	wanted.has_context = anchor->before && anchor->after;
	wanted.repeated =
		wanted.has_context &&
		(strlen(anchor->before) > CONTEXT || strlen(anchor->after) > CONTEXT ||
			has_words(&wanted.words, &wanted.before) ||
			has_words(&wanted.words, &wanted.after));
	wanted.code_points = words_count(wanted.words.v, wanted.words.n);
	result.state = find(&wanted, loaded, &found, &result.alike);
	if (result.state == ANCHOR_SAME || result.state == ANCHOR_MOVED) {
		const struct block block = block_numbered(
			&wanted, found.number, &result.side, &result.block);
		result.byte = result.state == ANCHOR_SAME
				      ? found.byte
				      : sentence_start(&wanted, &block, found.byte);
		result.intact = found.in_section && found.around >= AROUND_WHOLE;
	}
	buf_free(&wanted.words);
	buf_free(&wanted.before);
	buf_free(&wanted.after);
	return result;
}
