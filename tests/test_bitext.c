/* SPDX-License-Identifier: MIT */
/* Tests of bitext: files of each format, and files that lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bitext.h"
#include "bitexts.h"
#include "buf.h"

#define HEAD                                                                             \
	"<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header creationtool=\"x\" "      \
	"creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"x\" adminlang=\"en\" "   \
	"srclang=\"zh\" datatype=\"plaintext\"/><body>\n"
#define UNIT                                                                             \
	"<tu><tuv xml:lang=\"zh\"><seg>河。</seg></tuv>"                               \
	"<tuv xml:lang=\"en\"><seg>A river.</seg></tuv></tu>\n"
#define TAIL "</body></tmx>\n"
#define BLOCKS "zh paragraph 0 河。\nen paragraph 0 A river.\n[0.0]:[0.0]:1:manual\n"

static void assert_reads(const char *text, const char *expected)
{
	struct document document = {0};
	struct status status = bitexts_read(&document, text, strlen(text), 0, NULL);
	char *printed = bitexts_print(&document);
	assert_string_equal(status.message, "");
	assert_string_equal(printed, expected);
	assert_true(document.links_given);
	free(printed);
	document_free(&document);
}

static void assert_fixture(const char *name, const char *expected)
{
	size_t len;
	char *text = bitexts_fixture(name, &len);
	for (size_t slice = 0; slice < 8; slice++) {
		struct document document = {0};
		struct status status = bitexts_read(&document, text, len, slice, NULL);
		char *printed = bitexts_print(&document);
		assert_string_equal(status.message, "");
		assert_string_equal(printed, expected);
		free(printed);
		document_free(&document);
	}
	free(text);
}

/* What is wrong with a text, at what line; expected is what is read all the same. */
static void assert_lies(const char *text, size_t len, size_t line, const char *message,
	const char *expected)
{
	for (size_t slice = 0; slice < 4; slice++) {
		struct document document = {0};
		struct status status =
			bitexts_read(&document, text, len, slice * slice, NULL);
		char *printed = bitexts_print(&document);
		assert_int_equal(status.code, STATUS_FORMAT);
		assert_string_equal(status.message, message);
		assert_int_equal(status.line, line);
		assert_string_equal(printed, expected);
		free(printed);
		document_free(&document);
	}
}

/* ---- recognising -------------------------------------------------------------------- */

static void bitext_recognise__tells__by_content(void **state)
{
	static const struct {
		const char *text, *format; /* NULL: none */
	} texts[] = {
		{"<tmx>", "TMX"},
		{"\n<?xml version='1.0'?>\n<!-- <xliff> -->\n<!DOCTYPE tmx [<!ENTITY a "
		 "\">\">]>\n<tmx version='1.4'>",
			"TMX"},
		{"<xliff version='1.2'>", "XLIFF"},
		{"<x:xliff\n", "XLIFF"},
		{"<html>", NULL},
		{"<tmxx>", NULL},
		{"<?xml version='1.0'?>", NULL},
		{"a <tmx>", NULL},
		{"# c\n\nmsgid \"\"\nmsgstr \"\"\n", "PO"},
		{"msgctxt \"a\"\n", "PO"},
		{"# msgid\n", NULL},
		{"# Heading\n\nmsgid is a word\n", NULL},
		{"河。\tA river.\n", "TSV"},
		{"A river.\t河。", "TSV"},
		{"zh\ten\n", "TSV"},
		{"<tmx>\t\t1\tauto\ttranslation\tparagraph\t\n", "TSV"},
		{"\tmsgid \"\t1\tauto\ttranslation\t\tat 3\n", "TSV"},
		{"1\tA\triver.\t河。\n2\tB\tboat.\t船。\n", "TSV"},
		{"河。\n\nA river.\n", NULL},
		{"河。\tA river.\nA line without a tab\n", NULL},
		{"une rivière\ta river\n", NULL},
		{"河\t河流\n", NULL},
		{"\t\n", NULL},
		{"", NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct bitext_format *format = NULL;
		size_t len = strlen(texts[i].text);
		enum bitext_guess guess =
			bitext_recognise(texts[i].text, len, true, &format);
		assert_int_equal(guess, texts[i].format ? BITEXT_YES : BITEXT_NO);
		if (format)
			assert_string_equal(bitext_format_name(format), texts[i].format);
		/* Less of it may leave open what it is, but never says something else. */
		for (size_t part = 0; part < len; part++) {
			enum bitext_guess early =
				bitext_recognise(texts[i].text, part, false, &format);
			assert_true(early == BITEXT_UNSURE || early == guess ||
				    (early == BITEXT_NO && !texts[i].format));
		}
	}
}

static void bitext_recognise__decides__within_the_head(void **state)
{
	static const char *const starts[] = {"<!-- ", "# ", "河\ta\t"};
	char *text = malloc(BITEXT_HEAD);
	(void)state;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		const struct bitext_format *format;
		memset(text, 'x', BITEXT_HEAD);
		memcpy(text, starts[i], strlen(starts[i]));
		assert_int_equal(
			bitext_recognise(text, BITEXT_HEAD, false, &format), BITEXT_NO);
	}
	free(text);
}

