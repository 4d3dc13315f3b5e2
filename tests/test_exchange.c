/* SPDX-License-Identifier: MIT */
/* Tests of --align=tsv and tmx: what is written opens again as an equal document, and TMX
 * keeps the rules of its DTD. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <expat.h>

#include "bitext_place.h"
#include "bitexts.h"
#include "export.h"
#include "jumble.h"

/* ---- documents of all sorts --------------------------------------------------------- */

/* A text without what a block cannot have: nothing is left out but the byte order mark, which
 * at the start of a file is none of its text. */
static void make_text(struct rng *rng, enum side side, struct buf *text)
{
	static const char *const zh[] = {"天下大势。", "分久必合，", "合久必分！",
		"“好？”他说。", "第3条。", "……"};
	static const char *const en[] = {"The river. ", "It ran, and ran. ", "Why?  ",
		"“No.” ", "Mr. Li left.", "\tTab. "};
	text->n = 0;
	for (unsigned i = rng_below(rng, 6); i > 0; i--)
		buf_puts(text,
			side == SIDE_ZH ? zh[rng_below(rng, 6)] : en[rng_below(rng, 6)]);
	if (rng_chance(rng, 50))
		jumble(rng, 1 + rng_below(rng, 60), text);
	if (text->n == 0)
		buf_puts(text, "x");
	for (char *mark; (mark = memmem(text->v, text->n, "\uFEFF", 3));)
		memcpy(mark, "\uFF0C", 3);
}

static void add_block(
	struct document *document, struct rng *rng, enum side side, size_t source)
{
	struct buf text = {0};
	make_text(rng, side, &text);
	struct block block = {
		.text = text.v,
		.len = text.n,
		.source = {source, source},
		.kind = (uint8_t)rng_below(rng, BLOCK_KIND_COUNT),
		.form = (uint8_t)rng_below(rng, FORM_SENTENCE + 1),
	};
	if (block.kind == BLOCK_HEADING || rng_chance(rng, 10))
		block.level = (uint8_t)(1 + rng_below(rng, 4));
	if (block.level && rng_chance(rng, 50) &&
		(text.n == 1 || (text.v[1] & 0xC0) != 0x80))
		block.title_beg = block.number_len = (text.v[0] & 0x80) == 0;
	if (block.form == FORM_SENTENCE && rng_chance(rng, 20))
		block.len = block.title_beg = block.number_len = 0;
	document_add(document, side, &block);
	buf_free(&text);
}

static size_t count_sentences(
	const struct document *document, enum side side, size_t block)
{
	span_array spans = {0};
	block_sentences(&(struct sentence_style){0},
		stream_block(&document->side[side], block), &spans);
	size_t n = spans.n;
	array_free(&spans);
	return n;
}

static void list_sentences(
	const struct document *document, enum side side, ref_array *refs)
{
	for (size_t b = 0; b < document->side[side].blocks.n; b++)
		for (size_t s = 0, n = count_sentences(document, side, b); s < n; s++)
			array_push(refs, (struct sentence_ref){(uint32_t)b, (uint32_t)s});
}

/* Links over both sides in order, some sentences left out; crossed: the English ends of some
 * links are exchanged. */
static void add_links(struct document *document, struct rng *rng, bool crossed)
{
	ref_array refs[SIDE_COUNT] = {{0}};
	size_t at[SIDE_COUNT] = {0};
	list_sentences(document, SIDE_ZH, &refs[SIDE_ZH]);
	list_sentences(document, SIDE_EN, &refs[SIDE_EN]);
	while (at[SIDE_ZH] < refs[SIDE_ZH].n || at[SIDE_EN] < refs[SIDE_EN].n) {
		size_t take[SIDE_COUNT];
		for (int side = 0; side < SIDE_COUNT; side++) {
			size_t left = refs[side].n - at[side];
			take[side] = rng_below(rng, 4);
			take[side] = take[side] < left ? take[side] : left;
		}
		const struct link link = {
			.zh = refs[SIDE_ZH].v + at[SIDE_ZH],
			.en = refs[SIDE_EN].v + at[SIDE_EN],
			.zh_count = (uint32_t)take[SIDE_ZH],
			.en_count = (uint32_t)take[SIDE_EN],
			.score = (float)rng_below(rng, 101) / 100,
			.kind = LINK_TRANSLATION,
			.status = (uint8_t)rng_below(rng, 2),
		};
		if (link.zh_count + link.en_count > 0 && !rng_chance(rng, 15))
			document_link(document, &link);
		at[SIDE_ZH] += take[SIDE_ZH];
		at[SIDE_EN] += take[SIDE_EN];
	}
	for (size_t i = 0; crossed && i + 1 < document->links.n; i++) {
		struct link *a = &document->links.v[i], *b = a + 1;
		if (!rng_chance(rng, 40) || !a->zh_count || !b->zh_count)
			continue;
		struct link exchanged = *a;
		a->en = b->en;
		a->en_count = b->en_count;
		b->en = exchanged.en;
		b->en_count = exchanged.en_count;
	}
	array_free(&refs[SIDE_ZH]);
	array_free(&refs[SIDE_EN]);
}

