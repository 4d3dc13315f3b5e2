/* SPDX-License-Identifier: MIT */
/* reader: from files to a document with a view on it, a slice at a time.
 *
 * Each text has a line of its own, input, decoder, repair, parse, and a slice of input is
 * pushed through all of it before the next is read; so a screen is there as soon as its bytes
 * are, and memory holds no second copy of the text.
 * Of two texts neither is parsed before it is known which is the Chinese one: what is decoded
 * until then waits in its source, a few KiB of it. */
#include "reader.h"

#include <assert.h>
#include <math.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "align.h"
#include "bitext.h"
#include "correction.h"
#include "decode.h"
#include "dictionary.h"
#include "fileio.h"
#include "link_file.h"
#include "message.h"
#include "parse.h"
#include "repair.h"
#include "segmented.h"

enum {
	SLICE = 16 << 10,     /* bytes read at a time: a first screen needs no more */
	LANGUAGE_PART = 4096, /* bytes of text that its language is told by */
	TITLE_BLOCKS = 16,    /* of a side, among which its title is looked for */
	SOURCES_MAX = 2,
};

struct source {
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
	bool complete;            /* linked to the end by us */
	struct link_file by_hand; /* from when all is loaded */
	struct status deferred;   /* what reader_load_beginning leaves to the next step */
	struct buf title;
	char slice[SLICE];
};

static const char *source_name(const struct source *source)
{
	return strcmp(source->path, "-") == 0 ? _("standard input") : source->path;
}

/* The same failure with the file's name before it. */
static struct status name_file(const struct source *source, const struct status *status)
{
	const char *name = source_name(source);
	if (status->line > 0)
		return status_make(status->code, status->line, "%s:%zu: %s", name,
			status->line, status->message);
	return status_make(status->code, 0, "%s: %s", name, status->message);
}

static void give_to_parse(void *ctx, const struct paragraph *paragraph)
{
	parse_paragraph(ctx, paragraph);
}

/* From now on the source's text can go into the document. */
static void begin_parse(struct reader *reader, struct source *source, enum side side)
{
	source->side = side;
	if (reader->config->segmented) {
		source->segmented = segmented_new(&reader->document, side);
		return;
	}
	source->parse = parse_new(&reader->document, side, reader->lint);
	struct repair_sink sink = {.paragraph = give_to_parse, .ctx = source->parse};
	source->repair = repair_new(reader->config->raw, &sink, reader->lint);
}

static struct status open_source(struct reader *reader, const char *path)
{
	struct source *source = &reader->source[reader->source_count];
	source->path = xstrdup(path);
	char *absolute = strcmp(path, "-") == 0 ? NULL : realpath(path, NULL);
	source->absolute = absolute ? absolute : xstrdup(path);
	struct status status = input_open(&source->input, path);
	if (!status_ok(&status)) {
		status = name_file(source, &status);
		free(source->path);
		free(source->absolute);
		return status;
	}
	source->decoder =
		decoder_new((enum encoding)reader->config->encoding, reader->lint);
	reader->source_count++;
	return STATUS_NONE;
}

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
		struct status status = open_source(reader, paths[i]);
		if (!status_ok(&status)) {
			reader_free(reader);
			return status;
		}
	}
	*opened = reader;
	return STATUS_NONE;
}

static void close_source(struct source *source)
{
	input_close(&source->input);
	decoder_free(source->decoder);
	if (source->repair)
		repair_free(source->repair);
	if (source->parse)
		parse_free(source->parse);
	if (source->segmented)
		segmented_finish(source->segmented);
	bitext_free(source->bitext);
	source->decoder = NULL;
	source->repair = NULL;
	source->parse = NULL;
	source->segmented = NULL;
	source->bitext = NULL;
	buf_free(&source->text);
	source->done = true;
}

void reader_free(struct reader *reader)
{
	if (!reader)
		return;
	for (size_t i = 0; i < reader->source_count; i++) {
		if (!reader->source[i].done)
			close_source(&reader->source[i]);
		free(reader->source[i].path);
		free(reader->source[i].absolute);
	}
	aligner_free(reader->aligner);
	link_file_free(&reader->by_hand);
	view_free(reader->view);
	document_free(&reader->document);
	buf_free(&reader->title);
	free(reader);
}

