/* SPDX-License-Identifier: MIT */
/* align_abstract_clause: the clauses of an abstract and the items a clause enumerates.
 *
 * A clause is what stands between two marks, but 其次， and In history, are no clauses of
 * their own, nor is what ends in a colon, and the label 摘要： is none at all.
 * English marks an enumeration with the same comma as a clause: which of its pieces begin a
 * clause is only likely or unlikely here, and decided when they are paired.
 * Items of a Chinese enumeration are told by 、 and by the 和 before the last of them. */
#include "align_abstract.h"

#include <string.h>

#include "utf8.h"

enum {
	LABEL = 30, /* bytes of a label at most, mark included */
	/* Han of a piece that is not a clause of its own, or words, at most; and of one that
	 * says where. */
	ADVERBIAL = 4,
	LONG_ADVERBIAL = 8,
	SHORT_WORDS = 6, /* words of an English item at most, unless it opens a clause */
};

/* ---- pieces ------------------------------------------------------------------------- */

static bool ends_with(const char *text, struct span s, const char *mark)
{
	size_t len = strlen(mark);
	while (span_len(s) && text[s.end - 1] == ' ')
		s.end--;
	return span_len(s) >= len && memcmp(text + s.end - len, mark, len) == 0;
}

/* Without the mark a clause ends with, unless it ends the sentence. */
static struct span without_pause(const char *text, struct span s)
{
	static const char *const marks[] = {
		" ", ",", "，", ";", "；", "\u00a0", "\u3000"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t len = strlen(marks[i]);
		if (span_len(s) > len && memcmp(text + s.end - len, marks[i], len) == 0) {
			s.end -= len;
			i = (size_t)-1;
		}
	}
	return s;
}

static bool ends_in_colon(const char *text, struct span s)
{
	return ends_with(text, s, ":") || ends_with(text, s, "：");
}

static size_t count_han(const char *text, struct span s)
{
	size_t n = 0;
	for (size_t at = s.beg, size; at < s.end; at += size)
		n += utf8_is_han(utf8_at(text, s.end, at, &size));
	return n;
}

static size_t count_words(const char *text, struct span s)
{
	size_t n = 0;
	bool within = false;
	for (size_t at = s.beg; at < s.end; at++) {
		bool blank = text[at] == ' ';
		n += !blank && !within;
		within = !blank;
	}
	return n;
}

/* 在此基础上, 在这一过程中. */
static bool says_where(const char *text, struct span s)
{
	static const char *const ends[] = {"上", "下", "中", "里", "后", "时"};
	s = without_pause(text, s);
	if (span_len(s) < 3 || memcmp(text + s.beg, "在", 3) != 0)
		return false;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends_with(text, s, ends[i]))
			return true;
	return false;
}

/* Whether a text begins with one of some words, capital or not. */
static bool begins_with(
	const char *text, struct span s, const char *const *words, size_t count)
{
	while (s.beg < s.end && text[s.beg] == ' ')
		s.beg++;
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(words[i]);
		if (span_len(s) > len && text[s.beg + len] == ' ' &&
			strncasecmp(text + s.beg, words[i], len) == 0)
			return true;
	}
	return false;
}

/* In history, On this basis, at the start of a sentence or behind ; and : */
static bool is_english_adverbial(const char *text, struct span s, size_t sentence)
{
	static const char *const words[] = {
		"in", "on", "by", "at", "for", "from", "with"};
	bool starts = s.beg == sentence ||
		      ends_with(text, (struct span){sentence, s.beg}, ";") ||
		      ends_with(text, (struct span){sentence, s.beg}, ":");
	return starts && count_words(text, s) <= ADVERBIAL &&
	       begins_with(text, s, words, sizeof words / sizeof *words);
}

/* Whether a piece of the sentence that begins at a byte goes with the one behind it. */
static bool is_lead(const char *text, struct span s, enum side side, size_t sentence)
{
	if (ends_in_colon(text, s))
		return true;
	if (side == SIDE_EN)
		return is_english_adverbial(text, s, sentence);
	size_t han = count_han(text, s);
	return han <= ADVERBIAL || (han <= LONG_ADVERBIAL && says_where(text, s));
}

