/* SPDX-License-Identifier: MIT */
/* bench_bookmark: what 10,000 bookmarks in the file cost, in one process.
 *
 * All of the time is this thread's work, but for adding one and saving the place, where the
 * disk is waited for and the clock on the wall counts.  Opening is what the program does until
 * its first screen can be drawn, reading and parsing; what a document's bookmarks cost comes
 * after that, a slice at a time. */
#include <assert.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bookmark.h"
#include "figures.h"
#include "fileio.h"
#include "parse.h"
#include "repair.h"
#include "state.h"

enum { RUNS = 9, BOOKMARKS = 10000, FEW = 100, SLICE = 64 << 10, PATIENCE = 60000 };

/* A folder with a file of bookmarks, and the text some of them are of. */
struct bench {
	char folder[64], file[96];
	struct buf text;
	struct document document;
	struct identity identity;
};

static const char *const paths[SIDE_COUNT] = {"/none/text", "/none/text"};

static void give_to_parse(void *ctx, const struct paragraph *paragraph)
{
	parse_paragraph(ctx, paragraph);
}

static void parse_text(struct document *document, const char *text, size_t len)
{
	struct parse *parse = parse_new(document, SIDE_COUNT, NULL);
	struct repair_sink sink = {.paragraph = give_to_parse, .ctx = parse};
	struct repair *repair = repair_new(false, &sink, NULL);
	for (size_t at = 0; at < len; at += SLICE)
		repair_feed(repair, text + at, len - at < SLICE ? len - at : SLICE);
	repair_finish(repair);
	repair_free(repair);
	parse_finish(parse);
}

static void read_text(struct bench *bench, const char *path)
{
	struct input input;
	size_t got = 1;
	bool again;
	struct status s = input_open(&input, path);
	while (status_ok(&s) && got > 0) {
		s = input_read(
			&input, buf_room(&bench->text, SLICE), SLICE, true, &got, &again);
		bench->text.n += got;
	}
	if (!status_ok(&s))
		die("%s: %s", path, s.message);
	input_close(&input);
}

/* Writes the lines at once: 10,000 saves would take as many turns of the disk.  So many of
 * the bookmarks are of the text, spread over it, the others of texts that are not there; all
 * are that many blocks further than they should be. */
static void write_file(const struct bench *bench, size_t own, size_t further)
{
	FILE *out = fopen(bench->file, "w");
	struct finder *finder = finder_new(&bench->document);
	size_t blocks = bench->document.side[SIDE_ZH].blocks.n;
	struct buf line = {0};
	if (!out)
		die("%s: cannot be written", bench->file);
	for (size_t i = 0; i < BOOKMARKS; i++) {
		struct anchor anchor;
		anchor_make(&anchor, finder, &bench->identity, SIDE_ZH,
			i * blocks / BOOKMARKS, 0);
		if (i % (BOOKMARKS / own) != 0) {
			snprintf(anchor.fingerprint, strlen(anchor.fingerprint) + 1,
				"%016zx-%016zx%016zx", i, i * 0x9E3779B97F4A7C15u,
				i * 0xBF58476D1CE4E5B9u);
			anchor.path[1] = 'x';
		}
		anchor.block += further;
		line.n = 0;
		anchor_write(&anchor, &line);
		fprintf(out, "2024-02-29T08:00:00Z\t\t%s\ta note of some words\n",
			buf_string(&line));
		anchor_free(&anchor);
	}
	figure_print(&(struct figure){
		.name = "the file", .value = (double)ftell(out) / 1e6, .unit = "MB"});
	fclose(out);
	buf_free(&line);
	finder_free(finder);
}

static double now(void)
{
	return figure_clock(CLOCK_THREAD_CPUTIME_ID);
}

/* The median, judged by a limit in milliseconds if that is not 0. */
static void print(const char *name, double *runs, double limit)
{
	struct figure figure = {
		.name = name, .value = figure_median(runs, RUNS) * 1e3, .unit = "ms"};
	struct buf peer = {0};
	if (limit > 0) {
		buf_printf(&peer, "%g ms", limit);
		figure.peer = buf_string(&peer);
		figure.base = limit;
		figure.judged = FIGURE_AT_MOST;
		figure.limit = 1;
	}
	figure_print(&figure);
	buf_free(&peer);
}

/* What is done before the first screen, with bookmarks and without. */
static void measure_opening(const struct bench *bench)
{
	double with[RUNS], without[RUNS];
	for (int run = 0; run < RUNS; run++) {
		struct document document = {0};
		double began = now();
		parse_text(&document, bench->text.v, bench->text.n);
		without[run] = now() - began;
		document_free(&document);
		began = now();
		struct bookmarks *bookmarks = bookmarks_open(bench->file);
		parse_text(&document, bench->text.v, bench->text.n);
		with[run] = now() - began;
		bookmarks_free(bookmarks);
		document_free(&document);
	}
	figure_print(&(struct figure){.name = "opening the text with bookmarks",
		.value = figure_median(with, RUNS) * 1e3,
		.unit = "ms",
		.peer = "without",
		.base = figure_median(without, RUNS) * 1e3,
		.judged = FIGURE_AT_MOST,
		.limit = 1.2});
}

