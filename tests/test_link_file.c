/* SPDX-License-Identifier: MIT */
/* link_file: links made by hand, written and found again in texts that were set anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "align.h"
#include "folder.h"
#include "link_file.h"
#include "linked.h"

static const char *const zh_lines[] = {"第一章　河流",
	"小河从山上流下来。它绕过了三个村子。",
	"村里的人每天清早去打水。孩子们在岸边玩。老人坐在树下说话。", "秋天水变浅了。",
	NULL};
static const char *const en_lines[] = {"Chapter 1 The River",
	"The little river comes down from the hills. It winds round three villages.",
	"Every morning the villagers fetch water. Children play on the bank. "
	"The old sit under the trees and talk.",
	"In autumn the water is low.", NULL};
static const char *const paths[SIDE_COUNT] = {
	"/texts/river.zh.txt", "/texts/river.en.txt"};

static void add(struct document *d, enum side side, const char *text)
{
	struct block block = {.text = text,
		.len = strlen(text),
		.kind = BLOCK_PARAGRAPH,
		.source = {d->side[side].blocks.n, d->side[side].blocks.n}};
	document_add(d, side, &block);
}

static void make(struct document *d, const char *const *zh, const char *const *en)
{
	*d = (struct document){.two_sources = true};
	for (; *zh; zh++)
		add(d, SIDE_ZH, *zh);
	for (; *en; en++)
		add(d, SIDE_EN, *en);
}

static void link_one(struct document *d, const struct sentence_ref *zh, uint32_t zh_count,
	const struct sentence_ref *en, uint32_t en_count, enum link_status status)
{
	struct link link = {.zh = zh,
		.en = en,
		.zh_count = zh_count,
		.en_count = en_count,
		.kind = LINK_TRANSLATION,
		.status = (uint8_t)status};
	document_link(d, &link);
}

/* Three links by hand: 1:2, 2:1 and 1:0; one that is not. */
static void link_by_hand(struct document *d)
{
	static const struct sentence_ref zh[] = {{1, 1}, {2, 0}, {2, 1}, {2, 2}, {0, 0}},
					 en[] = {{1, 1}, {2, 0}, {2, 1}, {0, 0}};
	link_one(d, zh + 4, 1, en + 3, 1, LINK_AUTO);
	link_one(d, zh, 1, en, 2, LINK_MANUAL);
	link_one(d, zh + 1, 2, en + 2, 1, LINK_MANUAL);
	link_one(d, zh + 3, 1, NULL, 0, LINK_MANUAL);
}

static const char *links_of(const struct document *d, struct buf *out)
{
	out->n = 0;
	for (size_t i = 0; i < d->links.n; i++) {
		const struct link *link = &d->links.v[i];
		buf_puts(out, i ? " " : "");
		linked_put(link->zh, link->zh_count, out);
		buf_putc(out, '=');
		linked_put(link->en, link->en_count, out);
		assert_int_equal(link->status, LINK_MANUAL);
		assert_int_equal(link->kind, LINK_TRANSLATION);
	}
	return buf_string(out);
}

/* What is read from a file into a text. */
static void assert_links(const char *path, const char *const *zh, const char *const *en,
	const char *links, size_t lost)
{
	struct document d;
	struct link_file file;
	struct buf out = {0};
	make(&d, zh, en);
	link_file_choose(&file, path, paths[SIDE_ZH], false);
	struct status s = link_file_read(&file, &d, paths);
	assert_true(status_ok(&s));
	assert_string_equal(links_of(&d, &out), links);
	assert_int_equal(file.lost, lost);
	buf_free(&out);
	link_file_free(&file);
	document_free(&d);
}

static void write_by_hand(const char *path)
{
	struct document d;
	struct link_file file;
	make(&d, zh_lines, en_lines);
	link_by_hand(&d);
	link_file_choose(&file, path, paths[SIDE_ZH], false);
	struct status s = link_file_write(&file, &d, paths);
	assert_true(status_ok(&s));
	link_file_free(&file);
	document_free(&d);
}

static const char written[] = "1.1,=1.1,2.0, 2.0,2.1,=2.1, 2.2,=";

static void link_file__reads__what_it_wrote(void **state)
{
	const char *path = folder_file(*state, "deep/links.tsv");
	write_by_hand(path);
	assert_links(path, zh_lines, en_lines, written, 0);
}

static void link_file__finds__sentences_in_a_text_set_anew(void **state)
{
	static const char *const zh[] = {"题记：写于山中。", "第一章　河流",
		"小河从山上流下来。它绕过了 三个村子。村里的人每天清早去打水。"
		"孩子们在岸边玩。",
		"老人坐在树下说话。秋天水变浅了。", NULL};
	const char *path = folder_file(*state, "links.tsv");
	write_by_hand(path);
	assert_links(path, zh, en_lines, "2.1,=1.1,2.0, 2.2,2.3,=2.1, 3.0,=", 0);
}

