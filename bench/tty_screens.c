/* SPDX-License-Identifier: MIT */
/* tty_screens: from before a program is started until all of its first screen has been output.
 * The first round is thrown away: all is measured warm. */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "figures.h"
#include "status.h"
#include "tty_measures.h"

enum {
	ENTRIES = 16, /* that take turns, at most */
	ROUNDS = 21,
	PAIR_ROUNDS = 7, /* vim takes most of a second for each */
	REMEMBERING_ROUNDS = 84,
};

/* Targets, as ratios. */
static const double FIRST_SCREEN = 1.25; /* of less */
static const double GROWTH = 1.3;        /* the largest text, of the smallest */
static const double LINE = 1.5;          /* of a small text */
static const double REMEMBERING = 1.05;  /* of a program that remembers nothing */

struct entry {
	const struct player *player;
	const struct text *text;
};

/* ms from before the start until the screen is there; negative when it does not come. */
static double first_screen(const struct entry *entry, char *home)
{
	struct pty pty;
	double began = player_start(&pty, entry->player, entry->text, home);
	double shown = player_await(&pty, entry->player, entry->text);
	pty_stop(&pty);
	return shown < 0 ? -1 : (shown - began) * 1e3;
}

/* Fills medians; negative for a program that is not here or does not show the mark. */
static void race(const struct entry *entries, size_t count, int rounds, char *home,
	double *medians)
{
	static double runs[ENTRIES][REMEMBERING_ROUNDS];
	assert(count <= ENTRIES && rounds <= REMEMBERING_ROUNDS);
	for (size_t i = 0; i < count; i++) {
		medians[i] = player_is_here(entries[i].player) ? 0 : -1;
		for (int path = 0; path < 2 && entries[i].text->paths[path]; path++)
			player_warm(entries[i].text->paths[path]);
	}
	for (int round = -1; round < rounds; round++)
		for (size_t i = 0; i < count; i++) {
			if (medians[i] < 0)
				continue;
			double took = first_screen(&entries[i], home);
			if (took < 0) {
				printf("skipped: %s does not show “%s” of %s\n",
					entries[i].player->name, entries[i].text->mark,
					entries[i].text->name);
				medians[i] = -1;
			} else if (round >= 0) {
				runs[i][round] = took;
			}
		}
	for (size_t i = 0; i < count; i++)
		if (medians[i] == 0)
			medians[i] = figure_median(runs[i], (size_t)rounds);
}

/* One line for an entry, and one for its peer, as far as there are figures. */
static void print_against(const struct entry *entry, double median,
	const struct player *peer, double base, double limit)
{
	const struct text *text = entry->text;
	if (median < 0)
		return;
	bool compared = base > 0;
	player_print("first screen", text, entry->player, median,
		compared ? peer->name : NULL, base, compared ? limit : 0);
	if (compared)
		player_print("first screen", text, peer, base, NULL, 0, 0);
}

void measure_first_screens(const struct player *ours, const struct player *peer,
	const struct text *texts, size_t count, char *home)
{
	struct entry entries[ENTRIES] = {0};
	double medians[ENTRIES];
	assert(2 * count <= ENTRIES);
	for (size_t i = 0; i < count; i++) {
		entries[2 * i] = (struct entry){ours, &texts[i]};
		entries[2 * i + 1] = (struct entry){peer, &texts[i]};
	}
	race(entries, 2 * count, ROUNDS, home, medians);
	for (size_t i = 0; i < count; i++)
		print_against(&entries[2 * i], medians[2 * i], peer, medians[2 * i + 1],
			FIRST_SCREEN);
	if (count > 1 && medians[0] > 0 && medians[2 * count - 2] > 0)
		player_print("first screen", &texts[count - 1], ours,
			medians[2 * count - 2], texts[0].name, medians[0], GROWTH);
}

void measure_pairs(const struct player *ours, const struct player *peer,
	const struct text *pairs, const double *limits, size_t count, char *home)
{
	for (size_t i = 0; i < count; i++) {
		const struct entry entries[] = {{ours, &pairs[i]}, {peer, &pairs[i]}};
		double medians[2];
		race(entries, 2, PAIR_ROUNDS, home, medians);
		print_against(&entries[0], medians[0], peer, medians[1], limits[i]);
	}
}

void measure_line(const struct player *ours, const struct text *line,
	const struct text *text, char *home)
{
	const struct entry entries[] = {{ours, line}, {ours, text}};
	double medians[2];
	race(entries, 2, ROUNDS, home, medians);
	if (medians[0] > 0 && medians[1] > 0)
		player_print("first screen", line, ours, medians[0], text->name,
			medians[1], LINE);
}

/* ---- when much is remembered ---- */

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

void measure_remembering(const struct player *ours, const struct text *text, char *home)
{
	struct player with = *ours, without = *ours;
	const struct entry entries[] = {{&with, text}, {&without, text}};
	double medians[2];
	with.name = "with 10,000 bookmarks";
	without.name = "--no-state";
	without.options[0] = "--no-state";
	without.options[1] = "--bookmarks=/dev/null";
	fill_home(home + strlen("HOME="));
	race(entries, 2, REMEMBERING_ROUNDS, home, medians);
	if (medians[0] > 0 && medians[1] > 0)
		player_print("first screen", text, &with, medians[0], without.name,
			medians[1], REMEMBERING);
}
