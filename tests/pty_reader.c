/* SPDX-License-Identifier: MIT */
#include "pty_reader.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "folder.h"

/* The folder of the texts, made for each run. */
static char folder[64];

static const char *program(void)
{
	const char *path = getenv("DUIDU");
	return path ? path : "src/duidu";
}

const char *in_folder(const char *name)
{
	static char paths[8][128];
	static size_t next;
	char *path = paths[next++ % 8];
	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

void write_file(const char *name, const char *bytes, size_t len)
{
	FILE *file = fopen(in_folder(name), "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

void start_reader(struct terminal *t, struct terminal_setup setup)
{
	if (!setup.program)
		setup.program = program();
	setup.home = folder;
	if (!setup.arguments[0]) {
		setup.arguments[0] = in_folder("zh.txt");
		setup.arguments[1] = in_folder("en.txt");
	}
	terminal_start(t, &setup);
}

void await_first_screen(struct terminal *t)
{
	terminal_await(t, "第1段");
	terminal_await(t, "Paragraph 1 ");
	terminal_await(t, "  0%\n"); /* no "loading" before it */
}

void quit_reader(struct terminal *t)
{
	terminal_type(t, "Q");
	int status = terminal_finish(t);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	terminal_assert_restored(t);
	terminal_free(t);
}

/* What a script prints after the orders: the screen, and where the cursor is. */
struct screen {
	struct buf text;
	int cursor_row, cursor_column;
};

static struct screen script_screen(bool wide, int rows, const char *orders)
{
	struct screen screen = {0};
	char command[512];
	int byte, lines = 0;
	FILE *script = fopen(in_folder("orders"), "w");
	assert_non_null(script);
	fprintf(script, "wait\n%sshow\n", orders);
	fclose(script);
	snprintf(command, sizeof command,
		"env -i LC_ALL=C.UTF-8 HOME=%s %s --ambiguous=%d --script=%s %s %s",
		folder, program(), wide ? 2 : 1, in_folder("orders"), in_folder("zh.txt"),
		in_folder("en.txt"));
	FILE *pipe = popen(command, "r");
	assert_non_null(pipe);
	assert_int_equal(fscanf(pipe, "== %*dx%*d cursor %d,%d%*c", &screen.cursor_row,
				 &screen.cursor_column),
		2);
	while ((byte = fgetc(pipe)) != EOF) {
		buf_putc(&screen.text, (char)byte);
		lines += byte == '\n';
	}
	assert_int_equal(pclose(pipe), 0);
	assert_int_equal(lines, rows);
	if (wide)
		terminal_widen(&screen.text);
	return screen;
}

void await_script_screen(struct terminal *t, const char *orders)
{
	struct screen screen = script_screen(t->wide, t->rows, orders);
	terminal_await_all(t, buf_string(&screen.text));
	terminal_await_cursor(t, screen.cursor_row, screen.cursor_column);
	buf_free(&screen.text);
}

int make_folder(void **state)
{
	(void)state;
	const char *base = getenv("TMPDIR");
	struct buf zh = {0}, en = {0};
	snprintf(folder, sizeof folder, "%s/duidu-pty-XXXXXX",
		base && strlen(base) < 32 ? base : "/tmp");
	if (!mkdtemp(folder))
		return -1;
	for (int i = 1; i <= 60; i++) {
		buf_printf(&zh, "第%d段：", i);
		buf_puts(&zh, "海风吹过“港口”的时候，船还没有出发……");
		buf_puts(&zh, "工人们把货物一件一件搬上船，再把“清单”核对一遍。\n");
		buf_printf(&en, "Paragraph %d is about a “harbour” in the wind… ", i);
		buf_puts(&en, "The workers carried the goods on board one by one ");
		buf_puts(&en, "and checked the “list” once more before dawn.\n\n");
	}
	write_file("zh.txt", zh.v, zh.n);
	write_file("en.txt", en.v, en.n);
	/* A test knows nothing of another. */
	assert_int_equal(mkdir(in_folder(".config"), 0700), 0);
	assert_int_equal(mkdir(in_folder(".config/duidu"), 0700), 0);
	write_file(".config/duidu/config", "set state off\n", 14);
	write_file("binary", "\0\1\2\3\0\0\0", 7);
	buf_free(&zh);
	buf_free(&en);
	return 0;
}

int remove_folder(void **state)
{
	(void)state;
	return nftw(folder, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

bool pty_available(void)
{
	if (terminal_available())
		return true;
	printf("skipped: no pty: %s\n", strerror(errno));
	return false;
}
