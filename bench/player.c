/* SPDX-License-Identifier: MIT */
/* player: each program gets the same small environment, and nothing but the text to read. */
#include "player.h"

#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "figures.h"
#include "fileio.h"
#include "status.h"

enum { PRIORITY = 10 /* real-time */ };

static const double START_LIMIT = 20;   /* s until a first screen */
static const double LOAD_SILENCE = 0.5; /* s without output: all is loaded */
static const double LOAD_LIMIT = 60;    /* s until there is silence */

void player_take_priority(void)
{
	const struct sched_param priority = {.sched_priority = PRIORITY};
	if (sched_setscheduler(0, SCHED_FIFO, &priority) < 0)
		puts("no right to real-time priority: figures are noisy");
}

void player_find(struct player *player)
{
	const char *folder = getenv("PATH");
	while (folder && *folder) {
		int len = (int)strcspn(folder, ":");
		snprintf(player->path, sizeof player->path, "%.*s/%s", len, folder,
			player->program);
		if (access(player->path, X_OK) == 0)
			return;
		folder += len + (folder[len] == ':');
	}
	player->path[0] = '\0';
	printf("skipped: %s is not installed\n", player->program);
}

bool player_is_here(const struct player *player)
{
	return *player->path != '\0';
}

double player_start(
	struct pty *pty, const struct player *player, const struct text *text, char *home)
{
	/* posix_spawn() does not change the strings it takes. */
	char *argv[PLAYER_OPTIONS + 4] = {(char *)(uintptr_t)player->path};
	char *environment[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8",
		"PATH=/usr/bin:/bin", home, NULL};
	size_t n = 1;
	for (size_t i = 0; i < PLAYER_OPTIONS && player->options[i]; i++)
		argv[n++] = (char *)(uintptr_t)player->options[i];
	for (size_t i = 0; i < 2 && text->paths[i]; i++)
		argv[n++] = (char *)(uintptr_t)text->paths[i];
	return pty_start(pty, argv, environment);
}

double player_await(struct pty *pty, const struct player *player, const struct text *text)
{
	const char *slash = strrchr(text->paths[0], '/');
	const char *name = slash ? slash + 1 : text->paths[0];
	if (pty_await(pty, text->mark, START_LIMIT) < 0)
		return -1;
	return pty_await(pty, player->bottom ? player->bottom : name, START_LIMIT);
}

void player_load(
	struct pty *pty, const struct player *player, const struct text *text, char *home)
{
	player_start(pty, player, text, home);
	player_await(pty, player, text);
	pty_settle(pty, LOAD_SILENCE, LOAD_LIMIT);
}

void player_warm(const char *path)
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

void player_print(const char *what, const struct text *text, const struct player *player,
	double value, const char *peer, double base, double limit)
{
	struct buf name = {0};
	buf_printf(&name, "%s of %s: %s", what, text->name, player->name);
	figure_print(&(struct figure){.name = buf_string(&name),
		.value = value,
		.unit = "ms",
		.peer = peer,
		.base = base,
		.judged = limit > 0 ? FIGURE_AT_MOST : FIGURE_FOR_SCALE,
		.limit = limit});
	buf_free(&name);
}
