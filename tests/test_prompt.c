/* SPDX-License-Identifier: MIT */
/* Tests of prompt: keys in, text and cursor out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <unistr.h>

#include "jumble.h"
#include "prompted.h"

static const struct glyph_style style = {.ambiguous = 1};

static void paste(struct prompt *prompt, const char *text)
{
	size_t len = strlen(text);
	prompt_take(prompt, KEY_PASTE_BEGIN);
	for (size_t at = 0; at < len;) {
		ucs4_t c;
		at += (size_t)u8_mbtouc(&c, (const uint8_t *)text + at, len - at);
		prompt_take(prompt, c);
	}
	prompt_take(prompt, KEY_PASTE_END);
}

/* What keys make of a text that was there. */
static void assert_edit(const char *initial, const char *keys, const char *expected)
{
	struct prompt prompt;
	prompt_open(&prompt, &(struct prompt_setup){.label = ":", .initial = initial});
	type(&prompt, keys);
	assert_state(&prompt, expected);
	prompt_close(&prompt);
}

static void assert_answer(
	const char *initial, const char *keys, enum prompt_answer answer)
{
	struct prompt prompt;
	prompt_open(&prompt, &(struct prompt_setup){.label = ":", .initial = initial});
	assert_int_equal(type(&prompt, keys), answer);
	prompt_close(&prompt);
}

/* ---- editing ---- */

static void prompt_open__starts__behind_the_initial_text(void **state)
{
	(void)state;
	assert_edit(NULL, "", "|");
	assert_edit("", "", "|");
	assert_edit("依法治国", "", "依法治国|");
}

static void prompt_open__cleans__the_initial_text(void **state)
{
	(void)state;
	assert_edit("a\x1b[31mb\x7f\xC2\x9B\xFF"
		    "c\n",
		"", "a[31mbc|");
}

static void prompt_take__inserts__where_the_cursor_is(void **state)
{
	(void)state;
	assert_edit("", "ab", "ab|");
	assert_edit("国家", "<Left>大", "国大|家");
	assert_edit("ab", "<Home><Space>", " |ab");
	assert_edit("", "<lt>C-x>", "<C-x>|");
}

static void prompt_take__moves__by_graphemes(void **state)
{
	(void)state;
	assert_edit("国家", "<Left>", "国|家");
	assert_edit("国家", "<Left><Left><Left>", "|国家");
	assert_edit("e\u0301a", "<Left><Left>", "|e\u0301a");
	assert_edit("e\u0301a", "<Home><Right>", "e\u0301|a");
	assert_edit("a🇨🇳b", "<Left><Left>", "a|🇨🇳b");
	assert_edit("ab", "<Home><Right><Right><Right>", "ab|");
	assert_edit("abc", "<C-b>", "ab|c");
	assert_edit("abc", "<C-a><C-f>", "a|bc");
	assert_edit("abc", "<C-a>", "|abc");
	assert_edit("abc", "<C-a><C-e>", "abc|");
	assert_edit("abc", "<Home><End>", "abc|");
}

static void prompt_take__erases__graphemes(void **state)
{
	(void)state;
	assert_edit("国家", "<BS>", "国|");
	assert_edit("ae\u0301", "<BS>", "a|");
	assert_edit("a🇨🇳", "<BS>", "a|");
	assert_edit("国家", "<Home><BS>", "|国家");
	assert_edit("国家", "<Home><Delete>", "|家");
	assert_edit("国家", "<Home><C-d>", "|家");
	assert_edit("国家", "<Delete>", "国家|");
	assert_edit("e\u0301a", "<Home><Delete>", "|a");
	assert_edit("abc", "<Left><C-h>", "a|c");
}

/* A mark typed behind its letter joins it, and so does a letter put before a mark. */
static void prompt_take__keeps__the_cursor_between_graphemes(void **state)
{
	(void)state;
	assert_edit("ea", "<Left>\u0301", "e\u0301|a");
	assert_edit("\u0301a", "<Home>e", "e\u0301|a");
	assert_edit("\u0301a", "<Home>e<BS>", "|a");
	assert_edit("🇨x🇳", "<Left><BS>", "🇨🇳|");
}