/* The language of a source's first part; false as long as there is too little of it. */
static bool find_language(const struct source *source, enum side *language)
{
	size_t len = source->text.n;
	if (len < LANGUAGE_PART && !source->ended)
		return false;
	if (len > LANGUAGE_PART) {
		len = LANGUAGE_PART;
		while (((unsigned char)source->text.v[len] & 0xc0) == 0x80)
			len--;
	}
	*language = parse_language(source->text.v, len);
	return true;
}

/* Finds out which of two sources is the Chinese one.  Where they look alike, the first is;
 * so one that looks right in its place is enough to know. */
static void part_sources(struct reader *reader)
{
	enum side language[SOURCES_MAX];
	bool known[SOURCES_MAX];
	for (size_t i = 0; i < SOURCES_MAX; i++)
		known[i] = find_language(&reader->source[i], &language[i]);
	bool straight = (known[0] && language[0] == SIDE_ZH) ||
			(known[1] && language[1] == SIDE_EN);
	if (!straight && !(known[0] && known[1]))
		return;
	bool swapped = !straight && (language[0] == SIDE_EN || language[1] == SIDE_ZH);
	begin_parse(reader, &reader->source[0], swapped ? SIDE_EN : SIDE_ZH);
	begin_parse(reader, &reader->source[1], swapped ? SIDE_ZH : SIDE_EN);
	reader->parted = true;
}

/* Finds out whether the only source is a bitext or a text. */
static void recognise_source(struct reader *reader, struct source *source)
{
	const struct bitext_format *format = NULL;
	enum bitext_guess guess =
		bitext_recognise(source->text.v, source->text.n, source->ended, &format);
	if (guess == BITEXT_UNSURE)
		return;
	if (guess == BITEXT_YES) {
		source->side = SIDE_COUNT;
		source->bitext = bitext_new(format, &reader->document, reader->lint);
	} else {
		begin_parse(reader, source, SIDE_COUNT);
	}
	reader->parted = true;
}

/* A bitext beside another text is a mistake, and not a text to be shown with its tags; by its
 * first slice.  Lines of fields may be just that. */
static struct status refuse_bitext(struct source *source)
{
	const struct bitext_format *format;
	if (source->looked_at || source->text.n == 0)
		return STATUS_NONE;
	source->looked_at = true;
	if (bitext_recognise(source->text.v, source->text.n, source->ended, &format) !=
			BITEXT_YES ||
		strcmp(bitext_format_name(format), "TSV") == 0)
		return STATUS_NONE;
	return status_make(STATUS_USAGE, 0,
		_("a %s file has both languages and is opened alone"),
		bitext_format_name(format));
}

static bool is_empty(const struct document *document, enum side side)
{
	if (side < SIDE_COUNT)
		return document->side[side].blocks.n == 0;
	return is_empty(document, SIDE_ZH) && is_empty(document, SIDE_EN);
}

/* A bitext that fails keeps the units it has whole, and is read no further. */
static struct status push_bitext(struct source *source)
{
	struct status status =
		bitext_feed(source->bitext, source->text.v, source->text.n);
	source->ended = source->ended || !status_ok(&status);
	if (source->ended)
		status = bitext_finish(source->bitext);
	return status;
}

/* Gives what is decoded to the document, as soon as it is known to which side. */
static struct status push(struct source *source)
{
	struct status status = STATUS_NONE;
	if (source->done || !(source->repair || source->segmented || source->bitext))
		return status;
	if (source->bitext)
		status = push_bitext(source);
	else if (source->segmented)
		segmented_feed(source->segmented, source->text.v, source->text.n);
	else if (source->text.n > 0)
		repair_feed(source->repair, source->text.v, source->text.n);
	source->text.n = 0;
	if (source->ended && source->repair)
		repair_finish(source->repair);
	if (source->ended)
		close_source(source);
	return status;
}

/* Takes one slice of input to decoded text. */
static struct status read_slice(struct reader *reader, struct source *source, bool wait)
{
	size_t got = 0;
	bool again = false;
	struct status status =
		input_read(&source->input, reader->slice, SLICE, wait, &got, &again);
	source->waiting = again;
	if (again)
		return STATUS_NONE;
	if (status_ok(&status) && got > 0)
		status = decoder_feed(source->decoder, reader->slice, got, &source->text);
	else if (status_ok(&status))
		status = decoder_finish(source->decoder, &source->text);
	source->ended = got == 0 || !status_ok(&status);
	return status;
}

