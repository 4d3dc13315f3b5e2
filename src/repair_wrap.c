/* SPDX-License-Identifier: MIT */
/* repair_wrap: which lines are one paragraph.
 *
 * No single sign decides it.  A short line ends a paragraph, but a long one may as well; the
 * first line is narrower by an indent, but so may the last be; 。 ends sentences inside
 * paragraphs too; a column's full line varies, and the column changes.  So every way to cut
 * the lines has a cost, the sum of small ones for each sign that speaks against it, and the
 * cheapest way is found by dynamic programming (Viterbi 1967) over the states "goes on" and
 * "ends here", for body and heading, in each column the window shows, or in none: text that
 * was never wrapped is explained best by "every line is a paragraph", and so stays as it is.
 *
 * Costs are tenths of a nat: 10 is what an event of probability e^-1 costs. */
#include "repair_internal.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

enum {
	FORBIDDEN = 1 << 20,
	BEAM = 500, /* what so much cheaper ways leave behind, no line to come brings back */
};

/* What a sign costs. */
enum {
	COST_PARAGRAPH = 10, /* each paragraph: the simpler reading wins */
	COST_HEADING = 5,
	COST_SWITCH = 50,        /* another column than the line before */
	COST_PAGE_SWITCH = 25,   /* the same inside a paragraph where a page ends */
	COST_UNWRAPPED = 30,     /* into or out of no column at all */
	COST_BAD_START = 80,     /* a paragraph that begins with ， */
	COST_LOST_INDENT = 50,   /* no indent where all others have one */
	COST_FULL_START = 25,    /* a full first line where others are narrower */
	COST_NARROW_START = 10,  /* a narrow first line where others are full */
	COST_INDENT_INSIDE = 60, /* an indented line that goes on the one before */
	COST_OPEN_LINE = 25,     /* a paragraph of one line without a stop */
	COST_FULL_END = 8,       /* a last line that just fills the column */
	COST_FULL_OPEN_END = 15, /* ... and ends without a stop */
	COST_TOO_WIDE = 60,
	COST_BLANK_INSIDE = 25, /* a separating blank line inside a paragraph */
	GAIN_BLANK = 20,
	COST_NO_BLANK = 25,      /* a paragraph end without the blank line others have */
	COST_LOWER_START = 20,   /* an English paragraph that begins in lower case */
	COST_PLAIN_LOWER = 30,   /* the same for a line by itself */
	COST_SENTENCE_SEAM = 12, /* an English line that ends with its sentence goes on */
	COST_CAPITAL_INSIDE = 4,
	COST_OTHER_SCRIPT = 15,
	COST_PLAIN_DOUBLED = 150, /* an overprinted line as running text */
	COST_PLAIN_AFTER_DOUBLED =
		80, /* a plain line as the rest of an overprinted heading */
	COST_HEADING_SENTENCE = 40, /* a heading with a stop inside */
	COST_HEADING_LINE = 8,      /* each further line of a heading */
	COST_HEADING_FULL = 12,     /* a heading whose last line is full */
	COST_MARKED_BODY = 12,      /* running text that begins like a heading */
	COST_HEADING_WEAK = 8, /* 1. and ① open list items more often than sections */
};

/* A paragraph's end by how its last line ends (enum line_end): in a column, and where each
 * line is a paragraph anyway; a heading's end. */
static const int end_cost[] = {45, 75, 15, 12, 15, 0};
static const int plain_end_cost[] = {32, 45, 8, 8, 8, 0};
static const int heading_end_cost[] = {0, 50, 50, 25, 5, 60};

/* A line that goes on, by how many half-ems it falls short of the column. */
static const int short_cost[] = {
	0, 2, 5, 14, 30, 45, 60, 66, 72, 78, 84, 90, 100, 110, 120};

/* The states of a line: outside any column (by itself, a heading, an overprinted heading that
 * goes on, which needs no column to be seen), then four in each column. */
enum { PLAIN, PLAIN_HEAD, PLAIN_HEAD_ON, IN_COLUMN };
enum { BODY_ON, BODY_END, HEAD_ON, HEAD_END, STATES };
enum { MOST_STATES = IN_COLUMN + MOST_COLUMNS * STATES };

/* ---- costs -------------------------------------------------------------------------- */

static int short_by(int half_ems)
{
	const int most = (int)(sizeof short_cost / sizeof *short_cost) - 1;
	return half_ems <= 0 ? 0 : short_cost[half_ems < most ? half_ems : most];
}

