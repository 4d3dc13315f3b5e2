/* SPDX-License-Identifier: MIT */
/* Tests of saving when the system fails: the real code, with the linker's --wrap around each
 * call that reaches the kernel (tests/local.mk lists them).  A call can fail with any error,
 * write only a part, or be the last one before SIGKILL; each test goes through all calls of a
 * save in turn.  What is asserted is always the same: the file is the old one or the new one,
 * whole; a failure is told; and the next save works. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include <cmocka.h>

#include "bookmark.h"
#include "folder.h"
#include "save.h"
#include "state.h"

/* What is to go wrong. */
enum fault { FAULT_NONE, FAULT_ERROR, FAULT_PART, FAULT_KILL, FAULT_KILL_AFTER };

static struct {
	bool counting;
	enum fault fault;
	int error;
	long at, seen;         /* the call that it happens to, and how many there were */
	const char *only;      /* the name of the calls that count; NULL: all */
	struct buf trace;      /* names of the calls */
	bool locked;           /* another program has the lock */
	struct timespec clock; /* while it is asked for */
} plan;

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

static void begin(enum fault fault, int error, const char *only, long at)
{
	buf_free(&plan.trace);
	memset(&plan, 0, sizeof plan);
	plan.fault = fault;
	plan.error = error;
	plan.only = only;
	plan.at = at;
	plan.counting = true;
}

/* Whether it has happened. */
static bool end(void)
{
	plan.counting = false;
	plan.locked = false;
	return plan.seen > plan.at;
}

static int tear_down(void **state)
{
	buf_free(&plan.trace);
	memset(&plan, 0, sizeof plan);
	return folder_tear_down(state);
}

/* Bookmarks differ by their block. */
static struct status add(struct bookmarks *bookmarks, size_t block)
{
	struct bookmark bookmark = bookmark_new(0, 0, "");
	bookmark.anchor = (struct anchor){.path = xstrdup("/docs/A"),
		.fingerprint = xstrdup(""),
		.section = xstrdup(""),
		.block = block,
		.words = xstrdup("河水很慢。")};
	struct status s = bookmarks_add(bookmarks, &bookmark);
	bookmark_free(&bookmark);
	return s;
}

static void add_once(const char *path, size_t block, struct status *s)
{
	struct bookmarks *bookmarks = bookmarks_open(path);
	*s = add(bookmarks, block);
	bookmarks_free(bookmarks);
}

/* The blocks of the bookmarks of a file, "1 2 ", none of which is cut. */
static void assert_blocks_are(const char *path, const char *expected)
{
	struct bookmarks *bookmarks = bookmarks_open(path);
	struct buf blocks = {0};
	struct status s = bookmarks_read(bookmarks);
	assert_true(status_ok(&s));
	for (size_t i = 0; i < bookmarks_count(bookmarks); i++) {
		struct bookmark b;
		bookmarks_get(bookmarks, i, &b);
		assert_string_equal(b.anchor.words, "河水很慢。");
		buf_printf(&blocks, "%zu ", b.anchor.block);
		bookmark_free(&b);
	}
	assert_string_equal(buf_string(&blocks), expected);
	buf_free(&blocks);
	bookmarks_free(bookmarks);
}

/* One bookmark in the file, and nothing of an earlier round. */
static void start_over(struct folder *folder)
{
	struct status s;
	unlink(folder_file(folder, "b.tsv.new"));
	unlink(folder_file(folder, "b.tsv"));
	add_once(folder->file, 1, &s);
	assert_true(status_ok(&s));
}

static bool has_block_two(const char *path)
{
	struct buf bytes = {0};
	assert_true(file_read(path, &bytes));
	bool has = strstr(buf_string(&bytes), "\t2:0\t") != NULL;
	buf_free(&bytes);
	return has;
}

static void save__asks_the_disk__in_this_order(void **state)
{
	struct folder *folder = *state;
	struct status s;
	start_over(folder);
	begin(FAULT_NONE, 0, NULL, 0);
	add_once(folder->file, 2, &s);
	end();
	assert_true(status_ok(&s));
	/* The new file is on the disk before it has the name, and the name before the end;
	 * all of it between locking and closing the lock. */
	assert_string_equal(buf_string(&plan.trace),
		"readlink openat openat flock openat fstat read read close unlinkat "
		"openat "
		"fchmod write fsync close fstatat renameat fsync close close ");
}

