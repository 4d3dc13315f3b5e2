/* SPDX-License-Identifier: MIT */
/* loop_list: the lists that can have the screen, and what Enter does in them.
 *
 * Each is a row of a table.  A list asks its source for lines as it draws them, so that it
 * opens at once however long the text is; what the source needs is kept in the loop as long
 * as the list is open. */
#include "loop_internal.h"

static struct list_source open_help(struct loop *loop, size_t *selected)
{
	*selected = 0;
	help_make(&loop->help, loop->settings->keymap);
	return help_source(&loop->help);
}

static struct list_source open_contents(struct loop *loop, size_t *selected)
{
	struct contents *contents = &loop->contents;
	struct span sentence;
	contents->document = reader_document(loop->reader);
	if (!view_current(reader_view(loop->reader), &contents->side, &contents->block,
		    &sentence))
		contents->block = NO_BLOCK;
	*selected = contents_here(contents);
	return contents_source(contents);
}

static void choose_section(struct loop *loop, size_t line)
{
	enum side side;
	size_t block;
	if (contents_place(&loop->contents, line, &side, &block))
		view_go(reader_view(loop->reader), side, block, 0);
	loop_close_list(loop);
}

static const struct {
	/* Gets the lines ready, and which of them is selected first. */
	struct list_source (*open)(struct loop *loop, size_t *selected);
	/* What Enter does with a line; NULL: nothing. */
	void (*choose)(struct loop *loop, size_t line);
} kinds[LIST_KINDS] = {
	[LIST_HELP] = {.open = open_help},
	[LIST_CONTENTS] = {.open = open_contents, .choose = choose_section},
};

void loop_toggle_list(struct loop *loop, enum open_list which)
{
	size_t selected;
	if (loop->open == which) {
		loop_close_list(loop);
		return;
	}
	loop_close_list(loop);
	struct list_source source = kinds[which].open(loop, &selected);
	list_open(&loop->list, &source, selected);
	loop->open = which;
	loop->dirty = true;
}

void loop_close_list(struct loop *loop)
{
	loop->open = LIST_NONE;
	loop->dirty = true;
}

void loop_choose(struct loop *loop)
{
	if (loop->open != LIST_NONE && kinds[loop->open].choose)
		kinds[loop->open].choose(loop, loop->list.selected);
}

void loop_list_free(struct loop *loop)
{
	help_free(&loop->help);
}
