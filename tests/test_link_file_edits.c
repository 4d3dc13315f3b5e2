/* SPDX-License-Identifier: MIT */
/* link_file: texts that were edited at random, and files that hold anything: what is found is what
 * was linked, sentence by sentence, and what is not found stays in the file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"
#include "link_file.h"
#include "rng.h"

static const char *const paths[SIDE_COUNT] = {"/texts/a.zh.txt", "/texts/a.en.txt"};

/* A sentence, known by its number whatever becomes of it. */
struct line {
	char text[256];
	unsigned number, joined; /* of one that it has grown together with; 0: none */
};
typedef ARRAY_OF(struct line) line_array;

static void make_line(struct rng *rng, enum side side, unsigned number, struct line *line)
{
	static const char *const zh[3][6] = {
		{"老渔夫", "村里的孩子", "两个商人", "山下的学校", "县里的医生", "小船"},
		{"在清晨", "到了傍晚", "下雨以后", "每年秋天", "刚过年", "不声不响地"},
		{"修好了旧桥", "又回到河边", "把粮食运走", "等着对岸的消息", "种下许多树",
			"谈起往事"}};
	static const char *const en[3][6] = {
		{"The old fisherman", "A village child", "Two merchants",
			"The school below", "A country doctor", "The small boat"},
		{" at dawn", " towards evening", " after the rain", " every autumn",
			" just after New Year", " without a word"},
		{" mended the bridge", " came back to the river",
			" carried off the grain", " waited for news",
			" planted many trees", " spoke of the past"}};
	const char *const(*words)[6] = side == SIDE_ZH ? zh : en;
	unsigned n = rng_below(rng, 90) + 10;
	line->number = number;
	line->joined = 0;
	snprintf(line->text, sizeof line->text,
		side == SIDE_ZH ? "%s%s%s%u次" : "%s%s%s %u times",
		words[0][rng_below(rng, 6)], words[1][rng_below(rng, 6)],
		words[2][rng_below(rng, 6)], n);
}

/* Sentences as blocks of some of them. */
static void put_blocks(
	struct document *d, enum side side, struct rng *rng, const line_array *lines)
{
	struct buf text = {0};
	for (size_t i = 0; i < lines->n; i++) {
		buf_puts(&text, lines->v[i].text);
		buf_puts(&text, side == SIDE_ZH ? "。" : ". ");
		if (i + 1 < lines->n && rng_chance(rng, 60))
			continue;
		struct block block = {.text = text.v,
			.len = text.n,
			.kind = BLOCK_PARAGRAPH,
			.source = {i, i}};
		document_add(d, side, &block);
		text.n = 0;
	}
	buf_free(&text);
}

/* Leaves out, adds, changes a word of, and runs together some sentences of a hundred. */
static void edit(struct rng *rng, enum side side, unsigned percent, line_array *lines)
{
	line_array edited = {0};
	unsigned number = 10000;
	for (size_t i = 0; i < lines->n; i++) {
		struct line line = lines->v[i];
		if (rng_chance(rng, percent))
			continue;
		if (rng_chance(rng, percent)) {
			struct line fresh;
			make_line(rng, side, number++, &fresh);
			array_push(&edited, fresh);
		}
		if (rng_chance(rng, percent))
			strcat(line.text, side == SIDE_ZH ? "左右" : " or so");
		if (i + 1 < lines->n && rng_chance(rng, percent)) {
			struct line *next = &lines->v[++i];
			strcat(line.text, side == SIDE_ZH ? "，" : ", ");
			strcat(line.text, next->text);
			line.joined = next->number;
		}
		array_push(&edited, line);
	}
	array_free(lines);
	*lines = edited;
}

/* The number of a sentence in the lines it was made of. */
static const struct line *line_of(const struct document *d, enum side side,
	struct sentence_ref ref, const line_array *lines)
{
	size_t n = ref.sentence;
	for (uint32_t i = 0; i < ref.block; i++) {
		span_array spans = {0};
		block_sentences(&(struct sentence_style){0},
			stream_block(&d->side[side], i), &spans);
		n += spans.n;
		array_free(&spans);
	}
	assert_true(n < lines->n);
	return &lines->v[n];
}

