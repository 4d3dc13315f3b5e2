/* SPDX-License-Identifier: MIT */
/* align_abstract_order: what order sections and clauses go together in, and whether they do.
 *
 * A dynamic programme over a table of likenesses finds the best order; how good that is, is
 * told by comparing it with taking for every row what it is most like, and with chance. */
#include "align_abstract.h"

struct order order_new(size_t rows, size_t columns)
{
	return (struct order){rows, columns, xcalloc(rows * columns + 1, sizeof(double)),
		xcalloc(rows + 1, sizeof(size_t))};
}

void order_free(struct order *order)
{
	free(order->v);
	free(order->pick);
}

/* One strong likeness says more than several weak ones, which are chance. */
static double weight(double likeness)
{
	return likeness * likeness;
}

/* Picks the columns of greatest total weight that are in order. */
void order_pick(struct order *m, double least)
{
	/* best(row, column): of the rows before `row` with columns before `column`. */
	struct order best = order_new(m->rows + 1, m->columns + 1);
	for (size_t r = 1; r <= m->rows; r++) {
		for (size_t c = 1; c <= m->columns; c++) {
			double with = *order_cell(&best, r - 1, c) +
				      weight(*order_cell(m, r - 1, c - 1));
			double left = *order_cell(&best, r, c - 1);
			*order_cell(&best, r, c) = with > left ? with : left;
		}
	}
	size_t c = m->columns;
	for (size_t r = m->rows; r > 0; r--) {
		while (c > 1 && *order_cell(&best, r, c) <= *order_cell(&best, r, c - 1))
			c--;
		m->pick[r - 1] = *order_cell(m, r - 1, c - 1) < least ? NO_PICK : c - 1;
	}
	order_free(&best);
}

void order_pick_diagonal(struct order *m, double least)
{
	for (size_t r = 0; r < m->rows; r++)
		m->pick[r] = *order_cell(m, r, r) < least ? NO_PICK : r;
}

/* How far what was picked is what the rows are most like: 1 if it is, 0 if a column taken
 * blindly would do as well. */
double order_support(const struct order *m)
{
	double picked = 0, most = 0, mean = 0;
	for (size_t r = 0; r < m->rows; r++) {
		double best = 0;
		for (size_t c = 0; c < m->columns; c++) {
			double w = weight(*order_cell(m, r, c));
			mean += w / (double)m->columns;
			best = w > best ? w : best;
		}
		most += best;
		picked +=
			m->pick[r] == NO_PICK ? 0 : weight(*order_cell(m, r, m->pick[r]));
	}
	if (m->columns == 1)
		return 1;
	return most > mean ? (picked - mean) / (most - mean) : 0;
}

/* The likeness that was picked, beyond what chance gives. */
double order_total(const struct order *m, double chance)
{
	double sum = 0;
	for (size_t r = 0; r < m->rows; r++) {
		double l = m->pick[r] == NO_PICK ? 0 : *order_cell(m, r, m->pick[r]);
		sum += l > chance ? l - chance : 0;
	}
	return sum;
}
