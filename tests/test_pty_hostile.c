/* SPDX-License-Identifier: MIT */
/* Tests of texts, names, settings, bookmarks, variables and terminals that mean harm, and of all
 * that the fuzzers keep: whatever is in them, the program sends a terminal nothing but what
 * sent.h lists (terminal_free asserts that), ends in good order, and gives the terminal back.
 * DUIDU_HOSTILE names a folder of more texts to try. */
#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "folder.h"
#include "pty_reader.h"

/* One of each kind, and what a terminal that obeyed would do. */
#define TITLE "\033]0;owned\a"
#define C1_TITLE                                                                         \
	"\xC2\x9D"                                                                       \
	"0;owned\xC2\x9C"
#define C1_RED                                                                           \
	"\xC2\x9B"                                                                       \
	"31m"
#define OVERRIDE                                                                         \
	"\xE2\x80\xAE"                                                                   \
	"txt\xE2\x80\xAC"
#define ISOLATE                                                                          \
	"\xE2\x81\xA6"                                                                   \
	"a\xE2\x81\xA9"
#define ZERO_WIDTH "\xE2\x80\x8B\xE2\x80\x8D\xE2\x80\x8D\xE2\x81\xA0\xEF\xBB\xBF\xC2\xAD"
#define TAGS "\xF3\xA0\x80\x81\xF3\xA0\x81\x81\xF3\xA0\x81\xBF"
#define SELECTORS "\xEF\xB8\x8E\xEF\xB8\x8F\xF3\xA0\x84\x80"
#define ANNOTATION                                                                       \
	"\xEF\xBF\xB9"                                                                   \
	"b\xEF\xBF\xBA"                                                                  \
	"c\xEF\xBF\xBB"
#define PRIVATE "\xEE\x80\x80\xF3\xB0\x80\x80"
#define NONCHARACTERS "\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90\xF4\x8F\xBF\xBF"
#define UNASSIGNED "\xCD\xB8\xF0\x9F\xBF\xBF"
#define LINES "\xE2\x80\xA8\xE2\x80\xA9\xC2\x85\f\v"
#define MANY_MARKS "e\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86\xCC\x87\xCC\x88"
#define CONTROLS "\001\002\a\b\016\017\177"
#define VALID                                                                            \
	TITLE C1_TITLE C1_RED OVERRIDE ISOLATE ZERO_WIDTH TAGS SELECTORS ANNOTATION      \
		PRIVATE NONCHARACTERS UNASSIGNED LINES MANY_MARKS CONTROLS "\033[2J"

/* Bytes that are no UTF-8: C1 as such, a surrogate, an overlong ESC and NUL, what is cut off. */
#define BROKEN                                                                           \
	"\x9B"                                                                           \
	"31m\x9D"                                                                        \
	"0;owned\x9C\xED\xA0\x80\xC0\x9B\xE0\x80\x9B\xC0\x80\xF8\xFF\xE4\xB8"

/* Keys that show as much as can be of a text: pages, contents, the place, panes, the abstract,
 * links, lists of bookmarks and of texts, what is copied. */
static const char *const many_keys[] = {" ", "G", "g", "t", "q", "=", "w", "w", "w", "z",
	"\t", "z", "/o\r", "\033", ":recent\r", "q", "M", "q", "C", "q", "A", "q", "y",
	"Y", "ma", "'a", ":go 1\r", ".", ",", "\014", "Q", NULL};
static const char *const few_keys[] = {"G", "t", "qyQ", NULL};

static void end_in_order(struct terminal *t, const char *name)
{
	int status = terminal_finish(t);
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 2)
		fail_msg("%s: ends with %x", name, status);
	terminal_assert_restored(t);
	terminal_free(t);
}

static void read_text(const char *path, const char *option, const char *const *keys)
{
	struct terminal t;
	start_reader(&t, (struct terminal_setup){.arguments = {path, option},
				 .variables = {"XDG_CONFIG_HOME=/none"}});
	terminal_await_maybe(&t, "h help");
	terminal_type_slowly(&t, keys);
	end_in_order(&t, path);
}

/* ---- texts ---------------------------------------------------------------------------- */

