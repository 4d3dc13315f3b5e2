/* SPDX-License-Identifier: MIT */
/* fuzz_script: any keys, sizes, clicks and pastes, in an article and in a text with its
 * translation.  Input is not the text of a script, most of which would be refused, but a byte
 * an order: a character, or the row of a table.  No other program is run, and the files of the
 * user are in a folder of ours. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "loop.h"
#include "script.h"

static const char article[] =
	"论水磨的修理\n张三\n（某大学）\n"
	"摘要：本文先说溪流怎样推动木轮，再说人们怎样修理水磨。文章最后说明水磨的用处。\n"
	"关键词：水磨；修理\n\n"
	"On the Repair of Mills\nZhang San\n"
	"Abstract: This paper first tells how the stream turns the wheel, and then how "
	"people "
	"repair a mill. It tells of the use of mills in the end.\n\n"
	"一、溪流推动木轮\n\n溪流从高处来，推动木轮[1]。木轮转动石磨，麦子成了面粉[2]"
	"（P12）。\n\n"
	"（一）木轮的样子\n\n木轮有叶片，叶片会坏，所以要换。冬天的水小，木轮就停了[1-2]"
	"。\n\n"
	"二、人们修理水磨\n\n修理水磨要先关水。第二步是换叶片，第三步是上油[1]。\n\n"
	"参考文献\n[1] 李四. 水磨[M]. 某地：某社，1999.\n[2] 王五. 石磨[M]. "
	"某地：某社，2001.\n";
static const char zh[] =
	"第一章 总则\n\n第一条 为了保护水磨，制定本法。水磨属于村民。\n\n"
	"第二条 修理水磨应当在冬天。每年修理一次，花费不得超过30元。\n\n"
	"第二章 附则\n\n第三条 本法自2001年1月1日起施行。\n";
static const char en[] =
	"Chapter I General Provisions\n\nArticle 1 This law is made to protect mills. "
	"Mills "
	"belong to the villagers.\n\nArticle 2 Mills shall be repaired in winter. They "
	"are "
	"repaired once a year at no more than 30 yuan.\n\nChapter II Final Provisions\n\n"
	"Article 3 This law is in force from January 1, 2001.\n";

/* What bytes beyond ASCII stand for; a % is a number taken from the next byte. */
static const char *const orders[] = {"key <Enter>", "key <Esc>", "key <Tab>", "key <BS>",
	"key <Space>", "key <Up>", "key <Down>", "key <Left>", "key <Right>",
	"key <Home>", "key <End>", "key <PageUp>", "key <PageDown>", "key <C-c>",
	"key <C-o>", "key <C-l>", "key <C-u>", "key <C-w>", "key <M-o>", "key <M-r>",
	"key <M-p>", "key <M-c>", "key <M-h>", "key <M-w>", "key <M-s>", "key <S-Tab>",
	"key <F1>", "wait", "show", "type 水磨", "type rgzn", "type 網", "type (a+)+$",
	"type set theme light", "type go 二（一）", "type 第三条", "type 50%",
	"resize 1x1", "resize 80x24", "resize %dx9", "resize 60x%d", "resize %dx%d",
	"mouse press %d,%d", "mouse drag %d,%d", "mouse release %d,%d",
	"mouse wheel-up %d,%d", "mouse wheel-down %d,%d", "clipboard"};
enum { ORDERS = sizeof orders / sizeof *orders };

static void add_order(struct buf *script, const char *order, struct fuzz_input *input)
{
	for (const char *p = order; *p; p++) {
		if (p[0] == '%' && p[1] == 'd') {
			buf_printf(script, "%u", 1 + fuzz_number(input, 140));
			p++;
		} else {
			buf_putc(script, *p);
		}
	}
	buf_putc(script, '\n');
}

static void write_script(struct fuzz_input input, struct buf *script)
{
	while (input.n > 0) {
		unsigned byte = fuzz_number(&input, 256);
		if (byte == '<')
			buf_puts(script, "key <lt>\n");
		else if (byte > ' ' && byte < 0x7F)
			buf_printf(script, "key %c\n", (int)byte);
		else
			add_order(script, orders[byte % ORDERS], &input);
	}
}

static void read_text(
	const char *const paths[2], struct settings *settings, const struct front *front)
{
	struct loop_text text = {0}, next = {0};
	struct status s = reader_open(&text.reader, &settings->config, paths, NULL);
	if (!status_ok(&s))
		abort();
	s = reader_load_beginning(text.reader);
	if (status_ok(&s))
		loop_run(&text, settings, front, NULL, &next);
	state_position_free(&next.place);
	reader_free(next.reader);
	reader_free(text.reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct fuzz_input input = {bytes, len};
	bool pair = fuzz_number(&input, 2);
	struct buf path = {0}, other = {0}, keys = {0}, bookmarks = {0}, text = {0};
	struct settings settings;
	struct script *script;
	struct front front;
	fuzz_path(&path, pair ? "zh.txt" : "article.txt");
	fuzz_path(&other, "en.txt");
	fuzz_path(&keys, "keys");
	fuzz_path(&bookmarks, "bookmarks.tsv");
	const char *first = pair ? zh : article;
	fuzz_write(buf_string(&path), (const uint8_t *)first, strlen(first));
	fuzz_write(buf_string(&other), (const uint8_t *)en, strlen(en));
	fuzz_write(buf_string(&bookmarks), (const uint8_t *)"", 0);
	write_script(input, &text);
	fuzz_write(buf_string(&keys), (const uint8_t *)buf_string(&text), text.n);

	settings_init(&settings);
	settings.config.secure = true;
	settings.config.state = false;
	settings.config.bookmarks = buf_string(&bookmarks);
	settings.config.dictionary = "";
	FILE *out = fopen("/dev/null", "w");
	struct status s = script_open(
		&script, keys.v, &(struct front_size){80, 24, 1}, out, &front);
	if (!status_ok(&s))
		abort();
	read_text(
		(const char *const[2]){path.v, pair ? other.v : NULL}, &settings, &front);
	script_free(script);
	fclose(out);
	settings_free(&settings);
	buf_free(&path);
	buf_free(&other);
	buf_free(&keys);
	buf_free(&bookmarks);
	buf_free(&text);
	return 0;
}
