/* SPDX-License-Identifier: MIT */
/* texts: the Chinese ones are the prose and the typesetter of the tests; English, of which
 * the tests have little, is put together here from four banks of phrases.
 *
 * Headings are an odometer of three levels, each of which counts to nine below the one
 * before, so that numbers run as in a real text of any length. */
#include "texts.h"

#include <string.h>

#include "prose.h"
#include "typesetter.h"
#include "utf8.h"

enum {
	SEED = 20240229,
	PARAGRAPHS = 20, /* between two headings */
	LEVELS = 3,
	CHAPTERS = 99,
	NUMBERS = 9, /* of the headings below a chapter */
	HAN_LEAST = 100,
	HAN_MOST = 400,
	HAN_OUTLINE = 40,    /* in a paragraph of TEXT_OUTLINE */
	COLUMN = 38,         /* Han in a wrapped line */
	LETTERS_PER_HAN = 3, /* English is about so much longer */
	CELLS = EM / CELL,   /* of a Han */
	TEXT_INDENT = 2,     /* Han missing from a paragraph's first line */
};

struct writer {
	FILE *out;
	enum text_kind kind;
	struct rng rng;
	struct prose prose;
	unsigned number[LEVELS]; /* of the last heading of each level */
	unsigned paragraphs;
	size_t written;
	struct buf text;
	set_line_array lines;
};

struct phrases {
	const char *const *v;
	unsigned n;
};

/* clang-format off */
#define PHRASES(...) {(const char *const[]){__VA_ARGS__}, \
	sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)}
/* clang-format on */

/* One out of each makes a sentence. */
static const struct phrases sentence_parts[] = {
	PHRASES("", "At present, ", "In practice, ", "For this reason, ", "As a rule, ",
		"By 2023, ", "On the other hand, ", "In most districts, "),
	PHRASES("the county library", "every branch", "a small group of volunteers",
		"the maintenance crew", "the school kitchen", "the river station",
		"the bus company", "the residents' committee", "a family doctor"),
	PHRASES(" keeps", " has improved", " now publishes", " reviews", " should repair",
		" pays for", " writes down", " cannot do without", " shares"),
	PHRASES(" its winter timetable", " the records of each inspection",
		" the price list", " a plan that neighbours can check",
		" twelve reading rooms", " the load tests of older bridges",
		" what was promised in spring", " a list of open questions"),
	PHRASES(".", ", and says so in public.", "; the rest is left to later years.",
		" before the rainy season begins.", " at a cost of 3.5 per cent.",
		", which takes time (see Chapter 2).", " wherever people walk or wait."),
};

static const struct phrases heading_titles =
	PHRASES("Where things stand", "What residents ask for", "Division of labour",
		"Costs and who bears them", "Open records", "Small repairs first");

static const char *choose(struct rng *rng, const struct phrases *phrases)
{
	return phrases->v[rng_below(rng, phrases->n)];
}

/* Capitalized at `at`, where a sentence begins. */
static void capitalize(struct buf *text, size_t at)
{
	if (text->v[at] >= 'a' && text->v[at] <= 'z')
		text->v[at] = (char)(text->v[at] - 'a' + 'A');
}

static void add_english_sentence(struct writer *w)
{
	size_t at = w->text.n;
	for (size_t i = 0; i < sizeof sentence_parts / sizeof *sentence_parts; i++)
		buf_puts(&w->text, choose(&w->rng, &sentence_parts[i]));
	capitalize(&w->text, at);
}

static void put(struct writer *w, const char *bytes, size_t len)
{
	fwrite(bytes, 1, len, w->out);
	w->written += len;
}

static int room(const void *ctx, size_t line)
{
	const int *indent = ctx;
	return EM * (COLUMN - (line == 0 ? *indent : 0));
}

static void put_characters(struct writer *w)
{
	for (size_t at = 0, size; at < w->text.n; at += size) {
		utf8_at(w->text.v, w->text.n, at, &size);
		put(w, w->text.v + at, size);
		put(w, "\n", 1);
	}
}

/* Writes w->text as one line, or a part of one, or as the lines of a column with an empty one
 * behind each. */
static void put_paragraph(struct writer *w, int indent)
{
	static const struct press press = {.push_in = true, .half_at_end = true};
	if (w->kind == TEXT_SHORT) {
		put_characters(w);
		return;
	}
	if (w->kind != TEXT_WRAPPED) {
		if (w->kind != TEXT_LINE)
			buf_putc(&w->text, '\n');
		put(w, w->text.v, w->text.n);
		return;
	}
	typeset(&press, w->text.v, w->text.n, room, &indent, &w->lines);
	for (size_t i = 0; i < w->lines.n; i++) {
		struct span line = w->lines.v[i].text;
		put(w, w->text.v + line.beg, span_len(line));
		put(w, "\n\n", 2);
	}
}

static void put_heading(struct writer *w, int level)
{
	static const char *const before[LEVELS] = {"第", "", "（"};
	static const char *const behind[LEVELS] = {"章　", "、", "）"};
	static const char *const english[LEVELS] = {"Chapter ", "Section ", ""};
	w->text.n = 0;
	if (w->kind == TEXT_ENGLISH) {
		buf_printf(&w->text, "%s%u. %s", english[level], w->number[level],
			choose(&w->rng, &heading_titles));
	} else {
		buf_puts(&w->text, before[level]);
		prose_numeral(&w->text, w->number[level]);
		buf_puts(&w->text, behind[level]);
		prose_heading(&w->prose, &w->text, level + 1);
	}
	put_paragraph(w, 0);
}

/* Counts the lowest level on, and those above it where that is full. */
static void put_headings(struct writer *w)
{
	int level = LEVELS - 1;
	while (level > 0 && w->number[level] == NUMBERS)
		level--;
	w->number[level] = level > 0 ? w->number[level] + 1 : w->number[0] % CHAPTERS + 1;
	put_heading(w, level);
	while (++level < LEVELS) {
		w->number[level] = 1;
		put_heading(w, level);
	}
}

static void put_text(struct writer *w)
{
	bool english = w->kind == TEXT_ENGLISH;
	int han = w->kind == TEXT_OUTLINE ? HAN_OUTLINE
					  : rng_between(&w->rng, HAN_LEAST, HAN_MOST);
	w->text.n = 0;
	if (w->paragraphs == 1)
		buf_puts(&w->text, english ? TEXT_MARK_EN " " : TEXT_MARK_ZH "，");
	if (english) {
		while (w->text.n < (size_t)han * LETTERS_PER_HAN) {
			add_english_sentence(w);
			buf_putc(&w->text, ' ');
		}
		w->text.n--;
	} else {
		enum prose_ending ending = rng_below(&w->rng, ENDING_COUNT);
		prose_paragraph(&w->prose, &w->text, han * CELLS, ending);
	}
	put_paragraph(w, TEXT_INDENT);
}

void text_write(FILE *out, enum text_kind kind, size_t bytes)
{
	struct writer w = {
		.out = out, .kind = kind, .rng = {SEED}, .number = {0, NUMBERS, NUMBERS}};
	while (w.written < bytes) {
		if (w.paragraphs % PARAGRAPHS == 0 || kind == TEXT_OUTLINE) {
			prose_start(&w.prose, &w.rng);
			w.prose.spaced = false; /* one text is spaced in one way */
			put_headings(&w);
		}
		put_text(&w);
		w.paragraphs++;
	}
	buf_free(&w.text);
	array_free(&w.lines);
}
