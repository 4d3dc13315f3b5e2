/* SPDX-License-Identifier: MIT */
/* bitext_po: catalogues of messages of GNU gettext, as its manual describes them.
 *
 * A message and its translation are a unit, untranslated ones have an empty counterpart.  Of
 * plural forms the singular goes with the first and the plural with the last; where there is
 * but one form, as in Chinese, the plural has it.  A fuzzy entry is a guess of a program:
 * its link is automatic, with half a score.  Obsolete entries (#~) are no more than comments.
 * The header says the language of the translations; a catalogue without one is told by the
 * script of each message. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bitext_internal.h"
#include "message.h"
#include "parse.h"

enum field {
	FIELD_NONE,
	FIELD_CONTEXT,
	FIELD_ID,
	FIELD_PLURAL,
	FIELD_FIRST,
	FIELD_LAST,
	FIELD_COUNT
};

struct catalogue {
	struct bitext *bitext;
	struct line_reader lines;
	struct buf field[FIELD_COUNT]; /* of the entry being read */
	enum field open;               /* strings belong to */
	bool begun;                    /* the entry has a message */
	bool fuzzy;
	size_t forms; /* translations of the entry */
	bool headed;
	enum side side; /* of the translations; SIDE_COUNT: not known */
	bool other;     /* or it is another language, */
	char tag[32];   /* this */
	size_t line;
	struct span source;
};

/* What the header says of the language. */
static void read_header(struct catalogue *po)
{
	const char *header = buf_string(&po->field[FIELD_FIRST]);
	const char *found = strncasecmp(header, "Language:", 9) == 0
				    ? header
				    : strcasestr(header, "\nLanguage:");
	po->headed = true;
	if (!found)
		return;
	found = strchr(found, ':') + 1;
	found += strspn(found, " \t");
	size_t len = strcspn(found, " \t\r\n");
	if (len == 0)
		return;
	po->side = bitext_language(found, len);
	po->other = po->side == SIDE_COUNT;
	len = len < sizeof po->tag ? len : sizeof po->tag - 1;
	memcpy(po->tag, found, len);
	po->tag[len] = '\0';
}

static enum side side_of(
	const struct catalogue *po, const struct buf *id, const struct buf *translation)
{
	enum side side = po->side;
	if (side == SIDE_COUNT)
		side = parse_language(translation->v, translation->n);
	if (side == SIDE_COUNT)
		side = parse_language(id->v, id->n) == SIDE_ZH ? SIDE_EN : SIDE_ZH;
	return side;
}

static void add_unit(
	struct catalogue *po, const struct buf *id, const struct buf *translation)
{
	struct bitext *bitext = po->bitext;
	struct bitext_unit *unit = &bitext->unit;
	enum side side = side_of(po, id, translation);
	if (po->other) {
		bitext_leave_out(bitext, po->line, po->tag);
		return;
	}
	unit->line = po->line;
	unit->source = po->source;
	unit->score = po->fuzzy ? 0.5F : 1;
	unit->status = po->fuzzy ? LINK_AUTO : LINK_MANUAL;
	buf_add(&unit->side[side].text, translation->v, translation->n);
	buf_add(&unit->side[side == SIDE_ZH ? SIDE_EN : SIDE_ZH].text, id->v, id->n);
	bitext_end_unit(bitext);
	weave_break(bitext->weave);
}

static void end_entry(struct catalogue *po)
{
	struct buf *field = po->field;
	if (po->begun && field[FIELD_ID].n == 0) {
		if (!po->headed)
			read_header(po);
	} else if (po->begun) {
		bool plural = field[FIELD_PLURAL].n > 0;
		if (!plural || po->forms > 1)
			add_unit(po, &field[FIELD_ID], &field[FIELD_FIRST]);
		if (plural)
			add_unit(po, &field[FIELD_PLURAL],
				&field[po->forms > 1 ? FIELD_LAST : FIELD_FIRST]);
	}
	for (int i = 0; i < FIELD_COUNT; i++)
		field[i].n = 0;
	po->begun = po->fuzzy = false;
	po->open = FIELD_NONE;
	po->forms = 0;
}

/* What stands for itself or another character behind a backslash; *size of its bytes. */
static char meaning_of(const char *text, size_t len, size_t *size)
{
	static const char letters[] = "nrtbafv", meant[] = "\n\r\t\b\a\f\v";
	const char *letter = memchr(letters, text[0], sizeof letters - 1);
	int value = 0;
	*size = 0;
	while (*size < 3 && *size < len && text[*size] >= '0' && text[*size] <= '7')
		value = value * 8 + (text[(*size)++] - '0');
	if (*size > 0)
		return (char)(value < 0x80 ? value : '?');
	*size = 1;
	return letter ? meant[letter - letters] : text[0];
}

/* A failure in the line being read, at a byte of it. */
static struct status failed_at(
	const struct catalogue *po, const char *text, size_t at, const char *what)
{
	size_t column = 1;
	for (size_t i = 0; i < at; i++)
		column += (text[i] & 0xC0) != 0x80;
	return bitext_failed(po->lines.number, column, "%s", what);
}

