/* SPDX-License-Identifier: MIT */
/* terminal: the two sides of a pty, and libvterm between them.
 *
 * The slave stays open on the test's side too, so that nothing sent last is lost and the
 * modes can be looked at when the program has gone. */
#include "terminal.h"
#include "sent.h"
#include "status.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>

enum { PATIENCE = 20000, MOMENT = 500, PAUSE = 40, STEP = 10 /* ms */ };

static long milliseconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool terminal_available(void)
{
	int master, slave;
	if (openpty(&master, &slave, NULL, NULL, NULL) < 0)
		return false;
	close(master);
	close(slave);
	return true;
}

/* ---- the terminal's side ---- */

static int on_property(VTermProp property, VTermValue *value, void *ctx)
{
	struct terminal *t = ctx;
	if (property == VTERM_PROP_ALTSCREEN)
		t->alternate = value->boolean;
	if (property == VTERM_PROP_CURSORVISIBLE)
		t->cursor_shown = value->boolean;
	return 1;
}

static int on_cursor(VTermPos to, VTermPos from, int visible, void *ctx)
{
	struct terminal *t = ctx;
	(void)from, (void)visible;
	t->cursor = to;
	return 1;
}

static const VTermScreenCallbacks callbacks = {
	.settermprop = on_property, .movecursor = on_cursor};

static void on_answer(const char *bytes, size_t len, void *ctx)
{
	struct terminal *t = ctx;
	if (!t->mute)
		assert_int_equal(write(t->master, bytes, len), len);
}

/* libvterm draws ambiguous characters narrow; for a wide terminal they are replaced by wide
 * ones on their way in. */
static const struct {
	const char *ambiguous, *wide;
} replacements[] = {{"“", "「"}, {"”", "」"}, {"…", "《"}};

/* Gives vt what has come in and is whole. */
static void feed(struct terminal *t)
{
	while (t->fed < t->raw.n) {
		const char *at = t->raw.v + t->fed, *out = at;
		size_t left = t->raw.n - t->fed, len = 1;
		if (t->wide && *at == '\xe2') {
			if (left < 3)
				return;
			len = 3;
			for (size_t i = 0; i < sizeof replacements / sizeof *replacements;
				i++)
				if (memcmp(replacements[i].ambiguous, at, 3) == 0)
					out = replacements[i].wide;
		}
		vterm_input_write(t->vt, out, len);
		t->fed += len;
	}
	vterm_screen_flush_damage(t->screen);
}

/* Reads what there is for up to so many milliseconds; false when the program is gone. */
static bool receive(struct terminal *t, int patience)
{
	struct pollfd asked = {.fd = t->master, .events = POLLIN};
	if (poll(&asked, 1, patience) <= 0)
		return true;
	char *room = buf_room(&t->raw, 4096);
	ssize_t n = read(t->master, room, 4096);
	if (n <= 0)
		return false;
	t->raw.n += (size_t)n;
	feed(t);
	return true;
}

static void add_character(
	struct buf *out, const VTermScreen *screen, VTermPos at, int *width)
{
	VTermScreenCell cell;
	assert_int_equal(vterm_screen_get_cell((VTermScreen *)screen, at, &cell), 1);
	*width = cell.width ? cell.width : 1;
	/* libvterm marks what it has cut off a wide character by -1. */
	if (cell.chars[0] == 0 || cell.chars[0] == (uint32_t)-1) {
		buf_putc(out, ' ');
		return;
	}
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
		uint32_t c = cell.chars[i];
		if (c < 0x80) {
			buf_putc(out, (char)c);
		} else if (c < 0x800) {
			buf_putc(out, (char)(0xC0 | c >> 6));
			buf_putc(out, (char)(0x80 | (c & 0x3F)));
		} else {
			if (c >= 0x10000) {
				buf_putc(out, (char)(0xF0 | c >> 18));
				buf_putc(out, (char)(0x80 | (c >> 12 & 0x3F)));
			} else {
				buf_putc(out, (char)(0xE0 | c >> 12));
			}
			buf_putc(out, (char)(0x80 | (c >> 6 & 0x3F)));
			buf_putc(out, (char)(0x80 | (c & 0x3F)));
		}
	}
}

/* The rows as script's show prints them. */
const char *terminal_text(struct terminal *t)
{
	t->text.n = 0;
	for (int row = 0; row < t->rows; row++) {
		int width;
		for (int column = 0; column < t->columns; column += width)
			add_character(
				&t->text, t->screen, (VTermPos){row, column}, &width);
		while (t->text.n && t->text.v[t->text.n - 1] == ' ')
			t->text.n--;
		buf_putc(&t->text, '\n');
	}
	return buf_string(&t->text);
}

