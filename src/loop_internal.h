/* SPDX-License-Identifier: MIT */
/* loop_internal: what the files of loop share. */
#ifndef DUIDU_LOOP_INTERNAL_H
#define DUIDU_LOOP_INTERNAL_H

#include "bookmark_list.h"
#include "cited.h"
#include "contents.h"
#include "correction_list.h"
#include "help.h"
#include "jump.h"
#include "loop.h"
#include "prompt.h"
#include "recent.h"
#include "search.h"
#include "summary.h"

/* The list that has the screen in place of the text. */
enum open_list {
	LIST_NONE,
	LIST_HELP,
	LIST_CONTENTS,
	LIST_CITATIONS,
	LIST_BOOKMARKS,
	LIST_RECENT,
	LIST_COVERAGE,
	LIST_PASSAGES,
	LIST_ALIGNMENT,
	LIST_MATCHES,
	LIST_KINDS
};

/* What a prompt is open for. */
enum prompt_use {
	PROMPT_COMMAND,
	PROMPT_SEARCH,
	PROMPT_SEARCH_BACK,
	PROMPT_FILTER,
	PROMPT_NOTE,
	PROMPT_FIND,
	PROMPT_FIND_BACK,
	PROMPT_USES
};

/* A search, from its first keystroke on. */
struct hunt {
	char *pattern;       /* last entered; NULL: none was */
	struct query *query; /* whose matches are marked; NULL: none */
	struct status typed; /* what is wrong with the pattern being typed */
	enum search_direction direction;
	struct view_spot origin;  /* where it began, */
	struct search_place from; /* and the sentence there */
	struct search_seek seek;  /* the nearest match, while seeking, */
	long left;                /* and how many matches to go on, this one with them */
	struct search_match match;
	struct search *search; /* all matches, for their number; NULL: not wanted yet */
	bool seeking, counting;
	bool waiting;   /* for the first match of what is loaded, as there was none yet */
	bool stalled;   /* there is nothing to look at until more is loaded */
	bool found;     /* match is one */
	bool wrapped;   /* ... and past an end of the text from where it was sought */
	bool listing;   /* the matches are to be listed when the pattern is entered */
	char label[64]; /* of the prompt */
};

/* The list of matches, while it is open. */
struct matches {
	struct buf line, heading;
	struct search_place place; /* the match nearest to it is to be selected, */
	size_t selected;           /* and is, unless the reader moved */
};

/* A search in lists. */
struct find {
	char *pattern; /* last entered; NULL: none was */
	enum search_direction direction;
	struct list_spot origin; /* where it began */
	struct status typed;     /* what is wrong with the pattern */
	bool wrapped;            /* the last match is past an end of the list */
};

/* What the letter that is typed next is for. */
enum mark_use { MARK_NONE, MARK_SET, MARK_GO };

struct marks {
	enum mark_use awaits;
	struct bookmarks *bookmarks; /* NULL until they are wanted */
	struct identity identity;    /* when identified */
	bool identified;
};

/* What the citations of the text are looked for. */
enum cite_use {
	CITE_NOTHING,
	CITE_LIST, /* the list of those of the current sentence */
	CITE_ANY,  /* going on to the next one */
	CITE_SAME, /* ... to the next one of the same work */
};

struct cite {
	struct mentions *mentions; /* NULL until they are wanted */
	enum cite_use wanted;
	long count;       /* of mentions to go on, negative: back */
	struct work work; /* that was gone after last, when has_work */
	bool has_work;
	struct cited cited; /* what the open list shows */
};

/* How far it is known where the document's bookmarks are. */
enum lookup_stage {
	LOOKUP_NEW,  /* it is not known yet which text this is */
	LOOKUP_READ, /* the file is to be read */
	LOOKUP_RUN,  /* places are being looked up, from `next` on */
	LOOKUP_WAIT, /* some cannot be told before all is loaded */
	LOOKUP_DONE,
};

