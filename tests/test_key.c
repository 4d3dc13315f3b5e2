/* SPDX-License-Identifier: MIT */
/* Tests of key: names of keys there and back, and what terminals send. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "key.h"

static void assert_parses(const char *text, key expected)
{
	key k = KEY_NONE;
	assert_int_equal(key_parse(text, strlen(text), &k), strlen(text));
	assert_int_equal(k, expected);
}

static void assert_no_key(const char *text)
{
	key k;
	assert_int_equal(key_parse(text, strlen(text), &k), 0);
}

static void key_parse__reads__characters(void **state)
{
	(void)state;
	key k;
	assert_parses("a", 'a');
	assert_parses("G", 'G');
	assert_parses(">", '>');
	assert_parses("#", '#');
	assert_parses("安", 0x5B89);
	assert_parses("\xF0\xA0\x80\x80", 0x20000);
	assert_int_equal(key_parse("ZZ", 2, &k), 1);
	assert_int_equal(k, 'Z');
}

static void key_parse__reads__names_in_any_case(void **state)
{
	(void)state;
	assert_parses("<Enter>", '\r');
	assert_parses("<CR>", '\r');
	assert_parses("<tab>", '\t');
	assert_parses("<ESC>", 0x1B);
	assert_parses("<Space>", ' ');
	assert_parses("<BS>", 0x7F);
	assert_parses("<lt>", '<');
	assert_parses("<PageDown>", KEY_IS_PAGE_DOWN);
	assert_parses("<pgdn>", KEY_IS_PAGE_DOWN);
	assert_parses("<Up>", KEY_IS_UP);
	assert_parses("<F1>", KEY_IS_F1);
	assert_parses("<F12>", KEY_IS_F12);
	assert_parses("<S-Tab>", KEY_IS_BACK_TAB);
}

static void key_parse__reads__modifiers(void **state)
{
	(void)state;
	assert_parses("<C-o>", 'O' - '@');
	assert_parses("<c-O>", 'O' - '@');
	assert_parses("<C-@>", 0);
	assert_parses("<C-_>", 0x1F);
	assert_parses("<C-i>", '\t');
	assert_parses("<C-c>", KEY_INTERRUPT);
	assert_parses("<M-Right>", KEY_META | KEY_IS_RIGHT);
	assert_parses("<M-x>", KEY_META | 'x');
	assert_parses("<M-安>", KEY_META | 0x5B89);
	assert_parses("<M-C-x>", KEY_META | ('X' - '@'));
	assert_parses("<M-lt>", KEY_META | '<');
	assert_parses("<M->>", KEY_META | '>');
}

static void key_parse__refuses__what_is_no_key(void **state)
{
	(void)state;
	key k;
	assert_int_equal(key_parse("", 0, &k), 0);
	assert_no_key("<");
	assert_no_key("<x");
	assert_no_key("<>");
	assert_no_key("<Foo>");
	assert_no_key("<Ente>");
	assert_no_key("<F13>");
	assert_no_key("<C-1>");
	assert_no_key("<C-oo>");
	assert_no_key("<C->");
	assert_no_key("<M->");
	assert_no_key("<M-xy>");
	assert_no_key(" ");
	assert_no_key("\t");
	assert_no_key("\x7F");
	assert_no_key("\xC2\x85");
	assert_no_key("\xE5\xAE");
	assert_no_key("\xFF");
	assert_int_equal(key_parse("<Enter>", 6, &k), 0);
}

/* Every key has one name, and key_parse takes it. */
static void key_spell__round_trips__every_key(void **state)
{
	(void)state;
	const key metas[] = {0, KEY_META};
	for (size_t m = 0; m < 2; m++)
		for (key base = 0; base <= KEY_INTERRUPT; base++) {
			char name[KEY_NAME_SIZE];
			key k = KEY_NONE;
			if (base == 3 || base == KEY_NONE ||
				(base >= 0xD800 && base < 0xE000) ||
				(base >= 0x80 && base < 0xA0))
				continue;
			key_spell(base | metas[m], name);
			size_t len = strlen(name);
			if (len == 0 || key_parse(name, len, &k) != len ||
				k != (base | metas[m]))
				fail_msg("%#x is spelt '%s'", base | metas[m], name);
		}
}

