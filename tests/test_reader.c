/* SPDX-License-Identifier: MIT */
/* Tests of reader: opening, loading in slices, two texts, pipes, what fails and how. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "reader.h"

static const char chinese[] =
	"山谷里的雾\n\n早上山谷里有雾，看不见对面的房子。太阳出来以后，雾就散了。\n";
static const char english[] =
	"Fog in the valley\n\nIn the morning there is fog in the valley, and the "
	"houses across cannot be seen. When the sun comes out it clears.\n";

/* A folder for the files of one test. */
struct place {
	char folder[64];
	struct config config;
	struct reader *reader;
};

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof *place);
	const char *base = getenv("TMPDIR");
	snprintf(place->folder, sizeof place->folder, "%s/reader.XXXXXX",
		base && strlen(base) < 40 ? base : "/tmp");
	assert_non_null(mkdtemp(place->folder));
	config_init(&place->config);
	*state = place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;
	static const char *const names[] = {"a", "b"};
	char path[128];
	reader_free(place->reader);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", place->folder, names[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(place->folder), 0);
	free(place);
	return 0;
}

/* Writes a file and returns its path, which is good until the name is used again. */
static const char *file(
	struct place *place, const char *name, const char *bytes, size_t len)
{
	static char paths[2][128];
	char *path = paths[*name == 'b'];
	snprintf(path, sizeof paths[0], "%s/%s", place->folder, name);
	FILE *out = fopen(path, "w");
	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, len, out), len);
	assert_int_equal(fclose(out), 0);
	return path;
}

static void open_texts(struct place *place, const char *first, const char *second)
{
	const char *const paths[2] = {first, second};
	struct status status = reader_open(&place->reader, &place->config, paths, NULL);
	assert_int_equal(status.code, STATUS_OK);
}

static void assert_fails(
	struct status status, enum status_code code, const char *path, const char *what)
{
	char expected[256];
	snprintf(expected, sizeof expected, "%s: %s", path, what);
	assert_int_equal(status.code, code);
	assert_non_null(strstr(status.message, expected));
	assert_ptr_equal(strstr(status.message, expected), status.message);
}

static size_t blocks(struct place *place, enum side side)
{
	return reader_document(place->reader)->side[side].blocks.n;
}

static void assert_first_text(struct place *place, enum side side, const char *beginning)
{
	assert_true(blocks(place, side) > 0);
	const struct block *block =
		stream_block(&reader_document(place->reader)->side[side], 0);
	assert_true(block->len >= strlen(beginning));
	assert_memory_equal(block->text, beginning, strlen(beginning));
}

/* All blocks as text, to compare two ways of loading. */
static char *all_blocks(struct place *place)
{
	struct buf out = {0};
	const struct document *document = reader_document(place->reader);
	enum side side;
	size_t block;
	for (size_t id = 0; document_find(document, id, &side, &block); id++) {
		const struct block *b = stream_block(&document->side[side], block);
		buf_printf(&out, "%s %s %zu-%zu ", side_name(side),
			block_kind_name(b->kind), b->source.beg, b->source.end);
		buf_add(&out, b->text, b->len);
		buf_putc(&out, '\n');
	}
	buf_printf(&out, "%zu links\n", document->links.n);
	char *text = xstrdup(buf_string(&out));
	buf_free(&out);
	return text;
}

/* A text of about so many bytes, in paragraphs of one to five sentences. */
static struct buf long_text(enum side side, size_t len)
{
	struct buf text = {0};
	for (int i = 0; text.n < len; i++) {
		for (int k = 0; k <= i % 5; k++)
			buf_printf(&text,
				side == SIDE_ZH
					? "这是第%d段的第%d句话，说的是水。"
					: "Paragraph %d, sentence %d, is about water. ",
				i, k);
		buf_puts(&text, "\n\n");
	}
	return text;
}

static void load_by_steps(struct place *place)
{
	bool more = true;
	while (more) {
		struct status status = reader_step(place->reader, 0, &more);
		assert_int_equal(status.code, STATUS_OK);
	}
}