/* Saves in a child that is killed at a call; false when there was no such call. */
static bool save_killed(const char *path, enum fault fault, long at)
{
	pid_t child = fork();
	if (child == 0) {
		struct status s;
		begin(fault, 0, NULL, at);
		add_once(path, 2, &s);
		_exit(status_ok(&s) ? 0 : 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFEXITED(status)) {
		assert_int_equal(WEXITSTATUS(status), 0);
		return false;
	}
	assert_int_equal(WTERMSIG(status), SIGKILL);
	return true;
}

static void kill__at_any_call__leaves_the_old_file_or_the_new_one(void **state)
{
	struct folder *folder = *state;
	for (enum fault fault = FAULT_KILL; fault <= FAULT_KILL_AFTER; fault++) {
		long old = 0, new = 0;
		start_over(folder);
		for (long at = 0; save_killed(folder->file, fault, at); at++) {
			bool is_new = has_block_two(folder->file);
			assert_blocks_are(folder->file, is_new ? "1 2 " : "1 ");
			old += !is_new;
			new += is_new;
			/* What is left behind is in nobody's way. */
			struct status s;
			add_once(folder->file, 3, &s);
			assert_true(status_ok(&s));
			assert_blocks_are(folder->file, is_new ? "1 2 3 " : "1 3 ");
			assert_int_equal(
				access(folder_file(folder, "b.tsv.new"), F_OK), -1);
			start_over(folder);
		}
		/* The rename is between them, and nothing else. */
		assert_int_equal(old, fault == FAULT_KILL ? 17 : 16);
		assert_int_equal(new, fault == FAULT_KILL ? 3 : 4);
	}
}

static const int errors[] = {ENOSPC, EIO, EROFS, EACCES, EDQUOT, EPERM, EMFILE};
enum { ERRORS = sizeof errors / sizeof *errors };

static void error__at_any_call__loses_nothing_and_is_told(void **state)
{
	struct folder *folder = *state;
	for (size_t i = 0; i < ERRORS; i++) {
		size_t told = 0;
		for (long at = 0;; at++) {
			struct status s;
			start_over(folder);
			begin(FAULT_ERROR, errors[i], NULL, at);
			struct bookmarks *bookmarks = bookmarks_open(folder->file);
			s = add(bookmarks, 2);
			if (!end()) {
				bookmarks_free(bookmarks);
				break;
			}
			bool is_new = has_block_two(folder->file);
			assert_blocks_are(folder->file, is_new ? "1 2 " : "1 ");
			told += !status_ok(&s);
			assert_int_equal(bookmarks_unsaved(bookmarks), !is_new);
			if (!is_new) {
				assert_false(status_ok(&s));
				assert_non_null(strstr(s.message, strerror(errors[i])));
			} else if (!status_ok(&s)) {
				assert_non_null(strstr(s.message,
					"b.tsv: is written, but may not outlast"));
			}
			/* It is still here, and is saved when the disk is well again. */
			s = bookmarks_save(bookmarks);
			assert_true(status_ok(&s));
			bookmarks_free(bookmarks);
			assert_blocks_are(folder->file, "1 2 ");
			assert_int_equal(
				access(folder_file(folder, "b.tsv.new"), F_OK), -1);
			folder_file(folder, "b.tsv");
		}
		/* Harmless are: to find no link, to clear away nothing, to keep the mode, to ask
		 * whether the file is still the same (it is asked again), and to close what
		 * was read, or what is done with. */
		assert_int_equal(told, 13);
	}
}

static void error__of_a_folder__that_cannot_be_synced_is_none(void **state)
{
	struct folder *folder = *state;
	struct status s;
	start_over(folder);
	begin(FAULT_ERROR, EINVAL, "fsync", 1);
	add_once(folder->file, 2, &s);
	assert_true(end());
	assert_true(status_ok(&s));
	assert_blocks_are(folder->file, "1 2 ");
}

static void interrupt__at_any_call__is_no_error(void **state)
{
	static const char *const names[] = {
		"openat", "flock", "read", "write", "fsync", "close"};
	struct folder *folder = *state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		for (long at = 0;; at++) {
			struct status s;
			start_over(folder);
			begin(FAULT_ERROR, EINTR, names[i], at);
			add_once(folder->file, 2, &s);
			bool happened = end();
			assert_true(status_ok(&s));
			assert_blocks_are(folder->file, "1 2 ");
			if (!happened)
				break;
		}
	}
}

