/* SPDX-License-Identifier: MIT */
/* fileio: files and pipes, read in steps.
 *
 * A pipe is asked with poll() before it is read, instead of being made non-blocking: that
 * flag belongs to the open file, which a shell and its other children share with us.
 * A descriptor somebody else made non-blocking works all the same. */
#include "fileio.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"

static int open_for_reading(const char *path, int flags)
{
	if (strcmp(path, "-") == 0)
		return fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
	int fd;
	do
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | flags);
	while (fd < 0 && errno == EINTR);
	return fd;
}

static struct status open_input(struct input *input, const char *path, int flags)
{
	*input = (struct input){.fd = -1};
	int fd = open_for_reading(path, flags);
	if (fd < 0)
		return status_errno("%s", "");

	struct stat st;
	if (fstat(fd, &st) < 0) {
		struct status failed = status_errno("%s", "");
		close(fd);
		return failed;
	}
	if (S_ISDIR(st.st_mode)) {
		close(fd);
		return status_make(STATUS_SYSTEM, 0, _("is a directory"));
	}
	input->fd = fd;
	input->regular = S_ISREG(st.st_mode);
	input->size = input->regular ? (uint64_t)st.st_size : 0;
	input->device = st.st_dev;
	input->inode = st.st_ino;
	return STATUS_NONE;
}

struct status input_open(struct input *input, const char *path)
{
	return open_input(input, path, 0);
}

struct status input_open_at_once(struct input *input, const char *path)
{
	struct status status = open_input(input, path, O_NONBLOCK);
	input->at_once = true;
	return status;
}

/* True when a read would not block; timeout is in milliseconds, -1 waits. */
static bool is_ready(int fd, int timeout)
{
	struct pollfd asked = {.fd = fd, .events = POLLIN};
	int n;
	do
		n = poll(&asked, 1, timeout);
	while (n < 0 && errno == EINTR);
	return n != 0;
}

struct status input_read(struct input *input, char *bytes, size_t room, bool wait,
	size_t *got, bool *again)
{
	assert(input->fd >= 0 && room > 0);
	*got = 0;
	*again = false;
	/* Where no program writes poll() may wait for one, and only read() tells. */
	bool ask = !input->regular && !input->at_once;
	for (;; ask = !input->regular) {
		if (ask && !is_ready(input->fd, wait ? -1 : 0)) {
			*again = true;
			return STATUS_NONE;
		}
		ssize_t n = read(input->fd, bytes, room);
		if (n >= 0) {
			*got = (size_t)n;
			input->taken += *got;
			return STATUS_NONE;
		}
		/* EAGAIN: another reader of the same pipe was faster. */
		if (errno != EINTR && errno != EAGAIN)
			return status_errno(_("cannot read"));
	}
}

void input_close(struct input *input)
{
	struct stat st;
	if (input->fd < 0)
		return;
	if (input->regular && fstat(input->fd, &st) == 0)
		input->modified = st.st_mtim;
	close(input->fd);
	input->fd = -1;
}

enum input_fate input_fate(const struct input *input, const char *path)
{
	struct stat st;
	assert(input->fd < 0);
	if (!input->regular)
		return INPUT_SAME;
	if (stat(path, &st) < 0)
		return errno == ENOENT || errno == ENOTDIR ? INPUT_GONE : INPUT_SAME;
	if (st.st_dev != input->device || st.st_ino != input->inode)
		return INPUT_REPLACED;
	if (st.st_size > 0 && (uint64_t)st.st_size > input->taken)
		return INPUT_GROWN;
	bool same = (uint64_t)st.st_size == input->taken &&
		    st.st_mtim.tv_sec == input->modified.tv_sec &&
		    st.st_mtim.tv_nsec == input->modified.tv_nsec;
	return same ? INPUT_SAME : INPUT_CHANGED;
}
