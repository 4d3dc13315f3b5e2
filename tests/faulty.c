/* SPDX-License-Identifier: MIT */
/* faulty: makes one call of the program fail, linked into it with the linker's --wrap.
 *
 * FAULT=NAME:N:ERROR in the environment: the N-th call of that name (from 1) fails with that
 * errno, 0 standing for "killed there".  The file FAULT_MARK is made when it has come to that,
 * so that whoever tries all N knows when there are no more.  Calls that libraries make among
 * themselves are not seen, but for those that are linked statically. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Read once; malloc may be called before main, so nothing here allocates. */
static struct {
	bool known;
	const char *name;
	size_t name_len;
	long at, seen;
	int error;
} fault;

static void learn(void)
{
	fault.known = true;
	const char *text = getenv("FAULT"), *colon = text ? strchr(text, ':') : NULL;
	if (!colon)
		return;
	char *end;
	fault.name = text;
	fault.name_len = (size_t)(colon - text);
	fault.at = strtol(colon + 1, &end, 10);
	fault.error = *end == ':' ? (int)strtol(end + 1, NULL, 10) : EIO;
}

static bool fails(const char *name)
{
	if (!fault.known)
		learn();
	if (!fault.name || strlen(name) != fault.name_len ||
		memcmp(name, fault.name, fault.name_len) != 0 || ++fault.seen != fault.at)
		return false;
	const char *mark = getenv("FAULT_MARK");
	int fd = mark ? creat(mark, 0600) : -1;
	if (fd >= 0)
		(void)!write(fd, "1", 1);
	if (fault.error == 0)
		kill(getpid(), SIGKILL);
	errno = fault.error;
	return true;
}

/* WRAP(type, name, parameters, arguments, what a failure returns) */
#define WRAP(type, name, parameters, arguments, failure)                                 \
	type __real_##name parameters;                                                   \
	type __wrap_##name parameters;                                                   \
	type __wrap_##name parameters                                                    \
	{                                                                                \
		return fails(#name) ? failure : __real_##name arguments;                 \
	}

WRAP(void *, malloc, (size_t size), (size), NULL)
WRAP(void *, calloc, (size_t count, size_t size), (count, size), NULL)
WRAP(void *, realloc, (void *old, size_t size), (old, size), NULL)
WRAP(ssize_t, read, (int fd, void *bytes, size_t n), (fd, bytes, n), -1)
WRAP(ssize_t, write, (int fd, const void *bytes, size_t n), (fd, bytes, n), -1)
WRAP(int, fsync, (int fd), (fd), -1)
WRAP(int, close, (int fd), (fd), -1)
WRAP(int, fstat, (int fd, struct stat *s), (fd, s), -1)
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode), -1)
WRAP(int, renameat, (int from, const char *old, int to, const char *new),
	(from, old, to, new), -1)

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
	va_list args;
	va_start(args, flags);
	mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return fails("open") ? -1 : __real_open(path, flags, mode);
}

int __real_openat(int folder, const char *path, int flags, ...);
int __wrap_openat(int folder, const char *path, int flags, ...);
int __wrap_openat(int folder, const char *path, int flags, ...)
{
	va_list args;
	va_start(args, flags);
	mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return fails("openat") ? -1 : __real_openat(folder, path, flags, mode);
}