static void bitext_language__knows__all_spellings(void **state)
{
	static const char *const zh[] = {"zh", "ZH", "zh-CN", "zh_CN", "zh_CN.UTF-8",
		"ZH-HANS", "zh-Hant-TW", "chi", "zho", "cmn", "cmn-Hans", "yue",
		"Chinese", "Chinese (Simplified)", "中文"};
	static const char *const en[] = {
		"en", "EN-US", "en_GB", "eng", "English", "en@quot", "ENU"};
	static const char *const others[] = {
		"", "fr", "zha", "enm", "z", "e", "de-CN", "ch", "zh1"};
	(void)state;
	for (size_t i = 0; i < sizeof zh / sizeof *zh; i++)
		assert_int_equal(bitext_language(zh[i], strlen(zh[i])), SIDE_ZH);
	for (size_t i = 0; i < sizeof en / sizeof *en; i++)
		assert_int_equal(bitext_language(en[i], strlen(en[i])), SIDE_EN);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_int_equal(
			bitext_language(others[i], strlen(others[i])), SIDE_COUNT);
}

/* ---- each format -------------------------------------------------------------------- */

static void bitext_tmx__becomes__blocks_and_links(void **state)
{
	(void)state;
	assert_fixture("river.tmx",
		"zh heading 1 一、河边\n"
		"zh paragraph 0 清晨，渔夫老张把船推下水。水很凉。\n"
		"zh paragraph 0 他没有回头看村子。\n"
		"zh paragraph 0 雾散得很晚。\n"
		"en heading 1 1. By the river\n"
		"en paragraph 0 At dawn old Zhang, a fisherman, pushed his boat into the "
		"water & shivered.\n"
		"en paragraph 0 The mist lifted late.\n"
		"[0.0]:[0.0]:1:manual\n"
		"[1.0,1.1]:[1.0]:0.75:manual\n"
		"[2.0]:[]:1:manual\n"
		"[3.0]:[2.0]:1:manual\n");
}

static void bitext_tmx__tells__sides_by_script_without_tags(void **state)
{
	(void)state;
	assert_reads(HEAD "<tu><tuv><seg>A river.</seg></tuv><tuv><seg>河。</seg></tuv>"
			  "</tu>" TAIL,
		BLOCKS);
}

static void bitext_tmx__keeps__the_first_of_two_variants(void **state)
{
	(void)state;
	assert_reads(HEAD "<tu><tuv xml:lang=\"zh-Hans\"><seg>河。</seg></tuv>"
			  "<tuv xml:lang=\"zh-Hant\"><seg>江。</seg></tuv>"
			  "<tuv xml:lang=\"en\"><seg>A river.</seg></tuv></tu>" TAIL,
		BLOCKS);
}

static void bitext_tmx__keeps__unknown_entities_and_drops_empty_units(void **state)
{
	(void)state;
	assert_reads(
		"<!DOCTYPE tmx SYSTEM \"tmx14.dtd\" [<!ENTITY r \"river\">]>\n"
		"<tmx><header/><body><tu><tuv xml:lang=\"zh\"><seg> </seg></tuv></tu>"
		"<tu><tuv xml:lang=\"zh\"><seg>河&#12290;</seg></tuv>"
		"<tuv "
		"xml:lang=\"en\"><seg>A&nbsp;<![CDATA[<]]>&r;.</seg></tuv></tu>" TAIL,
		"zh paragraph 0 河。\nen paragraph 0 A&nbsp;<river.\n"
		"[0.0]:[0.0]:1:manual\n");
}

