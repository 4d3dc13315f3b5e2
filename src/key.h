/* SPDX-License-Identifier: MIT */
/* key: a key press as a number, its name in bindings and scripts, and the bytes a terminal
 * sends for it. */
#ifndef DUIDU_KEY_H
#define DUIDU_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A code point (Enter is U+000D, Tab U+0009, Esc U+001B, Backspace U+007F, Ctrl-A U+0001),
 * or one of these above the code points; KEY_META may be or-ed in. */
typedef uint32_t key;

enum {
	KEY_NONE = 0x110000, /* nothing was typed */
	KEY_IS_UP,           /* KEY_UP and its like belong to curses */
	KEY_IS_DOWN,
	KEY_IS_LEFT,
	KEY_IS_RIGHT,
	KEY_IS_HOME,
	KEY_IS_END,
	KEY_IS_PAGE_UP,
	KEY_IS_PAGE_DOWN,
	KEY_IS_INSERT,
	KEY_IS_DELETE,
	KEY_IS_BACK_TAB,
	KEY_IS_F1, /* to F12 = KEY_IS_F1 + 11 */
	KEY_IS_F12 = KEY_IS_F1 + 11,
	KEY_INTERRUPT, /* Ctrl-C */
	KEY_RESIZED, /* not typed: the size or the width of ambiguous characters changed */
	KEY_CLOSED,  /* not typed: the terminal or the script is at its end */
	KEY_NARROW,  /* not typed: the terminal's answer to KEY_QUESTION: 1 cell */
	KEY_WIDE,    /* ... 2 cells */
	KEY_PASTE_BEGIN,    /* the keys up to KEY_PASTE_END are a text that was pasted: */
	KEY_PASTE_END,      /* for a prompt, and never commands */
	KEY_META = 1 << 24, /* Alt, or Esc before it */
	KEY_MOUSE = 1 << 25, /* not typed: what the mouse did and where, see key_mouse */
};

enum mouse_act {
	MOUSE_PRESS, /* of the left button */
	MOUSE_DRAG,  /* moved with the button down */
	MOUSE_RELEASE,
	MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN,
};

enum { MOUSE_MOST = 2047 }; /* the last row or column that is told of */

struct mouse {
	enum mouse_act act;
	int row, column; /* from 0, of the screen */
};

/* What the mouse did as a key, and back; false if it is another key. */
key key_of_mouse(struct mouse mouse);
bool key_mouse(key k, struct mouse *mouse);

/* Reads one key of a sequence as written in a config or script: a character, or <Enter>
 * <Tab> <Esc> <Space> <BS> <C-o> <M-Right> <PageDown> <Up> <F1> <lt>.  Case does not matter
 * in names, Ctrl goes with letters and @ [ \ ] ^ _.  Returns the bytes it took, 0 when it is
 * not a key: an unknown name, "<" by itself, a blank, a control character, invalid UTF-8. */
size_t key_parse(const char *text, size_t len, key *k);

enum { KEY_NAME_SIZE = 24 };

/* The name key_parse would take, NUL-terminated in out; empty for what cannot be typed. */
void key_spell(key k, char out[KEY_NAME_SIZE]);

/* Asks a terminal how wide it draws an East Asian Ambiguous character: writes one at the
 * start of the second row (in the first, the answer could be read as Shift-F3), asks where
 * the cursor is, wipes the row and puts the cursor back.  The answer comes among the keys. */
#define KEY_QUESTION "\0337\033[2;1H\xe2\x80\x9c\033[6n\r\033[K\0338"

/* Reads one key from what a terminal sent, UTF-8 and the sequences of ECMA-48 terminals,
 * those of xterm, rxvt, screen and the Linux console among them.  Returns the bytes it took
 * with *k KEY_NONE for a sequence that is no key we know, control strings among them, and 0
 * when the bytes may be the start of a longer sequence and `more` says that others may follow.
 * len is at least 1. */
size_t key_decode(const char *bytes, size_t len, bool more, key *k);

#endif