static bool shows(struct terminal *t, const char *part)
{
	return strstr(terminal_text(t), part) != NULL;
}

static bool is_all(struct terminal *t, const char *whole)
{
	return strcmp(terminal_text(t), whole) == 0;
}

/* Reads until the screen is right, the program has gone, or patience is at its end. */
static void await(struct terminal *t, bool (*right)(struct terminal *t, const char *text),
	const char *text)
{
	long until = milliseconds() + PATIENCE;
	while (!right(t, text) && receive(t, 100))
		if (milliseconds() > until)
			break;
	if (right(t, text))
		return;
	fprintf(stderr, "expected:\n%s\non the screen:\n%s\n", text, terminal_text(t));
	fail();
}

void terminal_await(struct terminal *t, const char *part)
{
	await(t, shows, part);
}

static bool has_ended(const struct terminal *t)
{
	siginfo_t info = {0};
	waitid(P_PID, (id_t)t->pid, &info, WEXITED | WNOHANG | WNOWAIT);
	return info.si_pid != 0;
}

void terminal_await_maybe(struct terminal *t, const char *part)
{
	struct pollfd asked = {.fd = t->master, .events = POLLIN};
	for (int quiet = 0; !shows(t, part) && !has_ended(t) && quiet < MOMENT;) {
		if (poll(&asked, 1, STEP) > 0)
			quiet = receive(t, 0) ? 0 : MOMENT;
		else
			quiet += STEP;
	}
}

void terminal_await_all(struct terminal *t, const char *whole)
{
	await(t, is_all, whole);
}

void terminal_await_cursor(struct terminal *t, int row, int column)
{
	long until = milliseconds() + PATIENCE;
	while ((t->cursor.row != row || t->cursor.col != column) && receive(t, 100))
		if (milliseconds() > until)
			break;
	assert_int_equal(t->cursor.row, row);
	assert_int_equal(t->cursor.col, column);
}

bool terminal_was_sent(const struct terminal *t, const char *bytes)
{
	return memmem(t->raw.v, t->raw.n, bytes, strlen(bytes)) != NULL;
}

void terminal_widen(struct buf *text)
{
	for (size_t at = 0; at + 3 <= text->n; at++)
		for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++)
			if (memcmp(text->v + at, replacements[i].ambiguous, 3) == 0)
				memcpy(text->v + at, replacements[i].wide, 3);
}

void terminal_type(struct terminal *t, const char *keys)
{
	size_t len = strlen(keys);
	assert_int_equal(write(t->master, keys, len), len);
}

void terminal_type_slowly(struct terminal *t, const char *const *keys)
{
	struct pollfd asked = {.fd = t->master, .events = POLLIN};
	for (; *keys && !has_ended(t); keys++) {
		while (poll(&asked, 1, PAUSE) > 0 && receive(t, 0))
			;
		terminal_type(t, *keys);
	}
}

