/* SPDX-License-Identifier: MIT */
/* bench_tty: how soon a reader sees what was asked for, beside the pagers of the system.
 *
 * Programs take turns (A, B, A, B, ...), so that a slow minute of the machine meets them all;
 * medians and their ratio are what counts.  Files and programs are read once before, and the
 * first round is thrown away: all is measured warm.  With the right to it, this program and
 * those it starts run at real-time priority, since one wait for a processor behind other
 * work takes as long as what is measured. */
#include <ftw.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "figures.h"
#include "fileio.h"
#include "pty.h"
#include "status.h"
#include "texts.h"

enum {
	ROUNDS = 21,
	PAGES = 100,
	ARGUMENTS = 12,
	PRIORITY = 10,
	PATH_ROOM = 4096,
};

static const double START_LIMIT = 20; /* s until a first screen */
static const double SILENCE = 0.03;   /* s without output: a page is there */
static const double REST = 0.5;       /* s without output: all is loaded */
static const double REST_LIMIT = 60;
static const double FIRST_SCREEN_LIMIT = 1.5; /* times less */

/* A program that shows texts. */
struct player {
	const char *name;
	const char *page; /* keys that turn a page */
	const char *const options[ARGUMENTS];
	char path[PATH_ROOM]; /* empty when it is not installed */
};

enum { OURS, LESS, VIM, PLAYERS };

static struct player players[PLAYERS] = {
	[OURS] = {.name = "duidu", .page = " "},
	[LESS] = {.name = "less", .page = " "},
	/* Nothing read and nothing written beside the text. */
	[VIM] = {.name = "vim",
		.page = "\006",
		.options = {"-R", "-n", "-u", "NONE", "-i", "NONE", "-N"}},
};

struct text {
	const char *name, *path;
	const char *mark; /* on the first screen, and in no key or program's message */
};

static void find_program(struct player *player)
{
	const char *folder = getenv("PATH");
	while (folder && *folder) {
		int len = (int)strcspn(folder, ":");
		snprintf(player->path, sizeof player->path, "%.*s/%s", len, folder,
			player->name);
		if (access(player->path, X_OK) == 0)
			return;
		folder += len + (folder[len] == ':');
	}
	player->path[0] = '\0';
	printf("skipped: %s is not installed\n", player->name);
}

static void start(struct pty *pty, const struct player *player, const struct text *text,
	double *began)
{
	/* posix_spawn() takes strings that it does not change as if it did. */
	char *argv[ARGUMENTS + 3] = {(char *)(uintptr_t)player->path};
	char *environment[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8",
		"PATH=/usr/bin:/bin", NULL, NULL};
	char home[PATH_ROOM];
	size_t n = 1;
	for (size_t i = 0; player->options[i]; i++)
		argv[n++] = (char *)(uintptr_t)player->options[i];
	argv[n] = (char *)(uintptr_t)text->path;
	snprintf(home, sizeof home, "HOME=%s", getenv("HOME"));
	environment[3] = home;
	*began = pty_start(pty, argv, environment);
}

/* Brings a file into the page cache. */
static void warm(const char *path)
{
	static char bytes[1 << 20];
	struct input input;
	size_t got;
	bool again;
	struct status s = input_open(&input, path);
	do {
		if (status_ok(&s))
			s = input_read(&input, bytes, sizeof bytes, true, &got, &again);
		if (!status_ok(&s))
			die("%s: %s", path, s.message);
	} while (got > 0);
	input_close(&input);
}

/* ---- the first screen ---- */

static double first_screen(const struct player *player, const struct text *text)
{
	struct pty pty;
	double began;
	start(&pty, player, text, &began);
	double shown = pty_await(&pty, text->mark, START_LIMIT);
	pty_stop(&pty);
	return shown < 0 ? -1 : (shown - began) * 1e3;
}

static void print_first_screen(const struct text *text, const struct player *player,
	double value, const struct player *peer, double base)
{
	struct buf name = {0};
	buf_printf(&name, "first screen of %s: %s", text->name, player->name);
	figure_print(&(struct figure){.name = buf_string(&name),
		.value = value,
		.unit = "ms",
		.peer = peer ? peer->name : NULL,
		.base = base,
		.judged = peer ? FIGURE_AT_MOST : FIGURE_FOR_SCALE,
		.limit = FIRST_SCREEN_LIMIT});
	buf_free(&name);
}