static void tty__sends__nothing_of_a_hostile_text(void **state)
{
	(void)state;
	struct buf text = {0};
	buf_puts(
		&text, "论" VALID "题\n\n摘要：第一" VALID "句。\n关键词：" VALID "\n\n");
	buf_puts(&text, "一、标" VALID "题\n\n（一）又" VALID "一\n\n");
	buf_puts(&text, "正文一段[1]" VALID "。Words " VALID " of it.\n\n");
	buf_puts(&text, "坏" BROKEN "段。\n\n");
	buf_add(&text, "有\0零。\n\n", 12);
	for (int i = 0; i < 10000; i++)
		buf_puts(&text, i ? "\xCC\x81" : "音e");
	buf_puts(&text, "\n\n参考文献\n[1] " VALID ". 书[M]. 社, 1999.\n断\033[3");
	write_file("hostile.txt", text.v, text.n);
	read_text(in_folder("hostile.txt"), NULL, many_keys);
	read_text(in_folder("hostile.txt"), "--raw", many_keys);
	buf_free(&text);
}

/* A sequence that the reader's slices cut: of decoding, of lines too long for one, of rows. */
static void tty__sends__nothing_of_sequences_that_are_cut(void **state)
{
	(void)state;
	enum { EDGE = 65536 };
	struct buf text = {0};
	for (int shift = -4; shift <= 0; shift++) {
		text.n = 0;
		while ((long)text.n < EDGE + shift)
			buf_putc(&text, 'x');
		buf_puts(&text, C1_TITLE "\033[31m" OVERRIDE);
		while (text.n < 2 * EDGE - 2)
			buf_puts(&text, "y ");
		buf_puts(&text, "\033]0;owned\a\n");
		write_file("cut.txt", text.v, text.n);
		read_text(in_folder("cut.txt"), NULL, many_keys);
	}
	buf_free(&text);
}

static void read_folder(const char *path, size_t *count)
{
	DIR *texts = opendir(path);
	char file[4096];
	for (const struct dirent *entry; texts && (entry = readdir(texts));) {
		struct stat stat_of;
		snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
		if (entry->d_name[0] == '.' || stat(file, &stat_of) < 0)
			continue;
		if (S_ISDIR(stat_of.st_mode)) {
			read_folder(file, count);
			continue;
		}
		read_text(file, NULL, few_keys);
		++*count;
	}
	if (texts)
		closedir(texts);
}

static void tty__sends__nothing_of_what_fuzzers_found(void **state)
{
	(void)state;
	char path[4096];
	const char *top = getenv("srcdir"), *more = getenv("DUIDU_HOSTILE");
	size_t count = 0;
	snprintf(path, sizeof path, "%s/fuzz/corpus", top ? top : ".");
	read_folder(path, &count);
	assert_true(count > 50);
	if (more)
		read_folder(more, &count);
	printf("%zu texts\n", count);
}

/* ---- all else that is shown ------------------------------------------------------------ */

static void tty__sends__nothing_of_a_files_name(void **state)
{
	(void)state;
	static const char *const names[] = {"a" TITLE C1_RED OVERRIDE "\n.txt",
		"b\xFF\x9B"
		"31m\xC0\x9B.txt",
		"c" TAGS ZERO_WIDTH LINES ".txt"};
	static const char text[] = "第一段。\n\n第二段。\n";
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		write_file(names[i], text, strlen(text));
		read_text(in_folder(names[i]), NULL, many_keys);
		read_text(in_folder(names[i]), "--no-such" TITLE, many_keys);
	}
	read_text(in_folder("nowhere" TITLE C1_RED OVERRIDE "\xFF.txt"), NULL, many_keys);
	read_text(in_folder("zh.txt"), "+/\xE6\xB5\xB7" TITLE C1_RED, many_keys);
}

static void tty__sends__nothing_of_files_of_its_own(void **state)
{
	(void)state;
	struct terminal t;
	struct buf marks = {0};
	static const char config[] =
		"set theme " VALID "\nbind read " VALID " quit\n"
		"set kinsoku\033[31m loose\nbind read gx " C1_TITLE "\n"
		"color heading " OVERRIDE "\n" BROKEN "\n\0\n";
	char config_option[160], marks_option[160], links_option[160];
	buf_printf(&marks,
		"2024-02-29T08:00:00Z\ta\t%s\t\t" VALID "\t1:0\t" VALID "\t" VALID "\n",
		in_folder("zh.txt"));
	buf_printf(&marks, "2024-02-29T08:00:00Z\tb\t/" VALID "\t\t\t1:0\t" BROKEN
			   "\t" BROKEN "\n" BROKEN "\n");
	write_file("config", config, sizeof config - 1);
	write_file("marks.tsv", marks.v, marks.n);
	write_file("links.tsv", BROKEN VALID "\n", sizeof BROKEN VALID);
	snprintf(config_option, sizeof config_option, "--config=%s", in_folder("config"));
	snprintf(marks_option, sizeof marks_option, "--bookmarks=%s",
		in_folder("marks.tsv"));
	snprintf(links_option, sizeof links_option, "--links=%s", in_folder("links.tsv"));
	start_reader(&t,
		(struct terminal_setup){
			.arguments = {config_option, marks_option, links_option,
				"--no-state", in_folder("zh.txt"), in_folder("en.txt")}});
	await_first_screen(&t);
	terminal_type(&t, "M");
	terminal_await(&t, "owned");
	terminal_type(&t, "\t jjq'a'b:set theme \025\r:bind\t\t\003:color\t\003Q");
	end_in_order(&t, "files of its own");
	buf_free(&marks);
}