/* A line that goes on to `next` in a column of `width`. */
static int full_cost(const struct line *line, const struct line *next,
	const struct column *column, int indent)
{
	if (column->counted) {
		int room = column->width - line->characters;
		return room < 0 ? COST_TOO_WIDE : room > 0 ? short_by(2 * room + 3) : 0;
	}
	int width = column->width - indent;
	/* A citation is small and raised: it takes about half of what it counts. */
	int hi = (line->width + line->width_cited) / 2 +
		 (line->lead >= 2 ? line->lead : 0);
	int unit = next ? next->first_unit : 2;
	if (column->script == SCRIPT_LATIN) {
		/* A greedy filler breaks where the next word does not fit; proportional type
		 * makes that fuzzy, so the room left is weighed as a share of the column-> */
		int room = width - hi - 1 - unit;
		int cost = room < 0 ? 0 : room * 300 / column->width;
		return cost < 120 ? cost : 120;
	}
	int room = width - hi - (unit > 2 ? unit - 2 : 0) - line->blanks / 2;
	if (room > 0)
		return short_by(room);
	int over = line_full_width(line) - line->slack - width - 2;
	return over <= 0 ? 0 : over < 10 ? over * 6 : COST_TOO_WIDE;
}

/* What the blank lines before `line` say when a paragraph ends there, and when not. */
static int gap_cost(const struct habits *h, const struct line *line, bool ends)
{
	if (line->page_before || line->script > SCRIPT_LATIN)
		return 0;
	int usual = h->usual_blanks[line->script];
	if (line->blank_before > usual && h->blanks_separate[line->script])
		return ends ? -GAIN_BLANK : COST_BLANK_INSIDE;
	if (line->blank_before <= usual && h->blanks_separate[line->script] && ends)
		return line->rung != RUNG_NONE || line->lead >= 2 ? 8 : COST_NO_BLANK;
	return 0;
}

static bool starts_lower(const struct line *line)
{
	return line->script == SCRIPT_LATIN && !line->starts_capital && !line->item &&
	       line->rung == RUNG_NONE;
}

/* What a line costs as part of a paragraph, whatever the column. */
struct sight {
	const struct line *line, *next; /* next may be NULL */
	int start;                      /* as a paragraph's first line */
	int inside;                     /* as a later one */
	int on;                         /* when the paragraph goes on behind it */
	int end;                        /* when it ends there */
};

static struct sight see(
	const struct habits *h, const struct line *line, const struct line *next)
{
	struct sight s = {line, next, .start = COST_PARAGRAPH};
	s.start += (line->starts_badly ? COST_BAD_START : 0) +
		   (line->item_rest ? COST_LOST_INDENT : 0);
	if (line->rung >= RUNG_PART && line->rung <= RUNG_HAN_PAREN &&
		!line->sentence_inside)
		s.start += COST_MARKED_BODY;
	if (line->item || line->alone || line->label != LABEL_NONE ||
		line->hint != HINT_NONE || line->rung == RUNG_HASH)
		s.inside = FORBIDDEN;
	else if (line->lead >= 2)
		s.inside = COST_INDENT_INSIDE;
	s.end = line->label == LABEL_KEYWORDS ? 0 : end_cost[line->end];
	if (next) {
		s.on = gap_cost(h, next, false);
		s.end += gap_cost(h, next, true);
	}
	return s;
}

/* A line that is not the first of its paragraph. */
static int inside_cost(const struct sight *s, const struct column *column)
{
	bool capital = s->line->starts_capital && column->script == SCRIPT_LATIN;
	return s->inside + (capital ? COST_CAPITAL_INSIDE : 0);
}

/* A first line that goes on, in a column of Chinese print, where `full` is what it costs as
 * any line of the column. */
static int first_cost(const struct habits *h, const struct sight *s,
	const struct column *column, int full)
{
	if (s->line->lead >= 2)
		return full;
	int narrow = full_cost(s->line, s->next, column, INDENT) +
		     (h->first == FIRST_FLUSH ? COST_NARROW_START : 0);
	if (h->first == FIRST_NARROW && s->line->label == LABEL_NONE)
		full += COST_FULL_START;
	return full < narrow ? full : narrow;
}

/* A paragraph of this line alone, in a column of Chinese print. */
static int only_cost(
	const struct habits *h, const struct line *line, const struct column *column)
{
	bool room = line->width_cited <= column->width - INDENT + 3;
	return (line_goes_on(line) ? COST_OPEN_LINE : 0) +
	       (h->first == FIRST_NARROW && !room ? COST_FULL_START : 0);
}

