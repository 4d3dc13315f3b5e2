/* SPDX-License-Identifier: MIT */
/* bench_search: what a search of a loaded text costs, beside grep and ripgrep on its
 * file.
 *
 * All measures of a text take turns.  Time is that of the work, of this thread or of
 * the other program, and not of the clock on the wall; from a program's is taken what
 * it needs for an empty file, so that its start is not held against it.  A program
 * that is missing is left out, and said to be. */
#include <assert.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "figures.h"
#include "reader.h"
#include "search.h"
#include "texts.h"

enum { RUNS = 9, KEYS_MOST = 64 };

extern char **environ;

struct subject {
	const char *name, *path;
	struct reader *reader;
};

enum program { PROGRAM_NONE, PROGRAM_GREP, PROGRAM_RG };

struct measure {
	const char *name, *pattern;
	unsigned options;
	enum program peer; /* what its time is compared with */
	double limit;      /* times as long as the peer, at most; 0: for scale */
};

/* The time of a program that counts a pattern's matches in a file, in seconds; below 0
 * if there is no such program.  Its output goes to a pipe: grep knows /dev/null, and
 * stops at the first match. */
static double run_program(enum program program, const char *pattern, const char *path)
{
	char *const grep[] = {"grep", "-F", "-c", (char *)pattern, (char *)path, NULL};
	char *const rg[] = {
		"rg", "-i", "-F", "--count-matches", (char *)pattern, (char *)path, NULL};
	char *const *argv = program == PROGRAM_GREP ? grep : rg;
	posix_spawn_file_actions_t actions;
	struct rusage usage;
	int status, ends[2];
	pid_t child;
	if (pipe2(ends, O_CLOEXEC) < 0)
		die("no pipe");
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	int error = posix_spawnp(&child, argv[0], &actions, NULL, argv, environ);
	bool failed = error || wait4(child, &status, 0, &usage) != child;
	posix_spawn_file_actions_destroy(&actions);
	close(ends[0]);
	close(ends[1]);
	if (failed || status == 127 << 8)
		return -1;
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static struct query *compile(const char *pattern, size_t len, unsigned options)
{
	struct query *query;
	struct status s = query_compile(&query, pattern, len, options, NULL);
	if (!status_ok(&s))
		die("%s: %s", pattern, s.message);
	return query;
}

/* All matches in the whole document, at least so many; compiling included. */
static double run_search(
	const struct subject *subject, const struct measure *measure, size_t least)
{
	double began = figure_clock(CLOCK_THREAD_CPUTIME_ID);
	struct query *query =
		compile(measure->pattern, strlen(measure->pattern), measure->options);
	struct search *search = search_new(reader_document(subject->reader), query);
	while (search_step(search, 10))
		;
	double took = figure_clock(CLOCK_THREAD_CPUTIME_ID) - began;
	if (search_count(search) < least)
		die("%s: %s is not found", subject->path, measure->pattern);
	search_free(search);
	query_free(query);
	return took;
}

/* What memmem needs for the same bytes, block by block: the memory's speed, and no folding. */
static double run_memmem(const struct subject *subject, const char *pattern)
{
	const struct document *document = reader_document(subject->reader);
	double began = figure_clock(CLOCK_THREAD_CPUTIME_ID);
	for (int side = 0; side < SIDE_COUNT; side++)
		for (size_t i = 0; i < document->side[side].blocks.n; i++) {
			const struct block *b = stream_block(&document->side[side], i);
			if (memmem(b->text, b->len, pattern, strlen(pattern)))
				die("%s: %s is found", subject->path, pattern);
		}
	return figure_clock(CLOCK_THREAD_CPUTIME_ID) - began;
}

/* From the first byte to behind the last one, where a match would have been. */
static void measure_miss(const struct subject *subject, const char *pattern)
{
	static const char *const names[] = {
		"to the end, not folded", "to the end, all foldings"};
	double took[2][RUNS], base[RUNS];
	for (size_t run = 0; run < RUNS; run++) {
		base[run] = run_memmem(subject, pattern);
		for (size_t i = 0; i < 2; i++) {
			struct measure measure = {
				.pattern = pattern, .options = i ? QUERY_FOLDINGS : 0};
			took[i][run] = run_search(subject, &measure, 0);
		}
	}
	double memory = figure_median(base, RUNS);
	for (size_t i = 0; i < 2; i++) {
		struct buf name = {0};
		buf_printf(&name, "%s: %s", subject->name, names[i]);
		figure_print(&(struct figure){.name = buf_string(&name),
			.value = figure_median(took[i], RUNS) * 1e3,
			.unit = "ms",
			.peer = "memmem",
			.base = memory * 1e3});
		buf_free(&name);
	}
}

static const char *const program_names[] = {"", "grep -F", "rg -i"};

static void print_measure(const struct subject *subject, const struct measure *measure,
	double own, double peer)
{
	struct buf name = {0};
	buf_printf(&name, "%s: %s", subject->name, measure->name);
	struct figure figure = {
		.name = buf_string(&name), .value = own * 1e3, .unit = "ms"};
	if (measure->peer != PROGRAM_NONE && peer > 0) {
		figure.peer = program_names[measure->peer];
		figure.base = peer * 1e3;
		figure.judged = measure->limit > 0 ? FIGURE_AT_MOST : FIGURE_FOR_SCALE;
		figure.limit = measure->limit;
	}
	figure_print(&figure);
	buf_free(&name);
}

static void measure_searches(
	const struct subject *subject, const struct measure *measures, size_t n)
{
	double own[16][RUNS], peer[16][RUNS], start[16][RUNS];
	assert(n <= 16);
	for (size_t run = 0; run < RUNS; run++) {
		for (size_t i = 0; i < n; i++) {
			const struct measure *m = &measures[i];
			own[i][run] = run_search(subject, m, 1);
			if (m->peer == PROGRAM_NONE)
				continue;
			peer[i][run] = run_program(m->peer, m->pattern, subject->path);
			start[i][run] = run_program(m->peer, m->pattern, "/dev/null");
		}
	}
	for (size_t i = 0; i < n; i++) {
		double took = 0;
		if (measures[i].peer != PROGRAM_NONE)
			took = figure_median(peer[i], RUNS) -
			       figure_median(start[i], RUNS);
		print_measure(subject, &measures[i], figure_median(own[i], RUNS), took);
	}
}

/* From a key of a pattern that is being typed to the nearest match, or to none: from
 * the start of the text, so that what is found late is looked for all along it. */
static void measure_keys(const struct subject *subject, const char *pattern)
{
	double took[KEYS_MOST];
	size_t keys = 0, len = strlen(pattern);
	for (size_t end = 1; end <= len; end++) {
		if (((unsigned char)pattern[end] & 0xC0) == 0x80)
			continue;
		assert(keys < KEYS_MOST);
		double began = figure_clock(CLOCK_THREAD_CPUTIME_ID);
		struct query *query = compile(pattern, end, QUERY_FOLDINGS);
		struct search_place start = {SIDE_ZH, 0, 0};
		struct search_match match;
		struct search_seek seek = search_first_from(
			reader_document(subject->reader), query, &start, SEARCH_FORWARD);
		while (search_seek_step(&seek, 10, &match) == SEARCH_MORE)
			;
		query_free(query);
		took[keys++] = (figure_clock(CLOCK_THREAD_CPUTIME_ID) - began) * 1e3;
	}
	struct buf name = {0};
	buf_printf(&name, "%s: a key of \"%s\"", subject->name, pattern);
	struct figure figure = {.name = buf_string(&name),
		.value = figure_median(took, keys),
		.unit = "ms",
		.peer = "16 ms",
		.base = 16,
		.judged = FIGURE_AT_MOST,
		.limit = 1};
	figure_print(&figure);
	buf_free(&name);
}

/* Of many matches grep counts the lines. */
static const struct measure chinese[] = {
	{"one match, not folded", TEXT_MARK_ZH, 0, PROGRAM_GREP, 2},
	{"many matches, not folded", "数据", 0, PROGRAM_GREP, 0},
	{"one match, all foldings", TEXT_MARK_ZH, QUERY_FOLDINGS, PROGRAM_RG, 3},
	{"many matches, all foldings", "数据", QUERY_FOLDINGS, PROGRAM_RG, 3},
	{"one match, pinyin", "chenzhong", QUERY_FOLDINGS, PROGRAM_RG, 0},
	{"many matches, pinyin", "shuju", QUERY_FOLDINGS, PROGRAM_RG, 0},
	{"regular expression", "[数据]{2}", QUERY_REGEX, PROGRAM_NONE, 0},
};

static const struct measure english[] = {
	{"one match, not folded", TEXT_MARK_EN, 0, PROGRAM_GREP, 2},
	{"many matches, not folded", "library", 0, PROGRAM_GREP, 0},
	{"one match, all foldings", TEXT_MARK_EN, QUERY_FOLDINGS, PROGRAM_RG, 3},
	{"many matches, all foldings", "library", QUERY_FOLDINGS, PROGRAM_RG, 3},
	{"regular expression", "librar(y|ies)\\b", QUERY_REGEX | QUERY_CASE, PROGRAM_NONE,
		0},
};

/* Over the ends of lines of a text that was hard-wrapped, too. */
static const struct measure wrapped[] = {
	{"one match, all foldings", TEXT_MARK_ZH, QUERY_FOLDINGS, PROGRAM_NONE, 0},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void load(struct subject *subject, struct config *config)
{
	const char *const paths[2] = {subject->path, NULL};
	struct status s = reader_open(&subject->reader, config, paths, NULL);
	if (status_ok(&s))
		s = reader_load(subject->reader);
	if (!status_ok(&s))
		die("%s", s.message);
}

int main(int argc, char **argv)
{
	struct config config;
	if (argc != 5) {
		fputs("Usage: bench_search CLEAN ENGLISH WRAPPED LARGE\n", stderr);
		return 2;
	}
	struct subject zh = {.name = "clean", .path = argv[1]};
	struct subject en = {.name = "english", .path = argv[2]};
	struct subject hard = {.name = "wrapped", .path = argv[3]};
	struct subject large = {.name = "large", .path = argv[4]};
	config_init(&config);
	load(&hard, &config);
	load(&large, &config);
	load(&zh, &config);
	load(&en, &config);
	for (enum program p = PROGRAM_GREP; p <= PROGRAM_RG; p++)
		if (run_program(p, "x", "/dev/null") < 0)
			printf("%s is missing: not compared with\n", program_names[p]);
	measure_searches(&zh, chinese, COUNT(chinese));
	measure_searches(&en, english, COUNT(english));
	measure_searches(&hard, wrapped, COUNT(wrapped));
	measure_miss(&large, "晨钟起于彼处");
	measure_keys(&zh, TEXT_MARK_ZH);
	measure_keys(&zh, "chenzhongqiyucichu");
	measure_keys(&en, TEXT_MARK_EN);
	reader_free(zh.reader);
	reader_free(en.reader);
	reader_free(hard.reader);
	reader_free(large.reader);
	return EXIT_SUCCESS;
}