struct notes {
	enum lookup_stage stage;
	bookmark_place_array places;
	size_t next;
	struct finder *finder; /* while they are looked up */
	ARRAY_OF(struct view_sign) signs;
	struct bookmark_list list;
	/* What the note being typed is of: a bookmark, or NO_BOOKMARK and a place. */
	size_t number;
	enum side side;
	size_t block, byte;
};

/* How far one has come on the way to where the text was left. */
enum recall_stage { RECALL_RUN, RECALL_DONE };

struct memory {
	struct state *state;
	enum recall_stage stage;
	bool by_path; /* wanted is what is known of the path */
	bool asked;   /* it is known what is known of the text */
	struct state_position wanted;
	enum side side;              /* of the text that wanted is in */
	struct view_spot began;      /* where the reader was before */
	state_search_array searches; /* made since, oldest first */
	struct recent recent;
};

/* The links that are corrected. */
struct alignment {
	struct correction_list list;
	bool unsaved;  /* what was changed last could not be saved */
	bool unlisted; /* links are being made anew, and the list has the old ones */
};

/* What was entered at a prompt, oldest first. */
struct history {
	char **v;
	size_t n, room;
	bool recalled; /* with what was entered at other times */
};

struct loop {
	struct reader *reader;
	struct settings *settings;
	const struct front *front;
	struct front_size size;
	struct grid grid;
	struct buf message; /* for the bottom line, until the next key */

	key keys[KEYMAP_KEYS]; /* typed, and not yet a command */
	size_t key_count;
	long count; /* 0: none was typed */

	enum open_list open;
	struct list list;
	struct help help;
	struct contents contents;
	struct coverage *coverage; /* while a list needs it, NULL without an abstract */
	struct summary summary;
	struct status filter; /* what is wrong with the filter being typed */
	struct find find;

	bool prompting; /* a prompt is open, and gets the keys */
	enum prompt_use use;
	struct prompt prompt;
	struct history history[PROMPT_USES];
	struct hunt hunt;
	struct matches matches;
	struct marks marks;
	struct jump_list jumps;
	struct notes notes;
	struct memory memory;
	struct cite cite;
	struct alignment alignment;
	bool dragging; /* the divider, since a press on it */
	bool pasting;  /* what is pasted while no prompt is open is dropped */

	/* To be run after the next slice; command NULL: nothing.  Its argument is ours. */
	struct command_call again;
	char *again_argument;

	enum input_fate
		told; /* what was known of the files when they were last asked for */
	bool loading;
	bool dirty; /* the screen is not what it should be */
	bool grown; /* ... because of what was loaded, which is less urgent */
	bool repaint;
	bool at_once; /* to be drawn before the next key */
	bool quit;
	struct loop_text next; /* the text to be read after this one */
	double drawn;          /* when it was last drawn, see clock_ms */
	struct status failure;
};

/* Puts a message on the bottom line; it may hold names of files, which need not be UTF-8. */
void loop_say(struct loop *loop, const char *text);

/* Takes up a size that may have changed.  The view is told of real changes only: after
 * something else was on the screen, the text stands where it stood. */
void loop_measure(struct loop *loop);

/* Whether more of the text will come; linking, when all is there, brings none. */
bool loop_is_growing(const struct loop *loop);

/* Tells the view that options are others, and draws every cell. */
void loop_settings_changed(struct loop *loop);

/* Loads a slice, and goes on with what waited for it. */
void loop_load(struct loop *loop);

/* loop_action.c */

/* Runs a command with the count that was typed, loop->count. */
void loop_run_command(
	struct loop *loop, const struct command *command, const char *argument);

/* Runs the command that waits for more text once more, if there is one. */
void loop_run_again(struct loop *loop);

/* loop_list.c */

/* Opens a list; if it is open, closes it. */
void loop_toggle_list(struct loop *loop, enum open_list which);
void loop_close_list(struct loop *loop);

/* Lets the lists take up the size of the screen. */
void loop_list_measure(struct loop *loop);

/* What Enter does with the selected line. */
void loop_choose(struct loop *loop);
void loop_list_free(struct loop *loop);

