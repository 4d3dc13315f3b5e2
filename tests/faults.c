/* SPDX-License-Identifier: MIT */
/* faults: the wrapped calls, and the plan they go by. */
#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "folder.h"

struct fault_plan plan;

const int errors[] = {ENOSPC, EIO, EROFS, EACCES, EDQUOT, EPERM, EMFILE};
const size_t error_count = sizeof errors / sizeof *errors;

/* Takes note of a call; whether it is the one. */
static bool is_hit(const char *name)
{
	if (!plan.counting || (plan.only && strcmp(plan.only, name) != 0))
		return false;
	buf_printf(&plan.trace, "%s ", name);
	return plan.seen++ == plan.at;
}

/* Before a call: true when it is not to be made, with errno set. */
static bool is_refused(bool hit)
{
	if (hit && plan.fault == FAULT_KILL)
		kill(getpid(), SIGKILL);
	if (!hit || plan.fault != FAULT_ERROR)
		return false;
	errno = plan.error;
	return true;
}

static void after(bool hit)
{
	if (hit && plan.fault == FAULT_KILL_AFTER)
		kill(getpid(), SIGKILL);
}

/* A wrapped call: what it returns, its name, its parameters, how they are passed on. */
#define WRAP(type, name, parameters, arguments)                                          \
	type __real_##name parameters;                                                   \
	type __wrap_##name parameters;                                                   \
	type __wrap_##name parameters                                                    \
	{                                                                                \
		bool hit = is_hit(#name);                                                \
		if (is_refused(hit))                                                     \
			return -1;                                                       \
		type result = __real_##name arguments;                                   \
		after(hit);                                                              \
		return result;                                                           \
	}

WRAP(int, fstat, (int fd, struct stat *st), (fd, st))
WRAP(int, fstatat, (int fd, const char *name, struct stat *st, int flags),
	(fd, name, st, flags))
WRAP(ssize_t, readlink, (const char *path, char *bytes, size_t room), (path, bytes, room))
WRAP(ssize_t, read, (int fd, void *bytes, size_t room), (fd, bytes, room))
WRAP(int, fsync, (int fd), (fd))
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode))
WRAP(int, fchmod, (int fd, mode_t mode), (fd, mode))
WRAP(int, fchown, (int fd, uid_t uid, gid_t gid), (fd, uid, gid))
WRAP(int, renameat, (int from, const char *old, int to, const char *new),
	(from, old, to, new))
WRAP(int, unlinkat, (int fd, const char *name, int flags), (fd, name, flags))

int __real_openat(int folder, const char *name, int flags, ...);
int __wrap_openat(int folder, const char *name, int flags, ...);
int __wrap_openat(int folder, const char *name, int flags, ...)
{
	va_list arguments;
	va_start(arguments, flags);
	mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
	va_end(arguments);
	bool hit = is_hit("openat");
	if (is_refused(hit))
		return -1;
	int fd = __real_openat(folder, name, flags, mode);
	after(hit);
	return fd;
}

/* On Linux one that fails has closed all the same. */
int __real_close(int fd);
int __wrap_close(int fd);
int __wrap_close(int fd)
{
	bool hit = is_hit("close");
	if (hit && plan.fault == FAULT_KILL)
		kill(getpid(), SIGKILL);
	int result = __real_close(fd);
	after(hit);
	return is_refused(hit) ? -1 : result;
}

/* Half of what is asked for is written before the program is killed, or instead of all. */
ssize_t __real_write(int fd, const void *bytes, size_t len);
ssize_t __wrap_write(int fd, const void *bytes, size_t len);
ssize_t __wrap_write(int fd, const void *bytes, size_t len)
{
	bool hit = is_hit("write");
	if (hit && plan.fault == FAULT_KILL)
		len -= (size_t)__real_write(fd, bytes, len / 2);
	if (is_refused(hit))
		return -1;
	ssize_t done =
		__real_write(fd, bytes, hit && plan.fault == FAULT_PART ? len / 2 : len);
	after(hit);
	return done;
}

int __real_flock(int fd, int operation);
int __wrap_flock(int fd, int operation);
int __wrap_flock(int fd, int operation)
{
	bool hit = is_hit("flock");
	if (is_refused(hit))
		return -1;
	if (plan.locked) {
		errno = EWOULDBLOCK;
		return -1;
	}
	int result = __real_flock(fd, operation);
	after(hit);
	return result;
}

/* Time passes only while somebody waits. */
int __real_clock_gettime(clockid_t clock, struct timespec *now);
int __wrap_clock_gettime(clockid_t clock, struct timespec *now);
int __wrap_clock_gettime(clockid_t clock, struct timespec *now)
{
	if (!plan.locked)
		return __real_clock_gettime(clock, now);
	*now = plan.clock;
	return 0;
}

int __real_nanosleep(const struct timespec *asked, struct timespec *left);
int __wrap_nanosleep(const struct timespec *asked, struct timespec *left);
int __wrap_nanosleep(const struct timespec *asked, struct timespec *left)
{
	if (!plan.locked)
		return __real_nanosleep(asked, left);
	plan.clock.tv_nsec += asked->tv_nsec;
	plan.clock.tv_sec += asked->tv_sec + plan.clock.tv_nsec / 1000000000;
	plan.clock.tv_nsec %= 1000000000;
	return 0;
}

void begin(enum fault fault, int error, const char *only, long at)
{
	buf_free(&plan.trace);
	memset(&plan, 0, sizeof plan);
	plan.fault = fault;
	plan.error = error;
	plan.only = only;
	plan.at = at;
	plan.counting = true;
}

bool end(void)
{
	plan.counting = false;
	plan.locked = false;
	return plan.seen > plan.at;
}

int tear_down(void **state)
{
	buf_free(&plan.trace);
	memset(&plan, 0, sizeof plan);
	return folder_tear_down(state);
}
