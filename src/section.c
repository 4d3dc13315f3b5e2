/* SPDX-License-Identifier: MIT */
/* section: numbers of sections as paths, typed and in the text.
 *
 * What a single number looks like is asked of heading, so that what is recognised in a text
 * can also be typed; here it is cut into single numbers.  The number a section has in the
 * text goes the same way: 1.2 is two numbers, and stands for its outer sections itself. */
#include "section.h"

#include <string.h>

#include "heading.h"
#include "utf8.h"

enum {
	PATH_ROOM = 16,  /* numbers in a path */
	TOKEN_ROOM = 48, /* bytes of a number */
};

struct number {
	enum rung rung; /* RUNG_DIGIT, typed, means any */
	int value;
};

struct path {
	size_t count;
	struct number numbers[PATH_ROOM];
};

static bool is_among(uint32_t c, const char *set)
{
	size_t len = strlen(set), size;
	for (size_t at = 0; at < len; at += size)
		if (utf8_at(set, len, at, &size) == c)
			return true;
	return false;
}

static bool is_separator(uint32_t c)
{
	return is_among(c, " \t\u3000.．、,，>›/-");
}

/* Bytes from `at` on up to a character of the set, which is taken with them if `with`. */
static size_t up_to(const char *text, size_t len, size_t at, const char *set, bool with)
{
	size_t end = at, size;
	for (; end < len; end += size)
		if (is_among(utf8_at(text, len, end, &size), set))
			return end + (with ? size : 0) - at;
	return len - at;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A number in the words of a heading, 第十二条之一. */
static size_t worded_len(const char *text, size_t len, size_t at)
{
	static const char inserted[] = "之";
	size_t size = up_to(text, len, at, "编編分篇卷章节節条條回", true);
	const size_t more = sizeof inserted - 1;
	if (len - at - size > more && memcmp(text + at + size, inserted, more) == 0)
		size += more +
			up_to(text, len, at + size + more, " \u3000.．、（(第", false);
	return size;
}

/* "Article 12" or "IV"; sets *roman for the latter. */
static size_t latin_len(const char *text, size_t len, size_t at, bool *roman)
{
	size_t end = at;
	*roman = true;
	for (; end < len && is_letter(text[end]); end++)
		*roman = *roman && strchr("ivxlcIVXLC", text[end]);
	if (*roman)
		return end - at;
	while (end < len && text[end] == ' ')
		end++;
	return end - at + up_to(text, len, end, " \t\u3000.．、（(第", false);
}

/* Takes the number at *at and moves *at behind it; false when there is none. */
static bool take_number(const char *text, size_t len, size_t *at, struct number *number)
{
	char token[TOKEN_ROOM + 4];
	struct heading_mark mark;
	size_t size, n, tail = 0;
	uint32_t first = utf8_at(text, len, *at, &size);
	bool roman = false, latin = size == 1 && is_letter(text[*at]);
	if (first == 0x7B2C) /* 第 */
		n = worded_len(text, len, *at);
	else if (first == '(' || first == 0xFF08)
		n = up_to(text, len, *at, ")）", true);
	else if (latin)
		n = latin_len(text, len, *at, &roman);
	else if (first >= 0x2460 && first <= 0x2473) /* ① */
		n = size;
	else
		n = up_to(text, len, *at, " \t\u3000.．、,，>›/-（(第", false);
	if (n == 0 || n > TOKEN_ROOM)
		return false;
	memcpy(token, text + *at, n);
	for (size_t i = 0; latin && i < (roman ? n : 1); i++)
		token[i] &= ~0x20;
	if (roman) {
		memcpy(token + n, ". ", tail = 2);
	} else if (!latin && first != 0x7B2C && first != '(' && first != 0xFF08) {
		memcpy(token + n, "、", tail = 3);
	}
	if (!heading_mark(token, n + tail, &mark) || mark.number_end != n)
		return false;
	*number = (struct number){mark.rung, mark.value};
	*at += n;
	return true;
}

static bool parse_path(const char *text, size_t len, struct path *path)
{
	size_t size;
	path->count = 0;
	for (size_t at = 0; at < len;) {
		if (is_separator(utf8_at(text, len, at, &size)))
			at += size;
		else if (path->count == PATH_ROOM ||
			 !take_number(text, len, &at, &path->numbers[path->count++]))
			return false;
	}
	return path->count > 0;
}

bool section_is_path(const char *text, size_t len)
{
	struct path path;
	return parse_path(text, len, &path);
}

/* The numbers of a section and of those around it, innermost first. */
static void path_of(const struct stream *stream, size_t section, struct path *path)
{
	bool whole = false; /* a decimal number said what is around it */
	path->count = 0;
	for (; section != NO_SECTION; section = stream->sections.v[section].parent) {
		const struct block *block =
			stream_block(stream, stream->sections.v[section].block);
		struct path own;
		if (!parse_path(block->text, block->number_len, &own))
			continue;
		if (whole && own.numbers[0].rung == RUNG_DIGIT)
			continue;
		whole = own.count > 1;
		while (own.count > 0 && path->count < PATH_ROOM)
			path->numbers[path->count++] = own.numbers[--own.count];
	}
}

/* Numbers of the section's path, innermost first, that the typed one leaves out; -1 if it does
 * not lead there.  Unless strict, only values count: 二.三 leads to 第二章 （三）. */
static int left_out(const struct path *typed, const struct path *section, bool strict)
{
	size_t wanted = typed->count;
	for (size_t i = 0; i < section->count && wanted > 0; i++) {
		const struct number *want = &typed->numbers[wanted - 1];
		const struct number *have = &section->numbers[i];
		bool same =
			want->value == have->value &&
			(!strict || want->rung == RUNG_DIGIT || want->rung == have->rung);
		if (same)
			wanted--;
		else if (i == 0)
			return -1;
	}
	return wanted == 0 ? (int)(section->count - typed->count) : -1;
}

/* One more than the index of the innermost section that both are in, 0 if there is none.
 * What is around a section comes before it. */
static size_t common_section(const struct stream *stream, size_t a, size_t b)
{
	while (a != b && a != NO_SECTION && b != NO_SECTION) {
		size_t *later = a > b ? &a : &b;
		*later = stream->sections.v[*later].parent;
	}
	return a == b ? a + 1 : 0;
}

/* Whether the text is just how a section's number is written. */
static bool is_written(
	const struct stream *stream, size_t section, const char *text, size_t len)
{
	const struct block *block =
		stream_block(stream, stream->sections.v[section].block);
	return block->number_len <= len &&
	       memcmp(block->text, text + len - block->number_len, block->number_len) ==
		       0;
}

struct fit {
	int left_out;
	size_t common;
	bool written;
};

static bool is_better(const struct fit *a, const struct fit *b)
{
	if (a->left_out != b->left_out)
		return a->left_out < b->left_out;
	if (a->written != b->written)
		return a->written;
	return a->common > b->common;
}

size_t section_at_path(
	const struct stream *stream, const char *text, size_t len, size_t here)
{
	struct path typed, path;
	size_t found = NO_SECTION;
	if (!parse_path(text, len, &typed))
		return NO_SECTION;
	for (int strict = 1; strict >= 0 && found == NO_SECTION; strict--) {
		struct fit best = {0};
		for (size_t i = 0; i < stream->sections.n; i++) {
			path_of(stream, i, &path);
			struct fit fit = {.left_out = left_out(&typed, &path, strict)};
			if (fit.left_out < 0)
				continue;
			fit.common = common_section(stream, i, here);
			fit.written = is_written(stream, i, text, len);
			if (found == NO_SECTION || is_better(&fit, &best)) {
				found = i;
				best = fit;
			}
		}
	}
	return found;
}

void section_path(const struct stream *stream, size_t section, struct buf *out)
{
	if (section == NO_SECTION)
		return;
	const struct block *block =
		stream_block(stream, stream->sections.v[section].block);
	size_t before = out->n;
	section_path(stream, stream->sections.v[section].parent, out);
	if (out->n > before)
		buf_putc(out, ' ');
	buf_add(out, block->text, block->number_len ? block->number_len : block->len);
}

void section_headings(const struct stream *stream, size_t block, const char *between,
	bool compact, struct buf *out)
{
	size_t path[UINT8_MAX + 1], depth = 0; /* levels rise inwards, and are bytes */
	for (size_t s = document_section(stream, block); s != NO_SECTION;
		s = stream->sections.v[s].parent)
		path[depth++] = stream->sections.v[s].block;
	while (depth > 0) {
		const struct block *heading = stream_block(stream, path[--depth]);
		bool run_in = heading->kind != BLOCK_HEADING;
		bool number_only =
			heading->number_len > 0 && (run_in || (compact && depth > 0));
		/* A mark that is no number ("## ") is left out. */
		size_t beg = heading->number_len > 0 ? 0 : heading->title_beg;
		size_t end = number_only ? heading->number_len : heading->len;
		buf_add(out, heading->text + beg, end - beg);
		if (depth > 0)
			buf_puts(out, between);
	}
}
