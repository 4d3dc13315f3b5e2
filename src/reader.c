/* SPDX-License-Identifier: MIT */
/* reader: from files to a document with a view on it, a slice at a time.
 *
 * Each text is a source, whose slices go into the document one by one; so a screen is there
 * as soon as its bytes are, and memory holds no second copy of the text.
 * Of two texts neither is parsed before it is known which is the Chinese one: what is decoded
 * until then waits in its source, a few KiB of it. */
#include "reader.h"

#include <assert.h>
#include <math.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "align.h"
#include "clock.h"
#include "dictionary.h"
#include "link_file.h"
#include "message.h"
#include "source.h"

enum {
	FIRST_PART = 1 << 17, /* bytes of a text that the first screen waits for */
	TITLE_BLOCKS = 16,    /* of a side, among which its title is looked for */
	SOURCES_MAX = 2,
};

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

struct status reader_open(struct reader **opened, struct config *config,
	const char *const paths[2], const struct lint *lint)
{
	*opened = NULL;
	assert(paths[0]);
	if (paths[1] && strcmp(paths[0], "-") == 0 && strcmp(paths[1], "-") == 0)
		return status_make(
			STATUS_USAGE, 0, _("only one text can be standard input"));
	if (config->segmented && !paths[1])
		return status_make(STATUS_USAGE, 0, _("--segmented needs two files"));
	struct reader *reader = xcalloc(1, sizeof *reader);
	reader->config = config;
	reader->lint = lint;
	reader->view = view_new(&reader->document, config);
	reader->document.two_sources = paths[1] != NULL;
	for (size_t i = 0; i < SOURCES_MAX && paths[i]; i++) {
		struct status status = source_open(
			&reader->source[i], paths[i], config, lint, &reader->document);
		if (!status_ok(&status)) {
			reader_free(reader);
			return status;
		}
		reader->source_count++;
	}
	*opened = reader;
	return STATUS_NONE;
}

void reader_free(struct reader *reader)
{
	if (!reader)
		return;
	for (size_t i = 0; i < reader->source_count; i++)
		source_close(&reader->source[i]);
	aligner_free(reader->aligner);
	corrections_free(&reader->corrections);
	link_file_free(&reader->by_hand);
	view_free(reader->view);
	document_free(&reader->document);
	buf_free(&reader->title);
	free(reader);
}

/* Finds out which of two sources is the Chinese one.  Where they look alike, the first is;
 * so one that looks right in its place is enough to know. */
static void part_sources(struct reader *reader)
{
	enum side language[SOURCES_MAX];
	bool known[SOURCES_MAX];
	for (size_t i = 0; i < SOURCES_MAX; i++)
		known[i] = source_language(&reader->source[i], &language[i]);
	bool straight = (known[0] && language[0] == SIDE_ZH) ||
			(known[1] && language[1] == SIDE_EN);
	if (!straight && !(known[0] && known[1]))
		return;
	bool swapped = !straight && (language[0] == SIDE_EN || language[1] == SIDE_ZH);
	source_begin(&reader->source[0], swapped ? SIDE_EN : SIDE_ZH);
	source_begin(&reader->source[1], swapped ? SIDE_ZH : SIDE_EN);
	reader->parted = true;
}

static bool is_empty(const struct document *document, enum side side)
{
	if (side < SIDE_COUNT)
		return document->side[side].blocks.n == 0;
	return is_empty(document, SIDE_ZH) && is_empty(document, SIDE_EN);
}

/* Takes one slice of input as far as it can go now. */
static struct status load_slice(struct reader *reader, struct source *source, bool wait)
{
	struct status status = source_read(source, wait);
	if (reader->source_count > 1 && !reader->config->segmented && status_ok(&status))
		status = source_refuse_bitext(source);
	if (!reader->parted && reader->source_count > 1)
		part_sources(reader);
	else if (!reader->parted)
		reader->parted = source_recognise(source);
	for (size_t i = 0; i < reader->source_count; i++) {
		struct status pushed = source_push(&reader->source[i]);
		if (status_ok(&status))
			status = pushed;
	}
	return status;
}

