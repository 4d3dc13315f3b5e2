/* SPDX-License-Identifier: MIT */
/* repair_internal: what the parts of repair share: a line as it was measured, and the
 * window of lines the rules work on.  For repair*.c only.
 *
 * Widths here are print widths in half-ems (a Han is 2, a Latin letter 1), not cells of a
 * terminal: the question is where the typesetter's column was full.  In a line with Han,
 * quotation marks and dashes are a full em, whatever a terminal makes of them. */
#ifndef DUIDU_REPAIR_INTERNAL_H
#define DUIDU_REPAIR_INTERNAL_H

#include "array.h"
#include "buf.h"
#include "heading.h"
#include "repair.h"

enum script { SCRIPT_NONE, SCRIPT_HAN, SCRIPT_LATIN };

/* How a line ends, closing marks and citations behind it set aside. */
enum line_end {
	END_OPEN,  /* a letter or Han: the sentence goes on, or it is a heading */
	END_PAUSE, /* ， 、 or an opening mark: it goes on */
	END_SEMICOLON,
	END_COLON,
	END_QUOTE, /* a closing quotation mark without a stop inside */
	END_FINAL, /* 。！？…… . ! ? */
};

enum {
	WIDTH_LONG = 240
}; /* half-ems: no column is that wide; lines are not measured further */

struct line {
	size_t at;  /* byte in the window's text where the line's words begin */
	size_t len; /* bytes, blanks at both ends left out */
	size_t raw_at, raw_len; /* the same with them, without the line end */
	size_t source;          /* byte of raw_at in the decoded input */
	size_t number;          /* 1-based source line */
	int width;              /* half-ems of the words, at most WIDTH_LONG */
	int width_cited;  /* the same without citations, which print small and raised */
	int blanks;       /* blanks between words: print sets them narrower than a cell */
	int slack;        /* half-ems by which print may be narrower: Latin among Han */
	int characters;   /* code points of the words */
	int lead;         /* half-ems of blanks before the words */
	int first_unit;   /* half-ems of the first piece that may not be broken */
	int blank_before; /* empty lines before it */
	uint8_t script;   /* enum script */
	uint8_t end;      /* enum line_end */
	uint8_t rung;     /* enum rung of a heading mark at its start */
	uint8_t label;    /* enum front_label at its start */
	uint8_t hint;     /* enum paragraph_hint given by a rule */
	bool page_before; /* a page ended before it (form feed, page number, running head) */
	bool starts_badly;    /* begins with a mark that cannot begin a paragraph */
	bool starts_capital;  /* its first letter is a capital */
	bool sentence_inside; /* a sentence ends before the end of the line */
	bool doubled;         /* was overprinted, and has been put right */
	bool item;            /* begins with a list marker or a quotation marker */
	bool item_rest;       /* indented under a list marker: goes on its item */
	bool alone;           /* a paragraph of its own whatever stands around it */
	bool gone;            /* taken out by a rule */
	bool joins_next; /* part of the same paragraph as the next line: the outcome */
	int column;      /* width of the column it stands in, 0 when none */
	bool in_print;   /* that column is one of Chinese print, measured in half-ems */
};

/* A line that comes on every page, by its fingerprint and its look: see repair_page.c. */
struct running_head {
	uint64_t hash;
	size_t look;
};

struct window {
	struct buf text; /* decoded bytes; lines point into it */
	size_t source;   /* byte in the decoded input of text.v[0] */
	ARRAY_OF(struct line) lines;

	/* What is known of the document from earlier windows. */
	int column; /* half-ems of the column last seen, 0 when none */
	size_t spaced,
		unspaced; /* places where Han meets Latin with and without a blank */
	ARRAY_OF(struct running_head) heads; /* those found */
	int page_number;                     /* the last one seen, 0 when none */
	bool front_done;                     /* front matter has been looked for */
};

static inline const char *line_text(const struct window *w, const struct line *line)
{
	return w->text.v + line->at;
}

static inline bool line_is_front(const struct line *line)
{
	return line->hint == HINT_TITLE || line->hint == HINT_AUTHOR ||
	       line->hint == HINT_AFFILIATION;
}

static inline bool line_goes_on(const struct line *line)
{
	return line->end == END_OPEN || line->end == END_PAUSE;
}

/* Half-ems that a line takes of its column, the indent it shows included. */
static inline int line_full_width(const struct line *line)
{
	return line->width_cited + (line->lead >= 2 ? line->lead : 0);
}

/* Measures the words of a line (at and len are set) and fills the rest. */
void line_measure(struct window *window, struct line *line);

/* The rules, in the order they run over a window's lines. */
void repair_pages(struct window *window, const struct lint *lint);
void repair_overprint(struct window *window, const struct lint *lint);
void repair_front(struct window *window, const struct lint *lint);
void repair_wrap(struct window *window, const struct lint *lint);

enum {
	INDENT = 4, /* half-ems of a Chinese paragraph's first-line indent */
	MOST_COLUMNS = 8,
};

enum first_line { FIRST_FLUSH, FIRST_NARROW, FIRST_INDENTED };

struct column {
	int width; /* half-ems, or characters when counted */
	enum script script;
	bool counted; /* cut by a program after so many characters, whatever their width */
};

/* What the window as a whole says about its lines. */
struct habits {
	struct column columns[MOST_COLUMNS];
	size_t column_count;
	int support;             /* lines of the first column that is not counted */
	enum first_line first;   /* of a Chinese paragraph */
	int usual_blanks[3];     /* blank lines between two lines, by enum script */
	bool blanks_separate[3]; /* more than that end a paragraph */
};

/* Whether a line reads like a running head found before. */
bool repair_is_running_head(const struct window *window, const struct line *line);

/* Reads the habits off the lines of a window. */
void repair_habits(const struct window *window, struct habits *habits);

/* Appends the words of lines[first..last] as one paragraph to out. */
void repair_join(const struct window *window, size_t first, size_t last, struct buf *out);

#endif
