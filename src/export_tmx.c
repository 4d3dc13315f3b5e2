/* SPDX-License-Identifier: MIT */
/* export_tmx: the links as TMX 1.4b, by the rules of its DTD.
 *
 * Score, status and places go into prop elements, which other programs pass over.  A
 * character that XML cannot have is code in a ph, and one that a terminal would obey a
 * reference, so that the text is there whole and nothing else is. */
#include "export.h"
#include "export_units.h"

#include "bitext_place.h"
#include "utf8.h"

struct tmx {
	FILE *out;
	struct buf text; /* of a unit */
};

/* XML 1.0 allows of the C0 controls these three. */
static bool is_allowed(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' ||
	       (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

/* One that is better written as a reference: XML would read CR as LF, a terminal obeys
 * controls, and U+FFFD as such is taken for a damaged file. */
static bool is_referred(uint32_t c)
{
	return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0xFFFD;
}

static void add_text(struct buf *out, const char *text, size_t len)
{
	int codes = 0;
	for (size_t at = 0, size; at < len; at += size) {
		uint32_t c = utf8_at(text, len, at, &size);
		if (!is_allowed(c))
			buf_printf(out, "<ph x=\"%d\" type=\"x-duidu-character\">%X</ph>",
				++codes, (unsigned)c);
		else if (is_referred(c))
			buf_printf(out, "&#x%X;", (unsigned)c);
		else if (c == '&')
			buf_puts(out, "&amp;");
		else if (c == '<')
			buf_puts(out, "&lt;");
		else if (c == '>')
			buf_puts(out, "&gt;");
		else
			buf_add(out, text + at, size);
	}
}

static void add_side(struct tmx *tmx, const struct export_unit *unit, enum side side)
{
	struct buf *out = &tmx->text;
	if (!unit->has[side])
		return;
	buf_printf(out, "<tuv xml:lang=\"%s\">", side_name(side));
	if (unit->place[side].n > 0) {
		buf_puts(out, "<prop type=\"" PLACE_NAME "\">");
		buf_add(out, unit->place[side].v, unit->place[side].n);
		buf_puts(out, "</prop>");
	}
	buf_puts(out, "<seg>");
	add_text(out, unit->text[side].v, unit->text[side].n);
	buf_puts(out, "</seg></tuv>\n");
}

static void print_unit(void *ctx, const struct export_unit *unit)
{
	struct tmx *tmx = ctx;
	struct buf *out = &tmx->text;
	out->n = 0;
	buf_puts(out, "<tu>\n<prop type=\"x-duidu-status\">");
	buf_puts(out, unit->link ? export_link_status(unit->link) : "unlinked");
	buf_puts(out, "</prop>");
	if (unit->link) {
		buf_puts(out, "<prop type=\"x-duidu-score\">");
		export_score(out, unit->link->score);
		buf_puts(out, "</prop>");
	}
	if (unit->link && unit->link->kind != LINK_TRANSLATION)
		buf_printf(out, "<prop type=\"x-duidu-kind\">%s</prop>",
			export_link_kind(unit->link));
	buf_putc(out, '\n');
	add_side(tmx, unit, SIDE_ZH);
	add_side(tmx, unit, SIDE_EN);
	buf_puts(out, "</tu>\n");
	fwrite(out->v, 1, out->n, tmx->out);
}

void export_tmx(const struct document *document, FILE *out)
{
	struct tmx tmx = {.out = out};
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<tmx version=\"1.4\">\n"
	      "<header creationtool=\"duidu\" creationtoolversion=\"" PACKAGE_VERSION
	      "\" segtype=\"block\" o-tmf=\"duidu\" adminlang=\"en\" srclang=\"*all*\""
	      " datatype=\"plaintext\"",
		out);
	fputs(export_is_alignment(document) ? ">\n<prop type=\"" PLACE_NAME
					      "\">1</prop>\n</header>\n<body>\n"
					    : "/>\n<body>\n",
		out);
	export_units(document, print_unit, &tmx);
	fputs("</body>\n</tmx>\n", out);
	buf_free(&tmx.text);
}
