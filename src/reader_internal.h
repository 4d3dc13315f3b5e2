/* SPDX-License-Identifier: MIT */
/* reader_internal: what the files of the reader share.
 *
 *	reader.c       opening, loading, what else is asked of it
 *	reader_link.c  its links: made, corrected, saved */
#ifndef DUIDU_READER_INTERNAL_H
#define DUIDU_READER_INTERNAL_H

#include "align.h"
#include "link_file.h"
#include "reader.h"
#include "source.h"

enum { SOURCES_MAX = 2 };

struct reader {
	struct config *config;
	const struct lint *lint;
	struct document document;
	struct view *view;
	struct source source[SOURCES_MAX];
	size_t source_count;
	size_t turn; /* the source to be read next */
	bool parted; /* it is known which source is which side, or that one is a bitext */
	struct aligner *aligner; /* from when all is loaded until all is linked */
	bool linked;
	bool complete; /* linked to the end by us */
	struct corrections corrections;
	struct link_file by_hand; /* from when all is loaded */
	struct status deferred;   /* what reader_load_beginning leaves to the next step */
	struct buf title;
};

/* Links a wholly loaded document for about so many milliseconds; reader->linked when that is
 * done.  What fails is the dictionary that was asked for, or the file of links, once. */
struct status reader_link_texts(struct reader *reader, double milliseconds);

/* Leaves the links as they are now. */
void reader_end_linking(struct reader *reader);

#endif
