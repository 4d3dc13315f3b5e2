/* SPDX-License-Identifier: MIT */
/* bitext: the table of formats, and what their readers share.
 *
 * A reader of a format knows its syntax and nothing else: it fills bitext->unit and says when
 * that is whole.  What a unit becomes is for bitext_weave.c. */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bitext_internal.h"
#include "message.h"

/* In this order: a table of our own may hold anything in its first cell. */
static const struct bitext_format *const formats[] = {
	&bitext_table,
	&bitext_tmx,
	&bitext_xliff,
	&bitext_po,
	&bitext_tsv,
};

enum bitext_guess bitext_recognise(
	const char *text, size_t len, bool all, const struct bitext_format **format)
{
	bool must = all || len >= BITEXT_HEAD;
	if (len == 0)
		return must ? BITEXT_NO : BITEXT_UNSURE;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		enum bitext_guess guess = formats[i]->recognise(text, len, must);
		assert(!must || guess != BITEXT_UNSURE);
		if (guess == BITEXT_YES)
			*format = formats[i];
		if (guess != BITEXT_NO)
			return guess;
	}
	return BITEXT_NO;
}

const char *bitext_format_name(const struct bitext_format *format)
{
	return format->name;
}

/* ISO 639 codes of the languages and, of Chinese, of the members of the macrolanguage that are
 * written in Han; the codes of old Windows; names that people write at the head of a column. */
enum side bitext_language(const char *tag, size_t len)
{
	static const struct {
		const char *name;
		enum side side;
	} names[] = {
		{"zh", SIDE_ZH},
		{"zho", SIDE_ZH},
		{"chi", SIDE_ZH},
		{"cmn", SIDE_ZH},
		{"yue", SIDE_ZH},
		{"lzh", SIDE_ZH},
		{"wuu", SIDE_ZH},
		{"hak", SIDE_ZH},
		{"nan", SIDE_ZH},
		{"chs", SIDE_ZH},
		{"cht", SIDE_ZH},
		{"chinese", SIDE_ZH},
		{"中文", SIDE_ZH},
		{"汉语", SIDE_ZH},
		{"en", SIDE_EN},
		{"eng", SIDE_EN},
		{"enu", SIDE_EN},
		{"english", SIDE_EN},
		{"英文", SIDE_EN},
		{"英语", SIDE_EN},
	};
	size_t first = 0;
	while (first < len && !strchr("-_.@( ", tag[first]))
		first++;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].name) == first &&
			strncasecmp(names[i].name, tag, first) == 0)
			return names[i].side;
	return SIDE_COUNT;
}

void unit_clear(struct bitext_unit *unit)
{
	for (int side = 0; side < SIDE_COUNT; side++) {
		unit->side[side].text.n = 0;
		unit->side[side].place.n = 0;
		unit->side[side].continues = false;
	}
	unit->score = 1;
	unit->status = LINK_MANUAL;
	unit->unlinked = false;
}

void unit_free(struct bitext_unit *unit)
{
	for (int side = 0; side < SIDE_COUNT; side++) {
		buf_free(&unit->side[side].text);
		buf_free(&unit->side[side].place);
	}
}

struct bitext *bitext_new(const struct bitext_format *format, struct document *document,
	const struct lint *lint)
{
	struct bitext *bitext = xcalloc(1, sizeof *bitext);
	bitext->format = format;
	bitext->document = document;
	bitext->lint = lint;
	bitext->weave = weave_new(document, lint);
	unit_clear(&bitext->unit);
	bitext->reader = format->open(bitext);
	document->two_sources = true;
	document->links_given = true;
	return bitext;
}

void bitext_free(struct bitext *bitext)
{
	if (!bitext)
		return;
	bitext->format->close(bitext->reader);
	weave_free(bitext->weave);
	unit_free(&bitext->unit);
	free(bitext);
}

struct status bitext_feed(struct bitext *bitext, const char *text, size_t len)
{
	if (status_ok(&bitext->failed) && len > 0)
		bitext->failed = bitext->format->feed(bitext->reader, text, len);
	return bitext->failed;
}