/* Whether a slice of a source may bring something.  As long as the other is not known to be
 * the other language, more of this one would only fill memory. */
static bool can_read(const struct reader *reader, const struct source *source)
{
	size_t enough = reader->source_count == 1 ? BITEXT_HEAD : SOURCE_LANGUAGE_PART;
	return !source->ended && !source->waiting &&
	       (reader->parted || source->text.n < enough);
}

/* The next source in turn that can be read, NULL if none. */
static struct source *next_source(struct reader *reader)
{
	for (size_t i = 0; i < reader->source_count; i++) {
		struct source *source = &reader->source[reader->turn];
		reader->turn = (reader->turn + 1) % reader->source_count;
		if (can_read(reader, source))
			return source;
	}
	return NULL;
}

static bool is_loaded(const struct reader *reader)
{
	for (size_t i = 0; i < reader->source_count; i++) {
		if (!reader->source[i].done)
			return false;
	}
	return true;
}

/* A text that brought nothing is found when all is loaded, and only then. */
static struct status check_empty(const struct reader *reader)
{
	for (size_t i = 0; i < reader->source_count; i++) {
		const struct source *source = &reader->source[i];
		if (!source->failed && is_empty(&reader->document, source->side))
			return status_make(
				STATUS_FORMAT, 0, _("%s: is empty"), source_name(source));
	}
	return STATUS_NONE;
}

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

static void end_linking(struct reader *reader)
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
	struct status status = check_empty(reader);
	if (!status_ok(&status)) {
		end_linking(reader);
		return status;
	}
	if (reader->document.links_given) {
		status = read_links(reader);
		end_linking(reader);
		reader->complete = true;
		return status;
	}
	if (align_is_translation(&reader->document))
		status = read_links(reader);
	begin_linking(reader, (struct span){0, 0});
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

/* Links a wholly loaded document, until it is time. */
static struct status link_texts(struct reader *reader, double milliseconds)
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
		end_linking(reader);
		reader->complete = true;
	}
	return status;
}

struct reader_progress reader_progress(const struct reader *reader)
{
	struct reader_progress progress = {0};
	bool known = true;
	for (size_t i = 0; i < reader->source_count; i++) {
		const struct input *input = &reader->source[i].input;
		progress.taken += input->taken;
		progress.size += input->size;
		progress.piped |= !input->regular;
		known &= input->taken <= input->size;
	}
	if (!known || progress.piped)
		progress.size = 0;
	return progress;
}

enum input_fate reader_fate(const struct reader *reader)
{
	enum input_fate worst = INPUT_SAME;
	for (size_t i = 0; i < reader->source_count; i++) {
		enum input_fate fate = source_fate(&reader->source[i]);
		worst = fate > worst ? fate : worst;
	}
	return worst;
}

int reader_linking(const struct reader *reader)
{
	return reader->aligner ? (int)(aligner_progress(reader->aligner) * 100) : -1;
}