/* English words that begin a clause rather than one more item. */
static bool opens_clause(const char *text, struct span s)
{
	static const char *const openers[] = {"which", "while", "but", "not", "these",
		"this", "that", "it", "they", "we", "who", "where", "whereas", "so",
		"thus", "thereby", "to", "with", "and that", "and then", "and thus"};
	if (begins_with(text, s, openers, sizeof openers / sizeof *openers))
		return true;
	size_t word = s.beg;
	while (word < s.end && text[word] != ' ')
		word++;
	if (word - s.beg > 4 && memcmp(text + word - 3, "ing", 3) == 0)
		return true;
	bool joins = span_len(s) > 4 && memcmp(text + s.beg, "and ", 4) == 0;
	return !joins && count_words(text, s) > SHORT_WORDS;
}

static void add_piece(
	struct abstract *a, enum side side, struct sentence_ref ref, struct span range)
{
	const char *text = stream_block(a->stream, ref.block)->text;
	bool first = a->pieces.n == 0 ||
		     a->pieces.v[a->pieces.n - 1].sentence + 1 != a->sentences.n;
	bool after_stop = false;
	if (!first && a->pieces.v[a->pieces.n - 1].place.block == ref.block) {
		struct span before = a->pieces.v[a->pieces.n - 1].place.range;
		struct span mark = {before.end, range.beg};
		after_stop = ends_with(text, mark, ";") || ends_with(text, mark, "；");
	}
	if (side == SIDE_ZH && a->pieces.n == MOST_CLAUSES)
		return;
	array_push(&a->pieces, (struct piece){.place = {ref.block, range},
				       .sentence = (uint32_t)a->sentences.n - 1,
				       .opens = first || after_stop || side == SIDE_ZH ||
						opens_clause(text, range)});
}

/* The pieces of the sentence last added. */
static void add_sentence(struct abstract *a, enum side side, struct span sentence,
	bool labelled, span_array *spans)
{
	struct sentence_ref ref = a->sentences.v[a->sentences.n - 1];
	const char *text = stream_block(a->stream, ref.block)->text;
	size_t before = a->pieces.n, beg = sentence.beg;
	clause_split(text, sentence, spans);
	for (size_t i = 0; i < spans->n; i++) {
		struct span range = spans->v[i];
		if (labelled && i == 0 && ends_in_colon(text, range) &&
			span_len(range) <= LABEL) {
			beg = range.end;
			continue;
		}
		if (i + 1 < spans->n && is_lead(text, range, side, sentence.beg))
			continue;
		add_piece(
			a, side, ref, without_pause(text, (struct span){beg, range.end}));
		beg = range.end;
	}
	if (a->pieces.n > before)
		a->pieces.v[a->pieces.n - 1].ends_sentence = true;
}

bool abstract_read(struct abstract *a, const struct document *document, enum side side)
{
	span_array sentences = {0}, spans = {0};
	*a = (struct abstract){.stream = &document->side[side]};
	for (size_t i = 0; i < a->stream->blocks.n; i++) {
		const struct block *block = stream_block(a->stream, i);
		if (block->kind != BLOCK_ABSTRACT)
			continue;
		align_sentences(block, &sentences);
		for (size_t k = 0; k < sentences.n; k++) {
			array_push(&a->sentences,
				(struct sentence_ref){(uint32_t)i, (uint32_t)k});
			add_sentence(a, side, sentences.v[k], k == 0, &spans);
		}
	}
	array_free(&sentences);
	array_free(&spans);
	return a->pieces.n > 0;
}

void abstract_free(struct abstract *a)
{
	array_free(&a->sentences);
	array_free(&a->pieces);
}

/* ---- items -------------------------------------------------------------------------- */

/* The first of some words in a range, its bytes in *len; the range's end if there is none. */
static size_t find_word(const char *text, struct span in, const char *const *words,
	size_t count, size_t *len)
{
	for (size_t at = in.beg, size; at < in.end; at += size) {
		utf8_at(text, in.end, at, &size);
		for (size_t i = 0; i < count; i++) {
			*len = strlen(words[i]);
			if (in.end - at >= *len && memcmp(text + at, words[i], *len) == 0)
				return at;
		}
	}
	return in.end;
}