/* Takes one slice of input as far as it can go now. */
static struct status load_slice(struct reader *reader, struct source *source, bool wait)
{
	struct status status = read_slice(reader, source, wait);
	if (reader->source_count > 1 && !reader->config->segmented && status_ok(&status))
		status = refuse_bitext(source);
	if (!reader->parted && reader->source_count > 1)
		part_sources(reader);
	else if (!reader->parted)
		recognise_source(reader, source);
	for (size_t i = 0; i < reader->source_count; i++) {
		struct status pushed = push(&reader->source[i]);
		if (status_ok(&status))
			status = pushed;
	}
	return status;
}

/* Whether a slice of a source may bring something.  As long as the other is not known to be
 * the other language, more of this one would only fill memory. */
static bool can_read(const struct reader *reader, const struct source *source)
{
	size_t enough = reader->source_count == 1 ? BITEXT_HEAD : LANGUAGE_PART;
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

static double milliseconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
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

/* The dictionary that was asked for, or one that is where dictionaries are. */
static struct aligner *begin_linking(struct reader *reader)
{
	const char *asked = reader->config->dictionary;
	struct buf path = {0};
	if (asked)
		buf_puts(&path, asked);
	else
		dictionary_find(&path);
	struct aligner *aligner = aligner_new(&reader->document, buf_string(&path));
	buf_free(&path);
	return aligner;
}

static void end_linking(struct reader *reader)
{
	aligner_free(reader->aligner);
	reader->aligner = NULL;
	reader->linked = true;
	view_update(reader->view);
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

/* Links a wholly loaded document, until it is time. */
static struct status link_texts(struct reader *reader, double milliseconds)
{
	bool more;
	if (!reader->aligner) {
		struct status empty = check_empty(reader);
		if (!status_ok(&empty) || reader->document.links_given) {
			end_linking(reader);
			return empty;
		}
		struct status by_hand = read_links(reader);
		reader->aligner = begin_linking(reader);
		if (!status_ok(&by_hand))
			return by_hand;
	}
	struct status status = aligner_step(reader->aligner, milliseconds, &more);
	if (!more) {
		end_linking(reader);
		reader->complete = true;
	}
	/* One that was only found may be of another kind. */
	return reader->config->dictionary ? status : STATUS_NONE;
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

size_t reader_lost_links(const struct reader *reader)
{
	return reader->by_hand.lost;
}

struct status reader_save_links(struct reader *reader)
{
	const char *paths[SIDE_COUNT];
	take_paths(reader, paths);
	view_update(reader->view);
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
				      : link_texts(reader, until - milliseconds_now());
	do {
		struct source *source = next_source(reader);
		if (!source)
			break;
		status = load_slice(reader, source, wait);
		if (!status_ok(&status)) {
			status = name_file(source, &status);
			source->failed = true;
		}
	} while (status_ok(&status) && milliseconds_now() < until);
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
	double until = milliseconds_now() + milliseconds;
	struct status status = load(reader, until, false);
	*more = !reader->linked;
	return status;
}

/* A bitext that is wrong behind its first units, which stand for themselves. */
static bool is_partly_read(const struct reader *reader)
{
	return reader->document.links_given && !is_empty(&reader->document, SIDE_COUNT);
}

struct status reader_load_beginning(struct reader *reader)
{
	struct status status = STATUS_NONE;
	bool more = true;
	while (status_ok(&status) && more && is_empty(&reader->document, SIDE_COUNT)) {
		struct pollfd asked = {.events = POLLIN};
		status = reader_step(reader, 0, &more);
		asked.fd = reader_wait_fd(reader);
		if (status_ok(&status) && more && asked.fd >= 0)
			poll(&asked, 1, -1);
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

static const struct block *title_of(const struct stream *stream)
{
	for (size_t i = 0; i < stream->blocks.n && i < TITLE_BLOCKS; i++) {
		if (stream->blocks.v[i].kind == BLOCK_TITLE)
			return &stream->blocks.v[i];
	}
	return NULL;
}

const char *reader_title(struct reader *reader)
{
	const struct block *title = title_of(&reader->document.side[SIDE_ZH]);
	if (!title)
		title = title_of(&reader->document.side[SIDE_EN]);
	reader->title.n = 0;
	if (title) {
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