static void measure_reading(const struct bench *bench)
{
	double printing[RUNS], reading[RUNS], choosing[RUNS], looking[RUNS];
	bookmark_place_array places = {0};
	for (int run = 0; run < RUNS; run++) {
		struct identity identity;
		double began = now();
		bool enough = identity_make(&identity, &bench->document, paths, false);
		assert(enough);
		printing[run] = now() - began;
		struct bookmarks *bookmarks = bookmarks_open(bench->file);
		began = now();
		struct status s = bookmarks_read(bookmarks);
		reading[run] = now() - began;
		assert(status_ok(&s) && bookmarks_count(bookmarks) == BOOKMARKS);
		began = now();
		bookmarks_of(bookmarks, &identity, &places);
		choosing[run] = now() - began;
		size_t next = 0;
		struct finder *finder = finder_new(&bench->document);
		began = now();
		bool more = bookmarks_look_up(
			bookmarks, finder, true, PATIENCE, &places, &next);
		looking[run] = now() - began;
		assert(!more);
		finder_free(finder);
		identity_free(&identity);
		bookmarks_free(bookmarks);
	}
	size_t lost = 0;
	for (size_t i = 0; i < places.n; i++)
		lost += places.v[i].found.state == ANCHOR_LOST;
	struct buf name = {0};
	print("fingerprint of the text", printing, 1);
	print("reading and listing the file", reading, 5);
	print("which are the text's", choosing, 5);
	buf_printf(&name, "looking up the text's %zu (%zu lost)", places.n, lost);
	print(buf_string(&name), looking, 0);
	buf_free(&name);
	array_free(&places);
}

static void measure_adding(const struct bench *bench)
{
	double runs[RUNS];
	struct finder *finder = finder_new(&bench->document);
	struct bookmarks *bookmarks = bookmarks_open(bench->file);
	struct status s = bookmarks_read(bookmarks);
	for (int run = 0; run < RUNS && status_ok(&s); run++) {
		double began = figure_clock(CLOCK_MONOTONIC);
		struct bookmark bookmark = bookmark_new(0, 'a', "");
		anchor_make(&bookmark.anchor, finder, &bench->identity, SIDE_ZH,
			(size_t)run, 0);
		s = bookmarks_add(bookmarks, &bookmark);
		bookmark_free(&bookmark);
		runs[run] = figure_clock(CLOCK_MONOTONIC) - began;
	}
	if (!status_ok(&s))
		die("%s", s.message);
	print("adding one, with the disk", runs, 0);
	bookmarks_free(bookmarks);
	finder_free(finder);
}

static void measure_state(const struct bench *bench)
{
	double leaving[RUNS], finding[RUNS];
	struct finder *finder = finder_new(&bench->document);
	struct state *state = state_open(true);
	for (int run = 0; run < RUNS; run++) {
		struct state_position position = {
			.other = xstrdup(""), .panes = xstrdup(""), .title = xstrdup("")};
		double began = figure_clock(CLOCK_MONOTONIC);
		anchor_make(&position.anchor, finder, &bench->identity, SIDE_ZH,
			(size_t)run, 0);
		state_leave(state, &bench->identity, run, &position);
		leaving[run] = figure_clock(CLOCK_MONOTONIC) - began;
		state_position_free(&position);
		began = now();
		bool known = state_position(state, &bench->identity, &position);
		finding[run] = now() - began;
		assert(known);
		state_position_free(&position);
	}
	print("saving the place, with the disk", leaving, 0);
	print("where the text was left", finding, 1);
	state_free(state);
	finder_free(finder);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

int main(int argc, char **argv)
{
	struct bench bench = {.folder = "/tmp/duidu-bench-XXXXXX"};
	if (argc != 2) {
		fputs("Usage: bench_bookmark CLEAN\n", stderr);
		return 2;
	}
	if (!mkdtemp(bench.folder))
		die("no folder to work in");
	snprintf(bench.file, sizeof bench.file, "%s/bookmarks.tsv", bench.folder);
	setenv("XDG_STATE_HOME", bench.folder, 1);
	read_text(&bench, argv[1]);
	parse_text(&bench.document, bench.text.v, bench.text.n);
	if (!identity_make(&bench.identity, &bench.document, paths, true))
		die("%s: is too short", argv[1]);
	puts("10,000 bookmarks, 100 of them in the text:");
	write_file(&bench, FEW, 0);
	measure_opening(&bench);
	measure_reading(&bench);
	measure_adding(&bench);
	measure_state(&bench);
	puts("10,000 bookmarks in the text:");
	write_file(&bench, BOOKMARKS, 0);
	measure_reading(&bench);
	puts("10,000 bookmarks in the text, each a block further than it was:");
	write_file(&bench, BOOKMARKS, 1);
	measure_reading(&bench);
	nftw(bench.folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	identity_free(&bench.identity);
	document_free(&bench.document);
	buf_free(&bench.text);
	return EXIT_SUCCESS;
}
