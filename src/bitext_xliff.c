/* SPDX-License-Identifier: MIT */
/* bitext_xliff: XLIFF 1.2 and 2.x (OASIS).
 *
 * In 1.2 a trans-unit holds one source and one target, in 2.x a unit holds segments of both,
 * with ignorable text between them; the segments of a unit are one paragraph.  What other
 * elements propose (alt-trans, matches) has a source and a target too, and is passed over.
 * Of inline elements bpt, ept, it and ph hold codes, which go; g, mrk and pc mark text and
 * leave it; cp stands for a character that XML cannot have. */
#include <stdlib.h>
#include <string.h>

#include "bitext_xml.h"

enum place_in { OUTSIDE, IN_UNIT, IN_SEGMENT, IN_TEXT };

struct xliff {
	struct bitext *bitext;
	struct xml *xml;
	enum place_in in;
	enum side source, target; /* SIDE_COUNT: another language */
	char source_tag[32], target_tag[32];
	bool parts; /* a unit has segments (2.x) */
	size_t passed,
		codes; /* elements in each other that are passed over; that are code */
	bool is_target;
	size_t segments;    /* of the unit so far */
	struct buf text[2]; /* of the segment: source, target */
};

static void set_language(
	const char *const *attributes, const char *name, enum side *side, char tag[32])
{
	const char *value = xml_attribute(attributes, name);
	if (!value)
		return;
	*side = bitext_language(value, strlen(value));
	size_t len = strnlen(value, 31);
	memcpy(tag, value, len);
	tag[len] = '\0';
}

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

static void begin_segment(struct xliff *xliff, bool linked)
{
	struct bitext_unit *unit = &xliff->bitext->unit;
	unit_clear(unit);
	unit->line = xml_line(xliff->xml);
	unit->source.beg = xml_byte(xliff->xml);
	unit->unlinked = !linked;
	xliff->text[0].n = xliff->text[1].n = 0;
	xliff->in = IN_SEGMENT;
}

static void end_segment(struct xliff *xliff)
{
	struct bitext *bitext = xliff->bitext;
	struct bitext_unit *unit = &bitext->unit;
	const enum side sides[] = {xliff->source, xliff->target};
	const char *tags[] = {xliff->source_tag, xliff->target_tag};
	for (int i = 0; i < 2; i++) {
		if (sides[i] == SIDE_COUNT || (i == 1 && sides[1] == sides[0])) {
			if (xliff->text[i].n > 0)
				bitext_leave_out(bitext, unit->line, tags[i]);
			continue;
		}
		struct bitext_side *side = &unit->side[sides[i]];
		xml_tidy(&xliff->text[i], xliff->parts);
		buf_add(&side->text, xliff->text[i].v, xliff->text[i].n);
		side->continues = xliff->segments > 0;
	}
	unit->source.end = xml_byte(xliff->xml);
	bitext_end_unit(bitext);
	xliff->segments++;
}

static void start_inline(
	struct xliff *xliff, const char *name, const char *const *attributes)
{
	static const char *const codes[] = {"bpt", "ept", "it", "ph", NULL};
	const char *hex = xml_attribute(attributes, "hex");
	if (is_one_of(name, codes)) {
		xliff->codes = 1;
	} else if (strcmp(name, "cp") == 0 && hex) {
		unsigned long code = strtoul(hex, NULL, 16);
		if (code > 0 && code < 0x20)
			buf_putc(&xliff->text[xliff->is_target], (char)code);
	}
}

static void start_in_unit(struct xliff *xliff, const char *name)
{
	bool segment = xliff->parts && strcmp(name, "segment") == 0;
	bool ignorable = xliff->parts && strcmp(name, "ignorable") == 0;
	bool source = strcmp(name, "source") == 0, target = strcmp(name, "target") == 0;
	if (xliff->in == IN_UNIT && (segment || ignorable)) {
		begin_segment(xliff, segment);
	} else if (xliff->in == IN_SEGMENT && (source || target)) {
		xliff->in = IN_TEXT;
		xliff->is_target = target;
		xliff->text[target].n = 0;
	} else {
		xliff->passed = 1;
	}
}

static void on_start(void *ctx, const char *name, const char *const *attributes)
{
	struct xliff *xliff = ctx;
	if (xliff->passed > 0) {
		xliff->passed++;
	} else if (xliff->codes > 0) {
		xliff->codes++;
	} else if (xliff->in == IN_TEXT) {
		start_inline(xliff, name, attributes);
	} else if (xliff->in != OUTSIDE) {
		start_in_unit(xliff, name);
	} else if (strcmp(name, "xliff") == 0) {
		set_language(attributes, "srcLang", &xliff->source, xliff->source_tag);
		set_language(attributes, "trgLang", &xliff->target, xliff->target_tag);
	} else if (strcmp(name, "file") == 0) {
		set_language(
			attributes, "source-language", &xliff->source, xliff->source_tag);
		set_language(
			attributes, "target-language", &xliff->target, xliff->target_tag);
	} else if (strcmp(name, "trans-unit") == 0) {
		xliff->parts = false;
		xliff->segments = 0;
		begin_segment(xliff, true);
	} else if (strcmp(name, "unit") == 0) {
		xliff->parts = true;
		xliff->segments = 0;
		xliff->in = IN_UNIT;
	}
}

static void on_end(void *ctx, const char *name)
{
	struct xliff *xliff = ctx;
	if (xliff->passed > 0) {
		xliff->passed--;
	} else if (xliff->codes > 0) {
		xliff->codes--;
	} else if (xliff->in == IN_TEXT &&
		   (strcmp(name, "source") == 0 || strcmp(name, "target") == 0)) {
		xliff->in = IN_SEGMENT;
	} else if (xliff->in == IN_SEGMENT) {
		end_segment(xliff);
		xliff->in = xliff->parts ? IN_UNIT : OUTSIDE;
		if (!xliff->parts)
			weave_break(xliff->bitext->weave);
	} else if (xliff->in == IN_UNIT) {
		xliff->in = OUTSIDE;
		weave_break(xliff->bitext->weave);
	}
}

static void on_text(void *ctx, const char *text, size_t len)
{
	struct xliff *xliff = ctx;
	if (xliff->in == IN_TEXT && xliff->passed == 0 && xliff->codes == 0)
		xml_add(xliff->xml, &xliff->text[xliff->is_target], text, len);
}

static enum bitext_guess recognise(const char *text, size_t len, bool all)
{
	return xml_recognise(text, len, all, "xliff");
}

static void *open_xliff(struct bitext *bitext)
{
	static const struct xml_handlers handlers = {on_start, on_end, on_text};
	struct xliff *xliff = xcalloc(1, sizeof *xliff);
	xliff->bitext = bitext;
	xliff->source = xliff->target = SIDE_COUNT;
	xliff->xml = xml_new(bitext, &handlers, xliff);
	return xliff;
}

static struct status feed(void *reader, const char *text, size_t len)
{
	struct xliff *xliff = reader;
	return xml_feed(xliff->xml, text, len);
}

static struct status finish(void *reader)
{
	struct xliff *xliff = reader;
	return xml_finish(xliff->xml);
}

static void close_xliff(void *reader)
{
	struct xliff *xliff = reader;
	xml_free(xliff->xml);
	buf_free(&xliff->text[0]);
	buf_free(&xliff->text[1]);
	free(xliff);
}

const struct bitext_format bitext_xliff = {
	"XLIFF", recognise, open_xliff, feed, finish, close_xliff};
