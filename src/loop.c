/* SPDX-License-Identifier: MIT */
/* loop: what happens between two keys.
 *
 * Keys come first, then drawing, then loading in slices: a key never waits for more than a
 * slice, and the screen never for the end of the file.  While keys come faster than they can
 * be shown, rows scrolled in between are left out, but pages are not: who holds Space down
 * wants to see them go by.
 * What commands do is left to loop_action.c and command.c, what is on the screen to view and
 * list, prompts, lists, searches and marks to the other files of loop. */
#include "loop_internal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "align.h"
#include "clock.h"
#include "message.h"

enum {
	SLICE = 5,  /* ms of loading between two looks for a key */
	BURST = 30, /* ms at most without a new screen while keys come in */
	LOADING_DRAW =
		100, /* ms between two screens that differ by what was loaded only */
	BREATH = 1,  /* ms for the terminal before loading goes on */
	COUNT_MAX = 999999999,
	PIPE_AHEAD = 256 << 20, /* bytes of a pipe that are read ahead of what is shown */
};

void loop_say(struct loop *loop, const char *text)
{
	loop->message.n = 0;
	buf_add_valid(&loop->message, text, strlen(text));
	loop->dirty = true;
}

void loop_say_unlinked(struct loop *loop)
{
	loop_say(loop, align_is_too_long(reader_document(loop->reader))
			       ? _("texts of more than 8 MB are not linked")
			       : _("there is no translation that is linked"));
}

void loop_settings_changed(struct loop *loop)
{
	view_configure(reader_view(loop->reader), loop->size.columns, loop->size.rows,
		loop->size.ambiguous);
	loop->repaint = loop->dirty = true;
}

void loop_measure(struct loop *loop)
{
	struct front_size was = loop->size;
	struct front_size size = loop->front->size(loop->front->ctx);
	if (size.columns != was.columns || size.rows != was.rows ||
		size.ambiguous != was.ambiguous)
		view_configure(reader_view(loop->reader), size.columns, size.rows,
			size.ambiguous);
	loop->size = size;
	concordance_resize(&loop->ask.concordance, size.columns, size.ambiguous);
	loop->repaint = loop->dirty = true;
	loop_list_measure(loop);
}

/* Appends the count and the keys that wait for more: "12Z". */
static void describe_typed(const struct loop *loop, struct buf *out)
{
	if (loop->count)
		buf_printf(out, "%ld", loop->count);
	for (size_t i = 0; i < loop->key_count; i++) {
		char name[KEY_NAME_SIZE];
		key_spell(loop->keys[i], name);
		buf_puts(out, name);
	}
}

bool loop_is_growing(const struct loop *loop)
{
	return loop->loading && reader_linking(loop->reader) < 0;
}

/* How far loading is, without a percentage that nobody knows. */
static const char *describe_loading(const struct loop *loop, char *text, size_t size)
{
	struct reader_progress read = reader_progress(loop->reader);
	if (!loop_is_growing(loop))
		return NULL;
	if (read.size)
		snprintf(text, size, _("loading %d%%"),
			(int)(read.taken * 100 / read.size));
	else
		snprintf(text, size, _("loading, %.1f MB"), (double)read.taken / 1e6);
	return text;
}

static void draw(struct loop *loop)
{
	struct buf typed = {0};
	const char *message = NULL;
	char linking_text[64], loading_text[64];
	int linking = reader_linking(loop->reader);
	if (linking >= 0)
		snprintf(linking_text, sizeof linking_text, _("linking %d%%"), linking);
	describe_typed(loop, &typed);
	if (typed.n)
		message = buf_string(&typed);
	else if (loop->message.n)
		message = buf_string(&loop->message);
	else if (linking >= 0 && !loop->alignment.unlisted)
		message = linking_text;

	grid_reset(&loop->grid, loop->size.columns, loop->size.rows);
	if (loop->open) {
		struct glyph_style glyph = {.ambiguous = (uint8_t)loop->size.ambiguous};
		list_draw(&loop->list, &glyph, message, &loop->grid);
	} else {
		struct view_status status = {.message = message,
			.title = reader_title(loop->reader),
			.loading = describe_loading(
				loop, loading_text, sizeof loading_text)};
		view_draw(reader_view(loop->reader), &status, &loop->grid);
	}
	if (loop->prompting)
		loop_draw_prompt(loop);
	loop->front->show(loop->front->ctx, &loop->grid, loop->repaint);
	loop->dirty = loop->grown = loop->repaint = loop->at_once = false;
	loop->drawn = clock_ms();
	buf_free(&typed);
}

