/* SPDX-License-Identifier: MIT */
/* orders: a script, its text and a reader without memory, put together as main does it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "loop.h"
#include "orders.h"
#include "script.h"

int orders_set_up(void **state)
{
	struct buf text = {0};
	if (folder_set_up(state) != 0)
		return -1;
	for (int i = 1; i <= PARAGRAPHS; i++) {
		if (i == 3 || i == 60)
			buf_puts(&text, i == 3 ? "一、清晨\n" : "二、傍晚\n");
		else
			buf_printf(&text,
				"第%d段写的是港口的一天，货物很多，人也很多。"
				"船来了又走了，灯亮了又灭了。\n",
				i);
	}
	file_puts(folder_file(*state, "text"), buf_string(&text));
	buf_free(&text);
	return 0;
}

struct printed orders_run(
	struct folder *folder, const struct orders *orders, const char *lines)
{
	struct printed printed = {0};
	struct settings settings;
	struct reader *reader;
	struct loop_text next;
	struct script *script;
	struct front front;
	struct front_size size = {orders->columns ? orders->columns : 60,
		orders->rows ? orders->rows : 12, 1};
	char script_path[sizeof folder->file];
	size_t len;

	strcpy(script_path, folder_file(folder, "orders"));
	file_puts(script_path, lines);
	settings_init(&settings);
	settings.config.state = false; /* a test knows nothing of another */
	settings.config.start = orders->start;
	FILE *out = open_memstream(&printed.out, &len);
	assert_non_null(out);
	printed.opened = script_open(&script, script_path, &size, out, &front);
	if (status_ok(&printed.opened)) {
		const char *usual = folder_file(folder, "text");
		const char *paths[2] = {orders->text ? orders->text : usual};
		struct status s = reader_open(&reader, &settings.config, paths, NULL);
		assert_int_equal(s.code, STATUS_OK);
		struct loop_text opened = {.reader = reader};
		printed.status = loop_run(&opened, &settings, &front, NULL, &next);
		assert_null(next.reader);
		reader_free(reader);
		script_free(script);
	}
	fclose(out);
	settings_free(&settings);
	return printed;
}

static struct printed run(struct folder *folder, const char *lines)
{
	struct printed printed = orders_run(folder, &(struct orders){0}, lines);
	assert_int_equal(printed.opened.code, STATUS_OK);
	assert_int_equal(printed.status.code, STATUS_OK);
	return printed;
}

const char *bottom_line(const struct printed *printed)
{
	size_t n = strlen(printed->out);
	assert_true(n > 0 && printed->out[n - 1] == '\n');
	while (--n > 0 && printed->out[n - 1] != '\n')
		continue;
	return printed->out + n;
}

void assert_printed(struct folder *folder, const char *lines, const char *expected)
{
	struct printed printed = run(folder, lines);
	if (!strstr(printed.out, expected))
		fail_msg("'%s' is not in what was printed:\n%s", expected, printed.out);
	free(printed.out);
}

void assert_bottom(struct folder *folder, const char *lines, const char *expected)
{
	struct printed printed = run(folder, lines);
	if (!strstr(bottom_line(&printed), expected))
		fail_msg("'%s' is not in the bottom line of\n%s", expected, printed.out);
	free(printed.out);
}

void assert_line(struct folder *folder, const char *lines, const char *expected)
{
	struct printed printed = run(folder, lines);
	assert_string_equal(bottom_line(&printed), expected);
	free(printed.out);
}

void assert_same(struct folder *folder, const char *lines, const char *others)
{
	struct printed one = run(folder, lines), two = run(folder, others);
	assert_string_equal(one.out, two.out);
	assert_non_null(strstr(one.out, "== "));
	free(one.out);
	free(two.out);
}