struct pair {
	unsigned first[SIDE_COUNT], count[SIDE_COUNT];
};

/* Links some sentences by hand, in order, and notes which. */
static size_t link_some(
	struct document *d, struct rng *rng, struct pair *pairs, size_t most)
{
	ARRAY_OF(struct sentence_ref) all[SIDE_COUNT] = {0};
	size_t at[SIDE_COUNT] = {0}, n = 0;
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		for (uint32_t i = 0; i < d->side[side].blocks.n; i++) {
			span_array spans = {0};
			block_sentences(&(struct sentence_style){0},
				stream_block(&d->side[side], i), &spans);
			for (uint32_t k = 0; k < spans.n; k++)
				array_push(&all[side], (struct sentence_ref){i, k});
			array_free(&spans);
		}
	}
	while (n < most) {
		struct pair *pair = &pairs[n];
		bool room = true;
		for (enum side side = 0; side < SIDE_COUNT; side++) {
			at[side] += rng_below(rng, 3);
			pair->first[side] = (unsigned)at[side] + 1;
			pair->count[side] = 1 + rng_below(rng, 2);
			at[side] += pair->count[side];
			room = room && at[side] <= all[side].n;
		}
		if (!room)
			break;
		struct link link = {.zh = all[SIDE_ZH].v + pair->first[SIDE_ZH] - 1,
			.en = all[SIDE_EN].v + pair->first[SIDE_EN] - 1,
			.zh_count = pair->count[SIDE_ZH],
			.en_count = pair->count[SIDE_EN],
			.kind = LINK_TRANSLATION,
			.status = LINK_MANUAL};
		document_link(d, &link);
		n++;
	}
	array_free(&all[SIDE_ZH]);
	array_free(&all[SIDE_EN]);
	return n;
}

/* Every found link is one that was made, whole and of nothing else. */
static void assert_right(const struct document *d, const line_array lines[SIDE_COUNT],
	const struct pair *pairs, size_t n)
{
	for (size_t i = 0; i < d->links.n; i++) {
		const struct link *link = &d->links.v[i];
		const struct pair *pair = pairs;
		unsigned zh = line_of(d, SIDE_ZH, link->zh[0], &lines[SIDE_ZH])->number;
		while (pair < pairs + n && pair->first[SIDE_ZH] != zh)
			pair++;
		assert_true(pair < pairs + n);
		for (enum side side = 0; side < SIDE_COUNT; side++) {
			uint32_t count;
			const struct sentence_ref *refs = link_refs(link, side, &count);
			assert_int_equal(count, pair->count[side]);
			for (uint32_t k = 0; k < count; k++) {
				const struct line *line =
					line_of(d, side, refs[k], &lines[side]);
				assert_int_equal(line->number, pair->first[side] + k);
				assert_int_equal(line->joined, 0);
			}
		}
	}
}

enum { SENTENCES = 60, LINKS = 20 };

/* Makes texts, links some of them, and writes that to a file; how many. */
static size_t write_some(struct document *d, struct rng *rng,
	line_array lines[SIDE_COUNT], struct pair pairs[LINKS], const char *path)
{
	struct link_file file;
	*d = (struct document){.two_sources = true};
	for (enum side side = 0; side < SIDE_COUNT; side++) {
		for (unsigned i = 1; i <= SENTENCES; i++) {
			struct line line;
			make_line(rng, side, i, &line);
			array_push(&lines[side], line);
		}
		put_blocks(d, side, rng, &lines[side]);
	}
	size_t n = link_some(d, rng, pairs, LINKS);
	unlink(path);
	link_file_choose(&file, path, paths[SIDE_ZH], false);
	struct status s = link_file_write(&file, d, paths);
	assert_true(status_ok(&s));
	link_file_free(&file);
	return n;
}

static void free_lines(line_array lines[SIDE_COUNT])
{
	array_free(&lines[SIDE_ZH]);
	array_free(&lines[SIDE_EN]);
}

