/* SPDX-License-Identifier: MIT */
/* reader: from files to a document with a view on it, a slice at a time.
 *
 * Each text is a source, whose slices go into the document one by one; so a screen is there
 * as soon as its bytes are, and memory holds no second copy of the text.
 * Of two texts neither is parsed before it is known which is the Chinese one: what is decoded
 * until then waits in its source, a few KiB of it. */
#include "reader_internal.h"

#include <assert.h>
#include <math.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "message.h"

enum {
	FIRST_PART = 1 << 17, /* bytes of a text that the first screen waits for */
	TITLE_BLOCKS = 16,    /* of a side, among which its title is looked for */
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

/* Links what is loaded, unless one of the texts turns out to be empty. */
static struct status link_texts(struct reader *reader, double until)
{
	struct status status = STATUS_NONE;
	if (reader->linked)
		return status;
	if (!reader->aligner)
		status = check_empty(reader);
	if (status_ok(&status))
		return reader_link_texts(reader, until - clock_ms());
	reader_end_linking(reader);
	return status;
}

/* Loads until it is time; links, once all is loaded, in a call of its own, so that the screen
 * need not wait for it. */
static struct status load(struct reader *reader, double until, bool wait)
{
	struct status status = STATUS_NONE;
	for (size_t i = 0; i < reader->source_count; i++)
		reader->source[i].waiting = false;
	if (is_loaded(reader))
		return link_texts(reader, until);
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
