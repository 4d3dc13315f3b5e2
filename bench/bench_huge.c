/* SPDX-License-Identifier: MIT */
/* bench_huge: what large texts cost: loading them and the memory that takes, and on a terminal
 * the way to the end right after opening, home again, and a search of it all.
 *
 * Each text is loaded by a child that does nothing else, so that its peak memory is that of
 * loading; its time is that of its work.  On a terminal the end and home are there with the last
 * output before silence.
 * Texts that are not there are left out: those of 1 GB are made by make bench BENCH_BIG=1. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "figures.h"
#include "player.h"
#include "reader.h"
#include "texts.h"

enum { RUNS = 3 };

static const double SILENCE =
	0.4;                     /* s; a screen comes ten times a second while it loads */
static const double LIMIT = 120; /* s until there is silence */

/* Targets. */
static const double END = 350; /* ms for 100 MB */
static const double HOME = 5;  /* ms */

/* A text of the folder, and what loading it is to reach. */
static const struct subject {
	const char *name, *file;
	double speed; /* MB/s; 0: for scale */
} subjects[] = {
	{"100 MB", "clean-100M.txt", 300},
	{"100 MB wrapped", "wrapped-100M.txt", 150},
	{"100 MB English", "english-100M.txt", 300},
	{"a line of 100 MB", "line-100M.txt", 300},
	{"20 MB of short lines", "short-20M.txt", 0},
	{"20 MB of headings", "outline-20M.txt", 0},
	{"1 GB", "clean-1G.txt", 300},
	{"1 GB wrapped", "wrapped-1G.txt", 150},
	{"1 GB English", "english-1G.txt", 300},
};

/* ---- loading ---- */

