/* SPDX-License-Identifier: MIT */
/* How much of a damaged document repair and parse bring back, over some hundred documents
 * that spread over all kinds of damage (damage.h), and what they must leave alone.
 *
 * Measured is F1 over blocks: a paragraph counts when its text is a true one's, blanks
 * aside; a heading when its level is right too.  Printed by kind of damage, since an average
 * hides that one kind fails; `print_damage SEED NUMBER` shows a document named here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "damage.h"
#include "pipeline.h"
#include "repair.h"

enum { DOCUMENTS = 400 };

static const uint64_t seed = UINT64_C(0x5EED0F0CAFE71ED5);

/* What is scored apart. */
enum score_class { SCORE_PARAGRAPHS, SCORE_HEADINGS, SCORE_OTHERS, SCORE_COUNT };

struct score {
	size_t right, found, wanted;
};

static double f1(struct score s)
{
	return s.found + s.wanted == 0
		       ? 1.0
		       : 2.0 * (double)s.right / (double)(s.found + s.wanted);
}

typedef ARRAY_OF(char *) key_array;

static enum score_class class_of(enum block_kind kind)
{
	return kind == BLOCK_PARAGRAPH ? SCORE_PARAGRAPHS
	       : kind == BLOCK_HEADING ? SCORE_HEADINGS
				       : SCORE_OTHERS;
}

