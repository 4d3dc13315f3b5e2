/* SPDX-License-Identifier: MIT */
/* save: lock, read again, merge, write beside, fsync, rename, fsync the folder.
 *
 * The lock is a file of its own because the file itself is another one after each rename, and
 * it is never removed, since somebody may be waiting for it.  Whoever has it is alone with
 * ".new", so that this can have a fixed name and one left behind by a killed program is
 * simply overwritten.  The lock is asked for again and again rather than waited for, so that a
 * program that was stopped while it had it cannot stop us for good.
 * An editor knows no lock: whether the file is still the one that was merged is asked last
 * thing before the rename, and if not all is done again.
 * What is in the files is left to others. */
#include "save.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "fileio.h"
#include "message.h"

enum {
	STEP = 64 << 10,
	MOST_BYTES = 256 << 20,
	MOST_LINKS = 40, /* in a row, as Linux allows */
	MOST_TRIES = 8,  /* while others change the file */
	WAIT_MS = 10000,
	WAIT_STEP = 100000, /* nanoseconds between two tries to lock */
};

/* Where an update works: names are relative to the folder, which may be renamed meanwhile. */
struct target {
	int folder, lock; /* descriptors, -1 when not open */
	char *name, *lock_name, *fresh_name;
};

/* The file as it was found. */
struct old_file {
	struct buf bytes;
	struct stat stat;
	bool exists;
};

/* open() relative to a folder, never left to other programs and never a terminal of ours; a
 * file it makes is nobody else's business. */
