/* SPDX-License-Identifier: MIT */
/* faults: calls to the kernel that fail when a test wants them to, by the linker's --wrap
 * (tests/local.mk lists them). */
#ifndef DUIDU_TESTS_FAULTS_H
#define DUIDU_TESTS_FAULTS_H

#include <stdbool.h>
#include <time.h>

#include "buf.h"

/* What is to go wrong. */
enum fault { FAULT_NONE, FAULT_ERROR, FAULT_PART, FAULT_KILL, FAULT_KILL_AFTER };

struct fault_plan {
	bool counting;
	enum fault fault;
	int error;
	long at, seen;         /* the call that it happens to, and how many there were */
	const char *only;      /* the name of the calls that count; NULL: all */
	struct buf trace;      /* names of the calls */
	bool locked;           /* another program has the lock */
	struct timespec clock; /* while it is asked for */
};
extern struct fault_plan plan;

/* From now on the at-th call, of all or of those of that name, goes wrong. */
void begin(enum fault fault, int error, const char *only, long at);

/* Whether it has. */
bool end(void);

int tear_down(void **state);

/* Errors of calls that a disk, a folder or a limit may give. */
extern const int errors[];
extern const size_t error_count;

#endif