/* The filter of the open list, as it is typed. */
void loop_filter_open(struct loop *loop);
void loop_filter_changed(struct loop *loop, const char *text);
void loop_filter_accepted(struct loop *loop, const char *text);
void loop_filter_cancelled(struct loop *loop);
void loop_filter_key(struct loop *loop, key k);
const char *loop_filter_note(struct loop *loop);

/* loop_prompt.c */

/* Opens a prompt with a text in it, or none (NULL). */
void loop_open_prompt(struct loop *loop, enum prompt_use use, const char *initial);

/* Takes up other options of a search in the label and in what was typed so far. */
void loop_prompt_anew(struct loop *loop);
void loop_close_prompt(struct loop *loop);
/* Whether it is about the list that is open, and nothing without that. */
bool loop_prompt_is_of_list(enum prompt_use use);

/* Takes a key while a prompt is open, or of a paste; false if it is for a command. */
bool loop_prompt_key(struct loop *loop, key k);

/* Draws an open prompt over the bottom row. */
void loop_draw_prompt(struct loop *loop);
void loop_prompt_free(struct loop *loop);

/* loop_find.c */
void loop_find_open(struct loop *loop, enum search_direction direction);
void loop_find_changed(struct loop *loop, const char *text);
void loop_find_accepted(struct loop *loop, const char *text);
void loop_find_cancelled(struct loop *loop);
const char *loop_find_note(struct loop *loop);

/* To the count-th next line that way which matches what was searched for last. */
void loop_find_again(struct loop *loop, enum search_direction direction, long count);
void loop_find_free(struct loop *loop);

/* loop_search.c */
void loop_search_open(struct loop *loop, enum search_direction direction);
void loop_search_changed(struct loop *loop, const char *text);
void loop_search_accepted(struct loop *loop, const char *text);
void loop_search_cancelled(struct loop *loop);

/* To the count-th next match that way from where the reader is. */
void loop_search_again(struct loop *loop, enum search_direction direction, long count);

/* Begins to look for a pattern from the start of the text, as typed at "/". */
void loop_search_start(struct loop *loop, const char *pattern);

/* Goes to a match by its index; where the reader is, or the match that was gone to. */
void loop_search_go(struct loop *loop, size_t index);
struct search_place loop_search_place(struct loop *loop);

/* Whether there is a search of which matches are known, or may be found yet; says so if not. */
bool loop_search_count(struct loop *loop);

/* Switches an option of searching, and takes it up in the prompt or in what is marked. */
void loop_search_toggle(struct loop *loop, const char *option);

/* A sign, "/" or "?", and what is not as usual: "/(regex) ".  Good until the next call. */
const char *loop_search_label(struct loop *loop, const char *sign);

/* From now on a search goes nowhere by itself: the reader has done something else. */
void loop_search_let_be(struct loop *loop);

/* Stops counting the matches, and says so, or else marks them no more. */
void loop_search_stop(struct loop *loop);

/* To be called when more has been loaded. */
void loop_search_grew(struct loop *loop);

/* Whether there is something to do between keys; does some of it. */
bool loop_search_is_busy(const struct loop *loop);
void loop_search_step(struct loop *loop);
void loop_search_free(struct loop *loop);

/* loop_matches.c */

/* Opens the list of matches, or the prompt when nothing was searched for. */
void loop_matches_open(struct loop *loop);
struct list_source loop_open_matches(struct loop *loop, size_t *selected);
void loop_choose_match(struct loop *loop, size_t index);

/* To be called when the search has gone on. */
void loop_matches_grew(struct loop *loop);
void loop_matches_free(struct loop *loop);

/* loop_mark.c */

/* Takes the letter that a command waits for; false if none does. */
bool loop_mark_key(struct loop *loop, key k);
void loop_mark_free(struct loop *loop);

/* Goes to where an anchor is now; what is not certain is said.  False when it cannot. */
bool loop_go_to_anchor(struct loop *loop, const struct anchor *anchor);

/* loop_cite.c */

/* Whether the current sentence cites anything. */
bool loop_cite_is_here(struct loop *loop);

/* Does what is wanted, at once or when the citations are found. */
void loop_cite(struct loop *loop, enum cite_use wanted, long count);
bool loop_cite_is_busy(const struct loop *loop);
void loop_cite_step(struct loop *loop);