static void key_spell__gives__the_usual_names(void **state)
{
	(void)state;
	static const struct {
		key k;
		const char *name;
	} cases[] = {
		{'a', "a"},
		{' ', "<Space>"},
		{'<', "<lt>"},
		{'\r', "<Enter>"},
		{1, "<C-a>"},
		{0, "<C-@>"},
		{0x1C, "<C-\\>"},
		{KEY_INTERRUPT, "<C-c>"},
		{KEY_META | 'x', "<M-x>"},
		{KEY_META | 1, "<M-C-a>"},
		{KEY_IS_F1 + 4, "<F5>"},
	};
	char name[KEY_NAME_SIZE];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		key_spell(cases[i].k, name);
		assert_string_equal(name, cases[i].name);
	}
}

static void key_spell__is_empty__for_what_is_not_typed(void **state)
{
	(void)state;
	const key none[] = {KEY_NONE, KEY_RESIZED, KEY_CLOSED, KEY_WIDE, 0x85, 0xD800};
	char name[KEY_NAME_SIZE];
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		strcpy(name, "x");
		key_spell(none[i], name);
		assert_string_equal(name, "");
	}
}

static void assert_decodes(const char *bytes, key expected)
{
	key k;
	size_t len = strlen(bytes);
	assert_int_equal(key_decode(bytes, len, false, &k), len);
	assert_int_equal(k, expected);
}

static void key_decode__reads__characters(void **state)
{
	(void)state;
	key k;
	assert_decodes("a", 'a');
	assert_decodes("\r", '\r');
	assert_decodes("\x7F", 0x7F);
	assert_decodes("\x03", KEY_INTERRUPT);
	assert_decodes("安", 0x5B89);
	assert_int_equal(key_decode("\0", 1, true, &k), 1);
	assert_int_equal(k, 0);
	assert_int_equal(key_decode("ab", 2, true, &k), 1);
}

static void key_decode__reads__sequences(void **state)
{
	(void)state;
	assert_decodes("\033[A", KEY_IS_UP);
	assert_decodes("\033OA", KEY_IS_UP);
	assert_decodes("\033[H", KEY_IS_HOME);
	assert_decodes("\033[1~", KEY_IS_HOME);
	assert_decodes("\033[6~", KEY_IS_PAGE_DOWN);
	assert_decodes("\033[Z", KEY_IS_BACK_TAB);
	assert_decodes("\033OP", KEY_IS_F1);
	assert_decodes("\033[11~", KEY_IS_F1);
	assert_decodes("\033[[A", KEY_IS_F1);
	assert_decodes("\033[[E", KEY_IS_F1 + 4);
	assert_decodes("\033[24~", KEY_IS_F12);
}

static void key_decode__reads__modified_sequences(void **state)
{
	(void)state;
	assert_decodes("\033[1;3C", KEY_META | KEY_IS_RIGHT);
	assert_decodes("\033[1;2C", KEY_IS_RIGHT);
	assert_decodes("\033[1;5C", KEY_IS_RIGHT);
	assert_decodes("\033[1;7A", KEY_META | KEY_IS_UP);
	assert_decodes("\033[5;3~", KEY_META | KEY_IS_PAGE_UP);
	assert_decodes("\033[1;2R", KEY_IS_F1 + 2);
	assert_decodes("\033[15;3~", KEY_META | (KEY_IS_F1 + 4));
}

static void key_decode__reads__alt_as_escape_before_a_key(void **state)
{
	(void)state;
	assert_decodes("\033x", KEY_META | 'x');
	assert_decodes("\033安", KEY_META | 0x5B89);
	assert_decodes("\033\x01", KEY_META | 1);
	assert_decodes("\033[", KEY_META | '[');
	assert_decodes("\033O", KEY_META | 'O');
}

static void key_decode__reads__escape(void **state)
{
	(void)state;
	key k;
	assert_decodes("\033", 0x1B);
	assert_int_equal(key_decode("\033\033", 2, true, &k), 1);
	assert_int_equal(k, 0x1B);
	assert_int_equal(key_decode("\033\033[A", 4, true, &k), 1);
	assert_int_equal(k, 0x1B);
}