/* Reads a digit of a count; false when it is none: "0" does not begin one. */
static bool take_digit(struct loop *loop, key k)
{
	if (loop->key_count || k < '0' || k > '9' || (k == '0' && loop->count == 0))
		return false;
	loop->count = loop->count * 10 + (long)(k - '0');
	if (loop->count > COUNT_MAX)
		loop->count = COUNT_MAX;
	return true;
}

static void say_unbound(struct loop *loop)
{
	struct buf typed = {0}, said = {0};
	describe_typed(loop, &typed);
	buf_printf(&said, _("%s is not bound to a command"), buf_string(&typed));
	loop_say(loop, buf_string(&said));
	buf_free(&typed);
	buf_free(&said);
}

static void take_typed(struct loop *loop, key k)
{
	enum { ESC = 0x1B };
	const struct command *command;
	const char *argument;
	loop->message.n = 0;
	loop->dirty = true;
	if (take_digit(loop, k))
		return;
	loop->keys[loop->key_count++] = k;
	enum keymap_match match = keymap_find(loop->settings->keymap,
		loop->open ? KEYMAP_LIST : KEYMAP_READ, loop->keys, loop->key_count,
		&command, &argument);
	if (match == KEYMAP_PREFIX)
		return;
	bool given_up = loop->key_count > 1 && (k == ESC || k == KEY_INTERRUPT);
	if (match == KEYMAP_UNBOUND)
		loop->count = 0;
	if (match == KEYMAP_UNBOUND && !given_up)
		say_unbound(loop);
	loop->key_count = 0;
	if (match == KEYMAP_FOUND)
		loop_run_command(loop, command, argument);
}

/* Says, where the key had nothing to say, what became of the files. */
static void tell_fate(struct loop *loop)
{
	const char *fate = loop->message.n || loop->quit ? NULL : loop_fate(loop);
	if (fate)
		loop_say(loop, fate);
}

static void take_key(struct loop *loop, key k)
{
	if (k == KEY_CLOSED)
		loop->quit = true;
	else if (k == KEY_RESIZED)
		loop_measure(loop);
	else if (!loop_mouse_key(loop, k) && !loop_prompt_key(loop, k) &&
		 !loop_mark_key(loop, k))
		take_typed(loop, k);
	tell_fate(loop);
	if (loop->at_once || (loop->dirty && clock_ms() - loop->drawn >= BURST))
		draw(loop);
}

void loop_load(struct loop *loop)
{
	bool more = false;
	struct status s = reader_step(loop->reader, SLICE, &more);
	loop->grown = true;
	loop->loading = more;
	if (!status_ok(&s)) {
		loop->failure = s;
		loop_say(loop, s.message);
	}
	loop_search_grew(loop);
	loop_recall_grew(loop);
	loop_bookmarks_grew(loop);
	loop_alignment_grew(loop);
	loop_run_again(loop);
	if (loop->loading)
		return;
	loop->dirty = true;
	tell_fate(loop);
	const struct document *document = reader_document(loop->reader);
	if (loop->message.n == 0 && !document->links_given && align_is_too_long(document))
		loop_say_unlinked(loop);
}

/* Whether what was loaded is to be shown now: at once as long as the text may not fill the
 * screen. */
static bool growth_is_due(const struct loop *loop)
{
	const struct document *document = reader_document(loop->reader);
	size_t blocks =
		document->side[SIDE_ZH].blocks.n + document->side[SIDE_EN].blocks.n;
	return blocks < 2 * (size_t)loop->size.rows ||
	       clock_ms() - loop->drawn >= LOADING_DRAW;
}

