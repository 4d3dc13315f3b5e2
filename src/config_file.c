/* SPDX-License-Identifier: MIT */
/* config_file: lines of configuration to settings.
 *
 * Each kind of line is taken up by the module whose table it changes; here is what finds them,
 * and what reads a file that may be anything.  A line is judged by itself: whatever one holds,
 * the next is read as if it were the first.  Memory is bounded by the longest line that is
 * still taken, messages by their number.
 * Who gets to see the messages is left to the caller. */
#include "config_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <unistr.h>

#include "fileio.h"
#include "message.h"
#include "word.h"
#include "xdg.h"

enum {
	LINE_MAX_BYTES = 4096,
	FILE_MAX_BYTES = 16 * 1024 * 1024,
	REPORTS = 20, /* bad lines told one by one */
	PIECE = 16384,
};

void settings_init(struct settings *settings)
{
	*settings = (struct settings){.keymap = keymap_new()};
	config_init(&settings->config);
	theme_choose(&settings->theme, (enum theme_name)settings->config.theme);
}

void settings_free(struct settings *settings)
{
	keymap_free(settings->keymap);
	arena_free(&settings->texts);
}

/* ---- one line ---- */

static struct status take_set(struct settings *settings, const char *line)
{
	word_next(&line);
	struct word name = word_next(&line), value = word_rest(line);
	if (name.n == 0 || value.n == 0)
		return status_make(STATUS_USAGE, 0, _("set NAME VALUE is expected"));
	const struct option *option = option_named(name.v, name.n);
	if (!option)
		return status_make(
			STATUS_USAGE, 0, _("unknown option '%.*s'"), (int)name.n, name.v);
	if (option->command_line_only)
		return status_make(STATUS_USAGE, 0,
			_("'%s' is for the command line only"), option->name);
	if (settings->reading && option->at_start)
		return status_make(STATUS_USAGE, 0,
			_("'%s' is set before a text is opened: on the command line or "
			  "in the configuration file"),
			option->name);
	char *text = arena_bytes(&settings->texts, value.v, value.n + 1);
	text[value.n] = '\0';
	struct status s = config_set(&settings->config, option, text);
	theme_choose(&settings->theme, (enum theme_name)settings->config.theme);
	return s;
}

static struct status take_bind(struct settings *settings, const char *line)
{
	return keymap_bind(settings->keymap, line);
}

static struct status take_color(struct settings *settings, const char *line)
{
	return theme_color(&settings->theme, line);
}

static struct status take_preset(struct settings *settings, const char *line)
{
	word_next(&line);
	struct word name = word_rest(line);
	char *text = xstrndup(name.v, name.n);
	bool known = keymap_preset(settings->keymap, text);
	free(text);
	if (known)
		return STATUS_NONE;
	return status_make(STATUS_USAGE, 0,
		_("unknown preset '%.*s': less or vim is expected"), (int)name.n, name.v);
}

static const struct {
	const char *name;
	struct status (*take)(struct settings *settings, const char *line);
} kinds[] = {
	{"set", take_set},
	{"bind", take_bind},
	{"color", take_color},
	{"preset", take_preset},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

const char *config_line_name(size_t index)
{
	return index < KINDS ? kinds[index].name : NULL;
}

struct status config_line(struct settings *settings, const char *line)
{
	const char *rest = line;
	struct word first = word_next(&rest);
	if (first.n == 0 || *first.v == '#')
		return STATUS_NONE;
	for (size_t i = 0; i < KINDS; i++)
		if (word_is(first, kinds[i].name))
			return kinds[i].take(settings, line);
	return status_make(STATUS_USAGE, 0,
		_("unknown word '%.*s': set, bind, color or preset is expected"),
		(int)first.n, first.v);
}

/* ---- a file ---- */

struct reading {
	struct settings *settings;
	void (*report)(void *ctx, const struct status *status);
	void *ctx;
	struct buf line;
	size_t number, bad;
	bool too_long;
};

static struct status judge_line(struct reading *reading, const char *text, size_t len)
{
	const char *rest = text;
	struct word first = word_next(&rest);
	if (first.n && *first.v == '#') /* also when it is long, or in GBK */
		return STATUS_NONE;
	if (reading->too_long)
		return status_make(STATUS_FORMAT, 0, _("a line of more than %d bytes"),
			(int)LINE_MAX_BYTES);
	if (memchr(text, '\0', len) || u8_check((const uint8_t *)text, len))
		return status_make(STATUS_FORMAT, 0, _("not UTF-8 text"));
	return config_line(reading->settings, text);
}

static void take_line(struct reading *reading)
{
	static const char bom[] = "\xEF\xBB\xBF";
	struct buf *line = &reading->line;
	reading->number++;
	if (line->n && line->v[line->n - 1] == '\r')
		line->n--;
	const char *text = buf_string(line);
	size_t skip = 0;
	if (reading->number == 1 && strncmp(text, bom, sizeof bom - 1) == 0)
		skip = sizeof bom - 1;
	struct status s = judge_line(reading, text + skip, line->n - skip);
	s.line = reading->number;
	if (!status_ok(&s) && reading->bad++ < REPORTS)
		reading->report(reading->ctx, &s);
	line->n = 0;
	reading->too_long = false;
}

/* Of a line that is too long only the start is kept. */
static void take_bytes(struct reading *reading, const char *bytes, size_t len)
{
	struct buf *line = &reading->line;
	for (size_t at = 0; at < len;) {
		const char *feed = memchr(bytes + at, '\n', len - at);
		size_t end = feed ? (size_t)(feed - bytes) : len;
		size_t room = LINE_MAX_BYTES - line->n;
		reading->too_long |= end - at > room;
		buf_add(line, bytes + at, end - at < room ? end - at : room);
		if (feed)
			take_line(reading);
		at = end + (feed != NULL);
	}
}

static struct status read_all(struct reading *reading, struct input *input)
{
	char bytes[PIECE];
	size_t got;
	bool again;
	do {
		struct status s =
			input_read(input, bytes, sizeof bytes, true, &got, &again);
		if (!status_ok(&s))
			return s;
		take_bytes(reading, bytes, got);
	} while (got && input->taken < FILE_MAX_BYTES);
	if (got)
		return status_make(STATUS_FORMAT, 0, _("more than %d bytes, not read on"),
			(int)FILE_MAX_BYTES);
	return STATUS_NONE;
}

struct status config_file_read(struct settings *settings, const char *path,
	void (*report)(void *ctx, const struct status *status), void *ctx)
{
	struct reading reading = {.settings = settings, .report = report, .ctx = ctx};
	struct input input;
	struct status s = input_open_at_once(&input, path);
	if (!status_ok(&s))
		return s;
	s = read_all(&reading, &input);
	input_close(&input);
	if (reading.line.n)
		take_line(&reading);
	if (reading.bad > REPORTS) {
		struct status more = status_make(STATUS_FORMAT, 0,
			ngettext("%zu more line is wrong", "%zu more lines are wrong",
				reading.bad - REPORTS),
			reading.bad - REPORTS);
		report(ctx, &more);
	}
	buf_free(&reading.line);
	return s;
}

bool config_file_find(struct buf *path)
{
	size_t before = path->n;
	if (!xdg_path(XDG_CONFIG, "config", path))
		return false;
	if (access(buf_string(path) + before, F_OK) == 0 ||
		(errno != ENOENT && errno != ENOTDIR))
		return true;
	path->n = before;
	return false;
}
