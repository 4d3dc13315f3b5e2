/* SPDX-License-Identifier: MIT */
/* fuzz_link: any file of links is read into a text without a word of it lost; whatever
 * corrections are made then, every sentence stays in just one link, undoing them all gives the
 * links there were, and what is saved is there when the file is read again.
 * The first line of an input is corrections, two bytes each; the rest is the file. */
#include <stdio.h>
#include <string.h>

#include "align.h"
#include "correction.h"
#include "fuzz.h"
#include "link_file.h"
#include "linked.h"
#include "tsv.h"

static const char zh[] =
	"第一章 总则\n\n第一条 为了保护水磨，制定本法。水磨属于村民。溪流属于大家。\n\n"
	"第二条 修理水磨应当在冬天。每年修理一次，花费不得超过30元。木轮要换新的。\n\n"
	"第二章 附则\n\n第三条 本法自2001年1月1日起施行。水磨属于村民。\n";
static const char en[] =
	"Chapter I General Provisions\n\nArticle 1 This law is made to protect mills. "
	"Mills belong to the villagers. The stream belongs to all.\n\n"
	"Article 2 Mills shall be repaired in winter. They are repaired once a year at "
	"no more than 30 yuan. The wheel is made new.\n\n"
	"Chapter II Final Provisions\n\n"
	"Article 3 This law is in force from January 1, 2001.\n";
static const char *const paths[SIDE_COUNT] = {"/zh", "/en"};

static void make_document(struct document *document)
{
	*document = (struct document){.two_sources = true};
	fuzz_side(
		document, SIDE_ZH, (struct fuzz_input){(const uint8_t *)zh, strlen(zh)});
	fuzz_side(
		document, SIDE_EN, (struct fuzz_input){(const uint8_t *)en, strlen(en)});
}

static void read_file(const char *path, struct buf *bytes)
{
	FILE *file = fopen(path, "rb");
	size_t n;
	require(file);
	while ((n = fread(buf_room(bytes, 4096), 1, 4096, file)) > 0)
		bytes->n += n;
	fclose(file);
}

/* ---- links as text -------------------------------------------------------------------- */

/* A link a line, those by hand alone if asked for; so that they can be compared. */
static void print_links(const struct document *document, bool manual, struct buf *out)
{
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		if (manual && link->status != LINK_MANUAL)
			continue;
		linked_put(link->zh, link->zh_count, out);
		buf_putc(out, '=');
		linked_put(link->en, link->en_count, out);
		buf_puts(out, manual ? "\n" : link->status == LINK_MANUAL ? "!\n" : "\n");
	}
	buf_string(out);
}

static size_t count_sentences(const struct document *document)
{
	size_t n = 0;
	span_array spans = {0};
	for (enum side side = 0; side < SIDE_COUNT; side++)
		for (size_t i = 0; i < document->side[side].blocks.n; i++) {
			block_sentences(&(struct sentence_style){0},
				stream_block(&document->side[side], i), &spans);
			n += spans.n;
		}
	array_free(&spans);
	return n;
}

/* With `all`, no sentence is without a link. */
static void check_partition(const struct document *document, bool all)
{
	struct {
		bool is_zh;
		struct sentence_ref ref;
	} seen[256];
	size_t n = 0;
	fuzz_check_links(document);
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		for (uint32_t k = 0; k < link->zh_count + link->en_count; k++) {
			bool is_zh = k < link->zh_count;
			struct sentence_ref ref =
				is_zh ? link->zh[k] : link->en[k - link->zh_count];
			for (size_t s = 0; s < n; s++)
				require(seen[s].is_zh != is_zh ||
					seen[s].ref.block != ref.block ||
					seen[s].ref.sentence != ref.sentence);
			require(n < sizeof seen / sizeof *seen);
			seen[n].is_zh = is_zh;
			seen[n++].ref = ref;
		}
	}
	require(!all || n == count_sentences(document));
}

/* ---- corrections ---------------------------------------------------------------------- */

static bool undo(struct corrections *c, struct document *d, size_t row)
{
	return correct_undo(c, d, &row) && row <= d->links.n;
}

static bool redo(struct corrections *c, struct document *d, size_t row)
{
	return correct_redo(c, d, &row) && row <= d->links.n;
}