static void write__of_a_part__is_continued(void **state)
{
	struct folder *folder = *state;
	struct status s;
	start_over(folder);
	begin(FAULT_PART, 0, "write", 0);
	add_once(folder->file, 2, &s);
	assert_true(end());
	assert_true(status_ok(&s));
	assert_blocks_are(folder->file, "1 2 ");
}

static void folder__that_cannot_be_made__is_named(void **state)
{
	struct folder *folder = *state;
	struct status s;
	const char *kept = getenv("XDG_DATA_HOME");
	char *data = xstrdup(kept ? kept : "");
	setenv("XDG_DATA_HOME", folder_file(folder, "data"), 1);
	begin(FAULT_ERROR, EROFS, "mkdir", 3);
	add_once(NULL, 1, &s);
	assert_true(end());
	assert_non_null(strstr(s.message, "bookmarks.tsv: cannot make "));
	assert_non_null(strstr(s.message, "/data/duidu: Read-only file system"));
	setenv("XDG_DATA_HOME", data, 1);
	free(data);
}

static void lock__that_is_never_free__is_told(void **state)
{
	struct folder *folder = *state;
	struct status s;
	start_over(folder);
	begin(FAULT_NONE, 0, "flock", 0);
	plan.locked = true;
	add_once(folder->file, 2, &s);
	assert_int_equal(plan.clock.tv_sec, 10);
	end();
	assert_non_null(strstr(s.message, "b.tsv: is being written by another program"));
	assert_blocks_are(folder->file, "1 ");
}

static void read__that_fails__is_told(void **state)
{
	static const char *const names[] = {"openat", "fstat", "read"};
	struct folder *folder = *state;
	struct buf bytes = {0};
	start_over(folder);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		begin(FAULT_ERROR, EIO, names[i], 0);
		struct status s = save_read(folder->file, &bytes);
		assert_true(end());
		assert_string_equal(s.message, "cannot read: Input/output error");
		assert_int_equal(bytes.n, 0);
	}
	buf_free(&bytes);
}

/* ---- notes, and where texts were left ---- */

/* Changes the note of the only bookmark. */
static void set_note(const char *path, const char *note, struct status *s)
{
	struct bookmarks *bookmarks = bookmarks_open(path);
	*s = bookmarks_read(bookmarks);
	if (status_ok(s))
		*s = bookmarks_set_note(bookmarks, 0, note);
	bookmarks_free(bookmarks);
}

static bool has(const char *path, const char *text)
{
	struct buf bytes = {0};
	assert_true(file_read(path, &bytes));
	bool found = strstr(buf_string(&bytes), text) != NULL;
	buf_free(&bytes);
	return found;
}

static void error__at_any_call__loses_no_note_and_is_told(void **state)
{
	struct folder *folder = *state;
	for (size_t i = 0; i < ERRORS; i++) {
		for (long at = 0;; at++) {
			struct status s;
			start_over(folder);
			set_note(folder->file, "the old note", &s);
			assert_true(status_ok(&s));
			begin(FAULT_ERROR, errors[i], NULL, at);
			set_note(folder->file, "the new one", &s);
			if (!end())
				break;
			assert_blocks_are(folder->file, "1 ");
			bool is_new = has(folder->file, "\tthe new one\n");
			assert_int_equal(has(folder->file, "\tthe old note\n"), !is_new);
			if (!is_new)
				assert_non_null(strstr(s.message, strerror(errors[i])));
			set_note(folder->file, "the next", &s);
			assert_true(status_ok(&s));
			assert_true(has(folder->file, "\tthe next\n"));
		}
	}
}

