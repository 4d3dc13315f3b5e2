/* SPDX-License-Identifier: MIT */
/* key: names of keys, and the bytes terminals send for them.
 *
 * Curses can read keys too, but hands a sequence it does not know (a mouse report, a late
 * answer, Ctrl-Right) on as if its bytes had been typed, one command after the other.  Here
 * a sequence is read by the grammar of ECMA-48, whole, and then looked up; what is not found
 * is dropped.  The terminals in use agree on the few sequences of the table, in normal and
 * in application mode.
 *
 * When to stop waiting for the rest of a sequence is left to tty. */
#include "key.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistr.h>

enum { TAB = 0x09, ENTER = 0x0D, ESC = 0x1B, BACKSPACE = 0x7F };

static const struct {
	const char *name;
	key k;
} names[] = {
	/* The first name of a key is the one key_spell gives. */
	{"Enter", ENTER},
	{"Tab", TAB},
	{"Esc", ESC},
	{"Space", ' '},
	{"BS", BACKSPACE},
	{"lt", '<'},
	{"C-c", KEY_INTERRUPT},
	{"Up", KEY_IS_UP},
	{"Down", KEY_IS_DOWN},
	{"Left", KEY_IS_LEFT},
	{"Right", KEY_IS_RIGHT},
	{"Home", KEY_IS_HOME},
	{"End", KEY_IS_END},
	{"PageUp", KEY_IS_PAGE_UP},
	{"PageDown", KEY_IS_PAGE_DOWN},
	{"Insert", KEY_IS_INSERT},
	{"Delete", KEY_IS_DELETE},
	{"S-Tab", KEY_IS_BACK_TAB},
	{"F1", KEY_IS_F1},
	{"F2", KEY_IS_F1 + 1},
	{"F3", KEY_IS_F1 + 2},
	{"F4", KEY_IS_F1 + 3},
	{"F5", KEY_IS_F1 + 4},
	{"F6", KEY_IS_F1 + 5},
	{"F7", KEY_IS_F1 + 6},
	{"F8", KEY_IS_F1 + 7},
	{"F9", KEY_IS_F1 + 8},
	{"F10", KEY_IS_F1 + 9},
	{"F11", KEY_IS_F1 + 10},
	{"F12", KEY_IS_F12},
	{"CR", ENTER},
	{"Return", ENTER},
	{"Backspace", BACKSPACE},
	{"PgUp", KEY_IS_PAGE_UP},
	{"PgDn", KEY_IS_PAGE_DOWN},
	{"Del", KEY_IS_DELETE},
};

/* Decodes a code point; 0 when the bytes are not one (or only the start of one). */
static size_t code_point(const char *text, size_t len, key *k)
{
	ucs4_t c;
	int size = len ? u8_mbtoucr(&c, (const uint8_t *)text, len) : -1;
	if (size <= 0)
		return 0;
	*k = c;
	return (size_t)size;
}

static bool is_control(key k)
{
	return k < 0x20 || (k >= 0x7F && k < 0xA0);
}

/* "o" of <C-o>; false when Ctrl does not go with it. */
static bool control(char letter, key *k)
{
	if (letter >= 'a' && letter <= 'z')
		letter = (char)(letter - 'a' + 'A');
	if (letter < '@' || letter > '_')
		return false;
	*k = (key)(letter - '@');
	return true;
}

/* What stands between < and >, without M-. */
static bool named(const char *name, size_t len, key *k)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].name) == len &&
			strncasecmp(names[i].name, name, len) == 0) {
			*k = names[i].k;
			return true;
		}
	return len == 3 && strncasecmp(name, "C-", 2) == 0 && control(name[2], k);
}

