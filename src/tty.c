/* SPDX-License-Identifier: MIT */
/* tty: a terminal by way of curses.
 *
 * Curses knows the terminal and sends the least that turns one screen into the next; that is
 * what it is used for.  Keys are read here, as bytes for key_decode, since curses hands on
 * what it does not know as if it had been typed.
 * Signals are blocked but while we wait for input, so that a handler does no more than set a
 * bit and nothing is ever interrupted half way.
 * How wide ambiguous characters are is asked with the first screen and not waited for: most
 * terminals answer what was assumed, and nobody has to sit before an empty screen while a
 * slow line, or a terminal that never answers, makes up its mind.
 * What is on the screen is left to the loop. */
#include "tty.h"

#include <assert.h>
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <unistr.h>

#include "clipboard.h"
#include "message.h"
#include "shell.h"
#include "signals.h"

enum {
	ESCAPE_DELAY = 25, /* ms to wait for the rest of a sequence; Esc alone is a key */
	INPUT_ROOM = 4096, /* bytes read at once */
};

/* How curses is told of a look. */
struct curses_look {
	bool known;
	attr_t attributes;
	int pair;
};

enum { MARK_SETS = 256 }; /* sets of marks in a byte */

struct tty {
	FILE *stream;
	SCREEN *screen;
	const struct theme *theme;
	const struct config *config;
	bool mouse; /* is asked for */
	int colors; /* of the terminal; 0: only attributes */
	struct curses_look looks[ELEMENT_COUNT]
				[MARK_SETS]; /* those used since a repaint */
	struct buf input;                    /* bytes read and not yet made into keys */
	/* What is on the screen; without cells when that is unknown.  It is kept from the
	 * second screen on: the first is in a hurry. */
	struct grid shown;
	bool first_shown;
	cchar_t *row; /* cells of one row on their way to curses */
	int *ambiguous;
	bool asked;    /* KEY_QUESTION was sent */
	int closed_by; /* signal, or 0 */
	struct signals signals;
};

/* ---- what things look like ---- */

static const struct {
	int look;
	attr_t attribute;
} attributes[] = {
	{LOOK_BOLD, WA_BOLD},
	{LOOK_DIM, WA_DIM},
	{LOOK_ITALIC, WA_ITALIC},
	{LOOK_UNDERLINE, WA_UNDERLINE},
	{LOOK_REVERSE, WA_REVERSE},
};
enum { ATTRIBUTES = sizeof attributes / sizeof *attributes };

/* The colours of the terminal, 0 when there are none or none are wanted. */
static int start_colors(void)
{
	const char *unwanted = getenv("NO_COLOR"); /* no-color.org: set and not empty */
	if ((unwanted && *unwanted) || !has_colors() || start_color() == ERR ||
		use_default_colors() == ERR)
		return 0;
	return COLORS;
}

static struct curses_look make_look(const struct tty *tty, struct cell_style style)
{
	struct look look = theme_look(tty->theme, style);
	struct curses_look made = {.known = true};
	int foreground = theme_nearest(look.foreground, tty->colors);
	int background = theme_nearest(look.background, tty->colors);
	for (int i = 0; i < ATTRIBUTES; i++)
		if (look.attributes & attributes[i].look)
			made.attributes |= attributes[i].attribute;
	if (foreground != COLOR_DEFAULT || background != COLOR_DEFAULT)
		made.pair = alloc_pair(foreground, background);
	if (made.pair < 0)
		made.pair = 0;
	return made;
}

static const struct curses_look *look_of(struct tty *tty, struct cell_style style)
{
	struct curses_look *look = &tty->looks[style.element][style.marks];
	if (!look->known)
		*look = make_look(tty, style);
	return look;
}

/* ---- what the terminal is asked for ---- */

static bool write_order(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);
		if (n <= 0 && errno != EINTR)
			return false;
		bytes += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
	return true;
}

/* Sends the terminal an order.  By a descriptor of its own, since this may happen in a signal
 * handler, which has nothing at hand; or, where no more can be had, by standard output: what
 * was asked of a terminal must be taken back. */
