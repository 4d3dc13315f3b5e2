/* SPDX-License-Identifier: MIT */
/* script: orders from a file instead of keys from a terminal.
 *
 * All orders are read and checked before the first is carried out, so that a mistake in the
 * last line is not found after a minute.  The loop draws only when no key is waiting: where
 * the script needs a finished screen (show) or a finished task (wait) it says that there is
 * no key, and goes on when it is asked again. */
#include "script.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "array.h"
#include "config.h"
#include "fileio.h"
#include "message.h"

enum order_kind { ORDER_KEY, ORDER_WAIT, ORDER_RESIZE, ORDER_SHOW, ORDER_CLIPBOARD };

struct order {
	enum order_kind kind;
	key k;                   /* of ORDER_KEY */
	struct config_size size; /* of ORDER_RESIZE */
	struct span label;       /* of ORDER_SHOW and ORDER_CLIPBOARD, bytes of text */
};

struct script {
	struct buf text;
	ARRAY_OF(struct order) orders;
	size_t next; /* index of the order to be carried out */
	bool asked;  /* the loop was told that there is no key, and has drawn */
	struct front_size size;
	struct grid grid;     /* what was shown last */
	struct buf clipboard; /* what was copied last */
	FILE *out;
};

static struct status read_all(const char *path, struct buf *text)
{
	struct input input;
	struct status s = input_open(&input, path);
	size_t got = 0;
	bool again;
	if (!status_ok(&s))
		return s;
	do {
		enum { PIECE = 4096 };
		s = input_read(&input, buf_room(text, PIECE), PIECE, true, &got, &again);
		text->n += got;
	} while (status_ok(&s) && got > 0);
	input_close(&input);
	return s;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* The functions below read what stands behind an order's word and add the orders; false when
 * it is not what the order takes. */

static bool read_keys(struct script *script, struct span rest)
{
	const char *text = script->text.v;
	size_t at = rest.beg, size;
	for (; at < rest.end; at += size) {
		struct order order = {.kind = ORDER_KEY};
		if (is_blank(text[at])) {
			size = 1;
			continue;
		}
		size = key_parse(text + at, rest.end - at, &order.k);
		if (size == 0)
			return false;
		array_push(&script->orders, order);
	}
	return span_len(rest) > 0;
}

static bool read_text(struct script *script, struct span rest)
{
	const uint8_t *text = (const uint8_t *)script->text.v;
	size_t at = rest.beg;
	while (at < rest.end) {
		ucs4_t c;
		int size = u8_mbtoucr(&c, text + at, rest.end - at);
		if (size <= 0)
			return false;
		at += (size_t)size;
		array_push(&script->orders, (struct order){.kind = ORDER_KEY, .k = c});
	}
	return span_len(rest) > 0;
}

static bool read_wait(struct script *script, struct span rest)
{
	array_push(&script->orders, (struct order){.kind = ORDER_WAIT});
	return span_len(rest) == 0;
}

/* COLSxROWS, as --size takes it. */
static bool read_resize(struct script *script, struct span rest)
{
	struct config config = {0};
	char *value = xstrndup(script->text.v + rest.beg, span_len(rest));
	struct status s =
		config_set(&config, option_named("size", strlen("size")), value);
	free(value);
	array_push(&script->orders,
		(struct order){.kind = ORDER_RESIZE, .size = config.size});
	return status_ok(&s);
}

static bool read_show(struct script *script, struct span rest)
{
	array_push(&script->orders, (struct order){.kind = ORDER_SHOW, .label = rest});
	return true;
}

static bool read_clipboard(struct script *script, struct span rest)
{
	array_push(
		&script->orders, (struct order){.kind = ORDER_CLIPBOARD, .label = rest});
	return true;
}

/* "press 3,12": what the mouse does, row and column. */
static bool read_mouse(struct script *script, struct span rest)
{
	static const char *const acts[] = {
		[MOUSE_PRESS] = "press",
		[MOUSE_DRAG] = "drag",
		[MOUSE_RELEASE] = "release",
		[MOUSE_WHEEL_UP] = "wheel-up",
		[MOUSE_WHEEL_DOWN] = "wheel-down",
	};
	char *text = xstrndup(script->text.v + rest.beg, span_len(rest)), act[16];
	int row = -1, column = -1, end = 0;
	size_t i = 0;
	bool good = sscanf(text, "%15s %4d,%4d%n", act, &row, &column, &end) == 3 &&
		    text[end] == '\0' && row >= 0 && row <= MOUSE_MOST && column >= 0 &&
		    column <= MOUSE_MOST;
	while (good && i < sizeof acts / sizeof *acts && strcmp(act, acts[i]) != 0)
		i++;
	good = good && i < sizeof acts / sizeof *acts;
	struct mouse mouse = {(enum mouse_act)i, row, column};
	if (good)
		array_push(&script->orders,
			(struct order){.kind = ORDER_KEY, .k = key_of_mouse(mouse)});
	free(text);
	return good;
}

static const struct {
	const char *name;
	bool (*read)(struct script *script, struct span rest);
} words[] = {
	{"key", read_keys},
	{"type", read_text},
	{"wait", read_wait},
	{"resize", read_resize},
	{"show", read_show},
	{"mouse", read_mouse},
	{"clipboard", read_clipboard},
};

static struct status read_line(struct script *script, struct span line, size_t number)
{
	const char *text = script->text.v;
	size_t end = line.beg;
	while (end < line.end && !is_blank(text[end]))
		end++;
	struct span word = {line.beg, end}, rest = {end + (end < line.end), line.end};
	int word_len = (int)span_len(word), line_len = (int)span_len(line);
	if (line_len == 0 || text[line.beg] == '#')
		return STATUS_NONE;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strlen(words[i].name) != span_len(word) ||
			memcmp(words[i].name, text + word.beg, span_len(word)) != 0)
			continue;
		if (words[i].read(script, rest))
			return STATUS_NONE;
		return status_make(STATUS_FORMAT, number, _("bad order '%.*s'"), line_len,
			text + line.beg);
	}
	return status_make(STATUS_FORMAT, number, _("unknown order '%.*s'"), word_len,
		text + word.beg);
}