/* A line without an indent that begins a paragraph where all others have one. */
static int lost_indent_cost(const struct habits *h, const struct line *line)
{
	bool lost = h->first == FIRST_INDENTED && line->lead < 2 &&
		    line->rung == RUNG_NONE && !line->item && line->label == LABEL_NONE;
	return lost ? COST_LOST_INDENT : 0;
}

/* A last line that just fills its column. */
static int full_end_cost(const struct sight *s, const struct column *column)
{
	const struct line *line = s->line;
	bool heading_next = s->next && (s->next->doubled || s->next->rung == RUNG_HASH);
	bool full = column->counted ? line->characters == column->width
				    : line->width_cited >= column->width - 1;
	if (!full || heading_next)
		return 0;
	return line->end == END_FINAL ? COST_FULL_END : COST_FULL_OPEN_END;
}

static int script_cost(const struct line *line, const struct column *column)
{
	if (column->script == SCRIPT_LATIN)
		return line->script == SCRIPT_HAN ? COST_TOO_WIDE : 0;
	int over = column->counted ? line->characters - column->width + 6
				   : line->width_cited - line->slack - column->width;
	return (line->script == SCRIPT_LATIN ? COST_OTHER_SCRIPT : 0) +
	       (over > 6 ? COST_TOO_WIDE : 0);
}

static bool may_be_heading(const struct line *line)
{
	return (line->rung != RUNG_NONE || line->doubled) && !line->item &&
	       line->hint != HINT_VERBATIM;
}

static int head_start_cost(const struct line *line)
{
	bool weak = line->rung >= RUNG_DIGIT && line->rung <= RUNG_CIRCLED;
	if (line->doubled && line->rung == RUNG_NONE)
		return COST_PLAIN_AFTER_DOUBLED;
	return COST_HEADING + (weak && !line->doubled ? COST_HEADING_WEAK : 0) +
	       (line->sentence_inside ? COST_HEADING_SENTENCE : 0) -
	       (line->doubled ? GAIN_BLANK : 0);
}

static int head_on_cost(
	const struct line *line, const struct line *next, const struct column *column)
{
	if (line->rung == RUNG_NAMED || line->rung == RUNG_HASH)
		return FORBIDDEN;
	/* Larger type fills a line with fewer characters, but not with half of them. */
	int width = (column->counted ? 2 : 1) * column->width;
	int room = width - line->width - width / 6;
	bool final = line->end == END_FINAL || line->end == END_SEMICOLON;
	return COST_HEADING_LINE + (room > 0 ? room * 5 : 0) +
	       (width - line->width > 0 ? width - line->width : 0) +
	       (final ? COST_HEADING_SENTENCE : 0) +
	       (line->doubled && next && !next->doubled ? COST_PLAIN_AFTER_DOUBLED : 0) +
	       (!line->doubled && next && next->doubled ? COST_PLAIN_DOUBLED : 0);
}

static int head_end_cost(const struct line *line, const struct column *column)
{
	return (line->doubled ? 0 : heading_end_cost[line->end]) +
	       (line->width >= column->width - 3 && !line->doubled ? COST_HEADING_FULL
								   : 0);
}

/* The second line of a heading is seldom as wide as the first of a paragraph. */
static int like_first_line(
	const struct habits *h, const struct line *line, const struct column *column)
{
	int off = column->width - line->width_cited;
	return h->first == FIRST_NARROW && !line->doubled && off <= INDENT + 1
		       ? COST_FULL_START
		       : 0;
}

/* ---- the search --------------------------------------------------------------------- */

/* A state of the line before and what it costs to come from it. */
struct origin {
	int cost;
	uint8_t state;
};

struct trellis {
	const struct habits *habits;
	size_t states;         /* that the habits' columns make */
	int cost[MOST_STATES]; /* of the cheapest way to the line before, by its state */
	struct origin ended_in[MOST_COLUMNS]; /* a paragraph ends on the line before, */
	struct origin ended, plain;           /* in the cheapest column, outside any; */
	struct origin on; /* and a paragraph goes on from it, in the cheapest column */
	ARRAY_OF(uint8_t) from; /* `states` per line: the state of the line before */
};

static size_t state_of(size_t column, size_t state)
{
	return IN_COLUMN + column * STATES + state;
}

static struct origin cheaper(struct origin a, struct origin b)
{
	return a.cost <= b.cost ? a : b;
}

static struct origin origin_at(const struct trellis *t, size_t state, int change)
{
	return (struct origin){t->cost[state] + change, (uint8_t)state};
}

