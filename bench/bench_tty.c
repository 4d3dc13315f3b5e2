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
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "figures.h"
#include "fileio.h"
#include "pty.h"
#include "status.h"
#include "texts.h"

enum {
	ROUNDS = 21,
	PAGES = 100,
	OPTIONS = 10, /* of a program, at most */
	SEARCHES = 5,
	KEYS = 64,     /* of all searches, at most */
	PRIORITY = 10, /* real-time */
	PATH_ROOM = 4096,
};

static const double START_LIMIT = 20;         /* s until a first screen */
static const double PAGE_SILENCE = 0.03;      /* s without output: a page is there */
static const double KEY_SILENCE = 0.2;        /* s without output: a match is there */
static const double LOAD_SILENCE = 0.5;       /* s without output: all is loaded */
static const double SETTLE_LIMIT = 60;        /* s until there is silence */
static const double FIRST_SCREEN_LIMIT = 1.5; /* times less */
static const double REMEMBERING_LIMIT = 1.05; /* times a program that remembers nothing */

/* A program that shows texts. */
struct player {
	const char *name;
	const char *page; /* keys that turn a page */
	const char *options[OPTIONS];
	char path[PATH_ROOM]; /* empty when it is not installed */
};

enum { OURS, LESS, VIM, PLAYERS };

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

/* Returns the time just before. */
static double start(
	struct pty *pty, const struct player *player, const struct text *text, char *home)
{
	/* posix_spawn() does not change the strings it takes. */
	char *argv[OPTIONS + 3] = {(char *)(uintptr_t)player->path};
	char *environment[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8",
		"PATH=/usr/bin:/bin", home, NULL};
	size_t n = 1;
	for (size_t i = 0; i < OPTIONS && player->options[i]; i++)
		argv[n++] = (char *)(uintptr_t)player->options[i];
	argv[n] = (char *)(uintptr_t)text->path;
	return pty_start(pty, argv, environment);
}

