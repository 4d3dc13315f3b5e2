/* SPDX-License-Identifier: MIT */
/* prose: a template language over banks of words (prose_words.c).
 *
 * A template is text in which %x stands for an alternative of bank x, which is a template
 * in turn, so that clauses nest in sentences and sentences in paragraphs.  What comes out is
 * then spaced and quoted as one document does throughout.  How the text is set is left to
 * the typesetter. */
#include "prose.h"

#include <assert.h>
#include <string.h>

#include "prose_words.h"

static const char *bank_of(const struct topic *topic, char letter)
{
	const struct bank of_topic[] = {
		{'a', topic->actors},
		{'e', topic->english},
		{'n', topic->name},
		{'r', topic->terms},
		{'t', topic->things},
		{'w', topic->works},
	};
	for (size_t i = 0; i < sizeof of_topic / sizeof of_topic[0]; i++)
		if (of_topic[i].letter == letter)
			return of_topic[i].alternatives;
	const struct bank *bank = prose_banks;
	while (bank->letter && bank->letter != letter)
		bank++;
	assert(bank->letter);
	return bank->alternatives;
}

/* One of the alternatives of a bank, as *len bytes. */
static const char *pick(struct rng *rng, const char *bank, size_t *len)
{
	unsigned count = 1;
	for (const char *p = bank; *p; p++)
		count += *p == '|';
	for (unsigned skip = rng_below(rng, count); skip > 0; skip--)
		bank = strchr(bank, '|') + 1;
	*len = strcspn(bank, "|");
	return bank;
}

/* The same, but none of the last two, so that a clause does not say a thing of itself. */
static const char *pick_fresh(struct prose *prose, const char *bank, size_t *len)
{
	const char *part = pick(prose->rng, bank, len);
	for (int try = 0; try < 20; try++) {
		if (part != prose->recent[0] && part != prose->recent[1])
			break;
		part = pick(prose->rng, bank, len);
	}
	prose->recent[1] = prose->recent[0];
	prose->recent[0] = part;
	return part;
}

static void cite(struct prose *prose, struct buf *out)
{
	struct rng *rng = prose->rng;
	if (prose->spaced_citation && rng_chance(rng, 40))
		buf_putc(out, ' ');
	unsigned label = prose->cited == 0 || rng_chance(rng, 70)
				 ? ++prose->cited
				 : 1 + rng_below(rng, prose->cited);
	unsigned form = rng_below(rng, 10);
	if (form == 0)
		buf_printf(out, "[%u-%u]", label, label + 2);
	else if (form == 1)
		buf_printf(out, "[%u]（P%u）", label, 10 + rng_below(rng, 900));
	else
		buf_printf(out, "[%u]", label);
}

static void expand(struct prose *prose, struct buf *out, const char *template, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (template[i] != '%' || i + 1 == len || template[i + 1] == '|' ||
			(unsigned char)template[i + 1] >= 0x80) {
			buf_putc(out, template[i]);
			continue;
		}
		char letter = template[++i];
		if (letter == 'c') {
			cite(prose, out);
			continue;
		}
		size_t part_len;
		const char *part =
			pick_fresh(prose, bank_of(prose->topic, letter), &part_len);
		expand(prose, out, part, part_len);
	}
}

static void write_one_of(struct prose *prose, struct buf *out, const char *bank)
{
	size_t len;
	const char *template = pick(prose->rng, bank, &len);
	expand(prose, out, template, len);
}

static bool is_han_lead(unsigned char byte)
{
	return byte >= 0xE4 && byte <= 0xE9; /* U+4000 to U+9FFF, what the banks use */
}

static bool is_word_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '%';
}

/* Puts a blank wherever Han and ASCII words meet in the text behind `from`. */
static void space_out(struct buf *out, size_t from)
{
	struct buf plain = {0};
	buf_add(&plain, out->v + from, out->n - from);
	out->n = from;
	for (size_t i = 0; i < plain.n; i++) {
		unsigned char c = (unsigned char)plain.v[i];
		bool han_before = i >= 3 && is_han_lead((unsigned char)plain.v[i - 3]);
		bool starts_word = is_word_byte(plain.v[i]) && han_before;
		bool ends_word = i > 0 && is_word_byte(plain.v[i - 1]) && is_han_lead(c);
		if (starts_word || ends_word)
			buf_putc(out, ' ');
		buf_putc(out, plain.v[i]);
	}
	buf_free(&plain);
}