static void bitext_xliff__becomes__blocks_and_links(void **state)
{
	(void)state;
	assert_fixture("river-1.2.xlf", "zh paragraph 0 雾散得很晚。\n"
					"en paragraph 0 The mist lifted late.\n"
					"en paragraph 0 Nobody rowed.\n"
					"[0.0]:[0.0]:1:manual\n"
					"[]:[1.0]:1:manual\n");
}

static void bitext_xliff__makes__one_paragraph_of_segments(void **state)
{
	(void)state;
	/* The second unit is cut where no sentence ends: that is one link. */
	assert_fixture("river-2.0.xlf",
		"zh paragraph 0 雾散得很晚。没有人划船。\n"
		"zh paragraph 0 船上坐着张先生。灯灭了。\n"
		"en paragraph 0 The mist lifted late. Nobody rowed\x01.\n"
		"en paragraph 0 In the boat sat Mr. Zhang. The lamp went out.\n"
		"[0.0]:[0.0]:1:manual\n"
		"[0.1]:[0.1]:1:manual\n"
		"[1.0,1.1]:[1.0,1.1]:1:manual\n");
}

static void bitext_po__becomes__blocks_and_links(void **state)
{
	(void)state;
	assert_fixture("river.po", "zh paragraph 0 推\"船\"\n"
				   "zh paragraph 0 一支桨\n"
				   "zh paragraph 0 %d 条鱼\n"
				   "zh paragraph 0 第一行。\n"
				   "zh paragraph 0 第二行。\n"
				   "en paragraph 0 Push the \"boat\"\n"
				   "en paragraph 0 Two oars\n"
				   "en paragraph 0 %d fishes\n"
				   "en paragraph 0 First line.\n"
				   "en paragraph 0 Second line.\n"
				   "en paragraph 0 Nobody rowed.\n"
				   "[0.0]:[0.0]:1:manual\n"
				   "[1.0]:[1.0]:0.5:auto\n"
				   "[2.0]:[2.0]:1:manual\n"
				   "[3.0,4.0]:[3.0,4.0]:1:manual\n"
				   "[]:[5.0]:1:manual\n");
}

static void bitext_po__reads__plurals_of_two_forms(void **state)
{
	(void)state;
	assert_reads(
		"msgid \"\"\nmsgstr \"Language: en\\n\"\n\nmsgid \"鱼\"\n"
		"msgid_plural \"鱼们\"\nmsgstr[0] \"a fish\"\nmsgstr[1] \"\\146ish\"",
		"zh paragraph 0 鱼\nzh paragraph 0 鱼们\n"
		"en paragraph 0 a fish\nen paragraph 0 fish\n"
		"[0.0]:[0.0]:1:manual\n[1.0]:[1.0]:1:manual\n");
}

static void bitext_tsv__becomes__blocks_and_links(void **state)
{
	(void)state;
	assert_fixture("river.tsv", "zh paragraph 0 雾散得很晚。\n"
				    "zh paragraph 0 没有人划船。\n"
				    "zh paragraph 0 他说“好”。\n"
				    "zh paragraph 0 只有一栏\n"
				    "en paragraph 0 The mist lifted late.\n"
				    "en paragraph 0 He said \"fine\".\n"
				    "en paragraph 0 And left.\n"
				    "[0.0]:[0.0]:0.5:manual\n"
				    "[1.0]:[]:0:manual\n"
				    "[2.0]:[1.0,2.0]:1:manual\n"
				    "[3.0]:[]:1:manual\n");
	assert_fixture("hunalign.tsv",
		"zh paragraph 0 雾散得很晚。船走了。\n"
		"zh paragraph 0 没有人划船。\n"
		"en paragraph 0 The mist lifted late. The boat left.\n"
		"en paragraph 0 Nobody rowed.\n"
		"[0.0,0.1]:[0.0,0.1]:1:manual\n"
		"[1.0]:[1.0]:0:manual\n");
}

/* ---- what is noted ------------------------------------------------------------------ */

static void note(void *ctx, size_t line, const char *rule, const char *what)
{
	buf_printf(ctx, "%zu:%s:%s\n", line, rule, what);
}