static void load(const char *path)
{
	struct config config;
	struct reader *reader;
	const char *const paths[2] = {path, NULL};
	bool more = true;
	config_init(&config);
	struct status s = reader_open(&reader, &config, paths, NULL);
	while (status_ok(&s) && more && reader_linking(reader) < 0)
		s = reader_step(reader, 10, &more);
	if (!status_ok(&s))
		die("%s: %s", path, s.message);
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void print_loading(
	const struct subject *subject, double bytes, const struct rusage *usage)
{
	struct buf name = {0}, peer = {0};
	double took = seconds(usage->ru_utime) + seconds(usage->ru_stime);
	buf_printf(&name, "%s: loading", subject->name);
	buf_printf(&peer, "%g MB/s", subject->speed);
	figure_print(&(struct figure){.name = buf_string(&name),
		.value = bytes / 1e6 / took,
		.unit = "MB/s",
		.peer = subject->speed > 0 ? buf_string(&peer) : NULL,
		.base = subject->speed,
		.judged = subject->speed > 0 ? FIGURE_AT_LEAST : FIGURE_FOR_SCALE,
		.limit = 1});
	name.n = 0;
	buf_printf(&name, "%s: peak memory", subject->name);
	figure_print(&(struct figure){.name = buf_string(&name),
		.value = (double)usage->ru_maxrss * 1024 / 1e6,
		.unit = "MB",
		.peer = "1.3 times the file and 10 MB",
		.base = 1.3 * bytes / 1e6 + 10,
		.judged = FIGURE_AT_MOST,
		.limit = 1});
	buf_free(&name);
	buf_free(&peer);
}

static void measure_loading(const struct subject *subject, const char *path)
{
	struct rusage usage;
	struct stat st;
	int status;
	if (stat(path, &st) < 0) {
		printf("skipped: %s is not there\n", path);
		return;
	}
	player_warm(path);
	pid_t child = fork();
	if (child == 0) {
		load(path);
		_exit(EXIT_SUCCESS);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0)
		die("%s: cannot be loaded by a child", path);
	print_loading(subject, (double)st.st_size, &usage);
}

/* ---- on a terminal ---- */

enum { OURS, OURS_PLAIN, MOST, VIM, PLAYERS };

static struct player players[PLAYERS] = {
	[OURS] = {.name = "duidu", .options = {"--no-config", "--no-state"}},
	[OURS_PLAIN] = {.name = "duidu, nothing folded",
		.options = {"--no-config", "--no-state", "--no-ignore-case",
			"--no-ignore-width", "--no-ignore-variants", "--no-ignore-blanks",
			"--no-pinyin"}},
	[MOST] = {.name = "most", .program = "most"},
	[VIM] = {.name = "vim",
		.program = "vim",
		.options = {"-R", "-n", "-u", "NONE", "-i", "NONE", "-N"}},
};

/* What they say of a pattern that is not there. */
static const char *const player_answers[PLAYERS] = {
	[OURS] = "not found",
	[OURS_PLAIN] = "not found",
	[MOST] = "Search failed",
	[VIM] = "E486",
};

/* ms from typing until the last output before silence. */
static double type_and_wait(struct pty *pty, const char *keys)
{
	pty_forget(pty);
	double typed = pty_type(pty, keys);
	double shown = pty_settle(pty, SILENCE, LIMIT);
	return shown > typed ? (shown - typed) * 1e3 : 0;
}

/* To the end as soon as there is a screen, and home. */
static void measure_ends(const struct text *text, double end_limit, char *home)
{
	double end[RUNS], back[RUNS];
	for (int run = 0; run < RUNS; run++) {
		struct pty pty;
		player_start(&pty, &players[OURS], text, home);
		pty_await(&pty, text->mark, LIMIT);
		end[run] = type_and_wait(&pty, "G");
		back[run] = type_and_wait(&pty, "g");
		pty_stop(&pty);
	}
	player_print("end right after opening", text, &players[OURS],
		figure_median(end, RUNS), end_limit > 0 ? "350 ms" : NULL, END,
		end_limit > 0 ? 1 : 0);
	player_print(
		"home", text, &players[OURS], figure_median(back, RUNS), "5 ms", HOME, 1);
}

/* A search through all of a loaded text for what is not there. */
static double search_once(
	const struct player *player, const struct text *text, char *home)
{
	struct pty pty;
	player_load(&pty, player, text, home);
	pty_forget(&pty);
	double typed = pty_type(&pty, "/ZETAQ\r");
	double answered = pty_await(&pty, player_answers[player - players], LIMIT);
	pty_stop(&pty);
	if (answered < 0)
		die("%s does not answer", player->name);
	return (answered - typed) * 1e3;
}

static void measure_search(const struct player *ours, const struct player *peer,
	const struct text *text, double limit, char *home)
{
	double own[RUNS], base[RUNS];
	if (!player_is_here(peer))
		return;
	for (int run = 0; run < RUNS; run++) {
		own[run] = search_once(ours, text, home);
		base[run] = search_once(peer, text, home);
	}
	player_print("search to the end", text, ours, figure_median(own, RUNS),
		peer->name, figure_median(base, RUNS), limit);
}

static void measure_on_terminal(const char *folder, char *home)
{
	static const struct {
		const char *name, *file;
		double end_limit, most,
			vim; /* of END; of the peer's search; 0: for scale */
	} texts[] = {
		{"100 MB", "clean-100M.txt", 1, 0.5, 1},
		{"100 MB wrapped", "wrapped-100M.txt", 1, 0, 0},
		{"10 MB wrapped", "wrapped-10M.txt", 0, 0, 0.1},
		{"20 MB of short lines", "short-20M.txt", 0, 0, 0},
		{"1 GB", "clean-1G.txt", 0, 0.5, 1},
		{"1 GB wrapped", "wrapped-1G.txt", 0, 0, 0},
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char path[PLAYER_PATH];
		snprintf(path, sizeof path, "%s/%s", folder, texts[i].file);
		bool lines = strstr(path, "short") != NULL;
		struct text text = {
			texts[i].name, {path}, lines ? "h help" : TEXT_MARK_ZH};
		if (access(path, R_OK) < 0)
			continue;
		player_warm(path);
		measure_ends(&text, texts[i].end_limit, home);
		if (texts[i].most > 0)
			measure_search(&players[OURS_PLAIN], &players[MOST], &text,
				texts[i].most, home);
		if (texts[i].vim > 0)
			measure_search(
				&players[OURS], &players[VIM], &text, texts[i].vim, home);
	}
}

int main(int argc, char **argv)
{
	char home[] = "HOME=/tmp/duidu-bench-XXXXXX", *folder = home + strlen("HOME=");
	if (argc != 3) {
		fputs("Usage: bench_huge DUIDU FOLDER\n", stderr);
		return 2;
	}
	player_take_priority();
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
		char path[PLAYER_PATH];
		snprintf(path, sizeof path, "%s/%s", argv[2], subjects[i].file);
		measure_loading(&subjects[i], path);
	}
	for (int i = OURS; i <= OURS_PLAIN; i++)
		snprintf(players[i].path, PLAYER_PATH, "%s", argv[1]);
	for (int i = MOST; i < PLAYERS; i++)
		player_find(&players[i]);
	if (!mkdtemp(folder))
		die("%s: no folder for HOME", folder);
	measure_on_terminal(argv[2], home);
	rmdir(folder);
	return EXIT_SUCCESS;
}