static void key_decode__reads__the_answer_about_ambiguous_width(void **state)
{
	(void)state;
	assert_decodes("\033[2;2R", KEY_NARROW);
	assert_decodes("\033[2;3R", KEY_WIDE);
	assert_decodes("\033[200~", KEY_PASTE_BEGIN);
	assert_decodes("\033[201~", KEY_PASTE_END);
	/* What the question does: a mark in the second row, then the place. */
	assert_non_null(strstr(KEY_QUESTION, "\033[2;1H“\033[6n"));
}

/* Not one byte of an unknown sequence may be taken for a command. */
static void key_decode__drops__unknown_sequences_whole(void **state)
{
	(void)state;
	assert_decodes("\033[I", KEY_NONE);
	assert_decodes("\033[<2;33;12M", KEY_NONE);
	assert_decodes("\033[?62;22c", KEY_NONE);
	assert_decodes("\033[99;3~", KEY_NONE);
	assert_decodes("\033[1;9C", KEY_NONE);
	assert_decodes("\033[24;80R", KEY_NONE);
	assert_decodes("\033Oq", KEY_NONE);
	assert_decodes("\033[[Z", KEY_NONE);
	assert_decodes("\033[ !@", KEY_NONE);
}

/* Answers to what another program asked, which come late: colours, the clipboard, names of
 * terminals and settings, in one piece. */
static void key_decode__drops__strings_whole(void **state)
{
	static const char *const strings[] = {"\033]11;rgb:0000/0000/0000\033\\",
		"\033]52;c;cQ==\a", "\033P>|xterm(390)\033\\", "\033P1$r0m\033\\",
		"\033_Gi=1;OK\033\\", "\033^q\033\\", "\033Xq\a", "\033]0;cut\030"};
	(void)state;
	key k;
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
		size_t len = strlen(strings[i]);
		for (size_t n = 2; n < len; n++)
			assert_int_equal(key_decode(strings[i], n, true, &k), 0);
		assert_decodes(strings[i], KEY_NONE);
	}
	/* One that does not end goes with the next, or when nothing comes any more. */
	assert_int_equal(key_decode("\033]0;x\033[A", 8, true, &k), 5);
	assert_int_equal(k, KEY_NONE);
	assert_decodes("\033]0;quit", KEY_NONE);
	assert_decodes("\033]", KEY_META | ']');
	assert_decodes("\033P", KEY_META | 'P');
}

/* A terminal that answers without an end is not listened to without an end. */
static void key_decode__waits__for_no_endless_sequence(void **state)
{
	static const char *const starts[] = {"\033[", "\033]", "\033P"};
	static char bytes[8192];
	(void)state;
	key k;
	memset(bytes, '1', sizeof bytes);
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		memcpy(bytes, starts[i], 2);
		assert_true(key_decode(bytes, sizeof bytes, true, &k) > 0);
	}
}

static void key_decode__drops__bytes_that_are_not_utf8(void **state)
{
	(void)state;
	key k;
	assert_int_equal(key_decode("\xFF"
				    "a",
				 2, true, &k),
		1);
	assert_int_equal(k, KEY_NONE);
	assert_int_equal(key_decode("\xE5"
				    "a",
				 2, true, &k),
		1);
	assert_int_equal(k, KEY_NONE);
	assert_int_equal(key_decode("\xE5\xAE", 2, false, &k), 1);
	assert_int_equal(k, KEY_NONE);
}

/* Every sequence but the first key of a longer one is waited for as long as more may come. */
static void key_decode__waits__for_the_rest(void **state)
{
	(void)state;
	static const char *const whole[] = {"\033[A", "\033OA", "\033[24~", "\033[1;3C",
		"\033[[A", "\033[2;3R", "\033安", "安", "\xF0\xA0\x80\x80",
		"\033[<0;33;12M"};
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		for (size_t n = 1; n <= strlen(whole[i]); n++) {
			key k;
			size_t took = key_decode(whole[i], n, true, &k);
			assert_int_equal(took, n == strlen(whole[i]) ? n : 0);
		}
}