static void find_ends(struct trellis *t)
{
	t->plain = cheaper(origin_at(t, PLAIN, 0), origin_at(t, PLAIN_HEAD, 0));
	t->ended = (struct origin){FORBIDDEN * 4, PLAIN};
	t->on = t->ended;
	for (size_t c = 0; c < t->habits->column_count; c++) {
		t->ended_in[c] = cheaper(origin_at(t, state_of(c, BODY_END), 0),
			origin_at(t, state_of(c, HEAD_END), 0));
		t->ended = cheaper(t->ended, t->ended_in[c]);
		t->on = cheaper(t->on, origin_at(t, state_of(c, BODY_ON), 0));
	}
}

static struct origin at_cost(struct origin o, int change)
{
	return (struct origin){o.cost + change, o.state};
}

/* The cheapest way to begin a paragraph in column c. */
static struct origin opening(const struct trellis *t, size_t c)
{
	return cheaper(t->ended_in[c], cheaper(at_cost(t->ended, COST_SWITCH),
					       at_cost(t->plain, COST_UNWRAPPED)));
}

/* The cheapest way for a body paragraph to go on into column c. */
static struct origin going_on(const struct trellis *t, size_t c, bool page)
{
	return cheaper(origin_at(t, state_of(c, BODY_ON), 0),
		at_cost(t->on, page ? COST_PAGE_SWITCH : COST_SWITCH));
}

/* What a body line costs in its four ways: beginning or going on, ending or not. */
static void step_body(
	const struct trellis *t, size_t c, const struct sight *s, struct origin *to)
{
	const struct habits *h = t->habits;
	const struct column *column = &h->columns[c];
	const struct line *line = s->line;
	int always = script_cost(line, column) + (line->doubled ? COST_PLAIN_DOUBLED : 0);
	int full = full_cost(line, s->next, column, 0), seam = s->on;
	int end = s->end + full_end_cost(s, column);
	struct origin open = at_cost(opening(t, c), always + s->start);
	struct origin on = at_cost(
		going_on(t, c, line->page_before), always + inside_cost(s, column));
	int first = full, only = 0;

	if (column->script == SCRIPT_LATIN) {
		open.cost += starts_lower(line) ? COST_LOWER_START : 0;
		if (line->end == END_FINAL && s->next && s->next->starts_capital)
			seam += COST_SENTENCE_SEAM;
	} else if (!column->counted) {
		open.cost += lost_indent_cost(h, line);
		first = first_cost(h, s, column, full);
		only = only_cost(h, line, column);
	}
	to[BODY_ON] = cheaper(at_cost(open, first + seam), at_cost(on, full + seam));
	to[BODY_END] = cheaper(at_cost(open, only + end), at_cost(on, end));
}

/* The same for a line of a heading. */
static void step_head(
	const struct trellis *t, size_t c, const struct sight *s, struct origin *to)
{
	const struct line *line = s->line;
	const struct column *column = &t->habits->columns[c];
	struct origin rest = origin_at(t, state_of(c, HEAD_ON), 0);
	bool may_start = may_be_heading(line);
	to[HEAD_ON] = to[HEAD_END] = (struct origin){FORBIDDEN * 4, PLAIN};
	if (!may_start && rest.cost >= FORBIDDEN)
		return;
	int on = head_on_cost(line, s->next, column), end = head_end_cost(line, column);
	if (may_start) {
		struct origin start = at_cost(opening(t, c), head_start_cost(line));
		to[HEAD_ON] = at_cost(start, on);
		to[HEAD_END] = at_cost(start, end);
	}
	if (line->doubled)
		rest.cost += line->rung != RUNG_NONE ? COST_PLAIN_DOUBLED : 0;
	else
		rest.cost +=
			s->inside + (line->sentence_inside ? COST_HEADING_SENTENCE : 0);
	to[HEAD_ON] = cheaper(to[HEAD_ON], at_cost(rest, on));
	to[HEAD_END] = cheaper(to[HEAD_END],
		at_cost(rest, end + like_first_line(t->habits, line, column)));
}