static struct status read_orders(struct script *script)
{
	struct status s = STATUS_NONE;
	size_t number = 1, n = script->text.n;
	const char *text = script->text.v;
	for (size_t beg = 0, end; beg < n && status_ok(&s); beg = end + 1, number++) {
		for (end = beg; end < n && text[end] != '\n'; end++)
			continue;
		s = read_line(script, (struct span){beg, end}, number);
	}
	return s;
}

static void print_screen(struct script *script, struct span label)
{
	const struct grid *grid = &script->grid;
	struct buf rows = {0};
	fprintf(script->out, "== %.*s%s%dx%d cursor %d,%d\n", (int)span_len(label),
		script->text.v + label.beg, span_len(label) ? " " : "", grid->columns,
		grid->rows, grid->cursor_row, grid->cursor_column);
	grid_print(grid, &rows);
	fwrite(rows.v, 1, rows.n, script->out);
	buf_free(&rows);
}

static void print_clipboard(struct script *script, struct span label)
{
	fprintf(script->out, "== %.*s%sclipboard %zu\n", (int)span_len(label),
		script->text.v + label.beg, span_len(label) ? " " : "",
		script->clipboard.n);
	fputs(buf_string(&script->clipboard), script->out);
	fputc('\n', script->out);
}

/* Stands for the key that does not come while the loop waits for a pipe. */
static void wait_for(int fd, int milliseconds)
{
	struct pollfd asked = {.fd = fd, .events = POLLIN};
	if (fd >= 0)
		while (poll(&asked, 1, milliseconds) < 0 && errno == EINTR)
			continue;
}

static key script_next_key(void *ctx, int milliseconds, int wait_fd, bool loading)
{
	struct script *script = ctx;
	for (; script->next < script->orders.n; script->next++) {
		const struct order *order = &script->orders.v[script->next];
		if (order->kind == ORDER_WAIT && loading) {
			wait_for(wait_fd, milliseconds);
			return KEY_NONE;
		}
		if (order->kind == ORDER_SHOW && !script->asked) {
			script->asked = true;
			return KEY_NONE;
		}
		if (order->kind == ORDER_SHOW)
			print_screen(script, order->label);
		if (order->kind == ORDER_CLIPBOARD)
			print_clipboard(script, order->label);
		script->asked = false;
		if (order->kind == ORDER_KEY) {
			script->next++;
			return order->k;
		}
		if (order->kind == ORDER_RESIZE) {
			script->size.columns = order->size.columns;
			script->size.rows = order->size.rows;
			script->next++;
			return KEY_RESIZED;
		}
	}
	return KEY_CLOSED;
}

static struct front_size script_size(void *ctx)
{
	const struct script *script = ctx;
	return script->size;
}

static void script_show(void *ctx, const struct grid *grid, bool repaint)
{
	struct script *script = ctx;
	(void)repaint;
	grid_reset(&script->grid, grid->columns, grid->rows);
	memcpy(script->grid.cells, grid->cells,
		(size_t)grid->columns * (size_t)grid->rows * sizeof *grid->cells);
	script->grid.cursor_row = grid->cursor_row;
	script->grid.cursor_column = grid->cursor_column;
}

/* There is no shell to go back to. */
static void script_suspend(void *ctx)
{
	(void)ctx;
}

static struct status script_copy(void *ctx, const char *text, size_t len)
{
	struct script *script = ctx;
	script->clipboard.n = 0;
	buf_add(&script->clipboard, text, len);
	return STATUS_NONE;
}

static struct status script_run(
	void *ctx, const char *command, const char *const arguments[])
{
	(void)ctx;
	(void)command;
	(void)arguments;
	return status_make(STATUS_SYSTEM, 0, _("a script has no terminal for it"));
}

struct status script_open(struct script **script, const char *path,
	const struct front_size *size, FILE *out, struct front *front)
{
	struct script *new = xcalloc(1, sizeof *new);
	new->size = *size;
	new->out = out;
	grid_reset(&new->grid, size->columns, size->rows);
	struct status s = read_all(path, &new->text);
	if (status_ok(&s))
		s = read_orders(new);
	if (!status_ok(&s)) {
		script_free(new);
		return s;
	}
	*script = new;
	*front = (struct front){.ctx = new,
		.next_key = script_next_key,
		.size = script_size,
		.show = script_show,
		.suspend = script_suspend,
		.copy = script_copy,
		.run = script_run};
	return STATUS_NONE;
}

void script_free(struct script *script)
{
	if (!script)
		return;
	buf_free(&script->text);
	array_free(&script->orders);
	grid_free(&script->grid);
	buf_free(&script->clipboard);
	free(script);
}
