/* SPDX-License-Identifier: MIT */
/* tty_keys: from a key until the last output before silence, in programs that stand open side
 * by side and have loaded all. */
#include <stdio.h>

#include "figures.h"
#include "tty_measures.h"

enum {
	PLAYERS = 4, /* at most */
	PAGES = 100,
	SEARCHES = 5,
	KEYS = 64, /* of all searches, at most */
	RESIZES = 20,
};

static const double PATIENCE = 1;        /* s until something happens, if it does */
static const double PAGE_SILENCE = 0.03; /* s without output: a page is there */
static const double KEY_SILENCE = 0.2;   /* s without output: a match is there */
static const double LIMIT = 60;          /* s until there is silence */

/* Targets. */
static const double PAGE = 0.95;   /* of the last peer's */
static const double BURST = 1;     /* of its pages a second */
static const double LINE_PAGE = 2; /* ms */
static const double KEY = 16;      /* ms: a frame of 60 Hz */
static const double RESIZING = 10; /* ms */

/* ms from typing until the last output before silence; negative when nothing came. */
static double type_and_wait(struct pty *pty, const char *keys, double silence)
{
	pty_forget(pty);
	double typed = pty_type(pty, keys);
	if (!pty_stir(pty, PATIENCE))
		return -1;
	return (pty_settle(pty, silence, LIMIT) - typed) * 1e3;
}

/* ---- page turns ---- */

struct pages {
	double took[PAGES]; /* ms, of each by itself */
	size_t bytes;       /* of them all */
	double burst;       /* pages a second, their keys typed at once */
	size_t burst_bytes;
};

/* False when a program comes to the end. */
static bool turn_pages(
	const struct player *players, size_t count, struct pty *pty, struct pages *pages)
{
	for (int page = 0; page < PAGES; page++)
		for (size_t i = 0; i < count; i++) {
			if (!player_is_here(&players[i]))
				continue;
			pages[i].took[page] =
				type_and_wait(&pty[i], players[i].page, PAGE_SILENCE);
			pages[i].bytes += pty[i].output.n;
			if (pages[i].took[page] < 0) {
				printf("skipped: %s turns %d pages only\n",
					players[i].name, page);
				return false;
			}
		}
	return true;
}

static void turn_at_once(
	const struct player *player, struct pty *pty, struct pages *pages)
{
	struct buf keys = {0};
	for (int page = 0; page < PAGES; page++)
		buf_puts(&keys, player->page);
	double took = type_and_wait(pty, buf_string(&keys), PAGE_SILENCE);
	pages->burst = took > 0 ? PAGES / took * 1e3 : 0;
	pages->burst_bytes = pty->output.n;
	buf_free(&keys);
}

static void print_pages(const struct text *text, const struct player *player,
	struct pages *pages, const struct player *peer, struct pages *base, bool judged)
{
	double median = figure_median(pages->took, PAGES);
	player_print("page turn", text, player, median, peer ? peer->name : NULL,
		peer ? figure_median(base->took, PAGES) : 0, judged ? PAGE : 0);
}

/* A program that shows less when many keys wait leaves out screens, and is no measure. */
static void print_burst(const struct text *text, const struct player *player,
	const struct pages *pages, const struct player *peer, const struct pages *base,
	bool judged)
{
	struct buf name = {0};
	buf_printf(&name, "pages at once of %s: %s, %.0f%% of the bytes", text->name,
		player->name, 100.0 * (double)pages->burst_bytes / (double)pages->bytes);
	figure_print(&(struct figure){.name = buf_string(&name),
		.value = pages->burst,
		.unit = "/s",
		.peer = peer ? peer->name : NULL,
		.base = peer ? base->burst : 0,
		.judged = judged ? FIGURE_AT_LEAST : FIGURE_FOR_SCALE,
		.limit = BURST});
	buf_free(&name);
}

