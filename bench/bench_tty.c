/* SPDX-License-Identifier: MIT */
/* bench_tty: how soon a reader sees what was asked for, beside the pagers of the system.
 *
 * With the right to it, this program and those it starts run at real-time priority, since one
 * wait for a processor behind other work takes as long as what is measured.
 * The text of 1 GB is measured where it is there (make bench BENCH_BIG=1). */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "status.h"
#include "texts.h"
#include "tty_measures.h"

enum { OURS, LESS, VIM, VIM_PAIR, PLAYERS };

/* Nothing is read by vim, and nothing written, beside the text. */
#define VIM_ALONE "-R", "-n", "-u", "NONE", "-i", "NONE", "-N"

static struct player players[PLAYERS] = {
	[OURS] = {.name = "duidu", .page = " ", .bottom = "h help"},
	[LESS] = {.name = "less", .program = "less", .page = " "},
	[VIM] = {.name = "vim",
		.program = "vim",
		.page = "\006",
		.bottom = "",
		.options = {VIM_ALONE, "-c", "set incsearch"}},
	[VIM_PAIR] = {.name = "vim -O",
		.program = "vim",
		.bottom = "",
		.options = {VIM_ALONE, "-O"}},
};

/* The texts of the folder, each size of a kind of its own. */
enum { SMALL, MIDDLE, LARGE, BIG, SIZES };
static struct text clean[SIZES] = {
	{"30 KB", {"clean-30K.txt"}, TEXT_MARK_ZH},
	{"10 MB", {"clean-10M.txt"}, TEXT_MARK_ZH},
	{"100 MB", {"clean-100M.txt"}, TEXT_MARK_ZH},
	{"1 GB", {"clean-1G.txt"}, TEXT_MARK_ZH},
};
enum { PAIRS = 3 };
static struct text pairs[PAIRS] = {
	{"two of 30 KB", {"clean-30K.txt", "english-30K.txt"}, TEXT_MARK_EN},
	{"two of 10 MB", {"clean-10M.txt", "english-10M.txt"}, TEXT_MARK_EN},
	{"two of 100 MB", {"clean-100M.txt", "english-100M.txt"}, TEXT_MARK_EN},
};
static const double pair_limits[PAIRS] = {0.8, 0.06, 0.007};
static struct text line = {"a line of 100 MB", {"line-100M.txt"}, TEXT_MARK_ZH};

/* Puts the folder before a name; false if the file is not there. */
static bool find_text(const char **name, const char *folder)
{
	struct buf path = {0};
	buf_printf(&path, "%s/%s", folder, *name);
	*name = buf_string(&path);
	return access(*name, R_OK) == 0;
}

static int remove_entry(
	const char *path, const struct stat *stat, int type, struct FTW *ftw)
{
	(void)stat, (void)type, (void)ftw;
	return remove(path);
}

static void measure(const char *article, size_t sizes, char *home)
{
	const struct text others[] = {
		{"an article", {article}, "人们评价一座城市"},
		{"BENCH_FILE", {getenv("BENCH_FILE")}, getenv("BENCH_MARK")},
	};
	const struct player *ours = &players[OURS];
	measure_first_screens(ours, &players[LESS], clean, sizes, home);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (others[i].paths[0] && others[i].mark)
			measure_first_screens(ours, &players[LESS], &others[i], 1, home);
	measure_pairs(ours, &players[VIM_PAIR], pairs, pair_limits, PAIRS, home);
	measure_line(ours, &line, &clean[SMALL], home);
	measure_pages(players, VIM + 1, &clean[MIDDLE], home);
	measure_line_pages(ours, &line, home);
	measure_resizing(ours, &clean[sizes - 1], home);
	measure_search_keys(ours, &players[VIM], &clean[MIDDLE], home);
	for (size_t i = SMALL; i <= MIDDLE; i++)
		measure_remembering(ours, &clean[i], home);
}

int main(int argc, char **argv)
{
	char home[] = "HOME=/tmp/duidu-bench-XXXXXX", *folder = home + strlen("HOME=");
	size_t sizes = 0;
	if (argc != 4) {
		fputs("Usage: bench_tty DUIDU ARTICLE FOLDER\n", stderr);
		return 2;
	}
	snprintf(players[OURS].path, PLAYER_PATH, "%s", argv[1]);
	for (int i = OURS + 1; i < PLAYERS; i++)
		player_find(&players[i]);
	for (int i = 0; i < PLAYERS; i++)
		if (player_is_here(&players[i]))
			player_warm(players[i].path);
	while (sizes < SIZES && find_text(&clean[sizes].paths[0], argv[3]))
		sizes++;
	for (int i = 0; i < PAIRS; i++)
		for (int path = 0; path < 2; path++)
			find_text(&pairs[i].paths[path], argv[3]);
	find_text(&line.paths[0], argv[3]);
	if (sizes <= MIDDLE)
		die("%s: the texts are not there", argv[3]);
	if (!mkdtemp(folder))
		die("%s: no folder for HOME", folder);
	player_take_priority();
	measure(argv[2], sizes, home);
	nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
	return EXIT_SUCCESS;
}