static void make_document(struct document *document, struct rng *rng, bool crossed)
{
	*document = (struct document){.two_sources = true};
	for (enum side side = 0; side < SIDE_COUNT; side++)
		for (unsigned i = 0, n = 1 + rng_below(rng, 8); i < n; i++)
			add_block(document, rng, side, i);
	add_links(document, rng, crossed);
}

/* ---- writing and reading ------------------------------------------------------------ */

static char *written(const struct document *document, int format, size_t *len)
{
	const struct config config = {.align = format};
	char *text = NULL;
	FILE *out = open_memstream(&text, len);
	export_align(document, &config, out);
	assert_int_equal(fclose(out), 0);
	return text;
}

static void assert_equal_refs(
	const struct sentence_ref *a, const struct sentence_ref *b, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		assert_int_equal(a[i].block, b[i].block);
		assert_int_equal(a[i].sentence, b[i].sentence);
	}
}

static void assert_equal_documents(const struct document *a, const struct document *b)
{
	for (int side = 0; side < SIDE_COUNT; side++) {
		assert_int_equal(a->side[side].blocks.n, b->side[side].blocks.n);
		for (size_t i = 0; i < a->side[side].blocks.n; i++) {
			const struct block *x = stream_block(&a->side[side], i),
					   *y = stream_block(&b->side[side], i);
			assert_int_equal(x->len, y->len);
			assert_memory_equal(x->text, y->text, x->len);
			assert_int_equal(x->kind, y->kind);
			assert_int_equal(x->level, y->level);
			assert_int_equal(x->number_len, y->number_len);
			assert_int_equal(x->title_beg, y->title_beg);
			assert_int_equal(x->form, y->form);
		}
	}
	assert_int_equal(a->links.n, b->links.n);
	for (size_t i = 0; i < a->links.n; i++) {
		const struct link *x = &a->links.v[i], *y = &b->links.v[i];
		assert_int_equal(x->zh_count, y->zh_count);
		assert_int_equal(x->en_count, y->en_count);
		assert_equal_refs(x->zh, y->zh, x->zh_count);
		assert_equal_refs(x->en, y->en, x->en_count);
		assert_float_equal(x->score, y->score, 0.00005);
		assert_int_equal(x->status, y->status);
		assert_int_equal(x->kind, y->kind);
	}
}

static void assert_comes_back(const struct document *document, int format, size_t slice)
{
	struct document again = {0};
	size_t len, len_again;
	char *text = written(document, format, &len);
	struct status status = bitexts_read(&again, text, len, slice, NULL);
	assert_string_equal(status.message, "");
	assert_equal_documents(document, &again);
	char *text_again = written(&again, format, &len_again);
	assert_int_equal(len, len_again);
	assert_memory_equal(text, text_again, len);
	free(text);
	free(text_again);
	document_free(&again);
}

static void export_align__opens__again_equal(void **state)
{
	struct rng rng = {20261123};
	(void)state;
	for (int i = 0; i < 1500; i++) {
		struct document document;
		make_document(&document, &rng, i % 3 == 0);
		assert_comes_back(&document, ALIGN_TSV, i % 7 ? 0 : 5);
		assert_comes_back(&document, ALIGN_TMX, i % 7 ? 0 : 5);
		document_free(&document);
	}
}

