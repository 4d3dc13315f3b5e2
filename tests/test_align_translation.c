/* SPDX-License-Identifier: MIT */
/* align: made-up translations, whole, cut and turned round, with a dictionary and without. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "align.h"
#include "correction.h"
#include "folder.h"
#include "made_texts.h"

/* Every sentence is in one link, and those of each side are in order. */
static void assert_covered(const struct document *d)
{
	uint32_t next[SIDE_COUNT] = {0};
	for (size_t i = 0; i < d->links.n; i++) {
		const struct link *l = &d->links.v[i];
		for (uint32_t k = 0; k < l->zh_count; k++)
			assert_int_equal(l->zh[k].block, next[SIDE_ZH]++);
		for (uint32_t k = 0; k < l->en_count; k++)
			assert_int_equal(l->en[k].block, next[SIDE_EN]++);
		assert_true(l->score >= 0 && l->score <= 1);
		assert_int_equal(l->status, LINK_AUTO);
	}
	assert_int_equal(next[SIDE_ZH], d->side[SIDE_ZH].blocks.n);
	assert_int_equal(next[SIDE_EN], d->side[SIDE_EN].blocks.n);
}

/* Aligns in steps of no time, so that each phase is left and taken up again. */
static struct status align(struct document *d, const char *dictionary)
{
	struct aligner *aligner = aligner_new(d, dictionary);
	struct status first = STATUS_NONE;
	double before = 0;
	bool more = true;
	while (more) {
		struct status s = aligner_step(aligner, 0, &more);
		double now = aligner_progress(aligner);
		if (status_ok(&first))
			first = s;
		assert_true(now >= 0 && now <= 1);
		assert_true(now >= before);
		before = now;
	}
	aligner_free(aligner);
	assert_covered(d);
	return first;
}

static const char *write_dictionary(struct folder *folder)
{
	struct buf text = {0};
	const char *path = folder_file(folder, "words.u8");
	made_dictionary(&text);
	file_write(path, text.v, text.n);
	buf_free(&text);
	return path;
}

static void align__finds__groups_of_all_shapes(void **state)
{
	const char *path = write_dictionary(*state);
	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct made_texts b = {.rng = {seed}, .document.two_sources = true};
		made_add(&b, 300, 30);
		align(&b.document, NULL);
		assert_true(made_recall(&b, 0, b.groups.n) > 0.95);
		align(&b.document, path);
		assert_true(made_recall(&b, 0, b.groups.n) > 0.98);
		made_free(&b);
	}
}

/* Behind a chapter that one side has not, and in front of it, all is as if it were not there. */
static void align__survives__a_chapter_left_out(void **state)
{
	const char *path = write_dictionary(*state);
	for (int side = 0; side < SIDE_COUNT; side++) {
		struct made_texts b = {.rng = {7}, .document.two_sources = true};
		made_add(&b, 150, 20);
		made_add_alone(&b, (enum side)side, 60);
		made_add(&b, 150, 20);
		for (int with = 0; with < 2; with++) {
			align(&b.document, with ? path : NULL);
			assert_true(made_recall(&b, 0, 145) > 0.97);
			assert_true(made_recall(&b, 215, b.groups.n) > 0.97);
		}
		made_free(&b);
	}
}

/* So long a chapter that what follows stands far from where it would be expected. */
static void survive_chapter(unsigned before, unsigned after, const char *dictionary)
{
	enum { CHAPTER = 300 };
	for (int side = 0; side < SIDE_COUNT; side++) {
		struct made_texts b = {.rng = {13}, .document.two_sources = true};
		made_add(&b, before, 20);
		made_add_alone(&b, (enum side)side, CHAPTER);
		made_add(&b, after, 20);
		align(&b.document, dictionary);
		assert_true(made_recall(&b, 0, before - 5) > 0.97);
		assert_true(made_recall(&b, before + CHAPTER + 5, b.groups.n) > 0.97);
		made_free(&b);
	}
}

static void align__survives__a_long_chapter_left_out(void **state)
{
	survive_chapter(120, 120, write_dictionary(*state));
}

/* No word is rare in so few, so that nothing leads over the chapter but lengths, and what is
 * learnt from the rest. */
static void align__survives__a_long_chapter_left_out_without_a_dictionary(void **state)
{
	(void)state;
	survive_chapter(120, 120, NULL);
	survive_chapter(400, 400, NULL);
}

static void align__survives__paragraphs_that_change_places(void **state)
{
	const char *path = write_dictionary(*state);
	struct made_texts b = {.rng = {9}, .document.two_sources = true};
	made_add(&b, 100, 20);
	made_add_swapped(&b, 8);
	size_t behind = b.groups.n;
	made_add(&b, 100, 20);
	align(&b.document, path);
	assert_true(made_recall(&b, 0, 97) > 0.97);
	assert_true(made_recall(&b, behind + 3, b.groups.n) > 0.97);
	made_free(&b);
}

/* Long enough that not everything is compared with everything. */
static void align__follows__a_long_text(void **state)
{
	const char *path = write_dictionary(*state);
	struct made_texts b = {.rng = {11}, .document.two_sources = true};
	made_add(&b, 1500, 20);
	made_add_alone(&b, SIDE_EN, 120);
	made_add(&b, 1500, 20);
	align(&b.document, path);
	assert_true(made_recall(&b, 0, b.groups.n) > 0.97);
	made_free(&b);
}

static void align__takes__sides_without_anything(void **state)
{
	(void)state;
	for (int side = 0; side < SIDE_COUNT; side++) {
		struct made_texts b = {.rng = {3}, .document.two_sources = true};
		align(&b.document, NULL);
		made_add_alone(&b, (enum side)side, 5);
		align(&b.document, NULL);
		assert_int_equal(b.document.links.n, 5);
		made_free(&b);
	}
}