static void reader_open__fails__naming_the_file(void **state)
{
	struct place *place = *state;
	char missing[128];
	snprintf(missing, sizeof missing, "%s/none", place->folder);
	const char *const one[2] = {missing, NULL};
	struct status status = reader_open(&place->reader, &place->config, one, NULL);
	assert_fails(status, STATUS_SYSTEM, missing, "");
	assert_null(place->reader);

	const char *const second[2] = {
		file(place, "a", chinese, strlen(chinese)), place->folder};
	status = reader_open(&place->reader, &place->config, second, NULL);
	assert_true(status.code != STATUS_OK);
	assert_non_null(strstr(status.message, place->folder));
	assert_null(place->reader);

	const char *const both[2] = {"-", "-"};
	status = reader_open(&place->reader, &place->config, both, NULL);
	assert_int_equal(status.code, STATUS_USAGE);
	assert_null(place->reader);
	reader_free(NULL);
}

static void reader_load__takes__one_text_apart_by_language(void **state)
{
	struct place *place = *state;
	struct buf text = {0};
	buf_puts(&text, chinese);
	buf_puts(&text, "\n");
	buf_puts(&text, english);
	open_texts(place, file(place, "a", text.v, text.n), NULL);
	struct status status = reader_load(place->reader);
	assert_int_equal(status.code, STATUS_OK);
	assert_true(blocks(place, SIDE_ZH) >= 2);
	assert_true(blocks(place, SIDE_EN) >= 1);
	assert_false(reader_document(place->reader)->two_sources);
	assert_ptr_equal(reader_config(place->reader), &place->config);
	bool more = true;
	status = reader_step(place->reader, 0, &more);
	assert_int_equal(status.code, STATUS_OK);
	assert_false(more);
	assert_int_equal(reader_wait_fd(place->reader), -1);
	buf_free(&text);
}

static void reader_load__takes__two_texts_in_either_order(void **state)
{
	struct place *place = *state;
	open_texts(place, file(place, "a", chinese, strlen(chinese)),
		file(place, "b", english, strlen(english)));
	assert_true(reader_document(place->reader)->two_sources);
	assert_int_equal(reader_load(place->reader).code, STATUS_OK);
	assert_first_text(place, SIDE_ZH, "山谷里的雾");
	assert_first_text(place, SIDE_EN, "Fog in the valley");
	assert_true(reader_document(place->reader)->links.n > 0);
	char *straight = all_blocks(place);

	reader_free(place->reader);
	open_texts(place, file(place, "a", english, strlen(english)),
		file(place, "b", chinese, strlen(chinese)));
	assert_int_equal(reader_load(place->reader).code, STATUS_OK);
	char *swapped = all_blocks(place);
	assert_string_equal(swapped, straight);
	free(straight);
	free(swapped);
}

static void reader_load__takes__the_first_for_chinese_when_both_look_alike(void **state)
{
	struct place *place = *state;
	static const char one[] = "First in English.\n", two[] = "Second in English.\n";
	static const char yi[] = "第一篇中文。\n", er[] = "第二篇中文。\n",
			  none[] = "1234\n";
	open_texts(place, file(place, "a", one, strlen(one)),
		file(place, "b", two, strlen(two)));
	assert_int_equal(reader_load(place->reader).code, STATUS_OK);
	assert_first_text(place, SIDE_ZH, "First");
	assert_first_text(place, SIDE_EN, "Second");
	reader_free(place->reader);
	open_texts(place, file(place, "a", yi, strlen(yi)),
		file(place, "b", er, strlen(er)));
	assert_int_equal(reader_load(place->reader).code, STATUS_OK);
	assert_first_text(place, SIDE_ZH, "第一");
	reader_free(place->reader);
	open_texts(place, file(place, "a", none, strlen(none)),
		file(place, "b", er, strlen(er)));
	assert_int_equal(reader_load(place->reader).code, STATUS_OK);
	assert_first_text(place, SIDE_ZH, "第二");
	assert_first_text(place, SIDE_EN, "1234");
}

static void reader_step__gives__the_same_in_slices(void **state)
{
	struct place *place = *state;
	struct buf zh = long_text(SIDE_ZH, 300000), en = long_text(SIDE_EN, 200000);
	const char *a = file(place, "a", zh.v, zh.n), *b = file(place, "b", en.v, en.n);
	open_texts(place, a, b);
	assert_int_equal(reader_load(place->reader).code, STATUS_OK);
	char *whole = all_blocks(place);
	reader_free(place->reader);
	open_texts(place, a, b);
	load_by_steps(place);
	char *sliced = all_blocks(place);
	assert_string_equal(sliced, whole);
	reader_free(place->reader);
	open_texts(place, b, a);
	load_by_steps(place);
	char *swapped = all_blocks(place);
	assert_string_equal(swapped, whole);
	free(whole);
	free(sliced);
	free(swapped);
	buf_free(&zh);
	buf_free(&en);
}

