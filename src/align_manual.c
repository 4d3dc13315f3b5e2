/* SPDX-License-Identifier: MIT */
/* align_manual: links made by hand, put among those that an aligner has made.
 *
 * Automatic links are in order on both sides.  Those by hand need not be, so all that holds of
 * both together is the order of their zh sentences; where a link has none, its en sentences say
 * where it stands among the others. */
#include <stdlib.h>

#include "align_internal.h"

void manual_links(const struct document *document, struct span rows, link_array *manual)
{
	for (size_t i = rows.beg; i < rows.end; i++)
		if (document->links.v[i].status == LINK_MANUAL)
			array_push(manual, document->links.v[i]);
}

/* Links with zh sentences first, each kind in order. */
static int compare_links(const void *left, const void *right)
{
	const struct link *a = left, *b = right;
	if ((a->zh_count == 0) != (b->zh_count == 0))
		return a->zh_count == 0 ? 1 : -1;
	return a->zh_count ? ref_compare(a->zh, b->zh) : ref_compare(a->en, b->en);
}

void manual_sort(link_array *manual)
{
	link_array sorted = {0};
	size_t n = manual->n, with_zh = 0;
	if (n > 1)
		qsort(manual->v, n, sizeof *manual->v, compare_links);
	while (with_zh < n && manual->v[with_zh].zh_count)
		with_zh++;
	for (size_t i = 0, k = with_zh; i < with_zh || k < n;) {
		const struct link *with = &manual->v[i], *without = &manual->v[k];
		bool waits =
			k == n ||
			(i < with_zh && (with->en_count == 0 ||
						ref_compare(with->en, without->en) < 0));
		array_push(&sorted, manual->v[waits ? i++ : k++]);
	}
	array_free(manual);
	*manual = sorted;
}

/* Whether a link belongs before an automatic one, by the side that both have. */
static bool is_before(const struct link *manual, const struct link *link)
{
	if (manual->zh_count && link->zh_count)
		return ref_compare(manual->zh, link->zh) < 0;
	return manual->en_count && link->en_count &&
	       ref_compare(manual->en, link->en) < 0;
}

/* How many of the links by hand, from the first on, belong before an automatic one. */
static size_t count_before(
	const link_array *manual, size_t first, const struct link *link)
{
	size_t end = first;
	for (size_t i = first; i < manual->n; i++) {
		bool before = is_before(&manual->v[i], link);
		if (before)
			end = i + 1;
		else if (link_count(&manual->v[i], link->zh_count ? SIDE_ZH : SIDE_EN))
			break;
	}
	return end;
}

void manual_merge(
	const link_array *manual, const link_array *automatic, link_array *merged)
{
	size_t next = 0;
	merged->n = 0;
	for (size_t i = 0; i < automatic->n; i++) {
		size_t end = count_before(manual, next, &automatic->v[i]);
		while (next < end)
			array_push(merged, manual->v[next++]);
		array_push(merged, automatic->v[i]);
	}
	while (next < manual->n)
		array_push(merged, manual->v[next++]);
}