static int open_at(int folder, const char *name, int flags)
{
	int fd;
	do
		fd = openat(
			folder, name, flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
	while (fd < 0 && errno == EINTR);
	return fd;
}

/* Reads a file from its start, or the last `most` bytes of it. */
static struct status read_open_file(
	int fd, size_t most, struct stat *stat, struct buf *bytes)
{
	struct input input = {.fd = fd, .regular = true};
	size_t begin = bytes->n, got;
	bool again;
	if (fstat(fd, stat) < 0)
		return status_errno(_("cannot read"));
	if (!S_ISREG(stat->st_mode))
		return status_make(STATUS_SYSTEM, 0, _("is not a regular file"));
	if (stat->st_size > MOST_BYTES)
		return status_make(STATUS_SYSTEM, 0, _("is larger than 256 MiB"));
	size_t size = (size_t)stat->st_size;
	if (size > most && lseek(fd, (off_t)(size - most), SEEK_SET) < 0)
		return status_errno(_("cannot read"));
	buf_room(bytes, (size < most ? size : most) + STEP);
	do {
		struct status s = input_read(
			&input, buf_room(bytes, STEP), STEP, true, &got, &again);
		if (!status_ok(&s))
			return s;
		bytes->n += got;
	} while (got > 0 && bytes->n - begin <= MOST_BYTES);
	return STATUS_NONE;
}

struct status save_read(const char *path, struct buf *bytes)
{
	return save_read_end(path, MOST_BYTES, bytes);
}

struct status save_read_end(const char *path, size_t most, struct buf *bytes)
{
	struct stat stat;
	size_t begin = bytes->n;
	int fd = open_at(AT_FDCWD, path, O_RDONLY);
	if (fd < 0)
		return errno == ENOENT ? STATUS_NONE : status_errno(_("cannot read"));
	struct status s = read_open_file(fd, most, &stat, bytes);
	close(fd);
	if (!status_ok(&s))
		bytes->n = begin;
	return s;
}

/* Bytes of a path up to its file's name. */
static size_t folder_len(const struct buf *path)
{
	size_t len = path->n;
	while (len > 0 && path->v[len - 1] != '/')
		len--;
	return len;
}

/* Makes *real the file at the end of a chain of symbolic links; it need not exist. */
static struct status follow_links(const char *path, struct buf *real)
{
	char link[PATH_MAX];
	buf_puts(real, path);
	for (int links = 0; links < MOST_LINKS; links++) {
		ssize_t len = readlink(buf_string(real), link, sizeof link);
		/* No link, or nothing there; what else is wrong shows when it is opened. */
		if (len < 0)
			return STATUS_NONE;
		real->n = link[0] == '/' ? 0 : folder_len(real);
		buf_add(real, link, (size_t)len);
	}
	errno = ELOOP;
	return status_errno(_("cannot write"));
}

static struct status sync_folder(int folder)
{
	int failed;
	do
		failed = fsync(folder);
	while (failed && errno == EINTR);
	/* Some file systems keep folders without being asked, and do not like to be. */
	if (failed && errno != EINVAL && errno != ENOTSUP)
		return status_errno(_("is written, but may not outlast a power cut"));
	return STATUS_NONE;
}

/* Lets the disk keep a name that is new in a folder.  Its failure loses nothing today, and the
 * file's own fsync says if the disk is ill. */
static void sync_made(struct buf *path, size_t folder_end)
{
	char kept = path->v[folder_end];
	path->v[folder_end] = '\0';
	int fd =
		open_at(AT_FDCWD, folder_end > 0 ? path->v : ".", O_RDONLY | O_DIRECTORY);
	path->v[folder_end] = kept;
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

/* Makes the folders of a path that ends with "/", as far as they are missing. */
static struct status make_all_folders(struct buf *path)
{
	for (size_t beg = 0, end = 1; end < path->n; end++) {
		if (path->v[end] != '/')
			continue;
		path->v[end] = '\0';
		int failed = mkdir(path->v, 0700);
		struct status s = failed && errno != EEXIST
					  ? status_errno(_("cannot make %s"), path->v)
					  : STATUS_NONE;
		path->v[end] = '/';
		if (!status_ok(&s))
			return s;
		if (!failed)
			sync_made(path, beg);
		beg = end + 1;
	}
	return STATUS_NONE;
}

static struct status open_folder(struct buf *path, bool make_folders, int *folder)
{
	if (path->n == 0)
		buf_puts(path, "./");
	*folder = open_at(AT_FDCWD, buf_string(path), O_RDONLY | O_DIRECTORY);
	if (*folder < 0 && errno == ENOENT && make_folders) {
		struct status s = make_all_folders(path);
		if (!status_ok(&s))
			return s;
		*folder = open_at(AT_FDCWD, buf_string(path), O_RDONLY | O_DIRECTORY);
	}
	return *folder < 0 ? status_errno(_("cannot open its folder")) : STATUS_NONE;
}

static struct status lock(struct target *target)
{
	target->lock =
		open_at(target->folder, target->lock_name, O_RDWR | O_CREAT | O_NOFOLLOW);
	if (target->lock < 0)
		return status_errno(_("cannot be locked"));
	const struct timespec step = {.tv_nsec = WAIT_STEP};
	double until = clock_ms() + WAIT_MS;
	while (flock(target->lock, LOCK_EX | LOCK_NB) < 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return status_errno(_("cannot be locked"));
		if (clock_ms() >= until)
			return status_make(STATUS_SYSTEM, 0,
				_("is being written by another program"));
		nanosleep(&step, NULL);
	}
	return STATUS_NONE;
}

static char *joined(const char *name, const char *suffix)
{
	struct buf joined = {0};
	buf_puts(&joined, name);
	buf_puts(&joined, suffix);
	buf_string(&joined);
	return joined.v;
}

static struct status open_target(
	struct target *target, const char *path, bool make_folders)
{
	struct buf real = {0};
	struct status s = follow_links(path, &real);
	if (status_ok(&s)) {
		size_t folder = folder_len(&real);
		const char *name = buf_string(&real) + folder;
		target->name = xstrdup(name);
		target->lock_name = joined(name, ".lock");
		target->fresh_name = joined(name, ".new");
		real.n = folder;
		s = open_folder(&real, make_folders, &target->folder);
	}
	if (status_ok(&s))
		s = lock(target);
	buf_free(&real);
	return s;
}

static void close_target(struct target *target)
{
	/* Closing the lock unlocks it. */
	if (target->lock >= 0)
		close(target->lock);
	if (target->folder >= 0)
		close(target->folder);
	free(target->name);
	free(target->lock_name);
	free(target->fresh_name);
}

/* Opened for writing too, though nothing is written to it: a file its owner has made
 * read-only is not to be replaced either. */
static struct status read_old(const struct target *target, struct old_file *old)
{
	old->bytes.n = 0;
	int fd = open_at(target->folder, target->name, O_RDWR | O_NOFOLLOW);
	old->exists = fd >= 0;
	if (fd < 0)
		return errno == ENOENT ? STATUS_NONE : status_errno(_("cannot write"));
	struct status s = read_open_file(fd, MOST_BYTES, &old->stat, &old->bytes);
	close(fd);
	return s;
}

static bool is_unchanged(const struct target *target, const struct old_file *old)
{
	struct stat now;
	if (fstatat(target->folder, target->name, &now, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT && !old->exists;
	return old->exists && now.st_dev == old->stat.st_dev &&
	       now.st_ino == old->stat.st_ino && now.st_size == old->stat.st_size &&
	       now.st_mtim.tv_sec == old->stat.st_mtim.tv_sec &&
	       now.st_mtim.tv_nsec == old->stat.st_mtim.tv_nsec;
}

/* A file that is another's, or that others may read, stays so as far as we may decide it. */
static void keep_owner(int fd, const struct stat *old)
{
	bool ours = old->st_uid == geteuid() && old->st_gid == getegid();
	if (ours || fchown(fd, old->st_uid, old->st_gid) == 0)
		fchmod(fd, old->st_mode & 0777);
}

static bool write_all(int fd, const struct buf *bytes)
{
	for (size_t at = 0; at < bytes->n;) {
		ssize_t n = write(fd, bytes->v + at, bytes->n - at);
		if (n < 0 && errno != EINTR)
			return false;
		at += n > 0 ? (size_t)n : 0;
	}
	int failed;
	do
		failed = fsync(fd);
	while (failed && errno == EINTR);
	return !failed;
}

static struct status write_fresh(
	const struct target *target, const struct old_file *old, const struct buf *bytes)
{
	unlinkat(target->folder, target->fresh_name, 0);
	int fd = open_at(target->folder, target->fresh_name,
		O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
	if (fd < 0)
		return status_errno(_("cannot write"));
	if (old->exists)
		keep_owner(fd, &old->stat);
	struct status s =
		write_all(fd, bytes) ? STATUS_NONE : status_errno(_("cannot write"));
	/* On Linux an interrupted close() has closed. */
	if (close(fd) < 0 && errno != EINTR && status_ok(&s))
		s = status_errno(_("cannot write"));
	return s;
}

static bool is_equal(const struct buf *a, const struct buf *b)
{
	return a->n == b->n && (a->n == 0 || memcmp(a->v, b->v, a->n) == 0);
}

/* Puts bytes in the place of the old file, unless that is no longer there as it was. */
static struct status replace(const struct target *target, const struct old_file *old,
	const struct buf *bytes, bool *replaced)
{
	if (is_equal(bytes, &old->bytes)) {
		*replaced = true;
		return STATUS_NONE;
	}
	struct status s = write_fresh(target, old, bytes);
	bool unchanged = status_ok(&s) && is_unchanged(target, old);
	if (unchanged && renameat(target->folder, target->fresh_name, target->folder,
				 target->name) < 0)
		s = status_errno(_("cannot write"));
	*replaced = unchanged && status_ok(&s);
	if (*replaced)
		return sync_folder(target->folder);
	unlinkat(target->folder, target->fresh_name, 0);
	return s;
}

struct status save_update(
	const char *path, bool make_folders, save_merge *merge, void *ctx, bool *replaced)
{
	struct target target = {.folder = -1, .lock = -1};
	struct old_file old = {0};
	struct buf fresh = {0};
	*replaced = false;
	struct status s = open_target(&target, path, make_folders);
	for (int tries = 0; status_ok(&s) && !*replaced; tries++) {
		if (tries == MOST_TRIES) {
			s = status_make(STATUS_SYSTEM, 0,
				_("is being changed by another program"));
			break;
		}
		fresh.n = 0;
		s = read_old(&target, &old);
		if (status_ok(&s))
			s = merge(ctx, &old.bytes, &fresh);
		if (status_ok(&s))
			s = replace(&target, &old, &fresh, replaced);
	}
	close_target(&target);
	buf_free(&old.bytes);
	buf_free(&fresh);
	return s;
}
