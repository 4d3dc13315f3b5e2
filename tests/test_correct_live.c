/* SPDX-License-Identifier: MIT */
/* Links that slipped are put right by two corrections: what stands beside them is linked anew in
 * the steps of the reader, undone with them, and by hand stays by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "folder.h"
#include "made_texts.h"
#include "reader.h"

enum { FIRST = 100, END = 112 };

struct live {
	struct folder *folder;
	struct config config;
	struct made_texts texts;
	struct reader *reader;
	struct buf paths[SIDE_COUNT], dictionary, links;
};

static void write_side(struct live *live, enum side side)
{
	const struct stream *stream = &live->texts.document.side[side];
	struct buf text = {0};
	for (size_t i = 0; i < stream->blocks.n; i++) {
		const struct block *block = stream_block(stream, i);
		buf_add(&text, block->text, block->len);
		buf_putc(&text, '\n');
	}
	buf_puts(&live->paths[side],
		folder_file(live->folder, side == SIDE_ZH ? "a.zh" : "a.en"));
	file_write(buf_string(&live->paths[side]), text.v, text.n);
	buf_free(&text);
}

/* Two texts of 300 pairs, opened and linked; then the English of some rows slips up by one. */
static int set_up(void **state)
{
	struct live *live = xcalloc(1, sizeof *live);
	struct buf words = {0};
	void *folder;
	assert_int_equal(folder_set_up(&folder), 0);
	live->folder = folder;
	live->texts = (struct made_texts){.rng = {17}, .document.two_sources = true};
	made_add(&live->texts, 300, 0);
	write_side(live, SIDE_ZH);
	write_side(live, SIDE_EN);
	made_dictionary(&words);
	buf_puts(&live->dictionary, folder_file(live->folder, "words.u8"));
	file_write(buf_string(&live->dictionary), words.v, words.n);
	buf_free(&words);
	buf_puts(&live->links, folder_file(live->folder, "links.tsv"));
	config_init(&live->config);
	live->config.segmented = true;
	live->config.dictionary = buf_string(&live->dictionary);
	live->config.links = buf_string(&live->links);
	const char *const paths[2] = {
		buf_string(&live->paths[SIDE_ZH]), buf_string(&live->paths[SIDE_EN])};
	struct status s = reader_open(&live->reader, &live->config, paths, NULL);
	assert_true(status_ok(&s));
	s = reader_load(live->reader);
	assert_true(status_ok(&s));
	struct corrections slipping = {0};
	struct document *d = reader_document(live->reader);
	for (size_t i = FIRST; i < END; i++)
		assert_true(correct_shift_up(&slipping, d, i, SIDE_EN));
	for (size_t i = FIRST; i <= END; i++)
		d->links.v[i].status = LINK_AUTO;
	corrections_free(&slipping);
	*state = live;
	return 0;
}

static int tear_down(void **state)
{
	struct live *live = *state;
	void *folder = live->folder;
	reader_free(live->reader);
	made_free(&live->texts);
	for (int side = 0; side < SIDE_COUNT; side++)
		buf_free(&live->paths[side]);
	buf_free(&live->dictionary);
	buf_free(&live->links);
	free(live);
	return folder_tear_down(&folder);
}

/* The share of the right groups that are linked from the first that slipped on. */
static double recall(struct live *live)
{
	struct made_texts now = live->texts;
	now.document = *reader_document(live->reader);
	return made_recall(&now, FIRST, END + 1);
}

static size_t count_manual(struct live *live)
{
	const struct document *d = reader_document(live->reader);
	size_t n = 0;
	for (size_t i = 0; i < d->links.n; i++)
		n += d->links.v[i].status == LINK_MANUAL;
	return n;
}

/* Gives the last English sentence of a row down to the next, and lets the rest be linked. */
static void shift_down(struct live *live, size_t row)
{
	assert_true(correct_shift_down(reader_corrections(live->reader),
		reader_document(live->reader), row, SIDE_EN));
	struct status s = reader_save_links(live->reader);
	assert_true(status_ok(&s));
	assert_true(reader_linking(live->reader) >= 0);
	assert_true(reader_can_correct(live->reader));
	s = reader_load(live->reader);
	assert_true(status_ok(&s));
	assert_int_equal(reader_linking(live->reader), -1);
}

static void slip__is_put_right__by_two_corrections(void **state)
{
	struct live *live = *state;
	struct corrections *log = reader_corrections(live->reader);
	size_t row;
	assert_true(recall(live) < 0.2);
	shift_down(live, FIRST);
	shift_down(live, FIRST + 1);
	assert_true(recall(live) > 0.8);
	assert_int_equal(count_manual(live), 3);
	assert_true(correct_undo(log, reader_document(live->reader), &row));
	assert_true(correct_undo(log, reader_document(live->reader), &row));
	assert_int_equal(row, FIRST);
	assert_true(recall(live) < 0.2);
	assert_int_equal(count_manual(live), 0);
	assert_true(correct_redo(log, reader_document(live->reader), &row));
	assert_true(correct_redo(log, reader_document(live->reader), &row));
	assert_true(recall(live) > 0.8);
}

/* A correction while links are still being made anew, or stopped there. */
static void linking_anew__is_left__for_the_next_correction(void **state)
{
	struct live *live = *state;
	struct document *d = reader_document(live->reader);
	struct corrections *log = reader_corrections(live->reader);
	bool more;
	size_t row, n = d->links.n;
	assert_true(correct_shift_down(log, d, FIRST, SIDE_EN));
	struct status s = reader_save_links(live->reader);
	assert_true(status_ok(&s));
	reader_step(live->reader, 0, &more);
	assert_true(more);
	shift_down(live, FIRST + 1);
	assert_true(recall(live) > 0.8);
	assert_true(correct_undo(log, d, &row));
	s = reader_save_links(live->reader);
	assert_true(status_ok(&s));
	assert_true(correct_undo(log, d, &row));
	s = reader_save_links(live->reader);
	assert_true(status_ok(&s));
	assert_int_equal(reader_linking(live->reader), -1);
	assert_int_equal(d->links.n, n);
	assert_true(correct_shift_down(log, d, FIRST, SIDE_EN));
	s = reader_save_links(live->reader);
	assert_true(reader_stop_linking(live->reader));
	assert_true(reader_can_correct(live->reader));
	assert_int_equal(count_manual(live), 2);
	assert_true(recall(live) < 0.2);
}

#define live_test(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		live_test(slip__is_put_right__by_two_corrections),
		live_test(linking_anew__is_left__for_the_next_correction),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