static bool send(const char *bytes, size_t len)
{
	int fd = open("/dev/tty", O_WRONLY | O_CLOEXEC | O_NOCTTY);
	bool sent = fd >= 0 && write_order(fd, bytes, len);
	if (fd >= 0)
		close(fd);
	return sent || (isatty(STDOUT_FILENO) && write_order(STDOUT_FILENO, bytes, len));
}

/* To be told of clicks, drags and the wheel, or not to (xterm's 1002), in a form that has
 * room for wide screens (1006). */
static const char mouse_orders[2][17] = {
	"\033[?1002l\033[?1006l", "\033[?1002h\033[?1006h"};

static void claim_mouse(bool on)
{
	send(mouse_orders[on], strlen(mouse_orders[on]));
}

/* Asks the terminal to mark what is pasted, for the mouse if it is wanted, and a question, all
 * at once: what it gets piece by piece it wakes up for. */
static void claim(struct tty *tty, const char *question)
{
	char orders[64];
	tty->mouse = tty->config->mouse;
	int len = snprintf(orders, sizeof orders, "\033[?2004h%s%s",
		tty->mouse ? mouse_orders[true] : "", question);
	assert(len > 0 && len < (int)sizeof orders);
	send(orders, (size_t)len);
}

static void renounce(void)
{
	static const char leave_pastes[] = "\033[?2004l";
	claim_mouse(false);
	send(leave_pastes, strlen(leave_pastes));
}

/* ---- drawing ---- */

/* Makes a cell of curses from one of ours. */
static void make_cell(
	const struct cell *cell, const struct curses_look *look, cchar_t *out)
{
	wchar_t text[CELL_BYTES + 1] = {L' '};
	size_t n = 0;
	for (size_t at = 0; at < cell->len; n++) {
		ucs4_t c;
		int size =
			u8_mbtoucr(&c, (const uint8_t *)cell->bytes + at, cell->len - at);
		assert(size > 0);
		text[n] = (wchar_t)c;
		at += (size_t)size;
	}
	int rc = setcchar(out, text, look->attributes, 0, &look->pair);
	assert(rc == OK);
}

static void put_row(struct tty *tty, const struct grid *grid, int row)
{
	const struct cell *cells = grid_cell(grid, row, 0);
	struct cell_style style = cells->style;
	const struct curses_look *look = look_of(tty, style);
	int n = 0;
	for (int column = 0; column < grid->columns; column++) {
		const struct cell *cell = &cells[column];
		if (cell->width == 0)
			continue;
		if (cell->style.element != style.element ||
			cell->style.marks != style.marks) {
			style = cell->style;
			look = look_of(tty, style);
		}
		make_cell(cell, look, &tty->row[n++]);
	}
	mvadd_wchnstr(row, 0, tty->row, n);
}

/* Keeps the grid as what is shown. */
static void remember(struct tty *tty, const struct grid *grid)
{
	size_t count = (size_t)grid->columns * (size_t)grid->rows;
	if (tty->shown.columns != grid->columns || tty->shown.rows != grid->rows)
		grid_reset(&tty->shown, grid->columns, grid->rows);
	memcpy(tty->shown.cells, grid->cells, count * sizeof *grid->cells);
}

static void tty_show(void *ctx, const struct grid *grid, bool repaint)
{
	struct tty *tty = ctx;
	size_t row_size = (size_t)grid->columns * sizeof *grid->cells;
	bool anew = repaint || tty->shown.columns != grid->columns ||
		    tty->shown.rows != grid->rows;
	if (anew)
		tty->row =
			xreallocarray(tty->row, (size_t)grid->columns, sizeof *tty->row);
	if (tty->mouse != tty->config->mouse) {
		tty->mouse = tty->config->mouse;
		claim_mouse(tty->mouse);
	}
	if (repaint) {
		memset(tty->looks, 0, sizeof tty->looks);
		clearok(curscr, TRUE);
	}
	for (int row = 0; row < grid->rows; row++)
		if (anew || memcmp(grid_cell(grid, row, 0),
				    grid_cell(&tty->shown, row, 0), row_size) != 0)
			put_row(tty, grid, row);
	move(grid->cursor_row, grid->cursor_column);
	wnoutrefresh(stdscr);
	doupdate();
	if (tty->first_shown)
		remember(tty, grid);
	tty->first_shown = true;
}