size_t key_parse(const char *text, size_t len, key *k)
{
	if (len == 0 || text[0] != '<') {
		size_t size = code_point(text, len, k);
		return size && *k != ' ' && !is_control(*k) ? size : 0;
	}
	const char *close = memchr(text, '>', len);
	/* <M->> is Alt with >. */
	if (close && close + 1 < text + len && close[1] == '>' && close == text + 3)
		close++;
	if (!close)
		return 0;
	const char *name = text + 1;
	key meta = 0;
	if (close - name > 2 && strncasecmp(name, "M-", 2) == 0) {
		meta = KEY_META;
		name += 2;
	}
	size_t size = (size_t)(close - name);
	if (!named(name, size, k) &&
		!(meta && code_point(name, size, k) == size && !is_control(*k)))
		return 0;
	*k |= meta;
	return (size_t)(close + 1 - text);
}

void key_spell(key k, char out[KEY_NAME_SIZE])
{
	const char *meta = k & KEY_META ? "M-" : "";
	k &= ~(key)KEY_META;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].k == k) {
			snprintf(out, KEY_NAME_SIZE, "<%s%s>", meta, names[i].name);
			return;
		}
	if (k < 0x20) {
		int letter = k < 27 && k > 0 ? 'a' - 1 : '@';
		snprintf(out, KEY_NAME_SIZE, "<%sC-%c>", meta, letter + (int)k);
		return;
	}
	uint8_t bytes[6];
	int size = u8_uctomb(bytes, k, sizeof bytes);
	if (size < 0 || is_control(k))
		*out = '\0';
	else
		snprintf(out, KEY_NAME_SIZE, *meta ? "<%s%.*s>" : "%s%.*s", meta, size,
			bytes);
}

/* A report's row and column, eleven bits each, and above them what was done. */
enum { PLACE_BITS = 11 };

key key_of_mouse(struct mouse mouse)
{
	assert(mouse.row >= 0 && mouse.row <= MOUSE_MOST);
	assert(mouse.column >= 0 && mouse.column <= MOUSE_MOST);
	return KEY_MOUSE | (key)mouse.act << 2 * PLACE_BITS |
	       (key)mouse.row << PLACE_BITS | (key)mouse.column;
}

bool key_mouse(key k, struct mouse *mouse)
{
	if (!(k & KEY_MOUSE))
		return false;
	k &= ~(key)KEY_MOUSE;
	mouse->act = (enum mouse_act)(k >> 2 * PLACE_BITS);
	mouse->row = (int)(k >> PLACE_BITS & MOUSE_MOST);
	mouse->column = (int)(k & MOUSE_MOST);
	return true;
}

/* Sequences behind ESC, without modifiers. */
/* clang-format off */
static const struct {
	const char *bytes;
	key k;
} sequences[] = {
	{"[A", KEY_IS_UP},         {"OA", KEY_IS_UP},
	{"[B", KEY_IS_DOWN},       {"OB", KEY_IS_DOWN},
	{"[C", KEY_IS_RIGHT},      {"OC", KEY_IS_RIGHT},
	{"[D", KEY_IS_LEFT},       {"OD", KEY_IS_LEFT},
	{"[H", KEY_IS_HOME},       {"OH", KEY_IS_HOME},
	{"[F", KEY_IS_END},        {"OF", KEY_IS_END},
	{"[1~", KEY_IS_HOME},      {"[7~", KEY_IS_HOME},
	{"[4~", KEY_IS_END},       {"[8~", KEY_IS_END},
	{"[2~", KEY_IS_INSERT},    {"[3~", KEY_IS_DELETE},
	{"[5~", KEY_IS_PAGE_UP},   {"[6~", KEY_IS_PAGE_DOWN},
	{"[Z", KEY_IS_BACK_TAB},   {"OM", ENTER},
	{"OP", KEY_IS_F1},         {"[11~", KEY_IS_F1},       {"[[A", KEY_IS_F1},
	{"OQ", KEY_IS_F1 + 1},     {"[12~", KEY_IS_F1 + 1},   {"[[B", KEY_IS_F1 + 1},
	{"OR", KEY_IS_F1 + 2},     {"[13~", KEY_IS_F1 + 2},   {"[[C", KEY_IS_F1 + 2},
	{"OS", KEY_IS_F1 + 3},     {"[14~", KEY_IS_F1 + 3},   {"[[D", KEY_IS_F1 + 3},
	{"[P", KEY_IS_F1},         {"[15~", KEY_IS_F1 + 4},   {"[[E", KEY_IS_F1 + 4},
	{"[Q", KEY_IS_F1 + 1},     {"[17~", KEY_IS_F1 + 5},   {"[18~", KEY_IS_F1 + 6},
	{"[R", KEY_IS_F1 + 2},     {"[19~", KEY_IS_F1 + 7},   {"[20~", KEY_IS_F1 + 8},
	{"[S", KEY_IS_F1 + 3},     {"[21~", KEY_IS_F1 + 9},   {"[23~", KEY_IS_F1 + 10},
	{"[24~", KEY_IS_F12},      {"[2;2R", KEY_NARROW},     {"[2;3R", KEY_WIDE},
	{"[200~", KEY_PASTE_BEGIN},                           {"[201~", KEY_PASTE_END},
};
/* clang-format on */