static void link_file__finds__no_wrong_link_in_edited_texts(void **state)
{
	enum { ROUNDS = 40 };
	const char *path = folder_file(*state, "links.tsv");
	struct rng rng = {.state = 20260601};
	size_t found = 0, made = 0;
	for (int round = 0; round < ROUNDS; round++) {
		struct document d, e = {.two_sources = true};
		line_array lines[SIDE_COUNT] = {0};
		struct pair pairs[LINKS];
		struct link_file again;
		size_t n = write_some(&d, &rng, lines, pairs, path);
		for (enum side side = 0; side < SIDE_COUNT; side++) {
			edit(&rng, side, (unsigned)round / 4, &lines[side]);
			put_blocks(&e, side, &rng, &lines[side]);
		}
		link_file_choose(&again, path, paths[SIDE_ZH], false);
		struct status s = link_file_read(&again, &e, paths);
		assert_true(status_ok(&s));
		assert_right(&e, lines, pairs, n);
		assert_int_equal(again.found, e.links.n);
		/* A text that is another one now has none of them, and none is lost. */
		if (again.found + again.lost > 0)
			assert_int_equal(again.found + again.lost, n);
		if (round < 4)
			assert_int_equal(again.lost, 0);
		made += n;
		found += again.found;
		link_file_free(&again);
		free_lines(lines);
		document_free(&d);
		document_free(&e);
	}
	assert_true(found * 2 > made);
}

/* Changes, cuts out, doubles or breaks off some bytes. */
static void spoil(struct rng *rng, struct buf *text)
{
	static const char marks[] = "\t\n:>0\\\xE4";
	for (unsigned times = 1 + rng_below(rng, 12); times > 0 && text->n > 0; times--) {
		size_t at = rng_below(rng, (unsigned)text->n);
		size_t len = 1 + rng_below(rng, 40);
		len = len < text->n - at ? len : text->n - at;
		switch (rng_below(rng, 5)) {
		case 0:
			text->v[at] = marks[rng_below(rng, sizeof marks)];
			break;
		case 1:
			text->v[at] = (char)rng_below(rng, 256);
			break;
		case 2:
			memmove(text->v + at, text->v + at + len, text->n - at - len);
			text->n -= len;
			break;
		case 3:
			text->n = rng_chance(rng, 90) ? text->n : at;
			break;
		default:
			memmove(text->v + rng_below(rng, (unsigned)(text->n - len + 1)),
				text->v + at, rng_chance(rng, 50) ? 1 : len);
		}
	}
}

/* Of lines in which anything may stand those that are still links are right ones, and no line
 * goes but for those. */
static void link_file__survives__garbage(void **state)
{
	enum { ROUNDS = 200 };
	const char *path = folder_file(*state, "links.tsv");
	struct rng rng = {.state = 20260701};
	size_t found = 0;
	for (int round = 0; round < ROUNDS; round++) {
		struct document d;
		line_array lines[SIDE_COUNT] = {0};
		struct pair pairs[LINKS];
		struct link_file file;
		struct buf text = {0}, after = {0};
		size_t n = write_some(&d, &rng, lines, pairs, path);
		assert_true(file_read(path, &text));
		spoil(&rng, &text);
		file_write(path, text.v, text.n);
		d.links.n = 0;
		link_file_choose(&file, path, paths[SIDE_ZH], false);
		struct status s = link_file_read(&file, &d, paths);
		assert_true(status_ok(&s));
		assert_int_equal(d.links.n, file.found);
		assert_right(&d, lines, pairs, n);
		found += file.found;
		/* Taken back, all links that were found go, and nothing else. */
		size_t before = 0, left = 0;
		for (size_t i = 0; i < text.n; i++)
			before += text.v[i] == '\n';
		before += text.n > 0 && text.v[text.n - 1] != '\n';
		d.links.n = 0;
		s = link_file_write(&file, &d, paths);
		assert_true(status_ok(&s));
		assert_true(file_read(path, &after));
		for (size_t i = 0; i < after.n; i++)
			left += after.v[i] == '\n';
		assert_int_equal(left + file.found, before);
		link_file_free(&file);
		buf_free(&text);
		buf_free(&after);
		free_lines(lines);
		document_free(&d);
	}
	assert_true(found > (size_t)ROUNDS * LINKS / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			link_file__finds__no_wrong_link_in_edited_texts, folder_set_up,
			folder_tear_down),
		cmocka_unit_test_setup_teardown(
			link_file__survives__garbage, folder_set_up, folder_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
