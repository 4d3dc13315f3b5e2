/* SPDX-License-Identifier: MIT */
/* command: one table of everything a key can do.
 *
 * The help screen, --list-commands, the man page and completion are made from it. */
#ifndef DUIDU_COMMAND_H
#define DUIDU_COMMAND_H

#include <stdbool.h>
#include <stdio.h>

#include "list.h"
#include "reader.h"
#include "word.h"

/* What a handler asks of the loop, a bit each. */
enum command_effect {
	EFFECT_NONE = 0,
	EFFECT_DRAW = 1,   /* something on the screen changed */
	EFFECT_SHOW = 2,   /* worth showing even when more keys wait: a page */
	EFFECT_REDRAW = 4, /* repaint every cell */
	EFFECT_AGAIN = 8,  /* to be run once more when all is loaded: "go to the end" */
	EFFECT_CLOSE = 16, /* close the open list */
	EFFECT_PASSAGES = 32, /* list what is behind the clause one is at */
};

/* What is the loop's to do; a row of its table each. */
enum command_action {
	ACTION_NONE,
	ACTION_HELP,
	ACTION_CONTENTS,
	ACTION_COVERAGE,
	ACTION_ALIGNMENT,
	ACTION_LINK_DOUBTFUL, /* these nine on the chosen row of its list */
	ACTION_LINK_UNEVEN,
	ACTION_LINK_EMPTY,
	ACTION_LINK_MERGE,
	ACTION_LINK_SPLIT,
	ACTION_LINK_SWAP,
	ACTION_LINK_CONFIRM,
	ACTION_LINK_NONE,
	ACTION_LINK_SHIFT, /* by the command's step, on the side of its argument */
	ACTION_LINK_REDO,
	ACTION_CANCEL, /* what the command has not stopped itself */
	ACTION_CHOOSE, /* what Enter does in the open list */
	ACTION_COMMAND_LINE,
	ACTION_SEARCH,
	ACTION_SEARCH_BACK,
	ACTION_SEARCH_NEXT,
	ACTION_SEARCH_PREVIOUS,
	ACTION_FILTER,
	ACTION_MATCHES,
	ACTION_TOGGLE, /* the option of the command */
	ACTION_SET_MARK,
	ACTION_GO_TO_MARK,
	ACTION_COPY,
	ACTION_COPY_PAIR,
	ACTION_EDIT,
	ACTION_OPEN,
	ACTION_CITATION,
	ACTION_MENTION,
	ACTION_EQUIVALENTS,
	ACTION_CONCORDANCE,
	ACTION_JUMP_BACK,
	ACTION_JUMP_FORWARD,
	ACTION_NOTE,
	ACTION_BOOKMARKS,
	ACTION_BOOKMARKS_ALL,
	ACTION_BOOKMARK_DELETE,
	ACTION_UNDO,
	ACTION_RECENT,
	ACTION_RELOAD,
	ACTION_SUSPEND,
	ACTION_QUIT,
	ACTION_COUNT,
};

struct command_call {
	const struct command *command;
	struct reader *reader;
	struct list *list; /* the open one, which takes the movement; NULL when reading */
	bool loading;      /* more of the text will come */
	long count;        /* typed before the command, at least 1; 1 if none */
	bool counted;      /* whether one was typed */
	const char *argument; /* of the binding; NULL for a command that takes none */
	struct buf *message;  /* for the bottom line; empty before the call */
};

struct command {
	const char *name;     /* "page-down" */
	const char *group;    /* heading in the help: "Moving" */
	const char *argument; /* as help names it, which it then needs; or NULL */
	bool (*accepts)(const char *argument); /* for a command that needs one */
	const char *help;                      /* one line, no full stop */
	unsigned (*run)(const struct command_call *call); /* enum command_effect, or-ed */
	/* What tells commands with the same handler apart. */
	enum view_unit unit;
	int step;
	unsigned effect;
	const char *option; /* that it switches on or off */
	bool jumps;         /* goes far: where it began is noted, to come back to */
	enum command_action action; /* done after run, which may be NULL then */
};

extern const struct command command_table[];
extern const size_t command_count;

const struct command *command_named(const char *name, size_t len);

/* Checks a command and its argument (empty: none) as a binding or a command line has them.
 * *text is the argument, to be freed, NULL for a command that takes none.  STATUS_USAGE says
 * what is wrong, and then neither is set. */
struct status command_parse(struct word name, struct word argument,
	const struct command **command, char **text);

/* Whether the command go takes it: a block "12", a percentage "50%", a section "2.3". */
bool command_is_place(const char *argument);

/* --list-commands: name, tab, argument, tab, help in the user's language. */
void command_list(FILE *out);

#endif
