/* SPDX-License-Identifier: MIT */
/* bitext_xml: expat, its limits, and its errors in plain words.
 *
 * The parser is told that all is UTF-8: decode has made it so, and whatever an XML
 * declaration says was about the bytes before that.
 * Expat gives text in pieces but a tag only when it is whole, so that one without an end
 * would fill memory; what it keeps is measured here.  Positions do not depend on how the
 * input was sliced: a failure is told where the tag or the unit begins. */
#include "bitext_xml.h"

/* Shows the guard against growing entities, which every expat of a distribution has. */
#define XML_DTD
#include <expat.h>
#include <string.h>

#include "encoding.h"
#include "message.h"
#include "utf8.h"

enum {
	DEPTH_MOST = 64,      /* elements in each other */
	TAG_MOST = 256 << 10, /* bytes of a tag, comment or declaration */
	PIECE = 4096,         /* bytes given to expat at a time */
	NAME_ROOM = 32,
	ENTITY_GROWTH = 8,           /* times the size of the file */
	ENTITY_FREE = UNIT_MOST / 2, /* bytes that may grow unmeasured */
};

/* An element that is not closed yet. */
struct opened {
	char name[NAME_ROOM];
	size_t line, column;
};

struct xml {
	XML_Parser parser;
	struct bitext *bitext;
	const struct xml_handlers *handlers;
	void *reader;
	struct status failed;
	size_t depth;
	struct opened open[DEPTH_MOST];
	size_t quiet;                  /* bytes since expat last said anything */
	size_t text_line, text_column; /* where the text that is collected begins */
};

size_t xml_line(const struct xml *xml)
{
	return XML_GetCurrentLineNumber(xml->parser);
}

size_t xml_byte(const struct xml *xml)
{
	return (size_t)XML_GetCurrentByteIndex(xml->parser);
}

static size_t column_of(const struct xml *xml)
{
	return XML_GetCurrentColumnNumber(xml->parser) + 1;
}

static void fail_at(struct xml *xml, size_t line, size_t column, const char *what)
{
	if (!status_ok(&xml->failed))
		return;
	xml->failed = bitext_failed(line, column, "%s", what);
	XML_StopParser(xml->parser, XML_FALSE);
}

static void fail(struct xml *xml, const char *what)
{
	fail_at(xml, xml_line(xml), column_of(xml), what);
}

/* Something came from expat.  A tag that came whole may be too long just as one that did not
 * is, so that slices make no difference. */
static bool is_fine(struct xml *xml)
{
	xml->quiet = 0;
	if (XML_GetCurrentByteCount(xml->parser) > TAG_MOST)
		fail(xml, _("a tag or a comment is longer than any should be"));
	return status_ok(&xml->failed);
}

static const char *local_name(const char *name)
{
	const char *colon = strrchr(name, ':');
	return colon ? colon + 1 : name;
}

static void XMLCALL on_start(void *ctx, const XML_Char *name, const XML_Char **attributes)
{
	struct xml *xml = ctx;
	if (!is_fine(xml))
		return;
	if (xml->depth == DEPTH_MOST) {
		fail(xml, _("elements are nested too deeply"));
		return;
	}
	name = local_name(name);
	struct opened *opened = &xml->open[xml->depth++];
	size_t len = strnlen(name, NAME_ROOM - 1);
	memcpy(opened->name, name, len);
	opened->name[len] = '\0';
	opened->line = xml_line(xml);
	opened->column = column_of(xml);
	xml->handlers->start(xml->reader, name, (const char *const *)attributes);
}

static void XMLCALL on_end(void *ctx, const XML_Char *name)
{
	struct xml *xml = ctx;
	if (!is_fine(xml))
		return;
	xml->depth--;
	xml->handlers->end(xml->reader, local_name(name));
}

static void XMLCALL on_text(void *ctx, const XML_Char *text, int len)
{
	struct xml *xml = ctx;
	if (!status_ok(&xml->failed))
		return;
	xml->quiet = 0;
	/* U+FFFD by reference is meant; it comes by itself. */
	if (memchr(text, 0xEF, (size_t)len) &&
		(len != 3 || XML_GetCurrentByteCount(xml->parser) == 3))
		bitext_look_for_damage(
			xml->bitext, text, (size_t)len, xml_line(xml), column_of(xml));
	xml->handlers->text(xml->reader, text, (size_t)len);
}