struct list_source loop_cite_list(struct loop *loop, size_t *selected);
void loop_cite_choose(struct loop *loop, size_t line);
void loop_cite_free(struct loop *loop);

/* loop_mouse.c */

/* Takes what the mouse did; false if it is another key. */
bool loop_mouse_key(struct loop *loop, key k);

/* loop_command.c: what other programs do for us */

/* Copies the current sentence, or with the pair what it is linked to as well. */
void loop_copy(struct loop *loop, bool pair);
/* Opens the file in the user's editor; to be followed by a look at the screen's size. */
void loop_edit(struct loop *loop);

/* loop_jump.c */

/* To be called before a jump, or after it with the place where it began: '' and ^O come back
 * to there. */
void loop_note_jump(struct loop *loop);
void loop_note_jump_from(struct loop *loop, const struct view_spot *from);

void loop_jump_back(struct loop *loop, long count);
void loop_jump_forward(struct loop *loop, long count);
void loop_jump_swap(struct loop *loop); /* what '' does */

/* loop_bookmark.c */

/* Whose the document's bookmarks are, NULL while too little is loaded to tell; loop_know_text
 * then says so. */
const struct identity *loop_identity(struct loop *loop);
bool loop_know_text(struct loop *loop);
struct bookmarks *loop_bookmarks(struct loop *loop);

/* To be called when more is loaded, and when bookmarks or their numbers are others. */
void loop_bookmarks_grew(struct loop *loop);
void loop_bookmarks_changed(struct loop *loop);
bool loop_bookmarks_are_busy(const struct loop *loop);
void loop_bookmarks_step(struct loop *loop);

/* Asks for the note of the current sentence's bookmark, or of the selected one. */
void loop_edit_note(struct loop *loop);
void loop_note_accepted(struct loop *loop, const char *text);

struct list_source loop_open_bookmarks(struct loop *loop, size_t *selected);
void loop_refresh_bookmarks(struct loop *loop);
void loop_choose_bookmark(struct loop *loop, size_t line);
void loop_switch_bookmarks(struct loop *loop);
void loop_delete_bookmark(struct loop *loop);
void loop_undelete_bookmark(struct loop *loop);

/* Saves what could not be saved before. */
struct status loop_bookmarks_leave(struct loop *loop);
void loop_bookmarks_free(struct loop *loop);

/* loop_correct.c */

/* Opens the list of links, or says why there is none. */
void loop_alignment_open(struct loop *loop);
struct list_source loop_alignment_list(struct loop *loop, size_t *selected);
void loop_alignment_choose(struct loop *loop, size_t line);

/* Runs a command of ACTION_LINK_*, or ACTION_UNDO, on the chosen link. */
void loop_correct(struct loop *loop, const struct command_call *call);

/* To be called when more is loaded. */
void loop_alignment_grew(struct loop *loop);

/* Saves what could not be saved before. */
struct status loop_alignment_leave(struct loop *loop);
void loop_alignment_free(struct loop *loop);

/* loop_remember.c */

/* Goes to where the text was left, if that is told by what is loaded already, before the first
 * screen; and later, when more is loaded. */
void loop_recall_begin(struct loop *loop);
void loop_recall_grew(struct loop *loop);

/* Whether a little more text may bring the place. */
bool loop_recall_waits(const struct loop *loop);

/* Puts the searches of other times before those of this one, once. */
void loop_recall_searches(struct loop *loop, struct history *history);
void loop_remember_search(struct loop *loop, const char *pattern);

/* Saves where the text is left, and what was searched. */
struct status loop_remember(struct loop *loop);
void loop_remember_free(struct loop *loop);

struct list_source loop_open_recent(struct loop *loop, size_t *selected);
void loop_choose_recent(struct loop *loop, size_t line);

/* Reads the files again and keeps the place, found by its words; said where that cannot be. */
void loop_reload(struct loop *loop);

/* What became of the files since that was last asked, in words; NULL if nothing new. */
const char *loop_fate(struct loop *loop);

#endif