static void print_all(const struct player *players, size_t count, const struct text *text,
	struct pages *pages)
{
	size_t judge = count;
	for (size_t i = 0; i < count; i++) {
		if (!player_is_here(&players[i]))
			continue;
		print_pages(text, &players[i], &pages[i], NULL, NULL, false);
		print_burst(text, &players[i], &pages[i], NULL, NULL, false);
		judge = i;
	}
	if (judge == 0 || judge == count)
		return;
	print_pages(text, &players[0], &pages[0], &players[judge], &pages[judge], true);
	print_burst(text, &players[0], &pages[0], &players[judge], &pages[judge], true);
}

void measure_pages(
	const struct player *players, size_t count, const struct text *text, char *home)
{
	struct pty pty[PLAYERS];
	static struct pages pages[PLAYERS];
	for (size_t i = 0; i < count; i++)
		if (player_is_here(&players[i]))
			player_load(&pty[i], &players[i], text, home);
	bool turned = turn_pages(players, count, pty, pages);
	for (size_t i = 0; i < count && turned; i++)
		if (player_is_here(&players[i]))
			turn_at_once(&players[i], &pty[i], &pages[i]);
	for (size_t i = 0; i < count; i++)
		if (player_is_here(&players[i]))
			pty_stop(&pty[i]);
	if (turned)
		print_all(players, count, text, pages);
}

void measure_line_pages(const struct player *ours, const struct text *line, char *home)
{
	struct pty pty;
	static struct pages pages;
	player_load(&pty, ours, line, home);
	if (turn_pages(ours, 1, &pty, &pages))
		player_print("page turn", line, ours, figure_median(pages.took, PAGES),
			"2 ms", LINE_PAGE, 1);
	pty_stop(&pty);
}

/* ---- keys of a search ---- */

/* ms of each key of a pattern that is typed at the end of the text and stands at its start.
 * Returns how many there were. */
static size_t type_pattern(struct pty *pty, const char *pattern, double *took)
{
	size_t keys = 0;
	type_and_wait(pty, "?", KEY_SILENCE);
	for (const char *at = pattern; *at; keys++) {
		char bytes[8] = {*at++};
		for (size_t n = 1; ((unsigned char)*at & 0xC0) == 0x80; n++)
			bytes[n] = *at++;
		took[keys] = type_and_wait(pty, bytes, KEY_SILENCE);
	}
	type_and_wait(pty, "\033", KEY_SILENCE);
	return keys;
}

static double search_key(const struct player *player, const struct text *text, char *home)
{
	struct pty pty;
	double took[KEYS];
	size_t keys = 0;
	player_load(&pty, player, text, home);
	type_and_wait(&pty, "G", KEY_SILENCE);
	for (int search = 0; search < SEARCHES; search++)
		keys += type_pattern(&pty, text->mark, took + keys);
	pty_stop(&pty);
	double median = figure_median(took, keys);
	player_print("key of a search", text, player, median, NULL, 0, 0);
	return median;
}

void measure_search_keys(const struct player *ours, const struct player *peer,
	const struct text *text, char *home)
{
	double median = search_key(ours, text, home);
	player_print("key of a search", text, ours, median, "16 ms", KEY, 1);
	if (player_is_here(peer))
		player_print("key of a search", text, ours, median, peer->name,
			search_key(peer, text, home), 0);
}

/* ---- resizing ---- */

void measure_resizing(const struct player *ours, const struct text *text, char *home)
{
	struct pty pty;
	double took[RESIZES];
	player_load(&pty, ours, text, home);
	type_and_wait(&pty, "50%", KEY_SILENCE);
	for (int i = 0; i < RESIZES; i++) {
		bool small = i % 2 == 0;
		pty_forget(&pty);
		double began = pty_resize(&pty, small ? PTY_COLUMNS - 30 : PTY_COLUMNS,
			small ? PTY_ROWS - 10 : PTY_ROWS);
		pty_stir(&pty, PATIENCE);
		took[i] = (pty_settle(&pty, PAGE_SILENCE, LIMIT) - began) * 1e3;
	}
	pty_stop(&pty);
	player_print("resizing", text, ours, figure_median(took, RESIZES), "10 ms",
		RESIZING, 1);
}