/* The 和 that stands before the last item of a group. */
static size_t find_and(const char *text, struct span in, size_t *len)
{
	static const char *const ands[] = {"以及", "和", "与", "及", "或"};
	size_t at = find_word(text, in, ands, sizeof ands / sizeof *ands, len);
	bool between = count_han(text, (struct span){in.beg, at}) >= 2 && at < in.end &&
		       count_han(text, (struct span){at + *len, in.end}) >= 2;
	return between ? at : in.end;
}

static bool push_item(struct items *items, struct span item)
{
	if (items->n == MOST_ITEMS)
		return false;
	items->v[items->n++] = item;
	return true;
}

/* A group ends behind its 和: 开放合作的理念 is the last item of one and the first of the
 * next.  *in_group counts the items of the group that is read. */
static bool split_group(const char *text, struct span rest, struct items *items)
{
	static const char *const of[] = {"的"};
	size_t len;
	size_t at = find_word(text, rest, of, 1, &len);
	if (at == rest.end || count_han(text, (struct span){at + len, rest.end}) < 2)
		return false;
	items->groups++;
	return push_item(items, (struct span){rest.beg, at}) &&
	       push_item(items, (struct span){at + len, rest.end});
}

/* Leaves out what stands behind the last item: 等方面, 四个方面. */
static struct span without_tail(const char *text, struct span item)
{
	static const char *const tails[] = {"方面", "个", "等", "一", "二", "两", "三",
		"四", "五", "六", "七", "八", "九", "十", "几"};
	struct span rest = item;
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		/* A number is only a tail before 个. */
		bool number = i > 2;
		if (ends_with(text, rest, tails[i]) &&
			(!number || span_len(rest) < span_len(item)))
			rest.end -= strlen(tails[i]);
	}
	return count_han(text, rest) >= 2 ? rest : item;
}

/* Leaves out what stands before the first item: 聚焦, 体现了. */
static struct span without_lead(const char *text, struct span item)
{
	static const char *const leads[] = {"了", "聚焦", "围绕", "包括", "涵盖", "涉及",
		"提出", "分为", "归纳为", "归结为", "概括为"};
	size_t len;
	struct span rest = item;
	while (rest.beg < rest.end) {
		size_t at =
			find_word(text, rest, leads, sizeof leads / sizeof *leads, &len);
		rest.beg = at < rest.end ? at + len : rest.end;
		if (count_han(text, rest) >= 2)
			item.beg = rest.beg;
	}
	return item;
}

/* Groups that are not as long as each other say nothing of which goes with which. */
static bool groups_match(const struct items *items, const size_t *group_end)
{
	for (size_t g = 0; g < items->groups; g++)
		if (group_end[g] * items->groups != items->n * (g + 1))
			return false;
	return items->n > 1 && items->groups <= CLAUSE_RANGES;
}

struct items abstract_items(const char *text, struct span clause)
{
	static const char *const comma[] = {"、"};
	struct items items = {.groups = 1};
	size_t group_end[MOST_ITEMS + 1] = {0}, len, and_len;
	bool inner_and = false, joined = false, fits = true;
	struct span rest = clause;
	while (rest.beg < rest.end && fits) {
		size_t end = find_word(text, rest, comma, 1, &len);
		bool first = rest.beg == clause.beg, last = end == rest.end;
		struct span item = {rest.beg, end};
		if (first)
			item = without_lead(text, item);
		size_t at = find_and(text, item, &and_len);
		rest.beg = last ? end : end + len;
		if (first && last)
			break;
		if (first || inner_and || at == item.end) {
			/* 安全与创新、合作与竞争: 与 is inside the items. */
			inner_and = inner_and || (first && at < item.end);
			fits = push_item(&items, item);
			continue;
		}
		struct span behind = {at + and_len, item.end};
		joined = true;
		size_t group = items.groups;
		fits = push_item(&items, (struct span){item.beg, at}) &&
		       (last ? push_item(&items, behind)
			     : split_group(text, behind, &items) ||
					       push_item(&items, behind));
		if (items.groups > group)
			group_end[group - 1] = items.n - 1;
	}
	group_end[items.groups - 1] = items.n;
	if (!fits || !groups_match(&items, group_end))
		return (struct items){.n = 0};
	/* 建得起、用不起: two without 和 or 等 are a turn of phrase. */
	struct span *last = &items.v[items.n - 1], whole = *last;
	*last = without_tail(text, whole);
	if (items.n == 2 && !joined && last->end == whole.end)
		items.n = 0;
	return items;
}