static void export_tmx__writes__what_other_programs_read(void **state)
{
	struct document document = {.two_sources = true};
	(void)state;
	const struct block zh = {
		.text = "甲<乙\x1b。丙。", .len = 17, .kind = BLOCK_PARAGRAPH};
	const struct block en = {
		.text = "A & me. See\xC2\x85", .len = 13, .kind = BLOCK_TITLE};
	const struct sentence_ref refs[] = {{0, 0}, {0, 1}};
	document_add(&document, SIDE_ZH, &zh);
	document_add(&document, SIDE_EN, &en);
	document_link(&document, &(struct link){.zh = refs,
					 .en = refs,
					 .zh_count = 1,
					 .en_count = 1,
					 .score = 0.5F,
					 .kind = LINK_TRANSLATION});
	size_t len;
	char *text = written(&document, ALIGN_TMX, &len);
	assert_string_equal(text,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<tmx version=\"1.4\">\n"
		"<header creationtool=\"duidu\" creationtoolversion=\"" PACKAGE_VERSION
		"\" segtype=\"block\" o-tmf=\"duidu\" adminlang=\"en\" srclang=\"*all*\" "
		"datatype=\"plaintext\">\n"
		"<prop type=\"x-duidu-place\">1</prop>\n"
		"</header>\n"
		"<body>\n"
		"<tu>\n"
		"<prop type=\"x-duidu-status\">auto</prop>"
		"<prop type=\"x-duidu-score\">0.5</prop>\n"
		"<tuv xml:lang=\"zh\"><prop type=\"x-duidu-place\">paragraph</prop>"
		"<seg>甲&lt;乙<ph x=\"1\" "
		"type=\"x-duidu-character\">1B</ph>。</seg></tuv>\n"
		"<tuv xml:lang=\"en\"><prop type=\"x-duidu-place\">title</prop>"
		"<seg>A &amp; me.</seg></tuv>\n"
		"</tu>\n"
		"<tu>\n"
		"<prop type=\"x-duidu-status\">unlinked</prop>\n"
		"<tuv xml:lang=\"zh\"><seg>丙。</seg></tuv>\n"
		"</tu>\n"
		"<tu>\n"
		"<prop type=\"x-duidu-status\">unlinked</prop>\n"
		"<tuv xml:lang=\"en\"><seg>See&#x85;</seg></tuv>\n"
		"</tu>\n"
		"</body>\n"
		"</tmx>\n");
	free(text);
	document_free(&document);
}

/* ---- the rules of TMX 1.4b ---------------------------------------------------------- */

/* An element, what may be in it and what it must say.  Content is a list of children, where a
 * child may be repeated if * or + is behind it and must be there if + or nothing is. */
static const struct rule {
	const char *name, *content, *attributes;
	bool text;
} rules[] = {
	{"tmx", "header body", "version", false},
	{"header", "prop*",
		"adminlang creationtool creationtoolversion datatype o-tmf segtype "
		"srclang",
		false},
	{"body", "tu*", "", false},
	{"tu", "prop* tuv+", "", false},
	{"tuv", "prop* seg", "xml:lang", false},
	{"seg", "ph*", "", true},
	{"prop", "", "type", true},
	{"ph", "", "type x", true},
};

struct checker {
	const struct rule *open[8];
	struct buf children[8];
	size_t depth;
};

static const struct rule *rule_of(const char *name)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (strcmp(rules[i].name, name) == 0)
			return &rules[i];
	fail_msg("no element of TMX: %s", name);
	return NULL;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void XMLCALL start(void *ctx, const XML_Char *name, const XML_Char **attributes)
{
	struct checker *checker = ctx;
	const char *names[16];
	size_t n = 0;
	struct buf all = {0};
	for (; attributes[2 * n]; n++)
		names[n] = attributes[2 * n];
	qsort(names, n, sizeof *names, compare_names);
	for (size_t i = 0; i < n; i++)
		buf_printf(&all, "%s%s", i ? " " : "", names[i]);
	assert_string_equal(buf_string(&all), rule_of(name)->attributes);
	buf_free(&all);
	if (checker->depth > 0)
		buf_printf(&checker->children[checker->depth - 1], "%s ", name);
	assert_true(checker->depth < 8);
	checker->open[checker->depth] = rule_of(name);
	checker->children[checker->depth++].n = 0;
}

static void XMLCALL end(void *ctx, const XML_Char *name)
{
	struct checker *checker = ctx;
	const char *children = buf_string(&checker->children[--checker->depth]);
	char content[64], *next = content;
	snprintf(content, sizeof content, "%s", rule_of(name)->content);
	for (char *child; (child = strsep(&next, " "));) {
		size_t len = strcspn(child, "*+"), count = 0;
		for (; len > 0 && strncmp(children, child, len) == 0 &&
			children[len] == ' ';
			count++)
			children += len + 1;
		char sign = child[len];
		assert_true(count > 0 || sign == '*' || len == 0);
		assert_true(count <= 1 || sign != '\0');
	}
	assert_string_equal(children, "");
}