static void measure_first_screen(const struct text *text)
{
	static const int order[] = {OURS, LESS};
	enum { COUNT = sizeof order / sizeof *order };
	double runs[COUNT][ROUNDS], median[COUNT] = {0};
	warm(text->path);
	for (int round = -1; round < ROUNDS; round++)
		for (int i = 0; i < COUNT; i++) {
			const struct player *player = &players[order[i]];
			if (!*player->path)
				continue;
			double took = first_screen(player, text);
			if (took < 0) {
				printf("skipped: %s does not show “%s” of %s\n",
					player->name, text->mark, text->path);
				return;
			}
			if (round >= 0)
				runs[i][round] = took;
		}
	for (int i = COUNT - 1; i >= 0; i--)
		if (*players[order[i]].path)
			median[i] = figure_median(runs[i], ROUNDS);
	const struct player *peer = *players[LESS].path ? &players[LESS] : NULL;
	print_first_screen(text, &players[OURS], median[0], peer, median[1]);
	if (peer)
		print_first_screen(text, peer, median[1], NULL, 0);
}

/* ---- page turns ---- */

static void print_page(const struct text *text, const struct player *player, double value,
	const struct player *peer, double base)
{
	struct buf name = {0};
	buf_printf(&name, "a page of %s: %s", text->name, player->name);
	figure_print(&(struct figure){.name = buf_string(&name),
		.value = value,
		.unit = "ms",
		.peer = peer ? peer->name : NULL,
		.base = base});
	buf_free(&name);
}

/* All programs stand open side by side and turn a page each in turn. */
static void measure_pages(const struct text *text)
{
	struct pty pty[PLAYERS];
	double runs[PLAYERS][PAGES], median[PLAYERS], began;
	for (int i = 0; i < PLAYERS; i++) {
		if (!*players[i].path)
			continue;
		start(&pty[i], &players[i], text, &began);
		pty_await(&pty[i], text->mark, START_LIMIT);
		pty_settle(&pty[i], REST, REST_LIMIT);
	}
	for (int page = 0; page < PAGES; page++)
		for (int i = 0; i < PLAYERS; i++) {
			if (!*players[i].path)
				continue;
			pty_forget(&pty[i]);
			double typed = pty_type(&pty[i], players[i].page);
			double shown = pty_settle(&pty[i], SILENCE, REST_LIMIT);
			if (shown == 0)
				die("%s does not turn the page", players[i].name);
			runs[i][page] = (shown - typed) * 1e3;
		}
	for (int i = 0; i < PLAYERS; i++) {
		if (!*players[i].path)
			continue;
		pty_stop(&pty[i]);
		median[i] = figure_median(runs[i], PAGES);
		print_page(text, &players[i], median[i], NULL, 0);
		if (i != OURS)
			print_page(text, &players[OURS], median[OURS], &players[i],
				median[i]);
	}
}

/* ---- the run ---- */

static int remove_entry(
	const char *path, const struct stat *stat, int type, struct FTW *ftw)
{
	(void)stat, (void)type, (void)ftw;
	return remove(path);
}

static void take_priority(void)
{
	const struct sched_param priority = {.sched_priority = PRIORITY};
	if (sched_setscheduler(0, SCHED_FIFO, &priority) < 0)
		puts("no right to real-time priority: figures are noisy");
}

static void measure_all(const struct text *texts, size_t count, size_t paged)
{
	for (size_t i = 0; i < count; i++)
		measure_first_screen(&texts[i]);
	struct text other = {.name = "BENCH_FILE",
		.path = getenv("BENCH_FILE"),
		.mark = getenv("BENCH_MARK")};
	if (other.path && other.mark)
		measure_first_screen(&other);
	measure_pages(&texts[paged]);
}

int main(int argc, char **argv)
{
	if (argc != 6) {
		fputs("Usage: bench_tty DUIDU ARTICLE ZH-30K ZH-10M ZH-100M\n", stderr);
		return 2;
	}
	const struct text texts[] = {
		{"an article", argv[2], "人们评价一座城市"},
		{"30 KB", argv[3], TEXT_MARK_ZH},
		{"10 MB", argv[4], TEXT_MARK_ZH},
		{"100 MB", argv[5], TEXT_MARK_ZH},
	};
	enum { TEXTS = sizeof texts / sizeof *texts, PAGED = 2 };
	char home[] = "/tmp/duidu-bench-XXXXXX";
	snprintf(players[OURS].path, sizeof players[OURS].path, "%s", argv[1]);
	find_program(&players[LESS]);
	find_program(&players[VIM]);
	for (int i = 0; i < PLAYERS; i++)
		if (*players[i].path)
			warm(players[i].path);
	if (!mkdtemp(home))
		die("%s: cannot be made", home);
	setenv("HOME", home, 1);
	take_priority();
	measure_all(texts, TEXTS, PAGED);
	nftw(home, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
	return EXIT_SUCCESS;
}
