/* SPDX-License-Identifier: MIT */
/* source: one file of a document, and what its bytes go through on the way into it.
 *
 * Input, decoder, then repair and parse, or what reads one sentence a line, or a bitext.  A
 * slice of input is pushed through all of it before the next is read.  What is decoded before
 * it is known where it belongs waits in `text`, a few KiB of it. */
#ifndef DUIDU_SOURCE_H
#define DUIDU_SOURCE_H

#include "bitext.h"
#include "config.h"
#include "decode.h"
#include "document.h"
#include "fileio.h"
#include "parse.h"
#include "repair.h"
#include "segmented.h"
#include "status.h"

struct source {
	const struct config *config;
	const struct lint *lint;
	struct document *document;
	char *path;
	char *absolute; /* the same from the root; path itself where that fails */
	struct input input;
	struct decoder *decoder;
	struct repair *repair; /* this and parse from when the side is known, or */
	struct parse *parse;
	struct segmented *segmented; /* this, or */
	struct bitext *bitext;       /* this */
	struct buf text;             /* decoded, not yet repaired */
	enum side side; /* SIDE_COUNT: each paragraph to the side of its language */
	bool looked_at; /* and found to be no bitext that does not belong here */
	bool waiting;   /* a pipe that had nothing when last asked */
	bool ended;     /* all is decoded, or nothing more can be */
	bool failed;    /* that has been told already */
	bool done;      /* all is in the document */
};

enum { SOURCE_LANGUAGE_PART = 4096 }; /* bytes of text that its language is told by */

/* Opens a file, "-" being standard input; reads nothing.  config, lint (which may be NULL) and
 * document outlive the source.  A failure names the file, and leaves nothing to close. */
struct status source_open(struct source *source, const char *path,
	const struct config *config, const struct lint *lint, struct document *document);
void source_close(struct source *source);

/* The file's name as messages give it. */
const char *source_name(const struct source *source);

/* The same failure with the file's name before it, and the line where there is one. */
struct status source_blame(const struct source *source, const struct status *status);

/* What became of the file since it was read; INPUT_SAME for standard input. */
enum input_fate source_fate(const struct source *source);

/* Takes one slice of input to decoded text, waiting for a pipe only when told to. */
struct status source_read(struct source *source, bool wait);

/* The language of the first part; false as long as there is too little of it. */
bool source_language(const struct source *source, enum side *language);

/* From now on the text can go into the document, to this side. */
void source_begin(struct source *source, enum side side);

/* Finds out whether the only source is a bitext or a text, and begins; false as long as there
 * is too little of it. */
bool source_recognise(struct source *source);

/* A bitext beside another text is a mistake, and not a text to be shown with its tags; told by
 * its first slice.  Lines of fields may be just that. */
struct status source_refuse_bitext(struct source *source);

/* Gives what is decoded to the document, once the source has begun. */
struct status source_push(struct source *source);

#endif
