/* SPDX-License-Identifier: MIT */
/* link: sentences in order, the two sides of a link, and how sure it is.
 *
 * What is told of links here is told of them one by one; which links a text has is for align
 * and bitext to make, for document to keep and for correction to change. */
#include "link.h"

#include <assert.h>
#include <stdlib.h>

#include "message.h"

static const char *const side_names[SIDE_COUNT] = {
	[SIDE_ZH] = "zh",
	[SIDE_EN] = "en",
};

const char *side_name(enum side side)
{
	assert(side < SIDE_COUNT);
	return side_names[side];
}

int ref_compare(const void *left, const void *right)
{
	const struct sentence_ref *a = left, *b = right;
	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	return (a->sentence > b->sentence) - (a->sentence < b->sentence);
}

void refs_sort(ref_array *refs)
{
	if (refs->n > 1)
		qsort(refs->v, refs->n, sizeof *refs->v, ref_compare);
}

bool refs_have(const ref_array *refs, struct sentence_ref ref)
{
	return refs->n > 0 &&
	       bsearch(&ref, refs->v, refs->n, sizeof *refs->v, ref_compare) != NULL;
}

void refs_add(ref_array *refs, struct sentence_ref ref)
{
	size_t at = refs->n;
	array_push(refs, ref);
	for (; at > 0 && ref_compare(&refs->v[at - 1], &ref) > 0; at--)
		refs->v[at] = refs->v[at - 1];
	refs->v[at] = ref;
}

const struct sentence_ref *link_refs(
	const struct link *link, enum side side, uint32_t *count)
{
	*count = link_count(link, side);
	return side == SIDE_ZH ? link->zh : link->en;
}

uint32_t link_count(const struct link *link, enum side side)
{
	return side == SIDE_ZH ? link->zh_count : link->en_count;
}

/* From 0.6 on no link of the articles that the tests have a reader's table for goes elsewhere
 * than the reader; below 0.3 is what passages of one subject share by chance. */
enum confidence confidence_of(float score)
{
	return score >= 0.6F   ? CONFIDENCE_HIGH
	       : score >= 0.3F ? CONFIDENCE_MEDIUM
			       : CONFIDENCE_LOW;
}

enum confidence link_confidence(const struct link *link)
{
	return link->status == LINK_MANUAL ? CONFIDENCE_HIGH : confidence_of(link->score);
}

void confidence_put(float score, struct buf *out)
{
	static const struct {
		const char *sign, *name;
	} words[] = {
		[CONFIDENCE_LOW] = {"? ", N_("low")},
		[CONFIDENCE_MEDIUM] = {"~ ", N_("medium")},
		[CONFIDENCE_HIGH] = {"", N_("high")},
	};
	enum confidence confidence = confidence_of(score);
	buf_puts(out, words[confidence].sign);
	buf_puts(out, _(words[confidence].name));
}
