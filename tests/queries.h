/* SPDX-License-Identifier: MIT */
/* queries: patterns that are right, compiled.  To be included behind cmocka.h. */
#ifndef DUIDU_TESTS_QUERIES_H
#define DUIDU_TESTS_QUERIES_H

#include <string.h>

#include "query.h"

static inline struct query *compile(const char *pattern, unsigned options)
{
	struct query *query;
	struct status s = query_compile(&query, pattern, strlen(pattern), options, NULL);
	if (!status_ok(&s))
		fail_msg("%s: %s", pattern, s.message);
	return query;
}

#endif