static void XMLCALL on_other(void *ctx, const XML_Char *text, int len)
{
	struct xml *xml = ctx;
	(void)text, (void)len;
	is_fine(xml);
}

/* An entity of a DTD that is not fetched stays as it was written. */
static void XMLCALL on_skipped(void *ctx, const XML_Char *name, int is_parameter)
{
	struct xml *xml = ctx;
	if (!is_fine(xml) || is_parameter)
		return;
	xml->handlers->text(xml->reader, "&", 1);
	xml->handlers->text(xml->reader, name, strlen(name));
	xml->handlers->text(xml->reader, ";", 1);
}

static void XMLCALL on_declaration(
	void *ctx, const XML_Char *version, const XML_Char *encoding, int standalone)
{
	struct xml *xml = ctx;
	enum encoding known;
	(void)version, (void)standalone;
	if (is_fine(xml) && encoding && !encoding_named(encoding, &known))
		lint_note(xml->bitext->lint, xml_line(xml), "encoding",
			N_("the file says %.40s, which is not known here"), encoding);
}

struct xml *xml_new(
	struct bitext *bitext, const struct xml_handlers *handlers, void *reader)
{
	struct xml *xml = xcalloc(1, sizeof *xml);
	xml->bitext = bitext;
	xml->handlers = handlers;
	xml->reader = reader;
	xml->parser = XML_ParserCreate("UTF-8");
	if (!xml->parser)
		die(_("out of memory"));
	XML_SetUserData(xml->parser, xml);
	XML_SetElementHandler(xml->parser, on_start, on_end);
	XML_SetCharacterDataHandler(xml->parser, on_text);
	XML_SetDefaultHandlerExpand(xml->parser, on_other);
	XML_SetSkippedEntityHandler(xml->parser, on_skipped);
	XML_SetXmlDeclHandler(xml->parser, on_declaration);
	XML_SetBillionLaughsAttackProtectionMaximumAmplification(
		xml->parser, ENTITY_GROWTH);
	XML_SetBillionLaughsAttackProtectionActivationThreshold(xml->parser, ENTITY_FREE);
	return xml;
}

void xml_free(struct xml *xml)
{
	XML_ParserFree(xml->parser);
	free(xml);
}

static struct status explain(struct xml *xml)
{
	static const struct {
		enum XML_Error error;
		const char *text;
	} words[] = {
		{XML_ERROR_INVALID_TOKEN, N_("what stands here is not allowed in XML")},
		{XML_ERROR_AMPLIFICATION_LIMIT_BREACH,
			N_("its entities grow without an end")},
		{XML_ERROR_RECURSIVE_ENTITY_REF, N_("an entity that contains itself")},
		{XML_ERROR_UNDEFINED_ENTITY, N_("an entity that is not defined")},
		{XML_ERROR_JUNK_AFTER_DOC_ELEMENT,
			N_("something follows the end of the document")},
		{XML_ERROR_DUPLICATE_ATTRIBUTE, N_("an attribute stands twice in a tag")},
	};
	enum XML_Error error = XML_GetErrorCode(xml->parser);
	size_t line = xml_line(xml), column = column_of(xml);
	const struct opened *open = xml->depth > 0 ? &xml->open[xml->depth - 1] : NULL;
	if (!status_ok(&xml->failed))
		return xml->failed;
	if (error == XML_ERROR_TAG_MISMATCH && open)
		return bitext_failed(line, column,
			_("a tag is closed here that is not <%s>"), open->name);
	if (error == XML_ERROR_NO_ELEMENTS || error == XML_ERROR_UNCLOSED_TOKEN ||
		error == XML_ERROR_UNCLOSED_CDATA_SECTION)
		return open ? bitext_failed(open->line, open->column,
				      _("<%s> is never closed"), open->name)
			    : bitext_failed(line, column, _("the file ends too early"));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].error == error)
			return bitext_failed(line, column, "%s", _(words[i].text));
	const char *other = XML_ErrorString(error);
	return bitext_failed(line, column, _("not XML: %s"), other ? other : "");
}

