/* SPDX-License-Identifier: MIT */
/* source: the line of readers that a file goes through, each made when it is known to be needed.
 *
 * Which of two sources is which side is not decided here: that takes both, and is reader's. */
#include "source.h"

#include <stdlib.h>
#include <string.h>

#include "message.h"

enum { SLICE = 20 << 10 }; /* bytes read at a time: a first window of repair and more */

const char *source_name(const struct source *source)
{
	return strcmp(source->path, "-") == 0 ? _("standard input") : source->path;
}

struct status source_blame(const struct source *source, const struct status *status)
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

void source_begin(struct source *source, enum side side)
{
	source->side = side;
	if (source->config->segmented) {
		source->segmented = segmented_new(source->document, side);
		return;
	}
	source->parse = parse_new(source->document, side, source->lint);
	struct repair_sink sink = {.paragraph = give_to_parse, .ctx = source->parse};
	source->repair = repair_new(source->config->raw, &sink, source->lint);
}

struct status source_open(struct source *source, const char *path,
	const struct config *config, const struct lint *lint, struct document *document)
{
	*source = (struct source){.config = config,
		.lint = lint,
		.document = document,
		.path = xstrdup(path)};
	char *absolute = strcmp(path, "-") == 0 ? NULL : realpath(path, NULL);
	source->absolute = absolute ? absolute : xstrdup(path);
	struct status status = input_open(&source->input, path);
	if (!status_ok(&status)) {
		status = source_blame(source, &status);
		free(source->path);
		free(source->absolute);
		return status;
	}
	source->decoder = decoder_new((enum encoding)config->encoding, lint);
	return STATUS_NONE;
}

enum input_fate source_fate(const struct source *source)
{
	if (!source->done || strcmp(source->path, "-") == 0)
		return INPUT_SAME;
	return input_fate(&source->input, source->absolute);
}

bool source_language(const struct source *source, enum side *language)
{
	size_t len = source->text.n;
	if (len < SOURCE_LANGUAGE_PART && !source->ended)
		return false;
	if (len > SOURCE_LANGUAGE_PART) {
		len = SOURCE_LANGUAGE_PART;
		while (((unsigned char)source->text.v[len] & 0xc0) == 0x80)
			len--;
	}
	*language = parse_language(source->text.v, len);
	return true;
}

bool source_recognise(struct source *source)
{
	const struct bitext_format *format = NULL;
	enum bitext_guess guess =
		bitext_recognise(source->text.v, source->text.n, source->ended, &format);
	if (guess == BITEXT_UNSURE)
		return false;
	if (guess == BITEXT_YES) {
		source->side = SIDE_COUNT;
		source->bitext = bitext_new(format, source->document, source->lint);
	} else {
		source_begin(source, SIDE_COUNT);
	}
	return true;
}

struct status source_refuse_bitext(struct source *source)
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

static void end(struct source *source)
{
	input_close(&source->input);
	decoder_free(source->decoder);
	if (source->repair)
		repair_free(source->repair);
	if (source->parse)
		parse_finish(source->parse);
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

struct status source_push(struct source *source)
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
		end(source);
	return status;
}

struct status source_read(struct source *source, bool wait)
{
	char slice[SLICE];
	size_t got = 0;
	bool again = false;
	struct status status =
		input_read(&source->input, slice, SLICE, wait, &got, &again);
	source->waiting = again;
	if (again)
		return STATUS_NONE;
	if (status_ok(&status) && got > 0)
		status = decoder_feed(source->decoder, slice, got, &source->text);
	else if (status_ok(&status))
		status = decoder_finish(source->decoder, &source->text);
	source->ended = got == 0 || !status_ok(&status);
	return status;
}

void source_close(struct source *source)
{
	if (!source->done)
		end(source);
	free(source->path);
	free(source->absolute);
}