/* A line outside any column. */
static void step_plain(
	const struct trellis *t, const struct sight *s, bool free, struct origin *to)
{
	const struct line *line = s->line;
	struct origin open = cheaper(t->plain, at_cost(t->ended, COST_UNWRAPPED));
	int plain = COST_PARAGRAPH + (free ? plain_end_cost[line->end] : 0) +
		    (line->starts_badly ? COST_BAD_START : 0) +
		    (line->doubled ? COST_PLAIN_DOUBLED : 0) +
		    (starts_lower(line) && free ? COST_PLAIN_LOWER : 0) +
		    (line->item_rest ? COST_LOST_INDENT : 0);
	to[PLAIN] = at_cost(open, plain);
	to[PLAIN_HEAD] = to[PLAIN_HEAD_ON] = (struct origin){FORBIDDEN * 4, PLAIN};
	if (!may_be_heading(line))
		return;
	struct origin head = at_cost(open, head_start_cost(line));
	bool sure = line->doubled || line->rung == RUNG_HASH;
	to[PLAIN_HEAD] = at_cost(head, sure ? 0 : heading_end_cost[line->end]);
	if (!line->doubled)
		return;
	int on = COST_HEADING_LINE + (s->next && s->next->doubled ? 0 : FORBIDDEN);
	struct origin rest = origin_at(
		t, PLAIN_HEAD_ON, line->rung != RUNG_NONE ? COST_PLAIN_DOUBLED : 0);
	to[PLAIN_HEAD_ON] = at_cost(cheaper(head, rest), on);
	to[PLAIN_HEAD] = cheaper(to[PLAIN_HEAD], rest);
}

static void step(struct trellis *t, const struct line *line, const struct line *next)
{
	struct origin to[MOST_STATES];
	struct sight sight = see(t->habits, line, next);
	uint8_t *from = t->from.v + t->from.n;
	int least = FORBIDDEN * 4;
	t->from.n += t->states;
	bool free = line->width < WIDTH_LONG && !line_is_front(line) && !line->alone &&
		    line->hint != HINT_VERBATIM;
	find_ends(t);
	step_plain(t, &sight, free, to);
	for (size_t s = IN_COLUMN; !free && s < t->states; s++)
		to[s] = (struct origin){FORBIDDEN * 4, PLAIN};
	for (size_t c = 0; free && c < t->habits->column_count; c++) {
		step_body(t, c, &sight, to + state_of(c, 0));
		step_head(t, c, &sight, to + state_of(c, 0));
	}
	for (size_t s = 0; s < t->states; s++)
		least = to[s].cost < least ? to[s].cost : least;
	for (size_t s = 0; s < t->states; s++) {
		t->cost[s] = to[s].cost - least < BEAM ? to[s].cost - least : FORBIDDEN;
		from[s] = to[s].state;
	}
}

/* Follows the cheapest way back and writes it into the lines. */
static void settle(struct window *w, const struct trellis *t)
{
	size_t s = 0;
	for (size_t k = 1; k < t->states; k++)
		if (t->cost[k] < t->cost[s])
			s = k;
	for (size_t i = w->lines.n; i-- > 0; s = t->from.v[i * t->states + s]) {
		struct line *line = &w->lines.v[i];
		bool plain = s < IN_COLUMN;
		size_t in = plain ? s : (s - IN_COLUMN) % STATES;
		bool head = plain ? in != PLAIN : in >= HEAD_ON;
		if (!line_is_front(line))
			line->joins_next = plain ? in == PLAIN_HEAD_ON
						 : in == BODY_ON || in == HEAD_ON;
		if (head && line->hint == HINT_NONE)
			line->hint = HINT_HEADING;
		const struct column *column =
			plain ? NULL : &t->habits->columns[(s - IN_COLUMN) / STATES];
		bool han = column && column->script == SCRIPT_HAN;
		line->column = han ? column->width : 0;
		line->in_print = han && !column->counted;
	}
}

void repair_wrap(struct window *window, const struct lint *lint)
{
	(void)lint; /* joined paragraphs are reported when they are handed on */
	struct habits habits;
	repair_habits(window, &habits);
	struct trellis trellis = {
		.habits = &habits, .states = state_of(habits.column_count, 0)};
	for (size_t s = 0; s < trellis.states; s++)
		trellis.cost[s] = s == PLAIN || s == PLAIN_HEAD ? 0 : FORBIDDEN;
	for (size_t c = 0; c < habits.column_count; c++)
		trellis.cost[state_of(c, BODY_END)] = COST_UNWRAPPED;
	array_room(&trellis.from, window->lines.n * trellis.states);
	for (size_t i = 0; i < window->lines.n; i++)
		step(&trellis, &window->lines.v[i],
			i + 1 < window->lines.n ? &window->lines.v[i + 1] : NULL);
	if (window->lines.n)
		settle(window, &trellis);
	array_free(&trellis.from);
}
