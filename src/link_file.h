/* SPDX-License-Identifier: MIT */
/* link_file: the links that were made by hand, kept so that they are found again when the text
 * has been extracted anew.
 *
 * A link is a line of fields (tsv.h):
 *	path and fingerprint of the Chinese text, the same of the English one, ZH:EN (how many
 *	sentences of each), then three fields for each sentence, the Chinese ones first:
 *	section path, BLOCK:BYTE, before〖words〗after (anchor.h)
 * A passage of an article that was linked to clauses of its abstract has ZH>CLAUSES there, and
 * behind its sentences a field for each clause, its Chinese text; 0 clauses is none.
 * The file of a text is FILE.links.tsv beside the Chinese one where somebody has made that, as
 * a file and not as a symbolic link, and else links.tsv in the folder of state.h, with the links of
 * all texts in it.  Lines that are not of the texts at hand, that are not understood, whose
 * sentences were not found, or that another program has added, stay as they are.
 * A link is there again only when all its sentences are, each from its start to its end: one
 * that was cut in two, or has grown together with the next, is not found. */
#ifndef DUIDU_LINK_FILE_H
#define DUIDU_LINK_FILE_H

#include "anchor.h"
#include "array.h"
#include "document.h"
#include "status.h"

/* A link as it was written, known by its sentences, which stay where they are in memory. */
struct link_line {
	const struct sentence_ref *zh, *en;
	uint32_t zh_count, en_count;
	char *line;
};
typedef ARRAY_OF(struct link_line) link_line_array;

struct link_file {
	char *path;           /* NULL: there is none, nothing is read, and saving fails */
	ARRAY_OF(char *) own; /* lines that are in the document, sorted */
	link_line_array written; /* so that only links that are new are described */
	link_array given; /* links by hand that the text came with, which are not ours */
	size_t found,
		lost; /* links of the text whose sentences were, or were not, there */
};

/* asked is a file that was named, or NULL; zh_path the path of the Chinese text.  Without
 * with_state the one in the folder of state.h is left alone. */
void link_file_choose(
	struct link_file *file, const char *asked, const char *zh_path, bool with_state);
void link_file_free(struct link_file *file);

/* Lays the links that the file has of a wholly loaded document over those there are (overlay.h);
 * of a text to be aligned there are none yet, of an article its clauses must be known.  paths
 * are those its sides were read from.  A file that cannot be read has none, and is a
 * failure. */
struct status link_file_read(struct link_file *file, struct document *document,
	const char *const paths[SIDE_COUNT]);

/* Writes the document's links of LINK_MANUAL, but for those that the text came with, in place of
 * those that were read or written before.  The file is left as it was when that fails. */
struct status link_file_write(struct link_file *file, const struct document *document,
	const char *const paths[SIDE_COUNT]);

#endif
