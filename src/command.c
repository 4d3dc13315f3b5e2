/* SPDX-License-Identifier: MIT */
/* command: the table of commands, and the handlers of those that do not go anywhere.
 *
 * A handler changes the reader's view, or the open list, and returns what else it wants as a
 * set of effects: it knows neither keys nor screens, so that a key, a script and a test run
 * the same thing.  Commands that differ only in a unit, a direction or an effect share a
 * handler and have the difference in their row.
 * Movement is left to command_move.c, what the effects do to the loop. */
#include "command_internal.h"

#include <stdlib.h>
#include <string.h>

#include "message.h"

static unsigned follow_link(const struct command_call *call)
{
	struct view *view = reader_view(call->reader);
	const struct document *document = reader_document(call->reader);
	enum side side;
	size_t block;
	struct span sentence;
	if (view_current(view, &side, &block, &sentence) &&
		document_clause(document, side, block, sentence.beg) != NO_CLAUSE)
		return EFFECT_PASSAGES;
	if (!view_follow_link(view))
		buf_puts(call->message, _("nothing is linked to this sentence"));
	return EFFECT_DRAW;
}

static unsigned where(const struct command_call *call)
{
	struct view *view = reader_view(call->reader);
	const struct document *document = reader_document(call->reader);
	enum side side;
	size_t block;
	struct span sentence;
	struct buf path = {0};
	if (!view_current(view, &side, &block, &sentence)) {
		buf_puts(call->message, _("there is no text yet"));
		return EFFECT_DRAW;
	}
	buf_printf(call->message,
		ngettext("%d%%, block %zu of %zu (%s), %zu link",
			"%d%%, block %zu of %zu (%s), %zu links", document->links.n),
		view_place(view), block + 1, document->side[side].blocks.n,
		side_name(side), document->links.n);
	if (call->loading)
		buf_printf(call->message, "; %s", _("reading on"));
	/* Last, since it may be longer than the row. */
	view_section_path(view, &path);
	if (path.n)
		buf_printf(call->message, "; %s", buf_string(&path));
	buf_free(&path);
	return EFFECT_DRAW;
}

static unsigned switch_pane(const struct command_call *call)
{
	view_switch_pane(reader_view(call->reader));
	return EFFECT_DRAW;
}

static unsigned zoom(const struct command_call *call)
{
	view_zoom(reader_view(call->reader));
	return EFFECT_DRAW;
}

static unsigned next_arrangement(const struct command_call *call)
{
	view_next_arrangement(reader_view(call->reader));
	return EFFECT_DRAW;
}

static bool is_number(const char *argument)
{
	char *end;
	strtol(argument, &end, 10);
	return end != argument && *end == '\0';
}

static bool is_side(const char *argument)
{
	return strcmp(argument, side_name(SIDE_ZH)) == 0 ||
	       strcmp(argument, side_name(SIDE_EN)) == 0;
}

static unsigned divide(const struct command_call *call)
{
	long cells = command_times(call->count, strtol(call->argument, NULL, 10));
	if (!view_divide(reader_view(call->reader), (int)cells))
		buf_puts(call->message, _("there is no divider to move"));
	return EFFECT_DRAW;
}

static unsigned toggle_follow(const struct command_call *call)
{
	view_toggle_follow(reader_view(call->reader));
	return EFFECT_DRAW;
}

/* A filter goes first. */
static unsigned close_list(const struct command_call *call)
{
	if (!call->list || !list_is_filtered(call->list))
		return EFFECT_CLOSE;
	list_filter(call->list, "", 0);
	return EFFECT_DRAW;
}

/* All that is to be done is in the row. */
static unsigned effect(const struct command_call *call)
{
	return call->command->effect;
}

static unsigned cancel(const struct command_call *call)
{
	if (reader_stop_linking(call->reader))
		buf_puts(call->message, _("the texts are left without links"));
	return EFFECT_DRAW;
}

static const char moving[] = N_("Moving");
static const char parts[] = N_("By sentence, paragraph and section");
static const char panes[] = N_("The two texts");
static const char links[] = N_("Correcting links, in their list");
static const char searching[] = N_("Searching");
static const char marks[] = N_("Marks, bookmarks, ways back");
static const char program[] = N_("Help, contents, program");

