/* SPDX-License-Identifier: MIT */
/* reader: all state of the program: document, layout, view, config; opening and loading. */
#ifndef DUIDU_READER_H
#define DUIDU_READER_H

#include "config.h"
#include "correction.h"
#include "document.h"
#include "fileio.h"
#include "status.h"
#include "view.h"

struct reader;

/* Opens one text or a text and its translation (paths[1] may be NULL; either order, "-" is
 * standard input); reads nothing yet.  The messages of this and of loading name the file, and
 * the line where there is one: "FILE:LINE: what".
 * One that is a bitext (bitext.h) goes into the document with its own links; beside another text
 * it is STATUS_USAGE, when it is loaded.
 * With config->segmented each line of the two texts is a sentence, and one text alone is
 * STATUS_USAGE.
 * config and lint (which may be NULL) are kept and outlive the reader. */
struct status reader_open(struct reader **reader, struct config *config,
	const char *const paths[2], const struct lint *lint);
void reader_free(struct reader *reader);

/* Loads for about `milliseconds` (0: one slice of input), never waiting for a pipe.  *more is
 * false when all is loaded and linked.  A text that turns out binary, is empty, or cannot be
 * read further fails, once; what was loaded before stays, and a second text can be loaded
 * further.  Two texts are loaded in turns; which is the Chinese one is told by their first
 * 4 KiB, and when both look the same it is the first. */
struct status reader_step(struct reader *reader, int milliseconds, bool *more);

/* Loads until there is something to show, of two texts both if the other has a paragraph in its
 * first 128 KiB and is no empty pipe; waits for pipes, or fails as reader_step.  The failure of a
 * bitext of which something was read, or of one of two texts, is left to the next reader_step. */
struct status reader_load_beginning(struct reader *reader);

/* How much of the texts is read, in bytes. */
struct reader_progress {
	uint64_t taken;
	/* Of how many; 0 where that is not known: of a pipe, and of a file that has grown since
	 * it was opened. */
	uint64_t size;
	bool piped; /* one is no file: it may have no end */
};
struct reader_progress reader_progress(const struct reader *reader);

/* What became of the files since they were read, the worse of two; INPUT_SAME as long as they are
 * being read. */
enum input_fate reader_fate(const struct reader *reader);

/* Percent of the linking that is done, -1 while nothing is being linked. */
int reader_linking(const struct reader *reader);

/* Leaves the texts without links; false when nothing is being linked. */
bool reader_stop_linking(struct reader *reader);

/* Whether the links can be corrected (correction.h), and are made to the end. */
bool reader_can_correct(const struct reader *reader);

/* How many links that were made by hand at other times were not found in the text, *of so many. */
size_t reader_lost_links(const struct reader *reader, size_t *of);

/* The changes of this session (correction.h). */
struct corrections *reader_corrections(struct reader *reader);

/* To be called after each of them: takes up links that were changed by hand and saves them
 * (link_file.h).  What stands round them is linked anew, in the steps of reader_step; undoing
 * goes back to what was there. */
struct status reader_save_links(struct reader *reader);

/* Loads and links everything, waiting for pipes, or fails as reader_step. */
struct status reader_load(struct reader *reader);

/* A descriptor worth waiting for while nothing can be loaded (an empty pipe), or -1; of two
 * empty pipes, the one of the first text. */
int reader_wait_fd(const struct reader *reader);

struct document *reader_document(struct reader *reader);
struct view *reader_view(struct reader *reader);
struct config *reader_config(struct reader *reader);

/* The document's own title, the Chinese one if there is, or the file's name; valid UTF-8, until
 * the next call. */
const char *reader_title(struct reader *reader);

/* The file a side was read from: absolute where that can be known, "-" for standard input. */
const char *reader_path(const struct reader *reader, enum side side);

#endif