static key look_up(const char *bytes, size_t len)
{
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
		if (strlen(sequences[i].bytes) == len &&
			memcmp(sequences[i].bytes, bytes, len) == 0)
			return sequences[i].k;
	return KEY_NONE;
}

/* Looks up "[1;3C" and "[5;3~", where 3 is one more than a set of Shift 1, Alt 2, Ctrl 4:
 * as "[C" and "[5~", with Alt, and without the others, which no key of ours has. */
static key look_up_modified(const char *bytes, size_t len)
{
	char plain[16];
	const char *semicolon = memchr(bytes, ';', len);
	size_t head = semicolon ? (size_t)(semicolon - bytes) : 0;
	if (!semicolon || head + 3 != len || head + 2 > sizeof plain ||
		semicolon[1] < '2' || semicolon[1] > '8')
		return KEY_NONE;
	char final = bytes[len - 1];
	if (final != '~' && head == 2 && bytes[1] == '1')
		head = 1;
	memcpy(plain, bytes, head);
	plain[head] = final;
	key k = look_up(plain, head + 1);
	bool alt = (semicolon[1] - '1') & 2;
	return k != KEY_NONE && alt ? k | KEY_META : k;
}

/* The three numbers of "[<B;X;YM" or "...m", each as it stands; false if it is not that. */
static bool read_report(const char *bytes, size_t len, int numbers[3])
{
	size_t at = 2;
	if (len < 2 || bytes[0] != '[' || bytes[1] != '<')
		return false;
	for (int i = 0; i < 3; i++) {
		numbers[i] = 0;
		size_t beg = at;
		for (; at < len && bytes[at] >= '0' && bytes[at] <= '9'; at++)
			if (numbers[i] <= MOUSE_MOST)
				numbers[i] = numbers[i] * 10 + (bytes[at] - '0');
		if (at == beg || at == len || (i < 2 && bytes[at++] != ';'))
			return false;
	}
	return at + 1 == len && (bytes[at] == 'M' || bytes[at] == 'm');
}

/* A report of the mouse (xterm's SGR 1006): of the left button or the wheel, without Shift, Alt
 * and Ctrl; KEY_NONE for others. */
static key look_up_mouse(const char *bytes, size_t len)
{
	static const struct {
		int button;
		char final;
		enum mouse_act act;
	} reports[] = {
		{0, 'M', MOUSE_PRESS},
		{0, 'm', MOUSE_RELEASE},
		{32, 'M', MOUSE_DRAG},
		{64, 'M', MOUSE_WHEEL_UP},
		{65, 'M', MOUSE_WHEEL_DOWN},
	};
	int n[3];
	if (!read_report(bytes, len, n) || n[1] < 1 || n[2] < 1 ||
		n[1] > MOUSE_MOST + 1 || n[2] > MOUSE_MOST + 1)
		return KEY_NONE;
	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
		if (reports[i].button == n[0] && reports[i].final == bytes[len - 1])
			return key_of_mouse(
				(struct mouse){reports[i].act, n[2] - 1, n[1] - 1});
	return KEY_NONE;
}

