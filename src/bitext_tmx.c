/* SPDX-License-Identifier: MIT */
/* bitext_tmx: TMX 1.4b (LISA OSCAR, 2005) and older.
 *
 * A tu is a unit, its tuv its sides.  Inside seg the elements bpt, ept, it, ph and ut hold
 * codes of another format, which are no text and go, a sub inside them with them; hi marks
 * text and leaves it.  Old files say lang for xml:lang, some say nothing: then the script of
 * the text tells.
 * Files of our own have places (bitext_place.h), the score and the status in prop elements,
 * and a character that XML cannot have as code in a ph. */
#include <stdlib.h>
#include <string.h>

#include "bitext_xml.h"
#include "parse.h"

/* What character data is collected as. */
enum collected { NOTHING, SEGMENT, CODE, CHARACTER, SCORE, STATUS, PLACE };

struct tmx {
	struct bitext *bitext;
	struct xml *xml;
	enum collected collected;
	size_t codes; /* elements in each other whose content is code */
	bool in_unit, in_variant;
	bool named;   /* the tuv says its language */
	char tag[32]; /* which */
	bool taken[SIDE_COUNT];
	struct buf segment, place, prop;
	size_t line; /* of the tuv */
};

static bool is_code(const char *name)
{
	static const char *const names[] = {"bpt", "ept", "it", "ph", "ut"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void begin_unit(struct tmx *tmx)
{
	struct bitext_unit *unit = &tmx->bitext->unit;
	unit_clear(unit);
	unit->line = xml_line(tmx->xml);
	unit->source.beg = xml_byte(tmx->xml);
	tmx->taken[SIDE_ZH] = tmx->taken[SIDE_EN] = false;
	tmx->in_unit = true;
}

static void begin_variant(struct tmx *tmx, const char *const *attributes)
{
	const char *tag = xml_attribute(attributes, "lang");
	tmx->named = tag && *tag;
	size_t len = tmx->named ? strnlen(tag, sizeof tmx->tag - 1) : 0;
	memcpy(tmx->tag, tag ? tag : "", len);
	tmx->tag[len] = '\0';
	tmx->segment.n = tmx->place.n = 0;
	tmx->in_variant = true;
	tmx->line = xml_line(tmx->xml);
}

/* What a prop is read as; those of others but "score" are nothing to us. */
static enum collected prop_of(const struct tmx *tmx, const char *type)
{
	static const struct {
		const char *type;
		enum collected collected;
		bool of_variant;
	} props[] = {
		{"x-duidu-score", SCORE, false},
		{"score", SCORE, false},
		{"x-duidu-status", STATUS, false},
		{PLACE_NAME, PLACE, true},
	};
	for (size_t i = 0; type && i < sizeof props / sizeof *props; i++)
		if (strcmp(props[i].type, type) == 0 &&
			props[i].of_variant == tmx->in_variant && tmx->in_unit)
			return props[i].collected;
	return NOTHING;
}

static void on_start(void *ctx, const char *name, const char *const *attributes)
{
	struct tmx *tmx = ctx;
	const char *type = xml_attribute(attributes, "type");
	if (tmx->codes > 0) {
		tmx->codes++;
	} else if (tmx->collected == SEGMENT && is_code(name)) {
		bool ours = type && strcmp(type, "x-duidu-character") == 0;
		tmx->codes = 1;
		tmx->collected = ours ? CHARACTER : CODE;
		tmx->prop.n = 0;
	} else if (strcmp(name, "tu") == 0) {
		begin_unit(tmx);
	} else if (strcmp(name, "tuv") == 0 && tmx->in_unit) {
		begin_variant(tmx, attributes);
	} else if (strcmp(name, "seg") == 0 && tmx->in_variant) {
		tmx->collected = SEGMENT;
	} else if (strcmp(name, "prop") == 0) {
		tmx->collected = prop_of(tmx, type);
		tmx->prop.n = 0;
		/* Without units yet: of the header. */
		if (type && strcmp(type, PLACE_NAME) == 0 && !tmx->in_unit)
			tmx->bitext->unit.placed = true;
	}
}

static void end_variant(struct tmx *tmx)
{
	struct bitext *bitext = tmx->bitext;
	tmx->in_variant = false;
	if (!bitext->unit.placed)
		xml_tidy(&tmx->segment, false);
	enum side side = tmx->named ? bitext_language(tmx->tag, strlen(tmx->tag))
				    : parse_language(tmx->segment.v, tmx->segment.n);
	if (side == SIDE_COUNT || tmx->taken[side]) {
		bitext_leave_out(bitext, tmx->line, tmx->tag);
		return;
	}
	tmx->taken[side] = true;
	struct bitext_side *to = &bitext->unit.side[side];
	buf_add(&to->text, tmx->segment.v, tmx->segment.n);
	buf_add(&to->place, tmx->place.v, tmx->place.n);
}

static void end_unit(struct tmx *tmx)
{
	struct bitext *bitext = tmx->bitext;
	tmx->in_unit = false;
	bitext->unit.source.end = xml_byte(tmx->xml);
	bitext_end_unit(bitext);
	if (!bitext->unit.placed)
		weave_break(bitext->weave);
}

/* The code of a character that XML cannot have, in hexadecimal. */
static void end_character(struct tmx *tmx)
{
	char *end;
	unsigned long code = strtoul(buf_string(&tmx->prop), &end, 16);
	if (tmx->prop.n > 0 && *end == '\0' && code < 0x20)
		buf_putc(&tmx->segment, (char)code);
	else if (*end == '\0' && (code == 0xFFFE || code == 0xFFFF))
		buf_puts(&tmx->segment, code == 0xFFFE ? "\xEF\xBF\xBE" : "\xEF\xBF\xBF");
}

static void end_prop(struct tmx *tmx)
{
	struct bitext_unit *unit = &tmx->bitext->unit;
	if (tmx->collected == SCORE)
		bitext_score(tmx->prop.v, tmx->prop.n, &unit->score);
	else if (tmx->collected == STATUS)
		bitext_status(tmx->prop.v, tmx->prop.n, unit);
	else if (tmx->collected == PLACE)
		buf_add(&tmx->place, tmx->prop.v, tmx->prop.n);
	tmx->collected = NOTHING;
}

static void on_end(void *ctx, const char *name)
{
	struct tmx *tmx = ctx;
	if (tmx->codes > 0) {
		if (--tmx->codes > 0)
			return;
		if (tmx->collected == CHARACTER)
			end_character(tmx);
		tmx->collected = SEGMENT;
	} else if (strcmp(name, "seg") == 0) {
		tmx->collected = NOTHING;
	} else if (strcmp(name, "prop") == 0) {
		end_prop(tmx);
	} else if (strcmp(name, "tuv") == 0 && tmx->in_variant) {
		end_variant(tmx);
	} else if (strcmp(name, "tu") == 0 && tmx->in_unit) {
		end_unit(tmx);
	}
}

static void on_text(void *ctx, const char *text, size_t len)
{
	struct tmx *tmx = ctx;
	if (tmx->collected == SEGMENT)
		xml_add(tmx->xml, &tmx->segment, text, len);
	else if (tmx->collected != NOTHING && tmx->collected != CODE)
		xml_add(tmx->xml, &tmx->prop, text, len);
}

static enum bitext_guess recognise(const char *text, size_t len, bool all)
{
	return xml_recognise(text, len, all, "tmx");
}

static void *open_tmx(struct bitext *bitext)
{
	static const struct xml_handlers handlers = {on_start, on_end, on_text};
	struct tmx *tmx = xcalloc(1, sizeof *tmx);
	tmx->bitext = bitext;
	tmx->xml = xml_new(bitext, &handlers, tmx);
	return tmx;
}

static struct status feed(void *reader, const char *text, size_t len)
{
	struct tmx *tmx = reader;
	return xml_feed(tmx->xml, text, len);
}

static struct status finish(void *reader)
{
	struct tmx *tmx = reader;
	return xml_finish(tmx->xml);
}

static void close_tmx(void *reader)
{
	struct tmx *tmx = reader;
	xml_free(tmx->xml);
	buf_free(&tmx->segment);
	buf_free(&tmx->place);
	buf_free(&tmx->prop);
	free(tmx);
}

const struct bitext_format bitext_tmx = {
	"TMX", recognise, open_tmx, feed, finish, close_tmx};