/* GB/T 15834 4.8.3.4: a quotation inside a quotation takes single marks. */
static void nest_quotes(struct buf *out, size_t from)
{
	int depth = 0;
	for (size_t i = from; i + 3 <= out->n; i++) {
		bool open = memcmp(out->v + i, "“", 3) == 0;
		if (!open && memcmp(out->v + i, "”", 3) != 0)
			continue;
		depth += open;
		if (depth > 1)
			memcpy(out->v + i, open ? "‘" : "’", 3);
		depth -= !open;
	}
}

/* Columns of text: ASCII 1, anything else 2. */
static int cells_of(const char *text, size_t len)
{
	int cells = 0;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		cells += c < 0x80 ? 1 : c >= 0xC0 ? 2 : 0;
	}
	return cells;
}

void prose_start(struct prose *prose, struct rng *rng)
{
	*prose = (struct prose){.rng = rng};
	prose->topic = &prose_topics[rng_below(rng, prose_topic_count)];
	prose->spaced = rng_chance(rng, 50);
	prose->spaced_citation = rng_chance(rng, 40);
}

static void finish(struct prose *prose, struct buf *out, size_t from)
{
	nest_quotes(out, from);
	if (prose->spaced)
		space_out(out, from);
}

void prose_paragraph(
	struct prose *prose, struct buf *out, int cells, enum prose_ending ending)
{
	size_t from = out->n;
	struct buf last = {0};
	write_one_of(prose, &last, prose_endings[ending]);
	int wanted = cells - cells_of(last.v, last.n);
	buf_room(out, 1); /* never NULL, so that it can be counted from */
	while (cells_of(out->v + from, out->n - from) < wanted)
		expand(prose, out, "%S", 2);
	buf_add(out, last.v, last.n);
	buf_free(&last);
	finish(prose, out, from);
}

void prose_short(struct prose *prose, struct buf *out, enum prose_ending ending)
{
	size_t from = out->n;
	write_one_of(prose, out, prose_short_endings[ending]);
	finish(prose, out, from);
}

void prose_heading(struct prose *prose, struct buf *out, int level)
{
	write_one_of(prose, out, prose_heading_titles[level - 1]);
}

void prose_title(struct prose *prose, struct buf *out)
{
	expand(prose, out, "%T", 2);
}

void prose_abstract(struct prose *prose, struct buf *out)
{
	size_t from = out->n;
	expand(prose, out, "%B", 2);
	finish(prose, out, from);
}

void prose_keywords(struct prose *prose, struct buf *out)
{
	expand(prose, out, "%K", 2);
}

void prose_reference(struct prose *prose, struct buf *out, unsigned number)
{
	buf_printf(out, "[%u] ", number);
	expand(prose, out, "%R", 2);
}

void prose_running_head(struct prose *prose, struct buf *out)
{
	expand(prose, out, "%H", 2);
}

void prose_english_title(struct prose *prose, struct buf *out)
{
	expand(prose, out, "%X", 2);
}

void prose_english_abstract(struct prose *prose, struct buf *out)
{
	expand(prose, out, "%Z", 2);
}

void prose_english_keywords(struct prose *prose, struct buf *out)
{
	expand(prose, out, "%W", 2);
}

const char *prose_author(unsigned person, bool english)
{
	return prose_people[person].author[english];
}

const char *prose_affiliation(unsigned person, bool english)
{
	return prose_people[person].affiliation[english];
}

void prose_numeral(struct buf *out, unsigned n)
{
	static const char *const digits[] = {
		"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
	assert(n >= 1 && n <= 99);
	if (n >= 20)
		buf_puts(out, digits[n / 10]);
	if (n >= 10)
		buf_puts(out, "十");
	buf_puts(out, digits[n % 10]);
}
