/* SPDX-License-Identifier: MIT */
/* bookmark_print: bookmarks as text, Markdown and JSON.
 *
 * Where the document is at hand what is quoted is what it says there now, in both languages;
 * else what the bookmark remembers.  Of several counterparts of a sentence the closest is
 * taken, the one with the fewest sentences on both sides: the clause of an abstract that sums
 * up a section is linked to all of it. */
#include <stdlib.h>
#include <string.h>

#include "bookmark_internal.h"
#include "json.h"
#include "sentence.h"
#include "tsv.h"

enum { MOST_QUOTED = 8 }; /* sentences of a counterpart */

/* What is said of a bookmark beside its own fields. */
struct quotes {
	const char *state;           /* "same", "moved", "lost"; NULL: not known */
	struct buf text[SIDE_COUNT]; /* by language; empty when there is none */
};

static const struct sentence_style style = {.semicolon = false};

static void add_quote(struct buf *out, enum side side, const char *text, struct span span)
{
	while (span.end > span.beg && text[span.end - 1] == ' ')
		span.end--;
	if (out->n > 0 && side == SIDE_EN)
		buf_putc(out, ' ');
	tsv_add_plain(out, text + span.beg, span_len(span));
}

static bool has_sentence(
	const struct sentence_ref *refs, uint32_t count, size_t block, size_t sentence)
{
	for (uint32_t i = 0; i < count; i++) {
		if (refs[i].block == block && refs[i].sentence == sentence)
			return true;
	}
	return false;
}

/* The closest link of a sentence, NULL if it has none. */
static const struct link *closest_link(
	const struct document *document, enum side side, size_t block, size_t sentence)
{
	const struct link *best = NULL;
	for (size_t i = 0; i < document->links.n; i++) {
		const struct link *link = &document->links.v[i];
		bool linked =
			side == SIDE_ZH
				? has_sentence(link->zh, link->zh_count, block, sentence)
				: has_sentence(link->en, link->en_count, block, sentence);
		/* One empty on the other side says that there is no counterpart. */
		if (!linked || link->zh_count == 0 || link->en_count == 0)
			continue;
		uint32_t size = link->zh_count + link->en_count;
		uint32_t best_size = best ? best->zh_count + best->en_count : UINT32_MAX;
		if (size < best_size || (size == best_size && link->score > best->score))
			best = link;
	}
	return best;
}

static void quote_refs(struct buf *out, const struct document *document, enum side side,
	const struct sentence_ref *refs, uint32_t count)
{
	span_array sentences = {0};
	for (uint32_t i = 0; i < count && i < MOST_QUOTED; i++) {
		const struct block *block =
			stream_block(&document->side[side], refs[i].block);
		block_sentences(&style, block, &sentences);
		if (refs[i].sentence < sentences.n)
			add_quote(out, side, block->text, sentences.v[refs[i].sentence]);
	}
	if (count > MOST_QUOTED)
		buf_puts(out, " …");
	array_free(&sentences);
}

static void quote_ranges(
	struct buf *out, const struct document *document, const struct link *link)
{
	for (uint32_t i = 0; i < link->en_range_count; i++)
		add_quote(out, SIDE_EN,
			stream_block(&document->side[SIDE_EN], link->en_ranges[i].block)
				->text,
			link->en_ranges[i].range);
}

static void quote_place(struct quotes *quotes, const struct document *document,
	const struct anchor_found *found)
{
	enum side side = found->side, other = side == SIDE_ZH ? SIDE_EN : SIDE_ZH;
	const struct block *block = stream_block(&document->side[side], found->block);
	span_array sentences = {0};
	block_sentences(&style, block, &sentences);
	if (sentences.n > 0) {
		size_t sentence = sentence_at(&sentences, found->byte);
		const struct link *link =
			closest_link(document, side, found->block, sentence);
		add_quote(&quotes->text[side], side, block->text, sentences.v[sentence]);
		if (link && other == SIDE_EN && link->en_range_count > 0)
			quote_ranges(&quotes->text[SIDE_EN], document, link);
		else if (link && other == SIDE_EN)
			quote_refs(&quotes->text[SIDE_EN], document, SIDE_EN, link->en,
				link->en_count);
		else if (link)
			quote_refs(&quotes->text[SIDE_ZH], document, SIDE_ZH, link->zh,
				link->zh_count);
	}
	array_free(&sentences);
}

static void take_quotes(struct quotes *quotes, const struct document *document,
	const struct anchor_found *found)
{
	static const char *const names[] = {
		[ANCHOR_SAME] = "same",
		[ANCHOR_MOVED] = "moved",
		[ANCHOR_LOST] = "lost",
	};
	*quotes = (struct quotes){0};
	if (!document || !found || found->state == ANCHOR_LATER)
		return;
	quotes->state = names[found->state];
	if (found->state != ANCHOR_LOST)
		quote_place(quotes, document, found);
}

static void add_field(struct buf *out, const char *string)
{
	tsv_add_plain(out, string, strlen(string));
}

static void print_text(struct buf *out, struct bookmark_printer *printer,
	const struct bookmark *bookmark, const struct quotes *quotes)
{
	const struct anchor *anchor = &bookmark->anchor;
	const char mark[] = {bookmark->mark, '\0'};
	const char *const fields[] = {bookmark->created, mark, anchor->path,
		anchor->section, anchor->words, bookmark->note};
	(void)printer;
	(void)quotes;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (i > 0)
			buf_putc(out, '\t');
		add_field(out, fields[i]);
	}
	buf_putc(out, '\n');
}

