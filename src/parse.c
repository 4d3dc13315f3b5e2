/* SPDX-License-Identifier: MIT */
/* parse: what each paragraph is.
 *
 * A paragraph is named by the first recogniser in the table that knows it; those that come
 * first are the surest (a hint from repair, a label), the last one takes what is left.
 * Headings are the hard part: a mark at the start is not enough (一、二线城市 begins a sentence),
 * so the shape of the line and the numbers seen before decide together.  What is a list and
 * what are headings shows only at the second item: two in a row without text between them
 * are a list, and the first is taken back.
 * So is a short line of Latin in a Chinese text, where both come in one file: it may be a formula
 * or the title of the translation that follows.  It waits for what is behind it. */
#include "parse.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "heading.h"
#include "message.h"
#include "parse_ladder.h"
#include "utf8.h"

enum { LONGEST_HEADING = 240, LONGEST_WEAK_HEADING = 96 };

enum region { REGION_BODY, REGION_ABSTRACT, REGION_REFERENCES, REGION_NOTES };

/* What was seen on one side so far. */
struct progress {
	struct ladder ladder;
	enum region region;
};

enum { HELD_MOST = 4 }; /* lines that wait: title, subtitle, author, date */

/* A paragraph that waits, with its text. */
struct held {
	struct paragraph paragraph;
	char *text;
};

struct parse {
	struct document *document;
	const struct lint *lint;
	enum side fixed; /* SIDE_COUNT: by language */
	enum side last;
	size_t turns; /* blocks, up to the last, that were each on the other side than before */
	struct progress side[SIDE_COUNT];
	struct held held[HELD_MOST]; /* short lines of Latin in a Chinese text */
	size_t held_count;
};

/* A paragraph on its way to a block. */
struct candidate {
	const struct paragraph *paragraph;
	struct block block;
	struct heading_mark mark;
	bool marked;
	enum front_label label;
	size_t label_len;
	enum side side;
	bool is_stray; /* short and Latin: its side is that of what follows */
	bool opens;    /* the first of a language, behind the other: its title */
};

struct parse *parse_new(
	struct document *document, enum side side, const struct lint *lint)
{
	struct parse *parse = xcalloc(1, sizeof *parse);
	parse->document = document;
	parse->fixed = side;
	parse->lint = lint;
	parse->last = side == SIDE_COUNT ? SIDE_ZH : side;
	return parse;
}

/* ---- sides -------------------------------------------------------------------------- */

enum {
	SAMPLE = 2048,
	SHORT_FOREIGN = 60,
	TAKES_TURNS =
		4, /* turns after which a text is taken to bring its languages by turns */
};

/* A short line of Latin in a Chinese text (a formula, an address) stays where it is; a whole
 * paragraph, a heading or front matter is the other language, and so is each line where
 * paragraph and translation take turns. */
static enum side side_of(const struct parse *parse, struct candidate *c)
{
	const struct paragraph *p = c->paragraph;
	if (parse->fixed != SIDE_COUNT)
		return parse->fixed;
	if (p->hint == HINT_VERBATIM || p->hint == HINT_CONTINUED)
		return parse->last;
	enum side side = parse_language(p->text, p->len < SAMPLE ? p->len : SAMPLE);
	if (side == SIDE_COUNT) {
		c->is_stray = parse->held_count > 0 && p->len < SHORT_FOREIGN;
		return parse->last;
	}
	if (side == SIDE_EN && parse->last == SIDE_ZH) {
		const struct progress *zh = &parse->side[SIDE_ZH];
		bool entry =
			zh->region == REGION_REFERENCES || zh->region == REGION_NOTES;
		bool named = p->hint != HINT_NONE || c->label != LABEL_NONE;
		bool stray = p->len < SHORT_FOREIGN && parse->turns < TAKES_TURNS &&
			     parse->document->side[SIDE_ZH].blocks.n > 0;
		c->is_stray = !named && !entry && stray;
		if (!named && (entry || stray))
			return SIDE_ZH;
	}
	return side;
}

/* ---- headings ----------------------------------------------------------------------- */