/* Whatever comes, something is taken once nothing more comes. */
static void key_decode__never_gets_stuck__on_any_three_bytes(void **state)
{
	(void)state;
	static const char interesting[] = "\033[O]\\;~1A\x01 \x7F\x80\xC3\xE5\xF0\xFF";
	size_t n = sizeof interesting;
	for (size_t i = 0; i < n * n * n; i++) {
		const char bytes[3] = {interesting[i % n], interesting[i / n % n],
			interesting[i / n / n]};
		for (size_t at = 0; at < sizeof bytes;) {
			key k;
			size_t took =
				key_decode(bytes + at, sizeof bytes - at, false, &k);
			assert_in_range(took, 1, sizeof bytes - at);
			assert_true((k & ~(key)KEY_META) <= KEY_PASTE_END);
			at += took;
		}
	}
}

static void key_decode__reads__what_the_mouse_does(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		struct mouse mouse;
	} cases[] = {
		{"\033[<0;1;1M", {MOUSE_PRESS, 0, 0}},
		{"\033[<0;80;24m", {MOUSE_RELEASE, 23, 79}},
		{"\033[<32;12;3M", {MOUSE_DRAG, 2, 11}},
		{"\033[<64;5;6M", {MOUSE_WHEEL_UP, 5, 4}},
		{"\033[<65;2048;2048M", {MOUSE_WHEEL_DOWN, 2047, 2047}},
	};
	static const char *const others[] = {
		"\033[<1;3;3M",  /* the middle button */
		"\033[<4;3;3M",  /* with Shift */
		"\033[<35;3;3M", /* moved without a button */
		"\033[<64;3;3m",
		"\033[<0;0;3M",
		"\033[<0;3;2049M",
		"\033[<0;99999999999;3M",
		"\033[<0;3M",
		"\033[<0;3;3;3M",
		"\033[<;;M",
		"\033[<M",
		"\033[<0;3;3X",
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mouse mouse;
		key k;
		size_t len = strlen(cases[i].bytes);
		assert_int_equal(key_decode(cases[i].bytes, len, true, &k), len);
		assert_int_equal(k, key_of_mouse(cases[i].mouse));
		assert_true(key_mouse(k, &mouse));
		assert_int_equal(mouse.act, cases[i].mouse.act);
		assert_int_equal(mouse.row, cases[i].mouse.row);
		assert_int_equal(mouse.column, cases[i].mouse.column);
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_decodes(others[i], KEY_NONE);
}

static void key_mouse__is_not__what_is_typed(void **state)
{
	(void)state;
	static const key keys[] = {'a', 0x10FFFF, KEY_NONE, KEY_IS_UP, KEY_IS_F12,
		KEY_PASTE_END, KEY_META | 'a', KEY_META | KEY_IS_UP};
	struct mouse mouse;
	char name[KEY_NAME_SIZE];
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		assert_false(key_mouse(keys[i], &mouse));
	key_spell(key_of_mouse((struct mouse){MOUSE_PRESS, 1, 1}), name);
	assert_string_equal(name, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(key_parse__reads__characters),
		cmocka_unit_test(key_parse__reads__names_in_any_case),
		cmocka_unit_test(key_parse__reads__modifiers),
		cmocka_unit_test(key_parse__refuses__what_is_no_key),
		cmocka_unit_test(key_spell__round_trips__every_key),
		cmocka_unit_test(key_spell__gives__the_usual_names),
		cmocka_unit_test(key_spell__is_empty__for_what_is_not_typed),
		cmocka_unit_test(key_decode__reads__characters),
		cmocka_unit_test(key_decode__reads__sequences),
		cmocka_unit_test(key_decode__reads__modified_sequences),
		cmocka_unit_test(key_decode__reads__alt_as_escape_before_a_key),
		cmocka_unit_test(key_decode__reads__escape),
		cmocka_unit_test(key_decode__reads__the_answer_about_ambiguous_width),
		cmocka_unit_test(key_decode__drops__unknown_sequences_whole),
		cmocka_unit_test(key_decode__drops__strings_whole),
		cmocka_unit_test(key_decode__waits__for_no_endless_sequence),
		cmocka_unit_test(key_decode__drops__bytes_that_are_not_utf8),
		cmocka_unit_test(key_decode__waits__for_the_rest),
		cmocka_unit_test(key_decode__reads__what_the_mouse_does),
		cmocka_unit_test(key_mouse__is_not__what_is_typed),
		cmocka_unit_test(key_decode__never_gets_stuck__on_any_three_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