/* Kind, level, and the text without blanks. */
static char *key_of(int kind, int level, const char *text, size_t len)
{
	struct buf key = {0};
	buf_printf(&key, "%d %d ", kind, level);
	for (size_t i = 0; i < len;) {
		size_t size = code_point_size(text[i]);
		bool blank = text[i] == ' ' || text[i] == '\t' ||
			     memcmp(text + i, "　", size) == 0;
		if (!blank)
			buf_add(&key, text + i, size);
		i += size;
	}
	char *string = xstrdup(buf_string(&key));
	buf_free(&key);
	return string;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void free_keys(key_array *keys)
{
	for (size_t i = 0; i < keys->n; i++)
		free(keys->v[i]);
	array_free(keys);
}

/* How many of the wanted keys were found, as multisets; tells which were not if asked. */
static size_t count_right(key_array *wanted, key_array *found, bool tell)
{
	qsort(wanted->v, wanted->n, sizeof *wanted->v, by_text);
	qsort(found->v, found->n, sizeof *found->v, by_text);
	size_t count = 0;
	for (size_t i = 0, j = 0; i < wanted->n;) {
		int order = j < found->n ? strcmp(wanted->v[i], found->v[j]) : -1;
		if (order < 0 && tell)
			print_message("not found: %s\n", wanted->v[i]);
		count += order == 0;
		i += order <= 0;
		j += order >= 0;
	}
	return count;
}

static void score_text(const struct damage_document *truth, const char *text, size_t len,
	bool tell, struct score scores[SCORE_COUNT])
{
	struct document document = {0};
	pipeline_run(
		&document, &(struct pipeline_options){.side = SIDE_COUNT}, text, len);
	key_array wanted[SCORE_COUNT] = {{0}}, found[SCORE_COUNT] = {{0}};
	for (size_t i = 0; i < truth->blocks.n; i++) {
		const struct damage_block *b = &truth->blocks.v[i];
		array_push(&wanted[class_of(b->kind)],
			key_of((int)b->kind, b->level, truth->truth.v + b->text.beg,
				span_len(b->text)));
	}
	for (int side = 0; side < SIDE_COUNT; side++)
		for (size_t i = 0; i < document.side[side].blocks.n; i++) {
			const struct block *b = stream_block(&document.side[side], i);
			array_push(&found[class_of(b->kind)],
				key_of(b->kind, b->level, b->text, b->len));
		}
	for (int i = 0; i < SCORE_COUNT; i++) {
		scores[i].right +=
			count_right(&wanted[i], &found[i], tell && i != SCORE_OTHERS);
		scores[i].found += found[i].n;
		scores[i].wanted += wanted[i].n;
		free_keys(&wanted[i]);
		free_keys(&found[i]);
	}
	document_free(&document);
}

/* The kinds of damage, each with a function that says which of its names a style has. */
enum { MAX_NAMES = 4 };

static int by_width(const struct damage_style *s)
{
	return s->column <= 20 ? 0 : s->column <= 28 ? 1 : 2;
}

static int by_change(const struct damage_style *s)
{
	return s->changed == s->column ? 0 : s->changed < s->column ? 1 : 2;
}

static int by_columns(const struct damage_style *s)
{
	return s->columns - 1;
}

static int by_blanks(const struct damage_style *s)
{
	return (int)s->blanks;
}

static int by_indent(const struct damage_style *s)
{
	return (int)s->indent;
}

static int by_break(const struct damage_style *s)
{
	return (int)s->break_mark;
}

static int by_debris(const struct damage_style *s)
{
	return (int)s->debris;
}

static int by_headings(const struct damage_style *s)
{
	return (int)s->headings;
}

static int by_levels(const struct damage_style *s)
{
	return s->levels - 2;
}

static int by_front(const struct damage_style *s)
{
	return !s->abstract ? 0 : s->english && s->authors ? 2 : 1;
}

static int by_references(const struct damage_style *s)
{
	return s->references;
}

static int by_press(const struct damage_style *s)
{
	return s->press.push_in ? 0 : s->press.no_push_in ? 2 : 1;
}

static int by_runts(const struct damage_style *s)
{
	return s->press.no_runts;
}

static const struct grouping {
	int (*name_of)(const struct damage_style *style);
	const char *names[MAX_NAMES];
} groupings[] = {
	{by_width, {"16-20 Han", "21-28 Han", "29-40 Han"}},
	{by_change, {"one width", "narrower later", "wider later"}},
	{by_columns, {"one column", "two columns"}},
	{by_blanks, {"no blank lines", "blank lines all over", "blank lines by block"}},
	{by_indent, {"indent lost", "indent U+3000", "indent blanks"}},
	{by_break, {"break unmarked", "break blank", "break form feed"}},
	{by_debris, {"no debris", "page numbers", "running heads", "facing heads"}},
	{by_headings, {"headings clean", "headings large", "headings doubled"}},
	{by_levels, {"two levels", "three levels"}},
	{by_front, {"title only", "Chinese front", "English front"}},
	{by_references, {"no references", "references"}},
	{by_press, {"squeezes freely", "squeezes if it must", "never squeezes"}},
	{by_runts, {"runts", "no runts"}},
};

enum { GROUPINGS = sizeof groupings / sizeof groupings[0] };

struct table {
	struct score all[SCORE_COUNT];
	struct score group[GROUPINGS][MAX_NAMES][SCORE_COUNT];
	size_t documents[GROUPINGS][MAX_NAMES];
};

static void add_scores(struct score to[SCORE_COUNT], const struct score from[SCORE_COUNT])
{
	for (int i = 0; i < SCORE_COUNT; i++) {
		to[i].right += from[i].right;
		to[i].found += from[i].found;
		to[i].wanted += from[i].wanted;
	}
}

static void add_to_table(struct table *table, const struct damage_style *style,
	const struct score scores[SCORE_COUNT])
{
	add_scores(table->all, scores);
	for (int g = 0; g < GROUPINGS; g++) {
		int name = groupings[g].name_of(style);
		add_scores(table->group[g][name], scores);
		table->documents[g][name]++;
	}
}

static void print_row(
	const char *name, size_t documents, const struct score s[SCORE_COUNT])
{
	print_message("%-22s %4zu  %.4f of %5zu  %.4f of %4zu  %.4f of %4zu\n", name,
		documents, f1(s[SCORE_PARAGRAPHS]), s[SCORE_PARAGRAPHS].wanted,
		f1(s[SCORE_HEADINGS]), s[SCORE_HEADINGS].wanted, f1(s[SCORE_OTHERS]),
		s[SCORE_OTHERS].wanted);
}

static void print_table(const struct table *table)
{
	print_message("%-22s %4s  %-15s  %-14s  %s\n", "", "docs", "paragraphs",
		"headings", "others");
	print_row("all", DOCUMENTS, table->all);
	for (int g = 0; g < GROUPINGS; g++)
		for (int n = 0; n < MAX_NAMES && groupings[g].names[n]; n++)
			print_row(groupings[g].names[n], table->documents[g][n],
				table->group[g][n]);
}

static void repair__brings_back_paragraphs_and_headings(void **state)
{
	(void)state;
	struct table table = {0};
	for (unsigned number = 0; number < DOCUMENTS; number++) {
		struct damage_document d = {0};
		struct score scores[SCORE_COUNT] = {{0}};
		damage_make(&d, seed, number);
		score_text(&d, d.text.v, d.text.n, false, scores);
		add_to_table(&table, &d.style, scores);
		if (f1(scores[SCORE_PARAGRAPHS]) < 0.9 ||
			f1(scores[SCORE_HEADINGS]) < 0.9)
			print_message("document %u: paragraphs %.3f, headings %.3f\n",
				number, f1(scores[SCORE_PARAGRAPHS]),
				f1(scores[SCORE_HEADINGS]));
		damage_free(&d);
	}
	print_table(&table);
	for (int c = SCORE_PARAGRAPHS; c <= SCORE_HEADINGS; c++) {
		assert_true(f1(table.all[c]) >= 0.98);
		for (int g = 0; g < GROUPINGS; g++)
			for (int n = 0; n < MAX_NAMES; n++)
				assert_true(f1(table.group[g][n][c]) >= 0.95);
	}
}

/* A paragraph as repair hands it on, written down. */
static void note_paragraph(void *ctx, const struct paragraph *p)
{
	buf_printf(ctx, "%zu %zu-%zu %d %.*s\n", p->line, p->source.beg, p->source.end,
		(int)p->hint, (int)p->len, p->text);
}

static void note_repair(void *ctx, size_t line, const char *rule, const char *what)
{
	buf_printf(ctx, "%zu %s %s\n", line, rule, what);
}

/* Like assert_string_equal, but shows only the first line that differs. */
static void assert_lines_equal(const char *got, const char *wanted)
{
	for (;;) {
		size_t len = strcspn(wanted, "\n");
		if (strcspn(got, "\n") != len || strncmp(got, wanted, len + 1) != 0)
			break;
		if (wanted[len] == '\0')
			return;
		got += len + 1;
		wanted += len + 1;
	}
	print_error("- %.*s\n", (int)strcspn(wanted, "\n"), wanted);
	print_error("+ %.*s\n", (int)strcspn(got, "\n"), got);
	fail();
}

/* All that repair says of text when it is fed in steps of `step` bytes. */
static void repair_in_steps(const struct buf *text, size_t step, struct buf *said)
{
	struct buf notes = {0};
	const struct repair_sink sink = {note_paragraph, said};
	const struct lint lint = {note_repair, &notes};
	struct repair *repair = repair_new(false, &sink, &lint);
	for (size_t at = 0; at < text->n; at += step)
		repair_feed(
			repair, text->v + at, text->n - at < step ? text->n - at : step);
	repair_finish(repair);
	repair_free(repair);
	buf_add(said, notes.v, notes.n);
	buf_free(&notes);
}

static void repair__same_in_any_steps(void **state)
{
	(void)state;
	for (unsigned number = 0; number < 12; number++) {
		struct damage_document d = {0};
		damage_make(&d, seed, number);
		struct buf whole = {0}, bytes = {0}, some = {0};
		repair_in_steps(&d.text, d.text.n, &whole);
		repair_in_steps(&d.text, 1, &bytes);
		repair_in_steps(&d.text, 4093, &some);
		assert_lines_equal(buf_string(&bytes), buf_string(&whole));
		assert_lines_equal(buf_string(&some), buf_string(&whole));
		buf_free(&whole);
		buf_free(&bytes);
		buf_free(&some);
		damage_free(&d);
	}
}

static void add_line(void *ctx, const struct paragraph *paragraph)
{
	buf_add(ctx, paragraph->text, paragraph->len);
	buf_putc(ctx, '\n');
}

static void check_undamaged(const struct damage_document *d, bool blank_lines)
{
	struct buf text = {0}, lines = {0}, got = {0};
	damage_plain(d, blank_lines, &text);
	damage_plain(d, false, &lines);
	const struct repair_sink sink = {add_line, &got};
	struct repair *repair = repair_new(false, &sink, NULL);
	repair_feed(repair, text.v, text.n);
	repair_finish(repair);
	repair_free(repair);
	assert_lines_equal(buf_string(&got), buf_string(&lines));
	struct score scores[SCORE_COUNT] = {{0}};
	score_text(d, text.v, text.n, true, scores);
	for (int c = SCORE_PARAGRAPHS; c <= SCORE_HEADINGS; c++) {
		assert_int_equal(scores[c].right, scores[c].wanted);
		assert_int_equal(scores[c].right, scores[c].found);
	}
	buf_free(&text);
	buf_free(&lines);
	buf_free(&got);
}

static void repair__leaves_undamaged_text_alone(void **state)
{
	(void)state;
	for (unsigned number = 0; number < DOCUMENTS / 4; number++) {
		struct damage_document d = {0};
		damage_make(&d, seed + 1, number);
		check_undamaged(&d, false);
		check_undamaged(&d, true);
		damage_free(&d);
	}
}

/* Takes one of each two from a line of doubled runs; the runs are those of the truth. */
static bool is_doubled(const char *got, const char *run, size_t len)
{
	size_t at = 0;
	for (size_t beg = 0; beg < len;) {
		size_t end = len;
		while (end > beg &&
			(memcmp(got + at, run + beg, end - beg) != 0 ||
				memcmp(got + at + end - beg, run + beg, end - beg) != 0))
			end--;
		if (end == beg) {
			if (got[at] != ' ' || run[beg] != ' ')
				return false;
			at++, beg++;
			continue;
		}
		at += 2 * (end - beg);
		beg = end;
	}
	return true;
}

/* Whether a line begins with the text it should show, blanks aside. */
static bool shows(const char *got, size_t got_len, const char *text, size_t len)
{
	size_t at = 0, beg = 0;
	while (beg < len) {
		if (text[beg] == ' ')
			beg++;
		else if (at < got_len && got[at] == ' ')
			at++;
		else if (at < got_len && got[at] == text[beg])
			at++, beg++;
		else
			return false;
	}
	return true;
}

/* The truth's line numbers undo the damage: each line shows the piece of its block it says,
 * and the pieces of a block make up the block.  So no document lost or invented a word. */
static void check_lines(const struct damage_document *d)
{
	size_t line = 0, block = NO_BLOCK, reached = 0;
	for (size_t at = 0; at < d->text.n; line++) {
		const char *end = memchr(d->text.v + at, '\n', d->text.n - at);
		assert_non_null(end);
		const struct damage_line *l = &d->lines.v[line];
		if (l->block != NO_BLOCK) {
			assert_true(l->block == block || l->block == block + 1);
			struct span whole = d->blocks.v[l->block].text;
			size_t from = l->block == block ? reached : whole.beg;
			assert_true(l->text.beg - from <= 1);
			const char *shown = d->text.v + at,
				   *text = d->truth.v + l->text.beg;
			size_t size = (size_t)(end - shown), len = span_len(l->text);
			while (size > 0 &&
				(*shown == '\f' || (*shown == ' ' && *text != ' ')))
				shown++, size--;
			if (size >= 3 && memcmp(shown, "　", 3) == 0)
				shown += 6, size -= 6;
			assert_true(l->doubled ? is_doubled(shown, text, len)
					       : shows(shown, size, text, len));
			block = l->block;
			reached = l->text.end;
			if (line + 1 == d->lines.n || reached == whole.end)
				assert_int_equal(reached, whole.end);
		}
		at = (size_t)(end - d->text.v) + 1;
	}
	assert_int_equal(line, d->lines.n);
	assert_int_equal(block + 1, d->blocks.n);
	assert_int_equal(reached, d->truth.n);
}

static void damage__can_be_undone_by_its_line_numbers(void **state)
{
	(void)state;
	for (unsigned number = 0; number < DOCUMENTS / 4; number++) {
		struct damage_document d = {0};
		damage_make(&d, seed, number);
		check_lines(&d);
		damage_free(&d);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(damage__can_be_undone_by_its_line_numbers),
		cmocka_unit_test(repair__brings_back_paragraphs_and_headings),
		cmocka_unit_test(repair__same_in_any_steps),
		cmocka_unit_test(repair__leaves_undamaged_text_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
