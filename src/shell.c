/* SPDX-License-Identifier: MIT */
/* shell: posix_spawn of a shell, and waiting for it.
 *
 * The input is a file without a name rather than a pipe: a command that does not read it, or
 * ends early, can neither block us nor raise SIGPIPE.  The child gets no signal blocked and
 * none ignored, whatever our front end does with them. */
#include "shell.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "message.h"

extern char **environ;

static const char shell[] = "/bin/sh";

/* Starts /bin/sh with the command. */
static struct status start(pid_t *pid, const char *command, const char *const arguments[],
	const posix_spawn_file_actions_t *files, short flags)
{
	/* "sh" is $0 for the command; none of the words is changed. */
	char *words[4 + SHELL_ARGUMENTS + 1] = {
		(char *)"sh", (char *)"-c", (char *)command, (char *)"sh"};
	posix_spawnattr_t attributes;
	sigset_t none, all;
	for (size_t i = 0; arguments && arguments[i]; i++) {
		assert(i < SHELL_ARGUMENTS);
		words[4 + i] = (char *)arguments[i];
	}
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setflags(&attributes,
		(short)(flags | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));
	errno = posix_spawn(pid, shell, files, &attributes, words, environ);
	posix_spawnattr_destroy(&attributes);
	return errno ? status_errno("%s", shell) : STATUS_NONE;
}

/* What a wait status means to the user. */
static struct status ended(int how)
{
	if (WIFSIGNALED(how))
		return status_make(STATUS_SYSTEM, 0, "%s", strsignal(WTERMSIG(how)));
	if (WEXITSTATUS(how) != 0)
		return status_make(
			STATUS_SYSTEM, 0, _("exit status %d"), WEXITSTATUS(how));
	return STATUS_NONE;
}

static struct status wait_for(pid_t pid, int milliseconds)
{
	enum { STEP = 5 };
	const struct timespec step = {.tv_nsec = STEP * 1000000L};
	int how = 0;
	for (int waited = 0; waited < milliseconds; waited += STEP) {
		pid_t got = waitpid(pid, &how, WNOHANG);
		if (got == pid)
			return ended(how);
		if (got < 0 && errno != EINTR)
			return status_errno("%s", shell);
		nanosleep(&step, NULL);
	}
	return status_make(STATUS_SYSTEM, 0, _("it is still running"));
}

static struct status feed(
	FILE *file, const char *command, const char *text, size_t len, int milliseconds)
{
	posix_spawn_file_actions_t files;
	pid_t pid;
	if ((len > 0 && fwrite(text, 1, len, file) != len) || fflush(file) != 0)
		return status_errno("%s", _("temporary file"));
	rewind(file);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, fileno(file), STDIN_FILENO);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", 1, 0);
	posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
	struct status s = start(&pid, command, NULL, &files, POSIX_SPAWN_SETPGROUP);
	posix_spawn_file_actions_destroy(&files);
	return status_ok(&s) ? wait_for(pid, milliseconds) : s;
}

struct status shell_with_input(
	const char *command, const char *text, size_t len, int milliseconds)
{
	/* What was left running may have ended since. */
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
	FILE *file = tmpfile();
	if (!file)
		return status_errno("%s", _("temporary file"));
	struct status s = feed(file, command, text, len, milliseconds);
	fclose(file);
	return s;
}

struct status shell_in_foreground(const char *command, const char *const arguments[])
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
	sigset_t ending, typed, before;
	pid_t pid;
	int how = 0;
	sigemptyset(&ending);
	sigaddset(&ending, SIGTERM);
	sigaddset(&ending, SIGHUP);
	sigprocmask(SIG_BLOCK, &ending, &before);
	sigaction(SIGINT, &ignore, &interrupt);
	sigaction(SIGQUIT, &ignore, &quit);
	/* One that is blocked would not be ignored but kept for later. */
	sigemptyset(&typed);
	sigaddset(&typed, SIGINT);
	sigaddset(&typed, SIGQUIT);
	sigprocmask(SIG_UNBLOCK, &typed, NULL);
	struct status s = start(&pid, command, arguments, NULL, 0);
	if (status_ok(&s)) {
		while (waitpid(pid, &how, 0) < 0 && errno == EINTR)
			;
		s = ended(how);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGQUIT, &quit, NULL);
	return s;
}