static void prompt_take__moves__by_words(void **state)
{
	(void)state;
	assert_edit("set divider 50", "<M-b>", "set divider |50");
	assert_edit("set divider 50", "<M-b><M-b>", "set |divider 50");
	assert_edit("set divider 50 ", "<M-Left>", "set divider |50 ");
	assert_edit("set divider 50", "<Home><M-f>", "set| divider 50");
	assert_edit("set divider 50", "<Home><M-f><M-Right>", "set divider| 50");
	assert_edit("AI安全与发展", "<M-b>", "AI|安全与发展");
	assert_edit("安全，发展", "<M-b><M-b>", "安全|，发展");
	assert_edit("安全　发展", "<M-b>", "安全　|发展");
	assert_edit("  ab", "<Home><M-f>", "  ab|");
	assert_edit("  ", "<M-b>", "|  ");
	assert_edit("  ", "<Home><M-f>", "  |");
	assert_edit("e\u0301e\u0301 x", "<M-b><M-b>", "|e\u0301e\u0301 x");
	assert_edit("", "<M-b><M-f>", "|");
}

static void prompt_take__erases__words_and_ends(void **state)
{
	(void)state;
	assert_edit("set divider 50", "<C-w>", "set divider |");
	assert_edit("set divider 50", "<C-w><C-w>", "set |");
	assert_edit("a 安全", "<M-BS>", "a |");
	assert_edit("set divider 50", "<Home><M-d>", "| divider 50");
	assert_edit("set divider 50", "<M-b><C-u>", "|50");
	assert_edit("set divider 50", "<M-b><C-k>", "set divider |");
	assert_edit("", "<C-w><C-u><C-k><M-d>", "|");
}

static void prompt_take__answers__what_became_of_a_key(void **state)
{
	(void)state;
	assert_answer("a", "b", PROMPT_CHANGED);
	assert_answer("a", "<Left>", PROMPT_EDITING);
	assert_answer("a", "<Delete>", PROMPT_EDITING);
	assert_answer("a", "<BS>", PROMPT_CHANGED);
	assert_answer("a", "<C-u>", PROMPT_CHANGED);
	assert_answer("a", "<Enter>", PROMPT_ACCEPTED);
	assert_answer("", "<Enter>", PROMPT_ACCEPTED);
	assert_answer("a", "<C-j>", PROMPT_ACCEPTED);
	assert_answer("a", "<Esc>", PROMPT_CANCELLED);
	assert_answer("a", "<C-c>", PROMPT_CANCELLED);
	assert_answer("a", "<C-g>", PROMPT_CANCELLED);
	assert_answer("", "<BS>", PROMPT_CANCELLED);
	assert_answer("", "<C-h>", PROMPT_CANCELLED);
	assert_answer("a", "<Home><BS>", PROMPT_EDITING);
	assert_answer("a", "<M-c>", PROMPT_UNUSED);
	assert_answer("a", "<C-l>", PROMPT_UNUSED);
	assert_answer("a", "<F1>", PROMPT_UNUSED);
	/* There is no history here, and nothing to complete. */
	assert_answer("a", "<Tab>", PROMPT_UNUSED);
	assert_answer("a", "<S-Tab>", PROMPT_UNUSED);
	assert_answer("a", "<Up>", PROMPT_UNUSED);
	assert_answer("a", "<C-n>", PROMPT_UNUSED);
}

/* What is not a key, and code points that no terminal should send. */
static void prompt_take__leaves__what_cannot_be_text(void **state)
{
	static const key odd[] = {KEY_NONE, KEY_RESIZED, KEY_PASTE_END, 0xD800, 0xDFFF,
		0x80, 0x9B, 0x00, 0x1FFFFF};
	struct prompt prompt;
	(void)state;
	prompt_open(&prompt, &(struct prompt_setup){.label = "/", .initial = "x"});
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		assert_int_equal(prompt_take(&prompt, odd[i]), PROMPT_UNUSED);
	assert_state(&prompt, "x|");
	prompt_close(&prompt);
}

static void prompt_set__replaces__the_text(void **state)
{
	struct prompt prompt;
	(void)state;
	prompt_open(&prompt, &(struct prompt_setup){.label = "/", .initial = "国家"});
	prompt_set(&prompt, "a\tb");
	assert_state(&prompt, "ab|");
	prompt_set(&prompt, NULL);
	assert_state(&prompt, "|");
	prompt_close(&prompt);
}