static linked_change *const operations[] = {correct_merge, correct_split, correct_swap,
	correct_confirm, linked_down_zh, linked_down_en, linked_up_zh, linked_up_en, undo,
	redo};
enum { OPERATIONS = sizeof operations / sizeof *operations };

/* Makes the corrections, and says whether all could be taken back. */
static void correct(struct document *document, struct fuzz_input input, bool all)
{
	struct corrections corrections = {0};
	struct buf before = {0}, after = {0}, done = {0}, again = {0};
	print_links(document, false, &before);
	while (input.n > 0 && document->links.n > 0) {
		unsigned operation = fuzz_number(&input, 256) % OPERATIONS;
		size_t row = fuzz_number(&input, 256) % document->links.n;
		operations[operation](&corrections, document, row);
		check_partition(document, all);
	}
	print_links(document, false, &done);
	size_t count = corrections.done;
	while (undo(&corrections, document, 0))
		;
	print_links(document, false, &after);
	require(strcmp(before.v, after.v) == 0);
	for (size_t i = 0; i < count; i++)
		require(redo(&corrections, document, 0));
	print_links(document, false, &again);
	require(strcmp(done.v, again.v) == 0);
	corrections_free(&corrections);
	buf_free(&before);
	buf_free(&after);
	buf_free(&done);
	buf_free(&again);
}

/* ---- the file ------------------------------------------------------------------------- */

static bool has_line(const struct buf *text, const char *wanted, size_t len)
{
	struct span line;
	for (size_t at = 0; tsv_line(text->v, text->n, &at, &line);)
		if (span_len(line) == len && memcmp(text->v + line.beg, wanted, len) == 0)
			return true;
	return false;
}

static bool is_own(const struct link_file *file, const char *line, size_t len)
{
	for (size_t i = 0; i < file->own.n; i++)
		if (strlen(file->own.v[i]) == len &&
			memcmp(file->own.v[i], line, len) == 0)
			return true;
	return false;
}

/* The lines that are no links of the text. */
static void keep_others(
	const struct link_file *file, struct fuzz_input bytes, struct buf *others)
{
	struct span line;
	const char *text = (const char *)bytes.v;
	for (size_t at = 0; tsv_line(text, bytes.n, &at, &line);) {
		if (is_own(file, text + line.beg, span_len(line)))
			continue;
		buf_add(others, text + line.beg, span_len(line));
		buf_putc(others, '\n');
	}
}

static void check_kept(const struct buf *others, const char *path)
{
	struct buf bytes = {0};
	struct span line;
	read_file(path, &bytes);
	for (size_t at = 0; tsv_line(others->v, others->n, &at, &line);)
		require(has_line(&bytes, others->v + line.beg, span_len(line)));
	buf_free(&bytes);
}

/* Every link that was made by hand is there again. */
static void check_again(const char *path, const struct document *document)
{
	struct document fresh;
	struct link_file file;
	struct buf made = {0}, found = {0};
	struct span line;
	make_document(&fresh);
	link_file_choose(&file, path, paths[SIDE_ZH], false);
	struct status s = link_file_read(&file, &fresh, paths);
	require(status_ok(&s));
	print_links(document, true, &made);
	print_links(&fresh, true, &found);
	for (size_t at = 0; tsv_line(made.v, made.n, &at, &line);)
		require(has_line(&found, made.v + line.beg, span_len(line)));
	buf_free(&made);
	buf_free(&found);
	link_file_free(&file);
	document_free(&fresh);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct fuzz_input input = {bytes, len};
	struct fuzz_input corrections = fuzz_line(&input);
	struct buf path = {0}, others = {0};
	struct document document;
	struct link_file file;
	bool aligned = corrections.n % 2 == 0;
	fuzz_path(&path, "links.tsv");
	fuzz_write(buf_string(&path), input.v, input.n);
	make_document(&document);
	link_file_choose(&file, path.v, paths[SIDE_ZH], false);
	struct status s = link_file_read(&file, &document, paths);
	require(status_ok(&s));
	check_partition(&document, false);
	keep_others(&file, input, &others);
	if (aligned)
		align_document(&document);
	correct(&document, corrections, aligned);
	s = link_file_write(&file, &document, paths);
	require(status_ok(&s));
	check_kept(&others, path.v);
	check_again(path.v, &document);
	link_file_free(&file);
	document_free(&document);
	buf_free(&path);
	buf_free(&others);
	return 0;
}