static void reader_step__loads__both_sides_in_turns(void **state)
{
	struct place *place = *state;
	struct buf zh = long_text(SIDE_ZH, 600000), en = long_text(SIDE_EN, 600000);
	bool more = false;
	open_texts(place, file(place, "a", zh.v, zh.n), file(place, "b", en.v, en.n));
	for (int i = 0; i < 4; i++)
		assert_int_equal(reader_step(place->reader, 0, &more).code, STATUS_OK);
	assert_true(more);
	assert_in_range(blocks(place, SIDE_ZH), 25, 3000);
	assert_in_range(blocks(place, SIDE_EN), 25, 3000);
	enum side side;
	size_t block;
	struct span sentence;
	assert_true(view_current(reader_view(place->reader), &side, &block, &sentence));
	assert_int_equal(side, SIDE_ZH);
	assert_int_equal(reader_document(place->reader)->links.n, 0);
	size_t before = blocks(place, SIDE_ZH);
	/* All is there; the links are left to a step of their own. */
	assert_int_equal(reader_step(place->reader, 1000000, &more).code, STATUS_OK);
	assert_true(more);
	assert_true(blocks(place, SIDE_ZH) > before);
	assert_int_equal(reader_step(place->reader, 1000000, &more).code, STATUS_OK);
	assert_false(more);
	buf_free(&zh);
	buf_free(&en);
}

static void reader_step__fails__once_on_an_empty_text(void **state)
{
	struct place *place = *state;
	static const char *const empties[] = {"", "\n\n  \n", "\xEF\xBB\xBF"};
	for (size_t i = 0; i < sizeof empties / sizeof *empties; i++) {
		const char *path = file(place, "a", empties[i], strlen(empties[i]));
		open_texts(place, path, NULL);
		bool more = true;
		struct status status = STATUS_NONE;
		while (more && status_ok(&status))
			status = reader_step(place->reader, 0, &more);
		assert_fails(status, STATUS_FORMAT, path, "is empty");
		assert_false(more);
		assert_int_equal(reader_step(place->reader, 0, &more).code, STATUS_OK);
		assert_false(more);
		reader_free(place->reader);
	}
	const char *a = file(place, "a", chinese, strlen(chinese)),
		   *b = file(place, "b", "", 0);
	open_texts(place, a, b);
	assert_fails(reader_load(place->reader), STATUS_FORMAT, b, "is empty");
	assert_first_text(place, SIDE_ZH, "山谷里的雾");
}

static void reader_step__fails__on_what_is_not_text(void **state)
{
	struct place *place = *state;
	static const char binary[] = "\x7f"
				     "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\x3e\0\1\0\0\0";
	const char *a = file(place, "a", binary, sizeof binary);
	open_texts(place, a, NULL);
	struct status status = reader_load(place->reader);
	assert_fails(status, STATUS_FORMAT, a, "");
	assert_null(strstr(status.message, "is empty"));
	reader_free(place->reader);

	const char *b = file(place, "b", english, strlen(english));
	open_texts(place, a, b);
	assert_fails(reader_load(place->reader), STATUS_FORMAT, a, "");
	assert_int_equal(reader_load(place->reader).code, STATUS_OK);
	assert_first_text(place, SIDE_EN, "Fog in the valley");
}

static void reader_step__never_waits__for_a_pipe(void **state)
{
	struct place *place = *state;
	int ends[2];
	char path[32];
	bool more = false;
	assert_int_equal(pipe(ends), 0);
	snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
	open_texts(place, path, NULL);
	assert_int_equal(reader_step(place->reader, 1000, &more).code, STATUS_OK);
	assert_true(more);
	assert_true(reader_wait_fd(place->reader) >= 0);
	assert_int_equal(
		write(ends[1], chinese, strlen(chinese)), (ssize_t)strlen(chinese));
	assert_int_equal(reader_step(place->reader, 0, &more).code, STATUS_OK);
	assert_true(more);
	assert_int_equal(close(ends[1]), 0);
	load_by_steps(place);
	assert_int_equal(reader_wait_fd(place->reader), -1);
	assert_first_text(place, SIDE_ZH, "山谷里的雾");
	close(ends[0]);
}

static void reader_load_beginning__brings__something_of_both_texts(void **state)
{
	struct place *place = *state;
	struct buf zh = long_text(SIDE_ZH, 300000), en = long_text(SIDE_EN, 300000);
	open_texts(place, file(place, "a", zh.v, zh.n), file(place, "b", en.v, en.n));
	assert_int_equal(reader_load_beginning(place->reader).code, STATUS_OK);
	assert_in_range(blocks(place, SIDE_ZH), 1, 1000);
	assert_in_range(blocks(place, SIDE_EN), 1, 1000);
	buf_free(&zh);
	buf_free(&en);
}

