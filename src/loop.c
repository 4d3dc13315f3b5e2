/* SPDX-License-Identifier: MIT */
/* loop: what happens between two keys.
 *
 * Keys come first, then drawing, then loading in slices: a key never waits for more than a
 * slice, and the screen never for the end of the file.  While keys come faster than they can
 * be shown, rows scrolled in between are left out, but pages are not: who holds Space down
 * wants to see them go by.
 * A command that needs text which is not there yet (G, 90%, +500) is run again after each
 * slice until it is content; the next command puts an end to that.
 * What commands do to the text is left to command.c, what is on the screen to view and list,
 * prompts, lists, searches and marks to the other files of loop. */
#include "loop_internal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "message.h"

enum {
	SLICE = 10, /* ms of loading between two looks for a key */
	BURST = 30, /* ms at most without a new screen while keys come in */
	LOADING_DRAW =
		100, /* ms between two screens that differ by what was loaded only */
	BREATH = 1,  /* ms for the terminal before loading goes on */
	COUNT_MAX = 999999999,
};

static long now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void loop_say(struct loop *loop, const char *text)
{
	loop->message.n = 0;
	buf_add_valid(&loop->message, text, strlen(text));
	loop->dirty = true;
}

void loop_settings_changed(struct loop *loop)
{
	view_configure(reader_view(loop->reader), loop->size.columns, loop->size.rows,
		loop->size.ambiguous);
	loop->repaint = loop->dirty = true;
}

/* Takes up a size that may have changed.  The view is told of real changes only: after
 * something else was on the screen, the text stands where it stood. */