bool reader_stop_linking(struct reader *reader)
{
	if (!reader->aligner)
		return false;
	end_linking(reader);
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

/* Loads until it is time; links, once all is loaded, in a call of its own, so that the screen
 * need not wait for it. */
static struct status load(struct reader *reader, double until, bool wait)
{
	struct status status = STATUS_NONE;
	for (size_t i = 0; i < reader->source_count; i++)
		reader->source[i].waiting = false;
	if (is_loaded(reader))
		return reader->linked ? STATUS_NONE
				      : link_texts(reader, until - clock_ms());
	do {
		struct source *source = next_source(reader);
		if (!source)
			break;
		status = load_slice(reader, source, wait);
		if (!status_ok(&status)) {
			status = source_blame(source, &status);
			source->failed = true;
		}
	} while (status_ok(&status) && clock_ms() < until);
	view_update(reader->view);
	return status;
}

struct status reader_step(struct reader *reader, int milliseconds, bool *more)
{
	if (!status_ok(&reader->deferred)) {
		struct status status = reader->deferred;
		reader->deferred = STATUS_NONE;
		*more = true;
		return status;
	}
	double until = clock_ms() + milliseconds;
	struct status status = load(reader, until, false);
	*more = !reader->linked;
	return status;
}

/* Whether what was read before a failure stands for itself: a bitext that is wrong behind its
 * first units, or the other of two texts. */
static bool is_partly_read(const struct reader *reader)
{
	return (reader->document.links_given || reader->source_count > 1) &&
	       !is_empty(&reader->document, SIDE_COUNT);
}

/* Whether there is something to show: of two texts both, or the first screen would have one
 * pane and the next one two.  Of one that brings nothing no more than its first part is waited
 * for, and nothing while it is an empty pipe. */
static bool has_beginning(const struct reader *reader)
{
	if (is_empty(&reader->document, SIDE_COUNT))
		return false;
	for (size_t i = 0; i < reader->source_count; i++) {
		const struct source *source = &reader->source[i];
		if (can_read(reader, source) && source->input.taken < FIRST_PART &&
			is_empty(&reader->document, source->side))
			return false;
	}
	return true;
}

struct status reader_load_beginning(struct reader *reader)
{
	struct status status = STATUS_NONE;
	bool more = true;
	while (status_ok(&status) && more && !has_beginning(reader)) {
		struct pollfd asked = {.fd = reader_wait_fd(reader), .events = POLLIN};
		if (asked.fd >= 0)
			poll(&asked, 1, -1);
		status = reader_step(reader, 0, &more);
	}
	if (status_ok(&status) || !is_partly_read(reader))
		return status;
	reader->deferred = status;
	return STATUS_NONE;
}

struct status reader_load(struct reader *reader)
{
	struct status status = STATUS_NONE;
	while (status_ok(&status) && !reader->linked)
		status = load(reader, INFINITY, true);
	return status;
}

int reader_wait_fd(const struct reader *reader)
{
	int fd = -1;
	for (size_t i = reader->source_count; i-- > 0;) {
		const struct source *source = &reader->source[i];
		if (can_read(reader, source))
			return -1;
		if (source->waiting)
			fd = source->input.fd;
	}
	return fd;
}

struct document *reader_document(struct reader *reader)
{
	return &reader->document;
}

struct view *reader_view(struct reader *reader)
{
	return reader->view;
}

struct config *reader_config(struct reader *reader)
{
	return reader->config;
}

static size_t title_of(const struct stream *stream)
{
	for (size_t i = 0; i < stream->blocks.n && i < TITLE_BLOCKS; i++) {
		if (stream_block(stream, i)->kind == BLOCK_TITLE)
			return i;
	}
	return NO_BLOCK;
}

const char *reader_title(struct reader *reader)
{
	const struct stream *stream = &reader->document.side[SIDE_ZH];
	if (title_of(stream) == NO_BLOCK)
		stream = &reader->document.side[SIDE_EN];
	size_t found = title_of(stream);
	reader->title.n = 0;
	if (found != NO_BLOCK) {
		const struct block *title = stream_block(stream, found);
		buf_add(&reader->title, title->text, title->len);
	} else {
		const char *name = source_name(&reader->source[0]);
		const char *slash = strrchr(name, '/');
		name = slash ? slash + 1 : name;
		buf_add_valid(&reader->title, name, strlen(name));
	}
	return buf_string(&reader->title);
}

const char *reader_path(const struct reader *reader, enum side side)
{
	for (size_t i = 0; i < reader->source_count; i++)
		if (reader->source[i].side == side)
			return reader->source[i].absolute;
	return reader->source[0].absolute;
}
