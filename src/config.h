/* SPDX-License-Identifier: MIT */
/* config: one table of options, and the values they have.
 *
 * The command line, the config file, --help, --list-options and the man page are all made
 * from the table: an option that is not in it does not exist. */
#ifndef DUIDU_CONFIG_H
#define DUIDU_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "buf.h"
#include "status.h"

enum option_type {
	OPTION_BOOL,   /* on, off; alone on the command line: on; --no-NAME: off */
	OPTION_INT,    /* decimal, in min..max */
	OPTION_CHOICE, /* one of choices, separated by |; the value is its index */
	OPTION_TEXT,   /* any text, NULL unless given */
	OPTION_SIZE,   /* COLSxROWS, both in min..max */
	OPTION_MODE,   /* takes no value and has none: sets config->mode */
};

enum { AMBIGUOUS_AUTO, AMBIGUOUS_1, AMBIGUOUS_2 }; /* "auto|1|2" */
enum { ARRANGE_AUTO, ARRANGE_COLUMNS, ARRANGE_STACKED, ARRANGE_ONE };
enum { ALIGN_LADDER, ALIGN_TSV, ALIGN_TMX }; /* "ladder|tsv|tmx" */
enum { EXPORT_MARKDOWN, EXPORT_JSON };       /* "markdown|json" */
enum mode { /* what the program is asked to do; the default is to read */
	MODE_READ,
	MODE_OUTLINE,
	MODE_DUMP,
	MODE_JSON,
	MODE_LINT,
	MODE_SEARCH,
	MODE_LIST_BOOKMARKS,
	MODE_EXPORT_BOOKMARKS,
	MODE_RECENT,
	MODE_LIST_KEYS,
	MODE_LIST_COMMANDS,
	MODE_LIST_OPTIONS,
	MODE_SCRIPT,
	MODE_ALIGN,
	MODE_HELP,
	MODE_VERSION
};

struct config_size {
	int columns, rows;
};

struct config {
	int ambiguous;   /* AMBIGUOUS_* */
	int kinsoku;     /* enum kinsoku */
	int encoding;    /* enum encoding */
	int arrangement; /* ARRANGE_* */
	int divider;     /* percent of the columns for the left pane, 20 to 80 */
	int indent;      /* cells before a Chinese paragraph, 0 to 8 */
	int spacing;     /* blank rows between English paragraphs, 0 to 2 */
	bool follow;     /* the other pane follows the current sentence */
	bool semicolon;  /* ； ends a sentence */
	bool raw;        /* no repair */
	/* What a search takes for the same, and whether its patterns are expressions: see
	 * query.h. */
	bool ignore_case, ignore_width, ignore_variants, ignore_blanks, pinyin, regex;
	bool state;             /* where texts were left is remembered */
	bool segmented;         /* a line of a file is a sentence */
	const char *dictionary; /* file; NULL: the usual ones, "": none */
	int theme;              /* enum theme_name */
	bool mouse;             /* the mouse is ours, not the terminal's */
	/* Gets what is copied on standard input; NULL or "": the terminal's clipboard does. */
	const char *copy_command;
	/* Command line only. */
	int mode;                /* enum mode */
	int width;               /* of --dump, in cells; 0: COLUMNS, else 80 */
	struct config_size size; /* of --script's screen */
	bool secure;             /* no other program is run */
	const char *bookmarks;   /* file; NULL: the user's own */
	const char *links;       /* file; NULL: as link_file.h says */
	int export_bookmarks;    /* EXPORT_* */
	int align;               /* ALIGN_*, of MODE_ALIGN */
	const char *search;      /* pattern of --search */
	const char *find;        /* +/PATTERN: to be looked for at start; or NULL */
	const char *script;      /* file of orders; points into argv */
	const char *file;        /* of settings; NULL: the usual one, "": none */
	uint64_t given;          /* a bit for each row of option_table */
	long start;              /* +N: the block to begin at, from 1; 0: not given */
};

struct option {
	const char *name; /* "kinsoku" */
	char letter;      /* short option, or 0; only for OPTION_MODE and OPTION_BOOL */
	enum option_type type;
	size_t offset; /* of its field in struct config */
	int initial, min, max;
	const char *choices; /* "none|basic|strict" */
	/* Other spellings of choices, or NULL. */
	bool (*alias)(const char *value, int *index);
	/* "FILE", as help names the value; NULL: made from the type. */
	const char *argument;
	bool command_line_only;
	bool at_start;     /* cannot be changed while a text is read */
	bool can_be_none;  /* a text: --no-NAME makes it "" */
	int mode;          /* not 0: giving the option sets config->mode to it */
	const char *group; /* heading in --help */
	const char *help;  /* one line, no full stop */
};

extern const struct option option_table[];
extern const size_t option_count;

void config_init(struct config *config);
const struct option *option_named(const char *name, size_t len);

/* Whether an option stood on the command line. */
bool config_was_given(const struct config *config, const char *name);

/* Sets one option from text; STATUS_USAGE says what is wrong and what would be right.
 * A value of OPTION_TEXT is kept as a pointer and must outlive config; an OPTION_MODE
 * cannot be set this way. */
struct status config_set(
	struct config *config, const struct option *option, const char *value);

/* Appends the value as text config_set would take; nothing for a text that was not given
 * and for OPTION_MODE. */
void config_get(
	const struct config *config, const struct option *option, struct buf *out);

/* Appends what config_set takes: "on|off", "0..8"; nothing for OPTION_MODE. */
void config_range(const struct option *option, struct buf *out);

/* Takes GNU-style options out of argv: permuted unless POSIXLY_CORRECT is set, "--" ends
 * them, "-" is an operand, names are not abbreviated.  "+N" is an option too (start).
 * Operands stay behind argv[0]: *argc tells how many there are with it, argv[*argc] is NULL.
 * Stops at --help and --version, which win over all that comes behind them; two other modes
 * at once are STATUS_USAGE.  When it fails argv is of no further use. */
struct status config_arguments(struct config *config, int *argc, char **argv);

/* --list-options: name, tab, type and range, tab, default, tab, help; one line each.  The help
 * is in the user's language. */
void config_list(FILE *out);

/* --help: the options by group, in 80 columns. */
void config_help(FILE *out);

#endif
