/* SPDX-License-Identifier: MIT */
/* align_abstract_map: which clauses of the abstract the sections of the body went into.
 *
 * An abstract mostly follows its paper, and then structure says more than words: the clauses
 * are cut into one run for each top section, in order, and the subsections of a section go
 * through its run in order, or one by one through the items of a clause that enumerates as
 * many.  How far the likenesses agree with such an order is measured against the best there
 * is without any; where they do not (an abstract that goes from aims to methods to results,
 * whatever the sections are), each section is taken by itself, with the score it has. */
#include "align_abstract.h"

#include <string.h>

/* The parameters.  A likeness of `l` with evidence `e` from the structure scores
 * 1 - (1 - l)(1 - e): each is a reason by itself. */
static const struct {
	double order;   /* evidence of a place in the order of sections and clauses */
	double item;    /* ... of a place in an enumeration of as many items */
	double second;  /* ... in a further enumeration of the same sections */
	double inside;  /* ... of being within a section that has its clauses */
	double support; /* from this agreement of likeness with order on it is believed */
	double chance;  /* likeness that any section has to any clause */
	double least;   /* likeness of a link where the structure speaks for it too */
	double alone;   /* ... where it does not, */
	double also;    /* share of that which makes it a link to a further clause too */
	double several; /* share of its best likeness that makes a passage name a clause too */
	double item_alone, item_margin; /* the same for an item rather than its clause */
} param = {
	.order = 0.4,
	.item = 0.5,
	.second = 0.2,
	.inside = 0.15,
	.support = 0.6,
	.chance = 0.12,
	.least = 0.05,
	.alone = 0.2,
	.also = 0.6,
	.several = 0.4,
	.item_alone = 0.25,
	.item_margin = 1.5,
};

typedef ARRAY_OF(size_t) index_array;

struct mapper {
	const struct document *document;
	struct like *like;
	claim_array *claims;
};

static double score_of(double likeness, double evidence)
{
	return 1 - (1 - likeness) * (1 - evidence);
}

/* ---- sections and clauses ----------------------------------------------------------- */

/* Whether there is text in a section, and not just an abstract or references. */
static bool has_text(const struct stream *zh, size_t section)
{
	struct span blocks = document_section_blocks(zh, section);
	for (size_t i = blocks.beg; i < blocks.end; i++)
		if (stream_block(zh, i)->kind == BLOCK_PARAGRAPH)
			return true;
	return false;
}

/* Sections right within another; within none for NO_SECTION. */
static void find_children(const struct mapper *m, size_t parent, index_array *out)
{
	const struct stream *zh = &m->document->side[SIDE_ZH];
	size_t i = parent == NO_SECTION ? 0 : parent + 1;
	for (; i < zh->sections.n; i++) {
		size_t p = zh->sections.v[i].parent;
		if (p == parent && has_text(zh, i))
			array_push(out, i);
		else if (parent != NO_SECTION && (p == NO_SECTION || p < parent))
			break;
	}
}

static void find_wholes(
	const struct mapper *m, size_t first, size_t last, index_array *out)
{
	for (size_t i = first; i <= last; i++)
		if (m->document->clauses.v[i].whole == i)
			array_push(out, i);
}

static size_t item_count(const struct document *document, size_t whole)
{
	size_t n = 0;
	while (whole + 1 + n < document->clauses.n &&
		document->clauses.v[whole + 1 + n].whole == whole)
		n++;
	return n;
}

static void ask_section(const struct mapper *m, size_t section)
{
	const struct stream *zh = &m->document->side[SIDE_ZH];
	like_blocks(m->like, document_section_blocks(zh, section));
}

static void claim(const struct mapper *m, size_t section, size_t first, size_t last,
	double likeness, double evidence)
{
	const claim_array *claims = m->claims;
	bool further = claims->n && claims->v[claims->n - 1].section == section;
	array_push(m->claims, (struct claim){section, first, last,
				      score_of(likeness, evidence), further});
}

/* ---- a passage by itself ------------------------------------------------------------ */

/* The item of a clause that a passage is plainly about, or the clause. */
static size_t narrow(
	const struct document *document, const struct like *like, size_t whole)
{
	double best = 0, next = 0;
	size_t item = whole, n = item_count(document, whole);
	for (size_t i = whole + 1; i <= whole + n; i++) {
		double l = like_clause(like, i);
		if (l > best) {
			next = best;
			best = l;
			item = i;
		} else if (l > next) {
			next = l;
		}
	}
	bool plain = best >= param.item_alone && best >= param.item_margin * next &&
		     best > like_clause(like, whole);
	return plain ? item : whole;
}

/* Takes in the clauses a passage that names several is about. */
static void widen(const struct document *document, const struct like *like,
	const struct choice *choice, double least, struct claim *claim)
{
	if (least < choice->least)
		least = choice->least;
	for (size_t i = choice->first; i <= choice->last; i++) {
		if (document->clauses.v[i].whole != i || like_clause(like, i) < least)
			continue;
		claim->first = i < claim->first ? i : claim->first;
		claim->last = i > claim->last ? i : claim->last;
	}
}

