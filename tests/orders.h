/* SPDX-License-Identifier: MIT */
/* orders: a script run on a text, and what it printed; for tests of script and of the loop.
 * To be included behind cmocka.h; the state of a test is its folder. */
#ifndef DUIDU_TESTS_ORDERS_H
#define DUIDU_TESTS_ORDERS_H

#include "folder.h"
#include "status.h"

enum { PARAGRAPHS = 100 }; /* of the usual text, with headings for 3 and 60 */

/* Makes a folder with the usual text in it. */
int orders_set_up(void **state);

/* What is not set is as usual: that text, 60x12 cells. */
struct orders {
	const char *text; /* a file */
	int columns, rows;
	long start; /* the block to begin at, from 1 */
};

struct printed {
	char *out; /* to be freed */
	struct status opened, status;
};

struct printed orders_run(
	struct folder *folder, const struct orders *orders, const char *lines);

/* The bottom line of the last screen that was printed, with its line feed. */
const char *bottom_line(const struct printed *printed);

/* What is expected is somewhere in all that was printed; somewhere in the bottom line of the
 * last screen; just that line. */
void assert_printed(struct folder *folder, const char *lines, const char *expected);
void assert_bottom(struct folder *folder, const char *lines, const char *expected);
void assert_line(struct folder *folder, const char *lines, const char *expected);

/* Two ways lead to the same last screen. */
void assert_same(struct folder *folder, const char *lines, const char *others);

#endif
