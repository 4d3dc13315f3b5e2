/* SPDX-License-Identifier: MIT */
/* The abstract map of articles written for it, beside what a reader says of them.
 *
 * Four kinds of abstract: one that goes from aims to results while the sections do not, one
 * that enumerates, one that has nothing of some sections, and an ordinary one.  The user's own article is held to
 * its reading in test_article. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "align.h"
#include "buf.h"
#include "pipeline.h"
#include "reading.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void load_text(struct document *d, const char *text, size_t len)
{
	pipeline_run(d, &(struct pipeline_options){.side = SIDE_COUNT}, text, len);
	align_document(d);
}

static void load_file(struct document *d, const char *name)
{
	struct buf text = {0};
	char path[512];
	const char *srcdir = getenv("srcdir");
	snprintf(path, sizeof path, "%s/tests/fixtures/%s", srcdir ? srcdir : ".", name);
	FILE *file = fopen(path, "rb");
	if (!file)
		fail_msg("cannot open %s", path);
	for (size_t n = 1; n > 0; text.n += n)
		n = fread(buf_room(&text, 4096), 1, 4096, file);
	fclose(file);
	load_text(d, text.v, text.n);
	buf_free(&text);
}

static void abstract__goes_by_words__when_it_has_another_order(void **state)
{
	static const struct reading readings[] = {
		{"1", 6, 6, 0, "split", "its second half is about split fruit"},
		{"2", 7, 7, 0, "leaf spots", "spots are its title and its finding"},
		{"3", 3, 3, 0, "weighed", "half installs timers, half weighs"},
		{"4", 8, 8, 0, "sunrise", "the advice to set timers at sunrise"},
		{"5", 1, 1, 0, "Objective", "the question itself, told last"},
	};
	struct document d = {0};
	(void)state;
	load_file(&d, "abstract-aims.txt");
	assert_readings(&d, readings, COUNT(readings));
	document_free(&d);
}

static void abstract__maps__items_one_by_one(void **state)
{
	static const struct reading readings[] = {
		{"1", 1, 2, 0, "conditions", "the part about conditions"},
		{"1.1", 2, 2, 1, "seats", "seats are the first of four respects"},
		{"1.2", 2, 2, 2, "lamps", "the second"},
		{"1.3", 2, 2, 3, "safety", "the third"},
		{"1.4", 2, 2, 4, "night shift", "the fourth"},
		{"2", 3, 4, 0, "standards", "the part about ways"},
		{"2.1", 3, 3, 1, "by the hour",
			"charges by the hour: first of both groups"},
		{"2.2", 3, 3, 2, "rules of management", "second of both"},
		{"2.3", 3, 3, 3, "volunteers", "third of both"},
	};
	struct document d = {0};
	(void)state;
	load_file(&d, "abstract-items.txt");
	assert_readings(&d, readings, COUNT(readings));
	document_free(&d);
}

static void abstract__leaves__sections_it_says_nothing_of(void **state)
{
	static const struct reading readings[] = {
		{"1", 3, 3, 0, "cracks", "the count of cracks and seepage"},
		{"2", 4, 4, 0, "put off", "what it costs to put off pointing"},
		{"3", 0, 0, 0, NULL, "names and inscriptions are not in the abstract"},
		{"4", 5, 6, 0, "drain holes",
			"drain holes, and the cost of a major repair"},
	};
	struct document d = {0};
	(void)state;
	load_file(&d, "abstract-silent.txt");
	assert_readings(&d, readings, COUNT(readings));
	/* Neither do the introduction and the close. */
	const struct stream *zh = &d.side[SIDE_ZH];
	size_t opening = zh->sections.v[0].block;
	size_t close = zh->sections.v[zh->sections.n - 1].block;
	for (size_t i = 0; i < d.links.n; i++) {
		const struct link *link = &d.links.v[i];
		assert_true(
			link->clause_count == 0 ||
			(link->zh[0].block > opening + 1 && link->zh[0].block < close));
	}
	document_free(&d);
}

/* An ordinary one, on which nothing was tuned: background, sample, findings, measures. */
static void abstract__follows__the_order_of_the_sections(void **state)
{
	static const struct reading readings[] = {
		{"1", 1, 1, 0, "built but not run", "the question the paper begins with"},
		{"2", 2, 3, 0, "sample", "sample and proportions"},
		{"2.1", 2, 2, 0, "twelve works", "the sample"},
		{"2.2", 3, 3, 0, "proportions", "how the proportions were worked out"},
		{"3", 4, 5, 0, "results", "both findings"},
		{"3.1", 4, 4, 0, "more than half", "what the cost is made of"},
		{"3.2", 5, 5, 0, "inflow", "the chief reason"},
		{"4", 6, 6, 0, "measures", "the measures"},
		{"4.1", 6, 6, 1, "pipe networks", "named first"},
		{"4.2", 6, 6, 2, "off-peak", "named second"},
		{"4.3", 6, 6, 3, "remote duty", "named third"},
		{"5", 7, 7, 0, "subsidies", "the subsidies discussed last"},
		{"6", 0, 0, 0, NULL, "a closing word"},
	};
	struct document d = {0};
	(void)state;
	load_file(&d, "abstract-plain.txt");
	assert_readings(&d, readings, COUNT(readings));
	document_free(&d);
}

/* A clause that enumerates, and of which the English abstract has nothing. */
static void abstract__takes__clauses_that_english_leaves_out(void **state)
{
	static const char text[] = "论水磨\n"
				   "摘要：水磨靠溪流推动木轮。冬天要修理木轮、石磨和水渠"
				   "，还要清点麦子、面粉和"
				   "口袋。\n"
				   "On Mills\n"
				   "Abstract: The stream turns the wheel of the mill.\n"
				   "一、溪流推动木轮\n溪流从高处来，推动木轮。\n"
				   "二、清点麦子和面粉\n麦子、面粉和口袋都要清点。\n";
	struct document d = {0};
	size_t left_out = 0;
	(void)state;
	load_text(&d, text, strlen(text));
	for (size_t i = 0; i < d.clauses.n; i++)
		left_out += d.clauses.v[i].range_count[SIDE_EN] == 0;
	assert_true(left_out > 0);
	document_free(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(abstract__goes_by_words__when_it_has_another_order),
		cmocka_unit_test(abstract__maps__items_one_by_one),
		cmocka_unit_test(abstract__leaves__sections_it_says_nothing_of),
		cmocka_unit_test(abstract__follows__the_order_of_the_sections),
		cmocka_unit_test(abstract__takes__clauses_that_english_leaves_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