/* clang-format off */
const struct command command_table[] = {
	{"line-down", moving, .run = command_scroll, .unit = UNIT_ROW, .step = 1,
	 .help = N_("one row down")},
	{"line-up", moving, .run = command_scroll, .unit = UNIT_ROW, .step = -1,
	 .help = N_("one row up")},
	{"page-down", moving, .run = command_scroll, .unit = UNIT_PAGE, .step = 1, .effect = EFFECT_SHOW,
	 .help = N_("next page")},
	{"page-up", moving, .run = command_scroll, .unit = UNIT_PAGE, .step = -1, .effect = EFFECT_SHOW,
	 .help = N_("previous page")},
	{"half-page-down", moving, .run = command_scroll, .unit = UNIT_HALF_PAGE, .step = 1,
	 .effect = EFFECT_SHOW, .help = N_("half a page down")},
	{"half-page-up", moving, .run = command_scroll, .unit = UNIT_HALF_PAGE, .step = -1,
	 .effect = EFFECT_SHOW, .help = N_("half a page up")},
	{"home", moving, .run = command_home, .jumps = true,
	 .help = N_("to the start, or to the block of that number")},
	{"end", moving, .run = command_end, .jumps = true,
	 .help = N_("to the end, or to the block of that number")},
	{"percent", moving, .run = command_percent, .jumps = true,
	 .help = N_("to that many percent of the text")},
	{"go", moving, .argument = N_("PLACE"), .accepts = command_is_place, .run = command_go, .jumps = true,
	 /* xgettext:no-c-format */
	 .help = N_("to block 12, 50% or section 2.3")},

	{"sentence-next", parts, .run = command_walk, .unit = UNIT_SENTENCE, .step = 1,
	 .help = N_("next sentence")},
	{"sentence-previous", parts, .run = command_walk, .unit = UNIT_SENTENCE, .step = -1,
	 .help = N_("previous sentence")},
	{"paragraph-next", parts, .run = command_walk, .unit = UNIT_PARAGRAPH, .step = 1,
	 .help = N_("next paragraph")},
	{"paragraph-previous", parts, .run = command_walk, .unit = UNIT_PARAGRAPH, .step = -1,
	 .help = N_("previous paragraph")},
	{"section-next", parts, .run = command_walk, .unit = UNIT_SECTION, .step = 1,
	 .help = N_("next section")},
	{"section-previous", parts, .run = command_walk, .unit = UNIT_SECTION, .step = -1,
	 .help = N_("previous section")},

	{"follow-link", panes, .run = follow_link, .jumps = true,
	 .help = N_("to the linked sentence; again to come back")},
	{"open", panes, .action = ACTION_OPEN,
	 .help = N_("what this sentence cites, or is linked to")},
	{"citation-next", panes, .action = ACTION_CITATION, .step = 1,
	 .help = N_("next citation")},
	{"citation-previous", panes, .action = ACTION_CITATION, .step = -1,
	 .help = N_("previous citation")},
	{"mention-next", panes, .action = ACTION_MENTION, .step = 1,
	 .help = N_("next citation of the same work")},
	{"mention-previous", panes, .action = ACTION_MENTION, .step = -1,
	 .help = N_("previous citation of the same work")},
	{"copy", panes, .action = ACTION_COPY,
	 .help = N_("copies the current sentence to the clipboard")},
	{"copy-pair", panes, .action = ACTION_COPY_PAIR,
	 .help = N_("copies it with what it is linked to")},
	{"other-pane", panes, .run = switch_pane,
	 .help = N_("the keys go to the other text")},
	{"follow", panes, .run = toggle_follow,
	 .help = N_("the other text follows this one, or stays")},
	{"zoom", panes, .run = zoom,
	 .help = N_("this text alone, and back")},
	{"arrangement", panes, .run = next_arrangement,
	 .help = N_("side by side, one above the other, one alone")},
	{"divider", panes, .argument = N_("CELLS"), .accepts = is_number, .run = divide,
	 .help = N_("moves the divider left (-CELLS) or right")},

	{"alignment", links, .action = ACTION_ALIGNMENT,
	 .help = N_("the links of a translation, to correct")},
	{"doubtful-next", links, .action = ACTION_LINK_DOUBTFUL, .step = 1,
	 .help = N_("next doubtful link")},
	{"doubtful-previous", links, .action = ACTION_LINK_DOUBTFUL, .step = -1,
	 .help = N_("previous doubtful link")},
	{"uneven-next", links, .action = ACTION_LINK_UNEVEN, .step = 1,
	 .help = N_("next link that is not 1:1")},
	{"uneven-previous", links, .action = ACTION_LINK_UNEVEN, .step = -1,
	 .help = N_("previous link that is not 1:1")},
	{"empty-next", links, .action = ACTION_LINK_EMPTY, .step = 1,
	 .help = N_("next sentence without counterpart")},
	{"empty-previous", links, .action = ACTION_LINK_EMPTY, .step = -1,
	 .help = N_("previous sentence without counterpart")},
	{"link-merge", links, .action = ACTION_LINK_MERGE,
	 .help = N_("makes one of this link and the next")},
	{"link-split", links, .action = ACTION_LINK_SPLIT,
	 .help = N_("splits off the first sentence of each side")},
	{"link-swap", links, .action = ACTION_LINK_SWAP,
	 .help = N_("this translation and the next change places")},
	{"link-confirm", links, .action = ACTION_LINK_CONFIRM,
	 .help = N_("says that this link is right")},
	{"link-none", links, .action = ACTION_LINK_NONE,
	 .help = N_("says that this has no counterpart")},
	{"link-shift-down", links, .argument = N_("SIDE"), .accepts = is_side,
	 .action = ACTION_LINK_SHIFT, .step = 1,
	 .help = N_("its last sentence to the next link; SIDE is zh or en")},
	{"link-shift-up", links, .argument = N_("SIDE"), .accepts = is_side,
	 .action = ACTION_LINK_SHIFT, .step = -1,
	 .help = N_("the first sentence of the next link to this one")},
	{"redo", links, .action = ACTION_LINK_REDO,
	 .help = N_("makes again what was taken back")},

	{"search-forward", searching, .action = ACTION_SEARCH,
	 .help = N_("search forward, in both languages")},
	{"search-backward", searching, .action = ACTION_SEARCH_BACK,
	 .help = N_("search backward")},
	{"search-next", searching, .action = ACTION_SEARCH_NEXT,
	 .help = N_("next match")},
	{"search-previous", searching, .action = ACTION_SEARCH_PREVIOUS,
	 .help = N_("previous match")},
	{"matches", searching, .action = ACTION_MATCHES,
	 .help = N_("list of all matches, of both languages")},
	{"equivalents", searching, .action = ACTION_EQUIVALENTS,
	 .help = N_("the words searched, in the other language")},
	{"concordance", searching, .action = ACTION_CONCORDANCE,
	 .help = N_("list of these, each match with its counterpart")},
	{"toggle-case", searching, .action = ACTION_TOGGLE, .option = "ignore-case",
	 .help = N_("search: capitals matter, or not; at / too")},
	{"toggle-width", searching, .action = ACTION_TOGGLE, .option = "ignore-width",
	 .help = N_("search: full and half width matter, or not")},
	{"toggle-variants", searching, .action = ACTION_TOGGLE, .option = "ignore-variants",
	 .help = N_("search: 網 and 网 are the same, or not")},
	{"toggle-blanks", searching, .action = ACTION_TOGGLE, .option = "ignore-blanks",
	 .help = N_("search: blanks matter, or not")},
	{"toggle-pinyin", searching, .action = ACTION_TOGGLE, .option = "pinyin",
	 .help = N_("search: by pinyin too, or not")},
	{"toggle-regex", searching, .action = ACTION_TOGGLE, .option = "regex",
	 .help = N_("search: by regular expressions, or not")},

	{"set-mark", marks, .action = ACTION_SET_MARK,
	 .help = N_("mark this sentence with a letter")},
	{"go-to-mark", marks, .action = ACTION_GO_TO_MARK,
	 .help = N_("to the mark of a letter; '' before the jump")},
	{"jump-back", marks, .action = ACTION_JUMP_BACK,
	 .help = N_("back to before a jump")},
	{"jump-forward", marks, .action = ACTION_JUMP_FORWARD,
	 .help = N_("forward again")},
	{"note", marks, .action = ACTION_NOTE,
	 .help = N_("bookmark with a note, or changes the note")},
	{"bookmarks", marks, .action = ACTION_BOOKMARKS,
	 .help = N_("the bookmarks of this text, or of all")},
	{"bookmarks-all", marks, .action = ACTION_BOOKMARKS_ALL,
	 .help = N_("in their list: those of all texts or this one")},
	{"bookmark-delete", marks, .action = ACTION_BOOKMARK_DELETE,
	 .help = N_("in their list: deletes one")},
	{"undo", marks, .action = ACTION_UNDO,
	 .help = N_("in a list: takes back a deletion or correction")},

	{"contents", program, .action = ACTION_CONTENTS,
	 .help = N_("table of contents")},
	{"coverage", program, .action = ACTION_COVERAGE,
	 .help = N_("what of the text the abstract sums up")},
	{"recent", program, .action = ACTION_RECENT,
	 .help = N_("the texts read lately, to open one")},
	{"reload", program, .action = ACTION_RELOAD,
	 .help = N_("reads the file again, the place kept")},
	{"help", program, .action = ACTION_HELP,
	 .help = N_("this help")},
	{"where", program, .run = where,
	 .help = N_("where am I: place, block, section")},
	{"choose", program, .action = ACTION_CHOOSE,
	 .help = N_("goes to the chosen line of a list")},
	{"filter", program, .action = ACTION_FILTER,
	 .help = N_("only the lines of a list that match")},
	{"close", program, .run = close_list,
	 .help = N_("all lines of a list again, then closes it")},
	{"command-line", program, .action = ACTION_COMMAND_LINE,
	 .help = N_("prompt for a command, a setting or a place")},
	{"cancel", program, .run = cancel, .action = ACTION_CANCEL,
	 .help = N_("stops what is going on, then hides the matches")},
	{"redraw", program, .run = effect, .effect = EFFECT_REDRAW,
	 .help = N_("draws the screen anew")},
	{"edit", program, .action = ACTION_EDIT,
	 .help = N_("opens the file in your editor, at this sentence")},
	{"suspend", program, .action = ACTION_SUSPEND,
	 .help = N_("back to the shell; fg returns")},
	{"quit", program, .action = ACTION_QUIT,
	 .help = N_("leaves the program")},
	{"none", program, .run = effect, .effect = EFFECT_NONE,
	 .help = N_("does nothing, to free a key")},
};
/* clang-format on */

