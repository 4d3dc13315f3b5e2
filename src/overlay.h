/* SPDX-License-Identifier: MIT */
/* overlay: links by hand laid over the links that are there.
 *
 * Links of a translation say of a sentence all that it is linked to, on both sides; links to
 * clauses of an abstract say it of the Chinese sentences of a passage. */
#ifndef DUIDU_OVERLAY_H
#define DUIDU_OVERLAY_H

#include "document.h"

/* Lays links, no sentence of which is in two of them, over those of a document.  Their sentences
 * are taken out of the links of their kind, of which those that become empty go; each stands
 * where the first of its sentences stood, or by its order. */
void links_overlay(struct document *document, const link_array *over);

/* Whether a link says which clauses a passage belongs to, or, by hand, that it belongs to
 * none. */
bool link_is_of_passage(const struct link *link);

/* A link by hand of a passage to clauses of the document's, count of them; its arrays are in the
 * document's arena. */
struct link passage_link(struct document *document, const ref_array *zh,
	const uint32_t *clauses, size_t count);

#endif
