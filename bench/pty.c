/* SPDX-License-Identifier: MIT */
/* pty: starting a program and taking the time at which its output comes.
 *
 * A time is taken right behind the read() that brought the bytes, before they are looked at.
 * posix_spawn() shares our memory until the program is there, so that the least of what is
 * measured is our own.  The one question that is answered is where the cursor is: the other
 * ones are not waited for by any program that is measured here. */
#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "figures.h"
#include "status.h"

enum { READ_ROOM = 64 << 10 };

/* Where the cursor is asked for, and said to be: behind one narrow character at the start of
 * the second row. */
#define QUESTION "\033[6n"
#define ANSWER "\033[2;2R"

static double now(void)
{
	return figure_clock(CLOCK_MONOTONIC);
}

static int open_master(void)
{
	static const struct winsize size = {.ws_col = PTY_COLUMNS, .ws_row = PTY_ROWS};
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0 ||
		ioctl(master, TIOCSWINSZ, &size) < 0)
		die("no pseudo-terminal: %s", strerror(errno));
	return master;
}

double pty_start(struct pty *pty, char *const argv[], char *const environment[])
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	*pty = (struct pty){.master = open_master()};
	posix_spawn_file_actions_init(&actions);
	/* The first terminal that the leader of a session opens becomes its own. */
	posix_spawn_file_actions_addopen(
		&actions, STDIN_FILENO, ptsname(pty->master), O_RDWR, 0);
	posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);

	double began = now();
	int error =
		posix_spawn(&pty->pid, argv[0], &actions, &attributes, argv, environment);
	if (error)
		die("%s: %s", argv[0], strerror(error));
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return began;
}

void pty_stop(struct pty *pty)
{
	int status;
	kill(pty->pid, SIGKILL);
	waitpid(pty->pid, &status, 0);
	close(pty->master);
	buf_free(&pty->output);
}

static void answer(struct pty *pty)
{
	const size_t len = sizeof QUESTION - 1;
	const char *end = pty->output.v + pty->output.n, *at = pty->output.v + pty->seen;
	while ((at = memmem(at, (size_t)(end - at), QUESTION, len))) {
		if (write(pty->master, ANSWER, sizeof ANSWER - 1) < 0)
			die("pseudo-terminal: %s", strerror(errno));
		at += len;
		pty->seen = (size_t)(at - pty->output.v);
	}
	/* What may be the beginning of a question is looked at again. */
	if (pty->output.n >= len && pty->output.n - len + 1 > pty->seen)
		pty->seen = pty->output.n - len + 1;
}

/* Waits for output and takes all there is; false when none came or the program has ended. */
static bool receive(struct pty *pty, double seconds)
{
	struct pollfd asked = {.fd = pty->master, .events = POLLIN};
	bool got = false;
	if (poll(&asked, 1, (int)(seconds * 1e3 + 0.5)) <= 0)
		return false;
	for (;;) {
		char *room = buf_room(&pty->output, READ_ROOM);
		ssize_t n = read(pty->master, room, READ_ROOM);
		if (n <= 0)
			break;
		pty->last = now();
		pty->output.n += (size_t)n;
		got = true;
	}
	answer(pty);
	return got;
}

double pty_await(struct pty *pty, const char *text, double limit)
{
	double until = now() + limit;
	size_t len = strlen(text);
	while (!memmem(pty->output.v, pty->output.n, text, len)) {
		double left = until - now();
		if (left <= 0 || !receive(pty, left))
			return -1;
	}
	return pty->last;
}

bool pty_stir(struct pty *pty, double limit)
{
	return receive(pty, limit);
}

double pty_settle(struct pty *pty, double silence, double limit)
{
	double until = now() + limit;
	while (receive(pty, silence) && now() < until)
		;
	return pty->output.n ? pty->last : 0;
}

void pty_forget(struct pty *pty)
{
	pty->output.n = pty->seen = 0;
}

double pty_type(struct pty *pty, const char *keys)
{
	size_t len = strlen(keys);
	double began = now();
	if (write(pty->master, keys, len) != (ssize_t)len)
		die("pseudo-terminal: %s", strerror(errno));
	return began;
}

double pty_resize(struct pty *pty, int columns, int rows)
{
	const struct winsize size = {
		.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
	double began = now();
	if (ioctl(pty->master, TIOCSWINSZ, &size) < 0)
		die("pseudo-terminal: %s", strerror(errno));
	return began;
}