/* Where a text is left, as its block; the state folder is that of the test. */
static struct status leave(size_t block)
{
	struct identity identity = {.path = {xstrdup("/docs/A"), xstrdup("/docs/A")}};
	struct state_position position = {.anchor = {.path = identity.path[SIDE_ZH],
						  .fingerprint = (char[]){""},
						  .section = (char[]){""},
						  .block = block,
						  .words = (char[]){"河水很慢。"}},
		.other = (char[]){""},
		.panes = (char[]){""},
		.title = (char[]){"A"}};
	struct state *state = state_open(true);
	struct status s = state_leave(state, &identity, 0, &position);
	state_free(state);
	identity_free(&identity);
	return s;
}

/* The block it was left at; no line of the file is cut. */
static size_t left_at(const char *path)
{
	struct buf bytes = {0};
	assert_true(file_read(path, &bytes));
	size_t block = strstr(buf_string(&bytes), "\t2:0\t") ? 2 : 1;
	assert_non_null(strstr(
		bytes.v, block == 2 ? "\t2:0\t河水很慢。\t" : "\t1:0\t河水很慢。\t"));
	assert_int_equal(bytes.v[bytes.n - 1], '\n');
	buf_free(&bytes);
	return block;
}

static char *enter_state_folder(struct folder *folder)
{
	char *kept = xstrdup(getenv("XDG_STATE_HOME") ? getenv("XDG_STATE_HOME") : "");
	setenv("XDG_STATE_HOME", folder->path, 1);
	folder_file(folder, "duidu/positions.tsv");
	return kept;
}

static void leave_state_folder(char *kept)
{
	setenv("XDG_STATE_HOME", kept, 1);
	free(kept);
}

static void error__at_any_call__leaves_the_old_place_or_the_new(void **state)
{
	struct folder *folder = *state;
	char *kept = enter_state_folder(folder);
	for (size_t i = 0; i < ERRORS; i++) {
		for (long at = 0;; at++) {
			struct status s = leave(1);
			assert_true(status_ok(&s));
			begin(FAULT_ERROR, errors[i], NULL, at);
			s = leave(2);
			if (!end())
				break;
			if (left_at(folder->file) == 1) {
				assert_non_null(strstr(s.message, "positions.tsv: "));
				assert_non_null(strstr(s.message, strerror(errors[i])));
			}
		}
	}
	leave_state_folder(kept);
}

static void kill__at_any_call__leaves_the_old_place_or_the_new(void **state)
{
	struct folder *folder = *state;
	char *kept = enter_state_folder(folder);
	int status = -1;
	for (long at = 0; status != 0; at++) {
		struct status s = leave(1);
		assert_true(status_ok(&s));
		pid_t child = fork();
		if (child == 0) {
			begin(FAULT_KILL, 0, NULL, at);
			s = leave(2);
			_exit(!status_ok(&s));
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(status == 0 || WIFSIGNALED(status));
		left_at(folder->file); /* whole, whichever it is */
	}
	assert_int_equal(left_at(folder->file), 2);
	leave_state_folder(kept);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_FOLDER(save__asks_the_disk__in_this_order),
		IN_FOLDER(kill__at_any_call__leaves_the_old_file_or_the_new_one),
		IN_FOLDER(error__at_any_call__loses_nothing_and_is_told),
		IN_FOLDER(error__of_a_folder__that_cannot_be_synced_is_none),
		IN_FOLDER(interrupt__at_any_call__is_no_error),
		IN_FOLDER(write__of_a_part__is_continued),
		IN_FOLDER(folder__that_cannot_be_made__is_named),
		IN_FOLDER(lock__that_is_never_free__is_told),
		IN_FOLDER(read__that_fails__is_told),
		IN_FOLDER(error__at_any_call__loses_no_note_and_is_told),
		IN_FOLDER(error__at_any_call__leaves_the_old_place_or_the_new),
		IN_FOLDER(kill__at_any_call__leaves_the_old_place_or_the_new),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