static void link_file__keeps__what_is_lost(void **state)
{
	static const char *const zh[] = {"第一章　河流",
		"小河从山上流下来。它绕过了三个村子。", "秋天水变浅了。", NULL};
	const char *path = folder_file(*state, "links.tsv");
	struct document d;
	struct link_file file;
	write_by_hand(path);
	make(&d, zh, en_lines);
	link_file_choose(&file, path, paths[SIDE_ZH], false);
	struct status s = link_file_read(&file, &d, paths);
	assert_true(status_ok(&s));
	assert_int_equal(file.lost, 2);
	assert_int_equal(d.links.n, 1);
	s = link_file_write(&file, &d, paths);
	assert_true(status_ok(&s));
	link_file_free(&file);
	document_free(&d);
	assert_links(path, zh, en_lines, "1.1,=1.1,2.0,", 2);
	assert_links(path, zh_lines, en_lines, written, 0);
}

static void link_file__leaves__lines_of_others(void **state)
{
	static const char others[] = "# by hand\n"
				     "not\ta link\n"
				     "/a\t\t/b\t\t1:0\t\t0:0\t〖此处〗\n";
	struct folder *folder = *state;
	const char *path = folder_file(folder, "links.tsv");
	struct document d;
	struct link_file file;
	struct buf text = {0};
	file_puts(path, others);
	make(&d, zh_lines, en_lines);
	link_by_hand(&d);
	link_file_choose(&file, path, paths[SIDE_ZH], false);
	struct status s = link_file_read(&file, &d, paths);
	assert_true(status_ok(&s));
	assert_int_equal(file.own.n + file.lost, 0);
	for (int i = 0; i < 2; i++) {
		s = link_file_write(&file, &d, paths);
		assert_true(status_ok(&s));
	}
	assert_true(file_read(path, &text));
	assert_memory_equal(text.v, others, strlen(others));
	buf_free(&text);
	assert_links(path, zh_lines, en_lines, written, 0);
	d.links.n = 0;
	s = link_file_write(&file, &d, paths);
	assert_true(status_ok(&s));
	assert_file(path, others);
	link_file_free(&file);
	document_free(&d);
}

static void link_file__takes__the_later_of_two_lines(void **state)
{
	static const struct sentence_ref zh = {1, 1}, en = {1, 1};
	const char *path = folder_file(*state, "links.tsv");
	struct document d;
	struct link_file file;
	write_by_hand(path);
	make(&d, zh_lines, en_lines);
	link_one(&d, &zh, 1, &en, 1, LINK_MANUAL);
	link_file_choose(&file, path, paths[SIDE_ZH], false);
	struct status s = link_file_write(&file, &d, paths);
	assert_true(status_ok(&s));
	link_file_free(&file);
	document_free(&d);
	assert_links(path, zh_lines, en_lines, "1.1,=1.1, 2.0,2.1,=2.1, 2.2,=", 1);
}

/* Two programs have the same text open, and each saves what it has corrected. */
static void link_file__loses__nothing_to_another_program(void **state)
{
	static const struct sentence_ref zh[] = {{1, 0}, {2, 0}}, en[] = {{1, 0}, {2, 0}};
	const char *path = folder_file(*state, "links.tsv");
	struct document one, other;
	struct link_file files[2];
	make(&one, zh_lines, en_lines);
	make(&other, zh_lines, en_lines);
	for (int i = 0; i < 2; i++) {
		link_file_choose(&files[i], path, paths[SIDE_ZH], false);
		struct status s = link_file_read(&files[i], i ? &other : &one, paths);
		assert_true(status_ok(&s));
	}
	link_one(&one, zh, 1, en, 1, LINK_MANUAL);
	struct status s = link_file_write(&files[0], &one, paths);
	assert_true(status_ok(&s));
	link_one(&other, zh + 1, 1, en + 1, 1, LINK_MANUAL);
	s = link_file_write(&files[1], &other, paths);
	assert_true(status_ok(&s));
	assert_links(path, zh_lines, en_lines, "1.0,=1.0, 2.0,=2.0,", 0);
	/* One takes its own back; the other says of the same sentence something else. */
	one.links.n = 0;
	s = link_file_write(&files[0], &one, paths);
	assert_true(status_ok(&s));
	assert_links(path, zh_lines, en_lines, "2.0,=2.0,", 0);
	link_one(&one, zh + 1, 1, en, 1, LINK_MANUAL);
	s = link_file_write(&files[0], &one, paths);
	assert_true(status_ok(&s));
	assert_links(path, zh_lines, en_lines, "2.0,=1.0,", 1);
	link_file_free(&files[0]);
	link_file_free(&files[1]);
	document_free(&one);
	document_free(&other);
}