enum { LONGEST = 4096 }; /* bytes of a sequence whose end is waited for */

/* Bytes of a control sequence behind ESC, which starts with "[" (CSI) or "O" (SS3): ECMA-48
 * section 5.4, parameter bytes 30-3F, intermediate bytes 20-2F, a final byte 40-7E.  0 when
 * it is not complete, with *broken true if it never can be. */
static size_t sequence_size(const char *bytes, size_t len, bool *broken)
{
	size_t i = 1;
	*broken = false;
	if (len > 1 && bytes[0] == '[' && bytes[1] == '[')
		return len > 2 ? 3 : 0; /* function keys of the Linux console */
	while (i < len && bytes[i] >= 0x20 && bytes[i] <= 0x3F)
		i++;
	if (i == len)
		return 0;
	*broken = bytes[i] < 0x40 || bytes[i] == 0x7F;
	return *broken ? 0 : i + 1;
}

/* Bytes of a control string behind ESC (ECMA-48 section 5.6): an answer of the terminal's to
 * somebody who has gone since, "]11;rgb:0/0/0" and then BEL or ESC "\\".  0 when it is not one
 * or, with *open true, not at its end. */
static size_t string_size(const char *bytes, size_t len, bool *open)
{
	enum { BEL = 0x07, CAN = 0x18, SUB = 0x1A };
	*open = false;
	if (!strchr("]P_^X", bytes[0]) || bytes[0] == '\0')
		return 0;
	for (size_t i = 1; i < len; i++) {
		if (bytes[i] == BEL || bytes[i] == CAN || bytes[i] == SUB)
			return i + 1;
		if (bytes[i] != ESC)
			continue;
		if (i + 1 < len)
			return bytes[i + 1] == '\\' ? i + 2 : i;
		break;
	}
	*open = true;
	return 0;
}

static size_t decode_escape(const char *bytes, size_t len, bool more, key *k)
{
	bool broken = false, open;
	*k = ESC;
	if (len == 1)
		return more ? 0 : 1;
	if (bytes[1] == ESC)
		return 1;
	size_t string = string_size(bytes + 1, len - 1, &open);
	if (string || (open && (more || len > 2))) { /* else Alt with that key */
		*k = KEY_NONE;
		bool waits = open && more && len < LONGEST;
		return string ? 1 + string : waits ? 0 : len;
	}
	if (bytes[1] == '[' || bytes[1] == 'O') {
		size_t size = sequence_size(bytes + 1, len - 1, &broken);
		if (!size && !broken && more && len < LONGEST)
			return 0;
		if (size) {
			*k = look_up(bytes + 1, size);
			if (*k == KEY_NONE)
				*k = look_up_modified(bytes + 1, size);
			if (*k == KEY_NONE)
				*k = look_up_mouse(bytes + 1, size);
			return 1 + size;
		}
	}
	/* Alt with a key, sent as ESC and the key. */
	size_t size = key_decode(bytes + 1, len - 1, more, k);
	if (size && *k != KEY_NONE)
		*k |= KEY_META;
	return size ? 1 + size : 0;
}

size_t key_decode(const char *bytes, size_t len, bool more, key *k)
{
	assert(len > 0);
	if (*bytes == ESC)
		return decode_escape(bytes, len, more, k);
	size_t size = code_point(bytes, len, k);
	if (size) {
		if (*k == 0x03)
			*k = KEY_INTERRUPT;
		return size;
	}
	*k = KEY_NONE;
	ucs4_t c;
	bool incomplete = u8_mbtoucr(&c, (const uint8_t *)bytes, len) == -2;
	return incomplete && more ? 0 : 1;
}