static double mean_likeness(const struct document *document, const struct like *like,
	const struct claim *claim)
{
	double sum = 0;
	size_t n = 0;
	for (size_t i = claim->first; i <= claim->last; i++) {
		if (claim->first != claim->last && document->clauses.v[i].whole != i)
			continue;
		sum += like_clause(like, i);
		n++;
	}
	return sum / (double)n;
}

bool abstract_claim_alone(const struct document *document, const struct like *like,
	const struct choice *choice, struct claim *out)
{
	double best = 0, next = 0;
	size_t clause = choice->first;
	for (size_t i = choice->first; i <= choice->last; i++) {
		double l = document->clauses.v[i].whole == i ? like_clause(like, i) : 0;
		if (l > best) {
			next = best;
			best = l;
			clause = i;
		} else if (l > next) {
			next = l;
		}
	}
	if (best < choice->least)
		return false;
	*out = (struct claim){
		.first = clause, .last = clause, .score = score_of(best, choice->known)};
	if (choice->several && next >= choice->least && next >= param.several * best)
		widen(document, like, choice, param.several * best, out);
	else
		out->first = out->last = narrow(document, like, clause);
	out->score = score_of(mean_likeness(document, like, out), choice->known);
	return true;
}

/* A section by itself: every clause it is plainly like, the likest first. */
static void claim_alone(
	const struct mapper *m, size_t section, const struct choice *choice)
{
	struct claim main;
	ask_section(m, section);
	if (!abstract_claim_alone(m->document, m->like, choice, &main))
		return;
	main.section = section;
	array_push(m->claims, main);
	double best = like_clause(m->like, main.first);
	double least =
		param.also * best > choice->least ? param.also * best : choice->least;
	for (size_t i = choice->first; i <= choice->last; i++) {
		size_t whole = m->document->clauses.v[i].whole;
		double l = like_clause(m->like, i);
		if (whole == i && i != m->document->clauses.v[main.first].whole &&
			l >= least)
			claim(m, section, i, i, l, choice->known);
	}
}

/* All sections within `parent`, each by itself. */
static void map_alone(
	const struct mapper *m, size_t parent, size_t first, size_t last, double known)
{
	const struct stream *zh = &m->document->side[SIDE_ZH];
	const struct choice choice = {.first = first,
		.last = last,
		.known = known,
		.least = known > 0 ? param.least : param.alone};
	size_t i = parent == NO_SECTION ? 0 : parent + 1;
	struct span in = parent == NO_SECTION ? (struct span){0, zh->blocks.n}
					      : document_section_blocks(zh, parent);
	for (; i < zh->sections.n && zh->sections.v[i].block < in.end; i++)
		if (has_text(zh, i))
			claim_alone(m, i, &choice);
}

/* ---- the two levels ----------------------------------------------------------------- */

static void map_children(
	const struct mapper *m, size_t parent, size_t first, size_t last);

/* Sections to clauses in order: the longer of the two goes through the shorter. */
static struct order order_sections(
	const struct mapper *m, const index_array *sections, const index_array *wholes)
{
	bool by_clause = wholes->n >= sections->n;
	struct order order = by_clause ? order_new(wholes->n, sections->n)
				       : order_new(sections->n, wholes->n);
	for (size_t s = 0; s < sections->n; s++) {
		ask_section(m, sections->v[s]);
		for (size_t c = 0; c < wholes->n; c++)
			*(by_clause ? order_cell(&order, c, s)
				    : order_cell(&order, s, c)) =
				like_clause(m->like, wholes->v[c]);
	}
	order_pick(&order, param.least);
	return order;
}

/* What a section has in an order: clauses by number among the wholes, and their mean
 * likeness. */
struct run {
	size_t first, last;
	double likeness;
};

/* At the top each clause belongs to one part.  Within a part a clause that is hardly like any
 * subsection may be about all of them: it is no subsection's, unless that has no other. */
static bool run_of(const struct order *order, bool by_clause, bool top, size_t section,
	struct run *run)
{
	if (!by_clause) {
		size_t pick = order->pick[section];
		*run = (struct run){pick, pick,
			pick == NO_PICK ? 0 : *order_cell(order, section, pick)};
		return pick != NO_PICK;
	}
	double best = 0, sum = 0;
	size_t n = 0;
	for (size_t c = 0; c < order->rows; c++)
		if (order->pick[c] == section && *order_cell(order, c, section) > best)
			best = *order_cell(order, c, section);
	double least = top ? 0 : best < param.chance ? best : param.chance;
	for (size_t c = 0; c < order->rows; c++) {
		double likeness = *order_cell(order, c, section);
		if (order->pick[c] != section || likeness < least)
			continue;
		if (n++ == 0)
			run->first = c;
		run->last = c;
		sum += likeness;
	}
	run->likeness = n ? sum / (double)n : 0;
	return n > 0;
}

