/* SPDX-License-Identifier: MIT */
/* reader_link: the links of a text that is all there, made in steps.
 *
 * Those made by hand at other times are read before the first step, so that the others are made
 * round them; an article's clauses are known only behind the last one, and its links wait for
 * that.  A correction begins the steps again for what stands round it.
 * How texts are linked is left to align, what a correction does to correction, and the file of
 * both to link_file. */
#include "reader_internal.h"

#include "dictionary.h"

/* Links the whole, or rows that are not empty anew; with the dictionary that was asked for, or
 * one that is where dictionaries are. */
static void begin_linking(struct reader *reader, struct span rows)
{
	const char *asked = reader->config->dictionary;
	struct buf path = {0};
	if (asked)
		buf_puts(&path, asked);
	else
		dictionary_find(&path);
	if (span_len(rows) > 0)
		reader->aligner =
			aligner_again(&reader->document, buf_string(&path), rows);
	else
		reader->aligner = aligner_new(&reader->document, buf_string(&path));
	reader->linked = false;
	buf_free(&path);
}

void reader_end_linking(struct reader *reader)
{
	aligner_free(reader->aligner);
	reader->aligner = NULL;
	reader->linked = true;
	view_relink(reader->view);
}

static void take_paths(const struct reader *reader, const char *paths[SIDE_COUNT])
{
	for (enum side side = 0; side < SIDE_COUNT; side++)
		paths[side] = reader_path(reader, side);
}

/* The links that were made by hand at other times: the others are made round them. */
static struct status read_links(struct reader *reader)
{
	const struct config *config = reader->config;
	const char *paths[SIDE_COUNT];
	take_paths(reader, paths);
	link_file_choose(&reader->by_hand, config->links, paths[SIDE_ZH], config->state);
	return link_file_read(&reader->by_hand, &reader->document, paths);
}

/* Begins to link, where there is something to be linked.  Links that came with the text want only
 * those by hand laid over them. */
static struct status begin_links(struct reader *reader)
{
	struct status status = STATUS_NONE;
	bool given = reader->document.links_given;
	if (given || align_is_translation(&reader->document))
		status = read_links(reader);
	if (!given) {
		begin_linking(reader, (struct span){0, 0});
		return status;
	}
	reader_end_linking(reader);
	reader->complete = true;
	return status;
}

/* What the aligner has come to: of an article, for which the links by hand have waited; or what
 * is round a correction. */
static struct status take_up_links(struct reader *reader)
{
	const link_array *links;
	struct span rows;
	if (aligner_rows(reader->aligner, &rows, &links))
		correct_surroundings(
			&reader->corrections, &reader->document, rows, links);
	else if (!align_is_translation(&reader->document))
		return read_links(reader);
	return STATUS_NONE;
}

struct status reader_link_texts(struct reader *reader, double milliseconds)
{
	bool more;
	if (!reader->aligner) {
		struct status first = begin_links(reader);
		if (reader->linked || !status_ok(&first))
			return first;
	}
	struct status status = aligner_step(reader->aligner, milliseconds, &more);
	/* One that was only found may be of another kind. */
	if (!reader->config->dictionary)
		status = STATUS_NONE;
	if (!more) {
		struct status by_hand = take_up_links(reader);
		if (status_ok(&status))
			status = by_hand;
		reader_end_linking(reader);
		reader->complete = true;
	}
	return status;
}

int reader_linking(const struct reader *reader)
{
	return reader->aligner ? (int)(aligner_progress(reader->aligner) * 100) : -1;
}

bool reader_stop_linking(struct reader *reader)
{
	if (!reader->aligner)
		return false;
	reader_end_linking(reader);
	return true;
}

bool reader_can_correct(const struct reader *reader)
{
	return reader->complete && correction_is_possible(&reader->document);
}

size_t reader_lost_links(const struct reader *reader, size_t *of)
{
	*of = reader->by_hand.found + reader->by_hand.lost;
	return reader->by_hand.lost;
}

struct corrections *reader_corrections(struct reader *reader)
{
	return &reader->corrections;
}

/* What was being made anew is of rows that are no more. */
static void link_again(struct reader *reader)
{
	struct span rows = {0, 0};
	if (!reader->document.links_given && reader->document.clauses.n == 0)
		rows = correction_surroundings(&reader->corrections, &reader->document);
	aligner_free(reader->aligner);
	reader->aligner = NULL;
	reader->linked = true;
	if (span_len(rows) > 0)
		begin_linking(reader, rows);
}

struct status reader_save_links(struct reader *reader)
{
	const char *paths[SIDE_COUNT];
	take_paths(reader, paths);
	view_relink(reader->view);
	link_again(reader);
	return link_file_write(&reader->by_hand, &reader->document, paths);
}