const size_t command_count = sizeof command_table / sizeof *command_table;

const struct command *command_named(const char *name, size_t len)
{
	for (size_t i = 0; i < command_count && len > 0; i++) {
		const char *own = command_table[i].name;
		if (*own == *name && strncmp(own, name, len) == 0 && own[len] == '\0')
			return &command_table[i];
	}
	return NULL;
}

struct status command_parse(struct word name, struct word argument,
	const struct command **command, char **text)
{
	const struct command *found = command_named(name.v, name.n);
	char *given = NULL;
	if (!found)
		return status_make(STATUS_USAGE, 0, _("unknown command '%.*s'"),
			(int)name.n, name.v);
	if (argument.n && !found->argument)
		return status_make(
			STATUS_USAGE, 0, _("'%s' takes no argument"), found->name);
	if (found->argument)
		given = xstrndup(argument.v, argument.n);
	if (given && !found->accepts(given)) {
		free(given);
		return status_make(STATUS_USAGE, 0, _("'%s' needs an argument, %s"),
			found->name, _(found->argument));
	}
	*command = found;
	*text = given;
	return STATUS_NONE;
}

void command_list(FILE *out)
{
	for (size_t i = 0; i < command_count; i++) {
		const struct command *c = &command_table[i];
		fprintf(out, "%s\t%s\t%s\n", c->name, c->argument ? c->argument : "",
			_(c->help));
	}
}