static void tty__sends__nothing_of_variables(void **state)
{
	(void)state;
	static const char *const variables[] = {"TERM=xterm" TITLE C1_RED,
		"LC_ALL=zh" TITLE, "LANG=" VALID, "LANGUAGE=" VALID, "NO_COLOR=" TITLE,
		"HOME=/none" VALID, "XDG_STATE_HOME=/none" TITLE, "XDG_DATA_HOME=" VALID,
		"XDG_CONFIG_HOME=/none" BROKEN, "COLUMNS=" TITLE, "DUIDU_SECURE=" TITLE,
		"TZ=" VALID};
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		struct terminal t;
		start_reader(&t, (struct terminal_setup){.variables = {variables[i]}});
		terminal_type(&t, "ma:recent\rq Q");
		end_in_order(&t, variables[i]);
	}
}

/* What is printed without a screen, where that goes to a terminal all the same. */
static void tty__sends__nothing_of_what_is_printed(void **state)
{
	(void)state;
	static const char *const modes[] = {"--dump", "--outline", "--json", "--lint",
		"--search=o", "--align=tsv", "--align=tmx", "--recent",
		"--list-bookmarks", "--export-bookmarks=markdown",
		"--export-bookmarks=tsv", "--export-bookmarks=json", "--list-options",
		"--list-keys"};
	char marks_option[160];
	snprintf(marks_option, sizeof marks_option, "--bookmarks=%s",
		in_folder("marks.tsv"));
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		struct terminal t;
		start_reader(
			&t, (struct terminal_setup){.arguments = {modes[i], marks_option,
							    in_folder("hostile.txt")}});
		end_in_order(&t, modes[i]);
	}
}

/* ---- terminals ------------------------------------------------------------------------- */

/* Answers that nobody has asked for, or that come late, are no keys, and a flood of them is
 * no more; what is pasted into a prompt is text without what it would do. */
static void tty__obeys__no_answer_and_no_paste(void **state)
{
	static const char *const answers[] = {"\033[5;9R", "\033[?62;22c",
		"\033[?2026;2$y", "\033]11;rgb:0000/0000/0000\033\\", "\033]52;c;cQ==\a",
		"\033P>|qQ\033\\", "\033_Gi=1;QQ\033\\", "\033[I", "\033[O",
		"\033[<64;9;9M", "\xFF"};
	enum { KINDS = sizeof answers / sizeof *answers, MANY = 5000 };
	struct terminal t;
	(void)state;
	start_reader(&t, (struct terminal_setup){0});
	await_first_screen(&t);
	await_script_screen(&t, "");
	for (size_t i = 0; i < MANY; i++)
		terminal_type(&t, answers[i % KINDS]);
	terminal_type(&t, "j");
	await_script_screen(&t, "key j\n");
	terminal_type(&t, ":\033[200~ab\033]0;owned\a\033[2J\001\xC2\x9B"
			  "c\033[201~");
	terminal_await(&t, "\n:ab");
	terminal_type(&t, "\033");
	await_script_screen(&t, "key j\n");
	quit_reader(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tty__sends__nothing_of_a_hostile_text),
		cmocka_unit_test(tty__sends__nothing_of_sequences_that_are_cut),
		cmocka_unit_test(tty__sends__nothing_of_what_fuzzers_found),
		cmocka_unit_test(tty__sends__nothing_of_a_files_name),
		cmocka_unit_test(tty__sends__nothing_of_files_of_its_own),
		cmocka_unit_test(tty__sends__nothing_of_variables),
		cmocka_unit_test(tty__sends__nothing_of_what_is_printed),
		cmocka_unit_test(tty__obeys__no_answer_and_no_paste),
	};
	if (!pty_available())
		return PTY_SKIP;
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