struct status xml_feed(struct xml *xml, const char *text, size_t len)
{
	while (len > 0) {
		size_t piece = len < PIECE ? len : PIECE;
		xml->quiet += piece;
		if (XML_Parse(xml->parser, text, (int)piece, 0) != XML_STATUS_OK)
			return explain(xml);
		if (xml->quiet > TAG_MOST) {
			fail(xml, _("a tag or a comment is longer than any should be"));
			return xml->failed;
		}
		text += piece;
		len -= piece;
	}
	return STATUS_NONE;
}

struct status xml_finish(struct xml *xml)
{
	if (XML_Parse(xml->parser, "", 0, 1) != XML_STATUS_OK)
		return explain(xml);
	return STATUS_NONE;
}

const char *xml_attribute(const char *const *attributes, const char *name)
{
	for (; attributes[0]; attributes += 2)
		if (strcmp(local_name(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}

void xml_add(struct xml *xml, struct buf *buf, const char *text, size_t len)
{
	if (buf->n == 0) {
		xml->text_line = xml_line(xml);
		xml->text_column = column_of(xml);
	}
	if (buf->n + len > UNIT_MOST)
		fail_at(xml, xml->text_line, xml->text_column,
			_("a unit is longer than any should be"));
	else
		buf_add(buf, text, len);
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Whether running text has no blank between what ends and what begins here: Han, and the
 * marks and brackets of the same width. */
static bool is_wide(const char *text, size_t len, size_t at, bool before)
{
	size_t size;
	uint32_t c =
		before ? utf8_before(text, at, &size) : utf8_at(text, len, at, &size);
	return c >= 0x2E80 && c < 0xFFE0;
}

void xml_tidy(struct buf *buf, bool part)
{
	size_t n = 0;
	for (size_t at = 0, end; at < buf->n; at = end) {
		end = at;
		bool breaks = false;
		for (; end < buf->n && is_blank(buf->v[end]); end++)
			breaks |= buf->v[end] == '\n';
		if (end == at) {
			buf->v[n++] = buf->v[end++];
			continue;
		}
		bool edge = at == 0 || end == buf->n;
		if (!breaks) {
			memmove(buf->v + n, buf->v + at, end - at);
			n += end - at;
		} else if (edge ? part
				: !(is_wide(buf->v, n, n, true) &&
					  is_wide(buf->v, buf->n, end, false))) {
			buf->v[n++] = ' ';
		}
	}
	buf->n = n;
}

/* Whether text holds `mark` behind byte at; *at is then behind it. */
static bool pass(const char *text, size_t len, size_t *at, const char *mark)
{
	const char *found = memmem(text + *at, len - *at, mark, strlen(mark));
	if (found)
		*at = (size_t)(found - text) + strlen(mark);
	return found != NULL;
}

static bool begins(const char *text, size_t len, size_t at, const char *mark)
{
	return len - at >= strlen(mark) && memcmp(text + at, mark, strlen(mark)) == 0;
}

enum bitext_guess xml_recognise(const char *text, size_t len, bool all, const char *root)
{
	size_t at = 0;
	enum bitext_guess open = all ? BITEXT_NO : BITEXT_UNSURE;
	for (;;) {
		while (at < len && is_blank(text[at]))
			at++;
		if (at == len)
			return open;
		if (text[at] != '<')
			return BITEXT_NO;
		const char *end = begins(text, len, at, "<?")     ? "?>"
				  : begins(text, len, at, "<!--") ? "-->"
				  : begins(text, len, at, "<!")   ? ">"
								  : NULL;
		if (!end)
			break;
		/* An internal subset has brackets, and marks of its own inside them. */
		size_t bracket = at, close = at;
		if (*end == '>' && pass(text, len, &close, ">") &&
			pass(text, close, &bracket, "["))
			end = "]>";
		if (!pass(text, len, &at, end))
			return open;
	}
	size_t beg = ++at;
	while (at < len && !strchr(" \t\r\n/>", text[at]))
		at++;
	if (at == len)
		return open;
	const char *colon = memrchr(text + beg, ':', at - beg);
	if (colon)
		beg = (size_t)(colon + 1 - text);
	return at - beg == strlen(root) && memcmp(text + beg, root, at - beg) == 0
		       ? BITEXT_YES
		       : BITEXT_NO;
}