static struct front_size tty_size(void *ctx)
{
	struct tty *tty = ctx;
	struct winsize size;
	if (ioctl(fileno(tty->stream), TIOCGWINSZ, &size) == 0 && size.ws_row &&
		size.ws_col && (size.ws_row != LINES || size.ws_col != COLS))
		resizeterm(size.ws_row, size.ws_col);
	return (struct front_size){COLS, LINES, *tty->ambiguous};
}

/* ---- signals ---- */

/* Puts the terminal back; also what die() calls. */
static void restore(void)
{
	if (!stdscr || isendwin())
		return;
	renounce();
	endwin();
}

/* The signal has its usual meaning again (SA_RESETHAND) and is met on return. */
static void on_fatal_signal(int number)
{
	restore();
	raise(number);
}

/* Stops the job, as the terminal does for a program that leaves ^Z to it, and is continued
 * with the terminal in an unknown state. */
static void tty_suspend(void *ctx)
{
	struct tty *tty = ctx;
	restore();
	signals_give_back(&tty->signals);
	kill(0, SIGTSTP);
	signals_take(&tty->signals, on_fatal_signal);
	claim(tty, "");
}

static struct status tty_run(
	void *ctx, const char *command, const char *const arguments[])
{
	struct tty *tty = ctx;
	restore();
	/* ^Z stops the command and us as one job. */
	signals_lend(&tty->signals, SIGTSTP);
	struct status s = shell_in_foreground(command, arguments);
	signals_take_again(SIGTSTP);
	claim(tty, "");
	return s;
}

static struct status tty_copy(void *ctx, const char *text, size_t len)
{
	struct buf order = {0};
	const char *term = getenv("TERM");
	(void)ctx;
	if (term && strncmp(term, "linux", strlen("linux")) == 0)
		return status_make(STATUS_SYSTEM, 0,
			_("this terminal has no clipboard; --copy-command does without"));
	clipboard_order(text, len, &order);
	bool sent = send(order.v, order.n);
	buf_free(&order);
	return sent ? STATUS_NONE : status_errno("/dev/tty");
}

/* What the signals that came mean: a key, or KEY_NONE. */
static key take_signals(struct tty *tty)
{
	key k = KEY_NONE;
	enum signal_meaning meaning;
	for (int number; (number = signals_next(&meaning)) != 0; k = KEY_RESIZED) {
		switch (meaning) {
		case SIGNAL_CLOSES:
			tty->closed_by = number;
			return KEY_CLOSED;
		case SIGNAL_SUSPENDS:
			tty_suspend(tty);
			break;
		case SIGNAL_CONTINUES: /* after SIGSTOP, which comes without notice */
			reset_prog_mode();
			claim(tty, "");
			break;
		case SIGNAL_RESIZES:
			break;
		}
	}
	return k;
}

/* ---- keys ---- */

/* The next key of the input; KEY_NONE when there is none or, with more to come, only the
 * start of one. */
static key take_key(struct tty *tty, bool more)
{
	while (tty->input.n) {
		key k;
		size_t size = key_decode(tty->input.v, tty->input.n, more, &k);
		if (size == 0)
			return KEY_NONE;
		buf_drop(&tty->input, size);
		if (k == KEY_WIDE && tty->asked) {
			*tty->ambiguous = 2;
			k = KEY_RESIZED;
		} else if (k == KEY_NARROW || k == KEY_WIDE) {
			continue;
		}
		if (k != KEY_NONE)
			return k;
	}
	return KEY_NONE;
}

/* Waits for input, a signal or the descriptor, which poll() passes over when it is -1.
 * Returns whether there is input. */
static bool wait_for(struct tty *tty, int milliseconds, int wait_fd)
{
	struct pollfd asked[] = {
		{.fd = fileno(tty->stream), .events = POLLIN},
		{.fd = wait_fd, .events = POLLIN},
	};
	int n = signals_wait(&tty->signals, asked, 2, milliseconds);
	return n > 0 && asked[0].revents;
}