static void bitext_feed__notes__what_is_left_out(void **state)
{
	struct buf notes = {0};
	struct lint lint = {note, &notes};
	(void)state;
	for (int i = 0; i < 2; i++) {
		size_t len;
		char *text = bitexts_fixture(i ? "river.tsv" : "river.tmx", &len);
		struct document document = {0};
		bitexts_read(&document, text, len, 3, &lint);
		document_free(&document);
		free(text);
	}
	assert_string_equal(buf_string(&notes),
		"18:language:left out what is in language “fr”\n"
		"6:fields:one field only, taken as text without a counterpart\n");
	buf_free(&notes);
}

/* ---- files that lie ----------------------------------------------------------------- */

static void bitext_feed__tells__what_is_wrong_and_keeps_what_was_read(void **state)
{
	static const struct {
		const char *text;
		size_t line;
		const char *message, *expected;
	} lies[] = {
		{HEAD UNIT "<tu><tuv xml:lang=\"zh\"><seg>半", 4,
			"column 24: <seg> is never closed", BLOCKS},
		{HEAD UNIT "<tu><tuv xml:lan", 4, "column 1: <tu> is never closed",
			BLOCKS},
		{HEAD UNIT "<tu><tuv>\n  </tu>", 5,
			"column 5: a tag is closed here that is not <tuv>", BLOCKS},
		{HEAD UNIT "<tu a=\"1\" a=\"2\">", 4,
			"column 11: an attribute stands twice in a tag", BLOCKS},
		{HEAD UNIT "A & B", 4, "column 4: what stands here is not allowed in XML",
			BLOCKS},
		{HEAD UNIT "&nothing;", 4, "column 1: an entity that is not defined",
			BLOCKS},
		{HEAD UNIT TAIL "<tmx/>", 5,
			"column 1: something follows the end of the document", BLOCKS},
		{HEAD UNIT "<tu><tuv "
			   "xml:lang=\"zh\"><seg>坏\uFFFD\uFFFD</seg></tuv></tu>" TAIL,
			4,
			"column 30: bytes that are no text in the file's encoding, here "
			"first, 2 in all",
			"zh paragraph 0 河。\nzh paragraph 0 坏\uFFFD\uFFFD\n"
			"en paragraph 0 A river.\n[0.0]:[0.0]:1:manual\n"
			"[1.0]:[]:1:manual\n"},
		{HEAD "<tu><tuv xml:lang=\"fr\"><seg>Eau.</seg></tuv></tu>" TAIL, 3,
			"column 1: no unit has Chinese or English, but there is fr", ""},
		{HEAD "<tu><tuv xml:lang=\"en\"><seg>Water.</seg></tuv>\n"
		      "<tuv xml:lang=\"fr\"><seg>Eau.</seg></tuv></tu>" TAIL,
			3, "column 1: no unit has Chinese, but there is fr",
			"en paragraph 0 Water.\n[]:[0.0]:1:manual\n"},
		{HEAD TAIL, 1, "column 1: no unit has Chinese or English", ""},
		{"<xliff version='1.2'><file source-language='de' target-language='en'>"
		 "<trans-unit><source>Wasser</source><target>Water</target></trans-unit>"
		 "</file></xliff>",
			1, "column 1: no unit has Chinese, but there is de",
			"en paragraph 0 Water\n[]:[0.0]:1:manual\n"},
		{"msgid \"a\"\nmsgstr \"河\n\"\n", 2,
			"column 8: a string that has no end", ""},
		{"msgid \"a river\"\nmsgstr \"河\"\n\nriver\n", 4,
			"column 1: neither a comment nor msgid, msgstr or a string",
			"zh paragraph 0 河\nen paragraph 0 a river\n"
			"[0.0]:[0.0]:1:manual\n"},
		{"msgid \"a\"\nmsgstr 河\n", 2,
			"column 8: a string in quotation marks is expected", ""},
		{"msgid \"\"\nmsgstr \"Language: fr\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n",
			1, "column 1: no unit has Chinese or English, but there is fr",
			""},
		{"河\ta river\n坏\xEF\xBF\xBD\tbad\n", 2,
			"column 2: bytes that are no text in the file's encoding, here "
			"first, 1 in all",
			"zh paragraph 0 河\nzh paragraph 0 坏\uFFFD\n"
			"en paragraph 0 a river\nen paragraph 0 bad\n"
			"[0.0]:[0.0]:1:manual\n[1.0]:[1.0]:1:manual\n"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof lies / sizeof *lies; i++)
		assert_lies(lies[i].text, strlen(lies[i].text), lies[i].line,
			lies[i].message, lies[i].expected);
}

static void bitext_feed__refuses__entities_that_grow(void **state)
{
	struct buf text = {0};
	(void)state;
	buf_puts(&text, "<!DOCTYPE tmx [<!ENTITY a \"haha\">\n");
	for (char c = 'b'; c < 'n'; c++) {
		buf_printf(&text, "<!ENTITY %c \"", c);
		for (int i = 0; i < 10; i++)
			buf_printf(&text, "&%c;", c - 1);
		buf_puts(&text, "\">\n");
	}
	buf_puts(&text, "]><tmx version=\"1.4\"><header/><body>\n" UNIT
			"<tu><tuv xml:lang=\"zh\"><seg>&m;</seg></tuv></tu>" TAIL);
	assert_lies(text.v, text.n, 16, "column 29: its entities grow without an end",
		BLOCKS);
	buf_free(&text);
}

/* A text that goes on for ever after a beginning: what is told of it, and that it is told
 * before much was read. */
static void assert_endless(const char *start, const char *more, const char *message)
{
	const struct bitext_format *format;
	struct document document = {0};
	struct buf slice = {0};
	size_t fed = 0, most = 4 << 20;
	assert_int_equal(
		bitext_recognise(start, strlen(start), true, &format), BITEXT_YES);
	struct bitext *bitext = bitext_new(format, &document, NULL);
	struct status status = bitext_feed(bitext, start, strlen(start));
	while (slice.n < 1 << 16)
		buf_puts(&slice, more);
	for (; status_ok(&status) && fed < most; fed += slice.n)
		status = bitext_feed(bitext, slice.v, slice.n);
	assert_true(fed < most);
	status = bitext_finish(bitext);
	assert_string_equal(status.message, message);
	bitext_free(bitext);
	char *printed = bitexts_print(&document);
	assert_string_equal(printed, BLOCKS);
	free(printed);
	document_free(&document);
	buf_free(&slice);
}

static void bitext_feed__refuses__what_has_no_end(void **state)
{
	(void)state;
	assert_endless(HEAD UNIT "<tu><tuv xml:lang=\"zh\"><seg>", "水水水水",
		"column 29: a unit is longer than any should be");
	assert_endless(HEAD UNIT "<tu a=\"", "aaaa",
		"column 1: a tag or a comment is longer than any should be");
	assert_endless(HEAD UNIT " <!--", "aaaa",
		"column 2: a tag or a comment is longer than any should be");
	assert_endless(HEAD UNIT, "<hi>", "column 249: elements are nested too deeply");
	assert_endless("河。\tA river.\n水\t", "aaaa",
		"column 1: a line is longer than any unit should be");
	assert_endless("msgid \"A river.\"\nmsgstr \"河。\"\n\nmsgid \"a\"\n",
		"\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\n",
		"column 1: a unit is longer than any should be");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bitext_recognise__tells__by_content),
		cmocka_unit_test(bitext_recognise__decides__within_the_head),
		cmocka_unit_test(bitext_language__knows__all_spellings),
		cmocka_unit_test(bitext_tmx__becomes__blocks_and_links),
		cmocka_unit_test(bitext_tmx__tells__sides_by_script_without_tags),
		cmocka_unit_test(bitext_tmx__keeps__the_first_of_two_variants),
		cmocka_unit_test(
			bitext_tmx__keeps__unknown_entities_and_drops_empty_units),
		cmocka_unit_test(bitext_xliff__becomes__blocks_and_links),
		cmocka_unit_test(bitext_xliff__makes__one_paragraph_of_segments),
		cmocka_unit_test(bitext_po__becomes__blocks_and_links),
		cmocka_unit_test(bitext_po__reads__plurals_of_two_forms),
		cmocka_unit_test(bitext_tsv__becomes__blocks_and_links),
		cmocka_unit_test(bitext_feed__notes__what_is_left_out),
		cmocka_unit_test(
			bitext_feed__tells__what_is_wrong_and_keeps_what_was_read),
		cmocka_unit_test(bitext_feed__refuses__entities_that_grow),
		cmocka_unit_test(bitext_feed__refuses__what_has_no_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