static bool ends_sentence(const char *text, size_t len)
{
	static const uint32_t marks[] = {
		0x3002, 0xFF1B, 0xFF0C, 0x3001, 0xFF1A, ';', ',', ':', '.', 0x2026};
	size_t size;
	uint32_t last = utf8_before(text, len, &size);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (marks[i] == last)
			return true;
	return false;
}

static bool has_sentence_inside(const char *text, size_t len)
{
	return memmem(text, len, "。", 3) || memmem(text, len, "；", 3);
}

static bool is_weak(enum rung rung)
{
	return rung == RUNG_DIGIT || rung == RUNG_PAREN || rung == RUNG_CIRCLED ||
	       rung == RUNG_ROMAN;
}

/* Whether a marked paragraph looks and counts like a heading. */
static bool is_heading(const struct parse *parse, const struct candidate *c)
{
	const struct block *b = &c->block;
	if (!c->marked || c->paragraph->hint == HINT_VERBATIM)
		return false;
	if (c->mark.rung == RUNG_HASH || c->mark.rung == RUNG_NAMED)
		return true;
	size_t longest = is_weak(c->mark.rung) ? LONGEST_WEAK_HEADING : LONGEST_HEADING;
	if (b->len > longest || c->mark.title_beg >= b->len ||
		ends_sentence(b->text, b->len) || has_sentence_inside(b->text, b->len))
		return heading_rung_is_worded(c->mark.rung) &&
		       b->len == c->mark.title_beg;
	int before = ladder_before(&parse->side[c->side].ladder, &c->mark);
	/* 一、二线城市 begins with a value that does not count on from anything. */
	bool counts = c->mark.value == before + 1 || c->mark.value == 1;
	return counts || c->paragraph->hint == HINT_HEADING ||
	       heading_rung_is_worded(c->mark.rung);
}

/* An article of a law: its number opens a section, its text runs on behind it. */
static bool is_run_in(const struct candidate *c)
{
	return c->marked && c->mark.rung == RUNG_ARTICLE &&
	       c->mark.title_beg < c->block.len;
}

/* Opens the level of a heading, and reports a number that does not follow; returns the level. */
static uint8_t open_level(struct parse *parse, const struct candidate *c)
{
	int before;
	bool follows;
	uint8_t level =
		ladder_open(&parse->side[c->side].ladder, &c->mark, &before, &follows);
	if (!follows)
		lint_note(parse->lint, c->paragraph->line, "numbering",
			N_("%.*s follows number %d"), (int)c->block.number_len,
			c->block.text, before);
	return level;
}

/* Takes back the block before, if it is a heading of the same weak rung and nothing came
 * between: the two are items of a list.  Says whether it was. */
static bool take_back_list_heading(struct parse *parse, const struct candidate *c)
{
	struct stream *stream = &parse->document->side[c->side];
	if (!is_weak(c->mark.rung) || stream->blocks.n == 0)
		return false;
	struct block *before = blocks_last(&stream->blocks);
	bool item = before->form == FORM_ITEM;
	struct heading_mark mark;
	if (!heading_mark(before->text, before->len, &mark) ||
		mark.rung != c->mark.rung || mark.value + 1 != c->mark.value)
		return false;
	if (before->kind == BLOCK_HEADING) {
		stream->sections.n--;
		before->kind = BLOCK_PARAGRAPH;
		before->form = FORM_ITEM;
		before->level = before->number_len = before->title_beg = 0;
		ladder_take_back(&parse->side[c->side].ladder);
		item = true;
	}
	return item;
}

/* ---- recognisers -------------------------------------------------------------------- */

static bool recognise_front(struct parse *parse, struct candidate *c)
{
	static const struct {
		enum paragraph_hint hint;
		enum block_kind kind;
	} hints[] = {
		{HINT_TITLE, BLOCK_TITLE},
		{HINT_AUTHOR, BLOCK_AUTHOR},
		{HINT_AFFILIATION, BLOCK_AFFILIATION},
	};
	(void)parse;
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		if (c->paragraph->hint != hints[i].hint)
			continue;
		c->block.kind = (uint8_t)hints[i].kind;
		return true;
	}
	return false;
}