void terminal_resize(struct terminal *t, int columns, int rows)
{
	const struct winsize size = {
		.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
	t->columns = columns;
	t->rows = rows;
	vterm_set_size(t->vt, rows, columns);
	assert_int_equal(ioctl(t->master, TIOCSWINSZ, &size), 0);
}

/* ---- the program's side ---- */

static void set_environment(const struct terminal_setup *setup)
{
	const char *leaks = getenv("LSAN_OPTIONS"); /* of a build with sanitizers */
	char *kept = leaks ? xstrdup(leaks) : NULL;
	clearenv();
	setenv("PATH", "/usr/bin:/bin", 1);
	setenv("HOME", setup->home, 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TERM", "xterm-256color", 1);
	if (kept)
		setenv("LSAN_OPTIONS", kept, 1);
	free(kept);
	for (size_t i = 0; i < TERMINAL_VARIABLES && setup->variables[i]; i++)
		putenv((char *)(uintptr_t)setup->variables[i]);
}

static _Noreturn void execute(const struct terminal_setup *setup, const char *path)
{
	char *argv[10] = {(char *)(uintptr_t)path};
	for (size_t i = 0; i < 8 && setup->arguments[i]; i++)
		argv[1 + i] = (char *)(uintptr_t)setup->arguments[i];
	const struct rlimit no_core = {0, 0};
	setrlimit(RLIMIT_CORE, &no_core);
	if (setup->input) {
		int fd = open(setup->input, O_RDONLY);
		if (fd < 0 || dup2(fd, STDIN_FILENO) < 0)
			_exit(126);
		close(fd);
	}
	set_environment(setup);
	execv(path, argv);
	_exit(127);
}

/* Runs the program as a shell does a job: in a process group of its own, which the terminal
 * is given to; says when it was stopped, and continues it when a line is typed. */
static _Noreturn void control_job(const struct terminal_setup *setup, const char *path)
{
	signal(SIGTTOU, SIG_IGN);
	pid_t job = fork();
	if (job == 0) {
		setpgid(0, 0);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		execute(setup, path);
	}
	setpgid(job, job);
	tcsetpgrp(STDIN_FILENO, job);
	for (;;) {
		int status;
		char line[16];
		if (waitpid(job, &status, WUNTRACED) != job)
			_exit(125);
		tcsetpgrp(STDIN_FILENO, getpid());
		if (!WIFSTOPPED(status)) {
			printf("exit %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : -1);
			fflush(stdout);
			_exit(0);
		}
		puts("stopped");
		fflush(stdout);
		if (read(STDIN_FILENO, line, sizeof line) <= 0)
			_exit(124);
		tcsetpgrp(STDIN_FILENO, job);
		kill(-job, SIGCONT);
	}
}

static bool is_xterm(const struct terminal_setup *setup)
{
	static const char name[] = "TERM=", xterm[] = "TERM=xterm";
	for (size_t i = 0; i < TERMINAL_VARIABLES && setup->variables[i]; i++)
		if (strncmp(setup->variables[i], name, strlen(name)) == 0)
			return strncmp(setup->variables[i], xterm, strlen(xterm)) == 0;
	return true;
}

void terminal_start(struct terminal *t, const struct terminal_setup *setup)
{
	*t = (struct terminal){.columns = TERMINAL_COLUMNS,
		.rows = TERMINAL_ROWS,
		.wide = setup->wide,
		.mute = setup->mute,
		.is_xterm = is_xterm(setup),
		.cursor_shown = true};
	struct winsize size = {.ws_col = TERMINAL_COLUMNS, .ws_row = TERMINAL_ROWS};
	assert_int_equal(openpty(&t->master, &t->slave, NULL, NULL, &size), 0);
	assert_int_equal(tcgetattr(t->slave, &t->before), 0);
	t->vt = vterm_new(TERMINAL_ROWS, TERMINAL_COLUMNS);
	vterm_set_utf8(t->vt, 1);
	vterm_output_set_callback(t->vt, on_answer, t);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_set_callbacks(t->screen, &callbacks, t);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);

	char *path = realpath(setup->program, NULL);
	assert_non_null(path);
	t->pid = fork();
	if (t->pid == 0) {
		close(t->master);
		if (login_tty(t->slave) < 0)
			_exit(126);
		if (setup->job_control)
			control_job(setup, path);
		execute(setup, path);
	}
	assert_true(t->pid > 0);
	free(path);
}

/* Reads all that the program has sent.  The kernel hands it on when it finds the time: a NUL of
 * ours, sent behind it, tells when all is there; only the echo of keys may come later. */
static void drain(struct terminal *t)
{
	char *mark;
	long until = milliseconds() + PATIENCE;
	assert_int_equal(write(t->slave, "", 1), 1);
	while (!(mark = t->raw.n ? memchr(t->raw.v, '\0', t->raw.n) : NULL)) {
		assert_true(receive(t, STEP));
		assert_true(milliseconds() < until);
	}
	memmove(mark, mark + 1, t->raw.n - (size_t)(mark + 1 - t->raw.v));
	t->fed = --t->raw.n;
}

/* Waits for the end of the program and returns its wait status.  The slave is still open
 * here, so that what was sent last is not lost. */
int terminal_finish(struct terminal *t)
{
	int status;
	long until = milliseconds() + PATIENCE;
	pid_t ended;
	while ((ended = waitpid(t->pid, &status, WNOHANG)) == 0) {
		receive(t, 10);
		if (milliseconds() > until) {
			kill(t->pid, SIGKILL);
			fail_msg("the program does not end; the screen is\n%s",
				terminal_text(t));
		}
	}
	assert_int_equal(ended, t->pid);
	t->was_killed = WIFSIGNALED(status);
	drain(t);
	return status;
}

void terminal_free(struct terminal *t)
{
	if (t->is_xterm && !t->was_killed)
		assert_sent_is_clean(t->raw.v, t->raw.n);
	close(t->master);
	close(t->slave);
	vterm_free(t->vt);
	buf_free(&t->raw);
	buf_free(&t->text);
}

/* The terminal is as it was before the program was started. */
void terminal_assert_restored(const struct terminal *t)
{
	struct termios now;
	assert_false(t->alternate);
	assert_true(t->cursor_shown);
	assert_int_equal(tcgetattr(t->slave, &now), 0);
	assert_int_equal(now.c_lflag, t->before.c_lflag);
	assert_int_equal(now.c_iflag, t->before.c_iflag);
	assert_int_equal(now.c_oflag, t->before.c_oflag);
}