static void claim_in_order(const struct mapper *m, const index_array *sections,
	const index_array *wholes, const struct order *order)
{
	bool by_clause = wholes->n >= sections->n;
	double evidence = param.order * order_support(order);
	bool top = m->document->side[SIDE_ZH].sections.v[sections->v[0]].parent ==
		   NO_SECTION;
	for (size_t s = 0; s < sections->n; s++) {
		size_t section = sections->v[s];
		struct run run;
		if (!run_of(order, by_clause, top, s, &run)) {
			map_alone(m, section, wholes->v[0], wholes->v[wholes->n - 1], 0);
			continue;
		}
		size_t first = wholes->v[run.first], last = wholes->v[run.last];
		ask_section(m, section);
		size_t narrowed =
			first == last ? narrow(m->document, m->like, first) : first;
		if (narrowed != first)
			run.likeness = like_clause(m->like, narrowed);
		claim(m, section, narrowed, narrowed == first ? last : narrowed,
			run.likeness, evidence);
		map_children(m, section, first, last);
	}
}

/* The likenesses of sections to the items of a clause, one to one. */
static struct order order_items(
	const struct mapper *m, const index_array *sections, size_t whole)
{
	struct order order = order_new(sections->n, sections->n);
	for (size_t s = 0; s < sections->n; s++) {
		ask_section(m, sections->v[s]);
		for (size_t i = 0; i < sections->n; i++)
			*order_cell(&order, s, i) = like_clause(m->like, whole + 1 + i);
	}
	order_pick_diagonal(&order, param.least);
	return order;
}

/* The clause of a run that names the sections one by one with the most reason; NO_PICK if
 * there is none. */
static size_t enumerating_clause(const struct mapper *m, const index_array *sections,
	const index_array *wholes, double *most)
{
	size_t best = NO_PICK;
	*most = 0;
	for (size_t c = 0; c < wholes->n; c++) {
		if (sections->n < 2 ||
			item_count(m->document, wholes->v[c]) != sections->n)
			continue;
		struct order order = order_items(m, sections, wholes->v[c]);
		double reason = order_total(&order, param.chance);
		if (order_support(&order) >= param.support && reason > *most) {
			*most = reason;
			best = wholes->v[c];
		}
		order_free(&order);
	}
	return best;
}

/* One section an item; other clauses of the run that have as many items come second. */
static void claim_items(const struct mapper *m, const index_array *sections,
	const index_array *wholes, size_t main)
{
	for (size_t s = 0; s < sections->n; s++) {
		size_t section = sections->v[s];
		ask_section(m, section);
		for (size_t pass = 0; pass < 2; pass++) {
			for (size_t c = 0; c < wholes->n; c++) {
				size_t whole = wholes->v[c], item = whole + 1 + s;
				if ((whole == main) != (pass == 0) ||
					item_count(m->document, whole) != sections->n)
					continue;
				double likeness = like_clause(m->like, item);
				if (likeness >= param.least)
					claim(m, section, item, item, likeness,
						pass ? param.second : param.item);
			}
		}
		map_children(m, section, main + 1 + s, main + 1 + s);
	}
}

/* Everything within a section that went into one clause or item went there too. */
static void inherit(const struct mapper *m, const index_array *sections, size_t clause)
{
	for (size_t s = 0; s < sections->n; s++) {
		ask_section(m, sections->v[s]);
		double likeness = like_clause(m->like, clause);
		claim(m, sections->v[s], clause, clause, likeness, param.inside);
		map_children(m, sections->v[s], clause, clause);
	}
}

/* What the sections right within `parent` have of its run.  At the top there may be no order
 * at all; within a section whose run is known there is still that. */
static void map_children(const struct mapper *m, size_t parent, size_t first, size_t last)
{
	index_array sections = {0}, wholes = {0};
	find_children(m, parent, &sections);
	find_wholes(m, first, last, &wholes);
	if (sections.n == 0) {
		/* nothing to do */
	} else if (wholes.n == 0) {
		inherit(m, &sections, first);
	} else {
		double reason;
		size_t main = enumerating_clause(m, &sections, &wholes, &reason);
		struct order order = order_sections(m, &sections, &wholes);
		if (main != NO_PICK && reason > order_total(&order, param.chance))
			claim_items(m, &sections, &wholes, main);
		else if (order_support(&order) >= param.support)
			claim_in_order(m, &sections, &wholes, &order);
		else
			map_alone(m, parent, first, last,
				parent == NO_SECTION ? 0 : param.inside);
		order_free(&order);
	}
	array_free(&sections);
	array_free(&wholes);
}

void abstract_map(const struct document *document, struct like *like, claim_array *claims)
{
	struct mapper mapper = {document, like, claims};
	if (document->clauses.n)
		map_children(&mapper, NO_SECTION, 0, document->clauses.n - 1);
}