/* Else the first screen would not come before the pipe has something, or a text has all been
 * looked through. */
static void reader_load_beginning__waits__not_long_for_the_other_text(void **state)
{
	struct place *place = *state;
	enum { BLANK_LINES = 400000 };
	struct buf late = {0};
	int ends[2];
	char path[32];
	assert_int_equal(pipe(ends), 0);
	snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
	const char *a = file(place, "a", chinese, strlen(chinese));
	open_texts(place, a, path);
	assert_int_equal(reader_load_beginning(place->reader).code, STATUS_OK);
	assert_first_text(place, SIDE_ZH, "山谷里的雾");
	assert_int_equal(blocks(place, SIDE_EN), 0);
	reader_free(place->reader);
	close(ends[0]);
	close(ends[1]);

	memset(buf_room(&late, BLANK_LINES), '\n', BLANK_LINES);
	late.n = BLANK_LINES;
	buf_puts(&late, english);
	open_texts(place, a, file(place, "b", late.v, late.n));
	assert_int_equal(reader_load_beginning(place->reader).code, STATUS_OK);
	assert_int_equal(blocks(place, SIDE_EN), 0);
	assert_int_equal(reader_load(place->reader).code, STATUS_OK);
	assert_first_text(place, SIDE_EN, "Fog in the valley");
	buf_free(&late);
}

static void reader_load_beginning__leaves__the_failure_of_one_text_for_later(void **state)
{
	struct place *place = *state;
	static const char binary[] = "\x7f"
				     "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\x3e\0\1\0\0\0";
	const char *b = file(place, "b", binary, sizeof binary);
	bool more;
	open_texts(place, file(place, "a", chinese, strlen(chinese)), b);
	assert_int_equal(reader_load_beginning(place->reader).code, STATUS_OK);
	assert_first_text(place, SIDE_ZH, "山谷里的雾");
	assert_fails(reader_step(place->reader, 0, &more), STATUS_FORMAT, b, "");
	assert_int_equal(reader_load(place->reader).code, STATUS_OK);
}

/* A text is not read on while it is not known which side it is: it would only fill memory. */
static void reader_step__holds_back__until_the_sides_are_known(void **state)
{
	struct place *place = *state;
	enum {
		PART = 30000,
		SLICE = 20 << 10
	}; /* both parts are less than a pipe holds */
	struct buf en = long_text(SIDE_EN, 2 * PART);
	int first[2], second[2], left = 0;
	char paths[2][32];
	bool more = false;
	assert_int_equal(pipe(first), 0);
	assert_int_equal(pipe(second), 0);
	snprintf(paths[0], sizeof paths[0], "/dev/fd/%d", first[0]);
	snprintf(paths[1], sizeof paths[1], "/dev/fd/%d", second[0]);
	open_texts(place, paths[0], paths[1]);
	for (int part = 0; part < 2; part++) {
		assert_int_equal(write(first[1], en.v + part * PART, PART), PART);
		for (int i = 0; i < 5; i++)
			assert_int_equal(
				reader_step(place->reader, 0, &more).code, STATUS_OK);
	}
	assert_true(more);
	assert_int_equal(ioctl(first[0], FIONREAD, &left), 0);
	assert_int_equal(left, 2 * PART - SLICE);
	assert_true(reader_wait_fd(place->reader) >= 0);
	assert_int_equal(blocks(place, SIDE_ZH) + blocks(place, SIDE_EN), 0);
	assert_int_equal(
		write(second[1], chinese, strlen(chinese)), (ssize_t)strlen(chinese));
	assert_int_equal(close(first[1]), 0);
	assert_int_equal(close(second[1]), 0);
	load_by_steps(place);
	assert_first_text(place, SIDE_ZH, "山谷里的雾");
	assert_first_text(place, SIDE_EN, "Paragraph 0");
	close(first[0]);
	close(second[0]);
	buf_free(&en);
}

