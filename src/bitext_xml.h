/* SPDX-License-Identifier: MIT */
/* bitext_xml: XML by expat for the formats made of it.  For bitext*.c only.
 *
 * No DTD and no other file is ever fetched.  What a small file can blow up is bounded:
 * entities by expat's own guard, set tighter, the depth of elements, the length of one tag,
 * and (xml_add) the text of one unit.  Names come without their namespace prefix. */
#ifndef DUIDU_BITEXT_XML_H
#define DUIDU_BITEXT_XML_H

#include "bitext_internal.h"

/* Handlers of a format; reader is its own state.  attributes: names and values in turn, then
 * NULL. */
struct xml_handlers {
	void (*start)(void *reader, const char *name, const char *const *attributes);
	void (*end)(void *reader, const char *name);
	void (*text)(void *reader, const char *text, size_t len);
};

struct xml;
struct xml *xml_new(
	struct bitext *bitext, const struct xml_handlers *handlers, void *reader);
void xml_free(struct xml *xml);
struct status xml_feed(struct xml *xml, const char *text, size_t len);
struct status xml_finish(struct xml *xml);

/* The place of what a handler is called for: line from 1, byte of the input. */
size_t xml_line(const struct xml *xml);
size_t xml_byte(const struct xml *xml);

/* The value of an attribute, whatever its prefix; NULL if there is none. */
const char *xml_attribute(const char *const *attributes, const char *name);

/* Appends text of a unit; too much of it ends the reading. */
void xml_add(struct xml *xml, struct buf *buf, const char *text, size_t len);

/* Makes of line breaks that only set the file's lines, and the blanks around them, what they
 * would be in running text: a blank, between Han nothing; at the ends nothing, unless this is
 * a part of a paragraph. */
void xml_tidy(struct buf *buf, bool part);

/* A text whose root element has this name. */
enum bitext_guess xml_recognise(const char *text, size_t len, bool all, const char *root);

#endif
