/* SPDX-License-Identifier: MIT */
/* player: programs that show texts, ours and those it is compared with, and starting them. */
#ifndef DUIDU_BENCH_PLAYER_H
#define DUIDU_BENCH_PLAYER_H

#include <stdbool.h>

#include "pty.h"

enum {
	PLAYER_OPTIONS = 10, /* of a program, at most */
	PLAYER_PATH = 4096,
};

struct player {
	const char *name;    /* in figures */
	const char *program; /* what it is called in PATH */
	const char *page;    /* keys that turn a page */
	const char *bottom;  /* what its first screen ends with; NULL: the file's name */
	const char *options[PLAYER_OPTIONS];
	char path[PLAYER_PATH]; /* empty when it is not installed */
};

/* A text, or two that are read side by side. */
struct text {
	const char *name;
	const char *paths[2]; /* the second NULL: there is one */
	const char *mark; /* on the first screen, and in no key or program's message */
};

/* Gives this process and those it starts real-time priority, or says that it may not. */
void player_take_priority(void);

/* Finds the program in PATH; where it is not, says so. */
void player_find(struct player *player);

bool player_is_here(const struct player *player);

/* Starts a program on a text, with HOME from "HOME=FOLDER"; returns the time just before. */
double player_start(struct pty *pty, const struct player *player, const struct text *text,
	char *home);

/* Waits for the first screen, all of it: less sends its own in pieces, the first of them when
 * two thirds of its time are over.  Returns when it was there, negative if it does not come. */
double player_await(
	struct pty *pty, const struct player *player, const struct text *text);

/* Starts a program and waits until the text is shown, and all is quiet: it is loaded. */
void player_load(struct pty *pty, const struct player *player, const struct text *text,
	char *home);

/* Brings a file into the page cache. */
void player_warm(const char *path);

/* Prints what a player needs, in ms; with a peer, against what that one needs and, with a
 * limit, judged by that. */
void player_print(const char *what, const struct text *text, const struct player *player,
	double value, const char *peer, double base, double limit);

#endif