/* Appends what was typed; false when the terminal is gone. */
static bool read_input(struct tty *tty)
{
	char *room = buf_room(&tty->input, INPUT_ROOM);
	ssize_t n = read(fileno(tty->stream), room, INPUT_ROOM);
	if (n > 0)
		tty->input.n += (size_t)n;
	return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

static key tty_next_key(void *ctx, int milliseconds, int wait_fd, bool loading)
{
	struct tty *tty = ctx;
	(void)loading;
	key k = take_key(tty, true);
	while (k == KEY_NONE) {
		bool partial = tty->input.n > 0;
		bool typed = partial ? wait_for(tty, ESCAPE_DELAY, -1)
				     : wait_for(tty, milliseconds, wait_fd);
		if ((k = take_signals(tty)) != KEY_NONE)
			return k;
		if (typed && !read_input(tty))
			return KEY_CLOSED;
		k = take_key(tty, typed);
		if (!typed && !partial)
			break;
	}
	return k;
}

/* ---- opening and closing ---- */

static struct status open_terminal(struct tty *tty)
{
	const char *term = getenv("TERM");
	if (!term || !*term || strcmp(term, "dumb") == 0)
		return status_make(STATUS_SYSTEM, 0,
			_("this terminal has no screen (TERM=%s); --dump prints the "
			  "text"),
			term ? term : "");
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return status_errno("/dev/tty");
	tty->stream = fdopen(fd, "r+");
	if (!tty->stream) {
		struct status s = status_errno("/dev/tty");
		close(fd);
		return s;
	}
	signals_take(&tty->signals, on_fatal_signal);
	tty->screen = newterm(NULL, tty->stream, tty->stream);
	if (!tty->screen)
		return status_make(
			STATUS_SYSTEM, 0, _("the terminal TERM=%s is not known"), term);
	if (!tigetstr("cup"))
		return status_make(STATUS_SYSTEM, 0,
			_("this terminal cannot place the cursor (TERM=%s); --dump "
			  "prints "
			  "the text"),
			term);
	return STATUS_NONE;
}

struct status tty_open(
	struct front *front, const struct settings *settings, int *ambiguous)
{
	const struct config *config = &settings->config;
	struct tty *tty = xcalloc(1, sizeof *tty);
	*front = (struct front){.ctx = tty,
		.next_key = tty_next_key,
		.size = tty_size,
		.show = tty_show,
		.suspend = tty_suspend,
		.copy = tty_copy,
		.run = tty_run};
	tty->config = config;
	struct status s = open_terminal(tty);
	if (!status_ok(&s)) {
		tty_close(front);
		return s;
	}
	die_hook(restore);
	atexit(restore); /* curses ends a program that it has no memory for */
	/* Until it has once come back from endwin(), ncurses flushes at every move of the
	 * cursor.  Before start_color(), or the user's palette would be reset. */
	endwin();
	doupdate();
	raw();
	noecho();
	nonl();
	idlok(stdscr, TRUE); /* a scrolled screen is scrolled by the terminal */
	typeahead(-1);       /* a screen once begun is finished, whatever is typed */
	tty->colors = start_colors();
	tty->theme = &settings->theme;
	tty->ambiguous = ambiguous;
	*ambiguous = config->ambiguous == AMBIGUOUS_2 ? 2 : 1;
	tty->asked = config->ambiguous == AMBIGUOUS_AUTO;
	claim(tty, tty->asked ? KEY_QUESTION : "");
	return STATUS_NONE;
}

int tty_close(struct front *front)
{
	struct tty *tty = front->ctx;
	if (!tty)
		return 0;
	int closed_by = tty->closed_by;
	restore();
	die_hook(NULL);
	if (tty->stream)
		signals_give_back(&tty->signals);
	if (tty->screen)
		delscreen(tty->screen);
	if (tty->stream)
		fclose(tty->stream);
	buf_free(&tty->input);
	grid_free(&tty->shown);
	free(tty->row);
	free(tty);
	front->ctx = NULL;
	return closed_by;
}