static bool recognise_label(struct parse *parse, struct candidate *c)
{
	struct progress *side = &parse->side[c->side];
	bool alone = c->label_len == c->block.len;
	if (c->label == LABEL_NONE)
		return false;
	side->region = c->label == LABEL_REFERENCES          ? REGION_REFERENCES
		       : alone && c->label == LABEL_ABSTRACT ? REGION_ABSTRACT
							     : REGION_BODY;
	if (alone && c->label != LABEL_KEYWORDS) {
		c->mark = (struct heading_mark){.rung = RUNG_NAMED, .depth = 1};
		c->marked = true;
		c->block.kind = BLOCK_HEADING;
		c->block.level = open_level(parse, c);
		return true;
	}
	if (c->label == LABEL_REFERENCES)
		return false;
	c->block.kind = c->label == LABEL_ABSTRACT ? BLOCK_ABSTRACT : BLOCK_KEYWORDS;
	return true;
}

/* The first byte is looked at first: it is another one in most texts. */
static bool begins_with(const char *text, size_t len, const char *word)
{
	if (len == 0 || text[0] != word[0])
		return false;
	size_t n = strlen(word);
	return len >= n && memcmp(text, word, n) == 0;
}

static bool recognise_note(struct parse *parse, struct candidate *c)
{
	static const char *const openings[] = {
		"基金项目",
		"作者简介",
		"收稿日期",
		"通讯作者",
		"中图分类号",
		"文献标识码",
		"文章编号",
		"注：",
		"注释：",
		"DOI",
		"Funding:",
		"Note:",
		"Received:",
	};
	(void)parse;
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
		if (!begins_with(c->block.text, c->block.len, openings[i]))
			continue;
		c->block.kind = BLOCK_NOTE;
		return true;
	}
	return false;
}

/* [1] … or 1. … under 参考文献, until a heading of another kind. */
static bool recognise_entry(struct parse *parse, struct candidate *c)
{
	enum region region = parse->side[c->side].region;
	if (region != REGION_REFERENCES && region != REGION_NOTES)
		return false;
	bool heading = is_heading(parse, c) && !is_weak(c->mark.rung) &&
		       c->mark.rung != RUNG_DECIMAL;
	if (heading)
		return false;
	c->block.kind = region == REGION_REFERENCES ? BLOCK_REFERENCE : BLOCK_NOTE;
	return true;
}

static void number_block(struct candidate *c)
{
	struct heading_mark m = c->mark;
	if (m.rung == RUNG_HASH) {
		c->block.text += m.title_beg;
		c->block.len -= m.title_beg;
		if (!heading_mark(c->block.text, c->block.len, &m) || m.rung == RUNG_HASH)
			return;
	}
	c->block.number_len = (uint8_t)(m.number_end - m.number_beg);
	c->block.title_beg = (uint8_t)m.title_beg;
}

static bool recognise_heading(struct parse *parse, struct candidate *c)
{
	struct progress *side = &parse->side[c->side];
	if (!is_heading(parse, c))
		return false;
	if (take_back_list_heading(parse, c)) {
		c->block.kind = BLOCK_PARAGRAPH;
		c->block.form = FORM_ITEM;
		return true;
	}
	number_block(c);
	c->block.kind = BLOCK_HEADING;
	c->block.level = open_level(parse, c);
	size_t name = c->block.title_beg;
	bool notes =
		c->block.len - name >= 6 && memcmp(c->block.text + name, "注释", 6) == 0;
	side->region = notes ? REGION_NOTES : REGION_BODY;
	return true;
}

/* Overprinted, so a heading, though it has no number: on the top level. */
static bool recognise_plain_heading(struct parse *parse, struct candidate *c)
{
	if (c->paragraph->hint != HINT_HEADING || c->marked)
		return false;
	c->mark = (struct heading_mark){.rung = RUNG_NAMED, .depth = 1};
	c->block.kind = BLOCK_HEADING;
	c->block.level = open_level(parse, c);
	parse->side[c->side].region = REGION_BODY;
	return true;
}

static bool recognise_opening(struct parse *parse, struct candidate *c)
{
	(void)parse;
	if (!c->opens || c->marked || ends_sentence(c->block.text, c->block.len))
		return false;
	c->block.kind = BLOCK_TITLE;
	return true;
}