/* Text that Markdown is to take as it is; from the second line on it is indented. */
static void add_markdown(struct buf *out, const char *text, size_t len)
{
	for (size_t done = 0, i = 0; i <= len; i++) {
		bool special = i < len && text[i] && strchr("\n\\`*_[]<>#|~", text[i]);
		if (i < len && !special)
			continue;
		tsv_add_plain(out, text + done, i - done);
		if (special && text[i] == '\n')
			buf_puts(out, "\n  ");
		else if (special)
			buf_printf(out, "\\%c", text[i]);
		done = i + 1;
	}
}

static void add_quoted(struct buf *out, const char *text, size_t len)
{
	if (len == 0)
		return;
	buf_puts(out, "  > ");
	add_markdown(out, text, len);
	buf_putc(out, '\n');
}

static void print_markdown(struct buf *out, struct bookmark_printer *printer,
	const struct bookmark *bookmark, const struct quotes *quotes)
{
	const struct anchor *anchor = &bookmark->anchor;
	if (!printer->path || strcmp(printer->path, anchor->path) != 0) {
		free(printer->path);
		printer->path = xstrdup(anchor->path);
		buf_puts(out, printer->count ? "\n## " : "## ");
		add_markdown(out, anchor->path, strlen(anchor->path));
		buf_putc(out, '\n');
	}
	buf_puts(out, "\n- ");
	if (bookmark->mark)
		buf_printf(out, "**%c** ", bookmark->mark);
	add_markdown(out, anchor->section, strlen(anchor->section));
	buf_printf(out, "%s(%s", anchor->section[0] ? " " : "", bookmark->created);
	if (quotes->state && strcmp(quotes->state, "same") != 0)
		buf_printf(out, ", %s", quotes->state);
	buf_puts(out, ")\n\n");
	const struct buf *zh = &quotes->text[SIDE_ZH], *en = &quotes->text[SIDE_EN];
	if (zh->n == 0 && en->n == 0)
		add_quoted(out, anchor->words, strlen(anchor->words));
	add_quoted(out, zh->v, zh->n);
	if (zh->n > 0 && en->n > 0)
		buf_puts(out, "  >\n");
	add_quoted(out, en->v, en->n);
	if (bookmark->note[0]) {
		buf_puts(out, "\n  ");
		add_markdown(out, bookmark->note, strlen(bookmark->note));
		buf_putc(out, '\n');
	}
}

static void add_member(struct buf *out, const char *name, const char *text, size_t len)
{
	buf_printf(out, ", \"%s\": ", name);
	json_add_string(out, text, len);
}

static void print_json(struct buf *out, struct bookmark_printer *printer,
	const struct bookmark *bookmark, const struct quotes *quotes)
{
	const struct anchor *anchor = &bookmark->anchor;
	buf_puts(out, printer->count ? ",\n  {\"created\": " : "\n  {\"created\": ");
	json_add_string(out, bookmark->created, strlen(bookmark->created));
	add_member(out, "mark", &bookmark->mark, bookmark->mark ? 1 : 0);
	add_member(out, "document", anchor->path, strlen(anchor->path));
	add_member(out, "section", anchor->section, strlen(anchor->section));
	buf_printf(out, ", \"block\": %zu, \"byte\": %zu", anchor->block, anchor->byte);
	add_member(out, "words", anchor->words, strlen(anchor->words));
	add_member(out, "note", bookmark->note, strlen(bookmark->note));
	if (quotes->state)
		add_member(out, "state", quotes->state, strlen(quotes->state));
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		const struct buf *text = &quotes->text[side];
		if (text->n > 0)
			add_member(out, side_name(side), text->v, text->n);
	}
	buf_putc(out, '}');
}

static const struct {
	const char *begin, *end;
	void (*print)(struct buf *out, struct bookmark_printer *printer,
		const struct bookmark *bookmark, const struct quotes *quotes);
} formats[] = {
	[BOOKMARK_TEXT] = {"", "", print_text},
	[BOOKMARK_MARKDOWN] = {"", "", print_markdown},
	[BOOKMARK_JSON] = {"{\"format\": \"duidu-bookmarks\", \"version\": 1,\n"
			   " \"bookmarks\": [",
		"\n ]}\n", print_json},
};

void bookmark_print_begin(struct bookmark_printer *printer)
{
	printer->count = 0;
	printer->path = NULL;
	fputs(formats[printer->format].begin, printer->out);
}

void bookmark_print(struct bookmark_printer *printer, const struct bookmark *bookmark,
	const struct document *document, const struct anchor_found *found)
{
	struct quotes quotes;
	struct buf out = {0};
	take_quotes(&quotes, document, found);
	formats[printer->format].print(&out, printer, bookmark, &quotes);
	fwrite(out.v, 1, out.n, printer->out);
	printer->count++;
	for (enum side side = 0; side < SIDE_COUNT; side++)
		buf_free(&quotes.text[side]);
	buf_free(&out);
}

void bookmark_print_end(struct bookmark_printer *printer)
{
	fputs(formats[printer->format].end, printer->out);
	free(printer->path);
	printer->path = NULL;
}