/* Brings a file into the page cache. */
static void warm(const char *path)
{
	char bytes[1 << 16];
	struct input input;
	size_t got = 0;
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

/* Prints what a player needs, in ms, and against a peer (NULL: none); limit 0: not judged. */
static void print(const char *what, const struct text *text, const struct player *player,
	double value, const struct player *peer, double base, double limit)
{
	struct buf name = {0};
	buf_printf(&name, "%s of %s: %s", what, text->name, player->name);
	figure_print(&(struct figure){.name = buf_string(&name),
		.value = value,
		.unit = "ms",
		.peer = peer ? peer->name : NULL,
		.base = base,
		.judged = limit > 0 ? FIGURE_AT_MOST : FIGURE_FOR_SCALE,
		.limit = limit});
	buf_free(&name);
}

/* ---- the first screen ---- */

/* ms from before the start until the mark is there; negative when it does not come. */
static double first_screen(
	const struct player *player, const struct text *text, char *home)
{
	struct pty pty;
	double began = start(&pty, player, text, home);
	double shown = pty_await(&pty, text->mark, START_LIMIT);
	pty_stop(&pty);
	return shown < 0 ? -1 : (shown - began) * 1e3;
}

static void measure_first_screen(
	const struct player *players, const struct text *text, char *home)
{
	enum { COUNT = LESS + 1 };
	double runs[COUNT][ROUNDS], median[COUNT] = {0};
	warm(text->path);
	for (int round = -1; round < ROUNDS; round++)
		for (int i = 0; i < COUNT; i++) {
			if (!*players[i].path)
				continue;
			double took = first_screen(&players[i], text, home);
			if (took < 0) {
				printf("skipped: %s does not show “%s” of %s\n",
					players[i].name, text->mark, text->path);
				return;
			}
			if (round >= 0)
				runs[i][round] = took;
		}
	bool compared = *players[LESS].path;
	for (int i = 0; i < COUNT; i++)
		if (*players[i].path)
			median[i] = figure_median(runs[i], ROUNDS);
	print("first screen", text, &players[OURS], median[OURS],
		compared ? &players[LESS] : NULL, median[LESS],
		compared ? FIRST_SCREEN_LIMIT : 0);
	if (compared)
		print("first screen", text, &players[LESS], median[LESS], NULL, 0, 0);
}

/* ---- the first screen, when much is remembered ---- */

static void write_lines(const char *home, const char *folder, const char *name,
	size_t lines, const char *format)
{
	struct buf path = {0};
	for (const char *at = folder; *at;
		at += strcspn(at, "/") + (at[strcspn(at, "/")] == '/')) {
		path.n = 0;
		buf_printf(&path, "%s/%.*s", home,
			(int)(at - folder) + (int)strcspn(at, "/"), folder);
		mkdir(buf_string(&path), 0700);
	}
	buf_printf(&path, "/%s", name);
	FILE *out = fopen(buf_string(&path), "w");
	if (!out)
		die("%s: cannot be written", buf_string(&path));
	for (size_t i = 0; i < lines; i++) {
		size_t hash = i * UINT64_C(0x9E3779B97F4A7C15);
		fprintf(out, format, i, hash, hash, ~hash, i % 1000);
	}
	fclose(out);
	buf_free(&path);
}

/* All the places and bookmarks of other texts that there can be, or many would have. */
static void fill_home(const char *home)
{
	enum { PLACES = 1000, BOOKMARKS = 10000 };
	write_lines(home, ".local/state/duidu", "positions.tsv", PLACES,
		"2024-02-29T08:00:00Z\t/home/reader/texts/"
		"text-%zu.txt\t%016zx-%016zx%016zx\t一、"
		"开头的一章 › "
		"（一）其中的一节\t%zu:"
		"0\t前面的一些词句〖这里是读到的那一句话，不长也不短。"
		"〗后面的一些词句\t\trow=5\t一篇文章的标题，也不长不短\n");
	write_lines(home, ".local/share/duidu", "bookmarks.tsv", BOOKMARKS,
		"2024-02-29T08:00:00Z\t\t/home/reader/texts/"
		"text-%zu.txt\t%016zx-%016zx%016zx\t一、"
		"开头的一章 › "
		"（一）其中的一节\t%zu:"
		"0\t前面的一些词句〖这里是标出来的那一句话，不长也不短。"
		"〗后面的一些词句\t一条批注，有几个词\n");
}

/* Against the same program that reads and keeps nothing. */
static void measure_remembering(
	const struct player *ours, const struct text *text, char *home)
{
	struct player players[] = {*ours, *ours};
	enum { COUNT = sizeof players / sizeof *players, MANY_ROUNDS = 4 * ROUNDS };
	double runs[COUNT][MANY_ROUNDS];
	players[0].name = "with 10,000 bookmarks";
	players[1].name = "--no-state";
	players[1].options[0] = "--no-state";
	players[1].options[1] = "--bookmarks=/dev/null";
	for (int round = -1; round < MANY_ROUNDS; round++)
		for (int i = 0; i < COUNT; i++) {
			double took = first_screen(&players[i], text, home);
			if (round >= 0)
				runs[i][round] = took;
		}
	double base = figure_median(runs[1], MANY_ROUNDS);
	print("first screen", text, &players[0], figure_median(runs[0], MANY_ROUNDS),
		&players[1], base, REMEMBERING_LIMIT);
}

/* ---- page turns ---- */

/* ms from the key until the last output before silence; negative when nothing came. */
static double turn_page(struct pty *pty, const struct player *player)
{
	pty_forget(pty);
	double typed = pty_type(pty, player->page);
	double shown = pty_settle(pty, PAGE_SILENCE, SETTLE_LIMIT);
	return shown == 0 ? -1 : (shown - typed) * 1e3;
}

/* Fills runs with what each player needs for each page; false when one comes to the end. */
static bool turn_pages(
	const struct player *players, struct pty *pty, double runs[PLAYERS][PAGES])
{
	for (int page = 0; page < PAGES; page++)
		for (int i = 0; i < PLAYERS; i++) {
			if (!*players[i].path)
				continue;
			runs[i][page] = turn_page(&pty[i], &players[i]);
			if (runs[i][page] < 0) {
				printf("skipped: %s turns %d pages only\n",
					players[i].name, page);
				return false;
			}
		}
	return true;
}

static void print_pages(const struct player *players, const struct text *text,
	double runs[PLAYERS][PAGES])
{
	double median[PLAYERS];
	for (int i = 0; i < PLAYERS; i++) {
		if (!*players[i].path)
			continue;
		median[i] = figure_median(runs[i], PAGES);
		print("page turn", text, &players[i], median[i], NULL, 0, 0);
	}
	for (int i = OURS + 1; i < PLAYERS; i++)
		if (*players[i].path)
			print("page turn", text, &players[OURS], median[OURS],
				&players[i], median[i], 0);
}

/* All programs stand open side by side and turn a page each in turn. */
static void measure_pages(
	const struct player *players, const struct text *text, char *home)
{
	struct pty pty[PLAYERS];
	double runs[PLAYERS][PAGES];
	for (int i = 0; i < PLAYERS; i++) {
		if (!*players[i].path)
			continue;
		start(&pty[i], &players[i], text, home);
		pty_await(&pty[i], text->mark, START_LIMIT);
		pty_settle(&pty[i], LOAD_SILENCE, SETTLE_LIMIT);
	}
	bool turned = turn_pages(players, pty, runs);
	for (int i = 0; i < PLAYERS; i++)
		if (*players[i].path)
			pty_stop(&pty[i]);
	if (turned)
		print_pages(players, text, runs);
}

/* ---- keys of a search ---- */

/* ms of each key of a pattern that is typed at the end of the text and stands at its start:
 * from the key to the last output before silence.  Returns how many there were. */
static size_t type_pattern(struct pty *pty, const char *pattern, double *took)
{
	size_t keys = 0;
	pty_type(pty, "?");
	pty_settle(pty, KEY_SILENCE, SETTLE_LIMIT);
	for (const char *at = pattern; *at; keys++) {
		char bytes[8] = {*at++};
		for (size_t n = 1; ((unsigned char)*at & 0xC0) == 0x80; n++)
			bytes[n] = *at++;
		pty_forget(pty);
		double typed = pty_type(pty, bytes);
		took[keys] = (pty_settle(pty, KEY_SILENCE, SETTLE_LIMIT) - typed) * 1e3;
	}
	pty_type(pty, "\033");
	pty_settle(pty, KEY_SILENCE, SETTLE_LIMIT);
	return keys;
}

static void measure_keys(
	const struct player *players, const struct text *text, char *home)
{
	double runs[PLAYERS][KEYS], median[PLAYERS] = {0};
	for (int i = 0; i < PLAYERS; i++) {
		struct pty pty;
		size_t keys = 0;
		if (!*players[i].path || i == LESS)
			continue;
		start(&pty, &players[i], text, home);
		pty_await(&pty, text->mark, START_LIMIT);
		pty_settle(&pty, LOAD_SILENCE, SETTLE_LIMIT);
		pty_type(&pty, "G");
		pty_settle(&pty, LOAD_SILENCE, SETTLE_LIMIT);
		for (int search = 0; search < SEARCHES; search++)
			keys += type_pattern(&pty, text->mark, runs[i] + keys);
		pty_stop(&pty);
		median[i] = figure_median(runs[i], keys);
		print("key of a search", text, &players[i], median[i], NULL, 0, 0);
	}
	const struct player frame = {.name = "16 ms"};
	print("key of a search", text, &players[OURS], median[OURS], &frame, 16, 1);
	if (*players[VIM].path)
		print("key of a search", text, &players[OURS], median[OURS],
			&players[VIM], median[VIM], 0);
}

/* ---- the run ---- */

static void take_priority(void)
{
	const struct sched_param priority = {.sched_priority = PRIORITY};
	if (sched_setscheduler(0, SCHED_FIFO, &priority) < 0)
		puts("no right to real-time priority: figures are noisy");
}

static int remove_entry(
	const char *path, const struct stat *stat, int type, struct FTW *ftw)
{
	(void)stat, (void)type, (void)ftw;
	return remove(path);
}

static void measure(const struct player *players, char **paths, char *home)
{
	const struct text texts[] = {
		{"an article", paths[0], "人们评价一座城市"},
		{"30 KB", paths[1], TEXT_MARK_ZH},
		{"10 MB", paths[2], TEXT_MARK_ZH},
		{"100 MB", paths[3], TEXT_MARK_ZH},
		{"BENCH_FILE", getenv("BENCH_FILE"), getenv("BENCH_MARK")},
	};
	enum { TEXTS = sizeof texts / sizeof *texts, PAGED = 2 };
	for (size_t i = 0; i < TEXTS; i++)
		if (texts[i].path && texts[i].mark)
			measure_first_screen(players, &texts[i], home);
	measure_pages(players, &texts[PAGED], home);
	measure_keys(players, &texts[PAGED], home);
	fill_home(home + strlen("HOME="));
	for (size_t i = 0; i < PAGED; i++)
		measure_remembering(&players[OURS], &texts[i], home);
}

int main(int argc, char **argv)
{
	static struct player players[PLAYERS] = {
		[OURS] = {.name = "duidu", .page = " "},
		[LESS] = {.name = "less", .page = " "},
		/* Nothing is read and nothing written beside the text. */
		[VIM] = {.name = "vim",
			.page = "\006",
			.options = {"-R", "-n", "-u", "NONE", "-i", "NONE", "-N", "-c",
				"set incsearch"}},
	};
	char home[] = "HOME=/tmp/duidu-bench-XXXXXX", *folder = home + strlen("HOME=");
	if (argc != 6) {
		fputs("Usage: bench_tty DUIDU ARTICLE ZH-30K ZH-10M ZH-100M\n", stderr);
		return 2;
	}
	snprintf(players[OURS].path, PATH_ROOM, "%s", argv[1]);
	find_program(&players[LESS]);
	find_program(&players[VIM]);
	for (int i = 0; i < PLAYERS; i++)
		if (*players[i].path)
			warm(players[i].path);
	if (!mkdtemp(folder))
		die("%s: no folder for HOME", folder);
	take_priority();
	measure(players, argv + 2, home);
	nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
	return EXIT_SUCCESS;
}