/* Whether there is something to do between keys besides loading. */
static bool is_busy(const struct loop *loop)
{
	return loop_search_is_busy(loop) || loop_bookmarks_are_busy(loop) ||
	       loop_cite_is_busy(loop) || loop_equivalents_are_busy(loop);
}

/* Whether loading waits for the reader: a pipe may have no end, and memory has one.  Who asks for
 * what is further down has it read on. */
static bool is_far_ahead(const struct loop *loop)
{
	struct reader_progress read = reader_progress(loop->reader);
	if (!read.piped || read.taken < PIPE_AHEAD || loop->again.command ||
		loop->hunt.waiting)
		return false;
	int place = view_place(reader_view(loop->reader));
	return (double)read.taken * (100 - place) / 100 > PIPE_AHEAD;
}

/* One round without a key at hand: draw, then load, or wait when there is nothing to load.
 * What was drawn is left a moment to get on the screen: the terminal may need the processor
 * that loading would take. */
static void pass_time(struct loop *loop)
{
	bool loading = loop->loading && !is_far_ahead(loop), busy = is_busy(loop);
	int fd = loading ? reader_wait_fd(loop->reader) : -1;
	bool idle = (!loading || fd >= 0) && !busy;
	int patience = idle ? -1 : 0;
	key k = KEY_NONE;
	if (loop->dirty || (loop->grown && (idle || growth_is_due(loop)))) {
		draw(loop);
		patience = idle ? -1 : BREATH;
	}
	if (patience != 0)
		k = loop->front->next_key(
			loop->front->ctx, patience, fd, loading || busy);
	if (k != KEY_NONE)
		take_key(loop, k);
	else if (loop_cite_is_busy(loop))
		loop_cite_step(loop);
	else if (loop_search_is_busy(loop))
		loop_search_step(loop);
	else if (loop_equivalents_are_busy(loop))
		loop_equivalents_step(loop);
	else if (loop_bookmarks_are_busy(loop))
		loop_bookmarks_step(loop);
	else if (loading)
		loop_load(loop);
}

static void begin(struct loop *loop)
{
	loop_measure(loop);
	loop->repaint = false;
	loop_recall_begin(loop);
	if (loop_recall_waits(loop) && reader_wait_fd(loop->reader) < 0)
		loop_load(loop);
	loop->count = reader_config(loop->reader)->start;
	if (loop->count)
		loop_run_command(loop, command_named("home", strlen("home")), NULL);
	if (reader_config(loop->reader)->find)
		loop_search_start(loop, reader_config(loop->reader)->find);
}

/* Saves what is to be kept, each even if another could not be. */
static struct status leave(struct loop *loop)
{
	struct status bookmarks = loop_bookmarks_leave(loop), state = loop_remember(loop);
	struct status links = loop_alignment_leave(loop);
	if (!status_ok(&loop->failure))
		return loop->failure;
	if (!status_ok(&links))
		return links;
	return status_ok(&bookmarks) ? state : bookmarks;
}

struct status loop_run(struct loop_text *text, struct settings *settings,
	const struct front *front, const char *notice, struct loop_text *next)
{
	struct loop loop = {.reader = text->reader,
		.settings = settings,
		.front = front,
		.loading = true,
		.memory.wanted = text->place};
	text->place = (struct state_position){0};
	settings->reading = true;
	begin(&loop);
	if (notice)
		loop_say(&loop, notice);
	while (!loop.quit) {
		key k = front->next_key(
			front->ctx, 0, -1, loop.loading || is_busy(&loop));
		if (k == KEY_NONE)
			pass_time(&loop);
		else
			take_key(&loop, k);
	}
	struct status s = leave(&loop);
	*next = loop.next;
	loop_prompt_free(&loop);
	loop_matches_free(&loop);
	loop_equivalents_free(&loop);
	loop_search_free(&loop);
	loop_find_free(&loop);
	loop_bookmarks_free(&loop);
	loop_remember_free(&loop);
	loop_mark_free(&loop);
	loop_cite_free(&loop);
	grid_free(&loop.grid);
	buf_free(&loop.message);
	loop_list_free(&loop);
	loop_alignment_free(&loop);
	free(loop.again_argument);
	return s;
}