/* ---- room, paste ---- */

static void prompt_take__leaves_out__what_has_no_room(void **state)
{
	struct prompt prompt;
	struct buf text = {0};
	(void)state;
	while (text.n < PROMPT_ROOM - 2)
		buf_putc(&text, 'a');
	prompt_open(&prompt,
		&(struct prompt_setup){.label = "/", .initial = buf_string(&text)});
	assert_int_equal(type(&prompt, "国"), PROMPT_EDITING);
	assert_int_equal(prompt.text.n, PROMPT_ROOM - 2);
	assert_int_equal(type(&prompt, "ab"), PROMPT_CHANGED);
	assert_int_equal(type(&prompt, "a"), PROMPT_EDITING);
	assert_int_equal(prompt.text.n, PROMPT_ROOM);
	assert_int_equal(type(&prompt, "<BS>"), PROMPT_CHANGED);
	prompt_close(&prompt);
	buf_free(&text);
}

static void prompt_take__inserts__a_paste_when_it_ends(void **state)
{
	struct prompt prompt;
	(void)state;
	prompt_open(&prompt, &(struct prompt_setup){.label = "/", .initial = "ab"});
	type(&prompt, "<Left>");
	assert_int_equal(prompt_take(&prompt, KEY_PASTE_BEGIN), PROMPT_EDITING);
	assert_int_equal(prompt_take(&prompt, 'x'), PROMPT_EDITING);
	assert_state(&prompt, "a|b");
	assert_int_equal(prompt_take(&prompt, KEY_PASTE_END), PROMPT_CHANGED);
	assert_state(&prompt, "ax|b");
	prompt_close(&prompt);
}