static void XMLCALL text(void *ctx, const XML_Char *bytes, int len)
{
	struct checker *checker = ctx;
	for (int i = 0; i < len && !checker->open[checker->depth - 1]->text; i++)
		assert_true(bytes[i] == '\n');
}

static void export_tmx__keeps__the_rules_of_the_dtd(void **state)
{
	struct rng rng = {7};
	(void)state;
	for (int i = 0; i < 200; i++) {
		struct document document;
		struct checker checker = {0};
		size_t len;
		make_document(&document, &rng, true);
		if (i == 0)
			document.links.n = 0;
		char *tmx = written(&document, ALIGN_TMX, &len);
		XML_Parser parser = XML_ParserCreate(NULL);
		XML_SetUserData(parser, &checker);
		XML_SetElementHandler(parser, start, end);
		XML_SetCharacterDataHandler(parser, text);
		assert_int_equal(XML_Parse(parser, tmx, (int)len, 1), XML_STATUS_OK);
		XML_ParserFree(parser);
		for (size_t k = 0; k < 8; k++)
			buf_free(&checker.children[k]);
		free(tmx);
		document_free(&document);
	}
}

/* ---- places ------------------------------------------------------------------------- */

static void place_read__takes__what_place_add_wrote(void **state)
{
	static const char *const good[] = {"", "paragraph", "heading 2 9 12", "at 40",
		"tight", "at 3 paragraph item", "at 3 tight",
		"title; +12 heading 1 0 0; +40 at 7 paragraph 1 9 9 verbatim",
		"paragraph sentence; +0 paragraph sentence"};
	static const char *const bad[] = {"heading", "heading 2", "heading 2 9",
		"heading 300 1 1", "chapter", "at", "at x", "at 99999999999999999999",
		"paragraph; paragraph", "paragraph; +", "paragraph; +9; +3", ";",
		"paragraph paragraph x", "heading 0 0 0", "paragraph 1 2"};
	place_array places = {0};
	struct buf words = {0};
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_true(place_read(good[i], strlen(good[i]), &places));
		words.n = 0;
		for (size_t k = 0; k < places.n; k++)
			place_add(&words, &places.v[k], k == 0);
		assert_string_equal(buf_string(&words), good[i]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(place_read(bad[i], strlen(bad[i]), &places));
	buf_free(&words);
	array_free(&places);
}

/* A file of ours that somebody has changed: whatever its places say, its text is there. */
static void bitext_feed__bears__wrong_places(void **state)
{
	static const char *const places[] = {"at 4000000000", "at 0", "+3 title", "tight",
		"heading 9 200 201", "heading 1 1 1", "paragraph; +1 title; +9000 note",
		"paragraph; +2 at 1 title", "nonsense", ""};
	struct rng rng = {3};
	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct document document = {0};
		struct buf tmx = {0};
		size_t zh = 0;
		buf_puts(&tmx, "<tmx><header><prop type=\"" PLACE_NAME
			       "\">1</prop></header><body>");
		for (unsigned k = 0, n = 1 + rng_below(&rng, 5); k < n; k++)
			buf_printf(&tmx,
				"<tu><tuv xml:lang=\"zh\"><prop type=\"" PLACE_NAME
				"\">%s</prop><seg>河水。流。</seg></tuv>"
				"<tuv xml:lang=\"en\"><prop type=\"" PLACE_NAME
				"\">%s</prop><seg>It runs. On.</seg></tuv></tu>",
				places[rng_below(&rng, 10)], places[rng_below(&rng, 10)]);
		buf_puts(&tmx, "</body></tmx>");
		struct status status = bitexts_read(&document, tmx.v, tmx.n, 0, NULL);
		assert_string_equal(status.message, "");
		for (size_t k = 0; k < document.side[SIDE_ZH].blocks.n; k++)
			zh += stream_block(&document.side[SIDE_ZH], k)->len;
		assert_int_equal(zh % 15, 0);
		assert_comes_back(&document, ALIGN_TSV, 0);
		document_free(&document);
		buf_free(&tmx);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(export_align__opens__again_equal),
		cmocka_unit_test(export_tmx__writes__what_other_programs_read),
		cmocka_unit_test(export_tmx__keeps__the_rules_of_the_dtd),
		cmocka_unit_test(place_read__takes__what_place_add_wrote),
		cmocka_unit_test(bitext_feed__bears__wrong_places),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