static void configure(struct loop *loop)
{
	struct front_size was = loop->size;
	struct front_size size = loop->front->size(loop->front->ctx);
	if (size.columns != was.columns || size.rows != was.rows ||
		size.ambiguous != was.ambiguous)
		view_configure(reader_view(loop->reader), size.columns, size.rows,
			size.ambiguous);
	loop->size = size;
	loop->repaint = loop->dirty = true;
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

/* Whether more of the text will come; linking, when all is there, brings none. */
static bool is_growing(const struct loop *loop)
{
	return loop->loading && reader_linking(loop->reader) < 0;
}

static void draw(struct loop *loop)
{
	struct buf typed = {0};
	const char *message = NULL;
	char linking_text[64];
	int linking = reader_linking(loop->reader);
	if (linking >= 0)
		snprintf(linking_text, sizeof linking_text, _("linking %d%%"), linking);
	describe_typed(loop, &typed);
	if (typed.n)
		message = buf_string(&typed);
	else if (loop->message.n)
		message = buf_string(&loop->message);
	else if (linking >= 0)
		message = linking_text;

	grid_reset(&loop->grid, loop->size.columns, loop->size.rows);
	if (loop->open) {
		struct glyph_style glyph = {.ambiguous = (uint8_t)loop->size.ambiguous};
		list_draw(&loop->list, &glyph, message, &loop->grid);
	} else {
		struct view_status status = {.message = message,
			.title = reader_title(loop->reader),
			.loading = is_growing(loop)};
		view_draw(reader_view(loop->reader), &status, &loop->grid);
	}
	if (loop->prompting)
		loop_draw_prompt(loop);
	loop->front->show(loop->front->ctx, &loop->grid, loop->repaint);
	loop->dirty = loop->grown = loop->repaint = loop->at_once = false;
	loop->drawn = now();
	buf_free(&typed);
}

static void apply(struct loop *loop, unsigned effects)
{
	if (effects != EFFECT_NONE)
		loop->dirty = true;
	if (effects & EFFECT_SHOW)
		loop->at_once = true;
	if (effects & EFFECT_REDRAW)
		loop->repaint = true;
	if (effects & EFFECT_CLOSE)
		loop_close_list(loop);
	if (effects & EFFECT_PASSAGES)
		loop_toggle_list(loop, LIST_PASSAGES);
}

static void open_help(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop_toggle_list(loop, LIST_HELP);
}

static void open_contents(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop_toggle_list(loop, LIST_CONTENTS);
}

static void open_coverage(struct loop *loop, const struct command_call *call)
{
	(void)call;
	if (reader_document(loop->reader)->clauses.n)
		loop_toggle_list(loop, LIST_COVERAGE);
	else
		loop_say(loop, loop->loading
				       ? _("the text is still being read")
				       : _("there is no abstract in both languages"));
}

static void choose(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop_choose(loop);
}

static void open_command_line(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop_open_prompt(loop, PROMPT_COMMAND, NULL);
}

/* In a list its lines are searched, else the text. */
static void open_search(struct loop *loop, enum search_direction direction)
{
	(loop->open ? loop_find_open : loop_search_open)(loop, direction);
}

static void search_again(struct loop *loop, bool back, long count)
{
	enum search_direction direction =
		loop->open ? loop->find.direction : loop->hunt.direction;
	if (back)
		direction =
			direction == SEARCH_FORWARD ? SEARCH_BACKWARD : SEARCH_FORWARD;
	(loop->open ? loop_find_again : loop_search_again)(loop, direction, count);
}

static void search_forward(struct loop *loop, const struct command_call *call)
{
	(void)call;
	open_search(loop, SEARCH_FORWARD);
}

static void search_backward(struct loop *loop, const struct command_call *call)
{
	(void)call;
	open_search(loop, SEARCH_BACKWARD);
}

static void next_match(struct loop *loop, const struct command_call *call)
{
	search_again(loop, false, call->count);
}

static void previous_match(struct loop *loop, const struct command_call *call)
{
	search_again(loop, true, call->count);
}

static void filter(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop_filter_open(loop);
}

static void list_matches(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop_matches_open(loop);
}

static void toggle(struct loop *loop, const struct command_call *call)
{
	loop_search_toggle(loop, call->command->option);
}

static void set_mark(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop->marks.awaits = MARK_SET;
}

static void go_to_mark(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop->marks.awaits = MARK_GO;
}

/* What a reader expects of Enter on a footnote's number, and else on a sentence. */
static void open_reference(struct loop *loop, const struct command_call *call)
{
	(void)call;
	if (loop_cite_is_here(loop))
		loop_cite(loop, CITE_LIST, 1);
	else
		loop_run_command(loop, command_named("follow-link", 11), NULL);
}

static void copy(struct loop *loop, const struct command_call *call)
{
	loop_copy(loop, call->command->action == ACTION_COPY_PAIR);
}

static void edit(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop_edit(loop);
	configure(loop);
}

static void next_citation(struct loop *loop, const struct command_call *call)
{
	loop_cite(loop, CITE_ANY, call->count * call->command->step);
}

static void next_mention(struct loop *loop, const struct command_call *call)
{
	loop_cite(loop, CITE_SAME, call->count * call->command->step);
}

static void back(struct loop *loop, const struct command_call *call)
{
	loop_jump_back(loop, call->count);
}

static void forward(struct loop *loop, const struct command_call *call)
{
	loop_jump_forward(loop, call->count);
}

static void edit_note(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop_edit_note(loop);
}

static void open_bookmarks(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop_toggle_list(loop, LIST_BOOKMARKS);
}

static void switch_bookmarks(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop_switch_bookmarks(loop);
}

static void delete_bookmark(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop_delete_bookmark(loop);
}

static void open_alignment(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop_alignment_open(loop);
}

static void correct(struct loop *loop, const struct command_call *call)
{
	loop_correct(loop, call);
}

static void undo(struct loop *loop, const struct command_call *call)
{
	if (loop->open == LIST_ALIGNMENT)
		loop_correct(loop, call);
	else
		loop_undelete_bookmark(loop);
}

static void open_recent(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop_toggle_list(loop, LIST_RECENT);
}

static void suspend(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop->front->suspend(loop->front->ctx);
	configure(loop);
}

static void quit(struct loop *loop, const struct command_call *call)
{
	(void)call;
	loop->quit = true;
}

static void (*const actions[ACTION_COUNT])(
	struct loop *loop, const struct command_call *call) = {
	[ACTION_HELP] = open_help,
	[ACTION_CONTENTS] = open_contents,
	[ACTION_COVERAGE] = open_coverage,
	[ACTION_ALIGNMENT] = open_alignment,
	[ACTION_LINK_DOUBTFUL] = correct,
	[ACTION_LINK_UNEVEN] = correct,
	[ACTION_LINK_EMPTY] = correct,
	[ACTION_LINK_MERGE] = correct,
	[ACTION_LINK_SPLIT] = correct,
	[ACTION_LINK_SWAP] = correct,
	[ACTION_LINK_CONFIRM] = correct,
	[ACTION_LINK_SHIFT] = correct,
	[ACTION_LINK_REDO] = correct,
	[ACTION_CHOOSE] = choose,
	[ACTION_COMMAND_LINE] = open_command_line,
	[ACTION_SEARCH] = search_forward,
	[ACTION_SEARCH_BACK] = search_backward,
	[ACTION_SEARCH_NEXT] = next_match,
	[ACTION_SEARCH_PREVIOUS] = previous_match,
	[ACTION_FILTER] = filter,
	[ACTION_MATCHES] = list_matches,
	[ACTION_TOGGLE] = toggle,
	[ACTION_SET_MARK] = set_mark,
	[ACTION_GO_TO_MARK] = go_to_mark,
	[ACTION_COPY] = copy,
	[ACTION_COPY_PAIR] = copy,
	[ACTION_EDIT] = edit,
	[ACTION_OPEN] = open_reference,
	[ACTION_CITATION] = next_citation,
	[ACTION_MENTION] = next_mention,
	[ACTION_JUMP_BACK] = back,
	[ACTION_JUMP_FORWARD] = forward,
	[ACTION_NOTE] = edit_note,
	[ACTION_BOOKMARKS] = open_bookmarks,
	[ACTION_BOOKMARKS_ALL] = switch_bookmarks,
	[ACTION_BOOKMARK_DELETE] = delete_bookmark,
	[ACTION_UNDO] = undo,
	[ACTION_RECENT] = open_recent,
	[ACTION_SUSPEND] = suspend,
	[ACTION_QUIT] = quit,
};

/* Makes a call the one that is run again; its argument may be gone by then. */
static void keep_again(struct loop *loop, const struct command_call *call)
{
	char *argument = call->argument ? xstrdup(call->argument) : NULL;
	free(loop->again_argument);
	loop->again = *call;
	loop->again.argument = loop->again_argument = argument;
}

void loop_run_command(
	struct loop *loop, const struct command *command, const char *argument)
{
	struct command_call call = {
		.command = command,
		.reader = loop->reader,
		.list = loop->open ? &loop->list : NULL,
		.loading = is_growing(loop),
		.count = loop->count ? loop->count : 1,
		.counted = loop->count != 0,
		.argument = argument,
		.message = &loop->message,
	};
	loop->again.command = NULL;
	loop->cite.wanted = CITE_NOTHING;
	loop->count = 0;
	struct view_spot from = {0};
	if (command->jumps)
		from = view_spot(reader_view(loop->reader));
	unsigned effects = command->run ? command->run(&call) : EFFECT_DRAW;
	if (command->jumps)
		loop_note_jump_from(loop, &from);
	if (effects & EFFECT_AGAIN)
		keep_again(loop, &call);
	apply(loop, effects);
	if (command->action != ACTION_NONE)
		actions[command->action](loop, &call);
}

/* Runs the waiting command once more.  What it says is news only when it is its last word. */
static void run_again(struct loop *loop)
{
	struct command_call call = loop->again;
	struct buf said = {0};
	call.loading = is_growing(loop);
	call.message = &said;
	unsigned effects = call.command->run(&call);
	if (!(effects & EFFECT_AGAIN)) {
		loop->again.command = NULL;
		loop->dirty = true;
		if (said.n)
			loop_say(loop, buf_string(&said));
	}
	buf_free(&said);
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

static void take_typed(struct loop *loop, key k)
{
	const struct command *command;
	const char *argument;
	struct buf typed = {0}, said = {0};
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
	if (match == KEYMAP_UNBOUND) {
		loop->count = 0;
		describe_typed(loop, &typed);
		buf_printf(&said, _("%s is not bound to a command"), buf_string(&typed));
		loop_say(loop, buf_string(&said));
		buf_free(&typed);
		buf_free(&said);
	}
	loop->key_count = 0;
	if (match == KEYMAP_FOUND)
		loop_run_command(loop, command, argument);
}

static void take_key(struct loop *loop, key k)
{
	if (k == KEY_CLOSED)
		loop->quit = true;
	else if (k == KEY_RESIZED)
		configure(loop);
	else if (!loop_mouse_key(loop, k) && !loop_prompt_key(loop, k) &&
		 !loop_mark_key(loop, k))
		take_typed(loop, k);
	if (loop->at_once || (loop->dirty && now() - loop->drawn >= BURST))
		draw(loop);
}

static void load(struct loop *loop)
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
	if (loop->again.command)
		run_again(loop);
	if (!loop->loading)
		loop->dirty = true;
}

/* Whether what was loaded is to be shown now: at once as long as the text may not fill the
 * screen. */
static bool growth_is_due(const struct loop *loop)
{
	const struct document *document = reader_document(loop->reader);
	size_t blocks =
		document->side[SIDE_ZH].blocks.n + document->side[SIDE_EN].blocks.n;
	return blocks < 2 * (size_t)loop->size.rows ||
	       now() - loop->drawn >= LOADING_DRAW;
}

/* Whether there is something to do between keys besides loading. */
static bool is_busy(const struct loop *loop)
{
	return loop_search_is_busy(loop) || loop_bookmarks_are_busy(loop) ||
	       loop_cite_is_busy(loop);
}

/* One round without a key at hand: draw, then load, or wait when there is nothing to load.
 * What was drawn is left a moment to get on the screen: the terminal may need the processor
 * that loading would take. */
static void pass_time(struct loop *loop)
{
	int fd = loop->loading ? reader_wait_fd(loop->reader) : -1;
	bool busy = is_busy(loop);
	bool idle = (!loop->loading || fd >= 0) && !busy;
	int patience = idle ? -1 : 0;
	key k = KEY_NONE;
	if (loop->dirty || (loop->grown && (idle || growth_is_due(loop)))) {
		draw(loop);
		patience = idle ? -1 : BREATH;
	}
	if (patience != 0)
		k = loop->front->next_key(
			loop->front->ctx, patience, fd, loop->loading || busy);
	if (k != KEY_NONE)
		take_key(loop, k);
	else if (loop_cite_is_busy(loop))
		loop_cite_step(loop);
	else if (loop_search_is_busy(loop))
		loop_search_step(loop);
	else if (loop_bookmarks_are_busy(loop))
		loop_bookmarks_step(loop);
	else if (loop->loading)
		load(loop);
}

static void begin(struct loop *loop)
{
	configure(loop);
	loop->repaint = false;
	loop_recall_begin(loop);
	if (loop_recall_waits(loop) && reader_wait_fd(loop->reader) < 0)
		load(loop);
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

struct status loop_run(struct reader *reader, struct settings *settings,
	const struct front *front, const char *notice, struct reader **next)
{
	struct loop loop = {
		.reader = reader, .settings = settings, .front = front, .loading = true};
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
