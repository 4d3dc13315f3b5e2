/* SPDX-License-Identifier: MIT */
/* bench_pipeline: what each stage of the pipeline costs, in one process on one core.
 *
 * All measures of a text take turns, so that a slow minute of the machine meets them all, and
 * what libunistring needs for the same bytes stands beside them for scale.  Time is that of
 * this thread's work, not of the clock on the wall: nothing here waits, and whoever else uses
 * the machine is no part of it. */
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unilbrk.h>
#include <unistd.h>
#include <unistr.h>

#include "decode.h"
#include "figures.h"
#include "fileio.h"
#include "parse.h"
#include "reader.h"
#include "repair.h"

enum {
	RUNS = 7,
	SLICE = 64 << 10, /* bytes fed at once, as reader does */
	WIDTH = 100,      /* cells */
	ROOM = 64,        /* blocks a layout keeps */
	COLUMNS = 120,
	ROWS = 40,
};

/* A text, and where the measures leave what they make of it. */
struct subject {
	const char *name;
	bool wrapped;
	char *bytes;
	size_t len;
	struct buf decoded;
	char *breaks; /* len of them */
	struct document document;
};

struct measure {
	const char *name;
	void (*run)(struct subject *subject);
	const char *peer; /* the measure it is compared with; NULL: none */
	double target;    /* MB/s; 0: for scale */
	double wrapped;   /* the same of a text whose lines are to be joined */
};

static void decode_all(struct subject *subject)
{
	struct decoder *decoder = decoder_new(ENCODING_AUTO, NULL);
	size_t decoded = 0;
	for (size_t at = 0; at < subject->len; at += SLICE) {
		size_t left = subject->len - at;
		struct status s = decoder_feed(decoder, subject->bytes + at,
			left < SLICE ? left : SLICE, &subject->decoded);
		assert(status_ok(&s));
		decoded += subject->decoded.n;
		subject->decoded.n = 0;
	}
	struct status s = decoder_finish(decoder, &subject->decoded);
	assert(status_ok(&s) && decoded + subject->decoded.n == subject->len);
	subject->decoded.n = 0;
	decoder_free(decoder);
}

static void check_all(struct subject *subject)
{
	bool valid = !u8_check((const uint8_t *)subject->bytes, subject->len);
	assert(valid);
}

static void break_all(struct subject *subject)
{
	u8_possible_linebreaks(
		(const uint8_t *)subject->bytes, subject->len, "UTF-8", subject->breaks);
}

static void give_to_parse(void *ctx, const struct paragraph *paragraph)
{
	parse_paragraph(ctx, paragraph);
}

static void parse_all(struct subject *subject)
{
	struct parse *parse = parse_new(&subject->document, SIDE_COUNT, NULL);
	struct repair_sink sink = {.paragraph = give_to_parse, .ctx = parse};
	struct repair *repair = repair_new(false, &sink, NULL);
	for (size_t at = 0; at < subject->len; at += SLICE) {
		size_t left = subject->len - at;
		repair_feed(repair, subject->bytes + at, left < SLICE ? left : SLICE);
	}
	repair_finish(repair);
	repair_free(repair);
	parse_finish(parse);
}

static void lay_out_all(struct subject *subject)
{
	struct config config;
	config_init(&config);
	parse_all(subject);
	struct layout *layout = layout_new(&subject->document, ROOM);
	struct layout_style style = view_layout_style(&config, 1, WIDTH);
	layout_set_style(layout, &style);
	size_t rows = 0;
	for (enum side side = 0; side < SIDE_COUNT; side++)
		for (size_t i = 0; i < subject->document.side[side].blocks.n; i++)
			rows += layout_rows(layout, side, i).n;
	assert(rows > subject->len / (WIDTH * 4));
	layout_free(layout);
}

static const struct measure measures[] = {
	{"decode", decode_all, "u8_check", 0, 0},
	{"repair, parse", parse_all, NULL, 300, 150},
	{"repair, parse, lay out at 100 cells", lay_out_all, NULL, 40, 40},
	{"u8_check", check_all, NULL, 0, 0},
	{"u8_possible_linebreaks", break_all, NULL, 0, 0},
};
enum { MEASURES = sizeof measures / sizeof *measures };

static double run_timed(const struct measure *measure, struct subject *subject)
{
	double began = figure_clock(CLOCK_THREAD_CPUTIME_ID);
	measure->run(subject);
	double took = figure_clock(CLOCK_THREAD_CPUTIME_ID) - began;
	document_free(&subject->document);
	return (double)subject->len / 1e6 / took;
}

static void print_measure(
	const struct subject *subject, const double speed[MEASURES], size_t i)
{
	const struct measure *measure = &measures[i];
	struct buf name = {0}, peer = {0};
	buf_printf(&name, "%s: %s", subject->name, measure->name);
	struct figure figure = {.value = speed[i], .unit = "MB/s", .peer = measure->peer};
	double target = subject->wrapped ? measure->wrapped : measure->target;
	if (target > 0) {
		buf_printf(&peer, "%g MB/s", target);
		figure.base = target;
		figure.peer = buf_string(&peer);
		figure.judged = FIGURE_AT_LEAST;
		figure.limit = 1;
	}
	for (size_t j = 0; measure->peer && j < MEASURES; j++)
		if (strcmp(measures[j].name, measure->peer) == 0)
			figure.base = speed[j];
	figure.name = buf_string(&name);
	figure_print(&figure);
	buf_free(&name);
	buf_free(&peer);
}