static bool recognise_paragraph(struct parse *parse, struct candidate *c)
{
	static const char *const marks[] = {"- ", "* ", "+ ", "> "};
	if (is_run_in(c)) {
		number_block(c);
		c->block.level = open_level(parse, c);
	}
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (c->block.len > 2 && memcmp(c->block.text, marks[i], 2) == 0)
			c->block.form = FORM_ITEM;
	if (c->paragraph->hint == HINT_VERBATIM)
		c->block.form = FORM_VERBATIM;
	else if (c->paragraph->hint == HINT_CONTINUED)
		c->block.form = FORM_CONTINUED;
	bool abstract = parse->side[c->side].region == REGION_ABSTRACT;
	c->block.kind = abstract ? BLOCK_ABSTRACT : BLOCK_PARAGRAPH;
	return true;
}

static bool (*const recognisers[])(struct parse *, struct candidate *) = {
	recognise_front,
	recognise_label,
	recognise_note,
	recognise_entry,
	recognise_heading,
	recognise_plain_heading,
	recognise_opening,
	recognise_paragraph,
};

/* Headings and front matter have no use for the blanks around them. */
static void trim(struct candidate *c)
{
	static const char *const blanks[] = {" ", "\t", "\xE3\x80\x80", "\xC2\xA0"};
	struct block *b = &c->block;
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
			size_t n = strlen(blanks[i]);
			if (begins_with(b->text, b->len, blanks[i])) {
				b->text += n;
				b->len -= n;
				again = true;
			} else if (b->len >= n &&
				   begins_with(b->text + b->len - n, n, blanks[i])) {
				b->len -= n;
				again = true;
			}
		}
	}
}

/* A paragraph with its number, label and side. */
static struct candidate candidate_of(
	const struct parse *parse, const struct paragraph *paragraph)
{
	struct candidate c = {.paragraph = paragraph, .side = parse->last};
	c.block = (struct block){
		.text = paragraph->text,
		.len = paragraph->len,
		.source = paragraph->source,
	};
	if (paragraph->hint != HINT_NONE && paragraph->hint != HINT_HEADING) {
		c.side = side_of(parse, &c);
		return c;
	}
	struct block whole = c.block;
	trim(&c);
	c.marked = heading_mark(c.block.text, c.block.len, &c.mark);
	c.label = heading_label(c.block.text, c.block.len, &c.label_len);
	c.side = side_of(parse, &c);
	/* Only what is set apart loses its blanks: a paragraph stays byte for byte. */
	bool apart = c.label != LABEL_NONE || is_heading(parse, &c) || is_run_in(&c);
	if (!apart)
		c.block = whole;
	return c;
}

static void add(struct parse *parse, struct candidate *c)
{
	size_t i = 0;
	while (!recognisers[i](parse, c))
		i++;
	document_add(parse->document, c->side, &c->block);
	parse->turns = c->side != parse->last ? parse->turns + 1 : 0;
	parse->last = c->side;
}

/* Adds what waits to the side that it turns out to be on. */
static void release(struct parse *parse, enum side side)
{
	for (size_t i = 0; i < parse->held_count; i++) {
		struct held *held = &parse->held[i];
		struct candidate c = candidate_of(parse, &held->paragraph);
		c.side = side;
		c.opens = i == 0 && side == SIDE_EN &&
			  parse->document->side[SIDE_EN].blocks.n == 0;
		add(parse, &c);
		free(held->text);
	}
	parse->held_count = 0;
}

static void hold(struct parse *parse, const struct paragraph *paragraph)
{
	struct held *held = &parse->held[parse->held_count++];
	held->paragraph = *paragraph;
	held->paragraph.text = held->text = xstrndup(paragraph->text, paragraph->len);
}

void parse_paragraph(struct parse *parse, const struct paragraph *paragraph)
{
	struct candidate c = candidate_of(parse, paragraph);
	if (c.is_stray && parse->held_count < HELD_MOST) {
		hold(parse, paragraph);
		return;
	}
	if (parse->held_count > 0) {
		release(parse, c.side);
		c = candidate_of(parse, paragraph);
	}
	add(parse, &c);
}

void parse_finish(struct parse *parse)
{
	release(parse, SIDE_ZH);
	free(parse);
}