static void reader_title__is__the_documents_own_or_the_files_name(void **state)
{
	struct place *place = *state;
	open_texts(place, file(place, "a", english, strlen(english)),
		file(place, "b", chinese, strlen(chinese)));
	assert_string_equal(reader_title(place->reader), "a");
	assert_int_equal(reader_load(place->reader).code, STATUS_OK);
	assert_string_equal(reader_title(place->reader), "山谷里的雾");
	reader_free(place->reader);

	char odd[128];
	snprintf(odd, sizeof odd, "%s/b\xff\xe5", place->folder);
	const char *b = file(place, "b", "x\n", 2);
	assert_int_equal(rename(b, odd), 0);
	open_texts(place, odd, NULL);
	assert_string_equal(reader_title(place->reader), "b??");
	assert_int_equal(unlink(odd), 0);
}

static void reader_load__leaves__lines_as_they_are_when_raw(void **state)
{
	struct place *place = *state;
	place->config.raw = true;
	static const char text[] = "一行\n又一行\n";
	open_texts(place, file(place, "a", text, strlen(text)), NULL);
	assert_int_equal(reader_load(place->reader).code, STATUS_OK);
	assert_int_equal(blocks(place, SIDE_ZH), 2);
}

static void reader_load__keeps__lines_that_are_sentences(void **state)
{
	struct place *place = *state;
	static const char zh[] = "一、灯亮了。人来了。\r\n\r\n走了。";
	static const char en[] = "1. The lamp is on. People come.\n\nThey went.\n";
	place->config.segmented = true;
	open_texts(place, file(place, "a", en, strlen(en)),
		file(place, "b", zh, strlen(zh)));
	assert_int_equal(reader_load(place->reader).code, STATUS_OK);
	assert_int_equal(blocks(place, SIDE_ZH), 3);
	assert_int_equal(blocks(place, SIDE_EN), 3);
	const struct document *document = reader_document(place->reader);
	assert_int_equal(document->links.v[0].zh_count, 1);
	assert_int_equal(document->links.v[0].en_count, 1);
	const char *one[2] = {file(place, "a", zh, strlen(zh)), NULL};
	struct reader *reader;
	assert_int_equal(
		reader_open(&reader, &place->config, one, NULL).code, STATUS_USAGE);
}

static void reader_step__fails__once_without_the_dictionary_asked_for(void **state)
{
	struct place *place = *state;
	size_t failures = 0;
	bool more = true;
	place->config.dictionary = "/nowhere/words.u8";
	open_texts(place, file(place, "a", chinese, strlen(chinese)),
		file(place, "b", english, strlen(english)));
	while (more) {
		struct status s = reader_step(place->reader, 0, &more);
		failures += !status_ok(&s);
		assert_true(status_ok(&s) || strstr(s.message, "/nowhere/words.u8"));
	}
	assert_int_equal(failures, 1);
	assert_true(reader_document(place->reader)->links.n > 0);
}

static void reader_stop_linking__leaves__texts_without_links(void **state)
{
	struct place *place = *state;
	bool more = true;
	place->config.dictionary = "";
	open_texts(place, file(place, "a", chinese, strlen(chinese)),
		file(place, "b", english, strlen(english)));
	assert_false(reader_stop_linking(place->reader));
	while (more && reader_linking(place->reader) < 0)
		reader_step(place->reader, 0, &more);
	assert_true(more);
	assert_in_range(reader_linking(place->reader), 0, 100);
	assert_true(reader_stop_linking(place->reader));
	assert_int_equal(reader_linking(place->reader), -1);
	assert_int_equal(reader_step(place->reader, 0, &more).code, STATUS_OK);
	assert_false(more);
	assert_int_equal(reader_document(place->reader)->links.n, 0);
	assert_false(reader_stop_linking(place->reader));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			reader_open__fails__naming_the_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			reader_load__takes__one_text_apart_by_language, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			reader_load__takes__two_texts_in_either_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			reader_load__takes__the_first_for_chinese_when_both_look_alike,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			reader_step__gives__the_same_in_slices, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			reader_step__loads__both_sides_in_turns, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			reader_step__fails__once_on_an_empty_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			reader_step__fails__on_what_is_not_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			reader_step__never_waits__for_a_pipe, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			reader_load_beginning__brings__something_of_both_texts, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			reader_load_beginning__waits__not_long_for_the_other_text, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			reader_load_beginning__leaves__the_failure_of_one_text_for_later,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			reader_step__holds_back__until_the_sides_are_known, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			reader_title__is__the_documents_own_or_the_files_name, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			reader_load__leaves__lines_as_they_are_when_raw, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			reader_load__keeps__lines_that_are_sentences, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			reader_step__fails__once_without_the_dictionary_asked_for, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			reader_stop_linking__leaves__texts_without_links, set_up,
			tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