static void measure_text(struct subject *subject)
{
	double runs[MEASURES][RUNS], speed[MEASURES];
	subject->breaks = xmalloc(subject->len);
	memset(subject->breaks, 0, subject->len);
	for (size_t run = 0; run < RUNS; run++)
		for (size_t i = 0; i < MEASURES; i++)
			runs[i][run] = run_timed(&measures[i], subject);
	for (size_t i = 0; i < MEASURES; i++)
		speed[i] = figure_median(runs[i], RUNS);
	for (size_t i = 0; i < MEASURES; i++)
		print_measure(subject, speed, i);
	buf_free(&subject->decoded);
	free(subject->breaks);
}

/* Whether there is Chinese on the screen: a screen without it would cost nothing to draw. */
static bool is_filled(const struct grid *grid)
{
	int wide = 0;
	for (int row = 0; row < grid->rows; row++)
		for (int column = 0; column < grid->columns; column++)
			wide += grid_cell(grid, row, column)->width == 2;
	return wide > COLUMNS;
}

/* One screen of a loaded document by a view that has never drawn: nothing is laid out yet. */
static double draw_cold(
	const struct document *document, const struct config *config, double percent)
{
	static const struct view_status status = {.title = "bench"};
	struct grid grid = {0};
	struct view *view = view_new(document, config);
	double began = figure_clock(CLOCK_THREAD_CPUTIME_ID);
	view_configure(view, COLUMNS, ROWS, 1);
	view_percent(view, percent);
	grid_reset(&grid, COLUMNS, ROWS);
	view_draw(view, &status, &grid);
	double took = figure_clock(CLOCK_THREAD_CPUTIME_ID) - began;
	assert(is_filled(&grid));
	view_free(view);
	grid_free(&grid);
	return took * 1e3;
}

static void measure_screen(struct reader *reader)
{
	double runs[RUNS];
	const struct document *document = reader_document(reader);
	for (int run = 0; run < RUNS; run++)
		runs[run] = draw_cold(
			document, reader_config(reader), 100.0 * (run + 1) / (RUNS + 1));
	figure_print(&(struct figure){.name = "both: one screen of 120x40, cold",
		.value = figure_median(runs, RUNS),
		.unit = "ms",
		.peer = "1 ms",
		.base = 1,
		.judged = FIGURE_AT_MOST,
		.limit = 1});
}

/* Loads one text, or two, as the program does. */
static struct reader *load(
	struct config *config, const char *text, const char *translation)
{
	struct reader *reader;
	const char *const paths[2] = {text, translation};
	struct status s = reader_open(&reader, config, paths, NULL);
	if (status_ok(&s))
		s = reader_load(reader);
	if (!status_ok(&s))
		die("%s", s.message);
	return reader;
}

/* The bytes of a file. */
static double size_of(const char *path)
{
	struct input input;
	struct status s = input_open(&input, path);
	if (!status_ok(&s))
		die("%s: %s", path, s.message);
	input_close(&input);
	return (double)input.size;
}

/* What a process grows to that does nothing but load the text; to be asked for while this
 * one, which it is forked from, is still small. */
static void measure_memory(const char *subject, const char *path)
{
	struct config config;
	struct rusage usage;
	int status;
	config_init(&config);
	pid_t child = fork();
	if (child == 0) {
		reader_free(load(&config, path, NULL));
		_exit(EXIT_SUCCESS);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0)
		die("%s: cannot be loaded by a child", path);
	struct buf name = {0};
	buf_printf(&name, "%s: peak memory of loading", subject);
	figure_print(&(struct figure){.name = buf_string(&name),
		.value = (double)usage.ru_maxrss * 1024 / 1e6,
		.unit = "MB",
		.peer = "1.3 times the file and 10 MB",
		.base = 1.3 * size_of(path) / 1e6 + 10,
		.judged = FIGURE_AT_MOST,
		.limit = 1});
	buf_free(&name);
}

static void read_subject(struct subject *subject, const char *path)
{
	struct input input;
	struct buf all = {0};
	size_t got = 0;
	bool again;
	struct status s = input_open(&input, path);
	while (status_ok(&s)) {
		s = input_read(&input, buf_room(&all, SLICE), SLICE, true, &got, &again);
		all.n += got;
		if (got == 0)
			break;
	}
	if (!status_ok(&s))
		die("%s: %s", path, s.message);
	input_close(&input);
	subject->bytes = all.v;
	subject->len = all.n;
}

int main(int argc, char **argv)
{
	struct subject subjects[] = {{.name = "clean"},
		{.name = "wrapped", .wrapped = true}, {.name = "english"}};
	enum { SUBJECTS = sizeof subjects / sizeof *subjects };
	struct config config;
	if (argc != 1 + SUBJECTS) {
		fputs("Usage: bench_pipeline CLEAN WRAPPED ENGLISH\n", stderr);
		return 2;
	}
	for (size_t i = 0; i < SUBJECTS; i++)
		measure_memory(subjects[i].name, argv[1 + i]);
	for (size_t i = 0; i < SUBJECTS; i++) {
		read_subject(&subjects[i], argv[1 + i]);
		measure_text(&subjects[i]);
		free(subjects[i].bytes);
	}
	config_init(&config);
	struct reader *reader = load(&config, argv[1], argv[3]);
	measure_screen(reader);
	reader_free(reader);
	return EXIT_SUCCESS;
}