static void link_file__is_not_for__other_texts(void **state)
{
	static const char *const zh[] = {"海边的城市很热闹。", "码头上有许多船。", NULL};
	const char *path = folder_file(*state, "links.tsv");
	write_by_hand(path);
	assert_links(path, zh, en_lines, "", 0);
}

static void link_file__understands__no_nonsense(void **state)
{
	static const char *const counts[] = {"", ":", "1", "1:", ":1", "0:0", "1:1:1",
		"2:0", "1:9999999999999999999999", "-1:1", "x:y"};
	const char *path = folder_file(*state, "links.tsv");
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		struct buf text = {0};
		buf_printf(&text, "%s\t\t%s\t\t%s\t\t1:0\t〖小河〗\n\n\t\t\t\t\t\t\t\n",
			paths[SIDE_ZH], paths[SIDE_EN], counts[i]);
		file_puts(path, buf_string(&text));
		buf_free(&text);
		assert_links(path, zh_lines, en_lines, "", 0);
	}
}

static void link_file__is__beside_the_text_or_in_the_state_folder(void **state)
{
	struct folder *folder = *state;
	struct link_file file;
	struct buf zh = {0}, beside = {0};
	setenv("XDG_STATE_HOME", folder->path, 1);
	buf_puts(&zh, folder_file(folder, "a.txt"));
	buf_printf(&beside, "%s.links.tsv", buf_string(&zh));

	link_file_choose(&file, NULL, buf_string(&zh), true);
	assert_string_equal(file.path, folder_file(folder, "duidu/links.tsv"));
	link_file_free(&file);
	link_file_choose(&file, NULL, buf_string(&zh), false);
	assert_null(file.path);
	link_file_free(&file);
	file_puts(buf_string(&beside), "");
	link_file_choose(&file, NULL, buf_string(&zh), false);
	assert_string_equal(file.path, buf_string(&beside));
	link_file_free(&file);
	link_file_choose(&file, "asked", buf_string(&zh), true);
	assert_string_equal(file.path, "asked");
	link_file_free(&file);
	/* What came with a text leads to no other file. */
	assert_int_equal(unlink(beside.v), 0);
	assert_int_equal(symlink("/tmp", beside.v), 0);
	link_file_choose(&file, NULL, zh.v, true);
	assert_string_equal(file.path, folder_file(folder, "duidu/links.tsv"));
	link_file_free(&file);
	buf_free(&zh);
	buf_free(&beside);
}

static void link_file__says__what_fails(void **state)
{
	struct folder *folder = *state;
	struct document d;
	struct link_file file;
	make(&d, zh_lines, en_lines);
	link_by_hand(&d);
	link_file_choose(&file, folder->path, paths[SIDE_ZH], false);
	struct status s = link_file_read(&file, &d, paths);
	assert_false(status_ok(&s));
	assert_non_null(strstr(s.message, folder->path));
	s = link_file_write(&file, &d, paths);
	assert_false(status_ok(&s));
	assert_non_null(strstr(s.message, folder->path));
	link_file_free(&file);
	link_file_choose(&file, NULL, "-", false);
	s = link_file_read(&file, &d, paths);
	assert_true(status_ok(&s));
	s = link_file_write(&file, &d, paths);
	assert_false(status_ok(&s));
	link_file_free(&file);
	document_free(&d);
}

static void link_file__holds__links_when_the_text_is_linked(void **state)
{
	static const char *const zh[] = {"第一章　河流", "小河从山上流下来。",
		"它绕过了三个村子。村里的人每天清早去打水。孩子们在岸边玩。老人坐在树下说"
		"话。",
		"秋天水变浅了。", NULL};
	const char *path = folder_file(*state, "links.tsv");
	struct document d;
	struct link_file file;
	size_t manual = 0;
	write_by_hand(path);
	make(&d, zh, en_lines);
	link_file_choose(&file, path, paths[SIDE_ZH], false);
	struct status s = link_file_read(&file, &d, paths);
	assert_true(status_ok(&s));
	align_document(&d);
	for (size_t i = 0; i < d.links.n; i++)
		manual += d.links.v[i].status == LINK_MANUAL;
	assert_int_equal(manual, 3);
	assert_true(d.links.n > 3);
	link_file_free(&file);
	document_free(&d);
}

#define in_folder(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, folder_set_up, folder_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(link_file__reads__what_it_wrote),
		in_folder(link_file__finds__sentences_in_a_text_set_anew),
		in_folder(link_file__keeps__what_is_lost),
		in_folder(link_file__leaves__lines_of_others),
		in_folder(link_file__takes__the_later_of_two_lines),
		in_folder(link_file__loses__nothing_to_another_program),
		in_folder(link_file__is_not_for__other_texts),
		in_folder(link_file__understands__no_nonsense),
		in_folder(link_file__is__beside_the_text_or_in_the_state_folder),
		in_folder(link_file__says__what_fails),
		in_folder(link_file__holds__links_when_the_text_is_linked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