/* Appends a string in quotes, which is all that is left of a line from byte `at`. */
static struct status read_string(
	struct catalogue *po, const char *text, size_t len, size_t at)
{
	struct buf *out = &po->field[po->open];
	while (at < len && (text[at] == ' ' || text[at] == '\t'))
		at++;
	if (at == len || text[at] != '"')
		return failed_at(
			po, text, at, _("a string in quotation marks is expected"));
	size_t beg = at++;
	for (; at < len && text[at] != '"'; at++) {
		size_t size = 0;
		if (text[at] == '\\' && at + 1 < len) {
			char c = meaning_of(text + at + 1, len - at - 1, &size);
			buf_putc(out, c);
			at += size;
		} else {
			buf_putc(out, text[at]);
		}
	}
	if (at >= len)
		return failed_at(po, text, beg, _("a string that has no end"));
	if (out->n > UNIT_MOST)
		return bitext_failed(
			po->line, 1, _("a unit is longer than any should be"));
	return STATUS_NONE;
}

static size_t keyword(const char *text, size_t len, const char *word)
{
	size_t n = strlen(word);
	bool is = len > n && memcmp(text, word, n) == 0 && strchr(" \t\"[", text[n]) &&
		  text[n];
	return is ? n : 0;
}

/* msgstr, or msgstr[N]: the first form, or the last so far. */
static size_t open_translation(
	struct catalogue *po, const char *text, size_t at, size_t len)
{
	if (text[at] == '[') {
		const char *close = memchr(text + at, ']', len - at);
		at = close ? (size_t)(close - text) + 1 : len;
	}
	po->open = po->forms++ == 0 ? FIELD_FIRST : FIELD_LAST;
	po->field[FIELD_LAST].n = 0;
	return at;
}

static struct status take_line(
	void *ctx, const char *text, size_t len, struct span source)
{
	struct catalogue *po = ctx;
	size_t at;
	bitext_look_for_damage(po->bitext, text, len, po->lines.number, 1);
	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
		len--;
	if (len == 0 || text[0] == '#') {
		if (po->forms > 0 || len == 0)
			end_entry(po);
		if (len > 1 && text[1] == ',' && memmem(text, len, "fuzzy", 5))
			po->fuzzy = true;
		return STATUS_NONE;
	}
	if (text[0] == '"' && po->open != FIELD_NONE) {
		po->source.end = source.end;
		return read_string(po, text, len, 0);
	}
	if ((at = keyword(text, len, "msgctxt")) || (at = keyword(text, len, "domain"))) {
		end_entry(po);
		po->open = FIELD_CONTEXT;
	} else if ((at = keyword(text, len, "msgid_plural"))) {
		po->open = FIELD_PLURAL;
	} else if ((at = keyword(text, len, "msgid"))) {
		if (po->forms > 0)
			end_entry(po);
		po->open = FIELD_ID;
		po->begun = true;
		po->line = po->lines.number;
		po->source = source;
	} else if ((at = keyword(text, len, "msgstr")) && po->begun) {
		at = open_translation(po, text, at, len);
	} else {
		return failed_at(po, text, 0,
			_("neither a comment nor msgid, msgstr or a string"));
	}
	po->source.end = source.end;
	return read_string(po, text, len, at);
}

/* By the first line that is neither empty nor a comment. */
static enum bitext_guess recognise(const char *text, size_t len, bool all)
{
	for (size_t at = 0; at < len;) {
		const char *feed = memchr(text + at, '\n', len - at);
		size_t end = feed ? (size_t)(feed - text) : len;
		if (end == len && !all)
			break;
		bool skip = end == at || text[at] == '#';
		bool is = keyword(text + at, end - at, "msgid") ||
			  keyword(text + at, end - at, "msgctxt") ||
			  keyword(text + at, end - at, "domain");
		if (!skip)
			return is && memchr(text + at, '"', end - at) ? BITEXT_YES
								      : BITEXT_NO;
		at = end + 1;
	}
	return all ? BITEXT_NO : BITEXT_UNSURE;
}

static void *open_catalogue(struct bitext *bitext)
{
	struct catalogue *po = xcalloc(1, sizeof *po);
	po->bitext = bitext;
	po->lines.line = take_line;
	po->lines.ctx = po;
	po->side = SIDE_COUNT;
	return po;
}

static struct status feed(void *reader, const char *text, size_t len)
{
	struct catalogue *po = reader;
	return lines_feed(&po->lines, text, len);
}

static struct status finish(void *reader)
{
	struct catalogue *po = reader;
	struct status status = lines_finish(&po->lines);
	if (status_ok(&status))
		end_entry(po);
	return status;
}

static void close_catalogue(void *reader)
{
	struct catalogue *po = reader;
	lines_free(&po->lines);
	for (int i = 0; i < FIELD_COUNT; i++)
		buf_free(&po->field[i]);
	free(po);
}

const struct bitext_format bitext_po = {
	"PO", recognise, open_catalogue, feed, finish, close_catalogue};
