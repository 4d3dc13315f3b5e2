/* SPDX-License-Identifier: MIT */
#include "fileio.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <cmocka.h>

/* A folder of its own for each test, gone afterwards. */
struct place {
	char folder[64];
	char file[80];
};

static int set_up(void **state)
{
	struct place *place = malloc(sizeof *place);
	strcpy(place->folder, "/tmp/duidu-fileio-XXXXXX");
	if (!mkdtemp(place->folder))
		return -1;
	snprintf(place->file, sizeof place->file, "%s/file", place->folder);
	*state = place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;
	unlink(place->file);
	int failed = rmdir(place->folder);
	free(place);
	return failed;
}

static void write_file(const struct place *place, const char *bytes, size_t len)
{
	FILE *file = fopen(place->file, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static void open_ok(struct input *input, const char *path)
{
	struct status s = input_open(input, path);
	assert_true(status_ok(&s));
	assert_true(input->fd >= 0);
	assert_int_equal(input->taken, 0);
}

/* Reads what comes in one call. */
static size_t read_ok(
	struct input *input, char *bytes, size_t room, bool wait, bool *again)
{
	size_t got = room + 1;
	struct status s = input_read(input, bytes, room, wait, &got, again);
	assert_true(status_ok(&s));
	assert_true(got <= room);
	return got;
}

static void input__reads_a_file__in_steps(void **state)
{
	const struct place *place = *state;
	char bytes[8];
	bool again;
	struct input input;
	write_file(place, "0123456789", 10);
	open_ok(&input, place->file);
	assert_true(input.regular);
	assert_int_equal(input.size, 10);
	assert_int_equal(read_ok(&input, bytes, 8, false, &again), 8);
	assert_false(again);
	assert_memory_equal(bytes, "01234567", 8);
	assert_int_equal(input.taken, 8);
	assert_int_equal(read_ok(&input, bytes, 8, false, &again), 2);
	assert_memory_equal(bytes, "89", 2);
	assert_int_equal(input.taken, 10);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(read_ok(&input, bytes, 8, i, &again), 0);
		assert_false(again);
	}
	input_close(&input);
	assert_int_equal(input.fd, -1);
	input_close(&input);
}

static void input__ends__when_the_file_shrinks(void **state)
{
	const struct place *place = *state;
	char bytes[4];
	bool again;
	struct input input;
	write_file(place, "0123456789", 10);
	open_ok(&input, place->file);
	assert_int_equal(read_ok(&input, bytes, 4, false, &again), 4);
	assert_int_equal(truncate(place->file, 2), 0);
	assert_int_equal(read_ok(&input, bytes, 4, false, &again), 0);
	assert_false(again);
	input_close(&input);
}

static void input__reads_an_empty_file(void **state)
{
	const struct place *place = *state;
	char bytes[4];
	bool again;
	struct input input;
	write_file(place, "", 0);
	open_ok(&input, place->file);
	assert_int_equal(input.size, 0);
	assert_int_equal(read_ok(&input, bytes, 4, false, &again), 0);
	assert_false(again);
	input_close(&input);
}

static void input__fails__without_the_path_in_the_message(void **state)
{
	const struct place *place = *state;
	struct input input;
	struct status s = input_open(&input, place->file);
	assert_int_equal(s.code, STATUS_SYSTEM);
	assert_string_equal(s.message, "No such file or directory");
	assert_int_equal(input.fd, -1);
	input_close(&input);

	s = input_open(&input, place->folder);
	assert_int_equal(s.code, STATUS_SYSTEM);
	assert_string_equal(s.message, "is a directory");
	assert_int_equal(input.fd, -1);
}

static void input__fails__when_reading_does(void **state)
{
	const struct place *place = *state;
	char bytes[4];
	size_t got;
	bool again;
	write_file(place, "", 0);
	struct input input = {.fd = open(place->file, O_WRONLY), .regular = true};
	struct status s = input_read(&input, bytes, 4, true, &got, &again);
	assert_int_equal(s.code, STATUS_SYSTEM);
	assert_string_equal(s.message, "cannot read: Bad file descriptor");
	assert_int_equal(got, 0);
	input_close(&input);
}

static void input__is_not_left__to_other_programs(void **state)
{
	const struct place *place = *state;
	write_file(place, "", 0);
	const char *paths[] = {place->file, "-"};
	for (size_t i = 0; i < 2; i++) {
		struct input input;
		open_ok(&input, paths[i]);
		assert_true(fcntl(input.fd, F_GETFD) & FD_CLOEXEC);
		input_close(&input);
	}
}

/* Puts fd in the place of standard input; returns what was there. */
static int swap_stdin(int fd)
{
	int kept = dup(STDIN_FILENO);
	assert_true(kept >= 0);
	assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
	close(fd);
	return kept;
}

static void input__reads_standard_input__and_leaves_it_open(void **state)
{
	const struct place *place = *state;
	char bytes[8];
	bool again;
	write_file(place, "from stdin", 10);
	int kept = swap_stdin(open(place->file, O_RDONLY));
	struct input input;
	open_ok(&input, "-");
	assert_true(input.regular);
	assert_int_equal(input.size, 10);
	assert_int_equal(read_ok(&input, bytes, 4, true, &again), 4);
	assert_memory_equal(bytes, "from", 4);
	input_close(&input);
	assert_int_equal(read(STDIN_FILENO, bytes, 8), 6);

	/* One that is a folder is refused too. */
	assert_true(dup2(open(place->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
			    STDIN_FILENO) >= 0);
	struct status s = input_open(&input, "-");
	assert_string_equal(s.message, "is a directory");
	close(swap_stdin(kept));
}

static void check_pipe(int flags)
{
	char bytes[8];
	bool again;
	int ends[2];
	assert_int_equal(pipe2(ends, flags), 0);
	struct input input = {.fd = ends[0]};
	assert_int_equal(read_ok(&input, bytes, 8, false, &again), 0);
	assert_true(again);
	assert_int_equal(write(ends[1], "abc", 3), 3);
	assert_int_equal(read_ok(&input, bytes, 8, false, &again), 3);
	assert_false(again);
	assert_memory_equal(bytes, "abc", 3);
	assert_int_equal(input.taken, 3);
	assert_int_equal(write(ends[1], "de", 2), 2);
	assert_int_equal(read_ok(&input, bytes, 8, true, &again), 2);
	assert_false(again);
	assert_int_equal(read_ok(&input, bytes, 8, false, &again), 0);
	assert_true(again);
	close(ends[1]);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(read_ok(&input, bytes, 8, i, &again), 0);
		assert_false(again);
	}
	input_close(&input);
}

static void pipe__says_again__when_it_has_nothing_yet(void **state)
{
	(void)state;
	check_pipe(0);
	check_pipe(O_NONBLOCK);
}

/* A pipe with a name, where nobody is at the other end, is empty to those that do not wait;
 * somebody who writes slowly is waited for. */
static void input__waits__for_no_writer_that_is_not_there(void **state)
{
	const struct place *place = *state;
	struct input input;
	char bytes[8];
	bool again;
	assert_int_equal(mkfifo(place->file, 0600), 0);
	struct status s = input_open_at_once(&input, place->file);
	assert_true(status_ok(&s));
	assert_int_equal(read_ok(&input, bytes, sizeof bytes, true, &again), 0);
	assert_false(again);
	int writer = open(place->file, O_WRONLY | O_CLOEXEC);
	assert_int_equal(read_ok(&input, bytes, sizeof bytes, false, &again), 0);
	assert_true(again);
	assert_int_equal(write(writer, "text", 4), 4);
	assert_int_equal(read_ok(&input, bytes, sizeof bytes, true, &again), 4);
	close(writer);
	input_close(&input);
}

static void input__opens_a_pipe__as_not_regular(void **state)
{
	(void)state;
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	int kept = swap_stdin(ends[0]);
	struct input input;
	open_ok(&input, "-");
	assert_false(input.regular);
	assert_int_equal(input.size, 0);
	input_close(&input);
	close(ends[1]);
	close(swap_stdin(kept));
}

static void on_alarm(int signal)
{
	(void)signal;
}

/* A writer that interrupts the reader until it was interrupted, and writes then. */
struct writer {
	int fd;
	pthread_t reader;
};

static void *write_late(void *argument)
{
	struct writer *writer = argument;
	for (int i = 0; i < 100; i++) {
		pthread_kill(writer->reader, SIGALRM);
		sched_yield();
	}
	return write(writer->fd, "late", 4) == 4 ? writer : NULL;
}

static void pipe__waits__through_signals(void **state)
{
	(void)state;
	char bytes[8];
	bool again;
	int ends[2];
	pthread_t thread;
	void *wrote;
	struct sigaction act = {.sa_handler = on_alarm}, kept;
	sigaction(SIGALRM, &act, &kept);
	for (int flags = 0; flags <= O_NONBLOCK; flags += O_NONBLOCK) {
		assert_int_equal(pipe2(ends, flags), 0);
		struct input input = {.fd = ends[0]};
		struct writer writer = {ends[1], pthread_self()};
		assert_int_equal(pthread_create(&thread, NULL, write_late, &writer), 0);
		assert_int_equal(read_ok(&input, bytes, 8, true, &again), 4);
		assert_false(again);
		assert_memory_equal(bytes, "late", 4);
		assert_int_equal(pthread_join(thread, &wrote), 0);
		assert_non_null(wrote);
		close(ends[1]);
		input_close(&input);
	}
	sigaction(SIGALRM, &kept, NULL);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_FOLDER(input__reads_a_file__in_steps),
		IN_FOLDER(input__ends__when_the_file_shrinks),
		IN_FOLDER(input__reads_an_empty_file),
		IN_FOLDER(input__fails__without_the_path_in_the_message),
		IN_FOLDER(input__fails__when_reading_does),
		IN_FOLDER(input__is_not_left__to_other_programs),
		IN_FOLDER(input__reads_standard_input__and_leaves_it_open),
		IN_FOLDER(input__waits__for_no_writer_that_is_not_there),
		cmocka_unit_test(input__opens_a_pipe__as_not_regular),
		cmocka_unit_test(pipe__says_again__when_it_has_nothing_yet),
		cmocka_unit_test(pipe__waits__through_signals),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