static void prompt_take__cleans__a_paste(void **state)
{
	static const struct {
		const char *pasted, *expected;
	} cases[] = {
		{"依法治国", "依法治国|"},
		{"two\nlines", "two lines|"},
		{"two\r\nlines\r\n", "two lines|"},
		{"\n\tword\n", "word|"},
		{"a\t\tb", "a b|"},
		{"a\x1b[2Jb\x03\x07\x7f\xC2\x85", "a[2Jb|"},
		{"\n", "|"},
		{"", "|"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct prompt prompt;
		prompt_open(&prompt, &(struct prompt_setup){.label = "/"});
		paste(&prompt, cases[i].pasted);
		assert_state(&prompt, cases[i].expected);
		prompt_close(&prompt);
	}
}

/* Esc and Enter in a paste are not keys, and a paste without an end can be left. */
static void prompt_take__leaves__a_paste_by_interrupt_only(void **state)
{
	struct prompt prompt;
	(void)state;
	prompt_open(&prompt, &(struct prompt_setup){.label = "/"});
	prompt_take(&prompt, KEY_PASTE_BEGIN);
	assert_int_equal(type(&prompt, "a<Esc><Enter><Left>"), PROMPT_EDITING);
	assert_int_equal(type(&prompt, "<C-c>"), PROMPT_CANCELLED);
	prompt_close(&prompt);
}

static void prompt_take__bounds__a_large_paste(void **state)
{
	struct prompt prompt;
	(void)state;
	prompt_open(&prompt, &(struct prompt_setup){.label = "/", .initial = "ab"});
	type(&prompt, "<Left>");
	prompt_take(&prompt, KEY_PASTE_BEGIN);
	for (int i = 0; i < 1024 * 1024; i++)
		prompt_take(&prompt, 0x56FD);
	assert_true(prompt.paste.n < PROMPT_ROOM + 4);
	prompt_take(&prompt, KEY_PASTE_END);
	assert_int_equal(prompt.text.n, 2 + (PROMPT_ROOM - 2) / 3 * 3);
	assert_int_equal(prompt.cursor, prompt.text.n - 1);
	prompt_close(&prompt);
}

/* ---- any keys ---- */

static bool is_boundary(const struct prompt *prompt, size_t at)
{
	size_t end = 0;
	while (end < at)
		end += glyph_at(&style, prompt->text.v, prompt->text.n, end).size;
	return end == at;
}

/* Whatever is typed: the text is clean UTF-8, the cursor is between two graphemes and on the
 * screen, and "unchanged" is not said of a changed text. */
static void prompt__holds__its_promises(void **state)
{
	static const key keys[] = {KEY_IS_LEFT, KEY_IS_RIGHT, KEY_IS_HOME, KEY_IS_END,
		KEY_IS_UP, KEY_IS_DOWN, KEY_IS_DELETE, 0x7F, 0x17, 0x15, 0x0B, 0x09,
		KEY_IS_BACK_TAB, KEY_META | 'b', KEY_META | 'f', KEY_META | 'd',
		KEY_PASTE_BEGIN, KEY_PASTE_END, KEY_PASTE_END, KEY_INTERRUPT, 0x1B, 0x0D,
		KEY_META | 'x', KEY_NONE};
	enum { KEYS = sizeof keys / sizeof *keys, STEPS = 20000 };
	struct rng rng = {20260};
	struct prompt prompt;
	struct buf asked = {0}, was = {0}, piece = {0};
	struct grid grid = {0};
	(void)state;
	prompt_open(&prompt, &(struct prompt_setup){.label = "/",
				     .history = history,
				     .history_count = HISTORY_COUNT,
				     .complete = offer_words,
				     .ctx = &asked});
	for (int step = 0; step < STEPS; step++) {
		key k = keys[rng_below(&rng, KEYS)];
		if (rng_chance(&rng, 60)) {
			ucs4_t c;
			piece.n = asked.n = 0;
			jumble(&rng, 1, &piece);
			u8_mbtouc(&c, (const uint8_t *)piece.v, piece.n);
			k = c;
		}
		was.n = 0;
		buf_puts(&was, prompt_text(&prompt));
		enum prompt_answer answer = prompt_take(&prompt, k);
		bool same = strcmp(buf_string(&was), prompt_text(&prompt)) == 0;
		assert_true(answer == PROMPT_CHANGED || same);
		assert_true(prompt.text.n <= PROMPT_ROOM);
		assert_null(u8_check((const uint8_t *)prompt.text.v, prompt.text.n));
		for (size_t i = 0; i < prompt.text.n; i++)
			assert_true((unsigned char)prompt.text.v[i] >= 0x20 &&
				    prompt.text.v[i] != 0x7F);
		assert_true(is_boundary(&prompt, prompt.cursor));
		if (rng_chance(&rng, 30)) {
			int columns = rng_between(&rng, 1, 30);
			grid_reset(&grid, columns, 2);
			prompt_draw(&prompt, &style, "3/4", &grid, 1);
			assert_true(is_boundary(&prompt, prompt.first));
			assert_true(prompt.first <= prompt.cursor);
			assert_in_range(grid.cursor_column, 0, columns - 1);
		}
	}
	prompt_close(&prompt);
	grid_free(&grid);
	buf_free(&asked);
	buf_free(&was);
	buf_free(&piece);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prompt_open__starts__behind_the_initial_text),
		cmocka_unit_test(prompt_open__cleans__the_initial_text),
		cmocka_unit_test(prompt_take__inserts__where_the_cursor_is),
		cmocka_unit_test(prompt_take__moves__by_graphemes),
		cmocka_unit_test(prompt_take__erases__graphemes),
		cmocka_unit_test(prompt_take__keeps__the_cursor_between_graphemes),
		cmocka_unit_test(prompt_take__moves__by_words),
		cmocka_unit_test(prompt_take__erases__words_and_ends),
		cmocka_unit_test(prompt_take__answers__what_became_of_a_key),
		cmocka_unit_test(prompt_take__leaves__what_cannot_be_text),
		cmocka_unit_test(prompt_set__replaces__the_text),
		cmocka_unit_test(prompt_take__leaves_out__what_has_no_room),
		cmocka_unit_test(prompt_take__inserts__a_paste_when_it_ends),
		cmocka_unit_test(prompt_take__cleans__a_paste),
		cmocka_unit_test(prompt_take__leaves__a_paste_by_interrupt_only),
		cmocka_unit_test(prompt_take__bounds__a_large_paste),
		cmocka_unit_test(prompt__holds__its_promises),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