/* Whether both languages are there; told at the line of the last unit. */
static struct status check_languages(const struct bitext *bitext)
{
	size_t line = bitext->unit.line ? bitext->unit.line : 1;
	bool zh = bitext->document->side[SIDE_ZH].blocks.n > 0;
	bool en = bitext->document->side[SIDE_EN].blocks.n > 0;
	if (zh && en)
		return STATUS_NONE;
	const char *what = zh   ? _("no unit has English")
			   : en ? _("no unit has Chinese")
				: _("no unit has Chinese or English");
	if (bitext->other)
		return bitext_failed(
			line, 1, _("%s, but there is %s"), what, bitext->tag);
	return bitext_failed(line, 1, "%s", what);
}

struct status bitext_finish(struct bitext *bitext)
{
	if (status_ok(&bitext->failed))
		bitext->failed = bitext->format->finish(bitext->reader);
	weave_finish(bitext->weave);
	if (status_ok(&bitext->failed))
		bitext->failed = check_languages(bitext);
	if (status_ok(&bitext->failed) && bitext->damaged > 0)
		bitext->failed = bitext_failed(bitext->damaged_line,
			bitext->damaged_column,
			_("bytes that are no text in the file's encoding, here first, "
			  "%zu in all"),
			bitext->damaged);
	return bitext->failed;
}

void bitext_end_unit(struct bitext *bitext)
{
	weave_unit(bitext->weave, &bitext->unit);
	unit_clear(&bitext->unit);
}

void bitext_leave_out(struct bitext *bitext, size_t line, const char *tag)
{
	size_t n = 0;
	for (; !bitext->other && tag[n] > ' ' && tag[n] < 0x7F &&
		n + 1 < sizeof bitext->tag;
		n++)
		bitext->tag[n] = tag[n];
	if (!bitext->other && n == 0)
		snprintf(bitext->tag, sizeof bitext->tag, "%s", _("another language"));
	bitext->other = true;
	lint_note(bitext->lint, line, "language", N_("left out what is in language “%s”"),
		tag);
}

void bitext_look_for_damage(
	struct bitext *bitext, const char *text, size_t len, size_t line, size_t column)
{
	const char *at = text, *end = text + len;
	while (at < end && (at = memmem(at, (size_t)(end - at), "\uFFFD", 3))) {
		if (bitext->damaged++ == 0) {
			bitext->damaged_line = line;
			bitext->damaged_column = column;
			for (const char *c = text; c < at; c++)
				bitext->damaged_column += (*c & 0xC0) != 0x80;
		}
		at += 3;
	}
}

struct status bitext_failed(size_t line, size_t column, const char *format, ...)
{
	char what[200];
	va_list args;
	va_start(args, format);
	vsnprintf(what, sizeof what, format, args);
	va_end(args);
	return status_make(STATUS_FORMAT, line, _("column %zu: %s"), column, what);
}

/* A number in digits with a point, whatever the locale; beyond 0 to 1 it is the nearer. */
bool bitext_score(const char *text, size_t len, float *score)
{
	double value = 0, unit = 1;
	bool digits = false, minus = false, point = false;
	size_t i = 0, end = len;
	while (i < end && text[i] == ' ')
		i++;
	while (end > i && text[end - 1] == ' ')
		end--;
	if (i < end && (text[i] == '-' || text[i] == '+'))
		minus = text[i++] == '-';
	for (; i < end; i++) {
		if (text[i] == '.' && !point) {
			point = true;
			continue;
		}
		if (text[i] < '0' || text[i] > '9' || i > 40)
			return false;
		value = value * 10 + (text[i] - '0');
		unit *= point ? 10 : 1;
		digits = true;
	}
	value /= unit;
	if (digits)
		*score = minus ? 0 : value > 1 ? 1 : (float)value;
	return digits;
}

void bitext_status(const char *text, size_t len, struct bitext_unit *unit)
{
	static const char *const names[] = {
		[LINK_AUTO] = "auto",
		[LINK_MANUAL] = "manual",
	};
	unit->unlinked = len == 8 && memcmp(text, "unlinked", len) == 0;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == len && memcmp(names[i], text, len) == 0)
			unit->status = (uint8_t)i;
}