static void align__goes_on__without_a_dictionary_that_is_none(void **state)
{
	struct folder *folder = *state;
	struct made_texts b = {.rng = {5}, .document.two_sources = true};
	made_add(&b, 50, 0);
	struct status s = align(&b.document, folder_file(folder, "nowhere"));
	assert_int_equal(s.code, STATUS_SYSTEM);
	file_puts(folder_file(folder, "empty"), "# nothing\n");
	s = align(&b.document, folder->file);
	assert_int_equal(s.code, STATUS_FORMAT);
	assert_non_null(strstr(s.message, "empty"));
	assert_true(made_recall(&b, 0, b.groups.n) > 0.9);
	made_free(&b);
}

static void aligner_free__leaves__links_as_they_were(void **state)
{
	struct made_texts b = {.rng = {5}, .document.two_sources = true};
	bool more = true;
	(void)state;
	made_add(&b, 400, 10);
	for (int steps = 1; steps < 4000; steps *= 3) {
		struct aligner *aligner = aligner_new(&b.document, NULL);
		for (int i = 0; i < steps && more; i++)
			aligner_step(aligner, 0, &more);
		if (more)
			assert_int_equal(b.document.links.n, 0);
		aligner_free(aligner);
	}
	made_free(&b);
}

/* Lets the en sentences of some rows slip up by one, as an aligner may on a bad stretch, but for
 * one row that somebody has put right. */
static void slip(struct document *d, size_t first, size_t right, size_t end)
{
	struct corrections c = {0};
	for (size_t i = first; i < end; i++)
		if (i + 1 != right && i != right)
			assert_true(correct_shift_up(&c, d, i, SIDE_EN));
	for (size_t i = first; i <= end; i++)
		d->links.v[i].status = i == right ? LINK_MANUAL : LINK_AUTO;
	corrections_free(&c);
}

static void aligner_again__makes_rows_anew__round_those_by_hand(void **state)
{
	enum { FIRST = 100, RIGHT = 110, END = 120 };
	const char *path = write_dictionary(*state);
	struct made_texts b = {.rng = {13}, .document.two_sources = true};
	struct span rows;
	const link_array *links;
	bool more = true;
	made_add(&b, 300, 0);
	struct aligner *aligner = aligner_new(&b.document, path);
	assert_false(aligner_rows(aligner, &rows, &links));
	aligner_free(aligner);
	align(&b.document, path);
	assert_true(made_recall(&b, FIRST, END) == 1);
	slip(&b.document, FIRST, RIGHT, END);
	assert_true(made_recall(&b, FIRST, END) < 0.2);
	size_t n = b.document.links.n;
	aligner = aligner_again(&b.document, path, (struct span){50, 200});
	while (more) {
		struct status s = aligner_step(aligner, 0, &more);
		assert_true(status_ok(&s));
	}
	assert_int_equal(b.document.links.n, n);
	assert_true(made_recall(&b, FIRST, END) < 0.2);
	assert_true(aligner_rows(aligner, &rows, &links));
	assert_int_equal(rows.beg, 50);
	assert_int_equal(rows.end, 200);
	size_t manual = 0;
	for (size_t i = 0; i < links->n; i++)
		manual += links->v[i].status == LINK_MANUAL;
	assert_int_equal(manual, 1);
	struct document taken = {.links = *links, .two_sources = true};
	struct made_texts anew = b;
	anew.document = taken;
	assert_true(made_recall(&anew, FIRST, END) > 0.95);
	aligner_free(aligner);
	made_free(&b);
}

static void aligner_again__has_nothing_to_do__where_all_is_by_hand(void **state)
{
	struct made_texts b = {.rng = {15}, .document.two_sources = true};
	struct span rows;
	const link_array *links;
	bool more = true;
	(void)state;
	made_add(&b, 10, 0);
	align(&b.document, NULL);
	for (size_t i = 0; i < b.document.links.n; i++)
		b.document.links.v[i].status = LINK_MANUAL;
	struct aligner *aligner =
		aligner_again(&b.document, NULL, (struct span){0, b.document.links.n});
	aligner_step(aligner, INFINITY, &more);
	assert_false(more);
	assert_true(aligner_rows(aligner, &rows, &links));
	assert_int_equal(links->n, b.document.links.n);
	assert_memory_equal(links->v, b.document.links.v, links->n * sizeof *links->v);
	aligner_free(aligner);
	made_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(align__finds__groups_of_all_shapes,
			folder_set_up, folder_tear_down),
		cmocka_unit_test_setup_teardown(align__survives__a_chapter_left_out,
			folder_set_up, folder_tear_down),
		cmocka_unit_test_setup_teardown(align__survives__a_long_chapter_left_out,
			folder_set_up, folder_tear_down),
		cmocka_unit_test(
			align__survives__a_long_chapter_left_out_without_a_dictionary),
		cmocka_unit_test_setup_teardown(
			align__survives__paragraphs_that_change_places, folder_set_up,
			folder_tear_down),
		cmocka_unit_test_setup_teardown(
			align__follows__a_long_text, folder_set_up, folder_tear_down),
		cmocka_unit_test(align__takes__sides_without_anything),
		cmocka_unit_test_setup_teardown(
			align__goes_on__without_a_dictionary_that_is_none, folder_set_up,
			folder_tear_down),
		cmocka_unit_test_setup_teardown(
			aligner_again__makes_rows_anew__round_those_by_hand,
			folder_set_up, folder_tear_down),
		cmocka_unit_test(aligner_again__has_nothing_to_do__where_all_is_by_hand),
		cmocka_unit_test(aligner_free__leaves__links_as_they_were),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
