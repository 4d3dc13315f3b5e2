/* SPDX-License-Identifier: MIT */
/* fuzz: inputs, documents and files for the fuzzers.
 *
 * Files lie in a folder that is made once a process and removed when it ends in good order;
 * no fuzzer knows the user's own folders. */
#include "fuzz.h"

#include <assert.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <unistr.h>

#include "decode.h"
#include "parse.h"

unsigned fuzz_number(struct fuzz_input *input, unsigned below)
{
	unsigned value = 0;
	for (unsigned range = below - 1; range > 0; range >>= 8) {
		if (input->n == 0)
			break;
		value = value << 8 | *input->v++;
		input->n--;
	}
	return value % below;
}

struct fuzz_input fuzz_part(struct fuzz_input *input, uint8_t end)
{
	struct fuzz_input part = *input;
	const uint8_t *found = input->n ? memchr(input->v, end, input->n) : NULL;
	part.n = found ? (size_t)(found - input->v) : input->n;
	size_t taken = part.n + (found != NULL);
	input->v += taken;
	input->n -= taken;
	return part;
}

struct fuzz_input fuzz_line(struct fuzz_input *input)
{
	return fuzz_part(input, '\n');
}

void fuzz_check_utf8(const char *text, size_t len)
{
	if (len > 0 && u8_check((const uint8_t *)text, len))
		abort();
}

static void take_paragraph(void *ctx, const struct paragraph *paragraph)
{
	fuzz_check_utf8(paragraph->text, paragraph->len);
	parse_paragraph(ctx, paragraph);
}

/* Decodes, repairs and parses; side is that of all text, or SIDE_COUNT. */
static void read_text(struct document *document, enum encoding encoding, enum side side,
	struct fuzz_input input, size_t slice)
{
	struct decoder *decoder = decoder_new(encoding, NULL);
	struct parse *parse = parse_new(document, side, NULL);
	struct repair *repair =
		repair_new(false, &(struct repair_sink){take_paragraph, parse}, NULL);
	struct buf text = {0};
	struct status status = STATUS_NONE;
	for (size_t at = 0; at < input.n && status_ok(&status); at += slice) {
		size_t n = input.n - at < slice ? input.n - at : slice;
		status = decoder_feed(decoder, (const char *)input.v + at, n, &text);
		repair_feed(repair, text.v, text.n);
		text.n = 0;
	}
	if (status_ok(&status)) {
		status = decoder_finish(decoder, &text);
		repair_feed(repair, text.v, text.n);
	}
	repair_finish(repair);
	repair_free(repair);
	parse_finish(parse);
	decoder_free(decoder);
	buf_free(&text);
}

void fuzz_document(
	struct document *document, const uint8_t *bytes, size_t len, size_t slice)
{
	read_text(document, ENCODING_AUTO, SIDE_COUNT, (struct fuzz_input){bytes, len},
		slice);
}

void fuzz_side(struct document *document, enum side side, struct fuzz_input text)
{
	read_text(document, ENCODING_UTF8, side, text, text.n + 1);
}

static void check_refs(const struct document *document, enum side side,
	const struct sentence_ref *refs, uint32_t count)
{
	span_array sentences = {0};
	for (uint32_t i = 0; i < count; i++) {
		require(refs[i].block < document->side[side].blocks.n);
		block_sentences(&(struct sentence_style){0},
			stream_block(&document->side[side], refs[i].block), &sentences);
		require(refs[i].sentence < sentences.n);
		for (uint32_t k = 0; k < i; k++)
			require(refs[i].block != refs[k].block ||
				refs[i].sentence != refs[k].sentence);
	}
	array_free(&sentences);
}

void fuzz_check_links(const struct document *document)
{
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		require(link->zh_count + link->en_count > 0);
		check_refs(document, SIDE_ZH, link->zh, link->zh_count);
		check_refs(document, SIDE_EN, link->en, link->en_count);
	}
}

static char folder[64];

static int remove_one(const char *path, const struct stat *s, int type, struct FTW *walk)
{
	(void)s, (void)type, (void)walk;
	return remove(path);
}

static void remove_folder(void)
{
	nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void fuzz_path(struct buf *path, const char *name)
{
	static const char *const homes[] = {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
		"XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_DIRS", "TMPDIR"};
	static bool made;
	if (!made) {
		const char *base = getenv("TMPDIR");
		snprintf(folder, sizeof folder, "%s/duidu-fuzz-XXXXXX",
			base && strlen(base) < 32 ? base : "/tmp");
		made = mkdtemp(folder) != NULL;
		if (!made)
			abort();
		for (size_t i = 0; i < sizeof homes / sizeof *homes; i++)
			setenv(homes[i], folder, 1);
		atexit(remove_folder);
	}
	buf_printf(path, "%s/%s", folder, name);
}

void fuzz_write(const char *path, const uint8_t *bytes, size_t len)
{
	FILE *file = fopen(path, "wb");
	assert(file);
	assert(fwrite(bytes, 1, len, file) == len);
	assert(fclose(file) == 0);
}
